/* test_sweep.c - the sweep and going on from an earlier check: over random counties and random sequences of imports,
 * corrections and decisions, a check that goes on, a whole one and one in which each rule reads everything by itself
 * give the same verdicts, reasons and findings to the row. */
#include "jianfu/backup.h"
#include "jianfu/audit.h"
#include "jianfu/intake.h"
#include "jianfu/set64.h"
#include "scratch.h"

enum { UNITS = 12, NUMBERS = 40, NAMES = 40, DAYS = 200, STEPS = 7 };

struct world {
    struct scratch scratch;
    struct jf_rules *rules;
    uint32_t seed;
    char units[UNITS][16], places[UNITS][16], names[NAMES][64], papers[NAMES][64], households[UNITS][32];
    char days[DAYS][16]; /* on which standards, papers and boards begin or have ended, and those before them */
    int unit_count, place_count, name_count, paper_count, household_count, day_count, board_unit;
    char by_case[64];             /* an item under a cap by case */
    int versions[UNITS][NUMBERS]; /* 0: not sent yet */
    int files;
};

static void ok(enum jf_status status, const struct jf_error *err)
{
    if (status != JF_OK)
        fail_msg("status %d: %s (%s)", (int)status, err->message, err->hint);
}

static int chance(struct world *w, int most)
{
    w->seed = w->seed * 1103515245u + 12345u;
    return (int)(w->seed >> 16 & 0x7fff) % most;
}

/* ---- the county ---- */

static void import_file(struct world *w, const char *path)
{
    struct jf_error err = { .status = JF_OK };
    struct jf_intake_options options = { .actor = "test" };
    struct jf_intake_result result;
    ok(jf_intake_file(w->scratch.db, path, &options, &result, &err), &err);
    if (result.outcome != JF_INTAKE_ACCEPTED && result.outcome != JF_INTAKE_ALREADY)
        fail_msg("%s was not accepted", path);
}

static void import_fixture(struct world *w, const char *name)
{
    char path[600];
    snprintf(path, sizeof path, "%s/rules/%s", getenv("FIXTURES"), name);
    import_file(w, path);
}

static int list(struct world *w, const char *sql, size_t size, char *out, int most)
{
    struct jf_error err = { .status = JF_OK };
    struct jf_stmt *st = NULL;
    bool row = true;
    int count = 0;
    ok(jf_db_query_text(w->scratch.db, sql, true, NULL, &st, &err), &err);
    for (ok(jf_stmt_next(st, &row, &err), &err); row && count < most; ok(jf_stmt_next(st, &row, &err), &err))
        snprintf(out + size * (size_t)count++, size, "%s", jf_col_text(st, 0));
    jf_stmt_done(st);
    assert_true(count > 0);
    return count;
}

