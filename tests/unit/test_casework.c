/* test_casework.c - petitions and refunds through casework.h alone: the table of steps, every step that is not
 * possible, sums to the fen, closing, import of steps and of later versions, verification, deadlines, masking. */
#include "jianfu/casework.h"
#include "jianfu/mask.h"
#include "jianfu/money.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#define PLACE  "350199108201"
#define SCHOOL "SC01"
#define BUREAU "DE01"

/* ---- a county of one village, one school and one bureau ---- */

struct world {
    char folder[64];
    char path[128];
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
    " (5,5,'" BUREAU "','教育局','department',1,NULL,NULL);"
    /* how far an extension may go, so that there may be one; the periods are in the book below */
    "INSERT INTO subject VALUES (6,'item','petition.extend',NULL),(7,'standard','p.extend',NULL);"
    "INSERT INTO record (record_id, subject_id, version, batch_id, line, digest) VALUES (6,6,1,NULL,0,zeroblob(32)),"
    " (7,7,1,NULL,0,zeroblob(32));"
    "UPDATE subject SET record_id = subject_id WHERE subject_id IN (6, 7);"
    "INSERT INTO item VALUES (6,6,'petition.extend','延长','petition');"
    "INSERT INTO standard (record_id, subject_id, code, item_id, ruling, number, unit, valid_from, certainty, "
    "demonstration) VALUES (7,7,'p.extend',6,'deadline',30,'calendar-day','2005-05-01','original',0);";

static const char book[] =
    "INSERT INTO subject VALUES (11,'document','国务院令第431号',NULL),(12,'item','petition.accept',NULL),"
    " (13,'item','petition.handle',NULL),(14,'standard','p.accept',NULL),(15,'standard','p.handle',NULL);"
    "INSERT INTO record (record_id, subject_id, version, batch_id, line, digest) SELECT subject_id, subject_id, 1, "
    "NULL, 0, zeroblob(32) FROM subject WHERE subject_id > 10;"
    "UPDATE subject SET record_id = subject_id WHERE subject_id BETWEEN 11 AND 15;"
    "INSERT INTO document (record_id, subject_id, number, number_printed, title, issuer, level, certainty, "
    "demonstration)"
    " VALUES (11,11,'国务院令第431号','国务院令第431号','信访条例','国务院','state','original',0);"
    "INSERT INTO item VALUES (12,12,'petition.accept','受理','petition'),(13,13,'petition.handle','办结','petition');"
    "INSERT INTO standard (record_id, subject_id, code, item_id, ruling, amount_fen, number, unit, valid_from, "
    "valid_until, document_id, "
    "article, certainty, checked_on, county_class, stage, area, unit_type, size_class, division_id, demonstration, "
    "note) VALUES"
    " (14,14,'p.accept',12,'deadline',NULL,15,'calendar-day','2005-05-01','2022-04-30',11,'第二十一条','original',"
    "  '2026-01-01',NULL,NULL,NULL,NULL,NULL,NULL,0,NULL),"
    " (15,15,'p.handle',13,'deadline',NULL,60,'calendar-day','2005-05-01','2022-04-30',11,'第三十三条','original',"
    "  '2026-01-01',NULL,NULL,NULL,NULL,NULL,NULL,0,NULL);";

static void ok(enum jf_status status, const struct jf_error *err)
{
    if (status != JF_OK)
        fail_msg("status %d: %s (%s)", (int)status, err->message, err->hint);
}

static int set_up(void **state)
{
    struct world *w = jf_alloc(sizeof *w);
    struct jf_error err = { .status = JF_OK };
    strcpy(w->folder, "/tmp/jianfu-case-XXXXXX");
    if (!mkdtemp(w->folder))
        return -1;
    snprintf(w->path, sizeof w->path, "%s/c.db", w->folder);
    jf_day_set_today("2005-12-31");
    ok(jf_db_open(w->path, JF_DB_CREATE, &w->db, &err), &err);
    ok(jf_txn_begin(w->db, "test", &err), &err);
    ok(jf_db_script(w->db, county, &err), &err);
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
    jf_day_set_today(NULL);
    jf_free(w);
    return rc;
}

/* ---- helpers ---- */

static int64_t count(struct jf_db *db, const char *sql)
{
    struct jf_stmt *st = NULL;
    struct jf_error err = { .status = JF_OK };
    bool row = false;
    ok(jf_db_query_text(db, sql, true, NULL, &st, &err), &err);
    ok(jf_stmt_next(st, &row, &err), &err);
    int64_t value = row ? jf_col_int(st, 0) : -1;
    jf_stmt_done(st);
    return value;
}

static void script(struct jf_db *db, const char *sql)
{
    struct jf_error err = { .status = JF_OK };
    ok(jf_txn_begin(db, "test", &err), &err);
    ok(jf_db_script(db, sql, &err), &err);
    ok(jf_txn_commit(db, &err), &err);
}

static int64_t registered(struct world *w, const char *number)
{
    const struct jf_case_new p = { .number = number,
                                   .channel = "call",
                                   .received_on = "2005-05-10",
                                   .persons = 1,
                                   .petitioner = "林镕",
                                   .telephone = "13800000000",
                                   .division = PLACE,
                                   .unit = SCHOOL,
                                   .category = "school",
                                   .text = "中学多收费",
                                   .actor = "陈经办" };
    struct jf_str out = JF_STR_INIT;
    struct jf_error err = { .status = JF_OK };
    int64_t id = 0;
    ok(jf_txn_begin(w->db, "test", &err), &err);
    ok(jf_case_register(w->db, &p, &out, &id, &err), &err);
    ok(jf_txn_commit(w->db, &err), &err);
    jf_str_release(&out);
    return id;
}

/* Take a step; on refusal roll back. */
static enum jf_status step(struct world *w, int64_t id, const char *name, const char *day, const char *fields,
                           const char **code, struct jf_error *err)
{
    const struct jf_case_step s = { .petition_id = id, .step = name, .day = day, .actor = "王检查", .fields = fields };
    ok(jf_txn_begin(w->db, "test", err), err);
    enum jf_status status = jf_case_take(w->db, &s, code, err);
    if (status == JF_OK)
        ok(jf_txn_commit(w->db, err), err);
    else
        jf_txn_rollback(w->db);
    return status;
}

static void taken(struct world *w, int64_t id, const char *name, const char *day, const char *fields)
{
    struct jf_error err = { .status = JF_OK };
    ok(step(w, id, name, day, fields, NULL, &err), &err);
}

static void refused(struct world *w, int64_t id, const char *name, const char *day, const char *fields,
                    const char *code, const char *words)
{
    struct jf_error err = { .status = JF_OK };
    const char *given = NULL;
    int64_t before = count(w->db, "SELECT count(*) FROM event");
    enum jf_status status = step(w, id, name, day, fields, &given, &err);
    if (status == JF_OK)
        fail_msg("step %s %s was taken", name, fields);
    assert_string_equal(given ? given : "none", code);
    if (!strstr(err.message, words) && !strstr(err.hint, words))
        fail_msg("'%s' is not in '%s' (%s)", words, err.message, err.hint);
    assert_int_equal(count(w->db, "SELECT count(*) FROM event"), before);
}

static void state_is(struct world *w, int64_t id, const char *state)
{
    struct jf_case c;
    struct jf_error err = { .status = JF_OK };
    ok(jf_case_read(w->db, id, &c, &err), &err);
    assert_string_equal(c.state, state);
    jf_case_release(&c);
}

static void note_bad(void *arg, int64_t event_id, const char *what)
{
    struct jf_str *out = arg;
    jf_str_addf(out, "%lld %s\n", (long long)event_id, what);
}

static bool sound(struct world *w, struct jf_str *faults)
{
    struct jf_error err = { .status = JF_OK };
    int64_t events;
    bool all, chain;
    jf_str_clear(faults);
    ok(jf_casework_verify(w->db, note_bad, faults, &events, &all, &err), &err);
    ok(jf_event_verify(w->db, note_bad, faults, &events, &chain, &err), &err);
    return all && chain;
}

#define TWO_PAYEES                                                                                                          \
    "{\"no\":\"TH1\",\"unit\":\"" SCHOOL "\",\"deadline\":\"2005-06-30\",\"basis\":\"闽价〔2004〕259号\",\"payees\":[" \
    "{\"no\":\"1\",\"name\":\"黄小明\",\"charged\":35000,\"allowed\":30000,\"due\":5000},"                               \
    "{\"no\":\"2\",\"name\":\"陈小红\",\"charged\":35001,\"allowed\":30000}]}"

static int64_t ordered(struct world *w, const char *number)
{
    int64_t id = registered(w, number);
    taken(w, id, "accept", "2005-05-12", NULL);
    taken(w, id, "investigate", "2005-05-16", "{\"note\":\"查账\"}");
    taken(w, id, "conclude", "2005-05-20", "{\"result\":\"substantiated\",\"note\":\"每生多收50元\"}");
    taken(w, id, "refund-order", "2005-05-23", TWO_PAYEES);
    return id;
}

/* Call every payee of the order, who all say yes. */
static void all_confirm(struct world *w, int64_t id, const char *number, const char *day)
{
    struct jf_error err = { .status = JF_OK };
    struct jf_str drawn = JF_STR_INIT, fields = JF_STR_INIT;
    int64_t order = 0, n = 0;
    ok(jf_refund_find(w->db, number, &order, &err), &err);
    ok(jf_refund_draw(w->db, order, number, "7", 1000, &drawn, &n, &err), &err);
    jf_str_addf(&fields, "{\"no\":\"%s\",\"seed\":\"7\",\"drawn\":%s}", number, drawn.data);
    taken(w, id, "refund-sample", day, fields.data);
    for (char *at = strchr(drawn.data, '"'); at; at = strchr(at, '"')) {
        char *end = strchr(++at, '"');
        jf_str_clear(&fields);
        jf_str_addf(&fields, "{\"no\":\"%s\",\"payee\":\"%.*s\",\"answer\":\"yes\"}", number, (int)(end - at), at);
        taken(w, id, "refund-confirm", day, fields.data);
        at = end + 1;
    }
    jf_str_release(&drawn);
    jf_str_release(&fields);
}

/* ---- the table ---- */

static bool in_list(char list[][32], size_t n, const char *word)
{
    for (size_t i = 0; i < n; i++)
        if (strcmp(list[i], word) == 0)
            return true;
    return false;
}

static size_t words(const char *text, char out[][32], size_t max)
{
    size_t n = 0;
    while (*text) {
        size_t part = strcspn(text, ","), name = strcspn(text, ",?=");
        assert_true(n < max && name < 32);
        snprintf(out[n++], 32, "%.*s", (int)name, text);
        text += part + (text[part] == ',');
    }
    return n;
}

/* A step that leaves the case in the state it was in. */
static bool stays(const struct jf_step *row)
{
    return strcmp(row->to, "=") == 0;
}

/* Every state that stands in the table. */
static size_t all_states(const struct jf_steps *steps, char out[][32])
{
    size_t n = 0;
    for (size_t i = 0; i < steps->count; i++)
        if (!stays(&steps->rows[i]) && !in_list(out, n, steps->rows[i].to))
            strcpy(out[n++], steps->rows[i].to);
    return n;
}

static void every_word_known(const char *group, const char *list)
{
    char w[16][32];
    size_t n = strcmp(list, "-") == 0 ? 0 : words(list, w, 16);
    for (size_t i = 0; i < n; i++)
        if (!jf_word_known(group, w[i]))
            fail_msg("%s '%s' has no word", group, w[i]);
}

static void table_is_whole(void **state)
{
    (void)state;
    const struct jf_steps *steps = jf_steps();
    char states[32][32], from[32][32];
    assert_non_null(steps);
    size_t n = all_states(steps, states);
    assert_int_equal(n, 17);
    for (size_t i = 0; i < steps->count; i++) {
        const struct jf_step *row = &steps->rows[i];
        size_t f = words(row->from, from, 32);
        for (size_t k = 0; k < f; k++) {
            if (strcmp(from[k], "-") != 0)
                assert_true(in_list(states, n, from[k]));
            assert_ptr_equal(jf_step_find(steps, row->name, from[k]),
                             row); /* no second row for the same step and state */
        }
        assert_ptr_equal(strcmp(row->event, jf_step_find(steps, row->name, NULL)->event) == 0 ? row : NULL, row);
        if (!stays(row))
            every_word_known("state", row->to);
        every_word_known("field", row->carries);
        every_word_known("condition", row->needs);
        every_word_known("role", row->roles);
        every_word_known("letter", row->letter);
        assert_true(*row->zh && *row->en);
    }
}

static void no_dead_ends(void **state)
{
    (void)state;
    const struct jf_steps *steps = jf_steps();
    char states[32][32], reached[32][32];
    size_t n = all_states(steps, states);
    for (size_t s = 0; s < n; s++) {
        size_t r = 1;
        strcpy(reached[0], states[s]);
        for (size_t k = 0; k < r; k++)
            for (size_t i = 0; i < steps->count; i++)
                if (jf_words_hold(steps->rows[i].from, reached[k]) && !stays(&steps->rows[i]) &&
                    !in_list(reached, r, steps->rows[i].to))
                    strcpy(reached[r++], steps->rows[i].to);
        if (!in_list(reached, r, "closed") && !in_list(reached, r, "settled"))
            fail_msg("state '%s' never reaches an end", states[s]);
        assert_true(strcmp(states[s], "closed") == 0 || r > 1);
    }
    size_t r = 1;
    strcpy(reached[0], "-");
    for (size_t k = 0; k < r; k++)
        for (size_t i = 0; i < steps->count; i++)
            if (jf_words_hold(steps->rows[i].from, reached[k]) && !stays(&steps->rows[i]) &&
                !in_list(reached, r, steps->rows[i].to))
                strcpy(reached[r++], steps->rows[i].to);
    assert_int_equal(r, n + 1); /* every state can be reached */
}

static void broken_table_is_refused(void **state)
{
    (void)state;
    struct jf_steps steps;
    struct jf_error err = { .status = JF_OK };
    assert_int_equal(jf_steps_parse("# head\n\naccept\tregistered\taccepted\n", &steps, &err), JF_BUG);
    assert_non_null(strstr(err.message, "steps.tsv:3:"));
}

/* ---- paths ---- */

#define WALKS     2500
#define MAIN_CASE "M-1" /* what others are merged into; it never takes a step itself */

#define ASKED "{\"reason\":\"说明\",\"in-time\":\"三日内提出\"}" /* no rule book here says until when */

static const char *const reasoned[] = {
    "refuse",        "reopen",   "object",        "pause",         "review-uphold",
    "review-return", "withdraw", "second-uphold", "second-return", "refund-reopen"
};

/* What the steps of a refund carry, each for the only payee of the case's last order. */
static const char *refund_fields_for(struct world *w, int64_t id, const char *name, int turn, char *room, size_t size)
{
    char sql[256];
    if (strcmp(name, "refund-reverse") == 0) {
        snprintf(
            sql, sizeof sql,
            "SELECT CAST(substr(p.receipt, 2) AS INTEGER) FROM refund_payment p JOIN refund_order o ON o.subject_id"
            " = p.order_id WHERE o.case_id = %lld ORDER BY p.event_id DESC LIMIT 1",
            (long long)id);
        snprintf(room, size, "{\"receipt\":\"R%lld\",\"reason\":\"误录\"}", (long long)count(w->db, sql));
    } else if (strcmp(name, "refund-void") == 0) {
        snprintf(room, size, "{\"receipt\":\"V%d\",\"reason\":\"写错\"}", turn);
    } else if (strcmp(name, "refund-sample") == 0) {
        return "{\"seed\":\"7\",\"drawn\":[\"1\"]}";
    } else if (strcmp(name, "refund-confirm") == 0) {
        return turn % 5 ? "{\"payee\":\"1\",\"answer\":\"yes\"}" : "{\"payee\":\"1\",\"answer\":\"no\"}";
    } else if (strcmp(name, "refund-plan") == 0) {
        return "{\"instalments\":[{\"due_on\":\"2005-07-31\",\"amount\":60},{\"due_on\":\"2005-08-31\",\"amount\":40}]"
               "}";
    } else if (strcmp(name, "refund-unclaimed") == 0) {
        return "{\"remainders\":[{\"payee\":\"1\",\"amount\":100,\"reason\":\"dead\",\"way\":\"deposited\",\"proof\":"
               "\"x\"}]}";
    } else {
        return NULL;
    }
    return room;
}

static const char *fields_for(struct world *w, int64_t id, const char *name, const char *from, int turn, char *room,
                              size_t size)
{
    char sql[256];
    if (strcmp(name, "conclude") == 0)
        return "{\"result\":\"substantiated\"}";
    if (strcmp(name, "review") == 0 || strcmp(name, "second-review") == 0)
        return ASKED;
    if (strcmp(name, "reply") == 0) {
        snprintf(sql, sizeof sql, "SELECT (SELECT state = 'concluded' FROM petition_case WHERE subject_id = %lld)",
                 (long long)id);
        return count(w->db, sql) ? "{\"opinion\":\"explain\",\"no-refund\":\"未收\"}" : "{\"opinion\":\"explain\"}";
    }
    if (strcmp(name, "refund-withdraw") == 0) {
        snprintf(sql, sizeof sql, "SELECT max(subject_id) FROM refund_order WHERE petition_id = %lld", (long long)id);
        int64_t order = count(w->db, sql);
        struct jf_refund refund;
        if (order <= 0 || jf_refund_read(w->db, order, &refund, NULL) != JF_OK)
            return "{\"no\":\"none\",\"reason\":\"误录\"}";
        snprintf(room, size, "{\"no\":\"%s\",\"reason\":\"误录\"}", refund.number);
        jf_refund_release(&refund);
        return room;
    }
    if (strcmp(name, "forward") == 0)
        return "{\"to\":\"" BUREAU "\",\"reason\":\"属其职权\"}";
    if (strcmp(name, "extend") == 0)
        return "{\"days\":\"30\",\"approver\":\"陈某\",\"reason\":\"需要听证\"}";
    if (strcmp(name, "merge") == 0)
        return "{\"into\":\"" MAIN_CASE "\"}";
    for (size_t i = 0; i < sizeof reasoned / sizeof *reasoned; i++)
        if (strcmp(name, reasoned[i]) == 0)
            return "{\"reason\":\"说明\"}";
    if (strcmp(name, "refund-order") == 0) {
        snprintf(room, size,
                 "{\"no\":\"%s-%d\",\"unit\":\"" SCHOOL "\",\"deadline\":\"2005-12-31\",\"basis\":\"x\","
                 "\"payees\":[{\"no\":\"1\",\"name\":\"甲\",\"charged\":%d,\"allowed\":%d}]}",
                 from, turn, 200 + turn, 100 + turn);
        return room;
    }
    if (strcmp(name, "refund-pay") == 0) {
        snprintf(room, size,
                 "{\"payments\":[{\"payee\":\"1\",\"amount\":%d,\"receipt\":\"R%d\",\"received_by\":\"甲\"}]}", 100,
                 turn);
        return room;
    }
    return refund_fields_for(w, id, name, turn, room, size);
}

/* Bring a case from where it stands into `target`, the shortest way through the table. */
static void drive(struct world *w, int64_t id, const char *target, int *turn)
{
    const struct jf_steps *steps = jf_steps();
    const struct jf_step *way[32];
    char reached[32][32], room[512];
    size_t from[32], r = 1;
    strcpy(reached[0], "registered");
    for (size_t k = 0; k < r; k++)
        for (size_t i = 0; i < steps->count; i++)
            if (jf_words_hold(steps->rows[i].from, reached[k]) && !stays(&steps->rows[i]) &&
                !jf_words_hold(steps->rows[i].needs, "given") && !in_list(reached, r, steps->rows[i].to)) {
                strcpy(reached[r], steps->rows[i].to);
                from[r] = k;
                way[r++] = &steps->rows[i];
            }
    size_t at = 0, path[32], n = 0;
    while (strcmp(reached[at], target) != 0)
        at++;
    for (; at; at = from[at])
        path[n++] = at;
    while (n--) {
        char unique[16];
        snprintf(unique, sizeof unique, "c%lld", (long long)id);
        if (jf_words_hold(way[path[n]]->needs, "reviewed")) {
            taken(w, id, "review", "2005-06-01", ASKED);
            taken(w, id, "review-uphold", "2005-06-01", "{\"reason\":\"说明\"}");
        }
        taken(w, id, way[path[n]]->name, "2005-06-01",
              fields_for(w, id, way[path[n]]->name, unique, ++*turn, room, sizeof room));
    }
    state_is(w, id, target);
}

/* Does the list "a, b, c" hold the word? */
static bool offered(const char *possible, const char *name)
{
    size_t len = strlen(name);
    for (const char *at = strstr(possible, name); at; at = strstr(at + 1, name))
        if ((at == possible || at[-1] == ' ') && (at[len] == ',' || !at[len]))
            return true;
    return false;
}

/* A step is not offered. */
static void may_not(struct world *w, int64_t id, const char *name)
{
    struct jf_error err = { .status = JF_OK };
    struct jf_str possible = JF_STR_INIT;
    ok(jf_case_possible(w->db, id, &possible, &err), &err);
    if (offered(possible.data, name))
        fail_msg("'%s' is offered: %s", name, possible.data);
    jf_str_release(&possible);
}

static void every_step_in_every_state(void **state)
{
    struct world *w = *state;
    const struct jf_steps *steps = jf_steps();
    char states[32][32], number[64], room[512];
    size_t n = all_states(steps, states);
    int turn = 0, legal = 0, illegal = 0, held = 0;
    registered(w, MAIN_CASE);
    for (size_t s = 0; s < n; s++)
        for (size_t i = 0; i < steps->count; i++) {
            const struct jf_step *row = &steps->rows[i];
            if (row != jf_step_find(steps, row->name, NULL))
                continue; /* each step once */
            if (strcmp(states[s], "settled") == 0)
                continue; /* no petition gets there */
            snprintf(number, sizeof number, "S%zu-%zu", s, i);
            int64_t id = registered(w, number);
            drive(w, id, states[s], &turn);
            const char *fields = fields_for(w, id, row->name, number, ++turn, room, sizeof room);
            bool lacking =
                jf_words_hold("refund-ordered,plan-approved", states[s]) && jf_words_hold(row->needs, "settled");
            bool paid = strcmp(states[s], "refunding") == 0; /* all of it, on the only order */
            if (paid && jf_words_hold(row->needs, "owing")) {
                refused(w, id, row->name, "2005-06-02", fields, "CASE-03", "nothing is due");
                may_not(w, id, row->name);
            } else if (paid && strcmp(row->name, "refund-close") == 0) {
                refused(w, id, row->name, "2005-06-02", fields, "CASE-01", "belongs to the petition");
                may_not(w, id, row->name);
            } else if (jf_words_hold("refunding,refunded", states[s]) && strcmp(row->name, "refund-confirm") == 0) {
                refused(w, id, row->name, "2005-06-02", fields, "CASE-03", "was not drawn");
            } else if (jf_words_hold("concluded,replied", states[s]) && jf_words_hold(row->needs, "given") &&
                       jf_step_find(steps, row->name, states[s])) {
                refused(w, id, row->name, "2005-06-02", fields, "CASE-03", "nothing is paid");
                may_not(w, id, row->name);
                held++;
            } else if (paid && strcmp(row->name, "refund-withdraw") == 0) {
                refused(w, id, row->name, "2005-06-02", fields, "CASE-03", "paid");
                may_not(w, id, "refund-withdraw");
            } else if (jf_step_find(steps, row->name, states[s]) && jf_words_hold(row->needs, "handed-down")) {
                refused(w, id, row->name, "2005-06-02", fields, "CASE-01", "no other body");
                may_not(w, id, row->name);
                held++;
            } else if (jf_step_find(steps, row->name, states[s]) &&
                       (jf_words_hold(row->needs, "paused") || jf_words_hold(row->needs, "reviewed"))) {
                refused(w, id, row->name, "2005-06-02", fields, "CASE-01",
                        jf_words_hold(row->needs, "paused") ? "not paused" : "not reviewed");
                may_not(w, id, row->name);
                held++;
            } else if (strcmp(states[s], "closed") == 0 && strcmp(row->name, "review") == 0) {
                refused(w, id, row->name, "2005-06-02", fields, "CASE-01", "no answer"); /* closed without a word */
                may_not(w, id, row->name);
                held++;
            } else if (jf_step_find(steps, row->name, states[s])) {
                const struct jf_step *taking = jf_step_find(steps, row->name, states[s]);
                taken(w, id, row->name, "2005-06-02", fields);
                state_is(w, id, stays(taking) ? states[s] : taking->to);
                legal++;
            } else {
                struct jf_str possible = JF_STR_INIT;
                struct jf_error err = { .status = JF_OK };
                ok(jf_case_possible(w->db, id, &possible, &err), &err);
                assert_true(possible.len > 0);
                refused(w, id, row->name, "2005-06-02", fields, lacking ? "CASE-03" : "CASE-01",
                        lacking ? "1.00 yuan" : possible.data);
                state_is(w, id, states[s]);
                illegal++;
                jf_str_release(&possible);
            }
        }
    assert_true(legal > 40 && illegal > 250 && held > 4);
    struct jf_str faults = JF_STR_INIT;
    if (!sound(w, &faults))
        fail_msg("%s", faults.data);
    jf_str_release(&faults);
}

/* What must hold whatever steps were taken, each as a statement that counts what breaks it. */
static const char *const laws[] = {
    /* no case is closed while a payee waits */
    "SELECT count(*) FROM petition_case c JOIN refund_order o ON o.petition_id = c.subject_id"
    " JOIN refund_payee y ON y.order_id = o.subject_id WHERE c.state = 'closed' AND (y.paid_fen + y.remainder_fen <> "
    "y.due_fen OR y.waits)",
    /* nor while one says that nothing came, nor before anybody was asked */
    "SELECT count(*) FROM petition_case c JOIN refund_order o ON o.petition_id = c.subject_id"
    " JOIN refund_payee y ON y.order_id = o.subject_id LEFT JOIN refund_call k ON k.order_id = o.subject_id"
    " WHERE c.state = 'closed' AND y.paid_fen > 0 AND k.answer IS NOT 'yes'",
    /* a payee has what his payments add up to, never more than is due */
    "SELECT count(*) FROM refund_payee y WHERE y.paid_fen > y.due_fen OR y.paid_fen <>"
    " (SELECT coalesce(sum(p.amount_fen), 0) FROM refund_payment p WHERE p.order_id = y.order_id AND p.payee = "
    "y.payee)",
    /* who was found right is answered with an order or with a reason */
    "SELECT count(*) FROM petition_case c WHERE c.state IN ('replied', 'closed') AND c.result = 'substantiated'"
    " AND NOT EXISTS (SELECT 1 FROM refund_order o WHERE o.petition_id = c.subject_id)"
    " AND NOT EXISTS (SELECT 1 FROM event e WHERE e.subject_id = c.subject_id AND e.type = 'petition.reply'"
    "                 AND e.body ->> '$.fields.no-refund' IS NOT NULL)",
    /* a case stands where its last event left it, and each event begins where the one before ended */
    "SELECT count(*) FROM petition_case c JOIN event e ON e.event_id = c.last_event WHERE e.body ->> '$.to' <> c.state",
    "SELECT count(*) FROM (SELECT body ->> '$.from' AS began, lag(body ->> '$.to') OVER"
    " (PARTITION BY body ->> '$.petition' ORDER BY event_id) AS ended FROM event) WHERE began <> ended",
    /* only what may be paused is paused; who is merged stands still, and nobody is merged into the merged */
    "SELECT count(*) FROM petition_case WHERE paused_on IS NOT NULL"
    " AND state NOT IN ('investigating', 'reviewing', 'second-reviewing')",
    "SELECT count(*) FROM petition_case c LEFT JOIN petition_case i ON i.subject_id = c.merged_into"
    " WHERE (c.state = 'merged') <> (c.merged_into IS NOT NULL) OR i.state = 'merged'",
    /* no case is lengthened by more than the book allows, whoever asks how often */
    "SELECT count(*) FROM (SELECT e.subject_id, e.event_id, sum(CAST(e.body ->> '$.fields.days' AS INTEGER)) OVER"
    " (PARTITION BY e.subject_id ORDER BY e.event_id) AS days, (SELECT count(*) FROM event s WHERE s.subject_id = "
    "e.subject_id AND s.event_id < e.event_id AND s.body ->> '$.to' = 'accepted' AND s.type <> 'petition.extend') AS "
    "rounds FROM event e WHERE e.type = 'petition.extend') WHERE days > 30 * rounds",
    /* after the second review nothing is reviewed again */
    "SELECT count(*) FROM petition_case WHERE final_on IS NOT NULL AND state IN ('reviewing', 'second-reviewing')",
};

static uint32_t roll(uint32_t *seed, uint32_t below)
{
    *seed = *seed * 1664525u + 1013904223u;
    return (*seed >> 8) % below;
}

/* One of the steps that may be taken now, each as likely as the other, or, one time in eight, any of the table. */
static void choose(struct world *w, int64_t id, uint32_t *seed, char name[32])
{
    const struct jf_steps *steps = jf_steps();
    const struct jf_step *row = &steps->rows[roll(seed, (uint32_t)steps->count)];
    struct jf_str possible = JF_STR_INIT;
    struct jf_error err = { .status = JF_OK };
    ok(jf_case_possible(w->db, id, &possible, &err), &err);
    bool any = roll(seed, 8) == 0;
    while (!any && !offered(possible.data, row->name))
        row = &steps->rows[roll(seed, (uint32_t)steps->count)];
    snprintf(name, 32, "%s", row->name);
    jf_str_release(&possible);
}

static void random_walks_keep_the_laws(void **state)
{
    struct world *w = *state;
    uint32_t seed = 20050630;
    char number[16], name[32], room[512];
    int taken_steps = 0, refused_steps = 0, turn = 0;
    registered(w, MAIN_CASE);
    for (int walk = 0; walk < WALKS; walk++) {
        snprintf(number, sizeof number, "W%d", walk);
        int64_t id = registered(w, number);
        struct jf_error err = { .status = JF_OK };
        ok(jf_txn_begin(w->db, "test", &err), &err); /* one for the whole walk: a step that is refused writes nothing */
        for (int steps = 4 + (int)roll(&seed, 24); steps > 0; steps--) {
            choose(w, id, &seed, name);
            const struct jf_case_step s = { .petition_id = id,
                                            .step = name,
                                            .day = "2005-06-03",
                                            .actor = "王检查",
                                            .fields = fields_for(w, id, name, number, ++turn, room, sizeof room) };
            enum jf_status status = jf_case_take(w->db, &s, NULL, &err);
            assert_true(status == JF_OK || status == JF_USAGE || status == JF_REFUSED);
            taken_steps += status == JF_OK;
            refused_steps += status != JF_OK;
            if (status == JF_OK && strcmp(name, "close") == 0 && roll(&seed, 2) == 0)
                break; /* some stay closed */
        }
        err.status = JF_OK;
        ok(jf_txn_commit(w->db, &err), &err);
    }
    assert_true(taken_steps > 8 * WALKS && refused_steps > WALKS / 2);
    struct jf_str faults = JF_STR_INIT;
    if (!sound(w, &faults))
        fail_msg("%s", faults.data);
    jf_str_release(&faults);
    for (size_t i = 0; i < sizeof laws / sizeof *laws; i++)
        if (count(w->db, laws[i]) != 0)
            fail_msg("%s", laws[i]);
    /* the walks were not idle: each way to an end was gone */
    static const char *const gone[] = { "petition.close",    "petition.second-uphold", "petition.merge",
                                        "petition.withdraw", "petition.resume",        "refund.pay" };
    for (size_t i = 0; i < sizeof gone / sizeof *gone; i++) {
        char sql[96];
        snprintf(sql, sizeof sql, "SELECT count(*) FROM event WHERE type = '%s'", gone[i]);
        if (count(w->db, sql) < 10)
            fail_msg("%s: %lld", gone[i], (long long)count(w->db, sql));
    }
}

/* ---- pauses, reviews, merging ---- */

static void paused_cases_wait(void **state)
{
    struct world *w = *state;
    int64_t id = registered(w, "P-1");
    taken(w, id, "accept", "2005-06-02", NULL);
    taken(w, id, "investigate", "2005-06-03", NULL);
    refused(w, id, "resume", "2005-06-03", NULL, "CASE-01", "not paused");
    taken(w, id, "pause", "2005-06-04", "{\"reason\":\"举行听证\"}");
    state_is(w, id, "investigating");
    refused(w, id, "conclude", "2005-06-05", "{\"result\":\"partly\"}", "CASE-01", "paused since 2005-06-04");
    refused(w, id, "pause", "2005-06-05", "{\"reason\":\"x\"}", "CASE-01", "paused since 2005-06-04");
    may_not(w, id, "conclude");
    taken(w, id, "resume", "2005-06-10", NULL);
    taken(w, id, "conclude", "2005-06-10", "{\"result\":\"unsubstantiated\"}");
    int64_t gone = registered(w, "P-2");
    taken(w, gone, "accept", "2005-06-02", NULL);
    taken(w, gone, "investigate", "2005-06-03", NULL);
    taken(w, gone, "pause", "2005-06-04", "{\"reason\":\"举行听证\"}");
    taken(w, gone, "withdraw", "2005-06-05", "{\"reason\":\"自愿撤回\"}");
    struct jf_case c;
    struct jf_error err = { .status = JF_OK };
    ok(jf_case_read(w->db, gone, &c, &err), &err);
    assert_null(c.paused_on);
    assert_string_equal(c.state, "withdrawn");
    jf_case_release(&c);
}

static void reviewed_twice_and_no_more(void **state)
{
    struct world *w = *state;
    const char *why = "{\"reason\":\"不服答复\"}";
    int64_t id = registered(w, "V-1");
    taken(w, id, "accept", "2005-06-02", NULL);
    taken(w, id, "reply", "2005-06-03", "{\"opinion\":\"explain\"}");
    refused(w, id, "second-review", "2005-06-04", why, "CASE-01", "not reviewed so far");
    taken(w, id, "review", "2005-06-04", ASKED);
    taken(w, id, "review-uphold", "2005-06-05", why);
    refused(w, id, "review", "2005-06-06", why, "CASE-01", "reviewed before");
    taken(w, id, "close", "2005-06-06", NULL);
    taken(w, id, "second-review", "2005-06-07", ASKED);
    taken(w, id, "second-return", "2005-06-08", why);
    state_is(w, id, "accepted"); /* a new round: it may be reviewed again */
    taken(w, id, "reply", "2005-06-09", "{\"opinion\":\"explain\"}");
    taken(w, id, "review", "2005-06-10", ASKED);
    taken(w, id, "review-uphold", "2005-06-11", why);
    taken(w, id, "second-review", "2005-06-12", ASKED);
    taken(w, id, "second-uphold", "2005-06-13", why);
    refused(w, id, "review", "2005-06-14", why, "CASE-01", "ended case 'V-1' on 2005-06-13");
    refused(w, id, "second-review", "2005-06-14", why, "CASE-01", "ended case 'V-1' on 2005-06-13");
    struct jf_case c;
    struct jf_error err = { .status = JF_OK };
    ok(jf_case_read(w->db, id, &c, &err), &err);
    assert_string_equal(c.replied_on, "2005-06-09"); /* a review that upholds is no new answer */
    assert_string_equal(c.reopened_on, "2005-06-08");
    assert_string_equal(c.final_on, "2005-06-13");
    jf_case_release(&c);
}

static void merged_into_one_that_stands(void **state)
{
    struct world *w = *state;
    int64_t first = registered(w, "G-1"), second = registered(w, "G-2"), third = registered(w, "G-3");
    refused(w, second, "merge", "2005-06-02", "{\"into\":\"G-2\"}", "CASE-02", "into itself");
    refused(w, second, "merge", "2005-06-02", "{\"into\":\"G-9\"}", "CASE-02", "no petition 'G-9'");
    refused(w, second, "merge", "2005-06-02", NULL, "CASE-02", "into");
    taken(w, second, "merge", "2005-06-02", "{\"into\":\"G-1\"}");
    refused(w, third, "merge", "2005-06-02", "{\"into\":\"G-2\"}", "CASE-02", "itself merged");
    refused(w, first, "merge", "2005-06-02", "{\"into\":\"G-3\"}", "CASE-02", "other cases are merged");
    struct jf_case c;
    struct jf_error err = { .status = JF_OK };
    ok(jf_case_read(w->db, first, &c, &err), &err);
    assert_string_equal(c.merged_here, "G-2");
    jf_case_release(&c);
    taken(w, second, "reopen", "2005-06-03", "{\"reason\":\"并案有误\"}");
    ok(jf_case_read(w->db, second, &c, &err), &err);
    assert_null(c.merged_into);
    jf_case_release(&c);
    taken(w, first, "accept", "2005-06-03", NULL);
    refused(w, first, "extend", "2005-06-03", "{\"days\":\"0\",\"approver\":\"甲\",\"reason\":\"x\"}", "CASE-02",
            "not a number of days");
    refused(w, first, "extend", "2005-06-03", "{\"days\":\"三十\",\"approver\":\"甲\",\"reason\":\"x\"}", "CASE-02",
            "not a number of days");
}

static void merged_only_into_one_that_goes_on(void **state)
{
    struct world *w = *state;
    int64_t first = registered(w, "E-1"), second = registered(w, "E-2"), third = registered(w, "E-3");
    taken(w, first, "accept", "2005-06-02", NULL);
    taken(w, first, "reply", "2005-06-03", "{\"opinion\":\"explain\"}");
    taken(w, first, "close", "2005-06-04", NULL);
    refused(w, second, "merge", "2005-06-05", "{\"into\":\"E-1\"}", "CASE-01", "at an end");
    taken(w, second, "merge", "2005-06-04", "{\"into\":\"E-1\"}"); /* on its last day it still went on */
    taken(w, first, "reopen", "2005-06-06", "{\"reason\":\"又有来信\"}");
    taken(w, third, "merge", "2005-06-07", "{\"into\":\"E-1\"}");
}

/* ---- sums ---- */

static void school_case_to_the_last_fen(void **state)
{
    struct world *w = *state;
    int64_t id = ordered(w, "2005-014"), order = 0;
    struct jf_error err = { .status = JF_OK };
    struct jf_refund r;
    ok(jf_refund_find(w->db, "TH1", &order, &err), &err);
    ok(jf_refund_read(w->db, order, &r, &err), &err);
    assert_int_equal(r.payees, 2);
    assert_int_equal(r.charged_fen, 70001);
    assert_int_equal(r.due_fen, 10001);
    assert_int_equal(r.unpaid, 2);
    assert_string_equal(r.unit_name, "大洋中学");
    jf_refund_release(&r);

    refused(w, id, "close", "2005-06-01", NULL, "CASE-03", "100.01 yuan; payees who wait: 2");
    refused(w, id, "refund-pay", "2005-06-01",
            "{\"payments\":[{\"payee\":\"9\",\"amount\":100,\"receipt\":\"a\",\"received_by\":\"x\"}]}", "CASE-03",
            "no such payee");
    refused(w, id, "refund-pay", "2005-06-01",
            "{\"payments\":[{\"payee\":\"1\",\"amount\":5001,\"receipt\":\"a\",\"received_by\":\"黄小明\"}]}",
            "CASE-03", "50.00 due, 0.00 paid so far, 50.01 more would be 0.01 too much");
    refused(w, id, "refund-pay", "2005-06-01",
            "{\"payments\":[{\"payee\":\"1\",\"amount\":0,\"receipt\":\"a\",\"received_by\":\"黄小明\"}]}", "CASE-03",
            "above 0");
    refused(w, id, "refund-pay", "2005-06-01",
            "{\"payments\":[{\"payee\":\"1\",\"amount\":1,\"receipt\":\"a\",\"received_by\":\"黄小明\"},"
            "{\"payee\":\"2\",\"amount\":1,\"receipt\":\"a\",\"received_by\":\"陈小红\"}]}",
            "CASE-03", "used before");
    refused(w, id, "refund-pay", "2005-06-01",
            "{\"payments\":[{\"payee\":\"1\",\"amount\":1,\"receipt\":\"a\",\"received_by\":\"黄小明\",\"manner\":"
            "\"gift\"}]}",
            "CASE-03", "manner");
    /* two payments in one step that together are one fen too much */
    refused(w, id, "refund-pay", "2005-06-01",
            "{\"payments\":[{\"payee\":\"1\",\"amount\":2500,\"receipt\":\"a\",\"received_by\":\"黄小明\"},"
            "{\"payee\":\"1\",\"amount\":2501,\"receipt\":\"b\",\"received_by\":\"黄小明\"}]}",
            "CASE-03", "0.01 too much");

    taken(w, id, "refund-pay", "2005-06-01",
          "{\"payments\":[{\"payee\":\"1\",\"amount\":2000,\"receipt\":\"001\",\"received_by\":\"黄小明\"}]}");
    refused(w, id, "refund-pay", "2005-06-02",
            "{\"payments\":[{\"payee\":\"2\",\"amount\":100,\"receipt\":\"001\",\"received_by\":\"陈小红\"}]}",
            "CASE-03", "used before");
    taken(w, id, "refund-pay", "2005-06-10",
          "{\"no\":\"TH1\",\"payments\":[{\"payee\":\"1\",\"amount\":3000,\"receipt\":\"002\",\"received_by\":"
          "\"黄小明\"},"
          "{\"payee\":\"2\",\"amount\":5000,\"receipt\":\"003\",\"received_by\":\"陈小红\",\"manner\":\"transfer\"}]}");
    refused(w, id, "refunded", "2005-06-11", NULL, "CASE-03", "0.01 yuan; payees who wait: 1"); /* one fen is missing */
    refused(w, id, "close", "2005-06-11", NULL, "CASE-03", "0.01 yuan; payees who wait: 1");
    refused(w, id, "reply", "2005-06-11", "{\"opinion\":\"support\"}", "CASE-03", "0.01 yuan");
    taken(w, id, "refund-pay", "2005-06-28",
          "{\"payments\":[{\"payee\":\"2\",\"amount\":1,\"receipt\":\"004\",\"received_by\":\"陈小红\"}]}");
    refused(w, id, "close", "2005-06-29", NULL, "CASE-01",
            "possible now: refund-order, refund-reverse, refund-void, refund-sample, refund-confirm, refunded");
    may_not(w, id, "refund-pay"); /* nothing is due any more */
    taken(w, id, "refunded", "2005-06-28", NULL);
    taken(w, id, "reply", "2005-06-29", "{\"opinion\":\"support\"}");
    refused(w, id, "close", "2005-06-30", NULL, "CASE-03",
            "2 of the payees must have confirmed that they got it, 0 have");
    all_confirm(w, id, "TH1", "2005-06-29");
    taken(w, id, "close", "2005-06-30", NULL);
    state_is(w, id, "closed");
    ok(jf_refund_read(w->db, order, &r, &err), &err);
    assert_int_equal(r.paid_fen, 10001);
    assert_int_equal(r.unpaid, 0);
    assert_int_equal(r.payments, 4);
    assert_string_equal(r.last_paid_on, "2005-06-28");
    jf_refund_release(&r);
    struct jf_str faults = JF_STR_INIT;
    assert_true(sound(w, &faults));
    jf_str_release(&faults);
}

static void orders_that_cannot_stand(void **state)
{
    struct world *w = *state;
    static const struct {
        const char *payees, *words;
    } wrong[] = {
        { "{\"no\":\"1\",\"name\":\"a\",\"charged\":500,\"allowed\":100,\"due\":399}",
          "due is not charged minus allowed" },
        { "{\"no\":\"1\",\"name\":\"a\",\"charged\":500,\"allowed\":500}", "nothing is due" },
        { "{\"no\":\"1\",\"name\":\"a\",\"charged\":500,\"allowed\":600}", "nothing is due" },
        { "{\"no\":\"1\",\"name\":\" \",\"charged\":500,\"allowed\":100}", "no name" },
        { "{\"name\":\"a\",\"charged\":500,\"allowed\":100}", "no number" },
        { "{\"no\":\"1\",\"name\":\"a\",\"charged\":500.5,\"allowed\":100}", "not amounts" },
        { "{\"no\":\"1\",\"name\":\"a\",\"charged\":500}", "not amounts" },
        { "{\"no\":\"1\",\"name\":\"a\",\"charged\":5,\"allowed\":1},{\"no\":\"1\",\"name\":\"b\",\"charged\":5,"
          "\"allowed\":1}",
          "twice" },
        { "{\"no\":\"1\",\"name\":\"a\",\"charged\":999999999999999,\"allowed\":1},"
          "{\"no\":\"2\",\"name\":\"b\",\"charged\":999999999999999,\"allowed\":1}",
          "sum of the order" },
    };
    char fields[1024];
    int64_t id = registered(w, "2005-001");
    taken(w, id, "accept", "2005-05-12", NULL);
    taken(w, id, "investigate", "2005-05-12", NULL);
    taken(w, id, "conclude", "2005-05-12", "{\"result\":\"partly\"}");
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        snprintf(fields, sizeof fields,
                 "{\"unit\":\"" SCHOOL "\",\"deadline\":\"2005-06-30\",\"basis\":\"x\",\"payees\":[%s]}",
                 wrong[i].payees);
        refused(w, id, "refund-order", "2005-05-13", fields, "CASE-03", wrong[i].words);
    }
    refused(w, id, "refund-order", "2005-05-13",
            "{\"unit\":\"" SCHOOL "\",\"deadline\":\"2005-05-12\",\"basis\":\"x\",\"payees\":[{}]}", "CASE-02",
            "lies before");
    refused(w, id, "refund-order", "2005-05-13",
            "{\"unit\":\"XX\",\"deadline\":\"2005-06-12\",\"basis\":\"x\",\"payees\":[{}]}", "CASE-02", "XX");
    refused(w, id, "refund-order", "2005-05-13",
            "{\"unit\":\"" SCHOOL "\",\"deadline\":\"2005-06-12\",\"basis\":\"x\",\"payees\":[]}", "CASE-02", "payees");
    assert_int_equal(count(w->db, "SELECT count(*) FROM subject WHERE kind = 'refund'"), 0);

