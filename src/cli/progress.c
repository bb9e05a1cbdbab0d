/* progress.c - the one line on a terminal that says how far long work is, and whether it shall stop. Nothing is shown
 * in a pipe, and nothing of it stays. What the work is, only the commands know.
 */
#include "internal.h"

#include "jianfu/utf8.h"

#include <sys/ioctl.h>
#include <time.h>
#include <unistd.h>

enum { FIRST = 500, AGAIN = 100, NARROW = 80, MANY = 1000 }; /* milliseconds; columns; more parts than people count */

static struct {
    bool terminal, shown, both; /* standard error is one; the line is there; standard output is one, too */
    struct timespec begun, last;
    struct jf_str what, detail;
    int64_t done, total, records;
} now;

static int64_t since(const struct timespec *then)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (int64_t)(t.tv_sec - then->tv_sec) * 1000 + (t.tv_nsec - then->tv_nsec) / 1000000;
}

void jf_progress_begin(const char *what)
{
    jf_progress_end();
    now.terminal = isatty(STDERR_FILENO);
    now.both = isatty(STDOUT_FILENO);
    now.done = now.total = now.records = 0;
    if (!now.terminal)
        return;
    jf_str_add(&now.what, what);
    clock_gettime(CLOCK_MONOTONIC, &now.begun);
    now.last = now.begun;
}

void jf_progress_hide(void)
{
    if (now.shown)
        fputs("\r\033[K", stderr);
    now.shown = false;
}

void jf_progress_give_way(void)
{
    if (now.both)
        jf_progress_end();
}

void jf_progress_end(void)
{
    jf_progress_hide();
    now.terminal = false;
    jf_str_release(&now.what);
    jf_str_release(&now.detail);
}

static void add_time(struct jf_str *out, int64_t seconds, bool left)
{
    struct jf_str time = JF_STR_INIT;
    if (seconds < 60)
        jf_str_addf(&time, _("%lld s"), (long long)seconds);
    else
        jf_str_addf(&time, _("%lld min %02lld s"), (long long)(seconds / 60), (long long)(seconds % 60));
    jf_str_addf(out, left ? _("%s left") : _("%s so far"), time.data);
    jf_str_release(&time);
}

/* "import a.xml: 35 %, 350123 records, 42000 a second, 15 s left". A few parts are not of one length: nothing is
 * foretold from the first of them. */
static void add_figures(struct jf_str *out, int64_t passed)
{
    bool few = now.total < MANY;
    int64_t counted = now.records || few ? now.records : now.done;
    jf_str_add(out, _(": "));
    if (now.total > 0 && few)
        jf_str_addf(out, _("%lld of %lld, "), (long long)now.done, (long long)now.total);
    if (now.total > 0)
        jf_str_addf(out, _("%d %%, "), (int)(now.done * 100 / now.total));
    if (now.records > 0)
        jf_str_addf(out, _("%lld records, "), (long long)now.records);
    if (counted > 0)
        jf_str_addf(out, _("%lld a second, "), (long long)(counted * 1000 / passed));
    int64_t share = now.total > 0 ? now.done * 10000 / now.total : 0; /* in hundredths of a percent */
    bool left = share > 0 && (!few || share >= 2500);
    add_time(out, (left ? passed * (10000 - share) / share : passed) / 1000 + left, left);
}

/* What the work is called gives way to its figures where the terminal is narrow. */
static void write_line(struct jf_str *out, int columns)
{
    struct jf_str name = JF_STR_INIT;
    struct jf_str safe = JF_STR_INIT;
    struct jf_str figures = JF_STR_INIT;
    jf_str_addf(&name, "%s%s%s", now.what.data, now.detail.len ? " " : "", now.detail.len ? now.detail.data : "");
    jf_utf8_add_safe(&safe, name.data, true);
    add_figures(&figures, since(&now.begun));
    int room = columns - 1 - jf_utf8_width(figures.data);
    if (jf_utf8_width(safe.data) <= room)
        jf_str_add(out, safe.data);
    else if (room > 0)
        jf_utf8_pad(out, safe.data, room, false, true);
    jf_str_clear(&name);
    jf_utf8_pad(&name, figures.data, columns - 1, false, true);
    jf_str_add(out, room < 0 ? name.data : figures.data);
    jf_str_release(&name);
    jf_str_release(&safe);
    jf_str_release(&figures);
}

static void draw(void)
{
    if (!now.terminal || since(&now.last) < (now.shown ? AGAIN : FIRST))
        return;
    struct winsize size;
    int columns = ioctl(STDERR_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 1 ? size.ws_col : NARROW;
    struct jf_str line = JF_STR_INIT;
    write_line(&line, columns);
    if (!line.failed)
        fprintf(stderr, "\r%s\033[K", line.data);
    fflush(stderr);
    clock_gettime(CLOCK_MONOTONIC, &now.last);
    now.shown = true;
    jf_str_release(&line);
}

bool jf_progress(int64_t done, int64_t total, int64_t records, const char *detail)
{
    if (now.terminal) {
        now.done = done < total ? done : total;
        now.total = total;
        now.records = records;
        jf_str_clear(&now.detail);
        jf_str_add(&now.detail, detail ? detail : "");
        draw();
    }
    return !jf_cli_stopped();
}

bool jf_progress_tick(void *arg, int64_t done, int64_t total)
{
    (void)arg;
    if (total > 0)
        return !jf_progress(done, total, 0, NULL);
    draw();
    return jf_cli_stopped();
}
