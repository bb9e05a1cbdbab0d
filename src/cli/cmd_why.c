/* cmd_why.c - the command why: prints what jf_why tells, aligned, with the references that can be asked next. */
#include "jianfu/cli.h"
#include "jianfu/report.h"
#include "jianfu/utf8.h"
#include "jianfu/why.h"

enum { LABEL = 20, ROWS = 20 };

struct printer {
    bool begun;
};

static enum jf_status print_line(void *arg, const struct jf_why_line *line, struct jf_error *err)
{
    struct printer *p = arg;
    struct jf_str out = JF_STR_INIT;
    if (line->depth == 0) {
        jf_str_add(&out, p->begun ? "\n" : "");
        jf_utf8_add_safe(&out, line->label, true);
    } else {
        struct jf_str label = JF_STR_INIT;
        jf_utf8_add_safe(&label, line->label, true);
        jf_str_add(&out, "  ");
        if (label.len) {
            jf_utf8_pad(&out, label.data, LABEL, false, false);
            jf_str_addc(&out, ' ');
        }
        jf_utf8_add_safe(&out, line->text, true);
        jf_str_release(&label);
        if (line->ref) {
            jf_str_add(&out, *line->text ? "  → " : "→ ");
            jf_utf8_add_safe(&out, line->ref, true);
        }
    }
    p->begun = true;
    enum jf_status status = jf_str_check(&out, err);
    if (status == JF_OK)
        jf_say("%s", out.data);
    jf_str_release(&out);
    return status;
}

static enum jf_status run(struct jf_context *ctx, int argc, char **argv, struct jf_error *err)
{
    bool all = false;
    bool names = false;
    const struct jf_option options[] = {
        { "all", 'a', NULL, NULL, &all, N_("show all rows, not only the first 20 of each list"), false },
        { "names", 0, NULL, NULL, &names, N_("show names of people in full"), false },
        { NULL, 0, NULL, NULL, NULL, NULL, false },
    };
    int count = 0;
    enum jf_status status = jf_cli_options(options, argc, argv, 1, &count, err);
    if (status == JF_OK && count != 1) {
        jf_error_set(err, JF_USAGE, count ? _("ask for one thing at a time") : _("the reference is missing"));
        jf_error_hint(err, _("jianfu why finding:12, case:2005-014, refund:NUMBER, notice:UNIT/NO, batch:3 or "
                             "half-year/2005H1/petition.received"));
        return JF_USAGE;
    }
    if (status != JF_OK)
        return status;
    status = jf_cli_names(ctx, names, "why", argv[1], 0, err);
    if (status != JF_OK)
        return status;
    struct printer printer = { false };
    struct jf_why_options how = { .lang = ctx->lang, .names = names, .limit = all ? 0 : ROWS };
    status = jf_why(ctx->db, argv[1], &how, print_line, &printer, err);
    jf_report_cleanup();
    return status;
}

const struct jf_command jf_cmd_why = {
    .name = "why",
    .usage = "why REF [--all] [--names]",
    .summary = N_("show where a figure or finding comes from and what came of it"),
    .help =
        N_("REF is finding:12 (or F12), case:2005-014, refund:NUMBER, remedy:NUMBER, notice:UNIT/NO, "
           "school-charge:SCHOOL/NO,\n"
           "subscription:UNIT/YEAR, card-issue:DIVISION/YEAR, proposal:VILLAGE/YEAR/NO, unit:CODE, division:CODE,\n"
           "document:NUMBER, item:CODE, standard:CODE, rule:ID, batch:3, run:1, event:9, or a figure of a report:\n"
           "half-year/2005H1/petition.received. A petition's or refund's number may stand alone.\n"
           "\n"
           "The way leads from a figure to its rows, from a finding to its rule, the standard in force, the paper and\n"
           "article, and the record with file, line and SHA-256; and forward to the petitions and refunds of the same "
           "unit.\n"
           "Names of people are masked unless --names is given, which is written down (`jianfu actor looks`)."),
    .db = JF_CLI_DB_WRITE, /* a look at names is written down */
    .run = run,
};
