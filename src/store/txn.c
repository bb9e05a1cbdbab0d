/* txn.c - transactions that know who opened them. */
#include "internal.h"

#include "jianfu/str.h"

static enum jf_status run(struct jf_db *db, const char *sql, const char *what, struct jf_error *err)
{
    int rc = sqlite3_exec(db->handle, sql, NULL, NULL, NULL);
    return rc == SQLITE_OK ? JF_OK : store_error(db, rc, what, err);
}

static enum jf_status begin(struct jf_db *db, const char *owner, const char *sql, struct jf_error *err)
{
    if (db->txn_owner)
        return jf_error_set(err, JF_BUG, _("transaction of '%s' begun inside that of '%s'"), owner, db->txn_owner);
    enum jf_status status = run(db, sql, _("cannot begin"), err);
    if (status == JF_OK) {
        db->txn_owner = owner;
        db->answered = false;
    }
    return status;
}

enum jf_status jf_txn_begin(struct jf_db *db, const char *owner, struct jf_error *err)
{
    return begin(db, owner, "BEGIN IMMEDIATE", err);
}

enum jf_status jf_txn_snapshot(struct jf_db *db, struct jf_error *err)
{
    return begin(db, "snapshot", "BEGIN", err);
}

enum jf_status jf_txn_commit(struct jf_db *db, struct jf_error *err)
{
    enum jf_status status = jf_memory_failed() ? jf_error_set(err, JF_NOMEM, "%s", _("not enough memory"))
                                               : run(db, "COMMIT", _("cannot save"), err);
    if (status == JF_OK)
        store_views_stay(db);
    else
        jf_txn_rollback(db);
    db->txn_owner = NULL;
    db->answered = false;
    return status;
}

void jf_txn_rollback(struct jf_db *db)
{
    /* it asks for a little memory itself: once more, if there was none */
    for (int tries = 0; tries < 2 && db->handle && !sqlite3_get_autocommit(db->handle); tries++)
        sqlite3_exec(db->handle, "ROLLBACK", NULL, NULL, NULL);
    if (db->txn_owner)
        store_views_undone(db);
    db->txn_owner = NULL;
    db->answered = false;
}

bool jf_txn_open(const struct jf_db *db)
{
    return db->txn_owner != NULL;
}

enum jf_status jf_savepoint(struct jf_db *db, struct jf_error *err)
{
    return run(db, "SAVEPOINT one_record", _("cannot set a savepoint"), err);
}

enum jf_status jf_savepoint_release(struct jf_db *db, struct jf_error *err)
{
    return run(db, "RELEASE one_record", _("cannot release a savepoint"), err);
}

enum jf_status jf_savepoint_undo(struct jf_db *db, struct jf_error *err)
{
    store_views_undone(db);
    return run(db, "ROLLBACK TO one_record; RELEASE one_record", _("cannot undo to a savepoint"), err);
}

enum jf_status jf_db_foreign_keys(struct jf_db *db, bool on, struct jf_error *err)
{
    return run(db, on ? "PRAGMA foreign_keys = ON" : "PRAGMA foreign_keys = OFF", _("cannot set up the database"), err);
}
