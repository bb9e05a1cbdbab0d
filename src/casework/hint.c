/* hint.c - reading what the words of a complaint suggest, by the table of hints. It knows no database, decides nothing
 * and holds no words of its own.
 *
 * How it works. The text is taken piece by piece: a sentence, or what of it fits into PIECE bytes, so that no pattern
 * ever sees more. A piece is folded (full-width signs to ASCII). What one pattern has read is blotted out before the
 * next looks, so that 闽价〔2004〕259号 is no year and 6月3日 no month. */
#include "internal.h"

#include "jianfu/docno.h"
#include "jianfu/han.h"
#include "jianfu/hint.h"
#include "jianfu/mask.h"
#include "jianfu/money.h"
#include "jianfu/numeral.h"
#include "jianfu/regex.h"
#include "jianfu/utf8.h"

#include <string.h>

#define HINTS        "casework/hints.tsv"
#define HINT_COLUMNS 4

enum {
    PIECE = 3000,   /* bytes of a text that are looked at together */
    KEPT = 40,      /* hints of a kind */
    WORDS_KEPT = 5, /* words that are told for a category */
    FULL_LINE = 45  /* bytes of a line, 15 characters, behind which the sentence may go on in the next */
};
#define BLOT '\x01'

/* ---- the table ---- */

struct row {
    const char *kind, *value, *pattern;
    int64_t weight;
    struct jf_regex *re; /* NULL for a define */
};
static struct {
    struct jf_tsv cells;
    struct row *rows;
    size_t count;
} table;

void jf_hints_cleanup(void)
{
    for (size_t i = 0; i < table.count; i++)
        jf_regex_free(table.rows[i].re);
    jf_free(table.rows);
    jf_tsv_release(&table.cells);
    table.rows = NULL;
    table.count = 0;
}

static enum jf_status load_row(size_t i, struct jf_error *err)
{
    struct row *row = &table.rows[i];
    struct jf_str pattern = JF_STR_INIT;
    const char *weight = jf_tsv_cell(&table.cells, i, 2);
    bool minus = *weight == '-';
    int number = 0;
    *row = (struct row){ .kind = jf_tsv_cell(&table.cells, i, 0),
                         .value = jf_tsv_cell(&table.cells, i, 1),
                         .pattern = jf_tsv_cell(&table.cells, i, 3) };
    table.count++;
    if (!jf_numeral_small(weight + minus, strlen(weight + minus), &number))
        return jf_error_set(err, JF_BUG, _("%s: '%s' is no weight"), HINTS, weight);
    row->weight = minus ? -number : number;
    if (strcmp(row->kind, "define") == 0)
        return JF_OK;
    jf_str_add(&pattern, "(?J)"); /* a name may stand for several groups */
    enum jf_status status = jf_tsv_expand(&table.cells, 3, row->pattern, &pattern, err);
    if (status == JF_OK)
        status = jf_regex_compile(pattern.data, &row->re, err);
    jf_str_release(&pattern);
    return status;
}

static enum jf_status load_table(struct jf_error *err)
{
    if (table.rows)
        return JF_OK;
    enum jf_status status = jf_tsv_load(HINTS, HINT_COLUMNS, &table.cells, err);
    if (status == JF_OK && !(table.rows = jf_alloc((table.cells.rows + 1) * sizeof *table.rows)))
        status = jf_error_set(err, JF_NOMEM, _("out of memory"));
    for (size_t i = 0; status == JF_OK && i < table.cells.rows; i++)
        status = load_row(i, err);
    if (status != JF_OK)
        jf_hints_cleanup();
    return status;
}

/* ---- one piece ---- */

struct piece {
    char text[PIECE + 8]; /* folded */
    char work[PIECE + 8]; /* the same; what was read is blotted out */
    size_t at[PIECE + 9]; /* where in the source each byte's character stands */
    size_t len;
    long line;
};

struct reader {
    const char *source;
    struct jf_hints *out;
    struct piece piece;
    int year, month, day; /* received */
    int32_t received;     /* the same as a number */
    bool *told;           /* rows of the table that spoke for their category */
    size_t of_kind[JF_HINT_DAY + 1];
    enum jf_status status;
};

