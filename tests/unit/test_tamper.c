/* test_tamper.c - whatever one person with sqlite3 does to the log or to the state of the cases, verifying finds it and
 * names the first bad event: every column of every event changed (also with its hash made to fit), every event taken
 * out, others slipped in everywhere, any two swapped; every column of every row of every state table changed. */
#include "jianfu/casework.h"
#include "jianfu/resource.h"
#include "jianfu/search.h"
#include "scratch.h"

#define PLACE  "350199108201"
#define SCHOOL "SC01"

static struct scratch s;

/* ---- sixty events of all kinds ---- */

static const char county[] =
    "INSERT INTO subject VALUES (1,'division','350199000000',NULL),(2,'division','350199108000',NULL),"
    " (3,'division','" PLACE "',NULL),(4,'unit','" SCHOOL "',NULL),(5,'unit','DE01',NULL);"
    "INSERT INTO record (record_id, subject_id, version, batch_id, line, digest) SELECT subject_id, subject_id, 1, "
    "NULL, 0, zeroblob(32) FROM subject;"
    "UPDATE subject SET record_id = subject_id;"
    "INSERT INTO division VALUES (1,1,'350199000000','演示县','county',NULL,'1',0,NULL,NULL,NULL,1),"
    " (2,2,'350199108000','大洋镇','township',1,NULL,NULL,NULL,NULL,NULL,1),"
    " (3,3,'" PLACE "','际尾村','village',2,NULL,NULL,300,1200,600,1);"
    "INSERT INTO unit VALUES (4,4,'" SCHOOL "','大洋中学','school',2,NULL,NULL),"
    " (5,5,'DE01','教育局','department',1,NULL,NULL);";

#define PAYEES(no)                                                                                                     \
    "{\"no\":\"" no "\",\"unit\":\"" SCHOOL "\",\"deadline\":\"2005-06-30\",\"basis\":\"演示价〔2004〕1号\","    \
    "\"payees\":[{\"no\":\"1\",\"name\":\"黄小明\",\"charged\":35000,\"allowed\":30000},"                           \
    "{\"no\":\"2\",\"name\":\"陈小红\",\"charged\":35001,\"allowed\":30000}]}"
#define UPHELD "{\"result\":\"substantiated\",\"note\":\"每生多收50元\"}"
#define ASKED  "{\"reason\":\"理由\",\"in-time\":\"三日内提出\"}"
#define WHY    "{\"reason\":\"理由\"}"

static const struct {
    const char *number, *step, *fields;
} steps[] = {
    { "P1", "accept", NULL },
    { "P1", "investigate", "{\"note\":\"查账\"}" },
    { "P1", "pause", WHY },
    { "P1", "resume", NULL },
    { "P1", "conclude", UPHELD },
    { "P1", "refund-order", PAYEES("T1") },
    { "P1", "refund-withdraw", "{\"no\":\"T1\",\"reason\":\"算错\"}" },
    { "P1", "refund-order", PAYEES("T2") },
    { "P1", "refund-pay",
      "{\"payments\":[{\"payee\":\"1\",\"amount\":5000,\"receipt\":\"A1\",\"received_by\":\"黄小明\"}]}" },
    { "P1", "refund-pay",
      "{\"payments\":[{\"payee\":\"2\",\"amount\":5001,\"receipt\":\"A2\",\"received_by\":\"陈大\",\"proxy\":\"父亲\"}]"
      "}" },
    { "P1", "refunded", NULL },
    { "P1", "reply", "{\"opinion\":\"support\"}" },
    { "P1", "refund-sample", "{\"seed\":\"1\",\"drawn\":[\"1\",\"2\"]}" },
    { "P1", "refund-confirm", "{\"payee\":\"1\",\"answer\":\"yes\"}" },
    { "P1", "refund-confirm", "{\"payee\":\"2\",\"answer\":\"yes\",\"note\":\"父亲代领\"}" },
    { "P1", "close", NULL },
    { "P1", "review", ASKED },
    { "P1", "review-uphold", WHY },
    { "P1", "second-review", ASKED },
    { "P1", "second-uphold", WHY },
    { "P2", "refuse", WHY },
    { "P2", "close", NULL },
    { "P2", "reopen", WHY },
    { "P2", "reply", "{\"opinion\":\"explain\"}" },
    { "P3", "forward", "{\"to\":\"DE01\"}" },
    { "P3", "object", WHY },
    { "P3", "merge", "{\"into\":\"P1\"}" },
    { "P4", "accept", NULL },
    { "P4", "withdraw", WHY },
    { "P4", "close", NULL },
    { "P5", "accept", NULL },
    { "P5", "investigate", NULL },
    { "P5", "conclude", "{\"result\":\"unsubstantiated\"}" },
    { "P5", "reply", "{\"opinion\":\"not-support\"}" },
    { "P5", "review", ASKED },
    { "P5", "review-return", WHY },
    { "P5", "investigate", NULL },
    { "P5", "pause", WHY },
    { "P6", "accept", "{\"note\":\"来访\"}" },
    { "P6", "investigate", NULL },
    { "P6", "conclude", UPHELD },
    { "P6", "refund-order", PAYEES("T3") },
};

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

