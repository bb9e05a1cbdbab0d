/* test_report.c - reports and `why` through report.h and why.h: templates and their faults, figures and the rows behind
 * them, the same figures in every format, repeatable bytes, no names of people, every way of asking. */
#include "jianfu/audit.h"
#include "jianfu/report.h"
#include "jianfu/resource.h"
#include "jianfu/why.h"
#include "scratch.h"

/* A county with one notice, one petition with its refund, a card issue and two findings. Secret names begin with 秘. */
static const char world[] =
    "INSERT INTO batch VALUES (1,'notice',1,'accepted','n.xml',"
    " '0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef',10,'办','350199000000','2005H1','甲','2005-06-"
    "30',"
    " NULL,NULL,0,9,9,0,0,0,0,'2005-07-01T00:00:00+00:00','甲',1,99);"
    "INSERT INTO subject VALUES (1,'division','350199000000',NULL),(2,'division','350199108000',NULL),"
    " (3,'division','350199108201',NULL),(4,'unit','SC01',NULL),(5,'notice','SC01/"
    "1',NULL),(6,'petition','2005-001',NULL),"
    " (7,'refund','TK1',NULL),(8,'card-issue','350199108201/2005',NULL),(9,'petition','2005-002',NULL),"
    " (10,'document','演示价〔2004〕1号',NULL),(11,'item','x.fee',NULL),(12,'standard','x.fee.1',NULL);"
    "INSERT INTO record (record_id, subject_id, version, batch_id, line, digest) SELECT subject_id, subject_id, 1, 1, "
    "subject_id * 10, zeroblob(32) FROM subject WHERE kind <> "
    "'refund';"
    "UPDATE subject SET record_id = subject_id WHERE kind <> 'refund';"
    "INSERT INTO division VALUES (1,1,'350199000000','演县','county',NULL,'1',0,NULL,NULL,NULL,1),"
    " (2,2,'350199108000','大洋镇','township',1,NULL,NULL,NULL,NULL,NULL,1),"
    " (3,3,'350199108201','际尾村','village',2,NULL,NULL,300,1200,600,1);"
    "INSERT INTO unit VALUES (4,4,'SC01','大洋<中学>','school',2,NULL,NULL);"
    "INSERT INTO term VALUES (1,'item','费',NULL,11,'name');"
    "INSERT INTO document VALUES "
    "(10,10,'演示价〔2004〕1号','演示价[2004]1号','通知','局','county','2004-01-01','2004-01-01',NULL,NULL,"
    " 'unverified',1,NULL);"
    "INSERT INTO item VALUES (11,11,'x.fee','费','other');"
    "INSERT INTO standard (record_id, subject_id, code, item_id, ruling, amount_fen, number, unit, valid_from, "
    "valid_until, document_id, "
    "article, certainty, checked_on, county_class, stage, area, unit_type, size_class, division_id, demonstration, "
    "note) VALUES "
    "(12,12,'x.fee.1',11,'charge',1000,NULL,'certificate','2004-01-01',NULL,10,'第二条','unverified',NULL,"
    " NULL,NULL,NULL,NULL,NULL,NULL,1,NULL);"
    "INSERT INTO notice VALUES (5,5,'1',4,3,'household','秘密户','秘付款','2005-03-01',6000,NULL,NULL,0);"
    "INSERT INTO notice_item VALUES (5,1,51,1,NULL,1000,6000,6000,NULL);"
    "INSERT INTO card_issue VALUES (8,8,3,'2005','2005-06-20',297,'2005-06-25');"
    "INSERT INTO petition (record_id, subject_id, number, channel, received_on, persons, petitioner, telephone, "
    "address,"
    " division_id, unit_id, category, major_case, text) VALUES "
    "(6,6,'2005-001','call','2005-05-10',2,'秘来电','秘电话','秘地址',3,4,'school',NULL,'收费'),"
    " (9,9,'2005-002','congress','2005-05-11',1,'秘代表',NULL,NULL,3,NULL,'tax-fee',NULL,'建议');"
    "INSERT INTO event VALUES (1,'t','2005-05-10','乙','petition.register',6,'{}',zeroblob(32),zeroblob(32)),"
    " (2,'t','2005-06-01','乙','refund.order',7,'{}',zeroblob(32),zeroblob(32)),"
    " (3,'t','2005-06-10','乙','refund.pay',7,'{}',zeroblob(32),zeroblob(32)),"
    " (4,'t','2005-07-02','乙','check.run',NULL,'{\"run\":1}',zeroblob(32),zeroblob(32));"
    "INSERT INTO petition_case (subject_id, state, registered_on, accepted_on, concluded_on, result, replied_on, "
    "closed_on,"
    " last_event) VALUES "
    "(6,'refunding','2005-05-10','2005-05-11','2005-05-30','substantiated',NULL,NULL,3),"
    " (9,'registered','2005-05-11',NULL,NULL,NULL,NULL,NULL,1);"
    "INSERT INTO refund_order VALUES (7,'TK1',6,4,'2005-06-01','2005-06-30','依据',2);"
    "INSERT INTO refund_payee (order_id, payee, name, charged_fen, allowed_fen, due_fen, paid_fen)"
    " VALUES (7,'1','秘收款',6000,1000,5000,3000);"
    "INSERT INTO refund_payment (order_id, part, payee, paid_on, amount_fen, receipt, received_by, manner, event_id)"
    " VALUES (7,1,'1','2005-06-10',3000,'R1','秘收款','cash',3);"
    "INSERT INTO run VALUES (1,'t','乙','2005-07-02','abc');"
    "INSERT INTO run_rule VALUES "
    "(1,'fee-over-standard','d1','fail',3,1,1,1,''),(1,'fee-no-basis','d2','pass',3,3,0,0,'');"
    "INSERT INTO run_reason VALUES (1,'fee-over-standard','没有<标准>',1);"
    "INSERT INTO finding VALUES "
    "(1,'fee-over-standard',5,1,'open','violation',3,4,'2005-03-01',6000,1000,5000,12,'多收50.00元','d1',1,1,5,NULL),"
    " (2,'fee-no-basis',5,1,'gone','doubt',3,4,'2005-03-01',6000,0,6000,NULL,'已消失','d2',1,1,5,NULL);";

/* The sums and lists of notices as the migrations make them: notices that no import brought have none yet. */
static enum jf_status count_notices(struct scratch *s, struct jf_error *err)
{
    enum jf_status status =
        jf_db_script(s->db, "DELETE FROM notice_day; DELETE FROM notice_place; DELETE FROM notice_list;", err);
    const char *count = strstr(jf_resource("db/0004_sums.sql", NULL), "INSERT INTO notice_day");
    const char *list = strstr(jf_resource("db/0025_notice_list.sql", NULL), "INSERT INTO notice_list");
    assert_non_null(count);
    assert_non_null(list);
    if (status == JF_OK)
        status = jf_db_script(s->db, count, err);
    return status == JF_OK ? jf_db_script(s->db, list, err) : status;
}

/* The steps of the petitions. */
static const char steps[] =
    "INSERT INTO event VALUES"
    " (101,'t','2005-05-11','乙','petition.accept',6,'{}',zeroblob(32),zeroblob(32)),"
    " (102,'t','2005-05-30','乙','petition.conclude',6,'{\"fields\":{\"result\":\"substantiated\"}}',zeroblob(32),"
    "zeroblob(32)),"
    " (103,'t','2005-05-11','乙','petition.register',9,'{}',zeroblob(32),zeroblob(32));"
    "UPDATE petition_case SET last_event = CASE subject_id WHEN 6 THEN 102 ELSE 103 END;";

static int set_up(void **state)
{
    struct scratch *s = test_calloc(1, sizeof *s);
    struct jf_error err = { .status = JF_OK };
    scratch_open(s);
    if (jf_txn_begin(s->db, "test", &err) != JF_OK || jf_db_script(s->db, world, &err) != JF_OK ||
        jf_db_script(s->db, steps, &err) != JF_OK || count_notices(s, &err) != JF_OK ||
        jf_txn_commit(s->db, &err) != JF_OK)
        fail_msg("%s", err.message);
    *state = s;
    return 0;
}

static int tear_down(void **state)
{
    struct scratch *s = *state;
    scratch_close(s);
    test_free(s);
    jf_report_cleanup();
    return 0;
}

/* ---- templates ---- */

static void fault_is(const char *text, const char *expected)
{
    struct jf_error err = { .status = JF_OK };
    assert_int_equal(jf_template_check("t.txt", text, &err), JF_REFUSED);
    if (!strstr(err.message, expected))
        fail_msg("'%s' does not hold '%s'", err.message, expected);
}

