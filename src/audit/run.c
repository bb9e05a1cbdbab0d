/* run.c - running the rules: one transaction, set-based, findings kept with their history. Prints nothing. */
#include "internal.h"

#include "jianfu/account.h"
#include "jianfu/actor.h"
#include "jianfu/i18n.h"
#include "jianfu/json.h"
#include "jianfu/resource.h"
#include "jianfu/rulebook.h"
#include "jianfu/utf8.h"

#include <string.h>

/* What can be the rule's own fault gives the verdict "error"; trouble of the program stops the run. */
static bool rule_fault(enum jf_status status)
{
    return status == JF_REFUSED;
}

/* Run a composed text to its end, or take the number of its first row. */
static enum jf_status run_text(struct audit_run *run, const struct jf_rule *rule, const char *sql, bool read_only,
                               int64_t *value, struct jf_error *err)
{
    struct jf_stmt *st = NULL;
    bool row = true;
    enum jf_status status = jf_db_query_text(
        run->db, sql, read_only,
        JF_ARGS(JF_TEXT(":from", rule->from), JF_TEXT(":until", rule->until), JF_TEXT(":day", run->day)), &st, err);
    bool first = true;
    while (status == JF_OK && row) {
        status = jf_stmt_next(st, &row, err);
        if (status == JF_OK && first && value) {
            if (!row || !jf_col_is_int(st, 0))
                status = jf_error_set(err, JF_REFUSED, _("'population' does not give a whole number"));
            else
                *value = jf_col_int(st, 0);
        }
        first = false;
    }
    jf_stmt_done(st);
    return status;
}

enum jf_status audit_collect_hits(struct audit_run *run, const struct jf_rule *rule, struct jf_error *err)
{
    struct jf_stmt *st = NULL;
    enum jf_status status = jf_db_run(run->db, "audit.clear_hit", NULL, err);
    if (status == JF_OK)
        status = jf_db_query_text(
            run->db, rule->sql, true,
            JF_ARGS(JF_TEXT(":from", rule->from), JF_TEXT(":until", rule->until), JF_TEXT(":day", run->day)), &st, err);
    if (status == JF_OK)
        status = audit_check_columns(st, err);
    for (int64_t number = 1; jf_stmt_row(st, &status, err); number++)
        status = audit_add_hit(run->db, st, rule->severity, number, err);
    jf_stmt_done(st);
    return status;
}

enum jf_status audit_collect_open(struct audit_run *run, const struct jf_rule *rule, struct jf_error *err)
{
    struct jf_str sql = JF_STR_INIT;
    enum jf_status status = jf_db_run(run->db, "audit.clear_open", NULL, err);
    if (status == JF_OK && rule->undecided) {
        status = audit_compose("sql/audit_collect_open.sql", "", rule->undecided, &sql, err);
        if (status == JF_OK)
            status = run_text(run, rule, sql.data, false, NULL, err);
    }
    jf_str_release(&sql);
    return status;
}

static enum jf_status count(struct audit_run *run, const char *name, const struct jf_arg *args, int64_t *value,
                            struct jf_error *err)
{
    return jf_db_int(run->db, name, args, 0, value, err);
}

enum jf_status audit_check_hits(struct audit_run *run, const struct jf_rule *rule, struct jf_error *err)
{
    int64_t both = 0, outside = 0;
    enum jf_status status = count(run, "audit.count_both", NULL, &both, err);
    if (status == JF_OK)
        status = count(run, "audit.count_outside",
                       JF_ARGS(JF_TEXT(":from", rule->from), JF_TEXT(":until", rule->until)), &outside, err);
    if (status != JF_OK)
        return status;
    if (both > 0)
        return jf_error_set(err, JF_REFUSED, _("%lld subjects are both found and undecided"), (long long)both);
    if (outside > 0)
        return jf_error_set(err, JF_REFUSED, _("%lld findings lie outside the time of the rule"), (long long)outside);
    return JF_OK;
}

