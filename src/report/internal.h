/* internal.h - what the files of src/report share: parsed tables, parsed templates. Nobody else includes this. */
#ifndef JIANFU_REPORT_INTERNAL_H
#define JIANFU_REPORT_INTERNAL_H

#include "jianfu/i18n.h"
#include "jianfu/report.h"
#include "jianfu/tsv.h"
#include "jianfu/word.h"

/* Forget the titles of rules (word.c), the table of reports (catalogue.c). */
void rule_words_cleanup(void);
void catalogue_cleanup(void);

/* ---- figures (figure.c) ---- */

/* A statement with its arguments, as `report.petition class=direct` names them. */
struct source {
    char statement[64];
    struct jf_figure_ref args; /* only args and arg_count are used */
};
bool source_parse(const char *text, struct source *out);

/* The last day that counts for a period: its last day, or today while it is not over. False when it has not begun. */
bool period_until(const struct jf_period *period, char out[JF_DAY_SIZE]);
/* Make it the half-year after it, of a year or half-year; false for other periods. */
bool period_after(struct jf_period *period);

/* Begin the rows of a source for a period: :from, :until, :year and the arguments, fixed ones first. JF_USAGE when the
 * statement does not have an argument. */
enum jf_status source_query(struct jf_db *db, const struct source *source, const struct jf_figure_ref *ref,
                            struct jf_stmt **out, struct jf_error *err);

/* Does the statement have this parameter (":order")? */
bool statement_asks(struct jf_stmt *st, const char *name);
/* The same by names: of a statement, of a figure (of a quotient: both of its parts). */
bool statement_takes(struct jf_db *db, const char *statement, const char *arg);
bool figure_takes(struct jf_db *db, const char *figure, const char *arg);

/* Set an argument of a reference; false when it has no room. */
bool figure_ref_set(struct jf_figure_ref *ref, const char *name, const char *value);

/* Copy a text into an array of `size` bytes, cut when it is too long. */
void copy_text(char *out, size_t size, const char *text);

/* What a row adds to a figure of this type; false when it has no value. */
bool row_value(struct jf_stmt *st, enum jf_value_type type, int64_t *value);

/* The source of a figure that is not a quotient; false for a quotient or an unknown figure. */
bool figure_source(const struct jf_figure_info *info, struct source *out);

/* What a figure adds up to, and over how many rows. */
struct figure_total {
    int64_t value;
    int64_t rows;
};

/* Sums that figures share (sums.c): each statement is run once for all figures that need it. Good while the database
 * stands still (one snapshot); starts as zeros. */
struct sums {
    struct sum_list *lists;
    size_t count;
};
void sums_release(struct sums *sums);

/* The figure by the statement SOURCE.sums; *there false when that does not exist or cannot be narrowed as asked: then
 * the rows have to be added up. */
enum jf_status sums_value(struct jf_db *db, struct sums *sums, const struct jf_figure_info *info,
                          const struct jf_figure_ref *ref, struct figure_total *out, bool *there, struct jf_error *err);

/* jf_figure_value with sums shared between calls. */
enum jf_status figure_value(struct jf_db *db, struct sums *sums, const struct jf_figure_ref *ref, int64_t *value,
                            bool *known, int64_t *rows, struct jf_error *err);

/* ---- templates (template.c) ---- */
enum block_kind {
    BLOCK_TITLE,
    BLOCK_HEADING,
    BLOCK_ANNEX,
    BLOCK_PARAGRAPH,
    BLOCK_TABLE,
    BLOCK_FORM,
    BLOCK_CHART,
    BLOCK_FIGURES
};

enum condition_op { OP_EQ, OP_NE, OP_LT, OP_LE, OP_GT, OP_GE };
enum { NAME_SIZE = 40 }; /* bytes of a name, a format or a code in a template */
struct condition {
    char name[NAME_SIZE]; /* of a text: "" when the condition is about figures */
    char text[NAME_SIZE]; /* what it must be (OP_EQ) or not be (OP_NE) */
    struct jf_figure_ref left;
    enum condition_op op;
    bool compare_figure; /* right is a figure, else `number` */
    struct jf_figure_ref right;
    int64_t number;
};

enum column_what {
    COLUMN_KEY,
    COLUMN_FIGURE,
    COLUMN_TEXT,
    COLUMN_WORD,
    COLUMN_COUNT,
    COLUMN_MONEY,
    COLUMN_DAY,
    COLUMN_PERSON,     /* a name of a person: masked unless the paper may show names */
    COLUMN_HAND,       /* empty, or the column's text: to be filled in with a pen */
    COLUMN_SPAN,       /* the row's figure for this span; "" for the period itself */
    COLUMN_DIFFERENCE, /* the first span less the second */
};
enum { TABLE_COLUMNS = 14, TABLE_KEYS = 16 };

/* A row of a form, or of figures side by side. */
struct form_row {
    char *label;
    char *text;                  /* with placeholders */
    bool hand;                   /* room to write by hand */
    bool may;                    /* left out when its text is empty */
    struct jf_figure_ref figure; /* of a row of figures; without a name: only the label, which parts the rows */
    struct jf_figure_ref when;   /* the figure is known where this one is above zero; without a name: always */
};
struct column {
    char *title;
    enum column_what what;
    char *group; /* of words */
    char *name;  /* column of the statement */
    struct jf_figure_ref figure;
    bool no_total;
};

