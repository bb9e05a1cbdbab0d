/* internal.h - what the files of src/casework share. Nothing outside includes this. */
#ifndef JIANFU_CASEWORK_INTERNAL_H
#define JIANFU_CASEWORK_INTERNAL_H

#include "jianfu/casework.h"
#include "jianfu/digest.h"
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
    bool alone;             /* no petition, but a refund order that stands alone on findings */
    const char *day;        /* of the step at hand; NULL while only asked what may be done: today */
};
enum jf_status standing_read(struct jf_db *db, int64_t petition_id, struct standing *out, struct jf_error *err);
void standing_release(struct standing *s);

/* ---- checks.c: what all things that have steps ask ---- */

/* A refusal of a step: sets err and *code (when not NULL), returns status. */
enum jf_status refuse(const char **code, const char *name, enum jf_status status, struct jf_error *err,
                      const char *format, ...) __attribute__((format(printf, 5, 6)));
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
/* The one gate of free text: refuses what is not UTF-8 and what a screen does not show as it stands (control characters
 * but ends of lines and tabs, bidi controls, zero width). NULL is passed over. */
enum jf_status check_utf8(const char *text, const char **code, struct jf_error *err);
/* The same for the texts within a JSON value, which may be written as \u200B. */
enum jf_status check_json(const char *json, const char **code, struct jf_error *err);

/* told.c: who speaks for the petitioners and which facts the text names. */
enum jf_status told_check(const struct jf_case_new *p, struct jf_error *err);
enum jf_status told_add(struct jf_db *db, const struct jf_case_new *p, int64_t record_id, struct jf_error *err);
void told_digest(struct jf_blake *h, const struct jf_case_new *p);
/* The same of an imported record: JF_REFUSED when more represent than there are petitioners. */
enum jf_status told_check_record(struct jf_db *db, int64_t record_id, struct jf_error *err);

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
/* JF_REFUSED with the exact figures while an order of the case lacks a fen or a labour day. */
enum jf_status guard_settled(struct jf_db *db, int64_t petition_id, const char **code, struct jf_error *err);

/* ---- refunds: what a step says of an order is held against what the order is ---- */

struct refund_part {
    struct jf_db *db;
    const struct jf_case_step *step;
    int64_t order_id;   /* the order it is about; not yet one for a new order */
    const char *number; /* of the order */
    const char *fields; /* canonical */
    const char **code;
};
/* The check of the row's event (refund.c, which has the table of them). Writes nothing. */
enum jf_status refund_check(const struct jf_step *row, const struct refund_part *part, struct jf_error *err);

/* Why a row of a list cannot stand: a word of a statement, and what is to be said. Ends with a NULL name. */
struct refund_reason {
    const char *name;
    const char *text;
};
/* One text of the fields by its path ("$.reason"); "" when it is not carried. */
enum jf_status refund_field(const struct refund_part *part, const char *path, struct jf_str *out, struct jf_error *err);
/* Run a statement whose first row, if there is one, is a fault: what it is about, and the word of the reason. */
enum jf_status refund_fault(const struct refund_part *part, const char *statement, const struct refund_reason *reasons,
                            struct jf_error *err);
/* JF_REFUSED when the list ("payments", "remainders") would give a payee more than waits for it. */
enum jf_status refund_too_much(const struct refund_part *part, const char *list, struct jf_error *err);

/* settle.c */
enum jf_status refund_check_plan(const struct refund_part *part, struct jf_error *err);
enum jf_status refund_check_remainders(const struct refund_part *part, struct jf_error *err);
enum jf_status refund_check_reverse(const struct refund_part *part, struct jf_error *err);
enum jf_status refund_check_void(const struct refund_part *part, struct jf_error *err);

/* calls.c */
/* A figure of the office's own by its key (src/casework/refund.tsv); its words go to `words` (may be NULL). */
enum jf_status refund_figure(const char *key, int64_t *number, const char *lang, struct jf_str *words,
                             struct jf_error *err);
