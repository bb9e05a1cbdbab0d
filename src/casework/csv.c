/* csv.c - payees, payments, instalments and unclaimed money from a CSV file (RFC 4180, UTF-8, GB18030 or UTF-16, with
 * commas, tabs or semicolons, as Excel and WPS save it) as the JSON that a step carries. It checks the form of each
 * value and says the line; whether the sums are right is asked by refund.c. */
#include "internal.h"

#include "jianfu/charset.h"
#include "jianfu/file.h"
#include "jianfu/fold.h"
#include "jianfu/han.h"
#include "jianfu/json.h"
#include "jianfu/money.h"
#include "jianfu/typed.h"
#include "jianfu/utf8.h"

#include <string.h>

#define FILE_LIMIT  (8u << 20) /* 200,000 payees; as JSON up to ten times as much */
#define COLUMNS_MAX 32
enum { TITLES_MAX = 5 }; /* lines of titles above the head line */

/* One column the file may have. */
enum column_type {
    TEXT,
    MONEY, /* yuan; written in fen */
    DAYS,  /* labour days; written in thousandths */
    DAY,   /* as a spreadsheet saves it too: 2005/7/20 */
    CODE   /* the number of a payee */
};
struct column {
    const char *name;
    enum column_type type;
    bool optional;
    const char *preset; /* value where an optional column is missing or empty */
    const char *words;  /* group of words of which the value may be one; the code is written */
};

static const struct column payee_columns[] = {
    { "no", CODE, false, NULL, NULL },
    { "name", TEXT, false, NULL, NULL },
    { "charged", MONEY, false, NULL, NULL },
    { "allowed", MONEY, false, NULL, NULL },
    { "charged_days", DAYS, true, NULL, NULL },
    { "allowed_days", DAYS, true, NULL, NULL },
    { .name = NULL },
};
static const struct column payment_columns[] = {
    { "payee", CODE, false, NULL, NULL },
    { "amount", MONEY, false, NULL, NULL },
    { "receipt", TEXT, true, NULL, NULL },
    { "received_by", TEXT, false, NULL, NULL },
    { "manner", TEXT, true, "cash", "manner" },
    { "proxy", TEXT, true, NULL, NULL },
    { "days", DAYS, true, NULL, NULL },
    { "money", MONEY, true, NULL, NULL },
    { .name = NULL },
};
static const struct column plan_columns[] = {
    { "due_on", DAY, false, NULL, NULL },
    { "amount", MONEY, false, NULL, NULL },
    { .name = NULL },
};
static const struct column unclaimed_columns[] = {
    { "payee", CODE, false, NULL, NULL },
    { "amount", MONEY, false, NULL, NULL },
    { "days", DAYS, true, NULL, NULL },
    { "reason", TEXT, false, NULL, "unclaimed" },
    { "way", TEXT, false, NULL, "way" },
    { "proof", TEXT, false, NULL, NULL },
    { .name = NULL },
};

struct reader {
    const char *path;
    const char *at;        /* rest of the text */
    const char *separator; /* between cells */
    long line;             /* of the record being read */
    long next_line;
    struct jf_str cells[COLUMNS_MAX];
    int count;
};

static enum jf_status bad(const struct reader *r, struct jf_error *err, const char *what, const char *value)
{
    struct jf_str safe = JF_STR_INIT;
    jf_utf8_add_safe(&safe, value, true);
    jf_error_set(err, JF_REFUSED, _("%s:%ld: %s: '%s'"), jf_file_name(r->path), r->line, what, safe.data);
    jf_str_release(&safe);
    return JF_REFUSED;
}

static bool at_separator(const struct reader *r)
{
    return jf_starts(r->at, r->separator);
}

static bool at_end(const struct reader *r)
{
    return !*r->at || *r->at == '\r' || *r->at == '\n';
}

/* Take the character at hand into the cell. A line's end within quotes and a no-break space are blanks. */
static void take(struct reader *r, struct jf_str *cell)
{
    bool no_break = jf_starts(r->at, "\xC2\xA0");
    r->next_line += *r->at == '\n';
    jf_str_addc(cell, *r->at == '\n' || no_break ? ' ' : *r->at);
    r->at += no_break ? 2 : 1;
}

