/* refund_order.c - refund order, withdraw, plan, close, reopen: the life of an order. */
#include "casework.h"

#include "jianfu/audit.h"
#include "jianfu/typed.h"

#define PARTS 4

/* Part a value at its commas, in place; the last part takes the rest. How many there are. */
static int parts_of(char *value, char **parts, int most)
{
    int n = 1;
    parts[0] = value;
    for (char *comma = value; n < most && (comma = strchr(comma, ',')); n++) {
        *comma++ = 0;
        parts[n] = comma;
    }
    return n;
}

/* A list that grows by options: --payee, --finding, --instalment. */
struct given {
    struct jf_json json;
    int64_t count;
};

/* --payee NO,NAME,CHARGED,ALLOWED */
static enum jf_status add_payee(void *arg, char *value, struct jf_error *err)
{
    struct given *given = arg;
    char *parts[PARTS] = { NULL };
    int64_t charged = 0, allowed = 0;
    if (parts_of(value, parts, PARTS) < PARTS)
        return jf_error_set(err, JF_USAGE, _("--payee: '%s' is not NO,NAME,CHARGED,ALLOWED"), value);
    enum jf_status status = jf_cli_money("payee", parts[2], &charged, err);
    if (status == JF_OK)
        status = jf_cli_money("payee", parts[3], &allowed, err);
    if (status != JF_OK)
        return status;
    jf_typed_code(parts[0]);
    jf_json_open(&given->json, NULL, '{');
    jf_json_text(&given->json, "no", parts[0]);
    jf_json_text(&given->json, "name", parts[1]);
    jf_json_int(&given->json, "charged", charged);
    jf_json_int(&given->json, "allowed", allowed);
    jf_json_close(&given->json, '}');
    given->count++;
    return JF_OK;
}

/* --finding N or FN */
static enum jf_status add_finding(void *arg, char *value, struct jf_error *err)
{
    struct given *given = arg;
    int64_t number = 0;
    enum jf_status status = jf_cli_number("finding", *value == 'F' ? value + 1 : value, &number, err);
    if (status != JF_OK)
        return status;
    jf_json_int(&given->json, NULL, number);
    given->count++;
    return JF_OK;
}

/* --instalment DAY,YUAN */
static enum jf_status add_instalment(void *arg, char *value, struct jf_error *err)
{
    struct given *given = arg;
    char *parts[2] = { NULL }, day[JF_DAY_SIZE];
    int64_t amount = 0;
    if (parts_of(value, parts, 2) < 2)
        return jf_error_set(err, JF_USAGE, _("--instalment: '%s' is not DAY,YUAN"), value);
    enum jf_status status = jf_typed_day(parts[0], day) ? JF_OK : jf_cli_day("instalment", parts[0], err);
    if (status == JF_OK)
        status = jf_cli_money("instalment", parts[1], &amount, err);
    if (status != JF_OK)
        return status;
    jf_json_open(&given->json, NULL, '{');
    jf_json_text(&given->json, "due_on", day);
    jf_json_int(&given->json, "amount", amount);
    jf_json_close(&given->json, '}');
    given->count++;
    return JF_OK;
}

static enum jf_status gather(const char *name, char letter, int *argc, char **argv, jf_cli_value_fn *each,
                             struct jf_str *list, int64_t *count, struct jf_error *err)
{
    struct given given = { .count = 0 };
    jf_json_init(&given.json, list);
    jf_json_open(&given.json, NULL, '[');
    enum jf_status status = jf_cli_values(name, letter, argc, argv, each, &given, err);
    jf_json_close(&given.json, ']');
    *count = given.count;
    return status;
}

/* ---- ordering ---- */

struct order {
    const char *petition, *unit, *other_unit, *deadline, *basis, *no, *note, *on;
    const char *file;                   /* of payees */
    const char *of, *rule, *difference; /* findings */
    struct jf_str payees, findings, room, found_unit;
    int64_t payee_count, finding_count;
};

