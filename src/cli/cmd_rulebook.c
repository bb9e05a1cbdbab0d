/* cmd_rulebook.c - jianfu rulebook: the standards of the rule book, all, of one item, or in force on a day. */
#include "jianfu/cli.h"
#include "jianfu/day.h"
#include "jianfu/money.h"
#include "jianfu/rulebook.h"

#include <string.h>

static const struct jf_list_column columns[] = {
    { "code", N_("code"), JF_LIST_TEXT },     { "item", N_("item"), JF_LIST_TEXT },
    { "name", N_("name"), JF_LIST_TEXT },     { "ruling", N_("ruling"), JF_LIST_TEXT },
    { "figure", N_("figure"), JF_LIST_TEXT }, { "scope", N_("scope"), JF_LIST_TEXT },
    { "from", N_("from"), JF_LIST_DAY },      { "until", N_("until"), JF_LIST_DAY },
    { "paper", N_("paper"), JF_LIST_TEXT },
};

struct list {
    struct jf_list *list;
    const char *lang;
    bool words; /* a table is for people, csv and json are for programs */
    long count;
};

static enum jf_status list_one(void *arg, const struct jf_standard *s, struct jf_error *err)
{
    struct list *l = arg;
    struct jf_str text = JF_STR_INIT;
    l->count++;
    jf_str_add(&text, s->code);
    if (s->demonstration)
        jf_str_add(&text, "（演示）");
    jf_list_text(l->list, text.data);
    jf_list_text(l->list, s->item_code);
    jf_list_text(l->list, s->item_name);
    jf_list_text(l->list, l->words ? jf_word("ruling", s->ruling, l->lang) : s->ruling);
    jf_str_clear(&text);
    jf_standard_add_figure(&text, s, l->lang);
    jf_list_text(l->list, text.data);
    jf_str_clear(&text);
    jf_standard_add_scope(&text, s, l->lang);
    jf_list_text(l->list, text.data);
    jf_list_text(l->list, s->valid_from);
    jf_list_text(l->list, s->valid_until);
    jf_str_clear(&text);
    jf_standard_add_source(&text, s, l->lang);
    jf_list_text(l->list, text.data);
    enum jf_status status = jf_str_check(&text, err);
    jf_str_release(&text);
    return status;
}

static enum jf_status list_standards(struct jf_context *ctx, const struct jf_standard_filter *filter,
                                     const char *format, long *count, struct jf_error *err)
{
    struct list l = { .lang = ctx->lang, .words = !format || strcmp(format, "table") == 0 };
    enum jf_status status = jf_list_begin(format, columns, (int)(sizeof columns / sizeof *columns), &l.list, err);
    if (status != JF_OK)
        return status;
    status = jf_standard_list(ctx->db, filter, list_one, &l, err);
    enum jf_status end = jf_list_end(l.list, status == JF_OK ? err : NULL);
    *count = l.count;
    return status == JF_OK ? end : status;
}

static enum jf_status no_such_item(const char *code, struct jf_error *err)
{
    enum jf_status status = jf_error_set(err, JF_NOT_FOUND, _("the rule book knows no item or standard '%s'"), code);
    jf_error_hint(err, "%s", _("'jianfu rulebook list' shows all codes"));
    return status;
}

static enum jf_status run_list(struct jf_context *ctx, int argc, char **argv, struct jf_error *err)
{
    struct jf_standard_filter filter = { 0 };
    const char *format = NULL;
    const struct jf_option options[] = {
        { "item", 'i', N_("CODE"), &filter.item, NULL, N_("only of this item"), false },
        { "ruling", 0, N_("RULING"), &filter.ruling, NULL, N_("charge, cap, ban or deadline"), false },
        { "format", 'f', N_("FORMAT"), &format, NULL, N_("table, csv or json"), false },
        { NULL, 0, NULL, NULL, NULL, NULL, false },
    };
    int count = 0;
    long shown = 0;
    enum jf_status status = jf_cli_options(options, argc, argv, 2, &count, err);
    if (status == JF_OK && count > 0)
        status = jf_error_set(err, JF_USAGE, _("unexpected argument '%s'"), argv[2]);
    return status == JF_OK ? list_standards(ctx, &filter, format, &shown, err) : status;
}

static enum jf_status run_at(struct jf_context *ctx, int argc, char **argv, struct jf_error *err)
{
    struct jf_standard_filter filter = { 0 };
    const char *format = NULL;
    const struct jf_option options[] = {
        { "item", 'i', N_("CODE"), &filter.item, NULL, N_("only of this item"), false },
        { "ruling", 0, N_("RULING"), &filter.ruling, NULL, N_("charge, cap, ban or deadline"), false },
        { "format", 'f', N_("FORMAT"), &format, NULL, N_("table, csv or json"), false },
        { NULL, 0, NULL, NULL, NULL, NULL, false },
    };
    int count = 0;
    long shown = 0;
    bool known = true;
    enum jf_status status = jf_cli_options(options, argc, argv, 2, &count, err);
    if (status == JF_OK && count != 1)
        status = jf_error_set(err, JF_USAGE, _("'rulebook at' takes one day"));
    if (status == JF_OK)
        status = jf_cli_day("at", argv[2], err);
    if (status == JF_OK && filter.item)
        status = jf_rulebook_has_item(ctx->db, filter.item, &known, err);
    if (status == JF_OK && !known)
        status = no_such_item(filter.item, err);
    if (status != JF_OK)
        return status;
    filter.day = argv[2];
    status = list_standards(ctx, &filter, format, &shown, err);
    if (status == JF_OK && shown == 0 && filter.item)
        jf_note(_("no standard of '%s' is in force on %s: a charge on that day has no basis in the rule book"),
                filter.item, filter.day);
    return status;
}

