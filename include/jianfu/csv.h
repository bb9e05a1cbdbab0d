/* csv.h - cells of comma-separated values (RFC 4180) that WPS and Excel open as they are meant. */
#ifndef JIANFU_CSV_H
#define JIANFU_CSV_H

#include "jianfu/str.h"

#define JF_CSV_MARK "\xEF\xBB\xBF" /* at the head of the file: the mark by which Excel knows UTF-8 */
#define JF_CSV_END  "\r\n"         /* of a line */

/* Append a cell: quoted where that is needed, quotes doubled, and, unless it is a number, a leading formula character
 * (= + - @ tab, also in full width) made harmless with an apostrophe; control, bidi and invisible characters come out
 * as <U+XXXX>. */
void jf_csv_cell(struct jf_str *out, const char *text, bool number);

#endif
