/* paper.h - the document model: a paper is a stream of calls that one renderer per format turns into bytes.
 *
 * Nothing of a paper is kept but the line or row being built, so an annex of 100,000 rows needs no more memory than one
 * of ten. The caller says what a thing is (a heading, a figure of 15,850.00 yuan, a row); the renderer alone says how
 * it looks. Values are turned into text once, here, so that all formats show the same figures.
 *
 * Order of calls: open; title (of a letter: after issuer and number); then headings, paragraphs, tables, charts and
 * annexes in any order; close. Errors stick:
 * the first one (of the sink, of memory, of a call out of order) is kept, later calls do nothing, jf_paper_close
 * returns it.
 */
#ifndef JIANFU_PAPER_H
#define JIANFU_PAPER_H

#include "jianfu/str.h"

/* Where the bytes go: standard output, a jf_outfile, a string in a test. */
typedef enum jf_status jf_sink_fn(void *arg, const char *bytes, size_t len, struct jf_error *err);

/* A sink that appends to the struct jf_str in `arg`. */
jf_sink_fn jf_sink_str;

/* ---- values ---- */
enum jf_value_type {
    JF_VALUE_TEXT,
    JF_VALUE_COUNT,   /* number; printed 76,000 */
    JF_VALUE_MONEY,   /* number in fen; printed as yuan, 15,850.00 */
    JF_VALUE_PERCENT, /* number in thousandths; 990 prints 99.0% */
    JF_VALUE_DAY      /* text YYYY-MM-DD */
};

struct jf_value {
    enum jf_value_type type;
    bool known;         /* false: there is no value; prints — */
    int64_t number;     /* COUNT, MONEY, PERCENT */
    const char *text;   /* TEXT, DAY */
    const char *ref;    /* what `jianfu why` resolves: half-year/2005H1/petition.received, finding:12; NULL: none */
    const char *anchor; /* place in this paper that tells more: figure-petition.received; NULL: none */
};

/* Append a title with `mark` where it may break. */
void jf_title_add(struct jf_str *out, const char *text, const char *mark);

/* Append the value as every format prints it: grouped thousands, two decimals of a yuan, one of a per cent. */
void jf_value_add_text(struct jf_str *out, const struct jf_value *value);

/* ---- the parts ---- */
/* What it is set on: A4 upright with the margins of an official paper; A4 across in large type, to hang at a wall; A4
 * upright with small margins and no page number, one card to a sheet. */
enum jf_sheet { JF_SHEET_LETTER, JF_SHEET_BOARD, JF_SHEET_CARD };

struct jf_paper_head {
    const char *title; /* for the file's own title; the paper's title is jf_paper_title */
    const char *lang;  /* zh or en */
    const char *made;  /* program and version, for the file's own data; may be NULL */
    enum jf_sheet sheet;
};

struct jf_paper_column {
    const char *title;
    enum jf_value_type type; /* numbers stand right, texts left, days centred */
    bool by_hand;            /* left empty, to be filled in with a pen: a signature, a day */
};

struct jf_paper_table {
    const char *name;    /* table-NAME is its anchor; NULL: none */
    const char *caption; /* "" for none */
    const struct jf_paper_column *columns;
    int count;
    bool form;     /* of two columns, label and text: no head */
    bool portrait; /* as text no wider than the letter around it, where that can be */
    bool sums;     /* its last row has the sums of the others */
};

enum { JF_CHART_SERIES = 2 };
struct jf_chart_bar {
    const char *label;
    struct jf_value values[JF_CHART_SERIES]; /* COUNT or MONEY, not negative; as many as the chart has series */
};
struct jf_chart {
    const char *caption;
    const struct jf_chart_bar *bars;
    int count;
    int series;                          /* 0 stands for 1 */
    const char *titles[JF_CHART_SERIES]; /* of the series; a single one needs none */
    bool tiles; /* not bars but a field of tiles, the darker the larger: a map of places that have no map */
};

/* What the drawings of all formats agree on. The largest value of all bars, at least 1. */
int64_t jf_chart_most(const struct jf_chart *chart);
int jf_chart_series(const struct jf_chart *chart);
/* The length of a bar of `value` where the largest is `full` long; does not overflow. */
int jf_chart_length(int64_t value, int64_t most, int full);
enum { JF_CHART_TILES_ACROSS = 4, JF_CHART_SHADES = 5 };
/* The shade of a tile: 0 for nothing, else 1 to JF_CHART_SHADES - 1. */
int jf_chart_shade(int64_t value, int64_t most);

/* What a paragraph is. An official letter (公文) has, from its top: who sends it, its number (发文字号), the title,
 * whom it is for (主送机关), the body, what is attached (附件说明), office and day (署名、成文日期), a remark below
 * them (附注), and at its end who else gets it or its key words (版记). */
enum jf_paragraph {
    JF_PARAGRAPH_BODY,
    JF_PARAGRAPH_NOTE,
    JF_PARAGRAPH_SIGNATURE, /* set right: office, day */
    JF_PARAGRAPH_ISSUER,
    JF_PARAGRAPH_NUMBER,
    JF_PARAGRAPH_ADDRESSEE,
    JF_PARAGRAPH_ATTACHED,
    JF_PARAGRAPH_REMARK,
    JF_PARAGRAPH_IMPRINT
};
/* JF_ROW_HAND: of a form, with room to write */
enum jf_row { JF_ROW_BODY, JF_ROW_TOTAL, JF_ROW_HAND };

struct jf_paper;

