/* card_text.c - household cards as plain text of 80 columns, one after the other, parted by a line to cut along. */
#include "card.h"

#include "jianfu/utf8.h"

#include <string.h>

enum { WIDTH = 76 };

/* Fold a text: the first line after `label`, the others set in. */
static void add_folded(struct jf_str *out, const char *label, const char *text)
{
    struct jf_str line = JF_STR_INIT;
    jf_str_add(&line, label);
    jf_utf8_add_safe(&line, text, true);
    const char *at = line.data;
    for (int n = 0; *at; n++) {
        size_t take = jf_text_break(at, n ? WIDTH - 4 : WIDTH);
        jf_str_add(out, n ? "    " : "");
        jf_str_addn(out, at, take);
        jf_str_addc(out, '\n');
        for (at += take; *at == ' ';)
            at++;
    }
    out->failed = out->failed || line.failed;
    jf_str_release(&line);
}

static void add_labelled(const struct cards *c, struct jf_str *out, enum card_word word, const char *text)
{
    struct jf_str label = JF_STR_INIT;
    jf_str_addf(&label, "%s：", c->words[word]);
    add_folded(out, label.data, text);
    jf_str_release(&label);
}

static void text_body(struct cards *c, const struct jf_posting *posting, struct card_class *out)
{
    struct card_lines lines;
    struct jf_str text = JF_STR_INIT;
    card_lines_make(&lines, posting, c->request->lang);
    jf_str_addf(&out->body, "%s：\n", c->words[CARD_ITEM]);
    if (!lines.count)
        add_folded(&out->body, "  ", c->words[CARD_NOTHING]);
    for (size_t i = 0; i < lines.count; i++) {
        jf_str_clear(&text);
        jf_str_addf(&text, "%s  %s  %s", lines.lines[i].item.data, lines.lines[i].figure.data,
                    lines.lines[i].basis.data);
        add_folded(&out->body, "  ", text.data);
    }
    if (lines.banned.len)
        add_labelled(c, &out->body, CARD_BANNED, lines.banned.data);
    add_labelled(c, &out->body, CARD_SUBSIDY, lines.subsidies.data);
    jf_str_clear(&text);
    card_add_phones(&text, c);
    add_labelled(c, &out->body, CARD_PHONES, text.data);
    add_folded(&out->body, "", c->words[CARD_REFUSE]);
    add_folded(&out->body, "", c->words[CARD_MARKS]);
    add_folded(&out->body, "", c->words[CARD_SIGN]);
    out->body.failed = out->body.failed || lines.failed || text.failed;
    jf_str_release(&text);
    card_lines_release(&lines);
}

static void add_count(struct cards *c, enum card_word word, bool known, int64_t count)
{
    jf_str_addf(&c->out, "  %s：", c->words[word]);
    if (known)
        jf_str_addf(&c->out, "%lld", (long long)count);
    else
        jf_str_add(&c->out, "＿＿");
}

static void text_card(struct cards *c, const struct card_village *v, const struct card_household *h,
                      const struct card_class *class)
{
    const char *lang = c->request->lang;
    jf_str_addf(&c->out, "%s  %s%s  %s：%s%s\n", c->words[CARD_TITLE], c->request->year,
                jf_starts(lang, "zh") ? "年度" : "", c->words[CARD_NUMBER], h->code ? h->code : v->code,
                h->code ? "" : "-＿＿＿＿");
    jf_utf8_add_safe(&c->out, v->township ? v->township : "", true);
    jf_utf8_add_safe(&c->out, v->name, true);
    jf_str_addf(&c->out, "  %s：", c->words[CARD_HEAD]);
    jf_utf8_add_safe(&c->out, h->code ? h->head : "＿＿＿＿", true);
    add_count(c, CARD_PERSONS, h->code, h->persons);
    add_count(c, CARD_LABOURERS, h->code, h->labourers);
    add_count(c, CARD_PUPILS, h->code, h->pupils);
    jf_str_addc(&c->out, '\n');
    jf_str_addn(&c->out, class->body.data, class->body.len);
    jf_str_add(&c->out, "- - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - -\n");
}

const struct card_look card_text = { .format = "text", .body = text_body, .card = text_card };
