/* wording.c - how a standard reads on paper, in Chinese and English. Prints nothing, decides nothing. */
#include "jianfu/rulebook.h"

#include "jianfu/money.h"

static bool chinese(const char *lang)
{
    return lang && jf_starts(lang, "zh");
}

static const char *word(const char *code, const char *lang)
{
    return jf_word("standard", code, lang);
}

/* Hundredths of a percent as "20%" or "12.5%". */
static void add_percent(struct jf_str *out, int64_t bp)
{
    jf_str_addf(out, "%lld", (long long)(bp / 100));
    if (bp % 100)
        jf_str_addf(out, bp % 10 ? ".%02lld" : ".%lld", (long long)(bp % 10 ? bp % 100 : bp % 100 / 10));
    jf_str_addc(out, '%');
}

void jf_standard_add_figure(struct jf_str *out, const struct jf_standard *s, const char *lang)
{
    const char *unit = jf_word("unit", s->unit, lang);
    if (jf_streq(s->ruling, "ban")) {
        jf_str_add(out, word("banned", lang));
        return;
    }
    if (jf_streq(s->ruling, "only") && s->members) {
        jf_str_addf(out, "%s%s%s", word("only", lang), chinese(lang) ? "" : " ", s->members);
        return;
    }
    if (s->has_percent) {
        const char *of = s->percent_of_name ? s->percent_of_name : "?";
        if (chinese(lang))
            jf_str_addf(out, "%s的", of);
        add_percent(out, s->percent_bp);
        if (!chinese(lang))
            jf_str_addf(out, " of %s", of);
        return;
    }
    if (s->has_amount)
        jf_money_add(out, s->amount_fen);
    else if (s->has_number)
        jf_str_addf(out, "%lld", (long long)s->number);
    else {
        jf_str_add(out, word("unknown", lang));
        return;
    }
    jf_str_addc(out, ' ');
    jf_str_add(out, *unit ? unit : s->has_amount ? word("yuan", lang) : "");
}

static void add_part(struct jf_str *out, size_t start, const char *text, const char *lang)
{
    if (!text || !*text)
        return;
    if (out->len > start)
        jf_str_add(out, chinese(lang) ? "、" : ", ");
    jf_str_add(out, text);
}

static void add_grades(struct jf_str *out, size_t start, const struct jf_standard *s, const char *lang)
{
    struct jf_str text = JF_STR_INIT;
    long long from = s->grade_from ? s->grade_from : 1, until = s->grade_until ? s->grade_until : 9;
    if (!s->grade_from && !s->grade_until)
        return;
    if (from == until)
        jf_str_addf(&text, chinese(lang) ? "%lld年级" : "grade %lld", from);
    else
        jf_str_addf(&text, chinese(lang) ? "%lld至%lld年级" : "grades %lld to %lld", from, until);
    add_part(out, start, text.data, lang);
    jf_str_release(&text);
}

void jf_standard_add_scope(struct jf_str *out, const struct jf_standard *s, const char *lang)
{
    size_t start = out->len;
    add_part(out, start, s->division_name ? s->division_name : s->division_code, lang);
    add_part(out, start, jf_word("county-class", s->county_class, lang), lang);
    if (s->has_coastal)
        add_part(out, start, jf_word("coastal", s->coastal ? "yes" : "no", lang), lang);
    add_part(out, start, jf_word("stage", s->stage, lang), lang);
    add_grades(out, start, s, lang);
    add_part(out, start, jf_word("season", s->season, lang), lang);
    add_part(out, start, jf_word("area", s->area, lang), lang);
    add_part(out, start, jf_word("unit-type", s->unit_type, lang), lang);
    add_part(out, start, s->size_class, lang);
    add_part(out, start, s->unit_name ? s->unit_name : s->unit_code, lang);
    add_part(out, start, jf_word("payer-class", s->payer_class, lang), lang);
    if (out->len == start)
        jf_str_add(out, word("any", lang));
}

void jf_standard_add_number(struct jf_str *out, const struct jf_standard *s)
{
    jf_str_add(out, s->document_number);
    if (jf_starts(s->document_number, "主席令") && s->document_issued)
        jf_str_addf(out, "（%.4s年）", s->document_issued);
}

void jf_standard_add_source(struct jf_str *out, const struct jf_standard *s, const char *lang)
{
    bool zh = chinese(lang);
    if (s->document_number)
        jf_standard_add_number(out, s);
    else
        jf_str_add(out, word("no-paper", lang));
    if (s->demonstration || s->document_demonstration)
        jf_str_addf(out, "%s%s", zh ? "" : " ", word("demonstration", lang));
    if (s->article) {
        jf_str_add(out, zh ? "" : ", ");
        jf_str_add(out, s->article);
    }
    jf_str_add(out, zh ? "，" : ", ");
    jf_str_add(out, jf_word("certainty", s->certainty, lang));
}
