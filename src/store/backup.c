/* backup.c - copies of a database, and putting one back. Knows nothing of what the tables mean. */
#define _GNU_SOURCE /* renameat2 */
#include "jianfu/backup.h"

#include "internal.h"

#include "jianfu/actor.h"
#include "jianfu/file.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { PAGES_AT_ONCE = 1024, KEPT_MOST = 10000, FIRST_WITH_HEAD = 6, FIRST_WITH_ACTORS = 9 }; /* schema versions */

/* ---- SQLite's own copying ---- */

/* All pages that are still to be copied, and the end of it. */
static int copy_rest(struct jf_db *watched, sqlite3_backup *copy)
{
    int rc = SQLITE_OK;
    do {
        rc = sqlite3_backup_step(copy, PAGES_AT_ONCE);
        int pages = sqlite3_backup_pagecount(copy);
        if (rc == SQLITE_OK && store_stops(watched, pages - sqlite3_backup_remaining(copy), pages))
            rc = SQLITE_INTERRUPT;
    } while (rc == SQLITE_OK);
    int end = sqlite3_backup_finish(copy);
    return rc == SQLITE_DONE ? end : rc;
}

/* All pages of `from` into `to`, in one transaction there. */
static int copy_pages(struct jf_db *watched, sqlite3 *from, sqlite3 *to)
{
    sqlite3_backup *copy = sqlite3_backup_init(to, "main", from, "main");
    return copy ? copy_rest(watched, copy) : sqlite3_errcode(to);
}

/* What SQLite keeps beside a file. Left there by a run that was killed it would be taken for this copy's own; put there
 * by somebody else, as a link, it would be followed. */
static const char *const beside[] = { "-wal", "-shm", "-journal" };
enum { BESIDE = sizeof beside / sizeof *beside };

static void clear_beside(const char *path)
{
    struct jf_str name = JF_STR_INIT;
    for (size_t i = 0; i < BESIDE; i++) {
        jf_str_clear(&name);
        jf_str_addf(&name, "%s%s", path, beside[i]);
        if (!name.failed)
            unlink(name.data);
    }
    jf_str_release(&name);
}

/* Does something stand there, be it a link that leads nowhere, or beside it, where it would be played back into what
 * comes there? `name` receives what it is. An empty -wal and a -shm, as every reader leaves them, do nothing. */
static bool taken(const char *path, struct jf_str *name)
{
    static const char *const endings[] = { "", "-wal", "-journal" };
    struct stat st;
    bool yes = false;
    for (size_t i = 0; i < sizeof endings / sizeof *endings && !yes; i++) {
        jf_str_clear(name);
        jf_str_addf(name, "%s%s", path, endings[i]);
        yes = !name->failed && lstat(name->data, &st) == 0 && (i == 0 || st.st_size > 0);
    }
    return yes;
}

bool store_taken(const char *path)
{
    struct jf_str name = JF_STR_INIT;
    bool yes = taken(path, &name) || name.failed;
    jf_str_release(&name);
    return yes;
}

/* The header of a copy says WAL, as in the database that is in use. PRAGMA journal_mode would change it by way of a
 * -wal under a name that anybody can guess; these two bytes are all that it changes in the end. */
static bool leave_wal(const char *path)
{
    enum { VERSIONS_AT = 18 };
    static const unsigned char plain[] = { 1, 1 }; /* to write, to read */
    int fd = open(path, O_WRONLY | O_NOFOLLOW | O_CLOEXEC);
    bool good = fd >= 0 && pwrite(fd, plain, sizeof plain, VERSIONS_AT) == (ssize_t)sizeof plain;
    if (fd >= 0)
        close(fd);
    return good;
}

