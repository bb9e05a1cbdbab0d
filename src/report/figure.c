/* figure.c - figures: the table that defines them, references to them, their values and the rows behind those.
 * A value is always the sum over the very rows that are listed, added up here or by the database (sums.c). Must not
 * know how a paper looks.
 */
#include "internal.h"

#include "jianfu/deadline.h"
#include "jianfu/letter.h"
#include "jianfu/money.h"

#include <stdlib.h>
#include <string.h>

enum { NAME, UNIT, SOURCE, ZH, EN, FIGURE_COLUMNS };

static struct jf_tsv table;
static struct jf_figure_info *infos;          /* in the order of the table */
static const struct jf_figure_info **by_name; /* the same, sorted */

static bool type_of(const char *unit, enum jf_value_type *type)
{
    static const struct {
        const char *name;
        enum jf_value_type type;
    } units[] = { { "count", JF_VALUE_COUNT }, { "money", JF_VALUE_MONEY }, { "percent", JF_VALUE_PERCENT } };
    for (size_t i = 0; i < sizeof units / sizeof *units; i++)
        if (jf_streq(units[i].name, unit)) {
            *type = units[i].type;
            return true;
        }
    return false;
}

static int name_before(const void *a, const void *b)
{
    return strcmp((*(const struct jf_figure_info *const *)a)->name, (*(const struct jf_figure_info *const *)b)->name);
}

const struct jf_figure_info *jf_figures(struct jf_error *err)
{
    if (infos)
        return infos;
    if (jf_tsv_load("templates/figures.tsv", FIGURE_COLUMNS, &table, err) != JF_OK)
        return NULL;
    struct jf_figure_info *list = jf_alloc((table.rows + 1) * sizeof *list);
    const struct jf_figure_info **sorted = jf_alloc((table.rows + 1) * sizeof *sorted);
    if (!list || !sorted) {
        jf_free(list);
        jf_free(sorted);
        jf_tsv_release(&table);
        jf_error_set(err, JF_NOMEM, _("out of memory"));
        return NULL;
    }
    for (size_t i = 0; i < table.rows; i++) {
        const char **row = table.cells + i * table.columns;
        list[i] = (struct jf_figure_info){ .name = row[NAME], .source = row[SOURCE], .zh = row[ZH], .en = row[EN] };
        if (!type_of(row[UNIT], &list[i].type)) {
            jf_error_set(err, JF_BUG, _("figure '%s' has an unknown unit '%s'"), row[NAME], row[UNIT]);
            jf_free(list);
            jf_free(sorted);
            jf_tsv_release(&table);
            return NULL;
        }
        sorted[i] = &list[i];
    }
    qsort(sorted, table.rows, sizeof *sorted, name_before);
    infos = list;
    by_name = sorted;
    return infos;
}

const struct jf_figure_info *jf_figure_find(const char *name)
{
    const struct jf_figure_info key = { .name = name }, *wanted = &key;
    if (!jf_figures(NULL))
        return NULL;
    const struct jf_figure_info *const *found = bsearch(&wanted, by_name, table.rows, sizeof *by_name, name_before);
    return found ? *found : NULL;
}

void jf_report_cleanup(void)
{
    jf_free(infos);
    jf_free(by_name);
    infos = NULL;
    by_name = NULL;
    jf_tsv_release(&table);
    catalogue_cleanup();
    jf_letter_cleanup();
    rule_words_cleanup();
    jf_words_cleanup();
}

/* ---- references ---- */

static bool copy(char *out, size_t size, const char *text, size_t len)
{
    if (!len || len >= size)
        return false;
    memcpy(out, text, len);
    out[len] = 0;
    return true;
}

void copy_text(char *out, size_t size, const char *text)
{
    size_t len = strlen(text) < size ? strlen(text) : size - 1;
    memcpy(out, text, len);
    out[len] = 0;
}

