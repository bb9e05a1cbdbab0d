/* test_store.c - opening, hardening, statements, transactions, the event chain. */
#include "scratch.h"

#include "jianfu/backup.h"
#include "jianfu/file.h"
#include "jianfu/resource.h"

#include <signal.h>
#include <sys/wait.h>
#include <time.h>

static struct scratch s;

static int setup(void **state)
{
    (void)state;
    scratch_open(&s);
    return 0;
}

static int teardown(void **state)
{
    (void)state;
    scratch_close(&s);
    return 0;
}

static int64_t number(const char *sql)
{
    struct jf_error err = { .status = JF_OK };
    struct jf_stmt *st = NULL;
    bool row = false;
    if (jf_db_query_text(s.db, sql, false, NULL, &st, &err) != JF_OK)
        fail_msg("%s", err.message);
    assert_int_equal(jf_stmt_next(st, &row, &err), JF_OK);
    int64_t value = row ? jf_col_int(st, 0) : -1;
    jf_stmt_done(st);
    return value;
}

static void the_file_is_private_and_ours(void **state)
{
    (void)state;
    struct stat st;
    assert_int_equal(stat(s.path, &st), 0);
    assert_int_equal(st.st_mode & 0777, 0600);
    assert_int_equal(number("PRAGMA application_id"), 0x6a69616e);
    assert_true(number("PRAGMA user_version") >= 1);
    assert_int_equal(number("PRAGMA foreign_keys"), 1);
    assert_int_equal(number("PRAGMA synchronous"), 2);
    assert_int_equal(number("PRAGMA trusted_schema"), 0);
    assert_int_equal(number("SELECT count(*) FROM pragma_journal_mode WHERE journal_mode = 'wal'"), 1);
}

static void all_tables_are_strict_and_explained(void **state)
{
    (void)state;
    struct jf_error err;
    struct jf_stmt *st = NULL;
    bool row = true;
    assert_int_equal(
        number("SELECT count(*) FROM pragma_table_list WHERE type = 'table' AND schema = 'main' AND strict = 0 AND "
               "name NOT LIKE 'sqlite%' AND name NOT GLOB 'petition_index_*'"), /* made by FTS5 */
        0);
    assert_int_equal(
        jf_db_query_text(s.db,
                         "SELECT name, sql FROM sqlite_schema WHERE type = 'table' AND sql NOT LIKE '%fts5(%' AND "
                         "name NOT GLOB 'petition_index_*'",
                         true, NULL, &st, &err),
        JF_OK);
    while (jf_stmt_next(st, &row, &err) == JF_OK && row)
        if (!strstr(jf_col_text(st, 1), "-- "))
            fail_msg("table %s has no comment", jf_col_text(st, 0));
    jf_stmt_done(st);
}

static void double_quotes_are_not_strings(void **state)
{
    (void)state;
    struct jf_error err;
    struct jf_stmt *st = NULL;
    assert_int_equal(jf_db_query_text(s.db, "SELECT \"no such column\"", true, NULL, &st, &err), JF_REFUSED);
    assert_null(st);
}

static void a_stranger_is_left_alone(void **state)
{
    (void)state;
    char path[400];
    struct jf_db *db = NULL;
    struct jf_error err = { .status = JF_OK };
    struct jf_str before = JF_STR_INIT, after = JF_STR_INIT;
    scratch_file(&s, "text.db", "this is no database, but long enough to look at", 47, path);
    assert_int_equal(jf_file_read(path, 1000, &before, &err), JF_OK);
    assert_int_equal(jf_db_open(path, JF_DB_WRITE, &db, &err), JF_DB);
    assert_int_equal(jf_file_read(path, 1000, &after, &err), JF_OK);
    assert_string_equal(before.data, after.data);
    assert_int_equal(jf_db_open("/nonexistent/x.db", JF_DB_READ, &db, &err), JF_FILE);
    assert_true(err.hint[0] != '\0');
    jf_str_release(&before);
    jf_str_release(&after);
}

static void a_newer_database_is_refused(void **state)
{
    (void)state;
    struct jf_error err = { .status = JF_OK };
    struct jf_db *db = NULL;
    assert_int_equal(jf_db_script(s.db, "PRAGMA user_version = 9999", &err), JF_OK);
    jf_db_close(s.db);
    s.db = NULL;
    assert_int_equal(jf_db_open(s.path, JF_DB_WRITE, &db, &err), JF_DB);
    assert_non_null(strstr(err.message, "newer"));
}

static int newest_version(void)
{
    int newest = 0;
    for (const struct jf_resource *r = jf_resources(); r->path; r++)
        if (strncmp(r->path, "db/", 3) == 0 && atoi(r->path + 3) > newest)
            newest = atoi(r->path + 3);
    return newest;
}

