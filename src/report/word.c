/* word.c - words for codes in papers: the common table, periods, and the titles of rules. */
#include "internal.h"

#include "jianfu/audit.h"

static struct jf_rules *rules;

void rule_words_cleanup(void)
{
    jf_rules_free(rules);
    rules = NULL;
}

/* Title or basis of a built-in rule; false when there is no such rule. */
static bool add_rule_word(struct jf_str *out, const char *group, const char *rule, const char *lang)
{
    bool title = jf_streq(group, "rule");
    if (!title && !jf_streq(group, "rule-basis"))
        return false;
    if (!rules && jf_rules_load(NULL, &rules, NULL) != JF_OK)
        return false;
    const struct jf_rule *found = jf_rules_find(rules, rule);
    if (found)
        jf_str_add(out, title ? jf_rule_title(found, lang) : jf_rule_basis(found, lang));
    return found != NULL;
}

static void add_term_word(struct jf_str *out, const struct jf_period *period, bool chinese)
{
    if (chinese)
        jf_str_addf(out, "%d年%s季", period->year, period->part == 1 ? "秋" : "春");
    else
        jf_str_addf(out, "%s %d", period->part == 1 ? "autumn" : "spring", period->year);
}

/* 2005H1 as 2005年上半年; false for what is no period. */
static bool add_period_word(struct jf_str *out, const char *text, const char *lang)
{
    struct jf_period period;
    bool chinese = jf_streq(lang, "zh");
    if (!jf_period_parse(text, &period))
        return false;
    switch (period.kind) {
    case JF_PERIOD_DAY:
        jf_day_add_paper(out, period.from, lang, false);
        break;
    case JF_PERIOD_MONTH:
        jf_str_addf(out, chinese ? "%d年%d月" : "%d-%02d", period.year, period.part);
        break;
    case JF_PERIOD_YEAR:
        jf_str_addf(out, chinese ? "%d年" : "%d", period.year);
        break;
    case JF_PERIOD_TERM:
        add_term_word(out, &period, chinese);
        break;
    case JF_PERIOD_HALF:
        if (chinese)
            jf_str_addf(out, "%d年%s半年", period.year, period.part == 1 ? "上" : "下");
        else
            jf_str_addf(out, "the %s half of %d", period.part == 1 ? "first" : "second", period.year);
        break;
    }
    return true;
}

void jf_report_word(struct jf_str *out, const char *group, const char *code, const char *lang)
{
    bool chinese = !jf_streq(lang, "en");
    if (!code)
        return;
    if (jf_streq(group, "period") && add_period_word(out, code, chinese ? "zh" : "en"))
        return;
    if (add_rule_word(out, group, code, chinese ? "zh" : "en"))
        return;
    jf_str_add(out, jf_word(group, code, chinese ? "zh" : "en"));
}
