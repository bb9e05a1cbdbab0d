/* test_search.c - finding petitions by any two characters or more, and never by what is secret. */
#include "jianfu/casework.h"
#include "jianfu/fold.h"
#include "jianfu/resource.h"
#include "jianfu/search.h"
#include "scratch.h"

static struct scratch s;

static void ok(enum jf_status status, const struct jf_error *err)
{
    if (status != JF_OK)
        fail_msg("status %d: %s (%s)", (int)status, err->message, err->hint);
}

static const char county[] =
    "INSERT INTO subject VALUES (1,'division','350199000000',NULL),(2,'division','350199108000',NULL),"
    " (3,'division','350199108201',NULL),(4,'unit','SC01',NULL);"
    "INSERT INTO record (record_id, subject_id, version, batch_id, line, digest) SELECT subject_id, subject_id, 1, "
    "NULL, 0, zeroblob(32) FROM subject;"
    "UPDATE subject SET record_id = subject_id;"
    "INSERT INTO division VALUES (1,1,'350199000000','演示县','county',NULL,'1',0,NULL,NULL,NULL,1),"
    " (2,2,'350199108000','大洋镇','township',1,NULL,NULL,NULL,NULL,NULL,1),"
    " (3,3,'350199108201','际尾村','village',2,NULL,NULL,300,1200,600,1);"
    "INSERT INTO unit VALUES (4,4,'SC01','大洋中学','school',2,NULL,NULL);";

static const struct {
    const char *number, *division, *unit, *petitioner, *text;
} cases[] = {
    { "2005-001", "350199108201", NULL, "林镕", "反映村里按户摊派报刊征订费15,850.00元，没有开票据。" },
    { "2005-002", "350199108000", "SC01", "陈报刊", "中学多收学费，依据是闽价〔2004〕费259号，ＡＢＣ公司代办。" },
    { "2005-003", "350199108201", "SC01", NULL, "报了名，刊物没有收到。100%要退，不要_空格。" },
};

static int setup(void **state)
{
    (void)state;
    struct jf_error err = { .status = JF_OK };
    struct jf_str number = JF_STR_INIT;
    int64_t id = 0;
    scratch_open(&s);
    ok(jf_txn_begin(s.db, "test", &err), &err);
    ok(jf_db_script(s.db, county, &err), &err);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const struct jf_case_new p = { .number = cases[i].number,
                                       .channel = "call",
                                       .received_on = "2005-05-10",
                                       .persons = 1,
                                       .petitioner = cases[i].petitioner,
                                       .telephone = "13800001234",
                                       .address = "上街路7号",
                                       .division = cases[i].division,
                                       .unit = cases[i].unit,
                                       .category = "press",
                                       .text = cases[i].text,
                                       .actor = "经办" };
        ok(jf_case_register(s.db, &p, &number, &id, &err), &err);
    }
    const struct jf_case_step accept = { .petition_id = id,
                                         .step = "accept",
                                         .day = "2005-05-12",
                                         .actor = "经办",
                                         .fields = "{\"note\":\"电话核对属实\"}" };
    ok(jf_case_take(s.db, &accept, NULL, &err), &err);
    ok(jf_txn_commit(s.db, &err), &err);
    jf_str_release(&number);
    return 0;
}

static int teardown(void **state)
{
    (void)state;
    scratch_close(&s);
    return 0;
}

/* The last digits of the numbers found, and the excerpts. */
struct found {
    char digits[16];
    struct jf_str excerpts;
};

static enum jf_status note(void *arg, const struct jf_search_hit *hit, struct jf_error *err)
{
    struct found *f = arg;
    (void)err;
    size_t n = strlen(f->digits);
    f->digits[n] = hit->number[strlen(hit->number) - 1];
    f->digits[n + 1] = '\0';
    jf_str_addf(&f->excerpts, "%.*s[%.*s]%s\n", (int)hit->at, hit->excerpt, (int)hit->len, hit->excerpt + hit->at,
                hit->excerpt + hit->at + hit->len);
    return JF_OK;
}

static void finds_with(struct jf_search search, const char *digits, const char *excerpts)
{
    struct found f = { .excerpts = JF_STR_INIT };
    struct jf_error err = { .status = JF_OK };
    bool more = false;
    if (!search.limit)
        search.limit = 10;
    ok(jf_case_search(s.db, &search, note, &f, &more, &err), &err);
    if (strcmp(f.digits, digits) != 0)
        fail_msg("'%s' finds '%s', not '%s'", search.text, f.digits, digits);
    if (excerpts)
        assert_string_equal(f.excerpts.data, excerpts);
    jf_str_release(&f.excerpts);
}

