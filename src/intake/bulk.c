/* bulk.c - reading in bulk, by three threads: one reads, digests and decodes, one parses, and the one that called
 * writes; no other ever calls SQLite. Two lanes lead from thread to thread, so that what is under way stays bounded.
 * Whoever meets a surprise, trouble or the end breaks or ends his lanes, and all come home before anything else is
 * done.
 */
#include "internal.h"

#ifdef __GLIBC__
#include <malloc.h>
#endif
#include <signal.h>
#include <string.h>

enum { PIECES = 8, CHUNKS = 4, SMALL_CHUNK = 32 };

/* Bytes that a chunk may keep from one use to the next: texts that were large once must not add up. */
enum { CHUNK_KEPT = 4 * 1024 * 1024 };

struct worker {
    pthread_t thread;
    bool running;
    enum jf_status status;
    struct jf_error err;
};

struct bulk {
    struct jf_intake *in;
    struct lane pieces, chunks;
    struct piece piece[PIECES];
    struct chunk chunk[CHUNKS];
    struct piece *at_hand; /* of the parser */
    struct worker reader, parser;
    _Atomic int64_t bytes; /* parsed so far */
};

/* ---- the reader ---- */

static bool fill_piece(struct bulk *b, struct piece *p)
{
    struct worker *w = &b->reader;
    struct source_fault fault = { .message = JF_STR_INIT, .hint = JF_STR_INIT };
    const char *bytes = NULL;
    size_t len = 0;
    bool faulty = false;
    w->status = source_next(b->in->source, &bytes, &len, &fault, &faulty, &w->err);
    if (faulty)
        b->in->surprised = true;
    jf_str_release(&fault.message);
    jf_str_release(&fault.hint);
    jf_str_clear(&p->bytes);
    jf_str_addn(&p->bytes, bytes, len);
    p->read = source_read(b->in->source);
    if (w->status == JF_OK)
        w->status = jf_str_check(&p->bytes, &w->err);
    return w->status == JF_OK && !faulty;
}

static void *read_pieces(void *arg)
{
    struct bulk *b = arg;
    for (bool more = true; more;) {
        struct piece *p = lane_empty(&b->pieces);
        if (!p || !fill_piece(b, p))
            break;
        more = p->bytes.len > 0;
        lane_send(&b->pieces, p);
    }
    lane_end(&b->pieces);
    return NULL;
}

/* ---- the parser ---- */

enum jf_status bulk_piece(struct jf_intake *in, const char **bytes, size_t *len, bool *faulty)
{
    struct bulk *b = in->crew;
    void *carrier = NULL;
    if (b->at_hand)
        lane_return(&b->pieces, b->at_hand);
    *faulty = lane_take(&b->pieces, &carrier) != LANE_FULL; /* the reader ended without the last, empty piece */
    b->at_hand = carrier;
    *bytes = b->at_hand ? b->at_hand->bytes.data : "";
    *len = b->at_hand ? b->at_hand->bytes.len : 0;
    if (*faulty)
        in->surprised = true;
    else
        b->bytes = b->at_hand->read;
    lane_nudge(&b->chunks);
    return JF_OK;
}

enum jf_status bulk_send(struct jf_intake *in)
{
    struct bulk *b = in->crew;
    if (!in->chunk)
        return JF_OK; /* stopped before */
    if (in->chunk->count > 0)
        lane_send(&b->chunks, in->chunk);
    else
        lane_return(&b->chunks, in->chunk);
    in->chunk = lane_empty(&b->chunks);
    if (!in->chunk) {
        in->surprised = true; /* the writer has stopped, and says why */
        return JF_OK;
    }
    chunk_clear(in->chunk, CHUNK_KEPT);
    in->chunk->age = names_age(in->names);
    return JF_OK;
}

static void *parse_pieces(void *arg)
{
    struct bulk *b = arg;
    b->parser.status = parse_file(b->in, &b->parser.err);
    if (b->parser.status != JF_OK || b->in->surprised)
        lane_break(&b->pieces);
    lane_end(&b->chunks);
    return NULL;
}

/* ---- the writer ---- */

