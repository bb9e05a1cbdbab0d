/* test_roles.c - every public function that changes a database refuses an auditor and a stranger by itself, whatever
 * the command line asks before; what is refused leaves no trace. tests/lint/actors.py sees that none is missing here.
 */
#include "jianfu/actor.h"
#include "jianfu/audit.h"
#include "jianfu/backup.h"
#include "jianfu/casework.h"
#include "jianfu/inspection.h"
#include "jianfu/intake.h"
#include "jianfu/office.h"
#include "jianfu/remedy.h"
#include "jianfu/search.h"

#include "scratch.h"

#define DAY     "2005-07-01"
#define VILLAGE "350199108201"
#define STATION "108NJ"

static const char county[] =
    "INSERT INTO subject VALUES (1,'division','350199000000',NULL),(2,'division','350199108000',NULL),"
    " (3,'division','" VILLAGE "',NULL),(4,'unit','" STATION "',NULL),(5,'notice','" STATION "/1',NULL),"
    " (6,'household','" VILLAGE "-0001',NULL);"
    "INSERT INTO record (record_id, subject_id, version, batch_id, line, digest) SELECT subject_id, subject_id, 1, "
    "NULL, 0, zeroblob(32) FROM subject;"
    "UPDATE subject SET record_id = subject_id;"
    "INSERT INTO division VALUES (1,1,'350199000000','演示县','county',NULL,'1',0,NULL,NULL,NULL,1),"
    " (2,2,'350199108000','大洋镇','township',1,NULL,NULL,NULL,NULL,NULL,1),"
    " (3,3,'" VILLAGE "','际尾村','village',2,NULL,NULL,40,NULL,NULL,1);"
    "INSERT INTO unit VALUES (4,4,'" STATION "','大洋农机站','station',2,NULL,NULL);"
    "INSERT INTO household (record_id, subject_id, code, division_id, head_name, persons, labourers, pupils)"
    " VALUES (6, 6, '" VILLAGE "-0001', 3, '陈', 4, 2, 0);"
    "INSERT INTO run VALUES (1,'2005-03-01T08:00:00','王检查','2005-03-01','00');"
    "INSERT INTO finding (finding_id, rule, subject_id, part, state, severity, division_id, unit_id, charged_on, "
    "detail, rule_digest, first_run, last_run) VALUES "
    "(1,'fee-over-standard',5,1,'open','violation',2,4,'2005-02-01','x','00',1,1);";

static const char register_file[] =
    "<register xmlns=\"urn:jianfu:register:1\">\n<source unit=\"县减负办\" division=\"350199000000\" "
    "period=\"2005H1\" prepared-by=\"演示\" on=\"2005-06-30\"/>\n"
    "<division code=\"350199000000\" name=\"演示县\" version=\"2\"/>\n</register>\n";

static struct scratch s;
static int64_t petition, remedy, plan;

static void ok(enum jf_status status, const struct jf_error *err)
{
    if (status != JF_OK)
        fail_msg("status %d: %s (%s)", (int)status, err->message, err->hint);
}

/* ---- one call of each ---- */

typedef enum jf_status call_fn(const char *actor, struct jf_error *err);

static enum jf_status call_add(const char *actor, struct jf_error *err)
{
    return jf_actor_add(s.db, &(struct jf_actor_change){ "新人", "clerk", NULL, actor, DAY }, err);
}

static enum jf_status call_set_role(const char *actor, struct jf_error *err)
{
    return jf_actor_set_role(s.db, &(struct jf_actor_change){ "新人", "inspector", NULL, actor, DAY }, err);
}

static enum jf_status call_remove(const char *actor, struct jf_error *err)
{
    return jf_actor_remove(s.db, &(struct jf_actor_change){ "新人", NULL, NULL, actor, DAY }, err);
}

static enum jf_status call_look(const char *actor, struct jf_error *err)
{
    return jf_actor_look(s.db, &(struct jf_look){ actor, "petition list", "*", 0 }, err);
}

static enum jf_status call_import(const char *actor, struct jf_error *err)
{
    char path[400];
    struct jf_intake_result result;
    scratch_file(&s, "register.xml", register_file, sizeof register_file - 1, path);
    enum jf_status status = jf_intake_file(s.db, path, &(struct jf_intake_options){ .actor = actor }, &result, err);
    if (status == JF_OK)
        assert_int_equal(result.outcome, JF_INTAKE_ACCEPTED);
    return status;
}

static enum jf_status call_office(const char *actor, struct jf_error *err)
{
    return jf_office_set(s.db, &(struct jf_office){ .name = (char *)"演示县减负办" }, DAY, actor, err);
}

static enum jf_status call_rebuild(const char *actor, struct jf_error *err)
{
    return jf_search_rebuild(s.db, actor, err);
}

static enum jf_status call_register(const char *actor, struct jf_error *err)
{
    struct jf_str number = JF_STR_INIT;
    const struct jf_case_new wish = { .channel = "call",
                                      .received_on = DAY,
                                      .persons = 1,
                                      .division = "350199108000",
                                      .unit = STATION,
                                      .category = "other",
                                      .text = "多收",
                                      .actor = actor };
    enum jf_status status = jf_case_register(s.db, &wish, &number, &petition, err);
    jf_str_release(&number);
    return status;
}

