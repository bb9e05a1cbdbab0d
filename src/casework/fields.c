/* fields.c - what a step carries: compared with the table of steps, and written in one canonical way. The lists of a
 * refund (payees, payments) are looked into by refund.c, not here. */
#include "internal.h"

#include <string.h>

#define FIELDS_MAX  32
#define DAYS_DIGITS 4 /* of a number of days: more is a slip of the pen */

/* One word of a row's `carries`. */
struct carried {
    char name[32];
    char value[32]; /* the only value allowed; "" for any */
    bool optional;
    bool seen;
};

static size_t parse_carries(const char *list, struct carried out[FIELDS_MAX])
{
    size_t count = 0;
    if (strcmp(list, "-") == 0)
        return 0;
    while (*list && count < FIELDS_MAX) {
        struct carried *c = &out[count++];
        size_t part = strcspn(list, ",");
        size_t name = strcspn(list, ",?=");
        *c = (struct carried){ .optional = list[name] == '?' };
        memcpy(c->name, list, name < sizeof c->name - 1 ? name : sizeof c->name - 1);
        if (list[name] == '=') {
            size_t len = part - name - 1;
            memcpy(c->value, list + name + 1, len < sizeof c->value - 1 ? len : sizeof c->value - 1);
        }
        list += part + (list[part] == ',');
    }
    return count;
}

static struct carried *find(struct carried *list, size_t count, const char *name)
{
    for (size_t i = 0; i < count; i++)
        if (strcmp(list[i].name, name) == 0)
            return &list[i];
    return NULL;
}

/* ---- what the value of a field may be ---- */

struct field_call {
    struct jf_db *db;
    const char *name, *value, *day;
    const char *told; /* the name as messages say it */
    const char **code;
};

static enum jf_status check_word(const struct field_call *call, struct jf_error *err)
{
    if (jf_word_known(call->name, call->value))
        return JF_OK;
    struct jf_str words = JF_STR_INIT;
    word_add_all(&words, call->name);
    refuse(call->code, CASE_FIELDS, JF_USAGE, err, _("%s: '%s' is not known"), call->told, call->value);
    jf_error_hint(err, _("one of: %s"), words.data);
    jf_str_release(&words);
    return JF_USAGE;
}

static enum jf_status check_unit(const struct field_call *call, struct jf_error *err)
{
    int64_t id;
    enum jf_status status = jf_db_int(call->db, "casework.known_id",
                                      JF_ARGS(JF_TEXT(":kind", "unit"), JF_TEXT(":key", call->value)), 0, &id, err);
    if (status != JF_OK || id)
        return status;
    refuse(call->code, CASE_FIELDS, JF_USAGE, err, _("%s: there is no unit '%s' in the register"), call->told,
           call->value);
    jf_error_hint(err, _("import the register with this unit first, or correct its code"));
    return JF_USAGE;
}

static enum jf_status check_deadline(const struct field_call *call, struct jf_error *err)
{
    if (!jf_day_valid(call->value)) {
        refuse(call->code, CASE_FIELDS, JF_USAGE, err, _("%s: '%s' is not a day"), call->told, call->value);
        jf_error_hint(err, _("write it as YYYY-MM-DD, for example 2005-06-30"));
        return JF_USAGE;
    }
    if (strcmp(call->value, call->day) < 0)
        return refuse(call->code, CASE_FIELDS, JF_USAGE, err, _("%s: %s lies before the day of the step, %s"),
                      call->told, call->value, call->day);
    return JF_OK;
}

/* A whole number of days, as a person writes it. How many there may be is a condition of the step, not of the text. */
static enum jf_status check_days(const struct field_call *call, struct jf_error *err)
{
    size_t digits = strspn(call->value, "0123456789");
    if (digits > 0 && digits <= DAYS_DIGITS && !call->value[digits] && strspn(call->value, "0") < digits)
        return JF_OK;
    refuse(call->code, CASE_FIELDS, JF_USAGE, err, _("%s: '%s' is not a number of days"), call->told, call->value);
    jf_error_hint(err, _("a whole number above 0, for example 30"));
    return JF_USAGE;
}

static enum jf_status check_case(const struct field_call *call, struct jf_error *err)
{
    struct jf_str state = JF_STR_INIT;
    enum jf_status status =
        jf_db_text(call->db, "casework.state_of", JF_ARGS(JF_TEXT(":number", call->value)), &state, NULL, err);
    if (status == JF_OK && !state.len) {
        status =
            refuse(call->code, CASE_FIELDS, JF_USAGE, err, _("%s: there is no petition '%s'"), call->told, call->value);
        jf_error_hint(err, _("`jianfu petition list` shows the numbers"));
    }
    jf_str_release(&state);
    return status;
}

