/* suggest.c - what the program proposes for a complaint. It only reads, and it never tells the name of a person. */
#include "likeness.h"

#include "jianfu/audit.h"
#include "jianfu/han.h"
#include "jianfu/hint.h"
#include "jianfu/mask.h"
#include "jianfu/money.h"
#include "jianfu/suggest.h"
#include "jianfu/utf8.h"

#include <string.h>

enum {
    SHOWN = 5,               /* of a topic; further ones are counted */
    ALIKE = 60,              /* percent from which an earlier text is told */
    COMPARED = 20000,        /* latest cases whose texts are compared */
    NAMES_LOOKED_AT = 60000, /* bytes of a text in which names of the register are looked for */
    CATEGORIES = 3
};

struct run {
    struct jf_db *db;
    const struct jf_suggest_ask *ask;
    jf_suggest_fn *each;
    void *arg;
    struct jf_hints hints;
    struct jf_str unit, unit_name, unit_type; /* code, name and type of the unit complained of; empty: not known */
    int64_t unit_id;                          /* 0: not known */
};

static enum jf_status tell(struct run *r, struct jf_suggestion s, const struct jf_str *label,
                           const struct jf_str *reason, struct jf_error *err)
{
    enum jf_status status = jf_str_check(label, err);
    if (status == JF_OK)
        status = jf_str_check(reason, err);
    s.label = label->data;
    s.reason = reason->data;
    return status == JF_OK ? r->each(r->arg, &s, err) : status;
}

/* ---- what the words suggest ---- */

static const char *topic_of(enum jf_hint_kind kind)
{
    static const char *const topics[] = { "category", "document", "amount", "day" };
    return topics[kind];
}

static void add_where(const struct jf_hint *h, struct jf_str *out)
{
    jf_str_addf(out, _("line %ld: '%s'"), h->line, h->words);
    if (h->times > 1)
        jf_str_addf(out, _(", %lld times"), (long long)h->times);
}

/* The words that speak for a category, with what stands between them: 村里林某又收. */
static void add_words(const struct run *r, const struct jf_hint *h, struct jf_str *out)
{
    struct jf_str words = JF_STR_INIT;
    const char *names = r->ask->names ? r->ask->names : r->ask->petitioner;
    jf_mask_text(&words, h->words, &(const struct jf_secrets){ names, NULL, NULL });
    jf_str_addf(out, _("words: %s (weight %lld)"), words.data, (long long)h->weight);
    out->failed = out->failed || words.failed;
    jf_str_release(&words);
}

static enum jf_status tell_hint(struct run *r, const struct jf_hint *h, struct jf_error *err)
{
    struct jf_str label = JF_STR_INIT, reason = JF_STR_INIT;
    const char *lang = r->ask->lang;
    if (h->kind == JF_HINT_CATEGORY) {
        jf_str_add(&label, jf_word("category", h->value, lang));
        if (*h->words)
            add_words(r, h, &reason);
        else
            jf_str_addf(&reason, _("the type of the unit (weight %lld)"), (long long)h->weight);
    } else {
        if (h->said)
            jf_str_add(&label, jf_word("said", h->said, lang));
        if (h->per)
            jf_str_addf(&label, "%s%s", label.len ? " " : "", h->per);
        add_where(h, &reason);
        if (h->about)
            jf_str_add(&reason,
                       h->kind == JF_HINT_DAY ? _("; not exact, related to the day received") : _("; not exact"));
    }
    enum jf_status status = tell(r,
                                 (struct jf_suggestion){ .topic = topic_of(h->kind),
                                                         .value = h->value,
                                                         .written = h->kind == JF_HINT_CATEGORY ? NULL : h->words,
                                                         .about = h->about },
                                 &label, &reason, err);
    jf_str_release(&label);
    jf_str_release(&reason);
    return status;
}

/* Of the categories only the first and those that come near it. */
static enum jf_status tell_hints(struct run *r, struct jf_error *err)
{
    enum jf_status status = JF_OK;
    int categories = 0;
    for (size_t i = 0; status == JF_OK && i < r->hints.count; i++) {
        const struct jf_hint *h = &r->hints.items[i];
        if (h->kind == JF_HINT_CATEGORY && (categories++ >= CATEGORIES || h->weight * 2 < r->hints.items[0].weight))
            continue;
        status = tell_hint(r, h, err);
    }
    return status;
}

/* ---- names of the register ---- */

