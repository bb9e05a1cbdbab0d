/* store.h - the only door to SQLite: open, migrate, transactions, named statements, SQL functions, backup.
 *
 * All SQL stands in files: src/sql/<module>.sql holds named statements (`-- name: module.verb` before each), rule files
 * hold audit rules. A statement is asked for by its name, is prepared once and kept. Values are always bound by name.
 *
 * SQL functions on every connection: REGEXP (PCRE2), doc_no(text) -> canonical document number or NULL,
 * doc_no_plain(text) -> the same without category character, doc_no_found(text) -> does one stand in the text,
 * name_key(text) -> a name as names are compared, name_undated(text) -> a name without the time that it names and
 * name_period(text) -> that time, or NULL (dated.h), fen_text(fen) -> "15850.00", half_year(day) -> '2005H1',
 * period_text('2005S') -> '2005年春季', add_days(day, n) -> day, receipt_key(text) -> number of a receipt in which
 * blanks around it, case and full-width digits make no difference (the stored column of that name folds alike),
 * mask_text(text, names, telephones, addresses)
 * -> text without these secrets (mask.h), seal(text, ...) -> the beginning of their BLAKE2b,
 * seal_rows(name, usual, value, ...) over rows -> the beginning of their BLAKE2b together.
 */
#ifndef JIANFU_STORE_H
#define JIANFU_STORE_H

#include "jianfu/digest.h"
#include "jianfu/status.h"
#include "jianfu/str.h"

struct jf_db;
struct jf_stmt;

enum jf_db_mode {
    JF_DB_CREATE, /* make the file (0600) and all tables; it must not exist, be empty, or hold no event yet */
    JF_DB_WRITE,  /* must exist; older schema versions are migrated; what it was is kept beside the file before that */
    JF_DB_READ    /* must exist and be of this version; nothing is written but TEMP tables and views */
};

/* Open, harden (DEFENSIVE, TRUSTED_SCHEMA off, no double-quoted strings, no extensions, foreign keys on, WAL,
 * synchronous=FULL, waiting up to 10 s for a lock), check the application id, and migrate. JF_DB: not ours, newer than
 * this program, corrupt; JF_FILE: does not exist, may not be opened; JF_BUSY. Free with jf_db_close. */
enum jf_status jf_db_open(const char *path, enum jf_db_mode mode, struct jf_db **out, struct jf_error *err);
void jf_db_close(struct jf_db *db); /* NULL allowed; an open transaction is rolled back */
const char *jf_db_path(const struct jf_db *db);
/* Can nothing be written, whatever it was opened for? */
bool jf_db_reads_only(const struct jf_db *db);
/* Where the database is kept as it was before it was brought up to date when it was opened: PATH.before-vN, N being the
 * version of this program. Where something else has that name it is left alone, and the name is PATH.before-vN-2 and so
 * on. NULL: it was of this version. */
const char *jf_db_before(const struct jf_db *db);

/* Is the file of this name a database, of whichever program, or what SQLite keeps beside one? Nothing else is to be
 * written there. */
bool jf_db_stands_at(const char *path);

/* What a module keeps with a connection from one call to the next: found again by the address of something static of
 * that module, and given to `release` when the connection is closed, or at once when there is no memory for it. */
void *jf_db_kept(const struct jf_db *db, const void *owner); /* NULL: nothing */
enum jf_status jf_db_keep(struct jf_db *db, const void *owner, void *thing, void (*release)(void *thing),
                          struct jf_error *err);

/* The TEMP views and tables of src/sql/views.sql (what rules and reports read) come by themselves as soon as a
 * statement names them. But a statement that is being read then may be broken off by SQLite, when it opens another
 * table only later; so who asks further questions between two rows makes all of them before, or those that the
 * statement asked then names. */
enum jf_status jf_db_views(struct jf_db *db, struct jf_error *err);
enum jf_status jf_db_views_of(struct jf_db *db, const char *statement, struct jf_error *err);
/* Bring back one of these views as views.sql has it, after a module has put another in its place. `view` is a name
 * from that file, never from outside. */
