/* test_paper.c - the document model and its renderers through paper.h: escaping, widths, the order of calls, errors
 * that stick, tables longer than what is held back, bytes that repeat. */
#include "jianfu/money.h"
#include "jianfu/paper.h"
#include "jianfu/utf8.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

static struct jf_paper *begin(const char *format, const char *lang, struct jf_str *out)
{
    struct jf_paper *paper = NULL;
    struct jf_error err = { .status = JF_OK };
    struct jf_paper_head head = { .title = "标题 <1>", .lang = lang, .made = "jianfu \"0\"" };
    assert_int_equal(jf_paper_open(format, &head, jf_sink_str, out, &paper, &err), JF_OK);
    return paper;
}

static void end(struct jf_paper *paper)
{
    struct jf_error err = { .status = JF_OK };
    if (jf_paper_close(paper, &err) != JF_OK)
        fail_msg("%s", err.message);
}

static struct jf_value text(const char *t)
{
    return (struct jf_value){ .type = JF_VALUE_TEXT, .known = true, .text = t };
}

static struct jf_value number(enum jf_value_type type, int64_t n)
{
    return (struct jf_value){ .type = type, .known = true, .number = n };
}

static void value_is(struct jf_value value, const char *expected)
{
    struct jf_str out = JF_STR_INIT;
    jf_value_add_text(&out, &value);
    assert_string_equal(out.data, expected);
    jf_str_release(&out);
}

static void values_as_text(void **state)
{
    (void)state;
    value_is(number(JF_VALUE_COUNT, 0), "0");
    value_is(number(JF_VALUE_COUNT, 999), "999");
    value_is(number(JF_VALUE_COUNT, 76000), "76,000");
    value_is(number(JF_VALUE_COUNT, -1234567), "-1,234,567");
    value_is(number(JF_VALUE_MONEY, 1585000), "15,850.00");
    value_is(number(JF_VALUE_PERCENT, 990), "99.0%");
    value_is(number(JF_VALUE_PERCENT, 1000), "100.0%");
    value_is(number(JF_VALUE_PERCENT, 7), "0.7%");
    value_is((struct jf_value){ .type = JF_VALUE_MONEY }, "—");
    value_is(text("x"), "x");
}

static void html_escapes(void **state)
{
    (void)state;
    struct jf_str out = JF_STR_INIT;
    jf_html_add(&out, "<a href=\"x\">&'\x1b[31m\xe2\x80\xae</a>");
    assert_string_equal(out.data, "&lt;a href=&quot;x&quot;&gt;&amp;&#39;&lt;U+001B&gt;[31m&lt;U+202E&gt;&lt;/a&gt;");
    jf_str_release(&out);
}

static void nothing_raw_in_html(void **state)
{
    (void)state;
    static const char evil[] = "<script>\"x\"&'\x01";
    struct jf_str out = JF_STR_INIT;
    struct jf_paper *p = begin("html", "zh", &out);
    jf_paper_title(p, evil);
    jf_paper_heading(p, 1, evil);
    jf_paper_paragraph(p, JF_PARAGRAPH_BODY);
    jf_paper_text(p, evil);
    jf_paper_value(
        p, &(struct jf_value){ .type = JF_VALUE_TEXT, .known = true, .text = evil, .ref = evil, .anchor = evil });
    jf_paper_paragraph_end(p);
    struct jf_paper_column column = { evil, JF_VALUE_TEXT, false };
    jf_paper_table(p, &(struct jf_paper_table){ evil, evil, &column, 1, .form = false });
    jf_paper_row(p, JF_ROW_BODY, evil);
    jf_paper_cell(p, &(struct jf_value){ .type = JF_VALUE_TEXT, .known = true, .text = evil });
    jf_paper_row_end(p);
    jf_paper_table_end(p);
    struct jf_chart_bar bar = { .label = evil, .values = { number(JF_VALUE_COUNT, 3) } };
    jf_paper_chart(p, &(struct jf_chart){ .caption = evil, .bars = &bar, .count = 1 });
    jf_paper_annex(p, evil);
    end(p);
    assert_null(strstr(out.data, "<script"));
    assert_null(strchr(out.data, '\x01'));
    assert_non_null(strstr(out.data, "&lt;script&gt;&quot;x&quot;&amp;&#39;&lt;U+0001&gt;"));
    assert_null(strstr(out.data, "http-equiv=\"refresh\""));
    jf_str_release(&out);
}

