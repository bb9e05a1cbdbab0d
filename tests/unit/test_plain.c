/* test_plain.c - plain XML by hand against libxml2's own parser: over documents put together and spoilt by chance, and
 * fed in pieces cut by chance, it gives the same events with the same lines or calls the document odd, and nothing that
 * libxml2 refuses passes. What is plain must also be taken, else the fast way would be lost without a word. */
#include "../../src/intake/internal.h"

#include "jianfu/utf8.h"

#include "scratch.h"

#include <libxml/parser.h>
#include <libxml/parserInternals.h>

static const char uri[] = "urn:jianfu:test:1";

static unsigned dice = 1;
static size_t roll(size_t sides)
{
    dice = dice * 1103515245u + 12345u;
    return (dice >> 8) % sides;
}

/* ---- a diary of events ---- */

struct diary {
    struct jf_str told;
    struct plain *plain; /* NULL: libxml2 tells */
    xmlParserCtxtPtr ctxt;
    bool in_text, stopped;
};

static long line_of(const struct diary *d)
{
    if (d->plain)
        return d->plain->line;
    long line = d->ctxt->input->line;
    for (const xmlChar *c = d->ctxt->input->cur - 1; c >= d->ctxt->input->base && *c != '<'; c--)
        line -= *c == '\n';
    return line;
}

/* The shape of a schema holds the names; what stands in none is refused there. */
static bool known(const char *name)
{
    static const char *const names[] = { "root", "row", "note", "no", "name", "sum" };
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (jf_streq(name, names[i]))
            return true;
    return false;
}

static void on_start(void *user, const xmlChar *name, const xmlChar *prefix, const xmlChar *space, int spaces,
                     const xmlChar **declared, int count, int defaulted, const xmlChar **a)
{
    (void)prefix, (void)spaces, (void)declared, (void)defaulted;
    struct diary *d = user;
    d->in_text = false;
    d->stopped = d->stopped || !known((const char *)name);
    jf_str_addf(&d->told, "\n%ld <%s %s", line_of(d), (const char *)name, space ? (const char *)space : "-");
    for (; count > 0; count--, a += 5) {
        d->stopped = d->stopped || !known((const char *)a[0]);
        jf_str_addf(&d->told, " %s='%.*s'", (const char *)a[0], (int)(a[4] - a[3]), (const char *)a[3]);
    }
}

static void on_end(void *user, const xmlChar *name, const xmlChar *prefix, const xmlChar *space)
{
    (void)prefix, (void)space;
    struct diary *d = user;
    d->in_text = false;
    jf_str_addf(&d->told, "\n>%s", (const char *)name);
}

static void on_text(void *user, const xmlChar *text, int len)
{
    struct diary *d = user;
    jf_str_addf(&d->told, "%s%.*s", d->in_text ? "" : "\n~", len, (const char *)text);
    d->in_text = true;
}

static void say_nothing(void *user, xmlErrorPtr e)
{
    (void)user, (void)e;
}

static const xmlSAXHandler handler = { .initialized = XML_SAX2_MAGIC,
                                       .startElementNs = on_start,
                                       .endElementNs = on_end,
                                       .characters = on_text,
                                       .ignorableWhitespace = on_text,
                                       .cdataBlock = on_text,
                                       .serror = say_nothing };

static bool by_libxml2(const struct jf_str *text, struct diary *d)
{
    xmlSAXHandler sax = handler;
    d->ctxt = xmlCreatePushParserCtxt(&sax, d, NULL, 0, NULL);
    xmlCtxtUseOptions(d->ctxt, XML_PARSE_NONET | XML_PARSE_IGNORE_ENC | XML_PARSE_NOENT);
    xmlSwitchEncoding(d->ctxt, XML_CHAR_ENCODING_UTF8);
    bool good =
        xmlParseChunk(d->ctxt, text->data, (int)text->len, 1) == 0 && d->ctxt->wellFormed && d->ctxt->nsWellFormed;
    xmlFreeDoc(d->ctxt->myDoc);
    d->ctxt->myDoc = NULL;
    xmlFreeParserCtxt(d->ctxt);
    return good;
}

/* In pieces of whole characters, as the source gives them. */
static bool by_hand(const struct jf_str *text, size_t longest, struct diary *d)
{
    struct plain *plain = jf_alloc(sizeof *plain);
    bool good = true;
    d->plain = plain;
    plain_init(plain, uri, &handler, d, &d->stopped);
    for (size_t at = 0; good && at < text->len;) {
        size_t end = at + 1 + roll(longest);
        while (end < text->len && (text->data[end] & 0xC0) == 0x80)
            end++;
        if (end > text->len)
            end = text->len;
        good = plain_feed(plain, text->data + at, end - at, false);
        at = end;
    }
    good = good && plain_feed(plain, NULL, 0, true) && !d->stopped;
    plain_release(plain);
    jf_free(plain);
    return good;
}

/* Did it pass by hand? Then libxml2 must have told the same. */
static bool compare(const struct jf_str *text, size_t longest)
{
    struct diary hand = { .told = JF_STR_INIT }, judge = { .told = JF_STR_INIT };
    bool passed = by_hand(text, longest, &hand), good = passed && by_libxml2(text, &judge);
    if (passed && !good && judge.told.len == 0)
        passed = false; /* before the root, which an import lets libxml2 read first */
    if (passed && !good)
        fail_msg("passes by hand, not with libxml2:\n%s", text->data);
    if (passed && !jf_streq(hand.told.data, judge.told.data))
        fail_msg("%s\nby hand:%s\nby libxml2:%s", text->data, hand.told.data, judge.told.data);
    jf_str_release(&hand.told);
    jf_str_release(&judge.told);
    return passed;
}

