/* remedy.c - the steps of a remedy besides money: what each needs, and the only place that writes their events. */
#include "machine.h"

#include "jianfu/audit.h"
#include "jianfu/remedy.h"

#include <string.h>

static const struct machine machine = {
    .kind = "remedy", .steps = jf_remedy_steps, .standing = "remedy.standing", .states = "remedy-state"
};
enum { PETITION, DEADLINE }; /* what a remedy keeps of its own */

/* ---- conditions (column needs) ---- */

struct call {
    struct jf_db *db;
    struct machine_place *at;
    const char *fields;
    const char **code;
};

static enum jf_status text_of(const struct call *call, const char *statement, const char *path, struct jf_str *out,
                              struct jf_error *err)
{
    struct jf_arg where = JF_TEXT(":path", path);
    if (!path)
        where = JF_END;
    enum jf_status status =
        jf_db_text(call->db, statement, JF_ARGS(JF_TEXT(":fields", call->fields), where), out, NULL, err);
    return status == JF_OK ? jf_str_check(out, err) : status;
}

/* An order without a cause could never be walked back. */
static enum jf_status cause(const struct call *call, struct jf_error *err)
{
    static const char *const paths[] = { "$.petition", "$.findings", "$.about" };
    struct jf_str text = JF_STR_INIT, subject = JF_STR_INIT;
    enum jf_status status = JF_OK;
    for (size_t i = 0; status == JF_OK && i < sizeof paths / sizeof *paths; i++)
        status = text_of(call, "casework.field", paths[i], &text, err);
    if (status == JF_OK && (!text.len || strcmp(text.data, "[]") == 0)) {
        status = refuse(call->code, CASE_FIELDS, JF_USAGE, err, _("it is not said what the remedy is ordered for"));
        jf_error_hint(err, _("a petition, findings, or another subject: petition, findings, about"));
    }
    jf_str_clear(&text);
    if (status == JF_OK)
        status = text_of(call, "casework.field", "$.about", &text, err);
    if (status == JF_OK && text.len)
        status = text_of(call, "remedy.about", NULL, &subject, err);
    if (status == JF_OK && text.len && !subject.len) {
        status = refuse(call->code, CASE_FIELDS, JF_USAGE, err, _("about: there is no '%s'"), text.data);
        jf_error_hint(err, _("write KIND:KEY as `jianfu why` does, for example board:108ZX1/2005-03-01"));
    }
    jf_str_release(&text);
    jf_str_release(&subject);
    return status;
}

static enum jf_status case_in_hand(const struct call *call, struct jf_error *err)
{
    struct jf_stmt *st = NULL;
    enum jf_status status = jf_db_query(call->db, "remedy.case", JF_ARGS(JF_TEXT(":fields", call->fields)), &st, err);
    if (jf_stmt_row(st, &status, err) && !jf_col_int(st, 1)) {
        status = refuse(call->code, CASE_ILLEGAL, JF_REFUSED, err,
                        _("the case is in the state '%s': it is not in hand"), word_told("state", jf_col_text(st, 0)));
        jf_error_hint(err, _("a remedy is ordered from the investigation until the closing"));
    }
    jf_stmt_done(st);
    return status;
}

static enum jf_status findings_confirmed(const struct call *call, struct jf_error *err)
{
    struct jf_stmt *st = NULL;
    enum jf_status status =
        jf_db_query(call->db, "remedy.finding_fault", JF_ARGS(JF_TEXT(":fields", call->fields)), &st, err);
    const char *number = jf_stmt_row(st, &status, err) ? jf_col_text(st, 0) : NULL;
    if (number && jf_col_null(st, 1)) {
        status = refuse(call->code, CASE_FIELDS, JF_USAGE, err, _("there is no finding %s"), number);
        jf_error_hint(err, "%s", _("'jianfu finding list' shows all with their numbers"));
    } else if (number && jf_col_int(st, 2) > 1) {
        status = refuse(call->code, CASE_FIELDS, JF_USAGE, err, _("finding %s is named twice"), number);
    } else if (number) {
        status = refuse(call->code, CASE_FIELDS, JF_REFUSED, err,
                        _("finding %s is in the state '%s': only what a person confirmed is to be put right"), number,
                        word_told("finding-state", jf_col_text(st, 1)));
        jf_error_hint(err, _("`jianfu finding show %s`, then `jianfu finding confirm %s`"), number, number);
    }
    jf_stmt_done(st);
    return status;
}

