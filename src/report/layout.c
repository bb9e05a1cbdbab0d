/* layout.c - the table of how an official paper is set, and the fitting of tables into their page. Must not know
 * formats.
 */
#include "layout.h"

#include "held.h"

#include "jianfu/utf8.h"

static const struct layout_typeface typefaces[LAYOUT_FONTS] = {
    [LAYOUT_FANG] = { "仿宋_GB2312", "仿宋", "Times New Roman" },
    [LAYOUT_HEI] = { "黑体", "SimHei", "Times New Roman" },
    [LAYOUT_KAI] = { "楷体_GB2312", "楷体", "Times New Roman" },
    [LAYOUT_BIAOSONG] = { "方正小标宋简体", "华文中宋", "Times New Roman" },
    [LAYOUT_SONG] = { "宋体", "SimSun", "Times New Roman" },
};

const struct layout_typeface *layout_typeface(enum layout_font font)
{
    return &typefaces[font];
}

static const struct layout_page pages[LAYOUT_SHEETS] = {
    [LAYOUT_UPRIGHT] = { 11906, 16838, .top = 2098, .bottom = 1984, .left = 1588, .right = 1474, .footer = 1418 },
    [LAYOUT_LYING] = { 16838, 11906, .top = 1588, .bottom = 1134, .left = 1134, .right = 1134, .footer = 600 },
    [LAYOUT_BOARD] = { 16838, 11906, .top = 680, .bottom = 680, .left = 794, .right = 794, .footer = 400 },
    [LAYOUT_CARD] = { 11906, 16838, .top = 680, .bottom = 680, .left = 794, .right = 794, .footer = 680 },
};

const struct layout_page *layout_page(enum layout_sheet sheet)
{
    return &pages[sheet];
}

int layout_width(enum layout_sheet sheet)
{
    return pages[sheet].width - pages[sheet].left - pages[sheet].right;
}

/* 22 lines on 225 mm */
enum { LINE = 579 };

static const struct layout_style chinese[LAYOUT_KINDS] = {
    [LAYOUT_TITLE] = { "Title", "Title", LAYOUT_BIAOSONG, 44, .align = LAYOUT_CENTRED, .before = 160, .after = 400,
                       .line = 700, .keep = true },
    [LAYOUT_HEADING1] = { "Heading1", "heading 1", LAYOUT_HEI, 32, .first = 200, .line = LINE, .keep = true,
                          .outline = 1 },
    [LAYOUT_HEADING2] = { "Heading2", "heading 2", LAYOUT_KAI, 32, .first = 200, .line = LINE, .keep = true,
                          .outline = 2 },
    [LAYOUT_HEADING3] = { "Heading3", "heading 3", LAYOUT_FANG, 32, .bold = true, .first = 200, .line = LINE,
                          .keep = true, .outline = 3 },
    [LAYOUT_ANNEX] = { "Annex", "annex", LAYOUT_HEI, 32, .line = LINE, .after = 200, .keep = true, .outline = 1 },
    [LAYOUT_BODY] = { "Body", "Body Text", LAYOUT_FANG, 32, .align = LAYOUT_JUSTIFIED, .first = 200, .line = LINE },
    [LAYOUT_NOTE] = { "Note", "note", LAYOUT_FANG, 24, .line = 400, .after = 120 },
    [LAYOUT_SIGNATURE] = { "Signature", "Signature", LAYOUT_FANG, 32, .align = LAYOUT_AT_RIGHT, .right = 400,
                           .before = LINE, .line = LINE, .keep = true, .joined = true }, /* room for the seal */
    [LAYOUT_ISSUER] = { "Issuer", "issuer", LAYOUT_BIAOSONG, 56, .red = true, .align = LAYOUT_CENTRED, .line = 900,
                        .after = 160, .keep = true, .below = LAYOUT_RED_RULE },
    [LAYOUT_NUMBER] = { "Number", "number", LAYOUT_FANG, 32, .align = LAYOUT_AT_RIGHT, .line = LINE, .after = 300,
                        .keep = true },
    [LAYOUT_ADDRESSEE] = { "Addressee", "addressee", LAYOUT_FANG, 32, .line = LINE },
    [LAYOUT_ATTACHED] = { "Attached", "attached", LAYOUT_FANG, 32, .first = -300, .left = 500, .line = LINE,
                          .before = LINE, .keep = true },
    [LAYOUT_REMARK] = { "Remark", "remark", LAYOUT_FANG, 32, .first = 200, .line = LINE },
    [LAYOUT_IMPRINT] = { "Imprint", "imprint", LAYOUT_FANG, 28, .left = 100, .right = 100, .line = 460,
                         .above = LAYOUT_RULE, .below = LAYOUT_RULE },
    [LAYOUT_CAPTION] = { "Caption", "caption", LAYOUT_HEI, 24, .align = LAYOUT_CENTRED, .before = 160, .after = 60,
                         .line = 400, .keep = true },
    [LAYOUT_GAP] = { "Gap", "gap", LAYOUT_SONG, 12, .line = 160, .keep = true }, /* a heading stays with its table */
    [LAYOUT_PAGE_RIGHT] = { "PageRight", "page number right", LAYOUT_SONG, 28, .align = LAYOUT_AT_RIGHT, .right = 100 },
    [LAYOUT_PAGE_LEFT] = { "PageLeft", "page number left", LAYOUT_SONG, 28, .left = 100 },
    [LAYOUT_CELL_TEXT] = { "CellText", "cell text", LAYOUT_SONG, 0 },
    [LAYOUT_CELL_NUMBER] = { "CellNumber", "cell number", LAYOUT_SONG, 0, .align = LAYOUT_AT_RIGHT },
    [LAYOUT_CELL_DAY] = { "CellDay", "cell day", LAYOUT_SONG, 0, .align = LAYOUT_CENTRED },
    [LAYOUT_CELL_HEAD] = { "CellHead", "cell head", LAYOUT_HEI, 0, .align = LAYOUT_CENTRED },
};

