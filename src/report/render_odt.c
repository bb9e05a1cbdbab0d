/* render_odt.c - a paper as an OpenDocument text (ODT), set by layout.h: the same pages as render_docx.c makes. The
 * body streams into a spool; what its tables and annexes need of automatic styles is gathered meanwhile and put before
 * it. Must not know what a report says.
 */
#include "draft.h"

#include "jianfu/i18n.h"

#include <string.h>

struct odt_state {
    struct draft draft;
    struct jf_str styles; /* automatic styles of the content so far */
    int tables;           /* numbered, and so are the styles of their columns */
    int annexes;
    bool breaks; /* the open annex begins a new page */
    bool issuer; /* the open paragraph names the office */
    bool across; /* a table of the open annex needs the page across */
};

static const char xml_head[] = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";
static const char spaces[] = " xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\""
                             " xmlns:style=\"urn:oasis:names:tc:opendocument:xmlns:style:1.0\""
                             " xmlns:text=\"urn:oasis:names:tc:opendocument:xmlns:text:1.0\""
                             " xmlns:table=\"urn:oasis:names:tc:opendocument:xmlns:table:1.0\""
                             " xmlns:fo=\"urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0\""
                             " xmlns:svg=\"urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0\""
                             " xmlns:xlink=\"http://www.w3.org/1999/xlink\""
                             " xmlns:dc=\"http://purl.org/dc/elements/1.1/\""
                             " xmlns:meta=\"urn:oasis:names:tc:opendocument:xmlns:meta:1.0\""
                             " office:version=\"1.2\"";

static struct odt_state *odt(struct jf_paper *paper)
{
    return jf_paper_state(paper);
}

/* Twips as points: 579 is 28.95pt. */
static void add_points(struct jf_str *out, int twips)
{
    jf_str_addf(out, "%s%d.%02dpt", twips < 0 ? "-" : "", (twips < 0 ? -twips : twips) / 20,
                (twips < 0 ? -twips : twips) % 20 * 5);
}

static void add_length(struct jf_str *out, const char *property, int twips)
{
    jf_str_addf(out, " %s=\"", property);
    add_points(out, twips);
    jf_str_addc(out, '"');
}

/* Cells' styles are there in every size: CellText0, CellText1 ... */
static void add_cell_style(struct jf_paper *paper, enum layout_kind kind, int size)
{
    jf_str_addf(&draft_of(paper)->out, "<text:p text:style-name=\"%s%d\">", draft_style(paper, kind)->id, size);
}

/* Two blanks and more have to be said. */
static void add_text(struct jf_str *out, const char *text)
{
    struct jf_str safe = JF_STR_INIT;
    jf_html_add(&safe, text);
    for (const char *p = safe.data; *p; p++)
        if (p[0] == ' ' && (p == safe.data || p[1] == ' ' || !p[1]))
            jf_str_add(out, "<text:s/>");
        else
            jf_str_addc(out, *p);
    out->failed = out->failed || safe.failed;
    jf_str_release(&safe);
}

static void add_linked(struct jf_str *out, const char *text, const char *anchor, const char *ref)
{
    if (anchor) {
        jf_str_add(
            out,
            "<text:a xlink:type=\"simple\" text:style-name=\"Plain\" text:visited-style-name=\"Plain\" xlink:href=\"#");
        jf_html_add(out, anchor);
        if (ref) {
            jf_str_add(out, "\" office:title=\"jianfu why ");
            jf_html_add(out, ref);
        }
        jf_str_add(out, "\">");
    }
    add_text(out, text);
    jf_str_add(out, anchor ? "</text:a>" : "");
}

static void add_bookmark(struct jf_str *out, const char *anchor)
{
    jf_str_add(out, "<text:bookmark text:name=\"");
    jf_html_add(out, anchor);
    jf_str_add(out, "\"/>");
}

/* A paragraph that begins a page of this sort; NULL: it does not begin one. */
static void add_automatic(struct odt_state *state, const char *name, const char *parent, const char *master)
{
    jf_str_addf(&state->styles,
                "<style:style style:name=\"%s\" style:family=\"paragraph\" style:parent-style-name=\"%s\"", name,
                parent);
    if (master)
        jf_str_addf(&state->styles, " style:master-page-name=\"%s\"", master);
    jf_str_add(&state->styles, "/>\n");
}

