/* cmd_refund.c - refunds by hand: order, pay, show, list; and what it shares with cmd_petition.c. The sums are looked
 * after by src/casework. */
#include "casework.h"

/* ---- shared with cmd_petition.c ---- */

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

const char *casework_word(const struct jf_context *ctx, const char *format, const char *group, const char *code)
{
    return format && strcmp(format, "json") == 0 ? code : jf_word(group, code, ctx->lang);
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

enum jf_status casework_tell_possible(struct jf_context *ctx, int64_t petition_id, struct jf_error *err)
{
    struct jf_str possible = JF_STR_INIT;
    const struct jf_steps *steps = jf_steps();
    bool zh = strcmp(ctx->lang, "zh") == 0;
    enum jf_status status = JF_OK;
    for (size_t i = 0; status == JF_OK && steps && i < steps->count; i++) {
        const struct jf_step *row = &steps->rows[i];
        bool may = false;
        status = jf_case_may(ctx->db, petition_id, row, &may, err);
        if (may)
            jf_str_addf(&possible, "%s%s%s%s", possible.len ? ", " : "", row->name, zh ? " " : "", zh ? row->zh : "");
    }
    if (status == JF_OK)
        jf_say(_("possible now: %s"), possible.data);
    jf_str_release(&possible);
    return status;
}

enum jf_status casework_tell(struct jf_context *ctx, int64_t petition_id, struct jf_error *err)
{
    struct jf_case c;
    enum jf_status status = jf_case_read(ctx->db, petition_id, &c, err);
    if (status != JF_OK)
        return status;
    jf_say(_("petition %s: %s"), c.number, jf_word("state", c.state, ctx->lang));
    jf_case_release(&c);
    return casework_tell_possible(ctx, petition_id, err);
}

enum jf_status casework_take(struct jf_context *ctx, int64_t petition_id, const char *step, const char *day,
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
    if (status != JF_OK) {
        jf_txn_rollback(ctx->db);
        return status;
    }
    return casework_tell(ctx, petition_id, err);
}

void casework_show_refund(const struct jf_refund *r)
{
    struct jf_str line = JF_STR_INIT;
    const struct {
        const char *label;
        int64_t fen;
    } sums[] = { { _("charged"), r->charged_fen },
                 { _("allowed"), r->allowed_fen },
                 { _("due"), r->due_fen },
                 { _("paid"), r->paid_fen },
                 { _("rest"), r->due_fen - r->paid_fen } };
    if (r->petition)
        jf_field(_("petition"), r->petition);
    jf_str_addf(&line, "%s (%s)", r->unit_name ? r->unit_name : "", r->unit);
    jf_field(_("unit"), line.data);
    jf_str_clear(&line);
    jf_utf8_add_safe(&line, r->basis, true);
    jf_field(_("basis"), line.data);
    jf_field(_("ordered on"), r->ordered_on);
    jf_field(_("deadline"), r->deadline);
    for (size_t i = 0; i < sizeof sums / sizeof *sums; i++) {
        jf_str_clear(&line);
        jf_money_add_grouped(&line, sums[i].fen);
        jf_str_add(&line, _(" yuan"));
        jf_field(sums[i].label, line.data);
    }
    jf_str_clear(&line);
    jf_str_addf(&line, _("%lld, still waiting: %lld"), (long long)r->payees, (long long)r->unpaid);
    jf_field(_("payees"), line.data);
    jf_str_clear(&line);
    if (r->payments)
        jf_str_addf(&line, _("%lld, from %s to %s"), (long long)r->payments, r->first_paid_on, r->last_paid_on);
    else
        jf_str_add(&line, _("none so far"));
    jf_field(_("payments"), line.data);
    jf_str_release(&line);
}

/* One line after each change: how far the order is paid. */
static void tell_sums(const struct jf_refund *r)
{
    struct jf_str due = JF_STR_INIT, paid = JF_STR_INIT;
    jf_money_add_grouped(&due, r->due_fen);
    jf_money_add_grouped(&paid, r->paid_fen);
    jf_say(_("refund order %s: %s of %s yuan paid, payees %lld, still waiting: %lld"), r->number, paid.data, due.data,
           (long long)r->payees, (long long)r->unpaid);
    jf_str_release(&due);
    jf_str_release(&paid);
}

/* ---- ordering ---- */

/* Orders come oldest first: the last one told is the new one. */
static enum jf_status keep_last(void *arg, const struct jf_refund *r, struct jf_error *err)
{
    (void)err;
    *(int64_t *)arg = r->subject_id;
    return JF_OK;
}

static enum jf_status tell_last_order(struct jf_context *ctx, int64_t petition_id, struct jf_error *err)
{
    struct jf_refund r;
    int64_t order_id = 0;
    enum jf_status status = jf_case_refunds(ctx->db, petition_id, keep_last, &order_id, err);
    if (status == JF_OK)
        status = jf_refund_read(ctx->db, order_id, &r, err);
    if (status != JF_OK)
        return status;
    tell_sums(&r);
    casework_tell_letter(ctx, "refund-order", NULL, r.number);
    casework_tell_letter(ctx, "refund-pay", NULL, r.number); /* the list is signed while it is paid */
    jf_refund_release(&r);
    return JF_OK;
}

#define PARTS 4

/* Take every --payee NO,NAME,CHARGED,ALLOWED out of argv and write it as an element of the open array. */
static enum jf_status take_payees(int *argc, char **argv, struct jf_json *json, int64_t *taken, struct jf_error *err)
{
    static const char option[] = "--payee";
    const size_t len = sizeof option - 1;
    int kept = 1;
    for (int i = 1; i < *argc; i++) {
        char *value = NULL;
        if (strncmp(argv[i], option, len) == 0 && argv[i][len] == '=')
            value = argv[i] + len + 1;
        else if (strcmp(argv[i], option) == 0 && i + 1 < *argc)
            value = argv[++i];
        if (!value) {
            argv[kept++] = argv[i];
            continue;
        }
        char *parts[PARTS] = { value };
        int n = 1;
        for (char *comma = value; n < PARTS && (comma = strchr(comma, ',')); n++) {
            *comma++ = 0;
            parts[n] = comma;
        }
        int64_t charged = 0, allowed = 0;
        if (n < PARTS)
            return jf_error_set(err, JF_USAGE, _("--payee: '%s' is not NO,NAME,CHARGED,ALLOWED"), value);
        enum jf_status status = jf_cli_money("payee", parts[2], &charged, err);
        if (status == JF_OK)
            status = jf_cli_money("payee", parts[3], &allowed, err);
        if (status != JF_OK)
            return status;
        jf_json_open(json, NULL, '{');
        jf_json_text(json, "no", parts[0]);
        jf_json_text(json, "name", parts[1]);
        jf_json_int(json, "charged", charged);
        jf_json_int(json, "allowed", allowed);
        jf_json_close(json, '}');
        ++*taken;
    }
    *argc = kept;
    argv[kept] = NULL;
    return JF_OK;
}

static enum jf_status order(struct jf_context *ctx, int argc, char **argv, struct jf_error *err)
{
    const char *no = NULL, *unit = NULL, *deadline = NULL, *basis = NULL, *file = NULL, *on = NULL, *note = NULL;
    const char *other_unit = NULL, *payee = NULL;
    const struct jf_option options[] = {
        { "unit", 'u', N_("UNIT"), &unit, NULL, N_("the unit that must pay back: its code or name"), true },
        { "other-unit", 0, N_("REASON"), &other_unit, NULL, N_("why another unit than the one complained of pays back"),
          false },
        { "payee", 0, N_("NO,NAME,CHARGED,ALLOWED"), &payee, NULL, N_("who gets money back; may be repeated"),
          JF_OPTION_MANY },
        { "deadline", 0, N_("DAY"), &deadline, NULL, N_("last day for paying back"), true },
        { "basis", 'b', N_("TEXT"), &basis, NULL, N_("paper and article"), true },
        { "payees", 0, N_("FILE"), &file, NULL, N_("CSV file with the columns no,name,charged,allowed"), false },
        { "no", 'n', N_("NUMBER"), &no, NULL, N_("number of the order; the next TYYYY-NNN when left out"), false },
        { "on", 0, N_("DAY"), &on, NULL, N_("day of the order; today when left out"), false },
        { "note", 0, N_("TEXT"), &note, NULL, N_("remark"), false },
        { .name = NULL },
    };
    struct jf_str payees = JF_STR_INIT, fields = JF_STR_INIT, room = JF_STR_INIT;
    struct jf_json json;
    int64_t id = 0, given = 0;
    int count = 0;
    jf_json_init(&json, &payees);
    jf_json_open(&json, NULL, '[');
    enum jf_status status = take_payees(&argc, argv, &json, &given, err);
    jf_json_close(&json, ']');
    if (status == JF_OK)
        status = jf_cli_options(options, argc, argv, 1, &count, err);
    if (status == JF_OK)
        status = casework_one(count, _("the number of the petition"), err);
    if (status == JF_OK)
        status = jf_cli_day("on", on, err);
    if (status == JF_OK && (given > 0) == (file != NULL)) {
        status =
            jf_error_set(err, JF_USAGE, _("who is to get money back is given either with --payee or with --payees"));
        jf_error_hint(err, _("--payee NO,NAME,CHARGED,ALLOWED may be repeated; --payees FILE reads a CSV file"));
    }
    if (status == JF_OK && file) {
        jf_str_clear(&payees);
        status = jf_refund_payees_csv(file, &payees, err);
    }
    if (status == JF_OK)
        status = jf_case_find(ctx->db, argv[1], &id, err);
    if (status == JF_OK)
        status = casework_place(ctx, "unit", &unit, &room, err);
    if (status == JF_OK) {
        const struct {
            const char *name, *value;
        } texts[] = { { "no", no },       { "unit", unit }, { "other-unit", other_unit }, { "deadline", deadline },
                      { "basis", basis }, { "note", note } };
        jf_json_init(&json, &fields);
        jf_json_open(&json, NULL, '{');
        for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
            jf_json_text(&json, texts[i].name, texts[i].value);
        jf_str_addf(&fields, ",\"payees\":%s", payees.data);
        jf_json_close(&json, '}');
        status = jf_str_check(&payees, err);
    }
    if (status == JF_OK)
        status = jf_str_check(&fields, err);
    if (status == JF_OK)
        status = casework_take(ctx, id, "refund-order", on, fields.data, err);
    if (status == JF_OK)
        status = tell_last_order(ctx, id, err);
    jf_str_release(&payees);
    jf_str_release(&fields);
    jf_str_release(&room);
    return status;
}

/* ---- taking an order back ---- */

static enum jf_status withdraw(struct jf_context *ctx, int argc, char **argv, struct jf_error *err)
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
    struct jf_json json;
    int64_t id = 0;
    int count = 0;
    enum jf_status status = jf_cli_options(options, argc, argv, 1, &count, err);
    if (status == JF_OK)
        status = casework_one(count, _("the number of the refund order"), err);
    if (status == JF_OK)
        status = jf_cli_day("on", on, err);
    if (status == JF_OK)
        status = jf_refund_find(ctx->db, argv[1], &id, err);
    if (status == JF_OK)
        status = jf_refund_read(ctx->db, id, &r, err);
    if (status == JF_OK) {
        jf_json_init(&json, &fields);
        jf_json_open(&json, NULL, '{');
        jf_json_text(&json, "no", r.number);
        jf_json_text(&json, "reason", reason);
        jf_json_text(&json, "note", note);
        jf_json_close(&json, '}');
        status = jf_str_check(&fields, err);
    }
    if (status == JF_OK)
        status = casework_take(ctx, r.petition_id, "refund-withdraw", on, fields.data, err);
    if (status == JF_OK)
        jf_say(_("refund order %s: withdrawn"), r.number);
    jf_refund_release(&r);
    jf_str_release(&fields);
    return status;
}

