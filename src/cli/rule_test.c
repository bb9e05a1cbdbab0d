/* rule_test.c - the fixtures beside an own rule: import them into a database of their own, run the rule, compare what
 * it finds with expected.csv row by row. */
#include "audit.h"

#include "jianfu/file.h"
#include "jianfu/intake.h"
#include "jianfu/money.h"

#include <dirent.h>
#include <stdlib.h>
#include <string.h>

#define EXPECTED_LIMIT ((size_t)1024 * 1024)

enum cell { RESULT, SUBJECT, PART, DAY, CHARGED, ALLOWED, EXCESS, DETAIL, CELLS };
static const char *const cell_names[CELLS] = { "result",  "subject", "part",   "day",
                                               "charged", "allowed", "excess", "detail" };

/* Rows as texts, so that two sets can be compared after sorting. */
struct rows {
    char **rows;
    size_t count, room;
    bool failed;
};

struct test {
    struct jf_context *ctx;
    const struct jf_rules *rules;
    const struct jf_rule *rule;
    const char *folder;      /* of the rules */
    enum cell picked[CELLS]; /* columns of expected.csv */
    size_t picked_count;
    bool differs;
};

static void add_row(struct rows *set, struct jf_str *text)
{
    if (set->count == set->room) {
        size_t room = set->room ? set->room * 2 : 64;
        char **more = jf_grow(set->rows, room, sizeof *more);
        if (!more) {
            set->failed = true;
            return;
        }
        set->rows = more;
        set->room = room;
    }
    set->rows[set->count] = jf_str_take(text);
    if (set->rows[set->count])
        set->count++;
    else
        set->failed = true;
}

static void free_rows(struct rows *set)
{
    for (size_t i = 0; i < set->count; i++)
        jf_free(set->rows[i]);
    jf_free(set->rows);
    *set = (struct rows){ .rows = NULL };
}

