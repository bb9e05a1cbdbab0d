/* cmd_inspection.c - inspections (监督检查): plan, sample, named places, rectification, closing. What may be done when
 * stands in the table of steps; this file reads the words of the command line. Results are inspection_result.c's, lists
 * inspection_show.c's. */
#include "inspection.h"

#include "jianfu/docno.h"

enum jf_status inspection_open(struct jf_context *ctx, const struct jf_option *options, int argc, char **argv,
                               int64_t *plan_id, struct jf_error *err)
{
    int count = 0;
    enum jf_status status = jf_cli_options(options, argc, argv, 1, &count, err);
    if (status == JF_OK)
        status = casework_one(count, _("the number of the inspection"), err);
    if (status == JF_OK)
        status = jf_db_views(ctx->db, err);
    return status == JF_OK ? jf_inspection_find(ctx->db, argv[1], plan_id, err) : status;
}

enum jf_status inspection_tell(struct jf_context *ctx, int64_t plan_id, struct jf_error *err)
{
    struct jf_inspection p = { 0 };
    enum jf_status status = jf_inspection_read(ctx->db, plan_id, &p, err);
    if (status == JF_OK)
        jf_say(_("inspection %s: %s; seen: %lld of %lld townships, %lld of %lld villages, %lld of %lld households"),
               p.number, jf_word("inspection-state", p.state, ctx->lang), (long long)p.townships_seen,
               (long long)p.townships_drawn, (long long)p.villages_seen, (long long)p.villages_drawn,
               (long long)p.households_seen, (long long)p.households_drawn);
    jf_inspection_release(&p);
    return status;
}

/* ---- steps ---- */

/* A text that a step carries; value NULL: left out. A NULL name ends the list. */
struct text {
    const char *name, *value;
};

static enum jf_status take(struct jf_context *ctx, int64_t *plan_id, const char *step, const char *on,
                           const struct text *texts, struct jf_error *err)
{
    char today[JF_DAY_SIZE];
    struct jf_str fields = JF_STR_INIT;
    struct jf_json json;
    jf_day_today(today);
    jf_json_init(&json, &fields);
    jf_json_open(&json, NULL, '{');
    for (; texts->name; texts++)
        if (texts->value)
            jf_json_text(&json, texts->name, texts->value);
    jf_json_close(&json, '}');
    enum jf_status status = jf_str_check(&fields, err);
    const struct jf_inspection_step s = {
        .plan_id = *plan_id, .step = step, .day = on ? on : today, .actor = ctx->actor, .fields = fields.data
    };
    if (status == JF_OK)
        status = jf_db_views(ctx->db, err);
    if (status == JF_OK)
        status = jf_cli_day("on", on, err);
    if (status == JF_OK)
        status = jf_txn_begin(ctx->db, "inspection", err);
    if (status == JF_OK) {
        status = jf_inspection_take(ctx->db, &s, plan_id, NULL, err);
        if (status == JF_OK)
            status = jf_txn_commit(ctx->db, err);
        else
            jf_txn_rollback(ctx->db);
    }
    if (status == JF_OK)
        status = inspection_tell(ctx, *plan_id, err);
    jf_str_release(&fields);
    return status;
}

static enum jf_status plan(struct jf_context *ctx, int argc, char **argv, struct jf_error *err)
{
    const char *kind = NULL, *paper = NULL, *period = NULL, *title = NULL, *from = NULL, *until = NULL;
    const char *members = NULL, *rules = NULL, *no = NULL, *note = NULL, *on = NULL;
    const struct jf_option options[] = {
        { "kind", 'k', N_("KIND"), &kind, NULL, N_("full, special or unannounced"), true },
        { "period", 'p', N_("PERIOD"), &period, NULL, N_("the period that is looked at: 2005H1"), true },
        { "title", 't', N_("TEXT"), &title, NULL, N_("what is inspected"), true },
        { "from", 0, N_("DAY"), &from, NULL, N_("first day"), true },
        { "until", 0, N_("DAY"), &until, NULL, N_("last day"), true },
        { "paper", 0, N_("NUMBER"), &paper, NULL, N_("number of the paper that orders it"), false },
        { "members", 'm', N_("NAMES"), &members, NULL, N_("who inspects"), false },
        { "rules", 0, N_("IDS"), &rules, NULL, N_("rules looked at, parted by commas"), false },
        { "no", 'n', N_("NUMBER"), &no, NULL, N_("number; the next JYYYY-NNN when left out"), false },
        { "note", 0, N_("TEXT"), &note, NULL, N_("remark"), false },
        { "on", 0, N_("DAY"), &on, NULL, N_("day of the plan; today when left out"), false },
        { .name = NULL },
    };
    struct jf_docno number;
    int64_t plan_id = 0;
    int count = 0;
    enum jf_status status = jf_cli_options(options, argc, argv, 1, &count, err);
    if (status == JF_OK && count > 0)
        status = jf_error_set(err, JF_USAGE, _("'%s' is one word too many"), argv[1]);
    if (status == JF_OK)
        status = casework_code(ctx, "kind", "inspection", &kind, err);
    if (paper && jf_docno_parse(paper, &number))
        paper = number.canonical;
    const struct text texts[] = { { "no", no },         { "inspection", kind }, { "paper", paper },
                                  { "period", period }, { "title", title },     { "from", from },
                                  { "until", until },   { "members", members }, { "rules", rules },
                                  { "note", note },     { NULL, NULL } };
    return status == JF_OK ? take(ctx, &plan_id, "plan", on, texts, err) : status;
}

