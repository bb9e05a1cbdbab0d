/* table.c - tables and charts of a report: rows of a statement that stream, groups of figures, the list of figures.
 * Must not know formats.
 */
#include "internal.h"

#include "jianfu/mask.h"
#include "jianfu/money.h"

#include <stdlib.h>
#include <string.h>

static enum jf_status no_memory(struct writer *w)
{
    return jf_error_set(w->err, JF_NOMEM, _("out of memory"));
}

static enum jf_value_type column_type(const struct column *c)
{
    switch (c->what) {
    case COLUMN_COUNT:
        return JF_VALUE_COUNT;
    case COLUMN_MONEY:
        return JF_VALUE_MONEY;
    case COLUMN_DAY:
        return JF_VALUE_DAY;
    case COLUMN_SPAN:
    case COLUMN_DIFFERENCE: /* each row has its own type; all of them are numbers */
        return JF_VALUE_COUNT;
    case COLUMN_FIGURE:
        return jf_figure_find(c->figure.name)->type;
    case COLUMN_KEY:
    case COLUMN_TEXT:
    case COLUMN_WORD:
    case COLUMN_PERSON:
    case COLUMN_HAND:
        break;
    }
    return JF_VALUE_TEXT;
}

static void begin_table(struct writer *w, const struct block *b, const char *caption)
{
    struct jf_paper_column columns[TABLE_COLUMNS];
    for (int i = 0; i < b->column_count; i++)
        columns[i] = (struct jf_paper_column){ b->columns[i].title, column_type(&b->columns[i]),
                                               b->columns[i].what == COLUMN_HAND };
    struct jf_paper_table table = { b->name, caption, columns, b->column_count, false, w->portrait, b->total != NULL };
    jf_paper_table(w->paper, &table);
}

/* The place of a row: findings-finding-12 for finding:12 in the table findings. NULL without a reference, and when the
 * row before had the same one: a place is named once. */
static const char *anchor_of(struct jf_str *out, const char *table, const char *ref)
{
    struct jf_str anchor = JF_STR_INIT;
    jf_str_addf(&anchor, "%s-", table);
    for (const char *p = ref ? ref : ""; *p; p++)
        jf_str_addc(&anchor, *p == ':' || *p == ' ' ? '-' : *p);
    bool again = !ref || jf_streq(anchor.data, out->data);
    jf_str_clear(out);
    jf_str_add(out, anchor.data);
    jf_str_release(&anchor);
    return again ? NULL : out->data;
}

/* ---- rows of a statement ---- */

struct list_state {
    int columns[TABLE_COLUMNS]; /* of the statement */
    int ref;
    struct jf_str anchor, word;
    int64_t totals[TABLE_COLUMNS];
};

/* A name as the paper may show it. */
static const char *person(const struct writer *w, struct list_state *s, const char *name)
{
    if (w->show_people)
        return name;
    jf_str_clear(&s->word);
    jf_mask_name(&s->word, name);
    return s->word.data;
}

static enum jf_status add_total(struct writer *w, int64_t *total, int64_t number)
{
    return jf_money_sum(*total, number, total) ? JF_OK
                                               : jf_error_set(w->err, JF_REFUSED, _("a figure is too large to add up"));
}

static enum jf_status put_list_row(struct writer *w, const struct block *b, struct jf_stmt *st, struct list_state *s)
{
    enum jf_status status = JF_OK;
    const char *ref = jf_col_text(st, s->ref);
    jf_paper_row(w->paper, JF_ROW_BODY, anchor_of(&s->anchor, b->name, ref));
    for (int i = 0; i < b->column_count && status == JF_OK; i++) {
        const struct column *c = &b->columns[i];
        struct jf_value value = { .type = column_type(c), .known = !jf_col_null(st, s->columns[i]) };
        if (value.type == JF_VALUE_COUNT || value.type == JF_VALUE_MONEY) {
            value.number = jf_col_int(st, s->columns[i]);
            status = add_total(w, &s->totals[i], value.number);
        } else {
            value.text = jf_col_text(st, s->columns[i]);
        }
        if (c->what == COLUMN_WORD && value.known)
            value.text = writer_word(w, &s->word, c->group, value.text);
        if (c->what == COLUMN_PERSON && value.known)
            value.text = person(w, s, value.text);
        if (c->what == COLUMN_HAND)
            value.known = true; /* empty is what it is for */
        value.ref = i == 0 ? ref : NULL;
        jf_paper_cell(w->paper, &value);
    }
    jf_paper_row_end(w->paper);
    return status;
}