/* The sums that must hold whatever a rule says: a subject is passed, failed or undecided, and nothing else. */
static enum jf_status check_sums(struct audit_run *run, struct jf_audit_verdict *v, struct jf_error *err)
{
    enum jf_status status = count(run, "audit.count_hits", NULL, &v->failed, err);
    if (status == JF_OK)
        status = count(run, "audit.count_open", NULL, &v->undecided, err);
    if (status == JF_OK)
        status = audit_check_hits(run, v->rule, err);
    if (status == JF_OK)
        status = count(run, "audit.sum_excess", NULL, &v->excess_fen, err);
    if (status != JF_OK)
        return status;
    v->passed = v->population - v->failed - v->undecided;
    if (v->passed < 0)
        return jf_error_set(err, JF_REFUSED, _("%lld subjects are looked at, but %lld found or undecided"),
                            (long long)v->population, (long long)(v->failed + v->undecided));
    return JF_OK;
}

enum jf_status audit_keep_findings(struct audit_run *run, struct jf_audit_verdict *v, struct jf_error *err)
{
    const struct jf_arg *args = JF_ARGS(JF_TEXT(":rule", v->rule->id), JF_INT(":run", run->result->run_id));
    enum jf_status status =
        count(run, "audit.count_back", JF_ARGS(JF_TEXT(":rule", v->rule->id), JF_TEXT(":digest", v->rule->digest)),
              &v->returned, err);
    if (status == JF_OK)
        status = jf_db_run(run->db, "audit.upsert",
                           JF_ARGS(JF_TEXT(":rule", v->rule->id), JF_TEXT(":digest", v->rule->digest),
                                   JF_INT(":run", run->result->run_id)),
                           err);
    if (status == JF_OK)
        status = count(run, "audit.count_new", args, &v->fresh, err);
    if (status == JF_OK)
        status = jf_db_run(run->db, "audit.close_gone", args, err);
    if (status == JF_OK)
        v->gone = jf_db_changes(run->db);
    return status;
}

static const char *verdict_of(const struct jf_audit_verdict *v)
{
    if (v->population == 0)
        return "not-applicable";
    return v->failed > 0 ? "fail" : v->undecided > 0 ? "undecided" : "pass";
}

enum jf_status audit_collect_population(struct audit_run *run, const struct jf_rule *rule, int64_t *population,
                                        struct jf_error *err)
{
    return run_text(run, rule, rule->population, true, population, err);
}

static enum jf_status clear_rows(struct audit_run *run, struct jf_error *err)
{
    enum jf_status status = jf_db_run(run->db, "audit.clear_hit", NULL, err);
    return status == JF_OK ? jf_db_run(run->db, "audit.clear_open", NULL, err) : status;
}

/* A swept rule reads its suspects only, and nothing where it has none; what it looked at the sweep has counted. */
static enum jf_status collect(struct audit_run *run, const struct jf_rule *rule, int64_t *population,
                              struct jf_error *err)
{
    const struct audit_swept *swept = audit_sweep_find(run->sweep, rule);
    enum jf_status status = clear_rows(run, err);
    if (swept && rule->lines)
        *population = swept->lines;
    if (status == JF_OK && swept)
        status = audit_sweep_turn(run->sweep, swept, AUDIT_NOW, err);
    if (swept && !swept->suspects[AUDIT_NOW])
        return status;
    if (status == JF_OK && !(swept && rule->lines))
        status = audit_collect_population(run, rule, population, err);
    if (status != JF_OK || *population == 0) /* nothing to look at; most of the time of a SELECT is its preparation */
        return status;
    status = audit_collect_open(run, rule, err);
    return status == JF_OK ? audit_collect_hits(run, rule, err) : status;
}

static enum jf_status run_steps(struct jf_db *db, const char *const *steps, struct jf_error *err)
{
    enum jf_status status = JF_OK;
    for (; *steps && status == JF_OK; steps++)
        status = jf_db_run(db, *steps, NULL, err);
    return status;
}

static enum jf_status clear_tables(struct jf_db *db, struct jf_error *err)
{
    static const char *const steps[] = { "audit.clear_place",      "audit.clear_span",
                                         "audit.clear_scope",      "audit.clear_governing",
                                         "audit.clear_period",     "audit.clear_onefee",
                                         "audit.clear_only",       "audit.clear_school_head",
                                         "audit.clear_posted",     "audit.clear_schedule",
                                         "audit.clear_board_line", "audit.clear_suspects",
                                         "audit.clear_turn",       NULL };
    return run_steps(db, steps, err);
}