static bool ends_sentence(uint32_t code)
{
    return code == '\n' || code == 0x3002 || code == 0xFF01 || code == 0xFF1F || code == '!' || code == '?';
}

/* Does a sentence go on behind the line's end at `end`? It does in a letter that was typed with full lines: the line is
 * long and the next begins without an indent. Two figures are never brought together. */
static bool goes_on(const char *line, const char *end)
{
    const char *next = end + 1 + (end[1] == '\r');
    bool figures = end > line && end[-1] >= '0' && end[-1] <= '9' && *next >= '0' && *next <= '9';
    return end - line >= FULL_LINE && !figures && *next && *next != '\n' && *next != ' ' && *next != '\t' &&
           !jf_starts(next, "\xe3\x80\x80");
}

/* Fold the next piece, from `text` on; where it ends. */
static const char *fold(struct reader *r, const char *text)
{
    struct piece *p = &r->piece;
    const char *line = text;
    p->len = 0;
    while (*text && p->len < PIECE) {
        uint32_t code;
        const char *next = jf_utf8_next(text, &code);
        size_t len = (size_t)(next - text);
        if (code == '\n' && goes_on(line, text)) {
            line = text = next;
            continue;
        }
        p->at[p->len] = (size_t)(text - r->source);
        if (code >= 0xFF01 && code <= 0xFF5E && !ends_sentence(code)) {
            p->text[p->len++] = (char)(code - 0xFEE0);
        } else if (code == 0x3000 || code < 0x20) {
            p->text[p->len++] = ' ';
        } else {
            for (size_t i = 0; i < len; i++) {
                p->at[p->len] = (size_t)(text - r->source);
                p->text[p->len++] = text[i];
            }
        }
        text = next;
        if (ends_sentence(code))
            break;
    }
    p->at[p->len] = (size_t)(text - r->source);
    p->text[p->len] = 0;
    jf_han_simplify(p->text, p->len);
    memcpy(p->work, p->text, p->len + 1);
    return text;
}

/* The next match of a row in what is left of the piece. A pattern that runs into its limits has found nothing here. */
static bool next_match(struct reader *r, const struct row *row, size_t *from, size_t *start, size_t *len)
{
    struct piece *p = &r->piece;
    if (*from >= p->len || jf_regex_match(row->re, p->work, p->len, *from, NULL) != 1)
        return false;
    if (!jf_regex_group(row->re, 0, start, len) || !*len)
        return false;
    *from = *start + *len;
    return true;
}

static void blot(struct reader *r, size_t start, size_t len)
{
    memset(r->piece.work + start, BLOT, len);
}

/* As it stands in the source, without line's ends. */
static char *written(const struct reader *r, size_t start, size_t len)
{
    const struct piece *p = &r->piece;
    char *words = jf_dupn(r->source + p->at[start], p->at[start + len] - p->at[start]);
    char *to = words;
    for (const char *from = words; from && *from; from++)
        if (*from != '\n')
            *to++ = *from;
    if (to)
        *to = '\0';
    return words;
}

/* The line of the text in which this byte of the piece stands. */
static long line_of(const struct reader *r, size_t start)
{
    long line = r->piece.line;
    for (size_t i = r->piece.at[0]; i < r->piece.at[start]; i++)
        line += r->source[i] == '\n';
    return line;
}

/* ---- keeping hints ---- */

/* Keep the hint, or count it with its like. Takes value and per over. */
static void keep(struct reader *r, struct jf_hint hint, size_t start, size_t len)
{
    for (size_t i = 0; i < r->out->count; i++) {
        struct jf_hint *old = &r->out->items[i];
        if (old->kind == hint.kind && hint.value && strcmp(old->value, hint.value) == 0) {
            old->times++;
            old->about = old->about && hint.about;
            old->said = old->said ? old->said : hint.said;
            jf_free(hint.value);
            if (old->per)
                jf_free(hint.per);
            else
                old->per = hint.per;
            return;
        }
    }
    hint.words = written(r, start, len);
    hint.line = line_of(r, start);
    hint.times = 1;
    bool full = r->of_kind[hint.kind] == KEPT;
    struct jf_hint *items = full ? NULL : jf_grow(r->out->items, r->out->count + 1, sizeof *items);
    if (!items || !hint.value || !hint.words) {
        if (!full)
            r->status = JF_NOMEM;
        r->out->left_off += full;
        jf_free(hint.value);
        jf_free(hint.per);
        jf_free(hint.words);
        return;
    }
    r->of_kind[hint.kind]++;
    r->out->items = items;
    items[r->out->count++] = hint;
}

