/* report.c - writes a report: walks the blocks of a template, puts in figures and names, and hands it all to a
 * renderer. Everything is read in one snapshot. Must not know formats (renderers) nor what the report says (templates,
 * queries).
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

/* ---- figures, each computed once ---- */

struct jf_figure_ref writer_place(const struct writer *w, const struct jf_figure_ref *ref)
{
    struct jf_figure_ref full = *ref;
    copy_text(full.report, sizeof full.report, w->request->report);
    copy_text(full.period, sizeof full.period, w->request->period);
    return full;
}

void writer_full_ref(const struct writer *w, struct jf_str *out, const struct jf_figure_ref *ref)
{
    struct jf_figure_ref full = writer_place(w, ref);
    jf_figure_ref_add(out, &full);
}

static enum jf_status compute(struct writer *w, const struct jf_figure_ref *ref, const char *name,
                              struct known_figure **out)
{
    struct known_figure *figures = jf_grow(w->figures, w->figure_count + 1, sizeof *figures);
    if (!figures)
        return jf_error_set(w->err, JF_NOMEM, _("out of memory"));
    w->figures = figures;
    struct known_figure f = { .ref = jf_dup(name) };
    if (!f.ref)
        return jf_error_set(w->err, JF_NOMEM, _("out of memory"));
    struct jf_figure_ref full = writer_place(w, ref);
    enum jf_status status = figure_value(w->db, &w->sums, &full, &f.value, &f.known, &f.rows, w->err);
    if (status != JF_OK) {
        jf_free(f.ref);
        return status;
    }
    figures[w->figure_count] = f;
    *out = &figures[w->figure_count++];
    return JF_OK;
}

/* The figure, from the list or computed now; *out is good until the next call. */
static enum jf_status figure(struct writer *w, const struct jf_figure_ref *ref, struct known_figure **out)
{
    struct jf_str name = JF_STR_INIT;
    jf_figure_ref_add(&name, ref);
    enum jf_status status = jf_str_check(&name, w->err);
    *out = NULL;
    for (size_t i = 0; i < w->figure_count && status == JF_OK && !*out; i++)
        if (jf_streq(w->figures[i].ref, name.data))
            *out = &w->figures[i];
    if (status == JF_OK && !*out)
        status = compute(w, ref, name.data, out);
    jf_str_release(&name);
    return status;
}

/* ---- conditions ---- */

static bool holds(enum condition_op op, int64_t left, int64_t right)
{
    switch (op) {
    case OP_EQ:
        return left == right;
    case OP_NE:
        return left != right;
    case OP_LT:
        return left < right;
    case OP_LE:
        return left <= right;
    case OP_GT:
        return left > right;
    case OP_GE:
        return left >= right;
    }
    return false;
}

static enum jf_status condition_holds(struct writer *w, const struct condition *c, bool *result)
{
    struct known_figure *f = NULL;
    enum jf_status status = figure(w, &c->left, &f);
    if (status != JF_OK)
        return status;
    int64_t left = f->value;
    bool known = f->known;
    int64_t right = c->number;
    if (c->compare_figure) {
        status = figure(w, &c->right, &f);
        if (status != JF_OK)
            return status;
        right = f->value;
        known = known && f->known;
    }
    *result = known && holds(c->op, left, right);
    return JF_OK;
}

static enum jf_status block_wanted(struct writer *w, const struct block *b, bool *wanted)
{
    *wanted = true;
    enum jf_status status = JF_OK;
    for (int i = 0; i < b->condition_count && *wanted && status == JF_OK; i++)
        status = condition_holds(w, &b->conditions[i], wanted);
    return status;
}

/* ---- texts ---- */

static const char *name_text(const struct writer *w, const struct piece *piece)
{
    for (int i = 0; i < NAME_COUNT; i++)
        if (strlen(template_names[i]) == piece->len && memcmp(template_names[i], piece->text, piece->len) == 0)
            return w->names[i].data;
    return "";
}

