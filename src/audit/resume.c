/* resume.c - a check that goes on from the last one: what has come since, how verdicts and findings change by it, and
 * what is kept for the next time. */
#include "internal.h"

#include "jianfu/digest.h"
#include "jianfu/i18n.h"

#include <string.h>

/* So much new, and a whole check is as quick: one of so many records. */
enum { WORTH_IT = 4 };

static void rules_digest(const struct jf_rules *rules, char hex[JF_DIGEST_HEX])
{
    struct jf_blake blake;
    uint8_t bytes[JF_DIGEST_SIZE];
    jf_blake_init(&blake);
    for (size_t i = 0; i < jf_rules_count(rules); i++)
        if (jf_rules_at(rules, i)->builtin)
            jf_blake_text(&blake, jf_rules_at(rules, i)->digest);
    jf_blake_final(&blake, bytes);
    jf_hex(bytes, sizeof bytes, hex);
}

/* ---- may we ---- */

struct state {
    int64_t run, last_record;
    bool same; /* rules and rule book */
};

static enum jf_status read_state(struct audit_run *run, struct state *s, struct jf_error *err)
{
    struct jf_stmt *st = NULL;
    char rules[JF_DIGEST_HEX];
    rules_digest(run->rules, rules);
    enum jf_status status = jf_db_query(run->db, "audit.state", JF_ARGS(JF_INT(":run", run->result->run_id)), &st, err);
    if (jf_stmt_row(st, &status, err)) {
        s->run = jf_col_int(st, 0);
        s->last_record = jf_col_int(st, 1);
        s->same = jf_streq(jf_col_text(st, 2), rules) && jf_streq(jf_col_text(st, 3), run->result->book);
        run->same_day = jf_streq(jf_col_text(st, 4), run->day);
    }
    jf_stmt_done(st);
    return status;
}

static enum jf_status count_since(struct audit_run *run, const struct state *s, bool *possible, struct jf_error *err)
{
    struct jf_stmt *st = NULL;
    int64_t unsound = 0, due = 0;
    enum jf_status status =
        jf_db_query(run->db, "audit.count_since", JF_ARGS(JF_INT(":last", s->last_record)), &st, err);
    if (jf_stmt_row(st, &status, err)) {
        run->changed_notices = jf_col_int(st, 1);
        run->changed_schools = jf_col_int(st, 2);
        run->changed_subscriptions = jf_col_int(st, 3);
        run->changed_others =
            jf_col_int(st, 0) - run->changed_notices - run->changed_schools - run->changed_subscriptions;
        *possible = jf_col_int(st, 4) == 0 && jf_col_int(st, 0) <= s->last_record / WORTH_IT;
    }
    jf_stmt_done(st);
    if (status == JF_OK && *possible)
        status = jf_db_int(run->db, "audit.count_unsound", JF_ARGS(JF_INT(":run", s->run)), 0, &unsound, err);
    if (status == JF_OK && *possible)
        status = jf_db_int(run->db, "audit.count_fallen_due",
                           JF_ARGS(JF_INT(":run", s->run), JF_TEXT(":day", run->day)), 0, &due, err);
    *possible = *possible && unsound == 0 && due == 0;
    return status;
}

enum jf_status audit_resume_changed(struct audit_run *run, struct jf_error *err)
{
    enum jf_status status = jf_db_run(run->db, "audit.changed_now", JF_ARGS(JF_INT(":last", run->last_record)), err);
    if (status == JF_OK)
        status = jf_db_run(run->db, "audit.changed_before", JF_ARGS(JF_INT(":last", run->last_record)), err);
    return status == JF_OK ? jf_db_run(run->db, "audit.widen_span", NULL, err) : status;
}

