/* sweep.c - the one pass over the notice lines that all rules share: it counts what each rule looks at and gathers the
 * few notices that a rule has to look at closer. What is found is not said here: the rules' own SQL does that.
 *
 * Each swept rule has two turns in audit_suspect: the notices that it must look at as they are, and, when a check goes
 * on from an earlier one, as they were then. */
#include "internal.h"

#include "jianfu/i18n.h"
#include "jianfu/set64.h"

#include <string.h>

struct swept {
    struct audit_swept told;
    struct audit_keys *keys;
    struct jf_set64 touched, subjects; /* of a check that goes on: hashes of the changed lines, and their notices */
};

struct audit_sweep {
    struct jf_db *db;
    struct swept *rules;
    struct audit_asked *asked; /* by rule */
    size_t count;
    const char *expressions[AUDIT_EXPRESSIONS]; /* what rules ask of a line; several may ask the same */
    int expression_count;
    bool (*progress)(void *arg, size_t done, size_t total, const char *rule);
    void *progress_arg;
    int64_t helped_from;
    int64_t done, total; /* notices, as far as brought in */
    /* of the pass that is going on */
    enum audit_side side;
    bool goes_on; /* over the changed notices only */
    int64_t sign; /* of what is counted */
};

bool audit_is_swept(const struct jf_rule *rule)
{
    return rule->builtin && (rule->suspects || rule->repeats);
}

/* Number of an expression among those of the statement; -1 for NULL and where there are too many. */
static int expression(struct audit_sweep *sweep, const char *text)
{
    if (!text)
        return -1;
    for (int i = 0; i < sweep->expression_count; i++)
        if (strcmp(sweep->expressions[i], text) == 0)
            return i;
    if (sweep->expression_count == AUDIT_EXPRESSIONS)
        return -1;
    sweep->expressions[sweep->expression_count] = text;
    return sweep->expression_count++;
}

static enum jf_status add_rule(struct audit_sweep *sweep, const struct jf_rule *rule, size_t index,
                               struct jf_error *err)
{
    struct audit_asked *asked = &sweep->asked[sweep->count];
    struct swept *s = &sweep->rules[sweep->count++];
    s->told.rule = rule;
    s->told.turn[AUDIT_NOW] = (int64_t)index * 2;
    s->told.turn[AUDIT_BEFORE] = (int64_t)index * 2 + 1;
    memcpy(asked->from, rule->from, sizeof asked->from);
    memcpy(asked->until, rule->until, sizeof asked->until);
    asked->lines = expression(sweep, rule->lines);
    asked->suspects = expression(sweep, rule->suspects);
    asked->repeats = expression(sweep, rule->repeats);
    if (sweep->expression_count == AUDIT_EXPRESSIONS)
        return jf_error_set(err, JF_BUG, _("too many rules for one sweep"));
    return rule->repeats || rule->together ? audit_keys_open(sweep->db, rule->id, &s->keys, err) : JF_OK;
}

enum jf_status audit_sweep_open(struct jf_db *db, const struct jf_rules *rules, const struct jf_audit_options *options,
                                bool (*wanted)(const struct jf_audit_options *, const char *id),
                                struct audit_sweep **out, struct jf_error *err)
{
    struct audit_sweep *sweep = jf_alloc(sizeof *sweep);
    size_t room = jf_rules_count(rules) + 1;
    if (!sweep || !(sweep->rules = jf_alloc(room * sizeof *sweep->rules)) ||
        !(sweep->asked = jf_alloc(room * sizeof *sweep->asked))) {
        audit_sweep_close(sweep);
        return jf_error_set(err, JF_NOMEM, _("out of memory"));
    }
    *out = sweep;
    sweep->db = db;
    sweep->progress = options->progress;
    sweep->progress_arg = options->progress_arg;
    /* one thread where TEMP tables stand before the records, or where a test wants its own order */
    sweep->helped_from = options->known_on || options->reverse ? AUDIT_ALONE : options->helped_from;
    enum jf_status status = JF_OK;
    for (size_t i = 0; status == JF_OK && i < jf_rules_count(rules); i++) {
        const struct jf_rule *rule = jf_rules_at(rules, i);
        if (audit_is_swept(rule) && !options->unswept && wanted(options, rule->id))
            status = add_rule(sweep, rule, i, err);
    }
    return status;
}

void audit_sweep_close(struct audit_sweep *sweep)
{
    if (!sweep)
        return;
    for (size_t i = 0; i < sweep->count; i++) {
        audit_keys_close(sweep->rules[i].keys);
        jf_set64_release(&sweep->rules[i].touched);
        jf_set64_release(&sweep->rules[i].subjects);
    }
    jf_free(sweep->rules);
    jf_free(sweep->asked);
    jf_free(sweep);
}

const struct audit_swept *audit_sweep_find(const struct audit_sweep *sweep, const struct jf_rule *rule)
{
    for (size_t i = 0; sweep && i < sweep->count; i++)
        if (sweep->rules[i].told.rule == rule)
            return &sweep->rules[i].told;
    return NULL;
}

/* ---- the statement ---- */

