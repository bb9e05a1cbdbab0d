/* shim.c - faults on order, linked into a second build of the program (build/fault/jianfu) and never into the first: a
 * VFS around SQLite's own, an allocator around its own, and our calls of the C library, which the linker's --wrap leads
 * here. Each call is counted; the one that was chosen fails. Nothing is synced to the disk, for a sweep makes many
 * thousand calls; and the clock stands still, so that what is done twice leaves the same bytes.
 *
 *   JIANFU_FAULT='WRITE 17 13 lasting'   the 17th write of SQLite's, and all after it, answer 13 (SQLITE_FULL)
 *   JIANFU_FAULT='WRITE 17 0 kill'       there it is killed, in the midst of the 17th write
 *   JIANFU_FAULT_REPORT=FILE             at the end: whether it came to that, how often each was called, and what
 * memory was not given back
 */
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <sqlite3.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/types.h>
#include <time.h>

/* Where a call can fail. Those of SQLite's VFS and allocator, then our own: str.c is the only allocator. */
#define POINTS(X)                                                                                                      \
    X(READ)                                                                                                            \
    X(WRITE)                                                                                                           \
    X(SYNC)                                                                                                            \
    X(TRUNCATE)                                                                                                        \
    X(OPEN)                                                                                                            \
    X(DELETE)                                                                                                          \
    X(LOCK)                                                                                                            \
    X(SHM_MAP)                                                                                                         \
    X(SHM_LOCK)                                                                                                        \
    X(MEMORY)                                                                                                          \
    X(OWN_MEMORY)                                                                                                      \
    X(FILE_READ)                                                                                                       \
    X(FILE_OPEN)                                                                                                       \
    X(FILE_WRITE)                                                                                                      \
    X(FILE_SYNC)                                                                                                       \
    X(FILE_LINK)                                                                                                       \
    X(FILE_RENAME)
#define AS_ENUM(name) AT_##name,
#define AS_TEXT(name) #name,
enum point { POINTS(AS_ENUM) POINT_COUNT };
static const char *const point_names[] = { POINTS(AS_TEXT) };

static struct {
    enum point point;
    long nth; /* 0: none */
    bool lasting, kill;
    int code; /* one of SQLite's, or an errno; allocators answer NULL */
} plan;
static atomic_bool fired;
static atomic_long seen[POINT_COUNT], own_blocks;

static bool fails(enum point point)
{
    long n = atomic_fetch_add(&seen[point], 1) + 1;
    if (point != plan.point || plan.nth == 0 || (n != plan.nth && !(plan.lasting && n > plan.nth)))
        return false;
    fired = true;
    if (plan.kill && point != AT_WRITE)
        raise(SIGKILL);
    return true;
}

/* ---- the VFS ---- */

struct shim_file {
    sqlite3_file base;
    sqlite3_file *real; /* behind this struct, in the same memory */
};

static sqlite3_file *real_of(sqlite3_file *file)
{
    return ((struct shim_file *)file)->real;
}

static int shim_close(sqlite3_file *file)
{
    return real_of(file)->pMethods->xClose(real_of(file));
}

static int shim_read(sqlite3_file *file, void *out, int amount, sqlite3_int64 offset)
{
    return fails(AT_READ) ? plan.code : real_of(file)->pMethods->xRead(real_of(file), out, amount, offset);
}

static int shim_write(sqlite3_file *file, const void *bytes, int amount, sqlite3_int64 offset)
{
    if (!fails(AT_WRITE))
        return real_of(file)->pMethods->xWrite(real_of(file), bytes, amount, offset);
    /* a write that fails may have written a part, as a full disk does */
    real_of(file)->pMethods->xWrite(real_of(file), bytes, amount / 2, offset);
    if (plan.kill)
        raise(SIGKILL);
    return plan.code;
}

static int shim_truncate(sqlite3_file *file, sqlite3_int64 size)
{
    return fails(AT_TRUNCATE) ? plan.code : real_of(file)->pMethods->xTruncate(real_of(file), size);
}

static int shim_sync(sqlite3_file *file, int flags)
{
    (void)file;
    (void)flags;
    return fails(AT_SYNC) ? plan.code : SQLITE_OK;
}

static int shim_size(sqlite3_file *file, sqlite3_int64 *size)
{
    return real_of(file)->pMethods->xFileSize(real_of(file), size);
}

