/* rows.c - a statement printed as a list: its columns in their order, codes as words, names of people masked. */
#include "casework.h"

/* Codes parted by blanks, each as its word. */
static void put_words(const struct jf_context *ctx, const struct casework_rows *rows, const char *group,
                      const char *codes, struct jf_list *out)
{
    struct jf_str text = JF_STR_INIT;
    char code[64];
    for (const char *at = codes ? codes : ""; *at;) {
        size_t len = strcspn(at, " ");
        snprintf(code, sizeof code, "%.*s", (int)len, at);
        jf_str_addf(&text, "%s%s", text.len ? " " : "", casework_word(ctx, rows->format, group, code));
        at += len + strspn(at + len, " ");
    }
    jf_list_text(out, text.data);
    jf_str_release(&text);
}

static void print_cell(const struct jf_context *ctx, const struct casework_rows *rows, const struct jf_stmt *st, int at,
                       struct jf_list *out)
{
    const char *group = rows->words ? rows->words[at] : NULL;
    const enum jf_list_type type = rows->columns[at].type;
    struct jf_str room = JF_STR_INIT;
    if (type != JF_LIST_INT && type != JF_LIST_MONEY && group && strcmp(group, CASEWORK_PERSON) == 0)
        jf_list_text(out, casework_name(jf_col_text(st, at), rows->names, &room));
    else if (type != JF_LIST_INT && type != JF_LIST_MONEY && group)
        put_words(ctx, rows, group, jf_col_text(st, at), out);
    else if (type != JF_LIST_INT && type != JF_LIST_MONEY)
        jf_list_text(out, jf_col_text(st, at));
    else if (jf_col_null(st, at))
        jf_list_null(out);
    else if (type == JF_LIST_MONEY)
        jf_list_money(out, jf_col_int(st, at));
    else
        jf_list_int(out, jf_col_int(st, at));
    jf_str_release(&room);
}

enum jf_status casework_list(const struct jf_context *ctx, const struct casework_rows *rows, casework_put_fn *put,
                             const char *statement, const struct jf_arg *args, struct jf_error *err)
{
    struct jf_stmt *st = NULL;
    struct jf_list *out = NULL;
    enum jf_status status = jf_list_begin(rows->format, rows->columns, rows->count, &out, err);
    if (status != JF_OK)
        return status;
    status = jf_db_query(ctx->db, statement, args, &st, err);
    while (jf_stmt_row(st, &status, err)) {
        put(ctx, rows, st, out);
    }
    jf_stmt_done(st);
    enum jf_status end = jf_list_end(out, status == JF_OK ? err : NULL);
    return status == JF_OK ? end : status;
}

static void put_row(const struct jf_context *ctx, const struct casework_rows *rows, const struct jf_stmt *st,
                    struct jf_list *out)
{
    for (int i = 0; i < rows->count; i++)
        print_cell(ctx, rows, st, i, out);
}

enum jf_status casework_rows(const struct jf_context *ctx, const struct casework_rows *rows, const char *statement,
                             const struct jf_arg *args, struct jf_error *err)
{
    return casework_list(ctx, rows, put_row, statement, args, err);
}

enum jf_status casework_period(const char *text, struct jf_period *period, struct jf_error *err)
{
    if (!text || jf_period_parse(text, period))
        return JF_OK;
    jf_error_set(err, JF_USAGE, _("--period: '%s' is no period"), text);
    jf_error_hint(err, "%s", _("2005, 2005H1, 2004A, 2005-03 or 2005-03-02"));
    return JF_USAGE;
}

enum jf_status casework_subs(struct jf_context *ctx, const struct casework_sub *subs, int argc, char **argv,
                             struct jf_error *err)
{
    const struct casework_sub *sub = casework_sub_find(subs, argc, argv);
    struct jf_str words = JF_STR_INIT;
    if (sub)
        return sub->run(ctx, argc - 1, argv + 1, err);
    if (argc < 2)
        jf_error_set(err, JF_USAGE, _("%s: what shall be done?"), argv[0]);
    else
        jf_error_set(err, JF_USAGE, _("%s: there is no '%s'"), argv[0], argv[1]);
    for (sub = subs; sub->name; sub++)
        jf_str_addf(&words, "%s%s", words.len ? ", " : "", sub->name);
    jf_error_hint(err, _("one of: %s"), words.data);
    jf_str_release(&words);
    return JF_USAGE;
}
