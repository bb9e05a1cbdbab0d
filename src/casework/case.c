/* case.c - registering a petition and taking its steps: the only place that writes events of casework. */
#include "internal.h"

#include "jianfu/docno.h"
#include "jianfu/json.h"
#include "jianfu/search.h"
#include "jianfu/utf8.h"

#include <stdio.h>
#include <string.h>

#define NUMBER_MAX 64 /* characters of a register or order number, as in the schema */

enum jf_status refuse(const char **code, const char *name, enum jf_status status, struct jf_error *err,
                      const char *format, ...)
{
    struct jf_str text = JF_STR_INIT;
    va_list ap;
    va_start(ap, format);
    jf_str_vaddf(&text, format, ap);
    va_end(ap);
    jf_error_set(err, status, "%s", text.data);
    jf_str_release(&text);
    if (code)
        *code = name;
    return status;
}

/* ---- days ---- */

enum jf_status day_check(const char *day, const char *earliest, const char **code, struct jf_error *err)
{
    char today[JF_DAY_SIZE];
    if (!day || !jf_day_valid(day)) {
        refuse(code, CASE_FIELDS, JF_USAGE, err, _("'%s' is not a day"), day ? day : "");
        jf_error_hint(err, _("write it as YYYY-MM-DD, for example 2005-06-30"));
        return JF_USAGE;
    }
    jf_day_today(today);
    if (strcmp(day, today) > 0)
        return refuse(code, CASE_FIELDS, JF_USAGE, err, _("%s lies after today, %s"), day, today);
    if (strcmp(day, earliest) < 0) {
        refuse(code, CASE_FIELDS, JF_USAGE, err, _("%s lies before what came before it, %s"), day, earliest);
        jf_error_hint(err, _("a step is not taken before the step before it"));
        return JF_USAGE;
    }
    return JF_OK;
}

/* ---- where a case stands ---- */

void standing_release(struct standing *s)
{
    jf_str_release(&s->number);
    jf_str_release(&s->state);
    jf_str_release(&s->last_day);
    jf_str_release(&s->unit);
    jf_str_release(&s->result);
    jf_str_release(&s->paused);
    jf_str_release(&s->final);
}

enum jf_status standing_read(struct jf_db *db, int64_t petition_id, struct standing *out, struct jf_error *err)
{
    struct jf_str *const columns[] = { &out->state,  &out->last_day, &out->number, &out->unit,
                                       &out->result, &out->paused,   &out->final };
    struct jf_stmt *st = NULL;
    bool row = false;
    out->petition_id = petition_id;
    out->paper = false;
    out->day = NULL;
    for (size_t i = 0; i < sizeof columns / sizeof *columns; i++)
        jf_str_init(columns[i]);
    out->alone = petition_id == 0;
    if (out->alone) {
        jf_str_add(&out->state, "-");
        return jf_str_check(&out->state, err);
    }
    enum jf_status status = jf_db_query(db, "casework.standing", JF_ARGS(JF_INT(":petition", petition_id)), &st, err);
    if (status == JF_OK)
        status = jf_stmt_next(st, &row, err);
    if (status == JF_OK && !row) {
        jf_stmt_done(st);
        st = NULL;
        out->alone = true;
        status = jf_db_query(db, "casework.standing_alone", JF_ARGS(JF_INT(":petition", petition_id)), &st, err);
        if (status == JF_OK)
            status = jf_stmt_next(st, &row, err);
    }
    if (status == JF_OK && !row)
        status = jf_error_set(err, JF_NOT_FOUND, _("there is no such case"));
    for (size_t i = 0; status == JF_OK && i < sizeof columns / sizeof *columns; i++) {
        if (jf_col_text(st, (int)i))
            jf_str_add(columns[i], jf_col_text(st, (int)i));
        status = jf_str_check(columns[i], err);
    }
    jf_stmt_done(st);
    return status;
}

/* ---- writing one event ---- */

static enum jf_status seal_keyed(struct jf_db *db, int64_t record_id, struct jf_str *seals, struct jf_error *err)
{
    struct jf_json json;
    jf_json_init(&json, seals);
    jf_json_open(&json, NULL, '[');
    enum jf_status status = jf_seal(db, &json, "record_id", record_id, record_id, false, err);
    jf_json_close(&json, ']');
    return status == JF_OK ? jf_str_check(seals, err) : status;
}

