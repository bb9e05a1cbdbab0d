/* tally.c - what the import adds up of the records of a kind - sums by day, unit and file, who charged where and whom,
 * and lists of the records of a place: gathered in memory while the file is read and written once at its end, since a
 * statement for each step would cost more than all the rest of it. The record map of the kind names the fields and the
 * statements; nothing here knows a kind. */
#include "internal.h"

#include "jianfu/day.h"

#include <stdlib.h>
#include <string.h>

enum { FIRST_ROOM = 1024 };

enum {
    NAME_SIZE = 12,          /* of a day or a class of payers */
    LISTED = 4 * 1024 * 1024 /* bytes of lists in memory; beyond, they are written before the end of the file */
};

/* What came to one row of a table; below zero where versions were replaced. Of a place only the key counts: the class
 * of payers instead of the day, the division instead of the file. */
struct group {
    char day[NAME_SIZE];
    uint32_t list; /* of a place: number of its list + 1 */
    int64_t unit_id, batch_id;
    int64_t records, lines, fen;
    int64_t first_subject;
};

struct groups {
    struct group *list;
    size_t count, room;
    uint32_t *of_number; /* by the number of the group's name: place in the list + 1; 0: not met yet */
    size_t number_room;
};

/* The records of a place, as a JSON array that is still open. */
struct list {
    int64_t division_id;
    struct jf_str records;
};

struct tally {
    struct jf_db *db;
    struct stager *stager;
    int64_t batch_id;
    struct tally_fields at;
    struct groups days, places; /* numbered by the parser */
    struct groups gone;         /* days of the versions that were replaced */
    struct names *gone_names;
    struct list *lists;
    size_t list_count, list_room, listed; /* listed: bytes of all */
    struct jf_stage stage;
};

const char *const tally_columns[TALLY_COLUMNS] = {
    [TALLY_DAY] = "sum_day",         [TALLY_UNIT] = "sum_unit",   [TALLY_BATCH] = "sum_batch",
    [TALLY_RECORDS] = "sum_records", [TALLY_LINES] = "sum_lines", [TALLY_FEN] = "sum_fen",
    [TALLY_FIRST] = "sum_first",
};

struct tally *tally_open(struct jf_db *db, struct stager *stager, int64_t batch_id)
{
    struct tally *t = jf_alloc(sizeof *t);
    if (!t)
        return NULL;
    t->db = db;
    t->stager = stager;
    t->batch_id = batch_id;
    t->gone_names = names_open();
    if (!t->gone_names) {
        tally_close(t);
        return NULL;
    }
    return t;
}

static void drop_lists(struct tally *t)
{
    for (size_t i = 0; i < t->list_count; i++)
        jf_str_release(&t->lists[i].records);
    t->list_count = t->listed = 0;
}

static void release_groups(struct groups *g)
{
    jf_free(g->list);
    jf_free(g->of_number);
}

void tally_close(struct tally *t)
{
    if (!t)
        return;
    drop_lists(t);
    jf_free(t->lists);
    release_groups(&t->days);
    release_groups(&t->places);
    release_groups(&t->gone);
    names_close(t->gone_names);
    jf_free(t);
}

static size_t field_named(const struct row_map *row, const char *param)
{
    size_t f = 0;
    while (row->fields[f].param && !jf_streq(row->fields[f].param, param))
        f++;
    return f;
}

static void use_map(struct tally_fields *at, const struct record_map *map)
{
    const struct tally_map *t = map->tally;
    if (at->map != map)
        *at = (struct tally_fields){ map,
                                     field_named(map->rows, t->day),
                                     field_named(map->rows, t->unit),
                                     field_named(map->rows, t->money),
                                     field_named(map->rows, t->payer),
                                     field_named(map->rows, t->place) };
}

/* ---- groups ---- */