enum jf_status refund_check_sample(const struct refund_part *part, struct jf_error *err);
enum jf_status refund_check_confirm(const struct refund_part *part, struct jf_error *err);
/* JF_REFUSED until enough of the payees drawn have said that they got it, and while one says no. */
enum jf_status guard_confirmed(struct jf_db *db, int64_t petition_id, const char **code, struct jf_error *err);

/* findings.c: do the findings that the fields name, if any, carry an order to `unit` with these payees? */
enum jf_status guard_findings(struct jf_db *db, const char *fields, const char *unit, const char **code,
                              struct jf_error *err);

/* ---- lots.c: drawing by seed. The lot of a key is BLAKE2b of seed, scope and key, so that anybody who has the seed
 * draws the same again; the lowest lots are drawn. ---- */
struct lot {
    uint8_t hash[JF_DIGEST_SIZE];
    char *key;
    unsigned marks; /* the caller's own */
};
struct lots {
    struct lot *items;
    size_t count, room;
};
enum jf_status lots_add(struct lots *lots, const char *seed, const char *scope, const char *key, unsigned marks,
                        struct jf_error *err);
void lots_sort(struct lots *lots); /* lowest first */
void lots_release(struct lots *lots);

/* ---- inspections ---- */

/* inspection_draw.c: append the sample of the plan as a JSON array (drawn). `fields` has seed, within, townships,
 * villages, households; builders are known by notices of the year before `day`. */
enum jf_status inspection_draw(struct jf_db *db, const char *number, const char *fields, const char *day,
                               struct jf_str *json, const char **code, struct jf_error *err);
/* inspection_result.c: the record of a visit has its rows: check them, take the step, order the remedies that it asks
 * for. *line (may be NULL) receives the line of the fault, 0 for the record's own. */
enum jf_status inspection_take_visit(struct jf_db *db, int64_t record_id, const char *actor, const char **code,
                                     long *line, struct jf_error *err);
/* inspection_result.c: the record of a plan has its row: take the steps that it tells of. */
enum jf_status inspection_take_plan(struct jf_db *db, int64_t record_id, const char *actor, const char **code,
                                    struct jf_error *err);

/* role.c: JF_REFUSED when the actor's role is none of the row's. */
enum jf_status role_check(struct jf_db *db, const struct jf_step *row, const char *actor, const char **code,
                          struct jf_error *err);

/* apply.c: run the apply statements of the event's type. */
enum jf_status apply_event(struct jf_db *db, int64_t event_id, const char *type, struct jf_error *err);

/* case.c: the row of the table by which a petition is registered; NULL with an error when it has none. */
const struct jf_step *register_row(struct jf_error *err);
/* Write the register event of a petition whose rows are there. */
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
    int64_t keyed;                    /* record that was keyed in with the step, whose rows it seals; 0: none */
};
enum jf_status write_event(struct jf_db *db, const struct event *e, struct jf_error *err);
/* The state after the step, as the row says it; "=" keeps what it was. */
const char *state_after(const struct jf_step *row, const char *state);

/* ---- words of messages ---- */

/* Append what is typed for a step, in Chinese messages with what it is called: "accept 受理". */
void step_add_name(struct jf_str *out, const struct jf_step *row);

/* The code in English messages, in Chinese ones its word. */
const char *word_told(const char *group, const char *code);

/* Append what is typed for a code of the group, in Chinese messages with its word: "approver 批准人". */
void word_add_name(struct jf_str *out, const char *group, const char *code);
/* Append all of the group that may be typed. */
void word_add_all(struct jf_str *out, const char *group);
/* Append what a step carries (a cell `carries` of its table): "days,approver,note?" as the English tables have it, in
 * Chinese "days 延长日数、approver 批准人、note 情况（可不填）". */
void carries_add(struct jf_str *out, const char *carries);

#endif
