/* render_docx.c - a paper as an Office Open XML text (DOCX) for WPS and Word, set by layout.h. The body streams into a
 * spool and is put into its container at the end. Charts are tables of shaded cells: every program shows them, and they
 * print. A value's reference for `jianfu why` is the tip of its link. Must not know what a report says.
 */
#include "draft.h"

#include "jianfu/i18n.h"

#include <string.h>

struct docx_state {
    struct draft draft;
    int64_t bookmarks; /* numbered */
    bool issuer;       /* the open paragraph names the office */
    bool letter;       /* it has the head of a letter: its first page bears no number */
    bool sectioned;    /* the first section is closed */
    bool in_annex;
    bool across; /* a table of the open section needs the page across */
};

static const char word_spaces[] = " xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\""
                                  " xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"";
static const char xml_head[] = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";

static struct docx_state *docx(struct jf_paper *paper)
{
    return jf_paper_state(paper);
}

/* ---- pieces ---- */

/* A place's name as Word allows it, from its name in the paper. Two names meet once in 2^64. */
static void add_place(struct jf_str *out, const char *anchor)
{
    uint64_t hash = UINT64_C(14695981039346656037);
    for (const unsigned char *p = (const unsigned char *)anchor; *p; p++)
        hash = (hash ^ *p) * UINT64_C(1099511628211);
    jf_str_addf(out, "j%016llx", (unsigned long long)hash);
}

static void add_bookmark(struct jf_paper *paper, const char *anchor)
{
    struct jf_str *out = &draft_of(paper)->out;
    long long id = (long long)++docx(paper)->bookmarks;
    jf_str_addf(out, "<w:bookmarkStart w:id=\"%lld\" w:name=\"", id);
    add_place(out, anchor);
    jf_str_addf(out, "\"/><w:bookmarkEnd w:id=\"%lld\"/>", id);
}

/* A run of text; `size` in half points where it differs from the paragraph's style, else 0. */
static void add_run(struct jf_str *out, const char *text, int size)
{
    if (!*text)
        return;
    jf_str_add(out, "<w:r>");
    if (size)
        jf_str_addf(out, "<w:rPr><w:sz w:val=\"%d\"/><w:szCs w:val=\"%d\"/></w:rPr>", size, size);
    jf_str_add(out, "<w:t xml:space=\"preserve\">");
    jf_html_add(out, text);
    jf_str_add(out, "</w:t></w:r>");
}

/* The same, leading to a place of the paper and telling the reference. */
static void add_linked(struct jf_str *out, const char *text, int size, const char *anchor, const char *ref)
{
    if (anchor) {
        jf_str_add(out, "<w:hyperlink w:anchor=\"");
        add_place(out, anchor);
        if (ref) {
            jf_str_add(out, "\" w:tooltip=\"jianfu why ");
            jf_html_add(out, ref);
        }
        jf_str_add(out, "\" w:history=\"0\">");
    }
    add_run(out, text, size);
    jf_str_add(out, anchor ? "</w:hyperlink>" : "");
}

static void add_paragraph(struct jf_paper *paper, enum layout_kind kind)
{
    jf_str_addf(&draft_of(paper)->out, "<w:p><w:pPr><w:pStyle w:val=\"%s\"/></w:pPr>", draft_style(paper, kind)->id);
}

static void put_line(struct jf_paper *paper, enum layout_kind kind, const char *text)
{
    struct docx_state *state = docx(paper);
    add_paragraph(paper, kind);
    add_run(&state->draft.out, text, 0);
    jf_str_add(&state->draft.out, "</w:p>\n");
    draft_send(paper);
}

/* ---- sections: their pages stand or lie ---- */

static int page_width(const struct docx_state *state)
{
    return layout_width(draft_page(&state->draft, state->across));
}

