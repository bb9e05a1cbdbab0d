/* event.c - the append-only history: each event's hash covers its fields and the hash before, and the head, kept beside
 * the log, tells how many there are and the hash of the last. */
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

/* The recorded end of the log. A log without it is not ours any more: nothing is appended to it. */
static enum jf_status head(struct jf_db *db, uint8_t hash[JF_DIGEST_SIZE], int64_t *events, struct jf_error *err)
{
    struct jf_stmt *st = NULL;
    size_t len = 0;
    memset(hash, 0, JF_DIGEST_SIZE);
    *events = 0;
    enum jf_status status = jf_db_query(db, "event.head", NULL, &st, err);
    const void *bytes = jf_stmt_row(st, &status, err) ? jf_col_blob(st, 1, &len) : NULL;
    if (status == JF_OK && len != JF_DIGEST_SIZE) {
        status = jf_error_set(err, JF_DB, _("the head of the event log is missing"));
    } else if (status == JF_OK) {
        memcpy(hash, bytes, JF_DIGEST_SIZE);
        *events = jf_col_int(st, 0);
    }
    jf_stmt_done(st);
    return status;
}

/* Chained to the recorded head, not to whatever row happens to be the last: what was cut off stays missing for ever,
 * and nothing can be written behind an event that was slipped in. */
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
    if (status == JF_OK)
        status = jf_db_run(db, "event.move_head",
                           JF_ARGS(JF_INT(":event_id", last + 1), JF_BLOB(":hash", hash, sizeof hash)), err);
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

enum jf_status jf_event_anchor(struct jf_db *db, const char *head, int64_t *event_id, struct jf_error *err)
{
    enum { FEWEST = 16 };
    struct jf_str digits = JF_STR_INIT;
    size_t len = strspn(head, "0123456789abcdefABCDEF");
    if (len < FEWEST || len >= JF_DIGEST_HEX || head[len]) {
        jf_error_set(err, JF_USAGE, _("'%s' is not the head of a log"), head);
        jf_error_hint(err, "%s", _("64 hexadecimal digits as reports print them, or the first 16 and more of them"));
        return JF_USAGE;
    }
    for (const char *c = head; *c; c++)
        jf_str_addc(&digits, *c >= 'A' && *c <= 'F' ? (char)(*c - 'A' + 'a') : *c);
    enum jf_status status = jf_str_check(&digits, err);
    if (status == JF_OK)
        status = jf_db_int(db, "event.anchor", JF_ARGS(JF_TEXT(":digits", digits.data)), 0, event_id, err);
    jf_str_release(&digits);
    return status;
}

/* ---- verifying ---- */

/* The log is read once, from its first event to its last. An event is proven from behind: its content gives its hash,
 * and that is what the next event, or the head, says stood before it. So the last break tells which event is not
 * genuine, also where its own hash was made to fit again; the first break tells where the order is broken. Where a
 * single event was changed or slipped in, or two were swapped, the lower of the two is the first bad one; where one was
 * taken out, it is the break. */
enum fault { SOUND, MISSING, BEFORE_FIRST, NOT_FOLLOWING, CHANGED, STRANGER, BEYOND };

static const char *const fault_texts[] = {
    [MISSING] = N_("it is missing"),
    [BEFORE_FIRST] = N_("it stands before the first event"),
    [NOT_FOLLOWING] = N_("it does not follow the event before it"),
    [CHANGED] = N_("its content was changed"),
    [STRANGER] = N_("its hash fits, but what follows it tells of another event in its place"),
    [BEYOND] = N_("it stands behind the recorded end of the log"),
};

struct walk {
    int64_t read;     /* events so far; with nothing missing or slipped in also the number of the last one */
    int64_t number;   /* of the first break */
    enum fault fault; /* there */
    int64_t unproven; /* position of the last event that what follows it does not prove; 0: none */
    uint8_t hash[JF_DIGEST_SIZE]; /* as stored with the event before */
};

static bool has_nul(const struct jf_stmt *st, int column)
{
    size_t len;
    const void *bytes = jf_col_blob(st, column, &len);
    return len && memchr(bytes, 0, len);
}

/* A hash of the current row; false and zeros when it is none. */
static bool stored_hash(const struct jf_stmt *st, int column, uint8_t out[JF_DIGEST_SIZE])
{
    size_t len;
    const void *bytes = jf_col_blob(st, column, &len);
    memset(out, 0, JF_DIGEST_SIZE);
    if (len == JF_DIGEST_SIZE)
        memcpy(out, bytes, JF_DIGEST_SIZE);
    return len == JF_DIGEST_SIZE;
}

