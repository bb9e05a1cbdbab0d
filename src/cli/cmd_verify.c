/* cmd_verify.c - is everything as it was written down. */
#include "internal.h"

#include "jianfu/actor.h"
#include "jianfu/audit.h"
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

static void tell_seals(int64_t unsealed, bool sound)
{
    jf_say(sound ? _("files and checks: agree with the event log")
                 : _("files and checks: DO NOT agree with the event log"));
    if (unsealed > 0)
        jf_say(_("  %lld of them are not sealed, an earlier version took them in: their rows cannot be held against "
                 "anything"),
               (long long)unsealed);
}

enum { STEPS = 7 };

struct verdict {
    char head[JF_DIGEST_HEX];
    int64_t events, last, anchored, actors, unsealed;
    bool whole, chained, rebuilt, summed, sealed, decided, indexed, manned;
    bool unread; /* the index was not looked at */
};

/* Within one snapshot, for others may be writing: their event and what it did are seen both or not at all. */
static enum jf_status look_at_one_state(struct jf_db *db, const char *anchor, struct verdict *v, struct jf_error *err)
{
    struct jf_str file = JF_STR_INIT;
    int64_t applied = 0;
    jf_progress(0, STEPS, 0, _("database file"));
    enum jf_status status = jf_db_check(db, keep, &file, &v->whole, err);
    if (status == JF_OK)
        jf_progress(1, STEPS, 0, _("event log"));
    if (status == JF_OK)
        status = jf_event_verify(db, bad_event, NULL, &v->events, &v->chained, err);
    tell_kept(&file);
    if (status == JF_OK)
        jf_progress(2, STEPS, 0, _("cases and refunds"));
    if (status == JF_OK)
        status = jf_casework_verify(db, bad_event, NULL, &applied, &v->rebuilt, err);
    if (status == JF_OK)
        jf_progress(3, STEPS, 0, _("sums of notices"));
    if (status == JF_OK)
        status = jf_intake_verify(db, bad_event, NULL, &v->summed, err);
    if (status == JF_OK)
        jf_progress(4, STEPS, 0, _("files and checks"));
    if (status == JF_OK)
        status = jf_seal_verify(db, bad_event, NULL, &v->unsealed, &v->sealed, err);
    if (status == JF_OK)
        jf_progress(5, STEPS, 0, _("findings"));
    if (status == JF_OK)
        status = jf_finding_verify(db, bad_event, NULL, &v->decided, err);
    if (status == JF_OK)
        status = jf_actor_verify(db, bad_event, NULL, &v->actors, &v->manned, err);
    if (status == JF_OK && v->chained)
        status = jf_event_head(db, v->head, &v->last, err);
    if (status == JF_OK && anchor)
        status = jf_event_anchor(db, anchor, &v->anchored, err);
    return status;
}

static enum jf_status look(struct jf_db *db, const char *anchor, struct verdict *v, struct jf_error *err)
{
    enum jf_status status = jf_txn_snapshot(db, err);
    if (status == JF_OK)
        status = look_at_one_state(db, anchor, v, err);
    jf_txn_rollback(db);
    v->unread = jf_db_reads_only(db); /* FTS5 writes to check */
    v->indexed = v->unread;
    if (status != JF_OK || v->unread)
        return status;
    jf_progress(6, STEPS, 0, _("index of the search"));
    return jf_search_verify(db, bad_event, NULL, &v->indexed, err);
}

static enum jf_status run_verify(struct jf_context *ctx, int argc, char **argv, struct jf_error *err)
{
    const char *anchor = NULL;
    const struct jf_option options[] = {
        { "anchor", 0, N_("HEAD"), &anchor, NULL, N_("the head of the log as a report printed it"), false },
        { .name = NULL },
    };
    struct verdict v = { .whole = false };
    int words = 0;
    enum jf_status status = jf_cli_options(options, argc, argv, 1, &words, err);
    if (status == JF_OK && words > 0)
        status = jf_error_set(err, JF_USAGE, _("'%s' is one word too many"), argv[1]);
    if (status == JF_OK)
        status = look(ctx->db, anchor, &v, err);
    if (status != JF_OK)
        return status;
    jf_say(v.whole ? _("database file: sound") : _("database file: NOT sound"));
    if (v.chained)
        jf_say(_("event log: %lld events, unbroken, head %s"), (long long)v.events, v.head);
    else
        jf_say(_("event log: BROKEN"));
    jf_say(v.rebuilt ? _("cases and refunds: agree with the event log")
                     : _("cases and refunds: DO NOT agree with the event log"));
    jf_say(v.summed ? _("sums of notices: agree with the notices")
                    : _("sums of notices: DO NOT agree with the notices"));
    tell_seals(v.unsealed, v.sealed);
    jf_say(v.decided ? _("findings: agree with the event log") : _("findings: DO NOT agree with the event log"));
    if (v.unread)
        jf_say(_("index of the search: not looked at, for the file may only be read"));
    else
        jf_say(v.indexed
                   ? _("index of the search: agrees with papers and steps")
                   : _("index of the search: DOES NOT agree: a paper was changed past the program, or the index was"));
    tell_actors(v.actors, v.manned);
    if (anchor)
        tell_anchor(v.anchored, v.events, v.chained);
    if (anchor && !v.anchored)
        jf_cli_found();
    if (!v.whole || !v.chained || !v.rebuilt || !v.summed || !v.indexed || !v.manned || !v.sealed || !v.decided)
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
           "event that was changed, removed, slipped in or swapped is always found; the first bad one is named.\n"
           "Each import, each check and each visit that is keyed in has in its event digests of what it left: each row "
           "of\n"
           "every kind of paper, the files themselves, checks and findings are held against them, and decisions about\n"
           "findings against their events. Notices are too many for that: the number of their records and their sums\n"
           "by day, unit and file stand for them, so that a name or a line of a notice that was changed past the\n"
           "program while the sums stay is not found."),
    .db = JF_CLI_DB_WRITE,
    .run = run_verify,
};
