/* test_suggest.c - what a complaint tells beyond its text, and what the database makes the program propose: names of
 * the register, earlier cases, findings and records, each with its reason and never with the name of a person. */
#include "jianfu/casework.h"
#include "jianfu/charset.h"
#include "jianfu/suggest.h"

#include "scratch.h"

static const char county[] =
    "INSERT INTO subject VALUES (1,'division','350199000000',NULL),(2,'division','350199108000',NULL),"
    " (3,'division','350199108201',NULL),(4,'unit','SC01',NULL),(5,'unit','NJ01',NULL);"
    "INSERT INTO record (record_id, subject_id, version, batch_id, line, digest) SELECT subject_id, subject_id, 1, "
    "NULL, 0, zeroblob(32) FROM subject;"
    "UPDATE subject SET record_id = subject_id;"
    "INSERT INTO division VALUES (1,1,'350199000000','演示县','county',NULL,'1',0,NULL,NULL,NULL,1),"
    " (2,2,'350199108000','大洋镇','township',1,NULL,NULL,NULL,NULL,NULL,1),"
    " (3,3,'350199108201','际尾村','village',2,NULL,NULL,300,1200,600,1);"
    "INSERT INTO unit VALUES (4,4,'SC01','大洋中学','school',2,NULL,NULL),"
    " (5,5,'NJ01','大洋镇农机管理站','station',2,NULL,NULL);";

static struct scratch s;

static int set_up(void **state)
{
    (void)state;
    struct jf_error err = { .status = JF_OK };
    scratch_open(&s);
    assert_int_equal(jf_txn_begin(s.db, "test", &err), JF_OK);
    if (jf_db_script(s.db, county, &err) != JF_OK)
        fail_msg("%s", err.message);
    assert_int_equal(jf_txn_commit(s.db, &err), JF_OK);
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    scratch_close(&s);
    jf_casework_cleanup();
    return 0;
}

static enum jf_status add(const struct jf_case_new *p, int64_t *id, struct jf_error *err)
{
    struct jf_str number = JF_STR_INIT;
    enum jf_status status = jf_txn_begin(s.db, "test", err);
    if (status == JF_OK)
        status = jf_case_register(s.db, p, &number, id, err);
    if (status == JF_OK)
        status = jf_txn_commit(s.db, err);
    else
        jf_txn_rollback(s.db);
    jf_str_release(&number);
    return status;
}

static struct jf_case_new petition(const char *text)
{
    return (struct jf_case_new){ .channel = "visit",
                                 .received_on = "2005-06-20",
                                 .persons = 1,
                                 .division = "350199108000",
                                 .unit = "SC01",
                                 .category = "school",
                                 .text = text,
                                 .petitioner = "王测试",
                                 .actor = "甲" };
}

static enum jf_status collect(void *arg, const struct jf_suggestion *g, struct jf_error *err)
{
    (void)err;
    jf_str_addf(arg, "%s %s [%s]\n", g->topic, g->value, g->reason);
    return JF_OK;
}

static void ask(const char *text, const char *unit, int64_t but, const char *petitioner, struct jf_str *out)
{
    struct jf_error err = { .status = JF_OK };
    const struct jf_suggest_ask q = { .text = text,
                                      .received_on = "2005-07-01",
                                      .unit = unit,
                                      .petition_id = but,
                                      .petitioner = petitioner,
                                      .lang = "en" };
    jf_str_clear(out);
    if (jf_suggest(s.db, &q, collect, out, &err) != JF_OK)
        fail_msg("%s", err.message);
}

static void names_of_the_register(void **state)
{
    (void)state;
    struct jf_str out = JF_STR_INIT;
    ask("大洋中学在际尾村收资料费", NULL, 0, NULL, &out);
    assert_non_null(strstr(out.data, "unit SC01"));
    assert_non_null(strstr(out.data, "place 350199108201"));
    assert_non_null(strstr(out.data, "place 350199108000")); /* 大洋 */
    ask("大洋的农机管理站", NULL, 0, NULL, &out);
    assert_non_null(strstr(out.data, "unit NJ01"));
    assert_null(strstr(out.data, "SC01"));
    ask("别处的农机管理站", NULL, 0, NULL, &out);
    assert_null(strstr(out.data, "unit"));
    jf_str_release(&out);
}

static void earlier_cases(void **state)
{
    (void)state;
    static const char letter[] = "大洋中学今年春季每生多收补课费十五元，要求退还。";
    struct jf_error err = { .status = JF_OK };
    struct jf_str out = JF_STR_INIT;
    struct jf_case_new first = petition(letter), other = petition("收水费太贵");
    int64_t id = 0, second = 0;
    other.petitioner = "李测试";
    other.unit = "NJ01";
    assert_int_equal(add(&first, &id, &err), JF_OK);
    assert_int_equal(add(&other, &second, &err), JF_OK);
    ask("大洋中学今年春季，每生多收补课费十五元。要求退还！", "SC01", 0, NULL, &out); /* other commas: the same */
    assert_non_null(strstr(out.data, "case 2005-001 [the same text; the same unit]"));
    assert_null(strstr(out.data, "2005-002"));
    ask("大洋中學今年春季每生多收補課費十五元，要求退還。", "SC01", 0, NULL, &out); /* nor does who types it matter */
    assert_non_null(strstr(out.data, "case 2005-001 [the same text; the same unit]"));
    ask("大洋中学今年春季每生多收补课费二十元，请求退还", NULL, 0, NULL, &out);
    assert_non_null(strstr(out.data, "case 2005-001 [a similar text"));
    ask("完全两样的话", NULL, 0, "李测试", &out);
    assert_non_null(strstr(out.data, "case 2005-002 [the same petitioner]"));
    assert_null(strstr(out.data, "李"));
    ask("完全两样的话", "SC01", 0, NULL, &out);
    assert_non_null(strstr(out.data, "case SC01 [the same unit"));
    ask(letter, "SC01", id, "王测试", &out); /* the case itself is not an earlier one */
    assert_null(strstr(out.data, "case"));
    jf_str_release(&out);
}

