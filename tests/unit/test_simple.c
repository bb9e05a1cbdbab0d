/* test_simple.c - the hand-written checks of simple types against libxml2's own verdict: what the one accepts, the
 * other must accept. The only test that speaks to libxml2, for it is the judge. */
#include "../../src/intake/internal.h"

#include "scratch.h"

#include <libxml/parser.h>
#include <libxml/xmlschemas.h>

static void say_nothing(void *user, const char *format, ...)
{
    (void)user, (void)format;
}

static void note_error(void *user, xmlErrorPtr e)
{
    (void)e;
    *(int *)user += 1;
}

static xmlSchemaPtr schema_of(const struct simple_type *t)
{
    struct jf_str text = JF_STR_INIT;
    jf_str_addf(&text,
                "<xs:schema xmlns:xs=\"http://www.w3.org/2001/XMLSchema\"><xs:element name=\"r\"><xs:complexType>"
                "<xs:attribute name=\"a\" type=\"t\"/></xs:complexType></xs:element>"
                "<xs:simpleType name=\"t\"><xs:restriction %s</xs:restriction></xs:simpleType></xs:schema>",
                t->definition);
    xmlSchemaParserCtxtPtr ctxt = xmlSchemaNewMemParserCtxt(text.data, (int)text.len);
    xmlSchemaPtr schema = xmlSchemaParse(ctxt);
    xmlSchemaFreeParserCtxt(ctxt);
    jf_str_release(&text);
    return schema;
}

/* The value as an attribute; what a parser would normalise stands as a reference. */
static bool judged_valid(xmlSchemaValidCtxtPtr valid, const char *value, size_t len)
{
    int errors = 0;
    struct jf_str text = JF_STR_INIT;
    xmlSAXHandler sax = { .initialized = XML_SAX2_MAGIC };
    jf_str_add(&text, "<r a=\"");
    for (size_t i = 0; i < len; i++)
        if (value[i] == '\t' || value[i] == '\n' || value[i] == '\r')
            jf_str_addf(&text, "&#%d;", value[i]);
        else
            jf_str_add_markup(&text, value + i, 1);
    jf_str_add(&text, "\"/>");
    xmlParserCtxtPtr ctxt = xmlCreatePushParserCtxt(&sax, NULL, NULL, 0, NULL);
    xmlCtxtUseOptions(ctxt, XML_PARSE_NONET | XML_PARSE_IGNORE_ENC | XML_PARSE_NOENT);
    xmlSchemaSetValidStructuredErrors(valid, note_error, &errors);
    xmlSchemaSAXPlugPtr plug = xmlSchemaSAXPlug(valid, &ctxt->sax, &ctxt->userData);
    int rc = xmlParseChunk(ctxt, text.data, (int)text.len, 1);
    bool good = rc == 0 && errors == 0 && xmlSchemaIsValid(valid) == 1;
    xmlSchemaSAXUnplug(plug);
    xmlFreeParserCtxt(ctxt);
    jf_str_release(&text);
    return good;
}

static unsigned dice = 1;
static size_t roll(size_t sides)
{
    dice = dice * 1103515245u + 12345u;
    return (dice >> 8) % sides;
}

static const char *const parts[] = { "0",
                                     "1",
                                     "2",
                                     "9",
                                     ".",
                                     "-",
                                     "+",
                                     " ",
                                     "  ",
                                     "\t",
                                     "\n",
                                     "\r",
                                     "\xc2\xa0",
                                     "，",
                                     "A",
                                     "S",
                                     "H",
                                     "镇",
                                     "０",
                                     "e",
                                     "x",
                                     "T",
                                     "Z",
                                     ":",
                                     "&",
                                     "<",
                                     "\xe3\x80\x80",
                                     "20",
                                     "05-",
                                     "12",
                                     "\xf0\x9f\x98\x80" };
