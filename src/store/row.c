/* row.c - one row of a query into a struct by a table of columns. Knows no module's structs. */
#include "jianfu/row.h"

#include "jianfu/i18n.h"

static char **text_at(void *row, const struct jf_row_field *f)
{
    return (char **)(void *)((char *)row + f->offset);
}

static enum jf_status read_text(const struct jf_stmt *st, int column, char **slot, struct jf_error *err)
{
    jf_free(*slot);
    *slot = NULL;
    if (jf_col_null(st, column))
        return JF_OK;
    const char *text = jf_col_text(st, column);
    *slot = text ? jf_dup(text) : NULL;
    return *slot ? JF_OK : jf_error_set(err, JF_NOMEM, _("out of memory"));
}

enum jf_status jf_row_read(const struct jf_stmt *st, const struct jf_row_field *fields, void *row, struct jf_error *err)
{
    for (const struct jf_row_field *f = fields; f->column; f++) {
        int column = jf_stmt_column(st, f->column);
        if (column < 0)
            return jf_error_set(err, JF_BUG, _("the query lacks the column '%s'"), f->column);
        enum jf_status status = JF_OK;
        switch (f->type) {
        case JF_ROW_TEXT:
            status = read_text(st, column, text_at(row, f), err);
            break;
        case JF_ROW_INT:
            *(int64_t *)(void *)((char *)row + f->offset) = jf_col_int(st, column);
            break;
        case JF_ROW_FLAG:
            *(bool *)(void *)((char *)row + f->offset) = jf_col_int(st, column) != 0;
            break;
        case JF_ROW_HAS:
            *(bool *)(void *)((char *)row + f->offset) = !jf_col_null(st, column);
            break;
        }
        if (status != JF_OK)
            return status;
    }
    return JF_OK;
}

void jf_row_release(const struct jf_row_field *fields, void *row)
{
    for (const struct jf_row_field *f = fields; f->column; f++)
        if (f->type == JF_ROW_TEXT) {
            jf_free(*text_at(row, f));
            *text_at(row, f) = NULL;
        }
}