/* The findings named, or all of a unit; the unit is theirs unless another is given. */
static enum jf_status order_findings(struct jf_context *ctx, struct order *o, struct jf_error *err)
{
    enum jf_status status = JF_OK;
    if (o->of) {
        status = casework_place(ctx, "unit", &o->of, &o->room, err);
        jf_str_clear(&o->findings);
        if (status == JF_OK)
            status = jf_refund_findings_of(ctx->db, o->of, o->rule, &o->findings, &o->finding_count, err);
        if (status == JF_OK && o->finding_count == 0) {
            status = jf_error_set(err, JF_REFUSED, _("no finding about '%s' can carry an order now"), o->of);
            jf_error_hint(err, _("`jianfu finding list --unit %s` shows them; doubts are confirmed first"), o->of);
        }
    }
    if (status == JF_OK && o->finding_count && !o->unit) {
        status = jf_refund_findings_unit(ctx->db, o->findings.data, &o->found_unit, err);
        o->unit = o->found_unit.data;
    }
    return status;
}

static enum jf_status order_payees(struct jf_context *ctx, struct order *o, struct jf_error *err)
{
    enum jf_status status = JF_OK;
    bool listed = o->file || o->payee_count;
    if ((o->payee_count > 0 && o->file) || (!listed && !o->finding_count)) {
        status =
            jf_error_set(err, JF_USAGE, _("who is to get money back is given either with --payee or with --payees"));
        jf_error_hint(err,
                      _("--payee NO,NAME,CHARGED,ALLOWED may be repeated; --payees FILE reads a CSV file; findings "
                        "name them by themselves"));
    } else if (!o->payee_count) {
        jf_str_clear(&o->payees);
        status = o->file ? jf_refund_payees_csv(o->file, &o->payees, err)
                         : jf_refund_payees_of_findings(ctx->db, o->findings.data, &o->payees, err);
    }
    return status == JF_OK ? jf_str_check(&o->payees, err) : status;
}

/* Orders come oldest first: the last one told is the new one. */
static enum jf_status keep_last(void *arg, const struct jf_refund *r, struct jf_error *err)
{
    (void)err;
    *(int64_t *)arg = r->subject_id;
    return JF_OK;
}

static enum jf_status tell_order(struct jf_context *ctx, int64_t petition_id, struct jf_error *err)
{
    struct jf_refund r = { 0 };
    int64_t order_id = 0;
    enum jf_status status = jf_case_refunds(ctx->db, petition_id, keep_last, &order_id, err);
    if (status == JF_OK)
        status = casework_tell(ctx, petition_id ? petition_id : order_id, err);
    if (status == JF_OK)
        status = jf_refund_read(ctx->db, order_id, &r, err);
    if (status == JF_OK) {
        refund_tell(&r);
        casework_tell_letter(ctx, jf_steps(), "refund-order", JF_LETTER_REFUND, r.number);
    }
    jf_refund_release(&r);
    return status;
}

static enum jf_status write_order(struct jf_context *ctx, struct order *o, struct jf_error *err)
{
    const struct refund_text texts[] = { { "no", o->no },
                                         { "unit", o->unit },
                                         { "other-unit", o->other_unit },
                                         { "deadline", o->deadline },
                                         { "basis", o->basis },
                                         { "difference", o->difference },
                                         { "note", o->note },
                                         { NULL, NULL } };
    struct jf_str fields = JF_STR_INIT;
    int64_t petition_id = 0;
    enum jf_status status = o->petition ? jf_case_find(ctx->db, o->petition, &petition_id, err) : JF_OK;
    if (status == JF_OK)
        status = refund_fields(&fields, texts, "payees", o->payees.data, err);
    if (status == JF_OK && o->finding_count) {
        jf_str_truncate(&fields, fields.len - 1);
        jf_str_addf(&fields, ",\"findings\":%s}", o->findings.data);
        status = jf_str_check(&fields, err);
    }
    if (status == JF_OK)
        status = casework_write(ctx, petition_id, "refund-order", o->on, fields.data, err);
    if (status == JF_OK)
        status = tell_order(ctx, petition_id, err);
    jf_str_release(&fields);
    return status;
}

