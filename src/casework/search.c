/* search.c - finding petitions: the index tells which may hold the words, what stands there decides. */
#include "jianfu/search.h"

#include "jianfu/day.h"
#include "jianfu/fold.h"
#include "jianfu/han.h"
#include "jianfu/i18n.h"
#include "jianfu/json.h"
#include "jianfu/utf8.h"
#include "jianfu/word.h"

#include <string.h>

enum { WORDS_MAX = 8, BEFORE = 15, AFTER = 30 }; /* characters of an excerpt before and behind the word */

/* ---- the words ---- */

struct words {
    struct jf_str text; /* the words, each ended by a NUL */
    const char *list[WORDS_MAX];
    const char *state[WORDS_MAX], *result[WORDS_MAX]; /* codes that the word names; NULL: none */
    size_t count;
};

/* 1: "a", 2: "ab" ... as they are compared. */
static size_t characters(const char *word)
{
    size_t count = 0;
    uint32_t code;
    for (word = jf_fold_next(word, &code); code; word = jf_fold_next(word, &code))
        count++;
    return count;
}

/* Part the text at its blanks. */
static enum jf_status split(const char *text, struct words *out, struct jf_error *err)
{
    size_t starts[WORDS_MAX], count = 0;
    bool inside = false;
    uint32_t code;
    for (const char *next; *text; text = next) {
        next = jf_fold_next(text, &code);
        if (code != ' ' && !inside && count == WORDS_MAX)
            return jf_error_set(err, JF_USAGE, _("more than %d words"), WORDS_MAX);
        if (code != ' ' && !inside)
            starts[count++] = out->text.len;
        if (code != ' ')
            jf_str_addn(&out->text, text, (size_t)(next - text));
        else if (inside)
            jf_str_addc(&out->text, '\0');
        inside = code != ' ';
    }
    enum jf_status status = jf_str_check(&out->text, err);
    jf_han_simplify(out->text.data, out->text.len); /* for the words of states and results */
    for (size_t i = 0; status == JF_OK && i < count; i++) {
        const char *word = out->list[i] = out->text.data + starts[i];
        out->state[i] = jf_word_code("state", word);
        out->result[i] = jf_word_code("result", word);
        if (characters(word) < 2) {
            status = jf_error_set(err, JF_USAGE, _("'%s' is a single character"), word);
            jf_error_hint(err, "%s", _("search for two characters or more in a row"));
        }
    }
    if (status == JF_OK && count == 0)
        status = jf_error_set(err, JF_USAGE, "%s", _("no word to search for"));
    out->count = count;
    return status;
}

/* The words as search.candidates wants them. */
static enum jf_status words_json(const struct words *words, struct jf_str *out, struct jf_error *err)
{
    struct jf_str pairs = JF_STR_INIT;
    struct jf_json json;
    jf_json_init(&json, out);
    jf_json_open(&json, NULL, '[');
    for (size_t i = 0; i < words->count; i++) {
        jf_str_clear(&pairs);
        jf_fold_pairs(&pairs, words->list[i]);
        jf_json_open(&json, NULL, '{');
        jf_json_text(&json, "word", words->list[i]);
        jf_json_text(&json, "pairs", pairs.data);
        jf_json_text(&json, "state", words->state[i]);
        jf_json_text(&json, "result", words->result[i]);
        jf_json_close(&json, '}');
    }
    jf_json_close(&json, ']');
    enum jf_status status = jf_str_check(&pairs, err);
    jf_str_release(&pairs);
    return status == JF_OK ? jf_str_check(out, err) : status;
}

/* ---- one candidate ---- */

/* Columns of search.case. */
enum { RECORD, NUMBER, RECEIVED, STATE, RESULT, PLACE, UNIT, PLACE_WORDS, UNIT_WORDS, PETITIONER, TELEPHONE, ADDRESS };

struct candidate {
    bool names; /* the people of the case may show */
    const struct words *words;
    bool found[WORDS_MAX];
    struct jf_str excerpt; /* around the first word that was found */
    size_t at, len;
};

/* An excerpt stays within its line: what a step said stands line by line. */
static const char *back(const char *text, const char *at, int characters_back)
{
    while (at > text && at[-1] != '\n' && characters_back-- > 0)
        for (at--; at > text && ((unsigned char)*at & 0xc0) == 0x80;)
            at--;
    return at;
}

