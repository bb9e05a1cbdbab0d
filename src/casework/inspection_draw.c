/* inspection_draw.c - the sample of an inspection by seed: townships, villages in each, households in each, and among
 * them one of every group that must be seen and that the register knows. It only reads. */
#include "internal.h"

#include "jianfu/day.h"
#include "jianfu/json.h"

#include <stdlib.h>
#include <string.h>

enum { LOT_DIGITS = 8 /* bytes of a lot that are kept to show how it was drawn */, SINCE_DAYS = 365 };

/* No inspection sees more places, and no village has more households: a slip of the pen must not draw for hours. */
enum { PLACES_MOST = 10000, HOUSEHOLDS_MOST = 100000 };

/* Marks of a household's lot. */
enum { BUILDER = 1, PUPIL = 2, LISTED = 4, TAKEN = 8 };
static const struct {
    unsigned mark;
    const char *reason;
} groups[] = { { BUILDER, "builder" }, { PUPIL, "pupil" } };

struct draw {
    struct jf_db *db;
    const char *number;
    struct jf_str seed, within;
    int64_t townships, villages, households; /* 0: all; households: none */
    int64_t places;                          /* so far */
    struct jf_json json;
    const char **code;
};

static enum jf_status number_field(struct draw *d, const char *fields, const char *path, int64_t *out,
                                   struct jf_error *err)
{
    struct jf_str text = JF_STR_INIT;
    enum jf_status status = jf_db_text(d->db, "casework.field",
                                       JF_ARGS(JF_TEXT(":fields", fields), JF_TEXT(":path", path)), &text, NULL, err);
    size_t digits = strspn(text.data, "0123456789");
    if (status == JF_OK && text.len && (digits != text.len || digits > 6 || strtoll(text.data, NULL, 10) == 0)) {
        status =
            refuse(d->code, CASE_FIELDS, JF_USAGE, err, _("%s: '%s' is not a number above 0"), path + 2, text.data);
        jf_error_hint(err, _("left out: all townships, all villages of each, no households"));
    }
    *out = status == JF_OK && text.len ? strtoll(text.data, NULL, 10) : 0;
    jf_str_release(&text);
    return status;
}

/* ---- writing one place ---- */

static void open_place(struct draw *d, const struct lot *lot, const char *level, const char *above, const char *reason)
{
    char hex[2 * LOT_DIGITS + 1];
    jf_hex(lot->hash, LOT_DIGITS, hex);
    d->places++;
    jf_json_open(&d->json, NULL, '{');
    jf_json_text(&d->json, "place", lot->key);
    jf_json_text(&d->json, "level", level);
    if (above)
        jf_json_text(&d->json, "above", above);
    jf_json_text(&d->json, "reason", reason);
    jf_json_text(&d->json, "lot", hex);
}

static enum jf_status not_too_many(const struct draw *d, struct jf_error *err)
{
    if (d->places <= PLACES_MOST)
        return JF_OK;
    refuse(d->code, CASE_FIELDS, JF_REFUSED, err, _("the sample would have more than %d places"), PLACES_MOST);
    jf_error_hint(err, _("draw fewer townships, villages or households"));
    return JF_REFUSED;
}

/* ---- households ---- */

static int64_t count_of(const struct lots *lots, unsigned mark)
{
    int64_t count = 0;
    for (size_t i = 0; i < lots->count; i++)
        count += (lots->items[i].marks & mark) != 0;
    return count;
}

/* Where the register lists none, their numbers are drawn. */
static enum jf_status numbers(struct draw *d, const char *village, int64_t counted, struct lots *lots,
                              struct jf_error *err)
{
    enum jf_status status = JF_OK;
    struct jf_str place = JF_STR_INIT;
    if (counted > HOUSEHOLDS_MOST) {
        refuse(d->code, CASE_FIELDS, JF_REFUSED, err, _("village '%s' has %lld households in the register"), village,
               (long long)counted);
        jf_error_hint(err, _("no village has so many: correct the register"));
        return JF_REFUSED;
    }
    for (int64_t i = 1; status == JF_OK && i <= counted; i++) {
        jf_str_clear(&place);
        jf_str_addf(&place, "%s#%lld", village, (long long)i);
        status = jf_str_check(&place, err);
        if (status == JF_OK)
            status = lots_add(lots, d->seed.data, d->number, place.data, 0, err);
    }
    jf_str_release(&place);
    return status;
}

