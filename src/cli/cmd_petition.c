/* cmd_petition.c - petitions by hand: register, take steps, show, list. What may be done when stands in the table of
 * steps; this file only reads the words of the command line and prints. */
#include "casework.h"
#include "petition_intake.h"

#include "jianfu/audit.h"
#include "jianfu/remedy.h"

/* ---- steps ---- */

/* Any step of the table but those that carry lists, which `refund` takes. argv[0] is the step. */
static enum jf_status take_step(struct jf_context *ctx, int argc, char **argv, struct jf_error *err)
{
    const char *on = NULL, *reason = NULL, *to = NULL, *result = NULL, *opinion = NULL, *note = NULL, *no_refund = NULL;
    const char *days = NULL, *approver = NULL, *into = NULL, *in_time = NULL;
    const struct jf_option options[] = {
        { "on", 0, N_("DAY"), &on, NULL, N_("day of the step; today when left out"), false },
        { "reason", 'r', N_("TEXT"), &reason, NULL, N_("why"), false },
        { "to", 0, N_("UNIT"), &to, NULL, N_("forward: the unit, its code or name"), false },
        { "result", 0, N_("RESULT"), &result, NULL, N_("conclude: substantiated, partly or unsubstantiated"), false },
        { "opinion", 0, N_("OPINION"), &opinion, NULL, N_("reply: support, explain or not-support"), false },
        { "no-refund", 0, N_("REASON"), &no_refund, NULL,
          N_("reply: why no money is to be paid back where the complaint was found true and no refund is ordered"),
          false },
        { "in-time", 0, N_("REASON"), &in_time, NULL,
          N_("review: why it counts as asked in time where the rule book has no period for the day"), false },
        { "days", 0, N_("NUMBER"), &days, NULL, N_("extend: how many days more"), false },
        { "approver", 0, N_("NAME"), &approver, NULL, N_("extend: who approved it"), false },
        { "into", 0, N_("PETITION"), &into, NULL, N_("merge: the number of the case that goes on for it"), false },
        { "note", 0, N_("TEXT"), &note, NULL, N_("what was found or done"), false },
        { .name = NULL },
    };
    struct jf_str fields = JF_STR_INIT, unit = JF_STR_INIT;
    struct jf_json json;
    int64_t id = 0;
    int count = 0;
    const char *step = argv[0];
    enum jf_status status = jf_cli_options(options, argc, argv, 1, &count, err);
    if (status == JF_OK)
        status = casework_one(count, _("the number of the petition"), err);
    if (status == JF_OK)
        status = jf_cli_day("on", on, err);
    if (status == JF_OK)
        status = jf_case_find(ctx->db, argv[1], &id, err);
    if (status == JF_OK)
        status = casework_code(ctx, "result", "result", &result, err);
    if (status == JF_OK)
        status = casework_code(ctx, "opinion", "opinion", &opinion, err);
    if (status == JF_OK)
        status = casework_place(ctx, "unit", &to, &unit, err);
    if (status != JF_OK) {
        jf_str_release(&unit);
        return status;
    }
    const struct {
        const char *name, *value;
    } given[] = { { "reason", reason },       { "to", to },          { "result", result },     { "opinion", opinion },
                  { "note", note },           { "days", days },      { "approver", approver }, { "into", into },
                  { "no-refund", no_refund }, { "in-time", in_time } };
    jf_json_init(&json, &fields);
    jf_json_open(&json, NULL, '{');
    for (size_t i = 0; i < sizeof given / sizeof *given; i++)
        if (given[i].value)
            jf_json_text(&json, given[i].name, given[i].value);
    jf_json_close(&json, '}');
    status = jf_str_check(&fields, err);
    if (status == JF_OK)
        status = casework_take(ctx, id, step, on, fields.data, err);
    if (status == JF_OK)
        casework_tell_letter(ctx, jf_steps(), step, JF_LETTER_PETITION, argv[1]);
    jf_str_release(&fields);
    jf_str_release(&unit);
    return status;
}

/* ---- history ---- */