enum jf_status write_event(struct jf_db *db, const struct event *e, struct jf_error *err)
{
    struct jf_str body = JF_STR_INIT, seals = JF_STR_INIT;
    int64_t event_id = 0;
    enum jf_status status = e->keyed ? seal_keyed(db, e->keyed, &seals, err) : JF_OK;
    if (status == JF_OK)
        status = jf_db_text(db, "casework.body",
                            JF_ARGS(JF_TEXT(":step", e->row->name), JF_TEXT(":from", e->from),
                                    JF_TEXT(":to", e->to ? e->to : e->row->to), JF_TEXT(":petition", e->petition),
                                    JF_TEXT(":order", e->order), JF_TEXT(":fields", e->fields),
                                    JF_TEXT(":seals", e->keyed ? seals.data : NULL)),
                            &body, NULL, err);
    jf_str_release(&seals);
    if (status == JF_OK)
        status = jf_str_check(&body, err);
    if (status == JF_OK)
        status = jf_event_append(db, e->row->event, e->subject_id, e->actor, e->day, body.data, &event_id, err);
    if (status == JF_OK)
        status = apply_event(db, event_id, e->row->event, err);
    if (status == JF_OK)
        status = jf_search_add_step(db, event_id, err);
    jf_str_release(&body);
    return status;
}

static const struct jf_steps *table(struct jf_error *err)
{
    const struct jf_steps *steps = jf_steps();
    if (!steps)
        jf_error_set(err, JF_BUG, _("the table of steps cannot be read"));
    return steps;
}

enum jf_status register_event(struct jf_db *db, int64_t petition_id, const char *number, const char *day,
                              const char *actor, const char *fields, struct jf_error *err)
{
    const struct jf_steps *steps = table(err);
    const struct jf_step *row = steps ? jf_step_find(steps, "register", "-") : NULL;
    if (!row)
        return JF_BUG;
    const struct event e = {
        .row = row, .petition = number, .subject_id = petition_id, .day = day, .actor = actor, .fields = fields
    };
    return write_event(db, &e, err);
}

/* ---- registering by command ---- */

static enum jf_status check_code(const char *group, const char *option, const char *value, struct jf_error *err)
{
    struct jf_str words = JF_STR_INIT, name = JF_STR_INIT;
    if (jf_word_known(group, value))
        return JF_OK;
    word_add_name(&name, "field", option);
    jf_error_set(err, JF_USAGE, _("%s: '%s' is not known"), name.data, value ? value : "");
    jf_str_release(&name);
    word_add_all(&words, group);
    jf_error_hint(err, _("one of: %s"), words.data);
    jf_str_release(&words);
    return JF_USAGE;
}

enum jf_status check_number(const char *number, struct jf_error *err)
{
    if (number && (!*number || number[strcspn(number, " \t\r\n")] || jf_utf8_length(number) > NUMBER_MAX)) {
        jf_error_set(err, JF_USAGE, _("'%s' is not a number for the register"), number);
        jf_error_hint(err, _("1 to 64 characters without blanks, for example 2005-014"));
        return JF_USAGE;
    }
    return JF_OK;
}

static enum jf_status not_utf8(const char **code, struct jf_error *err)
{
    refuse(code, CASE_FIELDS, JF_USAGE, err, _("a text is not valid UTF-8"));
    jf_error_hint(err, _("set the terminal to UTF-8, or save the file as UTF-8"));
    return JF_USAGE;
}

static enum jf_status unsafe_character(uint32_t found, const char **code, struct jf_error *err)
{
    refuse(code, CASE_FIELDS, JF_USAGE, err, _("a text holds the control or invisible character U+%04X"),
           (unsigned)found);
    jf_error_hint(err, _("delete it or type the words anew: it comes along with text that is copied from elsewhere"));
    return JF_USAGE;
}

/* A terminal that is not set to UTF-8 sends Chinese in another encoding, one whose keys are not known control
 * characters, and copied text brings what hides or reorders words: said at once instead of kept as rubbish. */
enum jf_status check_utf8(const char *text, const char **code, struct jf_error *err)
{
    uint32_t found = 0;
    if (!text)
        return JF_OK;
    if (!jf_utf8_valid(text, strlen(text), NULL))
        return not_utf8(code, err);
    return jf_utf8_unsafe(text, &found) ? unsafe_character(found, code, err) : JF_OK;
}

