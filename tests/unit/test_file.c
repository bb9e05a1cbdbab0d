/* test_file.c - reading with a limit, and writing whole or not at all. Works in a new folder under TMPDIR. */
#include "jianfu/file.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include <dirent.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

static char folder[256];

static int make_folder(void **state)
{
    (void)state;
    const char *base = getenv("TMPDIR");
    struct jf_str path = JF_STR_INIT;
    jf_str_addf(&path, "%s/jianfu-test-file-XXXXXX", base && *base ? base : "/tmp");
    if (path.failed || path.len >= sizeof folder)
        return -1;
    memcpy(folder, path.data, path.len + 1);
    jf_str_release(&path);
    return mkdtemp(folder) ? chdir(folder) : -1;
}

/* How many entries the folder has; removes them all when asked. */
static int entries(bool remove_them)
{
    DIR *dir = opendir(".");
    assert_non_null(dir);
    int count = 0;
    for (struct dirent *e = readdir(dir); e; e = readdir(dir)) {
        if (strcmp(e->d_name, ".") == 0 || strcmp(e->d_name, "..") == 0)
            continue;
        count++;
        if (remove_them && unlink(e->d_name) != 0)
            rmdir(e->d_name);
    }
    closedir(dir);
    return count;
}

static int clean(void **state)
{
    (void)state;
    entries(true);
    return 0;
}

static int remove_folder(void **state)
{
    clean(state);
    return chdir("/") == 0 ? rmdir(folder) : -1;
}

static enum jf_status put(const char *path, const char *text, struct jf_error *err)
{
    struct jf_outfile *file;
    enum jf_status status = jf_outfile_open(path, &file, err);
    if (status != JF_OK)
        return status;
    status = jf_outfile_write(file, text, strlen(text), err);
    if (status != JF_OK) {
        jf_outfile_abandon(file);
        return status;
    }
    return jf_outfile_commit(file, err);
}

static void check_content(const char *path, const char *expected)
{
    struct jf_str s = JF_STR_INIT;
    assert_int_equal(jf_file_read(path, 1000, &s, NULL), JF_OK);
    assert_string_equal(s.data, expected);
    jf_str_release(&s);
}

static void writes_and_reads(void **state)
{
    (void)state;
    struct jf_error err;
    umask(022);
    assert_int_equal(put("a.txt", "first", &err), JF_OK);
    check_content("a.txt", "first");
    struct stat st;
    assert_int_equal(stat("a.txt", &st), 0);
    assert_int_equal(st.st_mode & 0777, 0600);
    assert_int_equal(put("a.txt", "second", &err), JF_OK);
    check_content("a.txt", "second");
    assert_int_equal(put("./a.txt", "", &err), JF_OK);
    check_content("a.txt", "");
    assert_int_equal(entries(false), 1);
}

static void abandoned_leaves_nothing(void **state)
{
    (void)state;
    struct jf_outfile *file;
    assert_int_equal(put("a.txt", "old", NULL), JF_OK);
    assert_int_equal(jf_outfile_open("a.txt", &file, NULL), JF_OK);
    assert_int_equal(entries(false), 2);
    assert_int_equal(jf_outfile_write(file, "new", 3, NULL), JF_OK);
    check_content("a.txt", "old");
    jf_outfile_abandon(file);
    jf_outfile_abandon(NULL);
    check_content("a.txt", "old");
    assert_int_equal(entries(false), 1);
}

static void reading_is_limited(void **state)
{
    (void)state;
    struct jf_str s = JF_STR_INIT;
    struct jf_error err;
    assert_int_equal(put("a.txt", "12345", NULL), JF_OK);
    jf_str_add(&s, "what was there before");
    assert_int_equal(jf_file_read("a.txt", 5, &s, &err), JF_OK);
    assert_string_equal(s.data, "12345");
    assert_int_equal(jf_file_read("a.txt", 4, &s, &err), JF_FILE);
    assert_non_null(strstr(err.message, "a.txt"));
    assert_int_equal(jf_file_read("/proc/self/status", 10, &s, &err), JF_FILE); /* says size 0, has more */
    jf_str_release(&s);
}

static void reads_zero_bytes_and_much(void **state)
{
    (void)state;
    enum { MUCH = 300000 };
    struct jf_outfile *file;
    assert_int_equal(jf_outfile_open("big", &file, NULL), JF_OK);
    for (int i = 0; i < MUCH / 10; i++)
        assert_int_equal(jf_outfile_write(file, "a\0b\0c\0d\0e\0", 10, NULL), JF_OK);
    assert_int_equal(jf_outfile_commit(file, NULL), JF_OK);
    struct jf_str s = JF_STR_INIT;
    assert_int_equal(jf_file_read("big", MUCH, &s, NULL), JF_OK);
    assert_int_equal(s.len, MUCH);
    assert_int_equal(s.data[MUCH - 2], 'e');
    assert_int_equal(s.data[MUCH - 1], 0);
    jf_str_release(&s);
}