/* A heading when the style has an outline level, else a paragraph; `name`: NULL for the style's own. */
static void put_line(struct jf_paper *paper, enum layout_kind kind, const char *name, const char *text)
{
    struct odt_state *state = odt(paper);
    const struct layout_style *style = draft_style(paper, kind);
    if (style->outline)
        jf_str_addf(&state->draft.out, "<text:h text:outline-level=\"%d\" text:style-name=\"%s\">", style->outline,
                    name ? name : style->id);
    else
        jf_str_addf(&state->draft.out, "<text:p text:style-name=\"%s\">", name ? name : style->id);
    add_text(&state->draft.out, text);
    jf_str_add(&state->draft.out, style->outline ? "</text:h>\n" : "</text:p>\n");
    draft_send(paper);
}

/* ---- texts ---- */

static void odt_begin(struct jf_paper *paper, const struct jf_paper_head *head)
{
    jf_str_init(&odt(paper)->styles);
    draft_begin(paper, head);
}

static void add_title_piece(struct jf_paper *paper, const char *text)
{
    add_text(&draft_of(paper)->out, text);
}

static void odt_title(struct jf_paper *paper, const char *text)
{
    struct draft *draft = draft_of(paper);
    const char *style = draft_style(paper, LAYOUT_TITLE)->id;
    bool begun = draft->begun;
    bool board = !begun && draft->sheet == JF_SHEET_BOARD;
    if (board)
        add_automatic(odt(paper), "BoardTitle", style, "Across");
    jf_str_addf(&draft->out, "<text:p text:style-name=\"%s\">", board ? "BoardTitle" : style);
    draft_title(paper, text, add_title_piece, "<text:line-break/>");
    jf_str_add(&draft->out, "</text:p>\n");
    draft_send(paper);
    draft->begun = begun; /* an annex right below it begins no new page */
}

static void odt_heading(struct jf_paper *paper, int level, const char *text)
{
    put_line(paper, draft_heading(level), NULL, text);
}

/* The open annex is over: now it is known how its pages lie. */
static void end_annex(struct jf_paper *paper)
{
    struct odt_state *state = odt(paper);
    char name[32];
    struct jf_str text = JF_STR_INIT;
    if (state->annexes) {
        jf_str_addf(&text, "Annex%d", state->annexes);
        memcpy(name, text.data, text.len + 1);
        add_automatic(state, name, draft_style(paper, LAYOUT_ANNEX)->id,
                      state->across   ? "Across"
                      : state->breaks ? "Standard"
                                      : NULL);
    }
    state->across = false;
    jf_str_release(&text);
}

static void odt_annex(struct jf_paper *paper, const char *text)
{
    struct odt_state *state = odt(paper);
    struct jf_str name = JF_STR_INIT;
    end_annex(paper);
    state->breaks = state->draft.begun;
    jf_str_addf(&name, "Annex%d", ++state->annexes);
    put_line(paper, LAYOUT_ANNEX, name.data, text);
    jf_str_release(&name);
}

static void odt_paragraph(struct jf_paper *paper, enum jf_paragraph kind)
{
    struct odt_state *state = odt(paper);
    const struct layout_style *style = draft_style(paper, LAYOUT_BODY + kind);
    draft_settle(paper, kind, "Kept");
    bool letter = !state->draft.begun && kind == JF_PARAGRAPH_ISSUER; /* its first page bears no number */
    state->issuer = kind == JF_PARAGRAPH_ISSUER;
    const char *name = letter ? "LetterIssuer" : draft_goes_on(paper, kind) ? "AttachedMore" : style->id;
    if (letter)
        add_automatic(state, name, style->id, "First");
    jf_str_addf(&state->draft.out, "<text:p text:style-name=\"%s", name);
    draft_may_keep(paper, kind);
    jf_str_add(&state->draft.out, "\">");
}

