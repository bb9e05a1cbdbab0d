/* scan.c - reading the notice lines for the sweep, by ranges of records: what the rules say of the sort of a line
 * (sorts.c) is said of the line. Each range gives a harvest, which the caller brings into the tables. Over a large
 * county a second thread reads ranges from the other end on a connection of its own; only the caller's thread ever
 * writes. */
#include "internal.h"

#include "jianfu/i18n.h"

#include <pthread.h>
#include <string.h>
#include <unistd.h>

enum {
    LINES = 8192,       /* lines that are judged at a time, between two looks at the caller */
    RANGE = 65536,      /* records */
    WORTH_HELP = 100000 /* notices */
};

struct line {
    int64_t subject_id, record_id;
    uint64_t payer; /* a key */
    uint32_t sort;
};

void audit_harvest_release(struct audit_harvest *h)
{
    jf_free(h->lines);
    jf_free(h->suspects);
    jf_free(h->keys);
    *h = (struct audit_harvest){ 0 };
}

static bool add_suspect(struct audit_harvest *h, size_t rule, const struct line *line)
{
    struct audit_suspect *list = jf_room(h->suspects, h->suspect_count, &h->suspect_room, sizeof *list);
    if (!list)
        return false;
    h->suspects = list;
    h->suspects[h->suspect_count++] = (struct audit_suspect){ rule, line->subject_id, line->record_id };
    return true;
}

/* What one payer is asked for again: the key of what, and of whom. */
static bool add_key(struct audit_harvest *h, size_t rule, uint64_t what, const struct line *line)
{
    struct audit_key *list = jf_room(h->keys, h->key_count, &h->key_room, sizeof *list);
    if (!list)
        return false;
    h->keys = list;
    h->keys[h->key_count++] = (struct audit_key){ rule, audit_key_half((what ^ line->payer) << 32), line->subject_id };
    return true;
}

static bool begin_harvest(struct audit_harvest *h, const struct audit_question *q)
{
    if (!h->lines && !(h->lines = jf_alloc((q->rule_count + 1) * sizeof *h->lines)))
        return false;
    memset(h->lines, 0, q->rule_count * sizeof *h->lines);
    h->suspect_count = h->key_count = 0;
    h->line_count = 0;
    return true;
}

/* ---- a range ---- */

struct reader {
    const struct audit_question *question;
    struct jf_db *db;
    struct jf_stmt *st;        /* prepared by the first range */
    struct audit_sorts *sorts; /* and made by it */
    struct line *lines;        /* LINES of them at the most: those that have been read and not judged */
    size_t line_count;
    audit_look_fn *look;
    void *look_arg;
};

static void release_reader(struct reader *r)
{
    jf_stmt_done(r->st);
    audit_sorts_close(r->sorts);
    jf_free(r->lines);
}

/* The days between which the answers hold, and room for what is read. */
static enum jf_status prepare_reader(struct reader *r, struct jf_error *err)
{
    if (r->sorts)
        return JF_OK;
    if (!(r->lines = jf_alloc(LINES * sizeof *r->lines)))
        return jf_error_set(err, JF_NOMEM, _("out of memory"));
    enum jf_status status = jf_db_run(r->db, "audit.clear_cut", NULL, err);
    for (size_t i = 0; status == JF_OK && i < r->question->rule_count; i++)
        status = jf_db_run(
            r->db, "audit.add_cut",
            JF_ARGS(JF_TEXT(":from", r->question->rules[i].from), JF_TEXT(":until", r->question->rules[i].until)), err);
    if (status == JF_OK)
        status = jf_db_run(r->db, "audit.fill_cut", NULL, err);
    return status == JF_OK ? audit_sorts_open(r->db, r->question, &r->sorts, err) : status;
}

