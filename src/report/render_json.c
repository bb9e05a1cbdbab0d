/* render_json.c - a paper as one JSON object for other programs (schemas/json/paper-1.json): version, language, title,
 * and its parts in order, one a line. Amounts are text in yuan with two decimals, shares are thousandths, an unknown
 * value is null; every value carries the reference that `jianfu why` resolves. Must not know what a report says.
 */
#include "jianfu/json.h"
#include "jianfu/paper.h"

enum { JSON_TYPES = 32 }; /* columns beyond these tell the type of each cell */

struct json_state {
    bool begun;                           /* a block is out */
    enum jf_value_type types[JSON_TYPES]; /* of the open table's columns */
    struct jf_str out;
    struct jf_json json;
};

static struct jf_json *json(struct jf_paper *paper)
{
    struct json_state *state = jf_paper_state(paper);
    return &state->json;
}

static void send(struct jf_paper *paper)
{
    struct json_state *state = jf_paper_state(paper);
    jf_paper_put_str(paper, &state->out);
    jf_str_clear(&state->out);
}

static struct jf_json *open_block(struct jf_paper *paper, const char *type)
{
    struct json_state *state = jf_paper_state(paper);
    jf_paper_put(paper, state->begun ? ",\n" : "\n");
    state->begun = true;
    jf_json_init(&state->json, &state->out);
    jf_json_open(&state->json, NULL, '{');
    jf_json_text(&state->json, "type", type);
    return &state->json;
}

static void close_block(struct jf_paper *paper)
{
    jf_json_close(json(paper), '}');
    send(paper);
}

static const char *type_name(enum jf_value_type type)
{
    static const char *const names[] = { [JF_VALUE_TEXT] = "text",
                                         [JF_VALUE_COUNT] = "count",
                                         [JF_VALUE_MONEY] = "money",
                                         [JF_VALUE_PERCENT] = "thousandths",
                                         [JF_VALUE_DAY] = "day" };
    return names[type];
}

static void add_bare(struct jf_json *j, const char *name, const struct jf_value *value)
{
    if (!value->known)
        jf_json_null(j, name);
    else if (value->type == JF_VALUE_MONEY)
        jf_json_money(j, name, value->number);
    else if (value->type == JF_VALUE_COUNT || value->type == JF_VALUE_PERCENT)
        jf_json_int(j, name, value->number);
    else
        jf_json_text(j, name, value->text ? value->text : "");
}

/* A value of the text, or, where it has a reference or another type than its column, of a cell. */
static void add_value(struct jf_json *j, const struct jf_value *value)
{
    jf_json_open(j, NULL, '{');
    jf_json_text(j, "type", type_name(value->type));
    add_bare(j, "value", value);
    if (value->ref)
        jf_json_text(j, "ref", value->ref);
    jf_json_close(j, '}');
}

static void json_begin(struct jf_paper *paper, const struct jf_paper_head *head)
{
    struct json_state *state = jf_paper_state(paper);
    jf_str_init(&state->out);
    jf_json_init(&state->json, &state->out);
    jf_json_open(&state->json, NULL, '{');
    jf_json_text(&state->json, "format", "jianfu-paper");
    jf_json_int(&state->json, "version", 1);
    jf_json_text(&state->json, "lang", jf_paper_lang(paper));
    jf_json_text(&state->json, "title", head->title ? head->title : "");
    jf_json_text(&state->json, "made", head->made);
    jf_json_open(&state->json, "blocks", '[');
    send(paper);
}

static void put_text(struct jf_paper *paper, const char *type, const char *text)
{
    jf_json_text(open_block(paper, type), "text", text);
    close_block(paper);
}

static void json_title(struct jf_paper *paper, const char *text)
{
    struct jf_str title = JF_STR_INIT;
    jf_title_add(&title, text, "");
    put_text(paper, "title", title.data);
    jf_str_release(&title);
}

static void json_heading(struct jf_paper *paper, int level, const char *text)
{
    jf_json_int(open_block(paper, "heading"), "level", level);
    jf_json_text(json(paper), "text", text);
    close_block(paper);
}

static void json_annex(struct jf_paper *paper, const char *text)
{
    put_text(paper, "annex", text);
}

