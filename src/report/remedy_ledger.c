/* remedy_ledger.c - the ledger of rectification (整改台账) as a paper. Must not know formats. */
#include "internal.h"

#include "jianfu/audit.h"
#include "jianfu/remedy_ledger.h"
#include "jianfu/word.h"

#include <string.h>

struct ledger {
    struct jf_paper *paper;
    const struct jf_rules *rules;
    const char *lang;
    int64_t all, accepted, not_ordered, overdue;
};

static const char *label(const struct ledger *l, const char *code)
{
    return jf_word("remedy-ledger", code, l->lang);
}

static void cell(const struct ledger *l, enum jf_value_type type, int64_t number, const char *text)
{
    const struct jf_value v = {
        .type = type, .known = type == JF_VALUE_COUNT || (text && *text), .number = number, .text = text
    };
    jf_paper_cell(l->paper, &v);
}

/* The problem as it was found, else the titles of the rules, else the case or whatever it is about. */
static void add_problem(const struct ledger *l, const struct jf_remedy *r, struct jf_str *out)
{
    struct jf_str id = JF_STR_INIT;
    if (r->about_text)
        jf_str_add(out, r->about_text);
    for (const char *list = r->rules; list && *list;) {
        size_t part = strcspn(list, ",");
        jf_str_clear(&id);
        jf_str_addn(&id, list, part);
        const struct jf_rule *rule = jf_rules_find(l->rules, id.data);
        jf_str_addf(out, "%s%s", out->len ? (jf_streq(l->lang, "zh") ? "；" : "; ") : "",
                    rule ? jf_rule_title(rule, l->lang) : id.data);
        list += part + (list[part] == ',');
    }
    if (!out->len && r->category)
        jf_str_add(out, jf_word("category", r->category, l->lang));
    if (!out->len && r->about)
        jf_str_add(out, r->about);
    jf_str_release(&id);
}

/* What is to be done; where nothing is ordered yet, when the problem was found and its number, which the order names.
 */
static void add_task(const struct ledger *l, const struct jf_remedy *r, struct jf_str *out)
{
    if (r->text)
        jf_str_add(out, r->text);
    else
        jf_str_addf(out, "%s%s%s %s", r->found_on, jf_streq(l->lang, "zh") ? "" : " ", label(l, "found"),
                    r->about + strlen("problem:"));
}

static enum jf_status put_row(void *arg, const struct jf_remedy *r, struct jf_error *err)
{
    struct ledger *l = arg;
    struct jf_str problem = JF_STR_INIT, task = JF_STR_INIT;
    add_problem(l, r, &problem);
    add_task(l, r, &task);
    enum jf_status status = jf_str_check(&problem, err);
    if (status == JF_OK)
        status = jf_str_check(&task, err);
    bool done = jf_streq(r->state, "accepted") || jf_streq(r->state, "withdrawn");
    jf_paper_row(l->paper, JF_ROW_BODY, NULL);
    cell(l, JF_VALUE_TEXT, 0, r->number);
    cell(l, JF_VALUE_TEXT, 0, r->place);
    cell(l, JF_VALUE_TEXT, 0, r->unit_name ? r->unit_name : r->unit);
    cell(l, JF_VALUE_TEXT, 0, problem.data);
    cell(l, JF_VALUE_TEXT, 0, r->kind ? jf_word("remedy", r->kind, l->lang) : NULL);
    cell(l, JF_VALUE_TEXT, 0, task.data);
    cell(l, JF_VALUE_DAY, 0, r->deadline);
    cell(l, JF_VALUE_TEXT, 0, r->proof);
    cell(l, JF_VALUE_TEXT, 0, jf_word("remedy-state", r->state, l->lang));
    cell(l, JF_VALUE_COUNT, r->days_over, NULL);
    jf_paper_row_end(l->paper);
    l->all++;
    l->accepted += jf_streq(r->state, "accepted");
    l->not_ordered += !r->subject_id;
    l->overdue += !done && r->days_over > 0;
    jf_str_release(&problem);
    jf_str_release(&task);
    return status;
}

