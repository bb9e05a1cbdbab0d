/* test_plan.c - how the rules reach their rows: what a check of a county of any size must not do is read a large table
 * from end to end for each rule. Looked at is the program that SQLite makes of a statement: a cursor that is rewound
 * walks its whole table. */
#include "jianfu/audit.h"
#include "scratch.h"

enum { CURSORS = 256, TABLES = 64 };

struct table {
    int64_t root;
    char name[48];
};

static void ok(enum jf_status status, const struct jf_error *err)
{
    if (status != JF_OK)
        fail_msg("status %d: %s (%s)", (int)status, err->message, err->hint);
}

/* Tables and their indexes under the table's name, by root page. */
static int read_tables(struct jf_db *db, struct table *out)
{
    struct jf_error err = { .status = JF_OK };
    struct jf_stmt *st = NULL;
    bool row = true;
    int count = 0;
    ok(jf_db_query_text(db, "SELECT rootpage, tbl_name FROM main.sqlite_schema WHERE rootpage > 0", true, NULL, &st,
                        &err),
       &err);
    for (ok(jf_stmt_next(st, &row, &err), &err); row; ok(jf_stmt_next(st, &row, &err), &err)) {
        assert_true(count < TABLES * 2);
        out[count].root = jf_col_int(st, 0);
        snprintf(out[count++].name, sizeof out->name, "%s", jf_col_text(st, 1));
    }
    jf_stmt_done(st);
    return count;
}

/* How often a statement walks this table of the file from one end to the other. */
static int walks(struct jf_db *db, const char *sql, const char *table)
{
    static struct table tables[TABLES * 2];
    int count = read_tables(db, tables), found = 0;
    bool is_it[CURSORS] = { false };
    struct jf_str explain = JF_STR_INIT;
    struct jf_error err = { .status = JF_OK };
    struct jf_stmt *st = NULL;
    bool row = true;
    jf_str_addf(&explain, "EXPLAIN %s", sql);
    ok(jf_db_query_text(db, explain.data, true, NULL, &st, &err), &err);
    for (ok(jf_stmt_next(st, &row, &err), &err); row; ok(jf_stmt_next(st, &row, &err), &err)) {
        const char *op = jf_col_text(st, 1);
        int64_t cursor = jf_col_int(st, 2);
        if (strcmp(op, "OpenRead") == 0 && jf_col_int(st, 4) == 0) {
            assert_true(cursor < CURSORS);
            is_it[cursor] = false;
            for (int i = 0; i < count; i++)
                if (tables[i].root == jf_col_int(st, 3) && strcmp(tables[i].name, table) == 0)
                    is_it[cursor] = true;
        } else if ((strcmp(op, "Rewind") == 0 || strcmp(op, "Last") == 0) && cursor < CURSORS) {
            found += is_it[cursor];
        }
    }
    jf_stmt_done(st);
    jf_str_release(&explain);
    return found;
}

static const char *const large[] = { "notice", "notice_item", "record", "subject", "event" };

static void never_walks(struct jf_db *db, const char *rule, const char *what, const char *sql)
{
    for (size_t i = 0; sql && i < sizeof large / sizeof *large; i++)
        if (walks(db, sql, large[i]) > 0)
            fail_msg("%s: %s reads the whole table %s", rule, what, large[i]);
}

/* In a check the rules read suspects only: nothing but searches in the tables that grow with the county. */
static void rules_read_suspects_by_search(void **state)
{
    (void)state;
    struct scratch s;
    struct jf_rules *rules = NULL;
    struct jf_error err = { .status = JF_OK };
    scratch_open(&s);
    ok(jf_rules_load(NULL, &rules, &err), &err);
    ok(jf_db_views(s.db, &err), &err);
    ok(jf_db_script(s.db, jf_resource("sql/audit_suspects.sql", NULL), &err), &err);
    for (size_t i = 0; i < jf_rules_count(rules); i++) {
        const struct jf_rule *rule = jf_rules_at(rules, i);
        never_walks(s.db, rule->id, "SELECT", rule->sql);
        never_walks(s.db, rule->id, "undecided", rule->undecided);
        never_walks(s.db, rule->id, "population", rule->population);
    }
    jf_rules_free(rules);
    scratch_close(&s);
}

/* By itself a rule walks the notices once for each SELECT of its text, and no more. */
static void alone_a_rule_walks_once(void **state)
{
    (void)state;
    struct scratch s;
    struct jf_rules *rules = NULL;
    struct jf_error err = { .status = JF_OK };
    scratch_open(&s);
    ok(jf_rules_load(NULL, &rules, &err), &err);
    ok(jf_db_views(s.db, &err), &err);
    int walked = 0;
    for (size_t i = 0; i < jf_rules_count(rules); i++) {
        const struct jf_rule *rule = jf_rules_at(rules, i);
        if (!jf_starts(rule->subject, "notice"))
            continue;
        int n = walks(s.db, rule->sql, "notice") + walks(s.db, rule->sql, "notice_item");
        walked += n;
        if (n > 2) /* two where lines and notices, or lines and their repeats, are looked at */
            fail_msg("%s walks the notices %d times", rule->id, n);
    }
    assert_true(walked >= 20); /* the test sees walks where there are some */
    jf_rules_free(rules);
    scratch_close(&s);
}

/* The sweep reads a range of records, and everything about a line by search. */
static void the_sweep_reads_a_range(void **state)
{
    (void)state;
    struct scratch s;
    struct jf_error err = { .status = JF_OK };
    scratch_open(&s);
    ok(jf_db_views(s.db, &err), &err);
    never_walks(s.db, "the sweep", "a range", "SELECT * FROM v_notice_line WHERE record_id BETWEEN :low AND :high");
    scratch_close(&s);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(rules_read_suspects_by_search),
        cmocka_unit_test(alone_a_rule_walks_once),
        cmocka_unit_test(the_sweep_reads_a_range),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
