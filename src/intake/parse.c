/* parse.c - libxml2's SAX2 push parser with the XSD plugged in, or in bulk plain XML with the shape of the XSD:
 * elements become rows of the record that is open. Never builds a tree, never resolves an entity, never opens a file.
 */
#include "internal.h"

#include "jianfu/utf8.h"

#include <libxml/SAX2.h>
#include <libxml/parser.h>
#include <libxml/parserInternals.h>
#include <libxml/xmlIO.h>
#include <libxml/xmlschemas.h>

#include <string.h>

struct open_element {
    int row;         /* row that this element opened, -1 */
    int capture_row; /* row and field that take this element's text; -1 */
    size_t capture_field;
    long line;
    struct shape_place place; /* in bulk */
};

/* What is known of an attribute of an element, by libxml2's own copy of its name: the same for the whole file. */
enum { SEEN = 64 };
struct seen_attribute {
    const char *name;
    const struct shape_attribute *shape; /* in bulk; NULL: not allowed */
    int fields[MOST_FED];                /* fields of the row that it feeds; -1 */
};
struct seen_element {
    const struct row_map *map;         /* the row that it opens; NULL: none */
    const struct shape_element *shape; /* in bulk */
    struct seen_attribute attributes[LIMIT_ATTRIBUTES];
    int count;
};

struct parse {
    struct jf_intake *in;
    xmlParserCtxtPtr ctxt;
    const struct record_map *map; /* of the open record */
    struct open_element stack[LIMIT_DEPTH + 1];
    int depth;          /* open elements */
    bool ready;         /* the record is complete and waits for the schema's last word */
    bool stopped;       /* a fault after which reading makes no sense, or trouble in `status` */
    struct jf_str text; /* of the element that is captured */
    size_t run;         /* bytes of text since the last tag */
    enum jf_status status;
    struct jf_error *err;
    int first_code; /* libxml2's first error; the ones after it only follow from it */
    long first_line;
    struct jf_str first_message;
    size_t looked_through; /* bytes of the file, for the line of the last tag among them */
    long tag_line;
    struct watch watch;
    struct plain *plain;            /* in bulk, instead of libxml2's own parser */
    const struct shape *shape;      /* in bulk, instead of libxml2's own schema */
    struct seen_element *seen;      /* SEEN of them */
    const char *uri, *seen_uri;     /* namespace of the kind, and as the file has it */
    signed char place[MOST_FIELDS]; /* of the tag at hand: which attribute feeds a field of its row; -1 */
    int seen_count;
};

/* Only a flag: xmlStopParser from inside a text callback leaves libxml2 2.9.14 reading freed memory. What is left of
 * the piece at hand is bounded, and every callback looks at the flag first. */
static void stop(struct parse *p)
{
    p->stopped = true;
}

static void surprise(struct parse *p)
{
    p->in->surprised = true;
    stop(p);
}

static void trouble(struct parse *p, enum jf_status status)
{
    if (p->status == JF_OK)
        p->status = status;
    stop(p);
}

static long line_now(const struct parse *p)
{
    return p->ctxt && p->ctxt->input ? p->ctxt->input->line : 0;
}

/* The line where the tag that was just read begins, or stands before the text at hand: the parser is behind it, and no
 * '<' can stand inside. What was looked through is not looked through again: a text comes in many pieces, each of which
 * may have a fault. */
static long tag_line(struct parse *p)
{
    if (p->plain)
        return p->plain->line;
    const xmlParserInputPtr input = p->ctxt->input;
    size_t now = input->consumed + (size_t)(input->cur - input->base);
    size_t fresh = now >= p->looked_through ? now - p->looked_through : now;
    const xmlChar *c = input->cur - 1;
    long line = input->line;
    for (; fresh > 0 && c >= input->base && *c != '<'; c--, fresh--)
        line -= *c == '\n';
    if (fresh > 0 || p->tag_line == 0)
        p->tag_line = line;
    p->looked_through = now;
    return p->tag_line;
}

static void take_ready(struct parse *p)
{
    if (!p->ready || p->stopped)
        return;
    p->ready = false;
    enum jf_status status = intake_take_record(p->in, p->err);
    p->map = NULL;
    if (status != JF_OK)
        trouble(p, status);
    if (p->in->surprised)
        stop(p);
}

/* ---- writing the record down as XML, for quarantine ---- */

static bool keeps_xml(const struct parse *p)
{
    return p->in->options->quarantine && p->in->in_record;
}

/* ---- attributes ---- */

struct attribute {
    const char *name, *uri, *value;
    size_t len;
};

static struct attribute attribute_at(const xmlChar **attributes, int i)
{
    const xmlChar **a = attributes + (ptrdiff_t)5 * i;
    return (struct attribute){ (const char *)a[0], (const char *)a[2], (const char *)a[3], (size_t)(a[4] - a[3]) };
}

