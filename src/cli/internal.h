/* internal.h - between main.c and its neighbours in src/cli. */
#ifndef JIANFU_CLI_INTERNAL_H
#define JIANFU_CLI_INTERNAL_H

#include "jianfu/cli.h"

/* The one place where a status becomes an exit code. */
int jf_exit_code(enum jf_status status);

const struct jf_command *jf_command_find(const char *name);
void jf_help_command(const struct jf_command *command);
void jf_help_all(void);

/* True once Ctrl-C was pressed; long work asks and stops cleanly. */
bool jf_cli_stopped(void);
void jf_cli_watch_stop(void);

#endif
