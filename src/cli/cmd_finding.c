/* cmd_finding.c - jianfu finding: list findings, show one with its whole evidence, and record what a person decides
 * about it. */
#include "jianfu/audit.h"
#include "jianfu/cli.h"
#include "jianfu/day.h"
#include "jianfu/money.h"
#include "jianfu/rulebook.h"

#include <string.h>

static const struct jf_list_column columns[] = {
    { "finding", N_("no."), JF_LIST_INT },        { "rule", N_("rule"), JF_LIST_TEXT },
    { "severity", N_("kind"), JF_LIST_TEXT },     { "state", N_("state"), JF_LIST_TEXT },
    { "subject", N_("record"), JF_LIST_TEXT },    { "part", N_("line no."), JF_LIST_INT },
    { "division", N_("division"), JF_LIST_TEXT }, { "unit", N_("unit"), JF_LIST_TEXT },
    { "charged_on", N_("day"), JF_LIST_DAY },     { "charged", N_("charged"), JF_LIST_MONEY },
    { "allowed", N_("allowed"), JF_LIST_MONEY },  { "excess", N_("excess"), JF_LIST_MONEY },
    { "detail", N_("evidence"), JF_LIST_TEXT },
};

struct list {
    struct jf_list *list;
    const char *lang;
    bool words; /* a table is for people, csv and json are for programs */
};

static void cell_money(struct jf_list *list, bool has, int64_t fen)
{
    if (has)
        jf_list_money(list, fen);
    else
        jf_list_null(list);
}

static enum jf_status list_one(void *arg, const struct jf_finding *f, struct jf_error *err)
{
    const struct list *l = arg;
    (void)err;
    jf_list_int(l->list, f->finding_id);
    jf_list_text(l->list, f->rule);
    jf_list_text(l->list, l->words ? jf_word("severity", f->severity, l->lang) : f->severity);
    jf_list_text(l->list, l->words ? jf_word("finding-state", f->state, l->lang) : f->state);
    jf_list_text(l->list, f->subject_key);
    jf_list_int(l->list, f->part);
    jf_list_text(l->list, l->words ? f->division_name : f->division_code);
    jf_list_text(l->list, l->words ? f->unit_name : f->unit_code);
    jf_list_text(l->list, f->charged_on);
    cell_money(l->list, f->has_charged, f->charged_fen);
    cell_money(l->list, f->has_allowed, f->allowed_fen);
    cell_money(l->list, f->has_excess, f->excess_fen);
    jf_list_text(l->list, f->detail);
    return JF_OK;
}

/* A value has a Chinese word if and only if it is one of the group. */
static enum jf_status check_word(const char *option, const char *value, const char *group, struct jf_error *err)
{
    if (!value || !jf_streq(jf_word(group, value, "zh"), value))
        return JF_OK;
    return jf_error_set(err, JF_USAGE, _("unknown value '%s' for --%s"), value, option);
}

static enum jf_status take_period(const char *period, struct jf_period *parsed, struct jf_finding_filter *filter,
                                  struct jf_error *err)
{
    if (!period)
        return JF_OK;
    if (!jf_period_parse(period, parsed)) {
        enum jf_status status = jf_error_set(err, JF_USAGE, _("'%s' is not a period"), period);
        jf_error_hint(err, "%s", _("2005, 2005H1, 2004A, 2005S, 2005-03 or 2005-03-02"));
        return status;
    }
    filter->from = parsed->from;
    filter->until = parsed->until;
    return JF_OK;
}