static void add_section(struct docx_state *state)
{
    struct jf_str *out = &state->draft.out;
    const struct layout_page *page = layout_page(draft_page(&state->draft, state->across));
    jf_str_add(out, "<w:sectPr>");
    if (!state->sectioned && state->draft.sheet == JF_SHEET_LETTER)
        jf_str_add(out, "<w:footerReference w:type=\"default\" r:id=\"rId4\"/>"
                        "<w:footerReference w:type=\"even\" r:id=\"rId5\"/>");
    jf_str_addf(out, "<w:type w:val=\"nextPage\"/><w:pgSz w:w=\"%d\" w:h=\"%d\"%s/>", page->width, page->height,
                page->width > page->height ? " w:orient=\"landscape\"" : "");
    jf_str_addf(out,
                "<w:pgMar w:top=\"%d\" w:right=\"%d\" w:bottom=\"%d\" w:left=\"%d\" w:header=\"400\" w:footer=\"%d\" "
                "w:gutter=\"0\"/>%s</w:sectPr>",
                page->top, page->right, page->bottom, page->left, page->footer,
                state->letter && !state->sectioned ? "<w:titlePg/>" : "");
    state->sectioned = true;
    state->across = false;
}

/* ---- texts ---- */

static void add_title_piece(struct jf_paper *paper, const char *text)
{
    add_run(&draft_of(paper)->out, text, 0);
}

static void docx_title(struct jf_paper *paper, const char *text)
{
    struct draft *draft = draft_of(paper);
    bool begun = draft->begun;
    add_paragraph(paper, LAYOUT_TITLE);
    draft_title(paper, text, add_title_piece, "<w:r><w:br/></w:r>");
    jf_str_add(&draft->out, "</w:p>\n");
    draft_send(paper);
    draft->begun = begun; /* an annex right below it begins no new page */
}

static void docx_heading(struct jf_paper *paper, int level, const char *text)
{
    put_line(paper, draft_heading(level), text);
}

static void docx_annex(struct jf_paper *paper, const char *text)
{
    struct docx_state *state = docx(paper);
    if (state->draft.begun) {
        jf_str_addf(&state->draft.out,
                    "<w:p><w:pPr><w:pStyle w:val=\"Gap\"/><w:spacing w:line=\"20\" w:lineRule=\"exact\"/>");
        add_section(state);
        jf_str_add(&state->draft.out, "</w:pPr></w:p>\n");
    }
    state->in_annex = true;
    put_line(paper, LAYOUT_ANNEX, text);
}

static void docx_paragraph(struct jf_paper *paper, enum jf_paragraph kind)
{
    struct docx_state *state = docx(paper);
    draft_settle(paper, kind, "<w:keepNext/>");
    state->issuer = kind == JF_PARAGRAPH_ISSUER;
    state->letter = state->letter || state->issuer;
    bool goes_on = draft_goes_on(paper, kind);
    jf_str_addf(&state->draft.out, "<w:p><w:pPr><w:pStyle w:val=\"%s\"/>", draft_style(paper, LAYOUT_BODY + kind)->id);
    draft_may_keep(paper, kind);
    jf_str_add(&state->draft.out, goes_on ? "<w:spacing w:before=\"0\"/></w:pPr>" : "</w:pPr>");
}

static void docx_text(struct jf_paper *paper, const char *text)
{
    struct docx_state *state = docx(paper);
    add_run(&state->draft.out, text, state->issuer ? layout_one_line(draft_style(paper, LAYOUT_ISSUER), text) : 0);
}

static void docx_value(struct jf_paper *paper, const struct jf_value *value, const char *shown)
{
    add_linked(&draft_of(paper)->out, shown, 0, value->anchor, value->ref);
}

static void docx_paragraph_end(struct jf_paper *paper)
{
    jf_str_add(&draft_of(paper)->out, "</w:p>\n");
    draft_wait(paper);
}

/* ---- tables ---- */

