/* mask.h - names of people as they may leave the office: the first character and two full-width asterisks (林＊＊); and
 * free text without names and numbers of people. */
#ifndef JIANFU_MASK_H
#define JIANFU_MASK_H

#include "jianfu/str.h"

/* Append the masked form of `name`: its first character and ＊＊, whatever its length, so that the length of the name
 * is not told either. NULL or a blank name appends nothing. `name` is valid UTF-8. */
void jf_mask_name(struct jf_str *out, const char *name);

/* Append ＊＊ for a secret that must not show even its first character (telephone, address); NULL or "" appends
 * nothing. */
void jf_mask_all(struct jf_str *out, const char *secret);

/* Append free text with every place masked where one of these secrets of people stands in it word for word, in full or
 * half width, also parted by blanks or hyphens (138-0000-0000, 林 大山): a name as jf_mask_name does, telephone and
 * address as jf_mask_all. Each may be a list, one a line (the petitioner and the representatives of a case). NULL,
 * empty lines, and a secret of one character, which would be found everywhere, are passed over. What is told in other
 * words cannot be found.
 *
 * Besides, every number is masked that is a person's by its form, whoever it belongs to: telephone, identity number,
 * bank card, pager, QQ, mail, the number of a house, and names that say so themselves: behind 签名 or 反映人 and a
 * colon, behind 我叫, alone on the line above a letter's day (src/store/secrets.tsv). So this is for free text alone,
 * never for a field that holds a figure or the telephone of an office. Not for two threads at once. */
struct jf_secrets {
    const char *names, *telephones, *addresses;
};
void jf_mask_text(struct jf_str *out, const char *text, const struct jf_secrets *secrets);

/* The first number of a person by its form at or behind byte `from` of a folded text (full-width signs as ASCII).
 * False: there is none. */
bool jf_mask_find(const char *folded, size_t len, size_t from, size_t *start, size_t *found);

void jf_mask_cleanup(void); /* forget the patterns */

#endif
