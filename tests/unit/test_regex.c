/* test_regex.c - the calls of regex.h: matching, groups, names, errors, limits. */
#include "jianfu/regex.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

static struct jf_regex *compile(const char *pattern)
{
    struct jf_regex *re = NULL;
    assert_int_equal(jf_regex_compile(pattern, &re, NULL), JF_OK);
    assert_non_null(re);
    return re;
}

static int match(struct jf_regex *re, const char *text, size_t from)
{
    return jf_regex_match(re, text, strlen(text), from, NULL);
}

static void matches_and_groups(void **state)
{
    (void)state;
    size_t start, len;
    struct jf_regex *re = compile("(\\p{Han}+)〔([0-9]{4})〕(费)?([0-9]+)号");
    const char *text = "见闽价〔2004〕259号。";
    assert_int_equal(match(re, text, 0), 1);
    assert_true(jf_regex_group(re, 0, &start, &len));
    assert_int_equal(start, 0);
    assert_int_equal(len, strlen("见闽价〔2004〕259号"));
    assert_true(jf_regex_group(re, 2, &start, &len));
    assert_memory_equal(text + start, "2004", len);
    assert_false(jf_regex_group(re, 3, &start, &len));
    assert_true(jf_regex_group(re, 4, &start, &len));
    assert_memory_equal(text + start, "259", len);
    assert_false(jf_regex_group(re, 5, &start, &len));
    assert_false(jf_regex_group(re, -1, &start, &len));
    assert_int_equal(match(re, text, strlen("见闽价")), 0);
    assert_false(jf_regex_group(re, 0, &start, &len));
    assert_int_equal(match(re, text, 1000), 0);
    jf_regex_free(re);
}

static void goes_on_from_an_offset(void **state)
{
    (void)state;
    size_t start, len, from = 0;
    int count = 0;
    struct jf_regex *re = compile("[0-9]+元");
    while (match(re, "10元、20元、30元", from) == 1 && jf_regex_group(re, 0, &start, &len)) {
        from = start + len;
        count++;
    }
    assert_int_equal(count, 3);
    jf_regex_free(re);
}

static void names(void **state)
{
    (void)state;
    size_t start, len;
    struct jf_regex *re = compile("(?J)(?:年(?<n>[0-9]+)|月(?<n>[0-9]+))(?<rest>日)?");
    assert_int_equal(match(re, "月12", 0), 1);
    assert_true(jf_regex_named(re, "n", &start, &len));
    assert_int_equal(start, 3);
    assert_int_equal(len, 2);
    assert_false(jf_regex_named(re, "rest", &start, &len));
    assert_false(jf_regex_named(re, "unknown", &start, &len));
    jf_regex_free(re);
}

static void unicode_classes(void **state)
{
    (void)state;
    struct jf_regex *re = compile("^\\w+\\s\\d$");
    assert_int_equal(match(re, "农民　３", 0), 1);
    jf_regex_free(re);
}

static void wrong_pattern(void **state)
{
    (void)state;
    struct jf_error err = { .status = JF_OK };
    struct jf_regex *re = (struct jf_regex *)&err;
    assert_int_equal(jf_regex_compile("闽(价", &re, &err), JF_REFUSED);
    assert_null(re);
    assert_int_equal(err.status, JF_REFUSED);
    assert_non_null(strstr(err.message, "闽(价"));
    assert_non_null(strstr(err.message, "7")); /* the offset, behind the pattern */
    assert_int_equal(jf_regex_compile("\xFF", &re, NULL), JF_REFUSED);
}

static void wrong_text(void **state)
{
    (void)state;
    struct jf_error err = { .status = JF_OK };
    struct jf_regex *re = compile("价");
    assert_int_equal(jf_regex_match(re, "\xE9\x97", 2, 0, &err), -1);
    assert_int_equal(err.status, JF_REFUSED);
    assert_non_null(strstr(err.message, "UTF-8"));
    assert_int_equal(jf_regex_match(re, "价价", 6, 1, &err), -1);
    assert_int_equal(jf_regex_match(re, "\xE9\x97", 2, 0, NULL), -1);
    jf_regex_free(re);
}

static void limits(void **state)
{
    (void)state;
    struct jf_error err = { .status = JF_OK };
    struct jf_regex *re = compile("^(a+)+$");
    char text[64];
    memset(text, 'a', sizeof text);
    text[sizeof text - 1] = 'b';
    assert_int_equal(jf_regex_match(re, text, sizeof text, 0, &err), -1);
    assert_int_equal(err.status, JF_REFUSED);
    text[sizeof text - 1] = 'a';
    assert_int_equal(jf_regex_match(re, text, sizeof text, 0, NULL), 1);
    jf_regex_free(re);
    jf_regex_free(NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(matches_and_groups),
        cmocka_unit_test(goes_on_from_an_offset),
        cmocka_unit_test(names),
        cmocka_unit_test(unicode_classes),
        cmocka_unit_test(wrong_pattern),
        cmocka_unit_test(wrong_text),
        cmocka_unit_test(limits),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
