/* test_rulebook.c - standards in force by scope and day, the three answers, the digest, and how a standard reads on
 * paper: through rulebook.h alone. */
#include "jianfu/intake.h"
#include "jianfu/audit.h"
#include "jianfu/resource.h"
#include "jianfu/rulebook.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

struct world {
    char folder[64];
    char path[128];
    struct jf_db *db;
};

static const char book[] =
    "INSERT INTO subject VALUES (1,'division','350199000000',NULL),(2,'division','350199108000',NULL),"
    " (3,'division','350199108201',NULL),(4,'document','演示价〔2004〕1号',NULL),(5,'item','fee',NULL),"
    " (6,'item','unknown',NULL),(7,'item','barred',NULL);"
    "INSERT INTO subject SELECT value + 10, 'standard', 's' || value, NULL FROM json_each('[1,2,3,4,5,6,7,8]');"
    "INSERT INTO record (record_id, subject_id, version, batch_id, line, digest) SELECT subject_id, subject_id, 1, "
    "NULL, 0, zeroblob(32) FROM subject;"
    "UPDATE subject SET record_id = subject_id;"
    "INSERT INTO division VALUES (1,1,'350199000000','演示县','county',NULL,'1',0,NULL,NULL,NULL,1),"
    " (2,2,'350199108000','大洋镇','township',1,NULL,NULL,NULL,NULL,NULL,1),"
    " (3,3,'350199108201','际尾村','village',2,NULL,NULL,300,1200,600,1);"
    "INSERT INTO document VALUES "
    "(4,4,'演示价〔2004〕1号','演示价[2004]1号','通知','物价局','county',NULL,'2004-01-01',NULL,NULL,"
    " 'secondary',1,NULL);"
    "INSERT INTO item VALUES "
    "(5,5,'fee','年检费','production'),(6,6,'unknown','某费','other'),(7,7,'barred','旧费','other');"
    "INSERT INTO standard (record_id, subject_id, code, item_id, ruling, amount_fen, number, unit, valid_from,"
    " valid_until, document_id, article, certainty, checked_on, county_class, stage, area, unit_type, size_class,"
    " division_id, demonstration, note) VALUES"
    " (11,11,'s1',5,'charge',1000,NULL,'each','2004-01-01','2004-12-31',4,'第一条','secondary',NULL,NULL,NULL,NULL,"
    "NULL,NULL,NULL,1,NULL),"
    " (12,12,'s2',5,'charge',1200,NULL,'each','2005-01-01',NULL,4,NULL,'original',NULL,NULL,NULL,NULL,NULL,NULL,NULL,0,"
    "NULL),"
    " (13,13,'s3',5,'charge',1500,NULL,'each','2004-01-01',NULL,4,NULL,'original',NULL,NULL,NULL,NULL,NULL,NULL,2,0,"
    "NULL),"
    " (14,14,'s4',5,'charge',1600,NULL,'each','2004-01-01',NULL,4,NULL,'original',NULL,NULL,NULL,NULL,'station',NULL,2,"
    "0,NULL),"
    " (15,15,'s5',5,'deadline',NULL,15,'calendar-day','2004-01-01',NULL,4,NULL,'original',NULL,NULL,NULL,NULL,NULL,"
    "NULL,NULL,0,NULL),"
    " (16,16,'s6',6,'charge',NULL,NULL,'each','2004-01-01',NULL,NULL,NULL,'unverified',NULL,NULL,NULL,NULL,NULL,NULL,"
    "NULL,0,NULL),"
    " (17,17,'s7',7,'charge',100,NULL,'each','2005-01-01',NULL,4,NULL,'original',NULL,NULL,NULL,NULL,NULL,NULL,NULL,0,"
    "NULL),"
    " (18,18,'s8',7,'ban',NULL,NULL,'none','2005-01-01',NULL,4,NULL,'original',NULL,NULL,NULL,NULL,NULL,NULL,NULL,0,"
    "NULL);";

static void ok(enum jf_status status, const struct jf_error *err)
{
    if (status != JF_OK)
        fail_msg("status %d: %s (%s)", (int)status, err->message, err->hint);
}

static int set_up(void **state)
{
    struct world *w = jf_alloc(sizeof *w);
    struct jf_error err = { .status = JF_OK };
    strcpy(w->folder, "/tmp/jianfu-book-XXXXXX");
    if (!mkdtemp(w->folder))
        return -1;
    snprintf(w->path, sizeof w->path, "%s/c.db", w->folder);
    ok(jf_db_open(w->path, JF_DB_CREATE, &w->db, &err), &err);
    ok(jf_txn_begin(w->db, "test", &err), &err);
    ok(jf_db_script(w->db, book, &err), &err);
    ok(jf_txn_commit(w->db, &err), &err);
    *state = w;
    return 0;
}