static enum jf_status fill_places(struct jf_db *db, bool known, struct jf_error *err)
{
    static const char *const now[] = { "audit.fill_place", "audit.fill_span", NULL };
    static const char *const then[] = { "audit.fill_place_known", "audit.fill_span", NULL };
    return run_steps(db, known ? then : now, err);
}

/* Resolve scopes, governing standards and boards once for all rules; places and span are there. */
enum jf_status audit_fill_tables(struct jf_db *db, bool schools, struct jf_error *err)
{
    static const char *const steps[] = { "audit.fill_governing", "audit.fill_period",     "audit.fill_posted",
                                         "audit.fill_schedule",  "audit.fill_board_line", NULL };
    static const char *const of_schools[] = { "audit.fill_onefee", "audit.fill_only", "audit.fill_school_head", NULL };
    enum jf_status status = jf_db_run(db, "audit.fill_scope", JF_ARGS(JF_INT(":schools", schools)), err);
    if (status == JF_OK)
        status = run_steps(db, steps, err);
    if (status == JF_OK && schools)
        status = run_steps(db, of_schools, err);
    return status == JF_OK && schools ? jf_accounts_classify(db, err) : status;
}

static enum jf_status prepare_all(struct jf_db *db, bool known, bool schools, struct jf_error *err)
{
    enum jf_status status = clear_tables(db, err);
    if (status == JF_OK)
        status = fill_places(db, known, err);
    return status == JF_OK ? audit_fill_tables(db, schools, err) : status;
}

enum jf_status jf_audit_prepare(void *arg, struct jf_db *db, struct jf_error *err)
{
    (void)arg;
    return prepare_all(db, false, true, err);
}

/* What the guarded connection needs before it is armed: the same as ours. */
static enum jf_status prepare_guarded(void *arg, struct jf_db *db, struct jf_error *err)
{
    const struct audit_run *run = arg;
    enum jf_status status = JF_OK;
    if (run->options->known_on)
        status = run->options->set_known(db, run->options->known_on, err);
    if (status == JF_OK && run->options->reverse)
        status = jf_db_script(db, "PRAGMA reverse_unordered_selects = ON", err);
    return status == JF_OK ? prepare_all(db, run->options->known_on != NULL, true, err) : status;
}

/* An own rule's text never reaches the main connection. */
static enum jf_status collect_own(struct audit_run *run, const struct jf_rule *rule, int64_t *population,
                                  struct jf_error *err)
{
    enum jf_status status = clear_rows(run, err);
    if (status == JF_OK && !run->guard) {
        status = jf_guard_open(jf_db_path(run->db), run->options->limits, prepare_guarded, run, &run->guard, err);
        if (status == JF_OK)
            jf_guard_stop_with(run->guard, run->db);
    }
    return status == JF_OK ? audit_own_rule(run->db, run->guard, rule, run->day, population, err) : status;
}

/* Does the rule go on from what an earlier check said of it? */
static bool goes_on(const struct audit_run *run, const struct jf_rule *rule)
{
    return run->earlier && (audit_resume_unchanged(run, rule) || audit_sweep_find(run->sweep, rule));
}

static enum jf_status run_sql(struct audit_run *run, struct jf_audit_verdict *v, struct jf_error *err)
{
    int64_t population = 0;
    if (goes_on(run, v->rule))
        return audit_resume_rule(run, v, err);
    enum jf_status status =
        v->rule->builtin ? collect(run, v->rule, &population, err) : collect_own(run, v->rule, &population, err);
    v->population = population;
    if (status == JF_OK)
        status = check_sums(run, v, err);
    if (status == JF_OK)
        status = audit_keep_findings(run, v, err);
    return status;
}

static void set_error(struct jf_audit_verdict *v, const struct jf_error *fault)
{
    const struct jf_rule *rule = v->rule;
    memset(v, 0, sizeof *v);
    v->rule = rule;
    v->verdict = "error";
    memcpy(v->message, fault->message, sizeof v->message - 1);
    v->message[jf_utf8_prefix(v->message, sizeof v->message - 1)] = '\0';
}