static const struct {
    const char *field;
    enum jf_status (*check)(const struct field_call *call, struct jf_error *err);
} checks[] = {
    { "result", check_word },       { "opinion", check_word },  { "to", check_unit },   { "unit", check_unit },
    { "deadline", check_deadline }, { "days", check_days },     { "into", check_case }, { "answer", check_word },
    { "remedy", check_word },       { "petition", check_case }, { "gist", check_word }, { "inspection", check_word },
};

static bool is_list(const char *name)
{
    return jf_words_hold("payees,payments,findings,instalments,remainders,drawn", name);
}

enum fault { LACKS, STRANGER, WRONG_TYPE };

static enum jf_status cannot_carry(const struct jf_step *row, const struct field_call *call, enum fault fault,
                                   struct jf_error *err)
{
    struct jf_str step = JF_STR_INIT, carries = JF_STR_INIT;
    step_add_name(&step, row);
    carries_add(&carries, row->carries);
    refuse(call->code, CASE_FIELDS, JF_USAGE, err,
           fault == LACKS      ? _("step '%s' must carry '%s'")
           : fault == STRANGER ? _("step '%s' does not carry '%s'")
                               : _("step '%s': '%s' is of the wrong type"),
           step.data, call->told);
    jf_error_hint(err, _("it carries: %s"), carries.data);
    jf_str_release(&step);
    jf_str_release(&carries);
    return JF_USAGE;
}

static enum jf_status other_value(const struct jf_step *row, const struct carried *carried,
                                  const struct field_call *call, struct jf_error *err)
{
    struct jf_str step = JF_STR_INIT, wanted = JF_STR_INIT, given = JF_STR_INIT;
    step_add_name(&step, row);
    word_add_name(&wanted, call->name, carried->value);
    word_add_name(&given, call->name, call->value);
    refuse(call->code, CASE_FIELDS, JF_USAGE, err, _("step '%s' from this state needs %s '%s', not '%s'"), step.data,
           call->told, wanted.data, given.data);
    jf_str_release(&step);
    jf_str_release(&wanted);
    jf_str_release(&given);
    return JF_USAGE;
}

static enum jf_status check_field(const struct jf_step *row, struct carried *carried, const char *type,
                                  const struct field_call *call, struct jf_error *err)
{
    if (!carried)
        return cannot_carry(row, call, STRANGER, err);
    carried->seen = true;
    if (strcmp(type, is_list(call->name) ? "array" : "text") != 0)
        return cannot_carry(row, call, WRONG_TYPE, err);
    for (size_t i = 0; i < sizeof checks / sizeof *checks; i++)
        if (strcmp(checks[i].field, call->name) == 0) {
            enum jf_status status = checks[i].check(call, err);
            if (status != JF_OK)
                return status;
        }
    return *carried->value && strcmp(carried->value, call->value) != 0 ? other_value(row, carried, call, err) : JF_OK;
}

enum jf_status fields_check(struct jf_db *db, const struct jf_step *row, const char *day, const char *fields,
                            const char **code, struct jf_error *err)
{
    struct carried list[FIELDS_MAX];
    struct jf_stmt *st = NULL;
    struct jf_str told = JF_STR_INIT;
    size_t count = parse_carries(row->carries, list);
    enum jf_status status = jf_db_query(db, "casework.field_list", JF_ARGS(JF_TEXT(":fields", fields)), &st, err);
    while (jf_stmt_row(st, &status, err)) {
        const char *name = jf_col_text(st, 0);
        const char *value = jf_col_text(st, 1);
        jf_str_clear(&told);
        word_add_name(&told, "field", name);
        struct field_call call = { db, name, value ? value : "", day, told.data, code };
        status = check_field(row, find(list, count, name), jf_col_text(st, 2), &call, err);
    }
    jf_stmt_done(st);
    for (size_t i = 0; status == JF_OK && i < count; i++)
        if (!list[i].optional && !list[i].seen) {
            jf_str_clear(&told);
            word_add_name(&told, "field", list[i].name);
            status = cannot_carry(
                row, &(const struct field_call){ .name = list[i].name, .told = told.data, .code = code }, LACKS, err);
        }
    jf_str_release(&told);
    return status;
}

enum jf_status fields_canonical(struct jf_db *db, const char *fields, struct jf_str *canonical, struct jf_str *number,
                                struct jf_error *err)
{
    jf_str_clear(canonical);
    jf_str_clear(number);
    enum jf_status status =
        jf_db_text(db, "casework.canonical", JF_ARGS(JF_TEXT(":fields", fields)), canonical, NULL, err);
    if (status == JF_OK)
        status = jf_db_text(db, "casework.field_no", JF_ARGS(JF_TEXT(":fields", fields)), number, NULL, err);
    if (status == JF_OK)
        status = jf_str_check(canonical, err);
    return status == JF_OK ? jf_str_check(number, err) : status;
}
