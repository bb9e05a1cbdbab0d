/* card_html.c - household cards as HTML for print: four or two cards to an A4 page with marks to cut along. No script;
 * what one class of households shares is text made once. */
#include "card.h"

#include "jianfu/resource.h"
#include "jianfu/utf8.h"

static void put(struct cards *c, const char *text)
{
    jf_str_add(&c->out, text);
}

static void html_begin(struct cards *c)
{
    size_t len = 0;
    const char *css = jf_resource("templates/card.css", &len);
    jf_str_addf(&c->out, "<!DOCTYPE html>\n<html lang=\"%s\"><head><meta charset=\"utf-8\"><title>",
                jf_starts(c->request->lang, "zh") ? "zh-CN" : "en");
    jf_html_add(&c->out, c->words[CARD_TITLE]);
    put(c, "</title>\n<meta name=\"generator\" content=\"jianfu " JF_VERSION "\">\n<style>\n");
    jf_str_addn(&c->out, css ? css : "", len);
    put(c, "</style></head><body>\n");
}

/* ---- does it fit a quarter of a page? ---- */

/* In tenths of a millimetre, as templates/card.css sets a card on a quarter page: what is left for the table and the
 * forbidden items beside head and foot, a line, what a row of the table takes besides; and how many columns of a
 * terminal (half a Chinese character) a line and the cells hold. */
enum {
    QUARTER_ROOM = 1000,
    LINE = 30,
    ROW = 5,
    COLUMNS = 74,
    ITEM_COLUMNS = 20,
    FIGURE_COLUMNS = 25,
    BASIS_COLUMNS = 24
};

static int lines_of(const char *text, int columns)
{
    return (jf_utf8_width(text) + columns - 1) / columns;
}

static int most(int a, int b)
{
    return a > b ? a : b;
}

static int card_height(const struct card_lines *lines)
{
    int height = lines_of(lines->banned.data, COLUMNS) * LINE + LINE + ROW;
    height += (most(lines_of(lines->subsidies.data, COLUMNS), 1) - 1) * LINE; /* the foot counts one */
    for (size_t i = 0; i < lines->count; i++) {
        const struct card_line *l = &lines->lines[i];
        int rows = most(lines_of(l->item.data, ITEM_COLUMNS),
                        most(lines_of(l->figure.data, FIGURE_COLUMNS), lines_of(l->basis.data, BASIS_COLUMNS)));
        height += rows * LINE + ROW;
    }
    return height;
}

/* ---- what a class shares ---- */

static void add_cell(struct jf_str *out, const char *text)
{
    jf_str_add(out, "<td>");
    jf_html_add(out, text);
}

static void add_paragraph(struct jf_str *out, const char *label, const char *text)
{
    jf_str_add(out, "<p><b>");
    jf_html_add(out, label);
    jf_str_add(out, "：</b>");
    jf_html_add(out, text);
    jf_str_add(out, "</p>\n");
}

static void add_table(const struct cards *c, struct jf_str *out, const struct card_lines *lines)
{
    static const enum card_word heads[] = { CARD_ITEM, CARD_FIGURE, CARD_BASIS };
    if (!lines->count) {
        jf_str_addf(out, "<p>%s</p>\n", c->words[CARD_NOTHING]);
        return;
    }
    jf_str_add(out, "<table><tr>");
    for (size_t i = 0; i < sizeof heads / sizeof *heads; i++)
        jf_str_addf(out, "<th>%s", c->words[heads[i]]);
    for (size_t i = 0; i < lines->count; i++) {
        jf_str_add(out, "\n<tr>");
        add_cell(out, lines->lines[i].item.data);
        add_cell(out, lines->lines[i].figure.data);
        add_cell(out, lines->lines[i].basis.data);
    }
    jf_str_add(out, "</table>\n");
}

