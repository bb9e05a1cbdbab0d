/* db.c - opening, hardening and closing a connection. Knows nothing of what the tables mean. */
#define _XOPEN_SOURCE 700 /* realpath */
#include "internal.h"

#include "jianfu/file.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static enum jf_status disk_full(const char *what, struct jf_error *err)
{
    jf_error_set(err, JF_DB, _("%s: the disk is full"), what);
    jf_error_hint(err, "%s", _("make room, then do the same again; nothing was changed"));
    return JF_DB;
}

enum jf_status store_error(struct jf_db *db, int rc, const char *what, struct jf_error *err)
{
    const char *reason = db->handle ? sqlite3_errmsg(db->handle) : sqlite3_errstr(rc);
    enum jf_status status;
    if (rc == SQLITE_IOERR_NOMEM)
        rc = SQLITE_NOMEM;
    switch (rc & 0xff) {
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
        /* SQLite does not wait where that could not help: for one who waits for us, or for what we do ourselves */
        status = db->waited
                     ? jf_error_set(err, JF_BUSY, _("%s: the database is busy, waited %d s"), what, JF_BUSY_SECONDS)
                     : jf_error_set(err, JF_BUSY, _("%s: the database is busy"), what);
        db->waited = false;
        jf_error_hint(err, "%s", _("another program is writing to it; try again when that is done"));
        return status;
    case SQLITE_NOMEM:
        return jf_error_set(err, JF_NOMEM, _("%s: out of memory"), what);
    case SQLITE_INTERRUPT:
        return jf_error_set(err, JF_STOPPED, _("stopped; nothing was changed"));
    case SQLITE_CONSTRAINT:
        return jf_error_set(err, JF_REFUSED, "%s: %s", what, reason);
    case SQLITE_FULL:
        return disk_full(what, err);
    case SQLITE_NOTADB:
        return jf_error_set(err, JF_DB, _("%s: '%s' is not a database of jianfu"), what, db->path);
    case SQLITE_READONLY:
    case SQLITE_PERM:
        status = jf_error_set(err, JF_DB, _("%s: '%s' may not be written"), what, db->path);
        jf_error_hint(err, "%s", _("check who owns the file and its folder"));
        return status;
    case SQLITE_IOERR:
    case SQLITE_CANTOPEN:
        /* no room for the -shm, without which nobody reads */
        if (db->handle && sqlite3_system_errno(db->handle) == ENOSPC)
            return disk_full(what, err);
        status = jf_error_set(err, JF_FILE, _("%s: '%s' cannot be opened, read or written"), what, db->path);
        jf_error_hint(err, "%s", _("the disk or the share may be failing: look at it, then try again"));
        return status;
    case SQLITE_CORRUPT:
        status = jf_error_set(err, JF_DB, _("%s: the database is damaged: %s"), what, reason);
        jf_error_hint(err, "%s", _("keep the file as it is and restore the last backup"));
        return status;
    case SQLITE_ERROR:
    case SQLITE_TOOBIG:
    case SQLITE_MISMATCH:
    case SQLITE_AUTH:
        return jf_error_set(err, JF_REFUSED, "%s: %s", what, reason);
    default:
        return jf_error_set(err, JF_DB, "%s: %s", what, reason);
    }
}

static enum jf_status not_regular(const char *path, struct jf_error *err)
{
    return jf_error_set(err, JF_FILE, _("cannot open '%s': it is not a regular file"), path);
}

static enum jf_status create_file(const char *path, struct jf_error *err)
{
    int fd = open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0600);
    if (fd >= 0) {
        close(fd);
        return JF_OK;
    }
    struct stat st;
    int why = errno;
    if (why != EEXIST || stat(path, &st) != 0) /* or a link that leads nowhere */
        return jf_error_set(err, JF_FILE, _("cannot create '%s': %s"), path, jf_errno_text(why));
    if (!S_ISREG(st.st_mode))
        return not_regular(path, err);
    return JF_OK; /* an empty or unfinished one may be completed; whether it is that, the tables will tell */
}

static enum jf_status must_exist(const char *path, struct jf_error *err)
{
    struct stat st;
    bool there = stat(path, &st) == 0;
    if (there && !S_ISREG(st.st_mode))
        return not_regular(path, err);
    if (there && access(path, R_OK) == 0)
        return JF_OK;
    int why = errno;
    enum jf_status status = jf_error_set(err, JF_FILE, _("cannot open database '%s': %s"), path, jf_errno_text(why));
    if (why == ENOENT)
        jf_error_hint(err, _("make one with 'jianfu --db %s init', or name yours with --db or JIANFU_DB"), path);
    if (why == EACCES)
        jf_error_hint(err, "%s", _("check who owns the file and its folder"));
    return status;
}