struct block {
    enum block_kind kind;
    int line;
    int level;               /* of a heading */
    enum jf_paragraph style; /* of a paragraph */
    bool joined;             /* a paragraph that goes on where the one before it ended */
    struct condition *conditions;
    int condition_count;
    char *text;  /* title, heading, paragraph, caption; with placeholders */
    char *name;  /* of a table or chart */
    bool tiles;  /* a chart of tiles */
    char *by;    /* column to group by */
    char *total; /* title of the closing row */
    char *none;  /* said in place of a table without rows; NULL: its head stands alone */
    struct source each;
    char *keys[TABLE_KEYS];
    int key_count;
    bool only_keys; /* no other groups */
    struct column *columns;
    int column_count;
    struct form_row *rows;
    int row_count;
};

struct template
{
    const char *name;
    struct block *blocks;
    size_t count;
    bool lists_figures; /* it has a BLOCK_FIGURES: figures in paragraphs link there */
};

/* `lang` says how the lines of a paragraph are joined: with a blank (en) or without (zh), and which version of a
 * template is used by `.use`. `names`, which ends with NULL, are those that {@name} may use; NULL takes any. */
enum jf_status template_parse(const char *name, const char *text, const char *lang, const char *const *names,
                              struct template *out, struct jf_error *err);
void template_release(struct template *t);

/* The next piece of a text with placeholders: plain text, {@name FORMAT} or {figure}. False at the end. */
enum piece_kind { PIECE_TEXT, PIECE_NAME, PIECE_FIGURE };
struct piece {
    enum piece_kind kind;
    const char *text;
    size_t len;
};
bool piece_next(const char **at, struct piece *out);

/* How a name is printed. */
enum name_format {
    FORMAT_PLAIN,
    FORMAT_DAY,      /* 2005年6月30日 */
    FORMAT_DATED,    /* the day of a paper: in Chinese numerals before 2012-07-01 */
    FORMAT_MONEY,    /* fen as 15,850.00 */
    FORMAT_CAPITALS, /* fen as 壹万伍仟捌佰伍拾元整 */
    FORMAT_COUNT,    /* 76,000 */
    FORMAT_SENTENCE, /* with a full stop at its end */
    FORMAT_CLAUSE,   /* without one */
    FORMAT_WORD,     /* by the word of its group */
};
/* "name", "name day", "name word GROUP". False when it is none such. */
struct name_ref {
    char name[NAME_SIZE];
    enum name_format format;
    char group[NAME_SIZE];
};
bool name_ref_parse(const char *text, size_t len, struct name_ref *out);

/* Names that {@name} of a report may use; ends with NULL. */
extern const char *const template_names[];

/* ---- the state of one paper being written (report.c, letter.c, writer.c) ---- */
struct known_figure {
    char *ref; /* short form */
    int64_t value;
    int64_t rows;
    bool known;
    bool listed; /* it stands in a paragraph */
};

struct writer {
    struct jf_db *db;
    const struct jf_report_request *request; /* of a report; NULL for a letter */
    const struct jf_arg *args;               /* of a letter: what its statements may ask for; NULL for a report */
    const char *narrow;                      /* what the report is about: an argument of statements; NULL: nothing */
    bool show_people;                        /* names of people stand in full */
    bool portrait;                           /* tables as in struct jf_paper_table */
    bool (*progress)(void *arg, int64_t done, int64_t total); /* parts of the template; may be NULL; false stops */
    void *progress_arg;
    const char *lang;
    struct template template;
    struct jf_paper *paper;
    const char *const *name_list; /* names of the texts, ends with NULL */
    struct jf_str *names;         /* the texts, in that order */
    struct known_figure *figures; /* every figure asked for so far, in the order of asking */
    size_t figure_count;
    bool in_paragraph; /* one was begun and not ended: a joined one may follow */
    struct sums sums;
    struct jf_error *err;
};

/* The words for a code in the paper's language, cleared first. */
const char *writer_word(struct writer *w, struct jf_str *out, const char *group, const char *code);

/* A figure, known or computed now; *out is good until the next call. */
enum jf_status writer_figure(struct writer *w, const struct jf_figure_ref *ref, struct known_figure **out);

/* Is the block printed? */
enum jf_status writer_wants(struct writer *w, const struct block *b, bool *wanted);

/* Append REPORT/PERIOD/ and the reference. */
void writer_full_ref(const struct writer *w, struct jf_str *out, const struct jf_figure_ref *ref);

/* The reference with report, period and subject of the paper. */
struct jf_figure_ref writer_place(const struct writer *w, const struct jf_figure_ref *ref);

/* The text of a name; "" when there is none such. */
const char *writer_name(const struct writer *w, const char *name);

/* Append a text with its names and figures put in, without links. */
enum jf_status writer_flat_text(struct writer *w, const char *text, struct jf_str *out);

/* The rows of a source: for the report's period, or with the letter's arguments. */
enum jf_status writer_query(struct writer *w, const struct source *source, struct jf_stmt **out);

/* Write all blocks of the template in a format (jf_paper_format). */
enum jf_status writer_write(struct writer *w, const char *format, jf_sink_fn *sink, void *sink_arg);

/* Free figures, sums and the template. Names belong to the caller. */
void writer_release(struct writer *w);

/* Append the day of a paper: GB/T 9704-2012 brought Arabic digits; before 2012-07-01 it stands in Chinese numerals. */
bool paper_is_old(const char *day);
void add_dated(struct jf_str *out, const char *day, const char *lang);

/* Tables and charts (table.c). */
enum jf_status write_list(struct writer *w, const struct block *b, const char *caption);
enum jf_status write_list_chart(struct writer *w, const struct block *b, const char *caption);
enum jf_status write_form(struct writer *w, const struct block *b, const char *caption);
enum jf_status write_matrix(struct writer *w, const struct block *b, const char *caption);
enum jf_status write_groups(struct writer *w, const struct block *b, const char *caption);
enum jf_status write_figures(struct writer *w, const char *caption);

#endif
