/* test_plans.c - no statement of an interactive command walks through a table that grows with the county, but those
 * that tests/unit/plans.tsv names with the reason why. What SQLite is about to do is read from its own program
 * (EXPLAIN): a cursor that is opened on such a table or an index of it, set to its begin or end and moved on from
 * there.
 */
#include "walks.h"

#include "jianfu/resource.h"

static const struct {
    const char *file, *prefix; /* statements whose names begin so */
} looked_at[] = {
    { "sql/report.sql", "report." }, { "sql/why.sql", "why." },     { "sql/casework.sql", "casework." },
    { "sql/remedy.sql", "remedy." }, { "sql/funds.sql", "funds." }, { "sql/audit.sql", "audit.finding" }
};

/* Call `fn` for each statement that is looked at. */
typedef void statement_fn(void *arg, const char *name, unsigned set);
static int each_statement(struct scratch *s, statement_fn *fn, void *arg)
{
    static const char marker[] = "-- name: ";
    static struct roots roots;
    int count = 0;
    read_roots(s, &roots);
    for (size_t f = 0; f < sizeof looked_at / sizeof *looked_at; f++) {
        const char *text = jf_resource(looked_at[f].file, NULL);
        assert_non_null(text);
        for (const char *at = strstr(text, marker); at;) {
            const char *body = strchr(at, '\n');
            const char *next = strstr(body, marker);
            char name[128];
            snprintf(name, sizeof name, "%.*s", (int)strcspn(at + strlen(marker), " \r\n"), at + strlen(marker));
            if (jf_starts(name, looked_at[f].prefix)) {
                fn(arg, name, walks(s, &roots, name, body, next ? (size_t)(next - body) : strlen(body)).set);
                count++;
            }
            at = next;
        }
    }
    return count;
}

/* ---- what is allowed ---- */

struct allowed {
    char name[128], table[32];
    bool met;
};
struct allowances {
    struct allowed list[64];
    int count, faults;
};

static void read_allowances(struct allowances *a)
{
    FILE *f = fopen("tests/unit/plans.tsv", "r");
    char line[512];
    if (!f)
        fail_msg("tests/unit/plans.tsv: run me in the folder of the source");
    while (fgets(line, sizeof line, f)) {
        char reason[400];
        if (line[0] == '#')
            continue;
        assert_true(a->count < 64);
        struct allowed *one = &a->list[a->count++];
        if (sscanf(line, "%127[^\t]\t%31[^\t]\t%399[^\n]", one->name, one->table, reason) != 3)
            fail_msg("tests/unit/plans.tsv: not statement, table and reason: %s", line);
    }
    fclose(f);
}

static void judge(void *arg, const char *name, unsigned set)
{
    struct allowances *a = arg;
    for (int i = 0; i < BIG; i++) {
        bool fine = !(set & 1U << i);
        for (int k = 0; k < a->count && !fine; k++)
            if (jf_streq(a->list[k].name, name) && jf_streq(a->list[k].table, big[i]))
                fine = a->list[k].met = true;
        if (!fine) {
            print_error("%s walks through all of %s\n", name, big[i]);
            a->faults++;
        }
    }
}

static void nothing_walks_through_the_county(void **state)
{
    struct scratch *s = *state;
    static struct allowances a;
    read_allowances(&a);
    assert_true(each_statement(s, judge, &a) > 100);
    for (int k = 0; k < a.count; k++)
        if (!a.list[k].met) {
            print_error("tests/unit/plans.tsv: %s no longer walks through %s\n", a.list[k].name, a.list[k].table);
            a.faults++;
        }
    assert_int_equal(a.faults, 0);
}

/* ---- does it see anything? ---- */

