/* disk.c - a disk in memory: files and their names, as a process sees them and as they would be found after a power
 * cut; the calls of the C library and SQLite's VFS over both. One process, several connections. No file is ever given
 * back: a run is short. Its own memory comes past the shim, which counts what the program asks for. */
#define _GNU_SOURCE
#include "disk.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum {
    NAMES = 64,
    NAME_ROOM = 100,
    CHANGES = 4096,
    FDS = 64,
    FIRST_FD = 1 << 20,
    SECTOR = 512,
    SLOTS = 8,
    REGIONS = 64
};

void *__real_realloc(void *old, size_t size);
void __real_free(void *memory);
ssize_t __real_read(int fd, void *out, size_t len);
ssize_t __real_write(int fd, const void *bytes, size_t len);
int __real_open(const char *path, int flags, ...);
int __real_close(int fd);
int __real_fstat(int fd, struct stat *out);

struct bytes {
    unsigned char *at;
    size_t len, room;
};

struct vfs_file;
struct file {
    struct bytes now, synced;
    size_t changed_from, changed_to; /* they differ here at most, and in length */
    uint64_t hash;                   /* of `now`; 0: not taken since it was changed */
    ino_t number;
    struct file *older; /* of all that were ever made */
    /* SQLite's locks: of the file, and of the memory that connections share over a WAL */
    int shared, shm_users, slot_shared[SLOTS];
    struct vfs_file *writer, *slot_owner[SLOTS];
    void *regions[REGIONS];
};

struct name {
    char text[NAME_ROOM];
    struct file *file;
};

/* A change of names that a power cut finds done or not done. A name without a file goes. */
struct change {
    struct name set[2];
    int count;
};

struct folder {
    struct name names[NAMES];
    int count;
};

static struct folder now, synced;
static struct change changes[CHANGES]; /* of names, since the folder was synced */
static int change_count;
static struct file *youngest;
static char here[PATH_MAX];
/* a check reads with two threads */
static pthread_mutex_t guard = PTHREAD_MUTEX_INITIALIZER;

static void *memory(void *old, size_t size)
{
    void *new = __real_realloc(old, size);
    if (!new)
        _exit(98);
    return new;
}

/* ---- bytes ---- */

static void resize(struct bytes *b, size_t len)
{
    if (len > b->room) {
        b->room = len + len / 2;
        b->at = memory(b->at, b->room);
    }
    if (len > b->len)
        memset(b->at + b->len, 0, len - b->len);
    b->len = len;
}

static void changed(struct file *f, size_t from, size_t to)
{
    bool none = f->changed_from == f->changed_to;
    if (none || from < f->changed_from)
        f->changed_from = from;
    if (none || to > f->changed_to)
        f->changed_to = to;
    f->hash = 0;
}

static void put(struct file *f, const void *bytes, size_t len, size_t at)
{
    size_t end = f->now.len;
    if (at + len > end)
        resize(&f->now, at + len);
    memcpy(f->now.at + at, bytes, len);
    changed(f, at < end ? at : end, at + len);
}

static size_t get(const struct file *f, void *out, size_t len, size_t at)
{
    size_t there = at < f->now.len ? f->now.len - at : 0;
    if (len > there)
        len = there;
    if (len)
        memcpy(out, f->now.at + at, len);
    return len;
}

static void cut_to(struct file *f, size_t len)
{
    size_t end = f->now.len;
    resize(&f->now, len);
    changed(f, len < end ? len : end, len < end ? end : len);
}

static void sync_file(struct file *f)
{
    size_t to = f->changed_to < f->now.len ? f->changed_to : f->now.len;
    resize(&f->synced, f->now.len);
    if (f->changed_from < to)
        memcpy(f->synced.at + f->changed_from, f->now.at + f->changed_from, to - f->changed_from);
    f->changed_from = f->changed_to = 0;
}

static uint64_t mix(uint64_t h, uint64_t value)
{
    h = (h ^ value) * 0x9e3779b97f4a7c15u;
    return h ^ h >> 29;
}

static uint64_t mix_bytes(uint64_t h, const void *bytes, size_t len)
{
    const unsigned char *at = bytes;
    uint64_t word;
    for (; len >= sizeof word; at += sizeof word, len -= sizeof word) {
        memcpy(&word, at, sizeof word);
        h = mix(h, word);
    }
    for (; len; at++, len--)
        h = mix(h, *at);
    return mix(h, 1);
}

static uint64_t hash_of(struct file *f)
{
    if (!f->hash)
        f->hash = mix(mix_bytes(1, f->now.at, f->now.len), f->now.len) | 1;
    return f->hash;
}

