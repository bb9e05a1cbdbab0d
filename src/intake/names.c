/* names.c - the names that stand in the records of a file: each distinct one has a number, so that whatever is asked
 * about it - which id it has, which sums it belongs to - is asked once, and then found by the number. Who numbers is
 * the thread that parses; who is told a number keeps what he knows of it in a list of his own. So that memory stays
 * bounded all names are forgotten between two chunks when they have become many: then a new age of numbers begins. */
#include "internal.h"

#include <string.h>

enum { FIRST_SLOTS = 4096 };

struct name {
    const char *kind; /* compared as an address: at worst a name has two numbers */
    size_t at;        /* in the texts */
    uint32_t len, hash;
    enum name_of what;
};

struct names {
    struct name *list; /* the name with the number n stands at n - 1 */
    size_t count, room;
    uint32_t *slots; /* open addressing: number of the name, 0 where free; at most half full */
    size_t slot_count;
    struct jf_str texts;
    uint32_t age;
    uint64_t seed; /* where memory happens to lie: no file is written to make all its names collide */
};

struct names *names_open(void)
{
    struct names *n = jf_alloc(sizeof *n);
    if (!n)
        return NULL;
    jf_str_init(&n->texts);
    n->seed = (uint64_t)(uintptr_t)n;
    n->age = 1;
    return n;
}

void names_close(struct names *n)
{
    if (!n)
        return;
    jf_str_release(&n->texts);
    jf_free(n->list);
    jf_free(n->slots);
    jf_free(n);
}

uint32_t names_age(struct names *n)
{
    if (n->count <= NAMES_MOST && n->texts.len <= NAMES_BYTES)
        return n->age;
    names_forget(n);
    return n->age;
}

void names_forget(struct names *n)
{
    n->count = 0;
    n->age++;
    jf_str_clear(&n->texts);
    if (n->slots)
        memset(n->slots, 0, n->slot_count * sizeof *n->slots);
}

static uint32_t hash_of(const struct names *n, enum name_of what, const char *text, size_t len)
{
    const uint64_t mix = 0x9E3779B97F4A7C15u;
    uint64_t h = (n->seed ^ what ^ len << 8) * mix, word = 0;
    for (; len >= sizeof word; text += sizeof word, len -= sizeof word) {
        memcpy(&word, text, sizeof word);
        h = (h ^ h >> 29 ^ word) * mix;
    }
    word = 0;
    memcpy(&word, text, len);
    h = (h ^ h >> 29 ^ word) * mix;
    return (uint32_t)(h >> 32);
}

/* The slot of the name, or the free one where it belongs. */
static uint32_t *find_slot(const struct names *n, const struct name *sought, const char *text)
{
    for (size_t i = sought->hash & (n->slot_count - 1);; i = (i + 1) & (n->slot_count - 1)) {
        if (!n->slots[i])
            return &n->slots[i];
        const struct name *other = &n->list[n->slots[i] - 1];
        if (other->hash == sought->hash && other->what == sought->what && other->kind == sought->kind &&
            other->len == sought->len && memcmp(n->texts.data + other->at, text, sought->len) == 0)
            return &n->slots[i];
    }
}

/* Twice the room; the slots stay at most half full. */
static bool widen(struct names *n)
{
    size_t wanted = n->slot_count ? n->slot_count * 2 : FIRST_SLOTS;
    struct name *list = jf_grow(n->list, wanted / 2, sizeof *list);
    if (list)
        n->list = list;
    uint32_t *slots = list ? jf_alloc(wanted * sizeof *slots) : NULL;
    if (!slots)
        return false;
    jf_free(n->slots);
    n->slots = slots;
    n->slot_count = wanted;
    n->room = wanted / 2;
    for (size_t i = 0; i < n->count; i++) {
        size_t at = n->list[i].hash & (wanted - 1);
        while (slots[at])
            at = (at + 1) & (wanted - 1);
        slots[at] = (uint32_t)i + 1;
    }
    return true;
}

uint32_t names_number(struct names *n, enum name_of what, const char *kind, const char *text, size_t len)
{
    if (n->count == n->room && !widen(n))
        return 0;
    struct name name = { kind, n->texts.len, (uint32_t)len, hash_of(n, what, text, len), what };
    uint32_t *slot = find_slot(n, &name, text);
    if (*slot)
        return *slot;
    jf_str_addn(&n->texts, text, len);
    if (n->texts.failed)
        return 0;
    n->list[n->count++] = name;
    return *slot = (uint32_t)n->count;
}
