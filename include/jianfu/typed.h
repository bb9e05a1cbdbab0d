/* typed.h - days, amounts and numbers as people type them at a Chinese keyboard and as spreadsheets save them, in the
 * one form that the program keeps. For options, answers at a prompt and CSV lists; files of records keep to their
 * schema. Full-width signs and blanks around are no fault; what is left has to be told without a guess, else it is
 * refused. */
#ifndef JIANFU_TYPED_H
#define JIANFU_TYPED_H

#include "jianfu/day.h"

/* 2005-06-30, 2005-6-30, 2005/6/30, 2005.6.30, 20050630, 2005年6月30日 (or 号) -> "2005-06-30". False, with `out`
 * untouched, for anything that is not a real day, also for one without its whole year. */
bool jf_typed_day(const char *text, char out[JF_DAY_SIZE]);

/* What jf_period_parse reads, any day as above, and 2005年, 2005年上半年, 2005年春季（学期）, 2005年3月 -> "2005",
 * "2005H1", "2005S", "2005-03". False, with `out` untouched, for anything else. */
enum { JF_TYPED_PERIOD_SIZE = JF_DAY_SIZE };
bool jf_typed_period(const char *text, char out[JF_TYPED_PERIOD_SIZE]);

/* 1250.5, 1,250.50, ￥1250.50, 1250.50元 -> fen. Commas stand before each three digits or nowhere. */
bool jf_typed_money(const char *text, int64_t *fen);

/* A whole number from 0, of at most 15 digits. */
bool jf_typed_number(const char *text, int64_t *number);

/* A number that is kept as text (of a payee): full-width signs become ASCII and blanks around go, in place. */
void jf_typed_code(char *text);

#endif
