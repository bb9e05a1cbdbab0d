/* cmd_rulebook.c - jianfu rulebook: the standards of the rule book and the papers they come from: all, of one item, on
 * a day, between two days; what is stale, where papers disagree, what is faulty, and what a name on a paper means. */
#include "jianfu/cli.h"
#include "jianfu/day.h"
#include "jianfu/docno.h"
#include "jianfu/intake.h"
#include "jianfu/money.h"
#include "jianfu/rulebook.h"

#include <string.h>

/* What the verbs share: the list that is being printed, and whether codes are shown as words. */
struct list {
    struct jf_context *ctx;
    struct jf_list *list;
    const char *lang;
    bool words;     /* a table is for people, csv and json are for programs */
    bool order;     /* 'at': with the place in the order of governing */
    char item[128]; /* the one of the row before */
    int64_t place;
    long count, known; /* rows; of them those that something can be decided by */
};

static bool for_people(const char *format)
{
    return !format || strcmp(format, "table") == 0;
}

static enum jf_status unexpected(const char *argument, struct jf_error *err)
{
    return jf_error_set(err, JF_USAGE, _("unexpected argument '%s'"), argument);
}

/* --known-on: everything after this answers as of that day. */
static enum jf_status set_clock(struct jf_context *ctx, const char *known_on, struct jf_error *err)
{
    if (!known_on)
        return JF_OK;
    enum jf_status status = jf_cli_day("known-on", known_on, err);
    return status == JF_OK ? jf_known_on(ctx->db, known_on, err) : status;
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

static void cell_figure(struct list *l, const struct jf_standard *s)
{
    struct jf_str text = JF_STR_INIT;
    jf_standard_add_figure(&text, s, l->lang);
    jf_list_text(l->list, text.data);
    jf_str_release(&text);
}

static void cell_scope(struct list *l, const struct jf_standard *s)
{
    struct jf_str text = JF_STR_INIT;
    jf_standard_add_scope(&text, s, l->lang);
    jf_list_text(l->list, text.data);
    jf_str_release(&text);
}

static void cell_source(struct list *l, const struct jf_standard *s)
{
    struct jf_str text = JF_STR_INIT;
    jf_standard_add_source(&text, s, l->lang);
    jf_list_text(l->list, text.data);
    jf_str_release(&text);
}

static void cell_code(struct list *l, const struct jf_standard *s)
{
    struct jf_str text = JF_STR_INIT;
    jf_str_add(&text, s->code);
    if (s->demonstration)
        jf_str_add(&text, "（演示）");
    jf_list_text(l->list, text.data);
    jf_str_release(&text);
}

static void cell_word(struct list *l, const char *group, const char *code)
{
    jf_list_text(l->list, l->words ? jf_word(group, code, l->lang) : code);
}

static enum jf_status list_one(void *arg, const struct jf_standard *s, struct jf_error *err)
{
    struct list *l = arg;
    (void)err;
    l->count++;
    l->known += jf_standard_known(s);
    cell_code(l, s);
    jf_list_text(l->list, s->item_code);
    jf_list_text(l->list, s->item_name);
    cell_word(l, "ruling", s->ruling);
    cell_figure(l, s);
    cell_scope(l, s);
    jf_list_text(l->list, s->valid_from);
    jf_list_text(l->list, s->valid_until);
    cell_source(l, s);
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
    struct list l = { .lang = ctx->lang, .words = for_people(format), .order = filter->order };
    enum jf_status status = jf_list_begin(format, columns, filter->order ? COLUMNS : COLUMNS - 1, &l.list, err);
    if (status != JF_OK)
        return status;
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
    enum jf_status status = jf_cli_options(options, argc, argv, 2, &count, err);
    if (status == JF_OK && count > 0)
        status = unexpected(argv[2], err);
    if (status == JF_OK)
        status = set_clock(ctx, known_on, err);
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
    enum jf_status status = jf_cli_options(options, argc, argv, 2, &count, err);
    if (status == JF_OK && count != 1)
        status = jf_error_set(err, JF_USAGE, _("'rulebook at' takes one day"));
    if (status == JF_OK)
        status = jf_cli_day("at", argv[2], err);
    if (status == JF_OK)
        status = check_scope(&scope, grade, err);
    if (status == JF_OK)
        status = set_clock(ctx, known_on, err);
    if (status == JF_OK)
        status = known_item(ctx, filter.item, err);
    if (status == JF_OK)
        status = known_place(ctx, &scope, err);
    if (status != JF_OK)
        return status;
    filter.day = argv[2];
    status = list_standards(ctx, &filter, format, &shown, &known, err);
    if (status == JF_OK && shown == 0 && filter.item)
        jf_note(_("no standard of '%s' is in force on %s: a charge on that day has no basis in the rule book"),
                filter.item, filter.day);
    if (status == JF_OK && shown > 0 && known == 0 && filter.item)
        jf_note(_("the figure of '%s' on %s is not known: nothing can be decided by it"), filter.item, filter.day);
    return status;
}

/* ---- show ---- */

static void show_paper(struct list *l, const struct jf_standard *s)
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
    struct list l = { .lang = ctx->lang };
    bool item = false, standard = false;
    int count = 0;
    enum jf_status status = jf_cli_options(options, argc, argv, 2, &count, err);
    if (status == JF_OK && count != 1)
        status = jf_error_set(err, JF_USAGE, _("'rulebook show' takes the code of one item or standard"));
    if (status == JF_OK)
        status = set_clock(ctx, known_on, err);
    if (status == JF_OK)
        status = jf_rulebook_has_item(ctx->db, argv[2], &item, err);
    if (status == JF_OK)
        status = jf_rulebook_has_standard(ctx->db, argv[2], &standard, err);
    if (status == JF_OK && !item && !standard)
        status = no_such_item(argv[2], err);
    if (status == JF_OK && item)
        status = jf_standard_list(ctx->db, &(struct jf_standard_filter){ .item = argv[2] }, show_one, &l, err);
    if (status == JF_OK && standard && !item)
        status = jf_standard_list(ctx->db, &(struct jf_standard_filter){ .code = argv[2] }, show_one, &l, err);
    if (status == JF_OK && l.count == 0)
        jf_say(_("the rule book knows the item '%s', but no standard for it"), argv[2]);
    return status;
}