enum jf_status refund_order(struct jf_context *ctx, int argc, char **argv, struct jf_error *err)
{
    struct order o = { .payees = JF_STR_INIT, .findings = JF_STR_INIT, .room = JF_STR_INIT, .found_unit = JF_STR_INIT };
    const struct jf_option options[] = {
        { "unit", 'u', N_("UNIT"), &o.unit, NULL, N_("the unit that must pay back: its code or name"), false },
        { "other-unit", 0, N_("REASON"), &o.other_unit, NULL,
          N_("why another unit than the one complained of pays back"), false },
        { "payee", 0, N_("NO,NAME,CHARGED,ALLOWED"), NULL, NULL, N_("who gets money back; may be repeated"),
          JF_OPTION_MANY },
        { "finding", 0, N_("NUMBER"), NULL, NULL, N_("a finding that the order rests on; may be repeated"),
          JF_OPTION_MANY },
        { "findings-of", 0, N_("UNIT"), &o.of, NULL, N_("all findings about the unit that can carry an order"), false },
        { "rule", 0, N_("RULE"), &o.rule, NULL, N_("with --findings-of: only findings of this rule"), false },
        { "difference", 0, N_("TEXT"), &o.difference, NULL, N_("why the sum is not that of the findings"), false },
        { "deadline", 0, N_("DAY"), &o.deadline, NULL, N_("last day for paying back"), true },
        { "basis", 'b', N_("TEXT"), &o.basis, NULL, N_("paper and article"), true },
        { "payees", 0, N_("FILE"), &o.file, NULL, N_("CSV file with the columns no,name,charged,allowed"), false },
        { "no", 'n', N_("NUMBER"), &o.no, NULL, N_("number of the order; the next TYYYY-NNN when left out"), false },
        { "on", 0, N_("DAY"), &o.on, NULL, N_("day of the order; today when left out"), false },
        { "note", 0, N_("TEXT"), &o.note, NULL, N_("remark"), false },
        { .name = NULL },
    };
    int count = 0;
    enum jf_status status = gather("payee", 0, &argc, argv, add_payee, &o.payees, &o.payee_count, err);
    if (status == JF_OK)
        status = gather("finding", 0, &argc, argv, add_finding, &o.findings, &o.finding_count, err);
    if (status == JF_OK)
        status = jf_cli_options(options, argc, argv, 1, &count, err);
    if (status == JF_OK && o.of && o.finding_count)
        status = jf_error_set(err, JF_USAGE, _("--finding and --findings-of exclude each other"));
    if (status == JF_OK && (count > 0 || !(o.of || o.finding_count)))
        status = casework_one(count, _("the number of the petition"), err);
    if (status == JF_OK)
        status = jf_cli_day("on", o.on, err);
    o.petition = status == JF_OK && count ? argv[1] : NULL;
    if (status == JF_OK)
        status = casework_place(ctx, "unit", &o.unit, &o.found_unit, err);
    if (status == JF_OK && !o.unit && !o.of && !o.finding_count)
        status = jf_error_set(err, JF_USAGE, _("--%s is missing"), "unit");
    if (status == JF_OK)
        status = order_findings(ctx, &o, err);
    if (status == JF_OK)
        status = order_payees(ctx, &o, err);
    if (status == JF_OK)
        status = write_order(ctx, &o, err);
    jf_str_release(&o.payees);
    jf_str_release(&o.findings);
    jf_str_release(&o.room);
    jf_str_release(&o.found_unit);
    return status;
}

/* ---- taking an order back ---- */

