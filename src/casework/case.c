/* case.c - where a case stands, and taking its steps: the only place that writes events of casework. */
#include "internal.h"

#include "jianfu/json.h"
#include "jianfu/search.h"

#include <string.h>

/* ---- where a case stands ---- */

void standing_release(struct standing *s)
{
    jf_str_release(&s->number);
    jf_str_release(&s->state);
    jf_str_release(&s->last_day);
    jf_str_release(&s->unit);
    jf_str_release(&s->result);
    jf_str_release(&s->paused);
    jf_str_release(&s->final);
}

enum jf_status standing_read(struct jf_db *db, int64_t petition_id, struct standing *out, struct jf_error *err)
{
    struct jf_str *const columns[] = { &out->state,  &out->last_day, &out->number, &out->unit,
                                       &out->result, &out->paused,   &out->final };
    struct jf_stmt *st = NULL;
    out->petition_id = petition_id;
    out->paper = false;
    out->day = NULL;
    for (size_t i = 0; i < sizeof columns / sizeof *columns; i++)
        jf_str_init(columns[i]);
    out->alone = petition_id == 0;
    if (out->alone) {
        jf_str_add(&out->state, "-");
        return jf_str_check(&out->state, err);
    }
    enum jf_status status = jf_db_query(db, "casework.standing", JF_ARGS(JF_INT(":petition", petition_id)), &st, err);
    bool row = jf_stmt_row(st, &status, err);
    if (status == JF_OK && !row) {
        jf_stmt_done(st);
        st = NULL;
        out->alone = true;
        status = jf_db_query(db, "casework.standing_alone", JF_ARGS(JF_INT(":petition", petition_id)), &st, err);
        if (status == JF_OK)
            status = jf_stmt_next(st, &row, err);
    }
    if (status == JF_OK && !row)
        status = jf_error_set(err, JF_NOT_FOUND, _("there is no such case"));
    for (size_t i = 0; status == JF_OK && i < sizeof columns / sizeof *columns; i++) {
        if (jf_col_text(st, (int)i))
            jf_str_add(columns[i], jf_col_text(st, (int)i));
        status = jf_str_check(columns[i], err);
    }
    jf_stmt_done(st);
    return status;
}

/* ---- writing one event ---- */

static enum jf_status seal_keyed(struct jf_db *db, int64_t record_id, struct jf_str *seals, struct jf_error *err)
{
    struct jf_json json;
    jf_json_init(&json, seals);
    jf_json_open(&json, NULL, '[');
    enum jf_status status = jf_seal(db, &json, "record_id", record_id, record_id, false, err);
    jf_json_close(&json, ']');
    return status == JF_OK ? jf_str_check(seals, err) : status;
}

enum jf_status write_event(struct jf_db *db, const struct event *e, struct jf_error *err)
{
    struct jf_str body = JF_STR_INIT, seals = JF_STR_INIT;
    int64_t event_id = 0;
    enum jf_status status = e->keyed ? seal_keyed(db, e->keyed, &seals, err) : JF_OK;
    if (status == JF_OK)
        status = jf_db_text(db, "casework.body",
                            JF_ARGS(JF_TEXT(":step", e->row->name), JF_TEXT(":from", e->from),
                                    JF_TEXT(":to", e->to ? e->to : e->row->to), JF_TEXT(":petition", e->petition),
                                    JF_TEXT(":order", e->order), JF_TEXT(":fields", e->fields),
                                    JF_TEXT(":seals", e->keyed ? seals.data : NULL)),
                            &body, NULL, err);
    jf_str_release(&seals);
    if (status == JF_OK)
        status = jf_str_check(&body, err);
    if (status == JF_OK)
        status = jf_event_append(db, e->row->event, e->subject_id, e->actor, e->day, body.data, &event_id, err);
    if (status == JF_OK)
        status = apply_event(db, event_id, e->row->event, err);
    if (status == JF_OK)
        status = jf_search_add_step(db, event_id, err);
    jf_str_release(&body);
    return status;
}

static const struct jf_steps *table(struct jf_error *err)
{
    const struct jf_steps *steps = jf_steps();
    if (!steps)
        jf_error_set(err, JF_BUG, _("the table of steps cannot be read"));
    return steps;
}

const struct jf_step *register_row(struct jf_error *err)
{
    const struct jf_steps *steps = table(err);
    const struct jf_step *row = steps ? jf_step_find(steps, "register", "-") : NULL;
    if (steps && !row)
        jf_error_set(err, JF_BUG, _("there is no step '%s'"), "register");
    return row;
}

enum jf_status register_event(struct jf_db *db, int64_t petition_id, const char *number, const char *day,
                              const char *actor, const char *fields, struct jf_error *err)
{
    const struct jf_step *row = register_row(err);
    if (!row)
        return JF_BUG;
    const struct event e = {
        .row = row, .petition = number, .subject_id = petition_id, .day = day, .actor = actor, .fields = fields
    };
    return write_event(db, &e, err);
}

/* ---- taking a step ---- */

