/* cmd_rulebook.c - jianfu rulebook: the standards of the rule book and the papers they come from: all, of one item, on
 * a day. What is stale, contradicts or is faulty stands in rulebook_review.c, what a name means in rulebook_name.c. */
#include "rulebook.h"

#include "jianfu/day.h"
#include "jianfu/intake.h"
#include "jianfu/word.h"

#include <string.h>

/* ---- what the verbs share ---- */

enum jf_status rulebook_unexpected(const char *argument, struct jf_error *err)
{
    return jf_error_set(err, JF_USAGE, _("unexpected argument '%s'"), argument);
}

enum jf_status rulebook_clock(struct jf_context *ctx, const char *known_on, struct jf_error *err)
{
    if (!known_on)
        return JF_OK;
    enum jf_status status = jf_cli_day("known-on", known_on, err);
    return status == JF_OK ? jf_known_on(ctx->db, known_on, err) : status;
}

enum jf_status rulebook_begin(struct rulebook_list *l, struct jf_context *ctx, const char *format,
                              const struct jf_list_column *columns, int count, struct jf_error *err)
{
    *l = (struct rulebook_list){ .ctx = ctx, .lang = ctx->lang, .words = !format || strcmp(format, "table") == 0 };
    return jf_list_begin(format, columns, count, &l->list, err);
}

void rulebook_cell(struct rulebook_list *l, const struct jf_standard *s, rulebook_part *part)
{
    struct jf_str text = JF_STR_INIT;
    part(&text, s, l->lang);
    jf_list_text(l->list, text.data);
    jf_str_release(&text);
}

void rulebook_word(struct rulebook_list *l, const char *group, const char *code)
{
    jf_list_text(l->list, l->words ? jf_word(group, code, l->lang) : code);
}

/* ---- standards ---- */

static const struct jf_list_column columns[] = {
    { "code", N_("code"), JF_LIST_TEXT },     { "item", N_("item"), JF_LIST_TEXT },
    { "name", N_("name"), JF_LIST_TEXT },     { "ruling", N_("ruling"), JF_LIST_TEXT },
    { "figure", N_("figure"), JF_LIST_TEXT }, { "scope", N_("scope"), JF_LIST_TEXT },
    { "from", N_("from"), JF_LIST_DAY },      { "until", N_("until"), JF_LIST_DAY },
    { "paper", N_("paper"), JF_LIST_TEXT },   { "order", N_("order"), JF_LIST_INT },
};
enum { COLUMNS = sizeof columns / sizeof *columns };

static void add_code(struct jf_str *out, const struct jf_standard *s, const char *lang)
{
    (void)lang;
    jf_str_add(out, s->code);
    if (s->demonstration)
        jf_str_add(out, "（演示）");
}

static enum jf_status list_one(void *arg, const struct jf_standard *s, struct jf_error *err)
{
    struct rulebook_list *l = arg;
    (void)err;
    l->count++;
    l->known += jf_standard_known(s);
    rulebook_cell(l, s, add_code);
    jf_list_text(l->list, s->item_code);
    jf_list_text(l->list, s->item_name);
    rulebook_word(l, "ruling", s->ruling);
    rulebook_cell(l, s, jf_standard_add_figure);
    rulebook_cell(l, s, jf_standard_add_scope);
    jf_list_text(l->list, s->valid_from);
    jf_list_text(l->list, s->valid_until);
    rulebook_cell(l, s, jf_standard_add_source);
    if (l->order) {
        l->place = strcmp(l->item, s->item_code) == 0 ? l->place + 1 : 1;
        memset(l->item, 0, sizeof l->item);
        strncpy(l->item, s->item_code, sizeof l->item - 1);
        jf_list_int(l->list, l->place);
    }
    return JF_OK;
}

static enum jf_status list_standards(struct jf_context *ctx, const struct jf_standard_filter *filter,
                                     const char *format, long *count, long *known, struct jf_error *err)
{
    struct rulebook_list l;
    enum jf_status status = rulebook_begin(&l, ctx, format, columns, filter->order ? COLUMNS : COLUMNS - 1, err);
    if (status != JF_OK)
        return status;
    l.order = filter->order;
    status = jf_standard_list(ctx->db, filter, list_one, &l, err);
    enum jf_status end = jf_list_end(l.list, status == JF_OK ? err : NULL);
    *count = l.count;
    *known = l.known;
    return status == JF_OK ? end : status;
}

