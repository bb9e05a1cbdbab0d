/* finding.c - findings: reading, listing, and what a person decides about them. Finds nothing itself. */
#include "jianfu/audit.h"

#include "jianfu/i18n.h"
#include "jianfu/json.h"
#include "jianfu/row.h"

#define FIELD(kind, name)                                                                                              \
    {                                                                                                                  \
#name, JF_ROW_##kind, offsetof(struct jf_finding, name)                                                        \
    }

static const struct jf_row_field fields[] = {
    FIELD(INT, finding_id),
    FIELD(TEXT, rule),
    FIELD(TEXT, rule_digest),
    FIELD(INT, subject_id),
    FIELD(INT, part),
    FIELD(TEXT, subject_kind),
    FIELD(TEXT, subject_key),
    FIELD(TEXT, state),
    FIELD(TEXT, severity),
    FIELD(TEXT, division_code),
    FIELD(TEXT, division_name),
    FIELD(TEXT, township_name),
    FIELD(TEXT, unit_code),
    FIELD(TEXT, unit_name),
    FIELD(TEXT, charged_on),
    { "charged_fen", JF_ROW_HAS, offsetof(struct jf_finding, has_charged) },
    { "allowed_fen", JF_ROW_HAS, offsetof(struct jf_finding, has_allowed) },
    { "excess_fen", JF_ROW_HAS, offsetof(struct jf_finding, has_excess) },
    FIELD(INT, charged_fen),
    FIELD(INT, allowed_fen),
    FIELD(INT, excess_fen),
    FIELD(INT, standard_id),
    FIELD(TEXT, item_name),
    FIELD(TEXT, detail),
    FIELD(INT, record_id),
    FIELD(INT, version),
    FIELD(INT, line),
    FIELD(TEXT, file_name),
    FIELD(TEXT, sha256),
    FIELD(TEXT, imported_at),
    FIELD(INT, batch_id),
    FIELD(INT, first_run),
    FIELD(INT, last_run),
    FIELD(TEXT, first_at),
    FIELD(TEXT, last_at),
    FIELD(TEXT, last_day),
    FIELD(TEXT, book),
    { NULL, JF_ROW_TEXT, 0 },
};

void jf_finding_release(struct jf_finding *finding)
{
    jf_row_release(fields, finding);
}

static enum jf_status no_finding(int64_t finding_id, struct jf_error *err)
{
    enum jf_status status = jf_error_set(err, JF_NOT_FOUND, _("there is no finding %lld"), (long long)finding_id);
    jf_error_hint(err, "%s", _("'jianfu finding list' shows all with their numbers"));
    return status;
}

enum jf_status jf_finding_read(struct jf_db *db, int64_t finding_id, struct jf_finding *out, struct jf_error *err)
{
    struct jf_stmt *st = NULL;
    bool row = false;
    enum jf_status status = jf_db_views(db, err);
    if (status == JF_OK)
        status = jf_db_query(db, "audit.finding", JF_ARGS(JF_INT(":id", finding_id)), &st, err);
    if (status == JF_OK)
        status = jf_stmt_next(st, &row, err);
    if (status == JF_OK && !row)
        status = no_finding(finding_id, err);
    if (status == JF_OK)
        status = jf_row_read(st, fields, out, err);
    jf_stmt_done(st);
    if (status != JF_OK)
        jf_finding_release(out);
    return status;
}

enum jf_status jf_finding_list(struct jf_db *db, const struct jf_finding_filter *filter, jf_finding_fn *fn, void *arg,
                               struct jf_error *err)
{
    static const struct jf_finding_filter everything = { 0 };
    struct jf_stmt *st = NULL;
    struct jf_finding finding = { 0 };
    bool row = true;
    if (!filter)
        filter = &everything;
    enum jf_status status = jf_db_views(db, err);
    if (status == JF_OK)
        status = jf_db_query(db, "audit.findings",
                             JF_ARGS(JF_TEXT(":rule", filter->rule), JF_TEXT(":unit", filter->unit),
                                     JF_TEXT(":division", filter->division), JF_TEXT(":state", filter->state),
                                     JF_TEXT(":severity", filter->severity), JF_TEXT(":subject", filter->subject),
                                     JF_TEXT(":from", filter->from), JF_TEXT(":until", filter->until),
                                     JF_INT(":school", filter->school), JF_INT(":all", filter->all)),
                             &st, err);
    while (status == JF_OK) {
        status = jf_stmt_next(st, &row, err);
        if (status != JF_OK || !row)
            break;
        status = jf_finding_read(db, jf_col_int(st, 0), &finding, err);
        if (status == JF_OK)
            status = fn(arg, &finding, err);
    }
    jf_finding_release(&finding);
    jf_stmt_done(st);
    return status;
}