    /* default numbers, and a number that is taken */
    snprintf(fields, sizeof fields,
             "{\"unit\":\"" SCHOOL "\",\"deadline\":\"2005-06-30\",\"basis\":\"x\","
             "\"payees\":[{\"no\":\"1\",\"name\":\"a\",\"charged\":5,\"allowed\":1}]}");
    taken(w, id, "refund-order", "2005-05-13", fields);
    refused(w, id, "refund-order", "2005-05-13", fields, "CASE-03", "same payees and amounts");
    snprintf(fields, sizeof fields,
             "{\"unit\":\"" SCHOOL "\",\"deadline\":\"2005-06-30\",\"basis\":\"x\","
             "\"payees\":[{\"no\":\"1\",\"name\":\"a\",\"charged\":6,\"allowed\":1}]}");
    taken(w, id, "refund-order", "2005-05-13", fields);
    assert_int_equal(count(w->db, "SELECT count(*) FROM refund_order WHERE number IN ('T2005-001', 'T2005-002')"), 2);
    refused(w, id, "refund-order", "2005-05-13",
            "{\"no\":\"T2005-001\",\"unit\":\"" SCHOOL "\",\"deadline\":\"2005-06-30\",\"basis\":\"x\","
            "\"payees\":[{\"no\":\"1\",\"name\":\"a\",\"charged\":5,\"allowed\":1}]}",
            "CASE-03", "taken");