static int shim_lock(sqlite3_file *file, int level)
{
    return fails(AT_LOCK) ? plan.code : real_of(file)->pMethods->xLock(real_of(file), level);
}

static int shim_unlock(sqlite3_file *file, int level)
{
    return real_of(file)->pMethods->xUnlock(real_of(file), level);
}

static int shim_reserved(sqlite3_file *file, int *out)
{
    return real_of(file)->pMethods->xCheckReservedLock(real_of(file), out);
}

static int shim_control(sqlite3_file *file, int op, void *arg)
{
    return real_of(file)->pMethods->xFileControl(real_of(file), op, arg);
}

static int shim_sector(sqlite3_file *file)
{
    return real_of(file)->pMethods->xSectorSize(real_of(file));
}

static int shim_characteristics(sqlite3_file *file)
{
    return real_of(file)->pMethods->xDeviceCharacteristics(real_of(file));
}

static int shim_shm_map(sqlite3_file *file, int region, int size, int extend, void volatile **out)
{
    return fails(AT_SHM_MAP) ? plan.code : real_of(file)->pMethods->xShmMap(real_of(file), region, size, extend, out);
}

static int shim_shm_lock(sqlite3_file *file, int offset, int n, int flags)
{
    /* letting go cannot fail */
    if (flags & SQLITE_SHM_LOCK && fails(AT_SHM_LOCK))
        return plan.code;
    return real_of(file)->pMethods->xShmLock(real_of(file), offset, n, flags);
}

static void shim_shm_barrier(sqlite3_file *file)
{
    real_of(file)->pMethods->xShmBarrier(real_of(file));
}

static int shim_shm_unmap(sqlite3_file *file, int remove)
{
    return real_of(file)->pMethods->xShmUnmap(real_of(file), remove);
}

static const sqlite3_io_methods methods = {
    .iVersion = 2,
    .xClose = shim_close,
    .xRead = shim_read,
    .xWrite = shim_write,
    .xTruncate = shim_truncate,
    .xSync = shim_sync,
    .xFileSize = shim_size,
    .xLock = shim_lock,
    .xUnlock = shim_unlock,
    .xCheckReservedLock = shim_reserved,
    .xFileControl = shim_control,
    .xSectorSize = shim_sector,
    .xDeviceCharacteristics = shim_characteristics,
    .xShmMap = shim_shm_map,
    .xShmLock = shim_shm_lock,
    .xShmBarrier = shim_shm_barrier,
    .xShmUnmap = shim_shm_unmap,
};

static sqlite3_vfs *below, shim;

static int shim_open(sqlite3_vfs *vfs, const char *name, sqlite3_file *file, int flags, int *out)
{
    (void)vfs;
    struct shim_file *mine = (struct shim_file *)file;
    mine->real = (sqlite3_file *)(void *)(mine + 1);
    mine->base.pMethods = NULL;
    if (fails(AT_OPEN))
        return plan.code;
    int rc = below->xOpen(below, name, mine->real, flags, out);
    mine->base.pMethods = mine->real->pMethods ? &methods : NULL;
    return rc;
}

static int shim_delete(sqlite3_vfs *vfs, const char *name, int sync)
{
    (void)vfs;
    (void)sync;
    return fails(AT_DELETE) ? plan.code : below->xDelete(below, name, 0);
}

/* ---- SQLite's allocator ---- */

static sqlite3_mem_methods real_memory, shim_memory;

static void *memory_new(int size)
{
    return fails(AT_MEMORY) ? NULL : real_memory.xMalloc(size);
}

static void *memory_grow(void *old, int size)
{
    return fails(AT_MEMORY) ? NULL : real_memory.xRealloc(old, size);
}

__attribute__((constructor)) static void install(void)
{
    sqlite3_config(SQLITE_CONFIG_GETMALLOC, &real_memory);
    shim_memory = real_memory;
    shim_memory.xMalloc = memory_new;
    shim_memory.xRealloc = memory_grow;
    sqlite3_config(SQLITE_CONFIG_MALLOC, &shim_memory);
    sqlite3_initialize();
    below = sqlite3_vfs_find(NULL);
    shim = *below;
    shim.zName = "shim";
    shim.pNext = NULL;
    shim.szOsFile = (int)sizeof(struct shim_file) + below->szOsFile;
    shim.xOpen = shim_open;
    shim.xDelete = shim_delete;
    sqlite3_vfs_register(&shim, 1);
    for (int i = 0; i < POINT_COUNT; i++)
        seen[i] = 0;
    const char *wish = getenv("JIANFU_FAULT");
    char name[16], how[16] = "";
    if (wish && sscanf(wish, "%15s %ld %d %15s", name, &plan.nth, &plan.code, how) >= 3) {
        plan.lasting = strcmp(how, "lasting") == 0;
        plan.kill = strcmp(how, "kill") == 0;
        while (plan.point < POINT_COUNT && strcmp(name, point_names[plan.point]) != 0)
            plan.point++;
    }
}

