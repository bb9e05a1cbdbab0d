/* cmd_report.c - the command report: list the reports and their figures, write one to standard output or a file. */
#include "casework.h"

#include "jianfu/report.h"
#include "jianfu/typed.h"
#include "jianfu/word.h"

/* How the periods that a report is made for are written: 2005H1, 2005. */
static void add_examples(struct jf_str *out, unsigned periods)
{
    static const struct {
        enum jf_period_kind kind;
        const char *example;
    } kinds[] = { { JF_PERIOD_HALF, "2005H1" }, { JF_PERIOD_YEAR, "2005" }, { JF_PERIOD_DAY, "2005-07-10" } };
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        if (periods & 1U << kinds[i].kind)
            jf_str_addf(out, "%s%s", out->len ? " " : "", kinds[i].example);
}

static enum jf_status list_reports(const struct jf_context *ctx, int argc, char **argv, struct jf_error *err)
{
    static const struct jf_list_column columns[] = { { "name", N_("report"), JF_LIST_TEXT },
                                                     { "title", N_("what it is"), JF_LIST_TEXT },
                                                     { "periods", N_("made for"), JF_LIST_TEXT },
                                                     { "subject", N_("about"), JF_LIST_TEXT } };
    const char *format = NULL;
    const struct jf_option options[] = {
        { "format", 0, N_("FORMAT"), &format, NULL, N_("table, csv or json"), false },
        { NULL, 0, NULL, NULL, NULL, NULL, false },
    };
    int count = 0;
    struct jf_list *list = NULL;
    enum jf_status status = jf_cli_options(options, argc, argv, 2, &count, err);
    const struct jf_report_info *r = jf_reports(err);
    if (status == JF_OK && !r)
        return JF_BUG;
    if (status == JF_OK)
        status = jf_list_begin(format, columns, 4, &list, err);
    if (status != JF_OK)
        return status;
    bool codes = format && jf_streq(format, "json");
    struct jf_str examples = JF_STR_INIT;
    for (; r->name; r++) {
        const char *about = *r->subject ? r->subject : "county";
        jf_str_clear(&examples);
        add_examples(&examples, r->periods);
        jf_list_text(list, r->name);
        jf_list_text(list, jf_streq(ctx->lang, "zh") ? r->zh : r->en);
        jf_list_text(list, codes ? r->made_for : examples.data);
        jf_list_text(list, codes ? about : jf_word("report-about", about, ctx->lang));
    }
    jf_str_release(&examples);
    return jf_list_end(list, err);
}

static enum jf_status list_figures(struct jf_context *ctx, int argc, char **argv, struct jf_error *err)
{
    static const struct jf_list_column columns[] = { { "name", N_("figure"), JF_LIST_TEXT },
                                                     { "meaning", N_("what it is"), JF_LIST_TEXT },
                                                     { "source", N_("query"), JF_LIST_TEXT } };
    const char *format = NULL;
    const struct jf_option options[] = {
        { "format", 0, N_("FORMAT"), &format, NULL, N_("table, csv or json"), false },
        { NULL, 0, NULL, NULL, NULL, NULL, false },
    };
    int count = 0;
    struct jf_list *list = NULL;
    enum jf_status status = jf_cli_options(options, argc, argv, 2, &count, err);
    const struct jf_figure_info *info = jf_figures(err);
    if (status == JF_OK && !info)
        return JF_BUG;
    if (status == JF_OK)
        status = jf_list_begin(format, columns, 3, &list, err);
    if (status != JF_OK)
        return status;
    for (; info->name; info++) {
        jf_list_text(list, info->name);
        jf_list_text(list, jf_streq(ctx->lang, "zh") ? info->zh : info->en);
        jf_list_text(list, info->source);
    }
    return jf_list_end(list, err);
}

static bool progress(void *arg, int64_t done, int64_t total)
{
    (void)arg;
    return jf_progress(done, total, 0, NULL);
}

static enum jf_status write_to(void *arg, struct jf_db *db, jf_sink_fn *sink, void *sink_arg, struct jf_error *err)
{
    return jf_report_write(db, arg, sink, sink_arg, err);
}