static enum jf_status candidates(struct draw *d, const char *village, int64_t counted, struct lots *lots,
                                 struct jf_error *err)
{
    struct jf_stmt *st = NULL;
    enum jf_status status =
        jf_db_query(d->db, "inspection.candidates", JF_ARGS(JF_TEXT(":village", village)), &st, err);
    while (jf_stmt_row(st, &status, err)) {
        unsigned marks =
            (jf_col_int(st, 1) ? BUILDER : 0U) | (jf_col_int(st, 2) ? PUPIL : 0U) | (jf_col_int(st, 3) ? LISTED : 0U);
        status = lots_add(lots, d->seed.data, d->number, jf_col_text(st, 0), marks, err);
    }
    jf_stmt_done(st);
    if (status == JF_OK && d->households && !count_of(lots, LISTED))
        status = numbers(d, village, counted, lots, err);
    lots_sort(lots);
    return status;
}

static void put_household(struct draw *d, struct lot *lot, const char *village, const char *reason)
{
    lot->marks |= TAKEN;
    open_place(d, lot, "household", village, reason);
    jf_json_int(&d->json, "builder", (lot->marks & BUILDER) != 0);
    jf_json_int(&d->json, "pupil", (lot->marks & PUPIL) != 0);
    jf_json_close(&d->json, '}');
}

/* One of each group first, unless one that is taken belongs to it; then the lowest lots. */
static void put_households(struct draw *d, struct lots *lots, const char *village)
{
    int64_t taken = 0;
    for (size_t g = 0; g < sizeof groups / sizeof *groups; g++) {
        struct lot *first = NULL;
        bool met = false;
        for (size_t i = 0; i < lots->count; i++) {
            struct lot *lot = &lots->items[i];
            met = met || (lot->marks & (TAKEN | groups[g].mark)) == (TAKEN | groups[g].mark);
            if (!first && (lot->marks & groups[g].mark) && !(lot->marks & TAKEN))
                first = lot;
        }
        if (!met && first) {
            put_household(d, first, village, groups[g].reason);
            taken++;
        }
    }
    for (size_t i = 0; taken < d->households && d->places <= PLACES_MOST && i < lots->count; i++)
        if (!(lots->items[i].marks & TAKEN)) {
            put_household(d, &lots->items[i], village, "lot");
            taken++;
        }
}

static enum jf_status put_village(struct draw *d, const struct lot *village, const char *township, struct jf_error *err)
{
    struct lots lots = { .items = NULL };
    int64_t counted = 0;
    enum jf_status status =
        jf_db_int(d->db, "inspection.counted", JF_ARGS(JF_TEXT(":village", village->key)), 0, &counted, err);
    if (status == JF_OK)
        status = candidates(d, village->key, counted, &lots, err);
    if (status == JF_OK) {
        open_place(d, village, "village", township, "lot");
        jf_json_int(&d->json, "listed", count_of(&lots, LISTED));
        jf_json_int(&d->json, "counted", counted);
        jf_json_int(&d->json, "builders", count_of(&lots, BUILDER));
        if (count_of(&lots, LISTED)) /* where no households are listed, nobody knows who has pupils */
            jf_json_int(&d->json, "pupils", count_of(&lots, PUPIL));
        jf_json_close(&d->json, '}');
        if (d->households)
            put_households(d, &lots, village->key);
    }
    lots_release(&lots);
    return status == JF_OK ? not_too_many(d, err) : status;
}

/* ---- townships and villages ---- */

