/* statement.c - named statements, queries from texts, binding and columns. All values are bound, never pasted. */
#include "internal.h"

#include "jianfu/resource.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>

static const char marker[] = "-- name: ";

static int by_name(const void *a, const void *b)
{
    return strcmp(((const struct named *)a)->name, ((const struct named *)b)->name);
}

static bool holds_statements(const struct jf_resource *r)
{
    return strncmp(r->path, "sql/", 4) == 0 && strcmp(r->path, "sql/views.sql") != 0;
}

/* Cut one file into its statements; a statement reaches from its name to the next name or the end of the file. */
static bool cut(const char *text, struct named *list, size_t *count, struct jf_str *names)
{
    for (const char *at = strstr(text, marker); at;) {
        const char *name = at + strlen(marker);
        size_t name_len = strcspn(name, " \r\n");
        const char *body = name + strcspn(name, "\n");
        const char *next = strstr(body, marker);
        if (list) {
            list[*count].name = (const char *)names->len; /* offset for now: the memory may still move */
            list[*count].sql = body;
            list[*count].len = next ? (size_t)(next - body) : strlen(body);
            jf_str_addn(names, name, name_len);
            jf_str_addn(names, "", 1);
        }
        ++*count;
        at = next;
    }
    return !names->failed;
}

enum jf_status store_index_statements(struct jf_db *db, struct jf_error *err)
{
    struct jf_str names = JF_STR_INIT;
    size_t count = 0;
    for (const struct jf_resource *r = jf_resources(); r->path; r++)
        if (holds_statements(r))
            cut(r->text, NULL, &count, &names);
    db->named = jf_alloc((count + 1) * sizeof *db->named);
    if (!db->named)
        return jf_error_set(err, JF_NOMEM, _("out of memory"));
    for (const struct jf_resource *r = jf_resources(); r->path; r++)
        if (holds_statements(r))
            cut(r->text, db->named, &db->named_count, &names);
    db->names = jf_str_take(&names);
    if (!db->names)
        return jf_error_set(err, JF_NOMEM, _("out of memory"));
    for (size_t i = 0; i < db->named_count; i++)
        db->named[i].name = db->names + (size_t)db->named[i].name;
    qsort(db->named, db->named_count, sizeof *db->named, by_name);
    return JF_OK;
}

void store_release_statements(struct jf_db *db)
{
    for (size_t i = 0; i < db->named_count; i++)
        if (db->named[i].stmt) {
            sqlite3_finalize(db->named[i].stmt->handle);
            jf_free(db->named[i].stmt);
        }
    jf_free(db->named);
    jf_free(db->names);
    db->named = NULL;
    db->named_count = 0;
    db->names = NULL;
}

enum jf_status store_pragma_int(struct jf_db *db, const char *sql, int64_t *value, struct jf_error *err)
{
    sqlite3_stmt *st = NULL;
    int rc = sqlite3_prepare_v2(db->handle, sql, -1, &st, NULL);
    if (rc == SQLITE_OK && (rc = sqlite3_step(st)) == SQLITE_ROW) {
        *value = sqlite3_column_int64(st, 0);
        rc = SQLITE_OK;
    }
    if (rc == SQLITE_DONE)
        rc = SQLITE_OK;
    enum jf_status status = rc == SQLITE_OK ? JF_OK : store_error(db, rc, _("cannot read the database"), err);
    sqlite3_finalize(st);
    return status;
}

/* Nothing but space and comments may follow a statement. */
static enum jf_status nothing_follows(struct jf_db *db, const char *name, const char *tail, size_t len,
                                      struct jf_error *err)
{
    sqlite3_stmt *more = NULL;
    enum jf_status status = JF_OK;
    int rc = sqlite3_prepare_v2(db->handle, tail, (int)len, &more, NULL);
    if (rc != SQLITE_OK)
        status = store_error(db, rc, name ? name : _("cannot prepare the query"), err);
    if (more || status == JF_REFUSED)
        status =
            jf_error_set(err, name ? JF_BUG : JF_REFUSED, _("%s: more than one statement"), name ? name : _("query"));
    sqlite3_finalize(more);
    return status;
}

static enum jf_status prepare(struct jf_db *db, const char *name, const char *sql, size_t len, bool keep,
                              struct jf_stmt **out, struct jf_error *err)
{
    enum jf_status ready = store_views_for(db, sql, len, err);
    if (ready != JF_OK)
        return ready;
    struct jf_stmt *st = jf_alloc(sizeof *st);
    if (!st)
        return jf_error_set(err, JF_NOMEM, _("out of memory"));
    const char *tail = NULL;
    int rc = len > INT_MAX ? SQLITE_TOOBIG
                           : sqlite3_prepare_v3(db->handle, sql, (int)len, keep ? SQLITE_PREPARE_PERSISTENT : 0,
                                                &st->handle, &tail);
    if (rc != SQLITE_OK || !st->handle) {
        enum jf_status status = rc != SQLITE_OK ? store_error(db, rc, name ? name : _("cannot prepare the query"), err)
                                                : jf_error_set(err, JF_REFUSED, _("the query is empty"));
        jf_free(st);
        return name && status == JF_REFUSED ? JF_BUG : status;
    }
    enum jf_status status = nothing_follows(db, name, tail, len - (size_t)(tail - sql), err);
    if (status != JF_OK) {
        sqlite3_finalize(st->handle);
        jf_free(st);
        return status;
    }
    st->db = db;
    st->name = name;
    st->kept = keep;
    st->from_text = !name;
    st->views_age = db->views_age;
    *out = st;
    return JF_OK;
}

