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

/* Bytes of the longest line of the list with which `text` begins; 0 when there is none. */
static size_t begins(const char *text, const char *list)
{
    size_t longest = 0;
    while (list && *list) {
        size_t line = strcspn(list, "\n");
        uint32_t code;
        size_t first = line ? (size_t)(jf_utf8_next(list, &code) - list) : 0;
        if (line > first && line > longest && strncmp(text, list, line) == 0)
            longest = line;
        list += line + (list[line] == '\n');
    }
    return longest;
}

void jf_mask_text(struct jf_str *out, const char *text, const struct jf_secrets *secrets)
{
    while (text && *text) {
        size_t name = begins(text, secrets->names);
        size_t other = begins(text, secrets->telephones);
        if (!other)
            other = begins(text, secrets->addresses);
        uint32_t code;
        size_t plain = (size_t)(jf_utf8_next(text, &code) - text);
        if (name)
            jf_mask_name(out, text);
        else if (other)
            jf_mask_all(out, text);
        else
            jf_str_addn(out, text, plain);
        text += name ? name : other ? other : plain;
    }
}
