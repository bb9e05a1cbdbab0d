/* test_audit.c - rule files, runs and findings through audit.h: front matter and its faults, verdicts, history over
 * re-checks, order of rows, own rules, decisions. */
#include "jianfu/audit.h"
#include "jianfu/intake.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#define HEAD                                                                                                           \
    "-- rule: own\n-- title: t\n-- basis: b\n-- in-force: 2004-01-01..\n-- severity: doubt\n-- subject: notice-item\n"
#define POPULATION "-- population: SELECT count(*) FROM v_notice_item WHERE charged_on BETWEEN :from AND :until\n"
#define SELECT     "SELECT subject_id, part, charged_on, amount_fen AS excess_fen, name AS detail FROM v_notice_item"

struct world {
    char folder[64];
    char path[128];
    struct jf_db *db;
    struct jf_rules *rules;
};

static void ok(enum jf_status status, const struct jf_error *err)
{
    if (status != JF_OK)
        fail_msg("status %d: %s (%s)", (int)status, err->message, err->hint);
}

static void write_file(const char *path, const char *text)
{
    FILE *f = fopen(path, "w");
    assert_non_null(f);
    assert_int_equal(fputs(text, f) >= 0, 1);
    assert_int_equal(fclose(f), 0);
}

static void import_text(struct world *w, const char *name, const char *kind, const char *root, const char *body)
{
    char path[192];
    struct jf_str text = JF_STR_INIT;
    struct jf_error err = { .status = JF_OK };
    struct jf_intake_options options = { .actor = "test" };
    struct jf_intake_result result;
    snprintf(path, sizeof path, "%s/%s.xml", w->folder, name);
    jf_str_addf(&text,
                "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<%s xmlns=\"urn:jianfu:%s:1\">\n<source unit=\"u\" "
                "division=\"350199000000\" period=\"2005\" prepared-by=\"p\" on=\"2005-06-30\"/>\n%s</%s>\n",
                root, kind, body, root);
    write_file(path, text.data);
    jf_str_release(&text);
    ok(jf_intake_file(w->db, path, &options, &result, &err), &err);
    assert_int_equal(result.outcome, JF_INTAKE_ACCEPTED);
}

static int set_up(void **state)
{
    struct world *w = jf_alloc(sizeof *w);
    struct jf_error err = { .status = JF_OK };
    strcpy(w->folder, "/tmp/jianfu-audit-XXXXXX");
    if (!mkdtemp(w->folder))
        return -1;
    snprintf(w->path, sizeof w->path, "%s/c.db", w->folder);
    jf_day_set_today("2005-12-31");
    ok(jf_db_open(w->path, JF_DB_CREATE, &w->db, &err), &err);
    ok(jf_rules_load(NULL, &w->rules, &err), &err);
    import_text(w, "register", "register", "register",
                "<division code=\"350199000000\" name=\"县\" county-class=\"1\" demonstration=\"yes\"/>\n"
                "<division code=\"350199108000\" name=\"大洋镇\"/>\n<division code=\"350199108201\" name=\"际尾村\"/>\n"
                "<unit code=\"ST\" name=\"农机站\" type=\"station\" division=\"350199108000\"/>\n");
    import_text(
        w, "rulebook", "rulebook", "rulebook",
        "<document number=\"演示价〔2004〕1号\" title=\"t\" issuer=\"i\" level=\"county\" from=\"2004-01-01\" "
        "certainty=\"original\"/>\n<item code=\"fee\" name=\"年检费\" category=\"production\"/>\n"
        "<standard code=\"fee\" item=\"fee\" ruling=\"charge\" amount=\"20.00\" unit=\"each\" from=\"2004-01-01\" "
        "document=\"演示价〔2004〕1号\" article=\"第一条\" certainty=\"original\"/>\n");
    *state = w;
    return 0;
}

static int tear_down(void **state)
{
    struct world *w = *state;
    char command[96];
    jf_rules_free(w->rules);
    jf_db_close(w->db);
    snprintf(command, sizeof command, "rm -rf '%s'", w->folder);
    int rc = system(command);
    jf_day_set_today(NULL);
    jf_free(w);
    return rc;
}

