/* cmd_account.c - accounts of village collectives: their entries with the kinds read from them, and the audit sheet.
 * It
 * changes nothing; looks at names are noted. */
#include "casework.h"

#include "jianfu/account.h"
#include "jianfu/account_sheet.h"

#include <stdlib.h>

static const struct jf_list_column columns[] = {
    { "unit", N_("unit"), JF_LIST_TEXT },
    { "unit_name", N_("name"), JF_LIST_TEXT },
    { "period", N_("period"), JF_LIST_TEXT },
    { "day", N_("day"), JF_LIST_DAY },
    { "direction", N_("direction"), JF_LIST_TEXT },
    { "category", N_("kind of entry"), JF_LIST_TEXT },
    { "account", N_("account title"), JF_LIST_TEXT },
    { "summary", N_("summary"), JF_LIST_TEXT },
    { "other", N_("other side"), JF_LIST_TEXT },
    { "fee", N_("fee"), JF_LIST_TEXT },
    { "amount", N_("amount"), JF_LIST_MONEY },
    { "voucher", N_("voucher"), JF_LIST_TEXT },
    { "rules", N_("questioned by"), JF_LIST_TEXT },
    { "source", N_("stands in"), JF_LIST_TEXT },
};
enum {
    UNIT,
    UNIT_NAME,
    PLACE,
    PERIOD,
    BOOKED_ON,
    DIRECTION,
    CATEGORY,
    ACCOUNT,
    SUMMARY,
    OTHER_UNIT,
    COUNTERPARTY,
    FEE,
    AMOUNT,
    VOUCHER,
    APPROVED_BY,
    RULES,
    SOURCE
};

struct filter {
    const char *village, *category, *year, *format;
    bool questionable, names;
};

static void print_row(const struct jf_context *ctx, const char *format, const struct jf_stmt *st, struct jf_list *out)
{
    const char *category = jf_col_null(st, CATEGORY) ? "other" : jf_col_text(st, CATEGORY);
    jf_list_text(out, jf_col_text(st, UNIT));
    jf_list_text(out, jf_col_text(st, UNIT_NAME));
    jf_list_text(out, jf_col_text(st, PERIOD));
    jf_list_text(out, jf_col_text(st, BOOKED_ON));
    jf_list_text(out, casework_word(ctx, format, "direction", jf_col_text(st, DIRECTION)));
    jf_list_text(out, casework_word(ctx, format, "account-category", category));
    jf_list_text(out, jf_col_text(st, ACCOUNT));
    jf_list_text(out, jf_col_text(st, SUMMARY));
    jf_list_text(out, jf_col_text(st, jf_col_null(st, OTHER_UNIT) ? COUNTERPARTY : OTHER_UNIT));
    jf_list_text(out, jf_col_text(st, FEE));
    jf_list_money(out, jf_col_int(st, AMOUNT));
    jf_list_text(out, jf_col_text(st, VOUCHER));
    jf_list_text(out, jf_col_text(st, RULES));
    jf_list_text(out, jf_col_text(st, SOURCE));
}

static enum jf_status print_list(struct jf_context *ctx, const struct filter *f, struct jf_error *err)
{
    struct jf_stmt *st = NULL;
    struct jf_list *out = NULL;
    enum jf_status status = jf_list_begin(f->format, columns, sizeof columns / sizeof *columns, &out, err);
    if (status != JF_OK)
        return status;
    status = jf_db_query(ctx->db, "account.list",
                         JF_ARGS(JF_TEXT(":village", f->village), JF_TEXT(":category", f->category),
                                 JF_TEXT(":year", f->year), JF_INT(":questionable", f->questionable),
                                 JF_INT(":names", f->names)),
                         &st, err);
    while (jf_stmt_row(st, &status, err)) {
        print_row(ctx, f->format, st, out);
    }
    jf_stmt_done(st);
    enum jf_status end = jf_list_end(out, status == JF_OK ? err : NULL);
    return status == JF_OK ? end : status;
}

/* NULL, or four digits. */
static enum jf_status check_year(const char *year, struct jf_error *err)
{
    if (!year || (strlen(year) == 4 && strspn(year, "0123456789") == 4))
        return JF_OK;
    jf_error_set(err, JF_USAGE, _("--year: '%s' is not a year"), year);
    jf_error_hint(err, _("four digits, for example 2005"));
    return JF_USAGE;
}

/* The gate before names, with what was asked for. */
static enum jf_status ask_names(struct jf_context *ctx, const struct filter *f, struct jf_error *err)
{
    struct jf_str key = JF_STR_INIT;
    jf_cli_filter(&key, "village", f->village);
    jf_cli_filter(&key, "category", f->category);
    jf_cli_filter(&key, "year", f->year);
    enum jf_status status = jf_str_check(&key, err);
    if (status == JF_OK)
        status = jf_cli_names(ctx, f->names, "account list", key.data, 0, err);
    jf_str_release(&key);
    return status;
}

