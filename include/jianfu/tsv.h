/* tsv.h - the data tables that are built into the program: lines of cells parted by one tab, '#' begins a comment line.
 */
#ifndef JIANFU_TSV_H
#define JIANFU_TSV_H

#include "jianfu/str.h"

#include <stddef.h>

struct jf_tsv {
    char *memory;       /* what the cells point into */
    const char **cells; /* rows * columns */
    size_t rows, columns;
};

/* Parse a text; every line must have `columns` cells. JF_BUG with PATH:LINE for one that has not, JF_NOMEM. `path` is
 * for the message only. Release with jf_tsv_release. */
enum jf_status jf_tsv_parse(const char *text, const char *path, size_t columns, struct jf_tsv *out,
                            struct jf_error *err);

/* The same for a built-in file (jf_resource). */
enum jf_status jf_tsv_load(const char *path, size_t columns, struct jf_tsv *out, struct jf_error *err);

static inline const char *jf_tsv_cell(const struct jf_tsv *table, size_t row, size_t column)
{
    return table->cells[row * table->columns + column];
}

/* Append a pattern with what each {NAME} in it (two capital letters or more, also _) stands for: the cells `column` of
 * the rows whose first two are `define` and NAME, as alternatives; they may use rows that stand above them. JF_BUG when
 * there is none, JF_NOMEM. */
enum jf_status jf_tsv_expand(const struct jf_tsv *table, size_t column, const char *pattern, struct jf_str *out,
                             struct jf_error *err);

void jf_tsv_release(struct jf_tsv *table);

#endif
