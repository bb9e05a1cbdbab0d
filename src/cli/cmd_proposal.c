/* cmd_proposal.c - projects by villagers' vote (一事一议): which there are, and one in full. It changes nothing. */
#include "casework.h"

/* How the columns of a statement are printed: NULL as it is, "#" a number, "$" money, "*" a household's code (only with
 * --names), else a group of words. */
struct table {
    const char *statement;
    const char *name; /* in JSON */
    const struct jf_list_column *columns;
    const char *const *groups;
    int first, count; /* columns of the statement */
};

static const struct jf_list_column list_columns[] = {
    { "key", N_("proposal key"), JF_LIST_TEXT },
    { "township", N_("township"), JF_LIST_TEXT },
    { "village", N_("village"), JF_LIST_TEXT },
    { "name", N_("project"), JF_LIST_TEXT },
    { "purpose", N_("purpose"), JF_LIST_TEXT },
    { "held_on", N_("meeting"), JF_LIST_DAY },
    { "outcome", N_("outcome"), JF_LIST_TEXT },
    { "per_head", N_("yuan per head"), JF_LIST_MONEY },
    { "persons", N_("persons"), JF_LIST_INT },
    { "days_per_labourer", N_("days per labourer"), JF_LIST_TEXT },
    { "labourers", N_("labourers"), JF_LIST_INT },
    { "collected", N_("collected (yuan)"), JF_LIST_MONEY },
    { "county_on", N_("approved by the county"), JF_LIST_DAY },
    { "findings", N_("findings"), JF_LIST_INT },
};
static const char *const list_groups[] = { NULL, NULL, NULL, NULL, "purpose", NULL, "vote-outcome",
                                           "$",  "#",  NULL, "#",  "$",       NULL, "#" };
static const struct table list_table = { "proposal.list", NULL, list_columns, list_groups, 0, 14 };

/* One proposal: labels stand beside their values, not above. */
static const struct jf_list_column show_columns[] = {
    { "key", N_("proposal key"), JF_LIST_TEXT },
    { "village", N_("village"), JF_LIST_TEXT },
    { "year", N_("year"), JF_LIST_TEXT },
    { "name", N_("project"), JF_LIST_TEXT },
    { "purpose", N_("purpose"), JF_LIST_TEXT },
    { "unit", N_("unit"), JF_LIST_TEXT },
    { "proposed_on", N_("proposed on"), JF_LIST_DAY },
    { "proposer", N_("proposed by"), JF_LIST_TEXT },
    { "proposer_count", N_("signatures"), JF_LIST_INT },
    { "proposer_of", N_("of villagers or delegates"), JF_LIST_INT },
    { "posted_on", N_("posted on"), JF_LIST_DAY },
    { "held_on", N_("meeting"), JF_LIST_DAY },
    { "form", N_("kind of meeting"), JF_LIST_TEXT },
    { "entitled", N_("entitled"), JF_LIST_INT },
    { "present", N_("present"), JF_LIST_INT },
    { "votes_for", N_("for"), JF_LIST_INT },
    { "votes_against", N_("against"), JF_LIST_INT },
    { "represented", N_("households represented"), JF_LIST_INT },
    { "represented_for", N_("of them for"), JF_LIST_INT },
    { "outcome", N_("outcome"), JF_LIST_TEXT },
    { "per_head", N_("yuan per head"), JF_LIST_MONEY },
    { "persons", N_("persons"), JF_LIST_INT },
    { "days_per_labourer", N_("days per labourer"), JF_LIST_TEXT },
    { "labourers", N_("labourers"), JF_LIST_INT },
    { "lieu_days", N_("days paid in money"), JF_LIST_TEXT },
    { "lieu_rate", N_("yuan per day"), JF_LIST_MONEY },
    { "lieu_money", N_("money for labour (yuan)"), JF_LIST_MONEY },
    { "lieu_voluntary", N_("of free will"), JF_LIST_TEXT },
    { "township_approval", N_("township's review"), JF_LIST_TEXT },
    { "township_on", N_("reviewed on"), JF_LIST_DAY },
    { "submitted_on", N_("sent to the county"), JF_LIST_DAY },
    { "county_approval", N_("county's approval"), JF_LIST_TEXT },
    { "county_on", N_("approved on"), JF_LIST_DAY },
    { "collected_from", N_("collected from"), JF_LIST_DAY },
    { "collected", N_("collected (yuan)"), JF_LIST_MONEY },
    { "source", N_("stands in"), JF_LIST_TEXT },
};
static const char *const show_groups[] = {
    NULL,           NULL, NULL, NULL,     "purpose", NULL, NULL, "proposer",     "#",  "#",  NULL, NULL,
    "meeting-form", "#",  "#",  "#",      "#",       "#",  "#",  "vote-outcome", "$",  "#",  NULL, "#",
    NULL,           "$",  "$",  "yes-no", NULL,      NULL, NULL, NULL,           NULL, NULL, "$",  NULL
};
static const struct table show_table = { "proposal.show", NULL, show_columns, show_groups, 1, 36 };

