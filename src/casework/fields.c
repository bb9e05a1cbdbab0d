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
    const char **code;
};

static enum jf_status check_word(const struct field_call *call, struct jf_error *err)
{
    if (jf_word_known(call->name, call->value))
        return JF_OK;
    struct jf_str words = JF_STR_INIT;
    jf_word_list(call->name, &words);
    refuse(call->code, CASE_FIELDS, JF_USAGE, err, _("%s: '%s' is not known"), call->name, call->value);
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
    refuse(call->code, CASE_FIELDS, JF_USAGE, err, _("%s: there is no unit '%s' in the register"), call->name,
           call->value);
    jf_error_hint(err, _("import the register with this unit first, or correct its code"));
    return JF_USAGE;
}

static enum jf_status check_deadline(const struct field_call *call, struct jf_error *err)
{
    if (!jf_day_valid(call->value)) {
        refuse(call->code, CASE_FIELDS, JF_USAGE, err, _("%s: '%s' is not a day"), call->name, call->value);
        jf_error_hint(err, _("write it as YYYY-MM-DD, for example 2005-06-30"));
        return JF_USAGE;
    }
    if (strcmp(call->value, call->day) < 0)
        return refuse(call->code, CASE_FIELDS, JF_USAGE, err, _("%s: %s lies before the day of the step, %s"),
                      call->name, call->value, call->day);
    return JF_OK;
}

/* A whole number of days, as a person writes it. How many there may be is a condition of the step, not of the text. */
static enum jf_status check_days(const struct field_call *call, struct jf_error *err)
{
    size_t digits = strspn(call->value, "0123456789");
    if (digits > 0 && digits <= DAYS_DIGITS && !call->value[digits] && strspn(call->value, "0") < digits)
        return JF_OK;
    refuse(call->code, CASE_FIELDS, JF_USAGE, err, _("%s: '%s' is not a number of days"), call->name, call->value);
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
            refuse(call->code, CASE_FIELDS, JF_USAGE, err, _("%s: there is no petition '%s'"), call->name, call->value);
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

static enum jf_status check_field(const struct jf_step *row, struct carried *carried, const char *type,
                                  const struct field_call *call, struct jf_error *err)
{
    if (!carried) {
        refuse(call->code, CASE_FIELDS, JF_USAGE, err, _("step '%s' does not carry '%s'"), row->name, call->name);
        jf_error_hint(err, _("it carries: %s"), row->carries);
        return JF_USAGE;
    }
    carried->seen = true;
    if (strcmp(type, is_list(call->name) ? "array" : "text") != 0)
        return refuse(call->code, CASE_FIELDS, JF_USAGE, err, _("step '%s': '%s' is of the wrong type"), row->name,
                      call->name);
    for (size_t i = 0; i < sizeof checks / sizeof *checks; i++)
        if (strcmp(checks[i].field, call->name) == 0) {
            enum jf_status status = checks[i].check(call, err);
            if (status != JF_OK)
                return status;
        }
    if (*carried->value && strcmp(carried->value, call->value) != 0)
        return refuse(call->code, CASE_FIELDS, JF_USAGE, err, _("step '%s' from this state needs %s '%s', not '%s'"),
                      row->name, call->name, carried->value, call->value);
    return JF_OK;
}

enum jf_status fields_check(struct jf_db *db, const struct jf_step *row, const char *day, const char *fields,
                            const char **code, struct jf_error *err)
{
    struct carried list[FIELDS_MAX];
    struct jf_stmt *st = NULL;
    size_t count = parse_carries(row->carries, list);
    enum jf_status status = jf_db_query(db, "casework.field_list", JF_ARGS(JF_TEXT(":fields", fields)), &st, err);
    for (bool more = true; status == JF_OK;) {
        status = jf_stmt_next(st, &more, err);
        if (status != JF_OK || !more)
            break;
        const char *name = jf_col_text(st, 0);
        const char *value = jf_col_text(st, 1);
        struct field_call call = { db, name, value ? value : "", day, code };
        status = check_field(row, find(list, count, name), jf_col_text(st, 2), &call, err);
    }
    jf_stmt_done(st);
    for (size_t i = 0; status == JF_OK && i < count; i++)
        if (!list[i].optional && !list[i].seen) {
            status = refuse(code, CASE_FIELDS, JF_USAGE, err, _("step '%s' must carry '%s'"), row->name, list[i].name);
            jf_error_hint(err, _("it carries: %s"), row->carries);
        }
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