/* Does the content of the event in the current row give its hash? */
static bool genuine(const struct jf_stmt *st, const uint8_t prev[JF_DIGEST_SIZE], const uint8_t stored[JF_DIGEST_SIZE])
{
    static const int texts[] = { 1, 2, 3, 4, 6 };
    uint8_t hash[JF_DIGEST_SIZE];
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        if (has_nul(st, texts[i])) /* the chain covers C strings: nothing may hide behind a NUL */
            return false;
    if (!jf_col_null(st, 5) && jf_col_int(st, 5) == 0) /* both hash alike, but no subject is NULL and never 0 */
        return false;
    struct event_fields e = { jf_col_text(st, 1), jf_col_text(st, 2), jf_col_text(st, 3),
                              jf_col_text(st, 4), jf_col_text(st, 6), jf_col_int(st, 5) };
    chain(&e, prev, hash);
    return memcmp(hash, stored, JF_DIGEST_SIZE) == 0;
}

static void break_at(struct walk *w, int64_t number, enum fault fault)
{
    if (w->fault != SOUND)
        return;
    w->number = number;
    w->fault = fault;
}

static void look_at(struct walk *w, const struct jf_stmt *st)
{
    uint8_t prev[JF_DIGEST_SIZE], hash[JF_DIGEST_SIZE];
    int64_t number = jf_col_int(st, 0), position = ++w->read;
    bool hashes = stored_hash(st, 7, prev);
    hashes = stored_hash(st, 8, hash) && hashes;
    if (number > position)
        break_at(w, position, MISSING);
    if (number < position)
        break_at(w, number, BEFORE_FIRST);
    if (memcmp(prev, w->hash, JF_DIGEST_SIZE) != 0) {
        break_at(w, position, NOT_FOLLOWING);
        w->unproven = position - 1;
    }
    if (!hashes || !genuine(st, prev, hash)) {
        break_at(w, position, CHANGED);
        w->unproven = position;
    }
    memcpy(w->hash, hash, JF_DIGEST_SIZE);
}

/* What the recorded end tells: of events cut off behind the last, of those that are too many, and of the last itself.
 */
static void look_at_head(struct walk *w, int64_t events, const uint8_t hash[JF_DIGEST_SIZE])
{
    if (memcmp(w->hash, hash, JF_DIGEST_SIZE) != 0)
        w->unproven = w->read;
    if (w->read < events)
        break_at(w, w->read + 1, MISSING);
    else if (w->read > events)
        break_at(w, events + 1, BEYOND);
    else if (w->unproven)
        break_at(w, w->unproven, STRANGER);
    if (w->fault == NOT_FOLLOWING && w->unproven < w->number && w->read >= events) {
        w->number = w->unproven; /* with none missing, not this one is false but the one before it */
        w->fault = STRANGER;
    }
}

/* "petition.reply, 2005-06-01, 陈经办: its content was changed"; one that is missing has no name any more. */
static enum jf_status tell(struct jf_db *db, const struct walk *w, int64_t events, jf_event_bad_fn *bad, void *arg,
                           struct jf_error *err)
{
    struct jf_str text = JF_STR_INIT;
    enum jf_status status = JF_OK;
    if (w->fault != MISSING)
        status = jf_db_text(db, "event.name", JF_ARGS(JF_INT(":event_id", w->number)), &text, NULL, err);
    if (status == JF_OK) {
        jf_str_addf(&text, "%s%s", text.len ? ": " : "", _(fault_texts[w->fault]));
        status = jf_str_check(&text, err);
    }
    if (status == JF_OK)
        bad(arg, w->number, text.data);
    jf_str_clear(&text);
    if (w->read != events)
        jf_str_addf(&text, _("the log holds %lld events, its recorded end tells of %lld"), (long long)w->read,
                    (long long)events);
    else if (w->unproven < w->read)
        jf_str_addf(&text, _("events %lld to %lld hang together up to the recorded end of the log"),
                    (long long)w->unproven + 1, (long long)w->read);
    else
        jf_str_add(&text, _("no event leads to the recorded end of the log"));
    if (status == JF_OK)
        status = jf_str_check(&text, err);
    if (status == JF_OK)
        bad(arg, 0, text.data);
    jf_str_release(&text);
    return status;
}

enum jf_status jf_event_verify(struct jf_db *db, jf_event_bad_fn *bad, void *arg, int64_t *count, bool *sound,
                               struct jf_error *err)
{
    struct jf_stmt *st = NULL;
    struct walk w = { .fault = SOUND };
    struct jf_error lost = { .status = JF_OK };
    uint8_t hash[JF_DIGEST_SIZE];
    int64_t events = 0;
    enum jf_status status = jf_db_query(db, "event.all", NULL, &st, err);
    while (jf_stmt_row(st, &status, err)) {
        look_at(&w, st);
    }
    jf_stmt_done(st);
    *count = w.read;
    *sound = false;
    if (status != JF_OK)
        return status;
    status = head(db, hash, &events, &lost);
    if (status == JF_DB) { /* without the head the order can still be told, the end cannot */
        bad(arg, 0, lost.message);
        events = w.read;
        memcpy(hash, w.hash, sizeof hash);
    }
    if (status != JF_OK && status != JF_DB) {
        if (err)
            *err = lost;
        return status;
    }
    look_at_head(&w, events, hash);
    *sound = w.fault == SOUND && status == JF_OK;
    return w.fault == SOUND ? JF_OK : tell(db, &w, events, bad, arg, err);
}
