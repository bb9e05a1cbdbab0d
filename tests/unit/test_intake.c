/* test_intake.c - one file is one batch: what is taken, refused, superseded, quarantined; encodings, limits, lines. */
#include "scratch.h"

#include "jianfu/intake.h"
#include "jianfu/regex.h"
#include "jianfu/tsv.h"

#include <glob.h>

#define HEAD                                                                                                           \
    "<register xmlns=\"urn:jianfu:register:1\">\n<source unit=\"县减负办\" division=\"350199000000\" "             \
    "period=\"2005H1\" "                                                                                               \
    "prepared-by=\"演示\" on=\"2005-06-30\"/>\n"
#define COUNTY   "<division code=\"350199000000\" name=\"演示县\"/>\n"
#define TOWNSHIP "<division code=\"350199108000\" name=\"大洋镇\"/>\n"
#define VILLAGE  "<division code=\"350199108201\" name=\"际尾村\"/>\n"
#define TAIL     "</register>\n"

static struct scratch s;
static struct jf_intake_result result;

struct seen {
    int count;
    long line;
    char code[16];
    char message[512];
    char hint[512];
};
static struct seen seen; /* the first diagnostic of the last import, or the first with the code that is looked for */
static const char *looked_for;

static void keep(void *arg, const struct jf_diag *d)
{
    (void)arg;
    bool found = looked_for && strcmp(seen.code, looked_for) != 0 && strcmp(d->code, looked_for) == 0;
    if (seen.count++ > 0 && !found)
        return;
    seen.line = d->line;
    snprintf(seen.code, sizeof seen.code, "%s", d->code);
    snprintf(seen.message, sizeof seen.message, "%s", d->message);
    snprintf(seen.hint, sizeof seen.hint, "%s", d->hint);
}

static int setup(void **state)
{
    (void)state;
    scratch_open(&s);
    return 0;
}

static int teardown(void **state)
{
    (void)state;
    scratch_close(&s);
    return 0;
}

static enum jf_status offer(const char *text, size_t len, bool quarantine, bool dry_run)
{
    char path[400];
    struct jf_error err = { .status = JF_OK };
    struct jf_intake_options o = { .actor = "测试", .diag = keep, .quarantine = quarantine, .dry_run = dry_run };
    scratch_file(&s, "file.xml", text, len, path);
    memset(&seen, 0, sizeof seen);
    enum jf_status status = jf_intake_file(s.db, path, &o, &result, &err);
    if (status != JF_OK)
        print_message("%s\n", err.message);
    return status;
}

static void take(const char *text)
{
    assert_int_equal(offer(text, strlen(text), false, false), JF_OK);
    if (result.outcome != JF_INTAKE_ACCEPTED)
        fail_msg("refused: %ld: %s: %s", seen.line, seen.code, seen.message);
    assert_int_equal(result.read, result.stored + result.unchanged + result.superseding + result.quarantined);
}

static int64_t number(const char *sql)
{
    struct jf_error err = { .status = JF_OK };
    struct jf_stmt *st = NULL;
    bool row = false;
    if (jf_db_query_text(s.db, sql, false, NULL, &st, &err) != JF_OK)
        fail_msg("%s", err.message);
    assert_int_equal(jf_stmt_next(st, &row, &err), JF_OK);
    int64_t value = row ? jf_col_int(st, 0) : -1;
    jf_stmt_done(st);
    return value;
}

/* The text is refused with this code on this line, and no record of it is left. */
static void refuse(const char *text, size_t len, const char *code, long line)
{
    int64_t records = number("SELECT count(*) FROM record"), batches = number("SELECT count(*) FROM batch");
    looked_for = code;
    assert_int_equal(offer(text, len, false, false), JF_OK);
    looked_for = NULL;
    assert_int_equal(result.outcome, JF_INTAKE_REFUSED);
    if (strcmp(seen.code, code) != 0 || (line >= 0 && seen.line != line))
        fail_msg("expected %s on line %ld, got %s on line %ld: %s", code, line, seen.code, seen.line, seen.message);
    assert_int_equal(number("SELECT count(*) FROM record"), records);
    assert_int_equal(number("SELECT count(*) FROM batch"), batches + 1);
    assert_int_equal(
        number("SELECT count(*) FROM batch WHERE state = 'refused' AND batch_id = (SELECT max(batch_id) FROM batch)"),
        1);
}
#define REFUSE(text, code, line) refuse(text, strlen(text), code, line)

static void a_register_is_taken(void **state)
{
    (void)state;
    take(HEAD "<control count=\"3\" sum=\"0.00\"/>" COUNTY TOWNSHIP VILLAGE TAIL);
    assert_int_equal(result.stored, 3);
    assert_int_equal(
        number("SELECT count(*) FROM division d JOIN subject p ON p.subject_id = d.parent_id WHERE d.code = "
               "'350199108201' AND p.key = '350199108000' AND d.level = 'village'"),
        1);
    assert_int_equal(number("SELECT line FROM record JOIN division USING (record_id) WHERE code = '350199108201'"), 5);
}

static void the_same_file_twice_changes_nothing(void **state)
{
    (void)state;
    const char *text = HEAD COUNTY TOWNSHIP TAIL;
    take(text);
    int64_t events = number("SELECT count(*) FROM event");
    assert_int_equal(offer(text, strlen(text), false, false), JF_OK);
    assert_int_equal(result.outcome, JF_INTAKE_ALREADY);
    assert_int_equal(result.batch_id, 1);
    assert_int_equal(number("SELECT count(*) FROM batch"), 1);
    assert_int_equal(number("SELECT count(*) FROM event"), events);
    /* other bytes, same records: unchanged, and it says so */
    take(HEAD "<!-- again -->" COUNTY TOWNSHIP TAIL);
    assert_int_equal(result.unchanged, 2);
    assert_int_equal(number("SELECT count(*) FROM record"), 2);
}

static void a_higher_version_supersedes(void **state)
{
    (void)state;
    take(HEAD COUNTY TAIL);
    take(HEAD "<division code=\"350199000000\" name=\"新名县\" version=\"3\"/>" TAIL);
    assert_int_equal(result.superseding, 1);
    assert_int_equal(number("SELECT count(*) FROM division"), 2); /* the old one stays readable */
    assert_int_equal(
        number("SELECT count(*) FROM subject s JOIN division d ON d.record_id = s.record_id WHERE d.name = '新名县'"),
        1);
    REFUSE(HEAD "<division code=\"350199000000\" name=\"又名县\" version=\"3\"/>" TAIL, "KEY-02", 3);
    REFUSE(HEAD "<division code=\"350199000000\" name=\"又名县\" version=\"2\"/>" TAIL, "KEY-03", 3);
    REFUSE(HEAD "<division code=\"350199000000\" name=\"别名县\"/>" TAIL, "KEY-03", 3);
    take(HEAD "<!-- the old paper once more -->" COUNTY TAIL);
    assert_int_equal(result.unchanged, 1);
}

