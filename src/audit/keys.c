/* keys.c - which lines a rule judges together: pairs of a hash and a subject, kept in portions of check_key. A hash
 * only gathers candidates; the rule's own SQL looks at what the lines really say. So half of it is kept: of a million
 * lines a hundred or so are then looked at in vain, and a walk over all of them is half as long. Memory is bounded
 * whatever the number of lines. */
#include "internal.h"

#include "jianfu/i18n.h"
#include "jianfu/set64.h"

#include <string.h>

enum {
    PAIR = 8,             /* bytes of a pair: half a hash and the subject, lowest byte first */
    PORTION = 32768,      /* pairs of a portion */
    AT_ONCE = 1024 * 1024 /* hashes that are compared in memory at a time */
};

struct audit_keys {
    struct jf_db *db;
    const char *rule;
    uint8_t *pairs;
    size_t count; /* in the portion that is being filled */
    int64_t all;  /* pairs kept */
};

/* Written out, not as loops: a compiler makes one store and one load of them, and they are done for every line. */
static void put(uint8_t *to, uint64_t number)
{
    to[0] = (uint8_t)number;
    to[1] = (uint8_t)(number >> 8);
    to[2] = (uint8_t)(number >> 16);
    to[3] = (uint8_t)(number >> 24);
}

static uint64_t get(const uint8_t *from)
{
    return (uint32_t)from[0] | (uint32_t)from[1] << 8 | (uint32_t)from[2] << 16 | (uint32_t)from[3] << 24;
}

uint64_t audit_key_half(uint64_t hash)
{
    uint64_t half = hash >> 32;
    return half ? half : 1;
}

enum jf_status audit_keys_open(struct jf_db *db, const char *rule, struct audit_keys **out, struct jf_error *err)
{
    struct audit_keys *keys = jf_alloc(sizeof *keys);
    if (!keys || !(keys->pairs = jf_alloc((size_t)PORTION * PAIR))) {
        jf_free(keys);
        return jf_error_set(err, JF_NOMEM, _("out of memory"));
    }
    keys->db = db;
    keys->rule = rule;
    *out = keys;
    return JF_OK;
}

void audit_keys_close(struct audit_keys *keys)
{
    if (!keys)
        return;
    jf_free(keys->pairs);
    jf_free(keys);
}

enum jf_status audit_keys_flush(struct audit_keys *keys, struct jf_error *err)
{
    if (keys->count == 0)
        return JF_OK;
    enum jf_status status =
        jf_db_run(keys->db, "audit.add_keys",
                  JF_ARGS(JF_TEXT(":rule", keys->rule), JF_BLOB(":pairs", keys->pairs, keys->count * PAIR)), err);
    keys->count = 0;
    return status;
}

enum jf_status audit_keys_add(struct audit_keys *keys, uint64_t key, int64_t subject_id, struct jf_error *err)
{
    if (subject_id > UINT32_MAX)
        return jf_error_set(err, JF_BUG, _("more subjects than a check can tell apart"));
    put(keys->pairs + keys->count * PAIR, key);
    put(keys->pairs + keys->count * PAIR + PAIR / 2, (uint64_t)subject_id);
    keys->count++;
    keys->all++;
    return keys->count < PORTION ? JF_OK : audit_keys_flush(keys, err);
}

typedef enum jf_status pair_fn(void *arg, uint64_t key, uint64_t subject, struct jf_error *err);

static enum jf_status each_pair(struct audit_keys *keys, pair_fn *fn, void *arg, struct jf_error *err)
{
    struct jf_stmt *st = NULL;
    enum jf_status status = jf_db_query(keys->db, "audit.keys", JF_ARGS(JF_TEXT(":rule", keys->rule)), &st, err);
    while (jf_stmt_row(st, &status, err)) {
        size_t len;
        const uint8_t *pairs = jf_col_blob(st, 0, &len);
        for (size_t at = 0; status == JF_OK && at + PAIR <= len; at += PAIR)
            status = fn(arg, get(pairs + at), get(pairs + at + PAIR / 2), err);
    }
    jf_stmt_done(st);
    return status;
}

