/* main.c - global options, opening the database as the command asked for it, status to exit code. No work is done here.
 */
#include "internal.h"

#include "jianfu/actor.h"
#include "jianfu/day.h"
#include "jianfu/docno.h"
#include "jianfu/mask.h"

#include <pwd.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static bool found;
static volatile sig_atomic_t stopped;

void jf_cli_found(void)
{
    found = true;
}

static void on_signal(int number)
{
    (void)number;
    if (stopped)
        _exit(130); /* a second Ctrl-C does not wait; SQLite undoes what is unfinished */
    stopped = 1;
}

void jf_cli_watch_stop(void)
{
    struct sigaction action = { .sa_handler = on_signal }, before;
    sigemptyset(&action.sa_mask);
    sigaction(SIGINT, &action, NULL);
    sigaction(SIGTERM, &action, NULL);
    if (sigaction(SIGHUP, NULL, &before) == 0 && before.sa_handler != SIG_IGN) /* not under nohup */
        sigaction(SIGHUP, &action, NULL);
}

bool jf_cli_stopped(void)
{
    return stopped;
}

int jf_exit_code(enum jf_status status)
{
    static const int codes[] = {
        [JF_OK] = 0,   [JF_USAGE] = 2, [JF_NOT_FOUND] = 2, [JF_REFUSED] = 3, [JF_DB] = 4,
        [JF_BUSY] = 4, [JF_FILE] = 5,  [JF_NOMEM] = 71,    [JF_BUG] = 70,    [JF_STOPPED] = 130,
    };
    return status == JF_OK && found ? 1 : codes[status];
}

const struct jf_command *jf_command_find(const char *name)
{
    for (size_t i = 0; jf_commands[i]; i++)
        if (strcmp(jf_commands[i]->name, name) == 0)
            return jf_commands[i];
    return NULL;
}

struct global {
    const char *db, *lang, *actor, *today;
    bool help, version;
};

/* Take the global options out of argv, wherever they stand; what remains is for the command. */
static enum jf_status take_global(int *argc, char **argv, struct global *g, struct jf_error *err)
{
    const struct {
        const char *name;
        const char **value;
    } options[] = { { "--db", &g->db }, { "--lang", &g->lang }, { "--actor", &g->actor }, { "--today", &g->today } };
    int kept = 1;
    bool rest = false;
    for (int i = 1; i < *argc; i++) {
        bool taken = false;
        if (strcmp(argv[i], "--") == 0)
            rest = true;
        for (size_t o = 0; !rest && !taken && o < sizeof options / sizeof *options; o++) {
            size_t len = strlen(options[o].name);
            if (strncmp(argv[i], options[o].name, len) != 0 || (argv[i][len] && argv[i][len] != '='))
                continue;
            taken = true;
            if (argv[i][len] == '=')
                *options[o].value = argv[i] + len + 1;
            else if (i + 1 < *argc)
                *options[o].value = argv[++i];
            else
                return jf_error_set(err, JF_USAGE, _("option '%s' wants a value"), options[o].name);
        }
        if (!rest && !taken && (strcmp(argv[i], "--help") == 0 || strcmp(argv[i], "-h") == 0))
            g->help = taken = true;
        if (!rest && !taken && kept == 1 && (strcmp(argv[i], "--version") == 0 || strcmp(argv[i], "-V") == 0))
            g->version = taken = true;
        if (!taken)
            argv[kept++] = argv[i];
    }
    argv[kept] = NULL;
    *argc = kept;
    return JF_OK;
}

static const char *environment(const char *name)
{
    const char *value = getenv(name);
    return value && *value ? value : NULL;
}

static const char *login_name(void)
{
    const struct passwd *user = getpwuid(getuid());
    return user ? user->pw_name : "unknown";
}

