/* disk.h - the disk in memory that build/fault/jianfu works on, so that what was done to it can be looked at, copied
 * with the process by fork(), and lost. It knows nothing of which call shall fail: shim.c asks that first. */
#ifndef FAULT_DISK_H
#define FAULT_DISK_H

#include <sqlite3.h>
#include <stdbool.h>
#include <stdint.h>
#include <sys/stat.h>
#include <sys/types.h>

/* The regular files of the working folder, as if synced. Everything outside it stays with the real calls. */
void disk_load(void);

/* What stands there now, names and bytes, in one number. */
uint64_t disk_digest(void);

/* Write all files into a folder of the real disk. */
void disk_dump(const char *folder);

/* The power goes: of what was written since its file was last synced, and of the names since the folder was, a part is
 * left that the seed chooses. */
void disk_cut(uint64_t seed);

/* The calls of the C library, for a name in the working folder or a descriptor from disk_open. As those: -1 and errno.
 */
const char *disk_name(const char *path); /* NULL: not in the working folder */
bool disk_owns(int fd);
int disk_open(const char *name, int flags);
int disk_close(int fd);
ssize_t disk_read(int fd, void *out, size_t len);
ssize_t disk_write(int fd, const void *bytes, size_t len);
ssize_t disk_pwrite(int fd, const void *bytes, size_t len, off_t at);
int disk_fsync(int fd);
int disk_fstat(int fd, struct stat *out);
int disk_stat(const char *name, struct stat *out);
int disk_access(const char *name);
int disk_unlink(const char *name);
int disk_link(const char *from, const char *to);
int disk_rename(const char *from, const char *to, bool replace);

/* SQLite's VFS over the same files. */
int disk_file_size(void); /* bytes of its sqlite3_file */
int disk_vfs_open(sqlite3_vfs *vfs, const char *name, sqlite3_file *file, int flags, int *out);
int disk_vfs_delete(sqlite3_vfs *vfs, const char *name, int sync);
int disk_vfs_access(sqlite3_vfs *vfs, const char *name, int flags, int *out);
int disk_vfs_full_path(sqlite3_vfs *vfs, const char *name, int room, char *out);

#endif
