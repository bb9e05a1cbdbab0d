/* test_str.c - the growable string, the allocator and struct jf_error. */
#include "jianfu/str.h"
#include "jianfu/utf8.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

static void empty_is_static(void **state)
{
    (void)state;
    struct jf_str s = JF_STR_INIT;
    assert_string_equal(s.data, "");
    jf_str_addn(&s, NULL, 0);
    jf_str_add(&s, "");
    jf_str_addf(&s, "%s", "");
    jf_str_clear(&s);
    jf_str_truncate(&s, 0);
    assert_int_equal(s.cap, 0);
    char *taken = jf_str_take(&s);
    assert_string_equal(taken, "");
    jf_free(taken);
    jf_str_release(&s);
    jf_str_release(&s);
    assert_string_equal(s.data, "");
}

static void appends(void **state)
{
    (void)state;
    struct jf_str s;
    struct jf_error err;
    jf_str_init(&s);
    jf_str_add(&s, "收费");
    jf_str_addc(&s, ' ');
    jf_str_addn(&s, "abcdef", 3);
    jf_str_addf(&s, "-%d-%s", 42, "x");
    assert_string_equal(s.data, "收费 abc-42-x");
    assert_int_equal(s.len, strlen(s.data));
    jf_str_truncate(&s, 6);
    assert_string_equal(s.data, "收费");
    jf_str_truncate(&s, 60);
    assert_int_equal(s.len, 6);
    assert_int_equal(jf_str_check(&s, &err), JF_OK);
    char *taken = jf_str_take(&s);
    assert_string_equal(taken, "收费");
    assert_int_equal(s.len, 0);
    jf_free(taken);
}

/* Every length around the first capacity, so that the formatted append meets "just fits" and "one too many". */
static void formatted_at_the_edge(void **state)
{
    (void)state;
    for (int len = 0; len < 200; len++) {
        struct jf_str s = JF_STR_INIT;
        jf_str_add(&s, "x");
        jf_str_addf(&s, "%*s", len, "y");
        assert_int_equal(s.len, 1 + (len ? len : 1));
        assert_int_equal(strlen(s.data), s.len);
        assert_int_equal(s.data[s.len - 1], 'y');
        jf_str_release(&s);
    }
}

static void grows_large(void **state)
{
    (void)state;
    struct jf_str s = JF_STR_INIT;
    for (int i = 0; i < 100000; i++)
        jf_str_addc(&s, (char)('a' + i % 26));
    assert_int_equal(s.len, 100000);
    for (int i = 0; i < 100000; i++)
        assert_int_equal(s.data[i], 'a' + i % 26);
    jf_str_release(&s);
}

static void sticky_failure(void **state)
{
    (void)state;
    struct jf_str s = JF_STR_INIT;
    struct jf_error err = { .status = JF_OK };
    jf_str_add(&s, "begun");
    jf_str_addn(&s, "x", SIZE_MAX - 2); /* no such memory; the bytes are never looked at */
    assert_true(s.failed);
    jf_str_add(&s, "more");
    jf_str_addf(&s, "%d", 1);
    assert_string_equal(s.data, "begun");
    assert_int_equal(jf_str_check(&s, &err), JF_NOMEM);
    assert_int_equal(err.status, JF_NOMEM);
    assert_null(jf_str_take(&s));
    assert_false(s.failed);
    jf_str_add(&s, "again");
    assert_string_equal(s.data, "again");
    jf_str_release(&s);
}

static void allocator(void **state)
{
    (void)state;
    assert_null(jf_grow(NULL, SIZE_MAX / 2, 3));
    assert_null(jf_grow(NULL, SIZE_MAX, 1));
    unsigned char *zeroed = jf_alloc(100);
    for (int i = 0; i < 100; i++)
        assert_int_equal(zeroed[i], 0);
    zeroed = jf_grow(zeroed, 50, 4);
    assert_non_null(zeroed);
    jf_free(zeroed);
    jf_free(NULL);
    assert_null(jf_dup(NULL));
    assert_null(jf_dupn(NULL, 3));
    char *copy = jf_dupn("减负办公室", 6);
    assert_string_equal(copy, "减负");
    jf_free(copy);
}

