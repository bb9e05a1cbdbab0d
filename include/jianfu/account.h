/* account.h - accounts of village collectives (村集体收支账): what kind of income or expense an entry is.
 *
 * An entry's kind is read from its account title and summary as written, by the patterns of
 * src/audit/account-categories.tsv (what a line of it means stands in its head). Nothing of it is stored: another table
 * of patterns gives other kinds at the next look. Names of the other side may be those of persons; views show them
 * masked only.
 */
#ifndef JIANFU_ACCOUNT_H
#define JIANFU_ACCOUNT_H

#include "jianfu/store.h"

/* Find the kind of every entry of the accounts that count, each distinct title and summary once, and keep it in the
 * TEMP table audit_account_text of this connection, from which v_account_entry takes it. The views must be there
 * (jf_db_views); no transaction is needed. What was found before is thrown away. JF_BUG: a fault in the table of
 * patterns. */
enum jf_status jf_accounts_classify(struct jf_db *db, struct jf_error *err);

#endif
