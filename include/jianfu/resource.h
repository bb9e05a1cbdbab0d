/* resource.h - the files that are built into the program (src/tools/embed.c). */
#ifndef JIANFU_RESOURCE_H
#define JIANFU_RESOURCE_H

#include <stddef.h>

struct jf_resource {
    const char *path; /* "sql/views.sql", "rules/fee-over-standard.sql", "xsd/notice/1.xsd", "casework/steps.tsv" */
    const char *text; /* NUL-terminated */
    size_t len;
};

/* The text of one of them, NULL when there is none; *len (may be NULL) its bytes. */
const char *jf_resource(const char *path, size_t *len);

/* All of them, sorted by path; ends with a NULL path. */
const struct jf_resource *jf_resources(void);
size_t jf_resource_count(void);

#endif