static void compares(void **state)
{
    (void)state;
    assert_true(jf_streq(NULL, NULL));
    assert_false(jf_streq(NULL, ""));
    assert_false(jf_streq("", NULL));
    assert_true(jf_streq("a", "a"));
    assert_false(jf_streq("a", "ab"));
    assert_true(jf_starts("abc", "ab"));
    assert_true(jf_starts("abc", ""));
    assert_false(jf_starts("ab", "abc"));
}

static void trims(void **state)
{
    (void)state;
    static const char *const cases[][2] = {
        { "", "" },       { "  \t\r\n", "" },         { "　　", "" },         { " 　林 某　 ", "林 某" },
        { "abc", "abc" }, { "\x80\x80", "\x80\x80" }, { "　a　b　", "a　b" }, { "\xe3\x80", "\xe3\x80" },
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct jf_str s = JF_STR_INIT;
        jf_str_add_trimmed(&s, cases[i][0]);
        assert_string_equal(s.data, cases[i][1]);
        assert_int_equal(jf_blank(cases[i][0]), !*cases[i][1]);
        jf_str_release(&s);
    }
    assert_true(jf_blank(NULL));
}

static void errors_cut_at_a_character(void **state)
{
    (void)state;
    for (int shift = 0; shift < 4; shift++) {
        struct jf_str s = JF_STR_INIT;
        struct jf_error err;
        jf_str_addf(&s, "%.*s", shift, "abc");
        for (int i = 0; i < 500; i++)
            jf_str_add(&s, "费");
        assert_int_equal(jf_error_set(&err, JF_FILE, "%s", s.data), JF_FILE);
        assert_true(jf_utf8_valid(err.message, strlen(err.message), NULL));
        assert_in_range(strlen(err.message), sizeof err.message - 3, sizeof err.message - 1);
        assert_string_equal(err.hint, "");
        jf_error_hint(&err, "%s", s.data);
        assert_true(jf_utf8_valid(err.hint, strlen(err.hint), NULL));
        assert_in_range(strlen(err.hint), sizeof err.hint - 3, sizeof err.hint - 1);
        jf_str_release(&s);
    }
}

static void errors_wrap_themselves(void **state)
{
    (void)state;
    struct jf_error err;
    jf_error_set(&err, JF_DB, "inner %d", 7);
    jf_error_hint(&err, "try again");
    assert_string_equal(err.hint, "try again");
    jf_error_set(&err, JF_BUSY, "outer: %s", err.message);
    assert_string_equal(err.message, "outer: inner 7");
    assert_string_equal(err.hint, "");
    assert_int_equal(err.status, JF_BUSY);
    assert_int_equal(jf_error_set(NULL, JF_BUG, "x"), JF_BUG);
    jf_error_hint(NULL, "x");
}

/* A size that cannot be is memory that lacks, too: the net below those who do not look. The first test to ask for one.
 */
static void what_cannot_be_is_noted(void **state)
{
    (void)state;
    struct jf_str s = JF_STR_INIT;
    assert_false(jf_memory_failed());
    jf_str_addn(&s, "x", SIZE_MAX);
    assert_int_equal(jf_str_check(&s, NULL), JF_NOMEM);
    assert_true(jf_memory_failed());
    jf_str_release(&s);
}

static void markup(void **state)
{
    (void)state;
    struct jf_str s = JF_STR_INIT;
    jf_str_add_markup(&s, "<a href=\"x'\">&天</a>", strlen("<a href=\"x'\">&天</a>"));
    assert_string_equal(s.data, "&lt;a href=&quot;x&#39;&quot;&gt;&amp;天&lt;/a&gt;");
    jf_str_release(&s);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(empty_is_static),
        cmocka_unit_test(what_cannot_be_is_noted),
        cmocka_unit_test(markup),
        cmocka_unit_test(appends),
        cmocka_unit_test(formatted_at_the_edge),
        cmocka_unit_test(grows_large),
        cmocka_unit_test(sticky_failure),
        cmocka_unit_test(allocator),
        cmocka_unit_test(compares),
        cmocka_unit_test(trims),
        cmocka_unit_test(errors_cut_at_a_character),
        cmocka_unit_test(errors_wrap_themselves),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
