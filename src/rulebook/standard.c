/* standard.c - reading standards and finding the one that governs. Decides nothing about a charge. */
#include "jianfu/rulebook.h"

#include "jianfu/digest.h"
#include "jianfu/i18n.h"
#include "jianfu/row.h"

#include <string.h>

#define FIELD(kind, name)                                                                                              \
    {                                                                                                                  \
#name, JF_ROW_##kind, offsetof(struct jf_standard, name)                                                       \
    }

static const struct jf_row_field fields[] = {
    FIELD(INT, record_id),
    FIELD(INT, version),
    FIELD(FLAG, current),
    FIELD(TEXT, code),
    FIELD(TEXT, item_code),
    FIELD(TEXT, item_name),
    FIELD(TEXT, ruling),
    { "amount_fen", JF_ROW_HAS, offsetof(struct jf_standard, has_amount) },
    FIELD(INT, amount_fen),
    { "number", JF_ROW_HAS, offsetof(struct jf_standard, has_number) },
    FIELD(INT, number),
    { "percent_bp", JF_ROW_HAS, offsetof(struct jf_standard, has_percent) },
    FIELD(INT, percent_bp),
    FIELD(TEXT, percent_of_code),
    FIELD(TEXT, percent_of_name),
    FIELD(TEXT, members),
    FIELD(TEXT, unit),
    FIELD(TEXT, valid_from),
    FIELD(TEXT, valid_until),
    FIELD(TEXT, county_class),
    { "coastal", JF_ROW_HAS, offsetof(struct jf_standard, has_coastal) },
    FIELD(FLAG, coastal),
    FIELD(TEXT, stage),
    FIELD(INT, grade_from),
    FIELD(INT, grade_until),
    FIELD(TEXT, season),
    FIELD(TEXT, area),
    FIELD(TEXT, unit_type),
    FIELD(TEXT, size_class),
    FIELD(TEXT, unit_code),
    FIELD(TEXT, unit_name),
    FIELD(TEXT, payer_class),
    FIELD(TEXT, division_code),
    FIELD(TEXT, division_name),
    FIELD(TEXT, receipt_kind),
    FIELD(TEXT, hearing_on),
    FIELD(TEXT, document_number),
    FIELD(TEXT, document_title),
    FIELD(TEXT, document_issuer),
    FIELD(TEXT, document_level),
    FIELD(TEXT, document_certainty),
    FIELD(TEXT, document_until),
    FIELD(TEXT, document_replaced_by),
    FIELD(TEXT, document_issued),
    FIELD(FLAG, document_demonstration),
    FIELD(TEXT, article),
    FIELD(TEXT, certainty),
    FIELD(TEXT, checked_on),
    FIELD(TEXT, note),
    FIELD(FLAG, demonstration),
    FIELD(TEXT, file_name),
    FIELD(TEXT, sha256),
    FIELD(INT, line),
    { NULL, JF_ROW_TEXT, 0 },
};

void jf_standard_release(struct jf_standard *standard)
{
    jf_row_release(fields, standard);
}

enum jf_status jf_standard_read(struct jf_db *db, int64_t record_id, struct jf_standard *out, struct jf_error *err)
{
    struct jf_stmt *st = NULL;
    enum jf_status status = jf_db_views(db, err);
    if (status == JF_OK)
        status = jf_db_query(db, "rulebook.standard", JF_ARGS(JF_INT(":record", record_id)), &st, err);
    if (jf_stmt_row(st, &status, err))
        status = jf_row_read(st, fields, out, err);
    else if (status == JF_OK)
        status = jf_error_set(err, JF_NOT_FOUND, _("there is no standard with record %lld"), (long long)record_id);
    jf_stmt_done(st);
    if (status != JF_OK)
        jf_standard_release(out);
    return status;
}

bool jf_standard_known(const struct jf_standard *s)
{
    return s->has_amount || s->has_number || s->has_percent || jf_streq(s->ruling, "ban") ||
           (jf_streq(s->ruling, "only") && s->members);
}

/* The arguments of a look-up. A flag or grade that is not said is NULL. */
enum { SCOPE_ARGS = 11 };
static void scope_args(const struct jf_scope *scope, struct jf_arg args[SCOPE_ARGS])
{
    static const struct jf_scope nowhere = { 0 };
    struct jf_arg grade = JF_TEXT(":grade", NULL), coastal = JF_TEXT(":coastal", NULL);
    if (!scope)
        scope = &nowhere;
    if (scope->grade)
        grade = JF_INT(":grade", scope->grade);
    if (scope->coastal)
        coastal = JF_INT(":coastal", jf_streq(scope->coastal, "yes"));
    const struct jf_arg all[SCOPE_ARGS] = {
        JF_TEXT(":county_class", scope->county_class),
        coastal,
        JF_TEXT(":stage", scope->stage),
        grade,
        JF_TEXT(":season", scope->season),
        JF_TEXT(":area", scope->area),
        JF_TEXT(":unit_type", scope->unit_type),
        JF_TEXT(":size_class", scope->size_class),
        JF_TEXT(":unit", scope->unit),
        JF_TEXT(":payer_class", scope->payer_class),
        JF_TEXT(":division", scope->division),
    };
    memcpy(args, all, sizeof all);
}

