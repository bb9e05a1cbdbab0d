/* division.c - the parts of a 12-digit division code. It must not know which codes exist: the register does. */
#include "jianfu/division.h"

#include <string.h>

enum { CODE_LENGTH = 12, COUNTY_LENGTH = 6, TOWNSHIP_LENGTH = 9 };

enum jf_division_level jf_division_level(const char *code)
{
    if (!code || strspn(code, "0123456789") != CODE_LENGTH || code[CODE_LENGTH])
        return JF_DIVISION_NONE;
    bool township = strncmp(code + COUNTY_LENGTH, "000", 3) != 0;
    bool village = strcmp(code + TOWNSHIP_LENGTH, "000") != 0;
    if (village)
        return township ? JF_DIVISION_VILLAGE : JF_DIVISION_NONE;
    return township ? JF_DIVISION_TOWNSHIP : JF_DIVISION_COUNTY;
}

bool jf_division_parent(const char *code, char out[13])
{
    size_t kept;
    switch (jf_division_level(code)) {
    case JF_DIVISION_VILLAGE:
        kept = TOWNSHIP_LENGTH;
        break;
    case JF_DIVISION_TOWNSHIP:
        kept = COUNTY_LENGTH;
        break;
    case JF_DIVISION_COUNTY:
    case JF_DIVISION_NONE:
    default:
        return false;
    }
    char parent[CODE_LENGTH + 1] = "000000000000";
    memcpy(parent, code, kept);
    memcpy(out, parent, sizeof parent);
    return true;
}
