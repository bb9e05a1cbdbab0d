/* test_money.c - fen: reading, writing, capitals, checked arithmetic. */
#include "jianfu/money.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

static void reads(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        int64_t fen;
    } cases[] = { { "0", 0 },
                  { "0.00", 0 },
                  { "15850", 1585000 },
                  { "15850.5", 1585050 },
                  { "15850.05", 1585005 },
                  { "0.01", 1 },
                  { "007", 700 },
                  { "9999999999999.99", JF_MONEY_MAX } };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        int64_t fen = -1;
        assert_int_equal(jf_money_parse(cases[i].text, &fen), JF_MONEY_OK);
        assert_int_equal(fen, cases[i].fen);
    }
}

static void refuses(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        enum jf_money_fault fault;
    } cases[] = { { NULL, JF_MONEY_EMPTY },
                  { "", JF_MONEY_EMPTY },
                  { ".", JF_MONEY_EMPTY },
                  { "-5", JF_MONEY_NEGATIVE },
                  { "-", JF_MONEY_NEGATIVE },
                  { "+5", JF_MONEY_CHARACTER },
                  { " 5", JF_MONEY_CHARACTER },
                  { "5 ", JF_MONEY_CHARACTER },
                  { "1,000", JF_MONEY_CHARACTER },
                  { "5元", JF_MONEY_CHARACTER },
                  { "１５", JF_MONEY_CHARACTER },
                  { "1e3", JF_MONEY_CHARACTER },
                  { "1.2.3", JF_MONEY_CHARACTER },
                  { "1.", JF_MONEY_CHARACTER },
                  { ".5", JF_MONEY_CHARACTER },
                  { "1.005", JF_MONEY_DECIMALS },
                  { "1.000", JF_MONEY_DECIMALS },
                  { "1.00x", JF_MONEY_CHARACTER },
                  { "10000000000000", JF_MONEY_OVERFLOW },
                  { "99999999999999999999999999999999", JF_MONEY_OVERFLOW },
                  { "92233720368547758.08", JF_MONEY_OVERFLOW } };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        int64_t fen = 77;
        assert_int_equal(jf_money_parse(cases[i].text, &fen), cases[i].fault);
        assert_int_equal(fen, 77);
    }
}

static void check_text(void (*add)(struct jf_str *, int64_t), int64_t fen, const char *expected)
{
    struct jf_str s = JF_STR_INIT;
    add(&s, fen);
    assert_string_equal(s.data, expected);
    jf_str_release(&s);
}

static void writes(void **state)
{
    (void)state;
    check_text(jf_money_add, 0, "0.00");
    check_text(jf_money_add, 5, "0.05");
    check_text(jf_money_add, 1585000, "15850.00");
    check_text(jf_money_add, -7, "-0.07");
    check_text(jf_money_add, INT64_MAX, "92233720368547758.07");
    check_text(jf_money_add, INT64_MIN, "-92233720368547758.08");
    check_text(jf_money_add_grouped, 0, "0.00");
    check_text(jf_money_add_grouped, 99999, "999.99");
    check_text(jf_money_add_grouped, 100000, "1,000.00");
    check_text(jf_money_add_grouped, 1585000, "15,850.00");
    check_text(jf_money_add_grouped, -123456789, "-1,234,567.89");
    check_text(jf_money_add_grouped, INT64_MIN, "-92,233,720,368,547,758.08");
}

static void there_and_back(void **state)
{
    (void)state;
    for (int64_t fen = 0; fen < JF_MONEY_MAX / 3; fen = fen * 3 + 1) {
        struct jf_str s = JF_STR_INIT;
        int64_t back = -1;
        jf_money_add(&s, fen);
        assert_int_equal(jf_money_parse(s.data, &back), JF_MONEY_OK);
        assert_int_equal(back, fen);
        jf_str_release(&s);
    }
}

/* The first five are the examples of 正确填写票据和结算凭证的基本规定 (annex 1 of 支付结算办法). */
static void capitals(void **state)
{
    (void)state;
    static const struct {
        int64_t fen;
        const char *text;
    } cases[] = { { 140950, "壹仟肆佰零玖元伍角整" },
                  { 600714, "陆仟零柒元壹角肆分" },
                  { 168032, "壹仟陆佰捌拾元零叁角贰分" },
                  { 10700053, "壹拾万柒仟元零伍角叁分" },
                  { 1640902, "壹万陆仟肆佰零玖元零贰分" },
                  { 32504, "叁佰贰拾伍元零肆分" },
                  { 1585000, "壹万伍仟捌佰伍拾元整" },
                  { 1000, "壹拾元整" },
                  { 5, "伍分" },
                  { 50, "伍角整" },
                  { 55, "伍角伍分" },
                  { 305, "叁元零伍分" },
                  { 1005, "壹拾元零伍分" },
                  { 10510, "壹佰零伍元壹角整" },
                  { 0, "零元整" },
                  { 100, "壹元整" },
                  { 10000000000, "壹亿元整" },
                  { 10000000100, "壹亿零壹元整" },
                  { 1000100, "壹万零壹元整" },
                  { 1000000, "壹万元整" },
                  { 10000000, "壹拾万元整" },
                  { 100000000, "壹佰万元整" },
                  { 100100000, "壹佰万壹仟元整" },
                  { 1001000000000, "壹佰亿壹仟万元整" },
                  { 100100100, "壹佰万壹仟零壹元整" },
                  { 200000000000000, "贰万亿元整" },
                  { 100000000000001, "壹万亿元零壹分" },
                  { JF_MONEY_MAX, "玖万玖仟玖佰玖拾玖亿玖仟玖佰玖拾玖万玖仟玖佰玖拾玖元玖角玖分" } };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
        check_text(jf_money_add_capitals, cases[i].fen, cases[i].text);
}

