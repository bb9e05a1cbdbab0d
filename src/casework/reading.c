/* reading.c - the events of many cases out of the database, gathered case by case. It counts no days. */
#include "deadlines.h"

static enum jf_status begin_case(struct reading *r, const struct jf_stmt *st, struct jf_error *err)
{
    const char *division = jf_col_text(st, EVENT_DIVISION), *last_day = jf_col_text(st, EVENT_LAST_DAY);
    r->petition_id = jf_col_int(st, EVENT_CASE);
    jf_str_clear(&r->last_day);
    jf_str_clear(&r->division);
    jf_str_add(&r->last_day, last_day ? last_day : "");
    jf_str_add(&r->division, division ? division : "");
    enum jf_status status =
        track_begin(&r->track, jf_col_text(st, EVENT_RECEIVED_ON), jf_col_text(st, EVENT_REPORT_BY), err);
    if (status == JF_OK)
        status = jf_str_check(&r->last_day, err);
    return status == JF_OK ? jf_str_check(&r->division, err) : status;
}

static enum jf_status end_case(struct reading *r, reading_fn *each, void *arg, struct jf_error *err)
{
    if (!r->petition_id)
        return JF_OK;
    enum jf_status status = each(arg, r, err);
    track_release(&r->track);
    r->petition_id = 0;
    return status;
}

enum jf_status read_cases(struct jf_db *db, const char *statement, const struct jf_arg *args, reading_fn *each,
                          void *arg, struct jf_error *err)
{
    struct jf_stmt *st = NULL;
    struct reading r = { .last_day = JF_STR_INIT, .division = JF_STR_INIT };
    enum jf_status status = jf_db_query(db, statement, args, &st, err);
    while (jf_stmt_row(st, &status, err)) {
        if (jf_col_int(st, EVENT_CASE) != r.petition_id) {
            status = end_case(&r, each, arg, err);
            if (status == JF_OK)
                status = begin_case(&r, st, err);
        }
        if (status == JF_OK)
            status = track_row(&r.track, st, err);
    }
    if (status == JF_OK)
        status = end_case(&r, each, arg, err);
    jf_stmt_done(st);
    track_release(&r.track);
    jf_str_release(&r.last_day);
    jf_str_release(&r.division);
    return status;
}
