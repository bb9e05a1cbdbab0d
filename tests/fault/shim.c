/* shim.c - faults on order, linked into a second build of the program (build/fault/jianfu) and never into the first:
 * calls of SQLite's VFS, of its allocator, and ours of the C library, which the linker's --wrap leads here. Each is
 * counted. With a plan the program works on a disk in memory (disk.c), and at each call that the plan names it forks:
 * in the child that call fails, and the child goes on to its end; then the parent goes on as if nothing had happened,
 * to the next. So every point is tried from the state in which a run comes to it, without running up to it again.
 * Without a plan the files are the real ones. The clock stands still in any case, so that what is done twice leaves the
 * same bytes.
 *
 *   JIANFU_FAULT='WRITE 1 1 13 lasting'  at the first write of SQLite's and each one after it: it, and all that follow,
 * answer 13 (SQLITE_FULL) JIANFU_FAULT='WRITE 17 0 0 kill'     at the 17th only: killed in the midst of it
 *   JIANFU_FAULT='POWER 5 10 77 cut'     the power goes before the 5th, 15th ... change of the disk and at the end;
 * seed 77 JIANFU_FAULT=''                      no fault: what is counted JIANFU_FAULT_DUMPS=FOLDER            each new
 * state in which the disk was left becomes a folder there, named by its digest
 *
 * Standard output then tells, in fields with tabs: `begin DIGEST`; for each child `try N STATUS FATE BLOCKS BYTES
 * DIGEST MESSAGE`, BLOCKS and BYTES being memory that was not given back, ours and SQLite's; `end` with the same of the
 * run without a fault; `count NAME N`.
 */
#define _GNU_SOURCE
#include "disk.h"

#include <errno.h>
#include <fcntl.h>
#include <iconv.h>
#include <limits.h>
#include <pthread.h>
#include <sqlite3.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

/* Where a call can fail. Those of SQLite's VFS and allocator, then our own: str.c is the only allocator. POWER comes
 * before each call that changes the disk. */
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
    X(FILE_RENAME)                                                                                                     \
    X(POWER)
#define AS_ENUM(name) AT_##name,
#define AS_TEXT(name) #name,
enum point { POINTS(AS_ENUM) POINT_COUNT };
static const char *const point_names[] = { POINTS(AS_TEXT) };

enum how { ONCE, LASTING, KILL, CUT };
static const char *const how_names[] = { "once", "lasting", "kill", "cut" };

static struct {
    enum point point;
    long first, step; /* first 0: no call */
    int code;         /* one of SQLite's, an errno, or a seed; allocators answer NULL */
    enum how how;
} plan;

enum fate {
    CRASHED,
    MISSED,
    ENDED,
    STOPPED
}; /* MISSED: it did not come to that call; STOPPED: killed, or without power */
static const char *const fate_names[] = { "crashed", "missed", "ended", "stopped" };

/* What a child tells its parent, in memory that both see. */
struct outcome {
    enum fate fate;
    long blocks;
    long long bytes;
    uint64_t digest;
};

enum {
    PATIENCE = 120,
    MISSES = 3,
    STATUS_STOPPED = 97
}; /* seconds for a child; children in a row that came too late */

static bool on_disk;       /* the one in memory */
static bool child;         /* this process is to fail */
static atomic_int threads; /* beside the first */
static long chosen;        /* the call that fails in a child */
static int report;         /* standard output as it was */
static struct outcome *outcome;
static atomic_bool fired;
static atomic_long seen[POINT_COUNT], own_blocks;

/* What the linker's --wrap leaves of the C library. */
ssize_t __real_read(int fd, void *out, size_t len);
int __real_close(int fd);
int __real_pthread_join(pthread_t thread, void **out);
int __real_pthread_create(pthread_t *out, const pthread_attr_t *how, void *(*run)(void *), void *arg);
void *__real_malloc(size_t size);
void *__real_calloc(size_t count, size_t size);
void *__real_realloc(void *old, size_t size);
void __real_free(void *memory);
ssize_t __real_write(int fd, const void *bytes, size_t len);
ssize_t __real_pwrite(int fd, const void *bytes, size_t len, off_t at);
int __real_open(const char *path, int flags, ...);
iconv_t __real_iconv_open(const char *to, const char *from);
int __real_fstat(int fd, struct stat *out);
int __real_stat(const char *path, struct stat *out);
int __real_lstat(const char *path, struct stat *out);
int __real_access(const char *path, int how);
int __real_unlink(const char *path);
int __real_link(const char *from, const char *to);
int __real_rename(const char *from, const char *to);
int __real_renameat2(int from_folder, const char *from, int to_folder, const char *to, unsigned flags);

