/* test_stop.c - who watches a connection can stop a statement, a transaction, a backup and the waiting for a lock;
 * nothing is left behind and the connection goes on. */
#include "scratch.h"

#include "jianfu/backup.h"

#include <time.h>

#define ENDLESS "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) "

struct watch {
    int looks, stop_at; /* 0: never */
    int64_t done, total;
};

static bool watch(void *arg, int64_t done, int64_t total)
{
    struct watch *w = arg;
    w->done = done;
    w->total = total;
    return ++w->looks == w->stop_at;
}

static int set_up(void **state)
{
    struct scratch *s = test_calloc(1, sizeof *s);
    scratch_open(s);
    *state = s;
    return 0;
}

static int tear_down(void **state)
{
    scratch_close(*state);
    test_free(*state);
    return 0;
}

static int64_t rows_of(struct jf_db *db, const char *table)
{
    struct jf_stmt *st = NULL;
    struct jf_error err = { .status = JF_OK };
    struct jf_str sql = JF_STR_INIT;
    bool row = false;
    jf_str_addf(&sql, "SELECT count(*) FROM %s", table);
    assert_int_equal(jf_db_query_text(db, sql.data, true, NULL, &st, &err), JF_OK);
    assert_int_equal(jf_stmt_next(st, &row, &err), JF_OK);
    int64_t count = jf_col_int(st, 0);
    jf_stmt_done(st);
    jf_str_release(&sql);
    return count;
}

static void a_statement_stops(void **state)
{
    struct scratch *s = *state;
    struct watch w = { .stop_at = 3 };
    struct jf_error err = { .status = JF_OK };
    struct jf_stmt *st = NULL;
    bool row = true;
    jf_db_stop_when(s->db, watch, &w);
    assert_int_equal(jf_db_query_text(s->db, ENDLESS "SELECT count(*) FROM n", true, NULL, &st, &err), JF_OK);
    assert_int_equal(jf_stmt_next(st, &row, &err), JF_STOPPED);
    assert_non_null(strstr(err.message, "nothing was changed"));
    jf_stmt_done(st);
    assert_int_equal(w.looks, 3);
    assert_int_equal(rows_of(s->db, "event"), 0); /* it goes on */
}

static void a_transaction_is_undone(void **state)
{
    struct scratch *s = *state;
    struct watch w = { .stop_at = 5 };
    struct jf_error err = { .status = JF_OK };
    assert_int_equal(jf_txn_begin(s->db, "test", &err), JF_OK);
    assert_int_equal(jf_db_script(s->db, "INSERT INTO term VALUES (1, 'item', 'a', NULL, NULL, NULL)", &err), JF_OK);
    jf_db_stop_when(s->db, watch, &w);
    assert_int_equal(
        jf_db_script(s->db, "INSERT INTO term " ENDLESS "SELECT i + 1, 'item', i, NULL, NULL, NULL FROM n", &err),
        JF_STOPPED);
    jf_txn_rollback(s->db);
    assert_int_equal(rows_of(s->db, "term"), 0);
    jf_db_stop_when(s->db, NULL, NULL);
    assert_int_equal(jf_txn_begin(s->db, "again", &err), JF_OK);
    assert_int_equal(jf_db_script(s->db, "INSERT INTO term VALUES (1, 'item', 'a', NULL, NULL, NULL)", &err), JF_OK);
    assert_int_equal(jf_txn_commit(s->db, &err), JF_OK);
    assert_int_equal(rows_of(s->db, "term"), 1);
}

static void a_backup_stops(void **state)
{
    struct scratch *s = *state;
    struct watch w = { .stop_at = 0 };
    struct jf_error err = { .status = JF_OK };
    struct jf_str target = JF_STR_INIT;
    char part[400];
    jf_str_addf(&target, "%s/copy.db", s->dir);
    snprintf(part, sizeof part, "%s.part", target.data);
    assert_int_equal(
        jf_db_script(s->db,
                     "INSERT INTO term WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE "
                     "i < 2000) SELECT i, 'item', i || hex(zeroblob(2000)), NULL, NULL, NULL FROM n",
                     &err),
        JF_OK);
    w.stop_at = 1;
    jf_db_stop_when(s->db, watch, &w);
    assert_int_equal(jf_backup_write(s->db, target.data, "x", NULL, &err), JF_STOPPED);
    assert_true(w.done > 0 && w.done < w.total);
    assert_int_not_equal(access(target.data, F_OK), 0);
    assert_int_not_equal(access(part, F_OK), 0);
    w = (struct watch){ .stop_at = 0 };
    assert_int_equal(jf_backup_write(s->db, target.data, "x", NULL, &err), JF_OK);
    assert_int_equal(access(target.data, F_OK), 0);
    jf_str_release(&target);
}

static void waiting_stops(void **state)
{
    struct scratch *s = *state;
    struct watch w = { .stop_at = 2 };
    struct jf_error err = { .status = JF_OK };
    struct jf_db *other = NULL;
    struct timespec begun, ended;
    assert_int_equal(jf_db_open(s->path, JF_DB_WRITE, &other, &err), JF_OK);
    assert_int_equal(jf_txn_begin(other, "other", &err), JF_OK);
    jf_db_stop_when(s->db, watch, &w);
    clock_gettime(CLOCK_MONOTONIC, &begun);
    assert_int_equal(jf_txn_begin(s->db, "test", &err), JF_BUSY);
    clock_gettime(CLOCK_MONOTONIC, &ended);
    assert_true(ended.tv_sec - begun.tv_sec < 5); /* not the ten seconds it would wait by itself */
    assert_int_equal(w.looks, 2);
    assert_non_null(strstr(err.message, "the database is busy"));
    assert_null(strstr(err.message, "waited"));
    jf_db_close(other);
    assert_int_equal(jf_txn_begin(s->db, "test", &err), JF_OK);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(a_statement_stops, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_transaction_is_undone, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_backup_stops, set_up, tear_down),
        cmocka_unit_test_setup_teardown(waiting_stops, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
