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

void jf_report_word(struct jf_str *out, const char *group, const char *code, const char *lang)
{
    bool chinese = !jf_streq(lang, "en");
    if (!code)
        return;
    if (jf_streq(group, "period") && jf_period_add_paper(out, code, chinese ? "zh" : "en"))
        return;
    if (add_rule_word(out, group, code, chinese ? "zh" : "en"))
        return;
    jf_str_add(out, jf_word(group, code, chinese ? "zh" : "en"));
}