static void a_key_stands_once(void **state)
{
    (void)state;
    REFUSE(HEAD COUNTY COUNTY TAIL, "KEY-01", 4);
}

static void totals_must_agree(void **state)
{
    (void)state;
    REFUSE(HEAD "<control count=\"2\"/>" COUNTY TAIL, "SUM-01", 0);
    REFUSE(HEAD "<control sum=\"0.01\"/>" COUNTY TAIL, "SUM-02", 0);
}

static void bad_values_have_place_value_and_hint(void **state)
{
    (void)state;
    static const struct {
        const char *text, *code, *value;
    } cases[] = {
        { "<division code=\"35019900000x\" name=\"x\"/>", "VAL-07", "35019900000x" },
        { "<division code=\"350199000000\" name=\"x\" households=\"-1\"/>", "VAL-08", "-1" },
        { "<division code=\"350199000000\" name=\"x\" version=\"0\"/>", "VAL-08", "0" },
        { "<division code=\"350199000000\" name=\"x\" county-class=\"9\"/>", "SCH-05", "9" },
        { "<division code=\"350199000000\"/>", "SCH-03", "name" },
        { "<division code=\"350199000000\" name=\"x\" colour=\"red\"/>", "SCH-04", "colour" },
        { "<nonsense/>", "SCH-01", "nonsense" },
        { "<division code=\"350199000000\" name=\"x\">text</division>", "SCH-07", "division" },
        { "<division code=\"350199108201\" name=\"x\"/>", "REF-01", "350199108000" },
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char text[1024];
        snprintf(text, sizeof text, "%s%s\n%s", HEAD, cases[i].text, TAIL);
        REFUSE(text, cases[i].code, 3);
        if (!strstr(seen.message, cases[i].value))
            fail_msg("%s: no '%s' in '%s'", cases[i].code, cases[i].value, seen.message);
        assert_int_equal(seen.count, 1); /* said once, not by the field map and the schema again */
    }
}

static void lines_are_exact_past_65535(void **state)
{
    (void)state;
    struct jf_str text = JF_STR_INIT;
    jf_str_add(&text, HEAD);
    for (int i = 0; i < 70000; i++)
        jf_str_addc(&text, '\n');
    jf_str_add(&text, "<division\n code=\"350199000000\"\n name=\"x\"\n households=\"1.5\"/>" TAIL);
    refuse(text.data, text.len, "VAL-08", 70003); /* the line where the tag begins */
    jf_str_release(&text);
}

static void no_day_after_the_preparation(void **state)
{
    (void)state;
    take(HEAD COUNTY TOWNSHIP VILLAGE TAIL);
    static const char form[] =
        "<card-issues xmlns=\"urn:jianfu:card-issue:1\"><source unit=\"x\" division=\"350199000000\" period=\"2005\" "
        "prepared-by=\"x\" on=\"2005-06-30\"/>\n<card-issue division=\"350199108201\" year=\"%d\" "
        "delivered-on=\"2005-06-01\" issued=\"1\" issued-on=\"%s\"/></card-issues>";
    char text[1024];
    snprintf(text, sizeof text, form, 2005, "2005-06-30"); /* the day itself */
    take(text);
    snprintf(text, sizeof text, form, 2004, "2005-07-01"); /* the day after */
    REFUSE(text, "VAL-12", 2);
}

static void doctype_is_refused(void **state)
{
    (void)state;
    REFUSE("<!DOCTYPE register>" HEAD COUNTY TAIL, "XML-02", 1);
    REFUSE("<!DOCTYPE r [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;\">]>" HEAD
           "<division code=\"350199000000\" name=\"&b;\"/>" TAIL,
           "XML-02", -1);
    REFUSE("<!DOCTYPE r SYSTEM \"file:///etc/passwd\">" HEAD TAIL, "XML-02", 1);
}

static void strange_files_are_named(void **state)
{
    (void)state;
    REFUSE("", "XML-07", 0);
    REFUSE("nothing of the sort", "XML-01", 1);
    REFUSE("PK\x03\x04 and what a spreadsheet holds", "XML-01", 0);
    assert_non_null(strstr(seen.message, "Excel"));
    REFUSE("<a/>", "KIND-01", 1);
    REFUSE("<register xmlns=\"urn:jianfu:notice:1\"/>", "KIND-01", 1);
    REFUSE("<register xmlns=\"urn:jianfu:register:7\"/>", "KIND-02", 1);
    REFUSE(HEAD COUNTY, "XML-01", -1); /* cut off */
    REFUSE("<?xml version=\"1.0\" encoding=\"KOI8-R\"?>\n" HEAD TAIL, "XML-06", 1);
    REFUSE("<?xml version=\"1.0\" encoding=\"UTF-16\"?>\n" HEAD TAIL, "XML-06", 1);
    REFUSE(HEAD "<division code=\"350199000000\" name=\"\xD5\xF2\"/>" TAIL, "XML-06", 3);
    REFUSE(HEAD "<division code=\"350199000000\" name=\"\xC0\xAF\"/>" TAIL, "XML-06", 3); /* overlong */
    REFUSE(HEAD "<division code=\"350199000000\" name=\"\x01\"/>" TAIL, "XML-01", 3);
}

static void limits_have_their_own_words(void **state)
{
    (void)state;
    struct jf_str text = JF_STR_INIT;
    jf_str_add(&text, HEAD);
    for (int i = 0; i < 100; i++)
        jf_str_add(&text, "<a>");
    refuse(text.data, text.len, "XML-03", 3);
    jf_str_clear(&text);
    jf_str_add(&text, HEAD "<division code=\"350199000000\" name=\"");
    for (int i = 0; i < 200000; i++)
        jf_str_addc(&text, 'x');
    jf_str_add(&text, "\"/>" TAIL);
    refuse(text.data, text.len, "XML-04", 3);
    jf_str_clear(&text);
    jf_str_add(&text, HEAD);
    for (int i = 0; i < 200000; i++)
        jf_str_addc(&text, ' ');
    jf_str_add(&text, COUNTY TAIL);
    refuse(text.data, text.len, "XML-04", -1);
    jf_str_clear(&text);
    jf_str_add(&text, HEAD "<division ");
    for (int i = 0; i < 100; i++)
        jf_str_addf(&text, "a%d=\"\" ", i);
    jf_str_add(&text, "/>" TAIL);
    refuse(text.data, text.len, "XML-05", 3);
    jf_str_clear(&text);
    jf_str_add(&text, HEAD "<!--");
    for (int i = 0; i < 9 * 1024 * 1024; i++)
        jf_str_addc(&text, 'x');
    refuse(text.data, text.len, "XML-08", -1);
    jf_str_release(&text);
}

