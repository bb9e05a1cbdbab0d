/* cmd_transfer.c - transfer payments of the tax reform: list and reconciliation sheet. It changes nothing. */
#include "funds.h"

#include "jianfu/transfer.h"

static const struct jf_list_column columns[] = {
    { "number", N_("number"), JF_LIST_TEXT },      { "year", N_("year"), JF_LIST_TEXT },
    { "place", N_("place"), JF_LIST_TEXT },        { "via", N_("through"), JF_LIST_TEXT },
    { "purpose", N_("purpose"), JF_LIST_TEXT },    { "amount", N_("amount"), JF_LIST_MONEY },
    { "issued", N_("issued on"), JF_LIST_DAY },    { "due", N_("deadline"), JF_LIST_DAY },
    { "released", N_("released"), JF_LIST_MONEY }, { "reached", N_("reached"), JF_LIST_MONEY },
    { "held", N_("held"), JF_LIST_MONEY },         { "used", N_("used"), JF_LIST_MONEY },
    { "diverted", N_("diverted"), JF_LIST_MONEY }, { "late", N_("paid late"), JF_LIST_MONEY },
    { "states", N_("state"), JF_LIST_TEXT },       { "ref", N_("reference"), JF_LIST_TEXT },
};
static const char *const groups[] = { NULL, NULL, NULL, NULL, "purpose",        NULL, NULL, NULL, NULL, NULL,
                                      NULL, NULL, NULL, NULL, "transfer-state", NULL };

static enum jf_status list(struct jf_context *ctx, int argc, char **argv, struct jf_error *err)
{
    const char *format = NULL, *under = NULL, *year = NULL, *state = NULL;
    const struct jf_option options[] = {
        { "under", 'u', N_("PLACE"), &under, NULL, N_("only what is for this place or goes through it"), false },
        { "year", 'y', N_("YEAR"), &year, NULL, N_("only allocations of this year"), false },
        { "state", 's', N_("STATE"), &state, NULL, N_("open, short, late, held or diverted"), false },
        { "format", 'f', N_("FORMAT"), &format, NULL, N_("table, csv or json"), false },
        { .name = NULL },
    };
    struct jf_str room = JF_STR_INIT;
    char today[JF_DAY_SIZE];
    int count = 0;
    jf_day_today(today);
    enum jf_status status = jf_cli_options(options, argc, argv, 1, &count, err);
    if (status == JF_OK)
        status = funds_no_more(count, 0, argv, err);
    if (status == JF_OK)
        status = funds_year(year, err);
    if (status == JF_OK)
        status = casework_code(ctx, "state", "transfer-state", &state, err);
    if (status == JF_OK)
        status = casework_place(ctx, "division", &under, &room, err);
    if (status == JF_OK)
        status = casework_rows(
            ctx, &(struct casework_rows){ format, columns, groups, sizeof columns / sizeof *columns, false },
            "funds.transfers",
            JF_ARGS(JF_TEXT(":under", under), JF_TEXT(":year", year), JF_TEXT(":state", state),
                    JF_TEXT(":today", today)),
            err);
    jf_str_release(&room);
    return status;
}

static enum jf_status write_sheet(void *arg, struct jf_db *db, jf_sink_fn *sink, void *sink_arg, struct jf_error *err)
{
    return jf_transfer_sheet_write(db, arg, sink, sink_arg, err);
}

static enum jf_status sheet(struct jf_context *ctx, int argc, char **argv, struct jf_error *err)
{
    struct jf_transfer_sheet asked = { .lang = ctx->paper_lang };
    const char *format = NULL, *output = NULL;
    const struct jf_option options[] = {
        { "year", 'y', N_("YEAR"), &asked.year, NULL, N_("only allocations of this year"), false },
        JF_CLI_PAPER_OPTIONS(format, output),
        { .name = NULL },
    };
    struct jf_str room = JF_STR_INIT;
    int count = 0;
    enum jf_status status = jf_cli_options(options, argc, argv, 1, &count, err);
    if (status == JF_OK)
        status = funds_no_more(count, 1, argv, err);
    if (status == JF_OK)
        status = funds_year(asked.year, err);
    asked.format = jf_cli_paper_format(format, output);
    asked.division = count ? argv[1] : NULL;
    if (status == JF_OK)
        status = casework_place(ctx, "division", &asked.division, &room, err);
    if (status == JF_OK)
        status = jf_cli_paper(ctx->db, asked.format, output, write_sheet, &asked, err);
    jf_str_release(&room);
    return status;
}

static const struct casework_sub subs[] = { { "list", list }, { "sheet", sheet }, { NULL, NULL } };

static enum jf_status run(struct jf_context *ctx, int argc, char **argv, struct jf_error *err)
{
    enum jf_status status = casework_subs(ctx, subs, argc, argv, err);
    jf_report_cleanup();
    jf_casework_cleanup();
    return status;
}

const struct jf_command jf_cmd_transfer = {
    .name = "transfer",
    .usage = "transfer list [--under PLACE] [--year YEAR] [--state STATE] [--format FORMAT]\n"
             "transfer sheet [PLACE] [--year YEAR] [--format FORMAT] [--output FILE]",
    .summary = N_("transfer payments of the tax reform: allotted, paid, held back, used"),
    .help = N_("list shows each allocation with what those above paid out, what reached the township or village it\n"
               "is for, what the township between them holds, what was used and for what else, what was paid late.\n"
               "The deadline is that of the paper, else so many days after it as the rule book says\n"
               "(item transfer.payment); without either it stays empty.\n"
               "\n"
               "sheet prints the reconciliation sheet of a place, by village and purpose, with the problems that the\n"
               "last check found and room for the seals. The HTML prints on A4.\n"
               "Papers, payments and uses come by `jianfu import` (kind transfer)."),
    .db = JF_CLI_DB_READ,
    .run = run,
};
