/* card_lines.c - what stands on a household card, in words: one line an item, the forbidden items by paper. Must not
 * know how it looks. */
#include "card.h"

#include "jianfu/money.h"

#include <string.h>

static const char *const codes[CARD_WORDS] = {
    [CARD_TITLE] = "title",
    [CARD_ITEM] = "item",
    [CARD_FIGURE] = "figure",
    [CARD_BASIS] = "basis",
    [CARD_BANNED] = "banned",
    [CARD_SUBSIDY] = "subsidy",
    [CARD_REFUSE] = "refuse",
    [CARD_PHONES] = "phones",
    [CARD_SIGN] = "sign",
    [CARD_NUMBER] = "number",
    [CARD_HEAD] = "head",
    [CARD_PERSONS] = "persons",
    [CARD_LABOURERS] = "labourers",
    [CARD_PUPILS] = "pupils",
    [CARD_NOTHING] = "nothing",
    [CARD_MARKS] = "marks",
    [CARD_PRICE_PHONE] = "price-phone",
    [CARD_OFFICE_PHONE] = "office-phone",
    [CARD_TOWNSHIP_PHONE] = "township-phone",
};

void card_find_words(struct cards *c)
{
    for (int i = 0; i < CARD_WORDS; i++)
        c->words[i] = jf_word("card", codes[i], c->request->lang);
}

void card_add_phones(struct jf_str *out, const struct cards *c)
{
    const char *lang = c->request->lang, *and = jf_starts(lang, "zh") ? "；" : "; ";
    jf_str_addf(out, "%s%s", c->words[CARD_PRICE_PHONE], and);
    if (c->office.name && c->office.telephone)
        jf_str_addf(out, "%s %s", c->office.name, c->office.telephone);
    else
        jf_str_add(out, c->words[CARD_OFFICE_PHONE]);
    jf_str_addf(out, "%s%s", and, c->words[CARD_TOWNSHIP_PHONE]);
}

/* ---- lines ---- */

static bool chinese(const char *lang)
{
    return jf_starts(lang, "zh");
}

/* How far a standard can be relied on, as a mark: there is no room for words beside each line. */
static void add_marks(struct jf_str *out, const struct jf_standard *s)
{
    if (jf_streq(s->certainty, "secondary"))
        jf_str_add(out, "△");
    if (jf_streq(s->certainty, "unverified"))
        jf_str_add(out, "▲");
    if (s->demonstration || s->document_demonstration)
        jf_str_add(out, "※");
}

/* A word before a figure, apart from it where words are apart. */
static void add_word(struct jf_str *out, const char *word, const char *lang)
{
    jf_str_addf(out, "%s%s", word, chinese(lang) ? "" : " ");
}

/* Which of an item's standards it is within its stage: area, grades, season, the unit that may charge it. */
static void add_which(struct jf_str *out, const struct jf_standard *s, const char *lang)
{
    if (s->area)
        add_word(out, jf_word("area", s->area, lang), lang);
    if (s->grade_from || s->grade_until)
        jf_str_addf(out, chinese(lang) ? "%lld至%lld年级" : "grades %lld to %lld ",
                    (long long)(s->grade_from ? s->grade_from : 1), (long long)(s->grade_until ? s->grade_until : 9));
    if (s->season)
        add_word(out, jf_word("season", s->season, lang), lang);
    if (s->unit_name)
        add_word(out, s->unit_name, lang);
}

static void add_unit(struct jf_str *out, const struct jf_standard *s, const char *lang)
{
    jf_str_addf(out, "%s%s", chinese(lang) ? "" : " ", jf_word("unit", s->unit, lang));
}

static bool charges(const struct jf_posting_item *item)
{
    return item->part == JF_POSTING_CHARGE;
}

/* A wide standard whose figure nobody has says nothing beside narrower ones of the same item that have theirs. */
static bool says_nothing(const struct jf_posting *posting, size_t at)
{
    const struct jf_standard *s = &posting->items[at].standard;
    for (size_t i = 0; i < posting->count && !jf_standard_known(s); i++) {
        const struct jf_standard *o = &posting->items[i].standard;
        if (charges(&posting->items[i]) && jf_streq(o->item_code, s->item_code) && jf_standard_known(o) &&
            (!s->stage || jf_streq(s->stage, o->stage)))
            return true;
    }
    return false;
}

/* Do all standards of the item that are told have a figure of one kind and unit? Then kind and unit are told once. */
static bool uniform(const struct jf_posting *posting, size_t first, size_t end)
{
    const struct jf_standard *one = NULL;
    for (size_t i = first; i < end; i++) {
        const struct jf_standard *s = &posting->items[i].standard;
        if (says_nothing(posting, i))
            continue;
        if (!s->has_amount || (one && (!jf_streq(one->ruling, s->ruling) || !jf_streq(one->unit, s->unit))))
            return false;
        one = s;
    }
    return one != NULL;
}

/* 不超过 初中县城211.00、农村196.00；小学县城138.00元/生·学期 */
static void add_figure(struct jf_str *out, const struct jf_standard *s, const struct jf_standard *before, bool same,
                       const char *lang)
{
    bool new_stage = !before || !jf_streq(before->stage, s->stage);
    if (before)
        jf_str_add(out, chinese(lang) ? (new_stage ? "；" : "、") : (new_stage ? "; " : ", "));
    else if (same && jf_streq(s->ruling, "cap"))
        posting_add_at_most(out, lang);
    if (new_stage && s->stage)
        add_word(out, jf_word("stage", s->stage, lang), lang);
    add_which(out, s, lang);
    if (same)
        jf_money_add(out, s->amount_fen);
    else {
        posting_add_figure(out, s, lang);
        if (jf_standard_known(s) && !s->has_percent)
            add_unit(out, s, lang);
    }
}

