/* load.c - finished records become subjects, records and rows of their kind's tables, one at a time or thousands in
 * one step. Keys, references and versions are checked here, in SQLite; the field maps and the named statements of
 * src/sql/intake.sql say what goes where. */
#include "internal.h"

#include "jianfu/docno.h"

#include <string.h>

enum { SEEN_PAGE = 65536 };

/* What is recorded under a key. */
struct standing {
    int64_t subject_id, record_id, version, batch_id;
    bool same;      /* as the version that counts */
    bool old_again; /* as an older version that is recorded */
};

struct loader {
    struct jf_intake *in;
    struct stager *stager;
    struct tally *tally;
    uint32_t age; /* of the names' numbers */
    int64_t *ids; /* by the number of a name; 0: not asked yet */
    size_t id_room;
    int64_t batch_id;
    int64_t next_subject, next_record; /* 0: ask */
    bool expect_new;                   /* the records before were all new */
    bool new_terms;                    /* some were written */
    struct standing *standings;        /* of the records at hand */
    struct record **list;              /* of the records at hand: those that are written */
    struct record **fresh;             /* of them: the new ones */
    size_t room;
    uint64_t **seen;   /* subjects that this file repeated unchanged, a bit for each: their records do */
    size_t seen_pages; /* not name this batch */
};

enum jf_status loader_open(struct jf_intake *in, struct loader **out, struct jf_error *err)
{
    struct loader *l = jf_alloc(sizeof *l);
    if (!l)
        return jf_error_set(err, JF_NOMEM, _("out of memory"));
    l->in = in;
    l->batch_id = in->result->batch_id;
    l->expect_new = in->bulk;
    *out = l;
    enum jf_status status = stager_open(in->db, in->kit->plans, l->batch_id, &l->stager, err);
    if (status == JF_OK && !(l->tally = tally_open(in->db, l->stager, l->batch_id)))
        status = jf_error_set(err, JF_NOMEM, _("out of memory"));
    return status;
}

void loader_close(struct loader *l)
{
    if (!l)
        return;
    jf_free(l->ids);
    tally_close(l->tally);
    stager_close(l->stager);
    jf_free(l->standings);
    jf_free(l->list);
    jf_free(l->fresh);
    for (size_t i = 0; i < l->seen_pages; i++)
        jf_free(l->seen[i]);
    jf_free(l->seen);
    jf_free(l);
}

/* ---- references ---- */

/* The last answer to "which id has this name", kept by its number. */
static int64_t *id_of(struct loader *l, int64_t number, struct jf_error *err)
{
    if ((size_t)number >= l->id_room) {
        size_t wanted = l->id_room ? l->id_room : 1024;
        while (wanted <= (size_t)number)
            wanted *= 2;
        int64_t *grown = jf_grow(l->ids, wanted, sizeof *grown);
        if (!grown) {
            jf_error_set(err, JF_NOMEM, _("out of memory"));
            return NULL;
        }
        memset(grown + l->id_room, 0, (wanted - l->id_room) * sizeof *grown);
        l->ids = grown;
        l->id_room = wanted;
    }
    return &l->ids[number];
}

static enum jf_status new_age(struct loader *l, uint32_t age, struct jf_error *err)
{
    if (l->age == age)
        return JF_OK;
    l->age = age;
    if (l->ids)
        memset(l->ids, 0, l->id_room * sizeof *l->ids);
    return tally_write(l->tally, err);
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
    return jf_db_int(l->in->db, "intake.find-subject", JF_ARGS(JF_TEXT(":kind", kind), JF_TEXT(":key", key)), 0, id,
                     err);
}

static enum jf_status find_term(struct loader *l, const char *kind, const char *text, int64_t *id, struct jf_error *err)
{
    enum jf_status status =
        jf_db_int(l->in->db, "intake.find-term", JF_ARGS(JF_TEXT(":kind", kind), JF_TEXT(":text", text)), 0, id, err);
    if (status != JF_OK || *id)
        return status;
    struct jf_docno number;
    bool document = jf_streq(kind, "document") && jf_docno_parse(text, &number);
    status = jf_db_run(l->in->db, "intake.add-term",
                       JF_ARGS(JF_TEXT(":kind", kind), JF_TEXT(":text", text),
                               JF_TEXT(":canonical", document ? number.canonical : NULL)),
                       err);
    *id = jf_db_last_id(l->in->db);
    l->new_terms = true;
    return status;
}