/* One notice N of one line, at a price and in a version; the amount follows. */
static void import_notice(struct world *w, const char *file, const char *number, int version, const char *price)
{
    char body[512];
    snprintf(body, sizeof body,
             "<notice no=\"%s\" version=\"%d\" unit=\"ST\" division=\"350199108201\" payer-class=\"household\" "
             "payer=\"350199108201-%s\" charged-on=\"2005-03-01\" receipt=\"R1\" total=\"%s\"><item name=\"年检费\" "
             "quantity=\"1\" "
             "price=\"%s\" amount=\"%s\"/></notice>\n",
             number, version, number, price, price, price);
    import_text(w, file, "notice", "notices", body);
}

static const struct jf_audit_verdict *verdict(const struct jf_audit_result *result, const char *rule)
{
    for (size_t i = 0; i < result->count; i++)
        if (strcmp(result->verdicts[i].rule->id, rule) == 0)
            return &result->verdicts[i];
    fail_msg("no verdict of %s", rule);
    return NULL;
}

static void check(struct world *w, struct jf_audit_result *result)
{
    struct jf_error err = { .status = JF_OK };
    struct jf_audit_options options = { .actor = "test" };
    ok(jf_audit_run(w->db, w->rules, &options, result, &err), &err);
}

static enum jf_status keep_one(void *arg, const struct jf_finding *finding, struct jf_error *err)
{
    (void)err;
    *(int64_t *)arg = finding->finding_id;
    return JF_OK;
}

static void expect_state(struct world *w, const char *rule, const char *state)
{
    struct jf_error err = { .status = JF_OK };
    struct jf_finding finding = { 0 };
    int64_t id = 0;
    ok(jf_finding_list(w->db, &(struct jf_finding_filter){ .rule = rule, .all = true }, keep_one, &id, NULL, &err),
       &err);
    ok(jf_finding_read(w->db, id, &finding, &err), &err);
    assert_string_equal(finding.state, state);
    jf_finding_release(&finding);
}

static enum jf_status decide(struct world *w, int64_t id, const char *decision, const char *reason,
                             struct jf_error *err)
{
    struct jf_decision wish = {
        .finding_id = id, .decision = decision, .reason = reason, .actor = "甲", .day = "2005-12-31", .lang = "en"
    };
    return jf_finding_decide(w->db, &wish, err);
}

/* ---- front matter ---- */

static void builtin_rules_parse(void **state)
{
    struct world *w = *state;
    assert_true(jf_rules_count(w->rules) >= 12);
    for (size_t i = 0; i < jf_rules_count(w->rules); i++) {
        const struct jf_rule *rule = jf_rules_at(w->rules, i);
        assert_non_null(rule->title_zh);
        assert_non_null(rule->basis_zh);
        assert_int_equal(strlen(rule->digest), 64);
        assert_ptr_equal(jf_rules_find(w->rules, rule->id), rule);
        assert_string_equal(jf_rule_title(rule, "zh"), rule->title_zh);
        assert_string_equal(jf_rule_title(rule, "en"), rule->title);
    }
}

static void parse_reads_all(void **state)
{
    struct jf_rule rule = { 0 };
    struct jf_error err = { .status = JF_OK };
    (void)state;
    ok(jf_rule_parse(
           "x/own.sql",
           "-- rule: own\n-- title: one\n--   line\n-- title.zh: 题\n-- basis: b\n-- in-force: 2004-01-01..2005-12-31\n"
           "-- severity: violation\n-- subject: notice-item\n-- population:\n--   SELECT 1\n--   + 1\n"
           "-- undecided: none\n-- a comment of the SQL\nSELECT 1 AS subject_id, '' AS detail;\n",
           &rule, &err),
       &err);
    assert_string_equal(rule.title, "one line");
    assert_string_equal(rule.population, "SELECT 1\n+ 1");
    assert_null(rule.undecided);
    assert_string_equal(rule.from, "2004-01-01");
    assert_string_equal(rule.until, "2005-12-31");
    assert_string_equal(rule.sql, "-- a comment of the SQL\nSELECT 1 AS subject_id, '' AS detail");
    jf_rule_release(&rule);
}