/* `lines`: with lines between the cells. */
static void add_table(struct jf_str *out, int width, bool lines, const int widths[], int count)
{
    static const char *const sides[] = { "top", "left", "bottom", "right", "insideH", "insideV" };
    jf_str_addf(out, "<w:tbl><w:tblPr><w:tblW w:w=\"%d\" w:type=\"dxa\"/><w:jc w:val=\"center\"/>", width);
    jf_str_add(out, lines ? "<w:tblBorders>" : "");
    for (size_t i = 0; i < sizeof sides / sizeof *sides && lines; i++)
        jf_str_addf(out, "<w:%s w:val=\"single\" w:sz=\"4\" w:space=\"0\" w:color=\"000000\"/>", sides[i]);
    jf_str_add(out, lines ? "</w:tblBorders>" : "");
    jf_str_add(out, "<w:tblLayout w:type=\"fixed\"/><w:tblCellMar><w:left w:w=\"60\" w:type=\"dxa\"/>"
                    "<w:right w:w=\"60\" w:type=\"dxa\"/></w:tblCellMar></w:tblPr><w:tblGrid>");
    for (int i = 0; i < count; i++)
        jf_str_addf(out, "<w:gridCol w:w=\"%d\"/>", widths[i]);
    jf_str_add(out, "</w:tblGrid>\n");
}

/* Begin a cell and its paragraph. `more` goes into its properties after the width. */
static void add_cell(struct jf_paper *paper, int width, const char *more, enum layout_kind kind, bool keep)
{
    jf_str_addf(&draft_of(paper)->out,
                "<w:tc><w:tcPr><w:tcW w:w=\"%d\" w:type=\"dxa\"/>%s<w:vAlign w:val=\"center\"/></w:tcPr><w:p><w:pPr>"
                "<w:pStyle w:val=\"%s\"/>%s</w:pPr>",
                width, more, draft_style(paper, kind)->id, keep ? "<w:keepNext/>" : "");
}

static void end_cell(struct jf_paper *paper)
{
    jf_str_add(&draft_of(paper)->out, "</w:p></w:tc>");
}

static void table_head(struct jf_paper *paper, struct held *held)
{
    struct docx_state *state = docx(paper);
    int width = page_width(state);
    state->draft.size = layout_columns(held, width, state->draft.sheet == JF_SHEET_BOARD, state->draft.widths);
    add_table(&state->draft.out, width, true, state->draft.widths, held->columns);
    if (held->form)
        return;
    jf_str_add(&state->draft.out, "<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>");
    for (int i = 0; i < held->columns; i++) {
        add_cell(paper, state->draft.widths[i], "", LAYOUT_CELL_HEAD, true);
        add_run(&state->draft.out, held->titles[i], layout_size(state->draft.size));
        end_cell(paper);
    }
    jf_str_add(&state->draft.out, "</w:tr>\n");
    draft_send(paper);
}

static void table_row(struct jf_paper *paper, const struct held *held, const struct held_row *row)
{
    struct docx_state *state = docx(paper);
    bool signs = draft_signs(held);
    jf_str_add(&state->draft.out, "<w:tr><w:trPr><w:cantSplit/>");
    if (row->kind == JF_ROW_HAND || signs)
        jf_str_addf(&state->draft.out, "<w:trHeight w:val=\"%d\" w:hRule=\"atLeast\"/>",
                    row->kind == JF_ROW_HAND ? 964 : 510);
    jf_str_add(&state->draft.out, "</w:trPr>");
    for (int i = 0; i < held->columns; i++) {
        const struct held_cell *cell = &row->cells[i];
        enum layout_kind kind = held->form && i == 0 ? LAYOUT_CELL_HEAD : layout_cell(held->types[i]);
        add_cell(paper, state->draft.widths[i], "", kind, row->kind == JF_ROW_HAND); /* who signs, signs on one page */
        if (row->anchor && i == 0)
            add_bookmark(paper, row->anchor);
        const char *anchor = cell->anchor ? cell->anchor : cell->ref ? held->name : NULL;
        add_linked(&state->draft.out, cell->text, layout_size(state->draft.size), anchor, cell->ref);
        end_cell(paper);
    }
    jf_str_add(&state->draft.out, "</w:tr>\n");
    draft_send(paper);
}

