/* checks.c - what petitions, refunds, remedies and inspections ask alike of days, numbers and texts, and how they
 * refuse. Knows none of them. */
#include "internal.h"

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

/* ---- numbers ---- */

enum jf_status check_number(const char *number, struct jf_error *err)
{
    if (number && (!*number || number[strcspn(number, " \t\r\n")] || jf_utf8_length(number) > NUMBER_MAX)) {
        jf_error_set(err, JF_USAGE, _("'%s' is not a number for the register"), number);
        jf_error_hint(err, _("1 to 64 characters without blanks, for example 2005-014"));
        return JF_USAGE;
    }
    return JF_OK;
}

enum jf_status next_number(struct jf_db *db, const char *statement, const char *day, struct jf_str *number,
                           struct jf_error *err)
{
    char year[5] = { 0 };
    memcpy(year, day, 4);
    return jf_db_text(db, statement, JF_ARGS(JF_TEXT(":year", year)), number, NULL, err);
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

/* ---- texts ---- */

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