/* ---- documents ---- */

static const char *const parts[] = {
    "<",
    ">",
    "</",
    "/>",
    "\"",
    "'",
    "=",
    "&",
    ";",
    " ",
    "\n",
    "\r\n",
    "\r",
    "\t",
    "  \n  ",
    "&amp;",
    "&lt;",
    "&gt;",
    "&quot;",
    "&apos;",
    "&#10;",
    "&#x4e00;",
    "&nbsp;",
    "]]>",
    "]]",
    "]",
    "--",
    "-->",
    "<!--",
    "<!-- 说明 -->",
    "<!---->",
    "<!--a--->",
    "<![CDATA[ ]]>",
    "<?pi x?>",
    "<!DOCTYPE root>",
    "<?xml version=\"1.0\"?>",
    "<row>",
    "</row>",
    "<row/>",
    "<note>",
    "</note>",
    "<row no=\"1\" no=\"2\"/>",
    "<row no=\"1\" sum=\"2.00\"/>",
    " name=\"黄镕泉\"",
    " no=\"&amp;&lt;\"",
    " sum='1'",
    " sum = \"1\"",
    " xmlns=\"urn:jianfu:test:1\"",
    " xmlns:x=\"urn:x\"",
    " x:no=\"1\"",
    "<x:row/>",
    "</root>",
    "<root/>",
    "农业",
    "（２００３）",
    "\xef\xbf\xbd",
    "\xef\xbf\xbe",
    "\xef\xbf\xbf",
    "\xef\xbb\xbf",
    "\x01",
    "\x1f",
    "\x7f",
    "\xc2\x80",
    "\xf0\xa0\x80\x80",
    "a",
    "0",
};

static void add_row(struct jf_str *out, const char *newline)
{
    static const char *const values[] = {
        "1", "黄镕泉", "a&amp;b", "&lt;&gt;&quot;&apos;", "（演示）", "]]", "x'y", ""
    };
    jf_str_addf(out, "%s  <row no=\"%s\" name=\"%s\"", newline, values[roll(8)], values[roll(8)]);
    if (roll(3) == 0)
        jf_str_addf(out, "%s    sum=\"%s\"", newline, values[roll(8)]);
    if (roll(2) == 0)
        jf_str_add(out, roll(2) ? "/>" : " />");
    else if (roll(2) == 0)
        jf_str_addf(out, "><note>%s%s第二行]] \"</note></row>", values[roll(6)], newline);
    else
        jf_str_addf(out, "><!-- <%s> ]]> & --></row >", values[roll(8)]);
}

static void make_document(struct jf_str *out)
{
    const char *newline = roll(3) ? "\n" : "\r\n";
    jf_str_clear(out);
    if (roll(3))
        jf_str_addf(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>%s", newline);
    if (roll(3) == 0)
        jf_str_addf(out, "<!-- 填写样例 -->%s", newline);
    jf_str_addf(out, "<root no=\"1\" xmlns=\"%s\">", uri);
    for (size_t rows = roll(5); rows > 0; rows--)
        add_row(out, newline);
    jf_str_addf(out, "%s</root>%s%s", newline, roll(2) ? newline : "", roll(4) ? "" : "<!-- 完 -->");
}

/* One to three parts put in, or characters taken away. */
static void spoil(struct jf_str *text)
{
    struct jf_str next = JF_STR_INIT;
    for (size_t times = 1 + roll(3); times > 0; times--) {
        size_t at = roll(text->len + 1), after;
        while (at > 0 && (text->data[at] & 0xC0) == 0x80)
            at--;
        after = at + roll(4);
        after = after > text->len ? text->len : after;
        while (after < text->len && (text->data[after] & 0xC0) == 0x80)
            after++;
        jf_str_clear(&next);
        jf_str_addn(&next, text->data, at);
        if (roll(4))
            jf_str_add(&next, parts[roll(sizeof parts / sizeof *parts)]);
        jf_str_add(&next, text->data + (roll(2) ? at : after));
        jf_str_clear(text);
        jf_str_addn(text, next.data, next.len);
    }
    jf_str_release(&next);
}

static void plain_documents_are_taken(void **state)
{
    (void)state;
    struct jf_str text = JF_STR_INIT;
    for (int i = 0; i < 2000; i++) {
        make_document(&text);
        if (!compare(&text, i % 2 ? 7 : 400))
            fail_msg("called odd:\n%s", text.data);
    }
    jf_str_release(&text);
}

static void nothing_passes_that_libxml2_refuses(void **state)
{
    (void)state;
    struct jf_str text = JF_STR_INIT;
    int passed = 0, tried = 60000;
    for (int i = 0; i < tried; i++) {
        make_document(&text);
        spoil(&text);
        if (jf_utf8_valid(text.data, text.len, NULL))
            passed += compare(&text, 50);
    }
    jf_str_release(&text);
    assert_true(passed > tried / 20); /* else nothing was compared */
}

/* Bytes of a tag that has no end are not looked at again and again without end. */
static void a_tag_without_end_is_odd(void **state)
{
    (void)state;
    struct diary d = { .told = JF_STR_INIT };
    struct jf_str text = JF_STR_INIT;
    jf_str_addf(&text, "<root xmlns=\"%s\"><note>", uri);
    for (int i = 0; i < 100000; i++)
        jf_str_add(&text, "一二三四");
    assert_false(by_hand(&text, 4096, &d));
    jf_str_release(&text);
    jf_str_release(&d.told);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(plain_documents_are_taken),
        cmocka_unit_test(nothing_passes_that_libxml2_refuses),
        cmocka_unit_test(a_tag_without_end_is_odd),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
