/* cmd_arrears.c - the register of suspended arrears from before the tax reform. It changes nothing: entries come by
 * `jianfu import`. */
#include "funds.h"

static const struct jf_list_column columns[] = {
    { "code", N_("code"), JF_LIST_TEXT },
    { "place", N_("place"), JF_LIST_TEXT },
    { "entries", N_("entries"), JF_LIST_INT },
    { "total", N_("total"), JF_LIST_MONEY },
    { "unlawful", N_("unlawful"), JF_LIST_MONEY },
    { "exempt", N_("exempt"), JF_LIST_MONEY },
    { "lawful", N_("lawful"), JF_LIST_MONEY },
    { "untreated", N_("not decided"), JF_LIST_MONEY },
    { "collected", N_("collected"), JF_LIST_MONEY },
    { "ref", N_("reference"), JF_LIST_TEXT },
};

static enum jf_status list(struct jf_context *ctx, int argc, char **argv, struct jf_error *err)
{
    const char *format = NULL, *under = NULL, *by = NULL;
    const struct jf_option options[] = {
        { "by", 'b', N_("LEVEL"), &by, NULL, N_("township (default), village or household"), false },
        { "under", 'u', N_("PLACE"), &under, NULL, N_("only what lies in this place: its code or name"), false },
        { "format", 'f', N_("FORMAT"), &format, NULL, N_("table, csv or json"), false },
        { .name = NULL },
    };
    struct jf_str room = JF_STR_INIT;
    int count = 0;
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
            "funds.arrears", JF_ARGS(JF_TEXT(":by", by), JF_TEXT(":under", under)), err);
    jf_str_release(&room);
    return status;
}

/* ---- one entry ---- */

static const struct jf_list_column owed_columns[] = {
    { "line", N_("line no."), JF_LIST_INT },
    { "item", N_("item"), JF_LIST_TEXT },
    { "year", N_("year"), JF_LIST_TEXT },
    { "amount", N_("amount"), JF_LIST_MONEY },
    { "class", N_("class"), JF_LIST_TEXT },
    { "treatment", N_("treatment"), JF_LIST_TEXT },
    { "demanded", N_("asked for"), JF_LIST_TEXT },
    { "decided_on", N_("decided on"), JF_LIST_DAY },
    { "decided_by", N_("decided by"), JF_LIST_TEXT },
    { "document", N_("paper"), JF_LIST_TEXT },
};
static const char *const owed_groups[] = {
    NULL, NULL, NULL, NULL, "arrear-class", "arrear-treatment", "arrear-treatment", NULL, NULL, NULL
};
static const struct jf_list_column paid_columns[] = {
    { "line", N_("line no."), JF_LIST_INT },   { "day", N_("day"), JF_LIST_DAY },
    { "amount", N_("amount"), JF_LIST_MONEY }, { "receipt", N_("receipt"), JF_LIST_TEXT },
    { "unit", N_("unit"), JF_LIST_TEXT },      { "ref", N_("reference"), JF_LIST_TEXT },
};

static enum jf_status find(struct jf_context *ctx, const char *key, int64_t *id, struct jf_error *err)
{
    struct jf_stmt *st = NULL;
    enum jf_status status = jf_db_query(ctx->db, "funds.find_arrear", JF_ARGS(JF_TEXT(":key", key)), &st, err);
    bool row = jf_stmt_row(st, &status, err);
    if (status == JF_OK && !row) {
        status = jf_error_set(err, JF_NOT_FOUND, _("the register of arrears has no entry '%s'"), key);
        jf_error_hint(err, "%s", _("VILLAGE/NUMBER, the number or the debtor's code; `arrears list --by household`"));
    } else if (status == JF_OK && jf_col_int(st, 2) > 1 && !jf_streq(jf_col_text(st, 1), key)) {
        status = jf_error_set(err, JF_USAGE, _("'%s' fits %lld entries"), key, (long long)jf_col_int(st, 2));
        jf_error_hint(err, _("the first of them is %s"), jf_col_text(st, 1));
    } else if (status == JF_OK) {
        *id = jf_col_int(st, 0);
    }
    jf_stmt_done(st);
    return status;
}