static enum jf_status tell_person(void *arg, const struct jf_case_person *p, struct jf_error *err)
{
    (void)err;
    jf_str_addf(arg, "%s/%s/%s;", p->name, p->telephone ? p->telephone : "-", p->address ? p->address : "-");
    return JF_OK;
}
static enum jf_status tell_named(void *arg, const struct jf_case_named *n, struct jf_error *err)
{
    (void)err;
    jf_str_addf(arg, "%s=%s;", n->kind, n->value);
    return JF_OK;
}

static void told(void **state)
{
    (void)state;
    struct jf_error err = { .status = JF_OK };
    struct jf_str out = JF_STR_INIT;
    struct jf_case_person people[6] = { { "甲某", "1", NULL }, { "乙某", NULL, "村" }, { "丙", NULL, NULL },
                                        { "丁", NULL, NULL },  { "戊", NULL, NULL },   { "己", NULL, NULL } };
    struct jf_case_named named[] = { { "amount", "15", NULL },
                                     { "amount", "2.5", "两块五" },
                                     { "day", "2005S", NULL },
                                     { "document", "闽价[2004]259号", NULL } };
    struct jf_case_new p = petition("多收");
    int64_t id = 0;
    p.representatives = people;
    p.representative_count = 2;
    assert_int_equal(add(&p, &id, &err), JF_REFUSED); /* two for one */
    p.persons = 20;
    p.representative_count = 6;
    assert_int_equal(add(&p, &id, &err), JF_REFUSED);
    p.representative_count = 5;
    p.named = named;
    p.named_count = 4;
    if (add(&p, &id, &err) != JF_OK)
        fail_msg("%s", err.message);
    assert_int_equal(jf_case_told(s.db, id, tell_person, tell_named, &out, &err), JF_OK);
    assert_string_equal(out.data, "甲某/1/-;乙某/-/村;丙/-/-;丁/-/-;戊/-/-;amount=15.00;amount=2.50;day=2005S;"
                                  "document=闽价〔2004〕259号;");
    static const struct jf_case_named wrong[] = {
        { "amount", "十五", NULL }, { "day", "2005-13", NULL }, { "item", " ", NULL }, { "colour", "red", NULL }
    };
    for (size_t i = 0; i < 4; i++) {
        p.named = &wrong[i];
        p.named_count = 1;
        assert_int_equal(add(&p, &id, &err), JF_USAGE);
    }
    struct jf_str lengthy = JF_STR_INIT;
    for (int i = 0; i <= JF_CASE_TEXT_MAX; i++)
        jf_str_add(&lengthy, "长");
    p = petition(lengthy.data);
    assert_int_equal(add(&p, &id, &err), JF_USAGE);
    jf_str_truncate(&lengthy, lengthy.len - strlen("长"));
    p.text = lengthy.data;
    assert_int_equal(add(&p, &id, &err), JF_OK);
    jf_str_release(&lengthy);
    jf_str_release(&out);
}

static void encodings(void **state)
{
    (void)state;
    static const struct {
        const char *bytes, *text, *encoding; /* text NULL: refused */
    } cases[] = {
        { "abc", "abc", "UTF-8" },
        { "\xEF\xBB\xBF多收", "多收", "UTF-8" },
        { "\xB6\xE0\xCA\xD5", "多收", "GB18030" },
        { "\xE9\x46", "镕" /* in GBK, not in GB2312 */, "GB18030" },
        { "a\r\nb\rc\n", "a\nb\nc\n", "UTF-8" },
        { "\xFF\xFF", NULL, NULL },
        { "多收十元钱\xE5\xA4", NULL, NULL }, /* cut in a character: not GB18030 by accident */
        { "", "", "UTF-8" },
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct jf_error err = { .status = JF_OK };
        struct jf_str text = JF_STR_INIT;
        const char *encoding = NULL;
        jf_str_add(&text, cases[i].bytes);
        enum jf_status status = jf_text_to_utf8(&text, "x", &encoding, &err);
        assert_int_equal(status, cases[i].text ? JF_OK : JF_REFUSED);
        if (cases[i].text) {
            assert_string_equal(text.data, cases[i].text);
            assert_string_equal(encoding, cases[i].encoding);
        }
        jf_str_release(&text);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(names_of_the_register, set_up, tear_down),
        cmocka_unit_test_setup_teardown(earlier_cases, set_up, tear_down),
        cmocka_unit_test_setup_teardown(told, set_up, tear_down),
        cmocka_unit_test(encodings),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
