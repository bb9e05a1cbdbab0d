/* card.c - household cards (农民负担监督卡、明白卡): which households get one, and in what order. What households of
 * one class share is made once (a class: the same mark of the place, with or without pupils); then a card is its head
 * and that text. Must not know how a card looks (card_html.c, card_text.c, card_paper.c) nor which standards govern
 * (posting.c). */
#include "card.h"

#include "jianfu/mask.h"

#include <string.h>

void card_flush(struct cards *c, bool all)
{
    if (c->status != JF_OK || (!all && c->out.len < CARD_BUFFER))
        return;
    c->status = jf_str_check(&c->out, c->err);
    if (c->status == JF_OK && c->out.len)
        c->status = c->sink(c->sink_arg, c->out.data, c->out.len, c->err);
    jf_str_clear(&c->out);
}

/* ---- classes ---- */

static struct card_class *find_class(struct cards *c, const struct card_village *v, bool pupils)
{
    for (size_t i = 0; i < c->class_count; i++)
        if (c->classes[i].mark == v->mark && c->classes[i].pupils == pupils)
            return &c->classes[i];
    return NULL;
}

static enum jf_status make_class(struct cards *c, const struct card_village *v, bool pupils, struct card_class **out)
{
    struct jf_posting posting = { .count = 0 };
    struct card_class *classes = jf_grow(c->classes, c->class_count + 1, sizeof *classes);
    if (!classes)
        return jf_error_set(c->err, JF_NOMEM, _("out of memory"));
    c->classes = classes;
    *out = &classes[c->class_count];
    **out = (struct card_class){ .mark = v->mark, .pupils = pupils };
    jf_str_init(&(*out)->body);
    enum jf_status status = jf_posting_of_household(c->db, v->division_id, c->request->day, pupils, &posting, c->err);
    if (status == JF_OK) {
        c->class_count++;
        c->look->body(c, &posting, *out);
        status = jf_str_check(&(*out)->body, c->err);
    }
    jf_posting_release(&posting);
    return status;
}

static enum jf_status class_of(struct cards *c, const struct card_village *v, bool pupils, struct card_class **out)
{
    *out = find_class(c, v, pupils);
    return *out ? JF_OK : make_class(c, v, pupils, out);
}

/* ---- cards ---- */

static enum jf_status put_card(struct cards *c, const struct card_village *v, const struct card_household *h)
{
    struct card_class *class = NULL;
    enum jf_status status = class_of(c, v, !h->code || h->pupils > 0, &class);
    if (status != JF_OK)
        return status;
    c->look->card(c, v, h, class);
    card_flush(c, false);
    return c->status;
}

static enum jf_status put_listed(struct cards *c, const struct card_village *v)
{
    struct jf_stmt *st = NULL;
    struct jf_str masked = JF_STR_INIT;
    enum jf_status status =
        jf_db_query(c->db, "posting.card_households",
                    JF_ARGS(JF_TEXT(":village", v->code), JF_INT(":division", v->division_id)), &st, c->err);
    while (jf_stmt_row(st, &status, c->err)) {
        const char *head = jf_col_text(st, 1);
        jf_str_clear(&masked);
        if (!c->request->names)
            jf_mask_name(&masked, head);
        const struct card_household h = { .code = jf_col_text(st, 0),
                                          .head = c->request->names ? head : masked.data,
                                          .persons = jf_col_int(st, 2),
                                          .labourers = jf_col_int(st, 3),
                                          .pupils = jf_col_int(st, 4) };
        status = put_card(c, v, &h);
        c->counts.listed += status == JF_OK;
    }
    jf_stmt_done(st);
    jf_str_release(&masked);
    return status;
}

/* Both classes of a village, so that its cards are of one size and pages are full. */
static enum jf_status make_classes(struct cards *c, const struct card_village *v)
{
    struct card_class *class = NULL;
    int per_page = 0;
    for (int pupils = 1; pupils >= 0; pupils--) {
        enum jf_status status = class_of(c, v, pupils, &class);
        if (status != JF_OK)
            return status;
        per_page = per_page && per_page < class->per_page ? per_page : class->per_page;
    }
    find_class(c, v, true)->per_page = find_class(c, v, false)->per_page = per_page;
    return JF_OK;
}

