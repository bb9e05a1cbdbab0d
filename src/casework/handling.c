/* handling.c - how far the handling of each case of a period was at its end: what a report counts. */
#include "deadlines.h"

#include <string.h>

struct handling {
    struct reckoner reckoner;
    jf_handling_fn *each;
    void *arg;
};

/* The last time that it was handled; a case that was never accepted has none. */
static enum jf_status tell_case(void *arg, struct reading *r, struct jf_error *err)
{
    struct handling *h = arg;
    enum jf_status status = JF_OK;
    for (size_t i = 0; status == JF_OK && i < r->track.count; i++) {
        const struct running *running = &r->track.list[i];
        struct jf_deadline d;
        bool told = false;
        if (running->superseded || strcmp(running->row->code, HANDLING) != 0)
            continue;
        status = reckon(&h->reckoner, running, r->division.len ? r->division.data : NULL, &d, &told, err);
        if (status == JF_OK && told)
            status = h->each(h->arg, r->petition_id, &d, err);
    }
    return status;
}

enum jf_status jf_handling_list(struct jf_db *db, const char *from, const char *until, jf_handling_fn *each, void *arg,
                                struct jf_error *err)
{
    struct handling h = { .each = each, .arg = arg };
    enum jf_status status = reckoner_open(db, &h.reckoner, err);
    if (status == JF_OK && !jf_day_parse(until, &h.reckoner.today_number))
        status = jf_error_set(err, JF_USAGE, _("'%s' is not a day"), until);
    if (status == JF_OK) {
        jf_day_format(h.reckoner.today_number, h.reckoner.today);
        status = read_cases(db, "casework.deadline_events_until",
                            JF_ARGS(JF_TEXT(":from", from), JF_TEXT(":until", until)), tell_case, &h, err);
    }
    reckoner_close(&h.reckoner);
    return status;
}
