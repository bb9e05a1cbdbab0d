/* refund.c - the lists of a refund: payees of an order, payments, and which check belongs to which event. Looks at
 * whole lists at once in SQL, so that an order over 76,000 households costs one statement; writes nothing. */
#include "internal.h"

#include "jianfu/money.h"

#include <string.h>

static const char *reason_text(const struct refund_reason *reasons, const char *name)
{
    for (; reasons->name; reasons++)
        if (strcmp(reasons->name, name) == 0)
            return _(reasons->text);
    return name;
}

enum jf_status refund_field(const struct refund_part *part, const char *path, struct jf_str *out, struct jf_error *err)
{
    enum jf_status status = jf_db_text(
        part->db, "casework.field", JF_ARGS(JF_TEXT(":fields", part->fields), JF_TEXT(":path", path)), out, NULL, err);
    return status == JF_OK ? jf_str_check(out, err) : status;
}

enum jf_status refund_fault(const struct refund_part *part, const char *statement, const struct refund_reason *reasons,
                            struct jf_error *err)
{
    struct jf_stmt *st = NULL;
    enum jf_status status = jf_db_query(
        part->db, statement, JF_ARGS(JF_TEXT(":fields", part->fields), JF_INT(":order", part->order_id)), &st, err);
    if (jf_stmt_row(st, &status, err))
        status = refuse(part->code, CASE_SUMS, JF_REFUSED, err, _("order '%s', '%s': %s"), part->number,
                        jf_col_text(st, 0) ? jf_col_text(st, 0) : "", reason_text(reasons, jf_col_text(st, 1)));
    jf_stmt_done(st);
    return status;
}

void jf_refund_add_days(struct jf_str *out, int64_t milli)
{
    struct jf_str days = JF_STR_INIT;
    jf_quantity_add(&days, milli);
    jf_str_addf(out, _("%s labour days"), days.data);
    out->failed = out->failed || days.failed;
    jf_str_release(&days);
}

static void add_amount(struct jf_str *out, const struct jf_stmt *st, int column)
{
    if (jf_col_is_int(st, column))
        jf_money_add(out, jf_col_int(st, column));
    else
        jf_str_add(out, jf_col_text(st, column) ? jf_col_text(st, column) : "-");
}

