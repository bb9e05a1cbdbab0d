/* walks.h - which tables a statement walks through, read from SQLite's own program for it (EXPLAIN): a cursor that is
 * opened on a table that grows with the county or an index of it, set somewhere and moved on from there. Only for
 * tests. */
#ifndef JIANFU_TEST_WALKS_H
#define JIANFU_TEST_WALKS_H

#include "jianfu/str.h"
#include "scratch.h"

static const char *const big[] = { "notice", "notice_item", "record", "subject", "event" };
enum { BIG = sizeof big / sizeof *big, CURSORS = 256 };

/* Root pages of the big tables and their indexes: the table, or NULL. */
struct roots {
    const char *table[4096];
};

static inline void read_roots(struct scratch *s, struct roots *roots)
{
    struct jf_stmt *st = NULL;
    struct jf_error err = { .status = JF_OK };
    memset(roots, 0, sizeof *roots);
    assert_int_equal(jf_db_query_text(s->db, "SELECT rootpage, tbl_name FROM sqlite_schema WHERE rootpage > 0", true,
                                      NULL, &st, &err),
                     JF_OK);
    int found = 0;
    for (bool row = true; row;) {
        assert_int_equal(jf_stmt_next(st, &row, &err), JF_OK);
        for (int i = 0; row && i < BIG; i++)
            if (jf_streq(big[i], jf_col_text(st, 1))) {
                assert_true(jf_col_int(st, 0) < 4096);
                roots->table[jf_col_int(st, 0)] = big[i];
                found++;
            }
    }
    jf_stmt_done(st);
    assert_true(found >= BIG);
}

struct walks {
    unsigned
        set; /* of tables that are walked, from their ends or from where a search began; bits in the order of big */
    int whole[BIG]; /* how often from end to end */
};
static inline struct walks walks(struct scratch *s, const struct roots *roots, const char *name, const char *sql,
                                 size_t len)
{
    struct walks w = { 0 };
    struct jf_str text = JF_STR_INIT;
    struct jf_error err = { .status = JF_OK };
    struct jf_stmt *st = NULL;
    const char *on[CURSORS] = { NULL };
    bool begun[CURSORS] = { false };
    jf_str_add(&text, "EXPLAIN ");
    jf_str_addn(&text, sql, len);
    if (jf_db_query_text(s->db, text.data, false, NULL, &st, &err) != JF_OK)
        fail_msg("%s: %s", name, err.message);
    for (bool row = true; row;) {
        if (jf_stmt_next(st, &row, &err) != JF_OK)
            fail_msg("%s: %s", name, err.message);
        if (!row)
            break;
        const char *op = jf_col_text(st, 1);
        int64_t cursor = jf_col_int(st, 2), root = jf_col_int(st, 3), database = jf_col_int(st, 4);
        if (cursor < 0 || cursor >= CURSORS)
            continue;
        if (jf_streq(op, "OpenRead") || jf_streq(op, "OpenWrite")) {
            on[cursor] = database == 0 && root < 4096 ? roots->table[root] : NULL;
            begun[cursor] = false;
        } else if (jf_starts(op, "Open")) {
            on[cursor] = NULL;
        } else if (jf_streq(op, "Rewind") || jf_streq(op, "Last") || jf_starts(op, "Seek")) {
            for (int i = 0; i < BIG && !jf_starts(op, "Seek"); i++)
                w.whole[i] += on[cursor] == big[i];
            begun[cursor] =
                !jf_streq(op, "SeekRowid"); /* a search ends somewhere only when IdxGT and the like say so */
        } else if (jf_streq(op, "IdxGT") || jf_streq(op, "IdxGE") || jf_streq(op, "IdxLT") || jf_streq(op, "IdxLE")) {
            begun[cursor] = false;
        }
        bool moves = (jf_streq(op, "Next") || jf_streq(op, "Prev")) && begun[cursor];
        for (int i = 0; i < BIG; i++)
            if ((moves || jf_streq(op, "Count")) && on[cursor] == big[i])
                w.set |= 1U << i;
    }
    jf_stmt_done(st);
    jf_str_release(&text);
    return w;
}

#endif
