/* lint.c - what is wrong with a rule file, told by file and line before it meets a county's records. Runs nothing over
 * them and stores nothing. */
#include "internal.h"

#include "jianfu/i18n.h"

#include <string.h>
#include <strings.h>

struct lint {
    struct jf_guard *guard;
    const char *path;
    jf_rule_fault_fn *fn;
    void *arg;
    size_t *faults;
};

/* One of the three texts of a rule. */
struct part {
    const char *sql, *key;
    long line; /* where it begins */
    bool main; /* the rule's own SELECT */
};

static void tell(struct lint *lint, long line, const char *message, const char *hint)
{
    ++*lint->faults;
    lint->fn(lint->arg, lint->path, line, message, hint);
}

static long line_at(const struct part *part, long at)
{
    long line = part->line;
    for (long i = 0; i < at && part->sql[i]; i++)
        line += part->sql[i] == '\n';
    return line;
}

/* ---- words ---- */

struct words {
    bool order;
    long limit_at, concat_at;
};

static bool is_word(const char *word, size_t len, const char *other)
{
    return strlen(other) == len && strncasecmp(word, other, len) == 0;
}

static bool note_word(void *arg, const char *word, size_t len, size_t at, int depth)
{
    struct words *words = arg;
    if (depth == 0 && is_word(word, len, "order"))
        words->order = true;
    if (depth == 0 && is_word(word, len, "limit"))
        words->limit_at = (long)at;
    if (is_word(word, len, "group_concat"))
        words->concat_at = (long)at;
    return true;
}

static void look_at_words(struct lint *lint, const struct part *part)
{
    struct words words = { .limit_at = -1, .concat_at = -1 };
    jf_sql_words(part->sql, note_word, &words);
    if (part->main && !words.order)
        tell(lint, part->line, _("the SELECT has no ORDER BY: its rows may come in any order"),
             "ORDER BY subject_id, part");
    if (words.limit_at >= 0)
        tell(lint, line_at(part, words.limit_at), _("LIMIT hides what does not fit into it"),
             _("a rule returns all that it finds"));
    if (words.concat_at >= 0)
        tell(lint, line_at(part, words.concat_at), _("the order inside group_concat is not fixed"),
             _("use min, max or count instead"));
}

/* ---- parameters and columns ---- */

static bool has_parameter(const struct jf_stmt *st, const char *name)
{
    for (int i = 1; i <= jf_stmt_param_count(st); i++)
        if (jf_streq(jf_stmt_param_name(st, i), name))
            return true;
    return false;
}

static void look_at_parameters(struct lint *lint, const struct part *part, const struct jf_stmt *st)
{
    static const char *const known[] = { ":from", ":until", ":day", ":severity" };
    struct jf_str text = JF_STR_INIT;
    for (int i = 1; i <= jf_stmt_param_count(st); i++) {
        const char *name = jf_stmt_param_name(st, i);
        bool found = false;
        for (size_t k = 0; k < sizeof known / sizeof *known; k++)
            found = found || jf_streq(name, known[k]);
        if (found)
            continue;
        jf_str_clear(&text);
        jf_str_addf(&text, _("unknown parameter '%s'"), name ? name : "?");
        tell(lint, part->line, text.data, _("a rule may use :from, :until and :day"));
    }
    if (!has_parameter(st, ":from") || !has_parameter(st, ":until")) {
        jf_str_clear(&text);
        jf_str_addf(&text, _("'%s' does not use :from and :until, the days on which the rule is in force"), part->key);
        tell(lint, part->line, text.data, "charged_on BETWEEN :from AND :until");
    }
    jf_str_release(&text);
}