/* Everything a file from somebody else could use against us is switched off; everything we promise is switched on. */
static enum jf_status harden(struct jf_db *db, enum jf_db_mode mode, struct jf_error *err)
{
    static const struct {
        int option;
        int value;
    } config[] = {
        { SQLITE_DBCONFIG_DEFENSIVE, 1 },      { SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0 },
        { SQLITE_DBCONFIG_DQS_DDL, 0 },        { SQLITE_DBCONFIG_DQS_DML, 0 },
        { SQLITE_DBCONFIG_ENABLE_FKEY, 1 },    { SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 0 },
        { SQLITE_DBCONFIG_ENABLE_TRIGGER, 1 },
    };
    for (size_t i = 0; i < sizeof config / sizeof *config; i++) {
        int rc = sqlite3_db_config(db->handle, config[i].option, config[i].value, (int *)NULL);
        if (rc != SQLITE_OK)
            return store_error(db, rc, _("cannot set up the database"), err);
    }
    if (mode == JF_DB_CREATE && sqlite3_exec(db->handle, "PRAGMA page_size = 16384", NULL, NULL, NULL) != SQLITE_OK)
        return store_error(db, sqlite3_errcode(db->handle), _("cannot set up the database"), err);
    store_wait(db);
    int rc = store_register_functions(db->handle);
    if (rc != SQLITE_OK)
        return store_error(db, rc, _("cannot set up the database"), err);
    return jf_db_script(db,
                        "PRAGMA temp_store = MEMORY; PRAGMA cell_size_check = ON;"
                        "PRAGMA cache_size = -32768; PRAGMA synchronous = FULL;",
                        err);
}

/* Was the making of this database of ours broken off? Nothing was ever written down in it then. */
static enum jf_status begun_only(struct jf_db *db, bool *out, struct jf_error *err)
{
    int64_t events = 0;
    enum jf_status status = store_pragma_int(db, "SELECT EXISTS (SELECT 1 FROM event)", &events, err);
    *out = events == 0;
    return status;
}

/* Is this file ours? A stranger's database must not be touched, not even by switching it to WAL. */
static enum jf_status identify(struct jf_db *db, enum jf_db_mode mode, struct jf_error *err)
{
    int64_t application = 0, tables = 0;
    enum jf_status status = store_pragma_int(db, "PRAGMA application_id", &application, err);
    if (status == JF_OK)
        status = store_pragma_int(db, "SELECT count(*) FROM sqlite_schema", &tables, err);
    if (status != JF_OK)
        return status;
    bool begun = false;
    if (mode == JF_DB_CREATE && application == JF_APPLICATION_ID && tables > 0)
        status = begun_only(db, &begun, err);
    if (status != JF_OK)
        return status;
    if (mode == JF_DB_CREATE && tables > 0 && !begun) {
        status = jf_error_set(err, JF_FILE, _("cannot create '%s': it exists already"), db->path);
        jf_error_hint(err, "%s", _("name another file with --db, or use the database that is there"));
        return status;
    }
    if (application == JF_APPLICATION_ID || (mode == JF_DB_CREATE && application == 0))
        return JF_OK;
    return jf_error_set(err, JF_DB, _("'%s' is not a database of jianfu"), db->path);
}

/* On a CD or a share that may only be read, SQLite cannot make the -shm file that WAL wants. Nobody can be writing
 * there either, so the file may be taken as it is, unless a -wal holds what is not in it yet. */
static bool frozen(const char *path)
{
    char real[PATH_MAX]; /* it may be a link: SQLite keeps its files beside what that leads to */
    struct jf_str name = JF_STR_INIT;
    if (!realpath(path, real))
        return false;
    jf_str_addf(&name, "%s-wal", real);
    bool wal = name.failed || access(name.data, F_OK) == 0;
    jf_str_truncate(&name, name.failed ? 0 : (size_t)(jf_file_name(real) - real));
    bool writable = name.failed || access(name.data, W_OK) == 0;
    jf_str_release(&name);
    return !wal && !writable;
}

enum jf_status store_full_name(const char *path, struct jf_str *out, struct jf_error *err)
{
    char folder[PATH_MAX];
    const char *name = jf_file_name(path);
    jf_str_clear(out);
    jf_str_addn(out, path, (size_t)(name - path));
    if (name == path)
        jf_str_add(out, ".");
    if (!out->failed && !realpath(out->data, folder))
        return jf_error_set(err, JF_FILE, _("cannot open '%s': %s"), path, jf_errno_text(errno));
    if (!out->failed) {
        jf_str_clear(out);
        jf_str_addf(out, "%s/%s", folder, name);
    }
    return jf_str_check(out, err);
}

/* A URI only where it must be: its path is made of the full name. */
static void as_frozen(struct jf_str *name)
{
    struct jf_str uri = JF_STR_INIT;
    jf_str_add(&uri, "file://");
    for (const char *c = name->data; *c; c++)
        if (strchr("%?#", *c))
            jf_str_addf(&uri, "%%%02X", (unsigned)(unsigned char)*c);
        else
            jf_str_addc(&uri, *c);
    jf_str_add(&uri, "?immutable=1");
    jf_str_release(name);
    *name = uri;
}

