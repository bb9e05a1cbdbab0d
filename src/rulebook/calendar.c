/* calendar.c - the holiday calendars, read into memory, and what a day is by them. It counts nothing. */
#include "jianfu/calendar.h"

#include "jianfu/day.h"
#include "jianfu/i18n.h"

#include <stdlib.h>

/* Days that are not what their weekday says. */
struct exception {
    int32_t from, until;
    bool worked;
};

struct jf_calendar {
    struct jf_calendar_year *years;
    size_t year_count;
    struct exception *exceptions; /* by year: the last that fits holds */
    size_t exception_count;
};

void jf_calendar_free(struct jf_calendar *calendar)
{
    if (!calendar)
        return;
    for (size_t i = 0; i < calendar->year_count; i++) {
        jf_free(calendar->years[i].document);
        jf_free(calendar->years[i].certainty);
    }
    jf_free(calendar->years);
    jf_free(calendar->exceptions);
    jf_free(calendar);
}

static enum jf_status add_year(struct jf_calendar *c, const struct jf_stmt *st, struct jf_error *err)
{
    struct jf_calendar_year *years = jf_grow(c->years, c->year_count + 1, sizeof *years);
    if (!years)
        return jf_error_set(err, JF_NOMEM, _("out of memory"));
    c->years = years;
    struct jf_calendar_year *year = &years[c->year_count++];
    *year = (struct jf_calendar_year){ .year = atoi(jf_col_text(st, 0)),
                                       .document = jf_dup(jf_col_text(st, 1)),
                                       .certainty = jf_dup(jf_col_text(st, 2)),
                                       .demonstration = jf_col_int(st, 3) != 0 };
    return year->document && year->certainty ? JF_OK : jf_error_set(err, JF_NOMEM, _("out of memory"));
}

static enum jf_status add_exception(struct jf_calendar *c, const struct jf_stmt *st, struct jf_error *err)
{
    struct exception *exceptions = jf_grow(c->exceptions, c->exception_count + 1, sizeof *exceptions);
    struct exception e = { .worked = jf_col_int(st, 2) != 0 };
    if (!exceptions)
        return jf_error_set(err, JF_NOMEM, _("out of memory"));
    c->exceptions = exceptions;
    if (jf_day_parse(jf_col_text(st, 0), &e.from) && jf_day_parse(jf_col_text(st, 1), &e.until))
        exceptions[c->exception_count++] = e;
    return JF_OK;
}

static enum jf_status read_rows(struct jf_db *db, const char *statement, struct jf_calendar *c,
                                enum jf_status (*add)(struct jf_calendar *, const struct jf_stmt *, struct jf_error *),
                                struct jf_error *err)
{
    struct jf_stmt *st = NULL;
    enum jf_status status = jf_db_query(db, statement, NULL, &st, err);
    while (jf_stmt_row(st, &status, err)) {
        status = add(c, st, err);
    }
    jf_stmt_done(st);
    return status;
}

enum jf_status jf_calendar_load(struct jf_db *db, struct jf_calendar **out, struct jf_error *err)
{
    struct jf_calendar *c = jf_alloc(sizeof *c);
    *out = NULL;
    if (!c)
        return jf_error_set(err, JF_NOMEM, _("out of memory"));
    enum jf_status status = read_rows(db, "rulebook.calendar_years", c, add_year, err);
    if (status == JF_OK)
        status = read_rows(db, "rulebook.calendar_days", c, add_exception, err);
    if (status == JF_OK)
        *out = c;
    else
        jf_calendar_free(c);
    return status;
}

const struct jf_calendar_year *jf_calendar_year(const struct jf_calendar *calendar, int year)
{
    for (size_t i = 0; i < calendar->year_count; i++)
        if (calendar->years[i].year == year)
            return &calendar->years[i];
    return NULL;
}

enum jf_calendar_day jf_calendar_day(const struct jf_calendar *calendar, int32_t day)
{
    char text[JF_DAY_SIZE];
    jf_day_format(day, text);
    if (!jf_calendar_year(calendar, atoi(text)))
        return JF_CALENDAR_UNKNOWN;
    for (size_t i = calendar->exception_count; i > 0; i--)
        if (calendar->exceptions[i - 1].from <= day && day <= calendar->exceptions[i - 1].until)
            return calendar->exceptions[i - 1].worked ? JF_CALENDAR_WORKED : JF_CALENDAR_OFF;
    return jf_day_weekday(day) <= 5 ? JF_CALENDAR_WORKED : JF_CALENDAR_OFF;
}
