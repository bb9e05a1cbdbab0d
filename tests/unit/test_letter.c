/* test_letter.c - letters: the tables agree with the steps, every template stands in both languages, secrets stay
 * secret, a long list streams, the office is kept by day. */
#include "jianfu/casework.h"
#include "jianfu/letter.h"
#include "jianfu/office.h"
#include "jianfu/remedy.h"
#include "jianfu/report.h"
#include "jianfu/resource.h"

#include "scratch.h"

static const char world[] =
    "INSERT INTO batch (batch_id,kind,schema_version,state,file_name,sha256,byte_count,sum_fen,read_count,stored_count,"
    "unchanged_count,superseding_count,quarantined_count,diagnostic_count,imported_at,imported_by)"
    " VALUES "
    "(1,'register',1,'accepted','r.xml','0000000000000000000000000000000000000000000000000000000000000000',1,0,3,"
    "3,0,0,0,0,'x','t');"
    "INSERT INTO subject VALUES (1,'division','350199000000',NULL),(2,'division','350199108000',NULL),"
    "(3,'unit','108ZX1',NULL),(4,'unit','JYJ',NULL);"
    "INSERT INTO record (record_id,subject_id,version,batch_id,line,digest) VALUES "
    "(1,1,1,1,2,x'00'),(2,2,1,1,3,x'00'),(3,3,1,1,4,x'00'),(4,4,1,1,5,x'00');"
    "UPDATE subject SET record_id=subject_id;"
    "INSERT INTO division VALUES (1,1,'350199000000','演示县','county',NULL,'1',0,NULL,NULL,NULL,1),"
    "(2,2,'350199108000','大洋镇','township',1,NULL,NULL,NULL,NULL,NULL,1);"
    "INSERT INTO unit VALUES (3,3,'108ZX1','大洋中学','school',2,NULL,NULL),"
    "(4,4,'JYJ','演示县教育局','department',1,NULL,NULL);";

static void good(enum jf_status status, const struct jf_error *err)
{
    if (status != JF_OK)
        fail_msg("%s", err->message);
}

static int set_up(void **state)
{
    struct scratch *s = test_calloc(1, sizeof *s);
    struct jf_error err = { .status = JF_OK };
    scratch_open(s);
    good(jf_txn_begin(s->db, "test", &err), &err);
    good(jf_db_script(s->db, world, &err), &err);
    const struct jf_office office = { (char *)"演示县减负办", (char *)"演减负办", NULL, NULL };
    good(jf_office_set(s->db, &office, "2005-01-01", "t", &err), &err);
    good(jf_txn_commit(s->db, &err), &err);
    *state = s;
    return 0;
}

static int tear_down(void **state)
{
    struct scratch *s = *state;
    scratch_close(s);
    test_free(s);
    jf_report_cleanup();
    jf_casework_cleanup();
    return 0;
}

static int64_t petition(struct scratch *s)
{
    const struct jf_case_new p = { .channel = "visit",
                                   .received_on = "2005-05-10",
                                   .persons = 1,
                                   .petitioner = "林小镕",
                                   .telephone = "13800000000",
                                   .address = "际尾村12号",
                                   .division = "350199108000",
                                   .unit = "108ZX1",
                                   .category = "school",
                                   .text = "每生多收50元。我是林小镕，住际尾村12号，电话13800000000",
                                   .actor = "t" };
    struct jf_error err = { .status = JF_OK };
    struct jf_str number = JF_STR_INIT;
    int64_t id = 0;
    good(jf_txn_begin(s->db, "test", &err), &err);
    good(jf_case_register(s->db, &p, &number, &id, &err), &err);
    good(jf_txn_commit(s->db, &err), &err);
    jf_str_release(&number);
    return id;
}

static void take(struct scratch *s, int64_t id, const char *step, const char *day, const char *fields)
{
    const struct jf_case_step step_taken = {
        .petition_id = id, .step = step, .day = day, .actor = "t", .fields = fields
    };
    struct jf_error err = { .status = JF_OK };
    good(jf_txn_begin(s->db, "test", &err), &err);
    good(jf_case_take(s->db, &step_taken, NULL, &err), &err);
    good(jf_txn_commit(s->db, &err), &err);
}

