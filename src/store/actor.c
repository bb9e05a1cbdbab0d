/* actor.c - who may do what, by the table of rights; the events about people, and the looks at names. It knows nothing
 * of what the things are that somebody may or may not do. */
#include "internal.h"

#include "jianfu/actor.h"
#include "jianfu/day.h"
#include "jianfu/json.h"
#include "jianfu/tsv.h"
#include "jianfu/utf8.h"
#include "jianfu/word.h"

#include <string.h>

enum { NAME, ROLES, EVENTS, ZH, EN, COLUMNS };

#define ADD    "actor.add"
#define ROLE   "actor.role"
#define REMOVE "actor.remove"

/* ---- the table of rights ---- */

static struct jf_tsv table;

bool jf_right_at(size_t index, struct jf_right *out)
{
    if (!table.memory)
        jf_tsv_load("store/roles.tsv", COLUMNS, &table, NULL);
    if (index >= table.rows)
        return false;
    const char *const *c = table.cells + index * COLUMNS;
    *out = (struct jf_right){ c[NAME], c[ROLES], c[EVENTS], c[ZH], c[EN] };
    return true;
}

void jf_actors_cleanup(void)
{
    jf_tsv_release(&table);
    jf_words_cleanup();
}

/* Is the word one of a list parted by commas, or does it begin as one that ends in `*`? */
static bool listed(const char *list, const char *word)
{
    while (*list) {
        size_t part = strcspn(list, ",");
        bool rest = part > 0 && list[part - 1] == '*';
        if (rest ? strncmp(list, word, part - 1) == 0 : strlen(word) == part && strncmp(list, word, part) == 0)
            return true;
        list += part + (list[part] == ',');
    }
    return false;
}

static bool right_named(const char *name, struct jf_right *out)
{
    for (size_t i = 0; jf_right_at(i, out); i++)
        if (strcmp(out->name, name) == 0)
            return true;
    return false;
}

static bool right_of_event(const char *type, struct jf_right *out)
{
    for (size_t i = 0; jf_right_at(i, out); i++)
        if (listed(out->events, type))
            return true;
    return false;
}

/* ---- how somebody stands ---- */

enum jf_status jf_actor_read(struct jf_db *db, const char *name, struct jf_actor *out, struct jf_error *err)
{
    struct jf_stmt *st = NULL;
    *out = (struct jf_actor){ .kept = false };
    enum jf_status status = jf_db_query(db, "actor.read", JF_ARGS(JF_TEXT(":name", name)), &st, err);
    if (jf_stmt_row(st, &status, err)) {
        out->kept = jf_col_int(st, 0);
        out->known = !jf_col_null(st, 1);
        out->active = jf_col_int(st, 2);
        if (out->known)
            snprintf(out->role, sizeof out->role, "%s", jf_col_text(st, 1));
    }
    jf_stmt_done(st);
    return status;
}

bool jf_actor_in(const struct jf_actor *actor, const char *roles)
{
    return !actor->kept || (actor->active && listed(roles, actor->role));
}

/* The language of messages: papers are not written here. */
static const char *language(void)
{
    return _("en");
}

/* The words of roles parted by commas. */
static void role_words(const char *roles, struct jf_str *out)
{
    struct jf_str role = JF_STR_INIT;
    while (*roles) {
        size_t part = strcspn(roles, ",");
        jf_str_clear(&role);
        jf_str_addn(&role, roles, part);
        jf_str_addf(out, "%s%s", out->len ? _(", ") : "", jf_word("role", role.data, language()));
        roles += part + (roles[part] == ',');
    }
    jf_str_release(&role);
}

enum jf_status jf_actor_refuse(const struct jf_actor *actor, const char *name, const char *roles, const char *what,
                               struct jf_error *err)
{
    struct jf_str words = JF_STR_INIT;
    const char *shown = name ? name : "";
    if (!actor->known) {
        jf_error_set(err, JF_REFUSED, _("%s: '%s' is not known to this database"), what, shown);
        jf_error_hint(err, "%s", _("`jianfu actor list` shows who is; say who you are with --actor or JIANFU_ACTOR"));
    } else if (!actor->active) {
        jf_error_set(err, JF_REFUSED, _("%s: '%s' no longer works with this database"), what, shown);
        jf_error_hint(err, "%s", _("a head takes somebody back with `jianfu actor add`"));
    } else {
        role_words(roles, &words);
        jf_error_set(err, JF_REFUSED, _("%s: '%s' may not do this as %s"), what, shown,
                     jf_word("role", actor->role, language()));
        jf_error_hint(err, _("who may: %s"), words.data);
    }
    jf_str_release(&words);
    return JF_REFUSED;
}

static enum jf_status check_right(struct jf_db *db, const char *name, const struct jf_right *right,
                                  struct jf_error *err)
{
    struct jf_actor actor;
    enum jf_status status = jf_actor_read(db, name, &actor, err);
    if (status != JF_OK || jf_actor_in(&actor, right->roles))
        return status;
    return jf_actor_refuse(&actor, name, right->roles, jf_starts(language(), "zh") ? right->zh : right->en, err);
}

