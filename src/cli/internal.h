/* internal.h - between main.c and its neighbours in src/cli. */
#ifndef JIANFU_CLI_INTERNAL_H
#define JIANFU_CLI_INTERNAL_H

#include "jianfu/cli.h"
#include "jianfu/paper.h"

/* The one place where a status becomes an exit code. */
int jf_exit_code(enum jf_status status);

/* Bytes to standard output as they are; false when they could not be written. */
bool jf_put_bytes(const char *bytes, size_t len);
/* Write out what is left. JF_FILE with the reason when anything, now or before, could not be written. */
enum jf_status jf_put_end(struct jf_error *err);

const struct jf_command *jf_command_find(const char *name);
void jf_help_command(const struct jf_command *command);
void jf_help_all(void);

/* True once Ctrl-C was pressed, SIGTERM came or the terminal was closed; long work asks and stops cleanly. */
bool jf_cli_stopped(void);
void jf_cli_watch_stop(void);

/* Take every --NAME VALUE (and -LETTER VALUE, unless 0) out of argv and call `each` with the value, which it may
 * change: for options of the kind JF_OPTION_MANY, before jf_cli_options. */
typedef enum jf_status jf_cli_value_fn(void *arg, char *value, struct jf_error *err);
enum jf_status jf_cli_values(const char *name, char letter, int *argc, char **argv, jf_cli_value_fn *each, void *arg,
                             struct jf_error *err);

/* The options of every command that writes a paper. */
#define JF_CLI_FORMAT_HELP N_("text (default), html, docx, odt, json, or csv:TABLE for one of its tables")
#define JF_CLI_OUTPUT_HELP N_("write into this file; its ending may say the format")
#define JF_CLI_PAPER_OPTIONS(format, output)                                                                           \
    { "format", 'f', N_("FORMAT"), &(format), NULL, JF_CLI_FORMAT_HELP, false },                                       \
    {                                                                                                                  \
        "output", 'o', N_("FILE"), &(output), NULL, JF_CLI_OUTPUT_HELP, false                                          \
    }
/* The format asked for, else the one that the file's ending says (.docx), else text. */
const char *jf_cli_paper_format(const char *asked, const char *path);

/* Write a paper to standard output, or, with a path, into that file, which is there whole or not at all; says then that
 * it was written. A format that is no text is not written to a terminal. */
typedef enum jf_status jf_cli_paper_fn(void *arg, struct jf_db *db, jf_sink_fn *sink, void *sink_arg,
                                       struct jf_error *err);
enum jf_status jf_cli_paper(struct jf_db *db, const char *format, const char *path, jf_cli_paper_fn *write, void *arg,
                            struct jf_error *err);

/* ---- the progress line (progress.c): on a terminal only, a few times a second, gone at the end ---- */

/* Begin long work, called `what` ("import notices.xml"). Nothing is shown before half a second has passed. */
void jf_progress_begin(const char *what);
/* How far it is: parts done of all (total 0: nobody knows), records so far (0: the parts are what is counted), the part
 * it is at (NULL: none). False when it shall stop. */
bool jf_progress(int64_t done, int64_t total, int64_t records, const char *detail);
/* A jf_db_watch_fn: the same from within a statement. */
bool jf_progress_tick(void *arg, int64_t done, int64_t total);
void jf_progress_hide(void); /* before anything else is written to standard error */
void jf_progress_give_way(
    void); /* before anything is written to standard output: on the same terminal that is news enough */
void jf_progress_end(void);

#endif
