/* likeness.h - between likeness.c and suggest.c: one text held against many. */
#ifndef JIANFU_CASEWORK_LIKENESS_H
#define JIANFU_CASEWORK_LIKENESS_H

#include "internal.h"

/* Remember a text (valid UTF-8). End with likeness_end (NULL allowed). */
struct likeness;
enum jf_status likeness_begin(const char *text, struct likeness **out, struct jf_error *err);

/* How much of their pairs of characters the two have in common, in percent; 100 only when they are the same but for
 * punctuation, blanks and traditional characters. */
int likeness_of(struct likeness *l, const char *text);

void likeness_end(struct likeness *l);

#endif