enum jf_status jf_actor_may(struct jf_db *db, const char *name, const char *right, struct jf_error *err)
{
    struct jf_right row;
    if (!right_named(right, &row))
        return jf_error_set(err, JF_BUG, _("there is no right '%s'"), right);
    return check_right(db, name, &row, err);
}

enum jf_status jf_actor_may_write(struct jf_db *db, const char *name, const char *type, struct jf_error *err)
{
    struct jf_right row;
    if (db->answered)
        return JF_OK;
    if (!right_of_event(type, &row))
        return jf_error_set(err, JF_BUG, _("nobody has the right to write the event '%s'"), type);
    return check_right(db, name, &row, err);
}

enum jf_status jf_actor_answer(struct jf_db *db, const char *name, const char *right, struct jf_error *err)
{
    enum jf_status status = jf_actor_may(db, name, right, err);
    if (status == JF_OK && !jf_txn_open(db))
        status = jf_error_set(err, JF_BUG, _("'%s' answers for a transaction that is not open"), name);
    if (status == JF_OK)
        db->answered = true;
    return status;
}

/* ---- changing ---- */

enum jf_status jf_actor_name_check(const char *name, struct jf_error *err)
{
    struct jf_str trimmed = JF_STR_INIT, safe = JF_STR_INIT;
    const char *text = name ? name : "";
    bool good = jf_utf8_valid(text, strlen(text), NULL) && jf_utf8_length(text) <= JF_ACTOR_NAME_MAX;
    if (good) {
        jf_str_add_trimmed(&trimmed, text);
        jf_utf8_add_safe(&safe, text, true);
    }
    good = good && trimmed.len && jf_streq(trimmed.data, text) && jf_streq(safe.data, text);
    jf_str_release(&trimmed);
    jf_str_release(&safe);
    if (good)
        return JF_OK;
    jf_error_set(err, JF_USAGE, _("'%s' cannot be the name of an actor"), text);
    jf_error_hint(err, "%s", _("1 to 64 characters in UTF-8, no blanks around them, no control characters"));
    return JF_USAGE;
}

static enum jf_status check_role(const char *role, struct jf_error *err)
{
    struct jf_str roles = JF_STR_INIT;
    if (jf_word_known("role", role))
        return JF_OK;
    jf_error_set(err, JF_USAGE, _("there is no role '%s'"), role ? role : "");
    jf_word_choices("role", language(), &roles);
    jf_error_hint(err, _("one of: %s"), roles.data);
    jf_str_release(&roles);
    return JF_USAGE;
}

/* Append the event, which says the role that holds from now on, and apply it. */
static enum jf_status write_change(struct jf_db *db, const char *type, const struct jf_actor_change *change,
                                   const char *role, struct jf_error *err)
{
    struct jf_str body = JF_STR_INIT;
    struct jf_json json;
    int64_t event_id = 0;
    jf_json_init(&json, &body);
    jf_json_open(&json, NULL, '{');
    jf_json_text(&json, "name", change->name);
    jf_json_text(&json, "role", role);
    jf_json_text(&json, "reason", change->reason);
    jf_json_close(&json, '}');
    enum jf_status status = jf_str_check(&body, err);
    if (status == JF_OK)
        status = jf_event_append(db, type, 0, change->actor, change->day, body.data, &event_id, err);
    if (status == JF_OK)
        status = jf_db_run(db, "actor.apply", JF_ARGS(JF_INT(":event", event_id)), err);
    jf_str_release(&body);
    return status;
}

/* What all changes look at first: the right, and how the one stands who is changed. */
static enum jf_status begin_change(struct jf_db *db, const struct jf_actor_change *change, struct jf_actor *out,
                                   struct jf_error *err)
{
    enum jf_status status = jf_actor_may(db, change->actor, "actors", err);
    return status == JF_OK ? jf_actor_read(db, change->name, out, err) : status;
}

static enum jf_status must_be_active(const struct jf_actor *actor, const char *name, struct jf_error *err)
{
    if (actor->active)
        return JF_OK;
    jf_error_set(err, JF_NOT_FOUND, _("there is no active actor '%s'"), name);
    jf_error_hint(err, "%s", _("`jianfu actor list --all` shows everybody"));
    return JF_NOT_FOUND;
}

/* Without a head nobody could ever add or remove anybody again. */
static enum jf_status keep_a_head(struct jf_db *db, const struct jf_actor *actor, const char *name,
                                  struct jf_error *err)
{
    int64_t others = 1;
    enum jf_status status = JF_OK;
    if (strcmp(actor->role, "head") == 0)
        status = jf_db_int(db, "actor.other_heads", JF_ARGS(JF_TEXT(":name", name)), 0, &others, err);
    if (status == JF_OK && others == 0) {
        status = jf_error_set(err, JF_REFUSED, _("'%s' is the last head"), name);
        jf_error_hint(err, "%s", _("make somebody else a head first"));
    }
    return status;
}

