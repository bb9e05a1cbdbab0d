/* internal.h - between the files of src/audit: how a run takes the rows of a rule. Nothing outside includes this. */
#ifndef JIANFU_AUDIT_INTERNAL_H
#define JIANFU_AUDIT_INTERNAL_H

#include "jianfu/audit.h"
#include "jianfu/guard.h"
#include "jianfu/set64.h"

struct audit_sweep;

/* ---- a run (run.c) and what its parts share ---- */
struct audit_run {
    struct jf_db *db;
    const struct jf_rules *rules;
    const struct jf_audit_options *options;
    struct jf_audit_result *result;
    struct jf_guard *guard; /* for own rules; opened when the first of them runs */
    char day[JF_DAY_SIZE];
    struct audit_sweep *sweep;
    /* what it goes on from (resume.c); earlier 0: nothing, everything is looked at */
    int64_t earlier, last_record;
    int64_t changed_notices, changed_schools, changed_subscriptions, changed_others;
    bool same_day; /* as the earlier one */
    bool narrowed; /* notice_current shows the suspects only */
};

/* The rows of a rule into audit_open and audit_hit, and the number that its population gives. The rule's faults are
 * JF_REFUSED. */
enum jf_status audit_collect_population(struct audit_run *run, const struct jf_rule *rule, int64_t *population,
                                        struct jf_error *err);
enum jf_status audit_collect_open(struct audit_run *run, const struct jf_rule *rule, struct jf_error *err);
enum jf_status audit_collect_hits(struct audit_run *run, const struct jf_rule *rule, struct jf_error *err);
/* Refuse rows that are found and undecided both, or lie outside the rule's time. */
enum jf_status audit_check_hits(struct audit_run *run, const struct jf_rule *rule, struct jf_error *err);
/* audit_hit becomes findings; those of the rule that this run has not found are gone. */
enum jf_status audit_keep_findings(struct audit_run *run, struct jf_audit_verdict *v, struct jf_error *err);

/* ---- resume.c: going on from an earlier check ----
 *
 * A check of the whole county is a sum over its notices. When nothing has come since the last one but notices, school
 * charges and subscriptions, the sum changes only by the notices that are new or corrected and by those that share
 * something with them: their part as it was is taken off, their part as it is now is added. Findings of all others are
 * found again without looking. The outcome is that of a whole check, to the row. */
enum jf_status audit_resume_decide(struct audit_run *run, struct jf_error *err);  /* sets `earlier` */
enum jf_status audit_resume_changed(struct audit_run *run, struct jf_error *err); /* fills the turns AUDIT_CHANGED_* */
bool audit_resume_stands(const struct jf_rule *rule);                             /* whatever may have come */
bool audit_resume_others(const struct jf_rule *rule); /* whatever charges and subscriptions may have come */
bool audit_resume_unchanged(const struct audit_run *run, const struct jf_rule *rule);
enum jf_status audit_resume_rule(struct audit_run *run, struct jf_audit_verdict *v, struct jf_error *err);
enum jf_status audit_resume_save(struct audit_run *run, struct jf_error *err);

/* ---- compose.c: a text of src/sql with @columns@ and @rule@ replaced ---- */
enum jf_status audit_compose(const char *path, const char *columns_text, const char *rule_sql, struct jf_str *sql,
                             struct jf_error *err);

/* Scopes, governing standards and boards on a connection whose places and span are there, and what the rules about
 * schools ask for (run.c). */
enum jf_status audit_fill_tables(struct jf_db *db, bool schools, struct jf_error *err);

/* ---- places.c: what place and day mean ---- */
struct audit_places;
enum jf_status audit_places_open(struct jf_db *db, struct audit_places **out, struct jf_error *err);
void audit_places_close(struct audit_places *p); /* NULL allowed */
/* The class of scope, and the number of the stretch among those of all units; false for a place of no notice. */
bool audit_places_find(const struct audit_places *p, int64_t unit_id, int64_t division_id, const char *payer_class,
                       const char *day, int64_t *class_id, uint32_t *stretch);