struct history {
    const struct jf_context *ctx;
    const char *format;
    bool whole; /* tell of looks at names, too, which are no steps, and when each event was written down */
    const struct jf_secrets *secrets; /* not to be told in reasons and notes; NULL: they may be */
    struct jf_list *list;
};

/* What `show` leaves out stands first. */
static const struct jf_list_column history_columns[] = {
    { "written", N_("written down"), JF_LIST_TEXT },
    { "day", N_("day"), JF_LIST_DAY },
    { "step", N_("step"), JF_LIST_TEXT },
    { "state", N_("state after"), JF_LIST_TEXT },
    { "actor", N_("by"), JF_LIST_TEXT },
    { "event", N_("event"), JF_LIST_INT },
    { "particulars", N_("particulars"), JF_LIST_TEXT },
};

static const char *step_name(const struct jf_context *ctx, const struct jf_steps *steps, const char *step)
{
    const struct jf_step *row = steps && step ? jf_step_find(steps, step, NULL) : NULL;
    if (!row)
        return step ? step : "";
    return strcmp(ctx->lang, "zh") == 0 ? row->zh : row->en;
}

static enum jf_status print_event(void *arg, const struct jf_case_event *e, struct jf_error *err)
{
    struct history *h = arg;
    struct jf_str text = JF_STR_INIT, masked = JF_STR_INIT;
    bool json = h->format && strcmp(h->format, "json") == 0;
    bool look = strcmp(e->type, "names.shown") == 0;
    if (look && !h->whole)
        return JF_OK;
    casework_add_particulars(&text, h->ctx, e);
    enum jf_status status = jf_str_check(&text, err);
    if (h->whole)
        jf_list_text(h->list, e->at);
    jf_list_text(h->list, e->day);
    jf_list_text(h->list, look   ? casework_word(h->ctx, h->format, "event", e->type)
                          : json ? e->step
                                 : step_name(h->ctx, casework_of_remedy(e) ? jf_remedy_steps() : jf_steps(), e->step));
    jf_list_text(h->list, casework_word(h->ctx, h->format, casework_of_remedy(e) ? "remedy-state" : "state", e->to));
    jf_list_text(h->list, e->actor);
    jf_list_int(h->list, e->event_id);
    if (h->secrets)
        jf_mask_text(&masked, text.data, h->secrets);
    jf_list_text(h->list, h->secrets ? masked.data : text.data);
    jf_str_release(&text);
    jf_str_release(&masked);
    return status;
}

static enum jf_status print_history(struct history *h, int64_t id, struct jf_error *err)
{
    const int count = sizeof history_columns / sizeof *history_columns, left_out = h->whole ? 0 : 1;
    enum jf_status status = jf_list_begin(h->format, history_columns + left_out, count - left_out, &h->list, err);
    if (status != JF_OK)
        return status;
    status = jf_case_events(h->ctx->db, id, print_event, h, err);
    enum jf_status end = jf_list_end(h->list, status == JF_OK ? err : NULL);
    return status == JF_OK ? end : status;
}

static enum jf_status history(struct jf_context *ctx, int argc, char **argv, struct jf_error *err)
{
    const char *format = NULL;
    const struct jf_option options[] = {
        { "format", 'f', N_("FORMAT"), &format, NULL, N_("table, csv or json"), false },
        { .name = NULL },
    };
    struct jf_case c;
    int64_t id = 0;
    int count = 0;
    enum jf_status status = jf_cli_options(options, argc, argv, 1, &count, err);
    if (status == JF_OK)
        status = casework_one(count, _("the number of the petition"), err);
    if (status == JF_OK)
        status = jf_case_find(ctx->db, argv[1], &id, err);
    if (status == JF_OK)
        status = jf_case_read(ctx->db, id, &c, err);
    if (status != JF_OK)
        return status;
    const struct jf_secrets secrets = { c.names, c.telephones, c.addresses };
    struct history h = { .ctx = ctx, .format = format, .whole = true, .secrets = &secrets };
    status = print_history(&h, id, err);
    jf_case_release(&c);
    return status;
}

