/* known.c - the second clock: the connection sees the records as they were known at the end of an earlier day. Writes
 * only TEMP tables.
 *
 * Which version of a thing counts stands in one relation, the table subject, and what a name on a paper means in the
 * table term; views, rules and statements read no other. TEMP tables of the same names stand before them, filled for
 * the day, and so everything that reads them answers as of that day. A run, its verdicts and its findings go into TEMP
 * tables too: an audit done again never touches the findings as they stand now. */
#include "internal.h"

#include "jianfu/day.h"

static enum jf_status make_tables(struct jf_db *db, struct jf_error *err)
{
    struct jf_stmt *st = NULL;
    struct jf_str script = JF_STR_INIT;
    enum jf_status status = jf_db_query(db, "known.tables", NULL, &st, err);
    while (jf_stmt_row(st, &status, err)) {
        jf_str_addf(&script, "%s;\n", jf_col_text(st, 0));
    }
    jf_stmt_done(st);
    if (status == JF_OK)
        status = jf_str_check(&script, err);
    if (status == JF_OK)
        status = jf_db_script(db, script.data, err);
    jf_str_release(&script);
    return status;
}

static enum jf_status fill_tables(struct jf_db *db, const char *day, struct jf_error *err)
{
    enum jf_status status = jf_db_run(db, "known.subjects", JF_ARGS(JF_TEXT(":day", day)), err);
    if (status == JF_OK)
        status = jf_db_run(db, "known.terms", NULL, err);
    return status == JF_OK ? jf_terms_match(db, true, err) : status;
}

enum jf_status jf_known_on(struct jf_db *db, const char *day, struct jf_error *err)
{
    if (!jf_day_valid(day))
        return jf_error_set(err, JF_USAGE, _("'%s' is not a day"), day);
    enum jf_status status = jf_db_views(db, err);
    /* the TEMP tables keep the references of their models, which would be looked for among TEMP tables */
    if (status == JF_OK)
        status = jf_db_foreign_keys(db, false, err);
    if (status != JF_OK)
        return status;
    status = jf_txn_snapshot(db, err);
    if (status == JF_OK)
        status = make_tables(db, err);
    if (status == JF_OK)
        status = fill_tables(db, day, err);
    if (status == JF_OK)
        status = jf_txn_commit(db, err);
    if (status != JF_OK) { /* the connection is as it was */
        jf_txn_rollback(db);
        jf_db_foreign_keys(db, true, NULL);
    }
    return status;
}
