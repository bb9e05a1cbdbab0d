/* inspection.h - inspections (监督检查): plans, the sample drawn by seed, visits and their results, coverage.
 *
 * A plan says what is inspected, by which paper, when and by whom (全面检查 full, 专项检查 special, 暗访 unannounced).
 * Its sample is drawn once: townships, villages in each, households in each, by the lowest BLAKE2b-256 of seed, number
 * of the plan and code, so that anybody who has the seed draws the same again from the same register. In every village
 * one household of each group that must be seen (建房户、新婚户、有中小学生户, as published plans name them) is
 * drawn first as far as the register knows one; whom it does not know is asked for in the village and named. Where the
 * register lists no households of a village, numbers of the village's own list are drawn (VILLAGE#37). Nothing is drawn
 * smaller than asked without being shown: what was asked stays beside what was drawn. More than 10,000 places, or a
 * village of more than 100,000 households, are refused (JF_REFUSED).
 *
 * Steps are data (src/casework/inspection-steps.tsv), questions too (src/casework/inspection-questions.tsv). The event
 * log is the truth: inspection.plan, inspection.sample ... have the plan as their subject, and the state tables
 * inspection and inspection_place are only written by applying them; jf_casework_verify() rebuilds and compares them.
 * What was found at a visit is a record of kind inspection-visit (key PLAN/PLACE/DAY), imported or keyed in; each
 * problem in it is a subject of kind problem (key PLAN/PLACE/DAY/N), which a remedy (remedy.h) answers. A corrected
 * record withdraws the remedies in hand that answer a problem which it no longer holds, by their step `withdraw`.
 */
#ifndef JIANFU_INSPECTION_H
#define JIANFU_INSPECTION_H

#include "jianfu/casework.h"

/* The table of steps of an inspection, parsed once (not thread-safe). NULL when memory is short or the table is broken.
 */
const struct jf_steps *jf_inspection_steps(void);

/* ---- writing ---- all need an open transaction and the views (jf_db_views) ---- */

/* One step. `fields` is a JSON object of texts:
 * - plan: inspection (full, special, unannounced), period, title, from, until; paper, members, rules (ids parted by
 * commas), note, no (the next JYYYY-NNN when left out);
 * - sample: seed; within (division code), townships, villages, households (how many: of all, of each township, of each
 * village; left out: all, all, none);
 * - name: place (code of a household, village, township or unit), gist (why: a word of the group gist), above (the
 * village of a household that the register does not list);
 * - close: reason, needed while places of the sample were not seen; withdraw: reason, only while nothing was seen. */
struct jf_inspection_step {
    int64_t plan_id; /* 0 for `plan` */
    const char *step;
    const char *day; /* not after today, not before the step before */
    const char *actor;
    const char *fields;
    int64_t keyed; /* record of the visit when it was keyed in, which its event then seals; 0: none */
};
/* Take it and apply its event. *plan_id (may be NULL) receives the plan. *code (may be NULL) names the fault as in
 * jf_case_take. Nothing is written on an error. */
enum jf_status jf_inspection_take(struct jf_db *db, const struct jf_inspection_step *step, int64_t *plan_id,
                                  const char **code, struct jf_error *err);

/* Key in what was found at one visit. `visit` is a JSON object: plan (number), place, form (household, village, unit),
 * division (code), on (day), by (who went), gist, note; answers: [{question, value, note}]; payments: [{name, amount
 * (fen), unit, on, receipt (0 or 1), notice, evidence}]; problems: [{text, unit, rule, amount, evidence, remedy,
 * deadline}]. Checked as an imported one is: the plan is open, the place is what the form says, the questions are of
 * the form. A problem with remedy and deadline has that remedy ordered at once, which only a head may. *visit_id
 * receives the record's subject. */
enum jf_status jf_inspection_key_visit(struct jf_db *db, const char *visit, const char *actor, int64_t *visit_id,
                                       const char **code, struct jf_error *err);

/* Order a remedy for every problem of the plan that none answers yet, or only for the problem of that key (NULL: all).
 * `remedy` NULL: the kind other; `basis` NULL: the paper of the plan. *ordered says how many. */
struct jf_inspection_rectify {
    int64_t plan_id;
    const char *problem, *remedy, *deadline, *basis;
    const char *day, *actor;
};
enum jf_status jf_inspection_rectify(struct jf_db *db, const struct jf_inspection_rectify *wish, int64_t *ordered,
                                     struct jf_error *err);

/* ---- reading ---- */

/* A plan with how far it is. Texts are owned, NULL where there is none. */
struct jf_inspection {
    int64_t subject_id;
    char *number, *kind, *paper, *period, *title, *from_on, *until_on, *members, *rules;
    char *state, *planned_on, *seed, *within, *drawn_on, *closed_on, *reason;
    int64_t townships, villages, households; /* as asked for; 0: all, and no households */
    int64_t townships_drawn, townships_seen, villages_drawn, villages_seen;
    int64_t households_drawn, households_seen, units_named, units_seen;
    int64_t problems, ordered; /* found on the spot; answered by a remedy */
};
/* By its number or the number of its paper. JF_NOT_FOUND when there is none. */
enum jf_status jf_inspection_find(struct jf_db *db, const char *text, int64_t *plan_id, struct jf_error *err);
enum jf_status jf_inspection_read(struct jf_db *db, int64_t plan_id, struct jf_inspection *out, struct jf_error *err);
void jf_inspection_release(struct jf_inspection *plan);

/* Walk the plans that overlap from..until (days; NULL: all). */
typedef enum jf_status jf_inspection_fn(void *arg, const struct jf_inspection *plan, struct jf_error *err);
enum jf_status jf_inspection_list(struct jf_db *db, const char *from, const char *until, jf_inspection_fn *each,
                                  void *arg, struct jf_error *err);

/* Walk the questions of a form (NULL: all). `bad` is the choice that tells of a problem, "-" where none does. */
struct jf_inspection_question {
    const char *form, *code, *kind, *bad, *zh, *en;
};
typedef enum jf_status jf_inspection_question_fn(void *arg, const struct jf_inspection_question *question,
                                                 struct jf_error *err);
enum jf_status jf_inspection_questions(const char *form, jf_inspection_question_fn *each, void *arg,
                                       struct jf_error *err);

#endif