/* ---- reviews: diff, stale, conflicts, lint, documents ---- */

/* Read the standard of a row, if it names one, and put its figure, scope or paper into cells. */
static enum jf_status with_standard(struct list *l, int64_t record,
                                    void (*put)(struct list *, const struct jf_standard *), struct jf_error *err)
{
    struct jf_standard s = { 0 };
    if (record == 0) {
        jf_list_text(l->list, NULL);
        return JF_OK;
    }
    enum jf_status status = jf_standard_read(l->ctx->db, record, &s, err);
    if (status == JF_OK)
        put(l, &s);
    jf_standard_release(&s);
    return status;
}

static const struct jf_list_column diff_columns[] = {
    { "change", N_("change"), JF_LIST_TEXT },     { "code", N_("code"), JF_LIST_TEXT },
    { "item", N_("item"), JF_LIST_TEXT },         { "before", N_("before"), JF_LIST_TEXT },
    { "after", N_("after"), JF_LIST_TEXT },       { "scope", N_("scope"), JF_LIST_TEXT },
    { "from", N_("from"), JF_LIST_DAY },          { "until", N_("until"), JF_LIST_DAY },
    { "document", N_("document"), JF_LIST_TEXT },
};

static enum jf_status diff_row(void *arg, const struct jf_book_row *row, struct jf_error *err)
{
    struct list *l = arg;
    bool gone = strcmp(row->what, "gone") == 0;
    l->count++;
    cell_word(l, "change", row->what);
    jf_list_text(l->list, row->code);
    jf_list_text(l->list, row->item);
    enum jf_status status = with_standard(l, gone ? row->record_id : row->other_record_id, cell_figure, err);
    if (status == JF_OK)
        status = with_standard(l, gone ? 0 : row->record_id, cell_figure, err);
    if (status == JF_OK)
        status = with_standard(l, row->record_id, cell_scope, err);
    jf_list_text(l->list, row->from);
    jf_list_text(l->list, row->until);
    jf_list_text(l->list, row->document);
    return status;
}

static const struct jf_list_column stale_columns[] = {
    { "why", N_("why"), JF_LIST_TEXT },           { "code", N_("code"), JF_LIST_TEXT },
    { "item", N_("item"), JF_LIST_TEXT },         { "figure", N_("figure"), JF_LIST_TEXT },
    { "document", N_("document"), JF_LIST_TEXT }, { "detail", N_("last checked, or end of the paper"), JF_LIST_TEXT },
};

