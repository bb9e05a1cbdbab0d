/* village.h - the dossier (审计档案) of one village, as a paper: all that is on record about its burden. */
#ifndef JIANFU_VILLAGE_H
#define JIANFU_VILLAGE_H

#include "jianfu/paper.h"
#include "jianfu/store.h"

struct jf_village_dossier {
    const char *code;   /* division code of the village, 12 digits */
    const char *period; /* year or half-year: 2005, 2005H1; NULL: all that is on record */
    bool names;         /* heads of households in full; whether the actor may see them is the caller's to ask */
    const char *lang;   /* zh or en */
    const char *format; /* name of a renderer */
};

/* Write the dossier: people, charges by unit and item with what findings leave of them, school charges, boards, cards,
 * proposals, accounts, subscriptions, transfers, arrears and levies, petitions, refunds, inspections, remedies,
 * findings, publicity, the trend by half-year, and the burden per head and household beside township and county. Money
 * is counted in fen. Findings are those of the last check of each rule. All queries see one state of the database (a
 * read snapshot; no transaction may be open). JF_NOT_FOUND: there is no such village; JF_USAGE: unknown format, or a
 * period that is neither a year nor a half-year. */
enum jf_status jf_village_write(struct jf_db *db, const struct jf_village_dossier *dossier, jf_sink_fn *sink,
                                void *sink_arg, struct jf_error *err);

#endif