static enum jf_status call_step(const char *actor, struct jf_error *err)
{
    const struct jf_case_step step = { .petition_id = petition, .step = "accept", .day = DAY, .actor = actor };
    return jf_case_take(s.db, &step, NULL, err);
}

static enum jf_status call_decide(const char *actor, struct jf_error *err)
{
    const struct jf_decision wish = {
        .finding_id = 1, .decision = "confirm", .reason = "查实", .actor = actor, .day = DAY, .lang = "en"
    };
    return jf_finding_decide(s.db, &wish, err);
}

static enum jf_status remedy_step(const char *step, const char *actor, const char *fields, struct jf_error *err)
{
    return jf_remedy_take(s.db, &(struct jf_remedy_step){ remedy, step, DAY, actor, fields }, &remedy, NULL, err);
}

static enum jf_status call_remedy(const char *actor, struct jf_error *err)
{
    return remedy_step("order", actor,
                       "{\"remedy\":\"item-cancelled\",\"deadline\":\"2005-07-09\",\"basis\":\"演\",\"text\":\"取消\","
                       "\"findings\":[1]}",
                       err);
}

/* Proved and accepted by the head first, once. */
static enum jf_status call_settle(const char *actor, struct jf_error *err)
{
    int64_t settled = 0, left = 0;
    ok(remedy_step("prove", "head", "{\"proof\":\"文件\",\"by\":\"站长\"}", err), err);
    ok(remedy_step("accept", "head", NULL, err), err);
    return jf_remedy_settle(s.db, remedy, "已整改", DAY, actor, "en", &settled, &left, err);
}

static enum jf_status inspection_step(const char *step, const char *actor, const char *fields, struct jf_error *err)
{
    return jf_inspection_take(
        s.db,
        &(struct jf_inspection_step){ .plan_id = plan, .step = step, .day = DAY, .actor = actor, .fields = fields },
        &plan, NULL, err);
}

static enum jf_status call_inspection(const char *actor, struct jf_error *err)
{
    return inspection_step("plan", actor,
                           "{\"inspection\":\"full\",\"period\":\"2005H1\",\"title\":\"检查\",\"from\":\"2005-06-01\","
                           "\"until\":\"2005-07-09\",\"paper\":\"演〔2005〕1号\",\"members\":\"减负办\"}",
                           err);
}

static enum jf_status call_visit(const char *actor, struct jf_error *err)
{
    int64_t visit = 0;
    ok(inspection_step("name", "head", "{\"place\":\"" STATION "\",\"gist\":\"named\"}", err), err);
    return jf_inspection_key_visit(
        s.db,
        "{\"plan\":\"J2005-001\",\"place\":\"" STATION "\",\"form\":\"unit\",\"division\":"
        "\"350199108000\",\"on\":\"2005-07-01\",\"by\":\"甲\",\"problems\":[{\"text\":\"多收\","
        "\"unit\":\"" STATION "\"}]}",
        actor, &visit, NULL, err);
}

static enum jf_status call_rectify(const char *actor, struct jf_error *err)
{
    int64_t ordered = 0;
    const struct jf_inspection_rectify wish = { .plan_id = plan, .deadline = "2005-07-09", .day = DAY, .actor = actor };
    enum jf_status status = jf_inspection_rectify(s.db, &wish, &ordered, err);
    if (status == JF_OK)
        assert_int_equal(ordered, 1);
    return status;
}

static enum jf_status call_check(const char *actor, struct jf_error *err)
{
    struct jf_rules *rules = NULL;
    struct jf_audit_result result = { .count = 0 };
    ok(jf_rules_load(NULL, &rules, err), err);
    enum jf_status status = jf_audit_run(s.db, rules, &(struct jf_audit_options){ .actor = actor }, &result, err);
    jf_audit_result_release(&result);
    jf_rules_free(rules);
    return status;
}

/* It changes nothing in the database, but all names go with the copy. */
static enum jf_status call_backup(const char *actor, struct jf_error *err)
{
    char copy[400];
    struct jf_copy told;
    snprintf(copy, sizeof copy, "%s/copy.db", s.dir);
    enum jf_status status = jf_backup_write(s.db, copy, actor, &told, err);
    assert_int_equal(access(copy, F_OK) == 0, status == JF_OK);
    return status;
}

/* Over a second database, which is open nowhere. */
static enum jf_status call_restore(const char *actor, struct jf_error *err)
{
    char copy[400], target[400];
    struct jf_copy told;
    struct jf_str kept = JF_STR_INIT;
    snprintf(copy, sizeof copy, "%s/copy.db", s.dir);
    snprintf(target, sizeof target, "%s/target.db", s.dir);
    if (access(target, F_OK) != 0)
        ok(jf_backup_write(s.db, target, "head", NULL, err), err);
    enum jf_status status = jf_backup_restore(copy, target, actor, &kept, &told, err);
    jf_str_release(&kept);
    return status;
}

