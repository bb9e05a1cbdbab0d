/* inspection.c - the steps of an inspection: what each needs, and the only place that writes their events. Plans as
 * others read them. The draw is inspection_draw.c's, results are inspection_result.c's. */
#include "machine.h"

#include "jianfu/audit.h"
#include "jianfu/day.h"
#include "jianfu/docno.h"
#include "jianfu/inspection.h"
#include "jianfu/row.h"

#include <string.h>

static const struct machine machine = {
    .kind = "inspection", .steps = jf_inspection_steps, .standing = "inspection.standing", .states = "inspection-state"
};

/* ---- conditions (column needs) ---- */

struct call {
    struct jf_db *db;
    int64_t plan_id;
    const char *fields;
    const char **code;
};

static enum jf_status text_of(struct jf_db *db, const char *fields, const char *path, struct jf_str *out,
                              struct jf_error *err)
{
    jf_str_clear(out);
    enum jf_status status =
        jf_db_text(db, "casework.field", JF_ARGS(JF_TEXT(":fields", fields), JF_TEXT(":path", path)), out, NULL, err);
    return status == JF_OK ? jf_str_check(out, err) : status;
}

static enum jf_status period_and_days(const struct call *call, struct jf_error *err)
{
    struct jf_str from = JF_STR_INIT, until = JF_STR_INIT, period = JF_STR_INIT;
    struct jf_period days;
    enum jf_status status = text_of(call->db, call->fields, "$.from", &from, err);
    if (status == JF_OK)
        status = text_of(call->db, call->fields, "$.until", &until, err);
    if (status == JF_OK)
        status = text_of(call->db, call->fields, "$.period", &period, err);
    if (status == JF_OK && (!jf_day_valid(from.data) || !jf_day_valid(until.data) || strcmp(from.data, until.data) > 0))
        status = refuse(call->code, CASE_FIELDS, JF_USAGE, err, _("'%s' to '%s' are not two days, the first one first"),
                        from.data, until.data);
    if (status == JF_OK && !jf_period_parse(period.data, &days)) {
        status = refuse(call->code, CASE_FIELDS, JF_USAGE, err, _("'%s' is not a period"), period.data);
        jf_error_hint(err, "2005H1, 2005H2, 2005");
    }
    jf_str_release(&from);
    jf_str_release(&until);
    jf_str_release(&period);
    return status;
}

static enum jf_status rules_known(const struct call *call, struct jf_error *err)
{
    struct jf_str list = JF_STR_INIT, id = JF_STR_INIT;
    struct jf_rules *rules = NULL;
    enum jf_status status = text_of(call->db, call->fields, "$.rules", &list, err);
    if (status == JF_OK && list.len)
        status = jf_rules_load(NULL, &rules, err);
    for (const char *p = list.data; status == JF_OK && rules && *p;) {
        size_t part = strcspn(p, ",");
        jf_str_clear(&id);
        jf_str_addn(&id, p, part);
        if (!jf_rules_find(rules, id.data)) {
            status = refuse(call->code, CASE_FIELDS, JF_USAGE, err, _("there is no rule '%s'"), id.data);
            jf_error_hint(err, _("`jianfu rule list` shows them"));
        }
        p += part + (p[part] == ',');
    }
    jf_rules_free(rules);
    jf_str_release(&list);
    jf_str_release(&id);
    return status;
}

static enum jf_status unseen(const struct call *call, int64_t *places, int64_t *seen, struct jf_error *err)
{
    struct jf_stmt *st = NULL;
    enum jf_status status =
        jf_db_query(call->db, "inspection.unseen", JF_ARGS(JF_INT(":plan", call->plan_id)), &st, err);
    if (jf_stmt_row(st, &status, err)) {
        *places = jf_col_int(st, 0);
        *seen = jf_col_int(st, 1);
    }
    jf_stmt_done(st);
    return status;
}

/* What was drawn is seen, or it is said why not. */
static enum jf_status all_seen(const struct call *call, struct jf_error *err)
{
    struct jf_str reason = JF_STR_INIT;
    int64_t places = 0, seen = 0;
    enum jf_status status = unseen(call, &places, &seen, err);
    if (status == JF_OK)
        status = text_of(call->db, call->fields, "$.reason", &reason, err);
    if (status == JF_OK && seen < places && !reason.len) {
        status = refuse(call->code, CASE_FIELDS, JF_REFUSED, err, _("of %lld places %lld were not seen"),
                        (long long)places, (long long)(places - seen));
        jf_error_hint(err, _("`jianfu inspection show PLAN --missing` lists them; or say why: reason"));
    }
    jf_str_release(&reason);
    return status;
}

