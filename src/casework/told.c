/* told.c - what a complaint tells beyond its text: those who speak for several petitioners, and the facts (amounts,
 * days, numbers of papers, items) that a person read in it. It belongs to the record, not to the steps: no event
 * changes it. */
#include "internal.h"

#include "jianfu/docno.h"
#include "jianfu/money.h"

#include <string.h>

/* ---- checks ---- */

static enum jf_status check_person(const struct jf_case_person *person, struct jf_error *err)
{
    enum jf_status status = check_utf8(person->name, NULL, err);
    if (status == JF_OK)
        status = check_utf8(person->telephone, NULL, err);
    if (status == JF_OK)
        status = check_utf8(person->address, NULL, err);
    if (status == JF_OK && jf_blank(person->name))
        status = jf_error_set(err, JF_USAGE, _("a representative has no name"));
    return status;
}

static enum jf_status too_many(int64_t representatives, int64_t persons, struct jf_error *err)
{
    jf_error_set(err, JF_REFUSED, _("%lld representatives cannot speak for %lld people"), (long long)representatives,
                 (long long)persons);
    jf_error_hint(err, _("say how many people complain: persons"));
    return JF_REFUSED;
}

static enum jf_status check_people(const struct jf_case_new *p, struct jf_error *err)
{
    enum jf_status status = JF_OK;
    for (size_t i = 0; status == JF_OK && i < p->representative_count; i++)
        status = check_person(&p->representatives[i], err);
    if (status == JF_OK && p->representative_count > JF_REPRESENTATIVES_MAX) {
        status =
            jf_error_set(err, JF_REFUSED, _("%lld representatives are too many"), (long long)p->representative_count);
        jf_error_hint(err, _("several petitioners choose at most five representatives (信访条例第十八条)"));
    }
    if (status == JF_OK && (int64_t)p->representative_count > p->persons)
        status = too_many((int64_t)p->representative_count, p->persons, err);
    return status;
}

static enum jf_status no_value(const struct jf_case_named *n, struct jf_error *err)
{
    static const struct {
        const char *kind, *hint;
    } hints[] = {
        { "amount", N_("yuan with at most two decimals, for example 15.50") },
        { "day", N_("a day, month, term or year: 2005-06-03, 2005-06, 2005S, 2005") },
    };
    jf_error_set(err, JF_USAGE, _("%s: '%s' cannot be read"), n->kind ? word_told("named", n->kind) : "",
                 n->value ? n->value : "");
    for (size_t i = 0; i < sizeof hints / sizeof *hints; i++)
        if (n->kind && strcmp(hints[i].kind, n->kind) == 0)
            jf_error_hint(err, "%s", _(hints[i].hint));
    return JF_USAGE;
}

static enum jf_status check_named(const struct jf_case_named *n, struct jf_error *err)
{
    struct jf_period period;
    int64_t fen = 0;
    enum jf_status status = check_utf8(n->value, NULL, err);
    if (status == JF_OK)
        status = check_utf8(n->written, NULL, err);
    if (status != JF_OK)
        return status;
    if (!jf_word_known("named", n->kind) || jf_blank(n->value))
        return no_value(n, err);
    bool good = strcmp(n->kind, "amount") == 0 ? jf_money_parse(n->value, &fen) == JF_MONEY_OK
                : strcmp(n->kind, "day") == 0  ? jf_period_parse(n->value, &period)
                                               : true;
    return good ? JF_OK : no_value(n, err);
}

enum jf_status told_check(const struct jf_case_new *p, struct jf_error *err)
{
    enum jf_status status = check_people(p, err);
    for (size_t i = 0; status == JF_OK && i < p->named_count; i++)
        status = check_named(&p->named[i], err);
    return status;
}

enum jf_status told_check_record(struct jf_db *db, int64_t record_id, struct jf_error *err)
{
    int64_t over = 0;
    enum jf_status status =
        jf_db_int(db, "casework.representatives_over", JF_ARGS(JF_INT(":record", record_id)), 0, &over, err);
    if (status == JF_OK && over > 0) {
        status = jf_error_set(err, JF_REFUSED, _("more people represent the petitioners than there are: %lld too many"),
                              (long long)over);
        jf_error_hint(err, _("say how many people complain: persons"));
    }
    return status;
}

