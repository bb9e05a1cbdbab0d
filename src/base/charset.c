/* charset.c - plain texts into UTF-8. It knows no files; XML, which declares its encoding, is the matter of src/intake.
 */
#include "jianfu/charset.h"

#include "jianfu/i18n.h"
#include "jianfu/utf8.h"

#include <iconv.h>
#include <string.h>

static const struct {
    const char *bytes, *encoding;
} marks[] = { { "\xEF\xBB\xBF", "UTF-8" }, { "\xFF\xFE", "UTF-16LE" }, { "\xFE\xFF", "UTF-16BE" } };

static enum jf_status refuse_line(const struct jf_str *text, size_t at, const char *name, struct jf_error *err)
{
    long line = 1;
    for (size_t i = 0; i < at && i < text->len; i++)
        line += text->data[i] == '\n';
    jf_error_set(err, JF_REFUSED, _("'%s', line %ld: this is no text in UTF-8 or GB18030"), name, line);
    jf_error_hint(err, _("save the file as UTF-8, GB18030 or UTF-16"));
    return JF_REFUSED;
}

static enum jf_status convert(struct jf_str *text, const char *encoding, const char *name, struct jf_error *err)
{
    struct jf_str out = JF_STR_INIT;
    char piece[4096];
    char *in = text->data;
    size_t left = text->len;
    iconv_t with = iconv_open("UTF-8", encoding);
    if (with == (iconv_t)-1)
        return jf_error_set(err, JF_BUG, _("this system cannot convert from %s"), encoding);
    enum jf_status status = JF_OK;
    while (status == JF_OK && left > 0) {
        char *to = piece;
        size_t room = sizeof piece, before = left;
        size_t rc = iconv(with, &in, &left, &to, &room);
        jf_str_addn(&out, piece, sizeof piece - room);
        if (rc == (size_t)-1 && before == left && room == sizeof piece)
            status = refuse_line(text, (size_t)(in - text->data), name, err);
    }
    iconv_close(with);
    if (status == JF_OK)
        status = jf_str_check(&out, err);
    if (status == JF_OK) {
        jf_str_release(text);
        *text = out;
    } else {
        jf_str_release(&out);
    }
    return status;
}

/* "\r\n" and "\r" become "\n"; the text only becomes shorter. */
static void one_line_end(struct jf_str *text)
{
    size_t to = 0;
    for (size_t i = 0; i < text->len; i++) {
        if (text->data[i] == '\r' && i + 1 < text->len && text->data[i + 1] == '\n')
            continue;
        text->data[to++] = text->data[i] == '\r' ? '\n' : text->data[i];
    }
    if (to < text->len)
        jf_str_truncate(text, to);
}

/* Chinese in GB18030 is hardly ever UTF-8 for more than a character or two: what begins as UTF-8 and then is not was
 * cut or damaged, and would be read as rubbish. */
static bool damaged_utf8(const struct jf_str *text, size_t bad)
{
    size_t beyond_ascii = 0;
    for (size_t i = 0; i < bad; i++)
        beyond_ascii += (unsigned char)text->data[i] >= 0x80;
    return beyond_ascii >= 12;
}

enum jf_status jf_text_to_utf8(struct jf_str *text, const char *name, const char **encoding, struct jf_error *err)
{
    size_t skip = 0, bad = 0;
    const char *found = jf_utf8_valid(text->data, text->len, &bad) || damaged_utf8(text, bad) ? "UTF-8" : "GB18030";
    for (size_t i = 0; i < sizeof marks / sizeof *marks && !skip; i++)
        if (text->len >= strlen(marks[i].bytes) && memcmp(text->data, marks[i].bytes, strlen(marks[i].bytes)) == 0) {
            skip = strlen(marks[i].bytes);
            found = marks[i].encoding;
        }
    if (skip) {
        memmove(text->data, text->data + skip, text->len - skip);
        jf_str_truncate(text, text->len - skip);
    }
    enum jf_status status = strcmp(found, "UTF-8") == 0 ? JF_OK : convert(text, found, name, err);
    if (status == JF_OK && !jf_utf8_valid(text->data, text->len, &bad)) /* a mark of UTF-8 before something else */
        status = refuse_line(text, bad, name, err);
    const char *zero = status == JF_OK && text->len ? memchr(text->data, 0, text->len) : NULL;
    if (zero)
        status = refuse_line(text, (size_t)(zero - text->data), name, err);
    if (status == JF_OK && text->len)
        one_line_end(text);
    if (encoding)
        *encoding = found;
    return status;
}