/* ---- names ---- */

static struct name *find(struct folder *folder, const char *text)
{
    for (int i = 0; i < folder->count; i++)
        if (strcmp(folder->names[i].text, text) == 0)
            return &folder->names[i];
    return NULL;
}

static struct file *file_of(const char *text)
{
    struct name *name = find(&now, text);
    return name ? name->file : NULL;
}

static void set(struct folder *folder, const struct name *new)
{
    struct name *old = find(folder, new->text);
    if (old)
        *old = folder->names[--folder->count];
    if (!new->file)
        return;
    if (folder->count == NAMES)
        _exit(98);
    folder->names[folder->count++] = *new;
}

static void apply(struct folder *folder, const struct change *change)
{
    for (int i = 0; i < change->count; i++)
        set(folder, &change->set[i]);
}

static void add(struct change *change, const char *text, struct file *file)
{
    struct name *name = &change->set[change->count++];
    snprintf(name->text, sizeof name->text, "%s", text);
    name->file = file;
}

static void make_change(const struct change *change)
{
    if (change_count == CHANGES)
        _exit(98);
    changes[change_count++] = *change;
    apply(&now, change);
}

static void sync_names(void)
{
    synced = now;
    change_count = 0;
}

static struct file *make_file(const char *text)
{
    struct file *f = memory(NULL, sizeof *f);
    memset(f, 0, sizeof *f);
    f->number = youngest ? youngest->number + 1 : 1;
    f->older = youngest;
    youngest = f;
    if (text) {
        struct change change = { .count = 0 };
        add(&change, text, f);
        make_change(&change);
    }
    return f;
}

static void remove_name(const char *text)
{
    struct change change = { .count = 0 };
    add(&change, text, NULL);
    make_change(&change);
}

const char *disk_name(const char *path)
{
    size_t len = strlen(here);
    if (!len)
        return NULL;
    if (strcmp(path, here) == 0)
        return ".";
    if (strncmp(path, here, len) == 0 && path[len] == '/')
        path += len + 1;
    return !*path || strchr(path, '/') || strlen(path) >= NAME_ROOM ? NULL : path;
}

/* ---- the whole of it ---- */

void disk_load(void)
{
    DIR *dir = getcwd(here, sizeof here) ? opendir(".") : NULL;
    unsigned char block[1 << 16];
    struct dirent *entry;
    while (dir && (entry = readdir(dir))) {
        if (entry->d_type != DT_REG)
            continue;
        struct file *f = make_file(entry->d_name);
        int fd = __real_open(entry->d_name, O_RDONLY | O_CLOEXEC);
        for (ssize_t got; (got = __real_read(fd, block, sizeof block)) > 0;)
            put(f, block, (size_t)got, f->now.len);
        __real_close(fd);
        sync_file(f);
        hash_of(f);
    }
    if (dir)
        closedir(dir);
    sync_names();
}

/* Whatever the order of the names. */
uint64_t disk_digest(void)
{
    uint64_t sum = 0;
    for (int i = 0; i < now.count; i++)
        sum += mix(hash_of(now.names[i].file), mix_bytes(2, now.names[i].text, strlen(now.names[i].text)));
    return sum;
}

void disk_dump(const char *folder)
{
    char path[PATH_MAX];
    for (int i = 0; i < now.count; i++) {
        const struct bytes *b = &now.names[i].file->now;
        snprintf(path, sizeof path, "%s/%s", folder, now.names[i].text);
        int fd = __real_open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
        for (size_t done = 0; done < b->len;) {
            ssize_t wrote = __real_write(fd, b->at + done, b->len - done);
            if (wrote < 0) {
                perror(path);
                _exit(98);
            }
            done += (size_t)wrote;
        }
        __real_close(fd);
    }
}

static uint64_t chance;

static uint64_t throw_dice(uint64_t sides)
{
    chance = mix(chance, 3);
    return (chance >> 11) % sides;
}

/* Each sector is that of the last sync or that of now; in some files none, in some all of the new ones. */
static void lose(struct file *f)
{
    uint64_t odds = throw_dice(3);
    struct bytes left = { .at = NULL };
    resize(&left, odds == 0 ? f->synced.len : odds == 2 || throw_dice(2) ? f->now.len : f->synced.len);
    for (size_t at = 0; at < left.len; at += SECTOR) {
        const struct bytes *from = odds == 2 || (odds == 1 && throw_dice(2)) ? &f->now : &f->synced;
        size_t end = at + SECTOR < left.len ? at + SECTOR : left.len;
        if (end > from->len)
            end = from->len;
        if (at < end)
            memcpy(left.at + at, from->at + at, end - at);
    }
    f->now = left;
    f->hash = 0;
}

