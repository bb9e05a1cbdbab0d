/* cmd_backup.c - copies of the database, and putting one back. */
#include "internal.h"

#include "jianfu/backup.h"

static enum jf_status one_file(int argc, char **argv, const char *missing, struct jf_error *err)
{
    static const struct jf_option options[] = { { .name = NULL } };
    int words = 0;
    enum jf_status status = jf_cli_options(options, argc, argv, 1, &words, err);
    return status == JF_OK && words != 1 ? jf_error_set(err, JF_USAGE, "%s", missing) : status;
}

static void tell(const struct jf_copy *copy)
{
    jf_say("sha256: %s", copy->sha256);
    if (*copy->head)
        jf_say(_("event log: %lld events, head %s"), (long long)copy->events, copy->head);
}

static enum jf_status run_backup(struct jf_context *ctx, int argc, char **argv, struct jf_error *err)
{
    struct jf_copy copy;
    enum jf_status status = one_file(argc, argv, _("name the one file to write"), err);
    if (status == JF_OK)
        status = jf_backup_write(ctx->db, argv[1], ctx->actor, &copy, err);
    if (status != JF_OK)
        return status;
    jf_say(_("copied '%s' to '%s' and checked the copy; its digest stands in '%s.sha256'"), ctx->db_path, argv[1],
           argv[1]);
    tell(&copy);
    return JF_OK;
}

const struct jf_command jf_cmd_backup = {
    .name = "backup",
    .usage = "backup FILE",
    .summary = N_("copy the whole database into a new file, also while others write"),
    .help =
        N_("FILE must not exist. The copy is one file, readable by its owner only; it is read again and checked before "
           "it\n"
           "gets its name. FILE.sha256 holds its digest: `sha256sum -c FILE.sha256` checks it without this program.\n"
           "Keep copies on another disk. `jianfu restore FILE` puts one back. All names go with a copy: an auditor may "
           "not "
           "take one."),
    .db = JF_CLI_DB_READ,
    .run = run_backup,
};

static enum jf_status run_restore(struct jf_context *ctx, int argc, char **argv, struct jf_error *err)
{
    struct jf_copy copy;
    struct jf_str kept = JF_STR_INIT;
    enum jf_status status = one_file(argc, argv, _("name the one backup to put back"), err);
    jf_cli_watch_stop();
    if (status == JF_OK)
        status = jf_backup_restore(argv[1], ctx->db_path, ctx->actor, &kept, &copy, err);
    if (status == JF_OK) {
        jf_say(_("'%s' is what '%s' holds"), ctx->db_path, argv[1]);
        tell(&copy);
        if (kept.len)
            jf_say(_("what it was before is kept as '%s'"), kept.data);
    }
    jf_str_release(&kept);
    return status;
}

const struct jf_command jf_cmd_restore = {
    .name = "restore",
    .usage = "restore FILE",
    .summary = N_("put a backup in the place of the database"),
    .help =
        N_("FILE is checked first: its digest when FILE.sha256 is there, the file, its references, its event log. What "
           "the\n"
           "database (--db) was before is kept beside it as DATABASE.before-restore-N, also when it is damaged. A head "
           "only\n"
           "may do this. What was entered after the backup is not in it: compare the head of the log with the last "
           "report."),
    .db = JF_CLI_NO_DB,
    .run = run_restore,
};