/* A slip in the unit's code must not burden somebody whom neither the case nor a finding names. */
static enum jf_status unit_concerned(const struct call *call, struct jf_error *err)
{
    struct jf_stmt *st = NULL;
    struct jf_str unit = JF_STR_INIT, reason = JF_STR_INIT, others = JF_STR_INIT;
    int64_t concerned = 0;
    enum jf_status status = text_of(call, "casework.field", "$.unit", &unit, err);
    if (status == JF_OK)
        status = text_of(call, "casework.field", "$.other-unit", &reason, err);
    if (status == JF_OK)
        status = jf_db_query(call->db, "remedy.concerned", JF_ARGS(JF_TEXT(":fields", call->fields)), &st, err);
    for (; jf_stmt_row(st, &status, err); concerned++) {
        if (strcmp(jf_col_text(st, 0), unit.data) != 0)
            jf_str_addf(&others, "%s%s", others.len ? ", " : "", jf_col_text(st, 0));
    }
    jf_stmt_done(st);
    if (status == JF_OK && !unit.len && concerned != 1) {
        status = refuse(call->code, CASE_FIELDS, JF_USAGE, err, _("it is not said which unit is to put it right"));
        if (concerned)
            jf_error_hint(err, _("several are concerned: %s"), others.data);
        else
            jf_error_hint(err, _("neither the case nor a finding names one: give its code or name"));
    } else if (status == JF_OK && unit.len && others.len && !reason.len) {
        status = refuse(call->code, CASE_FIELDS, JF_USAGE, err, _("the case or its findings concern '%s', not '%s'"),
                        others.data, unit.data);
        jf_error_hint(err, _("correct the unit, or say why this one puts it right: other-unit"));
    } else if (status == JF_OK && !others.len && reason.len) {
        status = refuse(call->code, CASE_FIELDS, JF_USAGE, err,
                        _("other-unit is said only where another unit is concerned than the one that puts it right"));
    }
    jf_str_release(&unit);
    jf_str_release(&reason);
    jf_str_release(&others);
    return status;
}

static enum jf_status later_deadline(const struct call *call, struct jf_error *err)
{
    struct jf_str deadline = JF_STR_INIT;
    enum jf_status status = text_of(call, "casework.field", "$.deadline", &deadline, err);
    if (status == JF_OK && strcmp(deadline.data, call->at->own[DEADLINE].data) <= 0)
        status = refuse(call->code, CASE_FIELDS, JF_USAGE, err,
                        _("deadline: %s is not later than the deadline that stands, %s"), deadline.data,
                        call->at->own[DEADLINE].data);
    jf_str_release(&deadline);
    return status;
}

static const struct {
    const char *name;
    enum jf_status (*check)(const struct call *call, struct jf_error *err);
} guards[] = {
    { "cause", cause },
    { "case-in-hand", case_in_hand },
    { "findings-confirmed", findings_confirmed },
    { "unit-concerned", unit_concerned },
    { "later-deadline", later_deadline },
};

static enum jf_status check_needs(const struct jf_step *row, const struct call *call, struct jf_error *err)
{
    enum jf_status status = JF_OK;
    for (size_t i = 0; status == JF_OK && i < sizeof guards / sizeof *guards; i++)
        if (jf_words_hold(row->needs, guards[i].name))
            status = guards[i].check(call, err);
    return status;
}

/* ---- taking a step ---- */

/* A new one is not ordered before its case came or a finding was confirmed. */
static enum jf_status check_step(struct jf_db *db, const struct machine_step *step, struct machine_place *at,
                                 bool first, const char **code, struct jf_error *err)
{
    const struct call call = { db, at, step->fields, code };
    enum jf_status status = machine_check(db, step, code, err);
    if (status == JF_OK && first)
        status = text_of(&call, "remedy.earliest", NULL, &at->last_day, err);
    if (status == JF_OK && first)
        status = day_check(step->day, at->last_day.data, code, err);
    return status == JF_OK ? check_needs(step->row, &call, err) : status;
}

