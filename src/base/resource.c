/* resource.c - finding one of the files that are built into the program. The table itself is made by src/tools/embed.c.
 */
#include "jianfu/resource.h"

#include <stdlib.h>
#include <string.h>

static int by_path(const void *path, const void *resource)
{
    return strcmp(path, ((const struct jf_resource *)resource)->path);
}

const char *jf_resource(const char *path, size_t *len)
{
    const struct jf_resource *r =
        bsearch(path, jf_resources(), jf_resource_count(), sizeof(struct jf_resource), by_path);
    if (r && len)
        *len = r->len;
    return r ? r->text : NULL;
}
