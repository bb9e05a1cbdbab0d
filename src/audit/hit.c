/* hit.c - a row of a rule's SELECT, into audit_hit. */
#include "internal.h"

#include "jianfu/i18n.h"

/* Columns that a SELECT may return, and those without which it says nothing. */
static const struct {
    const char *name;
    bool needed;
} columns[] = {
    { "subject_id", true },   { "part", false },        { "division", false },    { "unit", false },
    { "charged_on", false },  { "charged_fen", false }, { "allowed_fen", false }, { "excess_fen", false },
    { "standard_id", false }, { "severity", false },    { "detail", true },
};

static bool is_known(const char *name)
{
    for (size_t i = 0; i < sizeof columns / sizeof *columns; i++)
        if (jf_streq(columns[i].name, name))
            return true;
    return false;
}

enum jf_status audit_check_columns(const struct jf_stmt *st, struct jf_error *err)
{
    for (int i = 0; i < jf_stmt_columns(st); i++)
        if (!is_known(jf_stmt_column_name(st, i)))
            return jf_error_set(err, JF_REFUSED, _("the rule returns an unknown column '%s'"),
                                jf_stmt_column_name(st, i));
    for (size_t i = 0; i < sizeof columns / sizeof *columns; i++)
        if (columns[i].needed && jf_stmt_column(st, columns[i].name) < 0)
            return jf_error_set(err, JF_REFUSED, _("the rule does not return the column '%s'"), columns[i].name);
    return JF_OK;
}

struct jf_arg audit_number_arg(const char *name, const struct jf_stmt *st)
{
    int at = jf_stmt_column(st, name + 1);
    struct jf_arg arg = JF_INT(name, jf_col_int(st, at));
    if (jf_col_null(st, at))
        arg.type = JF_ARG_NULL;
    return arg;
}

struct jf_arg audit_text_arg(const char *name, const struct jf_stmt *st, const char *instead)
{
    const char *text = jf_col_text(st, jf_stmt_column(st, name + 1));
    return JF_TEXT(name, text ? text : instead);
}

enum jf_status audit_insert(struct jf_db *db, const char *name, const struct jf_arg *args, int64_t number,
                            struct jf_error *err)
{
    enum jf_status status = jf_db_run(db, name, args, err);
    if (status == JF_REFUSED)
        return jf_error_set(err, JF_REFUSED, _("row %lld: the same subject and part stood in an earlier row"),
                            (long long)number);
    return status;
}

enum jf_status audit_add_hit(struct jf_db *db, const struct jf_stmt *st, const char *severity, int64_t number,
                             struct jf_error *err)
{
    return audit_insert(db, "audit.add_hit",
                        JF_ARGS(audit_number_arg(":subject_id", st),
                                JF_INT(":part", jf_col_int(st, jf_stmt_column(st, "part"))),
                                audit_number_arg(":division", st), audit_number_arg(":unit", st),
                                audit_text_arg(":charged_on", st, NULL), audit_number_arg(":charged_fen", st),
                                audit_number_arg(":allowed_fen", st), audit_number_arg(":excess_fen", st),
                                audit_number_arg(":standard_id", st), audit_text_arg(":severity", st, severity),
                                audit_text_arg(":detail", st, NULL)),
                        number, err);
}