void disk_cut(uint64_t seed)
{
    chance = mix(4, seed);
    int kept = (int)throw_dice((uint64_t)change_count + 1);
    for (int i = 0; i < kept; i++)
        apply(&synced, &changes[i]);
    now = synced;
    for (int i = 0; i < now.count; i++) {
        bool again = false; /* under its second name */
        for (int j = 0; j < i; j++)
            again = again || now.names[j].file == now.names[i].file;
        if (!again)
            lose(now.names[i].file);
    }
}

/* ---- the calls of the C library ---- */

static struct {
    struct file *file; /* NULL: the folder */
    off_t at;
    bool taken;
} fds[FDS];

bool disk_owns(int fd)
{
    return fd >= FIRST_FD && fd < FIRST_FD + FDS && fds[fd - FIRST_FD].taken;
}

static int fail(int why)
{
    errno = why;
    return -1;
}

static int take_fd(struct file *f)
{
    for (int i = 0; i < FDS; i++) {
        if (fds[i].taken)
            continue;
        fds[i].file = f;
        fds[i].at = 0;
        fds[i].taken = true;
        return FIRST_FD + i;
    }
    return fail(EMFILE);
}

int disk_open(const char *name, int flags)
{
    if (strcmp(name, ".") == 0)
        return take_fd(NULL);
    struct file *f = file_of(name);
    if (f && flags & O_CREAT && flags & O_EXCL)
        return fail(EEXIST);
    if (!f && !(flags & O_CREAT))
        return fail(ENOENT);
    if (!f)
        f = make_file(name);
    else if (flags & O_TRUNC)
        cut_to(f, 0);
    return take_fd(f);
}

int disk_close(int fd)
{
    fds[fd - FIRST_FD].taken = false;
    return 0;
}

ssize_t disk_read(int fd, void *out, size_t len)
{
    size_t got = get(fds[fd - FIRST_FD].file, out, len, (size_t)fds[fd - FIRST_FD].at);
    fds[fd - FIRST_FD].at += (off_t)got;
    return (ssize_t)got;
}

ssize_t disk_pwrite(int fd, const void *bytes, size_t len, off_t at)
{
    put(fds[fd - FIRST_FD].file, bytes, len, (size_t)at);
    return (ssize_t)len;
}

ssize_t disk_write(int fd, const void *bytes, size_t len)
{
    disk_pwrite(fd, bytes, len, fds[fd - FIRST_FD].at);
    fds[fd - FIRST_FD].at += (off_t)len;
    return (ssize_t)len;
}

int disk_fsync(int fd)
{
    if (fds[fd - FIRST_FD].file)
        sync_file(fds[fd - FIRST_FD].file);
    else
        sync_names();
    return 0;
}

static int tell(const struct file *f, struct stat *out)
{
    *out = (struct stat){ .st_mode = S_IFREG | 0600, .st_nlink = 1, .st_ino = f->number, .st_uid = geteuid() };
    out->st_size = (off_t)f->now.len;
    return 0;
}

int disk_fstat(int fd, struct stat *out)
{
    return tell(fds[fd - FIRST_FD].file, out);
}

int disk_stat(const char *name, struct stat *out)
{
    const struct file *f = file_of(name);
    return f ? tell(f, out) : fail(ENOENT);
}

int disk_access(const char *name)
{
    return strcmp(name, ".") == 0 || file_of(name) ? 0 : fail(ENOENT);
}

int disk_unlink(const char *name)
{
    if (!file_of(name))
        return fail(ENOENT);
    remove_name(name);
    return 0;
}

int disk_link(const char *from, const char *to)
{
    struct change change = { .count = 0 };
    if (!file_of(from) || file_of(to))
        return fail(file_of(to) ? EEXIST : ENOENT);
    add(&change, to, file_of(from));
    make_change(&change);
    return 0;
}

int disk_rename(const char *from, const char *to, bool replace)
{
    struct change change = { .count = 0 };
    if (!file_of(from) || (!replace && file_of(to)))
        return fail(file_of(from) ? EEXIST : ENOENT);
    add(&change, from, NULL);
    add(&change, to, file_of(from));
    make_change(&change);
    return 0;
}

/* ---- SQLite's VFS ---- */

struct vfs_file {
    sqlite3_file base;
    struct file *file;
    int level;
    bool slot_shared[SLOTS], uses_shm;
    bool name_unsynced; /* a journal that was made anew: its first sync syncs the folder, as SQLite's own VFS does */
};

