/* petition_due.c - deadlines as people read them: the list of what is due, and the periods of one case in short and
 * step by step. What is due when is computed by casework; this file only prints. */
#include "casework.h"

#include "jianfu/calendar.h"
#include "jianfu/paper.h"

/* ---- one case in short ---- */

/* What became of it, in a few words. */
static void add_outcome(struct jf_str *out, const struct jf_deadline *d)
{
    long long left = (long long)d->left;
    switch (d->state) {
    case JF_DEADLINE_MET:
        jf_str_addf(out, _("done on %s, in time"), d->done_on);
        break;
    case JF_DEADLINE_LATE:
        jf_str_addf(out, _("done on %s, late"), d->done_on);
        break;
    case JF_DEADLINE_RUNNING:
        jf_str_addf(out, _("running, days left: %lld"), left);
        break;
    case JF_DEADLINE_OVERDUE:
        jf_str_addf(out, _("overdue, days over: %lld"), -left);
        break;
    case JF_DEADLINE_PAUSED:
        jf_str_add(out, _("paused"));
        break;
    case JF_DEADLINE_LAPSED:
        jf_str_add(out, _("not made use of in time"));
        break;
    case JF_DEADLINE_VOID:
        jf_str_addf(out, _("no longer runs since %s"), d->void_on);
        break;
    case JF_DEADLINE_UNKNOWN:
        if (*d->gap)
            jf_str_addf(out, _("cannot be decided: no holiday calendar for %s"), d->gap);
        else
            jf_str_addf(out, _("cannot be decided: the rule book has no period for %s"), d->from);
        break;
    }
}

static enum jf_status print_short(void *arg, const struct jf_deadline *d, struct jf_error *err)
{
    const struct jf_context *ctx = arg;
    struct jf_str line = JF_STR_INIT;
    if (d->superseded || d->void_on || d->order || strcmp(d->row->kind, "idle") == 0)
        return JF_OK;
    if (d->named)
        jf_str_addf(&line, _("%s: "), d->due);
    else if (*d->due)
        jf_str_addf(&line, _("%s (%lld days from %s): "), d->due, (long long)(d->days + d->extended), d->from);
    add_outcome(&line, d);
    if (d->standard) {
        jf_str_add(&line, " [");
        jf_standard_add_source(&line, d->standard, ctx->lang);
        jf_str_add(&line, "]");
    }
    enum jf_status status = jf_str_check(&line, err);
    jf_field(jf_word("deadline", d->code, ctx->lang), line.data);
    jf_str_release(&line);
    return status;
}

enum jf_status petition_deadlines(struct jf_context *ctx, int64_t petition_id, struct jf_error *err)
{
    return jf_case_deadlines(ctx->db, petition_id, print_short, ctx, err);
}

/* ---- one case step by step ---- */

struct explaining {
    const struct jf_context *ctx;
    const struct jf_calendar *calendar;
};

static const char *event_word(const struct jf_context *ctx, const char *type)
{
    return jf_word(jf_word_known("start", type) ? "start" : "event", type, ctx->lang);
}

static void explain_start(const struct explaining *x, const struct jf_deadline *d, struct jf_str *line)
{
    jf_str_addf(line, d->named ? _("%s: %s") : _("%s: %s; the first day is not counted"), d->from,
                event_word(x->ctx, d->started_by));
    jf_field(_("starts"), line->data);
}

static void explain_standard(const struct explaining *x, const struct jf_deadline *d, struct jf_str *line)
{
    jf_str_clear(line);
    if (d->order) {
        jf_str_addf(line, _("set by refund order %s"), d->order);
    } else if (d->named) {
        jf_str_add(line, _("named by the body that handed the petition down"));
    } else if (d->standard) {
        jf_standard_add_figure(line, d->standard, x->ctx->lang);
        jf_str_add(line, _(": "));
        jf_standard_add_source(line, d->standard, x->ctx->lang);
    } else {
        jf_str_addf(line, _("none in the rule book for %s (item %s)"), d->from, d->row->item);
    }
    jf_field(_("standard"), line->data);
}

static void add_reason(struct jf_str *line, const struct jf_deadline_mark *m)
{
    if (m->reason)
        jf_str_addf(line, "%s%s", _(": "), m->reason);
}

static void explain_extension(const struct jf_deadline_mark *m, struct jf_str *line)
{
    jf_str_clear(line);
    jf_str_addf(line, _("on %s by %lld days"), m->day, (long long)m->days);
    if (m->approver)
        jf_str_addf(line, _(", approved by %s"), m->approver);
    add_reason(line, m);
    jf_field(_("extended"), line->data);
}