/* Views that a rollback took away come back before a statement that names them runs again. */
static enum jf_status views_of(struct jf_stmt *st, struct jf_error *err)
{
    const char *sql = sqlite3_sql(st->handle);
    if (st->views_age == st->db->views_age)
        return JF_OK;
    st->views_age = st->db->views_age;
    return store_views_for(st->db, sql, strlen(sql), err);
}

enum jf_status jf_stmt_get(struct jf_db *db, const char *name, struct jf_stmt **out, struct jf_error *err)
{
    struct named key = { .name = name };
    struct named *found = bsearch(&key, db->named, db->named_count, sizeof *db->named, by_name);
    if (!found)
        return jf_error_set(err, JF_BUG, _("there is no statement named '%s'"), name);
    if (!found->stmt) {
        enum jf_status status = prepare(db, found->name, found->sql, found->len, true, &found->stmt, err);
        if (status != JF_OK)
            return status;
    }
    if (found->stmt->running)
        return prepare(db, found->name, found->sql, found->len, false, out, err);
    *out = found->stmt;
    return views_of(found->stmt, err);
}

static enum jf_status bind(struct jf_stmt *st, const struct jf_arg *args, bool lenient, struct jf_error *err)
{
    for (; args && args->name; args++) {
        int at = sqlite3_bind_parameter_index(st->handle, args->name);
        if (at == 0 && lenient)
            continue;
        if (at == 0)
            return jf_error_set(err, JF_BUG, _("statement '%s' has no parameter %s"), st->name ? st->name : "?",
                                args->name);
        int rc = SQLITE_OK;
        switch (args->type) {
        case JF_ARG_NULL:
            rc = sqlite3_bind_null(st->handle, at);
            break;
        case JF_ARG_INT:
            rc = sqlite3_bind_int64(st->handle, at, args->number);
            break;
        case JF_ARG_TEXT:
            rc = sqlite3_bind_text(st->handle, at, args->text, -1, SQLITE_TRANSIENT);
            break;
        case JF_ARG_BLOB:
            rc = sqlite3_bind_blob64(st->handle, at, args->text, args->len, SQLITE_TRANSIENT);
            break;
        }
        if (rc != SQLITE_OK)
            return store_error(st->db, rc, _("cannot bind a value"), err);
    }
    return JF_OK;
}

static enum jf_status start(struct jf_stmt *st, const struct jf_arg *args, bool lenient, struct jf_stmt **out,
                            struct jf_error *err)
{
    enum jf_status status = views_of(st, err);
    if (status == JF_OK)
        status = bind(st, args, lenient, err);
    st->running = true;
    if (status != JF_OK) {
        jf_stmt_done(st);
        return status;
    }
    *out = st;
    return JF_OK;
}

enum jf_status jf_db_query(struct jf_db *db, const char *name, const struct jf_arg *args, struct jf_stmt **out,
                           struct jf_error *err)
{
    struct jf_stmt *st = NULL;
    *out = NULL;
    enum jf_status status = jf_stmt_get(db, name, &st, err);
    return status == JF_OK ? start(st, args, false, out, err) : status;
}

enum jf_status jf_db_query_text(struct jf_db *db, const char *sql, bool read_only, const struct jf_arg *args,
                                struct jf_stmt **out, struct jf_error *err)
{
    struct jf_stmt *st = NULL;
    *out = NULL;
    enum jf_status status = prepare(db, NULL, sql, strlen(sql), false, &st, err);
    if (status != JF_OK)
        return status;
    if (read_only && !sqlite3_stmt_readonly(st->handle)) {
        jf_stmt_done(st);
        return jf_error_set(err, JF_REFUSED, _("the query would write to the database"));
    }
    return start(st, args, true, out, err);
}

/* What failed, for people: the name of a statement means something only where the statement itself is at fault. */
static const char *phrase(const struct jf_stmt *st, int rc)
{
    int primary = rc & 0xff;
    if (!st->name)
        return _("the query failed");
    bool at_fault = primary == SQLITE_ERROR || primary == SQLITE_CONSTRAINT || primary == SQLITE_MISUSE;
    return at_fault ? st->name : sqlite3_stmt_readonly(st->handle) ? _("cannot read the database") : _("cannot save");
}

enum jf_status jf_stmt_next(struct jf_stmt *st, bool *row, struct jf_error *err)
{
    int rc = sqlite3_step(st->handle);
    *row = rc == SQLITE_ROW;
    if (rc == SQLITE_ROW || rc == SQLITE_DONE)
        return JF_OK;
    return store_error(st->db, rc, phrase(st, rc), err);
}