static enum jf_status print_head(struct jf_context *ctx, int64_t id, bool names, struct jf_error *err)
{
    struct jf_stmt *st = NULL;
    struct jf_str room = JF_STR_INIT;
    enum jf_status status = jf_db_query(ctx->db, "funds.arrear", JF_ARGS(JF_INT(":id", id)), &st, err);
    if (jf_stmt_row(st, &status, err)) {
        jf_field(_("entry"), jf_col_text(st, 0));
        jf_field(_("place"), jf_col_text(st, 1));
        jf_field(_("debtor"), jf_col_text(st, 3));
        if (!jf_col_null(st, 4))
            jf_field(_("name"), casework_name(jf_col_text(st, 4), names, &room));
        jf_field(_("class"), jf_word("debtor-class", jf_col_text(st, 2), ctx->lang));
        jf_field(_("registered on"), jf_col_text(st, 5));
        jf_str_clear(&room);
        jf_money_add_grouped(&room, jf_col_int(st, 6));
        jf_str_add(&room, _(" yuan"));
        jf_field(_("total"), room.data);
    }
    jf_stmt_done(st);
    jf_str_release(&room);
    return status;
}

static enum jf_status show(struct jf_context *ctx, int argc, char **argv, struct jf_error *err)
{
    const char *format = NULL;
    bool names = false, payments = false;
    const struct jf_option options[] = {
        { "payments", 'p', NULL, NULL, &payments, N_("list what was collected on it all the same"), false },
        { "names", 0, NULL, NULL, &names, N_("show names in full"), false },
        { "format", 'f', N_("FORMAT"), &format, NULL, N_("table, csv or json"), false },
        { .name = NULL },
    };
    int64_t id = 0;
    int count = 0;
    enum jf_status status = jf_cli_options(options, argc, argv, 1, &count, err);
    if (status == JF_OK)
        status = casework_one(count, _("the entry"), err);
    if (status == JF_OK)
        status = jf_db_views(ctx->db, err);
    if (status == JF_OK)
        status = find(ctx, argv[1], &id, err);
    if (status == JF_OK)
        status = jf_cli_names(ctx, names, "arrears show", argv[1], id, err);
    if (status == JF_OK && !format && !payments)
        status = print_head(ctx, id, names, err);
    if (status == JF_OK)
        status =
            casework_rows(ctx,
                          payments ? &(struct casework_rows){ format, paid_columns, NULL,
                                                              sizeof paid_columns / sizeof *paid_columns, false }
                                   : &(struct casework_rows){ format, owed_columns, owed_groups,
                                                              sizeof owed_columns / sizeof *owed_columns, false },
                          payments ? "funds.arrear_payments" : "funds.arrear_owed", JF_ARGS(JF_INT(":id", id)), err);
    return status;
}

static const struct casework_sub subs[] = { { "list", list }, { "show", show }, { NULL, NULL } };

static enum jf_status run(struct jf_context *ctx, int argc, char **argv, struct jf_error *err)
{
    enum jf_status status = casework_subs(ctx, subs, argc, argv, err);
    jf_casework_cleanup();
    return status;
}

const struct jf_command jf_cmd_arrears = {
    .name = "arrears",
    .usage = "arrears list [--by township|village|household] [--under PLACE] [--format FORMAT]\n"
             "arrears show ENTRY [--payments] [--names] [--format FORMAT]",
    .summary = N_("the register of suspended arrears from before the tax reform"),
    .help = N_("list adds the register up by township, village or household, with the sums of each class: unlawful\n"
               "(to be written off, never collected), exempt (to be remitted), lawful (kept on account until farmers\n"
               "can bear it), what nobody has decided on, and what was collected all the same.\n"
               "\n"
               "show tells one entry line by line, with the treatment decided and the one that its class asks for;\n"
               "--payments what was collected on it. ENTRY is VILLAGE/NUMBER, or its number or debtor where one fits.\n"
               "Entries come by `jianfu import` (kind arrears); `jianfu check` finds what is wrong with them."),
    .db = JF_CLI_DB_WRITE,
    .run = run,
};