static enum jf_status show_one(void *arg, const struct jf_standard *s, struct jf_error *err)
{
    struct list *l = arg;
    struct jf_str text = JF_STR_INIT;
    if (l->count++ > 0)
        jf_say("%s", "");
    jf_str_add(&text, s->code);
    if (s->demonstration)
        jf_str_add(&text, "（演示）");
    jf_field(_("standard"), text.data);
    jf_str_clear(&text);
    jf_str_addf(&text, "%s (%s)", s->item_name, s->item_code);
    jf_field(_("item"), text.data);
    jf_field(_("ruling"), jf_word("ruling", s->ruling, l->lang));
    jf_str_clear(&text);
    jf_standard_add_figure(&text, s, l->lang);
    jf_field(_("figure"), text.data);
    jf_str_clear(&text);
    jf_standard_add_scope(&text, s, l->lang);
    jf_field(_("scope"), text.data);
    jf_str_clear(&text);
    jf_str_addf(&text, "%s..%s", s->valid_from, s->valid_until ? s->valid_until : "");
    jf_field(_("in force"), text.data);
    jf_str_clear(&text);
    jf_standard_add_source(&text, s, l->lang);
    jf_field(_("paper"), text.data);
    if (s->document_title)
        jf_field(_("its title"), s->document_title);
    if (s->document_issuer)
        jf_field(_("issued by"), s->document_issuer);
    if (s->document_until)
        jf_field(_("in force until"), s->document_until);
    if (s->document_replaced_by)
        jf_field(_("replaced by"), s->document_replaced_by);
    if (s->checked_on)
        jf_field(_("last checked"), s->checked_on);
    if (s->note)
        jf_field(_("note"), s->note);
    jf_str_clear(&text);
    if (s->file_name)
        jf_str_addf(&text, "%s:%lld", s->file_name, (long long)s->line);
    jf_field(_("stands in"), text.data);
    enum jf_status status = jf_str_check(&text, err);
    jf_str_release(&text);
    return status;
}

static enum jf_status run_show(struct jf_context *ctx, int argc, char **argv, struct jf_error *err)
{
    const struct jf_option options[] = { { NULL, 0, NULL, NULL, NULL, NULL, false } };
    struct list l = { .lang = ctx->lang };
    bool item = false, standard = false;
    int count = 0;
    enum jf_status status = jf_cli_options(options, argc, argv, 2, &count, err);
    if (status == JF_OK && count != 1)
        status = jf_error_set(err, JF_USAGE, _("'rulebook show' takes the code of one item or standard"));
    if (status == JF_OK)
        status = jf_rulebook_has_item(ctx->db, argv[2], &item, err);
    if (status == JF_OK)
        status = jf_rulebook_has_standard(ctx->db, argv[2], &standard, err);
    if (status == JF_OK && !item && !standard)
        status = no_such_item(argv[2], err);
    if (status == JF_OK && item)
        status = jf_standard_list(ctx->db, &(struct jf_standard_filter){ .item = argv[2] }, show_one, &l, err);
    if (status == JF_OK && standard)
        status = jf_standard_list(ctx->db, &(struct jf_standard_filter){ .code = argv[2] }, show_one, &l, err);
    if (status == JF_OK && l.count == 0)
        jf_say(_("the rule book knows the item '%s', but no standard for it"), argv[2]);
    return status;
}

static enum jf_status run(struct jf_context *ctx, int argc, char **argv, struct jf_error *err)
{
    static const struct {
        const char *name;
        enum jf_status (*run)(struct jf_context *, int, char **, struct jf_error *);
    } verbs[] = { { "list", run_list }, { "show", run_show }, { "at", run_at } };
    for (size_t i = 0; argc > 1 && i < sizeof verbs / sizeof *verbs; i++)
        if (strcmp(argv[1], verbs[i].name) == 0)
            return verbs[i].run(ctx, argc, argv, err);
    enum jf_status status = argc > 1 ? jf_error_set(err, JF_USAGE, _("unknown 'rulebook %s'"), argv[1])
                                     : jf_error_set(err, JF_USAGE, _("'rulebook' needs a word after it"));
    jf_error_hint(err, "%s", _("rulebook list, show CODE, or at DAY"));
    return status;
}

const struct jf_command jf_cmd_rulebook = {
    .name = "rulebook",
    .usage = "rulebook list [--item CODE] [--ruling RULING] [--format table|csv|json]\n"
             "rulebook show CODE\n"
             "rulebook at DAY [--item CODE] [--ruling RULING] [--format table|csv|json]",
    .summary = N_("standards of the rule book and the papers they come from"),
    .help = N_(
        "'list' shows all standards, 'show' one item or standard with its paper, article and certainty, 'at' what is "
        "in "
        "force on a day.\n"
        "A figure that is not known is said so: nothing is decided by it. Standards invented for the sample county are "
        "marked （演示）."),
    .db = JF_CLI_DB_READ,
    .run = run,
};