static struct vfs_file *mine(sqlite3_file *file)
{
    return (struct vfs_file *)file;
}

static int vfs_read(sqlite3_file *file, void *out, int amount, sqlite3_int64 offset)
{
    size_t got = get(mine(file)->file, out, (size_t)amount, (size_t)offset);
    if (got == (size_t)amount)
        return SQLITE_OK;
    memset((char *)out + got, 0, (size_t)amount - got);
    return SQLITE_IOERR_SHORT_READ;
}

static int vfs_write(sqlite3_file *file, const void *bytes, int amount, sqlite3_int64 offset)
{
    put(mine(file)->file, bytes, (size_t)amount, (size_t)offset);
    return SQLITE_OK;
}

static int vfs_truncate(sqlite3_file *file, sqlite3_int64 size)
{
    cut_to(mine(file)->file, (size_t)size);
    return SQLITE_OK;
}

static int vfs_sync(sqlite3_file *file, int flags)
{
    (void)flags;
    sync_file(mine(file)->file);
    if (mine(file)->name_unsynced)
        sync_names();
    mine(file)->name_unsynced = false;
    return SQLITE_OK;
}

static int vfs_size(sqlite3_file *file, sqlite3_int64 *size)
{
    *size = (sqlite3_int64)mine(file)->file->now.len;
    return SQLITE_OK;
}

static int lock(struct vfs_file *h, int level)
{
    struct file *f = h->file;
    if (h->level >= level)
        return SQLITE_OK;
    if (f->writer && f->writer != h && (level > SQLITE_LOCK_SHARED || f->writer->level > SQLITE_LOCK_RESERVED))
        return SQLITE_BUSY;
    if (level == SQLITE_LOCK_SHARED)
        f->shared++;
    else
        f->writer = h;
    bool waits = level == SQLITE_LOCK_EXCLUSIVE && f->shared > 1;
    h->level = waits ? SQLITE_LOCK_PENDING : level;
    return waits ? SQLITE_BUSY : SQLITE_OK;
}

static int vfs_lock(sqlite3_file *file, int level)
{
    pthread_mutex_lock(&guard);
    int rc = lock(mine(file), level);
    pthread_mutex_unlock(&guard);
    return rc;
}

static int vfs_unlock(sqlite3_file *file, int level)
{
    struct vfs_file *h = mine(file);
    pthread_mutex_lock(&guard);
    if (h->level > level) {
        if (h->file->writer == h)
            h->file->writer = NULL;
        if (level == SQLITE_LOCK_NONE)
            h->file->shared--;
        h->level = level;
    }
    pthread_mutex_unlock(&guard);
    return SQLITE_OK;
}

static int vfs_reserved(sqlite3_file *file, int *out)
{
    *out = mine(file)->file->writer != NULL;
    return SQLITE_OK;
}

static int vfs_control(sqlite3_file *file, int op, void *arg)
{
    (void)file;
    (void)op;
    (void)arg;
    return SQLITE_NOTFOUND;
}

static int vfs_sector(sqlite3_file *file)
{
    (void)file;
    return 4096;
}

static int vfs_characteristics(sqlite3_file *file)
{
    (void)file;
    return SQLITE_IOCAP_POWERSAFE_OVERWRITE;
}

static int vfs_shm_map(sqlite3_file *file, int region, int size, int extend, void volatile **out)
{
    struct vfs_file *h = mine(file);
    if (region >= REGIONS)
        return SQLITE_IOERR_SHMMAP;
    pthread_mutex_lock(&guard);
    h->file->shm_users += !h->uses_shm;
    h->uses_shm = true;
    if (!h->file->regions[region] && extend) {
        h->file->regions[region] = memory(NULL, (size_t)size);
        memset(h->file->regions[region], 0, (size_t)size);
    }
    *out = h->file->regions[region];
    pthread_mutex_unlock(&guard);
    return SQLITE_OK;
}

static bool slot_free(const struct vfs_file *h, int slot, bool shared)
{
    const struct file *f = h->file;
    bool others_write = f->slot_owner[slot] && f->slot_owner[slot] != h;
    return !others_write && (shared || f->slot_shared[slot] == h->slot_shared[slot]);
}

static void take_slot(struct vfs_file *h, int slot, bool shared)
{
    if (!shared)
        h->file->slot_owner[slot] = h;
    else if (!h->slot_shared[slot]) {
        h->file->slot_shared[slot]++;
        h->slot_shared[slot] = true;
    }
}