static bool find_attribute(const xmlChar **attributes, int count, const char *name, struct attribute *out)
{
    for (int i = 0; i < count; i++) {
        *out = attribute_at(attributes, i);
        if (!out->uri && out->name[0] == name[0] && strcmp(out->name, name) == 0)
            return true;
    }
    return false;
}

/* ---- what was seen before: names are compared once a file, then only their addresses ---- */

static struct seen_element *seen_element(struct parse *p, const struct row_map *map, const struct shape_element *shape)
{
    for (int i = 0; i < p->seen_count; i++)
        if (p->seen[i].map == map && p->seen[i].shape == shape)
            return &p->seen[i];
    if (p->seen_count == SEEN)
        p->seen_count--; /* no file that is valid comes here: only slower */
    struct seen_element *e = &p->seen[p->seen_count++];
    e->map = map;
    e->shape = shape;
    e->count = 0;
    return e;
}

static void look_up_fields(const struct seen_element *e, struct seen_attribute *a)
{
    int found = 0;
    const struct field *fields = e->map->fields;
    for (int i = 0; fields[i].param && found < MOST_FED; i++)
        if (fields[i].from[0] != '<' && jf_streq(fields[i].from, a->name))
            a->fields[found++] = i;
}

/* `guess`: attributes mostly come in the same order. */
static const struct seen_attribute *seen_attribute(struct seen_element *e, const char *name, int guess)
{
    if (guess < e->count && e->attributes[guess].name == name)
        return &e->attributes[guess];
    for (int i = 0; i < e->count; i++)
        if (e->attributes[i].name == name)
            return &e->attributes[i];
    if (e->count == LIMIT_ATTRIBUTES)
        e->count--;
    struct seen_attribute *a = &e->attributes[e->count++];
    *a = (struct seen_attribute){ .name = name, .fields = { -1, -1, -1 } };
    for (size_t i = 0; e->shape && i < e->shape->attribute_count; i++)
        if (jf_streq(e->shape->attributes[i].name, name))
            a->shape = &e->shape->attributes[i];
    if (e->map)
        look_up_fields(e, a);
    return a;
}

/* Which attribute feeds which field of the row. False: in bulk, the attributes are not what the shape wants. */
static bool look_at(struct parse *p, const struct row_map *map, const struct shape_element *shape,
                    const xmlChar **attributes, int count)
{
    struct seen_element *e = seen_element(p, map, shape);
    bool good = true;
    int required = 0;
    memset(p->place, -1, sizeof p->place);
    for (int i = 0; i < count; i++) {
        struct attribute a = attribute_at(attributes, i);
        if (a.uri) {
            good = good && !shape;
            continue;
        }
        const struct seen_attribute *seen = seen_attribute(e, a.name, i);
        if (shape) {
            good = good && seen->shape && shape_accepts(seen->shape, a.value, a.len);
            required += seen->shape && seen->shape->required;
        }
        for (int f = 0; f < MOST_FED && seen->fields[f] >= 0; f++)
            p->place[seen->fields[f]] = (signed char)i;
    }
    return good && (!shape || required == shape->required);
}

/* In bulk: has an element of this name its place here? */
static bool enter(struct parse *p, const char *name, const char *uri)
{
    struct shape_place *parent = p->depth > 1 ? &p->stack[p->depth - 1].place : NULL;
    if (uri != p->seen_uri && jf_streq(uri, p->uri))
        p->seen_uri = uri; /* libxml2's own copy, the same for the whole file */
    const struct shape_element *e = uri && uri == p->seen_uri ? shape_enter(p->shape, parent, name) : NULL;
    p->stack[p->depth].place = (struct shape_place){ .element = e };
    return e;
}

/* In bulk: is the element whole, and its text, which a field has collected, of its type? */
static bool leave(const struct parse *p)
{
    const struct open_element *e = &p->stack[p->depth];
    const struct simple_type *text = e->place.element->text;
    return shape_complete(&e->place) &&
           (!text || (e->capture_row >= 0 && p->map && text->accepts(p->text.data, p->text.len)));
}

/* In bulk: may this text stand here? Blanks may between children. */
static bool may_stand(const struct parse *p, const char *text, size_t len)
{
    const struct shape_element *e = p->depth > 0 ? p->stack[p->depth].place.element : NULL;
    if (!e || e->text)
        return e;
    size_t blanks = 0;
    while (blanks < len &&
           (text[blanks] == ' ' || text[blanks] == '\n' || text[blanks] == '\t' || text[blanks] == '\r'))
        blanks++;
    return e->child_count > 0 && blanks == len;
}

