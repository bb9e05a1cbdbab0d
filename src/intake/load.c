/* load.c - a finished record becomes subject, record and rows of its kind's tables. Keys, references and versions are
 * checked here, in SQLite; the field maps and the named statements of src/sql/intake.sql say what goes where. */
#include "internal.h"

#include "jianfu/docno.h"
#include "jianfu/json.h"
#include "jianfu/regex.h"

#include <string.h>

enum { CACHE = 4096, STATEMENTS = 4 };

/* Where a parameter of an insert gets its value. */
enum from { FROM_FIELD, FROM_RECORD_ID, FROM_SUBJECT_ID, FROM_LINE, FROM_PART, FROM_JSON };
struct source_of {
    enum from from;
    int up;       /* rows to go up from the row that is inserted */
    size_t field; /* there */
    int json_row; /* FROM_JSON: map index of the rows that become the array */
};
struct plan {
    const struct row_map *map; /* key of the plan */
    int count;                 /* statements: "a|b" are run one after the other */
    struct {
        struct jf_stmt *stmt;
        int params;
        struct source_of from[48];
    } steps[STATEMENTS];
};

/* The last answers to "which id has this key": the same unit and village come thousands of times. */
struct cached {
    char *text;
    const char *kind; /* static text of the field map; NULL marks an empty place */
    bool term;
    int64_t id;
};

struct loader {
    struct jf_intake *in;
    struct plan plans[24];
    size_t plan_count;
    struct cached cache[CACHE];
    int64_t batch_id;
    int64_t *seen;                /* subjects that this file repeated unchanged: their records do not name this batch */
    size_t seen_count, seen_room; /* room is a power of two */
};

enum jf_status loader_open(struct jf_intake *in, struct loader **out, struct jf_error *err)
{
    struct loader *l = jf_alloc(sizeof *l);
    if (!l)
        return jf_error_set(err, JF_NOMEM, _("out of memory"));
    l->in = in;
    l->batch_id = in->result->batch_id;
    *out = l;
    return JF_OK;
}

void loader_close(struct loader *l)
{
    if (!l)
        return;
    for (size_t i = 0; i < CACHE; i++)
        jf_free(l->cache[i].text);
    jf_free(l->seen);
    jf_free(l);
}

/* ---- plans ---- */

static bool find_field(const struct row_map *rows, const struct row_map *map, const char *param, struct source_of *out)
{
    for (int up = 0; map; up++, map = map->parent >= 0 ? &rows[map->parent] : NULL)
        for (size_t i = 0; map->fields[i].param; i++)
            if (jf_streq(map->fields[i].param, param)) {
                *out = (struct source_of){ .from = FROM_FIELD, .up = up, .field = i };
                return true;
            }
    return false;
}

static bool find_json(const struct row_map *rows, const struct row_map *map, const char *param, struct source_of *out)
{
    for (int i = 0; rows[i].element; i++)
        if (rows[i].json && rows[i].parent == (int)(map - rows) && jf_streq(rows[i].json, param)) {
            *out = (struct source_of){ .from = FROM_JSON, .json_row = i };
            return true;
        }
    return false;
}

static bool find_source(const struct row_map *rows, const struct row_map *map, const char *param, struct source_of *out)
{
    static const struct {
        const char *param;
        enum from from;
    } own[] = {
        { "record_id", FROM_RECORD_ID },
        { "subject_id", FROM_SUBJECT_ID },
        { "line", FROM_LINE },
        { "part", FROM_PART },
    };
    for (size_t i = 0; i < sizeof own / sizeof *own; i++)
        if (jf_streq(own[i].param, param)) {
            *out = (struct source_of){ .from = own[i].from };
            return true;
        }
    return find_field(rows, map, param, out) || find_json(rows, map, param, out);
}

static enum jf_status plan_statement(struct loader *l, struct plan *plan, const struct row_map *rows, const char *name,
                                     struct jf_error *err)
{
    struct jf_stmt *st = NULL;
    enum jf_status status = jf_stmt_get(l->in->db, name, &st, err);
    if (status != JF_OK)
        return status;
    int params = jf_stmt_param_count(st);
    if (params > 48 || plan->count == STATEMENTS)
        return jf_error_set(err, JF_BUG, _("statement '%s' has too many parameters"), name);
    for (int i = 0; i < params; i++)
        if (!find_source(rows, plan->map, jf_stmt_param_name(st, i + 1) + 1, &plan->steps[plan->count].from[i]))
            return jf_error_set(err, JF_BUG, _("no field feeds parameter %s of '%s'"), jf_stmt_param_name(st, i + 1),
                                name);
    plan->steps[plan->count].stmt = st;
    plan->steps[plan->count].params = params;
    plan->count++;
    return JF_OK;
}

