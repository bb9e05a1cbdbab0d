/* cmd_help.c - what can be done, from the same tables that do it. */
#include "internal.h"

#include "jianfu/diag.h"
#include "jianfu/utf8.h"

#include <string.h>

void jf_help_all(void)
{
    jf_say(_("usage: jianfu [--db FILE] [--lang zh|en] [--actor NAME] [--today DAY] COMMAND ..."));
    jf_put("\n");
    for (size_t i = 0; jf_commands[i]; i++)
        jf_say("  %-16s%s", jf_commands[i]->name, _(jf_commands[i]->summary));
    jf_put("\n");
    jf_say(_("'jianfu help COMMAND' tells more; 'jianfu help diagnostics' lists the codes of diagnostics."));
    jf_say(_("Exit status: 0 done; 1 done, and something was found; 2 wrong usage; 3 input refused; 4 database trouble;"
             " 5 file trouble; 70 a bug; 71 out of memory; 130 stopped."));
}

void jf_help_command(const struct jf_command *command)
{
    const char *line = command->usage;
    for (bool first = true; line; first = false) {
        size_t len = strcspn(line, "\n");
        /* a line that begins with a blank continues the one above */
        jf_say("%s%s %.*s", first ? _("usage:") : "      ", *line == ' ' ? "" : " jianfu", (int)len, line);
        line = line[len] ? line + len + 1 : NULL;
    }
    jf_put("\n");
    jf_say("%s", _(command->help));
}

static void list_codes(void)
{
    for (const struct jf_diag_code *c = jf_diag_codes; c->code; c++)
        jf_say("%-9s%s", c->code, _(c->meaning));
}

static enum jf_status run(struct jf_context *ctx, int argc, char **argv, struct jf_error *err)
{
    (void)ctx;
    if (argc < 2) {
        jf_help_all();
        return JF_OK;
    }
    if (strcmp(argv[1], "diagnostics") == 0) {
        list_codes();
        return JF_OK;
    }
    const struct jf_command *command = jf_command_find(argv[1]);
    if (!command)
        return jf_error_set(err, JF_USAGE, _("there is no command '%s'"), argv[1]);
    jf_help_command(command);
    return JF_OK;
}

const struct jf_command jf_cmd_help = {
    .name = "help",
    .usage = "help [COMMAND|diagnostics]",
    .summary = N_("list the commands, or tell about one"),
    .help = N_("The same as COMMAND --help."),
    .db = JF_CLI_NO_DB,
    .run = run,
};
