/* layout.h - how an official paper is set in an office document: page, typefaces, sizes, indents. One table for DOCX
 * and ODT; the style sheet of the HTML (src/templates/paper.css) follows the same rules.
 *
 * Source: GB/T 9704-2012, with the same measures as GB/T 9704-1999 (A4, 37 mm above, 28 mm at the binding, a text area
 * of 156 x 225 mm, 22 lines of 28 characters, body 3号 仿宋, title 2号 小标宋, headings 黑体 and 楷体, page numbers 4号
 * between lines, on the outer side). What differs for the eye between the two, numerals of the day and key words, is
 * the templates' business.
 */
#ifndef JIANFU_REPORT_LAYOUT_H
#define JIANFU_REPORT_LAYOUT_H

#include "jianfu/paper.h"

/* Lengths are in twips (1/20 pt), sizes of type in half points, indents in hundredths of a character. */
enum layout_sheet {
    LAYOUT_UPRIGHT,
    LAYOUT_LYING,
    LAYOUT_BOARD, /* lies too, with small margins */
    LAYOUT_CARD,
    LAYOUT_SHEETS
};
struct layout_page {
    int width, height;
    int top, bottom, left, right;
    int footer; /* of the page number's line from the lower edge */
};
const struct layout_page *layout_page(enum layout_sheet sheet);
int layout_width(enum layout_sheet sheet); /* of the text */
enum { LAYOUT_MANY_COLUMNS = 7 };          /* a table of more lies */

enum layout_font { LAYOUT_FANG, LAYOUT_HEI, LAYOUT_KAI, LAYOUT_BIAOSONG, LAYOUT_SONG, LAYOUT_FONTS };
struct layout_typeface {
    const char *name;  /* of Chinese text */
    const char *other; /* where a machine lacks it */
    const char *latin;
};
const struct layout_typeface *layout_typeface(enum layout_font font);

enum layout_kind {
    LAYOUT_TITLE,
    LAYOUT_HEADING1,
    LAYOUT_HEADING2,
    LAYOUT_HEADING3,
    LAYOUT_ANNEX,
    LAYOUT_BODY, /* from here as enum jf_paragraph */
    LAYOUT_NOTE,
    LAYOUT_SIGNATURE,
    LAYOUT_ISSUER,
    LAYOUT_NUMBER,
    LAYOUT_ADDRESSEE,
    LAYOUT_ATTACHED,
    LAYOUT_REMARK,
    LAYOUT_IMPRINT,
    LAYOUT_CAPTION,
    LAYOUT_GAP, /* between tables */
    LAYOUT_PAGE_RIGHT,
    LAYOUT_PAGE_LEFT,
    LAYOUT_CELL_TEXT, /* the cells come in LAYOUT_SIZES sizes */
    LAYOUT_CELL_NUMBER,
    LAYOUT_CELL_DAY,
    LAYOUT_CELL_HEAD,
    LAYOUT_KINDS
};

enum layout_align { LAYOUT_AT_LEFT, LAYOUT_CENTRED, LAYOUT_AT_RIGHT, LAYOUT_JUSTIFIED };
enum layout_rule { LAYOUT_NO_RULE, LAYOUT_RULE, LAYOUT_RED_RULE };

struct layout_style {
    const char *id;   /* Body */
    const char *name; /* what word processors call it */
    enum layout_font font;
    int size;
    bool bold, red;
    enum layout_align align;
    int first, left, right;
    int before, after;
    int line;    /* exactly this high; 0: as high as the type wants */
    bool keep;   /* on the page of what follows */
    bool joined; /* nothing before it where it follows its like */
    int outline;
    enum layout_rule above, below;
};
const struct layout_style *layout_style(enum layout_kind kind, enum jf_sheet sheet, const char *lang);

/* An indent of hundredths of this style's characters in twips. */
int layout_indent(const struct layout_style *style, int hundredths);

/* The size in which a text of this style stands on one line of the page, when that is not too small for it; else the
 * style's own. The name of an office (发文机关标志) is set so. */
int layout_one_line(const struct layout_style *style, const char *text);

/* Is a title too long for one line? Then it breaks where it may. */
bool layout_title_breaks(const struct layout_style *style, const char *text);

/* Sizes that a table's type may have, the largest first: the first in which it fits its page is taken. */
enum { LAYOUT_SIZES = 4 };
int layout_size(int index);
enum layout_kind layout_cell(enum jf_value_type type);

/* Fit a measured table into a page of this width: its columns in twips, and the index of its size. `across`: a board,
 * which begins with the largest size. */
struct held;
int layout_columns(struct held *held, int page, bool board, int widths[]);

/* Shades of the tiles and bars of charts, RRGGBB. */
const char *layout_shade(int shade);
const char *layout_bar(int series);
enum { LAYOUT_CHART_UNITS = 60, LAYOUT_CHART_BAR = 42, LAYOUT_CHART_LABEL = 2400 }; /* units: columns after the label */

#endif
