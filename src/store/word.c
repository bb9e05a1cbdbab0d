/* word.c - looking codes up in the table of words, which is parsed once. */
#include "jianfu/word.h"

#include "jianfu/tsv.h"

#include <string.h>

enum { GROUP, CODE, ZH, EN, COLUMNS };

static struct jf_tsv words;

/* Row of a code, or words.rows. */
static size_t find(const char *group, const char *code)
{
    size_t row = 0;
    if (!words.memory)
        jf_tsv_load("store/words.tsv", COLUMNS, &words, NULL);
    while (row < words.rows &&
           (strcmp(jf_tsv_cell(&words, row, CODE), code) != 0 || strcmp(jf_tsv_cell(&words, row, GROUP), group) != 0))
        row++;
    return row;
}

const char *jf_word(const char *group, const char *code, const char *lang)
{
    if (!code)
        return "";
    size_t row = find(group, code);
    return row == words.rows ? code : jf_tsv_cell(&words, row, lang && jf_starts(lang, "zh") ? ZH : EN);
}

bool jf_word_known(const char *group, const char *code)
{
    return code && find(group, code) < words.rows;
}

void jf_word_list(const char *group, struct jf_str *out)
{
    size_t before = out->len;
    find(group, "");
    for (size_t row = 0; row < words.rows; row++)
        if (strcmp(jf_tsv_cell(&words, row, GROUP), group) == 0)
            jf_str_addf(out, "%s%s", out->len > before ? ", " : "", jf_tsv_cell(&words, row, CODE));
}

const char *jf_word_code(const char *group, const char *text)
{
    static const size_t order[] = { CODE, ZH, EN };
    struct jf_str wanted = JF_STR_INIT;
    const char *code = NULL;
    if (!text)
        return NULL;
    find(group, "");
    jf_str_add_trimmed(&wanted, text);
    for (size_t i = 0; !code && wanted.len && i < sizeof order / sizeof *order; i++)
        for (size_t row = 0; !code && row < words.rows; row++)
            if (strcmp(jf_tsv_cell(&words, row, GROUP), group) == 0 &&
                strcmp(jf_tsv_cell(&words, row, order[i]), wanted.data) == 0)
                code = jf_tsv_cell(&words, row, CODE);
    jf_str_release(&wanted);
    return code;
}

void jf_word_choices(const char *group, const char *lang, struct jf_str *out)
{
    size_t before = out->len;
    if (!jf_starts(lang, "zh")) {
        jf_word_list(group, out);
        return;
    }
    find(group, "");
    for (size_t row = 0; row < words.rows; row++)
        if (strcmp(jf_tsv_cell(&words, row, GROUP), group) == 0)
            jf_str_addf(out, "%s%s %s", out->len > before ? "、" : "", jf_tsv_cell(&words, row, CODE),
                        jf_tsv_cell(&words, row, ZH));
}

void jf_words_cleanup(void)
{
    jf_tsv_release(&words);
}