    /* a complaint that was not found true has no refund */
    id = registered(w, "2005-002");
    taken(w, id, "accept", "2005-05-12", NULL);
    taken(w, id, "investigate", "2005-05-12", NULL);
    taken(w, id, "conclude", "2005-05-12", "{\"result\":\"unsubstantiated\"}");
    refused(w, id, "refund-order", "2005-05-13", fields, "CASE-01", "found true");
    taken(w, id, "reply", "2005-05-14", "{\"opinion\":\"not-support\"}");
    taken(w, id, "close", "2005-05-14", NULL);
}

/* ---- deadlines ---- */

static enum jf_status note_deadline(void *arg, const struct jf_deadline *d, struct jf_error *err)
{
    (void)err;
    if (d->superseded || (strcmp(d->code, "petition.accept") != 0 && strcmp(d->code, "petition.handle") != 0))
        return JF_OK; /* test_deadline.c has the others */
    jf_str_addf(arg, "%s %s %s %s %d;", d->code, d->from, *d->due ? d->due : "-",
                d->standard ? d->standard->document_number : "-", (int)d->state);
    return JF_OK;
}

static void deadlines_are(struct world *w, int64_t id, const char *expected)
{
    struct jf_str s = JF_STR_INIT;
    struct jf_error err = { .status = JF_OK };
    ok(jf_case_deadlines(w->db, id, note_deadline, &s, &err), &err);
    assert_string_equal(s.data, expected);
    jf_str_release(&s);
}

