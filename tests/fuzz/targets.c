/* targets.c - what is done with the bytes of a fuzzer. Beside not crashing, each reader keeps a promise that is asked
 * here: what it has read and written out again reads the same. */
#include "fuzz.h"

#include "jianfu/audit.h"
#include "jianfu/casework.h"
#include "jianfu/charset.h"
#include "jianfu/cli.h"
#include "jianfu/csv.h"
#include "jianfu/docno.h"
#include "jianfu/file.h"
#include "jianfu/hint.h"
#include "jianfu/intake.h"
#include "jianfu/mask.h"
#include "jianfu/money.h"
#include "jianfu/numeral.h"
#include "jianfu/report.h"
#include "jianfu/typed.h"
#include "jianfu/utf8.h"
#include "jianfu/why.h"

#include <fcntl.h>
#include <glob.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <unistd.h>

/* What only serves the test is not followed by the fuzzer: where it goes is no reason to keep an input. */
#ifdef __clang__
#define NOT_FOLLOWED __attribute__((no_sanitize("coverage")))
#else
#define NOT_FOLLOWED
#endif

/* Broken promises end like crashes: with the input kept. */
static void promise(bool kept, const char *what)
{
    if (kept)
        return;
    fprintf(stderr, "broken promise: %s\n", what);
    abort();
}

/* The bytes as a C string of exactly their length; what stands behind a zero byte is not seen. */
static char *as_text(const uint8_t *bytes, size_t len)
{
    char *text = malloc(len + 1);
    promise(text, "memory");
    if (len)
        memcpy(text, bytes, len);
    text[len] = '\0';
    return text;
}

/* ---- one word ---- */

static void take_docno(const uint8_t *bytes, size_t len)
{
    char *text = as_text(bytes, len);
    struct jf_docno a, b;
    if (jf_docno_parse(text, &a)) {
        promise(jf_docno_parse(a.canonical, &b) && strcmp(a.canonical, b.canonical) == 0,
                "canonical form reads the same");
        promise(jf_docno_alike(&a, &b), "canonical form is the same number");
    }
    size_t from = 0, start = 0, length = 0, last = 0;
    while (jf_docno_find(text, &from, &start, &length, &a)) {
        promise(length > 0 && start + length <= strlen(text) && from > last, "finding goes on within the text");
        last = from;
    }
    free(text);
}

static void take_money(const uint8_t *bytes, size_t len)
{
    char *text = as_text(bytes, len);
    struct jf_str out = JF_STR_INIT;
    int64_t fen = 0, again = 0;
    if (jf_money_parse(text, &fen) == JF_MONEY_OK) {
        jf_money_add(&out, fen);
        promise(jf_money_parse(out.data, &again) == JF_MONEY_OK && again == fen, "an amount reads the same");
        jf_money_add_capitals(&out, fen);
        jf_str_clear(&out);
        jf_money_add_grouped(&out, fen);
        promise(jf_typed_money(out.data, &again) && again == fen, "a printed amount may be typed");
    }
    if (jf_typed_money(text, &fen))
        promise(fen >= 0 && fen <= JF_MONEY_MAX, "a typed amount is one");
    if (jf_quantity_parse(text, &again) == JF_MONEY_OK)
        promise(again >= 0, "a quantity is not negative");
    if (jf_numeral_hundredths(text, strlen(text), &fen))
        promise(fen >= 0 && fen <= INT64_C(1000000000000000), "a numeral stays within its limit");
    int small = 0;
    if (jf_numeral_small(text, strlen(text), &small))
        promise(small >= 0 && small <= 9999, "a small numeral is small");
    jf_str_release(&out);
    free(text);
}