/* ---- numbers of people, which suggest nothing and are not repeated ---- */

static void skip_numbers(struct reader *r)
{
    size_t start, len;
    for (size_t from = 0; jf_mask_find(r->piece.work, r->piece.len, from, &start, &len); from = start + len)
        blot(r, start, len);
}

/* ---- numbers of papers ---- */

static void read_documents(struct reader *r)
{
    struct jf_docno number;
    size_t from = 0, start, len;
    char text[sizeof r->piece.work]; /* a later number of a list needs the first: 国办发〔2002〕19、20号 */
    memcpy(text, r->piece.work, r->piece.len + 1);
    while (jf_docno_find(text, &from, &start, &len, &number)) {
        keep(r, (struct jf_hint){ .kind = JF_HINT_DOCUMENT, .value = jf_dup(number.canonical) }, start, len);
        blot(r, start, len);
    }
}

/* ---- days ---- */

/* What a match of a row of days says. */
struct when {
    int year, month, day; /* 0: not said */
    bool half_first, half_second, spring, autumn, about;
};

/* A group as text; NULL when it took no part. */
static const char *group(const struct reader *r, const struct row *row, const char *name, size_t *len)
{
    size_t start = 0;
    return jf_regex_named(row->re, name, &start, len) && *len ? r->piece.work + start : NULL;
}

static bool number_in(const struct reader *r, const struct row *row, const char *name, int *number)
{
    size_t len = 0;
    const char *text = group(r, row, name, &len);
    if (!text)
        return false;
    if (len == strlen("元") && memcmp(text, "元", len) == 0) {
        *number = 1;
        return true;
    }
    return jf_numeral_small(text, len, number);
}

/* How far the words of the group lie from the day received; false when the group took no part. */
static bool shift_in(const struct reader *r, const struct row *row, const char *name, const char *what, int *shift)
{
    size_t len = 0;
    const char *text = group(r, row, name, &len);
    for (size_t i = 0; text && i < table.count; i++) {
        const struct row *s = &table.rows[i];
        if (strcmp(s->kind, "shift") == 0 && strcmp(s->value, what) == 0 &&
            jf_regex_match(s->re, text, len, 0, NULL) == 1) {
            *shift = (int)s->weight;
            return true;
        }
    }
    return false;
}

static bool part_is(const struct reader *r, const struct row *row, const char *name, const char *word)
{
    size_t len = 0;
    const char *text = group(r, row, name, &len);
    return text && len >= strlen(word) && memcmp(text, word, strlen(word)) == 0;
}

/* The last year in which this month, or day, was not after the day received. */
static int year_before(const struct reader *r, int month, int day)
{
    bool later = month > r->month || (month == r->month && day > r->day);
    return later ? r->year - 1 : r->year;
}

static void read_year(const struct reader *r, const struct row *row, struct when *w)
{
    int shift = 0;
    if (number_in(r, row, "y", &w->year)) {
        if (w->year < 100)
            w->year += w->year < 49 ? 2000 : 1900;
    } else if (shift_in(r, row, "ry", "year", &shift)) {
        w->year = r->year + shift;
    }
}

static void read_month(const struct reader *r, const struct row *row, struct when *w)
{
    int shift = 0;
    if (number_in(r, row, "m", &w->month))
        return;
    if (shift_in(r, row, "rm", "month", &shift)) {
        int months = r->year * 12 + r->month - 1 + shift;
        w->year = months / 12;
        w->month = months % 12 + 1;
    }
}

/* 春季 without a year is the last that had begun; 本学期 the one of the day received. */
static void read_term(const struct reader *r, const struct row *row, struct when *w)
{
    int shift = 0;
    w->spring = part_is(r, row, "season", "春");
    w->autumn = part_is(r, row, "season", "秋");
    if (shift_in(r, row, "rt", "term", &shift)) {
        int terms = r->year * 2 + (r->month >= 8) - (r->month == 1) + shift; /* even: spring, odd: autumn */
        w->year = terms / 2;
        w->autumn = terms % 2;
        w->spring = !w->autumn;
        w->about = shift != 0; /* 上学期 is also what the first half of a school year is called */
    } else if (!w->year) {
        w->year = year_before(r, w->spring ? 2 : 8, 1);
        w->about = true;
    }
}

