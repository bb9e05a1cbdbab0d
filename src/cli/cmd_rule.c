/* cmd_rule.c - jianfu rule: the audit rules, built in and own: list, show, views, lint, test. Runs no check over the
 * county's records. */
#include "audit.h"
#include "casework.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* ---- a database for looking at rules ---- */

enum jf_status cli_scratch_open(struct cli_scratch *scratch, struct jf_error *err)
{
    const char *base = getenv("TMPDIR");
    memset(scratch, 0, sizeof *scratch);
    snprintf(scratch->dir, sizeof scratch->dir, "%.200s/jianfu-rule-XXXXXX", base && *base ? base : "/tmp");
    if (!mkdtemp(scratch->dir)) {
        enum jf_status status =
            jf_error_set(err, JF_FILE, _("cannot make a folder in '%s'"), base && *base ? base : "/tmp");
        scratch->dir[0] = '\0';
        return status;
    }
    snprintf(scratch->path, sizeof scratch->path, "%s/rule.db", scratch->dir);
    return jf_db_open(scratch->path, JF_DB_CREATE, &scratch->db, err);
}

void cli_scratch_close(struct cli_scratch *scratch)
{
    static const char *const ends[] = { "", "-wal", "-shm", "-journal" };
    jf_db_close(scratch->db);
    scratch->db = NULL;
    for (size_t i = 0; scratch->dir[0] && i < sizeof ends / sizeof *ends; i++) {
        char path[320];
        snprintf(path, sizeof path, "%s%s", scratch->path, ends[i]);
        unlink(path);
    }
    if (scratch->dir[0])
        rmdir(scratch->dir);
}

/* ---- list ---- */

static const struct jf_list_column columns[] = {
    { "rule", N_("rule"), JF_LIST_TEXT },         { "title", N_("title"), JF_LIST_TEXT },
    { "severity", N_("kind"), JF_LIST_TEXT },     { "subject", N_("subject"), JF_LIST_TEXT },
    { "from", N_("from"), JF_LIST_DAY },          { "until", N_("until"), JF_LIST_DAY },
    { "origin", N_("comes from"), JF_LIST_TEXT },
};

static const char *day_or_none(const char *day, const char *none)
{
    return strcmp(day, none) == 0 ? NULL : day;
}

static enum jf_status print_list(struct jf_context *ctx, const struct jf_rules *rules, const char *format,
                                 struct jf_error *err)
{
    struct jf_list *list = NULL;
    bool words = !format || strcmp(format, "table") == 0;
    enum jf_status status = jf_list_begin(format, columns, (int)(sizeof columns / sizeof *columns), &list, err);
    if (status != JF_OK)
        return status;
    for (size_t i = 0; i < jf_rules_count(rules); i++) {
        const struct jf_rule *rule = jf_rules_at(rules, i);
        jf_list_text(list, rule->id);
        jf_list_text(list, jf_rule_title(rule, ctx->lang));
        jf_list_text(list, words ? jf_word("severity", rule->severity, ctx->lang) : rule->severity);
        jf_list_text(list, rule->subject);
        jf_list_text(list, day_or_none(rule->from, "0000-01-01"));
        jf_list_text(list, day_or_none(rule->until, "9999-12-31"));
        jf_list_text(list, rule->builtin ? _("built in") : rule->path);
    }
    return jf_list_end(list, err);
}

static enum jf_status run_list(struct jf_context *ctx, int argc, char **argv, struct jf_error *err)
{
    const char *folder = NULL, *format = NULL;
    const struct jf_option options[] = {
        { .name = "rules", .value = N_("DIR"), .text = &folder, .help = N_("with the own rules of this folder") },
        { .name = "format", .letter = 'f', .value = N_("FORMAT"), .text = &format, .help = N_("table, csv or json") },
        { .name = NULL },
    };
    struct jf_rules *rules = NULL;
    int count = 0;
    enum jf_status status = jf_cli_options(options, argc, argv, 1, &count, err);
    if (status == JF_OK && count > 0)
        status = jf_error_set(err, JF_USAGE, _("unexpected argument '%s'"), argv[1]);
    if (status == JF_OK)
        status = jf_rules_load(folder, &rules, err);
    if (status == JF_OK)
        status = print_list(ctx, rules, format, err);
    jf_rules_free(rules);
    return status;
}

/* ---- show ---- */