static void take_day(const uint8_t *bytes, size_t len)
{
    char *text = as_text(bytes, len);
    char again[JF_DAY_SIZE];
    int32_t number;
    struct jf_period period;
    struct jf_str out = JF_STR_INIT;
    if (jf_day_parse(text, &number)) {
        jf_day_format(number, again);
        promise(strcmp(text, again) == 0, "a day reads the same");
        promise(jf_day_weekday(number) >= 1 && jf_day_weekday(number) <= 7, "a day is one of the week");
        jf_day_add_paper(&out, text, "zh", true);
        jf_day_add_paper(&out, text, "en", false);
    }
    if (jf_period_parse(text, &period))
        promise(jf_day_valid(period.from) && jf_day_valid(period.until) && strcmp(period.from, period.until) <= 0,
                "a period has real days in their order");
    if (jf_typed_day(text, again))
        promise(jf_day_valid(again), "a typed day is one");
    if (jf_typed_period(text, again))
        promise(jf_period_parse(again, &period), "a typed period is one");
    bool valid = jf_utf8_valid(text, strlen(text), NULL);
    jf_typed_code(text);
    promise(jf_utf8_valid(text, strlen(text), NULL) || !valid, "a typed number stays text");
    jf_str_release(&out);
    free(text);
}

static void take_figure(const uint8_t *bytes, size_t len)
{
    char *text = as_text(bytes, len);
    struct jf_figure_ref ref, again;
    struct jf_str out = JF_STR_INIT;
    if (jf_figure_ref_parse(text, false, &ref)) {
        jf_figure_ref_add(&out, &ref);
        promise(jf_figure_ref_parse(out.data, false, &again), "a reference reads the same");
        promise(strcmp(ref.name, again.name) == 0 && ref.arg_count == again.arg_count, "a reference is the same");
    }
    jf_figure_ref_parse(text, true, &ref);
    jf_str_release(&out);
    free(text);
}

/* ---- a text ---- */

NOT_FOLLOWED static bool has_controls(const char *text)
{
    for (; *text; text++)
        if ((unsigned char)*text < 0x20 || *text == 0x7f)
            return true;
    return false;
}

static void take_text(const uint8_t *bytes, size_t len)
{
    struct jf_str text = JF_STR_INIT, out = JF_STR_INIT;
    struct jf_error err = { .status = JF_OK };
    jf_str_addn(&text, (const char *)bytes, len);
    if (jf_text_to_utf8(&text, "input", NULL, &err) == JF_OK) {
        promise(jf_utf8_valid(text.data, text.len, NULL) && strlen(text.data) == text.len,
                "a text is UTF-8 without NUL");
        jf_mask_text(&out, text.data, &(struct jf_secrets){ "林镕\n陈小红", "13800000000", "东街1号" });
        promise(!strstr(out.data, "林镕") && !strstr(out.data, "13800000000"), "a secret is masked");
        jf_str_clear(&out);
        jf_csv_cell(&out, text.data, false);
        promise(!out.len || !strchr("=+-@\t\r", out.data[0]), "a cell is no formula");
    }
    char *raw = as_text(bytes, len); /* also what is no UTF-8 */
    jf_str_clear(&out);
    jf_utf8_add_safe(&out, raw, true);
    promise(!has_controls(out.data), "a safe line has no control characters");
    promise(jf_utf8_valid(out.data, out.len, NULL), "a safe line is UTF-8");
    for (size_t at = 0, step; at < out.len; at += step) {
        step = jf_text_break(out.data + at, 7);
        promise(step > 0, "a line takes a character");
    }
    jf_str_release(&text);
    jf_str_release(&out);
    free(raw);
}

static void take_hint(const uint8_t *bytes, size_t len)
{
    char *text = as_text(bytes, len);
    struct jf_hints hints = { .count = 0 };
    struct jf_error err = { .status = JF_OK };
    if (jf_utf8_valid(text, strlen(text), NULL)) {
        enum jf_status status = jf_hints_read(text, "2005-06-20", "school", &hints, &err);
        promise(status == JF_OK, err.message);
        struct jf_period period;
        for (size_t i = 0; i < hints.count; i++)
            promise(hints.items[i].kind != JF_HINT_DAY || jf_period_parse(hints.items[i].value, &period),
                    "a day that is hinted at is a day");
        jf_hints_release(&hints);
    }
    free(text);
}

static void take_rule(const uint8_t *bytes, size_t len)
{
    char *text = as_text(bytes, len);
    struct jf_rule rule = { .id = NULL };
    struct jf_error err = { .status = JF_OK };
    enum jf_status status = jf_rule_parse("rules/input.sql", text, &rule, &err);
    promise(status == JF_OK || (status == JF_REFUSED && *err.message), "a rule is taken or refused with a reason");
    jf_rule_release(&rule);
    free(text);
}

