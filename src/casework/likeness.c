/* likeness.c - how alike two texts are: the pairs of neighbouring characters they share. Punctuation and blanks do not
 * count, and traditional characters are simplified ones, so that a letter sent again with other commas, or typed by
 * somebody else, is the same letter. It knows no database. */
#include "likeness.h"

#include "jianfu/han.h"
#include "jianfu/utf8.h"

#include <string.h>

enum { PLACES = 1 << 16, LONGEST = 8000 /* characters that are looked at */ };

struct likeness {
    uint32_t *pairs; /* marked with 1: the pair is in the text */
    uint32_t *seen;  /* the round in which the pair was met in the other text */
    uint32_t *plain; /* the characters of the text that count */
    size_t length, distinct;
    uint32_t round;
};

/* False for characters that say nothing: blanks, punctuation and signs, ASCII or Chinese. Full-width ones become ASCII,
 * traditional ones simplified. */
static bool counts(uint32_t *code)
{
    *code = jf_han_simple(*code);
    if (*code >= 0xFF01 && *code <= 0xFF5E)
        *code -= 0xFEE0;
    if (*code < 0x80)
        return (*code >= '0' && *code <= '9') || (*code >= 'A' && *code <= 'Z') || (*code >= 'a' && *code <= 'z');
    return !(*code < 0xC0 || (*code >= 0x2000 && *code <= 0x206F) || (*code >= 0x3000 && *code <= 0x303F) ||
             (*code >= 0xFF00 && *code <= 0xFFEF)) ||
           *code == 0x3007; /* 〇 */
}

static size_t place_of(uint32_t first, uint32_t second)
{
    return ((first * 2654435761u) ^ (second * 40503u)) % PLACES;
}

enum jf_status likeness_begin(const char *text, struct likeness **out, struct jf_error *err)
{
    struct likeness *l = jf_alloc(sizeof *l);
    *out = l;
    if (l) {
        l->pairs = jf_alloc(PLACES * sizeof *l->pairs);
        l->seen = jf_alloc(PLACES * sizeof *l->seen);
        l->plain = jf_alloc(LONGEST * sizeof *l->plain);
    }
    if (!l || !l->pairs || !l->seen || !l->plain) {
        likeness_end(l);
        *out = NULL;
        return jf_error_set(err, JF_NOMEM, _("out of memory"));
    }
    while (*text && l->length < LONGEST) {
        uint32_t code;
        text = jf_utf8_next(text, &code);
        if (!counts(&code))
            continue;
        if (l->length > 0) {
            uint32_t *pair = &l->pairs[place_of(l->plain[l->length - 1], code)];
            l->distinct += !*pair;
            *pair = 1;
        }
        l->plain[l->length++] = code;
    }
    return JF_OK;
}

int likeness_of(struct likeness *l, const char *text)
{
    size_t length = 0, distinct = 0, shared = 0;
    uint32_t before = 0;
    bool same = true;
    l->round++;
    while (*text && length < LONGEST) {
        uint32_t code;
        text = jf_utf8_next(text, &code);
        if (!counts(&code))
            continue;
        same = same && length < l->length && l->plain[length] == code;
        if (length > 0) {
            size_t place = place_of(before, code);
            if (l->seen[place] != l->round) {
                l->seen[place] = l->round;
                distinct++;
                shared += l->pairs[place];
            }
        }
        before = code;
        length++;
    }
    if (same && length == l->length && length > 0)
        return 100;
    size_t all = distinct + l->distinct;
    int percent = all ? (int)(200 * shared / all) : 0;
    return percent < 99 ? percent : 99;
}

void likeness_end(struct likeness *l)
{
    if (!l)
        return;
    jf_free(l->pairs);
    jf_free(l->seen);
    jf_free(l->plain);
    jf_free(l);
}