static void parse_names_file_and_line(void **state)
{
    static const struct {
        const char *text, *message;
    } cases[] = {
        { "-- rule: own\n-- titel: x\n", "own.sql:2: unknown key 'titel'" },
        { "-- rule: own\n-- title: t\n-- title: t\n", "own.sql:3: the key stands here a second time" },
        { "-- rule: own\n\nSELECT 1\n", "own.sql:2: the key 'title' is missing" },
        { HEAD POPULATION "-- undecided: none\nDELETE FROM finding\n", "own.sql:9: the rule is not a SELECT" },
        { HEAD POPULATION "-- undecided: none\n", "own.sql:9: the rule is not a SELECT" },
        { HEAD POPULATION "-- undecided: later\n" SELECT, "own.sql:8: 'undecided' is neither 'none' nor a SELECT" },
        { HEAD "-- population: 12\n-- undecided: none\n" SELECT, "own.sql:7: 'population' is not a SELECT" },
        { "-- rule: own\n-- title: t\n-- basis: b\n-- in-force: 2004\n-- severity: doubt\n-- subject: s\n" POPULATION
          "-- undecided: none\n" SELECT,
          "own.sql:4: 'in-force' is not FIRST-DAY..LAST-DAY" },
        { "-- rule: own\n-- title: t\n-- basis: b\n-- in-force: 2004-02-30..\n-- severity: doubt\n-- subject: "
          "s\n" POPULATION "-- undecided: none\n" SELECT,
          "own.sql:4: 'in-force' is not FIRST-DAY..LAST-DAY" },
        { "-- rule: own\n-- title: t\n-- basis: b\n-- in-force: ..\n-- severity: bad\n-- subject: s\n" POPULATION
          "-- undecided: none\n" SELECT,
          "own.sql:5: 'severity' is neither violation nor doubt" },
        { "-- rule: other\n-- title: t\n-- basis: b\n-- in-force: ..\n-- severity: doubt\n-- subject: s\n" POPULATION
          "-- undecided: none\n" SELECT,
          "own.sql:1: the rule's id is not the name of its file" },
        { "-- rule: own\xff\n", "own.sql:1: the file is not UTF-8" },
        { HEAD POPULATION "-- undecided: none\n-- lines: 1\n-- suspects: 1\n" SELECT,
          "own.sql:9: 'lines' stands beside 'population': one of them tells what is looked at" },
        { HEAD "-- undecided: none\n-- lines: 1\n" SELECT, "own.sql:8: 'lines' needs 'suspects' or 'repeats'" },
        { HEAD "-- undecided: none\n-- lines: 1\n-- repeats: 1\n-- together: 1\n" SELECT,
          "own.sql:10: 'together' needs 'suspects'" },
        { "-- rule: o n\n-- title: t\n-- basis: b\n-- in-force: ..\n-- severity: doubt\n-- subject: s\n" POPULATION
          "-- undecided: none\n" SELECT,
          "own.sql:1: the rule's id is not made of a-z, 0-9, - and _" },
        { "-- rule: a234567890123456789012345678901234567890123456789012345678901234x\n-- title: t\n-- basis: b\n"
          "-- in-force: ..\n-- severity: doubt\n-- subject: s\n" POPULATION "-- undecided: none\n" SELECT,
          "own.sql:1: the rule's id is longer than 64 characters" },
        { "-- rule: a234567890123456789012345678901234567890123456789012345678901234\n-- title: t\n-- basis: b\n"
          "-- in-force: ..\n-- severity: doubt\n-- subject: s\n" POPULATION "-- undecided: none\n" SELECT,
          "own.sql:1: the rule's id is not the name of its file" },
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct jf_rule rule = { 0 };
        struct jf_error err = { .status = JF_OK };
        assert_int_equal(jf_rule_parse("own.sql", cases[i].text, &rule, &err), JF_REFUSED);
        assert_string_equal(err.message, cases[i].message);
        jf_rule_release(&rule);
    }
}

/* ---- own rules ---- */