/* Units or places that the text names: code, name, what stands in the text, 1 when it is the whole name. */
static enum jf_status tell_names(struct run *r, const char *topic, const char *statement, const char *text,
                                 struct jf_error *err)
{
    struct jf_stmt *st = NULL;
    struct jf_str label = JF_STR_INIT, reason = JF_STR_INIT;
    enum jf_status status = jf_db_query(
        r->db, statement,
        JF_ARGS(JF_TEXT(":text", text), JF_TEXT(":division", r->ask->division), JF_INT(":limit", SHOWN)), &st, err);
    while (jf_stmt_row(st, &status, err)) {
        jf_str_clear(&label);
        jf_str_clear(&reason);
        jf_str_add(&label, jf_col_text(st, 1));
        jf_str_addf(&reason, _("the text says '%s'"), jf_col_text(st, 2));
        const char *code = jf_col_text(st, 0);
        bool whole = jf_col_int(st, 3) != 0;
        if (whole && strcmp(topic, "unit") == 0 && !r->unit.len)
            jf_str_add(&r->unit, code);
        status =
            tell(r, (struct jf_suggestion){ .topic = topic, .value = code, .about = !whole }, &label, &reason, err);
    }
    jf_stmt_done(st);
    jf_str_release(&label);
    jf_str_release(&reason);
    return status;
}

static enum jf_status tell_register(struct run *r, struct jf_error *err)
{
    struct jf_str text = JF_STR_INIT;
    jf_str_addn(&text, r->ask->text, jf_utf8_prefix(r->ask->text, NAMES_LOOKED_AT));
    enum jf_status status = jf_str_check(&text, err);
    if (status == JF_OK)
        jf_han_simplify(text.data, text.len);
    if (status == JF_OK && !r->ask->unit)
        status = tell_names(r, "unit", "suggest.units_in", text.data, err);
    if (status == JF_OK && !r->ask->division)
        status = jf_hints_places(&text, err);
    if (status == JF_OK && !r->ask->division)
        status = tell_names(r, "place", "suggest.places_in", text.data, err);
    jf_str_release(&text);
    return status;
}

static enum jf_status find_unit(struct run *r, struct jf_error *err)
{
    struct jf_stmt *st = NULL;
    if (!r->unit.len)
        return JF_OK;
    enum jf_status status = jf_db_query(r->db, "suggest.unit", JF_ARGS(JF_TEXT(":unit", r->unit.data)), &st, err);
    if (jf_stmt_row(st, &status, err)) {
        r->unit_id = jf_col_int(st, 0);
        jf_str_clear(&r->unit_name);
        jf_str_add(&r->unit_name, jf_col_text(st, 1));
        jf_str_clear(&r->unit_type);
        jf_str_add(&r->unit_type, jf_col_text(st, 2));
    } else if (status == JF_OK) {
        status = jf_error_set(err, JF_NOT_FOUND, _("there is no unit '%s' in the register"), r->unit.data);
    }
    jf_stmt_done(st);
    return status;
}

/* ---- earlier cases ---- */

static enum jf_status tell_case(struct run *r, const struct jf_stmt *st, int percent, struct jf_error *err)
{
    struct jf_str label = JF_STR_INIT, reason = JF_STR_INIT, ref = JF_STR_INIT;
    jf_str_addf(&label, _("received on %s, %s"), jf_col_text(st, 1),
                jf_word("state", jf_col_text(st, 2), r->ask->lang));
    if (percent == 100)
        jf_str_add(&reason, _("the same text"));
    else if (percent >= ALIKE)
        jf_str_addf(&reason, _("a similar text (%d %%)"), percent);
    if (jf_col_int(st, 4))
        jf_str_addf(&reason, "%s%s", reason.len ? _("; ") : "", _("the same petitioner"));
    if (jf_col_int(st, 5))
        jf_str_addf(&reason, "%s%s", reason.len ? _("; ") : "", _("the same unit"));
    jf_str_addf(&ref, "case:%s", jf_col_text(st, 0));
    enum jf_status status = tell(
        r,
        (struct jf_suggestion){ .topic = "case", .value = jf_col_text(st, 0), .ref = ref.data, .about = percent < 100 },
        &label, &reason, err);
    jf_str_release(&label);
    jf_str_release(&reason);
    jf_str_release(&ref);
    return status;
}