static void open_world(struct world *w, uint32_t seed)
{
    static const char *const base[] = {
        "base/register.xml",
        "base/rulebook.xml",
        "fee-approved-later/00-book.xml",
        "fee-over-approval/00-book.xml",
        "fee-split/00-book.xml",
        "fee-wrong-receipt/00-book.xml",
        "fee-yearly-cap/00-book.xml",
        "fee-yearly-cap/01-register.xml",
        "levy-after-reform/00-book.xml",
        "arrears-collected/00-book.xml",
        "fee-unit-not-authorised/00-book.xml",
        "fee-payer-out-of-scope/00-book.xml",
        "vote-without-proposal/00-votes.xml",
        "fee-posted-otherwise/02-boards.xml",
        "arrears-old-name/05-register.xml",
    };
    struct jf_error err = { .status = JF_OK };
    memset(w, 0, sizeof *w);
    w->seed = seed;
    scratch_open(&w->scratch);
    jf_day_set_today("2006-12-31");
    ok(jf_rules_load(NULL, &w->rules, &err), &err);
    for (size_t i = 0; i < sizeof base / sizeof *base; i++)
        import_fixture(w, base[i]);
    ok(jf_db_views(w->scratch.db, &err), &err);
    w->unit_count = list(w, "SELECT code FROM v_unit ORDER BY unit_id", sizeof w->units[0], w->units[0], UNITS);
    w->place_count = list(w, "SELECT code FROM v_division WHERE level = 'village' ORDER BY code", sizeof w->places[0],
                          w->places[0], UNITS);
    w->name_count =
        list(w,
             "SELECT name FROM v_item WHERE category <> 'school' AND (code NOT GLOB 'yishi.*' OR code = 'yishi.money') "
             "ORDER BY item_id DESC",
             sizeof w->names[0], w->names[0], NAMES - 2);
    snprintf(w->names[w->name_count++], sizeof w->names[0], "无名费");
    list(w,
         "SELECT i.name FROM v_item i JOIN v_standard t ON t.item_id = i.item_id "
         "WHERE t.ruling = 'cap' AND t.unit = 'case' AND t.amount_fen IS NOT NULL",
         sizeof w->by_case, w->by_case, 1);
    w->paper_count = list(w, "SELECT number FROM v_document ORDER BY document_id DESC", sizeof w->papers[0],
                          w->papers[0], NAMES - 2);
    snprintf(w->papers[w->paper_count++], sizeof w->papers[0], "胡写的号");
    while (strcmp(w->units[w->board_unit], "ST1") != 0)
        w->board_unit++;
    w->day_count = list(
        w,
        "WITH cut (day) AS (SELECT valid_from FROM v_standard UNION SELECT add_days(valid_until, 1) "
        "FROM v_standard UNION SELECT valid_from FROM v_document UNION SELECT issued_on FROM v_document "
        "UNION SELECT add_days(valid_until, 1) FROM v_document UNION SELECT seen_on FROM v_board "
        "UNION SELECT add_days(until_on, 1) FROM v_board_period UNION SELECT '2005-01-01' UNION SELECT '2006-01-01') "
        "SELECT day FROM cut WHERE day BETWEEN '1995' AND '2006-12-30' "
        "UNION SELECT add_days(day, -1) FROM cut WHERE day BETWEEN '1995' AND '2006-12-30'",
        sizeof w->days[0], w->days[0], DAYS);
    w->household_count =
        list(w, "SELECT code FROM v_household ORDER BY code", sizeof w->households[0], w->households[0], UNITS);
}

static void close_world(struct world *w)
{
    jf_rules_free(w->rules);
    scratch_close(&w->scratch);
}

/* ---- random papers ---- */

static void add_payer(struct world *w, struct jf_str *xml)
{
    int kind = chance(w, 8);
    if (kind == 0)
        jf_str_addf(xml, "payer-class=\"pupil\" payer=\"P%d\"", chance(w, 5));
    else if (kind == 1)
        jf_str_addf(xml, "payer-class=\"unit\" payer=\"U%d\"", chance(w, 3));
    else if (kind == 2) /* with arrears in the register */
        jf_str_add(xml, "payer-class=\"household\" payer=\"350199100201-D1\"");
    else if (kind < 5)
        jf_str_addf(xml, "payer-class=\"household\" payer=\"%s\"", w->households[chance(w, w->household_count)]);
    else
        jf_str_addf(xml, "payer-class=\"household\" payer=\"H%d\"", chance(w, 16));
}

static void add_item(struct world *w, struct jf_str *xml, int64_t *total)
{
    static const int prices[] = { 500, 1000, 1500, 2000, 2000, 2001, 3000, 10000 };
    static const char *const periods[] = { "2004", "2005", "2005H1", "2005-03", "2002" };
    int price = prices[chance(w, 8)], quantity = chance(w, 10) == 0 ? 2 : 1;
    int amount = price * quantity + (chance(w, 25) == 0);
    *total += amount;
    jf_str_addf(xml, "<item name=\"%s\" quantity=\"%d\" price=\"%d.%02d\" amount=\"%d.%02d\"",
                w->names[chance(w, w->name_count)], quantity, price / 100, price % 100, amount / 100, amount % 100);
    if (chance(w, 3))
        jf_str_addf(xml, " document=\"%s\"", w->papers[chance(w, w->paper_count)]);
    if (chance(w, 2))
        jf_str_addf(xml, " period=\"%s\"", periods[chance(w, 5)]);
    jf_str_add(xml, "/>\n");
}

