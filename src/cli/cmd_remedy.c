/* cmd_remedy.c - remedies besides money by hand: order, proof, acceptance, and the ledger of rectification (整改台账).
 * What may be done when stands in the table of steps; this file only reads the words of the command line and prints. */
#include "casework.h"

#include "jianfu/audit.h"
#include "jianfu/inspection.h"
#include "jianfu/remedy_ledger.h"

/* ---- fields of a step ---- */

/* What was typed for a step; each becomes the field of the same name. */
struct given {
    const char *remedy, *petition, *findings, *about, *unit, *other_unit, *deadline, *basis, *text, *no;
    const char *proof, *paper, *by, *approver, *reason, *note, *on, *settle;
};

/* "3,4,F7" -> [3,4,7] */
static enum jf_status add_findings(struct jf_json *json, const char *list, struct jf_error *err)
{
    struct jf_str one = JF_STR_INIT;
    enum jf_status status = JF_OK;
    if (!list)
        return JF_OK;
    jf_json_open(json, "findings", '[');
    while (status == JF_OK && *list) {
        size_t part = strcspn(list, ",");
        size_t prefix = *list == 'F' || *list == 'f';
        int64_t id = 0;
        jf_str_clear(&one);
        jf_str_addn(&one, list + prefix, part - prefix);
        status = jf_cli_number("finding", one.data, &id, err);
        jf_json_int(json, NULL, id);
        list += part + (list[part] == ',');
    }
    jf_json_close(json, ']');
    jf_str_release(&one);
    return status;
}

static enum jf_status write_fields(const struct given *g, struct jf_str *out, struct jf_error *err)
{
    const struct {
        const char *name, *value;
    } texts[] = { { "remedy", g->remedy },
                  { "petition", g->petition },
                  { "about", g->about },
                  { "unit", g->unit },
                  { "other-unit", g->other_unit },
                  { "deadline", g->deadline },
                  { "basis", g->basis },
                  { "text", g->text },
                  { "no", g->no },
                  { "proof", g->proof },
                  { "paper", g->paper },
                  { "by", g->by },
                  { "approver", g->approver },
                  { "reason", g->reason },
                  { "note", g->note } };
    struct jf_json json;
    jf_json_init(&json, out);
    jf_json_open(&json, NULL, '{');
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        if (texts[i].value)
            jf_json_text(&json, texts[i].name, texts[i].value);
    enum jf_status status = add_findings(&json, g->findings, err);
    jf_json_close(&json, '}');
    return status == JF_OK ? jf_str_check(out, err) : status;
}

/* ---- what a remedy is about ---- */

/* The titles of its rules, else the subject of its case, else the other subject. */
static void add_problem(const struct jf_context *ctx, const struct jf_rules *rules, const struct jf_remedy *r,
                        struct jf_str *out)
{
    struct jf_str id = JF_STR_INIT;
    if (r->about_text)
        jf_str_add(out, r->about_text);
    for (const char *list = r->rules; list && *list;) {
        size_t part = strcspn(list, ",");
        jf_str_clear(&id);
        jf_str_addn(&id, list, part);
        const struct jf_rule *rule = jf_rules_find(rules, id.data);
        jf_str_addf(out, "%s%s", out->len ? _("; ") : "", rule ? jf_rule_title(rule, ctx->lang) : id.data);
        list += part + (list[part] == ',');
    }
    if (r->findings > 1)
        jf_str_addf(out, _(" (findings: %lld)"), (long long)r->findings);
    if (!out->len && r->category)
        jf_str_add(out, jf_word("category", r->category, ctx->lang));
    if (!out->len && r->about)
        jf_str_add(out, r->about);
    jf_str_release(&id);
}

/* ---- telling ---- */

static const char *step_word(const struct jf_context *ctx, const char *step)
{
    const struct jf_steps *steps = jf_remedy_steps();
    const struct jf_step *row = steps && step ? jf_step_find(steps, step, NULL) : NULL;
    if (!row)
        return step ? step : "";
    return strcmp(ctx->lang, "zh") == 0 ? row->zh : row->en;
}

