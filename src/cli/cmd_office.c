/* cmd_office.c - what the office is called in its letters: set it, show it. */
#include "casework.h"

#include "jianfu/office.h"

static enum jf_status print_office(struct jf_context *ctx, const char *day, struct jf_error *err)
{
    struct jf_office office = { 0 };
    bool found = false;
    enum jf_status status = jf_office_read(ctx->db, day, &office, &found, err);
    if (status == JF_OK && !found) {
        status = jf_error_set(err, JF_NOT_FOUND, _("the office has no name yet"));
        jf_error_hint(err, "%s", _("jianfu office set --name NAME --mark MARK"));
    }
    const struct {
        const char *label, *value;
    } lines[] = { { _("name"), office.name },
                  { _("mark"), office.mark },
                  { _("telephone"), office.telephone },
                  { _("superior"), office.superior } };
    for (size_t i = 0; i < sizeof lines / sizeof *lines && status == JF_OK; i++)
        if (lines[i].value)
            jf_field(lines[i].label, lines[i].value);
    jf_office_release(&office);
    return status;
}

static enum jf_status show(struct jf_context *ctx, int argc, char **argv, struct jf_error *err)
{
    char today[JF_DAY_SIZE];
    const char *on = NULL;
    const struct jf_option options[] = {
        { "on", 0, N_("DAY"), &on, NULL, N_("as it is on this day; today when left out"), false },
        { .name = NULL },
    };
    int count = 0;
    enum jf_status status = jf_cli_options(options, argc, argv, 1, &count, err);
    if (status == JF_OK && count > 0)
        status = jf_error_set(err, JF_USAGE, _("'%s' is one word too many"), argv[1]);
    if (status == JF_OK)
        status = jf_cli_day("on", on, err);
    jf_day_today(today);
    return status == JF_OK ? print_office(ctx, on ? on : today, err) : status;
}

static enum jf_status set(struct jf_context *ctx, int argc, char **argv, struct jf_error *err)
{
    char today[JF_DAY_SIZE];
    const char *name = NULL, *mark = NULL, *telephone = NULL, *superior = NULL, *on = NULL;
    const struct jf_option options[] = {
        { "name", 'n', N_("NAME"), &name, NULL, N_("name of the office, as it signs"), false },
        { "mark", 'm', N_("MARK"), &mark, NULL, N_("its sign in document numbers, without year and number"), false },
        { "telephone", 0, N_("NUMBER"), &telephone, NULL, N_("for people who ask"), false },
        { "superior", 0, N_("NAME"), &superior, NULL, N_("the body above, which is asked for a review"), false },
        { "on", 0, N_("DAY"), &on, NULL, N_("from this day on; today when left out"), false },
        { .name = NULL },
    };
    int count = 0;
    enum jf_status status = jf_cli_options(options, argc, argv, 1, &count, err);
    if (status == JF_OK && count > 0)
        status = jf_error_set(err, JF_USAGE, _("'%s' is one word too many"), argv[1]);
    if (status == JF_OK && !name && !mark && !telephone && !superior)
        status = jf_error_set(err, JF_USAGE, _("nothing to set: give --name, --mark, --telephone or --superior"));
    if (status != JF_OK)
        return status;
    jf_day_today(today);
    /* Options are not changed through the struct; it is only that its fields own their texts elsewhere. */
    const struct jf_office office = { (char *)name, (char *)mark, (char *)telephone, (char *)superior };
    status = jf_txn_begin(ctx->db, "office", err);
    if (status == JF_OK)
        status = jf_office_set(ctx->db, &office, on ? on : today, ctx->actor, err);
    if (status == JF_OK)
        status = jf_txn_commit(ctx->db, err);
    if (status == JF_OK)
        return print_office(ctx, on ? on : today, err);
    jf_txn_rollback(ctx->db);
    return status;
}

static const struct casework_sub subs[] = { { "show", show }, { "set", set }, { NULL, NULL } };

static enum jf_status run(struct jf_context *ctx, int argc, char **argv, struct jf_error *err)
{
    return casework_subs(ctx, subs, argc, argv, err);
}

const struct jf_command jf_cmd_office = {
    .name = "office",
    .usage = "office set --name NAME [--mark MARK] [--telephone NUMBER] [--superior NAME] [--on DAY]\n"
             "office show [--on DAY]",
    .summary = N_("what the office is called in its letters"),
    .help = N_("Says once how the office signs its letters: its name, its sign in document numbers (as in\n"
               "MARK〔2005〕12号), the telephone for people who ask, and the body above it that is asked for a\n"
               "review. What is left out stays as it was; an empty text takes it away. A letter bears the name\n"
               "that the office had on the day of the letter; --on says from when a new one holds."),
    .db = JF_CLI_DB_WRITE,
    .run = run,
};
