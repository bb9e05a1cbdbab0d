/* casework.h - between cmd_petition.c, cmd_refund.c, cmd_remedy.c and the files of their subcommands: what they print
 * and do. */
#ifndef JIANFU_CLI_CASEWORK_H
#define JIANFU_CLI_CASEWORK_H

#include "internal.h"

#include "jianfu/casework.h"
#include "jianfu/day.h"
#include "jianfu/json.h"
#include "jianfu/letter.h"
#include "jianfu/mask.h"
#include "jianfu/money.h"
#include "jianfu/report.h"
#include "jianfu/utf8.h"

#include <string.h>

/* One subcommand: `run` gets argv with argv[0] its own name. */
struct casework_sub {
    const char *name;
    enum jf_status (*run)(struct jf_context *ctx, int argc, char **argv, struct jf_error *err);
};
/* The subcommand that argv[1] names; NULL when there is none. `subs` ends with a NULL name. */
const struct casework_sub *casework_sub_find(const struct casework_sub *subs, int argc, char **argv);

/* Take a step in a transaction of its own and tell what became of the case. `day` NULL means today. */
enum jf_status casework_take(struct jf_context *ctx, int64_t petition_id, const char *step, const char *day,
                             const char *fields, struct jf_error *err);

/* The same without telling. */
enum jf_status casework_write(struct jf_context *ctx, int64_t petition_id, const char *step, const char *day,
                              const char *fields, struct jf_error *err);

/* Turn what was typed for an option (the code, or its word in Chinese or English) into the code, in place. NULL is
 * passed over. JF_USAGE with what may be typed. */
enum jf_status casework_code(const struct jf_context *ctx, const char *option, const char *group, const char **value,
                             struct jf_error *err);

/* Turn a code or name of a place ("division") or unit ("unit") into the code, in place. NULL is passed over. The text
 * lives in `room`. */
enum jf_status casework_place(const struct jf_context *ctx, const char *kind, const char **value, struct jf_str *room,
                              struct jf_error *err);

/* `petition letter`, `refund letter` and `remedy letter`: argv[0] is "letter". */
enum jf_status casework_letter(struct jf_context *ctx, enum jf_letter_of of, int argc, char **argv,
                               struct jf_error *err);

/* Print which command prints the letter of a step of `steps`; nothing when it has none about `of`. */
void casework_tell_letter(const struct jf_context *ctx, const struct jf_steps *steps, const char *step,
                          enum jf_letter_of of, const char *number);

/* Print which refund orders that are not paid yet rest on findings that changed since (jf_refund.shaken): only a person
 * can tell what becomes of them. Nothing when there are none. */
enum jf_status casework_tell_shaken(const struct jf_context *ctx, struct jf_error *err);

/* Print where the case stands now and which steps are possible. */
enum jf_status casework_tell(struct jf_context *ctx, int64_t petition_id, struct jf_error *err);

/* Print the steps that may be taken now: "accept, refuse", in Chinese with their names. */
enum jf_status casework_tell_possible(struct jf_context *ctx, int64_t petition_id, struct jf_error *err);

/* JF_USAGE unless exactly one positional argument `what` is there. */
enum jf_status casework_one(int count, const char *what, struct jf_error *err);

/* Print a table of steps, whose states are the words of the group `states`; with `may`, only those for which it says
 * so. */
typedef enum jf_status casework_may_fn(struct jf_context *ctx, const void *arg, const struct jf_step *row, bool *may,
                                       struct jf_error *err);
enum jf_status casework_print_steps(struct jf_context *ctx, const struct jf_steps *table, const char *states,
                                    const char *format, casework_may_fn *may, const void *arg, struct jf_error *err);
/* `may` for steps that hang on the state alone; `arg` is its name. */
casework_may_fn casework_may_from;

/* The lines that tell of an order: unit, basis, deadline, sums. */
void casework_show_refund(const struct jf_refund *r);

/* The name as it may be shown: whole when `names`, else masked. NULL gives "". The text lives in `room`. */
const char *casework_name(const char *name, bool names, struct jf_str *room);

/* Free text as it may be shown: whole when `names`, else without numbers of people. NULL stays NULL. It lives in
 * `room`. */
const char *casework_said(const char *text, bool names, struct jf_str *room);

/* finding_decide.c: "12", "F12", "f12" or "finding:12"; JF_USAGE. And finding confirm, dismiss, waive, rectify: argv[1]
 * is the word. */
enum jf_status casework_finding_number(const char *text, int64_t *id, struct jf_error *err);
enum jf_status finding_decide(struct jf_context *ctx, int argc, char **argv, struct jf_error *err);