/* The name of an office, as large as it stands on one line. */
static void add_issuer(struct jf_paper *paper, const char *text)
{
    struct odt_state *state = odt(paper);
    int size = layout_one_line(draft_style(paper, LAYOUT_ISSUER), text);
    jf_str_add(&state->styles, "<style:style style:name=\"OneLine\" style:family=\"text\"><style:text-properties");
    add_length(&state->styles, "fo:font-size", size * 10);
    add_length(&state->styles, "style:font-size-asian", size * 10);
    jf_str_add(&state->styles, "/></style:style>\n");
    jf_str_add(&state->draft.out, "<text:span text:style-name=\"OneLine\">");
    add_text(&state->draft.out, text);
    jf_str_add(&state->draft.out, "</text:span>");
}

static void odt_text(struct jf_paper *paper, const char *text)
{
    struct odt_state *state = odt(paper);
    if (state->issuer)
        add_issuer(paper, text);
    else
        add_text(&state->draft.out, text);
    state->issuer = false;
}

static void odt_value(struct jf_paper *paper, const struct jf_value *value, const char *shown)
{
    add_linked(&draft_of(paper)->out, shown, value->anchor, value->ref);
}

static void odt_paragraph_end(struct jf_paper *paper)
{
    jf_str_add(&draft_of(paper)->out, "</text:p>\n");
    draft_wait(paper);
}

/* ---- tables ---- */

static int page_width(const struct odt_state *state)
{
    return layout_width(draft_page(&state->draft, state->across));
}

/* Begin a table with columns of these widths, `repeat` times the last one. */
/* `whole`: goes to the next page rather than over two, as far as one page holds it. */
static void add_table(struct odt_state *state, int width, const int widths[], int count, int repeat, bool whole)
{
    int number = ++state->tables;
    jf_str_addf(&state->styles, "<style:style style:name=\"T%d\" style:family=\"table\"><style:table-properties",
                number);
    add_length(&state->styles, "style:width", width);
    jf_str_addf(&state->styles, " table:align=\"center\"%s/></style:style>\n",
                whole ? " style:may-break-between-rows=\"false\"" : "");
    jf_str_addf(&state->draft.out, "<table:table table:name=\"T%d\" table:style-name=\"T%d\">", number, number);
    for (int i = 0; i < count; i++) {
        jf_str_addf(&state->styles,
                    "<style:style style:name=\"T%d.%d\" style:family=\"table-column\"><style:table-column-properties",
                    number, i);
        add_length(&state->styles, "style:column-width", widths[i]);
        jf_str_add(&state->styles, "/></style:style>\n");
        jf_str_addf(&state->draft.out, "<table:table-column table:style-name=\"T%d.%d\"", number, i);
        if (i == count - 1 && repeat > 1)
            jf_str_addf(&state->draft.out, " table:number-columns-repeated=\"%d\"", repeat);
        jf_str_add(&state->draft.out, "/>");
    }
    jf_str_addc(&state->draft.out, '\n');
}

static void add_cell(struct jf_paper *paper, const char *look, int span, enum layout_kind kind, int size)
{
    struct jf_str *out = &draft_of(paper)->out;
    jf_str_addf(out, "<table:table-cell table:style-name=\"%s\" office:value-type=\"string\"", look);
    if (span > 1)
        jf_str_addf(out, " table:number-columns-spanned=\"%d\"", span);
    jf_str_addc(out, '>');
    add_cell_style(paper, kind, size);
}

static void end_cell(struct jf_paper *paper, int span)
{
    jf_str_add(&draft_of(paper)->out, "</text:p></table:table-cell>");
    if (span > 1)
        jf_str_addf(&draft_of(paper)->out, "<table:covered-table-cell table:number-columns-repeated=\"%d\"/>",
                    span - 1);
}

static void table_head(struct jf_paper *paper, struct held *held)
{
    struct odt_state *state = odt(paper);
    int width = page_width(state);
    state->draft.size = layout_columns(held, width, state->draft.sheet == JF_SHEET_BOARD, state->draft.widths);
    add_table(state, width, state->draft.widths, held->columns, 1, held->form);
    if (held->form)
        return;
    jf_str_add(&state->draft.out, "<table:table-header-rows><table:table-row table:style-name=\"Row\">");
    for (int i = 0; i < held->columns; i++) {
        add_cell(paper, "Cell", 1, LAYOUT_CELL_HEAD, state->draft.size);
        add_text(&state->draft.out, held->titles[i]);
        end_cell(paper, 1);
    }
    jf_str_add(&state->draft.out, "</table:table-row></table:table-header-rows>\n");
    draft_send(paper);
}

