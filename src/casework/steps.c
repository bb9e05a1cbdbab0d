/* steps.c - the table of steps and the words of casework, read from their data files. It knows no database. */
#include "internal.h"

#include <string.h>

#define STEP_COLUMNS 10
#define WORD_COLUMNS 4

struct word {
    const char *group, *code, *zh, *en;
};

/* Parsed on first use, forgotten by jf_casework_cleanup(). */
static struct jf_steps shared_steps;
static struct {
    char *memory;
    struct word *rows;
    size_t count;
} shared_words;

/* Cut the next line off *at (NUL-terminated in place). NULL at the end. */
static char *next_line(char **at)
{
    if (!**at)
        return NULL;
    char *line = *at;
    size_t len = strcspn(line, "\n");
    *at = line + len + (line[len] == '\n');
    line[len] = 0;
    if (len && line[len - 1] == '\r')
        line[len - 1] = 0;
    return line;
}

/* Cut a line at its tabs; how many columns there are (at most max are stored). */
static int columns(char *line, const char **out, int max)
{
    int count = 0;
    for (char *at = line; at;) {
        char *tab = strchr(at, '\t');
        if (tab)
            *tab = 0;
        if (count < max)
            out[count] = at;
        count++;
        at = tab ? tab + 1 : NULL;
    }
    return count;
}

enum jf_status jf_steps_parse(const char *text, struct jf_steps *out, struct jf_error *err)
{
    struct jf_steps steps = { .memory = jf_dup(text) };
    enum jf_status status = JF_OK;
    long number = 0;
    char *line;
    char *at = steps.memory;
    if (!at)
        return jf_error_set(err, JF_NOMEM, _("out of memory"));
    while ((line = next_line(&at))) {
        const char *c[STEP_COLUMNS];
        number++;
        if (!*line || *line == '#')
            continue;
        int found = columns(line, c, STEP_COLUMNS);
        if (found != STEP_COLUMNS) {
            status = jf_error_set(err, JF_REFUSED, _("table of steps, line %ld: %d columns, %d expected"), number,
                                  found, STEP_COLUMNS);
            goto out;
        }
        struct jf_step *rows = jf_grow(steps.rows, steps.count + 1, sizeof *rows);
        if (!rows) {
            status = jf_error_set(err, JF_NOMEM, _("out of memory"));
            goto out;
        }
        steps.rows = rows;
        steps.rows[steps.count++] = (struct jf_step){ .name = c[0],
                                                      .from = c[1],
                                                      .to = c[2],
                                                      .carries = c[3],
                                                      .needs = c[4],
                                                      .event = c[5],
                                                      .roles = c[6],
                                                      .letter = c[7],
                                                      .zh = c[8],
                                                      .en = c[9] };
    }
    *out = steps;
    return JF_OK;
out:
    jf_steps_release(&steps);
    return status;
}

void jf_steps_release(struct jf_steps *steps)
{
    jf_free(steps->memory);
    jf_free(steps->rows);
    *steps = (struct jf_steps){ 0 };
}

const struct jf_steps *jf_steps(void)
{
    const char *text = jf_resource("casework/steps.tsv", NULL);
    if (!shared_steps.memory && (!text || jf_steps_parse(text, &shared_steps, NULL) != JF_OK))
        return NULL;
    return &shared_steps;
}

bool jf_words_hold(const char *list, const char *word)
{
    size_t len = strlen(word);
    while (*list) {
        size_t part = strcspn(list, ",");
        size_t name = strcspn(list, ",?=");
        if (name == len && strncmp(list, word, len) == 0)
            return true;
        list += part + (list[part] == ',');
    }
    return false;
}

const struct jf_step *jf_step_find(const struct jf_steps *steps, const char *step, const char *state)
{
    for (size_t i = 0; i < steps->count; i++)
        if (strcmp(steps->rows[i].name, step) == 0 && (!state || jf_words_hold(steps->rows[i].from, state)))
            return &steps->rows[i];
    return NULL;
}

void jf_steps_possible(const struct jf_steps *steps, const char *state, struct jf_str *out)
{
    size_t before = out->len;
    for (size_t i = 0; i < steps->count; i++)
        if (jf_words_hold(steps->rows[i].from, state)) {
            if (out->len > before)
                jf_str_add(out, ", ");
            jf_str_add(out, steps->rows[i].name);
        }
}

static void parse_words(void)
{
    const char *text = jf_resource("casework/words.tsv", NULL);
    char *memory = text ? jf_dup(text) : NULL;
    char *line;
    char *at = memory;
    if (!memory)
        return;
    shared_words.memory = memory;
    while ((line = next_line(&at))) {
        const char *c[WORD_COLUMNS];
        if (!*line || *line == '#' || columns(line, c, WORD_COLUMNS) != WORD_COLUMNS)
            continue;
        struct word *rows = jf_grow(shared_words.rows, shared_words.count + 1, sizeof *rows);
        if (!rows)
            return;
        shared_words.rows = rows;
        shared_words.rows[shared_words.count++] = (struct word){ c[0], c[1], c[2], c[3] };
    }
}

static const struct word *find_word(const char *group, const char *code)
{
    if (!shared_words.memory)
        parse_words();
    for (size_t i = 0; i < shared_words.count; i++)
        if (strcmp(shared_words.rows[i].code, code) == 0 && strcmp(shared_words.rows[i].group, group) == 0)
            return &shared_words.rows[i];
    return NULL;
}

const char *jf_case_word(const char *group, const char *code, const char *lang)
{
    if (!code)
        return "";
    const struct word *word = find_word(group, code);
    if (!word)
        return code;
    return lang && strcmp(lang, "zh") == 0 ? word->zh : word->en;
}

bool jf_case_word_known(const char *group, const char *code)
{
    return code && find_word(group, code);
}

void jf_case_words(const char *group, struct jf_str *out)
{
    size_t before = out->len;
    if (!shared_words.memory)
        parse_words();
    for (size_t i = 0; i < shared_words.count; i++)
        if (strcmp(shared_words.rows[i].group, group) == 0) {
            if (out->len > before)
                jf_str_add(out, ", ");
            jf_str_add(out, shared_words.rows[i].code);
        }
}

void jf_casework_cleanup(void)
{
    jf_steps_release(&shared_steps);
    jf_free(shared_words.memory);
    jf_free(shared_words.rows);
    shared_words.memory = NULL;
    shared_words.rows = NULL;
    shared_words.count = 0;
}