static int tear_down(void **state)
{
    struct world *w = *state;
    char command[96];
    jf_db_close(w->db);
    snprintf(command, sizeof command, "rm -rf '%s'", w->folder);
    int rc = system(command);
    jf_free(w);
    return rc;
}

static void expect_code(struct world *w, const char *item, const char *day, const struct jf_scope *scope,
                        const char *code)
{
    struct jf_error err = { .status = JF_OK };
    struct jf_standard s = { 0 };
    bool found = false;
    ok(jf_rulebook_in_force(w->db, item, day, NULL, scope, &s, &found, &err), &err);
    if (!code)
        assert_false(found);
    else {
        assert_true(found);
        assert_string_equal(s.code, code);
    }
    jf_standard_release(&s);
}

static void governing_by_day(void **state)
{
    struct world *w = *state;
    expect_code(w, "fee", "2003-12-31", NULL, NULL);
    expect_code(w, "fee", "2004-01-01", NULL, "s1");
    expect_code(w, "fee", "2004-12-31", NULL, "s1");
    expect_code(w, "fee", "2005-01-01", NULL, "s2");
    expect_code(w, "no-such", "2005-01-01", NULL, NULL);
}

static void governing_by_scope(void **state)
{
    struct world *w = *state;
    const struct jf_scope village = { .division = "350199108201" };
    const struct jf_scope township = { .division = "350199108000" };
    const struct jf_scope county = { .division = "350199000000" };
    const struct jf_scope station = { .division = "350199108201", .unit_type = "station" };
    const struct jf_scope elsewhere = { .unit_type = "station" };
    expect_code(w, "fee", "2005-03-01", &village, "s3");
    expect_code(w, "fee", "2005-03-01", &township, "s3");
    expect_code(w, "fee", "2005-03-01", &county, "s2");
    expect_code(w, "fee", "2005-03-01", &station, "s4");
    expect_code(w, "fee", "2005-03-01", &elsewhere, "s2");
}

static void ban_before_charge(void **state)
{
    expect_code(*state, "barred", "2005-03-01", NULL, "s8");
}

static void deadline_only_when_asked(void **state)
{
    struct world *w = *state;
    struct jf_error err = { .status = JF_OK };
    struct jf_standard s = { 0 };
    bool found = false;
    ok(jf_rulebook_in_force(w->db, "fee", "2004-05-01", "deadline", NULL, &s, &found, &err), &err);
    assert_true(found);
    assert_true(s.has_number && !s.has_amount);
    assert_int_equal(s.number, 15);
    jf_standard_release(&s);
}

static void unknown_figure(void **state)
{
    struct world *w = *state;
    struct jf_error err = { .status = JF_OK };
    struct jf_standard s = { 0 };
    struct jf_str text = JF_STR_INIT;
    bool found = false;
    ok(jf_rulebook_in_force(w->db, "unknown", "2004-05-01", NULL, NULL, &s, &found, &err), &err);
    assert_true(found);
    assert_false(s.has_amount);
    jf_standard_add_figure(&text, &s, "zh");
    assert_string_equal(text.data, "数额不详");
    jf_str_clear(&text);
    jf_standard_add_source(&text, &s, "zh");
    assert_string_equal(text.data, "未注明文件，未核");
    jf_str_release(&text);
    jf_standard_release(&s);
}

static void on_paper(void **state)
{
    struct world *w = *state;
    struct jf_error err = { .status = JF_OK };
    struct jf_standard s = { 0 };
    struct jf_str text = JF_STR_INIT;
    ok(jf_standard_read(w->db, 11, &s, &err), &err);
    jf_standard_add_figure(&text, &s, "zh");
    assert_string_equal(text.data, "10.00 元/次");
    jf_str_clear(&text);
    jf_standard_add_source(&text, &s, "zh");
    assert_string_equal(text.data, "演示价〔2004〕1号（演示）第一条，待核原文");
    jf_str_clear(&text);
    jf_standard_add_scope(&text, &s, "zh");
    assert_string_equal(text.data, "通用");
    jf_str_clear(&text);
    ok(jf_standard_read(w->db, 14, &s, &err), &err);
    jf_standard_add_scope(&text, &s, "zh");
    assert_string_equal(text.data, "大洋镇、站所");
    jf_str_clear(&text);
    ok(jf_standard_read(w->db, 18, &s, &err), &err);
    jf_standard_add_figure(&text, &s, "zh");
    assert_string_equal(text.data, "禁止收取");
    assert_int_equal(jf_standard_read(w->db, 999, &s, &err), JF_NOT_FOUND);
    jf_str_release(&text);
    jf_standard_release(&s);
}