static enum jf_status run_rule(struct audit_run *run, struct jf_audit_verdict *v, struct jf_error *err)
{
    struct jf_error fault = { .status = JF_OK };
    enum jf_status status = jf_savepoint(run->db, err);
    if (status != JF_OK)
        return status;
    status = run_sql(run, v, &fault);
    if (status == JF_OK) {
        v->verdict = verdict_of(v);
        return jf_savepoint_release(run->db, err);
    }
    if (!rule_fault(status)) {
        if (err)
            *err = fault;
        return status;
    }
    set_error(v, &fault);
    status = jf_savepoint_undo(run->db, err);
    if (status == JF_OK)
        status = jf_db_run(run->db, "audit.clear_open", NULL, err);
    return status;
}

static enum jf_status record_rule(struct audit_run *run, const struct jf_audit_verdict *v, struct jf_error *err)
{
    enum jf_status status = jf_db_run(
        run->db, "audit.add_run_rule",
        JF_ARGS(JF_INT(":run", run->result->run_id), JF_TEXT(":rule", v->rule->id), JF_TEXT(":digest", v->rule->digest),
                JF_TEXT(":verdict", v->verdict), JF_INT(":population", v->population), JF_INT(":passed", v->passed),
                JF_INT(":failed", v->failed), JF_INT(":undecided", v->undecided), JF_TEXT(":message", v->message)),
        err);
    if (status == JF_OK && v->undecided > 0 && !goes_on(run, v->rule))
        status = jf_db_run(run->db, "audit.add_run_reasons",
                           JF_ARGS(JF_INT(":run", run->result->run_id), JF_TEXT(":rule", v->rule->id)), err);
    return status;
}

static bool wanted(const struct jf_audit_options *options, const char *id)
{
    if (!options->only)
        return true;
    for (const char *const *only = options->only; *only; only++)
        if (jf_streq(*only, id))
            return true;
    return false;
}

static enum jf_status check_only(const struct jf_rules *rules, const struct jf_audit_options *options,
                                 struct jf_error *err)
{
    for (const char *const *only = options->only; only && *only; only++)
        if (!jf_rules_find(rules, *only)) {
            enum jf_status status = jf_error_set(err, JF_NOT_FOUND, _("there is no rule '%s'"), *only);
            jf_error_hint(err, "%s", _("'jianfu check' without --rule runs all and names them"));
            return status;
        }
    return JF_OK;
}

static enum jf_status run_rules(struct audit_run *run, const struct jf_rules *rules, struct jf_error *err)
{
    struct jf_audit_result *result = run->result;
    enum jf_status status = JF_OK;
    for (size_t i = 0; i < result->count && status == JF_OK; i++) {
        struct jf_audit_verdict *v = &result->verdicts[i];
        v->rule = jf_rules_at(rules, i);
        v->verdict = "not-checked";
        if (wanted(run->options, v->rule->id)) {
            if (run->options->progress &&
                !run->options->progress(run->options->progress_arg, i, result->count, v->rule->id))
                return jf_error_set(err, JF_STOPPED, _("check stopped, nothing was changed"));
            status = run_rule(run, v, err);
        }
        if (status == JF_OK)
            status = record_rule(run, v, err);
        result->failed += v->failed;
        result->undecided += v->undecided;
    }
    return status;
}

/* notice_current shows the suspects only, and at the end all again. */
static enum jf_status narrow(struct audit_run *run, struct jf_error *err)
{
    run->narrowed = true;
    return jf_db_script(run->db, jf_resource("sql/audit_suspects.sql", NULL), err);
}

/* A line that the sweep has not met would be neither passed nor found, and nobody would know. */
static enum jf_status met_every_line(struct audit_run *run, struct jf_error *err)
{
    int64_t lines = 0, met = audit_sweep_lines(run->sweep);
    if (run->options->known_on || met < 0)
        return JF_OK;
    enum jf_status status = jf_db_int(run->db, "audit.count_lines", NULL, 0, &lines, err);
    if (status != JF_OK || lines == met)
        return status;
    status = jf_error_set(err, JF_DB, _("the check met %lld lines of notices, the import counted %lld"), (long long)met,
                          (long long)lines);
    jf_error_hint(err, "%s", _("'jianfu verify' tells what does not agree; nothing was changed"));
    return status;
}

static enum jf_status sweep(struct audit_run *run, struct jf_error *err)
{
    enum jf_status status = JF_OK;
    if (!run->earlier)
        status = audit_sweep_all(run->sweep, err);
    if (status == JF_OK && !run->earlier)
        status = met_every_line(run, err);
    if (status == JF_OK)
        status = narrow(run, err);
    if (status == JF_OK && !run->earlier)
        status = audit_sweep_together(run->sweep, err);
    if (status == JF_OK && run->earlier && run->changed_notices > 0)
        status = audit_sweep_changed(run->sweep, run->changed_notices, err);
    return status;
}

