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

/* ---- XML: hardly a byte can be changed and leave it well-formed; so some changes keep to the value of an attribute
 * ---- */

struct value {
    uint8_t *at;
    size_t len;
};

/* The n-th value between quotation marks behind '=', counted round and round; false when there is none. */
static bool find_value(uint8_t *bytes, size_t len, unsigned n, struct value *out)
{
    enum { MOST = 256 };
    struct value values[MOST];
    unsigned count = 0;
    for (uint8_t *p = bytes, *end = bytes + len; count < MOST && p + 1 < end; p++) {
        if (p[0] != '=' || p[1] != '"')
            continue;
        uint8_t *close = memchr(p + 2, '"', (size_t)(end - p - 2));
        if (!close)
            break;
        values[count++] = (struct value){ p + 2, (size_t)(close - p - 2) };
        p = close;
    }
    if (count)
        *out = values[n % count];
    return count;
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
    struct value value, other;
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
    return LLVMFuzzerMutate(bytes, len, room);
}

#pragma clang attribute pop
