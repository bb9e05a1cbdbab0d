/* test_tsv.c - tables of cells parted by tabs, and the defines in their patterns. */
#include "jianfu/tsv.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

static void reads_rows(void **state)
{
    (void)state;
    struct jf_tsv t;
    struct jf_error err = { .status = JF_OK };
    assert_int_equal(jf_tsv_parse("# a comment\ta\tb\n\n一\t二\r\n\tx", "t.tsv", 2, &t, &err), JF_OK);
    assert_int_equal(t.rows, 2);
    assert_string_equal(jf_tsv_cell(&t, 0, 0), "一");
    assert_string_equal(jf_tsv_cell(&t, 0, 1), "二");
    assert_string_equal(jf_tsv_cell(&t, 1, 0), "");
    assert_string_equal(jf_tsv_cell(&t, 1, 1), "x");
    jf_tsv_release(&t);
    jf_tsv_release(&t);
    assert_int_equal(jf_tsv_parse("a\tb\n#\na\tb\tc", "t.tsv", 2, &t, &err), JF_BUG);
    assert_non_null(strstr(err.message, "t.tsv:3: 3 columns instead of 2"));
    assert_int_equal(t.rows, 0);
    assert_int_equal(jf_tsv_load("no/such.tsv", 2, &t, &err), JF_BUG);
}

static const char table[] = "define\tDAY\t[0-9]{2}\n"
                            "define\tWORD\ta\n"
                            "define\tWORD\tb{DAY}\n"
                            "define\tSELF\t{SELF}\n"
                            "other\tWORD\tc\n"
                            "define\tLATE_ONE\t(?:{WORD})\n";

static void expands(const char *pattern, const char *expected)
{
    struct jf_tsv t;
    struct jf_str out = JF_STR_INIT;
    struct jf_error err = { .status = JF_OK };
    assert_int_equal(jf_tsv_parse(table, "t.tsv", 3, &t, &err), JF_OK);
    assert_int_equal(jf_tsv_expand(&t, 2, pattern, &out, &err), expected ? JF_OK : JF_BUG);
    if (expected)
        assert_string_equal(out.data, expected);
    else
        assert_non_null(strstr(err.message, "there is no define"));
    jf_str_release(&out);
    jf_tsv_release(&t);
}

static void defines_stand_for_patterns(void **state)
{
    (void)state;
    expands("", "");
    expands("{DAY}日", "[0-9]{2}日");
    expands("{WORD}", "a|b[0-9]{2}"); /* alternatives, with defines above them */
    expands("^{LATE_ONE}$", "^(?:a|b[0-9]{2})$");
    expands("\\p{P}\\p{Han}x{0,3}{{", "\\p{P}\\p{Han}x{0,3}{{"); /* none of these is a name */
    expands("{NONE}", NULL);
    expands("{SELF}", NULL); /* only what stands above: never round and round */
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reads_rows),
        cmocka_unit_test(defines_stand_for_patterns),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