static void templates_are_checked(void **state)
{
    (void)state;
    struct jf_error err = { .status = JF_OK };
    assert_int_equal(
        jf_template_check("t", "% c\n\ntitle T\n# H\ntext {petition.received} {@county}\nmore\n\nfigures\n", &err),
        JF_OK);
    fault_is("a\n\n{petition.nothing}\n", "t.txt:3: there is no such figure: 'petition.nothing'");
    fault_is("{@nobody}\n", "t.txt:1: there is no such name: 'nobody'");
    fault_is("\nopen {petition.received\n", "t.txt:2: a placeholder is not closed");
    fault_is("? petition.received\ntext\n", "t.txt:1: not a condition");
    fault_is("? petition.received >> 0\ntext\n", "t.txt:1: not a condition");
    fault_is("? petition.received > nothing\ntext\n", "t.txt:1: there is no such figure: 'nothing'");
    fault_is("text\n\n? petition.received > 0\n", "t.txt:3: a condition without anything after it");
    fault_is("table\n  each report.batch\n", "t.txt:1: a table without a name");
    fault_is("table x y\n  each report.batch\n", "t.txt:1: a table without columns");
    fault_is("table x y\n  column A = text a\n", "t.txt:1: a table has either 'each' or 'by'");
    fault_is("table x y\n  each report.batch\n  column A = figure batch.count\n", "a column does not fit the table");
    fault_is("table x y\n  by kind\n  column A = figure card.coverage\n", "t.txt:3: a quotient cannot be grouped");
    fault_is("table x y\n  by kind\n  column A = figure batch.count twice\n", "nothing but no-total");
    fault_is("table x y\n  by kind\n  colum A = key\n", "t.txt:3: not a line of a table");
    fault_is("table x y\n  by kind\n  column A key\n", "t.txt:3: not a column");
    fault_is("table x y\n  each report.batch\n  column A = word kind\n", "does not say what it shows");
    fault_is("table x y\n  row A petition.received\n", "t.txt:2: not a row of figures");
    fault_is("table x y\n  row A = petition.received petition.received\n", "t.txt:2: not a row of figures");
    fault_is("table x y\n  row A = petition.nothing\n", "t.txt:2: there is no such figure");
    fault_is("table x y\n  row A = petition.received\n  column B = count x\n", "a column does not fit the table");
    fault_is("table x y\n  by kind\n  column B = span before\n", "a column does not fit the table");
    fault_is("table x y\n  by kind\n  row A = petition.received\n  column B = key\n", "either 'each' or 'by'");
    fault_is("chart x y\n  by kind\n  column A = key\n", "a chart has a column or two");
}

static struct jf_str render(struct scratch *s, const char *format, const char *lang, const char *period,
                            const char *text)
{
    struct jf_str out = JF_STR_INIT;
    struct jf_error err = { .status = JF_OK };
    struct jf_report_request r = { "half-year", period, lang, format, "t.txt", text, NULL, NULL, NULL, NULL };
    if (jf_report_write(s->db, &r, jf_sink_str, &out, &err) != JF_OK)
        fail_msg("%s", err.message);
    assert_false(jf_txn_open(s->db));
    return out;
}

static void holds(struct scratch *s, const char *text, const char *expected)
{
    struct jf_str out = render(s, "text", "zh", "2005H1", text);
    if (!strstr(out.data, expected))
        fail_msg("'%s' does not hold '%s'", out.data, expected);
    jf_str_release(&out);
}

static void conditions_choose(void **state)
{
    struct scratch *s = *state;
    struct jf_str out =
        render(s, "text", "zh", "2005H1",
               "? petition.received = 1\nyes1\n\n? petition.received != 1\nno1\n\n? petition.received < 1\nno3\n\n? "
               "petition.received <= 0\nno4\n\n? petition.received > 1\nno5\n\n? petition.received > 0\n"
               "? petition.congress >= 1\nyes2\n\n? petition.received > 0\n? petition.congress > 1\nno2\n\n"
               "? card.with-township = card.villages\nyes3\n\n? petition.major < 1\nyes4\n\n"
               "? petition.closing-rate <= 1000\nyes5\n\nlast\n");
    assert_string_equal(out.data, "    yes1\n\n    yes2\n\n    yes3\n\n    yes4\n\n    yes5\n\n    last\n\n");
    jf_str_release(&out);
    /* What is not known holds for nothing: no petitions in 2004, so no rate. */
    out = render(s, "text", "zh", "2004H1",
                 "? petition.closing-rate < 1\nno\n\n? petition.closing-rate >= 0\nno\n\n{petition.closing-rate}\n");
    assert_string_equal(out.data, "    —\n\n");
    jf_str_release(&out);
}

static void texts_are_filled(void **state)
{
    struct scratch *s = *state;
    holds(s, "{@county}{@mark}{@period}", "演县（演示）2005年上半年\n");
    holds(s, "{card.issued}张，{card.coverage}，{refund.due}元", "297张，99.0%，50.00元");
    holds(s, "{finding.count}项，{finding.doubt}项", "    1项，0项\n"); /* what is gone does not count */
    holds(s, "{@from}{@until}", "2005年1月1日2005年6月30日");
    holds(s, "sign {@today}", "二○○五年七月十日");
    holds(s, "# {@county}：{petition.received}件", "演县：1件");
    holds(s, "{finding.count;rule=fee-over-standard}", "1");
    struct jf_str out =
        render(s, "text", "en", "2005H2", "{@period}: {petition.received} of {petition.received;span=year}\nend");
    assert_string_equal(out.data, "the second half of 2005: 0 of 1 end\n\n");
    jf_str_release(&out);
}

static void groups_and_lists(void **state)
{
    struct scratch *s = *state;
    holds(s,
          "table g 表\n  by category\n  keys house-building\n  column 类 = key\n  column 件 = figure "
          "petition.received\n  total 计\n",
          "农民建房   0\n学校收费   1\n------------\n计         1\n");
    holds(s,
          "table l 表\n  each report.batch\n  column 文件 = text file_name\n  column 种类 = word kind kind\n  column "
          "记录 = count records\n",
          "n.xml  收费通知     9\n");
    struct jf_str out = render(s, "html", "zh", "2005H1",
                               "table g 表\n  by township\n  column 镇 = key\n  column 项 = figure finding.count\n  "
                               "column 元 = figure finding.excess "
                               "no-total\n  total 计\n");
    assert_non_null(strstr(out.data, "data-ref=\"half-year/2005H1/finding.count;township=350199108000\""));
    assert_non_null(strstr(out.data, "<td>大洋镇</td>"));
    assert_non_null(strstr(out.data, "<td class=\"n\">—</td></tr>\n</tbody>"));
    jf_str_release(&out);
    struct jf_error err = { .status = JF_OK };
    struct jf_str none = JF_STR_INIT;
    struct jf_report_request r = {
        "half-year", "2005H1", "zh", "text", "t.txt", "\ntable l x\n  each report.batch\n  column A = text nothing\n",
        NULL,        NULL,     NULL, NULL
    };
    assert_int_equal(jf_report_write(s->db, &r, jf_sink_str, &none, &err), JF_REFUSED);
    assert_non_null(strstr(err.message, "t.txt:2:"));
    jf_str_release(&none);
}

/* Figures of other days: the half-year before, the year before, the halves of a year; what has not come is not known.
 */
static void spans_stand_side_by_side(void **state)
{
    struct scratch *s = *state;
    static const char table[] =
        "table m 对照\n  row 收到 = petition.received\n  part 其中\n  row 率 = petition.closing-rate\n"
        "  row 有时 = petition.received ? petition.received\n  column 项 = key\n"
        "  column 本期 = span now\n  column 上期 = span before\n"
        "  column 上年 = span last-year\n  column 增减 = difference\n";
    struct jf_str out = render(s, "text", "zh", "2005H2", table);
    const char *const told[] = { "收到     0     1     0    -1\n", "其中", "率       —  0.0%     —     —\n",
                                 "有时     —     1     —     —\n" };
    for (size_t i = 0; i < sizeof told / sizeof *told; i++)
        if (!strstr(out.data, told[i]))
            fail_msg("'%s' does not hold '%s'", out.data, told[i]);
    jf_str_release(&out);
    /* Named groups ask figure by figure: quotients too, and no other groups. */
    holds(s,
          "table n 表\n  by category\n  only school press\n  column 类 = key\n  column 件 = figure petition.received\n"
          "  column 率 = figure petition.closing-rate no-total\n  total 计\n",
          "学校收费   1  0.0%\n报刊订阅   0     —\n");
    struct jf_error err = { .status = JF_OK };
    int64_t value = 1;
    bool known = true;
    struct jf_figure_ref ref;
    assert_true(jf_figure_ref_parse("half-year/2005/petition.received;span=second", false, &ref));
    assert_int_equal(jf_figure_value(s->db, &ref, &value, &known, NULL, &err), JF_OK);
    assert_true(known && value == 0); /* the second half of 2005 has begun */
    assert_true(jf_figure_ref_parse("half-year/2006/petition.received;span=last-year", false, &ref));
    assert_int_equal(jf_figure_value(s->db, &ref, &value, &known, NULL, &err), JF_OK);
    assert_true(known && value == 1);
    assert_true(jf_figure_ref_parse("half-year/2006/petition.received;span=first", false, &ref));
    assert_int_equal(jf_figure_value(s->db, &ref, &value, &known, NULL, &err), JF_OK);
    assert_false(known);
    assert_true(jf_figure_ref_parse("half-year/2005H1/petition.received;span=first", false, &ref));
    assert_int_equal(jf_figure_value(s->db, &ref, &value, &known, NULL, &err), JF_USAGE);
}

/* ---- the half-year report itself ---- */