static enum jf_status may(struct jf_db *db, const struct standing *at, const struct jf_step *row, bool *yes,
                          struct jf_error *err)
{
    struct jf_error refusal = { .status = JF_OK };
    *yes = jf_words_hold(row->from, at->state.data) && (!at->alone || jf_starts(row->event, "refund."));
    if (!*yes)
        return JF_OK;
    enum jf_status status = guard_check(db, row, at, NULL, NULL, &refusal);
    *yes = status == JF_OK;
    if (status == JF_OK || status == JF_USAGE || status == JF_REFUSED)
        return JF_OK;
    if (err)
        *err = refusal;
    return status;
}

static enum jf_status possible_steps(struct jf_db *db, const struct standing *at, struct jf_str *out,
                                     struct jf_error *err)
{
    const struct jf_steps *steps = table(err);
    enum jf_status status = steps ? JF_OK : JF_BUG;
    size_t before = out->len;
    for (size_t i = 0; status == JF_OK && i < steps->count; i++) {
        bool yes = false;
        status = may(db, at, &steps->rows[i], &yes, err);
        if (status == JF_OK && yes) {
            jf_str_add(out, out->len > before ? _(", ") : "");
            step_add_name(out, &steps->rows[i]);
        }
    }
    return status == JF_OK ? jf_str_check(out, err) : status;
}

enum jf_status jf_case_may(struct jf_db *db, int64_t petition_id, const struct jf_step *row, bool *yes,
                           struct jf_error *err)
{
    struct standing at;
    enum jf_status status = standing_read(db, petition_id, &at, err);
    if (status == JF_OK)
        status = may(db, &at, row, yes, err);
    standing_release(&at);
    return status;
}

enum jf_status jf_case_state(struct jf_db *db, int64_t case_id, struct jf_str *number, struct jf_str *state,
                             bool *alone, struct jf_error *err)
{
    struct standing at;
    enum jf_status status = standing_read(db, case_id, &at, err);
    jf_str_clear(number);
    jf_str_clear(state);
    jf_str_add(number, at.number.data);
    jf_str_add(state, at.state.data);
    *alone = at.alone;
    standing_release(&at);
    if (status == JF_OK)
        status = jf_str_check(number, err);
    return status == JF_OK ? jf_str_check(state, err) : status;
}

enum jf_status jf_case_possible(struct jf_db *db, int64_t petition_id, struct jf_str *out, struct jf_error *err)
{
    struct standing at;
    enum jf_status status = standing_read(db, petition_id, &at, err);
    if (status == JF_OK)
        status = possible_steps(db, &at, out, err);
    standing_release(&at);
    return status;
}

static enum jf_status illegal(struct jf_db *db, const struct jf_steps *steps, const char *step,
                              const struct standing *at, const char **code, struct jf_error *err)
{
    struct jf_str possible = JF_STR_INIT, name = JF_STR_INIT;
    const struct jf_step *row = jf_step_find(steps, step, NULL);
    enum jf_status status = possible_steps(db, at, &possible, err);
    if (status == JF_OK && row)
        step_add_name(&name, row);
    if (status == JF_OK && row)
        status = jf_str_check(&name, err);
    if (status != JF_OK) {
        jf_str_release(&possible);
        jf_str_release(&name);
        return status;
    }
    if (!row)
        refuse(code, CASE_ILLEGAL, JF_USAGE, err, _("there is no step '%s'"), step);
    else
        refuse(code, CASE_ILLEGAL, JF_USAGE, err,
               at->alone ? _("refund order '%s' is in the state '%s': step '%s' is not possible")
                         : _("case '%s' is in the state '%s': step '%s' is not possible"),
               at->number.data, word_told("state", at->state.data), name.data);
    jf_error_hint(err, _("possible now: %s"), possible.data);
    jf_str_release(&possible);
    jf_str_release(&name);
    return JF_USAGE;
}

/* The row of the table for the step. Missing money is told before a wrong state: that is what the clerk has to know. */
static bool of_refund(const struct jf_step *row)
{
    return jf_starts(row->event, "refund.");
}

static enum jf_status find_row(struct jf_db *db, const char *step, const struct standing *at,
                               const struct jf_step **row, const char **code, struct jf_error *err)
{
    const struct jf_steps *steps = table(err);
    if (!steps)
        return JF_BUG;
    *row = jf_step_find(steps, step, at->state.data);
    if (*row && (!at->alone || of_refund(*row)))
        return JF_OK;
    const struct jf_step *other = jf_step_find(steps, step, NULL);
    enum jf_status status = JF_OK;
    if (other && jf_words_hold(other->needs, "settled"))
        status = guard_settled(db, at->petition_id, code, err);
    return status == JF_OK ? illegal(db, steps, step, at, code, err) : status;
}

