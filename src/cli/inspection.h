/* inspection.h - between cmd_inspection.c and the files of its subcommands. */
#ifndef JIANFU_CLI_INSPECTION_H
#define JIANFU_CLI_INSPECTION_H

#include "casework.h"

#include "jianfu/inspection.h"

/* Subcommands: argv[0] is the word. */
typedef enum jf_status inspection_sub(struct jf_context *ctx, int argc, char **argv, struct jf_error *err);
inspection_sub inspection_result;                                          /* inspection_result.c */
inspection_sub inspection_show, inspection_list, inspection_coverage;      /* inspection_show.c */
inspection_sub inspection_problems, inspection_questions, inspection_form; /* inspection_show.c */

/* Parse the options of a subcommand about one plan, and find the plan that its one argument names. */
enum jf_status inspection_open(struct jf_context *ctx, const struct jf_option *options, int argc, char **argv,
                               int64_t *plan_id, struct jf_error *err);
/* One line: the plan, its state, and how far it is. */
enum jf_status inspection_tell(struct jf_context *ctx, int64_t plan_id, struct jf_error *err);

#endif