/* What all rules need, and from where this run goes on. */
static enum jf_status prepare(struct audit_run *run, struct jf_error *err)
{
    enum jf_status status = JF_OK;
    if (run->options->match_names && !run->options->known_on)
        status = run->options->match_names(run->db, false, err);
    if (status == JF_OK)
        status = audit_resume_decide(run, err);
    bool schools = !run->earlier || run->changed_schools > 0;
    if (status == JF_OK)
        status = prepare_all(run->db, run->options->known_on != NULL, schools, err);
    return status == JF_OK && run->earlier ? audit_resume_changed(run, err) : status;
}

static enum jf_status append_event(struct audit_run *run, struct jf_error *err)
{
    const struct jf_audit_result *result = run->result;
    struct jf_str body = JF_STR_INIT;
    struct jf_json json;
    jf_json_init(&json, &body);
    jf_json_open(&json, NULL, '{');
    jf_json_int(&json, "run", result->run_id);
    jf_json_text(&json, "book", result->book);
    jf_json_int(&json, "failed", result->failed);
    jf_json_int(&json, "undecided", result->undecided);
    jf_json_money(&json, "excess", result->excess_fen);
    jf_json_open(&json, "rules", '[');
    for (size_t i = 0; i < result->count; i++) {
        const struct jf_audit_verdict *v = &result->verdicts[i];
        jf_json_open(&json, NULL, '{');
        jf_json_text(&json, "rule", v->rule->id);
        jf_json_text(&json, "digest", v->rule->digest);
        jf_json_text(&json, "verdict", v->verdict);
        jf_json_int(&json, "population", v->population);
        jf_json_int(&json, "failed", v->failed);
        jf_json_int(&json, "undecided", v->undecided);
        jf_json_int(&json, "new", v->fresh);
        jf_json_int(&json, "returned", v->returned);
        jf_json_int(&json, "gone", v->gone);
        jf_json_close(&json, '}');
    }
    jf_json_close(&json, ']');
    enum jf_status status = audit_seal_findings(run->db, &json, err);
    jf_json_open(&json, "seals", '[');
    if (status == JF_OK)
        status = jf_seal(run->db, &json, "run_id", result->run_id, result->run_id, false, err);
    jf_json_close(&json, ']');
    jf_json_close(&json, '}');
    if (status == JF_OK)
        status = jf_str_check(&body, err);
    if (status == JF_OK)
        status = jf_event_append(run->db, "check.run", 0, run->options->actor, run->day, body.data, NULL, err);
    jf_str_release(&body);
    return status;
}

static enum jf_status begin_run(struct audit_run *run, struct jf_error *err)
{
    char now[32];
    jf_day_now(now);
    enum jf_status status = jf_rulebook_digest(run->db, run->result->book, err);
    if (status == JF_OK)
        status = jf_db_run(run->db, "audit.add_run",
                           JF_ARGS(JF_TEXT(":at", now), JF_TEXT(":actor", run->options->actor),
                                   JF_TEXT(":day", run->day), JF_TEXT(":book", run->result->book)),
                           err);
    run->result->run_id = jf_db_last_id(run->db);
    return status;
}

/* How far the standards that were applied can be relied on. */
static enum jf_status count_standards(struct audit_run *run, struct jf_error *err)
{
    struct jf_audit_result *result = run->result;
    struct jf_stmt *st = NULL;
    enum jf_status status = jf_db_query(run->db, "audit.used_standards",
                                        JF_ARGS(JF_TEXT(":day", run->day), JF_INT(":stale", JF_STALE_DAYS)), &st, err);
    if (jf_stmt_row(st, &status, err)) {
        result->standards = jf_col_int(st, 0);
        result->never_checked = jf_col_int(st, 1);
        result->stale = jf_col_int(st, 2);
        result->past_paper = jf_col_int(st, 3);
    }
    jf_stmt_done(st);
    return status;
}