enum jf_status jf_standard_list(struct jf_db *db, const struct jf_standard_filter *filter, jf_standard_fn *fn,
                                void *arg, struct jf_error *err)
{
    static const struct jf_standard_filter everything = { 0 };
    struct jf_stmt *st = NULL;
    struct jf_standard standard = { 0 };
    struct jf_arg args[SCOPE_ARGS + 6];
    if (!filter)
        filter = &everything;
    scope_args(filter->scope, args);
    args[SCOPE_ARGS + 0] = JF_TEXT(":code", filter->code);
    args[SCOPE_ARGS + 1] = JF_TEXT(":item", filter->item);
    args[SCOPE_ARGS + 2] = JF_TEXT(":day", filter->day);
    args[SCOPE_ARGS + 3] = JF_TEXT(":ruling", filter->ruling);
    args[SCOPE_ARGS + 4] = JF_INT(":order", filter->order);
    args[SCOPE_ARGS + 5] = JF_END;
    enum jf_status status = jf_db_views(db, err);
    if (status == JF_OK)
        status = jf_db_query(db, "rulebook.standards", args, &st, err);
    while (jf_stmt_row(st, &status, err)) {
        status = jf_standard_read(db, jf_col_int(st, 0), &standard, err);
        if (status == JF_OK)
            status = fn(arg, &standard, err);
    }
    jf_standard_release(&standard);
    jf_stmt_done(st);
    return status;
}

enum jf_status jf_rulebook_in_force(struct jf_db *db, const char *item, const char *day, const char *ruling,
                                    const struct jf_scope *scope, struct jf_standard *out, bool *found,
                                    struct jf_error *err)
{
    struct jf_arg args[SCOPE_ARGS + 4];
    int64_t record = 0;
    scope_args(scope, args);
    args[SCOPE_ARGS + 0] = JF_TEXT(":item", item);
    args[SCOPE_ARGS + 1] = JF_TEXT(":day", day);
    args[SCOPE_ARGS + 2] = JF_TEXT(":ruling", ruling);
    args[SCOPE_ARGS + 3] = JF_END;
    *found = false;
    enum jf_status status = jf_db_views(db, err);
    if (status == JF_OK)
        status = jf_db_int(db, "rulebook.in_force", args, 0, &record, err);
    if (status != JF_OK || record == 0)
        return status;
    status = jf_standard_read(db, record, out, err);
    *found = status == JF_OK;
    return status;
}

enum jf_status jf_rulebook_digest(struct jf_db *db, char hex[JF_DIGEST_HEX], struct jf_error *err)
{
    struct jf_stmt *st = NULL;
    struct jf_blake blake;
    uint8_t digest[JF_DIGEST_SIZE];
    jf_blake_init(&blake);
    enum jf_status status = jf_db_query(db, "rulebook.digest_records", NULL, &st, err);
    while (jf_stmt_row(st, &status, err)) {
        size_t len = 0;
        const void *bytes = jf_col_blob(st, 3, &len);
        jf_blake_text(&blake, jf_col_text(st, 0));
        jf_blake_text(&blake, jf_col_text(st, 1));
        jf_blake_text(&blake, jf_col_text(st, 2));
        jf_blake_field(&blake, bytes, len);
    }
    jf_stmt_done(st);
    if (status != JF_OK)
        return status;
    jf_blake_final(&blake, digest);
    jf_hex(digest, sizeof digest, hex);
    return JF_OK;
}

static enum jf_status there_is(struct jf_db *db, const char *name, const char *code, bool *there, struct jf_error *err)
{
    int64_t count = 0;
    enum jf_status status = jf_db_views(db, err);
    if (status == JF_OK)
        status = jf_db_int(db, name, JF_ARGS(JF_TEXT(":code", code)), 0, &count, err);
    *there = count > 0;
    return status;
}

enum jf_status jf_rulebook_has_item(struct jf_db *db, const char *code, bool *there, struct jf_error *err)
{
    return there_is(db, "rulebook.item_exists", code, there, err);
}

enum jf_status jf_rulebook_has_standard(struct jf_db *db, const char *code, bool *there, struct jf_error *err)
{
    return there_is(db, "rulebook.standard_exists", code, there, err);
}
