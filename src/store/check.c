/* check.c - is the file whole. */
#include "internal.h"

#include <stdlib.h>
#include <string.h>

/* "unable to get the page. error code=266": SQLite's check goes on past a page that the disk did not give, or for which
 * there was no memory. That says nothing about what the page holds. */
static int not_read(const char *text)
{
    static const char mark[] = "error code=";
    const char *at = strstr(text, mark);
    int rc = at ? atoi(at + sizeof mark - 1) : 0, primary = rc & 0xff;
    return primary == SQLITE_IOERR || primary == SQLITE_NOMEM ? rc : 0;
}

/* "failed to get page 14" does not even tell whether it was the disk or the memory. A second look will, or finds the
 * page. */
static bool says_not_why(const char *text)
{
    return strstr(text, "failed to get page") != NULL;
}

/* `vague`: what it said was no answer; NULL: there was a second look already. */
static enum jf_status integrity(struct jf_db *db, jf_event_bad_fn *bad, void *arg, bool *sound, bool *vague,
                                struct jf_error *err)
{
    struct jf_stmt *st = NULL;
    enum jf_status status = jf_db_query(db, "store.integrity", NULL, &st, err);
    while (jf_stmt_row(st, &status, err)) {
        const char *text = jf_col_text(st, 0);
        int rc = text ? not_read(text) : SQLITE_NOMEM;
        if (rc == 0 && says_not_why(text)) {
            if (vague) {
                *vague = true;
                break;
            }
            rc = SQLITE_IOERR;
        }
        if (rc != 0) {
            status = store_error(db, rc, _("cannot read the database"), err);
        } else if (!jf_streq(text, "ok")) {
            *sound = false;
            bad(arg, 0, text);
        }
    }
    jf_stmt_done(st);
    return status;
}

static enum jf_status references(struct jf_db *db, jf_event_bad_fn *bad, void *arg, bool *sound, struct jf_error *err)
{
    struct jf_stmt *st = NULL;
    struct jf_str text = JF_STR_INIT;
    enum jf_status status = jf_db_query(db, "store.foreign-keys", NULL, &st, err);
    while (jf_stmt_row(st, &status, err)) {
        jf_str_clear(&text);
        jf_str_addf(&text, _("table %s: %lld rows point to something that is not there"), jf_col_text(st, 0),
                    (long long)jf_col_int(st, 1));
        *sound = false;
        bad(arg, 0, text.data);
    }
    jf_str_release(&text);
    jf_stmt_done(st);
    return status;
}

enum jf_status jf_db_check(struct jf_db *db, jf_event_bad_fn *bad, void *arg, bool *sound, struct jf_error *err)
{
    bool vague = false;
    *sound = true;
    enum jf_status status = integrity(db, bad, arg, sound, &vague, err);
    if (status == JF_OK && vague)
        status = integrity(db, bad, arg, sound, NULL, err);
    return status == JF_OK ? references(db, bad, arg, sound, err) : status;
}