enum jf_status jf_db_view_again(struct jf_db *db, const char *view, struct jf_error *err);

/* ---- values ---- */
enum jf_arg_type { JF_ARG_NULL, JF_ARG_INT, JF_ARG_TEXT, JF_ARG_BLOB };
struct jf_arg {
    const char *name; /* with its colon: ":unit"; NULL ends the list */
    enum jf_arg_type type;
    int64_t number;
    const char *text; /* must live until the statement is done */
    size_t len;       /* for blobs */
};
#define JF_INT(n, v)     ((struct jf_arg){ .name = (n), .type = JF_ARG_INT, .number = (v) })
#define JF_TEXT(n, v)    ((struct jf_arg){ .name = (n), .type = JF_ARG_TEXT, .text = (v) }) /* NULL binds NULL */
#define JF_BLOB(n, p, l) ((struct jf_arg){ .name = (n), .type = JF_ARG_BLOB, .text = (const char *)(p), .len = (l) })
#define JF_END           ((struct jf_arg){ .name = 0 })
#define JF_ARGS(...)     ((const struct jf_arg[]){ __VA_ARGS__, JF_END })

/* ---- statements ---- */

/* Run the named statement to its end. `args` may be NULL. An argument whose name the statement does not have is
 * JF_BUG; a parameter without argument is NULL. JF_REFUSED when a constraint fails (the message names it). */
enum jf_status jf_db_run(struct jf_db *db, const char *name, const struct jf_arg *args, struct jf_error *err);

/* The first column of the first row as a number; *value is `none` when there is no row or it is NULL. */
enum jf_status jf_db_int(struct jf_db *db, const char *name, const struct jf_arg *args, int64_t none, int64_t *value,
                         struct jf_error *err);

/* The first column of the first row as text, appended to out; *found (may be NULL) false when no row or NULL. */
enum jf_status jf_db_text(struct jf_db *db, const char *name, const struct jf_arg *args, struct jf_str *out,
                          bool *found, struct jf_error *err);

/* Begin a query: bind, then jf_stmt_row for each row, then jf_stmt_done (always, also after an error). A named
 * statement that is already running (recursion) is prepared anew. Arguments are copied. */
enum jf_status jf_db_query(struct jf_db *db, const char *name, const struct jf_arg *args, struct jf_stmt **out,
                           struct jf_error *err);

/* The same for SQL that does not stand in the named files: audit rules, figure queries. Only one statement; it must be
 * read-only when `read_only`. Arguments the text does not use are passed over. */
enum jf_status jf_db_query_text(struct jf_db *db, const char *sql, bool read_only, const struct jf_arg *args,
                                struct jf_stmt **out, struct jf_error *err);

/* Run a text of SQL statements (data definition of a module's TEMP tables, migrations). No values. */
enum jf_status jf_db_script(struct jf_db *db, const char *sql, struct jf_error *err);

/* The next row; *row false behind the last. After that, or an error, only jf_stmt_done or jf_stmt_again. */
enum jf_status jf_stmt_next(struct jf_stmt *st, bool *row, struct jf_error *err);
/* The same for a loop: is there a next row? Also no when *status is not JF_OK before or after, or `st` NULL:
 *     enum jf_status status = jf_db_query(db, "name", NULL, &st, err);
 *     while (jf_stmt_row(st, &status, err))
 *         status = take(jf_col_int(st, 0), err);
 *     jf_stmt_done(st); */
bool jf_stmt_row(struct jf_stmt *st, enum jf_status *status, struct jf_error *err);
void jf_stmt_done(struct jf_stmt *st); /* NULL allowed */
/* Run a query that was begun, and not done with, from the beginning with other values; those not named are kept. */
enum jf_status jf_stmt_again(struct jf_stmt *st, const struct jf_arg *args, struct jf_error *err);