static void declared_encodings_are_read(void **state)
{
    (void)state;
    /* 镕 is not in GB2312; programs declare GB2312 and mean GBK */
    take("<?xml version=\"1.0\" encoding=\"GB2312\"?><register xmlns=\"urn:jianfu:register:1\"><source unit=\"x\" "
         "division=\"350199000000\" period=\"2005\" prepared-by=\"x\" on=\"2005-01-01\"/><division "
         "code=\"350199000000\" "
         "name=\"\xE9\x46\xCF\xD8\"/></register>");
    assert_int_equal(number("SELECT count(*) FROM division WHERE name = '镕县'"), 1);
    static const char ascii[] =
        "<register xmlns=\"urn:jianfu:register:1\"><source unit=\"x\" division=\"350199000000\" period=\"2005\" "
        "prepared-by=\"x\" on=\"2005-01-01\"/><division code=\"350199108000\" name=\"x\"/></register>";
    char wide[2 * sizeof ascii + 2];
    size_t len = 0;
    wide[len++] = '\xFF';
    wide[len++] = '\xFE';
    for (const char *p = ascii; *p; p++) {
        wide[len++] = *p;
        wide[len++] = 0;
    }
    assert_int_equal(offer(wide, len, false, false), JF_OK);
    assert_int_equal(result.outcome, JF_INTAKE_ACCEPTED);
    refuse(wide, len - 1, "XML-06", 1); /* half a character at the end */
    refuse("<\0\0\0r\0\0\0/\0\0\0>\0\0\0", 16, "XML-06", 1);
    assert_non_null(strstr(seen.message, "UTF-32"));
    take("\xEF\xBB\xBF" HEAD VILLAGE TAIL);
}

static void escapes_are_read_as_what_they_mean(void **state)
{
    (void)state;
    take(HEAD "<division code=\"350199000000\" name=\"a&amp;b&lt;c&#x6E2F;&quot;\"/>" TAIL);
    assert_int_equal(number("SELECT count(*) FROM division WHERE name = 'a&b<c港\"'"), 1);
}

static void quarantine_keeps_the_good(void **state)
{
    (void)state;
    const char *text = HEAD COUNTY "<division code=\"350199108000\" name=\"a&amp;镇\" households=\"x\"/>\n"
                                   "<division code=\"350199109000\" name=\"b\"/>" TAIL;
    assert_int_equal(offer(text, strlen(text), true, false), JF_OK);
    assert_int_equal(result.outcome, JF_INTAKE_PARTIAL);
    assert_int_equal(result.read, 3);
    assert_int_equal(result.stored, 2);
    assert_int_equal(result.quarantined, 1);
    assert_int_equal(
        number("SELECT count(*) FROM quarantine WHERE line = 4 AND content LIKE '%name=\"a&amp;镇\"%' AND reason LIKE "
               "'VAL-08%'"),
        1);
    /* a fault of the whole file still refuses it */
    text = HEAD "<control count=\"9\"/>" COUNTY "<division code=\"350199108000\" name=\"a\" households=\"y\"/>" TAIL;
    assert_int_equal(offer(text, strlen(text), true, false), JF_OK);
    assert_int_equal(result.outcome, JF_INTAKE_REFUSED);
}

static void a_dry_run_changes_nothing(void **state)
{
    (void)state;
    const char *good = HEAD COUNTY TAIL, *bad = HEAD COUNTY COUNTY TAIL;
    assert_int_equal(offer(good, strlen(good), false, true), JF_OK);
    assert_int_equal(result.outcome, JF_INTAKE_ACCEPTED);
    assert_int_equal(result.stored, 1);
    assert_int_equal(offer(bad, strlen(bad), false, true), JF_OK);
    assert_int_equal(result.outcome, JF_INTAKE_REFUSED);
    assert_int_equal(
        number("SELECT (SELECT count(*) FROM batch) + (SELECT count(*) FROM record) + (SELECT count(*) FROM event)"),
        0);
}

static void many_faults_are_counted_not_kept(void **state)
{
    (void)state;
    struct jf_str text = JF_STR_INIT;
    jf_str_add(&text, HEAD);
    for (int i = 0; i < 1000; i++)
        jf_str_add(&text, "<division code=\"3\" name=\"x\"/>\n");
    jf_str_add(&text, TAIL);
    refuse(text.data, text.len, "VAL-07", 3);
    assert_true(result.diagnostics >= 1000);
    assert_int_equal(seen.count, 201); /* 200 and the word that more follow */
    assert_int_equal(number("SELECT count(*) FROM diagnostic"), 201);
    jf_str_release(&text);
}

static bool stop_at_once(void *arg, int64_t bytes, int64_t total, int64_t records)
{
    (void)arg, (void)bytes, (void)total, (void)records;
    return false;
}

static void stopping_leaves_nothing(void **state)
{
    (void)state;
    char path[400];
    struct jf_error err = { .status = JF_OK };
    struct jf_intake_options o = { .actor = "测试", .progress = stop_at_once };
    struct jf_str text = JF_STR_INIT;
    jf_str_add(&text, HEAD COUNTY);
    for (int i = 201; i < 900; i++)
        jf_str_addf(&text, "<!-- %d %s -->\n", i,
                    "some words that take a few bytes so that the file has several pieces, "
                    "for the reader asks after each of them whether it shall go on");
    jf_str_add(&text, TAIL);
    scratch_file(&s, "long.xml", text.data, text.len, path);
    assert_int_equal(jf_intake_file(s.db, path, &o, &result, &err), JF_STOPPED);
    assert_int_equal(number("SELECT (SELECT count(*) FROM batch) + (SELECT count(*) FROM record)"), 0);
    jf_str_release(&text);
}

static void templates_import_as_they_are(void **state)
{
    (void)state;
    for (const struct jf_kind_info *k = jf_kinds(); k->name; k++) {
        const char *text = jf_kind_template(k->name);
        assert_non_null(text);
        take(text);
        assert_true(result.stored > 0);
    }
}

/* ---- both ways ---- */