/* The period as day.h writes it; "" when there is no such day. */
static void period_of(const struct when *w, const struct reader *r, struct jf_str *out)
{
    struct jf_period period;
    int year = w->year ? w->year : year_before(r, w->half_second ? 7 : w->month, w->day ? w->day : 1);
    if (w->spring || w->autumn)
        jf_str_addf(out, "%04d%c", year, w->spring ? 'S' : 'A');
    else if (w->half_first || w->half_second)
        jf_str_addf(out, "%04dH%d", year, w->half_first ? 1 : 2);
    else if (w->day)
        jf_str_addf(out, "%04d-%02d-%02d", year, w->month, w->day);
    else if (w->month)
        jf_str_addf(out, "%04d-%02d", year, w->month);
    else
        jf_str_addf(out, "%04d", year);
    if (!jf_period_parse(out->data, &period))
        jf_str_clear(out);
}

static void read_day(struct reader *r, const struct row *row, struct jf_str *period, bool *about)
{
    struct when w = { .year = 0 };
    size_t len = 0;
    int shift = 0;
    bool part = group(r, row, "part", &len) != NULL;
    if (shift_in(r, row, "rd", "day", &shift)) {
        char day[JF_DAY_SIZE];
        jf_day_format(r->received + shift, day);
        jf_str_add(period, day);
        *about = false;
        return;
    }
    read_year(r, row, &w);
    read_month(r, row, &w);
    number_in(r, row, "d", &w.day);
    if (strcmp(row->value, "term") == 0)
        read_term(r, row, &w);
    w.half_first = part && row->weight && part_is(r, row, "part", "上半");
    w.half_second = part && row->weight && part_is(r, row, "part", "下半");
    *about = w.about || !w.year || (part && !w.half_first && !w.half_second);
    period_of(&w, r, period);
}

static void read_days(struct reader *r, const struct row *row)
{
    struct jf_str period = JF_STR_INIT;
    size_t from = 0, start, len;
    while (next_match(r, row, &from, &start, &len)) {
        bool about = false;
        jf_str_clear(&period);
        read_day(r, row, &period, &about);
        if (!period.len)
            continue;
        keep(r, (struct jf_hint){ .kind = JF_HINT_DAY, .value = jf_dup(period.data), .about = about }, start, len);
        blot(r, start, len);
    }
    jf_str_release(&period);
}

/* Days that are none of the charge, and those of another calendar. */
static void skip_days(struct reader *r, const struct row *row)
{
    size_t from = 0, start, len;
    while (next_match(r, row, &from, &start, &len))
        blot(r, start, len);
}

/* ---- amounts ---- */

static bool clause_ends(const char *text, size_t *len)
{
    static const char *const marks[] = { ",", ";", ":", "，", "。", "；", "：", "、", "！", "？", "!", "?" };
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
        if (strncmp(text, marks[i], strlen(marks[i])) == 0) {
            *len = strlen(marks[i]);
            return true;
        }
    return false;
}

/* Where the clause begins in which the amount stands, but not before the amount in front of it. */
static size_t clause_start(const struct piece *p, size_t start)
{
    size_t begin = 0, len = 0;
    for (size_t i = 0; i < start; i++) {
        bool digits = i > 0 && p->text[i] == ',' && p->text[i - 1] >= '0' && p->text[i - 1] <= '9' &&
                      p->text[i + 1] >= '0' && p->text[i + 1] <= '9'; /* 1,500元, not 每月180,一学期900元 */
        if (p->work[i] == BLOT)
            begin = i + 1;
        else if (!digits && clause_ends(p->text + i, &len))
            begin = i + len;
    }
    while (begin < start && ((unsigned char)p->text[begin] & 0xC0) == 0x80)
        begin++;
    return begin;
}

