/* refund_show.c - refund show, list, receipts, due: orders as they stand. Changes nothing. */
#include "casework.h"

static void show_labour(const struct jf_refund *r)
{
    struct jf_str line = JF_STR_INIT;
    if (!r->due_milli)
        return;
    jf_refund_add_days(&line, r->due_milli);
    jf_str_add(&line, _(", given back: "));
    jf_refund_add_days(&line, r->paid_milli);
    if (r->remainder_milli) {
        jf_str_add(&line, _(", unclaimed: "));
        jf_refund_add_days(&line, r->remainder_milli);
    }
    jf_field(_("labour"), line.data);
    jf_str_release(&line);
}

static void show_counts(const struct jf_refund *r)
{
    struct jf_str line = JF_STR_INIT;
    if (r->instalments) {
        jf_str_addf(&line, "%lld", (long long)r->instalments);
        jf_field(_("instalments"), line.data);
    }
    if (r->findings) {
        jf_str_clear(&line);
        jf_str_addf(&line, "%lld", (long long)r->findings);
        jf_field(_("findings"), line.data);
    }
    if (r->shaken) {
        jf_str_clear(&line);
        jf_str_add(&line, _("the findings changed since it was ordered; they now come to "));
        jf_money_add_grouped(&line, r->findings_fen);
        jf_str_add(&line, _(" yuan; see --findings. An order on which nothing was paid yet can be withdrawn"));
        jf_field(_("attention"), line.data);
    }
    if (r->drawn) {
        jf_str_clear(&line);
        jf_str_addf(&line, _("%lld drawn, %lld confirmed"), (long long)r->drawn, (long long)r->confirmed);
        jf_field(_("calls"), line.data);
    }
    jf_str_release(&line);
}

void casework_show_refund(const struct jf_refund *r)
{
    struct jf_str line = JF_STR_INIT;
    const struct {
        const char *label;
        int64_t fen;
        bool shown;
    } sums[] = { { _("charged"), r->charged_fen, true },
                 { _("allowed"), r->allowed_fen, true },
                 { _("due"), r->due_fen, true },
                 { _("paid"), r->paid_fen, true },
                 { _("unclaimed"), r->remainder_fen, r->remainder_fen > 0 },
                 { _("rest"), r->rest_fen, true } };
    if (r->petition)
        jf_field(_("petition"), r->petition);
    jf_str_addf(&line, "%s (%s)", r->unit_name ? r->unit_name : "", r->unit);
    jf_field(_("unit"), line.data);
    jf_str_clear(&line);
    jf_utf8_add_safe(&line, r->basis, true);
    jf_field(_("basis"), line.data);
    jf_field(_("ordered on"), r->ordered_on);
    jf_field(_("deadline"), r->deadline);
    for (size_t i = 0; i < sizeof sums / sizeof *sums; i++) {
        if (!sums[i].shown)
            continue;
        jf_str_clear(&line);
        jf_money_add_grouped(&line, sums[i].fen);
        jf_str_add(&line, _(" yuan"));
        jf_field(sums[i].label, line.data);
    }
    show_labour(r);
    jf_str_clear(&line);
    jf_str_addf(&line, _("%lld, still waiting: %lld"), (long long)r->payees, (long long)r->unpaid);
    jf_field(_("payees"), line.data);
    jf_str_clear(&line);
    if (r->payments)
        jf_str_addf(&line, _("%lld, from %s to %s"), (long long)r->payments, r->first_paid_on, r->last_paid_on);
    else
        jf_str_add(&line, _("none so far"));
    if (r->reversed)
        jf_str_addf(&line, _(", of them reversed: %lld"), (long long)r->reversed);
    jf_field(_("payments"), line.data);
    show_counts(r);
    jf_str_release(&line);
}

/* ---- lists of one order ---- */

