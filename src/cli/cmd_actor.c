/* cmd_actor.c - who works with this database, in which role, and who looked at names. */
#include "casework.h"

#include "jianfu/actor.h"

/* ---- changing ---- */

typedef enum jf_status change_fn(struct jf_db *db, const struct jf_actor_change *change, struct jf_error *err);

static enum jf_status change(struct jf_context *ctx, const struct jf_actor_change *wish, change_fn *fn,
                             struct jf_error *err)
{
    struct jf_actor now;
    enum jf_status status = jf_txn_begin(ctx->db, "actor", err);
    if (status == JF_OK)
        status = fn(ctx->db, wish, err);
    if (status == JF_OK)
        status = jf_actor_read(ctx->db, wish->name, &now, err);
    if (status == JF_OK)
        status = jf_txn_commit(ctx->db, err);
    if (status != JF_OK) {
        jf_txn_rollback(ctx->db);
        return status;
    }
    jf_say(now.active ? _("%s: %s") : _("%s: %s, removed"), wish->name, jf_word("role", now.role, ctx->lang));
    return JF_OK;
}

/* The options of a subcommand, and as many further words as it takes: a name, a name and a role, or none. */
static enum jf_status read_words(const struct jf_option *options, int argc, char **argv, int words,
                                 struct jf_error *err)
{
    int count = 0;
    enum jf_status status = jf_cli_options(options, argc, argv, 1, &count, err);
    if (status == JF_OK && count < words)
        status = jf_error_set(err, JF_USAGE, _("%s is missing"), count == 0 ? _("the name") : _("the role"));
    if (status == JF_OK && count > words)
        status = jf_error_set(err, JF_USAGE, _("'%s' is one word too many"), argv[1 + words]);
    return status;
}

#define REASON_OPTION(wish)                                                                                            \
    {                                                                                                                  \
        "reason", 0, N_("TEXT"), &(wish).reason, NULL, N_("why; kept in the event log"), false                         \
    }

static enum jf_status add(struct jf_context *ctx, int argc, char **argv, struct jf_error *err)
{
    char today[JF_DAY_SIZE];
    struct jf_actor_change wish = { .actor = ctx->actor, .day = today };
    const struct jf_option options[] = {
        { "role", 'r', N_("ROLE"), &wish.role, NULL, N_("clerk, inspector, head or auditor"), true },
        REASON_OPTION(wish),
        { .name = NULL },
    };
    jf_day_today(today);
    enum jf_status status = read_words(options, argc, argv, 1, err);
    if (status == JF_OK)
        status = casework_code(ctx, "role", "role", &wish.role, err);
    wish.name = argv[1];
    return status == JF_OK ? change(ctx, &wish, jf_actor_add, err) : status;
}

static enum jf_status set_role(struct jf_context *ctx, int argc, char **argv, struct jf_error *err)
{
    char today[JF_DAY_SIZE];
    struct jf_actor_change wish = { .actor = ctx->actor, .day = today };
    const struct jf_option options[] = { REASON_OPTION(wish), { .name = NULL } };
    jf_day_today(today);
    enum jf_status status = read_words(options, argc, argv, 2, err);
    if (status != JF_OK)
        return status;
    wish.name = argv[1];
    wish.role = argv[2];
    status = casework_code(ctx, "role", "role", &wish.role, err);
    return status == JF_OK ? change(ctx, &wish, jf_actor_set_role, err) : status;
}

static enum jf_status remove_actor(struct jf_context *ctx, int argc, char **argv, struct jf_error *err)
{
    char today[JF_DAY_SIZE];
    struct jf_actor_change wish = { .actor = ctx->actor, .day = today };
    const struct jf_option options[] = { REASON_OPTION(wish), { .name = NULL } };
    jf_day_today(today);
    enum jf_status status = read_words(options, argc, argv, 1, err);
    wish.name = argv[1];
    return status == JF_OK ? change(ctx, &wish, jf_actor_remove, err) : status;
}

/* ---- lists ---- */

static const struct jf_list_column actor_columns[] = {
    { "name", N_("name"), JF_LIST_TEXT },    { "role", N_("role"), JF_LIST_TEXT },
    { "active", N_("state"), JF_LIST_TEXT }, { "since", N_("since"), JF_LIST_DAY },
    { "by", N_("by"), JF_LIST_TEXT },
};

static void actor_row(const struct jf_context *ctx, const struct casework_rows *rows, const struct jf_stmt *st,
                      struct jf_list *out)
{
    jf_list_text(out, jf_col_text(st, 0));
    jf_list_text(out, casework_word(ctx, rows->format, "role", jf_col_text(st, 1)));
    jf_list_text(out, casework_word(ctx, rows->format, "actor-state", jf_col_int(st, 2) ? "1" : "0"));
    jf_list_text(out, jf_col_text(st, 3));
    jf_list_text(out, jf_col_text(st, 4));
}

static enum jf_status list(struct jf_context *ctx, int argc, char **argv, struct jf_error *err)
{
    const char *format = NULL;
    bool all = false;
    const struct jf_option options[] = {
        { "all", 'a', NULL, NULL, &all, N_("also those who were removed"), false },
        { "format", 'f', N_("FORMAT"), &format, NULL, N_("table, csv or json"), false },
        { .name = NULL },
    };
    struct jf_actor nobody;
    enum jf_status status = read_words(options, argc, argv, 0, err);
    if (status == JF_OK)
        status = jf_actor_read(ctx->db, NULL, &nobody, err);
    if (status == JF_OK && !nobody.kept) {
        jf_note(_("no roles are kept yet: everybody may do everything"));
        jf_note("%s%s", _("hint: "), _("`jianfu actor add NAME --role head` begins to keep them"));
    }
    if (status != JF_OK)
        return status;
    return casework_list(ctx, &(struct casework_rows){ format, actor_columns, NULL, 5, false }, actor_row, "actor.list",
                         JF_ARGS(JF_INT(":all", all)), err);
}

