/* cmd_check.c - jianfu check: run the audit rules and show what each looked at and found. The rules and the verdicts
 * are the library's; this file only asks and prints. */
#include "casework.h"

#include "jianfu/audit.h"
#include "jianfu/intake.h"
#include "jianfu/money.h"

#include <string.h>

struct check {
    const char *folder, *format, *seconds, *rows, *known_on;
    bool findings; /* list them too */
    bool full;     /* whatever an earlier check has seen */
    struct jf_guard_limits limits;
    const char **only; /* ids of --rule and of the arguments, ends with NULL */
    size_t only_count;
};

static const struct jf_list_column columns[] = {
    { "rule", N_("rule"), JF_LIST_TEXT },           { "title", N_("title"), JF_LIST_TEXT },
    { "verdict", N_("verdict"), JF_LIST_TEXT },     { "population", N_("looked at"), JF_LIST_INT },
    { "passed", N_("passed"), JF_LIST_INT },        { "failed", N_("found"), JF_LIST_INT },
    { "undecided", N_("undecided"), JF_LIST_INT },  { "new", N_("new"), JF_LIST_INT },
    { "gone", N_("no longer found"), JF_LIST_INT }, { "excess", N_("excess (yuan)"), JF_LIST_MONEY },
};

/* --rule ID or ID,ID */
static enum jf_status add_rules(void *arg, char *value, struct jf_error *err)
{
    struct check *check = arg;
    for (const char *id = value;; id++) {
        size_t len = strcspn(id, ",");
        const char **only = jf_grow(check->only, check->only_count + 2, sizeof *only);
        char *one = jf_dupn(id, len);
        if (only)
            check->only = only;
        if (!only || !one) {
            jf_free(one);
            return jf_error_set(err, JF_NOMEM, _("out of memory"));
        }
        only[check->only_count++] = one;
        only[check->only_count] = NULL;
        id += len;
        if (!*id)
            return JF_OK;
    }
}

static void release_rules(struct check *check)
{
    for (size_t i = 0; i < check->only_count; i++)
        jf_free((char *)(uintptr_t)check->only[i]);
    jf_free(check->only);
}

static enum jf_status show_verdicts(const struct jf_context *ctx, const struct check *check,
                                    const struct jf_audit_result *result, struct jf_error *err)
{
    struct jf_list *list = NULL;
    bool table = !check->format || strcmp(check->format, "table") == 0;
    enum jf_status status = jf_list_begin(check->format, columns, (int)(sizeof columns / sizeof *columns), &list, err);
    if (status != JF_OK)
        return status;
    for (size_t i = 0; i < result->count; i++) {
        const struct jf_audit_verdict *v = &result->verdicts[i];
        jf_list_text(list, v->rule->id);
        jf_list_text(list, jf_rule_title(v->rule, ctx->lang));
        jf_list_text(list, table ? jf_word("verdict", v->verdict, ctx->lang) : v->verdict);
        jf_list_int(list, v->population);
        jf_list_int(list, v->passed);
        jf_list_int(list, v->failed);
        jf_list_int(list, v->undecided);
        jf_list_int(list, v->fresh + v->returned);
        jf_list_int(list, v->gone);
        jf_list_money(list, v->excess_fen);
    }
    return jf_list_end(list, err);
}

struct reasons {
    const struct jf_rules *rules;
    const char *lang;
    bool any;
};

static enum jf_status show_reason(void *arg, const char *rule, const char *reason, int64_t subjects,
                                  struct jf_error *err)
{
    struct reasons *reasons = arg;
    (void)err;
    if (!reasons->any) {
        jf_say("%s", "");
        jf_say("%s", _("Could not be decided (nothing of this counts as passed):"));
    }
    reasons->any = true;
    const struct jf_rule *found = jf_rules_find(reasons->rules, rule);
    jf_say(_("  %lld  %s: %s"), (long long)subjects, found ? jf_rule_title(found, reasons->lang) : rule, reason);
    return JF_OK;
}

/* "12 findings, 3 no finding ...": every rule has exactly one verdict. */
static void show_verdict_counts(const struct jf_audit_result *result, const char *lang)
{
    static const char *const verdicts[] = { "fail", "pass", "undecided", "not-applicable", "not-checked", "error" };
    struct jf_str text = JF_STR_INIT;
    for (size_t k = 0; k < sizeof verdicts / sizeof *verdicts; k++) {
        int rules = 0;
        for (size_t i = 0; i < result->count; i++)
            rules += jf_streq(result->verdicts[i].verdict, verdicts[k]);
        jf_str_addf(&text, _("%s%s %d"), k ? _(", ") : "", jf_word("verdict", verdicts[k], lang), rules);
    }
    jf_say(_("Verdicts of %d rules: %s."), (int)result->count, text.data);
    jf_str_release(&text);
}