static void add_notice(struct world *w, struct jf_str *xml, int unit, int number)
{
    struct jf_str items = JF_STR_INIT;
    int64_t total = 0;
    add_item(w, &items, &total);
    int64_t first = total;
    for (int i = chance(w, 3) / 2 * chance(w, 3); i > 0; i--)
        add_item(w, &items, &total);
    if (chance(w, 12) == 0)
        total = first; /* as if the others had been forgotten */
    jf_str_addf(xml, "<notice no=\"%d\" version=\"%d\" unit=\"%s\" division=\"%s\" ", number,
                ++w->versions[unit][number], w->units[unit],
                w->places[chance(w, w->place_count < 3 ? w->place_count : 3)]);
    add_payer(w, xml);
    jf_str_addf(xml, " charged-on=\"%d-%02d-%02d\" total=\"%lld.%02lld\"", 2003 + chance(w, 3), 1 + chance(w, 12),
                1 + chance(w, 3), (long long)total / 100,
                (long long)total % 100 + (chance(w, 30) == 0 && total % 100 < 99));
    if (chance(w, 6))
        jf_str_addf(xml, " receipt=\"R%d\"", number);
    if (chance(w, 4))
        jf_str_add(xml, " receipt-kind=\"收款收据\"");
    if (chance(w, 6) == 0)
        jf_str_add(xml, " voluntary=\"yes\"");
    jf_str_addf(xml, ">\n%s</notice>\n", items.data);
    jf_str_release(&items);
}

/* Notices that many households of a village paid alike: what fee-spread and fee-voluntary-for-all look for. Some name
 * only the township, and most of their payers tell the village. */
static void add_spread(struct world *w, struct jf_str *xml)
{
    int unit = chance(w, w->unit_count), first = chance(w, NUMBERS - 14);
    bool voluntary = chance(w, 2), of_township = chance(w, 2);
    for (int i = first; i < first + 14; i++)
        if (w->versions[unit][i] == 0)
            jf_str_addf(xml,
                        "<notice no=\"%d\" version=\"%d\" unit=\"%s\" division=\"%.9s%s\" payer-class=\"household\" "
                        "payer=\"%.*s-%d\" charged-on=\"2005-05-02\" total=\"12.00\" receipt=\"R\"%s>"
                        "<item name=\"无名费\" quantity=\"1\" price=\"12.00\" amount=\"12.00\"/></notice>\n",
                        i, ++w->versions[unit][i], w->units[unit], w->places[0], of_township ? "000" : w->places[0] + 9,
                        of_township && i % 7 ? 12 : 1, w->places[0], i, voluntary ? " voluntary=\"yes\"" : "");
}

/* The same payer, unit and item on following days, each under the cap by case: what fee-split looks for. */
static void add_split(struct world *w, struct jf_str *xml)
{
    int unit = chance(w, w->unit_count), first = chance(w, NUMBERS - 3);
    for (int i = first; i < first + 3; i++)
        if (w->versions[unit][i] == 0)
            jf_str_addf(xml,
                        "<notice no=\"%d\" version=\"%d\" unit=\"%s\" division=\"%s\" payer-class=\"household\" "
                        "payer=\"C1\" charged-on=\"2005-03-%02d\" total=\"60.00\" receipt=\"R\">"
                        "<item name=\"%s\" quantity=\"1\" price=\"60.00\" amount=\"60.00\"/></notice>\n",
                        i, ++w->versions[unit][i], w->units[unit], w->places[0], 1 + i % 5, w->by_case);
}