/* A text that names something becomes its id. What is not known is a fault, or *missing when others may have to be
 * written first. */
static enum jf_status resolve(struct loader *l, struct record *r, const struct reference *at, bool *missing,
                              struct jf_error *err)
{
    const struct row *row = &r->rows[at->row];
    const struct field *f = &row->map->fields[at->field];
    struct value *v = &r->values[row->first + at->field];
    if (v->type != VALUE_TEXT)
        return JF_OK; /* before, when another was missing */
    int64_t *id = id_of(l, v->number, err);
    if (!id)
        return JF_NOMEM;
    enum jf_status status = JF_OK;
    if (*id == 0 && f->type == FIELD_TERM)
        status = find_term(l, field_names(f), record_text(r, v), id, err);
    else if (*id == 0)
        status = find_subject(l, field_names(f), record_text(r, v), id, err);
    if (status != JF_OK)
        return status;
    if (*id == 0 && missing) {
        *missing = true;
        return JF_OK;
    }
    if (*id == 0)
        unknown(l, f, field_names(f), record_text(r, v), row->line);
    v->number = *id;
    v->type = VALUE_INT;
    return JF_OK;
}

static enum jf_status resolve_all(struct loader *l, struct record *r, bool *missing, struct jf_error *err)
{
    enum jf_status status = JF_OK;
    for (size_t i = 0; status == JF_OK && i < r->reference_count; i++)
        status = resolve(l, r, &r->references[i], missing, err);
    return status;
}

/* ---- versions ---- */

static enum jf_status find_standings(struct loader *l, struct record *records, size_t count, struct jf_error *err)
{
    struct jf_stmt *st = NULL;
    memset(l->standings, 0, count * sizeof *l->standings);
    for (size_t i = 0; i < count; i++)
        l->list[i] = &records[i];
    enum jf_status status = stager_records(l->stager, l->list, count, err);
    if (status == JF_OK)
        status = jf_db_query(l->in->db, "intake.find-staged", NULL, &st, err);
    while (jf_stmt_row(st, &status, err)) {
        size_t len, at = (size_t)jf_col_int(st, 0);
        const void *bytes = jf_col_blob(st, 5, &len);
        l->standings[at] = (struct standing){ jf_col_int(st, 1),
                                              jf_col_int(st, 2),
                                              jf_col_int(st, 3),
                                              jf_col_int(st, 4),
                                              len == JF_DIGEST_SIZE && memcmp(bytes, records[at].digest, len) == 0,
                                              false };
    }
    jf_stmt_done(st);
    return status;
}

/* An old paper that comes again word for word is no fault: it is recorded, and superseded. */
static enum jf_status known_version(struct loader *l, const struct record *r, struct standing *s, struct jf_error *err)
{
    struct jf_stmt *st = NULL;
    if (s->record_id == 0 || r->version >= s->version)
        return JF_OK;
    enum jf_status status =
        jf_db_query(l->in->db, "intake.find-version",
                    JF_ARGS(JF_INT(":subject_id", s->subject_id), JF_INT(":version", r->version)), &st, err);
    if (jf_stmt_row(st, &status, err)) {
        size_t len;
        const void *bytes = jf_col_blob(st, 0, &len);
        s->old_again = len == JF_DIGEST_SIZE && memcmp(bytes, r->digest, len) == 0;
    }
    jf_stmt_done(st);
    return status;
}

static bool was_seen(const struct loader *l, int64_t id)
{
    size_t page = (size_t)id / SEEN_PAGE;
    uint64_t bit = UINT64_C(1) << (id & 63);
    return page < l->seen_pages && l->seen[page] && (l->seen[page][(size_t)id % SEEN_PAGE / 64] & bit);
}

static enum jf_status note_seen(struct loader *l, int64_t id, struct jf_error *err)
{
    size_t page = (size_t)id / SEEN_PAGE;
    if (page >= l->seen_pages) {
        uint64_t **grown = jf_grow(l->seen, page + 1, sizeof *grown);
        if (!grown)
            return jf_error_set(err, JF_NOMEM, _("out of memory"));
        memset(grown + l->seen_pages, 0, (page + 1 - l->seen_pages) * sizeof *grown);
        l->seen = grown;
        l->seen_pages = page + 1;
    }
    if (!l->seen[page] && !(l->seen[page] = jf_alloc(SEEN_PAGE / 8)))
        return jf_error_set(err, JF_NOMEM, _("out of memory"));
    l->seen[page][(size_t)id % SEEN_PAGE / 64] |= UINT64_C(1) << (id & 63);
    return JF_OK;
}