/* A pause from its mark to the next one that ends it. */
static void explain_pause(const struct jf_deadline *d, size_t at, struct jf_str *line)
{
    const struct jf_deadline_mark *m = &d->marks[at];
    const char *until = NULL;
    for (size_t i = at + 1; !until && i < d->mark_count; i++)
        if (strcmp(d->marks[i].type, "petition.resume") == 0)
            until = d->marks[i].day;
    jf_str_clear(line);
    if (until)
        jf_str_addf(line, _("from %s to %s"), m->day, until);
    else
        jf_str_addf(line, _("since %s"), m->day);
    add_reason(line, m);
    jf_str_add(line, d->row->pauses ? _("; not counted") : _("; counted, for no rule stops this period"));
    jf_field(_("paused"), line->data);
}

static void explain_marks(const struct jf_deadline *d, struct jf_str *line)
{
    for (size_t i = 0; i < d->mark_count; i++) {
        if (strcmp(d->marks[i].type, "petition.extend") == 0)
            explain_extension(&d->marks[i], line);
        else if (strcmp(d->marks[i].type, "petition.pause") == 0)
            explain_pause(d, i, line);
    }
    if (d->paused) {
        jf_str_clear(line);
        jf_str_addf(line, _("days not counted: %lld"), (long long)d->paused);
        jf_field(_("pauses"), line->data);
    }
}

static void add_calendar_source(struct jf_str *out, const struct explaining *x, const char *day)
{
    const struct jf_calendar_year *year = jf_calendar_year(x->calendar, (int)strtol(day, NULL, 10));
    if (!year)
        return;
    jf_str_addf(out, " [%s, %s", year->document, jf_word("certainty", year->certainty, x->ctx->lang));
    jf_str_add(out, year->demonstration ? _(", demonstration]") : "]");
}

/* Does the day lie in a pause, so that it is not counted anyway? */
static bool in_pause(const struct jf_deadline *d, const char *day, const char *today)
{
    bool paused = false;
    for (size_t i = 0; d->row->pauses && i < d->mark_count && strcmp(d->marks[i].day, day) < 0; i++)
        if (strcmp(d->marks[i].type, "petition.extend") != 0)
            paused = strcmp(d->marks[i].type, "petition.pause") == 0;
    return paused && strcmp(day, d->done_on ? d->done_on : today) <= 0;
}

/* The days between that are not worked, one by one, and the paper of the calendar. */
static void explain_calendar(const struct explaining *x, const struct jf_deadline *d, struct jf_str *line)
{
    int32_t from, due;
    char day[JF_DAY_SIZE], today[JF_DAY_SIZE];
    if (!d->standard || !jf_streq(d->standard->unit, "working-day") || !jf_day_parse(d->from, &from) ||
        !jf_day_parse(d->due, &due))
        return;
    jf_str_clear(line);
    jf_str_addf(line, "%lld", (long long)d->skipped);
    jf_day_today(today);
    for (int32_t at = from + 1; at <= due; at++) {
        jf_day_format(at, day);
        if (jf_calendar_day(x->calendar, at) == JF_CALENDAR_OFF && !in_pause(d, day, today))
            jf_str_addf(line, ", %s", day);
    }
    add_calendar_source(line, x, d->due);
    jf_field(_("days not worked"), line->data);
}

static enum jf_status explain(void *arg, const struct jf_deadline *d, struct jf_error *err)
{
    const struct explaining *x = arg;
    struct jf_str line = JF_STR_INIT;
    jf_say("%s", "");
    jf_say("%s", jf_word("deadline", d->code, x->ctx->lang));
    explain_start(x, d, &line);
    explain_standard(x, d, &line);
    explain_marks(d, &line);
    explain_calendar(x, d, &line);
    if (*d->due)
        jf_field(_("last day"), d->due);
    jf_str_clear(&line);
    add_outcome(&line, d);
    jf_field(_("outcome"), line.data);
    enum jf_status status = jf_str_check(&line, err);
    jf_str_release(&line);
    return status;
}

enum jf_status petition_explain_deadlines(struct jf_context *ctx, const char *number, int64_t petition_id,
                                          struct jf_error *err)
{
    char today[JF_DAY_SIZE];
    struct jf_calendar *calendar = NULL;
    enum jf_status status = jf_calendar_load(ctx->db, &calendar, err);
    struct explaining x = { .ctx = ctx, .calendar = calendar };
    jf_day_today(today);
    if (status == JF_OK) {
        jf_say(_("Periods of petition %s as of %s"), number, today);
        status = jf_case_deadlines(ctx->db, petition_id, explain, &x, err);
    }
    jf_calendar_free(calendar);
    return status;
}

/* ---- what is due ---- */