/* name=value into the next argument. */
static bool add_arg(struct jf_figure_ref *ref, const char *text, size_t len)
{
    const char *equals = memchr(text, '=', len);
    if (!equals || ref->arg_count == JF_FIGURE_ARGS)
        return false;
    size_t value = len - (size_t)(equals - text) - 1;
    if (!copy(ref->args[ref->arg_count].name, sizeof ref->args[0].name, text, (size_t)(equals - text)))
        return false;
    /* An empty value is a value: the group of rows that have none. */
    if (value && !copy(ref->args[ref->arg_count].value, sizeof ref->args[0].value, equals + 1, value))
        return false;
    if (!value)
        ref->args[ref->arg_count].value[0] = 0;
    ref->arg_count++;
    return true;
}

bool jf_figure_ref_parse(const char *text, bool short_form, struct jf_figure_ref *out)
{
    *out = (struct jf_figure_ref){ .arg_count = 0 };
    if (!short_form) {
        size_t report = strcspn(text, "/");
        if (text[report] != '/' || !copy(out->report, sizeof out->report, text, report))
            return false;
        text += report + 1;
        size_t period = strcspn(text, "/");
        if (text[period] != '/' || !copy(out->period, sizeof out->period, text, period))
            return false;
        text += period + 1;
    }
    size_t len = strcspn(text, ";");
    if (!copy(out->name, sizeof out->name, text, len))
        return false;
    for (text += len; *text == ';'; text += len) {
        text++;
        len = strcspn(text, ";");
        if (!add_arg(out, text, len))
            return false;
    }
    return true;
}

bool figure_ref_set(struct jf_figure_ref *ref, const char *name, const char *value)
{
    int i = 0;
    while (i < ref->arg_count && !jf_streq(ref->args[i].name, name))
        i++;
    if (i == JF_FIGURE_ARGS)
        return false;
    ref->arg_count += i == ref->arg_count;
    copy_text(ref->args[i].name, sizeof ref->args[i].name, name);
    copy_text(ref->args[i].value, sizeof ref->args[i].value, value);
    return true;
}

void jf_figure_ref_add(struct jf_str *out, const struct jf_figure_ref *ref)
{
    if (*ref->report)
        jf_str_addf(out, "%s/%s/", ref->report, ref->period);
    jf_str_add(out, ref->name);
    for (int i = 0; i < ref->arg_count; i++)
        jf_str_addf(out, ";%s=%s", ref->args[i].name, ref->args[i].value);
}

/* ---- sources ---- */

bool source_parse(const char *text, struct source *out)
{
    *out = (struct source){ .args.arg_count = 0 };
    size_t len = strcspn(text, " ");
    if (!copy(out->statement, sizeof out->statement, text, len))
        return false;
    for (text += len; *text;) {
        text += strspn(text, " ");
        len = strcspn(text, " ");
        if (len && !add_arg(&out->args, text, len))
            return false;
        text += len;
    }
    return true;
}

bool figure_source(const struct jf_figure_info *info, struct source *out)
{
    return info && info->type != JF_VALUE_PERCENT && source_parse(info->source, out);
}

/* ---- days: span=SPAN is for the program, not for the statement ---- */

static const char *span_of(const struct jf_figure_ref *args)
{
    for (int i = 0; i < args->arg_count; i++)
        if (jf_streq(args->args[i].name, "span"))
            return args->args[i].value;
    return NULL;
}

/* The same part of the year `years` after it. */
static bool move_year(struct jf_period *period, int years)
{
    char text[16];
    struct jf_str moved = JF_STR_INIT;
    jf_str_addf(&moved, "%04d", period->year + years);
    if (period->kind == JF_PERIOD_HALF)
        jf_str_addf(&moved, "H%d", period->part);
    copy_text(text, sizeof text, moved.failed ? "" : moved.data);
    jf_str_release(&moved);
    return (period->kind == JF_PERIOD_HALF || period->kind == JF_PERIOD_YEAR) && jf_period_parse(text, period);
}

