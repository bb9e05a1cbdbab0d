/* why.c - answers `why`: a reference is found by its kind, then the sections of that kind are told, each a statement of
 * src/sql/why.sql. A new kind is a row in the table of kinds and its statements. Must not print.
 */
#include "jianfu/docno.h"
#include "jianfu/why.h"
#include "internal.h"

#include "jianfu/mask.h"
#include "jianfu/money.h"

#include <string.h>

struct section {
    const char *title;     /* word of the group section */
    const char *statement; /* NULL ends the list */
    bool list;             /* each row on one line */
};

struct kind {
    const char *prefix;
    const char *find;    /* statement that gives the number for :key */
    const char *subject; /* kind of the subject for why.find-subject; NULL for others */
    struct section sections[9];
};

#define RECORDS                                                                                                        \
    {                                                                                                                  \
        "records", "why.subject-records", false                                                                        \
    }
#define SUBJECT "why.find-subject"

static const struct kind kinds[] = {
    { "finding",
      "why.find-finding",
      NULL,
      { { "finding", "why.finding", false },
        { "rule", "why.finding-rule", false },
        { "standard", "why.finding-standard", false },
        { "record", "why.finding-record", false },
        { "remedies", "why.finding-remedies", true },
        { "finding-orders", "why.finding-orders", true },
        { "cases", "why.finding-cases", true },
        { "refunds", "why.finding-refunds", true } } },
    { "case",
      "why.find-case",
      NULL,
      { { "case", "why.case", false },
        { "steps", "why.case-steps", true },
        { "case-refunds", "why.case-refunds", true },
        { "remedies", "why.case-remedies", true },
        { "unit-findings", "why.case-findings", true },
        RECORDS } },
    { "refund",
      "why.find-refund",
      NULL,
      { { "refund", "why.refund", false },
        { "refund-basis", "why.refund-basis", true },
        { "debtor-findings", "why.refund-findings", true },
        { "order", "why.refund-order", false },
        { "record", "why.refund-record", false },
        { "payments", "why.refund-payments", true },
        { "remainders", "why.refund-remainders", true } } },
    { "remedy",
      "why.find-remedy",
      NULL,
      { { "remedy", "why.remedy", false },
        { "remedy-case", "why.remedy-case", true },
        { "remedy-findings", "why.remedy-findings", true },
        { "remedy-about", "why.remedy-about", true },
        { "remedy-steps", "why.remedy-steps", true } } },
    { "notice",
      SUBJECT,
      "notice",
      { { "notice", "why.notice", false },
        { "lines", "why.notice-lines", true },
        RECORDS,
        { "findings", "why.subject-findings", true },
        { "remedies", "why.subject-remedies", true },
        { "cases", "why.paper-cases", true },
        { "refunds", "why.paper-refunds", true } } },
    { "school-charge",
      SUBJECT,
      "school-charge",
      { { "school-charge", "why.school-charge", false },
        { "lines", "why.school-charge-lines", true },
        RECORDS,
        { "findings", "why.subject-findings", true },
        { "remedies", "why.subject-remedies", true },
        { "cases", "why.paper-cases", true },
        { "refunds", "why.paper-refunds", true } } },
    { "subscription",
      SUBJECT,
      "subscription",
      { { "subscription", "why.subscription", false },
        { "lines", "why.subscription-lines", true },
        RECORDS,
        { "findings", "why.subject-findings", true },
        { "remedies", "why.subject-remedies", true },
        { "cases", "why.paper-cases", true },
        { "refunds", "why.paper-refunds", true } } },
    { "proposal",
      SUBJECT,
      "proposal",
      { { "proposal", "why.proposal", false },
        { "lines", "why.proposal-lines", true },
        { "spendings", "why.proposal-spendings", true },
        { "gifts", "why.proposal-gifts", true },
        RECORDS,
        { "findings", "why.subject-findings", true } } },
    { "village-account",
      SUBJECT,
      "village-account",
      { { "village-account", "why.village-account", false },
        { "lines", "why.village-account-lines", true },
        RECORDS,
        { "findings", "why.subject-findings", true },
        { "remedies", "why.subject-remedies", true },
        { "cases", "why.paper-cases", true },
        { "refunds", "why.paper-refunds", true } } },
    { "card-issue", SUBJECT, "card-issue", { { "card-issue", "why.card-issue", false }, RECORDS } },
    { "publicity",
      SUBJECT,
      "publicity",
      { { "publicity", "why.publicity", false }, { "papers", "why.publicity-papers", true }, RECORDS } },
    { "accountability",
      SUBJECT,
      "accountability",
      { { "accountability", "why.accountability", false },
        { "grounds", "why.accountability-grounds", true },
        { "reports", "why.accountability-reports", true },
        { "persons", "why.accountability-persons", true },
        RECORDS,
        { "findings", "why.subject-findings", true } } },
    { "nil-report", SUBJECT, "nil-report", { { "nil-report", "why.nil-report", false }, RECORDS } },
    { "inspection",
      SUBJECT,
      "inspection",
      { { "inspection", "why.inspection", false },
        { "inspection-visits", "why.inspection-visits", true },
        { "problems", "why.inspection-problems", true } } },
    { "inspection-visit",
      SUBJECT,
      "inspection-visit",
      { { "inspection-visit", "why.inspection-visit", false },
        { "inspection-answers", "why.inspection-answers", true },
        { "inspection-payments", "why.inspection-payments", true },
        RECORDS,
        { "problems", "why.visit-problems", true },
        { "findings", "why.subject-findings", true } } },
    { "problem",
      SUBJECT,
      "problem",
      { { "problem", "why.problem", false }, { "remedies", "why.subject-remedies", true } } },
    { "arrear",
      SUBJECT,
      "arrear",
      { { "arrear", "why.arrear", false },
        { "lines", "why.arrear-owed", true },
        { "arrear-payments", "why.arrear-payments", true },
        RECORDS,
        { "findings", "why.subject-findings", true } } },
    { "arrears",
      "why.find-place",
      NULL,
      { { "arrears", "why.arrears-sum", true }, { "records-of", "why.arrears-entries", true } } },
    { "levy",
      "why.find-levy",
      NULL,
      { { "levy", "why.levy-sum", false },
        { "findings", "why.levy-found", true },
        { "finding-orders", "why.levy-orders", true } } },
    { "transfer-allocation",
      SUBJECT,
      "transfer-allocation",
      { { "transfer-allocation", "why.allocation", false },
        { "transfer-payment", "why.allocation-payments", true },
        { "transfer-use", "why.allocation-uses", true },
        RECORDS,
        { "findings", "why.subject-findings", true } } },
    { "transfer-payment",
      SUBJECT,
      "transfer-payment",
      { { "transfer-payment", "why.transfer-payment", false },
        RECORDS,
        { "findings", "why.subject-findings", true } } },
    { "transfer-use",
      SUBJECT,
      "transfer-use",
      { { "transfer-use", "why.transfer-use", false }, RECORDS, { "findings", "why.subject-findings", true } } },
    { "transfers", "why.find-transfers", NULL, { { "transfer-allocation", "why.transfers", true } } },
    { "village",
      "why.find-village",
      NULL,
      { { "division", "why.division", false }, { "notice", "why.village-charges", true } } },
    { "division", SUBJECT, "division", { { "division", "why.division", false }, RECORDS } },
    { "unit",
      SUBJECT,
      "unit",
      { { "unit", "why.unit", false },
        RECORDS,
        { "findings", "why.unit-findings", true },
        { "remedies", "why.unit-remedies", true } } },
    { "household", SUBJECT, "household", { { "household", "why.household", false }, RECORDS } },
    { "document",
      SUBJECT,
      "document",
      { { "document", "why.document", false }, RECORDS, { "standards", "why.document-standards", true } } },
    { "item",
      SUBJECT,
      "item",
      { { "item", "why.item", false }, RECORDS, { "standards", "why.item-standards", true } } },
    { "standard",
      SUBJECT,
      "standard",
      { { "standard", "why.standard", false }, RECORDS, { "findings", "why.standard-findings", true } } },
    { "batch",
      "why.find-batch",
      NULL,
      { { "batch", "why.batch", false },
        { "diagnostics", "why.batch-diagnostics", true },
        { "findings", "why.batch-findings", true } } },
    { "rule",
      "why.find-rule",
      NULL,
      { { "rule", "why.rule", false },
        { "reasons", "why.rule-reasons", true },
        { "findings", "why.rule-findings", true } } },
    { "run", "why.find-run", NULL, { { "run", "why.run", false }, { "rules", "why.run-rules", true } } },
    { "event", "why.find-event", NULL, { { "event", "why.event", false } } },
    { "system", "why.find-system", NULL, { { "system", "why.system", false } } },
};
enum { KINDS = sizeof kinds / sizeof *kinds };