static int64_t number(const char *sql)
{
    struct jf_stmt *st = NULL;
    struct jf_error err = { .status = JF_OK };
    bool row = false;
    ok(jf_db_query_text(s.db, sql, true, NULL, &st, &err), &err);
    ok(jf_stmt_next(st, &row, &err), &err);
    int64_t value = row ? jf_col_int(st, 0) : -1;
    jf_stmt_done(st);
    return value;
}

static void register_one(const char *no)
{
    const struct jf_case_new p = { .number = no,
                                   .channel = "call",
                                   .received_on = "2005-05-10",
                                   .persons = 1,
                                   .petitioner = "林镕",
                                   .division = PLACE,
                                   .unit = SCHOOL,
                                   .category = "school",
                                   .text = "中学多收费",
                                   .actor = "陈经办" };
    struct jf_str out = JF_STR_INIT;
    struct jf_error err = { .status = JF_OK };
    int64_t id = 0;
    ok(jf_case_register(s.db, &p, &out, &id, &err), &err);
    jf_str_release(&out);
}

static void append(const char *type)
{
    struct jf_error err = { .status = JF_OK };
    ok(jf_event_append(s.db, type, 0, "录入员", "2005-05-12", "{\"n\":1}", NULL, &err), &err);
}

static int setup(void **state)
{
    struct jf_error err = { .status = JF_OK };
    (void)state;
    scratch_open(&s);
    ok(jf_txn_begin(s.db, "test", &err), &err);
    script(county);
    for (int i = 1; i <= 6; i++) {
        char no[16];
        snprintf(no, sizeof no, "P%d", i);
        register_one(no);
        append("import.accepted");
    }
    for (size_t i = 0; i < sizeof steps / sizeof *steps; i++) {
        struct jf_case_step step = {
            .step = steps[i].step, .day = "2005-05-20", .actor = "王检查", .fields = steps[i].fields
        };
        ok(jf_case_find(s.db, steps[i].number, &step.petition_id, &err), &err);
        if (jf_case_take(s.db, &step, NULL, &err) != JF_OK)
            fail_msg("%s %s: %s (%s)", steps[i].number, steps[i].step, err.message, err.hint);
        if (i % 4 == 3)
            append("check.run");
    }
    ok(jf_txn_commit(s.db, &err), &err);
    assert_true(number("SELECT count(*) FROM event") >= 60);
    /* an attacker is not stopped by triggers, references and checks */
    ok(jf_db_foreign_keys(s.db, false, &err), &err);
    script("DROP TRIGGER event_no_update; DROP TRIGGER event_no_delete; DROP TRIGGER event_head_no_delete;"
           "PRAGMA ignore_check_constraints = ON");
    return 0;
}

static int teardown(void **state)
{
    (void)state;
    scratch_close(&s);
    return 0;
}

/* ---- one attack at a time ---- */

