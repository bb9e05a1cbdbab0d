/* cmd_register.c - looking into the register: places, units and schools with their codes. It changes nothing. */
#include "casework.h"

static const struct jf_list_column division_columns[] = {
    { "code", N_("code"), JF_LIST_TEXT },
    { "name", N_("name"), JF_LIST_TEXT },
    { "level", N_("level"), JF_LIST_TEXT },
    { "above", N_("part of"), JF_LIST_TEXT },
    { "households", N_("households"), JF_LIST_INT },
    { "population", N_("people"), JF_LIST_INT },
};
static const struct jf_list_column unit_columns[] = {
    { "code", N_("code"), JF_LIST_TEXT },   { "name", N_("name"), JF_LIST_TEXT },
    { "type", N_("type"), JF_LIST_TEXT },   { "division", N_("code of the place"), JF_LIST_TEXT },
    { "place", N_("place"), JF_LIST_TEXT }, { "above", N_("part of"), JF_LIST_TEXT },
};
static const struct jf_list_column school_columns[] = {
    { "code", N_("code"), JF_LIST_TEXT },
    { "name", N_("name"), JF_LIST_TEXT },
    { "stage", N_("stage"), JF_LIST_TEXT },
    { "area", N_("area"), JF_LIST_TEXT },
    { "division", N_("code of the place"), JF_LIST_TEXT },
    { "place", N_("place"), JF_LIST_TEXT },
    { "above", N_("part of"), JF_LIST_TEXT },
};

/* What one list prints: which columns of the statement, and the words for codes among them. */
struct cell {
    int column;
    const char *group; /* NULL: text as it is; "#": a number */
};
static const struct listing {
    const char *name, *zh;
    const char *statement;
    bool units, schools;
    const struct jf_list_column *columns;
    int count;
    struct cell cells[8];
} listings[] = {
    { "divisions",
      "区划",
      "casework.list_divisions",
      false,
      false,
      division_columns,
      6,
      { { 0, NULL }, { 1, NULL }, { 2, "level" }, { 3, NULL }, { 4, "#" }, { 5, "#" } } },
    { "units",
      "单位",
      "casework.list_units",
      true,
      false,
      unit_columns,
      6,
      { { 0, NULL }, { 1, NULL }, { 2, "unit-type" }, { 3, NULL }, { 4, NULL }, { 5, NULL } } },
    { "schools",
      "学校",
      "casework.list_units",
      true,
      true,
      school_columns,
      7,
      { { 0, NULL }, { 1, NULL }, { 6, "stage" }, { 7, "area" }, { 3, NULL }, { 4, NULL }, { 5, NULL } } },
};

static const struct listing *listing_find(const char *name)
{
    for (size_t i = 0; i < sizeof listings / sizeof *listings; i++)
        if (!name || strcmp(listings[i].name, name) == 0 || strcmp(listings[i].zh, name) == 0)
            return &listings[i];
    return NULL;
}

static void print_row(const struct jf_context *ctx, const struct listing *l, const char *format,
                      const struct jf_stmt *st, struct jf_list *out)
{
    for (int i = 0; i < l->count; i++) {
        const struct cell *cell = &l->cells[i];
        if (cell->group && *cell->group != '#')
            jf_list_text(out, casework_word(ctx, format, cell->group, jf_col_text(st, cell->column)));
        else if (!cell->group)
            jf_list_text(out, jf_col_text(st, cell->column));
        else if (jf_col_null(st, cell->column))
            jf_list_null(out);
        else
            jf_list_int(out, jf_col_int(st, cell->column));
    }
}

static enum jf_status list(struct jf_context *ctx, int argc, char **argv, struct jf_error *err)
{
    const char *format = NULL, *under = NULL, *match = NULL;
    const struct jf_option options[] = {
        { "under", 'u', N_("PLACE"), &under, NULL, N_("only what lies in this place: its code or name"), false },
        { "match", 'm', N_("TEXT"), &match, NULL, N_("only what has this text in its name or code"), false },
        { "format", 'f', N_("FORMAT"), &format, NULL, N_("table, csv or json"), false },
        { .name = NULL },
    };
    struct jf_stmt *st = NULL;
    struct jf_list *out = NULL;
    struct jf_str room = JF_STR_INIT;
    int count = 0;
    enum jf_status status = jf_cli_options(options, argc, argv, 1, &count, err);
    const struct listing *l = status == JF_OK ? listing_find(count ? argv[1] : NULL) : NULL;
    if (status == JF_OK && (count > 1 || !l)) {
        status = jf_error_set(err, JF_USAGE, _("there is no list '%s'"), argv[count > 1 ? 2 : 1]);
        jf_error_hint(err, "%s", _("divisions, units or schools"));
    }
    if (status == JF_OK)
        status = casework_place(ctx, "division", &under, &room, err);
    if (status == JF_OK)
        status = jf_list_begin(format, l->columns, l->count, &out, err);
    if (status != JF_OK)
        goto out;
    status = jf_db_query(
        ctx->db, l->statement,
        l->units ? JF_ARGS(JF_TEXT(":under", under), JF_TEXT(":match", match), JF_INT(":schools", l->schools))
                 : JF_ARGS(JF_TEXT(":under", under), JF_TEXT(":match", match)),
        &st, err);
    bool found = false;
    while (jf_stmt_row(st, &status, err)) {
        print_row(ctx, l, format, st, out);
        found = true;
    }
    jf_stmt_done(st);
    enum jf_status end = jf_list_end(out, status == JF_OK ? err : NULL);
    status = status == JF_OK ? end : status;
    if (status == JF_OK && match && !found && !l->units)
        jf_note(_("no place; units and schools: `jianfu register list units --match %s`"), match);
out:
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

const struct jf_command jf_cmd_register = {
    .name = "register",
    .usage = "register list [divisions|units|schools] [--under PLACE] [--match TEXT] [--format FORMAT]",
    .summary = N_("places, units and schools of the register with their codes"),
    .help = N_("Lists the townships and villages, the units or the schools that the register holds, with their codes,\n"
               "as commands and files want them. --under gives those within a place, --match those with a text in\n"
               "their name or code. The register itself comes by `jianfu import`."),
    .db = JF_CLI_DB_READ,
    .run = run,
};
