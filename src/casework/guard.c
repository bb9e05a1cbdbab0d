/* guard.c - the conditions that the table of steps names (column needs). Each looks only, and says exactly what is
 * missing. */
#include "internal.h"

#include "jianfu/money.h"

#include <string.h>

struct guard_call {
    struct jf_db *db;
    const struct standing *at;
    const char *fields;
    const char **code;
};

enum jf_status guard_settled(struct jf_db *db, int64_t petition_id, const char **code, struct jf_error *err)
{
    struct jf_stmt *st = NULL;
    struct jf_str rest = JF_STR_INIT;
    bool row = false;
    enum jf_status status = jf_db_query(db, "casework.missing", JF_ARGS(JF_INT(":petition", petition_id)), &st, err);
    if (status == JF_OK)
        status = jf_stmt_next(st, &row, err);
    if (status == JF_OK && row && jf_col_int(st, 0) > 0) {
        jf_money_add(&rest, jf_col_int(st, 1));
        status =
            refuse(code, CASE_SUMS, JF_REFUSED, err, _("refund order '%s' still lacks %s yuan; payees who wait: %lld"),
                   jf_col_text(st, 2), rest.data, (long long)jf_col_int(st, 0));
        jf_error_hint(err, _("pay what is due to the fen first: `jianfu refund show %s --unpaid` lists who waits"),
                      jf_col_text(st, 2));
    }
    jf_stmt_done(st);
    jf_str_release(&rest);
    return status;
}

static enum jf_status settled(const struct guard_call *call, struct jf_error *err)
{
    return guard_settled(call->db, call->at->petition_id, call->code, err);
}

/* 信访条例 2005 第二十三条: what a petitioner says is not passed to the one complained of. */
static enum jf_status other_unit(const struct guard_call *call, struct jf_error *err)
{
    struct jf_str to = JF_STR_INIT;
    enum jf_status status =
        jf_db_text(call->db, "casework.field_to", JF_ARGS(JF_TEXT(":fields", call->fields)), &to, NULL, err);
    if (status == JF_OK && to.len && strcmp(to.data, call->at->unit.data) == 0) {
        status = refuse(call->code, CASE_FIELDS, JF_USAGE, err,
                        _("a petition is never forwarded to the unit complained of, '%s'"), to.data);
        jf_error_hint(err, _("forward it to the body above that unit, or investigate it here"));
    }
    jf_str_release(&to);
    return status;
}

static enum jf_status upheld(const struct guard_call *call, struct jf_error *err)
{
    const char *result = call->at->result.data;
    if (strcmp(result, "substantiated") == 0 || strcmp(result, "partly") == 0)
        return JF_OK;
    refuse(call->code, CASE_ILLEGAL, JF_USAGE, err, _("a refund is ordered only where the complaint was found true"));
    jf_error_hint(err, _("the case was concluded with the result '%s'"), result);
    return JF_USAGE;
}

static const struct {
    const char *name;
    enum jf_status (*check)(const struct guard_call *call, struct jf_error *err);
} guards[] = {
    { "settled", settled },
    { "other-unit", other_unit },
    { "upheld", upheld },
};

enum jf_status guard_check(struct jf_db *db, const struct jf_step *row, const struct standing *at, const char *fields,
                           const char **code, struct jf_error *err)
{
    const struct guard_call call = { db, at, fields, code };
    enum jf_status status = JF_OK;
    for (size_t i = 0; status == JF_OK && i < sizeof guards / sizeof *guards; i++)
        if (jf_words_hold(row->needs, guards[i].name))
            status = guards[i].check(&call, err);
    return status;
}