static enum jf_status nothing_seen(const struct call *call, struct jf_error *err)
{
    int64_t places = 0, seen = 0;
    enum jf_status status = unseen(call, &places, &seen, err);
    if (status == JF_OK && seen > 0) {
        status = refuse(call->code, CASE_ILLEGAL, JF_REFUSED, err, _("%lld places were seen already"), (long long)seen);
        jf_error_hint(err, _("close it with the reason instead"));
    }
    return status;
}

static const struct {
    const char *name;
    enum jf_status (*check)(const struct call *call, struct jf_error *err);
} guards[] = {
    { "period-and-days", period_and_days },
    { "rules-known", rules_known },
    { "all-seen", all_seen },
    { "nothing-seen", nothing_seen },
};

static enum jf_status check_needs(const struct jf_step *row, const struct call *call, struct jf_error *err)
{
    enum jf_status status = JF_OK;
    for (size_t i = 0; status == JF_OK && i < sizeof guards / sizeof *guards; i++)
        if (jf_words_hold(row->needs, guards[i].name))
            status = guards[i].check(call, err);
    return status;
}

/* ---- what is added to the fields before they are written ---- */

/* Replace the last brace by ,"NAME":JSON} */
static enum jf_status add_member(struct jf_str *fields, const char *name, const char *json, struct jf_error *err)
{
    struct jf_str out = JF_STR_INIT;
    jf_str_addn(&out, fields->data, fields->len - 1);
    jf_str_addf(&out, "%s\"%s\":%s}", fields->len > 2 ? "," : "", name, json);
    enum jf_status status = jf_str_check(&out, err);
    if (status == JF_OK) {
        jf_str_clear(fields);
        jf_str_addn(fields, out.data, out.len);
        status = jf_str_check(fields, err);
    }
    jf_str_release(&out);
    return status;
}

static enum jf_status add_sample(struct jf_db *db, const struct machine_place *at, const char *day,
                                 struct jf_str *fields, const char **code, struct jf_error *err)
{
    struct jf_str drawn = JF_STR_INIT;
    enum jf_status status = inspection_draw(db, at->number.data, fields->data, day, &drawn, code, err);
    if (status == JF_OK)
        status = add_member(fields, "drawn", drawn.data, err);
    jf_str_release(&drawn);
    return status;
}

/* Level and what the place lies in, from the register. */
static enum jf_status add_located(struct jf_db *db, struct jf_str *fields, const char **code, struct jf_error *err)
{
    struct jf_str place = JF_STR_INIT, above = JF_STR_INIT, quoted = JF_STR_INIT;
    struct jf_stmt *st = NULL;
    enum jf_status status = text_of(db, fields->data, "$.place", &place, err);
    if (status == JF_OK)
        status = text_of(db, fields->data, "$.above", &above, err);
    if (status == JF_OK)
        status = jf_db_query(db, "inspection.locate",
                             JF_ARGS(JF_TEXT(":place", place.data), JF_TEXT(":above", above.len ? above.data : NULL)),
                             &st, err);
    bool row = jf_stmt_row(st, &status, err);
    if (status == JF_OK && (!row || jf_col_null(st, 0))) {
        status = refuse(code, CASE_FIELDS, JF_USAGE, err, _("the register has no place '%s'"), place.data);
        jf_error_hint(err, _("a household that it does not list is named with its village"));
    } else if (status == JF_OK && !jf_col_int(st, 2)) {
        status = refuse(code, CASE_FIELDS, JF_USAGE, err, _("'%s' is not a village of the register"), above.data);
    }
    if (status == JF_OK) {
        jf_str_addf(&quoted, "\"%s\"", jf_col_text(st, 0));
        status = add_member(fields, "level", quoted.data, err);
    }
    if (status == JF_OK && !above.len && !jf_col_null(st, 1)) {
        jf_str_clear(&quoted);
        jf_str_addf(&quoted, "\"%s\"", jf_col_text(st, 1));
        status = add_member(fields, "above", quoted.data, err);
    }
    jf_stmt_done(st);
    jf_str_release(&place);
    jf_str_release(&above);
    jf_str_release(&quoted);
    return status;
}

