/* catalogue.c - which reports there are: the table src/templates/reports.tsv. Must not know what any of them says.
 */
#include "internal.h"

#include <string.h>

enum { NAME, PERIODS, SUBJECT, COMMAND, ZH, EN, REPORT_COLUMNS };

static struct jf_tsv table;
static struct jf_report_info *infos;

static bool period_of(const char *word, size_t len, unsigned *out)
{
    static const struct {
        const char *word;
        enum jf_period_kind kind;
    } kinds[] = { { "half-year", JF_PERIOD_HALF }, { "year", JF_PERIOD_YEAR }, { "day", JF_PERIOD_DAY } };
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        if (strlen(kinds[i].word) == len && memcmp(kinds[i].word, word, len) == 0) {
            *out |= 1U << kinds[i].kind;
            return true;
        }
    return false;
}

/* "half-year,year" into bits. */
static bool periods_of(const char *text, unsigned *out)
{
    *out = 0;
    for (size_t len = 0;; text += len + 1) {
        len = strcspn(text, ",");
        if (!period_of(text, len, out))
            return false;
        if (!text[len])
            return true;
    }
}

static const char *cell(size_t row, size_t column)
{
    const char *text = jf_tsv_cell(&table, row, column);
    return jf_streq(text, "-") ? "" : text;
}

const struct jf_report_info *jf_reports(struct jf_error *err)
{
    if (infos)
        return infos;
    if (jf_tsv_load("templates/reports.tsv", REPORT_COLUMNS, &table, err) != JF_OK)
        return NULL;
    struct jf_report_info *list = jf_alloc((table.rows + 1) * sizeof *list);
    if (!list) {
        jf_tsv_release(&table);
        jf_error_set(err, JF_NOMEM, _("out of memory"));
        return NULL;
    }
    for (size_t i = 0; i < table.rows; i++) {
        list[i] = (struct jf_report_info){ .name = cell(i, NAME),
                                           .made_for = cell(i, PERIODS),
                                           .subject = cell(i, SUBJECT),
                                           .command = cell(i, COMMAND),
                                           .zh = cell(i, ZH),
                                           .en = cell(i, EN) };
        if (!periods_of(list[i].made_for, &list[i].periods)) {
            jf_error_set(err, JF_BUG, _("report '%s' is made for an unknown period '%s'"), list[i].name,
                         list[i].made_for);
            jf_free(list);
            jf_tsv_release(&table);
            return NULL;
        }
    }
    infos = list;
    return infos;
}

const struct jf_report_info *jf_report_find(const char *name)
{
    const struct jf_report_info *info = jf_reports(NULL);
    for (; info && info->name; info++)
        if (jf_streq(info->name, name))
            return info;
    return NULL;
}

void catalogue_cleanup(void)
{
    jf_free(infos);
    infos = NULL;
    jf_tsv_release(&table);
}