static void show_rule(const struct jf_context *ctx, const struct jf_rule *rule)
{
    struct jf_str text = JF_STR_INIT;
    jf_field(_("rule"), rule->id);
    jf_field(_("title"), jf_rule_title(rule, ctx->lang));
    jf_field(_("basis"), jf_rule_basis(rule, ctx->lang));
    if (day_or_none(rule->from, "0000-01-01"))
        jf_str_add(&text, rule->from);
    jf_str_add(&text, "..");
    if (day_or_none(rule->until, "9999-12-31"))
        jf_str_add(&text, rule->until);
    jf_field(_("in force"), text.data);
    jf_field(_("kind"), jf_word("severity", rule->severity, ctx->lang));
    jf_field(_("subject"), rule->subject);
    if (rule->companions)
        jf_field(_("companions"), rule->companions);
    jf_field(_("version"), rule->digest);
    jf_field(_("comes from"), rule->builtin ? _("built in") : rule->path);
    jf_str_release(&text);
    jf_say("\n-- %s\n%s", _("looks at:"), rule->population);
    jf_say("\n-- %s\n%s", _("cannot decide:"), rule->undecided ? rule->undecided : _("-- nothing"));
    jf_say("\n-- %s\n%s", _("finds:"), rule->sql);
}

static enum jf_status run_show(struct jf_context *ctx, int argc, char **argv, struct jf_error *err)
{
    const char *folder = NULL;
    const struct jf_option options[] = {
        { .name = "rules", .value = N_("DIR"), .text = &folder, .help = N_("with the own rules of this folder") },
        { .name = NULL },
    };
    struct jf_rules *rules = NULL;
    int count = 0;
    enum jf_status status = jf_cli_options(options, argc, argv, 1, &count, err);
    if (status == JF_OK && count != 1)
        status = jf_error_set(err, JF_USAGE, _("'rule show' takes the id of one rule"));
    if (status == JF_OK)
        status = jf_rules_load(folder, &rules, err);
    const struct jf_rule *rule = status == JF_OK ? jf_rules_find(rules, argv[1]) : NULL;
    if (status == JF_OK && !rule) {
        status = jf_error_set(err, JF_NOT_FOUND, _("there is no rule '%s'"), argv[1]);
        jf_error_hint(err, "%s", _("'jianfu rule list' names them; own rules with --rules DIR"));
    }
    if (rule)
        show_rule(ctx, rule);
    jf_rules_free(rules);
    return status;
}

/* ---- views ---- */

static enum jf_status print_views(struct jf_db *db, struct jf_error *err)
{
    struct jf_stmt *st = NULL;
    enum jf_status status = jf_db_views(db, err);
    if (status == JF_OK)
        status = jf_db_query(db, "audit.view_columns", NULL, &st, err);
    while (jf_stmt_row(st, &status, err)) {
        jf_say("%s", jf_col_text(st, 0));
        jf_say("    %s", jf_col_text(st, 1));
    }
    jf_stmt_done(st);
    return status;
}

static enum jf_status run_views(struct jf_context *ctx, int argc, char **argv, struct jf_error *err)
{
    static const struct jf_option options[] = { { .name = NULL } };
    struct cli_scratch scratch;
    int count = 0;
    (void)ctx;
    enum jf_status status = jf_cli_options(options, argc, argv, 1, &count, err);
    if (status == JF_OK && count > 0)
        status = jf_error_set(err, JF_USAGE, _("unexpected argument '%s'"), argv[1]);
    if (status != JF_OK)
        return status;
    status = cli_scratch_open(&scratch, err);
    if (status == JF_OK)
        status = print_views(scratch.db, err);
    cli_scratch_close(&scratch);
    return status;
}

/* ---- lint ---- */

static void print_fault(void *arg, const char *path, long line, const char *message, const char *hint)
{
    (void)arg;
    if (*hint)
        jf_say(_("%s:%ld: %s (%s)"), path, line, message, hint);
    else
        jf_say("%s:%ld: %s", path, line, message);
}

static enum jf_status lint_files(char **paths, int count, const struct jf_rules *builtin, struct jf_guard *guard,
                                 struct jf_error *err)
{
    size_t faults = 0;
    enum jf_status status = JF_OK;
    for (int i = 0; i < count && status == JF_OK; i++)
        status = jf_rule_lint(guard, builtin, paths[i], print_fault, NULL, &faults, err);
    if (status != JF_OK)
        return status;
    if (faults > 0)
        jf_cli_found();
    jf_say(_("%d files, %d faults"), count, (int)faults);
    return JF_OK;
}

