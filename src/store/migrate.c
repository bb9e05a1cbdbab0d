/* migrate.c - bringing a database to this program's version: schemas/db/NNNN_*.sql in order, each in a transaction of
 * its own with user_version inside it, a backup before the first. Never changes a database that is newer. */
#include "internal.h"

#include "jianfu/backup.h"
#include "jianfu/resource.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static int version_of(const struct jf_resource *r)
{
    return strncmp(r->path, "db/", 3) == 0 ? atoi(r->path + 3) : 0;
}

int store_newest_version(void)
{
    int newest = 0;
    for (const struct jf_resource *r = jf_resources(); r->path; r++)
        if (version_of(r) > newest)
            newest = version_of(r);
    return newest;
}

/* Under the write lock, for another process may be about the same; so it is another connection that reads. */
static enum jf_status backup_before(struct jf_db *db, int version, struct jf_error *err)
{
    struct jf_str name = JF_STR_INIT;
    struct jf_db *from = NULL;
    int64_t have = 0;
    jf_str_addf(&name, "%s.before-v%d", db->path, version);
    enum jf_status status = jf_str_check(&name, err);
    if (status == JF_OK)
        status = jf_txn_begin(db, "migrate", err);
    if (status == JF_OK)
        status = store_pragma_int(db, "PRAGMA user_version", &have, err);
    /* one is there already when an earlier migration did not come to its end: that is the state before it */
    if (status == JF_OK && have < version && access(name.data, F_OK) != 0) {
        status = store_open_as_is(db->path, JF_DB_READ, &from, err);
        if (status == JF_OK)
            status = jf_backup_write(from, name.data, NULL, err);
        jf_db_close(from);
    }
    jf_txn_rollback(db);
    jf_str_release(&name);
    return status;
}

/* One step. The version is read again under the write lock: another process may have been faster. */
static enum jf_status apply(struct jf_db *db, const struct jf_resource *r, struct jf_error *err)
{
    char pragma[96];
    int64_t have = 0;
    enum jf_status status = jf_txn_begin(db, "migrate", err);
    if (status != JF_OK)
        return status;
    status = store_pragma_int(db, "PRAGMA user_version", &have, err);
    if (status == JF_OK && have < version_of(r)) {
        status = jf_db_script(db, r->text, err);
        snprintf(pragma, sizeof pragma, "PRAGMA application_id = %d; PRAGMA user_version = %d;", JF_APPLICATION_ID,
                 version_of(r));
        if (status == JF_OK)
            status = jf_db_script(db, pragma, err);
    }
    if (status == JF_OK)
        return jf_txn_commit(db, err);
    jf_txn_rollback(db);
    return status;
}

enum jf_status store_migrate(struct jf_db *db, enum jf_db_mode mode, struct jf_error *err)
{
    int64_t have = 0;
    enum jf_status status = store_pragma_int(db, "PRAGMA user_version", &have, err);
    if (status != JF_OK)
        return status;
    int newest = store_newest_version();
    if (have > newest) {
        status = jf_error_set(err, JF_DB, _("'%s' was made by a newer jianfu (schema %d, this program knows %d)"),
                              db->path, (int)have, newest);
        jf_error_hint(err, "%s", _("install the newer program; the database was not touched"));
        return status;
    }
    if (mode == JF_DB_READ) {
        if (have == newest)
            return JF_OK;
        return jf_error_set(
            err, JF_DB, _("'%s' is of an older version; run 'jianfu verify' once to bring it up to date"), db->path);
    }
    status = jf_db_script(db, "PRAGMA journal_mode = WAL;", err);
    if (status == JF_OK && have > 0 && have < newest && mode != JF_DB_CREATE)
        status = backup_before(db, newest, err);
    for (const struct jf_resource *r = jf_resources(); status == JF_OK && r->path; r++)
        if (version_of(r) > have)
            status = apply(db, r, err);
    return status;
}
