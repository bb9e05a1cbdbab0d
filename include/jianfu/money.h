/* money.h - amounts in fen (分), 64-bit, never floating point; overflow is an error, not a wrap. */
#ifndef JIANFU_MONEY_H
#define JIANFU_MONEY_H

#include "jianfu/str.h"

enum jf_money_fault {
    JF_MONEY_OK = 0,
    JF_MONEY_EMPTY,     /* no digits */
    JF_MONEY_CHARACTER, /* something other than digits and one point */
    JF_MONEY_NEGATIVE,  /* a minus sign */
    JF_MONEY_DECIMALS,  /* more than two decimals */
    JF_MONEY_OVERFLOW   /* over 9,999,999,999,999.99 yuan */
};

#define JF_MONEY_MAX INT64_C(999999999999999)

/* Read "15850", "15850.5" or "15850.00" (yuan) as fen. No sign, no separators, no blanks; ASCII digits only. */
enum jf_money_fault jf_money_parse(const char *text, int64_t *fen);

/* Append fen as "15850.00", with a leading "-" for negative values. */
void jf_money_add(struct jf_str *out, int64_t fen);

/* Append fen with thousands separators: "15,850.00". */
void jf_money_add_grouped(struct jf_str *out, int64_t fen);

/* Append fen in capitals as an official paper writes it: 壹万伍仟捌佰伍拾元整, 叁元零伍分, 零元整. fen >= 0. */
void jf_money_add_capitals(struct jf_str *out, int64_t fen);

/* a + b; false on overflow, `result` untouched. It may be the place of a. */
bool jf_money_sum(int64_t a, int64_t b, int64_t *result);

/* Quantity of an item in thousandths ("1", "2.5", "0.125"): at most three decimals, not negative, at most 10^9. */
enum jf_money_fault jf_quantity_parse(const char *text, int64_t *milli);
/* Append thousandths as a plain number without zeros at its end: 10.5, 3, -0.125. */
void jf_quantity_add(struct jf_str *out, int64_t milli);

#endif
