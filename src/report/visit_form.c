/* visit_form.c - the forms for the visits of an inspection. What stands on them is data (words.tsv, the questions of
 * src/casework/inspection-questions.tsv, the rows of src/sql/inspection.sql); this file says in which order. Must not
 * know formats. */
#include "internal.h"

#include "jianfu/inspection.h"
#include "jianfu/mask.h"
#include "jianfu/money.h"
#include "jianfu/visit_form.h"
#include "jianfu/word.h"

#include <string.h>

enum { BLANK_ROWS = 2 /* left to write in */ };

struct forms {
    struct jf_db *db;
    struct jf_paper *paper;
    struct jf_inspection plan;
    const char *lang;
    bool names;
    int64_t written;
    int64_t question; /* number on the form */
};

static const char *label(const struct forms *f, const char *code)
{
    return jf_word("visit-form", code, f->lang);
}

static void text_cell(const struct forms *f, const char *text)
{
    const struct jf_value v = { .type = JF_VALUE_TEXT, .known = true, .text = text ? text : "" };
    jf_paper_cell(f->paper, &v);
}

static void value_cell(const struct forms *f, enum jf_value_type type, int64_t number, const char *text)
{
    const struct jf_value v = { .type = type, .known = true, .number = number, .text = text };
    jf_paper_cell(f->paper, &v);
}

static void note(const struct forms *f, const char *text)
{
    jf_paper_paragraph(f->paper, JF_PARAGRAPH_NOTE);
    jf_paper_text(f->paper, text);
    jf_paper_paragraph_end(f->paper);
}

/* Rows of empty cells, high enough for a pen. */
static void blank_rows(const struct forms *f, int columns)
{
    for (int i = 0; i < BLANK_ROWS; i++) {
        jf_paper_row(f->paper, JF_ROW_BODY, NULL);
        for (int c = 0; c < columns; c++)
            text_cell(f, "");
        jf_paper_row_end(f->paper);
    }
}

/* ---- head ---- */

struct head_row {
    const char *code, *text; /* text NULL: left out */
};

static void put_head(const struct forms *f, const struct head_row *rows)
{
    const struct jf_paper_column columns[] = { { "", JF_VALUE_TEXT, false }, { "", JF_VALUE_TEXT, false } };
    const struct jf_paper_table table = { NULL, "", columns, 2, .form = true };
    jf_paper_table(f->paper, &table);
    for (; rows->code; rows++)
        if (rows->text && *rows->text) {
            jf_paper_row(f->paper, JF_ROW_BODY, NULL);
            text_cell(f, label(f, rows->code));
            text_cell(f, rows->text);
            jf_paper_row_end(f->paper);
        }
    jf_paper_table_end(f->paper);
}

/* ---- charges on record ---- */

static enum jf_status put_charges(const struct forms *f, const char *payer, struct jf_error *err)
{
    const struct jf_paper_column columns[] = {
        { label(f, "day"), JF_VALUE_DAY, false },      { label(f, "charger"), JF_VALUE_TEXT, false },
        { label(f, "item"), JF_VALUE_TEXT, false },    { label(f, "amount"), JF_VALUE_MONEY, false },
        { label(f, "receipt"), JF_VALUE_TEXT, false }, { label(f, "said"), JF_VALUE_TEXT, true },
        { label(f, "shown"), JF_VALUE_TEXT, true },
    };
    const struct jf_paper_table table = { NULL, label(f, "charges"), columns, 7, .portrait = true };
    struct jf_stmt *st = NULL;
    int64_t rows = 0;
    enum jf_status status = jf_db_query(f->db, "inspection.form_charges", JF_ARGS(JF_TEXT(":payer", payer)), &st, err);
    jf_paper_table(f->paper, &table);
    for (; jf_stmt_row(st, &status, err); rows++) {
        jf_paper_row(f->paper, JF_ROW_BODY, NULL);
        value_cell(f, JF_VALUE_DAY, 0, jf_col_text(st, 0));
        text_cell(f, jf_col_text(st, 1));
        text_cell(f, jf_col_text(st, 2));
        value_cell(f, JF_VALUE_MONEY, jf_col_int(st, 3), NULL);
        text_cell(f, jf_col_text(st, 4));
        text_cell(f, "");
        text_cell(f, "");
        jf_paper_row_end(f->paper);
    }
    jf_stmt_done(st);
    blank_rows(f, 7);
    jf_paper_table_end(f->paper);
    if (status == JF_OK && !rows)
        note(f, label(f, "no-charges"));
    return status;
}

/* ---- what card and board should say ---- */

