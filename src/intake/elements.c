/* elements.c - what the elements of a file mean: its header, and records as rows of fields. Limits of depth, size and
 * number are kept here; of the parser it knows the events and the line. */
#include "parse.h"

#include <string.h>

/* The parser is behind the tag, and no '<' can stand inside. What was looked through is not looked through again: a
 * text comes in many pieces, each of which may have a fault. */
long parse_tag_line(struct parse *p)
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

void parse_take_ready(struct parse *p)
{
    if (!p->ready || p->stopped)
        return;
    p->ready = false;
    enum jf_status status = intake_take_record(p->in, p->err);
    p->map = NULL;
    if (status != JF_OK)
        parse_trouble(p, status);
    if (p->in->surprised)
        parse_stop(p);
}

/* Is the record written down as XML, for quarantine? */
static bool keeps_xml(const struct parse *p)
{
    return p->in->options->quarantine && p->in->in_record;
}

/* An attribute as it is taken. Blanks around a value are none of it: to the types of the schemas that hold days,
 * amounts and names they are nothing, and what may hold none is refused by the schema, which sees them. */
static struct attribute taken_at(const xmlChar **attributes, int i)
{
    struct attribute a = attribute_at(attributes, i);
    for (; a.len > 0 && (unsigned char)a.value[0] <= ' '; a.value++)
        a.len--;
    while (a.len > 0 && (unsigned char)a.value[a.len - 1] <= ' ')
        a.len--;
    return a;
}

static bool find_attribute(const xmlChar **attributes, int count, const char *name, struct attribute *out)
{
    for (int i = 0; i < count; i++) {
        *out = taken_at(attributes, i);
        if (!out->uri && out->name[0] == name[0] && strcmp(out->name, name) == 0)
            return true;
    }
    return false;
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
        intake_fault(in, parse_tag_line(p), "XML-03", _("files of this program nest a few levels only"),
                     _("elements nested deeper than %d"), LIMIT_DEPTH);
        return false;
    }
    if (count + namespace_count > LIMIT_ATTRIBUTES) {
        intake_fault(in, parse_tag_line(p), "XML-05", "", _("%d attributes on one element, at most %d are read"),
                     count + namespace_count, LIMIT_ATTRIBUTES);
        return false;
    }
    for (int i = 0; i < count; i++) {
        struct attribute a = attribute_at(attributes, i);
        if (a.len > LIMIT_TEXT) {
            intake_fault(in, parse_tag_line(p), "XML-04", "",
                         _("attribute '%.60s' holds %zu bytes, at most %d are read"), a.name, a.len, LIMIT_TEXT);
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
        parse_trouble(p, jf_error_set(p->err, JF_NOMEM, _("out of memory")));
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
    record_start(&header, &map, parse_tag_line(p));
    bool good = record_row(&header, 0, -1, parse_tag_line(p)) == 0 &&
                field_take(p->in, &header, 0, 0, parse_tag_line(p), a.value, a.len);
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
            struct attribute a = taken_at(attributes, p->place[i]);
            field_take(p->in, r, row, i, line, a.value, a.len);
        }
    if (r->text.failed)
        parse_trouble(p, jf_error_set(p->err, JF_NOMEM, _("out of memory")));
}

static void open_row(struct parse *p, int map_index, int parent, const xmlChar **attributes, long line)
{
    struct open_element *e = &p->stack[p->depth];
    int row = record_row(p->in->record, map_index, parent, line);
    if (row < 0) {
        parse_trouble(p, jf_error_set(p->err, JF_NOMEM, _("out of memory")));
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

void parse_start(void *user, const xmlChar *local, const xmlChar *prefix, const xmlChar *uri, int namespace_count,
                 const xmlChar **namespaces, int count, int defaulted, const xmlChar **attributes)
{
    (void)prefix, (void)namespaces, (void)defaulted;
    struct parse *p = user;
    const char *name = (const char *)local;
    if (p->stopped)
        return;
    parse_take_ready(p);
    if (p->stopped)
        return;
    p->run = 0;
    p->depth++;
    if (!within_limits(p, attributes, count, namespace_count)) {
        parse_stop(p);
        return;
    }
    long line = parse_tag_line(p);
    if (!record_within_limits(p, line)) {
        parse_stop(p);
        return;
    }
    const struct record_map *record = p->depth == 2 ? record_map_of(p, name) : NULL;
    int row = p->depth > 2 && p->map ? row_map_of(p, name) : -1;
    const struct row_map *map = record ? record->rows : row >= 0 ? &p->map->rows[row] : NULL;
    p->stack[p->depth] = (struct open_element){ .row = -1, .capture_row = -1, .line = line };
    if ((p->in->bulk && !enter(p, name, (const char *)uri)) ||
        !seen_look_at(p, map, p->stack[p->depth].place.element, attributes, count)) {
        parse_surprise(p);
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

void parse_end(void *user, const xmlChar *local, const xmlChar *prefix, const xmlChar *uri)
{
    (void)prefix, (void)uri;
    struct parse *p = user;
    if (p->stopped)
        return;
    parse_take_ready(p);
    if (p->stopped)
        return;
    p->run = 0;
    struct open_element *e = &p->stack[p->depth];
    if (p->in->bulk && !leave(p)) {
        parse_surprise(p);
        return;
    }
    if (p->map && e->capture_row >= 0) {
        if (!p->text.failed)
            field_take(p->in, p->in->record, e->capture_row, e->capture_field, e->line, p->text.data, p->text.len);
        if (p->text.failed || p->in->record->text.failed)
            parse_trouble(p, jf_error_set(p->err, JF_NOMEM, _("out of memory")));
    }
    if (keeps_xml(p))
        jf_str_addf(&p->in->record->xml, "</%s>", (const char *)local);
    if (p->depth == 2 && p->map)
        p->ready = true;
    p->depth--;
}

void parse_text(void *user, const xmlChar *text, int len)
{
    struct parse *p = user;
    if (p->stopped)
        return;
    parse_take_ready(p);
    if (p->stopped)
        return;
    if (p->in->bulk && !may_stand(p, (const char *)text, (size_t)len)) {
        parse_surprise(p);
        return;
    }
    p->run += (size_t)len;
    if (p->run > LIMIT_TEXT) {
        intake_fault(p->in, parse_line(p), "XML-04", _("blanks count as text, too"), _("a text of more than %d bytes"),
                     LIMIT_TEXT);
        parse_stop(p);
        return;
    }
    if (p->depth > 0 && p->stack[p->depth].capture_row >= 0)
        jf_str_addn(&p->text, (const char *)text, (size_t)len);
    if (keeps_xml(p) && p->depth > 1)
        jf_str_add_markup(&p->in->record->xml, (const char *)text, (size_t)len);
}
