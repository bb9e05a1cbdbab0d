/* replay.c - gives files to a target as the fuzzer would: replay TARGET FILE... A crash, or a file that takes more than
 * five seconds, ends it with the file's name as the last word. Without arguments the names of the targets are printed.
 */
#include "fuzz.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

enum { SECONDS = 5, MEGABYTES = 256 };

static const char *file;

static void end(int number)
{
    static const char text[] = "\nFAILED: crash, or more than five seconds: ";
    if (write(STDOUT_FILENO, text, sizeof text - 1) < 0 || write(STDOUT_FILENO, file, strlen(file)) < 0 ||
        write(STDOUT_FILENO, "\n", 1) < 0)
        _exit(2);
    signal(number, SIG_DFL);
    raise(number);
}

static uint8_t *read_file(const char *path, size_t *len)
{
    FILE *f = fopen(path, "rb");
    if (!f || fseek(f, 0, SEEK_END) != 0 || ftell(f) < 0) {
        fprintf(stderr, "cannot read %s\n", path);
        exit(2);
    }
    *len = (size_t)ftell(f);
    rewind(f);
    uint8_t *bytes = malloc(*len ? *len : 1); /* no byte more: reading behind the end is a fault that sanitizers see */
    if (!bytes || fread(bytes, 1, *len, f) != *len)
        exit(2);
    fclose(f);
    return bytes;
}

static long peak_kb(void)
{
    struct rusage usage;
    getrusage(RUSAGE_SELF, &usage);
    return usage.ru_maxrss;
}

int main(int argc, char **argv)
{
    static const int deadly[] = { SIGALRM, SIGSEGV, SIGBUS, SIGABRT, SIGFPE, SIGILL };
    if (argc < 2) {
        fuzz_print_names();
        return 0;
    }
    const struct fuzz_target *target = fuzz_begin(argv[1]);
    if (!target) {
        fprintf(stderr, "'%s' is no target\n", argv[1]);
        return 2;
    }
    for (size_t i = 0; i < sizeof deadly / sizeof *deadly; i++)
        signal(deadly[i], end);
    long before = peak_kb();
    for (int i = 2; i < argc; i++) {
        size_t len;
        file = argv[i];
        uint8_t *bytes = read_file(file, &len);
        alarm(SECONDS);
        target->take(bytes, len);
        alarm(0);
        free(bytes);
        if (peak_kb() - before > MEGABYTES * 1024L) {
            printf("FAILED: more than %d MB: %s\n", MEGABYTES, file);
            return 1;
        }
    }
    printf("%s: %d files\n", argv[1], argc - 2);
    return 0;
}