static void put_standard(const struct forms *f, const struct jf_stmt *st)
{
    struct jf_str basis = JF_STR_INIT, amount = JF_STR_INIT;
    if (!jf_col_null(st, 2))
        jf_money_add(&amount, jf_col_int(st, 2));
    jf_str_add(&amount, amount.len ? jf_word("unit", jf_col_text(st, 3), f->lang) : "—");
    jf_str_addf(&basis, "%s%s", jf_col_null(st, 4) ? "" : jf_col_text(st, 4),
                jf_col_int(st, 6) ? label(f, "demonstration") : "");
    jf_paper_row(f->paper, JF_ROW_BODY, NULL);
    text_cell(f, jf_col_text(st, 0));
    text_cell(f, amount.data);
    text_cell(f, basis.data);
    text_cell(f, "");
    text_cell(f, "");
    jf_paper_row_end(f->paper);
    jf_str_release(&basis);
    jf_str_release(&amount);
}

static enum jf_status put_standards(const struct forms *f, const char *village, struct jf_error *err)
{
    const struct jf_paper_column columns[] = {
        { label(f, "item"), JF_VALUE_TEXT, false },    { label(f, "standard"), JF_VALUE_TEXT, false },
        { label(f, "basis"), JF_VALUE_TEXT, false },   { label(f, "on-card"), JF_VALUE_TEXT, true },
        { label(f, "on-board"), JF_VALUE_TEXT, true },
    };
    const struct jf_paper_table table = { NULL, label(f, "standards"), columns, 5, .portrait = true };
    struct jf_stmt *st = NULL;
    int64_t rows = 0;
    enum jf_status status =
        jf_db_query(f->db, "inspection.form_standards",
                    JF_ARGS(JF_TEXT(":day", f->plan.until_on), JF_TEXT(":village", village)), &st, err);
    for (; jf_stmt_row(st, &status, err); rows++) {
        if (!rows)
            jf_paper_table(f->paper, &table);
        put_standard(f, st);
    }
    jf_stmt_done(st);
    if (rows)
        jf_paper_table_end(f->paper);
    else if (status == JF_OK)
        note(f, label(f, "no-standards"));
    return status;
}

/* ---- questions ---- */

static enum jf_status put_question(void *arg, const struct jf_inspection_question *q, struct jf_error *err)
{
    struct forms *f = arg;
    (void)err;
    jf_paper_row(f->paper, JF_ROW_BODY, NULL);
    value_cell(f, JF_VALUE_COUNT, ++f->question, NULL);
    text_cell(f, jf_streq(f->lang, "zh") ? q->zh : q->en);
    text_cell(f, jf_streq(q->kind, "choice") ? label(f, "choices") : "");
    text_cell(f, "");
    jf_paper_row_end(f->paper);
    return JF_OK;
}

static enum jf_status put_questions(struct forms *f, const char *form, struct jf_error *err)
{
    const struct jf_paper_column columns[] = {
        { label(f, "number"), JF_VALUE_COUNT, false },
        { label(f, "question"), JF_VALUE_TEXT, false },
        { label(f, "answer"), JF_VALUE_TEXT, false },
        { label(f, "remark"), JF_VALUE_TEXT, true },
    };
    const struct jf_paper_table table = { NULL, label(f, "questions"), columns, 4, .portrait = true };
    f->question = 0;
    jf_paper_table(f->paper, &table);
    enum jf_status status = jf_inspection_questions(form, put_question, f, err);
    jf_paper_table_end(f->paper);
    return status;
}

static void put_problems(const struct forms *f)
{
    const struct jf_paper_column columns[] = {
        { label(f, "found"), JF_VALUE_TEXT, false },
        { label(f, "amount"), JF_VALUE_TEXT, true },
        { label(f, "who"), JF_VALUE_TEXT, true },
        { label(f, "deadline"), JF_VALUE_TEXT, true },
    };
    const struct jf_paper_table table = { NULL, label(f, "problems"), columns, 4, .portrait = true };
    jf_paper_table(f->paper, &table);
    blank_rows(f, 4);
    jf_paper_table_end(f->paper);
    note(f, label(f, "sign"));
}

/* ---- one form ---- */

enum { PLACE, LEVEL, ABOVE, REASON, WHERE, HEAD, PERSONS, PUPILS, HOUSEHOLDS, UNIT };

