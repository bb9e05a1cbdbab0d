/* settle.c - what an order needs besides payments: the plan with its instalments, money that nobody can receive,
 * reversing entries, void receipts. Looks only; the events are written by case.c. */
#include "internal.h"

#include "jianfu/money.h"

#include <string.h>

/* ---- the plan ---- */

static const struct refund_reason plan_reasons[] = {
    { "day", N_("the day of an instalment is not a day (YYYY-MM-DD)") },
    { "amount", N_("the amount is not one in fen above 0") },
    { "past", N_("the instalment lies before the day of the plan") },
    { "sequence", N_("an instalment does not come after the one before it") },
    { "deadline", N_("the instalment lies after the deadline of the order") },
    { NULL, NULL },
};

static enum jf_status plan_fault(const struct refund_part *part, struct jf_error *err)
{
    struct jf_stmt *st = NULL;
    enum jf_status status = jf_db_query(
        part->db, "refund.plan_fault",
        JF_ARGS(JF_TEXT(":fields", part->fields), JF_INT(":order", part->order_id), JF_TEXT(":day", part->step->day)),
        &st, err);
    bool row = jf_stmt_row(st, &status, err);
    for (const struct refund_reason *r = plan_reasons; status == JF_OK && row && r->name; r++)
        if (jf_streq(r->name, jf_col_text(st, 1))) {
            status = refuse(part->code, CASE_SUMS, JF_REFUSED, err, _("order '%s', instalment of '%s': %s"),
                            part->number, jf_col_text(st, 0), _(r->text));
            if (strcmp(r->name, "deadline") == 0)
                jf_error_hint(err, _("bring it forward, or put the deadline off with its reason: deadline, reason"));
        }
    jf_stmt_done(st);
    return status;
}

/* A deadline is only put off, and not without a reason. */
static enum jf_status plan_deadline(const struct refund_part *part, const char *deadline, struct jf_error *err)
{
    struct jf_str wish = JF_STR_INIT, reason = JF_STR_INIT;
    enum jf_status status = refund_field(part, "$.deadline", &wish, err);
    if (status == JF_OK)
        status = refund_field(part, "$.reason", &reason, err);
    if (status == JF_OK && wish.len && strcmp(wish.data, deadline) <= 0)
        status = refuse(part->code, CASE_FIELDS, JF_USAGE, err, _("the deadline of order '%s' is %s: %s is not later"),
                        part->number, deadline, wish.data);
    if (status == JF_OK && wish.len && !reason.len)
        status =
            refuse(part->code, CASE_FIELDS, JF_USAGE, err, _("it is not said why the deadline is put off: reason"));
    jf_str_release(&wish);
    jf_str_release(&reason);
    return status;
}

enum jf_status refund_check_plan(const struct refund_part *part, struct jf_error *err)
{
    struct jf_stmt *st = NULL;
    struct jf_str planned = JF_STR_INIT, due = JF_STR_INIT;
    enum jf_status status = plan_fault(part, err);
    if (status == JF_OK)
        status = jf_db_query(part->db, "refund.plan_sum",
                             JF_ARGS(JF_TEXT(":fields", part->fields), JF_INT(":order", part->order_id)), &st, err);
    if (jf_stmt_row(st, &status, err))
        status = plan_deadline(part, jf_col_text(st, 2), err);
    if (status == JF_OK && jf_col_int(st, 0) != jf_col_int(st, 1)) {
        jf_money_add(&planned, jf_col_int(st, 0));
        jf_money_add(&due, jf_col_int(st, 1));
        status =
            refuse(part->code, CASE_SUMS, JF_REFUSED, err,
                   _("the instalments make %s yuan, order '%s' is over %s yuan"), planned.data, part->number, due.data);
    }
    jf_stmt_done(st);
    jf_str_release(&planned);
    jf_str_release(&due);
    return status;
}

/* ---- what nobody can receive ---- */

static const struct refund_reason remainder_reasons[] = {
    { "payee", N_("the order has no such payee") },
    { "amount", N_("neither an amount in fen nor labour days above 0") },
    { "reason", N_("it is not said why nobody can receive it") },
    { "way", N_("it is not said where it went") },
    { "proof", N_("the paper that proves it is not named") },
    { NULL, NULL },
};

static enum jf_status known(const struct refund_part *part, const char *group, const char *name, const char *value,
                            struct jf_error *err)
{
    struct jf_str words = JF_STR_INIT;
    if (jf_word_known(group, value))
        return JF_OK;
    refuse(part->code, CASE_FIELDS, JF_USAGE, err, _("%s: '%s' is not known"), name, value);
    word_add_all(&words, group);
    jf_error_hint(err, _("one of: %s"), words.data);
    jf_str_release(&words);
    return JF_USAGE;
}

enum jf_status refund_check_remainders(const struct refund_part *part, struct jf_error *err)
{
    struct jf_stmt *st = NULL;
    enum jf_status status = refund_fault(part, "refund.remainder_fault", remainder_reasons, err);
    if (status == JF_OK)
        status = jf_db_query(part->db, "refund.remainder_words", JF_ARGS(JF_TEXT(":fields", part->fields)), &st, err);
    while (jf_stmt_row(st, &status, err)) {
        status = known(part, "unclaimed", "reason", jf_col_text(st, 0), err);
        if (status == JF_OK)
            status = known(part, "way", "way", jf_col_text(st, 1), err);
    }
    jf_stmt_done(st);
    return status == JF_OK ? refund_too_much(part, "remainders", err) : status;
}

