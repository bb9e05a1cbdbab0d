/* guard.c - the conditions that the table of steps names (column needs). Each looks only, and says exactly what is
 * missing. */
#include "internal.h"

#include "jianfu/money.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct guard_call {
    struct jf_db *db;
    const struct jf_step *row;
    const struct standing *at;
    const char *fields;
    const char **code;
};

enum jf_status guard_settled(struct jf_db *db, int64_t petition_id, const char **code, struct jf_error *err)
{
    struct jf_stmt *st = NULL;
    struct jf_str rest = JF_STR_INIT;
    enum jf_status status = jf_db_query(db, "casework.missing", JF_ARGS(JF_INT(":petition", petition_id)), &st, err);
    if (jf_stmt_row(st, &status, err) && jf_col_int(st, 0) > 0) {
        jf_money_add(&rest, jf_col_int(st, 1));
        jf_str_add(&rest, _(" yuan"));
        if (jf_col_int(st, 3) > 0) {
            jf_str_add(&rest, _(" and "));
            jf_refund_add_days(&rest, jf_col_int(st, 3));
        }
        status = refuse(code, CASE_SUMS, JF_REFUSED, err, _("refund order '%s' still lacks %s; payees who wait: %lld"),
                        jf_col_text(st, 2), rest.data, (long long)jf_col_int(st, 0));
        jf_error_hint(err, _("pay what is due to the fen first: `jianfu refund show %s --unpaid` lists who waits"),
                      jf_col_text(st, 2));
    }
    jf_stmt_done(st);
    jf_str_release(&rest);
    return status;
}

static enum jf_status settled(const struct guard_call *call, struct jf_error *err)
{
    return guard_settled(call->db, call->at->petition_id, call->code, err);
}

/* One text of the fields; "" when it is not carried. */
static enum jf_status field(const struct guard_call *call, const char *path, struct jf_str *out, struct jf_error *err)
{
    enum jf_status status = jf_db_text(
        call->db, "casework.field", JF_ARGS(JF_TEXT(":fields", call->fields), JF_TEXT(":path", path)), out, NULL, err);
    return status == JF_OK ? jf_str_check(out, err) : status;
}

static enum jf_status orders(const struct guard_call *call, const char *statement, int64_t *count, struct jf_error *err)
{
    return jf_db_int(call->db, statement, JF_ARGS(JF_INT(":petition", call->at->petition_id)), 0, count, err);
}

static bool found_true(const struct standing *at)
{
    return strcmp(at->result.data, "substantiated") == 0 || strcmp(at->result.data, "partly") == 0;
}

/* 信访条例 2005 第二十三条: what a petitioner says is not passed to the one complained of. */
static enum jf_status other_unit(const struct guard_call *call, struct jf_error *err)
{
    struct jf_str to = JF_STR_INIT;
    enum jf_status status = field(call, "$.to", &to, err);
    if (status == JF_OK && to.len && strcmp(to.data, call->at->unit.data) == 0) {
        status = refuse(call->code, CASE_FIELDS, JF_USAGE, err,
                        _("a petition is never forwarded to the unit complained of, '%s'"), to.data);
        jf_error_hint(err, _("forward it to the body above that unit, or investigate it here"));
    }
    jf_str_release(&to);
    return status;
}

static enum jf_status upheld(const struct guard_call *call, struct jf_error *err)
{
    if (found_true(call->at))
        return JF_OK;
    refuse(call->code, CASE_ILLEGAL, JF_USAGE, err, _("a refund is ordered only where the complaint was found true"));
    jf_error_hint(err, _("the case was concluded with the result '%s'"), word_told("result", call->at->result.data));
    return JF_USAGE;
}

/* A slip in the unit's code must not order money from somebody who was never complained of. */
static enum jf_status unit_complained_of(const struct guard_call *call, struct jf_error *err)
{
    struct jf_str unit = JF_STR_INIT, reason = JF_STR_INIT;
    enum jf_status status = field(call, "$.unit", &unit, err);
    if (status == JF_OK)
        status = field(call, "$.other-unit", &reason, err);
    bool other = call->at->unit.len && strcmp(unit.data, call->at->unit.data) != 0;
    if (status == JF_OK && other && !reason.len) {
        status = refuse(call->code, CASE_FIELDS, JF_USAGE, err, _("the unit complained of is '%s', not '%s'"),
                        call->at->unit.data, unit.data);
        jf_error_hint(err, _("correct the unit, or say why another unit pays back: other-unit"));
    } else if (status == JF_OK && !other && reason.len) {
        status = refuse(call->code, CASE_FIELDS, JF_USAGE, err,
                        _("other-unit is said only where the order goes to another unit than the one complained of"));
    }
    jf_str_release(&unit);
    jf_str_release(&reason);
    return status;
}