static void take_template(const uint8_t *bytes, size_t len)
{
    char *text = as_text(bytes, len);
    struct jf_error err = { .status = JF_OK };
    enum jf_status status = jf_template_check("input.txt", text, &err);
    promise(status == JF_OK || (status == JF_REFUSED && *err.message), "a template is taken or refused with a reason");
    free(text);
}

/* ---- words of the command line: one a line ---- */

static void take_options(const uint8_t *bytes, size_t len)
{
    enum { MOST = 64 };
    static const char *text, *number, *day, *many;
    bool flag = false, all = false;
    const struct jf_option options[] = {
        { "text", 't', "TEXT", &text, NULL, "", false }, { "number", 'n', "N", &number, NULL, "", true },
        { "day", 0, "DAY", &day, NULL, "", false },      { "many", 'm', "TEXT", &many, NULL, "", JF_OPTION_MANY },
        { "names", 0, NULL, NULL, &flag, "", false },    { "all", 'a', NULL, NULL, &all, "", false },
        { NULL, 0, NULL, NULL, NULL, NULL, false },
    };
    char *lines = as_text(bytes, len);
    char *argv[MOST + 2] = { (char *)"command", NULL };
    int argc = 1, count = 0;
    struct jf_error err = { .status = JF_OK };
    for (char *at = lines; at && argc < MOST; argc++) {
        argv[argc] = at;
        at = strchr(at, '\n');
        if (at)
            *at++ = '\0';
    }
    argv[argc] = NULL;
    text = number = day = many = NULL;
    if (jf_cli_options(options, argc, argv, 1, &count, &err) == JF_OK) {
        int64_t value = 0;
        promise(count >= 0 && count < argc && number, "what is left was given");
        for (int i = 1; i <= count; i++)
            promise(argv[i], "an argument is a text");
        jf_cli_day("day", day, &err);
        jf_cli_number("number", number, &value, &err);
        promise(value >= 0, "a number is not negative");
        jf_cli_money("number", number, &value, &err);
    } else {
        promise(*err.message, "a fault has a message");
    }
    free(lines);
}

/* ---- files ---- */

static char input_path[64];
static int input = -1;

static void start_file(const char *kind)
{
    (void)kind;
    input = memfd_create("input", 0);
    promise(input >= 0, "a file in memory");
    snprintf(input_path, sizeof input_path, "/proc/self/fd/%d", input);
}

static void put_file(const uint8_t *bytes, size_t len)
{
    promise(pwrite(input, bytes, len, 0) == (ssize_t)len && ftruncate(input, (off_t)len) == 0, "writing the input");
}

static void take_csv(const uint8_t *bytes, size_t len)
{
    typedef enum jf_status reader(const char *path, struct jf_str *json, struct jf_error *err);
    static reader *const readers[] = { jf_refund_payees_csv, jf_refund_payments_csv, jf_refund_plan_csv,
                                       jf_refund_unclaimed_csv };
    put_file(bytes, len);
    for (size_t i = 0; i < sizeof readers / sizeof *readers; i++) {
        struct jf_str json = JF_STR_INIT;
        struct jf_error err = { .status = JF_OK };
        enum jf_status status = readers[i](input_path, &json, &err);
        promise(status == JF_OK || (status == JF_REFUSED && *err.message), "a CSV is taken or refused with a reason");
        promise(status != JF_OK || (json.data[0] == '[' && jf_utf8_valid(json.data, json.len, NULL)),
                "a list in UTF-8");
        jf_str_release(&json);
    }
}

/* ---- with a database, on a file system in memory ---- */

/* Two, of the same content: reading in bulk switches foreign keys, which makes SQLite prepare all statements of a
 * connection anew. Each has a file of its own, which it need not lock at each step. */
static struct jf_db *db, *bulk_db;
static char db_path[64], bulk_path[72];

