/* account.c - what kind of income or expense an entry of a village's account is, by the patterns of
 * account-categories.tsv. Must not know what follows from it: that is for the rules. */
#include "jianfu/account.h"

#include "internal.h"

#include "jianfu/i18n.h"
#include "jianfu/regex.h"
#include "jianfu/tsv.h"

#include <string.h>

#define TABLE "audit/account-categories.tsv"
enum { CATEGORY, DIRECTION, ITEM, PATTERN, UNLESS, COLUMNS };

struct category {
    const char *name, *direction;
    const char *item;                /* NULL: none */
    struct jf_regex *where, *unless; /* unless NULL: always */
};

struct categories {
    struct jf_tsv table;
    struct category *list;
};

static void categories_release(struct categories *c)
{
    for (size_t i = 0; c->list && i < c->table.rows; i++) {
        jf_regex_free(c->list[i].where);
        jf_regex_free(c->list[i].unless);
    }
    jf_free(c->list);
    jf_tsv_release(&c->table);
}

static const char *given(const char *cell)
{
    return jf_streq(cell, "-") ? NULL : cell;
}

static enum jf_status compile(const char *pattern, struct jf_regex **out, struct jf_error *err)
{
    struct jf_error reason = { .status = JF_OK };
    enum jf_status status = pattern ? jf_regex_compile(pattern, out, &reason) : JF_OK;
    if (status == JF_OK)
        return JF_OK;
    return jf_error_set(err, status == JF_NOMEM ? JF_NOMEM : JF_BUG, _("%s: the pattern '%s' is wrong: %s"), TABLE,
                        pattern, reason.message);
}

/* Release in every case. */
static enum jf_status categories_load(struct categories *c, struct jf_error *err)
{
    enum jf_status status = jf_tsv_load(TABLE, COLUMNS, &c->table, err);
    if (status != JF_OK)
        return status;
    c->list = jf_alloc(c->table.rows * sizeof *c->list);
    if (!c->list)
        return jf_error_set(err, JF_NOMEM, _("out of memory"));
    memset(c->list, 0, c->table.rows * sizeof *c->list);
    for (size_t i = 0; status == JF_OK && i < c->table.rows; i++) {
        struct category *one = &c->list[i];
        one->name = jf_tsv_cell(&c->table, i, CATEGORY);
        one->direction = jf_tsv_cell(&c->table, i, DIRECTION);
        one->item = given(jf_tsv_cell(&c->table, i, ITEM));
        status = compile(jf_tsv_cell(&c->table, i, PATTERN), &one->where, err);
        if (status == JF_OK)
            status = compile(given(jf_tsv_cell(&c->table, i, UNLESS)), &one->unless, err);
    }
    return status;
}

/* The first line that fits; NULL when none does. A text that PCRE2 gives up on fits nothing: nobody has a kind for it.
 */
static const struct category *find_category(const struct categories *c, const char *direction, const char *text)
{
    size_t len = strlen(text);
    for (size_t i = 0; i < c->table.rows; i++) {
        const struct category *one = &c->list[i];
        if (jf_streq(one->direction, direction) && jf_regex_match(one->where, text, len, 0, NULL) > 0 &&
            (!one->unless || jf_regex_match(one->unless, text, len, 0, NULL) <= 0))
            return one;
    }
    return NULL;
}

static enum jf_status classify_row(struct jf_db *db, const struct categories *c, const struct jf_stmt *st,
                                   struct jf_str *text, struct jf_error *err)
{
    const char *direction = jf_col_text(st, 0), *account = jf_col_text(st, 1), *summary = jf_col_text(st, 2);
    jf_str_clear(text);
    jf_str_addf(text, "%s %s", account, summary);
    enum jf_status status = jf_str_check(text, err);
    const struct category *found = status == JF_OK ? find_category(c, direction, text->data) : NULL;
    if (!found)
        return status;
    return jf_db_run(db, "account.add_text",
                     JF_ARGS(JF_TEXT(":direction", direction), JF_TEXT(":account", account),
                             JF_TEXT(":summary", summary), JF_TEXT(":category", found->name),
                             JF_TEXT(":item", found->item)),
                     err);
}

static enum jf_status classify_all(struct jf_db *db, const struct categories *c, struct jf_error *err)
{
    struct jf_stmt *st = NULL;
    struct jf_str text = JF_STR_INIT;
    enum jf_status status = jf_db_query(db, "account.texts", NULL, &st, err);
    while (jf_stmt_row(st, &status, err)) {
        status = classify_row(db, c, st, &text, err);
    }
    jf_stmt_done(st);
    jf_str_release(&text);
    return status;
}

enum jf_status jf_accounts_classify(struct jf_db *db, struct jf_error *err)
{
    struct categories c = { .list = NULL };
    int64_t accounts = 0;
    enum jf_status status = jf_db_run(db, "account.clear_texts", NULL, err);
    if (status == JF_OK)
        status = jf_db_int(db, "account.any", NULL, 0, &accounts, err);
    if (status != JF_OK || !accounts)
        return status; /* the patterns need not be compiled for nothing */
    status = categories_load(&c, err);
    if (status == JF_OK)
        status = classify_all(db, &c, err);
    categories_release(&c);
    return status;
}
