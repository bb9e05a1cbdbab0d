/* cmd_publicity.c - the log of publicity work: the entries one by one, and their sums. It changes nothing. */
#include "casework.h"

struct filter {
    const char *period, *under, *kind, *format;
    struct jf_period days; /* of the period */
};

#define COUNT(array) ((int)(sizeof(array) / sizeof *(array)))

static const struct jf_list_column columns[] = {
    { "day", N_("day"), JF_LIST_DAY },
    { "place", N_("place"), JF_LIST_TEXT },
    { "kind", N_("kind"), JF_LIST_TEXT },
    { "topic", N_("topic"), JF_LIST_TEXT },
    { "by", N_("done by"), JF_LIST_TEXT },
    { "copies", N_("copies"), JF_LIST_INT },
    { "people", N_("people reached"), JF_LIST_INT },
    { "documents", N_("papers"), JF_LIST_TEXT },
    { "record", N_("record"), JF_LIST_TEXT },
};
static const char *const words[COUNT(columns)] = { [2] = "publicity" };

static const struct jf_list_column sum_columns[] = {
    { "label", N_("of"), JF_LIST_TEXT },
    { "times", N_("times"), JF_LIST_INT },
    { "copies", N_("copies"), JF_LIST_INT },
    { "without_copies", N_("copies not counted"), JF_LIST_INT },
    { "people", N_("people reached"), JF_LIST_INT },
    { "without_people", N_("people not counted"), JF_LIST_INT },
};

#define FILTER_OPTIONS(f)                                                                                              \
    { "period", 'p', N_("PERIOD"), &(f).period, NULL, N_("only of this period: 2005, 2005H1, 2005-03"), false },       \
        { "under", 'u', N_("PLACE"), &(f).under, NULL, N_("only what lies in this place: its code or name"), false },  \
        { "kind", 'k', N_("KIND"), &(f).kind, NULL, N_("only this kind of work"), false },                             \
        { "format", 'f', N_("FORMAT"), &(f).format, NULL, N_("table, csv or json"), false },                           \
    {                                                                                                                  \
        .name = NULL                                                                                                   \
    }

static enum jf_status check(const struct jf_context *ctx, int count, struct filter *f, struct jf_str *room,
                            struct jf_error *err)
{
    enum jf_status status = count == 0 ? JF_OK : jf_error_set(err, JF_USAGE, _("no argument is wanted"));
    if (status == JF_OK)
        status = casework_period(f->period, &f->days, err);
    if (status == JF_OK)
        status = casework_code(ctx, "kind", "publicity", &f->kind, err);
    return status == JF_OK ? casework_place(ctx, "division", &f->under, room, err) : status;
}

static const char *from(const struct filter *f)
{
    return f->period ? f->days.from : NULL;
}

static const char *until(const struct filter *f)
{
    return f->period ? f->days.until : NULL;
}

static enum jf_status list(struct jf_context *ctx, int argc, char **argv, struct jf_error *err)
{
    struct filter f = { 0 };
    const struct jf_option options[] = { FILTER_OPTIONS(f) };
    struct jf_str room = JF_STR_INIT;
    int count = 0;
    enum jf_status status = jf_cli_options(options, argc, argv, 1, &count, err);
    if (status == JF_OK)
        status = check(ctx, count, &f, &room, err);
    if (status == JF_OK)
        status = casework_rows(ctx, &(struct casework_rows){ f.format, columns, words, COUNT(columns), false },
                               "publicity.list",
                               JF_ARGS(JF_TEXT(":from", from(&f)), JF_TEXT(":until", until(&f)),
                                       JF_TEXT(":kind", f.kind), JF_TEXT(":under", f.under)),
                               err);
    jf_str_release(&room);
    return status;
}

static enum jf_status sums(struct jf_context *ctx, int argc, char **argv, struct jf_error *err)
{
    struct filter f = { 0 };
    const char *by = "kind";
    const struct jf_option options[] = {
        { "by", 'b', N_("WHAT"), &by, NULL, N_("kind, township or half; by kind when left out"), false },
        FILTER_OPTIONS(f),
    };
    struct jf_str room = JF_STR_INIT;
    int count = 0;
    enum jf_status status = jf_cli_options(options, argc, argv, 1, &count, err);
    if (status == JF_OK)
        status = check(ctx, count, &f, &room, err);
    if (status == JF_OK)
        status = casework_code(ctx, "by", "publicity-by", &by, err);
    if (status == JF_OK) {
        const char *const sum_words[COUNT(sum_columns)] = { strcmp(by, "kind") == 0 ? "publicity" : NULL };
        status =
            casework_rows(ctx, &(struct casework_rows){ f.format, sum_columns, sum_words, COUNT(sum_columns), false },
                          "publicity.sums",
                          JF_ARGS(JF_TEXT(":from", from(&f)), JF_TEXT(":until", until(&f)), JF_TEXT(":kind", f.kind),
                                  JF_TEXT(":under", f.under), JF_TEXT(":by", by)),
                          err);
    }
    jf_str_release(&room);
    return status;
}

static const struct casework_sub subs[] = { { "list", list }, { "sums", sums }, { NULL, NULL } };

static enum jf_status run(struct jf_context *ctx, int argc, char **argv, struct jf_error *err)
{
    enum jf_status status = jf_db_views(ctx->db, err);
    if (status == JF_OK)
        status = casework_subs(ctx, subs, argc, argv, err);
    jf_casework_cleanup();
    return status;
}

const struct jf_command jf_cmd_publicity = {
    .name = "publicity",
    .usage = "publicity list [--period PERIOD] [--under PLACE] [--kind KIND] [--format FORMAT]\n"
             "publicity sums [--by kind|township|half] [--period PERIOD] [--under PLACE] [--kind KIND] "
             "[--format FORMAT]",
    .summary = N_("the log of publicity work on the burden policy, and its sums"),
    .help = N_("Lists the publicity work on record, or adds it up by kind, township or half-year. Copies and people\n"
               "that nobody counted are not guessed: the sums say beside them how many entries are without.\n"
               "The log comes by `jianfu import`; `jianfu template publicity` prints an example."),
    .db = JF_CLI_DB_READ,
    .run = run,
};
