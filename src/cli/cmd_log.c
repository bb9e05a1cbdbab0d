/* cmd_log.c - the event log as an auditor reads it: who wrote what down, when, and of which day. It changes nothing. */
#include "internal.h"

#include "jianfu/word.h"

enum { SHOWN = 50 };

static const struct jf_list_column columns[] = {
    { "event", N_("event"), JF_LIST_INT },     { "written", N_("written down"), JF_LIST_TEXT },
    { "day", N_("day"), JF_LIST_DAY },         { "actor", N_("by"), JF_LIST_TEXT },
    { "type", N_("type"), JF_LIST_TEXT },      { "kind", N_("kind of thing"), JF_LIST_TEXT },
    { "subject", N_("thing"), JF_LIST_TEXT },  { "from", N_("state before"), JF_LIST_TEXT },
    { "to", N_("state after"), JF_LIST_TEXT }, { "reason", N_("reason or note"), JF_LIST_TEXT },
};

enum { TYPE = 4, KIND = 5, FROM = 7, TO = 8 };

/* Where the words of a thing's states stand. */
static const char *states_of(const char *kind)
{
    static const char *const groups[][2] = { { "petition", "state" },
                                             { "refund", "state" },
                                             { "remedy", "remedy-state" },
                                             { "inspection", "inspection-state" } };
    for (size_t i = 0; i < sizeof groups / sizeof *groups; i++)
        if (jf_streq(kind, groups[i][0]))
            return groups[i][1];
    return "finding-state";
}

/* Chinese readers get words for codes; English ones, and programs, the codes that --type takes. */
static const char *cell(const struct jf_context *ctx, const char *format, const struct jf_stmt *st, int column)
{
    const char *text = jf_col_text(st, column);
    if (!jf_streq(ctx->lang, "zh") || jf_streq(format, "json") || jf_col_null(st, column))
        return text;
    switch (column) {
    case TYPE:
        return jf_word("event", text, "zh");
    case KIND:
        return jf_word("kind", text, "zh");
    case FROM:
    case TO:
        return jf_word(states_of(jf_col_text(st, KIND)), text, "zh");
    default:
        return text;
    }
}

static enum jf_status print(struct jf_context *ctx, const struct jf_arg *filter, const char *format,
                            struct jf_error *err)
{
    struct jf_list *list = NULL;
    struct jf_stmt *st = NULL;
    enum jf_status status = jf_list_begin(format, columns, sizeof columns / sizeof *columns, &list, err);
    if (status != JF_OK)
        return status;
    status = jf_db_query(ctx->db, "event.list", filter, &st, err);
    while (jf_stmt_row(st, &status, err)) {
        jf_list_int(list, jf_col_int(st, 0));
        for (int i = 1; i < jf_stmt_columns(st); i++)
            jf_list_text(list, cell(ctx, format, st, i));
    }
    jf_stmt_done(st);
    enum jf_status end = jf_list_end(list, status == JF_OK ? err : NULL);
    return status == JF_OK ? end : status;
}

static enum jf_status run(struct jf_context *ctx, int argc, char **argv, struct jf_error *err)
{
    const char *type = NULL, *by = NULL, *from = NULL, *until = NULL, *subject = NULL, *limit = NULL, *format = NULL;
    const struct jf_option options[] = {
        { "type", 't', N_("TYPE"), &type, NULL, N_("only this type, petition.reply, or all that begin so: petition"),
          false },
        { "by", 'b', N_("NAME"), &by, NULL, N_("only what this person did"), false },
        { "about", 0, N_("NUMBER"), &subject, NULL, N_("only what is about this petition, order, batch ..."), false },
        { "from", 0, N_("DAY"), &from, NULL, N_("of this day or later"), false },
        { "until", 0, N_("DAY"), &until, NULL, N_("of this day or before"), false },
        { "limit", 0, N_("NUMBER"), &limit, NULL, N_("at most so many; 50 when left out"), false },
        { "format", 'f', N_("FORMAT"), &format, NULL, N_("table, csv or json"), false },
        { .name = NULL },
    };
    int64_t most = SHOWN;
    int words = 0;
    enum jf_status status = jf_cli_options(options, argc, argv, 1, &words, err);
    if (status == JF_OK && words > 0)
        status = jf_error_set(err, JF_USAGE, _("'%s' is one word too many"), argv[1]);
    if (status == JF_OK)
        status = jf_cli_day("from", from, err);
    if (status == JF_OK)
        status = jf_cli_day("until", until, err);
    if (status == JF_OK)
        status = jf_cli_number("limit", limit, &most, err);
    if (status != JF_OK)
        return status;
    const char *code = jf_word_code("event", type); /* 答复 */
    type = code ? code : type;
    return print(ctx,
                 JF_ARGS(JF_TEXT(":type", type), JF_TEXT(":actor", by), JF_TEXT(":from", from),
                         JF_TEXT(":until", until), JF_TEXT(":subject", subject), JF_INT(":limit", most)),
                 format, err);
}

const struct jf_command jf_cmd_log = {
    .name = "log",
    .usage =
        "log [--type TYPE] [--by NAME] [--about NUMBER] [--from DAY] [--until DAY] [--limit NUMBER] [--format FORMAT]",
    .summary = N_("the event log, the last event first: who did what, when, and why"),
    .help = N_("Every step, import, check and decision is an event that is never changed; `jianfu verify` proves it.\n"
               "The day is the day on which it happened, \"written down\" the moment at which it was entered."),
    .db = JF_CLI_DB_READ,
    .run = run,
};