struct diary {
    struct jf_str text;
};

static void write_diary(void *arg, const struct jf_diag *d)
{
    struct diary *diary = arg;
    jf_str_addf(&diary->text, "%ld|%s|%s|%s|%s\n", d->line, d->code, d->record, d->message, d->hint);
}

/* Import with care into s.db and in bulk into `other`: the same must come of it. */
static bool import_both(struct jf_db *other, const char *path)
{
    struct jf_db *const dbs[2] = { s.db, other };
    struct diary diaries[2] = { { JF_STR_INIT }, { JF_STR_INIT } };
    struct jf_intake_result results[2];
    for (int i = 0; i < 2; i++) {
        struct jf_error err = { .status = JF_OK };
        struct jf_intake_options o = { .actor = "测试",
                                       .diag = write_diary,
                                       .diag_arg = &diaries[i],
                                       .pace = i ? JF_INTAKE_BULK : JF_INTAKE_CAREFUL };
        if (jf_intake_file(dbs[i], path, &o, &results[i], &err) != JF_OK)
            fail_msg("%s: %s", path, err.message);
        assert_false(jf_txn_open(dbs[i]));
    }
    const struct jf_intake_result *a = &results[0], *b = &results[1];
    if (strcmp(diaries[0].text.data, diaries[1].text.data) != 0)
        fail_msg("%s: with care\n%sin bulk\n%s", path, diaries[0].text.data, diaries[1].text.data);
    if (a->outcome != b->outcome || a->batch_id != b->batch_id || a->bytes != b->bytes || a->read != b->read ||
        a->stored != b->stored || a->unchanged != b->unchanged || a->superseding != b->superseding ||
        a->sum_fen != b->sum_fen || a->diagnostics != b->diagnostics || strcmp(a->sha256, b->sha256) != 0 ||
        strcmp(a->kind, b->kind) != 0)
        fail_msg("%s: other results in bulk", path);
    jf_str_release(&diaries[0].text);
    jf_str_release(&diaries[1].text);
    return b->bulk;
}

static void report_fault(void *arg, int64_t number, const char *what)
{
    (void)arg, (void)number;
    print_message("%s\n", what);
}

/* The sums of notices against the notices, as `jianfu verify` compares them. */
static bool sums_agree(struct jf_db *db, jf_event_bad_fn *bad)
{
    struct jf_error err = { .status = JF_OK };
    bool sound = false;
    if (jf_intake_verify(db, bad, NULL, &sound, &err) != JF_OK)
        fail_msg("%s", err.message);
    return sound;
}

static void same_tables(struct jf_db *other, const char *other_path)
{
    static const char *const tables[] = { "subject",
                                          "record",
                                          "term",
                                          "division",
                                          "unit",
                                          "school",
                                          "school_pupils",
                                          "household",
                                          "document",
                                          "item",
                                          "item_alias",
                                          "item_pattern",
                                          "standard",
                                          "standard_member",
                                          "notice",
                                          "notice_item",
                                          "school_charge",
                                          "school_charge_line",
                                          "subscription",
                                          "subscription_line",
                                          "petition",
                                          "petition_step",
                                          "card_issue",
                                          "board",
                                          "board_item",
                                          "diagnostic",
                                          "notice_day",
                                          "notice_place",
                                          "notice_list",
                                          "calendar",
                                          "calendar_off",
                                          "calendar_work",
                                          "proposal",
                                          "proposal_line",
                                          "proposal_spending",
                                          "proposal_gift",
                                          "publicity",
                                          "publicity_document",
                                          "accountability",
                                          "accountability_ground",
                                          "accountability_report",
                                          "accountability_person",
                                          "accountability_finding",
                                          "nil_report" };
    char text[600];
    struct jf_error err = { .status = JF_OK };
    bool sound = false;
    assert_int_equal(jf_db_check(other, report_fault, NULL, &sound, &err), JF_OK);
    assert_true(sound); /* foreign keys, too: in bulk nobody looked */
    assert_true(sums_agree(s.db, report_fault) && sums_agree(other, report_fault));
    snprintf(text, sizeof text, "ATTACH '%s' AS other", other_path);
    assert_int_equal(jf_db_script(s.db, text, &err), JF_OK);
    for (size_t i = 0; i < sizeof tables / sizeof *tables; i++) {
        const char *t = tables[i];
        snprintf(text, sizeof text,
                 "SELECT (SELECT count(*) FROM main.%s) = (SELECT count(*) FROM other.%s) AND NOT EXISTS "
                 "(SELECT * FROM main.%s EXCEPT SELECT * FROM other.%s)",
                 t, t, t, t);
        if (number(text) != 1)
            fail_msg("table %s is not the same", tables[i]);
    }
    assert_int_equal(number("SELECT count(*) FROM main.batch"), number("SELECT count(*) FROM other.batch"));
    assert_int_equal(number("SELECT count(*) FROM main.event a JOIN other.event b USING (event_id, type, actor, body)"),
                     number("SELECT count(*) FROM main.event"));
    assert_int_equal(jf_db_script(s.db, "DETACH other", &err), JF_OK);
}

static struct jf_db *open_other(char path[400])
{
    struct jf_db *other = NULL;
    struct jf_error err = { .status = JF_OK };
    snprintf(path, 400, "%s/other.db", s.dir);
    if (jf_db_open(path, JF_DB_CREATE, &other, &err) != JF_OK)
        fail_msg("%s", err.message);
    return other;
}

static int import_folder(struct jf_db *other, const char *folder)
{
    char pattern[600];
    glob_t found;
    int bulk = 0;
    const char *fixtures = getenv("FIXTURES");
    snprintf(pattern, sizeof pattern, "%s/%s/*.xml", fixtures ? fixtures : "fixtures", folder);
    if (glob(pattern, 0, NULL, &found) != 0)
        return 0;
    for (size_t i = 0; i < found.gl_pathc; i++)
        bulk += import_both(other, found.gl_pathv[i]);
    globfree(&found);
    return bulk;
}

static void in_bulk_the_same_as_with_care(void **state)
{
    (void)state;
    char path[400], folder[100];
    struct jf_db *other = open_other(path);
    assert_true(import_folder(other, "rulebook") >= 1);
    assert_true(import_folder(other, "county") >= 8);
    for (const struct jf_kind_info *k = jf_kinds(); k->name; k++) {
        snprintf(folder, sizeof folder, "xml/%s/valid", k->name);
        import_folder(other, folder);
    }
    for (const struct jf_kind_info *k = jf_kinds(); k->name; k++) {
        snprintf(folder, sizeof folder, "xml/%s/invalid", k->name);
        import_folder(other, folder);
    }
    same_tables(other, path);
    jf_db_close(other);
}