static const struct held_look table_look = { table_head, table_row };

static void docx_table(struct jf_paper *paper, const struct jf_paper_table *table)
{
    struct docx_state *state = docx(paper);
    struct draft *draft = draft_of(paper);
    state->across = state->across || (state->in_annex && table->count > LAYOUT_MANY_COLUMNS);
    draft_table(paper, table);
    if (!*table->caption && !table->name)
        return;
    add_paragraph(paper, *table->caption ? LAYOUT_CAPTION : LAYOUT_GAP);
    if (draft->held.name)
        add_bookmark(paper, draft->held.name);
    add_run(&draft->out, table->caption, 0);
    jf_str_add(&draft->out, "</w:p>\n");
}

static void docx_row_end(struct jf_paper *paper)
{
    held_row_end(paper, &draft_of(paper)->held, &table_look);
}

/* A paragraph after a table keeps it apart from the next one, and Word asks for it. */
static void end_table(struct jf_paper *paper)
{
    jf_str_add(&draft_of(paper)->out, "</w:tbl>\n");
    put_line(paper, LAYOUT_GAP, "");
}

static void docx_table_end(struct jf_paper *paper)
{
    struct docx_state *state = docx(paper);
    held_end(paper, &state->draft.held, &table_look);
    held_release(&state->draft.held);
    end_table(paper);
}

/* ---- charts ---- */

static void add_shaded(struct jf_paper *paper, int width, int span, const char *shade, bool framed,
                       enum layout_kind kind)
{
    static const char white[] =
        "<w:tcBorders><w:top w:val=\"single\" w:sz=\"24\" w:space=\"0\" w:color=\"FFFFFF\"/>"
        "<w:bottom w:val=\"single\" w:sz=\"24\" w:space=\"0\" w:color=\"FFFFFF\"/></w:tcBorders>";
    struct jf_str more = JF_STR_INIT;
    if (span > 1)
        jf_str_addf(&more, "<w:gridSpan w:val=\"%d\"/>", span);
    if (shade && !framed)
        jf_str_add(&more, white);
    if (shade)
        jf_str_addf(&more, "<w:shd w:val=\"clear\" w:color=\"auto\" w:fill=\"%s\"/>", shade);
    add_cell(paper, width, more.data, kind, true);
    draft_of(paper)->out.failed = draft_of(paper)->out.failed || more.failed;
    jf_str_release(&more);
}

static void add_bar(struct jf_paper *paper, const struct jf_chart_bar *bar, int series, int64_t most, int unit,
                    int label)
{
    struct jf_str *out = &draft_of(paper)->out;
    struct jf_str shown = JF_STR_INIT;
    int length = jf_chart_length(bar->values[series].number, most, LAYOUT_CHART_BAR);
    jf_value_add_text(&shown, &bar->values[series]);
    jf_str_add(out, "<w:tr><w:trPr><w:cantSplit/></w:trPr>");
    add_shaded(paper, label, 1, NULL, false, LAYOUT_CELL_NUMBER);
    add_run(out, series ? "" : bar->label, layout_size(LAYOUT_SIZES - 2));
    end_cell(paper);
    if (length > 0) {
        add_shaded(paper, unit * length, length, layout_bar(series), false, LAYOUT_CELL_TEXT);
        end_cell(paper);
    }
    add_shaded(paper, unit * (LAYOUT_CHART_UNITS - length), LAYOUT_CHART_UNITS - length, NULL, false, LAYOUT_CELL_TEXT);
    add_run(out, shown.data, layout_size(LAYOUT_SIZES - 2));
    end_cell(paper);
    jf_str_add(out, "</w:tr>\n");
    jf_str_release(&shown);
}

