/* card_paper.c - household cards as a paper, one to a sheet: DOCX and ODT for offices that add to them before they
 * print, and data. Several to a page, as they are printed by the thousand, is card_html.c's.
 */
#include "card.h"

static void paper_begin(struct cards *c)
{
    const struct jf_paper_head head = {
        .title = c->words[CARD_TITLE], .lang = c->request->lang, .made = "jianfu " JF_VERSION, .sheet = JF_SHEET_CARD
    };
    c->status = jf_paper_open(c->request->format, &head, c->sink, c->sink_arg, &c->paper, c->err);
}

static void paper_body(struct cards *c, const struct jf_posting *posting, struct card_class *out)
{
    card_lines_make(&out->lines, posting, c->request->lang);
    out->per_page = 1;
    out->body.failed = out->body.failed || out->lines.failed;
}

static void cell(struct cards *c, const char *text)
{
    jf_paper_cell(c->paper, &(struct jf_value){ .type = JF_VALUE_TEXT, .known = true, .text = text });
}

static void add_count(const struct cards *c, struct jf_str *out, enum card_word label, bool known, int64_t count)
{
    jf_str_addf(out, "　%s：", c->words[label]);
    if (known)
        jf_str_addf(out, "%lld", (long long)count);
    else
        jf_str_add(out, "＿＿");
}

/* Whose card it is, in one paragraph: a table would push the card over its page. */
static void put_household(struct cards *c, const struct card_village *v, const struct card_household *h)
{
    struct jf_str text = JF_STR_INIT;
    jf_str_addf(&text, "%s：%s%s　%s%s　%s：%s", c->words[CARD_NUMBER], h->code ? h->code : v->code,
                h->code ? "" : "-＿＿＿＿", v->township ? v->township : "", v->name, c->words[CARD_HEAD],
                h->code ? h->head : "＿＿＿＿");
    add_count(c, &text, CARD_PERSONS, h->code, h->persons);
    add_count(c, &text, CARD_LABOURERS, h->code, h->labourers);
    add_count(c, &text, CARD_PUPILS, h->code, h->pupils);
    jf_paper_paragraph(c->paper, JF_PARAGRAPH_NOTE);
    jf_paper_text(c->paper, text.data);
    jf_paper_paragraph_end(c->paper);
    c->out.failed = c->out.failed || text.failed;
    jf_str_release(&text);
}

static void put_items(struct cards *c, const struct card_lines *lines)
{
    const struct jf_paper_column columns[] = { { c->words[CARD_ITEM], JF_VALUE_TEXT, false },
                                               { c->words[CARD_FIGURE], JF_VALUE_TEXT, false },
                                               { c->words[CARD_BASIS], JF_VALUE_TEXT, false } };
    jf_paper_table(c->paper, &(struct jf_paper_table){ .caption = "", .columns = columns, .count = 3 });
    for (size_t i = 0; i < lines->count; i++) {
        jf_paper_row(c->paper, JF_ROW_BODY, NULL);
        cell(c, lines->lines[i].item.data);
        cell(c, lines->lines[i].figure.data);
        cell(c, lines->lines[i].basis.data);
        jf_paper_row_end(c->paper);
    }
    jf_paper_table_end(c->paper);
}

/* A note, "LABEL：" before it where it has one. */
static void note(struct cards *c, const char *label, const char *text)
{
    jf_paper_paragraph(c->paper, JF_PARAGRAPH_NOTE);
    if (label) {
        jf_paper_text(c->paper, label);
        jf_paper_text(c->paper, "：");
    }
    jf_paper_text(c->paper, text);
    jf_paper_paragraph_end(c->paper);
}

static void paper_card(struct cards *c, const struct card_village *v, const struct card_household *h,
                       const struct card_class *class)
{
    const char *lang = c->request->lang;
    struct jf_str text = JF_STR_INIT;
    jf_str_addf(&text, "%s（%s%s）", c->words[CARD_TITLE], c->request->year, jf_starts(lang, "zh") ? "年度" : "");
    jf_paper_annex(c->paper, text.data);
    put_household(c, v, h);
    if (class->lines.count)
        put_items(c, &class->lines);
    else
        note(c, NULL, c->words[CARD_NOTHING]);
    if (class->lines.banned.len)
        note(c, c->words[CARD_BANNED], class->lines.banned.data);
    note(c, c->words[CARD_SUBSIDY], class->lines.subsidies.data);
    jf_str_clear(&text);
    card_add_phones(&text, c);
    note(c, c->words[CARD_PHONES], text.data);
    note(c, NULL, c->words[CARD_REFUSE]);
    note(c, NULL, c->words[CARD_MARKS]);
    note(c, NULL, c->words[CARD_SIGN]);
    c->out.failed = c->out.failed || text.failed;
    jf_str_release(&text);
    if (jf_paper_failed(c->paper)) { /* stop at once; the paper tells why */
        c->status = jf_paper_close(c->paper, c->err);
        c->paper = NULL;
    }
}

static void paper_end(struct cards *c)
{
    c->status = jf_paper_close(c->paper, c->err);
    c->paper = NULL;
}

const struct card_look card_paper = { .begin = paper_begin, .body = paper_body, .card = paper_card, .end = paper_end };