/* Cases with the same or a similar text, or of the same petitioner (重复信访), the latest first. */
static enum jf_status tell_alike(struct run *r, struct jf_error *err)
{
    struct jf_stmt *st = NULL;
    struct likeness *likeness = NULL;
    int told = 0;
    enum jf_status status = likeness_begin(r->ask->text, &likeness, err);
    if (status == JF_OK)
        status = jf_db_query(r->db, "suggest.cases",
                             JF_ARGS(JF_INT(":petition", r->ask->petition_id),
                                     JF_TEXT(":petitioner", r->ask->petitioner), JF_INT(":unit", r->unit_id),
                                     JF_TEXT(":until", r->ask->received_on), JF_INT(":limit", COMPARED)),
                             &st, err);
    while (told < SHOWN && jf_stmt_row(st, &status, err)) {
        int percent = likeness_of(likeness, jf_col_text(st, 3));
        if (percent < ALIKE && !jf_col_int(st, 4))
            continue;
        status = tell_case(r, st, percent, err);
        told++;
    }
    jf_stmt_done(st);
    likeness_end(likeness);
    return status;
}

/* ---- what is known of the unit ---- */

/* One row that counts: columns are count, an example for `why`, and what the sentences below want. */
static enum jf_status tell_unit_cases(struct run *r, struct jf_error *err)
{
    struct jf_stmt *st = NULL;
    struct jf_str label = JF_STR_INIT, reason = JF_STR_INIT, ref = JF_STR_INIT;
    enum jf_status status = jf_db_query(r->db, "suggest.unit_cases",
                                        JF_ARGS(JF_INT(":unit", r->unit_id), JF_INT(":petition", r->ask->petition_id),
                                                JF_TEXT(":until", r->ask->received_on)),
                                        &st, err);
    if (jf_stmt_row(st, &status, err) && jf_col_int(st, 0) > 0) {
        jf_str_addf(&label, _("earlier cases about it: %lld, not closed: %lld, found true: %lld"),
                    (long long)jf_col_int(st, 0), (long long)jf_col_int(st, 1), (long long)jf_col_int(st, 2));
        jf_str_addf(&reason, _("the same unit, %s; the last one: %s"), r->unit_name.data, jf_col_text(st, 3));
        jf_str_addf(&ref, "case:%s", jf_col_text(st, 3));
        status = tell(r, (struct jf_suggestion){ .topic = "case", .value = r->unit.data, .ref = ref.data }, &label,
                      &reason, err);
    }
    jf_stmt_done(st);
    jf_str_release(&label);
    jf_str_release(&reason);
    jf_str_release(&ref);
    return status;
}

/* Findings about the unit that stand, by rule. */
static enum jf_status tell_findings(struct run *r, struct jf_error *err)
{
    struct jf_rules *rules = NULL;
    struct jf_stmt *st = NULL;
    struct jf_str label = JF_STR_INIT, reason = JF_STR_INIT, ref = JF_STR_INIT, sum = JF_STR_INIT;
    enum jf_status status = jf_rules_load(NULL, &rules, err);
    if (status == JF_OK)
        status = jf_db_query(r->db, "suggest.findings", JF_ARGS(JF_INT(":unit", r->unit_id), JF_INT(":limit", SHOWN)),
                             &st, err);
    while (jf_stmt_row(st, &status, err)) {
        struct jf_str *const lines[] = { &label, &reason, &ref, &sum };
        for (size_t i = 0; i < sizeof lines / sizeof *lines; i++)
            jf_str_clear(lines[i]);
        const struct jf_rule *rule = jf_rules_find(rules, jf_col_text(st, 0));
        jf_str_add(&label, rule ? jf_rule_title(rule, r->ask->lang) : jf_col_text(st, 0));
        jf_money_add_grouped(&sum, jf_col_int(st, 3));
        jf_str_addf(&reason, _("findings about %s that stand: %lld, in excess %s yuan, charged from %s to %s"),
                    r->unit_name.data, (long long)jf_col_int(st, 1), sum.data,
                    jf_col_text(st, 4) ? jf_col_text(st, 4) : "-", jf_col_text(st, 5) ? jf_col_text(st, 5) : "-");
        jf_str_addf(&ref, "finding:%lld", (long long)jf_col_int(st, 2));
        status = tell(r, (struct jf_suggestion){ .topic = "finding", .value = jf_col_text(st, 0), .ref = ref.data },
                      &label, &reason, err);
    }
    jf_stmt_done(st);
    jf_rules_free(rules);
    jf_str_release(&label);
    jf_str_release(&reason);
    jf_str_release(&ref);
    jf_str_release(&sum);
    return status;
}