static const char *said_of(const struct piece *p, size_t from, size_t until)
{
    for (size_t i = 0; i < table.count; i++)
        if (strcmp(table.rows[i].kind, "said") == 0 &&
            jf_regex_match(table.rows[i].re, p->text + from, until - from, 0, NULL) == 1)
            return table.rows[i].value;
    return NULL;
}

static char *per_of(const struct reader *r, size_t from, size_t start, size_t until)
{
    const struct piece *p = &r->piece;
    size_t tail = 0, at = 0, len = 0;
    while (until + tail < p->len && tail < 12 && !clause_ends(p->text + until + tail, &len))
        tail++;
    while (tail && ((unsigned char)p->text[until + tail] & 0xC0) == 0x80)
        tail--;
    const struct {
        size_t from, len;
    } places[] = { { from, start - from }, { until, tail } };
    for (size_t k = 0; k < 2; k++)
        for (size_t i = 0; i < table.count; i++)
            if (strcmp(table.rows[i].kind, "per") == 0 &&
                jf_regex_match(table.rows[i].re, p->text + places[k].from, places[k].len, 0, NULL) == 1 &&
                jf_regex_group(table.rows[i].re, 0, &at, &len))
                return written(r, places[k].from + at, len);
    return NULL;
}

/* The amount that the match says, in fen; false when it is none. */
static bool amount_of(const struct reader *r, const struct row *row, int64_t *fen)
{
    size_t len = 0;
    int jiao = 0, more = 0;
    const char *number = group(r, row, "n", &len);
    if (!number || !jf_numeral_hundredths(number, len, fen))
        return false;
    number_in(r, row, "j", &jiao);
    number_in(r, row, "f", &more);
    if (strcmp(row->value, "jiao") == 0)
        *fen /= 10;
    *fen += 10 * jiao + more;
    return *fen > 0 && *fen <= JF_MONEY_MAX;
}

static void read_amounts(struct reader *r, const struct row *row)
{
    struct piece *p = &r->piece;
    struct jf_str yuan = JF_STR_INIT;
    size_t from = 0, start, len, part = 0;
    while (next_match(r, row, &from, &start, &len)) {
        struct jf_hint hint = { .kind = JF_HINT_AMOUNT, .about = group(r, row, "about", &part) != NULL };
        if (!amount_of(r, row, &hint.fen))
            continue;
        size_t begin = clause_start(p, start);
        hint.said = said_of(p, begin, start + len);
        hint.per = per_of(r, begin, start, start + len);
        jf_str_clear(&yuan);
        jf_money_add(&yuan, hint.fen);
        hint.value = jf_dup(yuan.data);
        keep(r, hint, start, len);
        blot(r, start, len);
    }
    jf_str_release(&yuan);
}

/* ---- categories ---- */

static struct jf_hint *category_of(struct reader *r, const char *code)
{
    for (size_t i = 0; i < r->out->count; i++)
        if (r->out->items[i].kind == JF_HINT_CATEGORY && strcmp(r->out->items[i].value, code) == 0)
            return &r->out->items[i];
    return NULL;
}

/* The word speaks for the category of the row. `times` counts the rows that spoke. */
static void speak(struct reader *r, const struct row *row, const char *word, size_t len, long line)
{
    struct jf_hint *c = category_of(r, row->value);
    struct jf_str words = JF_STR_INIT;
    if (!c) {
        struct jf_hint *items = jf_grow(r->out->items, r->out->count + 1, sizeof *items);
        if (!items) {
            r->status = JF_NOMEM;
            return;
        }
        r->out->items = items;
        c = &items[r->out->count++];
        *c = (struct jf_hint){
            .kind = JF_HINT_CATEGORY, .value = jf_dup(row->value), .words = jf_dup(""), .line = line
        };
    }
    if (!c->value || !c->words) {
        r->status = JF_NOMEM;
        return;
    }
    c->weight += row->weight;
    if (len && c->times++ < WORDS_KEPT) {
        jf_str_addf(&words, "%s%s%.*s", c->words, *c->words ? "、" : "", (int)len, word);
        jf_free(c->words);
        c->words = jf_str_take(&words);
    }
    jf_str_release(&words);
}

static void read_category(struct reader *r, size_t i)
{
    struct piece *p = &r->piece;
    size_t start = 0, len = 0;
    if (r->told[i] || jf_regex_match(table.rows[i].re, p->text, p->len, 0, NULL) != 1 ||
        !jf_regex_group(table.rows[i].re, 0, &start, &len))
        return;
    r->told[i] = true;
    speak(r, &table.rows[i], p->text + start, len, p->line);
}

