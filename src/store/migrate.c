/* migrate.c - bringing a database to this program's version: schemas/db/NNNN_*.sql in order, each in a transaction of
 * its own with user_version inside it, a backup before the first. Never changes a database that is newer. */
#include "internal.h"

#include "jianfu/backup.h"
#include "jianfu/resource.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

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

/* The version, and the hash of the last event: each change of what the tables hold writes one, but a migration. */
static enum jf_status state_of(struct jf_db *db, int64_t *version, struct jf_str *last, struct jf_error *err)
{
    jf_str_clear(last);
    enum jf_status status = store_pragma_int(db, "PRAGMA user_version", version, err);
    return status == JF_OK ? jf_db_text(db, "event.last", NULL, last, NULL, err) : status;
}

/* Is the file what the database was before a migration that was broken off? Then it is no newer than the database, and
 * nothing was written into the log since. */
static enum jf_status compare(const char *path, struct jf_db *now, bool *same, struct jf_error *err)
{
    struct jf_db *kept = NULL;
    struct jf_copy told;
    struct jf_str then_last = JF_STR_INIT, now_last = JF_STR_INIT;
    int64_t then = 0, have = 0;
    enum jf_status status = jf_backup_check(path, &told, err);
    if (status == JF_OK)
        status = store_open_as_is(path, JF_DB_READ, &kept, err);
    if (status == JF_OK)
        status = state_of(kept, &then, &then_last, err);
    if (status == JF_OK)
        status = state_of(now, &have, &now_last, err);
    *same = status == JF_OK && then <= have && strcmp(then_last.data, now_last.data) == 0;
    jf_db_close(kept);
    jf_str_release(&then_last);
    jf_str_release(&now_last);
    return status;
}

/* Does the state before the migration stand under this name already? What is no sound database, or a link to one, is
 * something else. */
static enum jf_status kept_already(const char *path, struct jf_db *now, bool *yes, struct jf_error *err)
{
    struct stat st;
    struct jf_error why = { .status = JF_OK };
    *yes = false;
    if (lstat(path, &st) != 0 || !S_ISREG(st.st_mode))
        return JF_OK;
    enum jf_status status = compare(path, now, yes, &why);
    if (status == JF_OK || status == JF_REFUSED || status == JF_DB || status == JF_FILE)
        return JF_OK;
    if (err)
        *err = why;
    return status;
}

/* Keep it as PATH.before-vN or, where that is taken by something else, as PATH.before-vN-2 and so on. */
static enum jf_status keep(struct jf_db *from, int version, struct jf_str *name, struct jf_error *err)
{
    enum { NAMES_MOST = 10000 };
    for (int n = 1; n < NAMES_MOST; n++) {
        bool yes = false;
        jf_str_clear(name);
        jf_str_addf(name, "%s.before-v%d", from->path, version);
        if (n > 1)
            jf_str_addf(name, "-%d", n);
        enum jf_status status = jf_str_check(name, err);
        if (status == JF_OK && !store_taken(name->data))
            return store_copy(from, name->data, NULL, err);
        if (status == JF_OK)
            status = kept_already(name->data, from, &yes, err);
        if (status != JF_OK || yes)
            return status;
    }
    return jf_error_set(err, JF_FILE, _("cannot write '%s': %s"), name->data, jf_errno_text(EEXIST));
}

/* Under the write lock, for another process may be about the same; so it is another connection that reads. */
static enum jf_status backup_before(struct jf_db *db, int version, struct jf_error *err)
{
    struct jf_str name = JF_STR_INIT;
    struct jf_db *from = NULL;
    int64_t have = 0;
    enum jf_status status = jf_txn_begin(db, "migrate", err);
    if (status == JF_OK)
        status = store_pragma_int(db, "PRAGMA user_version", &have, err);
    if (status == JF_OK && have < version) {
        status = store_open_as_is(db->path, JF_DB_READ, &from, err);
        if (status == JF_OK)
            status = keep(from, version, &name, err);
        if (status == JF_OK)
            db->before = jf_str_take(&name);
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
