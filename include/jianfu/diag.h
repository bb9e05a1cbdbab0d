/* diag.h - diagnostics: what is wrong with the data of a file, where, and what would be right.
 *
 * A diagnostic has a stable code (group `diagnostic` of words.tsv, listed by `jianfu help
 * diagnostics`), prints as FILE:LINE: CODE: message, and goes to a sink that the caller gives. Messages are translated.
 */
#ifndef JIANFU_DIAG_H
#define JIANFU_DIAG_H

#include "jianfu/str.h"

struct jf_diag {
    const char *file;    /* as the user named it */
    long line;           /* 1-based; 0 when it concerns the whole file */
    const char *code;    /* XML-01, VAL-03 ...: never changes its meaning */
    const char *record;  /* the record's own key, "" when none */
    const char *message; /* translated, one line, holds the offending value safely quoted */
    const char *hint;    /* translated, what was expected or what to do; may be "" */
};

typedef void jf_diag_fn(void *arg, const struct jf_diag *diag);

/* Append "FILE:LINE: CODE: message (hint)" without newline. */
void jf_diag_add_text(struct jf_str *out, const struct jf_diag *diag);

#endif
