/* finding.c - findings: reading, listing, and what a person decides about them. Finds nothing itself. */
#include "internal.h"

#include "jianfu/i18n.h"
#include "jianfu/json.h"
#include "jianfu/money.h"
#include "jianfu/row.h"
#include "jianfu/word.h"

#include <string.h>

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
    FIELD(TEXT, matched_by),
    FIELD(TEXT, matched_item),
    FIELD(TEXT, matched_code),
    { "price_fen", JF_ROW_HAS, offsetof(struct jf_finding, has_line) },
    FIELD(INT, quantity_milli),
    FIELD(INT, price_fen),
    FIELD(INT, line_fen),
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
    FIELD(INT, repeats),
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
    const char *window = audit_repeat_window(err);
    enum jf_status status = window ? JF_OK : JF_BUG;
    if (status == JF_OK)
        status =
            jf_db_query(db, "audit.finding", JF_ARGS(JF_INT(":id", finding_id), JF_TEXT(":window", window)), &st, err);
    if (jf_stmt_row(st, &status, err))
        status = jf_row_read(st, fields, out, err);
    else if (status == JF_OK)
        status = no_finding(finding_id, err);
    jf_stmt_done(st);
    if (status != JF_OK)
        jf_finding_release(out);
    return status;
}

/* A township or village is named by its code or its name; one that is not there is a slip of the pen, not an empty
 * list. */
static enum jf_status check_place(struct jf_db *db, const char *place, const char *level, struct jf_error *err)
{
    int64_t count = 0;
    if (!place)
        return JF_OK;
    enum jf_status status = jf_db_int(db, "audit.place_exists",
                                      JF_ARGS(JF_TEXT(":place", place), JF_TEXT(":level", level)), 0, &count, err);
    if (status != JF_OK || count > 0)
        return status;
    status = jf_error_set(err, JF_NOT_FOUND, _("the register knows no such place: '%s'"), place);
    jf_error_hint(err, "%s", _("a township or village is named by its 12-digit code or by its name"));
    return status;
}

enum jf_status jf_finding_check(struct jf_db *db, const struct jf_finding_filter *filter, struct jf_error *err)
{
    enum jf_status status = check_place(db, filter->division, NULL, err);
    if (status == JF_OK)
        status = check_place(db, filter->township, "township", err);
    return status == JF_OK ? check_place(db, filter->village, "village", err) : status;
}

/* The filters of audit.findings and audit.finding_totals. */
enum { FILTERS = 16 };
static void filter_args(const struct jf_finding_filter *filter, struct jf_arg args[FILTERS])
{
    struct jf_arg least = JF_INT(":least", filter->least_fen);
    if (filter->least_fen <= 0)
        least.type = JF_ARG_NULL;
    const struct jf_arg list[] = { JF_TEXT(":rule", filter->rule),
                                   JF_TEXT(":unit", filter->unit),
                                   JF_TEXT(":division", filter->division),
                                   JF_TEXT(":township", filter->township),
                                   JF_TEXT(":village", filter->village),
                                   JF_TEXT(":state", filter->state),
                                   JF_TEXT(":severity", filter->severity),
                                   JF_TEXT(":subject", filter->subject),
                                   JF_TEXT(":from", filter->from),
                                   JF_TEXT(":until", filter->until),
                                   JF_TEXT(":school", filter->school),
                                   JF_INT(":schools", filter->schools),
                                   JF_INT(":all", filter->all),
                                   least };
    memcpy(args, list, sizeof list);
    args[sizeof list / sizeof *list] = JF_END;
}

static enum jf_status begin_list(struct jf_db *db, const struct jf_finding_filter *filter, struct jf_stmt **st,
                                 struct jf_error *err)
{
    struct jf_arg args[FILTERS + 2];
    size_t count = 0;
    filter_args(filter, args);
    while (args[count].name)
        count++;
    args[count++] = JF_TEXT(":sort", filter->sort);
    args[count++] = JF_INT(":limit", filter->limit > 0 ? filter->limit : -1);
    args[count] = JF_END;
    return jf_db_query(db, "audit.findings", args, st, err);
}

