/* calls.c - confirmation calls: which payees are drawn by a seed, how many have to have said yes, and the figures of
 * the office's own about refunds. Anybody who has the seed draws the same payees again. */
#include "internal.h"

#include "jianfu/json.h"

#include <stdlib.h>
#include <string.h>

#define FIGURES        "casework/refund.tsv"
#define FIGURE_COLUMNS 4

/* ---- figures of the office's own ---- */

enum jf_status refund_figure(const char *key, int64_t *number, const char *lang, struct jf_str *words,
                             struct jf_error *err)
{
    struct jf_tsv table;
    bool found = false;
    enum jf_status status = jf_tsv_load(FIGURES, FIGURE_COLUMNS, &table, err);
    if (status != JF_OK)
        return status;
    for (size_t i = 0; i < table.rows; i++)
        if (strcmp(jf_tsv_cell(&table, i, 0), key) == 0) {
            *number = strtoll(jf_tsv_cell(&table, i, 1), NULL, 10);
            if (words)
                jf_str_add(words, jf_tsv_cell(&table, i, strcmp(lang, "zh") == 0 ? 2 : 3));
            found = true;
        }
    jf_tsv_release(&table);
    return found ? JF_OK : jf_error_set(err, JF_BUG, "%s: %s", FIGURES, key);
}

enum jf_status jf_refund_calls_needed(int64_t callable, int64_t *needed, struct jf_error *err)
{
    int64_t percent = 0, least = 0, most = 0;
    enum jf_status status = refund_figure("calls.percent", &percent, "en", NULL, err);
    if (status == JF_OK)
        status = refund_figure("calls.least", &least, "en", NULL, err);
    if (status == JF_OK)
        status = refund_figure("calls.most", &most, "en", NULL, err);
    if (status != JF_OK)
        return status;
    *needed = (callable * percent + 99) / 100;
    if (*needed > most)
        *needed = most;
    if (*needed < least)
        *needed = least;
    if (*needed > callable)
        *needed = callable;
    return JF_OK;
}

/* ---- the draw ---- */

enum jf_status jf_refund_draw(struct jf_db *db, int64_t order_id, const char *number, const char *seed, int64_t wish,
                              struct jf_str *json, int64_t *count, struct jf_error *err)
{
    struct lots lots = { .items = NULL };
    struct jf_stmt *st = NULL;
    struct jf_json j;
    enum jf_status status = jf_db_query(db, "refund.callable", JF_ARGS(JF_INT(":order", order_id)), &st, err);
    while (jf_stmt_row(st, &status, err)) {
        status = lots_add(&lots, seed, number, jf_col_text(st, 0), 0, err);
    }
    jf_stmt_done(st);
    *count = wish;
    if (status == JF_OK && wish == 0)
        status = jf_refund_calls_needed((int64_t)lots.count, count, err);
    if (*count > (int64_t)lots.count)
        *count = (int64_t)lots.count;
    lots_sort(&lots);
    jf_json_init(&j, json);
    jf_json_open(&j, NULL, '[');
    for (int64_t i = 0; status == JF_OK && i < *count; i++)
        jf_json_text(&j, NULL, lots.items[i].key);
    jf_json_close(&j, ']');
    lots_release(&lots);
    return status == JF_OK ? jf_str_check(json, err) : status;
}

/* ---- the two steps ---- */

/* Nobody chooses whom to call: the list must be what the seed draws. */
enum jf_status refund_check_sample(const struct refund_part *part, struct jf_error *err)
{
    struct jf_str seed = JF_STR_INIT, told = JF_STR_INIT, drawn = JF_STR_INIT;
    int64_t wish = 0, count = 0;
    enum jf_status status = refund_field(part, "$.seed", &seed, err);
    if (status == JF_OK)
        status = refund_field(part, "$.drawn", &told, err);
    if (status == JF_OK)
        status = jf_db_int(part->db, "refund.list_length", JF_ARGS(JF_TEXT(":list", told.data)), 0, &wish, err);
    if (status == JF_OK)
        status = jf_refund_draw(part->db, part->order_id, part->number, seed.data, wish, &drawn, &count, err);
    if (status == JF_OK && !jf_streq(told.data, drawn.data)) {
        status = refuse(part->code, CASE_SUMS, JF_REFUSED, err, _("order '%s': the seed '%s' draws other payees"),
                        part->number, seed.data);
        jf_error_hint(err, _("`jianfu refund sample` draws them; nobody chooses whom to call"));
    }
    jf_str_release(&seed);
    jf_str_release(&told);
    jf_str_release(&drawn);
    return status;
}

enum jf_status refund_check_confirm(const struct refund_part *part, struct jf_error *err)
{
    struct jf_str payee = JF_STR_INIT;
    int64_t drawn = 0;
    enum jf_status status = refund_field(part, "$.payee", &payee, err);
    if (status == JF_OK)
        status = jf_db_int(part->db, "refund.drawn",
                           JF_ARGS(JF_INT(":order", part->order_id), JF_TEXT(":payee", payee.data)), 0, &drawn, err);
    if (status == JF_OK && drawn == 0) {
        status = refuse(part->code, CASE_SUMS, JF_REFUSED, err, _("order '%s': payee '%s' was not drawn"), part->number,
                        payee.data);
        jf_error_hint(err, _("`jianfu refund calls %s` lists who was; `jianfu refund sample` draws more"),
                      part->number);
    }
    jf_str_release(&payee);
    return status;
}

/* ---- the condition ---- */

static enum jf_status order_confirmed(const struct jf_stmt *st, const char **code, struct jf_error *err)
{
    const char *number = jf_col_text(st, 1);
    const int64_t yes = jf_col_int(st, 3);
    int64_t needed = 0;
    enum jf_status status = jf_refund_calls_needed(jf_col_int(st, 2), &needed, err);
    if (status != JF_OK)
        return status;
    if (jf_col_int(st, 4) > 0) {
        refuse(code, CASE_SUMS, JF_REFUSED, err, _("refund order '%s': payee '%s' says that nothing was received"),
               number, jf_col_text(st, 6));
        jf_error_hint(err, _("reverse the payment and pay again, or record the later answer of the payee"));
        return JF_REFUSED;
    }
    if (yes >= needed)
        return JF_OK;
    refuse(code, CASE_SUMS, JF_REFUSED, err,
           _("refund order '%s': %lld of the payees must have confirmed that they got it, %lld have"), number,
           (long long)needed, (long long)yes);
    jf_error_hint(err,
                  _("`jianfu refund sample %s --seed N` draws whom to call, `jianfu refund confirm %s` records the "
                    "answer"),
                  number, number);
    return JF_REFUSED;
}

enum jf_status guard_confirmed(struct jf_db *db, int64_t petition_id, const char **code, struct jf_error *err)
{
    struct jf_stmt *st = NULL;
    enum jf_status status =
        jf_db_query(db, "refund.confirmations", JF_ARGS(JF_INT(":petition", petition_id)), &st, err);
    while (jf_stmt_row(st, &status, err)) {
        status = order_confirmed(st, code, err);
    }
    jf_stmt_done(st);
    return status;
}
