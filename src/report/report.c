/* report.c - reports: which there are, their periods, and the names that their templates use. Everything is read in one
 * snapshot. Must not know formats (renderers) nor what the report says (templates, queries).
 */
#include "internal.h"

#include <string.h>

static const struct jf_report_info reports[] = {
    { "half-year", N_("half-year inspection report of the county"), JF_PERIOD_HALF }, { NULL, NULL, JF_PERIOD_HALF }
};

const struct jf_report_info *jf_reports(void)
{
    return reports;
}

static const struct jf_report_info *find_report(const char *name)
{
    for (const struct jf_report_info *r = reports; r->name; r++)
        if (jf_streq(r->name, name))
            return r;
    return NULL;
}

/* ---- names: what a paper knows besides its figures ---- */

static void add_period_text(struct jf_str *out, const struct jf_period *period, bool chinese)
{
    if (chinese)
        jf_str_addf(out, "%d年%s半年", period->year, period->part == 1 ? "上" : "下");
    else
        jf_str_addf(out, "the %s half of %d", period->part == 1 ? "first" : "second", period->year);
}

/* The first row of a statement: columns into names, in order; all names stay "—" when there is no row. */
static enum jf_status names_from_row(struct writer *w, const char *statement, const enum template_name *names,
                                     int count, bool *found)
{
    struct jf_stmt *st = NULL;
    bool row = false;
    enum jf_status status = jf_db_query(w->db, statement, NULL, &st, w->err);
    if (status == JF_OK)
        status = jf_stmt_next(st, &row, w->err);
    for (int i = 0; i < count && status == JF_OK; i++) {
        const char *text = row ? jf_col_text(st, i) : NULL;
        jf_str_add(&w->names[names[i]], text ? text : "—");
    }
    jf_stmt_done(st);
    if (found)
        *found = row;
    return status;
}

static enum jf_status load_county(struct writer *w)
{
    static const enum template_name names[] = { NAME_COUNTY, NAME_MARK, NAME_MARK };
    bool found = false;
    enum jf_status status = names_from_row(w, "report.county", names, 3, &found);
    if (status == JF_OK && !found) {
        jf_error_set(w->err, JF_NOT_FOUND, _("the register has no county"));
        jf_error_hint(w->err, _("import the register first: jianfu import REGISTER.xml"));
        return JF_NOT_FOUND;
    }
    if (status != JF_OK)
        return status;
    struct jf_str *mark = &w->names[NAME_MARK]; /* code and flag for now: 3501990000001 */
    bool demonstration = mark->len && mark->data[mark->len - 1] == '1';
    bool said = strstr(w->names[NAME_COUNTY].data, "演示") != NULL;
    jf_str_clear(mark);
    if (demonstration && !said)
        jf_str_add(mark, jf_streq(w->lang, "zh") ? "（演示）" : " (demonstration)");
    return JF_OK;
}

/* A check dated after today: the day of one of the two is wrong, and a report of both would be too. */
static enum jf_status no_future_run(struct writer *w)
{
    struct jf_stmt *st = NULL;
    bool row = false;
    char today[JF_DAY_SIZE];
    jf_day_today(today);
    enum jf_status status = jf_db_query(w->db, "report.future-run", JF_ARGS(JF_TEXT(":today", today)), &st, w->err);
    if (status == JF_OK)
        status = jf_stmt_next(st, &row, w->err);
    if (status == JF_OK && row) {
        status = jf_error_set(w->err, JF_REFUSED, _("check %lld is dated %s, after today (%s)"),
                              (long long)jf_col_int(st, 0), jf_col_text(st, 1), today);
        jf_error_hint(w->err, _("if the day of the check was wrong, run 'jianfu check' again"));
    }
    jf_stmt_done(st);
    return status;
}

static enum jf_status load_run(struct writer *w)
{
    static const enum template_name names[] = { NAME_RUN, NAME_AUDIT_DAY, NAME_BOOK };
    bool found = false;
    enum jf_status status = no_future_run(w);
    if (status == JF_OK)
        status = names_from_row(w, "report.last-run", names, 3, &found);
    if (status != JF_OK || !found)
        return status;
    struct jf_str *day = &w->names[NAME_AUDIT_DAY];
    char iso[JF_DAY_SIZE];
    copy_text(iso, sizeof iso, day->data);
    if (jf_day_valid(iso)) {
        jf_str_clear(day);
        jf_day_add_paper(day, iso, w->lang, false);
    }
    return JF_OK;
}