static const struct jf_list_column look_columns[] = {
    { "day", N_("day"), JF_LIST_DAY },        { "actor", N_("by"), JF_LIST_TEXT },
    { "role", N_("role now"), JF_LIST_TEXT }, { "command", N_("asked"), JF_LIST_TEXT },
    { "key", N_("of what"), JF_LIST_TEXT },   { "event", N_("event"), JF_LIST_INT },
};

static void look_row(const struct jf_context *ctx, const struct casework_rows *rows, const struct jf_stmt *st,
                     struct jf_list *out)
{
    jf_list_text(out, jf_col_text(st, 1));
    jf_list_text(out, jf_col_text(st, 2));
    jf_list_text(out, casework_word(ctx, rows->format, "role", jf_col_text(st, 3)));
    jf_list_text(out, jf_col_text(st, 4));
    jf_list_text(out, jf_col_text(st, 5));
    jf_list_int(out, jf_col_int(st, 0));
}

static enum jf_status looks(struct jf_context *ctx, int argc, char **argv, struct jf_error *err)
{
    const char *format = NULL, *from = NULL, *until = NULL, *by = NULL;
    const struct jf_option options[] = {
        { "by", 'b', N_("NAME"), &by, NULL, N_("only looks of this actor"), false },
        { "from", 0, N_("DAY"), &from, NULL, N_("on this day or later"), false },
        { "until", 0, N_("DAY"), &until, NULL, N_("on this day or before"), false },
        { "format", 'f', N_("FORMAT"), &format, NULL, N_("table, csv or json"), false },
        { .name = NULL },
    };
    enum jf_status status = read_words(options, argc, argv, 0, err);
    if (status == JF_OK)
        status = jf_cli_day("from", from, err);
    if (status == JF_OK)
        status = jf_cli_day("until", until, err);
    if (status != JF_OK)
        return status;
    return casework_list(ctx, &(struct casework_rows){ format, look_columns, NULL, 6, false }, look_row, "actor.looks",
                         JF_ARGS(JF_TEXT(":from", from), JF_TEXT(":until", until), JF_TEXT(":name", by)), err);
}

static const struct jf_list_column right_columns[] = {
    { "right", N_("right"), JF_LIST_TEXT },
    { "what", N_("what it is"), JF_LIST_TEXT },
    { "roles", N_("who has it"), JF_LIST_TEXT },
};

static enum jf_status rights(struct jf_context *ctx, int argc, char **argv, struct jf_error *err)
{
    const char *format = NULL;
    const struct jf_option options[] = {
        { "format", 'f', N_("FORMAT"), &format, NULL, N_("table, csv or json"), false },
        { .name = NULL },
    };
    struct jf_list *out = NULL;
    struct jf_right right;
    enum jf_status status = read_words(options, argc, argv, 0, err);
    if (status == JF_OK)
        status = jf_list_begin(format, right_columns, 3, &out, err);
    if (status != JF_OK)
        return status;
    for (size_t i = 0; jf_right_at(i, &right); i++) {
        jf_list_text(out, right.name);
        jf_list_text(out, strcmp(ctx->lang, "zh") == 0 ? right.zh : right.en);
        jf_list_text(out, right.roles);
    }
    return jf_list_end(out, err);
}

/* ---- the command ---- */

static const struct casework_sub subs[] = {
    { "add", add },       { "role", set_role }, { "remove", remove_actor }, { "list", list }, { "looks", looks },
    { "rights", rights }, { NULL, NULL },
};

static enum jf_status run(struct jf_context *ctx, int argc, char **argv, struct jf_error *err)
{
    return casework_subs(ctx, subs, argc, argv, err);
}

const struct jf_command jf_cmd_actor = {
    .name = "actor",
    .usage = "actor add NAME --role ROLE [--reason TEXT]\n"
             "actor role NAME ROLE [--reason TEXT]\n"
             "actor remove NAME [--reason TEXT]\n"
             "actor list [--all] [--format FORMAT]\n"
             "actor looks [--by NAME] [--from DAY] [--until DAY] [--format FORMAT]\n"
             "actor rights [--format FORMAT]",
    .summary = N_("who works with this database, in which role, and who looked at names"),
    .help = N_("A role is clerk, inspector, head or auditor. What each may do, `jianfu actor rights` and the column\n"
               "`taken by` of `jianfu petition steps` tell. Everybody may read, with names masked; the auditor only\n"
               "reads. Only a head adds, removes and changes; the last head can be neither removed nor made anything\n"
               "else. Nobody is deleted: who is removed stays in the list (--all) and in the log, and can be added\n"
               "again.\n"
               "\n"
               "Who makes a database with `jianfu init` is its first head. A database from before there were roles\n"
               "keeps none until the first actor is added, who must be a head; until then everybody may do\n"
               "everything.\n"
               "\n"
               "looks: every use of --names, with who asked for what. The names are not in it.\n"
               "\n"
               "The name comes from --actor, JIANFU_ACTOR or the login. It is not a password: whoever may write the\n"
               "file can give any name. The permissions of the file protect it; roles keep from slips, and the log\n"
               "says under which name a thing was done."),
    .db = JF_CLI_DB_WRITE,
    .run = run,
};
