/* mask.c - masking of names. It changes copies for show only and never a stored value. */
#include "jianfu/mask.h"

#include "jianfu/utf8.h"

static const char stars[] = "\xef\xbc\x8a\xef\xbc\x8a"; /* ＊＊ */

/* Skip ASCII blanks and U+3000, so that " 林" does not show a blank as its first character. */
static const char *first_character(const char *name)
{
    for (;;) {
        if (*name == ' ' || *name == '\t' || *name == '\n' || *name == '\r')
            name++;
        else if (jf_starts(name, "\xe3\x80\x80"))
            name += 3;
        else
            return name;
    }
}

void jf_mask_name(struct jf_str *out, const char *name)
{
    if (!name)
        return;
    name = first_character(name);
    if (!*name)
        return;
    uint32_t code;
    const char *end = jf_utf8_next(name, &code);
    jf_str_addn(out, name, (size_t)(end - name));
    jf_str_add(out, stars);
}

void jf_mask_all(struct jf_str *out, const char *secret)
{
    if (secret && *secret)
        jf_str_add(out, stars);
}
