/* fuzzer.c - libFuzzer's side: JIANFU_FUZZ names the target. Built by `make fuzz` with clang. */
#include "fuzz.h"

#include <stdio.h>
#include <stdlib.h>

int LLVMFuzzerInitialize(int *argc, char ***argv);
int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len);

static const struct fuzz_target *target;

int LLVMFuzzerInitialize(int *argc, char ***argv)
{
    (void)argc;
    (void)argv;
    const char *name = getenv("JIANFU_FUZZ");
    target = name ? fuzz_find(name) : NULL;
    if (!target) {
        fprintf(stderr, "JIANFU_FUZZ does not name a target\n");
        exit(2);
    }
    if (target->start)
        target->start();
    return 0;
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
    target->take(bytes, len);
    return 0;
}
