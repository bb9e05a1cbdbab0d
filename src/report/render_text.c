/* render_text.c - a paper as plain text for terminals and letters: 80 columns, Chinese characters two wide, tables with
 * aligned columns. Must not know what a report says.
 *
 * A table's first rows are held back to measure the columns (HELD rows at most), the rest streams at those widths; what
 * does not fit a column goes on in the lines below, so nothing is cut off.
 */
#include "jianfu/i18n.h"
#include "jianfu/paper.h"
#include "jianfu/utf8.h"

#include <string.h>

enum { PAGE = 80, TABLE_PAGE = 132, HELD = 64, COLUMNS = 16, NARROWEST = 8, CHART_BAR = 40 };

struct held_row {
    enum jf_row kind;
    char *cells[COLUMNS];
};

struct text_state {
    struct jf_str paragraph;
    enum jf_paragraph kind;
    int columns;
    enum jf_value_type types[COLUMNS];
    char *titles[COLUMNS];
    int widths[COLUMNS];
    bool form;     /* label and text, without a head, as wide as the page */
    bool measured; /* the widths are fixed and the head is out */
    struct held_row held[HELD];
    int held_count;
    struct held_row row; /* being built */
};

/* Numbers and days are never broken over lines: they rather push their neighbours. */
static bool is_whole(enum jf_value_type type)
{
    return type != JF_VALUE_TEXT;
}

static bool is_number(enum jf_value_type type)
{
    return type == JF_VALUE_COUNT || type == JF_VALUE_MONEY || type == JF_VALUE_PERCENT;
}

static int at_most(int value, int limit)
{
    return value < limit ? value : limit;
}

static void put_blanks(struct jf_str *out, int count)
{
    for (int i = 0; i < count; i++)
        jf_str_addc(out, ' ');
}

static size_t skip_blanks(const char *text)
{
    return strspn(text, " ");
}

/* A line of its own, centred on the page. */
static void put_centred(struct jf_paper *paper, const char *text)
{
    struct jf_str line = JF_STR_INIT;
    struct jf_str safe = JF_STR_INIT;
    jf_utf8_add_safe(&safe, text, true);
    put_blanks(&line, (PAGE - jf_utf8_width(safe.data)) / 2);
    jf_str_add(&line, safe.data);
    jf_str_addc(&line, '\n');
    jf_paper_put_str(paper, &line);
    jf_str_release(&safe);
    jf_str_release(&line);
}

static void put_line(struct jf_paper *paper, const char *before, const char *text, const char *after)
{
    struct jf_str line = JF_STR_INIT;
    jf_str_add(&line, before);
    jf_utf8_add_safe(&line, text, true);
    jf_str_add(&line, after);
    jf_paper_put_str(paper, &line);
    jf_str_release(&line);
}

static void text_begin(struct jf_paper *paper, const struct jf_paper_head *head)
{
    (void)head;
    struct text_state *state = jf_paper_state(paper);
    jf_str_init(&state->paragraph);
}

static void text_title(struct jf_paper *paper, const char *text)
{
    jf_paper_put(paper, "\n");
    put_centred(paper, text);
    jf_paper_put(paper, "\n");
}

static void text_heading(struct jf_paper *paper, int level, const char *text)
{
    put_line(paper, level == 1 ? "\n" : "", text, "\n\n");
}

static void text_annex(struct jf_paper *paper, const char *text)
{
    jf_paper_put(paper, "\n\f\n");
    put_line(paper, "", text, "\n\n");
}

/* ---- paragraphs ---- */

static void text_paragraph(struct jf_paper *paper, enum jf_paragraph kind)
{
    struct text_state *state = jf_paper_state(paper);
    jf_str_clear(&state->paragraph);
    state->kind = kind;
}

static void text_text(struct jf_paper *paper, const char *text)
{
    struct text_state *state = jf_paper_state(paper);
    jf_utf8_add_safe(&state->paragraph, text, true);
}

static void text_value(struct jf_paper *paper, const struct jf_value *value, const char *shown)
{
    (void)value;
    text_text(paper, shown);
}

