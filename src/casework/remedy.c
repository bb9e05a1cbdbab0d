/* remedy.c - the steps of a remedy besides money: what each needs, and the only place that writes their events. */
#include "internal.h"

#include "jianfu/audit.h"
#include "jianfu/remedy.h"

#include <string.h>

/* Where a remedy stands before a step; all empty before the order. */
struct place {
    struct jf_str state, last_day, number, petition, deadline;
};

static void place_release(struct place *at)
{
    struct jf_str *const columns[] = { &at->state, &at->last_day, &at->number, &at->petition, &at->deadline };
    for (size_t i = 0; i < sizeof columns / sizeof *columns; i++)
        jf_str_release(columns[i]);
}

static enum jf_status place_read(struct jf_db *db, int64_t remedy_id, struct place *at, struct jf_error *err)
{
    struct jf_str *const columns[] = { &at->state, &at->last_day, &at->number, &at->petition, &at->deadline };
    struct jf_stmt *st = NULL;
    bool row = false;
    for (size_t i = 0; i < sizeof columns / sizeof *columns; i++)
        jf_str_init(columns[i]);
    if (remedy_id == 0) {
        jf_str_add(&at->state, "-");
        return jf_str_check(&at->state, err);
    }
    enum jf_status status = jf_db_query(db, "remedy.standing", JF_ARGS(JF_INT(":remedy", remedy_id)), &st, err);
    if (status == JF_OK)
        status = jf_stmt_next(st, &row, err);
    if (status == JF_OK && !row)
        status = jf_error_set(err, JF_NOT_FOUND, _("there is no such remedy"));
    for (size_t i = 0; status == JF_OK && i < sizeof columns / sizeof *columns; i++) {
        if (jf_col_text(st, (int)i))
            jf_str_add(columns[i], jf_col_text(st, (int)i));
        status = jf_str_check(columns[i], err);
    }
    jf_stmt_done(st);
    return status;
}

/* ---- conditions (column needs) ---- */

struct call {
    struct jf_db *db;
    struct place *at;
    const char *fields;
    const char **code;
};

static enum jf_status text_of(const struct call *call, const char *statement, const char *path, struct jf_str *out,
                              struct jf_error *err)
{
    struct jf_arg where = JF_TEXT(":path", path);
    if (!path)
        where = JF_END;
    enum jf_status status =
        jf_db_text(call->db, statement, JF_ARGS(JF_TEXT(":fields", call->fields), where), out, NULL, err);
    return status == JF_OK ? jf_str_check(out, err) : status;
}

/* An order without a cause could never be walked back. */
static enum jf_status cause(const struct call *call, struct jf_error *err)
{
    static const char *const paths[] = { "$.petition", "$.findings", "$.about" };
    struct jf_str text = JF_STR_INIT, subject = JF_STR_INIT;
    enum jf_status status = JF_OK;
    for (size_t i = 0; status == JF_OK && i < sizeof paths / sizeof *paths; i++)
        status = text_of(call, "casework.field", paths[i], &text, err);
    if (status == JF_OK && (!text.len || strcmp(text.data, "[]") == 0)) {
        status = refuse(call->code, CASE_FIELDS, JF_USAGE, err, _("it is not said what the remedy is ordered for"));
        jf_error_hint(err, _("a petition, findings, or another subject: petition, findings, about"));
    }
    jf_str_clear(&text);
    if (status == JF_OK)
        status = text_of(call, "casework.field", "$.about", &text, err);
    if (status == JF_OK && text.len)
        status = text_of(call, "remedy.about", NULL, &subject, err);
    if (status == JF_OK && text.len && !subject.len) {
        status = refuse(call->code, CASE_FIELDS, JF_USAGE, err, _("about: there is no '%s'"), text.data);
        jf_error_hint(err, _("write KIND:KEY as `jianfu why` does, for example board:108ZX1/2005-03-01"));
    }
    jf_str_release(&text);
    jf_str_release(&subject);
    return status;
}

