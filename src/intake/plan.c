/* plan.c - records as the rows of the table `staged`: which value of a record stands in which column. The field maps of
 * kinds.c and the named statements of src/sql/intake.sql say what goes where; nothing here knows a kind. */
#include "internal.h"

#include "jianfu/json.h"

#include <string.h>

enum { COLUMNS = 256 };

/* Where a column gets its value. */
enum from {
    FROM_NOWHERE,
    FROM_SUBJECT_ID,
    FROM_RECORD_ID,
    FROM_LINE,
    FROM_PART,
    FROM_OUTER_PART,
    FROM_KIND,
    FROM_KEY,
    FROM_VERSION,
    FROM_BATCH_ID,
    FROM_DIGEST,
    FROM_PREVIOUS_ID,
    FROM_FIELD,
    FROM_JSON
};

/* Columns that every row has, whatever its kind. */
static const struct {
    const char *name;
    enum from from;
} own[] = {
    { "subject_id", FROM_SUBJECT_ID },
    { "record_id", FROM_RECORD_ID },
    { "line", FROM_LINE },
    { "part", FROM_PART },
    { "outer_part", FROM_OUTER_PART },
    { "kind", FROM_KIND },
    { "key", FROM_KEY },
    { "version", FROM_VERSION },
    { "batch_id", FROM_BATCH_ID },
    { "digest", FROM_DIGEST },
    { "previous_id", FROM_PREVIOUS_ID },
};

struct source_of {
    enum from from;
    int up;       /* rows to go up from the row that is staged */
    size_t field; /* there */
    int json_row; /* FROM_JSON: map index of the rows that become the array */
};

struct plan {
    const struct row_map *map; /* NULL: a record as a whole, without its fields */
    struct plan *next;
    struct source_of from[COLUMNS];
};

/* They follow from the field maps alone, and are the same for every file. */
struct plans {
    const char *columns[COLUMNS];
    int column_count;
    struct plan *first;
};

struct staged_row {
    struct record *record;
    const struct row *row;
    const struct value *values; /* of that row */
};

struct stager {
    struct jf_db *db;
    int64_t batch_id;
    struct plans *plans;
    const struct plan *plan; /* of the rows that are staged */
    struct staged_row *rows;
    size_t row_count, row_room;
    struct jf_stage stage;
    struct jf_str json; /* the array that was asked for last */
};

/* ---- columns ---- */

static bool add_column(struct plans *s, const char *name)
{
    for (int i = 0; i < s->column_count; i++)
        if (jf_streq(s->columns[i], name))
            return true;
    if (s->column_count == COLUMNS)
        return false;
    s->columns[s->column_count++] = name;
    return true;
}

/* The names of all kinds together, so that one table serves them all. */
static bool add_columns(struct plans *s)
{
    bool room = true;
    for (int i = 0; i < TALLY_COLUMNS; i++)
        room = room && add_column(s, tally_columns[i]);
    for (size_t i = 0; i < sizeof own / sizeof *own; i++)
        room = room && add_column(s, own[i].name);
    for (const struct kind_map *k = kind_maps; k->info.name; k++)
        for (const struct record_map *r = k->records; r->element; r++)
            for (const struct row_map *row = r->rows; row->element; row++) {
                for (const struct field *f = row->fields; f->param; f++)
                    room = room && add_column(s, f->param);
                if (row->json)
                    room = room && add_column(s, row->json);
            }
    return room;
}

static bool find_field(const struct row_map *rows, const struct row_map *map, const char *name, struct source_of *out)
{
    for (int up = 0; map; up++, map = map->parent >= 0 ? &rows[map->parent] : NULL)
        for (size_t i = 0; map->fields[i].param; i++)
            if (jf_streq(map->fields[i].param, name)) {
                *out = (struct source_of){ .from = FROM_FIELD, .up = up, .field = i };
                return true;
            }
    return false;
}

static bool find_json(const struct row_map *rows, const struct row_map *map, const char *name, struct source_of *out)
{
    for (int i = 0; rows[i].element; i++)
        if (rows[i].json && rows[i].parent == (int)(map - rows) && jf_streq(rows[i].json, name)) {
            *out = (struct source_of){ .from = FROM_JSON, .json_row = i };
            return true;
        }
    return false;
}

static struct source_of find_source(const struct row_map *rows, const struct row_map *map, const char *name)
{
    struct source_of found = { .from = FROM_NOWHERE };
    for (size_t i = 0; i < sizeof own / sizeof *own; i++)
        if (jf_streq(own[i].name, name)) {
            found.from = own[i].from;
            return found;
        }
    if (map && !find_field(rows, map, name, &found))
        find_json(rows, map, name, &found);
    return found;
}

