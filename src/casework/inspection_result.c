/* inspection_result.c - what was found at visits: checked, taken as a step of the plan, its problems answered by
 * remedies; keyed in or from an imported record. Imported plans. */
#include "internal.h"

#include "jianfu/audit.h"
#include "jianfu/inspection.h"
#include "jianfu/json.h"
#include "jianfu/remedy.h"
#include "jianfu/row.h"

#include <string.h>

/* The head of a visit (inspection.visit_head). Texts are owned. */
struct visit {
    int64_t plan_id;
    char *state, *key, *place, *form, *division, *level, *visited_on, *gist, *plan, *planned_on, *basis, *home;
    bool unit; /* the place is a unit of the register */
};

/* clang-format off */
#define VISIT(type, name) { #name, JF_ROW_##type, offsetof(struct visit, name) }
static const struct jf_row_field visit_fields[] = {
    VISIT(INT, plan_id),
    VISIT(TEXT, state),
    VISIT(TEXT, key),
    VISIT(TEXT, place),
    VISIT(TEXT, form),
    VISIT(TEXT, division),
    VISIT(TEXT, level),
    VISIT(TEXT, visited_on),
    VISIT(TEXT, gist),
    VISIT(TEXT, plan),
    VISIT(TEXT, planned_on),
    VISIT(TEXT, basis),
    VISIT(TEXT, home),
    VISIT(FLAG, unit),
    { .column = NULL },
};
/* clang-format on */

/* What a check of one visit works on. */
struct check {
    struct jf_db *db;
    int64_t record_id;
    const struct visit *visit;
    const char **code;
    long *line; /* of the fault */
};

static enum jf_status visit_read(struct jf_db *db, int64_t record_id, struct visit *out, struct jf_error *err)
{
    struct jf_stmt *st = NULL;
    *out = (struct visit){ 0 };
    enum jf_status status = jf_db_query(db, "inspection.visit_head", JF_ARGS(JF_INT(":record", record_id)), &st, err);
    if (jf_stmt_row(st, &status, err))
        status = jf_row_read(st, visit_fields, out, err);
    else if (status == JF_OK)
        status = jf_error_set(err, JF_BUG, _("the visit has no row"));
    jf_stmt_done(st);
    return status;
}

/* ---- the place ---- */

static enum jf_status household_place(const struct check *c, struct jf_error *err)
{
    const struct visit *v = c->visit;
    if (strcmp(v->level, "village") != 0)
        return refuse(c->code, CASE_FIELDS, JF_REFUSED, err, _("'%s' is not a village of the register"), v->division);
    if (v->home && strcmp(v->home, v->division) != 0)
        return refuse(c->code, CASE_FIELDS, JF_REFUSED, err, _("household '%s' lies in the village %s, not %s"),
                      v->place, v->home, v->division);
    return JF_OK;
}

static enum jf_status village_place(const struct check *c, struct jf_error *err)
{
    const struct visit *v = c->visit;
    if (strcmp(v->level, "village") != 0 || strcmp(v->place, v->division) != 0) {
        refuse(c->code, CASE_FIELDS, JF_REFUSED, err, _("'%s' is not a village of the register"), v->place);
        jf_error_hint(err, _("of a village, place and division are the same code"));
        return JF_REFUSED;
    }
    return JF_OK;
}

static enum jf_status unit_place(const struct check *c, struct jf_error *err)
{
    if (c->visit->unit)
        return JF_OK;
    return refuse(c->code, CASE_FIELDS, JF_REFUSED, err, _("there is no unit '%s' in the register"), c->visit->place);
}

static const struct {
    const char *form;
    enum jf_status (*check)(const struct check *c, struct jf_error *err);
} forms[] = { { "household", household_place }, { "village", village_place }, { "unit", unit_place } };

static enum jf_status check_head(const struct check *c, struct jf_error *err)
{
    const struct visit *v = c->visit;
    enum jf_status status = JF_OK;
    if (!v->plan_id) {
        status = refuse(c->code, CASE_FIELDS, JF_REFUSED, err, _("there is no inspection '%s'"), v->plan);
        jf_error_hint(err, _("import or make the plan first"));
    }
    if (status == JF_OK)
        status = day_check(v->visited_on, v->planned_on, c->code, err);
    for (size_t i = 0; status == JF_OK && i < sizeof forms / sizeof *forms; i++)
        if (strcmp(forms[i].form, v->form) == 0)
            status = forms[i].check(c, err);
    return status;
}

