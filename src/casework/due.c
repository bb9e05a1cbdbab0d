/* due.c - what is due in all open cases: one walk through their events, one through the orders that are not paid, one
 * sort. Closed cases are not looked at. */
#include "deadlines.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { AHEAD = 36500 }; /* days: every order that is not paid */

/* What is kept of a row until all are known. */
struct row {
    enum jf_due_status status;
    const char *code;              /* static, or in the table of periods */
    int64_t petition_id, order_id; /* 0: none */
    char from[JF_DAY_SIZE], due[JF_DAY_SIZE];
    int64_t left;
    char *order; /* owned */
    int level;
    char *action; /* owned; NULL: none */
};

struct overview {
    struct jf_db *db;
    const struct jf_due_options *options;
    struct reckoner reckoner;
    struct row *rows;
    size_t count, room;
    int64_t *undecided; /* for each row of the table of periods */
};

static void row_release(struct row *row)
{
    jf_free(row->order);
    jf_free(row->action);
}

static enum jf_status keep(struct overview *o, const struct row *row, struct jf_error *err)
{
    if (o->count == o->room) {
        size_t room = o->room ? 2 * o->room : 256;
        struct row *rows = jf_grow(o->rows, room, sizeof *rows);
        if (!rows)
            return jf_error_set(err, JF_NOMEM, _("out of memory"));
        o->rows = rows;
        o->room = room;
    }
    o->rows[o->count++] = *row;
    return JF_OK;
}

/* ---- which status a deadline has in the list; false: it is not told of ---- */

static bool near(const struct overview *o, const struct jf_deadline *d)
{
    return d->left <= (o->options->days >= 0 ? o->options->days : d->row->soon);
}

static bool classify(const struct overview *o, const struct jf_deadline *d, enum jf_due_status *status)
{
    if (d->superseded || d->done_on || d->void_on)
        return false;
    *status = JF_DUE_RUNNING;
    if (d->state == JF_DEADLINE_UNKNOWN)
        *status = JF_DUE_UNDECIDED;
    else if (d->state == JF_DEADLINE_OVERDUE)
        *status = strcmp(d->row->kind, "idle") == 0 ? JF_DUE_IDLE : JF_DUE_OVERDUE;
    else if (d->state == JF_DEADLINE_RUNNING && strcmp(d->row->kind, "duty") == 0 && near(o, d))
        *status = JF_DUE_SOON;
    else if (d->state == JF_DEADLINE_LAPSED)
        return false;
    return o->options->all || *status < JF_DUE_UNDECIDED;
}

static enum jf_status keep_deadline(struct overview *o, const struct jf_deadline *d, int64_t petition_id,
                                    struct jf_error *err)
{
    struct row row = { .code = d->code, .petition_id = petition_id, .left = d->left };
    if (!classify(o, d, &row.status))
        return JF_OK;
    memcpy(row.from, d->from, sizeof row.from);
    memcpy(row.due, d->due, sizeof row.due);
    return keep(o, &row, err);
}

/* ---- the cases ---- */

static enum jf_status keep_pause(struct overview *o, const struct reading *r, struct jf_error *err)
{
    struct row row = { .status = JF_DUE_PAUSED, .code = PAUSE, .petition_id = r->petition_id };
    int32_t since;
    if (!jf_day_parse(r->track.paused_on, &since))
        return JF_OK;
    row.left = since - o->reckoner.today_number;
    memcpy(row.from, r->track.paused_on, sizeof row.from);
    return keep(o, &row, err);
}

static enum jf_status keep_case(void *arg, struct reading *r, struct jf_error *err)
{
    struct overview *o = arg;
    const char *division = r->division.len ? r->division.data : NULL;
    enum jf_status status = track_end(&r->track, r->last_day.data, err);
    for (size_t i = 0; status == JF_OK && i < r->track.count; i++) {
        const struct running *running = &r->track.list[i];
        struct jf_deadline d;
        bool told = false;
        if (running->superseded || *running->done_on || *running->void_on)
            continue;
        status = reckon(&o->reckoner, running, division, &d, &told, err);
        if (status != JF_OK || !told)
            continue;
        if (d.state == JF_DEADLINE_UNKNOWN)
            o->undecided[d.row - r->track.periods->rows]++;
        status = keep_deadline(o, &d, r->petition_id, err);
    }
    if (status == JF_OK && *r->track.paused_on)
        status = keep_pause(o, r, err);
    return status;
}

/* ---- the orders ---- */