/* Namespaces are attributes, too: for each prefix libxml2 looks through all that were declared around it. */
static bool within_limits(struct parse *p, const xmlChar **attributes, int count, int namespace_count)
{
    struct jf_intake *in = p->in;
    if (p->depth > LIMIT_DEPTH) {
        intake_fault(in, tag_line(p), "XML-03", _("files of this program nest a few levels only"),
                     _("elements nested deeper than %d"), LIMIT_DEPTH);
        return false;
    }
    if (count + namespace_count > LIMIT_ATTRIBUTES) {
        intake_fault(in, tag_line(p), "XML-05", "", _("%d attributes on one element, at most %d are read"),
                     count + namespace_count, LIMIT_ATTRIBUTES);
        return false;
    }
    for (int i = 0; i < count; i++) {
        struct attribute a = attribute_at(attributes, i);
        if (a.len > LIMIT_TEXT) {
            intake_fault(in, tag_line(p), "XML-04", "", _("attribute '%.60s' holds %zu bytes, at most %d are read"),
                         a.name, a.len, LIMIT_TEXT);
            return false;
        }
    }
    return true;
}

/* A record is held in memory until it is complete. */
static bool record_within_limits(struct parse *p, long line)
{
    const struct record *r = p->in->record;
    if (!p->map || (r->row_count <= LIMIT_ROWS && r->text.len + r->xml.len <= LIMIT_RECORD))
        return true;
    intake_fault(p->in, line, "XML-08", "", _("one record holds more than %d rows or %d MB"), LIMIT_ROWS,
                 LIMIT_RECORD / 1024 / 1024);
    return false;
}

/* ---- header ---- */

static void keep_text(struct parse *p, const xmlChar **attributes, int count, const char *name, char **out)
{
    struct attribute a;
    if (!find_attribute(attributes, count, name, &a))
        return;
    jf_free(*out);
    *out = jf_dupn(a.value, a.len);
    if (!*out)
        trouble(p, jf_error_set(p->err, JF_NOMEM, _("out of memory")));
}

/* Header values go through the same field types as records do: one place knows what a day or an amount is. */
static bool header_value(struct parse *p, const xmlChar **attributes, int count, const struct field *f, int64_t *number)
{
    static const struct row_map none = { "header", -1, NULL, NULL, NULL };
    struct attribute a;
    if (!find_attribute(attributes, count, f->from, &a))
        return false;
    struct field fields[2] = { *f, { .param = NULL } };
    struct row_map row = none;
    row.fields = fields;
    struct row_map rows[2] = { row, { .element = NULL } };
    struct record_map map = { "header", "", { NULL }, rows, NULL };
    struct record header;
    record_init(&header);
    record_start(&header, &map, tag_line(p));
    bool good =
        record_row(&header, 0, -1, tag_line(p)) == 0 && field_take(p->in, &header, 0, 0, tag_line(p), a.value, a.len);
    if (good && number)
        *number = record_value(&header, 0, 0)->number;
    record_release(&header);
    return good;
}

static void read_source(struct parse *p, const xmlChar **attributes, int count)
{
    static const struct field day = { "on", "on", .type = FIELD_DAY },
                              period = { "period", "period", .type = FIELD_PERIOD },
                              division = { "division", "division", .type = FIELD_DIVISION };
    header_value(p, attributes, count, &day, NULL);
    header_value(p, attributes, count, &period, NULL);
    header_value(p, attributes, count, &division, NULL);
    keep_text(p, attributes, count, "unit", &p->in->source_unit);
    keep_text(p, attributes, count, "division", &p->in->source_division);
    keep_text(p, attributes, count, "period", &p->in->source_period);
    keep_text(p, attributes, count, "prepared-by", &p->in->prepared_by);
    keep_text(p, attributes, count, "on", &p->in->prepared_on);
}

static void read_control(struct parse *p, const xmlChar **attributes, int count)
{
    static const struct field number = { "count", "count", .type = FIELD_NUMBER },
                              sum = { "sum", "sum", .type = FIELD_MONEY };
    p->in->has_control_count = header_value(p, attributes, count, &number, &p->in->control_count);
    p->in->has_control_sum = header_value(p, attributes, count, &sum, &p->in->control_sum);
}

/* ---- records ---- */

static void take_version(struct parse *p, const xmlChar **attributes, int count, long line)
{
    struct attribute a;
    if (!find_attribute(attributes, count, "version", &a))
        return;
    static const struct field f = { "version", "version", .type = FIELD_NUMBER };
    int64_t version = 0;
    if (!header_value(p, attributes, count, &f, &version))
        return;
    if (version < 1 || version > 9999) {
        intake_fault(p->in, line, "VAL-08", _("versions count from 1 to 9999"), _("version: '%lld' is not a version"),
                     (long long)version);
        intake_said(p->in, line, "version", strlen("version"));
    } else {
        p->in->record->version = version;
    }
}

/* Faults come in the order of the fields, whatever the order of the attributes. */
static void take_fields(struct parse *p, int row, const xmlChar **attributes, long line)
{
    struct record *r = p->in->record;
    const struct field *fields = r->rows[row].map->fields;
    for (size_t i = 0; i < MOST_FIELDS && fields[i].param; i++)
        if (p->place[i] >= 0) {
            struct attribute a = attribute_at(attributes, p->place[i]);
            field_take(p->in, r, row, i, line, a.value, a.len);
        }
    if (r->text.failed)
        trouble(p, jf_error_set(p->err, JF_NOMEM, _("out of memory")));
}

