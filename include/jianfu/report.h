/* report.h - reports: figures out of named queries, templates that say what a paper says, and the writing of both.
 *
 * A report is a template file per language (src/templates/NAME.zh.txt, NAME.en.txt) whose figures stand in
 * src/templates/figures.tsv, each one a named statement of src/sql/report.sql with some arguments fixed. A further
 * report is two files and perhaps a query; nothing here is changed. Every renderer (paper.h) works at once.
 *
 * A figure is referred to as REPORT/PERIOD/NAME[;ARGUMENT=VALUE]..., as in half-year/2005H1/petition.received and
 * half-year/2005H1/finding.count;township=350199108000. Its value is the sum over exactly the rows that jf_figure_rows
 * gives. ;span=SPAN asks for other days: year (from 1 January on), before (the half-year or year before), last-year
 * (the same part of the year before), since (the half-year after it), first and second (half of the year).
 */
#ifndef JIANFU_REPORT_H
#define JIANFU_REPORT_H

#include "jianfu/day.h"
#include "jianfu/paper.h"
#include "jianfu/store.h"

/* ---- reports ---- */

/* A line of src/templates/reports.tsv. */
struct jf_report_info {
    const char *name;     /* half-year */
    const char *made_for; /* half-year,year: as the table says */
    unsigned periods;     /* the same as bits: 1 << JF_PERIOD_HALF ... */
    const char *subject;  /* what it is about: unit or township; "" for the whole county */
    const char *command;  /* the command of its own that writes it; "" for `jianfu report` */
    const char *zh, *en;  /* what it is */
};
/* All reports; ends with a NULL name. NULL with an error when the table is broken. */
const struct jf_report_info *jf_reports(struct jf_error *err);
const struct jf_report_info *jf_report_find(const char *name);

struct jf_report_request {
    const char *report;        /* half-year */
    const char *period;        /* 2005H1 */
    const char *lang;          /* zh or en */
    const char *format;        /* name of a renderer */
    const char *template_name; /* for messages; NULL: the built-in template of report and language */
    const char *template_text; /* NULL: the built-in one */
    bool (*progress)(void *arg, int64_t done, int64_t total); /* parts of the template; may be NULL; false stops */
    void *progress_arg;
    const char *subject; /* code of the unit or township that the report is about; NULL for one about the county */
    const char *serial;  /* its number in its year (序号); NULL leaves room to fill it in */
};

/* Write a report. All its queries see one state of the database (a read snapshot; no transaction may be open). The
 * bytes depend on the database, the request, the program's version and jf_day_today() alone. A period that is not over
 * is counted up to today. JF_USAGE: unknown report, format or period, a period that has not begun, a subject missing or
 * one too many, a serial that is no number; JF_NOT_FOUND: the register has no county or no such subject; JF_REFUSED: a
 * fault in the template, with its file and line, or a check dated after today; JF_STOPPED. */
enum jf_status jf_report_write(struct jf_db *db, const struct jf_report_request *request, jf_sink_fn *sink,
                               void *sink_arg, struct jf_error *err);