/* ---- one case ---- */

static enum jf_status print_refund(void *arg, const struct jf_refund *r, struct jf_error *err)
{
    (void)arg;
    (void)err;
    jf_say("%s", "");
    jf_say(_("Refund order %s"), r->number);
    casework_show_refund(r);
    return JF_OK;
}

static void print_text(const char *text, const struct jf_secrets *secrets)
{
    struct jf_str safe = JF_STR_INIT, masked = JF_STR_INIT;
    if (secrets)
        jf_mask_text(&masked, text, secrets);
    jf_utf8_add_safe(&safe, secrets ? masked.data : text, false);
    jf_say("%s", "");
    jf_say("%s", _("What is complained of"));
    jf_say("%s", safe.data);
    jf_str_release(&safe);
    jf_str_release(&masked);
}

static enum jf_status count_speaker(void *arg, const struct jf_case_person *person, struct jf_error *err)
{
    (void)person;
    (void)err;
    ++*(int64_t *)arg;
    return JF_OK;
}

/* `speakers`: how many speak for the petitioners; they follow below. */
static void print_head(const struct jf_context *ctx, const struct jf_case *c, int64_t speakers, bool names)
{
    struct jf_str line = JF_STR_INIT, room = JF_STR_INIT;
    jf_say(_("Petition %s: %s"), c->number, jf_word("state", c->state, ctx->lang));
    jf_str_addf(&line, _("%s, received on %s, people: %lld"), jf_word("channel", c->channel, ctx->lang), c->received_on,
                (long long)c->persons);
    jf_field(_("channel"), line.data);
    jf_field(_("petitioner"), c->petitioner ? casework_name(c->petitioner, names, &room)
                              : speakers    ? _("by representatives")
                                            : _("anonymous"));
    const struct {
        const char *label, *value;
    } secrets[] = { { _("telephone"), c->telephone }, { _("address"), c->address } };
    for (size_t i = 0; i < sizeof secrets / sizeof *secrets; i++)
        if (secrets[i].value) {
            jf_str_clear(&room);
            if (!names)
                jf_mask_all(&room, secrets[i].value);
            else
                jf_utf8_add_safe(&room, secrets[i].value, true);
            jf_field(secrets[i].label, room.data);
        }
    jf_str_clear(&line);
    jf_str_addf(&line, "%s%s (%s)", c->township_name ? c->township_name : "", c->division_name ? c->division_name : "",
                c->division ? c->division : "");
    jf_field(_("place"), line.data);
    if (c->unit) {
        jf_str_clear(&line);
        jf_str_addf(&line, "%s (%s)", c->unit_name ? c->unit_name : "", c->unit);
        jf_field(_("unit"), line.data);
    }
    jf_field(_("category"), jf_word("category", c->category, ctx->lang));
    if (c->major_case)
        jf_field(_("major case"), jf_word("major-case", c->major_case, ctx->lang));
    if (c->result)
        jf_field(_("result"), jf_word("result", c->result, ctx->lang));
    const struct {
        const char *label, *value;
    } marks[] = { { _("handed down by"), c->handed_by },
                  { _("by paper"), c->handed_no },
                  { _("result wanted by"), c->report_by },
                  { _("paused since"), c->paused_on },
                  { _("ended by a second review"), c->final_on },
                  { _("merged into"), c->merged_into },
                  { _("merged here"), c->merged_here } };
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
        if (marks[i].value)
            jf_field(marks[i].label, marks[i].value);
    jf_str_clear(&line);
    if (c->file_name)
        jf_str_addf(&line, _("%s, line %lld (batch %lld)"), c->file_name, (long long)c->line, (long long)c->batch_id);
    else
        jf_str_add(&line, _("keyed in"));
    jf_field(_("source"), line.data);
    jf_str_release(&line);
    jf_str_release(&room);
}

/* ---- remedies and repeats ---- */

