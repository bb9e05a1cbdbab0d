/* test_seal.c - what imports, checks and decisions left behind: a change is told with its file and table, a column that
 * comes later breaks no seal, and what an earlier version took in is only counted. tests/life/tamper.py does a
 * thousand changes. */
#include "jianfu/audit.h"
#include "jianfu/intake.h"
#include "scratch.h"

static struct scratch s;

static void ok(enum jf_status status, const struct jf_error *err)
{
    if (status != JF_OK)
        fail_msg("status %d: %s (%s)", (int)status, err->message, err->hint);
}

static void script(const char *sql)
{
    struct jf_error err = { .status = JF_OK };
    if (jf_db_script(s.db, sql, &err) != JF_OK)
        fail_msg("%s: %s", sql, err.message);
}

static void import(const char *name)
{
    char path[400];
    struct jf_error err = { .status = JF_OK };
    struct jf_intake_result result;
    const struct jf_intake_options options = { .actor = "录入员" };
    snprintf(path, sizeof path, "%s/%s", getenv("FIXTURES"), name);
    ok(jf_intake_file(s.db, path, &options, &result, &err), &err);
    assert_int_equal(result.outcome, JF_INTAKE_ACCEPTED);
}

static int setup(void **state)
{
    struct jf_error err = { .status = JF_OK };
    struct jf_rules *rules = NULL;
    struct jf_audit_result result;
    const struct jf_audit_options options = { .actor = "王检查" };
    (void)state;
    scratch_open(&s);
    import("rulebook/00-national.xml");
    import("rulebook/10-fujian.xml");
    import("county/00-rulebook-demo.xml");
    import("county/10-register.xml");
    import("county/30-school-charges-2005S.xml");
    import("county/92-notices-arrears-2005.xml");
    ok(jf_rules_load(NULL, &rules, &err), &err);
    ok(jf_audit_run(s.db, rules, &options, &result, &err), &err);
    jf_audit_result_release(&result);
    jf_rules_free(rules);
    const struct jf_decision wish = { 1, "confirm", NULL, NULL, NULL, "王检查", "2005-07-10", "en" };
    ok(jf_finding_decide(s.db, &wish, &err), &err);
    return 0;
}

static int teardown(void **state)
{
    (void)state;
    scratch_close(&s);
    return 0;
}

struct told {
    char first[300];
    int count;
};

static void keep_first(void *arg, int64_t event_id, const char *what)
{
    struct told *t = arg;
    (void)event_id;
    if (t->count++ == 0)
        snprintf(t->first, sizeof t->first, "%s", what);
}

static struct told look(int64_t *unsealed)
{
    struct told t = { .count = 0 };
    struct jf_error err = { .status = JF_OK };
    bool sealed = false, decided = false;
    ok(jf_seal_verify(s.db, keep_first, &t, unsealed, &sealed, &err), &err);
    ok(jf_finding_verify(s.db, keep_first, &t, &decided, &err), &err);
    assert_true((sealed && decided) == (t.count == 0));
    return t;
}

static void a_change_is_told_with_its_place(void **state)
{
    static const struct {
        const char *sql, *told;
    } changes[] = {
        { "UPDATE standard SET amount_fen = coalesce(amount_fen, 0) + 1 WHERE record_id = (SELECT max(record_id) FROM "
          "standard)",
          "file 00-rulebook-demo.xml (batch 3), table standard: it is not as the import left it" },
        { "UPDATE unit SET telephone = '1' WHERE record_id = (SELECT min(record_id) FROM unit)",
          "file 10-register.xml (batch 4), table unit: it is not as the import left it" },
        { "DELETE FROM school_charge_line WHERE record_id = (SELECT min(record_id) FROM school_charge_line) AND part = "
          "1",
          "file 30-school-charges-2005S.xml (batch 5), table school_charge_line: it is not as the import left it" },
        { "UPDATE batch SET prepared_by = '他人' WHERE batch_id = 5",
          "file 30-school-charges-2005S.xml (batch 5), table batch: it is not as the import left it" },
        { "UPDATE record SET line = line + 1 WHERE record_id = 1",
          "file 00-national.xml (batch 1), table record: it is not as the import left it" },
        { "DELETE FROM record WHERE record_id = (SELECT max(record_id) FROM record)",
          "92-notices-arrears-2005.xml (6): the records of the file are not those that the event log tells of" },
        { "UPDATE subject SET record_id = 2 WHERE record_id = 1", NULL },
        { "UPDATE term SET text = text || 'x' WHERE term_id = 1", "table term: it is not as the last import left it" },
        { "UPDATE run SET actor = 'x'", "check 1, table run: it is not as the check left it" },
        { "UPDATE finding SET excess_fen = excess_fen - 1 WHERE finding_id = 1", NULL },
        { "DELETE FROM finding WHERE finding_id = 2", NULL },
        { "UPDATE finding SET state = 'open' WHERE finding_id = 1", "finding 1: it does not stand as it was decided" },
        { "UPDATE finding SET established_on = '2005-01-01' WHERE finding_id = 1",
          "finding 1: it does not stand as it was decided" },
        { "UPDATE finding SET state = 'dismissed' WHERE finding_id = 2", NULL },
        { "UPDATE finding SET established_on = '2005-01-01' WHERE finding_id = 2",
          "finding 2: it does not stand as it was decided" },
    };
    int64_t unsealed = -1;
    struct jf_error err = { .status = JF_OK };
    (void)state;
    assert_int_equal(look(&unsealed).count, 0);
    assert_int_equal(unsealed, 0);
    script("PRAGMA foreign_keys = OFF");
    for (size_t i = 0; i < sizeof changes / sizeof *changes; i++) {
        ok(jf_txn_begin(s.db, "test", &err), &err);
        script(changes[i].sql);
        struct told t = look(&unsealed);
        jf_txn_rollback(s.db);
        if (t.count == 0)
            fail_msg("not found: %s", changes[i].sql);
        if (changes[i].told && strcmp(t.first, changes[i].told) != 0)
            fail_msg("%s: %s", changes[i].sql, t.first);
    }
    assert_int_equal(look(&unsealed).count, 0);
}