static const struct jf_list_column payee_columns[] = {
    { "payee", N_("payee"), JF_LIST_TEXT },       { "name", N_("payee's name"), JF_LIST_TEXT },
    { "charged", N_("charged"), JF_LIST_MONEY },  { "allowed", N_("allowed"), JF_LIST_MONEY },
    { "due", N_("due"), JF_LIST_MONEY },          { "paid", N_("paid"), JF_LIST_MONEY },
    { "rest", N_("rest"), JF_LIST_MONEY },        { "unclaimed", N_("unclaimed"), JF_LIST_MONEY },
    { "due_days", N_("days due"), JF_LIST_TEXT }, { "done_days", N_("days given back"), JF_LIST_TEXT },
};
static const struct jf_list_column payment_columns[] = {
    { "part", N_("entry no."), JF_LIST_INT },
    { "payee", N_("payee"), JF_LIST_TEXT },
    { "day", N_("day"), JF_LIST_DAY },
    { "amount", N_("amount"), JF_LIST_MONEY },
    { "receipt", N_("receipt"), JF_LIST_TEXT },
    { "received_by", N_("received by"), JF_LIST_TEXT },
    { "manner", N_("manner"), JF_LIST_TEXT },
    { "proxy", N_("by proxy"), JF_LIST_TEXT },
    { "days", N_("labour days"), JF_LIST_TEXT },
    { "money", N_("for labour"), JF_LIST_MONEY },
    { "reverses", N_("reverses entry"), JF_LIST_INT },
};

static const struct jf_list_column instalment_columns[] = {
    { "part", N_("instalment"), JF_LIST_INT }, { "due_on", N_("deadline"), JF_LIST_DAY },
    { "amount", N_("amount"), JF_LIST_MONEY }, { "paid", N_("paid"), JF_LIST_MONEY },
    { "state", N_("state"), JF_LIST_TEXT },
};
static const struct jf_list_column finding_columns[] = {
    { "finding", N_("finding"), JF_LIST_INT }, { "rule", N_("rule"), JF_LIST_TEXT },
    { "state", N_("state"), JF_LIST_TEXT },    { "excess", N_("excess"), JF_LIST_MONEY },
    { "record", N_("record"), JF_LIST_TEXT },  { "line", N_("line"), JF_LIST_INT },
};
static const struct jf_list_column remainder_columns[] = {
    { "part", N_("entry no."), JF_LIST_INT },    { "payee", N_("payee"), JF_LIST_TEXT },
    { "day", N_("day"), JF_LIST_DAY },           { "amount", N_("amount"), JF_LIST_MONEY },
    { "days", N_("labour days"), JF_LIST_TEXT }, { "reason", N_("reason"), JF_LIST_TEXT },
    { "way", N_("way"), JF_LIST_TEXT },          { "proof", N_("proven by"), JF_LIST_TEXT },
};
static const struct jf_list_column history_columns[] = {
    { "day", N_("day"), JF_LIST_DAY },
    { "step", N_("step"), JF_LIST_TEXT },
    { "state", N_("state after"), JF_LIST_TEXT },
    { "by", N_("by"), JF_LIST_TEXT },
    { "event", N_("event"), JF_LIST_INT },
    { "particulars", N_("particulars"), JF_LIST_TEXT },
};

struct listing {
    const char *format;
    bool names;
    bool whole; /* also the columns that most orders leave empty: labour, unclaimed money, reversals */
};

/* Thousandths of labour days, empty for none. */
static void list_days(struct jf_list *out, int64_t milli)
{
    struct jf_str text = JF_STR_INIT;
    if (milli)
        jf_quantity_add(&text, milli);
    jf_list_text(out, text.data);
    jf_str_release(&text);
}

static void payee_row(const struct jf_context *ctx, const struct listing *l, const struct jf_stmt *st,
                      struct jf_list *out)
{
    struct jf_str room = JF_STR_INIT;
    (void)ctx;
    jf_list_text(out, jf_col_text(st, 0));
    jf_list_text(out, casework_name(jf_col_text(st, 1), l->names, &room));
    for (int i = 2; i < 7; i++)
        jf_list_money(out, jf_col_int(st, i));
    jf_str_release(&room);
    if (!l->whole)
        return;
    jf_list_money(out, jf_col_int(st, 7));
    list_days(out, jf_col_int(st, 8));
    list_days(out, jf_col_int(st, 9) + jf_col_int(st, 10));
}

