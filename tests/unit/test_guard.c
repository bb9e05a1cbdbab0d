/* test_guard.c - the guard of own rules: everything that a rule must not do, each refused with its reason, and
 * everything that it may do. The probes stand in one table; a probe is one SELECT as a rule might hold it. */
#include "scratch.h"

#include "jianfu/audit.h"
#include "jianfu/guard.h"
#include "jianfu/intake.h"
#include "jianfu/utf8.h"

#include <time.h>

/* 60,000 bytes */
#define BIG                                                                                                            \
    "replace(replace(replace(replace('aaaaaaaaaa', 'a', 'aaaaaaaaaa'), 'a', 'aaaaaaaaaa'), 'a', 'aaaaaaaaaa'), 'a', "  \
    "'aaaaaa')"

struct world {
    struct scratch scratch;
    struct jf_guard *guard;
};

static void ok(enum jf_status status, const struct jf_error *err)
{
    if (status != JF_OK)
        fail_msg("status %d: %s (%s)", (int)status, err->message, err->hint);
}

static void import_text(struct world *w, const char *name, const char *root, const char *kind, const char *body)
{
    struct jf_str text = JF_STR_INIT;
    struct jf_error err = { .status = JF_OK };
    struct jf_intake_options options = { .actor = "test" };
    struct jf_intake_result result;
    char path[400];
    jf_str_addf(&text,
                "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<%s xmlns=\"urn:jianfu:%s:1\">\n<source unit=\"u\" "
                "division=\"350199000000\" period=\"2005\" prepared-by=\"p\" on=\"2005-06-30\"/>\n%s</%s>\n",
                root, kind, body, root);
    scratch_file(&w->scratch, name, text.data, text.len, path);
    jf_str_release(&text);
    ok(jf_intake_file(w->scratch.db, path, &options, &result, &err), &err);
    assert_int_equal(result.outcome, JF_INTAKE_ACCEPTED);
}

static void add_notices(struct world *w)
{
    struct jf_str body = JF_STR_INIT;
    for (int i = 0; i < 300; i++)
        jf_str_addf(&body,
                    "<notice no=\"%d\" unit=\"ST\" division=\"350199108201\" payer-class=\"household\" "
                    "payer=\"350199108201-%d\" payer-name=\"李某某\" charged-on=\"2005-03-01\" total=\"20.00\"><item "
                    "name=\"年检费\" quantity=\"1\" price=\"20.00\" amount=\"20.00\"/></notice>\n",
                    i + 1, i + 1);
    import_text(w, "notice.xml", "notices", "notice", body.data);
    jf_str_release(&body);
}

static int set_up(void **state)
{
    struct world *w = jf_alloc(sizeof *w);
    struct jf_error err = { .status = JF_OK };
    struct jf_guard_limits limits = { .milliseconds = 700, .rows = 1000, .bytes = (int64_t)32 * 1024 * 1024 };
    scratch_open(&w->scratch);
    import_text(w, "register.xml", "register", "register",
                "<division code=\"350199000000\" name=\"县\" county-class=\"1\" demonstration=\"yes\"/>\n"
                "<division code=\"350199108000\" name=\"大洋镇\"/>\n<division code=\"350199108201\" name=\"际尾村\"/>\n"
                "<unit code=\"ST\" name=\"农机站\" type=\"station\" division=\"350199108000\"/>\n");
    add_notices(w);
    ok(jf_guard_open(w->scratch.path, &limits, jf_audit_prepare, NULL, &w->guard, &err), &err);
    *state = w;
    return 0;
}

static int tear_down(void **state)
{
    struct world *w = *state;
    jf_guard_close(w->guard);
    scratch_close(&w->scratch);
    jf_free(w);
    return 0;
}

