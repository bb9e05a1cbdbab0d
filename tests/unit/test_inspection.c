/* test_inspection.c - inspections through their public header: the table of steps, the draw that repeats and meets the
 * groups, what was seen, problems with their remedies, and the rebuilding that finds a change by hand. */
#include "jianfu/inspection.h"
#include "jianfu/remedy.h"

#include "scratch.h"

#define VILLAGE "350199108201"
#define UNIT    "108NJ"

static const char county[] =
    "INSERT INTO subject VALUES (1,'division','350199000000',NULL),(2,'division','350199108000',NULL),"
    " (3,'division','" VILLAGE "',NULL),(4,'unit','" UNIT "',NULL);"
    "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 40)"
    " INSERT INTO subject SELECT 100 + i, 'household', '" VILLAGE "-' || printf('%04d', i), NULL FROM n;"
    "INSERT INTO record (record_id, subject_id, version, batch_id, line, digest) SELECT subject_id, subject_id, 1, "
    "NULL, 0, zeroblob(32) FROM subject;"
    "UPDATE subject SET record_id = subject_id;"
    "INSERT INTO division VALUES (1,1,'350199000000','演示县','county',NULL,'1',0,NULL,NULL,NULL,1),"
    " (2,2,'350199108000','大洋镇','township',1,NULL,NULL,NULL,NULL,NULL,1),"
    " (3,3,'" VILLAGE "','际尾村','village',2,NULL,NULL,40,NULL,NULL,1);"
    "INSERT INTO unit VALUES (4,4,'" UNIT "','大洋农机站','station',2,NULL,NULL);"
    "INSERT INTO household (record_id, subject_id, code, division_id, head_name, persons, labourers, pupils)"
    " SELECT subject_id, subject_id, key, 3, '陈', 4, 2, subject_id = 117 FROM subject WHERE kind = 'household';";

static void ok(enum jf_status status, const struct jf_error *err)
{
    if (status != JF_OK)
        fail_msg("status %d: %s (%s)", (int)status, err->message, err->hint);
}

static int set_up(void **state)
{
    struct scratch *s = test_calloc(1, sizeof *s);
    struct jf_error err = { .status = JF_OK };
    scratch_open(s);
    ok(jf_txn_begin(s->db, "test", &err), &err);
    ok(jf_db_script(s->db, county, &err), &err);
    ok(jf_txn_commit(s->db, &err), &err);
    ok(jf_db_views(s->db, &err), &err);
    *state = s;
    return 0;
}

static int tear_down(void **state)
{
    jf_casework_cleanup();
    scratch_close(*state);
    test_free(*state);
    return 0;
}

static int64_t number(struct scratch *s, const char *sql)
{
    struct jf_stmt *st = NULL;
    struct jf_error err = { .status = JF_OK };
    bool row = false;
    ok(jf_db_query_text(s->db, sql, true, NULL, &st, &err), &err);
    ok(jf_stmt_next(st, &row, &err), &err);
    int64_t value = row ? jf_col_int(st, 0) : -1;
    jf_stmt_done(st);
    return value;
}

static enum jf_status step(struct scratch *s, int64_t *plan, const char *name, const char *day, const char *fields,
                           struct jf_error *err)
{
    const struct jf_inspection_step wish = { *plan, name, day, "王检查", fields, 0 };
    ok(jf_txn_begin(s->db, "test", err), err);
    enum jf_status status = jf_inspection_take(s->db, &wish, plan, NULL, err);
    if (status == JF_OK)
        ok(jf_txn_commit(s->db, err), err);
    else
        jf_txn_rollback(s->db);
    return status;
}