/* ---- writing ---- */

static const char *or_null(const char *text)
{
    return jf_blank(text) ? NULL : text;
}

static enum jf_status add_named(struct jf_db *db, const struct jf_case_new *p, size_t i, int64_t record_id,
                                struct jf_error *err)
{
    const struct jf_case_named *n = &p->named[i];
    struct jf_docno number;
    struct jf_arg amount = { .name = ":amount" };
    const char *value = n->value;
    int64_t part = 1;
    for (size_t k = 0; k < i; k++)
        part += strcmp(p->named[k].kind, n->kind) == 0;
    if (strcmp(n->kind, "amount") == 0) {
        amount.type = JF_ARG_INT;
        jf_money_parse(n->value, &amount.number); /* was checked */
        value = NULL;
    } else if (strcmp(n->kind, "document") == 0 && jf_docno_parse(n->value, &number)) {
        value = number.canonical;
    }
    return jf_db_run(db, "casework.add_named",
                     JF_ARGS(JF_INT(":record", record_id), JF_TEXT(":kind", n->kind), JF_INT(":part", part), amount,
                             JF_TEXT(":value", value), JF_TEXT(":written", or_null(n->written))),
                     err);
}

enum jf_status told_add(struct jf_db *db, const struct jf_case_new *p, int64_t record_id, struct jf_error *err)
{
    enum jf_status status = JF_OK;
    for (size_t i = 0; status == JF_OK && i < p->representative_count; i++) {
        const struct jf_case_person *person = &p->representatives[i];
        status = jf_db_run(db, "casework.add_representative",
                           JF_ARGS(JF_INT(":record", record_id), JF_INT(":part", (int64_t)i + 1),
                                   JF_TEXT(":name", person->name), JF_TEXT(":telephone", or_null(person->telephone)),
                                   JF_TEXT(":address", or_null(person->address))),
                           err);
    }
    for (size_t i = 0; status == JF_OK && i < p->named_count; i++)
        status = add_named(db, p, i, record_id, err);
    return status;
}

/* Nothing is added where nothing was told, so that the digests of before stay what they are. */
void told_digest(struct jf_blake *h, const struct jf_case_new *p)
{
    for (size_t i = 0; i < p->representative_count; i++) {
        jf_blake_text(h, p->representatives[i].name);
        jf_blake_text(h, p->representatives[i].telephone);
        jf_blake_text(h, p->representatives[i].address);
    }
    for (size_t i = 0; i < p->named_count; i++) {
        jf_blake_text(h, p->named[i].kind);
        jf_blake_text(h, p->named[i].value);
        jf_blake_text(h, p->named[i].written);
    }
}

/* ---- reading ---- */

enum jf_status jf_case_told(struct jf_db *db, int64_t petition_id, jf_case_person_fn *person, jf_case_named_fn *named,
                            void *arg, struct jf_error *err)
{
    static const char *const statements[] = { "casework.representatives", "casework.named" };
    enum jf_status status = JF_OK;
    for (int i = 0; status == JF_OK && i < 2; i++) {
        struct jf_stmt *st = NULL;
        bool row = i == 0 ? person != NULL : named != NULL;
        if (row)
            status = jf_db_query(db, statements[i], JF_ARGS(JF_INT(":petition", petition_id)), &st, err);
        while (jf_stmt_row(st, &status, err)) {
            const char *const c[] = { jf_col_text(st, 0), jf_col_text(st, 1), jf_col_text(st, 2) };
            status = i == 0 ? person(arg, &(struct jf_case_person){ c[0], c[1], c[2] }, err)
                            : named(arg, &(struct jf_case_named){ c[0], c[1], c[2] }, err);
        }
        jf_stmt_done(st);
    }
    return status;
}
