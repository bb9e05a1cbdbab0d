/* word.c - looking codes up in the table of words, which is parsed once. */
#include "jianfu/word.h"

#include "jianfu/tsv.h"

#include <stdlib.h>
#include <string.h>

enum { GROUP, CODE, ZH, EN, COLUMNS };

static struct jf_tsv words;
struct place {
    size_t row;
    size_t end; /* where the places of its group end */
};
static struct place *by_group; /* sorted by group, those of a group in the order of the table */

static const char *group_of(const struct place *place)
{
    return jf_tsv_cell(&words, place->row, GROUP);
}

static int group_before(const void *a, const void *b)
{
    const struct place *x = a, *y = b;
    int order = strcmp(group_of(x), group_of(y));
    return order ? order : (x->row > y->row) - (x->row < y->row);
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
        by_group[row].row = row;
    qsort(by_group, words.rows, sizeof *by_group, group_before);
    for (size_t at = words.rows; at-- > 0;) {
        bool last = at + 1 == words.rows || strcmp(group_of(&by_group[at]), group_of(&by_group[at + 1])) != 0;
        by_group[at].end = last ? at + 1 : by_group[at + 1].end;
    }
}

/* The places of a group: `for (size_t at = first_of(group, &end); at < end; at++)` with by_group[at].row. */
static size_t first_of(const char *group, size_t *end)
{
    load();
    size_t low = 0, high = words.rows;
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (strcmp(group_of(&by_group[middle]), group) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    bool found = low < words.rows && strcmp(group_of(&by_group[low]), group) == 0;
    *end = found ? by_group[low].end : low;
    return low;
}

/* Row of a code, or words.rows. */
static size_t find(const char *group, const char *code)
{
    size_t end;
    for (size_t at = first_of(group, &end); at < end; at++)
        if (strcmp(jf_tsv_cell(&words, by_group[at].row, CODE), code) == 0)
            return by_group[at].row;
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
    size_t before = out->len, end;
    for (size_t at = first_of(group, &end); at < end; at++)
        jf_str_addf(out, "%s%s", out->len > before ? ", " : "", jf_tsv_cell(&words, by_group[at].row, CODE));
}

const char *jf_word_at(const char *group, size_t index)
{
    size_t end, first = first_of(group, &end);
    return index < end - first ? jf_tsv_cell(&words, by_group[first + index].row, CODE) : NULL;
}

const char *jf_word_code(const char *group, const char *text)
{
    static const size_t order[] = { CODE, ZH, EN };
    struct jf_str wanted = JF_STR_INIT;
    const char *code = NULL;
    if (!text)
        return NULL;
    jf_str_add_trimmed(&wanted, text);
    size_t end, first = first_of(group, &end);
    for (size_t i = 0; wanted.len && i < sizeof order / sizeof *order; i++)
        for (size_t at = first; !code && at < end; at++)
            if (strcmp(jf_tsv_cell(&words, by_group[at].row, order[i]), wanted.data) == 0)
                code = jf_tsv_cell(&words, by_group[at].row, CODE);
    jf_str_release(&wanted);
    return code;
}

void jf_word_choices(const char *group, const char *lang, struct jf_str *out)
{
    size_t before = out->len, end;
    if (!jf_starts(lang, "zh")) {
        jf_word_list(group, out);
        return;
    }
    for (size_t at = first_of(group, &end); at < end; at++)
        jf_str_addf(out, "%s%s %s", out->len > before ? "、" : "", jf_tsv_cell(&words, by_group[at].row, CODE),
                    jf_tsv_cell(&words, by_group[at].row, ZH));
}

void jf_words_cleanup(void)
{
    jf_tsv_release(&words);
    jf_free(by_group);
    by_group = NULL;
}