static enum jf_status plan_for(struct loader *l, const struct row_map *rows, const struct row_map *map,
                               struct plan **out, struct jf_error *err)
{
    for (size_t i = 0; i < l->plan_count; i++)
        if (l->plans[i].map == map) {
            *out = &l->plans[i];
            return JF_OK;
        }
    if (l->plan_count == sizeof l->plans / sizeof *l->plans)
        return jf_error_set(err, JF_BUG, _("too many tables in one kind"));
    struct plan *plan = &l->plans[l->plan_count];
    plan->map = map;
    enum jf_status status = JF_OK;
    for (const char *at = map->statement; status == JF_OK && at;) {
        const char *bar = strchr(at, '|');
        char *name = jf_dupn(at, bar ? (size_t)(bar - at) : strlen(at));
        status = name ? plan_statement(l, plan, rows, name, err) : jf_error_set(err, JF_NOMEM, _("out of memory"));
        jf_free(name);
        at = bar ? bar + 1 : NULL;
    }
    if (status == JF_OK) {
        l->plan_count++;
        *out = plan;
    }
    return status;
}

/* ---- references ---- */

static size_t hash(const char *kind, const char *text)
{
    uint32_t h = 2166136261u;
    for (const char *p = kind; *p; p++)
        h = (h ^ (unsigned char)*p) * 16777619u;
    for (const char *p = text; *p; p++)
        h = (h ^ (unsigned char)*p) * 16777619u;
    return (h ^ h >> 15) % CACHE;
}

static struct cached *cached(struct loader *l, const char *kind, bool term, const char *text)
{
    struct cached *c = &l->cache[hash(kind, text)];
    return c->kind && c->term == term && strcmp(c->kind, kind) == 0 && strcmp(c->text, text) == 0 ? c : NULL;
}

static void remember(struct loader *l, const char *kind, bool term, const char *text, int64_t id)
{
    struct cached *c = &l->cache[hash(kind, text)];
    char *copy = jf_dup(text);
    if (!copy)
        return; /* only slower */
    jf_free(c->text);
    *c = (struct cached){ copy, kind, term, id };
}

static void unknown(struct loader *l, const struct field *f, const char *kind, const char *text, long line)
{
    static const struct {
        const char *kind, *message, *hint;
    } texts[] = {
        { "division", N_("%s: division '%s' is not in the register"), N_("import the register that holds it first") },
        { "unit", N_("%s: unit '%s' is not in the register"), N_("import the register that holds it first") },
        { "item", N_("%s: item '%s' is not in the rule book"), N_("an item stands before its standards") },
        { "document", N_("%s: document '%s' is not in the rule book"), N_("a document stands before its standards") },
    };
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        if (jf_streq(texts[i].kind, kind)) {
            struct jf_str said = JF_STR_INIT;
            intake_fill(&said, _(texts[i].message), (const char *const[]){ f->from, text }, 2);
            intake_fault_text(l->in, line, "REF-01", said.data, _(texts[i].hint));
            jf_str_release(&said);
            return;
        }
    intake_fault(l->in, line, "REF-01", "", _("%s: '%s' is not known"), f->from, text);
}

static enum jf_status find_subject(struct loader *l, const char *kind, const char *key, int64_t *id,
                                   struct jf_error *err)
{
    struct cached *c = cached(l, kind, false, key);
    if (c) {
        *id = c->id;
        return JF_OK;
    }
    enum jf_status status =
        jf_db_int(l->in->db, "intake.find-subject", JF_ARGS(JF_TEXT(":kind", kind), JF_TEXT(":key", key)), 0, id, err);
    if (status == JF_OK && *id)
        remember(l, kind, false, key, *id);
    return status;
}

