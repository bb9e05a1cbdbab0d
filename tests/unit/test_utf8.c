/* test_utf8.c - validity, columns, padding, and text made safe for a terminal. */
#include "jianfu/han.h"
#include "jianfu/tsv.h"
#include "jianfu/utf8.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

static void accepts(void **state)
{
    (void)state;
    static const char *const good[] = { "",
                                        "plain",
                                        "减负",
                                        "\xc2\x80",
                                        "\xdf\xbf",
                                        "\xe0\xa0\x80",
                                        "\xed\x9f\xbf",
                                        "\xee\x80\x80",
                                        "\xef\xbf\xbf",
                                        "\xf0\x90\x80\x80",
                                        "\xf4\x8f\xbf\xbf",
                                        "0123456789abcdef县0123456789" };
    for (size_t i = 0; i < sizeof good / sizeof good[0]; i++)
        assert_true(jf_utf8_valid(good[i], strlen(good[i]), NULL));
    assert_true(jf_utf8_valid("a\0b", 3, NULL));
}

static void refuses(void **state)
{
    (void)state;
    static const char *const bad[] = { "\x80",
                                       "\xbf",
                                       "\xc0\x80",
                                       "\xc1\xbf",
                                       "\xc2",
                                       "\xe0\x9f\xbf",
                                       "\xe8\xb4",
                                       "\xed\xa0\x80",
                                       "\xed\xbf\xbf",
                                       "\xf0\x8f\xbf\xbf",
                                       "\xf4\x90\x80\x80",
                                       "\xf5\x80\x80\x80",
                                       "\xff",
                                       "\xfe",
                                       "\xe8\xb4g",
                                       "\xf0\x9f\x98" };
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
        /* At every offset of the eight-byte steps; in memory of the exact size, so that ASan sees a read too far. */
        for (size_t before = 0; before < 20; before++) {
            size_t len = before + strlen(bad[i]);
            char *text = jf_alloc(len);
            memset(text, 'a', before);
            memcpy(text + before, bad[i], len - before);
            size_t at = SIZE_MAX;
            assert_false(jf_utf8_valid(text, len, &at));
            assert_int_equal(at, before);
            assert_false(jf_utf8_valid(text, len, NULL));
            jf_free(text);
        }
    }
}

/* Each code point is encoded here and must come back. */
static void decodes_everything(void **state)
{
    (void)state;
    for (uint32_t code = 1; code <= 0x10ffff; code++) {
        if (code >= 0xd800 && code <= 0xdfff)
            continue;
        char text[5] = "";
        if (code < 0x80) {
            text[0] = (char)code;
        } else if (code < 0x800) {
            text[0] = (char)(0xc0 | code >> 6);
            text[1] = (char)(0x80 | (code & 0x3f));
        } else if (code < 0x10000) {
            text[0] = (char)(0xe0 | code >> 12);
            text[1] = (char)(0x80 | (code >> 6 & 0x3f));
            text[2] = (char)(0x80 | (code & 0x3f));
        } else {
            text[0] = (char)(0xf0 | code >> 18);
            text[1] = (char)(0x80 | (code >> 12 & 0x3f));
            text[2] = (char)(0x80 | (code >> 6 & 0x3f));
            text[3] = (char)(0x80 | (code & 0x3f));
        }
        uint32_t back = 0;
        const char *next = jf_utf8_next(text, &back);
        if (back != code || *next || !jf_utf8_valid(text, strlen(text), NULL))
            fail_msg("U+%04X came back as U+%04X", (unsigned)code, (unsigned)back);
    }
}

static void walks_bad_text_to_its_end(void **state)
{
    (void)state;
    uint32_t code;
    assert_int_equal(jf_utf8_length("a\xe8\xb4"), 3);
    const char *at = jf_utf8_next("\xf0\x9f", &code);
    assert_int_equal(code, 0xfffd);
    assert_int_equal(strlen(at), 1);
    const char *end = "";
    assert_ptr_equal(jf_utf8_next(end, &code), end);
    assert_int_equal(code, 0);
}

static void widths(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        int width;
    } cases[] = {
        { "", 0 },          { "abc", 3 },          { "减负", 4 },         { "（ａ）", 6 },      { "…“”×Ⅰ", 5 },
        { "e\xcc\x81", 1 }, { "\xe2\x80\x8d", 0 }, { "한글", 4 },         { "カナ", 4 },        { "ｶﾅ", 2 },
        { "😀", 2 },         { "𠮷", 2 },           { "\xef\xb8\x8f", 0 }, { "¥15,850.00", 10 }, { "○", 1 },
        { "〇", 2 },        { "　", 2 },           { "林＊＊", 6 },       { "〔2005〕", 8 }
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
        assert_int_equal(jf_utf8_width(cases[i].text), cases[i].width);
    assert_int_equal(jf_utf8_length("减负a"), 3);
}

