/* tally.c - what the import adds up of the records of a kind - sums by day, unit and file, who charged where and whom,
 * and lists of the records of a place: gathered in memory while the file is read and written once at its end, since a
 * statement for each step would cost more than all the rest of it. The record map of the kind names the fields and the
 * statements; nothing here knows a kind. */
#include "internal.h"

#include "jianfu/day.h"

#include <stdlib.h>
#include <string.h>

enum { FIRST_SLOTS = 1024 };

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
    uint32_t *slots; /* open addressing: place in the list + 1, 0 where free */
    size_t slot_count;
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
    const struct tally_map *map;           /* NULL: no record so far is of a kind with sums */
    size_t day, unit, money, payer, place; /* fields of row 0 */
    struct groups days, places;
    struct list *lists;
    size_t list_count, list_room, listed; /* listed: bytes of all */
    bool replaced;                        /* rows may have come to nothing */
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
    if (t) {
        t->db = db;
        t->stager = stager;
        t->batch_id = batch_id;
    }
    return t;
}

static void drop_lists(struct tally *t)
{
    for (size_t i = 0; i < t->list_count; i++)
        jf_str_release(&t->lists[i].records);
    t->list_count = t->listed = 0;
}

void tally_close(struct tally *t)
{
    if (!t)
        return;
    drop_lists(t);
    jf_free(t->lists);
    jf_free(t->days.list);
    jf_free(t->days.slots);
    jf_free(t->places.list);
    jf_free(t->places.slots);
    jf_free(t);
}

static size_t field_named(const struct row_map *row, const char *param)
{
    size_t f = 0;
    while (row->fields[f].param && !jf_streq(row->fields[f].param, param))
        f++;
    return f;
}

static void use_map(struct tally *t, const struct record_map *map)
{
    t->map = map->tally;
    t->day = field_named(map->rows, map->tally->day);
    t->unit = field_named(map->rows, map->tally->unit);
    t->money = field_named(map->rows, map->tally->money);
    t->payer = field_named(map->rows, map->tally->payer);
    t->place = field_named(map->rows, map->tally->place);
}

/* ---- groups ---- */

static size_t slot_of(const struct groups *t, const char *day, int64_t unit_id, int64_t batch_id)
{
    uint64_t h = (uint64_t)unit_id * 0x9E3779B97F4A7C15u ^ (uint64_t)batch_id * 0xC2B2AE3D27D4EB4Fu;
    for (; *day; day++)
        h = (h ^ (unsigned char)*day) * 0x100000001B3u;
    return (size_t)(h ^ h >> 29) & (t->slot_count - 1);
}

/* The slot of the group, or the free one where it belongs. */
static uint32_t *find_slot(const struct groups *t, const char *day, int64_t unit_id, int64_t batch_id)
{
    for (size_t i = slot_of(t, day, unit_id, batch_id);; i = (i + 1) & (t->slot_count - 1)) {
        if (!t->slots[i])
            return &t->slots[i];
        const struct group *g = &t->list[t->slots[i] - 1];
        if (g->unit_id == unit_id && g->batch_id == batch_id && strcmp(g->day, day) == 0)
            return &t->slots[i];
    }
}

/* Twice the room; the slots stay at most half full. */
static bool widen(struct groups *t)
{
    size_t wanted = t->slot_count ? t->slot_count * 2 : FIRST_SLOTS;
    struct group *list = jf_grow(t->list, wanted / 2, sizeof *list);
    if (list)
        t->list = list;
    uint32_t *slots = list ? jf_alloc(wanted * sizeof *slots) : NULL;
    if (!slots)
        return false;
    jf_free(t->slots);
    t->slots = slots;
    t->slot_count = wanted;
    t->room = wanted / 2;
    for (size_t i = 0; i < t->count; i++) {
        const struct group *g = &t->list[i];
        *find_slot(t, g->day, g->unit_id, g->batch_id) = (uint32_t)i + 1;
    }
    return true;
}