/* The closing row: sums of the amounts; counts are not added up, they may be numbers of rows. */
static void put_list_total(struct writer *w, const struct block *b, const struct list_state *s)
{
    jf_paper_row(w->paper, JF_ROW_TOTAL, NULL);
    for (int i = 0; i < b->column_count; i++) {
        struct jf_value value = { .type = JF_VALUE_TEXT, .known = true, .text = i == 0 ? b->total : "" };
        if (b->columns[i].what == COLUMN_MONEY)
            value = (struct jf_value){ .type = JF_VALUE_MONEY, .known = true, .number = s->totals[i] };
        jf_paper_cell(w->paper, &value);
    }
    jf_paper_row_end(w->paper);
}

static enum jf_status find_columns(struct writer *w, const struct block *b, struct jf_stmt *st, struct list_state *s)
{
    s->ref = jf_stmt_column(st, "ref");
    for (int i = 0; i < b->column_count; i++) {
        s->columns[i] = jf_stmt_column(st, b->columns[i].name);
        if (s->columns[i] < 0)
            return jf_error_set(w->err, JF_REFUSED, _("%s:%d: '%s' has no column '%s'"), w->template.name, b->line,
                                b->each.statement, b->columns[i].name);
    }
    return JF_OK;
}

/* "CAPTION: none on record" in place of a table. */
static enum jf_status say_none(struct writer *w, const struct block *b, const char *caption)
{
    struct jf_str text = JF_STR_INIT;
    if (*caption)
        jf_str_addf(&text, jf_streq(w->lang, "en") ? "%s: " : "%s：", caption);
    jf_str_add(&text, b->none);
    jf_paper_paragraph(w->paper, JF_PARAGRAPH_BODY);
    jf_paper_text(w->paper, text.data);
    jf_paper_paragraph_end(w->paper);
    enum jf_status status = jf_str_check(&text, w->err);
    jf_str_release(&text);
    return status;
}

/* The table from its first row, which is read already when `row`. */
static enum jf_status put_list(struct writer *w, const struct block *b, const char *caption, struct jf_stmt *st,
                               bool row, struct list_state *state)
{
    enum jf_status status = JF_OK;
    begin_table(w, b, caption);
    while (status == JF_OK && row && !jf_paper_failed(w->paper)) {
        status = put_list_row(w, b, st, state);
        if (status == JF_OK)
            status = jf_stmt_next(st, &row, w->err);
    }
    if (status == JF_OK && b->total)
        put_list_total(w, b, state);
    if (status == JF_OK)
        jf_paper_table_end(w->paper);
    return status;
}

enum jf_status write_list(struct writer *w, const struct block *b, const char *caption)
{
    struct list_state state = { .ref = -1, .anchor = JF_STR_INIT, .word = JF_STR_INIT };
    struct jf_stmt *st = NULL;
    enum jf_status status = writer_query(w, &b->each, &st);
    if (status == JF_OK)
        status = find_columns(w, b, st, &state);
    bool row = jf_stmt_row(st, &status, w->err);
    if (status == JF_OK && !row && b->none)
        status = say_none(w, b, caption);
    else if (status == JF_OK)
        status = put_list(w, b, caption, st, row, &state);
    jf_stmt_done(st);
    jf_str_release(&state.anchor);
    jf_str_release(&state.word);
    return status;
}

/* ---- a chart of rows: label and value ---- */

/* A chart without bars yet; its series begin at this column. */
static struct jf_chart chart_of(const struct block *b, const char *caption, int first)
{
    struct jf_chart chart = { .caption = caption, .series = b->column_count - first, .tiles = b->tiles };
    for (int i = first; i < b->column_count && i - first < JF_CHART_SERIES; i++)
        chart.titles[i - first] = b->columns[i].title;
    return chart;
}

static void release_bars(struct jf_chart_bar *bars, int count)
{
    for (int i = 0; i < count; i++)
        jf_free((char *)bars[i].label);
    jf_free(bars);
}