/* The database as version 1 made it: all that stands is dropped, and its script run again. */
static void back_to_version_1(void)
{
    struct jf_error err = { .status = JF_OK };
    struct jf_stmt *st = NULL;
    struct jf_str script = JF_STR_INIT;
    bool row = false;
    jf_str_add(&script, "PRAGMA foreign_keys = OFF;");
    assert_int_equal(
        jf_db_query_text(s.db,
                         "SELECT type, name FROM sqlite_schema WHERE type IN ('table', 'view') AND name NOT GLOB "
                         "'petition_index_*' ORDER BY sql NOT LIKE '%fts5(%', type DESC",
                         true, NULL, &st, &err),
        JF_OK);
    while (jf_stmt_next(st, &row, &err) == JF_OK && row)
        jf_str_addf(&script, "DROP %s %s;", jf_col_text(st, 0), jf_col_text(st, 1));
    jf_stmt_done(st);
    jf_str_addf(&script, "%s; PRAGMA user_version = 1;", jf_resource("db/0001_foundation.sql", NULL));
    if (jf_db_script(s.db, script.data, &err) != JF_OK)
        fail_msg("%s", err.message);
    jf_str_release(&script);
}

static void an_old_database_is_brought_up_to_date(void **state)
{
    (void)state;
    struct jf_error err = { .status = JF_OK };
    struct jf_str backup = JF_STR_INIT, text = JF_STR_INIT;
    back_to_version_1();
    /* 1 in three versions, 2 in one, between them */
    assert_int_equal(jf_db_script(s.db,
                                  "INSERT INTO subject VALUES (1,'unit','a',NULL), (2,'unit','b',NULL);"
                                  "INSERT INTO record VALUES (1,1,1,NULL,0,zeroblob(32)), (2,2,1,NULL,0,zeroblob(32)),"
                                  " (3,1,4,NULL,0,zeroblob(32)), (4,1,5,NULL,0,zeroblob(32));"
                                  "UPDATE subject SET record_id = CASE subject_id WHEN 1 THEN 4 ELSE 2 END;"
                                  /* notices 10 and 11, and a second version of 10 in another file, on another day */
                                  "INSERT INTO batch SELECT value, 'notice', 1, 'accepted', 'n.xml', "
                                  "printf('%064d', value), 1, '', '', '', '', '', NULL, NULL, 0, 0, 0, 0, 0, 0, 0, "
                                  "'2005-07-01', 'x' FROM json_each('[1,2]');"
                                  "INSERT INTO subject VALUES (10,'notice','b/1',NULL), (11,'notice','b/2',NULL);"
                                  "INSERT INTO record VALUES (10,10,1,1,1,zeroblob(32)), (11,11,1,1,2,zeroblob(32)),"
                                  " (12,10,2,2,1,zeroblob(32));"
                                  "UPDATE subject SET record_id = CASE subject_id WHEN 10 THEN 12 ELSE 11 END WHERE "
                                  "subject_id >= 10;"
                                  "INSERT INTO term VALUES (1,'item','f',NULL,NULL,NULL);"
                                  "INSERT INTO notice SELECT record_id, subject_id, subject_id, 2, 2, 'household', "
                                  "'p', NULL, '2005-03-0' || version, 100 * version, NULL, NULL, 0 FROM record WHERE "
                                  "record_id >= 10;"
                                  "INSERT INTO notice_item SELECT record_id, part.value, 1, 1, NULL, 1000, 1, 1, NULL "
                                  "FROM notice JOIN json_each('[1,2,3]') part",
                                  &err),
                     JF_OK);
    jf_db_close(s.db);
    s.db = NULL;
    if (jf_db_open(s.path, JF_DB_WRITE, &s.db, &err) != JF_OK)
        fail_msg("%s", err.message);
    jf_str_addf(&backup, "%s.before-v%d", s.path, newest_version());
    assert_int_equal(access(backup.data, F_OK), 0);
    assert_int_equal(jf_db_text(s.db, "why.subject-records", JF_ARGS(JF_INT(":id", 1)), &text, NULL, &err), JF_OK);
    assert_string_equal(text.data, "5");
    int64_t value = 0;
    struct jf_stmt *st = NULL;
    static const struct {
        const char *sql;
        int64_t value;
    } asked[] = {
        { "SELECT previous_id FROM record WHERE record_id = 4", 3 },
        { "SELECT previous_id FROM record WHERE record_id = 3", 1 },
        { "SELECT count(*) FROM record WHERE previous_id IS NULL AND record_id IN (1, 2)", 2 },
        { "SELECT count(*) FROM notice_day", 2 },
        { "SELECT count(*) FROM notice_day WHERE charged_on = '2005-03-01' AND unit_id = 2 AND batch_id = 1 AND "
          "notices = 1 AND lines = 3 AND total_fen = 100 AND first_subject = 11",
          1 },
        { "SELECT count(*) FROM notice_day WHERE charged_on = '2005-03-02' AND unit_id = 2 AND batch_id = 2 AND "
          "notices = 1 AND lines = 3 AND total_fen = 200 AND first_subject = 10",
          1 },
        { "SELECT count(DISTINCT n.record_id) FROM notice_list l, json_each(l.records) j JOIN notice n "
          "ON n.record_id = j.value AND n.division_id = l.division_id",
          3 },
        { "SELECT count(*) FROM sqlite_schema WHERE name IN ('record_subject', 'record_batch', 'notice_unit')", 0 },
    };
    for (size_t i = 0; i < sizeof asked / sizeof *asked; i++) {
        bool row = false;
        assert_int_equal(jf_db_query_text(s.db, asked[i].sql, true, NULL, &st, &err), JF_OK);
        assert_int_equal(jf_stmt_next(st, &row, &err), JF_OK);
        value = jf_col_int(st, 0);
        jf_stmt_done(st);
        if (value != asked[i].value)
            fail_msg("%s: %lld", asked[i].sql, (long long)value);
    }
    jf_str_release(&backup);
    jf_str_release(&text);
}