/* One file, nothing beside it: when it is not finished it is thrown away, and needs no journal. */
static enum jf_status copy_into_file(struct jf_db *db, const char *path, struct jf_error *err)
{
    static const int how = SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_NOFOLLOW;
    struct jf_db target = { .path = (char *)path };
    struct jf_str name = JF_STR_INIT;
    enum jf_status status = store_full_name(path, &name, err);
    if (status != JF_OK) {
        jf_str_release(&name);
        return status;
    }
    clear_beside(path);
    int rc = sqlite3_open_v2(name.data, &target.handle, how, NULL);
    jf_str_release(&name);
    if (rc == SQLITE_OK)
        rc = sqlite3_exec(target.handle, "PRAGMA journal_mode = OFF", NULL, NULL, NULL);
    if (rc == SQLITE_OK)
        rc = copy_pages(db, db->handle, target.handle);
    if (rc != SQLITE_OK)
        status = store_error(&target, rc, _("cannot write the backup"), err);
    sqlite3_close_v2(target.handle);
    sqlite3_db_release_memory(db->handle); /* the check of the copy fills a cache of its own */
    if (status == JF_OK && !leave_wal(path))
        status = jf_error_set(err, JF_FILE, _("cannot write '%s': %s"), path, jf_errno_text(errno));
    return status;
}

/* ---- is a copy sound? ---- */

static enum jf_status digest_of(const char *path, struct jf_copy *out, struct jf_error *err)
{
    unsigned char block[1 << 16];
    uint8_t digest[JF_DIGEST_SIZE];
    struct jf_sha256 h;
    ssize_t got = 0;
    jf_sha256_init(&h);
    out->bytes = 0;
    struct stat st;
    int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY); /* a pipe must be refused, not waited for */
    if (fd >= 0 && fstat(fd, &st) == 0 && !S_ISREG(st.st_mode)) {
        close(fd);
        return jf_file_other(path, S_ISDIR(st.st_mode), err);
    }
    while (fd >= 0 && (got = read(fd, block, sizeof block)) > 0) {
        jf_sha256_add(&h, block, (size_t)got);
        out->bytes += got;
    }
    int why = errno;
    if (fd >= 0)
        close(fd);
    if (fd < 0 || got < 0)
        return jf_error_set(err, JF_FILE, _("cannot read '%s': %s"), path, jf_errno_text(why));
    jf_sha256_final(&h, digest);
    jf_hex(digest, sizeof digest, out->sha256);
    return JF_OK;
}

/* What FILE.sha256 says, if it is there. */
static enum jf_status hold_against_note(const char *path, const struct jf_copy *copy, struct jf_error *err)
{
    enum { NOTE_LIMIT = 64 * 1024 };
    struct jf_str name = JF_STR_INIT, note = JF_STR_INIT;
    jf_str_addf(&name, "%s.sha256", path);
    enum jf_status status = jf_str_check(&name, err);
    if (status == JF_OK && access(name.data, F_OK) == 0) {
        status = jf_file_read(name.data, NOTE_LIMIT, &note, err);
        if (status == JF_OK && !jf_starts(note.data, copy->sha256)) {
            status =
                jf_error_set(err, JF_REFUSED, _("'%s' is not the file whose digest stands in '%s'"), path, name.data);
            jf_error_hint(err, "%s", _("it was changed or damaged after it was written; take another backup"));
        }
    }
    jf_str_release(&name);
    jf_str_release(&note);
    return status;
}

struct faults {
    struct jf_str first;
};

static void note_fault(void *arg, int64_t event_id, const char *what)
{
    struct faults *faults = arg;
    if (faults->first.len)
        return;
    if (event_id)
        jf_str_addf(&faults->first, _("event %lld: %s"), (long long)event_id, what);
    else
        jf_str_add(&faults->first, what);
}

static enum jf_status check_inside(struct jf_db *db, const char *path, struct jf_copy *out, struct jf_error *err)
{
    struct faults faults = { JF_STR_INIT };
    int64_t version = 0, events = 0;
    bool sound = false;
    enum jf_status status = store_pragma_int(db, "PRAGMA user_version", &version, err);
    out->version = (int)version;
    if (status == JF_OK && out->version > store_newest_version()) {
        status = jf_error_set(err, JF_REFUSED, _("'%s' was made by a newer jianfu (schema %d, this program knows %d)"),
                              path, out->version, store_newest_version());
        jf_error_hint(err, "%s", _("install the newer program; the database was not touched"));
    }
    if (status == JF_OK)
        status = jf_db_check(db, note_fault, &faults, &sound, err);
    if (status == JF_OK && sound && out->version >= FIRST_WITH_HEAD)
        status = jf_event_verify(db, note_fault, &faults, &events, &sound, err);
    if (status == JF_OK && !sound)
        status = jf_error_set(err, JF_REFUSED, _("'%s' is damaged: %s"), path, faults.first.data);
    if (status == JF_OK && out->version >= FIRST_WITH_HEAD)
        status = jf_event_head(db, out->head, &out->events, err);
    jf_str_release(&faults.first);
    return status;
}

