/* file.c - whole files in and out. It must not know what is in them, and never leaves half a file under a target's
 * name. */
#include "jianfu/file.h"

#include "jianfu/digest.h"
#include "jianfu/i18n.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <string.h>
#include <sys/random.h>
#include <sys/stat.h>
#include <unistd.h>

enum { CHUNK = 64 * 1024, NAME_TRIES = 16, LINK_LIMIT = 16 };

struct jf_outfile {
    int fd;
    struct jf_str target; /* the file to be, links followed */
    struct jf_str temp;   /* empty when written straight */
    bool broken;          /* a write failed: the file must not be put in place */
};

const char *jf_file_name(const char *path)
{
    const char *slash = strrchr(path, '/');
    return slash ? slash + 1 : path;
}

static enum jf_status fail(struct jf_error *err, const char *what, const char *path)
{
    int why = errno;
    return jf_error_set(err, JF_FILE, _("%s '%s': %s"), what, path, jf_errno_text(why));
}

static enum jf_status too_large(struct jf_error *err, const char *path, size_t limit)
{
    return jf_error_set(err, JF_FILE, _("cannot read '%s': larger than the limit of %lld bytes"), path,
                        (long long)limit);
}

static enum jf_status read_all(int fd, const char *path, size_t limit, struct jf_str *out, struct jf_error *err)
{
    char chunk[CHUNK];
    for (;;) {
        ssize_t got = read(fd, chunk, sizeof chunk);
        if (got < 0) /* also when Ctrl-C came while it waited for a pipe: no other signal is handled */
            return fail(err, _("cannot read"), path);
        if (got == 0)
            return jf_str_check(out, err);
        if ((size_t)got > limit - out->len) /* it may have grown since it was opened */
            return too_large(err, path, limit);
        jf_str_addn(out, chunk, (size_t)got);
        if (out->failed)
            return jf_str_check(out, err);
    }
}

enum jf_status jf_file_other(const char *path, bool folder, struct jf_error *err)
{
    if (!folder)
        return jf_error_set(err, JF_FILE, _("cannot read '%s': not a regular file"), path);
    jf_error_set(err, JF_FILE, _("cannot read '%s': it is a folder"), path);
    jf_error_hint(err, "%s", _("name the files that are in it"));
    return JF_FILE;
}

enum jf_status jf_file_read(const char *path, size_t limit, struct jf_str *out, struct jf_error *err)
{
    jf_str_clear(out);
    /* O_NONBLOCK: a fifo must be refused, not waited for. */
    int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
    if (fd < 0)
        return fail(err, _("cannot open"), path);
    struct stat st;
    enum jf_status status;
    if (fstat(fd, &st) != 0)
        status = fail(err, _("cannot read"), path);
    else if (!S_ISREG(st.st_mode))
        status = jf_file_other(path, S_ISDIR(st.st_mode), err);
    else if (st.st_size > 0 && (uintmax_t)st.st_size > limit)
        status = too_large(err, path, limit);
    else
        status = read_all(fd, path, limit, out, err);
    close(fd);
    return status;
}

/* Bytes of the path before the file name: the folder with its slash, or nothing. */
static size_t folder_length(const char *path)
{
    return (size_t)(jf_file_name(path) - path);
}

/* May what stands under the name we write to be used as it is? A link or a pipe that somebody else put there leads
 * where he wants our words, or our rights, to go. */
static bool ours(const struct stat *st)
{
    return st->st_uid == geteuid() || st->st_uid == 0;
}

static enum jf_status of_somebody_else(struct jf_error *err, const char *path)
{
    return jf_error_set(err, JF_FILE, _("cannot write '%s': a link or pipe that belongs to somebody else"), path);
}

/* Follow symbolic links by hand to the name that rename() has to replace: /dev/stdout must not itself be replaced. */
static enum jf_status follow_links(struct jf_str *path, struct jf_error *err)
{
    for (int i = 0; i < LINK_LIMIT; i++) {
        struct stat st;
        if (lstat(path->data, &st) != 0 || !S_ISLNK(st.st_mode))
            return jf_str_check(path, err);
        if (!ours(&st))
            return of_somebody_else(err, path->data);
        char text[PATH_MAX];
        ssize_t len = readlink(path->data, text, sizeof text - 1);
        if (len <= 0)
            return fail(err, _("cannot follow the link"), path->data);
        jf_str_truncate(path, text[0] == '/' ? 0 : folder_length(path->data));
        jf_str_addn(path, text, (size_t)len);
        if (path->failed)
            return jf_str_check(path, err);
    }
    errno = ELOOP;
    return fail(err, _("cannot follow the link"), path->data);
}

static bool random_bytes(uint8_t *out, size_t len)
{
    for (size_t got = 0; got < len;) {
        ssize_t n = getrandom(out + got, len - got, 0);
        if (n < 0 && errno != EINTR)
            return false;
        if (n > 0)
            got += (size_t)n;
    }
    return true;
}

