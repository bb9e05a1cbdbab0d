/* names.c - which item of the book a name on a paper means, and which names come near. Writes nothing: jf_terms_match
 * in src/intake does the same for all names of papers at once, and a test keeps both in step. */
#include "jianfu/rulebook.h"

#include "jianfu/dated.h"
#include "jianfu/i18n.h"
#include "jianfu/regex.h"
#include "jianfu/utf8.h"

#include <stdlib.h>
#include <string.h>

enum { NEAR = 30 }; /* percent: below this a name is not proposed */

/* ---- likeness ---- */

struct bigrams {
    uint64_t *list;
    size_t count;
};

/* Letters, digits and Chinese characters count; blanks and punctuation (ASCII, CJK, full-width) do not. */
static bool counts(uint32_t c)
{
    if (c < 0x80)
        return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    return !((c >= 0x80 && c <= 0xBF) || (c >= 0x2000 && c <= 0x206F) || (c >= 0x3000 && c <= 0x303F) ||
             (c >= 0xFF00 && c <= 0xFF0F) || (c >= 0xFF1A && c <= 0xFF20));
}

static int by_value(const void *a, const void *b)
{
    uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;
    return x < y ? -1 : x > y;
}

/* The sorted pairs of neighbouring characters; a text of one character is its own pair. */
static bool cut(const char *text, struct bigrams *out)
{
    uint32_t code, before = 0;
    size_t letters = 0;
    out->count = 0;
    out->list = jf_alloc((strlen(text) + 1) * sizeof *out->list);
    if (!out->list)
        return false;
    while (*text) {
        text = jf_utf8_next(text, &code);
        if (!counts(code))
            continue;
        if (letters++ > 0)
            out->list[out->count++] = (uint64_t)before << 32 | code;
        before = code;
    }
    if (letters == 1)
        out->list[out->count++] = before;
    qsort(out->list, out->count, sizeof *out->list, by_value);
    return true;
}

int jf_name_likeness(const char *a, const char *b)
{
    struct bigrams x = { 0 }, y = { 0 };
    size_t common = 0;
    int percent = 0;
    if (cut(a, &x) && cut(b, &y) && x.count + y.count > 0) {
        for (size_t i = 0, j = 0; i < x.count && j < y.count;) {
            if (x.list[i] == y.list[j]) {
                common++;
                i++;
                j++;
            } else if (x.list[i] < y.list[j])
                i++;
            else
                j++;
        }
        percent = (int)(200 * common / (x.count + y.count));
    }
    jf_free(x.list);
    jf_free(y.list);
    return percent;
}

/* ---- matching ---- */

static enum jf_status copy(char **out, const char *text, struct jf_error *err)
{
    jf_free(*out);
    *out = jf_dup(text);
    return *out ? JF_OK : jf_error_set(err, JF_NOMEM, _("out of memory"));
}

static enum jf_status set_item(struct jf_name_match *match, const char *how, const char *item, const char *name,
                               struct jf_error *err)
{
    strncpy(match->matched_by, how, sizeof match->matched_by - 1);
    enum jf_status status = copy(&match->item, item, err);
    return status == JF_OK ? copy(&match->name, name, err) : status;
}

static enum jf_status match_exactly(struct jf_db *db, const char *text, struct jf_name_match *match,
                                    struct jf_error *err)
{
    struct jf_stmt *st = NULL;
    enum jf_status status = jf_db_query(db, "rulebook.name_exact", JF_ARGS(JF_TEXT(":text", text)), &st, err);
    if (jf_stmt_row(st, &status, err))
        status = set_item(match, jf_col_text(st, 0), jf_col_text(st, 1), jf_col_text(st, 2), err);
    jf_stmt_done(st);
    return status;
}

static enum jf_status add_doubt(struct jf_name_match *match, const char *item, struct jf_error *err)
{
    struct jf_str both = JF_STR_INIT;
    jf_str_addf(&both, "%s, %s", match->doubt ? match->doubt : match->item, item);
    enum jf_status status = jf_str_check(&both, err);
    if (status == JF_OK)
        status = copy(&match->doubt, both.data, err);
    jf_str_release(&both);
    return status;
}

/* 1 matches, 0 does not, also where the pattern is wrong (lint says so) or runs into its limit. */
static int fits(const char *pattern, const char *text)
{
    struct jf_regex *re = NULL;
    if (jf_regex_compile(pattern, &re, NULL) != JF_OK)
        return 0;
    int found = jf_regex_match(re, text, strlen(text), 0, NULL);
    jf_regex_free(re);
    return found > 0;
}