static enum jf_status compose(struct audit_sweep *sweep, struct jf_str *sql, struct jf_error *err)
{
    struct jf_str columns = JF_STR_INIT;
    for (int i = 0; i < sweep->expression_count; i++)
        jf_str_addf(&columns, ",\n       (%s)", sweep->expressions[i]);
    enum jf_status status = jf_str_check(&columns, err);
    if (status == JF_OK)
        status = audit_compose("sql/audit_sweep.sql", columns.data, "", sql, err);
    jf_str_release(&columns);
    return status;
}

/* ---- suspects ---- */

static enum jf_status add_suspect(struct audit_sweep *sweep, const struct audit_suspect *suspect, struct jf_error *err)
{
    struct swept *s = &sweep->rules[suspect->rule];
    s->told.suspects[sweep->side] = true;
    return jf_db_run(sweep->db, "audit.add_suspect",
                     JF_ARGS(JF_INT(":turn", s->told.turn[sweep->side]), JF_INT(":subject", suspect->subject_id),
                             JF_INT(":record", suspect->record_id)),
                     err);
}

struct partner {
    struct audit_sweep *sweep;
    struct swept *rule;
    bool before;
};

static enum jf_status add_partner_side(struct partner *p, enum audit_side side, int64_t subject_id,
                                       struct jf_error *err)
{
    p->rule->told.suspects[side] = true;
    return jf_db_run(p->sweep->db, "audit.add_partner",
                     JF_ARGS(JF_INT(":turn", p->rule->told.turn[side]), JF_INT(":subject", subject_id),
                             JF_INT(":changed", side == AUDIT_NOW ? AUDIT_CHANGED_NOW : AUDIT_CHANGED_BEFORE)),
                     err);
}

static enum jf_status add_partner(void *arg, int64_t subject_id, struct jf_error *err)
{
    struct partner *p = arg;
    enum jf_status status = add_partner_side(p, AUDIT_NOW, subject_id, err);
    return status == JF_OK && p->before ? add_partner_side(p, AUDIT_BEFORE, subject_id, err) : status;
}

/* ---- the pass ---- */

static enum jf_status touch(struct swept *s, uint64_t key, int64_t subject_id, struct jf_error *err)
{
    if (jf_set64_add(&s->touched, key) == JF_SET64_NOMEM ||
        jf_set64_add(&s->subjects, (uint64_t)subject_id) == JF_SET64_NOMEM)
        return jf_error_set(err, JF_NOMEM, _("out of memory"));
    return JF_OK;
}

static enum jf_status take_key(struct audit_sweep *sweep, const struct audit_key *k, struct jf_error *err)
{
    struct swept *s = &sweep->rules[k->rule];
    enum jf_status status = sweep->goes_on ? touch(s, k->key, k->subject_id, err) : JF_OK;
    if (status == JF_OK && sweep->side == AUDIT_NOW) /* what was before stands in check_key already */
        status = audit_keys_add(s->keys, k->key, k->subject_id, err);
    return status;
}

static enum jf_status bring_in(void *arg, const struct audit_harvest *h, struct jf_error *err)
{
    struct audit_sweep *sweep = arg;
    enum jf_status status = JF_OK;
    for (size_t i = 0; i < sweep->count; i++)
        sweep->rules[i].told.lines += sweep->sign * h->lines[i];
    for (size_t i = 0; status == JF_OK && i < h->suspect_count; i++)
        status = add_suspect(sweep, &h->suspects[i], err);
    for (size_t i = 0; status == JF_OK && i < h->key_count; i++)
        status = take_key(sweep, &h->keys[i], err);
    sweep->done += h->line_count;
    return status;
}

static bool look(void *arg, int64_t lines)
{
    const struct audit_sweep *sweep = arg;
    int64_t done = sweep->done + lines;
    return !sweep->progress || sweep->progress(sweep->progress_arg, (size_t)done,
                                               (size_t)(sweep->total > done ? sweep->total : done), NULL);
}

static enum jf_status count_notices(struct audit_sweep *sweep, int64_t *last, struct jf_error *err)
{
    struct jf_stmt *st = NULL;
    enum jf_status status = jf_db_query(sweep->db, "audit.count_notices", NULL, &st, err);
    if (jf_stmt_row(st, &status, err)) {
        sweep->total = jf_col_int(st, 0);
        *last = jf_col_int(st, 1);
    }
    jf_stmt_done(st);
    return status;
}

static enum jf_status pass_over(struct audit_sweep *sweep, int64_t last, int64_t helped_from, struct jf_error *err)
{
    struct jf_str sql = JF_STR_INIT;
    enum jf_status status = compose(sweep, &sql, err);
    struct audit_question q = { .sql = sql.data, .rules = sweep->asked, .rule_count = sweep->count };
    if (status == JF_OK)
        status = audit_scan(sweep->db, &q, sweep->total, last, helped_from, look, bring_in, sweep, err);
    jf_str_release(&sql);
    return status;
}