static enum jf_status complete(struct jf_db *db, const char *step, const char *day, const struct machine_place *at,
                               struct jf_str *fields, const char **code, struct jf_error *err)
{
    if (strcmp(step, "sample") == 0)
        return add_sample(db, at, day, fields, code, err);
    return strcmp(step, "name") == 0 ? add_located(db, fields, code, err) : JF_OK;
}

/* ---- taking a step ---- */

static enum jf_status begin(struct jf_db *db, const char *day, const char *fields, struct machine_place *at,
                            int64_t *plan_id, const char **code, struct jf_error *err)
{
    enum jf_status status = text_of(db, fields, "$.no", &at->number, err);
    if (status == JF_OK && !at->number.len)
        status = next_number(db, "inspection.next_number", day, &at->number, err);
    if (status == JF_OK)
        status = check_number(at->number.data, err);
    if (status == JF_OK) /* the record of an imported plan stands before its first step */
        status = jf_db_int(db, "inspection.only_told", JF_ARGS(JF_TEXT(":number", at->number.data)), 0, plan_id, err);
    return status == JF_OK && !*plan_id ? add_subject(db, "inspection", at->number.data, plan_id, code, err) : status;
}

static enum jf_status take(struct jf_db *db, const struct jf_inspection_step *step, struct machine_place *at,
                           int64_t *plan_id, const char **code, struct jf_error *err)
{
    const bool first = step->plan_id == 0;
    struct machine_step taken = { .day = step->day, .actor = step->actor, .keyed = step->keyed };
    struct jf_str fields = JF_STR_INIT;
    *plan_id = step->plan_id;
    enum jf_status status = machine_row(&machine, step->step, at, &taken.row, code, err);
    if (status == JF_OK)
        status = role_check(db, taken.row, step->actor, code, err);
    if (status == JF_OK)
        status =
            jf_db_text(db, "inspection.canonical",
                       JF_ARGS(JF_TEXT(":fields", jf_blank(step->fields) ? "{}" : step->fields)), &fields, NULL, err);
    if (status == JF_OK)
        status = complete(db, taken.row->name, step->day, at, &fields, code, err);
    taken.fields = fields.data;
    /* results come in any order: a visit may have been before the last step, never before the plan was drawn up */
    taken.earliest = strcmp(step->step, "visit") == 0 ? "" : at->last_day.data;
    if (status == JF_OK)
        status = machine_check(db, &taken, code, err);
    if (status == JF_OK)
        status = check_needs(taken.row, &(struct call){ db, step->plan_id, fields.data, code }, err);
    if (status == JF_OK && first)
        status = begin(db, step->day, fields.data, at, plan_id, code, err);
    if (status == JF_OK)
        status = machine_write(db, &taken, at, first, "", *plan_id, err);
    jf_str_release(&fields);
    return status;
}

enum jf_status jf_inspection_take(struct jf_db *db, const struct jf_inspection_step *step, int64_t *plan_id,
                                  const char **code, struct jf_error *err)
{
    struct machine_place at;
    int64_t id = 0;
    if (code)
        *code = NULL;
    enum jf_status status = machine_read(&machine, db, step->plan_id, &at, err);
    if (status == JF_OK)
        status = take(db, step, &at, &id, code, err);
    if (status == JF_OK && plan_id)
        *plan_id = id;
    machine_release(&at);
    return status;
}

/* ---- reading ---- */

/* clang-format off */
#define PLAN(type, name) { #name, JF_ROW_##type, offsetof(struct jf_inspection, name) }