/* The plan of a row map among the rows of its record; NULL without memory. */
static const struct plan *plan_for(struct plans *s, const struct row_map *rows, const struct row_map *map)
{
    struct plan *plan = s->first;
    while (plan && plan->map != map)
        plan = plan->next;
    if (plan || !(plan = jf_alloc(sizeof *plan)))
        return plan;
    plan->map = map;
    for (int i = 0; i < s->column_count; i++)
        plan->from[i] = find_source(rows, map, s->columns[i]);
    plan->next = s->first;
    s->first = plan;
    return plan;
}

enum jf_status plans_open(struct jf_db *db, struct plans **out, struct jf_error *err)
{
    struct plans *s = jf_alloc(sizeof *s);
    if (!s)
        return jf_error_set(err, JF_NOMEM, _("out of memory"));
    *out = s;
    return add_columns(s) ? jf_stage_table(db, s->columns, s->column_count, err)
                          : jf_error_set(err, JF_BUG, _("too many fields in all kinds together"));
}

void plans_close(struct plans *s)
{
    for (struct plan *p = s ? s->first : NULL, *next; p; p = next) {
        next = p->next;
        jf_free(p);
    }
    jf_free(s);
}

/* ---- cells ---- */

static void json_rows(struct record *r, int parent, int map_index, struct jf_str *out)
{
    struct jf_json j;
    jf_json_init(&j, out);
    jf_json_open(&j, NULL, '[');
    for (size_t i = 0; i < r->row_count; i++) {
        const struct row *row = &r->rows[i];
        if (row->parent != parent || row->map_index != map_index)
            continue;
        jf_json_open(&j, NULL, '{');
        for (size_t f = 0; row->map->fields[f].param; f++) {
            const struct value *v = &r->values[row->first + f];
            if (v->type == VALUE_INT)
                jf_json_int(&j, row->map->fields[f].param, v->number);
            else
                jf_json_text(&j, row->map->fields[f].param, record_text(r, v));
        }
        jf_json_close(&j, '}');
    }
    jf_json_close(&j, ']');
}

static void number_cell(struct jf_cell *cell, int64_t number)
{
    cell->type = JF_ARG_INT;
    cell->number = number;
}

static void text_cell(struct jf_cell *cell, const char *text, size_t len)
{
    cell->type = JF_ARG_TEXT;
    cell->text = text;
    cell->len = len;
}

static void field_cell(const struct record *r, const struct row *row, const struct value *v, size_t field,
                       struct jf_cell *cell)
{
    const struct field *f = &row->map->fields[field];
    if (v->type == VALUE_INT)
        number_cell(cell, v->number);
    else if (v->type == VALUE_TEXT)
        text_cell(cell, r->text.data + v->at, v->len);
    else if (f->type == FIELD_FLAG || f->has_absent)
        number_cell(cell, f->absent);
}

/* A field of a row that the staged one stands in. */
static void outer_cell(const struct record *r, const struct row *row, const struct source_of *from,
                       struct jf_cell *cell)
{
    for (int up = from->up; up > 0; up--)
        row = &r->rows[row->parent];
    field_cell(r, row, &r->values[row->first + from->field], from->field, cell);
}

static bool cell_of(void *arg, size_t at, int column, struct jf_cell *cell)
{
    struct stager *s = arg;
    const struct staged_row *staged = &s->rows[at];
    struct record *r = staged->record;
    const struct row *row = staged->row;
    const struct source_of *from = &s->plan->from[column];
    switch (from->from) {
    case FROM_NOWHERE:
        return false;
    case FROM_SUBJECT_ID:
        number_cell(cell, r->subject_id);
        break;
    case FROM_RECORD_ID:
        number_cell(cell, r->record_id);
        break;
    case FROM_LINE:
        number_cell(cell, row->line);
        break;
    case FROM_PART:
        number_cell(cell, row->part);
        break;
    case FROM_OUTER_PART: /* of the row in which it stands */
        if (row->parent >= 0)
            number_cell(cell, r->rows[row->parent].part);
        break;
    case FROM_KIND:
        text_cell(cell, r->map->subject_kind, strlen(r->map->subject_kind));
        break;
    case FROM_KEY:
        text_cell(cell, r->key.data, r->key.len);
        break;
    case FROM_VERSION:
        number_cell(cell, r->version);
        break;
    case FROM_BATCH_ID:
        number_cell(cell, s->batch_id);
        break;
    case FROM_DIGEST:
        *cell = (struct jf_cell){ .type = JF_ARG_BLOB, .text = (const char *)r->digest, .len = sizeof r->digest };
        break;
    case FROM_PREVIOUS_ID:
        if (r->previous_id)
            number_cell(cell, r->previous_id);
        break;
    case FROM_FIELD:
        if (from->up == 0)
            field_cell(r, row, &staged->values[from->field], from->field, cell);
        else
            outer_cell(r, row, from, cell);
        break;
    case FROM_JSON:
        jf_str_clear(&s->json);
        json_rows(r, (int)(row - r->rows), from->json_row, &s->json);
        text_cell(cell, s->json.data, s->json.len);
        cell->brief = true;
        return !s->json.failed;
    }
    return true;
}

