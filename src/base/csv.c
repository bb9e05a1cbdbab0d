/* csv.c - cells of comma-separated values. It must not know what is written. */
#include "jianfu/csv.h"

#include <string.h>

void jf_csv_cell(struct jf_str *out, const char *text, bool number)
{
    bool formula = !number && *text && strchr("=+-@\t\r", *text);
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
