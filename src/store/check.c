/* check.c - is the file whole, and a copy of it. */
#include "internal.h"

#include "jianfu/file.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

static enum jf_status integrity(struct jf_db *db, jf_event_bad_fn *bad, void *arg, bool *sound, struct jf_error *err)
{
    struct jf_stmt *st = NULL;
    enum jf_status status = jf_db_query(db, "store.integrity", NULL, &st, err);
    for (bool row = true; status == JF_OK;) {
        status = jf_stmt_next(st, &row, err);
        if (status != JF_OK || !row)
            break;
        if (!jf_streq(jf_col_text(st, 0), "ok")) {
            *sound = false;
            bad(arg, 0, jf_col_text(st, 0));
        }
    }
    jf_stmt_done(st);
    return status;
}

static enum jf_status references(struct jf_db *db, jf_event_bad_fn *bad, void *arg, bool *sound, struct jf_error *err)
{
    struct jf_stmt *st = NULL;
    struct jf_str text = JF_STR_INIT;
    enum jf_status status = jf_db_query(db, "store.foreign-keys", NULL, &st, err);
    for (bool row = true; status == JF_OK;) {
        status = jf_stmt_next(st, &row, err);
        if (status != JF_OK || !row)
            break;
        jf_str_clear(&text);
        jf_str_addf(&text, _("table %s: %lld rows point to something that is not there"), jf_col_text(st, 0),
                    (long long)jf_col_int(st, 1));
        *sound = false;
        bad(arg, 0, text.data);
    }
    jf_str_release(&text);
    jf_stmt_done(st);
    return status;
}

enum jf_status jf_db_check(struct jf_db *db, jf_event_bad_fn *bad, void *arg, bool *sound, struct jf_error *err)
{
    *sound = true;
    enum jf_status status = integrity(db, bad, arg, sound, err);
    return status == JF_OK ? references(db, bad, arg, sound, err) : status;
}

static enum jf_status copy_into(struct jf_db *db, const char *path, struct jf_error *err)
{
    struct jf_db target = { .path = (char *)path };
    enum jf_status status = JF_OK;
    int rc = sqlite3_open_v2(path, &target.handle, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, NULL);
    sqlite3_backup *copy = rc == SQLITE_OK ? sqlite3_backup_init(target.handle, "main", db->handle, "main") : NULL;
    if (copy) {
        do {
            rc = sqlite3_backup_step(copy, 1024);
            int pages = sqlite3_backup_pagecount(copy);
            if (rc == SQLITE_OK && store_stops(db, pages - sqlite3_backup_remaining(copy), pages))
                rc = SQLITE_INTERRUPT;
        } while (rc == SQLITE_OK);
        if (rc == SQLITE_DONE)
            rc = SQLITE_OK;
        int end = sqlite3_backup_finish(copy);
        if (rc == SQLITE_OK)
            rc = end;
    } else if (rc == SQLITE_OK) {
        rc = sqlite3_errcode(target.handle);
    }
    if (rc == SQLITE_OK) /* one file, no -wal beside it */
        rc = sqlite3_exec(target.handle, "PRAGMA journal_mode = DELETE", NULL, NULL, NULL);
    if (rc != SQLITE_OK)
        status = store_error(&target, rc, _("cannot write the backup"), err);
    sqlite3_close_v2(target.handle);
    return status;
}

enum jf_status jf_db_backup(struct jf_db *db, const char *target, struct jf_error *err)
{
    struct jf_str part = JF_STR_INIT;
    jf_str_addf(&part, "%s.part", target);
    enum jf_status status = jf_str_check(&part, err);
    if (status != JF_OK)
        return status;
    if (access(target, F_OK) == 0) {
        status = jf_error_set(err, JF_FILE, _("cannot write '%s': it exists already"), target);
        goto out;
    }
    unlink(part.data); /* left by a run that was killed */
    int fd = open(part.data, O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
    if (fd < 0) {
        status = jf_error_set(err, JF_FILE, _("cannot write '%s': %s"), target, jf_errno_text(errno));
        goto out;
    }
    status = copy_into(db, part.data, err);
    if (status == JF_OK && (fsync(fd) != 0 || link(part.data, target) != 0)) /* link never replaces a file */
        status = jf_error_set(err, JF_FILE, _("cannot write '%s': %s"), target, jf_errno_text(errno));
    close(fd);
    unlink(part.data);
out:
    jf_str_release(&part);
    return status;
}
