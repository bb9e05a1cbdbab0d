/* han.c - traditional characters as simplified ones, by the table han.tsv. It knows no words. */
#include "jianfu/han.h"

#include "jianfu/resource.h"
#include "jianfu/utf8.h"

#include <pthread.h>
#include <string.h>

enum { FIRST = 0x4E00, LAST = 0x9FFF, HAN = 3 }; /* each of them has three bytes */

static uint16_t simple[LAST - FIRST + 1]; /* 0: stands for itself */
static pthread_once_t once = PTHREAD_ONCE_INIT;

static bool is_han(uint32_t code)
{
    return code >= FIRST && code <= LAST;
}

/* Read where it stands: there is no memory that could be wanting. */
static void load(void)
{
    for (const char *line = jf_resource("base/han.tsv", NULL); line; line = strchr(line, '\n')) {
        uint32_t traditional, tab, other;
        line += *line == '\n';
        const char *rest = jf_utf8_next(line, &traditional);
        if (is_han(traditional)) {
            jf_utf8_next(jf_utf8_next(rest, &tab), &other);
            simple[traditional - FIRST] = (uint16_t)other;
        }
    }
}

uint32_t jf_han_simple(uint32_t code)
{
    pthread_once(&once, load);
    uint32_t other = is_han(code) ? simple[code - FIRST] : 0;
    return other ? other : code;
}

/* The character whose three bytes stand here; 0: none does. */
static uint32_t code_at(const char *text)
{
    const unsigned char *b = (const unsigned char *)text;
    bool three = (b[0] & 0xF0) == 0xE0 && (b[1] & 0xC0) == 0x80 && (b[2] & 0xC0) == 0x80;
    return three ? (b[0] & 0x0Fu) << 12 | (b[1] & 0x3Fu) << 6 | (b[2] & 0x3Fu) : 0;
}

static void put(char *text, uint32_t code)
{
    text[0] = (char)(0xE0 | code >> 12);
    text[1] = (char)(0x80 | (code >> 6 & 0x3F));
    text[2] = (char)(0x80 | (code & 0x3F));
}

void jf_han_simplify(char *text, size_t len)
{
    for (size_t i = 0; i + HAN <= len; i++) {
        uint32_t code = code_at(text + i), other = jf_han_simple(code);
        if (other != code)
            put(text + i, other);
    }
}
