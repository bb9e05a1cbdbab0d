/* tsv.c - reading the built-in tables. Must not know what they mean. */
#include "jianfu/tsv.h"

#include "jianfu/i18n.h"
#include "jianfu/resource.h"

#include <string.h>

void jf_tsv_release(struct jf_tsv *table)
{
    jf_free(table->memory);
    jf_free(table->cells);
    *table = (struct jf_tsv){ .memory = NULL };
}

static enum jf_status add_row(struct jf_tsv *table, char *row, const char *path, int line, struct jf_error *err)
{
    const char **cells = jf_grow(table->cells, (table->rows + 1) * table->columns, sizeof *cells);
    if (!cells)
        return jf_error_set(err, JF_NOMEM, _("out of memory"));
    table->cells = cells;
    size_t column = 0;
    for (char *cell = row; cell; column++) {
        char *tab = strchr(cell, '\t');
        if (tab)
            *tab++ = 0;
        if (column < table->columns)
            cells[table->rows * table->columns + column] = cell;
        cell = tab;
    }
    if (column != table->columns)
        return jf_error_set(err, JF_BUG, _("%s:%d: %d columns instead of %d"), path, line, (int)column,
                            (int)table->columns);
    table->rows++;
    return JF_OK;
}

enum jf_status jf_tsv_parse(const char *text, const char *path, size_t columns, struct jf_tsv *out,
                            struct jf_error *err)
{
    enum jf_status status = JF_OK;
    int number = 0;
    *out = (struct jf_tsv){ .columns = columns, .memory = jf_dup(text) };
    if (!out->memory)
        return jf_error_set(err, JF_NOMEM, _("out of memory"));
    for (char *line = out->memory; line && status == JF_OK;) {
        char *next = strchr(line, '\n');
        if (next)
            *next++ = 0;
        number++;
        line[strcspn(line, "\r")] = 0;
        if (*line && *line != '#')
            status = add_row(out, line, path, number, err);
        line = next;
    }
    if (status != JF_OK)
        jf_tsv_release(out);
    return status;
}

enum jf_status jf_tsv_load(const char *path, size_t columns, struct jf_tsv *out, struct jf_error *err)
{
    const char *text = jf_resource(path, NULL);
    *out = (struct jf_tsv){ .memory = NULL };
    if (!text)
        return jf_error_set(err, JF_BUG, _("the program lacks its file '%s'"), path);
    return jf_tsv_parse(text, path, columns, out, err);
}

static bool defines(const struct jf_tsv *table, size_t row, const char *name, size_t len)
{
    const char *defined = jf_tsv_cell(table, row, 1);
    return jf_streq(jf_tsv_cell(table, row, 0), "define") && strlen(defined) == len && memcmp(defined, name, len) == 0;
}

/* With the defines of the first `rows` rows. */
static enum jf_status expand(const struct jf_tsv *table, size_t rows, size_t column, const char *pattern,
                             struct jf_str *out, struct jf_error *err)
{
    enum jf_status status = JF_OK;
    while (*pattern && status == JF_OK) {
        size_t len = *pattern == '{' ? strspn(pattern + 1, "ABCDEFGHIJKLMNOPQRSTUVWXYZ_") : 0;
        bool found = false;
        if (len < 2 || pattern[len + 1] != '}') {
            jf_str_addc(out, *pattern++);
            continue;
        }
        for (size_t row = 0; row < rows && status == JF_OK; row++) {
            if (!defines(table, row, pattern + 1, len))
                continue;
            jf_str_add(out, found ? "|" : "");
            status = expand(table, row, column, jf_tsv_cell(table, row, column), out, err);
            found = true;
        }
        if (!found)
            return jf_error_set(err, JF_BUG, _("there is no define '%.*s'"), (int)len, pattern + 1);
        pattern += len + 2;
    }
    return status;
}

enum jf_status jf_tsv_expand(const struct jf_tsv *table, size_t column, const char *pattern, struct jf_str *out,
                             struct jf_error *err)
{
    enum jf_status status = expand(table, table->rows, column, pattern, out, err);
    return status == JF_OK ? jf_str_check(out, err) : status;
}
