/* casework.h - petitions from the first call to the last receipt: steps, refund orders, payments, closing.
 *
 * The event log is the truth. A step is one event (petition.accept, refund.order, refund.pay ...) whose JSON body says
 *   {"step":"accept","from":"registered","to":"accepted","petition":"2005-014","order":null,"fields":{"note":"..."}}
 * and the state tables petition_case, refund_order, refund_withdrawn, refund_payee, refund_payment and the other
 * refund_* are only ever written by applying an event (statements casework.apply_* and refund.apply_* in src/sql);
 * jf_casework_verify() applies all events again beside the tables and compares. Events of a refund (refund.order,
 * refund.pay ...) have the order as their subject, all others the petition; both name the petition in the body.
 *
 * An order may stand alone on findings, without a petition. It walks the same table of steps, itself in the place of
 * the case: refund-order from "-", plan, payments, and refund-close to `settled`.
 *
 * Which steps there are, from which states, and what each must carry is data: src/casework/steps.tsv. A person decides:
 * no step follows from another by itself.
 */
#ifndef JIANFU_CASEWORK_H
#define JIANFU_CASEWORK_H

#include "jianfu/day.h"
#include "jianfu/deadline.h"
#include "jianfu/intake.h"
#include "jianfu/rulebook.h"
#include "jianfu/store.h"
#include "jianfu/tsv.h"
#include "jianfu/word.h"

/* ---- the table of steps ---- */

struct jf_step {
    const char *name;    /* accept */
    const char *from;    /* states parted by commas; "-" for the first step */
    const char *to;      /* state after it; "=": the state it was in */
    const char *carries; /* "reason,note?,opinion=explain"; "-" for nothing */
    const char *needs;   /* conditions parted by commas (src/casework/guard.c); "-" for none */
    const char *event;   /* type of its event */
    const char *roles;   /* clerk, inspector, head */
    const char *letter;  /* paper that comes with it; "-" for none */
    const char *zh, *en; /* its names */
};
struct jf_steps {
    struct jf_tsv table; /* what the rows point into */
    struct jf_step *rows;
    size_t count;
};

/* Parse a table of steps. JF_BUG with the line for a wrong number of columns. Release with jf_steps_release. */
enum jf_status jf_steps_parse(const char *text, struct jf_steps *out, struct jf_error *err);
void jf_steps_release(struct jf_steps *steps);

/* The program's own table, parsed once (not thread-safe). NULL when memory is short or the table is broken. */
const struct jf_steps *jf_steps(void);

/* The row by which `step` may be taken from `state`; NULL when there is none. `state` "-": the first step. With state
 * NULL the first row of that name, which says what the step is called. */
const struct jf_step *jf_step_find(const struct jf_steps *steps, const char *step, const char *state);

/* Is `word` one of the comma-parted words of `list`? "?" and "=value" behind a word do not count. */
bool jf_words_hold(const char *list, const char *word);

/* Forget the parsed tables (at program end). */
void jf_casework_cleanup(void);

/* ---- writing ---- all need an open transaction ---- */

/* Who speaks for several petitioners. Telephone and address may be NULL; all three are secret. */
struct jf_case_person {
    const char *name, *telephone, *address;
};
#define JF_REPRESENTATIVES_MAX 5 /* 信访条例 (2005) 第十八条, 信访工作条例 (2022) 第二十条 */

/* A fact named in the text, as a person read it there: kind amount (value in yuan: 15.00), day (a period of day.h:
 * 2005-06-03, 2005-06, 2005S), document (a number) or item (a name). */
struct jf_case_named {
    const char *kind, *value;
    const char *written; /* as the text has it; may be NULL */
};
#define JF_CASE_TEXT_MAX 20000 /* characters of a text, as in the schema of petitions */

/* A petition as it is keyed in. Texts may be NULL where the record may be empty; `number` NULL takes the next
 * YYYY-NNN of the year of `received_on`. `division` and `unit` are codes of the register. */
struct jf_case_new {
    const char *number;
    const char *channel;
    const char *received_on;
    int64_t persons; /* at least 1 */
    const char *petitioner, *telephone, *address;
    const char *division;
    const char *unit;
    const char *category;
    const char *major_case;
    const char *handed_by; /* body that handed it down (上级交办, 人大代表建议); NULL: nobody */
    const char *handed_no; /* number of the paper by which it did; NULL: none */
    const char *report_by; /* day by which it wants the result, not before received_on; NULL: none */
    const char *text;
    const char *day; /* day of registration; NULL: received_on */
    const char *actor;
    const char *note;                             /* may be NULL */
    const struct jf_case_person *representatives; /* not more than JF_REPRESENTATIVES_MAX, nor than persons */
    size_t representative_count;
    const struct jf_case_named *named; /* facts that the text names */
    size_t named_count;
};

