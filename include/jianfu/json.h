/* json.h - writing JSON into a jf_str: commas and escapes are taken care of, nesting is the caller's. */
#ifndef JIANFU_JSON_H
#define JIANFU_JSON_H

#include "jianfu/str.h"

struct jf_json {
    struct jf_str *out;
    bool comma; /* a value precedes at this level */
};

/* Write behind what `out` holds; the caller asks jf_str_check(out) in the end. `name` is NULL inside arrays and at the
 * top; texts are valid UTF-8. */
void jf_json_init(struct jf_json *j, struct jf_str *out);
void jf_json_open(struct jf_json *j, const char *name, char bracket);      /* '{' or '[' */
void jf_json_close(struct jf_json *j, char bracket);                       /* '}' or ']' */
void jf_json_text(struct jf_json *j, const char *name, const char *value); /* NULL value writes null */
void jf_json_int(struct jf_json *j, const char *name, int64_t value);
void jf_json_bool(struct jf_json *j, const char *name, bool value);
void jf_json_null(struct jf_json *j, const char *name);
void jf_json_money(struct jf_json *j, const char *name, int64_t fen); /* a string "15850.00" */

#endif