static void run_own(struct world *w, const char *text, struct jf_audit_result *result, struct jf_rules **rules)
{
    char folder[96], path[160];
    const char *only[] = { "own", NULL };
    struct jf_error err = { .status = JF_OK };
    struct jf_audit_options options = { .actor = "test", .only = only };
    snprintf(folder, sizeof folder, "%s/rules-XXXXXX", w->folder);
    assert_non_null(mkdtemp(folder));
    snprintf(path, sizeof path, "%s/own.sql", folder);
    write_file(path, text);
    ok(jf_rules_load(folder, rules, &err), &err);
    ok(jf_audit_run(w->db, *rules, &options, result, &err), &err);
}

/* Each fault of a rule gives the verdict "error" with its reason, changes no finding, and stops no other rule. */
static void faults_of_own_rules(void **state)
{
    static const struct {
        const char *text, *message;
    } cases[] = {
        { HEAD POPULATION "-- undecided: none\nSELECT subject_id FROM nowhere", "nowhere" },
        { HEAD POPULATION "-- undecided: none\n" SELECT "; DELETE FROM finding", "may not change anything" },
        { HEAD POPULATION "-- undecided: none\nWITH x AS (SELECT 1) DELETE FROM finding", "may not change anything" },
        { HEAD POPULATION "-- undecided: none\nSELECT subject_id, '' AS detail, 1 AS colour FROM v_notice_item",
          "'colour'" },
        { HEAD POPULATION "-- undecided: none\nSELECT subject_id FROM v_notice_item", "'detail'" },
        { HEAD POPULATION "-- undecided: none\n" SELECT " UNION ALL " SELECT, "earlier row" },
        { HEAD "-- population: SELECT 0\n-- undecided: none\n" SELECT, "are looked at" },
        { HEAD "-- population: SELECT 'x'\n-- undecided: none\n" SELECT, "whole number" },
        { HEAD POPULATION "-- undecided: SELECT subject_id, part, 'r' AS reason FROM v_notice_item\n" SELECT,
          "both found and undecided" },
        { "-- rule: own\n-- title: t\n-- basis: b\n-- in-force: 2006-01-01..\n-- severity: doubt\n-- subject: s\n"
          "-- population: SELECT 1\n-- undecided: none\n" SELECT,
          "outside the time" },
        { HEAD POPULATION
          "-- undecided: none\nSELECT subject_id, part, 'loud' AS severity, '' AS detail FROM v_notice_item",
          "neither violation nor doubt" },
        { HEAD POPULATION "-- undecided: none\nSELECT 99999 AS subject_id, '' AS detail", "not there" },
        { HEAD POPULATION
          "-- undecided: none\nSELECT subject_id, part, 1.5 AS excess_fen, '' AS detail FROM v_notice_item",
          "not a whole number" },
        { HEAD POPULATION "-- undecided: none\nSELECT subject_id, part, NULL AS detail FROM v_notice_item",
          "is empty" },
        { HEAD POPULATION "-- undecided: none\nSELECT subject_id, part, payer_name AS detail FROM notice n",
          "no such column" },
        { HEAD POPULATION "-- undecided: none\nSELECT subject_id, payer_name AS detail FROM notice", "is closed" },
        { HEAD POPULATION
          "-- undecided: none\nSELECT subject_id, part, 'soon' AS charged_on, '' AS detail FROM v_notice_item",
          "not a day" },
        { HEAD "-- population: SELECT count(*) FROM event\n-- undecided: none\n" SELECT, "not open" },
        { HEAD POPULATION "-- undecided: SELECT subject_id, part, name FROM v_notice_item\n" SELECT, "'reason'" },
    };
    struct world *w = *state;
    import_notice(w, "n", "1", 1, "30.00");
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct jf_audit_result result;
        struct jf_rules *rules = NULL;
        run_own(w, cases[i].text, &result, &rules);
        const struct jf_audit_verdict *v = verdict(&result, "own");
        assert_string_equal(v->verdict, "error");
        if (!strstr(v->message, cases[i].message))
            fail_msg("case %zu: '%s' does not say '%s'", i, v->message, cases[i].message);
        assert_string_equal(verdict(&result, "fee-no-basis")->verdict, "not-checked");
        jf_audit_result_release(&result);
        jf_rules_free(rules);
    }
    struct jf_error err = { .status = JF_OK };
    int64_t id = 0;
    ok(jf_finding_list(w->db, NULL, keep_one, &id, NULL, &err), &err);
    assert_int_equal(id, 0);
}

