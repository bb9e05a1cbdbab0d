/* set64.h - a set of 64-bit numbers in memory: open addressing, twice as many places as members.
 *
 * For work that asks "have I met this one" a million times. Members are any numbers but 0. */
#ifndef JIANFU_SET64_H
#define JIANFU_SET64_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct jf_set64 {
    uint64_t *places; /* 0: free */
    size_t room;      /* a power of two, 0 before the first member */
    size_t count;
};
/* Begin with zeros ({ 0 }); give the memory back with release. */
void jf_set64_release(struct jf_set64 *set);
/* Forget the members, keep the memory. */
void jf_set64_clear(struct jf_set64 *set);
bool jf_set64_has(const struct jf_set64 *set, uint64_t member);
enum jf_set64_added { JF_SET64_NEW, JF_SET64_KNOWN, JF_SET64_NOMEM };
enum jf_set64_added jf_set64_add(struct jf_set64 *set, uint64_t member);

#endif