static enum jf_status tell_possible(const struct jf_context *ctx, int64_t id, struct jf_error *err)
{
    struct jf_str list = JF_STR_INIT;
    enum jf_status status = jf_remedy_possible(ctx->db, id, &list, err);
    if (status == JF_OK && list.len)
        jf_say(_("possible now: %s"), list.data);
    jf_str_release(&list);
    return status;
}

static enum jf_status tell(const struct jf_context *ctx, int64_t id, const char *step, struct jf_error *err)
{
    struct jf_remedy r;
    enum jf_status status = jf_remedy_read(ctx->db, id, &r, err);
    if (status != JF_OK)
        return status;
    jf_say(_("remedy %s: %s, deadline %s"), r.number, jf_word("remedy-state", r.state, ctx->lang), r.deadline);
    casework_tell_letter(ctx, jf_remedy_steps(), step, JF_LETTER_REMEDY, r.number);
    jf_remedy_release(&r);
    return tell_possible(ctx, id, err);
}

/* ---- steps ---- */

static enum jf_status settle(struct jf_context *ctx, int64_t id, const struct given *g, const char *day,
                             int64_t *settled, int64_t *left, struct jf_error *err)
{
    *settled = *left = 0;
    if (!g->settle)
        return JF_OK;
    return jf_remedy_settle(ctx->db, id, g->settle, day, ctx->actor, ctx->lang, settled, left, err);
}

/* Take the step in a transaction of its own, with the settling of the findings where that was asked for. */
static enum jf_status take(struct jf_context *ctx, const char *step, int64_t id, const struct given *g,
                           struct jf_error *err)
{
    char today[JF_DAY_SIZE];
    struct jf_str fields = JF_STR_INIT;
    int64_t settled = 0, left = 0;
    jf_day_today(today);
    enum jf_status status = write_fields(g, &fields, err);
    const struct jf_remedy_step s = {
        .remedy_id = id, .step = step, .day = g->on ? g->on : today, .actor = ctx->actor, .fields = fields.data
    };
    if (status == JF_OK)
        status = jf_db_views(ctx->db, err);
    if (status == JF_OK)
        status = jf_txn_begin(ctx->db, "remedy", err);
    if (status != JF_OK)
        goto out;
    status = jf_remedy_take(ctx->db, &s, &id, NULL, err);
    if (status == JF_OK)
        status = settle(ctx, id, g, s.day, &settled, &left, err);
    if (status == JF_OK)
        status = jf_txn_commit(ctx->db, err);
    else
        jf_txn_rollback(ctx->db);
    if (status == JF_OK)
        status = tell(ctx, id, step, err);
    if (status == JF_OK && g->settle)
        jf_say(_("findings settled as rectified: %lld, left as they are: %lld"), (long long)settled, (long long)left);
out:
    jf_str_release(&fields);
    return status;
}

static enum jf_status order(struct jf_context *ctx, int argc, char **argv, struct jf_error *err)
{
    struct given g = { NULL };
    const struct jf_option options[] = {
        { "remedy", 'r', N_("KIND"), &g.remedy, NULL,
          N_("item-cancelled, paper-revoked, rate-lowered, board-corrected, or another of the help"), true },
        { "petition", 'p', N_("NUMBER"), &g.petition, NULL, N_("the case it is ordered in"), false },
        { "finding", 0, N_("NUMBERS"), &g.findings, NULL, N_("the findings it answers, parted by commas: 3,4,7"),
          false },
        { "about", 0, N_("KIND:KEY"), &g.about, NULL, N_("another subject it answers"), false },
        { "unit", 'u', N_("UNIT"), &g.unit, NULL,
          N_("who must put it right: code or name; left out when the case and the findings name one unit"), false },
        { "other-unit", 0, N_("REASON"), &g.other_unit, NULL, N_("why another unit than theirs puts it right"), false },
        { "deadline", 0, N_("DAY"), &g.deadline, NULL, N_("last day"), true },
        { "basis", 'b', N_("TEXT"), &g.basis, NULL, N_("paper and article"), true },
        { "text", 't', N_("TEXT"), &g.text, NULL, N_("what is to be done"), true },
        { "no", 'n', N_("NUMBER"), &g.no, NULL, N_("number; the next ZYYYY-NNN when left out"), false },
        { "on", 0, N_("DAY"), &g.on, NULL, N_("day of the order; today when left out"), false },
        { "note", 0, N_("TEXT"), &g.note, NULL, N_("remark"), false },
        { .name = NULL },
    };
    struct jf_str room = JF_STR_INIT;
    int count = 0;
    enum jf_status status = jf_cli_options(options, argc, argv, 1, &count, err);
    if (status == JF_OK && count > 0)
        status = jf_error_set(err, JF_USAGE, _("'%s' is one word too many"), argv[1]);
    if (status == JF_OK)
        status = jf_cli_day("on", g.on, err);
    if (status == JF_OK)
        status = casework_code(ctx, "remedy", "remedy", &g.remedy, err);
    if (status == JF_OK)
        status = casework_place(ctx, "unit", &g.unit, &room, err);
    if (status == JF_OK)
        status = take(ctx, "order", 0, &g, err);
    jf_str_release(&room);
    return status;
}

