/* test_day.c - the calendar, periods, the fixed clock, days on paper. */
#include "jianfu/day.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

static void numbers(void **state)
{
    (void)state;
    int32_t n = 0;
    assert_true(jf_day_parse("1970-01-01", &n));
    assert_int_equal(n, 0);
    assert_true(jf_day_parse("2005-06-30", &n));
    assert_int_equal(n, 12964);
    assert_int_equal(jf_day_weekday(n), 4);
    assert_true(jf_day_parse("1900-01-01", &n));
    assert_int_equal(n, -25567);
    assert_int_equal(jf_day_weekday(n), 1);
    assert_int_equal(jf_day_weekday(0), 4);
    assert_int_equal(jf_day_weekday(-4), 7);
    assert_int_equal(jf_day_weekday(-3), 1);
}

static void every_day_there_and_back(void **state)
{
    (void)state;
    int32_t first, last;
    assert_true(jf_day_parse("1900-01-01", &first));
    assert_true(jf_day_parse("2199-12-31", &last));
    assert_int_equal(last - first + 1, 109573); /* 300 years with 73 leap days: not 1900, not 2100 */
    char before[JF_DAY_SIZE] = "";
    for (int32_t n = first; n <= last; n++) {
        char text[JF_DAY_SIZE];
        int32_t back = 0;
        jf_day_format(n, text);
        assert_true(jf_day_parse(text, &back));
        assert_int_equal(back, n);
        assert_true(strcmp(before, text) < 0);
        memcpy(before, text, sizeof before);
    }
}

static void not_days(void **state)
{
    (void)state;
    static const char *const bad[] = { "",           "2005-02-29",  "1900-02-29",  "2005-04-31",  "2005-13-01",
                                       "2005-00-10", "2005-01-00",  "2005-1-1",    "2005/01/01",  "20050101",
                                       "1899-12-31", "2200-01-01",  "2005-01-01 ", " 2005-01-01", "2005-01-0x",
                                       "-005-01-01", "2005年1月1日" };
    int32_t n = 5;
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++)
        assert_false(jf_day_parse(bad[i], &n));
    assert_false(jf_day_parse(NULL, &n));
    assert_int_equal(n, 5);
    assert_true(jf_day_valid("2000-02-29"));
    assert_true(jf_day_valid("2004-02-29"));
}

static void extreme_numbers(void **state)
{
    (void)state;
    char text[JF_DAY_SIZE];
    jf_day_format(INT32_MAX, text);
    assert_string_equal(text, "9999-12-31");
    jf_day_format(INT32_MIN, text);
    assert_string_equal(text, "0001-01-01");
    assert_in_range(jf_day_weekday(INT32_MIN), 1, 7);
    assert_in_range(jf_day_weekday(INT32_MAX), 1, 7);
}

static void check_period(const char *text, enum jf_period_kind kind, int year, int part, const char *from,
                         const char *until)
{
    struct jf_period p;
    assert_true(jf_period_parse(text, &p));
    assert_int_equal(p.kind, kind);
    assert_int_equal(p.year, year);
    assert_int_equal(p.part, part);
    assert_string_equal(p.from, from);
    assert_string_equal(p.until, until);
}

static void periods(void **state)
{
    (void)state;
    check_period("2005", JF_PERIOD_YEAR, 2005, 0, "2005-01-01", "2005-12-31");
    check_period("2005H1", JF_PERIOD_HALF, 2005, 1, "2005-01-01", "2005-06-30");
    check_period("2004H2", JF_PERIOD_HALF, 2004, 2, "2004-07-01", "2004-12-31");
    check_period("2004A", JF_PERIOD_TERM, 2004, 1, "2004-08-01", "2005-01-31");
    check_period("2005S", JF_PERIOD_TERM, 2005, 2, "2005-02-01", "2005-07-31");
    check_period("2004-02", JF_PERIOD_MONTH, 2004, 2, "2004-02-01", "2004-02-29");
    check_period("2005-03-02", JF_PERIOD_DAY, 2005, 3, "2005-03-02", "2005-03-02");
}

static void not_periods(void **state)
{
    (void)state;
    static const char *const bad[] = { "",       "200",     "2005H3", "2005H0",     "2005H",   "2005B",
                                       "2005AA", "2005-",   "2005-1", "2005-13",    "2005-00", "1899",
                                       "2200H1", "2005H1 ", "2005h1", "2005-02-30", "2005-011" };
    struct jf_period p = { .year = 7 };
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++)
        assert_false(jf_period_parse(bad[i], &p));
    assert_false(jf_period_parse(NULL, &p));
    assert_int_equal(p.year, 7);
}

