/* prompt.c - asking at a terminal. It knows no petitions; what the answers mean is the caller's. */
#include "prompt.h"

#include "jianfu/casework.h"
#include "jianfu/typed.h"
#include "jianfu/utf8.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { LISTED = 12, LINE = 79 };

bool prompt_possible(void)
{
    return isatty(STDIN_FILENO) && isatty(STDERR_FILENO);
}

static enum jf_status stopped(struct jf_error *err)
{
    fputc('\n', stderr);
    return jf_error_set(err, JF_STOPPED, "%s", _("stopped; nothing was written"));
}

/* One line without its end. False at the end of the input or after Ctrl-C. */
static bool read_line(struct jf_str *line)
{
    char piece[512];
    jf_str_clear(line);
    while (!jf_cli_stopped() && fgets(piece, sizeof piece, stdin)) {
        size_t len = strlen(piece);
        bool whole = len > 0 && piece[len - 1] == '\n';
        jf_str_addn(line, piece, whole ? len - 1 : len);
        if (whole)
            return true;
    }
    if (jf_cli_stopped())
        return false;
    clearerr(stdin); /* Ctrl-D is the end of one answer, not of all */
    return line->len > 0;
}

static bool good_utf8(const struct jf_str *line)
{
    if (jf_utf8_valid(line->data, line->len, NULL) && strlen(line->data) == line->len)
        return true;
    jf_note("%s", _("this is not valid UTF-8: set the terminal to UTF-8"));
    return false;
}

enum jf_status prompt_line(const char *question, bool required, struct jf_str *answer, struct jf_error *err)
{
    struct jf_str line = JF_STR_INIT;
    enum jf_status status = JF_OK;
    do {
        fprintf(stderr, _("%s: "), question);
        fflush(stderr);
        jf_str_clear(answer);
        if (!read_line(&line)) {
            status = stopped(err);
            break;
        }
        if (!good_utf8(&line))
            continue;
        jf_str_add_trimmed(answer, line.data);
        status = jf_str_check(answer, err);
        if (status != JF_OK || answer->len || !required)
            break;
        jf_note("%s", _("an answer is wanted here; Ctrl-D gives up"));
    } while (true);
    jf_str_release(&line);
    return status;
}

enum jf_status prompt_text(const char *question, struct jf_str *answer, struct jf_error *err)
{
    struct jf_str line = JF_STR_INIT;
    bool said = false;
    jf_str_clear(answer);
    jf_note(_("%s (several lines; a line with a single dot, or Ctrl-D, ends it):"), question);
    while (read_line(&line) && strcmp(line.data, ".") != 0 && strcmp(line.data, "。") != 0) {
        if (!good_utf8(&line)) {
            jf_note("%s", _("the last line was not taken; write it again"));
            continue;
        }
        jf_str_addf(answer, "%s%s", said ? "\n" : "", line.data);
        said = true;
    }
    bool blank = jf_blank(answer->data);
    jf_str_release(&line);
    return jf_cli_stopped() || blank ? stopped(err) : jf_str_check(answer, err);
}

/* ---- words ---- */

/* The code at `position` of the group, from 1, copied into `code`; empty when there is none. */
static void code_at(const char *group, int64_t position, struct jf_str *code)
{
    struct jf_str list = JF_STR_INIT;
    jf_str_clear(code);
    jf_word_list(group, &list);
    const char *at = list.data;
    for (; position > 1 && *at; position--) {
        at += strcspn(at, ",");
        at += strspn(at, ", ");
    }
    if (position == 1)
        jf_str_addn(code, at, strcspn(at, ","));
    jf_str_release(&list);
}