static enum record_what compare(struct loader *l, const struct record *r, const struct standing *s)
{
    struct jf_intake *in = l->in;
    if (s->record_id == 0)
        return RECORD_NEW;
    if (s->batch_id == l->batch_id || was_seen(l, s->subject_id)) {
        intake_fault(in, r->line, "KEY-01", _("each key stands once in a file"), _("'%s' stands in this file already"),
                     r->key.data);
        return RECORD_FAULTY;
    }
    if ((r->version == s->version && s->same) || s->old_again)
        return RECORD_UNCHANGED;
    if (r->version > s->version)
        return RECORD_SUPERSEDING;
    if (r->version == s->version)
        intake_fault(in, r->line, "KEY-02",
                     _("a correction carries a higher version, so that the old one stays readable"),
                     _("'%s' is recorded as version %lld with other content"), r->key.data, (long long)s->version);
    else
        intake_fault(in, r->line, "KEY-03", _("send the correction with a version above the one recorded"),
                     _("'%s' is version %lld, version %lld is recorded already"), r->key.data, (long long)r->version,
                     (long long)s->version);
    return RECORD_FAULTY;
}

/* What becomes of each record. Those that the file has brought once are noted, so that it brings them only once. */
static enum jf_status judge(struct loader *l, struct record *records, size_t count, struct jf_error *err)
{
    enum jf_status status = find_standings(l, records, count, err);
    bool known = false;
    for (size_t i = 0; status == JF_OK && i < count; i++) {
        struct record *r = &records[i];
        struct standing *s = &l->standings[i];
        status = known_version(l, r, s, err);
        if (status != JF_OK)
            break;
        r->what = compare(l, r, s);
        r->subject_id = s->subject_id;
        r->previous_id = s->record_id;
        known = known || r->what != RECORD_NEW;
        /* one that supersedes is written only after the others of this step were compared */
        if (r->fault_count == 0 && (r->what == RECORD_UNCHANGED || (r->what == RECORD_SUPERSEDING && l->in->bulk)))
            status = note_seen(l, s->subject_id, err);
    }
    l->expect_new = l->in->bulk && !known;
    return status;
}

/* ---- writing ---- */

static enum jf_status next_ids(struct loader *l, struct jf_error *err)
{
    struct jf_stmt *st = NULL;
    if (l->in->bulk && l->next_record)
        return JF_OK; /* nobody else writes in this transaction */
    enum jf_status status = jf_db_query(l->in->db, "intake.next-ids", NULL, &st, err);
    if (jf_stmt_row(st, &status, err)) {
        l->next_subject = jf_col_int(st, 0);
        l->next_record = jf_col_int(st, 1);
    }
    jf_stmt_done(st);
    return status;
}

static enum jf_status run_over(struct loader *l, const char *statement, struct record *const *list, size_t count,
                               struct jf_error *err)
{
    enum jf_status status = stager_records(l->stager, list, count, err);
    return status == JF_OK && count ? jf_db_run(l->in->db, statement, NULL, err) : status;
}

/* SQLite numbered the rows; were it otherwise than we did, nothing would fit together. */
static enum jf_status numbered_up_to(struct loader *l, int64_t last, struct jf_error *err)
{
    return jf_db_last_id(l->in->db) == last
               ? JF_OK
               : jf_error_set(err, JF_BUG, _("rows were numbered otherwise than expected"));
}

/* Most files bring only new keys: then the unique index says so for thousands at once. Else the step is undone. */
static enum jf_status add_if_all_new(struct loader *l, struct record *records, size_t count, bool *all_new,
                                     struct jf_error *err)
{
    enum jf_status status = next_ids(l, err);
    int64_t first = l->next_subject;
    for (size_t i = 0; i < count; i++) {
        struct record *r = &records[i];
        r->what = RECORD_NEW;
        r->subject_id = first + (int64_t)i;
        r->record_id = l->next_record + (int64_t)i;
        r->previous_id = 0;
        l->list[i] = r;
    }
    if (status == JF_OK)
        status = run_over(l, "intake.add-new-subjects", l->list, count, err);
    if (status != JF_OK)
        return status;
    *all_new = jf_db_changes(l->in->db) == (int64_t)count;
    if (!*all_new)
        return jf_db_run(l->in->db, "intake.take-back-subjects", JF_ARGS(JF_INT(":first", first)), err);
    l->next_subject += (int64_t)count;
    l->next_record += (int64_t)count;
    return numbered_up_to(l, l->next_subject - 1, err);
}

