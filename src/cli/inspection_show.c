/* inspection_show.c - inspection show, list, coverage, problems, questions, form: what stands. Changes nothing. */
#include "inspection.h"

#include "jianfu/visit_form.h"

#define COUNT(columns) ((int)(sizeof(columns) / sizeof *(columns)))

static void text_cells(const struct jf_stmt *st, struct jf_list *out, int from, int until)
{
    for (int i = from; i <= until; i++)
        jf_list_text(out, jf_col_text(st, i));
}

static void int_cells(const struct jf_stmt *st, struct jf_list *out, int from, int until)
{
    for (int i = from; i <= until; i++)
        if (jf_col_null(st, i))
            jf_list_null(out);
        else
            jf_list_int(out, jf_col_int(st, i));
}

/* ---- show ---- */

static const struct jf_list_column place_columns[] = {
    { "level", N_("level"), JF_LIST_TEXT },     { "township", N_("township"), JF_LIST_TEXT },
    { "village", N_("village"), JF_LIST_TEXT }, { "place", N_("place"), JF_LIST_TEXT },
    { "reason", N_("reason"), JF_LIST_TEXT },   { "seen", N_("seen on"), JF_LIST_DAY },
};
static const struct jf_list_column lot_columns[] = {
    { "level", N_("level"), JF_LIST_TEXT },      { "place", N_("place"), JF_LIST_TEXT },
    { "name", N_("name"), JF_LIST_TEXT },        { "reason", N_("reason"), JF_LIST_TEXT },
    { "lot", N_("lot"), JF_LIST_TEXT },          { "rank", N_("rank"), JF_LIST_INT },
    { "listed", N_("listed"), JF_LIST_INT },     { "counted", N_("counted"), JF_LIST_INT },
    { "builders", N_("builders"), JF_LIST_INT }, { "pupils", N_("with pupils"), JF_LIST_INT },
};

static void put_place(const struct jf_context *ctx, const struct casework_rows *rows, const struct jf_stmt *st,
                      struct jf_list *out)
{
    jf_list_text(out, casework_word(ctx, rows->format, "inspection-level", jf_col_text(st, 1)));
    jf_list_text(out, jf_col_text(st, 15));
    jf_list_text(out, jf_col_text(st, 14));
    jf_list_text(out, jf_col_text(st, 0));
    jf_list_text(out, casework_word(ctx, rows->format, "gist", jf_col_text(st, 3)));
    jf_list_text(out, jf_col_text(st, 5));
}

static void put_lot(const struct jf_context *ctx, const struct casework_rows *rows, const struct jf_stmt *st,
                    struct jf_list *out)
{
    jf_list_text(out, casework_word(ctx, rows->format, "inspection-level", jf_col_text(st, 1)));
    jf_list_text(out, jf_col_text(st, 0));
    jf_list_text(out, jf_col_text(st, 13));
    jf_list_text(out, casework_word(ctx, rows->format, "gist", jf_col_text(st, 3)));
    jf_list_text(out, jf_col_text(st, 4));
    jf_list_int(out, jf_col_int(st, 16));
    int_cells(st, out, 6, 9);
}

static void number_or(struct jf_str *out, const char *label, int64_t number, const char *none)
{
    jf_str_addf(out, "%s%s ", out->len ? _("; ") : "", label);
    if (number)
        jf_str_addf(out, "%lld", (long long)number);
    else
        jf_str_add(out, none);
}