/* ---- what is kept before a migration ---- */

/* Version 1, with one event in its log. */
static void old_with_event(const char *letter)
{
    struct jf_error err = { .status = JF_OK };
    back_to_version_1();
    struct jf_str sql = JF_STR_INIT;
    jf_str_addf(&sql,
                "INSERT INTO event VALUES (1, '2005-07-01T08:00:00Z', '2005-07-01', 'x', 'import.accepted', NULL, "
                "'{}', zeroblob(32), CAST(replace(hex(zeroblob(16)), '0', '%s') AS BLOB))",
                letter);
    if (jf_db_script(s.db, sql.data, &err) != JF_OK)
        fail_msg("%s", err.message);
    jf_str_release(&sql);
}

static void nothing_there(const char *path)
{
    (void)path;
}

static void text_there(const char *path)
{
    FILE *f = fopen(path, "wb");
    assert_non_null(f);
    fputs("a letter", f);
    fclose(f);
}

static void folder_there(const char *path)
{
    assert_int_equal(mkdir(path, 0700), 0);
}

static void pipe_there(const char *path)
{
    assert_int_equal(mkfifo(path, 0600), 0);
}

static void dead_link_there(const char *path)
{
    assert_int_equal(symlink("nowhere", path), 0);
}

static void same_there(const char *path)
{
    struct jf_error err = { .status = JF_OK };
    struct jf_str sql = JF_STR_INIT;
    jf_str_addf(&sql, "VACUUM INTO '%s'", path);
    if (jf_db_script(s.db, sql.data, &err) != JF_OK)
        fail_msg("%s", err.message);
    jf_str_release(&sql);
}

/* To the very state, but who owns the link may lead it elsewhere. */
static void link_to_same_there(const char *path)
{
    char other[400];
    snprintf(other, sizeof other, "%s/other.db", s.dir);
    same_there(other);
    assert_int_equal(symlink("other.db", path), 0);
}

static void damaged_there(const char *path)
{
    same_there(path);
    FILE *f = fopen(path, "r+b");
    assert_non_null(f);
    fseek(f, 16384, SEEK_SET);
    fputs("7777777777777777777777777777777777777777777777777777777777777777777777777777777777777777777777777777", f);
    fclose(f);
}

/* The same database before its last event. */
static void earlier_there(const char *path)
{
    struct jf_error err = { .status = JF_OK };
    old_with_event("A");
    same_there(path);
    old_with_event("B");
    assert_int_equal(err.status, JF_OK);
}

/* The same, and as far as the log tells with the same in it, but a later version: not what is there now. */
static void later_there(const char *path)
{
    struct jf_error err = { .status = JF_OK };
    assert_int_equal(jf_db_script(s.db, "PRAGMA user_version = 2", &err), JF_OK);
    same_there(path);
    assert_int_equal(jf_db_script(s.db, "PRAGMA user_version = 1", &err), JF_OK);
}

static char what_stands(const char *path, struct jf_str *bytes)
{
    struct stat st;
    struct jf_error err = { .status = JF_OK };
    jf_str_clear(bytes);
    if (lstat(path, &st) != 0)
        return '-';
    if (!S_ISREG(st.st_mode))
        return S_ISDIR(st.st_mode) ? 'd' : S_ISLNK(st.st_mode) ? 'l' : 'p';
    if (jf_file_read(path, 1 << 24, bytes, &err) != JF_OK) /* unless root, it may not be read */
        jf_str_clear(bytes);
    return 'f';
}

