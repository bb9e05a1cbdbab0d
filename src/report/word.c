/* word.c - words for codes in papers: the reports' own, those of casework, and the titles of rules. */
#include "internal.h"

#include "jianfu/audit.h"
#include "jianfu/casework.h"

#include <string.h>

enum { GROUP, CODE, ZH, EN, WORD_COLUMNS };

static struct tsv words;
static struct jf_rules *rules;

void words_cleanup(void)
{
    tsv_release(&words);
    jf_rules_free(rules);
    rules = NULL;
}

static const char *own_word(const char *group, const char *code, bool chinese)
{
    if (!words.rows && tsv_load("templates/words.tsv", WORD_COLUMNS, &words, NULL) != JF_OK)
        return NULL;
    for (size_t i = 0; i < words.rows; i++) {
        const char **row = words.cells + i * words.columns;
        if (jf_streq(row[GROUP], group) && jf_streq(row[CODE], code))
            return row[chinese ? ZH : EN];
    }
    return NULL;
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
    if (add_rule_word(out, group, code, chinese ? "zh" : "en"))
        return;
    const char *word = own_word(group, code, chinese);
    jf_str_add(out, word ? word : jf_case_word(group, code, chinese ? "zh" : "en"));
}
