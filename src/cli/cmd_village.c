/* cmd_village.c - the command village: the dossier of one village, to standard output or a file. It changes nothing;
 * looks at names are noted. */
#include "casework.h"

#include "jianfu/village.h"

static enum jf_status write_to(void *arg, struct jf_db *db, jf_sink_fn *sink, void *sink_arg, struct jf_error *err)
{
    return jf_village_write(db, arg, sink, sink_arg, err);
}

/* --year and --period say the same in two ways. */
static enum jf_status one_period(const char *year, const char **period, struct jf_error *err)
{
    struct jf_period parsed;
    if (year && *period)
        return jf_error_set(err, JF_USAGE, _("either --year or --period"));
    if (year && (!jf_period_parse(year, &parsed) || parsed.kind != JF_PERIOD_YEAR)) {
        jf_error_set(err, JF_USAGE, _("--year: '%s' is not a year"), year);
        jf_error_hint(err, "%s", _("four digits, for example 2005"));
        return JF_USAGE;
    }
    if (year)
        *period = year;
    return JF_OK;
}

static enum jf_status run(struct jf_context *ctx, int argc, char **argv, struct jf_error *err)
{
    const char *year = NULL, *output = NULL;
    struct jf_village_dossier dossier = { .lang = ctx->paper_lang };
    const struct jf_option options[] = {
        { "year", 'y', N_("YEAR"), &year, NULL, N_("only this year; all that is on record otherwise"), false },
        { "period", 'p', N_("PERIOD"), &dossier.period, NULL, N_("only this half-year (2005H1) or year"), false },
        JF_CLI_PAPER_OPTIONS(dossier.format, output),
        { "names", 0, NULL, NULL, &dossier.names, N_("names of heads of households in full (noted in the event log)"),
          false },
        { .name = NULL },
    };
    struct jf_str room = JF_STR_INIT;
    int count = 0;
    enum jf_status status = jf_cli_options(options, argc, argv, 1, &count, err);
    if (status == JF_OK)
        status = casework_one(count, _("the code or name of the village"), err);
    if (status == JF_OK)
        status = one_period(year, &dossier.period, err);
    if (status == JF_OK)
        status = jf_db_views(ctx->db, err);
    if (status == JF_OK) {
        dossier.code = argv[1];
        dossier.format = jf_cli_paper_format(dossier.format, output);
        status = casework_place(ctx, "division", &dossier.code, &room, err);
    }
    if (status == JF_OK)
        status = jf_cli_names(ctx, dossier.names, "village", dossier.code, 0, err);
    if (status == JF_OK)
        status = jf_cli_paper(ctx->db, dossier.format, output, write_to, &dossier, err);
    jf_str_release(&room);
    jf_casework_cleanup();
    return status;
}

const struct jf_command jf_cmd_village = {
    .name = "village",
    .usage = "village VILLAGE [--year YEAR | --period PERIOD] [--format FORMAT] [--names] [--output FILE]",
    .summary = N_("dossier of one village: all that is on record about its burden"),
    .help = N_(
        "Prints what is on record about a village (code or name): people, charges by unit and item with the standard "
        "and\n"
        "what findings leave of them, schools, boards, cards, proposals, accounts, subscriptions, transfers, arrears,\n"
        "levies, petitions, refunds, inspections, remedies, findings, publicity, the trend by half-year, and the "
        "burden\n"
        "per head and household beside township and county. Run `jianfu check` first. Names of heads of households "
        "are\n"
        "masked, unless --names is given by someone who may see them.\n"
        "\n"
        "Then: jianfu why village:CODE/2005 lists the notices behind the charges."),
    .db = JF_CLI_DB_WRITE,
    .run = run,
};
