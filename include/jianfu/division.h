/* division.h - 12-digit statistical division codes: county 6 + township 3 + village 3 (GB/T 2260, GB/T 10114). */
#ifndef JIANFU_DIVISION_H
#define JIANFU_DIVISION_H

#include <stdbool.h>

enum jf_division_level { JF_DIVISION_NONE, JF_DIVISION_COUNTY, JF_DIVISION_TOWNSHIP, JF_DIVISION_VILLAGE };

/* The level of a 12-digit code: 350199000000 county, 350199108000 township, 350199108201 village; NONE when the text
 * is not 12 ASCII digits or has a zero township with a village. */
enum jf_division_level jf_division_level(const char *code);

/* The code of the level above into out (13 bytes); false for a county or a bad code. */
bool jf_division_parent(const char *code, char out[13]);

#endif
