/* test_deadline.c - the periods of a case through deadline.h alone, over the rule book and the calendars of the
 * fixtures: each at its last day, the day before and the day after; pauses, extensions, working days, the change from
 * the rules of 2005 to those of 2022, days of which nothing is known, and the list of what is due. */
#include "jianfu/calendar.h"
#include "jianfu/casework.h"
#include "scratch.h"

#define PLACE  "350199108201"
#define SCHOOL "SC01"
#define BUREAU "DE01"

struct world {
    struct scratch scratch;
    struct jf_db *db;
};

static const char county[] =
    "INSERT INTO subject VALUES (1,'division','350199000000',NULL),(2,'division','350199108000',NULL),"
    " (3,'division','" PLACE "',NULL),(4,'unit','" SCHOOL "',NULL),(5,'unit','" BUREAU "',NULL);"
    "INSERT INTO record (record_id, subject_id, version, batch_id, line, digest) SELECT subject_id, subject_id, 1, "
    "NULL, 0, zeroblob(32) FROM subject;"
    "UPDATE subject SET record_id = subject_id;"
    "INSERT INTO division VALUES (1,1,'350199000000','演示县','county',NULL,'1',0,NULL,NULL,NULL,1),"
    " (2,2,'350199108000','大洋镇','township',1,NULL,NULL,NULL,NULL,NULL,1),"
    " (3,3,'" PLACE "','际尾村','village',2,NULL,NULL,300,1200,600,1);"
    "INSERT INTO unit VALUES (4,4,'" SCHOOL "','大洋中学','school',2,NULL,NULL),"
    " (5,5,'" BUREAU "','教育局','department',1,NULL,NULL);";

static void ok(enum jf_status status, const struct jf_error *err)
{
    if (status != JF_OK)
        fail_msg("status %d: %s (%s)", (int)status, err->message, err->hint);
}

static void import_file(struct world *w, const char *path)
{
    struct jf_error err = { .status = JF_OK };
    struct jf_intake_options options = { .actor = "test" };
    struct jf_intake_result result;
    ok(jf_intake_file(w->db, path, &options, &result, &err), &err);
    if (result.outcome != JF_INTAKE_ACCEPTED)
        fail_msg("%s was not accepted", path);
}

static void import_fixture(struct world *w, const char *name)
{
    char path[600];
    snprintf(path, sizeof path, "%s/%s", getenv("FIXTURES"), name);
    import_file(w, path);
}

static void import_text(struct world *w, const char *text)
{
    char path[400];
    scratch_file(&w->scratch, "file.xml", text, strlen(text), path);
    import_file(w, path);
}

static void script(struct world *w, const char *sql)
{
    struct jf_error err = { .status = JF_OK };
    ok(jf_txn_begin(w->db, "test", &err), &err);
    ok(jf_db_script(w->db, sql, &err), &err);
    ok(jf_txn_commit(w->db, &err), &err);
}

/* A county with the national rule book and the demonstration calendars of 2005 and 2022; nothing else is known. */
static int set_up(void **state)
{
    struct world *w = jf_alloc(sizeof *w);
    scratch_open(&w->scratch);
    w->db = w->scratch.db;
    jf_day_set_today("2026-12-01");
    script(w, county);
    import_fixture(w, "rulebook/00-national.xml");
    import_fixture(w, "county/80-calendars.xml");
    *state = w;
    return 0;
}

static int tear_down(void **state)
{
    struct world *w = *state;
    scratch_close(&w->scratch);
    jf_day_set_today(NULL);
    jf_free(w);
    return 0;
}

/* ---- cases ---- */

static const struct {
    const char *step, *fields;
} carried[] = {
    { "forward", "{\"to\":\"" BUREAU "\",\"reason\":\"属其职权\"}" },
    { "conclude", "{\"result\":\"unsubstantiated\"}" },
    { "conclude-true", "{\"result\":\"substantiated\"}" },
    { "reply", "{\"opinion\":\"explain\"}" },
    { "extend", "{\"days\":\"20\",\"approver\":\"林主任\",\"reason\":\"案情复杂\"}" },
    { "extend-10", "{\"days\":\"10\",\"approver\":\"林主任\",\"reason\":\"案情复杂\"}" },
    { "extend-11", "{\"days\":\"11\",\"approver\":\"林主任\",\"reason\":\"案情复杂\"}" },
    { "refund-order", "{\"no\":\"T-1\",\"unit\":\"" SCHOOL "\",\"deadline\":\"2005-06-30\",\"basis\":\"x\",\"payees\":["
                      "{\"no\":\"1\",\"name\":\"甲\",\"charged\":200,\"allowed\":100}]}" },
    { "refund-pay", "{\"payments\":[{\"payee\":\"1\",\"amount\":100,\"receipt\":\"R1\",\"received_by\":\"甲\"}]}" },
};
static const char *const unreasoned[] = { "accept", "investigate", "resume", "refunded", "close", "report-back" };