static enum jf_status no_such_item(const char *code, struct jf_error *err)
{
    enum jf_status status = jf_error_set(err, JF_NOT_FOUND, _("the rule book knows no item or standard '%s'"), code);
    jf_error_hint(err, "%s", _("'jianfu rulebook list' shows all codes"));
    return status;
}

static enum jf_status known_item(struct jf_context *ctx, const char *code, struct jf_error *err)
{
    bool known = true;
    enum jf_status status = code ? jf_rulebook_has_item(ctx->db, code, &known, err) : JF_OK;
    return status == JF_OK && !known ? no_such_item(code, err) : status;
}

static enum jf_status run_list(struct jf_context *ctx, int argc, char **argv, struct jf_error *err)
{
    struct jf_standard_filter filter = { 0 };
    const char *format = NULL, *known_on = NULL;
    const struct jf_option options[] = {
        { "item", 'i', N_("CODE"), &filter.item, NULL, N_("only of this item"), false },
        { "ruling", 0, N_("RULING"), &filter.ruling, NULL, N_("charge, cap, ban, deadline, only or grant"), false },
        { "known-on", 0, N_("DAY"), &known_on, NULL, N_("as the book was known on that day"), false },
        { "format", 'f', N_("FORMAT"), &format, NULL, N_("table, csv or json"), false },
        { NULL, 0, NULL, NULL, NULL, NULL, false },
    };
    int count = 0;
    long shown = 0, known = 0;
    enum jf_status status = jf_cli_options(options, argc, argv, 1, &count, err);
    if (status == JF_OK && count > 0)
        status = rulebook_unexpected(argv[1], err);
    if (status == JF_OK)
        status = rulebook_clock(ctx, known_on, err);
    if (status == JF_OK)
        status = known_item(ctx, filter.item, err);
    return status == JF_OK ? list_standards(ctx, &filter, format, &shown, &known, err) : status;
}

/* ---- at ---- */

/* A filter of scope takes one of the codes of its group of words. */
static enum jf_status check_code(const char *option, const char *group, const char *code, struct jf_error *err)
{
    struct jf_str known = JF_STR_INIT;
    if (!code || jf_word_known(group, code))
        return JF_OK;
    jf_word_list(group, &known);
    enum jf_status status = jf_error_set(err, JF_USAGE, _("--%s: '%s' is not known"), option, code);
    jf_error_hint(err, _("one of %s"), known.data);
    jf_str_release(&known);
    return status;
}

static enum jf_status check_scope(struct jf_scope *scope, const char *grade, struct jf_error *err)
{
    const struct {
        const char *option, *group, *code;
    } codes[] = {
        { "county-class", "county-class", scope->county_class },
        { "coastal", "coastal", scope->coastal },
        { "stage", "stage", scope->stage },
        { "season", "season", scope->season },
        { "area", "area", scope->area },
        { "unit-type", "unit-type", scope->unit_type },
        { "payer-class", "payer-class", scope->payer_class },
    };
    int64_t number = 0;
    enum jf_status status = JF_OK;
    for (size_t i = 0; status == JF_OK && i < sizeof codes / sizeof *codes; i++)
        status = check_code(codes[i].option, codes[i].group, codes[i].code, err);
    if (status == JF_OK && grade)
        status = jf_cli_number("grade", grade, &number, err);
    if (status == JF_OK && grade && (number < 1 || number > 9))
        status = jf_error_set(err, JF_USAGE, _("--grade: '%s' is not a grade from 1 to 9"), grade);
    scope->grade = (int)number;
    return status;
}

/* A place or unit that the register does not know would fit nothing and say nothing. */
static enum jf_status known_place(struct jf_context *ctx, const struct jf_scope *scope, struct jf_error *err)
{
    int64_t divisions = 1, units = 1;
    enum jf_status status = jf_db_views(ctx->db, err);
    if (status == JF_OK && scope->division)
        status = jf_db_int(ctx->db, "rulebook.division_exists", JF_ARGS(JF_TEXT(":code", scope->division)), 0,
                           &divisions, err);
    if (status == JF_OK && scope->unit)
        status = jf_db_int(ctx->db, "rulebook.unit_exists", JF_ARGS(JF_TEXT(":code", scope->unit)), 0, &units, err);
    if (status == JF_OK && divisions == 0)
        status = jf_error_set(err, JF_NOT_FOUND, _("the register knows no division '%s'"), scope->division);
    if (status == JF_OK && units == 0)
        status = jf_error_set(err, JF_NOT_FOUND, _("the register knows no unit '%s'"), scope->unit);
    return status;
}