/* A notice like others but for its day, its payer and, often, one thing more. */
static void add_one_alike(struct world *w, struct jf_str *xml, const char *name, const char *paper, const char *period,
                          int price, int day)
{
    enum {
        AS_USUAL,
        DEARER,
        MORE,
        HUNDREDS,
        NOTHING,
        NO_TOTAL,
        SECOND,
        FORGOTTEN,
        EMPTY,
        VOLUNTARY,
        NO_RECEIPT,
        KIND,
        OTHER,
        ALL
    };
    int but = chance(w, 3) ? chance(w, ALL) : AS_USUAL;
    int one = but == HUNDREDS ? 100 : but == DEARER ? 2 * price : price, quantity = but == NOTHING ? 0 : 1;
    int amount = one * quantity + (but == MORE), second = but == SECOND || but == FORGOTTEN || but == EMPTY;
    jf_str_addf(xml, " payer=\"A%d\" charged-on=\"%s\" total=\"%d.00\"%s%s%s>", chance(w, 8),
                w->days[day < 0 ? chance(w, w->day_count) : (day + chance(w, 6)) % w->day_count],
                but == NO_TOTAL ? 0 : amount + (but == SECOND), but == VOLUNTARY ? " voluntary=\"yes\"" : "",
                but == NO_RECEIPT ? "" : " receipt=\"R\"",
                but != KIND    ? ""
                : chance(w, 2) ? " receipt-kind=\"收款收据\""
                               : " receipt-kind=\"农民负担专用收据\"");
    jf_str_addf(xml, "<item name=\"%s\" quantity=\"%d\" price=\"%d.00\" amount=\"%d.00\" document=\"%s\"",
                but == OTHER ? w->names[chance(w, w->name_count)] : name, quantity, one, amount,
                but == OTHER ? w->papers[chance(w, w->paper_count)] : paper);
    jf_str_addf(xml, "%s/>", chance(w, 8) ? period : "");
    if (second)
        jf_str_addf(xml, "<item name=\"无名费\" quantity=\"%d\" price=\"1.00\" amount=\"%d.00\"/>", but != EMPTY,
                    but != EMPTY);
    jf_str_add(xml, "</notice>\n");
}

/* Notices that make lines of one sort, as long as nothing changes between the days. */
static void add_alike(struct world *w, struct jf_str *xml)
{
    int unit = chance(w, 2) ? chance(w, w->unit_count) : w->board_unit;
    int price = 5 * (1 + chance(w, 6));
    int day = chance(w, 2) ? chance(w, w->day_count) : -1; /* a few cuts and the days around, or all */
    const char *name = w->names[chance(w, w->name_count)], *paper = w->papers[chance(w, w->paper_count)];
    const char *period = chance(w, 2) ? " period=\"2004\"" : " period=\"2005\"";
    for (int i = chance(w, NUMBERS / 2), last = i + NUMBERS / 2; i < last; i++) {
        if (w->versions[unit][i])
            continue;
        jf_str_addf(xml, "<notice no=\"%d\" version=\"%d\" unit=\"%s\" division=\"%s\" payer-class=\"household\"", i,
                    ++w->versions[unit][i], w->units[unit], w->places[0]);
        add_one_alike(w, xml, name, paper, period, price, day);
    }
}

/* So many notices, or others that some rule looks for; 0: such as are alike. */
static void import_notices(struct world *w, int count)
{
    struct jf_str xml = JF_STR_INIT;
    struct jf_set64 used = { 0 };
    char name[32], path[400];
    jf_str_add(&xml,
               "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<notices xmlns=\"urn:jianfu:notice:1\">\n"
               "<source unit=\"u\" division=\"350199000000\" period=\"2005\" prepared-by=\"p\" on=\"2006-12-31\"/>\n");
    int what = chance(w, 6);
    if (count == 0)
        for (int i = 0; i < 2 * UNITS; i++)
            add_alike(w, &xml);
    else if (what == 0)
        add_spread(w, &xml);
    else if (what == 1)
        add_split(w, &xml);
    else
        while (count-- > 0) {
            int unit = chance(w, w->unit_count), number = chance(w, NUMBERS);
            if (jf_set64_add(&used, (uint64_t)(unit * NUMBERS + number + 1)) == JF_SET64_NEW)
                add_notice(w, &xml, unit, number);
        }
    jf_str_add(&xml, "</notices>\n");
    assert_false(xml.failed);
    snprintf(name, sizeof name, "%d.xml", ++w->files);
    scratch_file(&w->scratch, name, xml.data, xml.len, path);
    import_file(w, path);
    jf_str_release(&xml);
    jf_set64_release(&used);
}

static void decide(struct world *w)
{
    static const char *const decisions[] = { "confirm", "dismiss", "waive" };
    struct jf_error err = { .status = JF_OK };
    struct jf_stmt *st = NULL;
    bool row = false;
    int64_t id = 0;
    ok(jf_db_query_text(w->scratch.db, "SELECT finding_id FROM finding WHERE state = 'open' ORDER BY finding_id DESC",
                        true, NULL, &st, &err),
       &err);
    ok(jf_stmt_next(st, &row, &err), &err);
    if (row)
        id = jf_col_int(st, 0);
    jf_stmt_done(st);
    if (!id)
        return;
    struct jf_decision wish = { id, decisions[chance(w, 3)], "r", "a", "2007-06-30", "test", "2006-12-31", "en" };
    ok(jf_finding_decide(w->scratch.db, &wish, &err), &err);
}

