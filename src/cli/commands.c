/* commands.c - the list of commands: one line each. */
#include "jianfu/cli.h"

extern const struct jf_command jf_cmd_init, jf_cmd_import, jf_cmd_check, jf_cmd_finding, jf_cmd_why, jf_cmd_petition,
    jf_cmd_refund, jf_cmd_report, jf_cmd_rulebook, jf_cmd_rule, jf_cmd_batch, jf_cmd_register, jf_cmd_proposal,
    jf_cmd_verify, jf_cmd_backup, jf_cmd_schema, jf_cmd_template, jf_cmd_help;

/* In the order in which an office meets them; `help` shows them so. */
const struct jf_command *const jf_commands[] = {
    &jf_cmd_init, &jf_cmd_import,   &jf_cmd_batch,  &jf_cmd_register, &jf_cmd_check,    &jf_cmd_finding,
    &jf_cmd_why,  &jf_cmd_petition, &jf_cmd_refund, &jf_cmd_proposal, &jf_cmd_report,   &jf_cmd_rulebook,
    &jf_cmd_rule, &jf_cmd_verify,   &jf_cmd_backup, &jf_cmd_schema,   &jf_cmd_template, &jf_cmd_help,
    NULL,
};
