/* test_rulebook.c - standards in force by scope and day, the three answers, the digest, and how a standard reads on
 * paper: through rulebook.h alone. */
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
    "INSERT INTO record SELECT subject_id, subject_id, 1, NULL, 0, zeroblob(32) FROM subject;"
    "UPDATE subject SET record_id = subject_id;"
    "INSERT INTO division VALUES (1,1,'350199000000','演示县','county',NULL,'1',0,NULL,NULL,NULL,1),"
    " (2,2,'350199108000','大洋镇','township',1,NULL,NULL,NULL,NULL,NULL,1),"
    " (3,3,'350199108201','际尾村','village',2,NULL,NULL,300,1200,600,1);"
    "INSERT INTO document VALUES "
    "(4,4,'演示价〔2004〕1号','演示价[2004]1号','通知','物价局','county',NULL,'2004-01-01',NULL,NULL,"
    " 'secondary',1,NULL);"
    "INSERT INTO item VALUES "
    "(5,5,'fee','年检费','production'),(6,6,'unknown','某费','other'),(7,7,'barred','旧费','other');"
    "INSERT INTO standard VALUES"
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
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