/* Read one quoted or plain cell; *at stands behind it. */
static enum jf_status read_cell(struct reader *r, struct jf_str *cell, struct jf_error *err)
{
    r->at += jf_starts(r->at, "=\""); /* ="001", a number kept as text */
    if (*r->at != '"') {
        while (!at_end(r) && !at_separator(r))
            take(r, cell);
        return JF_OK;
    }
    for (r->at++; *r->at != '"' || r->at[1] == '"'; take(r, cell)) {
        if (!*r->at)
            return bad(r, err, _("a quotation mark is never closed"), cell->data);
        r->at += *r->at == '"';
    }
    r->at++;
    return at_end(r) || at_separator(r) ? JF_OK : bad(r, err, _("text behind a closing quotation mark"), cell->data);
}

/* Read one record. count is 0 at the end of the file; empty lines are passed over. */
static enum jf_status read_record(struct reader *r, struct jf_error *err)
{
    enum jf_status status = JF_OK;
    while (*r->at == '\n' || *r->at == '\r')
        r->next_line += *r->at++ == '\n';
    r->line = r->next_line;
    for (r->count = 0; *r->at;) {
        if (r->count == COLUMNS_MAX)
            return bad(r, err, _("too many columns"), r->cells[0].data);
        struct jf_str *cell = &r->cells[r->count++];
        jf_str_clear(cell);
        status = read_cell(r, cell, err);
        if (status == JF_OK)
            status = jf_str_check(cell, err);
        if (status == JF_OK && jf_utf8_unsafe(cell->data, NULL)) {
            status = bad(r, err, _("a control or invisible character"), cell->data);
            jf_error_hint(
                err, _("delete it or type the words anew: it comes along with text that is copied from elsewhere"));
        }
        if (status != JF_OK || !at_separator(r))
            break;
        r->at += strlen(r->separator);
        if (!*r->at && r->count < COLUMNS_MAX) /* the file ends in a separator: an empty last cell */
            jf_str_clear(&r->cells[r->count++]);
    }
    return status;
}

static bool is_empty(const struct reader *r)
{
    for (int i = 0; i < r->count; i++)
        if (r->cells[i].data[strspn(r->cells[i].data, " \t")])
            return false;
    return true;
}

/* The name of a column without blanks and without the unit behind it: 已收（元） is 已收. */
static void column_name(const char *cell, struct jf_str *out)
{
    jf_str_clear(out);
    jf_fold_add(out, cell, false);
    char *bracket = strchr(out->data, '(');
    if (bracket && bracket > out->data)
        jf_str_truncate(out, (size_t)(bracket - out->data));
}

/* Which cell holds which column; how many there are of the columns. */
static enum jf_status find_columns(struct reader *r, const struct column *columns, const char *group,
                                   int at[COLUMNS_MAX], int *found, struct jf_error *err)
{
    struct jf_str name = JF_STR_INIT;
    enum jf_status status = JF_OK;
    *found = 0;
    for (int c = 0; columns[c].name; c++)
        at[c] = -1;
    for (int i = 0; status == JF_OK && i < r->count; i++) {
        column_name(r->cells[i].data, &name);
        status = jf_str_check(&name, err);
        const char *code = jf_word_code(group, name.data);
        for (int c = 0; status == JF_OK && columns[c].name; c++) {
            if (!jf_streq(name.data, columns[c].name) && !jf_streq(code, columns[c].name))
                continue;
            if (at[c] >= 0)
                status = bad(r, err, _("the head line has the column twice"), r->cells[i].data);
            at[c] = i;
            ++*found;
        }
    }
    jf_str_release(&name);
    return status;
}

