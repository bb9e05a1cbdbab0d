/* account_sheet.h - the audit sheet (审计工作底稿) of a village's accounts, as a paper. */
#ifndef JIANFU_ACCOUNT_SHEET_H
#define JIANFU_ACCOUNT_SHEET_H

#include "jianfu/paper.h"
#include "jianfu/store.h"

struct jf_account_sheet {
    int64_t unit_id;    /* the village's organisation */
    const char *from;   /* first and last day of the entries; periods that begin within these days stand with their */
    const char *until;  /* balances */
    const char *lang;   /* zh or en */
    const char *format; /* name of a renderer */
};

/* Write the audit sheet of one village: its periods with their balances, income and expense by kind, the entries and
 * periods that findings speak of with rule and voucher number, and room for the village's explanation and signatures.
 * Findings are those of the last check of each rule. Names of the other side are masked. All queries see one state of
 * the database (a read snapshot; no transaction may be open). JF_NOT_FOUND: the village has no account in these days;
 * JF_USAGE: unknown format. */
enum jf_status jf_account_sheet_write(struct jf_db *db, const struct jf_account_sheet *sheet, jf_sink_fn *sink,
                                      void *sink_arg, struct jf_error *err);

#endif
