/* refund_pay.c - refund pay, unclaimed, reverse, void: what is given, what nobody can receive, and corrections. */
#include "casework.h"

/* ---- paying ---- */

static enum jf_status days_option(const char *value, int64_t *milli, struct jf_error *err)
{
    if (!value || jf_quantity_parse(value, milli) == JF_MONEY_OK)
        return JF_OK;
    return jf_error_set(err, JF_USAGE, _("--days: '%s' is not a number of labour days with at most three decimals"),
                        value);
}

/* The number that the program gave: the clerk writes it on the receipt. */
static enum jf_status tell_receipt(const struct jf_str *payments, struct jf_error *err)
{
    static const char key[] = "\"receipt\":\"";
    const char *at = strstr(payments->data, key);
    if (!at)
        return jf_error_set(err, JF_BUG, _("the payment has no receipt number"));
    at += sizeof key - 1;
    jf_say(_("receipt: %.*s"), (int)strcspn(at, "\""), at);
    return JF_OK;
}

struct payment {
    const char *payee, *amount, *receipt, *received_by, *manner, *proxy, *days, *money;
    const char *file, *receipts, *first;
    bool all_due;
};

static enum jf_status one_payment(const struct payment *p, struct jf_str *out, struct jf_error *err)
{
    const struct {
        const char *option, *value;
    } wanted[] = { { "payee", p->payee },
                   { "amount", p->days ? p->days : p->amount },
                   { "received-by", p->received_by } };
    struct jf_json json;
    int64_t fen = 0, milli = 0, money = 0;
    for (size_t i = 0; i < sizeof wanted / sizeof *wanted; i++)
        if (!wanted[i].value) {
            jf_error_set(err, JF_USAGE, _("--%s is missing"), wanted[i].option);
            jf_error_hint(err, _("one payment: --payee --amount --received-by; a list: --from FILE; all that is due: "
                                 "--all-due"));
            return JF_USAGE;
        }
    enum jf_status status = jf_cli_money("amount", p->amount, &fen, err);
    if (status == JF_OK)
        status = jf_cli_money("money", p->money, &money, err);
    if (status == JF_OK)
        status = days_option(p->days, &milli, err);
    if (status != JF_OK)
        return status;
    jf_json_init(&json, out);
    jf_json_open(&json, NULL, '[');
    jf_json_open(&json, NULL, '{');
    jf_json_text(&json, "payee", p->payee);
    jf_json_int(&json, "amount", fen);
    jf_json_text(&json, "receipt", p->receipt);
    jf_json_text(&json, "received_by", p->received_by);
    jf_json_text(&json, "manner", p->manner);
    jf_json_text(&json, "proxy", p->proxy);
    if (p->days)
        jf_json_int(&json, "days", milli);
    if (p->money)
        jf_json_int(&json, "money", money);
    jf_json_close(&json, '}');
    jf_json_close(&json, ']');
    return JF_OK;
}

/* A signed list over all that is due: the series of the order goes on, or another of the unit's own. */
static enum jf_status all_payments(struct jf_context *ctx, const struct jf_refund *r, const struct payment *p,
                                   struct jf_str *out, struct jf_error *err)
{
    const char *prefix = p->receipts ? p->receipts : r->number;
    int64_t first = 1, count = 0;
    enum jf_status status = p->first ? jf_cli_number("first", p->first, &first, err)
                                     : jf_refund_next_receipt(ctx->db, r->subject_id, prefix, &first, err);
    if (status == JF_OK)
        status =
            jf_refund_all_due(ctx->db, r->subject_id, prefix, first, p->manner ? p->manner : "cash", out, &count, err);
    if (status == JF_OK && count == 0)
        status = jf_error_set(err, JF_REFUSED, _("nothing is due any more"));
    return status;
}