/* As a migration does it. */
static void a_later_column_breaks_no_seal(void **state)
{
    int64_t unsealed = -1;
    (void)state;
    script("ALTER TABLE standard ADD COLUMN later TEXT; ALTER TABLE unit ADD COLUMN seen INTEGER NOT NULL DEFAULT 7");
    jf_db_close(s.db);
    struct jf_error err = { .status = JF_OK };
    ok(jf_db_open(s.path, JF_DB_WRITE, &s.db, &err), &err);
    assert_int_equal(look(&unsealed).count, 0);
    script("UPDATE unit SET seen = 8 WHERE record_id = (SELECT min(record_id) FROM unit)");
    assert_int_equal(look(&unsealed).count, 1);
}

/* Its events have no seals: said, and no fault; what they do tell of their file is looked at all the same. */
static void an_earlier_version_is_not_blamed(void **state)
{
    int64_t unsealed = -1;
    (void)state;
    script("DROP TRIGGER event_no_update; UPDATE event SET body = json_remove(body, '$.seals', '$.findings')");
    assert_int_equal(look(&unsealed).count, 0);
    assert_int_equal(unsealed, 7);
    script("UPDATE batch SET sha256 = printf('%064d', 1) WHERE batch_id = 4");
    assert_string_equal(look(&unsealed).first,
                        "10-register.xml (4): the file is not the one that the event log tells of");
}

/* ---- a large office ---- */

static bool count_look(void *arg, int64_t done, int64_t total)
{
    (void)done;
    (void)total;
    ++*(int64_t *)arg;
    return false;
}

/* Each decision must not be held against each finding. How much SQLite does is counted, for a clock would tell of the
 * machine. */
static void many_decisions_are_looked_at_once(void **state)
{
    enum { DECISIONS = 500, MOST = 1000 /* looks, each after some 10,000 instructions */ };
    (void)state;
    struct jf_error err = { .status = JF_OK };
    struct told t = { .count = 0 };
    int64_t looks = 0;
    bool sound = false;
    script(
        "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 8000)"
        "INSERT INTO finding (finding_id, rule, subject_id, part, state, severity, division_id, unit_id, charged_on, "
        "detail, rule_digest, first_run, last_run) SELECT 100000 + i, 'fee-over-standard', f.subject_id, 1000 + i, "
        "'open', 'violation', f.division_id, f.unit_id, f.charged_on, 'x', f.rule_digest, 1, 1 "
        "FROM n, (SELECT * FROM finding WHERE finding_id = 1) f");
    ok(jf_txn_begin(s.db, "test", &err), &err);
    for (int i = 1; i <= DECISIONS; i++) {
        char body[200];
        snprintf(body, sizeof body, "{\"finding\":%d,\"from\":\"open\",\"to\":\"dismissed\"}", 100000 + i);
        ok(jf_event_append(s.db, "finding.dismiss", 0, "王检查", "2005-07-10", body, NULL, &err), &err);
    }
    ok(jf_txn_commit(s.db, &err), &err);
    script("UPDATE finding SET state = 'dismissed' WHERE finding_id BETWEEN 100001 AND 100500");
    jf_db_stop_when(s.db, count_look, &looks);
    ok(jf_finding_verify(s.db, keep_first, &t, &sound, &err), &err);
    jf_db_stop_when(s.db, NULL, NULL);
    assert_int_equal(t.count, 1);
    assert_non_null(strstr(t.first, "fee-over-standard")); /* no check found them */
    assert_in_range(looks, 1, MOST);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(a_change_is_told_with_its_place, setup, teardown),
        cmocka_unit_test_setup_teardown(a_later_column_breaks_no_seal, setup, teardown),
        cmocka_unit_test_setup_teardown(an_earlier_version_is_not_blamed, setup, teardown),
        cmocka_unit_test_setup_teardown(many_decisions_are_looked_at_once, setup, teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