static void refuses_to_read(void **state)
{
    (void)state;
    struct jf_str s = JF_STR_INIT;
    struct jf_error err;
    assert_int_equal(jf_file_read("none", 10, &s, &err), JF_FILE);
    assert_int_equal(err.status, JF_FILE);
    assert_int_equal(jf_file_read(".", 10, &s, &err), JF_FILE);
    assert_int_equal(jf_file_read("/dev/null", 10, &s, &err), JF_FILE);
    assert_int_equal(mkfifo("pipe", 0600), 0);
    assert_int_equal(jf_file_read("pipe", 10, &s, &err), JF_FILE); /* and does not hang */
    jf_str_release(&s);
}

static void refuses_to_write(void **state)
{
    (void)state;
    struct jf_error err;
    assert_int_equal(mkdir("d", 0700), 0);
    assert_int_equal(put("d", "x", &err), JF_FILE);
    assert_int_equal(put("new/", "x", &err), JF_FILE);
    assert_int_equal(put("", "x", &err), JF_FILE);
    assert_int_equal(put("none/a.txt", "x", &err), JF_FILE);
    assert_non_null(strstr(err.message, "none/a.txt"));
    assert_int_equal(symlink("loop", "loop"), 0);
    assert_int_equal(put("loop", "x", &err), JF_FILE);
    assert_int_equal(entries(false), 2);
}

static void devices_are_written_straight(void **state)
{
    (void)state;
    struct jf_error err;
    assert_int_equal(put("/dev/null", "x", &err), JF_OK);
    struct stat st;
    assert_int_equal(stat("/dev/null", &st), 0);
    assert_true(S_ISCHR(st.st_mode));
    assert_int_equal(put("/dev/full", "x", &err), JF_FILE);
    assert_int_equal(mkfifo("pipe", 0600), 0);
    int reader = open("pipe", O_RDONLY | O_NONBLOCK);
    assert_true(reader >= 0);
    assert_int_equal(put("pipe", "through", &err), JF_OK);
    char text[8] = "";
    assert_int_equal(read(reader, text, 7), 7);
    assert_string_equal(text, "through");
    close(reader);
    assert_int_equal(entries(false), 1);
}

/* After a failed write nothing may be put in place, even when the caller commits all the same. */
static void broken_is_not_committed(void **state)
{
    (void)state;
    struct jf_outfile *file;
    struct jf_error err = { .status = JF_OK };
    assert_int_equal(jf_outfile_open("/dev/full", &file, &err), JF_OK);
    assert_int_equal(jf_outfile_write(file, "x", 1, &err), JF_FILE);
    assert_int_equal(jf_outfile_commit(file, &err), JF_FILE);
}

static void links_are_followed(void **state)
{
    (void)state;
    assert_int_equal(mkdir("d", 0700), 0);
    assert_int_equal(symlink("d/inner", "outer"), 0);
    assert_int_equal(symlink("real", "d/inner"), 0);
    assert_int_equal(put("outer", "text", NULL), JF_OK);
    check_content("d/real", "text");
    struct stat st;
    assert_int_equal(lstat("outer", &st), 0);
    assert_true(S_ISLNK(st.st_mode));
    assert_int_equal(unlink("d/real"), 0);
    assert_int_equal(unlink("d/inner"), 0);
}

static void names(void **state)
{
    (void)state;
    assert_string_equal(jf_file_name("a/b/c.xml"), "c.xml");
    assert_string_equal(jf_file_name("c.xml"), "c.xml");
    assert_string_equal(jf_file_name("a/"), "");
    assert_string_equal(jf_file_name(""), "");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_teardown(writes_and_reads, clean),
        cmocka_unit_test_teardown(abandoned_leaves_nothing, clean),
        cmocka_unit_test_teardown(reading_is_limited, clean),
        cmocka_unit_test_teardown(reads_zero_bytes_and_much, clean),
        cmocka_unit_test_teardown(refuses_to_read, clean),
        cmocka_unit_test_teardown(refuses_to_write, clean),
        cmocka_unit_test_teardown(devices_are_written_straight, clean),
        cmocka_unit_test_teardown(broken_is_not_committed, clean),
        cmocka_unit_test_teardown(links_are_followed, clean),
        cmocka_unit_test(names),
    };
    return cmocka_run_group_tests(tests, make_folder, remove_folder);
}
