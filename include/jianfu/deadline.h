/* deadline.h - the periods of a case (期限): which run, from which event, by which standard, until when, and why.
 *
 * Which periods there are is data: src/casework/deadlines.tsv. Their figures stand in the rule book and are those in
 * force on the day the period starts, for the place of the petition: the rules of 2005 (国务院令第431号) from
 * 2005-05-01, those of 2022 (信访工作条例) from 2022-05-01; of a day without a figure nothing is decided. All is
 * computed from the events whenever it is asked for and stored nowhere, so that a corrected step, a new standard or a
 * new holiday moves running cases by itself.
 *
 * Counting: the first day is not counted. Calendar days where the standard says calendar-day (日), worked days by the
 * holiday calendars (calendar.h) where it says working-day (工作日). The day by which the body that handed a case down
 * wants the result (petition.report-back) stands in the petition and is not counted at all. An extension
 * (petition.extend) adds its days, but not one that was granted after all was done. Where a pause stops the period, the
 * days after the day of the pause up to and including the day it is resumed, or the case withdrawn, are not counted;
 * while it lasts, the last day moves on with every day.
 *
 * All functions only read; they need no transaction, but make the TEMP views of the rule book.
 */
#ifndef JIANFU_DEADLINE_H
#define JIANFU_DEADLINE_H

#include "jianfu/day.h"
#include "jianfu/rulebook.h"
#include "jianfu/store.h"
#include "jianfu/tsv.h"

/* ---- the table of periods ---- */

struct jf_period_row {
    const char *code, *item;
    const char *kind;  /* duty, right, idle */
    const char *blank; /* undecided, none */
    const char *starts, *ends, *again, *voids;
    bool pauses;
    const char *extends; /* item of the rule book; NULL: it may not be lengthened */
    int64_t soon;        /* days */
};
struct jf_periods {
    struct jf_tsv table; /* what the rows point into */
    struct jf_period_row *rows;
    size_t count;
};
/* Parse a table of periods. JF_BUG with the line for a wrong number of columns or a word that is none. */
enum jf_status jf_periods_parse(const char *text, struct jf_periods *out, struct jf_error *err);
void jf_periods_release(struct jf_periods *periods);
/* The program's own table, parsed once (not thread-safe). NULL when memory is short or the table is broken.
 * jf_casework_cleanup() forgets it. */
const struct jf_periods *jf_periods(void);

/* ---- one case ---- */

enum jf_deadline_state {
    JF_DEADLINE_UNKNOWN, /* no standard for that day, not its figure, or no calendar for a day: cannot be decided */
    JF_DEADLINE_MET,     /* done on or before the day */
    JF_DEADLINE_LATE,    /* done, but after it */
    JF_DEADLINE_RUNNING, /* not done, the day has not passed */
    JF_DEADLINE_OVERDUE, /* not done, the day has passed */
    JF_DEADLINE_PAUSED,  /* stopped by a pause that lasts */
    JF_DEADLINE_LAPSED,  /* a right that was not used in its time */
    JF_DEADLINE_VOID     /* no longer runs, and nothing was decided: void_on */
};

/* What happened while a period ran: an extension (petition.extend), a pause and its end (petition.pause, .resume). */
struct jf_deadline_mark {
    const char *type;
    char day[JF_DAY_SIZE];
    int64_t days;            /* of an extension; else 0 */
    char *approver, *reason; /* owned by the deadline; NULL when not carried */
};

/* One period of a case, or the last day set by a refund order. Lives during the call only. */
struct jf_deadline {
    const struct jf_period_row *row;
    const char *code;                   /* petition.handle; refund.deadline for an order */
    bool named;                         /* the order or the petition (report_by) names the last day, not a standard */
    const char *order;                  /* number of the refund order; NULL for the others */
    const char *started_by;             /* type of the event that started it; received, last-step */
    char from[JF_DAY_SIZE];             /* day it starts */
    int64_t days;                       /* figure of the standard; -1 when not known */
    int64_t extended;                   /* days added by extensions */
    int64_t paused;                     /* days not counted because it was paused */
    int64_t skipped;                    /* days not counted because they are not worked */
    char due[JF_DAY_SIZE];              /* last day; "" when not known */
    char gap[JF_DAY_SIZE];              /* first day without a calendar where that is why it is not known; else "" */
    int64_t left;                       /* calendar days from today to the last day, negative when it has passed */
    const char *done_on;                /* NULL: not yet */
    const char *void_on;                /* NULL: not */
    bool superseded;                    /* the same period started again later */
    const struct jf_standard *standard; /* that governs on `from`; NULL when there is none */
    const struct jf_deadline_mark *marks;
    size_t mark_count;
    enum jf_deadline_state state;
};