static void table_row(struct jf_paper *paper, const struct held *held, const struct held_row *row)
{
    struct odt_state *state = odt(paper);
    bool signs = draft_signs(held);
    jf_str_addf(&state->draft.out, "<table:table-row table:style-name=\"%s\">",
                row->kind == JF_ROW_HAND ? "RowHand"
                : signs                  ? "RowSigned"
                                         : "Row");
    for (int i = 0; i < held->columns; i++) {
        const struct held_cell *cell = &row->cells[i];
        add_cell(paper, "Cell", 1, held->form && i == 0 ? LAYOUT_CELL_HEAD : layout_cell(held->types[i]),
                 state->draft.size);
        if (row->anchor && i == 0)
            add_bookmark(&state->draft.out, row->anchor);
        const char *anchor = cell->anchor ? cell->anchor : cell->ref ? held->name : NULL;
        add_linked(&state->draft.out, cell->text, anchor, cell->ref);
        end_cell(paper, 1);
    }
    jf_str_add(&state->draft.out, "</table:table-row>\n");
    draft_send(paper);
}

static const struct held_look table_look = { table_head, table_row };

static void odt_table(struct jf_paper *paper, const struct jf_paper_table *table)
{
    struct odt_state *state = odt(paper);
    struct draft *draft = draft_of(paper);
    state->across = state->across || (state->annexes && table->count > LAYOUT_MANY_COLUMNS);
    draft_table(paper, table);
    if (!*table->caption && !table->name)
        return;
    jf_str_addf(&draft->out, "<text:p text:style-name=\"%s\">",
                draft_style(paper, *table->caption ? LAYOUT_CAPTION : LAYOUT_GAP)->id);
    if (draft->held.name)
        add_bookmark(&draft->out, draft->held.name);
    add_text(&draft->out, table->caption);
    jf_str_add(&draft->out, "</text:p>\n");
}

static void odt_row_end(struct jf_paper *paper)
{
    held_row_end(paper, &draft_of(paper)->held, &table_look);
}

static void end_table(struct jf_paper *paper)
{
    jf_str_add(&draft_of(paper)->out, "</table:table>\n");
    put_line(paper, LAYOUT_GAP, NULL, "");
}

static void odt_table_end(struct jf_paper *paper)
{
    struct odt_state *state = odt(paper);
    held_end(paper, &state->draft.held, &table_look);
    held_release(&state->draft.held);
    end_table(paper);
}

/* ---- charts ---- */

enum { SMALL = LAYOUT_SIZES - 2 }; /* the size of a chart's type */

static void add_bar(struct jf_paper *paper, const struct jf_chart_bar *bar, int series, int64_t most)
{
    struct jf_str *out = &draft_of(paper)->out;
    struct jf_str shown = JF_STR_INIT;
    int length = jf_chart_length(bar->values[series].number, most, LAYOUT_CHART_BAR);
    jf_value_add_text(&shown, &bar->values[series]);
    jf_str_add(out, "<table:table-row table:style-name=\"Row\">");
    add_cell(paper, "Bare", 1, LAYOUT_CELL_NUMBER, SMALL);
    add_text(out, series ? "" : bar->label);
    end_cell(paper, 1);
    if (length > 0) {
        add_cell(paper, series ? "Bar1" : "Bar0", length, LAYOUT_CELL_TEXT, SMALL);
        end_cell(paper, length);
    }
    add_cell(paper, "Bare", LAYOUT_CHART_UNITS - length, LAYOUT_CELL_TEXT, SMALL);
    add_text(out, shown.data);
    end_cell(paper, LAYOUT_CHART_UNITS - length);
    jf_str_add(out, "</table:table-row>\n");
    jf_str_release(&shown);
}

static void put_bars(struct jf_paper *paper, const struct jf_chart *chart)
{
    int page = page_width(odt(paper));
    int unit = (page - LAYOUT_CHART_LABEL) / LAYOUT_CHART_UNITS;
    const int widths[] = { page - unit * LAYOUT_CHART_UNITS, unit };
    add_table(odt(paper), page, widths, 2, LAYOUT_CHART_UNITS, true);
    int64_t most = jf_chart_most(chart);
    for (int i = 0; i < chart->count; i++)
        for (int s = 0; s < jf_chart_series(chart); s++)
            add_bar(paper, &chart->bars[i], s, most);
}