/* The order a payment belongs to: the one named, else the case's last. */
static enum jf_status find_order(struct jf_db *db, int64_t petition_id, struct jf_str *number, int64_t *order_id,
                                 const char **code, struct jf_error *err)
{
    struct jf_stmt *st = NULL;
    enum jf_status status = JF_OK;
    if (!number->len)
        status = jf_db_text(db, "casework.last_order", JF_ARGS(JF_INT(":petition", petition_id)), number, NULL, err);
    if (status == JF_OK)
        status = jf_db_query(db, "casework.order_of", JF_ARGS(JF_TEXT(":number", number->data)), &st, err);
    bool row = jf_stmt_row(st, &status, err);
    if (status == JF_OK && (!row || jf_col_int(st, 1) != petition_id))
        status = refuse(code, CASE_SUMS, JF_REFUSED, err, _("the case has no refund order '%s'"), number->data);
    if (status == JF_OK)
        *order_id = jf_col_int(st, 0);
    jf_stmt_done(st);
    return status;
}

/* What the step means for an order: a new one gets its subject, all else is held against the order it is about. */
static enum jf_status order_part(struct jf_db *db, const struct jf_case_step *step, const struct jf_step *row,
                                 struct jf_str *number, const char *fields, int64_t *subject_id, const char **code,
                                 struct jf_error *err)
{
    if (!of_refund(row))
        return JF_OK;
    bool new_order = jf_words_hold(row->carries, "payees");
    struct refund_part part = { .db = db, .step = step, .fields = fields, .code = code };
    enum jf_status status = new_order ? JF_OK : find_order(db, step->petition_id, number, subject_id, code, err);
    part.order_id = *subject_id;
    part.number = number->data;
    if (status == JF_OK)
        status = refund_check(row, &part, err);
    if (status != JF_OK || !new_order)
        return status;
    if (!number->len)
        status = next_number(db, "casework.next_refund", step->day, number, err);
    if (status == JF_OK)
        status = check_number(number->data, err);
    if (status == JF_OK)
        status = add_subject(db, "refund", number->data, subject_id, code, err);
    return status;
}

const char *state_after(const struct jf_step *row, const char *state)
{
    return strcmp(row->to, "=") == 0 ? state : row->to;
}

/* The same where the row does not say it: a withdrawn order leaves what the others give. */
static enum jf_status next_state(struct jf_db *db, const struct jf_step *row, const struct standing *at,
                                 int64_t order_id, struct jf_str *to, struct jf_error *err)
{
    if (strcmp(row->event, "refund.withdraw") != 0)
        jf_str_add(to, state_after(row, at->state.data));
    else if (at->alone)
        jf_str_add(to, "withdrawn");
    else
        return jf_db_text(db, "casework.state_without",
                          JF_ARGS(JF_INT(":petition", at->petition_id), JF_INT(":order", order_id)), to, NULL, err);
    return jf_str_check(to, err);
}

static enum jf_status take(struct jf_db *db, const struct jf_case_step *step, const struct standing *at,
                           const char **code, struct jf_error *err)
{
    const struct jf_step *row = NULL;
    const char *given = jf_blank(step->fields) ? "{}" : step->fields;
    struct jf_str fields = JF_STR_INIT, number = JF_STR_INIT, to = JF_STR_INIT;
    int64_t subject_id = step->petition_id;
    enum jf_status status = find_row(db, step->step, at, &row, code, err);
    if (status == JF_OK)
        status = day_check(step->day, at->last_day.data, code, err);
    if (status == JF_OK && jf_blank(step->actor))
        status = refuse(code, CASE_FIELDS, JF_USAGE, err, _("it is not said who takes the step"));
    if (status == JF_OK)
        status = check_utf8(step->actor, code, err);
    if (status == JF_OK && !step->paper) /* of a paper's steps the importing actor was asked, not those it names */
        status = role_check(db, row, step->actor, code, err);
    if (status == JF_OK)
        status = check_json(given, code, err);
    if (status == JF_OK)
        status = fields_check(db, row, step->day, given, code, err);
    if (status == JF_OK)
        status = fields_canonical(db, given, &fields, &number, err);
    if (status == JF_OK)
        status = guard_check(db, row, at, fields.data, code, err);
    if (status == JF_OK)
        status = order_part(db, step, row, &number, fields.data, &subject_id, code, err);
    if (status == JF_OK)
        status = next_state(db, row, at, subject_id, &to, err);
    if (status == JF_OK) {
        const struct event e = { .row = row,
                                 .from = at->state.data,
                                 .to = to.data,
                                 .petition = at->alone ? NULL : at->number.data,
                                 .order = number.len ? number.data : NULL,
                                 .subject_id = subject_id,
                                 .day = step->day,
                                 .actor = step->actor,
                                 .fields = fields.data };
        status = write_event(db, &e, err);
    }
    jf_str_release(&fields);
    jf_str_release(&number);
    jf_str_release(&to);
    return status;
}

enum jf_status jf_case_take(struct jf_db *db, const struct jf_case_step *step, const char **code, struct jf_error *err)
{
    struct standing at;
    if (code)
        *code = NULL;
    enum jf_status status = standing_read(db, step->petition_id, &at, err);
    at.paper = step->paper;
    at.day = step->day;
    if (status == JF_OK)
        status = take(db, step, &at, code, err);
    standing_release(&at);
    return status;
}
