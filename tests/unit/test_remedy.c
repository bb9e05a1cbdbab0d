/* test_remedy.c - remedies besides money and repeats through their public headers: the table of steps, every step in
 * every state, what an order needs, deadlines and days over, the case that waits, settling, verification, the window of
 * repeats and the indexes that its statements use. */
#include "jianfu/audit.h"
#include "jianfu/remedy.h"
#include "jianfu/resource.h"

#include "scratch.h"

#define STATION "108NJ"
#define SCHOOL  "SC01"

/* ---- a county with two units, a case and findings 1-4: the first two confirmed, the last of the school ---- */

static const char county[] =
    "INSERT INTO subject VALUES (1,'division','350199000000',NULL),(2,'division','350199108000',NULL),"
    " (3,'unit','" STATION "',NULL),(4,'unit','" SCHOOL "',NULL),(5,'notice','" STATION "/1',NULL),"
    " (6,'notice','" STATION "/2',NULL),(7,'notice','" SCHOOL "/1',NULL),(8,'board','" STATION "/2005-03-01',NULL);"
    "INSERT INTO record (record_id, subject_id, version, batch_id, line, digest) SELECT subject_id, subject_id, 1, "
    "NULL, 0, zeroblob(32) FROM subject;"
    "UPDATE subject SET record_id = subject_id;"
    "INSERT INTO division VALUES (1,1,'350199000000','演示县','county',NULL,'1',0,NULL,NULL,NULL,1),"
    " (2,2,'350199108000','大洋镇','township',1,NULL,NULL,NULL,NULL,NULL,1);"
    "INSERT INTO unit VALUES (3,3,'" STATION "','大洋农机站','station',2,NULL,NULL),"
    " (4,4,'" SCHOOL "','大洋中学','school',2,NULL,NULL);"
    "INSERT INTO run VALUES (1,'2005-03-01T08:00:00','王检查','2005-03-01','00');";

#define FINDING                                                                                                        \
    "INSERT INTO finding (finding_id, rule, subject_id, part, state, severity, division_id, unit_id, charged_on, "     \
    "detail, rule_digest, first_run, last_run) VALUES "

static const char findings[] = FINDING "(1,'fee-over-standard',5,1,'open','violation',2,3,'2005-02-01','x','00',1,1),"
                                       "(2,'fee-over-standard',6,1,'open','violation',2,3,'2005-02-02','x','00',1,1),"
                                       "(3,'fee-no-receipt',6,1,'open','violation',2,3,'2005-02-02','x','00',1,1),"
                                       "(4,'fee-over-standard',7,1,'open','violation',2,4,'2005-02-03','x','00',1,1);";

static void ok(enum jf_status status, const struct jf_error *err)
{
    if (status != JF_OK)
        fail_msg("status %d: %s (%s)", (int)status, err->message, err->hint);
}

static void script(struct scratch *s, const char *sql)
{
    struct jf_error err = { .status = JF_OK };
    ok(jf_txn_begin(s->db, "test", &err), &err);
    ok(jf_db_script(s->db, sql, &err), &err);
    ok(jf_txn_commit(s->db, &err), &err);
}

static void decide(struct scratch *s, int64_t finding, const char *decision, const char *day)
{
    struct jf_error err = { .status = JF_OK };
    const struct jf_decision wish = {
        .finding_id = finding, .decision = decision, .reason = "查实", .actor = "王检查", .day = day, .lang = "en"
    };
    ok(jf_finding_decide(s->db, &wish, &err), &err);
}