static void open_row(struct parse *p, int map_index, int parent, const xmlChar **attributes, long line)
{
    struct open_element *e = &p->stack[p->depth];
    int row = record_row(p->in->record, map_index, parent, line);
    if (row < 0) {
        trouble(p, jf_error_set(p->err, JF_NOMEM, _("out of memory")));
        return;
    }
    e->row = row;
    take_fields(p, row, attributes, line);
    const struct field *fields = p->in->record->rows[row].map->fields;
    for (size_t i = 0; fields[i].param; i++)
        if (fields[i].from[0] == '.') {
            e->capture_row = row;
            e->capture_field = i;
            jf_str_clear(&p->text);
        }
}

static void open_record(struct parse *p, const struct record_map *map, const xmlChar **attributes, int count, long line)
{
    p->map = map;
    record_start(p->in->record, map, line);
    p->in->in_record = true;
    take_version(p, attributes, count, line);
    open_row(p, 0, -1, attributes, line);
}

/* A child whose text belongs to a field of the row around it. */
static void open_text(struct parse *p, const char *name)
{
    int around = p->stack[p->depth - 1].row;
    if (around < 0)
        return; /* the schema has its say */
    const struct field *fields = p->in->record->rows[around].map->fields;
    size_t len = strlen(name);
    for (size_t i = 0; fields[i].param; i++)
        if (fields[i].from[0] == '<' && strncmp(fields[i].from + 1, name, len) == 0 && fields[i].from[len + 1] == '>') {
            p->stack[p->depth].capture_row = around;
            p->stack[p->depth].capture_field = i;
            jf_str_clear(&p->text);
        }
}

static const struct record_map *record_map_of(const struct parse *p, const char *name)
{
    for (const struct record_map *map = p->in->kind->records; map->element; map++)
        if (jf_streq(map->element, name))
            return map;
    return NULL;
}

/* Inside a record: which of its rows the element opens; -1: none. */
static int row_map_of(const struct parse *p, const char *name)
{
    int around = p->stack[p->depth - 1].row;
    if (around < 0)
        return -1;
    const struct row_map *rows = p->map->rows;
    for (int i = 0; rows[i].element; i++)
        if (rows[i].parent == p->in->record->rows[around].map_index && jf_streq(rows[i].element, name))
            return i;
    return -1;
}

static void write_start_tag(struct parse *p, const char *name, const xmlChar **attributes, int count)
{
    struct jf_str *xml = &p->in->record->xml;
    jf_str_addf(xml, "<%s", name);
    for (int i = 0; i < count; i++) {
        struct attribute a = attribute_at(attributes, i);
        jf_str_addf(xml, " %s=\"", a.name);
        jf_str_add_markup(xml, a.value, a.len);
        jf_str_addc(xml, '"');
    }
    jf_str_addc(xml, '>');
}

static void on_start(void *user, const xmlChar *local, const xmlChar *prefix, const xmlChar *uri, int namespace_count,
                     const xmlChar **namespaces, int count, int defaulted, const xmlChar **attributes)
{
    (void)prefix, (void)namespaces, (void)defaulted;
    struct parse *p = user;
    const char *name = (const char *)local;
    if (p->stopped)
        return;
    take_ready(p);
    if (p->stopped)
        return;
    p->run = 0;
    p->depth++;
    if (!within_limits(p, attributes, count, namespace_count)) {
        stop(p);
        return;
    }
    long line = tag_line(p);
    if (!record_within_limits(p, line)) {
        stop(p);
        return;
    }
    const struct record_map *record = p->depth == 2 ? record_map_of(p, name) : NULL;
    int row = p->depth > 2 && p->map ? row_map_of(p, name) : -1;
    const struct row_map *map = record ? record->rows : row >= 0 ? &p->map->rows[row] : NULL;
    p->stack[p->depth] = (struct open_element){ .row = -1, .capture_row = -1, .line = line };
    if ((p->in->bulk && !enter(p, name, (const char *)uri)) ||
        !look_at(p, map, p->stack[p->depth].place.element, attributes, count)) {
        surprise(p);
        return;
    }
    if (record)
        open_record(p, record, attributes, count, line);
    else if (row >= 0)
        open_row(p, row, p->stack[p->depth - 1].row, attributes, line);
    else if (p->depth == 2 && jf_streq(name, "source"))
        read_source(p, attributes, count);
    else if (p->depth == 2 && jf_streq(name, "control"))
        read_control(p, attributes, count);
    else if (p->depth > 2 && p->map)
        open_text(p, name);
    if (keeps_xml(p))
        write_start_tag(p, name, attributes, count);
}

