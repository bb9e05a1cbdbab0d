/* textline.c - where a line of mixed Chinese and Latin text may be broken. Must not know what a table or a paper is. */
#include "jianfu/paper.h"
#include "jianfu/utf8.h"

#include <string.h>

/* Marks that may not begin a line, and marks that may not end one (after GB/T 15834 and common typesetting). */
static const char not_first[] = "，。、；：？！）》」』〕】％”’…·,.;:?!)]%";
static const char not_last[] = "（《「『〔【“‘([";

static bool one_of(const char *set, const char *at, size_t bytes)
{
    for (size_t size; *set; set += size) {
        size = (unsigned char)*set < 0x80 ? 1 : (unsigned char)*set < 0xe0 ? 2 : 3;
        if (*set == *at && size == bytes && memcmp(set, at, bytes) == 0)
            return true;
    }
    return false;
}

static int width_of(const char *at, size_t bytes)
{
    char one[8] = { 0 };
    memcpy(one, at, bytes < sizeof one ? bytes : sizeof one - 1);
    return jf_utf8_width(one);
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* May a line end between the character before and the one at `next`? */
static bool may_break(const char *before, size_t before_bytes, const char *next)
{
    uint32_t code;
    size_t next_bytes = (size_t)(jf_utf8_next(next, &code) - next);
    if (*before == ' ' || *next == ' ')
        return true;
    if (is_digit(*before)) /* a number keeps its unit: 15,850.00元 */
        return false;
    if (width_of(before, before_bytes) != 2 && width_of(next, next_bytes) != 2)
        return false;
    return !one_of(not_first, next, next_bytes) && !one_of(not_last, before, before_bytes);
}

size_t jf_text_break(const char *text, int width)
{
    int columns = 0;
    size_t allowed = 0; /* the last place where the line may end */
    size_t joint = 0;   /* the last joint within a long word: a file name, a digest's label */
    const char *p = text;
    while (*p) {
        uint32_t code;
        const char *next = jf_utf8_next(p, &code);
        size_t bytes = (size_t)(next - p);
        int wide = width_of(p, bytes);
        if (columns + wide > width && *p != ' ') {
            if (allowed || joint)
                return allowed ? allowed : joint;
            return p > text ? (size_t)(p - text) : bytes; /* a word longer than the line is cut */
        }
        columns += wide;
        if (*next && may_break(p, bytes, next))
            allowed = (size_t)(*p == ' ' ? p - text : next - text);
        if (*p == '-' || *p == ':' || *p == '/' || *p == '_')
            joint = (size_t)(next - text);
        p = next;
    }
    return (size_t)(p - text);
}
