/* resource.c - finding one of the files that are built into the program. The table itself is made by src/tools/embed.c.
 */
#include "jianfu/store.h"

#include <string.h>

const char *jf_resource(const char *path, size_t *len)
{
    for (const struct jf_resource *r = jf_resources(); r->path; r++)
        if (strcmp(r->path, path) == 0) {
            if (len)
                *len = r->len;
            return r->text;
        }
    return NULL;
}
