/* record.c - one record while it is being read: rows, values, key, digest, faults. Memory is kept from record to
 * record. */
#include "internal.h"

#include <string.h>

void record_init(struct record *r)
{
    memset(r, 0, sizeof *r);
    jf_str_init(&r->text);
    jf_str_init(&r->xml);
    jf_str_init(&r->key);
}

void record_start(struct record *r, const struct record_map *map, long line)
{
    r->map = map;
    r->line = line;
    r->version = 1;
    r->value_count = 0;
    r->row_count = 0;
    r->reference_count = 0;
    r->day_group = r->place_group = 0;
    memset(r->parts, 0, sizeof r->parts);
    jf_str_clear(&r->text);
    jf_str_clear(&r->xml);
    jf_str_clear(&r->key);
    for (size_t i = 0; i < r->fault_count; i++) {
        jf_free(r->faults[i].message);
        jf_free(r->faults[i].hint);
    }
    r->fault_count = 0;
}

void record_release(struct record *r)
{
    record_start(r, NULL, 0);
    jf_str_release(&r->text);
    jf_str_release(&r->xml);
    jf_str_release(&r->key);
    jf_free(r->values);
    jf_free(r->rows);
    jf_free(r->references);
    jf_free(r->faults);
    record_init(r);
}

bool record_fault(struct record *r, long line, const char *code, const char *message, const char *hint)
{
    if (r->fault_count >= LIMIT_DIAGNOSTICS)
        return true; /* enough to know that the record is bad; memory stays bounded */
    const struct record_fault *last = r->fault_count ? &r->faults[r->fault_count - 1] : NULL;
    if (last && last->line == line && jf_streq(last->code, code) && jf_streq(last->message, message))
        return true; /* the schema says the same for every piece of a long text */
    struct record_fault *faults = jf_room(r->faults, r->fault_count, &r->fault_room, sizeof *faults);
    if (!faults) {
        r->text.failed = true; /* a fault that cannot be kept must not let the record through */
        return false;
    }
    r->faults = faults;
    struct record_fault *f = &r->faults[r->fault_count];
    *f = (struct record_fault){
        .line = line, .code = code, .message = jf_dup(message), .hint = jf_dup(hint ? hint : "")
    };
    if (!f->message || !f->hint) {
        jf_free(f->message);
        jf_free(f->hint);
        r->text.failed = true;
        return false;
    }
    r->fault_count++;
    return true;
}

size_t field_count(const struct row_map *map)
{
    size_t n = 0;
    while (map->fields[n].param)
        n++;
    return n;
}

int record_row(struct record *r, int map_index, int parent, long line)
{
    const struct row_map *map = &r->map->rows[map_index];
    struct row *rows = jf_room(r->rows, r->row_count, &r->row_room, sizeof *rows);
    if (!rows)
        return -1;
    r->rows = rows;
    size_t first = r->value_count, n = field_count(map);
    struct value *values = jf_room(r->values, first + n, &r->value_room, sizeof *values);
    if (!values)
        return -1;
    r->values = values;
    r->value_count += n;
    memset(r->values + first, 0, n * sizeof *r->values); /* VALUE_NONE */
    r->rows[r->row_count] = (struct row){ map, map_index, parent, line, ++r->parts[map_index], first };
    return (int)r->row_count++;
}

struct value *record_value(struct record *r, int row, size_t field)
{
    return &r->values[r->rows[row].first + field];
}

const char *record_text(const struct record *r, const struct value *v)
{
    return v->type == VALUE_NONE ? NULL : r->text.data + v->at;
}

bool record_store(struct record *r, int row, size_t field, const char *text, size_t len)
{
    struct value *v = record_value(r, row, field);
    v->at = r->text.len;
    v->len = (uint32_t)len;
    v->type = VALUE_TEXT;
    jf_str_addn(&r->text, text, len + 1);
    if (r->text.failed)
        return false;
    r->text.data[r->text.len - 1] = '\0';
    return true;
}

bool record_refers(struct record *r, int row, size_t field)
{
    struct reference *list = jf_room(r->references, r->reference_count, &r->reference_room, sizeof *list);
    if (!list)
        return false;
    r->references = list;
    r->references[r->reference_count++] = (struct reference){ (uint32_t)row, (uint32_t)field };
    return true;
}

/* Which fields of the record make up its key; asked again only when a record of another sort comes. */
static void find_key_fields(struct record *r)
{
    const struct field *fields = r->map->rows->fields;
    r->keyed = r->map;
    r->key_count = 0;
    for (int k = 0; k < 3 && r->map->key[k]; k++)
        for (size_t i = 0; fields[i].param; i++)
            if (jf_streq(fields[i].param, r->map->key[k])) {
                r->key_fields[r->key_count++] = i;
                break;
            }
}

void record_make_key(struct record *r)
{
    jf_str_clear(&r->key);
    if (r->row_count == 0)
        return;
    if (r->keyed != r->map)
        find_key_fields(r);
    for (int k = 0; k < r->key_count; k++) {
        const struct value *v = record_value(r, 0, r->key_fields[k]);
        if (k > 0)
            jf_str_addc(&r->key, '/');
        if (v->type == VALUE_NONE)
            jf_str_addc(&r->key, '?');
        else
            jf_str_addn(&r->key, r->text.data + v->at, v->len);
    }
}

/* Over every row and every value in order, so that the same content gives the same digest however it is laid out. */
static void digest_value(struct jf_blake *h, const struct record *r, const struct field *f, const struct value *v)
{
    if (f->added && v->type == VALUE_NONE)
        return;
    if (f->added)
        jf_blake_text(h, f->param); /* which of them it is: others may be absent */
    if (v->type == VALUE_NONE)
        jf_blake_text(h, NULL);
    else
        jf_blake_field(h, r->text.data + v->at, v->len);
}

void record_digest(struct record *r)
{
    struct jf_blake h;
    jf_blake_init(&h);
    for (size_t i = 0; i < r->row_count; i++) {
        const struct row *row = &r->rows[i];
        jf_blake_text(&h, row->map->element);
        for (size_t f = 0; row->map->fields[f].param; f++)
            digest_value(&h, r, &row->map->fields[f], &r->values[row->first + f]);
    }
    jf_blake_final(&h, r->digest);
}

/* ---- chunks ---- */

bool chunk_open(struct chunk *c, size_t room)
{
    c->count = c->bytes = 0;
    c->records = jf_alloc(room * sizeof *c->records);
    c->room = c->records ? room : 0;
    for (size_t i = 0; i < c->room; i++)
        record_init(&c->records[i]);
    return c->records != NULL;
}

void chunk_clear(struct chunk *c, size_t kept)
{
    size_t held = 0;
    for (size_t i = 0; i < c->room; i++) {
        const struct record *r = &c->records[i];
        held += r->text.cap + r->value_room * sizeof *r->values + r->row_room * sizeof *r->rows +
                r->reference_room * sizeof *r->references;
    }
    for (size_t i = 0; held > kept && i < c->room; i++)
        record_release(&c->records[i]);
    c->count = c->bytes = 0;
}

void chunk_close(struct chunk *c)
{
    for (size_t i = 0; i < c->room; i++)
        record_release(&c->records[i]);
    jf_free(c->records);
    *c = (struct chunk){ .records = NULL };
}