/* A name of a short text and two numbers; the text is missing where the schema still has to say so. */
static uint32_t number_of(struct names *names, enum name_of what, const char *text, int64_t a, int64_t b)
{
    struct {
        int64_t numbers[2];
        char text[NAME_SIZE];
    } name = { { a, b }, "" };
    if (text)
        memcpy(name.text, text, strnlen(text, NAME_SIZE - 1));
    return names_number(names, what, NULL, (const char *)&name, sizeof name.numbers + NAME_SIZE);
}

bool tally_number(struct tally_fields *at, struct names *names, struct record *r)
{
    if (!r->map->tally)
        return true;
    use_map(at, r->map);
    const struct value *values = r->values + r->rows[0].first;
    r->day_group = number_of(names, NAME_DAY_GROUP, record_text(r, &values[at->day]), values[at->unit].number, 0);
    r->place_group = number_of(names, NAME_PLACE_GROUP, record_text(r, &values[at->payer]), values[at->unit].number,
                               values[at->place].number);
    return r->day_group && r->place_group;
}

/* Zeroes up to the number wanted; false without memory. */
static bool reach(struct groups *g, uint32_t number)
{
    size_t wanted = g->number_room ? g->number_room : FIRST_ROOM;
    if (number < g->number_room)
        return true;
    while (wanted <= number)
        wanted *= 2;
    uint32_t *grown = jf_grow(g->of_number, wanted, sizeof *grown);
    if (!grown)
        return false;
    memset(grown + g->number_room, 0, (wanted - g->number_room) * sizeof *grown);
    g->of_number = grown;
    g->number_room = wanted;
    return true;
}

static bool widen(struct groups *g)
{
    size_t wanted = g->room ? g->room * 2 : FIRST_ROOM;
    struct group *list = jf_grow(g->list, wanted, sizeof *list);
    if (!list)
        return false;
    g->list = list;
    g->room = wanted;
    return true;
}

/* The group of that number; made of `key` when it is met for the first time. */
static enum jf_status group_for(struct groups *g, uint32_t number, const struct group *key, struct group **out,
                                struct jf_error *err)
{
    if (number == 0 || !reach(g, number) || (g->count == g->room && !widen(g)))
        return jf_error_set(err, JF_NOMEM, _("out of memory"));
    if (!g->of_number[number]) {
        g->list[g->count++] = *key;
        g->of_number[number] = (uint32_t)g->count;
    }
    *out = &g->list[g->of_number[number] - 1];
    return JF_OK;
}

static struct group group_key(const char *day, int64_t unit_id, int64_t batch_id)
{
    struct group key = { .unit_id = unit_id, .batch_id = batch_id, .first_subject = INT64_MAX };
    memcpy(key.day, day, strnlen(day, NAME_SIZE - 1));
    return key;
}

/* ---- adding up ---- */

static enum jf_status add_to_list(struct tally *t, struct group *place, const struct record *r, struct jf_error *err)
{
    if (!place->list) {
        if (t->list_count == t->list_room) {
            size_t wanted = t->list_room ? t->list_room * 2 : FIRST_ROOM;
            struct list *grown = jf_grow(t->lists, wanted, sizeof *grown);
            if (!grown)
                return jf_error_set(err, JF_NOMEM, _("out of memory"));
            t->lists = grown;
            t->list_room = wanted;
        }
        t->lists[t->list_count++] = (struct list){ place->batch_id, JF_STR_INIT };
        place->list = (uint32_t)t->list_count;
    }
    struct jf_str *records = &t->lists[place->list - 1].records;
    size_t before = records->len;
    jf_str_addc(records, before ? ',' : '[');
    jf_str_add_int(records, r->record_id);
    t->listed += records->len - before;
    return jf_str_check(records, err);
}