static enum jf_status add_subjects(struct loader *l, size_t count, struct jf_error *err)
{
    size_t fresh = 0;
    enum jf_status status = next_ids(l, err);
    for (size_t i = 0; i < count; i++) {
        struct record *r = l->list[i];
        r->record_id = l->next_record++;
        if (r->what == RECORD_NEW) {
            r->subject_id = l->next_subject++;
            l->fresh[fresh++] = r;
        }
    }
    return status == JF_OK ? run_over(l, "intake.add-subjects", l->fresh, fresh, err) : status;
}

static enum jf_status ask(struct loader *l, const struct record *r, struct jf_error *err)
{
    const struct jf_intake_options *o = l->in->options;
    if (!intake_asks(l->in))
        return JF_OK;
    struct jf_intake_record told = { r->map->subject_kind, r->key.data,    r->subject_id,
                                     r->record_id,         r->previous_id, r->line };
    return o->accept(o->accept_arg, l->in, &told, err);
}

/* Write the records of the list. When all are new their subjects stand already, and name them. */
static enum jf_status write_list(struct loader *l, size_t count, bool all_new, struct jf_error *err)
{
    enum jf_status status = all_new ? JF_OK : add_subjects(l, count, err);
    if (status == JF_OK)
        status = run_over(l, "intake.add-records", l->list, count, err);
    if (status == JF_OK)
        status = numbered_up_to(l, l->list[count - 1]->record_id, err);
    if (status == JF_OK && !all_new)
        status = run_over(l, "intake.set-current", l->list, count, err);
    if (status == JF_OK)
        status = stager_write_rows(l->stager, l->in->kind, l->list, count, err);
    for (size_t i = 0; status == JF_OK && i < count; i++)
        status = ask(l, l->list[i], err);
    return status;
}