/* The paper, unless the line names it already. */
static void add_basis(struct card_line *line, const struct jf_standard *s, const char *lang)
{
    struct jf_str basis = JF_STR_INIT;
    posting_add_basis(&basis, s, false, lang);
    if (!strstr(line->basis.data, basis.data)) {
        jf_str_add(&line->basis, line->basis.len ? (chinese(lang) ? "；" : "; ") : "");
        jf_str_add(&line->basis, basis.data);
        add_marks(&line->basis, s);
    }
    line->basis.failed = line->basis.failed || basis.failed;
    jf_str_release(&basis);
}

static struct card_line *new_line(struct card_lines *out)
{
    struct card_line *lines = jf_grow(out->lines, out->count + 1, sizeof *lines);
    if (!lines) {
        out->failed = true;
        return NULL;
    }
    out->lines = lines;
    struct card_line *line = &lines[out->count++];
    jf_str_init(&line->item);
    jf_str_init(&line->figure);
    jf_str_init(&line->basis);
    return line;
}

/* One item: its standards stand beside each other from `first` on. Tells where the next one begins. */
static size_t add_item(struct card_lines *out, const struct jf_posting *posting, size_t first, const char *lang)
{
    const struct jf_standard *before = NULL;
    size_t end = first;
    while (end < posting->count && charges(&posting->items[end]) &&
           jf_streq(posting->items[end].standard.item_code, posting->items[first].standard.item_code))
        end++;
    bool same = uniform(posting, first, end);
    struct card_line *line = new_line(out);
    if (!line)
        return end;
    jf_str_add(&line->item, posting->items[first].standard.item_name);
    for (size_t i = first; i < end; i++) {
        const struct jf_standard *s = &posting->items[i].standard;
        if (says_nothing(posting, i))
            continue;
        add_figure(&line->figure, s, before, same, lang);
        add_basis(line, s, lang);
        before = s;
    }
    if (same)
        add_unit(&line->figure, before, lang);
    return end;
}

static bool banned(const struct jf_posting_item *item)
{
    return item->part == JF_POSTING_BAN || item->part == JF_POSTING_ENDED;
}

/* 国发〔2003〕12号：改革前税费尾欠；... The items of one paper stand together. */
static void add_banned(struct card_lines *out, const struct jf_posting *posting, const char *lang)
{
    bool zh = jf_starts(lang, "zh");
    for (size_t i = 0; i < posting->count; i++) {
        const struct jf_standard *s = &posting->items[i].standard;
        bool told = !banned(&posting->items[i]);
        for (size_t k = 0; k < i && !told; k++)
            told =
                banned(&posting->items[k]) && jf_streq(posting->items[k].standard.document_number, s->document_number);
        if (told)
            continue;
        size_t first = out->banned.len;
        for (size_t k = i; k < posting->count; k++)
            if (banned(&posting->items[k]) &&
                jf_streq(posting->items[k].standard.document_number, s->document_number)) {
                jf_str_add(&out->banned,
                           out->banned.len == first ? (first ? (zh ? "；" : "; ") : "") : (zh ? "、" : ", "));
                jf_str_add(&out->banned, posting->items[k].standard.item_name);
            }
        jf_str_add(&out->banned, zh ? "（" : " (");
        posting_add_basis(&out->banned, s, false, lang);
        add_marks(&out->banned, s);
        jf_str_add(&out->banned, zh ? "）" : ")");
    }
}

/* 良种补贴 10.00元/亩·年（演示农〔2005〕3号※）；... */
static void add_subsidies(struct card_lines *out, const struct jf_posting *posting, const char *lang)
{
    bool zh = chinese(lang);
    for (size_t i = 0; i < posting->count; i++) {
        const struct jf_standard *s = &posting->items[i].standard;
        if (posting->items[i].part != JF_POSTING_GRANT)
            continue;
        jf_str_addf(&out->subsidies, "%s%s ", out->subsidies.len ? (zh ? "；" : "; ") : "", s->item_name);
        posting_add_figure(&out->subsidies, s, lang);
        if (jf_standard_known(s) && !s->has_percent)
            add_unit(&out->subsidies, s, lang);
        jf_str_add(&out->subsidies, zh ? "（" : " (");
        posting_add_basis(&out->subsidies, s, false, lang);
        add_marks(&out->subsidies, s);
        jf_str_add(&out->subsidies, zh ? "）" : ")");
    }
    if (!out->subsidies.len)
        jf_str_add(&out->subsidies, jf_word("card", "subsidy-line", lang));
}

void card_lines_make(struct card_lines *out, const struct jf_posting *posting, const char *lang)
{
    *out = (struct card_lines){ .count = 0 };
    jf_str_init(&out->banned);
    jf_str_init(&out->subsidies);
    for (size_t i = 0; i < posting->count && charges(&posting->items[i]);)
        i = add_item(out, posting, i, lang);
    add_banned(out, posting, lang);
    add_subsidies(out, posting, lang);
}

void card_lines_release(struct card_lines *lines)
{
    for (size_t i = 0; i < lines->count; i++) {
        jf_str_release(&lines->lines[i].item);
        jf_str_release(&lines->lines[i].figure);
        jf_str_release(&lines->lines[i].basis);
    }
    jf_free(lines->lines);
    jf_str_release(&lines->banned);
    jf_str_release(&lines->subsidies);
}
