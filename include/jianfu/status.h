/* status.h - the one way a function says that it failed.
 *
 * Functions return enum jf_status and take `struct jf_error *err` last. `err` may be NULL; it is untouched on
 * success, so calls can be chained with one error variable. Faults in the *data* of an imported file are not errors:
 * they are diagnostics (diag.h). Only src/cli turns a status into an exit code (jf_exit_code in cli.h).
 */
#ifndef JIANFU_STATUS_H
#define JIANFU_STATUS_H

#include <stdarg.h>

enum jf_status {
    JF_OK = 0,
    JF_USAGE,     /* the caller's words are wrong: an unknown option, an illegal step, a missing argument */
    JF_REFUSED,   /* the input was read and is refused: bad XML, bad value, sums that do not agree */
    JF_NOT_FOUND, /* the thing named does not exist in this database */
    JF_DB,        /* database trouble: not ours, corrupt, newer version, full */
    JF_BUSY,      /* the database is locked by another process after the waiting time */
    JF_FILE,      /* a file, also that of the database, cannot be opened, read or written */
    JF_NOMEM,     /* an allocation failed */
    JF_STOPPED,   /* the user asked to stop (Ctrl-C) */
    JF_BUG        /* a broken promise inside the program */
};

struct jf_error {
    enum jf_status status;
    char message[1024]; /* UTF-8, lower case, no full stop: "cannot open 'x': reason" (translated) */
    char hint[512];     /* what the user can do now; may be empty (translated) */
};

/* Fill `err` (when not NULL) with a printf-formatted, already translated message; clears the hint. The text is cut at
 * a whole UTF-8 character. Returns `status`, so that `return jf_error_set(err, JF_FILE, ...)` reads well. */
enum jf_status jf_error_set(struct jf_error *err, enum jf_status status, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

/* Add a hint to an error that was just set. */
void jf_error_hint(struct jf_error *err, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* The reason behind an errno of a file operation, translated, lower case. Static text. */
const char *jf_errno_text(int number);

#endif
