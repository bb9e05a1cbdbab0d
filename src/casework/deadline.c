/* deadline.c - the last day of each period of a case: which standard, counted how. Which periods run is told by
 * track.c. It stores nothing. */
#include "deadlines.h"

#include <string.h>

#define DAYS_MAX 36500 /* a hundred years: more is a slip of the pen */

/* ---- what is read once ---- */

enum jf_status reckoner_open(struct jf_db *db, struct reckoner *r, struct jf_error *err)
{
    const struct jf_periods *periods = jf_periods();
    *r = (struct reckoner){ .order = periods ? period_find(periods, REFUND_DEADLINE) : NULL };
    if (!r->order)
        return jf_error_set(err, JF_BUG, _("the table of periods cannot be read"));
    jf_day_today(r->today);
    if (!jf_day_parse(r->today, &r->today_number))
        return jf_error_set(err, JF_USAGE, _("'%s' is not a day"), r->today);
    /* before cases are walked through: a TEMP view made meanwhile ends the statement that walks, where it opens a table
     * only then (SQLITE_ABORT_ROLLBACK) */
    enum jf_status status = jf_db_views(db, err);
    if (status == JF_OK)
        status = figures_new(db, &r->figures, err);
    if (status == JF_OK)
        status = jf_calendar_load(db, &r->calendar, err);
    return status;
}

void reckoner_close(struct reckoner *r)
{
    figures_free(r->figures);
    jf_calendar_free(r->calendar);
    *r = (struct reckoner){ .figures = NULL };
}

/* ---- counting ---- */

/* A stretch of days that do not count: after the day of the pause, up to the day it is resumed. */
struct pause {
    int32_t after, until;
};

/* The pause in which the day lies; `marks` in the order of their days. A pause without end lasts until the period was
 * done, or today. */
static bool paused(const struct reckoner *r, const struct running *running, int32_t day)
{
    struct pause p = { 0 };
    bool open = false;
    for (size_t i = 0; i < running->mark_count; i++) {
        const struct jf_deadline_mark *m = &running->marks[i];
        int32_t at = 0;
        jf_day_parse(m->day, &at);
        if (strcmp(m->type, PAUSE) == 0) {
            p.after = at;
            open = true;
        } else if (strcmp(m->type, RESUME) == 0 && open) {
            p.until = at;
            open = false;
            if (day > p.after && day <= p.until)
                return true;
        }
    }
    if (!open)
        return false;
    p.until = r->today_number;
    if (*running->done_on)
        jf_day_parse(running->done_on, &p.until);
    return day > p.after && day <= p.until;
}

static bool stopped_now(const struct running *running)
{
    bool open = false;
    for (size_t i = 0; running->row->pauses && i < running->mark_count; i++) {
        if (strcmp(running->marks[i].type, PAUSE) == 0)
            open = true;
        else if (strcmp(running->marks[i].type, RESUME) == 0)
            open = false;
    }
    return open;
}

/* Count `length` days from the day after `from`. False when a day is not in the calendar: out->gap. */
static bool count_days(const struct reckoner *r, const struct running *running, int64_t length, bool worked,
                       struct jf_deadline *out)
{
    int32_t day = running->from;
    bool stops = running->row->pauses && running->mark_count > 0;
    if (!worked && !stops) {
        jf_day_format(day + (int32_t)length, out->due);
        return true;
    }
    while (length > 0) {
        day++;
        if (stops && paused(r, running, day)) { /* whether it is worked does not matter then */
            out->paused++;
            continue;
        }
        enum jf_calendar_day kind = worked ? jf_calendar_day(r->calendar, day) : JF_CALENDAR_WORKED;
        if (kind == JF_CALENDAR_UNKNOWN) {
            jf_day_format(day, out->gap);
            return false;
        }
        if (kind == JF_CALENDAR_OFF)
            out->skipped++;
        else
            length--;
    }
    jf_day_format(day, out->due);
    return true;
}

/* Days by which it was lengthened. What was granted after it was done lengthens nothing, but counts towards the limit.
 */
