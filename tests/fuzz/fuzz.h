/* fuzz.h - the readers that fuzzers try, by name. One table for libFuzzer (fuzzer.c) and for the daily replay
 * (replay.c). */
#ifndef JIANFU_FUZZ_H
#define JIANFU_FUZZ_H

#include <stddef.h>
#include <stdint.h>

struct fuzz_target {
    const char *name;
    void (*start)(void); /* once, before the first input; may be NULL */
    void (*take)(const uint8_t *bytes, size_t len);
};
extern const struct fuzz_target fuzz_targets[]; /* ends with a NULL name */

/* NULL: there is none. */
const struct fuzz_target *fuzz_find(const char *name);

#endif