static int64_t planned(struct scratch *s, const char *no)
{
    struct jf_error err = { .status = JF_OK };
    struct jf_str fields = JF_STR_INIT;
    int64_t plan = 0;
    jf_str_addf(&fields,
                "{\"no\":\"%s\",\"inspection\":\"special\",\"period\":\"2005H1\",\"title\":\"x\","
                "\"from\":\"2005-05-10\",\"until\":\"2005-06-20\"}",
                no);
    ok(step(s, &plan, "plan", "2005-05-08", fields.data, &err), &err);
    jf_str_release(&fields);
    return plan;
}

static void drawn(struct scratch *s, int64_t plan, const char *seed, const char *households)
{
    struct jf_error err = { .status = JF_OK };
    struct jf_str fields = JF_STR_INIT;
    jf_str_addf(&fields, "{\"seed\":\"%s\",\"households\":\"%s\"}", seed, households);
    ok(step(s, &plan, "sample", "2005-05-09", fields.data, &err), &err);
    jf_str_release(&fields);
}

static void count_bad(void *arg, int64_t event_id, const char *text)
{
    (void)event_id;
    (void)text;
    ++*(int *)arg;
}

static int faults(struct scratch *s)
{
    struct jf_error err = { .status = JF_OK };
    int bad = 0;
    int64_t events = 0;
    bool sound = false;
    ok(jf_casework_verify(s->db, count_bad, &bad, &events, &sound, &err), &err);
    assert_int_equal(sound, bad == 0);
    return bad;
}

/* Every state that a step leads to has a way out, but for the last ones. */
static void test_steps(void **state)
{
    const struct jf_steps *steps = jf_inspection_steps();
    (void)state;
    assert_non_null(steps);
    assert_non_null(jf_step_find(steps, "plan", "-"));
    assert_non_null(jf_step_find(steps, "visit", "planned"));
    assert_null(jf_step_find(steps, "sample", "drawn"));
    for (size_t i = 0; i < steps->count; i++)
        assert_false(jf_words_hold(steps->rows[i].from, "closed"));
}

/* The draw is that of the seed and of nothing else; the one family with pupils is always among those drawn. */
static void test_draw(void **state)
{
    struct scratch *s = *state;
    int differ = 0;
    for (int seed = 1; seed <= 12; seed++) {
        char text[16], no[16];
        snprintf(text, sizeof text, "%d", seed);
        snprintf(no, sizeof no, "T%d", seed);
        drawn(s, planned(s, no), text, "3");
        differ += number(s, "SELECT count(*) = 0 FROM inspection_place a JOIN inspection_place b USING (place)"
                            " WHERE a.plan_id = (SELECT max(subject_id) FROM inspection) AND a.level = 'household'"
                            " AND a.reason = 'lot' AND b.plan_id = (SELECT min(subject_id) FROM inspection)"
                            " AND b.plan_id <> a.plan_id AND b.reason = 'lot'") > 0;
    }
    assert_true(differ > 6);
    assert_int_equal(number(s, "SELECT count(*) FROM inspection_place WHERE level = 'household'"), 36);
    assert_int_equal(number(s, "SELECT count(*) FROM inspection_place WHERE place = '" VILLAGE "-0017' AND is_pupil"),
                     12);
    /* the lowest lots, after the one that must be seen */
    assert_int_equal(number(s,
                            "SELECT count(*) FROM inspection_place a JOIN inspection_place b USING (plan_id, level)"
                            " WHERE level = 'household' AND a.reason = 'lot' AND b.reason = 'lot' AND a.rank < b.rank"
                            " AND a.lot >= b.lot"),
                     0);
    assert_int_equal(faults(s), 0);
}

