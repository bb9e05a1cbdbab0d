/* sums.c - figures over a million papers: instead of adding up row by row, the statement NAME.sums of the statement
 * NAME adds up in the database, grouped by the columns that NAME can be filtered by, and is run once for all figures of
 * a paper that need it. Must not know what is counted.
 */
#include "internal.h"

#include "jianfu/money.h"

#include <string.h>

enum { SUMS_COLUMNS = 12 };

/* One group: its keys in the order of the columns, and what its rows add up to. */
struct sum_group {
    char *keys[SUMS_COLUMNS];
    int64_t rows, number, fen;
};

struct sum_list {
    char *name; /* statement, period and the arguments that are not columns */
    char *columns[SUMS_COLUMNS];
    int column_count;
    struct sum_group *groups;
    size_t count;
};

void sums_release(struct sums *sums)
{
    for (size_t i = 0; i < sums->count; i++) {
        struct sum_list *list = &sums->lists[i];
        for (size_t g = 0; g < list->count; g++)
            for (int c = 0; c < list->column_count; c++)
                jf_free(list->groups[g].keys[c]);
        for (int c = 0; c < list->column_count; c++)
            jf_free(list->columns[c]);
        jf_free(list->groups);
        jf_free(list->name);
    }
    jf_free(sums->lists);
    *sums = (struct sums){ .count = 0 };
}

static enum jf_status no_memory(struct jf_error *err)
{
    return jf_error_set(err, JF_NOMEM, _("out of memory"));
}

/* Part the arguments: those that are columns of the statement narrow its groups, the others are its parameters. */
static bool part_args(struct jf_stmt *st, const struct jf_figure_ref *from, struct jf_figure_ref *columns,
                      struct jf_figure_ref *params)
{
    params->arg_count = 0;
    for (int i = 0; i < from->arg_count; i++) {
        struct jf_figure_ref *to = jf_stmt_column(st, from->args[i].name) >= 0 ? columns : params;
        if (to->arg_count == JF_FIGURE_ARGS)
            return false;
        bool known = to == columns || jf_streq(from->args[i].name, "span");
        struct jf_str name = JF_STR_INIT;
        jf_str_addf(&name, ":%s", from->args[i].name);
        for (int p = 1; !known && p <= jf_stmt_param_count(st); p++)
            known = jf_streq(jf_stmt_param_name(st, p), name.data);
        jf_str_release(&name);
        if (!known)
            return false; /* it can be narrowed by this only row by row */
        to->args[to->arg_count++] = from->args[i];
    }
    return true;
}

static bool is_sum(const char *column)
{
    return jf_streq(column, "rows") || jf_streq(column, "number") || jf_streq(column, "fen");
}

static enum jf_status read_group(struct jf_stmt *st, struct sum_list *list, struct jf_error *err)
{
    struct sum_group *groups = jf_grow(list->groups, list->count + 1, sizeof *groups);
    if (!groups)
        return no_memory(err);
    list->groups = groups;
    struct sum_group *g = &groups[list->count++];
    *g = (struct sum_group){ .rows = jf_col_int(st, jf_stmt_column(st, "rows")),
                             .number = jf_col_int(st, jf_stmt_column(st, "number")),
                             .fen = jf_col_int(st, jf_stmt_column(st, "fen")) };
    for (int c = 0; c < list->column_count; c++) {
        const char *key = jf_col_text(st, jf_stmt_column(st, list->columns[c]));
        g->keys[c] = jf_dup(key ? key : "");
        if (!g->keys[c])
            return no_memory(err);
    }
    return JF_OK;
}