/* ---- answers ---- */

struct asked {
    const char *question;
    bool found, choice;
};

static enum jf_status find_question(void *arg, const struct jf_inspection_question *q, struct jf_error *err)
{
    struct asked *a = arg;
    (void)err;
    if (strcmp(a->question, q->code) == 0) {
        a->found = true;
        a->choice = strcmp(q->kind, "choice") == 0;
    }
    return JF_OK;
}

static enum jf_status check_answer(const struct check *c, const struct jf_stmt *st, struct jf_error *err)
{
    const char *value = jf_col_text(st, 2);
    struct asked a = { .question = jf_col_text(st, 1) };
    *c->line = (long)jf_col_int(st, 0);
    enum jf_status status = jf_inspection_questions(c->visit->form, find_question, &a, err);
    if (status == JF_OK && !a.found) {
        status = refuse(c->code, CASE_FIELDS, JF_REFUSED, err, _("the form has no question '%s'"), a.question);
        jf_error_hint(err, _("`jianfu inspection questions %s` lists them"), c->visit->form);
    } else if (status == JF_OK && a.choice && !jf_words_hold("yes,no,unknown", value)) {
        status =
            refuse(c->code, CASE_FIELDS, JF_REFUSED, err, _("question '%s': '%s' is not an answer"), a.question, value);
        jf_error_hint(err, _("yes, no or unknown"));
    } else if (status == JF_OK && jf_col_int(st, 3) > 1) {
        status = refuse(c->code, CASE_FIELDS, JF_REFUSED, err, _("question '%s' is answered twice"), a.question);
    }
    return status;
}

/* ---- problems ---- */

static enum jf_status check_problem(const struct check *c, const struct jf_rules *rules, const struct jf_stmt *st,
                                    struct jf_error *err)
{
    const char *rule = jf_col_text(st, 2), *remedy = jf_col_text(st, 5), *deadline = jf_col_text(st, 6);
    *c->line = (long)jf_col_int(st, 0);
    if (rule && !jf_rules_find(rules, rule)) {
        refuse(c->code, CASE_FIELDS, JF_REFUSED, err, _("there is no rule '%s'"), rule);
        jf_error_hint(err, _("`jianfu rule list` shows them; a problem without a rule is told by its text"));
        return JF_REFUSED;
    }
    if (!remedy != !deadline)
        return refuse(c->code, CASE_FIELDS, JF_REFUSED, err, _("a remedy is ordered with its kind and its deadline"));
    if (remedy && !jf_word_known("remedy", remedy))
        return refuse(c->code, CASE_FIELDS, JF_REFUSED, err, _("there is no kind of remedy '%s'"), remedy);
    return JF_OK;
}

typedef enum jf_status each_fn(const struct check *c, const struct jf_rules *rules, const struct jf_stmt *st,
                               struct jf_error *err);

static enum jf_status answer_of(const struct check *c, const struct jf_rules *rules, const struct jf_stmt *st,
                                struct jf_error *err)
{
    (void)rules;
    return check_answer(c, st, err);
}

static enum jf_status walk(const struct check *c, const char *statement, const struct jf_rules *rules, each_fn *each,
                           struct jf_error *err)
{
    struct jf_stmt *st = NULL;
    enum jf_status status = jf_db_query(c->db, statement, JF_ARGS(JF_INT(":record", c->record_id)), &st, err);
    while (jf_stmt_row(st, &status, err)) {
        status = each(c, rules, st, err);
    }
    jf_stmt_done(st);
    return status;
}

static enum jf_status check_all(const struct check *c, struct jf_error *err)
{
    struct jf_rules *rules = NULL;
    enum jf_status status = check_head(c, err);
    if (status == JF_OK)
        status = walk(c, "inspection.visit_answers", NULL, answer_of, err);
    if (status == JF_OK)
        status = jf_rules_load(NULL, &rules, err);
    if (status == JF_OK)
        status = walk(c, "inspection.visit_problems", rules, check_problem, err);
    jf_rules_free(rules);
    if (status == JF_OK)
        *c->line = 0;
    return status;
}

