/* read.c - cases, orders and events as others read them. It changes nothing and masks nothing. */
#include "internal.h"

#include "jianfu/row.h"

#include <string.h>

/* ---- rows into structs ---- */

/* clang-format off */
#define CASE(type, name)   { #name, JF_ROW_##type, offsetof(struct jf_case, name) }
#define REFUND(type, name) { #name, JF_ROW_##type, offsetof(struct jf_refund, name) }

static const struct jf_row_field case_fields[] = {
    CASE(INT, subject_id),
    CASE(INT, record_id),
    CASE(TEXT, number),
    CASE(TEXT, channel),
    CASE(TEXT, received_on),
    CASE(INT, persons),
    CASE(TEXT, petitioner),
    CASE(TEXT, telephone),
    CASE(TEXT, address),
    CASE(TEXT, names),
    CASE(TEXT, telephones),
    CASE(TEXT, addresses),
    CASE(TEXT, division),
    CASE(TEXT, division_name),
    CASE(TEXT, township_name),
    CASE(TEXT, unit),
    CASE(TEXT, unit_name),
    CASE(TEXT, category),
    CASE(TEXT, major_case),
    CASE(TEXT, text),
    CASE(TEXT, handed_by),
    CASE(TEXT, handed_no),
    CASE(TEXT, report_by),
    CASE(TEXT, state),
    CASE(TEXT, registered_on),
    CASE(TEXT, accepted_on),
    CASE(TEXT, concluded_on),
    CASE(TEXT, result),
    CASE(TEXT, replied_on),
    CASE(TEXT, closed_on),
    CASE(TEXT, reopened_on),
    CASE(TEXT, paused_on),
    CASE(TEXT, final_on),
    CASE(TEXT, merged_into),
    CASE(TEXT, merged_here),
    CASE(TEXT, file_name),
    CASE(TEXT, sha256),
    CASE(INT, batch_id),
    CASE(INT, line),
    { .column = NULL },
};

static const struct jf_row_field refund_fields[] = {
    REFUND(INT, subject_id),
    REFUND(INT, petition_id),
    REFUND(INT, event_id),
    REFUND(TEXT, number),
    REFUND(TEXT, petition),
    REFUND(TEXT, unit),
    REFUND(TEXT, unit_name),
    REFUND(TEXT, ordered_on),
    REFUND(TEXT, deadline),
    REFUND(TEXT, basis),
    REFUND(INT, payees),
    REFUND(INT, charged_fen),
    REFUND(INT, allowed_fen),
    REFUND(INT, due_fen),
    REFUND(INT, paid_fen),
    REFUND(INT, remainder_fen),
    REFUND(INT, rest_fen),
    REFUND(INT, unpaid),
    REFUND(INT, due_milli),
    REFUND(INT, paid_milli),
    REFUND(INT, remainder_milli),
    REFUND(INT, payments),
    REFUND(INT, reversed),
    REFUND(TEXT, first_paid_on),
    REFUND(TEXT, last_paid_on),
    REFUND(TEXT, settled_on),
    REFUND(TEXT, state),
    REFUND(INT, findings),
    REFUND(INT, findings_fen),
    REFUND(INT, shaken),
    REFUND(INT, instalments),
    REFUND(INT, drawn),
    REFUND(INT, confirmed),
    { .column = NULL },
};
/* clang-format on */

/* ---- cases ---- */

enum jf_status jf_case_find(struct jf_db *db, const char *number, int64_t *petition_id, struct jf_error *err)
{
    enum jf_status status =
        jf_db_int(db, "casework.find_case", JF_ARGS(JF_TEXT(":number", number)), 0, petition_id, err);
    if (status == JF_OK && !*petition_id)
        status = jf_db_int(db, "casework.find_case_alike", JF_ARGS(JF_TEXT(":number", number)), 0, petition_id, err);
    if (status != JF_OK || *petition_id)
        return status;
    status = jf_error_set(err, JF_NOT_FOUND, _("no such petition: '%s'"), number);
    jf_error_hint(err, _("`jianfu petition list` shows the numbers"));
    return status;
}

void jf_case_release(struct jf_case *c)
{
    jf_row_release(case_fields, c);
    *c = (struct jf_case){ 0 };
}

enum jf_status jf_case_read(struct jf_db *db, int64_t petition_id, struct jf_case *out, struct jf_error *err)
{
    struct jf_stmt *st = NULL;
    *out = (struct jf_case){ 0 };
    enum jf_status status = jf_db_query(db, "casework.read_case", JF_ARGS(JF_INT(":petition", petition_id)), &st, err);
    if (jf_stmt_row(st, &status, err))
        status = jf_row_read(st, case_fields, out, err);
    else if (status == JF_OK)
        status = jf_error_set(err, JF_NOT_FOUND, _("there is no such case"));
    jf_stmt_done(st);
    if (status != JF_OK)
        jf_case_release(out);
    return status;
}

/* ---- refunds ---- */