static enum jf_status flush_keys(struct audit_sweep *sweep, struct jf_error *err)
{
    enum jf_status status = JF_OK;
    for (size_t i = 0; status == JF_OK && i < sweep->count; i++)
        if (sweep->rules[i].keys)
            status = audit_keys_flush(sweep->rules[i].keys, err);
    return status;
}

/* ---- what is judged together: asked of the suspects' lines ---- */

static enum jf_status ask_together(struct audit_sweep *sweep, size_t index, struct jf_error *err)
{
    struct swept *s = &sweep->rules[index];
    const struct jf_rule *rule = s->told.rule;
    struct jf_str sql = JF_STR_INIT;
    struct jf_stmt *st = NULL;
    enum jf_status status = audit_sweep_turn(sweep, &s->told, sweep->side, err);
    if (status == JF_OK)
        status = audit_compose("sql/audit_together.sql", "", rule->together, &sql, err);
    if (status == JF_OK)
        status = jf_db_query_text(sweep->db, sql.data, true,
                                  JF_ARGS(JF_TEXT(":from", rule->from), JF_TEXT(":until", rule->until)), &st, err);
    while (jf_stmt_row(st, &status, err)) {
        uint64_t hash = (uint64_t)jf_col_int(st, 1); /* NULL is 0 */
        if (hash)
            status = take_key(sweep, &(struct audit_key){ index, audit_key_half(hash), jf_col_int(st, 0) }, err);
    }
    jf_stmt_done(st);
    jf_str_release(&sql);
    return status;
}

enum jf_status audit_sweep_together(struct audit_sweep *sweep, struct jf_error *err)
{
    enum jf_status status = JF_OK;
    for (size_t i = 0; status == JF_OK && i < sweep->count; i++)
        if (sweep->rules[i].told.rule->together && sweep->rules[i].told.suspects[sweep->side])
            status = ask_together(sweep, i, err);
    return status == JF_OK ? flush_keys(sweep, err) : status;
}

/* ---- a whole check ---- */

enum jf_status audit_sweep_all(struct audit_sweep *sweep, struct jf_error *err)
{
    if (sweep->count == 0)
        return JF_OK;
    sweep->side = AUDIT_NOW;
    sweep->goes_on = false;
    sweep->sign = 1;
    int64_t last = 0;
    enum jf_status status = count_notices(sweep, &last, err);
    if (status == JF_OK)
        status = jf_db_run(sweep->db, "audit.clear_keys", NULL, err);
    if (status == JF_OK)
        status = pass_over(sweep, last, sweep->helped_from, err);
    if (status == JF_OK)
        status = flush_keys(sweep, err);
    for (size_t i = 0; status == JF_OK && i < sweep->count; i++) {
        struct partner partner = { sweep, &sweep->rules[i], false };
        if (sweep->rules[i].told.rule->repeats)
            status = audit_keys_repeated(sweep->rules[i].keys, add_partner, &partner, err);
    }
    return status;
}

int64_t audit_sweep_lines(const struct audit_sweep *sweep)
{
    return sweep->count > 0 ? sweep->done : -1;
}

static enum jf_status set_turn(struct audit_sweep *sweep, int64_t turn, struct jf_error *err)
{
    return jf_db_run(sweep->db, "audit.set_turn", JF_ARGS(JF_INT(":turn", turn)), err);
}

enum jf_status audit_sweep_turn(struct audit_sweep *sweep, const struct audit_swept *rule, enum audit_side side,
                                struct jf_error *err)
{
    return set_turn(sweep, rule->turn[side], err);
}

/* ---- a check that goes on ---- */

static enum jf_status pass_over_changed(struct audit_sweep *sweep, enum audit_side side, struct jf_error *err)
{
    sweep->side = side;
    sweep->goes_on = true;
    sweep->sign = side == AUDIT_NOW ? 1 : -1;
    enum jf_status status = set_turn(sweep, side == AUDIT_NOW ? AUDIT_CHANGED_NOW : AUDIT_CHANGED_BEFORE, err);
    if (status == JF_OK)
        status = pass_over(sweep, INT64_MAX, AUDIT_AT_ONCE, err);
    return status == JF_OK ? audit_sweep_together(sweep, err) : status;
}

enum jf_status audit_sweep_changed(struct audit_sweep *sweep, int64_t notices, struct jf_error *err)
{
    sweep->total = notices;
    int64_t corrected = 0;
    enum jf_status status =
        jf_db_int(sweep->db, "audit.count_turn", JF_ARGS(JF_INT(":turn", AUDIT_CHANGED_BEFORE)), 0, &corrected, err);
    if (status == JF_OK && corrected > 0)
        status = pass_over_changed(sweep, AUDIT_BEFORE, err);
    if (status == JF_OK)
        status = pass_over_changed(sweep, AUDIT_NOW, err);
    for (size_t i = 0; status == JF_OK && i < sweep->count; i++) {
        struct swept *s = &sweep->rules[i];
        struct partner partner = { sweep, s, true };
        if (s->keys)
            status =
                audit_keys_reach(s->keys, &s->touched, &s->subjects, s->told.rule->repeats, add_partner, &partner, err);
    }
    return status;
}