enum jf_status refund_pay(struct jf_context *ctx, int argc, char **argv, struct jf_error *err)
{
    struct payment p = { 0 };
    const char *on = NULL, *note = NULL;
    const struct jf_option options[] = {
        { "payee", 'p', N_("NUMBER"), &p.payee, NULL, N_("number of the payee within the order"), false },
        { "amount", 'a', N_("YUAN"), &p.amount, NULL, N_("amount paid"), false },
        { "receipt", 'r', N_("NUMBER"), &p.receipt, NULL,
          N_("number of the receipt; the next of the order when left out"), false },
        { "received-by", 0, N_("NAME"), &p.received_by, NULL, N_("who took the money"), false },
        { "proxy", 0, N_("NOTE"), &p.proxy, NULL, N_("who took it for the payee and why, when it was not the payee"),
          false },
        { "manner", 'm', N_("MANNER"), &p.manner, NULL, N_("cash, transfer, offset or labour; cash when left out"),
          false },
        { "days", 0, N_("NUMBER"), &p.days, NULL, N_("labour days that are given back"), false },
        { "money", 0, N_("YUAN"), &p.money, NULL, N_("with --days: money given instead of the labour"), false },
        { "from", 'f', N_("FILE"), &p.file, NULL, N_("CSV file: payee,amount,receipt,received_by,manner,proxy"),
          false },
        { "all-due", 0, NULL, NULL, &p.all_due,
          N_("record a signed list: every payee received what was still due in person"), false },
        { "receipts", 0, N_("PREFIX"), &p.receipts, NULL, N_("with --all-due: receipts PREFIX-0001, PREFIX-0002 ..."),
          false },
        { "first", 0, N_("NUMBER"), &p.first, NULL, N_("with --all-due: the first number, the next one when left out"),
          false },
        { "on", 0, N_("DAY"), &on, NULL, N_("day of the payment; today when left out"), false },
        { "note", 0, N_("TEXT"), &note, NULL, N_("remark"), false },
        { .name = NULL },
    };
    struct jf_refund r = { 0 };
    struct jf_str payments = JF_STR_INIT;
    enum jf_status status = refund_open(ctx, options, argc, argv, &r, err);
    if (status == JF_OK && (p.file != NULL) + p.all_due + (p.payee != NULL) > 1)
        status = jf_error_set(err, JF_USAGE, _("--payee, --from and --all-due exclude each other"));
    if (status == JF_OK)
        status = casework_code(ctx, "manner", "manner", &p.manner, err);
    if (status == JF_OK && p.proxy && !p.payee)
        status = jf_error_set(err, JF_USAGE, _("--proxy goes with --payee; in a file it is the column proxy"));
    if (status == JF_OK)
        status = p.file      ? jf_refund_payments_csv(p.file, &payments, err)
                 : p.all_due ? all_payments(ctx, &r, &p, &payments, err)
                             : one_payment(&p, &payments, err);
    if (status == JF_OK)
        status = jf_refund_number_payments(ctx->db, r.subject_id, r.number, &payments, err);
    const struct refund_text texts[] = { { "no", r.number }, { "note", note }, { NULL, NULL } };
    if (status == JF_OK)
        status = refund_take(ctx, &r, "refund-pay", on, texts, "payments", payments.data, err);
    if (status == JF_OK && p.payee && !p.receipt)
        status = tell_receipt(&payments, err);
    jf_refund_release(&r);
    jf_str_release(&payments);
    return status;
}

/* ---- what nobody can receive ---- */

struct remainder {
    const char *payee, *amount, *days, *reason, *way, *proof, *file;
};

static enum jf_status one_remainder(struct jf_context *ctx, struct remainder *m, struct jf_str *out,
                                    struct jf_error *err)
{
    const struct {
        const char *option, *value;
    } wanted[] = { { "payee", m->payee },
                   { "amount", m->amount ? m->amount : m->days },
                   { "reason", m->reason },
                   { "way", m->way },
                   { "proof", m->proof } };
    struct jf_json json;
    int64_t fen = 0, milli = 0;
    for (size_t i = 0; i < sizeof wanted / sizeof *wanted; i++)
        if (!wanted[i].value)
            return jf_error_set(err, JF_USAGE, _("--%s is missing"), wanted[i].option);
    enum jf_status status = casework_code(ctx, "reason", "unclaimed", &m->reason, err);
    if (status == JF_OK)
        status = casework_code(ctx, "way", "way", &m->way, err);
    if (status == JF_OK)
        status = jf_cli_money("amount", m->amount, &fen, err);
    if (status == JF_OK)
        status = days_option(m->days, &milli, err);
    if (status != JF_OK)
        return status;
    jf_json_init(&json, out);
    jf_json_open(&json, NULL, '[');
    jf_json_open(&json, NULL, '{');
    jf_json_text(&json, "payee", m->payee);
    if (m->amount)
        jf_json_int(&json, "amount", fen);
    if (m->days)
        jf_json_int(&json, "days", milli);
    jf_json_text(&json, "reason", m->reason);
    jf_json_text(&json, "way", m->way);
    jf_json_text(&json, "proof", m->proof);
    jf_json_close(&json, '}');
    jf_json_close(&json, ']');
    return JF_OK;
}