static void print_head(const struct jf_context *ctx, const struct jf_inspection *p)
{
    struct jf_str line = JF_STR_INIT, when = JF_STR_INIT;
    jf_report_word(&when, "period", p->period, ctx->lang);
    const struct {
        const char *label, *value;
    } lines[] = { { _("kind"), jf_word("inspection", p->kind, ctx->lang) },
                  { _("paper"), p->paper },
                  { _("what it looks at"), p->title },
                  { _("period"), when.data },
                  { _("from"), p->from_on },
                  { _("until"), p->until_on },
                  { _("members"), p->members },
                  { _("rules"), p->rules },
                  { _("seed"), p->seed },
                  { _("drawn on"), p->drawn_on },
                  { _("closed on"), p->closed_on },
                  { _("reason"), p->reason } };
    jf_say(_("Inspection %s: %s"), p->number, jf_word("inspection-state", p->state, ctx->lang));
    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++)
        if (lines[i].value) {
            jf_str_clear(&line);
            jf_utf8_add_safe(&line, lines[i].value, true);
            jf_field(lines[i].label, line.data);
        }
    if (p->seed) {
        jf_str_clear(&line);
        number_or(&line, _("townships"), p->townships, _("all"));
        number_or(&line, _("villages of each"), p->villages, _("all"));
        number_or(&line, _("households of each village"), p->households, _("none"));
        jf_field(_("to be drawn"), line.data);
    }
    jf_str_release(&line);
    jf_str_release(&when);
}

static void explain(const struct jf_inspection *p)
{
    if (!p->seed)
        return;
    jf_say(
        _("Drawn are the lowest BLAKE2b-256 of seed '%s', plan '%s' and code, each of the three with its length before"
          " it (8 of 32 bytes shown)."),
        p->seed, p->number);
    jf_say(_(
        "House builders: households with a notice of a fee for building within 365 days before the draw. Families with "
        "pupils: by the register."));
    jf_say(_("Newly-weds: not known to the register; ask in the village, then `jianfu inspection name %s --group "
             "newly-wed`."),
           p->number);
    jf_say(_("Where the register lists no households of a village, its pupils are not known: ask in the village."));
}

enum jf_status inspection_show(struct jf_context *ctx, int argc, char **argv, struct jf_error *err)
{
    const char *format = NULL;
    bool missing = false, lots = false;
    const struct jf_option options[] = {
        { "explain", 'x', NULL, NULL, &lots, N_("how each place was drawn"), false },
        { "missing", 'm', NULL, NULL, &missing, N_("only what nobody has seen"), false },
        { "format", 'f', N_("FORMAT"), &format, NULL, N_("table, csv or json"), false },
        { .name = NULL },
    };
    struct jf_inspection p = { 0 };
    int64_t id = 0;
    enum jf_status status = inspection_open(ctx, options, argc, argv, &id, err);
    if (status == JF_OK)
        status = jf_inspection_read(ctx->db, id, &p, err);
    if (status == JF_OK && !format) {
        print_head(ctx, &p);
        if (lots)
            explain(&p);
    }
    const struct jf_arg *args = JF_ARGS(JF_INT(":plan", id), JF_INT(":missing", missing), JF_TEXT(":level", NULL));
    if (status == JF_OK)
        status =
            lots ? casework_list(ctx, &(struct casework_rows){ format, lot_columns, NULL, COUNT(lot_columns), false },
                                 put_lot, "inspection.places", args, err)
                 : casework_list(ctx,
                                 &(struct casework_rows){ format, place_columns, NULL, COUNT(place_columns), false },
                                 put_place, "inspection.places", args, err);
    if (status == JF_OK && !format)
        status = inspection_tell(ctx, id, err);
    if (status == JF_OK && !format && p.problems)
        jf_say(_("problems: %lld, with a remedy: %lld, without: %lld; `jianfu remedy list --plan %s` lists them all"),
               (long long)p.problems, (long long)p.ordered, (long long)(p.problems - p.ordered), p.number);
    jf_inspection_release(&p);
    return status;
}

/* ---- list, and coverage of a period ---- */

static const struct jf_list_column plan_columns[] = {
    { "number", N_("number"), JF_LIST_TEXT },
    { "kind", N_("kind"), JF_LIST_TEXT },
    { "paper", N_("paper"), JF_LIST_TEXT },
    { "title", N_("what it looks at"), JF_LIST_TEXT },
    { "from", N_("from"), JF_LIST_DAY },
    { "until", N_("until"), JF_LIST_DAY },
    { "state", N_("state"), JF_LIST_TEXT },
    { "townships", N_("townships"), JF_LIST_INT },
    { "townships_seen", N_("townships seen"), JF_LIST_INT },
    { "villages", N_("villages"), JF_LIST_INT },
    { "villages_seen", N_("villages seen"), JF_LIST_INT },
    { "households", N_("households"), JF_LIST_INT },
    { "households_seen", N_("households seen"), JF_LIST_INT },
    { "problems", N_("problems"), JF_LIST_INT },
    { "ordered", N_("with a remedy"), JF_LIST_INT },
};

