/* parse.c - libxml2's SAX2 push parser with the XSD plugged in, or in bulk plain XML with the shape of the XSD: opened,
 * fed and closed; elements.c takes its events. Never builds a tree, never resolves an entity, never opens a file.
 */
#include "parse.h"

#include "jianfu/utf8.h"

#include <libxml/SAX2.h>
#include <libxml/parserInternals.h>
#include <libxml/xmlIO.h>
#include <libxml/xmlschemas.h>

#include <string.h>

void parse_stop(struct parse *p)
{
    p->stopped = true;
}

void parse_surprise(struct parse *p)
{
    p->in->surprised = true;
    parse_stop(p);
}

void parse_trouble(struct parse *p, enum jf_status status)
{
    if (p->status == JF_OK)
        p->status = status;
    parse_stop(p);
}

long parse_line(const struct parse *p)
{
    return p->ctxt && p->ctxt->input ? p->ctxt->input->line : 0;
}

/* libxml2 would go on and call the document well-formed and valid: the flag is ours. */
static void on_doctype(void *user, const xmlChar *name, const xmlChar *public_id, const xmlChar *system_id)
{
    (void)public_id, (void)system_id;
    struct parse *p = user;
    if (p->stopped)
        return;
    intake_fault(p->in, parse_line(p), "XML-02", _("remove the DOCTYPE line; nothing here needs one"),
                 _("a DOCTYPE ('%.60s') is not allowed"), (const char *)name);
    parse_stop(p);
    xmlStopParser(p->ctxt); /* here it is safe, and no entity may even be declared */
}

static void on_schema_error(void *user, xmlErrorPtr e)
{
    struct parse *p = user;
    if (p->stopped)
        return;
    fault_from_schema(p->in, e->line > 0 ? e->line : parse_line(p), e->code, e->message);
}

static int locate(void *user, const char **file, unsigned long *line)
{
    struct parse *p = user;
    if (file)
        *file = NULL;
    if (line)
        *line = p->ctxt && p->ctxt->input ? (unsigned long)parse_tag_line(p) : 0;
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
    sax.startElementNs = parse_start;
    sax.endElementNs = parse_end;
    sax.characters = parse_text;
    sax.ignorableWhitespace = parse_text;
    sax.cdataBlock = parse_text;
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
    const struct kind_map *meant = NULL;
    for (const struct kind_map *k = kind_maps; k->info.name; k++) {
        jf_str_addf(&kinds, "%s%s", kinds.len ? ", " : "", k->root);
        meant = strcmp(k->root, name) == 0 ? k : meant;
    }
    struct jf_str hint = JF_STR_INIT;
    if (meant)
        jf_str_addf(&hint, _("write xmlns=\"urn:jianfu:%s:%d\" in the root"), meant->info.name, meant->info.version);
    else if (of_office_program(name, uri))
        jf_str_add(&hint,
                   _("Excel, WPS, Word or a browser saved this in a form of its own; see 'jianfu template KIND'"));
    else
        jf_str_addf(&hint, _("the root is one of %s; see 'jianfu schema' and 'jianfu template KIND'"), kinds.data);
    intake_fault(p->in, parse_tag_line(p), "KIND-01", hint.data,
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
        intake_fault(p->in, parse_tag_line(p), "KIND-02", hint.data, _("version %d of kind '%s' is not known"), version,
                     name);
        jf_str_release(&hint);
    } else {
        p->in->kind = kind;
        p->in->schema_version = version;
    }
    parse_stop(p);
}

/* A fatal error of the parser becomes a diagnostic. */
static void report_parser(struct parse *p)
{
    if (p->stopped || (p->ctxt->wellFormed && p->ctxt->nsWellFormed))
        return;
    fault_from_parser(p->in, p->first_line > 0 ? p->first_line : parse_line(p), p->first_code, p->first_message.data);
    p->stopped = true;
}

static void too_large_a_piece(struct parse *p)
{
    const xmlParserInputPtr input = p->ctxt->input;
    if (!input || input->end - input->cur <= LIMIT_PIECE)
        return;
    intake_drop_record(p->in);
    intake_fault(p->in, parse_line(p), "XML-08", "", _("one tag, comment or section is larger than %d MB"),
                 LIMIT_PIECE / 1024 / 1024);
    p->stopped = true;
}

static void too_many_attributes(struct parse *p)
{
    intake_drop_record(p->in);
    intake_fault(p->in, parse_line(p), "XML-05", "", _("more than %d attributes on one element, at most %d are read"),
                 WATCH_ATTRIBUTES, LIMIT_ATTRIBUTES);
    p->stopped = true;
}

static void feed(struct parse *p, const char *bytes, size_t len, bool last)
{
    if (p->stopped)
        return;
    if (p->plain) {
        if (!plain_feed(p->plain, bytes, len, last))
            parse_surprise(p);
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
            parse_stop(p); /* the record that waits was dropped, and is not to be taken */
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
        parse_surprise(&p);
    if (status == JF_OK)
        feed(&p, head->data, head->len, false);
    if (status == JF_OK && whole)
        feed(&p, NULL, 0, true);
    else if (status == JF_OK)
        status = read_rest(&p);
    if (status == JF_OK)
        parse_take_ready(&p);
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