static enum jf_status list(struct jf_context *ctx, int argc, char **argv, struct jf_error *err)
{
    struct filter f = { .village = NULL };
    const struct jf_option options[] = {
        { "village", 'v', N_("PLACE"), &f.village, NULL, N_("only this village: its code or name"), false },
        { "category", 'c', N_("KIND"), &f.category, NULL, N_("only entries of this kind (fine, press ...)"), false },
        { "year", 'y', N_("YEAR"), &f.year, NULL, N_("only entries of this year"), false },
        { "questionable", 'q', NULL, NULL, &f.questionable, N_("only entries that a finding speaks of"), false },
        { "names", 0, NULL, NULL, &f.names, N_("names of the other side in full (noted in the event log)"), false },
        { "format", 'f', N_("FORMAT"), &f.format, NULL, N_("table, csv or json"), false },
        { .name = NULL },
    };
    struct jf_str room = JF_STR_INIT;
    int count = 0;
    enum jf_status status = jf_cli_options(options, argc, argv, 1, &count, err);
    if (status == JF_OK && count > 0)
        status = jf_error_set(err, JF_USAGE, _("there is no place for '%s' here"), argv[1]);
    if (status == JF_OK)
        status = check_year(f.year, err);
    if (status == JF_OK)
        status = casework_code(ctx, "category", "account-category", &f.category, err);
    if (status == JF_OK)
        status = casework_place(ctx, "division", &f.village, &room, err);
    if (status == JF_OK)
        status = ask_names(ctx, &f, err);
    if (status == JF_OK)
        status = jf_accounts_classify(ctx->db, err);
    if (status == JF_OK)
        status = print_list(ctx, &f, err);
    jf_str_release(&room);
    return status;
}

static enum jf_status write_paper(void *arg, struct jf_db *db, jf_sink_fn *sink, void *sink_arg, struct jf_error *err)
{
    return jf_account_sheet_write(db, arg, sink, sink_arg, err);
}

static enum jf_status find_unit(struct jf_context *ctx, const char *village, int64_t *unit_id, struct jf_error *err)
{
    enum jf_status status =
        jf_db_int(ctx->db, "account.find_unit", JF_ARGS(JF_TEXT(":village", village)), 0, unit_id, err);
    if (status != JF_OK || *unit_id)
        return status;
    jf_error_set(err, JF_NOT_FOUND, _("there is no village '%s' with an organisation of its own"), village);
    jf_error_hint(err, "%s", _("`jianfu register list units --match TEXT` lists units with their codes"));
    return JF_NOT_FOUND;
}

static enum jf_status sheet(struct jf_context *ctx, int argc, char **argv, struct jf_error *err)
{
    const char *year = NULL, *format = NULL, *output = NULL;
    const struct jf_option options[] = {
        { "year", 'y', N_("YEAR"), &year, NULL, N_("only this year; all that is on record otherwise"), false },
        JF_CLI_PAPER_OPTIONS(format, output),
        { .name = NULL },
    };
    char from[JF_DAY_SIZE] = "0001-01-01", until[JF_DAY_SIZE] = "9999-12-31";
    struct jf_account_sheet paper = { .from = from, .until = until, .lang = ctx->paper_lang };
    int count = 0;
    enum jf_status status = jf_cli_options(options, argc, argv, 1, &count, err);
    if (status == JF_OK)
        status = casework_one(count, _("the code or name of the village"), err);
    if (status == JF_OK)
        status = check_year(year, err);
    if (status == JF_OK)
        status = find_unit(ctx, argv[1], &paper.unit_id, err);
    if (status != JF_OK)
        return status;
    if (year) {
        memcpy(from, year, 4);
        memcpy(until, year, 4);
    }
    paper.format = jf_cli_paper_format(format, output);
    return jf_cli_paper(ctx->db, paper.format, output, write_paper, &paper, err);
}

static const struct casework_sub subs[] = { { "list", list }, { "sheet", sheet }, { NULL, NULL } };

static enum jf_status run(struct jf_context *ctx, int argc, char **argv, struct jf_error *err)
{
    enum jf_status status = jf_db_views(ctx->db, err);
    if (status == JF_OK)
        status = casework_subs(ctx, subs, argc, argv, err);
    jf_casework_cleanup();
    return status;
}

const struct jf_command jf_cmd_account = {
    .name = "account",
    .usage =
        "account list [--village PLACE] [--category KIND] [--year YEAR] [--questionable] [--names] [--format FORMAT]\n"
        "account sheet VILLAGE [--year YEAR] [--format FORMAT] [--output FILE]",
    .summary = N_("accounts of village collectives: entries by kind, and the audit sheet"),
    .help = N_(
        "Village accounts come by `jianfu import` (kind village-account) and are checked by `jianfu check` (rules\n"
        "account-*). What kind of income or expense an entry is, is read from its title and summary. list shows\n"
        "the entries with the rules that question them, sheet prints the audit sheet of a village: balances, income\n"
        "and expense by kind, problems with rule and voucher number. Names of the other side are masked, unless\n"
        "--names is given by someone who may see them."),
    .db = JF_CLI_DB_WRITE,
    .run = run,
};
