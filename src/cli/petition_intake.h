/* petition_intake.h - between cmd_petition.c, petition_register.c and petition_suggest.c: taking a complaint in. */
#ifndef JIANFU_CLI_PETITION_INTAKE_H
#define JIANFU_CLI_PETITION_INTAKE_H

#include "casework.h"

#include "jianfu/suggest.h"

/* jianfu petition register, jianfu petition suggest. */
enum jf_status petition_register(struct jf_context *ctx, int argc, char **argv, struct jf_error *err);
enum jf_status petition_suggest(struct jf_context *ctx, int argc, char **argv, struct jf_error *err);

/* Print what the program proposes, as a list. */
enum jf_status petition_print_suggestions(const struct jf_context *ctx, const struct jf_suggest_ask *ask,
                                          const char *format, struct jf_error *err);

/* Print the representatives (masked unless `names`) and the facts that a case names; nothing when there are none. */
enum jf_status petition_print_told(struct jf_context *ctx, int64_t petition_id, bool names, struct jf_error *err);

/* The text of a complaint from --text TEXT (@FILE reads a file, @@ is an @) or --text-file FILE (- is standard input),
 * in UTF-8. Neither given: `text` is left empty. JF_USAGE when both are. */
enum jf_status petition_text(const char *given, const char *file, struct jf_str *text, struct jf_error *err);

#endif