/* Write subject, record (no batch, line 0), petition and the event petition.register. `number` (cleared first) receives
 * the register number. JF_USAGE: a missing or unknown word, a name of several lines or more than
 * 200 characters, a day that is none or lies after today; JF_REFUSED: the
 * number is taken, or the actor's role does not allow it; JF_NOT_FOUND: place or unit is not in the register. */
enum jf_status jf_case_register(struct jf_db *db, const struct jf_case_new *petition, struct jf_str *number,
                                int64_t *petition_id, struct jf_error *err);

/* One step to be taken. `fields` is a JSON object with what the step carries; absent, null, "" and [] are the same:
 * - reason to result opinion note no unit deadline basis no-refund in-time other-unit days approver into: texts (to and
 * unit are unit codes, no is an order's number, days a whole number, into the register number of another petition);
 * - payees: [{"no","name","charged","allowed","due"}], amounts in fen; due may be absent;
 * - payees may also have charged_days, allowed_days and due_days, labour days in thousandths;
 * - payments: [{"payee","amount","receipt","received_by","manner","proxy"}]; proxy says why another than the payee took
 *   the money and must be there then; `days` gives labour days back, as labour (manner labour) or in money (`money`,
 * fen; 农业法 第九十三条 to 第九十五条, 国务院令第92号: what was demanded is given back, labour in labour or money);
 * - findings: [id ...] that the order rests on; difference says why its sum is not theirs;
 * - instalments: [{"due_on","amount"}], in their order, making what is due in money to the fen;
 * - remainders: [{"payee","amount","days","reason","way","proof"}]: what nobody can receive and its lawful way;
 * - refund-reverse: `receipt` (a payment) or `payee` (its whole remainder); refund-void: `receipt`;
 * - refund-sample: seed and `drawn` as jf_refund_draw gives them; refund-confirm: payee, answer (yes, no, unreached).
 * NULL is {}. refund-order without `no` takes the next TYYYY-NNN; refund-pay without `no` means the case's last order.
 *
 * A case found true, also in part, is answered only with a refund order, paid to the last fen, or with `no-refund`: the
 * reason why no money is to be paid back. An order goes to the unit complained of, else `other-unit` says why. */
struct jf_case_step {
    int64_t petition_id; /* the petition; or the order that stands alone on findings; 0 to begin such an order */
    const char *step;
    const char *day;
    const char *actor;
    const char *fields;
    bool paper; /* told by an imported paper: what it leaves unsaid (why no refund is ordered, for whom somebody
                 * received) is taken as unsaid instead of being asked for; sums are never taken on trust */
};

/* Take the step: check it against the table (possible now? carries what it must? not before the step before it, not
 * after today?), against its conditions and the refund's sums, append the event and apply it. *code (may be NULL) names
 * the fault when it is not taken; nothing is written then:
 *
 * - CASE-01, JF_USAGE: no such step, or not possible in this state (the hint lists those that are);
 * - CASE-02, JF_USAGE: what it carries is missing, not its own, or no such word, unit or day;
 * - CASE-03, JF_REFUSED: sums: due is not charged - allowed, over-payment, unknown payee, receipt used before by the
 *   unit that pays (blanks around it, case and full-width digits make no difference), another receiver than the payee
 *   without `proxy`, number taken, the same order twice, closing or marking as refunded while money is missing;
 * - CASE-05, JF_REFUSED: the actor's role is none of the row's `roles` (not asked of a paper's steps). */
enum jf_status jf_case_take(struct jf_db *db, const struct jf_case_step *step, const char **code, struct jf_error *err);

/* May the case take the step of this row now: does it start from its state, and do the conditions hold that can be told
 * before it is known what the step carries? */
enum jf_status jf_case_may(struct jf_db *db, int64_t petition_id, const struct jf_step *row, bool *may,
                           struct jf_error *err);

/* May the actor take the step of this row by his role? Says nothing of the case. */
enum jf_status jf_step_allows(struct jf_db *db, const struct jf_step *row, const char *actor, bool *may,
                              struct jf_error *err);

/* Append the names of the steps that may be taken now, parted by ", ". */
enum jf_status jf_case_possible(struct jf_db *db, int64_t petition_id, struct jf_str *out, struct jf_error *err);

