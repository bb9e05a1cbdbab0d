/* paper.c - the stream of a paper: keeps the order of calls, turns values into text, and holds on to the first error.
 * How things look is the renderers' business; what is said is the caller's.
 */
#include "jianfu/paper.h"
#include "jianfu/i18n.h"
#include "jianfu/money.h"
#include "jianfu/utf8.h"

#include <stddef.h>
#include <string.h>

enum place { AT_TOP, IN_PARAGRAPH, IN_TABLE, IN_ROW };

struct jf_paper {
    const struct jf_renderer *renderer;
    void *state;
    char lang[8];
    char wanted[64]; /* the table behind the format's name */
    jf_sink_fn *sink;
    void *sink_arg;
    enum place place;
    int columns; /* of the open table */
    int cells;   /* of the open row so far */
    struct jf_str shown;
    struct jf_error error; /* the first one; JF_OK while there is none */
};

const struct jf_renderer *const jf_renderers[] = {
    &jf_render_text, &jf_render_html, &jf_render_docx, &jf_render_odt, &jf_render_json, &jf_render_csv, NULL
};

static const struct jf_renderer *find_renderer(const char *format)
{
    size_t len = strcspn(format, ":");
    for (int i = 0; jf_renderers[i]; i++) {
        const struct jf_renderer *r = jf_renderers[i];
        if (strlen(r->name) == len && memcmp(r->name, format, len) == 0 && (!format[len] || r->one_table))
            return r;
    }
    return NULL;
}

enum jf_status jf_paper_format(const char *format, struct jf_error *err)
{
    if (find_renderer(format))
        return JF_OK;
    struct jf_str names = JF_STR_INIT;
    for (int i = 0; jf_renderers[i]; i++)
        jf_str_addf(&names, "%s%s%s", i ? ", " : "", jf_renderers[i]->name,
                    jf_renderers[i]->one_table ? _(":TABLE") : "");
    jf_error_set(err, JF_USAGE, _("there is no format '%s'"), format);
    jf_error_hint(err, _("the formats are %s"), names.data);
    jf_str_release(&names);
    return JF_USAGE;
}

bool jf_paper_binary(const char *format)
{
    const struct jf_renderer *renderer = find_renderer(format);
    return renderer && renderer->binary;
}

enum jf_status jf_sink_str(void *arg, const char *bytes, size_t len, struct jf_error *err)
{
    struct jf_str *out = arg;
    jf_str_addn(out, bytes, len);
    return jf_str_check(out, err);
}

/* ---- values ---- */

static void add_count(struct jf_str *out, int64_t number)
{
    char digits[32];
    struct jf_str plain = JF_STR_INIT;
    jf_str_addf(&plain, "%lld", (long long)number);
    size_t len = plain.len < sizeof digits ? plain.len : sizeof digits - 1;
    memcpy(digits, plain.data, len);
    digits[len] = 0;
    jf_str_release(&plain);
    size_t first = digits[0] == '-' ? 1 : 0;
    for (size_t i = 0; i < len; i++) {
        if (i > first && (len - i) % 3 == 0)
            jf_str_addc(out, ',');
        jf_str_addc(out, digits[i]);
    }
}

void jf_value_add_text(struct jf_str *out, const struct jf_value *value)
{
    if (!value->known) {
        jf_str_add(out, "—");
        return;
    }
    switch (value->type) {
    case JF_VALUE_TEXT:
    case JF_VALUE_DAY:
        jf_str_add(out, value->text ? value->text : "");
        return;
    case JF_VALUE_COUNT:
        add_count(out, value->number);
        return;
    case JF_VALUE_MONEY:
        jf_money_add_grouped(out, value->number);
        return;
    case JF_VALUE_PERCENT:
        add_count(out, value->number / 10);
        jf_str_addf(out, ".%d%%", (int)(value->number % 10));
        return;
    }
}

void jf_title_add(struct jf_str *out, const char *text, const char *mark)
{
    for (; *text; text++)
        if (*text == '\n')
            jf_str_add(out, mark);
        else
            jf_str_addc(out, *text);
}

/* ---- charts ---- */

int jf_chart_series(const struct jf_chart *chart)
{
    return chart->series > 1 ? chart->series : 1;
}

