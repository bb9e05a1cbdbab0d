/* cmd_schema.c - the kinds of files, their schemas and templates. */
#include "internal.h"

#include "jianfu/intake.h"
#include "jianfu/typed.h"
#include "jianfu/word.h"

static void list_kinds(void)
{
    for (const struct jf_kind_info *k = jf_kinds(); k->name; k++)
        jf_say("%-16s%s", k->name, _(k->title));
}

static enum jf_status unknown(const char *kind, struct jf_error *err)
{
    enum jf_status status = jf_error_set(err, JF_USAGE, _("there is no kind '%s'"), kind);
    jf_error_hint(err, "%s", _("'jianfu schema' lists the kinds"));
    return status;
}

static enum jf_status print(const char *text, const char *kind, struct jf_error *err)
{
    if (!text)
        return unknown(kind, err);
    jf_put(text);
    return JF_OK;
}

static enum jf_status print_version(const char *kind, const char *version, struct jf_error *err)
{
    enum { MOST = 9999 };
    int64_t number = 0;
    bool one = jf_typed_number(version, &number) && number >= 1 && number <= MOST;
    const char *text = one ? jf_kind_schema(kind, (int)number) : NULL;
    if (!text && jf_kind_schema(kind, 0))
        return jf_error_set(err, JF_USAGE, _("the schema of '%s' has no version '%s'"), kind, version);
    return print(text, kind, err);
}

static enum jf_status arguments(int argc, char **argv, int most, int *count, struct jf_error *err)
{
    static const struct jf_option options[] = { { .name = NULL } };
    enum jf_status status = jf_cli_options(options, argc, argv, 1, count, err);
    if (status == JF_OK && *count > most)
        status = jf_error_set(err, JF_USAGE, _("'%s' is one word too many"), argv[most + 1]);
    return status;
}

static enum jf_status run_schema(struct jf_context *ctx, int argc, char **argv, struct jf_error *err)
{
    (void)ctx;
    int count = 0;
    enum jf_status status = arguments(argc, argv, 2, &count, err);
    if (status != JF_OK)
        return status;
    if (count == 0) {
        list_kinds();
        return JF_OK;
    }
    const char *kind = jf_word_code("kind", argv[1]); /* 收费通知 */
    kind = kind ? kind : argv[1];
    return count > 1 ? print_version(kind, argv[2], err) : print(jf_kind_schema(kind, 0), kind, err);
}

static enum jf_status run_template(struct jf_context *ctx, int argc, char **argv, struct jf_error *err)
{
    (void)ctx;
    int count = 0;
    enum jf_status status = arguments(argc, argv, 1, &count, err);
    if (status != JF_OK)
        return status;
    if (count == 0) {
        list_kinds();
        return JF_OK;
    }
    const char *kind = jf_word_code("kind", argv[1]);
    return print(jf_kind_template(kind ? kind : argv[1]), argv[1], err);
}

const struct jf_command jf_cmd_schema = {
    .name = "schema",
    .usage = "schema [KIND [VERSION]]",
    .summary = N_("list the kinds of files, or print the XSD of one"),
    .help = N_("Without KIND: the kinds, one a line. With KIND: its newest schema, or the version named."),
    .db = JF_CLI_NO_DB,
    .run = run_schema,
};

const struct jf_command jf_cmd_template = {
    .name = "template",
    .usage = "template [KIND]",
    .summary = N_("print a commented example of a kind that imports as it is"),
    .help =
        N_("Import the templates in the order of the kinds: the later ones name units and items of the earlier ones."),
    .db = JF_CLI_NO_DB,
    .run = run_template,
};
