/* terms.c - names and document numbers as written in the papers, matched with the rule book. Works on the table term
 * alone: each distinct text once, however many papers carry it. */
#include "internal.h"

#include "jianfu/regex.h"

#include <string.h>

struct name_pattern {
    int64_t item;
    struct jf_regex *re; /* NULL: it does not compile, and matches nothing */
};

struct name_patterns {
    struct name_pattern *list;
    size_t count, room;
};

static enum jf_status read_patterns(struct jf_db *db, struct name_patterns *p, struct jf_error *err)
{
    struct jf_stmt *st = NULL;
    enum jf_status status = jf_db_query(db, "terms.patterns", NULL, &st, err);
    while (jf_stmt_row(st, &status, err)) {
        if (p->count == p->room) {
            struct name_pattern *more = jf_grow(p->list, p->room * 2 + 16, sizeof *more);
            if (!more) {
                status = jf_error_set(err, JF_NOMEM, _("out of memory"));
                break;
            }
            p->list = more;
            p->room = p->room * 2 + 16;
        }
        struct name_pattern *one = &p->list[p->count++];
        *one = (struct name_pattern){ .item = jf_col_int(st, 0) };
        if (jf_regex_compile(jf_col_text(st, 1), &one->re, NULL) == JF_NOMEM)
            status = jf_error_set(err, JF_NOMEM, _("out of memory"));
    }
    jf_stmt_done(st);
    return status;
}

/* The one item whose pattern matches the name; 0 when there is none or several. */
static int64_t item_by_pattern(const struct name_patterns *p, const char *name)
{
    int64_t item = 0;
    for (size_t i = 0; i < p->count; i++) {
        const struct name_pattern *one = &p->list[i];
        if (one->item == item || !one->re || jf_regex_match(one->re, name, strlen(name), 0, NULL) <= 0)
            continue;
        if (item)
            return 0;
        item = one->item;
    }
    return item;
}

/* Each name that is still unknown, once, against all patterns; `undated`: without the time that it names. */
static enum jf_status match_patterns(struct jf_db *db, const struct name_patterns *p, bool undated,
                                     struct jf_error *err)
{
    int64_t term = 0;
    for (;;) {
        struct jf_stmt *st = NULL;
        int64_t item = 0;
        enum jf_status status = jf_db_query(db, "terms.next-unknown",
                                            JF_ARGS(JF_INT(":after", term), JF_INT(":undated", undated)), &st, err);
        bool row = jf_stmt_row(st, &status, err);
        if (row) {
            term = jf_col_int(st, 0);
            item = item_by_pattern(p, jf_col_text(st, 1));
        }
        jf_stmt_done(st);
        if (status == JF_OK && item)
            status = jf_db_run(db, "terms.set-pattern", JF_ARGS(JF_INT(":term", term), JF_INT(":item", item)), err);
        if (status != JF_OK || !row)
            return status;
    }
}

static enum jf_status match_names(struct jf_db *db, const struct name_patterns *p, bool undated, struct jf_error *err)
{
    const struct jf_arg args[] = { JF_INT(":undated", undated), JF_END };
    enum jf_status status = jf_db_run(db, "terms.match-name", args, err);
    if (status == JF_OK)
        status = jf_db_run(db, "terms.match-alias", args, err);
    return status == JF_OK && p->count > 0 ? match_patterns(db, p, undated, err) : status;
}

enum jf_status jf_terms_match(struct jf_db *db, bool anew, struct jf_error *err)
{
    static const char *const numbers[] = { "terms.match-number", "terms.match-title", "terms.match-plain-number" };
    struct name_patterns patterns = { 0 };
    enum jf_status status = anew ? jf_db_run(db, "terms.forget", NULL, err) : JF_OK;
    for (size_t i = 0; status == JF_OK && i < sizeof numbers / sizeof *numbers; i++)
        status = jf_db_run(db, numbers[i], NULL, err);
    if (status == JF_OK)
        status = read_patterns(db, &patterns, err);
    for (int undated = 0; status == JF_OK && undated <= 1; undated++)
        status = match_names(db, &patterns, undated, err);
    for (size_t i = 0; i < patterns.count; i++)
        jf_regex_free(patterns.list[i].re);
    jf_free(patterns.list);
    return status;
}
