/* transfer.c - the reconciliation sheet of transfer payments as calls of the document model. Its words stand in
 * words.tsv (groups sheet, purpose), its rows in funds.sql. Must not print.
 */
#include "jianfu/transfer.h"
#include "internal.h"

#include "jianfu/day.h"

#include <string.h>

enum { FIRST_SUM = 3, SUMS = 7, SHEET_COLUMNS = 2 + SUMS };

struct sheet {
    const struct jf_transfer_sheet *asked;
    struct jf_db *db;
    struct jf_paper *paper;
    int64_t township[SUMS], total[SUMS]; /* in the order of the columns */
    char name[256];                      /* of the township that is being added up */
    int rows, townships;
};

static const char *say(const struct sheet *s, const char *code)
{
    return jf_word("sheet", code, s->asked->lang);
}

static void paragraph(struct sheet *s, enum jf_paragraph kind, const char *text)
{
    jf_paper_paragraph(s->paper, kind);
    jf_paper_text(s->paper, text);
    jf_paper_paragraph_end(s->paper);
}

static void text_cell(struct sheet *s, enum jf_value_type type, const char *text, const char *ref)
{
    struct jf_value value = { .type = type, .known = text && *text, .text = text, .ref = ref };
    jf_paper_cell(s->paper, &value);
}

static struct jf_arg division_arg(const struct sheet *s)
{
    return JF_TEXT(":under", s->asked->division);
}

/* ---- what it is about ---- */

static enum jf_status tell_scope(struct sheet *s, struct jf_error *err)
{
    struct jf_str place = JF_STR_INIT, line = JF_STR_INIT;
    char today[JF_DAY_SIZE];
    bool found = true;
    enum jf_status status = JF_OK;
    if (s->asked->division)
        status = jf_db_text(s->db, "funds.place", JF_ARGS(JF_TEXT(":code", s->asked->division)), &place, &found, err);
    if (status == JF_OK && !found)
        status = jf_error_set(err, JF_NOT_FOUND, _("the register knows no place '%s'"), s->asked->division);
    jf_day_today(today);
    bool zh = jf_streq(s->asked->lang, "zh");
    const char *is = zh ? "：" : ": ", *gap = zh ? "　" : "  ";
    jf_str_addf(&line, "%s%s%s%s", say(s, "scope"), is, s->asked->division ? place.data : say(s, "all"), gap);
    jf_str_addf(&line, "%s%s", say(s, "year"), is);
    if (s->asked->year)
        jf_report_word(&line, "period", s->asked->year, s->asked->lang);
    else
        jf_str_add(&line, say(s, "all-years"));
    jf_str_addf(&line, "%s%s%s", gap, say(s, "until"), is);
    jf_day_add_paper(&line, today, s->asked->lang, false);
    jf_str_addf(&line, "%s%s", gap, say(s, "unit"));
    if (status == JF_OK)
        status = jf_str_check(&line, err);
    if (status == JF_OK)
        paragraph(s, JF_PARAGRAPH_NOTE, line.data);
    jf_str_release(&place);
    jf_str_release(&line);
    return status;
}

/* ---- the sums ---- */

static void begin_sums(struct sheet *s)
{
    static const char *const names[SHEET_COLUMNS] = { "place", "purpose", "allocated", "released", "reached",
                                                      "held",  "used",    "rest",      "balance" };
    struct jf_paper_column columns[SHEET_COLUMNS];
    for (int i = 0; i < SHEET_COLUMNS; i++)
        columns[i] = (struct jf_paper_column){ say(s, names[i]), i < 2 ? JF_VALUE_TEXT : JF_VALUE_MONEY, false };
    jf_paper_table(s->paper,
                   &(struct jf_paper_table){ "sums", "", columns, SHEET_COLUMNS, .portrait = true, .sums = true });
}

static void total_row(struct sheet *s, const char *label, const int64_t *sums)
{
    jf_paper_row(s->paper, JF_ROW_TOTAL, NULL);
    text_cell(s, JF_VALUE_TEXT, label, NULL);
    text_cell(s, JF_VALUE_TEXT, " ", NULL);
    for (int i = 0; i < SUMS; i++)
        jf_paper_cell(s->paper, &(struct jf_value){ .type = JF_VALUE_MONEY, .known = true, .number = sums[i] });
    jf_paper_row_end(s->paper);
}

static enum jf_status close_township(struct sheet *s, struct jf_error *err)
{
    struct jf_str label = JF_STR_INIT;
    if (s->rows == 0)
        return JF_OK;
    bool zh = jf_streq(s->asked->lang, "zh");
    jf_str_addf(&label, zh ? "%s%s" : "%s %s", zh ? s->name : say(s, "subtotal"), zh ? say(s, "subtotal") : s->name);
    enum jf_status status = jf_str_check(&label, err);
    if (status == JF_OK)
        total_row(s, label.data, s->township);
    jf_str_release(&label);
    memset(s->township, 0, sizeof s->township);
    s->townships++;
    return status;
}