static void add_tile(struct jf_paper *paper, const struct jf_chart_bar *bar, int64_t most)
{
    struct jf_str *out = &draft_of(paper)->out;
    struct jf_str shown = JF_STR_INIT;
    static const char *const looks[JF_CHART_SHADES] = { "Tile0", "Tile1", "Tile2", "Tile3", "Tile4" };
    jf_value_add_text(&shown, &bar->values[0]);
    add_cell(paper, looks[jf_chart_shade(bar->values[0].number, most)], 1, LAYOUT_CELL_DAY, SMALL);
    add_text(out, bar->label);
    jf_str_add(out, "</text:p>");
    add_cell_style(paper, LAYOUT_CELL_DAY, SMALL);
    add_text(out, shown.data);
    end_cell(paper, 1);
    jf_str_release(&shown);
}

static void put_tiles(struct jf_paper *paper, const struct jf_chart *chart)
{
    struct jf_str *out = &draft_of(paper)->out;
    int page = page_width(odt(paper));
    const int widths[] = { page / JF_CHART_TILES_ACROSS };
    add_table(odt(paper), page, widths, 1, JF_CHART_TILES_ACROSS, true);
    int64_t most = jf_chart_most(chart);
    for (int i = 0; i < chart->count; i += JF_CHART_TILES_ACROSS) {
        jf_str_add(out, "<table:table-row table:style-name=\"Row\">");
        for (int t = i; t < i + JF_CHART_TILES_ACROSS; t++)
            if (t < chart->count) {
                add_tile(paper, &chart->bars[t], most);
            } else {
                add_cell(paper, "Cell", 1, LAYOUT_CELL_DAY, SMALL);
                end_cell(paper, 1);
            }
        jf_str_add(out, "</table:table-row>\n");
    }
}

static void odt_chart(struct jf_paper *paper, const struct jf_chart *chart)
{
    struct odt_state *state = odt(paper);
    jf_str_addf(&state->draft.out, "<text:p text:style-name=\"%s\">", draft_style(paper, LAYOUT_CAPTION)->id);
    add_text(&state->draft.out, chart->caption);
    for (int s = 0; s < chart->series && chart->series > 1; s++) {
        jf_str_addf(&state->draft.out, "<text:span text:style-name=\"Mark%d\">　■</text:span>", s);
        add_text(&state->draft.out, chart->titles[s]);
    }
    jf_str_add(&state->draft.out, "</text:p>\n");
    if (chart->tiles)
        put_tiles(paper, chart);
    else
        put_bars(paper, chart);
    end_table(paper);
}

/* ---- styles ---- */

static void add_faces(struct jf_str *out)
{
    jf_str_add(out, "<office:font-face-decls>\n");
    for (int i = 0; i < LAYOUT_FONTS; i++) {
        const struct layout_typeface *face = layout_typeface((enum layout_font)i);
        jf_str_addf(out, "<style:font-face style:name=\"%s\" svg:font-family=\"'%s','%s'\"/>\n", face->name, face->name,
                    face->other);
    }
    const char *latin = layout_typeface(LAYOUT_FANG)->latin;
    jf_str_addf(out, "<style:font-face style:name=\"%s\" svg:font-family=\"'%s'\"/>\n</office:font-face-decls>\n",
                latin, latin);
}

static void add_type(struct jf_str *out, const struct layout_style *s, int size)
{
    const struct layout_typeface *face = layout_typeface(s->font);
    jf_str_addf(out, "<style:text-properties style:font-name=\"%s\" style:font-name-asian=\"%s\"", face->latin,
                face->name);
    add_length(out, "fo:font-size", size * 10);
    add_length(out, "style:font-size-asian", size * 10);
    if (s->bold)
        jf_str_add(out, " fo:font-weight=\"bold\" style:font-weight-asian=\"bold\"");
    if (s->red)
        jf_str_add(out, " fo:color=\"#e00000\"");
    if (size == 32)
        jf_str_add(out, " fo:letter-spacing=\"-0.25pt\""); /* 28 characters on 156 mm */
    jf_str_add(out, "/>");
}

