/* mask.c - masking of names. It changes copies for show only and never a stored value. */
#include "jianfu/mask.h"

#include "jianfu/utf8.h"

#include <string.h>

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

/* Bytes of the secret when `text` begins with it, else 0. */
static size_t begins(const char *text, const char *secret)
{
    bool usable = secret && jf_starts(text, secret) && jf_utf8_length(secret) > 1;
    return usable ? strlen(secret) : 0;
}

void jf_mask_text(struct jf_str *out, const char *text, const struct jf_secrets *secrets)
{
    while (text && *text) {
        size_t name = begins(text, secrets->name);
        size_t other = begins(text, secrets->telephone);
        if (!other)
            other = begins(text, secrets->address);
        uint32_t code;
        size_t plain = (size_t)(jf_utf8_next(text, &code) - text);
        if (name)
            jf_mask_name(out, secrets->name);
        else if (other)
            jf_mask_all(out, text);
        else
            jf_str_addn(out, text, plain);
        text += name ? name : other ? other : plain;
    }
}
