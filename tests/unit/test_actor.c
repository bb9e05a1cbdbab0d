/* test_actor.c - who may do what: every right and every step against every role, the last head, events that only some
 * may write, looks at names, and a table that was changed behind the back of the log. */
#include "jianfu/actor.h"
#include "jianfu/casework.h"
#include "scratch.h"

#define DAY "2005-07-01"

static const char *const roles[] = { "clerk", "inspector", "head", "auditor" };
enum { ROLES = sizeof roles / sizeof *roles };

/* ---- helpers ---- */

static void ok(enum jf_status status, const struct jf_error *err)
{
    if (status != JF_OK)
        fail_msg("status %d: %s (%s)", (int)status, err->message, err->hint);
}

static int set_up(void **state)
{
    struct scratch *s = jf_alloc(sizeof *s);
    scratch_open(s);
    *state = s;
    return 0;
}

static int tear_down(void **state)
{
    scratch_close(*state);
    jf_free(*state);
    jf_casework_cleanup();
    jf_actors_cleanup();
    jf_day_set_today(NULL);
    return 0;
}

typedef enum jf_status change_fn(struct jf_db *db, const struct jf_actor_change *change, struct jf_error *err);

static enum jf_status change(struct scratch *s, change_fn *fn, const char *actor, const char *name, const char *role)
{
    const struct jf_actor_change wish = { .name = name, .role = role, .actor = actor, .day = DAY };
    struct jf_error err = { .status = JF_OK };
    ok(jf_txn_begin(s->db, "test", &err), &err);
    enum jf_status status = fn(s->db, &wish, &err);
    if (status == JF_OK)
        ok(jf_txn_commit(s->db, &err), &err);
    else
        jf_txn_rollback(s->db);
    return status;
}

/* One of each role, named like it; the first head makes the others. */
static void staffed(struct scratch *s)
{
    assert_int_equal(change(s, jf_actor_add, "head", "head", "head"), JF_OK);
    for (size_t i = 0; i < ROLES; i++)
        if (!jf_streq(roles[i], "head"))
            assert_int_equal(change(s, jf_actor_add, "head", roles[i], roles[i]), JF_OK);
}

static void script(struct scratch *s, const char *sql)
{
    struct jf_error err = { .status = JF_OK };
    ok(jf_db_script(s->db, sql, &err), &err);
}

static int64_t count(struct scratch *s, const char *sql)
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

static enum jf_status append(struct scratch *s, const char *actor, const char *type)
{
    struct jf_error err = { .status = JF_OK };
    ok(jf_txn_begin(s->db, "test", &err), &err);
    enum jf_status status = jf_event_append(s->db, type, 0, actor, DAY, "{}", NULL, &err);
    jf_txn_rollback(s->db);
    return status;
}

static void note(void *arg, int64_t event_id, const char *what)
{
    jf_str_addf(arg, "%lld %s\n", (long long)event_id, what);
}

static bool sound(struct scratch *s, struct jf_str *faults)
{
    struct jf_error err = { .status = JF_OK };
    int64_t actors = 0;
    bool yes = false;
    jf_str_clear(faults);
    ok(jf_actor_verify(s->db, note, faults, &actors, &yes, &err), &err);
    return yes;
}

/* ---- rights ---- */

/* What the office agreed on, said a second time: a slip in the table of rights must show. */
static const struct {
    const char *right, *type;
    bool may[ROLES]; /* in the order of roles[] */
} agreed[] = {
    { "actors", "actor.add", { false, false, true, false } },
    { "actors", "actor.remove", { false, false, true, false } },
    { "names", "names.shown", { true, true, true, false } },
    { "import", "import.accepted", { true, true, true, false } },
    { "import", "import.refused", { true, true, true, false } },
    { "check", "check.run", { true, true, true, false } },
    { "check", "finding.expire", { true, true, true, false } },
    { "office", "office.set", { false, false, true, false } },
    { "backup", "backup.done", { true, true, true, false } },
    { "restore", "restore.done", { false, false, true, false } },
    { "waive", "finding.waive", { false, false, true, false } },
    { "findings", "finding.confirm", { false, true, true, false } },
    { "findings", "finding.rectify", { false, true, true, false } },
    { "cases", "petition.accept", { true, true, true, false } },
    { "cases", "refund.pay", { true, true, true, false } },
    { "index", "search.rebuild", { true, true, true, false } },
    { "write", "something.new", { true, true, true, false } },
};