static enum jf_status print_remedy(void *arg, const struct jf_remedy *r, struct jf_error *err)
{
    const struct jf_context *ctx = arg;
    struct jf_str line = JF_STR_INIT;
    jf_str_addf(&line, _("%s, %s, deadline %s"), jf_word("remedy", r->kind, ctx->lang),
                jf_word("remedy-state", r->state, ctx->lang), r->deadline);
    if (r->days_over)
        jf_str_addf(&line, _(", days over: %lld"), (long long)r->days_over);
    jf_str_addf(&line, "%s%s", _("; "), r->text);
    enum jf_status status = jf_str_check(&line, err);
    if (status == JF_OK)
        jf_field(r->number, line.data);
    jf_str_release(&line);
    return status;
}

static enum jf_status print_remedies(struct jf_context *ctx, int64_t id, struct jf_error *err)
{
    const struct jf_remedy_filter filter = { .petition_id = id };
    int64_t count = 0;
    enum jf_status status = jf_db_int(ctx->db, "remedy.of_case", JF_ARGS(JF_INT(":petition", id)), 0, &count, err);
    if (status != JF_OK || count == 0)
        return status;
    jf_say("%s", "");
    jf_say("%s", _("Remedies"));
    return jf_remedy_list(ctx->db, &filter, print_remedy, ctx, err);
}

#define REPEATS_SHOWN 5

struct repeats {
    const struct jf_context *ctx;
    int64_t count;
};

static enum jf_status print_repeat(void *arg, const struct jf_repeat *r, struct jf_error *err)
{
    struct repeats *all = arg;
    struct jf_str line = JF_STR_INIT;
    if (all->count++ == 0) {
        jf_say("%s", "");
        jf_say("%s", _("Repeats by the unit complained of"));
    }
    if (all->count > REPEATS_SHOWN)
        return JF_OK;
    jf_str_addf(&line, _("%s, charged on %s: finding %lld had been confirmed on %s, %lld days before"), r->rule,
                r->charged_on, (long long)r->earlier, r->established_on, (long long)r->days);
    enum jf_status status = jf_str_check(&line, err);
    if (status == JF_OK) {
        struct jf_str label = JF_STR_INIT;
        jf_str_addf(&label, "F%lld", (long long)r->finding_id);
        jf_field(label.data, line.data);
        jf_str_release(&label);
    }
    jf_str_release(&line);
    return status;
}

static enum jf_status print_repeats(struct jf_context *ctx, const char *unit, struct jf_error *err)
{
    struct repeats all = { .ctx = ctx };
    if (!unit)
        return JF_OK;
    enum jf_status status = jf_finding_repeats(ctx->db, unit, NULL, print_repeat, &all, err);
    if (status == JF_OK && all.count > REPEATS_SHOWN)
        jf_say(_("and %lld more: jianfu finding repeats --unit %s"), (long long)(all.count - REPEATS_SHOWN), unit);
    return status;
}

static enum jf_status print_case(struct jf_context *ctx, int64_t id, bool names, struct jf_error *err)
{
    struct jf_case c;
    enum jf_status status = jf_case_read(ctx->db, id, &c, err);
    if (status != JF_OK)
        return status;
    const struct jf_secrets secrets = { c.names, c.telephones, c.addresses };
    struct history h = { .ctx = ctx, .secrets = names ? NULL : &secrets };
    int64_t speakers = 0;
    status = jf_case_told(ctx->db, id, count_speaker, NULL, &speakers, err);
    print_head(ctx, &c, speakers, names);
    if (status == JF_OK)
        status = petition_print_told(ctx, id, names, err);
    print_text(c.text, h.secrets);
    jf_say("%s", "");
    jf_say("%s", _("Steps"));
    if (status == JF_OK)
        status = print_history(&h, id, err);
    if (status == JF_OK)
        status = jf_case_refunds(ctx->db, id, print_refund, NULL, err);
    if (status == JF_OK)
        status = print_remedies(ctx, id, err);
    if (status == JF_OK)
        status = print_repeats(ctx, c.unit, err);
    if (status == JF_OK) {
        jf_say("%s", "");
        jf_say("%s", _("Legal periods"));
        status = petition_deadlines(ctx, id, err);
    }
    if (status == JF_OK) {
        jf_say("%s", "");
        status = casework_tell_possible(ctx, id, err);
    }
    jf_case_release(&c);
    return status;
}