int64_t jf_chart_most(const struct jf_chart *chart)
{
    int64_t most = 1;
    for (int i = 0; i < chart->count; i++)
        for (int s = 0; s < jf_chart_series(chart); s++)
            if (chart->bars[i].values[s].number > most)
                most = chart->bars[i].values[s].number;
    return most;
}

int jf_chart_length(int64_t value, int64_t most, int full)
{
    /* Large amounts are divided before they are multiplied. */
    int64_t step = most > INT64_MAX / full ? most / full : 0;
    int64_t length = step ? value / step : value * full / most;
    return (int)(length > full ? full : length);
}

int jf_chart_shade(int64_t value, int64_t most)
{
    int shade = jf_chart_length(value, most, JF_CHART_SHADES - 1);
    return value > 0 && shade == 0 ? 1 : shade;
}

/* ---- the stream ---- */

void jf_paper_fail(struct jf_paper *paper, enum jf_status status, const char *message)
{
    if (paper->error.status == JF_OK)
        jf_error_set(&paper->error, status, "%s", message);
}

bool jf_paper_failed(const struct jf_paper *paper)
{
    return paper->error.status != JF_OK;
}

void *jf_paper_state(struct jf_paper *paper)
{
    return paper->state;
}

const char *jf_paper_lang(const struct jf_paper *paper)
{
    return paper->lang;
}

const char *jf_paper_wanted(const struct jf_paper *paper)
{
    return paper->wanted;
}

void jf_paper_putn(struct jf_paper *paper, const char *bytes, size_t len)
{
    if (!len || jf_paper_failed(paper))
        return;
    struct jf_error error = { .status = JF_OK };
    enum jf_status status = paper->sink(paper->sink_arg, bytes, len, &error);
    if (status) {
        paper->error = error;
        paper->error.status = status;
    }
}

void jf_paper_put(struct jf_paper *paper, const char *text)
{
    jf_paper_putn(paper, text, strlen(text));
}

void jf_paper_put_str(struct jf_paper *paper, const struct jf_str *s)
{
    if (s->failed)
        jf_paper_fail(paper, JF_NOMEM, _("out of memory"));
    else
        jf_paper_putn(paper, s->data, s->len);
}

/* Is the paper at the right place for this call? A call out of order is a bug of the caller. */
static bool at(struct jf_paper *paper, enum place place)
{
    if (jf_paper_failed(paper))
        return false;
    if (paper->place == place)
        return true;
    jf_paper_fail(paper, JF_BUG, _("a part of the paper was begun or ended out of order"));
    return false;
}

/* The value as text, valid until the next value. */
static const char *show(struct jf_paper *paper, const struct jf_value *value)
{
    jf_str_clear(&paper->shown);
    jf_value_add_text(&paper->shown, value);
    if (paper->shown.failed)
        jf_paper_fail(paper, JF_NOMEM, _("out of memory"));
    return paper->shown.data;
}

/* What stands behind the colon, cut when it is longer than any name. */
static void copy_wanted(char out[], size_t size, const char *format)
{
    const char *name = strchr(format, ':');
    size_t len = name ? jf_utf8_prefix(name + 1, size - 1) : 0;
    memcpy(out, name ? name + 1 : "", len);
    out[len] = 0;
}

enum jf_status jf_paper_open(const char *format, const struct jf_paper_head *head, jf_sink_fn *sink, void *sink_arg,
                             struct jf_paper **out, struct jf_error *err)
{
    const struct jf_renderer *renderer = find_renderer(format);
    if (!renderer)
        return jf_paper_format(format, err);
    struct jf_paper *paper = jf_alloc(sizeof *paper);
    if (!paper)
        return jf_error_set(err, JF_NOMEM, _("out of memory"));
    jf_str_init(&paper->shown);
    paper->renderer = renderer;
    paper->state = jf_alloc(renderer->state ? renderer->state : 1);
    if (!paper->state) {
        jf_free(paper);
        return jf_error_set(err, JF_NOMEM, _("out of memory"));
    }
    memcpy(paper->lang, jf_streq(head->lang, "en") ? "en" : "zh", 3);
    copy_wanted(paper->wanted, sizeof paper->wanted, format);
    paper->sink = sink;
    paper->sink_arg = sink_arg;
    renderer->begin(paper, head);
    *out = paper;
    return JF_OK;
}