__attribute__((destructor)) static void report(void)
{
    const char *path = getenv("JIANFU_FAULT_REPORT");
    FILE *f = path ? fopen(path, "w") : NULL;
    if (!f)
        return;
    fprintf(f, "fired %d\nkept_blocks %ld\nkept_bytes %lld\n", (int)fired, (long)own_blocks,
            (long long)sqlite3_memory_used());
    for (int i = 0; i < POINT_COUNT; i++)
        fprintf(f, "%s %ld\n", point_names[i], (long)seen[i]);
    fclose(f);
}

/* ---- our own calls ---- */

void *__real_malloc(size_t size);
void *__real_calloc(size_t count, size_t size);
void *__real_realloc(void *old, size_t size);
void __real_free(void *memory);
ssize_t __real_read(int fd, void *out, size_t len);
ssize_t __real_write(int fd, const void *bytes, size_t len);
int __real_open(const char *path, int flags, ...);
int __real_link(const char *from, const char *to);
int __real_rename(const char *from, const char *to);
int __real_renameat2(int from_folder, const char *from, int to_folder, const char *to, unsigned flags);

/* the compiler makes malloc(n) of realloc(NULL, n) */
void *__wrap_malloc(size_t size)
{
    void *memory = fails(AT_OWN_MEMORY) ? NULL : __real_malloc(size);
    own_blocks += memory != NULL;
    return memory;
}

void *__wrap_calloc(size_t count, size_t size)
{
    void *memory = fails(AT_OWN_MEMORY) ? NULL : __real_calloc(count, size);
    own_blocks += memory != NULL;
    return memory;
}

void *__wrap_realloc(void *old, size_t size)
{
    void *memory = fails(AT_OWN_MEMORY) ? NULL : __real_realloc(old, size);
    own_blocks += memory && !old;
    return memory;
}

void __wrap_free(void *memory)
{
    own_blocks -= memory != NULL;
    __real_free(memory);
}

static bool fails_with_errno(enum point point)
{
    bool yes = fails(point);
    if (yes)
        errno = plan.code;
    return yes;
}

ssize_t __wrap_read(int fd, void *out, size_t len)
{
    return fails_with_errno(AT_FILE_READ) ? -1 : __real_read(fd, out, len);
}

ssize_t __wrap_write(int fd, const void *bytes, size_t len)
{
    return fails_with_errno(AT_FILE_WRITE) ? -1 : __real_write(fd, bytes, len);
}

int __wrap_open(const char *path, int flags, ...)
{
    mode_t mode = 0;
    if (flags & O_CREAT) {
        va_list ap;
        va_start(ap, flags);
        mode = va_arg(ap, mode_t);
        va_end(ap);
    }
    return fails_with_errno(AT_FILE_OPEN) ? -1 : __real_open(path, flags, mode);
}

int __wrap_fsync(int fd)
{
    (void)fd;
    return fails_with_errno(AT_FILE_SYNC) ? -1 : 0;
}

int __wrap_link(const char *from, const char *to)
{
    return fails_with_errno(AT_FILE_LINK) ? -1 : __real_link(from, to);
}

int __wrap_rename(const char *from, const char *to)
{
    return fails_with_errno(AT_FILE_RENAME) ? -1 : __real_rename(from, to);
}

int __wrap_renameat2(int from_folder, const char *from, int to_folder, const char *to, unsigned flags)
{
    return fails_with_errno(AT_FILE_RENAME) ? -1 : __real_renameat2(from_folder, from, to_folder, to, flags);
}

/* The clock stands still, so that what is done twice leaves the same bytes. */
time_t __wrap_time(time_t *out)
{
    const time_t then = 1120970000; /* 2005-07-10 */
    if (out)
        *out = then;
    return then;
}
