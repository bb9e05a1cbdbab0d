/* test_rule_plans.c - how the rules reach their rows: what a check of a county of any size must not do is read a large
 * table from end to end for each rule. */
#include "../../src/audit/internal.h"

#include "jianfu/audit.h"
#include "jianfu/resource.h"
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

/* The sweep reads a range of records, and everything about a line and about its sort by search. */
static void the_sweep_reads_a_range(void **state)
{
    (void)state;
    struct scratch s;
    struct jf_rules *rules = NULL;
    open_county(&s, &rules);
    never_walks(&s, "the sweep", "a range", "SELECT * FROM notice_line WHERE record_id BETWEEN :low AND :high");
    never_walks(&s, "the sweep", "a sort", "SELECT * FROM notice_sort WHERE sort_id > :after");
    close_county(&s, rules);
}

/* Nor does it walk through all suspects for each sort, when a check goes on over some ten thousand of them. */
static void a_sort_is_found_among_the_suspects(void **state)
{
    (void)state;
    struct scratch s;
    struct jf_rules *rules = NULL;
    struct jf_error err = { .status = JF_OK };
    struct jf_stmt *st = NULL;
    bool row = true, found = false;
    open_county(&s, &rules);
    ok(jf_db_script(s.db, jf_resource("sql/audit_suspects.sql", NULL), &err), &err);
    ok(jf_db_query_text(s.db, "EXPLAIN QUERY PLAN SELECT * FROM notice_sort WHERE sort_id > 1", true, NULL, &st, &err),
       &err);
    for (ok(jf_stmt_next(st, &row, &err), &err); row; ok(jf_stmt_next(st, &row, &err), &err))
        found = found || strstr(jf_col_text(st, 3), "(turn=? AND subject_id=?)");
    jf_stmt_done(st);
    assert_true(found);
    close_county(&s, rules);
}

/* Tables of what may come while a check goes on, and those that are filled from it: charges and subscriptions, ... */
static const char charges[] =
    "tbl_name GLOB 'notice*' OR tbl_name GLOB 'school_charge*' OR tbl_name GLOB 'subscription*'"
    " OR tbl_name GLOB 'audit_*'";
/* ... what changes by steps and decisions, without any record; ... */
static const char steps[] =
    "tbl_name IN ('petition_case', 'petition_step', 'event', 'finding') OR tbl_name GLOB 'refund*'"
    " OR tbl_name GLOB 'remedy*' OR tbl_name GLOB 'inspection*'";
/* ... and the others. */
static const char others[] = "tbl_name GLOB 'petition*' OR tbl_name GLOB 'card_issue*' OR tbl_name GLOB 'publicity*'"
                             " OR tbl_name GLOB 'accountability*' OR tbl_name GLOB 'nil_report*'";

/* Does the rule open one of these tables? Its name, or NULL. */
static const char *opens(struct scratch *s, const char *sql, const char *tables)
{
    static char name[64];
    struct jf_str text = JF_STR_INIT, asked = JF_STR_INIT;
    struct jf_error err = { .status = JF_OK };
    struct jf_stmt *st = NULL, *named = NULL;
    bool found = false, row = sql;
    jf_str_addf(&text, "EXPLAIN %s", sql ? sql : "SELECT 1");
    jf_str_addf(&asked,
                "SELECT tbl_name FROM (SELECT rootpage, tbl_name, 0 AS base FROM sqlite_schema"
                " UNION ALL SELECT rootpage, tbl_name, 1 FROM sqlite_temp_schema)"
                " WHERE rootpage = :root AND base = :base AND (%s)",
                tables);
    ok(jf_db_query_text(s->db, text.data, false, NULL, &st, &err), &err);
    while (row && !found && jf_stmt_next(st, &row, &err) == JF_OK && row) {
        if (!jf_streq(jf_col_text(st, 1), "OpenRead"))
            continue;
        ok(jf_db_query_text(s->db, asked.data, true,
                            JF_ARGS(JF_INT(":root", jf_col_int(st, 3)), JF_INT(":base", jf_col_int(st, 4))), &named,
                            &err),
           &err);
        ok(jf_stmt_next(named, &found, &err), &err);
        if (found)
            snprintf(name, sizeof name, "%s", jf_col_text(named, 0));
        jf_stmt_done(named);
    }
    jf_stmt_done(st);
    jf_str_release(&text);
    jf_str_release(&asked);
    return found ? name : NULL;
}

static bool rule_opens(struct scratch *s, const struct jf_rule *rule, const char *tables, bool allowed)
{
    const char *const texts[] = { rule->sql, rule->undecided, rule->population };
    bool any = false;
    for (size_t t = 0; t < sizeof texts / sizeof *texts; t++) {
        const char *table = opens(s, texts[t], tables);
        any = any || table;
        if (table && !allowed)
            fail_msg("%s looks at %s", rule->id, table);
    }
    return any;
}

/* A check that goes on does not run these again. */
static void rules_that_stand_look_at_nothing_that_may_come(void **state)
{
    (void)state;
    struct scratch s;
    struct jf_rules *rules = NULL;
    open_county(&s, &rules);
    int standing = 0, at_charges = 0, at_steps = 0, at_others = 0;
    for (size_t i = 0; i < jf_rules_count(rules); i++) {
        const struct jf_rule *rule = jf_rules_at(rules, i);
        bool stands = audit_resume_stands(rule), may_stand = stands || audit_resume_others(rule);
        at_charges += rule_opens(&s, rule, charges, !may_stand);
        at_steps += rule_opens(&s, rule, steps, !may_stand);
        at_others += rule_opens(&s, rule, others, !stands);
        standing += may_stand;
    }
    assert_true(standing >= 30);
    assert_true(at_charges >= 20 && at_steps > 0 && at_others >= 5); /* the test sees what it looks for */
    close_county(&s, rules);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(rules_read_suspects_by_search),
        cmocka_unit_test(alone_a_rule_walks_once),
        cmocka_unit_test(the_sweep_reads_a_range),
        cmocka_unit_test(a_sort_is_found_among_the_suspects),
        cmocka_unit_test(rules_that_stand_look_at_nothing_that_may_come),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
