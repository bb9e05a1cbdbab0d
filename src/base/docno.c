/* docno.c - document numbers (文号): read one, find the next one in running text, one canonical form for each.
 *
 * How it works. Every number ends in digits and 号. Around each such place a window of text is folded: full-width
 * digits and brackets become ASCII, blanks and zero-width characters vanish (where they stood is remembered). TAIL
 * reads the year, category and serial backwards from 号. What is left of them is the issuer and, in running text,
 * anything before it: BOUNDARY ends the issuer to the left, AGENCY drops the full name of an office that stands before
 * its own abbreviation (省物价局闽价〔2004〕1号), and ABBREVIATION finds where a well-known abbreviation begins.
 *
 * All knowledge of words stands in docno.tsv, as pieces of patterns. Choices made there:
 *   - 第N号 alone counts only when the words around it say so (LONE_BEFORE, LONE_AFTER): 根据第3号文件, （第3号）;
 * never by default, since 第3号 in a petition is as often a house, a well, a receipt or a group of villagers.
 *   - Court cases (民初字), land certificates (国用) and gazettes (公报) look alike and are not document numbers.
 *   - Two-digit years 49-99 are 19xx; 00-29 are 20xx, but only inside brackets.
 *   - 第七十三号 in Chinese numerals counts in 令 and 公告 only.
 *
 * This file must not know who issues what, nor look anything up: a number well written but never issued is a number. */
#include "jianfu/docno.h"
#include "jianfu/han.h"
#include "jianfu/regex.h"
#include "jianfu/tsv.h"

#include <stdio.h>
#include <string.h>

/* ---- patterns -------------------------------------------------------------------------------------------- */

#define TABLE "base/docno.tsv"
enum { KIND, NAME, SOURCE, COLUMNS };

enum pattern {
    TAIL,
    KIND_BEFORE,
    KIND_AFTER,
    BOUNDARY,
    AGENCY,
    ABBREVIATION,
    OFFICE_HEAD,
    OTHER,
    OFFICE,
    SHORT,
    LONE_LEFT,
    LONE_RIGHT,
    THING,
    LEAD,
    TRAIL,
    JOINT,
    LIST,
    PATTERNS
};

static const char *const pattern_names[PATTERNS] = {
    [TAIL] = "tail",
    [KIND_BEFORE] = "kind-before",
    [KIND_AFTER] = "kind-after",
    [BOUNDARY] = "boundary",
    [AGENCY] = "agency",
    [ABBREVIATION] = "abbreviation",
    [OFFICE_HEAD] = "office-head",
    [OTHER] = "other",
    [OFFICE] = "office",
    [SHORT] = "short",
    [LONE_LEFT] = "lone-left",
    [LONE_RIGHT] = "lone-right",
    [THING] = "thing",
    [LEAD] = "lead",
    [TRAIL] = "trail",
    [JOINT] = "joint",
    [LIST] = "list",
};

static struct jf_tsv table; /* loaded when the first pattern is asked for */
static struct jf_regex *compiled[PATTERNS];

static enum jf_status compile(enum pattern which)
{
    struct jf_str source = JF_STR_INIT;
    enum jf_status status = table.memory ? JF_OK : jf_tsv_load(TABLE, COLUMNS, &table, NULL);
    for (size_t row = 0; status == JF_OK && row < table.rows; row++)
        if (jf_streq(jf_tsv_cell(&table, row, KIND), "pattern") &&
            jf_streq(jf_tsv_cell(&table, row, NAME), pattern_names[which]))
            status = jf_tsv_expand(&table, SOURCE, jf_tsv_cell(&table, row, SOURCE), &source, NULL);
    if (status == JF_OK)
        status = jf_regex_compile(source.data, &compiled[which], NULL);
    jf_str_release(&source);
    return status;
}

static bool matches(enum pattern which, const char *text, size_t len, size_t from)
{
    if (!compiled[which] && compile(which) != JF_OK)
        return false;
    return jf_regex_match(compiled[which], text, len, from, NULL) == 1;
}

void jf_docno_cleanup(void)
{
    for (int i = 0; i < PATTERNS; i++) {
        jf_regex_free(compiled[i]);
        compiled[i] = NULL;
    }
    jf_tsv_release(&table);
}

/* ---- folding --------------------------------------------------------------------------------------------- */

enum {
    REACH = 400,      /* bytes of source looked at before 号: an issuer, its year and the word before them */
    AHEAD = 48,       /* bytes looked at behind it */
    TAIL_REACH = 120, /* bytes of folded text in which TAIL may begin */
    ISSUER_MAX = 24,  /* characters of an issuer before a year in brackets */
    OFFICE_MAX = 40,  /* characters of an issuer of an order */
    JOINT_MAX = 4,    /* offices that share a number, besides the last */
};

struct window {
    char text[REACH + AHEAD + 8]; /* folded; never longer than its source */
    bool gap[REACH + AHEAD + 8];  /* blanks stood before this byte */
    size_t at[REACH + AHEAD + 8]; /* where in the source this byte's character stands */
    size_t len;
    size_t end; /* behind 号 */
    bool opens; /* the window begins where the text begins */
};

