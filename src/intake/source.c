/* source.c - the bytes of a file as UTF-8, with their SHA-256 on the way. Decides the encoding once, from the first
 * bytes and the XML declaration; a byte that is not what it is declared to be is a fault with its line, never dropped
 * or replaced. */
#include "internal.h"

#include "jianfu/file.h"
#include "jianfu/utf8.h"

#include <errno.h>
#include <fcntl.h>
#include <iconv.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>
#include <unistd.h>

enum { PIECE = 64 * 1024, ENCODING_NAME = 40 };

struct source {
    int fd;
    char *name;
    struct faults *faults;
    int64_t size, read;
    struct jf_sha256 sha;
    bool begun, ended;
    iconv_t convert; /* (iconv_t)-1: the bytes are UTF-8 already */
    const char *encoding;
    bool wide; /* UTF-16: its declaration can be read only after conversion */
    long line;
    size_t carry; /* undecoded bytes at the front of `in` */
    size_t piece; /* bytes that are read at once */
    size_t room;  /* of `out` */
    char *in, *out;
};

/* Most files are small, and so are the buffers for them. */
static bool make_buffers(struct source *s)
{
    s->piece = source_is_small(s) ? (size_t)s->size + 1 : PIECE;
    s->room = s->piece * 3 + 16;
    s->in = jf_grow(NULL, s->piece + 16 + s->room, 1);
    s->out = s->in ? s->in + s->piece + 16 : NULL;
    return s->in;
}

enum jf_status source_open(const char *path, struct faults *faults, struct source **out, struct jf_error *err)
{
    struct stat st;
    struct source *s = jf_alloc(sizeof *s);
    if (!s || !(s->name = jf_dup(path))) {
        jf_free(s);
        return jf_error_set(err, JF_NOMEM, _("out of memory"));
    }
    s->faults = faults;
    s->convert = (iconv_t)-1;
    s->line = 1;
    jf_sha256_init(&s->sha);
    bool standard_input = jf_streq(path, "-");
    s->fd = standard_input ? dup(STDIN_FILENO) : open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY);
    if (s->fd < 0 || fstat(s->fd, &st) != 0) {
        enum jf_status status = jf_error_set(err, JF_FILE, _("cannot open '%s': %s"), path, jf_errno_text(errno));
        source_close(s);
        return status;
    }
    /* /dev/zero has no end */
    if (S_ISDIR(st.st_mode) || S_ISBLK(st.st_mode) || (S_ISCHR(st.st_mode) && !standard_input)) {
        source_close(s);
        return jf_file_other(path, S_ISDIR(st.st_mode), err);
    }
    s->size = S_ISREG(st.st_mode) ? st.st_size : 0;
    if (!make_buffers(s)) {
        source_close(s);
        return jf_error_set(err, JF_NOMEM, _("out of memory"));
    }
    *out = s;
    return JF_OK;
}

void source_close(struct source *s)
{
    if (!s)
        return;
    if (s->fd >= 0)
        close(s->fd);
    if (s->convert != (iconv_t)-1)
        iconv_close(s->convert);
    jf_free(s->in);
    jf_free(s->name);
    jf_free(s);
}

int64_t source_size(const struct source *s)
{
    return s->size;
}

bool source_is_small(const struct source *s)
{
    return s->size > 0 && s->size < PIECE;
}

int64_t source_bytes(const char *path)
{
    struct stat st;
    return !jf_streq(path, "-") && stat(path, &st) == 0 && S_ISREG(st.st_mode) ? st.st_size : 0;
}

int64_t source_read(const struct source *s)
{
    return s->read;
}

void source_digest(struct source *s, char hex[JF_DIGEST_HEX])
{
    uint8_t digest[JF_DIGEST_SIZE];
    jf_sha256_final(&s->sha, digest);
    jf_hex(digest, sizeof digest, hex);
}