/* ---- staging ---- */

enum jf_status stager_open(struct jf_db *db, struct plans *plans, int64_t batch_id, struct stager **out,
                           struct jf_error *err)
{
    struct stager *s = jf_alloc(sizeof *s);
    if (!s)
        return jf_error_set(err, JF_NOMEM, _("out of memory"));
    s->db = db;
    s->plans = plans;
    s->batch_id = batch_id;
    jf_str_init(&s->json);
    *out = s;
    return JF_OK;
}

void stager_close(struct stager *s)
{
    if (!s)
        return;
    jf_stage_rows(s->db, NULL);
    jf_str_release(&s->json);
    jf_free(s->rows);
    jf_free(s);
}

static enum jf_status begin(struct stager *s, const struct row_map *rows, const struct row_map *map,
                            struct jf_error *err)
{
    s->row_count = 0;
    s->plan = plan_for(s->plans, rows, map);
    return s->plan ? JF_OK : jf_error_set(err, JF_NOMEM, _("out of memory"));
}

static enum jf_status add(struct stager *s, struct record *r, size_t row, struct jf_error *err)
{
    if (s->row_count == s->row_room) {
        size_t wanted = s->row_room ? s->row_room * 2 : 64;
        struct staged_row *grown = jf_grow(s->rows, wanted, sizeof *grown);
        if (!grown)
            return jf_error_set(err, JF_NOMEM, _("out of memory"));
        s->rows = grown;
        s->row_room = wanted;
    }
    s->rows[s->row_count++] = (struct staged_row){ r, &r->rows[row], r->values + r->rows[row].first };
    return JF_OK;
}

static void show(struct stager *s)
{
    s->stage = (struct jf_stage){ s->row_count, cell_of, s };
    jf_stage_rows(s->db, &s->stage);
}

enum jf_status stager_records(struct stager *s, struct record *const *records, size_t count, struct jf_error *err)
{
    enum jf_status status = begin(s, NULL, NULL, err);
    for (size_t i = 0; status == JF_OK && i < count; i++)
        status = add(s, records[i], 0, err);
    show(s);
    return status;
}

/* "a|b": one row fills two tables. */
static enum jf_status run_statements(struct stager *s, const char *names, struct jf_error *err)
{
    enum jf_status status = JF_OK;
    for (const char *at = names; status == JF_OK && at;) {
        const char *bar = strchr(at, '|');
        char *name = jf_dupn(at, bar ? (size_t)(bar - at) : strlen(at));
        status = name ? jf_db_run(s->db, name, NULL, err) : jf_error_set(err, JF_NOMEM, _("out of memory"));
        jf_free(name);
        at = bar ? bar + 1 : NULL;
    }
    return status;
}

static enum jf_status write_map(struct stager *s, const struct row_map *rows, int index, struct record *const *records,
                                size_t count, struct jf_error *err)
{
    enum jf_status status = begin(s, rows, &rows[index], err);
    for (size_t i = 0; i < count; i++) {
        struct record *r = records[i];
        for (size_t row = 0; status == JF_OK && r->map->rows == rows && row < r->row_count; row++)
            if (r->rows[row].map_index == index)
                status = add(s, r, row, err);
    }
    show(s);
    return status == JF_OK && s->row_count > 0 ? run_statements(s, rows[index].statement, err) : status;
}

enum jf_status stager_write_rows(struct stager *s, const struct kind_map *kind, struct record *const *records,
                                 size_t count, struct jf_error *err)
{
    enum jf_status status = JF_OK;
    for (const struct record_map *map = kind->records; map->element; map++)
        for (int i = 0; status == JF_OK && map->rows[i].element; i++)
            if (map->rows[i].statement)
                status = write_map(s, map->rows, i, records, count, err);
    return status;
}