enum jf_status jf_actor_add(struct jf_db *db, const struct jf_actor_change *change, struct jf_error *err)
{
    struct jf_actor actor;
    enum jf_status status = begin_change(db, change, &actor, err);
    if (status == JF_OK)
        status = jf_actor_name_check(change->name, err);
    if (status == JF_OK)
        status = check_role(change->role, err);
    if (status != JF_OK)
        return status;
    if (actor.active) {
        status = jf_error_set(err, JF_REFUSED, _("'%s' is there already, as %s"), change->name,
                              jf_word("role", actor.role, language()));
        jf_error_hint(err, "%s", _("`jianfu actor role` gives another role"));
    } else if (!actor.kept && strcmp(change->role, "head") != 0) {
        status = jf_error_set(err, JF_REFUSED, _("no roles are kept yet: the first actor must be a head"));
        jf_error_hint(err, _("`jianfu actor add NAME --role %s` first"), "head");
    }
    return status == JF_OK ? write_change(db, ADD, change, change->role, err) : status;
}

enum jf_status jf_actor_set_role(struct jf_db *db, const struct jf_actor_change *change, struct jf_error *err)
{
    struct jf_actor actor;
    enum jf_status status = begin_change(db, change, &actor, err);
    if (status == JF_OK)
        status = check_role(change->role, err);
    if (status == JF_OK)
        status = must_be_active(&actor, change->name, err);
    if (status == JF_OK && strcmp(actor.role, change->role) == 0)
        status = jf_error_set(err, JF_REFUSED, _("'%s' is there already, as %s"), change->name,
                              jf_word("role", actor.role, language()));
    if (status == JF_OK)
        status = keep_a_head(db, &actor, change->name, err);
    return status == JF_OK ? write_change(db, ROLE, change, change->role, err) : status;
}

enum jf_status jf_actor_remove(struct jf_db *db, const struct jf_actor_change *change, struct jf_error *err)
{
    struct jf_actor actor;
    enum jf_status status = begin_change(db, change, &actor, err);
    if (status == JF_OK)
        status = must_be_active(&actor, change->name, err);
    if (status == JF_OK)
        status = keep_a_head(db, &actor, change->name, err);
    return status == JF_OK ? write_change(db, REMOVE, change, actor.role, err) : status;
}

/* ---- looking at names ---- */

static enum jf_status write_look(struct jf_db *db, const struct jf_look *look, struct jf_error *err)
{
    char today[JF_DAY_SIZE];
    struct jf_str body = JF_STR_INIT;
    struct jf_json json;
    jf_day_today(today);
    jf_json_init(&json, &body);
    jf_json_open(&json, NULL, '{');
    jf_json_text(&json, "command", look->command);
    jf_json_text(&json, "key", look->key);
    jf_json_close(&json, '}');
    enum jf_status status = jf_str_check(&body, err);
    if (status == JF_OK)
        status = jf_event_append(db, "names.shown", look->subject_id, look->actor, today, body.data, NULL, err);
    jf_str_release(&body);
    return status;
}

enum jf_status jf_actor_look(struct jf_db *db, const struct jf_look *look, struct jf_error *err)
{
    enum jf_status status = jf_actor_may(db, look->actor, "names", err);
    if (status == JF_OK && jf_db_reads_only(db)) {
        status = jf_error_set(err, JF_REFUSED, _("names are not shown: '%s' may not be written"), db->path);
        jf_error_hint(err, "%s", _("a look at names is written down; without --names they are masked"));
    }
    if (status != JF_OK || jf_txn_open(db))
        return status == JF_OK ? write_look(db, look, err) : status;
    status = jf_txn_begin(db, "names", err);
    if (status == JF_OK)
        status = write_look(db, look, err);
    if (status == JF_OK)
        return jf_txn_commit(db, err);
    jf_txn_rollback(db);
    return status;
}

/* ---- verifying ---- */

static enum jf_status tell_faults(struct jf_db *db, const char *statement, const char *what, jf_event_bad_fn *bad,
                                  void *arg, bool *sound, struct jf_error *err)
{
    struct jf_stmt *st = NULL;
    struct jf_str text = JF_STR_INIT;
    enum jf_status status = jf_db_query(db, statement, NULL, &st, err);
    while (jf_stmt_row(st, &status, err)) {
        const char *name = jf_col_text(st, 0);
        *sound = false;
        jf_str_clear(&text);
        jf_str_addf(&text, "%s: %s", name ? name : "?", what);
        bad(arg, jf_col_int(st, 1), text.data);
    }
    jf_stmt_done(st);
    jf_str_release(&text);
    return status;
}

enum jf_status jf_actor_verify(struct jf_db *db, jf_event_bad_fn *bad, void *arg, int64_t *actors, bool *sound,
                               struct jf_error *err)
{
    *sound = true;
    enum jf_status status =
        tell_faults(db, "actor.differ", _("name or role is not what the events give"), bad, arg, sound, err);
    if (status == JF_OK)
        status = tell_faults(db, "actor.unlawful", _("changed people or roles without being a head then"), bad, arg,
                             sound, err);
    return status == JF_OK ? jf_db_int(db, "actor.count", NULL, 0, actors, err) : status;
}
