/* internal.h - what the files of src/intake share. Only parse.c, shape.c, fault.c and kit.c know libxml2. */
#ifndef JIANFU_INTAKE_INTERNAL_H
#define JIANFU_INTAKE_INTERNAL_H

#include "jianfu/i18n.h"
#include "jianfu/intake.h"
#include "jianfu/money.h"
#include "jianfu/regex.h"
#include "jianfu/tsv.h"

#include <pthread.h>
#include <stdatomic.h>

/* ---- limits; each has its own diagnostic ---- */
enum {
    LIMIT_DEPTH = 32,                /* nested elements */
    LIMIT_TEXT = 128 * 1024,         /* bytes of one text or attribute value */
    LIMIT_ATTRIBUTES = 64,           /* of one element */
    LIMIT_PIECE = 8 * 1024 * 1024,   /* bytes of one piece of markup that the parser must hold whole */
    LIMIT_HEAD = 64 * 1024,          /* bytes within which the root element must begin */
    LIMIT_ROWS = 100 * 1000,         /* of one record: itself and what stands in it */
    LIMIT_RECORD = 16 * 1024 * 1024, /* bytes of the texts of one record */
    LIMIT_DIAGNOSTICS = 200          /* reported and kept, unless the caller says otherwise */
};

/* ---- in bulk ---- */
enum {
    BULK_FROM = 64 * 1024,        /* bytes of a file from which bulk pays */
    CHUNK_RECORDS = 512,          /* records written in one step */
    CHUNK_BYTES = 2 * 1024 * 1024 /* of their texts; a chunk ends at the first record beyond */
};

/* Of the field maps, held by tests/unit/test_simple.c: fields of a row, and fields that one attribute feeds. */
enum { MOST_FIELDS = 64, MOST_FED = 3 };

#define LIMIT_MONEY (100 * JF_MONEY_MAX) /* all amounts of one file together */

/* ---- field maps (kinds.c): path -> column, type ---- */
enum field_type {
    FIELD_TEXT,     /* as it stands */
    FIELD_KEY,      /* a code: no control or invisible characters */
    FIELD_NUMBER,   /* whole number */
    FIELD_MONEY,    /* yuan -> fen */
    FIELD_QUANTITY, /* -> thousandths */
    FIELD_PERCENT,  /* -> hundredths of a percent */
    FIELD_DAY,
    FIELD_PERIOD,
    FIELD_FLAG,     /* yes -> 1, no or absent -> 0 */
    FIELD_CHOICE,   /* yes -> 1, no -> 0, absent -> NULL */
    FIELD_DOCNO,    /* document number in canonical form, other text as it stands */
    FIELD_DIVISION, /* division code -> subject id */
    FIELD_VILLAGE,  /* the same, must be a village */
    FIELD_PARENT,   /* the division above a division code -> subject id; NULL for a county */
    FIELD_LEVEL,    /* level of a division code: county, township, village */
    FIELD_SUBJECT,  /* key of a subject of kind `of` -> subject id */
    FIELD_TERM      /* text -> term id of kind `of` */
};

struct field {
    const char *from;  /* attribute name; "<name>" the text of a child element; "." the element's own text */
    const char *param; /* parameter of the row's statement, without colon */
    enum field_type type;
    const char *of; /* kind of subject or term */
    bool sum;       /* counts towards the control sum */
    bool past;      /* a day that cannot lie after the day of preparation */
    bool added;     /* by a later release: where it is absent the digest of the record is that of earlier ones */
    int64_t absent; /* value of an absent number */
    bool has_absent;
};

struct row_map {
    const char *element;        /* local name */
    int parent;                 /* index of the row it stands in; -1 for the record itself */
    const char *statement;      /* insert; NULL when the row only lends its fields to the rows inside it */
    const char *json;           /* instead: parameter of the parent that receives these rows as a JSON array */
    const struct field *fields; /* ends with a NULL param */
};

/* Sums that are kept of the records that count (tally.c), by day, unit and file. */
struct tally_map {
    const char *day, *unit, *money, *payer, *place; /* params of row 0; never absent */
    /* statements: add the staged sums to the table; add who charged where, and whom; add lists of a place's records;
     * drop rows of no records; day, unit, file, lines and money of the versions that the staged records replace */
    const char *add, *add_places, *add_lists, *drop_empty, *replaced;
};

/* The fields that it names; map NULL: not looked up yet. */
struct tally_fields {
    const struct record_map *map;
    size_t day, unit, money, payer, place;
};