static enum jf_status count_one(void *arg, const struct jf_standard *standard, struct jf_error *err)
{
    (void)standard;
    (void)err;
    ++*(int *)arg;
    return JF_OK;
}

static void listing(void **state)
{
    struct world *w = *state;
    struct jf_error err = { .status = JF_OK };
    int count = 0;
    ok(jf_standard_list(w->db, NULL, count_one, &count, &err), &err);
    assert_int_equal(count, 8);
    count = 0;
    ok(jf_standard_list(w->db, &(struct jf_standard_filter){ .item = "fee", .day = "2005-03-01" }, count_one, &count,
                        &err),
       &err);
    assert_int_equal(count, 4);
}

static void digest_follows_the_book(void **state)
{
    struct world *w = *state;
    struct jf_error err = { .status = JF_OK };
    char before[JF_DIGEST_HEX], again[JF_DIGEST_HEX], after[JF_DIGEST_HEX];
    ok(jf_rulebook_digest(w->db, before, &err), &err);
    ok(jf_rulebook_digest(w->db, again, &err), &err);
    assert_string_equal(before, again);
    ok(jf_txn_begin(w->db, "test", &err), &err);
    ok(jf_db_script(w->db, "UPDATE record SET digest = x'01' WHERE record_id = 11", &err), &err);
    ok(jf_txn_commit(w->db, &err), &err);
    ok(jf_rulebook_digest(w->db, after, &err), &err);
    assert_string_not_equal(before, after);
}

/* The rule book is read by commands that may not write. */
static void read_only_connection(void **state)
{
    struct world *w = *state;
    struct jf_error err = { .status = JF_OK };
    struct jf_db *db = NULL;
    int count = 0;
    ok(jf_db_open(w->path, JF_DB_READ, &db, &err), &err);
    ok(jf_standard_list(db, NULL, count_one, &count, &err), &err);
    assert_int_equal(count, 8);
    jf_db_close(db);
}

/* ---- the look-up and the tables of a run agree ---- */

/* A small generator, so that a failure can be repeated. */
static uint32_t dice(uint32_t *seed, uint32_t sides)
{
    *seed = *seed * 1664525u + 1013904223u;
    return (*seed >> 8) % sides;
}

static const char *pick(uint32_t *seed, const char *const *list, uint32_t count)
{
    return dice(seed, 3) ? "NULL" : list[dice(seed, count)];
}

static const char people[] =
    "INSERT INTO subject VALUES (100,'document','d0',NULL),(101,'document','d1',NULL),(102,'document','d2',NULL),"
    " (201,'unit','V',NULL),(202,'unit','T',NULL),(203,'unit','S',NULL),(204,'unit','P',NULL),(205,'unit','N',NULL);"
    "INSERT INTO record (record_id, subject_id, version, batch_id, line, digest) SELECT subject_id, subject_id, 1, "
    "NULL, 0, zeroblob(32) FROM subject WHERE subject_id >= 100;"
    "UPDATE subject SET record_id = subject_id WHERE subject_id >= 100;"
    "INSERT INTO document VALUES (100,100,'d0','d0','t','i','state',NULL,NULL,NULL,NULL,'original',0,NULL),"
    " (101,101,'d1','d1','t','i','province',NULL,NULL,NULL,NULL,'original',0,NULL),"
    " (102,102,'d2','d2','t','i','county',NULL,NULL,NULL,NULL,'original',0,NULL);"
    "INSERT INTO unit (record_id, subject_id, code, name, type, division_id, size_class) VALUES"
    " (201,201,'V','村','village',3,'A'),(202,202,'T','镇','township',2,NULL),(203,203,'S','站','station',2,'B'),"
    " (204,204,'P','小学','school',3,'A'),(205,205,'N','九年制学校','school',2,'B');"
    "INSERT INTO school VALUES (204,'primary','rural'),(205,'nine-year','town');"
    "INSERT INTO term (term_id, kind, text, subject_id, matched_by) VALUES (1,'item','年检费',5,'name'),"
    " (2,'item','某费',6,'name'),(3,'item','旧费',7,'name');";