/* What a person may decide, from which state, and whether it takes a reason. */
static const struct decision {
    const char *name, *from, *to, *event;
    bool reason;
} decisions[] = {
    { "confirm", "open", "confirmed", "finding.confirm", false },
    { "confirm", "dismissed", "confirmed", "finding.confirm", true },
    { "dismiss", "open", "dismissed", "finding.dismiss", true },
    { "dismiss", "confirmed", "dismissed", "finding.dismiss", true },
    { "rectify", "confirmed", "rectified", "finding.rectify", true },
};
#define DECISION_COUNT (sizeof decisions / sizeof *decisions)

static const struct decision *find_decision(const char *name, const char *state)
{
    for (size_t i = 0; i < DECISION_COUNT; i++)
        if (jf_streq(decisions[i].name, name) && (!state || jf_streq(decisions[i].from, state)))
            return &decisions[i];
    return NULL;
}

static enum jf_status append_event(struct jf_db *db, const struct jf_finding *finding, const struct decision *d,
                                   const char *reason, const char *actor, const char *day, struct jf_error *err)
{
    struct jf_str body = JF_STR_INIT;
    struct jf_json json;
    jf_json_init(&json, &body);
    jf_json_open(&json, NULL, '{');
    jf_json_int(&json, "finding", finding->finding_id);
    jf_json_text(&json, "rule", finding->rule);
    jf_json_text(&json, "subject", finding->subject_key);
    jf_json_int(&json, "part", finding->part);
    jf_json_text(&json, "from", d->from);
    jf_json_text(&json, "to", d->to);
    jf_json_text(&json, "reason", reason);
    jf_json_close(&json, '}');
    enum jf_status status = jf_str_check(&body, err);
    if (status == JF_OK)
        status = jf_event_append(db, d->event, finding->subject_id, actor, day, body.data, NULL, err);
    jf_str_release(&body);
    return status;
}

static enum jf_status decide(struct jf_db *db, int64_t finding_id, const char *name, const char *reason,
                             const char *actor, const char *day, struct jf_error *err)
{
    struct jf_finding finding = { 0 };
    enum jf_status status = jf_finding_read(db, finding_id, &finding, err);
    if (status != JF_OK)
        return status;
    const struct decision *d = find_decision(name, finding.state);
    if (!d)
        status = jf_error_set(err, JF_USAGE, _("cannot %s finding %lld: it is %s"), name, (long long)finding_id,
                              finding.state);
    else if (d->reason && (!reason || !*reason)) {
        status = jf_error_set(err, JF_USAGE, _("cannot %s finding %lld without a reason"), name, (long long)finding_id);
        jf_error_hint(err, "%s", _("give it with --reason TEXT; it is kept in the history"));
    }
    if (status == JF_OK)
        status = append_event(db, &finding, d, reason, actor, day, err);
    if (status == JF_OK)
        status = jf_db_run(db, "audit.set_state", JF_ARGS(JF_INT(":id", finding_id), JF_TEXT(":state", d->to)), err);
    jf_finding_release(&finding);
    return status;
}

enum jf_status jf_finding_decide(struct jf_db *db, int64_t finding_id, const char *decision, const char *reason,
                                 const char *actor, const char *day, struct jf_error *err)
{
    if (!find_decision(decision, NULL))
        return jf_error_set(err, JF_USAGE, _("unknown decision '%s': confirm, dismiss or rectify"), decision);
    enum jf_status status = jf_db_views(db, err);
    if (status == JF_OK)
        status = jf_txn_begin(db, "finding", err);
    if (status != JF_OK)
        return status;
    status = decide(db, finding_id, decision, reason, actor, day, err);
    if (status == JF_OK)
        return jf_txn_commit(db, err);
    jf_txn_rollback(db);
    return status;
}

enum jf_status jf_finding_history(struct jf_db *db, int64_t finding_id, jf_finding_event_fn *fn, void *arg,
                                  struct jf_error *err)
{
    struct jf_stmt *st = NULL;
    bool row = true;
    enum jf_status status = jf_db_query(db, "audit.finding_events", JF_ARGS(JF_INT(":id", finding_id)), &st, err);
    while (status == JF_OK) {
        status = jf_stmt_next(st, &row, err);
        if (status != JF_OK || !row)
            break;
        status = fn(arg, jf_col_text(st, 1), jf_col_text(st, 2), jf_col_text(st, 3), jf_col_text(st, 4), err);
    }
    jf_stmt_done(st);
    return status;
}
