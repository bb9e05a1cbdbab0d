/* cmd_accountability.c - the register of cases of farmers' burdens: the list, one case, and what can be said of a
 * period, also that there was none. It changes nothing; that names were looked at is written down. */
#include "casework.h"

#include "jianfu/typed.h"

#define COUNT(array) ((int)(sizeof(array) / sizeof *(array)))

/* ---- list ---- */

static const struct jf_list_column list_columns[] = {
    { "number", N_("number"), JF_LIST_TEXT },         { "place", N_("place"), JF_LIST_TEXT },
    { "class", N_("class"), JF_LIST_TEXT },           { "happened", N_("happened on"), JF_LIST_DAY },
    { "known", N_("known on"), JF_LIST_DAY },         { "reported", N_("first reported"), JF_LIST_TEXT },
    { "concluded", N_("concluded"), JF_LIST_DAY },    { "persons", N_("persons responsible"), JF_LIST_INT },
    { "summary", N_("what happened"), JF_LIST_TEXT },
};
static const char *const list_words[COUNT(list_columns)] = { [2] = "case-class" };

static enum jf_status list(struct jf_context *ctx, int argc, char **argv, struct jf_error *err)
{
    const char *period = NULL, *class = NULL, *format = NULL;
    struct jf_period days = { 0 };
    const struct jf_option options[] = {
        { "period", 'p', N_("PERIOD"), &period, NULL, N_("only what happened or became known in it"), false },
        { "class", 'c', N_("CLASS"), &class, NULL, N_("vicious, mass-incident, other-major or none"), false },
        { "format", 'f', N_("FORMAT"), &format, NULL, N_("table, csv or json"), false },
        { .name = NULL },
    };
    int count = 0;
    enum jf_status status = jf_cli_options(options, argc, argv, 1, &count, err);
    if (status == JF_OK && count)
        status = jf_error_set(err, JF_USAGE, _("no argument is wanted"));
    if (status == JF_OK)
        status = casework_period(period, &days, err);
    if (status == JF_OK)
        status = casework_code(ctx, "class", "case-class", &class, err);
    if (status != JF_OK)
        return status;
    return casework_rows(ctx, &(struct casework_rows){ format, list_columns, list_words, COUNT(list_columns), false },
                         "accountability.list",
                         JF_ARGS(JF_TEXT(":from", period ? days.from : NULL),
                                 JF_TEXT(":until", period ? days.until : NULL), JF_TEXT(":class", class)),
                         err);
}

/* ---- show ---- */

/* One line of the head: column of accountability.show, label, word group. */
static const struct {
    const char *label, *group;
} head[] = {
    { N_("number"), NULL },        { N_("place"), NULL },       { N_("unit"), NULL },
    { N_("class"), "case-class" }, { N_("happened on"), NULL }, { N_("known on"), NULL },
    { N_("what happened"), NULL }, { N_("petition"), NULL },    { N_("concluded"), NULL },
};
enum { CONCEALED = COUNT(head), CONCEALMENT };

static enum jf_status show_head(const struct jf_context *ctx, int64_t id, struct jf_error *err)
{
    struct jf_stmt *st = NULL;
    enum jf_status status = jf_db_query(ctx->db, "accountability.show", JF_ARGS(JF_INT(":id", id)), &st, err);
    bool row = jf_stmt_row(st, &status, err);
    for (int i = 0; row && i < COUNT(head); i++)
        if (!jf_col_null(st, i))
            jf_field(_(head[i].label),
                     head[i].group ? jf_word(head[i].group, jf_col_text(st, i), ctx->lang) : jf_col_text(st, i));
    if (status == JF_OK && row && jf_col_int(st, CONCEALED))
        jf_field(_("concealed"), jf_col_null(st, CONCEALMENT) ? _("yes") : jf_col_text(st, CONCEALMENT));
    jf_stmt_done(st);
    return status;
}

static enum jf_status show_grounds(const struct jf_context *ctx, int64_t id, struct jf_error *err)
{
    struct jf_stmt *st = NULL;
    enum jf_status status = jf_db_query(ctx->db, "accountability.grounds", JF_ARGS(JF_INT(":id", id)), &st, err);
    while (jf_stmt_row(st, &status, err)) {
        const char *kind = jf_col_text(st, 0);
        jf_field(strcmp(kind, "breach") == 0 ? _("breach") : _("criterion"),
                 jf_word(kind, jf_col_text(st, 1), ctx->lang));
    }
    jf_stmt_done(st);
    return status;
}

