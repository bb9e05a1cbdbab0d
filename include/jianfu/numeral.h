/* numeral.h - numbers as people write them: 120, 1,250.50, １２０ (fold it first), 1.5万, 一百二十, 壹仟肆佰, 两百五,
 * 3千2. */
#ifndef JIANFU_NUMERAL_H
#define JIANFU_NUMERAL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Read the number that text[0..len) writes, in hundredths (1.5万 gives 1500000). Digits of both kinds, 十 百 千 万 亿
 * and their capitals, 廿 卅, 两; commas and blanks between digits do not count; a last digit straight behind 百, 千 or
 * 万 counts in the next lower unit (两百五 is 250, 一万二 is 12000); digits without a unit stand one behind the other
 * (二〇〇五 is 2005). False when it is no number, has more than two decimals in the end, or is over 10^13. */
bool jf_numeral_hundredths(const char *text, size_t len, int64_t *hundredths);

/* The same, a whole number of at most 9999: years, months, days. */
bool jf_numeral_small(const char *text, size_t len, int *number);

#endif