/* A row without a value has no bar. */
static enum jf_status collect_bar(struct writer *w, const struct block *b, struct jf_stmt *st,
                                  const struct list_state *s, struct jf_chart *chart, struct jf_chart_bar **bars)
{
    if (jf_col_null(st, s->columns[1]))
        return JF_OK;
    struct jf_chart_bar *list = jf_grow(*bars, (size_t)chart->count + 1, sizeof *list);
    const char *text = jf_col_text(st, s->columns[0]);
    struct jf_str word = JF_STR_INIT;
    if (b->columns[0].what == COLUMN_WORD)
        text = writer_word(w, &word, b->columns[0].group, text);
    char *label = list ? jf_dup(text) : NULL;
    jf_str_release(&word);
    if (list)
        *bars = list;
    if (!label)
        return no_memory(w);
    struct jf_chart_bar *bar = &list[chart->count++];
    *bar = (struct jf_chart_bar){ .label = label };
    for (int i = 0; i < chart->series; i++)
        bar->values[i] = (struct jf_value){ .type = column_type(&b->columns[i + 1]),
                                            .known = true,
                                            .number = jf_col_int(st, s->columns[i + 1]) };
    return JF_OK;
}

enum jf_status write_list_chart(struct writer *w, const struct block *b, const char *caption)
{
    struct list_state state = { .ref = -1 };
    struct jf_chart chart = chart_of(b, caption, 1);
    struct jf_chart_bar *bars = NULL;
    struct jf_stmt *st = NULL;
    enum jf_status status = writer_query(w, &b->each, &st);
    if (status == JF_OK)
        status = find_columns(w, b, st, &state);
    while (jf_stmt_row(st, &status, w->err))
        status = collect_bar(w, b, st, &state, &chart, &bars);
    jf_stmt_done(st);
    chart.bars = bars;
    if (status == JF_OK && chart.count)
        jf_paper_chart(w->paper, &chart);
    release_bars(bars, chart.count);
    return status;
}

/* ---- forms ---- */

enum jf_status write_form(struct writer *w, const struct block *b, const char *caption)
{
    static const struct jf_paper_column columns[] = { { "", JF_VALUE_TEXT, false }, { "", JF_VALUE_TEXT, false } };
    const struct jf_paper_table table = { b->name, caption, columns, 2, .form = true };
    struct jf_str text = JF_STR_INIT;
    enum jf_status status = JF_OK;
    jf_paper_table(w->paper, &table);
    for (int i = 0; i < b->row_count && status == JF_OK; i++) {
        status = writer_flat_text(w, b->rows[i].text, &text);
        if (b->rows[i].may && !text.len)
            continue;
        jf_paper_row(w->paper, b->rows[i].hand ? JF_ROW_HAND : JF_ROW_BODY, NULL);
        jf_paper_cell(w->paper, &(struct jf_value){ .known = true, .text = b->rows[i].label });
        jf_paper_cell(w->paper, &(struct jf_value){ .known = text.len || b->rows[i].hand, .text = text.data });
        jf_paper_row_end(w->paper);
    }
    jf_paper_table_end(w->paper);
    jf_str_release(&text);
    return status;
}

/* ---- groups of figures ---- */

struct group {
    char *key;
    char *label;
    bool fixed; /* one of the keys that always stand */
    int64_t values[TABLE_COLUMNS];
};
struct groups {
    struct group *list;
    size_t count;
    int64_t totals[TABLE_COLUMNS];
};

static void release_groups(struct groups *g)
{
    for (size_t i = 0; i < g->count; i++) {
        jf_free(g->list[i].key);
        jf_free(g->list[i].label);
    }
    jf_free(g->list);
}

/* What a group is called: its name column, else its word; without a key the word none/COLUMN. */
static char *group_label(struct writer *w, const char *by, const char *key, const char *name)
{
    struct jf_str label = JF_STR_INIT;
    if (name && *name)
        jf_str_add(&label, name);
    else
        jf_report_word(&label, *key ? by : "none", *key ? key : by, w->lang);
    return jf_str_take(&label);
}

