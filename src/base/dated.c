/* dated.c - names of fees that name a time. Reads the text as it is written; a year alone, or one and what belongs to
 * it, is a time, a number is not. */
#include "jianfu/dated.h"

#include "jianfu/fold.h"
#include "jianfu/numeral.h"
#include "jianfu/typed.h"

#include <stdio.h>
#include <string.h>

enum { YEAR_DIGITS = 4, FIRST_YEAR = 1949, LAST_YEAR = 2099, CENTURY_FROM = 50 };

static bool digit(uint32_t code)
{
    return code >= '0' && code <= '9';
}

/* Where the text goes on behind one of the words (ended by NULL), NULL when it starts with none. */
static const char *skip_word(const char *at, const char *const *words)
{
    const char *end = NULL;
    for (; *words && !end; words++)
        end = jf_fold_starts(at, *words);
    return end;
}

/* Digits from `at` on, both widths; their number in *count. */
static const char *skip_digits(const char *at, size_t *count, int *value)
{
    uint32_t code;
    *count = 0;
    *value = 0;
    for (const char *next; *at; at = next, (*count)++) {
        next = jf_fold_next(at, &code);
        if (!digit(code))
            break;
        if (*count < YEAR_DIGITS)
            *value = *value * 10 + (int)(code - '0');
    }
    return at;
}

/* 二〇〇五: four of them before 年. */
static const char *skip_han_year(const char *at, int *year)
{
    static const char *const numerals[] = {
        "〇", "○", "零", "一", "二", "三", "四", "五", "六", "七", "八", "九", NULL
    };
    static const char *const sign[] = { "年", NULL };
    const char *end = at;
    for (int i = 0; end && i < YEAR_DIGITS; i++)
        end = skip_word(end, numerals);
    return end && skip_word(end, sign) && jf_numeral_small(at, (size_t)(end - at), year) ? end : NULL;
}

/* A year at `at`, without its 年. `bare`: four digits do without one. */
static const char *skip_year(const char *at, bool bare, int *year)
{
    static const char *const signs[] = { "年", "学年", NULL };
    size_t count;
    const char *end = skip_digits(at, &count, year);
    bool has_sign = count > 0 && skip_word(end, signs);
    if (count == 2 && has_sign) /* 98年 */
        *year += *year < CENTURY_FROM ? 2000 : 1900;
    else if (count == 0)
        end = skip_han_year(at, year);
    else if (count != YEAR_DIGITS || !(has_sign || bare))
        return NULL;
    return end && *year >= FIRST_YEAR && *year <= LAST_YEAR ? end : NULL;
}

/* 3月份, 3-5月 */
static const char *skip_months(const char *at)
{
    static const char *const between[] = { "-", "~", "至", "到", "、", NULL }, *const sign[] = { "月份", "月", NULL };
    size_t count;
    int month;
    const char *end = skip_digits(at, &count, &month);
    const char *more = count > 0 && count <= 2 ? skip_word(end, between) : NULL;
    if (more)
        end = skip_digits(more, &count, &month);
    return count > 0 && count <= 2 ? skip_word(end, sign) : NULL;
}

static const char *const parts_of_year[] = { "年度",     "学年度",   "学年",     "年份",     "年",     "上半年",
                                             "下半年",   "全年",     "春季",     "秋季",     "春",     "秋",
                                             "第一季度", "第二季度", "第三季度", "第四季度", "一季度", "二季度",
                                             "三季度",   "四季度",   "第一学期", "第二学期", "上学期", "下学期",
                                             "学期",     NULL };

/* Where the time that begins at `at` ends, NULL when none does. `begins`: nothing stands before it. */
static const char *skip_time(const char *at, bool begins, int *year)
{
    static const char *const between[] = { "-", "~", "至", "到", "、", "—", "/", NULL };
    int last;
    const char *end = skip_year(at, true, year), *next;
    if (!end)
        return NULL;
    while ((next = skip_word(end, parts_of_year)) ||
           ((next = skip_word(end, between)) && (next = skip_year(next, true, &last))) || (next = skip_months(end)))
        end = next;
    size_t digits;
    bool number = skip_digits(at, &digits, &last) == end; /* nothing says that these digits are a year */
    return number && !begins && *end ? NULL : end;
}

/* The first time in `name`: where it starts, with a bracket that holds nothing else, and where it ends. False: none. */
struct found {
    const char *start, *end, *time, *time_end;
    int year;
};
static bool find_time(const char *name, struct found *f)
{
    uint32_t code = 0, before = 0;
    const char *open = NULL;
    for (const char *at = name, *next; *at; at = next, before = code) {
        next = jf_fold_next(at, &code);
        const char *end = digit(before) ? NULL : skip_time(at, at == name || open, &f->year);
        if (!end) {
            open = code == '(' ? at : NULL;
            continue;
        }
        *f = (struct found){ .start = at, .end = end, .time = at, .time_end = end, .year = f->year };
        next = *end ? jf_fold_next(end, &code) : end;
        if (open && *end && code == ')') {
            f->start = open;
            f->end = next;
        }
        return true;
    }
    return false;
}

void jf_name_undated(const char *name, struct jf_str *out)
{
    size_t before = out->len;
    struct found f = { NULL };
    const char *at = name;
    for (; find_time(at, &f); at = f.end)
        jf_str_addn(out, at, (size_t)(f.start - at));
    jf_str_add(out, at);
    if (out->len == before)
        jf_str_add(out, name);
}

void jf_name_period(const char *name, struct jf_str *out)
{
    char period[JF_TYPED_PERIOD_SIZE];
    struct found f = { NULL }, more = { NULL };
    struct jf_str time = JF_STR_INIT, plain = JF_STR_INIT;
    if (!find_time(name, &f) || find_time(f.end, &more))
        return;
    jf_str_addn(&time, f.time, (size_t)(f.time_end - f.time));
    if (!time.failed)
        jf_fold_add(&plain, time.data, false);
    char *sign = plain.len ? strstr(plain.data, "年度") : NULL;
    if (sign && !sign[strlen("年度")]) /* 2005年度 is 2005年 */
        sign[strlen("年")] = '\0';
    if (!plain.failed && plain.len && jf_typed_period(plain.data, period))
        jf_str_add(out, period);
    else if (!plain.failed && plain.len >= YEAR_DIGITS && strspn(plain.data, "0123456789") == YEAR_DIGITS)
        jf_str_add(out, plain.data);
    else
        jf_str_addf(out, "%d", f.year); /* 98年, 二〇〇五年 */
    jf_str_release(&time);
    jf_str_release(&plain);
}
