/* import.c - the steps of an imported petition, imported lists of payments and inspections. A new case takes them all;
 * for a later version of the paper the steps taken so far must stand in it unchanged, and only the further ones are
 * taken. Faults of the data go to the intake. */
#include "internal.h"

#include "jianfu/json.h"
#include "jianfu/search.h"

#include <string.h>

/* One step as the file tells it; texts are owned. */
struct told {
    long line;
    struct jf_str step, day, actor, fields;
};

struct told_list {
    struct told *items;
    size_t count;
};

static void told_release(struct told_list *list)
{
    for (size_t i = 0; i < list->count; i++) {
        jf_str_release(&list->items[i].step);
        jf_str_release(&list->items[i].day);
        jf_str_release(&list->items[i].actor);
        jf_str_release(&list->items[i].fields);
    }
    jf_free(list->items);
    *list = (struct told_list){ 0 };
}

static enum jf_status step_add(struct told_list *list, const struct jf_stmt *st, struct jf_error *err)
{
    struct told *items = jf_grow(list->items, list->count + 1, sizeof *items);
    if (!items)
        return jf_error_set(err, JF_NOMEM, _("out of memory"));
    list->items = items;
    struct told *t = &items[list->count++];
    struct jf_str *const texts[] = { &t->step, &t->day, &t->actor, &t->fields };
    enum jf_status status = JF_OK;
    t->line = (long)jf_col_int(st, 1);
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        jf_str_init(texts[i]);
        jf_str_add(texts[i], jf_col_text(st, 2 + (int)i));
        if (status == JF_OK)
            status = jf_str_check(texts[i], err);
    }
    return status;
}

static enum jf_status told_read(struct jf_db *db, int64_t record_id, struct told_list *list, struct jf_error *err)
{
    struct jf_stmt *st = NULL;
    enum jf_status status = jf_db_query(db, "casework.imported_steps", JF_ARGS(JF_INT(":record", record_id)), &st, err);
    while (jf_stmt_row(st, &status, err)) {
        status = step_add(list, st, err);
    }
    jf_stmt_done(st);
    return status;
}

/* What one import works on. */
struct run {
    struct jf_db *db;
    struct jf_intake *intake;
    const struct jf_intake_record *record;
    const char *actor;
    struct told_list told;
    bool faulty; /* a fault was reported: the record will be undone */
};

static void fault(struct run *run, long line, const char *code, const char *message, const char *hint)
{
    run->faulty = true;
    jf_intake_fault(run->intake, line, code, message, hint);
}

/* Turn the refusal of a step into a fault of the file; other trouble stays an error. */
static enum jf_status as_fault(struct run *run, long line, enum jf_status status, const char *code,
                               const struct jf_error *refusal, struct jf_error *err)
{
    if (status == JF_OK)
        return JF_OK;
    if (status == JF_USAGE || status == JF_REFUSED) {
        fault(run, line, code ? code : CASE_FIELDS, refusal->message, refusal->hint);
        return JF_OK;
    }
    if (err)
        *err = *refusal;
    return status;
}

static bool begins_with_register(const struct told_list *told)
{
    return told->count && strcmp(told->items[0].step.data, "register") == 0;
}

/* The event petition.register, from the file's own step or from the day received. */
static enum jf_status register_case(struct run *run, struct jf_error *err)
{
    struct jf_stmt *st = NULL;
    struct jf_str received = JF_STR_INIT, number = JF_STR_INIT, fields = JF_STR_INIT, no = JF_STR_INIT;
    const struct told *first = begins_with_register(&run->told) ? &run->told.items[0] : NULL;
    struct jf_error refusal = { .status = JF_OK };
    const char *code = NULL;
    enum jf_status status =
        jf_db_query(run->db, "casework.received_on", JF_ARGS(JF_INT(":record", run->record->record_id)), &st, err);
    if (jf_stmt_row(st, &status, err)) {
        jf_str_add(&received, jf_col_text(st, 0));
        jf_str_add(&number, jf_col_text(st, 1));
    } else if (status == JF_OK) {
        status = jf_error_set(err, JF_BUG, _("petition '%s' has no row"), run->record->key);
    }
    jf_stmt_done(st);
    if (status != JF_OK)
        goto out;
    const char *day = first ? first->day.data : received.data;
    const char *actor = first ? first->actor.data : run->actor;
    long line = first ? first->line : run->record->line;
    status = day_check(received.data, "", &code, &refusal);
    if (status == JF_OK)
        status = day_check(day, received.data, &code, &refusal);
    if (status == JF_OK && first)
        status =
            fields_check(run->db, jf_step_find(jf_steps(), "register", "-"), day, first->fields.data, &code, &refusal);
    if (status == JF_OK)
        status = fields_canonical(run->db, first ? first->fields.data : "{}", &fields, &no, &refusal);
    if (status == JF_OK)
        status = register_event(run->db, run->record->subject_id, number.data, day, actor, fields.data, &refusal);
    status = as_fault(run, line, status, code, &refusal, err);
out:
    jf_str_release(&received);
    jf_str_release(&number);
    jf_str_release(&fields);
    jf_str_release(&no);
    return status;
}

