/* findings.c - orders straight from findings: which findings may carry one, whom it pays back, and whether its sum is
 * theirs. The same money found by several rules is paid back once. */
#include "internal.h"

#include "jianfu/money.h"

#include <string.h>

static const struct refund_reason finding_reasons[] = {
    { "none", N_("there is no such finding") },
    { "state", N_("it is not open or confirmed") },
    { "doubt", N_("it is a doubt that nobody confirmed") },
    { "excess", N_("it names no money charged in excess") },
    { "unit", N_("it is about another unit than the one that is to pay back") },
    { "ordered", N_("it is ordered to be paid back already") },
    { NULL, NULL },
};

static enum jf_status each_stands(struct jf_db *db, const char *fields, const char *unit, const char **code,
                                  struct jf_error *err)
{
    struct jf_stmt *st = NULL;
    enum jf_status status =
        jf_db_query(db, "refund.finding_fault", JF_ARGS(JF_TEXT(":fields", fields), JF_TEXT(":unit", unit)), &st, err);
    bool row = jf_stmt_row(st, &status, err);
    for (const struct refund_reason *r = finding_reasons; status == JF_OK && row && r->name; r++)
        if (jf_streq(r->name, jf_col_text(st, 1))) {
            status = refuse(code, CASE_SUMS, JF_REFUSED, err, _("finding %lld: %s (%s)"), (long long)jf_col_int(st, 0),
                            _(r->text), jf_col_text(st, 2));
            if (strcmp(r->name, "doubt") == 0)
                jf_error_hint(err, _("`jianfu finding confirm %lld` once it is verified"),
                              (long long)jf_col_int(st, 0));
        }
    jf_stmt_done(st);
    return status;
}

static enum jf_status apart(struct jf_db *db, const char *fields, const char **code, struct jf_error *err)
{
    struct jf_stmt *st = NULL;
    enum jf_status status = jf_db_query(db, "refund.finding_overlap", JF_ARGS(JF_TEXT(":fields", fields)), &st, err);
    if (jf_stmt_row(st, &status, err)) {
        status = refuse(code, CASE_SUMS, JF_REFUSED, err,
                        _("findings %lld and %lld are about the same paper, one about all of it, one about a line"),
                        (long long)jf_col_int(st, 0), (long long)jf_col_int(st, 1));
        jf_error_hint(err, _("name the one that says what is to be paid back"));
    }
    jf_stmt_done(st);
    return status;
}

/* What the order pays back is what the findings say, or it is said why not. */
static enum jf_status sums_agree(struct jf_db *db, const char *fields, const char **code, struct jf_error *err)
{
    struct jf_str reason = JF_STR_INIT, found = JF_STR_INIT, ordered = JF_STR_INIT;
    int64_t excess = 0, due = 0;
    enum jf_status status = jf_db_int(db, "refund.finding_sum", JF_ARGS(JF_TEXT(":fields", fields)), 0, &excess, err);
    if (status == JF_OK)
        status = jf_db_int(db, "refund.payees_due", JF_ARGS(JF_TEXT(":fields", fields)), 0, &due, err);
    if (status == JF_OK)
        status = jf_db_text(db, "casework.field", JF_ARGS(JF_TEXT(":fields", fields), JF_TEXT(":path", "$.difference")),
                            &reason, NULL, err);
    if (status == JF_OK && excess != due && !reason.len) {
        jf_money_add(&found, excess);
        jf_money_add(&ordered, due);
        status = refuse(code, CASE_SUMS, JF_REFUSED, err,
                        _("the findings say %s yuan, the payees of the order get %s yuan"), found.data, ordered.data);
        jf_error_hint(err, _("correct the list of payees, or say why the sums differ: difference"));
    }
    jf_str_release(&reason);
    jf_str_release(&found);
    jf_str_release(&ordered);
    return status;
}

enum jf_status guard_findings(struct jf_db *db, const char *fields, const char *unit, const char **code,
                              struct jf_error *err)
{
    int64_t count = 0;
    enum jf_status status = jf_db_int(db, "refund.findings_named", JF_ARGS(JF_TEXT(":fields", fields)), 0, &count, err);
    if (status != JF_OK || count == 0)
        return status;
    status = each_stands(db, fields, unit, code, err);
    if (status == JF_OK)
        status = apart(db, fields, code, err);
    return status == JF_OK ? sums_agree(db, fields, code, err) : status;
}

/* ---- making an order of them ---- */

enum jf_status jf_refund_findings_of(struct jf_db *db, const char *unit, const char *rule, struct jf_str *findings,
                                     int64_t *count, struct jf_error *err)
{
    struct jf_stmt *st = NULL;
    *count = 0;
    enum jf_status status =
        jf_db_query(db, "refund.findings_of", JF_ARGS(JF_TEXT(":unit", unit), JF_TEXT(":rule", rule)), &st, err);
    if (jf_stmt_row(st, &status, err)) {
        jf_str_add(findings, jf_col_text(st, 0));
        *count = jf_col_int(st, 1);
        status = jf_str_check(findings, err);
    }
    jf_stmt_done(st);
    return status;
}

enum jf_status jf_refund_findings_unit(struct jf_db *db, const char *findings, struct jf_str *unit,
                                       struct jf_error *err)
{
    struct jf_stmt *st = NULL;
    enum jf_status status = jf_db_query(db, "refund.findings_unit", JF_ARGS(JF_TEXT(":findings", findings)), &st, err);
    if (jf_stmt_row(st, &status, err)) {
        jf_str_add(unit, jf_col_text(st, 0));
    } else if (status == JF_OK) {
        status = jf_error_set(err, JF_NOT_FOUND, _("there are no such findings about a unit: %s"), findings);
    }
    if (jf_stmt_row(st, &status, err)) {
        status = jf_error_set(err, JF_REFUSED, _("the findings are about several units"));
        jf_error_hint(err, _("an order goes to one unit: name the findings of each in an order of its own"));
    }
    jf_stmt_done(st);
    return status == JF_OK ? jf_str_check(unit, err) : status;
}

enum jf_status jf_refund_payees_of_findings(struct jf_db *db, const char *findings, struct jf_str *payees,
                                            struct jf_error *err)
{
    struct jf_stmt *st = NULL;
    enum jf_status status =
        jf_db_query(db, "refund.payees_of_findings", JF_ARGS(JF_TEXT(":findings", findings)), &st, err);
    bool row = jf_stmt_row(st, &status, err);
    if (row && jf_col_int(st, 1) > 0) {
        status = jf_error_set(err, JF_REFUSED, _("of %lld charges the records do not name who paid"),
                              (long long)jf_col_int(st, 1));
        jf_error_hint(err, _("give the list of who gets money back: --payees FILE"));
    }
    if (status == JF_OK && row)
        jf_str_add(payees, jf_col_text(st, 0));
    jf_stmt_done(st);
    return status == JF_OK ? jf_str_check(payees, err) : status;
}

enum jf_status jf_refund_unordered(struct jf_db *db, int64_t finding_id, bool *unordered, struct jf_error *err)
{
    int64_t yes = 0;
    enum jf_status status = jf_db_int(db, "refund.unordered", JF_ARGS(JF_INT(":finding", finding_id)), 0, &yes, err);
    *unordered = yes != 0;
    return status;
}