static enum jf_status find_term(struct loader *l, const char *kind, const char *text, int64_t *id, struct jf_error *err)
{
    struct cached *c = cached(l, kind, true, text);
    if (c) {
        *id = c->id;
        return JF_OK;
    }
    enum jf_status status =
        jf_db_int(l->in->db, "intake.find-term", JF_ARGS(JF_TEXT(":kind", kind), JF_TEXT(":text", text)), 0, id, err);
    if (status == JF_OK && *id == 0) {
        struct jf_docno number;
        bool document = jf_streq(kind, "document") && jf_docno_parse(text, &number);
        status = jf_db_run(l->in->db, "intake.add-term",
                           JF_ARGS(JF_TEXT(":kind", kind), JF_TEXT(":text", text),
                                   JF_TEXT(":canonical", document ? number.canonical : NULL)),
                           err);
        *id = jf_db_last_id(l->in->db);
    }
    if (status == JF_OK)
        remember(l, kind, true, text, *id);
    return status;
}

static enum jf_status resolve(struct loader *l, struct record *r, const struct row *row, size_t field,
                              struct jf_error *err)
{
    const struct field *f = &row->map->fields[field];
    struct value *v = &r->values[row->first + field];
    bool term = f->type == FIELD_TERM;
    const char *kind = f->of;
    if (f->type == FIELD_DIVISION || f->type == FIELD_VILLAGE || f->type == FIELD_PARENT)
        kind = "division";
    if (v->type != VALUE_TEXT || !(term || f->type == FIELD_SUBJECT || jf_streq(kind, "division")))
        return JF_OK;
    const char *text = record_text(r, v);
    enum jf_status status =
        term ? find_term(l, kind, text, &v->number, err) : find_subject(l, kind, text, &v->number, err);
    if (status != JF_OK)
        return status;
    if (v->number == 0)
        unknown(l, f, kind, text, row->line);
    v->type = VALUE_INT;
    return JF_OK;
}

static enum jf_status resolve_all(struct loader *l, struct record *r, struct jf_error *err)
{
    enum jf_status status = JF_OK;
    for (size_t i = 0; status == JF_OK && i < r->row_count; i++)
        for (size_t f = 0; status == JF_OK && r->rows[i].map->fields[f].param; f++)
            status = resolve(l, r, &r->rows[i], f, err);
    return status;
}

/* ---- rows ---- */

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

struct ids {
    int64_t subject, record;
};

static void bind_field(struct jf_stmt *st, int position, struct record *r, const struct row *row,
                       const struct source_of *from)
{
    for (int up = from->up; up > 0; up--)
        row = &r->rows[row->parent];
    const struct field *f = &row->map->fields[from->field];
    const struct value *v = &r->values[row->first + from->field];
    if (v->type == VALUE_INT)
        jf_stmt_bind_int(st, position, v->number);
    else if (v->type == VALUE_TEXT)
        jf_stmt_bind_text(st, position, record_text(r, v), v->len);
    else if (f->type == FIELD_FLAG || f->has_absent)
        jf_stmt_bind_int(st, position, f->absent);
    else
        jf_stmt_bind_null(st, position);
}

static enum jf_status insert_row(struct loader *l, struct record *r, int index, const struct ids *ids,
                                 struct jf_error *err)
{
    const struct row *row = &r->rows[index];
    struct plan *plan = NULL;
    struct jf_str json[4] = { JF_STR_INIT, JF_STR_INIT, JF_STR_INIT, JF_STR_INIT };
    if (!row->map->statement)
        return JF_OK;
    enum jf_status status = plan_for(l, r->map->rows, row->map, &plan, err);
    for (int s = 0; status == JF_OK && s < plan->count; s++) {
        struct jf_stmt *st = plan->steps[s].stmt;
        int arrays = 0;
        for (int i = 0; i < plan->steps[s].params; i++) {
            const struct source_of *from = &plan->steps[s].from[i];
            switch (from->from) {
            case FROM_FIELD:
                bind_field(st, i + 1, r, row, from);
                break;
            case FROM_RECORD_ID:
                jf_stmt_bind_int(st, i + 1, ids->record);
                break;
            case FROM_SUBJECT_ID:
                jf_stmt_bind_int(st, i + 1, ids->subject);
                break;
            case FROM_LINE:
                jf_stmt_bind_int(st, i + 1, row->line);
                break;
            case FROM_PART:
                jf_stmt_bind_int(st, i + 1, row->part);
                break;
            case FROM_JSON:
                jf_str_clear(&json[arrays]);
                json_rows(r, index, from->json_row, &json[arrays]);
                jf_stmt_bind_text(st, i + 1, json[arrays].data, json[arrays].len);
                arrays++;
                break;
            }
        }
        status = jf_stmt_run(st, err);
    }
    for (size_t i = 0; i < sizeof json / sizeof *json; i++)
        jf_str_release(&json[i]);
    return status;
}

