/* csv.c - cells of comma-separated values. It must not know what is written. */
#include "jianfu/csv.h"

#include "jianfu/utf8.h"

#include <string.h>

/* Full width as well: a Chinese or Japanese Excel takes ＝ for =. */
static bool begins_formula(const char *text)
{
    static const char *const signs[] = { "=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠" };
    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++)
        if (jf_starts(text, signs[i]))
            return true;
    return false;
}

static void add_cell(struct jf_str *out, const char *text, bool number)
{
    bool formula = !number && begins_formula(text);
    bool quote = formula || strpbrk(text, ",\"\r\n");
    if (!quote) {
        jf_str_add(out, text);
        return;
    }
    jf_str_addc(out, '"');
    if (formula)
        jf_str_addc(out, '\'');
    for (; *text; text++) {
        if (*text == '"')
            jf_str_addc(out, '"');
        jf_str_addc(out, *text);
    }
    jf_str_addc(out, '"');
}

void jf_csv_cell(struct jf_str *out, const char *text, bool number)
{
    struct jf_str safe = JF_STR_INIT;
    jf_utf8_add_safe(&safe, text, false);
    add_cell(out, safe.data, number);
    if (safe.failed)
        out->failed = true;
    jf_str_release(&safe);
}
