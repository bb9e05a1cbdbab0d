/* paper.c - where the bytes of a paper go: standard output, or a file that is there whole or not at all. */
#include "internal.h"

#include "jianfu/file.h"

#include <string.h>
#include <unistd.h>

static enum jf_status to_stdout(void *arg, const char *bytes, size_t len, struct jf_error *err)
{
    (void)arg;
    return jf_put_bytes(bytes, len) ? JF_OK : jf_put_end(err);
}

static enum jf_status to_file(void *arg, const char *bytes, size_t len, struct jf_error *err)
{
    return jf_outfile_write(arg, bytes, len, err);
}

const char *jf_cli_paper_format(const char *asked, const char *path)
{
    const char *ending = path ? strrchr(jf_file_name(path), '.') : NULL;
    if (asked)
        return asked;
    return ending && jf_paper_format(ending + 1, NULL) == JF_OK ? ending + 1 : "text";
}

enum jf_status jf_cli_paper(struct jf_db *db, const char *format, const char *path, jf_cli_paper_fn *write, void *arg,
                            struct jf_error *err)
{
    if (!path && jf_paper_binary(format) && isatty(STDOUT_FILENO)) {
        jf_error_set(err, JF_USAGE, _("%s is not for the screen"), format);
        jf_error_hint(err, _("write it into a file: --output FILE.%s"), format);
        return JF_USAGE;
    }
    if (!path)
        return write(arg, db, to_stdout, NULL, err);
    if (jf_db_stands_at(path)) {
        jf_error_set(err, JF_FILE, _("cannot write '%s': a database stands there"), path);
        jf_error_hint(err, "%s", _("name another file with --output"));
        return JF_FILE;
    }
    struct jf_outfile *file = NULL;
    bool replaces = access(path, F_OK) == 0;
    enum jf_status status = jf_outfile_open(path, &file, err);
    if (status != JF_OK)
        return status;
    status = write(arg, db, to_file, file, err);
    if (status != JF_OK) {
        jf_outfile_abandon(file);
        return status;
    }
    status = jf_outfile_commit(file, err);
    if (status == JF_OK)
        jf_note(replaces ? _("replaced %s") : _("wrote %s"), path);
    return status;
}
