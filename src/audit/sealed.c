/* sealed.c - findings against the log: what the last check found, by digests in its event, and what people decided
 * since. */
#include "internal.h"

#include "jianfu/i18n.h"
#include "jianfu/json.h"

static enum jf_status seals_at(struct jf_db *db, int64_t event_id, struct jf_json *j, const char *name,
                               struct jf_error *err)
{
    struct jf_stmt *st = NULL;
    jf_json_open(j, name, '{');
    enum jf_status status = jf_db_query(db, "audit.finding_seals", JF_ARGS(JF_INT(":event", event_id)), &st, err);
    while (jf_stmt_row(st, &status, err)) {
        jf_json_text(j, jf_col_text(st, 0), jf_col_text(st, 1));
    }
    jf_stmt_done(st);
    jf_json_close(j, '}');
    return status == JF_OK ? jf_str_check(j->out, err) : status;
}

enum jf_status audit_seal_findings(struct jf_db *db, struct jf_json *j, struct jf_error *err)
{
    return seals_at(db, INT64_MAX, j, "findings", err);
}

/* ---- verifying ---- */

enum what { DECISIONS, RULES };

static void describe(struct jf_str *text, enum what what, const struct jf_stmt *st)
{
    if (what == DECISIONS)
        jf_str_addf(text, _("finding %lld: it does not stand as it was decided"), (long long)jf_col_int(st, 1));
    else
        jf_str_addf(text, _("findings of rule %s: they are not those that the check found"), jf_col_text(st, 0));
}

static enum jf_status tell_rows(struct jf_db *db, enum what what, const char *statement, const struct jf_arg *args,
                                int64_t event_id, jf_event_bad_fn *bad, void *arg, bool *sound, struct jf_error *err)
{
    struct jf_stmt *st = NULL;
    struct jf_str text = JF_STR_INIT;
    enum jf_status status = jf_db_query(db, statement, args, &st, err);
    while (jf_stmt_row(st, &status, err)) {
        jf_str_clear(&text);
        describe(&text, what, st);
        *sound = false;
        status = jf_str_check(&text, err);
        if (status == JF_OK)
            bad(arg, what == DECISIONS ? jf_col_int(st, 0) : event_id, text.data);
    }
    jf_stmt_done(st);
    jf_str_release(&text);
    return status;
}

/* The event of the last check and its seals; nothing kept where there is none, or an earlier version made it. */
static enum jf_status last_check(struct jf_db *db, int64_t *event_id, struct jf_str *kept, struct jf_error *err)
{
    struct jf_stmt *st = NULL;
    enum jf_status status = jf_db_query(db, "audit.last_seals", NULL, &st, err);
    if (jf_stmt_row(st, &status, err)) {
        *event_id = jf_col_int(st, 0);
        jf_str_add(kept, jf_col_null(st, 1) ? "" : jf_col_text(st, 1));
    }
    jf_stmt_done(st);
    return status == JF_OK ? jf_str_check(kept, err) : status;
}

static enum jf_status look(struct jf_db *db, jf_event_bad_fn *bad, void *arg, bool *sound, struct jf_error *err)
{
    struct jf_str kept = JF_STR_INIT, now = JF_STR_INIT;
    struct jf_json json;
    int64_t event_id = 0;
    enum jf_status status = last_check(db, &event_id, &kept, err);
    if (status == JF_OK)
        status = tell_rows(db, DECISIONS, "audit.wrong_decisions", JF_ARGS(JF_INT(":event", event_id)), 0, bad, arg,
                           sound, err);
    if (status == JF_OK && kept.len > 0) {
        jf_json_init(&json, &now);
        status = seals_at(db, event_id, &json, NULL, err);
    }
    if (status == JF_OK && kept.len > 0 && !jf_streq(kept.data, now.data))
        status =
            tell_rows(db, RULES, "seal.differences", JF_ARGS(JF_TEXT(":kept", kept.data), JF_TEXT(":now", now.data)),
                      event_id, bad, arg, sound, err);
    jf_str_release(&kept);
    jf_str_release(&now);
    return status;
}

/* The log and the findings are seen in one state, whatever others write meanwhile. */
enum jf_status jf_finding_verify(struct jf_db *db, jf_event_bad_fn *bad, void *arg, bool *sound, struct jf_error *err)
{
    bool own = !jf_txn_open(db);
    *sound = true;
    enum jf_status status = own ? jf_txn_snapshot(db, err) : JF_OK;
    if (status != JF_OK)
        return status;
    status = look(db, bad, arg, sound, err);
    if (own)
        jf_txn_rollback(db);
    return status;
}