static enum jf_status divisions(struct draw *d, const char *statement, const char *township, struct lots *lots,
                                struct jf_error *err)
{
    struct jf_stmt *st = NULL;
    struct jf_arg above = JF_TEXT(":township", township);
    if (!township)
        above = JF_END;
    enum jf_status status = jf_db_query(
        d->db, statement, JF_ARGS(JF_TEXT(":within", d->within.len ? d->within.data : NULL), above), &st, err);
    while (jf_stmt_row(st, &status, err)) {
        status = lots_add(lots, d->seed.data, d->number, jf_col_text(st, 0), 0, err);
    }
    jf_stmt_done(st);
    lots_sort(lots);
    return status;
}

static size_t at_most(int64_t wish, size_t count)
{
    return wish && (size_t)wish < count ? (size_t)wish : count;
}

static enum jf_status put_township(struct draw *d, const struct lot *township, struct jf_error *err)
{
    struct lots villages = { .items = NULL };
    enum jf_status status = divisions(d, "inspection.villages", township->key, &villages, err);
    open_place(d, township, "township", NULL, "lot");
    jf_json_close(&d->json, '}');
    size_t most = at_most(d->villages, villages.count);
    for (size_t i = 0; status == JF_OK && i < most; i++)
        status = put_village(d, &villages.items[i], township->key, err);
    lots_release(&villages);
    return status;
}

static enum jf_status put_all(struct draw *d, struct jf_error *err)
{
    struct lots townships = { .items = NULL };
    enum jf_status status = divisions(d, "inspection.townships", NULL, &townships, err);
    if (status == JF_OK && !townships.count) {
        status = refuse(d->code, CASE_FIELDS, JF_REFUSED, err, _("there is no village to be drawn"));
        jf_error_hint(err, _("import the register first, or correct the place"));
    } else if (status == JF_OK && d->townships > (int64_t)townships.count) {
        status = refuse(d->code, CASE_FIELDS, JF_REFUSED, err, _("%lld townships are asked, there are %lld"),
                        (long long)d->townships, (long long)townships.count);
    }
    size_t most = at_most(d->townships, townships.count);
    for (size_t i = 0; status == JF_OK && i < most; i++)
        status = put_township(d, &townships.items[i], err);
    lots_release(&townships);
    return status;
}

static enum jf_status know_builders(struct draw *d, const char *day, struct jf_error *err)
{
    int32_t number;
    char since[JF_DAY_SIZE];
    if (!jf_day_parse(day, &number))
        return refuse(d->code, CASE_FIELDS, JF_USAGE, err, _("'%s' is not a day"), day ? day : "");
    jf_day_format(number - SINCE_DAYS, since);
    enum jf_status status = jf_db_run(d->db, "inspection.forget_builders", NULL, err);
    if (status == JF_OK)
        status =
            jf_db_run(d->db, "inspection.builders", JF_ARGS(JF_TEXT(":since", since), JF_TEXT(":until", day)), err);
    return status;
}

enum jf_status inspection_draw(struct jf_db *db, const char *number, const char *fields, const char *day,
                               struct jf_str *json, const char **code, struct jf_error *err)
{
    struct draw d = { .db = db, .number = number, .code = code };
    const struct jf_arg all = JF_TEXT(":fields", fields);
    enum jf_status status = know_builders(&d, day, err);
    if (status == JF_OK)
        status = jf_db_text(db, "casework.field", JF_ARGS(all, JF_TEXT(":path", "$.seed")), &d.seed, NULL, err);
    if (status == JF_OK)
        status = jf_db_text(db, "casework.field", JF_ARGS(all, JF_TEXT(":path", "$.within")), &d.within, NULL, err);
    if (status == JF_OK)
        status = number_field(&d, fields, "$.townships", &d.townships, err);
    if (status == JF_OK)
        status = number_field(&d, fields, "$.villages", &d.villages, err);
    if (status == JF_OK)
        status = number_field(&d, fields, "$.households", &d.households, err);
    jf_json_init(&d.json, json);
    jf_json_open(&d.json, NULL, '[');
    if (status == JF_OK)
        status = put_all(&d, err);
    jf_json_close(&d.json, ']');
    jf_str_release(&d.seed);
    jf_str_release(&d.within);
    return status == JF_OK ? jf_str_check(json, err) : status;
}