/* ---- versions ---- */

enum what { NEW, UNCHANGED, SUPERSEDING, FAULTY };
struct standing {
    int64_t subject_id, record_id, version, batch_id;
    bool same;      /* as the version that counts */
    bool old_again; /* as an older version that is recorded */
};

static enum jf_status look_up(struct loader *l, const struct record *r, const uint8_t digest[JF_DIGEST_SIZE],
                              struct standing *s, struct jf_error *err)
{
    struct jf_stmt *st = NULL;
    bool row = false;
    *s = (struct standing){ 0 };
    enum jf_status status =
        jf_db_query(l->in->db, "intake.find-current",
                    JF_ARGS(JF_TEXT(":kind", r->map->subject_kind), JF_TEXT(":key", r->key.data)), &st, err);
    if (status == JF_OK)
        status = jf_stmt_next(st, &row, err);
    if (status == JF_OK && row) {
        size_t len;
        const void *bytes = jf_col_blob(st, 4, &len);
        *s = (struct standing){ jf_col_int(st, 0),
                                jf_col_int(st, 1),
                                jf_col_int(st, 2),
                                jf_col_int(st, 3),
                                len == JF_DIGEST_SIZE && memcmp(bytes, digest, len) == 0,
                                false };
    }
    jf_stmt_done(st);
    return status;
}

/* An old paper that comes again word for word is no fault: it is recorded, and superseded. */
static enum jf_status known_version(struct loader *l, const struct record *r, const uint8_t digest[JF_DIGEST_SIZE],
                                    struct standing *s, struct jf_error *err)
{
    struct jf_stmt *st = NULL;
    bool row = false;
    if (s->record_id == 0 || r->version >= s->version)
        return JF_OK;
    enum jf_status status =
        jf_db_query(l->in->db, "intake.find-version",
                    JF_ARGS(JF_INT(":subject_id", s->subject_id), JF_INT(":version", r->version)), &st, err);
    if (status == JF_OK)
        status = jf_stmt_next(st, &row, err);
    if (status == JF_OK && row) {
        size_t len;
        const void *bytes = jf_col_blob(st, 0, &len);
        s->old_again = len == JF_DIGEST_SIZE && memcmp(bytes, digest, len) == 0;
    }
    jf_stmt_done(st);
    return status;
}

static size_t seen_place(const int64_t *seen, size_t room, int64_t id)
{
    size_t at = (size_t)((uint64_t)id * UINT64_C(0x9E3779B97F4A7C15) >> 20) & (room - 1);
    while (seen[at] && seen[at] != id)
        at = (at + 1) & (room - 1);
    return at;
}

static bool was_seen(const struct loader *l, int64_t id)
{
    return l->seen_room && l->seen[seen_place(l->seen, l->seen_room, id)] == id;
}

static enum jf_status note_seen(struct loader *l, int64_t id, struct jf_error *err)
{
    if (l->seen_count * 2 >= l->seen_room) {
        size_t room = l->seen_room ? l->seen_room * 2 : 1024;
        int64_t *grown = jf_alloc(room * sizeof *grown);
        if (!grown)
            return jf_error_set(err, JF_NOMEM, _("out of memory"));
        for (size_t i = 0; i < l->seen_room; i++)
            if (l->seen[i])
                grown[seen_place(grown, room, l->seen[i])] = l->seen[i];
        jf_free(l->seen);
        l->seen = grown;
        l->seen_room = room;
    }
    l->seen[seen_place(l->seen, l->seen_room, id)] = id;
    l->seen_count++;
    return JF_OK;
}

static enum what compare(struct loader *l, const struct record *r, const struct standing *s)
{
    struct jf_intake *in = l->in;
    if (s->record_id == 0)
        return NEW;
    if (s->batch_id == l->batch_id || was_seen(l, s->subject_id)) {
        intake_fault(in, r->line, "KEY-01", _("each key stands once in a file"), _("'%s' stands in this file already"),
                     r->key.data);
        return FAULTY;
    }
    if ((r->version == s->version && s->same) || s->old_again)
        return UNCHANGED;
    if (r->version > s->version)
        return SUPERSEDING;
    if (r->version == s->version)
        intake_fault(in, r->line, "KEY-02",
                     _("a correction carries a higher version, so that the old one stays readable"),
                     _("'%s' is recorded as version %lld with other content"), r->key.data, (long long)s->version);
    else
        intake_fault(in, r->line, "KEY-03", _("send the correction with a version above the one recorded"),
                     _("'%s' is version %lld, version %lld is recorded already"), r->key.data, (long long)r->version,
                     (long long)s->version);
    return FAULTY;
}