static void read_unit_type(struct reader *r, const char *type)
{
    for (size_t i = 0; type && i < table.count; i++)
        if (strcmp(table.rows[i].kind, "unit-type") == 0 &&
            jf_regex_match(table.rows[i].re, type, strlen(type), 0, NULL) == 1)
            speak(r, &table.rows[i], "", 0, 0);
}

/* ---- the whole ---- */

/* A stable sort by insertion: there are never many. */
static void sort_hints(struct jf_hints *hints)
{
    for (size_t i = 1; i < hints->count; i++) {
        struct jf_hint moved = hints->items[i];
        size_t k = i;
        for (; k > 0; k--) {
            const struct jf_hint *before = &hints->items[k - 1];
            if (before->kind < moved.kind || (before->kind == moved.kind && before->weight >= moved.weight))
                break;
            hints->items[k] = hints->items[k - 1];
        }
        hints->items[k] = moved;
    }
}

static void read_piece(struct reader *r)
{
    skip_numbers(r);
    read_documents(r);
    for (size_t i = 0; i < table.count && r->status == JF_OK; i++) {
        const struct row *row = &table.rows[i];
        if (strcmp(row->kind, "no-day") == 0)
            skip_days(r, row);
        else if (strcmp(row->kind, "day") == 0)
            read_days(r, row);
        else if (strcmp(row->kind, "amount") == 0)
            read_amounts(r, row);
        else if (strcmp(row->kind, "category") == 0)
            read_category(r, i);
    }
}

static void read_text(struct reader *r)
{
    long line = 1;
    for (const char *text = r->source; *text && r->status == JF_OK;) {
        const char *next = fold(r, text);
        r->piece.line = line;
        read_piece(r);
        for (; text < next; text++)
            line += *text == '\n';
    }
}

enum jf_status jf_hints_places(struct jf_str *text, struct jf_error *err)
{
    enum jf_status status = load_table(err);
    for (size_t i = 0; status == JF_OK && i < table.count; i++) {
        const struct row *row = &table.rows[i];
        size_t start, len;
        if (strcmp(row->kind, "no-place") != 0)
            continue;
        for (size_t from = 0; jf_regex_match(row->re, text->data, text->len, from, NULL) == 1; from = start + len) {
            if (!jf_regex_group(row->re, 0, &start, &len) || !len)
                break;
            memset(text->data + start, BLOT, len);
        }
    }
    return status;
}

enum jf_status jf_hints_read(const char *text, const char *received_on, const char *unit_type, struct jf_hints *out,
                             struct jf_error *err)
{
    *out = (struct jf_hints){ .items = NULL };
    enum jf_status status = load_table(err);
    if (status != JF_OK)
        return status;
    struct reader *r = jf_alloc(sizeof *r);
    bool *told = jf_alloc((table.count + 1) * sizeof *told);
    if (!r || !told) {
        status = jf_error_set(err, JF_NOMEM, _("out of memory"));
    } else if (!jf_day_parse(received_on, &r->received)) {
        status = jf_error_set(err, JF_USAGE, _("'%s' is not a day"), received_on);
    } else {
        *r = (struct reader){ .source = text, .out = out, .told = told, .received = r->received };
        jf_numeral_small(received_on, 4, &r->year);
        jf_numeral_small(received_on + 5, 2, &r->month);
        jf_numeral_small(received_on + 8, 2, &r->day);
        read_text(r);
        read_unit_type(r, unit_type);
        sort_hints(out);
        if (r->status != JF_OK)
            status = jf_error_set(err, r->status, _("out of memory"));
    }
    if (status != JF_OK)
        jf_hints_release(out);
    jf_free(told);
    jf_free(r);
    return status;
}

void jf_hints_release(struct jf_hints *hints)
{
    for (size_t i = 0; i < hints->count; i++) {
        jf_free(hints->items[i].value);
        jf_free(hints->items[i].words);
        jf_free(hints->items[i].per);
    }
    jf_free(hints->items);
    *hints = (struct jf_hints){ .items = NULL };
}
