/* petition_search.c - `petition search`: words to petitions, each with the place where the first word stands. */
#include "casework.h"

#include "jianfu/search.h"

enum { SHOWN = 50 };

static const struct jf_list_column columns[] = {
    { "number", N_("number"), JF_LIST_TEXT }, { "received", N_("received"), JF_LIST_DAY },
    { "state", N_("state"), JF_LIST_TEXT },   { "place", N_("place"), JF_LIST_TEXT },
    { "unit", N_("unit"), JF_LIST_TEXT },     { "excerpt", N_("excerpt"), JF_LIST_TEXT },
};

struct print {
    const struct jf_context *ctx;
    const char *format;
    int64_t hits;
    struct jf_list *list; /* begun with the first hit: words that are refused leave no head behind */
};

static enum jf_status begin(struct print *p, struct jf_error *err)
{
    return p->list ? JF_OK : jf_list_begin(p->format, columns, sizeof columns / sizeof *columns, &p->list, err);
}

static enum jf_status print_hit(void *arg, const struct jf_search_hit *hit, struct jf_error *err)
{
    struct print *p = arg;
    enum jf_status status = begin(p, err);
    if (status != JF_OK)
        return status;
    p->hits++;
    jf_list_text(p->list, hit->number);
    jf_list_text(p->list, hit->received_on);
    jf_list_text(p->list, casework_word(p->ctx, p->format, "state", hit->state));
    jf_list_text(p->list, hit->place);
    jf_list_text(p->list, hit->unit_name);
    jf_list_marked(p->list, hit->excerpt, hit->at, hit->len);
    return JF_OK;
}

/* All words of the command line, parted by blanks. */
static void join(int count, char **argv, struct jf_str *out)
{
    for (int i = 0; i < count; i++)
        jf_str_addf(out, "%s%s", i > 0 ? " " : "", argv[i]);
}

static enum jf_status find(struct jf_context *ctx, const struct jf_search *search, const char *format,
                           struct jf_error *err)
{
    struct print print = { .ctx = ctx, .format = format };
    bool more = false;
    enum jf_status status = jf_case_search(ctx->db, search, print_hit, &print, &more, err);
    if (status == JF_OK)
        status = begin(&print, err);
    bool hits = print.hits > 0;
    if (print.list) {
        enum jf_status end = jf_list_end(print.list, status == JF_OK ? err : NULL);
        status = status == JF_OK ? end : status;
    }
    if (status == JF_OK && !hits && !search->names)
        jf_note("%s", _("names, telephones and addresses are looked at with --names only"));
    if (status == JF_OK && more)
        jf_note(_("more were found than the %lld shown: name more words, or a higher --limit"),
                (long long)search->limit);
    return status;
}

/* The words that are looked for may be names: the look tells only where was looked. */
static enum jf_status ask_for_names(struct jf_context *ctx, const struct jf_search *s, struct jf_error *err)
{
    struct jf_str key = JF_STR_INIT;
    jf_cli_filter(&key, "state", s->state);
    jf_cli_filter(&key, "unit", s->unit);
    jf_cli_filter(&key, "division", s->division);
    jf_cli_filter(&key, "from", s->from);
    jf_cli_filter(&key, "until", s->until);
    enum jf_status status = jf_str_check(&key, err);
    if (status == JF_OK)
        status = jf_cli_names(ctx, s->names, "petition search", key.len ? key.data : "*", 0, err);
    jf_str_release(&key);
    return status;
}

static enum jf_status rebuild(struct jf_context *ctx, struct jf_error *err)
{
    enum jf_status status = jf_txn_begin(ctx->db, "search", err);
    if (status == JF_OK)
        status = jf_search_rebuild(ctx->db, ctx->actor, err);
    if (status == JF_OK)
        return jf_txn_commit(ctx->db, err);
    jf_txn_rollback(ctx->db);
    return status;
}

enum jf_status casework_search(struct jf_context *ctx, int argc, char **argv, struct jf_error *err)
{
    struct jf_search search = { .limit = SHOWN };
    const char *format = NULL, *limit = NULL;
    bool anew = false;
    const struct jf_option options[] = {
        { "state", 's', N_("STATE"), &search.state, NULL, N_("only cases in this state"), false },
        { "unit", 'u', N_("UNIT"), &search.unit, NULL, N_("only complaints of this unit: its code or name"), false },
        { "division", 'd', N_("PLACE"), &search.division, NULL, N_("only this place and those in it"), false },
        { "from", 0, N_("DAY"), &search.from, NULL, N_("received on this day or later"), false },
        { "until", 0, N_("DAY"), &search.until, NULL, N_("received on this day or before"), false },
        { "limit", 0, N_("NUMBER"), &limit, NULL, N_("at most so many; 50 when left out"), false },
        { "names", 0, NULL, NULL, &search.names, N_("look at names, telephones and addresses, too"), false },
        { "rebuild", 0, NULL, NULL, &anew, N_("make the index anew first, when `verify` says that it differs"), false },
        { "format", 'f', N_("FORMAT"), &format, NULL, N_("table, csv or json"), false },
        { .name = NULL },
    };
    struct jf_str text = JF_STR_INIT, unit = JF_STR_INIT, place = JF_STR_INIT;
    int count = 0;
    enum jf_status status = jf_cli_options(options, argc, argv, 1, &count, err);
    if (status == JF_OK)
        status = jf_cli_number("limit", limit, &search.limit, err);
    if (status == JF_OK)
        status = casework_code(ctx, "state", "state", &search.state, err);
    if (status == JF_OK)
        status = jf_cli_day("from", search.from, err);
    if (status == JF_OK)
        status = jf_cli_day("until", search.until, err);
    if (status == JF_OK)
        status = casework_place(ctx, "unit", &search.unit, &unit, err);
    if (status == JF_OK)
        status = casework_place(ctx, "division", &search.division, &place, err);
    if (status == JF_OK)
        status = ask_for_names(ctx, &search, err);
    if (status == JF_OK && anew)
        status = rebuild(ctx, err);
    join(count, argv + 1, &text);
    search.text = text.data;
    if (status == JF_OK)
        status = jf_str_check(&text, err);
    if (status == JF_OK && (count > 0 || !anew))
        status = find(ctx, &search, format, err);
    jf_str_release(&text);
    jf_str_release(&unit);
    jf_str_release(&place);
    return status;
}