static enum jf_status case_in_hand(const struct call *call, struct jf_error *err)
{
    struct jf_stmt *st = NULL;
    bool row = false;
    enum jf_status status = jf_db_query(call->db, "remedy.case", JF_ARGS(JF_TEXT(":fields", call->fields)), &st, err);
    if (status == JF_OK)
        status = jf_stmt_next(st, &row, err);
    if (status == JF_OK && row && !jf_col_int(st, 1)) {
        status = refuse(call->code, CASE_ILLEGAL, JF_REFUSED, err,
                        _("the case is in the state '%s': it is not in hand"), jf_col_text(st, 0));
        jf_error_hint(err, _("a remedy is ordered from the investigation until the closing"));
    }
    jf_stmt_done(st);
    return status;
}

static enum jf_status findings_confirmed(const struct call *call, struct jf_error *err)
{
    struct jf_stmt *st = NULL;
    bool row = false;
    enum jf_status status =
        jf_db_query(call->db, "remedy.finding_fault", JF_ARGS(JF_TEXT(":fields", call->fields)), &st, err);
    if (status == JF_OK)
        status = jf_stmt_next(st, &row, err);
    const char *number = status == JF_OK && row ? jf_col_text(st, 0) : NULL;
    if (number && jf_col_null(st, 1)) {
        status = refuse(call->code, CASE_FIELDS, JF_USAGE, err, _("there is no finding %s"), number);
        jf_error_hint(err, "%s", _("'jianfu finding list' shows all with their numbers"));
    } else if (number && jf_col_int(st, 2) > 1) {
        status = refuse(call->code, CASE_FIELDS, JF_USAGE, err, _("finding %s is named twice"), number);
    } else if (number) {
        status = refuse(call->code, CASE_FIELDS, JF_REFUSED, err,
                        _("finding %s is in the state '%s': only what a person confirmed is to be put right"), number,
                        jf_col_text(st, 1));
        jf_error_hint(err, _("`jianfu finding show %s`, then `jianfu finding confirm %s`"), number, number);
    }
    jf_stmt_done(st);
    return status;
}

/* A slip in the unit's code must not burden somebody whom neither the case nor a finding names. */
static enum jf_status unit_concerned(const struct call *call, struct jf_error *err)
{
    struct jf_stmt *st = NULL;
    struct jf_str unit = JF_STR_INIT, reason = JF_STR_INIT, others = JF_STR_INIT;
    int64_t concerned = 0;
    enum jf_status status = text_of(call, "casework.field", "$.unit", &unit, err);
    if (status == JF_OK)
        status = text_of(call, "casework.field", "$.other-unit", &reason, err);
    if (status == JF_OK)
        status = jf_db_query(call->db, "remedy.concerned", JF_ARGS(JF_TEXT(":fields", call->fields)), &st, err);
    for (bool row = true; status == JF_OK; concerned++) {
        status = jf_stmt_next(st, &row, err);
        if (status != JF_OK || !row)
            break;
        if (strcmp(jf_col_text(st, 0), unit.data) != 0)
            jf_str_addf(&others, "%s%s", others.len ? ", " : "", jf_col_text(st, 0));
    }
    jf_stmt_done(st);
    if (status == JF_OK && !unit.len && concerned != 1) {
        status = refuse(call->code, CASE_FIELDS, JF_USAGE, err, _("it is not said which unit is to put it right"));
        if (concerned)
            jf_error_hint(err, _("several are concerned: %s"), others.data);
        else
            jf_error_hint(err, _("neither the case nor a finding names one: give its code or name"));
    } else if (status == JF_OK && unit.len && others.len && !reason.len) {
        status = refuse(call->code, CASE_FIELDS, JF_USAGE, err, _("the case or its findings concern '%s', not '%s'"),
                        others.data, unit.data);
        jf_error_hint(err, _("correct the unit, or say why this one puts it right: other-unit"));
    } else if (status == JF_OK && !others.len && reason.len) {
        status = refuse(call->code, CASE_FIELDS, JF_USAGE, err,
                        _("other-unit is said only where another unit is concerned than the one that puts it right"));
    }
    jf_str_release(&unit);
    jf_str_release(&reason);
    jf_str_release(&others);
    return status;
}