struct record_map {
    const char *element; /* child of the root */
    const char *subject_kind;
    const char *key[3];            /* params of row 0 that make up the key, joined by '/' */
    const struct row_map *rows;    /* row 0 is the record; ends with a NULL element */
    const struct tally_map *tally; /* NULL: no sums; at most one record of a kind has them */
};

struct kind_map {
    struct jf_kind_info info;
    const char *root;
    const struct record_map *records; /* ends with a NULL element */
};
extern const struct kind_map kind_maps[]; /* ends with a NULL info.name */
const struct kind_map *kind_find(const char *name);

/* ---- source.c: the bytes of the file as UTF-8 ---- */
struct source;
struct faults;
/* `faults` tells files of other programs; NULL: nobody looks, the bytes are only skipped. */
enum jf_status source_open(const char *path, struct faults *faults, struct source **out, struct jf_error *err);
void source_close(struct source *s);

struct source_fault {
    const char *code;
    long line;
    struct jf_str message, hint;
};
/* The next piece as UTF-8; *len 0 at the end. Bytes that are not what they are declared to be give *fault (JF_OK). */
enum jf_status source_next(struct source *s, const char **bytes, size_t *len, struct source_fault *fault, bool *faulty,
                           struct jf_error *err);
/* Read on without looking, for the digest; *len 0 at the end. */
enum jf_status source_skip(struct source *s, size_t *len, struct jf_error *err);
int64_t source_size(const struct source *s);                   /* of the file; 0 when not known */
bool source_is_small(const struct source *s);                  /* surely: one piece holds it */
int64_t source_bytes(const char *path);                        /* of a file that can be read twice, else 0 */
int64_t source_read(const struct source *s);                   /* bytes so far */
void source_digest(struct source *s, char hex[JF_DIGEST_HEX]); /* at the end */

/* ---- names.c: the distinct names of a file, by numbers ---- */
enum { NAMES_MOST = 150 * 1000, NAMES_BYTES = 4 * 1024 * 1024 }; /* beyond, they are forgotten before the next chunk */
enum name_of { NAME_SUBJECT, NAME_TERM, NAME_DAY_GROUP, NAME_PLACE_GROUP }; /* what has the name */
struct names;
struct names *names_open(void); /* NULL without memory */
void names_close(struct names *n);
/* To call between chunks: numbers of different ages have nothing to do with each other. From 1 on. */
uint32_t names_age(struct names *n);
void names_forget(struct names *n);
/* From 1 on, one after the other; 0 without memory. `kind` of subject or term, a literal; else NULL. */
uint32_t names_number(struct names *n, enum name_of what, const char *kind, const char *text, size_t len);

/* ---- record.c: one record as rows of typed values ---- */
enum value_type { VALUE_NONE, VALUE_INT, VALUE_TEXT };
struct value {
    enum value_type type;
    uint32_t len;   /* at most LIMIT_TEXT */
    size_t at;      /* in record.text; NUL-terminated there; kept also for resolved references */
    int64_t number; /* of a text that names something: that of its name, until it is resolved */
};
/* A value that names something. */
struct reference {
    uint32_t row, field;
};
struct row {
    const struct row_map *map;
    int map_index;
    int parent; /* index of the row it stands in; -1 */
    long line;
    int part;
    size_t first; /* its first value */
};
enum record_what { RECORD_NEW, RECORD_UNCHANGED, RECORD_SUPERSEDING, RECORD_FAULTY };
struct record {
    const struct record_map *map;
    long line;
    int64_t version;
    uint8_t digest[JF_DIGEST_SIZE];
    /* the loader's part */
    enum record_what what;
    int64_t subject_id, record_id;
    int64_t previous_id; /* the version that it replaces; 0: none */
    struct jf_str text;
    struct value *values;
    size_t value_count, value_room;
    struct row *rows;
    size_t row_count, row_room;
    struct reference *references;
    size_t reference_count, reference_room;
    uint32_t day_group, place_group; /* numbers of its names among the sums (tally.c); 0: it has none */
    int parts[16];                   /* rows so far by map index */
    struct jf_str xml;               /* as text, only for quarantine */
    struct jf_str key;
    const struct record_map *keyed; /* whose key_fields these are */
    size_t key_fields[3];
    int key_count;
    struct record_fault *faults;
    size_t fault_count, fault_room;
};
struct record_fault {
    long line;
    const char *code;
    char *message, *hint;
};
void record_init(struct record *r);
void record_start(struct record *r, const struct record_map *map, long line);
void record_release(struct record *r);
bool record_fault(struct record *r, long line, const char *code, const char *message, const char *hint);
/* Add a row with its values all NONE; its index, or -1 without memory. */
int record_row(struct record *r, int map_index, int parent, long line);
struct value *record_value(struct record *r, int row, size_t field);
const char *record_text(const struct record *r, const struct value *v);
/* One byte more than `len` is read: the quote or NUL behind a value, which gives way to a NUL of the copy. */
bool record_store(struct record *r, int row, size_t field, const char *text, size_t len);
size_t field_count(const struct row_map *map);
/* Note that the value names something; false without memory. */
bool record_refers(struct record *r, int row, size_t field);
void record_make_key(struct record *r);
void record_digest(struct record *r); /* before references are resolved: over the texts */