struct teller {
    struct jf_db *db;
    const struct jf_why_options *options;
    jf_why_fn *each;
    void *arg;
    struct jf_str label, text;
};

static enum jf_status tell(struct teller *t, int depth, const char *label, const char *text, const char *ref,
                           struct jf_error *err)
{
    struct jf_why_line line = { depth, label, text, ref };
    return t->each(t->arg, &line, err);
}

static const char *word(struct teller *t, struct jf_str *out, const char *group, const char *code)
{
    jf_str_clear(out);
    jf_report_word(out, group, code, t->options->lang);
    return out->data;
}

static enum jf_status tell_section(struct teller *t, const char *title, struct jf_error *err)
{
    return tell(t, 0, word(t, &t->label, "section", title), "", NULL, err);
}

/* ---- rows ---- */

/* The value of a column by its type, appended. */
static void add_value(struct teller *t, struct jf_stmt *st, int column, const char *type)
{
    const char *text = jf_col_text(st, column);
    if (!type || jf_streq(type, "number"))
        jf_str_add(&t->text, text);
    else if (jf_streq(type, "money"))
        jf_money_add_grouped(&t->text, jf_col_int(st, column));
    else if (jf_streq(type, "mask") && !t->options->names)
        jf_mask_name(&t->text, text);
    else if (jf_streq(type, "said") && !t->options->names)
        jf_mask_text(&t->text, text, &(const struct jf_secrets){ NULL, NULL, NULL });
    else if (jf_streq(type, "mask") || jf_streq(type, "said"))
        jf_str_add(&t->text, text);
    else
        jf_report_word(&t->text, type, text, t->options->lang);
}