/* Where the lines of a kind of paragraph begin, and what stands around it. */
struct setting {
    int left, first; /* blanks before its lines, before the first one besides; Chinese papers only: `first` */
    bool right;      /* one line, set right */
    int margin;      /* columns left free on the right of such a line */
    bool centred;
    char rule_above, rule_below; /* 0: none */
    bool blank_above, blank_below;
};
static const struct setting settings[] = {
    [JF_PARAGRAPH_BODY] = { .first = 4, .blank_below = true },
    [JF_PARAGRAPH_NOTE] = { .left = 4, .blank_below = true },
    [JF_PARAGRAPH_SIGNATURE] = { .right = true, .margin = 8 },
    [JF_PARAGRAPH_ISSUER] = { .centred = true, .rule_below = '=' },
    [JF_PARAGRAPH_NUMBER] = { .right = true },
    [JF_PARAGRAPH_ADDRESSEE] = { .blank_below = true },
    [JF_PARAGRAPH_ATTACHED] = { .first = 4, .blank_below = true },
    [JF_PARAGRAPH_REMARK] = { .first = 4, .blank_above = true },
    [JF_PARAGRAPH_IMPRINT] = { .rule_above = '-', .blank_above = true },
};

static void put_marks(struct jf_str *out, char mark, int count)
{
    for (int i = 0; mark && i < count; i++)
        jf_str_addc(out, mark);
    if (mark)
        jf_str_addc(out, '\n');
}

static void add_lines(struct jf_str *out, const char *rest, int left, int first)
{
    for (bool begin = true; *rest; begin = false) {
        int indent = left + (begin ? first : 0);
        size_t bytes = jf_text_break(rest, PAGE - indent);
        put_blanks(out, indent);
        jf_str_addn(out, rest, bytes);
        jf_str_addc(out, '\n');
        rest += bytes;
        rest += skip_blanks(rest);
    }
}

static void text_paragraph_end(struct jf_paper *paper)
{
    struct text_state *state = jf_paper_state(paper);
    const struct setting *set = &settings[state->kind];
    const char *text = state->paragraph.data;
    int width = jf_utf8_width(text);
    struct jf_str out = JF_STR_INIT;
    jf_str_add(&out, set->blank_above ? "\n" : "");
    put_marks(&out, set->rule_above, PAGE);
    if (set->right || set->centred) {
        put_blanks(&out, set->right ? PAGE - set->margin - width : (PAGE - width) / 2);
        jf_str_addf(&out, "%s\n", text);
    } else {
        add_lines(&out, text, set->left, jf_streq(jf_paper_lang(paper), "zh") ? set->first : 0);
    }
    put_marks(&out, set->rule_below, PAGE);
    jf_str_add(&out, set->blank_below ? "\n" : "");
    jf_paper_put_str(paper, &out);
    jf_str_release(&out);
}

/* ---- tables ---- */

static void release_row(struct held_row *row)
{
    for (int i = 0; i < COLUMNS; i++)
        jf_free(row->cells[i]);
    *row = (struct held_row){ .kind = JF_ROW_BODY };
}

static void release_table(struct text_state *state)
{
    for (int i = 0; i < COLUMNS; i++) {
        jf_free(state->titles[i]);
        state->titles[i] = NULL;
    }
    for (int i = 0; i < state->held_count; i++)
        release_row(&state->held[i]);
    release_row(&state->row);
    state->held_count = 0;
    state->columns = 0;
    state->measured = false;
}

static char *safe_copy(struct jf_paper *paper, const char *text)
{
    struct jf_str safe = JF_STR_INIT;
    jf_utf8_add_safe(&safe, text, true);
    char *copy = jf_dup(safe.data);
    if (!copy || safe.failed)
        jf_paper_fail(paper, JF_NOMEM, _("out of memory"));
    jf_str_release(&safe);
    return copy;
}