static enum jf_status group_for(struct groups *t, const char *day, int64_t unit_id, int64_t batch_id,
                                struct group **out, struct jf_error *err)
{
    if (t->count == t->room && !widen(t))
        return jf_error_set(err, JF_NOMEM, _("out of memory"));
    uint32_t *slot = find_slot(t, day, unit_id, batch_id);
    if (!*slot) {
        struct group *g = &t->list[t->count++];
        *g = (struct group){ .unit_id = unit_id, .batch_id = batch_id, .first_subject = INT64_MAX };
        snprintf(g->day, sizeof g->day, "%s", day);
        *slot = (uint32_t)t->count;
    }
    *out = &t->list[*slot - 1];
    return JF_OK;
}

/* ---- adding up ---- */

static enum jf_status add_to_list(struct tally *t, struct group *place, const struct record *r, struct jf_error *err)
{
    if (!place->list) {
        if (t->list_count == t->list_room) {
            size_t wanted = t->list_room ? t->list_room * 2 : FIRST_SLOTS;
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
    jf_str_addf(records, "%c%lld", before ? ',' : '[', (long long)r->record_id);
    t->listed += records->len - before;
    return jf_str_check(records, err);
}

/* The amounts of a file have a limit far below 64 bits (LIMIT_MONEY), and a group is of one file. */
static enum jf_status add_record(struct tally *t, const struct record *r, struct jf_error *err)
{
    struct group *g = NULL;
    const struct value *values = r->values + r->rows[0].first;
    enum jf_status status = group_for(&t->places, record_text(r, &values[t->payer]), values[t->unit].number,
                                      values[t->place].number, &g, err);
    if (status == JF_OK)
        status = add_to_list(t, g, r, err);
    if (status == JF_OK)
        status = group_for(&t->days, record_text(r, &values[t->day]), values[t->unit].number, t->batch_id, &g, err);
    if (status != JF_OK)
        return status;
    g->records++;
    g->lines += (int64_t)r->row_count - 1;
    g->fen += values[t->money].number;
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
        status = jf_db_query(t->db, t->map->replaced, NULL, &st, err);
    for (bool row = true; status == JF_OK;) {
        struct group *g = NULL;
        status = jf_stmt_next(st, &row, err);
        if (status != JF_OK || !row)
            break;
        status = group_for(&t->days, jf_col_text(st, 0), jf_col_int(st, 1), jf_col_int(st, 2), &g, err);
        if (status != JF_OK)
            break;
        g->records--;
        g->lines -= jf_col_int(st, 3);
        g->fen -= jf_col_int(st, 4);
        t->replaced = true;
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
        if (!t->map)
            use_map(t, list[i]->map);
        replaces = replaces || list[i]->previous_id;
        status = add_record(t, list[i], err);
    }
    if (status == JF_OK && replaces)
        status = take_off_replaced(t, list, count, err);
    bool full = t->days.count >= TALLY_GROUPS || t->listed >= LISTED;
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
    memset(groups->slots, 0, groups->slot_count * sizeof *groups->slots);
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
        status = jf_db_run(t->db, t->map->add_lists, NULL, err);
    jf_stage_rows(t->db, NULL);
    drop_lists(t);
    return status;
}

enum jf_status tally_write(struct tally *t, struct jf_error *err)
{
    if (!t->map)
        return JF_OK;
    enum jf_status status = write_groups(t, &t->days, t->map->add, err);
    if (status == JF_OK)
        status = write_groups(t, &t->places, t->map->add_places, err);
    if (status == JF_OK)
        status = write_lists(t, err);
    if (status == JF_OK && t->replaced)
        status = jf_db_run(t->db, t->map->drop_empty, NULL, err);
    t->replaced = false;
    return status;
}

/* ---- do they agree? ---- */

static enum jf_status tell_wrong(struct jf_db *db, const char *statement, const char *message, jf_event_bad_fn *bad,
                                 void *arg, bool *sound, struct jf_error *err)
{
    struct jf_stmt *st = NULL;
    struct jf_str text = JF_STR_INIT, batch = JF_STR_INIT;
    enum jf_status status = jf_db_query(db, statement, NULL, &st, err);
    for (bool row = true; status == JF_OK;) {
        status = jf_stmt_next(st, &row, err);
        if (status != JF_OK || !row)
            break;
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