static bool half_of(struct jf_period *period, const char *half)
{
    char text[16];
    struct jf_str name = JF_STR_INIT;
    jf_str_addf(&name, "%04d%s", period->year, half);
    copy_text(text, sizeof text, name.failed ? "" : name.data);
    jf_str_release(&name);
    return period->kind == JF_PERIOD_YEAR && jf_period_parse(text, period);
}

static bool half_before(struct jf_period *period)
{
    char text[8];
    if (period->kind != JF_PERIOD_HALF)
        return move_year(period, -1);
    jf_half_before(period, text);
    return jf_period_parse(text, period);
}

/* The half-year after it. */
bool period_after(struct jf_period *period)
{
    char text[16];
    struct jf_str name = JF_STR_INIT;
    bool year_ends = strcmp(period->until + 5, "12-31") == 0;
    jf_str_addf(&name, "%04d%s", period->year + (year_ends ? 1 : 0), year_ends ? "H1" : "H2");
    copy_text(text, sizeof text, name.failed ? "" : name.data);
    jf_str_release(&name);
    return (period->kind == JF_PERIOD_HALF || period->kind == JF_PERIOD_YEAR) && jf_period_parse(text, period);
}

/* The days that a span of the period stands for; false when the period has no such span. */
static bool apply_span(struct jf_period *period, const char *span)
{
    if (!span)
        return true;
    if (jf_streq(span, "before"))
        return half_before(period);
    if (jf_streq(span, "last-year"))
        return move_year(period, -1);
    if (jf_streq(span, "since"))
        return period_after(period);
    if (jf_streq(span, "first") || jf_streq(span, "second"))
        return half_of(period, jf_streq(span, "first") ? "H1" : "H2");
    if (!jf_streq(span, "year"))
        return false;
    memcpy(period->from + 5, "01-01", 6);
    return true;
}

/* The days of a reference. */
static enum jf_status days_of(const struct source *source, const struct jf_figure_ref *ref, struct jf_period *out,
                              struct jf_error *err)
{
    const char *span = span_of(ref);
    if (!jf_period_parse(ref->period, out))
        return jf_error_set(err, JF_USAGE, _("'%s' is not a period"), ref->period);
    span = span ? span : span_of(&source->args);
    if (!apply_span(out, span))
        return jf_error_set(err, JF_USAGE, _("%s has no span '%s'"), ref->period, span);
    return JF_OK;
}

bool statement_asks(struct jf_stmt *st, const char *name)
{
    for (int i = 1; i <= jf_stmt_param_count(st); i++)
        if (jf_streq(jf_stmt_param_name(st, i), name))
            return true;
    return false;
}

bool statement_takes(struct jf_db *db, const char *statement, const char *arg)
{
    struct jf_stmt *st = NULL;
    struct jf_str name = JF_STR_INIT;
    jf_str_addf(&name, ":%s", arg);
    bool takes = !name.failed && jf_stmt_get(db, statement, &st, NULL) == JF_OK && statement_asks(st, name.data);
    jf_stmt_done(st);
    jf_str_release(&name);
    return takes;
}

enum { ARGS_MOST = 2 * JF_FIGURE_ARGS + 3 };
struct arg_list {
    struct jf_arg args[ARGS_MOST + 1];
    char names[ARGS_MOST][40];
    int count;
};

static void add_text_arg(struct arg_list *list, const char *name, const char *value)
{
    char *full = list->names[list->count];
    full[0] = ':';
    size_t len = strlen(name) < 38 ? strlen(name) : 38;
    memcpy(full + 1, name, len);
    full[1 + len] = 0;
    list->args[list->count++] = JF_TEXT(full, value);
}