static const char *fields_of(const char *step)
{
    for (size_t i = 0; i < sizeof carried / sizeof *carried; i++)
        if (strcmp(carried[i].step, step) == 0)
            return carried[i].fields;
    for (size_t i = 0; i < sizeof unreasoned / sizeof *unreasoned; i++)
        if (strcmp(unreasoned[i], step) == 0)
            return NULL;
    if (jf_starts(step, "review-in-time"))
        return "{\"reason\":\"说明\",\"in-time\":\"当时未规定期限\"}";
    return "{\"reason\":\"说明\"}";
}

/* The name may have a variant behind it: conclude-true, extend-10, review-in-time. */
static enum jf_status take(struct world *w, int64_t id, const char *step, const char *day, struct jf_error *err)
{
    char name[32];
    snprintf(name, sizeof name, "%s", step);
    if (jf_starts(step, "extend") || jf_starts(step, "conclude") || jf_starts(step, "review-in-time"))
        name[strcspn(name, "-")] = '\0';
    const struct jf_case_step s = {
        .petition_id = id, .step = name, .day = day, .actor = "王检查", .fields = fields_of(step)
    };
    ok(jf_txn_begin(w->db, "test", err), err);
    enum jf_status status = jf_case_take(w->db, &s, NULL, err);
    struct jf_error late = { .status = JF_OK };
    if (status == JF_OK)
        ok(jf_txn_commit(w->db, &late), &late);
    else
        jf_txn_rollback(w->db);
    return status;
}

static void refused(struct world *w, int64_t id, const char *step, const char *day, const char *part)
{
    struct jf_error err = { .status = JF_OK };
    enum jf_status status = take(w, id, step, day, &err);
    if (status != JF_USAGE && status != JF_REFUSED)
        fail_msg("'%s' gave %d: %s", step, (int)status, err.message);
    if (!strstr(err.message, part) && !strstr(err.hint, part))
        fail_msg("'%s' is not in: %s (%s)", part, err.message, err.hint);
}

/* Steps as "accept@2005-06-02 investigate@2005-06-03". */
static void taken(struct world *w, int64_t id, const char *steps)
{
    char step[32], day[JF_DAY_SIZE];
    for (int used = 0; sscanf(steps, " %31[^@]@%10s%n", step, day, &used) == 2; steps += used) {
        struct jf_error err = { .status = JF_OK };
        ok(take(w, id, step, day, &err), &err);
    }
}

/* With the day by which another body wants the result; NULL: nobody does. */
static int64_t handed_down(struct world *w, const char *day, const char *report_by, const char *steps)
{
    const struct jf_case_new p = { .channel = report_by ? "handed-down" : "call",
                                   .received_on = day,
                                   .report_by = report_by,
                                   .persons = 1,
                                   .division = PLACE,
                                   .unit = SCHOOL,
                                   .category = "school",
                                   .text = "中学多收费",
                                   .actor = "陈经办" };
    struct jf_str number = JF_STR_INIT;
    struct jf_error err = { .status = JF_OK };
    int64_t id = 0;
    ok(jf_txn_begin(w->db, "test", &err), &err);
    ok(jf_case_register(w->db, &p, &number, &id, &err), &err);
    ok(jf_txn_commit(w->db, &err), &err);
    jf_str_release(&number);
    taken(w, id, steps);
    return id;
}

static int64_t received(struct world *w, const char *day, const char *steps)
{
    return handed_down(w, day, NULL, steps);
}

/* ---- what is told ---- */

static const char *const state_names[] = { "unknown", "met", "late", "running", "overdue", "paused", "lapsed", "void" };

struct wanted {
    const char *code;
    struct jf_str text;
};