/* Patterns come by item, so that a second item's pattern is a doubt and a second pattern of the same item is not. */
static enum jf_status match_patterns(struct jf_db *db, const char *text, struct jf_name_match *match,
                                     struct jf_error *err)
{
    struct jf_stmt *st = NULL;
    struct jf_str last = JF_STR_INIT;
    enum jf_status status = jf_db_query(db, "rulebook.patterns", NULL, &st, err);
    while (jf_stmt_row(st, &status, err)) {
        const char *item = jf_col_text(st, 1);
        if (jf_streq(last.data, item) || !fits(jf_col_text(st, 3), text))
            continue;
        jf_str_clear(&last);
        jf_str_add(&last, item);
        if (match->item) {
            status = add_doubt(match, item, err);
            continue;
        }
        status = set_item(match, "pattern", item, jf_col_text(st, 2), err);
        if (status == JF_OK)
            status = copy(&match->pattern, jf_col_text(st, 3), err);
    }
    if (status == JF_OK)
        status = jf_str_check(&last, err);
    jf_str_release(&last);
    jf_stmt_done(st);
    return status;
}

static void forget(struct jf_name_match *match)
{
    char **const texts[] = { &match->item, &match->name, &match->pattern };
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        jf_free(*texts[i]);
        *texts[i] = NULL;
    }
    match->matched_by[0] = '\0';
}

/* Put a name into its place among the best three; of one item only its nearest name stays. */
static enum jf_status propose(struct jf_name_match *match, const char *text, const char *item, const char *name,
                              int percent, struct jf_error *err)
{
    enum { BEST = sizeof match->nearest / sizeof *match->nearest };
    size_t at = 0;
    for (size_t i = 0; i < match->count; i++)
        if (strcmp(match->nearest[i].item, item) == 0) {
            if (match->nearest[i].percent >= percent)
                return JF_OK;
            jf_free(match->nearest[i].text);
            jf_free(match->nearest[i].item);
            jf_free(match->nearest[i].name);
            memmove(&match->nearest[i], &match->nearest[i + 1], (match->count - i - 1) * sizeof *match->nearest);
            match->count--;
            break;
        }
    while (at < match->count && match->nearest[at].percent >= percent)
        at++;
    if (at == BEST)
        return JF_OK;
    if (match->count == BEST) {
        match->count--;
        jf_free(match->nearest[match->count].text);
        jf_free(match->nearest[match->count].item);
        jf_free(match->nearest[match->count].name);
    }
    memmove(&match->nearest[at + 1], &match->nearest[at], (match->count - at) * sizeof *match->nearest);
    memset(&match->nearest[at], 0, sizeof match->nearest[at]);
    match->count++;
    match->nearest[at].percent = percent;
    enum jf_status status = copy(&match->nearest[at].text, text, err);
    if (status == JF_OK)
        status = copy(&match->nearest[at].item, item, err);
    return status == JF_OK ? copy(&match->nearest[at].name, name, err) : status;
}

static enum jf_status find_nearest(struct jf_db *db, const char *text, struct jf_name_match *match,
                                   struct jf_error *err)
{
    struct jf_stmt *st = NULL;
    enum jf_status status = jf_db_query(db, "rulebook.names", NULL, &st, err);
    while (jf_stmt_row(st, &status, err)) {
        int percent = jf_name_likeness(text, jf_col_text(st, 0));
        if (percent >= NEAR)
            status = propose(match, jf_col_text(st, 0), jf_col_text(st, 1), jf_col_text(st, 2), percent, err);
    }
    jf_stmt_done(st);
    return status;
}

static enum jf_status match(struct jf_db *db, const char *text, struct jf_name_match *out, struct jf_error *err)
{
    enum jf_status status = match_exactly(db, text, out, err);
    if (status == JF_OK && !out->item)
        status = match_patterns(db, text, out, err);
    if (status == JF_OK && out->doubt)
        forget(out);
    return status;
}

enum jf_status jf_name_match(struct jf_db *db, const char *text, struct jf_name_match *out, struct jf_error *err)
{
    struct jf_str undated = JF_STR_INIT;
    jf_name_undated(text, &undated);
    enum jf_status status = jf_str_check(&undated, err);
    if (status == JF_OK)
        status = jf_db_views(db, err);
    if (status == JF_OK)
        status = match(db, text, out, err);
    if (status == JF_OK && !out->item && !jf_streq(undated.data, text)) {
        jf_free(out->doubt);
        out->doubt = NULL;
        status = match(db, undated.data, out, err);
    }
    if (status == JF_OK && !out->item)
        status = find_nearest(db, text, out, err);
    jf_str_release(&undated);
    return status;
}

void jf_name_match_release(struct jf_name_match *match)
{
    forget(match);
    jf_free(match->doubt);
    for (size_t i = 0; i < match->count; i++) {
        jf_free(match->nearest[i].text);
        jf_free(match->nearest[i].item);
        jf_free(match->nearest[i].name);
    }
    memset(match, 0, sizeof *match);
}