static void text_table(struct jf_paper *paper, const struct jf_paper_table *table)
{
    struct text_state *state = jf_paper_state(paper);
    if (table->count > COLUMNS) {
        jf_paper_fail(paper, JF_BUG, _("a table has too many columns"));
        return;
    }
    state->columns = table->count;
    state->form = table->form;
    for (int i = 0; i < table->count; i++) {
        state->types[i] = table->columns[i].type;
        state->titles[i] = safe_copy(paper, table->columns[i].title);
    }
    if (*table->caption)
        put_line(paper, "", table->caption, "\n");
}

/* The widest line of a cell, as wide as it wants to be. */
static void measure(struct text_state *state)
{
    int total = 2 * (state->columns - 1);
    for (int c = 0; c < state->columns; c++) {
        state->widths[c] = state->titles[c] ? jf_utf8_width(state->titles[c]) : 0;
        for (int r = 0; r < state->held_count; r++) {
            int width = state->held[r].cells[c] ? jf_utf8_width(state->held[r].cells[c]) : 0;
            if (width > state->widths[c])
                state->widths[c] = width;
        }
        total += state->widths[c];
    }
    if (state->form && total < PAGE) { /* a form is as wide as the page */
        state->widths[state->columns - 1] += PAGE - total;
        total = PAGE;
    }
    /* Too wide: take from the widest text column until it fits or all are narrow. */
    while (total > (state->form ? PAGE : TABLE_PAGE)) {
        int widest = -1;
        for (int c = 0; c < state->columns; c++)
            if (!is_whole(state->types[c]) && state->widths[c] > NARROWEST &&
                (widest < 0 || state->widths[c] > state->widths[widest]))
                widest = c;
        if (widest < 0)
            break;
        state->widths[widest]--;
        total--;
    }
}

static void put_rule(struct jf_paper *paper, const struct text_state *state, char mark)
{
    struct jf_str line = JF_STR_INIT;
    for (int c = 0; c < state->columns; c++)
        for (int i = 0; i < state->widths[c] + (c + 1 < state->columns ? 2 : 0); i++)
            jf_str_addc(&line, mark);
    jf_str_addc(&line, '\n');
    jf_paper_put_str(paper, &line);
    jf_str_release(&line);
}

/* One row on as many lines as its longest cell needs. */
static void put_row(struct jf_paper *paper, const struct text_state *state, char *const cells[])
{
    const char *rest[COLUMNS];
    for (int c = 0; c < state->columns; c++)
        rest[c] = cells[c] ? cells[c] : "";
    struct jf_str line = JF_STR_INIT;
    struct jf_str piece = JF_STR_INIT;
    for (bool more = true; more;) {
        more = false;
        size_t start = line.len;
        for (int c = 0; c < state->columns; c++) {
            bool number = is_number(state->types[c]);
            size_t bytes = is_whole(state->types[c]) ? strlen(rest[c]) : jf_text_break(rest[c], state->widths[c]);
            jf_str_clear(&piece);
            jf_str_addn(&piece, rest[c], bytes);
            jf_utf8_pad(&line, piece.data, state->widths[c], number, false);
            if (c + 1 < state->columns)
                jf_str_add(&line, "  ");
            rest[c] += bytes;
            rest[c] += skip_blanks(rest[c]);
            more = more || *rest[c];
        }
        while (line.len > start && line.data[line.len - 1] == ' ')
            jf_str_truncate(&line, line.len - 1);
        jf_str_addc(&line, '\n');
    }
    jf_paper_put_str(paper, &line);
    jf_str_release(&piece);
    jf_str_release(&line);
}

static void put_body_row(struct jf_paper *paper, const struct text_state *state, const struct held_row *row)
{
    if (row->kind == JF_ROW_TOTAL)
        put_rule(paper, state, '-');
    put_row(paper, state, row->cells);
    if (row->kind == JF_ROW_HAND)
        jf_paper_put(paper, "\n\n");
}