/* Run one SELECT to its end; the status and the reason of a refusal. */
static enum jf_status run(struct world *w, const char *sql, int64_t *rows, struct jf_error *err)
{
    struct jf_stmt *st = NULL;
    bool row = true;
    *rows = 0;
    memset(err, 0, sizeof *err);
    jf_guard_start(w->guard);
    enum jf_status status = jf_guard_query(w->guard, sql, JF_ARGS(JF_TEXT(":from", "2005-01-01")), &st, err);
    while (status == JF_OK) {
        status = jf_guard_next(w->guard, st, &row, err);
        if (status != JF_OK || !row)
            break;
        for (int i = 0; i < jf_stmt_columns(st); i++)
            jf_col_text(st, i);
        ++*rows;
    }
    jf_stmt_done(st);
    return status;
}

static const struct probe {
    const char *sql, *reason;
} probes[] = {
    /* ---- writing ---- */
    { "DELETE FROM notice", "may not change anything" },
    { "UPDATE finding SET state = 'gone'", "may not change anything" },
    { "INSERT INTO term (kind, text) VALUES ('item', 'x')", "may not change anything" },
    { "WITH x AS (SELECT 1) DELETE FROM notice WHERE 1 IN (SELECT * FROM x)", "may not change anything" },
    { "REPLACE INTO audit_scope SELECT * FROM audit_scope", "may not change anything" },
    { "DROP VIEW v_notice", "" },
    { "CREATE TEMP TABLE t (a)", "may not change anything" },
    { "CREATE TEMP VIEW v_mine AS SELECT payer_name FROM notice", "may not change anything" },
    { "CREATE TEMP TRIGGER t AFTER INSERT ON audit_scope BEGIN SELECT 1; END", "" },
    { "ALTER TABLE notice ADD COLUMN a", "" },
    { "REINDEX", "" },
    { "ANALYZE", "" },
    { "VACUUM", "" },
    { "VACUUM INTO '/tmp/jianfu-stolen.db'", "" },
    { "BEGIN", "may not change anything" },
    { "ROLLBACK", "may not change anything" },
    { "SAVEPOINT s", "may not change anything" },
    /* ---- other files, settings, extensions ---- */
    { "ATTACH '/tmp/other.db' AS other", "ATTACH" },
    { "DETACH main", "DETACH" },
    { "PRAGMA query_only = OFF", "PRAGMA" },
    { "PRAGMA writable_schema = ON", "PRAGMA" },
    { "SELECT * FROM pragma_table_info('petition')", "" },
    { "SELECT * FROM pragma_database_list", "" },
    { "SELECT load_extension('x')", "'load_extension'" },
    { "SELECT readfile('/etc/passwd')", "" },
    { "SELECT writefile('/tmp/x', 'y')", "" },
    { "SELECT edit('x')", "" },
    { "SELECT fts3_tokenizer('simple')", "" },
    { "SELECT sqlite_compileoption_get(1)", "'sqlite_compileoption_get'" },
    { "SELECT sqlite_version()", "'sqlite_version'" },
    { "SELECT last_insert_rowid()", "'last_insert_rowid'" },
    { "SELECT changes()", "'changes'" },
    /* ---- clock and chance ---- */
    { "SELECT date('now')", "'date'" },
    { "SELECT strftime('%s', 'now')", "'strftime'" },
    { "SELECT julianday('now')", "no clock" },
    { "SELECT julianday('now', 'localtime')", "" },
    { "SELECT unixepoch()", "'unixepoch'" },
    { "SELECT CURRENT_TIMESTAMP", "'current_timestamp'" },
    { "SELECT CURRENT_DATE", "'current_date'" },
    { "SELECT random()", "'random'" },
    { "SELECT subject_id FROM v_notice ORDER BY random()", "'random'" },
    { "SELECT randomblob(10)", "'randomblob'" },
    /* ---- too much ---- */
    { "SELECT zeroblob(1000000000)", "'zeroblob'" },
    { "SELECT length(printf('%1000000000d', 1))", "width below 100" },
    { "SELECT printf('%.*c', 999999999, 'x')", "printf knows only" },
    { "SELECT length(format('%-200000s', 'x'))", "printf knows only" },
    { "SELECT \"printf\"('%f', 1)", "printf knows only" },
    { "SELECT " BIG " || " BIG, "longer than" },
    { "SELECT replace(" BIG ", 'a', 'xx')", "longer than" },
    { "SELECT length(group_concat(" BIG ")) FROM v_notice_item a", "longer than" },
    { "WITH RECURSIVE r (x) AS (SELECT 'x' UNION ALL SELECT x || x FROM r) SELECT max(length(x)) FROM r",
      "longer than" },
    { "WITH RECURSIVE r (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM r) SELECT count(*) FROM r", "milliseconds" },
    { "WITH RECURSIVE r (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM r) SELECT n FROM r", "more than 1000 rows" },
    { "SELECT count(*) FROM v_notice a, v_notice b, v_notice c, v_notice d", "milliseconds" },
    { "SELECT sum(a.subject_id * b.subject_id * c.part) FROM v_notice_item a, v_notice_item b, v_notice_item c, "
      "v_notice d",
      "milliseconds" },
    { "SELECT a.subject_id FROM v_notice a, v_notice b", "more than 1000 rows" },
    { "SELECT a.subject_id, " BIG " || b.part AS x FROM v_notice_item a, v_notice_item b ORDER BY 2, 1", "" },
    { "WITH RECURSIVE r (n) AS (SELECT 1 UNION SELECT n + 1 FROM r) SELECT count(DISTINCT " BIG " || n) FROM r", "" },
    { "WITH a AS (SELECT 1 AS x), b AS (SELECT a.x FROM a, a AS y), c AS (SELECT b.x FROM b, b AS y), "
      "d AS (SELECT c.x FROM c, c AS y), e AS (SELECT d.x FROM d, d AS y), f AS (SELECT e.x FROM e, e AS y), "
      "g AS (SELECT f.x FROM f, f AS y), h AS (SELECT g.x FROM g, g AS y), i AS (SELECT h.x FROM h, h AS y), "
      "j AS (SELECT i.x FROM i, i AS y), k AS (SELECT j.x FROM j, j AS y), l AS (SELECT k.x FROM k, k AS y), "
      "m AS (SELECT l.x FROM l, l AS y), n AS (SELECT m.x FROM m, m AS y), o AS (SELECT n.x FROM n, n AS y), "
      "p AS (SELECT o.x FROM o, o AS y), q AS (SELECT p.x FROM p, p AS y), r AS (SELECT q.x FROM q, q AS y), "
      "s AS (SELECT r.x FROM r, r AS y), t AS (SELECT s.x FROM s, s AS y), u AS (SELECT t.x FROM t, t AS y), "
      "v AS (SELECT u.x FROM u, u AS y) SELECT count(*) FROM v, v AS w",
      "" },
    { "SELECT 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaab' REGEXP '^(a+)+$'", "" },
    { "SELECT 'x' REGEXP '('", "" },
    { "SELECT 'a' LIKE " BIG, "" },
    /* ---- closed columns, every way there is ---- */
    { "SELECT payer_name FROM notice", "'notice.payer_name' is closed" },
    { "SELECT main.notice.payer_name FROM main.notice", "'notice.payer_name' is closed" },
    { "SELECT \"payer_name\" FROM \"notice\"", "'notice.payer_name' is closed" },
    { "SELECT [PAYER_NAME] FROM [NOTICE]", "is closed" },
    { "SELECT * FROM notice", "'notice.payer_name' is closed" },
    { "SELECT n.* FROM notice n", "'notice.payer_name' is closed" },
    { "SELECT counterparty FROM village_account_entry", "'village_account_entry.counterparty' is closed" },
    { "SELECT summary FROM village_account_entry", "'village_account_entry.summary' is closed" },
    { "SELECT finding_id FROM v_account_finding", "is closed" },
    { "SELECT petitioner FROM petition", "'petition.petitioner' is closed" },
    { "SELECT telephone FROM petition", "'petition.telephone' is closed" },
    { "SELECT address FROM petition", "'petition.address' is closed" },
    { "SELECT text FROM petition", "'petition.text' is closed" },
    { "SELECT head_name FROM household", "'household.head_name' is closed" },
    { "SELECT name FROM refund_payee", "is closed" },
    { "SELECT received_by FROM refund_payment", "is closed" },
    { "SELECT fields FROM petition_step", "'petition_step.fields' is closed" },
    { "SELECT body FROM event", "is closed" },
    { "SELECT count(*) FROM event", "'event' is not open" },
    { "SELECT 1 WHERE EXISTS (SELECT 1 FROM event)", "'event' is not open" },
    { "SELECT v.value FROM event e, json_each(e.body) v", "" },
    { "SELECT value FROM json_each('[1]')", "such as json_each" },
    { "SELECT json_extract('{}', '$.a')", "'json_extract'" },
    { "SELECT '{}' ->> '$.a'", "'->>'" },
    { "SELECT content FROM quarantine", "is closed" },
    { "SELECT message FROM diagnostic", "is closed" },
    { "SELECT digest FROM record", "is closed" },
    { "SELECT prepared_by FROM batch", "'batch' is not open" },
    { "SELECT state FROM finding", "is closed" },
    { "SELECT state FROM v_finding", "is closed" },
    { "SELECT name FROM sqlite_schema", "not open" },
    { "SELECT sql FROM sqlite_master", "not open" },
    { "SELECT sql FROM temp.sqlite_schema", "not open" },
    { "SELECT sql FROM sqlite_temp_master", "not open" },
    { "SELECT * FROM dbstat", "" },
    { "SELECT name FROM sqlite_stat1", "" },
    { "WITH x AS (SELECT payer_name FROM notice) SELECT count(*) FROM x", "is closed" },
    { "WITH x AS NOT MATERIALIZED (SELECT payer_name AS p FROM notice) SELECT 1 FROM x WHERE p LIKE '李%'",
      "is closed" },
    { "WITH v_notice AS (SELECT payer_name FROM notice) SELECT * FROM v_notice", "is closed" },
    { "WITH v_notice (a) AS (SELECT n.payer_name FROM main.notice n) SELECT a FROM v_notice", "is closed" },
    { "SELECT v_notice.p FROM (SELECT payer_name AS p FROM notice) AS v_notice", "is closed" },
    { "SELECT (SELECT payer_name FROM notice LIMIT 1)", "is closed" },
    { "SELECT 1 WHERE '李某某' IN (SELECT payer_name FROM notice)", "is closed" },
    { "SELECT 1 FROM v_notice WHERE EXISTS (SELECT 1 FROM notice n WHERE n.payer_name > 'a')", "is closed" },
    { "SELECT 1 WHERE ('李某某', 1) IN (SELECT payer_name, 1 FROM notice)", "is closed" },
    { "SELECT subject_id FROM notice ORDER BY payer_name", "is closed" },
    { "SELECT count(*) FROM notice GROUP BY payer_name", "is closed" },
    { "SELECT count(*) FROM notice HAVING max(payer_name) > 'a'", "is closed" },
    { "SELECT max(payer_name) FROM notice", "is closed" },
    { "SELECT count(*) FILTER (WHERE payer_name LIKE '李%') FROM notice", "is closed" },
    { "SELECT row_number() OVER (ORDER BY payer_name) FROM notice", "is closed" },
    { "SELECT rank() OVER w FROM notice WINDOW w AS (PARTITION BY payer_name)", "is closed" },
    { "SELECT 1 FROM notice a JOIN notice b ON a.payer_name = b.payer_name", "is closed" },
    { "SELECT CASE payer_name WHEN '李某某' THEN 1 END FROM notice", "is closed" },
    { "SELECT coalesce(payer_name, 'x') FROM notice", "is closed" },
    { "SELECT 1 FROM notice WHERE payer_name IS NOT NULL", "is closed" },
    { "SELECT 1 FROM v_notice LIMIT (SELECT length(payer_name) FROM notice LIMIT 1)", "is closed" },
    { "SELECT 1 UNION SELECT payer_name FROM notice", "is closed" },
    { "VALUES ((SELECT payer_name FROM notice))", "is closed" },
    { "SELECT count(*) FROM notice JOIN (SELECT '李某某' AS payer_name) USING (payer_name)", "USING" },
    { "SELECT count(*) FROM (SELECT '李某某' AS payer_name) NATURAL JOIN notice", "NATURAL JOIN" },
    { "SELECT count(*) FROM notice natural left join (SELECT '李某某' AS payer_name)", "NATURAL JOIN" },
    { "SELECT count(*) FROM notice JOIN (SELECT '李某某' AS payer_name) uSiNg/* ' */(payer_name)", "USING" },
    { "SELECT '--' FROM notice JOIN (SELECT '李某某' AS payer_name)\n--'\n USING (payer_name)", "USING" },
    { "SELECT \"a\"\"b /* \", 1 FROM (SELECT 1 AS \"a\"\"b /* \") NATURAL JOIN notice -- */", "NATURAL JOIN" },
    { "SELECT group_concat(payer_name) FROM notice", "is closed" },
    { "SELECT count(payer_name) FROM notice", "is closed" },
    { "SELECT count(DISTINCT payer_name) FROM notice", "is closed" },
    { "SELECT DISTINCT payer_name FROM notice", "is closed" },
    { "SELECT quote(payer_name) FROM notice", "is closed" },
    { "SELECT typeof(payer_name) FROM notice", "is closed" },
    { "SELECT payer_name COLLATE NOCASE FROM notice", "is closed" },
    { "SELECT 1 FROM notice WHERE payer_name GLOB '李*'", "is closed" },
    { "SELECT 1 FROM notice WHERE payer_name REGEXP '^李'", "is closed" },
    { "SELECT 1 FROM notice WHERE payer_name BETWEEN 'a' AND 'z'", "is closed" },
    { "SELECT petition.payer_name FROM notice AS petition", "is closed" },
    { "SELECT 1 FROM notice p FULL JOIN (SELECT '李某某' AS payer_name) q USING (payer_name)", "USING" },
    { "SELECT first_value(payer_name) OVER (ORDER BY record_id) FROM notice", "is closed" },
    { "SELECT sum(record_id) OVER (PARTITION BY payer_name) FROM notice", "is closed" },
    { "SELECT iif(payer_name = '李某某', 1, 0) FROM notice", "is closed" },
    { "SELECT 1 FROM v_unit u JOIN petition p ON p.unit_id = u.unit_id AND p.petitioner LIKE '李%'", "is closed" },
    { "SELECT a.x FROM (SELECT b.x FROM (SELECT payer_name AS x FROM notice) b) a", "is closed" },
    { "SELECT record_id FROM notice UNION SELECT 1 ORDER BY payer_name", "" },
    { "SELECT (payer_name, 1) = ('李某某', 1) FROM notice", "is closed" },
    { "WITH RECURSIVE w (a, n) AS (SELECT payer_name, 1 FROM notice UNION ALL SELECT a, n + 1 FROM w WHERE n < 2) "
      "SELECT a FROM w",
      "is closed" },
    { "SELECT 1 FROM v_notice WHERE subject_id IN notice", "is closed" },
    { "INSERT INTO notice SELECT * FROM notice RETURNING payer_name", "" },
    { "SELECT count(*) FROM json_tree('[1]')", "such as json_each" },
    { "SELECT * FROM sqlite_stmt", "" },
    { "SELECT * FROM bytecode('SELECT 1')", "" },
    { "SELECT count(*) FROM batch", "'batch' is not open" },
    { "SELECT count(*) FROM run_rule", "'run_rule' is not open" },
    { "SELECT count(*) FROM refund_payment", "'refund_payment' is not open" },
    /* ---- several statements and tricks ---- */
    { "SELECT 1; DELETE FROM notice", "" },
    { "SELECT 1; PRAGMA writable_schema = ON", "" },
    { "SELECT 1 /* ; */; SELECT 2", "" },
    { "SELECT 1 -- \n; ATTACH '/tmp/x' AS x", "" },
    { "SELECT 1) UNION SELECT payer_name FROM (notice", "" },
    { "EXPLAIN SELECT payer_name FROM notice", "is closed" },
    { "", "" },
    { "-- nothing", "" },
    { "SELECT no_such_column FROM v_notice", "no such column: no_such_column" },
    { "SELECT 1 FROM v_nothing", "no such table: v_nothing" },
    { "SELECT \"李某某\"", "no such column" },
};
#define PROBE_COUNT (sizeof probes / sizeof *probes)

