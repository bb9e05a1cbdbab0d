/* transfer.h - the reconciliation sheet of the transfer payments of the tax reform (税改转移支付资金对账表): what was
 * allotted to each township and village for each purpose, what those above paid out, what reached it, what the
 * township between them still holds, what was used; then what the last check found, and room for the parties to sign.
 * 国发[2003]12号: paid in full and in time, used for what it is for.
 */
#ifndef JIANFU_TRANSFER_H
#define JIANFU_TRANSFER_H

#include "jianfu/paper.h"
#include "jianfu/store.h"

struct jf_transfer_sheet {
    const char *division; /* 12-digit code: the division and all below it; NULL: everything */
    const char *year;     /* of the allocations, 2005; NULL: all years */
    const char *lang;     /* zh or en */
    const char *format;   /* name of a renderer */
};

/* Write the sheet. Everything is read in one snapshot; no transaction may be open. Amounts are yuan on paper, fen in
 * the records. JF_USAGE: no such format; JF_NOT_FOUND: the register knows no such division; errors of the sink. */
enum jf_status jf_transfer_sheet_write(struct jf_db *db, const struct jf_transfer_sheet *sheet, jf_sink_fn *sink,
                                       void *sink_arg, struct jf_error *err);

#endif