static void test_rights(void **state)
{
    struct scratch *s = *state;
    struct jf_right right;
    staffed(s);
    for (size_t i = 0; i < sizeof agreed / sizeof *agreed; i++)
        for (size_t r = 0; r < ROLES; r++) {
            struct jf_error err = { .status = JF_OK };
            enum jf_status wanted = agreed[i].may[r] ? JF_OK : JF_REFUSED;
            if (jf_actor_may(s->db, roles[r], agreed[i].right, &err) != wanted)
                fail_msg("right %s of %s", agreed[i].right, roles[r]);
            if (append(s, roles[r], agreed[i].type) != wanted)
                fail_msg("event %s by %s", agreed[i].type, roles[r]);
        }
    for (size_t n = 0; jf_right_at(n, &right); n++) {
        bool known = false;
        for (size_t i = 0; i < sizeof agreed / sizeof *agreed; i++)
            known = known || jf_streq(agreed[i].right, right.name);
        if (!known)
            fail_msg("right %s is not in this test", right.name);
    }
    assert_int_equal(jf_actor_may(s->db, "head", "no-such-right", NULL), JF_BUG);
}

static void test_strangers(void **state)
{
    struct scratch *s = *state;
    struct jf_error err = { .status = JF_OK };
    staffed(s);
    assert_int_equal(append(s, "nobody", "import.accepted"), JF_REFUSED);
    assert_int_equal(append(s, "Head", "import.accepted"), JF_REFUSED); /* names are taken to the letter */
    assert_int_equal(jf_actor_may(s->db, NULL, "names", &err), JF_REFUSED);
    assert_int_equal(change(s, jf_actor_remove, "head", "clerk", NULL), JF_OK);
    assert_int_equal(append(s, "clerk", "import.accepted"), JF_REFUSED);
    assert_int_equal(change(s, jf_actor_add, "head", "clerk", "inspector"), JF_OK);
    assert_int_equal(append(s, "clerk", "finding.confirm"), JF_OK);
}

static void test_no_roles(void **state)
{
    struct scratch *s = *state;
    struct jf_actor who;
    struct jf_error err = { .status = JF_OK };
    ok(jf_actor_read(s->db, "anybody", &who, &err), &err);
    assert_false(who.kept);
    for (size_t i = 0; i < sizeof agreed / sizeof *agreed; i++)
        assert_int_equal(append(s, "anybody", agreed[i].type), JF_OK);
    for (size_t r = 0; r < ROLES; r++)
        if (!jf_streq(roles[r], "head"))
            assert_int_equal(change(s, jf_actor_add, "anybody", "x", roles[r]), JF_REFUSED);
    assert_int_equal(change(s, jf_actor_add, "anybody", "x", "head"), JF_OK);
    assert_int_equal(append(s, "anybody", "import.accepted"), JF_REFUSED);
}

/* ---- people ---- */

static void test_last_head(void **state)
{
    struct scratch *s = *state;
    staffed(s);
    assert_int_equal(change(s, jf_actor_remove, "head", "head", NULL), JF_REFUSED);
    assert_int_equal(change(s, jf_actor_set_role, "head", "head", "clerk"), JF_REFUSED);
    assert_int_equal(change(s, jf_actor_set_role, "head", "clerk", "head"), JF_OK);
    assert_int_equal(change(s, jf_actor_remove, "clerk", "head", NULL), JF_OK);
    /* a head who was removed is none that could stay */
    assert_int_equal(change(s, jf_actor_set_role, "clerk", "clerk", "inspector"), JF_REFUSED);
    assert_int_equal(change(s, jf_actor_remove, "clerk", "clerk", NULL), JF_REFUSED);
    assert_int_equal(change(s, jf_actor_add, "head", "y", "clerk"), JF_REFUSED);
    assert_int_equal(count(s, "SELECT count(*) FROM actor"), ROLES); /* nobody is deleted */
}