/* ---- the step ---- */

static enum jf_status take_step(const struct check *c, const char *actor, struct jf_error *err)
{
    const struct visit *v = c->visit;
    struct jf_str fields = JF_STR_INIT;
    struct jf_json json;
    jf_json_init(&json, &fields);
    jf_json_open(&json, NULL, '{');
    jf_json_text(&json, "visit", v->key);
    jf_json_text(&json, "place", v->place);
    jf_json_text(&json, "level", v->form);
    if (strcmp(v->form, "household") == 0)
        jf_json_text(&json, "above", v->division);
    if (v->gist)
        jf_json_text(&json, "gist", v->gist);
    jf_json_close(&json, '}');
    int64_t keyed = 0;
    enum jf_status status = jf_str_check(&fields, err);
    if (status == JF_OK)
        status = jf_db_int(c->db, "inspection.keyed", JF_ARGS(JF_INT(":record", c->record_id)), 0, &keyed, err);
    const struct jf_inspection_step step = { .plan_id = v->plan_id,
                                             .step = "visit",
                                             .day = v->visited_on,
                                             .actor = actor,
                                             .fields = fields.data,
                                             .keyed = keyed };
    if (status == JF_OK)
        status = jf_inspection_take(c->db, &step, NULL, c->code, err);
    jf_str_release(&fields);
    return status;
}

/* ---- remedies ---- */

struct remedy_wish {
    const char *about, *unit, *text, *remedy, *deadline, *basis, *day, *actor;
};

static enum jf_status order_remedy(struct jf_db *db, const struct remedy_wish *w, const char **code,
                                   struct jf_error *err)
{
    struct jf_str fields = JF_STR_INIT;
    struct jf_json json;
    const struct {
        const char *name, *value;
    } texts[] = { { "about", w->about }, { "unit", w->unit },         { "remedy", w->remedy },
                  { "basis", w->basis }, { "deadline", w->deadline }, { "text", w->text } };
    jf_json_init(&json, &fields);
    jf_json_open(&json, NULL, '{');
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        jf_json_text(&json, texts[i].name, texts[i].value);
    jf_json_close(&json, '}');
    enum jf_status status = jf_str_check(&fields, err);
    const struct jf_remedy_step step = { .step = "order", .day = w->day, .actor = w->actor, .fields = fields.data };
    if (status == JF_OK)
        status = jf_remedy_take(db, &step, NULL, code, err);
    jf_str_release(&fields);
    return status;
}

/* The remedies that the visit itself asks for; a correction of the record does not order them again. */
static enum jf_status order_remedies(const struct check *c, const char *actor, struct jf_error *err)
{
    struct jf_stmt *st = NULL;
    enum jf_status status =
        jf_db_query(c->db, "inspection.visit_problems", JF_ARGS(JF_INT(":record", c->record_id)), &st, err);
    while (jf_stmt_row(st, &status, err)) {
        if (jf_col_null(st, 5) || !jf_col_null(st, 8))
            continue;
        const struct remedy_wish wish = { .about = jf_col_text(st, 1),
                                          .unit = jf_col_text(st, 3),
                                          .text = jf_col_text(st, 4),
                                          .remedy = jf_col_text(st, 5),
                                          .deadline = jf_col_text(st, 6),
                                          .basis = c->visit->basis,
                                          .day = c->visit->visited_on,
                                          .actor = actor };
        *c->line = (long)jf_col_int(st, 0);
        status = order_remedy(c->db, &wish, c->code, err);
    }
    jf_stmt_done(st);
    return status;
}

/* A corrected record withdraws the remedies in hand that it no longer supports; what was accepted stays as it is. Who
 * may not withdraw a remedy may not bring such a correction. */