/* Any step after the order: argv[0] is its name. What it must carry is said by the table. */
static enum jf_status later_step(struct jf_context *ctx, int argc, char **argv, struct jf_error *err)
{
    struct given g = { NULL };
    const struct jf_option options[] = {
        { "on", 0, N_("DAY"), &g.on, NULL, N_("day of the step; today when left out"), false },
        { "proof", 0, N_("TEXT"), &g.proof, NULL, N_("prove: what shows that it was put right"), false },
        { "paper", 0, N_("NUMBER"), &g.paper, NULL, N_("prove: number of the paper"), false },
        { "by", 0, N_("NAME"), &g.by, NULL, N_("prove: who brought it"), false },
        { "deadline", 0, N_("DAY"), &g.deadline, NULL, N_("extend, reject: the new last day"), false },
        { "approver", 0, N_("NAME"), &g.approver, NULL, N_("extend: who approved it"), false },
        { "reason", 'r', N_("TEXT"), &g.reason, NULL, N_("reject, extend, withdraw: why"), false },
        { "settle", 0, N_("TEXT"), &g.settle, NULL,
          N_("accept: settle its confirmed findings as rectified, with this note"), false },
        { "note", 0, N_("TEXT"), &g.note, NULL, N_("remark"), false },
        { .name = NULL },
    };
    const char *step = argv[0];
    int64_t id = 0;
    int count = 0;
    enum jf_status status = jf_cli_options(options, argc, argv, 1, &count, err);
    if (status == JF_OK)
        status = casework_one(count, _("the number of the remedy"), err);
    if (status == JF_OK && g.settle && strcmp(step, "accept") != 0)
        status = jf_error_set(err, JF_USAGE, _("--settle belongs to 'remedy accept'"));
    if (status == JF_OK && g.settle && !*g.settle)
        status = jf_error_set(err, JF_USAGE, _("--settle takes a note: what was found at the acceptance"));
    if (status == JF_OK)
        status = jf_cli_day("on", g.on, err);
    if (status == JF_OK)
        status = jf_remedy_find(ctx->db, argv[1], &id, err);
    return status == JF_OK ? take(ctx, step, id, &g, err) : status;
}

/* ---- one remedy ---- */

static enum jf_status print_event(void *arg, const struct jf_remedy_event *e, struct jf_error *err)
{
    const struct jf_context *ctx = arg;
    struct jf_str line = JF_STR_INIT;
    const struct {
        const char *label, *value;
    } parts[] = { { NULL, e->text },
                  { NULL, e->proof },
                  { _("paper"), e->paper },
                  { _("brought by"), e->by },
                  { _("deadline"), e->deadline },
                  { _("approved by"), e->approver },
                  { NULL, e->reason },
                  { _("why another unit"), e->other_unit },
                  { NULL, e->note } };
    jf_str_addf(&line, _("%s: %s"), e->actor, step_word(ctx, e->step));
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
        if (parts[i].value)
            jf_str_addf(&line, "%s%s%s%s", _("; "), parts[i].label ? parts[i].label : "", parts[i].label ? " " : "",
                        parts[i].value);
    enum jf_status status = jf_str_check(&line, err);
    if (status == JF_OK)
        jf_field(e->day, line.data);
    jf_str_release(&line);
    return status;
}