static enum jf_status read_list(struct jf_db *db, const struct source *source, const struct jf_figure_ref *ref,
                                struct sum_list *list, struct jf_error *err)
{
    struct jf_stmt *st = NULL;
    enum jf_status status = source_query(db, source, ref, &st, err);
    for (int i = 0; status == JF_OK && i < jf_stmt_columns(st); i++) {
        if (is_sum(jf_stmt_column_name(st, i)) || list->column_count == SUMS_COLUMNS)
            continue;
        list->columns[list->column_count] = jf_dup(jf_stmt_column_name(st, i));
        if (!list->columns[list->column_count++])
            status = no_memory(err);
    }
    while (jf_stmt_row(st, &status, err)) {
        status = read_group(st, list, err);
    }
    jf_stmt_done(st);
    return status;
}

/* The groups of a statement for these parameters: from before, or read now. */
static enum jf_status find_list(struct jf_db *db, struct sums *sums, const struct source *source,
                                const struct jf_figure_ref *ref, const struct sum_list **out, struct jf_error *err)
{
    struct jf_str name = JF_STR_INIT;
    struct jf_figure_ref of_source = source->args;
    copy_text(of_source.name, sizeof of_source.name, source->statement);
    jf_figure_ref_add(&name, &of_source);
    jf_str_addc(&name, ' ');
    struct jf_figure_ref asked = *ref;
    asked.name[0] = 0; /* several figures stand on one statement */
    jf_figure_ref_add(&name, &asked);
    enum jf_status status = jf_str_check(&name, err);
    *out = NULL;
    for (size_t i = 0; status == JF_OK && i < sums->count && !*out; i++)
        if (jf_streq(sums->lists[i].name, name.data))
            *out = &sums->lists[i];
    if (status == JF_OK && !*out) {
        struct sum_list *lists = jf_grow(sums->lists, sums->count + 1, sizeof *lists);
        if (lists) {
            sums->lists = lists;
            struct sum_list *list = &lists[sums->count++];
            *list = (struct sum_list){ .name = jf_str_take(&name) };
            status = list->name ? read_list(db, source, ref, list, err) : no_memory(err);
            *out = list;
        } else {
            status = no_memory(err);
        }
    }
    jf_str_release(&name);
    return status;
}

static bool group_fits(const struct sum_list *list, const struct sum_group *g, const struct jf_figure_ref *columns)
{
    for (int i = 0; i < columns->arg_count; i++)
        for (int c = 0; c < list->column_count; c++)
            if (jf_streq(list->columns[c], columns->args[i].name) && !jf_streq(g->keys[c], columns->args[i].value))
                return false;
    return true;
}

enum jf_status sums_value(struct jf_db *db, struct sums *sums, const struct jf_figure_info *info,
                          const struct jf_figure_ref *ref, struct figure_total *out, bool *there, struct jf_error *err)
{
    struct source source;
    struct jf_stmt *st = NULL;
    *there = false;
    if (!figure_source(info, &source))
        return JF_OK;
    size_t len = strlen(source.statement);
    copy_text(source.statement + len, sizeof source.statement - len, ".sums");
    if (jf_stmt_get(db, source.statement, &st, NULL) != JF_OK)
        return JF_OK; /* most statements have none: their rows are few */
    struct source params = source;
    struct jf_figure_ref asked = *ref;
    struct jf_figure_ref columns = { .arg_count = 0 };
    *there = part_args(st, &source.args, &columns, &params.args) && part_args(st, ref, &columns, &asked);
    jf_stmt_done(st); /* was only asked for its columns and parameters */
    if (!*there)
        return JF_OK;
    const struct sum_list *list = NULL;
    enum jf_status status = find_list(db, sums, &params, &asked, &list, err);
    *out = (struct figure_total){ .rows = 0 };
    for (size_t i = 0; status == JF_OK && i < list->count; i++) {
        const struct sum_group *g = &list->groups[i];
        if (!group_fits(list, g, &columns))
            continue;
        out->rows += g->rows;
        if (!jf_money_sum(out->value, info->type == JF_VALUE_MONEY ? g->fen : g->number, &out->value))
            status = jf_error_set(err, JF_REFUSED, _("a figure is too large to add up"));
    }
    return status;
}