static void random_standards(struct jf_str *sql, uint32_t *seed, int count)
{
    static const char *const
        classes[] = { "'1'", "'2'" },
        *const flags[] = { "0", "1" }, *const stages[] = { "'primary'", "'junior'" },
        *const grades[] = { "1", "3", "5", "7", "9" }, *const seasons[] = { "'A'", "'S'" },
        *const areas[] = { "'rural'", "'town'" }, *const types[] = { "'village'", "'station'", "'school'" },
        *const sizes[] = { "'A'", "'B'" }, *const units[] = { "201", "203", "204" },
        *const payers[] = { "'household'", "'pupil'" }, *const divisions[] = { "1", "2", "3" },
        *const rulings[] = { "charge", "cap", "ban", "deadline" }, *const documents[] = { "100", "101", "102", "NULL" };
    for (int i = 0; i < count; i++) {
        int id = 1000 + i;
        int year = 2003 + (int)dice(seed, 3);
        jf_str_addf(sql,
                    "INSERT INTO subject VALUES (%d,'standard','r%d',NULL);"
                    "INSERT INTO record (record_id, subject_id, version, batch_id, line, digest) VALUES "
                    "(%d,%d,1,NULL,0,zeroblob(32));"
                    "UPDATE subject SET record_id = %d WHERE subject_id = %d;"
                    "INSERT INTO standard (record_id, subject_id, code, item_id, ruling, amount_fen, unit, valid_from,"
                    " valid_until, document_id, certainty, demonstration, county_class, coastal, stage, grade_from,"
                    " grade_until, season, area, unit_type, size_class, unit_id, payer_class, division_id) VALUES"
                    " (%d,%d,'r%d',%d,'%s',%d,'each','%d-0%u-01',",
                    id, id, id, id, id, id, id, id, id, 5 + (int)dice(seed, 3), rulings[dice(seed, 4)], 100 + i, year,
                    1 + dice(seed, 3));
        if (dice(seed, 2))
            jf_str_addf(sql, "'%d-12-31',", year + (int)dice(seed, 2));
        else
            jf_str_add(sql, "NULL,");
        jf_str_addf(sql, "%s,'original',0,", documents[dice(seed, 4)]);
        jf_str_addf(sql, "%s,", pick(seed, classes, 2));
        jf_str_addf(sql, "%s,", pick(seed, flags, 2));
        jf_str_addf(sql, "%s,", pick(seed, stages, 2));
        jf_str_addf(sql, "%s,", pick(seed, grades, 3));
        jf_str_addf(sql, "%s,", pick(seed, grades + 2, 3));
        jf_str_addf(sql, "%s,", pick(seed, seasons, 2));
        jf_str_addf(sql, "%s,", pick(seed, areas, 2));
        jf_str_addf(sql, "%s,", pick(seed, types, 3));
        jf_str_addf(sql, "%s,", pick(seed, sizes, 2));
        jf_str_addf(sql, "%s,", pick(seed, units, 3));
        jf_str_addf(sql, "%s,", pick(seed, payers, 2));
        jf_str_addf(sql, "%s);\n", pick(seed, divisions, 3));
    }
}

/* Each unit at each place, to each payer, each item, on three days; each grade of a school in both terms. */
static const char charges[] =
    "CREATE TEMP TABLE made AS SELECT 5000 + row_number() OVER () AS id, u.subject_id AS unit, d.value AS division,"
    " p.value AS payer, y.value AS day FROM unit u, json_each('[1,2,3]') d,"
    " json_each('[\"household\",\"pupil\",\"village\"]') p,"
    " json_each('[\"2003-06-15\",\"2004-09-01\",\"2005-03-01\"]') y;"
    "INSERT INTO subject SELECT id, 'notice', 'n' || id, NULL FROM made;"
    "INSERT INTO record (record_id, subject_id, version, batch_id, line, digest) SELECT id, id, 1, NULL, 0, "
    "zeroblob(32) FROM made;"
    "UPDATE subject SET record_id = subject_id WHERE kind = 'notice';"
    "INSERT INTO notice (record_id, subject_id, number, unit_id, division_id, payer_class, payer, charged_on, "
    "total_fen,"
    " voluntary) SELECT id, id, 'n', unit, division, payer, 'x', day, 300, 0 FROM made;"
    "INSERT INTO notice_item (record_id, part, line, name_term, quantity_milli, price_fen, amount_fen)"
    " SELECT id, t.term_id, 0, t.term_id, 1000, 100, 100 FROM made, term t;"
    "CREATE TEMP TABLE taught AS SELECT 9000 + row_number() OVER () AS id, u.subject_id AS school, t.value AS term,"
    " CASE substr(t.value, 5) WHEN 'A' THEN '2004-09-01' ELSE '2005-03-01' END AS day"
    " FROM unit u JOIN school s ON s.record_id = u.record_id, json_each('[\"2004A\",\"2005S\"]') t;"
    "INSERT INTO subject SELECT id, 'school-charge', 'c' || id, NULL FROM taught;"
    "INSERT INTO record (record_id, subject_id, version, batch_id, line, digest) SELECT id, id, 1, NULL, 0, "
    "zeroblob(32) FROM taught;"
    "UPDATE subject SET record_id = subject_id WHERE kind = 'school-charge';"
    "INSERT INTO school_charge (record_id, subject_id, school_id, number, term, charged_on, total_fen)"
    " SELECT id, id, school, 'c', term, day, 0 FROM taught;"
    "INSERT INTO school_charge_line (record_id, part, line, grade, pupils, name_term, per_pupil_fen, amount_fen)"
    " SELECT taught.id, g.value * 3 + t.term_id, 0, g.value, 10, t.term_id, 100, 1000 FROM taught,"
    " json_each('[1,2,3,4,5,6,7,8,9]') g, term t;";