static void show_words(const struct jf_context *ctx, const char *group)
{
    struct jf_str code = JF_STR_INIT, line = JF_STR_INIT, one = JF_STR_INIT;
    for (int64_t i = 1;; i++) {
        code_at(group, i, &code);
        if (!code.len)
            break;
        jf_str_clear(&one);
        jf_str_addf(&one, "  %lld %s", (long long)i, jf_word(group, code.data, ctx->lang));
        if (jf_utf8_width(line.data) + jf_utf8_width(one.data) > LINE) {
            jf_note("%s", line.data);
            jf_str_clear(&line);
        }
        jf_str_add(&line, one.data);
    }
    jf_note("%s", line.data);
    jf_str_release(&code);
    jf_str_release(&line);
    jf_str_release(&one);
}

enum jf_status prompt_word(const struct jf_context *ctx, const char *question, const char *group, bool required,
                           const char **code, struct jf_error *err)
{
    struct jf_str answer = JF_STR_INIT, numbered = JF_STR_INIT;
    enum jf_status status = JF_OK;
    *code = NULL;
    show_words(ctx, group);
    while (status == JF_OK && !*code) {
        status = prompt_line(question, required, &answer, err);
        if (status != JF_OK || !answer.len)
            break;
        char *end = NULL;
        long number = strtol(answer.data, &end, 10);
        if (!*end && number > 0)
            code_at(group, number, &numbered);
        else
            jf_str_clear(&numbered);
        *code = jf_word_code(group, numbered.len ? numbered.data : answer.data);
        if (!*code) {
            jf_note(_("'%s' is not one of these"), answer.data);
            show_words(ctx, group);
        }
    }
    jf_str_release(&answer);
    jf_str_release(&numbered);
    return status;
}

/* ---- the register ---- */

/* Names that hold the text, with numbers; their codes into `codes`, one a line. */
static enum jf_status show_like(struct jf_context *ctx, const char *kind, const char *text, struct jf_str *codes,
                                struct jf_error *err)
{
    struct jf_stmt *st = NULL;
    long long count = 0;
    jf_str_clear(codes);
    enum jf_status status =
        jf_db_query(ctx->db, strcmp(kind, "unit") == 0 ? "suggest.units_like" : "suggest.places_like",
                    JF_ARGS(JF_TEXT(":text", text), JF_INT(":limit", LISTED)), &st, err);
    while (jf_stmt_row(st, &status, err)) {
        jf_note("  %lld %s%s (%s)", ++count, jf_col_text(st, 2), jf_col_text(st, 1), jf_col_text(st, 0));
        jf_str_addf(codes, "%s\n", jf_col_text(st, 0));
    }
    jf_stmt_done(st);
    return status == JF_OK ? jf_str_check(codes, err) : status;
}

/* The code of that number among those shown. */
static bool numbered_code(const struct jf_str *codes, const char *answer, struct jf_str *code)
{
    char *end = NULL;
    long number = strtol(answer, &end, 10);
    const char *at = codes->data;
    if (*end || number < 1 || number > LISTED)
        return false;
    for (; number > 1 && *at; number--)
        at += strcspn(at, "\n") + 1;
    jf_str_clear(code);
    jf_str_addn(code, at, strcspn(at, "\n"));
    return code->len > 0;
}

enum jf_status prompt_register(struct jf_context *ctx, const char *question, const char *kind, bool required,
                               struct jf_str *code, struct jf_error *err)
{
    struct jf_str answer = JF_STR_INIT, codes = JF_STR_INIT;
    enum jf_status status = JF_OK;
    for (bool found = false; status == JF_OK && !found;) {
        struct jf_error reason = { .status = JF_OK };
        jf_str_clear(code);
        status = prompt_line(question, required, &answer, err);
        if (status != JF_OK || !answer.len || (codes.len && numbered_code(&codes, answer.data, code)))
            break;
        enum jf_status found_status = jf_register_find(ctx->db, kind, answer.data, code, &reason);
        found = found_status == JF_OK;
        if (found_status != JF_OK && found_status != JF_NOT_FOUND && found_status != JF_USAGE) {
            *err = reason;
            status = found_status;
        } else if (!found) {
            jf_note("%s", reason.message);
            status = show_like(ctx, kind, answer.data, &codes, err);
            if (status == JF_OK && codes.len)
                jf_note("%s", _("  give one of these numbers, or another name or code"));
        }
    }
    jf_str_release(&answer);
    jf_str_release(&codes);
    return status;
}