static int64_t extended(const struct running *running, bool in_time)
{
    int64_t days = 0;
    for (size_t i = 0; i < running->mark_count; i++)
        if (strcmp(running->marks[i].type, EXTEND) == 0 &&
            (!in_time || !*running->done_on || strcmp(running->marks[i].day, running->done_on) <= 0))
            days += running->marks[i].days;
    return days;
}

static void find_due(const struct reckoner *r, const struct running *running, struct jf_deadline *out)
{
    const struct jf_standard *s = out->standard;
    if (!s || !s->has_number || s->number < 0 || s->number > DAYS_MAX)
        return;
    bool worked = jf_streq(s->unit, "working-day");
    if (!worked && !jf_streq(s->unit, "calendar-day"))
        return;
    out->days = s->number;
    out->extended = extended(running, true);
    if (out->extended < 0 || out->extended > DAYS_MAX)
        return;
    count_days(r, running, s->number + out->extended, worked, out);
}

/* ---- the verdict ---- */

static enum jf_deadline_state state_of(const struct reckoner *r, const struct jf_deadline *d, bool stopped)
{
    if (d->void_on)
        return JF_DEADLINE_VOID;
    if (!*d->due)
        return JF_DEADLINE_UNKNOWN;
    if (d->done_on)
        return strcmp(d->done_on, d->due) <= 0 ? JF_DEADLINE_MET : JF_DEADLINE_LATE;
    if (strcmp(r->today, d->due) <= 0)
        return stopped ? JF_DEADLINE_PAUSED : JF_DEADLINE_RUNNING;
    return strcmp(d->row->kind, "right") == 0 ? JF_DEADLINE_LAPSED : JF_DEADLINE_OVERDUE;
}

static void find_left(const struct reckoner *r, struct jf_deadline *out)
{
    int32_t due;
    if (jf_day_parse(out->due, &due))
        out->left = due - r->today_number;
}

enum jf_status reckon(struct reckoner *r, const struct running *running, const char *division, struct jf_deadline *out,
                      bool *told, struct jf_error *err)
{
    *out = (struct jf_deadline){ .row = running->row,
                                 .code = running->row->code,
                                 .started_by = running->started_by,
                                 .days = -1,
                                 .done_on = *running->done_on ? running->done_on : NULL,
                                 .void_on = *running->void_on ? running->void_on : NULL,
                                 .superseded = running->superseded,
                                 .marks = running->marks,
                                 .mark_count = running->mark_count };
    jf_day_format(running->from, out->from);
    *told = true;
    if (*running->named) {
        out->named = true;
        memcpy(out->due, running->named, sizeof out->due);
        find_left(r, out);
        out->state = state_of(r, out, false);
        return JF_OK;
    }
    enum jf_status status = figures_find(r->figures, out->row->item, out->from, division, &out->standard, err);
    if (status != JF_OK)
        return status;
    *told = out->standard || strcmp(out->row->blank, "none") != 0;
    find_due(r, running, out);
    find_left(r, out);
    out->state = state_of(r, out, stopped_now(running));
    return JF_OK;
}

void reckon_order(const struct reckoner *r, const char *number, const char *ordered_on, const char *deadline,
                  const char *done_on, struct jf_deadline *out)
{
    *out = (struct jf_deadline){ .row = r->order,
                                 .code = r->order->code,
                                 .order = number,
                                 .named = true,
                                 .started_by = "refund.order",
                                 .days = -1,
                                 .done_on = done_on };
    snprintf(out->from, sizeof out->from, "%s", ordered_on);
    snprintf(out->due, sizeof out->due, "%s", deadline);
    find_left(r, out);
    out->state = state_of(r, out, false);
}

/* ---- one case ---- */

struct one_case {
    struct reckoner *reckoner;
    jf_deadline_fn *each;
    void *arg;
};

static enum jf_status tell_order(void *arg, const struct jf_refund *refund, struct jf_error *err)
{
    const struct one_case *c = arg;
    struct jf_deadline d;
    reckon_order(c->reckoner, refund->number, refund->ordered_on, refund->deadline, refund->settled_on, &d);
    return c->each(c->arg, &d, err);
}

