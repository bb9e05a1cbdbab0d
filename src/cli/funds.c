/* funds.c - lists whose columns are those of a statement. */
#include "funds.h"

/* Codes parted by blanks, each as its word. */
static void words_cell(const struct jf_context *ctx, const char *format, struct jf_list *out, const char *group,
                       const char *codes)
{
    struct jf_str text = JF_STR_INIT;
    char code[64];
    for (const char *at = codes ? codes : ""; *at;) {
        size_t len = strcspn(at, " ");
        snprintf(code, sizeof code, "%.*s", (int)len, at);
        jf_str_addf(&text, "%s%s", text.len ? " " : "", casework_word(ctx, format, group, code));
        at += len + strspn(at + len, " ");
    }
    jf_list_text(out, text.data);
    jf_str_release(&text);
}

static void print_row(const struct jf_context *ctx, const struct funds_list *list, const char *format,
                      const struct jf_stmt *st, struct jf_list *out)
{
    for (int i = 0; i < list->count; i++) {
        enum jf_list_type type = list->columns[i].type;
        if (list->groups && list->groups[i])
            words_cell(ctx, format, out, list->groups[i], jf_col_text(st, i));
        else if (type == JF_LIST_TEXT || type == JF_LIST_DAY)
            jf_list_text(out, jf_col_text(st, i));
        else if (jf_col_null(st, i))
            jf_list_null(out);
        else if (type == JF_LIST_MONEY)
            jf_list_money(out, jf_col_int(st, i));
        else
            jf_list_int(out, jf_col_int(st, i));
    }
}

enum jf_status funds_print(struct jf_context *ctx, const struct funds_list *list, const char *format,
                           const struct jf_arg *args, struct jf_error *err)
{
    struct jf_list *out = NULL;
    struct jf_stmt *st = NULL;
    enum jf_status status = jf_db_views(ctx->db, err);
    if (status == JF_OK)
        status = jf_list_begin(format, list->columns, list->count, &out, err);
    if (status != JF_OK)
        return status;
    status = jf_db_query(ctx->db, list->statement, args, &st, err);
    for (bool row = true; status == JF_OK;) {
        status = jf_stmt_next(st, &row, err);
        if (status != JF_OK || !row)
            break;
        print_row(ctx, list, format, st, out);
    }
    jf_stmt_done(st);
    enum jf_status end = jf_list_end(out, status == JF_OK ? err : NULL);
    return status == JF_OK ? end : status;
}

enum jf_status funds_by(const struct jf_context *ctx, const char **by, struct jf_error *err)
{
    if (!*by)
        *by = "township";
    return casework_code(ctx, "by", "by", by, err);
}

enum jf_status funds_year(const char *year, struct jf_error *err)
{
    if (!year || (strlen(year) == 4 && strspn(year, "0123456789") == 4))
        return JF_OK;
    jf_error_set(err, JF_USAGE, _("--year: '%s' is not a year"), year);
    jf_error_hint(err, "%s", _("four digits like 2005"));
    return JF_USAGE;
}

enum jf_status funds_no_more(int count, int most, char **argv, struct jf_error *err)
{
    if (count <= most)
        return JF_OK;
    return jf_error_set(err, JF_USAGE, _("'%s' is one word too many"), argv[most + 1]);
}
