/* office.h - the office itself: what its letters say of it. Each setting is an event office.set, whose day says from
 * when it holds; nothing else keeps it, so a letter of an earlier day is printed with the name the office had then.
 */
#ifndef JIANFU_OFFICE_H
#define JIANFU_OFFICE_H

#include "jianfu/store.h"

struct jf_office {
    char *name;      /* 演示县减轻农民负担领导小组办公室 */
    char *mark;      /* its sign in document numbers (机关代字): 演减负办 */
    char *telephone; /* for people who ask */
    char *superior;  /* the body above, which is asked for a review (复查) */
};

/* The setting that holds on `day`, on a day before the first setting that first one. Fields that were never set are
 * NULL; *found (may be NULL) false when there is no setting at all. Release in every case. */
enum jf_status jf_office_read(struct jf_db *db, const char *day, struct jf_office *out, bool *found,
                              struct jf_error *err);
void jf_office_release(struct jf_office *office);

/* Set from `day` on; needs an open transaction. A field that is NULL stays as it is, "" takes it away. JF_USAGE: no
 * name is left, a text is not UTF-8, longer than 100 characters or holds a line break; a day that is none or lies after
 * today. */
enum jf_status jf_office_set(struct jf_db *db, const struct jf_office *office, const char *day, const char *actor,
                             struct jf_error *err);

#endif