static enum jf_status write_chunks(struct bulk *b, struct jf_error *err)
{
    struct jf_intake *in = b->in;
    const struct jf_intake_options *o = in->options;
    enum jf_status status = JF_OK;
    int64_t taken = 0;
    void *carrier = NULL;
    for (enum lane_news news = LANE_NUDGE; status == JF_OK && !in->surprised && news != LANE_OVER;) {
        news = lane_take(&b->chunks, &carrier);
        struct chunk *c = carrier;
        if (c) {
            status = loader_take(in->loader, c, err);
            taken += (int64_t)c->count;
            lane_return(&b->chunks, c);
        }
        if (status == JF_OK && o->progress && !o->progress(o->progress_arg, b->bytes, source_size(in->source), taken))
            status = jf_error_set(err, JF_STOPPED, _("stopped; nothing was changed"));
    }
    return status;
}

/* ---- all together ---- */

/* Signals are for the thread that called: the others hold none of what a handler might ask for. */
static bool start(struct worker *w, void *(*work)(void *), struct bulk *b)
{
    sigset_t all, before;
    sigfillset(&all);
    pthread_sigmask(SIG_SETMASK, &all, &before);
    w->running = pthread_create(&w->thread, NULL, work, b) == 0;
    pthread_sigmask(SIG_SETMASK, &before, NULL);
    return w->running;
}

static void come_home(struct worker *w, enum jf_status *status, struct jf_error *err)
{
    if (w->running)
        pthread_join(w->thread, NULL);
    if (*status != JF_OK || w->status == JF_OK)
        return;
    *status = w->status;
    if (err)
        *err = w->err;
}

static bool carriers(struct bulk *b)
{
    bool good = true;
    size_t records = source_is_small(b->in->source) ? SMALL_CHUNK : CHUNK_RECORDS;
    for (size_t i = 0; i < PIECES; i++) {
        jf_str_init(&b->piece[i].bytes);
        lane_return(&b->pieces, &b->piece[i]);
    }
    for (size_t i = 0; i < CHUNKS; i++) {
        good = chunk_open(&b->chunk[i], records) && good;
        lane_return(&b->chunks, &b->chunk[i]);
    }
    return good;
}

static enum jf_status work_together(struct bulk *b, struct jf_error *err)
{
    enum jf_status status = JF_OK;
    if (!carriers(b))
        return jf_error_set(err, JF_NOMEM, _("out of memory"));
    b->in->chunk = lane_empty(&b->chunks);
    b->in->chunk->age = names_age(b->in->names);
    if (start(&b->reader, read_pieces, b) && start(&b->parser, parse_pieces, b))
        status = write_chunks(b, err);
    else
        b->in->surprised = true; /* no threads to be had: with care, then */
    if (status != JF_OK || b->in->surprised) {
        lane_break(&b->pieces);
        lane_break(&b->chunks);
    }
    come_home(&b->parser, &status, err);
    come_home(&b->reader, &status, err);
    return status;
}

/* What three threads had of memory lies in pieces all over their heaps: over many files that would add up. */
static void give_memory_back(void)
{
#ifdef __GLIBC__
    malloc_trim(0);
#endif
}

enum jf_status bulk_file(struct jf_intake *in, struct jf_error *err)
{
    struct bulk *b = jf_alloc(sizeof *b);
    if (!b || !lane_init(&b->pieces)) {
        jf_free(b);
        return jf_error_set(err, JF_NOMEM, _("out of memory"));
    }
    if (!lane_init(&b->chunks)) {
        lane_release(&b->pieces);
        jf_free(b);
        return jf_error_set(err, JF_NOMEM, _("out of memory"));
    }
    b->in = in;
    in->crew = b;
    enum jf_status status = work_together(b, err);
    in->crew = NULL;
    in->chunk = NULL;
    for (size_t i = 0; i < PIECES; i++)
        jf_str_release(&b->piece[i].bytes);
    for (size_t i = 0; i < CHUNKS; i++)
        chunk_close(&b->chunk[i]);
    lane_release(&b->pieces);
    lane_release(&b->chunks);
    jf_free(b);
    give_memory_back();
    return status;
}