/* ---- found true: the money, or why there is none ---- */

static int64_t concluded(struct world *w, const char *number, const char *result)
{
    char fields[64];
    int64_t id = registered(w, number);
    taken(w, id, "accept", "2005-05-12", NULL);
    taken(w, id, "investigate", "2005-05-12", NULL);
    snprintf(fields, sizeof fields, "{\"result\":\"%s\"}", result);
    taken(w, id, "conclude", "2005-05-12", fields);
    return id;
}

static void found_true_needs_a_refund_or_a_reason(void **state)
{
    struct world *w = *state;
    struct jf_str faults = JF_STR_INIT;
    int64_t id = concluded(w, "2005-001", "substantiated");
    refused(w, id, "reply", "2005-05-13", "{\"opinion\":\"support\"}", "CASE-02", "no refund is ordered");
    refused(w, id, "reply", "2005-05-13", "{\"opinion\":\"not-support\",\"no-refund\":\"未收\"}", "CASE-02",
            "not answered with 'not-support'");
    taken(w, id, "reply", "2005-05-13", "{\"opinion\":\"support\",\"no-refund\":\"只要求交费，尚未收取\"}");
    taken(w, id, "close", "2005-05-14", NULL);
    assert_true(sound(w, &faults));

    id = concluded(w, "2005-002", "partly");
    refused(w, id, "reply", "2005-05-13", "{\"opinion\":\"explain\"}", "CASE-02", "no refund is ordered");
    may_not(w, id, "refund-pay");
    may_not(w, id, "refund-withdraw");

    id = concluded(w, "2005-003", "unsubstantiated");
    may_not(w, id, "refund-order"); /* would be refused */
    refused(w, id, "reply", "2005-05-13", "{\"opinion\":\"explain\",\"no-refund\":\"x\"}", "CASE-02",
            "only where the complaint was found true");
    taken(w, id, "reply", "2005-05-13", "{\"opinion\":\"not-support\"}");

    /* an order of the round before the reopening does not answer for the new one */
    id = ordered(w, "2005-004");
    may_not(w, id, "refunded");
    taken(w, id, "refund-pay", "2005-06-01",
          "{\"payments\":[{\"payee\":\"1\",\"amount\":5000,\"receipt\":\"1\",\"received_by\":\"黄小明\"},"
          "{\"payee\":\"2\",\"amount\":5001,\"receipt\":\"2\",\"received_by\":\"陈小红\"}]}");
    taken(w, id, "refunded", "2005-06-02", NULL);
    refused(w, id, "reply", "2005-06-02", "{\"opinion\":\"support\",\"no-refund\":\"x\"}", "CASE-02",
            "no-refund is said");
    taken(w, id, "reply", "2005-06-02", "{\"opinion\":\"support\"}");
    taken(w, id, "reopen", "2005-06-10", "{\"reason\":\"还有学生\"}");
    taken(w, id, "investigate", "2005-06-11", NULL);
    taken(w, id, "conclude", "2005-06-12", "{\"result\":\"substantiated\"}");
    refused(w, id, "reply", "2005-06-13", "{\"opinion\":\"support\"}", "CASE-02", "no refund is ordered");
    assert_true(sound(w, &faults));

    /* the books would show it */
    script(w->db, "UPDATE petition_case SET state = 'closed' WHERE state = 'concluded'");
    assert_false(sound(w, &faults));
    assert_non_null(strstr(faults.data, "without a refund order and without a reason"));
    jf_str_release(&faults);
}