static enum jf_status find_group(struct writer *w, struct groups *g, const char *by, const char *key, const char *name,
                                 struct group **out)
{
    for (size_t i = 0; i < g->count; i++)
        if (jf_streq(g->list[i].key, key)) {
            *out = &g->list[i];
            return JF_OK;
        }
    struct group *list = jf_grow(g->list, g->count + 1, sizeof *list);
    if (!list)
        return no_memory(w);
    g->list = list;
    *out = &list[g->count++];
    **out = (struct group){ .key = jf_dup(key), .label = group_label(w, by, key, name) };
    return (*out)->key && (*out)->label ? JF_OK : no_memory(w);
}

/* Run the statement of one column and share its rows out among the groups. */
static enum jf_status fill_column(struct writer *w, const struct block *b, int column, struct groups *g)
{
    const struct jf_figure_info *info = jf_figure_find(b->columns[column].figure.name);
    struct jf_figure_ref ref = writer_place(w, &b->columns[column].figure);
    struct source source;
    if (!figure_source(info, &source))
        return jf_error_set(w->err, JF_BUG, _("not a figure: '%s'"), ref.name);
    struct jf_stmt *st = NULL;
    enum jf_status status = source_query(w->db, &source, &ref, &st, w->err);
    if (status != JF_OK)
        return status;
    int key_column = jf_stmt_column(st, b->by);
    struct jf_str name = JF_STR_INIT;
    jf_str_addf(&name, "%s_name", b->by);
    int name_column = jf_stmt_column(st, name.data);
    if (key_column < 0)
        status = jf_error_set(w->err, JF_REFUSED, _("%s:%d: '%s' has no column '%s'"), w->template.name, b->line,
                              source.statement, b->by);
    while (jf_stmt_row(st, &status, w->err)) {
        const char *key = jf_col_text(st, key_column);
        struct group *group = NULL;
        int64_t value = 0;
        status = find_group(w, g, b->by, key ? key : "", jf_col_text(st, name_column), &group);
        if (status == JF_OK && row_value(st, info->type, &value) &&
            (!jf_money_sum(group->values[column], value, &group->values[column]) ||
             !jf_money_sum(g->totals[column], value, &g->totals[column])))
            status = jf_error_set(w->err, JF_REFUSED, _("a figure is too large to add up"));
    }
    jf_str_release(&name);
    jf_stmt_done(st);
    return status;
}

/* Fixed keys keep their order and come first, others follow in the order of their keys, the one without a key last. */
static int by_key(const void *a, const void *b)
{
    const struct group *x = a;
    const struct group *y = b;
    if (!*x->key != !*y->key)
        return *x->key ? -1 : 1;
    return strcmp(x->key, y->key);
}

static enum jf_status collect_groups(struct writer *w, const struct block *b, struct groups *g)
{
    enum jf_status status = JF_OK;
    for (int i = 0; i < b->key_count && status == JF_OK; i++) {
        struct group *group = NULL;
        status = find_group(w, g, b->by, b->keys[i], NULL, &group);
    }
    size_t fixed = g->count;
    for (int i = 0; i < b->column_count && status == JF_OK; i++)
        if (b->columns[i].what == COLUMN_FIGURE)
            status = fill_column(w, b, i, g);
    if (status == JF_OK && g->count > fixed + 1)
        qsort(g->list + fixed, g->count - fixed, sizeof *g->list, by_key);
    return status;
}

/* The figure of one cell: that of the column, narrowed to the group. */
static void cell_ref(const struct writer *w, const struct block *b, const struct column *c, const char *key,
                     struct jf_str *out)
{
    struct jf_figure_ref ref = c->figure;
    if (key)
        figure_ref_set(&ref, b->by, key);
    jf_str_clear(out);
    writer_full_ref(w, out, &ref);
}

static void put_group_row(struct writer *w, const struct block *b, enum jf_row kind, const char *label, const char *key,
                          const int64_t *values)
{
    struct jf_str ref = JF_STR_INIT;
    jf_paper_row(w->paper, kind, NULL);
    for (int i = 0; i < b->column_count; i++) {
        const struct column *c = &b->columns[i];
        struct jf_value value = { .type = column_type(c), .known = true, .number = values[i], .text = label };
        if (c->what == COLUMN_FIGURE) {
            value.known = kind == JF_ROW_BODY || !c->no_total;
            cell_ref(w, b, c, key, &ref);
            value.ref = value.known ? ref.data : NULL;
        }
        jf_paper_cell(w->paper, &value);
    }
    jf_paper_row_end(w->paper);
    jf_str_release(&ref);
}