/* ---- paying ---- */

struct payment {
    const char *payee, *amount, *receipt, *received_by, *manner, *proxy;
    const char *file, *receipts, *first;
    bool all_due;
};

static enum jf_status one_payment(const struct payment *p, struct jf_str *out, struct jf_error *err)
{
    const struct {
        const char *option, *value;
    } wanted[] = {
        { "payee", p->payee }, { "amount", p->amount }, { "receipt", p->receipt }, { "received-by", p->received_by }
    };
    struct jf_json json;
    int64_t fen = 0;
    for (size_t i = 0; i < sizeof wanted / sizeof *wanted; i++)
        if (!wanted[i].value) {
            jf_error_set(err, JF_USAGE, _("--%s is missing"), wanted[i].option);
            jf_error_hint(err, _("one payment: --payee --amount --receipt --received-by; a list: --from FILE; "
                                 "all that is due: --all-due --receipts PREFIX"));
            return JF_USAGE;
        }
    enum jf_status status = jf_cli_money("amount", p->amount, &fen, err);
    if (status != JF_OK)
        return status;
    jf_json_init(&json, out);
    jf_json_open(&json, NULL, '[');
    jf_json_open(&json, NULL, '{');
    jf_json_text(&json, "payee", p->payee);
    jf_json_int(&json, "amount", fen);
    jf_json_text(&json, "receipt", p->receipt);
    jf_json_text(&json, "received_by", p->received_by);
    jf_json_text(&json, "manner", p->manner);
    jf_json_text(&json, "proxy", p->proxy);
    jf_json_close(&json, '}');
    jf_json_close(&json, ']');
    return JF_OK;
}