static enum jf_status load_head(struct writer *w)
{
    char hex[JF_DIGEST_HEX];
    int64_t id = 0;
    enum jf_status status = jf_event_head(w->db, hex, &id, w->err);
    if (status == JF_OK) {
        jf_str_add(&w->names[NAME_HEAD], hex);
        jf_str_addf(&w->names[NAME_EVENTS], "%lld", (long long)id);
    }
    return status;
}

/* The last day that counts, the last day of the period, and what to say when the two differ. */
static void add_until(struct writer *w, const struct jf_period *period, bool chinese)
{
    char until[JF_DAY_SIZE];
    period_until(period, until);
    struct jf_str *day = &w->names[NAME_UNTIL];
    jf_day_add_paper(day, until, w->lang, false);
    jf_day_add_paper(&w->names[NAME_END], period->until, w->lang, false);
    jf_str_add(&w->names[NAME_ASOF], day->data);
    if (jf_streq(until, period->until))
        return;
    jf_str_add(&w->names[NAME_ASOF], chinese ? "（本期未结束）" : " (the period is not over)");
    if (chinese)
        jf_str_addf(&w->names[NAME_UNFINISHED], "本期尚未结束，各项数字截至%s。", day->data);
    else
        jf_str_addf(&w->names[NAME_UNFINISHED], "The period is not over; all figures are as of %s. ", day->data);
}

static enum jf_status load_names(struct writer *w)
{
    struct jf_period period;
    char today[JF_DAY_SIZE];
    jf_period_parse(w->request->period, &period);
    jf_day_today(today);
    bool chinese = jf_streq(w->lang, "zh");
    add_period_text(&w->names[NAME_PERIOD], &period, chinese);
    jf_day_add_paper(&w->names[NAME_FROM], period.from, w->lang, false);
    add_until(w, &period, chinese);
    add_dated(&w->names[NAME_TODAY], today, w->lang);
    jf_str_add(&w->names[NAME_VERSION], "jianfu " JF_VERSION);
    enum jf_status status = load_county(w);
    if (status == JF_OK)
        status = load_run(w);
    if (status == JF_OK)
        status = load_head(w);
    for (int i = 0; i < NAME_COUNT && status == JF_OK; i++)
        status = jf_str_check(&w->names[i], w->err);
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
    enum jf_status status = text ? template_parse(path.data, text, w->lang, template_names, &w->template, w->err)
                                 : jf_error_set(w->err, JF_BUG, _("the program lacks its file '%s'"), path.data);
    jf_str_release(&path);
    return status;
}

static enum jf_status check_request(const struct jf_report_request *r, struct jf_error *err)
{
    const struct jf_report_info *info = find_report(r->report);
    struct jf_period period;
    if (!info) {
        jf_error_set(err, JF_USAGE, _("there is no report '%s'"), r->report);
        jf_error_hint(err, _("'jianfu report list' names them"));
        return JF_USAGE;
    }
    if (!jf_period_parse(r->period, &period) || period.kind != info->periods) {
        jf_error_set(err, JF_USAGE, _("'%s' is not a half-year"), r->period);
        jf_error_hint(err, _("write 2005H1 for January to June 2005, 2005H2 for July to December"));
        return JF_USAGE;
    }
    char until[JF_DAY_SIZE];
    if (!period_until(&period, until)) {
        jf_error_set(err, JF_USAGE, _("the period %s has not begun yet"), r->period);
        jf_error_hint(err, _("a report can be made from the first day of its period"));
        return JF_USAGE;
    }
    return jf_paper_format(r->format, err);
}

enum jf_status jf_report_write(struct jf_db *db, const struct jf_report_request *request, jf_sink_fn *sink,
                               void *sink_arg, struct jf_error *err)
{
    enum jf_status status = check_request(request, err);
    if (status != JF_OK)
        return status;
    struct jf_str names[NAME_COUNT];
    struct writer w = { .db = db, .request = request, .name_list = template_names, .names = names, .err = err };
    w.lang = jf_streq(request->lang, "en") ? "en" : "zh";
    w.progress = request->progress;
    w.progress_arg = request->progress_arg;
    for (int i = 0; i < NAME_COUNT; i++)
        jf_str_init(&names[i]);
    status = parse_template(&w);
    if (status == JF_OK)
        status = jf_db_views(db, err);
    if (status == JF_OK)
        status = jf_txn_snapshot(db, err);
    if (status == JF_OK) {
        status = load_names(&w);
        if (status == JF_OK)
            status = writer_write(&w, request->format, sink, sink_arg);
        jf_txn_rollback(db);
    }
    writer_release(&w);
    for (int i = 0; i < NAME_COUNT; i++)
        jf_str_release(&names[i]);
    return status;
}