static const char *forth(const char *at, int characters_forth)
{
    uint32_t code;
    while (*at && *at != '\n' && characters_forth-- > 0)
        at = jf_utf8_next(at, &code);
    return at;
}

static void add_part(struct jf_str *out, const char *from, const char *until)
{
    struct jf_str part = JF_STR_INIT;
    jf_str_addn(&part, from, (size_t)(until - from));
    jf_utf8_add_safe(out, part.data, true);
    jf_str_release(&part);
}

static void make_excerpt(struct candidate *c, const char *text, const char *at, size_t len)
{
    const char *from = back(text, at, BEFORE), *until = forth(at + len, AFTER);
    if (from > text && from[-1] != '\n')
        jf_str_add(&c->excerpt, "…");
    add_part(&c->excerpt, from, at);
    c->at = c->excerpt.len;
    add_part(&c->excerpt, at, at + len);
    c->len = c->excerpt.len - c->at;
    add_part(&c->excerpt, at + len, until);
    if (*until && *until != '\n')
        jf_str_add(&c->excerpt, "…");
}

/* Look for the words that were not found yet. */
static void look_in(struct candidate *c, const char *text, bool secret)
{
    for (size_t i = 0; text && i < c->words->count; i++) {
        size_t len = 0;
        const char *at = c->found[i] ? NULL : jf_fold_find(text, c->words->list[i], &len);
        if (!at)
            continue;
        c->found[i] = true;
        if (!c->excerpt.len && !secret)
            make_excerpt(c, text, at, len);
    }
}

static enum jf_status look_in_texts(struct jf_db *db, struct candidate *c, int64_t petition_id, int64_t record_id,
                                    struct jf_error *err)
{
    struct jf_stmt *st = NULL;
    enum jf_status status = jf_db_query(
        db, "search.texts",
        JF_ARGS(JF_INT(":petition", petition_id), JF_INT(":record", record_id), JF_INT(":names", c->names)), &st, err);
    while (jf_stmt_row(st, &status, err)) {
        look_in(c, jf_col_text(st, 0), false);
    }
    jf_stmt_done(st);
    return status;
}

/* Do all the words stand in the petition of the current row of search.case? */
static enum jf_status proven(struct jf_db *db, struct candidate *c, int64_t petition_id, const struct jf_stmt *st,
                             bool *all, struct jf_error *err)
{
    enum jf_status status = look_in_texts(db, c, petition_id, jf_col_int(st, RECORD), err);
    look_in(c, jf_col_text(st, PLACE), false);
    look_in(c, jf_col_text(st, PLACE_WORDS), false);
    look_in(c, jf_col_text(st, UNIT_WORDS), false);
    for (int column = PETITIONER; column <= ADDRESS; column++) /* NULL unless names are asked for */
        look_in(c, jf_col_text(st, column), true);
    *all = true;
    for (size_t i = 0; i < c->words->count; i++)
        *all = *all && (c->found[i] || (c->words->state[i] && jf_streq(c->words->state[i], jf_col_text(st, STATE))) ||
                        (c->words->result[i] && jf_streq(c->words->result[i], jf_col_text(st, RESULT))));
    return status == JF_OK ? jf_str_check(&c->excerpt, err) : status;
}

static enum jf_status judge(struct jf_db *db, const struct jf_search *search, const struct words *words,
                            int64_t petition_id, int64_t *found, jf_search_fn *each, void *arg, struct jf_error *err)
{
    struct jf_stmt *st = NULL;
    struct candidate c = { .words = words, .names = search->names, .excerpt = JF_STR_INIT };
    bool all = false;
    enum jf_status status = jf_db_query(db, "search.case",
                                        JF_ARGS(JF_INT(":petition", petition_id), JF_TEXT(":state", search->state),
                                                JF_TEXT(":from", search->from), JF_TEXT(":until", search->until),
                                                JF_TEXT(":unit", search->unit), JF_TEXT(":division", search->division),
                                                JF_INT(":names", search->names)),
                                        &st, err);
    if (jf_stmt_row(st, &status, err))
        status = proven(db, &c, petition_id, st, &all, err);
    if (status == JF_OK && all && ++*found <= search->limit) {
        const struct jf_search_hit hit = { .petition_id = petition_id,
                                           .number = jf_col_text(st, NUMBER),
                                           .received_on = jf_col_text(st, RECEIVED),
                                           .state = jf_col_text(st, STATE),
                                           .place = jf_col_text(st, PLACE),
                                           .unit_name = jf_col_text(st, UNIT),
                                           .excerpt = c.excerpt.data,
                                           .at = c.at,
                                           .len = c.len };
        status = each(arg, &hit, err);
    }
    jf_stmt_done(st);
    jf_str_release(&c.excerpt);
    return status;
}