static void payment_row(const struct jf_context *ctx, const struct listing *l, const struct jf_stmt *st,
                        struct jf_list *out)
{
    struct jf_str room = JF_STR_INIT;
    jf_list_int(out, jf_col_int(st, 0));
    jf_list_text(out, jf_col_text(st, 1));
    jf_list_text(out, jf_col_text(st, 2));
    jf_list_money(out, jf_col_int(st, 3));
    jf_list_text(out, jf_col_text(st, 4));
    jf_list_text(out, casework_name(jf_col_text(st, 5), l->names, &room));
    jf_list_text(out, casework_word(ctx, l->format, "manner", jf_col_text(st, 6)));
    /* the note says who it was: secret like a name */
    jf_list_text(out, jf_col_null(st, 7) ? NULL : l->names ? jf_col_text(st, 7) : _("by proxy"));
    jf_str_release(&room);
    if (!l->whole)
        return;
    list_days(out, jf_col_int(st, 8));
    if (jf_col_int(st, 9))
        jf_list_money(out, jf_col_int(st, 9));
    else
        jf_list_null(out);
    if (jf_col_null(st, 10))
        jf_list_null(out);
    else
        jf_list_int(out, jf_col_int(st, 10));
}

static void instalment_row(const struct jf_context *ctx, const struct listing *l, const struct jf_stmt *st,
                           struct jf_list *out)
{
    jf_list_int(out, jf_col_int(st, 0));
    jf_list_text(out, jf_col_text(st, 1));
    jf_list_money(out, jf_col_int(st, 2));
    jf_list_money(out, jf_col_int(st, 3));
    jf_list_text(out, casework_word(ctx, l->format, "instalment-state", jf_col_text(st, 4)));
}

static void finding_row(const struct jf_context *ctx, const struct listing *l, const struct jf_stmt *st,
                        struct jf_list *out)
{
    jf_list_int(out, jf_col_int(st, 0));
    jf_list_text(out, jf_col_text(st, 1));
    jf_list_text(out, casework_word(ctx, l->format, "finding-state", jf_col_text(st, 2)));
    jf_list_money(out, jf_col_int(st, 3));
    jf_list_text(out, jf_col_text(st, 4));
    jf_list_int(out, jf_col_int(st, 5));
}

static void remainder_row(const struct jf_context *ctx, const struct listing *l, const struct jf_stmt *st,
                          struct jf_list *out)
{
    struct jf_str room = JF_STR_INIT;
    jf_list_int(out, jf_col_int(st, 0));
    jf_list_text(out, jf_col_text(st, 1));
    jf_list_text(out, jf_col_text(st, 2));
    jf_list_money(out, jf_col_int(st, 3));
    list_days(out, jf_col_int(st, 4));
    jf_list_text(out, casework_word(ctx, l->format, "unclaimed", jf_col_text(st, 5)));
    jf_list_text(out, jf_col_null(st, 6) ? NULL : casework_word(ctx, l->format, "way", jf_col_text(st, 6)));
    jf_list_text(out, casework_said(jf_col_text(st, 7), l->names, &room));
    jf_str_release(&room);
}

struct history {
    const struct jf_context *ctx;
    const struct listing *listing;
    struct jf_list *out;
};

static enum jf_status history_row(void *arg, const struct jf_case_event *e, struct jf_error *err)
{
    const struct history *h = arg;
    struct jf_str text = JF_STR_INIT, room = JF_STR_INIT;
    const struct jf_step *step = e->step ? jf_step_find(jf_steps(), e->step, NULL) : NULL;
    bool code = h->listing->format && strcmp(h->listing->format, "json") == 0;
    if (!step) /* a look at names */
        return JF_OK;
    casework_add_particulars(&text, h->ctx, e);
    enum jf_status status = jf_str_check(&text, err);
    jf_list_text(h->out, e->day);
    jf_list_text(h->out, code ? e->step : strcmp(h->ctx->lang, "zh") == 0 ? step->zh : step->en);
    jf_list_text(h->out, casework_word(h->ctx, h->listing->format, "state", e->to));
    jf_list_text(h->out, e->actor);
    jf_list_int(h->out, e->event_id);
    jf_list_text(h->out, casework_said(text.data, h->listing->names, &room));
    jf_str_release(&text);
    jf_str_release(&room);
    return status;
}