struct plan_list {
    struct jf_context *ctx;
    const char *format;
    struct jf_list *out;
};

static enum jf_status plan_row(void *arg, const struct jf_inspection *p, struct jf_error *err)
{
    const struct plan_list *l = arg;
    const char *const texts[] = {
        p->number,   casework_word(l->ctx, l->format, "inspection", p->kind),       p->paper, p->title, p->from_on,
        p->until_on, casework_word(l->ctx, l->format, "inspection-state", p->state)
    };
    const int64_t numbers[] = { p->townships_drawn,  p->townships_seen,  p->villages_drawn, p->villages_seen,
                                p->households_drawn, p->households_seen, p->problems,       p->ordered };
    (void)err;
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        jf_list_text(l->out, texts[i]);
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++)
        jf_list_int(l->out, numbers[i]);
    return JF_OK;
}

static enum jf_status print_plans(struct jf_context *ctx, const char *period, const char *format, struct jf_error *err)
{
    struct plan_list l = { .ctx = ctx, .format = format };
    struct jf_period days;
    if (period && !jf_period_parse(period, &days)) {
        jf_error_set(err, JF_USAGE, _("'%s' is not a period"), period);
        jf_error_hint(err, "2005H1, 2005H2, 2005");
        return JF_USAGE;
    }
    enum jf_status status = jf_db_views(ctx->db, err);
    if (status == JF_OK)
        status = jf_list_begin(format, plan_columns, COUNT(plan_columns), &l.out, err);
    if (status != JF_OK)
        return status;
    status = jf_inspection_list(ctx->db, period ? days.from : NULL, period ? days.until : NULL, plan_row, &l, err);
    enum jf_status end = jf_list_end(l.out, status == JF_OK ? err : NULL);
    return status == JF_OK ? end : status;
}

enum jf_status inspection_list(struct jf_context *ctx, int argc, char **argv, struct jf_error *err)
{
    const char *period = NULL, *format = NULL;
    const struct jf_option options[] = {
        { "period", 'p', N_("PERIOD"), &period, NULL, N_("only those that go on in this period"), false },
        { "format", 'f', N_("FORMAT"), &format, NULL, N_("table, csv or json"), false },
        { .name = NULL },
    };
    int count = 0;
    enum jf_status status = jf_cli_options(options, argc, argv, 1, &count, err);
    if (status == JF_OK && count > 0)
        status = jf_error_set(err, JF_USAGE, _("'%s' is one word too many"), argv[1]);
    return status == JF_OK ? print_plans(ctx, period, format, err) : status;
}

/* ---- coverage ---- */

static const struct jf_list_column coverage_columns[] = {
    { "township", N_("township"), JF_LIST_TEXT },
    { "village", N_("village"), JF_LIST_TEXT },
    { "asked", N_("to be drawn"), JF_LIST_INT },
    { "drawn", N_("drawn"), JF_LIST_INT },
    { "seen", N_("seen"), JF_LIST_INT },
    { "missing", N_("missing"), JF_LIST_INT },
    { "form", N_("village form"), JF_LIST_TEXT },
    { "builders", N_("builders known"), JF_LIST_INT },
    { "builders_seen", N_("builders seen"), JF_LIST_INT },
    { "pupils", N_("with pupils known"), JF_LIST_INT },
    { "pupils_seen", N_("with pupils seen"), JF_LIST_INT },
    { "newly_weds", N_("newly-weds named"), JF_LIST_INT },
    { "newly_weds_seen", N_("newly-weds seen"), JF_LIST_INT },
};