/* The database that cannot be read is the copy: say so. */
static enum jf_status damaged(const char *path, struct jf_error *err)
{
    struct jf_error why = { .status = JF_DB };
    if (err)
        why = *err;
    jf_error_set(err, JF_REFUSED, _("'%s' is no sound backup: %s"), path, why.message);
    jf_error_hint(err, "%s", _("take another backup"));
    return JF_REFUSED;
}

enum jf_status jf_backup_check(const char *path, struct jf_copy *told, struct jf_error *err)
{
    struct jf_db *db = NULL;
    *told = (struct jf_copy){ .bytes = 0 };
    enum jf_status status = digest_of(path, told, err);
    if (status == JF_OK)
        status = hold_against_note(path, told, err);
    if (status == JF_OK)
        status = store_open_as_is(path, JF_DB_READ, &db, err);
    if (status == JF_OK)
        status = check_inside(db, path, told, err);
    jf_db_close(db);
    return status == JF_DB ? damaged(path, err) : status;
}

/* ---- writing one ---- */

static enum jf_status write_note(const char *target, const struct jf_copy *copy, struct jf_error *err)
{
    struct jf_str name = JF_STR_INIT, line = JF_STR_INIT;
    struct jf_outfile *file = NULL;
    jf_str_addf(&name, "%s.sha256", target);
    jf_str_addf(&line, "%s  %s\n", copy->sha256, jf_file_name(target));
    enum jf_status status = jf_str_check(&name, err);
    if (status == JF_OK)
        status = jf_str_check(&line, err);
    if (status == JF_OK)
        status = jf_outfile_open(name.data, &file, err);
    if (status == JF_OK) {
        status = jf_outfile_write(file, line.data, line.len, err);
        if (status == JF_OK)
            status = jf_outfile_commit(file, err);
        else
            jf_outfile_abandon(file);
    }
    jf_str_release(&name);
    jf_str_release(&line);
    return status;
}

static enum jf_status cannot_write(const char *target, struct jf_error *err)
{
    return jf_error_set(err, JF_FILE, _("cannot write '%s': %s"), target, jf_errno_text(errno));
}

/* What a run left that was killed. A journal of the old file would be played back into the new one. */
static void forget_part(const char *part)
{
    unlink(part);
    clear_beside(part);
}