/* Fill `in` behind the carried bytes. *got 0 at the end of the file. */
static enum jf_status fill(struct source *s, size_t *got, struct jf_error *err)
{
    size_t have = 0;
    while (have < s->piece) {
        ssize_t n = read(s->fd, s->in + s->carry + have, s->piece - have);
        if (n < 0 && errno == EINTR) /* by Ctrl-C while it waits for a pipe: no other signal is handled */
            return jf_error_set(err, JF_STOPPED, _("stopped; nothing was changed"));
        if (n < 0)
            return jf_error_set(err, JF_FILE, _("cannot read '%s': %s"), s->name, jf_errno_text(errno));
        if (n == 0)
            break;
        have += (size_t)n;
    }
    jf_sha256_add(&s->sha, s->in + s->carry, have);
    s->read += (int64_t)have;
    *got = have;
    return JF_OK;
}

enum jf_status source_skip(struct source *s, size_t *len, struct jf_error *err)
{
    s->carry = 0;
    return fill(s, len, err);
}

/* ---- encoding ---- */

struct encoding {
    const char *declared, *decoder; /* decoder NULL: UTF-8 */
    bool wide;
};

/* What people declare and what they mean: a "GB2312" file is decoded as GB18030, which holds GB2312 and GBK (镕). */
static const struct encoding encodings[] = {
    { "UTF-8", NULL, false },
    { "UTF8", NULL, false },
    { "US-ASCII", "ASCII", false },
    { "ASCII", "ASCII", false },
    { "GB2312", "GB18030", false },
    { "GB_2312-80", "GB18030", false },
    { "GBK", "GB18030", false },
    { "CP936", "GB18030", false },
    { "MS936", "GB18030", false },
    { "X-GBK", "GB18030", false },
    { "EUC-CN", "GB18030", false },
    { "GB18030", "GB18030", false },
    { "WINDOWS-936", "GB18030", false },
    { "UTF-16", "UTF-16", true },
    { "UTF-16LE", "UTF-16LE", true },
    { "UTF-16BE", "UTF-16BE", true },
};

/* The value of encoding="..." in the XML declaration at the start of text; false when there is none. */
static bool declared_encoding(const char *text, size_t len, char out[ENCODING_NAME])
{
    if (len < 6 || memcmp(text, "<?xml", 5) != 0 || !strchr(" \t\r\n", text[5]))
        return false;
    const char *end = memchr(text, '>', len);
    if (!end)
        return false;
    for (const char *p = text + 5; p + 9 < end; p++) {
        if (memcmp(p, "encoding", 8) != 0)
            continue;
        p += 8;
        while (p < end && (*p == ' ' || *p == '\t' || *p == '\r' || *p == '\n' || *p == '='))
            p++;
        if (p >= end || (*p != '"' && *p != '\''))
            return false;
        const char *close_quote = memchr(p + 1, *p, (size_t)(end - p - 1));
        if (!close_quote)
            return false;
        size_t name = (size_t)(close_quote - p - 1);
        name = name < ENCODING_NAME ? name : ENCODING_NAME - 1; /* one so long is none that is known */
        for (size_t i = 0; i < name; i++)
            out[i] = p[1 + i] > ' ' && p[1 + i] < 0x7f ? p[1 + i] : '?'; /* it will stand in a message */
        out[name] = '\0';
        return true;
    }
    return false;
}

static const struct encoding *known_encoding(const char *name)
{
    for (size_t i = 0; i < sizeof encodings / sizeof *encodings; i++)
        if (strcasecmp(name, encodings[i].declared) == 0)
            return &encodings[i];
    return NULL;
}

static void encoding_fault(struct source_fault *fault, bool *faulty, long line)
{
    fault->code = "XML-06";
    fault->line = line;
    *faulty = true;
}

struct mark {
    const char *bytes;
    size_t len, skip;
    const char *decoder;
};

/* Byte order marks first, then the zero bytes that "<?" leaves in UTF-16 without a mark. */
static const struct mark marks[] = {
    { "\xEF\xBB\xBF", 3, 3, NULL },
    { "\xFF\xFE\x00\x00", 4, 4, "UTF-32LE" },
    { "\x00\x00\xFE\xFF", 4, 4, "UTF-32BE" },
    { "<\x00\x00\x00", 4, 0, "UTF-32LE" },
    { "\x00\x00\x00<", 4, 0, "UTF-32BE" },
    { "\xFF\xFE", 2, 2, "UTF-16LE" },
    { "\xFE\xFF", 2, 2, "UTF-16BE" },
    { "<\x00", 2, 0, "UTF-16LE" },
    { "\x00<", 2, 0, "UTF-16BE" },
};

