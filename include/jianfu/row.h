/* row.h - reading one row of a query into a struct by a table of columns, so that a struct of thirty fields is data and
 * not thirty assignments. Text fields are `char *` owned by the struct (NULL for NULL), numbers int64_t (0 for NULL),
 * flags bool.
 */
#ifndef JIANFU_ROW_H
#define JIANFU_ROW_H

#include "jianfu/store.h"

enum jf_row_type {
    JF_ROW_TEXT, /* char * */
    JF_ROW_INT,  /* int64_t */
    JF_ROW_FLAG, /* bool: the column is not 0 */
    JF_ROW_HAS   /* bool: the column is not NULL */
};
struct jf_row_field {
    const char *column; /* NULL ends the table */
    enum jf_row_type type;
    size_t offset;
};

/* Read the current row. `row` must be zeroed or hold an earlier row (its texts are freed). JF_BUG: the query lacks a
 * column; JF_NOMEM. On failure the row holds nothing that would leak beyond jf_row_release. */
enum jf_status jf_row_read(const struct jf_stmt *st, const struct jf_row_field *fields, void *row,
                           struct jf_error *err);

/* Free the texts and set them to NULL. */
void jf_row_release(const struct jf_row_field *fields, void *row);

#endif
