/* cmd_init.c - make the database of a county. */
#include "internal.h"

#include "jianfu/actor.h"
#include "jianfu/day.h"

/* Who makes the database is its first head, else roles would not be kept. */
static enum jf_status add_head(struct jf_context *ctx, struct jf_error *err)
{
    char today[JF_DAY_SIZE];
    const struct jf_actor_change head = { .name = ctx->actor, .role = "head", .actor = ctx->actor, .day = today };
    jf_day_today(today);
    enum jf_status status = jf_txn_begin(ctx->db, "init", err);
    if (status == JF_OK)
        status = jf_actor_add(ctx->db, &head, err);
    if (status == JF_OK)
        return jf_txn_commit(ctx->db, err);
    jf_txn_rollback(ctx->db);
    return status;
}

static enum jf_status run(struct jf_context *ctx, int argc, char **argv, struct jf_error *err)
{
    static const struct jf_option options[] = { { .name = NULL } };
    int count = 0;
    enum jf_status status = jf_cli_options(options, argc, argv, 1, &count, err);
    if (status == JF_OK && count > 0)
        status = jf_error_set(err, JF_USAGE, _("'%s' is one word too many; the file is named with --db"), argv[1]);
    if (status == JF_OK)
        status = jf_actor_name_check(ctx->actor, err);
    if (status == JF_OK)
        status = jf_db_open(ctx->db_path, JF_DB_CREATE, &ctx->db, err);
    if (status == JF_OK)
        status = add_head(ctx, err);
    if (status == JF_OK)
        jf_say(_("made '%s'; its head is '%s'"), ctx->db_path, ctx->actor);
    return status;
}

const struct jf_command jf_cmd_init = {
    .name = "init",
    .usage = "init",
    .summary = N_("make the database of a county"),
    .help =
        N_("Makes the file named by --db (or JIANFU_DB; jianfu.db if neither is given), readable by its owner only.\n"
           "Whoever makes it (--actor, JIANFU_ACTOR or the login) is its first head; `jianfu actor add` adds others.\n"
           "Next: import the rule book and the register."),
    .db = JF_CLI_NO_DB,
    .run = run,
};
