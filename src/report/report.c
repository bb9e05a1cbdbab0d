/* report.c - reports: their periods and subjects, and the names that their templates use. Everything is read in one
 * snapshot. Must not know formats (renderers) nor what the report says (templates, queries).
 */
#include "letter.h"

#include "jianfu/deadline.h"
#include "jianfu/office.h"
#include "jianfu/resource.h"

#include <string.h>

const char *const template_names[] = { "county",    "mark",       "period", "from",     "until",         "end",
                                       "asof",      "unfinished", "since",  "today",    "day",           "old-form",
                                       "form-2009", "version",    "head",   "events",   "book",          "run",
                                       "audit-day", "papers",     "office", "superior", "report-number", "code",
                                       "name",      "place",      NULL };

/* ---- names: what a paper knows besides its figures ---- */

/* A report being made: its writer and its names. */
struct maker {
    struct writer w;
    struct facts facts;
};

static enum jf_status set(struct maker *m, const char *name, const char *value)
{
    return facts_add(&m->facts, name, value, m->w.err);
}

/* Set a name to a text that was built, and release that. */
static enum jf_status set_str(struct maker *m, const char *name, struct jf_str *value)
{
    enum jf_status status = jf_str_check(value, m->w.err);
    if (status == JF_OK)
        status = set(m, name, value->data);
    jf_str_release(value);
    return status;
}

static enum jf_status set_day(struct maker *m, const char *name, const char *day)
{
    struct jf_str text = JF_STR_INIT;
    jf_day_add_paper(&text, day, m->w.lang, false);
    return set_str(m, name, &text);
}

static enum jf_status load_county(struct maker *m)
{
    bool found = false;
    enum jf_status status = facts_add_row(&m->facts, m->w.db, "report.county", NULL, &found, m->w.err);
    if (status == JF_OK && !found) {
        jf_error_set(m->w.err, JF_NOT_FOUND, _("the register has no county"));
        jf_error_hint(m->w.err, _("import the register first: jianfu import REGISTER.xml"));
        return JF_NOT_FOUND;
    }
    if (status != JF_OK)
        return status;
    bool demonstration = jf_streq(facts_text(&m->facts, "mark"), "1");
    bool said = strstr(facts_text(&m->facts, "county"), "演示") != NULL;
    return set(m, "mark", !demonstration || said ? "" : jf_streq(m->w.lang, "zh") ? "（演示）" : " (demonstration)");
}

/* A check dated after today: the day of one of the two is wrong, and a report of both would be too. */
static enum jf_status no_future_run(struct jf_db *db, struct jf_error *err)
{
    struct jf_stmt *st = NULL;
    char today[JF_DAY_SIZE];
    jf_day_today(today);
    enum jf_status status = jf_db_query(db, "report.future-run", JF_ARGS(JF_TEXT(":today", today)), &st, err);
    if (jf_stmt_row(st, &status, err)) {
        status = jf_error_set(err, JF_REFUSED, _("check %lld is dated %s, after today (%s)"),
                              (long long)jf_col_int(st, 0), jf_col_text(st, 1), today);
        jf_error_hint(err, _("if the day of the check was wrong, run 'jianfu check' again"));
    }
    jf_stmt_done(st);
    return status;
}

static enum jf_status load_run(struct maker *m)
{
    bool found = false;
    enum jf_status status = no_future_run(m->w.db, m->w.err);
    if (status == JF_OK)
        status = facts_add_row(&m->facts, m->w.db, "report.last-run", NULL, &found, m->w.err);
    static const char *const names[] = { "run", "audit-day", "book" };
    for (size_t i = 0; i < sizeof names / sizeof *names && status == JF_OK && !found; i++)
        status = set(m, names[i], "—");
    struct jf_str day = JF_STR_INIT; /* the facts move while they are added to */
    jf_str_add(&day, facts_text(&m->facts, "audit-day"));
    if (status == JF_OK && found)
        status = set_day(m, "audit-day", day.data);
    jf_str_release(&day);
    return status;
}

static enum jf_status load_head(struct maker *m)
{
    char hex[JF_DIGEST_HEX];
    int64_t id = 0;
    struct jf_str count = JF_STR_INIT;
    enum jf_status status = jf_event_head(m->w.db, hex, &id, m->w.err);
    if (status == JF_OK)
        status = set(m, "head", hex);
    jf_str_addf(&count, "%lld", (long long)id);
    enum jf_status counted = set_str(m, "events", &count);
    return status == JF_OK ? counted : status;
}