static unsigned dice = 7;
static size_t roll(size_t sides)
{
    dice = dice * 1103515245u + 12345u;
    return (dice >> 8) % sides;
}

/* A place in the text where one of the marks stands. */
static const char *some_place(const char *text, size_t len, const char *mark)
{
    const char *at = strstr(text + roll(len), mark);
    return at ? at : strstr(text, mark);
}

/* Take away, double or exchange an attribute, a tag or a few bytes, as a hand that edits would. */
static void spoil(struct jf_str *text)
{
    static const char *const bits[] = {
        " ",     "\n", "x",  "0",       "<!-- c -->",     "<?p i?>",       "&#32;",
        "&amp;", "\"", "镇", "<item/>", " xmlns:y=\"u\"", "<![CDATA[ ]]>", "<![CDATA[x]]>",
        "-",     "."
    };
    struct jf_str out = JF_STR_INIT;
    const char *from = NULL, *to = NULL, *put = "";
    switch (roll(4)) {
    case 0: /* an attribute */
        from = some_place(text->data, text->len, "=\"");
        while (from && from > text->data && from[-1] != ' ')
            from--;
        to = from ? strchr(from, '"') : NULL;
        to = to ? strchr(to + 1, '"') : NULL;
        to = to ? to + 1 : NULL;
        break;
    case 1: /* a tag */
        from = some_place(text->data, text->len, "<");
        to = from ? strchr(from, '>') : NULL;
        to = to ? to + 1 : NULL;
        break;
    default:
        from = some_place(text->data, text->len, roll(2) ? "\"" : ">");
        from = from ? from + roll(2) : NULL;
        to = from ? from + (*from ? roll(2) : 0) : NULL;
        put = bits[roll(sizeof bits / sizeof *bits)];
        break;
    }
    if (!from || !to)
        return;
    jf_str_addn(&out, text->data, (size_t)(from - text->data));
    if (!*put && roll(2)) /* double it */
        for (int i = 0; i < 2; i++)
            jf_str_addn(&out, from, (size_t)(to - from));
    jf_str_add(&out, put);
    jf_str_add(&out, to);
    jf_str_release(text);
    *text = out;
}

static void spoilt_files_in_bulk_as_with_care(void **state)
{
    (void)state;
    char path[400], file[400];
    struct jf_db *other = open_other(path);
    int bulk = 0, tried = 0;
    for (const struct jf_kind_info *k = jf_kinds(); k->name; k++) {
        struct jf_str text = JF_STR_INIT;
        for (int i = 0; i < 60; i++) {
            jf_str_clear(&text);
            jf_str_add(&text, jf_kind_template(k->name));
            for (size_t times = roll(3); times > 0; times--)
                spoil(&text);
            jf_str_addf(&text, "<!-- %d -->\n", i); /* no file is the one before */
            scratch_file(&s, "file.xml", text.data, text.len, file);
            bulk += import_both(other, file);
            tried++;
        }
        jf_str_release(&text);
    }
    assert_true(bulk > tried / 20); /* else nothing was compared */
    same_tables(other, path);
    jf_db_close(other);
}

static bool stop_later(void *arg, int64_t bytes, int64_t total, int64_t records)
{
    (void)bytes, (void)total, (void)records;
    return --*(int *)arg > 0;
}

/* Households first to last, `changed` of every hundred in this version. */
static void households(struct jf_str *text, int first, int last, int changed, int version)
{
    jf_str_clear(text);
    jf_str_add(text, HEAD COUNTY TOWNSHIP VILLAGE);
    for (int i = first; i <= last; i++) {
        int v = i % 100 < changed ? version : 1;
        jf_str_addf(text,
                    "<household code=\"350199108201-%04d\" division=\"350199108201\" head=\"户主%d\" "
                    "persons=\"%d\" labourers=\"2\" version=\"%d\"/>\n",
                    i, i, 2 + v, v);
    }
    jf_str_add(text, TAIL);
}

static void known_new_and_later_records_in_bulk(void **state)
{
    (void)state;
    char path[400], file[400];
    struct jf_str text = JF_STR_INIT;
    struct jf_db *other = open_other(path);
    static const struct {
        int first, last, changed, version;
        bool bulk;
    } rounds[] = {
        { 1, 5000, 0, 1, true },     { 1, 5000, 3, 2, true },   { 4000, 9000, 0, 1, true },
        { 2500, 9900, 50, 3, true }, { 1, 9999, 10, 2, false }, /* version 2 was superseded: KEY-03 */
    };
    for (size_t i = 0; i < sizeof rounds / sizeof *rounds; i++) {
        households(&text, rounds[i].first, rounds[i].last, rounds[i].changed, rounds[i].version);
        scratch_file(&s, "file.xml", text.data, text.len, file);
        if (import_both(other, file) != rounds[i].bulk)
            fail_msg("round %zu", i);
    }
    /* the same key twice, far apart: new, unchanged, superseding */
    households(&text, 1, 4999, 0, 1);
    jf_str_truncate(&text, text.len - strlen(TAIL));
    for (int v = 1; v <= 9; v += 8) {
        size_t len = text.len;
        for (int twice = 0; twice < 2; twice++)
            jf_str_addf(&text,
                        "<household code=\"350199108201-0500\" division=\"350199108201\" head=\"户主500\" "
                        "persons=\"3\" labourers=\"2\" version=\"%d\"/>\n",
                        v);
        jf_str_add(&text, TAIL);
        scratch_file(&s, "file.xml", text.data, text.len, file);
        assert_false(import_both(other, file));
        jf_str_truncate(&text, len);
    }
    same_tables(other, path);
    jf_str_release(&text);
    jf_db_close(other);
}

/* ---- sums of notices ---- */

#define NOTICES                                                                                                        \
    "<notices xmlns=\"urn:jianfu:notice:1\">\n<source unit=\"站\" division=\"350198100000\" period=\"2005H1\" "       \
    "prepared-by=\"演示\" on=\"2005-06-30\"/>\n"
#define END_NOTICES "</notices>\n"

/* Notice `i`, of one to three lines. */
static void notice(struct jf_str *text, int i, int version, const char *unit, const char *day, int yuan)
{
    jf_str_addf(text,
                "<notice no=\"%d\" version=\"%d\" unit=\"%s\" division=\"350198100201\" payer-class=\"household\" "
                "payer=\"p\" charged-on=\"%s\" total=\"%d.00\">",
                i, version, unit, day, yuan);
    for (int line = 0; line <= (i + version) % 3; line++)
        jf_str_addf(text, "<item name=\"费\" quantity=\"1\" price=\"1.00\" amount=\"1.00\"/>");
    jf_str_add(text, "</notice>\n");
}