static const char *const seeds[] = { "",
                                     "0",
                                     "00",
                                     "1",
                                     "9",
                                     "10",
                                     "100",
                                     "100.00",
                                     "100.01",
                                     "99.99",
                                     "999",
                                     "999999999",
                                     "1000000000",
                                     "4294967296",
                                     "9999",
                                     "10000",
                                     "0001",
                                     "9999999999999",
                                     "9999999999999.99",
                                     "99999999999999.99",
                                     "12.345",
                                     "999999999.999",
                                     ".5",
                                     "5.",
                                     "-1",
                                     "+1",
                                     "1e3",
                                     "INF",
                                     "2005-06-30",
                                     "2005-02-29",
                                     "2004-02-29",
                                     "1900-02-29",
                                     "2000-02-29",
                                     "1900-01-01",
                                     "2199-12-31",
                                     "2200-01-01",
                                     "0000-01-01",
                                     "2005-06-30Z",
                                     "2005-6-30",
                                     "2005",
                                     "2005H1",
                                     "2101H2",
                                     "09:15",
                                     "23:59",
                                     "2005H3",
                                     "2004A",
                                     "2005S",
                                     "1805S",
                                     "2105A",
                                     "2005-03",
                                     "2005-13",
                                     "2005-03-02",
                                     "350199108201",
                                     "35019910820",
                                     "３５０１９９１０８２０１",
                                     "yes",
                                     "no",
                                     "Yes",
                                     "100SL",
                                     "040000001",
                                     "350199100201-0001",
                                     "农民负担专用收据",
                                     "a b",
                                     "a  b",
                                     " a",
                                     "a ",
                                     "a\tb",
                                     "\xe3\x80\x80",
                                     "演示价（2003）9号" };

struct bench {
    const struct simple_type *type;
    xmlSchemaValidCtxtPtr valid;
    size_t accepted;
};

static void compare(struct bench *b, const char *value, size_t len)
{
    if (!b->type->accepts(value, len))
        return;
    b->accepted++;
    if (!judged_valid(b->valid, value, len))
        fail_msg("%s: '%.80s' (%zu bytes) is accepted by hand, not by libxml2", b->type->name, value, len);
}

/* One part taken away, put in or exchanged, one to three times. */
static void mutate(struct jf_str *out, const char *seed)
{
    jf_str_clear(out);
    jf_str_add(out, seed);
    for (size_t times = 1 + roll(3); times > 0; times--) {
        struct jf_str next = JF_STR_INIT;
        size_t at = roll(out->len + 1), skip = roll(3);
        while (at > 0 && (out->data[at] & 0xC0) == 0x80)
            at--;
        while (at + skip < out->len && (out->data[at + skip] & 0xC0) == 0x80)
            skip++;
        jf_str_addn(&next, out->data, at);
        if (roll(4) > 0)
            jf_str_add(&next, parts[roll(sizeof parts / sizeof *parts)]);
        if (at + skip < out->len)
            jf_str_add(&next, out->data + at + skip);
        jf_str_release(out);
        *out = next;
    }
}

static void long_values(struct bench *b)
{
    static const size_t lengths[] = { 63, 64, 65, 199, 200, 201, 19999, 20000, 20001, 60000 };
    static const char *const letters[] = { "a", "镇", "1", "\xf0\x9f\x98\x80" };
    for (size_t i = 0; i < sizeof lengths / sizeof *lengths; i++)
        for (size_t l = 0; l < sizeof letters / sizeof *letters; l++) {
            struct jf_str text = JF_STR_INIT;
            for (size_t n = 0; n < lengths[i]; n++)
                jf_str_add(&text, letters[l]);
            compare(b, text.data, text.len);
            jf_str_release(&text);
        }
}

static void accepted_by_hand_is_accepted_by_libxml2(void **state)
{
    (void)state;
    struct jf_str text = JF_STR_INIT;
    xmlSetGenericErrorFunc(NULL, say_nothing);
    for (const struct simple_type *t = simple_types; t->name; t++) {
        xmlSchemaPtr schema = schema_of(t);
        assert_non_null(schema);
        struct bench b = { t, xmlSchemaNewValidCtxt(schema), 0 };
        for (size_t i = 0; i < sizeof seeds / sizeof *seeds; i++) {
            compare(&b, seeds[i], strlen(seeds[i]));
            for (int times = 0; times < 200; times++) {
                mutate(&text, seeds[i]);
                compare(&b, text.data, text.len);
            }
        }
        long_values(&b);
        assert_true(b.accepted > 5);
        xmlSchemaFreeValidCtxt(b.valid);
        xmlSchemaFree(schema);
    }
    jf_str_release(&text);
}