static void own_rule_runs(void **state)
{
    struct world *w = *state;
    struct jf_audit_result result;
    struct jf_rules *rules = NULL;
    import_notice(w, "n", "1", 1, "30.00");
    run_own(w, HEAD POPULATION "-- undecided: none\n" SELECT ";\n", &result, &rules);
    assert_string_equal(verdict(&result, "own")->verdict, "fail");
    assert_int_equal(verdict(&result, "own")->excess_fen, 3000);
    jf_audit_result_release(&result);
    jf_rules_free(rules);
    expect_state(w, "own", "open");
    check(w, &result); /* own rule not run: its finding stays */
    jf_audit_result_release(&result);
    expect_state(w, "own", "open");
}

static void folders_of_rules(void **state)
{
    struct world *w = *state;
    struct jf_error err = { .status = JF_OK };
    struct jf_rules *rules = NULL;
    char path[192];
    assert_int_equal(jf_rules_load("/nonexistent", &rules, &err), JF_FILE);
    snprintf(path, sizeof path, "%s/fee-no-basis.sql", w->folder);
    write_file(path,
               "-- rule: fee-no-basis\n-- title: t\n-- basis: b\n-- in-force: ..\n-- severity: doubt\n-- subject: s\n"
               "-- population: SELECT 1\n-- undecided: none\nSELECT 1");
    assert_int_equal(jf_rules_load(w->folder, &rules, &err), JF_REFUSED);
    assert_non_null(strstr(err.message, "already a rule"));
    assert_null(rules);
}

/* ---- runs ---- */

static void empty_county(void **state)
{
    struct world *w = *state;
    struct jf_audit_result result;
    check(w, &result);
    for (size_t i = 0; i < result.count; i++)
        assert_string_equal(result.verdicts[i].verdict, "not-applicable");
    assert_int_equal(result.failed, 0);
    assert_int_equal(strlen(result.book), 64);
    jf_audit_result_release(&result);
}

static void sums_of_verdicts(void **state)
{
    struct world *w = *state;
    struct jf_audit_result result;
    import_notice(w, "a", "1", 1, "20.00");
    import_notice(w, "b", "2", 1, "25.00");
    check(w, &result);
    const struct jf_audit_verdict *v = verdict(&result, "fee-over-standard");
    assert_string_equal(v->verdict, "fail");
    assert_int_equal(v->population, 2);
    assert_int_equal(v->passed, 1);
    assert_int_equal(v->failed, 1);
    assert_int_equal(v->excess_fen, 500);
    assert_int_equal(v->fresh, 1);
    assert_int_equal(result.excess_fen, 500);
    assert_string_equal(verdict(&result, "fee-no-basis")->verdict, "pass");
    for (size_t i = 0; i < result.count; i++) {
        v = &result.verdicts[i];
        assert_int_equal(v->population, v->passed + v->failed + v->undecided);
    }
    jf_audit_result_release(&result);
}

/* found -> corrected by a later version: gone -> wrong again: open, the same finding with the same number. */
static void history_over_checks(void **state)
{
    struct world *w = *state;
    struct jf_audit_result result;
    import_notice(w, "a", "1", 1, "30.00");
    check(w, &result);
    jf_audit_result_release(&result);
    expect_state(w, "fee-over-standard", "open");
    import_notice(w, "b", "1", 2, "20.00");
    check(w, &result);
    assert_int_equal(verdict(&result, "fee-over-standard")->gone, 1);
    jf_audit_result_release(&result);
    expect_state(w, "fee-over-standard", "gone");
    check(w, &result);
    assert_int_equal(verdict(&result, "fee-over-standard")->gone, 0);
    jf_audit_result_release(&result);
    import_notice(w, "c", "1", 3, "31.00");
    check(w, &result);
    assert_int_equal(verdict(&result, "fee-over-standard")->returned, 1);
    assert_int_equal(verdict(&result, "fee-over-standard")->fresh, 0);
    jf_audit_result_release(&result);
    struct jf_error err = { .status = JF_OK };
    struct jf_finding finding = { 0 };
    ok(jf_finding_read(w->db, 1, &finding, &err), &err);
    assert_string_equal(finding.state, "open");
    assert_int_equal(finding.excess_fen, 1100);
    assert_int_equal(finding.version, 3);
    assert_int_equal(finding.first_run, 1);
    assert_int_equal(finding.last_run, 4);
    assert_string_equal(finding.file_name, "c.xml");
    assert_int_equal(finding.line, 4);
    assert_string_equal(finding.township_name, "大洋镇");
    jf_finding_release(&finding);
    assert_int_equal(jf_finding_read(w->db, 2, &finding, &err), JF_NOT_FOUND);
}

