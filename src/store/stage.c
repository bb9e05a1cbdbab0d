/* stage.c - rows that a loader holds in memory, as the table `staged`: a virtual table that SQLite may only read from
 * the first row to the last. Knows nothing of what the cells mean, and keeps none of them. */
#include "internal.h"

#include <string.h>

struct table {
    sqlite3_vtab base;
    struct jf_db *db;
};

struct cursor {
    sqlite3_vtab_cursor base;
    const struct jf_stage *stage;
    size_t row;
};

static int declare(sqlite3 *handle, const struct jf_stage_table *t)
{
    struct jf_str sql = JF_STR_INIT;
    for (int i = 0; i < t->count; i++)
        jf_str_addf(&sql, "%s\"%s\"", i ? ", " : "CREATE TABLE staged (", t->columns[i]);
    jf_str_addc(&sql, ')');
    int rc = sql.failed ? SQLITE_NOMEM : sqlite3_declare_vtab(handle, sql.data);
    jf_str_release(&sql);
    return rc;
}

static int on_connect(sqlite3 *handle, void *aux, int argc, const char *const *argv, sqlite3_vtab **out, char **message)
{
    (void)argc, (void)argv, (void)message;
    struct jf_db *db = aux;
    int rc = declare(handle, &db->stage_table);
    if (rc != SQLITE_OK)
        return rc;
    struct table *t = sqlite3_malloc(sizeof *t);
    if (!t)
        return SQLITE_NOMEM;
    memset(t, 0, sizeof *t);
    t->db = db;
    *out = &t->base;
    return SQLITE_OK;
}

static int on_disconnect(sqlite3_vtab *t)
{
    sqlite3_free(t);
    return SQLITE_OK;
}

/* There is one way to read it; so few rows that it always stands on the outside of a join. */
static int on_best_index(sqlite3_vtab *t, sqlite3_index_info *info)
{
    (void)t;
    info->estimatedCost = 100;
    info->estimatedRows = 100;
    return SQLITE_OK;
}

static int on_open(sqlite3_vtab *t, sqlite3_vtab_cursor **out)
{
    struct cursor *c = sqlite3_malloc(sizeof *c);
    if (!c)
        return SQLITE_NOMEM;
    memset(c, 0, sizeof *c);
    c->stage = ((struct table *)t)->db->stage;
    *out = &c->base;
    return SQLITE_OK;
}

static int on_close(sqlite3_vtab_cursor *c)
{
    sqlite3_free(c);
    return SQLITE_OK;
}

static int on_filter(sqlite3_vtab_cursor *c, int number, const char *text, int argc, sqlite3_value **argv)
{
    (void)number, (void)text, (void)argc, (void)argv;
    ((struct cursor *)c)->row = 0;
    return SQLITE_OK;
}

static int on_next(sqlite3_vtab_cursor *c)
{
    ((struct cursor *)c)->row++;
    return SQLITE_OK;
}

static int on_eof(sqlite3_vtab_cursor *base)
{
    const struct cursor *c = (const struct cursor *)base;
    return !c->stage || c->row >= c->stage->rows;
}

static int on_column(sqlite3_vtab_cursor *base, sqlite3_context *ctx, int column)
{
    const struct cursor *c = (const struct cursor *)base;
    struct jf_cell cell = { .type = JF_ARG_NULL };
    if (!c->stage->cell(c->stage->arg, c->row, column, &cell))
        return SQLITE_INTERNAL;
    sqlite3_destructor_type life = cell.brief ? SQLITE_TRANSIENT : SQLITE_STATIC;
    switch (cell.type) {
    case JF_ARG_NULL:
        break;
    case JF_ARG_INT:
        sqlite3_result_int64(ctx, cell.number);
        break;
    case JF_ARG_TEXT:
        sqlite3_result_text64(ctx, cell.text, cell.len, life, SQLITE_UTF8);
        break;
    case JF_ARG_BLOB:
        sqlite3_result_blob64(ctx, cell.text, cell.len, life);
        break;
    }
    return SQLITE_OK;
}

static int on_rowid(sqlite3_vtab_cursor *c, sqlite3_int64 *rowid)
{
    *rowid = (sqlite3_int64)((struct cursor *)c)->row;
    return SQLITE_OK;
}

/* Without xCreate it exists as soon as the module is registered, and cannot be made under another name. */
static const sqlite3_module module = {
    .iVersion = 1,
    .xConnect = on_connect,
    .xBestIndex = on_best_index,
    .xDisconnect = on_disconnect,
    .xOpen = on_open,
    .xClose = on_close,
    .xFilter = on_filter,
    .xNext = on_next,
    .xEof = on_eof,
    .xColumn = on_column,
    .xRowid = on_rowid,
};

static bool same_columns(const struct jf_stage_table *a, const char *const *columns, int count)
{
    bool same = a->count == count;
    for (int i = 0; same && i < count; i++)
        same = jf_streq(a->columns[i], columns[i]);
    return same;
}

enum jf_status jf_stage_table(struct jf_db *db, const char *const *columns, int count, struct jf_error *err)
{
    struct jf_stage_table *t = &db->stage_table;
    if (t->columns)
        return same_columns(t, columns, count) ? JF_OK : jf_error_set(err, JF_BUG, _("'staged' has other columns"));
    t->columns = jf_alloc((size_t)count * sizeof *t->columns);
    if (!t->columns)
        return jf_error_set(err, JF_NOMEM, _("out of memory"));
    memcpy(t->columns, columns, (size_t)count * sizeof *t->columns);
    t->count = count;
    int rc = sqlite3_create_module_v2(db->handle, "staged", &module, db, NULL);
    if (rc == SQLITE_OK)
        return JF_OK;
    jf_free(t->columns);
    t->columns = NULL;
    return store_error(db, rc, _("cannot set up the database"), err);
}

void jf_stage_rows(struct jf_db *db, const struct jf_stage *stage)
{
    db->stage = stage;
}