static enum jf_status note(void *arg, const struct jf_deadline *d, struct jf_error *err)
{
    struct wanted *want = arg;
    (void)err;
    if (d->superseded || strcmp(d->code, want->code) != 0)
        return JF_OK;
    jf_str_addf(&want->text, "%s-%s %s", d->from, *d->due ? d->due : *d->gap ? d->gap : "?", state_names[d->state]);
    if (d->state == JF_DEADLINE_RUNNING || d->state == JF_DEADLINE_OVERDUE)
        jf_str_addf(&want->text, " %lld", (long long)d->left);
    if (d->extended)
        jf_str_addf(&want->text, " extended %lld", (long long)d->extended);
    if (d->paused)
        jf_str_addf(&want->text, " paused %lld", (long long)d->paused);
    if (d->skipped)
        jf_str_addf(&want->text, " skipped %lld", (long long)d->skipped);
    return JF_OK;
}

/* The period of the case as it is told, on a day; "" when it is not told of. */
static void is(struct world *w, int64_t id, const char *today, const char *code, const char *expected)
{
    struct wanted want = { .code = code, .text = JF_STR_INIT };
    struct jf_error err = { .status = JF_OK };
    jf_day_set_today(today);
    ok(jf_case_deadlines(w->db, id, note, &want, &err), &err);
    jf_day_set_today("2026-12-01");
    assert_string_equal(want.text.data, expected);
    jf_str_release(&want.text);
}

/* ---- each period at its limit ---- */

static const struct {
    const char *code, *received, *steps, *start, *due, *end;
    bool right;
} limits[] = {
    { "petition.accept", "2005-06-01", "", "2005-06-01", "2005-06-16", "accept", false },
    { "petition.accept", "2022-06-01", "", "2022-06-01", "2022-06-16", "accept", false },
    { "petition.transfer", "2005-06-01", "forward@2005-06-02", "2005-06-02", "2005-06-17", "accept", false },
    { "petition.objection", "2022-06-01", "forward@2022-06-01", "2022-06-01", "2022-06-08", "object", true },
    { "petition.handle", "2005-06-01", "accept@2005-06-02 investigate@2005-06-03", "2005-06-02", "2005-08-01",
      "conclude", false },
    { "petition.handle", "2022-06-01", "accept@2022-06-02 investigate@2022-06-03", "2022-06-02", "2022-08-01",
      "conclude", false },
    { "petition.review_ask", "2005-06-01",
      "accept@2005-06-02 investigate@2005-06-03 conclude@2005-06-10 reply@2005-06-10", "2005-06-10", "2005-07-10",
      "review", true },
    { "petition.review", "2005-06-01",
      "accept@2005-06-02 investigate@2005-06-03 conclude@2005-06-10 reply@2005-06-10 review@2005-06-20", "2005-06-20",
      "2005-07-20", "review-uphold", false },
    { "petition.recheck_ask", "2005-06-01",
      "accept@2005-06-02 reply@2005-06-10 review@2005-06-20 review-uphold@2005-07-01", "2005-07-01", "2005-07-31",
      "second-review", true },
    { "petition.recheck", "2005-06-01",
      "accept@2005-06-02 reply@2005-06-10 review@2005-06-20 review-uphold@2005-07-01 second-review@2005-07-10",
      "2005-07-10", "2005-08-09", "second-uphold", false },
};

static void day_after(const char *day, int32_t later, char out[JF_DAY_SIZE])
{
    int32_t number;
    assert_true(jf_day_parse(day, &number));
    jf_day_format(number + later, out);
}

static void each_period_at_its_limit(void **state)
{
    struct world *w = *state;
    for (size_t i = 0; i < sizeof limits / sizeof *limits; i++) {
        char before[JF_DAY_SIZE], after[JF_DAY_SIZE], text[128];
        const char *skipped = strcmp(limits[i].code, "petition.objection") == 0 ? " skipped 2" : "";
        int64_t id = received(w, limits[i].received, limits[i].steps);
        day_after(limits[i].due, -1, before);
        day_after(limits[i].due, 1, after);
        snprintf(text, sizeof text, "%s-%s running 1%s", limits[i].start, limits[i].due, skipped);
        is(w, id, before, limits[i].code, text);
        snprintf(text, sizeof text, "%s-%s running 0%s", limits[i].start, limits[i].due, skipped);
        is(w, id, limits[i].due, limits[i].code, text);
        snprintf(text, sizeof text, "%s-%s %s%s", limits[i].start, limits[i].due,
                 limits[i].right ? "lapsed" : "overdue -1", skipped);
        is(w, id, after, limits[i].code, text);
        int64_t late = received(w, limits[i].received, limits[i].steps);
        struct jf_error err = { .status = JF_OK };
        ok(take(w, id, limits[i].end, limits[i].due, &err), &err);
        snprintf(text, sizeof text, "%s-%s met%s", limits[i].start, limits[i].due, skipped);
        is(w, id, "2026-12-01", limits[i].code, text);
        if (strstr(limits[i].end, "review") == limits[i].end || strcmp(limits[i].end, "second-review") == 0)
            continue; /* asked for after its time: the next test */
        ok(take(w, late, limits[i].end, after, &err), &err);
        snprintf(text, sizeof text, "%s-%s late%s", limits[i].start, limits[i].due, skipped);
        is(w, late, "2026-12-01", limits[i].code, text);
    }
}

