/* test_rule_plans.c - how the rules reach their rows: what a check of a county of any size must not do is read a large
 * table from end to end for each rule. */
#include "jianfu/audit.h"
#include "walks.h"

static struct roots roots;

static void ok(enum jf_status status, const struct jf_error *err)
{
    if (status != JF_OK)
        fail_msg("status %d: %s (%s)", (int)status, err->message, err->hint);
}

static void open_county(struct scratch *s, struct jf_rules **rules)
{
    struct jf_error err = { .status = JF_OK };
    scratch_open(s);
    ok(jf_rules_load(NULL, rules, &err), &err);
    ok(jf_db_views(s->db, &err), &err);
    read_roots(s, &roots);
}

static void close_county(struct scratch *s, struct jf_rules *rules)
{
    jf_rules_free(rules);
    scratch_close(s);
}

static void never_walks(struct scratch *s, const char *rule, const char *what, const char *sql)
{
    struct walks w = { 0 };
    if (sql)
        w = walks(s, &roots, rule, sql, strlen(sql));
    for (int i = 0; i < BIG; i++)
        if (w.whole[i] > 0)
            fail_msg("%s: %s reads the whole table %s", rule, what, big[i]);
}

/* In a check the rules read suspects only: nothing but searches in the tables that grow with the county. */
static void rules_read_suspects_by_search(void **state)
{
    (void)state;
    struct scratch s;
    struct jf_rules *rules = NULL;
    open_county(&s, &rules);
    struct jf_error err = { .status = JF_OK };
    ok(jf_db_script(s.db, jf_resource("sql/audit_suspects.sql", NULL), &err), &err);
    for (size_t i = 0; i < jf_rules_count(rules); i++) {
        const struct jf_rule *rule = jf_rules_at(rules, i);
        never_walks(&s, rule->id, "SELECT", rule->sql);
        never_walks(&s, rule->id, "undecided", rule->undecided);
        never_walks(&s, rule->id, "population", rule->population);
    }
    close_county(&s, rules);
}

/* By itself a rule walks the notices once for each SELECT of its text, and no more. */
static void alone_a_rule_walks_once(void **state)
{
    (void)state;
    struct scratch s;
    struct jf_rules *rules = NULL;
    open_county(&s, &rules);
    int walked = 0;
    for (size_t i = 0; i < jf_rules_count(rules); i++) {
        const struct jf_rule *rule = jf_rules_at(rules, i);
        if (!jf_starts(rule->subject, "notice"))
            continue;
        struct walks w = walks(&s, &roots, rule->id, rule->sql, strlen(rule->sql));
        int n = w.whole[0] + w.whole[1]; /* notice, notice_item */
        walked += n;
        if (n > 2) /* two where lines and notices, or lines and their repeats, are looked at */
            fail_msg("%s walks the notices %d times", rule->id, n);
    }
    assert_true(walked >= 20); /* the test sees walks where there are some */
    close_county(&s, rules);
}

/* The sweep reads a range of records, and everything about a line by search. */
static void the_sweep_reads_a_range(void **state)
{
    (void)state;
    struct scratch s;
    struct jf_rules *rules = NULL;
    open_county(&s, &rules);
    never_walks(&s, "the sweep", "a range", "SELECT * FROM v_notice_line WHERE record_id BETWEEN :low AND :high");
    close_county(&s, rules);
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
