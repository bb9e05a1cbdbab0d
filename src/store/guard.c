/* guard.c - the read-only connection for other people's SELECTs: authorizer, budgets, reasons. Knows nothing of rules
 * and never writes but TEMP views and tables before it is armed. */
#include "internal.h"

#include "jianfu/guard.h"
#include "jianfu/utf8.h"
#include "jianfu/day.h"

#include <limits.h>
#include <string.h>
#include <strings.h>
#include <time.h>

enum {
    DEFAULT_MILLISECONDS = 10000,
    DEFAULT_ROWS = 100000,
    DEFAULT_BYTES = 256 * 1024 * 1024,
    TEXT_LIMIT = 65536,   /* bytes of one value */
    STEPS_PER_LOOK = 1000 /* instructions between two looks at the clock */
};

/* What the views read: table and column; the column "" stands for counting rows. */
struct open_column {
    char *table, *column;
};

struct jf_guard {
    struct jf_db *db;
    struct jf_guard_limits limits;
    struct open_column *columns;
    size_t count, room;
    struct jf_str names; /* of all tables, views and modules, each between two line ends: what is not here is a CTE */
    bool failed;         /* out of memory while gathering */
    int64_t deadline, rows;
    bool late;            /* stopped by the clock */
    bool stopped;         /* by the watcher of the main connection */
    struct jf_db *follow; /* the main connection; NULL: nobody's watcher is asked */
    char reason[256];
    char culprit[128]; /* the name that was refused */
    long at;
};

/* Closed whatever a view may show. A NULL column closes the table. */
static const struct {
    const char *table, *column;
} closed[] = {
    { "notice", "payer_name" },
    { "petition", "petitioner" },
    { "petition", "telephone" },
    { "petition", "address" },
    { "petition", "text" },
    { "petition_step", NULL },
    { "household", "head_name" },
    { "arrear", "debtor_name" },
    { "refund_payee", "name" },
    { "refund_payment", "received_by" },
    { "refund_payment", "proxy" },
    { "refund_withdrawn", NULL },
    { "refund_call", "note" },
    { "payment_line", "received_by" },
    { "payment_line", "proxy" },
    { "accountability_person", "name" },
    { "record", "digest" },
    { "event", NULL },
    { "quarantine", NULL },
    { "diagnostic", NULL },
    { "finding", NULL },
    { "v_finding", NULL },
    { "village_account_entry", "counterparty" },
    { "village_account_entry", "summary" },
    { "v_account_finding", NULL },
};

/* All pure functions of their arguments, bounded by TEXT_LIMIT; the last line is our own (functions.c). group_concat is
 * here for views' sake; `rule lint` asks for its order. */
static const char *const functions[] = {
    "abs",         "avg",      "char",        "coalesce",     "count",        "cume_dist",  "dense_rank",
    "first_value", "format",   "glob",        "group_concat", "hex",          "ifnull",     "iif",
    "instr",       "lag",      "last_value",  "lead",         "length",       "like",       "lower",
    "ltrim",       "max",      "min",         "nth_value",    "ntile",        "nullif",     "percent_rank",
    "printf",      "quote",    "rank",        "replace",      "round",        "row_number", "rtrim",
    "sign",        "substr",   "substring",   "sum",          "total",        "trim",       "typeof",
    "unicode",     "upper",    "regexp",      "doc_no",       "doc_no_plain", "fen_text",   "half_year",
    "julianday",   "add_days", "name_period", "period_text",
};

static int64_t now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

/* ---- what the views read ---- */

static bool is_open(const struct jf_guard *guard, const char *table, const char *column)
{
    for (size_t i = 0; i < guard->count; i++)
        if (strcasecmp(guard->columns[i].table, table) == 0 &&
            (!*column || strcasecmp(guard->columns[i].column, column) == 0))
            return true;
    return false;
}

static bool is_closed(const char *table, const char *column)
{
    for (size_t i = 0; i < sizeof closed / sizeof *closed; i++)
        if (strcasecmp(closed[i].table, table) == 0 && (!closed[i].column || strcasecmp(closed[i].column, column) == 0))
            return true;
    return false;
}

