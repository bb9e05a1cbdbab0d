/* error.c - filling struct jf_error. It must not print, allocate or change an error on success. */
#include "jianfu/status.h"

#include "jianfu/i18n.h"
#include "jianfu/utf8.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

/* Format into a buffer of `size` bytes and cut at a whole character. The text is made aside first, because a caller may
 * pass the old message as an argument of the new one. */
__attribute__((format(printf, 3, 0))) static void fill(char *out, size_t size, const char *format, va_list ap)
{
    char text[1024];
    if (vsnprintf(text, sizeof text, format, ap) < 0)
        text[0] = '\0';
    size_t len = jf_utf8_prefix(text, size - 1);
    /* vsnprintf itself may have cut within a character, which jf_utf8_prefix cannot see. */
    size_t bad;
    if (len + 4 >= size && !jf_utf8_valid(text, len, &bad) && bad + 4 > len)
        len = bad;
    memcpy(out, text, len);
    out[len] = '\0';
}

enum jf_status jf_error_set(struct jf_error *err, enum jf_status status, const char *format, ...)
{
    if (err) {
        va_list ap;
        va_start(ap, format);
        fill(err->message, sizeof err->message, format, ap);
        va_end(ap);
        err->status = status;
        err->hint[0] = '\0';
    }
    return status;
}

void jf_error_hint(struct jf_error *err, const char *format, ...)
{
    if (!err)
        return;
    va_list ap;
    va_start(ap, format);
    fill(err->hint, sizeof err->hint, format, ap);
    va_end(ap);
}

/* What goes wrong with files, in our own words: the C library's are Chinese only where its catalogue is installed. */
const char *jf_errno_text(int number)
{
    static const struct {
        int number;
        const char *text;
    } texts[] = {
        { ENOENT, N_("no such file or folder") },
        { EACCES, N_("permission denied") },
        { EPERM, N_("operation not permitted") },
        { EISDIR, N_("it is a folder") },
        { ENOTDIR, N_("part of the path is not a folder") },
        { EEXIST, N_("it exists already") },
        { ENOSPC, N_("the disk is full") },
        { EDQUOT, N_("the disk quota is used up") },
        { EROFS, N_("the file system is read-only") },
        { EIO, N_("input or output error of the device") },
        { ELOOP, N_("too many symbolic links") },
        { ENAMETOOLONG, N_("the name is too long") },
        { EMFILE, N_("too many open files") },
        { EFBIG, N_("the file is too large") },
        { EPIPE, N_("the reader has gone") },
        { EBADF, N_("it is closed") },
        { ENXIO, N_("no such device") },
    };
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        if (texts[i].number == number)
            return _(texts[i].text);
    return strerror(number);
}
