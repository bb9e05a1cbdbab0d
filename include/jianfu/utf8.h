/* utf8.h - UTF-8: validity, characters, columns on a terminal, escaping of control characters. */
#ifndef JIANFU_UTF8_H
#define JIANFU_UTF8_H

#include "jianfu/str.h"

/* Strict UTF-8 (no overlong forms, no surrogates, at most U+10FFFF)? On false, *bad (if not NULL) is the offset. */
bool jf_utf8_valid(const char *text, size_t len, size_t *bad);

/* Decode the character at `text` (NUL-terminated, valid); *code receives it. Returns the next position. */
const char *jf_utf8_next(const char *text, uint32_t *code);

size_t jf_utf8_length(const char *text); /* characters */

/* Columns on a terminal: East Asian wide and full-width characters 2, combining and zero-width 0, others 1. Ambiguous
 * characters (…, “”, ×, Ⅰ) count as 1. Independent of the locale. */
int jf_utf8_width(const char *text);

/* Append text padded with blanks to `width` columns; too long text is cut at a character and ends in "…" when
 * cut is true, else it overflows. `right` aligns right. */
void jf_utf8_pad(struct jf_str *out, const char *text, int width, bool right, bool cut);

/* Longest prefix of text of at most max bytes that ends at a whole character. */
size_t jf_utf8_prefix(const char *text, size_t max);

/* Append text with control characters (C0 but \n and \t, DEL, C1), bidi controls and zero-width characters written
 * as <U+XXXX>, so that a value from a file can be shown on a terminal. Newline and tab become one blank when
 * `one_line`. */
void jf_utf8_add_safe(struct jf_str *out, const char *text, bool one_line);

/* The first character that jf_utf8_add_safe would write as <U+XXXX>, ends of lines (also \r) and tabs excepted; NULL
 * when there is none. *code (may be NULL) receives it. */
const char *jf_utf8_unsafe(const char *text, uint32_t *code);
/* The same for one character. */
bool jf_utf8_is_unsafe(uint32_t code);

#endif