static const struct jf_list_column part_columns[] = {
    { "part", N_("no."), JF_LIST_INT },
    { "what", N_("entry"), JF_LIST_TEXT },
    { "household", N_("household"), JF_LIST_TEXT },
    { "class", N_("class"), JF_LIST_TEXT },
    { "purpose", N_("purpose"), JF_LIST_TEXT },
    { "text", N_("booked as"), JF_LIST_TEXT },
    { "persons", N_("persons"), JF_LIST_INT },
    { "labourers", N_("labourers"), JF_LIST_INT },
    { "amount", N_("amount (yuan)"), JF_LIST_MONEY },
    { "days", N_("labour days"), JF_LIST_TEXT },
    { "day", N_("day"), JF_LIST_DAY },
    { "line", N_("line in the file"), JF_LIST_INT },
};
static const char *const part_groups[] = {
    "#", "proposal-part", "*", "exempt-class", "purpose", NULL, "#", "#", "$", NULL, NULL, "#"
};
static const struct table part_table = { "proposal.parts", "parts", part_columns, part_groups, 0, 12 };

static const struct jf_list_column finding_columns[] = {
    { "finding", N_("finding"), JF_LIST_INT },    { "rule", N_("rule"), JF_LIST_TEXT },
    { "severity", N_("kind"), JF_LIST_TEXT },     { "state", N_("state"), JF_LIST_TEXT },
    { "part", N_("no."), JF_LIST_INT },           { "excess", N_("excess (yuan)"), JF_LIST_MONEY },
    { "evidence", N_("evidence"), JF_LIST_TEXT },
};
static const char *const finding_groups[] = { "#", NULL, "severity", "finding-state", "#", "$", NULL };
static const struct table finding_table = { "proposal.findings", "findings", finding_columns, finding_groups, 0, 7 };

/* ---- cells ---- */

struct printer {
    const struct jf_context *ctx;
    const char *format;
    bool names;
};

/* A text cell: NULL is shown as nothing. */
static const char *text_of(const struct printer *p, const char *group, const char *value)
{
    if (!value || (group && *group == '*' && !p->names))
        return NULL;
    return group && *group != '*' ? casework_word(p->ctx, p->format, group, value) : value;
}

static bool is_money(const char *group)
{
    return group && *group == '$';
}

static bool is_number(const char *group)
{
    return group && *group == '#';
}

static void list_cell(const struct printer *p, struct jf_list *out, const char *group, const struct jf_stmt *st,
                      int column)
{
    if (is_number(group) && !jf_col_null(st, column))
        jf_list_int(out, jf_col_int(st, column));
    else if (is_money(group) && !jf_col_null(st, column))
        jf_list_money(out, jf_col_int(st, column));
    else if (jf_col_null(st, column))
        jf_list_null(out);
    else
        jf_list_text(out, text_of(p, group, jf_col_text(st, column)));
}

static void json_cell(const struct printer *p, struct jf_json *json, const char *name, const char *group,
                      const struct jf_stmt *st, int column)
{
    const char *text = jf_col_null(st, column) ? NULL : text_of(p, group, jf_col_text(st, column));
    if (is_number(group) && !jf_col_null(st, column)) {
        jf_json_int(json, name, jf_col_int(st, column));
    } else if (is_money(group) && !jf_col_null(st, column)) {
        struct jf_str money = JF_STR_INIT;
        jf_money_add(&money, jf_col_int(st, column));
        jf_json_text(json, name, money.data);
        jf_str_release(&money);
    } else if (text) {
        jf_json_text(json, name, text);
    } else {
        jf_json_null(json, name);
    }
}