/* Read the head line. Lines above it that name no column are titles. */
static enum jf_status read_head(struct reader *r, const struct column *columns, const char *group, int at[COLUMNS_MAX],
                                struct jf_error *err)
{
    struct jf_str choices = JF_STR_INIT;
    const struct reader begin = *r;
    int found = 0;
    enum jf_status status = JF_OK;
    for (int i = 0; status == JF_OK && !found && i <= TITLES_MAX; i++) {
        status = read_record(r, err);
        if (status == JF_OK)
            status = find_columns(r, columns, group, at, &found, err);
    }
    if (!found)
        r->line = begin.line;
    for (int c = 0; status == JF_OK && columns[c].name; c++) {
        if (at[c] < 0 && !columns[c].optional) {
            status = bad(r, err, _("the head line has no column"),
                         strcmp(jf_i18n_lang(), "zh") == 0 ? jf_word(group, columns[c].name, "zh") : columns[c].name);
            jf_word_choices(group, "zh", &choices);
            jf_error_hint(err, _("columns: %s"), choices.data);
        }
    }
    jf_str_release(&choices);
    return status;
}

/* #REF!, ######## and 1.23E+12 are what a spreadsheet saves where it could not work out or show a cell: the number that
 * stood there is lost. */
static bool is_spoilt(const char *value)
{
    static const char *const errors[] = { "#REF!", "#N/A", "#VALUE!", "#NAME?", "#DIV/0!", "#NUM!", "#NULL!" };
    for (size_t i = 0; i < sizeof errors / sizeof *errors; i++)
        if (strcmp(value, errors[i]) == 0)
            return true;
    size_t digits = strspn(value, "0123456789.");
    bool shortened = digits > 0 && jf_starts(value + digits, "E+") && value[digits + 2] &&
                     !value[digits + 2 + strspn(value + digits + 2, "0123456789")];
    return shortened || (*value == '#' && !value[strspn(value, "#")]);
}

static enum jf_status write_cell(const struct reader *r, const struct column *column, const char *given,
                                 struct jf_json *json, struct jf_error *err)
{
    struct jf_str value = JF_STR_INIT, choices = JF_STR_INIT;
    enum jf_status status = JF_OK;
    char day[JF_DAY_SIZE];
    int64_t number;
    jf_str_add_trimmed(&value, given + (*given == '\'')); /* '001, a number kept as text */
    if (!value.len && column->preset)
        jf_str_add(&value, column->preset);
    if (column->type == CODE && value.len)
        jf_typed_code(value.data);
    if (column->words && value.len)
        jf_han_simplify(value.data, value.len);
    const char *code = column->words ? jf_word_code(column->words, value.data) : NULL;
    if (!value.len && column->optional)
        ; /* left out */
    else if (!value.len)
        status = bad(r, err, _("the column is empty"), column->name);
    else if (is_spoilt(value.data)) {
        status = bad(r, err, _("the spreadsheet has lost what stood here"), value.data);
        jf_error_hint(err, _("make the column wider or its cells text, and save the sheet again"));
    } else if (column->words && !code) {
        status = bad(r, err, _("not a word that is known here"), value.data);
        jf_word_choices(column->words, "zh", &choices);
        jf_error_hint(err, _("one of: %s"), choices.data);
    } else if (column->type == MONEY && !jf_typed_money(value.data, &number))
        status = bad(r, err, _("not an amount in yuan with at most two decimals"), value.data);
    else if (column->type == DAYS && jf_quantity_parse(value.data, &number) != JF_MONEY_OK)
        status = bad(r, err, _("not a number of labour days with at most three decimals"), value.data);
    else if (column->type == DAY && !jf_typed_day(value.data, day))
        status = bad(r, err, _("not a day (YYYY-MM-DD)"), value.data);
    else if (column->type == DAY)
        jf_json_text(json, column->name, day);
    else if (column->type == MONEY || column->type == DAYS)
        jf_json_int(json, column->name, number);
    else
        jf_json_text(json, column->name, code ? code : value.data);
    jf_str_release(&value);
    jf_str_release(&choices);
    return status;
}