enum jf_status check_json(const char *json, const char **code, struct jf_error *err)
{
    enum jf_status status = check_utf8(json, code, err);
    for (const char *at = json; status == JF_OK && at && (at = strchr(at, '\\')); at += 2) {
        unsigned found = 0;
        if (at[1] == 'u' && sscanf(at + 2, "%4x", &found) == 1 && jf_utf8_is_unsafe(found))
            return unsafe_character(found, code, err);
        if (!at[1])
            break;
    }
    return status;
}

static enum jf_status check_texts(const struct jf_case_new *p, struct jf_error *err)
{
    const char *const texts[] = { p->number, p->petitioner, p->telephone, p->address,  p->text,
                                  p->actor,  p->note,       p->handed_by, p->handed_no };
    enum jf_status status = JF_OK;
    for (size_t i = 0; status == JF_OK && i < sizeof texts / sizeof *texts; i++)
        status = check_utf8(texts[i], NULL, err);
    return status;
}

static enum jf_status check_length(const char *text, struct jf_error *err)
{
    size_t length = jf_utf8_length(text);
    if (length <= JF_CASE_TEXT_MAX)
        return JF_OK;
    jf_error_set(err, JF_USAGE, _("the text of the complaint has %lld characters, the register takes %lld"),
                 (long long)length, (long long)JF_CASE_TEXT_MAX);
    jf_error_hint(err, _("register what is complained of in short, and keep the letter with the file of the case"));
    return JF_USAGE;
}

/* The day may lie before today: a case is registered late, too. */
static enum jf_status check_report_by(const struct jf_case_new *p, struct jf_error *err)
{
    if (!jf_day_valid(p->report_by))
        return jf_error_set(err, JF_USAGE, _("'%s' is not a day"), p->report_by);
    return strcmp(p->report_by, p->received_on) >= 0
               ? JF_OK
               : jf_error_set(err, JF_USAGE, _("the result cannot be wanted by %s: the case was received on %s"),
                              p->report_by, p->received_on);
}

enum { PERSONS_MAX = 999999999 }; /* as in the XSD of petitions */

static enum jf_status check_new(const struct jf_case_new *p, struct jf_error *err)
{
    enum jf_status status = check_texts(p, err);
    if (status == JF_OK)
        status = check_code("channel", "channel", p->channel, err);
    if (status == JF_OK)
        status = check_code("category", "category", p->category, err);
    if (status == JF_OK && p->major_case)
        status = check_code("major-case", "major-case", p->major_case, err);
    if (status == JF_OK)
        status = check_number(p->number, err);
    if (status == JF_OK)
        status = day_check(p->received_on, "", NULL, err);
    if (status == JF_OK && p->day)
        status = day_check(p->day, p->received_on, NULL, err);
    if (status == JF_OK && p->report_by)
        status = check_report_by(p, err);
    if (status == JF_OK && (p->persons < 1 || p->persons > PERSONS_MAX))
        status = jf_error_set(err, JF_USAGE, _("persons: %lld people cannot complain"), (long long)p->persons);
    if (status == JF_OK && jf_blank(p->text))
        status = jf_error_set(err, JF_USAGE, _("the text of the complaint is empty"));
    if (status == JF_OK && jf_blank(p->actor))
        status = jf_error_set(err, JF_USAGE, _("it is not said who registers the petition"));
    if (status == JF_OK)
        status = check_length(p->text, err);
    if (status == JF_OK)
        status = told_check(p, err);
    return status;
}

static enum jf_status known(struct jf_db *db, const char *kind, const char *key, struct jf_arg *out,
                            struct jf_error *err)
{
    int64_t id = 0;
    if (!key)
        return JF_OK; /* `out` stays NULL */
    enum jf_status status =
        jf_db_int(db, "casework.known_id", JF_ARGS(JF_TEXT(":kind", kind), JF_TEXT(":key", key)), 0, &id, err);
    if (status == JF_OK && !id) {
        jf_error_set(err, JF_NOT_FOUND,
                     strcmp(kind, "unit") == 0 ? _("there is no unit '%s' in the register")
                                               : _("there is no place '%s' in the register"),
                     key);
        jf_error_hint(err, _("`jianfu register list %s` shows what is there; what is missing is imported first"),
                      strcmp(kind, "unit") == 0 ? "units" : "divisions");
        return JF_NOT_FOUND;
    }
    out->type = JF_ARG_INT;
    out->number = id;
    return status;
}