/* The figure of a placeholder as a value of the paper; `ref` and `anchor` hold its texts. */
static enum jf_status figure_of(struct writer *w, const struct piece *piece, struct jf_str *ref, struct jf_str *anchor,
                                struct jf_value *out)
{
    struct jf_figure_ref parsed;
    jf_str_clear(ref);
    jf_str_addn(ref, piece->text, piece->len);
    if (!jf_figure_ref_parse(ref->data, true, &parsed))
        return jf_error_set(w->err, JF_BUG, _("not a figure: '%s'"), ref->data);
    struct known_figure *f = NULL;
    enum jf_status status = figure(w, &parsed, &f);
    if (status != JF_OK)
        return status;
    f->listed = true;
    jf_str_clear(anchor);
    jf_str_addf(anchor, "figure-%s", f->ref);
    jf_str_clear(ref);
    writer_full_ref(w, ref, &parsed);
    *out = (struct jf_value){ .type = jf_figure_find(parsed.name)->type, .known = f->known, .number = f->value };
    out->ref = ref->data;
    out->anchor = w->template.lists_figures ? anchor->data : NULL;
    status = jf_str_check(ref, w->err);
    return status == JF_OK ? jf_str_check(anchor, w->err) : status;
}

/* Text without links, for headings, captions and titles. */
static enum jf_status flat_text(struct writer *w, const char *text, struct jf_str *out)
{
    struct jf_str ref = JF_STR_INIT;
    struct jf_str anchor = JF_STR_INIT;
    enum jf_status status = JF_OK;
    struct piece piece;
    jf_str_clear(out);
    while (status == JF_OK && piece_next(&text, &piece)) {
        struct jf_value value;
        if (piece.kind == PIECE_TEXT)
            jf_str_addn(out, piece.text, piece.len);
        else if (piece.kind == PIECE_NAME)
            jf_str_add(out, name_text(w, &piece));
        else if ((status = figure_of(w, &piece, &ref, &anchor, &value)) == JF_OK)
            jf_value_add_text(out, &value);
    }
    jf_str_release(&ref);
    jf_str_release(&anchor);
    return status == JF_OK ? jf_str_check(out, w->err) : status;
}

static enum jf_status put_plain(struct writer *w, const char *text, size_t len)
{
    struct jf_str plain = JF_STR_INIT;
    jf_str_addn(&plain, text, len);
    enum jf_status status = jf_str_check(&plain, w->err);
    if (status == JF_OK)
        jf_paper_text(w->paper, plain.data);
    jf_str_release(&plain);
    return status;
}

static enum jf_status write_paragraph(struct writer *w, const struct block *b)
{
    static const enum jf_paragraph kinds[] = {
        [BLOCK_PARAGRAPH] = JF_PARAGRAPH_BODY, [BLOCK_NOTE] = JF_PARAGRAPH_NOTE, [BLOCK_SIGN] = JF_PARAGRAPH_SIGNATURE
    };
    struct jf_str ref = JF_STR_INIT;
    struct jf_str anchor = JF_STR_INIT;
    enum jf_status status = JF_OK;
    struct piece piece;
    const char *text = b->text;
    jf_paper_paragraph(w->paper, kinds[b->kind]);
    while (status == JF_OK && piece_next(&text, &piece)) {
        struct jf_value value;
        if (piece.kind == PIECE_TEXT)
            status = put_plain(w, piece.text, piece.len);
        else if (piece.kind == PIECE_NAME)
            jf_paper_text(w->paper, name_text(w, &piece));
        else if ((status = figure_of(w, &piece, &ref, &anchor, &value)) == JF_OK)
            jf_paper_value(w->paper, &value);
    }
    jf_paper_paragraph_end(w->paper);
    jf_str_release(&ref);
    jf_str_release(&anchor);
    return status;
}

const char *writer_word(struct writer *w, struct jf_str *out, const char *group, const char *code)
{
    jf_str_clear(out);
    jf_report_word(out, group, code, w->lang);
    return out->data;
}

/* ---- blocks ---- */

static enum jf_status write_block(struct writer *w, const struct block *b)
{
    if (b->kind == BLOCK_PARAGRAPH || b->kind == BLOCK_NOTE || b->kind == BLOCK_SIGN)
        return write_paragraph(w, b);
    struct jf_str text = JF_STR_INIT;
    enum jf_status status = flat_text(w, b->text, &text);
    if (status == JF_OK) {
        switch (b->kind) {
        case BLOCK_TITLE:
            jf_paper_title(w->paper, text.data);
            break;
        case BLOCK_HEADING:
            jf_paper_heading(w->paper, b->level, text.data);
            break;
        case BLOCK_ANNEX:
            jf_paper_annex(w->paper, text.data);
            break;
        case BLOCK_TABLE:
            status = b->by ? write_groups(w, b, text.data) : write_list(w, b, text.data);
            break;
        case BLOCK_CHART:
            status = write_groups(w, b, text.data);
            break;
        case BLOCK_FIGURES:
            status = write_figures(w, text.data);
            break;
        case BLOCK_PARAGRAPH:
        case BLOCK_NOTE:
        case BLOCK_SIGN:
            break;
        }
    }
    jf_str_release(&text);
    return status;
}