static void html_is_whole(void **state)
{
    (void)state;
    struct jf_str out = JF_STR_INIT;
    struct jf_paper *p = begin("html", "en", &out);
    jf_paper_annex(p, "Annex 1");
    jf_paper_annex(p, "Annex 2");
    end(p);
    assert_true(jf_starts(out.data, "<!DOCTYPE html>\n<html lang=\"en\">"));
    assert_non_null(strstr(out.data, "<title>标题 &lt;1&gt;</title>"));
    assert_non_null(strstr(out.data, "content=\"jianfu &quot;0&quot;\""));
    assert_non_null(strstr(out.data, "@page"));
    assert_non_null(strstr(out.data, "</section>\n<section class=\"annex\">"));
    assert_non_null(strstr(out.data, "</section>\n</main>\n</body>\n</html>\n"));
    jf_str_release(&out);
}

/* ---- text ---- */

static void columns_line_up(void **state)
{
    (void)state;
    struct jf_str out = JF_STR_INIT;
    struct jf_paper *p = begin("text", "zh", &out);
    struct jf_paper_column columns[] = { { "单位", JF_VALUE_TEXT, false }, { "金额", JF_VALUE_MONEY, false } };
    jf_paper_table(p, &(struct jf_paper_table){ "t", "表", columns, 2, .form = false });
    static const char *const names[] = { "中学", "ab", "福建中学x" };
    for (int i = 0; i < 3; i++) {
        jf_paper_row(p, i == 2 ? JF_ROW_TOTAL : JF_ROW_BODY, NULL);
        struct jf_value name = text(names[i]);
        struct jf_value money = number(JF_VALUE_MONEY, i * 1000000);
        jf_paper_cell(p, &name);
        jf_paper_cell(p, &money);
        jf_paper_row_end(p);
    }
    jf_paper_table_end(p);
    end(p);
    assert_string_equal(out.data, "表\n"
                                  "====================\n"
                                  "单位            金额\n"
                                  "--------------------\n"
                                  "中学            0.00\n"
                                  "ab         10,000.00\n"
                                  "--------------------\n"
                                  "福建中学x  20,000.00\n"
                                  "====================\n\n");
    jf_str_release(&out);
}

static void no_line_of_text_is_too_wide(void **state)
{
    (void)state;
    struct jf_str out = JF_STR_INIT;
    struct jf_paper *p = begin("text", "zh", &out);
    jf_paper_paragraph(p, JF_PARAGRAPH_BODY);
    for (int i = 0; i < 40; i++)
        jf_paper_text(p, "本期收到来信、来电，金额15,850.00元（已退）。");
    jf_paper_paragraph_end(p);
    end(p);
    for (char *line = out.data; *line;) {
        char *next = strchr(line, '\n');
        *next = 0;
        assert_true(jf_utf8_width(line) <= 80);
        assert_false(jf_starts(line, "，") || jf_starts(line, "。") || jf_starts(line, "元"));
        line = next + 1;
    }
    jf_str_release(&out);
}

static void breaks_of_lines(void **state)
{
    (void)state;
    assert_int_equal(jf_text_break("", 10), 0);
    assert_int_equal(jf_text_break("abc", 10), 3);
    assert_int_equal(jf_text_break("abc def", 5), 3);
    assert_int_equal(jf_text_break("中文字", 4), 6);
    assert_int_equal(jf_text_break("中文，字", 4), 3);       /* the comma may not begin a line */
    assert_int_equal(jf_text_break("中（文）", 4), 3);       /* the bracket may not end one */
    assert_int_equal(jf_text_break("共15,850.00元", 12), 3); /* a number keeps its unit */
    assert_int_equal(jf_text_break("中", 1), 3);             /* at least one character */
    assert_int_equal(jf_text_break("abcdefgh", 4), 4);
    assert_int_equal(jf_text_break("20-notices.xml", 8), 3); /* a long word breaks at a joint */
}

/* More rows than are held back for measuring: all of them come out, the columns of the first rows hold. */
static void long_tables_stream(void **state)
{
    (void)state;
    struct jf_str out = JF_STR_INIT;
    struct jf_paper *p = begin("text", "en", &out);
    struct jf_paper_column columns[] = { { "n", JF_VALUE_COUNT, false }, { "t", JF_VALUE_TEXT, false } };
    jf_paper_table(p, &(struct jf_paper_table){ NULL, "", columns, 2, .form = false });
    for (int i = 0; i < 1000; i++) {
        jf_paper_row(p, JF_ROW_BODY, NULL);
        struct jf_value n = number(JF_VALUE_COUNT, i);
        struct jf_value t = text(i < 900 ? "short" : "much more than there");
        jf_paper_cell(p, &n);
        jf_paper_cell(p, &t);
        jf_paper_row_end(p);
    }
    jf_paper_table_end(p);
    end(p);
    assert_non_null(strstr(out.data, "\n 0  short\n"));
    assert_non_null(strstr(out.data, "899  short\n"));
    assert_non_null(strstr(out.data, "999  much\n"));
    int more = 0;
    for (const char *at = out.data; (at = strstr(at, "more")); at++)
        more++;
    assert_int_equal(more, 100);
    jf_str_release(&out);
}

