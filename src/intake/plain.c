/* plain.c - plain XML read by hand, for files in bulk: tags, attributes in "quotes", texts, comments and the five
 * named entities become the events that libxml2 would give, at a fifth of its time. Whatever else stands in a file is
 * odd: it may be well-formed or not, and libxml2 says which when the file is read again with care. So nothing may pass
 * here that libxml2 refuses; tests/unit/test_plain.c holds the two against each other. The declaration is skipped: the
 * bytes are UTF-8 already, and libxml2 has read the file as far as the root by then. */
#include "internal.h"

#include <libxml/parser.h>

#include <string.h>

/* Bytes of one tag, text or comment; far beyond LIMIT_TEXT, and little enough to look at it again piece by piece. */
enum { PLAIN_LONGEST = 512 * 1024 };

enum token { TOKEN_DONE, TOKEN_UNFINISHED, TOKEN_ODD };

/* Bytes that ask for a second look in values and texts: control characters, markup, and what may begin U+FFFE. */
static const bool special[256] = {
    [0] = true, true, true,         true,         true,         true,         true,          true, true, true,
    true,       true, true,         true,         true,         true,         true,          true, true, true,
    true,       true, true,         true,         true,         true,         true,          true, true, true,
    true,       true, ['"'] = true, ['&'] = true, ['<'] = true, [']'] = true, [0xEF] = true,
};

static const bool ends_name[256] = {
    ['\0'] = true, [' '] = true, ['\t'] = true, ['\n'] = true, ['\r'] = true,
    ['='] = true,  ['/'] = true, ['>'] = true,  ['<'] = true,  ['"'] = true,
};

static bool is_special(char c)
{
    return special[(unsigned char)c];
}

static bool is_blank(char c)
{
    return c == ' ' || c == '\n' || c == '\t' || c == '\r';
}

static const char *end_of(const struct plain *s)
{
    return s->bytes.data + s->bytes.len;
}

/* What stands at `at` is not what was expected there: there may only be more to come. */
static enum token odd_at(const struct plain *s, const char *at)
{
    return at == end_of(s) ? TOKEN_UNFINISHED : TOKEN_ODD;
}

/* U+FFFE and U+FFFF are no characters of XML. */
static bool is_no_character(const char *at)
{
    return at[0] == '\xEF' && at[1] == '\xBF' && (at[2] == '\xBE' || at[2] == '\xBF');
}

static const char *skip_blanks(const char *at, long *lines)
{
    for (; is_blank(*at); at++)
        *lines += *at == '\n';
    return at;
}

/* Entities become their characters and each line ends in '\n', in place. False: some other reference or a bare '\r'. */
static bool decode(char *text, size_t *len)
{
    static const struct {
        const char *name;
        char is;
    } entities[] = { { "&amp;", '&' }, { "&lt;", '<' }, { "&gt;", '>' }, { "&quot;", '"' }, { "&apos;", '\'' } };
    char *out = text;
    const char *end = text + *len;
    for (const char *at = text; at < end; at++) {
        char c = *at;
        if (c == '\r' && at[1] != '\n')
            return false;
        if (c == '\r')
            continue;
        for (size_t i = 0; c == '&' && i < sizeof entities / sizeof *entities; i++)
            if (jf_starts(at, entities[i].name)) {
                *out++ = entities[i].is;
                at += strlen(entities[i].name) - 1;
                c = '\0';
            }
        if (c == '&')
            return false;
        if (c)
            *out++ = c;
    }
    *len = (size_t)(out - text);
    return true;
}

/* The bytes are ours, so that what is decoded stays where it is. */
static bool decode_here(struct plain *s, const char *text, size_t *len)
{
    return decode(s->bytes.data + (text - s->bytes.data), len);
}

/* ---- names: each is kept once, so that the same name is the same address ---- */

static bool is_name(const struct plain_name *n, const char *text, size_t len)
{
    return n->len == len && memcmp(n->text, text, len) == 0;
}

/* Names mostly follow each other as they did before. NULL: too many, or too long. */
static struct plain_name *intern(struct plain *s, const char *text, size_t len)
{
    int found = s->names[s->last].next;
    if (!is_name(&s->names[found], text, len)) {
        for (found = 0; found < s->name_count && !is_name(&s->names[found], text, len);)
            found++;
        if (found == PLAIN_NAMES || len == 0 || len >= sizeof s->names->text)
            return NULL;
        if (found == s->name_count) {
            struct plain_name *n = &s->names[s->name_count++];
            memcpy(n->text, text, len);
            n->len = len;
        }
        s->names[s->last].next = found;
    }
    s->last = found;
    return &s->names[found];
}