static void field_cell(const struct printer *p, const char *title, const char *group, const struct jf_stmt *st,
                       int column)
{
    struct jf_str line = JF_STR_INIT;
    if (is_money(group))
        jf_money_add_grouped(&line, jf_col_int(st, column));
    else
        jf_utf8_add_safe(&line, is_number(group) ? jf_col_text(st, column) : text_of(p, group, jf_col_text(st, column)),
                         true);
    jf_field(_(title), line.data);
    jf_str_release(&line);
}

/* ---- tables ---- */

static enum jf_status list_rows(const struct printer *p, const struct table *t, struct jf_stmt *st,
                                struct jf_error *err)
{
    struct jf_list *out = NULL;
    enum jf_status status = jf_list_begin(p->format, t->columns, t->count, &out, err);
    if (status != JF_OK)
        return status;
    while (jf_stmt_row(st, &status, err))
        for (int i = 0; i < t->count; i++)
            list_cell(p, out, t->groups[i], st, t->first + i);
    enum jf_status end = jf_list_end(out, status == JF_OK ? err : NULL);
    return status == JF_OK ? end : status;
}

static void json_row(const struct printer *p, const struct table *t, struct jf_json *json, const struct jf_stmt *st)
{
    for (int i = 0; i < t->count; i++)
        json_cell(p, json, t->columns[i].name, t->groups[i], st, t->first + i);
}

static enum jf_status json_rows(const struct printer *p, const struct table *t, struct jf_json *json,
                                struct jf_stmt *st, struct jf_error *err)
{
    enum jf_status status = JF_OK;
    jf_json_open(json, t->name, '[');
    while (jf_stmt_row(st, &status, err)) {
        jf_json_open(json, NULL, '{');
        json_row(p, t, json, st);
        jf_json_close(json, '}');
    }
    jf_json_close(json, ']');
    return status;
}

static enum jf_status query_rows(const struct printer *p, const struct table *t, int64_t id, struct jf_json *json,
                                 struct jf_error *err)
{
    struct jf_stmt *st = NULL;
    enum jf_status status = jf_db_query(p->ctx->db, t->statement, JF_ARGS(JF_INT(":id", id)), &st, err);
    if (status == JF_OK)
        status = json ? json_rows(p, t, json, st, err) : list_rows(p, t, st, err);
    jf_stmt_done(st);
    return status;
}

/* ---- the commands ---- */

static enum jf_status list(struct jf_context *ctx, int argc, char **argv, struct jf_error *err)
{
    const char *format = NULL, *under = NULL, *match = NULL, *year = NULL;
    const struct jf_option options[] = {
        { "under", 'u', N_("PLACE"), &under, NULL, N_("only what lies in this place: its code or name"), false },
        { "year", 'y', N_("YEAR"), &year, NULL, N_("only of this year"), false },
        { "match", 'm', N_("TEXT"), &match, NULL, N_("only projects with this text in their name"), false },
        { "format", 'f', N_("FORMAT"), &format, NULL, N_("table, csv or json"), false },
        { .name = NULL },
    };
    struct jf_stmt *st = NULL;
    struct jf_str room = JF_STR_INIT;
    int count = 0;
    enum jf_status status = jf_cli_options(options, argc, argv, 1, &count, err);
    if (status == JF_OK && count > 0)
        status = jf_error_set(err, JF_USAGE, _("'%s' is not wanted here"), argv[1]);
    if (status == JF_OK)
        status = casework_place(ctx, "division", &under, &room, err);
    if (status == JF_OK)
        status =
            jf_db_query(ctx->db, list_table.statement,
                        JF_ARGS(JF_TEXT(":under", under), JF_TEXT(":year", year), JF_TEXT(":match", match)), &st, err);
    if (status == JF_OK)
        status = list_rows(&(struct printer){ ctx, format, false }, &list_table, st, err);
    jf_stmt_done(st);
    jf_str_release(&room);
    return status;
}

static enum jf_status not_there(const char *key, struct jf_error *err)
{
    jf_error_set(err, JF_NOT_FOUND, _("there is no proposal '%s'"), key);
    jf_error_hint(err, "%s", _("VILLAGE/YEAR/NO, as `jianfu proposal list` shows it"));
    return JF_NOT_FOUND;
}