/* What was asked and could not be drawn is said, village by village. */
static enum jf_status tell_shortage(struct jf_context *ctx, int64_t plan_id, struct jf_error *err)
{
    struct jf_stmt *st = NULL;
    enum jf_status status = jf_db_query(ctx->db, "inspection.shortage", JF_ARGS(JF_INT(":plan", plan_id)), &st, err);
    while (jf_stmt_row(st, &status, err)) {
        if (strcmp(jf_col_text(st, 0), "village") == 0)
            jf_say(_("fewer than asked: %s has %lld villages, %lld are asked"), jf_col_text(st, 1),
                   (long long)jf_col_int(st, 2), (long long)jf_col_int(st, 3));
        else
            jf_say(_("fewer than asked: the register knows %lld households of %s, %lld are asked"),
                   (long long)jf_col_int(st, 2), jf_col_text(st, 1), (long long)jf_col_int(st, 3));
    }
    jf_stmt_done(st);
    return status;
}

static enum jf_status sample(struct jf_context *ctx, int argc, char **argv, struct jf_error *err)
{
    const char *seed = NULL, *within = NULL, *townships = NULL, *villages = NULL, *households = NULL, *on = NULL;
    const struct jf_option options[] = {
        { "seed", 's', N_("NUMBER"), &seed, NULL, N_("what decides who is drawn: the same seed draws the same places"),
          true },
        { "within", 0, N_("PLACE"), &within, NULL,
          N_("draw from this place: its code or name; the county when left out"), false },
        { "townships", 0, N_("NUMBER"), &townships, NULL, N_("how many townships; all when left out"), false },
        { "villages", 0, N_("NUMBER"), &villages, NULL, N_("how many villages of each; all when left out"), false },
        { "households", 0, N_("NUMBER"), &households, NULL,
          N_("how many households of each village; none when left out"), false },
        { "on", 0, N_("DAY"), &on, NULL, N_("day; today when left out"), false },
        { .name = NULL },
    };
    struct jf_str room = JF_STR_INIT;
    int64_t plan_id = 0;
    enum jf_status status = inspection_open(ctx, options, argc, argv, &plan_id, err);
    if (status == JF_OK)
        status = casework_place(ctx, "division", &within, &room, err);
    const struct text texts[] = { { "seed", seed },         { "within", within },         { "townships", townships },
                                  { "villages", villages }, { "households", households }, { NULL, NULL } };
    if (status == JF_OK)
        status = take(ctx, &plan_id, "sample", on, texts, err);
    if (status == JF_OK)
        status = tell_shortage(ctx, plan_id, err);
    jf_str_release(&room);
    return status;
}

