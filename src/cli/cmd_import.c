/* cmd_import.c - XML files into the database, and the list of batches. */
#include "internal.h"

#include "jianfu/casework.h"
#include "jianfu/day.h"
#include "jianfu/file.h"
#include "jianfu/intake.h"
#include "jianfu/money.h"
#include "jianfu/word.h"

static void show(void *arg, const struct jf_diag *diag)
{
    (void)arg;
    struct jf_str text = JF_STR_INIT;
    jf_diag_add_text(&text, diag);
    jf_note("%s", text.data);
    jf_str_release(&text);
}

static bool progress(void *arg, int64_t bytes, int64_t total, int64_t records)
{
    (void)arg;
    return jf_progress(bytes, total, records, NULL);
}

static void tell(const struct jf_context *ctx, const char *path, const struct jf_intake_options *o,
                 const struct jf_intake_result *r)
{
    struct jf_str sum = JF_STR_INIT;
    jf_money_add_grouped(&sum, r->sum_fen);
    const char *name = jf_file_name(path);
    const char *kind = jf_streq(ctx->lang, "zh") ? jf_word("kind", r->kind, "zh") : r->kind;
    switch (r->outcome) {
    case JF_INTAKE_ACCEPTED:
    case JF_INTAKE_PARTIAL:
        if (o->dry_run)
            jf_say(_("%s: would be accepted (%s)"), name, kind);
        else if (r->outcome == JF_INTAKE_PARTIAL)
            jf_say(_("%s: accepted in part as batch %lld (%s)"), name, (long long)r->batch_id, kind);
        else
            jf_say(_("%s: accepted as batch %lld (%s)"), name, (long long)r->batch_id, kind);
        jf_say(_("  read %lld = stored %lld + unchanged %lld + superseding %lld + quarantined %lld; sum %s yuan"),
               (long long)r->read, (long long)r->stored, (long long)r->unchanged, (long long)r->superseding,
               (long long)r->quarantined, sum.data);
        break;
    case JF_INTAKE_ALREADY:
        jf_say(_("%s: already imported as batch %lld, nothing changed"), name, (long long)r->batch_id);
        break;
    case JF_INTAKE_REFUSED:
        if (r->batch_id)
            jf_say(_("%s: refused, nothing was imported (%lld diagnostics, kept as batch %lld)"), name,
                   (long long)r->diagnostics, (long long)r->batch_id);
        else
            jf_say(_("%s: would be refused (%lld diagnostics)"), name, (long long)r->diagnostics);
        break;
    }
    jf_str_release(&sum);
}

/* A practice register in the real book would spoil its figures for good: say so at once. */
static enum jf_status warn_of_counties(struct jf_context *ctx, struct jf_error *err)
{
    struct jf_str counties = JF_STR_INIT;
    bool several = false;
    enum jf_status status = jf_db_text(ctx->db, "batch.counties", NULL, &counties, &several, err);
    if (status == JF_OK && several)
        jf_note(_("note: this database holds more than one county (%s); keep each in a database of its own"),
                counties.data);
    jf_str_release(&counties);
    return status;
}

struct refusals {
    bool any;
    bool apart; /* of one in which records were read: the good ones could be taken without the others */
};

static enum jf_status import_one(struct jf_context *ctx, const char *path, struct jf_intake_options *o,
                                 struct refusals *refusals, struct jf_error *err)
{
    struct jf_intake_result result;
    struct jf_str what = JF_STR_INIT;
    jf_str_addf(&what, "import %s", jf_file_name(path));
    jf_progress_begin(what.data);
    jf_str_release(&what);
    enum jf_status status = jf_intake_file(ctx->db, path, o, &result, err);
    jf_progress_end();
    if (status != JF_OK)
        return status;
    tell(ctx, path, o, &result);
    if (result.outcome == JF_INTAKE_REFUSED) {
        refusals->any = true;
        refusals->apart = refusals->apart || (result.read > 0 && !o->quarantine);
    }
    return jf_streq(result.kind, "register") && result.batch_id ? warn_of_counties(ctx, err) : JF_OK;
}

