/* posting.h - what a unit has to post and what a household has to be told: boards (收费公示栏) and household cards
 * (农民负担监督卡、明白卡), made from the rule book's schedule in force on a day and the register.
 *
 * Nothing is invented: a figure that the book does not know prints 「待核」, a telephone that the register does not
 * know is a line to write on. All functions read only; none needs a transaction (they read in a snapshot of their own).
 */
#ifndef JIANFU_POSTING_H
#define JIANFU_POSTING_H

#include "jianfu/paper.h"
#include "jianfu/rulebook.h"

/* ---- the schedule ---- */

enum jf_posting_part {
    JF_POSTING_CHARGE, /* may be charged */
    JF_POSTING_BAN,    /* cancelled or forbidden */
    JF_POSTING_ENDED,  /* its standard ran out, and nothing came after */
    JF_POSTING_GRANT   /* a subsidy: is paid to the farmers */
};
struct jf_posting_item {
    enum jf_posting_part part;
    struct jf_standard standard; /* the one that governs, with its scope; of ENDED the last one */
};
struct jf_posting {
    struct jf_posting_item *items; /* charges first, by item; then the others; subsidies last */
    size_t count;
};
void jf_posting_release(struct jf_posting *posting);

/* What a unit may charge on a day: the standards whose scope fits it (class of county, place, type, stage and area of a
 * school, size, the unit itself), whoever pays; of several that fit the same payer and grade the governing one. Many
 * standards name no kind of unit, so of these only items count that the unit's own records show it deals with (it
 * charged or posted them up to the day), or, for a school, that belong to the one fee. `all` takes all that fit.
 * Subsidies are told by the unit or the kind of unit that the standard names as paying them, else by the township.
 * `out` must be zeroed; release it in every case. */
enum jf_status jf_posting_of_unit(struct jf_db *db, int64_t unit_id, const char *day, bool all, struct jf_posting *out,
                                  struct jf_error *err);

/* What a household of a village, township or county may be charged on a day; `pupils`: school fees too, the one fee as
 * its total; and the subsidies that are paid to it. Standards for villages or units as payers are left out. */
enum jf_status jf_posting_of_household(struct jf_db *db, int64_t division_id, const char *day, bool pupils,
                                       struct jf_posting *out, struct jf_error *err);

/* ---- boards ---- */

struct jf_board_request {
    int64_t unit_id;
    const char *day;    /* YYYY-MM-DD */
    bool all;           /* as in jf_posting_of_unit */
    const char *lang;   /* zh or en */
    const char *format; /* name of a renderer */
};
/* Write the posting that should hang at the unit on the day: items with standard, unit of charge, basis (issuer and
 * 文号), scope and receipt, what is cancelled or forbidden, telephones and supervisors. The fields are those of the
 * Fujian notice of 2001 and 计价格[2002]792号 (regulations.md section 3). JF_USAGE: no such format; JF_NOT_FOUND: no
 * such unit. */
enum jf_status jf_board_write(struct jf_db *db, const struct jf_board_request *request, jf_sink_fn *sink,
                              void *sink_arg, struct jf_error *err);

/* ---- cards ---- */

struct jf_card_request {
    int64_t division_id; /* village, township or county */
    const char *year;    /* four digits */
    const char *day;     /* the schedule of this day */
    const char *lang;    /* zh or en */
    const char *format;  /* name of a renderer */
    int per_page;        /* html: 2 or 4 cards to a page; 0: four if they fit, else two */
    bool names;          /* heads of households in full; else masked */
    bool (*progress)(void *arg, int64_t done, int64_t total); /* villages; may be NULL; false stops */
    void *progress_arg;
};
struct jf_card_counts {
    int64_t villages, listed, blank; /* cards with the household's own lines; cards to be filled in by hand */
};
/* Write a card for every household: first those that the register lists, then as many with empty lines as the village
 * has more households. What households of one class share is made once, so memory does not grow with them. JF_USAGE:
 * no such format; JF_STOPPED. `counts` may be NULL. */
enum jf_status jf_card_write(struct jf_db *db, const struct jf_card_request *request, jf_sink_fn *sink, void *sink_arg,
                             struct jf_card_counts *counts, struct jf_error *err);

#endif