static enum jf_status read_line(struct reader *r, struct jf_error *err)
{
    struct line *line = &r->lines[r->line_count++];
    line->subject_id = jf_col_int(r->st, AUDIT_LINE_SUBJECT);
    line->record_id = jf_col_int(r->st, AUDIT_LINE_RECORD);
    line->payer = audit_key_half((uint64_t)jf_col_int(r->st, AUDIT_LINE_PAYER));
    return audit_sorts_find(r->sorts, r->st, &line->sort, err);
}

/* What the rules say of the sorts, for each line that was read. */
static enum jf_status judge(struct reader *r, struct audit_harvest *h, struct jf_error *err)
{
    enum jf_status status = audit_sorts_ask(r->sorts, err);
    for (size_t i = 0; status == JF_OK && i < r->line_count; i++) {
        const struct line *line = &r->lines[i];
        size_t count;
        bool good = true;
        const struct audit_mark *marks = audit_sorts_meet(r->sorts, line->sort, &count);
        for (size_t m = 0; good && m < count; m++)
            if (marks[m].what == AUDIT_SUSPECTS)
                good = add_suspect(h, marks[m].rule, line);
            else if (marks[m].what == AUDIT_REPEATS)
                good = add_key(h, marks[m].rule, marks[m].value, line);
        if (!good)
            status = jf_error_set(err, JF_NOMEM, _("out of memory"));
    }
    h->line_count += (int64_t)r->line_count;
    r->line_count = 0;
    return status;
}

/* The next lines of the range, so many as are judged at a time. */
static enum jf_status read_lines(struct reader *r, struct audit_harvest *h, bool *more, struct jf_error *err)
{
    if (!r->look(r->look_arg, h->line_count))
        return jf_error_set(err, JF_STOPPED, _("check stopped, nothing was changed"));
    enum jf_status status = audit_sorts_make_room(r->sorts, LINES, h->lines, err);
    while (status == JF_OK && *more && r->line_count < LINES) {
        status = jf_stmt_next(r->st, more, err);
        if (status == JF_OK && *more)
            status = read_line(r, err);
    }
    return status == JF_OK ? judge(r, h, err) : status;
}

static enum jf_status read_range(struct reader *r, int64_t low, int64_t high, struct audit_harvest *h,
                                 struct jf_error *err)
{
    const struct jf_arg *args = JF_ARGS(JF_INT(":low", low), JF_INT(":high", high));
    bool more = true;
    if (!begin_harvest(h, r->question))
        return jf_error_set(err, JF_NOMEM, _("out of memory"));
    enum jf_status status = prepare_reader(r, err);
    if (status == JF_OK)
        status = r->st ? jf_stmt_again(r->st, args, err) : jf_db_query(r->db, "audit.read_lines", args, &r->st, err);
    while (status == JF_OK && more)
        status = read_lines(r, h, &more, err);
    if (status == JF_OK)
        audit_sorts_count(r->sorts, h->lines);
    return status;
}

/* ---- two threads ---- */

struct place {
    int64_t unit_id, division_id;
    char payer_class[16];
};

struct pair {
    pthread_mutex_t mutex;
    pthread_cond_t changed;
    int64_t first, last;       /* records that nobody has taken yet */
    struct audit_harvest full; /* the helper's, waiting to be brought in */
    bool waiting;              /* there is one */
    bool finished, stop;       /* the helper is done; it shall stop */
    enum jf_status status;     /* of the helper */
    struct jf_error err;
    struct reader reader; /* the helper's */
    const char *path;
    struct place *places;
    size_t place_count, place_room;
    char first_on[JF_DAY_SIZE], last_on[JF_DAY_SIZE];
};

/* One goes from the first record onwards, the other from the last back: what came at one time is of few sorts, and each
 * thread has to ask for those that it meets. */
static bool take_range(struct pair *p, bool from_end, int64_t *low, int64_t *high)
{
    pthread_mutex_lock(&p->mutex);
    int64_t count = p->last - p->first + 1 < RANGE ? p->last - p->first + 1 : RANGE;
    bool more = count > 0 && !p->stop;
    *low = from_end ? p->last - count + 1 : p->first;
    *high = *low + count - 1;
    if (from_end)
        p->last -= count;
    else
        p->first += count;
    pthread_mutex_unlock(&p->mutex);
    return more;
}