static enum jf_status read_totals(struct jf_db *db, const struct jf_finding_filter *filter,
                                  struct jf_finding_totals *totals, struct jf_error *err)
{
    struct jf_arg args[FILTERS];
    struct jf_stmt *st = NULL;
    filter_args(filter, args);
    enum jf_status status = jf_db_query(db, "audit.finding_totals", args, &st, err);
    if (jf_stmt_row(st, &status, err)) {
        totals->count = jf_col_int(st, 0);
        totals->excess_fen = jf_col_int(st, 1);
    }
    jf_stmt_done(st);
    return status;
}

/* The page and its totals see one state of the database. */
static enum jf_status walk_list(struct jf_db *db, const struct jf_finding_filter *filter, jf_finding_fn *fn, void *arg,
                                struct jf_finding_totals *totals, struct jf_error *err)
{
    struct jf_stmt *st = NULL;
    struct jf_finding finding = { 0 };
    enum jf_status status = jf_db_views_of(db, "audit.finding", err);
    if (status == JF_OK)
        status = begin_list(db, filter, &st, err);
    while (jf_stmt_row(st, &status, err)) {
        totals->shown++;
        status = jf_finding_read(db, jf_col_int(st, 0), &finding, err);
        if (status == JF_OK)
            status = fn(arg, &finding, err);
    }
    jf_finding_release(&finding);
    jf_stmt_done(st);
    return status;
}

enum jf_status jf_finding_list(struct jf_db *db, const struct jf_finding_filter *filter, jf_finding_fn *fn, void *arg,
                               struct jf_finding_totals *totals, struct jf_error *err)
{
    static const struct jf_finding_filter everything = { 0 };
    struct jf_finding_totals sums = { 0 };
    if (!filter)
        filter = &everything;
    enum jf_status status = jf_finding_check(db, filter, err);
    bool snapshot = status == JF_OK && !jf_txn_open(db);
    if (snapshot)
        status = jf_txn_snapshot(db, err);
    if (status == JF_OK)
        status = walk_list(db, filter, fn, arg, &sums, err);
    if (status == JF_OK && totals)
        status = read_totals(db, filter, &sums, err);
    if (snapshot)
        jf_txn_rollback(db);
    if (status == JF_OK && totals)
        *totals = sums;
    return status;
}

/* What a person may decide, from which state, and what it takes. */
enum needs { NOTHING, REASON, WAIVER, MONEY_BACK };
static const struct decision {
    const char *name, *from, *to, *event;
    enum needs needs;
} decisions[] = {
    { "confirm", "open", "confirmed", "finding.confirm", NOTHING },
    { "confirm", "dismissed", "confirmed", "finding.confirm", REASON },
    { "confirm", "waived", "confirmed", "finding.confirm", REASON },
    { "confirm", "rectified", "confirmed", "finding.confirm", REASON },
    { "dismiss", "open", "dismissed", "finding.dismiss", REASON },
    { "dismiss", "confirmed", "dismissed", "finding.dismiss", REASON },
    { "waive", "open", "waived", "finding.waive", WAIVER },
    { "waive", "confirmed", "waived", "finding.waive", WAIVER },
    { "rectify", "confirmed", "rectified", "finding.rectify", MONEY_BACK },
};
#define DECISION_COUNT (sizeof decisions / sizeof *decisions)

static const struct decision *find_decision(const char *name, const char *state)
{
    for (size_t i = 0; i < DECISION_COUNT; i++)
        if (jf_streq(decisions[i].name, name) && (!state || jf_streq(decisions[i].from, state)))
            return &decisions[i];
    return NULL;
}