/* Does the file tell the taken step in the current row? Its order number counts only where the file gives one. */
static enum jf_status same_step(struct jf_db *db, const struct jf_stmt *taken, const struct told *told, bool *same,
                                struct jf_error *err)
{
    struct jf_str fields = JF_STR_INIT, number = JF_STR_INIT;
    enum jf_status status = fields_canonical(db, told->fields.data, &fields, &number, err);
    *same = jf_streq(jf_col_text(taken, 0), told->step.data) && jf_streq(jf_col_text(taken, 1), told->day.data) &&
            jf_streq(jf_col_text(taken, 2), told->actor.data) && jf_streq(jf_col_text(taken, 3), fields.data) &&
            (!number.len || jf_streq(jf_col_text(taken, 4), number.data));
    jf_str_release(&fields);
    jf_str_release(&number);
    return status;
}

/* The taken step in the current row is not the step `at` of the file, or the file ends before it. */
static void tell_difference(struct run *run, const struct jf_stmt *taken, size_t at)
{
    const struct told *told = at < run->told.count ? &run->told.items[at] : NULL;
    const char *step = jf_col_text(taken, 0);
    const char *day = jf_col_text(taken, 1);
    const char *actor = jf_col_text(taken, 2);
    struct jf_str text = JF_STR_INIT;
    if (!told)
        jf_str_addf(&text, _("step %lld, '%s' on %s by %s, was taken and is missing in the file"), (long long)at + 1,
                    step, day, actor);
    else if (jf_streq(step, told->step.data) && jf_streq(day, told->day.data) && jf_streq(actor, told->actor.data))
        jf_str_addf(&text, _("step %lld, '%s' on %s, was taken with other particulars than the file tells"),
                    (long long)at + 1, step, day);
    else
        jf_str_addf(&text, _("step %lld was taken as '%s' on %s by %s, the file tells '%s' on %s by %s"),
                    (long long)at + 1, step, day, actor, told->step.data, told->day.data, told->actor.data);
    fault(run, told ? told->line : run->record->line, CASE_HISTORY, text.data,
          _("steps once taken are never changed: repeat them as they are and add the new ones"));
    jf_str_release(&text);
}

/* Hold the file against the history; *next receives the first step of the file that was not taken yet. */
static enum jf_status compare_history(struct run *run, size_t *next, struct jf_error *err)
{
    struct jf_stmt *st = NULL;
    enum jf_status status =
        jf_db_query(run->db, "casework.taken_steps", JF_ARGS(JF_INT(":petition", run->record->subject_id)), &st, err);
    bool first = true;
    *next = 0;
    for (; !run->faulty && jf_stmt_row(st, &status, err); first = false) {
        if (first && !begins_with_register(&run->told))
            continue; /* the registration need not stand in the file */
        bool told = *next < run->told.count;
        bool same = false;
        if (told)
            status = same_step(run->db, st, &run->told.items[*next], &same, err);
        if (status != JF_OK)
            break;
        if (!same)
            tell_difference(run, st, *next);
        ++*next;
    }
    jf_stmt_done(st);
    return status;
}