static void put_bars(struct jf_paper *paper, const struct jf_chart *chart)
{
    int page = page_width(docx(paper));
    int unit = (page - LAYOUT_CHART_LABEL) / LAYOUT_CHART_UNITS;
    int widths[LAYOUT_CHART_UNITS + 1] = { page - unit * LAYOUT_CHART_UNITS };
    for (int i = 1; i <= LAYOUT_CHART_UNITS; i++)
        widths[i] = unit;
    add_table(&draft_of(paper)->out, page, false, widths, LAYOUT_CHART_UNITS + 1);
    int64_t most = jf_chart_most(chart);
    for (int i = 0; i < chart->count; i++)
        for (int s = 0; s < jf_chart_series(chart); s++)
            add_bar(paper, &chart->bars[i], s, most, unit, widths[0]);
}

static void add_tile(struct jf_paper *paper, const struct jf_chart_bar *bar, int64_t most, int width)
{
    struct jf_str *out = &draft_of(paper)->out;
    struct jf_str shown = JF_STR_INIT;
    jf_value_add_text(&shown, &bar->values[0]);
    add_shaded(paper, width, 1, layout_shade(jf_chart_shade(bar->values[0].number, most)), true, LAYOUT_CELL_DAY);
    add_run(out, bar->label, layout_size(LAYOUT_SIZES - 2));
    jf_str_add(out, "</w:p>");
    add_paragraph(paper, LAYOUT_CELL_DAY);
    add_run(out, shown.data, layout_size(LAYOUT_SIZES - 2));
    end_cell(paper);
    jf_str_release(&shown);
}

static void put_tiles(struct jf_paper *paper, const struct jf_chart *chart)
{
    struct jf_str *out = &draft_of(paper)->out;
    int page = page_width(docx(paper));
    int widths[JF_CHART_TILES_ACROSS];
    for (int i = 0; i < JF_CHART_TILES_ACROSS; i++)
        widths[i] = page / JF_CHART_TILES_ACROSS;
    add_table(out, page, true, widths, JF_CHART_TILES_ACROSS);
    int64_t most = jf_chart_most(chart);
    for (int i = 0; i < chart->count; i += JF_CHART_TILES_ACROSS) {
        jf_str_add(out, "<w:tr><w:trPr><w:cantSplit/></w:trPr>");
        for (int t = i; t < i + JF_CHART_TILES_ACROSS; t++)
            if (t < chart->count) {
                add_tile(paper, &chart->bars[t], most, widths[0]);
            } else {
                add_cell(paper, widths[0], "", LAYOUT_CELL_DAY, true);
                end_cell(paper);
            }
        jf_str_add(out, "</w:tr>\n");
    }
}

static void docx_chart(struct jf_paper *paper, const struct jf_chart *chart)
{
    struct docx_state *state = docx(paper);
    add_paragraph(paper, LAYOUT_CAPTION);
    add_run(&state->draft.out, chart->caption, 0);
    for (int s = 0; s < chart->series && chart->series > 1; s++) {
        jf_str_addf(&state->draft.out, "<w:r><w:rPr><w:color w:val=\"%s\"/></w:rPr><w:t>　■</w:t></w:r>",
                    layout_bar(s));
        add_run(&state->draft.out, chart->titles[s], 0);
    }
    jf_str_add(&state->draft.out, "</w:p>\n");
    if (chart->tiles)
        put_tiles(paper, chart);
    else
        put_bars(paper, chart);
    end_table(paper);
}

/* ---- the other parts ---- */

static void add_fonts(struct jf_str *out, enum layout_font font)
{
    const struct layout_typeface *face = layout_typeface(font);
    jf_str_addf(out, "<w:rFonts w:ascii=\"%s\" w:hAnsi=\"%s\" w:eastAsia=\"%s\" w:cs=\"%s\"/>", face->latin,
                face->latin, face->name, face->latin);
}

static void add_rule(struct jf_str *out, const char *side, enum layout_rule rule)
{
    if (rule == LAYOUT_RULE)
        jf_str_addf(out, "<w:%s w:val=\"single\" w:sz=\"8\" w:space=\"1\" w:color=\"000000\"/>", side);
    if (rule == LAYOUT_RED_RULE)
        jf_str_addf(out, "<w:%s w:val=\"thickThinSmallGap\" w:sz=\"24\" w:space=\"6\" w:color=\"E00000\"/>", side);
}

