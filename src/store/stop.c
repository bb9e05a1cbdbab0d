/* stop.c - somebody outside may watch a connection at work and stop it, also within one long statement. */
#include "internal.h"

enum { STEPS_PER_LOOK = 10000 }; /* instructions of SQLite's machine: about a millisecond */

static int look(void *arg)
{
    struct jf_db *db = arg;
    return db->watch(db->watch_arg, 0, 0);
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
