/* held.c - a table whose first rows are held back until its columns can be measured. Must not know formats. */
#include "held.h"

#include "jianfu/i18n.h"
#include "jianfu/utf8.h"

#include <ctype.h>
#include <string.h>

bool held_is_whole(enum jf_value_type type)
{
    return type != JF_VALUE_TEXT;
}

bool held_is_number(enum jf_value_type type)
{
    return type == JF_VALUE_COUNT || type == JF_VALUE_MONEY || type == JF_VALUE_PERCENT;
}

static void release_row(struct held_row *row)
{
    for (int i = 0; i < HELD_COLUMNS; i++) {
        jf_free(row->cells[i].text);
        jf_free(row->cells[i].ref);
        jf_free(row->cells[i].anchor);
    }
    jf_free(row->anchor);
    *row = (struct held_row){ .kind = JF_ROW_BODY };
}

void held_release(struct held *held)
{
    for (int i = 0; i < held->columns; i++)
        jf_free(held->titles[i]);
    for (int i = 0; i < held->count; i++)
        release_row(&held->rows[i]);
    release_row(&held->row);
    jf_free(held->name);
    held->name = NULL;
    held->count = 0;
    held->columns = 0;
    held->rows_out = 0;
    held->measured = false;
    held->rows_left = false;
}

static char *copy(struct jf_paper *paper, const char *text)
{
    char *copied = jf_dup(text);
    if (text && !copied)
        jf_paper_fail(paper, JF_NOMEM, _("out of memory"));
    return copied;
}

static char *safe_copy(struct jf_paper *paper, const char *text)
{
    struct jf_str safe = JF_STR_INIT;
    jf_utf8_add_safe(&safe, text, true);
    char *copied = safe.failed ? NULL : jf_dup(safe.data);
    if (!copied)
        jf_paper_fail(paper, JF_NOMEM, _("out of memory"));
    jf_str_release(&safe);
    return copied;
}

void held_begin(struct jf_paper *paper, struct held *held, const struct jf_paper_table *table)
{
    if (table->count > HELD_COLUMNS) {
        jf_paper_fail(paper, JF_BUG, _("a table has too many columns"));
        return;
    }
    held->columns = table->count;
    held->form = table->form;
    held->portrait = table->portrait;
    held->sums = table->sums;
    held->name = copy(paper, table->name);
    for (int i = 0; i < table->count; i++) {
        held->types[i] = table->columns[i].type;
        held->by_hand[i] = table->columns[i].by_hand;
        held->titles[i] = safe_copy(paper, table->columns[i].title);
    }
}

static int width_of(const char *text)
{
    return text ? jf_utf8_width(text) : 0;
}

/* A tick needs little room, a signature (领款人签名) more: the title tells. */
static int hand_least(const char *title)
{
    int wanted = width_of(title) + 2;
    return wanted < HELD_NARROWEST ? HELD_NARROWEST : wanted > HELD_HAND ? HELD_HAND : wanted;
}

/* The columns of a terminal that a text takes in the widest face that may stand in for Times New Roman on a machine
 * that lacks it, DejaVu Serif: a column there is a little more than half as wide as the type is high. */
static int wide_columns(const char *text, size_t len)
{
    int hundredths = 0;
    for (const char *c = text; c < text + len; c++)
        hundredths += isdigit((unsigned char)*c)     ? 122
                      : *c && strchr("-,.", *c)      ? 65
                      : (unsigned char)*c < 0x80     ? 135
                      : ((unsigned char)*c >> 6) > 2 ? 200
                                                     : 0; /* the first byte of a character counts for all */
    return (hundredths + 99) / 100;
}

/* The bytes of a character that holds a code together; 0: it does not. */
static size_t tied(const char *c)
{
    static const char *const marks[] = { "〔", "〕", "号" };
    if (isalnum((unsigned char)*c) || *c == '-' || *c == '.' || *c == ',')
        return 1;
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
        if (jf_starts(c, marks[i]))
            return strlen(marks[i]);
    return 0;
}

/* The room of the widest code in a text: a run of figures, letters and what ties them with a figure in it (2005-07-01,
 * 350199101205, TK2005-01, 〔2001〕1531号), or all of a short text with a figure (樟转2005-0041). At most HELD_CODE. */
