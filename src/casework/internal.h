/* internal.h - what the files of src/casework share. Nothing outside includes this. */
#ifndef JIANFU_CASEWORK_INTERNAL_H
#define JIANFU_CASEWORK_INTERNAL_H

#include "jianfu/casework.h"
#include "jianfu/i18n.h"

/* Codes of the faults of a step (stable; the table of codes is src/base/diag.c). */
#define CASE_ILLEGAL "CASE-01"
#define CASE_FIELDS  "CASE-02"
#define CASE_SUMS    "CASE-03"
#define CASE_HISTORY "CASE-04"
#define CASE_ROLE    "CASE-05"

/* Where a case stands before a step. */
struct standing {
    int64_t petition_id;
    struct jf_str number;
    struct jf_str state;
    struct jf_str last_day; /* of the step before */
    struct jf_str unit;     /* code of the unit complained of; empty when none */
    struct jf_str result;   /* empty before it is concluded */
    struct jf_str paused;   /* day since when it is paused; empty while it runs */
    struct jf_str final;    /* day a second review ended it; empty: not so */
    bool paper;             /* the step at hand is told by a paper */
    const char *day;        /* of the step at hand; NULL while only asked what may be done: today */
};
enum jf_status standing_read(struct jf_db *db, int64_t petition_id, struct standing *out, struct jf_error *err);
void standing_release(struct standing *s);

/* A refusal of a step: sets err and *code (when not NULL), returns status. */
enum jf_status refuse(const char **code, const char *name, enum jf_status status, struct jf_error *err,
                      const char *format, ...) __attribute__((format(printf, 5, 6)));

/* fields.c: does `fields` (any JSON object) hold exactly what the row of the table says? Words, units and days too. */
enum jf_status fields_check(struct jf_db *db, const struct jf_step *row, const char *day, const char *fields,
                            const char **code, struct jf_error *err);
/* The one way of writing the fields, without `no`, which goes to `number` (cleared first; empty when absent). */
enum jf_status fields_canonical(struct jf_db *db, const char *fields, struct jf_str *canonical, struct jf_str *number,
                                struct jf_error *err);

/* deadline.c: how far the handling of a case was lengthened, and how far it may be by the standard of `day`. */
struct extension {
    const char *item; /* of the rule book; NULL: nothing runs that may be lengthened */
    bool known;       /* the limit is */
    int64_t limit, used;
};
enum jf_status extension_left(struct jf_db *db, int64_t petition_id, const char *day, struct extension *out,
                              struct jf_error *err);

/* guard.c: the conditions of the table (needs). `fields` NULL looks only at those that can be told before it is known
 * what the step carries. */
enum jf_status guard_check(struct jf_db *db, const struct jf_step *row, const struct standing *at, const char *fields,
                           const char **code, struct jf_error *err);
/* JF_REFUSED with the exact figures while an order of the case lacks a fen. */
enum jf_status guard_settled(struct jf_db *db, int64_t petition_id, const char **code, struct jf_error *err);

/* refund.c: the lists of an order and of a payment step. */
enum jf_status refund_check_payees(struct jf_db *db, int64_t petition_id, const char *fields, const char **code,
                                   struct jf_error *err);
enum jf_status refund_check_payments(struct jf_db *db, int64_t order_id, const char *number, const char *fields,
                                     bool paper, const char **code, struct jf_error *err);

/* JF_REFUSED when something was paid on the order. */
enum jf_status refund_check_withdraw(struct jf_db *db, int64_t order_id, const char *number, const char **code,
                                     struct jf_error *err);

/* role.c: JF_REFUSED when the actor's role is none of the row's. */
enum jf_status role_check(struct jf_db *db, const struct jf_step *row, const char *actor, const char **code,
                          struct jf_error *err);

/* apply.c: run the apply statements of the event's type. */
enum jf_status apply_event(struct jf_db *db, int64_t event_id, const char *type, struct jf_error *err);

/* case.c: write the register event of a petition whose rows are there. */
enum jf_status register_event(struct jf_db *db, int64_t petition_id, const char *number, const char *day,
                              const char *actor, const char *fields, struct jf_error *err);
/* One event to be written and applied. */
struct event {
    const struct jf_step *row;
    const char *from;             /* NULL for the first step */
    const char *to;               /* NULL: as the row says */
    const char *petition, *order; /* numbers; NULL when none */
    int64_t subject_id;
    const char *day, *actor, *fields; /* fields in their canonical form */
};
enum jf_status write_event(struct jf_db *db, const struct event *e, struct jf_error *err);
/* The state after the step, as the row says it; "=" keeps what it was. */
const char *state_after(const struct jf_step *row, const char *state);
bool blank(const char *text); /* NULL, empty, nothing but white space */
enum jf_status check_utf8(const char *text, const char **code, struct jf_error *err);
/* May the text be the number of a case, an order or a remedy? NULL may. */
enum jf_status check_number(const char *number, struct jf_error *err);
/* The next number of the year of `day` by the named statement, appended. */
enum jf_status next_number(struct jf_db *db, const char *statement, const char *day, struct jf_str *number,
                           struct jf_error *err);
/* A new subject; JF_REFUSED when its key is taken. */
enum jf_status add_subject(struct jf_db *db, const char *kind, const char *key, int64_t *id, const char **code,
                           struct jf_error *err);
/* A day that is one, not before `earliest` (may be ""), not after today. */
enum jf_status day_check(const char *day, const char *earliest, const char **code, struct jf_error *err);

#endif
