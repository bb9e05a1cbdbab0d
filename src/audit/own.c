/* own.c - an office's own rules: their SELECTs run behind the guard, and what they return is looked at value by value
 * before it reaches the main connection. Must not hand their text to the main connection. */
#include "internal.h"

#include "jianfu/i18n.h"

#include <string.h>

enum { DETAIL_LIMIT = 2000, REASON_LIMIT = 500 }; /* bytes */

struct own {
    struct jf_db *db;
    struct jf_guard *guard;
    const struct jf_rule *rule;
    const char *day;
};

typedef enum jf_status take_fn(struct own *own, const struct jf_stmt *st, int64_t number, struct jf_error *err);

/* Columns that hold numbers; all of them whole. */
static const char *const numbers[] = {
    "subject_id", "part", "division", "unit", "charged_fen", "allowed_fen", "excess_fen", "standard_id",
};

static enum jf_status check_number(const struct jf_stmt *st, const char *column, int64_t number, struct jf_error *err)
{
    int at = jf_stmt_column(st, column);
    if (jf_col_null(st, at) || jf_col_is_int(st, at))
        return JF_OK;
    return jf_error_set(err, JF_REFUSED, _("row %lld: '%s' is not a whole number"), (long long)number, column);
}

static enum jf_status check_text(const struct jf_stmt *st, const char *column, size_t most, int64_t number,
                                 struct jf_error *err)
{
    const char *text = jf_col_text(st, jf_stmt_column(st, column));
    if (!text)
        return jf_error_set(err, JF_REFUSED, _("row %lld: '%s' is empty"), (long long)number, column);
    if (strlen(text) > most)
        return jf_error_set(err, JF_REFUSED, _("row %lld: '%s' is longer than %d bytes"), (long long)number, column,
                            (int)most);
    return JF_OK;
}

static enum jf_status check_hit(const struct jf_stmt *st, int64_t number, struct jf_error *err)
{
    enum jf_status status = check_text(st, "detail", DETAIL_LIMIT, number, err);
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers && status == JF_OK; i++)
        status = check_number(st, numbers[i], number, err);
    if (status != JF_OK)
        return status;
    const char *day = jf_col_text(st, jf_stmt_column(st, "charged_on"));
    const char *severity = jf_col_text(st, jf_stmt_column(st, "severity"));
    if (jf_col_null(st, jf_stmt_column(st, "subject_id")))
        return jf_error_set(err, JF_REFUSED, _("row %lld: '%s' is empty"), (long long)number, "subject_id");
    if (day && !jf_day_valid(day))
        return jf_error_set(err, JF_REFUSED, _("row %lld: 'charged_on' is not a day"), (long long)number);
    if (severity && !jf_streq(severity, "violation") && !jf_streq(severity, "doubt"))
        return jf_error_set(err, JF_REFUSED, _("row %lld: 'severity' is neither violation nor doubt"),
                            (long long)number);
    return JF_OK;
}

static enum jf_status take_hit(struct own *own, const struct jf_stmt *st, int64_t number, struct jf_error *err)
{
    enum jf_status status = check_hit(st, number, err);
    if (status != JF_OK)
        return status;
    return audit_add_hit(own->db, st, own->rule->severity, number, err);
}

static enum jf_status take_open(struct own *own, const struct jf_stmt *st, int64_t number, struct jf_error *err)
{
    static const char *const needed[] = { "subject_id", "part", "reason" };
    for (size_t i = 0; i < sizeof needed / sizeof *needed; i++)
        if (jf_stmt_column(st, needed[i]) < 0)
            return jf_error_set(err, JF_REFUSED, _("'undecided' does not return the column '%s'"), needed[i]);
    enum jf_status status = check_number(st, "subject_id", number, err);
    if (status == JF_OK)
        status = check_number(st, "part", number, err);
    if (status == JF_OK)
        status = check_text(st, "reason", REASON_LIMIT, number, err);
    if (status != JF_OK)
        return status;
    return audit_insert(own->db, "audit.add_open",
                        JF_ARGS(audit_number_arg(":subject_id", st), audit_number_arg(":part", st),
                                audit_text_arg(":reason", st, NULL)),
                        number, err);
}

/* Only that the SELECT gives one number. */
static enum jf_status take_population(struct own *own, const struct jf_stmt *st, int64_t number, struct jf_error *err)
{
    (void)own;
    if (number > 1 || !jf_col_is_int(st, 0))
        return jf_error_set(err, JF_REFUSED, _("'population' does not give a whole number"));
    return JF_OK;
}

static enum jf_status each_row(struct own *own, const char *sql, bool hits, take_fn *take, int64_t *first,
                               int64_t *rows, struct jf_error *err)
{
    struct jf_stmt *st = NULL;
    bool row = true;
    *rows = 0;
    enum jf_status status =
        jf_guard_query(own->guard, sql,
                       JF_ARGS(JF_TEXT(":from", own->rule->from), JF_TEXT(":until", own->rule->until),
                               JF_TEXT(":day", own->day), JF_TEXT(":severity", own->rule->severity)),
                       &st, err);
    if (status == JF_OK && hits)
        status = audit_check_columns(st, err);
    while (status == JF_OK) {
        status = jf_guard_next(own->guard, st, &row, err);
        if (status != JF_OK || !row)
            break;
        if (first && *rows == 0)
            *first = jf_col_int(st, 0);
        status = take(own, st, ++*rows, err);
    }
    jf_stmt_done(st);
    return status;
}

enum jf_status audit_own_rule(struct jf_db *db, struct jf_guard *guard, const struct jf_rule *rule, const char *day,
                              int64_t *population, struct jf_error *err)
{
    struct own own = { db, guard, rule, day };
    int64_t rows = 0, stray = 0;
    jf_guard_start(guard);
    enum jf_status status = each_row(&own, rule->population, false, take_population, population, &rows, err);
    if (status == JF_OK && rows == 0)
        status = jf_error_set(err, JF_REFUSED, _("'population' does not give a whole number"));
    if (status == JF_OK && rule->undecided)
        status = each_row(&own, rule->undecided, false, take_open, NULL, &rows, err);
    if (status == JF_OK)
        status = each_row(&own, rule->sql, true, take_hit, NULL, &rows, err);
    if (status == JF_OK)
        status = jf_db_int(db, "audit.count_stray", NULL, 0, &stray, err);
    if (status == JF_OK && stray > 0)
        status =
            jf_error_set(err, JF_REFUSED, _("%lld rows name a record, division, unit or standard that is not there"),
                         (long long)stray);
    return status;
}