/* Columns of the current row, 0-based. Text lives until the next step; NULL columns give NULL, 0 and 0 bytes. */
int jf_stmt_columns(const struct jf_stmt *st);
const char *jf_stmt_column_name(const struct jf_stmt *st, int column);
int jf_stmt_column(const struct jf_stmt *st, const char *name); /* index, -1 when there is none */
int64_t jf_col_int(const struct jf_stmt *st, int column);
const char *jf_col_text(const struct jf_stmt *st, int column);
const void *jf_col_blob(const struct jf_stmt *st, int column, size_t *len);
bool jf_col_null(const struct jf_stmt *st, int column);
bool jf_col_is_int(const struct jf_stmt *st, int column);

/* The parameters of a named statement, for those that must know which values it wants: asked for, then jf_stmt_done. */
enum jf_status jf_stmt_get(struct jf_db *db, const char *name, struct jf_stmt **out, struct jf_error *err);
int jf_stmt_param_count(const struct jf_stmt *st);
const char *jf_stmt_param_name(const struct jf_stmt *st, int position); /* 1-based; ":unit" */

int64_t jf_db_last_id(const struct jf_db *db); /* rowid of the last insert */
int64_t jf_db_changes(const struct jf_db *db); /* rows changed by the last statement */

/* ---- stopping ---- */

/* Called some hundred times a second or more while a statement of this connection runs or waits for a lock, with 0 and
 * 0, and between the pieces of a backup, with the pages copied and all. True stops the work: it fails with JF_STOPPED
 * (JF_BUSY while it waited), and an open transaction is to be rolled back. */
typedef bool jf_db_watch_fn(void *arg, int64_t done, int64_t total);
void jf_db_stop_when(struct jf_db *db, jf_db_watch_fn *watch, void *arg); /* NULL: no longer */

/* ---- staged rows ---- */

/* A loader that holds thousands of rows in memory shows them to SQL as the table `staged`, so that one statement writes
 * them all, at a fraction of what a statement for each costs:
 *     INSERT INTO notice (record_id, number) SELECT record_id, number FROM staged
 * The table can only be read from its first row to its last; its rowid counts from 0. A cell is asked for while the
 * statement runs, column after column as the statement wants them; nothing is copied before. */
struct jf_cell {
    enum jf_arg_type type;
    int64_t number;
    const char *text; /* of a text or blob: lives until the statement has ended, unless `brief` */
    size_t len;
    bool brief; /* good only until the next call: copied at once */
};
/* Fill *cell, which is NULL as given. `column` counts from 0 in the order of jf_stage_table. False: this row has no
 * such column; the statement fails with JF_DB. */
typedef bool jf_cell_fn(void *arg, size_t row, int column, struct jf_cell *cell);
struct jf_stage {
    size_t rows;
    jf_cell_fn *cell;
    void *arg;
};
/* Make `staged` with these columns (static text), once for a connection; again with the same columns it is free, with
 * others JF_BUG. */
enum jf_status jf_stage_table(struct jf_db *db, const char *const *columns, int count, struct jf_error *err);
/* What `staged` holds from now on; lives until the next call. NULL: no rows. */
void jf_stage_rows(struct jf_db *db, const struct jf_stage *stage);

/* ---- transactions ---- */

/* BEGIN IMMEDIATE. `owner` is a word for messages ("import"), static text. A second begin is JF_BUG and names both
 * owners; JF_BUSY: another program writes. */
enum jf_status jf_txn_begin(struct jf_db *db, const char *owner, struct jf_error *err);
/* The transaction is over whatever it answers: on failure all is undone. JF_NOMEM when memory lacked anywhere since the
 * program started (jf_memory_failed): what was computed without it is not kept. */
enum jf_status jf_txn_commit(struct jf_db *db, struct jf_error *err);
void jf_txn_rollback(struct jf_db *db); /* without an open transaction: nothing */
bool jf_txn_open(const struct jf_db *db);
/* BEGIN (deferred) for a report that must see one state from its first query to its last; ends with jf_txn_rollback. */
enum jf_status jf_txn_snapshot(struct jf_db *db, struct jf_error *err);

/* Foreign keys off or on again, between transactions. Off is only for a loader in bulk: of what it writes every
 * reference was looked up or made by itself in the same transaction, and looking up nine parents for each record again
 * takes a third of the time of an import. It turns them on again whatever happens. */
enum jf_status jf_db_foreign_keys(struct jf_db *db, bool on, struct jf_error *err);