static void on_end(void *user, const xmlChar *local, const xmlChar *prefix, const xmlChar *uri)
{
    (void)prefix, (void)uri;
    struct parse *p = user;
    if (p->stopped)
        return;
    take_ready(p);
    if (p->stopped)
        return;
    p->run = 0;
    struct open_element *e = &p->stack[p->depth];
    if (p->in->bulk && !leave(p)) {
        surprise(p);
        return;
    }
    if (p->map && e->capture_row >= 0) {
        if (!p->text.failed)
            field_take(p->in, p->in->record, e->capture_row, e->capture_field, e->line, p->text.data, p->text.len);
        if (p->text.failed || p->in->record->text.failed)
            trouble(p, jf_error_set(p->err, JF_NOMEM, _("out of memory")));
    }
    if (keeps_xml(p))
        jf_str_addf(&p->in->record->xml, "</%s>", (const char *)local);
    if (p->depth == 2 && p->map)
        p->ready = true;
    p->depth--;
}

static void on_text(void *user, const xmlChar *text, int len)
{
    struct parse *p = user;
    if (p->stopped)
        return;
    take_ready(p);
    if (p->stopped)
        return;
    if (p->in->bulk && !may_stand(p, (const char *)text, (size_t)len)) {
        surprise(p);
        return;
    }
    p->run += (size_t)len;
    if (p->run > LIMIT_TEXT) {
        intake_fault(p->in, line_now(p), "XML-04", _("blanks count as text, too"), _("a text of more than %d bytes"),
                     LIMIT_TEXT);
        stop(p);
        return;
    }
    if (p->depth > 0 && p->stack[p->depth].capture_row >= 0)
        jf_str_addn(&p->text, (const char *)text, (size_t)len);
    if (keeps_xml(p) && p->depth > 1)
        jf_str_add_markup(&p->in->record->xml, (const char *)text, (size_t)len);
}

/* libxml2 would go on and call the document well-formed and valid: the flag is ours. */
static void on_doctype(void *user, const xmlChar *name, const xmlChar *public_id, const xmlChar *system_id)
{
    (void)public_id, (void)system_id;
    struct parse *p = user;
    if (p->stopped)
        return;
    intake_fault(p->in, line_now(p), "XML-02", _("remove the DOCTYPE line; nothing here needs one"),
                 _("a DOCTYPE ('%.60s') is not allowed"), (const char *)name);
    stop(p);
    xmlStopParser(p->ctxt); /* here it is safe, and no entity may even be declared */
}

static void on_schema_error(void *user, xmlErrorPtr e)
{
    struct parse *p = user;
    if (p->stopped)
        return;
    fault_from_schema(p->in, e->line > 0 ? e->line : line_now(p), e->code, e->message);
}

static int locate(void *user, const char **file, unsigned long *line)
{
    struct parse *p = user;
    if (file)
        *file = NULL;
    if (line)
        *line = p->ctxt && p->ctxt->input ? (unsigned long)tag_line(p) : 0;
    return 0;
}

/* ---- no file, no network, no noise on the terminal ---- */

static xmlParserInputPtr refuse_to_load(const char *url, const char *id, xmlParserCtxtPtr ctxt)
{
    (void)url, (void)id, (void)ctxt;
    return NULL;
}

static void say_nothing(void *user, const char *format, ...)
{
    (void)user, (void)format;
}

static void say_nothing_structured(void *user, xmlErrorPtr e)
{
    (void)user, (void)e;
}

static void on_parser_error(void *user, xmlErrorPtr e)
{
    struct parse *p = user;
    if (!p || p->first_code || e->domain == XML_FROM_SCHEMASV || e->level < XML_ERR_ERROR)
        return;
    p->first_code = e->code;
    p->first_line = e->line;
    jf_str_add(&p->first_message, e->message ? e->message : "");
}

void parse_prepare(void)
{
    static bool closed;
    if (closed)
        return;
    closed = true;
    xmlInitParser();
    xmlCleanupInputCallbacks();
    xmlSetExternalEntityLoader(refuse_to_load);
}

/* To whom errors go is libxml2's own secret of each thread. */
static void be_quiet(void)
{
    xmlSetGenericErrorFunc(NULL, say_nothing);
    xmlSetStructuredErrorFunc(NULL, say_nothing_structured);
}

static xmlSAXHandler handler(void)
{
    xmlSAXHandler sax = { .initialized = XML_SAX2_MAGIC };
    sax.startElementNs = on_start;
    sax.endElementNs = on_end;
    sax.characters = on_text;
    sax.ignorableWhitespace = on_text;
    sax.cdataBlock = on_text;
    sax.internalSubset = on_doctype;
    sax.serror = on_parser_error;
    return sax;
}

/* ---- the root: which kind, which version ---- */