static void put_group_table(struct writer *w, const struct block *b, const char *caption, const struct groups *g)
{
    begin_table(w, b, caption);
    for (size_t i = 0; i < g->count; i++)
        put_group_row(w, b, JF_ROW_BODY, g->list[i].label, g->list[i].key, g->list[i].values);
    if (b->total)
        put_group_row(w, b, JF_ROW_TOTAL, b->total, NULL, g->totals);
    jf_paper_table_end(w->paper);
}

static enum jf_status put_group_chart(struct writer *w, const struct block *b, const char *caption,
                                      const struct groups *g)
{
    struct jf_chart_bar *bars = jf_alloc((g->count + 1) * sizeof *bars);
    if (!bars)
        return no_memory(w);
    for (size_t i = 0; i < g->count; i++) {
        bars[i].label = g->list[i].label;
        for (int c = 0; c < b->column_count; c++)
            bars[i].values[c] =
                (struct jf_value){ .type = column_type(&b->columns[c]), .known = true, .number = g->list[i].values[c] };
    }
    struct jf_chart chart = chart_of(b, caption, 0);
    chart.bars = bars;
    chart.count = (int)g->count;
    jf_paper_chart(w->paper, &chart);
    jf_free(bars);
    return JF_OK;
}

/* ---- groups that are named, each cell a figure of its own ---- */

static enum jf_status put_named_cell(struct writer *w, const struct block *b, const struct column *c, const char *key,
                                     struct jf_str *text)
{
    struct known_figure *f = NULL;
    if (c->what == COLUMN_KEY) {
        jf_str_clear(text);
        jf_str_add(text, key ? "" : b->total);
        if (key)
            jf_report_word(text, b->by, key, w->lang);
        jf_paper_cell(w->paper, &(struct jf_value){ .type = JF_VALUE_TEXT, .known = true, .text = text->data });
        return JF_OK;
    }
    struct jf_figure_ref ref = c->figure;
    if (key && !figure_ref_set(&ref, b->by, key))
        return jf_error_set(w->err, JF_REFUSED, _("%s:%d: a figure has too many arguments"), w->template.name, b->line);
    enum jf_status status = writer_figure(w, &ref, &f);
    if (status != JF_OK)
        return status;
    cell_ref(w, b, c, key, text);
    struct jf_value value = { .type = column_type(c), .known = f->known, .number = f->value, .ref = text->data };
    if (!key && c->no_total)
        value = (struct jf_value){ .type = value.type };
    jf_paper_cell(w->paper, &value);
    return JF_OK;
}

static enum jf_status write_named(struct writer *w, const struct block *b, const char *caption)
{
    struct jf_str text = JF_STR_INIT;
    enum jf_status status = JF_OK;
    int rows = b->key_count + (b->total != NULL);
    begin_table(w, b, caption);
    for (int k = 0; k < rows && status == JF_OK; k++) {
        jf_paper_row(w->paper, k < b->key_count ? JF_ROW_BODY : JF_ROW_TOTAL, NULL);
        for (int i = 0; i < b->column_count && status == JF_OK; i++)
            status = put_named_cell(w, b, &b->columns[i], k < b->key_count ? b->keys[k] : NULL, &text);
        jf_paper_row_end(w->paper);
    }
    jf_paper_table_end(w->paper);
    jf_str_release(&text);
    return status;
}

/* ---- rows of figures, spans side by side ---- */

struct matrix_row {
    struct jf_value values[TABLE_COLUMNS];
    struct jf_str refs[TABLE_COLUMNS];
};

