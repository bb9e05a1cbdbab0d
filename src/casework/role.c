/* role.c - may this actor take this step? The roles stand in the table of steps, the people in the table actor. */
#include "internal.h"

#include "jianfu/actor.h"

enum jf_status role_check(struct jf_db *db, const struct jf_step *row, const char *actor, const char **code,
                          struct jf_error *err)
{
    struct jf_actor who;
    struct jf_str what = JF_STR_INIT, name = JF_STR_INIT;
    enum jf_status status = jf_actor_read(db, actor, &who, err);
    if (status != JF_OK || jf_actor_in(&who, row->roles))
        return status;
    step_add_name(&name, row);
    jf_str_addf(&what, _("step '%s'"), name.data);
    jf_str_release(&name);
    status = jf_actor_refuse(&who, actor, row->roles, what.data, err);
    jf_str_release(&what);
    if (code)
        *code = CASE_ROLE;
    return status;
}

enum jf_status jf_step_allows(struct jf_db *db, const struct jf_step *row, const char *actor, bool *may,
                              struct jf_error *err)
{
    struct jf_actor who;
    enum jf_status status = jf_actor_read(db, actor, &who, err);
    *may = status == JF_OK && jf_actor_in(&who, row->roles);
    return status;
}