/* ---- numbers, days, yes ---- */

enum jf_status prompt_number(const char *question, int64_t standard, int64_t *number, struct jf_error *err)
{
    struct jf_str answer = JF_STR_INIT;
    enum jf_status status = JF_OK;
    for (*number = 0; status == JF_OK && *number < 1;) {
        struct jf_error reason;
        status = prompt_line(question, false, &answer, err);
        if (status != JF_OK)
            break;
        *number = standard;
        if (answer.len && (jf_cli_number("", answer.data, number, &reason) != JF_OK || *number < 1)) {
            jf_note(_("'%s' is not a whole number from 1"), answer.data);
            *number = 0;
        }
    }
    jf_str_release(&answer);
    return status;
}

enum jf_status prompt_day(const char *question, bool any, struct jf_str *day, struct jf_error *err)
{
    char today[JF_DAY_SIZE], typed[JF_DAY_SIZE];
    enum jf_status status = JF_OK;
    jf_day_today(today);
    for (bool good = false; status == JF_OK && !good;) {
        status = prompt_line(question, false, day, err);
        bool given = status == JF_OK && day->len > 0;
        good = status == JF_OK && (!given || (jf_typed_day(day->data, typed) && (any || strcmp(typed, today) <= 0)));
        if (given && good) {
            jf_str_clear(day);
            jf_str_add(day, typed);
        }
        if (status == JF_OK && !good)
            jf_note(any ? _("'%s' is no day; write it as YYYY-MM-DD, for example 2005-06-30")
                        : _("'%s' is no day up to today; write it as YYYY-MM-DD, for example 2005-06-30"),
                    day->data);
    }
    return status;
}

enum jf_status prompt_choose(const char *question, size_t count, bool *chosen, struct jf_error *err)
{
    struct jf_str answer = JF_STR_INIT;
    enum jf_status status = JF_OK;
    for (bool good = false; status == JF_OK && !good;) {
        status = prompt_line(question, false, &answer, err);
        good = status == JF_OK;
        for (size_t i = 0; i < count; i++)
            chosen[i] = false;
        for (char *at = answer.data; good && *at;) {
            char *end = at;
            unsigned long number = isdigit((unsigned char)*at) ? strtoul(at, &end, 10) : 0;
            good = number >= 1 && number <= count;
            if (good)
                chosen[number - 1] = true;
            at = end + strspn(end, " ,\t");
        }
        if (status == JF_OK && !good)
            jf_note(_("'%s': give numbers from 1 to %lld, parted by blanks"), answer.data, (long long)count);
    }
    jf_str_release(&answer);
    return status;
}

static bool is_one_of(const char *answer, const char *const *words)
{
    for (; *words; words++)
        if (strcmp(answer, *words) == 0)
            return true;
    return false;
}

enum jf_status prompt_yes(const char *question, bool *yes, struct jf_error *err)
{
    static const char *const yes_words[] = { "y", "Y", "ｙ", "Ｙ", "yes", "YES", "是", "对", "好", NULL };
    static const char *const no_words[] = { "n", "N", "ｎ", "Ｎ", "no", "NO", "否", "不", "不是", NULL };
    struct jf_str answer = JF_STR_INIT;
    enum jf_status status = JF_OK;
    for (bool said = false; status == JF_OK && !said;) {
        status = prompt_line(question, true, &answer, err);
        *yes = status == JF_OK && is_one_of(answer.data, yes_words);
        said = *yes || (status == JF_OK && is_one_of(answer.data, no_words));
        if (status == JF_OK && !said)
            jf_note("%s", _("answer y (yes) or n (no)"));
    }
    jf_str_release(&answer);
    return status;
}