static enum jf_status span_cell(struct writer *w, const struct form_row *row, const char *span, struct jf_value *out,
                                struct jf_str *text)
{
    struct jf_figure_ref ref = row->figure;
    struct jf_figure_ref when = row->when;
    struct known_figure *f = NULL;
    bool now = jf_streq(span, "now");
    if (!now)
        figure_ref_set(&ref, "span", span);
    enum jf_status status = writer_figure(w, &ref, &f);
    if (status != JF_OK)
        return status;
    *out = (struct jf_value){ .type = jf_figure_find(ref.name)->type, .known = f->known, .number = f->value };
    if (*when.name && out->known) {
        if (!now)
            figure_ref_set(&when, "span", span);
        status = writer_figure(w, &when, &f);
        out->known = status == JF_OK && f->known && f->value > 0;
    }
    jf_str_clear(text);
    writer_full_ref(w, text, &ref);
    out->ref = out->known ? text->data : NULL;
    return status;
}

/* The first span less the second. */
static void subtract(const struct block *b, struct matrix_row *row, struct jf_value *out)
{
    const struct jf_value *spans[2] = { NULL, NULL };
    int count = 0;
    for (int i = 0; i < b->column_count && count < 2; i++)
        if (b->columns[i].what == COLUMN_SPAN)
            spans[count++] = &row->values[i];
    out->type = count == 2 ? spans[0]->type : JF_VALUE_COUNT;
    out->known = count == 2 && spans[0]->known && spans[1]->known && out->type != JF_VALUE_PERCENT;
    out->number = out->known ? spans[0]->number - spans[1]->number : 0;
}

static enum jf_status fill_matrix_row(struct writer *w, const struct block *b, const struct form_row *row,
                                      struct matrix_row *m)
{
    enum jf_status status = JF_OK;
    for (int i = 0; i < b->column_count && status == JF_OK; i++) {
        struct jf_value *value = &m->values[i];
        *value = (struct jf_value){ .type = JF_VALUE_TEXT, .known = true, .text = "" };
        if (b->columns[i].what == COLUMN_KEY)
            value->text = row->label;
        else if (*row->figure.name && b->columns[i].what == COLUMN_SPAN)
            status = span_cell(w, row, b->columns[i].name, value, &m->refs[i]);
    }
    for (int i = 0; i < b->column_count && *row->figure.name; i++)
        if (b->columns[i].what == COLUMN_DIFFERENCE)
            subtract(b, m, &m->values[i]);
    return status;
}

enum jf_status write_matrix(struct writer *w, const struct block *b, const char *caption)
{
    struct matrix_row m;
    enum jf_status status = JF_OK;
    for (int i = 0; i < TABLE_COLUMNS; i++)
        jf_str_init(&m.refs[i]);
    begin_table(w, b, caption);
    for (int r = 0; r < b->row_count && status == JF_OK; r++) {
        status = fill_matrix_row(w, b, &b->rows[r], &m);
        if (status != JF_OK)
            break;
        jf_paper_row(w->paper, JF_ROW_BODY, NULL);
        for (int i = 0; i < b->column_count; i++)
            jf_paper_cell(w->paper, &m.values[i]);
        jf_paper_row_end(w->paper);
    }
    jf_paper_table_end(w->paper);
    for (int i = 0; i < TABLE_COLUMNS; i++)
        jf_str_release(&m.refs[i]);
    return status;
}

enum jf_status write_groups(struct writer *w, const struct block *b, const char *caption)
{
    struct groups g = { .count = 0 };
    if (b->only_keys && b->kind == BLOCK_TABLE)
        return write_named(w, b, caption);
    enum jf_status status = collect_groups(w, b, &g);
    if (status == JF_OK && b->kind == BLOCK_CHART)
        status = put_group_chart(w, b, caption, &g);
    else if (status == JF_OK)
        put_group_table(w, b, caption, &g);
    release_groups(&g);
    return status;
}

/* ---- the list of figures ---- */

static bool has_arg(const struct jf_figure_ref *args, const char *name, const char *value)
{
    for (int i = 0; i < args->arg_count; i++)
        if (jf_streq(args->args[i].name, name) && (!value || jf_streq(args->args[i].value, value)))
            return true;
    return false;
}

/* The table of the paper that lists the rows behind a figure: one that is printed, of the same statement, and narrowed
 * by nothing that does not narrow the figure; of several the narrowest. A table never lists the days of another span.
 * NULL: none. */