static enum jf_status stale_row(void *arg, const struct jf_book_row *row, struct jf_error *err)
{
    struct list *l = arg;
    if (strcmp(l->item, row->code) != 0) /* a standard may be listed for two reasons */
        l->count++;
    memset(l->item, 0, sizeof l->item);
    strncpy(l->item, row->code, sizeof l->item - 1);
    cell_word(l, "stale", row->what);
    jf_list_text(l->list, row->code);
    jf_list_text(l->list, row->item);
    enum jf_status status = with_standard(l, row->record_id, cell_figure, err);
    jf_list_text(l->list, row->document);
    jf_list_text(l->list, row->detail);
    return status;
}

static const struct jf_list_column conflict_columns[] = {
    { "item", N_("item"), JF_LIST_TEXT },
    { "governs", N_("governs"), JF_LIST_TEXT },
    { "governs_figure", N_("figure"), JF_LIST_TEXT },
    { "governs_paper", N_("paper"), JF_LIST_TEXT },
    { "review", N_("for review"), JF_LIST_TEXT },
    { "review_figure", N_("figure"), JF_LIST_TEXT },
    { "review_paper", N_("paper"), JF_LIST_TEXT },
    { "from", N_("from"), JF_LIST_DAY },
    { "until", N_("until"), JF_LIST_DAY },
    { "ground", N_("ground"), JF_LIST_TEXT },
    { "used", N_("remark"), JF_LIST_TEXT },
};

static enum jf_status conflict_row(void *arg, const struct jf_book_row *row, struct jf_error *err)
{
    struct list *l = arg;
    l->count++;
    jf_list_text(l->list, row->item);
    jf_list_text(l->list, row->code);
    enum jf_status status = with_standard(l, row->record_id, cell_figure, err);
    if (status == JF_OK)
        status = with_standard(l, row->record_id, cell_source, err);
    jf_list_text(l->list, row->other);
    if (status == JF_OK)
        status = with_standard(l, row->other_record_id, cell_figure, err);
    if (status == JF_OK)
        status = with_standard(l, row->other_record_id, cell_source, err);
    jf_list_text(l->list, row->from);
    jf_list_text(l->list, row->until);
    cell_word(l, "conflict", row->what);
    cell_word(l, "conflict", row->detail);
    return status;
}

static const struct jf_list_column lint_columns[] = {
    { "fault", N_("fault"), JF_LIST_TEXT },     { "code", N_("code"), JF_LIST_TEXT },
    { "other", N_("the other"), JF_LIST_TEXT }, { "from", N_("from"), JF_LIST_DAY },
    { "until", N_("until"), JF_LIST_DAY },      { "document", N_("document"), JF_LIST_TEXT },
    { "detail", N_("detail"), JF_LIST_TEXT },
};

static enum jf_status lint_row(void *arg, const struct jf_book_row *row, struct jf_error *err)
{
    struct list *l = arg;
    (void)err;
    l->count++;
    cell_word(l, "lint", row->what);
    jf_list_text(l->list, row->code);
    jf_list_text(l->list, row->other);
    jf_list_text(l->list, row->from);
    jf_list_text(l->list, row->until);
    jf_list_text(l->list, row->document);
    jf_list_text(l->list, row->detail);
    return JF_OK;
}

static const struct jf_list_column document_columns[] = {
    { "number", N_("number"), JF_LIST_TEXT },
    { "title", N_("title"), JF_LIST_TEXT },
    { "issuer", N_("issued by"), JF_LIST_TEXT },
    { "level", N_("level"), JF_LIST_TEXT },
    { "from", N_("from"), JF_LIST_DAY },
    { "until", N_("until"), JF_LIST_DAY },
    { "replaced_by", N_("replaced by"), JF_LIST_TEXT },
    { "certainty", N_("certainty"), JF_LIST_TEXT },
    { "standards", N_("standards"), JF_LIST_INT },
};

static enum jf_status document_row(void *arg, const struct jf_book_row *row, struct jf_error *err)
{
    struct list *l = arg;
    struct jf_str number = JF_STR_INIT;
    l->count++;
    jf_str_add(&number, row->code);
    if (row->other_record_id)
        jf_str_add(&number, "（演示）");
    jf_list_text(l->list, number.data);
    jf_list_text(l->list, row->detail);
    jf_list_text(l->list, row->document);
    cell_word(l, "level", row->item);
    jf_list_text(l->list, row->from);
    jf_list_text(l->list, row->until);
    jf_list_text(l->list, row->other);
    cell_word(l, "certainty", row->what);
    jf_list_int(l->list, row->record_id);
    enum jf_status status = jf_str_check(&number, err);
    jf_str_release(&number);
    return status;
}