void jf_paper_title(struct jf_paper *paper, const char *text)
{
    if (at(paper, AT_TOP) && paper->renderer->title)
        paper->renderer->title(paper, text);
}

void jf_paper_heading(struct jf_paper *paper, int level, const char *text)
{
    if (at(paper, AT_TOP) && paper->renderer->heading)
        paper->renderer->heading(paper, level, text);
}

void jf_paper_annex(struct jf_paper *paper, const char *text)
{
    if (at(paper, AT_TOP) && paper->renderer->annex)
        paper->renderer->annex(paper, text);
}

void jf_paper_paragraph(struct jf_paper *paper, enum jf_paragraph kind)
{
    if (!at(paper, AT_TOP))
        return;
    paper->place = IN_PARAGRAPH;
    if (paper->renderer->paragraph)
        paper->renderer->paragraph(paper, kind);
}

void jf_paper_text(struct jf_paper *paper, const char *text)
{
    if (at(paper, IN_PARAGRAPH) && paper->renderer->text)
        paper->renderer->text(paper, text);
}

void jf_paper_value(struct jf_paper *paper, const struct jf_value *value)
{
    if (at(paper, IN_PARAGRAPH) && paper->renderer->value)
        paper->renderer->value(paper, value, show(paper, value));
}

void jf_paper_paragraph_end(struct jf_paper *paper)
{
    if (!at(paper, IN_PARAGRAPH))
        return;
    paper->place = AT_TOP;
    if (paper->renderer->paragraph_end)
        paper->renderer->paragraph_end(paper);
}

void jf_paper_table(struct jf_paper *paper, const struct jf_paper_table *table)
{
    if (!at(paper, AT_TOP))
        return;
    paper->place = IN_TABLE;
    paper->columns = table->count;
    if (paper->renderer->table)
        paper->renderer->table(paper, table);
}

void jf_paper_row(struct jf_paper *paper, enum jf_row kind, const char *anchor)
{
    if (!at(paper, IN_TABLE))
        return;
    paper->place = IN_ROW;
    paper->cells = 0;
    if (paper->renderer->row)
        paper->renderer->row(paper, kind, anchor);
}

void jf_paper_cell(struct jf_paper *paper, const struct jf_value *value)
{
    if (!at(paper, IN_ROW))
        return;
    if (paper->cells >= paper->columns) {
        jf_paper_fail(paper, JF_BUG, _("a row of a table has more cells than columns"));
        return;
    }
    if (paper->renderer->cell)
        paper->renderer->cell(paper, paper->cells++, value, show(paper, value));
}

void jf_paper_row_end(struct jf_paper *paper)
{
    if (!at(paper, IN_ROW))
        return;
    if (paper->cells != paper->columns) {
        jf_paper_fail(paper, JF_BUG, _("a row of a table has fewer cells than columns"));
        return;
    }
    paper->place = IN_TABLE;
    if (paper->renderer->row_end)
        paper->renderer->row_end(paper);
}

void jf_paper_table_end(struct jf_paper *paper)
{
    if (!at(paper, IN_TABLE))
        return;
    paper->place = AT_TOP;
    if (paper->renderer->table_end)
        paper->renderer->table_end(paper);
}

void jf_paper_chart(struct jf_paper *paper, const struct jf_chart *chart)
{
    if (at(paper, AT_TOP) && paper->renderer->chart)
        paper->renderer->chart(paper, chart);
}

enum jf_status jf_paper_close(struct jf_paper *paper, struct jf_error *err)
{
    if (at(paper, AT_TOP) && paper->renderer->end)
        paper->renderer->end(paper);
    enum jf_status status = paper->error.status;
    if (status && err)
        *err = paper->error;
    jf_paper_abandon(paper);
    return status;
}

void jf_paper_abandon(struct jf_paper *paper)
{
    if (!paper)
        return;
    if (paper->renderer->release)
        paper->renderer->release(paper);
    jf_str_release(&paper->shown);
    jf_free(paper->state);
    jf_free(paper);
}