/* What may be listed of an order. */
enum { LIST_PAYEES, LIST_PAYMENTS, LIST_PLAN, LIST_FINDINGS, LIST_REMAINDERS, LIST_HISTORY, LISTS };
#define COLUMNS(table) table, sizeof(table) / sizeof *(table)
#define MOST_PAYEES    7 /* columns of nearly every order */
#define MOST_PAYMENTS  8
static const struct {
    const char *statement;
    const struct jf_list_column *columns;
    size_t count, most; /* most 0: always all */
    void (*row)(const struct jf_context *ctx, const struct listing *l, const struct jf_stmt *st, struct jf_list *out);
} lists[LISTS] = {
    [LIST_PAYEES] = { "casework.list_payees", COLUMNS(payee_columns), MOST_PAYEES, payee_row },
    [LIST_PAYMENTS] = { "casework.list_payments", COLUMNS(payment_columns), MOST_PAYMENTS, payment_row },
    [LIST_PLAN] = { "refund.plan", COLUMNS(instalment_columns), 0, instalment_row },
    [LIST_FINDINGS] = { "refund.findings_of_order", COLUMNS(finding_columns), 0, finding_row },
    [LIST_REMAINDERS] = { "refund.remainders", COLUMNS(remainder_columns), 0, remainder_row },
    [LIST_HISTORY] = { NULL, COLUMNS(history_columns), 0, NULL }, /* history_row */
};

/* Payees of a large order, at a terminal and on paper: those who wait, PAGE at a time. */
enum { PAGE = 50 };

struct page {
    bool unpaid;
    int64_t number; /* 1 is the first; 0: no pages, all of them */
};

/* Behind the page: how much there is, and how to see more. */
static void tell_page(const struct jf_refund *r, const struct page *page)
{
    int64_t first = (page->number - 1) * PAGE + 1, last = page->number * PAGE;
    jf_say("%s", "");
    if (!r->unpaid)
        jf_say(_("Nobody waits any more; --all lists all %lld payees."), (long long)r->payees);
    else if (first > r->unpaid)
        jf_say(_("There is no page %lld: %lld payees wait, %d a page."), (long long)page->number, (long long)r->unpaid,
               PAGE);
    else if (last < r->unpaid)
        jf_say(_("%lld to %lld of %lld payees who wait; --page %lld shows the next, --all every payee of the order."),
               (long long)first, (long long)last, (long long)r->unpaid, (long long)page->number + 1);
    else
        jf_say(_("%lld to %lld of %lld payees who wait; --all lists every payee of the order."), (long long)first,
               (long long)r->unpaid, (long long)r->unpaid);
}

static enum jf_status print_listing(struct jf_context *ctx, int64_t order_id, int which, const struct page *page,
                                    const struct listing *l, struct jf_error *err)
{
    struct jf_list *out = NULL;
    struct jf_stmt *st = NULL;
    char today[JF_DAY_SIZE];
    size_t count = lists[which].most && !l->whole ? lists[which].most : lists[which].count;
    enum jf_status status = jf_list_begin(l->format, lists[which].columns, (int)count, &out, err);
    if (status != JF_OK)
        return status;
    if (which == LIST_HISTORY) {
        struct history h = { ctx, l, out };
        status = jf_refund_events(ctx->db, order_id, history_row, &h, err);
        enum jf_status closed = jf_list_end(out, status == JF_OK ? err : NULL);
        return status == JF_OK ? closed : status;
    }
    jf_day_today(today);
    const struct jf_arg payee_args[] = { JF_INT(":order", order_id), JF_INT(":unpaid", page->unpaid || page->number),
                                         JF_INT(":limit", page->number ? PAGE : -1),
                                         JF_INT(":offset", page->number ? (page->number - 1) * PAGE : 0), JF_END };
    const struct jf_arg plan_args[] = { JF_INT(":order", order_id), JF_TEXT(":today", today), JF_END };
    status = jf_db_query(ctx->db, lists[which].statement,
                         which == LIST_PAYEES ? payee_args
                         : which == LIST_PLAN ? plan_args
                                              : JF_ARGS(JF_INT(":order", order_id)),
                         &st, err);
    while (jf_stmt_row(st, &status, err)) {
        lists[which].row(ctx, l, st, out);
    }
    jf_stmt_done(st);
    enum jf_status end = jf_list_end(out, status == JF_OK ? err : NULL);
    return status == JF_OK ? end : status;
}

