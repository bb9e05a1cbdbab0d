/* charset.h - a text as a file holds it, in UTF-8. */
#ifndef JIANFU_CHARSET_H
#define JIANFU_CHARSET_H

#include "jianfu/str.h"

/* Bring the bytes of a plain text into UTF-8 with lines ended by one '\n', in place: UTF-8 (a mark before it is
 * dropped), UTF-16 with its mark, else GB18030, which holds GB2312 and GBK. *encoding (may be NULL) receives the name
 * of what was read; static. JF_REFUSED with the line where no encoding fits; `name` is what the message calls the text.
 * A zero byte is refused too. */
enum jf_status jf_text_to_utf8(struct jf_str *text, const char *name, const char **encoding, struct jf_error *err);

#endif