static void asked_for_after_its_time(void **state)
{
    struct world *w = *state;
    struct jf_error err = { .status = JF_OK };
    struct jf_str possible = JF_STR_INIT;
    int64_t id = received(w, "2005-06-01", "accept@2005-06-02 reply@2005-06-10");
    refused(w, id, "review", "2005-07-11", "until 2005-07-10");
    refused(w, id, "review", "2005-07-11", "reopen");
    ok(jf_case_possible(w->db, id, &possible, &err), &err);
    assert_null(strstr(possible.data, "review"));       /* nor is it offered */
    taken(w, id, "close@2005-06-11 review@2005-07-10"); /* closing takes nobody's right */
    taken(w, id, "review-uphold@2005-07-12");
    refused(w, id, "second-review", "2005-08-12", "until 2005-08-11");
    taken(w, id, "second-review@2005-08-11");
    /* before the rules of 2005 nothing is known: not decided by a guess, but by a stated reason */
    id = received(w, "2005-01-03", "accept@2005-01-04 reply@2005-01-10");
    refused(w, id, "review", "2005-04-29", "cannot decide");
    refused(w, id, "review", "2005-04-29", "petition.review_ask");
    jf_str_clear(&possible);
    ok(jf_case_possible(w->db, id, &possible, &err), &err);
    assert_non_null(strstr(possible.data, "review")); /* it is offered */
    taken(w, id, "review-in-time@2005-04-29");
    is(w, id, "2005-06-01", "petition.review_ask", "2005-01-10-? unknown");
    jf_str_release(&possible);
}

/* ---- what moves the last day ---- */

static void extensions(void **state)
{
    struct world *w = *state;
    int64_t id = received(w, "2005-06-01", "accept@2005-06-02 extend@2005-07-20");
    is(w, id, "2005-08-21", "petition.handle", "2005-06-02-2005-08-21 running 0 extended 20");
    is(w, id, "2005-08-22", "petition.handle", "2005-06-02-2005-08-21 overdue -1 extended 20");
    refused(w, id, "extend-11", "2005-08-01", "20 of 30");
    refused(w, id, "extend-11", "2005-08-01", "extension: 10");
    taken(w, id, "extend-10@2005-08-01");
    is(w, id, "2005-08-31", "petition.handle", "2005-06-02-2005-08-31 running 0 extended 30");
    refused(w, id, "extend-10", "2005-08-02", "30 of 30");
    /* a new round has its own */
    taken(w, id, "reply@2005-08-03 reopen@2005-08-04 extend@2005-08-05");
    is(w, id, "2005-08-06", "petition.handle", "2005-08-04-2005-10-23 running 78 extended 20");
    /* what is granted after the conclusion makes no late case timely */
    id = received(w, "2005-06-01", "accept@2005-06-02 investigate@2005-06-03 conclude@2005-08-05 extend@2005-08-06");
    is(w, id, "2005-08-07", "petition.handle", "2005-06-02-2005-08-01 late");
    taken(w, id, "investigate@2005-08-07"); /* taken up again it counts */
    is(w, id, "2005-08-07", "petition.handle", "2005-06-02-2005-08-21 running 14 extended 20");
    id = received(w, "2005-04-01", "accept@2005-04-02");
    refused(w, id, "extend", "2005-04-30", "cannot decide");
    refused(w, id, "extend", "2005-04-30", "petition.extend");
    taken(w, id, "extend@2005-05-01");
    is(w, id, "2005-05-02", "petition.handle", "2005-04-02-? unknown");
}