static const struct jf_list_column report_columns[] = {
    { "to", N_("reported to"), JF_LIST_TEXT },
    { "on", N_("on"), JF_LIST_TEXT },
    { "paper", N_("paper"), JF_LIST_TEXT },
};
static const char *const report_words[COUNT(report_columns)] = { "level" };
static const struct jf_list_column person_columns[] = {
    { "name", N_("person responsible"), JF_LIST_TEXT }, { "post", N_("post"), JF_LIST_TEXT },
    { "degree", N_("degree"), JF_LIST_TEXT },           { "sanction", N_("decision"), JF_LIST_TEXT },
    { "decided", N_("decided on"), JF_LIST_DAY },       { "paper", N_("paper"), JF_LIST_TEXT },
};
static const char *const person_words[COUNT(person_columns)] = { [0] = CASEWORK_PERSON, [2] = "degree" };
static const struct jf_list_column finding_columns[] = {
    { "finding", N_("finding"), JF_LIST_INT },
    { "rule", N_("rule"), JF_LIST_TEXT },
    { "record", N_("record"), JF_LIST_TEXT },
    { "state", N_("state"), JF_LIST_TEXT },
};
static const char *const finding_words[COUNT(finding_columns)] = { [3] = "finding-state" };

static const struct {
    const char *statement;
    struct casework_rows rows;
} parts[] = {
    { "accountability.reports", { NULL, report_columns, report_words, COUNT(report_columns), false } },
    { "accountability.persons", { NULL, person_columns, person_words, COUNT(person_columns), false } },
    { "accountability.findings", { NULL, finding_columns, finding_words, COUNT(finding_columns), false } },
};

static enum jf_status show_parts(const struct jf_context *ctx, int64_t id, bool names, struct jf_error *err)
{
    enum jf_status status = JF_OK;
    for (int i = 0; status == JF_OK && i < COUNT(parts); i++) {
        struct casework_rows rows = parts[i].rows;
        rows.names = names;
        jf_say("%s", "");
        status = casework_rows(ctx, &rows, parts[i].statement, JF_ARGS(JF_INT(":id", id)), err);
    }
    return status;
}

static enum jf_status find(const struct jf_context *ctx, const char *number, int64_t *id, struct jf_error *err)
{
    enum jf_status status = jf_db_int(ctx->db, "accountability.find", JF_ARGS(JF_TEXT(":number", number)), 0, id, err);
    if (status != JF_OK || *id)
        return status;
    jf_error_set(err, JF_USAGE, _("there is no case '%s' in the register"), number);
    jf_error_hint(err, "%s", _("`jianfu accountability list` shows what there is"));
    return JF_USAGE;
}

static enum jf_status show(struct jf_context *ctx, int argc, char **argv, struct jf_error *err)
{
    bool names = false;
    const struct jf_option options[] = {
        { "names", 0, NULL, NULL, &names, N_("show names of people in full"), false },
        { .name = NULL },
    };
    int count = 0;
    int64_t id = 0;
    enum jf_status status = jf_cli_options(options, argc, argv, 1, &count, err);
    if (status == JF_OK)
        status = casework_one(count, _("the number in the register"), err);
    if (status == JF_OK)
        status = find(ctx, argv[1], &id, err);
    if (status == JF_OK)
        status = jf_cli_names(ctx, names, "accountability show", argv[1], id, err);
    if (status == JF_OK)
        status = show_head(ctx, id, err);
    if (status == JF_OK)
        status = show_grounds(ctx, id, err);
    return status == JF_OK ? show_parts(ctx, id, names, err) : status;
}

/* ---- statement ---- */

/* Columns of accountability.statement after the verdict, with what was looked at. */
static const struct {
    const char *name, *label;
} looked[] = {
    { "vicious", N_("vicious cases in the register") },
    { "mass_incidents", N_("serious mass incidents in the register") },
    { "other_major", N_("other cases of great effect in the register") },
    { "no_case", N_("entries that are no case") },
    { "petitions", N_("petitions received") },
    { "marked", N_("petitions marked as major cases") },
    { "unregistered", N_("of them without an entry in the register") },
    { "findings", N_("findings about cases that stand") },
    { "due", N_("reports wanted of townships") },
    { "nil_reports", N_("nil reports of townships") },
    { "missing", N_("townships that reported nothing") },
};
enum { VICIOUS, MASS, OTHER, UNREGISTERED = 6, FINDINGS, DUE, MISSING = 10 };

struct statement {
    struct jf_period period;
    char name[8];             /* of the period */
    char first[8], second[8]; /* its half-years; "" for the second of a half-year */
    char today[JF_DAY_SIZE];
    struct jf_str verdict, when; /* the period in words */
    int64_t counts[COUNT(looked)];
    bool checked; /* the rules about cases were run at least once */
};