enum jf_status add_subject(struct jf_db *db, const char *kind, const char *key, int64_t *id, const char **code,
                           struct jf_error *err)
{
    enum jf_status status =
        jf_db_int(db, "casework.subject_id", JF_ARGS(JF_TEXT(":kind", kind), JF_TEXT(":key", key)), 0, id, err);
    if (status != JF_OK)
        return status;
    if (*id)
        return refuse(code, CASE_SUMS, JF_REFUSED, err, _("the number '%s' is taken"), key);
    status = jf_db_run(db, "casework.add_subject", JF_ARGS(JF_TEXT(":kind", kind), JF_TEXT(":key", key)), err);
    *id = jf_db_last_id(db);
    return status;
}

/* The digest of a petition that was keyed in: over its fields in the order of the table. */
static void digest(const struct jf_case_new *p, const char *number, uint8_t out[JF_DIGEST_SIZE])
{
    struct jf_blake h;
    const int64_t persons = p->persons;
    const char *const texts[] = { number,     p->channel,   p->received_on, p->petitioner, p->telephone,
                                  p->address, p->division,  p->unit,        p->category,   p->major_case,
                                  p->text,    p->handed_by, p->handed_no,   p->report_by };
    jf_blake_init(&h);
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        jf_blake_text(&h, texts[i]);
    jf_blake_field(&h, &persons, sizeof persons);
    told_digest(&h, p);
    jf_blake_final(&h, out);
}

static enum jf_status add_rows(struct jf_db *db, const struct jf_case_new *p, const char *number, int64_t subject_id,
                               struct jf_arg division, struct jf_arg unit, struct jf_error *err)
{
    uint8_t hash[JF_DIGEST_SIZE];
    struct jf_docno paper;
    const char *handed_no = jf_blank(p->handed_no) ? NULL : p->handed_no;
    if (handed_no && jf_docno_parse(handed_no, &paper))
        handed_no = paper.canonical;
    digest(p, number, hash);
    enum jf_status status = jf_db_run(
        db, "casework.add_record", JF_ARGS(JF_INT(":subject", subject_id), JF_BLOB(":digest", hash, sizeof hash)), err);
    if (status != JF_OK)
        return status;
    int64_t record_id = jf_db_last_id(db);
    status = jf_db_run(db, "casework.set_record", JF_ARGS(JF_INT(":record", record_id), JF_INT(":subject", subject_id)),
                       err);
    if (status != JF_OK)
        return status;
    status = jf_db_run(
        db, "casework.add_petition",
        JF_ARGS(JF_INT(":record", record_id), JF_INT(":subject", subject_id), JF_TEXT(":number", number),
                JF_TEXT(":channel", p->channel), JF_TEXT(":received_on", p->received_on),
                JF_INT(":persons", p->persons), JF_TEXT(":petitioner", jf_blank(p->petitioner) ? NULL : p->petitioner),
                JF_TEXT(":telephone", jf_blank(p->telephone) ? NULL : p->telephone),
                JF_TEXT(":address", jf_blank(p->address) ? NULL : p->address), division, unit,
                JF_TEXT(":category", p->category), JF_TEXT(":major_case", p->major_case), JF_TEXT(":text", p->text),
                JF_TEXT(":handed_by", jf_blank(p->handed_by) ? NULL : p->handed_by), JF_TEXT(":handed_no", handed_no),
                JF_TEXT(":report_by", p->report_by)),
        err);
    if (status == JF_OK)
        status = told_add(db, p, record_id, err);
    return status == JF_OK ? jf_search_add_paper(db, record_id, err) : status;
}

/* The fields of the registering, with the digests of what now stands in the rows of the record. */
static enum jf_status seal_fields(struct jf_db *db, int64_t subject_id, const char *number, const char *fields,
                                  struct jf_str *sealed, struct jf_error *err)
{
    int64_t record_id = 0;
    enum jf_status status =
        jf_db_int(db, "casework.record_of", JF_ARGS(JF_INT(":subject", subject_id)), 0, &record_id, err);
    return status == JF_OK ? jf_db_text(db, "casework.sealed",
                                        JF_ARGS(JF_TEXT(":fields", fields), JF_TEXT(":number", number),
                                                JF_INT(":record", record_id)),
                                        sealed, NULL, err)
                           : status;
}