/* Text without tags, style, entities and white space. */
static void plain(const char *html, struct jf_str *out)
{
    static const char *const entities[][2] = {
        { "&lt;", "<" }, { "&gt;", ">" }, { "&quot;", "\"" }, { "&#39;", "'" }, { "&amp;", "&" }
    };
    for (bool tag = false; *html; html++) {
        if (*html == '<' || *html == '>') {
            tag = *html == '<';
            continue;
        }
        if (tag || *html == ' ' || *html == '\n')
            continue;
        bool entity = false;
        for (size_t i = 0; i < 5 && !entity; i++)
            if (jf_starts(html, entities[i][0])) {
                jf_str_add(out, entities[i][1]);
                html += strlen(entities[i][0]) - 1;
                entity = true;
            }
        if (!entity)
            jf_str_addc(out, *html);
    }
}

static void without_blanks(const char *text, struct jf_str *out)
{
    for (; *text; text++)
        if (*text != ' ' && *text != '\n' && *text != '\f')
            jf_str_addc(out, *text);
}

/* Every paragraph of the HTML stands in the text, word for word and figure for figure. */
static void formats_agree(void **state)
{
    struct scratch *s = *state;
    static const char *const langs[] = { "zh", "en" };
    for (int i = 0; i < 2; i++) {
        struct jf_str html = render(s, "html", langs[i], "2005H1", NULL);
        struct jf_str text = render(s, "text", langs[i], "2005H1", NULL);
        struct jf_str squeezed = JF_STR_INIT;
        without_blanks(text.data, &squeezed);
        int paragraphs = 0;
        for (char *at = html.data; (at = strstr(at, "<p")); paragraphs++) {
            char *stop = strstr(at, "</p>");
            struct jf_str one = JF_STR_INIT;
            *stop = 0;
            plain(at, &one);
            if (!strstr(squeezed.data, one.data))
                fail_msg("not in the text: %s", one.data);
            jf_str_release(&one);
            at = stop + 1;
        }
        assert_true(paragraphs > 20);
        jf_str_release(&squeezed);
        jf_str_release(&html);
        jf_str_release(&text);
    }
}

/* Every figure that one paper links to stands in the other too. */
static void refs_within(const char *from, const char *in)
{
    for (const char *at = from; (at = strstr(at, "data-ref=\"")); at++) {
        struct jf_str ref = JF_STR_INIT;
        jf_str_addn(&ref, at, strcspn(at + 10, "\"") + 11);
        if (!strstr(in, ref.data))
            fail_msg("only in one language: %s", ref.data);
        jf_str_release(&ref);
    }
}

static void languages_agree(void **state)
{
    struct scratch *s = *state;
    struct jf_str zh = render(s, "html", "zh", "2005H1", NULL);
    struct jf_str en = render(s, "html", "en", "2005H1", NULL);
    /* Every place that is linked to is there, once. */
    for (const char *at = zh.data; (at = strstr(at, "href=\"#")); at++) {
        struct jf_str id = JF_STR_INIT;
        jf_str_add(&id, " id=\"");
        jf_str_addn(&id, at + 7, strcspn(at + 7, "\"") + 1);
        const char *place = strstr(zh.data, id.data);
        assert_non_null(place);
        assert_null(strstr(place + 1, id.data));
        jf_str_release(&id);
    }
    assert_non_null(strstr(zh.data, "<tr id=\"findings-finding-1\">"));
    refs_within(zh.data, en.data);
    refs_within(en.data, zh.data);
    jf_str_release(&zh);
    jf_str_release(&en);
}

static void bytes_repeat(void **state)
{
    struct scratch *s = *state;
    for (int i = 0; jf_renderers[i]; i++) {
        const char *format = jf_renderers[i]->one_table ? "csv:findings" : jf_renderers[i]->name;
        struct jf_str first = render(s, format, "zh", "2005H1", NULL);
        struct jf_str second = render(s, format, "zh", "2005H1", NULL);
        assert_int_equal(first.len, second.len);
        assert_memory_equal(first.data, second.data, first.len);
        jf_str_release(&first);
        jf_str_release(&second);
    }
}

static void no_names_of_people(void **state)
{
    struct scratch *s = *state;
    static const char *const langs[] = { "zh", "en" };
    static const char *const formats[] = { "text", "html", "json", "csv:petitions" }; /* DOCX, ODT: formats.sh */
    for (int i = 0; i < 4; i++)
        for (int l = 0; l < 2; l++) {
            struct jf_str out = render(s, formats[i], langs[l], "2005H1", NULL);
            assert_null(strstr(out.data, "秘"));
            jf_str_release(&out);
        }
}

static void says_what_is_what(void **state)
{
    struct scratch *s = *state;
    struct jf_str out = render(s, "text", "zh", "2005H1", NULL);
    static const char *const told[] = { "演县（演示）2005年上半年农民负担检查报告",
                                        "来电1件",
                                        "有1个乡镇（按半年计）既未报告案（事）件，也未作零报告",
                                        "应退金额50.00元",
                                        "已退还30.00元",
                                        "未退的20.00元",
                                        "入户率99.0%",
                                        "待核实的1项问题",
                                        "“演示”标记",
                                        "税改转移支付资金",
                                        "没有<标准>",
                                        "n.xml:51",
                                        "演示价〔2004〕1号",
                                        "half-year/2005H1/refund.due",
                                        "政策依据库摘要：abc" };
    struct jf_str squeezed = JF_STR_INIT;
    without_blanks(out.data, &squeezed);
    for (size_t i = 0; i < sizeof told / sizeof *told; i++)
        if (!strstr(squeezed.data, told[i]))
            fail_msg("the report does not say '%s'", told[i]);
    assert_null(strstr(squeezed.data, "已消失"));
    jf_str_release(&squeezed);
    jf_str_release(&out);
}

static struct jf_str render_report(struct scratch *s, const struct jf_report_info *info, const char *lang)
{
    struct jf_str out = JF_STR_INIT;
    struct jf_error err = { .status = JF_OK };
    const struct jf_report_request r = { .report = info->name,
                                         .period = info->periods & 1U << JF_PERIOD_HALF   ? "2005H1"
                                                   : info->periods & 1U << JF_PERIOD_YEAR ? "2005"
                                                                                          : "2005-07-10",
                                         .lang = lang,
                                         .format = "html",
                                         .subject = *info->subject ? "SC01" : NULL };
    if (jf_report_write(s->db, &r, jf_sink_str, &out, &err) != JF_OK)
        fail_msg("%s.%s: %s", info->name, lang, err.message);
    return out;
}

/* Each report of the catalogue, checked or not, in both languages: the same figures, and no names of people. */
static void every_report_is_made(void **state)
{
    struct scratch *s = *state;
    struct jf_error err = { .status = JF_OK };
    for (int checked = 1; checked >= 0; checked--) {
        for (const struct jf_report_info *info = jf_reports(&err); info->name; info++) {
            if (*info->command)
                continue;
            struct jf_str zh = render_report(s, info, "zh");
            struct jf_str en = render_report(s, info, "en");
            refs_within(zh.data, en.data);
            refs_within(en.data, zh.data);
            assert_null(strstr(zh.data, "秘"));
            assert_null(strstr(en.data, "秘"));
            jf_str_release(&zh);
            jf_str_release(&en);
        }
        if (jf_txn_begin(s->db, "test", &err) != JF_OK ||
            jf_db_script(s->db, "DELETE FROM finding; DELETE FROM run_reason; DELETE FROM run_rule; DELETE FROM run;",
                         &err) != JF_OK ||
            jf_txn_commit(s->db, &err) != JF_OK)
            fail_msg("%s", err.message);
    }
}

/* What a report is about narrows its figures, and stands in their references. */
static void subjects_narrow(void **state)
{
    struct scratch *s = *state;
    struct jf_str out = JF_STR_INIT;
    struct jf_error err = { .status = JF_OK };
    struct jf_report_request r = { .report = "unit-dossier",
                                   .period = "2005H1",
                                   .lang = "zh",
                                   .format = "html",
                                   .subject = "SC01",
                                   .template_text = "{@name}{finding.count}{petition.received}{card.coverage}\n" };
    assert_int_equal(jf_report_write(s->db, &r, jf_sink_str, &out, &err), JF_OK);
    assert_non_null(strstr(out.data, "data-ref=\"unit-dossier/2005H1/finding.count;unit=SC01\""));
    assert_non_null(strstr(out.data, "data-ref=\"unit-dossier/2005H1/petition.received\"")); /* knows no units */
    jf_str_clear(&out);
    r.subject = "SC99";
    assert_int_equal(jf_report_write(s->db, &r, jf_sink_str, &out, &err), JF_NOT_FOUND);
    r.subject = NULL;
    assert_int_equal(jf_report_write(s->db, &r, jf_sink_str, &out, &err), JF_USAGE);
    r.report = "half-year";
    r.subject = "SC01";
    assert_int_equal(jf_report_write(s->db, &r, jf_sink_str, &out, &err), JF_USAGE);
    r.subject = NULL;
    r.serial = "012";
    assert_int_equal(jf_report_write(s->db, &r, jf_sink_str, &out, &err), JF_USAGE);
    assert_int_equal(out.len, 0);
    jf_str_release(&out);
}

