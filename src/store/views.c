/* views.c - the TEMP views and tables of src/sql/views.sql, each made when the first statement names it: to make all
 * takes longer than most questions. Knows their names, not what they are for. */
#include "internal.h"

#include "jianfu/resource.h"

#include <stdlib.h>
#include <string.h>

static const char begin_mark[] = "\nCREATE TEMP ", name_mark[] = " IF NOT EXISTS ", end_mark[] = ";\n";
static const char letters[] = "abcdefghijklmnopqrstuvwxyz_0123456789";

struct view {
    const char *name; /* in the text of views.sql, as is the rest */
    size_t name_len;
    const char *sql;
    size_t len;
    bool made, undoable; /* undoable: since the transaction that is open began */
};

struct store_views {
    struct view *list; /* sorted by name */
    size_t count;
};

static int by_name(const void *a, const void *b)
{
    const struct view *x = a, *y = b;
    int order = memcmp(x->name, y->name, x->name_len < y->name_len ? x->name_len : y->name_len);
    return order ? order : (x->name_len > y->name_len) - (x->name_len < y->name_len);
}

/* Cut the text into its statements; without `list` only count them. */
static size_t cut(const char *text, struct view *list)
{
    size_t count = 0;
    for (const char *at = text; (at = strstr(at, begin_mark)) != NULL; count++) {
        const char *sql = ++at, *name = strstr(sql, name_mark), *end = strstr(sql, end_mark);
        if (!name || !end)
            break;
        name += strlen(name_mark);
        if (list)
            list[count] = (struct view){ name, strspn(name, letters), sql, (size_t)(end - sql) + 1, false, false };
    }
    return count;
}

static enum jf_status open_views(struct jf_db *db, struct jf_error *err)
{
    if (db->views)
        return JF_OK;
    const char *text = jf_resource("sql/views.sql", NULL);
    struct store_views *views = jf_alloc(sizeof *views);
    if (views && text) {
        views->count = cut(text, NULL);
        views->list = jf_alloc((views->count + 1) * sizeof *views->list);
    }
    if (!views || (text && !views->list)) {
        jf_free(views);
        return jf_error_set(err, JF_NOMEM, _("out of memory"));
    }
    if (text)
        cut(text, views->list);
    qsort(views->list, views->count, sizeof *views->list, by_name);
    db->views = views;
    return JF_OK;
}

void store_release_views(struct jf_db *db)
{
    if (db->views)
        jf_free(db->views->list);
    jf_free(db->views);
    db->views = NULL;
}

static enum jf_status make_named(struct jf_db *db, const char *sql, size_t len, struct jf_error *err);

/* A view may only be read when those that it names are there, too. */
static enum jf_status make(struct jf_db *db, struct view *view, struct jf_error *err)
{
    sqlite3_stmt *st = NULL;
    if (view->made)
        return JF_OK;
    view->made = true;
    enum jf_status status = make_named(db, view->sql, view->len, err);
    if (status == JF_OK) {
        int rc = sqlite3_prepare_v2(db->handle, view->sql, (int)view->len, &st, NULL);
        if (rc == SQLITE_OK)
            rc = sqlite3_step(st);
        if (rc != SQLITE_DONE)
            status = store_error(db, rc, _("cannot set up the database"), err);
        sqlite3_finalize(st);
    }
    view->made = status == JF_OK;
    view->undoable = db->txn_owner != NULL;
    return status;
}

/* Names are looked for word by word, but not in comments. What stands in a text may be made for nothing. */
static enum jf_status make_named(struct jf_db *db, const char *sql, size_t len, struct jf_error *err)
{
    enum jf_status status = JF_OK;
    const char *end = sql + len;
    for (const char *at = sql; status == JF_OK && at < end;) {
        struct view key = { .name = at, .name_len = strspn(at, letters) };
        if (key.name_len > 0) {
            struct view *found = bsearch(&key, db->views->list, db->views->count, sizeof key, by_name);
            if (found)
                status = make(db, found, err);
            at += key.name_len;
        } else if (at[0] == '-' && at[1] == '-') {
            at += strcspn(at, "\n");
        } else {
            at++;
        }
    }
    return status;
}

enum jf_status store_views_for(struct jf_db *db, const char *sql, size_t len, struct jf_error *err)
{
    enum jf_status status = open_views(db, err);
    return status == JF_OK ? make_named(db, sql, len, err) : status;
}

enum jf_status jf_db_views(struct jf_db *db, struct jf_error *err)
{
    enum jf_status status = open_views(db, err);
    for (size_t i = 0; status == JF_OK && i < db->views->count; i++)
        status = make(db, &db->views->list[i], err);
    return status;
}

enum jf_status jf_db_views_of(struct jf_db *db, const char *statement, struct jf_error *err)
{
    struct jf_stmt *st = NULL;
    enum jf_status status = jf_stmt_get(db, statement, &st, err);
    jf_stmt_done(st);
    return status;
}

void store_views_undone(struct jf_db *db)
{
    bool gone = false;
    for (size_t i = 0; db->views && i < db->views->count; i++) {
        struct view *view = &db->views->list[i];
        gone = gone || (view->made && view->undoable);
        view->made = view->made && !view->undoable;
        view->undoable = false;
    }
    db->views_age += gone; /* else no statement has to be looked at again */
}

void store_views_stay(struct jf_db *db)
{
    for (size_t i = 0; db->views && i < db->views->count; i++)
        db->views->list[i].undoable = false;
}

enum jf_status jf_db_view_again(struct jf_db *db, const char *view, struct jf_error *err)
{
    struct jf_str sql = JF_STR_INIT;
    jf_str_addf(&sql, "DROP VIEW IF EXISTS temp.%s", view);
    enum jf_status status = jf_str_check(&sql, err);
    if (status == JF_OK)
        status = jf_db_script(db, sql.data, err);
    jf_str_release(&sql);
    struct view key = { .name = view, .name_len = strlen(view) };
    struct view *found = status == JF_OK ? bsearch(&key, db->views->list, db->views->count, sizeof key, by_name) : NULL;
    if (found)
        found->made = false;
    return found ? make(db, found, err) : status;
}
