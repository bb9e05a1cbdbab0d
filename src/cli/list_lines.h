/* list_lines.h - between list.c and list_lines.c: a table's row set in the lines of a terminal. */
#ifndef JIANFU_CLI_LIST_LINES_H
#define JIANFU_CLI_LIST_LINES_H

#include "internal.h"

enum { LIST_MOST = 64 }; /* columns of a list */

struct list_lines {
    int count;
    const struct jf_list_column *columns;
    int page; /* 0: as wide as it likes */
    int widths[LIST_MOST];
    int line[LIST_MOST]; /* which line of a row the column stands in */
};

/* Columns of the terminal that standard output is; 0 when it is none: files and pipes get one line a row. */
int list_page(void);

/* Narrow the columns, whose `widths` are those that they would like to have, to a page: texts go on below, numbers and
 * days stay whole; what still does not fit stands in a second line of the row, and a third. */
void list_lines_fit(struct list_lines *lines, int page);

/* Append a row (or the titles). */
void list_lines_add(struct jf_str *out, const struct list_lines *lines, char *const *cells);

#endif