static enum jf_status write_report(struct jf_context *ctx, int argc, char **argv, struct jf_error *err)
{
    const char *format = NULL;
    const char *output = NULL, *unit = NULL, *township = NULL, *serial = NULL;
    const struct jf_option options[] = {
        { "unit", 0, N_("UNIT"), &unit, NULL, N_("the unit that the report is about"), false },
        { "township", 0, N_("PLACE"), &township, NULL, N_("the township that the report is about"), false },
        { "serial", 0, N_("NUMBER"), &serial, NULL, N_("number of the paper in its year; room for it otherwise"),
          false },
        JF_CLI_PAPER_OPTIONS(format, output),
        { NULL, 0, NULL, NULL, NULL, NULL, false },
    };
    int count = 0;
    const struct jf_report_info *info = jf_report_find(argv[1]);
    if (info && *info->command) {
        jf_error_set(err, JF_USAGE, _("'%s' has a command of its own"), argv[1]);
        jf_error_hint(err, _("jianfu help %s"), info->command);
        return JF_USAGE;
    }
    enum jf_status status = jf_cli_options(options, argc, argv, 2, &count, err);
    if (status != JF_OK)
        return status;
    char period[JF_TYPED_PERIOD_SIZE];
    jf_day_today(period);
    bool of_day = info && info->periods == 1U << JF_PERIOD_DAY; /* left out, it is today */
    if (count > 1 || (count == 0 && !of_day)) {
        jf_error_set(err, JF_USAGE, count ? _("only one period can be given") : _("the period is missing"));
        jf_error_hint(err, _("jianfu report %s 2005H1"), argv[1]);
        return JF_USAGE;
    }
    if (count && jf_typed_period(argv[2], period))
        argv[2] = period;
    struct jf_report_request request = { .report = argv[1],
                                         .period = count ? argv[2] : period,
                                         .lang = ctx->paper_lang,
                                         .format = jf_cli_paper_format(format, output),
                                         .progress = progress,
                                         .serial = serial };
    if (info && (jf_streq(info->subject, "unit") ? township : unit))
        return jf_error_set(err, JF_USAGE, _("the report '%s' is not about what --%s names"), argv[1],
                            unit && !jf_streq(info->subject, "unit") ? "unit" : "township");
    struct jf_str unit_room = JF_STR_INIT, township_room = JF_STR_INIT;
    status = casework_place(ctx, "unit", &unit, &unit_room, err);
    if (status == JF_OK)
        status = casework_place(ctx, "division", &township, &township_room, err);
    request.subject = unit ? unit : township;
    if (status == JF_OK)
        status = jf_cli_paper(ctx->db, request.format, output, write_to, &request, err);
    jf_str_release(&unit_room);
    jf_str_release(&township_room);
    return status;
}

static enum jf_status run(struct jf_context *ctx, int argc, char **argv, struct jf_error *err)
{
    enum jf_status status = JF_OK;
    if (argc < 2) {
        jf_error_set(err, JF_USAGE, _("which report?"));
        jf_error_hint(err, _("'jianfu report list' names them"));
        status = JF_USAGE;
    } else if (jf_streq(argv[1], "list")) {
        status = list_reports(ctx, argc, argv, err);
    } else if (jf_streq(argv[1], "figures")) {
        status = list_figures(ctx, argc, argv, err);
    } else {
        status = write_report(ctx, argc, argv, err);
    }
    jf_report_cleanup();
    return status;
}

const struct jf_command jf_cmd_report = {
    .name = "report",
    .usage =
        "report REPORT [PERIOD] [--unit UNIT | --township PLACE] [--serial NUMBER] [--format FORMAT] [--output FILE]\n"
        "report list [--format table|csv|json]\n"
        "report figures [--format table|csv|json]",
    .summary = N_("write a report from the records"),
    .help = N_(
        "Writes a report from the records; `jianfu report list` names the reports, the periods that each is made for\n"
        "(2005H1 or 2005H2, 2005, or a day: today) and what it is about: the county, a unit (--unit) or a township\n"
        "(--township). Every figure is counted from the records as they stand now, in one snapshot; a period\n"
        "that is not over is counted up to today. Reports to the office above are official letters and bear what\n"
        "`jianfu office` was told. Papers are Chinese unless --lang en is given. The HTML prints on A4.\n"
        "\n"
        "Then: jianfu why half-year/2005H1/petition.received shows the records behind a figure."),
    .db = JF_CLI_DB_READ,
    .run = run,
};