struct verdict {
    bool sound;
    int64_t first; /* number in the first fault that was told; -1: none */
    char what[300];
};

static void keep_first(void *arg, int64_t event_id, const char *what)
{
    struct verdict *v = arg;
    if (v->first == -1) {
        v->first = event_id;
        snprintf(v->what, sizeof v->what, "%s", what);
    }
}

static struct verdict verify_log(void)
{
    struct verdict v = { .first = -1 };
    struct jf_error err = { .status = JF_OK };
    int64_t count = 0;
    ok(jf_event_verify(s.db, keep_first, &v, &count, &v.sound, &err), &err);
    return v;
}

static void begin(void)
{
    struct jf_error err = { .status = JF_OK };
    ok(jf_txn_begin(s.db, "attack", &err), &err);
}

/* The attack is found, and the first bad event is `first` (or `other`). */
static void found(const char *attack, int64_t first, int64_t other)
{
    struct verdict v = verify_log();
    jf_txn_rollback(s.db);
    if (v.sound)
        fail_msg("not found: %s", attack);
    if (v.first != first && v.first != other)
        fail_msg("%s: event %lld was named (%s), not %lld", attack, (long long)v.first, v.what, (long long)first);
}

static void attack(const char *sql, int64_t first, int64_t other)
{
    begin();
    script(sql);
    if (number("SELECT changes()") == 0)
        fail_msg("the attack did nothing: %s", sql);
    found(sql, first, other);
}

/* Write the hash that the content of the event gives, and what it is to follow. */
static void make_fit(int64_t event_id, bool follow)
{
    struct jf_error err = { .status = JF_OK };
    struct jf_stmt *st = NULL;
    struct jf_blake h;
    struct jf_str sql = JF_STR_INIT;
    uint8_t hash[JF_DIGEST_SIZE];
    char hex[JF_DIGEST_HEX];
    size_t len;
    bool row = false;
    jf_str_addf(
        &sql, "SELECT at, day, actor, type, coalesce(subject_id, 0), body, %s FROM event e WHERE event_id = %lld",
        follow ? "coalesce((SELECT b.hash FROM event b WHERE b.event_id = e.event_id - 1), zeroblob(32))" : "prev_hash",
        (long long)event_id);
    ok(jf_db_query_text(s.db, sql.data, true, NULL, &st, &err), &err);
    ok(jf_stmt_next(st, &row, &err), &err);
    assert_true(row);
    jf_blake_init(&h);
    for (int i = 0; i < 6; i++)
        jf_blake_text(&h, jf_col_text(st, i));
    const void *prev = jf_col_blob(st, 6, &len);
    char prev_hex[JF_DIGEST_HEX];
    jf_hex(prev, len, prev_hex);
    jf_blake_field(&h, prev, len);
    jf_blake_final(&h, hash);
    jf_stmt_done(st);
    jf_hex(hash, sizeof hash, hex);
    jf_str_clear(&sql);
    jf_str_addf(&sql, "UPDATE event SET prev_hash = x'%s', hash = x'%s' WHERE event_id = %lld", prev_hex, hex,
                (long long)event_id);
    script(sql.data);
    jf_str_release(&sql);
}

static void move_from(int64_t event_id, int by)
{
    char sql[200];
    snprintf(sql, sizeof sql,
             "UPDATE event SET event_id = -event_id WHERE event_id >= %lld; "
             "UPDATE event SET event_id = -event_id + %d WHERE event_id < 0",
             (long long)event_id, by);
    script(sql);
}

/* ---- the log ---- */

static const char *const changes[] = {
    "at = at || ' '",
    "day = '2005-05-21'",
    "day = day || char(0) || 'x'",
    "actor = 'x'",
    "actor = ''",
    "type = type || '.x'",
    "subject_id = CASE WHEN subject_id = 3 THEN 2 ELSE 3 END",
    "subject_id = CASE WHEN subject_id IS NULL THEN 0 END",
    "body = json_set(body, '$.x', 1)",
    "body = body || ' '",
    "prev_hash = randomblob(32)",
    "prev_hash = hash",
    "hash = randomblob(32)",
    "hash = prev_hash",
    "hash = x'00'",
    "prev_hash = x''",
};