/* A rule that is in force on no day up to the day of the check cannot have looked at anything. */
static bool out_of_force(const struct jf_rule *rule, const char *day)
{
    return strcmp(rule->from, day) > 0 || strcmp(rule->until, day) < 0;
}

/* What was not checked and why, by rule. */
static void show_not_checked(const struct jf_audit_result *result, const char *lang)
{
    struct jf_str out = JF_STR_INIT;
    int left_out = 0, idle = 0;
    char today[JF_DAY_SIZE];
    jf_day_today(today);
    for (size_t i = 0; i < result->count; i++) {
        const struct jf_audit_verdict *v = &result->verdicts[i];
        left_out += jf_streq(v->verdict, "not-checked");
        idle += jf_streq(v->verdict, "not-applicable");
        if (out_of_force(v->rule, today))
            jf_str_addf(&out, _("%s%s (%s..%s)"), out.len ? _(", ") : "", v->rule->id,
                        strcmp(v->rule->from, "0000-01-01") == 0 ? "" : v->rule->from,
                        strcmp(v->rule->until, "9999-12-31") == 0 ? "" : v->rule->until);
    }
    if (idle > 0)
        jf_say(_("Rules that had nothing to look at (%s): %d."), jf_word("verdict", "not-applicable", lang), idle);
    if (left_out > 0)
        jf_say(_("%d rules were left out by --rule."), left_out);
    if (out.len > 0)
        jf_say(_("Not in force on the day of the check (looked only at what was charged while they were): %s"),
               out.data);
    jf_str_release(&out);
}

/* How far the standards behind the verdicts can be relied on. */
static void show_standards(const struct jf_audit_result *result)
{
    if (result->never_checked + result->stale > 0)
        jf_say(
            _("Of %lld standards that fit these charges, %lld were never compared with their paper and %lld more than "
              "%d days ago: 'jianfu rulebook stale' lists them."),
            (long long)result->standards, (long long)result->never_checked, (long long)result->stale, JF_STALE_DAYS);
    if (result->past_paper > 0)
        jf_say(_("%lld standards in use last longer than the paper they stand in: 'jianfu rulebook stale' lists them "
                 "too."),
               (long long)result->past_paper);
    if (result->expired > 0)
        jf_say(_("%lld waivers had run out; their findings are open again, or gone if they no longer arise."),
               (long long)result->expired);
}

static void show_errors(const struct jf_audit_result *result)
{
    for (size_t i = 0; i < result->count; i++)
        if (result->verdicts[i].message[0])
            jf_note(_("rule '%s' could not be run: %s"), result->verdicts[i].rule->id, result->verdicts[i].message);
}

static void show_totals(const struct check *check, const struct jf_audit_result *result)
{
    struct jf_str money = JF_STR_INIT;
    int64_t fresh = 0, gone = 0;
    for (size_t i = 0; i < result->count; i++) {
        fresh += result->verdicts[i].fresh + result->verdicts[i].returned;
        gone += result->verdicts[i].gone;
    }
    jf_money_add_grouped(&money, result->excess_fen);
    jf_say("%s", "");
    if (check->known_on)
        jf_say(
            _("As known on %s: %lld found, %lld undecided. Nothing of this is kept; the findings stand as they were."),
            check->known_on, (long long)result->failed, (long long)result->undecided);
    else
        jf_say(_("Run %lld: %lld found (%lld new, %lld no longer found), %lld undecided."), (long long)result->run_id,
               (long long)result->failed, (long long)fresh, (long long)gone, (long long)result->undecided);
    jf_say(
        _("Excess in all: %s yuan. Each line counts once; a grade's total and its components may hold the same money."),
        money.data);
    if (check->known_on)
        jf_say(_("Rule book: %.16s. Next: the same with --findings lists them"), result->book);
    else
        jf_say(_("Rule book: %.16s. Next: jianfu finding list, jianfu finding show NUMBER"), result->book);
    jf_str_release(&money);
}

/* ---- --findings: what this run found, one a line ---- */