static enum jf_status all_payments(struct jf_context *ctx, int64_t order_id, const struct payment *p,
                                   struct jf_str *out, struct jf_error *err)
{
    int64_t first = 1, count = 0;
    if (!p->receipts) {
        jf_error_set(err, JF_USAGE, _("--receipts is missing"));
        jf_error_hint(err, _("--receipts PREFIX numbers the receipts PREFIX-0001, PREFIX-0002 ..."));
        return JF_USAGE;
    }
    enum jf_status status = jf_cli_number("first", p->first, &first, err);
    if (status == JF_OK)
        status =
            jf_refund_all_due(ctx->db, order_id, p->receipts, first, p->manner ? p->manner : "cash", out, &count, err);
    if (status == JF_OK && count == 0)
        status = jf_error_set(err, JF_REFUSED, _("nothing is due any more"));
    return status;
}

static enum jf_status pay(struct jf_context *ctx, int argc, char **argv, struct jf_error *err)
{
    struct payment p = { 0 };
    const char *on = NULL, *note = NULL;
    const struct jf_option options[] = {
        { "payee", 'p', N_("NUMBER"), &p.payee, NULL, N_("number of the payee within the order"), false },
        { "amount", 'a', N_("YUAN"), &p.amount, NULL, N_("amount paid"), false },
        { "receipt", 'r', N_("NUMBER"), &p.receipt, NULL, N_("number of the receipt; used once by the unit that pays"),
          false },
        { "received-by", 0, N_("NAME"), &p.received_by, NULL, N_("who took the money"), false },
        { "proxy", 0, N_("NOTE"), &p.proxy, NULL, N_("who took it for the payee and why, when it was not the payee"),
          false },
        { "manner", 'm', N_("MANNER"), &p.manner, NULL, N_("cash, transfer or offset; cash when left out"), false },
        { "from", 'f', N_("FILE"), &p.file, NULL, N_("CSV file: payee,amount,receipt,received_by,manner,proxy"),
          false },
        { "all-due", 0, NULL, NULL, &p.all_due,
          N_("record a signed list: every payee received what was still due in person"), false },
        { "receipts", 0, N_("PREFIX"), &p.receipts, NULL, N_("with --all-due: receipts PREFIX-0001, PREFIX-0002 ..."),
          false },
        { "first", 0, N_("NUMBER"), &p.first, NULL, N_("with --receipts: the first number, 1 when left out"), false },
        { "on", 0, N_("DAY"), &on, NULL, N_("day of the payment; today when left out"), false },
        { "note", 0, N_("TEXT"), &note, NULL, N_("remark"), false },
        { .name = NULL },
    };
    struct jf_refund r = { 0 };
    struct jf_str payments = JF_STR_INIT, fields = JF_STR_INIT;
    struct jf_json json;
    int64_t id = 0;
    int count = 0;
    enum jf_status status = jf_cli_options(options, argc, argv, 1, &count, err);
    if (status == JF_OK)
        status = casework_one(count, _("the number of the refund order"), err);
    if (status == JF_OK)
        status = jf_cli_day("on", on, err);
    if (status == JF_OK && (p.file != NULL) + p.all_due + (p.payee != NULL) > 1)
        status = jf_error_set(err, JF_USAGE, _("--payee, --from and --all-due exclude each other"));
    if (status == JF_OK)
        status = casework_code(ctx, "manner", "manner", &p.manner, err);
    if (status == JF_OK && p.proxy && !p.payee)
        status = jf_error_set(err, JF_USAGE, _("--proxy goes with --payee; in a file it is the column proxy"));
    if (status == JF_OK)
        status = jf_refund_find(ctx->db, argv[1], &id, err);
    if (status == JF_OK)
        status = jf_refund_read(ctx->db, id, &r, err);
    if (status == JF_OK)
        status = p.file      ? jf_refund_payments_csv(p.file, &payments, err)
                 : p.all_due ? all_payments(ctx, id, &p, &payments, err)
                             : one_payment(&p, &payments, err);
    if (status == JF_OK) {
        jf_json_init(&json, &fields);
        jf_json_open(&json, NULL, '{');
        jf_json_text(&json, "no", r.number);
        jf_json_text(&json, "note", note);
        jf_str_addf(&fields, ",\"payments\":%s", payments.data);
        jf_json_close(&json, '}');
        status = jf_str_check(&payments, err);
    }
    if (status == JF_OK)
        status = jf_str_check(&fields, err);
    if (status == JF_OK)
        status = casework_take(ctx, r.petition_id, "refund-pay", on, fields.data, err);
    if (status == JF_OK) {
        jf_refund_release(&r);
        status = jf_refund_read(ctx->db, id, &r, err);
    }
    if (status == JF_OK)
        tell_sums(&r);
    jf_refund_release(&r);
    jf_str_release(&payments);
    jf_str_release(&fields);
    return status;
}