/* A table or page that an office program saved as XML or HTML. */
static bool of_office_program(const char *name, const char *uri)
{
    return strcmp(name, "html") == 0 || (uri && (jf_starts(uri, "urn:schemas-microsoft-com:") ||
                                                 jf_starts(uri, "http://schemas.openxmlformats.org/") ||
                                                 jf_starts(uri, "http://schemas.microsoft.com/office/")));
}

static void unknown_kind(struct parse *p, const char *name, const char *uri)
{
    struct jf_str shown = JF_STR_INIT, kinds = JF_STR_INIT;
    jf_utf8_add_safe(&shown, uri ? uri : "", true);
    for (const struct kind_map *k = kind_maps; k->info.name; k++)
        jf_str_addf(&kinds, "%s%s", kinds.len ? ", " : "", k->root);
    struct jf_str hint = JF_STR_INIT;
    if (of_office_program(name, uri))
        jf_str_add(&hint,
                   _("Excel, WPS, Word or a browser saved this in a form of its own; see 'jianfu template KIND'"));
    else
        jf_str_addf(&hint, _("the root is one of %s; see 'jianfu schema' and 'jianfu template KIND'"), kinds.data);
    intake_fault(p->in, tag_line(p), "KIND-01", hint.data,
                 _("root element '%.60s' (namespace '%.80s') is no known kind"), name, shown.data);
    jf_str_release(&shown);
    jf_str_release(&kinds);
    jf_str_release(&hint);
}

/* "urn:jianfu:notice:1" -> kind and version; false when it is not of that form. */
static bool split_namespace(const char *uri, char kind[32], int *version)
{
    static const char prefix[] = "urn:jianfu:";
    if (!uri || strncmp(uri, prefix, sizeof prefix - 1) != 0)
        return false;
    const char *name = uri + sizeof prefix - 1, *colon = strchr(name, ':');
    if (!colon || colon - name >= 32 || strspn(colon + 1, "0123456789") != strlen(colon + 1) || strlen(colon + 1) > 4 ||
        !colon[1])
        return false;
    memcpy(kind, name, (size_t)(colon - name));
    kind[colon - name] = '\0';
    *version = 0;
    for (const char *c = colon + 1; *c; c++)
        *version = *version * 10 + (*c - '0');
    return true;
}

static void on_root(void *user, const xmlChar *local, const xmlChar *prefix, const xmlChar *uri, int namespace_count,
                    const xmlChar **namespaces, int count, int defaulted, const xmlChar **attributes)
{
    (void)prefix, (void)namespace_count, (void)namespaces, (void)count, (void)defaulted, (void)attributes;
    struct parse *p = user;
    char name[32];
    int version = 0;
    if (p->stopped)
        return;
    const struct kind_map *kind = split_namespace((const char *)uri, name, &version) ? kind_find(name) : NULL;
    if (!kind || !jf_streq(kind->root, (const char *)local)) {
        unknown_kind(p, (const char *)local, (const char *)uri);
    } else if (!jf_kind_schema(kind->info.name, version) || version == 0) {
        struct jf_str hint = JF_STR_INIT;
        jf_str_addf(&hint, _("this program knows versions 1 to %d"), kind->info.version);
        intake_fault(p->in, tag_line(p), "KIND-02", hint.data, _("version %d of kind '%s' is not known"), version,
                     name);
        jf_str_release(&hint);
    } else {
        p->in->kind = kind;
        p->in->schema_version = version;
    }
    stop(p);
}

/* A fatal error of the parser becomes a diagnostic. */
static void report_parser(struct parse *p)
{
    if (p->stopped || (p->ctxt->wellFormed && p->ctxt->nsWellFormed))
        return;
    fault_from_parser(p->in, p->first_line > 0 ? p->first_line : line_now(p), p->first_code, p->first_message.data);
    p->stopped = true;
}

static void too_large_a_piece(struct parse *p)
{
    const xmlParserInputPtr input = p->ctxt->input;
    if (!input || input->end - input->cur <= LIMIT_PIECE)
        return;
    intake_drop_record(p->in);
    intake_fault(p->in, line_now(p), "XML-08", "", _("one tag, comment or section is larger than %d MB"),
                 LIMIT_PIECE / 1024 / 1024);
    p->stopped = true;
}

static void too_many_attributes(struct parse *p)
{
    intake_drop_record(p->in);
    intake_fault(p->in, line_now(p), "XML-05", "", _("more than %d attributes on one element, at most %d are read"),
                 WATCH_ATTRIBUTES, LIMIT_ATTRIBUTES);
    p->stopped = true;
}

static void feed(struct parse *p, const char *bytes, size_t len, bool last)
{
    if (p->stopped)
        return;
    if (p->plain) {
        if (!plain_feed(p->plain, bytes, len, last))
            surprise(p);
        return;
    }
    size_t good = watch_tags(&p->watch, bytes, len);
    int rc = xmlParseChunk(p->ctxt, bytes, (int)good, last);
    if (!p->stopped && (rc != 0 || p->ctxt->disableSAX || !p->ctxt->nsWellFormed))
        report_parser(p);
    if (!p->stopped && good < len)
        too_many_attributes(p);
    if (!p->stopped)
        too_large_a_piece(p);
}

