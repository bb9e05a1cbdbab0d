/* day.h - days as ISO text YYYY-MM-DD, half-years 2004H1, school terms 2004A (autumn) and 2005S (spring), years 2005.
 *
 * Stored and printed a day is text; only while counting it is a number, the days since 1970-01-01.
 */
#ifndef JIANFU_DAY_H
#define JIANFU_DAY_H

#include "jianfu/str.h"

#define JF_DAY_SIZE 11 /* "2005-06-30" and NUL */

/* "2005-06-30" -> days since 1970-01-01 (proleptic Gregorian). False for anything that is not a real day between
 * 1900-01-01 and 2199-12-31 written in exactly this form. */
bool jf_day_parse(const char *text, int32_t *number);
bool jf_day_valid(const char *text);
void jf_day_format(int32_t number, char out[JF_DAY_SIZE]);

/* Day of the week, Monday = 1 ... Sunday = 7. */
int jf_day_weekday(int32_t number);

/* Today by the local clock, and this moment as "2005-06-30T12:34:56+08:00". When the environment variable JIANFU_TODAY
 * (or a day set by jf_day_set_today, which wins) is set, "today" is that day and the moment is that day at
 * 00:00:00+00:00, so that whole runs can be repeated to the byte. */
void jf_day_set_today(const char *day); /* copied; "" or NULL unsets */
void jf_day_today(char out[JF_DAY_SIZE]);
void jf_day_now(char out[32]);

/* Periods. The forms: "2005" (year), "2005H1"/"2005H2" (half-year), "2004A" (autumn term: 2004-08-01 to
 * 2005-01-31), "2005S" (spring term: 2005-02-01 to 2005-07-31), "2005-03" (month), "2005-03-02" (day). False when text
 * is none of them. */
enum jf_period_kind { JF_PERIOD_YEAR, JF_PERIOD_HALF, JF_PERIOD_TERM, JF_PERIOD_MONTH, JF_PERIOD_DAY };
struct jf_period {
    enum jf_period_kind kind;
    int year;
    int part; /* half 1|2; term 1 autumn, 2 spring; month */
    char from[JF_DAY_SIZE];
    char until[JF_DAY_SIZE]; /* last day, inclusive */
};
bool jf_period_parse(const char *text, struct jf_period *period);

/* The half-year before: "2005H1" -> "2004H2". */
void jf_half_before(const struct jf_period *half, char out[8]);

/* Append a day for an official paper: 2005年6月30日 (zh) or 30 June 2005 (en). `capitals` gives the form before
 * 2012-07-01, 二○○五年六月三十日 (zh only). */
void jf_day_add_paper(struct jf_str *out, const char *day, const char *lang, bool capitals);

/* Append a period for an official paper: 2005H1 as 2005年上半年 (zh) or the first half of 2005 (en), 2005S as
 * 2005年春季. False, with nothing appended, for what is no period. */
bool jf_period_add_paper(struct jf_str *out, const char *text, const char *lang);

#endif