static enum jf_status run_all(struct audit_run *run, const struct jf_rules *rules, struct jf_error *err)
{
    enum jf_status status = begin_run(run, err);
    if (status == JF_OK)
        status = audit_expire_waivers(run->db, run->options->actor, run->day, &run->result->expired, err);
    if (status == JF_OK)
        status = prepare(run, err);
    if (status == JF_OK)
        status = count_standards(run, err);
    if (status == JF_OK)
        status = audit_sweep_open(run->db, rules, run->options, wanted, &run->sweep, err);
    if (status == JF_OK && !run->options->unswept)
        status = sweep(run, err);
    if (status == JF_OK)
        status = run_rules(run, rules, err);
    if (status == JF_OK)
        status = audit_resume_save(run, err);
    if (status == JF_OK)
        status = jf_db_int(run->db, "audit.total_excess", JF_ARGS(JF_INT(":run", run->result->run_id)), 0,
                           &run->result->excess_fen, err);
    if (status == JF_OK && !run->options->known_on)
        status = append_event(run, err);
    return status;
}

enum jf_status jf_audit_run(struct jf_db *db, const struct jf_rules *rules, const struct jf_audit_options *options,
                            struct jf_audit_result *result, struct jf_error *err)
{
    struct audit_run run = { .db = db, .rules = rules, .options = options, .result = result };
    memset(result, 0, sizeof *result);
    if (options->known_on)
        strncpy(run.day, options->known_on, sizeof run.day - 1);
    else
        jf_day_today(run.day);
    enum jf_status status = check_only(rules, options, err);
    if (status == JF_OK && !options->known_on) /* as of an earlier day nothing is written */
        status = jf_actor_may(db, options->actor, "check", err);
    if (status == JF_OK)
        status = jf_db_views(db, err);
    if (status == JF_OK && options->known_on)
        status = options->set_known(db, options->known_on, err);
    if (status != JF_OK)
        return status;
    result->count = jf_rules_count(rules);
    result->verdicts = jf_alloc((result->count + 1) * sizeof *result->verdicts);
    if (!result->verdicts)
        return jf_error_set(err, JF_NOMEM, _("out of memory"));
    if (options->reverse)
        status = jf_db_script(db, "PRAGMA reverse_unordered_selects = ON", err);
    if (status == JF_OK) /* of an earlier day nothing is stored: no need for the lock of a writer */
        status = options->known_on ? jf_txn_snapshot(db, err) : jf_txn_begin(db, "check", err);
    if (status == JF_OK) {
        status = run_all(&run, rules, err);
        if (status == JF_OK)
            status = jf_txn_commit(db, err);
        else
            jf_txn_rollback(db);
    }
    jf_guard_close(run.guard);
    audit_sweep_close(run.sweep);
    if (run.narrowed) {
        enum jf_status back = jf_db_view_again(db, "notice_current", status == JF_OK ? err : NULL);
        status = status == JF_OK ? back : status;
    }
    if (options->reverse) {
        enum jf_status back = jf_db_script(db, "PRAGMA reverse_unordered_selects = OFF", status == JF_OK ? err : NULL);
        status = status == JF_OK ? back : status;
    }
    if (status != JF_OK)
        jf_audit_result_release(result);
    return status;
}

void jf_audit_result_release(struct jf_audit_result *result)
{
    jf_free(result->verdicts);
    memset(result, 0, sizeof *result);
}

enum jf_status jf_audit_reasons(struct jf_db *db, int64_t run_id, jf_audit_reason_fn *fn, void *arg,
                                struct jf_error *err)
{
    struct jf_stmt *st = NULL;
    enum jf_status status = jf_db_query(db, "audit.run_reasons", JF_ARGS(JF_INT(":run", run_id)), &st, err);
    while (jf_stmt_row(st, &status, err)) {
        status = fn(arg, jf_col_text(st, 0), jf_col_text(st, 1), jf_col_int(st, 2), err);
    }
    jf_stmt_done(st);
    return status;
}

enum jf_status jf_audit_open_list(struct jf_db *db, jf_audit_open_fn *fn, void *arg, struct jf_error *err)
{
    struct jf_stmt *st = NULL;
    enum jf_status status = jf_db_query(db, "audit.open_list", NULL, &st, err);
    while (jf_stmt_row(st, &status, err)) {
        status = fn(arg, jf_col_text(st, 0), jf_col_int(st, 1), jf_col_text(st, 2), err);
    }
    jf_stmt_done(st);
    return status;
}