/* The same by another way: every digit with its unit, each 0 as 零, then the rules as replacements of text. */
static void replace_all(char *text, const char *from, const char *to)
{
    for (char *at; (at = strstr(text, from));) {
        char rest[400];
        snprintf(rest, sizeof rest, "%s", at + strlen(from));
        snprintf(at, 400 - (size_t)(at - text), "%s%s", to, rest);
    }
}

static void capitals_slowly(int64_t fen, char text[400])
{
    static const char *const digits[] = { "零", "壹", "贰", "叁", "肆", "伍", "陆", "柒", "捌", "玖" };
    static const char *const units[] = { "元", "拾", "佰", "仟", "万", "拾", "佰", "仟",
                                         "亿", "拾", "佰", "仟", "万", "拾", "佰", "仟" };
    char yuan[32];
    snprintf(yuan, sizeof yuan, "%lld", (long long)(fen / 100));
    size_t places = strlen(yuan);
    text[0] = 0;
    for (size_t i = 0; i < places && fen >= 100; i++) {
        int digit = yuan[i] - '0';
        size_t place = places - 1 - i;
        strcat(text, digits[digit]);
        if (digit || place % 4 == 0) /* 元, 万 and 亿 stand also after a 0 */
            strcat(text, units[place]);
    }
    replace_all(text, "零零", "零");
    replace_all(text, "零万", "万零");
    replace_all(text, "零亿", "亿零");
    replace_all(text, "零零", "零");
    replace_all(text, "零元", "元");
    replace_all(text, "亿万", "亿"); /* a whole section of zeros */
    /* a section that ends in 0 before one that begins with a digit in the thousands needs no 零 */
    for (int upper = 1; upper < 10; upper++)
        for (int place = 1; place < 4; place++)
            for (int lower = 1; lower < 10; lower++)
                for (int unit = 0; unit < 2; unit++) {
                    static const char *const ends[] = { "万", "亿" };
                    char from[64], to[64];
                    snprintf(from, sizeof from, "%s%s%s零%s仟", digits[upper], units[place], ends[unit], digits[lower]);
                    snprintf(to, sizeof to, "%s%s%s%s仟", digits[upper], units[place], ends[unit], digits[lower]);
                    replace_all(text, from, to);
                }
    int jiao = (int)(fen / 10 % 10), cents = (int)(fen % 10);
    if (fen >= 100 && (jiao || cents) && (jiao == 0 || fen / 100 % 10 == 0))
        strcat(text, "零");
    if (fen == 0)
        strcat(text, "零元");
    if (jiao) {
        strcat(text, digits[jiao]);
        strcat(text, "角");
    }
    if (cents) {
        strcat(text, digits[cents]);
        strcat(text, "分");
    }
    if (!cents)
        strcat(text, "整");
}

static void same_both_ways(int64_t fen)
{
    char text[400];
    capitals_slowly(fen, text);
    check_text(jf_money_add_capitals, fen, text);
}

/* Every pattern of zeros in up to ten places, and of the last places with a section of zeros before them. */
static void capitals_zeros(void **state)
{
    (void)state;
    for (unsigned pattern = 0; pattern < 1024; pattern++) {
        int64_t fen = 0;
        for (int place = 9; place >= 0; place--)
            fen = fen * 10 + ((pattern >> place) & 1 ? 1 + place % 9 : 0);
        same_both_ways(fen);
    }
    for (int64_t fen = 0; fen < 120000; fen++)
        same_both_ways(fen);
}

static void checked(void **state)
{
    (void)state;
    int64_t r = 1;
    assert_true(jf_money_sum(5, -7, &r));
    assert_int_equal(r, -2);
    assert_false(jf_money_sum(INT64_MAX, 1, &r));
    assert_false(jf_money_sum(INT64_MIN, -1, &r));
    assert_int_equal(r, -2);
}

static void quantities(void **state)
{
    (void)state;
    int64_t q = -1;
    assert_int_equal(jf_quantity_parse("1", &q), JF_MONEY_OK);
    assert_int_equal(q, 1000);
    assert_int_equal(jf_quantity_parse("2.5", &q), JF_MONEY_OK);
    assert_int_equal(q, 2500);
    assert_int_equal(jf_quantity_parse("0.125", &q), JF_MONEY_OK);
    assert_int_equal(q, 125);
    assert_int_equal(jf_quantity_parse("1000000000", &q), JF_MONEY_OK);
    assert_int_equal(q, INT64_C(1000000000000));
    assert_int_equal(jf_quantity_parse("1000000000.001", &q), JF_MONEY_OVERFLOW);
    assert_int_equal(jf_quantity_parse("0.1255", &q), JF_MONEY_DECIMALS);
    assert_int_equal(jf_quantity_parse("-1", &q), JF_MONEY_NEGATIVE);
}

static void quantities_written(void **state)
{
    (void)state;
    static const struct {
        int64_t milli;
        const char *text;
    } cases[] = { { 0, "0" },         { 3000, "3" },   { 10500, "10.5" },
                  { 1250, "1.25" },   { 1, "0.001" },  { 100000, "100" },
                  { -125, "-0.125" }, { -3000, "-3" }, { INT64_MIN, "-9223372036854775.808" } };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct jf_str out = JF_STR_INIT;
        jf_quantity_add(&out, cases[i].milli);
        assert_string_equal(out.data, cases[i].text);
        jf_str_release(&out);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reads),          cmocka_unit_test(refuses),    cmocka_unit_test(writes),
        cmocka_unit_test(there_and_back), cmocka_unit_test(capitals),   cmocka_unit_test(capitals_zeros),
        cmocka_unit_test(checked),        cmocka_unit_test(quantities), cmocka_unit_test(quantities_written),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