static enum jf_status show(struct jf_context *ctx, int argc, char **argv, struct jf_error *err)
{
    bool names = false, deadlines = false;
    const struct jf_option options[] = {
        { "names", 0, NULL, NULL, &names, N_("show names, telephone and address in full"), false },
        { "deadlines", 0, NULL, NULL, &deadlines, N_("explain every period of the case, step by step"), false },
        { .name = NULL },
    };
    int64_t id = 0;
    int count = 0;
    enum jf_status status = jf_cli_options(options, argc, argv, 1, &count, err);
    if (status == JF_OK)
        status = casework_one(count, _("the number of the petition"), err);
    if (status == JF_OK)
        status = jf_case_find(ctx->db, argv[1], &id, err);
    if (status == JF_OK && deadlines)
        return petition_explain_deadlines(ctx, argv[1], id, err);
    if (status == JF_OK)
        status = jf_cli_names(ctx, names, "petition show", argv[1], id, err);
    return status == JF_OK ? print_case(ctx, id, names, err) : status;
}

/* ---- the list ---- */

static const struct jf_list_column list_columns[] = {
    { "number", N_("number"), JF_LIST_TEXT },
    { "received", N_("received"), JF_LIST_DAY },
    { "channel", N_("channel"), JF_LIST_TEXT },
    { "category", N_("category"), JF_LIST_TEXT },
    { "place", N_("place"), JF_LIST_TEXT },
    { "unit", N_("unit"), JF_LIST_TEXT },
    { "petitioner", N_("petitioner"), JF_LIST_TEXT },
    { "state", N_("state"), JF_LIST_TEXT },
    { "result", N_("result"), JF_LIST_TEXT },
    { "due", N_("due"), JF_LIST_MONEY },
    { "paid", N_("paid"), JF_LIST_MONEY },
};

/* Columns of casework.list_cases. */
enum { NUMBER, RECEIVED, CHANNEL, CATEGORY, PERSONS, PETITIONER, PLACE, UNIT, STATE, RESULT, DUE, PAID };

static void money_cell(struct jf_list *list, const struct jf_stmt *st, int column)
{
    if (jf_col_null(st, column))
        jf_list_null(list);
    else
        jf_list_money(list, jf_col_int(st, column));
}

static void print_row(const struct jf_context *ctx, const char *format, bool names, const struct jf_stmt *st,
                      struct jf_list *list)
{
    struct jf_str room = JF_STR_INIT;
    jf_list_text(list, jf_col_text(st, NUMBER));
    jf_list_text(list, jf_col_text(st, RECEIVED));
    jf_list_text(list, casework_word(ctx, format, "channel", jf_col_text(st, CHANNEL)));
    jf_list_text(list, casework_word(ctx, format, "category", jf_col_text(st, CATEGORY)));
    jf_list_text(list, jf_col_text(st, PLACE));
    jf_list_text(list, jf_col_text(st, UNIT));
    jf_list_text(list, casework_name(jf_col_text(st, PETITIONER), names, &room));
    jf_list_text(list, casework_word(ctx, format, "state", jf_col_text(st, STATE)));
    jf_list_text(list, casework_word(ctx, format, "result", jf_col_text(st, RESULT)));
    money_cell(list, st, DUE);
    money_cell(list, st, PAID);
    jf_str_release(&room);
}

struct filter {
    const char *name, *value;
};

/* A whole list of names is about to be shown: its filters say which. */
static enum jf_status look_at_list(struct jf_context *ctx, const struct filter *filters, struct jf_error *err)
{
    struct jf_str key = JF_STR_INIT;
    for (; filters->name; filters++)
        jf_cli_filter(&key, filters->name, filters->value);
    enum jf_status status = jf_str_check(&key, err);
    if (status == JF_OK)
        status = jf_cli_names(ctx, true, "petition list", key.len ? key.data : "*", 0, err);
    jf_str_release(&key);
    return status;
}