static enum jf_status print_finding(void *arg, int64_t finding_id, struct jf_error *err)
{
    const struct jf_context *ctx = arg;
    struct jf_finding f = { 0 };
    struct jf_str line = JF_STR_INIT;
    enum jf_status status = jf_finding_read(ctx->db, finding_id, &f, err);
    if (status != JF_OK)
        return status;
    jf_str_addf(&line, "F%lld %s %s %s", (long long)f.finding_id, f.rule, f.charged_on ? f.charged_on : "",
                jf_word("finding-state", f.state, ctx->lang));
    if (f.repeats) {
        jf_str_add(&line, _("; "));
        jf_str_addf(&line, _("repeat of finding %lld"), (long long)f.repeats);
    }
    jf_field(_("finding"), line.data);
    jf_str_release(&line);
    jf_finding_release(&f);
    return JF_OK;
}

static void optional(const char *label, const char *value)
{
    struct jf_str safe = JF_STR_INIT;
    if (!value)
        return;
    jf_utf8_add_safe(&safe, value, true);
    jf_field(label, safe.data);
    jf_str_release(&safe);
}

static void print_head(const struct jf_context *ctx, const struct jf_rules *rules, const struct jf_remedy *r)
{
    struct jf_str line = JF_STR_INIT;
    jf_say(_("Remedy %s: %s"), r->number, jf_word("remedy-state", r->state, ctx->lang));
    jf_field(_("remedy"), jf_word("remedy", r->kind, ctx->lang));
    optional(_("to be done"), r->text);
    optional(_("basis"), r->basis);
    jf_str_addf(&line, "%s (%s)", r->unit_name ? r->unit_name : "", r->unit);
    jf_field(_("unit"), line.data);
    optional(_("place"), r->place);
    jf_str_clear(&line);
    add_problem(ctx, rules, r, &line);
    jf_field(_("problem"), line.data);
    optional(_("petition"), r->petition);
    optional(_("about"), r->about);
    jf_field(_("ordered on"), r->ordered_on);
    jf_str_clear(&line);
    jf_str_add(&line, r->deadline);
    if (strcmp(r->deadline, r->first_deadline) != 0)
        jf_str_addf(&line, _(" (first %s)"), r->first_deadline);
    if (r->days_over)
        jf_str_addf(&line, _(", days over: %lld"), (long long)r->days_over);
    jf_field(_("deadline"), line.data);
    jf_str_release(&line);
}

static enum jf_status show(struct jf_context *ctx, int argc, char **argv, struct jf_error *err)
{
    const struct jf_option options[] = { { .name = NULL } };
    struct jf_remedy r = { 0 };
    struct jf_rules *rules = NULL;
    int64_t id = 0;
    int count = 0;
    enum jf_status status = jf_cli_options(options, argc, argv, 1, &count, err);
    if (status == JF_OK)
        status = casework_one(count, _("the number of the remedy"), err);
    if (status == JF_OK)
        status = jf_remedy_find(ctx->db, argv[1], &id, err);
    if (status == JF_OK)
        status = jf_remedy_read(ctx->db, id, &r, err);
    if (status == JF_OK)
        status = jf_rules_load(NULL, &rules, err);
    if (status == JF_OK) {
        print_head(ctx, rules, &r);
        status = jf_remedy_findings(ctx->db, id, print_finding, ctx, err);
    }
    if (status == JF_OK)
        status = jf_remedy_events(ctx->db, id, print_event, ctx, err);
    if (status == JF_OK)
        status = tell_possible(ctx, id, err);
    jf_rules_free(rules);
    jf_remedy_release(&r);
    return status;
}

static enum jf_status letter(struct jf_context *ctx, int argc, char **argv, struct jf_error *err)
{
    return casework_letter(ctx, JF_LETTER_REMEDY, argc, argv, err);
}

/* ---- the ledger ---- */

static const struct jf_list_column ledger_columns[] = {
    { "number", N_("number"), JF_LIST_TEXT },      { "place", N_("place"), JF_LIST_TEXT },
    { "unit", N_("unit"), JF_LIST_TEXT },          { "problem", N_("problem"), JF_LIST_TEXT },
    { "petition", N_("petition"), JF_LIST_TEXT },  { "remedy", N_("remedy"), JF_LIST_TEXT },
    { "text", N_("to be done"), JF_LIST_TEXT },    { "ordered", N_("ordered"), JF_LIST_DAY },
    { "deadline", N_("deadline"), JF_LIST_DAY },   { "proof", N_("proof"), JF_LIST_TEXT },
    { "paper", N_("proof no."), JF_LIST_TEXT },    { "proved", N_("proved on"), JF_LIST_DAY },
    { "state", N_("state"), JF_LIST_TEXT },        { "settled", N_("settled on"), JF_LIST_DAY },
    { "days_over", N_("days over"), JF_LIST_INT },
};