static void pauses(void **state)
{
    struct world *w = *state;
    int64_t id = received(w, "2005-06-01",
                          "accept@2005-06-02 reply@2005-06-10 review@2005-06-20 review-uphold@2005-07-01 "
                          "second-review@2005-07-10 pause@2005-07-15");
    /* stopped since the 15th, of 30 days 5 are gone: five days later ten more days lie between now and the last */
    is(w, id, "2005-07-20", "petition.recheck", "2005-07-10-2005-08-14 paused paused 5");
    is(w, id, "2005-09-20", "petition.recheck", "2005-07-10-2005-10-15 paused paused 67");
    is(w, id, "2005-07-20", "petition.idle", "2005-07-15-? unknown");
    taken(w, id, "resume@2005-07-25");
    is(w, id, "2005-08-19", "petition.recheck", "2005-07-10-2005-08-19 running 0 paused 10");
    is(w, id, "2005-08-20", "petition.recheck", "2005-07-10-2005-08-19 overdue -1 paused 10");
    taken(w, id, "pause@2005-08-01 resume@2005-08-01 pause@2005-08-02 resume@2005-08-03");
    is(w, id, "2005-08-20", "petition.recheck", "2005-07-10-2005-08-20 running 0 paused 11");
    /* a pause after the last day saves nothing */
    taken(w, id, "pause@2005-08-25");
    is(w, id, "2005-08-26", "petition.recheck", "2005-07-10-2005-08-20 overdue -6 paused 11");
    /* the rules let no hearing stop the handling */
    id = received(w, "2005-06-01", "accept@2005-06-02 investigate@2005-06-03 pause@2005-06-10 resume@2005-06-20");
    is(w, id, "2005-08-01", "petition.handle", "2005-06-02-2005-08-01 running 0");
}

/* ---- which rules ---- */

static void rules_of_the_day(void **state)
{
    struct world *w = *state;
    int64_t id = received(w, "2005-04-30", "");
    is(w, id, "2005-05-02", "petition.accept", "2005-04-30-? unknown");
    is(w, received(w, "2005-05-01", ""), "2005-05-02", "petition.accept", "2005-05-01-2005-05-16 running 14");
    /* the figure of the day it starts, also when it ends under the later rules */
    id = received(w, "2022-04-29", "accept@2022-04-30");
    is(w, id, "2022-05-01", "petition.handle", "2022-04-30-2022-06-29 running 59");
    script(w,
           "UPDATE standard SET number = 90 WHERE code = 'petition.handle.2022'"); /* so that they can be told apart */
    is(w, id, "2022-05-01", "petition.handle", "2022-04-30-2022-06-29 running 59");
    id = received(w, "2022-04-29", "accept@2022-05-01");
    is(w, id, "2022-05-01", "petition.handle", "2022-05-01-2022-07-30 running 90");
    /* the objection came with the rules of 2022: before there is no such period, not one that is unknown */
    is(w, received(w, "2022-04-29", "forward@2022-04-30"), "2022-05-01", "petition.objection", "");
    script(w, "UPDATE standard SET number = NULL WHERE code = 'petition.objection.2022'");
    is(w, received(w, "2022-06-01", "forward@2022-06-13"), "2022-06-14", "petition.objection", "2022-06-13-? unknown");
}

static void figures_of_a_place(void **state)
{
    struct world *w = *state;
    import_fixture(w, "county/00-rulebook-demo.xml");
    int64_t id = received(w, "2005-06-01", "accept@2005-06-02");
    is(w, id, "2005-06-22", "petition.idle", "2005-06-02-2005-06-22 running 0");
    script(w,
           "INSERT INTO subject VALUES (9001,'standard','idle.town',NULL);"
           "INSERT INTO record (record_id, subject_id, version, batch_id, line, digest) VALUES "
           "(9001,9001,1,NULL,0,zeroblob(32)); UPDATE subject SET record_id = 9001 WHERE subject_id = 9001;"
           "INSERT INTO standard (record_id, subject_id, code, item_id, ruling, number, unit, valid_from, certainty, "
           "demonstration, division_id) SELECT 9001, 9001, 'idle.town', subject_id, 'deadline', 10, 'calendar-day',"
           " '2005-01-01', 'original', 0, 2 FROM subject WHERE kind = 'item' AND key = 'petition.idle'");
    is(w, id, "2005-06-22", "petition.idle", "2005-06-02-2005-06-12 overdue -10");
    taken(w, id, "reply@2005-06-23 close@2005-06-24"); /* who is done is not idle */
    is(w, id, "2005-12-01", "petition.idle", "");
}

/* ---- working days ---- */