/* ---- reversing ---- */

static enum jf_status payment_stands(const struct refund_part *part, const char *receipt, struct jf_error *err)
{
    struct jf_stmt *st = NULL;
    enum jf_status status =
        jf_db_query(part->db, "refund.payment_of",
                    JF_ARGS(JF_INT(":order", part->order_id), JF_TEXT(":receipt", receipt)), &st, err);
    bool row = jf_stmt_row(st, &status, err);
    if (status == JF_OK && !row) {
        status = refuse(part->code, CASE_SUMS, JF_REFUSED, err, _("order '%s' has no payment with the receipt '%s'"),
                        part->number, receipt);
        jf_error_hint(err, _("`jianfu refund receipts %s` lists them"), part->number);
    } else if (status == JF_OK && !jf_col_null(st, 2)) {
        status = refuse(part->code, CASE_SUMS, JF_REFUSED, err,
                        _("the payment with the receipt '%s' was reversed on %s"), receipt, jf_col_text(st, 2));
    }
    jf_stmt_done(st);
    return status;
}

static enum jf_status remainder_stands(const struct refund_part *part, const char *payee, struct jf_error *err)
{
    int64_t amount = 0;
    enum jf_status status =
        jf_db_int(part->db, "refund.remainder_of", JF_ARGS(JF_INT(":order", part->order_id), JF_TEXT(":payee", payee)),
                  0, &amount, err);
    if (status == JF_OK && amount == 0) {
        status = refuse(part->code, CASE_SUMS, JF_REFUSED, err,
                        _("order '%s': nothing of payee '%s' is recorded as unclaimed"), part->number, payee);
        jf_error_hint(err, "%s", _("a payment is reversed by its receipt"));
    }
    return status;
}

/* Either a payment, by its receipt, or the whole remainder of a payee. Both entries stay: nothing is ever changed. */
enum jf_status refund_check_reverse(const struct refund_part *part, struct jf_error *err)
{
    struct jf_str receipt = JF_STR_INIT, payee = JF_STR_INIT;
    enum jf_status status = refund_field(part, "$.receipt", &receipt, err);
    if (status == JF_OK)
        status = refund_field(part, "$.payee", &payee, err);
    if (status == JF_OK && (receipt.len > 0) == (payee.len > 0)) {
        status =
            refuse(part->code, CASE_FIELDS, JF_USAGE, err, _("what is reversed is named by its receipt or its payee"));
        jf_error_hint(err, _("a payment: receipt; money recorded as unclaimed: payee"));
    }
    if (status == JF_OK)
        status = receipt.len ? payment_stands(part, receipt.data, err) : remainder_stands(part, payee.data, err);
    jf_str_release(&receipt);
    jf_str_release(&payee);
    return status;
}

/* The series of an order has no gaps: what is made void there was taken, or is the next one. */
static enum jf_status no_gap(const struct refund_part *part, const char *receipt, struct jf_error *err)
{
    const struct jf_arg prefix = JF_TEXT(":prefix", part->number);
    int64_t number = 0, next = 0;
    enum jf_status status =
        jf_db_int(part->db, "refund.number_in_series", JF_ARGS(JF_TEXT(":receipt", receipt), prefix), 0, &number, err);
    if (status != JF_OK || number == 0)
        return status; /* a receipt of another series, of which nothing is known */
    status =
        jf_db_int(part->db, "refund.next_receipt", JF_ARGS(JF_INT(":order", part->order_id), prefix), 1, &next, err);
    if (status == JF_OK && number > next)
        status = refuse(part->code, CASE_SUMS, JF_REFUSED, err,
                        _("the receipt '%s' would leave a gap: the next number is %s-%04lld"), receipt, part->number,
                        (long long)next);
    return status;
}

enum jf_status refund_check_void(const struct refund_part *part, struct jf_error *err)
{
    struct jf_str receipt = JF_STR_INIT, used = JF_STR_INIT;
    enum jf_status status = refund_field(part, "$.receipt", &receipt, err);
    if (status == JF_OK)
        status =
            jf_db_text(part->db, "refund.receipt_used",
                       JF_ARGS(JF_INT(":order", part->order_id), JF_TEXT(":receipt", receipt.data)), &used, NULL, err);
    if (status == JF_OK && used.len) {
        bool gone = strcmp(used.data, "void") == 0;
        status = refuse(part->code, CASE_SUMS, JF_REFUSED, err,
                        gone ? _("the receipt '%s' is void already") : _("somebody was paid on the receipt '%s'"),
                        receipt.data);
        if (!gone)
            jf_error_hint(err, _("a payment that was not made is reversed, which makes its receipt void: "
                                 "`jianfu refund reverse`"));
    }
    if (status == JF_OK)
        status = no_gap(part, receipt.data, err);
    jf_str_release(&receipt);
    jf_str_release(&used);
    return status;
}