/* In the order of the table, then of the start. */
static enum jf_status tell_periods(const struct one_case *c, const struct track *t, const char *division,
                                   struct jf_error *err)
{
    enum jf_status status = JF_OK;
    for (size_t p = 0; status == JF_OK && p < t->periods->count; p++)
        for (size_t i = 0; status == JF_OK && i < t->count; i++) {
            struct jf_deadline d;
            bool told = false;
            if (t->list[i].row != &t->periods->rows[p])
                continue;
            status = reckon(c->reckoner, &t->list[i], division, &d, &told, err);
            if (status == JF_OK && told)
                status = c->each(c->arg, &d, err);
        }
    return status;
}

/* Read the events of the case into `t`; the division is copied. */
static enum jf_status read_track(struct jf_db *db, int64_t petition_id, struct track *t, struct jf_str *division,
                                 struct jf_error *err)
{
    struct jf_stmt *st = NULL;
    struct jf_str last_day = JF_STR_INIT;
    bool any = false, open = false;
    enum jf_status status =
        jf_db_query(db, "casework.deadline_events", JF_ARGS(JF_INT(":petition", petition_id)), &st, err);
    while (jf_stmt_row(st, &status, err)) {
        if (!any) {
            status = track_begin(t, jf_col_text(st, EVENT_RECEIVED_ON), jf_col_text(st, EVENT_REPORT_BY), err);
            open = !jf_words_hold(CASE_ENDED, jf_col_text(st, EVENT_STATE));
            jf_str_add(&last_day, jf_col_text(st, EVENT_LAST_DAY));
            if (jf_col_text(st, EVENT_DIVISION))
                jf_str_add(division, jf_col_text(st, EVENT_DIVISION));
        }
        any = true;
        if (status == JF_OK)
            status = track_row(t, st, err);
    }
    jf_stmt_done(st);
    if (status == JF_OK && !any)
        status = jf_error_set(err, JF_NOT_FOUND, _("there is no such case"));
    if (status == JF_OK && open)
        status = track_end(t, last_day.data, err);
    jf_str_release(&last_day);
    return status;
}

enum jf_status jf_case_deadlines(struct jf_db *db, int64_t petition_id, jf_deadline_fn *each, void *arg,
                                 struct jf_error *err)
{
    struct reckoner reckoner = { .figures = NULL };
    struct track track = { .list = NULL };
    struct jf_str division = JF_STR_INIT;
    struct one_case c = { &reckoner, each, arg };
    bool own = !jf_txn_open(db);
    enum jf_status status = jf_db_views(db, err);
    if (status == JF_OK && own)
        status = jf_txn_snapshot(db, err); /* events, standards and calendars in one state */
    if (status == JF_OK)
        status = reckoner_open(db, &reckoner, err);
    if (status == JF_OK)
        status = read_track(db, petition_id, &track, &division, err);
    if (status == JF_OK)
        status = tell_periods(&c, &track, division.len ? division.data : NULL, err);
    if (status == JF_OK)
        status = jf_case_refunds(db, petition_id, tell_order, &c, err);
    if (own)
        jf_txn_rollback(db);
    track_release(&track);
    jf_str_release(&division);
    reckoner_close(&reckoner);
    return status;
}

/* ---- what is left of an extension ---- */

enum jf_status extension_left(struct jf_db *db, int64_t petition_id, const char *day, struct extension *out,
                              struct jf_error *err)
{
    struct reckoner reckoner;
    struct track track = { .list = NULL };
    struct jf_str division = JF_STR_INIT;
    const struct jf_standard *standard = NULL;
    *out = (struct extension){ .known = false };
    enum jf_status status = reckoner_open(db, &reckoner, err);
    if (status == JF_OK)
        status = read_track(db, petition_id, &track, &division, err);
    for (size_t i = 0; status == JF_OK && i < track.count; i++) {
        const struct running *running = &track.list[i];
        if (running->superseded || !running->row->extends)
            continue;
        out->item = running->row->extends;
        out->used = extended(running, false);
        status = figures_find(reckoner.figures, out->item, day, division.len ? division.data : NULL, &standard, err);
        out->known = status == JF_OK && standard && standard->has_number;
        out->limit = out->known ? standard->number : 0;
    }
    track_release(&track);
    jf_str_release(&division);
    reckoner_close(&reckoner);
    return status;
}