struct ledger {
    const struct jf_context *ctx;
    const struct jf_rules *rules;
    const char *format;
    struct jf_list *list;
};

/* What is to be done; where nothing is ordered yet, when the problem was found and the command that orders it. */
static void add_task(const struct jf_remedy *r, struct jf_str *out)
{
    if (r->text)
        jf_str_add(out, r->text);
    else
        jf_str_addf(out, _("found on %s; `jianfu inspection rectify %s --problem %s --deadline DAY` orders it"),
                    r->found_on, r->plan, r->about + strlen("problem:"));
}

static enum jf_status ledger_row(void *arg, const struct jf_remedy *r, struct jf_error *err)
{
    const struct ledger *l = arg;
    struct jf_str problem = JF_STR_INIT, task = JF_STR_INIT;
    add_problem(l->ctx, l->rules, r, &problem);
    add_task(r, &task);
    enum jf_status status = jf_str_check(&problem, err);
    if (status == JF_OK)
        status = jf_str_check(&task, err);
    const char *const cells[] = { r->number,
                                  r->place,
                                  r->unit_name ? r->unit_name : r->unit,
                                  problem.data,
                                  r->petition,
                                  r->kind ? casework_word(l->ctx, l->format, "remedy", r->kind) : NULL,
                                  task.data,
                                  r->ordered_on,
                                  r->deadline,
                                  r->proof,
                                  r->paper,
                                  r->proved_on,
                                  casework_word(l->ctx, l->format, "remedy-state", r->state),
                                  r->settled_on };
    for (size_t i = 0; i < sizeof cells / sizeof *cells; i++)
        jf_list_text(l->list, cells[i]);
    jf_list_int(l->list, r->days_over);
    jf_str_release(&problem);
    jf_str_release(&task);
    return status;
}

static enum jf_status print_ledger(struct jf_context *ctx, const struct jf_remedy_filter *filter, const char *format,
                                   struct jf_error *err)
{
    struct ledger l = { .ctx = ctx, .format = format };
    struct jf_rules *rules = NULL;
    enum jf_status status = jf_rules_load(NULL, &rules, err);
    l.rules = rules;
    if (status == JF_OK)
        status = jf_list_begin(format, ledger_columns, sizeof ledger_columns / sizeof *ledger_columns, &l.list, err);
    if (status == JF_OK) {
        status = jf_remedy_list(ctx->db, filter, ledger_row, &l, err);
        enum jf_status end = jf_list_end(l.list, status == JF_OK ? err : NULL);
        status = status == JF_OK ? end : status;
    }
    jf_rules_free(rules);
    return status;
}

/* What `list` and `ledger` choose by. */
struct choice {
    struct jf_remedy_filter filter;
    const char *petition, *plan, *format, *output;
    struct jf_str unit, township;
    struct jf_inspection inspection;
};

static void choice_release(struct choice *c)
{
    jf_str_release(&c->unit);
    jf_str_release(&c->township);
    jf_inspection_release(&c->inspection);
}

static enum jf_status choose_plan(struct jf_context *ctx, struct choice *c, struct jf_error *err)
{
    int64_t id = 0;
    enum jf_status status = jf_db_views(ctx->db, err);
    if (status == JF_OK)
        status = jf_inspection_find(ctx->db, c->plan, &id, err);
    if (status == JF_OK)
        status = jf_inspection_read(ctx->db, id, &c->inspection, err);
    c->filter.plan = c->inspection.number;
    return status;
}

