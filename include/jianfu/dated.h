/* dated.h - the time that the name of a fee names: 2001年农业税尾欠, 村提留（2005年度）, 2005年春季学期杂费. Receipts
 * carry it in the name, the rule book does not. */
#ifndef JIANFU_DATED_H
#define JIANFU_DATED_H

#include "jianfu/str.h"

/* Append `name` without the time that it names: a year (four digits, or digits or 〇 to 九 before 年), two of them with
 * a sign between, and the 年度, 上半年, 春季学期, 第一季度, 3月份 behind it, with the brackets around them. The name as
 * it is when it names none, and when nothing else would be left. */
void jf_name_undated(const char *name, struct jf_str *out);

/* Append the time itself: "2005", "2005H1", "2005S", "2005-03" where it can be said so, else as it is written from the
 * four digits of its year on (1998-2002年). Nothing when it names none, or two in different places. */
void jf_name_period(const char *name, struct jf_str *out);

#endif
