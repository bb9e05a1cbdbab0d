/* json.c - writing JSON. It must not read JSON, nor know what is written. */
#include "jianfu/json.h"

#include "jianfu/money.h"
#include "jianfu/utf8.h"

#include <inttypes.h>
#include <string.h>

void jf_json_init(struct jf_json *j, struct jf_str *out)
{
    j->out = out;
    j->comma = false;
}

/* How many bytes may stand as they are: ASCII and U+3000 to U+CFFF, which is nearly all of a county's text. */
static size_t plain_run(const char *text)
{
    size_t n = 0;
    for (;;) {
        unsigned char c = (unsigned char)text[n];
        if (c >= 0xe3 && c <= 0xec)
            n += 3;
        else if (c < 0x20 || c == '"' || c == '\\' || c >= 0x7f)
            return n;
        else
            n++;
    }
}

static void add_code(struct jf_str *out, uint32_t code)
{
    if (code > 0xffff) {
        code -= 0x10000;
        jf_str_addf(out, "\\u%04x", (unsigned)(0xd800 + (code >> 10)));
        code = 0xdc00 + (code & 0x3ff);
    }
    jf_str_addf(out, "\\u%04x", (unsigned)code);
}

/* One character of valid UTF-8; what could hide or turn around text in an editor is written as its number. */
static const char *add_character(struct jf_str *out, const char *at)
{
    uint32_t code;
    const char *next = jf_utf8_next(at, &code);
    const char *short_form = code && code < 0x80 ? strchr("\"\"\\\\\nn\rr\tt", (int)code) : NULL;
    if (short_form)
        jf_str_addf(out, "\\%c", short_form[1]);
    else if (jf_utf8_is_unsafe(code))
        add_code(out, code);
    else
        jf_str_addn(out, at, (size_t)(next - at));
    return next;
}

/* JSON must be UTF-8: each byte of a value that is not becomes U+FFFD rather than breaking the whole answer. */
static void add_quoted(struct jf_str *out, const char *value)
{
    struct jf_str clean = JF_STR_INIT;
    size_t bad;
    size_t len = strlen(value);
    if (!jf_utf8_valid(value, len, &bad)) {
        const char *at = value;
        size_t left = len;
        while (!jf_utf8_valid(at, left, &bad)) {
            jf_str_addn(&clean, at, bad);
            jf_str_add(&clean, "\xef\xbf\xbd");
            at += bad + 1;
            left -= bad + 1;
        }
        jf_str_addn(&clean, at, left);
        value = clean.data;
    }
    jf_str_addc(out, '"');
    for (;;) {
        size_t run = plain_run(value);
        jf_str_addn(out, value, run);
        value += run;
        if (!*value)
            break;
        value = add_character(out, value);
    }
    jf_str_addc(out, '"');
    if (clean.failed)
        out->failed = true;
    jf_str_release(&clean);
}

static void start(struct jf_json *j, const char *name)
{
    if (j->comma)
        jf_str_addc(j->out, ',');
    j->comma = true;
    if (name) {
        add_quoted(j->out, name);
        jf_str_addc(j->out, ':');
    }
}

void jf_json_open(struct jf_json *j, const char *name, char bracket)
{
    start(j, name);
    jf_str_addc(j->out, bracket);
    j->comma = false;
}

void jf_json_close(struct jf_json *j, char bracket)
{
    jf_str_addc(j->out, bracket);
    j->comma = true;
}

void jf_json_null(struct jf_json *j, const char *name)
{
    start(j, name);
    jf_str_add(j->out, "null");
}

void jf_json_text(struct jf_json *j, const char *name, const char *value)
{
    if (!value) {
        jf_json_null(j, name);
        return;
    }
    start(j, name);
    add_quoted(j->out, value);
}

void jf_json_int(struct jf_json *j, const char *name, int64_t value)
{
    start(j, name);
    jf_str_addf(j->out, "%" PRId64, value);
}

void jf_json_bool(struct jf_json *j, const char *name, bool value)
{
    start(j, name);
    jf_str_add(j->out, value ? "true" : "false");
}

void jf_json_money(struct jf_json *j, const char *name, int64_t fen)
{
    start(j, name);
    jf_str_addc(j->out, '"');
    jf_money_add(j->out, fen);
    jf_str_addc(j->out, '"');
}