static enum jf_status run(struct jf_context *ctx, int argc, char **argv, struct jf_error *err)
{
    bool dry_run = false, quarantine = false;
    struct refusals refusals = { false, false };
    const char *most = NULL;
    int64_t number = 0;
    const struct jf_option options[] = {
        { "dry-run", 'n', NULL, NULL, &dry_run, N_("say what would happen, change nothing"), false },
        { "quarantine", 'q', NULL, NULL, &quarantine,
          N_("take the good records, keep the bad ones aside with their reasons"), false },
        { "diagnostics", 0, N_("NUMBER"), &most, NULL, N_("show and keep at most so many diagnostics (200)"), false },
        { .name = NULL },
    };
    int count = 0;
    enum jf_status status = jf_cli_options(options, argc, argv, 1, &count, err);
    if (status == JF_OK)
        status = jf_cli_number("diagnostics", most, &number, err);
    if (status == JF_OK && (number > 100000 || (most && number == 0)))
        status = jf_error_set(err, JF_USAGE, _("--diagnostics is a number from 1 to 100000"));
    if (status == JF_OK && count == 0)
        status = jf_error_set(err, JF_USAGE, _("no file given"));
    struct jf_casework_import casework = { .actor = ctx->actor };
    struct jf_intake_options o = {
        .actor = ctx->actor,
        .dry_run = dry_run,
        .quarantine = quarantine,
        .diagnostics = (int)number,
        .diag = show,
        .accept = jf_casework_accept_import,
        .accept_arg = &casework,
        .accept_kinds = jf_casework_kinds,
        .progress = progress,
    };
    casework.db = ctx->db;
    for (int i = 1; status == JF_OK && i <= count; i++) {
        status = import_one(ctx, argv[i], &o, &refusals, err);
        if (status == JF_STOPPED)
            jf_error_hint(err, _("nothing of '%s' was taken; import it again"), argv[i]);
    }
    if (status == JF_OK && refusals.any) {
        status = jf_error_set(err, JF_REFUSED, _("input refused"));
        jf_error_hint(err, "%s",
                      refusals.apart
                          ? _("mend what the lines above name and import again; --quarantine takes the good records")
                          : _("mend what the lines above name and import again"));
    }
    return status;
}

const struct jf_command jf_cmd_import = {
    .name = "import",
    .usage = "import [--dry-run] [--quarantine] FILE...",
    .summary = N_("read XML files; each is taken whole or not at all"),
    .help = N_(
        "Each file is one batch in one transaction: accepted only if it is well-formed, valid against its schema, its\n"
        "control totals agree and no reference is missing; else it is refused with every diagnostic as\n"
        "FILE:LINE: CODE: message. The same file twice changes nothing. A record with a higher version supersedes the\n"
        "older one. '-' reads standard input. Next: 'jianfu check'."),
    .db = JF_CLI_DB_WRITE,
    .run = run,
};

/* ---- batch list ---- */

static enum jf_status list(struct jf_context *ctx, const char *format, struct jf_error *err)
{
    static const struct jf_list_column columns[] = {
        { "batch", N_("batch"), JF_LIST_INT },
        { "kind", N_("kind"), JF_LIST_TEXT },
        { "state", N_("state"), JF_LIST_TEXT },
        { "read", N_("read"), JF_LIST_INT },
        { "stored", N_("stored"), JF_LIST_INT },
        { "unchanged", N_("unchanged"), JF_LIST_INT },
        { "superseding", N_("superseding"), JF_LIST_INT },
        { "quarantined", N_("quarantined"), JF_LIST_INT },
        { "sum", N_("sum (yuan)"), JF_LIST_MONEY },
        { "imported_by", N_("imported by"), JF_LIST_TEXT },
        { "file", N_("file"), JF_LIST_TEXT },
        { "sha256", "SHA-256", JF_LIST_TEXT },
    };
    struct jf_list *l = NULL;
    struct jf_stmt *st = NULL;
    bool words = !format || jf_streq(format, "table"); /* codes stay codes for programs */
    enum jf_status status = jf_list_begin(format, columns, sizeof columns / sizeof *columns, &l, err);
    if (status != JF_OK)
        return status;
    status = jf_db_query(ctx->db, "batch.list", NULL, &st, err);
    while (jf_stmt_row(st, &status, err)) {
        jf_list_int(l, jf_col_int(st, 0));
        jf_list_text(l, words ? jf_word("kind", jf_col_text(st, 1), ctx->lang) : jf_col_text(st, 1));
        jf_list_text(l, words ? jf_word("batch-state", jf_col_text(st, 2), ctx->lang) : jf_col_text(st, 2));
        for (int i = 5; i <= 9; i++)
            jf_list_int(l, jf_col_int(st, i));
        jf_list_money(l, jf_col_int(st, 10));
        jf_list_text(l, jf_col_text(st, 12));
        jf_list_text(l, jf_col_text(st, 3));
        jf_list_text(l, jf_col_text(st, 4));
    }
    jf_stmt_done(st);
    enum jf_status ended = jf_list_end(l, err);
    return status == JF_OK ? ended : status;
}

static enum jf_status run_batch(struct jf_context *ctx, int argc, char **argv, struct jf_error *err)
{
    const char *format = NULL;
    const struct jf_option options[] = {
        { "format", 0, N_("table|csv|json"), &format, NULL, N_("form of the list"), false },
        { .name = NULL },
    };
    int count = 0;
    enum jf_status status = jf_cli_options(options, argc, argv, 1, &count, err);
    if (status == JF_OK && count > 0 && !jf_streq(argv[1], "list"))
        status = jf_error_set(err, JF_USAGE, _("there is no 'batch %s'"), argv[1]);
    return status == JF_OK ? list(ctx, format, err) : status;
}

const struct jf_command jf_cmd_batch = {
    .name = "batch",
    .usage = "batch list [--format table|csv|json]",
    .summary = N_("list the files that were offered for import, with their counts and digests"),
    .help = N_("One line a file, accepted or refused: read = stored + unchanged + superseding + quarantined."),
    .db = JF_CLI_DB_READ,
    .run = run_batch,
};