static void requests_are_checked(void **state)
{
    struct scratch *s = *state;
    struct jf_str out = JF_STR_INIT;
    struct jf_error err = { .status = JF_OK };
    struct jf_report_request r = { "weekly", "2005H1", "zh", "text", NULL, NULL, NULL, NULL, NULL, NULL };
    assert_int_equal(jf_report_write(s->db, &r, jf_sink_str, &out, &err), JF_USAGE);
    r = (struct jf_report_request){ "half-year", "2005S", "zh", "text", NULL, NULL, NULL, NULL, NULL, NULL };
    assert_int_equal(jf_report_write(s->db, &r, jf_sink_str, &out, &err), JF_USAGE);
    r = (struct jf_report_request){ "half-year", "2005H1", "zh", "pdf", NULL, NULL, NULL, NULL, NULL, NULL };
    assert_int_equal(jf_report_write(s->db, &r, jf_sink_str, &out, &err), JF_USAGE);
    /* What has not begun cannot be told of. */
    r = (struct jf_report_request){ "half-year", "2006H1", "zh", "text", NULL, NULL, NULL, NULL, NULL, NULL };
    assert_int_equal(jf_report_write(s->db, &r, jf_sink_str, &out, &err), JF_USAGE);
    assert_int_equal(out.len, 0);
}

/* ---- every sentence is true in every situation ---- */

static struct jf_str why(struct scratch *s, const char *ref, bool names);

enum { SAYINGS = 8 };
struct situation {
    const char *what;
    const char *sql; /* what differs from the world */
    const char *period;
    const char *told[SAYINGS];     /* stand in the Chinese report */
    const char *untold[SAYINGS];   /* do not */
    const char *english[SAYINGS];  /* stand in the English one */
    const char *unspoken[SAYINGS]; /* do not */
};

#define NO_RUN          "DELETE FROM finding; DELETE FROM run_reason; DELETE FROM run_rule; DELETE FROM run;"
#define A_PAYMENT_LATER "UPDATE refund_payment SET paid_on = '2005-07-05';"
#define IMPORT_LATER                                                                                                   \
    "INSERT INTO event VALUES "                                                                                        \
    "(5,'t','2005-07-03','乙','import.accepted',NULL,'{\"batch\":1}',zeroblob(32),zeroblob(32));"
#define STEP(id, day, type, body)                                                                                      \
    "(" id ",'t','" day "','乙','petition." type "',6,'" body "',zeroblob(32),zeroblob(32))"
#define NO_STEPS                                                                                                       \
    "UPDATE petition_case SET last_event = 1; DROP TRIGGER event_no_delete; DELETE FROM event WHERE event_id IN "      \
    "(101, 102);"
#define A_PETITION(state, steps)                                                                                       \
    NO_STEPS "INSERT INTO event VALUES " steps "; UPDATE petition_case SET state = '" state                            \
             "', last_event = (SELECT max(event_id) FROM event WHERE subject_id = 6) WHERE subject_id = 6;"
#define ALL_UNDECIDED                                                                                                  \
    "DELETE FROM finding; UPDATE run_rule SET verdict = 'undecided', population = 3, passed = 0, failed = 0, "         \
    "undecided = 3;"
#define LIMIT                                                                                                          \
    "INSERT INTO subject VALUES (20,'item','petition.handle',NULL),(21,'standard','p.h',NULL);"                        \
    "INSERT INTO record (record_id, subject_id, version, batch_id, line, digest) VALUES "                              \
    "(20,20,1,1,200,zeroblob(32)),(21,21,1,1,210,zeroblob(32));"                                                       \
    "UPDATE subject SET record_id = subject_id WHERE subject_id IN (20,21);"                                           \
    "INSERT INTO item VALUES (20,20,'petition.handle','期限','petition');"                                           \
    "INSERT INTO standard (record_id, subject_id, code, item_id, ruling, number, unit, valid_from, certainty, "        \
    "demonstration) VALUES (21,21,'p.h',20,'deadline',30,'calendar-day','2005-05-01','original',0);"