static const struct {
    uint32_t from, to;
    char as;
} folds[] = {
    { 0xFF10, 0xFF19, '0' }, { 0x3014, 0x3014, '[' }, { 0x3015, 0x3015, ']' }, { '[', '[', '[' },
    { ']', ']', ']' },       { 0x3010, 0x3010, '[' }, { 0x3011, 0x3011, ']' }, { 0xFF3B, 0xFF3B, '[' },
    { 0xFF3D, 0xFF3D, ']' }, { 0xFE5D, 0xFE5D, '[' }, { 0xFE5E, 0xFE5E, ']' }, { 0x300C, 0x300C, '[' },
    { 0x300D, 0x300D, ']' }, { 0x300E, 0x300E, '[' }, { 0x300F, 0x300F, ']' }, { '<', '<', '[' },
    { '>', '>', ']' },       { 0xFF1C, 0xFF1C, '[' }, { 0xFF1E, 0xFF1E, ']' }, { 0x3008, 0x3008, '[' },
    { 0x3009, 0x3009, ']' }, { 0x3016, 0x3016, '[' }, { 0x3017, 0x3017, ']' }, { '{', '{', '[' },
    { '}', '}', ']' },       { 0xFF5B, 0xFF5B, '[' }, { 0xFF5D, 0xFF5D, ']' }, { 0xFF08, 0xFF08, '(' },
    { 0xFF09, 0xFF09, ')' }, { 0xFE59, 0xFE59, '(' }, { 0xFE5A, 0xFE5A, ')' }, { 0x2772, 0x2772, '[' },
    { 0x2773, 0x2773, ']' }, { 0xFE35, 0xFE35, '(' }, { 0xFE36, 0xFE36, ')' }, { 0xFE39, 0xFE39, '[' },
    { 0xFE3A, 0xFE3A, ']' }, { 0xFE3B, 0xFE3B, '[' }, { 0xFE3C, 0xFE3C, ']' }, { 0xFE47, 0xFE47, '[' },
    { 0xFE48, 0xFE48, ']' },
};

static const uint32_t blanks[][2] = {
    { 0x09, 0x0D },     { 0x20, 0x20 },     { 0x85, 0x85 },     { 0xA0, 0xA0 },
    { 0xAD, 0xAD },     { 0x2000, 0x200F }, { 0x2028, 0x202F }, { 0x205F, 0x2064 },
    { 0x2066, 0x2069 }, { 0x3000, 0x3000 }, { 0xFE00, 0xFE0F }, { 0xFEFF, 0xFEFF },
};

/* Zero-width characters join what stands beside them; they leave no gap. */
static bool is_invisible(uint32_t code)
{
    return code == 0xAD || (code >= 0x200B && code <= 0x200F) || (code >= 0x202A && code <= 0x202E) ||
           (code >= 0x2060 && code <= 0x2069) || code >= 0xFE00;
}

static bool is_blank(uint32_t code)
{
    for (size_t i = 0; i < sizeof blanks / sizeof *blanks; i++)
        if (code >= blanks[i][0] && code <= blanks[i][1])
            return true;
    return false;
}

static char folded(uint32_t code)
{
    for (size_t i = 0; i < sizeof folds / sizeof *folds; i++)
        if (code >= folds[i].from && code <= folds[i].to)
            return (char)(folds[i].as + (char)(code - folds[i].from));
    return '\0';
}

/* Those of three bytes; no issuer is written with rarer ones. */
static bool is_han(uint32_t code)
{
    return (code >= 0x4E00 && code <= 0x9FFF) || (code >= 0x3400 && code <= 0x4DBF) ||
           (code >= 0xF900 && code <= 0xFAFF);
}

/* Most characters stand for themselves; asked first, for speed. */
static bool is_itself(uint32_t code)
{
    return is_han(code) || (code >= '0' && code <= '9') || (code >= 'a' && code <= 'z') || code == 1;
}

/* Decode one character of text that need not be valid UTF-8; a bad byte is character 1, which belongs to nothing. */
static size_t decode(const char *text, size_t left, uint32_t *code)
{
    static const uint32_t least[] = { 0, 0, 0x80, 0x800, 0x10000 };
    unsigned char first = (unsigned char)text[0];
    size_t size = first < 0x80 ? 1 : first >= 0xF0 && first < 0xF5 ? 4 : first >= 0xE0 ? 3 : 2;
    *code = 1;
    if (size == 1)
        *code = first;
    if (size == 1 || first < 0xC2 || first >= 0xF5 || size > left)
        return 1;
    uint32_t value = first & (0x7Fu >> size);
    for (size_t i = 1; i < size; i++) {
        unsigned char next = (unsigned char)text[i];
        if ((next & 0xC0) != 0x80)
            return 1;
        value = value << 6 | (next & 0x3Fu);
    }
    if (value < least[size] || value > 0x10FFFF || (value >= 0xD800 && value <= 0xDFFF))
        return 1;
    *code = value;
    return size;
}

static bool is_continuation(char c)
{
    return ((unsigned char)c & 0xC0) == 0x80;
}