static enum jf_status table_of(struct writer *w, const struct jf_figure_info *info, const struct jf_figure_ref *ref,
                               const char **out)
{
    struct source source;
    enum jf_status status = JF_OK;
    int most = -1;
    *out = NULL;
    bool asked = figure_source(info, &source) && !has_arg(&source.args, "span", NULL) && !has_arg(ref, "span", NULL);
    for (size_t i = 0; status == JF_OK && asked && i < w->template.count; i++) {
        const struct block *b = &w->template.blocks[i];
        const struct jf_figure_ref *args = &b->each.args;
        bool fits = b->kind == BLOCK_TABLE && jf_streq(b->each.statement, source.statement) && args->arg_count > most;
        for (int a = 0; a < args->arg_count && fits; a++)
            fits = has_arg(&source.args, args->args[a].name, args->args[a].value) ||
                   has_arg(ref, args->args[a].name, args->args[a].value);
        if (fits)
            status = writer_wants(w, b, &fits);
        if (status == JF_OK && fits) {
            *out = b->name;
            most = args->arg_count;
        }
    }
    return status;
}

static enum jf_status put_figure_row(struct writer *w, const struct known_figure *f)
{
    struct jf_figure_ref ref;
    const char *table = NULL;
    if (!jf_figure_ref_parse(f->ref, true, &ref))
        return jf_error_set(w->err, JF_BUG, _("not a figure: '%s'"), f->ref);
    const struct jf_figure_info *info = jf_figure_find(ref.name);
    enum jf_status status = f->rows ? table_of(w, info, &ref, &table) : JF_OK;
    if (status != JF_OK)
        return status;
    struct jf_str full = JF_STR_INIT;
    struct jf_str anchor = JF_STR_INIT;
    writer_full_ref(w, &full, &ref);
    jf_str_addf(&anchor, "figure-%s", f->ref);
    jf_paper_row(w->paper, JF_ROW_BODY, anchor.data);
    jf_str_clear(&anchor);
    jf_str_addf(&anchor, "table-%s", table ? table : "");
    jf_paper_cell(w->paper, &(struct jf_value){ .type = JF_VALUE_TEXT,
                                                .known = true,
                                                .text = jf_streq(w->lang, "en") ? info->en : info->zh });
    jf_paper_cell(w->paper, &(struct jf_value){ .type = info->type,
                                                .known = f->known,
                                                .number = f->value,
                                                .ref = full.data,
                                                .anchor = table ? anchor.data : NULL });
    jf_paper_cell(w->paper, &(struct jf_value){ .type = JF_VALUE_COUNT, .known = true, .number = f->rows });
    jf_paper_cell(w->paper, &(struct jf_value){ .type = JF_VALUE_TEXT, .known = true, .text = full.data });
    jf_paper_row_end(w->paper);
    status = jf_str_check(&full, w->err);
    if (status == JF_OK)
        status = jf_str_check(&anchor, w->err);
    jf_str_release(&full);
    jf_str_release(&anchor);
    return status;
}

enum jf_status write_figures(struct writer *w, const char *caption)
{
    static const struct {
        const char *code;
        enum jf_value_type type;
    } heads[] = {
        { "figure", JF_VALUE_TEXT }, { "value", JF_VALUE_MONEY }, { "rows", JF_VALUE_COUNT }, { "ref", JF_VALUE_TEXT }
    };
    enum { COUNT = sizeof heads / sizeof *heads };
    struct jf_str titles[COUNT];
    struct jf_paper_column columns[COUNT];
    for (int i = 0; i < COUNT; i++) {
        jf_str_init(&titles[i]);
        columns[i] =
            (struct jf_paper_column){ writer_word(w, &titles[i], "column", heads[i].code), heads[i].type, false };
    }
    jf_paper_table(w->paper, &(struct jf_paper_table){ "figures", caption, columns, COUNT, .form = false });
    enum jf_status status = JF_OK;
    for (size_t i = 0; i < w->figure_count && status == JF_OK; i++)
        if (w->figures[i].listed) {
            const struct known_figure f = w->figures[i]; /* the list may move while conditions are looked at */
            status = put_figure_row(w, &f);
        }
    if (status == JF_OK)
        jf_paper_table_end(w->paper);
    for (int i = 0; i < COUNT; i++)
        jf_str_release(&titles[i]);
    return status;
}
