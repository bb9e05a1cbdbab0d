/* machine.c - a thing whose steps hang on its own state alone takes one: remedies and inspections. What a kind checks
 * besides (column needs) and adds to the fields is its own. */
#include "machine.h"

#include <string.h>

static void columns_of(struct machine_place *at, struct jf_str *columns[3 + MACHINE_OWN])
{
    columns[0] = &at->state;
    columns[1] = &at->last_day;
    columns[2] = &at->number;
    for (int i = 0; i < MACHINE_OWN; i++)
        columns[3 + i] = &at->own[i];
}

void machine_release(struct machine_place *at)
{
    struct jf_str *columns[3 + MACHINE_OWN];
    columns_of(at, columns);
    for (int i = 0; i < 3 + MACHINE_OWN; i++)
        jf_str_release(columns[i]);
}

enum jf_status machine_read(const struct machine *m, struct jf_db *db, int64_t id, struct machine_place *at,
                            struct jf_error *err)
{
    struct jf_str *columns[3 + MACHINE_OWN];
    struct jf_stmt *st = NULL;
    columns_of(at, columns);
    for (int i = 0; i < 3 + MACHINE_OWN; i++)
        jf_str_init(columns[i]);
    if (id == 0) {
        jf_str_add(&at->state, "-");
        return jf_str_check(&at->state, err);
    }
    enum jf_status status = jf_db_query(db, m->standing, JF_ARGS(JF_INT(":id", id)), &st, err);
    bool row = jf_stmt_row(st, &status, err);
    if (status == JF_OK && !row)
        status = jf_error_set(err, JF_NOT_FOUND, _("there is no such %s"), word_told("kind", m->kind));
    for (int i = 0; status == JF_OK && i < 3 + MACHINE_OWN; i++) {
        jf_str_add(columns[i], jf_col_null(st, i) ? "" : jf_col_text(st, i));
        status = jf_str_check(columns[i], err);
    }
    jf_stmt_done(st);
    return status;
}

void machine_possible(const struct machine *m, const char *state, struct jf_str *out)
{
    const struct jf_steps *steps = m->steps();
    size_t before = out->len;
    for (size_t i = 0; steps && i < steps->count; i++)
        if (jf_words_hold(steps->rows[i].from, state)) {
            jf_str_add(out, out->len > before ? _(", ") : "");
            step_add_name(out, &steps->rows[i]);
        }
}

enum jf_status machine_row(const struct machine *m, const char *step, const struct machine_place *at,
                           const struct jf_step **row, const char **code, struct jf_error *err)
{
    const struct jf_steps *steps = m->steps();
    if (!steps)
        return jf_error_set(err, JF_BUG, _("the table of steps of a %s cannot be read"), word_told("kind", m->kind));
    *row = jf_step_find(steps, step, at->state.data);
    if (*row)
        return JF_OK;
    struct jf_str list = JF_STR_INIT, name = JF_STR_INIT;
    machine_possible(m, at->state.data, &list);
    if (jf_step_find(steps, step, NULL))
        step_add_name(&name, jf_step_find(steps, step, NULL));
    if (!jf_step_find(steps, step, NULL))
        refuse(code, CASE_ILLEGAL, JF_USAGE, err, _("there is no step '%s'"), step);
    else if (!at->number.len)
        refuse(code, CASE_ILLEGAL, JF_USAGE, err, _("step '%s' needs a %s that was begun"), name.data,
               word_told("kind", m->kind));
    else
        refuse(code, CASE_ILLEGAL, JF_USAGE, err, _("%s '%s' is in the state '%s': step '%s' is not possible"),
               word_told("kind", m->kind), at->number.data, word_told(m->states, at->state.data), name.data);
    if (list.len)
        jf_error_hint(err, _("possible now: %s"), list.data);
    else
        jf_error_hint(err, _("nothing more is to be done about it"));
    jf_str_release(&list);
    jf_str_release(&name);
    return JF_USAGE;
}

enum jf_status machine_check(struct jf_db *db, const struct machine_step *step, const char **code, struct jf_error *err)
{
    enum jf_status status = JF_OK;
    if (jf_blank(step->actor))
        status = refuse(code, CASE_FIELDS, JF_USAGE, err, _("it is not said who takes the step"));
    if (status == JF_OK)
        status = check_utf8(step->actor, code, err);
    if (status == JF_OK)
        status = check_json(step->fields, code, err);
    if (status == JF_OK)
        status = day_check(step->day, step->earliest, code, err);
    return status == JF_OK ? fields_check(db, step->row, step->day, step->fields, code, err) : status;
}

enum jf_status machine_write(struct jf_db *db, const struct machine_step *step, const struct machine_place *at,
                             bool first, const char *petition, int64_t subject_id, struct jf_error *err)
{
    const struct event e = { .row = step->row,
                             .from = first ? NULL : at->state.data,
                             .to = state_after(step->row, at->state.data),
                             .petition = *petition ? petition : NULL,
                             .order = at->number.data,
                             .subject_id = subject_id,
                             .day = step->day,
                             .actor = step->actor,
                             .fields = step->fields,
                             .keyed = step->keyed };
    return write_event(db, &e, err);
}
