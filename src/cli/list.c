/* list.c - one way to print a list: table, CSV or JSON. Rows stream; a table looks at its first rows for the widths. */
#include "list_lines.h"

#include "jianfu/csv.h"
#include "jianfu/json.h"
#include "jianfu/money.h"
#include "jianfu/utf8.h"

#include <string.h>
#include <unistd.h>

enum { LOOK = 200, WIDEST = 60 }; /* rows read before the widths are fixed; columns a cell may take */

enum form { TABLE, CSV, JSON };

struct jf_list {
    enum form form;
    struct list_lines lines;
    int cell;
    int64_t rows;
    struct jf_str line; /* the row that is being put together, or the JSON */
    struct jf_json json;
    char **kept; /* cells of the rows looked at */
    size_t kept_count;
    bool fixed;
    bool failed;
};

static bool right(const struct jf_list *l, int column)
{
    return l->lines.columns[column].type == JF_LIST_INT || l->lines.columns[column].type == JF_LIST_MONEY;
}

static void table_line(struct jf_list *l, char *const *cells)
{
    jf_str_clear(&l->line);
    list_lines_add(&l->line, &l->lines, cells);
    jf_put(l->line.data);
}

static void forget_kept(struct jf_list *l)
{
    for (size_t i = 0; i < l->kept_count; i++)
        jf_free(l->kept[i]);
    l->kept_count = 0;
}

static void table_head(struct jf_list *l)
{
    int *widths = l->lines.widths;
    for (size_t i = 0; i < l->kept_count; i++) {
        int width = jf_utf8_width(l->kept[i]), column = (int)(i % (size_t)l->lines.count);
        if (width > widths[column])
            widths[column] = width > WIDEST ? WIDEST : width;
    }
    char *heads[LIST_MOST];
    for (int i = 0; i < l->lines.count; i++) {
        heads[i] = _(l->lines.columns[i].title);
        if (jf_utf8_width(heads[i]) > widths[i])
            widths[i] = jf_utf8_width(heads[i]);
    }
    list_lines_fit(&l->lines, list_page());
    table_line(l, heads);
    for (size_t at = 0; at + (size_t)l->lines.count <= l->kept_count; at += (size_t)l->lines.count)
        table_line(l, l->kept + at);
    forget_kept(l);
    l->fixed = true;
}

/* A row that lacks a cell for want of memory is not shown, nor is any after it. */
static void end_row(struct jf_list *l)
{
    l->rows++;
    l->cell = 0;
    l->failed = l->failed || l->line.failed;
    if (l->failed) {
        forget_kept(l);
        return;
    }
    if (l->form == CSV) {
        jf_str_add(&l->line, "\r\n");
        jf_put(l->line.data);
        jf_str_clear(&l->line);
    } else if (l->form == JSON) {
        jf_json_close(&l->json, '}');
        jf_put(l->line.data);
        jf_str_clear(&l->line);
    } else if (l->fixed) {
        table_line(l, l->kept);
        forget_kept(l);
    } else if (l->rows == LOOK) {
        table_head(l);
    }
}

/* A cell of a table whose text is safe already. */
static void table_cell(struct jf_list *l, struct jf_str *safe)
{
    l->kept[l->kept_count] = jf_str_take(safe);
    if (l->kept[l->kept_count])
        l->kept_count++;
    else
        l->failed = true;
    if (++l->cell == l->lines.count)
        end_row(l);
}

static void cell(struct jf_list *l, const char *text)
{
    const struct jf_list_column *column = &l->lines.columns[l->cell];
    if (l->form == CSV) {
        if (l->cell > 0)
            jf_str_addc(&l->line, ',');
        jf_csv_cell(&l->line, text, right(l, l->cell));
    } else if (l->form == JSON) {
        if (l->cell == 0)
            jf_json_open(&l->json, NULL, '{');
        jf_json_text(&l->json, column->name, text);
    } else {
        struct jf_str safe = JF_STR_INIT;
        jf_utf8_add_safe(&safe, text, true);
        table_cell(l, &safe);
        return;
    }
    if (++l->cell == l->lines.count)
        end_row(l);
}