static int note_read(void *arg, int action, const char *table, const char *column, const char *database,
                     const char *within)
{
    struct jf_guard *guard = arg;
    (void)database;
    (void)within;
    if (action != SQLITE_READ || guard->failed || !table || !column || is_open(guard, table, column) ||
        is_closed(table, column))
        return SQLITE_OK;
    if (guard->count == guard->room) {
        size_t room = guard->room ? guard->room * 2 : 256;
        struct open_column *more = jf_grow(guard->columns, room, sizeof *more);
        if (!more) {
            guard->failed = true;
            return SQLITE_OK;
        }
        guard->columns = more;
        guard->room = room;
    }
    struct open_column *one = &guard->columns[guard->count++];
    one->table = jf_dup(table);
    one->column = jf_dup(column);
    guard->failed = !one->table || !one->column;
    return SQLITE_OK;
}

static bool may_show(const char *view)
{
    return !is_closed(view, "");
}

/* Prepare each view once with an authorizer that only takes notes. */
static enum jf_status gather_columns(struct jf_guard *guard, struct jf_error *err)
{
    struct jf_stmt *st = NULL;
    struct jf_str sql = JF_STR_INIT;
    enum jf_status status = jf_db_query(guard->db, "guard.views", NULL, &st, err);
    while (jf_stmt_row(st, &status, err)) {
        if (!may_show(jf_col_text(st, 0)))
            continue;
        sqlite3_stmt *view = NULL;
        jf_str_clear(&sql);
        jf_str_addf(&sql, "SELECT * FROM \"%s\"", jf_col_text(st, 0));
        sqlite3_set_authorizer(guard->db->handle, note_read, guard);
        int rc = sqlite3_prepare_v2(guard->db->handle, sql.data, -1, &view, NULL);
        sqlite3_set_authorizer(guard->db->handle, NULL, NULL);
        if (rc != SQLITE_OK)
            status = store_error(guard->db, rc, _("cannot read a view"), err);
        sqlite3_finalize(view);
    }
    jf_stmt_done(st);
    if (status == JF_OK && (guard->failed || sql.failed))
        status = jf_error_set(err, JF_NOMEM, _("out of memory"));
    jf_str_release(&sql);
    return status;
}

static enum jf_status gather_names(struct jf_guard *guard, struct jf_error *err)
{
    struct jf_stmt *st = NULL;
    enum jf_status status = jf_db_query(guard->db, "guard.names", NULL, &st, err);
    while (jf_stmt_row(st, &status, err)) {
        jf_str_addf(&guard->names, "%s\n", jf_col_text(st, 0));
    }
    jf_stmt_done(st);
    return status == JF_OK ? jf_str_check(&guard->names, err) : status;
}

/* ---- functions that are narrower here than SQLite's ---- */

/* SQLite's printf gives NULL for a text that is too long: a wrong answer instead of a refusal. Here: %d, %0Nd, %s, %%.
 */
static void narrow_printf(sqlite3_context *ctx, int argc, sqlite3_value **argv)
{
    const char *at = argc > 0 ? (const char *)sqlite3_value_text(argv[0]) : NULL;
    struct jf_str out = JF_STR_INIT;
    int next = 1, width = 0;
    bool good = at != NULL;
    for (; good && *at; at++) {
        if (*at != '%' || *++at == '%') {
            jf_str_addc(&out, *at);
            continue;
        }
        bool zeros = *at == '0';
        for (width = 0; *at >= '0' && *at <= '9' && width < 100; at++)
            width = width * 10 + (*at - '0');
        const char *text = next < argc ? (const char *)sqlite3_value_text(argv[next]) : "";
        if (*at == 'd' && zeros)
            jf_str_addf(&out, "%0*lld", width, next < argc ? (long long)sqlite3_value_int64(argv[next]) : 0LL);
        else if (*at == 'd')
            jf_str_addf(&out, "%*lld", width, next < argc ? (long long)sqlite3_value_int64(argv[next]) : 0LL);
        else if (*at == 's' && width == 0)
            jf_str_add(&out, text ? text : "");
        else
            good = false;
        next++;
        if (!good)
            break;
    }
    if (!good)
        sqlite3_result_error(ctx, _("printf knows only %d, %0Nd, %s and %% in own rules, with a width below 100"), -1);
    else if (out.failed)
        sqlite3_result_error_nomem(ctx);
    else if (out.len > TEXT_LIMIT)
        sqlite3_result_error_toobig(ctx);
    else
        sqlite3_result_text64(ctx, out.data, out.len, SQLITE_TRANSIENT, SQLITE_UTF8);
    jf_str_release(&out);
}

/* The whole number below SQLite's julianday at midnight; only for days, for 'now' would be a clock. */
static void narrow_julianday(sqlite3_context *ctx, int argc, sqlite3_value **argv)
{
    int32_t number;
    bool null = argc == 1 && sqlite3_value_type(argv[0]) == SQLITE_NULL;
    const char *day = argc == 1 ? (const char *)sqlite3_value_text(argv[0]) : NULL;
    if (day && jf_day_parse(day, &number))
        sqlite3_result_int64(ctx, (int64_t)number + 2440587);
    else if (!null)
        sqlite3_result_error(ctx, _("julianday takes a day; own rules have no clock"), -1);
}

