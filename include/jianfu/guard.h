/* guard.h - running an office's own rules: SELECTs written by somebody else, on a connection of their own that can only
 * read, and not everything.
 *
 * What is refused, always with a reason in plain words (JF_REFUSED):
 *  - anything but reading: writes, TEMP writes, ATTACH, PRAGMA, transactions, extensions, several statements;
 *  - tables and columns that no view of src/sql/views.sql reads. What the views read is asked of the views themselves
 *    when the guard is opened, so that the list cannot grow stale; a short list of closed columns (names, telephones
 *    and addresses of payers, petitioners, household heads, who received money, texts of petitions, bodies of events)
 *    wins over it. The payer's key (a household code) is open: rules have to count payers. Findings are closed, so
 *    that a rule cannot depend on what was found before;
 *  - NATURAL JOIN and JOIN ... USING: SQLite compares the columns of such joins without asking its authorizer;
 *  - functions that are not in the list: no clock, no randomness, no files, no JSON, no blobs made up;
 *  - more than a time, a number of rows, an amount of memory, a length of text.
 * The authorizer denies by default and looks only at table, column and database; its last argument (the view or CTE
 * that a read is done for) is never trusted, because a CTE can bear the name of a view.
 */
#ifndef JIANFU_GUARD_H
#define JIANFU_GUARD_H

#include "jianfu/store.h"

struct jf_guard;

/* 0 means the default: 10,000 ms, 100,000 rows, 256 MiB; for one rule, all its statements together. */
struct jf_guard_limits {
    int64_t milliseconds;
    int64_t rows;
    int64_t bytes;
};

/* Build what rules need beside the views (TEMP tables) before the guard is armed. */
typedef enum jf_status jf_guard_prepare_fn(void *arg, struct jf_db *db, struct jf_error *err);

/* Open the database a second time, read-only, make the views, let `prepare` (may be NULL; no transaction is open) do
 * its work, then arm. All rules run in one snapshot: the state that was committed last. Close with jf_guard_close
 * before the main connection.
 */
enum jf_status jf_guard_open(const char *path, const struct jf_guard_limits *limits, jf_guard_prepare_fn *prepare,
                             void *arg, struct jf_guard **out, struct jf_error *err);
void jf_guard_close(struct jf_guard *guard); /* NULL allowed */

/* What is watched over the main connection (jf_db_stop_when) also stops this one: with JF_STOPPED, no fault of a rule.
 */
void jf_guard_stop_with(struct jf_guard *guard, struct jf_db *db);

/* Begin the budget of time and rows anew: once per rule. */
void jf_guard_start(struct jf_guard *guard);

/* Begin one SELECT; then jf_guard_next for each row, then jf_stmt_done. Columns are read with jf_col_*. JF_REFUSED with
 * the reason: the guard refuses it or SQLite cannot understand it. */
enum jf_status jf_guard_query(struct jf_guard *guard, const char *sql, const struct jf_arg *args, struct jf_stmt **out,
                              struct jf_error *err);
enum jf_status jf_guard_next(struct jf_guard *guard, struct jf_stmt *st, bool *row, struct jf_error *err);

/* Where in its text the statement that was refused last is at fault: bytes from its beginning, -1 when not known. */
long jf_guard_fault_at(const struct jf_guard *guard);

/* Walk the words of an SQL text that are not in comments, strings or quoted names. `depth` counts open parentheses.
 * False stops the walk. For looking at rules, not for safety (but for USING and NATURAL, which cannot be written
 * otherwise). */
typedef bool jf_sql_word_fn(void *arg, const char *word, size_t len, size_t at, int depth);
void jf_sql_words(const char *sql, jf_sql_word_fn *fn, void *arg);

#endif