static enum jf_status run_list(struct jf_context *ctx, int argc, char **argv, struct jf_error *err)
{
    struct jf_finding_filter filter = { 0 };
    struct jf_period parsed;
    const char *format = NULL, *period = NULL, *township = NULL;
    const struct jf_option options[] = {
        { "rule", 'r', N_("ID"), &filter.rule, NULL, N_("of this rule"), false },
        { "unit", 'u', N_("CODE"), &filter.unit, NULL, N_("of this unit"), false },
        { "division", 'd', N_("CODE"), &filter.division, NULL, N_("in this division (12 digits) and under it"), false },
        { "township", 0, N_("CODE"), &township, NULL, N_("the same as --division"), false },
        { "state", 's', N_("STATE"), &filter.state, NULL, N_("open, confirmed, dismissed, waived, rectified or gone"),
          false },
        { "severity", 0, N_("KIND"), &filter.severity, NULL, N_("violation or doubt"), false },
        { "subject", 0, N_("KEY"), &filter.subject, NULL, N_("about this record: UNIT/NO"), false },
        { "period", 'p', N_("PERIOD"), &period, NULL, N_("charged in this period: 2005H1, 2005, 2005-03"), false },
        { "school", 0, NULL, NULL, &filter.school, N_("only of schools"), false },
        { "all", 'a', NULL, NULL, &filter.all, N_("also those that are gone"), false },
        { "format", 'f', N_("FORMAT"), &format, NULL, N_("table, csv or json"), false },
        { NULL, 0, NULL, NULL, NULL, NULL, false },
    };
    int count = 0;
    enum jf_status status = jf_cli_options(options, argc, argv, 2, &count, err);
    if (status == JF_OK && count > 0)
        status = jf_error_set(err, JF_USAGE, _("unexpected argument '%s'"), argv[2]);
    if (status == JF_OK)
        status = check_word("state", filter.state, "state", err);
    if (status == JF_OK)
        status = check_word("severity", filter.severity, "severity", err);
    if (status == JF_OK)
        status = take_period(period, &parsed, &filter, err);
    if (status != JF_OK)
        return status;
    if (township)
        filter.division = township;
    struct list l = { .lang = ctx->lang, .words = !format || strcmp(format, "table") == 0 };
    status = jf_list_begin(format, columns, (int)(sizeof columns / sizeof *columns), &l.list, err);
    if (status != JF_OK)
        return status;
    status = jf_finding_list(ctx->db, &filter, list_one, &l, err);
    enum jf_status end = jf_list_end(l.list, status == JF_OK ? err : NULL);
    return status == JF_OK ? end : status;
}

/* "12", "F12", "f12" or "finding:12". */
static enum jf_status finding_number(const char *text, int64_t *id, struct jf_error *err)
{
    const char *digits = text;
    if (jf_starts(digits, "finding:"))
        digits += strlen("finding:");
    else if (*digits == 'F' || *digits == 'f')
        digits++;
    size_t len = strspn(digits, "0123456789");
    if (len == 0 || len > 15 || digits[len]) {
        enum jf_status status = jf_error_set(err, JF_USAGE, _("'%s' is not the number of a finding"), text);
        jf_error_hint(err, "%s", _("'jianfu finding list' shows all with their numbers"));
        return status;
    }
    *id = 0;
    for (; *digits; digits++)
        *id = *id * 10 + (*digits - '0');
    return JF_OK;
}

static void field_money(const char *label, bool has, int64_t fen)
{
    struct jf_str text = JF_STR_INIT;
    if (!has)
        return;
    jf_money_add_grouped(&text, fen);
    jf_field(label, text.data);
    jf_str_release(&text);
}

static void show_where(const struct jf_context *ctx, const struct jf_finding *f)
{
    struct jf_str text = JF_STR_INIT;
    jf_str_addf(&text, "%s %s", jf_word("kind", f->subject_kind, ctx->lang), f->subject_key);
    if (f->part > 0)
        jf_str_addf(&text, _(", line no. %lld"), (long long)f->part);
    if (f->version > 1)
        jf_str_addf(&text, _(", version %lld"), (long long)f->version);
    jf_field(_("record"), text.data);
    jf_str_clear(&text);
    if (f->file_name)
        jf_str_addf(&text, "%s:%lld", f->file_name, (long long)f->line);
    else
        jf_str_add(&text, _("keyed in by command"));
    jf_field(_("stands in"), text.data);
    if (f->sha256)
        jf_field(_("file SHA-256"), f->sha256);
    jf_str_clear(&text);
    if (f->division_code)
        jf_str_addf(&text, "%s%s (%s)", f->township_name ? f->township_name : "", f->division_name, f->division_code);
    jf_field(_("division"), text.data);
    jf_str_clear(&text);
    if (f->unit_code)
        jf_str_addf(&text, "%s (%s)", f->unit_name, f->unit_code);
    jf_field(_("unit"), text.data);
    jf_str_release(&text);
}

static void show_sum(const struct jf_finding *f)
{
    field_money(_("charged (yuan)"), f->has_charged, f->charged_fen);
    field_money(_("allowed (yuan)"), f->has_allowed, f->allowed_fen);
    if (!f->has_excess)
        return;
    struct jf_str text = JF_STR_INIT;
    if (f->has_charged && f->has_allowed && f->charged_fen - f->allowed_fen == f->excess_fen) {
        jf_money_add_grouped(&text, f->charged_fen);
        jf_str_add(&text, " - ");
        jf_money_add_grouped(&text, f->allowed_fen);
        jf_str_add(&text, " = ");
    }
    jf_money_add_grouped(&text, f->excess_fen);
    jf_field(_("excess (yuan)"), text.data);
    jf_str_release(&text);
}