static void put_coverage(const struct jf_context *ctx, const struct casework_rows *rows, const struct jf_stmt *st,
                         struct jf_list *out)
{
    text_cells(st, out, 0, 1);
    int_cells(st, out, 4, 6);
    jf_list_int(out, jf_col_int(st, 5) - jf_col_int(st, 6));
    jf_list_text(out, casework_word(ctx, rows->format, "inspection-answer", jf_col_int(st, 7) ? "yes" : "no"));
    int_cells(st, out, 8, 8);
    int_cells(st, out, 10, 11);
    int_cells(st, out, 13, 15);
}

enum jf_status inspection_coverage(struct jf_context *ctx, int argc, char **argv, struct jf_error *err)
{
    const char *period = NULL, *format = NULL;
    const struct jf_option options[] = {
        { "period", 'p', N_("PERIOD"), &period, NULL, N_("all inspections of this period, a line each"), false },
        { "format", 'f', N_("FORMAT"), &format, NULL, N_("table, csv or json"), false },
        { .name = NULL },
    };
    int64_t id = 0;
    int count = 0;
    enum jf_status status = jf_cli_options(options, argc, argv, 1, &count, err);
    if (status == JF_OK && period && count == 0)
        return print_plans(ctx, period, format, err);
    if (status == JF_OK)
        status = casework_one(count, _("the number of the inspection"), err);
    if (status == JF_OK)
        status = jf_db_views(ctx->db, err);
    if (status == JF_OK)
        status = jf_inspection_find(ctx->db, argv[1], &id, err);
    if (status == JF_OK)
        status = casework_list(
            ctx, &(struct casework_rows){ format, coverage_columns, NULL, COUNT(coverage_columns), false },
            put_coverage, "inspection.coverage", JF_ARGS(JF_INT(":plan", id)), err);
    return status == JF_OK && !format ? inspection_tell(ctx, id, err) : status;
}

/* ---- problems and questions ---- */

static const struct jf_list_column problem_columns[] = {
    { "problem", N_("problem"), JF_LIST_TEXT },     { "day", N_("day"), JF_LIST_DAY },
    { "place", N_("place"), JF_LIST_TEXT },         { "unit", N_("unit"), JF_LIST_TEXT },
    { "rule", N_("rule"), JF_LIST_TEXT },           { "amount", N_("amount (yuan)"), JF_LIST_MONEY },
    { "text", N_("what was found"), JF_LIST_TEXT }, { "evidence", N_("evidence"), JF_LIST_TEXT },
    { "remedy", N_("remedy"), JF_LIST_TEXT },       { "deadline", N_("deadline"), JF_LIST_DAY },
    { "state", N_("state"), JF_LIST_TEXT },
};

static void put_problem(const struct jf_context *ctx, const struct casework_rows *rows, const struct jf_stmt *st,
                        struct jf_list *out)
{
    struct jf_str place = JF_STR_INIT;
    jf_str_addf(&place, "%s%s", jf_col_null(st, 4) ? "" : jf_col_text(st, 4), jf_col_text(st, 3));
    text_cells(st, out, 0, 1);
    jf_list_text(out, place.data);
    jf_list_text(out, jf_col_text(st, 6));
    jf_list_text(out, jf_col_text(st, 7));
    if (jf_col_null(st, 8))
        jf_list_null(out);
    else
        jf_list_money(out, jf_col_int(st, 8));
    jf_list_text(out, jf_col_text(st, 10));
    jf_list_text(out, jf_col_text(st, 9));
    jf_list_text(out, jf_col_text(st, 11));
    jf_list_text(out, jf_col_text(st, 13));
    jf_list_text(out,
                 jf_col_null(st, 12) ? NULL : casework_word(ctx, rows->format, "remedy-state", jf_col_text(st, 12)));
    jf_str_release(&place);
}

