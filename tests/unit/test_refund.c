/* test_refund.c - refunds through casework.h alone: plans, unclaimed money, labour days, reversals, receipts, calls,
 * orders that stand alone on findings, and walks over all of them. */
#include "jianfu/casework.h"

#include "scratch.h"

#define SCHOOL  "SC01"
#define STATION "ST01"

/* ---- a county of one village, a school, a station and what a check found ---- */

static const char county[] =
    "INSERT INTO subject VALUES (1,'division','350199000000',NULL),(2,'division','350199108000',NULL),"
    " (4,'unit','" SCHOOL "',NULL),(5,'unit','" STATION "',NULL),(6,'notice','" STATION "/1',NULL),"
    " (7,'notice','" STATION "/2',NULL),(8,'school-charge','" SCHOOL "/1',NULL);"
    "INSERT INTO record (record_id, subject_id, version, batch_id, line, digest) SELECT subject_id, subject_id, 1, "
    "NULL, 0, zeroblob(32) FROM subject;"
    "UPDATE subject SET record_id = subject_id;"
    "INSERT INTO division VALUES (1,1,'350199000000','演示县','county',NULL,'1',0,NULL,NULL,NULL,1),"
    " (2,2,'350199108000','大洋镇','township',1,NULL,NULL,NULL,NULL,NULL,1);"
    "INSERT INTO unit VALUES (4,4,'" SCHOOL "','大洋中学','school',2,NULL,NULL),"
    " (5,5,'" STATION "','大洋农机站','station',2,NULL,NULL);"
    "INSERT INTO notice VALUES (6,6,'1',5,2,'household','H1','黄小明','2005-01-10',3000,'S1',NULL,0),"
    " (7,7,'2',5,2,'household','H2','陈小红','2005-01-11',5000,'S2',NULL,0);"
    "INSERT INTO school_charge (record_id, subject_id, school_id, number, term, charged_on, total_fen) VALUES"
    " (8,8,4,'1','2005S','2005-02-20',25600);"
    "INSERT INTO run VALUES (1,'2005-02-28T00:00:00Z','t','2005-02-28','x');"
    "INSERT INTO finding (finding_id, rule, subject_id, part, state, severity, division_id, unit_id, charged_on, "
    " charged_fen, allowed_fen, excess_fen, standard_id, detail, rule_digest, first_run, last_run) VALUES"
    " (1,'fee-over-standard',6,1,'confirmed','violation',2,5,'2005-01-10',3000,2000,1000,NULL,'a','x',1,1),"
    " (2,'fee-no-basis',7,1,'open','violation',2,5,'2005-01-11',5000,0,5000,NULL,'b','x',1,1),"
    /* the same line of the same notice, found by another rule with less */
    " (3,'fee-arithmetic',7,1,'open','violation',2,5,'2005-01-11',5000,4000,1000,NULL,'c','x',1,1),"
    " (4,'fee-spread',6,0,'open','doubt',2,5,'2005-01-10',3000,0,3000,NULL,'d','x',1,1),"
    " (5,'school-year-cap',8,0,'confirmed','violation',2,4,'2005-02-20',25600,20600,5000,NULL,'e','x',1,1);";

static int set_up(void **state)
{
    struct scratch *s = jf_alloc(sizeof *s);
    struct jf_error err = { .status = JF_OK };
    scratch_open(s);
    jf_day_set_today("2005-12-31");
    assert_int_equal(jf_txn_begin(s->db, "test", &err), JF_OK);
    if (jf_db_script(s->db, county, &err) != JF_OK)
        fail_msg("%s", err.message);
    assert_int_equal(jf_txn_commit(s->db, &err), JF_OK);
    *state = s;
    return 0;
}

static int tear_down(void **state)
{
    jf_day_set_today(NULL);
    scratch_close(*state);
    jf_free(*state);
    return 0;
}

/* ---- helpers ---- */