static void add_rule(struct jf_str *out, const char *side, enum layout_rule rule)
{
    if (rule == LAYOUT_RULE)
        jf_str_addf(out, " fo:border-%s=\"1pt solid #000000\"", side);
    if (rule == LAYOUT_RED_RULE)
        jf_str_addf(
            out,
            " fo:border-%s=\"4pt double #e00000\" style:border-line-width-%s=\"2.2pt 1pt 0.8pt\" fo:padding-%s=\"4pt\"",
            side, side, side);
}

/* `number`: behind the style's name, for the cells; negative: none. */
static void add_style(struct jf_str *out, const struct layout_style *s, int number)
{
    static const char *const aligns[] = { "start", "center", "end", "justify" };
    jf_str_addf(out, "<style:style style:name=\"%s", s->id);
    if (number >= 0)
        jf_str_addf(out, "%d", number);
    jf_str_add(out, "\" style:family=\"paragraph\"");
    if (s->outline)
        jf_str_addf(out, " style:default-outline-level=\"%d\"", s->outline);
    jf_str_addf(out, "><style:paragraph-properties fo:text-align=\"%s\" fo:orphans=\"2\" fo:widows=\"2\"",
                aligns[s->align]);
    add_length(out, "fo:margin-top", s->before);
    add_length(out, "fo:margin-bottom", s->after);
    add_length(out, "fo:margin-left", layout_indent(s, s->left));
    add_length(out, "fo:margin-right", layout_indent(s, s->right));
    add_length(out, "fo:text-indent", layout_indent(s, s->first));
    if (s->line)
        add_length(out, "fo:line-height", s->line);
    jf_str_add(out, s->keep ? " fo:keep-with-next=\"always\"" : "");
    jf_str_add(out, s->joined ? " style:contextual-spacing=\"true\"" : "");
    add_rule(out, "top", s->above);
    add_rule(out, "bottom", s->below);
    jf_str_add(out, "/>");
    add_type(out, s, number >= 0 ? layout_size(number) : s->size);
    jf_str_add(out, "</style:style>\n");
}

static void add_page(struct jf_str *out, const char *name, enum layout_sheet sheet)
{
    const struct layout_page *page = layout_page(sheet);
    jf_str_addf(out,
                "<style:page-layout style:name=\"%s\"><style:page-layout-properties style:print-orientation=\"%s\"",
                name, page->width > page->height ? "landscape" : "portrait");
    add_length(out, "fo:page-width", page->width);
    add_length(out, "fo:page-height", page->height);
    add_length(out, "fo:margin-top", page->top);
    add_length(out, "fo:margin-bottom", page->footer);
    add_length(out, "fo:margin-left", page->left);
    add_length(out, "fo:margin-right", page->right);
    jf_str_add(out, "/><style:footer-style><style:header-footer-properties");
    add_length(out, "svg:height", page->bottom - page->footer);
    jf_str_add(out, "/></style:footer-style></style:page-layout>\n");
}

static void add_footer(struct jf_str *out, const char *element, const char *style)
{
    jf_str_addf(out,
                "<style:%s><text:p text:style-name=\"%s\">— <text:page-number text:select-page=\"current\"/> "
                "—</text:p></style:%s>",
                element, style, element);
}

static void add_master(struct jf_str *out, const char *name, const char *layout, const char *next, bool numbered)
{
    jf_str_addf(out, "<style:master-page style:name=\"%s\" style:page-layout-name=\"%s\"", name, layout);
    if (next)
        jf_str_addf(out, " style:next-style-name=\"%s\"", next);
    jf_str_addc(out, '>');
    if (numbered) {
        add_footer(out, "footer", "PageRight");
        add_footer(out, "footer-left", "PageLeft");
    }
    jf_str_add(out, "</style:master-page>\n");
}