/* ---- comparing ---- */

static void dump(struct jf_db *db, struct jf_str *out)
{
    static const char *const tables[] = {
        "SELECT rule, verdict, population, passed, failed, undecided FROM run_rule "
        "WHERE run_id = (SELECT max(run_id) FROM run) ORDER BY rule",
        "SELECT rule, reason, subjects, '', '', '' FROM run_reason WHERE run_id = (SELECT max(run_id) FROM run) "
        "ORDER BY rule, reason",
        "SELECT finding_id || ' ' || rule || ' ' || subject_id || ' ' || part, state || ' ' || severity, "
        "coalesce(division_id, '') || ' ' || coalesce(unit_id, '') || ' ' || coalesce(charged_on, ''), "
        "coalesce(charged_fen, '') || ' ' || coalesce(allowed_fen, '') || ' ' || coalesce(excess_fen, '') || ' ' || "
        "coalesce(standard_id, ''), detail, first_run || ' ' || last_run || ' ' || found_record "
        "FROM finding ORDER BY finding_id",
    };
    struct jf_error err = { .status = JF_OK };
    for (size_t i = 0; i < sizeof tables / sizeof *tables; i++) {
        struct jf_stmt *st = NULL;
        bool row = true;
        ok(jf_db_query_text(db, tables[i], true, NULL, &st, &err), &err);
        for (ok(jf_stmt_next(st, &row, &err), &err); row; ok(jf_stmt_next(st, &row, &err), &err)) {
            for (int c = 0; c < 6; c++)
                jf_str_addf(out, "%s|", jf_col_text(st, c));
            jf_str_addc(out, '\n');
        }
        jf_stmt_done(st);
    }
}

static bool check(struct jf_db *db, const struct jf_rules *rules, bool whole, bool unswept, struct jf_str *out)
{
    struct jf_error err = { .status = JF_OK };
    struct jf_audit_options options = { .actor = "test", .whole = whole, .unswept = unswept, .helped_from = whole };
    struct jf_audit_result result;
    ok(jf_audit_run(db, rules, &options, &result, &err), &err);
    bool resumed = result.resumed;
    jf_str_addf(out, "%lld %lld %lld\n", (long long)result.failed, (long long)result.undecided,
                (long long)result.excess_fen);
    for (size_t i = 0; i < result.count; i++)
        jf_str_addf(out, "%s %s %lld %lld %lld %lld %s\n", result.verdicts[i].rule->id, result.verdicts[i].verdict,
                    (long long)result.verdicts[i].excess_fen, (long long)result.verdicts[i].fresh,
                    (long long)result.verdicts[i].returned, (long long)result.verdicts[i].gone,
                    result.verdicts[i].message);
    jf_audit_result_release(&result);
    dump(db, out);
    assert_false(out->failed);
    return resumed;
}

/* The first line that differs, for whoever reads the failure. */
static void same(const char *what, const char *a, const char *b)
{
    while (*a && *b) {
        size_t la = strcspn(a, "\n"), lb = strcspn(b, "\n");
        if (la != lb || memcmp(a, b, la) != 0)
            fail_msg("%s:\n  %.*s\n  %.*s", what, (int)la, a, (int)lb, b);
        a += la + (a[la] == '\n');
        b += lb + (b[lb] == '\n');
    }
    if (*a || *b)
        fail_msg("%s: one has more: %.200s", what, *a ? a : b);
}

static void check_copy(struct world *w, const char *name, bool unswept, struct jf_str *out)
{
    char path[400];
    struct jf_db *copy = NULL;
    struct jf_error err = { .status = JF_OK };
    snprintf(path, sizeof path, "%s/%s", w->scratch.dir, name);
    ok(jf_db_open(path, JF_DB_WRITE, &copy, &err), &err);
    assert_false(check(copy, w->rules, true, unswept, out));
    jf_db_close(copy);
    unlink(path);
}

