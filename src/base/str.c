/* str.c - the growable string and the only allocator. It must not end the program when memory is short. */
#include "jianfu/str.h"

#include "jianfu/i18n.h"

#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { FIRST_CAPACITY = 64 };

static atomic_bool failed_once;

bool jf_memory_failed(void)
{
    return failed_once;
}

void jf_memory_lacks(void)
{
    failed_once = true;
}

static void *noted(void *memory)
{
    if (!memory)
        jf_memory_lacks();
    return memory;
}

void *jf_alloc(size_t size)
{
    return noted(calloc(1, size ? size : 1));
}

void *jf_grow(void *old, size_t count, size_t size)
{
    size_t bytes;
    if (__builtin_mul_overflow(count, size, &bytes) || bytes > PTRDIFF_MAX)
        return noted(NULL);
    return noted(realloc(old, bytes ? bytes : 1));
}

void *jf_room(void *list, size_t count, size_t *have, size_t size)
{
    if (count < *have)
        return list;
    size_t wanted = count < 8 ? 16 : count * 2;
    void *grown = jf_grow(list, wanted, size);
    if (grown)
        *have = wanted;
    return grown;
}

char *jf_dupn(const char *text, size_t len)
{
    if (!text || len >= PTRDIFF_MAX)
        return NULL;
    char *copy = jf_grow(NULL, len + 1, 1);
    if (!copy)
        return NULL;
    memcpy(copy, text, len);
    copy[len] = '\0';
    return copy;
}

char *jf_dup(const char *text)
{
    return text ? jf_dupn(text, strlen(text)) : NULL;
}

void jf_free(void *memory)
{
    free(memory);
}

void jf_str_init(struct jf_str *s)
{
    *s = (struct jf_str)JF_STR_INIT;
}

void jf_str_release(struct jf_str *s)
{
    if (s->cap)
        jf_free(s->data);
    jf_str_init(s);
}

void jf_str_clear(struct jf_str *s)
{
    if (s->cap)
        s->data[0] = '\0';
    s->len = 0;
    s->failed = false;
}

/* Room for `more` bytes and the NUL. */
static bool reserve(struct jf_str *s, size_t more)
{
    if (s->failed)
        return false;
    size_t need;
    if (__builtin_add_overflow(s->len, more, &need) || __builtin_add_overflow(need, 1, &need))
        need = SIZE_MAX; /* which jf_grow has not */
    if (need <= s->cap)
        return true;
    size_t cap = s->cap ? s->cap : FIRST_CAPACITY;
    while (cap < need)
        cap = cap > PTRDIFF_MAX / 2 ? need : cap * 2;
    char *data = jf_grow(s->cap ? s->data : NULL, cap, 1);
    if (!data) {
        s->failed = true;
        return false;
    }
    data[s->len] = '\0';
    s->data = data;
    s->cap = cap;
    return true;
}

void jf_str_addn(struct jf_str *s, const char *bytes, size_t len)
{
    if (!len || !reserve(s, len))
        return;
    memcpy(s->data + s->len, bytes, len);
    s->len += len;
    s->data[s->len] = '\0';
}

void jf_str_add(struct jf_str *s, const char *text)
{
    jf_str_addn(s, text, strlen(text));
}

void jf_str_addc(struct jf_str *s, char c)
{
    jf_str_addn(s, &c, 1);
}

void jf_str_add_int(struct jf_str *s, int64_t number)
{
    char digits[20], *at = digits + sizeof digits;
    uint64_t rest = number < 0 ? -(uint64_t)number : (uint64_t)number;
    do
        *--at = (char)('0' + rest % 10);
    while (rest /= 10);
    if (number < 0)
        *--at = '-';
    jf_str_addn(s, at, (size_t)(digits + sizeof digits - at));
}

__attribute__((format(printf, 2, 0))) void jf_str_vaddf(struct jf_str *s, const char *format, va_list ap)
{
    if (s->failed)
        return;
    va_list again;
    va_copy(again, ap);
    size_t room = s->cap ? s->cap - s->len : 0;
    int wrote = vsnprintf(room ? s->data + s->len : NULL, room, format, ap);
    if (wrote < 0) {
        s->failed = true;
    } else if ((size_t)wrote < room) {
        s->len += (size_t)wrote;
    } else if (wrote > 0) {
        if (room)
            s->data[s->len] = '\0'; /* what did not fit must not be seen if the memory cannot be had */
        if (reserve(s, (size_t)wrote)) {
            vsnprintf(s->data + s->len, (size_t)wrote + 1, format, again);
            s->len += (size_t)wrote;
        }
    }
    va_end(again);
    if (s->failed && s->cap)
        s->data[s->len] = '\0';
}

void jf_str_addf(struct jf_str *s, const char *format, ...)
{
    va_list ap;
    va_start(ap, format);
    jf_str_vaddf(s, format, ap);
    va_end(ap);
}

void jf_str_truncate(struct jf_str *s, size_t len)
{
    if (len >= s->len)
        return;
    s->len = len;
    s->data[len] = '\0';
}

enum jf_status jf_str_check(const struct jf_str *s, struct jf_error *err)
{
    return s->failed ? jf_error_set(err, JF_NOMEM, "%s", _("not enough memory")) : JF_OK;
}

char *jf_str_take(struct jf_str *s)
{
    char *text = NULL;
    if (!s->failed && s->cap) {
        text = s->data;
        jf_str_init(s);
        return text;
    }
    if (!s->failed)
        text = jf_dupn("", 0);
    jf_str_release(s);
    return text;
}

bool jf_streq(const char *a, const char *b)
{
    if (!a || !b)
        return a == b;
    return strcmp(a, b) == 0;
}

bool jf_starts(const char *text, const char *prefix)
{
    return strncmp(text, prefix, strlen(prefix)) == 0;
}

static bool ascii_space(char c)
{
    return c == ' ' || (c >= '\t' && c <= '\r');
}

static const char ideographic_space[] = "\xe3\x80\x80"; /* U+3000 */

static const char *past_space(const char *text)
{
    for (;;) {
        if (ascii_space(*text))
            text++;
        else if (jf_starts(text, ideographic_space))
            text += 3;
        else
            return text;
    }
}

bool jf_blank(const char *text)
{
    return !text || !*past_space(text);
}

void jf_str_add_trimmed(struct jf_str *s, const char *text)
{
    text = past_space(text);
    size_t len = strlen(text);
    for (;;) {
        if (len && ascii_space(text[len - 1]))
            len--;
        else if (len >= 3 && memcmp(text + len - 3, ideographic_space, 3) == 0)
            len -= 3;
        else
            break;
    }
    jf_str_addn(s, text, len);
}

void jf_str_add_markup(struct jf_str *s, const char *bytes, size_t len)
{
    for (size_t i = 0; i < len; i++)
        switch (bytes[i]) {
        case '&':
            jf_str_add(s, "&amp;");
            break;
        case '<':
            jf_str_add(s, "&lt;");
            break;
        case '>':
            jf_str_add(s, "&gt;");
            break;
        case '"':
            jf_str_add(s, "&quot;");
            break;
        case '\'':
            jf_str_add(s, "&#39;");
            break;
        default:
            jf_str_addc(s, bytes[i]);
        }
}
