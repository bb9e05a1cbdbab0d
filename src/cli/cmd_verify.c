/* cmd_verify.c - is everything as it was written down. */
#include "internal.h"

#include "jianfu/actor.h"
#include "jianfu/casework.h"
#include "jianfu/intake.h"
#include "jianfu/search.h"

#include <string.h>

static void bad_event(void *arg, int64_t event_id, const char *what)
{
    (void)arg;
    if (event_id)
        jf_say(_("event %lld: %s"), (long long)event_id, what);
    else
        jf_say("%s", what);
}

/* What the file itself shows is told behind the log: rows that point at an event that is gone are only its trail. */
static void keep(void *arg, int64_t event_id, const char *what)
{
    (void)event_id;
    jf_str_addf(arg, "%s\n", what);
}

static void tell_kept(struct jf_str *kept)
{
    for (char *at = kept->data, *end; (end = strchr(at, '\n')); at = end + 1) {
        *end = '\0';
        jf_say("%s", at);
    }
    jf_str_release(kept);
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

static void tell_anchor(int64_t event, int64_t events, bool chained)
{
    if (!event)
        jf_say(_("anchor: NO event has this head: the log was written anew, or it is another database's"));
    else if (chained)
        jf_say(_("anchor: it is event %lld of %lld; what the log told then is unchanged"), (long long)event,
               (long long)events);
    else
        jf_say(_("anchor: it is event %lld, but the log is broken"), (long long)event);
}

static enum jf_status run_verify(struct jf_context *ctx, int argc, char **argv, struct jf_error *err)
{
    const char *anchor = NULL;
    const struct jf_option options[] = {
        { "anchor", 0, N_("HEAD"), &anchor, NULL, N_("the head of the log as a report printed it"), false },
        { .name = NULL },
    };
    struct jf_str file = JF_STR_INIT;
    char head[JF_DIGEST_HEX];
    int64_t count = 0, last = 0, anchored = 0, applied = 0, actors = 0;
    bool whole = false, chained = false, rebuilt = false, summed = false, indexed = false, manned = false;
    int words = 0;
    enum jf_status status = jf_cli_options(options, argc, argv, 1, &words, err);
    if (status == JF_OK && words > 0)
        status = jf_error_set(err, JF_USAGE, _("'%s' is one word too many"), argv[1]);
    if (status == JF_OK)
        jf_progress(0, 5, 0, _("database file"));
    if (status == JF_OK)
        status = jf_db_check(ctx->db, keep, &file, &whole, err);
    if (status == JF_OK)
        jf_progress(1, 5, 0, _("event log"));
    if (status == JF_OK)
        status = jf_event_verify(ctx->db, bad_event, NULL, &count, &chained, err);
    tell_kept(&file);
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
    if (status == JF_OK && anchor)
        status = jf_event_anchor(ctx->db, anchor, &anchored, err);
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
    if (anchor)
        tell_anchor(anchored, count, chained);
    if (anchor && !anchored)
        jf_cli_found();
    if (!whole || !chained || !rebuilt || !summed || !indexed || !manned)
        jf_cli_found();
    return JF_OK;
}

const struct jf_command jf_cmd_verify = {
    .name = "verify",
    .usage = "verify [--anchor HEAD]",
    .summary = N_("check the file, the event log's chain, and the cases against it"),
    .help =
        N_("Exit status 1 when something does not agree. The head of the log is printed on every report:\n"
           "--anchor HEAD tells whether the log still holds all that it held then.\n"
           "Looked at: the file's structure, its references, every event of the log up to its recorded end, cases and\n"
           "refunds against the log, petitions that were keyed in against the log field by field, actors and their\n"
           "roles against the log, the sums of notices against the notices, and the index of the search. A single\n"
           "event that was changed, removed, slipped in or swapped is always found; the first bad one is named. Not\n"
           "looked at: whether imported rows still are what their files said, and decisions about findings."),
    .db = JF_CLI_DB_WRITE,
    .run = run_verify,
};