/* The arguments of one side; each must be a parameter of the statement, so that a slip of the pen is no filter lost. */
static enum jf_status add_args(struct arg_list *list, struct jf_stmt *st, const struct source *source,
                               const struct jf_figure_ref *from, struct jf_error *err)
{
    for (int i = 0; i < from->arg_count; i++) {
        if (jf_streq(from->args[i].name, "span"))
            continue;
        add_text_arg(list, from->args[i].name, from->args[i].value);
        if (!statement_asks(st, list->args[list->count - 1].name))
            return jf_error_set(err, JF_USAGE, _("'%s' cannot be narrowed by '%s'"), source->statement,
                                from->args[i].name);
    }
    return JF_OK;
}

bool period_until(const struct jf_period *period, char out[JF_DAY_SIZE])
{
    char today[JF_DAY_SIZE];
    jf_day_today(today);
    memcpy(out, strcmp(today, period->until) < 0 ? today : period->until, JF_DAY_SIZE);
    return strcmp(period->from, today) <= 0;
}

/* ---- what has to be worked out before a statement can count it ---- */

struct handlings {
    struct jf_db *db;
    const char *from, *until;
};

static enum jf_status add_handling(void *arg, int64_t petition_id, const struct jf_deadline *d, struct jf_error *err)
{
    static const char *const states[] = {
        [JF_DEADLINE_UNKNOWN] = "unknown", [JF_DEADLINE_MET] = "met",         [JF_DEADLINE_LATE] = "late",
        [JF_DEADLINE_RUNNING] = "running", [JF_DEADLINE_OVERDUE] = "overdue", [JF_DEADLINE_PAUSED] = "running",
        [JF_DEADLINE_LAPSED] = "overdue",  [JF_DEADLINE_VOID] = "void"
    };
    const struct handlings *h = arg;
    return jf_db_run(h->db, "report.add-handling",
                     JF_ARGS(JF_TEXT(":from", h->from), JF_TEXT(":until", h->until), JF_INT(":petition", petition_id),
                             JF_TEXT(":state", d ? states[d->state] : "")),
                     err);
}

/* Fill report_handling for the period, once in a snapshot. */
static enum jf_status handle_until(struct jf_db *db, const char *from, const char *until, struct jf_error *err)
{
    struct handlings h = { db, from, until };
    int64_t known = 0;
    enum jf_status status = jf_txn_open(db) ? JF_OK : jf_db_run(db, "report.clear-handling", NULL, err);
    if (status == JF_OK)
        status = jf_db_int(db, "report.handling-known", JF_ARGS(JF_TEXT(":from", from), JF_TEXT(":until", until)), 0,
                           &known, err);
    if (status != JF_OK || known)
        return status;
    status = jf_handling_list(db, from, until, add_handling, &h, err);
    return status == JF_OK ? add_handling(&h, 0, NULL, err) : status;
}

static enum jf_status prepare(struct jf_db *db, const char *statement, const char *from, const char *until,
                              struct jf_error *err)
{
    return jf_streq(statement, "report.petition") ? handle_until(db, from, until, err) : JF_OK;
}

enum jf_status source_query(struct jf_db *db, const struct source *source, const struct jf_figure_ref *ref,
                            struct jf_stmt **out, struct jf_error *err)
{
    struct jf_period period;
    char until[JF_DAY_SIZE];
    *out = NULL;
    if (days_of(source, ref, &period, err) != JF_OK)
        return JF_USAGE;
    if (!period_until(&period, until))
        return jf_error_set(err, JF_USAGE, _("the period %s has not begun yet"), ref->period);
    struct jf_stmt *st = NULL;
    enum jf_status status = prepare(db, source->statement, period.from, until, err);
    if (status == JF_OK)
        status = jf_stmt_get(db, source->statement, &st, err);
    if (status != JF_OK)
        return status;
    char year[8];
    memcpy(year, period.until, 4);
    year[4] = 0;
    struct arg_list list = { .count = 0 };
    if (statement_asks(st, ":from"))
        add_text_arg(&list, "from", period.from);
    if (statement_asks(st, ":until"))
        add_text_arg(&list, "until", until);
    if (statement_asks(st, ":year"))
        add_text_arg(&list, "year", year);
    status = add_args(&list, st, source, &source->args, err);
    if (status == JF_OK)
        status = add_args(&list, st, source, ref, err);
    list.args[list.count] = JF_END;
    jf_stmt_done(st); /* was only asked for its parameters */
    return status == JF_OK ? jf_db_query(db, source->statement, list.args, out, err) : status;
}