/* Constraints of the tables that speak of the data, by their name in SQLite's message. */
static const struct {
    const char *constraint, *code, *message, *hint;
} constraints[] = {
    { "until_before_from", "VAL-11", N_("the last day in force lies before the first"),
      N_("exchange the days, or leave 'until' out") },
    { "off_ends_before_it_begins", "VAL-11", N_("the last day off lies before the first"),
      N_("exchange the days, or leave 'until' out") },
    { "at_least_one_person", "VAL-08", N_("persons: '0' is no number of petitioners"), N_("at least 1") },
    { "result_wanted_before_received", "VAL-11", N_("the result is wanted before the case was received"),
      N_("compare 'report-by' and 'received-on' with the paper that hands the case down") },
    { "more_signed_than_there_are", "VAL-13", N_("more signed the proposal than there are"),
      N_("compare 'proposer-count' and 'proposer-of' with the list of signatures") },
    { "more_present_than_entitled", "VAL-13", N_("more are present than entitled"),
      N_("compare 'present' and 'entitled' with the list of those who came") },
    { "more_votes_than_present", "VAL-13", N_("more votes than persons present"),
      N_("compare 'for' and 'against' with 'present'") },
    { "more_for_than_represented", "VAL-13", N_("more households are for than were represented"),
      N_("compare 'represented-for' with 'represented'") },
    { "known_before_it_happened", "VAL-11", N_("the case was known before it happened"), N_("exchange the days") },
    { "concluded_before_it_was_known", "VAL-11", N_("the investigation ended before the case was known"),
      N_("exchange the days, or leave 'concluded-on' out") },
    { "concealment_without_concealing", "VAL-08", N_("'concealment' tells how a case was concealed that was not"),
      N_("add concealed=\"yes\", or leave 'concealment' out") },
    { "nil_report.division_id", "REF-03", N_("a nil report is made by a township"), N_("give the code of a township") },
    { "school_charge.school_id", "REF-03", N_("the unit named is not a school"),
      N_("name a unit that stands as <school> in the register") },
    { "village_account.unit_id", "REF-03", N_("the unit named is not a village's organisation"),
      N_("name a unit of type village of the register") },
    { "month_or_half_year", "VAL-06", N_("the period of a village's account is a month or a half-year"),
      N_("for example 2005-03 or 2005H1") },
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
static enum jf_status refused_or_trouble(struct loader *l, const struct record *r, enum jf_status status,
                                         const struct jf_error *reason, struct jf_error *err)
{
    if (status == JF_REFUSED) {
        constraint_fault(l, r, reason->message);
        return JF_OK;
    }
    if (status != JF_OK) {
        jf_error_set(err, status, "%s", reason->message);
        jf_error_hint(err, "%s", reason->hint);
    }
    return status;
}

static void count_records(struct jf_intake_result *result, const struct record *records, size_t count)
{
    for (size_t i = 0; i < count; i++)
        switch (records[i].what) {
        case RECORD_NEW:
            result->stored++;
            break;
        case RECORD_UNCHANGED:
            result->unchanged++;
            break;
        case RECORD_SUPERSEDING:
            result->superseding++;
            break;
        case RECORD_FAULTY:
            break;
        }
}

static enum jf_status make_room(struct loader *l, size_t count, struct jf_error *err)
{
    if (count <= l->room)
        return JF_OK;
    void *standings = jf_grow(l->standings, count, sizeof *l->standings);
    if (standings)
        l->standings = standings;
    void *list = jf_grow(l->list, count, sizeof(struct record *));
    if (list)
        l->list = list;
    void *fresh = jf_grow(l->fresh, count, sizeof(struct record *));
    if (fresh)
        l->fresh = fresh;
    if (!standings || !list || !fresh)
        return jf_error_set(err, JF_NOMEM, _("out of memory"));
    l->room = count;
    return JF_OK;
}

/* Records whose references are known: compare them with what is recorded, and write what is new. */
static enum jf_status settle(struct loader *l, struct record *records, size_t count, struct jf_error *err)
{
    struct jf_error reason = { .status = JF_OK };
    bool all_new = false;
    size_t writing = 0;
    enum jf_status status = make_room(l, count, err);
    if (status == JF_OK && l->expect_new)
        status = add_if_all_new(l, records, count, &all_new, err);
    if (status == JF_OK && !all_new)
        status = judge(l, records, count, err);
    if (status != JF_OK || l->in->surprised || records->fault_count > 0)
        return status;
    for (size_t i = 0; i < count; i++)
        if (records[i].what != RECORD_UNCHANGED)
            l->list[writing++] = &records[i];
    if (writing > 0) {
        status = write_list(l, writing, all_new, &reason);
        status = refused_or_trouble(l, records, status, &reason, err);
    }
    if (status != JF_OK || records->fault_count > 0)
        return status;
    count_records(l->in->result, records, count);
    return tally_take(l->tally, l->list, writing, err);
}

static enum jf_status settle_kept_apart(struct loader *l, struct record *r, struct jf_error *err)
{
    enum jf_status status = jf_savepoint(l->in->db, err);
    if (status == JF_OK)
        status = settle(l, r, 1, err);
    if (status != JF_OK)
        return status;
    return r->fault_count ? jf_savepoint_undo(l->in->db, err) : jf_savepoint_release(l->in->db, err);
}

enum jf_status loader_take(struct loader *l, const struct chunk *c, struct jf_error *err)
{
    struct record *records = c->records;
    size_t first = 0;
    enum jf_status status = new_age(l, c->age, err);
    for (size_t i = 0; status == JF_OK && i < c->count; i++) {
        bool missing = false;
        status = resolve_all(l, &records[i], i > first ? &missing : NULL, err);
        if (status == JF_OK && missing) { /* it may name one of those just before it: they go first */
            status = settle(l, records + first, i - first, err);
            first = i;
            if (status == JF_OK)
                status = resolve_all(l, &records[i], NULL, err);
        }
        if (l->in->surprised)
            return status;
    }
    if (status != JF_OK)
        return status;
    if (l->in->options->quarantine) /* only then may one record be undone and the others stay */
        return settle_kept_apart(l, records, err);
    return settle(l, records + first, c->count - first, err);
}

enum jf_status loader_finish(struct loader *l, struct jf_error *err)
{
    enum jf_status status = tally_write(l->tally, err);
    /* terms that stood before were held against the book that stands, unless this file is one */
    bool book = jf_streq(l->in->kind->info.name, "rulebook");
    return status == JF_OK && (book || l->new_terms) ? jf_terms_match(l->in->db, book, err) : status;
}