static const struct situation situations[] = {
    { "the world",
      "",
      "2005H1",
      { "发现涉农收费问题1项", "违规1项", "其余1项尚待核实", "尚有3户没有领到明白卡", "尚未领卡的3户",
        "演县（演示）减负办", "附件：1．问题清单" },
      { "未发现问题，", "没有发现问题", "尚未检查", "逾期未退" },
      { "There are 1 findings", "Households without a card: 3", "演县 (demonstration)" },
      { "found nothing", "Overdue" } },
    { "everything undecided",
      ALL_UNDECIDED,
      "2005H1",
      { "有6项次（不限本期）因缺少标准", "检查没有提出本期的涉农收费问题，但有不能判定的事项", "不得据此认为没有问题" },
      { "均未发现", "没有发现问题", "检查范围之内没有不能判定" },
      { "6 subjects (of all periods) could not be decided", "this does not mean that all is right" },
      { "found nothing", "nothing was found" } },
    { "all passed",
      "DELETE FROM finding; UPDATE run_rule SET verdict = 'pass', passed = 3, failed = 0, undecided = 0;",
      "2005H1",
      { "2个有检查对象的事项均未发现本期问题", "1份收费、订阅资料中没有发现问题", "检查范围之内没有不能判定的事项" },
      { "因缺少标准、依据", "尚未检查" },
      { "the 2 rules that had something to look at found nothing", "nothing was found in the 1" },
      { "does not mean that all is right" } },
    { "nothing to look at",
      "DELETE FROM finding; UPDATE run_rule SET verdict = 'not-applicable', population = 0, passed = 0, failed = 0, "
      "undecided = 0;",
      "2005H1",
      { "有2个检查事项没有检查对象，不作“未发现问题”处理" },
      { "均未发现", "没有发现问题" },
      { "2 rules had nothing to look at" },
      { "found nothing", "nothing was found" } },
    { "the only finding was dismissed",
      "UPDATE finding SET state = 'dismissed' WHERE finding_id = 1;"
      "UPDATE run_rule SET undecided = 0;",
      "2005H1",
      { "提出的1项问题经核实不成立或者予以豁免", "另有1项经核实不成立" },
      { "均未发现", "没有发现问题" },
      { "the 1 findings were dismissed or waived" },
      { "found nothing" } },
    { "no check",
      NO_RUN,
      "2005H1",
      { "截至本报告编制时尚未进行检查", "上述资料尚未检查", "1份收费、订阅资料尚未检查", "末次检查：尚未检查",
        "对收到的收费、订阅资料逐项检查" },
      { "补作检查", "第—次", "均未发现", "没有发现问题", "政策依据库摘要" },
      { "None of them has been checked yet", "Last check: none yet" },
      { "number —", "found nothing" } },
    { "the paper came after the check",
      "DELETE FROM finding;" IMPORT_LATER,
      "2005H1",
      { "上述资料尚未检查", "1份收费、订阅资料尚未检查", "对检查之后收到的1份资料补作检查" },
      { "均未发现", "没有发现问题", "不得据此认为" },
      { "None of them has been checked yet" },
      { "found nothing", "nothing was found" } },
    { "the last check ran one rule only",
      "INSERT INTO run VALUES (2,'t','乙','2005-07-03','abd');"
      "INSERT INTO run_rule VALUES (2,'fee-over-standard','d1','not-checked',0,0,0,0,''),"
      " (2,'fee-no-basis','d2','pass',3,3,0,0,'');"
      "INSERT INTO event VALUES (5,'t','2005-07-03','乙','check.run',NULL,'{\"run\":2}',zeroblob(32),zeroblob(32));",
      "2005H1",
      { "共检查2个事项、6项次（不限本期），其中有1个事项发现问题", "另有1个事项的结论取自以前的检查",
        "有1项次（不限本期）因缺少标准", "没有<标准>", "2005-07-02" },
      { "检查范围之内没有不能判定", "从未运行" },
      { "the verdicts of 1 others come from earlier checks" },
      { "nothing that could not be decided" } },
    { "the paper came between two checks, the second of one rule",
      "DELETE FROM finding; UPDATE run_rule SET verdict = 'pass', passed = 3, failed = 0, undecided = 0;"
      "DELETE FROM run_reason;"
      "INSERT INTO run VALUES (2,'t','乙','2005-07-03','abd');"
      "INSERT INTO run_rule VALUES (2,'fee-over-standard','d1','not-checked',0,0,0,0,''),"
      " (2,'fee-no-basis','d2','pass',3,3,0,0,'');" IMPORT_LATER
      "INSERT INTO event VALUES (6,'t','2005-07-03','乙','check.run',NULL,'{\"run\":2}',zeroblob(32),zeroblob(32));",
      "2005H1",
      { "有1份尚未经全部事项检查，未经检查的方面不作判断" },
      { "均未发现", "没有发现问题", "上述资料尚未检查" },
      { "1 of the charges and subscriptions of this period have not been checked by all rules" },
      { "found nothing", "nothing was found" } },
    { "a rule that was never run",
      "DELETE FROM finding; DELETE FROM run_reason; UPDATE run_rule SET verdict = 'pass', passed = 3, failed = 0, "
      "undecided = 0; UPDATE run_rule SET verdict = 'not-checked', population = 0, passed = 0 WHERE rule = "
      "'fee-no-basis';",
      "2005H1",
      { "有1个事项从未检查", "共检查1个事项" },
      { "均未发现", "没有发现问题", "检查范围之内没有不能判定" },
      { "1 rules have never been run" },
      { "found nothing", "nothing was found" } },
    { "a period that is not over",
      A_PAYMENT_LATER,
      "2005H2",
      { "（2005年7月1日至2005年12月31日）", "本期尚未结束，各项数字截至2005年7月10日",
        "截至2005年7月10日（本期未结束）",
        "以前发出、期初尚未退清的责令退还通知1件，本期继续退还30.00元，尚未退还20.00元", "逾期未退1件20.00元",
        "上期结转（含重新办理）的信访件2件（包括各种来源），本期办结0件，尚未办结2件" },
      { "截至2005年12月31日", "12月31日前" },
      { "The period is not over; all figures are as of 10 July 2005.", "Conclude the 2 petitions carried over" },
      { "By 31 December 2005" } },
    { "a petition carried over and ended",
      A_PETITION("closed", STEP("111", "2005-05-11", "accept", "{}") "," STEP(
                               "112", "2005-07-01", "conclude",
                               "{\"fields\":{\"result\":\"partly\"}}") "," STEP("113", "2005-07-05", "reply",
                                                                                "{}") "," STEP("114", "2005-07-06",
                                                                                               "close", "{}")),
      "2005H2",
      { "上期结转（含重新办理）的信访件2件（包括各种来源），本期办结1件，尚未办结1件", "2005-001" },
      { "信访登记" },
      { "or reopened (from all sources): 2; 1 of them ended in it" },
      { NULL } },
    { "forwarded, not explained",
      A_PETITION("closed", STEP("111", "2005-05-11", "accept", "{}") "," STEP(
                               "112", "2005-05-15", "forward", "{}") "," STEP("113", "2005-05-20", "close", "{}")),
      "2005H1",
      { "转送有权处理的单位办理的1件" },
      { "直接解释答复的", "不予受理的" },
      { "forwarded to the body in charge: 1" },
      { "explanation without" } },
    { "not accepted",
      A_PETITION("closed", STEP("111", "2005-05-15", "refuse", "{}") "," STEP(
                               "112", "2005-05-19", "reply", "{}") "," STEP("113", "2005-05-20", "close", "{}")),
      "2005H1",
      { "已答复或者结案的信访件中，不予受理的1件", "转送、不予受理或者未经受理办结的1件" },
      { "直接解释答复的", "尚未受理的", "没有办理期限的规定" },
      { "not accepted: 1" },
      { "explanation without", "Not accepted yet" } },
    { "reopened after the period",
      A_PETITION("accepted",
                 STEP("111", "2005-05-11", "accept", "{}") "," STEP(
                     "112", "2005-05-15", "conclude",
                     "{\"fields\":{\"result\":\"partly\"}}") "," STEP("113", "2005-05-18", "reply",
                                                                      "{}") "," STEP("114", "2005-05-20", "close",
                                                                                     "{}") "," STEP("115", "2005-07-05",
                                                                                                    "reopen", "{}")),
      "2005H1",
      { "已查结1件，其中属实0件、部分属实1件", "已答复或者结案1件" },
      { "尚未办结1件" },
      { "1 were replied to or closed" },
      { NULL } },
    { "an order that was withdrawn",
      "INSERT INTO refund_withdrawn VALUES (7,'TK1',6,4,'2005-06-01','2005-06-02','错',1,5000,3);"
      "DELETE FROM refund_payment; DELETE FROM refund_payee; DELETE FROM refund_order;",
      "2005H1",
      { "另有本期发出的责令退还通知1件在退款之前撤销" },
      { "本期没有责令退还款项", "已被责令退还款项" },
      { "withdrawn before anything was paid, not counted above: 1" },
      { "No refunds were ordered" } },
    { "explained",
      A_PETITION("closed", STEP("111", "2005-05-11", "accept", "{}") "," STEP(
                               "112", "2005-05-19", "reply", "{}") "," STEP("113", "2005-05-20", "close", "{}")),
      "2005H1",
      { "直接解释答复的1件", "有1件受理当日政策依据库中没有办理期限的规定" },
      { "转送有权", "尚未受理的" },
      { "without an investigation: 1" },
      { "forwarded to the body" } },
    { "not accepted yet",
      NO_STEPS,
      "2005H1",
      { "尚未受理的1件" },
      { "没有办理期限的规定" },
      { "Not accepted yet: 1" },
      { "has no time limit" } },
    { "past the time limit",
      LIMIT A_PETITION("investigating", STEP("111", "2005-05-11", "accept", "{}")),
      "2005H1",
      { "已超过期限而尚未办结的1件" },
      { "没有办理期限的规定", "尚未受理的" },
      { "Past their time limit and not done: 1" },
      { "has no time limit" } },
    { "an overdue refund",
      "UPDATE refund_order SET deadline = '2005-06-15';",
      "2005H1",
      { "其中逾期未退1件20.00元", "对其中逾期未退的1件" },
      { "全部退清" },
      { "Overdue: 1 orders, 20.00 yuan" },
      { NULL } },
    { "findings of a unit that was ordered to refund",
      "",
      "2005H1",
      { "有1项所涉单位在收费之后已被责令退还款项", "多收而尚未退还的款项" },
      { NULL },
      { "1 of the open findings concern units that were ordered to refund" },
      { NULL } },
    { "findings of a unit that was ordered to refund before the charge",
      "UPDATE finding SET charged_on = '2005-06-02';",
      "2005H1",
      { "其余1项尚待核实" },
      { "已被责令退还款项" },
      { NULL },
      { "ordered to refund after" } },
    { "a confirmed doubt",
      "UPDATE finding SET state = 'confirmed', severity = 'doubt' WHERE finding_id = 1;",
      "2005H1",
      { "违规0项、疑点1项", "已核实确认1项、已整改0项，其余0项尚待核实", "对已核实确认的1项问题督促整改" },
      { "对尚待核实的", "与所列标准不符" },
      { "1 were confirmed" },
      { "Verify the" } },
    { "no cards",
      "UPDATE card_issue SET year = '2004';",
      "2005H1",
      { "本年度未收到明白卡发放资料，未作检查" },
      { "补发", "尚无发放记录", "没有领到明白卡" },
      { "No card issues were received for this year" },
      { "Households without a card", "villages without a record" } },
    { "more cards than households",
      "UPDATE card_issue SET issued = 750;",
      "2005H1",
      { "有1个村登记的发放数多于农户数，数据有误", "核对发放数多于农户数的1个村的登记" },
      { "入户率2", "没有领到明白卡" },
      { "1 villages report more cards" },
      { "250.0%", "coverage of" } },
    { "cards not handed out yet",
      "UPDATE card_issue SET issued_on = '2005-07-05', delivered_on = '2005-07-02';",
      "2005H1",
      { "登记的1个村的明白卡均尚未发放到户", "有1个村的明白卡尚未送达所在乡镇", "尚有300户没有领到" },
      { "入户率", "均已送达" },
      { "none of the 1 villages" },
      { "had been handed out" } },
    { "a refused file that was accepted later",
      "INSERT INTO batch SELECT 2, kind, 1, 'refused', file_name, sha256, 10, "
      "NULL,NULL,NULL,NULL,NULL,NULL,NULL,0,0,0,0,0,0,"
      "1,imported_at,'甲',NULL,NULL FROM batch WHERE batch_id = 1;",
      "2005H1",
      { NULL },
      { "被拒收" },
      { NULL },
      { "refused because" } },
    { "a file refused twice and not accepted",
      "INSERT INTO batch SELECT 2, kind, 1, 'refused', 'x.xml', replace(sha256,'0','f'), 10, "
      "NULL,NULL,NULL,NULL,NULL,NULL,NULL,0,0,0,0,0,0,1,imported_at,'甲',NULL,NULL FROM batch WHERE batch_id = 1;"
      "INSERT INTO batch SELECT 3, kind, 1, 'refused', 'x.xml', sha256, 10, "
      "NULL,NULL,NULL,NULL,NULL,NULL,NULL,0,0,0,0,0,0,1,imported_at,'甲',NULL,NULL FROM batch WHERE batch_id = 2;",
      "2005H1",
      { "另有1份资料因不符合要求被拒收" },
      { "另有2份资料" },
      { "not taken in since: 1" },
      { NULL } },
    { "records set aside, one of them mended since",
      "INSERT INTO batch SELECT 0, kind, 1, 'partial', 'x.xml', replace(sha256,'0','f'), 10, "
      "NULL,NULL,NULL,NULL,NULL,NULL,NULL,0,2,0,0,0,2,1,imported_at,'甲',NULL,NULL FROM batch WHERE batch_id = 1;"
      "INSERT INTO quarantine VALUES (0,1,1,'SC01/1','<x/>','r'),(0,2,2,'SC01/2','<x/>','r');",
      "2005H1",
      { "有1份资料中的1条记录因有差错被隔离" },
      { "中的2条记录" },
      { "not replaced since: 1, from 1 files" },
      { NULL } },
    { "all townships reported that they had no case",
      "INSERT INTO subject VALUES (20,'nil-report','350199108000/2005H1',NULL);"
      "INSERT INTO record (record_id, subject_id, version, batch_id, line, digest) VALUES (20,20,1,1,200,zeroblob(32));"
      "UPDATE subject SET record_id = 20 WHERE subject_id = 20;"
      "INSERT INTO nil_report VALUES (20,20,2,'2005H1','2005-07-01','镇');",
      "2005H1",
      { "各乡镇均已报告（零报告1件）" },
      { "不据以认定没有", "对其有无案（事）件不作判断" },
      { "all townships reported (nil reports: 1)" },
      { "is not concluded that there was none" } },
    { "a levy after the reform, not ordered back",
      "UPDATE finding SET rule = 'levy-after-reform' WHERE finding_id = 1;",
      "2005H1",
      { "仍收取提留统筹1笔、50.00元", "没有责令退还的记录", "列入各该部分" },
      { "未发现收取提留统筹", "已责令退还" },
      { "There is no order yet to pay this back" },
      { "none was found that takes levies" } },
    { "something to be put right, overdue",
      "INSERT INTO subject VALUES (20,'remedy','Z2005-001',NULL);"
      "INSERT INTO event VALUES "
      "(5,'t','2005-05-02','乙','remedy.order',20,'{\"to\":\"ordered\"}',zeroblob(32),zeroblob(32));"
      "INSERT INTO remedy (subject_id, number, unit_id, kind, state, text, basis, ordered_on, first_deadline, "
      "deadline, last_event)"
      " VALUES (20,'Z2005-001',4,'item-cancelled','ordered','取消','依据','2005-05-02','2005-06-01','2005-06-01',5);",
      "2005H1",
      { "本期责令整改1项", "其中逾期1项", "按期完成1项整改" },
      { "没有责令整改的事项" },
      { "1 of them overdue" },
      { "Nothing was ordered to be put right" } },
    { "an empty period",
      "",
      "2003H1",
      { "本期未收到涉农收费通知，未作检查", "本期没有可供检查的收费、订阅资料", "没有列入清单的问题" },
      { "均未发现", "没有发现问题", "各乡镇均已报告" },
      { "No fee notices were received" },
      { "found nothing" } },
};