static enum jf_status withdraw_remedies(const struct check *c, const char *actor, struct jf_error *err)
{
    struct jf_stmt *st = NULL;
    struct jf_str fields = JF_STR_INIT;
    struct jf_json json;
    char today[JF_DAY_SIZE];
    jf_day_today(today);
    jf_json_init(&json, &fields);
    jf_json_open(&json, NULL, '{');
    jf_json_text(&json, "reason", jf_word("remedy-reason", "corrected", "zh"));
    jf_json_close(&json, '}');
    enum jf_status status = jf_str_check(&fields, err);
    if (status == JF_OK)
        status =
            jf_db_query(c->db, "inspection.unsupported_remedies", JF_ARGS(JF_INT(":record", c->record_id)), &st, err);
    while (jf_stmt_row(st, &status, err)) {
        const struct jf_remedy_step step = {
            .remedy_id = jf_col_int(st, 0), .step = "withdraw", .day = today, .actor = actor, .fields = fields.data
        };
        status = jf_remedy_take(c->db, &step, NULL, c->code, err);
    }
    jf_stmt_done(st);
    jf_str_release(&fields);
    return status;
}

enum jf_status inspection_take_visit(struct jf_db *db, int64_t record_id, const char *actor, const char **code,
                                     long *line, struct jf_error *err)
{
    struct visit v;
    long at = 0;
    enum jf_status status = visit_read(db, record_id, &v, err);
    const struct check c = { db, record_id, &v, code, line ? line : &at };
    if (status == JF_OK)
        status = check_all(&c, err);
    if (status == JF_OK)
        status = jf_db_run(db, "inspection.add_problems", JF_ARGS(JF_INT(":record", record_id)), err);
    if (status == JF_OK)
        status = take_step(&c, actor, err);
    if (status == JF_OK)
        status = withdraw_remedies(&c, actor, err);
    if (status == JF_OK)
        status = order_remedies(&c, actor, err);
    jf_row_release(visit_fields, &v);
    return status;
}

/* ---- keyed in ---- */

static enum jf_status text_at(struct jf_db *db, const char *json, const char *path, struct jf_str *out,
                              struct jf_error *err)
{
    return jf_db_text(db, "casework.field", JF_ARGS(JF_TEXT(":fields", json), JF_TEXT(":path", path)), out, NULL, err);
}

static enum jf_status key_of(struct jf_db *db, const char *visit, struct jf_str *key, struct jf_error *err)
{
    static const char *const paths[] = { "$.plan", "$.place", "$.on" };
    enum jf_status status = JF_OK;
    for (size_t i = 0; status == JF_OK && i < sizeof paths / sizeof *paths; i++) {
        jf_str_add(key, i ? "/" : "");
        status = text_at(db, visit, paths[i], key, err);
    }
    return status == JF_OK ? jf_str_check(key, err) : status;
}

static enum jf_status add_rows(struct jf_db *db, const char *visit, int64_t subject_id, int64_t *record_id,
                               struct jf_error *err)
{
    static const char *const rows[] = { "inspection.add_answers", "inspection.add_payments",
                                        "inspection.add_problem_rows" };
    uint8_t hash[JF_DIGEST_SIZE];
    struct jf_blake h;
    jf_blake_init(&h);
    jf_blake_text(&h, visit);
    jf_blake_final(&h, hash);
    enum jf_status status = jf_db_run(
        db, "casework.add_record", JF_ARGS(JF_INT(":subject", subject_id), JF_BLOB(":digest", hash, sizeof hash)), err);
    *record_id = jf_db_last_id(db);
    const struct jf_arg record = JF_INT(":record", *record_id), subject = JF_INT(":subject", subject_id);
    if (status == JF_OK)
        status = jf_db_run(db, "casework.set_record", JF_ARGS(record, subject), err);
    if (status == JF_OK)
        status = jf_db_run(db, "inspection.add_visit", JF_ARGS(record, subject, JF_TEXT(":visit", visit)), err);
    for (size_t i = 0; status == JF_OK && i < sizeof rows / sizeof *rows; i++)
        status = jf_db_run(db, rows[i], JF_ARGS(record, JF_TEXT(":visit", visit)), err);
    return status;
}