/* The code of a place (kind "division") or unit (kind "unit") of the register by its code, by its exact name, or by the
 * name of its township followed by its own. `code` is cleared first. JF_NOT_FOUND when there is none; JF_USAGE when
 * several have the name: the hint lists them with their codes. */
enum jf_status jf_register_find(struct jf_db *db, const char *kind, const char *text, struct jf_str *code,
                                struct jf_error *err);

/* For the kind petition: register a new case and take its steps; for a superseding version check that the steps taken
 * so far are the same (CASE-04) and take the new ones. For the kind refund-payment: record the payments of the list on
 * its order; a list has one version (CASE-04). Other kinds: JF_OK at once. `arg` is a struct
 * jf_casework_import. A first step "register" may stand in the file; without it the case is registered on the day
 * received by the importing actor. Whom the file names as taking a step cannot be asked: the importing actor must be
 * one who may take it (CASE-05). */
extern const char *const jf_casework_kinds[]; /* kinds of file that it wants to see; ends with NULL */
struct jf_casework_import {
    struct jf_db *db;
    const char *actor; /* who imports */
};
enum jf_status jf_casework_accept_import(void *arg, struct jf_intake *intake, const struct jf_intake_record *record,
                                         struct jf_error *err);

/* Payees (no,name,charged,allowed) or payments (payee,amount,receipt,received_by,manner,proxy) from a CSV file (UTF-8
 * with or without BOM, RFC 4180, columns in any order; the head line may also have the Chinese words of the groups
 * payees-file and payments-file; manner may be left out: cash; proxy, too) as the JSON array that jf_case_take wants.
 * JF_FILE, or JF_REFUSED with FILE:LINE and the value. */
enum jf_status jf_refund_payees_csv(const char *path, struct jf_str *json, struct jf_error *err);
enum jf_status jf_refund_payments_csv(const char *path, struct jf_str *json, struct jf_error *err);
/* The same for a plan (due_on,amount) and for unclaimed money (payee,amount,days,reason,way,proof). */
enum jf_status jf_refund_plan_csv(const char *path, struct jf_str *json, struct jf_error *err);
enum jf_status jf_refund_unclaimed_csv(const char *path, struct jf_str *json, struct jf_error *err);

/* ---- orders straight from findings ---- lists are JSON arrays, appended ---- */

/* The findings about a unit (of one rule, or all: NULL) that may carry an order now: they stand, name money in excess,
 * are in no other order, and doubts only once somebody confirmed them. */
enum jf_status jf_refund_findings_of(struct jf_db *db, const char *unit, const char *rule, struct jf_str *findings,
                                     int64_t *count, struct jf_error *err);
/* The one unit that they are about. JF_NOT_FOUND: none; JF_REFUSED: several. */
enum jf_status jf_refund_findings_unit(struct jf_db *db, const char *findings, struct jf_str *unit,
                                       struct jf_error *err);
/* Who paid by the records, as payees: one for each payer, each line once with its largest excess. JF_REFUSED when the
 * records do not name who paid (a school's charges are known by grade): then the list must be given. */
enum jf_status jf_refund_payees_of_findings(struct jf_db *db, const char *findings, struct jf_str *payees,
                                            struct jf_error *err);

/* ---- receipts ---- the series of an order is its number, a dash and four digits: T2005-001-0001 ... ---- */

/* The next number of the series `prefix`- of the unit that pays; void receipts count. */
enum jf_status jf_refund_next_receipt(struct jf_db *db, int64_t order_id, const char *prefix, int64_t *number,
                                      struct jf_error *err);
/* Payments without a receipt get the next numbers of the order's own series; `number` is that of the order. */
enum jf_status jf_refund_number_payments(struct jf_db *db, int64_t order_id, const char *number, struct jf_str *json,
                                         struct jf_error *err);
/* Append thousandths of labour days as "3 labour days". */
void jf_refund_add_days(struct jf_str *out, int64_t milli);

/* ---- confirmation calls ---- */

/* How many of `callable` payees have to confirm before a case is closed (src/casework/refund.tsv; the office's own). */
enum jf_status jf_refund_calls_needed(int64_t callable, int64_t *needed, struct jf_error *err);
/* Draw `wish` (0: as many as are needed) of the payees who were paid: those with the lowest BLAKE2b of seed, order
 * number and payee. The same seed draws the same payees, and more of them when more are wished. `number` is the
 * order's. */
