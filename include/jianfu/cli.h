/* cli.h - what the commands of the command line share. Only src/cli includes this; only src/cli prints or exits.
 *
 * A command is one file src/cli/cmd_NAME.c that exports `const struct jf_command jf_cmd_NAME`, plus one line in the
 * list in src/cli/commands.c, a manual page and golden tests.
 */
#ifndef JIANFU_CLI_H
#define JIANFU_CLI_H

#include "jianfu/i18n.h"
#include "jianfu/store.h"

#include <stdio.h>

enum jf_cli_db { JF_CLI_NO_DB, JF_CLI_DB_READ, JF_CLI_DB_WRITE };

struct jf_context {
    const char *db_path;    /* --db, JIANFU_DB; else jianfu.db */
    struct jf_db *db;       /* open as the command asked for; NULL for JF_CLI_NO_DB */
    const char *lang;       /* of messages: "zh" or "en" */
    const char *paper_lang; /* of papers: "zh" unless --lang says otherwise */
    const char *actor;      /* --actor, JIANFU_ACTOR, else the login name */
};

/* One option of a command. `value` options store the text into *text (NULL when not given), flags set *flag. */
struct jf_option {
    const char *name;  /* "unit" for --unit; NULL ends the table */
    char letter;       /* short form or 0 */
    const char *value; /* N_("DAY") shown in help; NULL for a flag */
    const char **text;
    bool *flag;
    const char *help; /* N_("...") */
    int wanted; /* false: may be left out; true: must be given; JF_OPTION_MANY: may stand several times (the command
                 * has taken the values out of argv before, `text` is not used; what is left of them was abbreviated
                 * and is refused, as any other option is the second time) */
};
#define JF_OPTION_MANY 2

struct jf_command {
    const char *name;    /* "petition" */
    const char *usage;   /* "petition register|accept|... [options]"; one or more lines */
    const char *summary; /* N_("one line") */
    const char *help;    /* N_("paragraphs"): what it does, what comes next */
    enum jf_cli_db db;
    /* argv[0] is the command's name. Status becomes the exit code; JF_OK may be raised to "found" with jf_cli_found().
     */
    enum jf_status (*run)(struct jf_context *ctx, int argc, char **argv, struct jf_error *err);
};
extern const struct jf_command *const jf_commands[]; /* ends with NULL */

/* Parse argv after `first` by the table (getopt_long; options may stand anywhere). Positional arguments are moved to
 * the front of argv from `first` on and *count receives their number. JF_USAGE with a message that names the option.
 * `--help` in any command is handled before this is called. */
enum jf_status jf_cli_options(const struct jf_option *options, int argc, char **argv, int first, int *count,
                              struct jf_error *err);

/* Text checks for option values; each gives JF_USAGE with the value in the message. NULL is passed over (JF_OK). */
enum jf_status jf_cli_day(const char *option, const char *value, struct jf_error *err);
enum jf_status jf_cli_money(const char *option, const char *value, int64_t *fen, struct jf_error *err);
enum jf_status jf_cli_number(const char *option, const char *value, int64_t *number, struct jf_error *err);

/* The gate before names of people are shown in full: asks for the right and writes the look down (jf_actor_look in
 * actor.h). JF_OK at once unless `names`. Every command with an option --names calls it before it shows anything. */
enum jf_status jf_cli_names(struct jf_context *ctx, bool names, const char *command, const char *key,
                            int64_t subject_id, struct jf_error *err);
/* Append "name=value" to the key of a list, when there is a value. Never a filter that may be a name. */
void jf_cli_filter(struct jf_str *key, const char *name, const char *value);

/* Say that something was found: exit status 1 if all else is well (check, verify). */
void jf_cli_found(void);

/* ---- output ---- */
void jf_say(const char *format, ...) __attribute__((format(printf, 1, 2)));  /* a line to standard output */
void jf_note(const char *format, ...) __attribute__((format(printf, 1, 2))); /* a line to standard error */
void jf_put(const char *text);                                               /* text to standard output as it is */
/* A label and a value, aligned over CJK widths: "登记号：    2005-014". */
void jf_field(const char *label, const char *value);

/* ---- lists: --format table|csv|json on every list ---- */
enum jf_list_type { JF_LIST_TEXT, JF_LIST_INT, JF_LIST_MONEY, JF_LIST_DAY };
struct jf_list_column {
    const char *name;  /* json and csv key: "charged" */
    const char *title; /* N_("charged"); table head and CSV head (translated) */
    enum jf_list_type type;
};
struct jf_list;
/* `format` NULL means table. JF_USAGE for an unknown format. Rows stream: memory is bounded. At most 64 columns. Ended
 * with jf_list_end in every case. */
enum jf_status jf_list_begin(const char *format, const struct jf_list_column *columns, int count, struct jf_list **out,
                             struct jf_error *err);
/* Cells from left to right, one for each column; a row ends by itself. NULL is an empty text. */
void jf_list_text(struct jf_list *list, const char *value);
/* A text of which `len` bytes at `at` are set off, in a table on a terminal; elsewhere it is a text like others. Only
 * for the last column. */
void jf_list_marked(struct jf_list *list, const char *value, size_t at, size_t len);
void jf_list_int(struct jf_list *list, int64_t value);
void jf_list_money(struct jf_list *list, int64_t fen);
void jf_list_null(struct jf_list *list);
/* Print what is left and free it. JF_NOMEM: rows are missing. With `err` NULL - an error is told already - nothing is
 * said of an empty list. */
enum jf_status jf_list_end(struct jf_list *list, struct jf_error *err);

#endif
