/* steps.c - the tables of steps, of a case, a remedy and an inspection, read from their data files. It knows no
 * database. */
#include "deadlines.h"
#include "internal.h"

#include "jianfu/hint.h"
#include "jianfu/inspection.h"
#include "jianfu/remedy.h"
#include "jianfu/resource.h"
#include "jianfu/word.h"

#include <string.h>

#define STEP_COLUMNS 10

/* Parsed on first use, forgotten by jf_casework_cleanup(). */
static struct shared {
    const char *path;
    struct jf_steps steps;
} case_steps = { .path = "casework/steps.tsv" }, remedy_steps = { .path = "casework/remedy-steps.tsv" },
  inspection_steps = { .path = "casework/inspection-steps.tsv" };

static enum jf_status parse(const char *text, const char *path, struct jf_steps *out, struct jf_error *err)
{
    struct jf_steps steps = { .rows = NULL };
    enum jf_status status = jf_tsv_parse(text, path, STEP_COLUMNS, &steps.table, err);
    if (status != JF_OK)
        return status;
    steps.rows = jf_alloc((steps.table.rows + 1) * sizeof *steps.rows);
    if (!steps.rows) {
        jf_steps_release(&steps);
        return jf_error_set(err, JF_NOMEM, _("out of memory"));
    }
    for (; steps.count < steps.table.rows; steps.count++) {
        const char *const *c = steps.table.cells + steps.count * STEP_COLUMNS;
        steps.rows[steps.count] = (struct jf_step){ .name = c[0],
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
}

enum jf_status jf_steps_parse(const char *text, struct jf_steps *out, struct jf_error *err)
{
    return parse(text, case_steps.path, out, err);
}

void jf_steps_release(struct jf_steps *steps)
{
    jf_tsv_release(&steps->table);
    jf_free(steps->rows);
    *steps = (struct jf_steps){ .rows = NULL };
}

static const struct jf_steps *shared(struct shared *table)
{
    const char *text = jf_resource(table->path, NULL);
    if (!table->steps.rows && (!text || parse(text, table->path, &table->steps, NULL) != JF_OK))
        return NULL;
    return &table->steps;
}

const struct jf_steps *jf_steps(void)
{
    return shared(&case_steps);
}

const struct jf_steps *jf_remedy_steps(void)
{
    return shared(&remedy_steps);
}

const struct jf_steps *jf_inspection_steps(void)
{
    return shared(&inspection_steps);
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

void step_add_name(struct jf_str *out, const struct jf_step *row)
{
    jf_str_add(out, row->name);
    if (jf_streq(jf_i18n_lang(), "zh"))
        jf_str_addf(out, " %s", row->zh);
}

const char *word_told(const char *group, const char *code)
{
    return jf_streq(jf_i18n_lang(), "zh") ? jf_word(group, code, "zh") : code;
}

void word_add_name(struct jf_str *out, const char *group, const char *code)
{
    jf_str_add(out, code);
    if (jf_streq(jf_i18n_lang(), "zh") && jf_word_known(group, code))
        jf_str_addf(out, " %s", jf_word(group, code, "zh"));
}

void word_add_all(struct jf_str *out, const char *group)
{
    jf_word_choices(group, jf_i18n_lang(), out);
}

void carries_add(struct jf_str *out, const char *carries)
{
    struct jf_str name = JF_STR_INIT;
    if (!jf_streq(jf_i18n_lang(), "zh")) {
        jf_str_add(out, carries);
        return;
    }
    for (const char *at = carries; *at;) {
        size_t part = strcspn(at, ","), len = strcspn(at, ",?=");
        jf_str_clear(&name);
        jf_str_addn(&name, at, len);
        if (at > carries)
            jf_str_add(out, "、");
        word_add_name(out, "field", name.data);
        if (at[len] == '?')
            jf_str_add(out, "（可不填）");
        at += part + (at[part] == ',');
    }
    jf_str_release(&name);
}

const struct jf_step *jf_step_find(const struct jf_steps *steps, const char *step, const char *state)
{
    for (size_t i = 0; i < steps->count; i++)
        if (strcmp(steps->rows[i].name, step) == 0 && (!state || jf_words_hold(steps->rows[i].from, state)))
            return &steps->rows[i];
    return NULL;
}

void jf_casework_cleanup(void)
{
    jf_steps_release(&case_steps.steps);
    jf_steps_release(&remedy_steps.steps);
    jf_steps_release(&inspection_steps.steps);
    periods_forget();
    jf_words_cleanup();
    jf_hints_cleanup();
}
