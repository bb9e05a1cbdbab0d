/* board.c - the posting that should hang at a unit (收费公示栏), as a paper. Must not know formats (renderers) nor
 * which standards govern (posting.c).
 *
 * The fields: what the Fujian notice of June 2001 on posting of fees and 计价格[2002]792号 ask for, and what boards of
 * other places showed (regulations.md section 3): unit, item, standard, unit of charge, basis with issuer and 文号,
 * scope, receipt, telephones, supervisor.
 */
#include "posting_words.h"

#include "jianfu/day.h"
#include "jianfu/office.h"

#include <string.h>

enum { COLUMNS_MOST = 7 }; /* of a table */

struct board {
    struct jf_db *db;
    const struct jf_board_request *request;
    struct jf_paper *paper;
    struct jf_posting posting;
    struct jf_office office;
    char *unit_name, *telephone, *place, *county;
    bool demonstration;
    struct jf_str text;
};

static const char *say(const struct board *b, const char *code)
{
    return jf_word("board", code, b->request->lang);
}

static void cell(struct board *b, const char *text)
{
    const struct jf_value value = { .type = JF_VALUE_TEXT, .known = text && *text, .text = text };
    jf_paper_cell(b->paper, &value);
}
/* What was built in b->text. */
static void cell_built(struct board *b)
{
    cell(b, b->text.data);
    jf_str_clear(&b->text);
}

static void paragraph(struct board *b, enum jf_paragraph kind, const char *text)
{
    jf_paper_paragraph(b->paper, kind);
    jf_paper_text(b->paper, text);
    jf_paper_paragraph_end(b->paper);
}

/* ---- what is read ---- */

static enum jf_status read_unit(struct board *b, struct jf_error *err)
{
    struct jf_stmt *st = NULL;
    enum jf_status status = jf_db_query(b->db, "posting.unit", JF_ARGS(JF_INT(":unit", b->request->unit_id)), &st, err);
    if (jf_stmt_row(st, &status, err)) {
        b->unit_name = jf_dup(jf_col_text(st, 1));
        b->telephone = jf_dup(jf_col_text(st, 3));
        b->place = jf_dup(jf_col_text(st, 4));
        b->county = jf_dup(jf_col_text(st, 5));
        b->demonstration = jf_col_int(st, 6) != 0;
        if (!b->unit_name || !b->place)
            status = jf_error_set(err, JF_NOMEM, _("out of memory"));
    } else if (status == JF_OK) {
        status = jf_error_set(err, JF_NOT_FOUND, _("the register has no such unit"));
    }
    jf_stmt_done(st);
    return status;
}

static enum jf_status read_all(struct board *b, struct jf_error *err)
{
    enum jf_status status = read_unit(b, err);
    if (status == JF_OK)
        status = jf_office_read(b->db, b->request->day, &b->office, NULL, err);
    return status == JF_OK
               ? jf_posting_of_unit(b->db, b->request->unit_id, b->request->day, b->request->all, &b->posting, err)
               : status;
}

/* ---- what is written ---- */

static void put_head(struct board *b)
{
    jf_str_addf(&b->text, "%s%s%s", b->unit_name, jf_starts(b->request->lang, "zh") ? "" : " - ", say(b, "title"));
    jf_paper_title(b->paper, b->text.data);
    jf_str_clear(&b->text);
    const char *format = say(b, "form");
    const char *at = strstr(format, "%s");
    jf_str_addn(&b->text, format, (size_t)(at - format));
    jf_str_add(&b->text, b->place);
    jf_str_add(&b->text, at + 2);
    jf_day_add_paper(&b->text, b->request->day, b->request->lang, false);
    paragraph(b, JF_PARAGRAPH_NOTE, b->text.data);
    jf_str_clear(&b->text);
}

/* What a line of the table says beyond its figure: school, grade, payers; the place and class of the county are the
 * unit's own. */
static void add_scope(struct jf_str *out, const struct jf_standard *s, const char *lang)
{
    struct jf_standard narrow = *s; /* texts are borrowed */
    narrow.county_class = narrow.division_code = narrow.division_name = narrow.unit_type = narrow.unit_code =
        narrow.unit_name = narrow.size_class = NULL;
    narrow.has_coastal = false;
    jf_standard_add_scope(out, &narrow, lang);
}