static enum jf_status list(struct jf_context *ctx, int argc, char **argv, struct jf_error *err)
{
    const char *format = NULL, *state = NULL, *channel = NULL, *category = NULL, *unit = NULL, *from = NULL,
               *until = NULL;
    bool names = false, open = false;
    const struct jf_option options[] = {
        { "state", 's', N_("STATE"), &state, NULL, N_("only cases in this state"), false },
        { "open", 'o', NULL, NULL, &open, N_("only cases that are not closed"), false },
        { "channel", 'c', N_("CHANNEL"), &channel, NULL, N_("only this channel"), false },
        { "category", 'k', N_("CATEGORY"), &category, NULL, N_("only this category"), false },
        { "unit", 'u', N_("UNIT"), &unit, NULL, N_("only complaints of this unit: its code or name"), false },
        { "from", 0, N_("DAY"), &from, NULL, N_("received on this day or later"), false },
        { "until", 0, N_("DAY"), &until, NULL, N_("received on this day or before"), false },
        { "names", 0, NULL, NULL, &names, N_("show names in full"), false },
        { "format", 'f', N_("FORMAT"), &format, NULL, N_("table, csv or json"), false },
        { .name = NULL },
    };
    struct jf_stmt *st = NULL;
    struct jf_list *out = NULL;
    struct jf_str room = JF_STR_INIT;
    int count = 0;
    enum jf_status status = jf_cli_options(options, argc, argv, 1, &count, err);
    if (status == JF_OK && count > 0)
        status = jf_error_set(err, JF_USAGE, _("'%s' is one word too many"), argv[1]);
    if (status == JF_OK)
        status = casework_code(ctx, "state", "state", &state, err);
    if (status == JF_OK)
        status = casework_code(ctx, "channel", "channel", &channel, err);
    if (status == JF_OK)
        status = casework_code(ctx, "category", "category", &category, err);
    if (status == JF_OK)
        status = jf_cli_day("from", from, err);
    if (status == JF_OK)
        status = jf_cli_day("until", until, err);
    if (status == JF_OK)
        status = casework_place(ctx, "unit", &unit, &room, err);
    if (status == JF_OK && names)
        status = look_at_list(ctx,
                              (const struct filter[]){ { "open", open ? "yes" : NULL },
                                                       { "state", state },
                                                       { "channel", channel },
                                                       { "category", category },
                                                       { "unit", unit },
                                                       { "from", from },
                                                       { "until", until },
                                                       { NULL, NULL } },
                              err);
    if (status == JF_OK)
        status = jf_list_begin(format, list_columns, sizeof list_columns / sizeof *list_columns, &out, err);
    if (status != JF_OK) {
        jf_str_release(&room);
        return status;
    }
    status = jf_db_query(ctx->db, "casework.list_cases",
                         JF_ARGS(JF_TEXT(":state", state), JF_INT(":open", open), JF_TEXT(":channel", channel),
                                 JF_TEXT(":category", category), JF_TEXT(":unit", unit), JF_TEXT(":from", from),
                                 JF_TEXT(":until", until)),
                         &st, err);
    while (jf_stmt_row(st, &status, err)) {
        print_row(ctx, format, names, st, out);
    }
    jf_stmt_done(st);
    jf_str_release(&room);
    enum jf_status end = jf_list_end(out, status == JF_OK ? err : NULL);
    return status == JF_OK ? end : status;
}

/* ---- letters ---- */

static enum jf_status letter(struct jf_context *ctx, int argc, char **argv, struct jf_error *err)
{
    return casework_letter(ctx, JF_LETTER_PETITION, argc, argv, err);
}

/* ---- the table of steps ---- */

struct may_case_of {
    int64_t petition_id;
    bool all; /* also what only others may take */
};

static enum jf_status may_case(struct jf_context *ctx, const void *arg, const struct jf_step *row, bool *may,
                               struct jf_error *err)
{
    const struct may_case_of *of = arg;
    enum jf_status status = jf_case_may(ctx->db, of->petition_id, row, may, err);
    return status == JF_OK && *may && !of->all ? jf_step_allows(ctx->db, row, ctx->actor, may, err) : status;
}