static enum jf_status run_lint(struct jf_context *ctx, int argc, char **argv, struct jf_error *err)
{
    static const struct jf_option options[] = { { .name = NULL } };
    struct cli_scratch scratch;
    struct jf_guard *guard = NULL;
    struct jf_rules *builtin = NULL;
    int count = 0;
    (void)ctx;
    enum jf_status status = jf_cli_options(options, argc, argv, 1, &count, err);
    if (status == JF_OK && count == 0)
        status = jf_error_set(err, JF_USAGE, _("'rule lint' takes the rule files"));
    if (status != JF_OK)
        return status;
    status = cli_scratch_open(&scratch, err);
    if (status == JF_OK)
        status = jf_rules_load(NULL, &builtin, err);
    if (status == JF_OK)
        status = jf_guard_open(scratch.path, NULL, jf_audit_prepare, NULL, &guard, err);
    if (status == JF_OK)
        status = lint_files(argv + 1, count, builtin, guard, err);
    jf_guard_close(guard);
    jf_rules_free(builtin);
    cli_scratch_close(&scratch);
    return status;
}

/* ---- test ---- */

static enum jf_status run_test(struct jf_context *ctx, int argc, char **argv, struct jf_error *err)
{
    const char *only = NULL;
    const struct jf_option options[] = {
        { .name = "rule", .letter = 'r', .value = N_("ID"), .text = &only, .help = N_("only this rule") },
        { .name = NULL },
    };
    int count = 0;
    enum jf_status status = jf_cli_options(options, argc, argv, 1, &count, err);
    if (status == JF_OK && count != 1)
        status = jf_error_set(err, JF_USAGE, _("'rule test' takes one folder of rules"));
    return status == JF_OK ? cli_rule_test(ctx, argv[1], only, err) : status;
}

static enum jf_status run(struct jf_context *ctx, int argc, char **argv, struct jf_error *err)
{
    static const struct casework_sub verbs[] = {
        { "list", run_list }, { "show", run_show }, { "views", run_views },
        { "lint", run_lint }, { "test", run_test }, { NULL, NULL },
    };
    return casework_subs(ctx, verbs, argc, argv, err);
}

const struct jf_command jf_cmd_rule = {
    .name = "rule",
    .usage = "rule list [--rules DIR] [--format table|csv|json]\n"
             "rule show ID [--rules DIR]\n"
             "rule views\n"
             "rule lint FILE...\n"
             "rule test DIR [--rule ID]",
    .summary = N_("the audit rules, and an office's own"),
    .help = N_(
        "An own rule is a file RULE-ID.sql: lines '-- key: value' (continued by lines that begin with '--   '), then "
        "one statement that selects. Keys: rule (the file's name), title, title.zh, basis, basis.zh, in-force "
        "(FIRST-DAY..LAST-DAY), severity (violation or doubt), subject, population (selects how many records it looks "
        "at), undecided (none, or selects subject_id, part, reason), companions (rules that may find the same).\n"
        "It returns subject_id and detail, and as it can part, division, unit, charged_on, charged_fen, allowed_fen, "
        "excess_fen, standard_id, severity; amounts in fen. It reads the views ('rule views'), uses :from and :until "
        "for "
        "the days in force and :day for the day of the check, and ends with ORDER BY. 'rule show' prints a built-in "
        "rule "
        "as an example.\n"
        "Own rules run behind a guard ('jianfu check --rules DIR'): they only read, join with ON, call only plain "
        "functions, see no names, telephones or addresses of persons, and stop after ten seconds or 100,000 rows.\n"
        "'rule lint' tells what is wrong with a file by its line. 'rule test' imports, for each DIR/RULE-ID.sql, the "
        "files DIR/base*.xml, DIR/RULE-ID/base*.xml and DIR/RULE-ID/*.xml into a database of its own, runs the rule "
        "and "
        "compares with DIR/RULE-ID/expected.csv, whose first line names any of: result (violation, doubt, undecided), "
        "subject, part, day, charged, allowed, excess, detail. It runs the rule a second time with rows in another "
        "order. Exit status 1: there are faults or differences."),
    .db = JF_CLI_NO_DB,
    .run = run,
};
