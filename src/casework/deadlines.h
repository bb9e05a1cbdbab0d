/* deadlines.h - what periods.c, track.c, figures.c, deadline.c, reading.c, due.c and handling.c share. Nothing outside
 * src/casework includes this. */
#ifndef JIANFU_CASEWORK_DEADLINES_H
#define JIANFU_CASEWORK_DEADLINES_H

#include "internal.h"

#include "jianfu/calendar.h"

#define RECEIVED  "received"  /* starts a period on the day received */
#define LAST_STEP "last-step" /* starts a period on the day of the last step */

#define EXTEND          "petition.extend"
#define PAUSE           "petition.pause"
#define RESUME          "petition.resume"
#define WITHDRAW        "petition.withdraw"
#define HANDLING        "petition.handle" /* row of the table for the handling itself */
#define REFUND_DEADLINE "refund.deadline" /* row of the table for the day that a refund order names */
#define CASE_ENDED      "closed,merged" /* states in which nobody has to act; index petition_case_open leaves them out */

/* periods.c: forget the parsed table; the row of a code, NULL when there is none. */
void periods_forget(void);
const struct jf_period_row *period_find(const struct jf_periods *periods, const char *code);
/* Does the petition or the refund order name its last day, instead of a standard? */
bool period_is_named(const struct jf_period_row *row);

/* ---- track.c: from the events of a case to the periods that ran ---- */

/* One time that a period ran. */
struct running {
    const struct jf_period_row *row;
    char started_by[32];
    int32_t from;
    char done_on[JF_DAY_SIZE], void_on[JF_DAY_SIZE]; /* "" when not */
    char named[JF_DAY_SIZE];                         /* last day that the petition names; "": a standard gives it */
    bool superseded;
    struct jf_deadline_mark *marks;
    size_t mark_count;
};
struct track {
    const struct jf_periods *periods;
    struct running *list;
    size_t count;
    size_t *current;             /* for each row of the table: 1 + its last place in the list; 0: none */
    char paused_on[JF_DAY_SIZE]; /* "" unless the case is paused */
    char report_by[JF_DAY_SIZE]; /* "" unless the petition names the day by which its result is wanted */
};
/* One event as the track takes it. */
struct track_event {
    const char *type, *day;
    int64_t days;
    const char *approver, *reason;
};
/* report_by may be NULL. */
enum jf_status track_begin(struct track *t, const char *received_on, const char *report_by, struct jf_error *err);
enum jf_status track_event(struct track *t, const struct track_event *event, struct jf_error *err);
/* After the last event of a case that has not ended: the periods that start with the last step. */
enum jf_status track_end(struct track *t, const char *last_day, struct jf_error *err);
void track_release(struct track *t);

/* ---- figures.c: which standard governs a period, looked up once for all the days between two changes of the book ----
 */

struct figures;
enum jf_status figures_new(struct jf_db *db, struct figures **out, struct jf_error *err);
void figures_free(struct figures *f);
/* The standard of the item on the day for the place; *out NULL when there is none. It lives as long as `f`. */
enum jf_status figures_find(struct figures *f, const char *item, const char *day, const char *division,
                            const struct jf_standard **out, struct jf_error *err);

/* ---- deadline.c ---- */

/* What the computing needs, read once for many cases. */
struct reckoner {
    struct figures *figures;
    struct jf_calendar *calendar;
    const struct jf_period_row *order; /* the row for refund orders */
    char today[JF_DAY_SIZE];
    int32_t today_number;
};
enum jf_status reckoner_open(struct jf_db *db, struct reckoner *r, struct jf_error *err);
void reckoner_close(struct reckoner *r);

/* Fill `out` for a period that ran in a place. *told false: there is no such period (blank none). */
enum jf_status reckon(struct reckoner *r, const struct running *running, const char *division, struct jf_deadline *out,
                      bool *told, struct jf_error *err);
/* The same for a refund order; done_on NULL while somebody waits. */
void reckon_order(const struct reckoner *r, const char *number, const char *ordered_on, const char *deadline,
                  const char *done_on, struct jf_deadline *out);

/* Columns of casework.deadline_events and casework.deadline_events_open. */
enum {
    EVENT_CASE,
    EVENT_RECEIVED_ON,
    EVENT_DIVISION,
    EVENT_LAST_DAY,
    EVENT_TYPE,
    EVENT_DAY,
    EVENT_DAYS,
    EVENT_APPROVER,
    EVENT_REASON,
    EVENT_STATE,
    EVENT_REPORT_BY
};
enum jf_status track_row(struct track *t, const struct jf_stmt *st, struct jf_error *err);

/* ---- reading.c: the events of many cases, one case after the other ---- */

/* A case whose events are being read. */
struct reading {
    int64_t petition_id; /* 0: none yet */
    struct track track;
    struct jf_str last_day, division; /* "" where there is none */
};
/* Called with each case when its events are over; the track is released after it. */
typedef enum jf_status reading_fn(void *arg, struct reading *r, struct jf_error *err);
/* Walk the rows of a statement with the columns above, ordered by case and event. */
enum jf_status read_cases(struct jf_db *db, const char *statement, const struct jf_arg *args, reading_fn *each,
                          void *arg, struct jf_error *err);

#endif