/* What is set otherwise in English; the rest as above. */
static const struct layout_style english[LAYOUT_KINDS] = {
    [LAYOUT_TITLE] = { "Title", "Title", LAYOUT_BIAOSONG, 38, .bold = true, .align = LAYOUT_CENTRED, .after = 360,
                       .keep = true },
    [LAYOUT_HEADING1] = { "Heading1", "heading 1", LAYOUT_HEI, 28, .bold = true, .before = 240, .after = 80,
                          .keep = true, .outline = 1 },
    [LAYOUT_HEADING2] = { "Heading2", "heading 2", LAYOUT_KAI, 25, .bold = true, .before = 160, .after = 80,
                          .keep = true, .outline = 2 },
    [LAYOUT_HEADING3] = { "Heading3", "heading 3", LAYOUT_FANG, 25, .bold = true, .before = 120, .keep = true,
                          .outline = 3 },
    [LAYOUT_ANNEX] = { "Annex", "annex", LAYOUT_HEI, 28, .bold = true, .after = 160, .keep = true, .outline = 1 },
    [LAYOUT_BODY] = { "Body", "Body Text", LAYOUT_FANG, 25, .line = 360, .after = 140 },
    [LAYOUT_NOTE] = { "Note", "note", LAYOUT_FANG, 21, .line = 300, .after = 120 },
    [LAYOUT_SIGNATURE] = { "Signature", "Signature", LAYOUT_FANG, 25, .align = LAYOUT_AT_RIGHT, .line = 360,
                           .keep = true },
    [LAYOUT_NUMBER] = { "Number", "number", LAYOUT_FANG, 25, .align = LAYOUT_AT_RIGHT, .line = 360, .after = 200,
                        .keep = true },
    [LAYOUT_ADDRESSEE] = { "Addressee", "addressee", LAYOUT_FANG, 25, .line = 360, .after = 140 },
    [LAYOUT_ATTACHED] = { "Attached", "attached", LAYOUT_FANG, 25, .line = 360, .before = 200, .keep = true },
    [LAYOUT_REMARK] = { "Remark", "remark", LAYOUT_FANG, 25, .line = 360 },
    [LAYOUT_IMPRINT] = { "Imprint", "imprint", LAYOUT_FANG, 22, .left = 100, .right = 100, .line = 320,
                         .above = LAYOUT_RULE, .below = LAYOUT_RULE },
};

/* What is set otherwise on a card, in both languages: it is one sheet, however much its county may charge. */
static const struct layout_style card[LAYOUT_KINDS] = {
    [LAYOUT_ANNEX] = { "Annex", "annex", LAYOUT_HEI, 32, .align = LAYOUT_CENTRED, .after = 60, .keep = true,
                       .outline = 1 },
    [LAYOUT_NOTE] = { "Note", "note", LAYOUT_FANG, 21, .line = 300, .after = 60 },
};

const struct layout_style *layout_style(enum layout_kind kind, enum jf_sheet sheet, const char *lang)
{
    if (sheet == JF_SHEET_CARD && card[kind].id)
        return &card[kind];
    return jf_streq(lang, "en") && english[kind].id ? &english[kind] : &chinese[kind];
}

int layout_indent(const struct layout_style *style, int hundredths)
{
    return style->size * 10 * hundredths / 100;
}

int layout_one_line(const struct layout_style *style, const char *text)
{
    enum { SMALLEST = 36 };
    int columns = jf_utf8_width(text);
    int fits = columns ? layout_width(LAYOUT_UPRIGHT) / 5 / columns
                       : style->size; /* a column is half as wide as the type is high */
    return fits >= style->size || fits < SMALLEST ? style->size : fits;
}