/* What was there is what is kept, whatever stands under the name of the copy; and that stays as it is. */
static void what_was_is_kept_before_a_migration(void **state)
{
    static const struct {
        const char *what;
        void (*put)(const char *path);
        const char *kept; /* as PATH.before-vN and this */
    } cases[] = {
        { "nothing", nothing_there, "" },
        { "what a migration kept that was broken off", same_there, "" },
        { "a letter", text_there, "-2" },
        { "a folder", folder_there, "-2" },
        { "a pipe", pipe_there, "-2" },
        { "a link that leads nowhere", dead_link_there, "-2" },
        { "a link", link_to_same_there, "-2" },
        { "a damaged copy", damaged_there, "-2" },
        { "what it was earlier", earlier_there, "-2" },
        { "a later version", later_there, "-2" },
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct jf_error err = { .status = JF_OK };
        struct jf_str name = JF_STR_INIT, kept = JF_STR_INIT, before = JF_STR_INIT, after = JF_STR_INIT;
        struct jf_copy told;
        setup(state);
        old_with_event("B");
        jf_str_addf(&name, "%s.before-v%d", s.path, newest_version());
        jf_str_addf(&kept, "%s%s", name.data, cases[i].kept);
        cases[i].put(name.data);
        char stood = what_stands(name.data, &before);
        jf_db_close(s.db);
        s.db = NULL;
        if (jf_db_open(s.path, JF_DB_WRITE, &s.db, &err) != JF_OK)
            fail_msg("%s: %s", cases[i].what, err.message);
        if (!jf_streq(jf_db_before(s.db), kept.data))
            fail_msg("%s: kept as %s", cases[i].what, jf_db_before(s.db));
        if (jf_backup_check(kept.data, &told, &err) != JF_OK)
            fail_msg("%s: %s", cases[i].what, err.message);
        assert_int_equal(told.version, 1);
        if (cases[i].put != nothing_there && (what_stands(name.data, &after) != stood || before.len != after.len ||
                                              memcmp(before.data, after.data, before.len) != 0))
            fail_msg("%s: it was changed", cases[i].what);
        jf_str_add(&kept, cases[i].kept[0] ? "-3" : "-2");
        assert_int_equal(access(kept.data, F_OK), -1);
        if (stood == 'd')
            rmdir(name.data);
        jf_db_close(s.db);
        s.db = NULL;
        if (jf_db_open(s.path, JF_DB_WRITE, &s.db, &err) != JF_OK) /* again there is nothing to do */
            fail_msg("%s", err.message);
        assert_null(jf_db_before(s.db));
        jf_str_release(&name);
        jf_str_release(&kept);
        jf_str_release(&before);
        jf_str_release(&after);
        teardown(state);
    }
}

static bool squares(void *arg, size_t row, int column, struct jf_cell *cell)
{
    static char text[16];
    (void)arg;
    switch (column) {
    case 0:
        *cell = (struct jf_cell){ .type = JF_ARG_INT, .number = (int64_t)(row * row) };
        return true;
    case 1:
        snprintf(text, sizeof text, "row %zu", row);
        *cell = (struct jf_cell){ .type = JF_ARG_TEXT, .text = text, .len = strlen(text), .brief = true };
        return true;
    case 2:
        return true; /* NULL */
    default:
        return false;
    }
}

static void staged_rows_are_a_table(void **state)
{
    (void)state;
    struct jf_error err = { .status = JF_OK };
    struct jf_stmt *st = NULL;
    bool row = false;
    const char *columns[] = { "number", "to", "empty", "missing" }, *others[] = { "number" };
    const struct jf_stage stage = { .rows = 1000, .cell = squares };
    assert_int_equal(jf_stage_table(s.db, columns, 4, &err), JF_OK);
    assert_int_equal(jf_stage_table(s.db, columns, 4, &err), JF_OK);
    assert_int_equal(jf_stage_table(s.db, others, 1, &err), JF_BUG);
    const char *sum = "SELECT count(*), sum(number), max(\"to\"), count(empty), max(rowid) FROM staged";
    for (int i = 0; i < 2; i++) { /* without rows it is empty */
        jf_stage_rows(s.db, i ? &stage : NULL);
        assert_int_equal(jf_db_query_text(s.db, sum, true, NULL, &st, &err), JF_OK);
        assert_int_equal(jf_stmt_next(st, &row, &err), JF_OK);
        assert_int_equal(jf_col_int(st, 0), i ? 1000 : 0);
        assert_int_equal(jf_col_int(st, 1), i ? 332833500 : 0);
        assert_int_equal(jf_col_int(st, 3), 0);
        if (i)
            assert_string_equal(jf_col_text(st, 2), "row 999");
        jf_stmt_done(st);
    }
    assert_int_equal(jf_db_query_text(s.db, "SELECT missing FROM staged", true, NULL, &st, &err), JF_OK);
    assert_int_equal(jf_stmt_next(st, &row, &err), JF_DB);
    jf_stmt_done(st);
    assert_int_equal(jf_db_script(s.db, "DELETE FROM staged", &err), JF_REFUSED);
    jf_stage_rows(s.db, NULL);
}

