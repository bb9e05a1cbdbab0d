/* internal.h - between the files of src/audit: how a run takes the rows of a rule. Nothing outside includes this. */
#ifndef JIANFU_AUDIT_INTERNAL_H
#define JIANFU_AUDIT_INTERNAL_H

#include "jianfu/audit.h"
#include "jianfu/guard.h"

/* run.c: columns of a rule's SELECT - JF_REFUSED for one that is unknown or missing. */
enum jf_status audit_check_columns(const struct jf_stmt *st, struct jf_error *err);

/* rules.c: read a rule file whole: size, no NUL byte. */
enum jf_status audit_read_rule(const char *path, struct jf_str *text, struct jf_error *err);

/* finding.c: open again the findings whose waiver ended before `day`, each with its event. Needs an open transaction.
 */
enum jf_status audit_expire_waivers(struct jf_db *db, const char *actor, const char *day, int64_t *expired,
                                    struct jf_error *err);

/* own.c: the rows of an own rule, read behind the guard and written into audit_hit and audit_open of `db`, which must
 * be empty. JF_REFUSED: the rule's fault. */
enum jf_status audit_own_rule(struct jf_db *db, struct jf_guard *guard, const struct jf_rule *rule, const char *day,
                              int64_t *population, struct jf_error *err);

#endif