/* The words of the command, for nothing else can be typed. */
static void list_possible(struct jf_str *out, const char *state)
{
    for (size_t i = 0; i < DECISION_COUNT; i++)
        if (jf_streq(decisions[i].from, state))
            jf_str_addf(out, "%s%s", out->len ? ", " : "", decisions[i].name);
}

static enum jf_status refuse(const struct jf_finding *finding, const struct jf_decision *wish, struct jf_error *err)
{
    struct jf_str possible = JF_STR_INIT;
    list_possible(&possible, finding->state);
    enum jf_status status =
        jf_error_set(err, JF_USAGE, _("'finding %s' is not possible: the state of finding %lld is: %s"), wish->decision,
                     (long long)finding->finding_id, jf_word("finding-state", finding->state, wish->lang));
    if (possible.len > 0)
        jf_error_hint(err, _("possible now: %s"), possible.data);
    else
        jf_error_hint(err, "%s", _("it is decided anew when a check finds it again"));
    jf_str_release(&possible);
    return status;
}

/* What the decision needs is there. */
static enum jf_status check_wish(const struct decision *d, const struct jf_decision *wish, struct jf_error *err)
{
    enum jf_status status = JF_OK;
    if (d->needs != NOTHING && jf_blank(wish->reason)) {
        status = jf_error_set(err, JF_USAGE, _("'finding %s' takes a reason"), wish->decision);
        jf_error_hint(err, "%s", _("give it with --reason TEXT; it is kept in the history"));
    } else if (d->needs == WAIVER && (jf_blank(wish->approver) || jf_blank(wish->until))) {
        status = jf_error_set(err, JF_USAGE, _("'finding waive' takes who approved it and until when"));
        jf_error_hint(err, "%s", _("give them with --approver NAME and --until DAY"));
    } else if (d->needs == WAIVER && !jf_day_valid(wish->until)) {
        status = jf_error_set(err, JF_USAGE, _("'%s' is not a day (YYYY-MM-DD)"), wish->until);
    } else if (d->needs == WAIVER && strcmp(wish->until, wish->day) < 0) {
        status = jf_error_set(err, JF_USAGE, _("the waiver would have ended on %s, before it begins on %s"),
                              wish->until, wish->day);
    }
    return status;
}

/* What was ordered to be paid back for it is with the payees. */
static enum jf_status money_is_back(struct jf_db *db, const struct jf_finding *finding, struct jf_error *err)
{
    struct jf_stmt *st = NULL;
    struct jf_str money = JF_STR_INIT;
    enum jf_status status =
        jf_db_query(db, "audit.money_not_back", JF_ARGS(JF_INT(":id", finding->finding_id)), &st, err);
    if (jf_stmt_row(st, &status, err)) {
        jf_money_add_grouped(&money, jf_col_int(st, 1));
        status = jf_error_set(
            err, JF_REFUSED, _("finding %lld: refund order '%s' still lacks %s yuan; payees who wait: %lld"),
            (long long)finding->finding_id, jf_col_text(st, 0), money.data, (long long)jf_col_int(st, 2));
        jf_error_hint(err, _("`jianfu refund show %s` tells who waits"), jf_col_text(st, 0));
    }
    jf_stmt_done(st);
    jf_str_release(&money);
    return status;
}

static enum jf_status append_event(struct jf_db *db, const struct jf_finding *finding, const struct decision *d,
                                   const struct jf_decision *wish, struct jf_error *err)
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
    jf_json_text(&json, "reason", wish->reason);
    if (d->needs == WAIVER) {
        jf_json_text(&json, "approver", wish->approver);
        jf_json_text(&json, "until", wish->until);
    }
    jf_json_close(&json, '}');
    enum jf_status status = jf_str_check(&body, err);
    if (status == JF_OK)
        status = jf_event_append(db, d->event, finding->subject_id, wish->actor, wish->day, body.data, NULL, err);
    jf_str_release(&body);
    return status;
}