static const char notice_lines[] =
    "SELECT i.code, n.charged_on, d.county_class, d.coastal, u.stage, 0, NULL, u.area, u.type, u.size_class, u.code,"
    " n.payer_class, d.code, coalesce(n.standard_id, 0) FROM v_notice_standard n JOIN v_item i ON i.item_id = n.item_id"
    " JOIN v_unit u ON u.unit_id = n.unit_id JOIN v_division d ON d.division_id = n.division_id";
static const char school_lines[] =
    "SELECT i.code, n.charged_on, d.county_class, d.coastal, n.stage, n.grade, n.season, u.area, u.type, u.size_class,"
    " u.code, 'pupil', d.code, coalesce(n.standard_id, 0) FROM v_school_standard n"
    " JOIN v_item i ON i.item_id = n.item_id JOIN v_unit u ON u.unit_id = n.unit_id"
    " JOIN v_division d ON d.division_id = n.division_id";

static int compare_lines(struct world *w, const char *sql, int *governed)
{
    struct jf_error err = { .status = JF_OK };
    struct jf_stmt *st = NULL;
    bool row = true, found = false;
    int lines = 0;
    ok(jf_db_query_text(w->db, sql, true, NULL, &st, &err), &err);
    for (;; lines++) {
        struct jf_standard s = { 0 };
        ok(jf_stmt_next(st, &row, &err), &err);
        if (!row)
            break;
        const struct jf_scope scope = {
            .county_class = jf_col_text(st, 2),
            .coastal = jf_col_null(st, 3)  ? NULL
                       : jf_col_int(st, 3) ? "yes"
                                           : "no",
            .stage = jf_col_text(st, 4),
            .grade = (int)jf_col_int(st, 5),
            .season = jf_col_text(st, 6),
            .area = jf_col_text(st, 7),
            .unit_type = jf_col_text(st, 8),
            .size_class = jf_col_text(st, 9),
            .unit = jf_col_text(st, 10),
            .payer_class = jf_col_text(st, 11),
            .division = jf_col_text(st, 12),
        };
        ok(jf_rulebook_in_force(w->db, jf_col_text(st, 0), jf_col_text(st, 1), NULL, &scope, &s, &found, &err), &err);
        int64_t record = found ? s.record_id : 0;
        if (record != jf_col_int(st, 13))
            fail_msg("%s on %s by %s at %s to %s, grade %d: look-up %lld, run %lld", jf_col_text(st, 0),
                     jf_col_text(st, 1), scope.unit, scope.division, scope.payer_class, scope.grade, (long long)record,
                     (long long)jf_col_int(st, 13));
        *governed += found;
        jf_standard_release(&s);
    }
    jf_stmt_done(st);
    return lines;
}

static void look_up_agrees_with_run(void **state)
{
    struct world *w = *state;
    struct jf_error err = { .status = JF_OK };
    struct jf_str sql = JF_STR_INIT;
    uint32_t seed = 20050710;
    int lines = 0, governed = 0;
    jf_str_add(&sql, people);
    random_standards(&sql, &seed, 400);
    jf_str_add(&sql, charges);
    jf_str_add(&sql, "INSERT INTO notice_place SELECT DISTINCT unit_id, division_id, payer_class FROM notice;");
    ok(jf_str_check(&sql, &err), &err);
    ok(jf_txn_begin(w->db, "test", &err), &err);
    ok(jf_db_script(w->db, sql.data, &err), &err);
    ok(jf_txn_commit(w->db, &err), &err);
    jf_str_release(&sql);
    ok(jf_db_views(w->db, &err), &err);
    ok(jf_audit_prepare(NULL, w->db, &err), &err);
    lines += compare_lines(w, notice_lines, &governed);
    lines += compare_lines(w, school_lines, &governed);
    assert_int_equal(lines, 5 * 3 * 3 * 3 * 3 + 2 * 2 * 9 * 3);
    assert_true(governed > lines / 4);
}