static struct jf_str letter(struct scratch *s, const char *kind, enum jf_letter_of of, int64_t id, bool names)
{
    struct jf_str out = JF_STR_INIT;
    struct jf_error err = { .status = JF_OK };
    const struct jf_letter_request r = {
        .kind = kind, .of = of, .id = id, .lang = "zh", .format = "text", .names = names
    };
    good(jf_letter_write(s->db, &r, jf_sink_str, &out, &err), &err);
    assert_false(jf_txn_open(s->db));
    return out;
}

/* ---- tables ---- */

static void tables_agree(void **state)
{
    (void)state;
    struct jf_error err = { .status = JF_OK };
    const struct jf_steps *steps = jf_steps(), *remedies = jf_remedy_steps();
    assert_non_null(steps);
    assert_non_null(remedies);
    for (size_t i = 0; i < steps->count; i++)
        if (strcmp(steps->rows[i].letter, "-") != 0 && !jf_letter_find(steps->rows[i].letter))
            fail_msg("the step %s has a letter that is none: %s", steps->rows[i].name, steps->rows[i].letter);
    const struct jf_letter_kind *kind = jf_letters(&err);
    assert_non_null(kind);
    for (; kind->name; kind++) {
        char path[100];
        bool told = strcmp(kind->event, "overdue") == 0; /* a reminder comes with no step */
        for (size_t i = 0; i < steps->count; i++)
            told = told || strcmp(steps->rows[i].letter, kind->name) == 0;
        for (size_t i = 0; i < remedies->count; i++)
            told = told || strcmp(remedies->rows[i].letter, kind->name) == 0;
        if (!told || !jf_word_known("letter", kind->name))
            fail_msg("the letter %s has no step or no name", kind->name);
        for (int lang = 0; lang < 2; lang++) {
            snprintf(path, sizeof path, "templates/letter-%s.%s.txt", kind->name, lang ? "en" : "zh");
            if (!jf_resource(path, NULL))
                fail_msg("there is no %s", path);
        }
    }
    assert_null(jf_letter_find("nothing"));
}

/* ---- secrets ---- */

static void nobody_is_named_to_others(void **state)
{
    struct scratch *s = *state;
    static const char *const secrets[] = { "林小镕", "13800000000", "际尾村12号" };
    int64_t id = petition(s);
    take(s, id, "forward", "2005-05-12", "{\"to\":\"JYJ\",\"reason\":\"林小镕反映的事由教育局管\"}");
    for (int names = 0; names < 2; names++) {
        struct jf_str out = letter(s, "forwarding", JF_LETTER_PETITION, id, names == 1);
        for (size_t i = 0; i < sizeof secrets / sizeof *secrets; i++)
            if (strstr(out.data, secrets[i]))
                fail_msg("%s stands in: %s", secrets[i], out.data);
        assert_non_null(strstr(out.data, "演示县教育局："));
        jf_str_release(&out);
    }
    take(s, id, "accept", "2005-05-13", "{}");
    struct jf_str out = letter(s, "acceptance", JF_LETTER_PETITION, id, false);
    assert_null(strstr(out.data, "林小镕"));
    assert_non_null(strstr(out.data, "林＊＊："));
    jf_str_release(&out);
    out = letter(s, "acceptance", JF_LETTER_PETITION, id, true);
    assert_non_null(strstr(out.data, "林小镕："));
    assert_non_null(strstr(out.data, "演减负办〔2005〕　　号"));
    assert_null(strstr(out.data, "信访条例")); /* the rule book is empty: no law is cited */
    jf_str_release(&out);
}

/* ---- lists ---- */

struct counted {
    size_t bytes, rows, most;
    bool money;
};
static enum jf_status count_rows(void *arg, const char *bytes, size_t len, struct jf_error *err)
{
    (void)err;
    (void)bytes;
    struct counted *c = arg;
    c->bytes += len;
    c->most = len > c->most ? len : c->most;
    c->rows++;
    return JF_OK;
}

