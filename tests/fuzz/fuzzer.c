/* fuzzer.c - libFuzzer's side: JIANFU_FUZZ names the target; without it the names of all are printed. Built by
 * `make fuzz` with clang. */
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