/* The last day that counts, the last day of the period, and what to say when the two differ. */
static enum jf_status load_until(struct maker *m, const struct jf_period *period)
{
    bool chinese = jf_streq(m->w.lang, "zh");
    char until[JF_DAY_SIZE];
    period_until(period, until);
    bool over = jf_streq(until, period->until);
    struct jf_str asof = JF_STR_INIT, unfinished = JF_STR_INIT;
    jf_day_add_paper(&asof, until, m->w.lang, false);
    if (!over && chinese)
        jf_str_addf(&unfinished, "本期尚未结束，各项数字截至%s。", asof.data);
    else if (!over)
        jf_str_addf(&unfinished, "The period is not over; all figures are as of %s. ", asof.data);
    jf_str_add(&asof, over ? "" : chinese ? "（本期未结束）" : " (the period is not over)");
    enum jf_status status = set_day(m, "until", until);
    if (status == JF_OK)
        status = set_day(m, "end", period->until);
    enum jf_status rest = set_str(m, "asof", &asof);
    if (status == JF_OK)
        status = rest;
    rest = set_str(m, "unfinished", &unfinished);
    return status == JF_OK ? rest : status;
}

/* Today, where the paper is written in the half-year after its period: what came of it since then is told too. */
static enum jf_status load_since(struct maker *m, const struct jf_period *period)
{
    struct jf_period after = *period;
    char today[JF_DAY_SIZE], until[JF_DAY_SIZE];
    jf_day_today(today);
    bool since = period_after(&after) && period_until(&after, until) && jf_streq(until, today);
    return since ? set_day(m, "since", today) : set(m, "since", "");
}

static enum jf_status load_days(struct maker *m)
{
    struct jf_period period;
    char today[JF_DAY_SIZE];
    struct jf_str text = JF_STR_INIT, dated = JF_STR_INIT;
    jf_period_parse(m->w.request->period, &period);
    jf_day_today(today);
    jf_report_word(&text, "period", m->w.request->period, m->w.lang);
    add_dated(&dated, today, m->w.lang);
    enum jf_status status = set_str(m, "period", &text);
    enum jf_status rest = set_str(m, "today", &dated);
    if (status == JF_OK)
        status = rest;
    if (status == JF_OK)
        status = set(m, "day", today);
    if (status == JF_OK)
        status = set(m, "old-form", paper_is_old(today) ? "yes" : "");
    if (status == JF_OK)
        status = set_day(m, "from", period.from);
    if (status == JF_OK)
        status = load_until(m, &period);
    return status == JF_OK ? load_since(m, &period) : status;
}

/* What the statement of names knows for the days of the period. */
static enum jf_status load_found_names(struct maker *m)
{
    struct jf_period period;
    char until[JF_DAY_SIZE];
    bool found = false;
    jf_period_parse(m->w.request->period, &period);
    period_until(&period, until);
    return facts_add_row(&m->facts, m->w.db, "report.names",
                         JF_ARGS(JF_TEXT(":from", period.from), JF_TEXT(":until", until)), &found, m->w.err);
}

/* Who signs: the office as it was set, else the county's burden office without a name of its own; and the number of the
 * paper, with room where nobody gave one. */
static enum jf_status load_office(struct maker *m)
{
    struct jf_office office = { 0 };
    char today[JF_DAY_SIZE];
    struct jf_str name = JF_STR_INIT, number = JF_STR_INIT;
    jf_day_today(today);
    enum jf_status status = jf_office_read(m->w.db, today, &office, NULL, m->w.err);
    if (office.name)
        jf_str_add(&name, office.name);
    else
        jf_str_addf(&name, jf_streq(m->w.lang, "en") ? "The burden office of %s%s" : "%s%s减负办",
                    facts_text(&m->facts, "county"), facts_text(&m->facts, "mark"));
    jf_str_addf(&number, "%s〔%.4s〕%s号", office.mark ? office.mark : "　　　", today,
                m->w.request->serial ? m->w.request->serial : "　　");
    enum jf_status rest = set_str(m, "office", &name);
    status = status == JF_OK ? rest : status;
    rest = set_str(m, "report-number", &number);
    status = status == JF_OK ? rest : status;
    if (status == JF_OK)
        status = set(m, "superior", office.superior);
    jf_office_release(&office);
    return status;
}