static void finds(const char *text, const char *digits)
{
    finds_with((struct jf_search){ .text = text }, digits, NULL);
}

static void any_two_characters(void **state)
{
    (void)state;
    finds_with((struct jf_search){ .text = "报刊" }, "1", "反映村里按户摊派[报刊]征订费15,850.00元，没有开票据。\n");
    finds("报了", "3"); /* 报 and 刊 apart are not 报刊 */
    finds("刊征订费1", "1");
    finds("摊派 票据", "1"); /* both, anywhere */
    finds("摊派 学费", "");
    finds("15,850.00", "1");
    finds("5850", ""); /* as written */
    finds("850", "1");
    finds("没有", "31"); /* the last registered first */
}

static void folded_and_plain(void **state)
{
    (void)state;
    finds("闽价[2004]费259号", "2");
    finds("闽价（２００４）费２５９号", "2");
    finds("abc公司", "2");
    finds("100%", "3");
    finds("0_", "");
    finds("%%", "");
    finds("要_空", "3");
    finds("\"报刊\"", "");
    finds("报刊 OR 学费", "");
    finds("报刊*", "");
}

static void numbers_places_steps_and_states(void **state)
{
    (void)state;
    finds("2005-002", "2");
    finds("2005-05-10", "321");
    finds("2005-05-12", "3");
    finds("际尾村", "31");
    finds("大洋镇际尾", "31");
    finds("大洋镇", "321");
    finds("大洋中学", "32");
    finds("SC01", "32");
    finds_with((struct jf_search){ .text = "核对属实" }, "3", "电话[核对属实]\n");
    finds("已受理", "3");
    finds("已登记", "21");
    finds("已登记 报刊", "1");
}

static void filters_and_limit(void **state)
{
    (void)state;
    finds_with((struct jf_search){ .text = "没有", .state = "accepted" }, "3", NULL);
    finds_with((struct jf_search){ .text = "没有", .unit = "SC01" }, "3", NULL);
    finds_with((struct jf_search){ .text = "05-10", .division = "350199108201" }, "31", NULL);
    finds_with((struct jf_search){ .text = "05-10", .division = "350199108000" }, "321", NULL);
    finds_with((struct jf_search){ .text = "没有", .from = "2005-05-11" }, "", NULL);
    finds_with((struct jf_search){ .text = "没有", .until = "2005-05-09" }, "", NULL);
    finds_with((struct jf_search){ .text = "没有", .limit = 1 }, "3", NULL);
    struct found f = { .excerpts = JF_STR_INIT };
    struct jf_error err = { .status = JF_OK };
    bool more = false;
    ok(jf_case_search(s.db, &(struct jf_search){ .text = "没有", .limit = 1 }, note, &f, &more, &err), &err);
    assert_true(more);
    ok(jf_case_search(s.db, &(struct jf_search){ .text = "没有", .limit = 2 }, note, &f, &more, &err), &err);
    assert_false(more);
    jf_str_release(&f.excerpts);
}

/* Not even whether a name is there can be told without being asked for names. */
static void secrets_stay_secret(void **state)
{
    (void)state;
    static const char *const secrets[] = { "林镕", "陈报刊", "13800001234", "0001234", "上街路", "7号" };
    for (size_t i = 0; i < sizeof secrets / sizeof *secrets; i++)
        finds(secrets[i], "");
    finds_with((struct jf_search){ .text = "林镕", .names = true }, "1", "[]\n"); /* and never in an excerpt */
    finds_with((struct jf_search){ .text = "0001234", .names = true }, "321", NULL);
    finds_with((struct jf_search){ .text = "上街路 摊派", .names = true }, "1", NULL);
    finds("报刊", "1"); /* the petitioner 陈报刊 is not found by a part of his name either */
}

static void wrong_words_are_refused(void **state)
{
    (void)state;
    static const char *const wrong[] = { "", "  　", "报", "报刊 费", "a b", "aa bb cc dd ee ff gg hh ii" };
    struct found f = { .excerpts = JF_STR_INIT };
    bool more;
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        struct jf_error err = { .status = JF_OK };
        assert_int_equal(
            jf_case_search(s.db, &(struct jf_search){ .text = wrong[i], .limit = 5 }, note, &f, &more, &err), JF_USAGE);
        assert_true(*err.message);
    }
}

