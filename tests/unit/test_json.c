/* test_json.c - JSON text, and the text form and table of diagnostics. */
#include "jianfu/diag.h"
#include "jianfu/i18n.h"
#include "jianfu/json.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

static void nests(void **state)
{
    (void)state;
    struct jf_str s = JF_STR_INIT;
    struct jf_json j;
    jf_json_init(&j, &s);
    jf_json_open(&j, NULL, '{');
    jf_json_text(&j, "name", "减负办");
    jf_json_int(&j, "least", INT64_MIN);
    jf_json_open(&j, "list", '[');
    jf_json_int(&j, NULL, 1);
    jf_json_bool(&j, NULL, true);
    jf_json_bool(&j, NULL, false);
    jf_json_null(&j, NULL);
    jf_json_open(&j, NULL, '{');
    jf_json_close(&j, '}');
    jf_json_open(&j, NULL, '[');
    jf_json_close(&j, ']');
    jf_json_close(&j, ']');
    jf_json_money(&j, "sum", 1585000);
    jf_json_text(&j, "none", NULL);
    jf_json_close(&j, '}');
    assert_string_equal(s.data,
                        "{\"name\":\"减负办\",\"least\":-9223372036854775808,\"list\":[1,true,false,null,{},[]],"
                        "\"sum\":\"15850.00\",\"none\":null}");
    jf_str_release(&s);
}

static void check_escape(const char *value, const char *expected)
{
    struct jf_str s = JF_STR_INIT;
    struct jf_json j;
    jf_json_init(&j, &s);
    jf_json_text(&j, NULL, value);
    assert_string_equal(s.data, expected);
    jf_str_release(&s);
}

static void escapes(void **state)
{
    (void)state;
    check_escape("", "\"\"");
    check_escape("a\"b\\c", "\"a\\\"b\\\\c\"");
    check_escape("\n\r\t\x01\x1f\x7f", "\"\\n\\r\\t\\u0001\\u001f\\u007f\"");
    check_escape("/</", "\"/</\"");
    check_escape("a\xffz\xe8\xb4", "\"a\xef\xbf\xbdz\xef\xbf\xbd\xef\xbf\xbd\"");
}

static void check_diag(const struct jf_diag *diag, const char *expected)
{
    struct jf_str s = JF_STR_INIT;
    jf_diag_add_text(&s, diag);
    assert_string_equal(s.data, expected);
    jf_str_release(&s);
}

static void diag_text(void **state)
{
    (void)state;
    struct jf_diag d = { "n.xml", 12, "VAL-03", "A1/7", "too many decimals '1.005'", "write 1.01" };
    check_diag(&d, "n.xml:12: VAL-03: [A1/7] too many decimals '1.005' (write 1.01)");
    d.record = "";
    d.hint = "";
    check_diag(&d, "n.xml:12: VAL-03: too many decimals '1.005'");
    d.line = 0;
    d.record = NULL;
    d.hint = NULL;
    check_diag(&d, "n.xml: VAL-03: too many decimals '1.005'");
}

static void languages(void **state)
{
    (void)state;
    assert_string_equal(jf_i18n_init("zh"), "zh");
    assert_string_equal(jf_i18n_init("en"), "en");
    assert_string_equal(_("the file is empty"), "the file is empty");
    static const char *const names[] = { "LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG" };
    static const struct {
        const char *values[4];
        const char *lang;
    } cases[] = { { { NULL, NULL, NULL, NULL }, "en" },         { { "", "", "", "zh_CN.UTF-8" }, "zh" },
                  { { NULL, "C", NULL, "zh_CN.UTF-8" }, "en" }, { { "zh_CN:en", NULL, NULL, "en_GB.UTF-8" }, "zh" },
                  { { NULL, NULL, "zh_TW", "en_GB" }, "zh" },   { { NULL, "POSIX", "zh_CN", NULL }, "en" } };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        for (size_t k = 0; k < 4; k++) {
            if (cases[i].values[k])
                setenv(names[k], cases[i].values[k], 1);
            else
                unsetenv(names[k]);
        }
        assert_string_equal(jf_i18n_init(NULL), cases[i].lang);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(nests),
        cmocka_unit_test(escapes),
        cmocka_unit_test(diag_text),
        cmocka_unit_test(languages),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