static const struct jf_list_column finding_columns[] = {
    { "rule", N_("rule"), JF_LIST_TEXT },
    { "kind", N_("kind"), JF_LIST_TEXT },
    { "subject", N_("record"), JF_LIST_TEXT },
    { "part", N_("line no."), JF_LIST_INT },
    { "unit", N_("unit"), JF_LIST_TEXT },
    { "day", N_("day"), JF_LIST_DAY },
    { "charged", N_("charged (yuan)"), JF_LIST_MONEY },
    { "allowed", N_("allowed (yuan)"), JF_LIST_MONEY },
    { "excess", N_("excess (yuan)"), JF_LIST_MONEY },
    { "evidence", N_("evidence"), JF_LIST_TEXT },
};

struct found {
    struct jf_list *list;
    int64_t run_id;
};

static void cell_money(struct jf_list *list, bool there, int64_t fen)
{
    if (there)
        jf_list_money(list, fen);
    else
        jf_list_null(list);
}

static enum jf_status show_found(void *arg, const struct jf_finding *f, struct jf_error *err)
{
    struct found *found = arg;
    (void)err;
    if (f->last_run != found->run_id)
        return JF_OK;
    jf_list_text(found->list, f->rule);
    jf_list_text(found->list, f->subject_kind);
    jf_list_text(found->list, f->subject_key);
    jf_list_int(found->list, f->part);
    jf_list_text(found->list, f->unit_name);
    jf_list_text(found->list, f->charged_on);
    cell_money(found->list, f->has_charged, f->charged_fen);
    cell_money(found->list, f->has_allowed, f->allowed_fen);
    cell_money(found->list, f->has_excess, f->excess_fen);
    jf_list_text(found->list, f->detail);
    return JF_OK;
}

static enum jf_status show_findings(const struct jf_context *ctx, const struct check *check, int64_t run_id,
                                    struct jf_error *err)
{
    const struct jf_finding_filter everything = { 0 };
    struct found found = { .run_id = run_id };
    enum jf_status status = jf_list_begin(check->format, finding_columns,
                                          (int)(sizeof finding_columns / sizeof *finding_columns), &found.list, err);
    if (status != JF_OK)
        return status;
    status = jf_finding_list(ctx->db, &everything, show_found, &found, NULL, err);
    enum jf_status end = jf_list_end(found.list, status == JF_OK ? err : NULL);
    return status == JF_OK ? end : status;
}

/* Ctrl-C leaves the database as it was. */
static bool progress(void *arg, size_t done, size_t total, const char *rule)
{
    (void)arg;
    return jf_progress((int64_t)done, (int64_t)total, 0, rule ? rule : _("notices"));
}

static enum jf_status check_and_show(struct jf_context *ctx, const struct check *check, const struct jf_rules *rules,
                                     struct jf_error *err)
{
    struct jf_audit_options options = { .actor = ctx->actor,
                                        .only = check->only,
                                        .limits = &check->limits,
                                        .whole = check->full,
                                        .known_on = check->known_on,
                                        .set_known = jf_known_on,
                                        .match_names = jf_terms_match,
                                        .progress = progress };
    struct jf_audit_result result;
    enum jf_status status = jf_audit_run(ctx->db, rules, &options, &result, err);
    jf_progress_end();
    if (status != JF_OK)
        return status;
    bool table = !check->format || strcmp(check->format, "table") == 0;
    if (table || !check->findings)
        status = show_verdicts(ctx, check, &result, err);
    if (status == JF_OK && table && !check->known_on)
        status = casework_tell_shaken(ctx, err);
    if (status == JF_OK && table) {
        struct reasons reasons = { .rules = rules, .lang = ctx->lang };
        status = jf_audit_reasons(ctx->db, result.run_id, show_reason, &reasons, err);
        show_totals(check, &result);
        jf_say("%s", "");
        show_verdict_counts(&result, ctx->lang);
        show_not_checked(&result, ctx->lang);
        show_standards(&result);
    }
    if (status == JF_OK && check->findings) {
        if (table)
            jf_say("%s", "");
        status = show_findings(ctx, check, result.run_id, err);
    }
    if (table && result.resumed)
        jf_say("%s", _("Only what has come since the check before was looked at anew; the verdicts are those of "
                       "everything (--full looks at everything again)."));
    show_errors(&result);
    bool broken = false;
    for (size_t i = 0; i < result.count; i++)
        broken = broken || result.verdicts[i].message[0];
    if (result.failed > 0 || broken)
        jf_cli_found();
    jf_audit_result_release(&result);
    return status;
}