static void put_charge(struct board *b, const struct jf_standard *s)
{
    const char *lang = b->request->lang;
    jf_paper_row(b->paper, JF_ROW_BODY, NULL);
    cell(b, s->item_name);
    posting_add_figure(&b->text, s, lang);
    cell_built(b);
    cell(b, jf_word("unit", s->unit, lang));
    posting_add_basis(&b->text, s, true, lang);
    cell_built(b);
    add_scope(&b->text, s, lang);
    cell_built(b);
    cell(b, s->receipt_kind ? s->receipt_kind : say(b, "any-receipt"));
    posting_add_certainty(&b->text, s, lang);
    cell_built(b);
    jf_paper_row_end(b->paper);
}

/* Which of its three tables an item stands in. */
enum board_table { CHARGES, STOPS, GRANTS };

static enum board_table table_of(const struct jf_posting_item *item)
{
    return item->part == JF_POSTING_CHARGE ? CHARGES : item->part == JF_POSTING_GRANT ? GRANTS : STOPS;
}

static size_t count_in(const struct board *b, enum board_table table)
{
    size_t count = 0;
    for (size_t i = 0; i < b->posting.count; i++)
        count += table_of(&b->posting.items[i]) == table;
    return count;
}

/* The table of which the columns have these words; days stand in that of the word `stop-since`. */
static void begin_table(struct board *b, const char *name, const char *caption, const char *const *words, size_t count)
{
    struct jf_paper_column columns[COLUMNS_MOST];
    for (size_t i = 0; i < count; i++)
        columns[i] =
            (struct jf_paper_column){ .title = say(b, words[i]),
                                      .type = jf_streq(words[i], "stop-since") ? JF_VALUE_DAY : JF_VALUE_TEXT };
    jf_paper_table(b->paper,
                   &(struct jf_paper_table){
                       .name = name, .caption = caption, .columns = columns, .count = (int)count, .portrait = true });
}

static void put_charges(struct board *b)
{
    static const char *const words[] = { "item", "standard", "per", "basis", "scope", "receipt", "remarks" };
    if (!count_in(b, CHARGES)) {
        paragraph(b, JF_PARAGRAPH_BODY, say(b, "nothing"));
        return;
    }
    begin_table(b, "board", "", words, sizeof words / sizeof *words);
    for (size_t i = 0; i < b->posting.count; i++)
        if (table_of(&b->posting.items[i]) == CHARGES)
            put_charge(b, &b->posting.items[i].standard);
    jf_paper_table_end(b->paper);
}

static void put_stopped(struct board *b, const struct jf_posting_item *item)
{
    const struct jf_standard *s = &item->standard;
    bool over = item->part == JF_POSTING_ENDED;
    char day[JF_DAY_SIZE];
    int32_t number = 0;
    jf_paper_row(b->paper, JF_ROW_BODY, NULL);
    cell(b, s->item_name);
    cell(b, say(b, over ? "ended" : "cancelled"));
    if (over && jf_day_parse(s->valid_until, &number))
        jf_day_format(number + 1, day);
    else
        jf_str_addf(&b->text, "%s", s->valid_from);
    jf_paper_cell(b->paper,
                  &(struct jf_value){ .type = JF_VALUE_DAY, .known = true, .text = b->text.len ? b->text.data : day });
    jf_str_clear(&b->text);
    posting_add_basis(&b->text, s, true, b->request->lang);
    cell_built(b);
    posting_add_certainty(&b->text, s, b->request->lang);
    cell_built(b);
    jf_paper_row_end(b->paper);
}

static void put_stops(struct board *b)
{
    static const char *const words[] = { "stop-item", "stop-state", "stop-since", "stop-basis", "remarks" };
    if (!count_in(b, STOPS))
        return;
    begin_table(b, "stopped", say(b, "stopped"), words, sizeof words / sizeof *words);
    for (size_t i = 0; i < b->posting.count; i++)
        if (table_of(&b->posting.items[i]) == STOPS)
            put_stopped(b, &b->posting.items[i]);
    jf_paper_table_end(b->paper);
}