/* ---- children ---- */

static void leave_state(enum fate fate)
{
    const char *dumps = getenv("JIANFU_FAULT_DUMPS");
    char folder[PATH_MAX];
    outcome->digest = disk_digest();
    outcome->blocks = own_blocks;
    outcome->bytes = sqlite3_memory_used();
    outcome->fate = fate;
    if (!dumps)
        return;
    snprintf(folder, sizeof folder, "%s/%016llx", dumps, (unsigned long long)outcome->digest);
    if (mkdir(folder, 0700) == 0)
        disk_dump(folder);
}

static void stop_dead(void)
{
    if (plan.how == CUT)
        disk_cut((uint64_t)plan.code << 32 ^ (uint64_t)chosen);
    leave_state(STOPPED);
    _exit(STATUS_STOPPED);
}

static void tell(long n, int status, char *message)
{
    for (char *c = message; *c; c++)
        if (*c == '\n' || *c == '\t')
            *c = *c == '\n' ? '\v' : ' ';
    dprintf(report, "try\t%ld\t%d\t%s\t%ld\t%lld\t%016llx\t%s\n", n,
            WIFSIGNALED(status) ? -WTERMSIG(status) : WEXITSTATUS(status), fate_names[outcome->fate], outcome->blocks,
            outcome->bytes, (unsigned long long)outcome->digest, message);
}

static void become_child(long n, const int ends[2])
{
    child = true;
    chosen = n;
    dup2(ends[1], STDERR_FILENO);
    close(ends[0]);
    close(ends[1]);
    alarm(PATIENCE);
}

/* True in the child. */
static bool try_call(long n)
{
    int ends[2], status = 0;
    char message[1 << 14], rest[1 << 10];
    size_t len = 0;
    *outcome = (struct outcome){ .fate = CRASHED };
    if (pipe(ends) != 0)
        _exit(98);
    pid_t pid = fork();
    if (pid < 0)
        _exit(98);
    if (pid == 0) {
        become_child(n, ends);
        return true;
    }
    __real_close(ends[1]);
    for (ssize_t got; (got = len < sizeof message - 1 ? __real_read(ends[0], message + len, sizeof message - 1 - len)
                                                      : __real_read(ends[0], rest, sizeof rest)) > 0;)
        len += len < sizeof message - 1 ? (size_t)got : 0;
    __real_close(ends[0]);
    message[len] = '\0';
    waitpid(pid, &status, 0);
    tell(n, status, message);
    return false;
}

static bool fails(enum point point)
{
    long n = atomic_fetch_add(&seen[point], 1) + 1;
    if (point != plan.point || plan.first == 0)
        return false;
    if (!child) {
        bool planned = n == plan.first || (plan.step && n > plan.first && (n - plan.first) % plan.step == 0);
        if (threads || !planned || !try_call(n))
            return false;
    }
    if (n != chosen && !(plan.how == LASTING && n > chosen))
        return false;
    fired = true;
    if (plan.how == CUT || (plan.how == KILL && point != AT_WRITE && point != AT_FILE_WRITE))
        stop_dead();
    return true;
}

/* A child has one thread only. So before the first further thread is made, the calls that come while there are several
 * are tried, each child making threads of its own. Calls are not counted alike each time: the last ones come to
 * nothing. */
static void try_calls_of_threads(void)
{
    long n = plan.first;
    while (plan.step && n <= seen[plan.point])
        n += plan.step;
    for (int misses = 0; n > seen[plan.point] && misses < MISSES; n += plan.step) {
        if (try_call(n))
            return;
        misses = outcome->fate == MISSED && plan.step ? misses + 1 : MISSES * (plan.step == 0);
    }
}

int __wrap_pthread_create(pthread_t *out, const pthread_attr_t *how, void *(*run)(void *), void *arg)
{
    if (threads == 0 && !child && plan.first)
        try_calls_of_threads();
    threads++; /* before it runs: a child that forked from it would be that thread alone, and end where it ends */
    int rc = __real_pthread_create(out, how, run, arg);
    threads -= rc != 0;
    return rc;
}

/* From here on the parent forks again, so a child that was to fail before need not go on. */
int __wrap_pthread_join(pthread_t thread, void **out)
{
    int rc = __real_pthread_join(thread, out);
    if (--threads == 0 && child && !fired) {
        leave_state(MISSED);
        _exit(0);
    }
    return rc;
}

/* ---- SQLite's VFS ---- */

struct shim_file {
    sqlite3_file base;
    sqlite3_file *real; /* behind this struct, in the same memory */
};

static sqlite3_file *real_of(sqlite3_file *file)
{
    return ((struct shim_file *)file)->real;
}