enum jf_status jf_refund_draw(struct jf_db *db, int64_t order_id, const char *number, const char *seed, int64_t wish,
                              struct jf_str *json, int64_t *count, struct jf_error *err);

/* ---- what is overdue ---- */

/* An order on which something waits past its day, or `ahead` days before it. */
struct jf_refund_due {
    int64_t order_id, petition_id;
    const char *number, *petition, *unit, *unit_name; /* petition NULL: it stands alone */
    const char *ordered_on;
    const char *what;                 /* instalment, deadline */
    const char *since;                /* the day */
    int64_t days;                     /* past it; 0 and below: it is to come */
    int64_t fen, rest_milli, waiting; /* money that was due by that day and is not paid; payees */
    int level;                        /* 0: not overdue; 1, 2, 3 (refund.tsv, or the rule book) */
    const char *action;               /* what the level asks for; "" for 0 */
};
typedef enum jf_status jf_refund_due_fn(void *arg, const struct jf_refund_due *due, struct jf_error *err);
/* By today's day; `lang` of the action. The levels are figures of the office's own, none is law: from how many days on
 * a level begins says refund.tsv, or a standard of the item refund.overdue.N (ruling deadline) of the rule book. Needs
 * a connection that can make the TEMP views. */
enum jf_status jf_refund_overdue(struct jf_db *db, int64_t ahead, const char *lang, jf_refund_due_fn *each, void *arg,
                                 struct jf_error *err);

/* Append the payments that would pay every payee of the order what is still due, with receipts PREFIX-0001 ... counted
 * on from `first`, each received by the payee, as JSON. *count says how many. */
enum jf_status jf_refund_all_due(struct jf_db *db, int64_t order_id, const char *prefix, int64_t first,
                                 const char *manner, struct jf_str *json, int64_t *count, struct jf_error *err);

/* ---- reading ---- */

/* Those who speak for the petitioners, then the facts that the text names, in the order in which they were given.
 * Either function may be NULL. Texts live during the call. Amounts have their value as "15.00". */
typedef enum jf_status jf_case_person_fn(void *arg, const struct jf_case_person *person, struct jf_error *err);
typedef enum jf_status jf_case_named_fn(void *arg, const struct jf_case_named *named, struct jf_error *err);
enum jf_status jf_case_told(struct jf_db *db, int64_t petition_id, jf_case_person_fn *person, jf_case_named_fn *named,
                            void *arg, struct jf_error *err);

/* A case as it stands. Texts are owned; names, telephone and address are secret: mask them (mask.h) in whatever is
 * shown. */
struct jf_case {
    int64_t subject_id, record_id;
    char *number, *channel, *received_on;
    int64_t persons;
    char *petitioner, *telephone, *address;         /* secret; NULL when not given */
    char *names, *telephones, *addresses;           /* secret: of petitioner and representatives, as in jf_secrets */
    char *division, *division_name, *township_name; /* township_name NULL unless the place is a village */
    char *unit, *unit_name;                         /* complained of; NULL when none */
    char *category, *major_case, *text;
    char *handed_by, *handed_no, *report_by; /* NULL: nobody handed it down, it named no day */
    char *state, *registered_on, *accepted_on, *concluded_on, *result, *replied_on, *closed_on; /* NULL: not so far */
    char *reopened_on;        /* taken up anew the last time; NULL: never. accepted_on is the first acceptance */
    char *paused_on;          /* paused for a hearing since; NULL while it runs */
    char *final_on;           /* day a second review upheld the answer (复核终结); NULL: not so */
    char *merged_into;        /* register number of the case that goes on for it; NULL: stands by itself */
    char *merged_here;        /* register numbers of the cases merged into it, parted by ", "; NULL: none */
    char *file_name, *sha256; /* of the batch; NULL when keyed in */
    int64_t batch_id, line;   /* 0 when keyed in */
};
/* JF_NOT_FOUND when there is no petition of that number. */
enum jf_status jf_case_find(struct jf_db *db, const char *number, int64_t *petition_id, struct jf_error *err);
/* Where a petition, or an order that stands alone, stands: `state` and `number` are cleared first. */
enum jf_status jf_case_state(struct jf_db *db, int64_t case_id, struct jf_str *number, struct jf_str *state,
                             bool *alone, struct jf_error *err);
enum jf_status jf_case_read(struct jf_db *db, int64_t petition_id, struct jf_case *out, struct jf_error *err);
void jf_case_release(struct jf_case *c);

