/* cmd_verify.c - is everything as it was written down; and a copy of it. */
#include "internal.h"

#include "jianfu/actor.h"
#include "jianfu/casework.h"
#include "jianfu/intake.h"
#include "jianfu/search.h"

static void bad_event(void *arg, int64_t event_id, const char *what)
{
    (void)arg;
    if (event_id)
        jf_say(_("event %lld: %s"), (long long)event_id, what);
    else
        jf_say("%s", what);
}

static void tell_actors(int64_t actors, bool sound)
{
    if (!sound)
        jf_say(_("actors: DO NOT agree with the event log"));
    else if (actors == 0)
        jf_say(_("actors: no roles are kept yet, everybody may do everything"));
    else
        jf_say(_("actors: %lld, agree with the event log"), (long long)actors);
}

static enum jf_status run_verify(struct jf_context *ctx, int argc, char **argv, struct jf_error *err)
{
    static const struct jf_option options[] = { { .name = NULL } };
    char head[JF_DIGEST_HEX];
    int64_t count = 0, last = 0, applied = 0, actors = 0;
    bool whole = false, chained = false, rebuilt = false, summed = false, indexed = false, manned = false;
    int words = 0;
    enum jf_status status = jf_cli_options(options, argc, argv, 1, &words, err);
    if (status == JF_OK && words > 0)
        status = jf_error_set(err, JF_USAGE, _("'%s' is one word too many"), argv[1]);
    if (status == JF_OK)
        jf_progress(0, 5, 0, _("database file"));
    if (status == JF_OK)
        status = jf_db_check(ctx->db, bad_event, NULL, &whole, err);
    if (status == JF_OK)
        jf_progress(1, 5, 0, _("event log"));
    if (status == JF_OK)
        status = jf_event_verify(ctx->db, bad_event, NULL, &count, &chained, err);
    if (status == JF_OK)
        jf_progress(2, 5, 0, _("cases and refunds"));
    if (status == JF_OK)
        status = jf_casework_verify(ctx->db, bad_event, NULL, &applied, &rebuilt, err);
    if (status == JF_OK)
        jf_progress(3, 5, 0, _("sums of notices"));
    if (status == JF_OK)
        status = jf_intake_verify(ctx->db, bad_event, NULL, &summed, err);
    if (status == JF_OK)
        jf_progress(4, 5, 0, _("index of the search"));
    if (status == JF_OK)
        status = jf_search_verify(ctx->db, bad_event, NULL, &indexed, err);
    if (status == JF_OK)
        status = jf_actor_verify(ctx->db, bad_event, NULL, &actors, &manned, err);
    if (status == JF_OK && chained)
        status = jf_event_head(ctx->db, head, &last, err);
    if (status != JF_OK)
        return status;
    jf_say(whole ? _("database file: sound") : _("database file: NOT sound"));
    if (chained)
        jf_say(_("event log: %lld events, unbroken, head %s"), (long long)count, head);
    else
        jf_say(_("event log: BROKEN"));
    jf_say(rebuilt ? _("cases and refunds: agree with the event log")
                   : _("cases and refunds: DO NOT agree with the event log"));
    jf_say(summed ? _("sums of notices: agree with the notices") : _("sums of notices: DO NOT agree with the notices"));
    jf_say(indexed ? _("index of the search: agrees with papers and steps")
                   : _("index of the search: DOES NOT agree: a paper was changed past the program, or the index was"));
    tell_actors(actors, manned);
    if (!whole || !chained || !rebuilt || !summed || !indexed || !manned)
        jf_cli_found();
    return JF_OK;
}

const struct jf_command jf_cmd_verify = {
    .name = "verify",
    .usage = "verify",
    .summary = N_("check the file, the event log's chain, and the cases against it"),
    .help =
        N_("Exit status 1 when something does not agree. The head of the log is printed on every report: compare it.\n"
           "Looked at: the file's structure, its references, every event of the log up to its recorded end, cases and\n"
           "refunds against the log, actors and their roles against the log, the sums of notices against the notices,\n"
           "and the index of the search. A single event that was changed, removed, slipped in or swapped is always\n"
           "found; the first bad one is named. Not looked at: whether imported rows still are what their files said,\n"
           "and decisions about findings."),
    .db = JF_CLI_DB_WRITE,
    .run = run_verify,
};

static enum jf_status run_backup(struct jf_context *ctx, int argc, char **argv, struct jf_error *err)
{
    static const struct jf_option options[] = { { .name = NULL } };
    int words = 0;
    enum jf_status status = jf_cli_options(options, argc, argv, 1, &words, err);
    if (status == JF_OK && words != 1)
        status = jf_error_set(err, JF_USAGE, _("name the one file to write"));
    if (status == JF_OK)
        status = jf_db_backup(ctx->db, argv[1], err);
    if (status == JF_OK)
        jf_say(_("copied '%s' to '%s'"), ctx->db_path, argv[1]);
    return status;
}

const struct jf_command jf_cmd_backup = {
    .name = "backup",
    .usage = "backup FILE",
    .summary = N_("copy the whole database into a new file, also while others write"),
    .help = N_("FILE must not exist. The copy is one file, readable by its owner only."),
    .db = JF_CLI_DB_READ,
    .run = run_backup,
};