static enum jf_status owing(const struct guard_call *call, struct jf_error *err)
{
    int64_t count = 0;
    enum jf_status status = orders(call, "casework.owing", &count, err);
    if (status == JF_OK && count == 0)
        status = refuse(call->code, CASE_SUMS, JF_REFUSED, err, _("nothing is due any more"));
    return status;
}

static enum jf_status untouched(const struct guard_call *call, struct jf_error *err)
{
    int64_t count = 0;
    enum jf_status status = orders(call, "casework.untouched", &count, err);
    if (status == JF_OK && count == 0) {
        status = refuse(call->code, CASE_SUMS, JF_REFUSED, err, _("something is paid on every order of the case"));
        jf_error_hint(err, _("an order is withdrawn only before the first payment"));
    }
    return status;
}

/* Who was found right gets the money back, or is told why there is none (design: no case ends with a fen missing). */
static enum jf_status refund_said(const struct guard_call *call, struct jf_error *err)
{
    struct jf_str reason = JF_STR_INIT;
    int64_t count = 0;
    enum jf_status status = orders(call, "casework.ordered", &count, err);
    if (status == JF_OK)
        status = field(call, "$.no-refund", &reason, err);
    if (status == JF_OK && found_true(call->at) && count == 0 && !reason.len && !call->at->paper) {
        status = refuse(call->code, CASE_FIELDS, JF_USAGE, err, _("case '%s' was found true and no refund is ordered"),
                        call->at->number.data);
        jf_error_hint(err, _("order the refund, or say why no money is to be paid back: no-refund"));
    } else if (status == JF_OK && reason.len && (count > 0 || !found_true(call->at))) {
        status = refuse(call->code, CASE_FIELDS, JF_USAGE, err,
                        _("no-refund is said only where the complaint was found true and no refund is ordered"));
    }
    jf_str_release(&reason);
    return status;
}

static enum jf_status findings_fit(const struct guard_call *call, struct jf_error *err)
{
    struct jf_str unit = JF_STR_INIT;
    enum jf_status status = field(call, "$.unit", &unit, err);
    if (status == JF_OK)
        status = guard_findings(call->db, call->fields, unit.data, call->code, err);
    jf_str_release(&unit);
    return status;
}

static enum jf_status given(const struct guard_call *call, struct jf_error *err)
{
    int64_t count = 0;
    enum jf_status status = orders(call, "refund.given", &count, err);
    if (status == JF_OK && count == 0)
        status = refuse(call->code, CASE_SUMS, JF_REFUSED, err, _("nothing is paid so far"));
    return status;
}

static enum jf_status stands_alone(const struct guard_call *call, struct jf_error *err)
{
    if (call->at->alone)
        return JF_OK;
    refuse(call->code, CASE_ILLEGAL, JF_USAGE, err, _("the order belongs to the petition %s"), call->at->number.data);
    jf_error_hint(err, _("it is closed and opened again with the petition"));
    return JF_USAGE;
}

/* A household is asked before the case is closed. What a paper tells happened before anybody could be called. */
static enum jf_status confirmed(const struct guard_call *call, struct jf_error *err)
{
    return call->at->paper ? JF_OK : guard_confirmed(call->db, call->at->petition_id, call->code, err);
}

static enum jf_status opinion_fits(const struct guard_call *call, struct jf_error *err)
{
    struct jf_str opinion = JF_STR_INIT;
    enum jf_status status = field(call, "$.opinion", &opinion, err);
    if (status == JF_OK && strcmp(opinion.data, "not-support") == 0 && found_true(call->at)) {
        status = refuse(call->code, CASE_FIELDS, JF_USAGE, err,
                        _("a complaint found true is not answered with 'not-support'"));
        jf_error_hint(err, _("the case was concluded with the result '%s'"),
                      word_told("result", call->at->result.data));
    }
    jf_str_release(&opinion);
    return status;
}

static enum jf_status running(const struct guard_call *call, struct jf_error *err)
{
    if (!call->at->paused.len)
        return JF_OK;
    refuse(call->code, CASE_ILLEGAL, JF_USAGE, err, _("case '%s' is paused since %s"), call->at->number.data,
           call->at->paused.data);
    jf_error_hint(err, _("`jianfu petition resume %s` first"), call->at->number.data);
    return JF_USAGE;
}