enum jf_status jf_refund_find(struct jf_db *db, const char *number, int64_t *order_id, struct jf_error *err)
{
    struct jf_stmt *st = NULL;
    bool row = false;
    enum jf_status status =
        jf_db_int(db, "casework.find_refund", JF_ARGS(JF_TEXT(":number", number)), 0, order_id, err);
    if (status != JF_OK || *order_id)
        return status;
    status = jf_error_set(err, JF_NOT_FOUND, _("no such refund order: '%s'"), number);
    jf_error_hint(err, _("`jianfu refund list` shows the numbers"));
    if (jf_db_query(db, "casework.withdrawn", JF_ARGS(JF_TEXT(":number", number)), &st, NULL) == JF_OK &&
        jf_stmt_next(st, &row, NULL) == JF_OK && row) {
        jf_error_set(err, JF_NOT_FOUND, _("the refund order '%s' was withdrawn on %s: %s"), number, jf_col_text(st, 0),
                     jf_col_text(st, 1));
    }
    jf_stmt_done(st);
    return status;
}

void jf_refund_release(struct jf_refund *r)
{
    jf_row_release(refund_fields, r);
    *r = (struct jf_refund){ 0 };
}

static struct jf_arg id_or_null(const char *name, int64_t id)
{
    struct jf_arg arg = JF_INT(name, id);
    if (id == 0)
        arg.type = JF_ARG_NULL;
    return arg;
}

/* Orders of one case, or all, oldest first. */
static enum jf_status refunds(struct jf_db *db, int64_t petition_id, int64_t order_id, jf_refund_fn *each, void *arg,
                              struct jf_error *err)
{
    struct jf_stmt *st = NULL;
    enum jf_status status =
        jf_db_query(db, "casework.read_refund",
                    JF_ARGS(id_or_null(":order", order_id), id_or_null(":petition", petition_id)), &st, err);
    while (jf_stmt_row(st, &status, err)) {
        struct jf_refund r = { 0 };
        status = jf_row_read(st, refund_fields, &r, err);
        if (status == JF_OK)
            status = each(arg, &r, err);
        jf_refund_release(&r);
    }
    jf_stmt_done(st);
    return status;
}

enum jf_status jf_case_refunds(struct jf_db *db, int64_t petition_id, jf_refund_fn *each, void *arg,
                               struct jf_error *err)
{
    return refunds(db, petition_id, 0, each, arg, err);
}

enum jf_status jf_refund_read(struct jf_db *db, int64_t order_id, struct jf_refund *out, struct jf_error *err)
{
    struct jf_stmt *st = NULL;
    *out = (struct jf_refund){ 0 };
    enum jf_status status = jf_db_query(db, "casework.read_refund",
                                        JF_ARGS(JF_INT(":order", order_id), id_or_null(":petition", 0)), &st, err);
    if (jf_stmt_row(st, &status, err))
        status = jf_row_read(st, refund_fields, out, err);
    else if (status == JF_OK)
        status = jf_error_set(err, JF_NOT_FOUND, _("there is no such refund order"));
    jf_stmt_done(st);
    if (status != JF_OK)
        jf_refund_release(out);
    return status;
}

/* ---- events ---- */

/* Of a case with its refunds and remedies, or of one order: the other number is 0. */
static enum jf_status events(struct jf_db *db, int64_t petition_id, int64_t order_id, jf_case_event_fn *each, void *arg,
                             struct jf_error *err)
{
    struct jf_stmt *st = NULL;
    enum jf_status status = jf_db_query(
        db, "casework.case_events", JF_ARGS(JF_INT(":petition", petition_id), JF_INT(":order", order_id)), &st, err);
    while (jf_stmt_row(st, &status, err)) {
        const struct jf_case_event e = {
            .event_id = jf_col_int(st, 0),
            .at = jf_col_text(st, 1),
            .day = jf_col_text(st, 2),
            .actor = jf_col_text(st, 3),
            .type = jf_col_text(st, 4),
            .step = jf_col_text(st, 5),
            .from = jf_col_text(st, 6),
            .to = jf_col_text(st, 7),
            .order = jf_col_text(st, 8),
            .reason = jf_col_text(st, 9),
            .forwarded_to = jf_col_text(st, 10),
            .result = jf_col_text(st, 11),
            .opinion = jf_col_text(st, 12),
            .note = jf_col_text(st, 13),
            .unit = jf_col_text(st, 14),
            .deadline = jf_col_text(st, 15),
            .basis = jf_col_text(st, 16),
            .people = jf_col_int(st, 17),
            .amount_fen = jf_col_int(st, 18),
            .no_refund = jf_col_text(st, 19),
            .other_unit = jf_col_text(st, 20),
            .days = jf_col_text(st, 21),
            .approver = jf_col_text(st, 22),
            .into = jf_col_text(st, 23),
            .proxies = jf_col_int(st, 24),
            .words = jf_col_text(st, 25),
            .in_time = jf_col_text(st, 26),
            .payee = jf_col_text(st, 27),
            .receipt = jf_col_text(st, 28),
            .answer = jf_col_text(st, 29),
        };
        status = each(arg, &e, err);
    }
    jf_stmt_done(st);
    return status;
}

enum jf_status jf_case_events(struct jf_db *db, int64_t petition_id, jf_case_event_fn *each, void *arg,
                              struct jf_error *err)
{
    return events(db, petition_id, 0, each, arg, err);
}

enum jf_status jf_refund_events(struct jf_db *db, int64_t order_id, jf_case_event_fn *each, void *arg,
                                struct jf_error *err)
{
    return events(db, 0, order_id, each, arg, err);
}
