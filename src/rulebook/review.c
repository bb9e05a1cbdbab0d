/* review.c - the book looked at as a whole: what differs between two days, what is stale, where papers disagree, what
 * is faulty. The statements decide; this file hands their rows on. Changes nothing. */
#include "jianfu/rulebook.h"

#include "jianfu/i18n.h"
#include "jianfu/regex.h"

#include <string.h>

/* Hand on the rows of a statement that returns what, code, other, item, from, until, document, detail, record_id,
 * other_record_id. */
static enum jf_status walk(struct jf_db *db, const char *name, const struct jf_arg *args, jf_book_fn *fn, void *arg,
                           struct jf_error *err)
{
    struct jf_stmt *st = NULL;
    enum jf_status status = jf_db_views(db, err);
    if (status == JF_OK)
        status = jf_db_query(db, name, args, &st, err);
    while (jf_stmt_row(st, &status, err)) {
        const struct jf_book_row found = { .what = jf_col_text(st, 0),
                                           .code = jf_col_text(st, 1),
                                           .other = jf_col_text(st, 2),
                                           .item = jf_col_text(st, 3),
                                           .from = jf_col_text(st, 4),
                                           .until = jf_col_text(st, 5),
                                           .document = jf_col_text(st, 6),
                                           .detail = jf_col_text(st, 7),
                                           .record_id = jf_col_int(st, 8),
                                           .other_record_id = jf_col_int(st, 9) };
        status = fn(arg, &found, err);
    }
    jf_stmt_done(st);
    return status;
}

enum jf_status jf_book_diff(struct jf_db *db, const char *before, const char *after, jf_book_fn *fn, void *arg,
                            struct jf_error *err)
{
    return walk(db, "rulebook.diff", JF_ARGS(JF_TEXT(":before", before), JF_TEXT(":after", after)), fn, arg, err);
}

enum jf_status jf_book_stale(struct jf_db *db, const char *day, int days, jf_book_fn *fn, void *arg,
                             struct jf_error *err)
{
    return walk(db, "rulebook.stale", JF_ARGS(JF_TEXT(":day", day), JF_INT(":days", days)), fn, arg, err);
}

enum jf_status jf_book_conflicts(struct jf_db *db, jf_book_fn *fn, void *arg, struct jf_error *err)
{
    return walk(db, "rulebook.conflicts", NULL, fn, arg, err);
}

enum jf_status jf_book_documents(struct jf_db *db, jf_book_fn *fn, void *arg, struct jf_error *err)
{
    return walk(db, "rulebook.documents", NULL, fn, arg, err);
}

/* ---- patterns ---- */

struct pattern {
    const char *item, *pattern;
    struct jf_regex *re;
};

static enum jf_status report(const char *what, const struct pattern *p, const char *other, const char *detail,
                             jf_book_fn *fn, void *arg, struct jf_error *err)
{
    const struct jf_book_row row = { .what = what, .code = p->item, .item = p->item, .other = other, .detail = detail };
    return fn(arg, &row, err);
}

/* Names and aliases of other items that the pattern matches. */
static enum jf_status other_names(struct jf_db *db, const struct pattern *p, jf_book_fn *fn, void *arg,
                                  struct jf_error *err)
{
    struct jf_stmt *st = NULL;
    enum jf_status status = jf_db_query(db, "rulebook.names", NULL, &st, err);
    while (jf_stmt_row(st, &status, err)) {
        const char *name = jf_col_text(st, 0), *item = jf_col_text(st, 1);
        if (strcmp(item, p->item) == 0 || jf_regex_match(p->re, name, strlen(name), 0, NULL) <= 0)
            continue;
        struct jf_str detail = JF_STR_INIT;
        jf_str_addf(&detail, "%s ~ %s", name, p->pattern);
        status = jf_str_check(&detail, err);
        if (status == JF_OK)
            status = report("pattern-matches-other", p, item, detail.data, fn, arg, err);
        jf_str_release(&detail);
    }
    jf_stmt_done(st);
    return status;
}

static enum jf_status lint_patterns(struct jf_db *db, jf_book_fn *fn, void *arg, struct jf_error *err)
{
    struct jf_stmt *st = NULL;
    enum jf_status status = jf_db_query(db, "rulebook.patterns", NULL, &st, err);
    while (jf_stmt_row(st, &status, err)) {
        struct jf_error fault = { .status = JF_OK };
        struct pattern p = { .item = jf_col_text(st, 1), .pattern = jf_col_text(st, 3) };
        if (jf_regex_compile(p.pattern, &p.re, &fault) != JF_OK)
            status = report("bad-pattern", &p, NULL, fault.message, fn, arg, err);
        else
            status = other_names(db, &p, fn, arg, err);
        jf_regex_free(p.re);
    }
    jf_stmt_done(st);
    return status;
}

/* Names on papers that stayed unknown because patterns of two items match them. */
static enum jf_status lint_doubts(struct jf_db *db, jf_book_fn *fn, void *arg, struct jf_error *err)
{
    struct jf_stmt *st = NULL;
    enum jf_status status = jf_db_query(db, "rulebook.unknown_names", NULL, &st, err);
    while (jf_stmt_row(st, &status, err)) {
        struct jf_name_match match = { 0 };
        status = jf_name_match(db, jf_col_text(st, 0), &match, err);
        if (status == JF_OK && match.doubt) {
            const struct jf_book_row found = { .what = "pattern-doubt",
                                               .code = match.doubt,
                                               .detail = jf_col_text(st, 0) };
            status = fn(arg, &found, err);
        }
        jf_name_match_release(&match);
    }
    jf_stmt_done(st);
    return status;
}

enum jf_status jf_book_lint(struct jf_db *db, jf_book_fn *fn, void *arg, struct jf_error *err)
{
    enum jf_status status = walk(db, "rulebook.lint", NULL, fn, arg, err);
    if (status == JF_OK)
        status = lint_patterns(db, fn, arg, err);
    if (status == JF_OK)
        status = lint_doubts(db, fn, arg, err);
    return status;
}