/* Notices first to last, `changed` of every hundred in this version, with another day and total. */
static void notices(struct jf_str *text, int first, int last, int changed, int version)
{
    jf_str_clear(text);
    jf_str_add(text, NOTICES);
    for (int i = first; i <= last; i++) {
        char day[32];
        int v = i % 100 < changed ? version : 1;
        snprintf(day, sizeof day, "2005-%02d-%02d", 1 + (i + v) % 6, 1 + (i / 7 + v) % 28);
        notice(text, i, v, i % 5 ? "EX-NJ" : "EX-JS", day, i % 50 + v);
    }
    jf_str_add(text, END_NOTICES);
}

/* More distinct names than are kept at a time: they are forgotten on the way, and each line still gets its own. */
static void more_names_than_are_kept(void **state)
{
    (void)state;
    enum { PAPERS = 140, LINES = 1400 };
    char file[400];
    struct jf_str text = JF_STR_INIT;
    struct jf_error err = { .status = JF_OK };
    struct jf_intake_options o = { .actor = "测试", .diag = keep };
    take(jf_kind_template("register"));
    jf_str_add(&text, NOTICES);
    for (int i = 0; i < PAPERS; i++) {
        jf_str_addf(&text,
                    "<notice no=\"%d\" unit=\"%s\" division=\"350198100201\" payer-class=\"household\" payer=\"p\" "
                    "charged-on=\"2005-0%d-01\" total=\"%d.00\">",
                    i, i % 5 ? "EX-NJ" : "EX-JS", 1 + i % 6, LINES);
        for (int line = 1; line <= LINES; line++)
            jf_str_addf(&text, "<item name=\"费%d-%d\" quantity=\"1\" price=\"1.00\" amount=\"1.00\"/>", i, line);
        jf_str_add(&text, "</notice>\n");
    }
    jf_str_add(&text, END_NOTICES);
    scratch_file(&s, "file.xml", text.data, text.len, file);
    jf_str_release(&text);
    assert_int_equal(jf_intake_file(s.db, file, &o, &result, &err), JF_OK);
    assert_true(result.bulk);
    assert_int_equal(result.stored, PAPERS);
    assert_int_equal(
        number("SELECT count(*) FROM notice_item i JOIN notice n USING (record_id) JOIN term t ON t.term_id = "
               "i.name_term WHERE t.text = '费' || n.number || '-' || i.part"),
        PAPERS * LINES);
    assert_int_equal(number("SELECT count(*) FROM notice_day"), 12);
    assert_true(sums_agree(s.db, report_fault));
}

static void sums_in_bulk_as_with_care(void **state)
{
    (void)state;
    char path[400], file[400];
    struct jf_str text = JF_STR_INIT;
    struct jf_db *other = open_other(path);
    static const struct {
        int first, last, changed, version;
    } rounds[] = {
        { 1, 2000, 0, 1 }, { 1, 2000, 7, 2 }, { 1500, 3000, 0, 1 }, { 900, 3100, 50, 3 }, { 1, 3100, 100, 4 }
    };
    scratch_file(&s, "file.xml", jf_kind_template("register"), strlen(jf_kind_template("register")), file);
    import_both(other, file);
    for (size_t i = 0; i < sizeof rounds / sizeof *rounds; i++) {
        notices(&text, rounds[i].first, rounds[i].last, rounds[i].changed, rounds[i].version);
        scratch_file(&s, "file.xml", text.data, text.len, file);
        assert_true(import_both(other, file));
        same_tables(other, path);
        assert_int_equal(number("SELECT sum(notices) FROM notice_day"),
                         number("SELECT count(*) FROM subject WHERE kind = 'notice'"));
    }
    /* all were replaced by the last file: the rows of the others are gone */
    assert_int_equal(number("SELECT count(DISTINCT batch_id) FROM notice_day"), 1);
    jf_str_release(&text);
    jf_db_close(other);
}

/* One row of the sums by its day, as "notices lines fen". */
static void sums_of(const char *day, const char *expected)
{
    char sql[300];
    struct jf_error err = { .status = JF_OK };
    struct jf_stmt *st = NULL;
    bool row = false;
    snprintf(sql, sizeof sql,
             "SELECT group_concat(batch_id || ': ' || notices || ' ' || lines || ' ' || total_fen, ', ') FROM "
             "(SELECT * FROM notice_day WHERE charged_on = '%s' ORDER BY unit_id, batch_id)",
             day);
    assert_int_equal(jf_db_query_text(s.db, sql, true, NULL, &st, &err), JF_OK);
    assert_int_equal(jf_stmt_next(st, &row, &err), JF_OK);
    const char *text = jf_col_text(st, 0);
    assert_string_equal(text ? text : "", expected);
    jf_stmt_done(st);
    assert_true(sums_agree(s.db, report_fault));
}

static void sums_follow_the_notices(void **state)
{
    (void)state;
    struct jf_str text = JF_STR_INIT;
    take(jf_kind_template("register"));
    sums_of("2005-03-01", "");
    jf_str_add(&text, NOTICES);
    notice(&text, 1, 1, "EX-NJ", "2005-03-01", 10);
    notice(&text, 2, 1, "EX-NJ", "2005-03-01", 20);
    notice(&text, 3, 1, "EX-JS", "2005-03-02", 30);
    jf_str_add(&text, END_NOTICES);
    assert_int_equal(offer(text.data, text.len, false, true), JF_OK);
    assert_int_equal(result.outcome, JF_INTAKE_ACCEPTED);
    sums_of("2005-03-01", ""); /* a dry run */
    take(text.data);
    sums_of("2005-03-01", "2: 2 4 3000");
    sums_of("2005-03-02", "2: 1 2 3000");
    /* the same records in another file, and one refused */
    jf_str_add(&text, "<!-- again -->");
    take(text.data);
    assert_int_equal(result.unchanged, 3);
    sums_of("2005-03-01", "2: 2 4 3000");
    jf_str_clear(&text);
    jf_str_add(&text, NOTICES);
    notice(&text, 4, 1, "EX-NJ", "2005-03-01", 10);
    notice(&text, 1, 1, "EX-NJ", "2005-03-01", 99);
    jf_str_add(&text, END_NOTICES);
    REFUSE(text.data, "KEY-02", 4);
    sums_of("2005-03-01", "2: 2 4 3000");
    /* another version counts on its own day; the day that is left without a notice goes */
    jf_str_clear(&text);
    jf_str_add(&text, NOTICES);
    notice(&text, 1, 2, "EX-NJ", "2005-03-03", 11);
    notice(&text, 3, 2, "EX-JS", "2005-03-03", 31);
    notice(&text, 5, 1, "EX-NJ", "2005-03-01", 50);
    jf_str_add(&text, END_NOTICES);
    take(text.data);
    sums_of("2005-03-01", "2: 1 1 2000, 5: 1 1 5000");
    sums_of("2005-03-02", "");
    sums_of("2005-03-03", "5: 1 1 1100, 5: 1 3 3100");
    jf_str_release(&text);
}

