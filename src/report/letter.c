/* letter.c - letters: which there are, whether one can be written, its number; the rest is its template. Must not know
 * formats (renderers) nor what a letter says (templates, queries).
 */
#include "letter.h"

#include "jianfu/resource.h"

#include <stdlib.h>
#include <string.h>

/* ---- the kinds ---- */

enum { KIND, OF, EVENT, READER, KIND_COLUMNS };
static struct jf_tsv table;
static struct jf_letter_kind *kinds;

void jf_letter_cleanup(void)
{
    jf_free(kinds);
    kinds = NULL;
    jf_tsv_release(&table);
    facts_cleanup();
}

/* What a letter may be about: its word in letters.tsv, the statement of its facts, the one that finds the step it tells
 * of (an order is its own), the one that says whether it is overdue, and what is said when it is asked for about
 * something else. */
static const struct {
    const char *word, *facts, *step, *overdue, *other, *usage;
} about[] = {
    [JF_LETTER_PETITION] = { "petition", "letter.case", "letter.step", NULL, N_("a petition"),
                             N_("jianfu petition letter NUMBER KIND") },
    [JF_LETTER_REFUND] = { "refund", "letter.order", NULL, "letter.order-overdue", N_("a refund order"),
                           N_("jianfu refund letter ORDER KIND") },
    [JF_LETTER_REMEDY] = { "remedy", "letter.remedy", NULL, "letter.remedy-overdue", N_("a remedy"),
                           N_("jianfu remedy letter NUMBER KIND") },
};

static bool about_of(const char *word, enum jf_letter_of *out)
{
    for (size_t i = 0; i < sizeof about / sizeof *about; i++)
        if (jf_streq(about[i].word, word)) {
            *out = (enum jf_letter_of)i;
            return true;
        }
    return false;
}

static bool reader_of(const char *word, enum jf_letter_reader *out)
{
    static const char *const words[] = {
        [JF_READER_PETITIONER] = "petitioner", [JF_READER_OTHER] = "other", [JF_READER_OFFICE] = "office"
    };
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (jf_streq(words[i], word)) {
            *out = (enum jf_letter_reader)i;
            return true;
        }
    return false;
}

const struct jf_letter_kind *jf_letters(struct jf_error *err)
{
    if (kinds)
        return kinds;
    if (jf_tsv_load("templates/letters.tsv", KIND_COLUMNS, &table, err) != JF_OK)
        return NULL;
    kinds = jf_alloc((table.rows + 1) * sizeof *kinds);
    if (!kinds)
        jf_error_set(err, JF_NOMEM, _("out of memory"));
    for (size_t i = 0; kinds && i < table.rows; i++) {
        const char **row = table.cells + i * table.columns;
        kinds[i] = (struct jf_letter_kind){ .name = row[KIND], .event = row[EVENT] };
        if (!about_of(row[OF], &kinds[i].of) || !reader_of(row[READER], &kinds[i].reader)) {
            jf_error_set(err, JF_BUG, _("the letter '%s' has an unknown word in its table"), row[KIND]);
            jf_free(kinds);
            kinds = NULL;
        }
    }
    if (!kinds)
        jf_tsv_release(&table);
    return kinds;
}

const struct jf_letter_kind *jf_letter_find(const char *name)
{
    const struct jf_letter_kind *kind = jf_letters(NULL);
    for (; kind && kind->name; kind++)
        if (jf_streq(kind->name, name))
            return kind;
    return NULL;
}

/* A reminder tells of no step, but of today. */
static bool reminds(const struct jf_letter_kind *kind)
{
    return strcmp(kind->event, "overdue") == 0;
}