enum jf_status refund_withdraw(struct jf_context *ctx, int argc, char **argv, struct jf_error *err)
{
    const char *on = NULL, *reason = NULL, *note = NULL;
    const struct jf_option options[] = {
        { "reason", 'r', N_("TEXT"), &reason, NULL, N_("why the order is taken back"), true },
        { "on", 0, N_("DAY"), &on, NULL, N_("day of the withdrawal; today when left out"), false },
        { "note", 0, N_("TEXT"), &note, NULL, N_("remark"), false },
        { .name = NULL },
    };
    struct jf_refund r = { 0 };
    struct jf_str fields = JF_STR_INIT;
    enum jf_status status = refund_open(ctx, options, argc, argv, &r, err);
    const struct refund_text texts[] = { { "no", r.number }, { "reason", reason }, { "note", note }, { NULL, NULL } };
    if (status == JF_OK)
        status = jf_cli_day("on", on, err);
    if (status == JF_OK)
        status = refund_fields(&fields, texts, NULL, NULL, err);
    if (status == JF_OK)
        status = casework_write(ctx, refund_case(&r), "refund-withdraw", on, fields.data, err);
    if (status == JF_OK && r.petition_id)
        status = casework_tell(ctx, r.petition_id, err);
    if (status == JF_OK)
        jf_say(_("refund order %s: withdrawn"), r.number);
    jf_refund_release(&r);
    jf_str_release(&fields);
    return status;
}

/* ---- the plan ---- */

enum jf_status refund_plan(struct jf_context *ctx, int argc, char **argv, struct jf_error *err)
{
    const char *on = NULL, *reason = NULL, *note = NULL, *deadline = NULL, *file = NULL;
    const struct jf_option options[] = {
        { "instalment", 'i', N_("DAY,YUAN"), NULL, NULL, N_("an instalment; may be repeated"), JF_OPTION_MANY },
        { "instalments", 0, N_("FILE"), &file, NULL, N_("CSV file with the columns due_on,amount"), false },
        { "deadline", 0, N_("DAY"), &deadline, NULL, N_("a later last day for the order"), false },
        { "reason", 'r', N_("TEXT"), &reason, NULL, N_("why the deadline is put off"), false },
        { "on", 0, N_("DAY"), &on, NULL, N_("day of the approval; today when left out"), false },
        { "note", 0, N_("TEXT"), &note, NULL, N_("remark"), false },
        { .name = NULL },
    };
    struct jf_refund r = { 0 };
    struct jf_str list = JF_STR_INIT;
    int64_t count = 0;
    enum jf_status status = gather("instalment", 'i', &argc, argv, add_instalment, &list, &count, err);
    if (status == JF_OK)
        status = refund_open(ctx, options, argc, argv, &r, err);
    if (status == JF_OK && (count > 0) == (file != NULL))
        status = jf_error_set(err, JF_USAGE, _("the plan is given either with --instalment or with --instalments"));
    if (status == JF_OK && file) {
        jf_str_clear(&list);
        status = jf_refund_plan_csv(file, &list, err);
    }
    const struct refund_text texts[] = {
        { "no", r.number }, { "deadline", deadline }, { "reason", reason }, { "note", note }, { NULL, NULL }
    };
    if (status == JF_OK)
        status = refund_take(ctx, &r, "refund-plan", on, texts, "instalments", list.data, err);
    jf_refund_release(&r);
    jf_str_release(&list);
    return status;
}

/* ---- the end of an order that stands alone ---- */

/* The findings of an order that is paid to the last fen, as far as somebody confirmed them. */
static enum jf_status rectify(struct jf_context *ctx, const struct jf_refund *r, const char *day, int64_t *done,
                              int64_t *left, struct jf_error *err)
{
    struct jf_stmt *st = NULL;
    struct jf_str reason = JF_STR_INIT;
    jf_str_addf(&reason, _("refund order %s is settled"), r->number);
    enum jf_status status = jf_str_check(&reason, err);
    if (status == JF_OK)
        status = jf_db_query(ctx->db, "refund.findings_of_order", JF_ARGS(JF_INT(":order", r->subject_id)), &st, err);
    while (jf_stmt_row(st, &status, err)) {
        if (!jf_streq(jf_col_text(st, 2), "confirmed")) {
            ++*left;
            continue;
        }
        const struct jf_decision wish = { .finding_id = jf_col_int(st, 0),
                                          .decision = "rectify",
                                          .reason = reason.data,
                                          .actor = ctx->actor,
                                          .day = day,
                                          .lang = ctx->lang };
        status = jf_finding_decide(ctx->db, &wish, err);
        ++*done;
    }
    jf_stmt_done(st);
    jf_str_release(&reason);
    return status;
}

