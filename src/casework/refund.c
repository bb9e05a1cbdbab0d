/* refund.c - the lists of a refund: payees of an order, payments. Looks at whole lists at once in SQL, so that an order
 * over 76,000 households costs one statement; writes nothing. */
#include "internal.h"

#include "jianfu/money.h"

#include <string.h>

/* Why a row of a list cannot stand (column 5 of the fault statements). %s: payee, receipt or the like, already quoted.
 */
struct reason {
    const char *name;
    const char *text;
};

static const char *reason_text(const struct reason *reasons, const char *name)
{
    for (; reasons->name; reasons++)
        if (strcmp(reasons->name, name) == 0)
            return _(reasons->text);
    return name;
}

static void add_amount(struct jf_str *out, const struct jf_stmt *st, int column)
{
    if (jf_col_is_int(st, column))
        jf_money_add(out, jf_col_int(st, column));
    else
        jf_str_add(out, jf_col_text(st, column) ? jf_col_text(st, column) : "-");
}

static const struct reason payee_reasons[] = {
    { "number", N_("the payee has no number") },
    { "name", N_("the payee has no name") },
    { "amount", N_("the amounts are not amounts in fen from 0 to 9999999999999.99 yuan") },
    { "difference", N_("due is not charged minus allowed") },
    { "nothing", N_("nothing is due: charged is not more than allowed") },
    { "twice", N_("the number stands twice in the order") },
    { NULL, NULL },
};

/* The same list again while the first is not paid is one order keyed in twice. */
static enum jf_status twice_ordered(struct jf_db *db, int64_t petition_id, const char *fields, const char **code,
                                    struct jf_error *err)
{
    struct jf_str number = JF_STR_INIT;
    bool found = false;
    enum jf_status status =
        jf_db_text(db, "casework.same_order", JF_ARGS(JF_INT(":petition", petition_id), JF_TEXT(":fields", fields)),
                   &number, &found, err);
    if (status == JF_OK && number.len) {
        status = refuse(code, CASE_SUMS, JF_REFUSED, err,
                        _("order '%s' has the same payees and amounts and is not paid yet"), number.data);
        jf_error_hint(err, _("an order given by mistake is taken back with `jianfu refund withdraw`"));
    }
    jf_str_release(&number);
    return status;
}

enum jf_status refund_check_withdraw(struct jf_db *db, int64_t order_id, const char *number, const char **code,
                                     struct jf_error *err)
{
    struct jf_stmt *st = NULL;
    struct jf_str paid = JF_STR_INIT;
    bool row = false;
    enum jf_status status = jf_db_query(db, "casework.payments_of", JF_ARGS(JF_INT(":order", order_id)), &st, err);
    if (status == JF_OK)
        status = jf_stmt_next(st, &row, err);
    if (status == JF_OK && row && jf_col_int(st, 0) > 0) {
        jf_money_add(&paid, jf_col_int(st, 1));
        status = refuse(code, CASE_SUMS, JF_REFUSED, err, _("order '%s' cannot be withdrawn: %s yuan are paid"), number,
                        paid.data);
    }
    jf_stmt_done(st);
    jf_str_release(&paid);
    return status;
}

enum jf_status refund_check_payees(struct jf_db *db, int64_t petition_id, const char *fields, const char **code,
                                   struct jf_error *err)
{
    struct jf_stmt *st = NULL;
    struct jf_str figures = JF_STR_INIT;
    bool row = false;
    int64_t units = 0;
    enum jf_status status = jf_db_query(db, "casework.payee_fault", JF_ARGS(JF_TEXT(":fields", fields)), &st, err);
    if (status == JF_OK)
        status = jf_stmt_next(st, &row, err);
    if (status == JF_OK && row) {
        add_amount(&figures, st, 1);
        jf_str_add(&figures, " / ");
        add_amount(&figures, st, 2);
        jf_str_add(&figures, " / ");
        add_amount(&figures, st, 3);
        status = refuse(code, CASE_SUMS, JF_REFUSED, err, _("payee '%s' (charged / allowed / due: %s): %s"),
                        jf_col_text(st, 0) ? jf_col_text(st, 0) : "", figures.data,
                        reason_text(payee_reasons, jf_col_text(st, 4)));
    }
    jf_stmt_done(st);
    jf_str_release(&figures);
    if (status == JF_OK)
        status = jf_db_int(db, "casework.payee_sum", JF_ARGS(JF_TEXT(":fields", fields)), 0, &units, err);
    if (status == JF_OK)
        status = twice_ordered(db, petition_id, fields, code, err);
    if (status == JF_OK && units > JF_MONEY_MAX / 1000000)
        status = refuse(code, CASE_SUMS, JF_REFUSED, err, _("the sum of the order is over 9999999999999.99 yuan"));
    return status;
}