static void add_style(struct jf_str *out, const struct layout_style *s)
{
    static const char *const aligns[] = { "left", "center", "right", "both" };
    jf_str_addf(out, "<w:style w:type=\"paragraph\" w:styleId=\"%s\"><w:name w:val=\"%s\"/><w:qFormat/><w:pPr>", s->id,
                s->name);
    jf_str_add(out, s->keep ? "<w:keepNext/>" : "");
    if (s->above || s->below) {
        jf_str_add(out, "<w:pBdr>");
        add_rule(out, "top", s->above);
        add_rule(out, "bottom", s->below);
        jf_str_add(out, "</w:pBdr>");
    }
    jf_str_addf(out, "<w:spacing w:before=\"%d\" w:after=\"%d\"", s->before, s->after);
    if (s->line)
        jf_str_addf(out, " w:line=\"%d\" w:lineRule=\"exact\"", s->line);
    jf_str_add(out, "/>");
    if (s->first || s->left || s->right) {
        jf_str_addf(out, "<w:ind w:leftChars=\"%d\" w:left=\"%d\" w:rightChars=\"%d\" w:right=\"%d\"", s->left,
                    layout_indent(s, s->left), s->right, layout_indent(s, s->right));
        if (s->first)
            jf_str_addf(out, " w:%sChars=\"%d\" w:%s=\"%d\"", s->first < 0 ? "hanging" : "firstLine",
                        s->first < 0 ? -s->first : s->first, s->first < 0 ? "hanging" : "firstLine",
                        layout_indent(s, s->first < 0 ? -s->first : s->first));
        jf_str_add(out, "/>");
    }
    jf_str_add(out, s->joined ? "<w:contextualSpacing/>" : "");
    jf_str_addf(out, "<w:jc w:val=\"%s\"/>", aligns[s->align]);
    if (s->outline)
        jf_str_addf(out, "<w:outlineLvl w:val=\"%d\"/>", s->outline - 1);
    jf_str_add(out, "</w:pPr><w:rPr>");
    add_fonts(out, s->font);
    jf_str_add(out, s->bold ? "<w:b/>" : "");
    jf_str_add(out, s->red ? "<w:color w:val=\"E00000\"/>" : "");
    jf_str_add(out, s->size == 32 ? "<w:spacing w:val=\"-5\"/>" : ""); /* 28 characters on 156 mm */
    int size = s->size ? s->size : layout_size(1);
    jf_str_addf(out, "<w:sz w:val=\"%d\"/><w:szCs w:val=\"%d\"/></w:rPr></w:style>\n", size, size);
}

static void make_styles(struct jf_str *out, enum jf_sheet sheet, const char *lang)
{
    jf_str_addf(out, "%s<w:styles%s><w:docDefaults><w:rPrDefault><w:rPr>", xml_head, word_spaces);
    add_fonts(out, LAYOUT_FANG);
    jf_str_addf(
        out,
        "<w:sz w:val=\"32\"/><w:szCs w:val=\"32\"/><w:lang w:val=\"en-US\" w:eastAsia=\"%s\"/></w:rPr></w:rPrDefault>"
        "<w:pPrDefault/></w:docDefaults>\n",
        "zh-CN");
    jf_str_add(
        out,
        "<w:style w:type=\"paragraph\" w:default=\"1\" w:styleId=\"Normal\"><w:name w:val=\"Normal\"/></w:style>\n");
    for (int i = 0; i < LAYOUT_KINDS; i++)
        add_style(out, layout_style((enum layout_kind)i, sheet, lang));
    jf_str_add(out, "</w:styles>\n");
}