static void order_goes_to_the_unit_complained_of(void **state)
{
    struct world *w = *state;
    int64_t id = concluded(w, "2005-001", "partly");
#define ONE_PAYEE                                                                                                      \
    "\"deadline\":\"2005-06-30\",\"basis\":\"x\",\"payees\":[{\"no\":\"1\",\"name\":\"a\",\"charged\":5,\"allowed\":"  \
    "1}]}"
    refused(w, id, "refund-order", "2005-05-13", "{\"unit\":\"" BUREAU "\"," ONE_PAYEE, "CASE-02",
            "the unit complained of is 'SC01', not 'DE01'");
    refused(w, id, "refund-order", "2005-05-13", "{\"unit\":\"" SCHOOL "\",\"other-unit\":\"x\"," ONE_PAYEE, "CASE-02",
            "only where the order goes to another unit");
    taken(w, id, "refund-order", "2005-05-13", "{\"unit\":\"" BUREAU "\",\"other-unit\":\"款已上缴教育局\"," ONE_PAYEE);
}

static void order_withdrawn(void **state)
{
    struct world *w = *state;
    struct jf_error err = { .status = JF_OK };
    struct jf_str faults = JF_STR_INIT;
    int64_t id = ordered(w, "2005-001"), order = 0;
    refused(w, id, "refund-withdraw", "2005-05-24", "{\"no\":\"TH1\"}", "CASE-02", "must carry 'reason'");
    refused(w, id, "refund-withdraw", "2005-05-24", "{\"no\":\"TH9\",\"reason\":\"误录\"}", "CASE-03",
            "no refund order");
    taken(w, id, "refund-withdraw", "2005-05-24", "{\"no\":\"TH1\",\"reason\":\"金额录错\"}");
    state_is(w, id, "concluded");
    assert_int_equal(count(w->db, "SELECT count(*) FROM refund_order"), 0);
    assert_int_equal(count(w->db, "SELECT count(*) FROM refund_payee"), 0);
    assert_int_equal(count(w->db, "SELECT due_fen FROM refund_withdrawn WHERE number = 'TH1' AND payees = 2"), 10001);
    assert_int_equal(count(w->db, "SELECT concluded_on = '2005-05-20' AND result = 'substantiated' FROM petition_case"),
                     1);
    assert_int_equal(jf_refund_find(w->db, "TH1", &order, &err), JF_NOT_FOUND);
    assert_non_null(strstr(err.message, "withdrawn on 2005-05-24: 金额录错"));
    refused(w, id, "reply", "2005-05-24", "{\"opinion\":\"support\"}", "CASE-02", "no refund is ordered");
    refused(w, id, "refund-order", "2005-05-25", TWO_PAYEES, "CASE-03", "taken"); /* the number stays used */
    taken(w, id, "refund-order", "2005-05-25",
          "{\"no\":\"TH2\",\"unit\":\"" SCHOOL "\",\"deadline\":\"2005-06-30\",\"basis\":\"x\","
          "\"payees\":[{\"no\":\"1\",\"name\":\"a\",\"charged\":500,\"allowed\":100}]}");
    taken(w, id, "refund-order", "2005-05-25",
          "{\"no\":\"TH3\",\"unit\":\"" SCHOOL "\",\"deadline\":\"2005-06-30\",\"basis\":\"x\","
          "\"payees\":[{\"no\":\"1\",\"name\":\"b\",\"charged\":500,\"allowed\":100}]}");
    taken(w, id, "refund-pay", "2005-05-26",
          "{\"no\":\"TH2\",\"payments\":[{\"payee\":\"1\",\"amount\":400,\"receipt\":\"1\",\"received_by\":\"a\"}]}");
    refused(w, id, "refund-withdraw", "2005-05-27", "{\"no\":\"TH2\",\"reason\":\"x\"}", "CASE-03",
            "4.00 yuan are paid");
    taken(w, id, "refund-withdraw", "2005-05-27", "{\"no\":\"TH3\",\"reason\":\"重复\"}");
    state_is(w, id, "refunding");
    taken(w, id, "refunded", "2005-05-28", NULL);
    if (!sound(w, &faults))
        fail_msg("%s", faults.data);
    script(w->db, "UPDATE refund_withdrawn SET reason = 'y' WHERE number = 'TH3'");
    assert_false(sound(w, &faults));
    assert_non_null(strstr(faults.data, "TH3 (stored)"));
    jf_str_release(&faults);
}

static void receivers_and_receipts(void **state)
{
    struct world *w = *state;
    struct jf_str faults = JF_STR_INIT;
    int64_t id = ordered(w, "2005-001");
#define PAY(payee, receipt, who)                                                                                       \
    "{\"payments\":[{\"payee\":\"" payee "\",\"amount\":100,\"receipt\":\"" receipt "\",\"received_by\":\"" who "\"}]" \
    "}"
    refused(w, id, "refund-pay", "2005-06-01", PAY("1", "S1", "陌生人"), "CASE-03", "another than the payee");
    taken(w, id, "refund-pay", "2005-06-01",
          "{\"payments\":[{\"payee\":\"1\",\"amount\":100,\"receipt\":\"S1\",\"received_by\":\"黄大明\","
          "\"proxy\":\"其父代领，持户口簿\"}]}");
    assert_int_equal(count(w->db, "SELECT proxy = '其父代领，持户口簿' FROM refund_payment"), 1);
    static const char *const same[] = { "S1", "s1", " S1 ", "S１", "s１" };
    char fields[256];
    for (size_t i = 0; i < sizeof same / sizeof *same; i++) {
        snprintf(fields, sizeof fields, PAY("2", "%s", "陈小红"), same[i]);
        refused(w, id, "refund-pay", "2005-06-02", fields, "CASE-03", "used before");
    }
    taken(w, id, "refund-pay", "2005-06-02", PAY("2", " S-2 ", "陈 小红"));
    assert_int_equal(count(w->db, "SELECT receipt = 'S-2' FROM refund_payment WHERE payee = '2'"), 1);

    /* another order of the same unit, in another case */
    id = concluded(w, "2005-002", "partly");
    taken(w, id, "refund-order", "2005-06-03", "{\"unit\":\"" SCHOOL "\"," ONE_PAYEE);
    refused(w, id, "refund-pay", "2005-06-03",
            "{\"payments\":[{\"payee\":\"1\",\"amount\":1,\"receipt\":\"s-2\",\"received_by\":\"a\"}]}", "CASE-03",
            "used before");
    /* another unit has receipts of its own */
    id = concluded(w, "2005-003", "partly");
    taken(w, id, "refund-order", "2005-06-03", "{\"unit\":\"" BUREAU "\",\"other-unit\":\"x\"," ONE_PAYEE);
    taken(w, id, "refund-pay", "2005-06-03",
          "{\"payments\":[{\"payee\":\"1\",\"amount\":1,\"receipt\":\"s-2\",\"received_by\":\"a\"}]}");
    if (!sound(w, &faults))
        fail_msg("%s", faults.data);
    jf_str_release(&faults);
}

static void first_acceptance_stays(void **state)
{
    struct world *w = *state;
    struct jf_error err = { .status = JF_OK };
    struct jf_case c;
    struct jf_str faults = JF_STR_INIT;
    int64_t id = registered(w, "2005-001");
    taken(w, id, "accept", "2005-05-12", NULL);
    taken(w, id, "reply", "2005-05-13", "{\"opinion\":\"explain\"}");
    taken(w, id, "reopen", "2005-06-14", "{\"reason\":\"补充材料\"}");
    ok(jf_case_read(w->db, id, &c, &err), &err);
    assert_string_equal(c.accepted_on, "2005-05-12");
    assert_string_equal(c.reopened_on, "2005-06-14");
    jf_case_release(&c);
    script(w->db, book);
    deadlines_are(w, id,
                  "petition.accept 2005-05-10 2005-05-25 国务院令第431号 1;"
                  "petition.handle 2005-06-14 2005-08-13 国务院令第431号 4;");
    if (!sound(w, &faults))
        fail_msg("%s", faults.data);
    jf_str_release(&faults);
}

static void words_for_codes(void **state)
{
    (void)state;
    struct jf_str s = JF_STR_INIT;
    assert_string_equal(jf_word_code("channel", "call"), "call");
    assert_string_equal(jf_word_code("channel", " 来电 "), "call");
    assert_string_equal(jf_word_code("state", "已结案"), "closed");
    assert_string_equal(jf_word_code("result", "partly substantiated"), "partly");
    assert_null(jf_word_code("channel", "属实"));
    assert_null(jf_word_code("channel", ""));
    assert_null(jf_word_code("channel", NULL));
    jf_word_choices("manner", "zh", &s);
    assert_string_equal(s.data, "cash 现金、transfer 转账、offset 抵扣、labour 还工");
    jf_str_clear(&s);
    jf_word_choices("manner", "en", &s);
    assert_string_equal(s.data, "cash, transfer, offset, labour");
    jf_str_release(&s);
}

