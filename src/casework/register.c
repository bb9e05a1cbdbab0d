/* register.c - finding a place or unit of the register by what a person types: its code or its name. It writes nothing.
 */
#include "internal.h"

#include <string.h>

#define CANDIDATES_SHOWN 12

static enum jf_status none(const char *kind, const char *text, struct jf_error *err)
{
    bool unit = strcmp(kind, "unit") == 0;
    jf_error_set(err, JF_NOT_FOUND,
                 unit ? _("there is no unit '%s' in the register") : _("there is no place '%s' in the register"), text);
    jf_error_hint(err, _("`jianfu register list %s` shows what is there; what is missing is imported first"),
                  unit ? "units" : "divisions");
    return JF_NOT_FOUND;
}

enum jf_status jf_register_find(struct jf_db *db, const char *kind, const char *text, struct jf_str *code,
                                struct jf_error *err)
{
    struct jf_stmt *st = NULL;
    struct jf_str wanted = JF_STR_INIT, list = JF_STR_INIT;
    int count = 0;
    jf_str_clear(code);
    jf_str_add_trimmed(&wanted, text);
    enum jf_status status =
        jf_db_query(db, strcmp(kind, "unit") == 0 ? "casework.units_named" : "casework.places_named",
                    JF_ARGS(JF_TEXT(":text", wanted.data)), &st, err);
    for (bool row = true; status == JF_OK;) {
        status = jf_stmt_next(st, &row, err);
        if (status != JF_OK || !row)
            break;
        if (count++ == 0)
            jf_str_add(code, jf_col_text(st, 0));
        if (strcmp(jf_col_text(st, 0), wanted.data) == 0) { /* a code is never in doubt; it stands first */
            count = 1;
            break;
        }
        if (count <= CANDIDATES_SHOWN)
            jf_str_addf(&list, "%s%s %s%s", count > 1 ? ", " : "", jf_col_text(st, 0), jf_col_text(st, 2),
                        jf_col_text(st, 1));
        else if (count == CANDIDATES_SHOWN + 1)
            jf_str_add(&list, " ...");
    }
    jf_stmt_done(st);
    if (status == JF_OK)
        status = jf_str_check(code, err);
    if (status == JF_OK && count == 0)
        status = none(kind, wanted.data, err);
    if (status == JF_OK && count > 1) {
        status = jf_error_set(err, JF_USAGE, _("several have the name '%s'"), wanted.data);
        jf_error_hint(err, _("give the code: %s"), list.data);
    }
    jf_str_release(&wanted);
    jf_str_release(&list);
    return status;
}
