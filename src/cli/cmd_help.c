/* cmd_help.c - what can be done, from the same tables that do it. */
#include "list_lines.h"

#include "jianfu/paper.h"
#include "jianfu/utf8.h"
#include "jianfu/word.h"

#include <string.h>

/* ---- prose at a terminal ---- */

enum { WIDEST = 100, USAGE_INDENT = 13, SHORT_LINE = 70 };

static bool ends_in(const struct jf_str *text, const char *mark)
{
    size_t len = strlen(mark);
    return text->len >= len && strcmp(text->data + text->len - len, mark) == 0;
}

/* Does a blank stand between this text and the line after it? Not within Chinese, nor beside its marks. */
static bool needs_blank(const struct jf_str *text, const char *next)
{
    static const char *const marks[] = { "，", "。", "、", "；", "：", "）", "”" };
    bool latin = text->len && (unsigned char)text->data[text->len - 1] < 0x80;
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
        if (ends_in(text, marks[i]) || (latin && jf_starts(next, marks[i])))
            return false;
    return latin || (unsigned char)*next < 0x80;
}

/* A text in lines of `page` columns; from the second line on after `indent` blanks. */
static void say_lines(const char *text, int page, int indent)
{
    for (bool first = true; *text; first = false) {
        size_t len = jf_text_break(text, page - (first ? 0 : indent));
        jf_say("%*s%.*s", first ? 0 : indent, "", (int)len, text);
        text += len;
        text += strspn(text, " ");
    }
}

/* The prose of a help, whose lines are broken for no screen in particular, in lines of this terminal. A short line that
 * ends a sentence ends a paragraph. */
static void say_prose(const char *text)
{
    int page = list_page();
    struct jf_str paragraph = JF_STR_INIT;
    if (!page) {
        jf_say("%s", text);
        return;
    }
    while (*text) {
        size_t len = strcspn(text, "\n"), before = paragraph.len;
        jf_str_addn(&paragraph, text, len);
        text += len;
        bool short_line = jf_utf8_width(paragraph.data + before) < SHORT_LINE;
        bool ends =
            !*text || text[1] == '\n' || (short_line && (ends_in(&paragraph, "。") || ends_in(&paragraph, ".")));
        if (!ends && needs_blank(&paragraph, text + 1))
            jf_str_addc(&paragraph, ' ');
        if (ends) {
            say_lines(paragraph.data, page < WIDEST ? page : WIDEST, 0);
            jf_str_clear(&paragraph);
        }
        for (text += *text ? 1 : 0; *text == '\n'; text++)
            jf_put("\n");
    }
    jf_str_release(&paragraph);
}

void jf_help_all(void)
{
    jf_say(_("usage: jianfu [--db FILE] [--lang zh|en] [--actor NAME] [--today DAY] COMMAND ..."));
    jf_put("\n");
    for (size_t i = 0; jf_commands[i]; i++)
        jf_say("  %-16s%s", jf_commands[i]->name, _(jf_commands[i]->summary));
    jf_put("\n");
    say_prose(_("'jianfu help COMMAND' tells more; 'jianfu help diagnostics' lists the codes of diagnostics."));
    say_prose(
        _("Exit status: 0 done; 1 done, and something was found; 2 wrong usage; 3 input refused; 4 database trouble;"
          " 5 file trouble; 70 a bug; 71 out of memory; 130 stopped."));
}

void jf_help_command(const struct jf_command *command)
{
    const char *line = command->usage;
    struct jf_str whole = JF_STR_INIT;
    int page = list_page();
    for (bool first = true; line; first = false) {
        size_t len = strcspn(line, "\n");
        /* a line that begins with a blank continues the one above */
        jf_str_clear(&whole);
        jf_str_addf(&whole, "%s%s %.*s", first ? _("usage:") : "      ", *line == ' ' ? "" : " jianfu", (int)len, line);
        if (page)
            say_lines(whole.data, page, USAGE_INDENT);
        else
            jf_say("%s", whole.data);
        line = line[len] ? line + len + 1 : NULL;
    }
    jf_str_release(&whole);
    jf_put("\n");
    say_prose(_(command->help));
}

static void list_codes(const char *lang)
{
    const char *code;
    for (size_t i = 0; (code = jf_word_at("diagnostic", i)); i++)
        jf_say("%-9s%s", code, jf_word("diagnostic", code, lang));
}

static enum jf_status run(struct jf_context *ctx, int argc, char **argv, struct jf_error *err)
{
    if (argc < 2) {
        jf_help_all();
        return JF_OK;
    }
    if (strcmp(argv[1], "diagnostics") == 0) {
        list_codes(ctx->lang);
        return JF_OK;
    }
    const struct jf_command *command = jf_command_find(argv[1]);
    if (!command) {
        jf_error_set(err, JF_USAGE, _("there is no command '%s'"), argv[1]);
        jf_error_hint(err, "%s", _("'jianfu help' lists the commands"));
        return JF_USAGE;
    }
    jf_help_command(command);
    return JF_OK;
}

const struct jf_command jf_cmd_help = {
    .name = "help",
    .usage = "help [COMMAND|diagnostics]",
    .summary = N_("list the commands, or tell about one"),
    .help = N_("The same as COMMAND --help."),
    .db = JF_CLI_NO_DB,
    .run = run,
};