static void test_bad_words(void **state)
{
    struct scratch *s = *state;
    static const char *const names[] = {
        "", " ", " x", "x ", "\xE3\x80\x80x", "a\tb", "a\nb", "\xFF", "a\xE2\x80\x8B"
    };
    char longest[JF_ACTOR_NAME_MAX + 2];
    staffed(s);
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        assert_int_equal(change(s, jf_actor_add, "head", names[i], "clerk"), JF_USAGE);
    memset(longest, 'a', sizeof longest);
    longest[JF_ACTOR_NAME_MAX + 1] = '\0';
    assert_int_equal(change(s, jf_actor_add, "head", longest, "clerk"), JF_USAGE);
    longest[JF_ACTOR_NAME_MAX] = '\0';
    assert_int_equal(change(s, jf_actor_add, "head", longest, "clerk"), JF_OK);
    assert_int_equal(change(s, jf_actor_add, "head", "y", "boss"), JF_USAGE);
    assert_int_equal(change(s, jf_actor_add, "head", "y", NULL), JF_USAGE);
    assert_int_equal(change(s, jf_actor_add, "head", "clerk", "clerk"), JF_REFUSED);
    assert_int_equal(change(s, jf_actor_set_role, "head", "clerk", "clerk"), JF_REFUSED);
    assert_int_equal(change(s, jf_actor_set_role, "head", "y", "clerk"), JF_NOT_FOUND);
    assert_int_equal(change(s, jf_actor_remove, "head", "y", NULL), JF_NOT_FOUND);
}

/* ---- steps ---- */

static int64_t registered(struct scratch *s)
{
    struct jf_error err = { .status = JF_OK };
    struct jf_str number = JF_STR_INIT;
    int64_t id = 0;
    script(s, "INSERT INTO subject VALUES (1,'division','350199000000',NULL);"
              "INSERT INTO record (record_id, subject_id, version, batch_id, line, digest) VALUES "
              "(1,1,1,NULL,0,zeroblob(32));"
              "UPDATE subject SET record_id = subject_id;"
              "INSERT INTO division VALUES (1,1,'350199000000','演示县','county',NULL,'1',0,NULL,NULL,NULL,1);");
    const struct jf_case_new p = { .number = "2005-001",
                                   .channel = "call",
                                   .received_on = DAY,
                                   .persons = 1,
                                   .petitioner = "林镕",
                                   .division = "350199000000",
                                   .category = "school",
                                   .text = "多收费",
                                   .actor = "clerk" };
    ok(jf_txn_begin(s->db, "test", &err), &err);
    ok(jf_case_register(s->db, &p, &number, &id, &err), &err);
    ok(jf_txn_commit(s->db, &err), &err);
    jf_str_release(&number);
    return id;
}

static bool lists(const char *list, const char *word)
{
    char padded[128], wanted[40];
    snprintf(padded, sizeof padded, ",%s,", list);
    snprintf(wanted, sizeof wanted, ",%s,", word);
    return strstr(padded, wanted) != NULL;
}

/* Try the step in a state from which it starts; true when it is the role that is refused. */
static bool role_refused(struct scratch *s, int64_t id, const struct jf_step *row, const char *actor, bool paper)
{
    const struct jf_case_step step = {
        .petition_id = id, .step = row->name, .day = DAY, .actor = actor, .paper = paper
    };
    struct jf_error err = { .status = JF_OK };
    const char *code = NULL;
    char sql[128];
    ok(jf_txn_begin(s->db, "test", &err), &err);
    snprintf(sql, sizeof sql, "UPDATE petition_case SET state = '%.*s'", (int)strcspn(row->from, ","), row->from);
    script(s, sql);
    enum jf_status status = jf_case_take(s->db, &step, &code, &err);
    jf_txn_rollback(s->db);
    bool refused = jf_streq(code, "CASE-05");
    assert_true(!refused || status == JF_REFUSED);
    return refused;
}