static enum jf_status sums_row(struct sheet *s, struct jf_stmt *st, struct jf_error *err)
{
    const char *township = jf_col_text(st, jf_stmt_column(st, "township"));
    const char *ref = jf_col_text(st, jf_stmt_column(st, "ref"));
    enum jf_status status = JF_OK;
    if (s->rows > 0 && !jf_streq(township, s->name))
        status = close_township(s, err);
    if (status != JF_OK)
        return status;
    copy_text(s->name, sizeof s->name, township);
    if (s->rows++ == 0)
        begin_sums(s);
    jf_paper_row(s->paper, JF_ROW_BODY, NULL);
    text_cell(s, JF_VALUE_TEXT, jf_col_text(st, 0), ref);
    text_cell(s, JF_VALUE_TEXT, jf_word("purpose", jf_col_text(st, 1), s->asked->lang), NULL);
    for (int i = 0; i < SUMS; i++) {
        int64_t fen = jf_col_int(st, FIRST_SUM + i);
        jf_paper_cell(s->paper, &(struct jf_value){ .type = JF_VALUE_MONEY, .known = true, .number = fen, .ref = ref });
        s->township[i] += fen;
        s->total[i] += fen;
    }
    jf_paper_row_end(s->paper);
    return JF_OK;
}

static enum jf_status tell_sums(struct sheet *s, struct jf_error *err)
{
    struct jf_stmt *st = NULL;
    jf_paper_heading(s->paper, 1, say(s, "sums"));
    enum jf_status status =
        jf_db_query(s->db, "funds.sheet", JF_ARGS(division_arg(s), JF_TEXT(":year", s->asked->year)), &st, err);
    while (jf_stmt_row(st, &status, err)) {
        status = sums_row(s, st, err);
    }
    jf_stmt_done(st);
    if (status == JF_OK)
        status = close_township(s, err);
    if (status != JF_OK)
        return status;
    if (s->rows == 0) {
        paragraph(s, JF_PARAGRAPH_BODY, say(s, "nothing"));
        return JF_OK;
    }
    if (s->townships > 1)
        total_row(s, say(s, "total"), s->total);
    jf_paper_table_end(s->paper);
    paragraph(s, JF_PARAGRAPH_NOTE, say(s, "note"));
    return JF_OK;
}

/* ---- what is wrong ---- */

static enum jf_status tell_problems(struct sheet *s, struct jf_error *err)
{
    const struct jf_paper_column columns[] = { { say(s, "day"), JF_VALUE_DAY, false },
                                               { say(s, "evidence"), JF_VALUE_TEXT, false } };
    struct jf_stmt *st = NULL;
    int rows = 0;
    jf_paper_heading(s->paper, 1, say(s, "problems"));
    enum jf_status status = jf_db_query(s->db, "funds.sheet_problems",
                                        JF_ARGS(division_arg(s), JF_TEXT(":year", s->asked->year)), &st, err);
    while (jf_stmt_row(st, &status, err)) {
        if (rows++ == 0)
            jf_paper_table(s->paper, &(struct jf_paper_table){ "problems", "", columns, 2, .portrait = true });
        jf_paper_row(s->paper, JF_ROW_BODY, NULL);
        text_cell(s, JF_VALUE_DAY, jf_col_text(st, 0), NULL);
        text_cell(s, JF_VALUE_TEXT, jf_col_text(st, 1), jf_col_text(st, 2));
        jf_paper_row_end(s->paper);
    }
    jf_stmt_done(st);
    if (rows > 0)
        jf_paper_table_end(s->paper);
    else if (status == JF_OK)
        paragraph(s, JF_PARAGRAPH_BODY, say(s, "none"));
    return status;
}

static void tell_parties(struct sheet *s)
{
    static const char *const parties[] = { "finance", "township", "village" };
    const struct jf_paper_column columns[] = { { "", JF_VALUE_TEXT, false },
                                               { say(s, "signed"), JF_VALUE_TEXT, true } };
    jf_paper_heading(s->paper, 1, say(s, "parties"));
    jf_paper_table(s->paper, &(struct jf_paper_table){ "parties", "", columns, 2, .form = true });
    for (size_t i = 0; i < sizeof parties / sizeof *parties; i++) {
        jf_paper_row(s->paper, JF_ROW_HAND, NULL);
        text_cell(s, JF_VALUE_TEXT, say(s, parties[i]), NULL);
        text_cell(s, JF_VALUE_TEXT, say(s, "signed"), NULL);
        jf_paper_row_end(s->paper);
    }
    jf_paper_table_end(s->paper);
}

static enum jf_status tell(struct sheet *s, struct jf_error *err)
{
    jf_paper_title(s->paper, say(s, "title"));
    enum jf_status status = tell_scope(s, err);
    if (status == JF_OK)
        status = tell_sums(s, err);
    if (status == JF_OK)
        status = tell_problems(s, err);
    if (status == JF_OK)
        tell_parties(s);
    return status;
}

enum jf_status jf_transfer_sheet_write(struct jf_db *db, const struct jf_transfer_sheet *sheet, jf_sink_fn *sink,
                                       void *sink_arg, struct jf_error *err)
{
    struct sheet s = { .asked = sheet, .db = db };
    struct jf_paper_head head = { .title = say(&s, "title"), .lang = sheet->lang, .made = "jianfu " JF_VERSION };
    enum jf_status status = jf_paper_format(sheet->format, err);
    if (status == JF_OK)
        status = jf_db_views(db, err);
    if (status == JF_OK)
        status = jf_txn_snapshot(db, err);
    if (status != JF_OK)
        return status;
    status = jf_paper_open(sheet->format, &head, sink, sink_arg, &s.paper, err);
    if (status == JF_OK) {
        status = tell(&s, err);
        if (status == JF_OK)
            status = jf_paper_close(s.paper, err);
        else
            jf_paper_abandon(s.paper);
    }
    jf_txn_rollback(db);
    return status;
}