/* A record with these numbers is refused when it is in the tables already. */
static enum jf_status refuse_third(void *arg, struct jf_intake *intake, const struct jf_intake_record *record,
                                   struct jf_error *err)
{
    (void)arg, (void)err;
    if (strcmp(record->key, "EX-NJ/3") == 0)
        jf_intake_fault(intake, record->line, "TST-01", "not this one", "");
    return JF_OK;
}

static void sums_leave_out_what_is_undone(void **state)
{
    (void)state;
    char path[400];
    struct jf_str text = JF_STR_INIT;
    struct jf_error err = { .status = JF_OK };
    struct jf_intake_options o = { .actor = "测试", .quarantine = true, .accept = refuse_third };
    take(jf_kind_template("register"));
    jf_str_add(&text, NOTICES);
    notice(&text, 1, 1, "EX-NJ", "2005-03-01", 10);
    notice(&text, 2, 1, "EX-??", "2005-03-01", 20);
    notice(&text, 3, 1, "EX-NJ", "2005-03-01", 30);
    notice(&text, 4, 1, "EX-NJ", "2005-03-01", 40);
    notice(&text, 4, 1, "EX-NJ", "2005-03-01", 40);
    jf_str_add(&text, END_NOTICES);
    scratch_file(&s, "file.xml", text.data, text.len, path);
    assert_int_equal(jf_intake_file(s.db, path, &o, &result, &err), JF_OK);
    assert_int_equal(result.outcome, JF_INTAKE_PARTIAL);
    assert_int_equal(result.stored, 2);
    assert_int_equal(result.quarantined, 3);
    sums_of("2005-03-01", "2: 2 6 5000");
    jf_str_release(&text);
}

static void keep_fault(void *arg, int64_t number, const char *what)
{
    (void)arg, (void)number;
    snprintf(seen.message, sizeof seen.message, "%s", what);
    seen.count++;
}

static void wrong_sums_are_found(void **state)
{
    (void)state;
    struct jf_str text = JF_STR_INIT;
    struct jf_error err = { .status = JF_OK };
    static const struct {
        const char *sql;
        int faults;
    } cases[] = { { "SELECT 1", 0 },
                  { "UPDATE notice_day SET notices = notices + 1 WHERE charged_on = '2005-03-02'", 1 },
                  { "UPDATE notice_day SET lines = lines - 1 WHERE charged_on = '2005-03-02'", 1 },
                  { "UPDATE notice_day SET total_fen = total_fen + 1 WHERE charged_on = '2005-03-02'", 1 },
                  { "UPDATE notice_day SET first_subject = first_subject + 1 WHERE charged_on = '2005-03-02'", 1 },
                  { "UPDATE notice_day SET first_subject = 1", 0 },
                  { "UPDATE notice_day SET charged_on = '2005-03-04' WHERE charged_on = '2005-03-02'", 2 },
                  { "DELETE FROM notice_day", 2 },
                  { "UPDATE notice SET total_fen = 1 WHERE charged_on = '2005-03-02'", 1 } };
    take(jf_kind_template("register"));
    jf_str_add(&text, NOTICES);
    notice(&text, 1, 1, "EX-NJ", "2005-03-01", 10);
    notice(&text, 2, 1, "EX-NJ", "2005-03-02", 20);
    jf_str_add(&text, END_NOTICES);
    take(text.data);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        memset(&seen, 0, sizeof seen);
        assert_int_equal(jf_txn_begin(s.db, "test", &err), JF_OK);
        assert_int_equal(jf_db_script(s.db, cases[i].sql, &err), JF_OK);
        assert_int_equal(sums_agree(s.db, keep_fault), cases[i].faults == 0);
        if (seen.count != cases[i].faults)
            fail_msg("%s: %d faults", cases[i].sql, seen.count);
        if (seen.count == 1)
            assert_string_equal(
                seen.message, "notices of 2005-03-02, unit EX-NJ, batch 2: the sums kept are not those of the notices");
        jf_txn_rollback(s.db);
    }
    jf_str_release(&text);
}

static void wrong_lists_are_found(void **state)
{
    (void)state;
    struct jf_str text = JF_STR_INIT;
    struct jf_error err = { .status = JF_OK };
    static const char *const wrong[] = {
        "UPDATE notice_list SET records = '[]'",
        "UPDATE notice_list SET records = 'x'",
        "UPDATE notice_list SET records = json_insert(records, '$[#]', 1)",
        "UPDATE notice_list SET records = json_insert(records, '$[#]', records ->> '$[0]')",
        "UPDATE notice_list SET records = json_set(records, '$[0]', records ->> '$[1]')",
        "DELETE FROM notice_list",
        "UPDATE notice SET division_id = unit_id",
    };
    take(jf_kind_template("register"));
    jf_str_add(&text, NOTICES);
    notice(&text, 1, 1, "EX-NJ", "2005-03-01", 10);
    notice(&text, 2, 1, "EX-NJ", "2005-03-02", 20);
    jf_str_add(&text, END_NOTICES);
    take(text.data);
    assert_true(sums_agree(s.db, keep_fault));
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        assert_int_equal(jf_txn_begin(s.db, "test", &err), JF_OK);
        assert_int_equal(jf_db_script(s.db, wrong[i], &err), JF_OK);
        if (jf_db_changes(s.db) == 0 || sums_agree(s.db, keep_fault))
            fail_msg("not found: %s", wrong[i]);
        jf_txn_rollback(s.db);
    }
    jf_str_release(&text);
}

