/* regex.h - PCRE2 behind a few calls: UTF, UCP, JIT, match and depth limits. A pattern holds its last match, so it is
 * not for two threads at once. */
#ifndef JIANFU_REGEX_H
#define JIANFU_REGEX_H

#include "jianfu/str.h"

struct jf_regex;

/* Compile; JF_REFUSED with PCRE2's message and the offset when the pattern is wrong. Free with jf_regex_free. */
enum jf_status jf_regex_compile(const char *pattern, struct jf_regex **out, struct jf_error *err);

/* Match text from byte `from`. 1: matched; 0: no match; -1: limit or bad UTF-8 (err says which). */
int jf_regex_match(struct jf_regex *re, const char *text, size_t len, size_t from, struct jf_error *err);

/* After a match: where group n stands (0 is the whole). False when the group did not take part. */
bool jf_regex_group(const struct jf_regex *re, int n, size_t *start, size_t *len);
/* The same by name. */
bool jf_regex_named(const struct jf_regex *re, const char *name, size_t *start, size_t *len);

void jf_regex_free(struct jf_regex *re); /* NULL allowed */

#endif