/* Nothing is kept but the rows that are measured: no call of the sink gets more than those. */
static void long_list_streams(void **state)
{
    struct scratch *s = *state;
    enum { PAYEES = 20000 };
    int64_t id = petition(s);
    take(s, id, "accept", "2005-05-12", "{}");
    take(s, id, "investigate", "2005-05-13", "{}");
    take(s, id, "conclude", "2005-05-14", "{\"result\":\"substantiated\"}");
    struct jf_str fields = JF_STR_INIT;
    jf_str_add(&fields,
               "{\"no\":\"T1\",\"unit\":\"108ZX1\",\"deadline\":\"2005-07-01\",\"basis\":\"某文\",\"payees\":[");
    for (int i = 1; i <= PAYEES; i++)
        jf_str_addf(&fields, "%s{\"no\":\"%d\",\"name\":\"户%d\",\"charged\":105,\"allowed\":100}", i > 1 ? "," : "", i,
                    i);
    jf_str_add(&fields, "]}");
    take(s, id, "refund-order", "2005-05-20", fields.data);
    jf_str_release(&fields);
    struct jf_error err = { .status = JF_OK };
    int64_t order = 0;
    good(jf_refund_find(s->db, "T1", &order, &err), &err);
    struct jf_str out = letter(s, "refund-order", JF_LETTER_REFUND, order, true);
    assert_non_null(strstr(out.data, "20,000名缴费人实收21,000.00元"));
    assert_non_null(strstr(out.data, "人民币壹仟元整"));
    assert_null(strstr(out.data, "信访"));
    assert_null(strstr(out.data, "2005-001"));
    jf_str_release(&out);
    static const char *const formats[] = { "text", "html" };
    for (int i = 0; i < 2; i++) {
        struct counted c = { 0 };
        const struct jf_letter_request r = {
            .kind = "payee-list", .of = JF_LETTER_REFUND, .id = order, .lang = "zh", .format = formats[i], .names = true
        };
        good(jf_letter_write(s->db, &r, count_rows, &c, &err), &err);
        assert_true(c.rows > PAYEES && c.bytes > 40 * PAYEES);
        assert_true(c.most < 20000);
    }
}

/* ---- what cannot be written ---- */

static void refused(struct scratch *s, const struct jf_letter_request *r, const char *message)
{
    struct jf_str out = JF_STR_INIT;
    struct jf_error err = { .status = JF_OK };
    assert_int_equal(jf_letter_write(s->db, r, jf_sink_str, &out, &err), JF_USAGE);
    if (!strstr(err.message, message))
        fail_msg("'%s' does not hold '%s'", err.message, message);
    assert_int_equal(out.len, 0);
    assert_false(jf_txn_open(s->db));
    jf_str_release(&out);
}

static void what_cannot_be_written(void **state)
{
    struct scratch *s = *state;
    struct jf_letter_request r = {
        .kind = "acceptance", .of = JF_LETTER_PETITION, .id = petition(s), .lang = "zh", .format = "text"
    };
    refused(s, &r, "was not taken");
    r.kind = "refund-order";
    refused(s, &r, "is a letter of a refund order");
    r.kind = "remedy-order";
    refused(s, &r, "is a letter of a remedy");
    r.kind = "payees";
    refused(s, &r, "there is no letter 'payees'");
    r.kind = "acceptance";
    r.format = "pdf";
    refused(s, &r, "there is no format");
    r.format = "html";
    static const char *const serials[] = { "", "0", "01", "1a", "-1", "1234567" };
    for (size_t i = 0; i < sizeof serials / sizeof *serials; i++) {
        r.serial = serials[i];
        refused(s, &r, "is not the serial number");
    }
}

/* ---- the office ---- */

static void name_is(struct scratch *s, const char *day, const char *name, const char *telephone)
{
    struct jf_office office;
    struct jf_error err = { .status = JF_OK };
    bool found = false;
    good(jf_office_read(s->db, day, &office, &found, &err), &err);
    assert_true(found);
    assert_string_equal(office.name, name);
    assert_true(jf_streq(office.telephone, telephone));
    jf_office_release(&office);
}