enum jf_status next_number(struct jf_db *db, const char *statement, const char *day, struct jf_str *number,
                           struct jf_error *err)
{
    char year[5] = { 0 };
    memcpy(year, day, 4);
    return jf_db_text(db, statement, JF_ARGS(JF_TEXT(":year", year)), number, NULL, err);
}

static enum jf_status note_fields(const char *note, struct jf_str *fields, struct jf_error *err)
{
    struct jf_json json;
    jf_json_init(&json, fields);
    jf_json_open(&json, NULL, '{');
    jf_json_text(&json, "note", note);
    jf_json_close(&json, '}');
    return jf_str_check(fields, err);
}

enum jf_status jf_case_register(struct jf_db *db, const struct jf_case_new *petition, struct jf_str *number,
                                int64_t *petition_id, struct jf_error *err)
{
    struct jf_arg division = { .name = ":division" };
    struct jf_arg unit = { .name = ":unit" };
    struct jf_str fields = JF_STR_INIT, canonical = JF_STR_INIT, no = JF_STR_INIT, sealed = JF_STR_INIT;
    jf_str_clear(number);
    const struct jf_steps *steps = table(err);
    const struct jf_step *row = steps ? jf_step_find(steps, "register", "-") : NULL;
    enum jf_status status = row ? check_new(petition, err) : JF_BUG;
    if (status == JF_OK)
        status = role_check(db, row, petition->actor, NULL, err);
    if (status == JF_OK)
        status = known(db, "division", petition->division ? petition->division : "", &division, err);
    if (status == JF_OK)
        status = known(db, "unit", petition->unit, &unit, err);
    if (status == JF_OK && petition->number)
        jf_str_add(number, petition->number);
    else if (status == JF_OK)
        status = next_number(db, "casework.next_number", petition->received_on, number, err);
    if (status == JF_OK)
        status = jf_str_check(number, err);
    if (status == JF_OK)
        status = add_subject(db, "petition", number->data, petition_id, NULL, err);
    if (status == JF_OK)
        status = add_rows(db, petition, number->data, *petition_id, division, unit, err);
    if (status == JF_OK)
        status = note_fields(petition->note, &fields, err);
    if (status == JF_OK)
        status = fields_canonical(db, fields.data, &canonical, &no, err);
    if (status == JF_OK)
        status = seal_fields(db, *petition_id, number->data, canonical.data, &sealed, err);
    if (status == JF_OK)
        status = jf_str_check(&sealed, err);
    if (status == JF_OK)
        status = register_event(db, *petition_id, number->data, petition->day ? petition->day : petition->received_on,
                                petition->actor, sealed.data, err);
    jf_str_release(&sealed);
    jf_str_release(&fields);
    jf_str_release(&canonical);
    jf_str_release(&no);
    return status;
}

/* ---- taking a step ---- */

static enum jf_status may(struct jf_db *db, const struct standing *at, const struct jf_step *row, bool *yes,
                          struct jf_error *err)
{
    struct jf_error refusal = { .status = JF_OK };
    *yes = jf_words_hold(row->from, at->state.data) && (!at->alone || jf_starts(row->event, "refund."));
    if (!*yes)
        return JF_OK;
    enum jf_status status = guard_check(db, row, at, NULL, NULL, &refusal);
    *yes = status == JF_OK;
    if (status == JF_OK || status == JF_USAGE || status == JF_REFUSED)
        return JF_OK;
    if (err)
        *err = refusal;
    return status;
}

static enum jf_status possible_steps(struct jf_db *db, const struct standing *at, struct jf_str *out,
                                     struct jf_error *err)
{
    const struct jf_steps *steps = table(err);
    enum jf_status status = steps ? JF_OK : JF_BUG;
    size_t before = out->len;
    for (size_t i = 0; status == JF_OK && i < steps->count; i++) {
        bool yes = false;
        status = may(db, at, &steps->rows[i], &yes, err);
        if (status == JF_OK && yes) {
            jf_str_add(out, out->len > before ? _(", ") : "");
            step_add_name(out, &steps->rows[i]);
        }
    }
    return status == JF_OK ? jf_str_check(out, err) : status;
}

