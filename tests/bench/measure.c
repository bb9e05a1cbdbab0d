/* measure.c - runs a command and writes down what it cost: wall time, processor time, peak memory, exit status.
 *
 *   measure LOG NAME REPEAT OUT COMMAND [ARGUMENT]...
 *
 * Runs COMMAND REPEAT times, its standard output into OUT and its standard error into OUT.err, and appends for each run
 * one line to LOG, columns parted by tabs: NAME, wall, user and system time in microseconds, peak memory in KiB, exit
 * status (128 and the signal for a run that was killed). Ends with the greatest status.
 *
 * It is its own program because times in hundredths of a second, as GNU time has them, cannot show a start-up of a few
 * milliseconds, and because a shell between the clock and the command would be measured with it.
 */
#define _DEFAULT_SOURCE /* wait4 */

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

struct cost {
    int64_t wall, user, system; /* microseconds */
    int64_t peak;               /* KiB */
    int status;
};

static _Noreturn void die(const char *what, const char *name)
{
    fprintf(stderr, "measure: cannot %s '%s': %s\n", what, name, strerror(errno));
    _exit(127);
}

static int64_t now(void)
{
    struct timespec t;
    if (clock_gettime(CLOCK_MONOTONIC, &t))
        die("read", "clock");
    return (int64_t)t.tv_sec * 1000000 + t.tv_nsec / 1000;
}

static int64_t microseconds(struct timeval t)
{
    return (int64_t)t.tv_sec * 1000000 + t.tv_usec;
}

static void redirect(int to, const char *path)
{
    const int file = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0666);
    if (file < 0 || dup2(file, to) < 0)
        die("open", path);
    close(file);
}

static _Noreturn void become(char **command, const char *out)
{
    char err[4096];
    snprintf(err, sizeof err, "%s.err", out);
    redirect(STDOUT_FILENO, out);
    redirect(STDERR_FILENO, err);
    execvp(command[0], command);
    die("run", command[0]);
}

static struct cost run(char **command, const char *out)
{
    const int64_t start = now();
    const pid_t child = fork();
    if (child < 0)
        die("start", command[0]);
    if (child == 0)
        become(command, out);
    int status = 0;
    struct rusage used;
    while (wait4(child, &status, 0, &used) < 0)
        if (errno != EINTR)
            die("wait for", command[0]);
    return (struct cost){ .wall = now() - start,
                          .user = microseconds(used.ru_utime),
                          .system = microseconds(used.ru_stime),
                          .peak = used.ru_maxrss,
                          .status = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status) };
}

int main(int argc, char **argv)
{
    if (argc < 6) {
        fputs("usage: measure LOG NAME REPEAT OUT COMMAND [ARGUMENT]...\n", stderr);
        return 2;
    }
    FILE *log = fopen(argv[1], "ae");
    if (!log)
        die("open", argv[1]);
    const long repeat = strtol(argv[3], NULL, 10);
    int worst = 0;
    for (long i = 0; i < repeat; i++) {
        const struct cost c = run(argv + 5, argv[4]);
        fprintf(log, "%s\t%" PRId64 "\t%" PRId64 "\t%" PRId64 "\t%" PRId64 "\t%d\n", argv[2], c.wall, c.user, c.system,
                c.peak, c.status);
        fflush(log); /* the next fork must not carry it along */
        if (c.status > worst)
            worst = c.status;
    }
    if (fclose(log))
        die("write", argv[1]);
    return worst;
}