static void make_fonts(struct jf_str *out)
{
    jf_str_addf(out, "%s<w:fonts%s>", xml_head, word_spaces);
    for (int i = 0; i < LAYOUT_FONTS; i++) {
        const struct layout_typeface *face = layout_typeface((enum layout_font)i);
        jf_str_addf(out, "<w:font w:name=\"%s\"><w:altName w:val=\"%s\"/><w:charset w:val=\"86\"/></w:font>",
                    face->name, face->other);
    }
    jf_str_add(out, "</w:fonts>\n");
}

static void make_footer(struct jf_str *out, const char *style)
{
    jf_str_addf(
        out, "%s<w:ftr%s><w:p><w:pPr><w:pStyle w:val=\"%s\"/></w:pPr><w:r><w:t xml:space=\"preserve\">— </w:t></w:r>",
        xml_head, word_spaces, style);
    jf_str_add(
        out, "<w:r><w:fldChar w:fldCharType=\"begin\"/></w:r><w:r><w:instrText xml:space=\"preserve\"> PAGE "
             "</w:instrText></w:r><w:r><w:fldChar w:fldCharType=\"separate\"/></w:r><w:r><w:t>1</w:t></w:r><w:r>"
             "<w:fldChar w:fldCharType=\"end\"/></w:r><w:r><w:t xml:space=\"preserve\"> —</w:t></w:r></w:p></w:ftr>\n");
}

static void make_core(struct jf_str *out, const struct docx_state *state)
{
    jf_str_addf(
        out,
        "%s<cp:coreProperties xmlns:cp=\"http://schemas.openxmlformats.org/package/2006/metadata/core-properties\" "
        "xmlns:dc=\"http://purl.org/dc/elements/1.1/\"><dc:title>",
        xml_head);
    jf_html_add(out, state->draft.title);
    jf_str_add(out, "</dc:title><dc:creator>");
    jf_html_add(out, state->draft.made);
    jf_str_add(out, "</dc:creator></cp:coreProperties>\n");
}

static const char content_types[] =
    "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">"
    "<Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>"
    "<Default Extension=\"xml\" ContentType=\"application/xml\"/>"
    "<Override PartName=\"/word/document.xml\" "
    "ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml\"/>"
    "<Override PartName=\"/word/styles.xml\" "
    "ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml\"/>"
    "<Override PartName=\"/word/settings.xml\" "
    "ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.settings+xml\"/>"
    "<Override PartName=\"/word/fontTable.xml\" "
    "ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.fontTable+xml\"/>"
    "<Override PartName=\"/word/footer1.xml\" "
    "ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.footer+xml\"/>"
    "<Override PartName=\"/word/footer2.xml\" "
    "ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.footer+xml\"/>"
    "<Override PartName=\"/docProps/core.xml\" "
    "ContentType=\"application/vnd.openxmlformats-package.core-properties+xml\"/>"
    "</Types>\n";

#define REL      "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
#define RELS     "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">"
#define RELS_END "</Relationships>\n"

static const char package_rels[] =
    RELS "<Relationship Id=\"rId1\" Type=\"" REL "officeDocument\" Target=\"word/document.xml\"/>"
         "<Relationship Id=\"rId2\" Type=\"http://schemas.openxmlformats.org/package/2006/relationships/metadata/"
         "core-properties\" Target=\"docProps/core.xml\"/>" RELS_END;
static const char document_rels[] =
    RELS "<Relationship Id=\"rId1\" Type=\"" REL "styles\" Target=\"styles.xml\"/>"
         "<Relationship Id=\"rId2\" Type=\"" REL "settings\" Target=\"settings.xml\"/>"
         "<Relationship Id=\"rId3\" Type=\"" REL "fontTable\" Target=\"fontTable.xml\"/>"
         "<Relationship Id=\"rId4\" Type=\"" REL "footer\" Target=\"footer1.xml\"/>"
         "<Relationship Id=\"rId5\" Type=\"" REL "footer\" Target=\"footer2.xml\"/>" RELS_END;