static void json_paragraph(struct jf_paper *paper, enum jf_paragraph kind)
{
    static const char *const kinds[] = {
        [JF_PARAGRAPH_BODY] = "body",         [JF_PARAGRAPH_NOTE] = "note",     [JF_PARAGRAPH_SIGNATURE] = "signature",
        [JF_PARAGRAPH_ISSUER] = "issuer",     [JF_PARAGRAPH_NUMBER] = "number", [JF_PARAGRAPH_ADDRESSEE] = "addressee",
        [JF_PARAGRAPH_ATTACHED] = "attached", [JF_PARAGRAPH_REMARK] = "remark", [JF_PARAGRAPH_IMPRINT] = "imprint"
    };
    jf_json_text(open_block(paper, "paragraph"), "kind", kinds[kind]);
    jf_json_open(json(paper), "content", '[');
}

static void json_text(struct jf_paper *paper, const char *text)
{
    jf_json_text(json(paper), NULL, text);
}

static void json_value(struct jf_paper *paper, const struct jf_value *value, const char *shown)
{
    (void)shown;
    add_value(json(paper), value);
}

static void json_paragraph_end(struct jf_paper *paper)
{
    jf_json_close(json(paper), ']');
    close_block(paper);
}

static void json_table(struct jf_paper *paper, const struct jf_paper_table *table)
{
    struct json_state *state = jf_paper_state(paper);
    struct jf_json *j = open_block(paper, table->form ? "form" : "table");
    jf_json_text(j, "name", table->name);
    jf_json_text(j, "caption", table->caption);
    jf_json_open(j, "columns", '[');
    for (int i = 0; i < table->count; i++) {
        jf_json_open(j, NULL, '{');
        jf_json_text(j, "title", table->columns[i].title);
        jf_json_text(j, "type", type_name(table->columns[i].type));
        jf_json_close(j, '}');
        if (i < JSON_TYPES)
            state->types[i] = table->columns[i].type;
    }
    jf_json_close(j, ']');
    jf_json_open(j, "rows", '[');
    send(paper);
}

static void json_row(struct jf_paper *paper, enum jf_row kind, const char *anchor)
{
    struct jf_json *j = json(paper);
    (void)anchor;
    jf_json_open(j, NULL, '{');
    if (kind == JF_ROW_TOTAL)
        jf_json_bool(j, "total", true);
    jf_json_open(j, "cells", '[');
}

static void json_cell(struct jf_paper *paper, int column, const struct jf_value *value, const char *shown)
{
    const struct json_state *state = jf_paper_state(paper);
    (void)shown;
    if (value->ref || column >= JSON_TYPES || (value->known && value->type != state->types[column]))
        add_value(json(paper), value);
    else
        add_bare(json(paper), NULL, value);
}

static void json_row_end(struct jf_paper *paper)
{
    jf_json_close(json(paper), ']');
    jf_json_close(json(paper), '}');
    send(paper);
}

static void json_table_end(struct jf_paper *paper)
{
    jf_json_close(json(paper), ']');
    close_block(paper);
}

static void json_chart(struct jf_paper *paper, const struct jf_chart *chart)
{
    struct jf_json *j = open_block(paper, "chart");
    jf_json_text(j, "caption", chart->caption);
    jf_json_open(j, "series", '[');
    for (int s = 0; s < jf_chart_series(chart); s++)
        jf_json_text(j, NULL, chart->titles[s] ? chart->titles[s] : "");
    jf_json_close(j, ']');
    jf_json_open(j, "bars", '[');
    for (int i = 0; i < chart->count; i++) {
        jf_json_open(j, NULL, '{');
        jf_json_text(j, "label", chart->bars[i].label);
        jf_json_open(j, "values", '[');
        for (int s = 0; s < jf_chart_series(chart); s++)
            add_value(j, &chart->bars[i].values[s]);
        jf_json_close(j, ']');
        jf_json_close(j, '}');
    }
    jf_json_close(j, ']');
    close_block(paper);
}

static void json_end(struct jf_paper *paper)
{
    jf_paper_put(paper, "\n]}\n");
}

static void json_release(struct jf_paper *paper)
{
    struct json_state *state = jf_paper_state(paper);
    jf_str_release(&state->out);
}

const struct jf_renderer jf_render_json = {
    .name = "json",
    .media = "application/json",
    .state = sizeof(struct json_state),
    .begin = json_begin,
    .title = json_title,
    .heading = json_heading,
    .annex = json_annex,
    .paragraph = json_paragraph,
    .text = json_text,
    .value = json_value,
    .paragraph_end = json_paragraph_end,
    .table = json_table,
    .row = json_row,
    .cell = json_cell,
    .row_end = json_row_end,
    .table_end = json_table_end,
    .chart = json_chart,
    .end = json_end,
    .release = json_release,
};