/* code, name and place of the unit or township that the report is about. */
static enum jf_status load_subject(struct maker *m)
{
    struct jf_str statement = JF_STR_INIT;
    bool found = false;
    if (!m->w.narrow)
        return JF_OK;
    jf_str_addf(&statement, "report.subject-%s", m->w.narrow);
    enum jf_status status = jf_str_check(&statement, m->w.err);
    if (status == JF_OK)
        status = facts_add_row(&m->facts, m->w.db, statement.data, JF_ARGS(JF_TEXT(":code", m->w.request->subject)),
                               &found, m->w.err);
    jf_str_release(&statement);
    if (status == JF_OK && !found) {
        status = jf_error_set(m->w.err, JF_NOT_FOUND,
                              jf_streq(m->w.narrow, "unit") ? _("the register has no unit '%s'")
                                                            : _("the register has no township '%s'"),
                              m->w.request->subject);
        jf_error_hint(m->w.err, "%s", _("'jianfu register list --match TEXT' finds codes"));
    }
    return status;
}

static enum jf_status load_names(struct maker *m)
{
    enum jf_status status = JF_OK;
    for (size_t i = 0; template_names[i] && status == JF_OK; i++)
        status = set(m, template_names[i], "");
    if (status == JF_OK)
        status = load_days(m);
    if (status == JF_OK)
        status = set(m, "version", "jianfu " JF_VERSION);
    if (status == JF_OK)
        status = load_county(m);
    if (status == JF_OK)
        status = load_subject(m);
    if (status == JF_OK)
        status = load_found_names(m);
    if (status == JF_OK)
        status = load_office(m);
    if (status == JF_OK)
        status = load_run(m);
    if (status == JF_OK)
        status = load_head(m);
    m->w.name_list = (const char *const *)m->facts.names;
    m->w.names = m->facts.values;
    return status;
}

/* ---- what has to be gathered before a report is written ---- */

struct due_rows {
    struct jf_db *db;
    int64_t count;
};

static enum jf_status add_due(void *arg, const struct jf_due *d, struct jf_error *err)
{
    struct due_rows *rows = arg;
    static const char *const codes[] = { "overdue", "soon", "idle", "paused", "undecided", "running" };
    /* without a last day there is nothing to count to: an argument that ends the list leaves :left NULL */
    return jf_db_run(rows->db, "report.add-due",
                     JF_ARGS(JF_INT(":place", ++rows->count), JF_TEXT(":status", codes[d->status]),
                             JF_TEXT(":petition", d->petition), JF_TEXT(":refund", d->order),
                             JF_TEXT(":period", d->code), JF_TEXT(":due", d->due), JF_TEXT(":unit", d->unit_name),
                             JF_TEXT(":division", d->place), JF_TEXT(":step", d->last_step), JF_TEXT(":on", d->last_on),
                             JF_TEXT(":action", d->action), d->due ? JF_INT(":left", d->left) : JF_END),
                     err);
}

/* What is due is a matter of today: casework knows no other day. */
static enum jf_status gather_due(struct maker *m)
{
    char today[JF_DAY_SIZE];
    struct due_rows rows = { m->w.db, 0 };
    const struct jf_due_options options = { .days = -1, .lang = m->w.lang };
    jf_day_today(today);
    if (!jf_streq(m->w.request->period, today)) {
        jf_error_set(m->w.err, JF_USAGE, _("what is due can be told for today only, %s"), today);
        jf_error_hint(m->w.err, "%s", _("--today DAY makes another day today"));
        return JF_USAGE;
    }
    enum jf_status status = jf_db_run(m->w.db, "report.clear-due", NULL, m->w.err);
    return status == JF_OK ? jf_due_list(m->w.db, &options, add_due, NULL, &rows, m->w.err) : status;
}

static enum jf_status gather(struct maker *m)
{
    static const struct {
        const char *report;
        enum jf_status (*gather)(struct maker *);
    } steps[] = { { "due-list", gather_due } };
    enum jf_status status = JF_OK;
    for (size_t i = 0; i < sizeof steps / sizeof *steps && status == JF_OK; i++)
        if (jf_streq(steps[i].report, m->w.request->report))
            status = steps[i].gather(m);
    return status;
}

/* ---- the whole ---- */

