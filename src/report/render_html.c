/* render_html.c - a paper as one HTML page that prints on A4: no script, nothing fetched, the style sheet inside
 * (src/templates/paper.css), charts as inline SVG. Must not know what a report says.
 */
#include "jianfu/i18n.h"
#include "jianfu/paper.h"
#include "jianfu/resource.h"
#include "jianfu/store.h"
#include "jianfu/utf8.h"

#include <string.h>

enum { BAR_HEIGHT = 22, BAR_LEFT = 170, BAR_WIDTH = 300, CHART_WIDTH = 620, LABEL_COLUMNS = 22 };
enum { TILE_WIDTH = CHART_WIDTH / JF_CHART_TILES_ACROSS, TILE_HEIGHT = 46 };

struct html_state {
    int sections;  /* headings so far, for their anchors */
    bool in_annex; /* a section is open */
    bool in_form;  /* the open table is a form */
    uint32_t hand; /* a bit for each column to be filled in by hand */
    struct jf_str out;
};

void jf_html_add(struct jf_str *out, const char *text)
{
    struct jf_str safe = JF_STR_INIT;
    jf_utf8_add_safe(&safe, text, true);
    jf_str_add_markup(out, safe.data, safe.len);
    if (safe.failed)
        out->failed = true;
    jf_str_release(&safe);
}

/* The text that is being put together, empty. */
static struct jf_str *fresh(struct jf_paper *paper)
{
    struct html_state *state = jf_paper_state(paper);
    jf_str_clear(&state->out);
    return &state->out;
}

static void put_element(struct jf_paper *paper, const char *open, const char *text, const char *close)
{
    struct jf_str *out = fresh(paper);
    jf_str_add(out, open);
    jf_html_add(out, text);
    jf_str_add(out, close);
    jf_paper_put_str(paper, out);
}