/* The period: a year or a half-year; the last half-year that is over when none is given. */
static enum jf_status read_period(const char *text, struct statement *s, struct jf_error *err)
{
    struct jf_period now;
    char typed[JF_TYPED_PERIOD_SIZE];
    jf_day_today(s->today);
    if (jf_typed_period(text, typed))
        text = typed;
    if (!text) {
        char half[8];
        snprintf(half, sizeof half, "%.4sH%c", s->today, strcmp(s->today + 5, "07-01") < 0 ? '1' : '2');
        if (jf_period_parse(half, &now))
            jf_half_before(&now, s->name);
        text = s->name;
    }
    if (!jf_period_parse(text, &s->period) || (s->period.kind != JF_PERIOD_YEAR && s->period.kind != JF_PERIOD_HALF)) {
        jf_error_set(err, JF_USAGE, _("'%s' is neither a year nor a half-year"), text);
        jf_error_hint(err, "%s", _("2005, 2005H1 or 2005H2"));
        return JF_USAGE;
    }
    if (text != s->name)
        snprintf(s->name, sizeof s->name, "%.7s", text);
    bool year = s->period.kind == JF_PERIOD_YEAR;
    snprintf(s->first, sizeof s->first, "%.4sH%c", s->name, year ? '1' : s->name[5]);
    if (year)
        snprintf(s->second, sizeof s->second, "%.4sH2", s->name);
    return JF_OK;
}

static enum jf_status read_statement(const struct jf_context *ctx, struct statement *s, struct jf_error *err)
{
    struct jf_stmt *st = NULL;
    enum jf_status status = jf_db_query(
        ctx->db, "accountability.statement",
        JF_ARGS(JF_TEXT(":first", s->first), JF_TEXT(":second", *s->second ? s->second : NULL),
                JF_TEXT(":from", s->period.from), JF_TEXT(":until", s->period.until), JF_TEXT(":today", s->today)),
        &st, err);
    if (jf_stmt_row(st, &status, err)) {
        jf_str_add(&s->verdict, jf_col_text(st, 0));
        for (int i = 0; i < COUNT(looked); i++)
            s->counts[i] = jf_col_int(st, i + 1);
        s->checked = jf_col_int(st, COUNT(looked) + 1) != 0;
    }
    jf_stmt_done(st);
    return status;
}

static void say_unknown(const struct statement *s)
{
    jf_say(_("%s: it cannot be said that there was no case of farmers' burdens."), s->when.data);
    if (strcmp(s->period.until, s->today) > 0)
        jf_say(_("The period is not over (it ends on %s)."), s->period.until);
    if (s->counts[DUE] == 0)
        jf_say("%s", _("The register has no townships."));
    if (s->counts[MISSING])
        jf_say(_("Townships that reported neither a case nor none: %lld."), (long long)s->counts[MISSING]);
    if (s->counts[UNREGISTERED])
        jf_say(_("Petitions marked as major cases without an entry in the register: %lld."),
               (long long)s->counts[UNREGISTERED]);
    if (!s->checked)
        jf_say("%s", _("The rules about cases have not been run: `jianfu check` runs them."));
    if (s->counts[FINDINGS])
        jf_say(_("Findings about cases that stand: %lld."), (long long)s->counts[FINDINGS]);
}

static void say_sentence(const struct statement *s)
{
    if (strcmp(s->verdict.data, "unknown") == 0) {
        say_unknown(s);
        return;
    }
    if (strcmp(s->verdict.data, "none") == 0) {
        jf_say(_("%s: no vicious case, no serious mass incident and no other case of great effect from farmers' "
                 "burdens."),
               s->when.data);
        return;
    }
    jf_say(_("%s: cases of farmers' burdens: vicious %lld, serious mass incidents %lld, others of great effect %lld."),
           s->when.data, (long long)s->counts[VICIOUS], (long long)s->counts[MASS], (long long)s->counts[OTHER]);
    if (strcmp(s->verdict.data, "at-least") == 0)
        jf_say("%s", _("There may be more: not all has been reported or registered, or the period is not over."));
}

static const struct jf_list_column looked_columns[] = {
    { "what", N_("what was looked at"), JF_LIST_TEXT },
    { "count", N_("count"), JF_LIST_TEXT },
};