static enum jf_status settle(const struct global *g, struct jf_context *ctx, struct jf_error *err)
{
    const char *today = g->today ? g->today : environment("JIANFU_TODAY");
    if (g->lang && strcmp(g->lang, "zh") != 0 && strcmp(g->lang, "en") != 0)
        return jf_error_set(err, JF_USAGE, _("--lang is zh or en, not '%s'"), g->lang);
    if (today && !jf_day_valid(today))
        return jf_error_set(err, JF_USAGE, _("--today: '%s' is not a real day like 2005-06-30"), today);
    jf_day_set_today(today);
    ctx->db_path = g->db ? g->db : environment("JIANFU_DB");
    if (!ctx->db_path)
        ctx->db_path = "jianfu.db";
    ctx->paper_lang = g->lang ? g->lang : "zh";
    ctx->actor = g->actor ? g->actor : environment("JIANFU_ACTOR");
    if (!ctx->actor)
        ctx->actor = login_name();
    return JF_OK;
}

static enum jf_status run(const struct jf_command *command, struct jf_context *ctx, int argc, char **argv,
                          struct jf_error *err)
{
    enum jf_status status = JF_OK;
    if (command->db != JF_CLI_NO_DB) {
        /* a database that may not be written can still be read; what writes will say so itself */
        bool write =
            command->db == JF_CLI_DB_WRITE && (access(ctx->db_path, F_OK) != 0 || access(ctx->db_path, W_OK) == 0);
        status = jf_db_open(ctx->db_path, write ? JF_DB_WRITE : JF_DB_READ, &ctx->db, err);
    }
    if (status == JF_OK && ctx->db && jf_db_before(ctx->db))
        jf_note(_("'%s' was of an older version and was brought up to date; what it was before is kept as '%s'"),
                ctx->db_path, jf_db_before(ctx->db));
    if (status == JF_OK && ctx->db) {
        jf_cli_watch_stop();
        jf_db_stop_when(ctx->db, jf_progress_tick, NULL);
        jf_progress_begin(command->name);
    }
    if (status == JF_OK)
        status = command->run(ctx, argc, argv, err);
    jf_progress_end();
    jf_db_close(ctx->db);
    ctx->db = NULL;
    return stopped && (status == JF_FILE || status == JF_BUSY)
               ? jf_error_set(err, JF_STOPPED, "%s", _("stopped; nothing was changed")) /* while it waited */
               : status;
}

static enum jf_status dispatch(const struct global *g, struct jf_context *ctx, int argc, char **argv,
                               struct jf_error *err)
{
    if (g->version) {
        jf_say("jianfu %s", JF_VERSION);
        return JF_OK;
    }
    if (argc < 2) {
        jf_help_all();
        return g->help ? JF_OK : jf_error_set(err, JF_USAGE, _("no command given"));
    }
    const struct jf_command *command = jf_command_find(argv[1]);
    if (!command) {
        enum jf_status status = jf_error_set(err, JF_USAGE, _("there is no command '%s'"), argv[1]);
        jf_error_hint(err, "%s", _("'jianfu help' lists the commands"));
        return status;
    }
    if (g->help) {
        jf_help_command(command);
        return JF_OK;
    }
    return run(command, ctx, argc - 1, argv + 1, err);
}

int main(int argc, char **argv)
{
    struct global g = { 0 };
    struct jf_context ctx = { 0 };
    struct jf_error err = { .status = JF_OK };
    jf_i18n_init(NULL); /* so that faults in the options speak the right language, too */
    enum jf_status status = take_global(&argc, argv, &g, &err);
    ctx.lang = jf_i18n_init(g.lang && (strcmp(g.lang, "zh") == 0 || strcmp(g.lang, "en") == 0) ? g.lang : NULL);
    if (status == JF_OK)
        status = settle(&g, &ctx, &err);
    if (status == JF_OK)
        status = dispatch(&g, &ctx, argc, argv, &err);
    jf_docno_cleanup();
    jf_mask_cleanup();
    jf_actors_cleanup();
    enum jf_status written = jf_put_end(status == JF_OK ? &err : NULL);
    if (status == JF_OK)
        status = written;
    if (jf_memory_failed() && status != JF_NOMEM) { /* nothing else that was said or refused can be relied on */
        status = jf_error_set(&err, JF_NOMEM, "%s", _("not enough memory"));
        jf_error_hint(&err, "%s", _("end other programs, then do the same again"));
    }
    if (status != JF_OK) {
        jf_note("jianfu: %s", err.message);
        if (*err.hint)
            jf_note("%s%s", _("hint: "), err.hint);
    }
    return jf_exit_code(status);
}
