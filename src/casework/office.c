/* office.c - what the office is called, as events. It must not know letters. */
#include "jianfu/office.h"

#include "internal.h"

#include "jianfu/json.h"
#include "jianfu/row.h"
#include "jianfu/utf8.h"

#include <string.h>

enum { TEXT_MAX = 100 }; /* characters */

#define OFFICE(name)                                                                                                   \
    {                                                                                                                  \
#name, JF_ROW_TEXT, offsetof(struct jf_office, name)                                                           \
    }
static const struct jf_row_field fields[] = {
    OFFICE(name), OFFICE(mark), OFFICE(telephone), OFFICE(superior), { .column = NULL },
};

void jf_office_release(struct jf_office *office)
{
    jf_row_release(fields, office);
}

enum jf_status jf_office_read(struct jf_db *db, const char *day, struct jf_office *out, bool *found,
                              struct jf_error *err)
{
    struct jf_stmt *st = NULL;
    *out = (struct jf_office){ 0 };
    enum jf_status status = jf_db_query(db, "casework.office", JF_ARGS(JF_TEXT(":day", day)), &st, err);
    bool row = jf_stmt_row(st, &status, err);
    if (row)
        status = jf_row_read(st, fields, out, err);
    jf_stmt_done(st);
    if (found)
        *found = row;
    return status;
}

static enum jf_status check_text(const char *text, struct jf_error *err)
{
    if (!jf_utf8_valid(text, strlen(text), NULL)) {
        jf_error_set(err, JF_USAGE, _("a text is not valid UTF-8"));
        jf_error_hint(err, _("set the terminal to UTF-8, or save the file as UTF-8"));
        return JF_USAGE;
    }
    if (jf_utf8_length(text) > TEXT_MAX || text[strcspn(text, "\r\n")])
        return jf_error_set(err, JF_USAGE, _("'%s' is too long for a line of a letter"), text);
    return JF_OK;
}

enum jf_status jf_office_set(struct jf_db *db, const struct jf_office *office, const char *day, const char *actor,
                             struct jf_error *err)
{
    struct jf_office now = { 0 };
    struct jf_str body = JF_STR_INIT, text = JF_STR_INIT;
    struct jf_json json;
    bool named = false;
    enum jf_status status = day_check(day, "", NULL, err);
    if (status == JF_OK)
        status = jf_office_read(db, day, &now, NULL, err);
    jf_json_init(&json, &body);
    jf_json_open(&json, NULL, '{');
    for (const struct jf_row_field *f = fields; f->column && status == JF_OK; f++) {
        char *const *given = (char *const *)(const void *)((const char *)office + f->offset);
        char *const *kept = (char *const *)(const void *)((const char *)&now + f->offset);
        const char *value = *given ? *given : *kept;
        jf_str_clear(&text);
        jf_str_add_trimmed(&text, value ? value : "");
        status = check_text(text.data, err);
        if (text.len)
            jf_json_text(&json, f->column, text.data);
        named = named || (text.len && jf_streq(f->column, "name"));
    }
    jf_json_close(&json, '}');
    if (status == JF_OK && !named) {
        status = jf_error_set(err, JF_USAGE, _("the office has no name yet"));
        jf_error_hint(err, _("give it with --name, for example 某县减轻农民负担领导小组办公室"));
    }
    if (status == JF_OK)
        status = jf_str_check(&body, err);
    if (status == JF_OK)
        status = jf_event_append(db, "office.set", 0, actor, day, body.data, NULL, err);
    jf_office_release(&now);
    jf_str_release(&body);
    jf_str_release(&text);
    return status;
}