/* ---- sorts.c: what the rules say of the sorts of lines ---- */
enum { AUDIT_EXPRESSIONS = 250 }; /* at most, in one statement */
struct audit_asked {              /* what a rule asks of a sort */
    char from[JF_DAY_SIZE], until[JF_DAY_SIZE];
    int lines, suspects, repeats; /* numbers of expressions; -1: it has none */
};
struct audit_question {
    const char *sql; /* sort, day of its first line, then the expressions */
    const struct audit_asked *rules;
    size_t rule_count;
};
enum { /* columns of audit.read_lines */
       AUDIT_LINE_SUBJECT,
       AUDIT_LINE_RECORD,
       AUDIT_LINE_PART,
       AUDIT_LINE_PAYER,
       AUDIT_LINE_UNIT,
       AUDIT_LINE_DIVISION,
       AUDIT_LINE_PAYER_CLASS,
       AUDIT_LINE_DAY,
       AUDIT_LINE_REST
};
enum audit_what { AUDIT_COUNTS, AUDIT_SUSPECTS, AUDIT_REPEATS };
struct audit_mark { /* what a rule says of a sort, where it says anything */
    uint16_t rule;
    uint16_t what;  /* enum audit_what */
    uint32_t value; /* what a line adds to the population; 1; a key of what is asked for, without the payer */
};
struct audit_sorts;
enum jf_status audit_sorts_open(struct jf_db *db, const struct audit_question *question, struct audit_sorts **out,
                                struct jf_error *err);
void audit_sorts_close(struct audit_sorts *s); /* NULL allowed */
/* Before so many more lines are met. Numbers of sorts that were told are void then; what is forgotten is counted. */
enum jf_status audit_sorts_make_room(struct audit_sorts *s, size_t more, int64_t *lines, struct jf_error *err);
/* The sort of the line in a row of audit.read_lines. */
enum jf_status audit_sorts_find(struct audit_sorts *s, const struct jf_stmt *line, uint32_t *sort,
                                struct jf_error *err);
enum jf_status audit_sorts_ask(struct audit_sorts *s, struct jf_error *err); /* for all that are new */
/* A line of the sort, which was asked for: its marks, valid until the next question. */
const struct audit_mark *audit_sorts_meet(struct audit_sorts *s, uint32_t sort, size_t *count);
/* Add what the lines that were met since the last time count, by rule. */
void audit_sorts_count(struct audit_sorts *s, int64_t *lines);

/* ---- scan.c: the lines, by ranges of records ---- */
struct audit_suspect {
    size_t rule;
    int64_t subject_id, record_id;
};
struct audit_key {
    size_t rule;
    uint64_t key;
    int64_t subject_id;
};
struct audit_harvest { /* of one range */
    int64_t *lines;    /* by rule */
    int64_t line_count;
    struct audit_suspect *suspects;
    struct audit_key *keys;
    size_t suspect_count, suspect_room, key_count, key_room;
};
void audit_harvest_release(struct audit_harvest *h);
/* Asked every few thousand lines of a range, with the lines read of it; false stops. */
typedef bool audit_look_fn(void *arg, int64_t lines);
/* Called for each range, in no particular order, always on the caller's thread. */
typedef enum jf_status audit_bring_fn(void *arg, const struct audit_harvest *h, struct jf_error *err);
/* Over the records 1 to `last`. `helped_from`: number of notices from which a second thread helps; 0: the usual one; or
 * one of these. */
enum { AUDIT_ALONE = -1, AUDIT_AT_ONCE = -2 }; /* no help; nor in ranges, where there is little to read */
enum jf_status audit_scan(struct jf_db *db, const struct audit_question *question, int64_t notices, int64_t last,
                          int64_t helped_from, audit_look_fn *look, audit_bring_fn *bring, void *arg,
                          struct jf_error *err);

/* ---- sweep.c ---- */
enum audit_side { AUDIT_NOW, AUDIT_BEFORE };
enum { AUDIT_CHANGED_BEFORE = -1, AUDIT_CHANGED_NOW = -2 }; /* turns of the changed notices themselves */
struct audit_swept {
    const struct jf_rule *rule;
    int64_t lines;    /* what `lines` adds up to; of a check that goes on: the change */
    bool suspects[2]; /* is there anything to look at, by side */
    int64_t turn[2];  /* in audit_suspect, by side */
};
bool audit_is_swept(const struct jf_rule *rule);
enum jf_status audit_sweep_open(struct jf_db *db, const struct jf_rules *rules, const struct jf_audit_options *options,
                                bool (*wanted)(const struct jf_audit_options *, const char *id),
                                struct audit_sweep **out, struct jf_error *err);