static void every_change_is_found(void **state)
{
    (void)state;
    char sql[300];
    int64_t events = number("SELECT count(*) FROM event");
    assert_true(verify_log().sound);
    for (int64_t id = 1; id <= events; id++) {
        for (size_t i = 0; i < sizeof changes / sizeof *changes; i++) {
            snprintf(sql, sizeof sql, "UPDATE event SET %s WHERE event_id = %lld", changes[i], (long long)id);
            attack(sql, id, id);
        }
        static const long long ids[] = { 0, -7, 100000 };
        for (size_t i = 0; i < sizeof ids / sizeof *ids; i++) {
            snprintf(sql, sizeof sql, "UPDATE event SET event_id = %lld WHERE event_id = %lld", ids[i], (long long)id);
            attack(sql, id, ids[i] < 1 ? ids[i] : id);
        }
        for (size_t i = 0; i < 10; i++) { /* the content, with the hash made to fit */
            if (strstr(changes[i], "char(0)") || strstr(changes[i], "THEN 0"))
                continue; /* what the hash does not tell: found above without it */
            snprintf(sql, sizeof sql, "UPDATE event SET %s WHERE event_id = %lld", changes[i], (long long)id);
            begin();
            script(sql);
            make_fit(id, false);
            found(sql, id, id);
        }
        begin(); /* chained to something else, with the hash made to fit */
        snprintf(sql, sizeof sql, "UPDATE event SET prev_hash = randomblob(32) WHERE event_id = %lld", (long long)id);
        script(sql);
        make_fit(id, false);
        found(sql, id, id);
    }
    assert_true(verify_log().sound);
}

static void every_removal_is_found(void **state)
{
    (void)state;
    char sql[200];
    int64_t events = number("SELECT count(*) FROM event");
    for (int64_t id = 1; id <= events; id++) {
        snprintf(sql, sizeof sql, "DELETE FROM event WHERE event_id = %lld", (long long)id);
        attack(sql, id, id);
        begin();
        script(sql);
        move_from(id + 1, -1);
        found("removed, the rest moved up", id, id);
        begin();
        script(sql);
        append("late"); /* the office goes on working */
        found("removed, then others appended", id, id);
    }
}

static void every_insertion_is_found(void **state)
{
    (void)state;
    char sql[400];
    int64_t events = number("SELECT count(*) FROM event");
    for (int64_t id = 1; id <= events + 1; id++) {
        for (int fit = 0; fit < 2; fit++) {
            begin();
            move_from(id, 1);
            snprintf(
                sql, sizeof sql,
                "INSERT INTO event SELECT %lld, at, day, actor, type, subject_id, body, prev_hash, hash FROM event "
                "WHERE event_id = %lld",
                (long long)id, (long long)(id == 3 || id == 4 ? 5 : 3));
            script(sql);
            if (fit)
                make_fit(id, true);
            found("slipped in", id, id);
        }
    }
}

static void every_swap_is_found(void **state)
{
    (void)state;
    char sql[300];
    int64_t events = number("SELECT count(*) FROM event");
    for (int64_t id = 1; id < events; id++)
        for (int64_t by = 1; id + by <= events; by = by * 3 + 1) {
            snprintf(sql, sizeof sql,
                     "UPDATE event SET event_id = -1 WHERE event_id = %lld;"
                     "UPDATE event SET event_id = %lld WHERE event_id = %lld;"
                     "UPDATE event SET event_id = %lld WHERE event_id = -1",
                     (long long)id, (long long)id, (long long)(id + by), (long long)(id + by));
            attack(sql, id, id);
        }
}

