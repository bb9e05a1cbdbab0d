/* set64.c - a set of 64-bit numbers. Knows nothing of what they mean. */
#include "jianfu/set64.h"

#include "jianfu/str.h"

#include <string.h>

/* Place of a member, or the free place where it would stand. */
static size_t place(const uint64_t *places, size_t room, uint64_t member)
{
    size_t at = (size_t)(member * UINT64_C(0x9E3779B97F4A7C15) >> 20) & (room - 1);
    while (places[at] && places[at] != member)
        at = (at + 1) & (room - 1);
    return at;
}

void jf_set64_release(struct jf_set64 *set)
{
    jf_free(set->places);
    *set = (struct jf_set64){ 0 };
}

void jf_set64_clear(struct jf_set64 *set)
{
    if (set->room)
        memset(set->places, 0, set->room * sizeof *set->places);
    set->count = 0;
}

bool jf_set64_has(const struct jf_set64 *set, uint64_t member)
{
    return set->room && set->places[place(set->places, set->room, member)] == member;
}

static bool grow(struct jf_set64 *set)
{
    size_t room = set->room ? set->room * 2 : 1024;
    uint64_t *places = jf_alloc(room * sizeof *places);
    if (!places)
        return false;
    for (size_t i = 0; i < set->room; i++)
        if (set->places[i])
            places[place(places, room, set->places[i])] = set->places[i];
    jf_free(set->places);
    set->places = places;
    set->room = room;
    return true;
}

enum jf_set64_added jf_set64_add(struct jf_set64 *set, uint64_t member)
{
    if (set->count * 2 >= set->room && !grow(set))
        return JF_SET64_NOMEM;
    size_t at = place(set->places, set->room, member);
    if (set->places[at])
        return JF_SET64_KNOWN;
    set->places[at] = member;
    set->count++;
    return JF_SET64_NEW;
}