/* A letter O, or the nought of Chinese figures, that is typed for 0: behind a figure or the bracket of the year. */
static bool nought(const struct window *w, uint32_t code)
{
    static const uint32_t noughts[] = { 'O', 'o', 0xFF2F, 0xFF4F, 0x3007, 0x25CB, 0x25EF };
    char last = w->len ? w->text[w->len - 1] : '\0';
    for (size_t i = 0; i < sizeof noughts / sizeof *noughts; i++)
        if (code == noughts[i])
            return last == '[' || (last >= '0' && last <= '9');
    return false;
}

static bool is_figure(uint32_t code)
{
    return (code >= '0' && code <= '9') || (code >= 0xFF10 && code <= 0xFF19);
}

/* A letter that a scan gives for 1, 〔l990〕, 1I号: beside a figure. II is a Roman numeral. `at` is its place. */
static bool one(const char *source, size_t at, size_t to, uint32_t last, uint32_t code)
{
    uint32_t next = 0;
    if (code != 'l' && code != 'I')
        return false;
    if (at + 1 < to)
        decode(source + at + 1, to - at - 1, &next);
    return (is_figure(last) && next != 'l' && next != 'I') || is_figure(next);
}

/* Append source[from, to) to the window; stops before a line's end when `line`. */
static void fold(struct window *w, const char *source, size_t from, size_t to, bool line)
{
    bool gap = false;
    size_t first = w->len;
    uint32_t last = 0, code = 0;
    for (; from < to; last = code) {
        size_t size = decode(source + from, to - from, &code);
        if (line && (code == '\n' || code == '\r'))
            break;
        bool itself = is_itself(code) && code != 'o' && code != 'l';
        bool is_one = !itself && one(source, from, to, last, code);
        char plain = itself ? '\0' : is_one ? '1' : nought(w, code) ? '0' : folded(code);
        if (!itself && !plain && is_blank(code)) {
            gap = gap || !is_invisible(code);
        } else {
            size_t take = plain || code == 1 ? 1 : size;
            for (size_t i = 0; i < take; i++) {
                w->at[w->len] = from;
                w->gap[w->len] = gap && i == 0;
                w->text[w->len++] = plain ? plain : code == 1 ? '\1' : source[from + i];
            }
            gap = false;
        }
        from += size;
    }
    w->at[w->len] = from;
    w->text[w->len] = '\0';
    jf_han_simplify(w->text + first, w->len - first);
}

static size_t before(const struct window *w, size_t pos)
{
    do
        pos--;
    while (pos > 0 && is_continuation(w->text[pos]));
    return pos;
}

static uint32_t glyph(const struct window *w, size_t pos)
{
    uint32_t code;
    decode(w->text + pos, w->len - pos, &code);
    return code;
}

static size_t characters(const struct window *w, size_t from, size_t to)
{
    size_t count = 0;
    for (; from < to; from++)
        count += !is_continuation(w->text[from]);
    return count;
}

/* ---- the parts of a number ------------------------------------------------------------------------------- */

struct span {
    size_t start, end;
};

static bool is_empty(struct span s)
{
    return s.start >= s.end;
}

struct tail {
    size_t start;    /* where the year begins, else 第, else the serial */
    size_t figures;  /* where 第 or the serial begins */
    struct span mid; /* Han characters between year and serial */
    int year;        /* 0: none */
    int serial;
    bool bracket; /* the year stands in brackets */
    bool ordinal; /* 第 stands before the serial */
    bool spelled; /* the serial is written in Chinese numerals */
};

/* What was recognised, in places of the window. */
struct found {
    struct span whole;
    struct span issuer;
    struct span category;
    struct span before[JOINT_MAX]; /* offices before the issuer that share its number, the nearest first */
    size_t joint;
    const char *kind; /* 令, 公告 ... or "" */
    bool order;
    int year;
};

static int numeral(const char *text, size_t len)
{
    static const char *const digits[] = { "〇", "一", "二", "三", "四", "五", "六", "七", "八", "九" };
    static const struct {
        const char *word;
        int value;
    } units[] = { { "十", 10 }, { "百", 100 }, { "千", 1000 } };
    int total = 0, digit = 0;
    bool units_seen = false;
    for (size_t i = 0, size; i < len; i += size) {
        int unit = 0, value = 0;
        size = (unsigned char)text[i] < 0x80 ? 1 : 3; /* 二OO四: a letter O for the nought */
        for (size_t u = 0; size == 3 && u < 3; u++)
            unit = memcmp(text + i, units[u].word, 3) == 0 ? units[u].value : unit;
        for (int d = 1; size == 3 && d < 10; d++)
            value = memcmp(text + i, digits[d], 3) == 0 ? d : value;
        if (unit) {
            total += (digit ? digit : 1) * unit;
            digit = 0;
            units_seen = true;
        } else {
            digit = units_seen ? value : digit * 10 + value;
        }
    }
    return total + digit;
}

static int decimal(const char *text, size_t len)
{
    int value = 0;
    for (size_t i = 0; i < len; i++)
        value = value * 10 + (text[i] - '0');
    return value;
}