static void a_walk_is_seen(void **state)
{
    static const struct {
        const char *sql, *walked; /* NULL: nothing */
    } cases[] = { { "SELECT count(*) FROM notice", "notice" },
                  { "SELECT total_fen FROM notice WHERE record_id = 5", NULL },
                  { "SELECT total_fen FROM notice WHERE record_id > 5", "notice" },
                  { "SELECT number FROM v_notice WHERE charged_on = '2005-01-01'", "notice" },
                  { "SELECT number FROM v_notice WHERE subject_id = 5", NULL },
                  { "SELECT subject_id FROM subject WHERE key = 'x'", "subject" },
                  { "SELECT subject_id FROM subject WHERE kind = 'unit' AND key = 'x'", NULL },
                  { "SELECT subject_id FROM subject WHERE kind = 'unit' AND key > 'x' AND key < 'y'", NULL },
                  { "SELECT day FROM event WHERE subject_id = 5", NULL } };
    struct scratch *s = *state;
    static struct roots roots;
    read_roots(s, &roots);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        unsigned set = walks(s, &roots, cases[i].sql, cases[i].sql, strlen(cases[i].sql)).set;
        for (int t = 0; t < BIG; t++)
            if ((set & 1U << t) ? !jf_streq(big[t], cases[i].walked) : jf_streq(big[t], cases[i].walked))
                fail_msg("'%s': %x", cases[i].sql, set);
    }
}

struct seen {
    const char *name;
    unsigned set;
};

static void look(void *arg, const char *name, unsigned set)
{
    struct seen *seen = arg;
    if (jf_streq(name, seen->name))
        seen->set = set;
}

/* Without its index a statement of the program walks. */
static void a_missing_index_is_seen(void **state)
{
    struct scratch *s = *state;
    struct jf_error err = { .status = JF_OK };
    static const char *const names[] = { "why.case-steps", "casework.case_events", "report.batch" };
    static struct seen seen[3];
    for (int dropped = 0; dropped < 2; dropped++) {
        if (dropped && jf_db_script(s->db, "DROP INDEX event_subject", &err) != JF_OK)
            fail_msg("%s", err.message);
        for (int i = 0; i < 3; i++) {
            seen[i] = (struct seen){ names[i], 0 };
            each_statement(s, look, &seen[i]);
            if (dropped ? seen[i].set != 1U << 4 : seen[i].set != 0)
                fail_msg("%s: %x", names[i], seen[i].set);
        }
    }
}

/* ---- what is asked once for each row of many ---- */

/* The statement finds its row where the one before it stood: what is sorted for each is looked through for each. */
static void the_next_one_is_not_sorted_for(void **state)
{
    static const char name[] = "-- name: terms.next-unknown\n";
    struct scratch *s = *state;
    struct jf_error err = { .status = JF_OK };
    struct jf_str sql = JF_STR_INIT;
    struct jf_stmt *st = NULL;
    const char *body = strstr(jf_resource("sql/intake.sql", NULL), name);
    assert_non_null(body);
    body += strlen(name);
    jf_str_add(&sql, "EXPLAIN QUERY PLAN ");
    jf_str_addn(&sql, body, (size_t)(strstr(body, "-- name: ") - body));
    if (jf_db_query_text(s->db, sql.data, true, NULL, &st, &err) != JF_OK)
        fail_msg("%s", err.message);
    for (bool row = true; jf_stmt_next(st, &row, &err) == JF_OK && row;)
        if (strstr(jf_col_text(st, 3), "TEMP B-TREE"))
            fail_msg("terms.next-unknown: %s", jf_col_text(st, 3));
    jf_stmt_done(st);
    jf_str_release(&sql);
}

static int set_up(void **state)
{
    struct scratch *s = test_calloc(1, sizeof *s);
    struct jf_error err = { .status = JF_OK };
    scratch_open(s);
    if (jf_db_views(s->db, &err) != JF_OK)
        fail_msg("%s", err.message);
    *state = s;
    return 0;
}

static int tear_down(void **state)
{
    scratch_close(*state);
    test_free(*state);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(nothing_walks_through_the_county, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_walk_is_seen, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_missing_index_is_seen, set_up, tear_down),
        cmocka_unit_test_setup_teardown(the_next_one_is_not_sorted_for, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