bool jf_stmt_row(struct jf_stmt *st, enum jf_status *status, struct jf_error *err)
{
    bool row = false;
    if (st && *status == JF_OK)
        *status = jf_stmt_next(st, &row, err);
    return *status == JF_OK && row;
}

void jf_stmt_done(struct jf_stmt *st)
{
    if (!st)
        return;
    if (!st->kept) {
        sqlite3_finalize(st->handle);
        jf_free(st);
        return;
    }
    sqlite3_reset(st->handle);
    sqlite3_clear_bindings(st->handle);
    st->running = false;
}

enum jf_status jf_stmt_again(struct jf_stmt *st, const struct jf_arg *args, struct jf_error *err)
{
    sqlite3_reset(st->handle);
    enum jf_status status = views_of(st, err);
    return status == JF_OK ? bind(st, args, st->from_text, err) : status;
}

enum jf_status jf_db_run(struct jf_db *db, const char *name, const struct jf_arg *args, struct jf_error *err)
{
    struct jf_stmt *st = NULL;
    enum jf_status status = jf_db_query(db, name, args, &st, err);
    while (jf_stmt_row(st, &status, err))
        continue;
    jf_stmt_done(st);
    return status;
}

enum jf_status jf_db_int(struct jf_db *db, const char *name, const struct jf_arg *args, int64_t none, int64_t *value,
                         struct jf_error *err)
{
    struct jf_stmt *st = NULL;
    *value = none;
    enum jf_status status = jf_db_query(db, name, args, &st, err);
    if (jf_stmt_row(st, &status, err) && !jf_col_null(st, 0))
        *value = jf_col_int(st, 0);
    jf_stmt_done(st);
    return status;
}

enum jf_status jf_db_text(struct jf_db *db, const char *name, const struct jf_arg *args, struct jf_str *out,
                          bool *found, struct jf_error *err)
{
    struct jf_stmt *st = NULL;
    enum jf_status status = jf_db_query(db, name, args, &st, err);
    bool there = jf_stmt_row(st, &status, err) && !jf_col_null(st, 0);
    if (there)
        jf_str_add(out, jf_col_text(st, 0));
    if (found)
        *found = there;
    jf_stmt_done(st);
    return status;
}

enum jf_status jf_db_script(struct jf_db *db, const char *sql, struct jf_error *err)
{
    enum jf_status status = store_views_for(db, sql, strlen(sql), err);
    int rc = status == JF_OK ? sqlite3_exec(db->handle, sql, NULL, NULL, NULL) : SQLITE_OK;
    return rc == SQLITE_OK ? status : store_error(db, rc, _("cannot set up the database"), err);
}

int jf_stmt_columns(const struct jf_stmt *st)
{
    return sqlite3_column_count(st->handle);
}

const char *jf_stmt_column_name(const struct jf_stmt *st, int column)
{
    return sqlite3_column_name(st->handle, column);
}

int jf_stmt_column(const struct jf_stmt *st, const char *name)
{
    int count = sqlite3_column_count(st->handle);
    for (int i = 0; i < count; i++)
        if (jf_streq(sqlite3_column_name(st->handle, i), name))
            return i;
    return -1;
}

int64_t jf_col_int(const struct jf_stmt *st, int column)
{
    return column < 0 ? 0 : sqlite3_column_int64(st->handle, column);
}

const char *jf_col_text(const struct jf_stmt *st, int column)
{
    const char *text = column < 0 ? NULL : (const char *)sqlite3_column_text(st->handle, column);
    if (text || column < 0 || (sqlite3_errcode(st->db->handle) & 0xff) != SQLITE_NOMEM)
        return text;
    jf_memory_lacks(); /* it is there, but could not be brought; who reads it asks for no status */
    return "";
}

const void *jf_col_blob(const struct jf_stmt *st, int column, size_t *len)
{
    const void *bytes = column < 0 ? NULL : sqlite3_column_blob(st->handle, column);
    *len = bytes ? (size_t)sqlite3_column_bytes(st->handle, column) : 0;
    return bytes;
}

bool jf_col_null(const struct jf_stmt *st, int column)
{
    return column < 0 || sqlite3_column_type(st->handle, column) == SQLITE_NULL;
}

bool jf_col_is_int(const struct jf_stmt *st, int column)
{
    return column >= 0 && sqlite3_column_type(st->handle, column) == SQLITE_INTEGER;
}

int jf_stmt_param_count(const struct jf_stmt *st)
{
    return sqlite3_bind_parameter_count(st->handle);
}

const char *jf_stmt_param_name(const struct jf_stmt *st, int position)
{
    return sqlite3_bind_parameter_name(st->handle, position);
}

int64_t jf_db_last_id(const struct jf_db *db)
{
    return sqlite3_last_insert_rowid(db->handle);
}

int64_t jf_db_changes(const struct jf_db *db)
{
    return sqlite3_changes64(db->handle);
}