static void places_by_name(void **state)
{
    struct world *w = *state;
    struct jf_error err = { .status = JF_OK };
    struct jf_str code = JF_STR_INIT;
    static const char *const names[] = { PLACE, "际尾村", " 际尾村 ", "大洋镇际尾村" };
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        ok(jf_register_find(w->db, "division", names[i], &code, &err), &err);
        assert_string_equal(code.data, PLACE);
    }
    ok(jf_register_find(w->db, "unit", "大洋中学", &code, &err), &err);
    assert_string_equal(code.data, SCHOOL);
    assert_int_equal(jf_register_find(w->db, "division", "示例镇", &code, &err), JF_NOT_FOUND);
    assert_non_null(strstr(err.hint, "jianfu register list divisions"));
    assert_int_equal(jf_register_find(w->db, "unit", "际尾村", &code, &err), JF_NOT_FOUND);
    script(w->db, "INSERT INTO subject VALUES (30,'division','350199108202',NULL);"
                  "INSERT INTO record (record_id, subject_id, version, batch_id, line, digest) VALUES "
                  "(30,30,1,NULL,0,zeroblob(32));UPDATE subject SET record_id = 30 WHERE "
                  "subject_id = 30;"
                  "INSERT INTO division VALUES (30,30,'350199108202','际尾村','village',2,NULL,NULL,300,1200,600,1)");
    assert_int_equal(jf_register_find(w->db, "division", "际尾村", &code, &err), JF_USAGE);
    assert_non_null(strstr(err.hint, PLACE " 大洋镇际尾村, 350199108202 大洋镇际尾村"));
    ok(jf_register_find(w->db, "division", "350199108202", &code, &err), &err);
    jf_str_release(&code);
}

static void payment_of_another_case(void **state)
{
    struct world *w = *state;
    ordered(w, "2005-001");
    int64_t id = registered(w, "2005-002");
    taken(w, id, "accept", "2005-05-12", NULL);
    taken(w, id, "investigate", "2005-05-12", NULL);
    taken(w, id, "conclude", "2005-05-12", "{\"result\":\"partly\"}");
    taken(w, id, "refund-order", "2005-05-23",
          "{\"no\":\"TH2\",\"unit\":\"" SCHOOL "\",\"deadline\":\"2005-06-30\",\"basis\":\"x\","
          "\"payees\":[{\"no\":\"1\",\"name\":\"a\",\"charged\":5,\"allowed\":1}]}");
    refused(w, id, "refund-pay", "2005-06-01",
            "{\"no\":\"TH1\",\"payments\":[{\"payee\":\"1\",\"amount\":1,\"receipt\":\"1\",\"received_by\":\"a\"}]}",
            "CASE-03", "no refund order 'TH1'");
}

static void seventy_six_thousand_households(void **state)
{
    struct world *w = *state;
    struct jf_str fields = JF_STR_INIT, payments = JF_STR_INIT;
    struct jf_error err = { .status = JF_OK };
    int64_t id = registered(w, "2005-001"), order = 0, n = 0;
    taken(w, id, "accept", "2005-05-12", NULL);
    taken(w, id, "investigate", "2005-05-12", NULL);
    taken(w, id, "conclude", "2005-05-12", "{\"result\":\"substantiated\"}");
    jf_str_add(&fields,
               "{\"no\":\"BIG\",\"unit\":\"" SCHOOL "\",\"deadline\":\"2005-06-30\",\"basis\":\"x\",\"payees\":[");
    for (int i = 1; i <= 76000; i++)
        jf_str_addf(&fields, "%s{\"no\":\"%d\",\"name\":\"户主%d\",\"charged\":1200,\"allowed\":%d}", i > 1 ? "," : "",
                    i, i, i % 100);
    jf_str_add(&fields, "]}");
    taken(w, id, "refund-order", "2005-05-20", fields.data);
    ok(jf_refund_find(w->db, "BIG", &order, &err), &err);
    jf_str_add(&payments, "{\"payments\":");
    ok(jf_refund_all_due(w->db, order, "SJ", 1, "cash", &payments, &n, &err), &err);
    jf_str_add(&payments, "}");
    assert_int_equal(n, 76000);
    taken(w, id, "refund-pay", "2005-06-20", payments.data);
    taken(w, id, "refunded", "2005-06-21", NULL);
    assert_int_equal(count(w->db, "SELECT sum(paid_fen) FROM refund_payee"), 76000 * 1200 - 760 * 4950);
    assert_int_equal(count(w->db, "SELECT receipt = 'SJ-76000' FROM refund_payment WHERE payee = '76000'"), 1);
    struct jf_str faults = JF_STR_INIT;
    if (!sound(w, &faults))
        fail_msg("%s", faults.data);
    jf_str_release(&faults);
    jf_str_release(&fields);
    jf_str_release(&payments);
}

/* ---- words, days, numbers ---- */

static void steps_carry_their_own(void **state)
{
    struct world *w = *state;
    int64_t id = registered(w, "2005-001");
    refused(w, id, "accept", "2005-05-12", "{\"result\":\"partly\"}", "CASE-02", "does not carry 'result'");
    refused(w, id, "refuse", "2005-05-12", NULL, "CASE-02", "must carry 'reason'");
    refused(w, id, "refuse", "2005-05-12", "{\"reason\":\"  \"}", "CASE-02", "must carry 'reason'");
    refused(w, id, "refuse", "2005-05-12", "{\"reason\":7}", "CASE-02", "wrong type");
    refused(w, id, "forward", "2005-05-12", "{\"to\":\"NONE\"}", "CASE-02", "NONE");
    refused(w, id, "forward", "2005-05-12", "{\"to\":\"" SCHOOL "\"}", "CASE-02",
            "never forwarded to the unit complained of");
    refused(w, id, "dance", "2005-05-12", NULL, "CASE-01", "accept, refuse, forward");
    refused(w, id, "accept", "2005-05-09", NULL, "CASE-02", "before");
    refused(w, id, "accept", "2006-01-01", NULL, "CASE-02", "after today");
    refused(w, id, "accept", "2005-06-31", NULL, "CASE-02", "2005-06-31");
    refused(w, id, "accept", "2005-05-12", "{\"note\":\"\xc1\xd6\"}", "CASE-02", "UTF-8");
    taken(w, id, "accept", "2005-05-12", NULL);
    refused(w, id, "investigate", "2005-05-11", NULL, "CASE-02", "2005-05-12");
    refused(w, id, "reply", "2005-05-13", "{\"opinion\":\"support\"}", "CASE-02", "needs opinion 'explain'");
    taken(w, id, "reply", "2005-05-13", "{\"opinion\":\"explain\",\"note\":\"已当面解释政策\"}");
    taken(w, id, "close", "2005-05-13", NULL);
    refused(w, id, "reopen", "2005-05-14", NULL, "CASE-02", "reason");
    taken(w, id, "reopen", "2005-05-14", "{\"reason\":\"来访人补充材料\"}");
    state_is(w, id, "accepted");
}

static void registering(void **state)
{
    struct world *w = *state;
    struct jf_case_new p = { .channel = "visit",
                             .received_on = "2005-03-01",
                             .persons = 3,
                             .division = PLACE,
                             .category = "tax-fee",
                             .text = "收旧欠",
                             .actor = "陈" };
    struct jf_str number = JF_STR_INIT;
    struct jf_error err = { .status = JF_OK };
    int64_t id;
    registered(w, "2005-007");
    ok(jf_txn_begin(w->db, "test", &err), &err);
    ok(jf_case_register(w->db, &p, &number, &id, &err), &err);
    assert_string_equal(number.data, "2005-008");
    p.received_on = "2004-12-31";
    p.day = "2005-01-04";
    ok(jf_case_register(w->db, &p, &number, &id, &err), &err);
    assert_string_equal(number.data, "2004-001");
    p.number = "2004-001";
    assert_int_equal(jf_case_register(w->db, &p, &number, &id, &err), JF_REFUSED);
    p.number = "has blank";
    assert_int_equal(jf_case_register(w->db, &p, &number, &id, &err), JF_USAGE);
    p.number = NULL;
    p.division = "350199999999";
    assert_int_equal(jf_case_register(w->db, &p, &number, &id, &err), JF_NOT_FOUND);
    p.division = PLACE;
    p.unit = "NONE";
    assert_int_equal(jf_case_register(w->db, &p, &number, &id, &err), JF_NOT_FOUND);
    p.unit = NULL;
    p.channel = "dream";
    assert_int_equal(jf_case_register(w->db, &p, &number, &id, &err), JF_USAGE);
    assert_non_null(strstr(err.hint, "letter, call, visit"));
    p.channel = "visit";
    p.day = "2004-12-30";
    assert_int_equal(jf_case_register(w->db, &p, &number, &id, &err), JF_USAGE);
    p.day = NULL;
    p.received_on = "2006-01-01";
    assert_int_equal(jf_case_register(w->db, &p, &number, &id, &err), JF_USAGE);
    jf_txn_rollback(w->db);
    jf_str_release(&number);
}

static void masked(void **state)
{
    (void)state;
    struct jf_str s = JF_STR_INIT;
    jf_mask_name(&s, "林镕");
    jf_mask_name(&s, "欧阳锋");
    jf_mask_name(&s, "\xe3\x80\x80 王");
    jf_mask_name(&s, "𠮷田");
    jf_mask_name(&s, NULL);
    jf_mask_name(&s, " ");
    assert_string_equal(s.data, "林＊＊欧＊＊王＊＊𠮷＊＊");
    jf_str_clear(&s);
    jf_mask_all(&s, "13800000000");
    jf_mask_all(&s, "");
    assert_string_equal(s.data, "＊＊");
    jf_str_release(&s);
}

static void masked_within_a_text(void **state)
{
    (void)state;
    static const struct {
        struct jf_secrets secrets;
        const char *text, *masked;
    } cases[] = {
        { { "林镕", "13800000000", "东街1号" },
          "林镕家住东街1号，电话13800000000。林镕",
          "林＊＊家住＊＊，电话＊＊。林＊＊" },
        { { "林镕", NULL, NULL }, "林家、林镕镕、森林", "林家、林＊＊镕、森林" },
        { { "林", "1", "东" }, "林1东", "林1东" }, /* too short to be looked for */
        { { "陈水生\n黃阿妹", NULL, "東街1号" },
          "陳水生、黄阿妹住東街1号、东街1號，陈水",
          "陳＊＊、黄＊＊住＊＊、＊＊，陈水" },
        { { NULL, "", NULL }, "林镕", "林镕" },
        { { "林镕", NULL, NULL }, "", "" },
        { { "林镕\n陈小红\n\n", "\n13800000000", "东街1号\n东街1号附2" },
          "陈小红、林镕，13800000000，东街1号附2、东街1号",
          "陈＊＊、林＊＊，＊＊，＊＊、＊＊" }, /* several people, the longest secret first */
        { { "林大山", "13800000000", "石潭村3组" },
          "林 大山、林　大山，138-0000-0000、１３８００００００００，石潭村３组；138-0000-000",
          "林＊＊、林＊＊，＊＊、＊＊，＊＊；138-0000-000" }, /* written in another way */
        { { NULL, "0593-1234567", NULL }, "05931234567，0593/1234567", "＊＊，0593/1234567" },
    };
    struct jf_str s = JF_STR_INIT;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        jf_str_clear(&s);
        jf_mask_text(&s, cases[i].text, &cases[i].secrets);
        assert_string_equal(s.data, cases[i].masked);
    }
    jf_mask_text(&s, NULL, &cases[0].secrets);
    jf_str_release(&s);
}