static void ok(enum jf_status status, const struct jf_error *err)
{
    if (status != JF_OK)
        fail_msg("status %d: %s (%s)", (int)status, err->message, err->hint);
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

static enum jf_status step(struct scratch *s, int64_t id, const char *name, const char *day, const char *fields,
                           struct jf_error *err)
{
    const struct jf_case_step wish = {
        .petition_id = id, .step = name, .day = day, .actor = "王检查", .fields = fields
    };
    bool own = !jf_txn_open(s->db); /* a step that is refused writes nothing: the walks take all in one */
    if (own)
        ok(jf_txn_begin(s->db, "test", err), err);
    enum jf_status status = jf_case_take(s->db, &wish, NULL, err);
    if (own && status == JF_OK)
        ok(jf_txn_commit(s->db, err), err);
    else if (own)
        jf_txn_rollback(s->db);
    return status;
}

static void taken(struct scratch *s, int64_t id, const char *name, const char *day, const char *fields)
{
    struct jf_error err = { .status = JF_OK };
    ok(step(s, id, name, day, fields, &err), &err);
}

static void refused(struct scratch *s, int64_t id, const char *name, const char *fields, const char *words)
{
    struct jf_error err = { .status = JF_OK };
    int64_t before = number(s, "SELECT count(*) FROM event");
    if (step(s, id, name, "2005-08-31", fields, &err) == JF_OK)
        fail_msg("%s %s was taken", name, fields);
    if (!strstr(err.message, words) && !strstr(err.hint, words))
        fail_msg("'%s' is not in '%s' (%s)", words, err.message, err.hint);
    assert_int_equal(number(s, "SELECT count(*) FROM event"), before);
}

static void stands(struct scratch *s, int64_t id, const char *wish)
{
    struct jf_error err = { .status = JF_OK };
    struct jf_str no = JF_STR_INIT, state = JF_STR_INIT;
    bool alone;
    ok(jf_case_state(s->db, id, &no, &state, &alone, &err), &err);
    assert_string_equal(state.data, wish);
    jf_str_release(&no);
    jf_str_release(&state);
}

static void note_bad(void *arg, int64_t event_id, const char *what)
{
    jf_str_addf(arg, "%lld %s\n", (long long)event_id, what);
}

static bool sound(struct scratch *s, struct jf_str *faults)
{
    struct jf_error err = { .status = JF_OK };
    int64_t events;
    bool all, chain;
    jf_str_clear(faults);
    ok(jf_casework_verify(s->db, note_bad, faults, &events, &all, &err), &err);
    ok(jf_event_verify(s->db, note_bad, faults, &events, &chain, &err), &err);
    return all && chain;
}

static void is_sound(struct scratch *s)
{
    struct jf_str faults = JF_STR_INIT;
    if (!sound(s, &faults))
        fail_msg("%s", faults.data);
    jf_str_release(&faults);
}

static int64_t concluded(struct scratch *s, const char *no)
{
    const struct jf_case_new p = { .number = no,
                                   .channel = "call",
                                   .received_on = "2005-05-10",
                                   .persons = 1,
                                   .division = "350199108000",
                                   .unit = SCHOOL,
                                   .category = "school",
                                   .text = "多收费",
                                   .actor = "陈经办" };
    struct jf_str out = JF_STR_INIT;
    struct jf_error err = { .status = JF_OK };
    int64_t id = 0;
    bool own = !jf_txn_open(s->db);
    if (own)
        ok(jf_txn_begin(s->db, "test", &err), &err);
    ok(jf_case_register(s->db, &p, &out, &id, &err), &err);
    if (own)
        ok(jf_txn_commit(s->db, &err), &err);
    jf_str_release(&out);
    taken(s, id, "accept", "2005-05-12", NULL);
    taken(s, id, "investigate", "2005-05-16", NULL);
    taken(s, id, "conclude", "2005-05-20", "{\"result\":\"substantiated\"}");
    return id;
}

#define HEAD "\"unit\":\"" SCHOOL "\",\"deadline\":\"2005-08-31\",\"basis\":\"国务院令第92号\""
#define THREE                                                                                                          \
    "\"payees\":[{\"no\":\"1\",\"name\":\"甲\",\"charged\":5000,\"allowed\":2000},"                                   \
    "{\"no\":\"2\",\"name\":\"乙\",\"charged\":5000,\"allowed\":3000},"                                               \
    "{\"no\":\"3\",\"name\":\"丙\",\"charged\":1001,\"allowed\":1000}]"

static int64_t ordered(struct scratch *s, const char *no)
{
    char fields[800];
    int64_t id = concluded(s, no);
    snprintf(fields, sizeof fields, "{\"no\":\"T%s\"," HEAD "," THREE "}", no);
    taken(s, id, "refund-order", "2005-06-01", fields);
    return id;
}

static int64_t order_of(struct scratch *s, const char *no)
{
    struct jf_error err = { .status = JF_OK };
    int64_t id = 0;
    ok(jf_refund_find(s->db, no, &id, &err), &err);
    return id;
}

static void draw_and_ask(struct scratch *s, int64_t id, const char *no, const char *seed, const char *answer)
{
    struct jf_error err = { .status = JF_OK };
    struct jf_str drawn = JF_STR_INIT, fields = JF_STR_INIT;
    int64_t n = 0;
    ok(jf_refund_draw(s->db, order_of(s, no), no, seed, 0, &drawn, &n, &err), &err);
    jf_str_addf(&fields, "{\"no\":\"%s\",\"seed\":\"%s\",\"drawn\":%s}", no, seed, drawn.data);
    taken(s, id, "refund-sample", "2005-08-31", fields.data);
    for (char *at = strchr(drawn.data, '"'); at; at = strchr(at, '"')) {
        char *end = strchr(++at, '"');
        jf_str_clear(&fields);
        jf_str_addf(&fields, "{\"no\":\"%s\",\"payee\":\"%.*s\",\"answer\":\"%s\"}", no, (int)(end - at), at, answer);
        taken(s, id, "refund-confirm", "2005-08-31", fields.data);
        at = end + 1;
    }
    jf_str_release(&drawn);
    jf_str_release(&fields);
}

#define PAY(payee, amount, receipt, name)                                                                              \
    "{\"payments\":[{\"payee\":\"" payee "\",\"amount\":" #amount ",\"receipt\":\"" receipt                            \
    "\",\"received_by\":\"" name "\"}]}"

/* ---- the plan ---- */

static void plan_makes_the_sum(void **state)
{
    struct scratch *s = *state;
    int64_t id = ordered(s, "P1");
    refused(s, id, "refund-plan", "{\"instalments\":[{\"due_on\":\"2005-09-10\",\"amount\":5000}]}",
            "after the deadline");
    refused(s, id, "refund-plan",
            "{\"deadline\":\"2005-10-31\",\"instalments\":[{\"due_on\":\"2005-09-10\",\"amount\":5001}]}",
            "why the deadline is put off");
    refused(s, id, "refund-plan",
            "{\"deadline\":\"2005-10-31\",\"reason\":\"校方资金未到\",\"instalments\":[{\"due_on\":\"2005-09-10\","
            "\"amount\":5000}]}",
            "make 50.00 yuan, order 'TP1' is over 50.01 yuan");
    refused(
        s, id, "refund-plan",
        "{\"deadline\":\"2005-10-31\",\"reason\":\"x\",\"instalments\":[{\"due_on\":\"2005-09-10\",\"amount\":5000},"
        "{\"due_on\":\"2005-09-10\",\"amount\":1}]}",
        "does not come after");
    refused(s, id, "refund-plan", "{\"instalments\":[{\"due_on\":\"2005-02-30\",\"amount\":5001}]}", "not a day");
    taken(
        s, id, "refund-plan", "2005-06-02",
        "{\"instalments\":[{\"due_on\":\"2005-07-10\",\"amount\":3000},{\"due_on\":\"2005-08-10\",\"amount\":2001}]}");
    stands(s, id, "plan-approved");
    taken(s, id, "refund-pay", "2005-07-01", PAY("2", 2000, "TP1-0001", "乙"));
    stands(s, id, "refunding");
    /* half the first instalment is there: the rest of both is overdue */
    jf_day_set_today("2005-07-12");
    assert_int_equal(number(s, "SELECT count(*) FROM refund_instalment"), 2);
    taken(s, id, "refund-plan", "2005-07-12",
          "{\"deadline\":\"2005-12-31\",\"reason\":\"校方资金未到\",\"instalments\":[{\"due_on\":\"2005-12-10\","
          "\"amount\":5001}]}");
    stands(s, id, "refunding");
    assert_int_equal(number(s, "SELECT count(*) FROM refund_instalment"), 1);
    assert_int_equal(number(s, "SELECT deadline = '2005-12-31' FROM refund_order"), 1);
    is_sound(s);
    jf_day_set_today("2005-12-31");
}

struct due_seen {
    int rows, level;
    int64_t days, fen;
    char what[16], since[16];
};
static enum jf_status see_due(void *arg, const struct jf_refund_due *due, struct jf_error *err)
{
    struct due_seen *seen = arg;
    (void)err;
    seen->rows++;
    seen->level = due->level;
    seen->days = due->days;
    seen->fen = due->fen;
    snprintf(seen->what, sizeof seen->what, "%s", due->what);
    snprintf(seen->since, sizeof seen->since, "%s", due->since);
    return JF_OK;
}

static void due_on(struct scratch *s, const char *today, int64_t ahead, int rows, int level, const char *what,
                   int64_t fen)
{
    struct due_seen seen = { 0 };
    struct jf_error err = { .status = JF_OK };
    jf_day_set_today(today);
    ok(jf_db_views(s->db, &err), &err);
    ok(jf_refund_overdue(s->db, ahead, "en", see_due, &seen, &err), &err);
    assert_int_equal(seen.rows, rows);
    if (!rows)
        return;
    assert_int_equal(seen.level, level);
    assert_string_equal(seen.what, what);
    assert_int_equal(seen.fen, fen);
}

static void overdue_climbs(void **state)
{
    struct scratch *s = *state;
    int64_t id = ordered(s, "D1");
    taken(
        s, id, "refund-plan", "2005-06-02",
        "{\"instalments\":[{\"due_on\":\"2005-07-10\",\"amount\":3000},{\"due_on\":\"2005-08-10\",\"amount\":2001}]}");
    due_on(s, "2005-07-10", 0, 0, 0, "", 0);
    due_on(s, "2005-07-05", 7, 1, 0, "instalment", 3000);
    due_on(s, "2005-07-11", 0, 1, 1, "instalment", 3000);
    due_on(s, "2005-07-25", 0, 1, 2, "instalment", 3000);
    due_on(s, "2005-08-11", 0, 1, 3, "instalment", 5001);
    jf_day_set_today("2005-12-31");
    taken(s, id, "refund-pay", "2005-08-12", PAY("1", 3000, "1", "甲"));
    due_on(s, "2005-08-12", 0, 1, 1, "instalment", 2001);
    due_on(s, "2005-10-12", 0, 1, 3, "instalment", 2001);
    jf_day_set_today("2005-12-31");
    taken(s, id, "refund-pay", "2005-10-12", PAY("2", 2000, "2", "乙"));
    taken(s, id, "refund-pay", "2005-10-12", PAY("3", 1, "3", "丙"));
    due_on(s, "2005-12-31", 0, 0, 0, "", 0);
}

/* ---- unclaimed money ---- */

static void nobody_can_receive(void **state)
{
    struct scratch *s = *state;
    int64_t id = ordered(s, "U1");
    taken(s, id, "refund-pay", "2005-06-10", PAY("1", 3000, "1", "甲"));
    refused(s, id, "refund-unclaimed",
            "{\"remainders\":[{\"payee\":\"2\",\"amount\":2000,\"reason\":\"dead\",\"way\":\"deposited\"}]}",
            "proves it");
    refused(s, id, "refund-unclaimed",
            "{\"remainders\":[{\"payee\":\"2\",\"amount\":2000,\"reason\":\"bored\",\"way\":\"deposited\",\"proof\":"
            "\"x\"}]}",
            "'bored' is not known");
    refused(s, id, "refund-unclaimed",
            "{\"remainders\":[{\"payee\":\"2\",\"amount\":2001,\"reason\":\"dead\",\"way\":\"deposited\",\"proof\":"
            "\"x\"}]}",
            "0.01 too much");
    taken(s, id, "refund-unclaimed", "2005-06-11",
          "{\"remainders\":[{\"payee\":\"2\",\"amount\":2000,\"reason\":\"dead\",\"way\":\"deposited\",\"proof\":"
          "\"存单123\"}]}");
    refused(s, id, "refund-pay", PAY("2", 1, "9", "乙"), "0.01 too much");
    refused(s, id, "refunded", NULL, "0.01 yuan");
    taken(s, id, "refund-pay", "2005-06-12", PAY("3", 1, "2", "丙"));
    taken(s, id, "refunded", "2005-06-13", NULL);
    /* the payee comes after all: the remainder is taken back and paid */
    refused(s, id, "refund-reverse", "{\"payee\":\"3\",\"reason\":\"x\"}", "nothing of payee '3'");
    taken(s, id, "refund-reverse", "2005-06-14", "{\"payee\":\"2\",\"reason\":\"继承人到场\"}");
    stands(s, id, "refunding");
    taken(s, id, "refund-pay", "2005-06-15",
          "{\"payments\":[{\"payee\":\"2\",\"amount\":2000,\"receipt\":\"3\",\"received_by\":\"乙子\",\"proxy\":"
          "\"继承人\"}]}");
    taken(s, id, "refunded", "2005-06-15", NULL);
    assert_int_equal(number(s, "SELECT count(*) FROM refund_remainder"), 2);
    assert_int_equal(number(s, "SELECT sum(amount_fen) FROM refund_remainder"), 0);
    is_sound(s);
}

/* ---- labour ---- */

static void labour_in_days_or_money(void **state)
{
    struct scratch *s = *state;
    int64_t id = concluded(s, "L1");
    refused(s, id, "refund-order",
            "{" HEAD ",\"payees\":[{\"no\":\"1\",\"name\":\"甲\",\"charged_days\":3000,\"allowed_days\":3000}]}",
            "nothing is due");
    taken(s, id, "refund-order", "2005-06-01",
          "{\"no\":\"TL1\"," HEAD
          ",\"payees\":[{\"no\":\"1\",\"name\":\"甲\",\"charged_days\":8000,\"allowed_days\":5000},"
          "{\"no\":\"2\",\"name\":\"乙\",\"charged\":1000,\"allowed\":0,\"charged_days\":1500}]}");
    refused(s, id, "refund-pay",
            "{\"payments\":[{\"payee\":\"1\",\"days\":3001,\"receipt\":\"1\",\"received_by\":\"甲\",\"manner\":"
            "\"labour\"}]}",
            "0.001 labour days too much");
    refused(
        s, id, "refund-pay",
        "{\"payments\":[{\"payee\":\"1\",\"days\":1000,\"receipt\":\"1\",\"received_by\":\"甲\",\"manner\":\"cash\"}]}",
        "labour is labour days");
    refused(s, id, "refund-pay", PAY("1", 1, "1", "甲"), "too much"); /* no money is due to the first */
    taken(
        s, id, "refund-pay", "2005-06-10",
        "{\"payments\":[{\"payee\":\"1\",\"days\":1000,\"receipt\":\"1\",\"received_by\":\"甲\",\"manner\":\"labour\"},"
        "{\"payee\":\"1\",\"days\":2000,\"money\":4000,\"receipt\":\"2\",\"received_by\":\"甲\"},"
        "{\"payee\":\"2\",\"amount\":1000,\"receipt\":\"3\",\"received_by\":\"乙\"}]}");
    refused(s, id, "refunded", NULL, "0.00 yuan and 1.5 labour days");
    taken(s, id, "refund-pay", "2005-06-11",
          "{\"payments\":[{\"payee\":\"2\",\"days\":1500,\"receipt\":\"4\",\"received_by\":\"乙\",\"manner\":"
          "\"labour\"}]}");
    taken(s, id, "refunded", "2005-06-12", NULL);
    assert_int_equal(number(s, "SELECT sum(paid_fen) FROM refund_payee"), 1000); /* days never run into money */
    assert_int_equal(number(s, "SELECT sum(paid_milli) FROM refund_payee"), 4500);
    is_sound(s);
}

/* ---- corrections and receipts ---- */

static void reversed_not_changed(void **state)
{
    struct scratch *s = *state;
    int64_t id = ordered(s, "R1");
    taken(s, id, "refund-pay", "2005-06-10", PAY("1", 3000, "TR1-0001", "甲"));
    refused(s, id, "refund-pay", PAY("2", 2000, "TR1-0003", "乙"), "leaves a gap");
    taken(s, id, "refund-void", "2005-06-10", "{\"receipt\":\"TR1-0002\",\"reason\":\"写错\"}");
    refused(s, id, "refund-void", "{\"receipt\":\"TR1-0002\",\"reason\":\"写错\"}", "void already");
    refused(s, id, "refund-void", "{\"receipt\":\"TR1-0001\",\"reason\":\"写错\"}", "somebody was paid");
    refused(s, id, "refund-pay", PAY("2", 2000, "TR1-0002", "乙"), "used before");
    taken(s, id, "refund-pay", "2005-06-11", PAY("2", 2000, "TR1-0003", "乙"));
    taken(s, id, "refund-pay", "2005-06-11", PAY("3", 1, "TR1-0004", "丙"));
    taken(s, id, "refunded", "2005-06-12", NULL);
    refused(s, id, "refund-reverse", "{\"reason\":\"x\"}", "named by its receipt or its payee");
    refused(s, id, "refund-reverse", "{\"receipt\":\"nix\",\"reason\":\"x\"}", "no payment with the receipt");
    taken(s, id, "refund-reverse", "2005-06-13", "{\"receipt\":\"TR1-0001\",\"reason\":\"付错人\"}");
    stands(s, id, "refunding");
    assert_int_equal(number(s, "SELECT count(*) FROM refund_payment WHERE amount_fen = 3000 AND reverses IS NULL"), 1);
    assert_int_equal(number(s, "SELECT paid_fen FROM refund_payee WHERE payee = '1'"), 0);
    refused(s, id, "refund-reverse", "{\"receipt\":\"TR1-0001\",\"reason\":\"x\"}", "was reversed on 2005-06-13");
    refused(s, id, "refund-pay", PAY("1", 3000, "TR1-0001", "甲"), "used before"); /* a void receipt stays void */
    taken(s, id, "refund-pay", "2005-06-14", PAY("1", 3000, "TR1-0005", "甲"));
    taken(s, id, "refunded", "2005-06-15", NULL);
    taken(s, id, "reply", "2005-06-16", "{\"opinion\":\"support\"}");
    draw_and_ask(s, id, "TR1", "3", "yes");
    taken(s, id, "close", "2005-08-31", NULL);
    refused(s, id, "refund-reverse", "{\"receipt\":\"TR1-0003\",\"reason\":\"x\"}", "possible now");
    is_sound(s);
}

static void numbers_by_the_program(void **state)
{
    struct scratch *s = *state;
    int64_t id = ordered(s, "N1"), order = order_of(s, "TN1"), next = 0;
    struct jf_error err = { .status = JF_OK };
    struct jf_str list = JF_STR_INIT, fields = JF_STR_INIT;
    jf_str_add(&list, "[{\"payee\":\"1\",\"amount\":1000,\"received_by\":\"甲\"},"
                      "{\"payee\":\"2\",\"amount\":1000,\"receipt\":\"own 7\",\"received_by\":\"乙\"},"
                      "{\"payee\":\"3\",\"amount\":1,\"received_by\":\"丙\"}]");
    ok(jf_refund_number_payments(s->db, order, "TN1", &list, &err), &err);
    assert_non_null(strstr(list.data, "TN1-0001"));
    assert_non_null(strstr(list.data, "TN1-0002"));
    assert_non_null(strstr(list.data, "own 7"));
    jf_str_addf(&fields, "{\"payments\":%s}", list.data);
    taken(s, id, "refund-pay", "2005-06-10", fields.data);
    ok(jf_refund_next_receipt(s->db, order, "TN1", &next, &err), &err);
    assert_int_equal(next, 3);
    jf_str_release(&list);
    jf_str_release(&fields);
}

/* ---- calls ---- */

static void households_are_asked(void **state)
{
    struct scratch *s = *state;
    int64_t id = ordered(s, "C1"), n = 0, needed = 0;
    struct jf_error err = { .status = JF_OK };
    struct jf_str one = JF_STR_INIT, again = JF_STR_INIT;
    ok(jf_refund_calls_needed(1000, &needed, &err), &err);
    assert_int_equal(needed, 30);
    ok(jf_refund_calls_needed(100, &needed, &err), &err);
    assert_int_equal(needed, 5);
    ok(jf_refund_calls_needed(2, &needed, &err), &err);
    assert_int_equal(needed, 2);
    taken(s, id, "refund-pay", "2005-06-10", PAY("1", 3000, "1", "甲"));
    taken(s, id, "refund-pay", "2005-06-10", PAY("2", 2000, "2", "乙"));
    taken(s, id, "refund-pay", "2005-06-10", PAY("3", 1, "3", "丙"));
    taken(s, id, "refunded", "2005-06-11", NULL);
    taken(s, id, "reply", "2005-06-12", "{\"opinion\":\"support\"}");
    ok(jf_refund_draw(s->db, order_of(s, "TC1"), "TC1", "5", 2, &one, &n, &err), &err);
    ok(jf_refund_draw(s->db, order_of(s, "TC1"), "TC1", "5", 3, &again, &n, &err), &err);
    assert_memory_equal(one.data, again.data, one.len - 1); /* more of the same */
    refused(s, id, "refund-sample", "{\"seed\":\"5\",\"drawn\":[\"1\",\"1\"]}", "draws other payees");
    refused(s, id, "refund-confirm", "{\"payee\":\"1\",\"answer\":\"yes\"}", "was not drawn");
    draw_and_ask(s, id, "TC1", "5", "unreached");
    refused(s, id, "close", NULL, "3 of the payees must have confirmed");
    draw_and_ask(s, id, "TC1", "5", "yes");
    taken(s, id, "refund-confirm", "2005-08-31", "{\"payee\":\"2\",\"answer\":\"no\",\"note\":\"没有收到\"}");
    refused(s, id, "close", NULL, "payee '2' says that nothing was received");
    taken(s, id, "refund-confirm", "2005-08-31", "{\"payee\":\"2\",\"answer\":\"yes\",\"note\":\"其妻已领\"}");
    taken(s, id, "close", "2005-08-31", NULL);
    is_sound(s);
    jf_str_release(&one);
    jf_str_release(&again);
}

/* ---- orders that stand alone ---- */

static void straight_from_findings(void **state)
{
    struct scratch *s = *state;
    struct jf_error err = { .status = JF_OK };
    struct jf_str findings = JF_STR_INIT, unit = JF_STR_INIT, payees = JF_STR_INIT, fields = JF_STR_INIT;
    int64_t n = 0;
    ok(jf_refund_findings_of(s->db, STATION, NULL, &findings, &n, &err), &err);
    assert_string_equal(findings.data, "[1,2,3]"); /* the doubt is confirmed by nobody */
    ok(jf_refund_findings_unit(s->db, findings.data, &unit, &err), &err);
    assert_string_equal(unit.data, STATION);
    ok(jf_refund_payees_of_findings(s->db, findings.data, &payees, &err), &err);
    /* the line that two rules found is paid back once */
    assert_string_equal(payees.data, "[{\"no\":\"H1\",\"name\":\"黄小明\",\"charged\":3000,\"allowed\":2000},"
                                     "{\"no\":\"H2\",\"name\":\"陈小红\",\"charged\":5000,\"allowed\":0}]");
#define ALONE "\"unit\":\"" STATION "\",\"deadline\":\"2005-08-31\",\"basis\":\"国务院令第92号\""
    refused(s, 0, "refund-order", "{" ALONE ",\"findings\":[1,99]," THREE "}", "finding 99: there is no such finding");
    refused(s, 0, "refund-order", "{" ALONE ",\"findings\":[4]," THREE "}", "a doubt that nobody confirmed");
    refused(s, 0, "refund-order", "{" ALONE ",\"findings\":[5]," THREE "}", "another unit");
    refused(s, 0, "refund-order", "{" ALONE ",\"findings\":[1,2,3]," THREE "}",
            "the findings say 60.00 yuan, the payees of "
            "the order get 50.01 yuan");
    refused(s, 0, "refund-order", "{" ALONE "," THREE "}", "must carry 'findings'");
    refused(s, 0, "accept", NULL, "not possible");
    jf_str_addf(&fields, "{\"no\":\"TF1\"," ALONE ",\"findings\":%s,\"payees\":%s}", findings.data, payees.data);
    taken(s, 0, "refund-order", "2005-06-01", fields.data);
    int64_t order = order_of(s, "TF1");
    stands(s, order, "refund-ordered");
    refused(s, 0, "refund-order", fields.data, "is ordered to be paid back already");
    refused(s, order, "close", NULL, "60.00 yuan");
    taken(s, order, "refund-pay", "2005-06-10", PAY("H1", 1000, "TF1-0001", "黄小明"));
    refused(s, order, "refund-close", NULL, "50.00 yuan");
    taken(s, order, "refund-pay", "2005-06-11", PAY("H2", 5000, "TF1-0002", "陈小红"));
    refused(s, order, "refund-close", NULL, "2 of the payees must have confirmed");
    draw_and_ask(s, order, "TF1", "1", "yes");
    taken(s, order, "refund-close", "2005-09-02", NULL);
    stands(s, order, "settled");
    refused(s, order, "refund-reverse", "{\"receipt\":\"TF1-0001\",\"reason\":\"x\"}", "possible now: refund-reopen");
    taken(s, order, "refund-reopen", "2005-09-03", "{\"reason\":\"户主反映未收到\"}");
    taken(s, order, "refund-reverse", "2005-09-03", "{\"receipt\":\"TF1-0001\",\"reason\":\"冒领\"}");
    is_sound(s);
    jf_str_release(&findings);
    jf_str_release(&unit);
    jf_str_release(&payees);
    jf_str_release(&fields);
}

static void records_that_name_nobody(void **state)
{
    struct scratch *s = *state;
    struct jf_error err = { .status = JF_OK };
    struct jf_str payees = JF_STR_INIT;
    assert_int_equal(jf_refund_payees_of_findings(s->db, "[5]", &payees, &err), JF_REFUSED);
    assert_non_null(strstr(err.message, "do not name who paid"));
    refused(s, 0, "refund-order", "{" HEAD ",\"findings\":[5]," THREE "}", "the findings say 50.00 yuan");
    taken(s, 0, "refund-order", "2005-06-01",
          "{\"no\":\"TF2\"," HEAD ",\"findings\":[5]," THREE ",\"difference\":\"尾数由学校补足\"}");
    taken(s, order_of(s, "TF2"), "refund-withdraw", "2005-06-02", "{\"no\":\"TF2\",\"reason\":\"误录\"}");
    assert_int_equal(number(s, "SELECT count(*) FROM refund_finding"), 0); /* free for another order */
    assert_int_equal(number(s, "SELECT count(*) FROM refund_standing"), 0);
    taken(s, 0, "refund-order", "2005-06-03", "{" HEAD ",\"findings\":[5]," THREE ",\"difference\":\"尾数\"}");
    is_sound(s);
    jf_str_release(&payees);
}

/* ---- a change in a state table is found ---- */

static void verify_finds_changes(void **state)
{
    struct scratch *s = *state;
    struct jf_str faults = JF_STR_INIT;
    struct jf_error err = { .status = JF_OK };
    int64_t id = ordered(s, "V1");
    taken(s, id, "refund-plan", "2005-06-02", "{\"instalments\":[{\"due_on\":\"2005-08-10\",\"amount\":5001}]}");
    taken(s, id, "refund-pay", "2005-06-10", PAY("1", 3000, "1", "甲"));
    taken(s, id, "refund-void", "2005-06-10", "{\"receipt\":\"2\",\"reason\":\"写错\"}");
    taken(s, id, "refund-unclaimed", "2005-06-11",
          "{\"remainders\":[{\"payee\":\"2\",\"amount\":2000,\"reason\":\"dead\",\"way\":\"deposited\",\"proof\":\"x\"}"
          "]}");
    draw_and_ask(s, id, "TV1", "1", "yes");
    taken(s, 0, "refund-order", "2005-06-03",
          "{\"no\":\"TF3\"," HEAD ",\"findings\":[5]," THREE ",\"difference\":\"尾数\"}");
    is_sound(s);
    static const char *const changes[] = {
        "UPDATE refund_instalment SET due_on = '2006-08-10'",
        "UPDATE refund_remainder SET way = 'finance'",
        "UPDATE refund_void SET reason = 'x'",
        "UPDATE refund_call SET answer = 'no'",
        "UPDATE refund_standing SET state = 'settled'",
        "DELETE FROM refund_finding",
        "UPDATE refund_payee SET remainder_fen = 1999 WHERE payee = '2'",
        "UPDATE refund_payment SET for_days_fen = 1",
    };
    for (size_t i = 0; i < sizeof changes / sizeof *changes; i++) {
        ok(jf_txn_begin(s->db, "test", &err), &err);
        ok(jf_db_script(s->db, changes[i], &err), &err);
        if (sound(s, &faults))
            fail_msg("not found: %s", changes[i]);
        jf_txn_rollback(s->db);
    }
    is_sound(s);
    jf_str_release(&faults);
}

/* ---- walks ---- */

#define WALKS 2000

static uint32_t roll(uint32_t *seed, uint32_t below)
{
    *seed = *seed * 1664525u + 1013904223u;
    return (*seed >> 8) % below;
}

/* What a step may carry: sometimes right, sometimes too much, sometimes of a stranger. */
static void fields_for(uint32_t *seed, const char *step, int turn, struct jf_str *out)
{
    const unsigned payee = 1 + roll(seed, roll(seed, 4) ? 3 : 4),
                   amount = 1 + roll(seed, 3) * 999 + roll(seed, 2) * 1000;
    static const char *const answers[] = { "yes", "yes", "yes", "yes", "no", "unreached" };
    static const char *const names[] = { "甲", "乙", "丙", "丁" };
    jf_str_clear(out);
    if (strcmp(step, "refund-pay") == 0)
        jf_str_addf(out,
                    "{\"payments\":[{\"payee\":\"%u\",\"amount\":%u,\"receipt\":\"R%d\",\"received_by\":\"%s\"},"
                    "{\"payee\":\"3\",\"amount\":1,\"receipt\":\"Q%d\",\"received_by\":\"丙\"}]}",
                    payee, amount, turn, names[payee - 1], turn);
    else if (strcmp(step, "refund-unclaimed") == 0)
        jf_str_addf(
            out,
            "{\"remainders\":[{\"payee\":\"%u\",\"amount\":%u,\"reason\":\"moved\",\"way\":\"announced\",\"proof\":"
            "\"x\"}]}",
            payee, amount);
    else if (strcmp(step, "refund-reverse") == 0 && roll(seed, 3) == 0)
        jf_str_addf(out, "{\"payee\":\"%u\",\"reason\":\"x\"}", payee);
    else if (strcmp(step, "refund-reverse") == 0)
        jf_str_addf(out, "{\"receipt\":\"%s%d\",\"reason\":\"x\"}", roll(seed, 2) ? "R" : "A",
                    turn - 1 - (int)roll(seed, 4));
    else if (strcmp(step, "refund-void") == 0)
        jf_str_addf(out, "{\"receipt\":\"%s%d\",\"reason\":\"x\"}", roll(seed, 3) ? "V" : "R", turn - 1);
    else if (strcmp(step, "refund-confirm") == 0)
        jf_str_addf(out, "{\"payee\":\"%u\",\"answer\":\"%s\"}", payee, answers[roll(seed, 6)]);
    else if (strcmp(step, "refund-plan") == 0)
        jf_str_addf(out, "{\"instalments\":[{\"due_on\":\"2005-12-31\",\"amount\":%u}]}", 5001 - roll(seed, 2));
    else if (strcmp(step, "refund-reopen") == 0)
        jf_str_add(out, "{\"reason\":\"x\"}");
    else if (strcmp(step, "reply") == 0)
        jf_str_add(out, "{\"opinion\":\"support\"}");
    else if (strcmp(step, "refund-withdraw") == 0)
        jf_str_add(out, "{\"no\":\"none\",\"reason\":\"x\"}");
}

/* All that is due at once, or the draw of those who were paid: both as the program makes them. */
static void fields_by_program(struct scratch *s, int64_t order, const char *no, const char *step, uint32_t *seed,
                              int turn, struct jf_str *out)
{
    struct jf_str list = JF_STR_INIT;
    struct jf_error err = { .status = JF_OK };
    char prefix[16];
    int64_t n = 0;
    jf_str_clear(out);
    snprintf(prefix, sizeof prefix, "A%d", turn);
    if (strcmp(step, "refund-pay") == 0) {
        ok(jf_refund_all_due(s->db, order, prefix, 1, "cash", &list, &n, &err), &err);
        jf_str_addf(out, "{\"payments\":%s}", list.data);
    } else {
        ok(jf_refund_draw(s->db, order, no, "9", roll(seed, 4), &list, &n, &err), &err);
        jf_str_addf(out, "{\"seed\":\"9\",\"drawn\":%s}", list.data);
    }
    jf_str_release(&list);
}

static bool offered(const char *possible, const char *step)
{
    size_t len = strlen(step);
    for (const char *at = strstr(possible, step); at; at = strstr(at + 1, step))
        if ((at == possible || at[-1] == ' ') && (!at[len] || at[len] == ','))
            return true;
    return false;
}

static const char *const steps[] = { "refund-pay",     "refund-unclaimed", "refund-reverse",  "refund-void",
                                     "refund-sample",  "refund-confirm",   "refund-plan",     "refund-close",
                                     "refund-reopen",  "refunded",         "reply",           "close",
                                     "refund-confirm", "refund-pay",       "refund-withdraw", "refund-confirm",
                                     "refund-confirm", "refund-confirm",   "refund-close",    "refund-sample" };
#define STEPS (sizeof steps / sizeof *steps)

/* Mostly one of the steps that may be taken now. */
static const char *choose(struct scratch *s, int64_t id, uint32_t *seed)
{
    struct jf_error err = { .status = JF_OK };
    struct jf_str list = JF_STR_INIT;
    const char *name = steps[roll(seed, STEPS)];
    if (roll(seed, 6) == 0)
        return name;
    ok(jf_case_possible(s->db, id, &list, &err), &err);
    for (int tries = 60; tries > 0 && !offered(list.data, name); tries--)
        name = steps[roll(seed, STEPS)];
    jf_str_release(&list);
    return name;
}

static const char *const laws[] = {
    "SELECT count(*) FROM refund_payee WHERE paid_fen + remainder_fen > due_fen OR paid_fen < 0 OR remainder_fen < 0",
    "SELECT count(*) FROM refund_payee y WHERE paid_fen <> (SELECT coalesce(sum(p.amount_fen), 0) FROM refund_payment p"
    " WHERE p.order_id = y.order_id AND p.payee = y.payee)",
    "SELECT count(*) FROM petition_case c JOIN refund_order o ON o.petition_id = c.subject_id JOIN refund_payee y ON"
    " y.order_id = o.subject_id WHERE c.state IN ('closed', 'refunded', 'replied') AND y.paid_fen + y.remainder_fen <> "
    "y.due_fen",
    "SELECT count(*) FROM refund_standing a JOIN refund_payee y ON y.order_id = a.subject_id WHERE a.state = 'settled' "
    "AND"
    " y.paid_fen + y.remainder_fen <> y.due_fen",
    "SELECT count(*) FROM (SELECT o.subject_id FROM refund_order o LEFT JOIN petition_case c ON c.subject_id = "
    "o.petition_id"
    " LEFT JOIN refund_standing a ON a.subject_id = o.subject_id WHERE coalesce(a.state, c.state) IN ('closed', "
    "'settled')) x"
    " JOIN refund_call k ON k.order_id = x.subject_id JOIN refund_payee y ON y.order_id = k.order_id AND y.payee = "
    "k.payee"
    " WHERE k.answer = 'no' AND y.paid_fen > 0",
    /* a receipt is used once, and a void one not at all */
    "SELECT count(*) - count(DISTINCT receipt_key) FROM refund_payment WHERE reverses IS NULL",
    "SELECT count(*) FROM refund_payment p JOIN refund_void v ON v.receipt_key = p.receipt_key WHERE p.reverses IS "
    "NULL AND NOT"
    " EXISTS (SELECT 1 FROM refund_payment r WHERE r.order_id = p.order_id AND r.reverses = p.part)",
    "SELECT count(*) FROM refund_payment r JOIN refund_payment p ON p.order_id = r.order_id AND p.part = r.reverses"
    " WHERE p.amount_fen + r.amount_fen <> 0 OR p.payee <> r.payee OR p.receipt <> r.receipt",
};

/* In the transaction of the walks. */
static enum jf_status take(struct scratch *s, int64_t id, const char *name, const char *fields)
{
    struct jf_error err = { .status = JF_OK };
    const struct jf_case_step wish = {
        .petition_id = id, .step = name, .day = "2005-08-31", .actor = "王检查", .fields = fields
    };
    enum jf_status status = jf_case_take(s->db, &wish, NULL, &err);
    if (status != JF_OK && status != JF_USAGE && status != JF_REFUSED)
        fail_msg("%s %s: %s", name, fields, err.message);
    return status;
}

static void walks_keep_the_sums(void **state)
{
    struct scratch *s = *state;
    struct jf_error err = { .status = JF_OK };
    struct jf_str fields = JF_STR_INIT;
    uint32_t seed = 20051231;
    int done = 0, not_done = 0, turn = 0;
    char no[32], order_fields[1000], finding[320];
    ok(jf_txn_begin(s->db, "test", &err), &err);
    for (int walk = 0; walk < WALKS; walk++) {
        bool alone = walk % 2;
        snprintf(no, sizeof no, "%s%d", alone ? "TW" : "W", walk);
        int64_t id = 0, order;
        if (alone) { /* a finding of its own */
            snprintf(finding, sizeof finding,
                     "INSERT INTO finding SELECT %d, 'r%d', subject_id, 0, 'confirmed', severity, division_id, "
                     "unit_id, charged_on,"
                     " charged_fen, allowed_fen, 5001, NULL, detail, 'x', 1, 1, NULL, NULL FROM finding WHERE "
                     "finding_id = 5",
                     1000 + walk, walk);
            ok(jf_db_script(s->db, finding, &err), &err);
            snprintf(order_fields, sizeof order_fields, "{\"no\":\"%s\"," HEAD ",\"findings\":[%d]," THREE "}", no,
                     1000 + walk);
            taken(s, 0, "refund-order", "2005-06-01", order_fields);
            id = order = order_of(s, no);
        } else {
            id = ordered(s, no);
            snprintf(no, sizeof no, "TW%d", walk);
            order = order_of(s, no);
        }
        for (int i = 10 + (int)roll(&seed, 12); i > 0; i--) {
            const char *name = choose(s, id, &seed);
            turn++;
            if (strcmp(name, "refund-sample") == 0 || (strcmp(name, "refund-pay") == 0 && roll(&seed, 3) == 0))
                fields_by_program(s, order, no, name, &seed, turn, &fields);
            else
                fields_for(&seed, name, turn, &fields);
            enum jf_status status = take(s, id, name, fields.data);
            /* whoever is called is mostly not called alone */
            for (int payee = 1; strcmp(name, "refund-confirm") == 0 && payee <= 3 && roll(&seed, 12); payee++) {
                jf_str_clear(&fields);
                jf_str_addf(&fields, "{\"payee\":\"%d\",\"answer\":\"yes\"}", payee);
                take(s, id, name, fields.data);
            }
            done += status == JF_OK;
            not_done += status != JF_OK;
        }
    }
    err.status = JF_OK;
    ok(jf_txn_commit(s->db, &err), &err);
    jf_str_release(&fields);
    assert_true(done > 3 * WALKS && not_done > 3 * WALKS);
    is_sound(s);
    for (size_t i = 0; i < sizeof laws / sizeof *laws; i++)
        if (number(s, laws[i]) != 0)
            fail_msg("%s", laws[i]);
    assert_true(number(s, "SELECT count(*) FROM refund_standing WHERE state = 'settled'") > 20);
    assert_true(number(s, "SELECT count(*) FROM petition_case WHERE state = 'closed'") > 5);
    assert_true(number(s, "SELECT count(*) FROM refund_payment WHERE reverses IS NOT NULL") > 20);
    assert_true(number(s, "SELECT count(*) FROM refund_remainder WHERE amount_fen < 0") > 5);
}

/* ---- findings about the same paper ---- */

/* What is asked, said in the shortest way: each with each. */
static const char each_with_each[] =
    "WITH g AS (SELECT f.finding_id, f.subject_id, f.part FROM json_each(:fields, '$.findings') j JOIN finding f ON "
    "f.finding_id = j.value) SELECT a.finding_id || ' ' || b.finding_id FROM g a JOIN g b ON b.subject_id = "
    "a.subject_id AND b.part > 0 WHERE a.part = 0 ORDER BY a.finding_id, b.finding_id LIMIT 1";

static void overlap(struct scratch *s, const char *fields, struct jf_str *out)
{
    struct jf_error err = { .status = JF_OK };
    struct jf_stmt *st = NULL;
    bool row = false;
    jf_str_clear(out);
    ok(jf_db_query(s->db, "refund.finding_overlap", JF_ARGS(JF_TEXT(":fields", fields)), &st, &err), &err);
    ok(jf_stmt_next(st, &row, &err), &err);
    if (row)
        jf_str_addf(out, "%lld %lld", (long long)jf_col_int(st, 0), (long long)jf_col_int(st, 1));
    jf_stmt_done(st);
}

static void add_findings(struct scratch *s, int first, int count, int subjects, int parts)
{
    struct jf_error err = { .status = JF_OK };
    struct jf_str sql = JF_STR_INIT;
    jf_str_addf(
        &sql,
        "WITH RECURSIVE n(i) AS (VALUES (%d) UNION ALL SELECT i + 1 FROM n WHERE i + 1 < %d) "
        "INSERT INTO subject SELECT i, 'notice', 'n/' || i, NULL FROM n WHERE true ON CONFLICT DO NOTHING;"
        "WITH RECURSIVE n(i) AS (VALUES (%d) UNION ALL SELECT i + 1 FROM n WHERE i + 1 < %d) "
        "INSERT INTO finding (finding_id, rule, subject_id, part, state, severity, unit_id, excess_fen, detail, "
        "rule_digest, first_run, last_run) SELECT i, 'r' || i, %d + i %% %d, i * 7 / 3 %% %d, 'open', "
        "'violation', 5, 100, 'x', 'x', 1, 1 FROM n",
        first, first + count, first, first + count, first, subjects, parts);
    ok(jf_txn_begin(s->db, "test", &err), &err);
    ok(jf_db_script(s->db, sql.data, &err), &err);
    ok(jf_txn_commit(s->db, &err), &err);
    jf_str_release(&sql);
}

static void whole_and_line_are_told_apart(void **state)
{
    struct scratch *s = *state;
    struct jf_error err = { .status = JF_OK };
    struct jf_str fields = JF_STR_INIT, got = JF_STR_INIT, wanted = JF_STR_INIT;
    uint32_t seed = 1;
    int clashes = 0;
    add_findings(s, 100, 60, 20, 4);
    for (int turn = 0; turn < 400; turn++) {
        jf_str_clear(&fields);
        jf_str_add(&fields, "{\"findings\":[7777"); /* nor is every one of them there */
        for (uint32_t n = roll(&seed, 12); n; n--)
            jf_str_addf(&fields, ",%u", (unsigned)(100 + roll(&seed, 60)));
        jf_str_add(&fields, "]}");
        struct jf_stmt *st = NULL;
        bool row = false;
        ok(jf_db_query_text(s->db, each_with_each, true, JF_ARGS(JF_TEXT(":fields", fields.data)), &st, &err), &err);
        ok(jf_stmt_next(st, &row, &err), &err);
        jf_str_clear(&wanted);
        if (row)
            jf_str_add(&wanted, jf_col_text(st, 0));
        jf_stmt_done(st);
        overlap(s, fields.data, &got);
        if (!jf_streq(got.data, wanted.data))
            fail_msg("%s: %s, not %s", fields.data, got.data, wanted.data);
        clashes += row;
    }
    assert_in_range(clashes, 50, 350);
    jf_str_release(&fields);
    jf_str_release(&got);
    jf_str_release(&wanted);
}

static bool count_looks(void *arg, int64_t done, int64_t total)
{
    (void)done;
    (void)total;
    ++*(int *)arg;
    return false;
}

/* SQLite's steps, ten thousand at a look. */
static int looks_for(struct scratch *s, int findings)
{
    struct jf_str fields = JF_STR_INIT, got = JF_STR_INIT;
    int looks = 0;
    jf_str_add(&fields, "{\"findings\":[1000");
    for (int i = 1; i < findings; i++)
        jf_str_addf(&fields, ",%d", 1000 + i);
    jf_str_add(&fields, "]}");
    jf_db_stop_when(s->db, count_looks, &looks);
    overlap(s, fields.data, &got);
    jf_db_stop_when(s->db, NULL, NULL);
    assert_string_equal(got.data, "");
    jf_str_release(&fields);
    jf_str_release(&got);
    return looks;
}

/* Not each with each: an order about ten times as many takes ten times as long. */
static void many_findings_in_one_order(void **state)
{
    struct scratch *s = *state;
    add_findings(s, 1000, 10000, 10000, 1);
    int few = looks_for(s, 1000), many = looks_for(s, 10000);
    if (many > 20 * (few + 1))
        fail_msg("%d looks for 1,000 findings, %d for 10,000", few, many);
}

static int cleanup(void **state)
{
    (void)state;
    jf_casework_cleanup();
    return 0;
}

#define IN_COUNTY(test) cmocka_unit_test_setup_teardown(test, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        IN_COUNTY(plan_makes_the_sum),         IN_COUNTY(overdue_climbs),
        IN_COUNTY(nobody_can_receive),         IN_COUNTY(labour_in_days_or_money),
        IN_COUNTY(reversed_not_changed),       IN_COUNTY(numbers_by_the_program),
        IN_COUNTY(households_are_asked),       IN_COUNTY(straight_from_findings),
        IN_COUNTY(records_that_name_nobody),   IN_COUNTY(verify_finds_changes),
        IN_COUNTY(walks_keep_the_sums),        IN_COUNTY(whole_and_line_are_told_apart),
        IN_COUNTY(many_findings_in_one_order),
    };
    return cmocka_run_group_tests(tests, NULL, cleanup);
}