static const struct jf_row_field plan_fields[] = {
    PLAN(INT, subject_id),
    PLAN(TEXT, number),
    PLAN(TEXT, kind),
    PLAN(TEXT, paper),
    PLAN(TEXT, period),
    PLAN(TEXT, title),
    PLAN(TEXT, from_on),
    PLAN(TEXT, until_on),
    PLAN(TEXT, members),
    PLAN(TEXT, rules),
    PLAN(TEXT, state),
    PLAN(TEXT, planned_on),
    PLAN(TEXT, seed),
    PLAN(TEXT, within),
    PLAN(INT, townships),
    PLAN(INT, villages),
    PLAN(INT, households),
    PLAN(TEXT, drawn_on),
    PLAN(TEXT, closed_on),
    PLAN(TEXT, reason),
    PLAN(INT, townships_drawn),
    PLAN(INT, townships_seen),
    PLAN(INT, villages_drawn),
    PLAN(INT, villages_seen),
    PLAN(INT, households_drawn),
    PLAN(INT, households_seen),
    PLAN(INT, units_named),
    PLAN(INT, units_seen),
    PLAN(INT, problems),
    PLAN(INT, ordered),
    { .column = NULL },
};
/* clang-format on */

void jf_inspection_release(struct jf_inspection *plan)
{
    jf_row_release(plan_fields, plan);
    *plan = (struct jf_inspection){ 0 };
}

enum jf_status jf_inspection_find(struct jf_db *db, const char *text, int64_t *plan_id, struct jf_error *err)
{
    struct jf_docno paper;
    enum jf_status status = jf_db_int(db, "inspection.find", JF_ARGS(JF_TEXT(":text", text)), 0, plan_id, err);
    if (status == JF_OK && !*plan_id && jf_docno_parse(text, &paper))
        status = jf_db_int(db, "inspection.find", JF_ARGS(JF_TEXT(":text", paper.canonical)), 0, plan_id, err);
    if (status == JF_OK && !*plan_id) {
        status = jf_error_set(err, JF_NOT_FOUND, _("there is no inspection '%s'"), text);
        jf_error_hint(err, _("`jianfu inspection list` shows the numbers"));
    }
    return status;
}

static enum jf_status walk(struct jf_db *db, const struct jf_arg *args, jf_inspection_fn *each, void *arg,
                           struct jf_error *err)
{
    struct jf_inspection plan = { 0 };
    struct jf_stmt *st = NULL;
    enum jf_status status = jf_db_query(db, "inspection.list", args, &st, err);
    while (jf_stmt_row(st, &status, err)) {
        status = jf_row_read(st, plan_fields, &plan, err);
        if (status == JF_OK)
            status = each(arg, &plan, err);
    }
    jf_inspection_release(&plan);
    jf_stmt_done(st);
    return status;
}

enum jf_status jf_inspection_list(struct jf_db *db, const char *from, const char *until, jf_inspection_fn *each,
                                  void *arg, struct jf_error *err)
{
    return walk(db, JF_ARGS(JF_TEXT(":plan", NULL), JF_TEXT(":from", from), JF_TEXT(":until", until)), each, arg, err);
}

/* Move the texts out: the walker's row is then empty. */
static enum jf_status keep(void *arg, const struct jf_inspection *plan, struct jf_error *err)
{
    (void)err;
    *(struct jf_inspection *)arg = *plan;
    *(struct jf_inspection *)plan = (struct jf_inspection){ 0 };
    return JF_OK;
}

enum jf_status jf_inspection_read(struct jf_db *db, int64_t plan_id, struct jf_inspection *out, struct jf_error *err)
{
    *out = (struct jf_inspection){ 0 };
    enum jf_status status =
        walk(db, JF_ARGS(JF_INT(":plan", plan_id), JF_TEXT(":from", NULL), JF_TEXT(":until", NULL)), keep, out, err);
    if (status == JF_OK && !out->number)
        status = jf_error_set(err, JF_NOT_FOUND, _("there is no such inspection"));
    return status;
}

enum { FORM, QUESTION, KIND, BAD, ZH, EN, QUESTION_COLUMNS };

enum jf_status jf_inspection_questions(const char *form, jf_inspection_question_fn *each, void *arg,
                                       struct jf_error *err)
{
    struct jf_tsv table;
    enum jf_status status = jf_tsv_load("casework/inspection-questions.tsv", QUESTION_COLUMNS, &table, err);
    if (status != JF_OK)
        return status;
    for (size_t i = 0; status == JF_OK && i < table.rows; i++) {
        const char *const *c = table.cells + i * QUESTION_COLUMNS;
        const struct jf_inspection_question q = { c[FORM], c[QUESTION], c[KIND], c[BAD], c[ZH], c[EN] };
        if (!form || strcmp(form, q.form) == 0)
            status = each(arg, &q, err);
    }
    jf_tsv_release(&table);
    return status;
}