/* Numbers that were registered nowhere, however written; and what only looks like one. */
static void numbers_of_people_masked(void **state)
{
    (void)state;
    static const struct {
        const char *text, *masked; /* NULL: stays as it is */
    } cases[] = {
        { "我的手机１３８ ００００ ００００，电话0591 2288 7650。", "我的手机＊＊，电话＊＊。" },
        { "请拨１３８００００００００或138-0000-0001、138 0000 0002、1 3 8 0 0 0 0 0 0 0 3、+86 13800000004",
          "请拨＊＊或＊＊、＊＊、＊＊、＊＊" },
        { "手机：138．0000．0000；一三八〇〇〇〇〇〇〇〇", "手机：＊＊；＊＊" },
        { "周一13800000000打来过", "周一＊＊打来过" },
        { "打0591-22887650，（0593）2288765转8012，0591 2288 7650", "打＊＊，＊＊，＊＊" },
        { "联系电话2288765、22887650，或找我 87654321。", "联系电话＊＊，或找我 ＊＊。" },
        { "家里22887650，晚上在。", "家里＊＊，晚上在。" },
        { "身份证350181197001011234、35018119700101123x、３５０１８１１９７００１０１１２３Ｘ",
          "身份证＊＊、＊＊、＊＊" },
        { "350181 19700101 1234；350181-700101-123；350181700101123", "＊＊；＊＊；＊＊" },
        { "卡号6222020000000000000，6222 0200 0000 0000 000，4563-5100-0000-0000", "卡号＊＊，＊＊，＊＊" },
        { "存折35010012345678901234567", "存折＊＊" },
        { "学费1280.00元，共2345678元，15,850.00元，12345678.90", NULL },
        { "闽价〔2004〕259号，闽财综[2004]12345678号，国办发2004第2233445号", NULL },
        { "2005-03-01至2005-06-30，20050301，2004-2005学年，2005年3月1日 2005-04-01 2005-05-01", NULL },
        { "收据号2233445，编号 22334455，No.22334455，来电2005-0203，票号：2233445", NULL },
        { "350199101000，大洋镇12345热线，96196，共76768户", NULL },
        { "每生130元、每人1500元，分别1500 2000 300元", NULL },
        { "手机(138)00001111，138·0000·1111，138/0000/1111，138，0000，1111", "手机＊＊，＊＊，＊＊，＊＊" },
        { "手机13800001111户主在家，138OO001111，1三8零零零零一一一一", "手机＊＊户主在家，＊＊，＊＊" },
        { "壹叁捌零零零零壹壹壹壹，电话二二八八七六五〇", "＊＊，电话＊＊" },
        { "三五〇一八一一九七〇〇一〇一一二三四，0086-591-22887650", "＊＊，＊＊" },
        { "QQ：284513377，QQ号 12345，微信号linfu_1970，fan_1970@example.com",
          "QQ：＊＊，QQ号 ＊＊，微信号＊＊，＊＊" },
        { "BP机126-1234567，传呼1916688转2345", "BP机＊＊，传呼＊＊转2345" },
        { "签名：陈水生 350181197001011234、林依妹（手印）、叶𡌶", "签名：＊＊" },
        { "签名：\n陈水生 林依妹\n郑国强、叶𡌶\n二〇〇五年三月八日", "签名：\n＊＊\n二〇〇五年三月八日" },
        { "家长：陈水生\n杂费\n收费项目：簿本费", "家长：＊＊\n杂费\n收费项目：簿本费" },
        { "反映人(签字)：吴阿土，男，汉族", "反映人(签字)：＊＊，男，汉族" },
        { "被反映人：乡土地所，反映人：大洋镇际尾村村民", NULL },
        { "收费项目：杂费130元，QQ群里说的，电话费一百二十元", NULL },
        /* what comes behind a name is no name */
        { "姓名：陈水生 电话：2288765", "姓名：＊＊ 电话：＊＊" },
        { "联系人：陈水生，电话：0590-228-8765转12", "联系人：＊＊，电话：＊＊" },
        { "家长：每人收费50元；姓名：不详；反映人：匿名；联系人：村委会", NULL },
        { "签名：陈水生 林依妹\n吴阿土 郑国强（按手印）\n二〇〇五年五月八日", "签名：＊＊）\n二〇〇五年五月八日" },
        /* as letters and records tell who it is */
        { "反 映 人：陈水生 投诉人　林依妹，姓名 吴阿土 性别 男", "反 映 人：＊＊ 投诉人　＊＊，姓名 ＊＊ 性别 男" },
        { "来信人：际尾村 陈水生；代表：林依妹、吴阿土；署名：郑国强", "来信人：＊＊；代表：＊＊；署名：＊＊" },
        { "我叫陈水生，今年52岁。本人林依妹，女。我是际尾村村民吴阿土，村民郑国强（电话：2288765）",
          "我叫＊＊，今年52岁。本人＊＊，女。我是际尾村村民＊＊，村民＊＊（电话：＊＊）" },
        { "此致\n敬礼！\n　　际尾村村民 陈水生\n　　2005年6月18日",
          "此致\n敬礼！\n　　际尾村村民 ＊＊\n　　2005年6月18日" },
        { "林依妹\n二〇〇五年六月", "＊＊\n二〇〇五年六月" },
        { "家住大洋镇际尾村12号，住址：际尾村3组21号；现住东门街15号201室，qq号是284513377",
          "家住大洋镇际尾村＊＊，住址：际尾村＊＊；现住东门街＊＊，qq号是＊＊" },
        { "户主是吴阿土，我爸爸叫陈水生，我弟弟郑国强（残疾）；地址：际尾村5号；存折号是900-12345-6789012",
          "户主是＊＊，我爸爸叫＊＊，我弟弟＊＊（残疾）；地址：际尾村＊＊；存折号是＊＊" },
        { "女儿高一，儿子高中毕业，收费许可证号 3501230，账号共5个，卡号不清", NULL },
        { "我叫他退钱，他不退；户主名单；学生应交费用如下；代表：本村37户；本人许可；家住际尾村，2005年3月5号收的",
          NULL },
        { "石潭镇\n2005年6月1日\n申请书\n2005年6月\n县减负办\n2005年6月1日\n全体村民\n2005年6月1日", NULL },
    };
    const struct jf_secrets none = { NULL, NULL, NULL };
    struct jf_str s = JF_STR_INIT;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        jf_str_clear(&s);
        jf_mask_text(&s, cases[i].text, &none);
        assert_string_equal(s.data, cases[i].masked ? cases[i].masked : cases[i].text);
    }
    jf_str_clear(&s);
    jf_mask_text(&s, "林镕1380000", &(const struct jf_secrets){ "林镕", "0000", NULL });
    assert_string_equal(s.data, "林＊＊138＊＊");
    jf_str_release(&s);
    jf_mask_cleanup();
}

static void deadlines_from_the_book(void **state)
{
    struct world *w = *state;
    int64_t id = registered(w, "2005-001");
    deadlines_are(w, id, "petition.accept 2005-05-10 - - 0;"); /* no rule book: not decided */
    script(w->db, book);
    deadlines_are(w, id, "petition.accept 2005-05-10 2005-05-25 国务院令第431号 4;");
    jf_day_set_today("2005-05-25");
    deadlines_are(w, id, "petition.accept 2005-05-10 2005-05-25 国务院令第431号 3;");
    taken(w, id, "accept", "2005-05-25", NULL);
    jf_day_set_today("2005-12-31");
    deadlines_are(w, id,
                  "petition.accept 2005-05-10 2005-05-25 国务院令第431号 1;"
                  "petition.handle 2005-05-25 2005-07-24 国务院令第431号 4;");
    taken(w, id, "investigate", "2005-07-01", NULL);
    taken(w, id, "conclude", "2005-07-25", "{\"result\":\"partly\"}");
    deadlines_are(w, id,
                  "petition.accept 2005-05-10 2005-05-25 国务院令第431号 1;"
                  "petition.handle 2005-05-25 2005-07-24 国务院令第431号 2;");
    script(w->db, "UPDATE standard SET valid_from = '2005-05-11'"); /* the day before it came into force */
    deadlines_are(w, id, "petition.accept 2005-05-10 - - 0;petition.handle 2005-05-25 2005-07-24 国务院令第431号 2;");
}

/* ---- verification ---- */

static void verify_names_the_difference(void **state)
{
    struct world *w = *state;
    struct jf_str faults = JF_STR_INIT;
    ordered(w, "2005-014");
    assert_true(sound(w, &faults));
    script(w->db, "UPDATE refund_payee SET paid_fen = 1 WHERE payee = '2'");
    assert_false(sound(w, &faults));
    assert_non_null(strstr(faults.data, "TH1 2 (stored)"));
    assert_null(strstr(faults.data, "陈小红"));
    script(w->db, "UPDATE refund_payee SET paid_fen = 0; UPDATE petition_case SET state = 'closed'");
    assert_false(sound(w, &faults));
    assert_non_null(strstr(faults.data, "2005-014 (rebuilt)"));
    assert_non_null(strstr(faults.data, "closed while money is missing"));
    script(w->db, "UPDATE petition_case SET state = 'refund-ordered'");
    assert_true(sound(w, &faults));
    /* the shadow is gone: what is written afterwards is there */
    int64_t id = registered(w, "2005-015");
    state_is(w, id, "registered");
    assert_int_equal(count(w->db, "SELECT count(*) FROM main.petition_case"), 2);
    jf_str_release(&faults);
}

/* ---- lists from files ---- */

static void write_file(const char *path, const char *text, size_t len)
{
    FILE *f = fopen(path, "wb");
    assert_non_null(f);
    assert_int_equal(fwrite(text, 1, len, f), len);
    fclose(f);
}

static void lists_from_csv(void **state)
{
    struct world *w = *state;
    struct jf_str json = JF_STR_INIT;
    struct jf_error err = { .status = JF_OK };
    char path[160];
    snprintf(path, sizeof path, "%s/p.csv", w->folder);
    static const char good[] =
        "\xef\xbb\xbfno,name,charged,allowed\r\n1,黄小明,350.00,300\r\n\r\n\"2\",\"陈 \"\"红\"\", 大\",1,0.5";
    write_file(path, good, sizeof good - 1);
    ok(jf_refund_payees_csv(path, &json, &err), &err);
    assert_string_equal(json.data, "[{\"no\":\"1\",\"name\":\"黄小明\",\"charged\":35000,\"allowed\":30000},"
                                   "{\"no\":\"2\",\"name\":\"陈 \\\"红\\\", 大\",\"charged\":100,\"allowed\":50}]");
    jf_str_clear(&json);
    static const char payments[] = "receipt,payee,amount,received_by\n001,1,50,黄父\n";
    write_file(path, payments, sizeof payments - 1);
    ok(jf_refund_payments_csv(path, &json, &err), &err);
    assert_string_equal(json.data, "[{\"payee\":\"1\",\"amount\":5000,\"receipt\":\"001\",\"received_by\":\"黄父\","
                                   "\"manner\":\"cash\"}]");
    jf_str_clear(&json);
    static const char chinese[] = "编号,姓名,已收,准收\n1,黄小明,350,300\n";
    write_file(path, chinese, sizeof chinese - 1);
    ok(jf_refund_payees_csv(path, &json, &err), &err);
    assert_string_equal(json.data, "[{\"no\":\"1\",\"name\":\"黄小明\",\"charged\":35000,\"allowed\":30000}]");
    jf_str_clear(&json);
    static const char gbk[] = "no,name,charged,allowed\n1,\xc1\xd6,2,1\n"; /* as a spreadsheet saves it by itself */
    write_file(path, gbk, sizeof gbk - 1);
    ok(jf_refund_payees_csv(path, &json, &err), &err);
    assert_string_equal(json.data, "[{\"no\":\"1\",\"name\":\"林\",\"charged\":200,\"allowed\":100}]");
    jf_str_clear(&json);
    static const char proxies[] = "编号,金额,收据号,领款人,方式,代领说明\n1,50,001,黄父,转账,父亲\n2,50,002,陈小红,,\n";
    write_file(path, proxies, sizeof proxies - 1);
    ok(jf_refund_payments_csv(path, &json, &err), &err);
    assert_string_equal(
        json.data, "[{\"payee\":\"1\",\"amount\":5000,\"receipt\":\"001\",\"received_by\":\"黄父\","
                   "\"manner\":\"transfer\",\"proxy\":\"父亲\"},{\"payee\":\"2\",\"amount\":5000,\"receipt\":\"002\","
                   "\"received_by\":\"陈小红\",\"manner\":\"cash\"}]");
    static const struct {
        const char *text, *words;
    } wrong[] = {
        { "no,name,charged\n1,a,2\n", "p.csv:1: the head line has no column: 'allowed'" },
        { "no,name,charged,allowed\n1,a,2,1\n2,b,2.345,1\n", "p.csv:3: not an amount" },
        { "no,name,charged,allowed\n1,\"a\nb\",2,1\n2,,2,1\n", "p.csv:4: the column is empty: 'name'" },
        { "no,name,charged,allowed\n1,\"a,2,1\n", "p.csv:2: a quotation mark is never closed" },
        { "no,name,charged,allowed\n1,\"a\"b,2,1\n", "p.csv:2: text behind" },
        { "no,name,charged,allowed\n1,\xff\xff,2,1\n", "line 2: this is no text in UTF-8 or GB18030" },
        { "no,name,name,charged,allowed\n1,a,b,2,1\n", "p.csv:1: the head line has the column twice: 'name'" },
        { "no,name,charged,allowed\n,,,\n", "has no line below its head line" },
        { "no,name,charged,allowed\n\n1,\"a\nb\",2,1\n2,c,x,1\n", "p.csv:5: not an amount" },
        { "no,name,charged,allowed\n1.23457E+12,a,2,1\n", "p.csv:2: the spreadsheet has lost what stood here: '1.2" },
        { "no,name,charged,allowed\n1,#N/A,2,1\n", "the spreadsheet has lost" },
        { "no,name,charged,allowed\n1,a,########,1\n", "the spreadsheet has lost" },
        { "PK\x03\x04", "is a workbook of Excel or WPS" },
        { "\n", "p.csv:1: the head line has no column" },
    };
    /* as spreadsheets save them: other separators, titles, empty rows and columns, units in the head, text kept so */
    static const char *const alike[] = {
        "no\tname\tcharged\tallowed\n1\t林镕\t1,350.00\t￥ 300.00\n",
        "编号;姓名;已收;准收\n1;林镕;1,350;300\n",
        "sep=;\n编号;姓名;已收;准收\n1;林镕;1350;300\n",
        "编号，姓名，已收，准收\n1，林镕，1350，300\n",
        "编号,姓名,已收,准收,,\n1,林镕,1350,300,,\n,,,,,\n \t,,,\n",
        "退款花名册,,,\n2005年7月,,,\n\n编号,姓　名,已收（元）,准收(元)\n1,林镕,1350,300\n",
        "編號,\"姓名\n（户主）\",已收,准收\n=\"1\",\" 林镕\n\",1350,300\n",
        "编号,姓名,已收,准收\n'1,\xc2\xa0林镕\xc2\xa0,1350,300\n",
    };
    for (size_t i = 0; i < sizeof alike / sizeof *alike; i++) {
        jf_str_clear(&json);
        write_file(path, alike[i], strlen(alike[i]));
        ok(jf_refund_payees_csv(path, &json, &err), &err);
        assert_string_equal(json.data, "[{\"no\":\"1\",\"name\":\"林镕\",\"charged\":135000,\"allowed\":30000}]");
    }
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        jf_str_clear(&json);
        write_file(path, wrong[i].text, strlen(wrong[i].text));
        assert_int_equal(jf_refund_payees_csv(path, &json, &err), JF_REFUSED);
        if (!strstr(err.message, wrong[i].words))
            fail_msg("'%s' is not in '%s'", wrong[i].words, err.message);
    }
    static const char manner[] = "编号,金额,领款人,方式\n1,2,a,現金\n2,2,b,打卡\n";
    write_file(path, manner, sizeof manner - 1);
    assert_int_equal(jf_refund_payments_csv(path, &json, &err), JF_REFUSED);
    assert_non_null(strstr(err.message, "p.csv:3: not a word that is known here: '打卡'"));
    assert_int_equal(jf_refund_payees_csv("/nowhere/x.csv", &json, &err), JF_FILE);
    assert_int_equal(truncate(path, (8 << 20) + 1), 0);
    assert_int_equal(jf_refund_payees_csv(path, &json, &err), JF_FILE);
    jf_str_release(&json);
}

