/* machine.h - between remedy.c, inspection.c and machine.c: how a thing whose steps hang on its own state alone takes
 * one. */
#ifndef JIANFU_CASEWORK_MACHINE_H
#define JIANFU_CASEWORK_MACHINE_H

#include "internal.h"

#include "jianfu/str.h"

/* A kind of such things. */
struct machine {
    const char *kind; /* of its subjects; its word of the group `kind` stands in messages */
    const struct jf_steps *(*steps)(void);
    const char *standing; /* statement by :id: state, last day, number, and what the kind itself keeps (MACHINE_OWN) */
    const char *states;   /* word group of its states */
};

/* Where it stands before a step; number 0 and state "-" before the first. */
enum { MACHINE_OWN = 2 };
struct machine_place {
    struct jf_str state, last_day, number, own[MACHINE_OWN];
};
enum jf_status machine_read(const struct machine *m, struct jf_db *db, int64_t id, struct machine_place *at,
                            struct jf_error *err);
void machine_release(struct machine_place *at);

/* A step about to be taken: by its row. */
struct machine_step {
    const struct jf_step *row;
    const char *day, *actor, *fields;
    const char *earliest; /* the day is not before it; "" for none */
    int64_t keyed;        /* record whose rows the event seals; 0: none */
};

/* The row of the step that is possible now; else JF_USAGE with those that are. */
enum jf_status machine_row(const struct machine *m, const char *step, const struct machine_place *at,
                           const struct jf_step **row, const char **code, struct jf_error *err);
/* Append the names of the steps possible in a state, parted by ", ". */
void machine_possible(const struct machine *m, const char *state, struct jf_str *out);
/* Who, when and what it carries. */
enum jf_status machine_check(struct jf_db *db, const struct machine_step *step, const char **code,
                             struct jf_error *err);
/* Write its event. `first`: nothing stood before. `petition` "" for none. */
enum jf_status machine_write(struct jf_db *db, const struct machine_step *step, const struct machine_place *at,
                             bool first, const char *petition, int64_t subject_id, struct jf_error *err);

#endif