/* The amounts of a file have a limit far below 64 bits (LIMIT_MONEY), and a group is of one file. */
static enum jf_status add_record(struct tally *t, const struct record *r, struct jf_error *err)
{
    struct group *g = NULL;
    const struct value *values = r->values + r->rows[0].first;
    int64_t unit = values[t->at.unit].number;
    struct group place = group_key(record_text(r, &values[t->at.payer]), unit, values[t->at.place].number);
    struct group day = group_key(record_text(r, &values[t->at.day]), unit, t->batch_id);
    enum jf_status status = group_for(&t->places, r->place_group, &place, &g, err);
    if (status == JF_OK)
        status = add_to_list(t, g, r, err);
    if (status == JF_OK)
        status = group_for(&t->days, r->day_group, &day, &g, err);
    if (status != JF_OK)
        return status;
    g->records++;
    g->lines += (int64_t)r->row_count - 1;
    g->fen += values[t->at.money].number;
    if (r->subject_id < g->first_subject)
        g->first_subject = r->subject_id;
    return JF_OK;
}

/* The versions that these records replace no longer count, each in the row of its own file. */
static enum jf_status take_off_replaced(struct tally *t, struct record *const *list, size_t count, struct jf_error *err)
{
    struct jf_stmt *st = NULL;
    enum jf_status status = stager_records(t->stager, list, count, err);
    if (status == JF_OK)
        status = jf_db_query(t->db, t->at.map->tally->replaced, NULL, &st, err);
    while (jf_stmt_row(st, &status, err)) {
        struct group *g = NULL;
        struct group day = group_key(jf_col_text(st, 0), jf_col_int(st, 1), jf_col_int(st, 2));
        uint32_t number = number_of(t->gone_names, NAME_DAY_GROUP, day.day, day.unit_id, day.batch_id);
        status = group_for(&t->gone, number, &day, &g, err);
        if (status != JF_OK)
            break;
        g->records--;
        g->lines -= jf_col_int(st, 3);
        g->fen -= jf_col_int(st, 4);
    }
    jf_stmt_done(st);
    return status;
}

enum jf_status tally_take(struct tally *t, struct record *const *list, size_t count, struct jf_error *err)
{
    enum jf_status status = JF_OK;
    bool replaces = false;
    for (size_t i = 0; status == JF_OK && i < count; i++) {
        if (!list[i]->map->tally)
            continue;
        use_map(&t->at, list[i]->map);
        replaces = replaces || list[i]->previous_id;
        status = add_record(t, list[i], err);
    }
    if (status == JF_OK && replaces)
        status = take_off_replaced(t, list, count, err);
    bool full = t->days.count >= TALLY_GROUPS || t->gone.count >= TALLY_GROUPS || t->listed >= LISTED;
    return status == JF_OK && full ? tally_write(t, err) : status;
}

/* ---- writing ---- */

static bool cell_of(void *arg, size_t at, int column, struct jf_cell *cell)
{
    const struct groups *t = arg;
    const struct group *g = &t->list[at];
    const int64_t numbers[TALLY_COLUMNS] = {
        [TALLY_UNIT] = g->unit_id, [TALLY_BATCH] = g->batch_id, [TALLY_RECORDS] = g->records,
        [TALLY_LINES] = g->lines,  [TALLY_FEN] = g->fen,        [TALLY_FIRST] = g->first_subject,
    };
    if (column >= TALLY_COLUMNS)
        return false;
    if (column == TALLY_DAY)
        *cell = (struct jf_cell){ .type = JF_ARG_TEXT, .text = g->day, .len = strlen(g->day) };
    else
        *cell = (struct jf_cell){ .type = JF_ARG_INT, .number = numbers[column] };
    return true;
}

static int by_key(const void *a, const void *b)
{
    const struct group *x = a, *y = b;
    int order = strcmp(x->day, y->day);
    if (order == 0)
        order = (x->unit_id > y->unit_id) - (x->unit_id < y->unit_id);
    return order ? order : (x->batch_id > y->batch_id) - (x->batch_id < y->batch_id);
}

/* Rows that lie beside each other are written together. */
static enum jf_status write_groups(struct tally *t, struct groups *groups, const char *statement, struct jf_error *err)
{
    if (groups->count == 0)
        return JF_OK;
    qsort(groups->list, groups->count, sizeof *groups->list, by_key);
    t->stage = (struct jf_stage){ groups->count, cell_of, groups };
    jf_stage_rows(t->db, &t->stage);
    enum jf_status status = jf_db_run(t->db, statement, NULL, err);
    jf_stage_rows(t->db, NULL);
    groups->count = 0;
    memset(groups->of_number, 0, groups->number_room * sizeof *groups->of_number);
    return status;
}