/* Call `each` for every period of the case, in the order of the table and of their start, then for every refund order.
 * A status other than JF_OK from it stops and is returned. */
typedef enum jf_status jf_deadline_fn(void *arg, const struct jf_deadline *deadline, struct jf_error *err);
enum jf_status jf_case_deadlines(struct jf_db *db, int64_t petition_id, jf_deadline_fn *each, void *arg,
                                 struct jf_error *err);

/* ---- the handling of the cases of a period, for reports ---- */

/* Call `each` with the last handling (petition.handle: from acceptance or reopening to the conclusion) of each case
 * that had been accepted by the day `until`, as it stood at the end of that day: later events are not looked at, and
 * RUNNING and OVERDUE are meant of that day. Cases that had ended before the day `from`, and lie since, are left out.
 */
typedef enum jf_status jf_handling_fn(void *arg, int64_t petition_id, const struct jf_deadline *handling,
                                      struct jf_error *err);
enum jf_status jf_handling_list(struct jf_db *db, const char *from, const char *until, jf_handling_fn *each, void *arg,
                                struct jf_error *err);

/* ---- all open cases ---- */

enum jf_due_status {
    JF_DUE_OVERDUE,   /* a duty whose last day has passed, or an order with payees who wait */
    JF_DUE_SOON,      /* a duty whose last day comes soon */
    JF_DUE_IDLE,      /* nobody took a step for longer than the county allows */
    JF_DUE_PAUSED,    /* a case whose handling is paused */
    JF_DUE_UNDECIDED, /* no figure or no calendar (only when all are asked for) */
    JF_DUE_RUNNING    /* neither due soon nor overdue (only when all are asked for) */
};
/* One row. Texts live during the call only. */
struct jf_due {
    enum jf_due_status status;
    const char *code;      /* of the period; refund.deadline, refund.instalment; petition.pause for a paused case */
    const char *order;     /* number of the refund order; NULL for the others */
    const char *petition;  /* NULL for an order without a petition */
    const char *from;      /* day it started */
    const char *due;       /* last day; NULL when there is none or it is not known */
    int64_t left;          /* days to it, negative when it has passed; of a pause: days since, negative */
    const char *state;     /* of the case; NULL for an order without a petition */
    const char *place;     /* of the petition */
    const char *unit_name; /* complained of; of an order: who must pay */
    const char *last_step, *last_on, *last_by; /* type of the event, its day and actor */
    int level;                                 /* of an order that is overdue: 1, 2, 3 (jf_refund_overdue); 0: none */
    const char *action;                        /* what the level asks for; "" for 0 */
};
struct jf_due_options {
    const char *lang; /* of the action; NULL: English */
    int64_t days;     /* soon: so many days before the last; -1: as the table says */
    bool all;         /* also what is neither due nor soon, and what cannot be decided */
};
/* How much could not be decided, for each row of the table of periods. */
struct jf_due_undecided {
    const char *code, *item;
    int64_t cases;
};
typedef enum jf_status jf_due_fn(void *arg, const struct jf_due *due, struct jf_error *err);
typedef enum jf_status jf_due_undecided_fn(void *arg, const struct jf_due_undecided *undecided, struct jf_error *err);

/* Call `each` for what is due in the open cases and on the orders that are not paid, most urgent first, then
 * `undecided` (may be NULL) for every period that could not be decided in some case. Closed cases cost nothing. */
enum jf_status jf_due_list(struct jf_db *db, const struct jf_due_options *options, jf_due_fn *each,
                           jf_due_undecided_fn *undecided, void *arg, struct jf_error *err);

#endif
