/* internal.h - what the files of src/store share. Nothing outside includes this or <sqlite3.h>. */
#ifndef JIANFU_STORE_INTERNAL_H
#define JIANFU_STORE_INTERNAL_H

#include "jianfu/i18n.h"
#include "jianfu/store.h"

#include <sqlite3.h>

#define JF_APPLICATION_ID 0x6a69616e /* "jian" */
#define JF_BUSY_SECONDS   10

struct jf_stmt {
    struct jf_db *db;
    sqlite3_stmt *handle;
    const char *name; /* of the named statement; NULL for a text */
    bool kept;        /* belongs to the cache of the connection */
    bool running;     /* between query and done */
    bool from_text;   /* SQL from a rule or query file: its faults are the writer's, not ours */
    int views_age;    /* when the views that it names were last seen to be there */
};

struct named {
    const char *name;
    const char *sql;
    size_t len;
    struct jf_stmt *stmt; /* prepared on first use */
};

struct jf_stage_table {
    const char **columns; /* NULL until it is made */
    int count;
};

struct jf_db {
    sqlite3 *handle;
    char *path;
    char *before;              /* where what it was before the migration is kept; NULL: none was needed */
    const char *txn_owner;     /* NULL outside a transaction */
    bool answered;             /* somebody answers for all events of the open transaction (actor.c) */
    struct store_views *views; /* NULL: no statement was prepared yet */
    int views_age;             /* one more whenever some may have gone */
    struct named *named;       /* sorted by name */
    size_t named_count;
    jf_db_watch_fn *watch; /* NULL: nobody watches */
    void *watch_arg;
    bool waited; /* for a lock, in vain: the time was over */
    char *names; /* the memory that named[].name points into */
    struct jf_stage_table stage_table;
    const struct jf_stage *stage; /* what `staged` holds; NULL: nothing */
    struct store_seals *seals;    /* NULL: none were asked for yet */
    struct kept *kept;            /* by modules above */
};

/* Turn SQLite's trouble into a status and a message. `what` is a short English phrase, translated by the caller. */
enum jf_status store_error(struct jf_db *db, int rc, const char *what, struct jf_error *err);

/* db.c: a database of ours of any version, which is not migrated. */
enum jf_status store_open_as_is(const char *path, enum jf_db_mode mode, struct jf_db **out, struct jf_error *err);

/* The name under which SQLite is to open a file: with its folder in full, so that ":memory:" and "file:x" are files
 * like others, and a folder may be reached by a link also where none is to be followed. */
enum jf_status store_full_name(const char *path, struct jf_str *out, struct jf_error *err);

/* statement.c */
enum jf_status store_index_statements(struct jf_db *db, struct jf_error *err);
void store_release_statements(struct jf_db *db);
enum jf_status store_pragma_int(struct jf_db *db, const char *sql, int64_t *value, struct jf_error *err);

/* views.c */
void store_release_views(struct jf_db *db);
/* Make the views that these statements name, if they are not there. */
enum jf_status store_views_for(struct jf_db *db, const char *sql, size_t len, struct jf_error *err);
/* What was made since a transaction or savepoint began went with it. */
void store_views_undone(struct jf_db *db);
void store_views_stay(struct jf_db *db); /* the transaction was committed */

/* migrate.c */
enum jf_status store_migrate(struct jf_db *db, enum jf_db_mode mode, struct jf_error *err);
int store_newest_version(void);

/* backup.c: jf_backup_write for the program itself, whoever is at work. */
struct jf_copy;
enum jf_status store_copy(struct jf_db *db, const char *target, struct jf_copy *told, struct jf_error *err);

/* Does something stand under this name, or beside it what would be played back into a database of it? */
bool store_taken(const char *path);

/* stop.c: wait for the locks of others, JF_BUSY_SECONDS at most. */
void store_wait(struct jf_db *db);
/* Between pieces of work that is not a statement: shall it stop? */
bool store_stops(struct jf_db *db, int64_t done, int64_t total);

/* seal.c */
void store_release_seals(struct jf_db *db);

/* functions.c */
int store_register_functions(sqlite3 *handle);

#endif