static const char *skip_name(const char *at)
{
    while (!ends_name[(unsigned char)*at])
        at++;
    return at;
}

/* ---- tokens ---- */

/* name="value", once in a tag; its five places are those of SAX2: name, prefix, namespace, value, end of the value. */
static enum token take_attribute(struct plain *s, const char **at, int number)
{
    const xmlChar **a = s->attributes + (ptrdiff_t)5 * number;
    const char *equals = skip_name(*at), *value = equals + 2, *c = value;
    if (*equals != '=' || equals[1] != '"')
        return odd_at(s, *equals == '=' ? equals + 1 : equals);
    for (;; c++) {
        while (!is_special(*c))
            c++;
        if (*c == '"')
            break;
        if (*c == '&')
            s->references = true;
        else if (*c != ']' && (*c != '\xEF' || is_no_character(c)))
            return odd_at(s, c);
    }
    struct plain_name *name = intern(s, *at, (size_t)(equals - *at));
    if (!name || name->tag == s->tag)
        return TOKEN_ODD;
    name->tag = s->tag;
    a[0] = (const xmlChar *)name->text;
    a[3] = (const xmlChar *)value;
    a[4] = (const xmlChar *)c;
    *at = c + 1;
    return TOKEN_DONE;
}

static bool decode_attributes(struct plain *s, int count)
{
    for (int i = 0; i < count; i++) {
        const xmlChar **a = s->attributes + (ptrdiff_t)5 * i;
        size_t len = (size_t)(a[4] - a[3]);
        if (!decode_here(s, (const char *)a[3], &len))
            return false;
        a[4] = a[3] + len;
    }
    return true;
}

/* The namespace of the kind is the only one, and the root declares it. */
static bool take_namespace(struct plain *s, int *count)
{
    int kept = 0;
    for (int i = 0; i < *count; i++) {
        const xmlChar **a = s->attributes + (ptrdiff_t)5 * i;
        if (jf_streq((const char *)a[0], "xmlns"))
            s->rooted = (size_t)(a[4] - a[3]) == strlen(s->uri) && jf_starts((const char *)a[3], s->uri);
        else
            memmove(s->attributes + (ptrdiff_t)5 * kept++, a, 5 * sizeof *a);
    }
    *count = kept;
    return s->rooted;
}

static void end_element(struct plain *s)
{
    s->sax->endElementNs(s->user, (const xmlChar *)s->open[--s->depth], NULL, (const xmlChar *)s->uri);
}

static enum token start_tag(struct plain *s, const char *at)
{
    int count = 0;
    long lines = 0;
    const char *end = skip_name(at + 1), *c = end;
    s->references = false;
    s->tag++;
    for (;;) {
        const char *before = c;
        c = skip_blanks(c, &lines);
        if (*c == '>' || *c == '/')
            break;
        if (c == before || count == LIMIT_ATTRIBUTES)
            return odd_at(s, c);
        enum token t = take_attribute(s, &c, count++);
        if (t != TOKEN_DONE)
            return t;
    }
    bool empty = *c == '/';
    if (empty && *++c != '>')
        return odd_at(s, c);
    const struct plain_name *name = intern(s, at + 1, (size_t)(end - at - 1));
    if (!name || s->depth == LIMIT_DEPTH || (s->depth == 0 && s->rooted) ||
        (s->references && !decode_attributes(s, count)) || (s->depth == 0 && !take_namespace(s, &count)))
        return TOKEN_ODD;
    s->at = c + 1;
    s->open[s->depth++] = name->text;
    s->sax->startElementNs(s->user, (const xmlChar *)name->text, NULL, (const xmlChar *)s->uri, 0, NULL, count, 0,
                           s->attributes);
    if (empty && !*s->stopped)
        end_element(s);
    s->line += lines;
    return TOKEN_DONE;
}

static enum token end_tag(struct plain *s, const char *at)
{
    long lines = 0;
    const char *name = at + 2, *end = skip_name(name), *after = skip_blanks(end, &lines);
    if (*after != '>')
        return odd_at(s, after);
    if (s->depth == 0 || strlen(s->open[s->depth - 1]) != (size_t)(end - name) ||
        !jf_starts(name, s->open[s->depth - 1]))
        return TOKEN_ODD;
    s->at = after + 1;
    end_element(s);
    s->line += lines;
    return TOKEN_DONE;
}

