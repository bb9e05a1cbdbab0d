/* track.c - the events of a case, one after the other, and which periods they start, end, stop and lengthen. It counts
 * no days and knows no database. */
#include "deadlines.h"

#include <string.h>

static void day_set(char out[JF_DAY_SIZE], const char *day)
{
    snprintf(out, JF_DAY_SIZE, "%s", day);
}

enum jf_status track_begin(struct track *t, const char *received_on, const char *report_by, struct jf_error *err)
{
    *t = (struct track){ .periods = jf_periods() };
    day_set(t->report_by, report_by ? report_by : "");
    if (!t->periods)
        return jf_error_set(err, JF_BUG, _("the table of periods cannot be read"));
    t->current = jf_alloc((t->periods->count + 1) * sizeof *t->current);
    if (!t->current)
        return jf_error_set(err, JF_NOMEM, _("out of memory"));
    return track_event(t, &(struct track_event){ .type = RECEIVED, .day = received_on }, err);
}

static void marks_release(struct running *r)
{
    for (size_t i = 0; i < r->mark_count; i++) {
        jf_free(r->marks[i].approver);
        jf_free(r->marks[i].reason);
    }
    jf_free(r->marks);
}

void track_release(struct track *t)
{
    for (size_t i = 0; i < t->count; i++)
        marks_release(&t->list[i]);
    jf_free(t->list);
    jf_free(t->current);
    *t = (struct track){ .list = NULL };
}

/* The last time that the period of the row ran; NULL when it never did. */
static struct running *current(const struct track *t, size_t row)
{
    return t->current[row] ? &t->list[t->current[row] - 1] : NULL;
}

static bool runs(const struct running *r)
{
    return r && !*r->done_on && !*r->void_on;
}

static enum jf_status start(struct track *t, size_t row, const struct track_event *event, struct jf_error *err)
{
    struct running *before = current(t, row);
    if (runs(before))
        day_set(before->void_on, event->day);
    if (before)
        before->superseded = true;
    struct running *list = jf_grow(t->list, t->count + 1, sizeof *list);
    if (!list)
        return jf_error_set(err, JF_NOMEM, _("out of memory"));
    t->list = list;
    struct running *r = &list[t->count++];
    *r = (struct running){ .row = &t->periods->rows[row] };
    if (period_is_named(r->row))
        day_set(r->named, t->report_by);
    snprintf(r->started_by, sizeof r->started_by, "%s", event->type);
    t->current[row] = t->count;
    if (!jf_day_parse(event->day, &r->from))
        return jf_error_set(err, JF_DB, _("an event has the day '%s', which is none"), event->day);
    return JF_OK;
}

/* Remember an extension, a pause or its end with the period while it runs. */
static enum jf_status mark(struct running *r, const struct track_event *event, struct jf_error *err)
{
    struct jf_deadline_mark *marks = jf_grow(r->marks, r->mark_count + 1, sizeof *marks);
    if (!marks)
        return jf_error_set(err, JF_NOMEM, _("out of memory"));
    r->marks = marks;
    struct jf_deadline_mark *m = &marks[r->mark_count++];
    *m = (struct jf_deadline_mark){
        .type = PAUSE, .days = event->days, .approver = jf_dup(event->approver), .reason = jf_dup(event->reason)
    };
    if (strcmp(event->type, EXTEND) == 0)
        m->type = EXTEND;
    else if (strcmp(event->type, RESUME) == 0)
        m->type = RESUME;
    day_set(m->day, event->day);
    return JF_OK;
}

/* A pause matters while the period runs; an extension also later, for it counts towards the limit of the round. */
static bool is_mark(const struct running *r, const char *type)
{
    if (strcmp(type, EXTEND) == 0)
        return r && !*r->void_on && r->row->extends;
    return runs(r) && (strcmp(type, PAUSE) == 0 || strcmp(type, RESUME) == 0);
}

static enum jf_status take(struct track *t, size_t row, const struct track_event *event, struct jf_error *err)
{
    const struct jf_period_row *p = &t->periods->rows[row];
    struct running *r = current(t, row);
    if (period_is_named(p) && !*t->report_by)
        return JF_OK; /* no day was named */
    if (jf_words_hold(p->starts, event->type))
        return start(t, row, event, err);
    if (is_mark(r, event->type))
        return mark(r, event, err);
    if (runs(r) && jf_words_hold(p->ends, event->type))
        day_set(r->done_on, event->day);
    else if (runs(r) && jf_words_hold(p->voids, event->type))
        day_set(r->void_on, event->day);
    else if (r && *r->done_on && jf_words_hold(p->again, event->type))
        *r->done_on = '\0';
    return JF_OK;
}

enum jf_status track_event(struct track *t, const struct track_event *event, struct jf_error *err)
{
    enum jf_status status = JF_OK;
    if (strcmp(event->type, PAUSE) == 0)
        day_set(t->paused_on, event->day);
    else if (strcmp(event->type, RESUME) == 0)
        *t->paused_on = '\0';
    else if (strcmp(event->type, WITHDRAW) == 0 && *t->paused_on) /* the pause ends with the case */
        status = track_event(t, &(struct track_event){ .type = RESUME, .day = event->day }, err);
    for (size_t i = 0; status == JF_OK && i < t->periods->count; i++)
        status = take(t, i, event, err);
    return status;
}

enum jf_status track_end(struct track *t, const char *last_day, struct jf_error *err)
{
    enum jf_status status = track_event(t, &(struct track_event){ .type = LAST_STEP, .day = last_day }, err);
    for (size_t i = 0; status == JF_OK && *t->paused_on && i < t->periods->count; i++)
        if (jf_words_hold(t->periods->rows[i].starts, LAST_STEP))
            status = mark(current(t, i), &(struct track_event){ .type = PAUSE, .day = last_day }, err);
    return status;
}

enum jf_status track_row(struct track *t, const struct jf_stmt *st, struct jf_error *err)
{
    const struct track_event event = { .type = jf_col_text(st, EVENT_TYPE),
                                       .day = jf_col_text(st, EVENT_DAY),
                                       .days = jf_col_int(st, EVENT_DAYS),
                                       .approver = jf_col_text(st, EVENT_APPROVER),
                                       .reason = jf_col_text(st, EVENT_REASON) };
    return track_event(t, &event, err);
}