static const struct reason payment_reasons[] = {
    { "payee", N_("the order has no such payee") },
    { "amount", N_("the amount is not one in fen above 0") },
    { "receipt", N_("the payment has no receipt number") },
    { "received-by", N_("it is not said who received the money") },
    { "manner", N_("the manner is none of cash, transfer, offset") },
    { "twice", N_("the receipt number was used before by the unit that pays") },
    { "proxy", N_("another than the payee received it") },
    { NULL, NULL },
};

static enum jf_status over_payment(struct jf_db *db, int64_t order_id, const char *number, const char *fields,
                                   const char **code, struct jf_error *err)
{
    struct jf_stmt *st = NULL;
    struct jf_str due = JF_STR_INIT, paid = JF_STR_INIT, now = JF_STR_INIT, over = JF_STR_INIT;
    bool row = false;
    enum jf_status status = jf_db_query(db, "casework.over_payment",
                                        JF_ARGS(JF_TEXT(":fields", fields), JF_INT(":order", order_id)), &st, err);
    if (status == JF_OK)
        status = jf_stmt_next(st, &row, err);
    if (status == JF_OK && row) {
        jf_money_add(&due, jf_col_int(st, 1));
        jf_money_add(&paid, jf_col_int(st, 2));
        jf_money_add(&now, jf_col_int(st, 3));
        jf_money_add(&over, jf_col_int(st, 3) + jf_col_int(st, 2) - jf_col_int(st, 1));
        status = refuse(code, CASE_SUMS, JF_REFUSED, err,
                        _("order '%s', payee '%s': %s due, %s paid so far, %s more would be %s too much"), number,
                        jf_col_text(st, 0), due.data, paid.data, now.data, over.data);
    }
    jf_stmt_done(st);
    jf_str_release(&due);
    jf_str_release(&paid);
    jf_str_release(&now);
    jf_str_release(&over);
    return status;
}

enum jf_status refund_check_payments(struct jf_db *db, int64_t order_id, const char *number, const char *fields,
                                     bool paper, const char **code, struct jf_error *err)
{
    struct jf_stmt *st = NULL;
    struct jf_str amount = JF_STR_INIT;
    bool row = false;
    enum jf_status status =
        jf_db_query(db, "casework.payment_fault",
                    JF_ARGS(JF_TEXT(":fields", fields), JF_INT(":order", order_id), JF_INT(":paper", paper)), &st, err);
    if (status == JF_OK)
        status = jf_stmt_next(st, &row, err);
    if (status == JF_OK && row) {
        const char *payee = jf_col_text(st, 0);
        const char *receipt = jf_col_text(st, 2);
        add_amount(&amount, st, 1);
        status = refuse(code, CASE_SUMS, JF_REFUSED, err, _("order '%s', payee '%s', amount %s, receipt '%s': %s"),
                        number, payee ? payee : "", amount.data, receipt ? receipt : "",
                        reason_text(payment_reasons, jf_col_text(st, 4)));
        if (jf_streq(jf_col_text(st, 4), "proxy"))
            jf_error_hint(err, _("correct the name, or say in `proxy` who took the money for the payee and why"));
    }
    jf_stmt_done(st);
    jf_str_release(&amount);
    return status == JF_OK ? over_payment(db, order_id, number, fields, code, err) : status;
}

enum jf_status jf_refund_all_due(struct jf_db *db, int64_t order_id, const char *prefix, int64_t first,
                                 const char *manner, struct jf_str *json, int64_t *count, struct jf_error *err)
{
    struct jf_stmt *st = NULL;
    bool row = false;
    *count = 0;
    enum jf_status status = jf_db_query(db, "casework.all_due",
                                        JF_ARGS(JF_INT(":order", order_id), JF_TEXT(":prefix", prefix),
                                                JF_INT(":first", first), JF_TEXT(":manner", manner)),
                                        &st, err);
    if (status == JF_OK)
        status = jf_stmt_next(st, &row, err);
    if (status == JF_OK && row) {
        jf_str_add(json, jf_col_text(st, 0));
        *count = jf_col_int(st, 1);
        status = jf_str_check(json, err);
    }
    jf_stmt_done(st);
    return status;
}
