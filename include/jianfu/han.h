/* han.h - traditional characters as the simplified ones that stand for them, to look words up. Not for what is kept. */
#ifndef JIANFU_HAN_H
#define JIANFU_HAN_H

#include <stddef.h>
#include <stdint.h>

/* The simplified character for a traditional one, itself for any other. May be called by any thread. */
uint32_t jf_han_simple(uint32_t code);

/* Put the simplified form in the place of every traditional character of text[0..len), which is UTF-8; both have three
 * bytes, so that every character stays where it was. */
void jf_han_simplify(char *text, size_t len);

#endif