/* A year of four digits from 1949 on; 49-99 mean 19xx; 00-29 mean 20xx in brackets. 0 when it is none. */
static int full_year(int year, bool bracket)
{
    if (year >= 1949 && year <= 2099)
        return year;
    if (year >= 49 && year <= 99)
        return 1900 + year;
    return bracket && year <= 29 ? 2000 + year : 0;
}

static bool named(enum pattern which, const char *name, struct span *s)
{
    size_t start, len;
    if (!jf_regex_named(compiled[which], name, &start, &len))
        return false;
    *s = (struct span){ start, start + len };
    return true;
}

/* The number in a span, in figures of either kind. */
static int figures(const struct window *w, struct span s)
{
    const char *text = w->text + s.start;
    return (unsigned char)*text >= 0x80 ? numeral(text, s.end - s.start) : decimal(text, s.end - s.start);
}

static bool read_tail(const struct window *w, struct tail *t)
{
    struct span s;
    size_t from = w->end > TAIL_REACH ? w->end - TAIL_REACH : 0;
    while (is_continuation(w->text[from]))
        from++;
    if (!matches(TAIL, w->text, w->end, from))
        return false;
    *t = (struct tail){ .year = 0 };
    size_t len;
    jf_regex_group(compiled[TAIL], 0, &t->start, &len);
    if (!named(TAIL, "number", &s))
        return false;
    t->figures = s.start;
    t->spelled = (unsigned char)w->text[s.start] >= 0x80;
    t->serial = figures(w, s);
    if (named(TAIL, "di", &s)) {
        t->ordinal = true;
        t->figures = s.start;
    }
    named(TAIL, "mid", &t->mid);
    t->bracket = named(TAIL, "year", &s);
    if (t->bracket || named(TAIL, "bare", &s)) {
        t->year = full_year(figures(w, s), t->bracket);
        if (!t->year)
            return false;
    }
    return t->serial > 0 && (!t->spelled || t->ordinal || t->bracket);
}

/* Where the part in brackets that ends at `close` begins: 农（经）字, 国土[籍]字, and 粤价费(1)函, where `behind`
 * counts the characters behind it. `close` when it is none. */
static size_t part_start(const struct window *w, size_t close, size_t behind)
{
    char opening = w->text[close] == ')' ? '(' : '[';
    int most = opening == '(' ? 2 : 1;
    if (close <= 3)
        return close;
    size_t open = before(w, close);
    if (behind == 1 && w->text[open] >= '0' && w->text[open] <= '9')
        open--;
    else
        for (int i = 0; i < most && open > 0 && is_han(glyph(w, open)); i++)
            open = before(w, open);
    if (w->text[open] != opening || open + 1 == close || open == 0 || !is_han(glyph(w, before(w, open))))
        return close;
    bool draft = memcmp(w->text + open, "(试行)", 8) == 0 || memcmp(w->text + open, "(暂行)", 8) == 0;
    return draft ? close : open;
}

/* Where the run of Han characters (and parts like （经）) that ends at `end` begins. A blank ends the run, unless the
 * characters are spaced out one by one, or the name goes on behind it (宁夏回族自治区 人民政府), or blanks may stand
 * within. */
static size_t run_start(const struct window *w, size_t end, bool blanks_within)
{
    size_t start = end, word = 0;
    while (start > 0 && end - start < 3 * (OFFICE_MAX + 12)) {
        size_t prev = before(w, start);
        if (!blanks_within && start < end && w->gap[start] && word > 1 && !jf_starts(w->text + start, "人民政府") &&
            !jf_starts(w->text + start, "办公"))
            break;
        word = start < end && w->gap[start] ? 0 : word;
        if (w->text[prev] == ')' || w->text[prev] == ']') {
            size_t open = part_start(w, prev, characters(w, start, end));
            if (open == prev)
                break;
            prev = open;
        } else if (!is_han(glyph(w, prev))) {
            break;
        }
        word++;
        start = prev;
    }
    return start;
}

/* Move `start` behind the last match of a pattern that begins with \G, when there is one. What stands before `from` is
 * not seen. */
static bool skip(const struct window *w, enum pattern which, size_t from, struct span *s)
{
    size_t at, len;
    if (is_empty(*s) || !matches(which, w->text + from, s->end - from, s->start - from) ||
        !jf_regex_group(compiled[which], 0, &at, &len))
        return false;
    s->start = from + at + len;
    return true;
}

/* A boundary within brackets, 省政府（依据）物价局, leaves an issuer behind them. */
static void leave_brackets(const struct window *w, struct span *s)
{
    for (size_t i = s->start; i < s->end && w->text[i] != '(' && w->text[i] != '['; i++)
        if (w->text[i] == ')' || w->text[i] == ']') {
            s->start = i + 1;
            return;
        }
}

/* Leave out what is not the issuer, until nothing more is to be left out as if the rest stood alone: the canonical form
 * begins with it, and has to read the same. */
