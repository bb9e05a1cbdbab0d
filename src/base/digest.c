/* digest.c - SHA-256 and BLAKE2b by libsodium. It must not invent cryptography, nor know what it digests. */
#include "jianfu/digest.h"

#include <string.h>

void jf_sha256_init(struct jf_sha256 *h)
{
    crypto_hash_sha256_init(&h->state);
}

void jf_sha256_add(struct jf_sha256 *h, const void *bytes, size_t len)
{
    if (len)
        crypto_hash_sha256_update(&h->state, bytes, len);
}

void jf_sha256_final(struct jf_sha256 *h, uint8_t out[JF_DIGEST_SIZE])
{
    crypto_hash_sha256_final(&h->state, out);
}

void jf_blake_init(struct jf_blake *h)
{
    crypto_generichash_init(&h->state, NULL, 0, JF_DIGEST_SIZE);
    h->count = 0;
}

static void flush(struct jf_blake *h)
{
    if (h->count)
        crypto_generichash_update(&h->state, h->pending, h->count);
    h->count = 0;
}

static void add(struct jf_blake *h, const void *bytes, size_t len)
{
    if (len > sizeof h->pending - h->count)
        flush(h);
    if (len > sizeof h->pending) {
        crypto_generichash_update(&h->state, bytes, len);
    } else if (len) {
        memcpy(h->pending + h->count, bytes, len);
        h->count += len;
    }
}

static void add_length(struct jf_blake *h, uint64_t len)
{
    uint8_t bytes[8];
    for (size_t i = 0; i < sizeof bytes; i++)
        bytes[i] = (uint8_t)(len >> (8 * i) & 0xff);
    add(h, bytes, sizeof bytes);
}

void jf_blake_field(struct jf_blake *h, const void *bytes, size_t len)
{
    add_length(h, bytes ? len : UINT64_MAX);
    if (bytes)
        add(h, bytes, len);
}

void jf_blake_text(struct jf_blake *h, const char *text)
{
    jf_blake_field(h, text, text ? strlen(text) : 0);
}

void jf_blake_final(struct jf_blake *h, uint8_t out[JF_DIGEST_SIZE])
{
    flush(h);
    crypto_generichash_final(&h->state, out, JF_DIGEST_SIZE);
}

uint64_t jf_hash64(const void *bytes, size_t len)
{
    static const unsigned char key[crypto_shorthash_KEYBYTES] = "jianfu same line";
    unsigned char out[crypto_shorthash_BYTES];
    uint64_t hash = 0;
    crypto_shorthash(out, bytes, len, key);
    for (size_t i = 0; i < sizeof out; i++)
        hash |= (uint64_t)out[i] << (8 * i);
    return hash;
}

void jf_hex(const uint8_t *bytes, size_t len, char *out)
{
    static const char digits[] = "0123456789abcdef";
    for (size_t i = 0; i < len; i++) {
        *out++ = digits[bytes[i] >> 4];
        *out++ = digits[bytes[i] & 15];
    }
    *out = '\0';
}