static void the_head_is_watched(void **state)
{
    (void)state;
    struct jf_error err = { .status = JF_OK };
    int64_t events = number("SELECT count(*) FROM event");
    attack("UPDATE event_head SET hash = randomblob(32)", events, events);
    attack("UPDATE event_head SET events = events + 1", events + 1, events + 1);
    attack("UPDATE event_head SET events = events - 1", events, events);
    attack("DELETE FROM event_head", 0, 0);
    /* nothing is written behind an event that was slipped in at the end */
    begin();
    script("INSERT INTO event SELECT event_id + 1, at, day, actor, type, subject_id, body, hash, randomblob(32) FROM "
           "event "
           "ORDER BY event_id DESC LIMIT 1");
    assert_int_equal(jf_event_append(s.db, "late", 0, "x", "2005-06-30", "{}", NULL, &err), JF_REFUSED);
    jf_txn_rollback(s.db);
}

static void the_first_bad_event_is_described(void **state)
{
    (void)state;
    begin();
    script("UPDATE event SET body = '{}' WHERE event_id = 14");
    struct verdict v = verify_log();
    jf_txn_rollback(s.db);
    assert_int_equal(v.first, 14);
    assert_string_equal(v.what, "petition.investigate, 2005-05-20, 王检查: its content was changed");
}

/* ---- the state ---- */

static bool state_sound(void)
{
    struct verdict v = { .first = -1 };
    struct jf_error err = { .status = JF_OK };
    int64_t events = 0;
    bool whole = true;
    ok(jf_casework_verify(s.db, keep_first, &v, &events, &v.sound, &err), &err);
    if (v.sound)
        ok(jf_search_verify(s.db, keep_first, &v, &whole, &err), &err);
    assert_true((v.sound && whole) == (v.first == -1));
    return v.sound && whole;
}

/* Conditions that name each row of the table, one a line. */
static void rows_of(const char *table, struct jf_str *out)
{
    struct jf_str sql = JF_STR_INIT;
    struct jf_stmt *st = NULL;
    struct jf_error err = { .status = JF_OK };
    bool row = true;
    jf_str_addf(&sql,
                "SELECT group_concat('\"' || name || '\" = ''||quote(\"' || name || '\")||''', ' AND ') FROM "
                "pragma_table_info('%s') WHERE pk > 0",
                table);
    /* -> "order_id" = ''||quote("order_id")||'' AND ... : a text that, put between quotes, gives the condition */
    struct jf_str key = JF_STR_INIT;
    ok(jf_db_query_text(s.db, sql.data, true, NULL, &st, &err), &err);
    ok(jf_stmt_next(st, &row, &err), &err);
    jf_str_add(&key, jf_col_text(st, 0));
    jf_stmt_done(st);
    jf_str_clear(&sql);
    jf_str_addf(&sql, "SELECT '%s' FROM main.%s", key.data, table);
    ok(jf_db_query_text(s.db, sql.data, true, NULL, &st, &err), &err);
    for (row = true; row;) {
        ok(jf_stmt_next(st, &row, &err), &err);
        if (row)
            jf_str_addf(out, "%s\n", jf_col_text(st, 0));
    }
    jf_stmt_done(st);
    jf_str_release(&sql);
    jf_str_release(&key);
}

static void tamper(const char *sql)
{
    begin();
    script(sql);
    if (number("SELECT changes()") != 1)
        fail_msg("the attack did not change one row: %s", sql);
    if (state_sound())
        fail_msg("not found: %s", sql);
    jf_txn_rollback(s.db);
}

static int tamper_with_row(const char *table, const char *row)
{
    struct jf_stmt *st = NULL;
    struct jf_error err = { .status = JF_OK };
    struct jf_str sql = JF_STR_INIT, all = JF_STR_INIT;
    int columns = 0;
    /* one statement a line */
    jf_str_addf(
        &sql,
        "SELECT 'UPDATE main.%s SET \"' || name || '\" = CASE typeof(\"' || name || '\") WHEN ''integer'' THEN \"' || "
        "name || '\" + 1000000 WHEN ''text'' THEN \"' || name || '\" || ''x'' ELSE ' || "
        "iif(type = 'INTEGER', '1', '''2005-01-01''') || ' END WHERE ' FROM pragma_table_info('%s')",
        table, table);
    ok(jf_db_query_text(s.db, sql.data, true, NULL, &st, &err), &err);
    for (bool more = true; more; columns += more) {
        ok(jf_stmt_next(st, &more, &err), &err);
        if (more)
            jf_str_addf(&all, "%s%s\n", jf_col_text(st, 0), row);
    }
    jf_stmt_done(st);
    jf_str_addf(&all, "DELETE FROM main.%s WHERE %s\n", table, row);
    for (char *at = all.data, *end; (end = strchr(at, '\n')); at = end + 1) {
        *end = '\0';
        tamper(at);
    }
    jf_str_release(&sql);
    jf_str_release(&all);
    return columns;
}