static void narrow(const struct window *w, const enum pattern *patterns, struct span *s)
{
    size_t from = 0, start;
    do {
        start = s->start;
        for (size_t i = 0; patterns[i] != PATTERNS; i++)
            skip(w, patterns[i], from, s);
        leave_brackets(w, s);
        from = s->start;
    } while (s->start > start && !is_empty(*s));
}

static const enum pattern before_abbreviation[] = { BOUNDARY, AGENCY, ABBREVIATION, PATTERNS };
static const enum pattern before_office[] = { BOUNDARY, OFFICE_HEAD, PATTERNS };

/* （经） is a part of what stands before it, 榕政（经）: behind a boundary it is nobody's. */
static bool is_orphan(const struct window *w, struct span s)
{
    return w->text[s.start] == '(' || w->text[s.start] == '[';
}

/* The issuer that ends at `end` and stands before a year. Empty when none can be told. */
static struct span issuer_of_number(const struct window *w, size_t end)
{
    static const char paper[] = "文件";
    struct span s = { run_start(w, end, false), end };
    if (s.end - s.start > sizeof paper - 1 &&
        memcmp(w->text + s.end - (sizeof paper - 1), paper, sizeof paper - 1) == 0)
        s.end -= sizeof paper - 1;
    narrow(w, before_abbreviation, &s);
    if (is_empty(s) || is_orphan(w, s) || characters(w, s.start, s.end) > ISSUER_MAX ||
        matches(OTHER, w->text, s.end, s.start))
        s.start = s.end;
    return s;
}

/* The office that ends at `end` and stands before 令 or 公告. Empty when none can be told. */
static struct span issuer_of_order(const struct window *w, size_t end)
{
    struct span s = { run_start(w, end, false), end };
    narrow(w, before_office, &s);
    if (is_empty(s) || is_orphan(w, s) || characters(w, s.start, s.end) > OFFICE_MAX ||
        !matches(OFFICE, w->text, s.end, s.start))
        s.start = s.end;
    return s;
}

/* ---- the kinds of numbers -------------------------------------------------------------------------------- */

/* The word of an order where the last match of `which` stands. */
static const char *kind_at(const struct window *w, enum pattern which, struct span *s)
{
    static const char *const names[] = { "公告", "通告", "布告" };
    size_t len = 0;
    jf_regex_group(compiled[which], 0, &s->start, &len);
    s->end = s->start + len;
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (jf_starts(w->text + s->start, names[i]))
            return names[i];
    return "令";
}

/* 国务院令第431号, 国家税务总局公告2015年第41号, 令第431号 */
static bool order_before(const struct window *w, const struct tail *t, bool whole, struct found *f)
{
    struct span kind;
    size_t place = is_empty(t->mid) && !t->bracket ? t->start : t->figures;
    size_t from = place > 6 ? place - 6 : 0;
    while (from < place && is_continuation(w->text[from]))
        from++;
    if (!matches(KIND_BEFORE, w->text, place, from))
        return false;
    f->kind = kind_at(w, KIND_BEFORE, &kind);
    f->issuer = issuer_of_order(w, kind.start);
    if (is_empty(f->issuer) && t->bracket && !is_empty(t->mid)) /* 豫政办〔2013〕令53号: a category */
        return false;
    if (is_empty(f->issuer) && matches(THING, w->text, w->len, w->end))
        return false;
    f->whole = (struct span){ is_empty(f->issuer) ? kind.start : f->issuer.start, w->end };
    f->year = place == t->start ? t->year : 0;
    f->order = true;
    return !is_empty(f->issuer) || t->ordinal || f->year || whole;
}

/* 国务院第431号令, 农业部2004年第38号令, 省政府〔2001〕45号令, 第5号公告 */
static bool order_after(const struct window *w, const struct tail *t, struct found *f)
{
    struct span kind;
    if (!is_empty(t->mid) || w->end == w->len || !matches(KIND_AFTER, w->text, w->len, w->end))
        return false;
    f->kind = kind_at(w, KIND_AFTER, &kind);
    if (t->bracket && !jf_streq(f->kind, "令")) /* 闽政办〔2004〕12号通告: a paper that has a number */
        return false;
    f->whole.end = kind.end;
    f->issuer = issuer_of_order(w, t->start);
    f->whole.start = !is_empty(f->issuer) ? f->issuer.start : t->year ? t->start : t->figures;
    f->year = t->year;
    f->order = true;
    return !is_empty(f->issuer) || (t->ordinal && !t->bracket);
}

/* The Han characters between year and serial as the issuer of the old form, (1993)闽政字第12号. In the canonical form
 * it stands before the year: what would be left out there is left out here. */
static bool is_issuer(const struct window *w, struct span mid, bool bracket, struct span *issuer)
{
    struct span s = mid;
    if (characters(w, s.start, s.end) < 2 || skip(w, BOUNDARY, 0, &s) || matches(OTHER, w->text, mid.end, mid.start))
        return false;
    if (!matches(bracket ? SHORT : ABBREVIATION, w->text, mid.end, mid.start) ||
        run_start(w, mid.end, true) > mid.start)
        return false;
    narrow(w, before_abbreviation, &s);
    *issuer = s;
    return !is_empty(s);
}