/* The options of the two, then the words turned into codes. */
static enum jf_status choose(struct jf_context *ctx, struct choice *c, bool paper, int argc, char **argv,
                             struct jf_error *err)
{
    struct jf_remedy_filter *f = &c->filter;
    const struct jf_option options[] = {
        { "overdue", 0, NULL, NULL, &f->overdue, N_("only those open past their deadline"), false },
        { "open", paper ? 0 : 'o', NULL, NULL, &f->open, N_("only those neither accepted nor withdrawn"), false },
        { "unit", 'u', N_("UNIT"), &f->unit, NULL, N_("only this unit: its code or name"), false },
        { "township", 't', N_("PLACE"), &f->township, NULL, N_("only in this township: its code or name"), false },
        { "petition", 'p', N_("NUMBER"), &c->petition, NULL, N_("only those of this case"), false },
        { "plan", 0, N_("NUMBER"), &c->plan, NULL, N_("only those for problems of this inspection"), false },
        { "remedy", 'r', N_("KIND"), &f->kind, NULL, N_("only this kind"), false },
        { "state", 's', N_("STATE"), &f->state, NULL,
          N_("not-ordered, ordered, proved, rejected, accepted or withdrawn"), false },
        { "from", 0, N_("DAY"), &f->from, NULL, N_("ordered on this day or later"), false },
        { "until", 0, N_("DAY"), &f->until, NULL, N_("ordered on this day or before"), false },
        { "format", 'f', N_("FORMAT"), &c->format, NULL, paper ? JF_CLI_FORMAT_HELP : N_("table, csv or json"), false },
        { paper ? "output" : NULL, 'o', N_("FILE"), &c->output, NULL, JF_CLI_OUTPUT_HELP, false },
        { .name = NULL },
    };
    int count = 0;
    enum jf_status status = jf_cli_options(options, argc, argv, 1, &count, err);
    if (status == JF_OK && count > 0)
        status = jf_error_set(err, JF_USAGE, _("'%s' is one word too many"), argv[1]);
    if (status == JF_OK && c->petition)
        status = jf_case_find(ctx->db, c->petition, &f->petition_id, err);
    if (status == JF_OK)
        status = casework_code(ctx, "remedy", "remedy", &f->kind, err);
    if (status == JF_OK)
        status = casework_code(ctx, "state", "remedy-state", &f->state, err);
    if (status == JF_OK)
        status = jf_cli_day("from", f->from, err);
    if (status == JF_OK)
        status = jf_cli_day("until", f->until, err);
    if (status == JF_OK)
        status = casework_place(ctx, "unit", &f->unit, &c->unit, err);
    if (status == JF_OK)
        status = casework_place(ctx, "division", &f->township, &c->township, err);
    return status == JF_OK && c->plan ? choose_plan(ctx, c, err) : status;
}

static enum jf_status list(struct jf_context *ctx, int argc, char **argv, struct jf_error *err)
{
    struct choice c = { .unit = JF_STR_INIT, .township = JF_STR_INIT };
    enum jf_status status = choose(ctx, &c, false, argc, argv, err);
    if (status == JF_OK)
        status = print_ledger(ctx, &c.filter, c.format, err);
    choice_release(&c);
    return status;
}

static enum jf_status write_ledger(void *arg, struct jf_db *db, jf_sink_fn *sink, void *sink_arg, struct jf_error *err)
{
    return jf_remedy_ledger_write(db, arg, sink, sink_arg, err);
}

static enum jf_status ledger(struct jf_context *ctx, int argc, char **argv, struct jf_error *err)
{
    struct choice c = { .unit = JF_STR_INIT, .township = JF_STR_INIT };
    enum jf_status status = choose(ctx, &c, true, argc, argv, err);
    struct jf_remedy_ledger paper = { c.filter, ctx->paper_lang, jf_cli_paper_format(c.format, c.output) };
    if (status == JF_OK)
        status = jf_cli_paper(ctx->db, paper.format, c.output, write_ledger, &paper, err);
    choice_release(&c);
    return status;
}

/* ---- the table of steps ---- */