enum jf_status refund_show(struct jf_context *ctx, int argc, char **argv, struct jf_error *err)
{
    struct listing l = { 0 };
    const char *number = NULL;
    struct page page = { .number = 1 };
    bool all = false, wish[LISTS] = { false };
    const struct jf_option options[] = {
        { "unpaid", 0, NULL, NULL, &page.unpaid, N_("only payees who still wait for money"), false },
        { "page", 0, N_("NUMBER"), &number, NULL, N_("of an order over many payees: this page of those who wait"),
          false },
        { "all", 'a', NULL, NULL, &all, N_("every payee, however many there are"), false },
        { "payments", 0, NULL, NULL, &wish[LIST_PAYMENTS], N_("list the payments instead of the payees"), false },
        { "plan", 0, NULL, NULL, &wish[LIST_PLAN], N_("list the instalments"), false },
        { "findings", 0, NULL, NULL, &wish[LIST_FINDINGS], N_("list the findings it rests on"), false },
        { "unclaimed", 0, NULL, NULL, &wish[LIST_REMAINDERS], N_("list what nobody could receive"), false },
        { "history", 0, NULL, NULL, &wish[LIST_HISTORY], N_("list the steps taken on the order"), false },
        { "names", 0, NULL, NULL, &l.names, N_("show names in full"), false },
        { "format", 'f', N_("FORMAT"), &l.format, NULL, N_("table, csv or json; csv and json give the list alone"),
          false },
        { .name = NULL },
    };
    struct jf_refund r = { 0 };
    int which = LIST_PAYEES, wishes = 0;
    enum jf_status status = refund_open(ctx, options, argc, argv, &r, err);
    for (int i = 0; i < LISTS; i++)
        if (wish[i]) {
            which = i;
            wishes++;
        }
    if (status == JF_OK && wishes > 1)
        status = jf_error_set(err, JF_USAGE,
                              _("one list at a time: payees, payments, plan, findings, unclaimed or history"));
    if (status == JF_OK)
        status = jf_cli_names(ctx, l.names, "refund show", r.number, r.subject_id, err);
    if (status == JF_OK)
        status = jf_cli_number("page", number, &page.number, err);
    bool table = !l.format || strcmp(l.format, "table") == 0;
    if (status == JF_OK && number &&
        (page.number < 1 || page.number > 1000000 || all || !table || which != LIST_PAYEES))
        status = jf_error_set(err, JF_USAGE,
                              _("--page: a page from 1 on, of the payees alone, and neither with --all nor "
                                "with another format than table"));
    if (all || !table || which != LIST_PAYEES || (r.payees <= PAGE && !number))
        page.number = 0;
    l.whole = r.due_milli || r.remainder_fen || r.remainder_milli || r.reversed;
    if (status == JF_OK && table) {
        jf_say(_("Refund order %s"), r.number);
        if (r.state)
            jf_field(_("state"), jf_word("state", r.state, ctx->lang));
        casework_show_refund(&r);
        jf_say("%s", "");
    }
    if (status == JF_OK)
        status = print_listing(ctx, r.subject_id, which, &page, &l, err);
    if (status == JF_OK && page.number)
        tell_page(&r, &page);
    jf_refund_release(&r);
    return status;
}

/* ---- all orders ---- */

static const struct jf_list_column order_columns[] = {
    { "number", N_("number"), JF_LIST_TEXT },
    { "petition", N_("petition"), JF_LIST_TEXT },
    { "unit", N_("unit"), JF_LIST_TEXT },
    { "ordered", N_("ordered"), JF_LIST_DAY },
    { "deadline", N_("deadline"), JF_LIST_DAY },
    { "payees", N_("payees"), JF_LIST_INT },
    { "unpaid", N_("waiting"), JF_LIST_INT },
    { "due", N_("due"), JF_LIST_MONEY },
    { "paid", N_("paid"), JF_LIST_MONEY },
    { "rest", N_("rest"), JF_LIST_MONEY },
    { "findings", N_("its findings"), JF_LIST_TEXT },
};