static void every_named_statement_can_be_prepared(void **state)
{
    (void)state;
    struct jf_error err = { .status = JF_OK };
    int seen = 0;
    if (jf_db_views(s.db, &err) != JF_OK)
        fail_msg("views: %s", err.message);
    for (const struct jf_resource *r = jf_resources(); r->path; r++) {
        if (strncmp(r->path, "sql/", 4) != 0)
            continue;
        for (const char *at = strstr(r->text, "-- name: "); at; at = strstr(at + 1, "-- name: ")) {
            char name[128];
            struct jf_stmt *st = NULL;
            snprintf(name, sizeof name, "%.*s", (int)strcspn(at + 9, " \r\n"), at + 9);
            /* statements over TEMP tables of a module are prepared where the module makes them */
            if (jf_stmt_get(s.db, name, &st, &err) != JF_OK && !strstr(err.message, "no such table: temp."))
                if (!strstr(err.message, "no such table"))
                    fail_msg("%s: %s: %s", r->path, name, err.message);
            seen++;
        }
    }
    assert_true(seen > 50);
}

static void arguments_are_checked(void **state)
{
    (void)state;
    struct jf_error err = { .status = JF_OK };
    int64_t value = 0;
    assert_int_equal(jf_db_int(s.db, "intake.find-subject", JF_ARGS(JF_TEXT(":nonsense", "x")), 0, &value, &err),
                     JF_BUG);
    assert_int_equal(jf_db_run(s.db, "no.such.statement", NULL, &err), JF_BUG);
    /* what is bound is never SQL */
    assert_int_equal(jf_db_int(s.db, "intake.find-subject",
                               JF_ARGS(JF_TEXT(":kind", "unit"), JF_TEXT(":key", "'; DROP TABLE subject; --")), 7,
                               &value, &err),
                     JF_OK);
    assert_int_equal(value, 7);
}

static void texts_are_one_reading_statement(void **state)
{
    (void)state;
    struct jf_error err;
    struct jf_stmt *st = NULL;
    assert_int_equal(jf_db_query_text(s.db, "SELECT 1; SELECT 2", true, NULL, &st, &err), JF_REFUSED);
    assert_int_equal(jf_db_query_text(s.db, "DELETE FROM term", true, NULL, &st, &err), JF_REFUSED);
    assert_int_equal(jf_db_query_text(s.db, "", true, NULL, &st, &err), JF_REFUSED);
    assert_int_equal(jf_db_query_text(s.db, "SELECT 1 ;  -- fine", true, NULL, &st, &err), JF_OK);
    jf_stmt_done(st);
}

static void transactions_know_their_owner(void **state)
{
    (void)state;
    struct jf_error err = { .status = JF_OK };
    assert_int_equal(jf_txn_begin(s.db, "first", &err), JF_OK);
    assert_int_equal(jf_txn_begin(s.db, "second", &err), JF_BUG);
    assert_non_null(strstr(err.message, "first"));
    assert_non_null(strstr(err.message, "second"));
    jf_txn_rollback(s.db);
    assert_false(jf_txn_open(s.db));
}

/* The TEMP views go with what they were made in, and come again when a text or a named statement asks for them. */
static bool views_are_there(void)
{
    struct jf_stmt *st = NULL;
    struct jf_error err = { .status = JF_OK };
    bool row = false;
    int64_t known = -1;
    bool there = jf_db_query_text(s.db, "SELECT count(*) FROM v_standard", true, NULL, &st, &err) == JF_OK &&
                 jf_stmt_next(st, &row, &err) == JF_OK;
    jf_stmt_done(st);
    return there &&
           jf_db_int(s.db, "rulebook.division_exists", JF_ARGS(JF_TEXT(":code", "350199000000")), -1, &known, &err) ==
               JF_OK &&
           known == 0;
}

static int64_t views_made(void)
{
    struct jf_stmt *st = NULL;
    struct jf_error err = { .status = JF_OK };
    bool row = false;
    assert_int_equal(jf_db_query_text(s.db, "SELECT count(*) FROM temp.sqlite_schema", true, NULL, &st, &err), JF_OK);
    assert_int_equal(jf_stmt_next(st, &row, &err), JF_OK);
    int64_t count = jf_col_int(st, 0);
    jf_stmt_done(st);
    return count;
}