static void test_result(void **state)
{
    struct scratch *s = *state;
    struct jf_error err = { .status = JF_OK };
    int64_t plan = planned(s, "T1"), visit = 0, ordered = 0;
    static const char told[] =
        "{\"plan\":\"T1\",\"place\":\"" VILLAGE "-0005\",\"form\":\"household\",\"division\":\"" VILLAGE
        "\",\"on\":\"2005-05-12\",\"by\":\"组\",\"answers\":[{\"question\":\"card\",\"value\":\"%s\"}],"
        "\"problems\":[{\"text\":\"问题\",\"unit\":\"" UNIT "\"}]}";
    static const struct {
        const char *value;
        enum jf_status status;
    } tries[] = { { "maybe", JF_REFUSED }, { "no", JF_OK }, { "yes", JF_REFUSED } }; /* the third: seen that day */
    drawn(s, plan, "1", "2");
    for (size_t i = 0; i < sizeof tries / sizeof *tries; i++) {
        struct jf_str text = JF_STR_INIT;
        const char *at = strstr(told, "%s");
        jf_str_addn(&text, told, (size_t)(at - told));
        jf_str_addf(&text, "%s%s", tries[i].value, at + 2);
        ok(jf_txn_begin(s->db, "test", &err), &err);
        assert_int_equal(jf_inspection_key_visit(s->db, text.data, "王检查", &visit, NULL, &err), tries[i].status);
        if (tries[i].status == JF_OK)
            ok(jf_txn_commit(s->db, &err), &err);
        else
            jf_txn_rollback(s->db);
        jf_str_release(&text);
    }
    assert_int_equal(number(s, "SELECT count(*) FROM inspection_visit"), 1);
    assert_int_equal(
        number(s, "SELECT count(*) FROM inspection_place WHERE reason = 'found' AND visited_on = '2005-05-12'"), 1);
    const struct jf_inspection_rectify wish = {
        .plan_id = plan, .deadline = "2005-06-30", .day = "2005-05-20", .actor = "王检查"
    };
    for (int64_t expected = 1; expected >= 0; expected--) { /* nothing is ordered twice */
        ok(jf_txn_begin(s->db, "test", &err), &err);
        ok(jf_inspection_rectify(s->db, &wish, &ordered, &err), &err);
        ok(jf_txn_commit(s->db, &err), &err);
        assert_int_equal(ordered, expected);
    }
    assert_int_equal(faults(s), 0);
}

/* A row changed, taken away or slipped in by hand is found. */
static void test_verify(void **state)
{
    struct scratch *s = *state;
    struct jf_error err = { .status = JF_OK };
    static const char *const changes[] = {
        "UPDATE inspection SET seed = '2'",
        "UPDATE inspection_place SET visited_on = '2005-05-12' WHERE level = 'household'",
        "DELETE FROM inspection_place WHERE level = 'household'",
        "UPDATE inspection_place SET reason = 'named' WHERE level = 'village'",
    };
    drawn(s, planned(s, "T1"), "1", "2");
    assert_int_equal(faults(s), 0);
    for (size_t i = 0; i < sizeof changes / sizeof *changes; i++) {
        ok(jf_txn_begin(s->db, "test", &err), &err);
        ok(jf_db_script(s->db, changes[i], &err), &err);
        if (faults(s) == 0)
            fail_msg("not found: %s", changes[i]);
        jf_txn_rollback(s->db);
    }
}

/* Nothing drawn is closed unseen without a reason; what was begun is not withdrawn. */
static void test_closing(void **state)
{
    struct scratch *s = *state;
    struct jf_error err = { .status = JF_OK };
    int64_t plan = planned(s, "T1");
    drawn(s, plan, "1", "1");
    assert_int_equal(step(s, &plan, "close", "2005-06-20", "{}", &err), JF_REFUSED);
    assert_int_equal(step(s, &plan, "sample", "2005-06-20", "{\"seed\":\"2\"}", &err), JF_USAGE);
    ok(step(s, &plan, "close", "2005-06-20", "{\"reason\":\"余户外出\"}", &err), &err);
    assert_int_equal(step(s, &plan, "withdraw", "2005-06-20", "{\"reason\":\"x\"}", &err), JF_USAGE);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_steps),
        cmocka_unit_test_setup_teardown(test_draw, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_result, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_verify, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_closing, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