enum jf_status audit_resume_decide(struct audit_run *run, struct jf_error *err)
{
    struct state s = { 0 };
    bool possible = false;
    if (run->options->whole || run->options->unswept || run->options->known_on || run->options->only)
        return JF_OK;
    enum jf_status status = read_state(run, &s, err);
    if (status == JF_OK && s.run && s.same)
        status = count_since(run, &s, &possible, err);
    if (status != JF_OK || !possible)
        return status;
    run->earlier = s.run;
    run->last_record = s.last_record;
    run->result->resumed = true;
    return JF_OK;
}

/* ---- a rule ---- */

static bool is_about(const struct jf_rule *rule, const char *const *subjects)
{
    while (*subjects && !jf_streq(rule->subject, *subjects))
        subjects++;
    return *subjects;
}

/* Rules about these look at nothing that may come without making the check a whole one. */
bool audit_resume_stands(const struct jf_rule *rule)
{
    static const char *const subjects[] = { "arrear",           "proposal",     "transfer-allocation",
                                            "transfer-payment", "transfer-use", NULL };
    return is_about(rule, subjects);
}

/* Rules about these look at what may come, but at no charge and no subscription. */
bool audit_resume_others(const struct jf_rule *rule)
{
    static const char *const subjects[] = { "card-issue", "petition", "accountability", NULL };
    return is_about(rule, subjects);
}

bool audit_resume_unchanged(const struct audit_run *run, const struct jf_rule *rule)
{
    if (!run->earlier || !rule->builtin)
        return false;
    if (audit_resume_stands(rule))
        return true;
    if (audit_resume_others(rule))
        return run->changed_others == 0 && run->same_day;
    if (jf_starts(rule->subject, "notice"))
        return run->changed_notices == 0;
    if (jf_streq(rule->subject, "school-charge"))
        return run->changed_schools == 0;
    /* Whatever came for village accounts makes the check a whole one; they are held against subscriptions, though. */
    return (jf_streq(rule->subject, "subscription") || jf_streq(rule->subject, "village-account")) &&
           run->changed_subscriptions == 0;
}

static enum jf_status read_earlier(struct audit_run *run, struct jf_audit_verdict *v, struct jf_error *err)
{
    struct jf_stmt *st = NULL;
    enum jf_status status = jf_db_query(
        run->db, "audit.earlier_rule",
        JF_ARGS(JF_INT(":earlier", run->earlier), JF_TEXT(":rule", v->rule->id), JF_TEXT(":digest", v->rule->digest)),
        &st, err);
    if (jf_stmt_row(st, &status, err)) {
        v->population = jf_col_int(st, 0);
        v->undecided = jf_col_int(st, 1);
    } else if (status == JF_OK) {
        status = jf_error_set(err, JF_BUG, _("the earlier check does not know rule '%s'"), v->rule->id);
    }
    jf_stmt_done(st);
    return status;
}

static enum jf_status change_reasons(struct audit_run *run, struct jf_audit_verdict *v, int64_t sign,
                                     struct jf_error *err)
{
    int64_t open = 0;
    enum jf_status status = jf_db_int(run->db, "audit.count_open", NULL, 0, &open, err);
    v->undecided += sign * open;
    if (status == JF_OK && open > 0)
        status = jf_db_run(
            run->db, "audit.change_reasons",
            JF_ARGS(JF_INT(":run", run->result->run_id), JF_TEXT(":rule", v->rule->id), JF_INT(":sign", sign)), err);
    return status;
}

/* What the suspects of one side add to or take from the whole. A rule with `lines` has been counted by the sweep. */
static enum jf_status reckon_side(struct audit_run *run, struct jf_audit_verdict *v, const struct audit_swept *swept,
                                  enum audit_side side, struct jf_error *err)
{
    int64_t population = 0, sign = side == AUDIT_NOW ? 1 : -1;
    if (!swept->suspects[side])
        return JF_OK;
    enum jf_status status = audit_sweep_turn(run->sweep, swept, side, err);
    if (status == JF_OK && !v->rule->lines)
        status = audit_collect_population(run, v->rule, &population, err);
    v->population += sign * population;
    if (status == JF_OK)
        status = audit_collect_open(run, v->rule, err);
    return status == JF_OK ? change_reasons(run, v, sign, err) : status;
}