/* field.c: text -> typed value; false after a fault was reported. */
const char *field_names(const struct field *f); /* the kind of thing that it names; NULL: it names nothing */
bool field_take(struct jf_intake *in, struct record *r, int row, size_t field, long line, const char *text, size_t len);

/* ---- simple.c: simple types checked by hand ---- */
struct simple_type {
    const char *name;
    const char *definition; /* attributes and facets of its xs:restriction, to the letter */
    bool (*accepts)(const char *text, size_t len);
};
extern const struct simple_type simple_types[]; /* ends with a NULL name; at most 32 */
/* Which of them the schema defines to the letter; a bit for each. */
uint32_t simple_known(const char *xsd);

/* ---- shape.c: a schema as a table ---- */
enum { SHAPE_NAME = 64 };
struct shape_attribute {
    char name[SHAPE_NAME];
    bool required;
    const struct simple_type *type; /* or one of the values */
    char (*values)[SHAPE_NAME];
    size_t value_count;
};
struct shape_child {
    int element; /* index */
    bool optional;
    int most; /* times; 0: any number */
};
struct shape_element {
    char name[SHAPE_NAME];
    struct shape_attribute *attributes;
    size_t attribute_count;
    int required;                 /* attributes that must be there */
    struct shape_child *children; /* a sequence */
    size_t child_count;
    const struct simple_type *text; /* NULL: no text, and blanks only between children */
};
struct shape {
    struct shape_element *elements; /* the root comes first */
    size_t element_count;
};
/* False: the schema says more than a shape can hold. Release it in any case. */
bool shape_read(const char *xsd, struct shape *out);
void shape_release(struct shape *s);
bool shape_accepts(const struct shape_attribute *a, const char *text, size_t len);
/* Where the reading of an element's children stands. */
struct shape_place {
    const struct shape_element *element;
    size_t child;
    int times; /* that child so far */
};
/* The element of that name as the next child (NULL parent: as the root); NULL when it has no place there. */
const struct shape_element *shape_enter(const struct shape *s, struct shape_place *parent, const char *name);
bool shape_complete(const struct shape_place *place);

/* ---- plain.c: plain XML by hand ---- */
enum { PLAIN_NAMES = 256 };
struct plain_name {
    char text[SHAPE_NAME];
    size_t len;
    int next;    /* which name followed it last */
    int64_t tag; /* the last tag that had it as an attribute */
};
struct _xmlSAXHandler;
struct plain {
    const char *uri;                  /* the namespace that the root must declare */
    const struct _xmlSAXHandler *sax; /* its handlers for elements and characters are called */
    void *user;
    const bool *stopped; /* by a handler */
    long line;           /* where the tag or text at hand begins */
    struct jf_str bytes;
    const char *at; /* what comes next of them */
    bool begun, rooted, references;
    int64_t tag; /* number of the tag at hand */
    struct plain_name names[PLAIN_NAMES];
    int name_count, last;
    const char *open[LIMIT_DEPTH];
    int depth;
    const unsigned char *attributes[5 * LIMIT_ATTRIBUTES];
};
void plain_init(struct plain *s, const char *uri, const struct _xmlSAXHandler *sax, void *user, const bool *stopped);
void plain_release(struct plain *s);
/* The next piece, of whole characters of UTF-8. False: something odd, which only libxml2 can judge. */
bool plain_feed(struct plain *s, const char *bytes, size_t len, bool last);

/* ---- watch.c: tags that libxml2 would read for too long ---- */
enum { WATCH_ATTRIBUTES = 24 * 1024 }; /* half a second; far beyond LIMIT_ATTRIBUTES, which is told with the number */
struct watch {
    enum {
        WATCH_OUTSIDE,
        WATCH_OPENED, /* behind '<' */
        WATCH_TAG,
        WATCH_VALUE,
        WATCH_INSTRUCTION, /* <? */
        WATCH_DECLARATION  /* <!, also a comment or section */
    } state;
    char end;       /* quotation mark, or what stands twice before the '>' that ends a comment or section */
    bool first;     /* nothing stood behind <! yet */
    int dashes;     /* of them so far */
    int attributes; /* of the tag at hand */
};
/* How many of the bytes libxml2 may have: fewer than all when a tag has too many attributes. Begins as all zero. */
size_t watch_tags(struct watch *w, const char *bytes, size_t len);