static enum jf_status write_part(struct jf_db *db, const char *part, const char *target, struct jf_error *err)
{
    forget_part(part);
    int fd = open(part, O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
    if (fd < 0)
        return cannot_write(target, err);
    enum jf_status status = copy_into_file(db, part, err);
    if (status == JF_OK && fsync(fd) != 0)
        status = cannot_write(target, err);
    close(fd);
    return status;
}

/* Give the file another name, and never one that is taken, in one step: whoever is killed leaves the old name or the
 * new. */
static int move_anew(const char *from, const char *to)
{
    if (renameat2(AT_FDCWD, from, AT_FDCWD, to, RENAME_NOREPLACE) == 0)
        return 0;
    if (errno != EINVAL && errno != ENOSYS) /* else: the file system cannot promise that */
        return -1;
    return link(from, to) == 0 ? unlink(from) : -1;
}

/* Give the file a second name, not taken; where the file system knows no second names (FAT), another. */
static int name_twice(const char *from, const char *to)
{
    if (link(from, to) == 0)
        return 0;
    return errno == EPERM || errno == EOPNOTSUPP ? move_anew(from, to) : -1;
}

/* The note of a copy that did not get its name. */
static void forget_note(const char *target)
{
    struct jf_str name = JF_STR_INIT;
    jf_str_addf(&name, "%s.sha256", target);
    if (!name.failed)
        unlink(name.data);
    jf_str_release(&name);
}

/* The note stands before the copy does: a copy without its note is one that nobody had checked. */
static enum jf_status make_copy(struct jf_db *db, const char *part, const char *target, struct jf_copy *told,
                                struct jf_error *err)
{
    enum jf_status status = write_part(db, part, target, err);
    if (status == JF_OK && told)
        status = jf_backup_check(part, told, err);
    if (status == JF_OK && told)
        status = write_note(target, told, err);
    if (status == JF_OK && move_anew(part, target) != 0) {
        status = cannot_write(target, err);
        if (told)
            forget_note(target);
    }
    if (status == JF_OK)
        jf_file_sync_name(target);
    forget_part(part);
    return status;
}

enum jf_status store_copy(struct jf_db *db, const char *target, struct jf_copy *told, struct jf_error *err)
{
    struct jf_str part = JF_STR_INIT, name = JF_STR_INIT;
    jf_str_addf(&part, "%s.part", target);
    enum jf_status status = jf_str_check(&part, err);
    if (status == JF_OK && taken(target, &name))
        status = jf_error_set(err, JF_FILE, _("cannot write '%s': it exists already"), name.data);
    if (status == JF_OK)
        status = jf_str_check(&name, err);
    if (status == JF_OK)
        status = make_copy(db, part.data, target, told, err);
    jf_str_release(&part);
    jf_str_release(&name);
    return status;
}

enum jf_status jf_backup_write(struct jf_db *db, const char *target, const char *actor, struct jf_copy *told,
                               struct jf_error *err)
{
    enum jf_status status = jf_actor_may(db, actor, "backup", err);
    return status == JF_OK ? store_copy(db, target, told, err) : status;
}

/* ---- putting one back ---- */

/* The first name PATH.before-restore-N that is free. */
static enum jf_status free_name(const char *path, struct jf_str *out, struct jf_error *err)
{
    for (int n = 1; n < KEPT_MOST; n++) {
        jf_str_clear(out);
        jf_str_addf(out, "%s.before-restore-%d", path, n);
        if (out->failed || !store_taken(out->data))
            return jf_str_check(out, err);
    }
    return jf_error_set(err, JF_FILE, _("cannot write '%s': %s"), out->data, jf_errno_text(EEXIST));
}

/* Keep what stands in the database, and overwrite it by the copy page by page in one transaction. The lock for that is
 * taken before what is to be kept is read, by another connection: nothing that somebody writes may fall between. */
static enum jf_status keep_and_copy(struct jf_db *live, struct jf_db *from, const char *kept, struct jf_error *err)
{
    struct jf_db *reader = NULL;
    sqlite3_backup *copy = sqlite3_backup_init(live->handle, "main", from->handle, "main");
    int rc = copy ? sqlite3_backup_step(copy, 0) : sqlite3_errcode(live->handle);
    enum jf_status status = rc == SQLITE_OK ? store_open_as_is(live->path, JF_DB_READ, &reader, err) : JF_OK;
    if (status == JF_OK && rc == SQLITE_OK)
        status = store_copy(reader, kept, NULL, err);
    jf_db_close(reader);
    if (status == JF_OK && rc == SQLITE_OK)
        rc = copy_rest(from, copy);
    else
        sqlite3_backup_finish(copy);
    return status == JF_OK && rc != SQLITE_OK ? store_error(live, rc, _("cannot restore the database"), err) : status;
}

static enum jf_status not_alone(const struct jf_db *live, struct jf_error *err)
{
    jf_error_set(err, JF_BUSY, _("cannot restore the database: other programs have '%s' open"), live->path);
    jf_error_hint(err, "%s", _("end them, then do the same again; nothing was changed"));
    return JF_BUSY;
}

/* The same where the pages are of another size, as in databases of earlier versions: SQLite changes that only without
 * WAL, and so only while nobody else has the database open. */
static enum jf_status keep_and_copy_alone(struct jf_db *live, struct jf_db *from, const char *kept,
                                          struct jf_error *err)
{
    static const char alone[] =
        "PRAGMA locking_mode = EXCLUSIVE; PRAGMA journal_mode = DELETE; BEGIN EXCLUSIVE; COMMIT;";
    int rc = sqlite3_exec(live->handle, alone, NULL, NULL, NULL);
    if ((rc & 0xff) == SQLITE_BUSY)
        return not_alone(live, err);
    enum jf_status status = rc == SQLITE_OK ? store_copy(live, kept, NULL, err) : JF_OK;
    if (status == JF_OK && rc == SQLITE_OK)
        rc = copy_pages(from, from->handle, live->handle);
    if (status == JF_OK && rc == SQLITE_OK) /* it is restored already; what fails here is done when it is opened next */
        sqlite3_exec(live->handle, "PRAGMA locking_mode = NORMAL; PRAGMA journal_mode = WAL", NULL, NULL, NULL);
    return status == JF_OK && rc != SQLITE_OK ? store_error(live, rc, _("cannot restore the database"), err) : status;
}

static enum jf_status replace_sound(struct jf_db *live, const char *copy, const char *path, struct jf_str *kept,
                                    struct jf_error *err)
{
    static const char page_size[] = "PRAGMA page_size";
    struct jf_db *from = NULL;
    int64_t have = 0, wanted = 0;
    enum jf_status status = free_name(path, kept, err);
    if (status == JF_OK)
        status = store_open_as_is(copy, JF_DB_READ, &from, err);
    if (status == JF_OK)
        status = store_pragma_int(live, page_size, &have, err);
    if (status == JF_OK)
        status = store_pragma_int(from, page_size, &wanted, err);
    if (status == JF_OK && have != wanted)
        status = keep_and_copy_alone(live, from, kept->data, err);
    else if (status == JF_OK && (status = jf_db_script(live, "PRAGMA journal_mode = WAL", err)) == JF_OK)
        status = keep_and_copy(live, from, kept->data, err);
    jf_db_close(from);
    return status;
}

/* Keep what SQLite has beside PATH under another name: a -wal under the new file would be poison. *moved receives the
 * ending of the first, NULL when there is none. */
static enum jf_status move_beside(const char *path, const char *kept, const char **moved, struct jf_error *err)
{
    struct jf_str from = JF_STR_INIT, to = JF_STR_INIT;
    enum jf_status status = JF_OK;
    *moved = NULL;
    for (size_t i = 0; i < BESIDE && status == JF_OK; i++) {
        jf_str_clear(&from);
        jf_str_clear(&to);
        jf_str_addf(&from, "%s%s", path, beside[i]);
        jf_str_addf(&to, "%s%s", kept, beside[i]);
        status = jf_str_check(from.failed ? &from : &to, err);
        if (status == JF_OK && rename(from.data, to.data) == 0)
            *moved = *moved ? *moved : beside[i];
        else if (status == JF_OK && errno != ENOENT)
            status = cannot_write(to.data, err);
    }
    jf_str_release(&from);
    jf_str_release(&to);
    return status;
}

/* Put the new file under its name, and keep what there is. PATH itself, where there is one, stays where it is as well
 * until the new one takes its place. */
static enum jf_status take_place(const char *part, const char *path, bool there, struct jf_str *kept,
                                 struct jf_error *err)
{
    const char *moved = NULL;
    enum jf_status status = free_name(path, kept, err);
    if (status == JF_OK)
        status = move_beside(path, kept->data, &moved, err);
    if (status == JF_OK && there && name_twice(path, kept->data) != 0)
        status = cannot_write(kept->data, err);
    if (status == JF_OK && (there ? rename(part, path) : move_anew(part, path)) != 0)
        status = cannot_write(path, err);
    if (status == JF_OK)
        jf_file_sync_name(path);
    if (!there && !moved)
        jf_str_clear(kept);
    else if (!there)
        jf_str_add(kept, moved);
    return status == JF_OK ? jf_str_check(kept, err) : status;
}

/* Where there is no database, or a damaged one: the new file is whole before anything is touched. */
static enum jf_status put_new(const char *copy, const char *path, bool there, struct jf_str *kept, struct jf_error *err)
{
    struct jf_db *from = NULL;
    struct jf_str part = JF_STR_INIT;
    jf_str_addf(&part, "%s.part", path);
    enum jf_status status = jf_str_check(&part, err);
    if (status == JF_OK)
        status = store_open_as_is(copy, JF_DB_READ, &from, err);
    if (status == JF_OK)
        status = write_part(from, part.data, path, err);
    if (status == JF_OK)
        status = take_place(part.data, path, there, kept, err);
    if (from)
        forget_part(part.data);
    jf_db_close(from);
    jf_str_release(&part);
    return status;
}

/* Of a database that bears no program's number: is it sound, with tables, and are ours not among them? */
static bool without_our_tables(const char *path)
{
    static const char sql[] = "SELECT count(*) > 0 AND total(name = 'event') = 0 FROM sqlite_schema";
    struct jf_db db = { .path = (char *)path };
    struct jf_str name = JF_STR_INIT;
    int64_t yes = 0;
    if (store_full_name(path, &name, NULL) == JF_OK &&
        sqlite3_open_v2(name.data, &db.handle, SQLITE_OPEN_READONLY | SQLITE_OPEN_NOMUTEX, NULL) == SQLITE_OK &&
        store_pragma_int(&db, sql, &yes, NULL) != JF_OK)
        yes = 0;
    sqlite3_close_v2(db.handle);
    jf_str_release(&name);
    return yes;
}

/* Is it a database of another program? Such a file is not moved out of the way: --db names the wrong one. */
static bool of_a_stranger(const char *path)
{
    enum { APPLICATION_AT = 68, HEADER = 100 };
    static const char magic[] = "SQLite format 3";
    unsigned char header[HEADER];
    int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
    ssize_t got = fd >= 0 ? read(fd, header, sizeof header) : -1;
    if (fd >= 0)
        close(fd);
    if (got < HEADER || memcmp(header, magic, sizeof magic) != 0)
        return false;
    uint32_t id = 0;
    for (int i = 0; i < 4; i++)
        id = id << 8 | header[APPLICATION_AT + i];
    return id ? id != JF_APPLICATION_ID : without_our_tables(path);
}

/* May the actor do this, and is the database whole? JF_DB: it cannot be read at all. */
static enum jf_status look_at(struct jf_db *live, const char *actor, bool *sound, struct jf_error *err)
{
    struct faults faults = { JF_STR_INIT };
    int64_t version = 0;
    enum jf_status status = store_pragma_int(live, "PRAGMA user_version", &version, err);
    if (status == JF_OK && version >= FIRST_WITH_ACTORS)
        status = jf_actor_may(live, actor, "restore", err);
    if (status == JF_OK)
        status = jf_db_check(live, note_fault, &faults, sound, err);
    jf_str_release(&faults.first);
    return status;
}

static enum jf_status replace(const char *copy, const char *path, const char *actor, struct jf_str *kept,
                              struct jf_error *err)
{
    struct jf_db *live = NULL;
    bool sound = false;
    if (of_a_stranger(path))
        return jf_error_set(err, JF_DB, _("'%s' is not a database of jianfu"), path);
    enum jf_status status = store_open_as_is(path, JF_DB_WRITE, &live, err);
    if (status == JF_OK)
        status = look_at(live, actor, &sound, err);
    if (status == JF_OK && sound)
        status = replace_sound(live, copy, path, kept, err);
    jf_db_close(live);
    if (sound || (status != JF_OK && status != JF_DB))
        return status;
    return put_new(copy, path, true, kept, err); /* what is left of it is kept as it is */
}

enum jf_status jf_backup_restore(const char *copy, const char *path, const char *actor, struct jf_str *kept,
                                 struct jf_copy *told, struct jf_error *err)
{
    struct stat a, b;
    jf_str_clear(kept);
    if (stat(copy, &a) == 0 && stat(path, &b) == 0 && a.st_dev == b.st_dev && a.st_ino == b.st_ino)
        return jf_error_set(err, JF_USAGE, _("'%s' is the database itself"), copy);
    enum jf_status status = jf_backup_check(copy, told, err);
    if (status != JF_OK)
        return status;
    return access(path, F_OK) == 0 ? replace(copy, path, actor, kept, err) : put_new(copy, path, false, kept, err);
}