static void stopping_in_bulk_leaves_nothing(void **state)
{
    (void)state;
    char path[400];
    struct jf_str text = JF_STR_INIT;
    struct jf_error err = { .status = JF_OK };
    households(&text, 1, 9999, 0, 1);
    scratch_file(&s, "file.xml", text.data, text.len, path);
    for (int times = 1; times < 12; times++) {
        int left = times;
        struct jf_intake_options o = { .actor = "测试", .progress = stop_later, .progress_arg = &left };
        assert_int_equal(jf_intake_file(s.db, path, &o, &result, &err), JF_STOPPED);
        assert_false(jf_txn_open(s.db));
        assert_int_equal(number("SELECT (SELECT count(*) FROM batch) + (SELECT count(*) FROM subject)"), 0);
    }
    assert_int_equal(number("PRAGMA foreign_keys"), 1); /* on again */
    jf_str_release(&text);
}

static enum jf_status count_asked(void *arg, struct jf_intake *intake, const struct jf_intake_record *record,
                                  struct jf_error *err)
{
    (void)intake, (void)record, (void)err;
    ++*(int *)arg;
    return JF_OK;
}

static void who_asks_sees_each_record(void **state)
{
    (void)state;
    char path[400];
    int asked = 0;
    struct jf_error err = { .status = JF_OK };
    static const struct {
        const char *kind;
        int asked;
        bool bulk;
    } cases[] = { { "petition", 0, true }, { "register", 2, false }, { NULL, 2, false } };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct jf_intake_options o = { .actor = "测试",
                                       .accept = count_asked,
                                       .accept_arg = &asked,
                                       .accept_kinds =
                                           cases[i].kind ? (const char *const[]){ cases[i].kind, NULL } : NULL,
                                       .dry_run = true,
                                       .pace = JF_INTAKE_BULK };
        const char *text = HEAD COUNTY TOWNSHIP TAIL;
        asked = 0;
        scratch_file(&s, "file.xml", text, strlen(text), path);
        assert_int_equal(jf_intake_file(s.db, path, &o, &result, &err), JF_OK);
        assert_int_equal(result.stored, 2);
        assert_int_equal(result.bulk, cases[i].bulk);
        assert_int_equal(asked, cases[i].asked);
    }
}

static size_t holes(const char *text)
{
    size_t count = 0;
    for (; (text = strstr(text, "%s")); text += 2)
        count++;
    return count;
}

/* What fills the words of a fault must be found by its pattern. */
static void each_fault_is_whole(void **state)
{
    (void)state;
    enum { BY, CODE, GROUPS, PATTERN, ZH, EN, HINT_ZH, HINT_EN, COLUMNS };
    struct jf_tsv t;
    assert_int_equal(jf_tsv_load("intake/faults.tsv", COLUMNS, &t, NULL), JF_OK);
    for (size_t i = 0; i < t.rows; i++) {
        const char *const *c = t.cells + i * COLUMNS, *groups = jf_streq(c[GROUPS], "-") ? "" : c[GROUPS];
        struct jf_regex *re = NULL;
        if (jf_streq(c[BY], "bytes"))
            assert_int_equal(strspn(c[PATTERN], "0123456789abcdef"), strlen(c[PATTERN]));
        else
            assert_true(jf_streq(c[BY], "schema") || jf_streq(c[BY], "parser") || jf_streq(c[BY], "text"));
        assert_int_equal(jf_regex_compile(c[PATTERN], &re, NULL), JF_OK);
        jf_regex_free(re);
        for (size_t g = 0; groups[g]; g++) {
            const char named[] = { '?', '<', groups[g], '>', 0 };
            assert_non_null(strstr(c[PATTERN], named));
        }
        for (size_t column = ZH; column <= EN; column++)
            assert_int_equal(holes(c[column]), strlen(groups));
        for (size_t column = HINT_ZH; column <= HINT_EN; column++)
            assert_int_equal(holes(c[column]), strstr(c[PATTERN], "?<x>") ? 1 : 0);
    }
    jf_tsv_release(&t);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(a_register_is_taken, setup, teardown),
        cmocka_unit_test_setup_teardown(the_same_file_twice_changes_nothing, setup, teardown),
        cmocka_unit_test_setup_teardown(a_higher_version_supersedes, setup, teardown),
        cmocka_unit_test_setup_teardown(a_key_stands_once, setup, teardown),
        cmocka_unit_test_setup_teardown(totals_must_agree, setup, teardown),
        cmocka_unit_test_setup_teardown(bad_values_have_place_value_and_hint, setup, teardown),
        cmocka_unit_test_setup_teardown(lines_are_exact_past_65535, setup, teardown),
        cmocka_unit_test_setup_teardown(no_day_after_the_preparation, setup, teardown),
        cmocka_unit_test_setup_teardown(doctype_is_refused, setup, teardown),
        cmocka_unit_test_setup_teardown(strange_files_are_named, setup, teardown),
        cmocka_unit_test_setup_teardown(each_fault_is_whole, setup, teardown),
        cmocka_unit_test_setup_teardown(limits_have_their_own_words, setup, teardown),
        cmocka_unit_test_setup_teardown(declared_encodings_are_read, setup, teardown),
        cmocka_unit_test_setup_teardown(escapes_are_read_as_what_they_mean, setup, teardown),
        cmocka_unit_test_setup_teardown(quarantine_keeps_the_good, setup, teardown),
        cmocka_unit_test_setup_teardown(a_dry_run_changes_nothing, setup, teardown),
        cmocka_unit_test_setup_teardown(many_faults_are_counted_not_kept, setup, teardown),
        cmocka_unit_test_setup_teardown(stopping_leaves_nothing, setup, teardown),
        cmocka_unit_test_setup_teardown(templates_import_as_they_are, setup, teardown),
        cmocka_unit_test_setup_teardown(in_bulk_the_same_as_with_care, setup, teardown),
        cmocka_unit_test_setup_teardown(known_new_and_later_records_in_bulk, setup, teardown),
        cmocka_unit_test_setup_teardown(spoilt_files_in_bulk_as_with_care, setup, teardown),
        cmocka_unit_test_setup_teardown(sums_in_bulk_as_with_care, setup, teardown),
        cmocka_unit_test_setup_teardown(more_names_than_are_kept, setup, teardown),
        cmocka_unit_test_setup_teardown(sums_follow_the_notices, setup, teardown),
        cmocka_unit_test_setup_teardown(sums_leave_out_what_is_undone, setup, teardown),
        cmocka_unit_test_setup_teardown(wrong_sums_are_found, setup, teardown),
        cmocka_unit_test_setup_teardown(wrong_lists_are_found, setup, teardown),
        cmocka_unit_test_setup_teardown(stopping_in_bulk_leaves_nothing, setup, teardown),
        cmocka_unit_test_setup_teardown(who_asks_sees_each_record, setup, teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