/* ---- showing ---- */

static const struct jf_list_column payee_columns[] = {
    { "payee", N_("payee"), JF_LIST_TEXT },      { "name", N_("name"), JF_LIST_TEXT },
    { "charged", N_("charged"), JF_LIST_MONEY }, { "allowed", N_("allowed"), JF_LIST_MONEY },
    { "due", N_("due"), JF_LIST_MONEY },         { "paid", N_("paid"), JF_LIST_MONEY },
    { "rest", N_("rest"), JF_LIST_MONEY },
};
static const struct jf_list_column payment_columns[] = {
    { "part", N_("number"), JF_LIST_INT },      { "payee", N_("payee"), JF_LIST_TEXT },
    { "day", N_("day"), JF_LIST_DAY },          { "amount", N_("amount"), JF_LIST_MONEY },
    { "receipt", N_("receipt"), JF_LIST_TEXT }, { "received_by", N_("received by"), JF_LIST_TEXT },
    { "manner", N_("manner"), JF_LIST_TEXT },   { "proxy", N_("by proxy"), JF_LIST_TEXT },
};

struct listing {
    const char *format;
    bool names, unpaid, payments;
};

static void payee_row(const struct listing *l, const struct jf_stmt *st, struct jf_list *out)
{
    struct jf_str room = JF_STR_INIT;
    jf_list_text(out, jf_col_text(st, 0));
    jf_list_text(out, casework_name(jf_col_text(st, 1), l->names, &room));
    for (int i = 2; i < 7; i++)
        jf_list_money(out, jf_col_int(st, i));
    jf_str_release(&room);
}

