/* figures.c - the standards of the periods, kept while many cases are gone through. Which standard governs is decided
 * by the rule book alone; here only answers are kept: between two days on which some standard of the item begins or
 * ends, and for one place, the answer is the same. */
#include "deadlines.h"

#include <string.h>

/* One answer of the rule book. */
struct answer {
    int32_t from;   /* first day of the stretch of days it is for */
    char *division; /* NULL where no standard of the item asks for the place */
    bool found;
    struct jf_standard standard;
};

/* What is known of one item. */
struct item {
    char *code;
    int32_t *changes; /* days on which a standard begins or has ended, in no order */
    size_t change_count;
    bool by_place; /* some standard is for one division */
    struct answer **answers;
    size_t answer_count;
};

struct figures {
    struct jf_db *db;
    struct item *items;
    size_t item_count;
};

enum jf_status figures_new(struct jf_db *db, struct figures **out, struct jf_error *err)
{
    *out = jf_alloc(sizeof **out);
    if (!*out)
        return jf_error_set(err, JF_NOMEM, _("out of memory"));
    (*out)->db = db;
    return JF_OK;
}

void figures_free(struct figures *f)
{
    if (!f)
        return;
    for (size_t i = 0; i < f->item_count; i++) {
        struct item *item = &f->items[i];
        for (size_t a = 0; a < item->answer_count; a++) {
            jf_standard_release(&item->answers[a]->standard);
            jf_free(item->answers[a]->division);
            jf_free(item->answers[a]);
        }
        jf_free(item->answers);
        jf_free(item->changes);
        jf_free(item->code);
    }
    jf_free(f->items);
    jf_free(f);
}

static enum jf_status add_change(struct item *item, const char *day, int32_t later, struct jf_error *err)
{
    int32_t number;
    if (!day || !jf_day_parse(day, &number))
        return JF_OK;
    int32_t *changes = jf_grow(item->changes, item->change_count + 1, sizeof *changes);
    if (!changes)
        return jf_error_set(err, JF_NOMEM, _("out of memory"));
    item->changes = changes;
    changes[item->change_count++] = number + later;
    return JF_OK;
}

static enum jf_status note_standard(void *arg, const struct jf_standard *standard, struct jf_error *err)
{
    struct item *item = arg;
    enum jf_status status = add_change(item, standard->valid_from, 0, err);
    if (status == JF_OK)
        status = add_change(item, standard->valid_until, 1, err);
    item->by_place = item->by_place || standard->division_code;
    return status;
}

static enum jf_status find_item(struct figures *f, const char *code, struct item **out, struct jf_error *err)
{
    for (size_t i = 0; i < f->item_count; i++)
        if (strcmp(f->items[i].code, code) == 0) {
            *out = &f->items[i];
            return JF_OK;
        }
    struct item *items = jf_grow(f->items, f->item_count + 1, sizeof *items);
    if (!items)
        return jf_error_set(err, JF_NOMEM, _("out of memory"));
    f->items = items;
    *out = &items[f->item_count];
    **out = (struct item){ .code = jf_dup(code) };
    if (!(*out)->code)
        return jf_error_set(err, JF_NOMEM, _("out of memory"));
    f->item_count++;
    const struct jf_standard_filter filter = { .item = code, .ruling = "deadline" };
    return jf_standard_list(f->db, &filter, note_standard, *out, err);
}

/* The first day of the stretch without change in which the day lies. */
static int32_t stretch(const struct item *item, int32_t day)
{
    int32_t from = INT32_MIN;
    for (size_t i = 0; i < item->change_count; i++)
        if (item->changes[i] <= day && item->changes[i] > from)
            from = item->changes[i];
    return from;
}

static enum jf_status ask(struct figures *f, struct item *item, int32_t from, const char *day, const char *division,
                          struct answer **out, struct jf_error *err)
{
    struct answer **answers = jf_grow(item->answers, item->answer_count + 1, sizeof *answers);
    struct answer *answer = jf_alloc(sizeof *answer);
    if (answers)
        item->answers = answers;
    if (!answers || !answer || (division && !(answer->division = jf_dup(division)))) {
        jf_free(answer);
        return jf_error_set(err, JF_NOMEM, _("out of memory"));
    }
    const struct jf_scope scope = { .division = division };
    answer->from = from;
    answers[item->answer_count++] = *out = answer;
    return jf_rulebook_in_force(f->db, item->code, day, "deadline", &scope, &answer->standard, &answer->found, err);
}

enum jf_status figures_find(struct figures *f, const char *item_code, const char *day, const char *division,
                            const struct jf_standard **out, struct jf_error *err)
{
    struct item *item = NULL;
    struct answer *answer = NULL;
    int32_t number = 0;
    *out = NULL;
    enum jf_status status = find_item(f, item_code, &item, err);
    if (status == JF_OK && !jf_day_parse(day, &number))
        status = jf_error_set(err, JF_BUG, _("'%s' is not a day"), day);
    if (status != JF_OK)
        return status;
    int32_t from = stretch(item, number);
    if (!item->by_place)
        division = NULL;
    for (size_t i = 0; !answer && i < item->answer_count; i++)
        if (item->answers[i]->from == from && jf_streq(item->answers[i]->division, division))
            answer = item->answers[i];
    if (!answer)
        status = ask(f, item, from, day, division, &answer, err);
    if (status == JF_OK && answer->found)
        *out = &answer->standard;
    return status;
}
