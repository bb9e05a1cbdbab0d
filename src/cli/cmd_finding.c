/* cmd_finding.c - jianfu finding: list findings, show one with its whole evidence, and record what a person decides
 * about it. */
#include "casework.h"

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
    { "repeats", N_("repeat of"), JF_LIST_INT },  { "detail", N_("evidence"), JF_LIST_TEXT },
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
    if (f->repeats)
        jf_list_int(l->list, f->repeats);
    else
        jf_list_null(l->list);
    jf_list_text(l->list, f->detail);
    return JF_OK;
}

static enum jf_status check_word(const char *option, const char *value, const char *group, struct jf_error *err)
{
    if (!value || jf_word_known(group, value))
        return JF_OK;
    struct jf_str codes = JF_STR_INIT;
    jf_word_list(group, &codes);
    enum jf_status status = jf_error_set(err, JF_USAGE, _("unknown value '%s' for --%s"), value, option);
    jf_error_hint(err, _("it is one of: %s"), codes.data);
    jf_str_release(&codes);
    return status;
}

static enum jf_status take_period(const char *period, struct jf_period *parsed, struct jf_finding_filter *filter,
                                  struct jf_error *err)
{
    if (!period)
        return JF_OK;
    if (filter->from || filter->until)
        return jf_error_set(err, JF_USAGE, _("--period and --from or --until cannot stand together"));
    if (!jf_period_parse(period, parsed)) {
        enum jf_status status = jf_error_set(err, JF_USAGE, _("'%s' is not a period"), period);
        jf_error_hint(err, "%s", _("2005, 2005H1, 2004A, 2005S, 2005-03 or 2005-03-02"));
        return status;
    }
    filter->from = parsed->from;
    filter->until = parsed->until;
    return JF_OK;
}

static enum jf_status check_sort(const char *sort, struct jf_error *err)
{
    static const char *const orders[] = { "rule", "excess", "day", "unit", "place", "number" };
    for (size_t i = 0; i < sizeof orders / sizeof *orders; i++)
        if (!sort || strcmp(sort, orders[i]) == 0)
            return JF_OK;
    return jf_error_set(err, JF_USAGE, _("--sort is rule, excess, day, unit, place or number, not '%s'"), sort);
}

/* Never a silent cut: what is not shown is counted. */
static void show_totals(const struct jf_finding_totals *totals, bool table)
{
    struct jf_str money = JF_STR_INIT;
    int64_t rest = totals->count - totals->shown;
    jf_money_add_grouped(&money, totals->excess_fen);
    if (table) {
        jf_say("%s", "");
        jf_say(_("%lld findings, excess in all %s yuan (each line counts once)."), (long long)totals->count,
               money.data);
        if (rest > 0)
            jf_say(_("%lld of them are shown, %lld more are not: raise --limit or narrow the list."),
                   (long long)totals->shown, (long long)rest);
    } else if (rest > 0) {
        jf_note(_("%lld of %lld findings were written, %lld more were not: raise --limit or narrow the list"),
                (long long)totals->shown, (long long)totals->count, (long long)rest);
    }
    jf_str_release(&money);
}

static enum jf_status print_list(struct jf_context *ctx, const struct jf_finding_filter *filter, const char *format,
                                 struct jf_error *err)
{
    struct list l = { .lang = ctx->lang, .words = !format || strcmp(format, "table") == 0 };
    struct jf_finding_totals totals = { 0 };
    enum jf_status status = jf_finding_check(ctx->db, filter, err);
    if (status == JF_OK)
        status = jf_list_begin(format, columns, (int)(sizeof columns / sizeof *columns), &l.list, err);
    if (status != JF_OK)
        return status;
    status = jf_finding_list(ctx->db, filter, list_one, &l, &totals, err);
    if (status != JF_OK) {
        jf_list_end(l.list, NULL);
        return status;
    }
    status = jf_list_end(l.list, err);
    if (status == JF_OK)
        show_totals(&totals, l.words);
    return status;
}

struct list_texts { /* options that are not texts of the filter */
    const char *format, *period, *least, *limit;
};