static enum jf_status steps(struct jf_context *ctx, int argc, char **argv, struct jf_error *err)
{
    const char *format = NULL;
    bool all = false;
    const struct jf_option options[] = {
        { "all", 'a', NULL, NULL, &all, N_("of a case: also steps that only others may take"), false },
        { "format", 'f', N_("FORMAT"), &format, NULL, N_("table, csv or json"), false },
        { .name = NULL },
    };
    int64_t id = 0;
    int count = 0;
    enum jf_status status = jf_cli_options(options, argc, argv, 1, &count, err);
    if (status == JF_OK && count > 1)
        status = jf_error_set(err, JF_USAGE, _("'%s' is one word too many"), argv[2]);
    if (status == JF_OK && count == 1)
        status = jf_case_find(ctx->db, argv[1], &id, err);
    const struct may_case_of of = { .petition_id = id, .all = all };
    return status == JF_OK ? casework_print_steps(ctx, jf_steps(), "state", format, id ? may_case : NULL, &of, err)
                           : status;
}

/* ---- the command ---- */

static const struct casework_sub subs[] = {
    { "register", petition_register },
    { "suggest", petition_suggest },
    { "show", show },
    { "list", list },
    { "due", petition_due },
    { "search", casework_search },
    { "history", history },
    { "letter", letter },
    { "steps", steps },
    { NULL, NULL },
};

/* Steps about an order are rows of the same table, but are taken with another command. */
static bool of_order(const struct jf_step *step)
{
    return step && jf_words_hold(step->carries, "no") && jf_starts(step->name, "refund-");
}

static enum jf_status run(struct jf_context *ctx, int argc, char **argv, struct jf_error *err)
{
    const struct jf_steps *table = jf_steps();
    const struct casework_sub *sub = casework_sub_find(subs, argc, argv);
    const struct jf_step *step = table && argc > 1 && !sub ? jf_step_find(table, argv[1], NULL) : NULL;
    enum jf_status status;
    if (of_order(step))
        status = jf_error_set(err, JF_USAGE, _("'%s' is taken with `jianfu refund %s`"), step->name,
                              step->name + strlen("refund-"));
    else if (step && !jf_words_hold(step->carries, "no"))
        status = take_step(ctx, argc - 1, argv + 1, err);
    else
        status = casework_subs(ctx, subs, argc, argv, err);
    if (!sub && !step)
        jf_error_hint(err, _("register, show, list, due, search, history, letter, steps, or a step: `jianfu petition "
                             "steps` lists them"));
    jf_report_cleanup();
    jf_casework_cleanup();
    return status;
}

