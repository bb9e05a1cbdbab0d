/* audit.h - rule files, runs of all rules with their verdicts, and findings.
 *
 * A rule is one .sql file with front matter (`-- key: value` lines, continued by lines that begin with `--   `) and one
 * SELECT: rule, title, title.zh, basis, basis.zh, in-force (FROM..UNTIL, each may be empty), severity
 * (violation|doubt), subject, population (SELECT of one number), undecided ("none" or a SELECT of subject_id, part,
 * reason); and if it has any, companions (ids of other rules that may fire on the same breach). The SELECT returns by
 * name subject_id and detail, and as it can: part (0 when absent), division, unit (subject ids), charged_on,
 * charged_fen, allowed_fen, excess_fen, standard_id (record of the standard's version), severity (when a row differs
 * from the rule's). It reads the views of src/sql/views.sql and may use the bound parameters :from and :until (the
 * rule's in-force days; :until is 9999-12-31 while in force) and :day (day of the audit), never a clock or a random
 * number.
 *
 * A built-in rule about notices may name what the one pass over all lines needs that a check makes for all rules
 * together (the sweep, src/audit/sweep.c). The first three are asked of a sort of lines (src/audit/sorts.c), so over
 * one row `i` of the view notice_sort, which says how far its charged_on goes:
 *   lines     what a line of the sort adds to the population; stands instead of `population`
 *   suspects  true for every sort with lines that the SELECT, `undecided` or a `population` of its own may have to do
 *             with, and for as few others as can be told cheaply: they then run over the suspects' notices alone
 *   repeats   a hash (or NULL) of what a payer is asked for: lines of one payer that share it are suspects as well, and
 *             are judged together
 *   together  a hash (or NULL), asked of the suspects' lines, rows `i` of v_notice_line: lines that share it are judged
 *             together, whoever pays, and again together when one of them changes
 * A rule with neither of the last two looks at one notice at a time. Leaving them all out is never wrong, only slow.
 *
 * An office's own rules come from a folder (jf_rules_load) and run behind the guard (guard.h): on a connection of their
 * own that only reads, and not everything; what they return is checked value by value before it becomes a finding. A
 * rule that breaks the guard has the verdict "error" with the reason; the others run.
 *
 * in-force: a rule looks only at what was charged from its first to its last day; it has to use :from and :until for
 * that in its population, undecided and SELECT. A row charged outside is a fault of the rule and makes its verdict
 * "error".
 */
#ifndef JIANFU_AUDIT_H
#define JIANFU_AUDIT_H

#include "jianfu/day.h"
#include "jianfu/guard.h"
#include "jianfu/store.h"
#include "jianfu/word.h"

/* ---- rules ---- */

enum { JF_RULE_ID_MAX = 64 };

struct jf_rule {
    char *id; /* a-z, 0-9, - and _, at most JF_RULE_ID_MAX of them: it stands in references to figures (report.h) */
    char *title, *title_zh;
    char *basis, *basis_zh;
    char from[JF_DAY_SIZE];  /* 0000-01-01 when the rule has no first day */
    char until[JF_DAY_SIZE]; /* 9999-12-31 when it has no last day */
    char *severity;          /* violation, doubt: where the data only suggest */
    char *subject;           /* kind of the subjects that it finds; notice-item: lines of notices */
    char *population;
    char *undecided;                             /* NULL: nothing is ever undecided */
    char *lines, *suspects, *repeats, *together; /* for the sweep; NULL where the rule has none; population is made of
                                                  * `lines` */
    char *companions; /* ids of rules that may fire on the same breach, parted by blanks; NULL: none */
    char *sql;
    long sql_line, population_line, undecided_line; /* where each text begins in the file */
    char *path; /* "rules/fee-over-standard.sql", or the file in a folder of own rules */
    bool builtin;
    char digest[JF_DIGEST_HEX]; /* BLAKE2b-256 of the text */
};

/* Parse one rule. JF_REFUSED: "PATH:LINE: what is wrong", with a hint. `out` must be zeroed; release in every case. */
enum jf_status jf_rule_parse(const char *path, const char *text, struct jf_rule *out, struct jf_error *err);
void jf_rule_release(struct jf_rule *rule);

