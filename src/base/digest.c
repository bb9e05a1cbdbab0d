/* digest.c - SHA-256 by nettle, BLAKE2b and SipHash by libsodium. It must not invent cryptography, nor know what it
 * digests. */
#include "jianfu/digest.h"

#include <pthread.h>
#include <string.h>

void jf_sha256_init(struct jf_sha256 *h)
{
    sha256_init(&h->state);
}

void jf_sha256_add(struct jf_sha256 *h, const void *bytes, size_t len)
{
    if (len)
        sha256_update(&h->state, len, bytes);
}

void jf_sha256_final(struct jf_sha256 *h, uint8_t out[JF_DIGEST_SIZE])
{
    sha256_digest(&h->state, JF_DIGEST_SIZE, out);
}

/* libsodium looks at the processor only here; until then it digests in the slowest of its ways. */
static void choose_fastest(void)
{
    (void)!sodium_init(); /* without it the digest is slow, not wrong */
}

void jf_blake_init(struct jf_blake *h)
{
    static pthread_once_t chosen = PTHREAD_ONCE_INIT;
    pthread_once(&chosen, choose_fastest);
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

/* Lowest byte first. Written out, not as a loop: a compiler makes one store of it. */
static void put_length(uint8_t *to, uint64_t len)
{
    to[0] = (uint8_t)len;
    to[1] = (uint8_t)(len >> 8);
    to[2] = (uint8_t)(len >> 16);
    to[3] = (uint8_t)(len >> 24);
    to[4] = (uint8_t)(len >> 32);
    to[5] = (uint8_t)(len >> 40);
    to[6] = (uint8_t)(len >> 48);
    to[7] = (uint8_t)(len >> 56);
}

void jf_blake_field(struct jf_blake *h, const void *bytes, size_t len)
{
    enum { LENGTH = 8 };
    if (LENGTH > sizeof h->pending - h->count)
        flush(h);
    put_length(h->pending + h->count, bytes ? len : UINT64_MAX);
    h->count += LENGTH;
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

static const unsigned char hash_key[crypto_shorthash_KEYBYTES] = "jianfu same line";

void jf_hash128(const void *bytes, size_t len, uint8_t out[JF_HASH128_SIZE])
{
    crypto_shorthash_siphashx24(out, bytes, len, hash_key);
}

uint64_t jf_hash64(const void *bytes, size_t len)
{
    unsigned char out[crypto_shorthash_BYTES];
    uint64_t hash = 0;
    crypto_shorthash(out, bytes, len, hash_key);
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