/* ---- import ---- */

#define HEAD                                                                                                           \
    "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<petitions xmlns=\"urn:jianfu:petition:1\">\n"                        \
    "<source unit=\"减负办\" division=\"350199000000\" period=\"2005H1\" prepared-by=\"陈经办\" on=\"2005-06-30\"/>\n"
#define PETITION(version, more)                                                                                        \
    HEAD "<petition no=\"2005-020\" version=\"" version                                                                \
         "\" channel=\"call\" received-on=\"2005-05-09\" petitioner=\"林镕\""                                        \
         " division=\"" PLACE "\" unit=\"" SCHOOL "\" category=\"school\">\n<text>多收费</text>\n" more                \
         "</petition>\n</petitions>\n"
#define FIRST                                                                                                          \
    "<step type=\"accept\" on=\"2005-05-10\" by=\"陈经办\"/>\n"                                                     \
    "<step type=\"investigate\" on=\"2005-05-12\" by=\"王检查\" note=\"到校查账\"/>\n"                          \
    "<step type=\"conclude\" on=\"2005-05-16\" by=\"王检查\" result=\"substantiated\"/>\n"                          \
    "<step type=\"refund-order\" on=\"2005-05-18\" by=\"李主任\" no=\"TH20\" unit=\"" SCHOOL                           \
    "\" deadline=\"2005-06-30\""                                                                                       \
    " basis=\"闽价〔2004〕259号\">\n<payee no=\"1\" name=\"黄小明\" charged=\"350.00\" allowed=\"300.00\" "    \
    "due=\"50.00\"/>\n</step>\n"
#define SECOND                                                                                                          \
    "<step type=\"refund-pay\" on=\"2005-06-20\" by=\"陈经办\">\n<payment payee=\"1\" amount=\"50\" receipt=\"001\"" \
    " received-by=\"黄小明\" manner=\"cash\"/>\n</step>\n"                                                           \
    "<step type=\"refunded\" on=\"2005-06-28\" by=\"王检查\"/>\n"                                                    \
    "<step type=\"reply\" on=\"2005-06-29\" by=\"李主任\" opinion=\"support\"/>\n"                                   \
    "<step type=\"close\" on=\"2005-06-30\" by=\"李主任\"/>\n"

static void note_diag(void *arg, const struct jf_diag *diag)
{
    jf_str_addf(arg, "%ld %s %s (%s)\n", diag->line, diag->code, diag->message, diag->hint);
}

static enum jf_intake_outcome import(struct world *w, const char *text, struct jf_str *diags)
{
    struct jf_error err = { .status = JF_OK };
    struct jf_intake_result result;
    struct jf_casework_import arg = { .db = w->db, .actor = "导入员" };
    const struct jf_intake_options options = {
        .actor = "导入员", .diag = note_diag, .diag_arg = diags, .accept = jf_casework_accept_import, .accept_arg = &arg
    };
    char path[160];
    snprintf(path, sizeof path, "%s/p.xml", w->folder);
    write_file(path, text, strlen(text));
    jf_str_clear(diags);
    ok(jf_intake_file(w->db, path, &options, &result, &err), &err);
    return result.outcome;
}

static void accepted(struct world *w, const char *text)
{
    struct jf_str diags = JF_STR_INIT;
    if (import(w, text, &diags) != JF_INTAKE_ACCEPTED)
        fail_msg("refused:\n%s", diags.data);
    jf_str_release(&diags);
}

static void not_accepted(struct world *w, const char *text, const char *code, const char *words_expected)
{
    struct jf_str diags = JF_STR_INIT;
    int64_t before = count(w->db, "SELECT count(*) FROM event WHERE type GLOB 'petition.*' OR type GLOB 'refund.*'");
    assert_int_equal(import(w, text, &diags), JF_INTAKE_REFUSED);
    if (!strstr(diags.data, code) || !strstr(diags.data, words_expected))
        fail_msg("'%s %s' is not in:\n%s", code, words_expected, diags.data);
    assert_int_equal(count(w->db, "SELECT count(*) FROM event WHERE type GLOB 'petition.*' OR type GLOB 'refund.*'"),
                     before);
    jf_str_release(&diags);
}

static void import_with_steps(void **state)
{
    struct world *w = *state;
    struct jf_error err = { .status = JF_OK };
    struct jf_case c;
    int64_t id;
    accepted(w, PETITION("1", FIRST));
    ok(jf_case_find(w->db, "2005-020", &id, &err), &err);
    state_is(w, id, "refund-ordered");

    /* a later version: the same history and more */
    not_accepted(w, PETITION("2", "<step type=\"accept\" on=\"2005-05-10\" by=\"陈经办\"/>\n"), "CASE-04",
                 "investigate");
    not_accepted(w, PETITION("2", "<step type=\"accept\" on=\"2005-05-11\" by=\"陈经办\"/>\n"), "CASE-04",
                 "'accept' on 2005-05-10 by 陈经办, the file tells 'accept' on 2005-05-11");
    not_accepted(w, PETITION("2", ""), "CASE-04", "accept");
    accepted(w, PETITION("2", FIRST SECOND));
    ok(jf_case_read(w->db, id, &c, &err), &err);
    assert_string_equal(c.state, "closed");
    assert_string_equal(c.closed_on, "2005-06-30");
    assert_string_equal(c.petitioner, "林镕");
    assert_string_equal(c.township_name, "大洋镇");
    assert_int_equal(c.line, 4);
    jf_case_release(&c);
    assert_int_equal(count(w->db, "SELECT count(*) FROM event WHERE type GLOB 'petition.*' OR type GLOB 'refund.*'"),
                     9);
    struct jf_str faults = JF_STR_INIT;
    if (!sound(w, &faults))
        fail_msg("%s", faults.data);
    jf_str_release(&faults);
}

static void import_of_impossible_steps(void **state)
{
    struct world *w = *state;
    not_accepted(w, PETITION("1", "<step type=\"close\" on=\"2005-05-10\" by=\"a\"/>\n"), "6 CASE-01", "close");
    not_accepted(w, PETITION("1", "<step type=\"accept\" on=\"2005-05-10\" by=\"a\" result=\"partly\"/>\n"),
                 "6 CASE-02", "result");
    not_accepted(w, PETITION("1", "<step type=\"accept\" on=\"2005-05-08\" by=\"a\"/>\n"), "6 CASE-02", "2005-05-08");
    not_accepted(w,
                 PETITION("1", FIRST
                          "<step type=\"refund-pay\" on=\"2005-06-20\" by=\"a\"><payment payee=\"1\" amount=\"50.01\""
                          " receipt=\"1\" received-by=\"黄小明\" manner=\"cash\"/></step>\n"),
                 "12 CASE-03", "0.01 too much");
    assert_int_equal(count(w->db, "SELECT count(*) FROM petition_case"), 0);
    /* a registration of its own */
    accepted(w, PETITION("1", "<step type=\"register\" on=\"2005-05-11\" by=\"陈\"/>\n"
                              "<step type=\"accept\" on=\"2005-05-12\" by=\"a\"/>\n"));
    assert_int_equal(count(w->db, "SELECT count(*) FROM petition_case WHERE registered_on = '2005-05-11'"), 1);
    accepted(w, PETITION("2", "<step type=\"register\" on=\"2005-05-11\" by=\"陈\"/>\n"
                              "<step type=\"accept\" on=\"2005-05-12\" by=\"a\"/>\n"
                              "<step type=\"investigate\" on=\"2005-05-12\" by=\"a\"/>\n"));
}

static void import_after_commands(void **state)
{
    struct world *w = *state;
    struct jf_error err = { .status = JF_OK };
    int64_t id;
    accepted(w, PETITION("1", ""));
    ok(jf_case_find(w->db, "2005-020", &id, &err), &err);
    taken(w, id, "accept", "2005-05-10", NULL); /* by 王检查, the file says 陈经办 */
    not_accepted(w, PETITION("2", FIRST), "CASE-04", "accept");
    accepted(w, PETITION("2", "<step type=\"accept\" on=\"2005-05-10\" by=\"王检查\"/>\n"
                              "<step type=\"investigate\" on=\"2005-05-12\" by=\"王检查\"/>\n"));
    state_is(w, id, "investigating");
}

static int cleanup(void **state)
{
    (void)state;
    jf_casework_cleanup();
    return 0;
}

#define IN_WORLD(test) cmocka_unit_test_setup_teardown(test, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(table_is_whole),
        cmocka_unit_test(no_dead_ends),
        cmocka_unit_test(broken_table_is_refused),
        cmocka_unit_test(masked),
        cmocka_unit_test(masked_within_a_text),
        cmocka_unit_test(numbers_of_people_masked),
        cmocka_unit_test(words_for_codes),
        IN_WORLD(every_step_in_every_state),
        IN_WORLD(random_walks_keep_the_laws),
        IN_WORLD(paused_cases_wait),
        IN_WORLD(reviewed_twice_and_no_more),
        IN_WORLD(merged_into_one_that_stands),
        IN_WORLD(merged_only_into_one_that_goes_on),
        IN_WORLD(school_case_to_the_last_fen),
        IN_WORLD(orders_that_cannot_stand),
        IN_WORLD(found_true_needs_a_refund_or_a_reason),
        IN_WORLD(order_goes_to_the_unit_complained_of),
        IN_WORLD(order_withdrawn),
        IN_WORLD(receivers_and_receipts),
        IN_WORLD(first_acceptance_stays),
        IN_WORLD(places_by_name),
        IN_WORLD(payment_of_another_case),
        IN_WORLD(seventy_six_thousand_households),
        IN_WORLD(steps_carry_their_own),
        IN_WORLD(registering),
        IN_WORLD(deadlines_from_the_book),
        IN_WORLD(verify_names_the_difference),
        IN_WORLD(lists_from_csv),
        IN_WORLD(import_with_steps),
        IN_WORLD(import_of_impossible_steps),
        IN_WORLD(import_after_commands),
    };
    return cmocka_run_group_tests(tests, NULL, cleanup);
}
