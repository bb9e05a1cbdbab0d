/* sorts.c - the sorts of notice lines. A million lines of a county say of themselves no more than some ten thousand
 * different things: the same unit, fee, paper and price at the same time of the book. What the rules ask of a line is
 * therefore asked of each sort once, of its first line, and holds for all.
 *
 * A sort is known by its class of scope, its stretch of time and 128 bits that audit.read_lines makes of the rest.
 * Memory is bounded: when there are too many, all are forgotten and met again. */
#include "internal.h"

#include "jianfu/i18n.h"

#include <string.h>

enum {
    MOST = 32768,     /* sorts that are kept, and the */
    FOUND = 2 * MOST, /* places where they are found */
    FIRST = 2,        /* column of the first expression, behind sort and day */
};

struct key { /* no gaps: compared byte by byte */
    uint64_t rest[2];
    int64_t class_id;
    uint64_t stretch;
};

struct sort {
    struct key key;
    size_t mark, mark_count;
    int64_t met; /* lines, since they were counted last */
};

struct audit_sorts {
    struct jf_db *db;
    const struct audit_question *question;
    struct audit_places *places;
    struct jf_stmt *asking; /* prepared when it asks first */
    uint32_t *found;        /* number of a sort and 1; 0: free */
    struct sort *sorts;
    size_t count, answered;
    struct audit_mark *marks;
    size_t mark_count, mark_room;
};

enum jf_status audit_sorts_open(struct jf_db *db, const struct audit_question *question, struct audit_sorts **out,
                                struct jf_error *err)
{
    struct audit_sorts *s = jf_alloc(sizeof *s);
    if (!s || !(s->found = jf_alloc(FOUND * sizeof *s->found)) || !(s->sorts = jf_alloc(MOST * sizeof *s->sorts))) {
        audit_sorts_close(s);
        return jf_error_set(err, JF_NOMEM, _("out of memory"));
    }
    s->db = db;
    s->question = question;
    *out = s;
    enum jf_status status = jf_db_run(db, "audit.clear_sorts", NULL, err);
    return status == JF_OK ? audit_places_open(db, &s->places, err) : status;
}

void audit_sorts_close(struct audit_sorts *s)
{
    if (!s)
        return;
    jf_stmt_done(s->asking);
    jf_free(s->marks);
    jf_free(s->sorts);
    audit_places_close(s->places);
    jf_free(s->found);
    jf_free(s);
}

enum jf_status audit_sorts_make_room(struct audit_sorts *s, size_t more, int64_t *lines, struct jf_error *err)
{
    if (s->count + more <= MOST)
        return JF_OK;
    audit_sorts_count(s, lines);
    memset(s->found, 0, FOUND * sizeof *s->found);
    s->count = s->answered = s->mark_count = 0;
    return jf_db_run(s->db, "audit.clear_sorts", NULL, err);
}

/* ---- which sort ---- */

/* The line would be neither passed nor found, and nobody would know. */
static enum jf_status no_place(const struct jf_stmt *line, struct jf_error *err)
{
    enum jf_status status =
        jf_error_set(err, JF_DB, _("record %lld: the import has not noted the place of this notice"),
                     (long long)jf_col_int(line, AUDIT_LINE_RECORD));
    jf_error_hint(err, "%s", _("'jianfu verify' tells what does not agree; nothing was changed"));
    return status;
}

static enum jf_status make_key(const struct audit_sorts *s, const struct jf_stmt *line, struct key *key,
                               struct jf_error *err)
{
    size_t len;
    uint32_t stretch = 0;
    const void *rest = jf_col_blob(line, AUDIT_LINE_REST, &len);
    if (!audit_places_find(s->places, jf_col_int(line, AUDIT_LINE_UNIT), jf_col_int(line, AUDIT_LINE_DIVISION),
                           jf_col_text(line, AUDIT_LINE_PAYER_CLASS), jf_col_text(line, AUDIT_LINE_DAY), &key->class_id,
                           &stretch))
        return no_place(line, err);
    if (len != sizeof key->rest)
        return jf_error_set(err, JF_BUG, _("a line of a notice has no sort"));
    memcpy(key->rest, rest, sizeof key->rest);
    key->stretch = stretch;
    return JF_OK;
}

static enum jf_status add_sort(struct audit_sorts *s, const struct jf_stmt *line, const struct key *key,
                               struct jf_error *err)
{
    s->sorts[s->count++] = (struct sort){ .key = *key };
    return jf_db_run(s->db, "audit.add_sort",
                     JF_ARGS(JF_INT(":sort", (int64_t)s->count),
                             JF_INT(":subject", jf_col_int(line, AUDIT_LINE_SUBJECT)),
                             JF_INT(":record", jf_col_int(line, AUDIT_LINE_RECORD)),
                             JF_INT(":part", jf_col_int(line, AUDIT_LINE_PART))),
                     err);
}