static enum jf_status set_office(struct scratch *s, const char *name, const char *telephone, const char *day)
{
    const struct jf_office office = { (char *)name, NULL, (char *)telephone, NULL };
    struct jf_error err = { .status = JF_OK };
    good(jf_txn_begin(s->db, "test", &err), &err);
    enum jf_status status = jf_office_set(s->db, &office, day, "t", &err);
    if (status == JF_OK)
        good(jf_txn_commit(s->db, &err), &err);
    else
        jf_txn_rollback(s->db);
    return status;
}

static void office_by_day(void **state)
{
    struct scratch *s = *state;
    assert_int_equal(set_office(s, "新名", NULL, "2005-06-01"), JF_OK);
    assert_int_equal(set_office(s, NULL, "123", "2005-03-01"), JF_OK); /* told late, holds from March */
    name_is(s, "2004-01-01", "演示县减负办", NULL);
    name_is(s, "2005-02-28", "演示县减负办", NULL);
    name_is(s, "2005-03-01", "演示县减负办", "123");
    name_is(s, "2005-06-01", "新名", NULL);
    assert_int_equal(set_office(s, NULL, "456", "2005-06-01"), JF_OK); /* the later word about the same day */
    name_is(s, "2005-07-10", "新名", "456");
    assert_int_equal(set_office(s, NULL, "", "2005-07-01"), JF_OK);
    name_is(s, "2005-07-10", "新名", NULL);
    assert_int_equal(set_office(s, "", NULL, "2005-07-01"), JF_USAGE);
    assert_int_equal(set_office(s, "两\n行", NULL, "2005-07-01"), JF_USAGE);
    assert_int_equal(set_office(s, "\xff", NULL, "2005-07-01"), JF_USAGE);
    assert_int_equal(set_office(s, "名", NULL, "2005-07-11"), JF_USAGE); /* after today */
    assert_int_equal(set_office(s, "名", NULL, "2005-02-30"), JF_USAGE);
}

/* ---- templates ---- */

static void fault_is(const char *text, const char *expected)
{
    struct jf_error err = { .status = JF_OK };
    assert_int_equal(jf_template_check("t.txt", text, &err), JF_REFUSED);
    if (!strstr(err.message, expected))
        fail_msg("'%s' does not hold '%s'", err.message, expected);
}

static void markup_of_letters(void **state)
{
    (void)state;
    struct jf_error err = { .status = JF_OK };
    good(
        jf_template_check("t",
                          "? @county\n? !@mark\n? @period != x\n.to {@county clause}\n\n.form f F\n  row A = {@today}\n"
                          "  hand B = \n\n{@from day}{@until money}{@end capitals}{@asof word kind}\n",
                          &err),
        &err);
    fault_is("? @nobody\ntext\n", "t.txt:1: there is no such name: 'nobody'");
    fault_is("? @county > 1\ntext\n", "t.txt:1: not a condition (@NAME");
    fault_is("? !@county = 1\ntext\n", "t.txt:1: not a condition (@NAME");
    fault_is("{@county loud}\n", "t.txt:1: not a name and how it is printed");
    fault_is("{@county word}\n", "t.txt:1: not a name and how it is printed");
    fault_is(".form f F\n", "t.txt:1: a form without rows");
    fault_is(".form f F\n  row A\n", "t.txt:2: not a row of a form");
    fault_is("table f F\n  hand A = b\n", "t.txt:2: not a row of a form");
    fault_is(".form f F\n  row A = {@nobody}\n", "there is no such name: 'nobody'");
    fault_is(".use nothing\n", "t.txt:1: there is no such text to use: 'nothing'");
    fault_is("? @county\n.use letter-sign\n", "t.txt:2: a condition holds for one block only");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(tables_agree),
        cmocka_unit_test_setup_teardown(nobody_is_named_to_others, set_up, tear_down),
        cmocka_unit_test_setup_teardown(long_list_streams, set_up, tear_down),
        cmocka_unit_test_setup_teardown(what_cannot_be_written, set_up, tear_down),
        cmocka_unit_test_setup_teardown(office_by_day, set_up, tear_down),
        cmocka_unit_test(markup_of_letters),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
