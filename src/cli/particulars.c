/* particulars.c - what a step of a case, a refund or a remedy carried, in one line of words for its history. */
#include "casework.h"

bool casework_of_remedy(const struct jf_case_event *e)
{
    return jf_starts(e->type, "remedy.");
}

/* What a step about a refund order carried: the order, how many payees or entries, how much, by when. */
static void add_refund(const struct jf_context *ctx, const struct jf_case_event *e, struct jf_str *out)
{
    struct jf_str amount = JF_STR_INIT;
    const char *what = e->type + strlen("refund.");
    long long count = (long long)e->people;
    jf_money_add_grouped(&amount, e->amount_fen);
    if (strcmp(what, "order") == 0)
        jf_str_addf(out, _("order %s: payees %lld, %s yuan due by %s"), e->order, count, amount.data, e->deadline);
    else if (strcmp(what, "withdraw") == 0)
        jf_str_addf(out, _("order %s withdrawn: payees %lld, %s yuan"), e->order, count, amount.data);
    else if (strcmp(what, "plan") == 0)
        jf_str_addf(out, _("order %s: instalments %lld, %s yuan, the last by %s"), e->order, count, amount.data,
                    e->deadline);
    else if (strcmp(what, "pay") == 0)
        jf_str_addf(out, _("order %s: payments %lld, %s yuan"), e->order, count, amount.data);
    else if (strcmp(what, "unclaimed") == 0)
        jf_str_addf(out, _("order %s: sums that nobody can receive %lld, %s yuan"), e->order, count, amount.data);
    else if (strcmp(what, "reverse") == 0 && e->receipt)
        jf_str_addf(out, _("order %s: receipt %s, %s yuan taken back"), e->order, e->receipt, amount.data);
    else if (strcmp(what, "reverse") == 0)
        jf_str_addf(out, _("order %s: unclaimed sum of payee %s, %s yuan taken back"), e->order, e->payee, amount.data);
    else if (strcmp(what, "void") == 0)
        jf_str_addf(out, _("order %s: receipt %s"), e->order, e->receipt);
    else if (strcmp(what, "sample") == 0)
        jf_str_addf(out, _("order %s: payees drawn %lld"), e->order, count);
    else if (strcmp(what, "confirm") == 0)
        jf_str_addf(out, _("order %s: payee %s, %s"), e->order, e->payee, jf_word("answer", e->answer, ctx->lang));
    jf_str_release(&amount);
}

void casework_add_particulars(struct jf_str *out, const struct jf_context *ctx, const struct jf_case_event *e)
{
    const char *const parts[] = { e->result ? jf_word("result", e->result, ctx->lang) : NULL,
                                  e->opinion ? jf_word("opinion", e->opinion, ctx->lang) : NULL, e->forwarded_to,
                                  e->reason, e->note };
    if (jf_starts(e->type, "refund."))
        add_refund(ctx, e, out);
    if (casework_of_remedy(e)) {
        jf_str_addf(out, _("remedy %s"), e->order);
        if (e->words)
            jf_str_addf(out, "%s%s", _("; "), e->words);
        if (e->deadline)
            jf_str_addf(out, _(", deadline %s"), e->deadline);
    }
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
        if (parts[i])
            jf_str_addf(out, "%s%s", out->len ? _("; ") : "", parts[i]);
    if (e->no_refund) {
        jf_str_add(out, out->len ? _("; ") : "");
        jf_str_addf(out, _("no refund: %s"), e->no_refund);
    }
    if (e->in_time) {
        jf_str_add(out, out->len ? _("; ") : "");
        jf_str_addf(out, _("counts as asked in time: %s"), e->in_time);
    }
    if (e->days) {
        jf_str_add(out, out->len ? _("; ") : "");
        jf_str_addf(out, _("%s days more, approved by %s"), e->days, e->approver ? e->approver : "-");
    }
    if (e->into) {
        jf_str_add(out, out->len ? _("; ") : "");
        jf_str_addf(out, _("into %s"), e->into);
    }
    if (e->other_unit) {
        jf_str_add(out, out->len ? _("; ") : "");
        jf_str_addf(out, _("another unit than the one complained of: %s"), e->other_unit);
    }
    if (e->proxies) {
        jf_str_add(out, out->len ? _("; ") : "");
        jf_str_addf(out, _("taken by another for the payee: %lld"), (long long)e->proxies);
    }
}
