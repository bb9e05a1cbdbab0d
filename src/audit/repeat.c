/* repeat.c - repeats: the same unit breaking the same rule again. The window is data (repeat.tsv). */
#include "internal.h"

#include "jianfu/i18n.h"
#include "jianfu/row.h"
#include "jianfu/tsv.h"

#include <string.h>

#define TABLE      "audit/repeat.tsv"
#define WINDOW_MAX 32

#define FIELD(kind, name)                                                                                              \
    {                                                                                                                  \
#name, JF_ROW_##kind, offsetof(struct jf_repeat, name)                                                         \
    }

static const struct jf_row_field fields[] = {
    FIELD(INT, finding_id),
    FIELD(TEXT, rule),
    FIELD(TEXT, state),
    FIELD(TEXT, unit),
    FIELD(TEXT, unit_name),
    FIELD(TEXT, charged_on),
    { "excess_fen", JF_ROW_HAS, offsetof(struct jf_repeat, has_excess) },
    FIELD(INT, excess_fen),
    FIELD(INT, earlier),
    FIELD(TEXT, earlier_charged_on),
    FIELD(TEXT, established_on),
    FIELD(INT, days),
    FIELD(TEXT, remedies),
    { NULL, JF_ROW_TEXT, 0 },
};

const char *audit_repeat_window(struct jf_error *err)
{
    static char window[WINDOW_MAX]; /* read once; a list asks for each of its rows */
    struct jf_tsv table;
    if (*window)
        return window;
    if (jf_tsv_load(TABLE, 2, &table, err) != JF_OK)
        return NULL;
    for (size_t row = 0; row < table.rows; row++) {
        const char *value = jf_tsv_cell(&table, row, 1);
        if (jf_streq(jf_tsv_cell(&table, row, 0), "window") && strlen(value) < WINDOW_MAX)
            memcpy(window, value, strlen(value) + 1);
    }
    jf_tsv_release(&table);
    if (*window)
        return window;
    jf_error_set(err, JF_BUG, _("%s says no window"), TABLE);
    return NULL;
}

enum jf_status jf_finding_repeats(struct jf_db *db, const char *unit, const char *rule, jf_repeat_fn *fn, void *arg,
                                  struct jf_error *err)
{
    struct jf_repeat repeat = { 0 };
    struct jf_stmt *st = NULL;
    const char *window = audit_repeat_window(err);
    enum jf_status status =
        !window ? JF_BUG
                : jf_db_query(db, "audit.finding_repeats",
                              JF_ARGS(JF_TEXT(":unit", unit), JF_TEXT(":rule", rule), JF_TEXT(":window", window)), &st,
                              err);
    while (jf_stmt_row(st, &status, err)) {
        status = jf_row_read(st, fields, &repeat, err);
        if (status == JF_OK)
            status = fn(arg, &repeat, err);
    }
    jf_row_release(fields, &repeat);
    jf_stmt_done(st);
    return status;
}