static enum jf_status open_temp(struct jf_outfile *file, struct jf_error *err)
{
    for (int i = 0; i < NAME_TRIES; i++) {
        uint8_t bytes[8];
        char hex[sizeof bytes * 2 + 1];
        if (!random_bytes(bytes, sizeof bytes))
            return fail(err, _("cannot create"), file->target.data);
        jf_hex(bytes, sizeof bytes, hex);
        jf_str_clear(&file->temp);
        jf_str_addn(&file->temp, file->target.data, folder_length(file->target.data));
        jf_str_addf(&file->temp, ".jianfu-%s.tmp", hex);
        if (file->temp.failed)
            return jf_str_check(&file->temp, err);
        file->fd = open(file->temp.data, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
        if (file->fd >= 0)
            return JF_OK;
        if (errno != EEXIST)
            break;
    }
    jf_str_clear(&file->temp); /* nothing to remove */
    return fail(err, _("cannot create"), file->target.data);
}

static enum jf_status open_straight(struct jf_outfile *file, struct jf_error *err)
{
    file->fd = open(file->target.data, O_WRONLY | O_CLOEXEC | O_NOCTTY);
    return file->fd < 0 ? fail(err, _("cannot open"), file->target.data) : JF_OK;
}

/* Decide by what stands there now. */
static enum jf_status open_target(struct jf_outfile *file, struct jf_error *err)
{
    const char *path = file->target.data;
    struct stat st;
    bool exists = stat(path, &st) == 0;
    size_t len = strlen(path);
    if ((exists && S_ISDIR(st.st_mode)) || (len && path[len - 1] == '/'))
        return jf_error_set(err, JF_FILE, _("cannot write '%s': it is a folder"), path);
    if (!len) {
        errno = ENOENT;
        return fail(err, _("cannot create"), path);
    }
    struct stat link;
    bool linked = lstat(path, &link) == 0 && S_ISLNK(link.st_mode);
    if ((linked && !ours(&link)) || (exists && S_ISFIFO(st.st_mode) && !ours(&st)))
        return of_somebody_else(err, path);
    if (exists && (S_ISCHR(st.st_mode) || S_ISFIFO(st.st_mode)))
        return open_straight(file, err);
    if (exists && !S_ISREG(st.st_mode))
        return jf_error_set(err, JF_FILE, _("cannot write '%s': not a regular file"), path);
    enum jf_status status = follow_links(&file->target, err);
    return status == JF_OK ? open_temp(file, err) : status;
}

enum jf_status jf_outfile_open(const char *path, struct jf_outfile **out, struct jf_error *err)
{
    struct jf_outfile *file = jf_alloc(sizeof *file);
    if (!file)
        return jf_error_set(err, JF_NOMEM, "%s", _("not enough memory"));
    file->fd = -1;
    jf_str_init(&file->target);
    jf_str_init(&file->temp);
    jf_str_add(&file->target, path);
    enum jf_status status = jf_str_check(&file->target, err);
    if (status == JF_OK)
        status = open_target(file, err);
    if (status == JF_OK)
        *out = file;
    else
        jf_outfile_abandon(file);
    return status;
}

enum jf_status jf_outfile_write(struct jf_outfile *file, const char *bytes, size_t len, struct jf_error *err)
{
    while (len) {
        ssize_t wrote = write(file->fd, bytes, len);
        if (wrote < 0 && errno == EINTR)
            continue;
        if (wrote < 0) {
            file->broken = true;
            return fail(err, _("cannot write"), file->target.data);
        }
        bytes += wrote;
        len -= (size_t)wrote;
    }
    return JF_OK;
}

/* The file is in place already, so a failure here is not one of the writing; some file systems cannot sync folders at
 * all. */
void jf_file_sync_name(const char *path)
{
    struct jf_str folder = JF_STR_INIT;
    jf_str_addn(&folder, path, folder_length(path));
    if (!folder.len)
        jf_str_add(&folder, ".");
    int fd = folder.failed ? -1 : open(folder.data, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (fd >= 0) {
        fsync(fd);
        close(fd);
    }
    jf_str_release(&folder);
}

enum jf_status jf_outfile_commit(struct jf_outfile *file, struct jf_error *err)
{
    enum jf_status status = JF_OK;
    bool straight = !file->temp.len;
    if (jf_memory_failed()) /* it may lack something */
        status = jf_error_set(err, JF_NOMEM, "%s", _("not enough memory"));
    else if (file->broken)
        status = jf_error_set(err, JF_FILE, _("cannot write '%s': an earlier write failed"), file->target.data);
    else if (!straight && fsync(file->fd) != 0)
        status = fail(err, _("cannot write"), file->target.data);
    int closed = close(file->fd);
    file->fd = -1;
    if (status == JF_OK && closed != 0)
        status = fail(err, _("cannot write"), file->target.data);
    if (status == JF_OK && !straight) {
        if (rename(file->temp.data, file->target.data) != 0) {
            status = fail(err, _("cannot write"), file->target.data);
        } else {
            jf_str_clear(&file->temp);
            jf_file_sync_name(file->target.data);
        }
    }
    jf_outfile_abandon(file);
    return status;
}

void jf_outfile_abandon(struct jf_outfile *file)
{
    if (!file)
        return;
    if (file->fd >= 0)
        close(file->fd);
    if (file->temp.len)
        unlink(file->temp.data);
    jf_str_release(&file->target);
    jf_str_release(&file->temp);
    jf_free(file);
}