static enum jf_status put_village(struct cards *c, const struct card_village *v)
{
    static const struct card_household blank = { .code = NULL };
    enum jf_status status = make_classes(c, v);
    if (status == JF_OK)
        status = put_listed(c, v);
    for (int64_t i = v->listed; i < v->households && status == JF_OK; i++) {
        status = put_card(c, v, &blank);
        c->counts.blank += status == JF_OK;
    }
    if (status == JF_OK && c->look->village_end)
        c->look->village_end(c);
    c->counts.villages++;
    return status;
}

/* ---- villages ---- */

static enum jf_status add_village(struct cards *c, const struct jf_stmt *st)
{
    struct card_village *villages = jf_grow(c->villages, c->village_count + 1, sizeof *villages);
    if (!villages)
        return jf_error_set(c->err, JF_NOMEM, _("out of memory"));
    c->villages = villages;
    struct card_village *v = &villages[c->village_count];
    *v = (struct card_village){ .division_id = jf_col_int(st, 0),
                                .code = jf_dup(jf_col_text(st, 1)),
                                .name = jf_dup(jf_col_text(st, 2)),
                                .township = jf_dup(jf_col_text(st, 3)),
                                .households = jf_col_int(st, 4),
                                .listed = jf_col_int(st, 5),
                                .mark = jf_col_int(st, 6) };
    c->village_count++;
    return v->code && v->name ? JF_OK : jf_error_set(c->err, JF_NOMEM, _("out of memory"));
}

static enum jf_status read_villages(struct cards *c)
{
    struct jf_stmt *st = NULL;
    enum jf_status status = jf_db_views(c->db, c->err);
    if (status == JF_OK)
        status = jf_db_query(c->db, "posting.card_villages", JF_ARGS(JF_INT(":division", c->request->division_id)), &st,
                             c->err);
    while (jf_stmt_row(st, &status, c->err)) {
        status = add_village(c, st);
    }
    jf_stmt_done(st);
    return status;
}

static enum jf_status write_all(struct cards *c)
{
    enum jf_status status = read_villages(c);
    card_find_words(c);
    if (status == JF_OK)
        status = jf_office_read(c->db, c->request->day, &c->office, NULL, c->err);
    if (status == JF_OK && c->look->begin) {
        c->look->begin(c);
        status = c->status;
    }
    for (size_t i = 0; i < c->village_count && status == JF_OK; i++) {
        if (c->request->progress &&
            !c->request->progress(c->request->progress_arg, (int64_t)i, (int64_t)c->village_count))
            status = jf_error_set(c->err, JF_STOPPED, _("stopped"));
        if (status == JF_OK)
            status = put_village(c, &c->villages[i]);
    }
    if (status == JF_OK && c->look->end)
        c->look->end(c);
    if (status == JF_OK) {
        card_flush(c, true);
        status = c->status;
    }
    return status;
}

static void release(struct cards *c)
{
    for (size_t i = 0; i < c->village_count; i++) {
        jf_free(c->villages[i].code);
        jf_free(c->villages[i].name);
        jf_free(c->villages[i].township);
    }
    for (size_t i = 0; i < c->class_count; i++) {
        jf_str_release(&c->classes[i].body);
        card_lines_release(&c->classes[i].lines);
    }
    jf_paper_abandon(c->paper);
    jf_free(c->villages);
    jf_free(c->classes);
    jf_office_release(&c->office);
    jf_str_release(&c->out);
}

static const struct card_look *find_look(const char *format)
{
    static const struct card_look *const looks[] = { &card_html, &card_text };
    for (size_t i = 0; i < sizeof looks / sizeof *looks; i++)
        if (jf_streq(looks[i]->format, format))
            return looks[i];
    return &card_paper;
}

enum jf_status jf_card_write(struct jf_db *db, const struct jf_card_request *request, jf_sink_fn *sink, void *sink_arg,
                             struct jf_card_counts *counts, struct jf_error *err)
{
    struct cards c = {
        .db = db, .request = request, .look = find_look(request->format), .sink = sink, .sink_arg = sink_arg, .err = err
    };
    jf_str_init(&c.out);
    enum jf_status status = jf_paper_format(request->format, err);
    if (status == JF_OK)
        status = jf_txn_snapshot(db, err);
    if (status == JF_OK) {
        status = write_all(&c);
        jf_txn_rollback(db);
    }
    if (status == JF_OK && counts)
        *counts = c.counts;
    release(&c);
    return status;
}
