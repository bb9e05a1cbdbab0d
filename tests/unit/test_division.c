/* test_division.c - levels and parents of division codes. */
#include "jianfu/division.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

static void levels(void **state)
{
    (void)state;
    assert_int_equal(jf_division_level("350199000000"), JF_DIVISION_COUNTY);
    assert_int_equal(jf_division_level("350199108000"), JF_DIVISION_TOWNSHIP);
    assert_int_equal(jf_division_level("350199108201"), JF_DIVISION_VILLAGE);
    assert_int_equal(jf_division_level("350199100200"), JF_DIVISION_VILLAGE);
    static const char *const bad[] = { "",
                                       "35019900000",
                                       "3501990000000",
                                       "350199000201",
                                       "35019910820x",
                                       "350199 08201",
                                       "３５０１９９００００００",
                                       "-50199108201" };
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++)
        assert_int_equal(jf_division_level(bad[i]), JF_DIVISION_NONE);
    assert_int_equal(jf_division_level(NULL), JF_DIVISION_NONE);
}

static void parents(void **state)
{
    (void)state;
    char out[13] = "untouched";
    assert_false(jf_division_parent("350199000000", out));
    assert_false(jf_division_parent("35019", out));
    assert_string_equal(out, "untouched");
    assert_true(jf_division_parent("350199108201", out));
    assert_string_equal(out, "350199108000");
    assert_true(jf_division_parent(out, out)); /* in place */
    assert_string_equal(out, "350199000000");
}

int main(void)
{
    const struct CMUnitTest tests[] = { cmocka_unit_test(levels), cmocka_unit_test(parents) };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
