/* audit.h - between cmd_rule.c and the files that do its work. */
#ifndef JIANFU_CLI_AUDIT_H
#define JIANFU_CLI_AUDIT_H

#include "jianfu/audit.h"
#include "jianfu/cli.h"

/* A database of its own in a fresh folder of $TMPDIR, for looking at rules; nothing of it stays. */
struct cli_scratch {
    char dir[256];
    char path[300];
    struct jf_db *db;
};
enum jf_status cli_scratch_open(struct cli_scratch *scratch, struct jf_error *err);
void cli_scratch_close(struct cli_scratch *scratch);

/* rule_test.c: run the fixtures beside each own rule of a folder; prints a line for each, and what differs. */
enum jf_status cli_rule_test(struct jf_context *ctx, const char *folder, const char *only, struct jf_error *err);

#endif