static void working_days(void **state)
{
    struct world *w = *state;
    /* Monday: Tuesday to Saturday, no holiday but the weekend before the last */
    is(w, received(w, "2022-06-01", "forward@2022-06-06"), "2022-06-06", "petition.objection",
       "2022-06-06-2022-06-13 running 7 skipped 2");
    /* three days off, the Saturday after them worked, the Sunday not */
    int64_t id = received(w, "2022-06-01", "forward@2022-06-13");
    is(w, id, "2022-06-13", "petition.objection", "2022-06-13-2022-06-22 running 9 skipped 4");
    /* the calendar ends with the year */
    is(w, received(w, "2022-12-20", "forward@2022-12-23"), "2022-12-23", "petition.objection",
       "2022-12-23-2022-12-30 running 7 skipped 2");
    is(w, received(w, "2022-12-20", "forward@2022-12-26"), "2022-12-26", "petition.objection",
       "2022-12-26-2023-01-01 unknown skipped 1");
    /* a day more off moves the running case */
    import_text(
        w, "<?xml version=\"1.0\" encoding=\"UTF-8\"?><calendars xmlns=\"urn:jianfu:calendar:1\"><source unit=\"x\" "
           "division=\"350199000000\" period=\"2022\" prepared-by=\"x\" on=\"2022-06-14\"/>"
           "<calendar year=\"2022\" version=\"2\" document=\"x\" certainty=\"unverified\">"
           "<off from=\"2022-06-15\" until=\"2022-06-17\"/><off from=\"2022-06-21\"/><work on=\"2022-06-18\"/>"
           "</calendar></calendars>");
    is(w, id, "2022-06-13", "petition.objection", "2022-06-13-2022-06-23 running 10 skipped 5");
}

static void calendars(void **state)
{
    struct world *w = *state;
    struct jf_calendar *c = NULL;
    struct jf_error err = { .status = JF_OK };
    static const struct {
        const char *day;
        enum jf_calendar_day kind;
    } days[] = { { "2004-12-31", JF_CALENDAR_UNKNOWN }, { "2005-01-01", JF_CALENDAR_OFF },
                 { "2005-07-05", JF_CALENDAR_WORKED },  { "2005-07-06", JF_CALENDAR_OFF },
                 { "2005-07-08", JF_CALENDAR_OFF },     { "2005-07-09", JF_CALENDAR_WORKED },
                 { "2005-07-10", JF_CALENDAR_OFF },     { "2005-12-30", JF_CALENDAR_OFF },
                 { "2006-01-01", JF_CALENDAR_OFF },     { "2006-01-02", JF_CALENDAR_WORKED },
                 { "2007-01-01", JF_CALENDAR_UNKNOWN } };
    /* the notice of a year begins in the December before it */
    import_text(
        w, "<?xml version=\"1.0\" encoding=\"UTF-8\"?><calendars xmlns=\"urn:jianfu:calendar:1\"><source unit=\"x\" "
           "division=\"350199000000\" period=\"2006\" prepared-by=\"x\" on=\"2005-12-14\"/>"
           "<calendar year=\"2006\" document=\"y\" certainty=\"secondary\">"
           "<off from=\"2005-12-30\" until=\"2006-01-01\"/></calendar></calendars>");
    ok(jf_calendar_load(w->db, &c, &err), &err);
    for (size_t i = 0; i < sizeof days / sizeof *days; i++) {
        int32_t number;
        assert_true(jf_day_parse(days[i].day, &number));
        if (jf_calendar_day(c, number) != days[i].kind)
            fail_msg("%s: %d", days[i].day, (int)jf_calendar_day(c, number));
    }
    assert_string_equal(jf_calendar_year(c, 2006)->certainty, "secondary");
    assert_true(jf_calendar_year(c, 2005)->demonstration);
    assert_null(jf_calendar_year(c, 2004));
    jf_calendar_free(c);
}

/* ---- the list ---- */

static const char *const due_names[] = { "overdue", "soon", "idle", "paused", "undecided", "running" };

static enum jf_status note_due(void *arg, const struct jf_due *d, struct jf_error *err)
{
    (void)err;
    jf_str_addf(arg, "%s %s%s%s %s %s %lld;", due_names[d->status], d->petition, d->order ? "/" : "",
                d->order ? d->order : "", d->code, d->due ? d->due : "-", (long long)d->left);
    return JF_OK;
}

static enum jf_status note_undecided(void *arg, const struct jf_due_undecided *u, struct jf_error *err)
{
    (void)err;
    jf_str_addf(arg, "? %s %s %lld;", u->code, u->item, (long long)u->cases);
    return JF_OK;
}

