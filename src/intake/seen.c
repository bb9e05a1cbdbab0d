/* seen.c - what was seen of elements and attributes before: names are compared once a file, then only the addresses of
 * libxml2's own copies of them. Knows no values but whether they are of their type. */
#include "parse.h"

#include <string.h>

static struct seen_element *seen_element(struct parse *p, const struct row_map *map, const struct shape_element *shape)
{
    for (int i = 0; i < p->seen_count; i++)
        if (p->seen[i].map == map && p->seen[i].shape == shape)
            return &p->seen[i];
    if (p->seen_count == SEEN)
        p->seen_count--; /* no file that is valid comes here: only slower */
    struct seen_element *e = &p->seen[p->seen_count++];
    e->map = map;
    e->shape = shape;
    e->count = 0;
    return e;
}

static void look_up_fields(const struct seen_element *e, struct seen_attribute *a)
{
    int found = 0;
    const struct field *fields = e->map->fields;
    for (int i = 0; fields[i].param && found < MOST_FED; i++)
        if (fields[i].from[0] != '<' && jf_streq(fields[i].from, a->name))
            a->fields[found++] = i;
}

/* `guess`: attributes mostly come in the same order. */
static const struct seen_attribute *seen_attribute(struct seen_element *e, const char *name, int guess)
{
    if (guess < e->count && e->attributes[guess].name == name)
        return &e->attributes[guess];
    for (int i = 0; i < e->count; i++)
        if (e->attributes[i].name == name)
            return &e->attributes[i];
    if (e->count == LIMIT_ATTRIBUTES)
        e->count--;
    struct seen_attribute *a = &e->attributes[e->count++];
    *a = (struct seen_attribute){ .name = name, .fields = { -1, -1, -1 } };
    for (size_t i = 0; e->shape && i < e->shape->attribute_count; i++)
        if (jf_streq(e->shape->attributes[i].name, name))
            a->shape = &e->shape->attributes[i];
    if (e->map)
        look_up_fields(e, a);
    return a;
}

bool seen_look_at(struct parse *p, const struct row_map *map, const struct shape_element *shape,
                  const xmlChar **attributes, int count)
{
    struct seen_element *e = seen_element(p, map, shape);
    bool good = true;
    int required = 0;
    memset(p->place, -1, sizeof p->place);
    for (int i = 0; i < count; i++) {
        struct attribute a = attribute_at(attributes, i);
        if (a.uri) {
            good = good && !shape;
            continue;
        }
        const struct seen_attribute *seen = seen_attribute(e, a.name, i);
        if (shape) {
            good = good && seen->shape && shape_accepts(seen->shape, a.value, a.len);
            required += seen->shape && seen->shape->required;
        }
        for (int f = 0; f < MOST_FED && seen->fields[f] >= 0; f++)
            p->place[seen->fields[f]] = (signed char)i;
    }
    return good && (!shape || required == shape->required);
}
