/* container.c - the zip container of an office document. The only file that includes zip.h. Must not know what the
 * parts say.
 */
#include "container.h"

#include "jianfu/i18n.h"
#include "jianfu/status.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

#include <zip.h>

/* ---- spool ---- */

struct spool {
    FILE *file;
};

static enum jf_status spool_failed(struct jf_error *err)
{
    return jf_error_set(err, JF_FILE, _("cannot write a temporary file: %s"), jf_errno_text(errno));
}

enum jf_status spool_open(struct spool **out, struct jf_error *err)
{
    struct spool *spool = jf_alloc(sizeof *spool);
    if (!spool)
        return jf_error_set(err, JF_NOMEM, _("out of memory"));
    spool->file = tmpfile();
    if (!spool->file) {
        jf_free(spool);
        return spool_failed(err);
    }
    *out = spool;
    return JF_OK;
}

enum jf_status spool_put(struct spool *spool, const char *bytes, size_t len, struct jf_error *err)
{
    return fwrite(bytes, 1, len, spool->file) == len ? JF_OK : spool_failed(err);
}

void spool_free(struct spool *spool)
{
    if (!spool)
        return;
    if (spool->file)
        fclose(spool->file);
    jf_free(spool);
}

static bool put(FILE *file, const char *text)
{
    size_t len = strlen(text);
    return fwrite(text, 1, len, file) == len;
}

/* `before`, what the spool holds, `after`, in a file of their own, at its beginning. */
static FILE *join(const char *before, struct spool *spool, const char *after)
{
    char bytes[1 << 16];
    FILE *whole = tmpfile();
    bool good = whole && put(whole, before) && fseek(spool->file, 0, SEEK_SET) == 0;
    for (size_t n = 0; good && (n = fread(bytes, 1, sizeof bytes, spool->file)) > 0;)
        good = fwrite(bytes, 1, n, whole) == n;
    good = good && !ferror(spool->file) && put(whole, after) && fflush(whole) == 0;
    if (good && fseek(whole, 0, SEEK_SET) == 0)
        return whole;
    int reason = errno;
    if (whole)
        fclose(whole);
    errno = reason;
    return NULL;
}

/* ---- container ---- */

struct container {
    zip_t *zip;
    zip_source_t *bytes; /* where the finished container stands */
};

static enum jf_status zip_failed(const char *reason, struct jf_error *err)
{
    return jf_error_set(err, JF_FILE, _("cannot make the document's container: %s"), reason);
}

enum jf_status container_open(struct container **out, struct jf_error *err)
{
    struct container *c = jf_alloc(sizeof *c);
    if (!c)
        return jf_error_set(err, JF_NOMEM, _("out of memory"));
    zip_error_t error;
    zip_error_init(&error);
    c->bytes = zip_source_buffer_create(NULL, 0, 0, &error);
    if (c->bytes) {
        zip_source_keep(c->bytes); /* zip_close() lets go of it, its bytes are wanted afterwards */
        c->zip = zip_open_from_source(c->bytes, ZIP_TRUNCATE | ZIP_CREATE, &error);
        if (!c->zip)
            zip_source_free(c->bytes);
    }
    enum jf_status status = c->zip ? JF_OK : zip_failed(zip_error_strerror(&error), err);
    zip_error_fini(&error);
    if (status == JF_OK) {
        *out = c;
        return JF_OK;
    }
    if (c->bytes)
        zip_source_free(c->bytes);
    jf_free(c);
    return status;
}

static enum jf_status add_source(struct container *c, const char *name, zip_source_t *source, bool stored,
                                 struct jf_error *err)
{
    enum { FIRST_DAY_OF_ZIP = 0x21 }; /* 1980-01-01 as MS-DOS counts */
    zip_int64_t index = source ? zip_file_add(c->zip, name, source, ZIP_FL_ENC_UTF_8) : -1;
    if (index < 0) {
        if (source)
            zip_source_free(source);
        return zip_failed(zip_strerror(c->zip), err);
    }
    if (zip_file_set_dostime(c->zip, (zip_uint64_t)index, 0, FIRST_DAY_OF_ZIP, 0) < 0 ||
        zip_set_file_compression(c->zip, (zip_uint64_t)index, stored ? ZIP_CM_STORE : ZIP_CM_DEFLATE, 0) < 0)
        return zip_failed(zip_strerror(c->zip), err);
    return JF_OK;
}

enum jf_status container_add(struct container *c, const char *name, const char *text, bool stored, struct jf_error *err)
{
    FILE *file = tmpfile(); /* libzip would take a buffer over, and only one of the C library's allocator */
    if (!file || !put(file, text) || fflush(file) != 0 || fseek(file, 0, SEEK_SET) != 0) {
        enum jf_status status = spool_failed(err);
        if (file)
            fclose(file);
        return status;
    }
    zip_source_t *source = zip_source_filep(c->zip, file, 0, -1);
    if (!source)
        fclose(file);
    return add_source(c, name, source, stored, err);
}

enum jf_status container_add_spool(struct container *c, const char *name, const char *before, struct spool *spool,
                                   const char *after, struct jf_error *err)
{
    FILE *file = join(before, spool, after);
    enum jf_status status = file ? JF_OK : spool_failed(err);
    spool_free(spool);
    if (status != JF_OK)
        return status;
    zip_source_t *source = zip_source_filep(c->zip, file, 0, -1);
    if (!source)
        fclose(file);
    return add_source(c, name, source, false, err);
}

static enum jf_status send_bytes(zip_source_t *bytes, struct jf_paper *paper, struct jf_error *err)
{
    char block[1 << 16];
    zip_int64_t n = 0;
    if (zip_source_open(bytes) < 0)
        return zip_failed(zip_error_strerror(zip_source_error(bytes)), err);
    while (!jf_paper_failed(paper) && (n = zip_source_read(bytes, block, sizeof block)) > 0)
        jf_paper_putn(paper, block, (size_t)n);
    enum jf_status status = n < 0 ? zip_failed(zip_error_strerror(zip_source_error(bytes)), err) : JF_OK;
    zip_source_close(bytes);
    return status;
}

enum jf_status container_send(struct container *c, struct jf_paper *paper, struct jf_error *err)
{
    enum jf_status status = JF_OK;
    if (zip_close(c->zip) < 0) {
        status = zip_failed(zip_strerror(c->zip), err);
        zip_discard(c->zip);
    }
    if (status == JF_OK)
        status = send_bytes(c->bytes, paper, err);
    zip_source_free(c->bytes);
    jf_free(c);
    return status;
}

void container_free(struct container *c)
{
    if (!c)
        return;
    zip_discard(c->zip);
    zip_source_free(c->bytes);
    jf_free(c);
}