static void backup(struct world *w, const char *name)
{
    char path[400];
    struct jf_error err = { .status = JF_OK };
    snprintf(path, sizeof path, "%s/%s", w->scratch.dir, name);
    ok(jf_backup_write(w->scratch.db, path, "x", NULL, &err), &err);
}

static bool three_ways(struct world *w)
{
    struct jf_str onward = JF_STR_INIT, whole = JF_STR_INIT, unswept = JF_STR_INIT;
    backup(w, "whole.db");
    backup(w, "unswept.db");
    bool resumed = check(w->scratch.db, w->rules, false, false, &onward);
    check_copy(w, "whole.db", false, &whole);
    check_copy(w, "unswept.db", true, &unswept);
    same("whole and rule by rule", whole.data, unswept.data);
    same("onward and whole", onward.data, whole.data);
    jf_str_release(&onward);
    jf_str_release(&whole);
    jf_str_release(&unswept);
    return resumed;
}

static void sequences(uint32_t seed)
{
    struct world w;
    int resumed = 0;
    open_world(&w, seed);
    import_notices(&w, 120);
    three_ways(&w);
    for (int step = 0; step < STEPS; step++) {
        if (chance(&w, 3) == 0)
            decide(&w);
        import_notices(&w, 1 + chance(&w, 25));
        if (step == 3)
            import_fixture(&w, "fee-no-basis/00-book.xml"); /* everything must be looked at again */
        resumed += three_ways(&w);
    }
    assert_true(resumed >= STEPS / 2);
    close_world(&w);
}

static void onward_whole_and_rule_by_rule_agree(void **state)
{
    (void)state;
    for (uint32_t seed = 1; seed <= 4; seed++)
        sequences(seed * 7919);
}

static void lines_of_one_sort_part_where_something_changes(void **state)
{
    (void)state;
    for (uint32_t seed = 1; seed <= 8; seed++) {
        struct world w;
        open_world(&w, seed * 104729);
        import_notices(&w, 0);
        three_ways(&w);
        close_world(&w);
    }
}

/* One notice for each paper of the book, all on one day. */
static void import_each_paper(struct world *w, const char *day, int version)
{
    struct jf_str xml = JF_STR_INIT;
    char name[32], path[400];
    jf_str_add(&xml,
               "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<notices xmlns=\"urn:jianfu:notice:1\">\n"
               "<source unit=\"u\" division=\"350199000000\" period=\"2005\" prepared-by=\"p\" on=\"2006-12-31\"/>\n");
    for (int i = 0; i < w->paper_count; i++)
        jf_str_addf(
            &xml,
            "<notice no=\"P%d\" version=\"%d\" unit=\"ST1\" division=\"%s\" payer-class=\"household\" payer=\"P\" "
            "charged-on=\"%s\" total=\"5.00\" receipt=\"R\"><item name=\"%s\" quantity=\"1\" price=\"5.00\" "
            "amount=\"5.00\" document=\"%s\" period=\"2005\"/></notice>\n",
            i, version, w->places[0], day, w->names[i % w->name_count], w->papers[i]);
    jf_str_add(&xml, "</notices>\n");
    snprintf(name, sizeof name, "papers-%d.xml", version);
    scratch_file(&w->scratch, name, xml.data, xml.len, path);
    import_file(w, path);
    jf_str_release(&xml);
}

/* What was found of them then is found no more, though no notice is left of those days. */
static void notices_leave_the_earliest_day(void **state)
{
    (void)state;
    struct world w;
    open_world(&w, 17);
    import_each_paper(&w, "2002-01-02", 1);
    three_ways(&w);
    import_each_paper(&w, "2005-06-01", 2);
    assert_true(three_ways(&w));
    close_world(&w);
}

/* ---- when a check may not go on ---- */