static enum jf_status set_state(struct jf_db *db, const struct jf_finding *finding, const struct decision *d,
                                const struct jf_decision *wish, struct jf_error *err)
{
    enum jf_status status = append_event(db, finding, d, wish, err);
    if (status != JF_OK)
        return status;
    return jf_db_run(db, "audit.set_state",
                     JF_ARGS(JF_INT(":id", finding->finding_id), JF_TEXT(":state", d->to), JF_TEXT(":day", wish->day)),
                     err);
}

static enum jf_status decide(struct jf_db *db, const struct jf_decision *wish, struct jf_error *err)
{
    struct jf_finding finding = { 0 };
    enum jf_status status = jf_finding_read(db, wish->finding_id, &finding, err);
    if (status != JF_OK)
        return status;
    const struct decision *d = find_decision(wish->decision, finding.state);
    status = d ? check_wish(d, wish, err) : refuse(&finding, wish, err);
    if (status == JF_OK && d->needs == MONEY_BACK)
        status = money_is_back(db, &finding, err);
    if (status == JF_OK)
        status = set_state(db, &finding, d, wish, err);
    jf_finding_release(&finding);
    return status;
}

enum jf_status jf_finding_decide(struct jf_db *db, const struct jf_decision *wish, struct jf_error *err)
{
    if (!find_decision(wish->decision, NULL))
        return jf_error_set(err, JF_USAGE, _("unknown decision '%s': confirm, dismiss, waive or rectify"),
                            wish->decision);
    bool own = !jf_txn_open(db);
    enum jf_status status = jf_db_views(db, err);
    if (status == JF_OK && own)
        status = jf_txn_begin(db, "finding", err);
    if (status != JF_OK)
        return status;
    status = decide(db, wish, err);
    if (!own)
        return status;
    if (status == JF_OK)
        return jf_txn_commit(db, err);
    jf_txn_rollback(db);
    return status;
}

static enum jf_status expire(struct jf_db *db, int64_t finding_id, const char *actor, const char *day,
                             struct jf_error *err)
{
    static const struct decision expiry = { "expire", "waived", "open", "finding.expire", NOTHING };
    struct jf_finding finding = { 0 };
    struct jf_decision wish = { .finding_id = finding_id, .actor = actor, .day = day };
    enum jf_status status = jf_finding_read(db, finding_id, &finding, err);
    if (status == JF_OK)
        status = set_state(db, &finding, &expiry, &wish, err);
    jf_finding_release(&finding);
    return status;
}

enum jf_status audit_expire_waivers(struct jf_db *db, const char *actor, const char *day, int64_t *expired,
                                    struct jf_error *err)
{
    int64_t id = 0;
    enum jf_status status = JF_OK;
    for (*expired = 0; status == JF_OK; ++*expired) {
        status = jf_db_int(db, "audit.expired_waiver", JF_ARGS(JF_TEXT(":day", day)), 0, &id, err);
        if (status != JF_OK || id == 0)
            break;
        status = expire(db, id, actor, day, err);
    }
    return status;
}

enum jf_status jf_finding_history(struct jf_db *db, int64_t finding_id, jf_finding_event_fn *fn, void *arg,
                                  struct jf_error *err)
{
    struct jf_stmt *st = NULL;
    enum jf_status status = jf_db_query(db, "audit.finding_events", JF_ARGS(JF_INT(":id", finding_id)), &st, err);
    while (jf_stmt_row(st, &status, err)) {
        struct jf_finding_event event = { jf_col_text(st, 0), jf_col_text(st, 1), jf_col_text(st, 2),
                                          jf_col_text(st, 3), jf_col_text(st, 4), jf_col_text(st, 5),
                                          jf_col_text(st, 6), jf_col_text(st, 7), jf_col_text(st, 8) };
        status = fn(arg, &event, err);
    }
    jf_stmt_done(st);
    return status;
}