enum jf_status jf_case_may(struct jf_db *db, int64_t petition_id, const struct jf_step *row, bool *yes,
                           struct jf_error *err)
{
    struct standing at;
    enum jf_status status = standing_read(db, petition_id, &at, err);
    if (status == JF_OK)
        status = may(db, &at, row, yes, err);
    standing_release(&at);
    return status;
}

enum jf_status jf_case_state(struct jf_db *db, int64_t case_id, struct jf_str *number, struct jf_str *state,
                             bool *alone, struct jf_error *err)
{
    struct standing at;
    enum jf_status status = standing_read(db, case_id, &at, err);
    jf_str_clear(number);
    jf_str_clear(state);
    jf_str_add(number, at.number.data);
    jf_str_add(state, at.state.data);
    *alone = at.alone;
    standing_release(&at);
    if (status == JF_OK)
        status = jf_str_check(number, err);
    return status == JF_OK ? jf_str_check(state, err) : status;
}

enum jf_status jf_case_possible(struct jf_db *db, int64_t petition_id, struct jf_str *out, struct jf_error *err)
{
    struct standing at;
    enum jf_status status = standing_read(db, petition_id, &at, err);
    if (status == JF_OK)
        status = possible_steps(db, &at, out, err);
    standing_release(&at);
    return status;
}

static enum jf_status illegal(struct jf_db *db, const struct jf_steps *steps, const char *step,
                              const struct standing *at, const char **code, struct jf_error *err)
{
    struct jf_str possible = JF_STR_INIT, name = JF_STR_INIT;
    const struct jf_step *row = jf_step_find(steps, step, NULL);
    enum jf_status status = possible_steps(db, at, &possible, err);
    if (status == JF_OK && row)
        step_add_name(&name, row);
    if (status == JF_OK && row)
        status = jf_str_check(&name, err);
    if (status != JF_OK) {
        jf_str_release(&possible);
        jf_str_release(&name);
        return status;
    }
    if (!row)
        refuse(code, CASE_ILLEGAL, JF_USAGE, err, _("there is no step '%s'"), step);
    else
        refuse(code, CASE_ILLEGAL, JF_USAGE, err,
               at->alone ? _("refund order '%s' is in the state '%s': step '%s' is not possible")
                         : _("case '%s' is in the state '%s': step '%s' is not possible"),
               at->number.data, word_told("state", at->state.data), name.data);
    jf_error_hint(err, _("possible now: %s"), possible.data);
    jf_str_release(&possible);
    jf_str_release(&name);
    return JF_USAGE;
}

/* The row of the table for the step. Missing money is told before a wrong state: that is what the clerk has to know. */
static bool of_refund(const struct jf_step *row)
{
    return jf_starts(row->event, "refund.");
}

static enum jf_status find_row(struct jf_db *db, const char *step, const struct standing *at,
                               const struct jf_step **row, const char **code, struct jf_error *err)
{
    const struct jf_steps *steps = table(err);
    if (!steps)
        return JF_BUG;
    *row = jf_step_find(steps, step, at->state.data);
    if (*row && (!at->alone || of_refund(*row)))
        return JF_OK;
    const struct jf_step *other = jf_step_find(steps, step, NULL);
    enum jf_status status = JF_OK;
    if (other && jf_words_hold(other->needs, "settled"))
        status = guard_settled(db, at->petition_id, code, err);
    return status == JF_OK ? illegal(db, steps, step, at, code, err) : status;
}

/* The order a payment belongs to: the one named, else the case's last. */
static enum jf_status find_order(struct jf_db *db, int64_t petition_id, struct jf_str *number, int64_t *order_id,
                                 const char **code, struct jf_error *err)
{
    struct jf_stmt *st = NULL;
    bool row = false;
    enum jf_status status = JF_OK;
    if (!number->len)
        status = jf_db_text(db, "casework.last_order", JF_ARGS(JF_INT(":petition", petition_id)), number, NULL, err);
    if (status == JF_OK)
        status = jf_db_query(db, "casework.order_of", JF_ARGS(JF_TEXT(":number", number->data)), &st, err);
    if (status == JF_OK)
        status = jf_stmt_next(st, &row, err);
    if (status == JF_OK && (!row || jf_col_int(st, 1) != petition_id))
        status = refuse(code, CASE_SUMS, JF_REFUSED, err, _("the case has no refund order '%s'"), number->data);
    if (status == JF_OK)
        *order_id = jf_col_int(st, 0);
    jf_stmt_done(st);
    return status;
}