static int code_room(const char *text)
{
    static const char figures[] = "0123456789";
    int most = 0;
    for (const char *c = text; *c;) {
        size_t len = 0;
        for (size_t more; (more = tied(c + len)) > 0;)
            len += more;
        int room = len && strcspn(c, figures) < len ? wide_columns(c, len) : 0;
        most = room > most ? room : most;
        c += len ? len : 1;
    }
    int all = text[strcspn(text, figures)] ? wide_columns(text, strlen(text)) : 0;
    return all && all <= HELD_CODE ? all : most < HELD_CODE ? most : HELD_CODE;
}

/* What larger numbers may come in the rows that are not held, and in their sum. */
static int rows_to_come(const struct held *held, enum jf_value_type type)
{
    if (!held->rows_left || type == JF_VALUE_DAY)
        return 0;
    return type != JF_VALUE_MONEY ? 1 : held->sums ? HELD_SUM_ROOM : 3;
}

static void measure(struct held *held)
{
    for (int c = 0; c < held->columns; c++) {
        held->bodies[c] = 0;
        held->rooms[c] = 0;
        held->least[c] = held->by_hand[c] ? hand_least(held->titles[c]) : HELD_NARROWEST;
        for (int r = 0; r < held->count; r++) {
            const char *text = held->rows[r].cells[c].text ? held->rows[r].cells[c].text : "";
            int room = held_is_whole(held->types[c]) ? wide_columns(text, strlen(text)) : code_room(text);
            held->rooms[c] = room > held->rooms[c] ? room : held->rooms[c];
            held->bodies[c] = width_of(text) > held->bodies[c] ? width_of(text) : held->bodies[c];
        }
        if (held->sums && held->rows_left && held->types[c] == JF_VALUE_MONEY)
            held->bodies[c] += HELD_SUM_ROOM;
        held->rooms[c] += rows_to_come(held, held->types[c]);
        held->widths[c] = width_of(held->titles[c]);
        if (held->widths[c] < held->bodies[c])
            held->widths[c] = held->bodies[c];
    }
}

int held_fit(struct held *held, int gap, int limit)
{
    int total = gap * (held->columns - 1);
    for (int c = 0; c < held->columns; c++)
        total += held->widths[c];
    for (bool titles = false; total > limit;) {
        int widest = -1;
        for (int c = 0; c < held->columns; c++) {
            int least = held->bodies[c] > HELD_NARROW_TITLE ? held->bodies[c] : HELD_NARROW_TITLE;
            if ((titles ? held_is_whole(held->types[c]) && held->widths[c] > least
                        : !held_is_whole(held->types[c]) && held->widths[c] > held->least[c]) &&
                (widest < 0 || held->widths[c] > held->widths[widest]))
                widest = c;
        }
        if (widest < 0 && titles)
            break;
        if (widest >= 0) {
            held->widths[widest]--;
            total--;
        } else {
            titles = true;
        }
    }
    return total;
}

static void flush(struct jf_paper *paper, struct held *held, const struct held_look *look)
{
    measure(held);
    held->measured = true;
    look->head(paper, held);
    for (int i = 0; i < held->count; i++) {
        look->row(paper, held, &held->rows[i]);
        held->rows_out++;
        release_row(&held->rows[i]);
    }
    held->count = 0;
}

void held_row(struct jf_paper *paper, struct held *held, enum jf_row kind, const char *anchor)
{
    held->row.kind = kind;
    held->row.anchor = copy(paper, anchor);
}

void held_cell(struct jf_paper *paper, struct held *held, int column, const struct jf_value *value, const char *shown)
{
    struct held_cell *cell = &held->row.cells[column];
    cell->text = safe_copy(paper, shown);
    cell->ref = copy(paper, value->ref);
    cell->anchor = copy(paper, value->anchor);
}

void held_row_end(struct jf_paper *paper, struct held *held, const struct held_look *look)
{
    if (!held->measured && held->count == HELD_ROWS) {
        held->rows_left = true;
        flush(paper, held, look);
    }
    if (!held->measured) {
        held->rows[held->count++] = held->row;
        held->row = (struct held_row){ .kind = JF_ROW_BODY };
        return;
    }
    look->row(paper, held, &held->row);
    held->rows_out++;
    release_row(&held->row);
}

void held_end(struct jf_paper *paper, struct held *held, const struct held_look *look)
{
    if (!held->measured)
        flush(paper, held, look);
}