enum jf_status refund_unclaimed(struct jf_context *ctx, int argc, char **argv, struct jf_error *err)
{
    struct remainder m = { 0 };
    const char *on = NULL, *note = NULL;
    const struct jf_option options[] = {
        { "payee", 'p', N_("NUMBER"), &m.payee, NULL, N_("number of the payee within the order"), false },
        { "amount", 'a', N_("YUAN"), &m.amount, NULL, N_("what cannot be paid"), false },
        { "days", 0, N_("NUMBER"), &m.days, NULL, N_("labour days that cannot be given back"), false },
        { "reason", 'r', N_("WORD"), &m.reason, NULL, N_("dead, moved, not-found, refused or other"), false },
        { "way", 'w', N_("WORD"), &m.way, NULL, N_("where it went: deposited, announced or finance"), false },
        { "proof", 0, N_("TEXT"), &m.proof, NULL, N_("the paper that proves it"), false },
        { "from", 'f', N_("FILE"), &m.file, NULL, N_("CSV file: payee,amount,days,reason,way,proof"), false },
        { "on", 0, N_("DAY"), &on, NULL, N_("day; today when left out"), false },
        { "note", 0, N_("TEXT"), &note, NULL, N_("remark"), false },
        { .name = NULL },
    };
    struct jf_refund r = { 0 };
    struct jf_str list = JF_STR_INIT;
    enum jf_status status = refund_open(ctx, options, argc, argv, &r, err);
    if (status == JF_OK && m.file && m.payee)
        status = jf_error_set(err, JF_USAGE, _("--payee and --from exclude each other"));
    if (status == JF_OK)
        status = m.file ? jf_refund_unclaimed_csv(m.file, &list, err) : one_remainder(ctx, &m, &list, err);
    const struct refund_text texts[] = { { "no", r.number }, { "note", note }, { NULL, NULL } };
    if (status == JF_OK)
        status = refund_take(ctx, &r, "refund-unclaimed", on, texts, "remainders", list.data, err);
    jf_refund_release(&r);
    jf_str_release(&list);
    return status;
}

/* ---- corrections ---- */

enum jf_status refund_reverse(struct jf_context *ctx, int argc, char **argv, struct jf_error *err)
{
    const char *on = NULL, *receipt = NULL, *payee = NULL, *reason = NULL, *note = NULL;
    const struct jf_option options[] = {
        { "receipt", 0, N_("NUMBER"), &receipt, NULL, N_("the payment with this receipt"), false },
        { "payee", 'p', N_("NUMBER"), &payee, NULL, N_("all that was recorded as unclaimed of this payee"), false },
        { "reason", 'r', N_("TEXT"), &reason, NULL, N_("why the entry is reversed"), true },
        { "on", 0, N_("DAY"), &on, NULL, N_("day; today when left out"), false },
        { "note", 0, N_("TEXT"), &note, NULL, N_("remark"), false },
        { .name = NULL },
    };
    struct jf_refund r = { 0 };
    enum jf_status status = refund_open(ctx, options, argc, argv, &r, err);
    const struct refund_text texts[] = { { "no", r.number },   { "receipt", receipt }, { "payee", payee },
                                         { "reason", reason }, { "note", note },       { NULL, NULL } };
    if (status == JF_OK)
        status = refund_take(ctx, &r, "refund-reverse", on, texts, NULL, NULL, err);
    jf_refund_release(&r);
    return status;
}

enum jf_status refund_void(struct jf_context *ctx, int argc, char **argv, struct jf_error *err)
{
    const char *on = NULL, *receipt = NULL, *reason = NULL, *note = NULL;
    const struct jf_option options[] = {
        { "receipt", 0, N_("NUMBER"), &receipt, NULL, N_("the number of the spoilt receipt"), true },
        { "reason", 'r', N_("TEXT"), &reason, NULL, N_("why it is void"), true },
        { "on", 0, N_("DAY"), &on, NULL, N_("day; today when left out"), false },
        { "note", 0, N_("TEXT"), &note, NULL, N_("remark"), false },
        { .name = NULL },
    };
    struct jf_refund r = { 0 };
    enum jf_status status = refund_open(ctx, options, argc, argv, &r, err);
    const struct refund_text texts[] = {
        { "no", r.number }, { "receipt", receipt }, { "reason", reason }, { "note", note }, { NULL, NULL }
    };
    if (status == JF_OK)
        status = refund_take(ctx, &r, "refund-void", on, texts, NULL, NULL, err);
    jf_refund_release(&r);
    return status;
}