/* 闽价〔2004〕259号, 闽价〔2004〕费259号, (1993)闽政字第12号 */
static bool bracketed(const struct window *w, const struct tail *t, bool whole, struct found *f)
{
    size_t length = characters(w, t->mid.start, t->mid.end);
    f->year = t->year;
    f->whole = (struct span){ t->start, w->end };
    struct span issuer = issuer_of_number(w, t->start);
    bool abbreviation = !is_empty(issuer) && matches(SHORT, w->text, issuer.end, issuer.start);
    /* Behind the name of an office, 国家物价局[1992]价费字12号; behind an abbreviation it is a category. */
    bool old = length > 4 || is_empty(issuer) || (length > 2 && !abbreviation);
    if (old && is_issuer(w, t->mid, true, &f->issuer))
        return true;
    if (length > 4 || (length > 0 && matches(OTHER, w->text, t->mid.end, t->mid.start)))
        return false;
    /* 鼓楼区（2004）12号楼 */
    if (!abbreviation && matches(THING, w->text, w->len, w->end))
        return false;
    f->issuer = issuer;
    f->category = t->mid;
    if (!is_empty(issuer))
        f->whole.start = issuer.start;
    /* 每户（2004）12号; 民〔1989〕婚字1号 is one. */
    if (!whole && length == 0 && characters(w, issuer.start, issuer.end) == 1)
        return false;
    return !is_empty(issuer) || (whole && run_start(w, t->start, false) == t->start);
}

/* 闽价2004年259号 is another writing of the brackets; 国家发展改革委2017年第9号 is a form of its own. */
static bool yeared(const struct window *w, const struct tail *t, bool whole, struct found *f)
{
    f->year = t->year;
    f->whole = (struct span){ t->start, w->end };
    if (!is_empty(t->mid))
        return is_issuer(w, t->mid, false, &f->issuer);
    if (matches(THING, w->text, w->len, w->end))
        return false;
    f->issuer = issuer_of_number(w, t->start);
    if (is_empty(f->issuer)) {
        f->order = true;
        return whole && t->ordinal && run_start(w, t->start, false) == t->start;
    }
    f->whole.start = f->issuer.start;
    bool office = matches(OFFICE, w->text, f->issuer.end, f->issuer.start);
    bool abbreviation = matches(SHORT, w->text, f->issuer.end, f->issuer.start);
    f->order = office && t->ordinal && characters(w, f->issuer.start, f->issuer.end) > 2;
    return whole || abbreviation || f->order || matches(LONE_RIGHT, w->text, w->len, w->end);
}

/* 第3号 */
static bool lone(const struct window *w, const struct tail *t, bool whole, struct found *f)
{
    struct span paper;
    if (!t->ordinal || t->spelled || matches(THING, w->text, w->len, w->end))
        return false;
    f->whole = (struct span){ t->figures, w->end };
    f->order = true;
    if (whole)
        return run_start(w, t->figures, false) == t->figures;
    if (!matches(LONE_RIGHT, w->text, w->len, w->end))
        return false;
    if (named(LONE_RIGHT, "paper", &paper))
        return true;
    return (t->figures > 0 || w->opens) && matches(LONE_LEFT, w->text, t->figures, 0);
}

/* Where the office that shares a number with the one at `start` ends, 县委、县政府, or `start`. */
static size_t joint_end(const struct window *w, size_t start)
{
    if (start > 3 && (jf_starts(w->text + start - 3, "、") || jf_starts(w->text + start - 3, "和")))
        return start - 3;
    return start;
}

/* 县委、县政府〔2004〕12号, 财政部 国家税务总局公告2012年第1号: the number is the first office's as much as the last
 * one's, and 县政府〔2004〕12号 would be another paper. Only names of offices share one; an abbreviation,
 * 省物价局、闽财综〔2004〕29号, has a number of its own. False: they are too many to be told. */
static bool join(const struct window *w, struct found *f)
{
    if (is_empty(f->issuer) || f->whole.start != f->issuer.start ||
        !matches(JOINT, w->text, f->issuer.end, f->issuer.start))
        return true;
    for (;;) {
        size_t start = f->whole.start, end = joint_end(w, start);
        if (end == start && !w->gap[start])
            return true;
        struct span s = { run_start(w, end, false), end };
        narrow(w, before_office, &s);
        if (is_empty(s) || is_orphan(w, s) || !matches(JOINT, w->text, s.end, s.start))
            return true;
        if (f->joint == JOINT_MAX || characters(w, s.start, f->issuer.end) + f->joint + 1 > OFFICE_MAX)
            return false;
        f->before[f->joint++] = s;
        f->whole.start = s.start;
    }
}

static void add(char *out, size_t size, const char *text, size_t len)
{
    size_t used = strlen(out);
    if (len < size - used) {
        memcpy(out + used, text, len);
        out[used + len] = '\0';
    }
}

/* Add a part of the window; its brackets get the full-width form of round ones. */
static void copy(char *out, size_t size, const struct window *w, struct span s)
{
    for (size_t i = s.start; i < s.end; i++) {
        char c = w->text[i];
        if (c == '(' || c == '[')
            add(out, size, "（", 3);
        else if (c == ')' || c == ']')
            add(out, size, "）", 3);
        else
            add(out, size, &c, 1);
    }
}

