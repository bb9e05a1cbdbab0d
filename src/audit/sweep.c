/* sweep.c - the one pass over the notice lines that all rules share: it counts what each rule looks at and gathers the
 * few notices that a rule has to look at closer. What is found is not said here: the rules' own SQL does that.
 *
 * Each swept rule has two turns in audit_suspect: the notices that it must look at as they are, and, when a check goes
 * on from an earlier one, as they were then. */
#include "internal.h"

#include "jianfu/i18n.h"
#include "jianfu/set64.h"

#include <string.h>

enum {
    FIRST = 3,        /* column of the first expression, behind subject, record and day */
    MOST = 250,       /* expressions in one statement */
    LOOK_EVERY = 8192 /* lines between two looks at the caller */
};

struct swept {
    struct audit_swept told;
    int64_t turn[2];          /* by side */
    int lines, suspects, key; /* numbers of its expressions; -1: it has none */
    struct audit_keys *keys;
    struct jf_set64 touched, subjects; /* of a check that goes on: hashes of the changed lines, and their notices */
};

struct audit_sweep {
    struct jf_db *db;
    struct swept *rules;
    size_t count;
    const char *expressions[MOST]; /* what rules ask of a line; several may ask the same */
    int expression_count;
    char from[JF_DAY_SIZE], until[JF_DAY_SIZE]; /* days on which every rule is in force */
    int64_t lines;
    bool (*progress)(void *arg, size_t done, size_t total, const char *rule);
    void *progress_arg;
    size_t total;
};

bool audit_is_swept(const struct jf_rule *rule)
{
    return rule->builtin && (rule->suspects || rule->repeats);
}

static const char *key_of(const struct jf_rule *rule)
{
    return rule->repeats ? rule->repeats : rule->together;
}

/* Number of an expression among those of the statement; -1 for NULL and where there are too many. */
static int expression(struct audit_sweep *sweep, const char *text)
{
    if (!text)
        return -1;
    for (int i = 0; i < sweep->expression_count; i++)
        if (strcmp(sweep->expressions[i], text) == 0)
            return i;
    if (sweep->expression_count == MOST)
        return -1;
    sweep->expressions[sweep->expression_count] = text;
    return sweep->expression_count++;
}

static enum jf_status add_rule(struct audit_sweep *sweep, const struct jf_rule *rule, size_t index,
                               struct jf_error *err)
{
    struct swept *s = &sweep->rules[sweep->count++];
    s->told.rule = rule;
    s->turn[AUDIT_NOW] = (int64_t)index * 2;
    s->turn[AUDIT_BEFORE] = (int64_t)index * 2 + 1;
    s->lines = expression(sweep, rule->lines);
    s->suspects = expression(sweep, rule->suspects);
    s->key = expression(sweep, key_of(rule));
    if (sweep->expression_count == MOST)
        return jf_error_set(err, JF_BUG, _("too many rules for one sweep"));
    if (strcmp(rule->from, sweep->from) > 0)
        memcpy(sweep->from, rule->from, sizeof sweep->from);
    if (strcmp(rule->until, sweep->until) < 0)
        memcpy(sweep->until, rule->until, sizeof sweep->until);
    return key_of(rule) ? audit_keys_open(sweep->db, rule->id, &s->keys, err) : JF_OK;
}

enum jf_status audit_sweep_open(struct jf_db *db, const struct jf_rules *rules, const struct jf_audit_options *options,
                                bool (*wanted)(const struct jf_audit_options *, const char *id),
                                struct audit_sweep **out, struct jf_error *err)
{
    struct audit_sweep *sweep = jf_alloc(sizeof *sweep);
    size_t room = jf_rules_count(rules) + 1;
    if (!sweep || !(sweep->rules = jf_alloc(room * sizeof *sweep->rules))) {
        jf_free(sweep);
        return jf_error_set(err, JF_NOMEM, _("out of memory"));
    }
    *out = sweep;
    sweep->db = db;
    sweep->progress = options->progress;
    sweep->progress_arg = options->progress_arg;
    memcpy(sweep->from, "0000-01-01", sizeof sweep->from);
    memcpy(sweep->until, "9999-12-31", sizeof sweep->until);
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
    jf_free(sweep);
}

const struct audit_swept *audit_sweep_find(const struct audit_sweep *sweep, const struct jf_rule *rule)
{
    for (size_t i = 0; sweep && i < sweep->count; i++)
        if (sweep->rules[i].told.rule == rule)
            return &sweep->rules[i].told;
    return NULL;
}

