/* output.c - lines to standard output and standard error. */
#include "internal.h"

#include "jianfu/utf8.h"

void jf_put(const char *text)
{
    jf_progress_give_way();
    fputs(text, stdout);
}

void jf_say(const char *format, ...)
{
    va_list ap;
    jf_progress_give_way();
    va_start(ap, format);
    vfprintf(stdout, format, ap);
    va_end(ap);
    putc('\n', stdout);
}

void jf_note(const char *format, ...)
{
    va_list ap;
    jf_progress_hide();
    fflush(stdout); /* so that both streams read in order on a terminal */
    va_start(ap, format);
    vfprintf(stderr, format, ap);
    va_end(ap);
    putc('\n', stderr);
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