static enum jf_status narrow(struct jf_guard *guard, struct jf_error *err)
{
    static const struct {
        const char *name;
        int args;
        void (*call)(sqlite3_context *, int, sqlite3_value **);
    } table[] = { { "printf", -1, narrow_printf },
                  { "format", -1, narrow_printf },
                  { "julianday", -1, narrow_julianday } };
    for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
        int rc = sqlite3_create_function_v2(guard->db->handle, table[i].name, table[i].args,
                                            SQLITE_UTF8 | SQLITE_DETERMINISTIC | SQLITE_INNOCUOUS, NULL, table[i].call,
                                            NULL, NULL, NULL);
        if (rc != SQLITE_OK)
            return store_error(guard->db, rc, _("cannot set up the database"), err);
    }
    return JF_OK;
}

/* ---- the authorizer ---- */

static int deny(struct jf_guard *guard, const char *culprit, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

/* Keep the first reason: what follows from it says less. */
static int deny(struct jf_guard *guard, const char *culprit, const char *format, ...)
{
    if (guard->reason[0])
        return SQLITE_DENY;
    struct jf_str text = JF_STR_INIT;
    va_list ap;
    va_start(ap, format);
    jf_str_vaddf(&text, format, ap);
    va_end(ap);
    jf_str_truncate(&text, jf_utf8_prefix(text.data, sizeof guard->reason - 1));
    snprintf(guard->reason, sizeof guard->reason, "%s", text.data);
    snprintf(guard->culprit, sizeof guard->culprit, "%.*s", (int)sizeof guard->culprit - 1, culprit);
    jf_str_release(&text);
    return SQLITE_DENY;
}

/* Is it a table, a view or a table-valued function of SQLite? A CTE is none of these. */
static bool is_real(const struct jf_guard *guard, const char *name)
{
    size_t len = strlen(name);
    if (strncasecmp(name, "sqlite_", 7) == 0 || strncasecmp(name, "pragma_", 7) == 0)
        return true;
    for (const char *at = guard->names.data; *at; at += strcspn(at, "\n"), at += *at == '\n')
        if (strncasecmp(at, name, len) == 0 && at[len] == '\n')
            return true;
    return false;
}

static int check_read(struct jf_guard *guard, const char *table, const char *column)
{
    if (!*column && !is_real(guard, table))
        return SQLITE_OK; /* the rows of a CTE are counted; what it reads is asked for by itself */
    if (is_closed(table, column) && *column)
        return deny(guard, column, _("the column '%s.%s' is closed to own rules"), table, column);
    if (is_closed(table, "") || !is_open(guard, table, ""))
        return deny(guard, table, _("the table '%s' is not open to own rules"), table);
    if (!is_open(guard, table, column))
        return deny(guard, column, _("the column '%s.%s' is not open to own rules"), table, column);
    return SQLITE_OK;
}

static int check_function(struct jf_guard *guard, const char *name)
{
    for (size_t i = 0; i < sizeof functions / sizeof *functions; i++)
        if (strcasecmp(functions[i], name) == 0)
            return SQLITE_OK;
    return deny(guard, name, _("the function '%s' is not allowed in own rules"), name);
}

static int authorize(void *arg, int action, const char *a, const char *b, const char *database, const char *within)
{
    struct jf_guard *guard = arg;
    (void)database;
    (void)within; /* a CTE can forge it */
    switch (action) {
    case SQLITE_SELECT:
    case SQLITE_RECURSIVE:
        return SQLITE_OK;
    case SQLITE_READ:
        return check_read(guard, a ? a : "", b ? b : "");
    case SQLITE_FUNCTION:
        return check_function(guard, b ? b : "");
    case SQLITE_PRAGMA:
        return deny(guard, a ? a : "", _("own rules only read: %s is not allowed"), "PRAGMA");
    case SQLITE_ATTACH:
    case SQLITE_DETACH:
        return deny(guard, "", _("own rules only read: %s is not allowed"),
                    action == SQLITE_ATTACH ? "ATTACH" : "DETACH");
    case SQLITE_UPDATE: /* so SQLite asks before it sets up a table-valued function */
        if (a && strncasecmp(a, "sqlite_", 7) == 0)
            return deny(guard, "", _("functions that stand for tables, such as json_each, are not open to own rules"));
        /* fall through */
    default:
        return deny(guard, a ? a : "", _("own rules only read: they may not change anything"));
    }
}

/* ---- budgets ---- */

static int look_at_clock(void *arg)
{
    struct jf_guard *guard = arg;
    guard->late = guard->late || now() > guard->deadline;
    guard->stopped = guard->stopped || (guard->follow && store_stops(guard->follow, 0, 0));
    return guard->late || guard->stopped;
}

static void limit(struct jf_guard *guard)
{
    static const struct {
        int id, value;
    } limits[] = {
        { SQLITE_LIMIT_LENGTH, TEXT_LIMIT },
        { SQLITE_LIMIT_SQL_LENGTH, 4 * TEXT_LIMIT },
        { SQLITE_LIMIT_COLUMN, 200 },
        { SQLITE_LIMIT_EXPR_DEPTH, 200 },
        { SQLITE_LIMIT_COMPOUND_SELECT, 50 },
        { SQLITE_LIMIT_VDBE_OP, 100000 },
        { SQLITE_LIMIT_FUNCTION_ARG, 32 },
        { SQLITE_LIMIT_ATTACHED, 0 },
        { SQLITE_LIMIT_LIKE_PATTERN_LENGTH, 100 },
        { SQLITE_LIMIT_VARIABLE_NUMBER, 20 },
        { SQLITE_LIMIT_TRIGGER_DEPTH, 1 },
        { SQLITE_LIMIT_WORKER_THREADS, 0 },
    };
    for (size_t i = 0; i < sizeof limits / sizeof *limits; i++)
        sqlite3_limit(guard->db->handle, limits[i].id, limits[i].value);
}

/* The heap limit is the whole process's: it holds only while SQLite works for the guard. */
static int64_t begin_memory(const struct jf_guard *guard)
{
    return sqlite3_hard_heap_limit64(sqlite3_memory_used() + guard->limits.bytes);
}

static void end_memory(int64_t before)
{
    sqlite3_hard_heap_limit64(before);
}

/* ---- opening ---- */

static enum jf_status arm(struct jf_guard *guard, jf_guard_prepare_fn *prepare, void *arg, struct jf_error *err)
{
    enum jf_status status = jf_db_views(guard->db, err);
    if (status == JF_OK && prepare)
        status = prepare(arg, guard->db, err);
    if (status == JF_OK)
        status = jf_txn_snapshot(guard->db, err);
    if (status == JF_OK)
        status = gather_columns(guard, err);
    if (status == JF_OK)
        status = gather_names(guard, err);
    if (status == JF_OK)
        status = narrow(guard, err);
    if (status != JF_OK)
        return status;
    store_release_statements(guard->db); /* nothing prepared before may be run again; named statements are over */
    limit(guard);
    sqlite3_exec(guard->db->handle, "PRAGMA query_only = ON", NULL, NULL, NULL);
    sqlite3_set_authorizer(guard->db->handle, authorize, guard);
    sqlite3_progress_handler(guard->db->handle, STEPS_PER_LOOK, look_at_clock, guard);
    return JF_OK;
}

enum jf_status jf_guard_open(const char *path, const struct jf_guard_limits *limits, jf_guard_prepare_fn *prepare,
                             void *arg, struct jf_guard **out, struct jf_error *err)
{
    struct jf_guard *guard = jf_alloc(sizeof *guard);
    if (!guard)
        return jf_error_set(err, JF_NOMEM, _("out of memory"));
    jf_str_init(&guard->names);
    guard->limits = limits ? *limits : (struct jf_guard_limits){ .rows = 0 };
    if (guard->limits.milliseconds <= 0)
        guard->limits.milliseconds = DEFAULT_MILLISECONDS;
    if (guard->limits.rows <= 0)
        guard->limits.rows = DEFAULT_ROWS;
    if (guard->limits.bytes <= 0)
        guard->limits.bytes = DEFAULT_BYTES;
    enum jf_status status = jf_db_open(path, JF_DB_READ, &guard->db, err);
    if (status == JF_OK)
        status = arm(guard, prepare, arg, err);
    if (status != JF_OK) {
        jf_guard_close(guard);
        return status;
    }
    jf_guard_start(guard);
    *out = guard;
    return JF_OK;
}

void jf_guard_close(struct jf_guard *guard)
{
    if (!guard)
        return;
    if (guard->db) {
        sqlite3_set_authorizer(guard->db->handle, NULL, NULL);
        sqlite3_progress_handler(guard->db->handle, 0, NULL, NULL);
    }
    jf_db_close(guard->db);
    for (size_t i = 0; i < guard->count; i++) {
        jf_free(guard->columns[i].table);
        jf_free(guard->columns[i].column);
    }
    jf_free(guard->columns);
    jf_str_release(&guard->names);
    jf_free(guard);
}

void jf_guard_stop_with(struct jf_guard *guard, struct jf_db *db)
{
    guard->follow = db;
}

void jf_guard_start(struct jf_guard *guard)
{
    guard->deadline = now() + guard->limits.milliseconds;
    guard->rows = 0;
    guard->late = false;
}

/* ---- running ---- */

static bool same_word(const char *word, size_t len, const char *other)
{
    return strlen(other) == len && strncasecmp(word, other, len) == 0;
}

/* NATURAL and USING cannot be written as anything but bare words. */
static bool check_word(void *arg, const char *word, size_t len, size_t at, int depth)
{
    struct jf_guard *guard = arg;
    (void)depth;
    if (!same_word(word, len, "using") && !same_word(word, len, "natural"))
        return true;
    deny(guard, "", _("own rules join with ON: %s is not allowed, it compares columns unseen"),
         same_word(word, len, "using") ? "USING" : "NATURAL JOIN");
    guard->at = (long)at;
    return false;
}

struct search {
    const char *name;
    long at;
};

static bool search_word(void *arg, const char *word, size_t len, size_t at, int depth)
{
    struct search *search = arg;
    (void)depth;
    if (!same_word(word, len, search->name))
        return true;
    search->at = (long)at;
    return false;
}

static void locate(struct jf_guard *guard, const char *sql)
{
    if (guard->at >= 0)
        return;
    guard->at = sqlite3_error_offset(guard->db->handle);
    if (guard->at >= 0 || !guard->culprit[0])
        return;
    struct search search = { guard->culprit, -1 };
    jf_sql_words(sql, search_word, &search);
    guard->at = search.at;
}

/* Say in plain words why it ended: our own reason first, then what SQLite tells. */
static enum jf_status explain(struct jf_guard *guard, enum jf_status status, struct jf_error *err)
{
    int code = sqlite3_errcode(guard->db->handle) & 0xff;
    if (guard->stopped)
        return jf_error_set(err, JF_STOPPED, _("stopped; nothing was changed"));
    if (guard->reason[0])
        return jf_error_set(err, JF_REFUSED, "%s", guard->reason);
    if (guard->late)
        return jf_error_set(err, JF_REFUSED, _("stopped: it ran longer than %lld milliseconds"),
                            (long long)guard->limits.milliseconds);
    if (status == JF_NOMEM || code == SQLITE_NOMEM)
        return jf_error_set(err, JF_REFUSED, _("stopped: it needed more than %lld MiB of memory"),
                            (long long)(guard->limits.bytes / 1024 / 1024));
    if (code == SQLITE_TOOBIG)
        return jf_error_set(err, JF_REFUSED, _("stopped: it made a text longer than %d bytes"), (int)TEXT_LIMIT);
    if (status == JF_REFUSED && code == SQLITE_ERROR)
        return jf_error_set(err, JF_REFUSED, "%s", sqlite3_errmsg(guard->db->handle));
    return status;
}

enum jf_status jf_guard_query(struct jf_guard *guard, const char *sql, const struct jf_arg *args, struct jf_stmt **out,
                              struct jf_error *err)
{
    *out = NULL;
    guard->reason[0] = guard->culprit[0] = '\0';
    guard->at = -1;
    jf_sql_words(sql, check_word, guard);
    if (guard->reason[0])
        return explain(guard, JF_REFUSED, err);
    int64_t memory = begin_memory(guard);
    enum jf_status status = jf_db_query_text(guard->db, sql, true, args, out, err);
    end_memory(memory);
    if (status == JF_OK)
        return JF_OK;
    locate(guard, sql);
    return explain(guard, status, err);
}

enum jf_status jf_guard_next(struct jf_guard *guard, struct jf_stmt *st, bool *row, struct jf_error *err)
{
    int64_t memory = begin_memory(guard);
    enum jf_status status = jf_stmt_next(st, row, err);
    end_memory(memory);
    if (status != JF_OK)
        return explain(guard, status, err);
    if (*row && ++guard->rows > guard->limits.rows)
        return jf_error_set(err, JF_REFUSED, _("stopped: it returned more than %lld rows"),
                            (long long)guard->limits.rows);
    return JF_OK;
}

long jf_guard_fault_at(const struct jf_guard *guard)
{
    return guard->at;
}