static void payment_row(const struct jf_context *ctx, const struct listing *l, const struct jf_stmt *st,
                        struct jf_list *out)
{
    struct jf_str room = JF_STR_INIT;
    jf_list_int(out, jf_col_int(st, 0));
    jf_list_text(out, jf_col_text(st, 1));
    jf_list_text(out, jf_col_text(st, 2));
    jf_list_money(out, jf_col_int(st, 3));
    jf_list_text(out, jf_col_text(st, 4));
    jf_list_text(out, casework_name(jf_col_text(st, 5), l->names, &room));
    jf_list_text(out, casework_word(ctx, l->format, "manner", jf_col_text(st, 6)));
    /* the note says who it was: secret like a name */
    jf_list_text(out, jf_col_null(st, 7) ? NULL : l->names ? jf_col_text(st, 7) : _("by proxy"));
    jf_str_release(&room);
}

static enum jf_status print_listing(struct jf_context *ctx, int64_t order_id, const struct listing *l,
                                    struct jf_error *err)
{
    struct jf_list *out = NULL;
    struct jf_stmt *st = NULL;
    enum jf_status status =
        jf_list_begin(l->format, l->payments ? payment_columns : payee_columns, l->payments ? 8 : 7, &out, err);
    if (status != JF_OK)
        return status;
    status = l->payments ? jf_db_query(ctx->db, "casework.list_payments", JF_ARGS(JF_INT(":order", order_id)), &st, err)
                         : jf_db_query(ctx->db, "casework.list_payees",
                                       JF_ARGS(JF_INT(":order", order_id), JF_INT(":unpaid", l->unpaid)), &st, err);
    for (bool row = true; status == JF_OK;) {
        status = jf_stmt_next(st, &row, err);
        if (status != JF_OK || !row)
            break;
        if (l->payments)
            payment_row(ctx, l, st, out);
        else
            payee_row(l, st, out);
    }
    jf_stmt_done(st);
    enum jf_status end = jf_list_end(out, status == JF_OK ? err : NULL);
    return status == JF_OK ? end : status;
}

