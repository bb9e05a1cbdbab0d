/* word.c - looking codes up in the table of words, which is parsed once. */
#include "jianfu/word.h"

#include "jianfu/tsv.h"

#include <stdlib.h>
#include <string.h>

enum { GROUP, CODE, ZH, EN, COLUMNS };

static struct jf_tsv words;
static size_t *by_group; /* rows sorted by group, those of a group in the order of the table */

static int group_before(const void *a, const void *b)
{
    size_t x = *(const size_t *)a, y = *(const size_t *)b;
    int order = strcmp(jf_tsv_cell(&words, x, GROUP), jf_tsv_cell(&words, y, GROUP));
    return order ? order : (x > y) - (x < y);
}

static void load(void)
{
    if (words.memory || jf_tsv_load("store/words.tsv", COLUMNS, &words, NULL) != JF_OK)
        return;
    by_group = jf_alloc(words.rows * sizeof *by_group);
    if (!by_group) {
        jf_tsv_release(&words);
        return;
    }
    for (size_t row = 0; row < words.rows; row++)
        by_group[row] = row;
    qsort(by_group, words.rows, sizeof *by_group, group_before);
}

/* Walk over the rows of a group: `for (size_t at = first_of(group), row; next_of(group, &at, &row);)`. */
static size_t first_of(const char *group)
{
    load();
    size_t low = 0, high = words.rows;
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (strcmp(jf_tsv_cell(&words, by_group[middle], GROUP), group) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static bool next_of(const char *group, size_t *at, size_t *row)
{
    if (*at == words.rows || strcmp(jf_tsv_cell(&words, by_group[*at], GROUP), group) != 0)
        return false;
    *row = by_group[(*at)++];
    return true;
}

/* Row of a code, or words.rows. */
static size_t find(const char *group, const char *code)
{
    for (size_t at = first_of(group), row; next_of(group, &at, &row);)
        if (strcmp(jf_tsv_cell(&words, row, CODE), code) == 0)
            return row;
    return words.rows;
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
    for (size_t at = first_of(group), row; next_of(group, &at, &row);)
        jf_str_addf(out, "%s%s", out->len > before ? ", " : "", jf_tsv_cell(&words, row, CODE));
}

const char *jf_word_code(const char *group, const char *text)
{
    static const size_t order[] = { CODE, ZH, EN };
    struct jf_str wanted = JF_STR_INIT;
    const char *code = NULL;
    if (!text)
        return NULL;
    jf_str_add_trimmed(&wanted, text);
    for (size_t i = 0; wanted.len && i < sizeof order / sizeof *order; i++)
        for (size_t at = first_of(group), row; !code && next_of(group, &at, &row);)
            if (strcmp(jf_tsv_cell(&words, row, order[i]), wanted.data) == 0)
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
    for (size_t at = first_of(group), row; next_of(group, &at, &row);)
        jf_str_addf(out, "%s%s %s", out->len > before ? "、" : "", jf_tsv_cell(&words, row, CODE),
                    jf_tsv_cell(&words, row, ZH));
}

void jf_words_cleanup(void)
{
    jf_tsv_release(&words);
    jf_free(by_group);
    by_group = NULL;
}