enum jf_status audit_sorts_find(struct audit_sorts *s, const struct jf_stmt *line, uint32_t *sort, struct jf_error *err)
{
    struct key key;
    enum jf_status status = make_key(s, line, &key, err);
    if (status != JF_OK)
        return status;
    size_t at = (key.rest[0] + (uint64_t)key.class_id * 31 + key.stretch * 8191) % FOUND;
    while (s->found[at] && memcmp(&s->sorts[s->found[at] - 1].key, &key, sizeof key) != 0)
        at = (at + 1) % FOUND;
    if (!s->found[at]) {
        status = add_sort(s, line, &key, err);
        s->found[at] = (uint32_t)s->count;
    }
    *sort = s->found[at] - 1;
    return status;
}

/* ---- what the rules say of it ---- */

static bool in_force(const struct audit_asked *rule, const char *day)
{
    return strcmp(day, rule->from) >= 0 && strcmp(day, rule->until) <= 0;
}

static enum jf_status add_mark(struct audit_sorts *s, struct sort *sort, size_t rule, enum audit_what what,
                               int64_t value, struct jf_error *err)
{
    if (value == 0)
        return JF_OK;
    if (value < 0 || value > UINT32_MAX)
        return jf_error_set(err, JF_BUG, _("a rule says too much of a line"));
    struct audit_mark *marks = jf_room(s->marks, s->mark_count, &s->mark_room, sizeof *marks);
    if (!marks)
        return jf_error_set(err, JF_NOMEM, _("out of memory"));
    s->marks = marks;
    s->marks[s->mark_count++] = (struct audit_mark){ (uint16_t)rule, (uint16_t)what, (uint32_t)value };
    sort->mark_count++;
    return JF_OK;
}

/* NULL is 0: nothing to count, no suspicion, no hash. */
static int64_t value_of(const struct jf_stmt *answer, int expression)
{
    return expression < 0 ? 0 : jf_col_int(answer, FIRST + expression);
}

static int64_t key_of(const struct jf_stmt *answer, int expression)
{
    int64_t hash = value_of(answer, expression);
    return hash ? (int64_t)audit_key_half((uint64_t)hash) : 0;
}

static enum jf_status take_answer(struct audit_sorts *s, const struct jf_stmt *answer, struct jf_error *err)
{
    const struct audit_question *q = s->question;
    if (jf_col_int(answer, 0) != (int64_t)s->answered + 1)
        return jf_error_set(err, JF_BUG, _("a sort of lines was answered twice, or not at all"));
    struct sort *sort = &s->sorts[s->answered++];
    enum jf_status status = JF_OK;
    sort->mark = s->mark_count;
    for (size_t i = 0; status == JF_OK && i < q->rule_count; i++) {
        const struct audit_asked *rule = &q->rules[i];
        if (!in_force(rule, jf_col_text(answer, 1)))
            continue;
        status = add_mark(s, sort, i, AUDIT_COUNTS, value_of(answer, rule->lines), err);
        if (status == JF_OK)
            status = add_mark(s, sort, i, AUDIT_SUSPECTS, value_of(answer, rule->suspects), err);
        if (status == JF_OK)
            status = add_mark(s, sort, i, AUDIT_REPEATS, key_of(answer, rule->repeats), err);
    }
    return status;
}

enum jf_status audit_sorts_ask(struct audit_sorts *s, struct jf_error *err)
{
    const struct jf_arg *args = JF_ARGS(JF_INT(":after", (int64_t)s->answered));
    if (s->answered == s->count)
        return JF_OK;
    enum jf_status status = s->asking ? jf_stmt_again(s->asking, args, err)
                                      : jf_db_query_text(s->db, s->question->sql, true, args, &s->asking, err);
    while (jf_stmt_row(s->asking, &status, err)) {
        status = take_answer(s, s->asking, err);
    }
    if (status == JF_OK && s->answered != s->count)
        status = jf_error_set(err, JF_BUG, _("a sort of lines was answered twice, or not at all"));
    return status;
}

const struct audit_mark *audit_sorts_meet(struct audit_sorts *s, uint32_t sort, size_t *count)
{
    struct sort *met = &s->sorts[sort];
    met->met++;
    *count = met->mark_count;
    return s->marks + met->mark;
}

void audit_sorts_count(struct audit_sorts *s, int64_t *lines)
{
    for (size_t i = 0; i < s->count; i++) {
        struct sort *sort = &s->sorts[i];
        for (size_t m = 0; sort->met > 0 && m < sort->mark_count; m++)
            if (s->marks[sort->mark + m].what == AUDIT_COUNTS)
                lines[s->marks[sort->mark + m].rule] += sort->met * s->marks[sort->mark + m].value;
        sort->met = 0;
    }
}