/* The number of a new remedy, that of its case and its subject. */
static enum jf_status begin(struct jf_db *db, const struct jf_remedy_step *step, const char *fields,
                            struct machine_place *at, int64_t *remedy_id, const char **code, struct jf_error *err)
{
    const struct call call = { db, at, fields, code };
    enum jf_status status = text_of(&call, "casework.field_no", NULL, &at->number, err);
    if (status == JF_OK)
        status = text_of(&call, "casework.field", "$.petition", &at->own[PETITION], err);
    if (status == JF_OK && !at->number.len)
        status = next_number(db, "remedy.next_number", step->day, &at->number, err);
    if (status == JF_OK)
        status = check_number(at->number.data, err);
    return status == JF_OK ? add_subject(db, "remedy", at->number.data, remedy_id, code, err) : status;
}

static enum jf_status take(struct jf_db *db, const struct jf_remedy_step *step, struct machine_place *at,
                           int64_t *remedy_id, const char **code, struct jf_error *err)
{
    const char *given = jf_blank(step->fields) ? "{}" : step->fields;
    const bool first = step->remedy_id == 0;
    struct machine_step taken = {
        .day = step->day, .actor = step->actor, .fields = given, .earliest = at->last_day.data
    };
    struct jf_str fields = JF_STR_INIT;
    *remedy_id = step->remedy_id;
    enum jf_status status = machine_row(&machine, step->step, at, &taken.row, code, err);
    if (status == JF_OK)
        status = role_check(db, taken.row, step->actor, code, err);
    if (status == JF_OK)
        status = check_step(db, &taken, at, first, code, err);
    if (status == JF_OK)
        status = jf_db_text(db, "remedy.canonical", JF_ARGS(JF_TEXT(":fields", given)), &fields, NULL, err);
    if (status == JF_OK)
        status = jf_str_check(&fields, err);
    if (status == JF_OK && first)
        status = begin(db, step, given, at, remedy_id, code, err);
    taken.fields = fields.data;
    if (status == JF_OK)
        status = machine_write(db, &taken, at, first, at->own[PETITION].data, *remedy_id, err);
    jf_str_release(&fields);
    return status;
}

enum jf_status jf_remedy_take(struct jf_db *db, const struct jf_remedy_step *step, int64_t *remedy_id,
                              const char **code, struct jf_error *err)
{
    struct machine_place at;
    int64_t id = 0;
    if (code)
        *code = NULL;
    enum jf_status status = machine_read(&machine, db, step->remedy_id, &at, err);
    if (status == JF_OK)
        status = take(db, step, &at, &id, code, err);
    if (status == JF_OK && remedy_id)
        *remedy_id = id;
    machine_release(&at);
    return status;
}

enum jf_status jf_remedy_possible(struct jf_db *db, int64_t remedy_id, struct jf_str *out, struct jf_error *err)
{
    struct machine_place at;
    enum jf_status status = machine_read(&machine, db, remedy_id, &at, err);
    if (status == JF_OK)
        machine_possible(&machine, at.state.data, out);
    machine_release(&at);
    return status == JF_OK ? jf_str_check(out, err) : status;
}

/* ---- settling its findings ---- */

enum jf_status jf_remedy_settle(struct jf_db *db, int64_t remedy_id, const char *reason, const char *day,
                                const char *actor, const char *lang, int64_t *settled, int64_t *left,
                                struct jf_error *err)
{
    struct jf_stmt *st = NULL;
    *settled = *left = 0;
    enum jf_status status = jf_db_views(db, err);
    if (status == JF_OK)
        status = jf_db_query(db, "remedy.to_settle", JF_ARGS(JF_INT(":remedy", remedy_id)), &st, err);
    while (jf_stmt_row(st, &status, err)) {
        const struct jf_decision wish = { .finding_id = jf_col_int(st, 0),
                                          .decision = "rectify",
                                          .reason = reason,
                                          .actor = actor,
                                          .day = day,
                                          .lang = lang };
        bool may = jf_col_int(st, 1) != 0;
        if (may)
            status = jf_finding_decide(db, &wish, err);
        ++*(may ? settled : left);
    }
    jf_stmt_done(st);
    return status;
}