static void remove_db(void)
{
    jf_db_close(bulk_db);
    jf_db_close(db);
    unlink(bulk_path);
    unlink(db_path);
}

static void open_db(const char *path, enum jf_db_mode mode, struct jf_db **out)
{
    struct jf_error err = { .status = JF_OK };
    promise(jf_db_open(path, mode, out, &err) == JF_OK, err.message);
    promise(jf_db_script(*out, "PRAGMA locking_mode = EXCLUSIVE", &err) == JF_OK, err.message);
    promise(jf_db_views(*out, &err) == JF_OK, err.message); /* else they would go with each dry run, and come again */
}

static void copy_db(void)
{
    struct jf_str bytes = JF_STR_INIT;
    struct jf_error err = { .status = JF_OK };
    promise(jf_file_read(db_path, 64u << 20, &bytes, &err) == JF_OK, err.message);
    FILE *copy = fopen(bulk_path, "wb");
    promise(copy && fwrite(bytes.data, 1, bytes.len, copy) == bytes.len && fclose(copy) == 0, "a second database");
    jf_str_release(&bytes);
}

static struct jf_casework_import casework = { .actor = "fuzz" };

/* As the program imports: steps of petitions, lists of payments and inspections are read, too. */
static const struct jf_intake_options usual = {
    .actor = "fuzz", .accept = jf_casework_accept_import, .accept_arg = &casework, .accept_kinds = jf_casework_kinds
};

static void import_known(const char *path)
{
    struct jf_error err = { .status = JF_OK };
    struct jf_intake_result result;
    promise(jf_intake_file(db, path, &usual, &result, &err) == JF_OK && result.outcome != JF_INTAKE_REFUSED, path);
}

static void import_all(const char *pattern, size_t most)
{
    glob_t found = { .gl_pathc = 0 };
    promise(glob(pattern, 0, NULL, &found) == 0, pattern);
    for (size_t i = 0; i < found.gl_pathc && i < most; i++)
        import_known(found.gl_pathv[i]);
    globfree(&found);
}

/* The kinds that come before it, to which it may refer; of the kind itself some, so that keys both new and known come.
 */
static void start_db(const char *kind)
{
    enum { SOME = 2, ALL = 100 };
    char pattern[64];
    start_file(kind);
    jf_day_set_today("2005-07-10");
    snprintf(db_path, sizeof db_path, "%s/jianfu-fuzz-%ld.db", access("/dev/shm", W_OK) == 0 ? "/dev/shm" : "/tmp",
             (long)getpid());
    snprintf(bulk_path, sizeof bulk_path, "%s.bulk", db_path);
    open_db(db_path, JF_DB_CREATE, &db);
    casework.db = db;
    atexit(remove_db);
    import_all("fixtures/rulebook/*.xml", ALL);
    import_all("fixtures/county/[01]0-*.xml", ALL);
    bool reached = false;
    for (const struct jf_kind_info *k = jf_kinds(); k->name && !reached; k++) {
        reached = kind && strcmp(kind, k->name) == 0;
        snprintf(pattern, sizeof pattern, "fixtures/xml/%s/valid/*.xml", k->name);
        import_all(pattern, reached ? SOME : ALL);
    }
    jf_db_close(db); /* with it its log goes into the file */
    copy_db();
    open_db(db_path, JF_DB_WRITE, &db);
    open_db(bulk_path, JF_DB_WRITE, &bulk_db);
}

struct told {
    struct jf_intake_result result;
    int faults;
};

static void count_fault(void *arg, const struct jf_diag *d)
{
    struct told *told = arg;
    told->faults++;
    promise(*d->code && *d->message, "a fault has a code and a message");
    promise(jf_utf8_valid(d->message, strlen(d->message), NULL), "a message is UTF-8");
}