/* Of each order the first day that was not kept, or comes next: of an instalment, else the last day of all. */
static enum jf_status keep_order(void *arg, const struct jf_refund_due *due, struct jf_error *err)
{
    struct overview *o = arg;
    const struct jf_period_row *period = o->reckoner.order;
    bool soon = -due->days <= (o->options->days >= 0 ? o->options->days : period->soon);
    struct row row = { .status = due->days > 0 ? JF_DUE_OVERDUE
                                 : soon        ? JF_DUE_SOON
                                               : JF_DUE_RUNNING,
                       .code = strcmp(due->what, "instalment") == 0 ? "refund.instalment" : period->code,
                       .petition_id = due->petition_id,
                       .order_id = due->order_id,
                       .left = -due->days,
                       .level = due->level };
    if (row.status == JF_DUE_RUNNING && !o->options->all)
        return JF_OK;
    snprintf(row.from, sizeof row.from, "%s", due->ordered_on);
    snprintf(row.due, sizeof row.due, "%s", due->since);
    row.order = jf_dup(due->number);
    row.action = jf_dup(due->action);
    enum jf_status status =
        row.order && row.action ? keep(o, &row, err) : jf_error_set(err, JF_NOMEM, _("out of memory"));
    if (status != JF_OK)
        row_release(&row);
    return status;
}

static enum jf_status read_orders(struct overview *o, struct jf_error *err)
{
    return jf_refund_overdue(o->db, AHEAD, o->options->lang ? o->options->lang : "en", keep_order, o, err);
}

/* ---- telling ---- */

/* Most urgent first; then the older case. */
static int by_urgency(const void *left, const void *right)
{
    const struct row *a = left, *b = right;
    if (a->status != b->status)
        return a->status < b->status ? -1 : 1;
    if (a->left != b->left)
        return a->left < b->left ? -1 : 1;
    if (a->petition_id != b->petition_id)
        return a->petition_id < b->petition_id ? -1 : 1;
    if (a->order_id != b->order_id)
        return a->order_id < b->order_id ? -1 : 1;
    return strcmp(a->code, b->code);
}

static enum jf_status tell(struct overview *o, const struct row *row, jf_due_fn *each, void *arg, struct jf_error *err)
{
    struct jf_stmt *st = NULL;
    struct jf_arg petition = JF_INT(":petition", row->petition_id), order = JF_INT(":order", row->order_id);
    if (!row->petition_id)
        petition.type = JF_ARG_NULL;
    if (!row->order_id)
        order.type = JF_ARG_NULL;
    enum jf_status status = jf_db_query(o->db, "casework.due_about", JF_ARGS(petition, order), &st, err);
    if (jf_stmt_row(st, &status, err)) {
        const struct jf_due due = { .status = row->status,
                                    .code = row->code,
                                    .order = row->order,
                                    .from = row->from,
                                    .due = *row->due ? row->due : NULL,
                                    .left = row->left,
                                    .petition = jf_col_text(st, 0),
                                    .state = jf_col_text(st, 1),
                                    .place = jf_col_text(st, 2),
                                    .unit_name = jf_col_text(st, 3),
                                    .last_step = jf_col_text(st, 4),
                                    .last_on = jf_col_text(st, 5),
                                    .last_by = jf_col_text(st, 6),
                                    .level = row->level,
                                    .action = row->action ? row->action : "" };
        status = each(arg, &due, err);
    }
    jf_stmt_done(st);
    return status;
}

static enum jf_status tell_undecided(const struct overview *o, jf_due_undecided_fn *undecided, void *arg,
                                     struct jf_error *err)
{
    const struct jf_periods *periods = jf_periods();
    enum jf_status status = JF_OK;
    for (size_t i = 0; undecided && status == JF_OK && i < periods->count; i++) {
        const struct jf_due_undecided u = { periods->rows[i].code, periods->rows[i].item, o->undecided[i] };
        if (u.cases)
            status = undecided(arg, &u, err);
    }
    return status;
}

enum jf_status jf_due_list(struct jf_db *db, const struct jf_due_options *options, jf_due_fn *each,
                           jf_due_undecided_fn *undecided, void *arg, struct jf_error *err)
{
    struct overview o = { .db = db, .options = options };
    enum jf_status status = jf_db_views(db, err);
    bool own = status == JF_OK && !jf_txn_open(db); /* one state of the data, and one lock for all its statements */
    if (own)
        status = jf_txn_snapshot(db, err);
    if (status == JF_OK)
        status = reckoner_open(db, &o.reckoner, err);
    if (status == JF_OK && !(o.undecided = jf_alloc(jf_periods()->count * sizeof *o.undecided)))
        status = jf_error_set(err, JF_NOMEM, _("out of memory"));
    if (status == JF_OK)
        status = read_cases(db, "casework.deadline_events_open", NULL, keep_case, &o, err);
    if (status == JF_OK)
        status = read_orders(&o, err);
    if (status == JF_OK && o.count > 0)
        qsort(o.rows, o.count, sizeof *o.rows, by_urgency);
    for (size_t i = 0; status == JF_OK && i < o.count; i++)
        status = tell(&o, &o.rows[i], each, arg, err);
    if (status == JF_OK)
        status = tell_undecided(&o, undecided, arg, err);
    if (own)
        jf_txn_rollback(db);
    for (size_t i = 0; i < o.count; i++)
        row_release(&o.rows[i]);
    jf_free(o.rows);
    jf_free(o.undecided);
    reckoner_close(&o.reckoner);
    return status;
}