static void flush_held(struct jf_paper *paper)
{
    struct text_state *state = jf_paper_state(paper);
    measure(state);
    state->measured = true;
    put_rule(paper, state, '=');
    if (!state->form) {
        put_row(paper, state, state->titles);
        put_rule(paper, state, '-');
    }
    for (int i = 0; i < state->held_count; i++) {
        if (i && state->form)
            put_rule(paper, state, '-');
        put_body_row(paper, state, &state->held[i]);
        release_row(&state->held[i]);
    }
    state->held_count = 0;
}

static void text_row(struct jf_paper *paper, enum jf_row kind, const char *anchor)
{
    (void)anchor;
    struct text_state *state = jf_paper_state(paper);
    state->row.kind = kind;
}

static void text_cell(struct jf_paper *paper, int column, const struct jf_value *value, const char *shown)
{
    (void)value;
    struct text_state *state = jf_paper_state(paper);
    state->row.cells[column] = safe_copy(paper, shown);
}

static void text_row_end(struct jf_paper *paper)
{
    struct text_state *state = jf_paper_state(paper);
    if (!state->measured && state->held_count == HELD)
        flush_held(paper);
    if (!state->measured) {
        state->held[state->held_count++] = state->row;
        state->row = (struct held_row){ .kind = JF_ROW_BODY };
        return;
    }
    put_body_row(paper, state, &state->row);
    release_row(&state->row);
}

static void text_table_end(struct jf_paper *paper)
{
    struct text_state *state = jf_paper_state(paper);
    if (!state->measured)
        flush_held(paper);
    put_rule(paper, state, '=');
    jf_paper_put(paper, "\n");
    release_table(state);
}

/* ---- charts: bars of # ---- */

static void text_chart(struct jf_paper *paper, const struct jf_chart *chart)
{
    int64_t most = 1;
    int label = 0;
    for (int i = 0; i < chart->count; i++) {
        if (chart->bars[i].value.number > most)
            most = chart->bars[i].value.number;
        if (jf_utf8_width(chart->bars[i].label) > label)
            label = at_most(jf_utf8_width(chart->bars[i].label), 30);
    }
    put_line(paper, "", chart->caption, "\n");
    struct jf_str line = JF_STR_INIT;
    struct jf_str safe = JF_STR_INIT;
    for (int i = 0; i < chart->count; i++) {
        jf_str_clear(&line);
        jf_str_clear(&safe);
        jf_utf8_add_safe(&safe, chart->bars[i].label, true);
        jf_str_add(&line, "  ");
        jf_utf8_pad(&line, safe.data, label, false, true);
        jf_str_add(&line, "  ");
        /* Divide first: the largest amount times forty must not overflow. */
        int64_t length = most > CHART_BAR ? chart->bars[i].value.number / (most / CHART_BAR)
                                          : chart->bars[i].value.number * CHART_BAR / most;
        for (int64_t n = 0; n < length && n < CHART_BAR + 8; n++)
            jf_str_addc(&line, '#');
        jf_str_addc(&line, ' ');
        jf_value_add_text(&line, &chart->bars[i].value);
        jf_str_addc(&line, '\n');
        jf_paper_put_str(paper, &line);
    }
    jf_paper_put(paper, "\n");
    jf_str_release(&safe);
    jf_str_release(&line);
}

static void text_end(struct jf_paper *paper)
{
    (void)paper;
}

static void text_release(struct jf_paper *paper)
{
    struct text_state *state = jf_paper_state(paper);
    release_table(state);
    jf_str_release(&state->paragraph);
}

const struct jf_renderer jf_render_text = {
    .name = "text",
    .media = "text/plain; charset=utf-8",
    .state = sizeof(struct text_state),
    .begin = text_begin,
    .title = text_title,
    .heading = text_heading,
    .annex = text_annex,
    .paragraph = text_paragraph,
    .text = text_text,
    .value = text_value,
    .paragraph_end = text_paragraph_end,
    .table = text_table,
    .row = text_row,
    .cell = text_cell,
    .row_end = text_row_end,
    .table_end = text_table_end,
    .chart = text_chart,
    .end = text_end,
    .release = text_release,
};