/* Add an office of an order. The name of the state before it, 中华人民共和国国务院令第431号, 国家主席令第46号, is left
 * out as mostly elsewhere; 国令第431号 is 国务院令. */
static void add_office(char *out, size_t size, const struct window *w, struct span s)
{
    static const char state[] = "中华人民共和国", nation[] = "国家";
    char *office = out + strlen(out);
    copy(out, size, w, s);
    size_t len = jf_starts(office, state) ? sizeof state - 1 : jf_streq(office, "国家主席") ? sizeof nation - 1 : 0;
    if (office[len])
        memmove(office, office + len, strlen(office) - len + 1);
    if (jf_streq(office, "国"))
        add(out, size, "务院", 6);
}

static void fill(struct jf_docno *number, const struct window *w, const struct found *f, int serial)
{
    memset(number, 0, sizeof *number);
    void (*write)(char *, size_t, const struct window *, struct span) = f->order ? add_office : copy;
    for (size_t i = f->joint; i-- > 0;) {
        write(number->issuer, sizeof number->issuer, w, f->before[i]);
        add(number->issuer, sizeof number->issuer, "、", 3);
    }
    write(number->issuer, sizeof number->issuer, w, f->issuer);
    copy(number->category, sizeof number->category, w, f->category);
    number->year = f->year;
    number->serial = serial;
    number->order = f->order;
    char *out = number->canonical;
    size_t size = sizeof number->canonical;
    if (!f->order)
        snprintf(out, size, "%s〔%d〕%s%d号", number->issuer, f->year, number->category, serial);
    else if (f->year)
        snprintf(out, size, "%s%s%d年第%d号", number->issuer, f->kind, f->year, serial);
    else
        snprintf(out, size, "%s%s第%d号", number->issuer, f->kind, serial);
}

/* The number whose 号 ends at w->end, as one kind or the other. */
static bool recognise_kind(const struct window *w, bool whole, struct found *f, struct tail *t)
{
    if (!read_tail(w, t))
        return false;
    *f = (struct found){ .kind = "" };
    if (order_before(w, t, whole, f))
        return true;
    *f = (struct found){ .kind = "" };
    if (order_after(w, t, f))
        return true;
    *f = (struct found){ .kind = "" };
    if (t->year && (!t->spelled || t->bracket) && (t->bracket ? bracketed(w, t, whole, f) : yeared(w, t, whole, f)))
        return true;
    *f = (struct found){ .kind = "" };
    return (!t->year || !is_empty(t->mid)) && lone(w, t, whole, f);
}

/* The number whose 号 ends at w->end. `whole`: the text is said to be one number, less proof is asked. */
static bool recognise(const struct window *w, bool whole, struct found *f, struct tail *t)
{
    return recognise_kind(w, whole, f, t) && join(w, f);
}

/* ---- the calls ------------------------------------------------------------------------------------------- */

/* As in docno.tsv, of three bytes each. */
static const char numerals[] = "〇○零一二三四五六七八九十百千";

/* The next 号 or 號 at or after `at` with a figure before it; `from` is where the text to look at begins. */
static const char *next_sign(const char *text, size_t from, const char *at)
{
    for (; *at; at++) {
        if (!jf_starts(at, "号") && !jf_starts(at, "號"))
            continue;
        for (const char *prev = at; prev > text + from;) {
            uint32_t code;
            do
                prev--;
            while (prev > text + from && is_continuation(*prev));
            decode(prev, (size_t)(at - prev), &code);
            if (is_blank(code))
                continue;
            if ((code >= '0' && code <= '9') || (code >= 0xFF10 && code <= 0xFF19) || code == 'O' || code == 'o')
                return at;
            for (const char *n = numerals; *n; n += 3)
                if (strncmp(prev, n, 3) == 0)
                    return at;
            break;
        }
    }
    return NULL;
}

static void look_around(struct window *w, const char *text, size_t from, const char *sign)
{
    size_t end = (size_t)(sign - text) + 3;
    size_t base = end - from > REACH ? end - REACH : from;
    while (is_continuation(text[base]))
        base++;
    w->len = 0;
    w->opens = base == 0;
    fold(w, text, base, end, false);
    w->end = w->len;
    fold(w, text, end, end + strnlen(text + end, AHEAD), true);
}

/* Does 、 or 和 stand before the number, so that it may be a further one of a list? */
static bool goes_on(const struct window *w, const struct tail *t)
{
    size_t p = t->year ? t->start : t->figures;
    return p >= 3 && (jf_starts(w->text + p - 3, "、") || jf_starts(w->text + p - 3, "和") ||
                      jf_starts(w->text + p - 3, "及") || jf_starts(w->text + p - 3, "与"));
}

