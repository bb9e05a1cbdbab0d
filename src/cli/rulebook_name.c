/* rulebook_name.c - jianfu rulebook test-name: what a name or a document number on a paper means. */
#include "rulebook.h"

#include "jianfu/docno.h"
#include "jianfu/word.h"

#include <string.h>

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
    jf_field(_("read as"), number ? number->canonical : _("no document number"));
    enum jf_status status = jf_db_views(ctx->db, err);
    if (status == JF_OK)
        status = jf_db_query(ctx->db, "rulebook.find_document",
                             JF_ARGS(JF_TEXT(":text", text), JF_TEXT(":canonical", number ? number->canonical : NULL)),
                             &st, err);
    if (jf_stmt_row(st, &status, err)) {
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
enum jf_status rulebook_test_name(struct jf_context *ctx, int argc, char **argv, struct jf_error *err)
{
    const char *known_on = NULL;
    const struct jf_option options[] = {
        { "known-on", 0, N_("DAY"), &known_on, NULL, N_("as the book was known on that day"), false },
        { NULL, 0, NULL, NULL, NULL, NULL, false },
    };
    struct jf_name_match match = { 0 };
    struct jf_docno number;
    int count = 0;
    enum jf_status status = jf_cli_options(options, argc, argv, 1, &count, err);
    if (status == JF_OK && count != 1)
        status = jf_error_set(err, JF_USAGE, _("'rulebook test-name' takes one name or document number"));
    if (status == JF_OK)
        status = rulebook_clock(ctx, known_on, err);
    if (status != JF_OK)
        return status;
    jf_field(_("as written"), argv[1]);
    if (jf_docno_parse(argv[1], &number))
        return show_paper_named(ctx, argv[1], &number, err);
    status = jf_name_match(ctx->db, argv[1], &match, err);
    if (status == JF_OK)
        show_match(ctx, &match);
    jf_name_match_release(&match);
    return status == JF_OK ? show_numbers_within(ctx, argv[1], err) : status;
}