/* What the step means for an order: a new one gets its subject, all else is held against the order it is about. */
static enum jf_status order_part(struct jf_db *db, const struct jf_case_step *step, const struct jf_step *row,
                                 struct jf_str *number, const char *fields, int64_t *subject_id, const char **code,
                                 struct jf_error *err)
{
    if (!of_refund(row))
        return JF_OK;
    bool new_order = jf_words_hold(row->carries, "payees");
    struct refund_part part = { .db = db, .step = step, .fields = fields, .code = code };
    enum jf_status status = new_order ? JF_OK : find_order(db, step->petition_id, number, subject_id, code, err);
    part.order_id = *subject_id;
    part.number = number->data;
    if (status == JF_OK)
        status = refund_check(row, &part, err);
    if (status != JF_OK || !new_order)
        return status;
    if (!number->len)
        status = next_number(db, "casework.next_refund", step->day, number, err);
    if (status == JF_OK)
        status = check_number(number->data, err);
    if (status == JF_OK)
        status = add_subject(db, "refund", number->data, subject_id, code, err);
    return status;
}

const char *state_after(const struct jf_step *row, const char *state)
{
    return strcmp(row->to, "=") == 0 ? state : row->to;
}

/* The same where the row does not say it: a withdrawn order leaves what the others give. */
static enum jf_status next_state(struct jf_db *db, const struct jf_step *row, const struct standing *at,
                                 int64_t order_id, struct jf_str *to, struct jf_error *err)
{
    if (strcmp(row->event, "refund.withdraw") != 0)
        jf_str_add(to, state_after(row, at->state.data));
    else if (at->alone)
        jf_str_add(to, "withdrawn");
    else
        return jf_db_text(db, "casework.state_without",
                          JF_ARGS(JF_INT(":petition", at->petition_id), JF_INT(":order", order_id)), to, NULL, err);
    return jf_str_check(to, err);
}

static enum jf_status take(struct jf_db *db, const struct jf_case_step *step, const struct standing *at,
                           const char **code, struct jf_error *err)
{
    const struct jf_step *row = NULL;
    const char *given = jf_blank(step->fields) ? "{}" : step->fields;
    struct jf_str fields = JF_STR_INIT, number = JF_STR_INIT, to = JF_STR_INIT;
    int64_t subject_id = step->petition_id;
    enum jf_status status = find_row(db, step->step, at, &row, code, err);
    if (status == JF_OK)
        status = day_check(step->day, at->last_day.data, code, err);
    if (status == JF_OK && jf_blank(step->actor))
        status = refuse(code, CASE_FIELDS, JF_USAGE, err, _("it is not said who takes the step"));
    if (status == JF_OK)
        status = check_utf8(step->actor, code, err);
    if (status == JF_OK && !step->paper) /* of a paper's steps the importing actor was asked, not those it names */
        status = role_check(db, row, step->actor, code, err);
    if (status == JF_OK)
        status = check_json(given, code, err);
    if (status == JF_OK)
        status = fields_check(db, row, step->day, given, code, err);
    if (status == JF_OK)
        status = fields_canonical(db, given, &fields, &number, err);
    if (status == JF_OK)
        status = guard_check(db, row, at, fields.data, code, err);
    if (status == JF_OK)
        status = order_part(db, step, row, &number, fields.data, &subject_id, code, err);
    if (status == JF_OK)
        status = next_state(db, row, at, subject_id, &to, err);
    if (status == JF_OK) {
        const struct event e = { .row = row,
                                 .from = at->state.data,
                                 .to = to.data,
                                 .petition = at->alone ? NULL : at->number.data,
                                 .order = number.len ? number.data : NULL,
                                 .subject_id = subject_id,
                                 .day = step->day,
                                 .actor = step->actor,
                                 .fields = fields.data };
        status = write_event(db, &e, err);
    }
    jf_str_release(&fields);
    jf_str_release(&number);
    jf_str_release(&to);
    return status;
}

enum jf_status jf_case_take(struct jf_db *db, const struct jf_case_step *step, const char **code, struct jf_error *err)
{
    struct standing at;
    if (code)
        *code = NULL;
    enum jf_status status = standing_read(db, step->petition_id, &at, err);
    at.paper = step->paper;
    at.day = step->day;
    if (status == JF_OK)
        status = take(db, step, &at, code, err);
    standing_release(&at);
    return status;
}