/* LABEL:TYPE -> the label as a word in t->label; the type or NULL. */
static const char *read_head(struct teller *t, const char *name)
{
    char code[64];
    size_t len = strcspn(name, ":");
    copy_text(code, len + 1 < sizeof code ? len + 1 : sizeof code, name);
    word(t, &t->label, "why", code);
    return name[len] ? name + len + 1 : NULL;
}

static bool is_ref(const char *name)
{
    return jf_streq(name, "ref");
}

static enum jf_status tell_fields(struct teller *t, struct jf_stmt *st, struct jf_error *err)
{
    enum jf_status status = JF_OK;
    for (int i = 0; i < jf_stmt_columns(st) && status == JF_OK; i++) {
        const char *name = jf_stmt_column_name(st, i);
        if (is_ref(name) || jf_col_null(st, i))
            continue;
        const char *type = read_head(t, name);
        jf_str_clear(&t->text);
        add_value(t, st, i, type);
        status = jf_str_check(&t->text, err);
        if (status == JF_OK && t->text.len)
            status = tell(t, 1, t->label.data, t->text.data, NULL, err);
    }
    const char *ref = jf_col_text(st, jf_stmt_column(st, "ref"));
    return status == JF_OK && ref ? tell(t, 1, "", "", ref, err) : status;
}

