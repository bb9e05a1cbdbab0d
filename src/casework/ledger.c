/* ledger.c - remedies as others read them: the ledger of rectification (整改台账), one remedy, its events and findings.
 * It changes nothing. */
#include "internal.h"

#include "jianfu/remedy.h"
#include "jianfu/row.h"

/* clang-format off */
#define REMEDY(type, name) { #name, JF_ROW_##type, offsetof(struct jf_remedy, name) }

static const struct jf_row_field remedy_fields[] = {
    REMEDY(INT, subject_id),
    REMEDY(INT, petition_id),
    REMEDY(TEXT, number),
    REMEDY(TEXT, kind),
    REMEDY(TEXT, state),
    REMEDY(TEXT, petition),
    REMEDY(TEXT, category),
    REMEDY(TEXT, about),
    REMEDY(TEXT, about_text),
    REMEDY(TEXT, plan),
    REMEDY(TEXT, found_on),
    REMEDY(TEXT, rules),
    REMEDY(INT, findings),
    REMEDY(TEXT, unit),
    REMEDY(TEXT, unit_name),
    REMEDY(TEXT, division),
    REMEDY(TEXT, place),
    REMEDY(TEXT, text),
    REMEDY(TEXT, basis),
    REMEDY(TEXT, ordered_on),
    REMEDY(TEXT, first_deadline),
    REMEDY(TEXT, deadline),
    REMEDY(TEXT, proof),
    REMEDY(TEXT, paper),
    REMEDY(TEXT, proved_by),
    REMEDY(TEXT, proved_on),
    REMEDY(TEXT, settled_on),
    REMEDY(TEXT, reason),
    REMEDY(INT, days_over),
    { .column = NULL },
};
/* clang-format on */

void jf_remedy_release(struct jf_remedy *r)
{
    jf_row_release(remedy_fields, r);
    *r = (struct jf_remedy){ 0 };
}

static struct jf_arg id_or_null(const char *name, int64_t id)
{
    struct jf_arg arg = JF_INT(name, id);
    if (id == 0)
        arg.type = JF_ARG_NULL;
    return arg;
}

static enum jf_status begin(struct jf_db *db, const struct jf_remedy_filter *f, const char *today, struct jf_stmt **st,
                            struct jf_error *err)
{
    enum jf_status status = jf_db_views(db, err);
    if (status != JF_OK)
        return status;
    return jf_db_query(db, "remedy.list",
                       JF_ARGS(id_or_null(":remedy", f->remedy_id), id_or_null(":petition", f->petition_id),
                               JF_TEXT(":unit", f->unit), JF_TEXT(":plan", f->plan), JF_TEXT(":township", f->township),
                               JF_TEXT(":kind", f->kind), JF_TEXT(":state", f->state), JF_TEXT(":from", f->from),
                               JF_TEXT(":until", f->until), JF_INT(":open", f->open), JF_INT(":overdue", f->overdue),
                               JF_TEXT(":today", today)),
                       st, err);
}

enum jf_status jf_remedy_list(struct jf_db *db, const struct jf_remedy_filter *filter, jf_remedy_fn *each, void *arg,
                              struct jf_error *err)
{
    struct jf_stmt *st = NULL;
    struct jf_remedy r = { 0 };
    char today[JF_DAY_SIZE];
    jf_day_today(today);
    enum jf_status status = begin(db, filter, today, &st, err);
    while (jf_stmt_row(st, &status, err)) {
        status = jf_row_read(st, remedy_fields, &r, err);
        if (status == JF_OK)
            status = each(arg, &r, err);
    }
    jf_remedy_release(&r);
    jf_stmt_done(st);
    return status;
}

enum jf_status jf_remedy_read(struct jf_db *db, int64_t remedy_id, struct jf_remedy *out, struct jf_error *err)
{
    const struct jf_remedy_filter filter = { .remedy_id = remedy_id };
    struct jf_stmt *st = NULL;
    char today[JF_DAY_SIZE];
    *out = (struct jf_remedy){ 0 };
    jf_day_today(today);
    enum jf_status status = begin(db, &filter, today, &st, err);
    bool row = jf_stmt_row(st, &status, err);
    if (status == JF_OK && (!row || remedy_id == 0))
        status = jf_error_set(err, JF_NOT_FOUND, _("there is no such remedy"));
    if (status == JF_OK)
        status = jf_row_read(st, remedy_fields, out, err);
    jf_stmt_done(st);
    if (status != JF_OK)
        jf_remedy_release(out);
    return status;
}

enum jf_status jf_remedy_find(struct jf_db *db, const char *number, int64_t *remedy_id, struct jf_error *err)
{
    enum jf_status status = jf_db_int(db, "remedy.find", JF_ARGS(JF_TEXT(":number", number)), 0, remedy_id, err);
    if (status != JF_OK || *remedy_id)
        return status;
    jf_error_set(err, JF_NOT_FOUND, _("there is no remedy '%s'"), number);
    jf_error_hint(err, _("`jianfu remedy list` shows the numbers"));
    return JF_NOT_FOUND;
}

enum jf_status jf_remedy_findings(struct jf_db *db, int64_t remedy_id, jf_remedy_finding_fn *each, void *arg,
                                  struct jf_error *err)
{
    struct jf_stmt *st = NULL;
    enum jf_status status = jf_db_query(db, "remedy.findings", JF_ARGS(JF_INT(":remedy", remedy_id)), &st, err);
    while (jf_stmt_row(st, &status, err)) {
        status = each(arg, jf_col_int(st, 0), err);
    }
    jf_stmt_done(st);
    return status;
}

enum jf_status jf_remedy_events(struct jf_db *db, int64_t remedy_id, jf_remedy_event_fn *each, void *arg,
                                struct jf_error *err)
{
    struct jf_stmt *st = NULL;
    enum jf_status status = jf_db_query(db, "remedy.events", JF_ARGS(JF_INT(":remedy", remedy_id)), &st, err);
    while (jf_stmt_row(st, &status, err)) {
        const struct jf_remedy_event e = {
            .event_id = jf_col_int(st, 0),
            .day = jf_col_text(st, 1),
            .actor = jf_col_text(st, 2),
            .step = jf_col_text(st, 3),
            .to = jf_col_text(st, 4),
            .text = jf_col_text(st, 5),
            .proof = jf_col_text(st, 6),
            .paper = jf_col_text(st, 7),
            .by = jf_col_text(st, 8),
            .deadline = jf_col_text(st, 9),
            .approver = jf_col_text(st, 10),
            .reason = jf_col_text(st, 11),
            .note = jf_col_text(st, 12),
            .other_unit = jf_col_text(st, 13),
        };
        status = each(arg, &e, err);
    }
    jf_stmt_done(st);
    return status;
}