/* At equal scope the paper of the higher level governs, though it is the older. */
static void level_before_date(void **state)
{
    struct world *w = *state;
    struct jf_error err = { .status = JF_OK };
    ok(jf_txn_begin(w->db, "test", &err), &err);
    ok(jf_db_script(w->db, people, &err), &err);
    ok(jf_db_script(w->db, "UPDATE standard SET document_id = 100, valid_until = NULL WHERE record_id = 11", &err),
       &err);
    ok(jf_txn_commit(w->db, &err), &err);
    expect_code(w, "fee", "2005-03-01", NULL, "s1"); /* state 2004 before county 2005 */
    expect_code(w, "fee", "2005-03-01", &(struct jf_scope){ .division = "350199108201" }, "s3"); /* narrower */
}

/* ---- names ---- */

static void likeness(void **state)
{
    (void)state;
    assert_int_equal(jf_name_likeness("农机年检费", "农机年检费"), 100);
    assert_int_equal(jf_name_likeness("农机年检（费）", "农机年检费"), 100);
    assert_int_equal(jf_name_likeness("农机年检费", "住宿费"), 0);
    assert_int_equal(jf_name_likeness("农机年检费", "农机年审费"), 50);
    assert_int_equal(jf_name_likeness("", "住宿费"), 0);
    assert_int_equal(jf_name_likeness("费", "费"), 100);
}

static const char name_book[] = "INSERT INTO item_alias VALUES (5,1,'拖拉机年检费');"
                                "INSERT INTO item_pattern VALUES (5,1,'^(农机|拖拉机)年(检|审)费?$'),(5,2,'年检'),"
                                " (6,1,'^某.*费$'),(7,1,'^(旧|某些)费$'),(7,2,'(');"
                                "INSERT INTO term (kind, text) VALUES ('item','年检费'),('item','拖拉机年检费'),"
                                " ('item','拖拉机年审'),('item','某种费'),('item','某些费'),('item','不知费'),"
                                " ('item','拖拉机年审（2005年度）'),('item','2005年某些费');";

/* What test-name says of each name is what the papers were matched by. */
static void names_alike(void **state)
{
    struct world *w = *state;
    struct jf_error err = { .status = JF_OK };
    struct jf_stmt *st = NULL;
    bool row = true;
    int names = 0, doubts = 0;
    ok(jf_txn_begin(w->db, "test", &err), &err);
    ok(jf_db_script(w->db, name_book, &err), &err);
    ok(jf_terms_match(w->db, true, &err), &err);
    ok(jf_txn_commit(w->db, &err), &err);
    ok(jf_db_query_text(w->db,
                        "SELECT t.text, coalesce(t.matched_by, ''), s.key FROM term t LEFT JOIN subject s"
                        " ON s.subject_id = t.subject_id WHERE t.kind = 'item'",
                        true, NULL, &st, &err),
       &err);
    for (;; names++) {
        struct jf_name_match m = { 0 };
        ok(jf_stmt_next(st, &row, &err), &err);
        if (!row)
            break;
        ok(jf_name_match(w->db, jf_col_text(st, 0), &m, &err), &err);
        assert_string_equal(m.matched_by, jf_col_text(st, 1));
        assert_true(jf_streq(m.item, jf_col_text(st, 2)));
        doubts += m.doubt != NULL;
        jf_name_match_release(&m);
    }
    jf_stmt_done(st);
    assert_int_equal(names, 8);
    assert_int_equal(doubts, 2);
}

static void expect_match(struct world *w, const char *text, const char *how, const char *item)
{
    struct jf_error err = { .status = JF_OK };
    struct jf_name_match m = { 0 };
    ok(jf_name_match(w->db, text, &m, &err), &err);
    assert_string_equal(m.matched_by, how);
    assert_true(jf_streq(m.item, item));
    jf_name_match_release(&m);
}