static struct told import(enum jf_intake_pace pace, bool quarantine)
{
    struct told told = { .faults = 0 };
    struct jf_error err = { .status = JF_OK };
    struct jf_intake_options o = usual;
    o.dry_run = true;
    o.pace = pace;
    o.quarantine = quarantine;
    o.diag = count_fault;
    o.diag_arg = &told;
    casework.db = pace == JF_INTAKE_BULK ? bulk_db : db;
    promise(jf_intake_file(casework.db, input_path, &o, &told.result, &err) == JF_OK, err.message);
    const struct jf_intake_result *r = &told.result;
    promise(r->outcome == JF_INTAKE_ALREADY || r->outcome == JF_INTAKE_REFUSED ||
                r->read == r->stored + r->unchanged + r->superseding + r->quarantined,
            "the counts add up");
    promise((r->outcome == JF_INTAKE_REFUSED) <= (told.faults > 0), "a refusal says why");
    return told;
}

/* A number that is the same for the same input. */
NOT_FOLLOWED static unsigned lot_of(const uint8_t *bytes, size_t len)
{
    unsigned lot = 0;
    for (size_t i = 0; i < len; i++)
        lot = lot * 31 + bytes[i];
    return lot;
}

/* In bulk at least what is accepted, for there the two ways could part; beside that and quarantine only some inputs, so
 * that more of them can be tried: both cost ten times what reading with care does. */
static void take_intake(const uint8_t *bytes, size_t len)
{
    enum { SOME = 32 };
    unsigned lot = lot_of(bytes, len);
    put_file(bytes, len);
    struct told careful = import(JF_INTAKE_CAREFUL, false);
    if (careful.result.outcome == JF_INTAKE_REFUSED && lot % SOME == 1)
        import(JF_INTAKE_CAREFUL, true);
    if (careful.result.outcome == JF_INTAKE_REFUSED && lot % SOME > 0)
        return;
    struct told bulk = import(JF_INTAKE_BULK, false);
    promise(careful.result.outcome == bulk.result.outcome && careful.faults == bulk.faults &&
                careful.result.stored == bulk.result.stored && careful.result.sum_fen == bulk.result.sum_fen,
            "with care and in bulk the same");
}

static enum jf_status look_at_line(void *arg, const struct jf_why_line *line, struct jf_error *err)
{
    (void)arg;
    (void)err;
    promise(line->label && line->text, "a line has its texts");
    return JF_OK;
}

static void take_why(const uint8_t *bytes, size_t len)
{
    char *text = as_text(bytes, len);
    struct jf_error err = { .status = JF_OK };
    enum jf_status status =
        jf_why(db, text, &(struct jf_why_options){ .lang = "zh", .limit = 5 }, look_at_line, NULL, &err);
    promise(status == JF_OK || ((status == JF_USAGE || status == JF_NOT_FOUND) && *err.message),
            "a question is answered, or refused with a reason");
    free(text);
}

/* ---- the table ---- */

static const struct fuzz_target fuzz_targets[] = {
    { "figure", NULL, take_figure, false },
    { "day", NULL, take_day, false },
    { "money", NULL, take_money, false },
    { "options", NULL, take_options, false },
    { "docno", NULL, take_docno, false },
    { "rule", NULL, take_rule, false },
    { "template", NULL, take_template, false },
    { "hint", NULL, take_hint, false },
    { "why", start_db, take_why, false },
    { "csv", start_file, take_csv, false },
    { "text", NULL, take_text, false },
    { "intake", start_db, take_intake, true },
    { .name = NULL },
};

void fuzz_print_names(void)
{
    for (const struct fuzz_target *t = fuzz_targets; t->name; t++)
        if (!t->each_kind)
            puts(t->name);
        else
            for (const struct jf_kind_info *k = jf_kinds(); k->name; k++)
                printf("%s-%s\n", t->name, k->name);
}

static bool is_named(const struct fuzz_target *t, const char *name, const char **kind)
{
    size_t len = strlen(t->name);
    *kind = t->each_kind && strncmp(name, t->name, len) == 0 && name[len] == '-' ? name + len + 1 : NULL;
    return t->each_kind ? *kind && jf_kind_schema(*kind, 0) : strcmp(name, t->name) == 0;
}

const struct fuzz_target *fuzz_begin(const char *name)
{
    const char *kind = NULL;
    const struct fuzz_target *t = fuzz_targets;
    while (t->name && !is_named(t, name, &kind))
        t++;
    if (!t->name)
        return NULL;
    if (t->start)
        t->start(kind);
    return t;
}
