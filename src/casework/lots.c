/* lots.c - drawing by seed: of payees to be called, of places to be inspected. Anybody who has the seed draws the same
 * again. */
#include "internal.h"

#include <stdlib.h>
#include <string.h>

void lots_release(struct lots *lots)
{
    for (size_t i = 0; i < lots->count; i++)
        jf_free(lots->items[i].key);
    jf_free(lots->items);
    *lots = (struct lots){ .items = NULL };
}

static int by_hash(const void *a, const void *b)
{
    const struct lot *x = a, *y = b;
    int order = memcmp(x->hash, y->hash, sizeof x->hash);
    return order ? order : strcmp(x->key, y->key);
}

void lots_sort(struct lots *lots)
{
    if (lots->count)
        qsort(lots->items, lots->count, sizeof *lots->items, by_hash);
}

enum jf_status lots_add(struct lots *lots, const char *seed, const char *scope, const char *key, unsigned marks,
                        struct jf_error *err)
{
    struct jf_blake h;
    if (lots->count == lots->room) {
        size_t room = lots->room ? lots->room * 2 : 64;
        struct lot *items = jf_grow(lots->items, room, sizeof *items);
        if (!items)
            return jf_error_set(err, JF_NOMEM, _("out of memory"));
        lots->items = items;
        lots->room = room;
    }
    struct lot *lot = &lots->items[lots->count];
    lot->key = jf_dup(key);
    lot->marks = marks;
    if (!lot->key)
        return jf_error_set(err, JF_NOMEM, _("out of memory"));
    lots->count++;
    jf_blake_init(&h);
    jf_blake_text(&h, seed);
    jf_blake_text(&h, scope);
    jf_blake_text(&h, key);
    jf_blake_final(&h, lot->hash);
    return JF_OK;
}