static void decisions(void **state)
{
    struct world *w = *state;
    struct jf_audit_result result;
    struct jf_error err = { .status = JF_OK };
    import_notice(w, "a", "1", 1, "30.00");
    check(w, &result);
    jf_audit_result_release(&result);
    assert_int_equal(decide(w, 1, "rectify", "r", &err), JF_USAGE);
    assert_int_equal(decide(w, 1, "dismiss", "", &err), JF_USAGE);
    assert_int_equal(decide(w, 1, "burn", "r", &err), JF_USAGE);
    assert_int_equal(decide(w, 9, "confirm", "r", &err), JF_NOT_FOUND);
    ok(decide(w, 1, "confirm", NULL, &err), &err);
    check(w, &result); /* seen again: the state stays */
    assert_int_equal(verdict(&result, "fee-over-standard")->fresh, 0);
    jf_audit_result_release(&result);
    expect_state(w, "fee-over-standard", "confirmed");
    ok(decide(w, 1, "rectify", "已退还", &err), &err);
    import_notice(w, "b", "1", 2, "20.00");
    check(w, &result); /* rectified stays so, it is not "gone" */
    jf_audit_result_release(&result);
    expect_state(w, "fee-over-standard", "rectified");
}

/* What was dismissed was this charge, not any that comes to stand on the same line. */
static void a_decision_is_about_its_charge(void **state)
{
    struct world *w = *state;
    struct jf_audit_result result;
    struct jf_error err = { .status = JF_OK };
    import_notice(w, "a", "1", 1, "30.00");
    check(w, &result);
    jf_audit_result_release(&result);
    ok(decide(w, 1, "dismiss", "查无此事", &err), &err);
    check(w, &result);
    jf_audit_result_release(&result);
    expect_state(w, "fee-over-standard", "dismissed");
    import_notice(w, "b", "1", 2, "45.00");
    check(w, &result);
    assert_int_equal(verdict(&result, "fee-over-standard")->returned, 1);
    jf_audit_result_release(&result);
    expect_state(w, "fee-over-standard", "open");
}

static enum jf_status count_event(void *arg, const struct jf_finding_event *event, struct jf_error *err)
{
    char *log = arg;
    (void)err;
    snprintf(log + strlen(log), 512 - strlen(log), "%s %s>%s %s %s;", event->type, event->from, event->to,
             event->approver ? event->approver : "-", event->until ? event->until : "-");
    return JF_OK;
}