static enum jf_status show(struct jf_context *ctx, int argc, char **argv, struct jf_error *err)
{
    struct listing l = { 0 };
    const struct jf_option options[] = {
        { "unpaid", 0, NULL, NULL, &l.unpaid, N_("only payees who still wait for money"), false },
        { "payments", 0, NULL, NULL, &l.payments, N_("list the payments instead of the payees"), false },
        { "names", 0, NULL, NULL, &l.names, N_("show names in full"), false },
        { "format", 'f', N_("FORMAT"), &l.format, NULL, N_("table, csv or json; csv and json give the list alone"),
          false },
        { .name = NULL },
    };
    struct jf_refund r = { 0 };
    int64_t id = 0;
    int count = 0;
    enum jf_status status = jf_cli_options(options, argc, argv, 1, &count, err);
    if (status == JF_OK)
        status = casework_one(count, _("the number of the refund order"), err);
    if (status == JF_OK)
        status = jf_refund_find(ctx->db, argv[1], &id, err);
    if (status == JF_OK)
        status = jf_refund_read(ctx->db, id, &r, err);
    if (status == JF_OK)
        status = jf_cli_names(ctx, l.names, "refund show", argv[1], id, err);
    if (status == JF_OK && (!l.format || strcmp(l.format, "table") == 0)) {
        jf_say(_("Refund order %s"), r.number);
        casework_show_refund(&r);
        jf_say("%s", "");
    }
    if (status == JF_OK)
        status = print_listing(ctx, id, &l, err);
    jf_refund_release(&r);
    return status;
}

static const struct jf_list_column order_columns[] = {
    { "number", N_("number"), JF_LIST_TEXT },    { "petition", N_("petition"), JF_LIST_TEXT },
    { "unit", N_("unit"), JF_LIST_TEXT },        { "ordered", N_("ordered"), JF_LIST_DAY },
    { "deadline", N_("deadline"), JF_LIST_DAY }, { "payees", N_("payees"), JF_LIST_INT },
    { "unpaid", N_("waiting"), JF_LIST_INT },    { "due", N_("due"), JF_LIST_MONEY },
    { "paid", N_("paid"), JF_LIST_MONEY },       { "rest", N_("rest"), JF_LIST_MONEY },
};

static enum jf_status order_row(void *arg, const struct jf_refund *r, struct jf_error *err)
{
    struct jf_list *out = arg;
    (void)err;
    jf_list_text(out, r->number);
    jf_list_text(out, r->petition);
    jf_list_text(out, r->unit_name ? r->unit_name : r->unit);
    jf_list_text(out, r->ordered_on);
    jf_list_text(out, r->deadline);
    jf_list_int(out, r->payees);
    jf_list_int(out, r->unpaid);
    jf_list_money(out, r->due_fen);
    jf_list_money(out, r->paid_fen);
    jf_list_money(out, r->due_fen - r->paid_fen);
    return JF_OK;
}