static bool helper_look(void *arg, int64_t lines)
{
    struct pair *p = arg;
    (void)lines;
    pthread_mutex_lock(&p->mutex);
    bool on = !p->stop;
    pthread_mutex_unlock(&p->mutex);
    return on;
}

/* The tables of a run on the helper's connection: the same places, so the same scopes and classes. */
static enum jf_status prepare_helper(struct pair *p, struct jf_error *err)
{
    enum jf_status status = jf_db_open(p->path, JF_DB_READ, &p->reader.db, err);
    if (status == JF_OK)
        status = jf_db_views(p->reader.db, err);
    if (status == JF_OK)
        status = jf_txn_snapshot(p->reader.db, err);
    for (size_t i = 0; status == JF_OK && i < p->place_count; i++)
        status = jf_db_run(p->reader.db, "audit.add_place",
                           JF_ARGS(JF_INT(":unit", p->places[i].unit_id), JF_INT(":division", p->places[i].division_id),
                                   JF_TEXT(":payer_class", p->places[i].payer_class)),
                           err);
    if (status == JF_OK)
        status = jf_db_run(p->reader.db, "audit.add_span",
                           JF_ARGS(JF_TEXT(":first", p->first_on), JF_TEXT(":last", p->last_on)), err);
    return status == JF_OK ? audit_fill_tables(p->reader.db, false, err) : status;
}

/* Hand a harvest over and take the emptied one back; wait while the caller has not brought in the one before. */
static void hand_over(struct pair *p, struct audit_harvest *h)
{
    pthread_mutex_lock(&p->mutex);
    while (p->waiting && !p->stop)
        pthread_cond_wait(&p->changed, &p->mutex);
    struct audit_harvest empty = p->full;
    p->full = *h;
    *h = empty;
    p->waiting = true;
    pthread_cond_broadcast(&p->changed);
    pthread_mutex_unlock(&p->mutex);
}

static void *help(void *arg)
{
    struct pair *p = arg;
    struct audit_harvest h = { 0 };
    int64_t low, high;
    struct jf_error err = { .status = JF_OK };
    enum jf_status status = prepare_helper(p, &err);
    while (status == JF_OK && take_range(p, true, &low, &high)) {
        status = read_range(&p->reader, low, high, &h, &err);
        if (status == JF_OK)
            hand_over(p, &h);
    }
    release_reader(&p->reader);
    jf_db_close(p->reader.db);
    audit_harvest_release(&h);
    pthread_mutex_lock(&p->mutex);
    p->status = status;
    p->err = err;
    p->finished = true;
    pthread_cond_broadcast(&p->changed);
    pthread_mutex_unlock(&p->mutex);
    return NULL;
}

/* A harvest of the helper, when there is one; with `wait` until there is one or it is done. */
static bool fetch(struct pair *p, bool wait, struct audit_harvest *h)
{
    pthread_mutex_lock(&p->mutex);
    while (wait && !p->waiting && !p->finished)
        pthread_cond_wait(&p->changed, &p->mutex);
    bool there = p->waiting;
    if (there) {
        struct audit_harvest empty = *h;
        *h = p->full;
        p->full = empty;
        p->waiting = false;
        pthread_cond_broadcast(&p->changed);
    }
    pthread_mutex_unlock(&p->mutex);
    return there;
}