static void look_at_columns(struct lint *lint, const struct part *part, const struct jf_stmt *st)
{
    static const char *const wanted[] = { "subject_id", "part", "reason" };
    struct jf_error err = { .status = JF_OK };
    if (part->main && audit_check_columns(st, &err) != JF_OK)
        tell(lint, part->line, err.message,
             "subject_id, part, division, unit, charged_on, charged_fen, allowed_fen, excess_fen, standard_id, "
             "severity, "
             "detail");
    for (size_t i = 0; jf_streq(part->key, "undecided") && i < sizeof wanted / sizeof *wanted; i++)
        if (jf_stmt_column(st, wanted[i]) < 0) {
            struct jf_str text = JF_STR_INIT;
            jf_str_addf(&text, _("'undecided' does not return the column '%s'"), wanted[i]);
            tell(lint, part->line, text.data, "subject_id, part, reason");
            jf_str_release(&text);
        }
}

/* The faults that the guard or SQLite finds stand in `err`; what goes wrong with the program is returned. */
static enum jf_status look_at_sql(struct lint *lint, const struct part *part, struct jf_error *err)
{
    struct jf_stmt *st = NULL;
    struct jf_error fault = { .status = JF_OK };
    bool row = true;
    jf_guard_start(lint->guard);
    enum jf_status status = jf_guard_query(lint->guard, part->sql, NULL, &st, &fault);
    if (status == JF_OK) {
        look_at_parameters(lint, part, st);
        look_at_columns(lint, part, st);
    }
    while (status == JF_OK && row)
        status = jf_guard_next(lint->guard, st, &row, &fault);
    jf_stmt_done(st);
    if (status == JF_REFUSED) {
        tell(lint, line_at(part, jf_guard_fault_at(lint->guard)), fault.message,
             strstr(fault.message, "no such table") ? _("'jianfu rule views' lists the views and their columns") : "");
        return JF_OK;
    }
    if (status != JF_OK && err)
        *err = fault;
    return status;
}

static enum jf_status look_at_rule(struct lint *lint, const struct jf_rule *rule, const struct jf_rules *builtin,
                                   struct jf_error *err)
{
    const struct part parts[] = {
        { rule->population, "population", rule->population_line, false },
        { rule->undecided, "undecided", rule->undecided_line, false },
        { rule->sql, "SELECT", rule->sql_line, true },
    };
    enum jf_status status = JF_OK;
    if (builtin && jf_rules_find(builtin, rule->id))
        tell(lint, 1, _("a built-in rule has this id already"), _("give the file and the rule another name"));
    for (size_t i = 0; i < sizeof parts / sizeof *parts && status == JF_OK; i++)
        if (parts[i].sql) {
            look_at_words(lint, &parts[i]);
            status = look_at_sql(lint, &parts[i], err);
        }
    return status;
}

/* A fault of the front matter comes as "PATH:LINE: message". */
static void tell_parse(struct lint *lint, const struct jf_error *fault)
{
    size_t skip = strlen(lint->path);
    const char *message = fault->message;
    long line = 1;
    if (jf_starts(message, lint->path) && message[skip] == ':') {
        line = 0;
        for (message += skip + 1; *message >= '0' && *message <= '9'; message++)
            line = line * 10 + (*message - '0');
        message += strspn(message, ": ");
    }
    tell(lint, line, message, fault->hint);
}

enum jf_status jf_rule_lint(struct jf_guard *guard, const struct jf_rules *builtin, const char *path,
                            jf_rule_fault_fn *fn, void *arg, size_t *faults, struct jf_error *err)
{
    struct lint lint = { guard, path, fn, arg, faults };
    struct jf_str text = JF_STR_INIT;
    struct jf_rule rule = { .id = NULL };
    struct jf_error fault = { .status = JF_OK };
    enum jf_status status = audit_read_rule(path, &text, &fault);
    if (status == JF_OK)
        status = jf_rule_parse(path, text.data, &rule, &fault);
    if (status == JF_OK)
        status = look_at_rule(&lint, &rule, builtin, &fault);
    else if (status == JF_REFUSED) {
        tell_parse(&lint, &fault);
        status = JF_OK;
    }
    if (status != JF_OK && err)
        *err = fault;
    jf_rule_release(&rule);
    jf_str_release(&text);
    return status;
}
