/* compose.c - texts of src/sql with marks, filled with what a rule says. Runs nothing. */
#include "internal.h"

#include "jianfu/i18n.h"
#include "jianfu/resource.h"

#include <string.h>

enum jf_status audit_compose(const char *path, const char *columns_text, const char *rule_sql, struct jf_str *sql,
                             struct jf_error *err)
{
    const char *text = jf_resource(path, NULL);
    if (!text)
        return jf_error_set(err, JF_BUG, _("the resource '%s' is missing"), path);
    const struct {
        const char *mark, *value;
    } marks[] = { { "@columns@", columns_text }, { "@rule@", rule_sql } };
    for (;;) {
        size_t plain = strcspn(text, "@");
        jf_str_addn(sql, text, plain);
        text += plain;
        if (!*text)
            break;
        size_t i = 0;
        while (i < sizeof marks / sizeof *marks && !jf_starts(text, marks[i].mark))
            i++;
        if (i == sizeof marks / sizeof *marks)
            return jf_error_set(err, JF_BUG, _("unknown mark in '%s'"), path);
        jf_str_add(sql, marks[i].value);
        text += strlen(marks[i].mark);
    }
    return jf_str_check(sql, err);
}