static enum jf_status paused(const struct guard_call *call, struct jf_error *err)
{
    if (call->at->paused.len)
        return JF_OK;
    return refuse(call->code, CASE_ILLEGAL, JF_USAGE, err, _("case '%s' is not paused"), call->at->number.data);
}

/* 信访条例 2005 第三十五条, 信访工作条例 2022 第三十六条: after the second review the same facts and grounds are not
 * taken up again. Reopening on new facts is a decision of the head and says why. */
static enum jf_status not_final(const struct guard_call *call, struct jf_error *err)
{
    if (!call->at->final.len)
        return JF_OK;
    refuse(call->code, CASE_ILLEGAL, JF_USAGE, err, _("a second review ended case '%s' on %s"), call->at->number.data,
           call->at->final.data);
    jf_error_hint(err, _("the same facts and grounds are not taken up again; new ones are a reason to reopen"));
    return JF_USAGE;
}

static enum jf_status not_reviewed(const struct guard_call *call, struct jf_error *err)
{
    int64_t count = 0;
    enum jf_status status = orders(call, "casework.reviews", &count, err);
    if (status != JF_OK || count == 0)
        return status;
    refuse(call->code, CASE_ILLEGAL, JF_USAGE, err, _("the answer of case '%s' was reviewed before"),
           call->at->number.data);
    jf_error_hint(err, _("who does not agree with the review asks for the second: `jianfu petition second-review %s`"),
                  call->at->number.data);
    return JF_USAGE;
}

static enum jf_status reviewed(const struct guard_call *call, struct jf_error *err)
{
    int64_t count = 0;
    enum jf_status status = orders(call, "casework.reviews", &count, err);
    if (status != JF_OK || count > 0)
        return status;
    refuse(call->code, CASE_ILLEGAL, JF_USAGE, err, _("the answer of case '%s' was not reviewed so far"),
           call->at->number.data);
    jf_error_hint(err, _("the review comes first: `jianfu petition review %s`"), call->at->number.data);
    return JF_USAGE;
}

static const char *day_at_hand(const struct guard_call *call, char today[JF_DAY_SIZE])
{
    jf_day_today(today);
    return call->at->day ? call->at->day : today;
}

/* A case that is at an end does not go on for another: the complaint would be heard by nobody. */
static enum jf_status goes_on(const struct guard_call *call, const char *into, struct jf_error *err)
{
    char today[JF_DAY_SIZE];
    int64_t ended = 0;
    enum jf_status status =
        jf_db_int(call->db, "casework.ended_before",
                  JF_ARGS(JF_TEXT(":number", into), JF_TEXT(":day", day_at_hand(call, today))), 0, &ended, err);
    if (status != JF_OK || ended == 0)
        return status;
    status = refuse(call->code, CASE_ILLEGAL, JF_USAGE, err, _("case '%s' is at an end and does not go on for another"),
                    into);
    jf_error_hint(err, _("`jianfu petition reopen %s` takes it up anew; else this case is handled by itself"), into);
    return status;
}

/* A case is merged into one that stands by itself: no ring of cases that wait for each other can arise. */
static enum jf_status other_case(const struct guard_call *call, struct jf_error *err)
{
    struct jf_str into = JF_STR_INIT, state = JF_STR_INIT;
    int64_t merged = 0;
    enum jf_status status = field(call, "$.into", &into, err);
    if (status == JF_OK)
        status = jf_db_text(call->db, "casework.state_of", JF_ARGS(JF_TEXT(":number", into.data)), &state, NULL, err);
    if (status == JF_OK)
        status = orders(call, "casework.merged_here", &merged, err);
    if (status == JF_OK && strcmp(into.data, call->at->number.data) == 0)
        status = refuse(call->code, CASE_FIELDS, JF_USAGE, err, _("case '%s' cannot be merged into itself"), into.data);
    if (status == JF_OK && strcmp(state.data, "merged") == 0) {
        status =
            refuse(call->code, CASE_FIELDS, JF_USAGE, err, _("case '%s' is itself merged into another"), into.data);
        jf_error_hint(err, _("`jianfu petition show %s` tells into which"), into.data);
    }
    if (status == JF_OK && merged > 0)
        status = refuse(call->code, CASE_FIELDS, JF_USAGE, err, _("other cases are merged into case '%s'"),
                        call->at->number.data);
    if (status == JF_OK)
        status = goes_on(call, into.data, err);
    jf_str_release(&into);
    jf_str_release(&state);
    return status;
}