static void halves(void **state)
{
    (void)state;
    struct jf_period p;
    char out[8];
    assert_true(jf_period_parse("2005H1", &p));
    jf_half_before(&p, out);
    assert_string_equal(out, "2004H2");
    assert_true(jf_period_parse("2005H2", &p));
    jf_half_before(&p, out);
    assert_string_equal(out, "2005H1");
}

static void fixed_clock(void **state)
{
    (void)state;
    char day[JF_DAY_SIZE];
    char now[32];
    assert_int_equal(setenv("JIANFU_TODAY", "2005-06-30", 1), 0);
    jf_day_today(day);
    assert_string_equal(day, "2005-06-30");
    jf_day_now(now);
    assert_string_equal(now, "2005-06-30T00:00:00+00:00");
    jf_day_set_today("2004-02-29");
    jf_day_today(day);
    assert_string_equal(day, "2004-02-29");
    jf_day_now(now);
    assert_string_equal(now, "2004-02-29T00:00:00+00:00");
    jf_day_set_today("");
    jf_day_today(day);
    assert_string_equal(day, "2005-06-30");
    jf_day_set_today("2004-02-29");
    jf_day_set_today(NULL);
    jf_day_today(day);
    assert_string_equal(day, "2005-06-30");
    unsetenv("JIANFU_TODAY");
}

/* Only the form of the real clock: its value is not for a test. */
static void real_clock(void **state)
{
    (void)state;
    char now[32];
    char day[JF_DAY_SIZE];
    unsetenv("JIANFU_TODAY");
    assert_int_equal(setenv("TZ", "CST-8", 1), 0);
    jf_day_now(now);
    assert_int_equal(strlen(now), 25);
    assert_string_equal(now + 19, "+08:00");
    assert_int_equal(now[10], 'T');
    memcpy(day, now, JF_DAY_SIZE - 1);
    day[JF_DAY_SIZE - 1] = '\0';
    assert_true(jf_day_valid(day));
    jf_day_today(day);
    assert_true(jf_day_valid(day));
}

static void check_paper(const char *day, const char *lang, bool capitals, const char *expected)
{
    struct jf_str s = JF_STR_INIT;
    jf_day_add_paper(&s, day, lang, capitals);
    assert_string_equal(s.data, expected);
    jf_str_release(&s);
}

static void on_paper(void **state)
{
    (void)state;
    check_paper("2005-06-30", "zh", false, "2005年6月30日");
    check_paper("2005-06-30", "zh", true, "二○○五年六月三十日");
    check_paper("2010-10-10", "zh", true, "二○一○年十月十日");
    check_paper("1999-12-21", "zh", true, "一九九九年十二月二十一日");
    check_paper("2000-11-19", "zh", true, "二○○○年十一月十九日");
    check_paper("2005-06-30", "en", false, "30 June 2005");
    check_paper("2005-01-01", "en", true, "1 January 2005");
    check_paper("never", "zh", false, "never");
    check_paper(NULL, "zh", false, "");
}

static void on_paper_periods(void **state)
{
    (void)state;
    static const char *const cases[][3] = { { "2005", "2005年", "2005" },
                                            { "2005H2", "2005年下半年", "the second half of 2005" },
                                            { "2004A", "2004年秋季", "autumn 2004" },
                                            { "2005-03", "2005年3月", "2005-03" },
                                            { "2005-03-02", "2005年3月2日", "2 March 2005" } };
    struct jf_str text = JF_STR_INIT;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        for (int lang = 0; lang < 2; lang++) {
            jf_str_clear(&text);
            assert_true(jf_period_add_paper(&text, cases[i][0], lang ? "en" : "zh"));
            assert_string_equal(text.data, cases[i][lang + 1]);
        }
    assert_false(jf_period_add_paper(&text, "1998-2002年", "zh"));
    jf_str_release(&text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(on_paper_periods),
        cmocka_unit_test(numbers),
        cmocka_unit_test(every_day_there_and_back),
        cmocka_unit_test(not_days),
        cmocka_unit_test(extreme_numbers),
        cmocka_unit_test(periods),
        cmocka_unit_test(not_periods),
        cmocka_unit_test(halves),
        cmocka_unit_test(fixed_clock),
        cmocka_unit_test(real_clock),
        cmocka_unit_test(on_paper),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
