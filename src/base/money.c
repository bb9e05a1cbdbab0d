/* money.c - reading, writing and reckoning with fen. It must not use floating point anywhere. */
#include "jianfu/money.h"

#include <string.h>

enum { MONEY_DECIMALS = 2, QUANTITY_DECIMALS = 3 };
#define QUANTITY_MAX (INT64_C(1000000000) * 1000)

/* Read digits with at most `decimals` decimals as an integer scaled by 10^decimals. "1." and ".5" are not numbers that
 * xs:decimal patterns of the schemas allow, so they are refused here too. */
static enum jf_money_fault parse_scaled(const char *text, int decimals, int64_t max, int64_t *result)
{
    if (!text || !*text)
        return JF_MONEY_EMPTY;
    if (*text == '-')
        return JF_MONEY_NEGATIVE;
    int64_t value = 0;
    int after = -1; /* digits after the point; -1 before it */
    bool before = false;
    bool large = false;
    for (const char *at = text; *at; at++) {
        if (*at == '.') {
            if (after >= 0 || (!before && at[1]))
                return JF_MONEY_CHARACTER;
            after = 0;
            continue;
        }
        if (*at < '0' || *at > '9')
            return JF_MONEY_CHARACTER;
        before = true;
        if (after >= 0 && after < decimals + 1)
            after++;
        if (after > decimals)
            continue; /* look on: another character is the graver fault */
        large = large || __builtin_mul_overflow(value, 10, &value) || __builtin_add_overflow(value, *at - '0', &value);
    }
    if (!before)
        return JF_MONEY_EMPTY;
    if (after == 0)
        return JF_MONEY_CHARACTER;
    if (after > decimals)
        return JF_MONEY_DECIMALS;
    for (int i = after < 0 ? 0 : after; i < decimals; i++)
        large = large || __builtin_mul_overflow(value, 10, &value);
    if (large || value > max)
        return JF_MONEY_OVERFLOW;
    *result = value;
    return JF_MONEY_OK;
}

enum jf_money_fault jf_money_parse(const char *text, int64_t *fen)
{
    return parse_scaled(text, MONEY_DECIMALS, JF_MONEY_MAX, fen);
}

enum jf_money_fault jf_quantity_parse(const char *text, int64_t *milli)
{
    return parse_scaled(text, QUANTITY_DECIMALS, QUANTITY_MAX, milli);
}

/* The absolute value, right for INT64_MIN as well. */
static uint64_t magnitude(int64_t value)
{
    return value < 0 ? UINT64_C(0) - (uint64_t)value : (uint64_t)value;
}

/* Written from the back: the digits come out in that order. `group` puts a comma between thousands. */
static void add_amount(struct jf_str *out, int64_t fen, bool group)
{
    char text[40];
    char *at = text + sizeof text;
    uint64_t left = magnitude(fen);
    for (int digits = 0; digits < 3 || left; digits++) {
        if (digits == MONEY_DECIMALS)
            *--at = '.';
        if (group && digits > MONEY_DECIMALS && (digits - MONEY_DECIMALS) % 3 == 0)
            *--at = ',';
        *--at = (char)('0' + left % 10);
        left /= 10;
    }
    if (fen < 0)
        *--at = '-';
    jf_str_addn(out, at, (size_t)(text + sizeof text - at));
}

void jf_quantity_add(struct jf_str *out, int64_t milli)
{
    uint64_t left = magnitude(milli), part = left % 1000;
    jf_str_addf(out, "%s%llu", milli < 0 ? "-" : "", (unsigned long long)(left / 1000));
    if (part)
        jf_str_addf(out, ".%03llu", (unsigned long long)part);
    while (part && part % 10 == 0) {
        jf_str_truncate(out, out->len - 1);
        part /= 10;
    }
}

void jf_money_add(struct jf_str *out, int64_t fen)
{
    add_amount(out, fen, false);
}

void jf_money_add_grouped(struct jf_str *out, int64_t fen)
{
    add_amount(out, fen, true);
}

static const char *const capital_digits[10] = { "零", "壹", "贰", "叁", "肆", "伍", "陆", "柒", "捌", "玖" };

/* One section of four digits, without 零 at its end. */
static void add_section(struct jf_str *out, unsigned section)
{
    static const char *const places[4] = { "仟", "佰", "拾", "" };
    unsigned divisor = 1000;
    bool begun = false;
    bool zero = false;
    for (int i = 0; i < 4; i++, divisor /= 10) {
        unsigned digit = section / divisor % 10;
        if (!digit) {
            zero = begun;
            continue;
        }
        if (zero)
            jf_str_add(out, capital_digits[0]);
        jf_str_add(out, capital_digits[digit]);
        jf_str_add(out, places[i]);
        begun = true;
        zero = false;
    }
}

/* Whole yuan, not zero. A 零 stands between two sections when the lower one begins with 0 or a whole section between
 * them is 0; not when only the upper one ends in 0 (¥107,000.53: 壹拾万柒仟元零伍角叁分). */
static void add_yuan(struct jf_str *out, uint64_t yuan)
{
    static const char *const units[4] = { "万", "亿", "万", "" };
    static const uint64_t weights[4] = { UINT64_C(1000000000000), UINT64_C(100000000), UINT64_C(10000), UINT64_C(1) };
    bool begun = false;
    bool gap = false;
    for (int i = 0; i < 4; i++) {
        unsigned section = (unsigned)(yuan / weights[i] % 10000);
        if (!section) {
            if (i == 1 && begun) /* 贰万亿: the unit of both, although the lower one is 0 */
                jf_str_add(out, units[i]);
            gap = begun;
            continue;
        }
        if (begun && (gap || section < 1000))
            jf_str_add(out, capital_digits[0]);
        add_section(out, section);
        jf_str_add(out, units[i]);
        begun = true;
        gap = false;
    }
}

/* 正确填写票据和结算凭证的基本规定 (annex 1 of 支付结算办法, 银发〔1997〕393号), articles 1 and 2: 整 after yuan or
 * jiao, none after fen; a 0 before the jiao or the fen is written 零. */
void jf_money_add_capitals(struct jf_str *out, int64_t fen)
{
    uint64_t all = magnitude(fen);
    uint64_t yuan = all / 100;
    unsigned jiao = (unsigned)(all / 10 % 10);
    unsigned cents = (unsigned)(all % 10);
    if (fen < 0)
        jf_str_add(out, "负");
    if (yuan >= UINT64_C(10000000000000000)) { /* beyond any lawful amount: figures are better than a wrong text */
        jf_money_add(out, fen);
        return;
    }
    if (yuan) {
        add_yuan(out, yuan);
        jf_str_add(out, "元");
    } else if (!jiao && !cents) {
        jf_str_add(out, "零元");
    }
    /* Bank form: 零 before the jiao also when the last yuan digit is 0 (¥1,680.32, ¥107,000.53). */
    if (yuan && ((jiao && yuan % 10 == 0) || (!jiao && cents)))
        jf_str_add(out, capital_digits[0]);
    if (jiao)
        jf_str_addf(out, "%s角", capital_digits[jiao]);
    if (cents)
        jf_str_addf(out, "%s分", capital_digits[cents]);
    else
        jf_str_add(out, "整");
}

bool jf_money_sum(int64_t a, int64_t b, int64_t *result)
{
    int64_t value;
    if (__builtin_add_overflow(a, b, &value))
        return false;
    *result = value;
    return true;
}