bool row_value(struct jf_stmt *st, enum jf_value_type type, int64_t *value)
{
    int column = jf_stmt_column(st, type == JF_VALUE_MONEY ? "fen" : "number");
    if (jf_col_null(st, column))
        return false;
    *value = jf_col_int(st, column);
    return true;
}

/* ---- values ---- */

/* "a / b" into references that share period and arguments with the quotient. */
static bool quotient_parts(const struct jf_figure_info *info, const struct jf_figure_ref *ref,
                           struct jf_figure_ref parts[2])
{
    const char *slash = strstr(info->source, " / ");
    if (!slash)
        return false;
    parts[0] = parts[1] = *ref;
    return copy(parts[0].name, sizeof parts[0].name, info->source, (size_t)(slash - info->source)) &&
           copy(parts[1].name, sizeof parts[1].name, slash + 3, strlen(slash + 3));
}

bool figure_takes(struct jf_db *db, const char *figure, const char *arg)
{
    const struct jf_figure_info *info = jf_figure_find(figure);
    const struct jf_figure_ref nothing = { .arg_count = 0 };
    struct jf_figure_ref parts[2];
    struct source source;
    if (figure_source(info, &source))
        return statement_takes(db, source.statement, arg);
    return info && quotient_parts(info, &nothing, parts) && figure_takes(db, parts[0].name, arg) &&
           figure_takes(db, parts[1].name, arg);
}

static enum jf_status unknown_figure(const char *name, struct jf_error *err)
{
    jf_error_set(err, JF_NOT_FOUND, _("there is no figure '%s'"), name);
    jf_error_hint(err, _("'jianfu report figures' lists them"));
    return JF_NOT_FOUND;
}

static enum jf_status broken_figure(const struct jf_figure_info *info, struct jf_error *err)
{
    return jf_error_set(err, JF_BUG, _("figure '%s' has a bad source '%s'"), info->name, info->source);
}

static enum jf_status add_up(void *arg, const struct jf_figure_row *row, struct jf_error *err)
{
    struct figure_total *total = arg;
    total->rows++;
    if (row->known && !jf_money_sum(total->value, row->value, &total->value))
        return jf_error_set(err, JF_REFUSED, _("a figure is too large to add up"));
    return JF_OK;
}

static enum jf_status sum_rows(struct jf_db *db, struct sums *sums, const struct jf_figure_info *info,
                               const struct jf_figure_ref *ref, int64_t *value, int64_t *rows, struct jf_error *err)
{
    struct figure_total total = { 0, 0 };
    bool there = false;
    enum jf_status status = sums_value(db, sums, info, ref, &total, &there, err);
    if (status == JF_OK && !there)
        status = jf_figure_rows(db, ref, add_up, &total, err);
    if (status != JF_OK)
        return status;
    *value = total.value;
    if (rows)
        *rows = total.rows;
    return JF_OK;
}

/* A span may lie wholly in the time to come: the second half of a year that is not over. */
static bool to_come(const struct jf_figure_ref *ref)
{
    const struct source nothing = { .args.arg_count = 0 };
    struct jf_period period;
    char until[JF_DAY_SIZE];
    return span_of(ref) && days_of(&nothing, ref, &period, NULL) == JF_OK && !period_until(&period, until);
}