/* ---- parse.c ---- */
void parse_prepare(void); /* once for the program, before any thread */
enum jf_status parse_file(struct jf_intake *in, struct jf_error *err);

/* ---- fault.c: our code, message and hint, by the table faults.tsv ---- */
struct faults {
    struct jf_tsv table;
    struct jf_regex **patterns; /* of the rows, by the thread that parses; NULL: not compiled yet */
};
/* Close it in any case. */
enum jf_status faults_open(struct faults *f, struct jf_error *err);
void faults_close(struct faults *f);
/* Of a file that begins with these bytes, and behind a mark of `skip` bytes with a text (skip = len: it is UTF-16);
 * false when that may be XML. */
bool fault_from_bytes(struct faults *f, const char *bytes, size_t len, size_t skip, struct source_fault *fault);
/* From libxml2's message. */
void fault_from_schema(struct jf_intake *in, long line, int code, const char *message);
void fault_from_parser(struct jf_intake *in, long line, int code, const char *message);

/* ---- kit.c: what is the same for every file of a connection ---- */
struct kept_schema {
    const char *xsd;           /* static text */
    struct _xmlSchema *schema; /* NULL: not read yet */
    struct shape shape;
    enum { SHAPE_UNREAD, SHAPE_GOOD, SHAPE_NONE } shaped;
    struct kept_schema *next;
};
struct kit {
    struct plans *plans;
    struct kept_schema *schemas;
    struct faults faults;
    struct seen_element *seen; /* of parse.c: room to work in */
};
enum jf_status kit_of(struct jf_db *db, struct kit **out, struct jf_error *err);
/* NULL without memory. */
struct kept_schema *kit_schema(struct kit *kit, const char *xsd);

/* Records that go into the tables together. */
struct chunk {
    struct record *records;
    size_t count, room, bytes;
    uint32_t age; /* of the names' numbers */
};
bool chunk_open(struct chunk *c, size_t room);
/* Empty it for the next records; those that keep more than `kept` bytes of memory together give it back. */
void chunk_clear(struct chunk *c, size_t kept);
void chunk_close(struct chunk *c);

/* ---- lane.c: carriers between two threads ---- */
enum { LANE_CARRIERS = 8 };
struct lane {
    pthread_mutex_t mutex;
    pthread_cond_t moved;
    void *full[LANE_CARRIERS], *empty[LANE_CARRIERS];
    size_t first, count, empty_count; /* count: of the full ones */
    bool nudged, ended, broken;
};
enum lane_news { LANE_FULL, LANE_NUDGE, LANE_OVER };
bool lane_init(struct lane *l);
void lane_release(struct lane *l);
/* One end: wait for an empty carrier (NULL: the lane is broken), send it, wake the other end for nothing, send no more.
 */
void *lane_empty(struct lane *l);
void lane_send(struct lane *l, void *carrier);
void lane_nudge(struct lane *l);
void lane_end(struct lane *l);
/* The other end: wait for a full one or a nudge, give it back empty. OVER: no more will come. */
enum lane_news lane_take(struct lane *l, void **carrier);
void lane_return(struct lane *l, void *carrier);
/* Either end: nobody waits any longer. */
void lane_break(struct lane *l);

/* ---- bulk.c ---- */
struct bulk;
struct piece {
    struct jf_str bytes; /* UTF-8; none: the end of the file */
    int64_t read;        /* bytes of the file so far */
};
/* Read, parse and load the whole file; JF_OK also after a surprise. */
enum jf_status bulk_file(struct jf_intake *in, struct jf_error *err);
/* For the parsing thread: the next piece; the chunk at hand is complete, and another takes its place. */
enum jf_status bulk_piece(struct jf_intake *in, const char **bytes, size_t *len, bool *faulty);
enum jf_status bulk_send(struct jf_intake *in);

/* ---- plan.c: records as the rows of `staged` ---- */
struct plans;
/* Their columns are those of `staged`, on this connection. Close them in any case. */
enum jf_status plans_open(struct jf_db *db, struct plans **out, struct jf_error *err);
void plans_close(struct plans *s);
struct stager;
enum jf_status stager_open(struct jf_db *db, struct plans *plans, int64_t batch_id, struct stager **out,
                           struct jf_error *err);
void stager_close(struct stager *s);
/* `staged` holds these records, one a row, with the columns that all kinds have. */
enum jf_status stager_records(struct stager *s, struct record *const *records, size_t count, struct jf_error *err);
/* Run the insert statements of the kind over all rows of these records. */
enum jf_status stager_write_rows(struct stager *s, const struct kind_map *kind, struct record *const *records,
                                 size_t count, struct jf_error *err);

