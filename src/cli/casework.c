/* casework.c - what the commands petition and refund share: typed words and places into codes, taking a step, telling
 * where a case stands. */
#include "casework.h"

#include "jianfu/actor.h"

const struct casework_sub *casework_sub_find(const struct casework_sub *subs, int argc, char **argv)
{
    for (; argc > 1 && subs->name; subs++)
        if (strcmp(subs->name, argv[1]) == 0)
            return subs;
    return NULL;
}

enum jf_status casework_one(int count, const char *what, struct jf_error *err)
{
    if (count == 1)
        return JF_OK;
    return count == 0 ? jf_error_set(err, JF_USAGE, _("%s is missing"), what)
                      : jf_error_set(err, JF_USAGE, _("only one number is wanted: %s"), what);
}

const char *casework_name(const char *name, bool names, struct jf_str *room)
{
    jf_str_clear(room);
    if (names && name)
        jf_utf8_add_safe(room, name, true);
    else
        jf_mask_name(room, name);
    return room->data;
}

const char *casework_said(const char *text, bool names, struct jf_str *room)
{
    if (!text || names)
        return text;
    jf_str_clear(room);
    jf_mask_text(room, text, &(const struct jf_secrets){ NULL, NULL, NULL });
    return room->data;
}

const char *casework_word(const struct jf_context *ctx, const char *format, const char *group, const char *code)
{
    return format && strcmp(format, "json") == 0 ? code : jf_word(group, code, ctx->lang);
}

void casework_add_when(struct jf_str *out, const char *when, const char *lang)
{
    struct jf_period period;
    bool known = jf_period_parse(when, &period);
    const char *season = known ? jf_word("season", period.part == 1 ? "A" : "S", lang) : NULL;
    if (known && period.kind == JF_PERIOD_TERM && strcmp(lang, "zh") == 0)
        jf_str_addf(out, "%d年%s", period.year, season);
    else if (known && period.kind == JF_PERIOD_TERM)
        jf_str_addf(out, "%s %d", season, period.year);
    else if (known && period.kind == JF_PERIOD_HALF)
        jf_report_word(out, "period", when, lang);
    else
        jf_utf8_add_safe(out, when, true);
}

enum jf_status casework_code(const struct jf_context *ctx, const char *option, const char *group, const char **value,
                             struct jf_error *err)
{
    struct jf_str words = JF_STR_INIT;
    if (!*value)
        return JF_OK;
    const char *code = jf_word_code(group, *value);
    if (code) {
        *value = code;
        return JF_OK;
    }
    jf_error_set(err, JF_USAGE, _("--%s: '%s' is not known"), option, *value);
    jf_word_choices(group, ctx->lang, &words);
    jf_error_hint(err, _("one of: %s"), words.data);
    jf_str_release(&words);
    return JF_USAGE;
}

enum jf_status casework_place(const struct jf_context *ctx, const char *kind, const char **value, struct jf_str *room,
                              struct jf_error *err)
{
    if (!*value)
        return JF_OK;
    enum jf_status status = jf_register_find(ctx->db, kind, *value, room, err);
    if (status == JF_OK)
        *value = room->data;
    return status;
}

/* The roles that may take a step, in words, in brackets. */
static void add_roles(struct jf_str *out, const char *roles, const char *lang)
{
    struct jf_str role = JF_STR_INIT, words = JF_STR_INIT;
    while (*roles) {
        size_t len = strcspn(roles, ",");
        jf_str_clear(&role);
        jf_str_addn(&role, roles, len);
        jf_str_addf(&words, "%s%s", words.len ? _(", ") : "", jf_word("role", role.data, lang));
        roles += len + (roles[len] == ',');
    }
    jf_str_addf(out, _(" (for %s)"), words.data);
    jf_str_release(&role);
    jf_str_release(&words);
}

