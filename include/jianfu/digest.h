/* digest.h - SHA-256 (files) by nettle, BLAKE2b-256 (records, event chain) by libsodium, and hexadecimal text. */
#ifndef JIANFU_DIGEST_H
#define JIANFU_DIGEST_H

#include "jianfu/str.h"

#include <nettle/sha2.h>
#include <sodium.h>

#define JF_DIGEST_SIZE 32
#define JF_DIGEST_HEX  65

/* SHA-256 over the bytes in the order in which they are added. Nothing to release. */
struct jf_sha256 {
    struct sha256_ctx state;
};
void jf_sha256_init(struct jf_sha256 *h);
void jf_sha256_add(struct jf_sha256 *h, const void *bytes, size_t len);
void jf_sha256_final(struct jf_sha256 *h, uint8_t out[JF_DIGEST_SIZE]);

/* BLAKE2b over length-prefixed fields: jf_blake_field adds an 8-byte little-endian length and the bytes, so that
 * ("ab","c") and ("a","bc") differ. NULL counts as a field of length 2^64-1. */
struct jf_blake {
    crypto_generichash_state state;
    uint8_t pending[512]; /* short fields are gathered: libsodium costs more for each call than for each byte */
    size_t count;
};
void jf_blake_init(struct jf_blake *h);
void jf_blake_field(struct jf_blake *h, const void *bytes, size_t len);
void jf_blake_text(struct jf_blake *h, const char *text);
void jf_blake_final(struct jf_blake *h, uint8_t out[JF_DIGEST_SIZE]);

/* SipHash-2-4 with a fixed key: one number for equal bytes, the same on every machine. For telling apart many values
 * quickly; two different values may share it, so whoever uses it must look again. */
uint64_t jf_hash64(const void *bytes, size_t len);
/* The same with 128 bits, which two different values do not share in the life of any county. */
enum { JF_HASH128_SIZE = 16 };
void jf_hash128(const void *bytes, size_t len, uint8_t out[JF_HASH128_SIZE]);

void jf_hex(const uint8_t *bytes, size_t len, char *out); /* 2*len+1 bytes */

#endif