enum jf_status figure_value(struct jf_db *db, struct sums *sums, const struct jf_figure_ref *ref, int64_t *value,
                            bool *known, int64_t *rows, struct jf_error *err)
{
    const struct jf_figure_info *info = jf_figure_find(ref->name);
    if (!info)
        return unknown_figure(ref->name, err);
    *known = !to_come(ref);
    *value = 0;
    if (rows)
        *rows = 0;
    if (!*known)
        return JF_OK;
    if (info->type != JF_VALUE_PERCENT)
        return sum_rows(db, sums, info, ref, value, rows, err);
    struct jf_figure_ref parts[2];
    if (!quotient_parts(info, ref, parts))
        return broken_figure(info, err);
    int64_t amounts[2] = { 0, 0 };
    for (int i = 0; i < 2; i++) {
        const struct jf_figure_info *part = jf_figure_find(parts[i].name);
        if (!part)
            return unknown_figure(parts[i].name, err);
        enum jf_status status = sum_rows(db, sums, part, &parts[i], &amounts[i], NULL, err);
        if (status != JF_OK)
            return status;
    }
    int64_t top = amounts[0];
    int64_t bottom = amounts[1];
    if (rows)
        *rows = 2;
    *known = bottom > 0 && top >= 0 && top < INT64_MAX / 2000;
    *value = *known ? (top * 2000 + bottom) / (bottom * 2) : 0;
    return JF_OK;
}

enum jf_status jf_figure_value(struct jf_db *db, const struct jf_figure_ref *ref, int64_t *value, bool *known,
                               int64_t *rows, struct jf_error *err)
{
    struct sums sums = { .count = 0 };
    enum jf_status status = figure_value(db, &sums, ref, value, known, rows, err);
    sums_release(&sums);
    return status;
}

static enum jf_status quotient_rows(struct jf_db *db, const struct jf_figure_info *info,
                                    const struct jf_figure_ref *ref, jf_figure_row_fn *each, void *arg,
                                    struct jf_error *err)
{
    struct jf_figure_ref parts[2];
    if (!quotient_parts(info, ref, parts))
        return broken_figure(info, err);
    enum jf_status status = JF_OK;
    for (int i = 0; i < 2 && status == JF_OK; i++) {
        const struct jf_figure_info *part = jf_figure_find(parts[i].name);
        if (!part)
            return unknown_figure(parts[i].name, err);
        struct jf_str text = JF_STR_INIT;
        jf_figure_ref_add(&text, &parts[i]);
        struct jf_figure_row row = { .ref = text.data, .label = NULL, .type = part->type };
        status = jf_figure_value(db, &parts[i], &row.value, &row.known, NULL, err);
        if (status == JF_OK)
            status = jf_str_check(&text, err);
        if (status == JF_OK)
            status = each(arg, &row, err);
        jf_str_release(&text);
    }
    return status;
}

enum jf_status jf_figure_rows(struct jf_db *db, const struct jf_figure_ref *ref, jf_figure_row_fn *each, void *arg,
                              struct jf_error *err)
{
    const struct jf_figure_info *info = jf_figure_find(ref->name);
    if (!info)
        return unknown_figure(ref->name, err);
    if (info->type == JF_VALUE_PERCENT)
        return quotient_rows(db, info, ref, each, arg, err);
    struct source source;
    if (!figure_source(info, &source))
        return broken_figure(info, err);
    struct jf_stmt *st = NULL;
    enum jf_status status = source_query(db, &source, ref, &st, err);
    bool more = status == JF_OK;
    int ref_column = more ? jf_stmt_column(st, "ref") : -1;
    int label_column = more ? jf_stmt_column(st, "label") : -1;
    while (jf_stmt_row(st, &status, err)) {
        struct jf_figure_row row = { .ref = jf_col_text(st, ref_column),
                                     .label = jf_col_text(st, label_column),
                                     .type = info->type };
        row.known = row_value(st, info->type, &row.value);
        status = each(arg, &row, err);
    }
    jf_stmt_done(st);
    return status;
}