/* What is for others to do is listed too, so that one knows whom to ask. */
enum jf_status casework_tell_possible(struct jf_context *ctx, int64_t petition_id, struct jf_error *err)
{
    struct jf_str possible = JF_STR_INIT;
    struct jf_actor actor = { 0 };
    const struct jf_steps *steps = jf_steps();
    bool zh = strcmp(ctx->lang, "zh") == 0;
    enum jf_status status = jf_actor_read(ctx->db, ctx->actor, &actor, err);
    for (size_t i = 0; status == JF_OK && steps && i < steps->count; i++) {
        const struct jf_step *row = &steps->rows[i];
        bool may = false;
        status = jf_case_may(ctx->db, petition_id, row, &may, err);
        if (may)
            jf_str_addf(&possible, "%s%s%s%s", possible.len ? _(", ") : "", row->name, zh ? " " : "",
                        zh ? row->zh : "");
        if (may && !jf_actor_in(&actor, row->roles))
            add_roles(&possible, row->roles, ctx->lang);
    }
    if (status == JF_OK)
        jf_say(_("possible now: %s"), possible.data);
    jf_str_release(&possible);
    return status;
}

enum jf_status casework_tell(struct jf_context *ctx, int64_t petition_id, struct jf_error *err)
{
    struct jf_str number = JF_STR_INIT, state = JF_STR_INIT;
    bool alone = false;
    enum jf_status status = jf_case_state(ctx->db, petition_id, &number, &state, &alone, err);
    if (status == JF_OK)
        jf_say(alone ? _("refund order %s: %s") : _("petition %s: %s"), number.data,
               jf_word("state", state.data, ctx->lang));
    jf_str_release(&number);
    jf_str_release(&state);
    return status == JF_OK ? casework_tell_possible(ctx, petition_id, err) : status;
}

enum jf_status casework_write(struct jf_context *ctx, int64_t petition_id, const char *step, const char *day,
                              const char *fields, struct jf_error *err)
{
    char today[JF_DAY_SIZE];
    jf_day_today(today);
    const struct jf_case_step s = {
        .petition_id = petition_id, .step = step, .day = day ? day : today, .actor = ctx->actor, .fields = fields
    };
    enum jf_status status = jf_txn_begin(ctx->db, step, err);
    if (status == JF_OK)
        status = jf_case_take(ctx->db, &s, NULL, err);
    if (status == JF_OK)
        status = jf_txn_commit(ctx->db, err);
    if (status != JF_OK)
        jf_txn_rollback(ctx->db);
    return status;
}

enum jf_status casework_take(struct jf_context *ctx, int64_t petition_id, const char *step, const char *day,
                             const char *fields, struct jf_error *err)
{
    enum jf_status status = casework_write(ctx, petition_id, step, day, fields, err);
    return status == JF_OK ? casework_tell(ctx, petition_id, err) : status;
}

/* ---- orders that rest on what has changed ---- */

enum { NAMED = 5 };

struct shaken {
    struct jf_str numbers;
    int64_t count;
};

static enum jf_status note_shaken(void *arg, const struct jf_refund *r, struct jf_error *err)
{
    struct shaken *s = arg;
    if (!r->shaken || r->unpaid == 0)
        return JF_OK;
    if (s->count++ < NAMED)
        jf_str_addf(&s->numbers, "%s%s", s->numbers.len ? _(", ") : "", r->number);
    return jf_str_check(&s->numbers, err);
}

/* A paper was corrected after its findings were ordered to be paid back: only a person can tell what becomes of that.
 */
enum jf_status casework_tell_shaken(const struct jf_context *ctx, struct jf_error *err)
{
    struct shaken s = { .numbers = JF_STR_INIT };
    enum jf_status status = jf_case_refunds(ctx->db, 0, note_shaken, &s, err);
    if (status == JF_OK && s.count > 0)
        jf_say(_("Refund orders whose findings changed since and that are not paid yet: %lld (%s%s). See jianfu refund "
                 "show ORDER --findings."),
               (long long)s.count, s.numbers.data, s.count > NAMED ? _(" ...") : "");
    jf_str_release(&s.numbers);
    return status;
}