/* Does the window end in a list, 国办发〔2002〕19、20号? Its head, 国办发〔2002〕19, is read as if it ended in 号. */
static bool read_list(const struct window *w, struct span *first, struct found *f)
{
    struct window head = *w;
    struct tail t;
    struct span and;
    if (!matches(LIST, w->text, w->end, 0) || !named(LIST, "first", first))
        return false;
    if (matches(THING, w->text, w->len, w->end) || /* 259号、12号楼; 259号和5号去 */
        (named(LIST, "and", &and) && !matches(LONE_RIGHT, w->text, w->len, w->end)))
        return false;
    memcpy(head.text + first->end, "号", 4);
    head.len = head.end = first->end + 3;
    return recognise(&head, false, f, &t) && (*f->kind || t.bracket) && !is_empty(f->issuer);
}

/* The next figures at or behind a place. */
static struct span next_figures(const struct window *w, size_t at)
{
    struct span s = { at, at };
    while (s.start < w->len && !is_figure((unsigned char)w->text[s.start]))
        s.start++;
    for (s.end = s.start; is_figure((unsigned char)w->text[s.end]);)
        s.end++;
    return s;
}

/* Where in the source a serial ends, with its 号 when it has one. */
static size_t serial_end(const struct window *w, const char *text, struct span serial)
{
    bool sign = jf_starts(w->text + serial.end, "号");
    size_t last = w->at[sign ? serial.end : serial.end - 1];
    return last + ((unsigned char)text[last] < 0x80 ? 1 : 3);
}

/* The next number, at or behind `from`, of a list that ends at `sign`: 国办发〔2002〕19号、20号,
 * 闽价〔2004〕费259、260号, 闽价〔2001〕12号、〔2002〕15号. */
static bool listed(const char *text, size_t from, const char *sign, struct span *place, struct jf_docno *number)
{
    struct window w;
    struct found f;
    struct span serial;
    look_around(&w, text, from, sign);
    if (!read_list(&w, &serial, &f)) { /* its head was told before */
        look_around(&w, text, 0, sign);
        if (!read_list(&w, &serial, &f))
            return false;
    }
    for (size_t start = f.whole.start; serial.end < w.end; start = serial.start) {
        *place = (struct span){ w.at[start], serial_end(&w, text, serial) };
        fill(number, &w, &f, figures(&w, serial));
        if (place->start >= from)
            return number->serial > 0;
        serial = next_figures(&w, serial.end);
        if (w.text[serial.end] == ']' || w.text[serial.end] == ')') {
            f.year = figures(&w, serial);
            serial = next_figures(&w, serial.end);
        }
    }
    return false;
}

bool jf_docno_find(const char *text, size_t *from, size_t *start, size_t *len, struct jf_docno *number)
{
    struct window w;
    struct found f;
    struct tail t;
    struct span place;
    for (const char *sign = text + *from; (sign = next_sign(text, *from, sign)); sign += 3) {
        look_around(&w, text, *from, sign);
        if (read_tail(&w, &t) && goes_on(&w, &t) && listed(text, *from, sign, &place, number)) {
            *start = place.start;
            *len = place.end - place.start;
            *from = place.end;
            return true;
        }
        if (!recognise(&w, false, &f, &t))
            continue;
        fill(number, &w, &f, t.serial);
        *start = w.at[f.whole.start];
        *len = w.at[f.whole.end - 1] + 3 - *start; /* it ends in 号, 令 or 告, three bytes each */
        *from = *start + *len;
        return true;
    }
    return false;
}

/* Is what stands before and behind the number only what people write around one? */
static bool stands_alone(const struct window *w, const struct found *f, const char *text)
{
    struct window rest;
    size_t end = w->at[f->whole.end - 1] + 3;
    size_t left = strnlen(text + end, REACH + 1);
    if (!w->opens || left > REACH || (f->whole.start > 0 && !matches(LEAD, w->text, f->whole.start, 0)))
        return false;
    if (left == 0)
        return true;
    rest.len = 0;
    fold(&rest, text + end, 0, left, false);
    return matches(TRAIL, rest.text, rest.len, 0);
}

static bool parse(const char *text, bool bracket, struct jf_docno *number)
{
    struct window w;
    struct found f;
    struct tail t;
    for (const char *sign = text; (sign = next_sign(text, 0, sign)); sign += 3) {
        look_around(&w, text, 0, sign);
        if (!recognise(&w, true, &f, &t))
            continue;
        if (!stands_alone(&w, &f, text) || (bracket && (f.order || !t.bracket || is_empty(f.issuer))))
            return false;
        fill(number, &w, &f, t.serial);
        return true;
    }
    return false;
}

bool jf_docno_parse(const char *text, struct jf_docno *number)
{
    char ended[256];
    if (parse(text, false, number))
        return true;
    /* 闽价〔2004〕259: 号 forgotten, clear all the same. */
    if (strlen(text) > sizeof ended - 8 || next_sign(text, 0, text))
        return false;
    snprintf(ended, sizeof ended, "%s号", text);
    return parse(ended, true, number);
}

bool jf_docno_alike(const struct jf_docno *a, const struct jf_docno *b)
{
    if (a->order || b->order)
        return jf_streq(a->canonical, b->canonical);
    return a->year == b->year && a->serial == b->serial && jf_streq(a->issuer, b->issuer);
}