static enum jf_status read_places(struct jf_db *db, struct pair *p, struct jf_error *err)
{
    struct jf_stmt *st = NULL;
    enum jf_status status = jf_db_query(db, "audit.places", NULL, &st, err);
    while (jf_stmt_row(st, &status, err)) {
        struct place *list = jf_room(p->places, p->place_count, &p->place_room, sizeof *list);
        if (!list) {
            status = jf_error_set(err, JF_NOMEM, _("out of memory"));
            break;
        }
        p->places = list;
        struct place *one = &p->places[p->place_count++];
        *one = (struct place){ .unit_id = jf_col_int(st, 0), .division_id = jf_col_int(st, 1) };
        strncpy(one->payer_class, jf_col_text(st, 2), sizeof one->payer_class - 1);
    }
    jf_stmt_done(st);
    st = NULL;
    if (status == JF_OK)
        status = jf_db_query(db, "audit.span", NULL, &st, err);
    if (jf_stmt_row(st, &status, err)) {
        strncpy(p->first_on, jf_col_text(st, 0), JF_DAY_SIZE - 1);
        strncpy(p->last_on, jf_col_text(st, 1), JF_DAY_SIZE - 1);
    }
    jf_stmt_done(st);
    return status;
}

static enum jf_status finish_pair(struct pair *p, pthread_t helper, enum jf_status status, struct jf_error *err)
{
    pthread_mutex_lock(&p->mutex);
    p->stop = p->stop || status != JF_OK;
    pthread_cond_broadcast(&p->changed);
    pthread_mutex_unlock(&p->mutex);
    pthread_join(helper, NULL);
    if (status == JF_OK && p->status != JF_OK) {
        status = p->status;
        if (err)
            *err = p->err;
    }
    return status;
}

static enum jf_status scan_with_help(struct reader *own, struct pair *p, audit_bring_fn *bring, void *arg,
                                     struct jf_error *err)
{
    pthread_t helper;
    struct audit_harvest h = { 0 };
    int64_t low, high;
    enum jf_status status = JF_OK;
    bool helped = pthread_create(&helper, NULL, help, p) == 0;
    if (!helped) /* no thread to be had: alone, then */
        p->finished = true;
    while (status == JF_OK && take_range(p, false, &low, &high)) {
        status = read_range(own, low, high, &h, err);
        if (status == JF_OK)
            status = bring(arg, &h, err);
        if (status == JF_OK && fetch(p, false, &h))
            status = bring(arg, &h, err);
    }
    while (status == JF_OK && fetch(p, true, &h))
        status = bring(arg, &h, err);
    audit_harvest_release(&h);
    return helped ? finish_pair(p, helper, status, err) : status;
}

static enum jf_status scan_alone(struct reader *own, int64_t last, bool at_once, audit_bring_fn *bring, void *arg,
                                 struct jf_error *err)
{
    struct audit_harvest h = { 0 };
    enum jf_status status = JF_OK;
    int64_t high = 0;
    while (status == JF_OK && high < last) {
        int64_t low = high + 1;
        high = at_once || last - high < RANGE ? last : high + RANGE;
        status = read_range(own, low, high, &h, err);
        if (status == JF_OK)
            status = bring(arg, &h, err);
    }
    audit_harvest_release(&h);
    return status;
}

enum jf_status audit_scan(struct jf_db *db, const struct audit_question *question, int64_t notices, int64_t last,
                          int64_t helped_from, audit_look_fn *look, audit_bring_fn *bring, void *arg,
                          struct jf_error *err)
{
    struct reader own = { .question = question, .db = db, .look = look, .look_arg = arg };
    enum jf_status status;
    if (helped_from < 0 || notices < (helped_from ? helped_from : WORTH_HELP) ||
        (!helped_from && sysconf(_SC_NPROCESSORS_ONLN) < 2)) {
        status = scan_alone(&own, last, helped_from == AUDIT_AT_ONCE, bring, arg, err);
    } else {
        struct pair p = { .first = 1, .last = last, .path = jf_db_path(db) };
        p.reader = (struct reader){ .question = question, .look = helper_look, .look_arg = &p };
        pthread_mutex_init(&p.mutex, NULL);
        pthread_cond_init(&p.changed, NULL);
        status = read_places(db, &p, err);
        if (status == JF_OK)
            status = scan_with_help(&own, &p, bring, arg, err);
        audit_harvest_release(&p.full);
        jf_free(p.places);
        pthread_cond_destroy(&p.changed);
        pthread_mutex_destroy(&p.mutex);
    }
    release_reader(&own);
    return status;
}