static void html_begin(struct jf_paper *paper, const struct jf_paper_head *head)
{
    struct html_state *state = jf_paper_state(paper);
    jf_str_init(&state->out);
    const char *css = jf_resource("templates/paper.css", NULL);
    struct jf_str *out = fresh(paper);
    jf_str_addf(out, "<!DOCTYPE html>\n<html lang=\"%s\">\n<head>\n<meta charset=\"utf-8\">\n",
                jf_streq(jf_paper_lang(paper), "zh") ? "zh-CN" : "en");
    jf_str_add(
        out, "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n"
             "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
    if (head->made) {
        jf_str_add(out, "<meta name=\"generator\" content=\"");
        jf_html_add(out, head->made);
        jf_str_add(out, "\">\n");
    }
    jf_str_add(out, "<title>");
    jf_html_add(out, head->title ? head->title : "");
    jf_str_add(out, "</title>\n<style>\n");
    jf_str_add(out, css ? css : "");
    jf_str_addf(out, "</style>\n</head>\n<body>\n<main%s>\n", head->sheet == JF_SHEET_BOARD ? " class=\"board\"" : "");
    jf_paper_put_str(paper, out);
}

static void html_title(struct jf_paper *paper, const char *text)
{
    struct jf_str *out = fresh(paper);
    struct jf_str piece = JF_STR_INIT;
    jf_str_add(out, "<h1>");
    for (const char *at = text; *at;) {
        size_t len = strcspn(at, "\n");
        jf_str_clear(&piece);
        jf_str_addn(&piece, at, len);
        jf_html_add(out, piece.data);
        at += len;
        if (*at && *at++)
            jf_str_add(out, "<wbr>");
    }
    jf_str_add(out, "</h1>\n");
    out->failed = out->failed || piece.failed;
    jf_str_release(&piece);
    jf_paper_put_str(paper, out);
}

static void html_heading(struct jf_paper *paper, int level, const char *text)
{
    struct html_state *state = jf_paper_state(paper);
    struct jf_str *out = fresh(paper);
    int element = level < 1 ? 2 : level > 4 ? 5 : level + 1;
    jf_str_addf(out, "<h%d id=\"section-%d\">", element, ++state->sections);
    jf_html_add(out, text);
    jf_str_addf(out, "</h%d>\n", element);
    jf_paper_put_str(paper, out);
}

static void html_annex(struct jf_paper *paper, const char *text)
{
    struct html_state *state = jf_paper_state(paper);
    struct jf_str *out = fresh(paper);
    jf_str_addf(out, "%s<section class=\"annex\">\n<h2 id=\"section-%d\">", state->in_annex ? "</section>\n" : "",
                ++state->sections);
    state->in_annex = true;
    jf_html_add(out, text);
    jf_str_add(out, "</h2>\n");
    jf_paper_put_str(paper, out);
}

static void html_paragraph(struct jf_paper *paper, enum jf_paragraph kind)
{
    static const char *const opens[] = { [JF_PARAGRAPH_BODY] = "<p>",
                                         [JF_PARAGRAPH_NOTE] = "<p class=\"note\">",
                                         [JF_PARAGRAPH_SIGNATURE] = "<p class=\"signature\">",
                                         [JF_PARAGRAPH_ISSUER] = "<p class=\"issuer\">",
                                         [JF_PARAGRAPH_NUMBER] = "<p class=\"number\">",
                                         [JF_PARAGRAPH_ADDRESSEE] = "<p class=\"to\">",
                                         [JF_PARAGRAPH_ATTACHED] = "<p class=\"attached\">",
                                         [JF_PARAGRAPH_REMARK] = "<p class=\"remark\">",
                                         [JF_PARAGRAPH_IMPRINT] = "<p class=\"imprint\">" };
    jf_paper_put(paper, opens[kind]);
}

static void html_text(struct jf_paper *paper, const char *text)
{
    put_element(paper, "", text, "");
}

/* A value as a link to the place in the paper that tells more, or a span; either carries the ref for `jianfu why`. */
static void add_value(struct jf_str *out, const struct jf_value *value, const char *shown)
{
    const char *element = value->anchor ? "a" : "span";
    if (!value->ref && !value->anchor) {
        jf_html_add(out, shown);
        return;
    }
    jf_str_addf(out, "<%s", element);
    if (value->anchor) {
        jf_str_add(out, " href=\"#");
        jf_html_add(out, value->anchor);
        jf_str_addc(out, '"');
    }
    if (value->ref) {
        jf_str_add(out, " data-ref=\"");
        jf_html_add(out, value->ref);
        jf_str_add(out, "\" title=\"jianfu why ");
        jf_html_add(out, value->ref);
        jf_str_addc(out, '"');
    }
    jf_str_addc(out, '>');
    jf_html_add(out, shown);
    jf_str_addf(out, "</%s>", element);
}

static void html_value(struct jf_paper *paper, const struct jf_value *value, const char *shown)
{
    struct jf_str *out = fresh(paper);
    add_value(out, value, shown);
    jf_paper_put_str(paper, out);
}

static void html_paragraph_end(struct jf_paper *paper)
{
    jf_paper_put(paper, "</p>\n");
}

static const char *cell_class(enum jf_value_type type)
{
    switch (type) {
    case JF_VALUE_COUNT:
    case JF_VALUE_MONEY:
    case JF_VALUE_PERCENT:
        return " class=\"n\"";
    case JF_VALUE_DAY:
        return " class=\"d\"";
    case JF_VALUE_TEXT:
        break;
    }
    return "";
}

static void add_head(struct jf_str *out, const struct jf_paper_table *table)
{
    jf_str_add(out, "<thead><tr>");
    for (int i = 0; i < table->count; i++) {
        jf_str_addf(out, "<th scope=\"col\"%s>",
                    table->columns[i].by_hand ? " class=\"h\"" : cell_class(table->columns[i].type));
        jf_html_add(out, table->columns[i].title);
        jf_str_add(out, "</th>");
    }
    jf_str_add(out, "</tr></thead>\n");
}

static void html_table(struct jf_paper *paper, const struct jf_paper_table *table)
{
    struct jf_str *out = fresh(paper);
    jf_str_add(out, "<table");
    if (table->name) {
        jf_str_add(out, " id=\"table-");
        jf_html_add(out, table->name);
        jf_str_addc(out, '"');
    }
    struct html_state *state = jf_paper_state(paper);
    state->in_form = table->form;
    state->hand = 0;
    for (int i = 0; i < table->count && i < 32; i++)
        state->hand |= table->columns[i].by_hand ? UINT32_C(1) << i : 0;
    const char *class = table->form        ? " class=\"form\""
                        : state->hand      ? " class=\"signed\""
                        : table->count > 7 ? " class=\"wide\""
                                           : "";
    jf_str_addf(out, "%s>\n", class);
    if (*table->caption) {
        jf_str_add(out, "<caption>");
        jf_html_add(out, table->caption);
        jf_str_add(out, "</caption>\n");
    }
    if (!table->form)
        add_head(out, table);
    jf_str_add(out, "<tbody>\n");
    jf_paper_put_str(paper, out);
}

static void html_row(struct jf_paper *paper, enum jf_row kind, const char *anchor)
{
    struct jf_str *out = fresh(paper);
    jf_str_addf(out, "<tr%s", kind == JF_ROW_TOTAL ? " class=\"total\"" : kind == JF_ROW_HAND ? " class=\"hand\"" : "");
    if (anchor) {
        jf_str_add(out, " id=\"");
        jf_html_add(out, anchor);
        jf_str_addc(out, '"');
    }
    jf_str_addc(out, '>');
    jf_paper_put_str(paper, out);
}

static void html_cell(struct jf_paper *paper, int column, const struct jf_value *value, const char *shown)
{
    const struct html_state *state = jf_paper_state(paper);
    bool label = state->in_form && column == 0;
    bool hand = column < 32 && (state->hand >> column & 1);
    struct jf_str *out = fresh(paper);
    if (label)
        jf_str_add(out, "<th scope=\"row\">");
    else
        jf_str_addf(out, "<td%s>", hand ? " class=\"h\"" : cell_class(value->type));
    add_value(out, value, shown);
    jf_str_add(out, label ? "</th>" : "</td>");
    jf_paper_put_str(paper, out);
}

static void html_row_end(struct jf_paper *paper)
{
    jf_paper_put(paper, "</tr>\n");
}

static void html_table_end(struct jf_paper *paper)
{
    jf_paper_put(paper, "</tbody>\n</table>\n");
}

static void add_svg_text(struct jf_str *out, int x, int y, const char *anchor, const char *text)
{
    jf_str_addf(out, "<text x=\"%d\" y=\"%d\"%s>", x, y, anchor);
    jf_html_add(out, text);
    jf_str_add(out, "</text>");
}

/* Horizontal bars: label, bars, values. Lengths are whole numbers, so that the bytes are the same everywhere. */
static void add_bars(struct jf_str *out, const struct jf_chart *chart)
{
    int series = jf_chart_series(chart);
    int group = BAR_HEIGHT * series - (series - 1) * 5;
    int64_t most = jf_chart_most(chart);
    struct jf_str text = JF_STR_INIT;
    for (int i = 0; i < chart->count; i++) {
        int y = i * group + 4;
        jf_utf8_pad(&text, chart->bars[i].label, LABEL_COLUMNS, true, true);
        add_svg_text(out, BAR_LEFT - 8, y + 13, " text-anchor=\"end\"", text.data + strspn(text.data, " "));
        for (int s = 0; s < series; s++, y += BAR_HEIGHT - 5) {
            const struct jf_value *value = &chart->bars[i].values[s];
            int length = jf_chart_length(value->number, most, BAR_WIDTH);
            jf_str_clear(&text);
            jf_value_add_text(&text, value);
            jf_str_addf(out, "<rect class=\"s%d\" x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\"/>", s, BAR_LEFT, y,
                        length, BAR_HEIGHT - 6);
            add_svg_text(out, BAR_LEFT + length + 6, y + 13, "", text.data);
        }
        jf_str_clear(&text);
        jf_str_addc(out, '\n');
    }
    out->failed = out->failed || text.failed;
    jf_str_release(&text);
}

static void add_tiles(struct jf_str *out, const struct jf_chart *chart)
{
    int64_t most = jf_chart_most(chart);
    struct jf_str text = JF_STR_INIT;
    for (int i = 0; i < chart->count; i++) {
        const struct jf_value *value = &chart->bars[i].values[0];
        int shade = jf_chart_shade(value->number, most);
        int x = i % JF_CHART_TILES_ACROSS * TILE_WIDTH + 2;
        int y = i / JF_CHART_TILES_ACROSS * TILE_HEIGHT + 2;
        jf_str_addf(out, "<g class=\"t%d\"><rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\"/>", shade, x, y,
                    TILE_WIDTH - 4, TILE_HEIGHT - 4);
        jf_str_clear(&text);
        jf_utf8_pad(&text, chart->bars[i].label, LABEL_COLUMNS, false, true);
        add_svg_text(out, x + TILE_WIDTH / 2, y + 17, " text-anchor=\"middle\"", text.data);
        jf_str_clear(&text);
        jf_value_add_text(&text, value);
        add_svg_text(out, x + TILE_WIDTH / 2, y + 34, " text-anchor=\"middle\"", text.data);
        jf_str_add(out, "</g>\n");
    }
    out->failed = out->failed || text.failed;
    jf_str_release(&text);
}

static int chart_height(const struct jf_chart *chart)
{
    int series = jf_chart_series(chart);
    if (chart->tiles)
        return (chart->count + JF_CHART_TILES_ACROSS - 1) / JF_CHART_TILES_ACROSS * TILE_HEIGHT;
    return chart->count * (BAR_HEIGHT * series - (series - 1) * 5) + 6;
}

static void html_chart(struct jf_paper *paper, const struct jf_chart *chart)
{
    struct jf_str *out = fresh(paper);
    jf_str_addf(out, "<figure>\n<svg viewBox=\"0 0 %d %d\" role=\"img\" xmlns=\"http://www.w3.org/2000/svg\">\n<title>",
                CHART_WIDTH, chart_height(chart));
    jf_html_add(out, chart->caption);
    jf_str_add(out, "</title>\n");
    if (chart->tiles)
        add_tiles(out, chart);
    else
        add_bars(out, chart);
    jf_str_add(out, "</svg>\n<figcaption>");
    jf_html_add(out, chart->caption);
    for (int s = 0; s < chart->series && chart->series > 1; s++) {
        jf_str_addf(out, "　<span class=\"s%d\">■</span>", s);
        jf_html_add(out, chart->titles[s]);
    }
    jf_str_add(out, "</figcaption>\n</figure>\n");
    jf_paper_put_str(paper, out);
}

static void html_end(struct jf_paper *paper)
{
    struct html_state *state = jf_paper_state(paper);
    jf_paper_put(paper, state->in_annex ? "</section>\n" : "");
    jf_paper_put(paper, "</main>\n</body>\n</html>\n");
}

static void html_release(struct jf_paper *paper)
{
    struct html_state *state = jf_paper_state(paper);
    jf_str_release(&state->out);
}

const struct jf_renderer jf_render_html = {
    .name = "html",
    .media = "text/html; charset=utf-8",
    .state = sizeof(struct html_state),
    .begin = html_begin,
    .title = html_title,
    .heading = html_heading,
    .annex = html_annex,
    .paragraph = html_paragraph,
    .text = html_text,
    .value = html_value,
    .paragraph_end = html_paragraph_end,
    .table = html_table,
    .row = html_row,
    .cell = html_cell,
    .row_end = html_row_end,
    .table_end = html_table_end,
    .chart = html_chart,
    .end = html_end,
    .release = html_release,
};