static const struct refund_reason payee_reasons[] = {
    { "number", N_("the payee has no number") },
    { "name", N_("the payee has no name") },
    { "amount", N_("the amounts are not amounts in fen from 0 to 9999999999999.99 yuan") },
    { "days", N_("the labour days are not days from 0 to 1000000") },
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

static enum jf_status check_withdraw(const struct refund_part *part, struct jf_error *err)
{
    struct jf_stmt *st = NULL;
    struct jf_str paid = JF_STR_INIT;
    enum jf_status status =
        jf_db_query(part->db, "casework.payments_of", JF_ARGS(JF_INT(":order", part->order_id)), &st, err);
    if (jf_stmt_row(st, &status, err) && jf_col_int(st, 0) > 0) {
        jf_money_add(&paid, jf_col_int(st, 1));
        status = refuse(part->code, CASE_SUMS, JF_REFUSED, err, _("order '%s' cannot be withdrawn: %s yuan are paid"),
                        part->number, paid.data);
        if (jf_col_int(st, 1) == 0)
            jf_error_hint(err, _("it has entries that were reversed, or that are not money: they stay"));
    }
    jf_stmt_done(st);
    jf_str_release(&paid);
    return status;
}

static enum jf_status check_payees(const struct refund_part *part, struct jf_error *err)
{
    struct jf_db *db = part->db;
    const char *fields = part->fields;
    const char **code = part->code;
    struct jf_stmt *st = NULL;
    struct jf_str figures = JF_STR_INIT;
    int64_t units = 0;
    enum jf_status status = jf_db_query(db, "casework.payee_fault", JF_ARGS(JF_TEXT(":fields", fields)), &st, err);
    if (jf_stmt_row(st, &status, err)) {
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
        status = twice_ordered(db, part->step->petition_id, fields, code, err);
    if (status == JF_OK && units > JF_MONEY_MAX / 1000000)
        status = refuse(code, CASE_SUMS, JF_REFUSED, err, _("the sum of the order is over 9999999999999.99 yuan"));
    return status;
}

static const struct refund_reason payment_reasons[] = {
    { "payee", N_("the order has no such payee") },
    { "amount", N_("the amount is not one in fen above 0") },
    { "receipt", N_("the payment has no receipt number") },
    { "received-by", N_("it is not said who received the money") },
    { "manner", N_("the manner is none of cash, transfer, offset") },
    { "days", N_("the labour days are not days from 0 to 1000000") },
    { "money", N_("money instead of labour goes with the days it stands for") },
    { "labour", N_("labour is labour days and nothing else; days paid in money say the money") },
    { "twice", N_("the receipt number was used before by the unit that pays") },
    { "gap", N_("the number leaves a gap in the receipts of the order") },
    { "proxy", N_("another than the payee received it") },
    { NULL, NULL },
};

static void add_quantity(struct jf_str *out, bool money, int64_t number)
{
    if (money)
        jf_money_add(out, number);
    else
        jf_refund_add_days(out, number);
}

enum jf_status refund_too_much(const struct refund_part *part, const char *list, struct jf_error *err)
{
    struct jf_stmt *st = NULL;
    struct jf_str text[4] = { JF_STR_INIT, JF_STR_INIT, JF_STR_INIT, JF_STR_INIT };
    enum jf_status status = jf_db_query(
        part->db, "casework.over_payment",
        JF_ARGS(JF_TEXT(":fields", part->fields), JF_INT(":order", part->order_id), JF_TEXT(":list", list)), &st, err);
    if (jf_stmt_row(st, &status, err)) {
        bool money = jf_streq(jf_col_text(st, 1), "yuan");
        int at = money ? 2 : 5;
        const int64_t due = jf_col_int(st, at), paid = jf_col_int(st, at + 1), now = jf_col_int(st, at + 2);
        const int64_t numbers[] = { due, paid, now, now + paid - due };
        for (int i = 0; i < 4; i++)
            add_quantity(&text[i], money, numbers[i]);
        status = refuse(part->code, CASE_SUMS, JF_REFUSED, err,
                        money ? _("order '%s', payee '%s': %s due, %s paid so far, %s more would be %s too much")
                              : _("order '%s', payee '%s': %s to give back, %s given so far, %s more would be %s too "
                                  "much"),
                        part->number, jf_col_text(st, 0), text[0].data, text[1].data, text[2].data, text[3].data);
    }
    jf_stmt_done(st);
    for (int i = 0; i < 4; i++)
        jf_str_release(&text[i]);
    return status;
}

static enum jf_status check_payments(const struct refund_part *part, struct jf_error *err)
{
    struct jf_stmt *st = NULL;
    struct jf_str amount = JF_STR_INIT;
    enum jf_status status = jf_db_query(part->db, "casework.payment_fault",
                                        JF_ARGS(JF_TEXT(":fields", part->fields), JF_INT(":order", part->order_id),
                                                JF_INT(":paper", part->step->paper)),
                                        &st, err);
    if (jf_stmt_row(st, &status, err)) {
        const char *payee = jf_col_text(st, 0);
        const char *receipt = jf_col_text(st, 2);
        add_amount(&amount, st, 1);
        status = refuse(part->code, CASE_SUMS, JF_REFUSED, err,
                        _("order '%s', payee '%s', amount %s, receipt '%s': %s"), part->number, payee ? payee : "",
                        amount.data, receipt ? receipt : "", reason_text(payment_reasons, jf_col_text(st, 4)));
        if (jf_streq(jf_col_text(st, 4), "proxy"))
            jf_error_hint(err, _("correct the name, or say in `proxy` who took the money for the payee and why"));
        else if (jf_streq(jf_col_text(st, 4), "gap"))
            jf_error_hint(err, _("leave the number out to take the next one; a spoilt receipt is made void with "
                                 "`jianfu refund void`"));
    }
    jf_stmt_done(st);
    jf_str_release(&amount);
    return status == JF_OK ? refund_too_much(part, "payments", err) : status;
}

/* ---- which check belongs to which event ---- */

static const struct {
    const char *event;
    enum jf_status (*check)(const struct refund_part *part, struct jf_error *err);
} checks[] = {
    { "refund.order", check_payees },
    { "refund.withdraw", check_withdraw },
    { "refund.pay", check_payments },
    { "refund.plan", refund_check_plan },
    { "refund.unclaimed", refund_check_remainders },
    { "refund.reverse", refund_check_reverse },
    { "refund.void", refund_check_void },
    { "refund.sample", refund_check_sample },
    { "refund.confirm", refund_check_confirm },
};

enum jf_status refund_check(const struct jf_step *row, const struct refund_part *part, struct jf_error *err)
{
    for (size_t i = 0; i < sizeof checks / sizeof *checks; i++)
        if (strcmp(checks[i].event, row->event) == 0)
            return checks[i].check(part, err);
    return JF_OK;
}

/* ---- lists that the program makes itself ---- */

enum jf_status jf_refund_all_due(struct jf_db *db, int64_t order_id, const char *prefix, int64_t first,
                                 const char *manner, struct jf_str *json, int64_t *count, struct jf_error *err)
{
    struct jf_stmt *st = NULL;
    *count = 0;
    enum jf_status status = jf_db_query(db, "casework.all_due",
                                        JF_ARGS(JF_INT(":order", order_id), JF_TEXT(":prefix", prefix),
                                                JF_INT(":first", first), JF_TEXT(":manner", manner)),
                                        &st, err);
    if (jf_stmt_row(st, &status, err)) {
        jf_str_add(json, jf_col_text(st, 0));
        *count = jf_col_int(st, 1);
        status = jf_str_check(json, err);
    }
    jf_stmt_done(st);
    return status;
}

enum jf_status jf_refund_next_receipt(struct jf_db *db, int64_t order_id, const char *prefix, int64_t *number,
                                      struct jf_error *err)
{
    return jf_db_int(db, "refund.next_receipt", JF_ARGS(JF_INT(":order", order_id), JF_TEXT(":prefix", prefix)), 1,
                     number, err);
}

enum jf_status jf_refund_number_payments(struct jf_db *db, int64_t order_id, const char *number, struct jf_str *json,
                                         struct jf_error *err)
{
    struct jf_str numbered = JF_STR_INIT;
    int64_t first = 1;
    enum jf_status status = jf_refund_next_receipt(db, order_id, number, &first, err);
    if (status == JF_OK)
        status =
            jf_db_text(db, "refund.number_payments",
                       JF_ARGS(JF_TEXT(":payments", json->data), JF_TEXT(":prefix", number), JF_INT(":first", first)),
                       &numbered, NULL, err);
    if (status == JF_OK)
        status = jf_str_check(&numbered, err);
    if (status == JF_OK) {
        jf_str_release(json);
        *json = numbered;
        return JF_OK;
    }
    jf_str_release(&numbered);
    return status;
}
