/* schema.c - the schema of a kind, ready for use: whole, or light with the simple types left to simple.c. Schemas are
 * built in; nothing is fetched. */
#include "internal.h"

#include <libxml/parser.h>
#include <libxml/xmlschemas.h>

#include <string.h>

enum { DEEP = 64 };

/* While the text of a schema is read: which attribute or element has which simple type. */
struct reading {
    struct typing *typing;
    uint32_t known;       /* types that are left to simple.c */
    char names[DEEP][64]; /* of the elements that are open */
    int depth;
    bool failed;
};

static void note(struct reading *r, const char *element, const char *attribute, const char *type)
{
    const struct simple_type *found = NULL;
    for (const struct simple_type *t = simple_types; t->name; t++)
        if (jf_streq(t->name, type) && r->known >> (t - simple_types) & 1)
            found = t;
    if (!found)
        return;
    struct typing *typing = r->typing;
    struct typed *grown = jf_grow(typing->list, typing->count + 1, sizeof *grown);
    if (!grown) {
        r->failed = true;
        return;
    }
    typing->list = grown;
    struct typed *t = &grown[typing->count++];
    *t = (struct typed){ .type = found };
    r->failed = r->failed || strlen(element) >= sizeof t->element || strlen(attribute) >= sizeof t->attribute;
    snprintf(t->element, sizeof t->element, "%s", element);
    snprintf(t->attribute, sizeof t->attribute, "%s", attribute);
}

static void take_attribute(const xmlChar **attributes, int count, const char *name, char out[64])
{
    out[0] = '\0';
    for (int i = 0; i < count; i++) {
        const char *const *a = (const char *const *)attributes + (ptrdiff_t)5 * i;
        if (jf_streq(a[0], name))
            snprintf(out, 64, "%.*s", (int)(a[4] - a[3]), a[3]);
    }
}

static void on_start(void *user, const xmlChar *local, const xmlChar *prefix, const xmlChar *uri, int namespace_count,
                     const xmlChar **namespaces, int count, int defaulted, const xmlChar **attributes)
{
    (void)prefix, (void)uri, (void)namespace_count, (void)namespaces, (void)defaulted;
    struct reading *r = user;
    char name[64], type[64];
    bool element = jf_streq((const char *)local, "element");
    if (!element && !jf_streq((const char *)local, "attribute"))
        return;
    take_attribute(attributes, count, "name", name);
    take_attribute(attributes, count, "type", type);
    if (element && r->depth + 1 < DEEP) {
        memcpy(r->names[++r->depth], name, sizeof name);
        note(r, name, "", type);
    } else if (!element) {
        note(r, r->names[r->depth], name, type);
    } else {
        r->failed = true;
    }
}

static void on_end(void *user, const xmlChar *local, const xmlChar *prefix, const xmlChar *uri)
{
    (void)prefix, (void)uri;
    struct reading *r = user;
    if (jf_streq((const char *)local, "element") && r->depth > 0)
        r->depth--;
}

static bool read_types(const char *xsd, uint32_t known, struct typing *typing)
{
    xmlSAXHandler sax = { .initialized = XML_SAX2_MAGIC, .startElementNs = on_start, .endElementNs = on_end };
    struct reading r = { .typing = typing, .known = known };
    xmlParserCtxtPtr ctxt = xmlCreatePushParserCtxt(&sax, &r, NULL, 0, NULL);
    bool good = ctxt && xmlParseChunk(ctxt, xsd, (int)strlen(xsd), 1) == 0;
    xmlFreeParserCtxt(ctxt);
    return good && !r.failed;
}

static xmlSchemaPtr compile(const char *text, size_t len)
{
    xmlSchemaParserCtxtPtr ctxt = xmlSchemaNewMemParserCtxt(text, (int)len);
    xmlSchemaPtr schema = ctxt ? xmlSchemaParse(ctxt) : NULL;
    xmlSchemaFreeParserCtxt(ctxt);
    return schema;
}

struct _xmlSchema *schema_whole(const char *xsd)
{
    return compile(xsd, strlen(xsd));
}

struct _xmlSchema *schema_light(const char *xsd, struct typing *typing)
{
    struct jf_str text = JF_STR_INIT;
    xmlSchemaPtr schema = NULL;
    uint32_t known = simple_schema(xsd, &text);
    if (!text.failed && read_types(xsd, known, typing))
        schema = compile(text.data, text.len);
    jf_str_release(&text);
    return schema;
}