static const struct jf_list_column due_columns[] = {
    { "status", N_("status"), JF_LIST_TEXT },       { "number", N_("number"), JF_LIST_TEXT },
    { "order", N_("refund order"), JF_LIST_TEXT },  { "what", N_("what"), JF_LIST_TEXT },
    { "due", N_("last day"), JF_LIST_DAY },         { "left", N_("days left"), JF_LIST_INT },
    { "since", N_("since"), JF_LIST_DAY },          { "state", N_("state"), JF_LIST_TEXT },
    { "place", N_("place"), JF_LIST_TEXT },         { "unit", N_("unit"), JF_LIST_TEXT },
    { "last_step", N_("last step"), JF_LIST_TEXT }, { "last_on", N_("on"), JF_LIST_DAY },
    { "last_by", N_("by"), JF_LIST_TEXT },          { "level", N_("level"), JF_LIST_INT },
    { "action", N_("asks for"), JF_LIST_TEXT },
};

enum { UNDECIDED_MAX = 32 };

/* By enum jf_due_status. */
static const char *const due_codes[] = { "overdue", "soon", "idle", "paused", "undecided", "running" };

struct due_list {
    const struct jf_context *ctx;
    const char *format;
    struct jf_list *list;
    struct jf_due_undecided undecided[UNDECIDED_MAX]; /* told after the list */
    size_t undecided_count;
};

static enum jf_status print_due(void *arg, const struct jf_due *d, struct jf_error *err)
{
    const struct due_list *l = arg;
    (void)err;
    jf_list_text(l->list, casework_word(l->ctx, l->format, "due", due_codes[d->status]));
    jf_list_text(l->list, d->petition);
    jf_list_text(l->list, d->order);
    jf_list_text(l->list, casework_word(l->ctx, l->format, "deadline", d->code));
    jf_list_text(l->list, d->due);
    if (!d->due) /* not known, or it moves on with every day of a pause */
        jf_list_null(l->list);
    else
        jf_list_int(l->list, d->left);
    jf_list_text(l->list, d->from);
    jf_list_text(l->list, casework_word(l->ctx, l->format, "state", d->state));
    jf_list_text(l->list, d->place);
    jf_list_text(l->list, d->unit_name);
    jf_list_text(l->list, casework_word(l->ctx, l->format, "event", d->last_step));
    jf_list_text(l->list, d->last_on);
    jf_list_text(l->list, d->last_by);
    if (d->level)
        jf_list_int(l->list, d->level);
    else
        jf_list_null(l->list);
    jf_list_text(l->list, d->action);
    return JF_OK;
}

static enum jf_status keep_undecided(void *arg, const struct jf_due_undecided *u, struct jf_error *err)
{
    struct due_list *l = arg;
    (void)err;
    if (l->undecided_count < UNDECIDED_MAX)
        l->undecided[l->undecided_count++] = *u;
    return JF_OK;
}

static void note_undecided(const struct due_list *l)
{
    for (size_t i = 0; i < l->undecided_count; i++) {
        const struct jf_due_undecided *u = &l->undecided[i];
        jf_note(_("cannot decide '%s', cases: %lld; item '%s' has no figure for the day, or there is no calendar"),
                jf_word("deadline", u->code, l->ctx->lang), (long long)u->cases, u->item);
    }
}

enum jf_status petition_due(struct jf_context *ctx, int argc, char **argv, struct jf_error *err)
{
    const char *format = NULL, *days = NULL;
    struct jf_due_options options = { .days = -1, .lang = ctx->lang };
    const struct jf_option table[] = {
        { "days", 'n', N_("NUMBER"), &days, NULL, N_("due soon: within so many days"), false },
        { "all", 'a', NULL, NULL, &options.all, N_("also what is not due soon, and what cannot be decided"), false },
        { "format", 'f', N_("FORMAT"), &format, NULL, N_("table, csv or json"), false },
        { .name = NULL },
    };
    struct due_list l = { .ctx = ctx };
    int count = 0;
    enum jf_status status = jf_cli_options(table, argc, argv, 1, &count, err);
    if (status == JF_OK && count > 0)
        status = jf_error_set(err, JF_USAGE, _("'%s' is one word too many"), argv[1]);
    if (status == JF_OK)
        status = jf_cli_number("days", days, &options.days, err);
    l.format = format;
    if (status == JF_OK)
        status = jf_list_begin(format, due_columns, sizeof due_columns / sizeof *due_columns, &l.list, err);
    if (status != JF_OK)
        return status;
    status = jf_due_list(ctx->db, &options, print_due, keep_undecided, &l, err);
    enum jf_status end = jf_list_end(l.list, status == JF_OK ? err : NULL);
    if (status == JF_OK)
        note_undecided(&l);
    return status == JF_OK ? end : status;
}
