/* register.c - finding a place or unit of the register by what a person types: its code or its name. It writes nothing.
 */
#include "internal.h"

#include <string.h>

enum { CANDIDATES_SHOWN = 12, ALIKE_SHOWN = 6 };

/* Those whose name holds what was typed: 际尾 for 际尾村. */
static enum jf_status add_alike(struct jf_db *db, bool unit, const char *text, struct jf_str *out, struct jf_error *err)
{
    struct jf_stmt *st = NULL;
    enum jf_status status = jf_db_query(db, unit ? "suggest.units_like" : "suggest.places_like",
                                        JF_ARGS(JF_TEXT(":text", text), JF_INT(":limit", ALIKE_SHOWN)), &st, err);
    while (*text && jf_stmt_row(st, &status, err))
        jf_str_addf(out, "%s%s%s (%s)", out->len ? _(", ") : "", jf_col_text(st, 2), jf_col_text(st, 1),
                    jf_col_text(st, 0));
    jf_stmt_done(st);
    return status == JF_OK ? jf_str_check(out, err) : status;
}

static enum jf_status none(struct jf_db *db, const char *kind, const char *text, struct jf_error *err)
{
    struct jf_str alike = JF_STR_INIT;
    bool unit = strcmp(kind, "unit") == 0;
    enum jf_status status = add_alike(db, unit, text, &alike, err);
    if (status == JF_OK) {
        status = jf_error_set(
            err, JF_NOT_FOUND,
            unit ? _("there is no unit '%s' in the register") : _("there is no place '%s' in the register"), text);
        if (alike.len)
            jf_error_hint(err, _("names that hold it: %s"), alike.data);
        else
            jf_error_hint(err, _("`jianfu register list %s` shows what is there; what is missing is imported first"),
                          unit ? "units" : "divisions");
    }
    jf_str_release(&alike);
    return status;
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
    while (jf_stmt_row(st, &status, err)) {
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
        status = none(db, kind, wanted.data, err);
    if (status == JF_OK && count > 1) {
        status = jf_error_set(err, JF_USAGE, _("several have the name '%s'"), wanted.data);
        jf_error_hint(err, _("give the code: %s"), list.data);
    }
    jf_str_release(&wanted);
    jf_str_release(&list);
    return status;
}