static void put_grant(struct board *b, const struct jf_standard *s)
{
    const char *lang = b->request->lang;
    jf_paper_row(b->paper, JF_ROW_BODY, NULL);
    cell(b, s->item_name);
    posting_add_figure(&b->text, s, lang);
    cell_built(b);
    cell(b, jf_word("unit", s->unit, lang));
    posting_add_basis(&b->text, s, true, lang);
    cell_built(b);
    add_scope(&b->text, s, lang);
    cell_built(b);
    posting_add_certainty(&b->text, s, lang);
    cell_built(b);
    jf_paper_row_end(b->paper);
}

static void put_grants(struct board *b)
{
    static const char *const words[] = { "grant-item",  "grant-standard", "grant-per",
                                         "grant-basis", "grant-scope",    "remarks" };
    if (!count_in(b, GRANTS))
        return;
    begin_table(b, "subsidies", say(b, "subsidies"), words, sizeof words / sizeof *words);
    for (size_t i = 0; i < b->posting.count; i++)
        if (table_of(&b->posting.items[i]) == GRANTS)
            put_grant(b, &b->posting.items[i].standard);
    jf_paper_table_end(b->paper);
}

static void form_row(struct board *b, const char *label, const char *text)
{
    jf_paper_row(b->paper, JF_ROW_BODY, NULL);
    cell(b, say(b, label));
    cell(b, text && *text ? text : "＿＿＿＿＿＿＿＿");
    jf_paper_row_end(b->paper);
}

static void put_foot(struct board *b)
{
    static const struct jf_paper_column columns[] = { { "", JF_VALUE_TEXT, false }, { "", JF_VALUE_TEXT, false } };
    jf_paper_table(b->paper, &(struct jf_paper_table){
                                 .name = "contact", .caption = "", .columns = columns, .count = 2, .form = true });
    form_row(b, "price-phone", "12358");
    form_row(b, "own-phone", b->telephone);
    if (b->office.name)
        jf_str_addf(&b->text, "%s　%s", b->office.name, b->office.telephone ? b->office.telephone : "＿＿＿＿＿＿＿＿");
    form_row(b, "supervisor", b->text.data);
    jf_str_clear(&b->text);
    form_row(b, "price-person", NULL);
    form_row(b, "maker", NULL);
    jf_paper_table_end(b->paper);
    paragraph(b, JF_PARAGRAPH_NOTE, say(b, "refuse"));
}

static enum jf_status write_paper(struct board *b, jf_sink_fn *sink, void *sink_arg, struct jf_error *err)
{
    const struct jf_paper_head head = {
        .title = b->unit_name, .lang = b->request->lang, .made = "jianfu " JF_VERSION, .sheet = JF_SHEET_BOARD
    };
    enum jf_status status = jf_paper_open(b->request->format, &head, sink, sink_arg, &b->paper, err);
    if (status != JF_OK)
        return status;
    put_head(b);
    put_charges(b);
    put_foot(b);
    put_stops(b);
    put_grants(b);
    if (jf_str_check(&b->text, err) != JF_OK) {
        jf_paper_abandon(b->paper);
        return JF_NOMEM;
    }
    return jf_paper_close(b->paper, err);
}

enum jf_status jf_board_write(struct jf_db *db, const struct jf_board_request *request, jf_sink_fn *sink,
                              void *sink_arg, struct jf_error *err)
{
    struct board b = { .db = db, .request = request };
    jf_str_init(&b.text);
    enum jf_status status = jf_txn_snapshot(db, err);
    if (status == JF_OK) {
        status = read_all(&b, err);
        if (status == JF_OK)
            status = write_paper(&b, sink, sink_arg, err);
        jf_txn_rollback(db);
    }
    jf_posting_release(&b.posting);
    jf_office_release(&b.office);
    jf_free(b.unit_name);
    jf_free(b.telephone);
    jf_free(b.place);
    jf_free(b.county);
    jf_str_release(&b.text);
    return status;
}