static enum jf_status list(struct jf_context *ctx, int argc, char **argv, struct jf_error *err)
{
    const char *format = NULL, *petition = NULL;
    const struct jf_option options[] = {
        { "petition", 'p', N_("NUMBER"), &petition, NULL, N_("only orders of this case"), false },
        { "format", 'f', N_("FORMAT"), &format, NULL, N_("table, csv or json"), false },
        { .name = NULL },
    };
    struct jf_list *out = NULL;
    int64_t id = 0;
    int count = 0;
    enum jf_status status = jf_cli_options(options, argc, argv, 1, &count, err);
    if (status == JF_OK && count > 0)
        status = jf_error_set(err, JF_USAGE, _("'%s' is one word too many"), argv[1]);
    if (status == JF_OK && petition)
        status = jf_case_find(ctx->db, petition, &id, err);
    if (status == JF_OK)
        status = jf_list_begin(format, order_columns, sizeof order_columns / sizeof *order_columns, &out, err);
    if (status != JF_OK)
        return status;
    status = jf_case_refunds(ctx->db, id, order_row, out, err);
    enum jf_status end = jf_list_end(out, status == JF_OK ? err : NULL);
    return status == JF_OK ? end : status;
}

/* ---- letters ---- */

static enum jf_status letter(struct jf_context *ctx, int argc, char **argv, struct jf_error *err)
{
    return casework_letter(ctx, JF_LETTER_REFUND, argc, argv, err);
}

/* ---- the command ---- */

static const struct casework_sub subs[] = {
    { "order", order }, { "withdraw", withdraw }, { "pay", pay }, { "show", show },
    { "list", list },   { "letter", letter },     { NULL, NULL },
};

static enum jf_status run(struct jf_context *ctx, int argc, char **argv, struct jf_error *err)
{
    const struct casework_sub *sub = casework_sub_find(subs, argc, argv);
    enum jf_status status = JF_USAGE;
    if (sub)
        status = sub->run(ctx, argc - 1, argv + 1, err);
    else if (argc < 2)
        jf_error_set(err, JF_USAGE, _("refund: what shall be done?"));
    else
        jf_error_set(err, JF_USAGE, _("refund: there is no '%s'"), argv[1]);
    if (!sub)
        jf_error_hint(err, _("order, withdraw, pay, show, list or letter"));
    jf_report_cleanup();
    jf_casework_cleanup();
    return status;
}

const struct jf_command jf_cmd_refund = {
    .name = "refund",
    .usage =
        "refund order PETITION --unit UNIT --deadline DAY --basis TEXT (--payee NO,NAME,CHARGED,ALLOWED ... | --payees "
        "FILE)\n"
        "refund withdraw ORDER --reason TEXT [--on DAY]\n"
        "refund pay ORDER --payee NO --amount YUAN --receipt NUMBER --received-by NAME [--proxy NOTE] [--manner "
        "MANNER] "
        "[--on DAY]\n"
        "refund pay ORDER --from FILE | --all-due --receipts PREFIX [--on DAY]\n"
        "refund show ORDER [--unpaid] [--payments] [--names] [--format FORMAT]\n"
        "refund list [--petition NUMBER] [--format FORMAT]\n"
        "refund letter ORDER refund-order|payee-list [--format text|html] [--serial NUMBER] [--names] [--output FILE]",
    .summary = N_("refund orders, their payees and payments, to the last fen"),
    .help = N_("Orders a unit to pay back what it charged above what is allowed, and records each payment with its\n"
               "receipt. A payee is never paid above what is due; a unit uses a receipt number once. When\n"
               "all is paid, `jianfu petition refunded NUMBER` says so, then the reply and the closing follow.\n"
               "\n"
               "order: --payee may be repeated; --payees reads a CSV file in UTF-8 with the head line\n"
               "no,name,charged,allowed. Further --no NUMBER, --on DAY, --note TEXT. Where another unit than the\n"
               "one complained of pays back, --other-unit REASON says why.\n"
               "\n"
               "withdraw: takes an order back on which nothing was paid yet, with the reason.\n"
               "\n"
               "pay: --from reads a CSV file with the head line payee,amount,receipt,received_by,manner,proxy.\n"
               "Whoever takes the money must be the payee; --proxy (column proxy) says who took it instead and\n"
               "why. --all-due records a signed list: every payee took in person what was still due, with the\n"
               "receipts PREFIX-0001, PREFIX-0002 ... (--first NUMBER begins elsewhere). --manner is cash,\n"
               "transfer or offset. Names are masked unless --names is given.\n"
               "\n"
               "letter: refund-order is the letter to the unit, payee-list the list that the payees sign (with\n"
               "--names, to pay out by it). `jianfu office set` tells once how the office signs."),
    .db = JF_CLI_DB_WRITE,
    .run = run,
};
