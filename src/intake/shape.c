/* shape.c - the schema of a kind as a table that elements are held against while reading in bulk: which attributes, of
 * which type, which children in which order. Read from the XSD itself, once for a file. It understands what our schemas
 * use (sequences, attributes, named simple types, enumerations) and nothing else; a schema with more has no shape, and
 * its files are read with care. Like simple.c it accepts only what the schema surely accepts. */
#include "internal.h"

#include <libxml/parser.h>

#include <string.h>

enum { DEEP = 32 };

/* While the text of the schema is read. */
struct reading {
    struct shape *shape;
    uint32_t known; /* types that simple.c knows */
    int open[DEEP]; /* elements that are open, by index */
    int depth;
    int passing; /* depth inside something that says nothing about the shape */
    bool in_type, in_sequence, in_attribute;
    bool failed;
};

/* ---- growing the table ---- */

static void *one_more(struct reading *r, void *list, size_t count, size_t size)
{
    void *grown = jf_grow(list, count + 1, size);
    if (!grown) {
        r->failed = true;
        return NULL;
    }
    memset((char *)grown + count * size, 0, size);
    return grown;
}

static struct shape_element *around(struct reading *r)
{
    return r->depth > 0 ? &r->shape->elements[r->open[r->depth - 1]] : NULL;
}

static void copy_name(struct reading *r, char out[SHAPE_NAME], const char *name)
{
    r->failed = r->failed || !*name || strlen(name) >= SHAPE_NAME;
    snprintf(out, SHAPE_NAME, "%s", name);
}

static const struct simple_type *known_type(const struct reading *r, const char *name)
{
    for (const struct simple_type *t = simple_types; t->name; t++)
        if (jf_streq(t->name, name) && r->known >> (t - simple_types) & 1)
            return t;
    return NULL;
}

/* ---- what stands in the schema ---- */

/* The attributes of a tag of the schema. One that is not asked for would mean something that we do not know. */
struct words {
    const char *name[4];
    char value[4][SHAPE_NAME];
};

static void read_words(struct reading *r, struct words *w, const xmlChar **attributes, int count)
{
    memset(w->value, 0, sizeof w->value);
    for (int i = 0; i < count; i++) {
        const char *const *a = (const char *const *)attributes + (ptrdiff_t)5 * i;
        int at = 0;
        while (at < 4 && w->name[at] && !jf_streq(w->name[at], a[0]))
            at++;
        size_t len = (size_t)(a[4] - a[3]);
        if (at == 4 || !w->name[at] || len >= SHAPE_NAME)
            r->failed = true;
        else
            memcpy(w->value[at], a[3], len);
    }
}

/* How often an element may stand: 0 is any number, -1 is not understood. */
static int most_of(const char *value)
{
    bool digit = value[0] >= '1' && value[0] <= '9' && !value[1];
    return jf_streq(value, "unbounded") ? 0 : digit ? value[0] - '0' : -1;
}

static void open_element(struct reading *r, const xmlChar **attributes, int count)
{
    struct words w = { .name = { "name", "type", "minOccurs", "maxOccurs" } };
    read_words(r, &w, attributes, count);
    struct shape *s = r->shape;
    bool optional = jf_streq(w.value[2], "0");
    int most = *w.value[3] ? most_of(w.value[3]) : 1;
    r->failed = r->failed || (*w.value[2] && !optional) || most < 0 || r->depth == DEEP ||
                (r->depth > 0 ? !r->in_sequence : s->element_count > 0); /* one root */
    struct shape_element *grown = r->failed ? NULL : one_more(r, s->elements, s->element_count, sizeof *grown);
    if (!grown)
        return;
    s->elements = grown;
    int index = (int)s->element_count++;
    struct shape_element *e = &s->elements[index], *parent = around(r);
    copy_name(r, e->name, w.value[0]);
    e->text = known_type(r, w.value[1]);
    r->failed = r->failed || (*w.value[1] && !e->text);
    if (parent) {
        struct shape_child *children = one_more(r, parent->children, parent->child_count, sizeof *children);
        if (!children)
            return;
        parent->children = children;
        children[parent->child_count++] = (struct shape_child){ index, optional, most };
    }
    r->open[r->depth++] = index;
    r->in_type = r->in_sequence = false;
}

static void open_attribute(struct reading *r, const xmlChar **attributes, int count)
{
    struct words w = { .name = { "name", "type", "use" } };
    read_words(r, &w, attributes, count);
    struct shape_element *e = around(r);
    r->failed = r->failed || !e || !r->in_type || r->in_sequence || (*w.value[2] && !jf_streq(w.value[2], "required"));
    struct shape_attribute *grown = r->failed ? NULL : one_more(r, e->attributes, e->attribute_count, sizeof *grown);
    if (!grown)
        return;
    e->attributes = grown;
    struct shape_attribute *a = &grown[e->attribute_count++];
    copy_name(r, a->name, w.value[0]);
    a->required = *w.value[2];
    e->required += a->required;
    a->type = known_type(r, w.value[1]);
    r->failed = r->failed || (*w.value[1] && !a->type);
    r->in_attribute = true;
}