/* ---- in time ---- */

/* 信访条例 2005 第三十三条, 信访工作条例 2022 第三十四条: at most so many days more, however often they are asked for.
 * A limit that nobody knows is none that could be kept to. */
static enum jf_status extension_left_over(const struct guard_call *call, struct jf_error *err)
{
    char today[JF_DAY_SIZE];
    struct extension e;
    struct jf_str days = JF_STR_INIT;
    const char *day = day_at_hand(call, today);
    enum jf_status status = extension_left(call->db, call->at->petition_id, day, &e, err);
    if (status == JF_OK && call->fields)
        status = field(call, "$.days", &days, err);
    int64_t wanted = days.len ? strtol(days.data, NULL, 10) : 1;
    if (status == JF_OK && e.item && !e.known) {
        status = refuse(call->code, CASE_FIELDS, JF_USAGE, err,
                        _("cannot decide: the rule book has no limit of an extension for %s"), day);
        jf_error_hint(err, _("import a rule book with the standard of item '%s' that was in force on that day"),
                      e.item);
    } else if (status == JF_OK && e.item && wanted > e.limit - e.used) {
        status =
            refuse(call->code, CASE_FIELDS, JF_USAGE, err, _("%lld days more are too many: %lld of %lld days are used"),
                   (long long)wanted, (long long)e.used, (long long)e.limit);
        jf_error_hint(err, _("days left for an extension: %lld"), (long long)(e.limit > e.used ? e.limit - e.used : 0));
    }
    jf_str_release(&days);
    return status;
}

/* The last day of the right that a step makes use of. */
struct right {
    const char *event;
    bool found;
    char from[JF_DAY_SIZE], due[JF_DAY_SIZE]; /* due "" when it is not known */
    char item[64];
};

static enum jf_status find_right(void *arg, const struct jf_deadline *d, struct jf_error *err)
{
    struct right *right = arg;
    (void)err;
    if (!d->superseded && !d->void_on && !d->done_on && strcmp(d->row->kind, "right") == 0 &&
        jf_words_hold(d->row->ends, right->event)) {
        right->found = true;
        memcpy(right->from, d->from, sizeof right->from);
        memcpy(right->due, d->due, sizeof right->due);
        snprintf(right->item, sizeof right->item, "%s", d->row->item);
    }
    return JF_OK;
}

/* 信访条例 2005 第三十四条, 第三十五条; 信访工作条例 2022 第三十五条, 第三十六条: 30 days from the written answer.
 * Where the period is not known nothing is decided by a guess, neither for nor against the petitioner: whoever takes
 * the request says why it counts as asked in time. Where no answer stands (there was none, or the case was taken up
 * anew since), there is none to be reviewed. */
static enum jf_status asked_in_time(const struct guard_call *call, struct jf_error *err)
{
    char today[JF_DAY_SIZE];
    struct right right = { .event = call->row->event };
    struct jf_str reason = JF_STR_INIT;
    const char *day = day_at_hand(call, today), *number = call->at->number.data;
    enum jf_status status = jf_case_deadlines(call->db, call->at->petition_id, find_right, &right, err);
    if (status == JF_OK && call->fields)
        status = field(call, "$.in-time", &reason, err);
    bool known = *right.due != 0;
    if (status == JF_OK && !right.found) {
        status = refuse(call->code, CASE_ILLEGAL, JF_USAGE, err,
                        _("case '%s' has no answer that stands and could be reviewed"), number);
        jf_error_hint(err, _("`jianfu petition reopen %s` takes it up anew"), number);
    } else if (status == JF_OK && known && strcmp(day, right.due) > 0) {
        status = refuse(call->code, CASE_ILLEGAL, JF_USAGE, err, _("case '%s': it could be asked for until %s"), number,
                        right.due);
        jf_error_hint(
            err, _("`jianfu petition show %s --deadlines` explains the day; new facts are a reason to reopen"), number);
    } else if (status == JF_OK && !known && call->fields && !reason.len) {
        status =
            refuse(call->code, CASE_FIELDS, JF_USAGE, err,
                   _("cannot decide: until when it could be asked for in case '%s' is not known, for the answer of "
                     "%s"),
                   number, right.from);
        jf_error_hint(err,
                      _("import the rule book with the standard of item '%s' (or the calendar of the year), or say why "
                        "it counts as asked in time: in-time"),
                      right.item);
    }
    jf_str_release(&reason);
    return status;
}