static enum jf_status add(struct jf_set64 *set, uint64_t member, bool *fresh, struct jf_error *err)
{
    enum jf_set64_added added = jf_set64_add(set, member);
    *fresh = added == JF_SET64_NEW;
    return added == JF_SET64_NOMEM ? jf_error_set(err, JF_NOMEM, _("out of memory")) : JF_OK;
}

/* ---- lines that share a hash, over the whole county ---- */

struct repeats {
    struct jf_set64 once, twice;
    uint64_t share, shares; /* which of how many shares of the hashes is compared now */
    audit_subject_fn *fn;
    void *arg;
};

static bool in_share(const struct repeats *r, uint64_t key)
{
    return key % r->shares == r->share;
}

static enum jf_status note_repeat(void *arg, uint64_t key, uint64_t subject, struct jf_error *err)
{
    struct repeats *r = arg;
    bool fresh;
    (void)subject;
    if (!in_share(r, key))
        return JF_OK;
    enum jf_status status = add(&r->once, key, &fresh, err);
    return status == JF_OK && !fresh ? add(&r->twice, key, &fresh, err) : status;
}

static enum jf_status tell_repeat(void *arg, uint64_t key, uint64_t subject, struct jf_error *err)
{
    struct repeats *r = arg;
    return in_share(r, key) && jf_set64_has(&r->twice, key) ? r->fn(r->arg, (int64_t)subject, err) : JF_OK;
}

enum jf_status audit_keys_repeated(struct audit_keys *keys, audit_subject_fn *fn, void *arg, struct jf_error *err)
{
    struct repeats r = { .shares = (uint64_t)(keys->all / AT_ONCE + 1), .fn = fn, .arg = arg };
    enum jf_status status = JF_OK;
    for (r.share = 0; status == JF_OK && r.share < r.shares; r.share++) {
        jf_set64_clear(&r.once);
        jf_set64_clear(&r.twice);
        status = each_pair(keys, note_repeat, &r, err);
        if (status == JF_OK && r.twice.count > 0)
            status = each_pair(keys, tell_repeat, &r, err);
    }
    jf_set64_release(&r.once);
    jf_set64_release(&r.twice);
    return status;
}

/* ---- the lines that some changed ones reach ---- */

/* Which last bits the members of a set have: nearly all of a million pairs are told from them by one look at a few
 * pages of memory. */
enum { ENDINGS = 1 << 18 };
struct endings {
    uint64_t bits[ENDINGS / 64];
};

static void note_endings(struct endings *e, const struct jf_set64 *members)
{
    memset(e, 0, sizeof *e);
    for (size_t i = 0; i < members->room; i++)
        if (members->places[i])
            e->bits[members->places[i] % ENDINGS / 64] |= UINT64_C(1) << members->places[i] % 64;
}

static bool has_ending(const struct endings *e, uint64_t number)
{
    return e->bits[number % ENDINGS / 64] >> number % 64 & 1;
}

struct reach {
    struct jf_set64 *keys, *subjects;                                 /* reached so far */
    struct jf_set64 keys_now, subjects_now, keys_next, subjects_next; /* by the walk before; by this one */
    struct endings key_endings, subject_endings;                      /* of those by the walk before */
    struct pair {
        uint64_t key, subject;
    } * found; /* lines with a hash that is reached */
    size_t count, room;
};

static enum jf_status keep(struct reach *r, uint64_t key, uint64_t subject, struct jf_error *err)
{
    if (r->count == r->room) {
        size_t room = r->room ? r->room * 2 : 1024;
        struct pair *more = jf_grow(r->found, room, sizeof *more);
        if (!more)
            return jf_error_set(err, JF_NOMEM, _("out of memory"));
        r->found = more;
        r->room = room;
    }
    r->found[r->count++] = (struct pair){ key, subject };
    return JF_OK;
}

