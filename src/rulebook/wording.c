/* wording.c - how a standard reads on paper, in Chinese and English. Prints nothing, decides nothing. */
#include "jianfu/rulebook.h"

#include "jianfu/money.h"

static bool chinese(const char *lang)
{
    return lang && jf_starts(lang, "zh");
}

void jf_standard_add_figure(struct jf_str *out, const struct jf_standard *s, const char *lang)
{
    const char *unit = jf_word("unit", s->unit, lang);
    if (jf_streq(s->ruling, "ban")) {
        jf_str_add(out, chinese(lang) ? "禁止收取" : "may not be charged");
        return;
    }
    if (s->has_amount)
        jf_money_add(out, s->amount_fen);
    else if (s->has_number)
        jf_str_addf(out, "%lld", (long long)s->number);
    else {
        jf_str_add(out, chinese(lang) ? "数额不详" : "figure not known");
        return;
    }
    jf_str_addc(out, ' ');
    jf_str_add(out, *unit ? unit : (s->has_amount ? (chinese(lang) ? "元" : "yuan") : ""));
}

static void add_part(struct jf_str *out, size_t start, const char *text, const char *lang)
{
    if (!text || !*text)
        return;
    if (out->len > start)
        jf_str_add(out, chinese(lang) ? "、" : ", ");
    jf_str_add(out, text);
}

void jf_standard_add_scope(struct jf_str *out, const struct jf_standard *s, const char *lang)
{
    size_t start = out->len;
    add_part(out, start, s->division_name ? s->division_name : s->division_code, lang);
    add_part(out, start, jf_word("county-class", s->county_class, lang), lang);
    add_part(out, start, jf_word("stage", s->stage, lang), lang);
    add_part(out, start, jf_word("area", s->area, lang), lang);
    add_part(out, start, jf_word("unit-type", s->unit_type, lang), lang);
    add_part(out, start, s->size_class, lang);
    if (out->len == start)
        jf_str_add(out, chinese(lang) ? "通用" : "any");
}

void jf_standard_add_source(struct jf_str *out, const struct jf_standard *s, const char *lang)
{
    bool zh = chinese(lang);
    jf_str_add(out, s->document_number ? s->document_number : (zh ? "未注明文件" : "no paper stated"));
    if (s->demonstration || s->document_demonstration)
        jf_str_add(out, zh ? "（演示）" : " （演示 demonstration）");
    if (s->article) {
        jf_str_add(out, zh ? "" : ", ");
        jf_str_add(out, s->article);
    }
    jf_str_add(out, zh ? "，" : ", ");
    jf_str_add(out, jf_word("certainty", s->certainty, lang));
}