static void every_probe_is_refused_with_its_reason(void **state)
{
    struct world *w = *state;
    int bad = 0;
    for (size_t i = 0; i < PROBE_COUNT; i++) {
        struct jf_error err;
        int64_t rows = 0;
        enum jf_status status = run(w, probes[i].sql, &rows, &err);
        if (status != JF_REFUSED || !err.message[0] || !strstr(err.message, probes[i].reason)) {
            print_error("status %d, %lld rows, '%s': %s\n", (int)status, (long long)rows, err.message, probes[i].sql);
            bad++;
        }
    }
    assert_int_equal(bad, 0);
    assert_true(PROBE_COUNT >= 24);
    assert_int_not_equal(access("/tmp/jianfu-stolen.db", F_OK), 0);
}

/* After all that the guard still works, and the database is as it was. */
static void guard_outlives_the_probes(void **state)
{
    struct world *w = *state;
    struct jf_error err;
    int64_t rows = 0;
    for (size_t i = 0; i < PROBE_COUNT; i += 7)
        run(w, probes[i].sql, &rows, &err);
    ok(run(w, "SELECT subject_id FROM v_notice WHERE charged_on >= :from ORDER BY subject_id", &rows, &err), &err);
    assert_int_equal(rows, 300);
    bool sound = false;
    struct jf_guard *second = NULL;
    ok(jf_db_check(w->scratch.db, NULL, NULL, &sound, &err), &err);
    assert_true(sound);
    ok(jf_guard_open(w->scratch.path, NULL, NULL, NULL, &second, &err), &err);
    jf_guard_close(second);
}

