/* day.c - the calendar, periods, and the program's clock. Nothing else in the program may ask the system for the time.
 */
#include "jianfu/day.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { FIRST_YEAR = 1900, LAST_YEAR = 2199 };

static bool digits(const char *text, size_t count, int *value)
{
    int sum = 0;
    for (size_t i = 0; i < count; i++) {
        if (text[i] < '0' || text[i] > '9')
            return false;
        sum = sum * 10 + (text[i] - '0');
    }
    *value = sum;
    return true;
}

static void put_digits(char *out, int count, int value)
{
    for (int i = count - 1; i >= 0; i--) {
        out[i] = (char)('0' + value % 10);
        value /= 10;
    }
}

static int month_length(int year, int month)
{
    static const int lengths[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };
    bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    return month == 2 && leap ? 29 : lengths[month - 1];
}

/* Days since 1970-01-01; years counted from March, so that the leap day is the last of its year. */
static int32_t number_of(int year, int month, int day)
{
    int y = month > 2 ? year : year - 1;
    int m = month > 2 ? month - 3 : month + 9;
    return 365 * y + y / 4 - y / 100 + y / 400 + (153 * m + 2) / 5 + day - 1 - 719468;
}

static void civil_of(int32_t number, int *year, int *month, int *day)
{
    int days = number + 719468;
    int era = days / 146097;
    int of_era = days % 146097;
    int y = (of_era - of_era / 1460 + of_era / 36524 - of_era / 146096) / 365;
    int of_year = of_era - (365 * y + y / 4 - y / 100);
    int m = (5 * of_year + 2) / 153;
    *day = of_year - (153 * m + 2) / 5 + 1;
    *month = m < 10 ? m + 3 : m - 9;
    *year = y + era * 400 + (*month <= 2 ? 1 : 0);
}

static bool split(const char *text, int *year, int *month, int *day)
{
    if (!text || strnlen(text, JF_DAY_SIZE) != JF_DAY_SIZE - 1)
        return false;
    if (!digits(text, 4, year) || text[4] != '-' || !digits(text + 5, 2, month) || text[7] != '-' ||
        !digits(text + 8, 2, day))
        return false;
    return *year >= FIRST_YEAR && *year <= LAST_YEAR && *month >= 1 && *month <= 12 && *day >= 1 &&
           *day <= month_length(*year, *month);
}

bool jf_day_parse(const char *text, int32_t *number)
{
    int year, month, day;
    if (!split(text, &year, &month, &day))
        return false;
    *number = number_of(year, month, day);
    return true;
}

bool jf_day_valid(const char *text)
{
    int32_t number;
    return jf_day_parse(text, &number);
}

static void put_day(char out[JF_DAY_SIZE], int year, int month, int day)
{
    put_digits(out, 4, year);
    out[4] = '-';
    put_digits(out + 5, 2, month);
    out[7] = '-';
    put_digits(out + 8, 2, day);
    out[10] = '\0';
}

/* Numbers outside the years 1 to 9999 cannot be written in this form; they give the nearest day that can. */
void jf_day_format(int32_t number, char out[JF_DAY_SIZE])
{
    int32_t first = number_of(1, 1, 1);
    int32_t last = number_of(9999, 12, 31);
    int year, month, day;
    civil_of(number < first ? first : number > last ? last : number, &year, &month, &day);
    put_day(out, year, month, day);
}

/* 1970-01-01 was a Thursday. */
int jf_day_weekday(int32_t number)
{
    int rest = (number % 7 + 10) % 7; /* Monday = 0 */
    return rest + 1;
}

static char fixed_today[JF_DAY_SIZE];

void jf_day_set_today(const char *day)
{
    if (day && jf_day_valid(day))
        memcpy(fixed_today, day, JF_DAY_SIZE);
    else
        fixed_today[0] = '\0';
}

/* The day that replaces the clock, or NULL. A value that is no day does not count. */
static const char *replaced_today(void)
{
    if (fixed_today[0])
        return fixed_today;
    const char *day = getenv("JIANFU_TODAY");
    return day && jf_day_valid(day) ? day : NULL;
}

void jf_day_today(char out[JF_DAY_SIZE])
{
    char now[32];
    jf_day_now(now);
    memcpy(out, now, JF_DAY_SIZE - 1);
    out[JF_DAY_SIZE - 1] = '\0';
}

void jf_day_now(char out[32])
{
    static const char midnight[] = "T00:00:00+00:00";
    const char *fixed = replaced_today();
    if (fixed) {
        memcpy(out, fixed, JF_DAY_SIZE - 1);
        memcpy(out + JF_DAY_SIZE - 1, midnight, sizeof midnight);
        return;
    }
    time_t seconds = time(NULL);
    struct tm parts;
    /* strftime writes the offset as +0800; ISO text wants +08:00. */
    enum { OFFSET_MINUTES = 22, WHOLE = 24 };
    if (!localtime_r(&seconds, &parts) || strftime(out, 32, "%Y-%m-%dT%H:%M:%S%z", &parts) != WHOLE) {
        memcpy(out, "1970-01-01", JF_DAY_SIZE - 1);
        memcpy(out + JF_DAY_SIZE - 1, midnight, sizeof midnight);
        return;
    }
    memmove(out + OFFSET_MINUTES + 1, out + OFFSET_MINUTES, WHOLE - OFFSET_MINUTES + 1);
    out[OFFSET_MINUTES] = ':';
}