static enum jf_status run_at(struct jf_context *ctx, int argc, char **argv, struct jf_error *err)
{
    struct jf_scope scope = { 0 };
    struct jf_standard_filter filter = { .scope = &scope, .order = true };
    const char *format = NULL, *known_on = NULL, *grade = NULL;
    const struct jf_option options[] = {
        { "item", 'i', N_("CODE"), &filter.item, NULL, N_("only of this item"), false },
        { "ruling", 0, N_("RULING"), &filter.ruling, NULL, N_("charge, cap, ban, deadline, only or grant"), false },
        { "county-class", 0, N_("CLASS"), &scope.county_class, NULL, N_("1, 2 or 3"), false },
        { "coastal", 0, N_("YES"), &scope.coastal, NULL, N_("yes or no"), false },
        { "stage", 0, N_("STAGE"), &scope.stage, NULL, N_("primary or junior"), false },
        { "grade", 0, N_("N"), &grade, NULL, N_("1 to 9"), false },
        { "season", 0, N_("TERM"), &scope.season, NULL, N_("A autumn, S spring"), false },
        { "area", 0, N_("AREA"), &scope.area, NULL, N_("county-seat, town or rural"), false },
        { "unit-type", 0, N_("TYPE"), &scope.unit_type, NULL, N_("village, township, school ..."), false },
        { "size-class", 0, N_("CLASS"), &scope.size_class, NULL, N_("size class of the subscriber"), false },
        { "unit", 0, N_("CODE"), &scope.unit, NULL, N_("the unit that charges"), false },
        { "payer-class", 0, N_("CLASS"), &scope.payer_class, NULL, N_("household, pupil, village or unit"), false },
        { "division", 0, N_("CODE"), &scope.division, NULL, N_("12-digit code of the place"), false },
        { "known-on", 0, N_("DAY"), &known_on, NULL, N_("as the book was known on that day"), false },
        { "format", 'f', N_("FORMAT"), &format, NULL, N_("table, csv or json"), false },
        { NULL, 0, NULL, NULL, NULL, NULL, false },
    };
    int count = 0;
    long shown = 0, known = 0;
    enum jf_status status = jf_cli_options(options, argc, argv, 1, &count, err);
    if (status == JF_OK && count != 1)
        status = jf_error_set(err, JF_USAGE, _("'rulebook at' takes one day"));
    if (status == JF_OK)
        status = jf_cli_day("at", argv[1], err);
    if (status == JF_OK)
        status = check_scope(&scope, grade, err);
    if (status == JF_OK)
        status = rulebook_clock(ctx, known_on, err);
    if (status == JF_OK)
        status = known_item(ctx, filter.item, err);
    if (status == JF_OK)
        status = known_place(ctx, &scope, err);
    if (status != JF_OK)
        return status;
    filter.day = argv[1];
    status = list_standards(ctx, &filter, format, &shown, &known, err);
    if (status == JF_OK && shown == 0 && filter.item)
        jf_note(_("no standard of '%s' is in force on %s: a charge on that day has no basis in the rule book"),
                filter.item, filter.day);
    if (status == JF_OK && shown > 0 && known == 0 && filter.item)
        jf_note(_("the figure of '%s' on %s is not known: nothing can be decided by it"), filter.item, filter.day);
    return status;
}

/* ---- show ---- */

static void show_paper(struct rulebook_list *l, const struct jf_standard *s)
{
    struct jf_str text = JF_STR_INIT;
    jf_standard_add_source(&text, s, l->lang);
    jf_field(_("paper"), text.data);
    const struct {
        const char *label, *value;
    } fields[] = {
        { _("its title"), s->document_title },        { _("issued by"), s->document_issuer },
        { _("in force until"), s->document_until },   { _("replaced by"), s->document_replaced_by },
        { _("prescribed receipt"), s->receipt_kind }, { _("hearing"), s->hearing_on },
        { _("last checked"), s->checked_on },         { _("note"), s->note },
    };
    for (size_t i = 0; i < sizeof fields / sizeof *fields; i++)
        if (fields[i].value)
            jf_field(fields[i].label, fields[i].value);
    jf_str_release(&text);
}