static enum jf_status reach(struct jf_set64 *all, struct jf_set64 *next, uint64_t member, struct jf_error *err)
{
    bool fresh = false;
    enum jf_status status = add(all, member, &fresh, err);
    return status == JF_OK && fresh ? add(next, member, &fresh, err) : status;
}

/* A line that shares a hash with one that is reached is reached, and with it all hashes of its notice. */
static enum jf_status spread(void *arg, uint64_t key, uint64_t subject, struct jf_error *err)
{
    struct reach *r = arg;
    enum jf_status status = JF_OK;
    if (!has_ending(&r->key_endings, key) && !has_ending(&r->subject_endings, subject))
        return JF_OK;
    if (jf_set64_has(&r->keys_now, key)) {
        status = keep(r, key, subject, err);
        if (status == JF_OK)
            status = reach(r->subjects, &r->subjects_next, subject, err);
    } else if (jf_set64_has(&r->subjects_now, subject)) {
        status = reach(r->keys, &r->keys_next, key, err);
    }
    return status;
}

static enum jf_status copy(const struct jf_set64 *from, struct jf_set64 *to, struct jf_error *err)
{
    enum jf_status status = JF_OK;
    bool fresh;
    for (size_t i = 0; status == JF_OK && i < from->room; i++)
        if (from->places[i])
            status = add(to, from->places[i], &fresh, err);
    return status;
}

/* Walk on until nothing more is reached; each walk looks only for what the one before has reached. */
static enum jf_status spread_all(struct audit_keys *keys, struct reach *r, struct jf_error *err)
{
    enum jf_status status = copy(r->keys, &r->keys_now, err);
    if (status == JF_OK)
        status = copy(r->subjects, &r->subjects_now, err);
    while (status == JF_OK && r->keys_now.count + r->subjects_now.count > 0) {
        note_endings(&r->key_endings, &r->keys_now);
        note_endings(&r->subject_endings, &r->subjects_now);
        status = each_pair(keys, spread, r, err);
        jf_set64_release(&r->keys_now);
        jf_set64_release(&r->subjects_now);
        r->keys_now = r->keys_next;
        r->subjects_now = r->subjects_next;
        r->keys_next = r->subjects_next = (struct jf_set64){ 0 };
    }
    return status;
}

static enum jf_status tell_reached(const struct reach *r, bool repeats, audit_subject_fn *fn, void *arg,
                                   struct jf_error *err)
{
    struct jf_set64 once = { 0 }, twice = { 0 };
    enum jf_status status = JF_OK;
    bool fresh;
    for (size_t i = 0; status == JF_OK && repeats && i < r->count; i++) {
        status = add(&once, r->found[i].key, &fresh, err);
        if (status == JF_OK && !fresh)
            status = add(&twice, r->found[i].key, &fresh, err);
    }
    for (size_t i = 0; status == JF_OK && i < r->count; i++)
        if (!repeats || jf_set64_has(&twice, r->found[i].key))
            status = fn(arg, (int64_t)r->found[i].subject, err);
    jf_set64_release(&once);
    jf_set64_release(&twice);
    return status;
}

enum jf_status audit_keys_reach(struct audit_keys *keys, struct jf_set64 *touched, struct jf_set64 *subjects,
                                bool repeats, audit_subject_fn *fn, void *arg, struct jf_error *err)
{
    if (touched->count == 0)
        return JF_OK;
    struct reach *r = jf_alloc(sizeof *r);
    if (!r)
        return jf_error_set(err, JF_NOMEM, _("out of memory"));
    r->keys = touched;
    r->subjects = subjects;
    enum jf_status status = spread_all(keys, r, err);
    if (status == JF_OK)
        status = tell_reached(r, repeats, fn, arg, err);
    jf_set64_release(&r->keys_now);
    jf_set64_release(&r->subjects_now);
    jf_set64_release(&r->keys_next);
    jf_set64_release(&r->subjects_next);
    jf_free(r->found);
    jf_free(r);
    return status;
}