static void add_traditional(void)
{
    struct jf_error err = { .status = JF_OK };
    struct jf_str number = JF_STR_INIT;
    int64_t id = 0;
    const struct jf_case_new p = { .number = "莆訪〔2005〕-4",
                                   .channel = "letter",
                                   .received_on = "2005-05-20",
                                   .persons = 1,
                                   .petitioner = "陳水生",
                                   .division = "350199108201",
                                   .category = "school",
                                   .text = "學校向陈水生收教育費附加９６００元",
                                   .actor = "经办" };
    ok(jf_txn_begin(s.db, "test", &err), &err);
    ok(jf_case_register(s.db, &p, &number, &id, &err), &err);
    ok(jf_txn_commit(s.db, &err), &err);
    jf_str_release(&number);
}

#define TRADITIONAL_EXCERPT "學校向陈＊＊收[教育費附加]９６００元\n"

/* Typed either way, and written either way; what is shown is what was written. */
static void traditional_characters(void **state)
{
    (void)state;
    struct jf_error err = { .status = JF_OK };
    int64_t id = 0;
    add_traditional();
    finds_with((struct jf_search){ .text = "教育费附加" }, "4", TRADITIONAL_EXCERPT);
    finds_with((struct jf_search){ .text = "教育費附加 9600元" }, "4", TRADITIONAL_EXCERPT);
    finds_with((struct jf_search){ .text = "報刊" }, "1", "反映村里按户摊派[报刊]征订费15,850.00元，没有开票据。\n");
    finds("際尾村 攤派", "1");
    finds("大洋中學", "32");
    finds("已登記 報刊", "1");
    finds("陳水生", "");
    finds("陈水生", "");
    finds_with((struct jf_search){ .text = "陈水生", .names = true }, "4", NULL);
    ok(jf_case_find(s.db, "莆访(2005)-4", &id, &err), &err);
    assert_true(id > 0);
}

static void note_fault(void *arg, int64_t event_id, const char *text)
{
    (void)event_id;
    jf_str_add(arg, text);
}

/* A database of before 0029 has pairs of traditional characters in its index, here none at all. */
static void an_older_index_is_made_anew(void **state)
{
    (void)state;
    struct jf_error err = { .status = JF_OK };
    struct jf_str faults = JF_STR_INIT;
    bool sound = false;
    add_traditional();
    ok(jf_db_script(s.db, "INSERT INTO petition_index (petition_index) VALUES ('delete-all')", &err), &err);
    finds("教育费附加", "");
    const char *migration = jf_resource("db/0029_traditional.sql", NULL);
    assert_non_null(migration);
    ok(jf_db_script(s.db, migration, &err), &err);
    finds("教育费附加", "4");
    finds("报刊", "1");
    ok(jf_search_verify(s.db, note_fault, &faults, &sound, &err), &err);
    assert_true(sound);
    assert_string_equal(faults.data, "");
    jf_str_release(&faults);
}

static void folding(void **state)
{
    (void)state;
    size_t len = 0;
    static const char text[] = "依据闽价〔２００４〕Ｎｏ．１";
    assert_ptr_equal(jf_fold_find(text, "[2004]no.1", &len), strstr(text, "〔"));
    assert_int_equal(len, strlen("〔２００４〕Ｎｏ．１"));
    assert_null(jf_fold_find(text, "2005", NULL));
    assert_null(jf_fold_find(text, "", NULL));
    struct jf_str pairs = JF_STR_INIT;
    jf_fold_pairs(&pairs, "Ａb　c　报刊");
    assert_string_equal(pairs.data, "61z62 62a5z520a ");
    jf_str_clear(&pairs);
    jf_fold_pairs(&pairs, "報刋刊");
    assert_string_equal(pairs.data, "62a5z520b 520bz520a "); /* 刋 is itself */
    jf_str_clear(&pairs);
    jf_fold_add(&pairs, "Ａ　教育費", false);
    assert_string_equal(pairs.data, "a教育费");
    jf_str_release(&pairs);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(any_two_characters, setup, teardown),
        cmocka_unit_test_setup_teardown(folded_and_plain, setup, teardown),
        cmocka_unit_test_setup_teardown(numbers_places_steps_and_states, setup, teardown),
        cmocka_unit_test_setup_teardown(filters_and_limit, setup, teardown),
        cmocka_unit_test_setup_teardown(secrets_stay_secret, setup, teardown),
        cmocka_unit_test_setup_teardown(wrong_words_are_refused, setup, teardown),
        cmocka_unit_test_setup_teardown(traditional_characters, setup, teardown),
        cmocka_unit_test_setup_teardown(an_older_index_is_made_anew, setup, teardown),
        cmocka_unit_test(folding),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