/* A waiver has a reason, an approver and a last day; the first check after that day opens the finding again. */
static void waivers_run_out(void **state)
{
    struct world *w = *state;
    struct jf_audit_result result;
    struct jf_error err = { .status = JF_OK };
    char log[512] = "";
    struct jf_decision wish = {
        .finding_id = 1, .decision = "waive", .reason = "灾年", .actor = "甲", .day = "2005-12-31", .lang = "zh"
    };
    import_notice(w, "a", "1", 1, "30.00");
    check(w, &result);
    jf_audit_result_release(&result);
    assert_int_equal(jf_finding_decide(w->db, &wish, &err), JF_USAGE);
    wish.approver = "乙";
    assert_int_equal(jf_finding_decide(w->db, &wish, &err), JF_USAGE);
    wish.until = "2005-12-30";
    assert_int_equal(jf_finding_decide(w->db, &wish, &err), JF_USAGE);
    wish.until = "2006-02-30";
    assert_int_equal(jf_finding_decide(w->db, &wish, &err), JF_USAGE);
    wish.until = "2006-01-31";
    ok(jf_finding_decide(w->db, &wish, &err), &err);
    expect_state(w, "fee-over-standard", "waived");
    jf_day_set_today("2006-01-31");
    check(w, &result);
    assert_int_equal(result.expired, 0);
    jf_audit_result_release(&result);
    expect_state(w, "fee-over-standard", "waived");
    assert_int_equal(decide(w, 1, "rectify", "r", &err), JF_USAGE);
    assert_non_null(strstr(err.hint, "confirm"));
    jf_day_set_today("2006-02-01");
    check(w, &result);
    assert_int_equal(result.expired, 1);
    jf_audit_result_release(&result);
    expect_state(w, "fee-over-standard", "open");
    ok(jf_finding_history(w->db, 1, count_event, log, &err), &err);
    assert_string_equal(log, "finding.waive open>waived 乙 2006-01-31;finding.expire waived>open - -;");
}

static void lists_filter_and_count(void **state)
{
    struct world *w = *state;
    struct jf_audit_result result;
    struct jf_finding_totals totals;
    struct jf_error err = { .status = JF_OK };
    int64_t id = 0;
    import_notice(w, "a", "1", 1, "30.00");
    import_notice(w, "b", "2", 1, "50.00");
    import_notice(w, "c", "3", 1, "25.00");
    check(w, &result);
    jf_audit_result_release(&result);
    static const struct {
        struct jf_finding_filter filter;
        int count, shown;
        int64_t excess_fen;
    } cases[] = {
        { { .rule = "fee-over-standard" }, 3, 3, 4500 },
        { { .rule = "fee-over-standard", .limit = 2 }, 3, 2, 4500 },
        { { .rule = "fee-over-standard", .least_fen = 1000 }, 2, 2, 4000 },
        { { .rule = "fee-over-standard", .township = "大洋镇", .village = "350199108201" }, 3, 3, 4500 },
        { { .rule = "fee-over-standard", .unit = "农机站" }, 3, 3, 4500 },
        { { .rule = "fee-over-standard", .school = "ST" }, 0, 0, 0 },
        { { .rule = "fee-over-standard", .schools = true }, 0, 0, 0 },
        { { .rule = "fee-over-standard", .from = "2005-03-02" }, 0, 0, 0 },
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        ok(jf_finding_list(w->db, &cases[i].filter, keep_one, &id, &totals, &err), &err);
        assert_int_equal(totals.count, cases[i].count);
        assert_int_equal(totals.shown, cases[i].shown);
        assert_int_equal(totals.excess_fen, cases[i].excess_fen);
    }
    struct jf_finding finding = { 0 };
    struct jf_finding_filter largest = { .rule = "fee-over-standard", .sort = "excess", .limit = 1 };
    ok(jf_finding_list(w->db, &largest, keep_one, &id, &totals, &err), &err);
    ok(jf_finding_read(w->db, id, &finding, &err), &err);
    assert_int_equal(finding.excess_fen, 3000);
    assert_string_equal(finding.matched_by, "name");
    assert_string_equal(finding.matched_code, "fee");
    assert_int_equal(finding.price_fen, 5000);
    jf_finding_release(&finding);
    struct jf_finding_filter nowhere = { .village = "无此村" };
    assert_int_equal(jf_finding_list(w->db, &nowhere, keep_one, &id, NULL, &err), JF_NOT_FOUND);
}

