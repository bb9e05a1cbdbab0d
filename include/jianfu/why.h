/* why.h - where a thing comes from and what came of it: from a figure of a report to the records behind it, from a
 * finding to its rule, standard, paper, record, file, line and SHA-256, and forward to the cases and refunds of the
 * same unit.
 *
 * References: finding:12 or F12; case:2005-014; refund:NUMBER; notice:UNIT/NO, school-charge:, subscription:,
 * card-issue:, proposal:, division:, unit:, household:, document:, item:, standard:; batch:3; rule:ID; run:1; event:9;
 * arrear:VILLAGE/NO, arrears:DIVISION; levy:DIVISION or levy:PAYER (levies after the reform and what was given back);
 * transfer-allocation:NO, transfer-payment:NO, transfer-use:NO, transfers:DIVISION[/YEAR];
 * half-year/2005H1/petition.received[;ARGUMENT=VALUE] (a figure). Without a prefix a petition's number, a refund's
 * number or a notice's key is taken when exactly one of them fits.
 *
 * No paper says that a petition came from a certain charge; they are linked by the unit and the order of days, and the
 * answer says so.
 */
#ifndef JIANFU_WHY_H
#define JIANFU_WHY_H

#include "jianfu/store.h"

struct jf_why_line {
    int depth;         /* 0: a section, 1: a line in it */
    const char *label; /* in the language asked for; "" for a row of a list */
    const char *text;  /* "" for a section */
    const char *ref;   /* for a further question; NULL: none */
};
typedef enum jf_status jf_why_fn(void *arg, const struct jf_why_line *line, struct jf_error *err);

struct jf_why_options {
    const char *lang; /* zh or en */
    bool names;       /* show names of people; else masked */
    int64_t limit;    /* rows of a list that are shown; 0: all. What is left out is counted in a last line. */
};

/* Answer. Everything is read in one snapshot; no transaction may be open. JF_USAGE: not a reference; JF_NOT_FOUND:
 * nothing of that name. Strings of a line live during the call. */
enum jf_status jf_why(struct jf_db *db, const char *ref, const struct jf_why_options *options, jf_why_fn *each,
                      void *arg, struct jf_error *err);

#endif
