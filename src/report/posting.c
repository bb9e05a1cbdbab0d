/* posting.c - the schedule of a unit and of a household: which standards govern (src/sql/posting.sql), read one by one.
 * Must not know how a board or a card looks. */
#include "jianfu/posting.h"

#include "jianfu/i18n.h"

void jf_posting_release(struct jf_posting *posting)
{
    for (size_t i = 0; i < posting->count; i++)
        jf_standard_release(&posting->items[i].standard);
    jf_free(posting->items);
    *posting = (struct jf_posting){ .count = 0 };
}

static enum jf_status add(struct jf_posting *out, int64_t part, int64_t record_id, struct jf_db *db,
                          struct jf_error *err)
{
    struct jf_posting_item *items = jf_grow(out->items, out->count + 1, sizeof *items);
    if (!items)
        return jf_error_set(err, JF_NOMEM, _("out of memory"));
    out->items = items;
    items[out->count] = (struct jf_posting_item){ .part = (enum jf_posting_part)part };
    enum jf_status status = jf_standard_read(db, record_id, &items[out->count].standard, err);
    out->count += status == JF_OK;
    return status;
}

static enum jf_status read_all(struct jf_db *db, const char *statement, const struct jf_arg *args,
                               struct jf_posting *out, struct jf_error *err)
{
    struct jf_stmt *st = NULL;
    enum jf_status status = jf_db_query(db, statement, args, &st, err);
    while (jf_stmt_row(st, &status, err)) {
        status = add(out, jf_col_int(st, 0), jf_col_int(st, 1), db, err);
    }
    jf_stmt_done(st);
    return status;
}

enum jf_status jf_posting_of_unit(struct jf_db *db, int64_t unit_id, const char *day, bool all, struct jf_posting *out,
                                  struct jf_error *err)
{
    return read_all(db, "posting.of_unit", JF_ARGS(JF_INT(":unit", unit_id), JF_TEXT(":day", day), JF_INT(":all", all)),
                    out, err);
}

enum jf_status jf_posting_of_household(struct jf_db *db, int64_t division_id, const char *day, bool pupils,
                                       struct jf_posting *out, struct jf_error *err)
{
    return read_all(db, "posting.of_household",
                    JF_ARGS(JF_INT(":division", division_id), JF_TEXT(":day", day), JF_INT(":pupils", pupils)), out,
                    err);
}
