/* fuzz.h - the readers that fuzzers try, by name. One table for libFuzzer (fuzzer.c) and for the daily replay
 * (replay.c). */
#ifndef JIANFU_FUZZ_H
#define JIANFU_FUZZ_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct fuzz_target {
    const char *name;
    void (*start)(const char *kind); /* once, before the first input; may be NULL */
    void (*take)(const uint8_t *bytes, size_t len);
    bool each_kind; /* a target for each kind of record: intake-notice; otherwise `kind` is NULL */
};

/* All targets, one a line. */
void fuzz_print_names(void);

/* The target, ready for its first input. NULL: there is none of that name. */
const struct fuzz_target *fuzz_begin(const char *name);

#endif