/* The step that the letter tells of; 0 when it was not taken, or nothing is overdue that it could remind of. */
static enum jf_status find_step(struct jf_db *db, const struct jf_letter_kind *kind, int64_t id, int64_t *event_id,
                                struct jf_error *err)
{
    char today[JF_DAY_SIZE];
    *event_id = id;
    jf_day_today(today);
    if (reminds(kind))
        return jf_db_int(db, about[kind->of].overdue, JF_ARGS(JF_INT(":id", id), JF_TEXT(":today", today)), 0, event_id,
                         err);
    if (!about[kind->of].step)
        return JF_OK;
    return jf_db_int(db, about[kind->of].step, JF_ARGS(JF_INT(":petition", id), JF_TEXT(":type", kind->event)), 0,
                     event_id, err);
}

static void add_choice(const char *kind, struct jf_str *out)
{
    if (strcmp(jf_i18n_lang(), "zh") == 0)
        jf_str_addf(out, "%s%s %s", out->len ? "、" : "", kind, jf_word("letter", kind, "zh"));
    else
        jf_str_addf(out, "%s%s", out->len ? ", " : "", kind);
}

enum jf_status jf_letters_possible(struct jf_db *db, enum jf_letter_of of, int64_t id, struct jf_str *out,
                                   struct jf_error *err)
{
    enum jf_status status = JF_OK;
    const struct jf_letter_kind *kind = jf_letters(err);
    if (!kind)
        return JF_BUG;
    for (; kind->name && status == JF_OK; kind++) {
        int64_t event_id = 0;
        if (kind->of == of)
            status = find_step(db, kind, id, &event_id, err);
        if (status == JF_OK && event_id)
            add_choice(kind->name, out);
    }
    return status;
}

/* ---- what the letter knows ---- */

/* ×减负办〔2005〕12号; without a serial there is room for it, which no program may fill. */
static enum jf_status add_letter_number(struct facts *f, const char *serial, struct jf_error *err)
{
    struct jf_str number = JF_STR_INIT;
    const char *mark = facts_text(f, "office-mark");
    jf_str_addf(&number, "%s〔%.4s〕%s号", *mark ? mark : "　　　", facts_text(f, "day"), serial ? serial : "　　");
    enum jf_status status = jf_str_check(&number, err);
    if (status == JF_OK)
        status = facts_add(f, "letter-number", number.data, err);
    jf_str_release(&number);
    return status;
}

static enum jf_status no_step(struct jf_db *db, const struct jf_letter_kind *kind, const struct jf_letter_request *r,
                              struct jf_error *err)
{
    struct jf_str possible = JF_STR_INIT;
    enum jf_status status = jf_letters_possible(db, r->of, r->id, &possible, err);
    if (status == JF_OK)
        status = jf_error_set(err, JF_USAGE,
                              reminds(kind)
                                  ? _("there is nothing to remind of: it is done, or its last day has not passed (%s)")
                                  : _("there is nothing to write yet: the step of the letter '%s' was not taken"),
                              r->kind);
    if (possible.len)
        jf_error_hint(err, _("letters that can be printed now: %s"), possible.data);
    jf_str_release(&possible);
    return status;
}

static enum jf_status load_case(struct jf_db *db, const struct jf_letter_kind *kind, const struct jf_letter_request *r,
                                struct facts *f, struct jf_error *err)
{
    int64_t event_id = 0;
    bool found = false;
    enum jf_status status = find_step(db, kind, r->id, &event_id, err);
    if (status != JF_OK)
        return status;
    if (!event_id)
        return no_step(db, kind, r, err);
    const struct jf_arg step[] = { JF_INT(":id", r->id), JF_INT(":event", event_id), JF_END };
    const struct jf_arg itself[] = { JF_INT(":id", r->id), JF_END };
    status = facts_add_row(f, db, about[kind->of].facts, about[kind->of].step ? step : itself, &found, err);
    if (status == JF_OK && !found)
        status = jf_error_set(err, JF_NOT_FOUND, _("there is no such case"));
    return status;
}

