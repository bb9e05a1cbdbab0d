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

/* The code that `text` means: a code of the group, or its Chinese or English word. Blanks around it do not count. NULL
 * when the group has none such, or for NULL. Static text until jf_words_cleanup. For options and cells typed by people.
 */
const char *jf_word_code(const char *group, const char *text);

/* Append what may be typed for a group, parted by ", ": the codes, in Chinese each with its word: "call 来电". */
void jf_word_choices(const char *group, const char *lang, struct jf_str *out);

/* Append all codes of a group, parted by ", ". */
void jf_word_list(const char *group, struct jf_str *out);

/* The code at `index` of a group, in the order of the table; NULL behind the last. */
const char *jf_word_at(const char *group, size_t index);

/* Forget the parsed table (at program end). */
void jf_words_cleanup(void);

#endif
