/* output.c - lines to standard output and standard error. */
#include "internal.h"

#include "jianfu/utf8.h"

void jf_put(const char *text)
{
    jf_progress_give_way();
    fputs(text, stdout);
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
        fprintf(out, "jianfu: %s\n", _("not enough memory"));
    else
        fputs(safe.data, out);
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
    fflush(stdout); /* so that both streams read in order on a terminal */
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
