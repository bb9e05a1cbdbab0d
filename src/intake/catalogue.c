/* catalogue.c - what the outside may know of the kinds: names, schemas, templates. */
#include "internal.h"

#include "jianfu/resource.h"

#include <stdio.h>

const struct jf_kind_info *jf_kinds(void)
{
    static struct jf_kind_info list[64];
    for (size_t i = 0; kind_maps[i].info.name; i++)
        list[i] = kind_maps[i].info;
    return list;
}

const char *jf_kind_schema(const char *kind, int version)
{
    char path[64];
    const struct kind_map *map = kind_find(kind);
    if (!map)
        return NULL;
    snprintf(path, sizeof path, "xsd/%s/%d.xsd", map->info.name, version ? version : map->info.version);
    return jf_resource(path, NULL);
}

const char *jf_kind_template(const char *kind)
{
    char path[64];
    const struct kind_map *map = kind_find(kind);
    if (!map)
        return NULL;
    snprintf(path, sizeof path, "intake/templates/%s.xml", map->info.name);
    return jf_resource(path, NULL);
}