static void make_styles(struct jf_str *out, const struct draft *draft, const char *lang)
{
    bool numbered = draft->sheet == JF_SHEET_LETTER;
    jf_str_addf(out, "%s<office:document-styles%s>\n", xml_head, spaces);
    add_faces(out);
    jf_str_add(out, "<office:styles>\n<style:default-style style:family=\"paragraph\"><style:text-properties "
                    "fo:language=\"en\" fo:country=\"US\" style:language-asian=\"zh\" style:country-asian=\"CN\"/>"
                    "</style:default-style>\n<style:style style:name=\"Plain\" style:family=\"text\"/>\n");
    for (int i = 0; i < LAYOUT_KINDS; i++)
        for (int n = i < LAYOUT_CELL_TEXT ? LAYOUT_SIZES - 1 : 0; n < LAYOUT_SIZES; n++)
            add_style(out, layout_style((enum layout_kind)i, draft->sheet, lang), i < LAYOUT_CELL_TEXT ? -1 : n);
    jf_str_add(out, "</office:styles>\n<office:automatic-styles>\n");
    add_page(out, "Upright", draft_page(draft, false));
    add_page(out, "Lying", draft_page(draft, true));
    jf_str_add(out, "</office:automatic-styles>\n<office:master-styles>\n");
    add_master(out, "Standard", "Upright", NULL, numbered);
    add_master(out, "First", "Upright", "Standard", false);
    add_master(out, "Across", "Lying", NULL, numbered);
    jf_str_add(out, "</office:master-styles>\n</office:document-styles>\n");
}

static void add_cell_look(struct jf_str *out, const char *name, const char *fill, const char *border)
{
    jf_str_addf(
        out,
        "<style:style style:name=\"%s\" style:family=\"table-cell\"><style:table-cell-properties "
        "style:vertical-align=\"middle\" fo:padding=\"0.05cm\" fo:padding-left=\"0.1cm\" fo:padding-right=\"0.1cm\" %s",
        name, border);
    if (fill)
        jf_str_addf(out, " fo:background-color=\"#%s\"", fill);
    jf_str_add(out, "/></style:style>\n");
}

static void add_row_look(struct jf_str *out, const char *name, int height)
{
    jf_str_addf(out,
                "<style:style style:name=\"%s\" style:family=\"table-row\"><style:table-row-properties "
                "fo:keep-together=\"always\"",
                name);
    if (height)
        add_length(out, "style:min-row-height", height);
    jf_str_add(out, "/></style:style>\n");
}

/* What stands in content.xml before the body. */
static void make_head(struct jf_str *out, const struct odt_state *state)
{
    static const char lines[] = "fo:border=\"0.5pt solid #000000\"";
    static const char white[] =
        "fo:border=\"none\" fo:border-top=\"3pt solid #ffffff\" fo:border-bottom=\"3pt solid #ffffff\"";
    jf_str_addf(out, "%s<office:document-content%s>\n", xml_head, spaces);
    add_faces(out);
    jf_str_add(out, "<office:automatic-styles>\n");
    add_cell_look(out, "Cell", NULL, lines);
    add_cell_look(out, "Bare", NULL, "fo:border=\"none\"");
    for (int i = 0; i < JF_CHART_SERIES; i++) {
        char name[] = "Bar0";
        name[3] = (char)('0' + i);
        add_cell_look(out, name, layout_bar(i), white);
        jf_str_addf(out,
                    "<style:style style:name=\"Mark%d\" style:family=\"text\"><style:text-properties "
                    "fo:color=\"#%s\"/></style:style>\n",
                    i, layout_bar(i));
    }
    for (int i = 0; i < JF_CHART_SHADES; i++) {
        char name[] = "Tile0";
        name[4] = (char)('0' + i);
        add_cell_look(out, name, layout_shade(i), lines);
    }
    jf_str_add(
        out, "<style:style style:name=\"AttachedMore\" style:family=\"paragraph\" style:parent-style-name=\"Attached\">"
             "<style:paragraph-properties fo:margin-top=\"0pt\"/></style:style>\n");
    static const enum layout_kind kept[] = { LAYOUT_BODY, LAYOUT_NOTE };
    for (size_t i = 0; i < sizeof kept / sizeof *kept; i++) {
        const char *id = layout_style(kept[i], state->draft.sheet, NULL)->id;
        jf_str_addf(out,
                    "<style:style style:name=\"%sKept\" style:family=\"paragraph\" style:parent-style-name=\"%s\">"
                    "<style:paragraph-properties fo:keep-with-next=\"always\"/></style:style>\n",
                    id, id);
    }
    add_row_look(out, "Row", 0);
    add_row_look(out, "RowSigned", 510);
    add_row_look(out, "RowHand", 964);
    jf_str_add(out, state->styles.data);
    jf_str_add(out, "</office:automatic-styles>\n<office:body><office:text>\n");
}