static enum jf_status order_row(void *arg, const struct jf_refund *r, struct jf_error *err)
{
    struct jf_list *out = arg;
    (void)err;
    jf_list_text(out, r->number);
    jf_list_text(out, r->petition);
    jf_list_text(out, r->unit_name ? r->unit_name : r->unit);
    jf_list_text(out, r->ordered_on);
    jf_list_text(out, r->deadline);
    jf_list_int(out, r->payees);
    jf_list_int(out, r->unpaid);
    jf_list_money(out, r->due_fen);
    jf_list_money(out, r->paid_fen);
    jf_list_money(out, r->rest_fen);
    jf_list_text(out, r->shaken ? _("changed") : NULL);
    return JF_OK;
}

enum jf_status refund_list(struct jf_context *ctx, int argc, char **argv, struct jf_error *err)
{
    const char *format = NULL, *petition = NULL;
    const struct jf_option options[] = {
        { "petition", 'p', N_("NUMBER"), &petition, NULL, N_("only orders of this case"), false },
        { "format", 'f', N_("FORMAT"), &format, NULL, N_("table, csv or json"), false },
        { .name = NULL },
    };
    struct jf_list *out = NULL;
    int64_t id = 0;
    int count = 0;
    enum jf_status status = jf_cli_options(options, argc, argv, 1, &count, err);
    if (status == JF_OK && count > 0)
        status = jf_error_set(err, JF_USAGE, _("'%s' is one word too many"), argv[1]);
    if (status == JF_OK && petition)
        status = jf_case_find(ctx->db, petition, &id, err);
    if (status == JF_OK)
        status = jf_list_begin(format, order_columns, sizeof order_columns / sizeof *order_columns, &out, err);
    if (status != JF_OK)
        return status;
    status = jf_case_refunds(ctx->db, id, order_row, out, err);
    enum jf_status end = jf_list_end(out, status == JF_OK ? err : NULL);
    return status == JF_OK ? end : status;
}

/* ---- receipts ---- */

static const struct jf_list_column receipt_columns[] = {
    { "receipt", N_("receipt"), JF_LIST_TEXT }, { "state", N_("state"), JF_LIST_TEXT },
    { "day", N_("day"), JF_LIST_DAY },          { "payee", N_("payee"), JF_LIST_TEXT },
    { "amount", N_("amount"), JF_LIST_MONEY },  { "days", N_("labour days"), JF_LIST_TEXT },
    { "reason", N_("reason"), JF_LIST_TEXT },
};

static enum jf_status receipt_rows(const struct jf_context *ctx, const char *format, struct jf_stmt *st,
                                   struct jf_list *out, int64_t *gaps, struct jf_error *err)
{
    for (bool row = true;;) {
        struct jf_str room = JF_STR_INIT;
        enum jf_status status = jf_stmt_next(st, &row, err);
        if (status != JF_OK || !row)
            return status;
        *gaps += jf_streq(jf_col_text(st, 3), "gap");
        jf_list_text(out, jf_col_text(st, 2));
        jf_list_text(out, casework_word(ctx, format, "receipt-state", jf_col_text(st, 3)));
        jf_list_text(out, jf_col_text(st, 4));
        jf_list_text(out, jf_col_text(st, 5));
        jf_list_money(out, jf_col_int(st, 6));
        list_days(out, jf_col_int(st, 7));
        jf_list_text(out, casework_said(jf_col_text(st, 8), false, &room));
        jf_str_release(&room);
    }
}