static void test_steps(void **state)
{
    struct scratch *s = *state;
    const struct jf_steps *steps = jf_steps();
    staffed(s);
    int64_t id = registered(s);
    int refusals = 0;
    for (size_t i = 0; i < steps->count; i++) {
        const struct jf_step *row = &steps->rows[i];
        if (!lists(row->roles, "head") || lists(row->roles, "auditor"))
            fail_msg("%s: a head takes every step, an auditor none, not '%s'", row->name, row->roles);
        for (size_t r = 0; r < ROLES; r++) {
            bool may = false, wanted = lists(row->roles, roles[r]);
            struct jf_error err = { .status = JF_OK };
            ok(jf_step_allows(s->db, row, roles[r], &may, &err), &err);
            assert_int_equal(may, wanted);
            if (strcmp(row->from, "-") == 0)
                continue; /* the first step has no case yet: test_register */
            if (role_refused(s, id, row, roles[r], false) == wanted)
                fail_msg("%s from %s by %s", row->name, row->from, roles[r]);
            refusals += !wanted;
            if (role_refused(s, id, row, roles[r], true))
                fail_msg("%s by %s as a paper tells it", row->name, roles[r]);
        }
        if (strcmp(row->from, "-") != 0)
            assert_true(role_refused(s, id, row, "nobody", false));
    }
    assert_true(refusals > (int)steps->count);
}

static void test_register(void **state)
{
    struct scratch *s = *state;
    staffed(s);
    registered(s); /* by a clerk */
    struct jf_case_new p = { .channel = "call",
                             .received_on = DAY,
                             .persons = 1,
                             .division = "350199000000",
                             .category = "school",
                             .text = "多收费",
                             .actor = "auditor" };
    struct jf_error err = { .status = JF_OK };
    struct jf_str number = JF_STR_INIT;
    int64_t id = 0;
    ok(jf_txn_begin(s->db, "test", &err), &err);
    assert_int_equal(jf_case_register(s->db, &p, &number, &id, &err), JF_REFUSED);
    p.actor = "inspector";
    ok(jf_case_register(s->db, &p, &number, &id, &err), &err);
    jf_txn_rollback(s->db);
    jf_str_release(&number);
}

/* A paper names people of long ago: only he who answers for it is asked, and only as long as the transaction lasts. */
static void test_answer(void **state)
{
    struct scratch *s = *state;
    struct jf_error err = { .status = JF_OK };
    staffed(s);
    int64_t id = registered(s);
    const struct jf_case_step told = {
        .petition_id = id, .step = "accept", .day = DAY, .actor = "某人", .paper = true
    };
    assert_int_equal(jf_actor_answer(s->db, "clerk", "import", &err), JF_BUG); /* no transaction */
    ok(jf_txn_begin(s->db, "test", &err), &err);
    assert_int_equal(jf_case_take(s->db, &told, NULL, &err), JF_REFUSED); /* nobody answers */
    assert_int_equal(jf_actor_answer(s->db, "auditor", "import", &err), JF_REFUSED);
    assert_int_equal(jf_case_take(s->db, &told, NULL, &err), JF_REFUSED);
    ok(jf_actor_answer(s->db, "clerk", "import", &err), &err);
    ok(jf_case_take(s->db, &told, NULL, &err), &err);
    ok(jf_txn_commit(s->db, &err), &err);
    assert_int_equal(append(s, "某人", "petition.accept"), JF_REFUSED);
    ok(jf_txn_begin(s->db, "test", &err), &err);
    ok(jf_actor_answer(s->db, "clerk", "import", &err), &err);
    jf_txn_rollback(s->db);
    assert_int_equal(append(s, "某人", "petition.accept"), JF_REFUSED);
}