static bool open_parser(struct parse *p, xmlSAXHandler *sax)
{
    xmlSetStructuredErrorFunc(p, on_parser_error); /* the schema's plug does not pass serror on */
    p->ctxt = xmlCreatePushParserCtxt(sax, p, NULL, 0, NULL);
    if (!p->ctxt)
        return false;
    /* The bytes are UTF-8 already, whatever the declaration says. NOENT: without it libxml2 hands "&amp;" in an
     * attribute over as "&#38;", for the tree that it thinks we build; there are no other entities, for a DOCTYPE is
     * refused. */
    xmlCtxtUseOptions(p->ctxt, XML_PARSE_NONET | XML_PARSE_IGNORE_ENC | XML_PARSE_NOENT);
    xmlSwitchEncoding(p->ctxt, XML_CHAR_ENCODING_UTF8);
    return true;
}

static bool open_plain(struct parse *p, const xmlSAXHandler *sax)
{
    p->plain = jf_alloc(sizeof *p->plain);
    if (p->plain)
        plain_init(p->plain, p->uri, sax, p, &p->stopped);
    return p->plain;
}

static void close_plain(struct parse *p)
{
    if (p->plain)
        plain_release(p->plain);
    jf_free(p->plain);
}

static void close_parser(struct parse *p)
{
    if (!p->ctxt)
        return;
    xmlFreeDoc(p->ctxt->myDoc); /* libxml2 makes one even for SAX when it meets a DOCTYPE */
    p->ctxt->myDoc = NULL;
    xmlFreeParserCtxt(p->ctxt);
}

/* Parse only as far as the root element of what has been read so far. */
static enum jf_status look_at_root(struct jf_intake *in, const struct jf_str *head, bool whole, bool *found,
                                   struct jf_error *err)
{
    xmlSAXHandler sax = handler();
    struct parse p = { .in = in, .err = err, .text = JF_STR_INIT, .first_message = JF_STR_INIT };
    sax.startElementNs = on_root;
    sax.endElementNs = NULL;
    if (!open_parser(&p, &sax))
        return jf_error_set(err, JF_NOMEM, _("out of memory"));
    feed(&p, head->data, head->len, false);
    if (!p.stopped && whole)
        feed(&p, NULL, 0, true);
    if (!p.stopped && head->len > LIMIT_HEAD) {
        intake_fault(in, 1, "XML-08", _("is this an XML file of this program?"),
                     _("no root element within the first %d KB"), LIMIT_HEAD / 1024);
        p.stopped = true;
    }
    *found = p.stopped;
    close_parser(&p);
    xmlSetStructuredErrorFunc(NULL, say_nothing_structured);
    jf_str_release(&p.first_message);
    return JF_OK;
}

/* ---- the whole file ---- */

/* The next piece; faults of the encoding are reported and end the file. */
static enum jf_status next_piece(struct jf_intake *in, const char **bytes, size_t *len, bool *faulty,
                                 struct jf_error *err)
{
    if (in->bulk)
        return bulk_piece(in, bytes, len, faulty);
    struct source_fault fault = { .message = JF_STR_INIT, .hint = JF_STR_INIT };
    enum jf_status status = source_next(in->source, bytes, len, &fault, faulty, err);
    if (status == JF_OK && *faulty) {
        intake_drop_record(in);
        intake_fault(in, fault.line, fault.code, fault.hint.data, "%s", fault.message.data);
    }
    jf_str_release(&fault.message);
    jf_str_release(&fault.hint);
    return status;
}

static enum jf_status read_head(struct jf_intake *in, struct jf_str *head, bool *whole, bool *over,
                                struct jf_error *err)
{
    enum jf_status status = JF_OK;
    for (bool found = false; status == JF_OK && !found && !*over;) {
        const char *bytes = NULL;
        size_t len = 0;
        status = next_piece(in, &bytes, &len, over, err);
        if (status != JF_OK || *over)
            break;
        *whole = len == 0;
        jf_str_addn(head, bytes, len);
        status = jf_str_check(head, err);
        if (status == JF_OK && *whole && head->len == 0) {
            intake_fault(in, 0, "XML-07", _("was the right file chosen?"), _("the file is empty"));
            *over = true;
            break;
        }
        if (status == JF_OK)
            status = look_at_root(in, head, *whole, &found, err);
    }
    return status;
}

