/* overdue.c - orders past their day and what is to be done about them. Reads only. */
#include "internal.h"

#define LEVELS 3

/* One level of urgency: from how many days past the day on, and what it asks for. */
struct level {
    int64_t days;
    struct jf_str action;
};

/* The figure of the office's own, unless the rule book has one in force. */
static enum jf_status read_level(struct jf_db *db, int number, const char *today, const char *lang, struct level *out,
                                 struct jf_error *err)
{
    struct jf_standard standard = { 0 };
    const struct jf_scope scope = { .division = NULL };
    struct jf_str key = JF_STR_INIT, item = JF_STR_INIT;
    bool found = false;
    jf_str_addf(&key, "overdue.%d", number);
    jf_str_addf(&item, "refund.overdue.%d", number);
    enum jf_status status = refund_figure(key.data, &out->days, lang, &out->action, err);
    if (status == JF_OK)
        status = jf_rulebook_in_force(db, item.data, today, "deadline", &scope, &standard, &found, err);
    if (status == JF_OK && found && standard.has_number)
        out->days = standard.number;
    jf_standard_release(&standard);
    jf_str_release(&key);
    jf_str_release(&item);
    return status == JF_OK ? jf_str_check(&out->action, err) : status;
}

static int level_of(const struct level *levels, int64_t days)
{
    int level = 0;
    for (int i = 0; i < LEVELS; i++)
        if (days > 0 && days >= levels[i].days)
            level = i + 1;
    return level;
}

static enum jf_status walk(struct jf_db *db, const char *today, const char *until, const struct level *levels,
                           jf_refund_due_fn *each, void *arg, struct jf_error *err)
{
    struct jf_stmt *st = NULL;
    enum jf_status status =
        jf_db_query(db, "refund.overdue", JF_ARGS(JF_TEXT(":today", today), JF_TEXT(":until", until)), &st, err);
    while (jf_stmt_row(st, &status, err)) {
        struct jf_refund_due due = { .number = jf_col_text(st, 0),
                                     .petition = jf_col_text(st, 1),
                                     .unit = jf_col_text(st, 2),
                                     .unit_name = jf_col_text(st, 3),
                                     .what = jf_col_text(st, 4),
                                     .since = jf_col_text(st, 5),
                                     .days = jf_col_int(st, 6),
                                     .fen = jf_col_int(st, 7),
                                     .rest_milli = jf_col_int(st, 8),
                                     .waiting = jf_col_int(st, 9),
                                     .ordered_on = jf_col_text(st, 10),
                                     .order_id = jf_col_int(st, 11),
                                     .petition_id = jf_col_int(st, 12) };
        due.level = level_of(levels, due.days);
        due.action = due.level ? levels[due.level - 1].action.data : "";
        status = each(arg, &due, err);
    }
    jf_stmt_done(st);
    return status;
}

enum jf_status jf_refund_overdue(struct jf_db *db, int64_t ahead, const char *lang, jf_refund_due_fn *each, void *arg,
                                 struct jf_error *err)
{
    struct level levels[LEVELS] = { { 0, JF_STR_INIT }, { 0, JF_STR_INIT }, { 0, JF_STR_INIT } };
    char today[JF_DAY_SIZE], until[JF_DAY_SIZE];
    int32_t number = 0;
    enum jf_status status = JF_OK;
    jf_day_today(today);
    jf_day_parse(today, &number);
    jf_day_format(number + (int32_t)ahead, until);
    for (int i = 0; status == JF_OK && i < LEVELS; i++)
        status = read_level(db, i + 1, today, lang, &levels[i], err);
    if (status == JF_OK)
        status = walk(db, today, until, levels, each, arg, err);
    for (int i = 0; i < LEVELS; i++)
        jf_str_release(&levels[i].action);
    return status;
}
