/* print_steps.c - a table of steps as a list: those of a case and those of a remedy look alike. */
#include "casework.h"

static const struct jf_list_column columns[] = {
    { "step", N_("step"), JF_LIST_TEXT },         { "name", N_("name"), JF_LIST_TEXT },
    { "from", N_("state before"), JF_LIST_TEXT }, { "to", N_("state after"), JF_LIST_TEXT },
    { "carries", N_("carries"), JF_LIST_TEXT },   { "needs", N_("needs"), JF_LIST_TEXT },
    { "roles", N_("taken by"), JF_LIST_TEXT },    { "letter", N_("letter"), JF_LIST_TEXT },
};

/* Codes parted by commas, each by its word; nothing for -. */
static void add_words(const struct jf_context *ctx, const char *format, const char *group, const char *codes,
                      struct jf_str *out)
{
    struct jf_str code = JF_STR_INIT;
    while (strcmp(codes, "-") != 0 && *codes) {
        size_t part = strcspn(codes, ",");
        jf_str_clear(&code);
        jf_str_addn(&code, codes, part);
        if (out->len)
            jf_str_add(out, _("; "));
        jf_str_add(out, casework_word(ctx, format, group, code.data));
        codes += part + (codes[part] == ',');
    }
    jf_str_release(&code);
}

/* A cell of such words; empty for -. */
static enum jf_status words_cell(const struct jf_context *ctx, const char *format, const char *group, const char *codes,
                                 struct jf_list *out, struct jf_error *err)
{
    struct jf_str words = JF_STR_INIT;
    add_words(ctx, format, group, codes, &words);
    jf_list_text(out, words.len ? words.data : NULL);
    enum jf_status status = jf_str_check(&words, err);
    jf_str_release(&words);
    return status;
}

static enum jf_status print_step(const struct jf_context *ctx, const char *format, const char *states,
                                 const struct jf_step *row, struct jf_list *out, struct jf_error *err)
{
    jf_list_text(out, row->name);
    jf_list_text(out, strcmp(ctx->lang, "zh") == 0 ? row->zh : row->en);
    enum jf_status status = words_cell(ctx, format, states, row->from, out, err);
    jf_list_text(out, strcmp(row->to, "=") == 0 ? _("unchanged") : casework_word(ctx, format, states, row->to));
    jf_list_text(out, row->carries);
    if (status == JF_OK)
        status = words_cell(ctx, format, "condition", row->needs, out, err);
    if (status == JF_OK)
        status = words_cell(ctx, format, "role", row->roles, out, err);
    jf_list_text(out, strcmp(row->letter, "-") == 0 ? NULL : casework_word(ctx, format, "letter", row->letter));
    return status;
}

enum jf_status casework_may_from(struct jf_context *ctx, const void *state, const struct jf_step *row, bool *may,
                                 struct jf_error *err)
{
    (void)ctx;
    (void)err;
    *may = jf_words_hold(row->from, state);
    return JF_OK;
}

enum jf_status casework_print_steps(struct jf_context *ctx, const struct jf_steps *table, const char *states,
                                    const char *format, casework_may_fn *may, const void *arg, struct jf_error *err)
{
    struct jf_list *out = NULL;
    if (!table)
        return jf_error_set(err, JF_BUG, _("the table of steps cannot be read"));
    enum jf_status status = jf_list_begin(format, columns, sizeof columns / sizeof *columns, &out, err);
    if (status != JF_OK)
        return status;
    for (size_t i = 0; status == JF_OK && i < table->count; i++) {
        bool yes = true;
        if (may)
            status = may(ctx, arg, &table->rows[i], &yes, err);
        if (status == JF_OK && yes)
            status = print_step(ctx, format, states, &table->rows[i], out, err);
    }
    enum jf_status end = jf_list_end(out, status == JF_OK ? err : NULL);
    return status == JF_OK ? end : status;
}