static int tamper_with_table(const char *table)
{
    struct jf_str rows = JF_STR_INIT;
    int count = 0;
    rows_of(table, &rows);
    for (char *at = rows.data, *end; (end = strchr(at, '\n')); at = end + 1, count++) {
        *end = '\0';
        assert_true(tamper_with_row(table, at) > 1);
    }
    jf_str_release(&rows);
    return count;
}

/* The tables are those that verifying rebuilds: whoever adds one is looked at, too. */
static void every_change_of_the_state_is_found(void **state)
{
    (void)state;
    static const char marker[] = "CREATE TEMP TABLE ";
    int tables = 0;
    assert_true(state_sound());
    for (const char *at = jf_resource("sql/casework.sql", NULL); (at = strstr(at, marker)); tables++) {
        char table[64];
        at += strlen(marker);
        snprintf(table, sizeof table, "%.*s", (int)strcspn(at, " (\n"), at);
        if (tamper_with_table(table) == 0)
            print_message("%s: no rows to tamper with\n", table);
    }
    assert_true(tables >= 5);
    assert_true(tamper_with_table("petition_words") > 0);
    assert_true(state_sound());
}

static void the_index_is_watched(void **state)
{
    (void)state;
    static const char *const attacks[] = {
        "INSERT INTO petition_index (petition_index, rowid, pairs) VALUES ('delete', 1, '4e2dz5b66')",
        "UPDATE petition SET text = text || '报刊' WHERE number = 'P2'",
        "INSERT INTO petition_index (petition_index) VALUES ('delete-all')",
    };
    for (size_t i = 0; i < sizeof attacks / sizeof *attacks; i++) {
        begin();
        script(attacks[i]);
        if (state_sound())
            fail_msg("not found: %s", attacks[i]);
        jf_txn_rollback(s.db);
    }
    struct jf_error err = { .status = JF_OK };
    begin();
    script(attacks[1]);
    ok(jf_search_rebuild(s.db, "甲", &err), &err);
    assert_false(state_sound()); /* what was registered stands in the log */
    jf_txn_rollback(s.db);
}

/* ---- what was keyed in ---- */

struct wanted {
    char what[64];
    bool told;
};

static void look_for(void *arg, int64_t event_id, const char *what)
{
    struct wanted *w = arg;
    (void)event_id;
    w->told = w->told || strcmp(what, w->what) == 0;
}