static bool stop_soon(void *arg, int64_t done, int64_t total)
{
    int *looks = arg;
    (void)done;
    (void)total;
    return ++*looks == 2;
}

/* Ctrl-C while a rule runs ends the check; it is no fault of the rule. */
static void a_stop_is_no_fault(void **state)
{
    struct world *w = *state;
    struct jf_error err = { .status = JF_OK };
    int64_t rows = 0;
    int looks = 0;
    jf_db_stop_when(w->scratch.db, stop_soon, &looks);
    jf_guard_stop_with(w->guard, w->scratch.db);
    assert_int_equal(
        run(w, "WITH RECURSIVE r (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM r) SELECT max(n) FROM r", &rows, &err),
        JF_STOPPED);
    assert_int_equal(looks, 2);
}

static void what_a_rule_needs_is_allowed(void **state)
{
    static const char *const good[] = {
        "SELECT subject_id, part, name FROM v_notice_item ORDER BY subject_id, part",
        "SELECT count(*) FROM v_notice",
        "SELECT n.unit_id, count(DISTINCT n.payer), sum(n.total_fen) FROM v_notice n GROUP BY n.unit_id",
        "WITH RECURSIVE r (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM r WHERE n < 100) SELECT max(n) FROM r",
        "SELECT a.subject_id, row_number() OVER (PARTITION BY a.unit_id ORDER BY a.charged_on) FROM v_notice a",
        "SELECT fen_text(total_fen) || '元' FROM v_notice WHERE number REGEXP '^[0-9]+$'",
        "SELECT 'using' AS \"natural\", 1 -- using natural joins is not allowed\n/* NATURAL */",
        "SELECT u.name, d.name FROM v_unit u JOIN v_division d ON d.division_id = u.division_id",
        "SELECT half_year(charged_on), add_days(charged_on, 30), substr(number, 1, 2) FROM v_notice",
        "SELECT total_fen FROM notice",
        "WITH one AS (SELECT 1 AS a), two AS (SELECT a FROM one UNION ALL SELECT a FROM one) SELECT count(*) FROM two",
        "WITH RECURSIVE r (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM r WHERE n < 100) SELECT count(*) FROM r",
        "SELECT printf('%d.%03d%s%%', 7, 5, 'x')",
    };
    struct world *w = *state;
    struct jf_error err;
    int64_t rows = 0;
    for (size_t i = 0; i < sizeof good / sizeof *good; i++)
        if (run(w, good[i], &rows, &err) != JF_OK || rows == 0)
            fail_msg("%s: %s (%lld rows)", good[i], err.message, (long long)rows);
}