/* Title and basis in "zh" or "en"; the English text where there is no Chinese one. */
const char *jf_rule_title(const struct jf_rule *rule, const char *lang);
const char *jf_rule_basis(const struct jf_rule *rule, const char *lang);

/* The built-in rules sorted by id, and those of a folder of own rules (*.sql; NULL: none). JF_REFUSED also when a
 * rule's id is not its file's name or is taken already. Free with jf_rules_free. */
struct jf_rules;
enum jf_status jf_rules_load(const char *folder, struct jf_rules **out, struct jf_error *err);
void jf_rules_free(struct jf_rules *rules);
size_t jf_rules_count(const struct jf_rules *rules);
const struct jf_rule *jf_rules_at(const struct jf_rules *rules, size_t index);
const struct jf_rule *jf_rules_find(const struct jf_rules *rules, const char *id); /* NULL: not there */

/* Look at one rule file without running it over a county: front matter, then each SELECT behind `guard` (opened on any
 * database of this version, best an empty one). Each fault goes to `fn` with its line. What is looked for: unknown or
 * missing columns, unknown views and columns, closed columns, functions that are not allowed (clocks, random numbers),
 * unknown parameters, :from and :until left out, no ORDER BY, LIMIT, group_concat (order not fixed), an id that a
 * built-in rule has. *faults (added to) counts them; JF_OK also when there are some. */
typedef void jf_rule_fault_fn(void *arg, const char *path, long line, const char *message, const char *hint);
enum jf_status jf_rule_lint(struct jf_guard *guard, const struct jf_rules *builtin, const char *path,
                            jf_rule_fault_fn *fn, void *arg, size_t *faults, struct jf_error *err);
/* A jf_guard_prepare_fn: the TEMP tables of governing standards that views need. */
enum jf_status jf_audit_prepare(void *arg, struct jf_db *db, struct jf_error *err);

/* The subjects that the last rule of the last run on this connection could not decide: key, part, reason. For tests of
 * rules. */
typedef enum jf_status jf_audit_open_fn(void *arg, const char *subject_key, int64_t part, const char *reason,
                                        struct jf_error *err);
enum jf_status jf_audit_open_list(struct jf_db *db, jf_audit_open_fn *fn, void *arg, struct jf_error *err);

/* ---- a run ---- */

struct jf_audit_options {
    const char *actor;
    const char *const *only; /* ids of the rules to run, ends with NULL; NULL: all. The others are "not-checked" */
    const struct jf_guard_limits *limits; /* of own rules; NULL: the defaults of guard.h */
    bool whole;                           /* look at everything again, whatever an earlier check has seen */
    bool unswept;                         /* let each rule read all notices by itself, for tests of the sweep */
    int64_t helped_from;                  /* notices from which a second thread reads along; 0: as many as pay for it */
    bool reverse;                         /* PRAGMA reverse_unordered_selects, for tests */
    /* --known-on: the run sees the records as they were known at the end of this day, which is also the day of the
     * audit, and stores nothing: run, verdicts and findings stand in TEMP tables of the connection and can be listed
     * until it is closed; the findings as they stand now are not touched, no event is written, all findings count as
     * new. set_known is jf_known_on (audit knows nothing of intake); it is called here, for own rules on their
     * connection too. NULL: now. */
    const char *known_on;
    enum jf_status (*set_known)(struct jf_db *db, const char *day, struct jf_error *err);
    /* jf_terms_match, called for what was unknown so far: this program may know names that an earlier one, which took
     * the papers in, did not. NULL: names stay as they are. */
    enum jf_status (*match_names)(struct jf_db *db, bool anew, struct jf_error *err);
    /* May be NULL; false stops the run. First the sweep by lines (rule NULL), then the rules. */
    bool (*progress)(void *arg, size_t done, size_t total, const char *rule);
    void *progress_arg;
};

