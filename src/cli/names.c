/* names.c - the gate before names of people are shown in full. */
#include "internal.h"

#include "jianfu/actor.h"

enum jf_status jf_cli_names(struct jf_context *ctx, bool names, const char *command, const char *key,
                            int64_t subject_id, struct jf_error *err)
{
    const struct jf_look look = { ctx->actor, command, key, subject_id };
    return names ? jf_actor_look(ctx->db, &look, err) : JF_OK;
}

void jf_cli_filter(struct jf_str *key, const char *name, const char *value)
{
    if (value)
        jf_str_addf(key, "%s%s=%s", key->len ? " " : "", name, value);
}