static enum jf_status write_blocks(struct writer *w)
{
    enum jf_status status = JF_OK;
    const struct jf_report_request *r = w->request;
    for (size_t i = 0; i < w->template.count && status == JF_OK && !jf_paper_failed(w->paper); i++) {
        bool wanted = false;
        if (r->progress && !r->progress(r->progress_arg, (int64_t)i, (int64_t)w->template.count))
            return jf_error_set(w->err, JF_STOPPED, _("stopped; nothing was changed"));
        status = block_wanted(w, &w->template.blocks[i], &wanted);
        if (status == JF_OK && wanted)
            status = write_block(w, &w->template.blocks[i]);
    }
    return status;
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
    /* GB/T 9704-2012 brought Arabic digits into the day of a paper; before 2012-07-01 it stood in Chinese numerals. */
    jf_day_add_paper(&w->names[NAME_TODAY], today, w->lang, chinese && strcmp(today, "2012-07-01") < 0);
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
        return template_parse(r->template_name ? r->template_name : "template", r->template_text, w->lang, &w->template,
                              w->err);
    struct jf_str path = JF_STR_INIT;
    jf_str_addf(&path, "templates/%s.%s.txt", r->report, w->lang);
    const char *text = path.failed ? NULL : jf_resource(path.data, NULL);
    enum jf_status status = text ? template_parse(path.data, text, w->lang, &w->template, w->err)
                                 : jf_error_set(w->err, JF_BUG, _("the program lacks its file '%s'"), path.data);
    jf_str_release(&path);
    return status;
}

/* The title of the file: the text of the template's title. */
static enum jf_status file_title(struct writer *w, struct jf_str *out)
{
    for (size_t i = 0; i < w->template.count; i++)
        if (w->template.blocks[i].kind == BLOCK_TITLE)
            return flat_text(w, w->template.blocks[i].text, out);
    return JF_OK;
}

static enum jf_status write_paper(struct writer *w, const struct jf_renderer *renderer, jf_sink_fn *sink,
                                  void *sink_arg)
{
    struct jf_str title = JF_STR_INIT;
    enum jf_status status = file_title(w, &title);
    if (status == JF_OK) {
        struct jf_paper_head head = { .title = title.data, .lang = w->lang, .made = w->names[NAME_VERSION].data };
        status = jf_paper_open(renderer, &head, sink, sink_arg, &w->paper, w->err);
    }
    if (status == JF_OK)
        status = write_blocks(w);
    if (status != JF_OK)
        jf_paper_abandon(w->paper);
    else
        status = jf_paper_close(w->paper, w->err);
    jf_str_release(&title);
    return status;
}

static enum jf_status check_request(const struct jf_report_request *r, const struct jf_renderer **renderer,
                                    struct jf_error *err)
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
    *renderer = jf_renderer_find(r->format);
    if (!*renderer) {
        jf_error_set(err, JF_USAGE, _("there is no format '%s'"), r->format);
        jf_error_hint(err, _("the formats are text and html"));
        return JF_USAGE;
    }
    return JF_OK;
}

enum jf_status jf_report_write(struct jf_db *db, const struct jf_report_request *request, jf_sink_fn *sink,
                               void *sink_arg, struct jf_error *err)
{
    const struct jf_renderer *renderer = NULL;
    enum jf_status status = check_request(request, &renderer, err);
    if (status != JF_OK)
        return status;
    struct writer w = { .db = db, .request = request, .err = err };
    w.lang = jf_streq(request->lang, "en") ? "en" : "zh";
    for (int i = 0; i < NAME_COUNT; i++)
        jf_str_init(&w.names[i]);
    status = parse_template(&w);
    if (status == JF_OK)
        status = jf_db_views(db, err);
    if (status == JF_OK)
        status = jf_txn_snapshot(db, err);
    if (status == JF_OK) {
        status = load_names(&w);
        if (status == JF_OK)
            status = write_paper(&w, renderer, sink, sink_arg);
        jf_txn_rollback(db);
    }
    template_release(&w.template);
    sums_release(&w.sums);
    for (size_t i = 0; i < w.figure_count; i++)
        jf_free(w.figures[i].ref);
    jf_free(w.figures);
    for (int i = 0; i < NAME_COUNT; i++)
        jf_str_release(&w.names[i]);
    return status;
}