static void padded(const char *text, int width, bool right, bool cut, const char *expected)
{
    struct jf_str s = JF_STR_INIT;
    jf_utf8_pad(&s, text, width, right, cut);
    assert_string_equal(s.data, expected);
    jf_str_release(&s);
}

static void pads(void **state)
{
    (void)state;
    padded("减负", 6, false, false, "减负  ");
    padded("减负", 6, true, false, "  减负");
    padded("减负", 4, true, true, "减负");
    padded("减负办公室", 6, false, false, "减负办公室");
    padded("减负办公室", 6, false, true, "减负… ");
    padded("减负办公室", 6, true, true, " 减负…");
    padded("减负办公室", 7, false, true, "减负办…");
    padded("abcdef", 4, false, true, "abc…");
    padded("abcdef", 1, false, true, "…");
    padded("abcdef", 0, false, true, "");
    padded("", 2, false, true, "  ");
    padded("", -3, false, true, "");
}

static void prefixes(void **state)
{
    (void)state;
    assert_int_equal(jf_utf8_prefix("减负", 0), 0);
    assert_int_equal(jf_utf8_prefix("减负", 2), 0);
    assert_int_equal(jf_utf8_prefix("减负", 3), 3);
    assert_int_equal(jf_utf8_prefix("减负", 5), 3);
    assert_int_equal(jf_utf8_prefix("减负", 6), 6);
    assert_int_equal(jf_utf8_prefix("减负", 100), 6);
    assert_int_equal(jf_utf8_prefix("a😀", 4), 1);
    assert_int_equal(jf_utf8_prefix("", 4), 0);
}

static void safe(const char *text, bool one_line, const char *expected)
{
    struct jf_str s = JF_STR_INIT;
    jf_utf8_add_safe(&s, text, one_line);
    assert_string_equal(s.data, expected);
    jf_str_release(&s);
}

static void made_safe(void **state)
{
    (void)state;
    safe("城关镇 plain 〔2005〕3号，￥5 é ×", false, "城关镇 plain 〔2005〕3号，￥5 é ×");
    safe("a\nb\tc", false, "a\nb\tc");
    safe("a\nb\tc", true, "a b c");
    safe("\x1b[31mred\x7f\r", false, "<U+001B>[31mred<U+007F><U+000D>");
    safe("\xc2\x9b", false, "<U+009B>");
    safe("林\xe2\x80\xae某\xe2\x81\xa6", false, "林<U+202E>某<U+2066>");
    safe("A\xe2\x80\x8b\xe2\x80\x8d\xef\xbb\xbf\xc2\xad", false, "A<U+200B><U+200D><U+FEFF><U+00AD>");
    safe("\xf3\xa0\x81\x81", false, "<U+E0041>");
    safe("a\xffz\xe8\xb4", false, "a\xef\xbf\xbdz\xef\xbf\xbd\xef\xbf\xbd");
    safe("", true, "");
}

/* Every pair of the table, read by another hand: in order, of three bytes each, and no chain. */
static void traditional_characters(void **state)
{
    (void)state;
    struct jf_tsv t;
    assert_int_equal(jf_tsv_load("base/han.tsv", 2, &t, NULL), JF_OK);
    assert_true(t.rows > 1000);
    for (size_t i = 0; i < t.rows; i++) {
        char text[8] = "";
        uint32_t code, other;
        const char *traditional = jf_tsv_cell(&t, i, 0), *simple = jf_tsv_cell(&t, i, 1);
        assert_true(i == 0 || strcmp(jf_tsv_cell(&t, i - 1, 0), traditional) < 0);
        assert_int_equal(strlen(traditional), 3);
        assert_int_equal(strlen(simple), 3);
        jf_utf8_next(traditional, &code);
        jf_utf8_next(simple, &other);
        assert_int_equal(jf_han_simple(code), other);
        assert_int_equal(jf_han_simple(other), other);
        memcpy(text, traditional, 3);
        jf_han_simplify(text, 3);
        assert_string_equal(text, simple);
    }
    jf_tsv_release(&t);
    char mixed[] = "a教育費附加，縣\xe6減\xe8", cut[] = "費費";
    jf_han_simplify(mixed, strlen(mixed));
    assert_string_equal(mixed, "a教育费附加，县\xe6减\xe8");
    jf_han_simplify(cut, 5); /* the second one is not whole */
    assert_string_equal(cut, "费費");
    assert_int_equal(jf_han_simple(0), 0);
    assert_int_equal(jf_han_simple(0x4E00), 0x4E00);
    assert_int_equal(jf_han_simple(0x20000), 0x20000);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(accepts),
        cmocka_unit_test(refuses),
        cmocka_unit_test(decodes_everything),
        cmocka_unit_test(walks_bad_text_to_its_end),
        cmocka_unit_test(widths),
        cmocka_unit_test(pads),
        cmocka_unit_test(prefixes),
        cmocka_unit_test(made_safe),
        cmocka_unit_test(traditional_characters),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
