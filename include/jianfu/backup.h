/* backup.h - copies of a database, and putting one back (备份、恢复). A copy is one file, readable by its owner alone,
 * checked after it was written; its SHA-256 stands beside it in FILE.sha256, as sha256sum writes and checks it.
 */
#ifndef JIANFU_BACKUP_H
#define JIANFU_BACKUP_H

#include "jianfu/store.h"

/* What a copy is. */
struct jf_copy {
    char sha256[JF_DIGEST_HEX]; /* of its bytes */
    int64_t bytes;
    int version;              /* of its schema */
    int64_t events;           /* in its log; 0 for a version before the log had a recorded end */
    char head[JF_DIGEST_HEX]; /* of its log, as reports print it; "" likewise */
};

/* Copy the whole database into a new file (0600) by SQLite's backup API, also while others write: the copy is the state
 * at its end. Synced, and only then under its name. JF_FILE when the target exists, or a -wal or -journal of
 * its name, which would become part of it. With `told`, the copy is read again
 * and checked (jf_backup_check) before it gets its name, and FILE.sha256 is written. All names go with it: JF_REFUSED
 * when `actor` has not the right "backup". */
enum jf_status jf_backup_write(struct jf_db *db, const char *target, const char *actor, struct jf_copy *told,
                               struct jf_error *err);

/* Is this file a sound copy: the bytes that FILE.sha256 says (when there is one), a database of ours of a version that
 * this program knows, whole, every reference kept, its log unbroken? JF_REFUSED with the reason when it is not. It is
 * only read. */
enum jf_status jf_backup_check(const char *path, struct jf_copy *told, struct jf_error *err);

/* Put a copy in the place of the database `path`, which need not be there. The copy is checked first; what it replaces
 * is kept as PATH.before-restore-N, to the last thing that anybody wrote; what SQLite left beside a database that is
 * gone, too, as PATH.before-restore-N-wal and so on. That name is put into `kept`, "" when there was nothing. A
 * database that is sound is replaced within one transaction of SQLite's, so that a process that is killed leaves the
 * old state or the new one and others who have it open see the new one; a damaged one is moved aside first. JF_BUSY
 * while others write or, where the pages of the two are of different sizes, while others have it open; JF_REFUSED: the
 * copy is not sound, or `actor` has not the right "restore" in the database that is replaced. */
enum jf_status jf_backup_restore(const char *copy, const char *path, const char *actor, struct jf_str *kept,
                                 struct jf_copy *told, struct jf_error *err);

#endif
