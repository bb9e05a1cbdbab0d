/* word.h - the words for codes, in Chinese and English: one table, src/store/words.tsv, for papers, lists and messages
 * alike.
 *
 * Papers are Chinese whatever the language of messages, so these words do not go through gettext.
 */
#ifndef JIANFU_WORD_H
#define JIANFU_WORD_H

#include "jianfu/str.h"

/* The word of a code in `lang` ("zh" or "en"). The code itself when the table has none, "" for NULL. Static text until
 * jf_words_cleanup. */
const char *jf_word(const char *group, const char *code, const char *lang);

/* Does the group hold the code? False for NULL. */
bool jf_word_known(const char *group, const char *code);

/* Append all codes of a group, parted by ", ". */
void jf_word_list(const char *group, struct jf_str *out);

/* Forget the parsed table (at program end). */
void jf_words_cleanup(void);

#endif