enum jf_status inspection_problems(struct jf_context *ctx, int argc, char **argv, struct jf_error *err)
{
    const char *format = NULL;
    bool open = false;
    const struct jf_option options[] = {
        { "open", 'o', NULL, NULL, &open, N_("only those that no remedy answers"), false },
        { "format", 'f', N_("FORMAT"), &format, NULL, N_("table, csv or json"), false },
        { .name = NULL },
    };
    struct jf_inspection p = { 0 };
    int64_t id = 0;
    enum jf_status status = inspection_open(ctx, options, argc, argv, &id, err);
    if (status == JF_OK)
        status = jf_inspection_read(ctx->db, id, &p, err);
    if (status == JF_OK)
        status = casework_list(
            ctx, &(struct casework_rows){ format, problem_columns, NULL, COUNT(problem_columns), false }, put_problem,
            "inspection.problems", JF_ARGS(JF_TEXT(":number", p.number), JF_INT(":open", open)), err);
    jf_inspection_release(&p);
    return status;
}

static const struct jf_list_column question_columns[] = {
    { "form", N_("form"), JF_LIST_TEXT },
    { "question", N_("question"), JF_LIST_TEXT },
    { "problem", N_("tells of a problem"), JF_LIST_TEXT },
    { "text", N_("text"), JF_LIST_TEXT },
};

static enum jf_status question_row(void *arg, const struct jf_inspection_question *q, struct jf_error *err)
{
    const struct plan_list *l = arg;
    (void)err;
    jf_list_text(l->out, casework_word(l->ctx, l->format, "form", q->form));
    jf_list_text(l->out, q->code);
    jf_list_text(l->out, strcmp(q->bad, "-") == 0 ? NULL : q->bad);
    jf_list_text(l->out, strcmp(l->ctx->lang, "zh") == 0 ? q->zh : q->en);
    return JF_OK;
}

enum jf_status inspection_questions(struct jf_context *ctx, int argc, char **argv, struct jf_error *err)
{
    const char *format = NULL;
    const struct jf_option options[] = {
        { "format", 'f', N_("FORMAT"), &format, NULL, N_("table, csv or json"), false },
        { .name = NULL },
    };
    struct plan_list l = { .ctx = ctx };
    int count = 0;
    enum jf_status status = jf_cli_options(options, argc, argv, 1, &count, err);
    const char *form = count > 0 ? argv[1] : NULL;
    if (status == JF_OK && count > 1)
        status = jf_error_set(err, JF_USAGE, _("'%s' is one word too many"), argv[2]);
    if (status == JF_OK)
        status = casework_code(ctx, "form", "form", &form, err);
    l.format = format;
    if (status == JF_OK)
        status = jf_list_begin(format, question_columns, COUNT(question_columns), &l.out, err);
    if (status != JF_OK)
        return status;
    status = jf_inspection_questions(form, question_row, &l, err);
    enum jf_status end = jf_list_end(l.out, status == JF_OK ? err : NULL);
    return status == JF_OK ? end : status;
}

/* ---- forms ---- */

static enum jf_status write_forms(void *arg, struct jf_db *db, jf_sink_fn *sink, void *sink_arg, struct jf_error *err)
{
    return jf_visit_forms_write(db, arg, sink, sink_arg, err);
}

enum jf_status inspection_form(struct jf_context *ctx, int argc, char **argv, struct jf_error *err)
{
    struct jf_visit_forms f = { .lang = ctx->paper_lang };
    const char *output = NULL;
    const struct jf_option options[] = {
        { "place", 0, N_("CODE"), &f.place, NULL, N_("only this village with its households, this household or unit"),
          false },
        { "names", 0, NULL, NULL, &f.names, N_("names of households in full"), false },
        JF_CLI_PAPER_OPTIONS(f.format, output),
        { .name = NULL },
    };
    enum jf_status status = inspection_open(ctx, options, argc, argv, &f.plan_id, err);
    if (status == JF_OK)
        status = jf_cli_names(ctx, f.names, "inspection form", argv[1], f.plan_id, err);
    f.format = jf_cli_paper_format(f.format, output);
    return status == JF_OK ? jf_cli_paper(ctx->db, f.format, output, write_forms, &f, err) : status;
}
