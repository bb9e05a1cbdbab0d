/* letter.c - `petition letter`, `refund letter` and `remedy letter`: read the words, print the letter. What is in it is
 * src/report's. */
#include "casework.h"

#include "jianfu/letter.h"
#include "jianfu/remedy.h"

static enum jf_status write_to(void *arg, struct jf_db *db, jf_sink_fn *sink, void *sink_arg, struct jf_error *err)
{
    return jf_letter_write(db, arg, sink, sink_arg, err);
}

static bool progress(void *arg, int64_t done, int64_t total)
{
    (void)arg;
    return jf_progress(done, total, 0, NULL);
}

/* No kind was given: say which there are for this case. */
static enum jf_status which(const struct jf_context *ctx, enum jf_letter_of of, int64_t id, struct jf_error *err)
{
    struct jf_str possible = JF_STR_INIT;
    enum jf_status status = jf_letters_possible(ctx->db, of, id, &possible, err);
    if (status == JF_OK)
        status = jf_error_set(err, JF_USAGE, _("which letter?"));
    if (status == JF_USAGE && possible.len)
        jf_error_hint(err, _("letters that can be printed now: %s"), possible.data);
    else if (status == JF_USAGE)
        jf_error_hint(err, "%s", _("no letter can be printed yet: none of the steps taken has one"));
    jf_str_release(&possible);
    return status;
}

static enum jf_status kind_code(const struct jf_context *ctx, const char **kind, struct jf_error *err)
{
    struct jf_str words = JF_STR_INIT;
    const char *code = jf_word_code("letter", *kind);
    if (code) {
        *kind = code;
        return JF_OK;
    }
    jf_error_set(err, JF_USAGE, _("there is no letter '%s'"), *kind);
    jf_word_choices("letter", ctx->lang, &words);
    jf_error_hint(err, _("one of: %s"), words.data);
    jf_str_release(&words);
    return JF_USAGE;
}

/* Whose letters they are: what is asked for, how it is found, what a look at names is noted as. */
static const struct {
    const char *what, *command;
    enum jf_status (*find)(struct jf_db *db, const char *number, int64_t *id, struct jf_error *err);
} about[] = {
    [JF_LETTER_PETITION] = { N_("the number of the petition"), "petition letter", jf_case_find },
    [JF_LETTER_REFUND] = { N_("the number of the refund order"), "refund letter", jf_refund_find },
    [JF_LETTER_REMEDY] = { N_("the number of the remedy"), "remedy letter", jf_remedy_find },
};

enum jf_status casework_letter(struct jf_context *ctx, enum jf_letter_of of, int argc, char **argv,
                               struct jf_error *err)
{
    struct jf_letter_request r = { .of = of, .lang = ctx->paper_lang, .progress = progress };
    const char *output = NULL;
    const struct jf_option options[] = {
        JF_CLI_PAPER_OPTIONS(r.format, output),
        { "serial", 0, N_("NUMBER"), &r.serial, NULL,
          N_("number of the letter in its year; left out, there is room to fill it in"), false },
        { "names", 0, NULL, NULL, &r.names, N_("names in full, in letters whose reader may see them"), false },
        { .name = NULL },
    };
    int count = 0;
    enum jf_status status = jf_cli_options(options, argc, argv, 1, &count, err);
    if (status == JF_OK && (count < 1 || count > 2))
        status = count > 2 ? jf_error_set(err, JF_USAGE, _("'%s' is one word too many"), argv[3])
                           : casework_one(count, _(about[of].what), err);
    if (status == JF_OK)
        status = about[of].find(ctx->db, argv[1], &r.id, err);
    if (status == JF_OK && count == 1)
        status = which(ctx, of, r.id, err);
    if (status != JF_OK)
        return status;
    r.kind = argv[2];
    r.format = jf_cli_paper_format(r.format, output);
    status = kind_code(ctx, &r.kind, err);
    if (status == JF_OK)
        status = jf_cli_names(ctx, r.names, about[of].command, argv[1], r.id, err);
    return status == JF_OK ? jf_cli_paper(ctx->db, r.format, output, write_to, &r, err) : status;
}

void casework_tell_letter(const struct jf_context *ctx, const struct jf_steps *steps, const char *step,
                          enum jf_letter_of of, const char *number)
{
    const struct jf_step *row = steps ? jf_step_find(steps, step, NULL) : NULL;
    const struct jf_letter_kind *kind = row ? jf_letter_find(row->letter) : NULL;
    if (kind && kind->of == of)
        jf_say(_("%s: jianfu %s %s %s"), jf_word("letter", kind->name, ctx->lang), about[of].command, number,
               kind->name);
}