/* ---- the container ---- */

static const char manifest[] =
    "<manifest:manifest xmlns:manifest=\"urn:oasis:names:tc:opendocument:xmlns:manifest:1.0\" manifest:version=\"1.2\">"
    "<manifest:file-entry manifest:full-path=\"/\" manifest:version=\"1.2\" "
    "manifest:media-type=\"application/vnd.oasis.opendocument.text\"/>"
    "<manifest:file-entry manifest:full-path=\"content.xml\" manifest:media-type=\"text/xml\"/>"
    "<manifest:file-entry manifest:full-path=\"styles.xml\" manifest:media-type=\"text/xml\"/>"
    "<manifest:file-entry manifest:full-path=\"meta.xml\" manifest:media-type=\"text/xml\"/></manifest:manifest>\n";

static void make_meta(struct jf_str *out, const struct odt_state *state)
{
    jf_str_addf(out, "%s<office:document-meta%s><office:meta><meta:generator>", xml_head, spaces);
    jf_html_add(out, state->draft.made);
    jf_str_add(out, "</meta:generator><dc:title>");
    jf_html_add(out, state->draft.title);
    jf_str_add(out, "</dc:title></office:meta></office:document-meta>\n");
}

static enum jf_status add_part(struct container *c, const char *name, struct jf_str *out, struct jf_error *err)
{
    enum jf_status status = jf_str_check(out, err);
    if (status == JF_OK)
        status = container_add(c, name, out->data, false, err);
    jf_str_clear(out);
    return status;
}

static enum jf_status add_parts(struct jf_paper *paper, struct container *c, struct jf_error *err)
{
    struct odt_state *state = odt(paper);
    struct jf_str *out = &state->draft.out;
    enum jf_status status = container_add(c, "mimetype", "application/vnd.oasis.opendocument.text", true, err);
    jf_str_addf(out, "%s%s", xml_head, manifest);
    if (status == JF_OK)
        status = add_part(c, "META-INF/manifest.xml", out, err);
    make_meta(out, state);
    if (status == JF_OK)
        status = add_part(c, "meta.xml", out, err);
    make_styles(out, &state->draft, jf_paper_lang(paper));
    if (status == JF_OK)
        status = add_part(c, "styles.xml", out, err);
    make_head(out, state);
    if (status == JF_OK)
        status = jf_str_check(out, err);
    if (status == JF_OK) {
        struct spool *body = state->draft.body;
        state->draft.body = NULL;
        status = container_add_spool(c, "content.xml", out->data, body,
                                     "</office:text></office:body></office:document-content>\n", err);
    }
    return status;
}

static void odt_end(struct jf_paper *paper)
{
    struct jf_error error = { .status = JF_OK };
    struct container *c = NULL;
    draft_settle(paper, -1, "");
    end_annex(paper);
    if (jf_paper_failed(paper))
        return;
    enum jf_status status = jf_str_check(&odt(paper)->styles, &error);
    if (status == JF_OK)
        status = container_open(&c, &error);
    if (status == JF_OK)
        status = add_parts(paper, c, &error);
    if (status == JF_OK) {
        status = container_send(c, paper, &error);
        c = NULL;
    }
    container_free(c);
    if (status != JF_OK)
        jf_paper_fail(paper, status, error.message);
}

static void odt_release(struct jf_paper *paper)
{
    jf_str_release(&odt(paper)->styles);
    draft_release(paper);
}

const struct jf_renderer jf_render_odt = {
    .name = "odt",
    .media = "application/vnd.oasis.opendocument.text",
    .binary = true,
    .state = sizeof(struct odt_state),
    .begin = odt_begin,
    .title = odt_title,
    .heading = odt_heading,
    .annex = odt_annex,
    .paragraph = odt_paragraph,
    .text = odt_text,
    .value = odt_value,
    .paragraph_end = odt_paragraph_end,
    .table = odt_table,
    .row = draft_row,
    .cell = draft_cell,
    .row_end = odt_row_end,
    .table_end = odt_table_end,
    .chart = odt_chart,
    .end = odt_end,
    .release = odt_release,
};