static enum jf_status check_list(const struct list_texts *texts, struct jf_period *parsed,
                                 struct jf_finding_filter *filter, struct jf_error *err)
{
    enum jf_status status = check_word("state", filter->state, "finding-state", err);
    if (status == JF_OK)
        status = check_word("severity", filter->severity, "severity", err);
    if (status == JF_OK)
        status = jf_cli_day("from", filter->from, err);
    if (status == JF_OK)
        status = jf_cli_day("until", filter->until, err);
    if (status == JF_OK)
        status = take_period(texts->period, parsed, filter, err);
    if (status == JF_OK && texts->least)
        status = jf_cli_money("min-excess", texts->least, &filter->least_fen, err);
    if (status == JF_OK && texts->limit)
        status = jf_cli_number("limit", texts->limit, &filter->limit, err);
    if (status == JF_OK && filter->limit < 0)
        status = jf_error_set(err, JF_USAGE, _("--limit is a number of findings, not '%s'"), texts->limit);
    return status == JF_OK ? check_sort(filter->sort, err) : status;
}

static enum jf_status run_list(struct jf_context *ctx, int argc, char **argv, struct jf_error *err)
{
    struct jf_finding_filter filter = { 0 };
    struct list_texts texts = { NULL, NULL, NULL, NULL };
    struct jf_period parsed;
    const struct jf_option options[] = {
        { "rule", 'r', N_("ID"), &filter.rule, NULL, N_("of this rule"), false },
        { "unit", 'u', N_("UNIT"), &filter.unit, NULL, N_("of this unit, by code or name"), false },
        { "division", 'd', N_("PLACE"), &filter.division, NULL, N_("in this division, by code or name, and under it"),
          false },
        { "township", 't', N_("PLACE"), &filter.township, NULL, N_("in this township, by code or name"), false },
        { "village", 'v', N_("PLACE"), &filter.village, NULL, N_("in this village, by code or name"), false },
        { "school", 0, N_("UNIT"), &filter.school, NULL, N_("of this school, by code or name"), false },
        { "schools", 0, NULL, NULL, &filter.schools, N_("only of schools"), false },
        { "state", 's', N_("STATE"), &filter.state, NULL, N_("open, confirmed, dismissed, waived, rectified or gone"),
          false },
        { "severity", 0, N_("KIND"), &filter.severity, NULL, N_("violation or doubt"), false },
        { "subject", 0, N_("KEY"), &filter.subject, NULL, N_("about this record: UNIT/NO"), false },
        { "period", 'p', N_("PERIOD"), &texts.period, NULL, N_("charged in this period: 2005H1, 2005, 2005-03"),
          false },
        { "from", 0, N_("DAY"), &filter.from, NULL, N_("charged on this day or later"), false },
        { "until", 0, N_("DAY"), &filter.until, NULL, N_("charged on this day or earlier"), false },
        { "min-excess", 0, N_("YUAN"), &texts.least, NULL, N_("with an excess of at least so much"), false },
        { "sort", 0, N_("ORDER"), &filter.sort, NULL, N_("rule, excess (largest first), day, unit, place or number"),
          false },
        { "limit", 'n', N_("NUMBER"), &texts.limit, NULL, N_("show at most so many; the totals count all"), false },
        { "all", 'a', NULL, NULL, &filter.all, N_("also those that are gone"), false },
        { "format", 'f', N_("FORMAT"), &texts.format, NULL, N_("table, csv or json"), false },
        { NULL, 0, NULL, NULL, NULL, NULL, false },
    };
    int count = 0;
    enum jf_status status = jf_cli_options(options, argc, argv, 2, &count, err);
    if (status == JF_OK && count > 0)
        status = jf_error_set(err, JF_USAGE, _("unexpected argument '%s'"), argv[2]);
    if (status == JF_OK)
        status = check_list(&texts, &parsed, &filter, err);
    return status == JF_OK ? print_list(ctx, &filter, texts.format, err) : status;
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

/* "3 × 20.00 = 60.00", or what the paper says instead. */
static void show_line(const struct jf_finding *f)
{
    struct jf_str text = JF_STR_INIT;
    if (!f->has_line)
        return;
    jf_quantity_add(&text, f->quantity_milli);
    jf_str_add(&text, " × ");
    jf_money_add_grouped(&text, f->price_fen);
    jf_str_add(&text, _("; "));
    jf_str_add(&text, _("on the paper: "));
    jf_money_add_grouped(&text, f->line_fen);
    jf_field(_("line (yuan)"), text.data);
    jf_str_release(&text);
}

/* How the name on the line was found in the rule book. */
static void show_match(const struct jf_context *ctx, const struct jf_finding *f)
{
    struct jf_str text = JF_STR_INIT;
    if (!f->item_name)
        return;
    jf_field(_("item as written"), f->item_name);
    if (f->matched_by)
        jf_str_addf(&text, _("%s (%s), by %s"), f->matched_item ? f->matched_item : "",
                    f->matched_code ? f->matched_code : "", jf_word("match", f->matched_by, ctx->lang));
    else if (f->has_line)
        jf_str_add(&text, _("unknown to the rule book"));
    if (text.len > 0)
        jf_field(_("item of the book"), text.data);
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

static enum jf_status show_rule(const struct jf_context *ctx, const struct jf_finding *f, const char *folder,
                                struct jf_error *err)
{
    struct jf_rules *rules = NULL;
    enum jf_status status = jf_rules_load(folder, &rules, err);
    if (status != JF_OK)
        return status;
    const struct jf_rule *rule = jf_rules_find(rules, f->rule);
    struct jf_str text = JF_STR_INIT;
    jf_str_addf(&text, "%s", f->rule);
    if (rule)
        jf_str_addf(&text, " - %s", jf_rule_title(rule, ctx->lang));
    else
        jf_str_addf(&text, " %s", _("(an own rule: its title and basis are shown with --rules DIR)"));
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

static enum jf_status show_decision(void *arg, const struct jf_finding_event *event, struct jf_error *err)
{
    const struct jf_context *ctx = arg;
    struct jf_str text = JF_STR_INIT, said = JF_STR_INIT;
    (void)err;
    jf_str_addf(&text, _("%s: %s → %s"), event->actor, jf_word("finding-state", event->from, ctx->lang),
                jf_word("finding-state", event->to, ctx->lang));
    if (event->reason)
        jf_str_addf(&text, "%s%s", _("; "), casework_said(event->reason, false, &said));
    if (event->approver) {
        jf_str_add(&text, _("; "));
        jf_str_addf(&text, _("approved by %s, until %s"), event->approver, event->until);
    }
    if (jf_streq(event->type, "finding.expire")) {
        jf_str_add(&text, _("; "));
        jf_str_add(&text, _("the waiver had run out"));
    }
    jf_field(event->day, text.data);
    jf_str_release(&text);
    jf_str_release(&said);
    return JF_OK;
}

static enum jf_status show(struct jf_context *ctx, const struct jf_finding *f, const char *folder, struct jf_error *err)
{
    struct jf_str text = JF_STR_INIT;
    jf_str_addf(&text, "F%lld  %s  %s", (long long)f->finding_id, jf_word("severity", f->severity, ctx->lang),
                jf_word("finding-state", f->state, ctx->lang));
    jf_field(_("finding"), text.data);
    if (f->repeats) {
        jf_str_clear(&text);
        jf_str_addf(&text, _("of finding %lld: the same unit broke the same rule again after it had been confirmed"),
                    (long long)f->repeats);
        jf_field(_("repeat"), text.data);
    }
    jf_field(_("evidence"), f->detail);
    show_match(ctx, f);
    if (f->charged_on)
        jf_field(_("charged on"), f->charged_on);
    show_line(f);
    show_sum(f);
    enum jf_status status = show_standard(ctx, f, err);
    if (status == JF_OK)
        status = show_rule(ctx, f, folder, err);
    if (status == JF_OK) {
        show_where(ctx, f);
        jf_str_clear(&text);
        jf_str_addf(&text, _("first in run %lld (%.10s), last in run %lld (%.10s)"), (long long)f->first_run,
                    f->first_at, (long long)f->last_run, f->last_at);
        jf_field(_("found"), text.data);
        jf_field(_("rule book"), f->book);
        status = jf_finding_history(ctx->db, f->finding_id, show_decision, ctx, err);
    }
    jf_str_release(&text);
    return status;
}

static enum jf_status run_show(struct jf_context *ctx, int argc, char **argv, struct jf_error *err)
{
    const char *folder = NULL;
    const struct jf_option options[] = {
        { .name = "rules",
          .value = N_("DIR"),
          .text = &folder,
          .help = N_("the folder of the own rule that found it") },
        { .name = NULL },
    };
    struct jf_finding finding = { 0 };
    int64_t id = 0;
    int count = 0;
    enum jf_status status = jf_cli_options(options, argc, argv, 2, &count, err);
    if (status == JF_OK && count != 1)
        status = jf_error_set(err, JF_USAGE, _("'finding show' takes the number of one finding"));
    if (status == JF_OK)
        status = casework_finding_number(argv[2], &id, err);
    if (status == JF_OK)
        status = jf_finding_read(ctx->db, id, &finding, err);
    if (status == JF_OK)
        status = show(ctx, &finding, folder, err);
    jf_finding_release(&finding);
    return status;
}

/* ---- repeats ---- */

static const struct jf_list_column repeat_columns[] = {
    { "unit", N_("unit"), JF_LIST_TEXT },
    { "rule", N_("rule"), JF_LIST_TEXT },
    { "finding", N_("no."), JF_LIST_INT },
    { "state", N_("state"), JF_LIST_TEXT },
    { "charged_on", N_("day"), JF_LIST_DAY },
    { "excess", N_("excess"), JF_LIST_MONEY },
    { "repeats", N_("repeat of"), JF_LIST_INT },
    { "earlier_charged_on", N_("its day"), JF_LIST_DAY },
    { "established_on", N_("confirmed"), JF_LIST_DAY },
    { "days", N_("days between"), JF_LIST_INT },
    { "remedies", N_("its remedies"), JF_LIST_TEXT },
};

static enum jf_status list_repeat(void *arg, const struct jf_repeat *r, struct jf_error *err)
{
    const struct list *l = arg;
    (void)err;
    jf_list_text(l->list, l->words && r->unit_name ? r->unit_name : r->unit);
    jf_list_text(l->list, r->rule);
    jf_list_int(l->list, r->finding_id);
    jf_list_text(l->list, l->words ? jf_word("finding-state", r->state, l->lang) : r->state);
    jf_list_text(l->list, r->charged_on);
    cell_money(l->list, r->has_excess, r->excess_fen);
    jf_list_int(l->list, r->earlier);
    jf_list_text(l->list, r->earlier_charged_on);
    jf_list_text(l->list, r->established_on);
    jf_list_int(l->list, r->days);
    jf_list_text(l->list, r->remedies);
    return JF_OK;
}

static enum jf_status run_repeats(struct jf_context *ctx, int argc, char **argv, struct jf_error *err)
{
    const char *format = NULL, *unit = NULL, *rule = NULL;
    const struct jf_option options[] = {
        { "unit", 'u', N_("UNIT"), &unit, NULL, N_("of this unit, by code or name"), false },
        { "rule", 'r', N_("ID"), &rule, NULL, N_("of this rule"), false },
        { "format", 'f', N_("FORMAT"), &format, NULL, N_("table, csv or json"), false },
        { .name = NULL },
    };
    struct list l = { .lang = ctx->lang };
    struct jf_str room = JF_STR_INIT;
    int count = 0;
    enum jf_status status = jf_cli_options(options, argc, argv, 2, &count, err);
    if (status == JF_OK && count > 0)
        status = jf_error_set(err, JF_USAGE, _("unexpected argument '%s'"), argv[2]);
    if (status == JF_OK)
        status = casework_place(ctx, "unit", &unit, &room, err);
    l.words = !format || strcmp(format, "table") == 0;
    if (status == JF_OK)
        status = jf_list_begin(format, repeat_columns, sizeof repeat_columns / sizeof *repeat_columns, &l.list, err);
    if (status == JF_OK) {
        status = jf_finding_repeats(ctx->db, unit, rule, list_repeat, &l, err);
        enum jf_status end = jf_list_end(l.list, status == JF_OK ? err : NULL);
        status = status == JF_OK ? end : status;
    }
    jf_str_release(&room);
    return status;
}

static enum jf_status run(struct jf_context *ctx, int argc, char **argv, struct jf_error *err)
{
    static const struct {
        const char *name;
        enum jf_status (*run)(struct jf_context *, int, char **, struct jf_error *);
    } verbs[] = {
        { "list", run_list },          { "repeats", run_repeats },    { "show", run_show },
        { "confirm", finding_decide }, { "dismiss", finding_decide }, { "waive", finding_decide },
        { "rectify", finding_decide },
    };
    for (size_t i = 0; argc > 1 && i < sizeof verbs / sizeof *verbs; i++)
        if (strcmp(argv[1], verbs[i].name) == 0)
            return verbs[i].run(ctx, argc, argv, err);
    enum jf_status status = argc > 1 ? jf_error_set(err, JF_USAGE, _("unknown 'finding %s'"), argv[1])
                                     : jf_error_set(err, JF_USAGE, _("'finding' needs a word after it"));
    jf_error_hint(err, "%s", _("finding list, show, repeats, confirm, dismiss, waive or rectify"));
    return status;
}

const struct jf_command jf_cmd_finding = {
    .name = "finding",
    .usage =
        "finding list [--rule ID] [--unit UNIT] [--township PLACE] [--village PLACE] [--school UNIT] [--schools]\n"
        "             [--division PLACE] [--period PERIOD | --from DAY --until DAY] [--state STATE] [--severity KIND]\n"
        "             [--subject KEY] [--min-excess YUAN] [--sort ORDER] [--limit NUMBER] [--all]\n"
        "             [--format table|csv|json]\n"
        "finding show NUMBER [--rules DIR]\n"
        "finding repeats [--unit UNIT] [--rule ID] [--format table|csv|json]\n"
        "finding confirm NUMBER ... [--reason TEXT] [--on DAY]\n"
        "finding dismiss NUMBER ... --reason TEXT [--on DAY]\n"
        "finding waive NUMBER ... --reason TEXT --approver NAME --until DAY [--on DAY]\n"
        "finding rectify NUMBER ... --note TEXT [--on DAY]\n"
        "finding confirm|dismiss|waive|rectify [--rule ID] [--unit UNIT] [--township PLACE] [--village PLACE] "
        "--count N ...",
    .summary = N_("what the rules found, and what people decided about it"),
    .help = N_(
        "'list' shows the findings of 'jianfu check'; those that no longer arise only with --all or --state gone. "
        "Its last lines count all that fit, also beyond --limit.\n"
        "'show' gives the whole evidence of one: what was charged, what was allowed and by which paper, how the name "
        "of the fee was found in the rule book, the rule with its basis and version, the record with its file, line "
        "and "
        "SHA-256, and what was decided about it.\n"
        "'repeats' lists those whose unit broke the same rule again: charged after an earlier finding of the same unit "
        "and rule had been confirmed, and within two years of that day (the county's own rule, no figure of a law).\n"
        "'confirm', 'dismiss', 'waive' and 'rectify' record a person's decision; nothing is decided by itself. An open "
        "finding can be confirmed, dismissed or waived, a confirmed one dismissed, waived or rectified; what was "
        "dismissed, waived or rectified can be confirmed again with a reason. A waiver names its approver and its last "
        "day; the first check after that day opens the finding again. Several are decided at once, all or none: by "
        "their "
        "numbers, or by rule, unit, township or village. Then the open ones are meant (of 'rectify' the confirmed "
        "ones), and --count says how many they are; without it, the command tells the count and decides nothing.\n"
        "A finding whose refund order still waits for money is not rectified; where money was charged in excess and "
        "no order is on record, 'rectify' says so."),
    .db = JF_CLI_DB_WRITE,
    .run = run,
};
