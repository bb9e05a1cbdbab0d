/* held.h - a table whose first rows are held back until its columns can be measured; the rest streams. Shared by the
 * renderers that must say how wide a column is before they write a row: text, DOCX, ODT.
 */
#ifndef JIANFU_REPORT_HELD_H
#define JIANFU_REPORT_HELD_H

#include "jianfu/paper.h"

enum { HELD_ROWS = 64, HELD_COLUMNS = 16, HELD_NARROWEST = 8, HELD_NARROW_TITLE = 4, HELD_SUM_ROOM = 4 };
enum { HELD_CODE = 16 }; /* a longer code may break */
enum { HELD_HAND = 12 }; /* a column that is written in by hand is as wide, unless it has to give way */

/* A cell: its text as it is shown, made safe; ref and anchor as in struct jf_value, NULL for none. Owned. */
struct held_cell {
    char *text, *ref, *anchor;
};
struct held_row {
    enum jf_row kind;
    char *anchor;
    struct held_cell cells[HELD_COLUMNS];
};

struct held {
    int columns; /* 0: no table is open */
    bool form;   /* of two columns, label and text: no head */
    bool portrait;
    bool sums;      /* the last row has the sums of the others */
    bool rows_left; /* more rows come than were held back */
    char *name;     /* NULL: none */
    enum jf_value_type types[HELD_COLUMNS];
    bool by_hand[HELD_COLUMNS];
    char *titles[HELD_COLUMNS];
    int widths[HELD_COLUMNS]; /* of the widest text in the title and the rows held back, in columns of a terminal */
    int bodies[HELD_COLUMNS]; /* the same without the titles, and with room for a sum of rows to come */
    int rooms[HELD_COLUMNS];  /* what numbers and days need in a wide face; in a column of text, codes in it */
    int least[HELD_COLUMNS];  /* no column of text gets narrower */
    bool measured;            /* the head is out */
    int rows_out;             /* rows put so far */
    struct held_row rows[HELD_ROWS];
    int count;
    struct held_row row; /* being built */
};

/* What a renderer does with it: once the head, when the widths are known, then each row. */
struct held_look {
    void (*head)(struct jf_paper *paper, struct held *held);
    void (*row)(struct jf_paper *paper, const struct held *held, const struct held_row *row);
};

void held_begin(struct jf_paper *paper, struct held *held, const struct jf_paper_table *table);
void held_row(struct jf_paper *paper, struct held *held, enum jf_row kind, const char *anchor);
void held_cell(struct jf_paper *paper, struct held *held, int column, const struct jf_value *value, const char *shown);
void held_row_end(struct jf_paper *paper, struct held *held, const struct held_look *look);
void held_end(struct jf_paper *paper, struct held *held, const struct held_look *look);
void held_release(struct held *held);

/* Numbers and days are never broken over lines: they rather push their neighbours. */
bool held_is_whole(enum jf_value_type type);
bool held_is_number(enum jf_value_type type);

/* Take from the widest column of text until all widths with `gap` between them fit into `limit`, or all of them are at
 * their least; then from columns that only their title makes wide. Returns what they take then. */
int held_fit(struct held *held, int gap, int limit);

#endif