static enum jf_status convert(struct reader *r, const struct column *columns, const char *group, struct jf_str *out,
                              struct jf_error *err)
{
    int at[COLUMNS_MAX];
    long rows = 0;
    struct jf_json json;
    enum jf_status status = read_head(r, columns, group, at, err);
    jf_json_init(&json, out);
    jf_json_open(&json, NULL, '[');
    while (status == JF_OK) {
        status = read_record(r, err);
        if (status != JF_OK || !r->count)
            break;
        if (is_empty(r))
            continue;
        rows++;
        jf_json_open(&json, NULL, '{');
        for (int c = 0; status == JF_OK && columns[c].name; c++)
            status = write_cell(r, &columns[c], at[c] >= 0 && at[c] < r->count ? r->cells[at[c]].data : "", &json, err);
        jf_json_close(&json, '}');
    }
    jf_json_close(&json, ']');
    if (status == JF_OK && !rows)
        status = jf_error_set(err, JF_REFUSED, _("'%s' has no line below its head line"), jf_file_name(r->path));
    return status == JF_OK ? jf_str_check(out, err) : status;
}

/* How often it stands in the first lines, among which the head line is. */
static size_t times(const char *text, const char *separator)
{
    size_t count = 0;
    int lines = 0;
    for (const char *at = text; *at && lines <= TITLES_MAX; at++) {
        count += jf_starts(at, separator);
        lines += *at == '\n';
    }
    return count;
}

/* What parts the cells: what stands most often in the first lines, or what `sep=;` says. */
static void find_separator(struct reader *r)
{
    static const char *const separators[] = { ",", "\t", ";", "，" };
    size_t most = 0;
    r->separator = separators[0];
    for (size_t i = 0; i < sizeof separators / sizeof *separators; i++) {
        size_t count = jf_starts(r->at, "sep=") ? jf_starts(r->at + 4, separators[i]) : times(r->at, separators[i]);
        if (count > most) {
            most = count;
            r->separator = separators[i];
        }
    }
    if (jf_starts(r->at, "sep="))
        r->at += strcspn(r->at, "\n");
}

/* The file as Excel and WPS keep it by themselves. */
static bool is_workbook(const struct jf_str *text)
{
    return jf_starts(text->data, "PK\x03\x04") || jf_starts(text->data, "\xD0\xCF\x11\xE0");
}

static enum jf_status read_csv(const char *path, const struct column *columns, const char *group, struct jf_str *json,
                               struct jf_error *err)
{
    struct jf_str text = JF_STR_INIT;
    struct reader r = { .path = path, .line = 1, .next_line = 1 };
    for (int i = 0; i < COLUMNS_MAX; i++)
        jf_str_init(&r.cells[i]);
    enum jf_status status = jf_file_read(path, FILE_LIMIT, &text, err);
    if (status == JF_OK && text.len && is_workbook(&text)) {
        status =
            jf_error_set(err, JF_REFUSED, _("'%s' is a workbook of Excel or WPS, not a CSV file"), jf_file_name(path));
        jf_error_hint(err, _("save the sheet as CSV"));
    }
    if (status == JF_OK)
        status =
            jf_text_to_utf8(&text, jf_file_name(path), NULL, err); /* Excel saves a CSV in GBK unless told otherwise */
    r.at = text.data;
    find_separator(&r);
    if (status == JF_OK)
        status = convert(&r, columns, group, json, err);
    for (int i = 0; i < COLUMNS_MAX; i++)
        jf_str_release(&r.cells[i]);
    jf_str_release(&text);
    return status;
}

enum jf_status jf_refund_payees_csv(const char *path, struct jf_str *json, struct jf_error *err)
{
    return read_csv(path, payee_columns, "payees-file", json, err);
}

enum jf_status jf_refund_payments_csv(const char *path, struct jf_str *json, struct jf_error *err)
{
    return read_csv(path, payment_columns, "payments-file", json, err);
}

enum jf_status jf_refund_plan_csv(const char *path, struct jf_str *json, struct jf_error *err)
{
    return read_csv(path, plan_columns, "plan-file", json, err);
}

enum jf_status jf_refund_unclaimed_csv(const char *path, struct jf_str *json, struct jf_error *err)
{
    return read_csv(path, unclaimed_columns, "unclaimed-file", json, err);
}