static enum jf_status steps(struct jf_context *ctx, int argc, char **argv, struct jf_error *err)
{
    const char *format = NULL;
    const struct jf_option options[] = {
        { "format", 'f', N_("FORMAT"), &format, NULL, N_("table, csv or json"), false },
        { .name = NULL },
    };
    struct jf_remedy r = { 0 };
    int64_t id = 0;
    int count = 0;
    enum jf_status status = jf_cli_options(options, argc, argv, 1, &count, err);
    if (status == JF_OK && count > 1)
        status = jf_error_set(err, JF_USAGE, _("'%s' is one word too many"), argv[2]);
    if (status == JF_OK && count == 1)
        status = jf_remedy_find(ctx->db, argv[1], &id, err);
    if (status == JF_OK && id)
        status = jf_remedy_read(ctx->db, id, &r, err);
    if (status == JF_OK)
        status = casework_print_steps(ctx, jf_remedy_steps(), "remedy-state", format, id ? casework_may_from : NULL,
                                      r.state, err);
    jf_remedy_release(&r);
    return status;
}

/* ---- the command ---- */

static const struct casework_sub subs[] = {
    { "order", order },       { "prove", later_step },    { "accept", later_step }, { "reject", later_step },
    { "extend", later_step }, { "withdraw", later_step }, { "show", show },         { "list", list },
    { "ledger", ledger },     { "steps", steps },         { "letter", letter },     { NULL, NULL },
};

static enum jf_status run(struct jf_context *ctx, int argc, char **argv, struct jf_error *err)
{
    enum jf_status status = casework_subs(ctx, subs, argc, argv, err);
    jf_casework_cleanup();
    return status;
}

const struct jf_command jf_cmd_remedy = {
    .name = "remedy",
    .usage =
        "remedy order --remedy KIND --deadline DAY --basis TEXT --text TEXT [--petition NUMBER] [--finding NUMBERS]\n"
        "             [--about KIND:KEY] [--unit UNIT [--other-unit REASON]] [--no NUMBER] [--on DAY]\n"
        "remedy prove NUMBER --proof TEXT --by NAME [--paper NUMBER] [--on DAY]\n"
        "remedy accept NUMBER [--settle NOTE] [--on DAY]\n"
        "remedy reject NUMBER --reason TEXT [--deadline DAY] [--on DAY]\n"
        "remedy extend NUMBER --deadline DAY --approver NAME --reason TEXT [--on DAY]\n"
        "remedy withdraw NUMBER --reason TEXT [--on DAY]\n"
        "remedy show NUMBER\n"
        "remedy letter NUMBER remedy-order|remedy-reminder [--format FORMAT] [--serial NUMBER] [--output FILE]\n"
        "remedy list [--overdue] [--open] [--unit UNIT] [--petition NUMBER] [--remedy KIND] [--state STATE]\n"
        "            [--plan NUMBER] [--township PLACE] [--from DAY] [--until DAY] [--format FORMAT]\n"
        "remedy ledger [the options of list] [--format FORMAT] [--output FILE]\n"
        "remedy steps [NUMBER] [--format FORMAT]",
    .summary = N_("what must be put right besides money, its proof and acceptance"),
    .help = N_(
        "Orders a unit to put something right besides paying back: cancel an item, revoke a paper, lower a\n"
        "rate, correct its board, and the like. The order has a deadline, a basis and a text; the unit brings\n"
        "proof, an inspector accepts or rejects it. A case is closed only when each of its remedies is\n"
        "accepted or withdrawn.\n"
        "\n"
        "order: in a case (--petition), for findings that a person confirmed (--finding 3,4,7), or about any\n"
        "other subject (--about). --remedy item-cancelled|paper-revoked|rate-lowered|board-corrected|\n"
        "procedure-made-good|account-corrected|training|other. The unit may be left out where the case and\n"
        "the findings name one only; --other-unit REASON says why another than theirs puts it right.\n"
        "\n"
        "accept: --settle NOTE also settles the confirmed findings as rectified which no other open remedy\n"
        "answers; without it they stay confirmed. reject: --deadline DAY sets a new last day.\n"
        "extend: to a later day, with who approved it and why.\n"
        "\n"
        "list is the ledger of rectification, by deadline. Days over count from the deadline to the proof,\n"
        "or to today while there is none. --plan: for problems of an inspection (its number or paper). Problems that\n"
        "no remedy answers yet come last, with the command that orders one.\n"
        "ledger prints the same as a paper. letter: remedy-order is the letter to the unit, with the findings and\n"
        "problems that the order answers, remedy-reminder what is sent when the last day has passed (dated today);\n"
        "--serial is its number in the year."),
    .db = JF_CLI_DB_WRITE,
    .run = run,
};