enum jf_status jf_inspection_key_visit(struct jf_db *db, const char *visit, const char *actor, int64_t *visit_id,
                                       const char **code, struct jf_error *err)
{
    struct jf_str key = JF_STR_INIT;
    int64_t subject_id = 0, record_id = 0;
    if (code)
        *code = NULL;
    enum jf_status status = check_json(visit, code, err);
    if (status == JF_OK)
        status = key_of(db, visit, &key, err);
    if (status == JF_OK)
        status = add_subject(db, "inspection-visit", key.data, &subject_id, code, err);
    if (status == JF_OK)
        status = add_rows(db, visit, subject_id, &record_id, err);
    if (status == JF_OK)
        status = inspection_take_visit(db, record_id, actor, code, NULL, err);
    if (status == JF_OK && visit_id)
        *visit_id = subject_id;
    jf_str_release(&key);
    return status;
}

enum jf_status jf_inspection_rectify(struct jf_db *db, const struct jf_inspection_rectify *wish, int64_t *ordered,
                                     struct jf_error *err)
{
    struct jf_inspection plan = { 0 };
    struct jf_stmt *st = NULL;
    struct jf_str about = JF_STR_INIT;
    *ordered = 0;
    enum jf_status status = jf_inspection_read(db, wish->plan_id, &plan, err);
    if (status == JF_OK)
        status = jf_db_query(db, "inspection.problems", JF_ARGS(JF_TEXT(":number", plan.number), JF_INT(":open", 1)),
                             &st, err);
    while (jf_stmt_row(st, &status, err)) {
        if (wish->problem && strcmp(wish->problem, jf_col_text(st, 0)) != 0)
            continue;
        jf_str_clear(&about);
        jf_str_addf(&about, "problem:%s", jf_col_text(st, 0));
        const struct remedy_wish r = { .about = about.data,
                                       .unit = jf_col_text(st, 5),
                                       .text = jf_col_text(st, 10),
                                       .remedy = wish->remedy ? wish->remedy : "other",
                                       .deadline = wish->deadline,
                                       .basis = wish->basis  ? wish->basis
                                                : plan.paper ? plan.paper
                                                             : plan.number,
                                       .day = wish->day,
                                       .actor = wish->actor };
        status = order_remedy(db, &r, NULL, err);
        ++*ordered;
    }
    jf_stmt_done(st);
    if (status == JF_OK && wish->problem && !*ordered) {
        status = jf_error_set(err, JF_NOT_FOUND, _("inspection '%s' has no problem '%s' without a remedy"), plan.number,
                              wish->problem);
        jf_error_hint(err, _("`jianfu inspection problems %s` lists them"), plan.number);
    }
    jf_str_release(&about);
    jf_inspection_release(&plan);
    return status;
}

/* ---- imported plans ---- */

enum jf_status inspection_take_plan(struct jf_db *db, int64_t record_id, const char *actor, const char **code,
                                    struct jf_error *err)
{
    struct jf_stmt *st = NULL;
    bool draws = false;
    int64_t plan_id = 0;
    struct jf_str planned = JF_STR_INIT, drawn = JF_STR_INIT, plan = JF_STR_INIT, sample = JF_STR_INIT;
    enum jf_status status = jf_db_query(db, "inspection.told_plan", JF_ARGS(JF_INT(":record", record_id)), &st, err);
    if (!jf_stmt_row(st, &status, err) && status == JF_OK)
        status = jf_error_set(err, JF_BUG, _("the plan has no row"));
    if (status == JF_OK) {
        draws = !jf_col_null(st, 3);
        jf_str_add(&planned, jf_col_text(st, 1));
        jf_str_add(&drawn, jf_col_null(st, 2) ? jf_col_text(st, 1) : jf_col_text(st, 2));
        jf_str_add(&plan, jf_col_text(st, 4));
        jf_str_add(&sample, jf_col_text(st, 5));
        status = jf_str_check(&sample, err);
    }
    jf_stmt_done(st);
    const struct jf_inspection_step first = { 0, "plan", planned.data, actor, plan.data, 0 };
    if (status == JF_OK)
        status = jf_inspection_take(db, &first, &plan_id, code, err);
    const struct jf_inspection_step second = { plan_id, "sample", drawn.data, actor, sample.data, 0 };
    if (status == JF_OK && draws)
        status = jf_inspection_take(db, &second, NULL, code, err);
    jf_str_release(&planned);
    jf_str_release(&drawn);
    jf_str_release(&plan);
    jf_str_release(&sample);
    return status;
}