struct jf_audit_verdict {
    const struct jf_rule *rule;
    const char *verdict; /* pass, fail, undecided, not-applicable (nothing to look at), not-checked, error */
    int64_t population;  /* = passed + failed + undecided */
    int64_t passed, failed, undecided;
    int64_t excess_fen;            /* of this rule's findings */
    int64_t fresh, returned, gone; /* findings that are new, open again after having gone, no longer found */
    char message[512];             /* for error */
};
struct jf_audit_result {
    int64_t run_id;
    bool resumed; /* only what has come since the last check was looked at; verdicts and findings are those of the whole
                   */
    char book[JF_DIGEST_HEX];
    size_t count;
    struct jf_audit_verdict *verdicts; /* in the order of the rules */
    int64_t failed, undecided;
    int64_t excess_fen; /* each line of each subject once, with its largest excess: rules may find the same money */
    int64_t expired;    /* waivers that had run out: their findings are open again */
    /* Standards that fit a charge of the audited records, by what is doubtful about them. */
    int64_t standards;
    int64_t never_checked; /* not once compared with the paper */
    int64_t stale;         /* last compared more than JF_STALE_DAYS before the day of the audit */
    int64_t past_paper;    /* the standard has no last day or a later one than its paper, and the paper has ended */
};
#define JF_STALE_DAYS 365

/* Run the rules in one transaction (begun and committed here). Findings are keyed by rule, subject and part: new ones
 * open; known ones take the new figures and keep their state; one that had gone opens again, and so does a dismissed or
 * rectified one whose charge is another than the one decided on; open or confirmed ones
 * that no longer arise become "gone" and stay readable; those of rules not run, or run with an error, stay as they are.
 * A rule whose SQL fails gets the verdict "error" and the others still run. Appends the event check.run. JF_NOT_FOUND:
 * an id in `only` is no rule. On failure nothing is changed. Release the result. */
enum jf_status jf_audit_run(struct jf_db *db, const struct jf_rules *rules, const struct jf_audit_options *options,
                            struct jf_audit_result *result, struct jf_error *err);
void jf_audit_result_release(struct jf_audit_result *result);

/* Why subjects of a run could not be decided, by rule and reason. */
typedef enum jf_status jf_audit_reason_fn(void *arg, const char *rule, const char *reason, int64_t subjects,
                                          struct jf_error *err);
enum jf_status jf_audit_reasons(struct jf_db *db, int64_t run_id, jf_audit_reason_fn *fn, void *arg,
                                struct jf_error *err);

/* ---- findings ---- */

/* A finding with its whole provenance. Texts are owned, NULL where there is none. Amounts in fen. */
struct jf_finding {
    int64_t finding_id;
    char *rule, *rule_digest; /* rule and the version of it that last found this */
    int64_t subject_id, part;
    char *subject_kind, *subject_key; /* notice, UNITCODE/NO */
    char *state;                      /* open, confirmed, dismissed, waived, rectified, gone */
    char *severity;                   /* violation, doubt */
    char *division_code, *division_name, *township_name;
    char *unit_code, *unit_name;
    char *charged_on;
    bool has_charged, has_allowed, has_excess;
    int64_t charged_fen, allowed_fen, excess_fen;
    int64_t standard_id; /* for jf_standard_read; 0: none */
    char *item_name;     /* as written on the line; NULL for a whole subject */
    char *matched_by;    /* how the name was found in the rule book: name, alias, pattern; NULL: unknown to it */
    char *matched_item, *matched_code; /* the item that it was taken for */
    bool has_line;                     /* the line's arithmetic; for a school quantity counts pupils */
    int64_t quantity_milli, price_fen, line_fen;
    char *detail; /* one sentence of evidence, Chinese as the papers are; holds no person's name */
    int64_t record_id, version, line;
    char *file_name, *sha256, *imported_at; /* the imported file; NULL when keyed in */
    int64_t batch_id;
    int64_t first_run, last_run;
    char *first_at, *last_at, *last_day, *book;
    int64_t repeats; /* the earlier breach that it repeats (jf_finding_repeats); 0: none */
};

/* Read one finding. JF_NOT_FOUND. `out` must be zeroed; release with jf_finding_release. */
enum jf_status jf_finding_read(struct jf_db *db, int64_t finding_id, struct jf_finding *out, struct jf_error *err);
void jf_finding_release(struct jf_finding *finding);

/* Walk findings. NULL, 0 and false let everything pass, but findings that are gone come only when asked for by state or
 * with `all`. JF_NOT_FOUND: the register knows no such place. */
