/* list_lines.c - a table's row set in the lines of a terminal. Must not know where the cells come from. */
#include "list_lines.h"

#include "jianfu/utf8.h"

#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

enum { GAP = 2, INDENT = 4, COMFORT = 20, USUAL = 80 }; /* a text column is not made narrower than that for its row */

int list_page(void)
{
    struct winsize size;
    if (!isatty(STDOUT_FILENO))
        return 0;
    return ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0 ? size.ws_col : USUAL;
}

static bool number(const struct list_lines *l, int column)
{
    return l->columns[column].type == JF_LIST_INT || l->columns[column].type == JF_LIST_MONEY;
}

static bool text(const struct list_lines *l, int column)
{
    return l->columns[column].type == JF_LIST_TEXT;
}

static int indent(int line)
{
    return line ? INDENT : 0;
}

/* The widths of the columns in one line, with the blanks between them. */
static int line_width(const struct list_lines *l, int line)
{
    int width = indent(line) - GAP;
    for (int i = 0; i < l->count; i++)
        if (l->line[i] == line)
            width += l->widths[i] + GAP;
    return width;
}

/* Take from the widest text until the line fits. */
static void narrow(struct list_lines *l, int line, int page)
{
    for (int over = line_width(l, line) - page; over > 0; over--) {
        int widest = -1;
        for (int i = 0; i < l->count; i++)
            if (l->line[i] == line && text(l, i) && (widest < 0 || l->widths[i] > l->widths[widest]))
                widest = i;
        if (widest < 0 || l->widths[widest] <= GAP)
            return;
        l->widths[widest]--;
    }
}

void list_lines_fit(struct list_lines *l, int page)
{
    int line = 0, used = -GAP;
    l->page = page;
    for (int i = 0; i < l->count; i++)
        l->line[i] = 0;
    if (page == 0 || line_width(l, 0) <= page)
        return;
    for (int i = 0; i < l->count; i++) {
        int least = text(l, i) && l->widths[i] > COMFORT ? COMFORT : l->widths[i];
        if (used + GAP + least > page && used > indent(line)) {
            line++;
            used = indent(line) - GAP;
        }
        used += GAP + least;
        l->line[i] = line;
    }
    for (int k = 0; k <= line; k++)
        narrow(l, k, page);
}

/* The marks of a terminal (jf_list_marked) do not count, and what has to be broken loses them. */
static void without_marks(struct jf_str *out, const char *cell)
{
    for (; *cell; cell++)
        if (*cell == '\033')
            cell += strcspn(cell, "m");
        else
            jf_str_addc(out, *cell);
}

struct piece {
    struct jf_str room;
    const char *rest;
    bool whole; /* stays in one line */
};

static void begin_piece(struct piece *p, const struct list_lines *l, int column, const char *cell)
{
    jf_str_init(&p->room);
    without_marks(&p->room, cell);
    int width = jf_utf8_width(p->room.data);
    p->whole = l->page == 0 || width <= l->widths[column] || !text(l, column);
    p->rest = p->whole ? cell : p->room.data;
}

/* What of a cell stands in this line; nothing is lost. */
static void add_piece(struct jf_str *out, struct piece *p, const struct list_lines *l, int column, bool last)
{
    struct jf_str part = JF_STR_INIT;
    size_t bytes = p->whole ? strlen(p->rest) : jf_text_break(p->rest, l->widths[column]);
    jf_str_addn(&part, p->rest, bytes);
    p->rest += bytes;
    p->rest += strspn(p->rest, " ");
    if (last && !number(l, column))
        jf_str_add(out, part.data);
    else
        jf_utf8_pad(out, part.data, l->widths[column], number(l, column), false);
    jf_str_release(&part);
}

/* One line of a row, and those below it in which its texts go on. */
static void add_line(struct jf_str *out, const struct list_lines *l, int line, char *const *cells)
{
    struct piece pieces[LIST_MOST];
    int last = -1;
    for (int i = 0; i < l->count; i++) {
        begin_piece(&pieces[i], l, i, cells[i]);
        last = l->line[i] == line ? i : last;
    }
    for (bool more = true; more;) {
        more = false;
        for (int n = 0; n < indent(line); n++)
            jf_str_addc(out, ' ');
        for (int i = 0; i <= last; i++) {
            if (l->line[i] != line)
                continue;
            add_piece(out, &pieces[i], l, i, i == last);
            jf_str_add(out, i == last ? "" : "  ");
            more = more || *pieces[i].rest;
        }
        while (out->len > 0 && out->data[out->len - 1] == ' ')
            jf_str_truncate(out, out->len - 1);
        jf_str_addc(out, '\n');
    }
    for (int i = 0; i < l->count; i++)
        jf_str_release(&pieces[i].room);
}

void list_lines_add(struct jf_str *out, const struct list_lines *l, char *const *cells)
{
    for (int line = 0; line <= l->line[l->count - 1]; line++)
        add_line(out, l, line, cells);
}
