/* periods.c - the table of periods, read from its data file. It knows no database. */
#include "deadlines.h"

#include "jianfu/resource.h"

#include <stdlib.h>
#include <string.h>

#define PERIODS        "casework/deadlines.tsv"
#define PERIOD_COLUMNS 11

/* Parsed on first use, forgotten by jf_casework_cleanup(). */
static struct jf_periods shared_periods;

/* A cell that is one of a few words. */
static bool one_of(const char *cell, const char *words)
{
    return jf_words_hold(words, cell);
}

static bool row_parse(const char *const *c, struct jf_period_row *out)
{
    char *end;
    *out = (struct jf_period_row){ .code = c[0],
                                   .item = c[1],
                                   .kind = c[2],
                                   .blank = c[3],
                                   .starts = c[4],
                                   .ends = c[5],
                                   .again = c[6],
                                   .voids = c[7],
                                   .pauses = strcmp(c[8], "yes") == 0,
                                   .extends = strcmp(c[9], "-") == 0 ? NULL : c[9],
                                   .soon = strtol(c[10], &end, 10) };
    return one_of(c[2], "duty,right,idle") && one_of(c[3], "undecided,none") && one_of(c[8], "yes,no") && *c[10] &&
           !*end && out->soon >= 0;
}

enum jf_status jf_periods_parse(const char *text, struct jf_periods *out, struct jf_error *err)
{
    struct jf_periods periods = { .rows = NULL };
    enum jf_status status = jf_tsv_parse(text, PERIODS, PERIOD_COLUMNS, &periods.table, err);
    if (status != JF_OK)
        return status;
    periods.rows = jf_alloc((periods.table.rows + 1) * sizeof *periods.rows);
    if (!periods.rows)
        status = jf_error_set(err, JF_NOMEM, _("out of memory"));
    for (; status == JF_OK && periods.count < periods.table.rows; periods.count++) {
        const char *const *cells = periods.table.cells + periods.count * PERIOD_COLUMNS;
        if (!row_parse(cells, &periods.rows[periods.count]))
            status = jf_error_set(err, JF_BUG, _("%s: the period '%s' has a word that is none"), PERIODS, cells[0]);
    }
    if (status == JF_OK)
        *out = periods;
    else
        jf_periods_release(&periods);
    return status;
}

void jf_periods_release(struct jf_periods *periods)
{
    jf_tsv_release(&periods->table);
    jf_free(periods->rows);
    *periods = (struct jf_periods){ .rows = NULL };
}

const struct jf_periods *jf_periods(void)
{
    const char *text = jf_resource(PERIODS, NULL);
    if (!shared_periods.rows && (!text || jf_periods_parse(text, &shared_periods, NULL) != JF_OK))
        return NULL;
    return &shared_periods;
}

const struct jf_period_row *period_find(const struct jf_periods *periods, const char *code)
{
    for (size_t i = 0; i < periods->count; i++)
        if (strcmp(periods->rows[i].code, code) == 0)
            return &periods->rows[i];
    return NULL;
}

bool period_is_named(const struct jf_period_row *row)
{
    return strcmp(row->item, "-") == 0;
}

void periods_forget(void)
{
    jf_periods_release(&shared_periods);
}
