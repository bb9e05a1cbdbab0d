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

/* The character at *at, full width taken as half width; *at moves on. */
static uint32_t next_folded(const char **at)
{
    uint32_t code;
    *at = jf_utf8_next(*at, &code);
    if (code >= 0xff01 && code <= 0xff5e)
        return code - 0xfee0;
    return code == 0x3000 ? ' ' : code;
}

/* What people put between the figures of a number and the characters of a name: 138-0000-0000, 林 大山. */
static bool between(uint32_t code)
{
    return code == ' ' || code == '-' || code == 0x2010 || code == 0x2013 || code == 0x2014;
}

/* Bytes at the beginning of `text` that spell the `line` bytes of a secret, in whatever width and however parted; 0
 * when they do not, or when the secret is one character. */
static size_t spells(const char *text, const char *secret, size_t line)
{
    const char *at = text, *const end = secret + line;
    size_t count = 0;
    if (*text != *secret && !jf_starts(text, "\xef\xbc") && !jf_starts(text, "\xef\xbd"))
        return 0; /* neither the character itself nor one of full width: most places of a text end here */
    while (secret < end) {
        uint32_t wanted = next_folded(&secret);
        if (count && between(wanted))
            continue;
        uint32_t code = 0;
        do {
            if (!*at)
                return 0;
            code = next_folded(&at);
        } while (count && between(code));
        if (code != wanted)
            return 0;
        count++;
    }
    return count > 1 ? (size_t)(at - text) : 0;
}

/* Bytes of the longest place at the beginning of `text` that a line of the list hides; 0 when there is none. */
static size_t begins(const char *text, const char *list)
{
    size_t longest = 0;
    while (list && *list) {
        size_t line = strcspn(list, "\n");
        size_t place = spells(text, list, line);
        if (place > longest)
            longest = place;
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