static enum jf_status write_record(struct loader *l, struct record *r, const uint8_t digest[JF_DIGEST_SIZE],
                                   const struct standing *s, struct jf_error *err)
{
    struct jf_intake *in = l->in;
    struct ids ids = { .subject = s->subject_id };
    enum jf_status status = JF_OK;
    if (ids.subject == 0) {
        status = jf_db_run(in->db, "intake.add-subject",
                           JF_ARGS(JF_TEXT(":kind", r->map->subject_kind), JF_TEXT(":key", r->key.data)), err);
        ids.subject = jf_db_last_id(in->db);
    }
    if (status == JF_OK)
        status = jf_db_run(in->db, "intake.add-record",
                           JF_ARGS(JF_INT(":subject_id", ids.subject), JF_INT(":version", r->version),
                                   JF_INT(":batch_id", l->batch_id), JF_INT(":line", r->line),
                                   JF_BLOB(":digest", digest, JF_DIGEST_SIZE)),
                           err);
    ids.record = jf_db_last_id(in->db);
    if (status == JF_OK)
        status = jf_db_run(in->db, "intake.set-current",
                           JF_ARGS(JF_INT(":record_id", ids.record), JF_INT(":subject_id", ids.subject)), err);
    for (size_t i = 0; status == JF_OK && i < r->row_count; i++)
        status = insert_row(l, r, (int)i, &ids, err);
    if (status == JF_OK && in->options->accept) {
        struct jf_intake_record told = { r->map->subject_kind, r->key.data,  ids.subject,
                                         ids.record,           s->record_id, r->line };
        status = in->options->accept(in->options->accept_arg, in, &told, err);
    }
    return status;
}

/* Constraints of the tables that speak of the data, by their name in SQLite's message. */
static const struct {
    const char *constraint, *code, *message, *hint;
} constraints[] = {
    { "until_before_from", "VAL-11", N_("the last day in force lies before the first"),
      N_("exchange the days, or leave 'until' out") },
    { "at_least_one_person", "VAL-08", N_("persons: '0' is no number of petitioners"), N_("at least 1") },
    { "school_charge.school_id", "REF-03", N_("the unit named is not a school"),
      N_("name a unit that stands as <school> in the register") },
};

static void constraint_fault(struct loader *l, const struct record *r, const char *reason)
{
    for (size_t i = 0; i < sizeof constraints / sizeof *constraints; i++)
        if (strstr(reason, constraints[i].constraint)) {
            intake_fault_text(l->in, r->line, constraints[i].code, _(constraints[i].message), _(constraints[i].hint));
            return;
        }
    intake_fault(l->in, r->line, "DB-01", "", "%s", reason);
}

/* A constraint that refuses a row is a fault of the data; all else is trouble. */
static enum jf_status write_or_fault(struct loader *l, struct record *r, const uint8_t digest[JF_DIGEST_SIZE],
                                     const struct standing *s, struct jf_error *err)
{
    struct jf_error reason = { .status = JF_OK };
    enum jf_status status = write_record(l, r, digest, s, &reason);
    if (status == JF_REFUSED) {
        constraint_fault(l, r, reason.message);
        return JF_OK;
    }
    if (status != JF_OK) {
        jf_error_set(err, status, "%s", reason.message);
        jf_error_hint(err, "%s", reason.hint);
    }
    return status;
}

static void count(struct jf_intake_result *result, enum what what)
{
    switch (what) {
    case NEW:
        result->stored++;
        break;
    case UNCHANGED:
        result->unchanged++;
        break;
    case SUPERSEDING:
        result->superseding++;
        break;
    case FAULTY:
        break;
    }
}

enum jf_status loader_take(struct loader *l, struct record *r, struct jf_error *err)
{
    uint8_t digest[JF_DIGEST_SIZE];
    struct standing standing;
    bool careful = l->in->options->quarantine; /* only then may one record be undone and the others stay */
    record_digest(r, digest);                  /* before references are resolved: over the texts */
    enum jf_status status = resolve_all(l, r, err);
    if (status == JF_OK)
        status = look_up(l, r, digest, &standing, err);
    if (status == JF_OK)
        status = known_version(l, r, digest, &standing, err);
    if (status != JF_OK)
        return status;
    enum what what = compare(l, r, &standing);
    if (r->fault_count > 0 || what == UNCHANGED) {
        if (r->fault_count > 0)
            return JF_OK;
        count(l->in->result, what);
        return note_seen(l, standing.subject_id, err);
    }
    if (careful && (status = jf_savepoint(l->in->db, err)) != JF_OK)
        return status;
    status = write_or_fault(l, r, digest, &standing, err);
    if (status == JF_OK && r->fault_count == 0)
        count(l->in->result, what);
    if (status != JF_OK || !careful)
        return status;
    return r->fault_count ? jf_savepoint_undo(l->in->db, err) : jf_savepoint_release(l->in->db, err);
}