/* Before each change of the disk. */
static void power(void)
{
    fails(AT_POWER);
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
    power();
    if (!fails(AT_WRITE))
        return real_of(file)->pMethods->xWrite(real_of(file), bytes, amount, offset);
    /* a write that fails may have written a part, as a full disk does */
    real_of(file)->pMethods->xWrite(real_of(file), bytes, amount / 2, offset);
    if (plan.how == KILL)
        stop_dead();
    return plan.code;
}

static int shim_truncate(sqlite3_file *file, sqlite3_int64 size)
{
    power();
    return fails(AT_TRUNCATE) ? plan.code : real_of(file)->pMethods->xTruncate(real_of(file), size);
}

static int shim_sync(sqlite3_file *file, int flags)
{
    power();
    return fails(AT_SYNC) ? plan.code : real_of(file)->pMethods->xSync(real_of(file), flags);
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

static sqlite3_vfs shim;

static int shim_open(sqlite3_vfs *vfs, const char *name, sqlite3_file *file, int flags, int *out)
{
    struct shim_file *mine = (struct shim_file *)file;
    mine->real = (sqlite3_file *)(void *)(mine + 1);
    mine->base.pMethods = NULL;
    power();
    if (fails(AT_OPEN))
        return plan.code;
    int rc = disk_vfs_open(vfs, name, mine->real, flags, out);
    mine->base.pMethods = mine->real->pMethods ? &methods : NULL;
    return rc;
}

static int shim_delete(sqlite3_vfs *vfs, const char *name, int sync)
{
    power();
    return fails(AT_DELETE) ? plan.code : disk_vfs_delete(vfs, name, sync);
}

static void use_disk(void)
{
    disk_load();
    shim = *sqlite3_vfs_find(NULL);
    shim.zName = "shim";
    shim.pNext = NULL;
    shim.szOsFile = (int)sizeof(struct shim_file) + disk_file_size();
    shim.xOpen = shim_open;
    shim.xDelete = shim_delete;
    shim.xAccess = disk_vfs_access;
    shim.xFullPathname = disk_vfs_full_path;
    sqlite3_vfs_register(&shim, 1);
    on_disk = true;
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

/* A child lets SQLite's memory lie, which SQLite has counted as given back: to free it would copy
 * page after page of the heap. */
static void memory_free(void *old)
{
    if (!child)
        real_memory.xFree(old);
}

static void use_allocator(void)
{
    sqlite3_config(SQLITE_CONFIG_GETMALLOC, &real_memory);
    shim_memory = real_memory;
    shim_memory.xMalloc = memory_new;
    shim_memory.xRealloc = memory_grow;
    shim_memory.xFree = memory_free;
    sqlite3_config(SQLITE_CONFIG_MALLOC, &shim_memory);
    sqlite3_initialize();
}

/* ---- the beginning and the end ---- */

static int place_of(const char *text, const char *const *list, int count)
{
    int i = 0;
    while (i < count && strcmp(text, list[i]) != 0)
        i++;
    return i;
}

static void read_plan(const char *wish)
{
    char point[16], how[16] = "once";
    if (!*wish)
        return;
    if (sscanf(wish, "%15s %ld %ld %d %15s", point, &plan.first, &plan.step, &plan.code, how) < 4)
        _exit(98);
    plan.point = (enum point)place_of(point, point_names, POINT_COUNT);
    plan.how = (enum how)place_of(how, how_names, sizeof how_names / sizeof *how_names);
    if (plan.point == POINT_COUNT || plan.how > CUT)
        _exit(98);
}

/* A child needs nothing more of the C library. */
static void end(int status, void *unused)
{
    (void)unused;
    if (child) {
        leave_state(fired ? ENDED : MISSED);
        _exit(status);
    }
    if (plan.how == CUT && try_call(0))
        stop_dead();
    leave_state(ENDED);
    dprintf(report, "end\t%ld\t%lld\t%016llx\n", outcome->blocks, outcome->bytes, (unsigned long long)outcome->digest);
    for (int i = 0; i < POINT_COUNT; i++)
        dprintf(report, "count\t%s\t%ld\n", point_names[i], (long)seen[i]);
}

__attribute__((constructor)) static void begin(void)
{
    const char *wish = getenv("JIANFU_FAULT");
    use_allocator();
    if (!wish)
        return;
    use_disk();
    outcome = mmap(NULL, sizeof *outcome, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    report = dup(STDOUT_FILENO);
    int nowhere = __real_open("/dev/null", O_WRONLY | O_CLOEXEC);
    if (outcome == MAP_FAILED || report < 0 || nowhere < 0 || dup2(nowhere, STDOUT_FILENO) < 0 ||
        on_exit(end, NULL) != 0)
        _exit(98);
    dprintf(report, "begin\t%016llx\n", (unsigned long long)disk_digest());
    for (int i = 0; i < POINT_COUNT; i++)
        seen[i] = 0;
    read_plan(wish);
}

/* ---- our own calls ---- */

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

/* The name on the disk in memory; NULL: the real one is meant. */
static const char *name_of(const char *path)
{
    return on_disk ? disk_name(path) : NULL;
}

static bool fails_with_errno(enum point point)
{
    bool yes = fails(point);
    if (yes)
        errno = plan.code;
    return yes;
}

int __wrap_open(const char *path, int flags, ...)
{
    mode_t mode = 0;
    if (flags & O_CREAT) {
        va_list ap;
        va_start(ap, flags);
        mode = va_arg(ap, mode_t);
        va_end(ap);
        power();
    }
    if (fails_with_errno(AT_FILE_OPEN))
        return -1;
    const char *name = name_of(path);
    return name ? disk_open(name, flags) : __real_open(path, flags, mode);
}

/* it opens the tables of the encoding */
iconv_t __wrap_iconv_open(const char *to, const char *from)
{
    return fails_with_errno(AT_FILE_OPEN) ? (iconv_t)-1 : __real_iconv_open(to, from);
}

int __wrap_close(int fd)
{
    return disk_owns(fd) ? disk_close(fd) : __real_close(fd);
}

ssize_t __wrap_read(int fd, void *out, size_t len)
{
    if (fails_with_errno(AT_FILE_READ))
        return -1;
    return disk_owns(fd) ? disk_read(fd, out, len) : __real_read(fd, out, len);
}

ssize_t __wrap_write(int fd, const void *bytes, size_t len)
{
    power();
    bool failed = fails_with_errno(AT_FILE_WRITE);
    ssize_t wrote =
        disk_owns(fd) ? disk_write(fd, bytes, failed ? len / 2 : len) : __real_write(fd, bytes, failed ? len / 2 : len);
    return failed ? -1 : wrote;
}

ssize_t __wrap_pwrite(int fd, const void *bytes, size_t len, off_t at)
{
    power();
    if (fails_with_errno(AT_FILE_WRITE))
        return -1;
    return disk_owns(fd) ? disk_pwrite(fd, bytes, len, at) : __real_pwrite(fd, bytes, len, at);
}

/* Nothing is synced to the real disk. */
int __wrap_fsync(int fd)
{
    power();
    if (fails_with_errno(AT_FILE_SYNC))
        return -1;
    return disk_owns(fd) ? disk_fsync(fd) : 0;
}

int __wrap_fstat(int fd, struct stat *out)
{
    return disk_owns(fd) ? disk_fstat(fd, out) : __real_fstat(fd, out);
}

int __wrap_stat(const char *path, struct stat *out)
{
    const char *name = name_of(path);
    return name ? disk_stat(name, out) : __real_stat(path, out);
}

int __wrap_lstat(const char *path, struct stat *out)
{
    const char *name = name_of(path);
    return name ? disk_stat(name, out) : __real_lstat(path, out);
}

int __wrap_access(const char *path, int how)
{
    const char *name = name_of(path);
    return name ? disk_access(name) : __real_access(path, how);
}

int __wrap_unlink(const char *path)
{
    const char *name = name_of(path);
    power();
    return name ? disk_unlink(name) : __real_unlink(path);
}

int __wrap_link(const char *from, const char *to)
{
    const char *a = name_of(from), *b = name_of(to);
    power();
    if (fails_with_errno(AT_FILE_LINK))
        return -1;
    return a && b ? disk_link(a, b) : __real_link(from, to);
}

int __wrap_rename(const char *from, const char *to)
{
    const char *a = name_of(from), *b = name_of(to);
    power();
    if (fails_with_errno(AT_FILE_RENAME))
        return -1;
    return a && b ? disk_rename(a, b, true) : __real_rename(from, to);
}

int __wrap_renameat2(int from_folder, const char *from, int to_folder, const char *to, unsigned flags)
{
    const char *a = name_of(from), *b = name_of(to);
    power();
    if (fails_with_errno(AT_FILE_RENAME))
        return -1;
    return a && b ? disk_rename(a, b, false) : __real_renameat2(from_folder, from, to_folder, to, flags);
}

/* The clock stands still, so that what is done twice leaves the same bytes. */
time_t __wrap_time(time_t *out)
{
    const time_t then = 1120970000; /* 2005-07-10 */
    if (out)
        *out = then;
    return then;
}