static void views_come_when_they_are_named(void **state)
{
    (void)state;
    struct jf_stmt *st = NULL;
    struct jf_error err = { .status = JF_OK };
    assert_int_equal(views_made(), 0);
    assert_int_equal(jf_db_query_text(s.db, "SELECT 1 -- FROM v_unit\n", true, NULL, &st, &err), JF_OK);
    jf_stmt_done(st);
    assert_int_equal(views_made(), 0);
    assert_true(views_are_there()); /* with all that they are made of */
    int64_t few = views_made();
    assert_in_range(few, 2, 20);
    assert_int_equal(jf_db_views(s.db, &err), JF_OK);
    assert_true(views_made() > 4 * few);
}

static void views_come_back(void **state)
{
    (void)state;
    struct jf_error err = { .status = JF_OK };
    assert_int_equal(jf_txn_begin(s.db, "test", &err), JF_OK);
    assert_true(views_are_there());
    jf_txn_rollback(s.db);
    assert_true(views_are_there());
    jf_db_close(s.db);
    assert_int_equal(jf_db_open(s.path, JF_DB_WRITE, &s.db, &err), JF_OK);
    assert_int_equal(jf_txn_begin(s.db, "test", &err), JF_OK);
    assert_int_equal(jf_savepoint(s.db, &err), JF_OK);
    assert_true(views_are_there());
    assert_int_equal(jf_savepoint_undo(s.db, &err), JF_OK);
    assert_true(views_are_there());
    assert_int_equal(jf_savepoint(s.db, &err), JF_OK);
    assert_int_equal(jf_savepoint_undo(s.db, &err), JF_OK); /* they are older than this one */
    assert_true(views_are_there());
    assert_int_equal(jf_txn_commit(s.db, &err), JF_OK);
    assert_true(views_are_there());
}

static void append(const char *type, const char *body)
{
    struct jf_error err = { .status = JF_OK };
    if (jf_event_append(s.db, type, 0, "演示", "2005-06-30", body, NULL, &err) != JF_OK)
        fail_msg("%s", err.message);
}

static void making_it_again_is_refused(void **state)
{
    (void)state;
    struct jf_error err = { .status = JF_OK };
    struct jf_db *again = NULL;
    /* the making of one that holds nothing may have been broken off: it is completed */
    assert_int_equal(jf_db_open(s.path, JF_DB_CREATE, &again, &err), JF_OK);
    jf_db_close(again);
    again = NULL;
    assert_int_equal(jf_txn_begin(s.db, "test", &err), JF_OK);
    append("one", "{}");
    assert_int_equal(jf_txn_commit(s.db, &err), JF_OK);
    assert_int_equal(jf_db_open(s.path, JF_DB_CREATE, &again, &err), JF_FILE);
    assert_null(again);
    assert_non_null(strstr(err.message, "exists already"));
}

static void keep_bad(void *arg, int64_t event_id, const char *what)
{
    (void)what;
    if (*(int64_t *)arg == -1) /* the first one */
        *(int64_t *)arg = event_id;
}

static void the_chain_tells_of_changes(void **state)
{
    (void)state;
    static const char *const attacks[] = {
        "UPDATE event SET body = '{\"n\":9}' WHERE event_id = 2",
        "UPDATE event SET actor = 'x' WHERE event_id = 2",
        "UPDATE event SET day = '2005-01-01' WHERE event_id = 2",
        "DELETE FROM event WHERE event_id = 2",
        "UPDATE event SET hash = zeroblob(32) WHERE event_id = 2",
        "UPDATE event SET prev_hash = zeroblob(32) WHERE event_id = 2",
    };
    struct jf_error err = { .status = JF_OK };
    int64_t count = 0, bad = -1;
    bool sound = false;
    assert_int_equal(jf_txn_begin(s.db, "test", &err), JF_OK);
    append("one", "{\"n\":1}");
    append("two", "{\"n\":2}");
    append("three", "{\"n\":3}");
    assert_int_equal(jf_txn_commit(s.db, &err), JF_OK);
    assert_int_equal(jf_event_verify(s.db, keep_bad, &bad, &count, &sound, &err), JF_OK);
    assert_true(sound);
    assert_int_equal(count, 3);
    /* the triggers stop an honest mistake ... */
    assert_int_equal(jf_db_script(s.db, attacks[0], &err), JF_REFUSED);
    assert_int_equal(jf_db_script(s.db, attacks[3], &err), JF_REFUSED);
    /* ... and the chain tells of a dishonest one */
    assert_int_equal(jf_db_script(s.db, "DROP TRIGGER event_no_update; DROP TRIGGER event_no_delete", &err), JF_OK);
    /* tests/unit/test_tamper.c does whatever can be done, here is only the way there */
    for (size_t i = 0; i < sizeof attacks / sizeof *attacks; i++) {
        assert_int_equal(jf_txn_begin(s.db, "attack", &err), JF_OK);
        assert_int_equal(jf_db_script(s.db, attacks[i], &err), JF_OK);
        bad = -1;
        assert_int_equal(jf_event_verify(s.db, keep_bad, &bad, &count, &sound, &err), JF_OK);
        assert_false(sound);
        assert_int_equal(bad, 2);
        jf_txn_rollback(s.db);
    }
    assert_int_equal(jf_event_append(s.db, "late", 0, "x", "2005-06-30", "{}", NULL, &err),
                     JF_BUG); /* outside a transaction */
}