static enum jf_status show_one(void *arg, const struct jf_standard *s, struct jf_error *err)
{
    struct rulebook_list *l = arg;
    struct jf_str text = JF_STR_INIT;
    if (l->count++ > 0)
        jf_say("%s", "");
    add_code(&text, s, l->lang);
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
    show_paper(l, s);
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
    const char *known_on = NULL;
    const struct jf_option options[] = {
        { "known-on", 0, N_("DAY"), &known_on, NULL, N_("as the book was known on that day"), false },
        { NULL, 0, NULL, NULL, NULL, NULL, false },
    };
    struct rulebook_list l = { .lang = ctx->lang };
    bool item = false, standard = false;
    int count = 0;
    enum jf_status status = jf_cli_options(options, argc, argv, 1, &count, err);
    if (status == JF_OK && count != 1)
        status = jf_error_set(err, JF_USAGE, _("'rulebook show' takes the code of one item or standard"));
    if (status == JF_OK)
        status = rulebook_clock(ctx, known_on, err);
    if (status == JF_OK)
        status = jf_rulebook_has_item(ctx->db, argv[1], &item, err);
    if (status == JF_OK)
        status = jf_rulebook_has_standard(ctx->db, argv[1], &standard, err);
    if (status == JF_OK && !item && !standard)
        status = no_such_item(argv[1], err);
    if (status == JF_OK && item)
        status = jf_standard_list(ctx->db, &(struct jf_standard_filter){ .item = argv[1] }, show_one, &l, err);
    if (status == JF_OK && standard && !item)
        status = jf_standard_list(ctx->db, &(struct jf_standard_filter){ .code = argv[1] }, show_one, &l, err);
    if (status == JF_OK && l.count == 0)
        jf_say(_("the rule book knows the item '%s', but no standard for it"), argv[1]);
    return status;
}

static enum jf_status run(struct jf_context *ctx, int argc, char **argv, struct jf_error *err)
{
    static const struct casework_sub verbs[] = {
        { "list", run_list },
        { "show", run_show },
        { "at", run_at },
        { "diff", rulebook_diff },
        { "stale", rulebook_stale },
        { "conflicts", rulebook_conflicts },
        { "lint", rulebook_lint },
        { "documents", rulebook_documents },
        { "test-name", rulebook_test_name },
        { NULL, NULL },
    };
    return casework_subs(ctx, verbs, argc, argv, err);
}

const struct jf_command jf_cmd_rulebook = {
    .name = "rulebook",
    .usage = "rulebook list [--item CODE] [--ruling RULING]\n"
             "rulebook show CODE\n"
             "rulebook at DAY [--item CODE] [--ruling RULING] [--stage S] [--grade N] [--season A|S] [--area A]\n"
             "            [--county-class N] [--coastal yes|no] [--unit-type T] [--size-class C] [--unit CODE]\n"
             "            [--payer-class P] [--division CODE]\n"
             "rulebook diff DAY1 DAY2\n"
             "rulebook stale [--on DAY] [--days N]\n"
             "rulebook conflicts | lint | documents\n"
             "rulebook test-name TEXT\n"
             "  each with [--known-on DAY]; lists with [--format table|csv|json]",
    .summary = N_("standards of the rule book and the papers they come from"),
    .help = N_("'list' shows all standards, 'show' one item or standard with its paper, article and certainty.\n"
               "'at' shows what is in force on a day; the filters of scope leave what fits them, and in the column "
               "'order' the one with 1 governs its item where its scope fits: the narrower scope first, then the paper "
               "of the higher level, then the later.\n"
               "'diff' shows what came, went and changed between two days; 'stale' what nobody has compared with its "
               "paper for a year, or whose paper has run out; 'conflicts' where two papers set the same thing "
               "otherwise: which governs, and which is for review; 'lint' faults of the book.\n"
               "'test-name' shows which item a name on a paper means, and how: by its name, another name, a pattern, "
               "with the time that it names or without (2005年村提留 is 村提留); else the names that come nearest; and "
               "how a document number is read.\n"
               "--known-on answers as the book was known on that day, by the day of import.\n"
               "A figure that is not known is said so: nothing is decided by it. Standards invented for the sample "
               "county are marked （演示）."),
    .db = JF_CLI_DB_READ,
    .run = run,
};