/* Both in one transaction: an order that is closed was closed with its findings, or not at all. */
static enum jf_status close_with_findings(struct jf_context *ctx, const struct jf_refund *r, const char *day,
                                          const struct refund_text *texts, struct jf_error *err)
{
    struct jf_str fields = JF_STR_INIT;
    int64_t done = 0, left = 0;
    enum jf_status status = refund_fields(&fields, texts, NULL, NULL, err);
    const struct jf_case_step step = {
        .petition_id = refund_case(r), .step = "refund-close", .day = day, .actor = ctx->actor, .fields = fields.data
    };
    if (status == JF_OK)
        status = jf_db_views(ctx->db, err);
    if (status == JF_OK)
        status = jf_txn_begin(ctx->db, step.step, err);
    if (status == JF_OK)
        status = jf_case_take(ctx->db, &step, NULL, err);
    if (status == JF_OK)
        status = rectify(ctx, r, day, &done, &left, err);
    if (status == JF_OK)
        status = jf_txn_commit(ctx->db, err);
    else
        jf_txn_rollback(ctx->db);
    if (status == JF_OK)
        status = refund_taken(ctx, r, step.step, err);
    if (status == JF_OK)
        jf_say(_("findings rectified: %lld, left as they are (not confirmed): %lld"), (long long)done, (long long)left);
    jf_str_release(&fields);
    return status;
}

enum jf_status refund_close(struct jf_context *ctx, int argc, char **argv, struct jf_error *err)
{
    const char *on = NULL, *note = NULL;
    bool settle = false;
    const struct jf_option options[] = {
        { "rectify", 0, NULL, NULL, &settle, N_("its confirmed findings are rectified"), false },
        { "on", 0, N_("DAY"), &on, NULL, N_("day of the closing; today when left out"), false },
        { "note", 0, N_("TEXT"), &note, NULL, N_("remark"), false },
        { .name = NULL },
    };
    struct jf_refund r = { 0 };
    char today[JF_DAY_SIZE];
    enum jf_status status = refund_open(ctx, options, argc, argv, &r, err);
    const struct refund_text texts[] = { { "no", r.number }, { "note", note }, { NULL, NULL } };
    jf_day_today(today);
    if (status == JF_OK)
        status = jf_cli_day("on", on, err);
    if (status == JF_OK && settle)
        status = close_with_findings(ctx, &r, on ? on : today, texts, err);
    else if (status == JF_OK)
        status = refund_take(ctx, &r, "refund-close", on, texts, NULL, NULL, err);
    jf_refund_release(&r);
    return status;
}

enum jf_status refund_reopen(struct jf_context *ctx, int argc, char **argv, struct jf_error *err)
{
    const char *on = NULL, *reason = NULL;
    const struct jf_option options[] = {
        { "reason", 'r', N_("TEXT"), &reason, NULL, N_("why the order is taken up again"), true },
        { "on", 0, N_("DAY"), &on, NULL, N_("day; today when left out"), false },
        { .name = NULL },
    };
    struct jf_refund r = { 0 };
    enum jf_status status = refund_open(ctx, options, argc, argv, &r, err);
    const struct refund_text texts[] = { { "no", r.number }, { "reason", reason }, { NULL, NULL } };
    if (status == JF_OK)
        status = refund_take(ctx, &r, "refund-reopen", on, texts, NULL, NULL, err);
    jf_refund_release(&r);
    return status;
}