static void leave_slot(struct vfs_file *h, int slot)
{
    if (h->file->slot_owner[slot] == h)
        h->file->slot_owner[slot] = NULL;
    h->file->slot_shared[slot] -= h->slot_shared[slot];
    h->slot_shared[slot] = false;
}

static int vfs_shm_lock(sqlite3_file *file, int offset, int n, int flags)
{
    bool shared = flags & SQLITE_SHM_SHARED, free = true;
    pthread_mutex_lock(&guard);
    for (int slot = offset; slot < offset + n && flags & SQLITE_SHM_LOCK; slot++)
        free = free && slot_free(mine(file), slot, shared);
    for (int slot = offset; slot < offset + n && free; slot++) {
        if (flags & SQLITE_SHM_LOCK)
            take_slot(mine(file), slot, shared);
        else
            leave_slot(mine(file), slot);
    }
    pthread_mutex_unlock(&guard);
    return free ? SQLITE_OK : SQLITE_BUSY;
}

static void vfs_shm_barrier(sqlite3_file *file)
{
    (void)file;
    __sync_synchronize();
}

/* What is shared goes with its last user; the next begins anew, as with the -shm file. */
static int vfs_shm_unmap(sqlite3_file *file, int remove)
{
    (void)remove;
    struct vfs_file *h = mine(file);
    pthread_mutex_lock(&guard);
    for (int slot = 0; slot < SLOTS; slot++)
        leave_slot(h, slot);
    h->file->shm_users -= h->uses_shm;
    h->uses_shm = false;
    for (int i = 0; i < REGIONS && h->file->shm_users == 0; i++) {
        __real_free(h->file->regions[i]);
        h->file->regions[i] = NULL;
    }
    pthread_mutex_unlock(&guard);
    return SQLITE_OK;
}

static int vfs_close(sqlite3_file *file)
{
    vfs_unlock(file, SQLITE_LOCK_NONE);
    return vfs_shm_unmap(file, 0);
}

static const sqlite3_io_methods methods = {
    .iVersion = 2,
    .xClose = vfs_close,
    .xRead = vfs_read,
    .xWrite = vfs_write,
    .xTruncate = vfs_truncate,
    .xSync = vfs_sync,
    .xFileSize = vfs_size,
    .xLock = vfs_lock,
    .xUnlock = vfs_unlock,
    .xCheckReservedLock = vfs_reserved,
    .xFileControl = vfs_control,
    .xSectorSize = vfs_sector,
    .xDeviceCharacteristics = vfs_characteristics,
    .xShmMap = vfs_shm_map,
    .xShmLock = vfs_shm_lock,
    .xShmBarrier = vfs_shm_barrier,
    .xShmUnmap = vfs_shm_unmap,
};

int disk_file_size(void)
{
    return (int)sizeof(struct vfs_file);
}

int disk_vfs_open(sqlite3_vfs *vfs, const char *name, sqlite3_file *file, int flags, int *out)
{
    (void)vfs;
    struct file *f = name ? file_of(name) : NULL;
    *mine(file) = (struct vfs_file){ .base = { .pMethods = NULL } };
    if ((!f && !(flags & SQLITE_OPEN_CREATE)) || (f && flags & SQLITE_OPEN_EXCLUSIVE))
        return SQLITE_CANTOPEN;
    if (!f) {
        f = make_file(name);
        mine(file)->name_unsynced = flags & (SQLITE_OPEN_WAL | SQLITE_OPEN_MAIN_JOURNAL | SQLITE_OPEN_SUPER_JOURNAL);
    }
    mine(file)->file = f;
    mine(file)->base.pMethods = &methods;
    if (out)
        *out = flags;
    return SQLITE_OK;
}

int disk_vfs_delete(sqlite3_vfs *vfs, const char *name, int sync)
{
    (void)vfs;
    if (!file_of(name))
        return SQLITE_IOERR_DELETE_NOENT;
    remove_name(name);
    if (sync)
        sync_names();
    return SQLITE_OK;
}

int disk_vfs_access(sqlite3_vfs *vfs, const char *name, int flags, int *out)
{
    (void)vfs;
    const struct file *f = file_of(name);
    *out = f && (flags != SQLITE_ACCESS_EXISTS || f->now.len > 0);
    return SQLITE_OK;
}

/* Files are named as in the working folder; elsewhere no database is looked for. */
int disk_vfs_full_path(sqlite3_vfs *vfs, const char *name, int room, char *out)
{
    (void)vfs;
    const char *text = disk_name(name);
    if (!text || snprintf(out, (size_t)room, "%s", text) >= room)
        return SQLITE_CANTOPEN;
    return SQLITE_OK;
}
