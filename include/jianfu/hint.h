/* hint.h - what the words of a complaint suggest: its category, amounts, days and school terms, numbers of papers. Only
 * the text is looked at; suggest.h adds what the database knows.
 *
 * Everything here is a proposal that says which words it rests on and on which line they stand. A person decides;
 * nothing is set by it. The patterns are data: src/casework/hints.tsv.
 */
#ifndef JIANFU_HINT_H
#define JIANFU_HINT_H

#include "jianfu/status.h"
#include "jianfu/str.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum jf_hint_kind { JF_HINT_CATEGORY, JF_HINT_DOCUMENT, JF_HINT_AMOUNT, JF_HINT_DAY };

struct jf_hint {
    enum jf_hint_kind kind;
    char
        *value; /* code of a category; canonical 文号; yuan "15850.00"; a period of day.h: 2005-06-03, 2005-06, 2005S */
    int64_t fen;      /* of an amount */
    int64_t weight;   /* of a category: the sum of the weights of its words */
    bool about;       /* not exact: 十多元, 6月底, or the year was worked out from the day received */
    char *words;      /* as written; of a category the words that speak for it */
    long line;        /* of the text, from 1; where it stands first */
    const char *said; /* of an amount: charged, allowed, excess, returned as the words before it say; NULL: not told.
                       * Static text until jf_hints_cleanup */
    char *per;        /* of an amount: 每生每学期, as written; NULL: none */
    int64_t times;    /* how often it stands in the text */
};
struct jf_hints {
    struct jf_hint *items; /* by kind; categories by weight, heaviest first; all else in the order of the text */
    size_t count;
    int64_t left_off; /* further ones, not kept: no more than 40 of a kind are */
};

/* Read a text (valid UTF-8, NUL-terminated). `received_on` is the day to which 今年, 上个月 and a month without a year
 * are related. `unit_type` of the unit complained of (school, ...) speaks for a category too; may be NULL. Works
 * piece by piece under the limits of regex.h, so that a megabyte takes seconds, whatever is in it. JF_USAGE:
 * `received_on` is not a day; JF_BUG: the table of hints is broken. Release with jf_hints_release. */
enum jf_status jf_hints_read(const char *text, const char *received_on, const char *unit_type, struct jf_hints *out,
                             struct jf_error *err);
void jf_hints_release(struct jf_hints *hints);

/* Blot out, in place, words that only look as if they named a place (家长林某 is no 长林村). */
enum jf_status jf_hints_places(struct jf_str *text, struct jf_error *err);

/* Forget the compiled table (at program end; jf_casework_cleanup calls it). */
void jf_hints_cleanup(void);

#endif