/* Parse a template and check every figure it names. JF_REFUSED with NAME:LINE: message. The markup:
 *   % text                 a comment
 *   title TEXT (" / " in it is where it may break)   # TEXT   ## TEXT   ### TEXT   annex TEXT   note TEXT   sign TEXT
 *   ? FIGURE > 0           the next block is printed only if this holds (= != < <= > >=; several lines: all of them);
 *                          an unknown figure holds for nothing
 *   table NAME CAPTION     followed by indented lines:
 *     each STATEMENT [ARGUMENT=VALUE]...   rows of a statement: columns are text|word GROUP|count|money|day COLUMN
 *     by COLUMN                            instead: groups of rows of figures: columns are `key` and `figure NAME`
 *     keys CODE CODE ...                   groups that always stand, in this order, before any others
 *     only CODE CODE ...                   groups that stand, in this order, and no others; said before the columns,
 *                                          which then may be quotients too
 *     total TITLE                          a closing row of sums; `figure NAME no-total` leaves its cell empty
 *     column TITLE = TYPE WHAT
 *     row LABEL = FIGURE ? FIGURE          instead: rows of figures, known only where the second one, if any, is
 *                                          above zero; columns are `key`, `span SPAN` (now, before ...) and
 *                                          `difference` (the first span less the second)
 *     part TITLE                           a line among such rows without any figures
 *     total TITLE                          with `each`: a closing row with the sums of the columns of money
 *     none TEXT                            with `each`: said in place of a table without rows
 *     columns of rows are also: person COLUMN (a name, masked unless the paper may show names) and hand COLUMN (to be
 *     filled in with a pen)
 *   chart NAME CAPTION     followed by: by COLUMN, keys, column TITLE = figure NAME (twice for bars in pairs)
 *                          or: each STATEMENT, a column for the label, one or two of count or money; no rows, no chart
 *   tiles NAME CAPTION     the same with one column: a field of tiles, the darker the larger
 *   figures CAPTION        a table of all figures that stand in paragraphs before it
 *   .issuer .number .to .attached .remark .imprint TEXT    the parts of a letter (enum jf_paragraph)
 *   .form NAME CAPTION     a form, followed by indented lines:
 *     row LABEL = TEXT       a row; — when the text is empty
 *     may LABEL = TEXT       a row that is left out when the text is empty
 *     hand LABEL = TEXT      a row with room to write
 *   .and TEXT              goes on in the paragraph before it, if one was just printed
 *   .use NAME              the blocks of the template NAME.LANG.txt
 *   ? @NAME = CODE         as above, for the text of a name; also !=, and `? @NAME`, `? !@NAME`: there is any, or none
 *   anything else          a paragraph up to the next blank line, with {FIGURE;ARGUMENT=VALUE} and {@NAME FORMAT},
 * where FORMAT may be left out or is day, dated (of the paper itself: in Chinese numerals before 2012-07-01), money,
 * capitals (both of fen), count, sentence (with a full stop), clause (without one) or word GROUP; a name without text
 * prints nothing. The names of a report are county, mark, period, from, until (its last day, or today while it is not
 * over), end (its last day), asof (until, with a word when the period is not over), unfinished (a sentence that says
 * so, else nothing), since (today, in the half-year after the period, else nothing), today, day (ISO), old-form (yes
 * before 2012-07-01), form-2009 (yes from 2009 on: the version of the statistical form), version, head, events, book,
 * run, audit-day, papers (that order its inspections), office, superior, report-number, and of its subject code, name,
 * place; those of a letter stand in letter.h.
 */
enum jf_status jf_template_check(const char *name, const char *text, struct jf_error *err);

/* ---- figures ---- */
enum { JF_FIGURE_ARGS = 6 };
struct jf_figure_ref {
    char report[32];
    char period[16];
    char name[64];
    struct {
        char name[32];
        char value[128];
    } args[JF_FIGURE_ARGS];
    int arg_count;
};
/* Read a reference, or only its last part NAME;ARGUMENT=VALUE when report and period are not wanted (`short_form`). */
bool jf_figure_ref_parse(const char *text, bool short_form, struct jf_figure_ref *out);
void jf_figure_ref_add(struct jf_str *out, const struct jf_figure_ref *ref);

struct jf_figure_info {
    const char *name;
    enum jf_value_type type; /* COUNT, MONEY or PERCENT */
    const char *source;      /* "report.petition class=direct", "card.issued / card.households" */
    const char *zh, *en;     /* what it is */
};
/* All figures; ends with a NULL name. NULL with an error when the table is broken. */
const struct jf_figure_info *jf_figures(struct jf_error *err);
const struct jf_figure_info *jf_figure_find(const char *name);

/* The value; *known false for a quotient by zero, *rows (may be NULL) how many rows stand behind it. JF_NOT_FOUND: no
 * such figure; JF_USAGE: bad period or an argument that its statement does not have. Percent values are thousandths,
 * rounded half up. */
enum jf_status jf_figure_value(struct jf_db *db, const struct jf_figure_ref *ref, int64_t *value, bool *known,
                               int64_t *rows, struct jf_error *err);

/* The rows behind it, in the statement's order; for a quotient the two figures. A status other than JF_OK from `each`
 * stops and is returned. Strings live during the call. */
struct jf_figure_row {
    const char *ref;   /* for `why` */
    const char *label; /* how it is called, no names of people; NULL for the parts of a quotient (see their figures) */
    int64_t value;     /* what it adds: 1, a number, fen; the value of a quotient's part */
    enum jf_value_type type;
    bool known; /* a row without a value adds nothing */
};
typedef enum jf_status jf_figure_row_fn(void *arg, const struct jf_figure_row *row, struct jf_error *err);
enum jf_status jf_figure_rows(struct jf_db *db, const struct jf_figure_ref *ref, jf_figure_row_fn *each, void *arg,
                              struct jf_error *err);

/* Append the word for a code: the groups of word.h (channel, category ...), and `rule` for the titles of rules. The
 * code itself when nobody has a word for it. */
void jf_report_word(struct jf_str *out, const char *group, const char *code, const char *lang);

/* Forget the parsed tables (at program end). */
void jf_report_cleanup(void);

#endif