static int set_up(void **state)
{
    struct scratch *s = test_calloc(1, sizeof *s);
    scratch_open(s);
    script(s, county);
    script(s, findings);
    decide(s, 1, "confirm", "2005-03-01");
    decide(s, 2, "confirm", "2005-03-02");
    decide(s, 4, "confirm", "2005-03-01");
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

/* ---- helpers ---- */

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

static enum jf_status step(struct scratch *s, int64_t *id, const char *name, const char *day, const char *fields,
                           const char **code, struct jf_error *err)
{
    const struct jf_remedy_step wish = {
        .remedy_id = *id, .step = name, .day = day, .actor = "王检查", .fields = fields
    };
    ok(jf_txn_begin(s->db, "test", err), err);
    enum jf_status status = jf_remedy_take(s->db, &wish, id, code, err);
    if (status == JF_OK)
        ok(jf_txn_commit(s->db, err), err);
    else
        jf_txn_rollback(s->db);
    return status;
}

static int64_t taken(struct scratch *s, int64_t id, const char *name, const char *day, const char *fields)
{
    struct jf_error err = { .status = JF_OK };
    ok(step(s, &id, name, day, fields, NULL, &err), &err);
    return id;
}

static void refused(struct scratch *s, int64_t id, const char *name, const char *day, const char *fields,
                    const char *expected_code, const char *words)
{
    struct jf_error err = { .status = JF_OK };
    const char *code = NULL;
    int64_t events = number(s, "SELECT count(*) FROM event");
    enum jf_status status = step(s, &id, name, day, fields, &code, &err);
    assert_true(status == JF_USAGE || status == JF_REFUSED);
    if (!jf_streq(code, expected_code) || !strstr(err.message, words))
        fail_msg("%s %s: %s '%s', expected %s '%s'", name, fields, code, err.message, expected_code, words);
    assert_int_equal(number(s, "SELECT count(*) FROM event"), events);
}

#define ORDER(more)                                                                                                    \
    "{\"remedy\":\"rate-lowered\",\"deadline\":\"2005-03-31\",\"basis\":\"县减负〔2005〕2号\",\"text\":"         \
    "\"降至20元\"" more "}"
#define PROOF "{\"proof\":\"通知\",\"paper\":\"农机〔2005〕4号\",\"by\":\"李站长\"}"

static int64_t ordered(struct scratch *s)
{
    return taken(s, 0, "order", "2005-03-05", ORDER(",\"findings\":[1,2]"));
}

static int64_t case_in_hand(struct scratch *s, const char *no)
{
    const struct jf_case_new p = { .number = no,
                                   .channel = "call",
                                   .received_on = "2005-03-01",
                                   .persons = 1,
                                   .division = "350199108000",
                                   .unit = STATION,
                                   .category = "other",
                                   .text = "多收费",
                                   .actor = "陈经办" };
    static const char *const steps[] = { "accept", "investigate" };
    struct jf_str out = JF_STR_INIT;
    struct jf_error err = { .status = JF_OK };
    int64_t id = 0;
    ok(jf_txn_begin(s->db, "test", &err), &err);
    ok(jf_case_register(s->db, &p, &out, &id, &err), &err);
    for (size_t i = 0; i < 2; i++) {
        const struct jf_case_step c = { .petition_id = id, .step = steps[i], .day = "2005-03-01", .actor = "陈经办" };
        ok(jf_case_take(s->db, &c, NULL, &err), &err);
    }
    ok(jf_txn_commit(s->db, &err), &err);
    jf_str_release(&out);
    return id;
}

static void state_is(struct scratch *s, int64_t id, const char *state, const char *deadline, int64_t days_over)
{
    struct jf_error err = { .status = JF_OK };
    struct jf_remedy r;
    ok(jf_remedy_read(s->db, id, &r, &err), &err);
    assert_string_equal(r.state, state);
    assert_string_equal(r.deadline, deadline);
    assert_int_equal(r.days_over, days_over);
    jf_remedy_release(&r);
}

static void note_bad(void *arg, int64_t event_id, const char *what)
{
    (void)event_id;
    jf_str_addf(arg, "%s\n", what);
}

static void sound(struct scratch *s)
{
    struct jf_error err = { .status = JF_OK };
    struct jf_str bad = JF_STR_INIT;
    int64_t events = 0;
    bool fine = false;
    ok(jf_casework_verify(s->db, note_bad, &bad, &events, &fine, &err), &err);
    if (!fine)
        fail_msg("%s", bad.data);
    jf_str_release(&bad);
}

/* ---- the table of steps ---- */

static void known_words(const char *group, const char *list)
{
    char word[64];
    for (; *list && strcmp(list, "-") != 0; list += list[strcspn(list, ",")] == ',') {
        size_t len = strcspn(list, ",?=");
        snprintf(word, sizeof word, "%.*s", (int)len, list);
        if (*word && !jf_word_known(group, word))
            fail_msg("%s: %s", group, word);
        list += strcspn(list, ",");
    }
}

static void the_table_is_whole(void **state)
{
    (void)state;
    const struct jf_steps *steps = jf_remedy_steps();
    assert_non_null(steps);
    assert_int_equal(steps->count, 6);
    for (size_t i = 0; i < steps->count; i++) {
        const struct jf_step *row = &steps->rows[i];
        known_words("remedy-state", row->from);
        known_words("remedy-state", row->to);
        known_words("field", row->carries);
        known_words("condition", row->needs);
        known_words("role", row->roles);
        assert_true(jf_word_known("event", row->event));
        assert_true(jf_starts(row->event, "remedy.") && strcmp(row->event + 7, row->name) == 0);
    }
}

/* Every state by the shortest way, and in it every step: those of the table are taken, all others refused with those
 * that are possible. */
static void every_step_in_every_state(void **state)
{
    static const struct {
        const char *state, *way[3], *possible;
    } places[] = {
        { "ordered", { NULL }, "prove, extend, withdraw" },
        { "proved", { "prove" }, "accept, reject, withdraw" },
        { "rejected", { "prove", "reject" }, "prove, extend, withdraw" },
        { "accepted", { "prove", "accept" }, "" },
        { "withdrawn", { "withdraw" }, "" },
    };
    static const struct {
        const char *name, *fields, *to;
    } steps[] = {
        { "order", ORDER(",\"findings\":[1]"), NULL },
        { "prove", PROOF, "proved" },
        { "accept", "{}", "accepted" },
        { "reject", "{\"reason\":\"不全\"}", "rejected" },
        { "extend", "{\"deadline\":\"2005-05-01\",\"approver\":\"张主任\",\"reason\":\"农忙\"}", NULL },
        { "withdraw", "{\"reason\":\"重复\"}", "withdrawn" },
        { "burn", "{}", NULL },
    };
    struct scratch *s = *state;
    struct jf_error err = { .status = JF_OK };
    for (size_t p = 0; p < sizeof places / sizeof *places; p++)
        for (size_t k = 0; k < sizeof steps / sizeof *steps; k++) {
            int64_t id = ordered(s);
            for (const char *const *way = places[p].way; *way; way++)
                for (size_t i = 0; i < sizeof steps / sizeof *steps; i++)
                    if (strcmp(steps[i].name, *way) == 0)
                        taken(s, id, *way, "2005-03-06", steps[i].fields);
            state_is(s, id, places[p].state, "2005-03-31",
                     strstr("proved accepted withdrawn", places[p].state) ? 0 : 101);
            struct jf_str possible = JF_STR_INIT;
            ok(jf_remedy_possible(s->db, id, &possible, &err), &err);
            assert_string_equal(possible.data, places[p].possible);
            if (jf_words_hold(places[p].possible, steps[k].name) || strstr(places[p].possible, steps[k].name)) {
                taken(s, id, steps[k].name, "2005-03-07", steps[k].fields);
                if (steps[k].to) {
                    struct jf_remedy r;
                    ok(jf_remedy_read(s->db, id, &r, &err), &err);
                    assert_string_equal(r.state, steps[k].to);
                    jf_remedy_release(&r);
                } else {
                    state_is(s, id, places[p].state, "2005-05-01", 70);
                }
            } else {
                refused(s, id, steps[k].name, "2005-03-07", steps[k].fields, "CASE-01",
                        strcmp(steps[k].name, "burn") == 0 ? "there is no step" : "is not possible");
            }
            jf_str_release(&possible);
        }
    for (size_t k = 1; k < 6; k++) /* and before the order */
        refused(s, 0, steps[k].name, "2005-03-07", steps[k].fields, "CASE-01", "needs a remedy that was begun");
    sound(s);
}

/* ---- orders ---- */

static void orders_that_cannot_stand(void **state)
{
    static const struct {
        const char *day, *fields, *code, *words;
    } orders[] = {
        { "2005-03-05", "{}", "CASE-02", "must carry 'remedy'" },
        { "2005-03-05", ORDER(""), "CASE-02", "what the remedy is ordered for" },
        { "2005-03-05", ORDER(",\"findings\":[]"), "CASE-02", "what the remedy is ordered for" },
        { "2005-03-05", ORDER(",\"findings\":[3]"), "CASE-02", "finding 3 is in the state 'open'" },
        { "2005-03-05", ORDER(",\"findings\":[9]"), "CASE-02", "there is no finding 9" },
        { "2005-03-05", ORDER(",\"findings\":[1,2,1]"), "CASE-02", "finding 1 is named twice" },
        { "2005-03-05", ORDER(",\"findings\":[1,4]"), "CASE-02", "which unit" },
        { "2005-03-05", ORDER(",\"findings\":[1],\"unit\":\"" SCHOOL "\""), "CASE-02", "not '" SCHOOL "'" },
        { "2005-03-05", ORDER(",\"findings\":[1],\"unit\":\"NONE\""), "CASE-02", "no unit 'NONE'" },
        { "2005-03-05", ORDER(",\"findings\":[1],\"unit\":\"" STATION "\",\"other-unit\":\"x\""), "CASE-02",
          "only where another unit" },
        { "2005-03-05", ORDER(",\"findings\":\"1\""), "CASE-02", "wrong type" },
        { "2005-03-05", ORDER(",\"petition\":\"1999-001\""), "CASE-02", "no petition '1999-001'" },
        { "2005-03-05", ORDER(",\"about\":\"board:none\",\"unit\":\"" STATION "\""), "CASE-02", "no 'board:none'" },
        { "2005-03-05", ORDER(",\"about\":\"board:" STATION "/2005-03-01\""), "CASE-02", "which unit" },
        { "2005-03-05", ORDER(",\"findings\":[1],\"proof\":\"x\""), "CASE-02", "does not carry 'proof'" },
        { "2005-03-01", ORDER(",\"findings\":[1,2]"), "CASE-02", "lies before what came before it, 2005-03-02" },
        { "2005-04-01", ORDER(",\"findings\":[1,2]"), "CASE-02", "lies before the day of the step" },
        { "2006-01-01", ORDER(",\"findings\":[1,2]"), "CASE-02", "lies after today" },
        { "2005-03-05", ORDER(",\"findings\":[1],\"no\":\"Z 1\""), NULL, "is not a number" },
        { "2005-03-05",
          "{\"remedy\":\"none\",\"deadline\":\"2005-03-31\",\"basis\":\"x\",\"text\":\"y\",\"findings\":[1]}",
          "CASE-02", "remedy: 'none' is not known" },
    };
    struct scratch *s = *state;
    for (size_t i = 0; i < sizeof orders / sizeof *orders; i++)
        refused(s, 0, "order", orders[i].day, orders[i].fields, orders[i].code, orders[i].words);
    taken(s, 0, "order", "2005-03-05", ORDER(",\"findings\":[1],\"no\":\"县整1\""));
    refused(s, 0, "order", "2005-03-05", ORDER(",\"findings\":[1],\"no\":\"县整1\""), "CASE-03", "is taken");
    taken(s, 0, "order", "2005-03-05",
          ORDER(",\"findings\":[1,4],\"unit\":\"" STATION "\",\"other-unit\":\"款由农机站代收\""));
    taken(s, 0, "order", "2005-03-05", ORDER(",\"about\":\"board:" STATION "/2005-03-01\",\"unit\":\"" STATION "\""));
    assert_int_equal(number(s, "SELECT count(*) FROM remedy WHERE number IN ('Z2005-001', 'Z2005-002')"), 2);
    assert_int_equal(number(s, "SELECT count(*) FROM remedy_about WHERE finding_id IS NULL AND subject_id = 8"), 1);
    sound(s);
}

static void orders_in_a_case(void **state)
{
    struct scratch *s = *state;
    struct jf_error err = { .status = JF_OK };
    int64_t petition = case_in_hand(s, "2005-001");
    refused(s, 0, "order", "2005-02-28", ORDER(",\"petition\":\"2005-001\""), "CASE-02", "lies before");
    int64_t id = taken(s, 0, "order", "2005-03-05", ORDER(",\"petition\":\"2005-001\""));
    int64_t second = taken(s, 0, "order", "2005-03-05", ORDER(",\"petition\":\"2005-001\",\"findings\":[1]"));
    const struct {
        const char *step, *fields;
        enum jf_status status;
    } steps[] = { { "conclude", "{\"result\":\"substantiated\"}", JF_OK },
                  { "reply", "{\"opinion\":\"support\",\"no-refund\":\"未收\"}", JF_OK },
                  { "close", "{}", JF_REFUSED },
                  { "prove", PROOF, JF_OK },
                  { "close", "{}", JF_REFUSED }, /* proof is not acceptance */
                  { "accept", "{}", JF_OK },
                  { "close", "{}", JF_REFUSED }, /* the second one */
                  { "withdraw", "{\"reason\":\"重复\"}", JF_OK },
                  { "close", "{}", JF_OK } };
    for (size_t i = 0; i < sizeof steps / sizeof *steps; i++) {
        const struct jf_case_step c = { .petition_id = petition,
                                        .step = steps[i].step,
                                        .day = "2005-03-06",
                                        .actor = "陈经办",
                                        .fields = steps[i].fields };
        if (i == 3 || i == 5 || i == 7) {
            taken(s, i == 7 ? second : id, steps[i].step, "2005-03-06", steps[i].fields);
            continue;
        }
        ok(jf_txn_begin(s->db, "test", &err), &err);
        assert_int_equal(jf_case_take(s->db, &c, NULL, &err), steps[i].status);
        if (steps[i].status == JF_OK)
            ok(jf_txn_commit(s->db, &err), &err);
        else
            jf_txn_rollback(s->db);
        if (steps[i].status == JF_REFUSED)
            assert_non_null(strstr(err.message, i < 6 ? "Z2005-001" : "Z2005-002"));
    }
    refused(s, 0, "order", "2005-03-07", ORDER(",\"petition\":\"2005-001\""), "CASE-01", "not in hand");
    sound(s);
}

/* ---- deadlines ---- */

static enum jf_status count_them(void *arg, const struct jf_remedy *r, struct jf_error *err)
{
    (void)r;
    (void)err;
    ++*(int *)arg;
    return JF_OK;
}

static int listed(struct scratch *s, const struct jf_remedy_filter *filter)
{
    struct jf_error err = { .status = JF_OK };
    int count = 0;
    ok(jf_remedy_list(s->db, filter, count_them, &count, &err), &err);
    return count;
}

static void days_over(void **state)
{
    struct scratch *s = *state;
    const struct jf_remedy_filter overdue = { .overdue = true }, open = { .open = true }, school = { .unit = SCHOOL },
                                  all = { 0 };
    int64_t id = ordered(s);
    taken(s, 0, "order", "2005-03-05", ORDER(",\"findings\":[4]"));
    jf_day_set_today("2005-03-31"); /* the last day is in time */
    state_is(s, id, "ordered", "2005-03-31", 0);
    assert_int_equal(listed(s, &overdue), 0);
    jf_day_set_today("2005-04-01");
    state_is(s, id, "ordered", "2005-03-31", 1);
    assert_int_equal(listed(s, &overdue), 2);
    refused(s, id, "extend", "2005-03-10", "{\"deadline\":\"2005-03-31\",\"approver\":\"a\",\"reason\":\"b\"}",
            "CASE-02", "is not later");
    refused(s, id, "extend", "2005-03-10", "{\"deadline\":\"2005-04-10\",\"reason\":\"b\"}", "CASE-02",
            "must carry 'approver'");
    taken(s, id, "extend", "2005-03-10", "{\"deadline\":\"2005-04-10\",\"approver\":\"a\",\"reason\":\"b\"}");
    state_is(s, id, "ordered", "2005-04-10", 0);
    jf_day_set_today("2005-04-20");
    taken(s, id, "prove", "2005-04-12", PROOF); /* late by two days, however long the office looks at it */
    state_is(s, id, "proved", "2005-04-10", 2);
    refused(s, id, "reject", "2005-04-13", "{\"reason\":\"不全\",\"deadline\":\"2005-04-11\"}", "CASE-02",
            "lies before");
    taken(s, id, "reject", "2005-04-13", "{\"reason\":\"不全\",\"deadline\":\"2005-04-18\"}");
    state_is(s, id, "rejected", "2005-04-18", 2);
    taken(s, id, "prove", "2005-04-18", PROOF);
    state_is(s, id, "proved", "2005-04-18", 0);
    taken(s, id, "accept", "2005-04-20", "{}");
    jf_day_set_today("2005-07-10");
    state_is(s, id, "accepted", "2005-04-18", 0);
    assert_int_equal(listed(s, &overdue), 1);
    assert_int_equal(listed(s, &open), 1);
    assert_int_equal(listed(s, &school), 1);
    assert_int_equal(listed(s, &all), 2);
    sound(s);
}

/* ---- settling ---- */

static void settling(void **state)
{
    struct scratch *s = *state;
    struct jf_error err = { .status = JF_OK };
    int64_t settled = 0, left = 0;
    int64_t id = ordered(s);
    int64_t other = taken(s, 0, "order", "2005-03-05", ORDER(",\"findings\":[2]"));
    taken(s, id, "prove", "2005-03-06", PROOF);
    taken(s, id, "accept", "2005-03-07", "{}");
    assert_int_equal(number(s, "SELECT count(*) FROM finding WHERE state = 'rectified'"), 0); /* never silently */
    ok(jf_db_views(s->db, &err), &err);
    ok(jf_txn_begin(s->db, "test", &err), &err);
    ok(jf_remedy_settle(s->db, id, "已改", "2005-03-07", "王检查", "en", &settled, &left, &err), &err);
    ok(jf_txn_commit(s->db, &err), &err);
    assert_int_equal(settled, 1); /* the other waits for its second remedy */
    assert_int_equal(left, 1);
    assert_int_equal(number(s, "SELECT state = 'rectified' FROM finding WHERE finding_id = 1"), 1);
    assert_int_equal(number(s, "SELECT state = 'confirmed' FROM finding WHERE finding_id = 2"), 1);
    taken(s, other, "withdraw", "2005-03-08", "{\"reason\":\"重复\"}");
    ok(jf_txn_begin(s->db, "test", &err), &err);
    ok(jf_remedy_settle(s->db, id, "已改", "2005-03-08", "王检查", "en", &settled, &left, &err), &err);
    ok(jf_txn_commit(s->db, &err), &err);
    assert_int_equal(settled, 1);
    assert_int_equal(left, 1); /* it is rectified already */
    assert_int_equal(
        number(s, "SELECT count(*) FROM finding WHERE established_on = '2005-03-02' AND state = 'rectified'"),
        1); /* the day of the confirmation stays */
    sound(s);
}

/* ---- verifying ---- */

static void verify_names_the_difference(void **state)
{
    static const struct {
        const char *change, *back, *words;
    } changes[] = {
        { "UPDATE remedy SET state = 'accepted'", "UPDATE remedy SET state = 'ordered'",
          "Z2005-001 (stored): the remedy" },
        { "UPDATE remedy SET deadline = '2005-12-31'", "UPDATE remedy SET deadline = '2005-03-31'",
          "Z2005-001 (rebuilt)" },
        { "UPDATE remedy SET unit_id = 4", "UPDATE remedy SET unit_id = 3", "Z2005-001" },
        { "UPDATE remedy_about SET finding_id = 4 WHERE part = 2",
          "UPDATE remedy_about SET finding_id = 2 WHERE part = 2", "Z2005-001 2 (stored): what the remedy answers" },
        { "DELETE FROM remedy_about WHERE part = 1",
          "INSERT INTO remedy_about VALUES ((SELECT subject_id FROM remedy),1,5,1)", "Z2005-001 1 (rebuilt)" },
        { "UPDATE finding SET established_on = '2004-01-01' WHERE finding_id = 1",
          "UPDATE finding SET established_on = '2005-03-01' WHERE finding_id = 1", "F1 (stored): the finding is said" },
        { "UPDATE finding SET established_on = '2005-03-01' WHERE finding_id = 3",
          "UPDATE finding SET established_on = NULL WHERE finding_id = 3", "F3 (stored)" },
    };
    struct scratch *s = *state;
    struct jf_error err = { .status = JF_OK };
    ordered(s);
    sound(s);
    for (size_t i = 0; i < sizeof changes / sizeof *changes; i++) {
        struct jf_str bad = JF_STR_INIT;
        int64_t events = 0;
        bool fine = true;
        script(s, changes[i].change);
        ok(jf_casework_verify(s->db, note_bad, &bad, &events, &fine, &err), &err);
        if (fine || !strstr(bad.data, changes[i].words))
            fail_msg("%s: '%s'", changes[i].change, bad.data);
        script(s, changes[i].back);
        sound(s);
        jf_str_release(&bad);
    }
}

/* ---- repeats ---- */

static enum jf_status note_repeat(void *arg, const struct jf_repeat *r, struct jf_error *err)
{
    (void)err;
    jf_str_addf(arg, "%lld>%lld:%lld%s%s ", (long long)r->finding_id, (long long)r->earlier, (long long)r->days,
                r->remedies ? "/" : "", r->remedies ? r->remedies : "");
    return JF_OK;
}

/* The list, and what each finding says of itself, agree with `expected`. */
static void repeats_are(struct scratch *s, const char *unit, const char *expected)
{
    struct jf_error err = { .status = JF_OK };
    struct jf_str out = JF_STR_INIT, again = JF_STR_INIT, list = JF_STR_INIT;
    struct jf_stmt *st = NULL;
    ok(jf_finding_repeats(s->db, unit, NULL, note_repeat, &out, &err), &err);
    assert_string_equal(out.len ? out.data : "", expected);
    for (const char *at = out.len ? out.data : ""; *at; at = strchr(at, ' ') + 1)
        jf_str_addf(&list, "%.*s ", (int)strcspn(at, ":"), at);
    ok(jf_db_query_text(s->db, "SELECT finding_id FROM finding ORDER BY unit_id, rule, charged_on, finding_id", true,
                        NULL, &st, &err),
       &err);
    for (bool row = true; row;) {
        struct jf_finding f = { 0 };
        ok(jf_stmt_next(st, &row, &err), &err);
        if (!row)
            break;
        ok(jf_finding_read(s->db, jf_col_int(st, 0), &f, &err), &err);
        if (f.repeats)
            jf_str_addf(&again, "%lld>%lld ", (long long)f.finding_id, (long long)f.repeats);
        jf_finding_release(&f);
    }
    jf_stmt_done(st);
    if (!unit)
        assert_string_equal(again.len ? again.data : "", list.len ? list.data : "");
    jf_str_release(&out);
    jf_str_release(&again);
    jf_str_release(&list);
}

static void repeats(void **state)
{
    struct scratch *s = *state;
    jf_day_set_today("2007-12-31");
    repeats_are(s, NULL, "");
    script(s, "INSERT INTO subject SELECT value, 'notice', 'n' || value, 5 FROM "
              "json_each('[20,21,22,23,24,25,26,27]');" FINDING
              "(20,'fee-over-standard',20,1,'open','violation',2,3,'2005-03-01','x','00',1,1)," /* the day itself */
              "(21,'fee-over-standard',21,1,'open','violation',2,3,'2005-03-02','x','00',1,1),"
              "(22,'fee-over-standard',22,1,'open','violation',2,3,'2007-03-02','x','00',1,1)," /* the last day, of 2 */
              "(23,'fee-over-standard',23,1,'open','violation',2,3,'2007-03-03','x','00',1,1)," /* a day too late */
              "(24,'fee-no-receipt',24,1,'open','violation',2,3,'2005-04-01','x','00',1,1),"    /* another rule */
              "(25,'fee-over-standard',25,1,'open','violation',2,4,'2005-04-01','x','00',1,1)," /* another unit */
              "(26,'fee-over-standard',26,1,'dismissed','violation',2,3,'2005-04-01','x','00',1,1),"
              "(27,'fee-over-standard',27,1,'open','violation',2,NULL,'2005-04-01','x','00',1,1);");
    repeats_are(s, NULL, "21>1:1 22>2:730 25>4:31 ");
    repeats_are(s, SCHOOL, "25>4:31 ");
    ordered(s);
    repeats_are(s, STATION, "21>1:1/Z2005-001 22>2:730/Z2005-001 ");
    decide(s, 2, "dismiss", "2005-03-09"); /* what was no breach is not repeated */
    repeats_are(s, STATION, "21>1:1/Z2005-001 ");
    decide(s, 1, "rectify", "2005-03-09"); /* what was put right was a breach */
    repeats_are(s, STATION, "21>1:1/Z2005-001 ");
    decide(s, 21, "confirm", "2005-03-10"); /* a repeat is itself repeated: the latest counts */
    repeats_are(s, STATION, "21>1:1/Z2005-001 22>21:722 23>21:723 ");
    sound(s);
}

/* With a million notices only the few that people confirmed are walked; each finding finds its own by index. */
static void repeats_use_the_indexes(void **state)
{
    static const struct {
        const char *statement, *wanted;
    } plans[] = {
        { "audit.finding_repeats\n", "SCAN e USING COVERING INDEX finding_established" },
        { "audit.finding_repeats\n", "SEARCH f USING INDEX finding_unit (unit_id=? AND rule=? AND charged_on>?)" },
        { "audit.finding\n",
          "SEARCH e USING INDEX finding_established (unit_id=? AND rule=? AND established_on>? AND" },
    };
    struct scratch *s = *state;
    struct jf_error err = { .status = JF_OK };
    ok(jf_db_views(s->db, &err), &err);
    for (size_t i = 0; i < sizeof plans / sizeof *plans; i++) {
        const char *at = strstr(jf_resource("sql/audit.sql", NULL), plans[i].statement);
        assert_non_null(at);
        at = strchr(at, '\n');
        struct jf_str sql = JF_STR_INIT, plan = JF_STR_INIT;
        struct jf_stmt *st = NULL;
        jf_str_add(&sql, "EXPLAIN QUERY PLAN ");
        jf_str_addn(&sql, at, (size_t)(strstr(at, "\n-- name:") - at));
        ok(jf_db_query_text(s->db, sql.data, true, NULL, &st, &err), &err);
        for (bool row = true; row;) {
            ok(jf_stmt_next(st, &row, &err), &err);
            if (row)
                jf_str_addf(&plan, "%s\n", jf_col_text(st, 3));
        }
        jf_stmt_done(st);
        if (!strstr(plan.data, plans[i].wanted))
            fail_msg("%s%s", plans[i].statement, plan.data);
        jf_str_release(&sql);
        jf_str_release(&plan);
    }
}

#define IN_COUNTY(test) cmocka_unit_test_setup_teardown(test, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_table_is_whole),
        IN_COUNTY(every_step_in_every_state),
        IN_COUNTY(orders_that_cannot_stand),
        IN_COUNTY(orders_in_a_case),
        IN_COUNTY(days_over),
        IN_COUNTY(settling),
        IN_COUNTY(verify_names_the_difference),
        IN_COUNTY(repeats),
        IN_COUNTY(repeats_use_the_indexes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