static void html_body(struct cards *c, const struct jf_posting *posting, struct card_class *out)
{
    struct card_lines lines;
    struct jf_str phones = JF_STR_INIT;
    card_lines_make(&lines, posting, c->request->lang);
    /* a card of which the end is cut off, with where to sign, is none: four to a page only where they fit */
    out->per_page = c->request->per_page != 2 && card_height(&lines) <= QUARTER_ROOM ? 4 : 2;
    jf_str_add(&out->body, "<main><aside>");
    add_table(c, &out->body, &lines);
    jf_str_add(&out->body, "</aside><aside>\n");
    if (lines.banned.len)
        add_paragraph(&out->body, c->words[CARD_BANNED], lines.banned.data);
    add_paragraph(&out->body, c->words[CARD_SUBSIDY], lines.subsidies.data);
    card_add_phones(&phones, c);
    add_paragraph(&out->body, c->words[CARD_PHONES], phones.data);
    jf_str_addf(&out->body, "<p>%s</p>\n<p class=\"m\">%s</p></aside></main>\n<p class=\"s\">%s</p>\n",
                c->words[CARD_REFUSE], c->words[CARD_MARKS], c->words[CARD_SIGN]);
    out->body.failed = out->body.failed || lines.failed;
    jf_str_release(&phones);
    card_lines_release(&lines);
}

/* ---- pages ---- */

static void close_page(struct cards *c)
{
    if (c->on_page)
        put(c, "</section>\n");
    c->on_page = 0;
}

/* A page takes cards of one size; the last one of a village may stay short, so that villages can be parted. */
static void make_room(struct cards *c, int per_page)
{
    if (c->on_page && (c->on_page == c->per_page || c->per_page != per_page))
        close_page(c);
    if (!c->on_page)
        jf_str_addf(&c->out, "<section class=\"p%d\">\n", per_page);
    c->per_page = per_page;
    c->on_page++;
}

static void add_field(struct cards *c, enum card_word word, const char *text)
{
    jf_str_addf(&c->out, "<span>%s：<u>", c->words[word]);
    jf_html_add(&c->out, text);
    put(c, "</u></span>");
}

static void add_count(struct cards *c, enum card_word word, bool known, int64_t count)
{
    char text[24] = "　　";
    if (known)
        snprintf(text, sizeof text, "%lld", (long long)count);
    add_field(c, word, text);
}

static void html_card(struct cards *c, const struct card_village *v, const struct card_household *h,
                      const struct card_class *class)
{
    const char *lang = c->request->lang;
    make_room(c, class->per_page);
    put(c, "<article><h1>");
    put(c, c->words[CARD_TITLE]);
    jf_str_addf(&c->out, "</h1>\n<div class=\"y\"><span>%s%s</span>", c->request->year,
                jf_starts(lang, "zh") ? "年度" : "");
    put(c, "<span>");
    put(c, c->words[CARD_NUMBER]);
    put(c, "：");
    jf_html_add(&c->out, h->code ? h->code : v->code);
    put(c, h->code ? "" : "-＿＿＿＿");
    put(c, "</span></div>\n<div class=\"h\"><span><u>");
    jf_html_add(&c->out, v->township);
    jf_html_add(&c->out, v->name);
    put(c, "</u></span>");
    add_field(c, CARD_HEAD, h->code ? h->head : "　　　　　");
    add_count(c, CARD_PERSONS, h->code, h->persons);
    add_count(c, CARD_LABOURERS, h->code, h->labourers);
    add_count(c, CARD_PUPILS, h->code, h->pupils);
    put(c, "</div>\n");
    jf_str_addn(&c->out, class->body.data, class->body.len);
    put(c, "</article>\n");
}

static void html_end(struct cards *c)
{
    close_page(c);
    put(c, "</body></html>\n");
}

const struct card_look card_html = { .format = "html",
                                     .begin = html_begin,
                                     .body = html_body,
                                     .card = html_card,
                                     .village_end = close_page,
                                     .end = html_end };