static enum jf_status show_standard(struct jf_context *ctx, const struct jf_finding *f, struct jf_error *err)
{
    struct jf_standard s = { 0 };
    struct jf_str text = JF_STR_INIT;
    if (f->standard_id == 0) {
        jf_field(_("standard"), _("none in the rule book for this charge"));
        return JF_OK;
    }
    enum jf_status status = jf_standard_read(ctx->db, f->standard_id, &s, err);
    if (status != JF_OK)
        return status;
    jf_str_addf(&text, "%s: ", s.item_name ? s.item_name : s.code);
    jf_standard_add_figure(&text, &s, ctx->lang);
    jf_str_add(&text, jf_starts(ctx->lang, "zh") ? "（" : " (");
    jf_standard_add_scope(&text, &s, ctx->lang);
    jf_str_add(&text, jf_starts(ctx->lang, "zh") ? "）" : ")");
    if (s.demonstration)
        jf_str_add(&text, "（演示）");
    jf_field(_("standard"), text.data);
    jf_str_clear(&text);
    jf_str_addf(&text, "%s..%s", s.valid_from, s.valid_until ? s.valid_until : "");
    jf_field(_("in force"), text.data);
    jf_str_clear(&text);
    jf_standard_add_source(&text, &s, ctx->lang);
    jf_field(_("paper"), text.data);
    if (s.document_title)
        jf_field(_("its title"), s.document_title);
    if (!s.current)
        jf_field(_("note"), _("the rule book holds a later version of this standard: run 'jianfu check' again"));
    jf_str_clear(&text);
    jf_str_addf(&text, "%s", s.code);
    if (s.file_name)
        jf_str_addf(&text, " (%s:%lld)", s.file_name, (long long)s.line);
    jf_field(_("standard code"), text.data);
    jf_str_release(&text);
    jf_standard_release(&s);
    return JF_OK;
}

static enum jf_status show_rule(const struct jf_context *ctx, const struct jf_finding *f, struct jf_error *err)
{
    struct jf_rules *rules = NULL;
    enum jf_status status = jf_rules_load(NULL, &rules, err);
    if (status != JF_OK)
        return status;
    const struct jf_rule *rule = jf_rules_find(rules, f->rule);
    struct jf_str text = JF_STR_INIT;
    jf_str_addf(&text, "%s", f->rule);
    if (rule)
        jf_str_addf(&text, " - %s", jf_rule_title(rule, ctx->lang));
    jf_field(_("rule"), text.data);
    if (rule)
        jf_field(_("basis"), jf_rule_basis(rule, ctx->lang));
    jf_str_clear(&text);
    jf_str_add(&text, f->rule_digest);
    if (rule && strcmp(rule->digest, f->rule_digest) != 0)
        jf_str_addf(&text, " %s", _("(the rule was changed since)"));
    jf_field(_("rule version"), text.data);
    jf_str_release(&text);
    jf_rules_free(rules);
    return JF_OK;
}

static enum jf_status show_decision(void *arg, const char *day, const char *actor, const char *type, const char *reason,
                                    struct jf_error *err)
{
    struct jf_str text = JF_STR_INIT;
    (void)arg;
    (void)err;
    jf_str_addf(&text, "%s %s", actor, type);
    if (reason)
        jf_str_addf(&text, ": %s", reason);
    jf_field(day, text.data);
    jf_str_release(&text);
    return JF_OK;
}

static enum jf_status show(struct jf_context *ctx, const struct jf_finding *f, struct jf_error *err)
{
    struct jf_str text = JF_STR_INIT;
    jf_str_addf(&text, "F%lld  %s  %s", (long long)f->finding_id, jf_word("severity", f->severity, ctx->lang),
                jf_word("finding-state", f->state, ctx->lang));
    jf_field(_("finding"), text.data);
    jf_field(_("evidence"), f->detail);
    if (f->item_name)
        jf_field(_("item as written"), f->item_name);
    if (f->charged_on)
        jf_field(_("charged on"), f->charged_on);
    show_sum(f);
    enum jf_status status = show_standard(ctx, f, err);
    if (status == JF_OK)
        status = show_rule(ctx, f, err);
    if (status == JF_OK) {
        show_where(ctx, f);
        jf_str_clear(&text);
        jf_str_addf(&text, _("first in run %lld (%s), last in run %lld (%s)"), (long long)f->first_run, f->first_at,
                    (long long)f->last_run, f->last_at);
        jf_field(_("found"), text.data);
        jf_field(_("rule book"), f->book);
        status = jf_finding_history(ctx->db, f->finding_id, show_decision, NULL, err);
    }
    jf_str_release(&text);
    return status;
}

