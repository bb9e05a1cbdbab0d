/* prompt.h - asking at a terminal, line by line. Questions go to standard error, answers come from standard input; the
 * terminal itself edits the line.
 *
 * Ctrl-D on an empty line and Ctrl-C end the asking: JF_STOPPED, and the caller writes nothing. An answer is trimmed.
 * What cannot be read is said, and asked again.
 */
#ifndef JIANFU_CLI_PROMPT_H
#define JIANFU_CLI_PROMPT_H

#include "internal.h"

/* Is somebody there to be asked? */
bool prompt_possible(void);

/* One line; an empty answer is taken unless `required`. `answer` is cleared first. */
enum jf_status prompt_line(const char *question, bool required, struct jf_str *answer, struct jf_error *err);

/* Several lines, ended by a line with a single dot or by Ctrl-D; at least one that is not blank. */
enum jf_status prompt_text(const char *question, struct jf_str *answer, struct jf_error *err);

/* One of the words of a group (words.tsv), by its number, its code or its word. *code is NULL for an empty answer. */
enum jf_status prompt_word(const struct jf_context *ctx, const char *question, const char *group, bool required,
                           const char **code, struct jf_error *err);

/* A place ("division") or unit ("unit") of the register by code or name; names that hold what was typed are listed with
 * numbers, one of which may be the next answer. `code` is empty for an empty answer. */
enum jf_status prompt_register(struct jf_context *ctx, const char *question, const char *kind, bool required,
                               struct jf_str *code, struct jf_error *err);

/* A whole number from 1; `standard` for an empty answer. */
enum jf_status prompt_number(const char *question, int64_t standard, int64_t *number, struct jf_error *err);

/* A day up to today, or any; empty for an empty answer. */
enum jf_status prompt_day(const char *question, bool any, struct jf_str *day, struct jf_error *err);

/* Numbers of a list that was shown, parted by blanks or commas; chosen[0..count) is set. */
enum jf_status prompt_choose(const char *question, size_t count, bool *chosen, struct jf_error *err);

/* Yes when yes is said (y, yes, 是, 对), no when no is (n, no, 否, 不); anything else is asked again, so that one key
 * too many loses nothing. */
enum jf_status prompt_yes(const char *question, bool *yes, struct jf_error *err);

#endif