/* All columns on one line; amounts carry their label, other values speak for themselves. */
static enum jf_status tell_row(struct teller *t, struct jf_stmt *st, struct jf_error *err)
{
    jf_str_clear(&t->text);
    for (int i = 0; i < jf_stmt_columns(st); i++) {
        const char *name = jf_stmt_column_name(st, i);
        if (is_ref(name) || jf_col_null(st, i))
            continue;
        const char *type = read_head(t, name);
        if (t->text.len)
            jf_str_add(&t->text, "  ");
        if (jf_streq(type, "money") || jf_streq(type, "number") || jf_col_is_int(st, i)) {
            jf_str_add(&t->text, t->label.data);
            jf_str_addc(&t->text, ' ');
        }
        add_value(t, st, i, type);
    }
    enum jf_status status = jf_str_check(&t->text, err);
    return status == JF_OK ? tell(t, 1, "", t->text.data, jf_col_text(st, jf_stmt_column(st, "ref")), err) : status;
}

static enum jf_status tell_left_out(struct teller *t, int64_t count, struct jf_error *err)
{
    if (count <= 0)
        return JF_OK;
    jf_str_clear(&t->text);
    jf_str_addf(&t->text,
                dngettext(JF_DOMAIN, "... and %lld more row (--all shows it)",
                          "... and %lld more rows (--all shows them)", (unsigned long)count),
                (long long)count);
    return tell(t, 1, "", t->text.data, NULL, err);
}

static bool wants_key(struct jf_stmt *st)
{
    for (int i = 1; i <= jf_stmt_param_count(st); i++)
        if (jf_streq(jf_stmt_param_name(st, i), ":key"))
            return true;
    return false;
}

static enum jf_status open_section(struct teller *t, const struct section *s, int64_t id, const char *key,
                                   struct jf_stmt **out, struct jf_error *err)
{
    struct jf_stmt *st = NULL;
    *out = NULL;
    enum jf_status status = jf_stmt_get(t->db, s->statement, &st, err);
    if (status != JF_OK)
        return status;
    bool with_key = wants_key(st);
    jf_stmt_done(st); /* was only asked for its parameters */
    if (with_key)
        return jf_db_query(t->db, s->statement, JF_ARGS(JF_INT(":id", id), JF_TEXT(":key", key)), out, err);
    return jf_db_query(t->db, s->statement, JF_ARGS(JF_INT(":id", id)), out, err);
}

/* One section: its title and rows; nothing at all when there are none. */
static enum jf_status tell_rows(struct teller *t, const struct section *s, int64_t id, const char *key,
                                struct jf_error *err)
{
    struct jf_stmt *st = NULL;
    enum jf_status status = open_section(t, s, id, key, &st, err);
    int64_t rows = 0;
    while (jf_stmt_row(st, &status, err)) {
        if (rows++ == 0)
            status = tell_section(t, s->title, err);
        if (status == JF_OK && (!t->options->limit || rows <= t->options->limit))
            status = s->list ? tell_row(t, st, err) : tell_fields(t, st, err);
    }
    jf_stmt_done(st);
    return status == JF_OK && t->options->limit ? tell_left_out(t, rows - t->options->limit, err) : status;
}

/* ---- figures ---- */

static enum jf_status tell_figure_row(void *arg, const struct jf_figure_row *row, struct jf_error *err)
{
    struct teller *t = arg;
    jf_str_clear(&t->text);
    struct jf_value value = { .type = row->type, .known = row->known, .number = row->value };
    jf_value_add_text(&t->text, &value);
    if (row->label) {
        jf_str_add(&t->text, "  ");
        jf_str_add(&t->text, row->label);
    }
    enum jf_status status = jf_str_check(&t->text, err);
    return status == JF_OK ? tell(t, 1, "", t->text.data, row->ref, err) : status;
}

/* Rows up to the limit are told; how many there are is known by then, so the others are not even read. */
struct limited {
    struct teller *teller;
    int64_t rows;
    int64_t most;
};

static enum jf_status tell_limited(void *arg, const struct jf_figure_row *row, struct jf_error *err)
{
    struct limited *l = arg;
    enum jf_status status = tell_figure_row(l->teller, row, err);
    return status == JF_OK && ++l->rows == l->most ? JF_STOPPED : status;
}