static enum jf_status take_steps(struct run *run, size_t from, struct jf_error *err)
{
    enum jf_status status = JF_OK;
    for (size_t i = from; status == JF_OK && !run->faulty && i < run->told.count; i++) {
        const struct told *t = &run->told.items[i];
        const struct jf_case_step step = { .petition_id = run->record->subject_id,
                                           .step = t->step.data,
                                           .day = t->day.data,
                                           .actor = t->actor.data,
                                           .fields = t->fields.data,
                                           .paper = true };
        struct jf_error refusal = { .status = JF_OK };
        const struct jf_step *row = jf_step_find(jf_steps(), t->step.data, NULL);
        const char *code = NULL;
        /* whom the paper names cannot be asked, but nobody imports a step that he might not take himself */
        status = row ? role_check(run->db, row, run->actor, &code, &refusal) : JF_OK;
        if (status == JF_OK)
            status = jf_case_take(run->db, &step, &code, &refusal);
        status = as_fault(run, t->line, status, code, &refusal, err);
    }
    return status;
}

static enum jf_status check_representatives(struct run *run, struct jf_error *err)
{
    struct jf_error refusal = { .status = JF_OK };
    enum jf_status status = told_check_record(run->db, run->record->record_id, &refusal);
    return as_fault(run, run->record->line, status, CASE_FIELDS, &refusal, err);
}

/* ---- a list of payments ---- */

/* The line of the file that tells of the payee a refusal names (in quotation marks), else that of the list. */
static long list_line(struct run *run, const char *message)
{
    struct jf_stmt *st = NULL;
    long line = run->record->line;
    bool row = false;
    if (jf_db_query(run->db, "refund.list_line_told",
                    JF_ARGS(JF_INT(":record", run->record->record_id), JF_TEXT(":message", message)), &st,
                    NULL) == JF_OK &&
        jf_stmt_next(st, &row, NULL) == JF_OK && row)
        line = (long)jf_col_int(st, 0);
    jf_stmt_done(st);
    return line;
}

/* What is read of the list before its step is taken. */
struct list_step {
    struct jf_str order, day, actor, payments, fields;
};

static enum jf_status list_read(struct run *run, struct list_step *out, struct jf_error *err)
{
    struct jf_str *const head[] = { &out->order, NULL, &out->day, &out->actor };
    struct jf_stmt *st = NULL;
    const struct jf_arg record = JF_INT(":record", run->record->record_id);
    enum jf_status status = jf_db_query(run->db, "refund.list_head", JF_ARGS(record), &st, err);
    bool row = jf_stmt_row(st, &status, err);
    if (status == JF_OK && !row)
        status = jf_error_set(err, JF_BUG, _("list '%s' has no row"), run->record->key);
    for (int i = 0; status == JF_OK && i < 4; i++)
        if (head[i])
            jf_str_add(head[i], jf_col_text(st, i));
    jf_stmt_done(st);
    if (status == JF_OK)
        status = jf_db_text(run->db, "refund.list_payments", JF_ARGS(record), &out->payments, NULL, err);
    return status == JF_OK ? jf_str_check(&out->payments, err) : status;
}

/* The step of the list on its order, with the numbers that the file leaves to the program. */
static enum jf_status list_take(struct run *run, struct list_step *l, const char **code, struct jf_error *err)
{
    struct jf_refund r = { 0 };
    struct jf_json json;
    int64_t order_id = 0;
    enum jf_status status = jf_refund_find(run->db, l->order.data, &order_id, err);
    if (status == JF_NOT_FOUND)
        return JF_REFUSED; /* a fault of the file, not of the program */
    if (status == JF_OK)
        status = jf_refund_read(run->db, order_id, &r, err);
    if (status == JF_OK)
        status = jf_refund_number_payments(run->db, order_id, r.number, &l->payments, err);
    if (status == JF_OK) {
        jf_json_init(&json, &l->fields);
        jf_json_open(&json, NULL, '{');
        jf_json_text(&json, "no", r.number);
        jf_json_text(&json, "list", run->record->key);
        jf_str_addf(&l->fields, ",\"payments\":%s", l->payments.data);
        jf_json_close(&json, '}');
        status = jf_str_check(&l->fields, err);
    }
    const struct jf_case_step step = { .petition_id = r.petition_id ? r.petition_id : order_id,
                                       .step = "refund-pay",
                                       .day = l->day.data,
                                       .actor = run->actor, /* who imports must be one who may record payments */
                                       .fields = l->fields.data };
    if (status == JF_OK)
        status = jf_case_take(run->db, &step, code, err);
    jf_refund_release(&r);
    return status;
}

