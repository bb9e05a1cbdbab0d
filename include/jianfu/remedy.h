/* remedy.h - remedies besides money (整改事项): an item cancelled, a paper revoked, a rate lowered, a board corrected.
 *
 * A remedy is ordered from a case, from confirmed findings, or about any other subject (a problem of an inspection),
 * with a unit, a deadline, a basis and a text. The unit brings proof, an inspector accepts or rejects it; the deadline
 * may be put off by somebody who is named, and the order may be withdrawn with a reason. Steps are data
 * (src/casework/remedy-steps.tsv, in the form of steps.tsv), kinds are words of the group `remedy`
 * (src/store/words.tsv).
 *
 * The event log is the truth: remedy.order, remedy.prove ... have the remedy as their subject, and the state tables
 * remedy and remedy_about are only written by applying them; jf_casework_verify() rebuilds and compares them. A case is
 * closed only when its remedies are accepted or withdrawn (condition `remedied` of steps.tsv).
 */
#ifndef JIANFU_REMEDY_H
#define JIANFU_REMEDY_H

#include "jianfu/casework.h"

/* The table of steps of a remedy, parsed once (not thread-safe). NULL when memory is short or the table is broken. */
const struct jf_steps *jf_remedy_steps(void);

/* ---- writing ---- all need an open transaction ---- */

/* One step. `fields` is a JSON object:
 * - order: texts remedy (the kind), deadline, basis, text; what it answers: petition (a register number), findings
 * (array of finding numbers, each confirmed), about (KIND:KEY of any subject), at least one of them; unit (code; may be
 * left out when the case and the findings concern one unit only; another than theirs needs other-unit, the reason); no
 * (the next ZYYYY-NNN when left out), note;
 * - prove: proof, by, paper, note; accept: note; reject: reason, deadline (a new one), note;
 * - extend: deadline (later than before), approver, reason, note; withdraw: reason, note. */
struct jf_remedy_step {
    int64_t remedy_id; /* 0 for `order` */
    const char *step;
    const char *day; /* not after today, not before the step before */
    const char *actor;
    const char *fields;
};
/* Take it and apply its event. *remedy_id (may be NULL) receives the remedy. *code (may be NULL) names the fault as in
 * jf_case_take: CASE-01 not possible now, CASE-02 what it carries, CASE-03 number taken, finding not confirmed, case
 * not in hand. Nothing is written then. */
enum jf_status jf_remedy_take(struct jf_db *db, const struct jf_remedy_step *step, int64_t *remedy_id,
                              const char **code, struct jf_error *err);

/* Settle as rectified, with `reason`, the confirmed findings of an accepted remedy which no other remedy still answers
 * and whose refund, where one was ordered, is paid. Only on a person's word. *settled says how many, *left how many
 * stay as they are. */
enum jf_status jf_remedy_settle(struct jf_db *db, int64_t remedy_id, const char *reason, const char *day,
                                const char *actor, const char *lang, int64_t *settled, int64_t *left,
                                struct jf_error *err);

/* ---- reading ---- */

/* A line of the rectification ledger (整改台账). Texts are owned, NULL where there is none. */
struct jf_remedy {
    int64_t subject_id, petition_id;
    char *number, *kind, *state;
    char *petition, *category;       /* the case and its subject */
    char *about;                     /* KIND:KEY of another subject */
    char *plan, *found_on;           /* the inspection of that problem, and the day of its visit */
    char *about_text;                /* what was found, where that subject is a problem of an inspection */
    char *rules;                     /* ids of the rules of its findings, parted by commas */
    int64_t findings;                /* how many */
    char *unit, *unit_name;          /* who must put it right */
    char *division, *place;          /* of the case, else of the finding, else of the unit; place with its township */
    char *text, *basis, *ordered_on; /* what is to be done, why */
    char *first_deadline, *deadline;
    char *proof, *paper, *proved_by, *proved_on; /* the last one */
    char *settled_on, *reason;
    int64_t days_over; /* calendar days past the deadline: of the proof when it waits or was accepted, else of today; 0
                        * when in time or withdrawn */
};
/* JF_NOT_FOUND when there is no remedy of that number. */
enum jf_status jf_remedy_find(struct jf_db *db, const char *number, int64_t *remedy_id, struct jf_error *err);
enum jf_status jf_remedy_read(struct jf_db *db, int64_t remedy_id, struct jf_remedy *out, struct jf_error *err);
void jf_remedy_release(struct jf_remedy *r);

/* Append the names of the steps that may be taken now, parted by ", ". */
enum jf_status jf_remedy_possible(struct jf_db *db, int64_t remedy_id, struct jf_str *out, struct jf_error *err);

/* Walk remedies by deadline, then the problems of inspections that none answers yet: state not-ordered, subject_id 0,
 * no number, kind, text, order and deadline. NULL, 0 and false let everything pass. */
struct jf_remedy_filter {
    int64_t petition_id, remedy_id;
    const char *unit;     /* code */
    const char *plan;     /* number of an inspection: only what answers its problems */
    const char *township; /* code: only in this township */
    const char *kind, *state;
    const char *from, *until; /* day of the order, or of the visit where none is ordered */
    bool open;                /* neither accepted nor withdrawn */
    bool overdue;             /* open and past its deadline */
};
typedef enum jf_status jf_remedy_fn(void *arg, const struct jf_remedy *remedy, struct jf_error *err);
enum jf_status jf_remedy_list(struct jf_db *db, const struct jf_remedy_filter *filter, jf_remedy_fn *each, void *arg,
                              struct jf_error *err);

/* The findings that a remedy answers, in the order in which they were given. */
typedef enum jf_status jf_remedy_finding_fn(void *arg, int64_t finding_id, struct jf_error *err);
enum jf_status jf_remedy_findings(struct jf_db *db, int64_t remedy_id, jf_remedy_finding_fn *each, void *arg,
                                  struct jf_error *err);

/* Its events, oldest first. Texts live during the call; NULL when not carried. */
struct jf_remedy_event {
    int64_t event_id;
    const char *day, *actor, *step, *to;
    const char *text, *proof, *paper, *by, *deadline, *approver, *reason, *note, *other_unit;
};
typedef enum jf_status jf_remedy_event_fn(void *arg, const struct jf_remedy_event *event, struct jf_error *err);
enum jf_status jf_remedy_events(struct jf_db *db, int64_t remedy_id, jf_remedy_event_fn *each, void *arg,
                                struct jf_error *err);

#endif