const struct jf_command jf_cmd_petition = {
    .name = "petition",
    .usage =
        "petition register [--channel CHANNEL --division PLACE --category CATEGORY --text TEXT] [options]\n"
        "petition suggest NUMBER | --text-file FILE [--received DAY] [--unit UNIT] [--format FORMAT]\n"
        "petition accept|refuse|forward|object|investigate|extend|pause|resume|conclude|refunded|reply NUMBER "
        "[options]\n"
        "petition review|review-uphold|review-return|second-review|second-uphold|second-return NUMBER --reason TEXT\n"
        "petition report-back|withdraw|merge|close|reopen NUMBER [options]\n"
        "petition show NUMBER [--names] [--deadlines]\n"
        "petition due [--days NUMBER] [--all] [--format FORMAT]\n"
        "petition list [--open] [--state STATE] [--unit UNIT] [--from DAY] [--until DAY] [--names] [--format FORMAT]\n"
        "petition search WORD... [--state STATE] [--unit UNIT] [--division PLACE] [--from DAY] [--until DAY] [--limit "
        "NUMBER]\n"
        "                [--names] [--format FORMAT]\n"
        "petition history NUMBER [--format FORMAT]\n"
        "petition letter NUMBER KIND [--format FORMAT] [--serial NUMBER] [--names] [--output FILE]\n"
        "petition steps [NUMBER [--all]] [--format FORMAT]",
    .summary = N_("complaints by letter, call and visit, from the first call to the closing"),
    .help = N_("Registers a complaint and takes its steps one by one. Which step may follow, and what it must\n"
               "carry, `jianfu petition steps` tells; a step that is not possible is refused and those that are\n"
               "possible are named. A refund is ordered and paid with `jianfu refund`; a case is closed only when\n"
               "every payee has the money that is due, to the fen. Names are masked unless --names is given.\n"
               "\n"
               "register: --channel letter|call|visit|online|congress|handed-down|inspection, --division PLACE,\n"
               "--category tax-fee|school|house-building|press|vote-project|subsidy|land|other, --text TEXT (@FILE\n"
               "or --text-file FILE for a long letter); and as known --received DAY, --unit UNIT, --petitioner\n"
               "NAME, --telephone NUMBER, --address TEXT, --persons NUMBER, --representative NAME[:TELEPHONE\n"
               "[:ADDRESS]] (up to five), --major-case CLASS, --no NUMBER, --on DAY, --note TEXT; of a case that\n"
               "another body handed down --handed-by NAME, --handed-no NUMBER, --report-by DAY; and what the text\n"
               "names: --amount YUAN, --charged-on PERIOD, --document NUMBER, --item NAME, each as often as needed.\n"
               "At a terminal whatever is missing is asked for, and nothing is written before the last yes.\n"
               "\n"
               "suggest: category, numbers of papers, amounts, days, units and places that the text suggests, earlier\n"
               "cases of the same unit, text or petitioner, and findings and records about the unit, each with its\n"
               "reason. These are proposals: a person decides, nothing is set by them.\n"
               "\n"
               "Steps: --on DAY and --note TEXT with all of them; --reason TEXT wherever something is refused,\n"
               "sent back, paused, reviewed, withdrawn or taken up anew; forward: --to UNIT; extend: --days NUMBER\n"
               "--approver NAME; merge: --into PETITION; conclude: --result substantiated|partly|unsubstantiated;\n"
               "reply: --opinion support|explain|not-support. Where the complaint was found true, also in part, the "
               "reply follows\n"
               "the refund, or --no-refund REASON says why no money is to be paid back. What a step notes stands in\n"
               "the letter that comes with it: nothing that is only for the office belongs there.\n"
               "\n"
               "A place or unit is given by its code or its exact name (`jianfu register list` shows them), and for\n"
               "channel, category, state, result and opinion the Chinese word will do as well.\n"
               "\n"
               "due: what has passed its day, what comes soon (--days NUMBER: in so many days), cases that nobody\n"
               "handles or that are paused, and refund orders not paid in time, most urgent first; --all: what\n"
               "runs as well. show --deadlines explains each period: from which event, by which standard, with\n"
               "its extensions, pauses and days not worked.\n"
               "\n"
               "letter: writes the letter that comes with a step (acceptance, refusal, forwarding, extension, reply,\n"
               "review-answer, second-answer, completion-report, withdrawal, merge-note, closing-sheet); without KIND\n"
               "it says which there are now. `jianfu office set` tells once how the office signs. --serial puts in the "
               "number of\n"
               "the letter, else there is room for it. Letters to other bodies never name the petitioner.\n"
               "\n"
               "list: --open, --state, --channel, --category, --unit, --from DAY, --until DAY, --names, --format\n"
               "table|csv|json.\n"
               "\n"
               "search: petitions in which all the words stand, the one registered last first. A word is any two or\n"
               "more characters in a row, Chinese or not: of the text, number and day of the paper, of what was said\n"
               "with the steps and refunds, of the names and codes of place and unit; or the word of a state or\n"
               "result. Full width and half width, small and capital letters, traditional and simplified\n"
               "characters, and brackets of all kinds are the same.\n"
               "Names, telephones and addresses are searched only with --names."),
    .db = JF_CLI_DB_WRITE,
    .run = run,
};