/* Rows come in another order, the results are the same to the byte. */
static void order_does_not_matter(void **state)
{
    struct world *w = *state;
    struct jf_error err = { .status = JF_OK };
    for (int i = 1; i <= 9; i++) {
        char name[16], price[16];
        snprintf(name, sizeof name, "%d", i);
        snprintf(price, sizeof price, "%d.00", 16 + i);
        import_notice(w, name, name, 1, price);
    }
    struct jf_str texts[2] = { JF_STR_INIT, JF_STR_INIT };
    for (int round = 0; round < 2; round++) {
        struct jf_audit_options options = { .actor = "test", .reverse = round == 1 };
        struct jf_audit_result result;
        struct jf_stmt *st = NULL;
        bool row = true;
        ok(jf_txn_begin(w->db, "test", &err), &err);
        ok(jf_db_script(w->db, "DELETE FROM finding", &err), &err);
        ok(jf_txn_commit(w->db, &err), &err);
        ok(jf_audit_run(w->db, w->rules, &options, &result, &err), &err);
        jf_audit_result_release(&result);
        ok(jf_db_query_text(
               w->db,
               "SELECT finding_id || rule || subject_id || part || severity || coalesce(excess_fen, '') || detail "
               "FROM finding ORDER BY finding_id",
               true, NULL, &st, &err),
           &err);
        for (ok(jf_stmt_next(st, &row, &err), &err); row; ok(jf_stmt_next(st, &row, &err), &err))
            jf_str_add(&texts[round], jf_col_text(st, 0));
        jf_stmt_done(st);
    }
    assert_true(texts[0].len > 100);
    assert_string_equal(texts[0].data, texts[1].data);
    jf_str_release(&texts[0]);
    jf_str_release(&texts[1]);
}

static bool stop(void *arg, size_t done, size_t total, const char *rule)
{
    (void)arg, (void)total, (void)rule;
    return done < 3;
}

static void stopped_run_leaves_nothing(void **state)
{
    struct world *w = *state;
    struct jf_error err = { .status = JF_OK };
    struct jf_audit_options options = { .actor = "test", .progress = stop };
    struct jf_audit_result result;
    struct jf_stmt *st = NULL;
    bool row = false;
    import_notice(w, "a", "1", 1, "30.00");
    assert_int_equal(jf_audit_run(w->db, w->rules, &options, &result, &err), JF_STOPPED);
    ok(jf_db_query_text(w->db, "SELECT 1 FROM run", true, NULL, &st, &err), &err);
    ok(jf_stmt_next(st, &row, &err), &err);
    jf_stmt_done(st);
    assert_false(row);
    const char *only[] = { "no-such-rule", NULL };
    options = (struct jf_audit_options){ .actor = "test", .only = only };
    assert_int_equal(jf_audit_run(w->db, w->rules, &options, &result, &err), JF_NOT_FOUND);
}

static void run_is_in_the_history(void **state)
{
    struct world *w = *state;
    struct jf_audit_result result;
    struct jf_error err = { .status = JF_OK };
    char hex[JF_DIGEST_HEX];
    int64_t before = 0, after = 0;
    ok(jf_event_head(w->db, hex, &before, &err), &err);
    check(w, &result);
    jf_audit_result_release(&result);
    ok(jf_event_head(w->db, hex, &after, &err), &err);
    assert_int_equal(after, before + 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(builtin_rules_parse, set_up, tear_down),
        cmocka_unit_test(parse_reads_all),
        cmocka_unit_test(parse_names_file_and_line),
        cmocka_unit_test_setup_teardown(faults_of_own_rules, set_up, tear_down),
        cmocka_unit_test_setup_teardown(own_rule_runs, set_up, tear_down),
        cmocka_unit_test_setup_teardown(folders_of_rules, set_up, tear_down),
        cmocka_unit_test_setup_teardown(empty_county, set_up, tear_down),
        cmocka_unit_test_setup_teardown(sums_of_verdicts, set_up, tear_down),
        cmocka_unit_test_setup_teardown(history_over_checks, set_up, tear_down),
        cmocka_unit_test_setup_teardown(decisions, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_decision_is_about_its_charge, set_up, tear_down),
        cmocka_unit_test_setup_teardown(order_does_not_matter, set_up, tear_down),
        cmocka_unit_test_setup_teardown(stopped_run_leaves_nothing, set_up, tear_down),
        cmocka_unit_test_setup_teardown(waivers_run_out, set_up, tear_down),
        cmocka_unit_test_setup_teardown(lists_filter_and_count, set_up, tear_down),
        cmocka_unit_test_setup_teardown(run_is_in_the_history, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