/* What was looked at; in csv and json with the verdict first, for there is no sentence. */
static enum jf_status print_looked(const struct statement *s, const char *format, struct jf_error *err)
{
    const bool table = !format || strcmp(format, "table") == 0, json = format && strcmp(format, "json") == 0;
    struct jf_list *out = NULL;
    char count[24];
    enum jf_status status = jf_list_begin(format, looked_columns, COUNT(looked_columns), &out, err);
    if (status != JF_OK)
        return status;
    if (!table) {
        jf_list_text(out, json ? "verdict" : _("verdict"));
        jf_list_text(out, s->verdict.data);
    }
    for (int i = 0; i < COUNT(looked); i++) {
        snprintf(count, sizeof count, "%lld", (long long)s->counts[i]);
        jf_list_text(out, json ? looked[i].name : _(looked[i].label));
        jf_list_text(out, count);
    }
    return jf_list_end(out, err);
}

static const struct jf_list_column missing_columns[] = {
    { "half", N_("no report for"), JF_LIST_TEXT },
    { "code", N_("code"), JF_LIST_TEXT },
    { "township", N_("township"), JF_LIST_TEXT },
};
static const char *const missing_words[COUNT(missing_columns)] = { NULL };

static enum jf_status print_missing(const struct jf_context *ctx, const struct statement *s, const char *format,
                                    struct jf_error *err)
{
    return casework_rows(
        ctx, &(struct casework_rows){ format, missing_columns, missing_words, COUNT(missing_columns), false },
        "accountability.missing",
        JF_ARGS(JF_TEXT(":first", s->first), JF_TEXT(":second", *s->second ? s->second : NULL)), err);
}

static enum jf_status statement(struct jf_context *ctx, int argc, char **argv, struct jf_error *err)
{
    const char *format = NULL;
    bool missing = false;
    const struct jf_option options[] = {
        { "missing", 'm', NULL, NULL, &missing, N_("list only the townships that reported nothing"), false },
        { "format", 'f', N_("FORMAT"), &format, NULL, N_("table, csv or json"), false },
        { .name = NULL },
    };
    struct statement s = { .verdict = JF_STR_INIT, .when = JF_STR_INIT };
    int count = 0;
    enum jf_status status = jf_cli_options(options, argc, argv, 1, &count, err);
    if (status == JF_OK && count > 1)
        status = jf_error_set(err, JF_USAGE, _("only one period can be given"));
    if (status == JF_OK)
        status = read_period(count ? argv[1] : NULL, &s, err);
    if (status == JF_OK && missing)
        return print_missing(ctx, &s, format, err);
    if (status == JF_OK)
        status = read_statement(ctx, &s, err);
    const bool table = !format || strcmp(format, "table") == 0;
    if (status == JF_OK && table) {
        jf_report_word(&s.when, "period", s.name, ctx->lang);
        say_sentence(&s);
        jf_say("%s", "");
    }
    if (status == JF_OK)
        status = print_looked(&s, format, err);
    if (status == JF_OK && table && s.counts[MISSING]) {
        jf_say("%s", "");
        status = print_missing(ctx, &s, format, err);
    }
    jf_str_release(&s.verdict);
    jf_str_release(&s.when);
    return status;
}

/* ---- the command ---- */

static const struct casework_sub subs[] = {
    { "list", list },
    { "show", show },
    { "statement", statement },
    { NULL, NULL },
};

static enum jf_status run(struct jf_context *ctx, int argc, char **argv, struct jf_error *err)
{
    enum jf_status status = jf_db_views(ctx->db, err);
    if (status == JF_OK)
        status = casework_subs(ctx, subs, argc, argv, err);
    jf_casework_cleanup();
    return status;
}

const struct jf_command jf_cmd_accountability = {
    .name = "accountability",
    .usage = "accountability list [--period PERIOD] [--class CLASS] [--format FORMAT]\n"
             "accountability show NUMBER [--names]\n"
             "accountability statement [YEAR|HALF-YEAR] [--missing] [--format FORMAT]",
    .summary = N_("cases of farmers' burdens, who answers for them, and whether there was none"),
    .help = N_("The register of cases under the rule of accountability of 2002 (中办发〔2002〕19号). It comes by\n"
               "`jianfu import`, with the nil reports of the townships; `jianfu template accountability` prints an\n"
               "example. A case belongs to a period when it happened in it or became known in it.\n"
               "\n"
               "statement says of a year or half-year (the last half-year that is over when left out) how many cases\n"
               "there were. That there was none is said only when the period is over, each township reported a case\n"
               "or none for it, each petition marked as a major case has its entry, and a check left no finding\n"
               "about cases; else it says that this cannot be said, and why. Below stands what was looked at.\n"
               "\n"
               "Names are masked unless --names is given."),
    .db = JF_CLI_DB_WRITE, /* a look at names is written down */
    .run = run,
};
