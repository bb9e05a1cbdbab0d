/* search.h - finding petitions by what stands in them.
 *
 * Searched are the text, number and day of the paper that counts; of the steps of the case and its refunds the day, the
 * order's number and all that was said (reasons, notes, bases, units); name and code of place (with its township's
 * name) and unit; and the word of the state or result, whole. A word is any two or more characters in a row, compared
 * as fold.h says. Payees and receivers are never searched, petitioner, telephone and address only when `names`. */
#ifndef JIANFU_SEARCH_H
#define JIANFU_SEARCH_H

#include "jianfu/store.h"

struct jf_search {
    const char *text;                                   /* words parted by blanks; all must be found, anywhere */
    const char *state, *unit, *division, *from, *until; /* codes and days; NULL: any. A place includes those in it */
    int64_t limit;                                      /* at most so many, the one registered last first */
    bool names; /* search the petitioner's name, telephone and address, too: the caller has asked whether he may */
};

struct jf_search_hit {
    int64_t petition_id;
    const char *number, *received_on, *state, *place, *unit_name; /* unit_name "" when none */
    const char *excerpt; /* one line around the first word that was found; "" when only secret fields hold the words */
    size_t at, len;      /* bytes: where that word stands in it */
};
typedef enum jf_status jf_search_fn(void *arg, const struct jf_search_hit *hit, struct jf_error *err);

/* Call `each` for the petitions found; *more says whether the limit left some out. JF_USAGE: no word, or one of a
 * single character. Stops at a status of `each` that is not JF_OK. */
enum jf_status jf_case_search(struct jf_db *db, const struct jf_search *search, jf_search_fn *each, void *arg,
                              bool *more, struct jf_error *err);

/* Put a new paper (record of kind petition) or step into the index; by the functions that write them, in their
 * transaction. */
enum jf_status jf_search_add_paper(struct jf_db *db, int64_t record_id, struct jf_error *err);
enum jf_status jf_search_add_step(struct jf_db *db, int64_t event_id, struct jf_error *err);

/* Does the index hold what papers and steps give? A difference goes to `bad`. Needs a connection that may write
 * (not jf_db_reads_only), though nothing is written: FTS5 cannot check otherwise, and would say that it differs. */
enum jf_status jf_search_verify(struct jf_db *db, jf_event_bad_fn *bad, void *arg, bool *sound, struct jf_error *err);
/* Make the index anew, with an event that says so. Needs an open transaction. JF_REFUSED: the actor only reads. */
enum jf_status jf_search_rebuild(struct jf_db *db, const char *actor, struct jf_error *err);

#endif
