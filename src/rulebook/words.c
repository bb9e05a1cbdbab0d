/* words.c - how a standard reads on paper, in Chinese and English. Prints nothing, decides nothing. */
#include "jianfu/rulebook.h"

#include "jianfu/money.h"

/* Papers are Chinese whatever the language of messages, so these words do not go through gettext. */
static const struct {
    const char *kind, *value, *zh, *en;
} words[] = {
    { "certainty", "original", "已核原文", "original text read" },
    { "certainty", "secondary", "待核原文", "secondary source, original to be checked" },
    { "certainty", "unverified", "未核", "not verified" },
    { "ruling", "charge", "准收标准", "charge" },
    { "ruling", "cap", "限额", "cap" },
    { "ruling", "ban", "禁止收取", "ban" },
    { "ruling", "deadline", "期限", "deadline" },
    { "unit", "pupil-term", "元/生·学期", "yuan per pupil and term" },
    { "unit", "pupil-year", "元/生·学年", "yuan per pupil and year" },
    { "unit", "person-year", "元/人·年", "yuan per person and year" },
    { "unit", "labourer-year", "工日/劳动力·年", "days per labourer and year" },
    { "unit", "household-year", "元/户·年", "yuan per household and year" },
    { "unit", "certificate", "元/证", "yuan per certificate" },
    { "unit", "unit-year", "元/单位·年", "yuan per unit and year" },
    { "unit", "case", "元/件", "yuan per case" },
    { "unit", "each", "元/次", "yuan each" },
    { "unit", "calendar-day", "日", "calendar days" },
    { "unit", "working-day", "个工作日", "working days" },
    { "unit", "hour", "小时", "hours" },
    { "unit", "none", "", "" },
    { "county-class", "1", "一类县", "class 1 county" },
    { "county-class", "2", "二类县", "class 2 county" },
    { "county-class", "3", "三类县", "class 3 county" },
    { "stage", "primary", "小学", "primary school" },
    { "stage", "junior", "初中", "junior middle school" },
    { "area", "county-seat", "县城", "county seat" },
    { "area", "town", "镇", "town" },
    { "area", "rural", "农村", "rural" },
    { "unit-type", "village", "村级组织", "villages" },
    { "unit-type", "township", "乡镇", "townships" },
    { "unit-type", "department", "县直部门", "county departments" },
    { "unit-type", "station", "站所", "stations" },
    { "unit-type", "school", "学校", "schools" },
    { "unit-type", "enterprise", "企业", "enterprises" },
};

static bool chinese(const char *lang)
{
    return lang && jf_starts(lang, "zh");
}

const char *jf_rulebook_word(const char *kind, const char *value, const char *lang)
{
    for (size_t i = 0; value && i < sizeof words / sizeof *words; i++)
        if (jf_streq(words[i].kind, kind) && jf_streq(words[i].value, value))
            return chinese(lang) ? words[i].zh : words[i].en;
    return value ? value : "";
}

void jf_standard_add_figure(struct jf_str *out, const struct jf_standard *s, const char *lang)
{
    const char *unit = jf_rulebook_word("unit", s->unit, lang);
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
    add_part(out, start, jf_rulebook_word("county-class", s->county_class, lang), lang);
    add_part(out, start, jf_rulebook_word("stage", s->stage, lang), lang);
    add_part(out, start, jf_rulebook_word("area", s->area, lang), lang);
    add_part(out, start, jf_rulebook_word("unit-type", s->unit_type, lang), lang);
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
    jf_str_add(out, jf_rulebook_word("certainty", s->certainty, lang));
}
