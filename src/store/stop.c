/* stop.c - somebody outside may watch a connection at work and stop it, also within one long statement and while it
 * waits for another program. */
#include "internal.h"

#include <time.h>

enum { STEPS_PER_LOOK = 10000, WAIT = 20 }; /* instructions of SQLite's machine: about a millisecond; milliseconds */

static int look(void *arg)
{
    return store_stops(arg, 0, 0);
}

/* The lock is another's: wait a little, `times` times so far. */
static int wait_for_lock(void *arg, int times)
{
    struct jf_db *db = arg;
    const struct timespec little = { 0, WAIT * 1000000L };
    db->waited = times >= JF_BUSY_SECONDS * 1000 / WAIT;
    if (db->waited || store_stops(db, 0, 0))
        return 0;
    nanosleep(&little, NULL);
    return 1;
}

void store_wait(struct jf_db *db)
{
    sqlite3_busy_handler(db->handle, wait_for_lock, db);
}

void jf_db_stop_when(struct jf_db *db, jf_db_watch_fn *watch, void *arg)
{
    db->watch = watch;
    db->watch_arg = arg;
    sqlite3_progress_handler(db->handle, watch ? STEPS_PER_LOOK : 0, watch ? look : NULL, db);
}

bool store_stops(struct jf_db *db, int64_t done, int64_t total)
{
    return db->watch && db->watch(db->watch_arg, done, total);
}