/* The sum of rows that were not there when the columns were measured has its place, where one is said to come. */
static void sums_fit_their_column(void **state)
{
    (void)state;
    struct jf_str out = JF_STR_INIT;
    struct jf_paper *p = begin("text", "en", &out);
    struct jf_paper_column columns[] = { { "t", JF_VALUE_TEXT, false }, { "m", JF_VALUE_MONEY, false } };
    jf_paper_table(p, &(struct jf_paper_table){ NULL, "", columns, 2, .sums = true });
    for (int i = 0; i <= 317; i++) {
        struct jf_value name = text(i < 317 ? "one" : "sum"),
                        sum = number(JF_VALUE_MONEY, i < 317 ? 25600 : 317 * 25600);
        jf_paper_row(p, i < 317 ? JF_ROW_BODY : JF_ROW_TOTAL, NULL);
        jf_paper_cell(p, &name);
        jf_paper_cell(p, &sum);
        jf_paper_row_end(p);
    }
    jf_paper_table_end(p);
    end(p);
    assert_non_null(strstr(out.data, "\none      256.00\n"));
    assert_non_null(strstr(out.data, "\nsum   81,152.00\n"));
    jf_str_release(&out);
}

/* ---- order and errors ---- */

static enum jf_status close_status(struct jf_paper *p)
{
    struct jf_error err = { .status = JF_OK };
    enum jf_status status = jf_paper_close(p, &err);
    if (status != JF_OK)
        assert_true(err.message[0] != 0);
    return status;
}

static void order_is_kept(void **state)
{
    (void)state;
    for (int i = 0; jf_renderers[i]; i++) {
        struct jf_str out = JF_STR_INIT;
        struct jf_value v = number(JF_VALUE_COUNT, 1);
        struct jf_paper_column column = { "x", JF_VALUE_COUNT, false };
        struct jf_paper_table table = { "t", "", &column, 1, .form = false };
        struct jf_paper *p = begin(jf_renderers[i]->name, "zh", &out);
        jf_paper_text(p, "outside a paragraph");
        assert_true(jf_paper_failed(p));
        assert_int_equal(close_status(p), JF_BUG);
        p = begin(jf_renderers[i]->name, "zh", &out);
        jf_paper_table(p, &table);
        jf_paper_row(p, JF_ROW_BODY, NULL);
        jf_paper_row_end(p); /* a cell is missing */
        jf_paper_table_end(p);
        assert_int_equal(close_status(p), JF_BUG);
        p = begin(jf_renderers[i]->name, "zh", &out);
        jf_paper_table(p, &table);
        jf_paper_row(p, JF_ROW_BODY, NULL);
        jf_paper_cell(p, &v);
        jf_paper_cell(p, &v); /* one too many */
        jf_paper_row_end(p);
        jf_paper_table_end(p);
        assert_int_equal(close_status(p), JF_BUG);
        p = begin(jf_renderers[i]->name, "zh", &out);
        jf_paper_paragraph(p, JF_PARAGRAPH_BODY); /* never ended */
        assert_int_equal(close_status(p), JF_BUG);
        jf_str_release(&out);
    }
    assert_int_equal(jf_paper_format("pdf", NULL), JF_USAGE);
    assert_int_equal(jf_paper_format("html:findings", NULL), JF_USAGE);
    assert_int_equal(jf_paper_format("csv:findings", NULL), JF_OK);
}

static enum jf_status full_sink(void *arg, const char *bytes, size_t len, struct jf_error *err)
{
    int *calls = arg;
    (void)bytes;
    (void)len;
    return ++*calls < 3 ? JF_OK : jf_error_set(err, JF_FILE, "disk full %d", *calls);
}

static void the_first_error_sticks(void **state)
{
    (void)state;
    int calls = 0;
    struct jf_paper *p = NULL;
    struct jf_error err = { .status = JF_OK };
    struct jf_paper_head head = { .title = "x", .lang = "zh" };
    assert_int_equal(jf_paper_open("text", &head, full_sink, &calls, &p, &err), JF_OK);
    for (int i = 0; i < 20; i++)
        jf_paper_heading(p, 1, "x");
    assert_int_equal(jf_paper_close(p, &err), JF_FILE);
    assert_string_equal(err.message, "disk full 3");
    assert_int_equal(calls, 3); /* nothing more was sent */
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(values_as_text),         cmocka_unit_test(html_escapes),
        cmocka_unit_test(nothing_raw_in_html),    cmocka_unit_test(html_is_whole),
        cmocka_unit_test(columns_line_up),        cmocka_unit_test(no_line_of_text_is_too_wide),
        cmocka_unit_test(breaks_of_lines),        cmocka_unit_test(long_tables_stream),
        cmocka_unit_test(sums_fit_their_column),  cmocka_unit_test(order_is_kept),
        cmocka_unit_test(the_first_error_sticks),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