static enum jf_status open_handle(struct jf_db *db, enum jf_db_mode mode, struct jf_error *err)
{
    int flags = (mode == JF_DB_READ ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE) | SQLITE_OPEN_NOMUTEX;
    struct jf_str name = JF_STR_INIT;
    enum jf_status status = store_full_name(db->path, &name, err);
    if (status == JF_OK && mode == JF_DB_READ && frozen(db->path)) {
        as_frozen(&name);
        flags |= SQLITE_OPEN_URI;
        status = jf_str_check(&name, err);
    }
    int rc = status == JF_OK ? sqlite3_open_v2(name.data, &db->handle, flags, NULL) : SQLITE_OK;
    jf_str_release(&name);
    return rc == SQLITE_OK ? status : store_error(db, rc, _("cannot open the database"), err);
}

static enum jf_status open_file(const char *path, enum jf_db_mode mode, bool as_is, struct jf_db **out,
                                struct jf_error *err)
{
    enum jf_status status = mode == JF_DB_CREATE ? create_file(path, err) : must_exist(path, err);
    if (status != JF_OK)
        return status;
    struct jf_db *db = jf_alloc(sizeof *db);
    if (!db)
        return jf_error_set(err, JF_NOMEM, _("out of memory"));
    db->path = jf_dup(path);
    status = db->path ? open_handle(db, mode, err) : jf_error_set(err, JF_NOMEM, _("out of memory"));
    if (status != JF_OK)
        goto fail;
    sqlite3_extended_result_codes(db->handle, 1);
    status = harden(db, mode, err);
    if (status == JF_OK)
        status = identify(db, mode, err);
    if (status == JF_OK)
        status = store_index_statements(db, err);
    if (status == JF_OK && !as_is)
        status = store_migrate(db, mode, err);
    if (status == JF_OK) {
        *out = db;
        return JF_OK;
    }
fail:
    jf_db_close(db);
    return status;
}

enum jf_status jf_db_open(const char *path, enum jf_db_mode mode, struct jf_db **out, struct jf_error *err)
{
    return open_file(path, mode, false, out, err);
}

enum jf_status store_open_as_is(const char *path, enum jf_db_mode mode, struct jf_db **out, struct jf_error *err)
{
    return open_file(path, mode, true, out, err);
}

/* ---- what modules keep with it ---- */

struct kept {
    const void *owner;
    void *thing;
    void (*release)(void *thing);
    struct kept *next;
};

void *jf_db_kept(const struct jf_db *db, const void *owner)
{
    const struct kept *k = db->kept;
    while (k && k->owner != owner)
        k = k->next;
    return k ? k->thing : NULL;
}

enum jf_status jf_db_keep(struct jf_db *db, const void *owner, void *thing, void (*release)(void *thing),
                          struct jf_error *err)
{
    struct kept *k = jf_alloc(sizeof *k);
    if (!k) {
        release(thing);
        return jf_error_set(err, JF_NOMEM, "%s", _("out of memory"));
    }
    *k = (struct kept){ owner, thing, release, db->kept };
    db->kept = k;
    return JF_OK;
}

static void release_kept(struct jf_db *db)
{
    for (struct kept *k = db->kept, *next; k; k = next) {
        next = k->next;
        k->release(k->thing);
        jf_free(k);
    }
    db->kept = NULL;
}

void jf_db_close(struct jf_db *db)
{
    if (!db)
        return;
    jf_txn_rollback(db);
    release_kept(db);
    store_release_seals(db);
    store_release_statements(db);
    store_release_views(db);
    sqlite3_close_v2(db->handle);
    jf_free(db->stage_table.columns);
    jf_free(db->path);
    jf_free(db->before);
    jf_free(db);
}

const char *jf_db_path(const struct jf_db *db)
{
    return db->path;
}

bool jf_db_reads_only(const struct jf_db *db)
{
    return sqlite3_db_readonly(db->handle, "main") != 0;
}

const char *jf_db_before(const struct jf_db *db)
{
    return db->before;
}

/* ---- what stands in a file ---- */

static bool begins_as_one(const char *path)
{
    static const char magic[] = "SQLite format 3";
    char begin[sizeof magic];
    int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
    ssize_t got = fd >= 0 ? read(fd, begin, sizeof begin) : -1;
    if (fd >= 0)
        close(fd);
    return got == (ssize_t)sizeof begin && memcmp(begin, magic, sizeof magic) == 0;
}

bool jf_db_stands_at(const char *path)
{
    static const char *const endings[] = { "", "-wal", "-shm", "-journal" };
    bool yes = false;
    for (size_t i = 0; i < sizeof endings / sizeof *endings && !yes; i++) {
        size_t len = strlen(path), end = strlen(endings[i]);
        if (len < end || strcmp(path + len - end, endings[i]) != 0)
            continue;
        char *name = jf_dupn(path, len - end);
        yes = name && begins_as_one(name);
        jf_free(name);
    }
    return yes;
}