static void names_by_each_way(void **state)
{
    struct world *w = *state;
    struct jf_error err = { .status = JF_OK };
    struct jf_name_match m = { 0 };
    ok(jf_txn_begin(w->db, "test", &err), &err);
    ok(jf_db_script(w->db, name_book, &err), &err);
    ok(jf_txn_commit(w->db, &err), &err);
    expect_match(w, "年检费", "name", "fee");
    expect_match(w, "拖拉机年检费", "alias", "fee");
    expect_match(w, "拖拉机年审", "pattern", "fee");
    expect_match(w, "拖拉机年审（2005年度）", "pattern", "fee");
    expect_match(w, "某些费", "", NULL);
    ok(jf_name_match(w->db, "某些费", &m, &err), &err);
    assert_string_equal(m.doubt, "unknown, barred");
    jf_name_match_release(&m);
    ok(jf_name_match(w->db, "拖拉机年审查费", &m, &err), &err);
    assert_int_equal(m.count, 1);
    assert_string_equal(m.nearest[0].text, "拖拉机年检费");
    assert_string_equal(m.nearest[0].item, "fee");
    jf_name_match_release(&m);
}

/* ---- shares, sets, the wider scopes on paper ---- */

static void wider_on_paper(void **state)
{
    struct world *w = *state;
    struct jf_error err = { .status = JF_OK };
    struct jf_standard s = { 0 };
    struct jf_str text = JF_STR_INIT;
    ok(jf_txn_begin(w->db, "test", &err), &err);
    ok(jf_db_script(w->db,
                    "UPDATE standard SET percent_bp = 1250, percent_of_id = 5, amount_fen = NULL, unit = 'share',"
                    " coastal = 1, grade_from = 3, grade_until = 5, season = 'A', payer_class = 'pupil'"
                    " WHERE record_id = 12;"
                    "UPDATE standard SET ruling = 'only', amount_fen = NULL, unit = 'none' WHERE record_id = 13;"
                    "INSERT INTO standard_member VALUES (13,1,6),(13,2,5);",
                    &err),
       &err);
    ok(jf_txn_commit(w->db, &err), &err);
    ok(jf_standard_read(w->db, 12, &s, &err), &err);
    assert_true(jf_standard_known(&s));
    jf_standard_add_figure(&text, &s, "zh");
    assert_string_equal(text.data, "年检费的12.5%");
    jf_str_clear(&text);
    jf_standard_add_figure(&text, &s, "en");
    assert_string_equal(text.data, "12.5% of 年检费");
    jf_str_clear(&text);
    jf_standard_add_scope(&text, &s, "zh");
    assert_string_equal(text.data, "沿海经济发达县、3至5年级、秋季学期、学生");
    jf_str_clear(&text);
    ok(jf_standard_read(w->db, 13, &s, &err), &err);
    assert_true(jf_standard_known(&s));
    jf_standard_add_figure(&text, &s, "zh");
    assert_string_equal(text.data, "只准收取某费、年检费");
    ok(jf_standard_read(w->db, 16, &s, &err), &err);
    assert_false(jf_standard_known(&s));
    jf_str_release(&text);
    jf_standard_release(&s);
}

/* ---- the second clock ---- */

static void known_on(void **state)
{
    struct world *w = *state;
    struct jf_error err = { .status = JF_OK };
    struct jf_db *db = NULL;
    int count = 0;
    bool there = true;
    ok(jf_txn_begin(w->db, "test", &err), &err);
    ok(jf_db_script(w->db,
                    "INSERT INTO batch SELECT value, 'rulebook', 1, 'accepted', 'f', printf('%064d', value), 0, NULL,"
                    " NULL, NULL, NULL, NULL, NULL, NULL, 0, 0, 0, 0, 0, 0, 0, '2005-0' || value ||"
                    " '-01T23:59:59+08:00', 't', NULL, NULL FROM json_each('[1,2]');"
                    "UPDATE record SET batch_id = 1;"
                    /* a second version of s1, and s8 only in the second batch */
                    "INSERT INTO record (record_id, subject_id, version, batch_id, line, digest) VALUES "
                    "(99,11,2,2,0,zeroblob(32));"
                    "INSERT INTO standard (record_id, subject_id, code, item_id, ruling, amount_fen, unit, valid_from,"
                    " certainty, demonstration) VALUES (99,11,'s1',5,'charge',900,'each','2004-01-01','original',0);"
                    "UPDATE subject SET record_id = 99 WHERE subject_id = 11;"
                    "UPDATE record SET batch_id = 2 WHERE record_id = 18;",
                    &err),
       &err);
    ok(jf_txn_commit(w->db, &err), &err);
    assert_int_equal(jf_known_on(w->db, "2005-1-1", &err), JF_USAGE);

    ok(jf_db_open(w->path, JF_DB_READ, &db, &err), &err);
    ok(jf_known_on(db, "2004-12-31", &err), &err);
    ok(jf_standard_list(db, NULL, count_one, &count, &err), &err);
    assert_int_equal(count, 0);
    jf_db_close(db);

    ok(jf_db_open(w->path, JF_DB_READ, &db, &err), &err);
    ok(jf_known_on(db, "2005-01-01", &err), &err);
    ok(jf_standard_list(db, NULL, count_one, &count, &err), &err);
    assert_int_equal(count, 7);
    ok(jf_rulebook_has_standard(db, "s8", &there, &err), &err);
    assert_false(there);
    struct jf_standard s = { 0 };
    bool found = false;
    ok(jf_rulebook_in_force(db, "fee", "2004-06-01", NULL, NULL, &s, &found, &err), &err);
    assert_true(found && s.current);
    assert_int_equal(s.amount_fen, 1000);
    jf_db_close(db);

    ok(jf_rulebook_in_force(w->db, "fee", "2004-06-01", NULL, NULL, &s, &found, &err), &err);
    assert_int_equal(s.amount_fen, 900);
    jf_standard_release(&s);
}