static enum jf_status load_facts(struct jf_db *db, const struct jf_letter_kind *kind, const struct jf_letter_request *r,
                                 struct facts *f, struct jf_error *err)
{
    enum jf_status status = load_case(db, kind, r, f, err);
    struct jf_str day = JF_STR_INIT;
    char today[JF_DAY_SIZE];
    jf_day_today(today);
    if (status == JF_OK && reminds(kind))
        status = facts_add(f, "day", today, err);
    jf_str_add(&day, facts_text(f, "day")); /* the facts move while they are added to */
    if (status == JF_OK)
        status = jf_str_check(&day, err);
    if (status == JF_OK)
        status = facts_add(f, "old-form", paper_is_old(day.data) ? "yes" : "", err);
    if (status == JF_OK)
        status = facts_add_law(f, db, day.data, err);
    if (status == JF_OK && (kind->reader == JF_READER_OTHER || !r->names))
        status = facts_mask(f, err);
    if (status == JF_OK)
        status = facts_add_office(f, db, day.data, err);
    if (status == JF_OK)
        status = add_letter_number(f, r->serial, err);
    jf_str_release(&day);
    return status;
}

/* ---- the whole ---- */

bool serial_valid(const char *serial, struct jf_error *err)
{
    if (*serial && strlen(serial) <= 6 && !serial[strspn(serial, "0123456789")] && *serial != '0')
        return true;
    jf_error_set(err, JF_USAGE, _("'%s' is not the serial number of a letter"), serial);
    jf_error_hint(err, _("digits alone without leading zeros, for example 12"));
    return false;
}

static enum jf_status check_request(const struct jf_letter_request *r, const struct jf_letter_kind **kind,
                                    struct jf_error *err)
{
    *kind = jf_letter_find(r->kind);
    if (!*kind)
        return jf_error_set(err, JF_USAGE, _("there is no letter '%s'"), r->kind);
    if ((*kind)->of != r->of) {
        jf_error_set(err, JF_USAGE, _("'%s' is a letter of %s"), r->kind, _(about[(*kind)->of].other));
        jf_error_hint(err, "%s", _(about[(*kind)->of].usage));
        return JF_USAGE;
    }
    if (r->serial && !serial_valid(r->serial, err))
        return JF_USAGE;
    return jf_paper_format(r->format, err);
}

static enum jf_status parse_letter(struct writer *w, const char *kind)
{
    struct jf_str path = JF_STR_INIT;
    jf_str_addf(&path, "templates/letter-%s.%s.txt", kind, w->lang);
    const char *text = path.failed ? NULL : jf_resource(path.data, NULL);
    enum jf_status status = text ? template_parse(kind, text, w->lang, w->name_list, &w->template, w->err)
                                 : jf_error_set(w->err, JF_BUG, _("the program lacks its file '%s'"), path.data);
    jf_str_release(&path);
    return status;
}

enum jf_status jf_letter_write(struct jf_db *db, const struct jf_letter_request *request, jf_sink_fn *sink,
                               void *sink_arg, struct jf_error *err)
{
    const struct jf_letter_kind *kind = NULL;
    enum jf_status status = check_request(request, &kind, err);
    if (status != JF_OK)
        return status;
    const struct jf_arg args[] = { JF_INT(":id", request->id), JF_END };
    struct facts facts = { .count = 0 };
    struct writer w = { .db = db, .args = args, .err = err };
    w.lang = jf_streq(request->lang, "en") ? "en" : "zh";
    w.show_people = request->names && kind->reader != JF_READER_OTHER;
    w.progress = request->progress;
    w.progress_arg = request->progress_arg;
    status = jf_db_views(db, err);
    if (status == JF_OK)
        status = jf_txn_snapshot(db, err);
    if (status != JF_OK)
        return status;
    status = load_facts(db, kind, request, &facts, err);
    w.name_list = (const char *const *)facts.names;
    w.names = facts.values;
    if (status == JF_OK)
        status = parse_letter(&w, request->kind);
    if (status == JF_OK)
        status = writer_write(&w, request->format, sink, sink_arg);
    jf_txn_rollback(db);
    writer_release(&w);
    facts_release(&facts);
    return status;
}
