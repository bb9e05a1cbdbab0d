/* seal.c - what an event left in the tables is written into the event as digests, and looked at again when verifying.
 */
#include "internal.h"

#include "jianfu/json.h"

struct sealed_table {
    struct jf_str name;
    struct jf_str query;
    struct jf_stmt *st; /* NULL until it is first asked */
    bool summed;
};

static const char *const keys[] = { "batch_id", "record_id", "run_id", "term_id" };
enum { KEYS = sizeof keys / sizeof *keys };

/* Kept with the connection: to find and prepare some sixty tables again for each of many small files would take longer
 * than to read them. */
struct store_seals {
    struct sealed_group { /* the tables of which a column is the key */
        struct sealed_table *list;
        size_t count;
        bool open;
    } groups[KEYS];
};

void store_release_seals(struct jf_db *db)
{
    for (size_t k = 0; db->seals && k < KEYS; k++) {
        struct sealed_group *g = &db->seals->groups[k];
        for (size_t i = 0; i < g->count; i++) {
            jf_stmt_done(g->list[i].st);
            jf_str_release(&g->list[i].name);
            jf_str_release(&g->list[i].query);
        }
        jf_free(g->list);
    }
    jf_free(db->seals);
    db->seals = NULL;
}

static enum jf_status add_table(struct sealed_group *g, const struct jf_stmt *st, struct jf_error *err)
{
    struct sealed_table *list = jf_grow(g->list, g->count + 1, sizeof *list);
    if (!list)
        return jf_error_set(err, JF_NOMEM, _("out of memory"));
    g->list = list;
    struct sealed_table *t = &list[g->count++];
    *t = (struct sealed_table){ .name = JF_STR_INIT, .query = JF_STR_INIT, .summed = jf_col_int(st, 1) };
    jf_str_add(&t->name, jf_col_text(st, 0));
    jf_str_add(&t->query, jf_col_text(st, 2));
    enum jf_status status = jf_str_check(&t->name, err);
    return status == JF_OK ? jf_str_check(&t->query, err) : status;
}

static enum jf_status group_of(struct jf_db *db, const char *by, struct sealed_group **out, struct jf_error *err)
{
    size_t k = 0;
    while (k < KEYS && !jf_streq(keys[k], by))
        k++;
    if (k == KEYS)
        return jf_error_set(err, JF_BUG, _("nothing is sealed by '%s'"), by ? by : "");
    if (!db->seals && !(db->seals = jf_alloc(sizeof *db->seals)))
        return jf_error_set(err, JF_NOMEM, _("out of memory"));
    struct sealed_group *g = *out = &db->seals->groups[k];
    if (g->open)
        return JF_OK;
    struct jf_stmt *st = NULL;
    enum jf_status status = jf_db_query(db, "seal.tables", JF_ARGS(JF_TEXT(":by", by)), &st, err);
    while (jf_stmt_row(st, &status, err)) {
        status = add_table(g, st, err);
    }
    jf_stmt_done(st);
    g->open = status == JF_OK;
    if (!g->open)
        store_release_seals(db);
    return status;
}

static enum jf_status table_seal(struct jf_db *db, struct sealed_table *t, int64_t first, int64_t last,
                                 struct jf_json *j, struct jf_error *err)
{
    const struct jf_arg *range = JF_ARGS(JF_INT(":first", first), JF_INT(":last", last));
    enum jf_status status =
        t->st ? jf_stmt_again(t->st, range, err) : jf_db_query_text(db, t->query.data, true, range, &t->st, err);
    while (jf_stmt_row(t->st, &status, err)) /* to its end: it must not hold the database open */
        if (!jf_col_null(t->st, 0))
            jf_json_text(j, t->name.data, jf_col_text(t->st, 0));
    return status;
}

/* "standard":"b04e...","record":"77af...": the tables of the group that hold something. */
static enum jf_status group_seal(struct jf_db *db, struct sealed_group *g, int64_t first, int64_t last, bool summed,
                                 struct jf_json *j, struct jf_error *err)
{
    enum jf_status status = JF_OK;
    for (size_t i = 0; status == JF_OK && i < g->count; i++)
        if (!summed || !g->list[i].summed)
            status = table_seal(db, &g->list[i], first, last, j, err);
    return status == JF_OK ? jf_str_check(j->out, err) : status;
}

enum jf_status jf_seal(struct jf_db *db, struct jf_json *j, const char *by, int64_t first, int64_t last, bool summed,
                       struct jf_error *err)
{
    struct sealed_group *g = NULL;
    enum jf_status status = JF_OK;
    jf_json_open(j, NULL, '{');
    jf_json_text(j, "by", by);
    jf_json_int(j, "first", first);
    jf_json_int(j, "last", last);
    jf_json_bool(j, "summed", summed);
    jf_json_open(j, "tables", '{');
    if (!summed) /* else nothing but notices was written */
        status = group_of(db, by, &g, err);
    if (g && status == JF_OK)
        status = group_seal(db, g, first, last, false, j, err);
    jf_json_close(j, '}');
    jf_json_close(j, '}');
    return status;
}

