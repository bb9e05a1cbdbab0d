/* sql_words.c - the bare words of an SQL text. Knows nothing of what they mean. */
#include "jianfu/guard.h"

#include <string.h>

/* Length of the comment, string or quoted name that begins here; 0 when none does. */
static size_t opaque(const char *sql)
{
    if (sql[0] == '-' && sql[1] == '-')
        return strcspn(sql, "\n");
    if (sql[0] == '/' && sql[1] == '*') {
        const char *end = strstr(sql + 2, "*/");
        return end ? (size_t)(end - sql) + 2 : strlen(sql);
    }
    if (sql[0] == '[') {
        const char *end = strchr(sql, ']');
        return end ? (size_t)(end - sql) + 1 : strlen(sql);
    }
    if (sql[0] != '\'' && sql[0] != '"' && sql[0] != '`')
        return 0;
    for (size_t i = 1; sql[i]; i++)
        if (sql[i] == sql[0]) {
            if (sql[i + 1] != sql[0])
                return i + 1;
            i++;
        }
    return strlen(sql);
}

/* A byte of a name as SQLite sees it. */
static bool in_word(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '$' ||
           (unsigned char)c >= 0x80;
}

void jf_sql_words(const char *sql, jf_sql_word_fn *fn, void *arg)
{
    int depth = 0;
    for (size_t i = 0; sql[i];) {
        size_t skip = opaque(sql + i);
        if (skip > 0) {
            i += skip;
        } else if (in_word(sql[i])) {
            size_t len = 1;
            while (in_word(sql[i + len]))
                len++;
            if (!fn(arg, sql + i, len, i, depth))
                return;
            i += len;
        } else {
            depth += (sql[i] == '(') - (sql[i] == ')');
            i++;
        }
    }
}
