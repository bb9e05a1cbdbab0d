/* funds.h - what cmd_arrears.c, cmd_levy.c and cmd_transfer.c share. */
#ifndef JIANFU_CLI_FUNDS_H
#define JIANFU_CLI_FUNDS_H

#include "casework.h"

/* township, village or household for --by, in Chinese too; NULL becomes township. JF_USAGE. */
enum jf_status funds_by(const struct jf_context *ctx, const char **by, struct jf_error *err);

/* A year of four digits; NULL is passed over. JF_USAGE. */
enum jf_status funds_year(const char *year, struct jf_error *err);

/* JF_USAGE when there are more than `most` positional arguments. argv[1] is the first. */
enum jf_status funds_no_more(int count, int most, char **argv, struct jf_error *err);

#endif