/* Whatever views.sql comes to hold, own rules can read all of it: a new function or a closed column would show here. */
static void every_view_can_be_read(void **state)
{
    struct world *w = *state;
    struct jf_error err = { .status = JF_OK };
    struct jf_stmt *st = NULL;
    bool row = true;
    int views = 0;
    ok(jf_db_views(w->scratch.db, &err), &err);
    ok(jf_db_query(w->scratch.db, "audit.view_columns", NULL, &st, &err), &err);
    for (;;) {
        char sql[128];
        int64_t rows = 0;
        struct jf_error fault;
        ok(jf_stmt_next(st, &row, &err), &err);
        if (!row)
            break;
        snprintf(sql, sizeof sql, "SELECT * FROM %s", jf_col_text(st, 0));
        if (run(w, sql, &rows, &fault) != JF_OK)
            fail_msg("%s: %s", sql, fault.message);
        views++;
    }
    jf_stmt_done(st);
    assert_true(views >= 20);
}

/* No secret column of the schema may be shown by a view. */
static void no_view_shows_a_name(void **state)
{
    static const char *const secret[] = { "payer_name", "petitioner", "head_name", "received_by", "address" };
    struct world *w = *state;
    struct jf_error err = { .status = JF_OK };
    struct jf_stmt *st = NULL;
    bool row = true;
    ok(jf_db_views(w->scratch.db, &err), &err);
    ok(jf_db_query(w->scratch.db, "audit.view_columns", NULL, &st, &err), &err);
    for (;;) {
        ok(jf_stmt_next(st, &row, &err), &err);
        if (!row)
            break;
        for (size_t i = 0; i < sizeof secret / sizeof *secret; i++)
            assert_null(strstr(jf_col_text(st, 1), secret[i]));
    }
    jf_stmt_done(st);
}