static void open_enumeration(struct reading *r, const xmlChar **attributes, int count)
{
    struct words w = { .name = { "value" } };
    read_words(r, &w, attributes, count);
    struct shape_element *e = around(r);
    if (!r->in_attribute || r->failed) {
        r->failed = true;
        return;
    }
    struct shape_attribute *a = &e->attributes[e->attribute_count - 1];
    char(*grown)[SHAPE_NAME] = one_more(r, a->values, a->value_count, sizeof *grown);
    if (!grown)
        return;
    a->values = grown;
    memcpy(grown[a->value_count++], w.value[0], SHAPE_NAME);
}

static void open_restriction(struct reading *r, const xmlChar **attributes, int count)
{
    struct words w = { .name = { "base" } };
    read_words(r, &w, attributes, count);
    r->failed = r->failed || !r->in_attribute || !jf_streq(w.value[0], "xs:string");
}

static void on_start(void *user, const xmlChar *local, const xmlChar *prefix, const xmlChar *uri, int namespace_count,
                     const xmlChar **namespaces, int count, int defaulted, const xmlChar **attributes)
{
    (void)prefix, (void)uri, (void)namespace_count, (void)namespaces, (void)defaulted;
    struct reading *r = user;
    const char *name = (const char *)local;
    if (r->passing || jf_streq(name, "annotation") || (jf_streq(name, "simpleType") && r->depth == 0)) {
        r->passing++; /* the simple types were looked at in simple.c */
    } else if (jf_streq(name, "element")) {
        open_element(r, attributes, count);
    } else if (jf_streq(name, "attribute")) {
        open_attribute(r, attributes, count);
    } else if (jf_streq(name, "enumeration")) {
        open_enumeration(r, attributes, count);
    } else if (jf_streq(name, "restriction")) {
        open_restriction(r, attributes, count);
    } else if (jf_streq(name, "complexType")) {
        r->failed = r->failed || r->depth == 0 || around(r)->text || r->in_type || count > 0;
        r->in_type = true;
    } else if (jf_streq(name, "sequence")) {
        r->failed = r->failed || !r->in_type || r->in_sequence || around(r)->child_count > 0 || count > 0;
        r->in_sequence = true;
    } else if (jf_streq(name, "simpleType")) {
        r->failed = r->failed || !r->in_attribute || count > 0;
    } else if (!jf_streq(name, "schema")) {
        r->failed = true;
    }
}

static void on_end(void *user, const xmlChar *local, const xmlChar *prefix, const xmlChar *uri)
{
    (void)prefix, (void)uri;
    struct reading *r = user;
    const char *name = (const char *)local;
    if (r->passing) {
        r->passing--;
    } else if (jf_streq(name, "element")) {
        r->depth -= r->depth > 0;
        r->in_type = r->in_sequence = r->depth > 0; /* back in the sequence that it stands in */
    } else if (jf_streq(name, "sequence")) {
        r->in_sequence = false;
    } else if (jf_streq(name, "complexType")) {
        r->in_type = false;
    } else if (jf_streq(name, "attribute")) {
        const struct shape_element *e = around(r);
        const struct shape_attribute *a = e && e->attribute_count ? &e->attributes[e->attribute_count - 1] : NULL;
        r->failed = r->failed || !a || !a->type == !a->value_count; /* either a type or values */
        r->in_attribute = false;
    }
}

bool shape_read(const char *xsd, struct shape *out)
{
    *out = (struct shape){ .elements = NULL };
    xmlSAXHandler sax = { .initialized = XML_SAX2_MAGIC, .startElementNs = on_start, .endElementNs = on_end };
    struct reading r = { .shape = out, .known = simple_known(xsd) };
    xmlParserCtxtPtr ctxt = xmlCreatePushParserCtxt(&sax, &r, NULL, 0, NULL);
    bool good = ctxt && xmlParseChunk(ctxt, xsd, (int)strlen(xsd), 1) == 0;
    xmlFreeParserCtxt(ctxt);
    return good && !r.failed && out->element_count > 0 && strstr(xsd, "elementFormDefault=\"qualified\"");
}

void shape_release(struct shape *s)
{
    for (size_t i = 0; i < s->element_count; i++) {
        struct shape_element *e = &s->elements[i];
        for (size_t a = 0; a < e->attribute_count; a++)
            jf_free(e->attributes[a].values);
        jf_free(e->attributes);
        jf_free(e->children);
    }
    jf_free(s->elements);
    *s = (struct shape){ .elements = NULL };
}

/* ---- holding a document against it ---- */

bool shape_accepts(const struct shape_attribute *a, const char *text, size_t len)
{
    if (a->type)
        return a->type->accepts(text, len);
    for (size_t i = 0; i < a->value_count; i++)
        if (strlen(a->values[i]) == len && memcmp(a->values[i], text, len) == 0)
            return true;
    return false;
}

const struct shape_element *shape_enter(const struct shape *s, struct shape_place *parent, const char *name)
{
    if (!parent)
        return jf_streq(s->elements->name, name) ? s->elements : NULL;
    const struct shape_element *e = parent->element;
    for (; parent->child < e->child_count; parent->child++, parent->times = 0) {
        const struct shape_child *c = &e->children[parent->child];
        if (jf_streq(s->elements[c->element].name, name))
            return parent->times++ < c->most || !c->most ? &s->elements[c->element] : NULL;
        if (parent->times == 0 && !c->optional)
            return NULL;
    }
    return NULL;
}

bool shape_complete(const struct shape_place *place)
{
    const struct shape_element *e = place->element;
    bool complete = true;
    for (size_t i = place->child; i < e->child_count; i++)
        complete = complete && (e->children[i].optional || (i == place->child && place->times > 0));
    return complete;
}
