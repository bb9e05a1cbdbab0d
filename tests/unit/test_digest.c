/* test_digest.c - published test values, and the promise that fields cannot run together. */
#include "jianfu/digest.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

static void sha256(void **state)
{
    (void)state;
    struct jf_sha256 h;
    uint8_t out[JF_DIGEST_SIZE];
    char hex[JF_DIGEST_HEX];
    jf_sha256_init(&h);
    jf_sha256_add(&h, NULL, 0);
    jf_sha256_final(&h, out);
    jf_hex(out, sizeof out, hex);
    assert_string_equal(hex, "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    jf_sha256_init(&h); /* FIPS 180-2: "abc", in two pieces */
    jf_sha256_add(&h, "a", 1);
    jf_sha256_add(&h, "bc", 2);
    jf_sha256_final(&h, out);
    jf_hex(out, sizeof out, hex);
    assert_string_equal(hex, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}

static void blake_of(const char *first, const char *second, uint8_t out[JF_DIGEST_SIZE])
{
    struct jf_blake h;
    jf_blake_init(&h);
    jf_blake_text(&h, first);
    jf_blake_text(&h, second);
    jf_blake_final(&h, out);
}

static void fields_stay_apart(void **state)
{
    (void)state;
    static const char *const pairs[][2] = { { "ab", "c" }, { "a", "bc" },   { "abc", "" },  { "abc", NULL },
                                            { "", "abc" }, { NULL, "abc" }, { NULL, NULL }, { "", "" } };
    enum { COUNT = sizeof pairs / sizeof pairs[0] };
    uint8_t digests[COUNT][JF_DIGEST_SIZE];
    for (size_t i = 0; i < COUNT; i++)
        blake_of(pairs[i][0], pairs[i][1], digests[i]);
    for (size_t i = 0; i < COUNT; i++)
        for (size_t k = 0; k < i; k++)
            assert_memory_not_equal(digests[i], digests[k], JF_DIGEST_SIZE);
    uint8_t again[JF_DIGEST_SIZE];
    blake_of("ab", "c", again);
    assert_memory_equal(again, digests[0], JF_DIGEST_SIZE);
}

/* The form of a field is on disk in the event chain, so it is checked against libsodium given the same bytes. */
static void field_form(void **state)
{
    (void)state;
    static const uint8_t bytes[] = { 2, 0, 0, 0, 0, 0, 0, 0, 'a', 'b', 255, 255, 255, 255, 255, 255, 255, 255 };
    uint8_t expected[JF_DIGEST_SIZE];
    uint8_t out[JF_DIGEST_SIZE];
    assert_int_equal(crypto_generichash(expected, sizeof expected, bytes, sizeof bytes, NULL, 0), 0);
    blake_of("ab", NULL, out);
    assert_memory_equal(out, expected, sizeof out);
}

static void hex(void **state)
{
    (void)state;
    static const uint8_t bytes[] = { 0x00, 0x0f, 0xf0, 0xab };
    char out[9];
    jf_hex(bytes, sizeof bytes, out);
    assert_string_equal(out, "000ff0ab");
    jf_hex(bytes, 0, out);
    assert_string_equal(out, "");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(sha256),
        cmocka_unit_test(fields_stay_apart),
        cmocka_unit_test(field_form),
        cmocka_unit_test(hex),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
