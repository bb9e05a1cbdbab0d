/* file.h - reading a file whole with a limit, and writing one so that it is there whole or not at all. */
#ifndef JIANFU_FILE_H
#define JIANFU_FILE_H

#include "jianfu/str.h"

/* Say that what stands at `path` cannot be read as a file: JF_FILE. */
enum jf_status jf_file_other(const char *path, bool folder, struct jf_error *err);

/* Read a regular file of at most `limit` bytes into out, which is cleared first. JF_FILE: cannot open or read, not a
 * regular file, too large.
 */
enum jf_status jf_file_read(const char *path, size_t limit, struct jf_str *out, struct jf_error *err);

/* An output file: written beside the target under a random name with mode 0600 less the umask, then synced and renamed.
 * A link at the target is followed, a device or pipe written to, unless the link or pipe belongs to somebody else.
 * JF_FILE: it cannot be made, is a folder, or a link or pipe of somebody else. Ends with commit or abandon. */
struct jf_outfile;
enum jf_status jf_outfile_open(const char *path, struct jf_outfile **out, struct jf_error *err);
/* All of the bytes, or JF_FILE; after that the file cannot be committed. */
enum jf_status jf_outfile_write(struct jf_outfile *file, const char *bytes, size_t len, struct jf_error *err);
/* Sync, rename over the target, sync the folder. Frees the handle in every case; on failure the old target is
 * untouched. JF_NOMEM when memory lacked anywhere (jf_memory_failed): something may be missing in it. */
enum jf_status jf_outfile_commit(struct jf_outfile *file, struct jf_error *err);
void jf_outfile_abandon(struct jf_outfile *file); /* removes the temporary file; NULL allowed */

/* Make the name that a file was given last over a power cut: sync the folder in which it stands. */
void jf_file_sync_name(const char *path);

/* The last part of a path, within it; "" behind a slash at its end. */
const char *jf_file_name(const char *path);

#endif