/* A list of a review: the columns, the row, and the call that walks. */
struct review {
    const struct jf_list_column *columns;
    int count;
    jf_book_fn *row;
    const char *days[2]; /* diff: the two days; stale: the day */
    int age;             /* stale: days */
    bool faults;         /* what it lists wants mending: exit status 1 */
    enum jf_status (*walk)(struct jf_db *db, const struct review *review, void *arg, struct jf_error *err);
};
#define REVIEW(name)                                                                                                   \
    .columns = name##_columns, .count = (int)(sizeof name##_columns / sizeof *name##_columns), .row = name##_row

static enum jf_status walk_diff(struct jf_db *db, const struct review *r, void *arg, struct jf_error *err)
{
    return jf_book_diff(db, r->days[0], r->days[1], r->row, arg, err);
}

static enum jf_status walk_stale(struct jf_db *db, const struct review *r, void *arg, struct jf_error *err)
{
    return jf_book_stale(db, r->days[0], r->age, r->row, arg, err);
}

static enum jf_status walk_conflicts(struct jf_db *db, const struct review *r, void *arg, struct jf_error *err)
{
    return jf_book_conflicts(db, r->row, arg, err);
}

static enum jf_status walk_lint(struct jf_db *db, const struct review *r, void *arg, struct jf_error *err)
{
    return jf_book_lint(db, r->row, arg, err);
}

static enum jf_status walk_documents(struct jf_db *db, const struct review *r, void *arg, struct jf_error *err)
{
    return jf_book_documents(db, r->row, arg, err);
}

static enum jf_status show_review(struct jf_context *ctx, const struct review *review, const char *format, long *count,
                                  struct jf_error *err)
{
    struct list l = { .ctx = ctx, .lang = ctx->lang, .words = for_people(format) };
    enum jf_status status = jf_list_begin(format, review->columns, review->count, &l.list, err);
    if (status != JF_OK)
        return status;
    status = review->walk(ctx->db, review, &l, err);
    enum jf_status end = jf_list_end(l.list, status == JF_OK ? err : NULL);
    *count = l.count;
    return status == JF_OK ? end : status;
}

static enum jf_status run_diff(struct jf_context *ctx, int argc, char **argv, struct jf_error *err)
{
    struct review review = { REVIEW(diff), .walk = walk_diff };
    const char *format = NULL, *known_on = NULL;
    const struct jf_option options[] = {
        { "known-on", 0, N_("DAY"), &known_on, NULL, N_("as the book was known on that day"), false },
        { "format", 'f', N_("FORMAT"), &format, NULL, N_("table, csv or json"), false },
        { NULL, 0, NULL, NULL, NULL, NULL, false },
    };
    int count = 0;
    long shown = 0;
    enum jf_status status = jf_cli_options(options, argc, argv, 2, &count, err);
    if (status == JF_OK && count != 2)
        status = jf_error_set(err, JF_USAGE, _("'rulebook diff' takes two days"));
    for (int i = 0; status == JF_OK && i < 2; i++)
        status = jf_cli_day("diff", review.days[i] = argv[2 + i], err);
    if (status == JF_OK)
        status = set_clock(ctx, known_on, err);
    return status == JF_OK ? show_review(ctx, &review, format, &shown, err) : status;
}