static void sql_functions_answer(void **state)
{
    (void)state;
    assert_int_equal(number("SELECT '征订报刊费' REGEXP '报刊'"), 1);
    assert_int_equal(number("SELECT '报名' REGEXP '报刊'"), 0);
    assert_int_equal(number("SELECT fen_text(1585000) = '15850.00'"), 1);
    assert_int_equal(number("SELECT half_year('2005-06-30') = '2005H1' AND half_year('2005-07-01') = '2005H2' AND "
                            "half_year('2005-10-01') = '2005H2'"),
                     1);
    assert_int_equal(number("SELECT receipt_key(' 收ａb－０１９-x　 ') = '收ａB-019-X　' AND receipt_key('') = '' AND "
                            "receipt_key(NULL) "
                            "IS NULL"),
                     1);
    assert_int_equal(number("SELECT add_days('2004-02-28', 1) = '2004-02-29' AND add_days('x', 1) IS NULL"), 1);
    assert_int_equal(
        number("SELECT doc_no('闽价[2004]费259号') = '闽价〔2004〕费259号' AND doc_no_plain('闽价[2004]费259号') = "
               "'闽价〔2004〕259号' AND doc_no('没有') IS NULL"),
        1);
    struct jf_error err;
    struct jf_stmt *st = NULL;
    bool row;
    /* a pattern that is wrong is an error, not "no match" */
    assert_int_equal(jf_db_query_text(s.db, "SELECT 'x' REGEXP '('", true, NULL, &st, &err), JF_OK);
    assert_int_equal(jf_stmt_next(st, &row, &err), JF_REFUSED);
    jf_stmt_done(st);
}

static void count_release(void *thing)
{
    ++*(int *)thing;
}

static void what_is_kept_is_given_back(void **state)
{
    (void)state;
    static const char one, other;
    int released[2] = { 0, 0 };
    struct jf_error err = { .status = JF_OK };
    assert_null(jf_db_kept(s.db, &one));
    assert_int_equal(jf_db_keep(s.db, &one, &released[0], count_release, &err), JF_OK);
    assert_int_equal(jf_db_keep(s.db, &other, &released[1], count_release, &err), JF_OK);
    assert_ptr_equal(jf_db_kept(s.db, &one), &released[0]);
    assert_ptr_equal(jf_db_kept(s.db, &other), &released[1]);
    assert_int_equal(released[0] + released[1], 0);
    jf_db_close(s.db);
    s.db = NULL;
    assert_int_equal(released[0], 1);
    assert_int_equal(released[1], 1);
}

static void a_backup_is_a_database(void **state)
{
    (void)state;
    struct jf_error err = { .status = JF_OK };
    struct jf_db *copy = NULL;
    struct stat st;
    char path[400];
    snprintf(path, sizeof path, "%s/copy.db", s.dir);
    assert_int_equal(jf_backup_write(s.db, path, "x", NULL, &err), JF_OK);
    assert_int_equal(stat(path, &st), 0);
    assert_int_equal(st.st_mode & 0777, 0600);
    assert_int_equal(jf_db_open(path, JF_DB_WRITE, &copy, &err), JF_OK);
    jf_db_close(copy);
    assert_int_equal(jf_backup_write(s.db, path, "x", NULL, &err), JF_FILE); /* never over an existing file */
}

static volatile sig_atomic_t enough;

static void on_term(int number)
{
    (void)number;
    enough = 1;
}

/* Another process that writes one thing after the other until it is told to end; how many were written. The lock is
 * free in between for as long as it is held: for who waits is not served first. */