static void set_span(struct jf_period *p, int from_year, int from_month, int until_year, int until_month)
{
    put_day(p->from, from_year, from_month, 1);
    put_day(p->until, until_year, until_month, month_length(until_year, until_month));
}

/* What follows the year: H1, H2, A, S, -MM. */
static bool parse_part(const char *rest, struct jf_period *p)
{
    int year = p->year;
    int month;
    if (!*rest) {
        p->kind = JF_PERIOD_YEAR;
        set_span(p, year, 1, year, 12);
    } else if (strcmp(rest, "H1") == 0 || strcmp(rest, "H2") == 0) {
        p->kind = JF_PERIOD_HALF;
        p->part = rest[1] - '0';
        set_span(p, year, p->part == 1 ? 1 : 7, year, p->part == 1 ? 6 : 12);
    } else if (strcmp(rest, "A") == 0) {
        p->kind = JF_PERIOD_TERM;
        p->part = 1;
        set_span(p, year, 8, year + 1, 1);
    } else if (strcmp(rest, "S") == 0) {
        p->kind = JF_PERIOD_TERM;
        p->part = 2;
        set_span(p, year, 2, year, 7);
    } else if (rest[0] == '-' && digits(rest + 1, 2, &month) && !rest[3] && month >= 1 && month <= 12) {
        p->kind = JF_PERIOD_MONTH;
        p->part = month;
        set_span(p, year, month, year, month);
    } else {
        return false;
    }
    return true;
}

bool jf_period_parse(const char *text, struct jf_period *period)
{
    struct jf_period found = { .kind = JF_PERIOD_DAY };
    int month, day;
    if (split(text, &found.year, &month, &day)) {
        found.part = month;
        memcpy(found.from, text, JF_DAY_SIZE);
        memcpy(found.until, text, JF_DAY_SIZE);
    } else if (!text || !digits(text, 4, &found.year) || found.year < FIRST_YEAR || found.year > LAST_YEAR ||
               !parse_part(text + 4, &found) || !jf_day_valid(found.until)) {
        return false; /* the autumn term of the last year would end behind it */
    }
    *period = found;
    return true;
}

void jf_half_before(const struct jf_period *half, char out[8])
{
    bool second = half->kind == JF_PERIOD_HALF && half->part == 2;
    put_digits(out, 4, second ? half->year : half->year - 1);
    out[4] = 'H';
    out[5] = second ? '1' : '2';
    out[6] = '\0';
}

static const char *const numerals[] = { "○", "一", "二", "三", "四", "五", "六", "七", "八", "九" };

/* 1 to 99: 六, 十, 十一, 三十. */
static void add_numeral(struct jf_str *out, int value)
{
    if (value >= 20)
        jf_str_add(out, numerals[value / 10]);
    if (value >= 10)
        jf_str_add(out, "十");
    if (value % 10)
        jf_str_add(out, numerals[value % 10]);
}

static void add_capitals(struct jf_str *out, int year, int month, int day)
{
    for (int divisor = 1000; divisor; divisor /= 10)
        jf_str_add(out, numerals[year / divisor % 10]);
    jf_str_add(out, "年");
    add_numeral(out, month);
    jf_str_add(out, "月");
    add_numeral(out, day);
    jf_str_add(out, "日");
}

void jf_day_add_paper(struct jf_str *out, const char *day, const char *lang, bool capitals)
{
    static const char *const months[] = { "January", "February", "March",     "April",   "May",      "June",
                                          "July",    "August",   "September", "October", "November", "December" };
    int year, month, number;
    if (!split(day, &year, &month, &number))
        jf_str_add(out, day ? day : "");
    else if (lang && jf_starts(lang, "en"))
        jf_str_addf(out, "%d %s %d", number, months[month - 1], year);
    else if (capitals)
        add_capitals(out, year, month, number);
    else
        jf_str_addf(out, "%d年%d月%d日", year, month, number);
}

static void add_term_word(struct jf_str *out, const struct jf_period *period, bool chinese)
{
    if (chinese)
        jf_str_addf(out, "%d年%s季", period->year, period->part == 1 ? "秋" : "春");
    else
        jf_str_addf(out, "%s %d", period->part == 1 ? "autumn" : "spring", period->year);
}

bool jf_period_add_paper(struct jf_str *out, const char *text, const char *lang)
{
    struct jf_period period;
    bool chinese = strcmp(lang, "zh") == 0;
    if (!jf_period_parse(text, &period))
        return false;
    switch (period.kind) {
    case JF_PERIOD_DAY:
        jf_day_add_paper(out, period.from, lang, false);
        break;
    case JF_PERIOD_MONTH:
        jf_str_addf(out, chinese ? "%d年%d月" : "%d-%02d", period.year, period.part);
        break;
    case JF_PERIOD_YEAR:
        jf_str_addf(out, chinese ? "%d年" : "%d", period.year);
        break;
    case JF_PERIOD_TERM:
        add_term_word(out, &period, chinese);
        break;
    case JF_PERIOD_HALF:
        if (chinese)
            jf_str_addf(out, "%d年%s半年", period.year, period.part == 1 ? "上" : "下");
        else
            jf_str_addf(out, "the %s half of %d", period.part == 1 ? "first" : "second", period.year);
        break;
    }
    return true;
}