/* ---- tally.c ---- */
enum { TALLY_DAY, TALLY_UNIT, TALLY_BATCH, TALLY_RECORDS, TALLY_LINES, TALLY_FEN, TALLY_FIRST, TALLY_COLUMNS };
enum { TALLY_GROUPS = 50 * 1000 }; /* in memory; beyond, they are written before the end of the file */
extern const char *const tally_columns[TALLY_COLUMNS]; /* the first columns of `staged` */
struct tally;
struct tally *tally_open(struct jf_db *db, struct stager *stager, int64_t batch_id); /* NULL without memory */
void tally_close(struct tally *t);
/* For the parsing thread: number the sums that the record belongs to. False without memory. */
bool tally_number(struct tally_fields *at, struct names *names, struct record *r);
/* Records that were written, and are not undone any more but with the whole file. */
enum jf_status tally_take(struct tally *t, struct record *const *list, size_t count, struct jf_error *err);
/* Write what was gathered and forget it, with the numbers that it was gathered by: at the end of the file, and when
 * numbers of another age come next. */
enum jf_status tally_write(struct tally *t, struct jf_error *err);

/* ---- load.c ---- */
struct loader;
enum jf_status loader_open(struct jf_intake *in, struct loader **out, struct jf_error *err);
void loader_close(struct loader *l);
/* Take the records of a chunk into the tables. More than one at a time only in bulk. */
enum jf_status loader_take(struct loader *l, const struct chunk *c, struct jf_error *err);
/* After the last record, when all is well. */
enum jf_status loader_finish(struct loader *l, struct jf_error *err);

/* ---- intake.c: the running import ---- */
struct kept_diag {
    long line;
    const char *code;
    char *record, *message, *hint;
};
struct jf_intake {
    struct jf_db *db;
    const struct jf_intake_options *options;
    struct jf_intake_result *result;
    const char *file;     /* as named */
    char begun[32];       /* the moment */
    int64_t first_record; /* the id of the first record that it may leave */
    struct kit *kit;
    struct source *source;
    struct loader *loader;
    const struct kind_map *kind;
    int schema_version;

    /* header */
    char *source_unit, *source_division, *source_period, *prepared_by, *prepared_on;
    bool has_control_count, has_control_sum;
    int64_t control_count, control_sum;

    /* In bulk the file is taken to be clean: records go into the tables thousands at a time, without foreign keys, and
     * nothing is told. Whatever is not as expected is a surprise, after which all is undone and the file is read again
     * with care: record by record, every fault with its diagnostic. */
    bool bulk;
    atomic_bool surprised;

    struct bulk *crew;   /* in bulk: the threads at work */
    struct names *names; /* the parser's, as is what follows */
    struct tally_fields sums;

    struct chunk *chunk;   /* records read and not taken yet */
    struct record *record; /* the one being read, behind them */
    bool in_record;        /* a record is open or waits to be taken */
    int64_t all_money;     /* every amount of the file, only to see that sums stay far from 64 bits */
    bool sum_overflow;
    int64_t file_faults; /* faults that refuse the whole file */

    struct kept_diag *kept;
    size_t kept_count, kept_room;

    /* attributes of the tag at hand that were complained of: a fault of a value is told once, by whoever sees it first
     */
    long said_line;
    int said_count;
    char said[8][64];
};
/* Must the caller see each record of this kind as it is written? */
bool intake_asks(const struct jf_intake *in);
void intake_said(struct jf_intake *in, long line, const char *attribute, size_t len);
bool intake_was_said(const struct jf_intake *in, long line, const char *attribute, size_t len);

/* Append a translated template with its %s filled in order: for templates that stand in tables. */
void intake_fill(struct jf_str *out, const char *format, const char *const *values, int count);
/* Report a fault: of the record when one is open, else of the file. */
void intake_fault(struct jf_intake *in, long line, const char *code, const char *hint, const char *format, ...)
    __attribute__((format(printf, 5, 6)));
void intake_fault_text(struct jf_intake *in, long line, const char *code, const char *message, const char *hint);
/* Hand the finished record on: to the tables, to quarantine, or to the diagnostics. */
enum jf_status intake_take_record(struct jf_intake *in, struct jf_error *err);
/* The record that is open, if any, will not be finished: what is wrong with it is told as a fault of the file. */
void intake_drop_record(struct jf_intake *in);
enum jf_status intake_take_rest(struct jf_intake *in, struct jf_error *err);

#endif