static void the_time_budget_holds(void **state)
{
    struct world *w = *state;
    struct jf_error err;
    int64_t rows = 0;
    time_t before = time(NULL);
    assert_int_equal(
        run(w, "SELECT count(*) FROM v_notice a, v_notice b, v_notice c, v_notice d, v_notice e", &rows, &err),
        JF_REFUSED);
    assert_true(time(NULL) - before <= 5);
}

static void the_place_of_a_fault_is_told(void **state)
{
    struct world *w = *state;
    struct jf_error err;
    int64_t rows = 0;
    run(w, "SELECT 1,\n payer_name FROM notice", &rows, &err);
    assert_int_equal(jf_guard_fault_at(w->guard), 11);
    run(w, "SELECT 1,\n nothing FROM notice", &rows, &err);
    assert_int_equal(jf_guard_fault_at(w->guard), 11);
    run(w, "SELECT 1 FROM v_notice NATURAL JOIN v_unit", &rows, &err);
    assert_int_equal(jf_guard_fault_at(w->guard), 23);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(every_probe_is_refused_with_its_reason, set_up, tear_down),
        cmocka_unit_test_setup_teardown(guard_outlives_the_probes, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_stop_is_no_fault, set_up, tear_down),
        cmocka_unit_test_setup_teardown(what_a_rule_needs_is_allowed, set_up, tear_down),
        cmocka_unit_test_setup_teardown(every_view_can_be_read, set_up, tear_down),
        cmocka_unit_test_setup_teardown(no_view_shows_a_name, set_up, tear_down),
        cmocka_unit_test_setup_teardown(the_time_budget_holds, set_up, tear_down),
        cmocka_unit_test_setup_teardown(the_place_of_a_fault_is_told, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
