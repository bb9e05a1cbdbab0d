/* fold.h - texts as a search compares them: full-width forms are their half-width ones, capital Latin letters small
 * ones, traditional characters simplified ones (han.h), all brackets and all blanks alike (文号 are typed with 〔〕, []
 * and () in turn). Everything else is itself; no character is a wildcard. Texts are UTF-8. */
#ifndef JIANFU_FOLD_H
#define JIANFU_FOLD_H

#include "jianfu/str.h"

/* Decode the character at `text` (NUL-terminated) and fold it; *code receives it, 0 at the end. Returns the next
 * position. */
const char *jf_fold_next(const char *text, uint32_t *code);

/* Append `text` folded, as UTF-8; blanks only when `blanks`. */
void jf_fold_add(struct jf_str *out, const char *text, bool blanks);

/* Where `text` goes on behind `word`, which it starts with, folded both; NULL when it does not. */
const char *jf_fold_starts(const char *text, const char *word);

/* The first place in `text` where `word` stands, folded both; *len (may be NULL) its bytes there, which may be others
 * than those of the word. NULL when there is none or the word is empty. */
const char *jf_fold_find(const char *text, const char *word, size_t *len);

/* Append each two neighbouring characters of `text`, folded, as one word of letters and digits with a blank behind it:
 * what the index of the search is made of, since FTS5 knows no Chinese words. Blanks part; a single character between
 * two gives nothing. */
void jf_fold_pairs(struct jf_str *out, const char *text);

#endif