enum jf_status refund_receipts(struct jf_context *ctx, int argc, char **argv, struct jf_error *err)
{
    const char *format = NULL;
    const struct jf_option options[] = {
        { "format", 'f', N_("FORMAT"), &format, NULL, N_("table, csv or json"), false },
        { .name = NULL },
    };
    struct jf_refund r = { 0 };
    struct jf_list *out = NULL;
    struct jf_stmt *st = NULL;
    int64_t gaps = 0, next = 0;
    enum jf_status status = refund_open(ctx, options, argc, argv, &r, err);
    if (status == JF_OK)
        status = jf_refund_next_receipt(ctx->db, r.subject_id, r.number, &next, err);
    if (status == JF_OK)
        status = jf_list_begin(format, receipt_columns, sizeof receipt_columns / sizeof *receipt_columns, &out, err);
    if (status != JF_OK)
        goto done;
    status = jf_db_query(ctx->db, "refund.receipts",
                         JF_ARGS(JF_INT(":order", r.subject_id), JF_TEXT(":number", r.number)), &st, err);
    if (status == JF_OK)
        status = receipt_rows(ctx, format, st, out, &gaps, err);
    jf_stmt_done(st);
    enum jf_status end = jf_list_end(out, status == JF_OK ? err : NULL);
    status = status == JF_OK ? end : status;
    if (status == JF_OK && (!format || strcmp(format, "table") == 0))
        jf_say(_("gaps: %lld; next number: %s-%04lld"), (long long)gaps, r.number, (long long)next);
done:
    jf_refund_release(&r);
    return status;
}

/* ---- what is overdue ---- */

static const struct jf_list_column due_columns[] = {
    { "number", N_("number"), JF_LIST_TEXT },  { "petition", N_("petition"), JF_LIST_TEXT },
    { "unit", N_("unit"), JF_LIST_TEXT },      { "what", N_("what"), JF_LIST_TEXT },
    { "since", N_("due on"), JF_LIST_DAY },    { "days", N_("days overdue"), JF_LIST_INT },
    { "amount", N_("amount"), JF_LIST_MONEY }, { "waiting", N_("waiting"), JF_LIST_INT },
    { "level", N_("level"), JF_LIST_INT },     { "action", N_("asks for"), JF_LIST_TEXT },
};

struct due_list {
    const struct jf_context *ctx;
    const char *format;
    struct jf_list *out;
};

static enum jf_status due_row(void *arg, const struct jf_refund_due *due, struct jf_error *err)
{
    const struct due_list *l = arg;
    (void)err;
    jf_list_text(l->out, due->number);
    jf_list_text(l->out, due->petition);
    jf_list_text(l->out, due->unit_name ? due->unit_name : due->unit);
    jf_list_text(l->out, casework_word(l->ctx, l->format, "overdue", due->what));
    jf_list_text(l->out, due->since);
    jf_list_int(l->out, due->days);
    jf_list_money(l->out, due->fen);
    jf_list_int(l->out, due->waiting);
    jf_list_int(l->out, due->level);
    jf_list_text(l->out, due->action);
    return JF_OK;
}

enum jf_status refund_due(struct jf_context *ctx, int argc, char **argv, struct jf_error *err)
{
    const char *format = NULL, *ahead = NULL;
    const struct jf_option options[] = {
        { "ahead", 'a', N_("DAYS"), &ahead, NULL, N_("also what falls due within so many days"), false },
        { "format", 'f', N_("FORMAT"), &format, NULL, N_("table, csv or json"), false },
        { .name = NULL },
    };
    struct due_list l = { .ctx = ctx };
    int64_t days = 0;
    int count = 0;
    enum jf_status status = jf_cli_options(options, argc, argv, 1, &count, err);
    if (status == JF_OK && count > 0)
        status = jf_error_set(err, JF_USAGE, _("'%s' is one word too many"), argv[1]);
    if (status == JF_OK)
        status = jf_cli_number("ahead", ahead, &days, err);
    if (status == JF_OK && days > 3650)
        status = jf_error_set(err, JF_USAGE, _("--ahead: at most ten years"));
    if (status == JF_OK)
        status = jf_db_views(ctx->db, err);
    l.format = format;
    if (status == JF_OK)
        status = jf_list_begin(format, due_columns, sizeof due_columns / sizeof *due_columns, &l.out, err);
    if (status != JF_OK)
        return status;
    status = jf_refund_overdue(ctx->db, days, ctx->lang, due_row, &l, err);
    enum jf_status end = jf_list_end(l.out, status == JF_OK ? err : NULL);
    return status == JF_OK ? end : status;
}