/* A format. A new one is a table of these in a file of its own and a line in the list in src/report/paper.c. Every call
 * gets the paper, whose own state it finds with jf_paper_state() and whose bytes it puts with jf_paper_put(). Strings
 * live only as long as the call. `shown` is the value as jf_value_add_text prints it. A call that is NULL is
 * left out. */
struct jf_renderer {
    const char *name;  /* text, html */
    const char *media; /* text/plain ... */
    bool binary;       /* no text for a screen */
    bool one_table;    /* writes the table that stands behind its name */
    size_t state;      /* bytes of state, zeroed before begin */
    void (*begin)(struct jf_paper *paper, const struct jf_paper_head *head);
    void (*title)(struct jf_paper *paper, const char *text);
    void (*heading)(struct jf_paper *paper, int level, const char *text);
    void (*annex)(struct jf_paper *paper, const char *text); /* begins on a new page */
    void (*paragraph)(struct jf_paper *paper, enum jf_paragraph kind);
    void (*text)(struct jf_paper *paper, const char *text);
    void (*value)(struct jf_paper *paper, const struct jf_value *value, const char *shown);
    void (*paragraph_end)(struct jf_paper *paper);
    void (*table)(struct jf_paper *paper, const struct jf_paper_table *table);
    void (*row)(struct jf_paper *paper, enum jf_row kind, const char *anchor);
    void (*cell)(struct jf_paper *paper, int column, const struct jf_value *value, const char *shown);
    void (*row_end)(struct jf_paper *paper);
    void (*table_end)(struct jf_paper *paper);
    void (*chart)(struct jf_paper *paper, const struct jf_chart *chart);
    void (*end)(struct jf_paper *paper);
    void (*release)(struct jf_paper *paper); /* frees what the state holds; called also after an error */
};
extern const struct jf_renderer jf_render_text, jf_render_html, jf_render_docx, jf_render_odt, jf_render_json,
    jf_render_csv;

/* All renderers; ends with NULL. */
extern const struct jf_renderer *const jf_renderers[];

/* ---- writing a paper ---- */

/* Is it a format? The name of a renderer; of those that write one table of a paper (csv) with the table's name behind
 * it: csv:findings. JF_USAGE with the formats as a hint. Asked before a paper is made, so that a wrong word costs
 * nothing. */
enum jf_status jf_paper_format(const char *format, struct jf_error *err);

/* Are its bytes no text for a screen (DOCX, ODT)? false for an unknown format. */
bool jf_paper_binary(const char *format);

/* Begin. `sink` gets the bytes in order. On JF_OK end with jf_paper_close in every case. JF_USAGE: no such format. */
enum jf_status jf_paper_open(const char *format, const struct jf_paper_head *head, jf_sink_fn *sink, void *sink_arg,
                             struct jf_paper **out, struct jf_error *err);

/* A line feed in it is where it may break when it is too long for a line: 樟溪县2005年上半年|农民负担检查报告. */
void jf_paper_title(struct jf_paper *paper, const char *text);
/* level 1: 一、 2: （一） 3: 1.  The number is part of the text. */
void jf_paper_heading(struct jf_paper *paper, int level, const char *text);
void jf_paper_annex(struct jf_paper *paper, const char *text);

/* A paragraph: begun, filled with texts and values in any order, ended. */
void jf_paper_paragraph(struct jf_paper *paper, enum jf_paragraph kind);
void jf_paper_text(struct jf_paper *paper, const char *text);
void jf_paper_value(struct jf_paper *paper, const struct jf_value *value);
void jf_paper_paragraph_end(struct jf_paper *paper);

/* The table and its columns are needed only during the call, but for `count`. */
void jf_paper_table(struct jf_paper *paper, const struct jf_paper_table *table);
void jf_paper_row(struct jf_paper *paper, enum jf_row kind, const char *anchor);
void jf_paper_cell(struct jf_paper *paper,
                   const struct jf_value *value); /* left to right; exactly as many as columns */
void jf_paper_row_end(struct jf_paper *paper);
void jf_paper_table_end(struct jf_paper *paper);

/* A chart at once; nothing of it is kept. */
void jf_paper_chart(struct jf_paper *paper, const struct jf_chart *chart);

/* Did anything fail so far? Lets a long loop stop early. */
bool jf_paper_failed(const struct jf_paper *paper);

/* End the paper, free it, and tell the first error. Nothing is told when the paper was opened and closed in good order.
 */
enum jf_status jf_paper_close(struct jf_paper *paper, struct jf_error *err);
/* Free it without ending it, after an error of the caller's own. NULL allowed. */
void jf_paper_abandon(struct jf_paper *paper);

/* ---- for renderers ---- */
void *jf_paper_state(struct jf_paper *paper);
const char *jf_paper_lang(const struct jf_paper *paper);
const char *jf_paper_wanted(const struct jf_paper *paper); /* the table behind the format's name; "" for none */
void jf_paper_put(struct jf_paper *paper, const char *text);
void jf_paper_putn(struct jf_paper *paper, const char *bytes, size_t len);
/* Put a string that was built; its failure becomes the paper's. */
void jf_paper_put_str(struct jf_paper *paper, const struct jf_str *s);
/* Note an error of the renderer's own (memory). */
void jf_paper_fail(struct jf_paper *paper, enum jf_status status, const char *message);

/* The escape function of each context; control and bidi characters come out visible as <U+XXXX> first. */
void jf_html_add(struct jf_str *out, const char *text); /* element content and quoted attributes */

/* How many bytes of text go on a line of `width` columns, without splitting a word or a number, nor putting a closing
 * mark first or an opening mark last on a line. At least one character. Blanks at the break belong to neither line. */
size_t jf_text_break(const char *text, int width);

#endif