static int by_text(const void *a, const void *b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

static void sort_rows(struct rows *set)
{
    if (set->count > 1)
        qsort(set->rows, set->count, sizeof *set->rows, by_text);
}

/* ---- what the rule finds ---- */

static void add_cells(const struct test *test, struct rows *set, const char *const cells[CELLS])
{
    struct jf_str row = JF_STR_INIT;
    for (size_t i = 0; i < test->picked_count; i++) {
        const char *text = cells[test->picked[i]];
        jf_str_addf(&row, "%s%s", i ? " | " : "", text ? text : "");
    }
    add_row(set, &row);
}

struct found {
    const struct test *test;
    struct rows *set;
    int64_t run;
};

static void add_fen(struct jf_str *out, bool has, int64_t fen)
{
    if (has)
        jf_money_add(out, fen);
}

static enum jf_status take_finding(void *arg, const struct jf_finding *f, struct jf_error *err)
{
    const struct found *found = arg;
    struct jf_str charged = JF_STR_INIT, allowed = JF_STR_INIT, excess = JF_STR_INIT;
    char part[24];
    (void)err;
    if (f->last_run != found->run)
        return JF_OK;
    snprintf(part, sizeof part, "%lld", (long long)f->part);
    add_fen(&charged, f->has_charged, f->charged_fen);
    add_fen(&allowed, f->has_allowed, f->allowed_fen);
    add_fen(&excess, f->has_excess, f->excess_fen);
    const char *const cells[CELLS] = { f->severity,  f->subject_key, part,        f->charged_on,
                                       charged.data, allowed.data,   excess.data, f->detail };
    add_cells(found->test, found->set, cells);
    jf_str_release(&charged);
    jf_str_release(&allowed);
    jf_str_release(&excess);
    return JF_OK;
}

static enum jf_status take_open(void *arg, const char *subject_key, int64_t part, const char *reason,
                                struct jf_error *err)
{
    const struct found *found = arg;
    char number[24];
    (void)err;
    snprintf(number, sizeof number, "%lld", (long long)part);
    const char *const cells[CELLS] = {
        [RESULT] = "undecided", [SUBJECT] = subject_key, [PART] = number, [DETAIL] = reason
    };
    add_cells(found->test, found->set, cells);
    return JF_OK;
}

static enum jf_status find_rows(const struct test *test, struct jf_db *db, bool reverse, struct rows *set,
                                struct jf_error *err)
{
    const char *const only[] = { test->rule->id, NULL };
    struct jf_audit_options options = { .actor = test->ctx->actor, .only = only, .reverse = reverse };
    struct jf_audit_result result;
    enum jf_status status = jf_audit_run(db, test->rules, &options, &result, err);
    if (status != JF_OK)
        return status;
    for (size_t i = 0; i < result.count && status == JF_OK; i++)
        if (result.verdicts[i].rule == test->rule && result.verdicts[i].message[0])
            status = jf_error_set(err, JF_REFUSED, "%s", result.verdicts[i].message);
    struct found found = { test, set, result.run_id };
    jf_audit_result_release(&result);
    if (status == JF_OK)
        status = jf_finding_list(db, &(struct jf_finding_filter){ .rule = test->rule->id, .all = true }, take_finding,
                                 &found, NULL, err);
    if (status == JF_OK)
        status = jf_audit_open_list(db, take_open, &found, err);
    if (status == JF_OK && set->failed)
        status = jf_error_set(err, JF_NOMEM, _("out of memory"));
    sort_rows(set);
    return status;
}

/* ---- what it should find ---- */

/* One cell of CSV; moves on to the separator. */
static void read_cell(const char **at, struct jf_str *cell)
{
    const char *c = *at;
    jf_str_clear(cell);
    if (*c == '"') {
        for (c++; *c && (*c != '"' || c[1] == '"'); c++) {
            jf_str_addc(cell, *c);
            c += *c == '"';
        }
        c += *c == '"';
    }
    for (; *c && !strchr(",\r\n", *c); c++)
        jf_str_addc(cell, *c);
    *at = c;
}

static bool end_of_line(const char **at)
{
    if (**at == ',') {
        ++*at;
        return false;
    }
    *at += strspn(*at, "\r\n");
    return true;
}

static enum jf_status read_head(struct test *test, const char *path, const char **at, struct jf_error *err)
{
    struct jf_str cell = JF_STR_INIT;
    enum jf_status status = JF_OK;
    bool last = false;
    if (jf_starts(*at, "\xEF\xBB\xBF"))
        *at += 3;
    for (test->picked_count = 0; !last && status == JF_OK; last = end_of_line(at)) {
        size_t k = 0;
        read_cell(at, &cell);
        while (k < CELLS && strcmp(cell_names[k], cell.data) != 0)
            k++;
        if (k == CELLS || test->picked_count == CELLS) {
            status = jf_error_set(err, JF_REFUSED, _("%s:1: unknown column '%s'"), path, cell.data);
            jf_error_hint(err, "%s", "result, subject, part, day, charged, allowed, excess, detail");
            break;
        }
        test->picked[test->picked_count++] = (enum cell)k;
    }
    jf_str_release(&cell);
    return status;
}

static void read_rows(const struct test *test, const char *at, struct rows *set)
{
    struct jf_str cell = JF_STR_INIT;
    while (*at) {
        struct jf_str row = JF_STR_INIT;
        size_t i = 0;
        do {
            read_cell(&at, &cell);
            jf_str_addf(&row, "%s%s", i ? " | " : "", cell.data);
            i++;
        } while (!end_of_line(&at));
        while (i++ < test->picked_count)
            jf_str_add(&row, " | ");
        add_row(set, &row);
    }
    jf_str_release(&cell);
    sort_rows(set);
}

static enum jf_status read_expected(struct test *test, struct rows *set, struct jf_error *err)
{
    struct jf_str path = JF_STR_INIT, text = JF_STR_INIT;
    jf_str_addf(&path, "%s/%s/expected.csv", test->folder, test->rule->id);
    enum jf_status status = jf_file_read(path.data, EXPECTED_LIMIT, &text, err);
    const char *at = text.data;
    if (status == JF_OK)
        status = read_head(test, path.data, &at, err);
    if (status == JF_OK)
        read_rows(test, at, set);
    if (status == JF_OK && set->failed)
        status = jf_error_set(err, JF_NOMEM, _("out of memory"));
    jf_str_release(&text);
    jf_str_release(&path);
    return status;
}

/* ---- comparing ---- */

static void say_row(struct test *test, const char *what, const char *row)
{
    jf_say("    %s %s", what, row);
    test->differs = true;
}

static void compare(struct test *test, const struct rows *expected, const struct rows *got, const char *missing,
                    const char *extra)
{
    size_t e = 0, g = 0;
    while (e < expected->count || g < got->count) {
        int order = e == expected->count ? 1 : g == got->count ? -1 : strcmp(expected->rows[e], got->rows[g]);
        if (order < 0)
            say_row(test, missing, expected->rows[e]);
        if (order > 0)
            say_row(test, extra, got->rows[g]);
        e += order <= 0;
        g += order >= 0;
    }
}

/* ---- importing ---- */

struct first_fault {
    char text[512];
};

static void keep_fault(void *arg, const struct jf_diag *diag)
{
    struct first_fault *fault = arg;
    if (!fault->text[0])
        snprintf(fault->text, sizeof fault->text, "%ld: %s: %s", diag->line, diag->code, diag->message);
}

static enum jf_status import_file(const struct test *test, struct jf_db *db, const char *path, struct jf_error *err)
{
    struct first_fault fault = { .text = "" };
    struct jf_intake_options options = { .actor = test->ctx->actor, .diag = keep_fault, .diag_arg = &fault };
    struct jf_intake_result result;
    enum jf_status status = jf_intake_file(db, path, &options, &result, err);
    if (status == JF_OK && result.outcome == JF_INTAKE_REFUSED)
        status = jf_error_set(err, JF_REFUSED, "%s:%s", path, fault.text);
    return status;
}

static bool is_xml(const char *name)
{
    size_t len = strlen(name);
    return name[0] != '.' && len > 4 && strcmp(name + len - 4, ".xml") == 0;
}

/* The XML files of a folder in the order of their names: those that begin with "base" or the others. */
static enum jf_status import_folder(const struct test *test, struct jf_db *db, const char *folder, bool base,
                                    struct jf_error *err)
{
    struct rows names = { .rows = NULL };
    struct jf_str path = JF_STR_INIT;
    enum jf_status status = JF_OK;
    DIR *dir = opendir(folder);
    for (struct dirent *entry = dir ? readdir(dir) : NULL; entry; entry = readdir(dir))
        if (is_xml(entry->d_name) && jf_starts(entry->d_name, "base") == base) {
            jf_str_add(&path, entry->d_name);
            add_row(&names, &path);
        }
    if (dir)
        closedir(dir);
    sort_rows(&names);
    for (size_t i = 0; i < names.count && status == JF_OK; i++) {
        jf_str_clear(&path);
        jf_str_addf(&path, "%s/%s", folder, names.rows[i]);
        status = import_file(test, db, path.data, err);
    }
    jf_str_release(&path);
    free_rows(&names);
    return status;
}

static enum jf_status import_all(const struct test *test, struct jf_db *db, struct jf_error *err)
{
    struct jf_str own = JF_STR_INIT;
    jf_str_addf(&own, "%s/%s", test->folder, test->rule->id);
    enum jf_status status = import_folder(test, db, test->folder, true, err);
    if (status == JF_OK)
        status = import_folder(test, db, own.data, true, err);
    if (status == JF_OK)
        status = import_folder(test, db, own.data, false, err);
    jf_str_release(&own);
    return status;
}

/* ---- one rule ---- */

static enum jf_status compare_runs(struct test *test, struct jf_db *db, struct jf_error *err)
{
    struct rows expected = { .rows = NULL }, got = { .rows = NULL }, again = { .rows = NULL };
    enum jf_status status = read_expected(test, &expected, err);
    if (status == JF_OK)
        status = find_rows(test, db, false, &got, err);
    if (status == JF_OK)
        status = find_rows(test, db, true, &again, err);
    if (status == JF_OK) {
        compare(test, &expected, &got, _("missing: "), _("too many:"));
        compare(test, &got, &again, _("depends on the order of rows:"), _("depends on the order of rows:"));
    }
    free_rows(&expected);
    free_rows(&got);
    free_rows(&again);
    return status;
}

/* Faults of the rule and its fixtures are its result; what goes wrong with the program is returned. */
static enum jf_status test_rule(struct test *test, struct jf_error *err)
{
    struct cli_scratch scratch;
    struct jf_error fault = { .status = JF_OK };
    enum jf_status status = cli_scratch_open(&scratch, &fault);
    if (status == JF_OK)
        status = import_all(test, scratch.db, &fault);
    if (status == JF_OK)
        status = compare_runs(test, scratch.db, &fault);
    cli_scratch_close(&scratch);
    if (status == JF_REFUSED || status == JF_FILE) {
        test->differs = true;
        jf_say("    %s", fault.message);
        status = JF_OK;
    }
    if (status != JF_OK && err)
        *err = fault;
    if (status == JF_OK)
        jf_say("%s %s", test->differs ? _("not ok") : _("ok    "), test->rule->id);
    return status;
}

enum jf_status cli_rule_test(struct jf_context *ctx, const char *folder, const char *only, struct jf_error *err)
{
    struct jf_rules *rules = NULL;
    int tested = 0, bad = 0;
    enum jf_status status = jf_rules_load(folder, &rules, err);
    for (size_t i = 0; status == JF_OK && i < jf_rules_count(rules); i++) {
        struct test test = { .ctx = ctx, .rules = rules, .rule = jf_rules_at(rules, i), .folder = folder };
        if (test.rule->builtin || (only && strcmp(only, test.rule->id) != 0))
            continue;
        status = test_rule(&test, err);
        tested++;
        bad += test.differs;
    }
    jf_rules_free(rules);
    if (status != JF_OK)
        return status;
    if (tested == 0)
        return jf_error_set(err, JF_NOT_FOUND, _("there is no rule '%s'"), only ? only : folder);
    if (bad > 0)
        jf_cli_found();
    jf_say(_("%d rules tested, %d not ok"), tested, bad);
    return JF_OK;
}