static void put_totals(const struct ledger *l)
{
    const struct {
        const char *code;
        int64_t number;
    } totals[] = {
        { "total", l->all }, { "accepted", l->accepted }, { "not-ordered", l->not_ordered }, { "overdue", l->overdue }
    };
    const bool zh = jf_streq(l->lang, "zh");
    jf_paper_paragraph(l->paper, JF_PARAGRAPH_BODY);
    for (size_t i = 0; i < sizeof totals / sizeof *totals; i++) {
        const struct jf_value v = { .type = JF_VALUE_COUNT, .known = true, .number = totals[i].number };
        if (i)
            jf_paper_text(l->paper, zh ? "，" : ", ");
        jf_paper_text(l->paper, label(l, totals[i].code));
        jf_paper_text(l->paper, zh ? "" : " ");
        jf_paper_value(l->paper, &v);
        jf_paper_text(l->paper, zh ? "项" : "");
    }
    jf_paper_text(l->paper, zh ? "。" : ".");
    jf_paper_paragraph_end(l->paper);
}

static enum jf_status put_ledger(struct ledger *l, struct jf_db *db, const struct jf_remedy_filter *filter,
                                 struct jf_error *err)
{
    const struct {
        const char *code;
        enum jf_value_type type;
    } heads[] = { { "number", JF_VALUE_TEXT },  { "place", JF_VALUE_TEXT },  { "unit", JF_VALUE_TEXT },
                  { "problem", JF_VALUE_TEXT }, { "remedy", JF_VALUE_TEXT }, { "text", JF_VALUE_TEXT },
                  { "deadline", JF_VALUE_DAY }, { "proof", JF_VALUE_TEXT },  { "state", JF_VALUE_TEXT },
                  { "over", JF_VALUE_COUNT } };
    enum { COLUMNS = sizeof heads / sizeof *heads };
    struct jf_paper_column columns[COLUMNS];
    for (size_t i = 0; i < COLUMNS; i++)
        columns[i] = (struct jf_paper_column){ label(l, heads[i].code), heads[i].type, false };
    const struct jf_paper_table table = { "remedies", "", columns, COLUMNS, .form = false };
    jf_paper_annex(l->paper, label(l, "title"));
    jf_paper_table(l->paper, &table);
    enum jf_status status = jf_remedy_list(db, filter, put_row, l, err);
    jf_paper_table_end(l->paper);
    put_totals(l);
    if (l->not_ordered) {
        jf_paper_paragraph(l->paper, JF_PARAGRAPH_NOTE);
        jf_paper_text(l->paper, label(l, "order"));
        jf_paper_paragraph_end(l->paper);
    }
    jf_paper_paragraph(l->paper, JF_PARAGRAPH_NOTE);
    jf_paper_text(l->paper, label(l, "sign"));
    jf_paper_paragraph_end(l->paper);
    return status;
}

enum jf_status jf_remedy_ledger_write(struct jf_db *db, const struct jf_remedy_ledger *r, jf_sink_fn *sink,
                                      void *sink_arg, struct jf_error *err)
{
    struct ledger l = { .lang = jf_streq(r->lang, "en") ? "en" : "zh" };
    struct jf_rules *rules = NULL;
    enum jf_status status = jf_paper_format(r->format, err);
    if (status == JF_OK)
        status = jf_rules_load(NULL, &rules, err);
    l.rules = rules;
    if (status == JF_OK)
        status = jf_txn_snapshot(db, err);
    if (status != JF_OK)
        goto out;
    const struct jf_paper_head head = { .title = label(&l, "title"), .lang = l.lang, .made = "jianfu " JF_VERSION };
    status = jf_paper_open(r->format, &head, sink, sink_arg, &l.paper, err);
    if (status == JF_OK) {
        status = put_ledger(&l, db, &r->filter, err);
        enum jf_status end = jf_paper_close(l.paper, status == JF_OK ? err : NULL);
        status = status == JF_OK ? end : status;
    }
    jf_txn_rollback(db);
out:
    jf_rules_free(rules);
    return status;
}