/* ---- looking at names ---- */

static void test_look(void **state)
{
    struct scratch *s = *state;
    struct jf_error err = { .status = JF_OK };
    struct jf_look look = { .actor = "clerk", .command = "petition show", .key = "2005-001" };
    struct jf_db *reader = NULL;
    staffed(s);
    look.subject_id = registered(s);
    ok(jf_actor_look(s->db, &look, &err), &err);
    assert_false(jf_txn_open(s->db));
    assert_int_equal(
        count(s, "SELECT count(*) FROM event WHERE type = 'names.shown' AND actor = 'clerk' AND subject_id = "
                 "(SELECT subject_id FROM petition) AND body = '{\"command\":\"petition show\",\"key\":\"2005-001\"}'"),
        1);
    look.actor = "auditor";
    assert_int_equal(jf_actor_look(s->db, &look, &err), JF_REFUSED);
    assert_int_equal(count(s, "SELECT count(*) FROM event WHERE type = 'names.shown'"), 1);
    look.actor = "clerk";
    ok(jf_db_open(s->path, JF_DB_READ, &reader, &err), &err);
    assert_int_equal(jf_actor_look(reader, &look, &err), JF_REFUSED);
    assert_non_null(strstr(err.message, s->path));
    jf_db_close(reader);
    ok(jf_txn_begin(s->db, "test", &err), &err); /* in a transaction that is open it goes with that */
    ok(jf_actor_look(s->db, &look, &err), &err);
    jf_txn_rollback(s->db);
    assert_int_equal(count(s, "SELECT count(*) FROM event WHERE type = 'names.shown'"), 1);
}

/* ---- verifying ---- */

static void test_verify(void **state)
{
    struct scratch *s = *state;
    static const struct {
        const char *sql, *fault;
    } changes[] = {
        { "UPDATE actor SET role = 'head' WHERE name = 'clerk'", "2 clerk: " },
        { "UPDATE actor SET active = 0 WHERE name = 'auditor'", "4 auditor: " },
        { "UPDATE actor SET event_id = 1 WHERE name = 'inspector'", "3 inspector: " },
        { "DELETE FROM actor WHERE name = 'head'", "1 head: " },
        { "DELETE FROM actor", "1 head: " },
        { "INSERT INTO actor VALUES ('x', 'clerk', 1, 1)", "0 x: " },
    };
    struct jf_str faults = JF_STR_INIT;
    struct jf_error err = { .status = JF_OK };
    assert_true(sound(s, &faults));
    staffed(s);
    assert_true(sound(s, &faults));
    for (size_t i = 0; i < sizeof changes / sizeof *changes; i++) {
        ok(jf_txn_begin(s->db, "test", &err), &err);
        script(s, changes[i].sql);
        assert_false(sound(s, &faults));
        if (!strstr(faults.data, changes[i].fault))
            fail_msg("%s: %s", changes[i].sql, faults.data);
        jf_txn_rollback(s->db);
        assert_true(sound(s, &faults));
    }
    /* with a role that was written into the table, an inspector adds a friend; the table is put back, the log tells */
    script(s, "UPDATE actor SET role = 'head' WHERE name = 'inspector'");
    assert_int_equal(change(s, jf_actor_add, "inspector", "friend", "head"), JF_OK);
    script(s, "UPDATE actor SET role = 'inspector' WHERE name = 'inspector'");
    assert_false(sound(s, &faults));
    assert_non_null(strstr(faults.data, "5 inspector: "));
    jf_str_release(&faults);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
    const struct CMUnitTest tests[] = {
        TEST(test_rights), TEST(test_strangers), TEST(test_no_roles), TEST(test_last_head), TEST(test_bad_words),
        TEST(test_steps),  TEST(test_register),  TEST(test_answer),   TEST(test_look),      TEST(test_verify),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