/* Add a part: what stands in `out` behind the XML declaration, or `text` behind it. */
static enum jf_status add_part(struct container *c, const char *name, struct jf_str *out, const char *text,
                               struct jf_error *err)
{
    if (text)
        jf_str_addf(out, "%s%s", xml_head, text);
    enum jf_status status = jf_str_check(out, err);
    if (status == JF_OK)
        status = container_add(c, name, out->data, false, err);
    jf_str_clear(out);
    return status;
}

static enum jf_status add_parts(struct jf_paper *paper, struct container *c, struct jf_error *err)
{
    struct docx_state *state = docx(paper);
    struct jf_str *out = &state->draft.out;
    struct jf_str settings = JF_STR_INIT;
    jf_str_addf(&settings,
                "<w:settings%s><w:evenAndOddHeaders/><w:characterSpacingControl w:val=\"compressPunctuation\"/>"
                "<w:compat><w:compatSetting w:name=\"compatibilityMode\" "
                "w:uri=\"http://schemas.microsoft.com/office/word\" w:val=\"15\"/></w:compat></w:settings>\n",
                word_spaces);
    enum jf_status status = add_part(c, "[Content_Types].xml", out, content_types, err);
    if (status == JF_OK)
        status = add_part(c, "_rels/.rels", out, package_rels, err);
    make_core(out, state);
    if (status == JF_OK)
        status = add_part(c, "docProps/core.xml", out, NULL, err);
    if (status == JF_OK)
        status = add_part(c, "word/_rels/document.xml.rels", out, document_rels, err);
    make_styles(out, state->draft.sheet, jf_paper_lang(paper));
    if (status == JF_OK)
        status = add_part(c, "word/styles.xml", out, NULL, err);
    if (status == JF_OK)
        status = add_part(c, "word/settings.xml", out, settings.data, err);
    make_fonts(out);
    if (status == JF_OK)
        status = add_part(c, "word/fontTable.xml", out, NULL, err);
    make_footer(out, "PageRight");
    if (status == JF_OK)
        status = add_part(c, "word/footer1.xml", out, NULL, err);
    make_footer(out, "PageLeft");
    if (status == JF_OK)
        status = add_part(c, "word/footer2.xml", out, NULL, err);
    jf_str_release(&settings);
    return status;
}

static enum jf_status write_container(struct jf_paper *paper, struct jf_error *err)
{
    struct docx_state *state = docx(paper);
    struct container *c = NULL;
    struct jf_str before = JF_STR_INIT;
    jf_str_addf(&before, "%s<w:document%s><w:body>\n", xml_head, word_spaces);
    enum jf_status status = container_open(&c, err);
    if (status == JF_OK)
        status = add_parts(paper, c, err);
    if (status == JF_OK)
        status = jf_str_check(&before, err);
    if (status == JF_OK) {
        struct spool *body = state->draft.body;
        state->draft.body = NULL;
        status = container_add_spool(c, "word/document.xml", before.data, body, "</w:body></w:document>\n", err);
    }
    jf_str_release(&before);
    if (status == JF_OK)
        return container_send(c, paper, err);
    container_free(c);
    return status;
}

static void docx_end(struct jf_paper *paper)
{
    struct docx_state *state = docx(paper);
    struct jf_error error = { .status = JF_OK };
    draft_settle(paper, -1, "");
    add_section(state);
    draft_send(paper);
    if (jf_paper_failed(paper))
        return;
    enum jf_status status = write_container(paper, &error);
    if (status != JF_OK)
        jf_paper_fail(paper, status, error.message);
}

const struct jf_renderer jf_render_docx = {
    .name = "docx",
    .media = "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    .binary = true,
    .state = sizeof(struct docx_state),
    .begin = draft_begin,
    .title = docx_title,
    .heading = docx_heading,
    .annex = docx_annex,
    .paragraph = docx_paragraph,
    .text = docx_text,
    .value = docx_value,
    .paragraph_end = docx_paragraph_end,
    .table = docx_table,
    .row = draft_row,
    .cell = draft_cell,
    .row_end = docx_row_end,
    .table_end = docx_table_end,
    .chart = docx_chart,
    .end = docx_end,
    .release = draft_release,
};