/* Bytes at the end of a piece that begin a character which the next piece will complete. */
static size_t unfinished(const char *text, size_t len)
{
    for (size_t back = 1; back <= 3 && back <= len; back++) {
        unsigned char c = (unsigned char)text[len - back];
        if ((c & 0xC0) == 0x80)
            continue;
        size_t wanted = c >= 0xF0 ? 4 : c >= 0xE0 ? 3 : c >= 0xC0 ? 2 : 1;
        return wanted > back ? back : 0;
    }
    return 0;
}

/* Chinese in UTF-8? Bytes of GB18030 that are that, too, spell nothing: 水利费用 would be read as 姘村埄璐圭敤. */
static bool is_utf8(const char *text, size_t len)
{
    size_t chinese = 0;
    for (size_t i = 0; i < len; i++)
        chinese += (unsigned char)text[i] >= 0xE3 && (unsigned char)text[i] <= 0xEF;
    return chinese > 1 && jf_utf8_valid(text, len - unfinished(text, len), NULL);
}

static void declared_otherwise(const char *declared, const char *format, const char *hint, struct source_fault *fault,
                               bool *faulty)
{
    encoding_fault(fault, faulty, 1);
    intake_fill(&fault->message, format, &declared, 1);
    jf_str_add(&fault->hint, hint);
}

/* Look at the first piece; sets the encoding and how many bytes of a mark to skip. */
static void decide(struct source *s, size_t len, size_t *skip, struct source_fault *fault, bool *faulty)
{
    char declared[ENCODING_NAME];
    const struct mark *mark = NULL;
    for (size_t i = 0; !mark && i < sizeof marks / sizeof *marks; i++)
        if (len >= marks[i].len && memcmp(s->in, marks[i].bytes, marks[i].len) == 0)
            mark = &marks[i];
    *skip = mark ? mark->skip : 0;
    if (s->faults && fault_from_bytes(s->faults, s->in, len, mark && mark->decoder ? len : *skip, fault)) {
        *faulty = true;
        return;
    }
    const struct encoding *encoding = NULL;
    if (!mark || !mark->decoder) {
        if (declared_encoding(s->in + *skip, len - *skip, declared) && !(encoding = known_encoding(declared))) {
            encoding_fault(fault, faulty, 1);
            jf_str_addf(&fault->message, _("the encoding '%s' is not read here"), declared);
            jf_str_addf(&fault->hint, _("save the file as UTF-8, GB18030 or UTF-16"));
            return;
        }
        if (encoding && encoding->decoder && is_utf8(s->in + *skip, len - *skip)) {
            declared_otherwise(declared, _("the file is declared as %s but its bytes are UTF-8"),
                               _("write encoding=\"UTF-8\" in its first line"), fault, faulty);
            return;
        }
        if (encoding && (encoding->wide || (mark && encoding->decoder))) {
            declared_otherwise(declared, _("the file is declared as %s but its bytes are not"),
                               _("declare the encoding in which the file was saved"), fault, faulty);
            return;
        }
    }
    s->encoding = mark && mark->decoder ? mark->decoder : encoding && encoding->decoder ? encoding->decoder : "UTF-8";
    s->wide = mark && mark->decoder;
    if (s->wide && strncmp(s->encoding, "UTF-32", 6) == 0) {
        encoding_fault(fault, faulty, 1);
        jf_str_addf(&fault->message, _("the encoding '%s' is not read here"), s->encoding);
        jf_str_addf(&fault->hint, _("save the file as UTF-8, GB18030 or UTF-16"));
        return;
    }
}

/* A system may lack the tables of an encoding, or the memory for them: no fault of the file. */
static enum jf_status open_converter(struct source *s, struct jf_error *err)
{
    if (jf_streq(s->encoding, "UTF-8"))
        return JF_OK;
    s->convert = iconv_open("UTF-8", s->encoding);
    return s->convert != (iconv_t)-1 ? JF_OK
                                     : jf_error_set(err, JF_FILE, _("this system cannot convert from %s"), s->encoding);
}

