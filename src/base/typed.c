/* typed.c - what people type, in plain form. It never guesses: no year is put in, no comma read as a point. */
#include "jianfu/typed.h"

#include "jianfu/fold.h"
#include "jianfu/money.h"
#include "jianfu/utf8.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { PLAIN_SIZE = 48, NUMBER_DIGITS = 15 };

/* The text with full-width signs as ASCII and without blanks around it. False when it is longer than any day or amount.
 */
static bool plain(const char *text, char out[PLAIN_SIZE])
{
    struct jf_str folded = JF_STR_INIT, trimmed = JF_STR_INIT;
    jf_fold_add(&folded, text ? text : "", true);
    jf_str_add_trimmed(&trimmed, folded.data);
    bool fits = !folded.failed && !trimmed.failed && trimmed.len < PLAIN_SIZE;
    if (fits)
        memcpy(out, trimmed.data, trimmed.len + 1);
    jf_str_release(&folded);
    jf_str_release(&trimmed);
    return fits;
}

/* At most `most` digits; how many there were. */
static size_t take_digits(const char **at, size_t most, int *value)
{
    size_t count = 0;
    for (*value = 0; count < most && **at >= '0' && **at <= '9'; count++)
        *value = *value * 10 + (*(*at)++ - '0');
    return count;
}

static bool take(const char **at, const char *sign)
{
    size_t len = strlen(sign);
    bool there = strncmp(*at, sign, len) == 0;
    *at += there ? len : 0;
    return there;
}

/* What stands behind year, month and day; an empty sign is always there. */
static const struct {
    const char *year, *month, *day[2];
} day_signs[] = {
    { "-", "-", { "", "" } }, { "/", "/", { "", "" } }, { ".", ".", { "", "" } }, { "年", "月", { "日", "号" } }
};

bool jf_typed_day(const char *text, char out[JF_DAY_SIZE])
{
    char typed[PLAIN_SIZE], day[JF_DAY_SIZE];
    int year, month, number;
    if (!plain(text, typed))
        return false;
    char *hour = strchr(typed, ' '); /* 2005/7/3 0:00, as a spreadsheet saves a day */
    if (hour && strchr(hour, ':') && !hour[strspn(hour, " 0:")])
        *hour = '\0';
    const char *at = typed;
    if (take_digits(&at, 4, &year) < 4)
        return false;
    bool good = strspn(at, "0123456789") == 4 && !at[4]; /* 20050630 */
    if (good) {
        take_digits(&at, 2, &month);
        take_digits(&at, 2, &number);
    }
    for (size_t i = 0; !good && i < sizeof day_signs / sizeof *day_signs; i++)
        if (take(&at, day_signs[i].year))
            good = take_digits(&at, 2, &month) > 0 && take(&at, day_signs[i].month) &&
                   take_digits(&at, 2, &number) > 0 &&
                   (take(&at, day_signs[i].day[0]) || take(&at, day_signs[i].day[1])) && !*at;
    if (!good || snprintf(day, sizeof day, "%04d-%02d-%02d", year, month, number) != JF_DAY_SIZE - 1 ||
        !jf_day_valid(day))
        return false;
    memcpy(out, day, sizeof day);
    return true;
}

/* What may stand behind a year and 年, and how the program writes it. */
static const struct {
    const char *typed, *code;
} period_signs[] = { { "", "" },          { "上半年", "H1" }, { "下半年", "H2" }, { "春季", "S" },
                     { "春季学期", "S" }, { "秋季", "A" },    { "秋季学期", "A" } };

/* 3月, behind the year. */
static bool typed_month(const char *text, int *month)
{
    return take_digits(&text, 2, month) > 0 && strcmp(text, "月") == 0;
}

bool jf_typed_period(const char *text, char out[JF_TYPED_PERIOD_SIZE])
{
    char typed[PLAIN_SIZE], period[PLAIN_SIZE];
    struct jf_period parsed;
    int year, month;
    if (jf_typed_day(text, out))
        return true;
    if (!plain(text, typed))
        return false;
    for (char *at = typed; *at; at++) /* the folding made small letters of H, A and S */
        *at = *at >= 'a' && *at <= 'z' ? (char)(*at - 'a' + 'A') : *at;
    const char *at = typed;
    memcpy(period, typed, sizeof period);
    if (take_digits(&at, 4, &year) == 4 && take(&at, "年")) {
        for (size_t i = 0; i < sizeof period_signs / sizeof *period_signs; i++)
            if (strcmp(at, period_signs[i].typed) == 0)
                snprintf(period, sizeof period, "%04d%s", year, period_signs[i].code);
        if (typed_month(at, &month))
            snprintf(period, sizeof period, "%04d-%02d", year, month);
    }
    if (!jf_period_parse(period, &parsed))
        return false;
    memcpy(out, period, strlen(period) + 1);
    return true;
}

/* Take the commas out of `text`; false where one does not part thousands. */
static bool drop_commas(char *text)
{
    size_t whole = strspn(text, "0123456789,"), digits = 0;
    if (!memchr(text, ',', whole))
        return true;
    if (*text == ',')
        return false;
    for (size_t i = whole; i-- > 0; digits += text[i] == ',' ? 0 : 1)
        if ((text[i] == ',') != (digits > 0 && digits % 3 == 0 && text[i + 1] != ','))
            return false;
    size_t to = 0;
    for (size_t from = 0; text[from]; from++)
        if (text[from] != ',')
            text[to++] = text[from];
    text[to] = '\0';
    return true;
}

bool jf_typed_money(const char *text, int64_t *fen)
{
    char typed[PLAIN_SIZE];
    if (!plain(text, typed))
        return false;
    const char *at = typed;
    if (!take(&at, "￥"))
        take(&at, "¥");
    at += strspn(at, " ");
    char *amount = typed + (at - typed), *unit = strstr(amount, "元");
    if (unit && strcmp(unit, "元") == 0)
        *unit = '\0';
    return drop_commas(amount) && jf_money_parse(amount, fen) == JF_MONEY_OK;
}

bool jf_typed_number(const char *text, int64_t *number)
{
    char typed[PLAIN_SIZE];
    if (!plain(text, typed))
        return false;
    size_t digits = strspn(typed, "0123456789");
    if (digits == 0 || digits > NUMBER_DIGITS || typed[digits])
        return false;
    *number = strtoll(typed, NULL, 10);
    return true;
}

void jf_typed_code(char *text)
{
    enum { WIDE_FIRST = 0xFF01, WIDE_LAST = 0xFF5E, WIDE_BEFORE_ASCII = 0xFEE0, WIDE_BLANK = 0x3000 };
    size_t len = 0;
    uint32_t code;
    for (const char *at = text, *next; *at; at = next) {
        next = jf_utf8_next(at, &code);
        bool blank = code == ' ' || code == WIDE_BLANK;
        if (code >= WIDE_FIRST && code <= WIDE_LAST) {
            text[len++] = (char)(code - WIDE_BEFORE_ASCII);
        } else if (!blank || len > 0) { /* none in front */
            memmove(text + len, at, (size_t)(next - at));
            len += (size_t)(next - at);
        }
    }
    while (len > 0 && text[len - 1] == ' ')
        len--;
    text[len] = '\0';
}
