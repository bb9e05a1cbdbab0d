/* cmd_check.c - jianfu check: run the audit rules and show what each looked at and found. The rules and the verdicts
 * are the library's; this file only asks and prints. */
#include "internal.h"

#include "jianfu/audit.h"
#include "jianfu/money.h"

#include <string.h>
#include <unistd.h>

struct check {
    const char *folder, *format, *rule;
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

/* --rule may stand several times, and one may hold several ids parted by commas; the options table keeps only the last.
 */
static enum jf_status gather_rules(struct check *check, int argc, char **argv, struct jf_error *err)
{
    size_t room = 2;
    for (int i = 1; i < argc; i++)
        for (const char *c = argv[i]; *c; c++)
            room += *c == ',';
    check->only = jf_alloc((room + (size_t)argc) * sizeof *check->only);
    if (!check->only)
        return jf_error_set(err, JF_NOMEM, _("out of memory"));
    for (int i = 1; i < argc; i++) {
        const char *value = NULL;
        if (strcmp(argv[i], "--rule") == 0 && i + 1 < argc)
            value = argv[++i];
        else if (jf_starts(argv[i], "--rule="))
            value = argv[i] + strlen("--rule=");
        if (!value)
            continue;
        for (const char *id = value;; id++) {
            size_t len = strcspn(id, ",");
            char *one = jf_dupn(id, len);
            if (!one)
                return jf_error_set(err, JF_NOMEM, _("out of memory"));
            check->only[check->only_count++] = one;
            id += len;
            if (!*id)
                break;
        }
    }
    return JF_OK;
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
    jf_say("  %lld  %s: %s", (long long)subjects, found ? jf_rule_title(found, reasons->lang) : rule, reason);
    return JF_OK;
}

static void show_errors(const struct jf_audit_result *result)
{
    for (size_t i = 0; i < result->count; i++)
        if (result->verdicts[i].message[0])
            jf_note(_("rule '%s' could not be run: %s"), result->verdicts[i].rule->id, result->verdicts[i].message);
}

static void show_totals(const struct jf_audit_result *result)
{
    struct jf_str money = JF_STR_INIT;
    int64_t fresh = 0, gone = 0;
    for (size_t i = 0; i < result->count; i++) {
        fresh += result->verdicts[i].fresh + result->verdicts[i].returned;
        gone += result->verdicts[i].gone;
    }
    jf_money_add_grouped(&money, result->excess_fen);
    jf_say("%s", "");
    jf_say(_("Run %lld: %lld found (%lld new, %lld no longer found), %lld undecided."), (long long)result->run_id,
           (long long)result->failed, (long long)fresh, (long long)gone, (long long)result->undecided);
    jf_say(
        _("Excess in all: %s yuan. Each line counts once; a grade's total and its components may hold the same money."),
        money.data);
    jf_say(_("Rule book: %.16s. Next: jianfu finding list, jianfu finding show NUMBER"), result->book);
    jf_str_release(&money);
}

/* On a terminal: which rule is running; in a pipe nothing. Ctrl-C stops between two rules and leaves the database as it
 * was. */
static bool progress(void *arg, size_t done, size_t total, const char *rule)
{
    const bool *terminal = arg;
    if (*terminal)
        fprintf(stderr, "\r\033[K%zu/%zu %s", done + 1, total, rule);
    return !jf_cli_stopped();
}

static enum jf_status check_and_show(struct jf_context *ctx, const struct check *check, const struct jf_rules *rules,
                                     struct jf_error *err)
{
    bool terminal = isatty(STDERR_FILENO);
    struct jf_audit_options options = { .actor = ctx->actor,
                                        .only = check->only_count ? check->only : NULL,
                                        .progress = progress,
                                        .progress_arg = &terminal };
    struct jf_audit_result result;
    jf_cli_watch_stop();
    enum jf_status status = jf_audit_run(ctx->db, rules, &options, &result, err);
    if (terminal)
        fputs("\r\033[K", stderr);
    if (status != JF_OK)
        return status;
    status = show_verdicts(ctx, check, &result, err);
    if (status == JF_OK && (!check->format || strcmp(check->format, "table") == 0)) {
        struct reasons reasons = { .rules = rules, .lang = ctx->lang };
        status = jf_audit_reasons(ctx->db, result.run_id, show_reason, &reasons, err);
        show_totals(&result);
    }
    show_errors(&result);
    bool broken = false;
    for (size_t i = 0; i < result.count; i++)
        broken = broken || result.verdicts[i].message[0];
    if (result.failed > 0 || broken)
        jf_cli_found();
    jf_audit_result_release(&result);
    return status;
}

static enum jf_status run(struct jf_context *ctx, int argc, char **argv, struct jf_error *err)
{
    struct check check = { 0 };
    const struct jf_option options[] = {
        { "rule", 'r', N_("ID"), &check.rule, NULL, N_("only this rule; may stand several times, or ID,ID"), false },
        { "rules", 0, N_("DIR"), &check.folder, NULL, N_("also the office's own rules (*.sql) of this folder"), false },
        { "format", 'f', N_("FORMAT"), &check.format, NULL, N_("table, csv or json"), false },
        { NULL, 0, NULL, NULL, NULL, NULL, false },
    };
    struct jf_rules *rules = NULL;
    int count = 0;
    enum jf_status status = gather_rules(&check, argc, argv, err);
    if (status == JF_OK)
        status = jf_cli_options(options, argc, argv, 1, &count, err);
    if (status == JF_OK && count > 0) {
        status = jf_error_set(err, JF_USAGE, _("unexpected argument '%s'"), argv[1]);
        jf_error_hint(err, "%s", _("a rule is named with --rule ID"));
    }
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
    .usage = "check [--rule ID]... [--rules DIR] [--format table|csv|json]",
    .summary = N_("run the audit rules over all records"),
    .help = N_(
        "Runs every rule over the records that count now and keeps what it finds with its history: a finding that is "
        "new opens, one that is known keeps its state, one that no longer arises is closed as gone.\n"
        "The table says for each rule how many records it looked at, how many passed, were found, and could not be "
        "decided because the rule book does not know the figure. Exit status 1 says that something was found.\n"
        "Next: jianfu finding list, jianfu finding show NUMBER."),
    .db = JF_CLI_DB_WRITE,
    .run = run,
};