static enum jf_status keep_found(struct audit_run *run, const struct jf_audit_verdict *v,
                                 const struct audit_swept *swept, struct jf_error *err)
{
    int64_t turn = swept ? swept->turn[AUDIT_BEFORE] : 0;
    struct jf_arg closer = JF_INT(":turn", turn);
    if (!swept)
        closer.type = JF_ARG_NULL;
    return jf_db_run(run->db, "audit.keep_found",
                     JF_ARGS(JF_INT(":run", run->result->run_id), JF_TEXT(":rule", v->rule->id),
                             JF_INT(":earlier", run->earlier), closer),
                     err);
}

static enum jf_status find_now(struct audit_run *run, struct jf_audit_verdict *v, const struct audit_swept *swept,
                               struct jf_error *err)
{
    enum jf_status status = jf_db_run(run->db, "audit.clear_hit", NULL, err);
    if (status == JF_OK && swept->suspects[AUDIT_NOW])
        status = audit_collect_hits(run, v->rule, err);
    if (status == JF_OK && swept->suspects[AUDIT_NOW])
        status = audit_check_hits(run, v->rule, err);
    return status == JF_OK ? audit_keep_findings(run, v, err) : status;
}

/* What the findings table says of the rule after all: both kinds of findings together. */
static enum jf_status count_found(struct audit_run *run, struct jf_audit_verdict *v, struct jf_error *err)
{
    struct jf_stmt *st = NULL;
    enum jf_status status = jf_db_query(
        run->db, "audit.found", JF_ARGS(JF_TEXT(":rule", v->rule->id), JF_INT(":run", run->result->run_id)), &st, err);
    if (jf_stmt_row(st, &status, err)) {
        v->failed = jf_col_int(st, 0);
        v->excess_fen = jf_col_int(st, 1);
    }
    jf_stmt_done(st);
    v->passed = v->population - v->failed - v->undecided;
    return status;
}

enum jf_status audit_resume_rule(struct audit_run *run, struct jf_audit_verdict *v, struct jf_error *err)
{
    const struct audit_swept *swept =
        audit_resume_unchanged(run, v->rule) ? NULL : audit_sweep_find(run->sweep, v->rule);
    const struct jf_arg *args =
        JF_ARGS(JF_INT(":run", run->result->run_id), JF_TEXT(":rule", v->rule->id), JF_INT(":earlier", run->earlier));
    enum jf_status status = read_earlier(run, v, err);
    if (status == JF_OK)
        status = jf_db_run(run->db, "audit.copy_reasons", args, err);
    if (status == JF_OK && swept) {
        v->population += swept->lines;
        status = reckon_side(run, v, swept, AUDIT_BEFORE, err);
    }
    if (status == JF_OK)
        status = keep_found(run, v, swept, err);
    if (status == JF_OK && swept)
        status = reckon_side(run, v, swept, AUDIT_NOW, err);
    if (status == JF_OK && swept)
        status = find_now(run, v, swept, err);
    if (status == JF_OK)
        status = jf_db_run(run->db, "audit.drop_reasons",
                           JF_ARGS(JF_INT(":run", run->result->run_id), JF_TEXT(":rule", v->rule->id)), err);
    return status == JF_OK ? count_found(run, v, err) : status;
}

/* ---- for the next time ---- */

enum jf_status audit_resume_save(struct audit_run *run, struct jf_error *err)
{
    char rules[JF_DIGEST_HEX];
    enum jf_status status = jf_db_run(run->db, "audit.clear_state", NULL, err);
    if (status != JF_OK || run->options->only || run->options->unswept)
        return status; /* a check of some rules leaves nothing to go on from */
    rules_digest(run->rules, rules);
    return jf_db_run(run->db, "audit.save_state",
                     JF_ARGS(JF_INT(":run", run->result->run_id), JF_TEXT(":rules", rules)), err);
}
