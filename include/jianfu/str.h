/* str.h - the growable string, and the only allocator of the program.
 *
 * A jf_str is sticky: when an allocation fails, `failed` is set, further appends do nothing, and the caller asks once
 * at the end with jf_str_check(). An initialised string always holds a NUL-terminated `data` (never NULL).
 */
#ifndef JIANFU_STR_H
#define JIANFU_STR_H

#include "jianfu/status.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct jf_str {
    char *data;  /* NUL-terminated; owned unless cap is 0 */
    size_t len;  /* bytes before the NUL */
    size_t cap;  /* bytes allocated; 0 while nothing is allocated */
    bool failed; /* an allocation failed; contents are incomplete */
};

#define JF_STR_INIT                                                                                                    \
    {                                                                                                                  \
        .data = (char *)"", .len = 0, .cap = 0, .failed = false                                                        \
    }

/* The only calls to malloc, realloc and calloc. They return NULL on failure. jf_free(NULL) is allowed. */
void *jf_alloc(size_t size);                         /* zeroed */
void *jf_grow(void *old, size_t count, size_t size); /* realloc(old, count * size), overflow-checked */
/* A list with room for element `count`, counted from 0; *have is how many fit, and grows by doubling. NULL: no memory,
 * the list stays. */
void *jf_room(void *list, size_t count, size_t *have, size_t size);
char *jf_dup(const char *text); /* NULL for NULL */
char *jf_dupn(const char *text, size_t len);
void jf_free(void *memory);
/* Has one of them failed since the program started? Who calls them looks at what they return; this is the net below: a
 * transaction in which something was computed without its memory is not committed, no file gets its name, and the
 * program ends with JF_NOMEM, whatever else it would have said. */
bool jf_memory_failed(void);
/* The same of memory that a library was not given, where it says so in no other way. */
void jf_memory_lacks(void);

void jf_str_init(struct jf_str *s);    /* as JF_STR_INIT */
void jf_str_release(struct jf_str *s); /* frees; leaves an initialised empty string */
void jf_str_clear(struct jf_str *s);   /* empties, keeps the memory; also clears `failed` */
void jf_str_add(struct jf_str *s, const char *text);
void jf_str_addn(struct jf_str *s, const char *bytes, size_t len);
void jf_str_addc(struct jf_str *s, char c);
void jf_str_add_int(struct jf_str *s, int64_t number); /* in decimal digits */
void jf_str_addf(struct jf_str *s, const char *format, ...) __attribute__((format(printf, 2, 3)));
void jf_str_vaddf(struct jf_str *s, const char *format, va_list ap);
void jf_str_truncate(struct jf_str *s, size_t len); /* len <= s->len */

/* JF_OK, or JF_NOMEM with a message when an append failed. */
enum jf_status jf_str_check(const struct jf_str *s, struct jf_error *err);

/* Hand the text over to the caller (jf_free it); `s` becomes empty. NULL when an append failed. */
char *jf_str_take(struct jf_str *s);

bool jf_streq(const char *a, const char *b); /* NULL equals only NULL */
bool jf_starts(const char *text, const char *prefix);
bool jf_blank(const char *text); /* NULL, or nothing but white space, ASCII and U+3000 */
/* Copy text without leading and trailing white space, ASCII and U+3000, into s. */
void jf_str_add_trimmed(struct jf_str *s, const char *text);

/* Append bytes with & < > " ' written as character references, for text and attribute values of XML and HTML. */
void jf_str_add_markup(struct jf_str *s, const char *bytes, size_t len);

#endif
