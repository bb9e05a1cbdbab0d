/* refund_calls.c - refund sample, confirm, calls: asking households whether they got their money. */
#include "casework.h"

static const struct jf_list_column call_columns[] = {
    { "payee", N_("payee"), JF_LIST_TEXT },       { "name", N_("payee's name"), JF_LIST_TEXT },
    { "seed", N_("seed"), JF_LIST_TEXT },         { "drawn", N_("drawn on"), JF_LIST_DAY },
    { "answer", N_("answer"), JF_LIST_TEXT },     { "day", N_("answered on"), JF_LIST_DAY },
    { "calls", N_("times called"), JF_LIST_INT }, { "note", N_("note"), JF_LIST_TEXT },
};

static void call_row(const struct jf_context *ctx, const char *format, bool names, const struct jf_stmt *st,
                     struct jf_list *out)
{
    struct jf_str room = JF_STR_INIT;
    jf_list_text(out, jf_col_text(st, 0));
    jf_list_text(out, casework_name(jf_col_text(st, 1), names, &room));
    jf_list_text(out, jf_col_text(st, 2));
    jf_list_text(out, jf_col_text(st, 3));
    jf_list_text(out, jf_col_null(st, 4) ? NULL : casework_word(ctx, format, "answer", jf_col_text(st, 4)));
    jf_list_text(out, jf_col_text(st, 5));
    jf_list_int(out, jf_col_int(st, 6));
    /* what was said on the telephone may name anybody: secret like a name */
    jf_list_text(out, names ? jf_col_text(st, 7) : NULL);
    jf_str_release(&room);
}

static enum jf_status print_calls(struct jf_context *ctx, int64_t order_id, const char *format, bool names,
                                  struct jf_error *err)
{
    struct jf_list *out = NULL;
    struct jf_stmt *st = NULL;
    enum jf_status status = jf_list_begin(format, call_columns, sizeof call_columns / sizeof *call_columns, &out, err);
    if (status != JF_OK)
        return status;
    status = jf_db_query(ctx->db, "refund.calls", JF_ARGS(JF_INT(":order", order_id)), &st, err);
    while (jf_stmt_row(st, &status, err)) {
        call_row(ctx, format, names, st, out);
    }
    jf_stmt_done(st);
    enum jf_status end = jf_list_end(out, status == JF_OK ? err : NULL);
    return status == JF_OK ? end : status;
}

/* The step repeats the order and the seed, so that whoever reads the log can draw again. */
enum jf_status refund_sample(struct jf_context *ctx, int argc, char **argv, struct jf_error *err)
{
    const char *on = NULL, *seed = NULL, *count = NULL, *note = NULL;
    const struct jf_option options[] = {
        { "seed", 's', N_("NUMBER"), &seed, NULL, N_("what decides who is drawn: the same seed draws the same payees"),
          true },
        { "count", 'c', N_("NUMBER"), &count, NULL, N_("how many; as many as must confirm when left out"), false },
        { "on", 0, N_("DAY"), &on, NULL, N_("day; today when left out"), false },
        { "note", 0, N_("TEXT"), &note, NULL, N_("remark"), false },
        { .name = NULL },
    };
    struct jf_refund r = { 0 };
    struct jf_str drawn = JF_STR_INIT;
    int64_t wish = 0, number = 0;
    enum jf_status status = refund_open(ctx, options, argc, argv, &r, err);
    if (status == JF_OK)
        status = jf_cli_number("count", count, &wish, err);
    if (status == JF_OK)
        status = jf_cli_number("seed", seed, &number, err);
    if (status == JF_OK)
        status = jf_refund_draw(ctx->db, r.subject_id, r.number, seed, wish, &drawn, &number, err);
    if (status == JF_OK && number == 0)
        status = jf_error_set(err, JF_REFUSED, _("order '%s' has nobody to call: no payee was paid"), r.number);
    const struct refund_text texts[] = { { "no", r.number }, { "seed", seed }, { "note", note }, { NULL, NULL } };
    if (status == JF_OK)
        status = refund_take(ctx, &r, "refund-sample", on, texts, "drawn", drawn.data, err);
    if (status == JF_OK) {
        jf_say(_("%lld payees drawn: those with the lowest BLAKE2b of the seed, the order and the payee"),
               (long long)number);
        status = print_calls(ctx, r.subject_id, NULL, false, err);
    }
    jf_refund_release(&r);
    jf_str_release(&drawn);
    return status;
}

enum jf_status refund_confirm(struct jf_context *ctx, int argc, char **argv, struct jf_error *err)
{
    const char *on = NULL, *payee = NULL, *answer = NULL, *note = NULL;
    const struct jf_option options[] = {
        { "payee", 'p', N_("NUMBER"), &payee, NULL, N_("number of the payee within the order"), true },
        { "answer", 'a', N_("WORD"), &answer, NULL, N_("did the household get it: yes, no or unreached"), true },
        { "note", 0, N_("TEXT"), &note, NULL, N_("what was said"), false },
        { "on", 0, N_("DAY"), &on, NULL, N_("day of the call; today when left out"), false },
        { .name = NULL },
    };
    struct jf_refund r = { 0 };
    enum jf_status status = refund_open(ctx, options, argc, argv, &r, err);
    if (status == JF_OK)
        status = casework_code(ctx, "answer", "answer", &answer, err);
    const struct refund_text texts[] = {
        { "no", r.number }, { "payee", payee }, { "answer", answer }, { "note", note }, { NULL, NULL }
    };
    if (status == JF_OK)
        status = refund_take(ctx, &r, "refund-confirm", on, texts, NULL, NULL, err);
    jf_refund_release(&r);
    return status;
}

enum jf_status refund_calls(struct jf_context *ctx, int argc, char **argv, struct jf_error *err)
{
    const char *format = NULL;
    bool names = false;
    const struct jf_option options[] = {
        { "names", 0, NULL, NULL, &names, N_("show names and notes in full"), false },
        { "format", 'f', N_("FORMAT"), &format, NULL, N_("table, csv or json"), false },
        { .name = NULL },
    };
    struct jf_refund r = { 0 };
    enum jf_status status = refund_open(ctx, options, argc, argv, &r, err);
    if (status == JF_OK)
        status = jf_cli_names(ctx, names, "refund calls", r.number, r.subject_id, err);
    if (status == JF_OK)
        status = print_calls(ctx, r.subject_id, format, names, err);
    jf_refund_release(&r);
    return status;
}