bool layout_title_breaks(const struct layout_style *style, const char *text)
{
    return (jf_utf8_width(text) + 2) * style->size * 5 > /* a character more: figures are a little wide */
           layout_width(LAYOUT_UPRIGHT);
}

static const int sizes[LAYOUT_SIZES] = { 26, 21, 18, 15 };

int layout_size(int index)
{
    return sizes[index];
}

enum layout_kind layout_cell(enum jf_value_type type)
{
    return held_is_number(type) ? LAYOUT_CELL_NUMBER : type == JF_VALUE_DAY ? LAYOUT_CELL_DAY : LAYOUT_CELL_TEXT;
}

/* Half a character, a little more, as wide as a column of the terminal; and the room beside the text of a cell. */
enum { CELL_SIDES = 150, LABEL_COLUMNS = 18 };

/* Share what is left of the page out to the columns of text, or to all where there are none. What is too wide in the
 * smallest type gives way everywhere. */
static void spread(const struct held *held, int page, int widths[])
{
    int used = 0, texts = 0;
    for (int i = 0; i < held->columns; i++) {
        used += widths[i];
        texts += held_is_whole(held->types[i]) ? 0 : widths[i];
    }
    int left = page - used;
    for (int i = 0; i < held->columns && left > 0; i++) {
        if (!texts || !held_is_whole(held->types[i]))
            widths[i] += (int)((int64_t)left * widths[i] / (texts ? texts : used));
    }
    for (int i = 0; i < held->columns && left < 0; i++)
        widths[i] = (int)((int64_t)widths[i] * page / used);
}

/* The columns as wide as they want to be. A number or a day never breaks, nor does a code within a text: no mark holds
 * it together that Excel would not take for a part of it, so it has to have its room. */
static void natural_widths(struct held *held, int natural[])
{
    for (int i = 0; i < held->columns; i++) {
        int *least = held_is_whole(held->types[i]) ? &held->bodies[i] : &held->least[i];
        *least = held->rooms[i] > *least ? held->rooms[i] : *least;
        held->widths[i] = held->rooms[i] > held->widths[i] ? held->rooms[i] : held->widths[i];
        if (held->by_hand[i] && held->widths[i] < HELD_HAND)
            held->widths[i] = HELD_HAND;
        natural[i] = held->widths[i];
    }
    if (held->form && natural[0] < LABEL_COLUMNS)
        natural[0] = LABEL_COLUMNS;
}

/* The longest word of a title: in Chinese each character is one. */
static int longest_word(const char *title)
{
    int longest = 0, run = 0;
    for (const unsigned char *c = (const unsigned char *)(title ? title : ""); *c; c++) {
        run = *c > ' ' && *c < 0x80 ? run + 1 : 0;
        longest = run > longest ? run : longest;
    }
    return longest;
}

/* Into a line of `limit` columns: first the titles of numbers go over two lines, then texts over more. */
static bool fit_line(struct held *held, const int natural[], int limit)
{
    int total = 0;
    for (int i = 0; i < held->columns; i++) {
        held->widths[i] = natural[i];
        total += natural[i];
    }
    for (int i = 0; i < held->columns && total > limit; i++) {
        int half = (natural[i] + 3) / 4 * 2; /* whole Chinese characters */
        int word = longest_word(held->titles[i]);
        int least = held->bodies[i] > half ? held->bodies[i] : half;
        least = word > least ? word : least;
        if (!held_is_whole(held->types[i]) || held->by_hand[i] || least >= natural[i])
            continue;
        held->widths[i] = least;
        total -= natural[i] - least;
    }
    return held_fit(held, 0, limit) <= limit;
}

/* Of half a character, in twips. */
static int column(int size)
{
    return sizes[size] * 21 / 4;
}

static int room(const struct held *held, int page, int size)
{
    return (page - held->columns * CELL_SIDES) / column(size);
}

int layout_columns(struct held *held, int page, bool board, int widths[])
{
    int natural[HELD_COLUMNS];
    natural_widths(held, natural);
    int size = board ? 0 : 1;
    while (!fit_line(held, natural, room(held, page, size)) && size < LAYOUT_SIZES - 1)
        size++;
    for (int i = 0; i < held->columns; i++)
        widths[i] = held->widths[i] * column(size) + CELL_SIDES;
    spread(held, page, widths);
    return size;
}

const char *layout_shade(int shade)
{
    static const char *const shades[JF_CHART_SHADES] = { "FFFFFF", "EEEEEE", "D4D4D4", "B4B4B4", "949494" };
    return shades[shade];
}

const char *layout_bar(int series)
{
    return series ? "BBBBBB" : "666666";
}