static enum jf_status tell_figure_rows(struct teller *t, const struct jf_figure_ref *ref, int64_t rows,
                                       struct jf_error *err)
{
    int64_t limit = t->options->limit;
    struct limited limited = { t, 0, limit && limit < rows ? limit : rows };
    if (rows == 0)
        return JF_OK;
    enum jf_status status = jf_figure_rows(t->db, ref, tell_limited, &limited, err);
    if (status == JF_STOPPED && limited.rows == limited.most)
        status = JF_OK; /* by us */
    return status == JF_OK ? tell_left_out(t, rows - limited.rows, err) : status;
}

static enum jf_status tell_field(struct teller *t, const char *label, const char *text, struct jf_error *err)
{
    return *text ? tell(t, 1, word(t, &t->label, "why", label), text, NULL, err) : JF_OK;
}

static enum jf_status tell_figure_head(struct teller *t, const struct jf_figure_ref *ref,
                                       const struct jf_figure_info *info, int64_t *rows, struct jf_error *err)
{
    struct jf_value value = { .type = info->type };
    struct jf_str text = JF_STR_INIT;
    enum jf_status status = jf_figure_value(t->db, ref, &value.number, &value.known, rows, err);
    if (status == JF_OK)
        status = tell_section(t, "figure", err);
    if (status == JF_OK)
        status = tell_field(t, "meaning", jf_streq(t->options->lang, "en") ? info->en : info->zh, err);
    jf_value_add_text(&text, &value);
    if (status == JF_OK)
        status = tell_field(t, "value", text.data, err);
    if (status == JF_OK)
        status = tell_field(t, "query", info->source, err);
    jf_str_clear(&text);
    for (int i = 0; i < ref->arg_count; i++)
        jf_str_addf(&text, "%s%s=%s", i ? " " : "", ref->args[i].name, ref->args[i].value);
    if (status == JF_OK)
        status = tell_field(t, "arguments", text.data, err);
    jf_str_clear(&text);
    jf_str_addf(&text, "%lld", (long long)*rows);
    if (status == JF_OK)
        status = tell_field(t, "rows", text.data, err);
    jf_str_release(&text);
    return status;
}

static enum jf_status why_figure(struct teller *t, const char *text, struct jf_error *err)
{
    struct jf_figure_ref ref;
    const struct jf_figure_info *info = NULL;
    if (!jf_figure_ref_parse(text, false, &ref))
        return jf_error_set(err, JF_USAGE, _("'%s' is not a figure of a report"), text);
    if (!jf_figures(err))
        return JF_BUG;
    info = jf_figure_find(ref.name);
    if (!info) {
        jf_error_set(err, JF_NOT_FOUND, _("there is no figure '%s'"), ref.name);
        jf_error_hint(err, _("'jianfu report figures' lists them"));
        return JF_NOT_FOUND;
    }
    int64_t rows = 0;
    enum jf_status status = tell_figure_head(t, &ref, info, &rows, err);
    if (status == JF_OK)
        status = tell_section(t, "figure-rows", err);
    return status == JF_OK ? tell_figure_rows(t, &ref, rows, err) : status;
}

/* ---- finding what is meant ---- */

static const struct kind *kind_of(const char *prefix, size_t len)
{
    for (size_t i = 0; i < KINDS; i++)
        if (strlen(kinds[i].prefix) == len && memcmp(kinds[i].prefix, prefix, len) == 0)
            return &kinds[i];
    return NULL;
}

/* The number of the thing; 0 when there is none. The number of a paper may be written as people write it. */
static enum jf_status find(struct teller *t, const struct kind *k, const char *key, int64_t *id, struct jf_error *err)
{
    struct jf_docno number;
    if (strcmp(k->prefix, "document") == 0 && jf_docno_parse(key, &number))
        key = number.canonical;
    if (k->subject)
        return jf_db_int(t->db, k->find, JF_ARGS(JF_TEXT(":kind", k->subject), JF_TEXT(":key", key)), 0, id, err);
    return jf_db_int(t->db, k->find, JF_ARGS(JF_TEXT(":key", key)), 0, id, err);
}

