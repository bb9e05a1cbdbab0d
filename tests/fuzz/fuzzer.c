/* fuzzer.c - libFuzzer's side: JIANFU_FUZZ names the target; without it the names of all are printed. Built by
 * `make fuzz` with clang. */
#include "fuzz.h"

#include "jianfu/utf8.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* How inputs are changed is not what is tested, and no reason to keep one. */
#pragma clang attribute push(__attribute__((no_sanitize("coverage"))), apply_to = function)

int LLVMFuzzerInitialize(int *argc, char ***argv);
int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len);
size_t LLVMFuzzerCustomMutator(uint8_t *bytes, size_t len, size_t room, unsigned seed);
size_t LLVMFuzzerMutate(uint8_t *bytes, size_t len, size_t room); /* libFuzzer's own ways */

static const struct fuzz_target *target;

int LLVMFuzzerInitialize(int *argc, char ***argv)
{
    (void)argc;
    (void)argv;
    const char *name = getenv("JIANFU_FUZZ");
    if (!name) {
        fuzz_print_names();
        exit(0);
    }
    target = fuzz_begin(name);
    if (!target) {
        fprintf(stderr, "JIANFU_FUZZ does not name a target\n");
        exit(2);
    }
    return 0;
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
    target->take(bytes, len);
    return 0;
}

/* ---- XML ----
 *
 * Hardly a byte can be changed and leave it well-formed; so some changes keep to the value of an attribute, or to whole
 * attributes and elements. */

struct span {
    uint8_t *at;
    size_t len;
};
enum { MOST = 256 };

/* The n-th of them, counted round and round; false when there is none. */
static bool pick(const struct span *spans, unsigned count, unsigned n, struct span *out)
{
    if (count)
        *out = spans[n % count];
    return count;
}

/* A value between quotation marks behind '='. */
static bool find_value(uint8_t *bytes, size_t len, unsigned n, struct span *out)
{
    struct span values[MOST];
    unsigned count = 0;
    for (uint8_t *p = bytes, *end = bytes + len; count < MOST && p + 1 < end; p++) {
        if (p[0] != '=' || p[1] != '"')
            continue;
        uint8_t *close = memchr(p + 2, '"', (size_t)(end - p - 2));
        if (!close)
            break;
        values[count++] = (struct span){ p + 2, (size_t)(close - p - 2) };
        p = close;
    }
    return pick(values, count, n, out);
}

/* An attribute with the blank before it. */
static bool find_attribute(uint8_t *bytes, size_t len, unsigned n, struct span *out)
{
    if (!find_value(bytes, len, n, out))
        return false;
    uint8_t *end = out->at + out->len + 1, *start = out->at;
    while (start > bytes && *start != ' ' && *start != '<')
        start--;
    *out = (struct span){ start, (size_t)(end - start) };
    return *start == ' ';
}

static uint8_t *behind(uint8_t *from, uint8_t *end, const void *text, size_t len)
{
    uint8_t *found = memmem(from, (size_t)(end - from), text, len);
    return found ? found + len : NULL;
}

/* An element, from its start tag to the next end tag of its name. */
static bool find_element(uint8_t *bytes, size_t len, unsigned n, struct span *out)
{
    struct span tags[MOST];
    unsigned count = 0;
    uint8_t *end = bytes + len;
    char name[64] = "</";
    for (uint8_t *p = bytes; count < MOST && p + 1 < end; p++) {
        uint8_t *close = p[0] == '<' && p[1] >= 'a' && p[1] <= 'z' ? memchr(p, '>', (size_t)(end - p)) : NULL;
        if (close)
            tags[count++] = (struct span){ p, (size_t)(close + 1 - p) };
    }
    if (!pick(tags, count, n, out))
        return false;
    size_t size = 0;
    while (size < sizeof name - 4 && out->at[1 + size] >= '-' && out->at[1 + size] <= 'z' && out->at[1 + size] != '>')
        size++;
    memcpy(name + 2, out->at + 1, size);
    name[2 + size] = '>';
    uint8_t *after = out->at[out->len - 2] == '/' ? NULL : behind(out->at, end, name, size + 3);
    if (after)
        out->len = (size_t)(after - out->at);
    return true;
}

static size_t take_out(uint8_t *bytes, size_t len, struct span s)
{
    memmove(s.at, s.at + s.len, len - (size_t)(s.at - bytes) - s.len);
    return len - s.len;
}

/* Put a copy of it where another begins. */
static size_t put_in(uint8_t *bytes, size_t len, size_t room, struct span s, uint8_t *where)
{
    uint8_t copy[4096];
    if (s.len > sizeof copy || len + s.len > room)
        return len;
    memcpy(copy, s.at, s.len);
    memmove(where + s.len, where, len - (size_t)(where - bytes));
    memcpy(where, copy, s.len);
    return len + s.len;
}

/* An attribute or an element is left out, comes again elsewhere, or moves there. */
static size_t change_structure(uint8_t *bytes, size_t len, size_t room, unsigned seed)
{
    bool (*find)(uint8_t *, size_t, unsigned, struct span *) = seed % 2 ? find_attribute : find_element;
    unsigned first = seed / 8 % MOST, second = seed / 8 / MOST;
    struct span s, other;
    if (!find(bytes, len, first, &s))
        return LLVMFuzzerMutate(bytes, len, room);
    if (seed / 2 % 4 == 0)
        return take_out(bytes, len, s);
    if (find(bytes, len, second, &other))
        len = put_in(bytes, len, room, s, other.at);
    bool moves = seed / 2 % 4 == 1 && find(bytes, len, first, &s) && s.len < len;
    return moves ? take_out(bytes, len, s) : len;
}

/* Bytes that would end the value, or the reading, become figures and letters. */
static void tame(uint8_t *text, size_t len)
{
    bool utf8 = jf_utf8_valid((const char *)text, len, NULL);
    for (size_t i = 0; i < len; i++)
        if (text[i] < 0x20 || strchr("\"<&", text[i]) || (!utf8 && text[i] >= 0x80))
            text[i] = (uint8_t) "0123456789abcdef"[text[i] % 16];
}

static size_t change_value(uint8_t *bytes, size_t len, size_t room, unsigned seed)
{
    uint8_t text[256];
    struct span value, other;
    if (!find_value(bytes, len, seed / 8, &value) || value.len >= sizeof text / 2)
        return LLVMFuzzerMutate(bytes, len, room);
    memcpy(text, value.at, value.len);
    size_t now = value.len;
    if (seed % 8 == 0 && find_value(bytes, len, seed / 2048, &other) && other.len < sizeof text)
        memcpy(text, other.at, now = other.len);
    else
        now = LLVMFuzzerMutate(text, now, sizeof text);
    if (len - value.len + now > room)
        return len;
    tame(text, now);
    memmove(value.at + now, value.at + value.len, len - (size_t)(value.at - bytes) - value.len);
    memcpy(value.at, text, now);
    return len - value.len + now;
}

size_t LLVMFuzzerCustomMutator(uint8_t *bytes, size_t len, size_t room, unsigned seed)
{
    if (target->each_kind && seed % 4 == 0)
        return change_value(bytes, len, room, seed / 4);
    if (target->each_kind && seed % 4 == 1)
        return change_structure(bytes, len, room, seed / 4);
    return LLVMFuzzerMutate(bytes, len, room);
}

#pragma clang attribute pop