enum jf_status jf_case_search(struct jf_db *db, const struct jf_search *search, jf_search_fn *each, void *arg,
                              bool *more, struct jf_error *err)
{
    struct words words = { .text = JF_STR_INIT };
    struct jf_str json = JF_STR_INIT;
    struct jf_stmt *st = NULL;
    int64_t found = 0;
    enum jf_status status = split(search->text, &words, err);
    if (status == JF_OK)
        status = words_json(&words, &json, err);
    if (status == JF_OK)
        status = jf_db_query(db, "search.candidates",
                             JF_ARGS(JF_TEXT(":words", json.data), JF_INT(":names", search->names)), &st, err);
    while (found <= search->limit && jf_stmt_row(st, &status, err)) /* one more tells that there are more */
        status = judge(db, search, &words, jf_col_int(st, 0), &found, each, arg, err);
    jf_stmt_done(st);
    *more = found > search->limit;
    jf_str_release(&json);
    jf_str_release(&words.text);
    return status;
}

/* ---- the index ---- */

enum jf_status jf_search_add_paper(struct jf_db *db, int64_t record_id, struct jf_error *err)
{
    return jf_db_run(db, "search.index_paper", JF_ARGS(JF_INT(":record", record_id)), err);
}

static enum jf_status add_words(struct jf_db *db, int64_t first, int64_t last, struct jf_error *err)
{
    return jf_db_run(db, "search.add_words", JF_ARGS(JF_INT(":first", first), JF_INT(":last", last)), err);
}

enum jf_status jf_search_add_step(struct jf_db *db, int64_t event_id, struct jf_error *err)
{
    enum jf_status status = add_words(db, event_id, event_id, err);
    return status == JF_OK ? jf_db_run(db, "search.index_step", JF_ARGS(JF_INT(":event", event_id)), err) : status;
}

/* FTS5 calls an index that differs from its content a corrupt one. */
static enum jf_status index_sound(struct jf_db *db, bool *sound, struct jf_error *err)
{
    struct jf_error differs = { .status = JF_OK };
    enum jf_status status = jf_db_run(db, "search.check", NULL, &differs);
    *sound = status == JF_OK;
    if (status == JF_OK || status == JF_DB)
        return JF_OK;
    if (err)
        *err = differs;
    return status;
}

enum jf_status jf_search_verify(struct jf_db *db, jf_event_bad_fn *bad, void *arg, bool *sound, struct jf_error *err)
{
    int64_t event_id = 0;
    *sound = true;
    enum jf_status status = jf_db_int(db, "search.differ", NULL, 0, &event_id, err);
    if (status == JF_OK && event_id) {
        *sound = false;
        bad(arg, event_id, _("the words that are searched are not those of the step"));
        return JF_OK;
    }
    if (status == JF_OK)
        status = index_sound(db, sound, err);
    if (status == JF_OK && !*sound)
        bad(arg, 0, _("the index of the search does not hold what papers and steps say"));
    return status;
}

enum jf_status jf_search_rebuild(struct jf_db *db, const char *actor, struct jf_error *err)
{
    char today[JF_DAY_SIZE];
    jf_day_today(today);
    enum jf_status status = jf_event_append(db, "search.rebuild", 0, actor, today, "{}", NULL, err);
    if (status == JF_OK)
        status = jf_db_run(db, "search.forget", NULL, err);
    if (status == JF_OK)
        status = add_words(db, 0, INT64_MAX, err);
    return status == JF_OK ? jf_db_run(db, "search.rebuild", NULL, err) : status;
}
