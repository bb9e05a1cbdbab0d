/* scratch.h - a fresh folder and database for one test, taken away afterwards. Only for tests. */
#ifndef JIANFU_TEST_SCRATCH_H
#define JIANFU_TEST_SCRATCH_H

#include "jianfu/day.h"
#include "jianfu/store.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

struct scratch {
    char dir[256];
    char path[300]; /* of the database */
    struct jf_db *db;
};

static inline void scratch_open(struct scratch *s)
{
    const char *base = getenv("TMPDIR");
    struct jf_error err = { .status = JF_OK };
    snprintf(s->dir, sizeof s->dir, "%s/jianfu-test-XXXXXX", base ? base : "/tmp");
    assert_non_null(mkdtemp(s->dir));
    snprintf(s->path, sizeof s->path, "%s/county.db", s->dir);
    jf_day_set_today("2005-07-10");
    if (jf_db_open(s->path, JF_DB_CREATE, &s->db, &err) != JF_OK)
        fail_msg("%s", err.message);
}

static inline void scratch_close(struct scratch *s)
{
    jf_db_close(s->db);
    s->db = NULL;
    DIR *dir = opendir(s->dir);
    for (struct dirent *e; dir && (e = readdir(dir));) {
        char path[600];
        snprintf(path, sizeof path, "%s/%s", s->dir, e->d_name);
        if (e->d_name[0] != '.')
            unlink(path);
    }
    if (dir)
        closedir(dir);
    rmdir(s->dir);
}

/* Write text into a file of the folder; its path in `path`. */
static inline void scratch_file(const struct scratch *s, const char *name, const char *text, size_t len, char path[400])
{
    snprintf(path, 400, "%s/%s", s->dir, name);
    FILE *f = fopen(path, "wb");
    assert_non_null(f);
    assert_int_equal(fwrite(text, 1, len, f), len);
    assert_int_equal(fclose(f), 0);
}

#endif