static const struct {
    const char *name;
    call_fn *call;
    bool own; /* it makes its own transaction */
} walk[] = {
    /* in this order what the head does prepares the next */
    { "jf_actor_add", call_add, false },
    { "jf_actor_set_role", call_set_role, false },
    { "jf_actor_remove", call_remove, false },
    { "jf_actor_look", call_look, false },
    { "jf_intake_file", call_import, true },
    { "jf_office_set", call_office, false },
    { "jf_search_rebuild", call_rebuild, false },
    { "jf_case_register", call_register, false },
    { "jf_case_take", call_step, false },
    { "jf_finding_decide", call_decide, false },
    { "jf_remedy_take", call_remedy, false },
    { "jf_remedy_settle", call_settle, false },
    { "jf_inspection_take", call_inspection, false },
    { "jf_inspection_key_visit", call_visit, false },
    { "jf_inspection_rectify", call_rectify, false },
    { "jf_audit_run", call_check, true },
    { "jf_backup_write", call_backup, true },
    { "jf_backup_restore", call_restore, true },
};

/* ---- walking ---- */

static int set_up(void **state)
{
    (void)state;
    struct jf_error err = { .status = JF_OK };
    scratch_open(&s);
    ok(jf_db_views(s.db, &err), &err);
    ok(jf_txn_begin(s.db, "test", &err), &err);
    ok(jf_db_script(s.db, county, &err), &err);
    ok(jf_actor_add(s.db, &(struct jf_actor_change){ "head", "head", NULL, "head", DAY }, &err), &err);
    ok(jf_actor_add(s.db, &(struct jf_actor_change){ "auditor", "auditor", NULL, "head", DAY }, &err), &err);
    ok(jf_txn_commit(s.db, &err), &err);
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    scratch_close(&s);
    jf_casework_cleanup();
    jf_actors_cleanup();
    return 0;
}

/* The number of rows in all tables, and the head of the log. */
static void take_state(struct jf_str *out)
{
    struct jf_stmt *st = NULL;
    struct jf_error err = { .status = JF_OK };
    struct jf_str sql = JF_STR_INIT;
    char hex[JF_DIGEST_HEX];
    int64_t event = 0;
    bool row = true;
    jf_str_clear(out);
    ok(jf_db_query_text(s.db, "SELECT name FROM sqlite_schema WHERE type = 'table' AND sql NOT LIKE '%VIRTUAL%'", true,
                        NULL, &st, &err),
       &err);
    while (jf_stmt_next(st, &row, &err) == JF_OK && row)
        jf_str_addf(&sql, "%sSELECT '%s', count(*) FROM \"%s\"", sql.len ? " UNION ALL " : "", jf_col_text(st, 0),
                    jf_col_text(st, 0));
    jf_stmt_done(st);
    ok(jf_db_query_text(s.db, sql.data, true, NULL, &st, &err), &err);
    for (row = true; jf_stmt_next(st, &row, &err) == JF_OK && row;)
        jf_str_addf(out, "%s %lld\n", jf_col_text(st, 0), (long long)jf_col_int(st, 1));
    jf_stmt_done(st);
    ok(jf_event_head(s.db, hex, &event, &err), &err);
    jf_str_add(out, hex);
    jf_str_release(&sql);
}

static enum jf_status take(size_t i, const char *actor, bool keep, struct jf_error *err)
{
    int64_t petition_was = petition, remedy_was = remedy, plan_was = plan;
    if (!walk[i].own)
        ok(jf_txn_begin(s.db, "test", err), err);
    enum jf_status status = walk[i].call(actor, err);
    if (!walk[i].own && keep && status == JF_OK)
        ok(jf_txn_commit(s.db, err), err);
    jf_txn_rollback(s.db);
    if (!keep) {
        petition = petition_was;
        remedy = remedy_was;
        plan = plan_was;
    }
    return status;
}

static void auditors_and_strangers_change_nothing(void **state)
{
    (void)state;
    static const char *const refused[] = { "auditor", "陌生人", NULL };
    struct jf_str before = JF_STR_INIT, after = JF_STR_INIT;
    for (size_t i = 0; i < sizeof walk / sizeof *walk; i++) {
        take_state(&before);
        for (size_t a = 0; a < sizeof refused / sizeof *refused; a++) {
            struct jf_error err = { .status = JF_OK };
            enum jf_status status = take(i, refused[a], false, &err);
            if (status != JF_REFUSED && (refused[a] || status != JF_USAGE)) /* or it asks who */
                fail_msg("%s by %s: status %d: %s", walk[i].name, refused[a] ? refused[a] : "nobody", (int)status,
                         err.message);
            take_state(&after);
            assert_string_equal(before.data, after.data);
        }
        struct jf_error err = { .status = JF_OK };
        enum jf_status status = take(i, "head", true, &err);
        if (status != JF_OK)
            fail_msg("%s by the head: status %d: %s (%s)", walk[i].name, (int)status, err.message, err.hint);
        take_state(&after);
        if (!jf_starts(walk[i].name, "jf_backup_")) /* they change another one */
            assert_string_not_equal(before.data, after.data);
    }
    jf_str_release(&before);
    jf_str_release(&after);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(auditors_and_strangers_change_nothing, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
