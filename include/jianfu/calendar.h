/* calendar.h - which days are worked: the holiday calendars of the rule book, one a year (kind "calendar").
 *
 * Monday to Friday are worked but for the days off (放假), and so are the days worked in exchange (调休上班). Of a year
 * whose calendar was not imported nothing is known: a day in it is neither worked nor off, and whoever counts working
 * days has to say that it cannot. Days are numbers as in day.h.
 */
#ifndef JIANFU_CALENDAR_H
#define JIANFU_CALENDAR_H

#include "jianfu/store.h"

struct jf_calendar;

/* Read all calendars that count. `out` is freed with jf_calendar_free (NULL allowed). Needs no transaction. */
enum jf_status jf_calendar_load(struct jf_db *db, struct jf_calendar **out, struct jf_error *err);
void jf_calendar_free(struct jf_calendar *calendar);

/* What the day is. Where two years' calendars name the same day (the notice of a year often begins in the December
 * before it), the later year's holds. */
enum jf_calendar_day { JF_CALENDAR_UNKNOWN, JF_CALENDAR_WORKED, JF_CALENDAR_OFF };
enum jf_calendar_day jf_calendar_day(const struct jf_calendar *calendar, int32_t day);

/* The paper of a year's calendar. NULL when there is none; lives as long as the calendar. */
struct jf_calendar_year {
    int year;
    char *document;
    char *certainty; /* original, secondary, unverified */
    bool demonstration;
};
const struct jf_calendar_year *jf_calendar_year(const struct jf_calendar *calendar, int year);

#endif
