/* parse.h - between parse.c, which has the parser, elements.c, which has what elements mean, and seen.c. */
#ifndef JIANFU_INTAKE_PARSE_H
#define JIANFU_INTAKE_PARSE_H

#include "internal.h"

#include <libxml/parser.h>

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

struct attribute {
    const char *name, *uri, *value;
    size_t len;
};

/* Of the attributes as SAX2 hands them over. */
static inline struct attribute attribute_at(const xmlChar **attributes, int i)
{
    const xmlChar **a = attributes + (ptrdiff_t)5 * i;
    return (struct attribute){ (const char *)a[0], (const char *)a[2], (const char *)a[3], (size_t)(a[4] - a[3]) };
}

/* ---- parse.c: what ends the reading ---- */

/* No more of the file is read. Only a flag: xmlStopParser from inside a text callback leaves libxml2 2.9.14 reading
 * freed memory. What is left of the piece at hand is bounded, and every callback looks at the flag first. */
void parse_stop(struct parse *p);
/* In bulk: this is not what was expected, the file is to be read again with care. */
void parse_surprise(struct parse *p);
/* Trouble of the program; the first one is kept. */
void parse_trouble(struct parse *p, enum jf_status status);
/* The line at which the parser is. */
long parse_line(const struct parse *p);

/* ---- elements.c ---- */

/* SAX2 events. */
void parse_start(void *user, const xmlChar *local, const xmlChar *prefix, const xmlChar *uri, int namespace_count,
                 const xmlChar **namespaces, int count, int defaulted, const xmlChar **attributes);
void parse_end(void *user, const xmlChar *local, const xmlChar *prefix, const xmlChar *uri);
void parse_text(void *user, const xmlChar *text, int len);
/* Take the record that is complete, now that the schema has said its last word about it. */
void parse_take_ready(struct parse *p);
/* The line where the tag that was just read begins, or stands before the text at hand. */
long parse_tag_line(struct parse *p);

/* ---- seen.c ---- */

/* Which attribute feeds which field of the row: into p->place. `map` NULL: no row, `shape` NULL: not in bulk. False: in
 * bulk, the attributes are not what the shape wants. */
bool seen_look_at(struct parse *p, const struct row_map *map, const struct shape_element *shape,
                  const xmlChar **attributes, int count);

#endif
