/* rulebook_review.c - the rule book looked through: what came and went between two days, what is stale, where papers
 * disagree, what is faulty, and the papers themselves. */
#include "rulebook.h"

#include "jianfu/day.h"

#include <string.h>

/* Read the standard of a row, if it names one, and put its figure, scope or paper into cells. */
static enum jf_status with_standard(struct rulebook_list *l, int64_t record, rulebook_part *part, struct jf_error *err)
{
    struct jf_standard s = { 0 };
    if (record == 0) {
        jf_list_text(l->list, NULL);
        return JF_OK;
    }
    enum jf_status status = jf_standard_read(l->ctx->db, record, &s, err);
    if (status == JF_OK)
        rulebook_cell(l, &s, part);
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
    struct rulebook_list *l = arg;
    bool gone = strcmp(row->what, "gone") == 0;
    l->count++;
    rulebook_word(l, "change", row->what);
    jf_list_text(l->list, row->code);
    jf_list_text(l->list, row->item);
    enum jf_status status = with_standard(l, gone ? row->record_id : row->other_record_id, jf_standard_add_figure, err);
    if (status == JF_OK)
        status = with_standard(l, gone ? 0 : row->record_id, jf_standard_add_figure, err);
    if (status == JF_OK)
        status = with_standard(l, row->record_id, jf_standard_add_scope, err);
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
    struct rulebook_list *l = arg;
    if (strcmp(l->item, row->code) != 0) /* a standard may be listed for two reasons */
        l->count++;
    memset(l->item, 0, sizeof l->item);
    strncpy(l->item, row->code, sizeof l->item - 1);
    rulebook_word(l, "stale", row->what);
    jf_list_text(l->list, row->code);
    jf_list_text(l->list, row->item);
    enum jf_status status = with_standard(l, row->record_id, jf_standard_add_figure, err);
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
    { "review_figure", N_("its figure"), JF_LIST_TEXT },
    { "review_paper", N_("its paper"), JF_LIST_TEXT },
    { "from", N_("from"), JF_LIST_DAY },
    { "until", N_("until"), JF_LIST_DAY },
    { "ground", N_("ground"), JF_LIST_TEXT },
    { "used", N_("remark"), JF_LIST_TEXT },
};

static enum jf_status conflict_row(void *arg, const struct jf_book_row *row, struct jf_error *err)
{
    struct rulebook_list *l = arg;
    l->count++;
    jf_list_text(l->list, row->item);
    jf_list_text(l->list, row->code);
    enum jf_status status = with_standard(l, row->record_id, jf_standard_add_figure, err);
    if (status == JF_OK)
        status = with_standard(l, row->record_id, jf_standard_add_source, err);
    jf_list_text(l->list, row->other);
    if (status == JF_OK)
        status = with_standard(l, row->other_record_id, jf_standard_add_figure, err);
    if (status == JF_OK)
        status = with_standard(l, row->other_record_id, jf_standard_add_source, err);
    jf_list_text(l->list, row->from);
    jf_list_text(l->list, row->until);
    rulebook_word(l, "conflict", row->what);
    rulebook_word(l, "conflict", row->detail);
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
    struct rulebook_list *l = arg;
    (void)err;
    l->count++;
    rulebook_word(l, "lint", row->what);
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
    struct rulebook_list *l = arg;
    struct jf_str number = JF_STR_INIT;
    l->count++;
    jf_str_add(&number, row->code);
    if (row->other_record_id)
        jf_str_add(&number, "（演示）");
    jf_list_text(l->list, number.data);
    jf_list_text(l->list, row->detail);
    jf_list_text(l->list, row->document);
    rulebook_word(l, "level", row->item);
    jf_list_text(l->list, row->from);
    jf_list_text(l->list, row->until);
    jf_list_text(l->list, row->other);
    rulebook_word(l, "certainty", row->what);
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
    struct rulebook_list l;
    enum jf_status status = rulebook_begin(&l, ctx, format, review->columns, review->count, err);
    if (status != JF_OK)
        return status;
    status = review->walk(ctx->db, review, &l, err);
    enum jf_status end = jf_list_end(l.list, status == JF_OK ? err : NULL);
    *count = l.count;
    return status == JF_OK ? end : status;
}

enum jf_status rulebook_diff(struct jf_context *ctx, int argc, char **argv, struct jf_error *err)
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
    enum jf_status status = jf_cli_options(options, argc, argv, 1, &count, err);
    if (status == JF_OK && count != 2)
        status = jf_error_set(err, JF_USAGE, _("'rulebook diff' takes two days"));
    for (int i = 0; status == JF_OK && i < 2; i++)
        status = jf_cli_day("diff", review.days[i] = argv[1 + i], err);
    if (status == JF_OK)
        status = rulebook_clock(ctx, known_on, err);
    return status == JF_OK ? show_review(ctx, &review, format, &shown, err) : status;
}

enum jf_status rulebook_stale(struct jf_context *ctx, int argc, char **argv, struct jf_error *err)
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
    enum jf_status status = jf_cli_options(options, argc, argv, 1, &count, err);
    if (status == JF_OK && count > 0)
        status = rulebook_unexpected(argv[1], err);
    if (status == JF_OK)
        status = jf_cli_day("on", on, err);
    if (status == JF_OK && age)
        status = jf_cli_number("days", age, &days, err);
    if (status == JF_OK && (days < 0 || days > MOST))
        status = jf_error_set(err, JF_USAGE, _("--days: '%s' is not a number from 0 to 36500"), age);
    if (status == JF_OK)
        status = rulebook_clock(ctx, known_on, err);
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
    enum jf_status status = jf_cli_options(options, argc, argv, 1, &count, err);
    if (status == JF_OK && count > 0)
        status = rulebook_unexpected(argv[1], err);
    if (status == JF_OK)
        status = rulebook_clock(ctx, known_on, err);
    if (status == JF_OK)
        status = show_review(ctx, review, format, &shown, err);
    if (status == JF_OK && review->faults && shown > 0)
        jf_cli_found();
    return status;
}

enum jf_status rulebook_conflicts(struct jf_context *ctx, int argc, char **argv, struct jf_error *err)
{
    const struct review review = { REVIEW(conflict), .walk = walk_conflicts, .faults = true };
    return run_plain(ctx, argc, argv, &review, err);
}

enum jf_status rulebook_lint(struct jf_context *ctx, int argc, char **argv, struct jf_error *err)
{
    const struct review review = { REVIEW(lint), .walk = walk_lint, .faults = true };
    return run_plain(ctx, argc, argv, &review, err);
}

enum jf_status rulebook_documents(struct jf_context *ctx, int argc, char **argv, struct jf_error *err)
{
    const struct review review = { REVIEW(document), .walk = walk_documents };
    return run_plain(ctx, argc, argv, &review, err);
}
