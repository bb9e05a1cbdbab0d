/* cmd_board.c - boards of public posting: the one that should hang at a unit, and how the boards looked at stand. It
 * changes nothing; what is on a board is src/report's. */
#include "casework.h"

#include "jianfu/posting.h"

static enum jf_status write_board(void *arg, struct jf_db *db, jf_sink_fn *sink, void *sink_arg, struct jf_error *err)
{
    return jf_board_write(db, arg, sink, sink_arg, err);
}

static enum jf_status print_board(struct jf_context *ctx, int argc, char **argv, struct jf_error *err)
{
    char today[JF_DAY_SIZE];
    struct jf_board_request r = { .lang = ctx->paper_lang, .day = today };
    const char *output = NULL, *on = NULL;
    const struct jf_option options[] = {
        { "on", 0, N_("DAY"), &on, NULL, N_("the schedule in force on this day; today when left out"), false },
        { "all", 0, NULL, NULL, &r.all, N_("all that fits the unit, also what its records do not show"), false },
        JF_CLI_PAPER_OPTIONS(r.format, output),
        { .name = NULL },
    };
    struct jf_str room = JF_STR_INIT;
    int count = 0;
    enum jf_status status = jf_cli_options(options, argc, argv, 1, &count, err);
    if (status == JF_OK)
        status = casework_one(count, _("the code or name of the unit"), err);
    if (status == JF_OK)
        status = jf_cli_day("on", on, err);
    const char *unit = status == JF_OK ? argv[1] : NULL;
    jf_day_today(today);
    r.day = on ? on : today;
    r.format = jf_cli_paper_format(r.format, output);
    if (status == JF_OK)
        status = casework_place(ctx, "unit", &unit, &room, err);
    if (status == JF_OK)
        status = jf_db_int(ctx->db, "posting.subject", JF_ARGS(JF_TEXT(":kind", "unit"), JF_TEXT(":key", unit)), 0,
                           &r.unit_id, err);
    if (status == JF_OK)
        status = jf_cli_paper(ctx->db, r.format, output, write_board, &r, err);
    jf_str_release(&room);
    return status;
}

/* ---- the list ---- */

static const struct jf_list_column columns[] = {
    { "unit", N_("unit"), JF_LIST_TEXT },
    { "name", N_("name"), JF_LIST_TEXT },
    { "place", N_("place"), JF_LIST_TEXT },
    { "state", N_("state"), JF_LIST_TEXT },
    { "seen", N_("seen on"), JF_LIST_DAY },
    { "stale", N_("stale"), JF_LIST_INT },
    { "wrong", N_("wrong amount"), JF_LIST_INT },
    { "cancelled", N_("cancelled items"), JF_LIST_INT },
    { "lacking", N_("items lacking"), JF_LIST_INT },
    { "no_basis", N_("no basis"), JF_LIST_INT },
    { "no_telephone", N_("no telephone"), JF_LIST_INT },
};
enum { COLUMNS = sizeof columns / sizeof *columns, STATE = 3, FIRST_COUNT = 5 };

static void print_row(const struct jf_context *ctx, const char *format, const struct jf_stmt *st, struct jf_list *out)
{
    for (int i = 0; i < COLUMNS; i++) {
        if (i >= FIRST_COUNT)
            jf_list_int(out, jf_col_int(st, i));
        else if (i == STATE)
            jf_list_text(out, casework_word(ctx, format, "board-state", jf_col_text(st, i)));
        else
            jf_list_text(out, jf_col_text(st, i));
    }
}

static const char *const wanted[] = { "missing", "not-checked", "faulty",  "good",     "stale",
                                      "wrong",   "cancelled",   "lacking", "no-basis", "no-telephone" };
enum { WANTED = sizeof wanted / sizeof *wanted };

static enum jf_status which(const bool flags[WANTED], const char **what, struct jf_error *err)
{
    for (int i = 0; i < WANTED; i++) {
        if (flags[i] && *what)
            return jf_error_set(err, JF_USAGE, _("--%s and --%s do not go together"), *what, wanted[i]);
        if (flags[i])
            *what = wanted[i];
    }
    return JF_OK;
}