/* ---- verifying ---- */

struct check {
    struct jf_db *db;
    jf_event_bad_fn *bad;
    void *arg;
    bool *sound;
};

static enum jf_status tell(const struct check *c, int64_t event_id, struct jf_str *text, struct jf_error *err)
{
    enum jf_status status = jf_str_check(text, err);
    *c->sound = false;
    if (status == JF_OK)
        c->bad(c->arg, event_id, text->data);
    jf_str_clear(text);
    return status;
}

/* The row of seal.all, and a table of its group. */
static void name_place(struct jf_str *text, const struct jf_stmt *st, const char *table)
{
    const char *by = jf_col_text(st, 1);
    if (jf_streq(by, "term_id"))
        jf_str_addf(text, _("table %s: it is not as the last import left it"), table);
    else if (jf_streq(by, "run_id"))
        jf_str_addf(text, _("check %lld, table %s: it is not as the check left it"), (long long)jf_col_int(st, 2),
                    table);
    else if (jf_col_null(st, 7))
        jf_str_addf(text, _("%s, table %s: it is not as it was keyed in"), jf_col_text(st, 6), table);
    else
        jf_str_addf(text, _("file %s (batch %lld), table %s: it is not as the import left it"), jf_col_text(st, 6),
                    (long long)jf_col_int(st, 7), table);
}

static enum jf_status tell_tables(const struct check *c, const struct jf_stmt *sealed, const char *now,
                                  struct jf_error *err)
{
    struct jf_stmt *st = NULL;
    struct jf_str text = JF_STR_INIT;
    enum jf_status status = jf_db_query(
        c->db, "seal.differences", JF_ARGS(JF_TEXT(":kept", jf_col_text(sealed, 5)), JF_TEXT(":now", now)), &st, err);
    while (jf_stmt_row(st, &status, err)) {
        name_place(&text, sealed, jf_col_text(st, 0));
        status = tell(c, jf_col_int(sealed, 0), &text, err);
    }
    jf_stmt_done(st);
    jf_str_release(&text);
    return status;
}

static enum jf_status look_at_seals(const struct check *c, struct jf_error *err)
{
    struct jf_stmt *st = NULL;
    struct jf_str now = JF_STR_INIT;
    enum jf_status status = jf_db_query(c->db, "seal.all", NULL, &st, err);
    while (jf_stmt_row(st, &status, err)) {
        struct sealed_group *g = NULL;
        struct jf_json json;
        jf_str_clear(&now);
        jf_json_init(&json, &now);
        status = group_of(c->db, jf_col_text(st, 1), &g, err);
        jf_json_open(&json, NULL, '{');
        if (status == JF_OK)
            status = group_seal(c->db, g, jf_col_int(st, 2), jf_col_int(st, 3), jf_col_int(st, 4), &json, err);
        jf_json_close(&json, '}');
        if (status == JF_OK && !jf_streq(now.data, jf_col_text(st, 5)))
            status = tell_tables(c, st, now.data, err);
    }
    jf_stmt_done(st);
    jf_str_release(&now);
    return status;
}

/* What no seal is needed for: the log tells it in words, or it follows from the rows themselves. */
static enum jf_status look_at_rows(const struct check *c, struct jf_error *err)
{
    static const struct {
        const char *statement, *what;
    } looks[] = {
        { "seal.wrong_batches", N_("the file is not the one that the event log tells of") },
        { "seal.wrong_records", N_("the records of the file are not those that the event log tells of") },
        { "seal.wrong_versions", N_("the versions do not follow one another") },
        { "seal.wrong_runs", N_("the event log tells of no such check") },
    };
    struct jf_str text = JF_STR_INIT;
    enum jf_status status = JF_OK;
    for (size_t i = 0; status == JF_OK && i < sizeof looks / sizeof *looks; i++) {
        struct jf_stmt *st = NULL;
        status = jf_db_query(c->db, looks[i].statement, NULL, &st, err);
        while (jf_stmt_row(st, &status, err)) {
            jf_str_addf(&text, "%s: %s", jf_col_null(st, 1) ? "?" : jf_col_text(st, 1), _(looks[i].what));
            status = tell(c, jf_col_int(st, 0), &text, err);
        }
        jf_stmt_done(st);
    }
    jf_str_release(&text);
    return status;
}

enum jf_status jf_seal_verify(struct jf_db *db, jf_event_bad_fn *bad, void *arg, int64_t *unsealed, bool *sound,
                              struct jf_error *err)
{
    const struct check c = { db, bad, arg, sound };
    bool own = !jf_txn_open(db);
    *sound = true;
    enum jf_status status = own ? jf_txn_snapshot(db, err) : JF_OK; /* log and rows in one state */
    if (status != JF_OK)
        return status;
    status = look_at_seals(&c, err);
    if (status == JF_OK)
        status = look_at_rows(&c, err);
    if (status == JF_OK)
        status = jf_db_int(db, "seal.unsealed", NULL, 0, unsealed, err);
    if (own)
        jf_txn_rollback(db);
    return status;
}