/* A refund order with its sums, all in fen. settled means that every payee has what is due to the fen. */
struct jf_refund {
    int64_t subject_id, petition_id, event_id;
    char *number, *petition, *unit, *unit_name, *ordered_on, *deadline, *basis;
    int64_t payees, charged_fen, allowed_fen, due_fen, paid_fen;
    int64_t remainder_fen;                          /* that nobody can receive and that went its lawful way */
    int64_t rest_fen;                               /* due - paid - remainder */
    int64_t unpaid;                                 /* payees who still wait for money or labour */
    int64_t due_milli, paid_milli, remainder_milli; /* labour days in thousandths; all 0 where none was demanded */
    int64_t payments;                               /* how many, also those that were reversed */
    int64_t reversed;                               /* of them */
    char *first_paid_on, *last_paid_on;             /* NULL before the first payment */
    char *settled_on; /* day by which every payee had his due, or it went its lawful way; NULL: somebody waits */
    char *state;      /* of an order that stands alone on findings; NULL: the petition's counts */
    int64_t findings, instalments; /* how many it rests on, how many its plan has */
    int64_t findings_fen;          /* what these findings say now, each line once */
    int64_t shaken; /* 1: that is no longer what was ordered (without a reason for a difference), or one of them fell: a
                     * paper was corrected since, or somebody dismissed or waived it */
    int64_t drawn, confirmed; /* payees drawn to be called; who said yes */
};
enum jf_status jf_refund_find(struct jf_db *db, const char *number, int64_t *order_id, struct jf_error *err);
enum jf_status jf_refund_read(struct jf_db *db, int64_t order_id, struct jf_refund *out, struct jf_error *err);
void jf_refund_release(struct jf_refund *r);
/* Calls `each` for every order of the case, oldest first; petition_id 0 means all orders. Stops at a status not JF_OK.
 */
typedef enum jf_status jf_refund_fn(void *arg, const struct jf_refund *refund, struct jf_error *err);
enum jf_status jf_case_refunds(struct jf_db *db, int64_t petition_id, jf_refund_fn *each, void *arg,
                               struct jf_error *err);

/* Does the finding name money charged in excess, and no order on any finding about the same line pays it back? */
enum jf_status jf_refund_unordered(struct jf_db *db, int64_t finding_id, bool *unordered, struct jf_error *err);

/* One event of a case, its own or of its refunds and remedies, in the order in which they were written; also the looks
 * at its names (type names.shown), which are no steps: step, from and to are NULL, note says what was asked. */
struct jf_case_event {
    int64_t event_id;
    const char *at, *day, *actor, *type, *step, *from, *to;
    const char *order; /* number of the refund order or remedy; NULL when none */
    const char *reason, *forwarded_to, *result, *opinion, *note, *unit, *deadline, *basis; /* NULL when not carried */
    int64_t people;     /* payees of an order, payments, instalments, unclaimed sums or payees drawn of such a step */
    int64_t amount_fen; /* due of an order, sum of the payments, of the instalments, unclaimed or reversed */
    const char *payee, *receipt, *answer;         /* of a call, a reversal or a void receipt; NULL when not carried */
    const char *no_refund, *other_unit, *in_time; /* reasons; NULL when not carried */
    const char *days, *approver;                  /* of an extension; NULL else */
    const char *into;                             /* number of the case it was merged into; NULL else */
    int64_t proxies;                              /* payments that another than the payee received */
    const char *words;                            /* of a remedy: what is to be done, what proves it; NULL else */
};
typedef enum jf_status jf_case_event_fn(void *arg, const struct jf_case_event *event, struct jf_error *err);
enum jf_status jf_case_events(struct jf_db *db, int64_t petition_id, jf_case_event_fn *each, void *arg,
                              struct jf_error *err);
/* The same of one refund order alone, which may stand without a case. */
enum jf_status jf_refund_events(struct jf_db *db, int64_t order_id, jf_case_event_fn *each, void *arg,
                                struct jf_error *err);

/* ---- verifying ---- */

/* Apply all events of casework again into TEMP tables and compare with the state tables; also compares each payee's
 * paid sum with the payments. Every difference goes to `bad` (event number 0 when it cannot be told). *sound says
 * whether all agree; *events how many were applied. Writes nothing outside TEMP, so that a connection that only reads
 * will do. Within the open transaction, else in a snapshot of its own. */
enum jf_status jf_casework_verify(struct jf_db *db, jf_event_bad_fn *bad, void *arg, int64_t *events, bool *sound,
                                  struct jf_error *err);

#endif