int64_t audit_sweep_number(const struct audit_swept *rule, enum audit_side side)
{
    const struct swept *s = (const struct swept *)(const void *)rule; /* `told` stands first in it */
    return s->turn[side];
}

/* ---- the statement ---- */

/* Add to `list` the columns i.NAME that an expression asks for and that are not there yet. */
static void add_columns(struct jf_str *list, const char *expression)
{
    static const char letters[] = "abcdefghijklmnopqrstuvwxyz_0123456789";
    struct jf_str name = JF_STR_INIT;
    for (const char *at = expression; at && (at = strstr(at, "i.")) != NULL; at += 2) {
        if (at > expression && strchr(letters, at[-1]))
            continue; /* the end of another name */
        jf_str_clear(&name);
        jf_str_add(&name, ", ");
        jf_str_addn(&name, at + 2, strspn(at + 2, letters));
        jf_str_addc(&name, ' ');
        if (!strstr(list->data, name.data))
            jf_str_add(list, name.data);
    }
    jf_str_release(&name);
}

static bool is_condition(const struct audit_sweep *sweep, int number)
{
    for (size_t i = 0; i < sweep->count; i++)
        if (sweep->rules[i].suspects == number)
            return true;
    return false;
}

static enum jf_status compose(struct audit_sweep *sweep, struct jf_str *sql, struct jf_error *err)
{
    struct jf_str columns = JF_STR_INIT, asked = JF_STR_INIT;
    jf_str_add(&asked, "");
    for (int i = 0; i < sweep->expression_count; i++) {
        /* a condition stops at the first part that fails only where it decides a CASE */
        jf_str_addf(&columns, is_condition(sweep, i) ? ",\n       CASE WHEN %s THEN 1 END" : ",\n       %s",
                    sweep->expressions[i]);
        add_columns(&asked, sweep->expressions[i]);
    }
    enum jf_status status = jf_str_check(&columns, err);
    if (status == JF_OK)
        status = jf_str_check(&asked, err);
    if (status == JF_OK)
        status = audit_compose("sql/audit_sweep.sql", columns.data, asked.data, sql, err);
    jf_str_release(&asked);
    jf_str_release(&columns);
    return status;
}

/* ---- suspects ---- */

