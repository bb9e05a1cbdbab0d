/* test_typed.c - days, amounts and numbers as people type them. */
#include "jianfu/typed.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

static void days(void **state)
{
    (void)state;
    static const struct {
        const char *text, *day; /* NULL: none */
    } cases[] = { { "2005-06-30", "2005-06-30" },
                  { "2005-6-3", "2005-06-03" },
                  { "2005/7/20", "2005-07-20" },
                  { "2005/7/20 0:00", "2005-07-20" },
                  { "2005-7-20 00:00:00", "2005-07-20" },
                  { "2005.7.20", "2005-07-20" },
                  { "20050630", "2005-06-30" },
                  { "２００５年６月３０日", "2005-06-30" },
                  { "2005年7月1日", "2005-07-01" },
                  { "2005年7月1号", "2005-07-01" },
                  { "２００５－０７－０１", "2005-07-01" },
                  { "　2005-07-01 ", "2005-07-01" },
                  { "2004年2月29日", "2004-02-29" },
                  { "2005年2月29日", NULL },
                  { "2005年7月1", NULL },
                  { "2005年7月", NULL },
                  { "2005-07-01日", NULL },
                  { "2005-7/1", NULL },
                  { "05-7-1", NULL },
                  { "7月1日", NULL },
                  { "2005-13-01", NULL },
                  { "2005-007-01", NULL },
                  { "2005063", NULL },
                  { "200506301", NULL },
                  { "2005-07-01 10:00", NULL },
                  { "2005-07-01-", NULL },
                  { "", NULL },
                  { NULL, NULL } };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char day[JF_DAY_SIZE] = "untouched";
        assert_int_equal(jf_typed_day(cases[i].text, day), cases[i].day != NULL);
        assert_string_equal(day, cases[i].day ? cases[i].day : "untouched");
    }
}

static void periods(void **state)
{
    (void)state;
    static const struct {
        const char *text, *period; /* NULL: none */
    } cases[] = { { "2005", "2005" },
                  { "2005H1", "2005H1" },
                  { "２００５h2", "2005H2" },
                  { "2004A", "2004A" },
                  { "2005-03", "2005-03" },
                  { "2005-03-02", "2005-03-02" },
                  { "2005年3月2日", "2005-03-02" },
                  { "2005年", "2005" },
                  { "2005年上半年", "2005H1" },
                  { "2004年秋季学期", "2004A" },
                  { "2005年春季", "2005S" },
                  { "2005年3月", "2005-03" },
                  { "2005年13月", NULL },
                  { "2005年夏季", NULL },
                  { "上半年", NULL },
                  { "05年", NULL },
                  { "2005H3", NULL },
                  { "", NULL },
                  { NULL, NULL } };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char period[JF_TYPED_PERIOD_SIZE] = "untouched";
        assert_int_equal(jf_typed_period(cases[i].text, period), cases[i].period != NULL);
        assert_string_equal(period, cases[i].period ? cases[i].period : "untouched");
    }
}

static void amounts(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        int64_t fen; /* -1: none */
    } cases[] = { { "15850.00", 1585000 },
                  { "15,850.00", 1585000 },
                  { "１５，８５０．５", 1585050 },
                  { "1,234,567", 123456700 },
                  { "￥120", 12000 },
                  { "¥1,200.5元", 120050 },
                  { " 30元 ", 3000 },
                  { "0", 0 },
                  { "15,85", -1 },
                  { "1,5850", -1 },
                  { ",500", -1 },
                  { "500,", -1 },
                  { "1,,500", -1 },
                  { "1234,567", -1 },
                  { "1,500,5", -1 },
                  { "12.345", -1 },
                  { "1.500,00", -1 },
                  { "-30", -1 },
                  { "30元5角", -1 },
                  { "元", -1 },
                  { "三十元", -1 },
                  { "", -1 },
                  { NULL, -1 } };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        int64_t fen = -1;
        assert_int_equal(jf_typed_money(cases[i].text, &fen), cases[i].fen >= 0);
        assert_int_equal(fen, cases[i].fen);
    }
}

static void numbers(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        int64_t number; /* -1: none */
    } cases[] = { { "12", 12 },  { "１２", 12 }, { " 7", 7 }, { "0", 0 },     { "999999999999999", 999999999999999 },
                  { "1 2", -1 }, { "-1", -1 },   { "", -1 },  { "十二", -1 }, { "1000000000000000", -1 },
                  { "1.0", -1 }, { NULL, -1 } };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        int64_t number = -1;
        assert_int_equal(jf_typed_number(cases[i].text, &number), cases[i].number >= 0);
        assert_int_equal(number, cases[i].number);
    }
}

static void codes(void **state)
{
    (void)state;
    static const struct {
        const char *text, *code;
    } cases[] = { { "01", "01" },           { "０１", "01" }, { " 　１７Ａ－b ", "17A-b" },
                  { "二組　3", "二組　3" }, { "　", "" },     { "", "" } };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char text[64];
        memcpy(text, cases[i].text, strlen(cases[i].text) + 1);
        jf_typed_code(text);
        assert_string_equal(text, cases[i].code);
    }
}

/* Longer than any day or amount: refused, not cut. */
static void long_texts(void **state)
{
    (void)state;
    char text[4000], day[JF_DAY_SIZE];
    int64_t value;
    memset(text, '0', sizeof text - 1);
    text[sizeof text - 1] = '\0';
    assert_false(jf_typed_day(text, day));
    assert_false(jf_typed_period(text, day));
    assert_false(jf_typed_money(text, &value));
    assert_false(jf_typed_number(text, &value));
}

int main(void)
{
    const struct CMUnitTest tests[] = { cmocka_unit_test(days),    cmocka_unit_test(periods),
                                        cmocka_unit_test(amounts), cmocka_unit_test(numbers),
                                        cmocka_unit_test(codes),   cmocka_unit_test(long_texts) };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