void audit_sweep_close(struct audit_sweep *sweep); /* NULL allowed */
const struct audit_swept *audit_sweep_find(const struct audit_sweep *sweep, const struct jf_rule *rule); /* or NULL */
enum jf_status audit_sweep_all(struct audit_sweep *sweep, struct jf_error *err);
/* Behind it, when notice_current shows the suspects: which lines of them are judged together. */
enum jf_status audit_sweep_together(struct audit_sweep *sweep, struct jf_error *err);
int64_t audit_sweep_lines(const struct audit_sweep *sweep); /* met so far; below 0 where no rule is swept */
/* Over the notices of the turns AUDIT_CHANGED_*, about so many; notice_current must be the narrowed view. */
enum jf_status audit_sweep_changed(struct audit_sweep *sweep, int64_t notices, struct jf_error *err);
/* Let notice_current show what this rule must look at. */
enum jf_status audit_sweep_turn(struct audit_sweep *sweep, const struct audit_swept *rule, enum audit_side side,
                                struct jf_error *err);

/* ---- keys.c: which lines a rule judges together ---- */
struct audit_keys;
typedef enum jf_status audit_subject_fn(void *arg, int64_t subject_id, struct jf_error *err);
enum jf_status audit_keys_open(struct jf_db *db, const char *rule, struct audit_keys **out, struct jf_error *err);
void audit_keys_close(struct audit_keys *keys);
uint64_t audit_key_half(uint64_t hash); /* what is kept of a hash, and is meant by `key` below */
enum jf_status audit_keys_add(struct audit_keys *keys, uint64_t key, int64_t subject_id, struct jf_error *err);
enum jf_status audit_keys_flush(struct audit_keys *keys, struct jf_error *err);
/* Tell each notice with a line that shares its key with another line; one may be told several times. */
enum jf_status audit_keys_repeated(struct audit_keys *keys, audit_subject_fn *fn, void *arg, struct jf_error *err);
/* Tell each notice that the touched keys reach, through others too: `subjects` are those of the changed notices; both
 * sets grow. With `repeats` only where a key stands on several lines. */
enum jf_status audit_keys_reach(struct audit_keys *keys, struct jf_set64 *touched, struct jf_set64 *subjects,
                                bool repeats, audit_subject_fn *fn, void *arg, struct jf_error *err);

/* ---- hit.c: a row of a rule's SELECT ---- */
enum jf_status audit_check_columns(const struct jf_stmt *st, struct jf_error *err); /* JF_REFUSED: unknown, missing */
/* Into audit_hit; `severity` where the row has none. A row that comes twice (`number` says which) is JF_REFUSED. */
enum jf_status audit_add_hit(struct jf_db *db, const struct jf_stmt *st, const char *severity, int64_t number,
                             struct jf_error *err);
/* Into a table that must not have it yet: the statement, and the row's columns by the names of its parameters. */
enum jf_status audit_insert(struct jf_db *db, const char *name, const struct jf_arg *args, int64_t number,
                            struct jf_error *err);
struct jf_arg audit_number_arg(const char *name, const struct jf_stmt *st);
struct jf_arg audit_text_arg(const char *name, const struct jf_stmt *st, const char *instead);

/* rules.c: read a rule file whole: size, no NUL byte. */
enum jf_status audit_read_rule(const char *path, struct jf_str *text, struct jf_error *err);

/* finding.c: open again the findings whose waiver ended before `day`, each with its event. Needs an open transaction.
 */
enum jf_status audit_expire_waivers(struct jf_db *db, const char *actor, const char *day, int64_t *expired,
                                    struct jf_error *err);

/* sealed.c: write "findings":{"fee-cancelled":"77af...", ...}, a digest of each rule's findings as they stand. */
struct jf_json;
enum jf_status audit_seal_findings(struct jf_db *db, struct jf_json *j, struct jf_error *err);

/* repeat.c: the window of repeats, as a modifier of SQLite's date(). NULL with `err` set when the table lacks it. */
const char *audit_repeat_window(struct jf_error *err);

/* own.c: the rows of an own rule, read behind the guard and written into audit_hit and audit_open of `db`, which must
 * be empty. JF_REFUSED: the rule's fault. */
enum jf_status audit_own_rule(struct jf_db *db, struct jf_guard *guard, const struct jf_rule *rule, const char *day,
                              int64_t *population, struct jf_error *err);

#endif
