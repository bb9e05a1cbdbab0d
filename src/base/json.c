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

/* How many bytes may stand as they are. */
static size_t plain_run(const char *text)
{
    size_t n = 0;
    for (;; n++) {
        unsigned char c = (unsigned char)text[n];
        if (c < 0x20 || c == '"' || c == '\\' || c == 0x7f)
            return n;
    }
}

static void add_escape(struct jf_str *out, char c)
{
    switch (c) {
    case '"':
        jf_str_add(out, "\\\"");
        break;
    case '\\':
        jf_str_add(out, "\\\\");
        break;
    case '\n':
        jf_str_add(out, "\\n");
        break;
    case '\r':
        jf_str_add(out, "\\r");
        break;
    case '\t':
        jf_str_add(out, "\\t");
        break;
    default:
        jf_str_addf(out, "\\u%04x", (unsigned)(unsigned char)c);
        break;
    }
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
        add_escape(out, *value++);
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
