/* mask.h - names of people as they may leave the office: the first character and two full-width asterisks (林＊＊). */
#ifndef JIANFU_MASK_H
#define JIANFU_MASK_H

#include "jianfu/str.h"

/* Append the masked form of `name`: its first character and ＊＊, whatever its length, so that the length of the name
 * is not told either. NULL or a blank name appends nothing. `name` is valid UTF-8. */
void jf_mask_name(struct jf_str *out, const char *name);

/* Append ＊＊ for a secret that must not show even its first character (telephone, address); NULL or "" appends
 * nothing. */
void jf_mask_all(struct jf_str *out, const char *secret);

#endif