static enum jf_status run_stale(struct jf_context *ctx, int argc, char **argv, struct jf_error *err)
{
    enum { YEAR = 365, MOST = 36500 };
    struct review review = { REVIEW(stale), .walk = walk_stale };
    const char *format = NULL, *known_on = NULL, *on = NULL, *age = NULL;
    const struct jf_option options[] = {
        { "on", 0, N_("DAY"), &on, NULL, N_("looked at on this day; today when not given"), false },
        { "days", 0, N_("N"), &age, NULL, N_("a check is good for this many days; 365 when not given"), false },
        { "known-on", 0, N_("DAY"), &known_on, NULL, N_("as the book was known on that day"), false },
        { "format", 'f', N_("FORMAT"), &format, NULL, N_("table, csv or json"), false },
        { NULL, 0, NULL, NULL, NULL, NULL, false },
    };
    char today[JF_DAY_SIZE];
    int64_t days = YEAR;
    int count = 0;
    long shown = 0;
    jf_day_today(today);
    enum jf_status status = jf_cli_options(options, argc, argv, 2, &count, err);
    if (status == JF_OK && count > 0)
        status = unexpected(argv[2], err);
    if (status == JF_OK)
        status = jf_cli_day("on", on, err);
    if (status == JF_OK && age)
        status = jf_cli_number("days", age, &days, err);
    if (status == JF_OK && (days < 0 || days > MOST))
        status = jf_error_set(err, JF_USAGE, _("--days: '%s' is not a number from 0 to 36500"), age);
    if (status == JF_OK)
        status = set_clock(ctx, known_on, err);
    review.days[0] = on ? on : known_on ? known_on : today;
    review.age = (int)days;
    if (status == JF_OK)
        status = show_review(ctx, &review, format, &shown, err);
    if (status == JF_OK && shown > 0) {
        jf_note(_("%ld standards in force on %s should be compared with their papers"), shown, review.days[0]);
        jf_cli_found();
    }
    return status;
}

/* conflicts, lint, documents: no arguments but the clock and the format. */
static enum jf_status run_plain(struct jf_context *ctx, int argc, char **argv, const struct review *review,
                                struct jf_error *err)
{
    const char *format = NULL, *known_on = NULL;
    const struct jf_option options[] = {
        { "known-on", 0, N_("DAY"), &known_on, NULL, N_("as the book was known on that day"), false },
        { "format", 'f', N_("FORMAT"), &format, NULL, N_("table, csv or json"), false },
        { NULL, 0, NULL, NULL, NULL, NULL, false },
    };
    int count = 0;
    long shown = 0;
    enum jf_status status = jf_cli_options(options, argc, argv, 2, &count, err);
    if (status == JF_OK && count > 0)
        status = unexpected(argv[2], err);
    if (status == JF_OK)
        status = set_clock(ctx, known_on, err);
    if (status == JF_OK)
        status = show_review(ctx, review, format, &shown, err);
    if (status == JF_OK && review->faults && shown > 0)
        jf_cli_found();
    return status;
}

static enum jf_status run_conflicts(struct jf_context *ctx, int argc, char **argv, struct jf_error *err)
{
    const struct review review = { REVIEW(conflict), .walk = walk_conflicts, .faults = true };
    return run_plain(ctx, argc, argv, &review, err);
}

static enum jf_status run_lint(struct jf_context *ctx, int argc, char **argv, struct jf_error *err)
{
    const struct review review = { REVIEW(lint), .walk = walk_lint, .faults = true };
    return run_plain(ctx, argc, argv, &review, err);
}

static enum jf_status run_documents(struct jf_context *ctx, int argc, char **argv, struct jf_error *err)
{
    const struct review review = { REVIEW(document), .walk = walk_documents };
    return run_plain(ctx, argc, argv, &review, err);
}

/* ---- test-name ---- */

static void show_match(const struct jf_context *ctx, const struct jf_name_match *m)
{
    struct jf_str text = JF_STR_INIT;
    if (m->item) {
        jf_str_addf(&text, _("%s (%s), by %s"), m->name, m->item, jf_word("match", m->matched_by, ctx->lang));
        if (m->pattern)
            jf_str_addf(&text, " %s", m->pattern);
        jf_field(_("item"), text.data);
    } else if (m->doubt) {
        jf_str_addf(&text, _("unknown: patterns of several items match: %s"), m->doubt);
        jf_field(_("item"), text.data);
    } else
        jf_field(_("item"), _("unknown to the rule book"));
    for (size_t i = 0; i < m->count; i++) {
        jf_str_clear(&text);
        jf_str_addf(&text, "%d%%  %s", m->nearest[i].percent, m->nearest[i].text);
        if (strcmp(m->nearest[i].text, m->nearest[i].name) != 0)
            jf_str_addf(&text, " = %s", m->nearest[i].name);
        jf_str_addf(&text, " (%s)", m->nearest[i].item);
        jf_field(i == 0 ? _("nearest names") : _("or"), text.data);
    }
    if (!m->item && !m->doubt && m->count == 0)
        jf_field(_("nearest names"), _("none comes near"));
    jf_str_release(&text);
}