/* ---- names of items ---- */

struct name_pattern {
    int64_t item;
    struct jf_regex *re; /* NULL: it does not compile, and matches nothing */
};

struct name_patterns {
    struct name_pattern *list;
    size_t count, room;
};

static enum jf_status read_patterns(struct jf_db *db, struct name_patterns *p, struct jf_error *err)
{
    struct jf_stmt *st = NULL;
    bool row = true;
    enum jf_status status = jf_db_query(db, "terms.patterns", NULL, &st, err);
    while (status == JF_OK) {
        status = jf_stmt_next(st, &row, err);
        if (status != JF_OK || !row)
            break;
        if (p->count == p->room) {
            struct name_pattern *more = jf_grow(p->list, p->room * 2 + 16, sizeof *more);
            if (!more) {
                status = jf_error_set(err, JF_NOMEM, _("out of memory"));
                break;
            }
            p->list = more;
            p->room = p->room * 2 + 16;
        }
        struct name_pattern *one = &p->list[p->count++];
        *one = (struct name_pattern){ .item = jf_col_int(st, 0) };
        if (jf_regex_compile(jf_col_text(st, 1), &one->re, NULL) == JF_NOMEM)
            status = jf_error_set(err, JF_NOMEM, _("out of memory"));
    }
    jf_stmt_done(st);
    return status;
}

/* The one item whose pattern matches the name; 0 when there is none or several. */
static int64_t item_by_pattern(const struct name_patterns *p, const char *name)
{
    int64_t item = 0;
    for (size_t i = 0; i < p->count; i++) {
        const struct name_pattern *one = &p->list[i];
        if (one->item == item || !one->re || jf_regex_match(one->re, name, strlen(name), 0, NULL) <= 0)
            continue;
        if (item)
            return 0;
        item = one->item;
    }
    return item;
}

/* Each name that is still unknown, once, against all patterns. */
static enum jf_status match_patterns(struct jf_db *db, const struct name_patterns *p, struct jf_error *err)
{
    int64_t term = 0;
    for (;;) {
        struct jf_stmt *st = NULL;
        int64_t item = 0;
        bool row = false;
        enum jf_status status = jf_db_query(db, "terms.next-unknown", JF_ARGS(JF_INT(":after", term)), &st, err);
        if (status == JF_OK)
            status = jf_stmt_next(st, &row, err);
        if (status == JF_OK && row) {
            term = jf_col_int(st, 0);
            item = item_by_pattern(p, jf_col_text(st, 1));
        }
        jf_stmt_done(st);
        if (status == JF_OK && item)
            status = jf_db_run(db, "terms.set-pattern", JF_ARGS(JF_INT(":term", term), JF_INT(":item", item)), err);
        if (status != JF_OK || !row)
            return status;
    }
}

static enum jf_status match_by_pattern(struct jf_db *db, struct jf_error *err)
{
    struct name_patterns patterns = { 0 };
    enum jf_status status = read_patterns(db, &patterns, err);
    if (status == JF_OK && patterns.count > 0)
        status = match_patterns(db, &patterns, err);
    for (size_t i = 0; i < patterns.count; i++)
        jf_regex_free(patterns.list[i].re);
    jf_free(patterns.list);
    return status;
}

enum jf_status jf_terms_match(struct jf_db *db, bool anew, struct jf_error *err)
{
    static const char *const exact[] = { "terms.match-name", "terms.match-alias", "terms.match-number",
                                         "terms.match-title", "terms.match-plain-number" };
    enum jf_status status = anew ? jf_db_run(db, "terms.forget", NULL, err) : JF_OK;
    for (size_t i = 0; status == JF_OK && i < sizeof exact / sizeof *exact; i++)
        status = jf_db_run(db, exact[i], NULL, err);
    return status == JF_OK ? match_by_pattern(db, err) : status;
}