/* A savepoint inside a transaction, for one record that may have to be undone. Names do not nest. */
enum jf_status jf_savepoint(struct jf_db *db, struct jf_error *err);
enum jf_status jf_savepoint_release(struct jf_db *db, struct jf_error *err);
enum jf_status jf_savepoint_undo(struct jf_db *db, struct jf_error *err);

/* ---- event log ---- */

/* Append one event to the chain: hash = BLAKE2b-256 over the length-prefixed fields (at, day, actor, type, subject_id,
 * body) and the hash before; and move the head. JF_REFUSED when something stands behind the recorded end of the log
 * already (then verify), and when roles are kept and the actor's does not allow events of this type (actor.h). Needs an
 * open transaction. `subject_id` 0 means none. `body` is JSON. `day` is the day the thing happened, `at` (the moment it
 * was written down) is taken from the clock. */
enum jf_status jf_event_append(struct jf_db *db, const char *type, int64_t subject_id, const char *actor,
                               const char *day, const char *body, int64_t *event_id, struct jf_error *err);

/* The recorded end of the log (table event_head, written with every event): the hash of the last event as 64
 * hexadecimal digits, all zero when there is none, and its number. JF_DB when the record is missing. */
enum jf_status jf_event_head(struct jf_db *db, char hex[JF_DIGEST_HEX], int64_t *event_id, struct jf_error *err);

/* The number of the event whose hash is this head, as a report printed it: 64 hexadecimal digits, or the first 16 and
 * more of them. With a log that jf_event_verify finds sound, everything up to that event is as it was on the day of the
 * report. 0: no event has it, so the log is another one or was written anew. JF_USAGE: not such digits. */
enum jf_status jf_event_anchor(struct jf_db *db, const char *head, int64_t *event_id, struct jf_error *err);

/* Read the whole log and hold it against its recorded end. A single event that was changed (in any column, also with
 * its hash made to fit), taken out (also the last), slipped in anywhere, renumbered, or swapped with another is always
 * found. The first call of `bad` names the first bad event: its number (for one that is missing, the number it had),
 * type, day, actor and what is wrong; a second call, with number 0, tells what of the log still holds. Whoever rewrites
 * the log to its end and its head too is found only by a head that was printed before. *count receives the events read.
 */
typedef void jf_event_bad_fn(void *arg, int64_t event_id, const char *what);
enum jf_status jf_event_verify(struct jf_db *db, jf_event_bad_fn *bad, void *arg, int64_t *count, bool *sound,
                               struct jf_error *err);

/* ---- seals ---- */

/* Write into a JSON array what now stands in the rows of a group, as one digest for each table that holds some of them:
 * {"by":"record_id","first":201,"last":380,"summed":false,"tables":{"record":"77af...","standard":"b04e..."}}. The
 * event that made the rows carries it in its array "seals". `by` is batch_id, record_id, run_id or term_id: the first
 * column of the tables' key. A table that is made later is sealed by itself; a column that is added later leaves older
 * seals as they are where it holds its default. A migration that changes rows that are sealed would break them.
 * `summed`: the rows are notices, whose sums stand for them (a million of them would take too long); of them only the
 * number of records is held against the log. */
struct jf_json;
enum jf_status jf_seal(struct jf_db *db, struct jf_json *j, const char *by, int64_t first, int64_t last, bool summed,
                       struct jf_error *err);

/* Hold the seals of the log against the rows, each file and check against what the log tells of it, and the versions of
 * each thing against one another. Each fault goes to `bad` with its event and a text: file, batch and table. *unsealed
 * receives the files and checks of earlier versions of the program, which did not seal. */
enum jf_status jf_seal_verify(struct jf_db *db, jf_event_bad_fn *bad, void *arg, int64_t *unsealed, bool *sound,
                              struct jf_error *err);

/* PRAGMA integrity_check and foreign_key_check; each fault goes to `bad` with a text. */
enum jf_status jf_db_check(struct jf_db *db, jf_event_bad_fn *bad, void *arg, bool *sound, struct jf_error *err);

#endif
