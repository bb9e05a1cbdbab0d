/* output.c - lines to standard output and standard error. */
#include "internal.h"

#include "jianfu/utf8.h"

#include <errno.h>
#include <string.h>

/* The errno of the first write to standard output that failed: what the stream itself keeps is only that one did. */
static int unwritten;

static bool wrote(bool well)
{
    if (!well && !unwritten)
        unwritten = errno;
    return well;
}

bool jf_put_bytes(const char *bytes, size_t len)
{
    jf_progress_give_way();
    return wrote(fwrite(bytes, 1, len, stdout) == len);
}

void jf_put(const char *text)
{
    jf_put_bytes(text, strlen(text));
}

enum jf_status jf_put_end(struct jf_error *err)
{
    wrote(fflush(stdout) == 0);
    return unwritten ? jf_error_set(err, JF_FILE, _("cannot write to standard output: %s"), jf_errno_text(unwritten))
                     : JF_OK;
}

/* Whatever stands in a line, from a file, its name or the command's words: nothing in it moves the cursor, changes a
 * colour or turns the text around. */
static void put_line(FILE *out, const char *format, va_list ap)
{
    struct jf_str line = JF_STR_INIT, safe = JF_STR_INIT;
    jf_str_vaddf(&line, format, ap);
    jf_utf8_add_safe(&safe, line.data, false);
    jf_str_addc(&safe, '\n');
    if (safe.failed || line.failed)
        wrote(fprintf(out, "jianfu: %s\n", _("not enough memory")) >= 0 || out != stdout);
    else
        wrote(fputs(safe.data, out) >= 0 || out != stdout);
    jf_str_release(&line);
    jf_str_release(&safe);
}

void jf_say(const char *format, ...)
{
    va_list ap;
    jf_progress_give_way();
    va_start(ap, format);
    put_line(stdout, format, ap);
    va_end(ap);
}

void jf_note(const char *format, ...)
{
    va_list ap;
    jf_progress_hide();
    wrote(fflush(stdout) == 0); /* so that both streams read in order on a terminal */
    va_start(ap, format);
    put_line(stderr, format, ap);
    va_end(ap);
}

void jf_field(const char *label, const char *value)
{
    enum { LABEL = 18 };
    struct jf_str s = JF_STR_INIT;
    jf_str_addf(&s, "%s%s", label, _(": "));
    struct jf_str line = JF_STR_INIT;
    jf_utf8_pad(&line, s.data, LABEL, false, false);
    jf_utf8_add_safe(&line, value ? value : "", true);
    jf_say("%s", line.data);
    jf_str_release(&s);
    jf_str_release(&line);
}