static void what_makes_a_check_whole(void **state)
{
    (void)state;
    struct world w;
    struct jf_str out = JF_STR_INIT;
    struct jf_error err = { .status = JF_OK };
    const char *const only[] = { "fee-cancelled", NULL };
    struct jf_audit_options some = { .actor = "test", .only = only };
    struct jf_audit_result result;
    open_world(&w, 5);
    import_notices(&w, 60);
    assert_false(check(w.scratch.db, w.rules, false, false, &out)); /* the first */
    assert_true(check(w.scratch.db, w.rules, false, false, &out));
    assert_false(check(w.scratch.db, w.rules, true, false, &out)); /* asked for */
    assert_true(check(w.scratch.db, w.rules, false, false, &out));
    import_fixture(&w, "fee-round-sum/00-book.xml"); /* the rule book */
    assert_false(check(w.scratch.db, w.rules, false, false, &out));
    import_fixture(&w, "fee-voluntary-for-all/01-register.xml"); /* the register */
    assert_false(check(w.scratch.db, w.rules, false, false, &out));
    import_fixture(&w, "vote-not-approved/breach.xml"); /* a vote, on which notices rest */
    assert_false(check(w.scratch.db, w.rules, false, false, &out));
    ok(jf_audit_run(w.scratch.db, w.rules, &some, &result, &err), &err); /* some rules only */
    jf_audit_result_release(&result);
    assert_false(check(w.scratch.db, w.rules, false, false, &out));
    assert_true(check(w.scratch.db, w.rules, false, false, &out));
    ok(jf_txn_begin(w.scratch.db, "test", &err), &err);
    ok(jf_db_script(w.scratch.db,
                    "DELETE FROM finding WHERE finding_id = (SELECT max(finding_id) FROM finding WHERE last_run = "
                    "(SELECT max(run_id) FROM run))",
                    &err),
       &err);
    ok(jf_txn_commit(w.scratch.db, &err), &err);
    assert_false(check(w.scratch.db, w.rules, false, false, &out)); /* findings that do not fit */
    jf_str_release(&out);
    close_world(&w);
}

/* ---- a line that would be passed over in silence ---- */

static void note_bad(void *arg, int64_t event_id, const char *what)
{
    int *count = arg;
    (void)event_id;
    assert_non_null(strstr(what, "place"));
    ++*count;
}

static void no_line_is_passed_over(void **state)
{
    (void)state;
    struct world w;
    struct jf_error err = { .status = JF_OK };
    struct jf_audit_options options = { .actor = "test" };
    struct jf_audit_result result;
    bool sound = true;
    int bad = 0;
    open_world(&w, 11);
    import_notices(&w, 60);
    ok(jf_intake_verify(w.scratch.db, note_bad, &bad, &sound, &err), &err);
    assert_true(sound);
    ok(jf_txn_begin(w.scratch.db, "test", &err), &err);
    ok(jf_db_script(w.scratch.db, "DELETE FROM notice_place WHERE unit_id = (SELECT min(unit_id) FROM notice)", &err),
       &err);
    ok(jf_txn_commit(w.scratch.db, &err), &err);
    assert_int_equal(jf_audit_run(w.scratch.db, w.rules, &options, &result, &err), JF_DB);
    assert_non_null(strstr(err.message, "place"));
    assert_non_null(strstr(err.hint, "verify"));
    ok(jf_intake_verify(w.scratch.db, note_bad, &bad, &sound, &err), &err);
    assert_false(sound);
    assert_true(bad > 0);
    close_world(&w);
}

/* ---- set64 ---- */

static void a_set_knows_its_members(void **state)
{
    (void)state;
    struct jf_set64 set = { 0 };
    assert_false(jf_set64_has(&set, 1));
    for (uint64_t i = 1; i <= 5000; i++)
        assert_int_equal(jf_set64_add(&set, i * i << 20), JF_SET64_NEW);
    assert_int_equal(set.count, 5000);
    for (uint64_t i = 1; i <= 5000; i++)
        assert_int_equal(jf_set64_add(&set, i * i << 20), JF_SET64_KNOWN);
    assert_false(jf_set64_has(&set, 3));
    jf_set64_clear(&set);
    assert_false(jf_set64_has(&set, 1 << 20));
    assert_int_equal(jf_set64_add(&set, UINT64_MAX), JF_SET64_NEW);
    assert_true(jf_set64_has(&set, UINT64_MAX));
    jf_set64_release(&set);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(onward_whole_and_rule_by_rule_agree),
        cmocka_unit_test(notices_leave_the_earliest_day),
        cmocka_unit_test(lines_of_one_sort_part_where_something_changes),
        cmocka_unit_test(what_makes_a_check_whole),
        cmocka_unit_test(no_line_is_passed_over),
        cmocka_unit_test(a_set_knows_its_members),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