static void csv_head(struct jf_list *l)
{
    jf_put(JF_CSV_MARK);
    for (int i = 0; i < l->lines.count; i++) {
        if (i > 0)
            jf_str_addc(&l->line, ',');
        jf_csv_cell(&l->line, _(l->lines.columns[i].title), false);
    }
    jf_str_add(&l->line, "\r\n");
    jf_put(l->line.data);
    jf_str_clear(&l->line);
}

enum jf_status jf_list_begin(const char *format, const struct jf_list_column *columns, int count, struct jf_list **out,
                             struct jf_error *err)
{
    static const char *const forms[] = { "table", "csv", "json" };
    enum form form = TABLE;
    while (format && form <= JSON && strcmp(format, forms[form]) != 0)
        form++;
    if (form > JSON)
        return jf_error_set(err, JF_USAGE, _("--format is table, csv or json, not '%s'"), format);
    if (count > LIST_MOST)
        return jf_error_set(err, JF_BUG, "a list of %d columns", count);
    struct jf_list *l = jf_alloc(sizeof *l);
    if (l)
        l->kept = jf_alloc(sizeof *l->kept * (size_t)count * (LOOK + 1));
    if (!l || !l->kept) {
        if (l)
            jf_free(l->kept);
        jf_free(l);
        return jf_error_set(err, JF_NOMEM, _("out of memory"));
    }
    l->form = form;
    l->lines.columns = columns;
    l->lines.count = count;
    jf_str_init(&l->line);
    jf_json_init(&l->json, &l->line);
    if (form == CSV)
        csv_head(l);
    if (form == JSON)
        jf_json_open(&l->json, NULL, '[');
    *out = l;
    return JF_OK;
}

void jf_list_text(struct jf_list *list, const char *value)
{
    cell(list, value ? value : "");
}

void jf_list_marked(struct jf_list *list, const char *value, size_t at, size_t len)
{
    static const char bold[] = "\033[1m", plain[] = "\033[0m";
    struct jf_str safe = JF_STR_INIT, part = JF_STR_INIT;
    const struct {
        const char *before;
        size_t from, until;
    } parts[] = { { "", 0, at }, { bold, at, at + len }, { plain, at + len, strlen(value) } };
    if (list->form != TABLE || len == 0 || !isatty(STDOUT_FILENO)) {
        cell(list, value);
        return;
    }
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        jf_str_clear(&part);
        jf_str_addn(&part, value + parts[i].from, parts[i].until - parts[i].from);
        jf_str_add(&safe, parts[i].before);
        jf_utf8_add_safe(&safe, part.data, true);
    }
    jf_str_release(&part);
    table_cell(list, &safe);
}

void jf_list_int(struct jf_list *list, int64_t value)
{
    char text[24];
    snprintf(text, sizeof text, "%lld", (long long)value);
    if (list->form != JSON) {
        cell(list, text);
        return;
    }
    if (list->cell == 0)
        jf_json_open(&list->json, NULL, '{');
    jf_json_int(&list->json, list->lines.columns[list->cell].name, value);
    if (++list->cell == list->lines.count)
        end_row(list);
}

void jf_list_money(struct jf_list *list, int64_t fen)
{
    struct jf_str text = JF_STR_INIT;
    if (list->form == TABLE)
        jf_money_add_grouped(&text, fen);
    else
        jf_money_add(&text, fen);
    cell(list, text.data);
    jf_str_release(&text);
}

void jf_list_null(struct jf_list *list)
{
    if (list->form != JSON) {
        cell(list, "");
        return;
    }
    if (list->cell == 0)
        jf_json_open(&list->json, NULL, '{');
    jf_json_null(&list->json, list->lines.columns[list->cell].name);
    if (++list->cell == list->lines.count)
        end_row(list);
}

enum jf_status jf_list_end(struct jf_list *list, struct jf_error *err)
{
    if (list->form == JSON) {
        jf_json_close(&list->json, ']');
        jf_say("%s", list->line.data);
    } else if (list->form == TABLE && !list->fixed && !list->failed) {
        table_head(list);
        if (err && !list->rows)
            jf_note("%s", _("(nothing to list)"));
    }
    bool failed = list->failed || list->line.failed;
    forget_kept(list);
    jf_str_release(&list->line);
    jf_free(list->kept);
    jf_free(list);
    return failed ? jf_error_set(err, JF_NOMEM, _("out of memory")) : JF_OK;
}
