/* audit.h - rule files, runs of all rules with their verdicts, and findings.
 *
 * A rule is one .sql file with front matter (`-- key: value` lines, continued by lines that begin with `--   `) and one
 * SELECT: rule, title, title.zh, basis, basis.zh, in-force (FROM..UNTIL, each may be empty), severity
 * (violation|doubt), subject, population (SELECT of one number), undecided ("none" or a SELECT of subject_id, part,
 * reason). The SELECT returns by name subject_id and detail, and as it can: part (0 when absent), division, unit
 * (subject ids), charged_on, charged_fen, allowed_fen, excess_fen, standard_id (record of the standard's version),
 * severity (when a row differs from the rule's). It reads the views of src/sql/views.sql and may use the bound
 * parameters :from and :until (the rule's in-force days; :until is 9999-12-31 while in force) and :day (day of the
 * audit), never a clock or a random number.
 *
 * in-force: a rule looks only at what was charged from its first to its last day; it has to use :from and :until for
 * that in its population, undecided and SELECT. A row charged outside is a fault of the rule and makes its verdict
 * "error".
 */
#ifndef JIANFU_AUDIT_H
#define JIANFU_AUDIT_H

#include "jianfu/day.h"
#include "jianfu/store.h"
#include "jianfu/word.h"

/* ---- rules ---- */

struct jf_rule {
    char *id;
    char *title, *title_zh;
    char *basis, *basis_zh;
    char from[JF_DAY_SIZE];  /* 0000-01-01 when the rule has no first day */
    char until[JF_DAY_SIZE]; /* 9999-12-31 when it has no last day */
    char *severity;          /* violation, doubt: where the data only suggest */
    char *subject;           /* notice-item, school-charge, subscription */
    char *population;
    char *undecided; /* NULL: nothing is ever undecided */
    char *sql;
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

/* ---- a run ---- */

struct jf_audit_options {
    const char *actor;
    const char *const *only; /* ids of the rules to run, ends with NULL; NULL: all. The others are "not-checked" */
    bool reverse;            /* PRAGMA reverse_unordered_selects, for tests */
    bool (*progress)(void *arg, size_t done, size_t total, const char *rule); /* may be NULL; false stops the run */
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
    char book[JF_DIGEST_HEX];
    size_t count;
    struct jf_audit_verdict *verdicts; /* in the order of the rules */
    int64_t failed, undecided;
    int64_t excess_fen; /* each line of each subject once, with its largest excess: rules may find the same money */
};

/* Run the rules in one transaction (begun and committed here). Findings are keyed by rule, subject and part: new ones
 * open; known ones take the new figures and keep their state; one that had gone opens again; open or confirmed ones
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
    char *detail;        /* one sentence of evidence, Chinese as the papers are; holds no person's name */
    int64_t record_id, version, line;
    char *file_name, *sha256, *imported_at; /* the imported file; NULL when keyed in */
    int64_t batch_id;
    int64_t first_run, last_run;
    char *first_at, *last_at, *last_day, *book;
};

/* Read one finding. JF_NOT_FOUND. `out` must be zeroed; release with jf_finding_release. */
enum jf_status jf_finding_read(struct jf_db *db, int64_t finding_id, struct jf_finding *out, struct jf_error *err);
void jf_finding_release(struct jf_finding *finding);

/* Walk findings by rule, place and subject. NULL and false let everything pass, but findings that are gone come only
 * when asked for by state or with `all`. */
struct jf_finding_filter {
    const char *rule;
    const char *unit;     /* unit code */
    const char *division; /* 12-digit code: the division and everything under it */
    const char *state;
    const char *severity;
    const char *subject;      /* key of the subject: UNITCODE/NO */
    const char *from, *until; /* day of the charge */
    bool school;              /* only of schools */
    bool all;
};
typedef enum jf_status jf_finding_fn(void *arg, const struct jf_finding *finding, struct jf_error *err);
enum jf_status jf_finding_list(struct jf_db *db, const struct jf_finding_filter *filter, jf_finding_fn *fn, void *arg,
                               struct jf_error *err);

/* A person's decision: "confirm" (open, dismissed -> confirmed), "dismiss" (open, confirmed -> dismissed), "rectify"
 * (confirmed -> rectified). dismiss and rectify need a reason. Appends the event finding.confirm ... Needs no open
 * transaction (it makes its own). JF_USAGE: unknown or illegal decision, or no reason. */
enum jf_status jf_finding_decide(struct jf_db *db, int64_t finding_id, const char *decision, const char *reason,
                                 const char *actor, const char *day, struct jf_error *err);

/* What people decided about it, oldest first. */
typedef enum jf_status jf_finding_event_fn(void *arg, const char *day, const char *actor, const char *type,
                                           const char *reason, struct jf_error *err);
enum jf_status jf_finding_history(struct jf_db *db, int64_t finding_id, jf_finding_event_fn *fn, void *arg,
                                  struct jf_error *err);

#endif
