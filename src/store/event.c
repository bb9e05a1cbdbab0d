/* event.c - the append-only history: each event's hash covers its fields and the hash before. */
#include "internal.h"

#include "jianfu/actor.h"
#include "jianfu/day.h"

#include <string.h>

struct event_fields {
    const char *at, *day, *actor, *type, *body;
    int64_t subject_id;
};

static void chain(const struct event_fields *e, const uint8_t prev[JF_DIGEST_SIZE], uint8_t out[JF_DIGEST_SIZE])
{
    struct jf_blake h;
    char subject[24];
    snprintf(subject, sizeof subject, "%lld", (long long)e->subject_id);
    jf_blake_init(&h);
    jf_blake_text(&h, e->at);
    jf_blake_text(&h, e->day);
    jf_blake_text(&h, e->actor);
    jf_blake_text(&h, e->type);
    jf_blake_text(&h, subject);
    jf_blake_text(&h, e->body);
    jf_blake_field(&h, prev, JF_DIGEST_SIZE);
    jf_blake_final(&h, out);
}

static enum jf_status head(struct jf_db *db, uint8_t hash[JF_DIGEST_SIZE], int64_t *event_id, struct jf_error *err)
{
    struct jf_stmt *st = NULL;
    bool row = false;
    memset(hash, 0, JF_DIGEST_SIZE);
    *event_id = 0;
    enum jf_status status = jf_db_query(db, "event.head", NULL, &st, err);
    if (status == JF_OK)
        status = jf_stmt_next(st, &row, err);
    if (status == JF_OK && row) {
        size_t len;
        const void *bytes = jf_col_blob(st, 1, &len);
        *event_id = jf_col_int(st, 0);
        if (len == JF_DIGEST_SIZE)
            memcpy(hash, bytes, len);
    }
    jf_stmt_done(st);
    return status;
}

enum jf_status jf_event_append(struct jf_db *db, const char *type, int64_t subject_id, const char *actor,
                               const char *day, const char *body, int64_t *event_id, struct jf_error *err)
{
    if (!jf_txn_open(db))
        return jf_error_set(err, JF_BUG, _("event '%s' outside a transaction"), type);
    char now[32];
    uint8_t prev[JF_DIGEST_SIZE], hash[JF_DIGEST_SIZE];
    int64_t last = 0;
    enum jf_status status = jf_actor_may_write(db, actor, type, err);
    if (status == JF_OK)
        status = head(db, prev, &last, err);
    if (status != JF_OK)
        return status;
    jf_day_now(now);
    struct event_fields e = { now, day, actor, type, body, subject_id };
    chain(&e, prev, hash);
    struct jf_arg subject = JF_INT(":subject_id", subject_id);
    if (subject_id == 0)
        subject.type = JF_ARG_NULL;
    status = jf_db_run(db, "event.append",
                       JF_ARGS(JF_INT(":event_id", last + 1), JF_TEXT(":at", now), JF_TEXT(":day", day),
                               JF_TEXT(":actor", actor), JF_TEXT(":type", type), subject, JF_TEXT(":body", body),
                               JF_BLOB(":prev_hash", prev, sizeof prev), JF_BLOB(":hash", hash, sizeof hash)),
                       err);
    if (status == JF_OK && event_id)
        *event_id = last + 1;
    return status;
}

enum jf_status jf_event_head(struct jf_db *db, char hex[JF_DIGEST_HEX], int64_t *event_id, struct jf_error *err)
{
    uint8_t hash[JF_DIGEST_SIZE];
    enum jf_status status = head(db, hash, event_id, err);
    jf_hex(hash, sizeof hash, hex);
    return status;
}

/* What is wrong with the event in the current row, or NULL. */
static const char *fault(struct jf_stmt *st, int64_t expected_id, uint8_t prev[JF_DIGEST_SIZE])
{
    uint8_t hash[JF_DIGEST_SIZE];
    size_t prev_len, hash_len;
    const void *prev_stored = jf_col_blob(st, 7, &prev_len);
    const void *hash_stored = jf_col_blob(st, 8, &hash_len);
    static const int texts[] = { 1, 2, 3, 4, 6 };
    for (size_t i = 0; i < sizeof texts / sizeof *texts;
         i++) { /* the chain covers C strings: nothing may hide behind a NUL */
        size_t len;
        const void *bytes = jf_col_blob(st, texts[i], &len);
        if (len && memchr(bytes, 0, len))
            return _("its content was changed");
    }
    struct event_fields e = { jf_col_text(st, 1), jf_col_text(st, 2), jf_col_text(st, 3),
                              jf_col_text(st, 4), jf_col_text(st, 6), jf_col_int(st, 5) };
    if (jf_col_int(st, 0) != expected_id)
        return _("events are missing before it");
    if (prev_len != JF_DIGEST_SIZE || memcmp(prev_stored, prev, JF_DIGEST_SIZE) != 0)
        return _("it does not follow the event before it");
    chain(&e, prev, hash);
    if (hash_len != JF_DIGEST_SIZE || memcmp(hash_stored, hash, JF_DIGEST_SIZE) != 0)
        return _("its content was changed");
    memcpy(prev, hash, JF_DIGEST_SIZE);
    return NULL;
}

enum jf_status jf_event_verify(struct jf_db *db, jf_event_bad_fn *bad, void *arg, int64_t *count, bool *sound,
                               struct jf_error *err)
{
    struct jf_stmt *st = NULL;
    uint8_t prev[JF_DIGEST_SIZE] = { 0 };
    *count = 0;
    *sound = true;
    enum jf_status status = jf_db_query(db, "event.all", NULL, &st, err);
    for (bool row = true; status == JF_OK;) {
        status = jf_stmt_next(st, &row, err);
        if (status != JF_OK || !row)
            break;
        const char *what = fault(st, ++*count, prev);
        if (what) {
            *sound = false;
            bad(arg, jf_col_int(st, 0), what);
            break;
        }
    }
    jf_stmt_done(st);
    return status;
}
