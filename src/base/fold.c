/* fold.c - folding for search. It never changes a stored text. */
#include "jianfu/fold.h"

#include "jianfu/han.h"
#include "jianfu/utf8.h"

enum { FULL_FIRST = 0xFF01, FULL_LAST = 0xFF5E, FULL_OFFSET = 0xFEE0 };

static uint32_t fold(uint32_t code)
{
    if (code >= FULL_FIRST && code <= FULL_LAST)
        code -= FULL_OFFSET;
    switch (code) {
    case '\t':
    case '\n':
    case '\r':
    case 0xA0:   /* no-break space */
    case 0x3000: /* ideographic space */
        return ' ';
    case '[':
    case '{':
    case 0x3014: /* 〔 */
    case 0x3010: /* 【 */
    case 0x3016: /* 〖 */
        return '(';
    case ']':
    case '}':
    case 0x3015:
    case 0x3011:
    case 0x3017:
        return ')';
    default:
        return code >= 'A' && code <= 'Z' ? code - 'A' + 'a' : jf_han_simple(code);
    }
}

const char *jf_fold_next(const char *text, uint32_t *code)
{
    const char *next = jf_utf8_next(text, code);
    *code = fold(*code);
    return next;
}

void jf_fold_add(struct jf_str *out, const char *text, bool blanks)
{
    uint32_t code = 0;
    size_t before = out->len;
    for (const char *next; *text; text = next) {
        next = jf_fold_next(text, &code);
        if (code >= 0x80)
            jf_str_addn(out, text, (size_t)(next - text));
        else if (blanks || code != ' ')
            jf_str_addc(out, (char)code);
    }
    jf_han_simplify(out->data + before, out->len - before); /* all that is folded to a character beyond ASCII */
}

const char *jf_fold_starts(const char *at, const char *word)
{
    uint32_t wanted, found;
    for (word = jf_fold_next(word, &wanted); wanted; word = jf_fold_next(word, &wanted)) {
        at = jf_fold_next(at, &found);
        if (found != wanted)
            return NULL;
    }
    return at;
}

const char *jf_fold_find(const char *text, const char *word, size_t *len)
{
    uint32_t first, code;
    jf_fold_next(word, &first);
    for (const char *at = text; first && *at;) {
        const char *next = jf_fold_next(at, &code);
        const char *end = code == first ? jf_fold_starts(at, word) : NULL;
        if (end) {
            if (len)
                *len = (size_t)(end - at);
            return at;
        }
        at = next;
    }
    return NULL;
}

void jf_fold_pairs(struct jf_str *out, const char *text)
{
    uint32_t before = ' ', code;
    for (text = jf_fold_next(text, &code); code; text = jf_fold_next(text, &code)) {
        if (before != ' ' && code != ' ')
            jf_str_addf(out, "%xz%x ", before, code);
        before = code;
    }
}