static enum jf_status show_paper_named(struct jf_context *ctx, const char *text, const struct jf_docno *number,
                                       struct jf_error *err)
{
    struct jf_stmt *st = NULL;
    bool row = false;
    jf_field(_("read as"), number ? number->canonical : _("no document number"));
    enum jf_status status = jf_db_views(ctx->db, err);
    if (status == JF_OK)
        status = jf_db_query(ctx->db, "rulebook.find_document",
                             JF_ARGS(JF_TEXT(":text", text), JF_TEXT(":canonical", number ? number->canonical : NULL)),
                             &st, err);
    if (status == JF_OK)
        status = jf_stmt_next(st, &row, err);
    if (status == JF_OK && row) {
        struct jf_str line = JF_STR_INIT;
        jf_str_addf(&line, _("%s, by %s"), jf_col_text(st, 1), jf_word("match", jf_col_text(st, 0), ctx->lang));
        jf_field(_("paper"), line.data);
        jf_field(_("its title"), jf_col_text(st, 2));
        jf_str_release(&line);
    } else if (status == JF_OK)
        jf_field(_("paper"), _("not in the rule book"));
    jf_stmt_done(st);
    return status;
}

/* Document numbers inside a sentence, as a petition or a letter writes them. */
static enum jf_status show_numbers_within(struct jf_context *ctx, const char *text, struct jf_error *err)
{
    struct jf_docno number;
    size_t from = 0, start = 0, len = 0;
    enum jf_status status = JF_OK;
    while (status == JF_OK && jf_docno_find(text, &from, &start, &len, &number)) {
        char *written = jf_dupn(text + start, len);
        if (!written)
            return jf_error_set(err, JF_NOMEM, _("out of memory"));
        jf_field(_("number in the text"), written);
        status = show_paper_named(ctx, written, &number, err);
        jf_free(written);
    }
    return status;
}

/* A text that reads as a document number is one; all else is the name of an item, or a sentence that holds numbers. */
static enum jf_status run_test_name(struct jf_context *ctx, int argc, char **argv, struct jf_error *err)
{
    const char *known_on = NULL;
    const struct jf_option options[] = {
        { "known-on", 0, N_("DAY"), &known_on, NULL, N_("as the book was known on that day"), false },
        { NULL, 0, NULL, NULL, NULL, NULL, false },
    };
    struct jf_name_match match = { 0 };
    struct jf_docno number;
    int count = 0;
    enum jf_status status = jf_cli_options(options, argc, argv, 2, &count, err);
    if (status == JF_OK && count != 1)
        status = jf_error_set(err, JF_USAGE, _("'rulebook test-name' takes one name or document number"));
    if (status == JF_OK)
        status = set_clock(ctx, known_on, err);
    if (status != JF_OK)
        return status;
    jf_field(_("as written"), argv[2]);
    if (jf_docno_parse(argv[2], &number))
        return show_paper_named(ctx, argv[2], &number, err);
    status = jf_name_match(ctx->db, argv[2], &match, err);
    if (status == JF_OK)
        show_match(ctx, &match);
    jf_name_match_release(&match);
    return status == JF_OK ? show_numbers_within(ctx, argv[2], err) : status;
}

static enum jf_status run(struct jf_context *ctx, int argc, char **argv, struct jf_error *err)
{
    static const struct {
        const char *name;
        enum jf_status (*run)(struct jf_context *, int, char **, struct jf_error *);
    } verbs[] = {
        { "list", run_list }, { "show", run_show },           { "at", run_at },
        { "diff", run_diff }, { "stale", run_stale },         { "conflicts", run_conflicts },
        { "lint", run_lint }, { "documents", run_documents }, { "test-name", run_test_name },
    };
    for (size_t i = 0; argc > 1 && i < sizeof verbs / sizeof *verbs; i++)
        if (strcmp(argv[1], verbs[i].name) == 0)
            return verbs[i].run(ctx, argc, argv, err);
    enum jf_status status = argc > 1 ? jf_error_set(err, JF_USAGE, _("unknown 'rulebook %s'"), argv[1])
                                     : jf_error_set(err, JF_USAGE, _("'rulebook' needs a word after it"));
    jf_error_hint(err, "%s", _("rulebook list, show, at, diff, stale, conflicts, lint, documents or test-name"));
    return status;
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
               "'test-name' shows which item a name on a paper means, and how: by its name, another name, a pattern; "
               "else the names that come nearest; and how a document number is read.\n"
               "--known-on answers as the book was known on that day, by the day of import.\n"
               "A figure that is not known is said so: nothing is decided by it. Standards invented for the sample "
               "county are marked （演示）."),
    .db = JF_CLI_DB_READ,
    .run = run,
};