static enum jf_status run_show(struct jf_context *ctx, int argc, char **argv, struct jf_error *err)
{
    const struct jf_option options[] = { { NULL, 0, NULL, NULL, NULL, NULL, false } };
    struct jf_finding finding = { 0 };
    int64_t id = 0;
    int count = 0;
    enum jf_status status = jf_cli_options(options, argc, argv, 2, &count, err);
    if (status == JF_OK && count != 1)
        status = jf_error_set(err, JF_USAGE, _("'finding show' takes the number of one finding"));
    if (status == JF_OK)
        status = finding_number(argv[2], &id, err);
    if (status == JF_OK)
        status = jf_finding_read(ctx->db, id, &finding, err);
    if (status == JF_OK)
        status = show(ctx, &finding, err);
    jf_finding_release(&finding);
    return status;
}

static enum jf_status run_decide(struct jf_context *ctx, int argc, char **argv, struct jf_error *err)
{
    const char *reason = NULL, *day = NULL;
    const struct jf_option options[] = {
        { "reason", 0, N_("TEXT"), &reason, NULL, N_("why; kept in the history"), false },
        { "on", 0, N_("DAY"), &day, NULL, N_("day of the decision; today when not given"), false },
        { NULL, 0, NULL, NULL, NULL, NULL, false },
    };
    char today[JF_DAY_SIZE];
    int64_t id = 0;
    int count = 0;
    enum jf_status status = jf_cli_options(options, argc, argv, 2, &count, err);
    if (status == JF_OK && count != 1)
        status = jf_error_set(err, JF_USAGE, _("'finding %s' takes the number of one finding"), argv[1]);
    if (status == JF_OK)
        status = finding_number(argv[2], &id, err);
    if (status == JF_OK)
        status = jf_cli_day("on", day, err);
    jf_day_today(today);
    if (status == JF_OK)
        status = jf_finding_decide(ctx->db, id, argv[1], reason, ctx->actor, day ? day : today, err);
    if (status == JF_OK) {
        struct jf_finding finding = { 0 };
        status = jf_finding_read(ctx->db, id, &finding, err);
        if (status == JF_OK)
            jf_say(_("finding %lld is now: %s"), (long long)id, jf_word("finding-state", finding.state, ctx->lang));
        jf_finding_release(&finding);
    }
    return status;
}

static enum jf_status run(struct jf_context *ctx, int argc, char **argv, struct jf_error *err)
{
    static const struct {
        const char *name;
        enum jf_status (*run)(struct jf_context *, int, char **, struct jf_error *);
    } verbs[] = {
        { "list", run_list },      { "show", run_show },      { "confirm", run_decide },
        { "dismiss", run_decide }, { "rectify", run_decide },
    };
    for (size_t i = 0; argc > 1 && i < sizeof verbs / sizeof *verbs; i++)
        if (strcmp(argv[1], verbs[i].name) == 0)
            return verbs[i].run(ctx, argc, argv, err);
    enum jf_status status = argc > 1 ? jf_error_set(err, JF_USAGE, _("unknown 'finding %s'"), argv[1])
                                     : jf_error_set(err, JF_USAGE, _("'finding' needs a word after it"));
    jf_error_hint(err, "%s", _("finding list, show, confirm, dismiss or rectify"));
    return status;
}

const struct jf_command jf_cmd_finding = {
    .name = "finding",
    .usage =
        "finding list [--rule ID] [--unit CODE] [--division CODE] [--state STATE] [--severity KIND] [--subject KEY]\n"
        "             [--period PERIOD] [--school] [--all] [--format table|csv|json]\n"
        "finding show NUMBER\n"
        "finding confirm|dismiss|rectify NUMBER [--reason TEXT] [--on DAY]",
    .summary = N_("what the rules found, and what people decided about it"),
    .help = N_(
        "'list' shows the findings of 'jianfu check'; those that no longer arise only with --all or --state gone.\n"
        "'show' gives the whole evidence of one: what was charged, what was allowed and by which paper, the rule with "
        "its basis and version, and the record with its file, line and SHA-256.\n"
        "'confirm', 'dismiss' and 'rectify' record a person's decision with its reason; nothing is decided by itself."),
    .db = JF_CLI_DB_WRITE,
    .run = run,
};
