/* registering.c - registering a petition that is keyed in: its record, and the event that opens its case. */
#include "internal.h"

#include "jianfu/docno.h"
#include "jianfu/json.h"
#include "jianfu/search.h"
#include "jianfu/utf8.h"

#include <string.h>

/* ---- what is asked of it ---- */

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

static enum jf_status check_texts(const struct jf_case_new *p, struct jf_error *err)
{
    const char *const texts[] = { p->number, p->petitioner, p->telephone, p->address,  p->text,
                                  p->actor,  p->note,       p->handed_by, p->handed_no };
    enum jf_status status = JF_OK;
    for (size_t i = 0; status == JF_OK && i < sizeof texts / sizeof *texts; i++)
        status = check_utf8(texts[i], NULL, err);
    return status;
}

enum { NAME_LENGTH = 200 }; /* characters, as in the XSD of petitions */

/* What stands in one line of a register or letter. */
static enum jf_status check_names(const struct jf_case_new *p, struct jf_error *err)
{
    const char *const names[] = { p->petitioner, p->telephone, p->address, p->handed_by, p->handed_no };
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (names[i] && (strpbrk(names[i], "\r\n") || jf_utf8_length(names[i]) > NAME_LENGTH)) {
            jf_error_set(err, JF_USAGE, _("a name, number or address has several lines or more than 200 characters"));
            jf_error_hint(err, _("write it in short; what else there is to say belongs into the text or the note"));
            return JF_USAGE;
        }
    return JF_OK;
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
        status = check_names(p, err);
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

/* ---- writing it ---- */

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
    const struct jf_step *row = register_row(err);
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