static int wrong_sentences;

static void says(struct scratch *s, const struct situation *c, const char *lang, const char *const *told,
                 const char *const *untold)
{
    struct jf_str out = render(s, "text", lang, c->period, NULL);
    struct jf_str squeezed = JF_STR_INIT;
    without_blanks(out.data, &squeezed);
    for (int part = 0; part < 2; part++)
        for (int i = 0; i < SAYINGS && (part ? untold : told)[i]; i++) {
            struct jf_str one = JF_STR_INIT;
            without_blanks((part ? untold : told)[i], &one);
            if ((strstr(squeezed.data, one.data) != NULL) != (part == 0))
                print_error("%s: '%s' is %s\n", c->what, one.data, part ? "told" : "not told"), wrong_sentences++;
            jf_str_release(&one);
        }
    jf_str_release(&squeezed);
    jf_str_release(&out);
}

/* Each situation in a database of its own. */
static void every_sentence_is_true(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof situations / sizeof *situations; i++) {
        const struct situation *c = &situations[i];
        struct jf_error err = { .status = JF_OK };
        void *own = NULL;
        set_up(&own);
        struct scratch *s = own;
        if (jf_txn_begin(s->db, "test", &err) != JF_OK || jf_db_script(s->db, c->sql, &err) != JF_OK ||
            count_notices(s, &err) != JF_OK || jf_txn_commit(s->db, &err) != JF_OK)
            fail_msg("%s: %s", c->what, err.message);
        says(s, c, "zh", c->told, c->untold);
        says(s, c, "en", c->english, c->unspoken);
        tear_down(&own);
    }
    assert_int_equal(wrong_sentences, 0);
}

/* A check dated after today is no check to report. */
static void a_check_of_the_future_is_refused(void **state)
{
    struct scratch *s = *state;
    struct jf_error err = { .status = JF_OK };
    struct jf_str out = JF_STR_INIT;
    struct jf_report_request r = { "half-year", "2005H1", "zh", "text", NULL, NULL, NULL, NULL, NULL, NULL };
    assert_int_equal(jf_txn_begin(s->db, "test", &err), JF_OK);
    assert_int_equal(jf_db_script(s->db, "UPDATE run SET audit_day = '2030-01-01'", &err), JF_OK);
    assert_int_equal(jf_txn_commit(s->db, &err), JF_OK);
    assert_int_equal(jf_report_write(s->db, &r, jf_sink_str, &out, &err), JF_REFUSED);
    assert_non_null(strstr(err.message, "2030-01-01"));
    assert_int_equal(out.len, 0);
}

/* A subscription is found in the half-year of its day, not in both of its year. */
static void findings_belong_to_their_day(void **state)
{
    struct scratch *s = *state;
    struct jf_error err = { .status = JF_OK };
    assert_int_equal(jf_txn_begin(s->db, "test", &err), JF_OK);
    assert_int_equal(
        jf_db_script(
            s->db,
            "INSERT INTO subject VALUES (30,'subscription','SC01/2005',NULL);"
            "INSERT INTO record (record_id, subject_id, version, batch_id, line, digest) VALUES "
            "(30,30,1,1,300,zeroblob(32));"
            "UPDATE subject SET record_id = 30 WHERE subject_id = 30;"
            "INSERT INTO subscription VALUES (30,30,4,'2005',100);"
            "INSERT INTO subscription_line (record_id,part,line,title,copies,amount_fen,mode,funds,subscribed_on)"
            " VALUES (30,1,301,'报',1,100,'own','unit','2005-02-01');"
            "INSERT INTO finding VALUES (3,'press-over-cap',30,0,'open','violation',3,4,'2005-02-01',100,50,50,"
            "NULL,'超','d3',1,1,30,NULL);",
            &err),
        JF_OK);
    assert_int_equal(jf_txn_commit(s->db, &err), JF_OK);
    holds(s, "{finding.count} {press.findings} {press.papers}", "2 1 1");
    struct jf_str out =
        render(s, "text", "zh", "2005H2", "{finding.count} {press.findings} {press.papers} {press.subscribers}");
    assert_string_equal(out.data, "    0 0 0 1\n\n");
    jf_str_release(&out);
}

/* After a correction the evidence is the version in which the fault was found. */
static void evidence_stays_with_its_version(void **state)
{
    struct scratch *s = *state;
    struct jf_error err = { .status = JF_OK };
    assert_int_equal(jf_txn_begin(s->db, "test", &err), JF_OK);
    assert_int_equal(
        jf_db_script(
            s->db,
            "INSERT INTO record (record_id, subject_id, version, batch_id, line, digest) VALUES "
            "(40,5,2,1,400,zeroblob(32));"
            "INSERT INTO notice SELECT 40, subject_id, number, unit_id, division_id, payer_class, payer, payer_name, "
            "charged_on, 1000, receipt, receipt_kind, voluntary FROM notice WHERE record_id = 5;"
            "INSERT INTO notice_item VALUES (40,1,401,1,NULL,1000,1000,1000,NULL);"
            "UPDATE subject SET record_id = 40 WHERE subject_id = 5; UPDATE finding SET state = 'gone';",
            &err),
        JF_OK);
    assert_int_equal(jf_txn_commit(s->db, &err), JF_OK);
    struct jf_str out = why(s, "F1", false);
    assert_non_null(strstr(out.data, "n.xml:51"));
    assert_null(strstr(out.data, "n.xml:401"));
    assert_non_null(strstr(out.data, "已被替换"));
    jf_str_release(&out);
    struct jf_finding finding = { 0 };
    assert_int_equal(jf_finding_read(s->db, 1, &finding, &err), JF_OK);
    assert_int_equal(finding.line, 51);
    assert_int_equal(finding.version, 1);
    assert_int_equal(finding.record_id, 5);
    jf_finding_release(&finding);
}

/* ---- figures ---- */

struct sum {
    int64_t value;
    int64_t rows;
};

static enum jf_status add(void *arg, const struct jf_figure_row *row, struct jf_error *err)
{
    struct sum *sum = arg;
    (void)err;
    assert_non_null(row->ref);
    sum->rows++;
    sum->value += row->known ? row->value : 0;
    return JF_OK;
}

static void figure_is_its_rows(struct scratch *s, const struct jf_figure_info *info, const char *args)
{
    struct jf_error err = { .status = JF_OK };
    struct jf_figure_ref ref;
    struct jf_str text = JF_STR_INIT;
    jf_str_addf(&text, "half-year/2005H1/%s%s", info->name, args);
    assert_true(jf_figure_ref_parse(text.data, false, &ref));
    struct sum sum = { 0, 0 };
    int64_t value = 0, rows = 0;
    bool known = false;
    if (jf_figure_value(s->db, &ref, &value, &known, &rows, &err) != JF_OK ||
        jf_figure_rows(s->db, &ref, add, &sum, &err) != JF_OK)
        fail_msg("%s: %s", text.data, err.message);
    if (sum.rows != rows || (info->type != JF_VALUE_PERCENT && sum.value != value))
        fail_msg("%s is %lld of %lld rows, its rows are %lld of %lld", text.data, (long long)value, (long long)rows,
                 (long long)sum.value, (long long)sum.rows);
    jf_str_release(&text);
}

static void figures_are_sums(struct scratch *s)
{
    const struct jf_figure_info *info = jf_figures(NULL);
    assert_non_null(info);
    for (; info->name; info++) {
        figure_is_its_rows(s, info, "");
        assert_true(*info->zh && *info->en);
    }
}