static enum jf_status parse_template(struct writer *w)
{
    const struct jf_report_request *r = w->request;
    if (r->template_text)
        return template_parse(r->template_name ? r->template_name : "template", r->template_text, w->lang,
                              template_names, &w->template, w->err);
    struct jf_str path = JF_STR_INIT;
    jf_str_addf(&path, "templates/%s.%s.txt", r->report, w->lang);
    const char *text = path.failed ? NULL : jf_resource(path.data, NULL);
    enum jf_status status = text ? template_parse(r->report, text, w->lang, template_names, &w->template, w->err)
                                 : jf_error_set(w->err, JF_BUG, _("the program lacks its file '%s'"), path.data);
    jf_str_release(&path);
    return status;
}

static enum jf_status check_period(const struct jf_report_request *r, const struct jf_report_info *info,
                                   struct jf_error *err)
{
    struct jf_period period;
    if (!jf_period_parse(r->period, &period) || !(info->periods & 1U << period.kind)) {
        if (info->periods == 1U << JF_PERIOD_HALF)
            jf_error_set(err, JF_USAGE, _("'%s' is not a half-year"), r->period);
        else
            jf_error_set(err, JF_USAGE, _("'%s' is not a period that the report '%s' is made for"), r->period,
                         info->name);
        jf_error_hint(err, info->periods & 1U << JF_PERIOD_DAY
                               ? _("write a day, as 2005-07-10")
                               : _("write 2005H1 for January to June 2005, 2005H2 for July to December, 2005 for the "
                                   "year"));
        return JF_USAGE;
    }
    char until[JF_DAY_SIZE];
    if (!period_until(&period, until)) {
        jf_error_set(err, JF_USAGE, _("the period %s has not begun yet"), r->period);
        jf_error_hint(err, _("a report can be made from the first day of its period"));
        return JF_USAGE;
    }
    return JF_OK;
}

/* A unit's report names its unit, one of the county nobody. */
static enum jf_status check_subject(const struct jf_report_request *r, const struct jf_report_info *info,
                                    struct jf_error *err)
{
    if (*info->subject && !r->subject)
        return jf_error_set(err, JF_USAGE, _("the report '%s' needs --%s CODE"), info->name, info->subject);
    if (!*info->subject && r->subject)
        return jf_error_set(err, JF_USAGE, _("the report '%s' is about the whole county"), info->name);
    return JF_OK;
}

static enum jf_status check_request(const struct jf_report_request *r, const struct jf_report_info **info,
                                    struct jf_error *err)
{
    if (!jf_reports(err))
        return JF_BUG;
    *info = jf_report_find(r->report);
    if (!*info) {
        jf_error_set(err, JF_USAGE, _("there is no report '%s'"), r->report);
        jf_error_hint(err, _("'jianfu report list' names them"));
        return JF_USAGE;
    }
    if (*(*info)->command) {
        jf_error_set(err, JF_USAGE, _("'%s' has a command of its own"), r->report);
        jf_error_hint(err, _("jianfu help %s"), (*info)->command);
        return JF_USAGE;
    }
    enum jf_status status = check_period(r, *info, err);
    if (status == JF_OK)
        status = check_subject(r, *info, err);
    if (status == JF_OK && r->serial && !serial_valid(r->serial, err))
        status = JF_USAGE;
    return status == JF_OK ? jf_paper_format(r->format, err) : status;
}

enum jf_status jf_report_write(struct jf_db *db, const struct jf_report_request *request, jf_sink_fn *sink,
                               void *sink_arg, struct jf_error *err)
{
    const struct jf_report_info *info = NULL;
    enum jf_status status = check_request(request, &info, err);
    if (status != JF_OK)
        return status;
    struct maker m = { .w = { .db = db, .request = request, .err = err } };
    m.w.narrow = *info->subject ? info->subject : NULL;
    m.w.lang = jf_streq(request->lang, "en") ? "en" : "zh";
    m.w.progress = request->progress;
    m.w.progress_arg = request->progress_arg;
    status = parse_template(&m.w);
    if (status == JF_OK)
        status = jf_db_views(db, err);
    if (status == JF_OK)
        status = jf_txn_snapshot(db, err);
    if (status == JF_OK) {
        status = load_names(&m);
        if (status == JF_OK)
            status = gather(&m);
        if (status == JF_OK)
            status = writer_write(&m.w, request->format, sink, sink_arg);
        jf_txn_rollback(db);
    }
    writer_release(&m.w);
    facts_release(&m.facts);
    return status;
}
