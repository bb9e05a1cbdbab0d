/* cmd_levy.c - levies collected after the tax reform and how far they were given back. It changes nothing. */
#include "funds.h"

static const struct jf_list_column columns[] = {
    { "code", N_("code"), JF_LIST_TEXT },
    { "place", N_("place"), JF_LIST_TEXT },
    { "payers", N_("payers"), JF_LIST_INT },
    { "found", N_("found"), JF_LIST_MONEY },
    { "ordered", N_("ordered back"), JF_LIST_MONEY },
    { "refunded", N_("given back"), JF_LIST_MONEY },
    { "unclaimed", N_("unclaimed"), JF_LIST_MONEY },
    { "rest", N_("rest"), JF_LIST_MONEY },
    { "deadline", N_("deadline"), JF_LIST_DAY },
    { "days_over", N_("days over"), JF_LIST_INT },
    { "ref", N_("reference"), JF_LIST_TEXT },
};

static enum jf_status list(struct jf_context *ctx, int argc, char **argv, struct jf_error *err)
{
    const char *format = NULL, *under = NULL, *by = NULL;
    bool rest = false;
    const struct jf_option options[] = {
        { "by", 'b', N_("LEVEL"), &by, NULL, N_("township (default), village or household"), false },
        { "under", 'u', N_("PLACE"), &under, NULL, N_("only what lies in this place: its code or name"), false },
        { "rest", 'r', NULL, NULL, &rest, N_("only where money is still to be given back"), false },
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
        status = funds_by(ctx, &by, err);
    if (status == JF_OK)
        status = casework_place(ctx, "division", &under, &room, err);
    if (status == JF_OK)
        status = casework_rows(
            ctx, &(struct casework_rows){ format, columns, NULL, sizeof columns / sizeof *columns, false },
            "funds.levies",
            JF_ARGS(JF_TEXT(":by", by), JF_TEXT(":under", under), JF_TEXT(":today", today), JF_INT(":rest", rest)),
            err);
    jf_str_release(&room);
    return status;
}

static const struct casework_sub subs[] = { { "list", list }, { NULL, NULL } };

static enum jf_status run(struct jf_context *ctx, int argc, char **argv, struct jf_error *err)
{
    enum jf_status status = casework_subs(ctx, subs, argc, argv, err);
    jf_casework_cleanup();
    return status;
}

const struct jf_command jf_cmd_levy = {
    .name = "levy",
    .usage = "levy list [--by township|village|household] [--under PLACE] [--rest] [--format FORMAT]",
    .summary = N_("levies collected after the tax reform, and how far they were given back"),
    .help = N_("Adds up, by township, village or household, what `jianfu check` found of village and township levies\n"
               "collected after the reform (rule levy-after-reform), what was ordered to be paid back\n"
               "(`jianfu refund order --findings-of UNIT`), what was paid, what nobody can receive, the rest of what\n"
               "was ordered, and the earliest deadline of money still due. Days over count to today.\n"
               "\n"
               "`jianfu why` with the reference of a row lists the findings and orders behind its figures. Where an\n"
               "order is about other findings too, what a payee got counts for the levies first."),
    .db = JF_CLI_DB_READ,
    .run = run,
};