static enum jf_status later_deadline(const struct call *call, struct jf_error *err)
{
    struct jf_str deadline = JF_STR_INIT;
    enum jf_status status = text_of(call, "casework.field", "$.deadline", &deadline, err);
    if (status == JF_OK && strcmp(deadline.data, call->at->deadline.data) <= 0)
        status = refuse(call->code, CASE_FIELDS, JF_USAGE, err,
                        _("deadline: %s is not later than the deadline that stands, %s"), deadline.data,
                        call->at->deadline.data);
    jf_str_release(&deadline);
    return status;
}

static const struct {
    const char *name;
    enum jf_status (*check)(const struct call *call, struct jf_error *err);
} guards[] = {
    { "cause", cause },
    { "case-in-hand", case_in_hand },
    { "findings-confirmed", findings_confirmed },
    { "unit-concerned", unit_concerned },
    { "later-deadline", later_deadline },
};

static enum jf_status check_needs(const struct jf_step *row, const struct call *call, struct jf_error *err)
{
    enum jf_status status = JF_OK;
    for (size_t i = 0; status == JF_OK && i < sizeof guards / sizeof *guards; i++)
        if (jf_words_hold(row->needs, guards[i].name))
            status = guards[i].check(call, err);
    return status;
}

/* ---- taking a step ---- */

static const struct jf_steps *table(struct jf_error *err)
{
    const struct jf_steps *steps = jf_remedy_steps();
    if (!steps)
        jf_error_set(err, JF_BUG, _("the table of steps of a remedy cannot be read"));
    return steps;
}

static void possible(const struct jf_steps *steps, const char *state, struct jf_str *out)
{
    size_t before = out->len;
    for (size_t i = 0; i < steps->count; i++)
        if (jf_words_hold(steps->rows[i].from, state)) {
            jf_str_add(out, out->len > before ? ", " : "");
            step_add_name(out, &steps->rows[i]);
        }
}

static enum jf_status find_row(const char *step, const struct place *at, const struct jf_step **row, const char **code,
                               struct jf_error *err)
{
    const struct jf_steps *steps = table(err);
    if (!steps)
        return JF_BUG;
    *row = jf_step_find(steps, step, at->state.data);
    if (*row)
        return JF_OK;
    struct jf_str list = JF_STR_INIT;
    possible(steps, at->state.data, &list);
    if (!jf_step_find(steps, step, NULL))
        refuse(code, CASE_ILLEGAL, JF_USAGE, err, _("there is no step '%s'"), step);
    else if (!at->number.len)
        refuse(code, CASE_ILLEGAL, JF_USAGE, err, _("step '%s' needs a remedy that was ordered"), step);
    else
        refuse(code, CASE_ILLEGAL, JF_USAGE, err, _("remedy '%s' is in the state '%s': step '%s' is not possible"),
               at->number.data, word_told("remedy-state", at->state.data), step);
    if (list.len)
        jf_error_hint(err, _("possible now: %s"), list.data);
    else
        jf_error_hint(err, _("nothing more is to be done about it"));
    jf_str_release(&list);
    return JF_USAGE;
}

static enum jf_status check_step(struct jf_db *db, const struct jf_step *row, const struct jf_remedy_step *step,
                                 struct place *at, const char *fields, const char **code, struct jf_error *err)
{
    const struct call call = { db, at, fields, code };
    enum jf_status status = JF_OK;
    if (blank(step->actor))
        status = refuse(code, CASE_FIELDS, JF_USAGE, err, _("it is not said who takes the step"));
    if (status == JF_OK)
        status = check_utf8(step->actor, code, err);
    if (status == JF_OK)
        status = check_utf8(fields, code, err);
    if (status == JF_OK && !step->remedy_id) /* not before the case came or a finding was confirmed */
        status = text_of(&call, "remedy.earliest", NULL, &at->last_day, err);
    if (status == JF_OK)
        status = day_check(step->day, at->last_day.data, code, err);
    if (status == JF_OK)
        status = fields_check(db, row, step->day, fields, code, err);
    return status == JF_OK ? check_needs(row, &call, err) : status;
}