static enum jf_status not_found(const char *ref, struct jf_error *err)
{
    jf_error_set(err, JF_NOT_FOUND, _("there is no '%s' in this database"), ref);
    jf_error_hint(err, _("a reference looks like finding:12, case:2005-014, refund:NUMBER, notice:UNIT/NO, batch:3 or "
                         "half-year/2005H1/petition.received"));
    return JF_NOT_FOUND;
}

static enum jf_status why_kind(struct teller *t, const struct kind *k, const char *ref, const char *key,
                               struct jf_error *err)
{
    int64_t id = 0;
    enum jf_status status = find(t, k, key, &id, err);
    if (status == JF_OK && id == 0)
        return not_found(ref, err);
    for (const struct section *s = k->sections; s->statement && status == JF_OK; s++)
        status = tell_rows(t, s, id, key, err);
    return status;
}

/* A reference without its prefix: tried as what people write most; it must fit exactly one. */
static enum jf_status why_plain(struct teller *t, const char *ref, struct jf_error *err)
{
    static const char *const tried[] = { "case", "refund", "remedy", "notice", "document" };
    const struct kind *fits = NULL;
    enum jf_status status = JF_OK;
    for (size_t i = 0; i < sizeof tried / sizeof *tried && status == JF_OK; i++) {
        const struct kind *k = kind_of(tried[i], strlen(tried[i]));
        int64_t id = 0;
        status = find(t, k, ref, &id, err);
        if (status != JF_OK || id == 0)
            continue;
        if (fits) {
            jf_error_set(err, JF_USAGE, _("'%s' may be a %s or a %s"), ref, fits->prefix, k->prefix);
            jf_error_hint(err, _("write %s:%s or %s:%s"), fits->prefix, ref, k->prefix, ref);
            return JF_USAGE;
        }
        fits = k;
    }
    if (status != JF_OK)
        return status;
    return fits ? why_kind(t, fits, ref, ref, err) : not_found(ref, err);
}

static bool is_report_figure(const char *ref)
{
    size_t len = strcspn(ref, "/");
    for (const struct jf_report_info *r = jf_reports(NULL); r && r->name; r++)
        if (strlen(r->name) == len && memcmp(r->name, ref, len) == 0)
            return true;
    return false;
}

static enum jf_status answer(struct teller *t, const char *ref, struct jf_error *err)
{
    if (is_report_figure(ref))
        return why_figure(t, ref, err);
    if ((*ref == 'F' || *ref == 'f') && ref[1] && !ref[1 + strspn(ref + 1, "0123456789")])
        return why_kind(t, kind_of("finding", 7), ref, ref + 1, err);
    size_t len = strcspn(ref, ":");
    if (!ref[len])
        return why_plain(t, ref, err);
    const struct kind *k = kind_of(ref, len);
    if (!k) {
        struct jf_str known = JF_STR_INIT;
        for (size_t i = 0; i < KINDS; i++)
            jf_str_addf(&known, "%s%s", i ? ", " : "", kinds[i].prefix);
        jf_error_set(err, JF_USAGE, _("'%s' is not a kind of reference"), ref);
        jf_error_hint(err, _("the kinds are: %s"), known.data);
        jf_str_release(&known);
        return JF_USAGE;
    }
    return why_kind(t, k, ref, ref + len + 1, err);
}

enum jf_status jf_why(struct jf_db *db, const char *ref, const struct jf_why_options *options, jf_why_fn *each,
                      void *arg, struct jf_error *err)
{
    struct teller t = { .db = db, .options = options, .each = each, .arg = arg };
    jf_str_init(&t.label);
    jf_str_init(&t.text);
    enum jf_status status = jf_txn_snapshot(db, err);
    if (status == JF_OK) {
        status = answer(&t, ref, err);
        jf_txn_rollback(db);
    }
    jf_str_release(&t.label);
    jf_str_release(&t.text);
    return status;
}
