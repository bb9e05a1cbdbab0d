/* cmd_init.c - make the database of a county. */
#include "internal.h"

static enum jf_status run(struct jf_context *ctx, int argc, char **argv, struct jf_error *err)
{
    static const struct jf_option options[] = { { .name = NULL } };
    int count = 0;
    enum jf_status status = jf_cli_options(options, argc, argv, 1, &count, err);
    if (status == JF_OK && count > 0)
        status = jf_error_set(err, JF_USAGE, _("'%s' is one word too many; the file is named with --db"), argv[1]);
    if (status == JF_OK)
        status = jf_db_open(ctx->db_path, JF_DB_CREATE, &ctx->db, err);
    if (status == JF_OK)
        jf_say(_("made '%s'"), ctx->db_path);
    return status;
}

const struct jf_command jf_cmd_init = {
    .name = "init",
    .usage = "init",
    .summary = N_("make the database of a county"),
    .help =
        N_("Makes the file named by --db (or JIANFU_DB; jianfu.db if neither is given), readable by its owner only.\n"
           "Next: import the rule book and the register."),
    .db = JF_CLI_NO_DB,
    .run = run,
};