static void due_is(struct world *w, const char *today, int64_t days, bool all, const char *expected)
{
    struct jf_str text = JF_STR_INIT;
    struct jf_error err = { .status = JF_OK };
    jf_day_set_today(today);
    ok(jf_due_list(w->db, &(struct jf_due_options){ .days = days, .all = all }, note_due, note_undecided, &text, &err),
       &err);
    jf_day_set_today("2026-12-01");
    assert_string_equal(text.data, expected);
    jf_str_release(&text);
}

static void due_by_urgency(void **state)
{
    struct world *w = *state;
    due_is(w, "2005-06-20", -1, true, "");
    received(w, "2005-06-02", ""); /* 1: to be accepted by the 17th */
    received(w, "2005-06-01", "accept@2005-06-02 reply@2005-06-03 close@2005-06-03");       /* 2: closed */
    received(w, "2005-06-01", "accept@2005-06-02");                                         /* 3 */
    received(w, "2005-06-01", "accept@2005-06-02 investigate@2005-06-03 pause@2005-06-04"); /* 4: paused */
    received(w, "2005-05-01", ""); /* 5: to be accepted by 16 May */
    received(w, "2005-06-01",
             "accept@2005-06-02 investigate@2005-06-03 conclude-true@2005-06-04 refund-order@2005-06-05"); /* 6 */
    received(w, "2005-03-01", "accept@2005-03-02");                                                        /* 7 */
    due_is(w, "2005-06-15", -1, false,
           "overdue 2005-005 petition.accept 2005-05-16 -30;soon 2005-001 petition.accept 2005-06-17 2;"
           "paused 2005-004 petition.pause - -11;"
           "? petition.handle petition.handle 1;? petition.idle petition.idle 6;");
    due_is(w, "2005-07-01", 30, false,
           "overdue 2005-005 petition.accept 2005-05-16 -46;overdue 2005-001 petition.accept 2005-06-17 -14;"
           "overdue 2005-006/T-1 refund.deadline 2005-06-30 -1;"
           "paused 2005-004 petition.pause - -27;"
           "? petition.handle petition.handle 1;? petition.idle petition.idle 6;");
    due_is(w, "2005-07-02", 30, false,
           "overdue 2005-005 petition.accept 2005-05-16 -47;overdue 2005-001 petition.accept 2005-06-17 -15;"
           "overdue 2005-006/T-1 refund.deadline 2005-06-30 -2;"
           "soon 2005-003 petition.handle 2005-08-01 30;soon 2005-004 petition.handle 2005-08-01 30;"
           "paused 2005-004 petition.pause - -28;"
           "? petition.handle petition.handle 1;? petition.idle petition.idle 6;");
    import_fixture(w, "county/00-rulebook-demo.xml"); /* now it is known how long a case may lie */
    due_is(w, "2005-06-25", 0, false,
           "overdue 2005-005 petition.accept 2005-05-16 -40;overdue 2005-001 petition.accept 2005-06-17 -8;"
           "idle 2005-007 petition.idle 2005-03-22 -95;idle 2005-005 petition.idle 2005-05-21 -35;"
           "idle 2005-001 petition.idle 2005-06-22 -3;idle 2005-003 petition.idle 2005-06-22 -3;"
           "paused 2005-004 petition.pause - -21;"
           "? petition.handle petition.handle 1;");
    due_is(w, "2005-06-03", 0, true,
           "overdue 2005-005 petition.accept 2005-05-16 -18;"
           "idle 2005-007 petition.idle 2005-03-22 -73;idle 2005-005 petition.idle 2005-05-21 -13;"
           "paused 2005-004 petition.pause - 1;"
           "undecided 2005-007 petition.handle - 0;"
           "running 2005-001 petition.accept 2005-06-17 14;running 2005-001 petition.idle 2005-06-22 19;"
           "running 2005-003 petition.idle 2005-06-22 19;running 2005-004 petition.idle 2005-06-24 21;"
           "running 2005-006 petition.idle 2005-06-25 22;running 2005-006/T-1 refund.deadline 2005-06-30 27;"
           "running 2005-003 petition.handle 2005-08-01 59;running 2005-004 petition.handle 2005-08-01 59;"
           "? petition.handle petition.handle 1;");
}

static void paid_orders_are_not_due(void **state)
{
    struct world *w = *state;
    int64_t id = received(w, "2005-06-01",
                          "accept@2005-06-02 investigate@2005-06-03 conclude-true@2005-06-04 refund-order@2005-06-05");
    is(w, id, "2005-06-30", "refund.deadline", "2005-06-05-2005-06-30 running 0");
    is(w, id, "2005-07-01", "refund.deadline", "2005-06-05-2005-06-30 overdue -1");
    taken(w, id, "refund-pay@2005-07-02");
    is(w, id, "2005-07-02", "refund.deadline", "2005-06-05-2005-06-30 late");
    due_is(w, "2005-07-02", -1, false, "? petition.idle petition.idle 1;");
}