/* Notices in and out of the period, of two files, one superseded by a version of a later file that no check has seen,
 * and one whose version that counts is out of the period; with lines more and less; a school charge and subscriptions.
 */
static const char more[] =
    "INSERT INTO batch SELECT 2, kind, 1, state, 'm.xml', replace(sha256, '0', 'f'), 10, source_unit, source_division,"
    " source_period, prepared_by, prepared_on, NULL, NULL, 0, 9, 9, 0, 0, 0, 0, imported_at, imported_by, NULL, NULL "
    "FROM batch;"
    "INSERT INTO event VALUES "
    "(5,'t','2005-07-01','乙','import.accepted',NULL,'{\"batch\":1}',zeroblob(32),zeroblob(32)),"
    " (6,'t','2005-07-03','乙','import.accepted',NULL,'{\"batch\":2}',zeroblob(32),zeroblob(32));"
    "UPDATE run_rule SET verdict = 'pass' WHERE rule = 'fee-no-basis';"
    "INSERT INTO subject SELECT 100 + value, 'notice', 'SC01/n' || value, NULL FROM generate;"
    "INSERT INTO record (record_id, subject_id, version, batch_id, line, digest) SELECT 100 + value, 100 + value, 1, 1 "
    "+ value % 2, 1, zeroblob(32) FROM generate;"
    "INSERT INTO record (record_id, subject_id, version, batch_id, line, digest) SELECT 200 + value, 100 + value, 2, "
    "2, 1, zeroblob(32) FROM generate WHERE value < 8;"
    "UPDATE subject SET record_id = subject_id WHERE subject_id BETWEEN 100 AND 199;"
    "UPDATE subject SET record_id = subject_id + 100 WHERE subject_id BETWEEN 100 AND 107;"
    "INSERT INTO notice SELECT r.record_id, r.subject_id, 'n' || r.record_id, 4, 1 + r.record_id % 3, 'household', "
    "'x', NULL,"
    " CASE r.record_id % 4 WHEN 0 THEN '2004-12-31' WHEN 1 THEN '2005-01-01' WHEN 2 THEN '2005-06-30' ELSE "
    "'2005-07-01' END,"
    " r.record_id * 100, NULL, NULL, 0 FROM record r WHERE r.record_id >= 100;"
    "INSERT INTO notice_item SELECT n.record_id, g.value, 1, 1, NULL, 1000, 1, 1, NULL"
    " FROM notice n JOIN generate g ON g.value > 0 AND g.value <= n.record_id % 3 WHERE n.record_id >= 100;"
    "INSERT INTO subject VALUES (300,'school-charge','SC01/1',NULL),(301,'subscription','SC01/2005',NULL),"
    " (302,'subscription','SC01/2004',NULL);"
    "INSERT INTO record (record_id, subject_id, version, batch_id, line, digest) SELECT subject_id, subject_id, 1, 1 + "
    "subject_id % 2, 1, zeroblob(32) FROM subject WHERE "
    "subject_id >= 300;"
    "UPDATE subject SET record_id = subject_id WHERE subject_id >= 300;"
    "INSERT INTO school_charge VALUES (300,300,4,'1','2005S','2005-02-20',7000,NULL,NULL,NULL,NULL);"
    "INSERT INTO subscription VALUES (301,301,4,'2005',500),(302,302,4,'2005',600);"
    "INSERT INTO subscription_line VALUES (302,1,1,'报',1,600,'own','unit','2005-03-03',NULL,NULL,NULL);"
    "INSERT INTO finding SELECT 100 + g.value, CASE g.value % 3 WHEN 0 THEN 'fee-over-standard' ELSE 'fee-no-basis' "
    "END,"
    " 100 + g.value, g.value % 2, CASE g.value % 5 WHEN 0 THEN 'open' WHEN 1 THEN 'gone' WHEN 2 THEN 'waived' WHEN 3 "
    "THEN"
    " 'confirmed' ELSE 'rectified' END, CASE g.value % 2 WHEN 0 THEN 'doubt' ELSE 'violation' END,"
    " nullif(g.value % 4, 0), CASE g.value % 7 WHEN 0 THEN NULL ELSE 4 END,"
    " CASE g.value % 4 WHEN 0 THEN NULL WHEN 1 THEN '2005-03-05' WHEN 2 THEN '2005-06-30' ELSE '2004-12-31' END,"
    " 500, 100, nullif(g.value, 9), CASE g.value % 3 WHEN 1 THEN 12 END, 'x', 'd', 1, 1, NULL, NULL FROM generate g;"
    "INSERT INTO finding VALUES "
    "(301,'press-over-cap',301,0,'open','violation',2,4,'2005-04-04',2,1,1,NULL,'x','d',1,1,NULL,NULL),"
    " (302,'press-over-cap',302,0,'open','violation',2,4,'2005-06-04',2,1,1,NULL,'x','d',1,1,NULL,NULL);"
    "UPDATE subscription_line SET mode = 'withheld' WHERE record_id = 302; UPDATE run SET audit_day = '2005-06-29';"
    "DROP TABLE generate;";

/* Every figure of the table can be computed, and is the sum of the rows that it lists: also where the database adds up
 * by a statement of its own (NAME.sums). */
static void figures_are_their_rows(void **state)
{
    struct scratch *s = *state;
    struct jf_error err = { .status = JF_OK };
    figures_are_sums(s);
    if (jf_txn_begin(s->db, "test", &err) != JF_OK ||
        jf_db_script(
            s->db,
            "CREATE TEMP TABLE generate AS WITH RECURSIVE g (value) AS (SELECT 0 UNION ALL SELECT value + 1 FROM g "
            "WHERE value < 40) SELECT value FROM g;",
            &err) != JF_OK ||
        jf_db_script(s->db, more, &err) != JF_OK || count_notices(s, &err) != JF_OK ||
        jf_txn_commit(s->db, &err) != JF_OK)
        fail_msg("%s", err.message);
    figures_are_sums(s);
    static const struct {
        const char *figure, *args;
    } narrowed[] = { { "notice.count", ";township=350199108000" },
                     { "notice.amount", ";township=" },
                     { "notice.lines", ";unit=SC01" },
                     { "paper.count", ";kind=notice" },
                     { "paper.count", ";kind=notice;seen=none" },
                     { "paper.count", ";seen=all" },
                     { "notice.part", "" },
                     { "paper.count", ";kind=notice;seen=part" },
                     { "paper.unseen", ";kind=school-charge" },
                     { "notice.count", ";span=year" },
                     { "finding.count", ";township=350199108000" },
                     { "finding.count", ";township=" },
                     { "finding.excess", ";rule=fee-over-standard;severity=violation" },
                     { "finding.excess", ";rule=fee-no-basis" },
                     { "finding.count", ";unit=SC01" },
                     { "finding.ordered", ";kind=notice;mark=unverified" } };
    for (size_t i = 0; i < sizeof narrowed / sizeof *narrowed; i++)
        figure_is_its_rows(s, jf_figure_find(narrowed[i].figure), narrowed[i].args);
    struct jf_figure_ref ref = { .report = "half-year", .period = "2005H1", .name = "notice.count" };
    int64_t value = 0;
    bool known = false;
    assert_int_equal(jf_figure_value(s->db, &ref, &value, &known, NULL, &err), JF_OK);
    assert_int_equal(value, 21);
}

static void references_are_read(void **state)
{
    struct scratch *s = *state;
    struct jf_figure_ref ref;
    struct jf_str out = JF_STR_INIT;
    assert_true(jf_figure_ref_parse("half-year/2005H1/a.b;x=1;y=", false, &ref));
    assert_int_equal(ref.arg_count, 2);
    jf_figure_ref_add(&out, &ref);
    assert_string_equal(out.data, "half-year/2005H1/a.b;x=1;y=");
    jf_str_release(&out);
    assert_true(jf_figure_ref_parse("a.b", true, &ref));
    assert_false(jf_figure_ref_parse("", true, &ref));
    assert_false(jf_figure_ref_parse("half-year/a.b", false, &ref));
    assert_false(jf_figure_ref_parse("a;x", true, &ref));
    assert_false(jf_figure_ref_parse("a;=1", true, &ref));
    assert_false(jf_figure_ref_parse("a;b=1;b=1;b=1;b=1;b=1;b=1;b=1", true, &ref));
    int64_t value = 0;
    bool known = false;
    struct jf_error err = { .status = JF_OK };
    assert_true(jf_figure_ref_parse("half-year/2005H1/petition.received;nonsense=1", false, &ref));
    assert_int_equal(jf_figure_value(s->db, &ref, &value, &known, NULL, &err), JF_USAGE);
    assert_true(jf_figure_ref_parse("half-year/never/petition.received", false, &ref));
    assert_int_equal(jf_figure_value(s->db, &ref, &value, &known, NULL, &err), JF_USAGE);
    assert_true(jf_figure_ref_parse("half-year/2005H1/petition.nothing", false, &ref));
    assert_int_equal(jf_figure_value(s->db, &ref, &value, &known, NULL, &err), JF_NOT_FOUND);
}