/* Are these characters of XML, and which of them want decoding? */
static bool look_through(const char *from, const char *until, long *lines, bool *decoding)
{
    for (const char *at = from; at < until; at++) {
        if (!is_special(*at) || *at == '\t' || *at == '"')
            continue;
        if (*at == '\n')
            ++*lines;
        else if (*at == '&' || *at == '\r')
            *decoding = true;
        else if (*at == ']' ? jf_starts(at, "]]>") : *at != '\xEF' || is_no_character(at))
            return false;
    }
    return true;
}

static enum token take_text(struct plain *s, const char *at)
{
    long lines = 0;
    bool decoding = false;
    const char *until = memchr(at, '<', (size_t)(end_of(s) - at));
    if (!until)
        return TOKEN_UNFINISHED;
    size_t len = (size_t)(until - at);
    if (s->depth == 0 && skip_blanks(at, &lines) < until)
        return TOKEN_ODD;
    lines = 0;
    if (!look_through(at, until, &lines, &decoding))
        return TOKEN_ODD;
    if (decoding && !decode_here(s, at, &len))
        return TOKEN_ODD;
    s->at = until;
    if (s->depth > 0)
        s->sax->characters(s->user, (const xmlChar *)at, (int)len);
    s->line += lines;
    return TOKEN_DONE;
}

/* A comment or the declaration: from `from` to the mark, and nothing of it is told. */
static enum token skip(struct plain *s, const char *from, const char *mark)
{
    long lines = 0;
    bool decoding = false;
    const char *until = strstr(from, mark);
    if (!until)
        return TOKEN_UNFINISHED;
    for (const char *at = from; at < until; at++)
        if (*at != '<' && *at != ']' && !look_through(at, at + 1, &lines, &decoding))
            return TOKEN_ODD;
    s->at = until + strlen(mark);
    s->line += lines;
    return TOKEN_DONE;
}

/* "--" stands in no comment. */
static enum token skip_comment(struct plain *s, const char *at)
{
    const char *dashes = strstr(at + 4, "--");
    return dashes && dashes[2] != '>' ? odd_at(s, dashes + 2) : skip(s, at + 4, "-->");
}

static enum token next_token(struct plain *s)
{
    const char *at = s->at;
    if (end_of(s) - at < (s->begun ? 4 : 6)) /* no mark is longer, and nothing that could end a file is shorter */
        return TOKEN_UNFINISHED;
    if (*at != '<')
        return take_text(s, at);
    if (at[1] == '/')
        return end_tag(s, at);
    if (jf_starts(at, "<!--"))
        return skip_comment(s, at);
    if (!s->begun && jf_starts(at, "<?xml "))
        return skip(s, at, "?>");
    return at[1] == '!' || at[1] == '?' ? TOKEN_ODD : start_tag(s, at);
}

/* ---- the whole ---- */

void plain_init(struct plain *s, const char *uri, const struct _xmlSAXHandler *sax, void *user, const bool *stopped)
{
    memset(s, 0, sizeof *s);
    s->uri = uri;
    s->sax = sax;
    s->user = user;
    s->stopped = stopped;
    s->line = 1;
    jf_str_init(&s->bytes);
}

void plain_release(struct plain *s)
{
    jf_str_release(&s->bytes);
}

bool plain_feed(struct plain *s, const char *bytes, size_t len, bool last)
{
    enum token t = TOKEN_DONE;
    long lines = 0;
    jf_str_addn(&s->bytes, bytes, len);
    if (s->bytes.failed)
        return false;
    s->at = s->bytes.data;
    while (t == TOKEN_DONE && !*s->stopped) {
        t = next_token(s);
        s->begun = s->begun || t == TOKEN_DONE;
    }
    size_t left = (size_t)(end_of(s) - s->at);
    if (left > 0 && s->at > s->bytes.data)
        memmove(s->bytes.data, s->at, left);
    jf_str_truncate(&s->bytes, left);
    if (t == TOKEN_ODD || left > PLAIN_LONGEST)
        return false;
    return !last || *s->stopped || (s->depth == 0 && s->rooted && skip_blanks(s->bytes.data, &lines) == end_of(s));
}