static enum jf_status show_text(const struct printer *p, const struct jf_stmt *st, struct jf_error *err)
{
    const struct table *const under[] = { &part_table, &finding_table };
    enum jf_status status = JF_OK;
    for (int i = 0; i < show_table.count; i++)
        if (!jf_col_null(st, show_table.first + i))
            field_cell(p, show_columns[i].title, show_groups[i], st, show_table.first + i);
    for (size_t i = 0; status == JF_OK && i < sizeof under / sizeof *under; i++) {
        jf_say("%s", "");
        status = query_rows(p, under[i], jf_col_int(st, 0), NULL, err);
    }
    return status;
}

static enum jf_status show_json(const struct printer *p, const struct jf_stmt *st, struct jf_error *err)
{
    struct jf_str text = JF_STR_INIT;
    struct jf_json json;
    jf_json_init(&json, &text);
    jf_json_open(&json, NULL, '{');
    json_row(p, &show_table, &json, st);
    enum jf_status status = query_rows(p, &part_table, jf_col_int(st, 0), &json, err);
    if (status == JF_OK)
        status = query_rows(p, &finding_table, jf_col_int(st, 0), &json, err);
    jf_json_close(&json, '}');
    if (status == JF_OK)
        status = jf_str_check(&text, err);
    if (status == JF_OK)
        jf_say("%s", text.data);
    jf_str_release(&text);
    return status;
}

static enum jf_status show(struct jf_context *ctx, int argc, char **argv, struct jf_error *err)
{
    struct printer p = { .ctx = ctx };
    const struct jf_option options[] = {
        { "names", 0, NULL, NULL, &p.names, N_("show the codes of households"), false },
        { "format", 'f', N_("FORMAT"), &p.format, NULL, N_("table, csv (lines, spendings and gifts) or json"), false },
        { .name = NULL },
    };
    struct jf_stmt *st = NULL;
    int count = 0;
    enum jf_status status = jf_cli_options(options, argc, argv, 1, &count, err);
    if (status == JF_OK)
        status = casework_one(count, _("VILLAGE/YEAR/NO"), err);
    if (status == JF_OK)
        status = jf_cli_names(ctx, p.names, "proposal show", argv[1], 0, err);
    if (status == JF_OK)
        status = jf_db_query(ctx->db, show_table.statement, JF_ARGS(JF_TEXT(":key", argv[1])), &st, err);
    bool row = jf_stmt_row(st, &status, err);
    if (status == JF_OK && !row)
        status = not_there(argv[1], err);
    if (status == JF_OK && p.format && strcmp(p.format, "json") == 0)
        status = show_json(&p, st, err);
    else if (status == JF_OK && p.format && strcmp(p.format, "table") != 0)
        status = query_rows(&p, &part_table, jf_col_int(st, 0), NULL, err);
    else if (status == JF_OK)
        status = show_text(&p, st, err);
    jf_stmt_done(st);
    return status;
}

static const struct casework_sub subs[] = { { "list", list }, { "show", show }, { NULL, NULL } };

static enum jf_status run(struct jf_context *ctx, int argc, char **argv, struct jf_error *err)
{
    enum jf_status status = jf_db_views(ctx->db, err);
    if (status == JF_OK)
        status = casework_subs(ctx, subs, argc, argv, err);
    jf_casework_cleanup();
    return status;
}

const struct jf_command jf_cmd_proposal = {
    .name = "proposal",
    .usage = "proposal list [--under PLACE] [--year YEAR] [--match TEXT] [--format FORMAT]\n"
             "proposal show VILLAGE/YEAR/NO [--names] [--format FORMAT]",
    .summary = N_("projects by villagers' vote: proposals, votes, approvals, accounts"),
    .help =
        N_("Lists the projects on which villages voted, or shows one with its vote, approvals, what each household or "
           "class\n"
           "of persons is charged, spendings, gifts and findings. A proposal is named by the code of its village, the\n"
           "year and its number. Codes of households are left out unless --names is given. Proposals come by\n"
           "`jianfu import`; `jianfu why proposal:VILLAGE/YEAR/NO` tells where one comes from."),
    .db = JF_CLI_DB_WRITE, /* a look at households is written down */
    .run = run,
};