/* All our schemas have a shape; one that says what a shape cannot hold has none. */
static void schemas_have_a_shape(void **state)
{
    (void)state;
    struct shape shape;
    for (const struct jf_kind_info *k = jf_kinds(); k->name; k++) {
        if (!shape_read(jf_kind_schema(k->name, 0), &shape))
            fail_msg("%s has no shape", k->name);
        assert_true(shape.element_count > 3);
        shape_release(&shape);
    }
#define SCHEMA(body)                                                                                                   \
    "<xs:schema xmlns:xs=\"http://www.w3.org/2001/XMLSchema\" elementFormDefault=\"qualified\">" body "</xs:schema>"
#define GRADE(most)                                                                                                    \
    "<xs:simpleType name=\"grade\"><xs:restriction base=\"xs:unsignedByte\"><xs:minInclusive value=\"1\"/>"            \
    "<xs:maxInclusive value=\"" most "\"/></xs:restriction></xs:simpleType>"
#define ROOT(body) "<xs:element name=\"r\"><xs:complexType>" body "</xs:complexType></xs:element>"
    static const struct {
        const char *xsd;
        bool good;
    } cases[] = {
        { SCHEMA(ROOT("<xs:attribute name=\"a\" type=\"grade\"/>") GRADE("9")), true },
        { SCHEMA(ROOT("<xs:attribute name=\"a\" type=\"grade\"/>") GRADE("8")), false },
        { SCHEMA(ROOT("<xs:attribute name=\"a\" type=\"xs:string\"/>")), false },
        { SCHEMA(ROOT("<xs:attribute name=\"a\"/>")), false },
        { SCHEMA(ROOT("<xs:attribute name=\"a\" type=\"grade\" default=\"1\"/>") GRADE("9")), false },
        { SCHEMA(ROOT("<xs:attribute name=\"a\" type=\"grade\" use=\"prohibited\"/>") GRADE("9")), false },
        { SCHEMA(ROOT("<xs:sequence><xs:element name=\"e\" type=\"grade\"/></xs:sequence>") GRADE("9")), true },
        { SCHEMA(ROOT("<xs:sequence><xs:element name=\"e\" type=\"grade\" maxOccurs=\"10\"/></xs:sequence>")
                     GRADE("9")),
          false },
        { SCHEMA(ROOT("<xs:choice><xs:element name=\"e\" type=\"grade\"/></xs:choice>") GRADE("9")), false },
        { SCHEMA(ROOT("<xs:sequence><xs:any/></xs:sequence>")), false },
        { SCHEMA(ROOT("<xs:sequence><xs:sequence/></xs:sequence>")), false },
        { SCHEMA("<xs:element name=\"r\"><xs:complexType mixed=\"true\"/></xs:element>"), false },
        { SCHEMA("<xs:element name=\"r\" type=\"grade\"/><xs:element name=\"s\" type=\"grade\"/>" GRADE("9")), false },
        { SCHEMA(ROOT("<xs:attribute name=\"a\"><xs:simpleType><xs:restriction base=\"xs:string\">"
                      "<xs:enumeration value=\"x\"/></xs:restriction></xs:simpleType></xs:attribute>")),
          true },
        { SCHEMA(ROOT("<xs:attribute name=\"a\"><xs:simpleType><xs:restriction base=\"xs:token\">"
                      "<xs:enumeration value=\"x\"/></xs:restriction></xs:simpleType></xs:attribute>")),
          false },
        { SCHEMA(ROOT("<xs:attribute name=\"a\"><xs:simpleType><xs:restriction base=\"xs:string\">"
                      "<xs:pattern value=\"x\"/></xs:restriction></xs:simpleType></xs:attribute>")),
          false },
        { SCHEMA(ROOT("<xs:attributeGroup ref=\"g\"/>")), false },
        { "<xs:schema>", false },
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        if (shape_read(cases[i].xsd, &shape) != cases[i].good)
            fail_msg("case %zu: %s", i, cases[i].xsd);
        shape_release(&shape);
    }
}

/* What the parser has room for. */
static void field_maps_keep_their_limits(void **state)
{
    (void)state;
    for (const struct kind_map *k = kind_maps; k->info.name; k++)
        for (const struct record_map *r = k->records; r->element; r++)
            for (const struct row_map *row = r->rows; row->element; row++) {
                assert_true(field_count(row) <= MOST_FIELDS);
                assert_true(row - r->rows < 16);
                for (const struct field *f = row->fields; f->param; f++) {
                    int fed = 0;
                    for (const struct field *g = row->fields; g->param; g++)
                        fed += jf_streq(f->from, g->from);
                    assert_true(fed <= MOST_FED);
                }
            }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(accepted_by_hand_is_accepted_by_libxml2),
        cmocka_unit_test(schemas_have_a_shape),
        cmocka_unit_test(field_maps_keep_their_limits),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
