/* commands.c - the list of commands: one line each. */
#include "jianfu/cli.h"

/* In the order in which an office meets them; `help` shows them so. */
/* clang-format off */
#define COMMANDS(X) \
    X(init)         \
    X(actor)        \
    X(import)       \
    X(batch)        \
    X(register)     \
    X(check)        \
    X(finding)      \
    X(why)          \
    X(petition)     \
    X(refund)       \
    X(remedy)       \
    X(inspection)   \
    X(proposal)     \
    X(publicity)    \
    X(accountability) \
    X(account)      \
    X(arrears)      \
    X(levy)         \
    X(transfer)     \
    X(village)      \
    X(report)       \
    X(board)        \
    X(card)         \
    X(rulebook)     \
    X(rule)         \
    X(office)       \
    X(log)          \
    X(verify)       \
    X(backup)       \
    X(restore)      \
    X(schema)       \
    X(template)     \
    X(help)
/* clang-format on */

#define DECLARE(name) extern const struct jf_command jf_cmd_##name;
#define LIST(name)    &jf_cmd_##name,

COMMANDS(DECLARE)

const struct jf_command *const jf_commands[] = { COMMANDS(LIST) NULL };