struct jf_finding_filter {
    const char *rule;
    const char *unit;               /* unit code or name */
    const char *division;           /* 12-digit code or name: the division and everything under it */
    const char *township, *village; /* the same, of that level */
    const char *school;             /* unit code or name of a school */
    const char *state;
    const char *severity;
    const char *subject;      /* key of the subject: UNITCODE/NO */
    const char *from, *until; /* day of the charge */
    int64_t least_fen;        /* excess of at least so much */
    bool schools;             /* only of schools */
    bool all;
    const char *sort; /* excess (largest first), day, unit, place, number; NULL: rule, place, subject */
    int64_t limit;    /* of findings handed to `fn`; the totals count all */
};
struct jf_finding_totals {
    int64_t count, shown;
    int64_t excess_fen; /* each line of each subject once, with its largest excess: rules may find the same money */
};
/* Are the places of a filter there? JF_NOT_FOUND; jf_finding_list asks it too. */
enum jf_status jf_finding_check(struct jf_db *db, const struct jf_finding_filter *filter, struct jf_error *err);
typedef enum jf_status jf_finding_fn(void *arg, const struct jf_finding *finding, struct jf_error *err);
enum jf_status jf_finding_list(struct jf_db *db, const struct jf_finding_filter *filter, jf_finding_fn *fn, void *arg,
                               struct jf_finding_totals *totals, struct jf_error *err); /* totals may be NULL */

/* A person's decision:
 *   confirm  open -> confirmed; from dismissed, waived, rectified with a reason
 *   dismiss  open, confirmed -> dismissed, with a reason
 *   waive    open, confirmed -> waived, with a reason, who approved it and the last day; after that day the next check
 *            opens the finding again (event finding.expire)
 *   rectify  confirmed -> rectified, with a note; JF_REFUSED while a refund order on the same line has money to pay
 * back Appends the event finding.confirm ... Makes a transaction of its own unless one is open. JF_USAGE: unknown or
 * not possible from the state, or something is missing; the hint tells what is possible. */
struct jf_decision {
    int64_t finding_id;
    const char *decision;
    const char *reason;
    const char *approver, *until; /* of a waiver */
    const char *actor, *day;
    const char *lang; /* of messages */
};
enum jf_status jf_finding_decide(struct jf_db *db, const struct jf_decision *wish, struct jf_error *err);

/* Are the findings as the last check and the decisions since left them? Each that a person decided on otherwise than it
 * stands, and each rule with findings that were changed, added or taken away, goes to `bad` with a text. A last check
 * of an earlier version of the program left no seals: then only the decisions are looked at. */
enum jf_status jf_finding_verify(struct jf_db *db, jf_event_bad_fn *bad, void *arg, bool *sound, struct jf_error *err);

/* ---- repeats (重复违规) ---- */

/* A finding whose unit broke the same rule again: charged after an earlier breach had been confirmed, and within the
 * window of src/audit/repeat.tsv (two years, the county's own rule). Findings dismissed, waived or gone are on neither
 * side. */
struct jf_repeat {
    int64_t finding_id;
    char *rule, *state, *unit, *unit_name, *charged_on;
    bool has_excess;
    int64_t excess_fen;
    int64_t earlier;                           /* the latest such breach */
    char *earlier_charged_on, *established_on; /* its charge; the day it was confirmed */
    int64_t days;                              /* from that day to the later charge */
    char *remedies;                            /* numbers of the remedies that had been ordered for it; NULL: none */
};
typedef enum jf_status jf_repeat_fn(void *arg, const struct jf_repeat *repeat, struct jf_error *err);
/* By unit, rule and day; `unit` (a code) and `rule` NULL mean all. */
enum jf_status jf_finding_repeats(struct jf_db *db, const char *unit, const char *rule, jf_repeat_fn *fn, void *arg,
                                  struct jf_error *err);

/* What was decided about it, oldest first. Texts live until the function returns; NULL where there is none. */
struct jf_finding_event {
    const char *at, *day, *actor; /* written down, happened, who */
    const char *type;             /* finding.confirm ... */
    const char *from, *to;        /* states */
    const char *reason, *approver, *until;
};
typedef enum jf_status jf_finding_event_fn(void *arg, const struct jf_finding_event *event, struct jf_error *err);
enum jf_status jf_finding_history(struct jf_db *db, int64_t finding_id, jf_finding_event_fn *fn, void *arg,
                                  struct jf_error *err);

#endif