/* Each field of a petition that was keyed in is sealed by the event of its registering. */
static void every_change_of_a_petition_is_named(void **state)
{
    (void)state;
    static const struct {
        const char *sql, *field;
    } attacks[] = {
        { "UPDATE petition SET number = 'P8' WHERE number = 'P7'", "number" },
        { "UPDATE petition SET channel = 'letter' WHERE number = 'P7'", "channel" },
        { "UPDATE petition SET received_on = '2005-05-09' WHERE number = 'P7'", "received_on" },
        { "UPDATE petition SET persons = 9 WHERE number = 'P7'", "persons" },
        { "UPDATE petition SET petitioner = '林榕' WHERE number = 'P7'", "petitioner" },
        { "UPDATE petition SET petitioner = NULL WHERE number = 'P7'", "petitioner" },
        { "UPDATE petition SET telephone = '13800000001' WHERE number = 'P7'", "telephone" },
        { "UPDATE petition SET address = '' WHERE number = 'P7'", "address" },
        { "UPDATE petition SET division_id = 2 WHERE number = 'P7'", "division" },
        { "UPDATE petition SET unit_id = 5 WHERE number = 'P7'", "unit" },
        { "UPDATE petition SET unit_id = NULL WHERE number = 'P7'", "unit" },
        { "UPDATE petition SET category = 'other' WHERE number = 'P7'", "category" },
        { "UPDATE petition SET major_case = 'other-major' WHERE number = 'P7'", "major_case" },
        { "UPDATE petition SET text = '中学收费' WHERE number = 'P7'", "text" },
        { "UPDATE petition_representative SET telephone = '1' WHERE name = '陈小红'", "representative" },
        { "DELETE FROM petition_representative WHERE name = '陈小红'", "representative" },
        { "UPDATE petition_named SET amount_fen = 1 WHERE kind = 'amount'", "named" },
        { "UPDATE petition SET record_id = 1 WHERE number = 'P7'", "number" },
        { "UPDATE petition SET subject_id = 1 WHERE number = 'P7'", "record" },
        { "UPDATE subject SET record_id = (SELECT record_id FROM petition WHERE number = 'P1') WHERE key = 'P7'",
          "record" },
        { "UPDATE record SET version = 2 WHERE record_id = (SELECT record_id FROM petition WHERE number = 'P7')",
          "record" },
    };
    static const struct jf_case_person people[] = { { "陈小红", "13900000000", "东街1号" } };
    static const struct jf_case_named named[] = { { "amount", "50.00", "50元" }, { "day", "2005S", NULL } };
    const struct jf_case_new p = { .number = "P7",
                                   .channel = "call",
                                   .received_on = "2005-05-10",
                                   .persons = 3,
                                   .petitioner = "林镕",
                                   .telephone = "13800000000",
                                   .address = "西街1号",
                                   .division = PLACE,
                                   .unit = SCHOOL,
                                   .category = "school",
                                   .text = "中学多收费",
                                   .actor = "陈经办",
                                   .representatives = people,
                                   .representative_count = 1,
                                   .named = named,
                                   .named_count = 2 };
    struct jf_str out = JF_STR_INIT;
    struct jf_error err = { .status = JF_OK };
    int64_t id = 0, events = 0;
    bool sound = false;
    begin();
    ok(jf_case_register(s.db, &p, &out, &id, &err), &err);
    assert_true(state_sound());
    assert_int_equal(number("SELECT count(*) FROM event WHERE body LIKE '%13800000000%' OR body LIKE '%林镕%'"), 0);
    for (size_t i = 0; i < sizeof attacks / sizeof *attacks; i++) {
        struct wanted wanted = { .told = false };
        snprintf(wanted.what, sizeof wanted.what, "P7 (%s): the petition is not what was registered", attacks[i].field);
        script("SAVEPOINT attack");
        script(attacks[i].sql);
        ok(jf_casework_verify(s.db, look_for, &wanted, &events, &sound, &err), &err);
        script("ROLLBACK TO attack");
        if (sound || !wanted.told)
            fail_msg("not found: %s", attacks[i].sql);
    }
    jf_txn_rollback(s.db);
    jf_str_release(&out);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(every_change_is_found, setup, teardown),
        cmocka_unit_test_setup_teardown(every_removal_is_found, setup, teardown),
        cmocka_unit_test_setup_teardown(every_insertion_is_found, setup, teardown),
        cmocka_unit_test_setup_teardown(every_swap_is_found, setup, teardown),
        cmocka_unit_test_setup_teardown(the_head_is_watched, setup, teardown),
        cmocka_unit_test_setup_teardown(the_first_bad_event_is_described, setup, teardown),
        cmocka_unit_test_setup_teardown(every_change_of_the_state_is_found, setup, teardown),
        cmocka_unit_test_setup_teardown(the_index_is_watched, setup, teardown),
        cmocka_unit_test_setup_teardown(every_change_of_a_petition_is_named, setup, teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