static bool list_cell(void *arg, size_t at, int column, struct jf_cell *cell)
{
    const struct list *l = &((struct list *)arg)[at];
    if (column == TALLY_DAY)
        *cell = (struct jf_cell){ .type = JF_ARG_TEXT, .text = l->records.data, .len = l->records.len };
    else if (column == TALLY_UNIT)
        *cell = (struct jf_cell){ .type = JF_ARG_INT, .number = l->division_id };
    else
        return false;
    return true;
}

static enum jf_status write_lists(struct tally *t, struct jf_error *err)
{
    enum jf_status status = JF_OK;
    for (size_t i = 0; status == JF_OK && i < t->list_count; i++) {
        jf_str_addc(&t->lists[i].records, ']');
        status = jf_str_check(&t->lists[i].records, err);
    }
    t->stage = (struct jf_stage){ t->list_count, list_cell, t->lists };
    jf_stage_rows(t->db, &t->stage);
    if (status == JF_OK && t->list_count > 0)
        status = jf_db_run(t->db, t->at.map->tally->add_lists, NULL, err);
    jf_stage_rows(t->db, NULL);
    drop_lists(t);
    return status;
}

enum jf_status tally_write(struct tally *t, struct jf_error *err)
{
    if (!t->at.map)
        return JF_OK;
    const struct tally_map *map = t->at.map->tally;
    bool replaced = t->gone.count > 0; /* rows may have come to nothing */
    enum jf_status status = write_groups(t, &t->days, map->add, err);
    if (status == JF_OK)
        status = write_groups(t, &t->gone, map->add, err);
    names_forget(t->gone_names);
    if (status == JF_OK)
        status = write_groups(t, &t->places, map->add_places, err);
    if (status == JF_OK)
        status = write_lists(t, err);
    return status == JF_OK && replaced ? jf_db_run(t->db, map->drop_empty, NULL, err) : status;
}

/* ---- do they agree? ---- */

static enum jf_status tell_wrong(struct jf_db *db, const char *statement, const char *message, jf_event_bad_fn *bad,
                                 void *arg, bool *sound, struct jf_error *err)
{
    struct jf_stmt *st = NULL;
    struct jf_str text = JF_STR_INIT, batch = JF_STR_INIT;
    enum jf_status status = jf_db_query(db, statement, NULL, &st, err);
    while (jf_stmt_row(st, &status, err)) {
        jf_str_clear(&text);
        jf_str_clear(&batch);
        jf_str_addf(&batch, "%lld", (long long)jf_col_int(st, 2));
        intake_fill(&text, message, (const char *const[]){ jf_col_text(st, 0), jf_col_text(st, 1), batch.data }, 3);
        *sound = false;
        status = jf_str_check(&text, err);
        if (status == JF_OK)
            bad(arg, 0, text.data);
    }
    jf_str_release(&text);
    jf_str_release(&batch);
    jf_stmt_done(st);
    return status;
}

enum jf_status jf_intake_verify(struct jf_db *db, jf_event_bad_fn *bad, void *arg, bool *sound, struct jf_error *err)
{
    *sound = true;
    enum jf_status status = tell_wrong(
        db, "intake.wrong-notice-days",
        _("notices of %s, unit %s, batch %s: the sums kept are not those of the notices"), bad, arg, sound, err);
    if (status == JF_OK)
        status = tell_wrong(db, "intake.missing-notice-places",
                            _("notices of %s, unit %s, batch %s: the place is missing among the places kept"), bad, arg,
                            sound, err);
    if (status == JF_OK)
        status =
            tell_wrong(db, "intake.wrong-notice-lists",
                       _("notices of the place %s: the list kept is not that of the notices"), bad, arg, sound, err);
    return status;
}