static enum jf_status put_form(struct forms *f, const struct jf_stmt *st, struct jf_error *err)
{
    const char *level = jf_col_text(st, LEVEL);
    const bool household = jf_streq(level, "household"), village = jf_streq(level, "village");
    struct jf_str head = JF_STR_INIT, persons = JF_STR_INIT, pupils = JF_STR_INIT, households = JF_STR_INIT;
    if (!jf_col_null(st, HEAD) && f->names)
        jf_str_add(&head, jf_col_text(st, HEAD));
    else if (!jf_col_null(st, HEAD))
        jf_mask_name(&head, jf_col_text(st, HEAD));
    if (household && !jf_col_null(st, PERSONS)) {
        jf_str_addf(&persons, "%lld", (long long)jf_col_int(st, PERSONS));
        jf_str_addf(&pupils, "%lld", (long long)jf_col_int(st, PUPILS));
    }
    if (village)
        jf_str_addf(&households, "%lld", (long long)jf_col_int(st, HOUSEHOLDS));
    const struct head_row rows[] = { { "plan", f->plan.number },
                                     { "paper", f->plan.paper },
                                     { "subject", f->plan.title },
                                     { "place", jf_col_text(st, WHERE) },
                                     { "unit", jf_col_text(st, UNIT) },
                                     { "code", jf_col_text(st, PLACE) },
                                     { "reason", jf_word("gist", jf_col_text(st, REASON), f->lang) },
                                     { "head", head.data },
                                     { "persons", persons.data },
                                     { "pupils", pupils.data },
                                     { "households", households.data },
                                     { "newly-wed", village ? label(f, "ask-newly-wed") : NULL },
                                     { NULL, NULL } };
    jf_paper_annex(f->paper, jf_word("form", level, f->lang));
    put_head(f, rows);
    enum jf_status status = household ? put_charges(f, jf_col_text(st, PLACE), err) : JF_OK;
    if (status == JF_OK && (household || village))
        status = put_standards(f, household ? jf_col_text(st, ABOVE) : jf_col_text(st, PLACE), err);
    if (status == JF_OK)
        status = put_questions(f, level, err);
    put_problems(f);
    f->written++;
    struct jf_str *const texts[] = { &head, &persons, &pupils, &households };
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        jf_str_release(texts[i]);
    return status;
}

static enum jf_status put_forms(struct forms *f, const struct jf_visit_forms *r, struct jf_error *err)
{
    struct jf_stmt *st = NULL;
    enum jf_status status = jf_db_query(f->db, "inspection.form_places",
                                        JF_ARGS(JF_INT(":plan", r->plan_id), JF_TEXT(":place", r->place)), &st, err);
    while (jf_stmt_row(st, &status, err)) {
        status = put_form(f, st, err);
    }
    jf_stmt_done(st);
    if (status == JF_OK && !f->written && r->place) {
        status = jf_error_set(err, JF_NOT_FOUND, _("'%s' is not in the sample of inspection '%s'"), r->place,
                              f->plan.number);
        jf_error_hint(err, _("`jianfu inspection show %s` lists it; `jianfu inspection name` adds a place"),
                      f->plan.number);
    } else if (status == JF_OK && !f->written) {
        status = jf_error_set(err, JF_USAGE, _("inspection '%s' has no sample yet"), f->plan.number);
        jf_error_hint(err, _("`jianfu inspection sample %s --seed NUMBER` draws it"), f->plan.number);
    }
    return status;
}

static enum jf_status know_charges(const struct forms *f, const struct jf_visit_forms *r, struct jf_error *err)
{
    struct jf_period days;
    if (!jf_period_parse(f->plan.period, &days))
        return jf_error_set(err, JF_BUG, _("'%s' is not a period"), f->plan.period);
    enum jf_status status = jf_db_run(f->db, "inspection.forget_charges", NULL, err);
    return status == JF_OK ? jf_db_run(f->db, "inspection.charges",
                                       JF_ARGS(JF_INT(":plan", r->plan_id), JF_TEXT(":place", r->place),
                                               JF_TEXT(":from", days.from), JF_TEXT(":until", days.until)),
                                       err)
                           : status;
}

enum jf_status jf_visit_forms_write(struct jf_db *db, const struct jf_visit_forms *r, jf_sink_fn *sink, void *sink_arg,
                                    struct jf_error *err)
{
    struct forms f = { .db = db, .lang = jf_streq(r->lang, "en") ? "en" : "zh", .names = r->names };
    enum jf_status status = jf_paper_format(r->format, err);
    if (status == JF_OK)
        status = jf_db_views(db, err);
    if (status == JF_OK)
        status = jf_txn_snapshot(db, err);
    if (status != JF_OK)
        return status;
    status = jf_inspection_read(db, r->plan_id, &f.plan, err);
    if (status == JF_OK)
        status = know_charges(&f, r, err);
    if (status == JF_OK) {
        const struct jf_paper_head head = { .title = f.plan.title, .lang = f.lang, .made = "jianfu " JF_VERSION };
        status = jf_paper_open(r->format, &head, sink, sink_arg, &f.paper, err);
    }
    if (status == JF_OK) {
        status = put_forms(&f, r, err);
        enum jf_status end = jf_paper_close(f.paper, status == JF_OK ? err : NULL);
        status = status == JF_OK ? end : status;
    }
    jf_txn_rollback(db);
    jf_inspection_release(&f.plan);
    return status;
}