static enum jf_status read_rest(struct parse *p)
{
    enum jf_status status = JF_OK;
    while (status == JF_OK && !p->stopped && !p->in->surprised) {
        const struct jf_intake_options *o = p->in->options;
        const char *bytes = NULL;
        size_t len = 0;
        bool faulty = false;
        status = next_piece(p->in, &bytes, &len, &faulty, p->err);
        if (faulty)
            stop(p); /* the record that waits was dropped, and is not to be taken */
        if (status != JF_OK || faulty)
            break;
        feed(p, bytes, len, len == 0);
        if (len == 0)
            break;
        if (!p->in->bulk && o->progress &&
            !o->progress(o->progress_arg, source_read(p->in->source), source_size(p->in->source), p->in->result->read))
            status = jf_error_set(p->err, JF_STOPPED, _("stopped; nothing was changed"));
    }
    return status;
}

/* With care libxml2 holds the file against the schema, and tells every fault; in bulk its shape must do. */
struct judge {
    xmlSchemaValidCtxtPtr valid;
    xmlSchemaSAXPlugPtr plug;
};

static xmlSchemaPtr read_schema(const char *xsd)
{
    xmlSchemaParserCtxtPtr ctxt = xmlSchemaNewMemParserCtxt(xsd, (int)strlen(xsd));
    xmlSchemaPtr schema = ctxt ? xmlSchemaParse(ctxt) : NULL;
    xmlSchemaFreeParserCtxt(ctxt);
    return schema;
}

static enum jf_status plug_schema(struct parse *p, struct judge *j, struct kept_schema *kept, struct jf_error *err)
{
    if (!kept->schema && !(kept->schema = read_schema(kept->xsd)))
        return jf_error_set(err, JF_BUG, _("the schema of '%s' cannot be read"), p->in->kind->info.name);
    j->valid = xmlSchemaNewValidCtxt(kept->schema);
    if (j->valid) {
        xmlSchemaSetValidStructuredErrors(j->valid, on_schema_error, p);
        xmlSchemaValidateSetLocator(j->valid, locate, p);
        j->plug = xmlSchemaSAXPlug(j->valid, &p->ctxt->sax, &p->ctxt->userData);
    }
    return j->plug ? JF_OK : jf_error_set(err, JF_NOMEM, _("out of memory"));
}

static const struct shape *shape_of(struct kept_schema *kept)
{
    if (kept->shaped == SHAPE_UNREAD)
        kept->shaped = shape_read(kept->xsd, &kept->shape) ? SHAPE_GOOD : SHAPE_NONE;
    return kept->shaped == SHAPE_GOOD ? &kept->shape : NULL;
}

static enum jf_status parse_whole(struct jf_intake *in, const struct jf_str *head, bool whole, struct jf_error *err)
{
    xmlSAXHandler sax = handler();
    struct parse p = { .in = in, .err = err, .text = JF_STR_INIT, .first_message = JF_STR_INIT };
    struct judge judge = { .valid = NULL };
    char uri[64];
    struct kept_schema *kept = kit_schema(in->kit, jf_kind_schema(in->kind->info.name, in->schema_version));
    snprintf(uri, sizeof uri, "urn:jianfu:%s:%d", in->kind->info.name, in->schema_version);
    p.uri = uri;
    if (!in->kit->seen)
        in->kit->seen = jf_alloc(SEEN * sizeof *p.seen);
    p.seen = in->kit->seen;
    bool room = kept && p.seen && (in->bulk ? open_plain(&p, &sax) : open_parser(&p, &sax));
    enum jf_status status = room ? JF_OK : jf_error_set(err, JF_NOMEM, _("out of memory"));
    if (status == JF_OK && !in->bulk)
        status = plug_schema(&p, &judge, kept, err);
    if (status == JF_OK && in->bulk && !(p.shape = shape_of(kept)))
        surprise(&p);
    if (status == JF_OK)
        feed(&p, head->data, head->len, false);
    if (status == JF_OK && whole)
        feed(&p, NULL, 0, true);
    else if (status == JF_OK)
        status = read_rest(&p);
    if (status == JF_OK)
        take_ready(&p);
    intake_drop_record(in);
    if (status == JF_OK)
        status = p.status;
    if (status == JF_OK)
        status = intake_take_rest(in, err);
    if (judge.plug)
        xmlSchemaSAXUnplug(judge.plug);
    close_parser(&p);
    close_plain(&p);
    xmlSchemaFreeValidCtxt(judge.valid);
    xmlSetStructuredErrorFunc(NULL, say_nothing_structured);
    jf_str_release(&p.first_message);
    jf_str_release(&p.text);
    return status;
}

enum jf_status parse_file(struct jf_intake *in, struct jf_error *err)
{
    struct jf_str head = JF_STR_INIT;
    bool whole = false, over = false;
    be_quiet();
    if (in->chunk)
        in->record = in->chunk->records;
    enum jf_status status = read_head(in, &head, &whole, &over, err);
    if (in->bulk && (over || !in->kind || intake_asks(in)))
        in->surprised = true;
    if (status == JF_OK && !over && in->kind && !in->surprised)
        status = parse_whole(in, &head, whole, err);
    jf_str_release(&head);
    xmlResetLastError(); /* with it goes what libxml2 keeps of the file */
    return status;
}
