/* places.c - what the place and the day of a notice line mean to the rules: the class of scope of its unit, place and
 * payer (audit_scope), and the stretch of time of its unit in which nothing changes. Both are few and asked for with
 * every line: they are read into memory once. */
#include "internal.h"

#include "jianfu/digest.h"
#include "jianfu/i18n.h"

#include <string.h>

struct place {
    int64_t unit_id, division_id, class_id;
    char payer_class[16];
    size_t stretch, stretch_count; /* of the unit */
};

struct stretch {
    int64_t unit_id;
    char first_on[JF_DAY_SIZE];
};

struct audit_places {
    struct place *places;
    size_t count, room;
    struct stretch *stretches; /* by unit and day */
    size_t stretch_count, stretch_room;
    uint32_t *found;   /* number of a place and 1; 0: free */
    size_t found_room; /* a power of two */
};

void audit_places_close(struct audit_places *p)
{
    if (!p)
        return;
    jf_free(p->places);
    jf_free(p->stretches);
    jf_free(p->found);
    jf_free(p);
}

/* ---- reading ---- */

typedef bool row_fn(struct audit_places *p, const struct jf_stmt *st);

static bool add_stretch(struct audit_places *p, const struct jf_stmt *st)
{
    struct stretch *list = jf_room(p->stretches, p->stretch_count, &p->stretch_room, sizeof *list);
    if (!list)
        return false;
    p->stretches = list;
    struct stretch *s = &p->stretches[p->stretch_count++];
    *s = (struct stretch){ .unit_id = jf_col_int(st, 0) };
    strncpy(s->first_on, jf_col_text(st, 1), sizeof s->first_on - 1);
    return true;
}

/* Units come in the order of the stretches. */
static bool add_place(struct audit_places *p, const struct jf_stmt *st)
{
    struct place *list = jf_room(p->places, p->count, &p->room, sizeof *list);
    if (!list)
        return false;
    p->places = list;
    size_t at = p->count ? p->places[p->count - 1].stretch : 0;
    struct place *place = &p->places[p->count++];
    *place =
        (struct place){ .unit_id = jf_col_int(st, 0), .division_id = jf_col_int(st, 1), .class_id = jf_col_int(st, 3) };
    strncpy(place->payer_class, jf_col_text(st, 2), sizeof place->payer_class - 1);
    while (at < p->stretch_count && p->stretches[at].unit_id < place->unit_id)
        at++;
    place->stretch = at;
    while (at < p->stretch_count && p->stretches[at].unit_id == place->unit_id)
        at++;
    place->stretch_count = at - place->stretch;
    return true;
}

static enum jf_status read_all(struct audit_places *p, struct jf_db *db, const char *query, row_fn *add,
                               struct jf_error *err)
{
    struct jf_stmt *st = NULL;
    enum jf_status status = jf_db_query(db, query, NULL, &st, err);
    while (jf_stmt_row(st, &status, err)) {
        if (!add(p, st))
            status = jf_error_set(err, JF_NOMEM, _("out of memory"));
    }
    jf_stmt_done(st);
    return status;
}

/* ---- finding ---- */

/* Where it is to be found, or the free position where it is to be put. */
static size_t position(const struct audit_places *p, int64_t unit_id, int64_t division_id, const char *payer_class)
{
    const uint64_t numbers[] = { (uint64_t)unit_id, (uint64_t)division_id };
    size_t at = jf_hash64(numbers, sizeof numbers) & (p->found_room - 1);
    for (;; at = (at + 1) & (p->found_room - 1)) {
        const struct place *place = p->found[at] ? &p->places[p->found[at] - 1] : NULL;
        if (!place || (place->unit_id == unit_id && place->division_id == division_id &&
                       strncmp(place->payer_class, payer_class, sizeof place->payer_class) == 0))
            return at;
    }
}

static bool make_findable(struct audit_places *p)
{
    p->found_room = 64;
    while (p->found_room < p->count * 2)
        p->found_room *= 2;
    p->found = jf_alloc(p->found_room * sizeof *p->found);
    for (size_t i = 0; p->found && i < p->count; i++)
        p->found[position(p, p->places[i].unit_id, p->places[i].division_id, p->places[i].payer_class)] =
            (uint32_t)i + 1;
    return p->found;
}

enum jf_status audit_places_open(struct jf_db *db, struct audit_places **out, struct jf_error *err)
{
    struct audit_places *p = jf_alloc(sizeof *p);
    if (!p)
        return jf_error_set(err, JF_NOMEM, _("out of memory"));
    *out = p;
    enum jf_status status = read_all(p, db, "audit.stretches", add_stretch, err);
    if (status == JF_OK)
        status = read_all(p, db, "audit.scopes", add_place, err);
    if (status == JF_OK && !make_findable(p))
        status = jf_error_set(err, JF_NOMEM, _("out of memory"));
    return status;
}

bool audit_places_find(const struct audit_places *p, int64_t unit_id, int64_t division_id, const char *payer_class,
                       const char *day, int64_t *class_id, uint32_t *stretch)
{
    uint32_t number = p->found[position(p, unit_id, division_id, payer_class)];
    if (!number)
        return false;
    const struct place *place = &p->places[number - 1];
    size_t at = place->stretch + place->stretch_count;
    while (at > place->stretch && strcmp(p->stretches[at - 1].first_on, day) > 0)
        at--;
    *class_id = place->class_id;
    *stretch = (uint32_t)at; /* of all, so that it tells the unit, too */
    return true;
}