static int64_t number(struct jf_db *db, const char *sql)
{
    struct jf_error err = { .status = JF_OK };
    struct jf_stmt *st = NULL;
    bool row = false;
    ok(jf_db_query_text(db, sql, true, NULL, &st, &err), &err);
    ok(jf_stmt_next(st, &row, &err), &err);
    int64_t value = jf_col_int(st, 0);
    jf_stmt_done(st);
    return value;
}

/* The TEMP tables are not all there: none stays, and the connection keeps references again. */
static void an_earlier_day_that_fails(void **state)
{
    struct world *w = *state;
    struct jf_error err = { .status = JF_OK };
    ok(jf_db_script(w->db, "CREATE TEMP TABLE finding (x)", &err), &err);
    assert_int_not_equal(jf_known_on(w->db, "2004-12-31", &err), JF_OK);
    assert_int_equal(number(w->db, "SELECT count(*) FROM temp.sqlite_schema WHERE name = 'subject'"), 0);
    assert_int_equal(number(w->db, "PRAGMA foreign_keys"), 1);
}

/* A view or rule that reads main.x would see today's records under --known-on. */
static void nothing_reads_past_the_clock(void **state)
{
    (void)state;
    int seen = 0;
    for (const struct jf_resource *r = jf_resources(); r->path; r++) {
        if (!jf_starts(r->path, "rules/") && !jf_streq(r->path, "sql/views.sql"))
            continue;
        seen++;
        for (const char *line = r->text; line; line = strchr(line, '\n')) {
            line += *line == '\n';
            size_t len = strcspn(line, "\n");
            const char *found = strstr(line, "main.");
            if (found && found < line + len && !jf_starts(line, "--"))
                fail_msg("%s: %.*s", r->path, (int)len, line);
        }
    }
    assert_true(seen > 14);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(governing_by_day, set_up, tear_down),
        cmocka_unit_test_setup_teardown(governing_by_scope, set_up, tear_down),
        cmocka_unit_test_setup_teardown(ban_before_charge, set_up, tear_down),
        cmocka_unit_test_setup_teardown(deadline_only_when_asked, set_up, tear_down),
        cmocka_unit_test_setup_teardown(unknown_figure, set_up, tear_down),
        cmocka_unit_test_setup_teardown(on_paper, set_up, tear_down),
        cmocka_unit_test_setup_teardown(listing, set_up, tear_down),
        cmocka_unit_test_setup_teardown(digest_follows_the_book, set_up, tear_down),
        cmocka_unit_test_setup_teardown(read_only_connection, set_up, tear_down),
        cmocka_unit_test_setup_teardown(look_up_agrees_with_run, set_up, tear_down),
        cmocka_unit_test_setup_teardown(level_before_date, set_up, tear_down),
        cmocka_unit_test(nothing_reads_past_the_clock),
        cmocka_unit_test(likeness),
        cmocka_unit_test_setup_teardown(names_alike, set_up, tear_down),
        cmocka_unit_test_setup_teardown(names_by_each_way, set_up, tear_down),
        cmocka_unit_test_setup_teardown(wider_on_paper, set_up, tear_down),
        cmocka_unit_test_setup_teardown(known_on, set_up, tear_down),
        cmocka_unit_test_setup_teardown(an_earlier_day_that_fails, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