static enum jf_status list(struct jf_context *ctx, int argc, char **argv, struct jf_error *err)
{
    const char *format = NULL, *under = NULL, *on = NULL, *what = NULL;
    bool flags[WANTED] = { false };
    const struct jf_option options[] = {
        { "missing", 0, NULL, NULL, &flags[0], N_("a look found no board"), false },
        { "not-checked", 0, NULL, NULL, &flags[1], N_("nobody has looked"), false },
        { "faulty", 0, NULL, NULL, &flags[2], N_("a board with any fault"), false },
        { "good", 0, NULL, NULL, &flags[3], N_("a board without fault"), false },
        { "stale", 0, NULL, NULL, &flags[4], N_("a standard that is no longer in force"), false },
        { "wrong", 0, NULL, NULL, &flags[5], N_("another amount than the standard"), false },
        { "cancelled", 0, NULL, NULL, &flags[6], N_("a cancelled or forbidden item"), false },
        { "lacking", 0, NULL, NULL, &flags[7], N_("an item that should be there"), false },
        { "no-basis", 0, NULL, NULL, &flags[8], N_("an item without its paper, or with another"), false },
        { "no-telephone", 0, NULL, NULL, &flags[9], N_("no telephone for complaints"), false },
        { "under", 'u', N_("PLACE"), &under, NULL, N_("only what lies in this place: its code or name"), false },
        { "on", 0, N_("DAY"), &on, NULL, N_("the last look up to this day; today when left out"), false },
        { "format", 'f', N_("FORMAT"), &format, NULL, N_("table, csv or json"), false },
        { .name = NULL },
    };
    char today[JF_DAY_SIZE];
    struct jf_stmt *st = NULL;
    struct jf_list *out = NULL;
    struct jf_str room = JF_STR_INIT;
    int count = 0;
    enum jf_status status = jf_cli_options(options, argc, argv, 1, &count, err);
    if (status == JF_OK && count)
        status = jf_error_set(err, JF_USAGE, _("'%s' is one word too many"), argv[1]);
    if (status == JF_OK)
        status = which(flags, &what, err);
    if (status == JF_OK)
        status = jf_cli_day("on", on, err);
    if (status == JF_OK)
        status = casework_place(ctx, "division", &under, &room, err);
    if (status == JF_OK)
        status = jf_list_begin(format, columns, COLUMNS, &out, err);
    if (status != JF_OK) {
        jf_str_release(&room);
        return status;
    }
    jf_day_today(today);
    status = jf_db_query(ctx->db, "posting.boards",
                         JF_ARGS(JF_TEXT(":day", on ? on : today), JF_TEXT(":under", under), JF_TEXT(":what", what)),
                         &st, err);
    while (jf_stmt_row(st, &status, err)) {
        print_row(ctx, format, st, out);
    }
    jf_stmt_done(st);
    enum jf_status end = jf_list_end(out, status == JF_OK ? err : NULL);
    jf_str_release(&room);
    return status == JF_OK ? end : status;
}

static enum jf_status run(struct jf_context *ctx, int argc, char **argv, struct jf_error *err)
{
    enum jf_status status = argc > 1 && strcmp(argv[1], "list") == 0 ? list(ctx, argc - 1, argv + 1, err)
                                                                     : print_board(ctx, argc, argv, err);
    jf_casework_cleanup();
    return status;
}

const struct jf_command jf_cmd_board = {
    .name = "board",
    .usage = "board UNIT [--on DAY] [--all] [--format FORMAT] [--output FILE]\n"
             "board list [--missing|--not-checked|--faulty|--good|--stale|--wrong|--cancelled|--lacking|--no-basis|"
             "--no-telephone]\n"
             "           [--under PLACE] [--on DAY] [--format table|csv|json]",
    .summary = N_("boards of public posting: the one that should hang, and those looked at"),
    .help =
        N_("Prints the posting (收费公示栏) that should hang at a unit on a day: what it may charge by the schedule\n"
           "in force with standard, unit of charge, basis, scope and receipt, what is cancelled or forbidden,\n"
           "telephones and supervisors. A figure that the rule book does not know prints 待核, never a guess.\n"
           "Many standards name no kind of unit; of these the board shows what the unit has charged or posted, a\n"
           "school's board the parts of the one fee. --all shows all that fits. --format html prints on A4.\n"
           "`board list` tells for each unit that charges how its board was last seen (imported as kind board) and\n"
           "what `jianfu check` found about it: a unit that nobody went to see is not checked, not without a board."),
    .db = JF_CLI_DB_READ,
    .run = run,
};