static enum jf_status take_list(struct run *run, struct jf_error *err)
{
    struct list_step l = { JF_STR_INIT, JF_STR_INIT, JF_STR_INIT, JF_STR_INIT, JF_STR_INIT };
    struct jf_error refusal = { .status = JF_OK };
    const char *code = CASE_SUMS;
    if (run->record->previous_record_id) {
        fault(run, run->record->line, CASE_HISTORY, _("a list of payments once taken is never changed"),
              _("reverse what is wrong with `jianfu refund reverse`, and send a new list"));
        return JF_OK;
    }
    enum jf_status status = list_read(run, &l, err);
    if (status == JF_OK) {
        status = list_take(run, &l, &code, &refusal);
        status = as_fault(run, list_line(run, refusal.message), status, code, &refusal, err);
    }
    jf_str_release(&l.order);
    jf_str_release(&l.day);
    jf_str_release(&l.actor);
    jf_str_release(&l.payments);
    jf_str_release(&l.fields);
    return status;
}

/* ---- inspections ---- */

static enum jf_status take_plan(struct run *run, struct jf_error *err)
{
    struct jf_error refusal = { .status = JF_OK };
    const char *code = CASE_FIELDS;
    if (run->record->previous_record_id) {
        fault(run, run->record->line, CASE_HISTORY, _("a plan of inspection once made is never changed"),
              _("withdraw it with `jianfu inspection withdraw`, and send a new one"));
        return JF_OK;
    }
    enum jf_status status = jf_db_views(run->db, err);
    if (status != JF_OK)
        return status;
    status = inspection_take_plan(run->db, run->record->record_id, run->actor, &code, &refusal);
    return as_fault(run, run->record->line, status, code, &refusal, err);
}

static enum jf_status take_visit(struct run *run, struct jf_error *err)
{
    struct jf_error refusal = { .status = JF_OK };
    const char *code = CASE_FIELDS;
    long line = 0;
    enum jf_status status = jf_db_views(run->db, err);
    if (status != JF_OK)
        return status;
    status = inspection_take_visit(run->db, run->record->record_id, run->actor, &code, &line, &refusal);
    return as_fault(run, line ? line : run->record->line, status, code, &refusal, err);
}

const char *const jf_casework_kinds[] = { "petition", "refund-payment", "inspection", NULL };

static const struct {
    const char *kind; /* of the subject */
    enum jf_status (*take)(struct run *run, struct jf_error *err);
} takers[] = { { "refund-payment", take_list }, { "inspection", take_plan }, { "inspection-visit", take_visit } };

enum jf_status jf_casework_accept_import(void *arg, struct jf_intake *intake, const struct jf_intake_record *record,
                                         struct jf_error *err)
{
    const struct jf_casework_import *import = arg;
    struct run run = { .db = import->db, .intake = intake, .record = record, .actor = import->actor };
    for (size_t i = 0; i < sizeof takers / sizeof *takers; i++)
        if (strcmp(record->kind, takers[i].kind) == 0)
            return takers[i].take(&run, err);
    if (strcmp(record->kind, "petition") != 0)
        return JF_OK;
    struct standing at;
    size_t next = 0;
    enum jf_status status = jf_search_add_paper(run.db, record->record_id, err);
    if (status == JF_OK)
        status = told_read(run.db, record->record_id, &run.told, err);
    if (status != JF_OK)
        goto out;
    status = standing_read(run.db, record->subject_id, &at, NULL);
    standing_release(&at);
    if (status == JF_NOT_FOUND) {
        status = register_case(&run, err);
        next = begins_with_register(&run.told) ? 1 : 0;
    } else if (status == JF_OK) {
        status = compare_history(&run, &next, err);
    } else {
        status = jf_error_set(err, status, _("petition '%s': cannot read where the case stands"), record->key);
    }
    if (status == JF_OK)
        status = check_representatives(&run, err);
    if (status == JF_OK)
        status = take_steps(&run, next, err);
out:
    told_release(&run.told);
    return status;
}