/* petition_due.c: the subcommand `due`; the periods of a case in one line each; the same explained step by step. */
enum jf_status petition_due(struct jf_context *ctx, int argc, char **argv, struct jf_error *err);
enum jf_status petition_deadlines(struct jf_context *ctx, int64_t petition_id, struct jf_error *err);
enum jf_status petition_explain_deadlines(struct jf_context *ctx, const char *number, int64_t petition_id,
                                          struct jf_error *err);

/* particulars.c: what an event carried, in one line; is it one of a remedy? */
void casework_add_particulars(struct jf_str *out, const struct jf_context *ctx, const struct jf_case_event *e);
bool casework_of_remedy(const struct jf_case_event *e);

/* The subcommand `petition search` (petition_search.c). */
enum jf_status casework_search(struct jf_context *ctx, int argc, char **argv, struct jf_error *err);

/* A day, month or year as it stands; a term or half-year in words: 2005年春季学期, spring term 2005. */
void casework_add_when(struct jf_str *out, const char *when, const char *lang);

/* A code for JSON, its word in the language of messages for people. */
const char *casework_word(const struct jf_context *ctx, const char *format, const char *group, const char *code);

/* ---- a statement printed as a list (rows.c) ---- */

/* Column i of the list is column i of the statement: a number or money by its type, codes parted by blanks of the word
 * group words[i], a person's name (masked unless `names`) with CASEWORK_PERSON, else the text as it stands. The views
 * are made first. */
#define CASEWORK_PERSON "person"
struct casework_rows {
    const char *format; /* table, csv or json; NULL: table */
    const struct jf_list_column *columns;
    const char *const *words; /* NULL: none has words */
    int count;
    bool names;
};
enum jf_status casework_rows(const struct jf_context *ctx, const struct casework_rows *rows, const char *statement,
                             const struct jf_arg *args, struct jf_error *err);

/* The same where the cells of a row need more than that: `put` puts them. */
typedef void casework_put_fn(const struct jf_context *ctx, const struct casework_rows *rows, const struct jf_stmt *st,
                             struct jf_list *out);
enum jf_status casework_list(const struct jf_context *ctx, const struct casework_rows *rows, casework_put_fn *put,
                             const char *statement, const struct jf_arg *args, struct jf_error *err);

/* The value of --period, into `period`; untouched for NULL. JF_USAGE. */
enum jf_status casework_period(const char *text, struct jf_period *period, struct jf_error *err);

/* Run the subcommand that argv[1] names; JF_USAGE with the list of them when there is none. */
enum jf_status casework_subs(struct jf_context *ctx, const struct casework_sub *subs, int argc, char **argv,
                             struct jf_error *err);

/* ---- refunds (cmd_refund.c has the list of subcommands) ---- */

/* Parse the options of a subcommand about one order, and read the order that its one argument names. Release `r`. */
enum jf_status refund_open(struct jf_context *ctx, const struct jf_option *options, int argc, char **argv,
                           struct jf_refund *r, struct jf_error *err);

/* A text that a step carries. */
struct refund_text {
    const char *name, *value; /* value NULL: left out */
};
/* Take a step about an order: its number, the texts (a NULL name ends them) and one list (JSON; NULL: none) are what it
 * carries. Tells where the case stands and how far the order is paid. */
enum jf_status refund_take(struct jf_context *ctx, const struct jf_refund *r, const char *step, const char *on,
                           const struct refund_text *texts, const char *list_name, const char *list,
                           struct jf_error *err);
/* What is told after a step about an order: where the case stands, how far the order is paid, the letter. */
enum jf_status refund_taken(struct jf_context *ctx, const struct jf_refund *r, const char *step, struct jf_error *err);
/* The case whose steps are those of the order: its petition, or the order where it stands alone. */
int64_t refund_case(const struct jf_refund *r);
/* The fields of a step as JSON, from texts and one list. */
enum jf_status refund_fields(struct jf_str *out, const struct refund_text *texts, const char *list_name,
                             const char *list, struct jf_error *err);

/* One line: how far the order is paid. */
void refund_tell(const struct jf_refund *r);

/* Subcommands: argv[0] is the word. */
typedef enum jf_status refund_sub(struct jf_context *ctx, int argc, char **argv, struct jf_error *err);
refund_sub refund_order, refund_withdraw, refund_plan, refund_close, refund_reopen; /* refund_order.c */
refund_sub refund_pay, refund_unclaimed, refund_reverse, refund_void;               /* refund_pay.c */
refund_sub refund_sample, refund_confirm, refund_calls;                             /* refund_calls.c */
refund_sub refund_show, refund_list, refund_receipts, refund_due;                   /* refund_show.c */

#endif
