/* suggest.h - what the program proposes for a complaint: what its words suggest (hint.h), and what the database knows
 * of the places and units it names, of earlier cases, and of findings and records about the unit complained of.
 *
 * Every proposal says why. A person decides; nothing is written. Names of people are never told.
 */
#ifndef JIANFU_SUGGEST_H
#define JIANFU_SUGGEST_H

#include "jianfu/store.h"

/* What is known of the complaint so far. */
struct jf_suggest_ask {
    const char *text;        /* valid UTF-8 */
    const char *received_on; /* a day */
    const char *unit;        /* code of the unit complained of; NULL: the first that the text names */
    const char *division;    /* code of the place; NULL: not known */
    const char *petitioner;  /* to find earlier cases of the same person; NULL: anonymous */
    const char *names;       /* of petitioner and representatives, one a line, not to be told; NULL: the petitioner */
    int64_t petition_id;     /* the case itself, which is not an earlier one; 0: not registered yet */
    const char *lang;        /* zh or en: words for codes and titles of rules */
};

struct jf_suggestion {
    const char *topic; /* category document amount day unit place case finding record (words: group suggest) */
    const char
        *value; /* a code: school; 闽价〔2004〕259号; 15850.00; 2005-06; a code of the register; 2005-014; a rule */
    const char *label;   /* what it is, in the language of messages; "" when the value says all */
    const char *reason;  /* which words on which line, or what was compared */
    const char *ref;     /* for `jianfu why`; NULL: none */
    const char *written; /* amount, day, document: as the text has it; NULL for the others */
    bool about;          /* not exact: worked out, or a round figure */
};
typedef enum jf_status jf_suggest_fn(void *arg, const struct jf_suggestion *suggestion, struct jf_error *err);

/* Calls `each` for every proposal, in the order of topics above, the likeliest of a topic first. No transaction is
 * needed. JF_NOT_FOUND: the unit or place asked for is not in the register; JF_USAGE: not a day. */
enum jf_status jf_suggest(struct jf_db *db, const struct jf_suggest_ask *ask, jf_suggest_fn *each, void *arg,
                          struct jf_error *err);

/* What to ask for a case that is registered: its text and what else is known of it. Its strings are owned; release with
 * jf_suggest_ask_release. `lang` is kept as given. */
enum jf_status jf_suggest_ask_case(struct jf_db *db, int64_t petition_id, const char *lang, struct jf_suggest_ask *ask,
                                   struct jf_error *err);
void jf_suggest_ask_release(struct jf_suggest_ask *ask);

#endif