static void write_on(int out)
{
    const struct timespec little = { 0, 2000000L };
    struct jf_error err = { .status = JF_OK };
    struct jf_db *db = NULL;
    const struct timespec pause = { .tv_nsec = 1000000 }; /* nobody would get the lock from one that never lets go */
    int written = 0;
    signal(SIGTERM, on_term);
    alarm(60); /* when the test has failed and nobody tells it to end */
    if (jf_db_open(s.path, JF_DB_WRITE, &db, &err) != JF_OK)
        _exit(1);
    while (!enough) {
        char key[24];
        snprintf(key, sizeof key, "w%d", written);
        if (jf_db_run(db, "casework.add_subject", JF_ARGS(JF_TEXT(":kind", "unit"), JF_TEXT(":key", key)), &err) !=
            JF_OK)
            _exit(2);
        nanosleep(&pause, NULL);
        if (++written == 20 && write(out, &written, sizeof written) != sizeof written)
            _exit(3);
        nanosleep(&little, NULL);
    }
    _exit(write(out, &written, sizeof written) == sizeof written ? 0 : 4);
}

static int64_t written_in(const char *path)
{
    struct jf_error err = { .status = JF_OK };
    jf_db_close(s.db);
    assert_int_equal(jf_db_open(path, JF_DB_WRITE, &s.db, &err), JF_OK);
    return number("SELECT count(*) FROM subject WHERE key GLOB 'w*'");
}

/* What somebody writes while a copy is put back stands in what is kept or in what came in its place. */
static void nothing_is_lost_by_restoring(void **state)
{
    (void)state;
    struct jf_error err = { .status = JF_OK };
    struct jf_copy told;
    struct jf_str kept = JF_STR_INIT;
    char path[400];
    int ends[2], written = 0, end = 0;
    snprintf(path, sizeof path, "%s/copy.db", s.dir);
    assert_int_equal(jf_backup_write(s.db, path, "x", NULL, &err), JF_OK);
    jf_db_close(s.db);
    s.db = NULL;
    assert_int_equal(pipe(ends), 0);
    pid_t writer = fork();
    if (writer == 0)
        write_on(ends[1]);
    close(ends[1]);
    assert_int_equal(read(ends[0], &written, sizeof written), sizeof written);
    if (jf_backup_restore(path, s.path, "x", &kept, &told, &err) != JF_OK)
        fail_msg("%s", err.message);
    assert_int_equal(kill(writer, SIGTERM), 0);
    assert_int_equal(read(ends[0], &written, sizeof written), sizeof written);
    assert_int_equal(waitpid(writer, &end, 0), writer);
    assert_int_equal(end, 0);
    assert_int_equal(written_in(kept.data) + written_in(s.path), written);
    close(ends[0]);
    jf_str_release(&kept);
}

static void reading_writes_nothing(void **state)
{
    (void)state;
    struct jf_error err = { .status = JF_OK };
    struct jf_db *reader = NULL;
    assert_int_equal(jf_db_open(s.path, JF_DB_READ, &reader, &err), JF_OK);
    assert_int_equal(
        jf_db_run(reader, "casework.add_subject", JF_ARGS(JF_TEXT(":kind", "unit"), JF_TEXT(":key", "x")), &err),
        JF_DB);
    jf_db_close(reader);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(the_file_is_private_and_ours, setup, teardown),
        cmocka_unit_test_setup_teardown(all_tables_are_strict_and_explained, setup, teardown),
        cmocka_unit_test_setup_teardown(double_quotes_are_not_strings, setup, teardown),
        cmocka_unit_test_setup_teardown(making_it_again_is_refused, setup, teardown),
        cmocka_unit_test_setup_teardown(a_stranger_is_left_alone, setup, teardown),
        cmocka_unit_test_setup_teardown(a_newer_database_is_refused, setup, teardown),
        cmocka_unit_test_setup_teardown(an_old_database_is_brought_up_to_date, setup, teardown),
        cmocka_unit_test(what_was_is_kept_before_a_migration),
        cmocka_unit_test_setup_teardown(staged_rows_are_a_table, setup, teardown),
        cmocka_unit_test_setup_teardown(every_named_statement_can_be_prepared, setup, teardown),
        cmocka_unit_test_setup_teardown(arguments_are_checked, setup, teardown),
        cmocka_unit_test_setup_teardown(texts_are_one_reading_statement, setup, teardown),
        cmocka_unit_test_setup_teardown(transactions_know_their_owner, setup, teardown),
        cmocka_unit_test_setup_teardown(views_come_when_they_are_named, setup, teardown),
        cmocka_unit_test_setup_teardown(views_come_back, setup, teardown),
        cmocka_unit_test_setup_teardown(the_chain_tells_of_changes, setup, teardown),
        cmocka_unit_test_setup_teardown(sql_functions_answer, setup, teardown),
        cmocka_unit_test_setup_teardown(what_is_kept_is_given_back, setup, teardown),
        cmocka_unit_test_setup_teardown(a_backup_is_a_database, setup, teardown),
        cmocka_unit_test_setup_teardown(nothing_is_lost_by_restoring, setup, teardown),
        cmocka_unit_test_setup_teardown(reading_writes_nothing, setup, teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