static void percents_are_rounded(void **state)
{
    struct scratch *s = *state;
    struct jf_error err = { .status = JF_OK };
    static const struct {
        const char *sql;
        const char *shown;
    } cases[] = { { "UPDATE card_issue SET issued = 200", "66.7%" },
                  { "UPDATE card_issue SET issued = 100", "33.3%" },
                  { "UPDATE card_issue SET issued = 0", "0.0%" },
                  { "UPDATE card_issue SET issued = 300", "100.0%" } };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        assert_int_equal(jf_txn_begin(s->db, "test", &err), JF_OK);
        assert_int_equal(jf_db_script(s->db, cases[i].sql, &err), JF_OK);
        assert_int_equal(jf_txn_commit(s->db, &err), JF_OK);
        holds(s, "{card.coverage}", cases[i].shown);
    }
}

/* ---- why ---- */

static enum jf_status collect(void *arg, const struct jf_why_line *line, struct jf_error *err)
{
    struct jf_str *out = arg;
    jf_str_addf(out, "%d|%s|%s|%s\n", line->depth, line->label, line->text, line->ref ? line->ref : "");
    return jf_str_check(out, err);
}

static struct jf_str why(struct scratch *s, const char *ref, bool names)
{
    struct jf_str out = JF_STR_INIT;
    struct jf_error err = { .status = JF_OK };
    struct jf_why_options options = { .lang = "zh", .names = names, .limit = 20 };
    if (jf_why(s->db, ref, &options, collect, &out, &err) != JF_OK)
        fail_msg("%s: %s", ref, err.message);
    assert_false(jf_txn_open(s->db));
    return out;
}

static void tells(struct scratch *s, const char *ref, const char *const *expected)
{
    struct jf_str out = why(s, ref, false);
    for (; *expected; expected++)
        if (!strstr(out.data, *expected))
            fail_msg("why %s does not tell '%s':\n%s", ref, *expected, out.data);
    assert_null(strstr(out.data, "秘密"));
    assert_null(strstr(out.data, "秘付"));
    assert_null(strstr(out.data, "秘收"));
    assert_null(strstr(out.data, "秘来"));
    jf_str_release(&out);
}

#define TELLS(ref, ...) tells(s, ref, (const char *const[]){ __VA_ARGS__, NULL })

static void the_way_back(void **state)
{
    struct scratch *s = *state;
    TELLS("half-year/2005H1/finding.excess", "50.00", "finding:1", "report.finding");
    TELLS("half-year/2005H1/card.coverage", "99.0%", "half-year/2005H1/card.issued");
    TELLS("finding:1", "多收50.00元", "d1", "abc", "演示价[2004]1号", "第二条", "未核", "演示", "n.xml:51", "n.xml:120",
          "0123456789abcdef", "case:2005-001", "refund:TK1", "notice:SC01/1");
    TELLS("F1", "n.xml:51");
    TELLS("refund:TK1", "case:2005-001", "20.00", "finding:1", "n.xml:60", "秘＊＊");
    TELLS("TK1", "case:2005-001");
    TELLS("2005-001", "refund:TK1");
    TELLS("batch:1", "n.xml", "0123456789abcdef", "finding:1");
    TELLS("rule:fee-over-standard", "没有<标准>", "finding:1");
    TELLS("standard:x.fee.1", "finding:1", "n.xml:120");
}

static void the_way_forward(void **state)
{
    struct scratch *s = *state;
    TELLS("notice:SC01/1", "n.xml:50", "finding:1", "case:2005-001", "refund:TK1");
    TELLS("SC01/1", "finding:1");
    TELLS("case:2005-001", "refund:TK1", "finding:1", "登记", "秘＊＊");
    TELLS("unit:SC01", "finding:1");
}

struct refs {
    char text[64][128];
    size_t count;
};

static enum jf_status keep_ref(void *arg, const struct jf_figure_row *row, struct jf_error *err)
{
    struct refs *refs = arg;
    (void)err;
    assert_true(refs->count < 64);
    snprintf(refs->text[refs->count++], sizeof refs->text[0], "%s", row->ref);
    return JF_OK;
}

/* No figure ends in nothing: what stands behind it can be asked for in its turn. */
static void every_row_can_be_asked(void **state)
{
    struct scratch *s = *state;
    struct jf_error err = { .status = JF_OK };
    for (const struct jf_figure_info *info = jf_figures(&err); info->name; info++) {
        struct jf_figure_ref ref = { .report = "half-year", .period = "2005H1" };
        struct refs refs = { .count = 0 };
        snprintf(ref.name, sizeof ref.name, "%s", info->name);
        assert_int_equal(jf_figure_rows(s->db, &ref, keep_ref, &refs, &err), JF_OK);
        for (size_t i = 0; i < refs.count; i++) {
            struct jf_str out = why(s, refs.text[i], false);
            assert_true(out.len > 0);
            jf_str_release(&out);
        }
    }
}

/* Every kind answers; names show only when asked for. */
static void all_kinds_answer(void **state)
{
    struct scratch *s = *state;
    static const char *const refs[] = { "card-issue:350199108201/2005",
                                        "division:350199108201",
                                        "document:演示价〔2004〕1号",
                                        "item:x.fee",
                                        "run:1",
                                        "event:2",
                                        "case:2005-002" };
    for (size_t i = 0; i < sizeof refs / sizeof *refs; i++) {
        struct jf_str out = why(s, refs[i], false);
        assert_true(out.len > 0);
        jf_str_release(&out);
    }
    struct jf_str out = why(s, "refund:TK1", true);
    assert_non_null(strstr(out.data, "秘收款"));
    jf_str_release(&out);
}

static void asked_is(struct scratch *s, const char *ref, enum jf_status expected)
{
    struct jf_str out = JF_STR_INIT;
    struct jf_error err = { .status = JF_OK };
    struct jf_why_options options = { .lang = "en" };
    if (jf_why(s->db, ref, &options, collect, &out, &err) != expected)
        fail_msg("'%s': %s", ref, err.message);
    assert_true(err.message[0] && err.hint[0]);
    assert_int_equal(out.len, 0);
    assert_false(jf_txn_open(s->db));
    jf_str_release(&out);
}

static void wrong_references(void **state)
{
    struct scratch *s = *state;
    asked_is(s, "finding:99", JF_NOT_FOUND);
    asked_is(s, "finding:", JF_NOT_FOUND);
    asked_is(s, "", JF_NOT_FOUND);
    asked_is(s, "F", JF_NOT_FOUND);
    asked_is(s, "nonsense:1", JF_USAGE);
    asked_is(s, "half-year/2005H1/nothing", JF_NOT_FOUND);
    asked_is(s, "2005-999", JF_NOT_FOUND);
    asked_is(s, "household:'; DROP TABLE x", JF_NOT_FOUND);
}

static void plain_numbers_must_be_clear(void **state)
{
    struct scratch *s = *state;
    struct jf_error err = { .status = JF_OK };
    assert_int_equal(jf_txn_begin(s->db, "test", &err), JF_OK);
    assert_int_equal(jf_db_script(s->db, "UPDATE refund_order SET number = '2005-001'", &err), JF_OK);
    assert_int_equal(jf_txn_commit(s->db, &err), JF_OK);
    asked_is(s, "2005-001", JF_USAGE);
    TELLS("case:2005-001", "refund:2005-001");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(templates_are_checked),
        cmocka_unit_test_setup_teardown(conditions_choose, set_up, tear_down),
        cmocka_unit_test_setup_teardown(texts_are_filled, set_up, tear_down),
        cmocka_unit_test_setup_teardown(groups_and_lists, set_up, tear_down),
        cmocka_unit_test_setup_teardown(spans_stand_side_by_side, set_up, tear_down),
        cmocka_unit_test_setup_teardown(formats_agree, set_up, tear_down),
        cmocka_unit_test_setup_teardown(languages_agree, set_up, tear_down),
        cmocka_unit_test_setup_teardown(bytes_repeat, set_up, tear_down),
        cmocka_unit_test_setup_teardown(no_names_of_people, set_up, tear_down),
        cmocka_unit_test_setup_teardown(says_what_is_what, set_up, tear_down),
        cmocka_unit_test_setup_teardown(every_report_is_made, set_up, tear_down),
        cmocka_unit_test_setup_teardown(subjects_narrow, set_up, tear_down),
        cmocka_unit_test_setup_teardown(requests_are_checked, set_up, tear_down),
        cmocka_unit_test(every_sentence_is_true),
        cmocka_unit_test_setup_teardown(a_check_of_the_future_is_refused, set_up, tear_down),
        cmocka_unit_test_setup_teardown(findings_belong_to_their_day, set_up, tear_down),
        cmocka_unit_test_setup_teardown(evidence_stays_with_its_version, set_up, tear_down),
        cmocka_unit_test_setup_teardown(figures_are_their_rows, set_up, tear_down),
        cmocka_unit_test_setup_teardown(references_are_read, set_up, tear_down),
        cmocka_unit_test_setup_teardown(percents_are_rounded, set_up, tear_down),
        cmocka_unit_test_setup_teardown(the_way_back, set_up, tear_down),
        cmocka_unit_test_setup_teardown(the_way_forward, set_up, tear_down),
        cmocka_unit_test_setup_teardown(every_row_can_be_asked, set_up, tear_down),
        cmocka_unit_test_setup_teardown(all_kinds_answer, set_up, tear_down),
        cmocka_unit_test_setup_teardown(wrong_references, set_up, tear_down),
        cmocka_unit_test_setup_teardown(plain_numbers_must_be_clear, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