/* ---- the table ---- */

static void table_of_periods(void **state)
{
    (void)state;
    const struct jf_periods *periods = jf_periods();
    const struct jf_steps *steps = jf_steps();
    assert_non_null(periods);
    for (size_t i = 0; i < periods->count; i++) {
        const struct jf_period_row *p = &periods->rows[i];
        const char *const lists[] = { p->starts, p->ends, p->again, p->voids };
        assert_true(jf_word_known("deadline", p->code));
        for (size_t l = 0; l < 4; l++)
            for (const char *at = lists[l]; *at && strcmp(at, "-") != 0;) {
                char type[64];
                bool there = false;
                snprintf(type, sizeof type, "%.*s", (int)strcspn(at, ","), at);
                for (size_t s = 0; s < steps->count; s++)
                    there = there || strcmp(steps->rows[s].event, type) == 0;
                if (!there && !jf_word_known("start", type))
                    fail_msg("%s: there is no event '%s'", p->code, type);
                at += strlen(type) + (at[strlen(type)] == ',');
            }
    }
    struct jf_periods out = { .rows = NULL };
    assert_int_equal(jf_periods_parse("a\tb\tduty\tnone\tc\t-\t-\t-\tno\t-\t3\n", &out, NULL), JF_OK);
    jf_periods_release(&out);
    static const char *const bad[] = { "a\tb\tduty\tnone\tc\t-\t-\t-\tno\t-\n",
                                       "a\tb\twish\tnone\tc\t-\t-\t-\tno\t-\t3\n",
                                       "a\tb\tduty\tnone\tc\t-\t-\t-\tmaybe\t-\t3\n",
                                       "a\tb\tduty\tnone\tc\t-\t-\t-\tno\t-\tsoon\n" };
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        assert_int_equal(jf_periods_parse(bad[i], &out, NULL), JF_BUG);
}

#define IN_WORLD(test) cmocka_unit_test_setup_teardown(test, set_up, tear_down)

/* The day that another body named is not counted; it is kept by the report, and no case is out of sight before. */
static void a_day_that_another_body_names(void **state)
{
    struct world *w = *state;
    const char *code = "petition.report-back", *answered = "accept@2005-06-02 reply@2005-06-10";
    int64_t id = handed_down(w, "2005-06-01", "2005-06-20", answered);
    is(w, id, "2005-06-20", code, "2005-06-01-2005-06-20 running 0");
    is(w, id, "2005-06-21", code, "2005-06-01-2005-06-20 overdue -1");
    due_is(w, "2005-06-14", -1, false, "? petition.idle petition.idle 1;");
    due_is(w, "2005-06-15", -1, false,
           "soon 2005-001 petition.report-back 2005-06-20 5;? petition.idle petition.idle 1;");
    due_is(w, "2005-06-21", -1, false,
           "overdue 2005-001 petition.report-back 2005-06-20 -1;? petition.idle petition.idle 1;");
    refused(w, id, "close", "2005-06-20", "report-back");
    taken(w, id, "report-back@2005-06-20");
    is(w, id, "2005-06-21", code, "2005-06-01-2005-06-20 met");
    taken(w, id, "close@2005-06-21");
    id = handed_down(w, "2005-06-01", "2005-06-20", "");
    refused(w, id, "report-back", "2005-06-20", "registered"); /* there is nothing to tell yet */
    taken(w, id, answered);
    taken(w, id, "report-back@2005-06-21 close@2005-06-21");
    is(w, id, "2005-06-22", code, "2005-06-01-2005-06-20 late");
    is(w, received(w, "2005-06-01", ""), "2005-06-02", code, "");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        IN_WORLD(each_period_at_its_limit),
        IN_WORLD(asked_for_after_its_time),
        IN_WORLD(extensions),
        IN_WORLD(pauses),
        IN_WORLD(rules_of_the_day),
        IN_WORLD(figures_of_a_place),
        IN_WORLD(working_days),
        IN_WORLD(calendars),
        IN_WORLD(due_by_urgency),
        IN_WORLD(paid_orders_are_not_due),
        IN_WORLD(a_day_that_another_body_names),
        cmocka_unit_test(table_of_periods),
    };
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    jf_casework_cleanup();
    return failed;
}