/* The notices and school charges of the unit in a period, counted. */
static enum jf_status tell_period(struct run *r, const char *value, const char *from, const char *until,
                                  struct jf_error *err)
{
    struct jf_stmt *st = NULL;
    struct jf_str label = JF_STR_INIT, reason = JF_STR_INIT, sum = JF_STR_INIT;
    enum jf_status status =
        jf_db_query(r->db, "suggest.records",
                    JF_ARGS(JF_INT(":unit", r->unit_id), JF_TEXT(":from", from), JF_TEXT(":until", until)), &st, err);
    while (jf_stmt_row(st, &status, err)) {
        jf_str_clear(&label);
        jf_str_clear(&reason);
        jf_str_clear(&sum);
        jf_money_add_grouped(&sum, jf_col_int(st, 2));
        jf_str_addf(&label,
                    strcmp(jf_col_text(st, 0), "notice") == 0 ? _("notices: %lld, together %s yuan")
                                                              : _("school charges: %lld, together %s yuan"),
                    (long long)jf_col_int(st, 1), sum.data);
        jf_str_addf(&reason, _("charged by %s from %s to %s"), r->unit_name.data, from, until);
        status = tell(r, (struct jf_suggestion){ .topic = "record", .value = value, .ref = jf_col_text(st, 3) }, &label,
                      &reason, err);
    }
    jf_stmt_done(st);
    jf_str_release(&label);
    jf_str_release(&reason);
    jf_str_release(&sum);
    return status;
}

/* In the periods that the text names, else in the year up to the day received. */
static enum jf_status tell_records(struct run *r, struct jf_error *err)
{
    enum jf_status status = JF_OK;
    struct jf_period period;
    int told = 0;
    for (size_t i = 0; status == JF_OK && i < r->hints.count && told < SHOWN; i++)
        if (r->hints.items[i].kind == JF_HINT_DAY && jf_period_parse(r->hints.items[i].value, &period)) {
            status = tell_period(r, r->hints.items[i].value, period.from, period.until, err);
            told++;
        }
    if (status == JF_OK && !told) {
        char from[JF_DAY_SIZE];
        int32_t day = 0;
        jf_day_parse(r->ask->received_on, &day);
        jf_day_format(day - 365, from);
        status = tell_period(r, "-", from, r->ask->received_on, err);
    }
    return status;
}

/* ---- the whole ---- */

enum jf_status jf_suggest(struct jf_db *db, const struct jf_suggest_ask *ask, jf_suggest_fn *each, void *arg,
                          struct jf_error *err)
{
    struct run r = { .db = db, .ask = ask, .each = each, .arg = arg };
    jf_str_init(&r.unit);
    jf_str_init(&r.unit_name);
    jf_str_init(&r.unit_type);
    if (ask->unit)
        jf_str_add(&r.unit, ask->unit);
    enum jf_status status = find_unit(&r, err);
    if (status == JF_OK)
        status = jf_hints_read(ask->text, ask->received_on, r.unit_type.len ? r.unit_type.data : NULL, &r.hints, err);
    if (status == JF_OK)
        status = tell_hints(&r, err);
    if (status == JF_OK)
        status = tell_register(&r, err);
    if (status == JF_OK && !r.unit_id) /* the text may have named it */
        status = find_unit(&r, err);
    if (status == JF_OK)
        status = tell_alike(&r, err);
    if (status == JF_OK && r.unit_id)
        status = tell_unit_cases(&r, err);
    if (status == JF_OK && r.unit_id)
        status = tell_findings(&r, err);
    if (status == JF_OK && r.unit_id)
        status = tell_records(&r, err);
    jf_hints_release(&r.hints);
    jf_str_release(&r.unit);
    jf_str_release(&r.unit_name);
    jf_str_release(&r.unit_type);
    return status;
}

enum jf_status jf_suggest_ask_case(struct jf_db *db, int64_t petition_id, const char *lang, struct jf_suggest_ask *ask,
                                   struct jf_error *err)
{
    struct jf_case c;
    enum jf_status status = jf_case_read(db, petition_id, &c, err);
    *ask = (struct jf_suggest_ask){ .petition_id = petition_id, .lang = lang };
    if (status != JF_OK)
        return status;
    ask->text = jf_dup(c.text);
    ask->received_on = jf_dup(c.received_on);
    ask->unit = jf_dup(c.unit);
    ask->division = jf_dup(c.division);
    ask->petitioner = jf_dup(c.petitioner);
    ask->names = jf_dup(c.names);
    jf_case_release(&c);
    if (!ask->text || !ask->received_on)
        status = jf_error_set(err, JF_NOMEM, _("out of memory"));
    return status;
}

void jf_suggest_ask_release(struct jf_suggest_ask *ask)
{
    const char *const texts[] = { ask->text, ask->received_on, ask->unit, ask->division, ask->petitioner, ask->names };
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        jf_free((void *)texts[i]);
    *ask = (struct jf_suggest_ask){ .text = NULL };
}