/* The number of a new remedy, that of its case and its subject. */
static enum jf_status begin(struct jf_db *db, const struct jf_remedy_step *step, const char *fields, struct place *at,
                            int64_t *remedy_id, const char **code, struct jf_error *err)
{
    const struct call call = { db, at, fields, code };
    enum jf_status status = text_of(&call, "casework.field_no", NULL, &at->number, err);
    if (status == JF_OK)
        status = text_of(&call, "casework.field", "$.petition", &at->petition, err);
    if (status == JF_OK && !at->number.len)
        status = next_number(db, "remedy.next_number", step->day, &at->number, err);
    if (status == JF_OK)
        status = check_number(at->number.data, err);
    return status == JF_OK ? add_subject(db, "remedy", at->number.data, remedy_id, code, err) : status;
}

static enum jf_status take(struct jf_db *db, const struct jf_remedy_step *step, struct place *at, int64_t *remedy_id,
                           const char **code, struct jf_error *err)
{
    const char *given = blank(step->fields) ? "{}" : step->fields;
    const struct jf_step *row = NULL;
    struct jf_str fields = JF_STR_INIT;
    *remedy_id = step->remedy_id;
    enum jf_status status = find_row(step->step, at, &row, code, err);
    if (status == JF_OK)
        status = role_check(db, row, step->actor, code, err);
    if (status == JF_OK)
        status = check_step(db, row, step, at, given, code, err);
    if (status == JF_OK)
        status = jf_db_text(db, "remedy.canonical", JF_ARGS(JF_TEXT(":fields", given)), &fields, NULL, err);
    if (status == JF_OK)
        status = jf_str_check(&fields, err);
    const char *from = step->remedy_id ? at->state.data : NULL;
    if (status == JF_OK && !step->remedy_id)
        status = begin(db, step, given, at, remedy_id, code, err);
    if (status == JF_OK) {
        const struct event e = { .row = row,
                                 .from = from,
                                 .to = state_after(row, at->state.data),
                                 .petition = at->petition.len ? at->petition.data : NULL,
                                 .order = at->number.data,
                                 .subject_id = *remedy_id,
                                 .day = step->day,
                                 .actor = step->actor,
                                 .fields = fields.data };
        status = write_event(db, &e, err);
    }
    jf_str_release(&fields);
    return status;
}

enum jf_status jf_remedy_take(struct jf_db *db, const struct jf_remedy_step *step, int64_t *remedy_id,
                              const char **code, struct jf_error *err)
{
    struct place at;
    int64_t id = 0;
    if (code)
        *code = NULL;
    enum jf_status status = place_read(db, step->remedy_id, &at, err);
    if (status == JF_OK)
        status = take(db, step, &at, &id, code, err);
    if (status == JF_OK && remedy_id)
        *remedy_id = id;
    place_release(&at);
    return status;
}

enum jf_status jf_remedy_possible(struct jf_db *db, int64_t remedy_id, struct jf_str *out, struct jf_error *err)
{
    struct place at;
    const struct jf_steps *steps = table(err);
    if (!steps)
        return JF_BUG;
    enum jf_status status = place_read(db, remedy_id, &at, err);
    if (status == JF_OK)
        possible(steps, at.state.data, out);
    place_release(&at);
    return status == JF_OK ? jf_str_check(out, err) : status;
}

/* ---- settling its findings ---- */

enum jf_status jf_remedy_settle(struct jf_db *db, int64_t remedy_id, const char *reason, const char *day,
                                const char *actor, const char *lang, int64_t *settled, int64_t *left,
                                struct jf_error *err)
{
    struct jf_stmt *st = NULL;
    *settled = *left = 0;
    enum jf_status status = jf_db_query(db, "remedy.to_settle", JF_ARGS(JF_INT(":remedy", remedy_id)), &st, err);
    for (bool row = true; status == JF_OK;) {
        status = jf_stmt_next(st, &row, err);
        if (status != JF_OK || !row)
            break;
        const struct jf_decision wish = { .finding_id = jf_col_int(st, 0),
                                          .decision = "rectify",
                                          .reason = reason,
                                          .actor = actor,
                                          .day = day,
                                          .lang = lang };
        bool may = jf_col_int(st, 1) != 0;
        if (may)
            status = jf_finding_decide(db, &wish, err);
        ++*(may ? settled : left);
    }
    jf_stmt_done(st);
    return status;
}
