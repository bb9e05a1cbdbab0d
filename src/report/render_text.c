/* render_text.c - a paper as plain text for terminals and letters: 80 columns, Chinese characters two wide, tables with
 * aligned columns. Must not know what a report says.
 *
 * A table's columns are measured on its first rows (held.h), the rest streams at those widths; what does not fit a
 * column goes on in the lines below, so nothing is cut off.
 */
#include "held.h"

#include "jianfu/utf8.h"

#include <string.h>

enum { PAGE = 80, TABLE_PAGE = 132, CHART_BAR = 40 };

struct text_state {
    bool begun; /* a title or an annex is out */
    struct jf_str paragraph;
    enum jf_paragraph kind;
    struct held held;
};

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
    struct text_state *state = jf_paper_state(paper);
    state->begun = true;
    struct jf_str title = JF_STR_INIT;
    jf_title_add(&title, text, "");
    jf_paper_put(paper, "\n");
    put_centred(paper, title.data);
    jf_paper_put(paper, "\n");
    jf_str_release(&title);
}

static void text_heading(struct jf_paper *paper, int level, const char *text)
{
    put_line(paper, level == 1 ? "\n" : "", text, "\n\n");
}

static void text_annex(struct jf_paper *paper, const char *text)
{
    struct text_state *state = jf_paper_state(paper);
    jf_paper_put(paper, state->begun ? "\n\f\n" : "\n"); /* a paper that begins with it needs no empty page before */
    state->begun = true;
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

static void text_table(struct jf_paper *paper, const struct jf_paper_table *table)
{
    struct text_state *state = jf_paper_state(paper);
    held_begin(paper, &state->held, table);
    if (*table->caption)
        put_line(paper, "", table->caption, "\n");
}

static void put_rule(struct jf_paper *paper, const struct held *held, char mark)
{
    struct jf_str line = JF_STR_INIT;
    for (int c = 0; c < held->columns; c++)
        for (int i = 0; i < held->widths[c] + (c + 1 < held->columns ? 2 : 0); i++)
            jf_str_addc(&line, mark);
    jf_str_addc(&line, '\n');
    jf_paper_put_str(paper, &line);
    jf_str_release(&line);
}

/* One row on as many lines as its longest cell needs. Only a title of numbers may be broken, not a number. */
static void put_row(struct jf_paper *paper, const struct held *held, const char *const cells[], bool title)
{
    const char *rest[HELD_COLUMNS];
    for (int c = 0; c < held->columns; c++)
        rest[c] = cells[c] ? cells[c] : "";
    struct jf_str line = JF_STR_INIT;
    struct jf_str piece = JF_STR_INIT;
    for (bool more = true; more;) {
        more = false;
        size_t start = line.len;
        for (int c = 0; c < held->columns; c++) {
            bool whole = held_is_whole(held->types[c]) && !title;
            size_t bytes = whole ? strlen(rest[c]) : jf_text_break(rest[c], held->widths[c]);
            jf_str_clear(&piece);
            jf_str_addn(&piece, rest[c], bytes);
            jf_utf8_pad(&line, piece.data, held->widths[c], held_is_number(held->types[c]), false);
            if (c + 1 < held->columns)
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

static void table_head(struct jf_paper *paper, struct held *held)
{
    int wished[HELD_COLUMNS];
    memcpy(wished, held->widths, sizeof wished);
    int total = held_fit(held, 2, held->form || held->portrait ? PAGE : TABLE_PAGE);
    if (held->portrait && total > PAGE) { /* so many numbers do not fit: rather whole words and a wide table */
        memcpy(held->widths, wished, sizeof wished);
        held_fit(held, 2, TABLE_PAGE);
    }
    if (held->form && total < PAGE) /* a form is as wide as the page */
        held->widths[held->columns - 1] += PAGE - total;
    put_rule(paper, held, '=');
    if (held->form)
        return;
    const char *titles[HELD_COLUMNS];
    for (int c = 0; c < held->columns; c++)
        titles[c] = held->titles[c];
    put_row(paper, held, titles, true);
    put_rule(paper, held, '-');
}

static void table_row(struct jf_paper *paper, const struct held *held, const struct held_row *row)
{
    const char *texts[HELD_COLUMNS];
    for (int c = 0; c < held->columns; c++)
        texts[c] = row->cells[c].text;
    if (row->kind == JF_ROW_TOTAL || (held->form && held->rows_out))
        put_rule(paper, held, '-');
    put_row(paper, held, texts, false);
    if (row->kind == JF_ROW_HAND)
        jf_paper_put(paper, "\n\n");
}

static const struct held_look table_look = { table_head, table_row };

static void text_row(struct jf_paper *paper, enum jf_row kind, const char *anchor)
{
    struct text_state *state = jf_paper_state(paper);
    held_row(paper, &state->held, kind, anchor);
}

static void text_cell(struct jf_paper *paper, int column, const struct jf_value *value, const char *shown)
{
    struct text_state *state = jf_paper_state(paper);
    held_cell(paper, &state->held, column, value, shown);
}

static void text_row_end(struct jf_paper *paper)
{
    struct text_state *state = jf_paper_state(paper);
    held_row_end(paper, &state->held, &table_look);
}

static void text_table_end(struct jf_paper *paper)
{
    struct text_state *state = jf_paper_state(paper);
    held_end(paper, &state->held, &table_look);
    put_rule(paper, &state->held, '=');
    jf_paper_put(paper, "\n");
    held_release(&state->held);
}

/* ---- charts: bars of #, of = for a second series; tiles as a list ---- */

static void put_bar(struct jf_paper *paper, const char *label, int width, const struct jf_value *value, int64_t most,
                    char mark)
{
    struct jf_str line = JF_STR_INIT;
    jf_str_add(&line, "  ");
    jf_utf8_pad(&line, label, width, false, true);
    jf_str_add(&line, "  ");
    for (int n = jf_chart_length(value->number, most, CHART_BAR); n > 0; n--)
        jf_str_addc(&line, mark);
    jf_str_addc(&line, ' ');
    jf_value_add_text(&line, value);
    jf_str_addc(&line, '\n');
    jf_paper_put_str(paper, &line);
    jf_str_release(&line);
}

static void text_chart(struct jf_paper *paper, const struct jf_chart *chart)
{
    static const char marks[JF_CHART_SERIES] = { '#', '=' };
    int64_t most = jf_chart_most(chart);
    int series = jf_chart_series(chart);
    int label = 0;
    for (int i = 0; i < chart->count; i++)
        if (jf_utf8_width(chart->bars[i].label) > label)
            label = at_most(jf_utf8_width(chart->bars[i].label), 30);
    struct jf_str line = JF_STR_INIT;
    jf_utf8_add_safe(&line, chart->caption, true);
    for (int s = 0; s < series && series > 1; s++)
        jf_str_addf(&line, "%s%c %s", s ? ", " : "  (", marks[s], chart->titles[s]);
    jf_str_add(&line, series > 1 ? ")\n" : "\n");
    jf_paper_put_str(paper, &line);
    for (int i = 0; i < chart->count; i++)
        for (int s = 0; s < series; s++) {
            jf_str_clear(&line);
            jf_utf8_add_safe(&line, s ? "" : chart->bars[i].label, true);
            put_bar(paper, line.data, label, &chart->bars[i].values[s], most, marks[s]);
        }
    jf_paper_put(paper, "\n");
    jf_str_release(&line);
}

static void text_end(struct jf_paper *paper)
{
    (void)paper;
}

static void text_release(struct jf_paper *paper)
{
    struct text_state *state = jf_paper_state(paper);
    held_release(&state->held);
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
