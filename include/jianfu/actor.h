/* actor.h - who works with a database, in which role, and what a role may do.
 *
 * An actor is a name with a role: clerk (经办人), inspector (核查员), head (负责人), auditor (审计员, who only reads).
 * It is the name that events carry (--actor, JIANFU_ACTOR, the login name). That is no authentication: whoever can
 * write the file can call himself anything; what protects the file are its permissions (0600). Roles keep honest people
 * from slips, and the log tells who did what under which name.
 *
 * The table actor is state: only events (actor.add, actor.role, actor.remove) write it, and jf_actor_verify() compares.
 * While it is empty - databases from before it, tests - no roles are kept and everybody may do everything.
 *
 * What a role may do is data: src/store/roles.tsv for rights, src/casework/steps.tsv for the steps of a case. Every
 * change writes an event, and jf_event_append() (store.h) asks here whether its actor may write one of that type: that
 * is the one place that no change gets past. Asking earlier, with jf_actor_may(), only spares work and words.
 */
#ifndef JIANFU_ACTOR_H
#define JIANFU_ACTOR_H

#include "jianfu/store.h"

#define JF_ACTOR_NAME_MAX 64 /* characters */

/* How somebody stands to a database. */
struct jf_actor {
    bool kept;     /* roles are kept at all; else the rest is empty */
    bool known;    /* was added at some time */
    bool active;   /* known and not removed */
    char role[16]; /* the last one; "" when not known */
};
/* `name` NULL is nobody. JF_OK also when there is no such actor. */
enum jf_status jf_actor_read(struct jf_db *db, const char *name, struct jf_actor *out, struct jf_error *err);

/* Has the actor one of the roles (parted by commas)? True for everybody while no roles are kept. */
bool jf_actor_in(const struct jf_actor *actor, const char *roles);

/* JF_REFUSED with the reason why the actor may not do `what` (translated, as in "import files"): not known here, no
 * longer active, or in another role than `roles`. For those who have asked jf_actor_in(). */
enum jf_status jf_actor_refuse(const struct jf_actor *actor, const char *name, const char *roles, const char *what,
                               struct jf_error *err);

/* JF_OK when the actor has the right (first column of roles.tsv), else JF_REFUSED; JF_BUG for a right that is none. */
enum jf_status jf_actor_may(struct jf_db *db, const char *name, const char *right, struct jf_error *err);
/* The same for writing an event of this type. jf_event_append() calls it. */
enum jf_status jf_actor_may_write(struct jf_db *db, const char *name, const char *type, struct jf_error *err);

/* The actor answers for all events of the open transaction, whoever they name: a paper is imported that tells of steps
 * which others took, and they need not be registered. JF_REFUSED when he has not the right. */
enum jf_status jf_actor_answer(struct jf_db *db, const char *name, const char *right, struct jf_error *err);

/* ---- changing ---- all need an open transaction, and an actor with the right "actors" ---- */

struct jf_actor_change {
    const char *name;   /* who is changed: 1 to 64 characters without control characters, no blanks around it */
    const char *role;   /* clerk, inspector, head or auditor; not looked at by remove */
    const char *reason; /* may be NULL */
    const char *actor;  /* who does it */
    const char *day;
};
/* JF_USAGE: a name that cannot be one. */
enum jf_status jf_actor_name_check(const char *name, struct jf_error *err);

/* Add somebody, or take back somebody who was removed. Where no roles are kept yet, anybody may name the first one, who
 * must be a head. JF_REFUSED: is there already, no head first; JF_USAGE: unknown role, bad name. */
enum jf_status jf_actor_add(struct jf_db *db, const struct jf_actor_change *change, struct jf_error *err);
/* JF_NOT_FOUND: no such active actor; JF_REFUSED: the last active head would be one no longer. */
enum jf_status jf_actor_set_role(struct jf_db *db, const struct jf_actor_change *change, struct jf_error *err);
enum jf_status jf_actor_remove(struct jf_db *db, const struct jf_actor_change *change, struct jf_error *err);

/* ---- looking at names ---- */

/* Names, telephones or addresses are about to be shown in full: checks the right "names" and writes the look down as
 * the event names.shown, in a transaction of its own (or the one that is open). Call it before anything is shown, and
 * show nothing unless it is JF_OK. `command` is what was asked ("petition show"), `key` which ones (a number, or the
 * filters of a list; never a name), `subject_id` the case or order it is about, 0 for a list. JF_REFUSED: the role does
 * not allow it, or the database may only be read, so that the look cannot be written down. */
struct jf_look {
    const char *actor, *command, *key;
    int64_t subject_id;
};
enum jf_status jf_actor_look(struct jf_db *db, const struct jf_look *look, struct jf_error *err);

/* ---- the table of rights ---- */

struct jf_right {
    const char *name, *roles, *events, *zh, *en;
};
/* The row at `index`; false behind the last. Parsed once (not thread-safe), static until jf_actors_cleanup. */
bool jf_right_at(size_t index, struct jf_right *out);
void jf_actors_cleanup(void);

/* ---- verifying ---- */

/* Compare the table actor with what the events give, and see that each of these events is by somebody who was an active
 * head then. Faults go to `bad`. *actors: how many there are, removed ones too; 0: no roles are kept. */
enum jf_status jf_actor_verify(struct jf_db *db, jf_event_bad_fn *bad, void *arg, int64_t *actors, bool *sound,
                               struct jf_error *err);

#endif