static enum jf_status add_suspect(struct audit_sweep *sweep, struct swept *s, enum audit_side side, int64_t subject_id,
                                  int64_t record_id, struct jf_error *err)
{
    s->told.suspects[side] = true;
    return jf_db_run(
        sweep->db, "audit.add_suspect",
        JF_ARGS(JF_INT(":turn", s->turn[side]), JF_INT(":subject", subject_id), JF_INT(":record", record_id)), err);
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
                     JF_ARGS(JF_INT(":turn", p->rule->turn[side]), JF_INT(":subject", subject_id),
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

struct pass {
    enum audit_side side;
    bool goes_on; /* over the changed notices only */
    int64_t sign; /* of what is counted */
};

static enum jf_status touch(struct swept *s, uint64_t key, int64_t subject_id, struct jf_error *err)
{
    if (jf_set64_add(&s->touched, key) == JF_SET64_NOMEM ||
        jf_set64_add(&s->subjects, (uint64_t)subject_id) == JF_SET64_NOMEM)
        return jf_error_set(err, JF_NOMEM, _("out of memory"));
    return JF_OK;
}

static enum jf_status take_key(struct swept *s, const struct pass *pass, uint64_t key, int64_t subject_id,
                               struct jf_error *err)
{
    enum jf_status status = pass->goes_on ? touch(s, key, subject_id, err) : JF_OK;
    if (status == JF_OK && pass->side == AUDIT_NOW) /* what was before stands in check_key already */
        status = audit_keys_add(s->keys, key, subject_id, err);
    return status;
}

static bool in_force(const struct jf_rule *rule, const char *day)
{
    return strcmp(day, rule->from) >= 0 && strcmp(day, rule->until) <= 0;
}

static enum jf_status take_line(struct audit_sweep *sweep, const struct pass *pass, struct jf_stmt *st,
                                struct jf_error *err)
{
    int64_t values[MOST + 1]; /* the first for rules without the expression */
    int64_t *value = values + 1;
    const char *day = jf_col_text(st, 2);
    bool all = strcmp(day, sweep->from) >= 0 && strcmp(day, sweep->until) <= 0;
    value[-1] = 0;
    for (int i = 0; i < sweep->expression_count; i++)
        value[i] = jf_col_int(st, FIRST + i); /* NULL is 0: nothing to count, no suspicion, no hash */
    enum jf_status status = JF_OK;
    for (size_t i = 0; status == JF_OK && i < sweep->count; i++) {
        struct swept *s = &sweep->rules[i];
        if (!all && !in_force(s->told.rule, day))
            continue;
        s->told.lines += pass->sign * value[s->lines];
        if (value[s->suspects])
            status = add_suspect(sweep, s, pass->side, jf_col_int(st, 0), jf_col_int(st, 1), err);
        if (status == JF_OK && value[s->key])
            status = take_key(s, pass, (uint64_t)value[s->key], jf_col_int(st, 0), err);
    }
    return status;
}

static enum jf_status look(struct audit_sweep *sweep, struct jf_error *err)
{
    if (sweep->lines++ % LOOK_EVERY != 0 || !sweep->progress)
        return JF_OK;
    size_t done = (size_t)sweep->lines;
    size_t total = sweep->total > done ? sweep->total : done;
    if (sweep->progress(sweep->progress_arg, done, total, NULL))
        return JF_OK;
    return jf_error_set(err, JF_STOPPED, _("check stopped, nothing was changed"));
}

static enum jf_status pass_over(struct audit_sweep *sweep, const struct pass *pass, struct jf_error *err)
{
    struct jf_str sql = JF_STR_INIT;
    struct jf_stmt *st = NULL;
    bool row = true;
    enum jf_status status = compose(sweep, &sql, err);
    if (status == JF_OK)
        status = jf_db_query_text(sweep->db, sql.data, true, NULL, &st, err);
    while (status == JF_OK) {
        status = jf_stmt_next(st, &row, err);
        if (status != JF_OK || !row)
            break;
        status = look(sweep, err);
        if (status == JF_OK)
            status = take_line(sweep, pass, st, err);
    }
    jf_stmt_done(st);
    jf_str_release(&sql);
    for (size_t i = 0; status == JF_OK && i < sweep->count; i++)
        if (sweep->rules[i].keys)
            status = audit_keys_flush(sweep->rules[i].keys, err);
    return status;
}

enum jf_status audit_sweep_all(struct audit_sweep *sweep, struct jf_error *err)
{
    int64_t total = 0;
    const struct pass pass = { AUDIT_NOW, false, 1 };
    if (sweep->count == 0)
        return JF_OK;
    enum jf_status status = jf_db_int(sweep->db, "audit.count_notices", NULL, 0, &total, err);
    sweep->total = (size_t)total;
    if (status == JF_OK)
        status = jf_db_run(sweep->db, "audit.clear_keys", NULL, err);
    if (status == JF_OK)
        status = pass_over(sweep, &pass, err);
    for (size_t i = 0; status == JF_OK && i < sweep->count; i++) {
        struct partner partner = { sweep, &sweep->rules[i], false };
        if (sweep->rules[i].told.rule->repeats)
            status = audit_keys_repeated(sweep->rules[i].keys, add_partner, &partner, err);
    }
    return status;
}

static enum jf_status set_turn(struct audit_sweep *sweep, int64_t turn, struct jf_error *err)
{
    return jf_db_run(sweep->db, "audit.set_turn", JF_ARGS(JF_INT(":turn", turn)), err);
}

enum jf_status audit_sweep_turn(struct audit_sweep *sweep, const struct audit_swept *rule, enum audit_side side,
                                struct jf_error *err)
{
    return set_turn(sweep, audit_sweep_number(rule, side), err);
}

enum jf_status audit_sweep_changed(struct audit_sweep *sweep, struct jf_error *err)
{
    const struct pass before = { AUDIT_BEFORE, true, -1 }, now = { AUDIT_NOW, true, 1 };
    enum jf_status status = set_turn(sweep, AUDIT_CHANGED_BEFORE, err);
    if (status == JF_OK)
        status = pass_over(sweep, &before, err);
    if (status == JF_OK)
        status = set_turn(sweep, AUDIT_CHANGED_NOW, err);
    if (status == JF_OK)
        status = pass_over(sweep, &now, err);
    for (size_t i = 0; status == JF_OK && i < sweep->count; i++) {
        struct swept *s = &sweep->rules[i];
        struct partner partner = { sweep, s, true };
        if (s->keys)
            status =
                audit_keys_reach(s->keys, &s->touched, &s->subjects, s->told.rule->repeats, add_partner, &partner, err);
    }
    return status;
}