static void bad_bytes(struct source *s, const char *at, size_t left, long line, struct source_fault *fault,
                      bool *faulty)
{
    encoding_fault(fault, faulty, line);
    struct jf_str bytes = JF_STR_INIT;
    for (size_t i = 0; i < left && i < 4; i++)
        jf_str_addf(&bytes, "%s%02X", i ? " " : "", (unsigned)(unsigned char)at[i]);
    jf_str_addf(&fault->message, _("bytes that are not %s: %s"), s->encoding, bytes.data);
    jf_str_release(&bytes);
    jf_str_addf(&fault->hint, "%s",
                jf_streq(s->encoding, "UTF-8")
                    ? _("save the file as UTF-8, or declare encoding=\"GB18030\" when it comes from an older program")
                    : _("the file is damaged or declares the wrong encoding; nothing was replaced"));
}

static long count_lines(const char *text, size_t len)
{
    long lines = 0;
    const char *end = text + len;
    for (const char *p = text; (p = memchr(p, '\n', (size_t)(end - p))) != NULL; p++)
        lines++;
    return lines;
}

static void as_utf8(struct source *s, char *from, size_t len, bool last, const char **bytes, size_t *out_len,
                    struct source_fault *fault, bool *faulty)
{
    size_t whole = last ? len : len - unfinished(from, len);
    size_t bad;
    if (!jf_utf8_valid(from, whole, &bad)) {
        bad_bytes(s, from + bad, whole - bad, s->line + count_lines(from, bad), fault, faulty);
        return;
    }
    memcpy(s->out, from, whole);
    *bytes = s->out;
    *out_len = whole;
    s->carry = len - whole;
    memmove(s->in, from + whole, s->carry);
}

static void converted(struct source *s, char *from, size_t len, bool last, const char **bytes, size_t *out_len,
                      struct source_fault *fault, bool *faulty)
{
    char *in = from, *out = s->out;
    size_t in_left = len, out_left = s->room;
    size_t rc = iconv(s->convert, &in, &in_left, &out, &out_left);
    *bytes = s->out;
    *out_len = s->room - out_left;
    if (rc == (size_t)-1 && (errno == EILSEQ || (errno == EINVAL && last))) {
        bad_bytes(s, in, in_left, s->line + count_lines(s->out, *out_len), fault, faulty);
        return;
    }
    s->carry = in_left;
    memmove(s->in, in, in_left);
}

/* The declaration of a UTF-16 file, read after conversion, must not claim something else. */
static void check_wide(const char *text, size_t len, struct source_fault *fault, bool *faulty)
{
    char declared[ENCODING_NAME];
    if (!declared_encoding(text, len, declared))
        return;
    const struct encoding *encoding = known_encoding(declared);
    if (encoding && encoding->wide)
        return;
    declared_otherwise(declared, _("the file is declared as %s but its bytes are UTF-16"),
                       _("declare the encoding in which the file was saved"), fault, faulty);
}

enum jf_status source_next(struct source *s, const char **bytes, size_t *len, struct source_fault *fault, bool *faulty,
                           struct jf_error *err)
{
    size_t got = 0, skip = 0;
    *bytes = "";
    *len = 0;
    while (*len == 0 && !s->ended && !*faulty) {
        enum jf_status status = fill(s, &got, err);
        if (status != JF_OK)
            return status;
        s->ended = got == 0;
        size_t have = s->carry + got;
        skip = 0;
        bool first = !s->begun;
        if (first)
            decide(s, have, &skip, fault, faulty);
        if (first && !*faulty)
            status = open_converter(s, err);
        if (status != JF_OK)
            return status;
        s->begun = true;
        s->carry = 0;
        if (*faulty || have == 0)
            break;
        if (s->convert == (iconv_t)-1)
            as_utf8(s, s->in + skip, have - skip, s->ended, bytes, len, fault, faulty);
        else
            converted(s, s->in + skip, have - skip, s->ended, bytes, len, fault, faulty);
        if (first && s->wide && !*faulty)
            check_wide(*bytes, *len, fault, faulty);
        s->line += count_lines(*bytes, *len);
    }
    return JF_OK;
}