static enum jf_status name(struct jf_context *ctx, int argc, char **argv, struct jf_error *err)
{
    const char *place = NULL, *village = NULL, *gist = "named", *note = NULL, *on = NULL;
    const struct jf_option options[] = {
        { "place", 0, N_("CODE"), &place, NULL, N_("household, village, township or unit by its code"), true },
        { "village", 0, N_("PLACE"), &village, NULL, N_("the village of a household that the register does not list"),
          false },
        { "group", 'g', N_("GROUP"), &gist, NULL, N_("builder, newly-wed or pupil, as told in the village"), false },
        { "note", 0, N_("TEXT"), &note, NULL, N_("why"), false },
        { "on", 0, N_("DAY"), &on, NULL, N_("day; today when left out"), false },
        { .name = NULL },
    };
    struct jf_str room = JF_STR_INIT;
    int64_t plan_id = 0;
    enum jf_status status = inspection_open(ctx, options, argc, argv, &plan_id, err);
    if (status == JF_OK)
        status = casework_code(ctx, "group", "gist", &gist, err);
    if (status == JF_OK)
        status = casework_place(ctx, "division", &village, &room, err);
    const struct text texts[] = {
        { "place", place }, { "above", village }, { "gist", gist }, { "note", note }, { NULL, NULL }
    };
    if (status == JF_OK)
        status = take(ctx, &plan_id, "name", on, texts, err);
    jf_str_release(&room);
    return status;
}

/* close and withdraw: argv[0] is the step. */
static enum jf_status finish(struct jf_context *ctx, int argc, char **argv, struct jf_error *err)
{
    const char *reason = NULL, *on = NULL;
    const struct jf_option options[] = {
        { "reason", 'r', N_("TEXT"), &reason, NULL, N_("why it is withdrawn, or closed with places not seen"), false },
        { "on", 0, N_("DAY"), &on, NULL, N_("day; today when left out"), false },
        { .name = NULL },
    };
    const char *step = argv[0];
    int64_t plan_id = 0;
    enum jf_status status = inspection_open(ctx, options, argc, argv, &plan_id, err);
    const struct text texts[] = { { "reason", reason }, { NULL, NULL } };
    return status == JF_OK ? take(ctx, &plan_id, step, on, texts, err) : status;
}

static enum jf_status rectify(struct jf_context *ctx, int argc, char **argv, struct jf_error *err)
{
    char today[JF_DAY_SIZE];
    struct jf_inspection_rectify wish = { .actor = ctx->actor };
    const struct jf_option options[] = {
        { "deadline", 0, N_("DAY"), &wish.deadline, NULL, N_("last day"), true },
        { "problem", 0, N_("KEY"), &wish.problem, NULL, N_("only this problem; all without a remedy when left out"),
          false },
        { "remedy", 'r', N_("KIND"), &wish.remedy, NULL, N_("kind of the remedy; other when left out"), false },
        { "basis", 'b', N_("TEXT"), &wish.basis, NULL, N_("paper and article; the paper of the plan when left out"),
          false },
        { "on", 0, N_("DAY"), &wish.day, NULL, N_("day of the order; today when left out"), false },
        { .name = NULL },
    };
    int64_t ordered = 0;
    enum jf_status status = inspection_open(ctx, options, argc, argv, &wish.plan_id, err);
    if (status == JF_OK)
        status = jf_cli_day("on", wish.day, err);
    if (status == JF_OK)
        status = casework_code(ctx, "remedy", "remedy", &wish.remedy, err);
    jf_day_today(today);
    if (!wish.day)
        wish.day = today;
    if (status == JF_OK)
        status = jf_txn_begin(ctx->db, "inspection", err);
    if (status != JF_OK)
        return status;
    status = jf_inspection_rectify(ctx->db, &wish, &ordered, err);
    if (status == JF_OK)
        status = jf_txn_commit(ctx->db, err);
    else
        jf_txn_rollback(ctx->db);
    if (status == JF_OK)
        jf_say(_("remedies ordered: %lld; `jianfu remedy list --plan %s` is their ledger"), (long long)ordered,
               argv[1]);
    return status;
}

static enum jf_status steps(struct jf_context *ctx, int argc, char **argv, struct jf_error *err)
{
    const char *format = NULL;
    const struct jf_option options[] = {
        { "format", 'f', N_("FORMAT"), &format, NULL, N_("table, csv or json"), false },
        { .name = NULL },
    };
    struct jf_inspection p = { 0 };
    int64_t id = 0;
    int count = 0;
    enum jf_status status = jf_cli_options(options, argc, argv, 1, &count, err);
    if (status == JF_OK && count > 1)
        status = jf_error_set(err, JF_USAGE, _("'%s' is one word too many"), argv[2]);
    if (status == JF_OK)
        status = jf_db_views(ctx->db, err);
    if (status == JF_OK && count == 1)
        status = jf_inspection_find(ctx->db, argv[1], &id, err);
    if (status == JF_OK && id)
        status = jf_inspection_read(ctx->db, id, &p, err);
    if (status == JF_OK)
        status = casework_print_steps(ctx, jf_inspection_steps(), "inspection-state", format,
                                      id ? casework_may_from : NULL, p.state, err);
    jf_inspection_release(&p);
    return status;
}