/* A promise to put something right is no more forgotten at the closing than money. */
static enum jf_status remedied(const struct guard_call *call, struct jf_error *err)
{
    struct jf_stmt *st = NULL;
    enum jf_status status =
        jf_db_query(call->db, "remedy.missing", JF_ARGS(JF_INT(":petition", call->at->petition_id)), &st, err);
    if (jf_stmt_row(st, &status, err) && jf_col_int(st, 0) > 0) {
        const char *number = jf_col_text(st, 1);
        status =
            refuse(call->code, CASE_FIELDS, JF_REFUSED, err,
                   _("remedy '%s' of the case (%s, due by %s) is neither accepted nor withdrawn; such remedies: "
                     "%lld"),
                   number, word_told("remedy", jf_col_text(st, 2)), jf_col_text(st, 4), (long long)jf_col_int(st, 0));
        jf_error_hint(err, _("`jianfu remedy show %s` tells what is missing"), number);
    }
    jf_stmt_done(st);
    return status;
}

/* ---- cases that another body handed down ---- */

/* Who handed it down and by when the result is wanted (NULL: not so), and whether it was told. */
static enum jf_status read_handed(const struct guard_call *call, struct jf_stmt **st, struct jf_error *err)
{
    bool row = false;
    enum jf_status status =
        jf_db_query(call->db, "casework.handed", JF_ARGS(JF_INT(":petition", call->at->petition_id)), st, err);
    return status == JF_OK ? jf_stmt_next(*st, &row, err) : status;
}

enum { HANDED_BY, REPORT_BY, REPORTED };

static enum jf_status handed_down(const struct guard_call *call, struct jf_error *err)
{
    struct jf_stmt *st = NULL;
    enum jf_status status = read_handed(call, &st, err);
    if (status == JF_OK && !jf_col_text(st, HANDED_BY) && !jf_col_text(st, REPORT_BY))
        status = refuse(call->code, CASE_ILLEGAL, JF_USAGE, err, _("no other body handed this petition down"));
    jf_stmt_done(st);
    return status;
}

/* 信访条例 2005 第二十一条第四项: the result is told within the time that was set. A case that is out of sight, closed
 * or merged, reminds nobody of it. */
static enum jf_status reported(const struct guard_call *call, struct jf_error *err)
{
    struct jf_stmt *st = NULL;
    enum jf_status status = read_handed(call, &st, err);
    if (status == JF_OK && jf_col_text(st, REPORT_BY) && !jf_col_int(st, REPORTED)) {
        status = refuse(call->code, CASE_SUMS, JF_REFUSED, err,
                        _("the result is wanted by %s and was not reported to the body that handed the petition down"),
                        jf_col_text(st, REPORT_BY));
        jf_error_hint(err, "%s",
                      strcmp(call->row->name, "merge") == 0
                          ? _("merge the other petition into this one, which goes on until it is reported")
                          : _("take the step `report-back` first"));
    }
    jf_stmt_done(st);
    return status;
}

static const struct {
    const char *name;
    enum jf_status (*check)(const struct guard_call *call, struct jf_error *err);
    bool fields; /* depends on what the step carries */
} guards[] = {
    { "settled", settled, false },
    { "other-unit", other_unit, true },
    { "upheld", upheld, false },
    { "unit-complained-of", unit_complained_of, true },
    { "owing", owing, false },
    { "untouched", untouched, false },
    { "refund-said", refund_said, true },
    { "opinion-fits", opinion_fits, true },
    { "running", running, false },
    { "paused", paused, false },
    { "not-final", not_final, false },
    { "not-reviewed", not_reviewed, false },
    { "reviewed", reviewed, false },
    { "other-case", other_case, true },
    { "findings-fit", findings_fit, true },
    { "given", given, false },
    { "stands-alone", stands_alone, false },
    { "confirmed", confirmed, false },
    { "extension-left", extension_left_over, false },
    { "asked-in-time", asked_in_time, false },
    { "remedied", remedied, false },
    { "handed-down", handed_down, false },
    { "reported", reported, false },
};

enum jf_status guard_check(struct jf_db *db, const struct jf_step *row, const struct standing *at, const char *fields,
                           const char **code, struct jf_error *err)
{
    const struct guard_call call = { db, row, at, fields, code };
    enum jf_status status = JF_OK;
    for (size_t i = 0; status == JF_OK && i < sizeof guards / sizeof *guards; i++)
        if ((fields || !guards[i].fields) && jf_words_hold(row->needs, guards[i].name))
            status = guards[i].check(&call, err);
    return status;
}