static enum jf_status take_limits(struct check *check, struct jf_error *err)
{
    int64_t seconds = 0;
    enum jf_status status = check->seconds ? jf_cli_number("time-limit", check->seconds, &seconds, err) : JF_OK;
    if (status == JF_OK && check->rows)
        status = jf_cli_number("row-limit", check->rows, &check->limits.rows, err);
    if (status == JF_OK &&
        ((check->seconds && (seconds < 1 || seconds > 86400)) || (check->rows && check->limits.rows < 1)))
        status = jf_error_set(err, JF_USAGE, _("--time-limit and --row-limit are at least 1"));
    check->limits.milliseconds = seconds * 1000;
    return status;
}

static enum jf_status run(struct jf_context *ctx, int argc, char **argv, struct jf_error *err)
{
    struct check check = { 0 };
    const struct jf_option options[] = {
        { "rule", 'r', N_("ID"), NULL, NULL, N_("only this rule; may stand several times, or ID,ID"), JF_OPTION_MANY },
        { "rules", 0, N_("DIR"), &check.folder, NULL, N_("also the office's own rules (*.sql) of this folder"), false },
        { "time-limit", 0, N_("SECONDS"), &check.seconds, NULL, N_("for each own rule; 10 when not given"), false },
        { "row-limit", 0, N_("ROWS"), &check.rows, NULL, N_("for each own rule; 100000 when not given"), false },
        { "known-on", 0, N_("DAY"), &check.known_on, NULL,
          N_("with the records and the rule book as they were known on that day; nothing is kept"), false },
        { "full", 0, NULL, NULL, &check.full, N_("look at everything again, also where nothing has come since"),
          false },
        { "findings", 0, NULL, NULL, &check.findings, N_("list what was found as well"), false },
        { "format", 'f', N_("FORMAT"), &check.format, NULL, N_("table, csv or json"), false },
        { NULL, 0, NULL, NULL, NULL, NULL, false },
    };
    struct jf_rules *rules = NULL;
    int count = 0;
    enum jf_status status = jf_cli_values("rule", 'r', &argc, argv, add_rules, &check, err);
    if (status == JF_OK)
        status = jf_cli_options(options, argc, argv, 1, &count, err);
    if (status == JF_OK && count > 0) {
        status = jf_error_set(err, JF_USAGE, _("unexpected argument '%s'"), argv[1]);
        jf_error_hint(err, "%s", _("a rule is named with --rule ID"));
    }
    if (status == JF_OK)
        status = jf_cli_day("known-on", check.known_on, err);
    if (status == JF_OK)
        status = take_limits(&check, err);
    if (status == JF_OK)
        status = jf_rules_load(check.folder, &rules, err);
    if (status == JF_OK)
        status = check_and_show(ctx, &check, rules, err);
    jf_rules_free(rules);
    release_rules(&check);
    return status;
}

const struct jf_command jf_cmd_check = {
    .name = "check",
    .usage = "check [--rule ID]... [--rules DIR [--time-limit SECONDS] [--row-limit ROWS]] [--known-on DAY] [--full]\n"
             "      [--findings] [--format table|csv|json]",
    .summary = N_("run the audit rules over all records"),
    .help = N_(
        "Runs every rule over the records that count now and keeps what it finds with its history: a finding that is "
        "new opens, one that is known keeps its state, one that no longer arises is closed as gone.\n"
        "The table says for each rule how many records it looked at, how many passed, were found, and could not be "
        "decided because the rule book does not know the figure; below it stand the reasons, the rules that had "
        "nothing to "
        "look at or are not in force, and how far the standards used can be relied on. Exit status 1 says that "
        "something "
        "was found or that a rule could not be run.\n"
        "Own rules (--rules DIR, 'jianfu rule --help') run behind a guard: they only read, see no names, and have ten "
        "seconds and 100,000 rows each. One that breaks the guard gets the verdict error with the reason; the others "
        "run.\n"
        "When nothing has come since the last check but notices, school charges and subscriptions, a check goes on "
        "from "
        "it: it looks only at what is new or corrected and at what belongs together with that; verdicts and findings "
        "are those of everything, to the fen. --full looks at everything again.\n"
        "--known-on DAY runs the audit again as it would have come out on that day: with the records, versions and "
        "papers imported by then, and that day as the day of the audit. Nothing of it is kept, and the findings stay "
        "as "
        "they are; --findings lists what it found.\n"
        "Next: jianfu finding list, jianfu finding show NUMBER."),
    .db = JF_CLI_DB_WRITE,
    .run = run,
};