/* ---- the command ---- */

static const struct casework_sub subs[] = {
    { "plan", plan },
    { "sample", sample },
    { "name", name },
    { "form", inspection_form },
    { "questions", inspection_questions },
    { "result", inspection_result },
    { "problems", inspection_problems },
    { "rectify", rectify },
    { "coverage", inspection_coverage },
    { "close", finish },
    { "withdraw", finish },
    { "show", inspection_show },
    { "list", inspection_list },
    { "steps", steps },
    { NULL, NULL },
};

static enum jf_status run(struct jf_context *ctx, int argc, char **argv, struct jf_error *err)
{
    enum jf_status status = casework_subs(ctx, subs, argc, argv, err);
    jf_casework_cleanup();
    return status;
}

const struct jf_command jf_cmd_inspection = {
    .name = "inspection",
    .usage =
        "inspection plan --kind KIND --period PERIOD --title TEXT --from DAY --until DAY [--paper NUMBER]\n"
        "                [--members NAMES] [--rules IDS] [--no NUMBER] [--on DAY]\n"
        "inspection sample PLAN --seed NUMBER [--townships NUMBER] [--villages NUMBER] [--households NUMBER]\n"
        "                [--within PLACE] [--on DAY]\n"
        "inspection name PLAN --place CODE [--village PLACE] [--group GROUP] [--note TEXT] [--on DAY]\n"
        "inspection form PLAN [--place CODE] [--names] [--format FORMAT] [--output FILE]\n"
        "inspection questions [FORM] [--format FORMAT]\n"
        "inspection result PLAN --visit CODE --by NAMES [--on DAY] [--form FORM] [--division PLACE] [--group GROUP]\n"
        "                [--answer QUESTION=VALUE ...] [--payment TEXT ...] [--problem TEXT ...] [--unit UNIT]\n"
        "inspection problems PLAN [--open] [--format FORMAT]\n"
        "inspection rectify PLAN --deadline DAY [--problem KEY] [--remedy KIND] [--basis TEXT] [--on DAY]\n"
        "inspection coverage PLAN [--format FORMAT]\n"
        "inspection coverage --period PERIOD [--format FORMAT]\n"
        "inspection close PLAN [--reason TEXT] [--on DAY]\n"
        "inspection withdraw PLAN --reason TEXT [--on DAY]\n"
        "inspection show PLAN [--explain] [--missing] [--format FORMAT]\n"
        "inspection list [--period PERIOD] [--format FORMAT]\n"
        "inspection steps [PLAN] [--format FORMAT]",
    .summary = N_("inspections: plan, sample, visits, problems, coverage"),
    .help = N_(
        "Plans an inspection (full, special, unannounced), draws where it goes, prints the forms for the visits,\n"
        "takes what was found, and shows that what was drawn was seen. PLAN is its number or that of its paper.\n"
        "\n"
        "sample draws townships, villages of each and households of each village: those with the lowest BLAKE2b\n"
        "of the seed, the number of the plan and the code; the same seed draws the same. At most 10,000 places.\n"
        "In every village one house builder and one family with pupils come first, as far as the register knows\n"
        "one (fees for building within a year before; pupils listed). It knows no marriages: newly-weds are asked\n"
        "for in the village and named (name --group newly-wed). Where the register lists no households of a\n"
        "village, numbers of the village's own list are drawn (VILLAGE#37). show --explain tells how each was\n"
        "drawn.\n"
        "\n"
        "result keys in one visit. --answer CODE=yes|no|unknown (questions lists them); --payment\n"
        "'ITEM:YUAN:UNIT:DAY:NOTICE', with NOTICE - when no receipt was given and empty when its number was not\n"
        "noted; --problem TEXT, of the unit that --unit names. Files of the kind inspection tell the same.\n"
        "rectify orders a remedy for each problem that has none; 'remedy list --plan' is the ledger of all of them.\n"
        "\n"
        "coverage: by village what was asked, drawn and seen, and the groups that must be seen; with --period\n"
        "all inspections of a half-year."),
    .db = JF_CLI_DB_WRITE,
    .run = run,
};
