/* cmd_refund.c - the command refund: its subcommands and what they share. The sums are looked after by src/casework. */
#include "casework.h"

/* ---- shared by the subcommands ---- */

enum jf_status refund_open(struct jf_context *ctx, const struct jf_option *options, int argc, char **argv,
                           struct jf_refund *r, struct jf_error *err)
{
    int count = 0;
    int64_t id = 0;
    enum jf_status status = jf_cli_options(options, argc, argv, 1, &count, err);
    if (status == JF_OK)
        status = casework_one(count, _("the number of the refund order"), err);
    if (status == JF_OK)
        status = jf_refund_find(ctx->db, argv[1], &id, err);
    return status == JF_OK ? jf_refund_read(ctx->db, id, r, err) : status;
}

enum jf_status refund_fields(struct jf_str *out, const struct refund_text *texts, const char *list_name,
                             const char *list, struct jf_error *err)
{
    struct jf_json json;
    jf_json_init(&json, out);
    jf_json_open(&json, NULL, '{');
    for (; texts->name; texts++)
        jf_json_text(&json, texts->name, texts->value);
    if (list)
        jf_str_addf(out, ",\"%s\":%s", list_name, list);
    jf_json_close(&json, '}');
    return jf_str_check(out, err);
}

void refund_tell(const struct jf_refund *r)
{
    struct jf_str due = JF_STR_INIT, paid = JF_STR_INIT, more = JF_STR_INIT;
    jf_money_add_grouped(&due, r->due_fen);
    jf_money_add_grouped(&paid, r->paid_fen);
    if (r->remainder_fen) {
        jf_str_add(&more, _(", unclaimed: "));
        jf_money_add_grouped(&more, r->remainder_fen);
        jf_str_add(&more, _(" yuan"));
    }
    if (r->due_milli) {
        jf_str_add(&more, _(", labour given back: "));
        jf_refund_add_days(&more, r->paid_milli);
        jf_str_add(&more, _(" of "));
        jf_refund_add_days(&more, r->due_milli);
    }
    jf_say(_("refund order %s: %s of %s yuan paid%s, payees %lld, still waiting: %lld"), r->number, paid.data, due.data,
           more.data, (long long)r->payees, (long long)r->unpaid);
    jf_str_release(&due);
    jf_str_release(&paid);
    jf_str_release(&more);
}

int64_t refund_case(const struct jf_refund *r)
{
    return r->petition_id ? r->petition_id : r->subject_id;
}

enum jf_status refund_taken(struct jf_context *ctx, const struct jf_refund *r, const char *step, struct jf_error *err)
{
    struct jf_refund after = { 0 };
    enum jf_status status = casework_tell(ctx, refund_case(r), err);
    if (status == JF_OK)
        status = jf_refund_read(ctx->db, r->subject_id, &after, err);
    if (status == JF_OK) {
        refund_tell(&after);
        casework_tell_letter(ctx, jf_steps(), step, JF_LETTER_REFUND, after.number);
    }
    jf_refund_release(&after);
    return status;
}

enum jf_status refund_take(struct jf_context *ctx, const struct jf_refund *r, const char *step, const char *on,
                           const struct refund_text *texts, const char *list_name, const char *list,
                           struct jf_error *err)
{
    struct jf_str fields = JF_STR_INIT;
    enum jf_status status = jf_cli_day("on", on, err);
    if (status == JF_OK)
        status = refund_fields(&fields, texts, list_name, list, err);
    if (status == JF_OK)
        status = casework_write(ctx, refund_case(r), step, on, fields.data, err);
    jf_str_release(&fields);
    return status == JF_OK ? refund_taken(ctx, r, step, err) : status;
}

/* ---- letters ---- */

static enum jf_status letter(struct jf_context *ctx, int argc, char **argv, struct jf_error *err)
{
    return casework_letter(ctx, JF_LETTER_REFUND, argc, argv, err);
}

/* ---- the command ---- */

static const struct casework_sub subs[] = {
    { "order", refund_order },
    { "withdraw", refund_withdraw },
    { "plan", refund_plan },
    { "pay", refund_pay },
    { "unclaimed", refund_unclaimed },
    { "reverse", refund_reverse },
    { "void", refund_void },
    { "sample", refund_sample },
    { "confirm", refund_confirm },
    { "calls", refund_calls },
    { "close", refund_close },
    { "reopen", refund_reopen },
    { "show", refund_show },
    { "list", refund_list },
    { "receipts", refund_receipts },
    { "due", refund_due },
    { "letter", letter },
    { NULL, NULL },
};

static enum jf_status run(struct jf_context *ctx, int argc, char **argv, struct jf_error *err)
{
    enum jf_status status = casework_subs(ctx, subs, argc, argv, err);
    jf_report_cleanup();
    jf_casework_cleanup();
    return status;
}

const struct jf_command jf_cmd_refund = {
    .name = "refund",
    .usage =
        "refund order PETITION --unit UNIT --deadline DAY --basis TEXT (--payee NO,NAME,CHARGED,ALLOWED ... | --payees "
        "FILE)\n"
        "refund order [PETITION] (--finding N ... | --findings-of UNIT [--rule RULE]) --deadline DAY --basis TEXT "
        "[--payees FILE [--difference TEXT]]\n"
        "refund plan ORDER (--instalment DAY,YUAN ... | --instalments FILE) [--deadline DAY --reason TEXT]\n"
        "refund withdraw ORDER --reason TEXT [--on DAY]\n"
        "refund pay ORDER --payee NO --amount YUAN --received-by NAME [--receipt NUMBER] [--proxy NOTE] [--manner "
        "MANNER] [--days N [--money YUAN]] [--on DAY]\n"
        "refund pay ORDER --from FILE | --all-due [--receipts PREFIX] [--on DAY]\n"
        "refund unclaimed ORDER (--payee NO --amount YUAN --reason WORD --way WORD --proof TEXT | --from FILE)\n"
        "refund reverse ORDER (--receipt NUMBER | --payee NO) --reason TEXT\n"
        "refund void ORDER --receipt NUMBER --reason TEXT\n"
        "refund receipts ORDER [--format FORMAT]\n"
        "refund sample ORDER --seed N [--count N]\n"
        "refund confirm ORDER --payee NO --answer yes|no|unreached [--note TEXT]\n"
        "refund calls ORDER [--names] [--format FORMAT]\n"
        "refund close ORDER [--rectify]\n"
        "refund reopen ORDER --reason TEXT\n"
        "refund show ORDER [--unpaid] [--page N | --all] [--payments | --plan | --findings | --unclaimed | --history] "
        "[--names] [--format "
        "FORMAT]\n"
        "refund list [--petition NUMBER] [--format FORMAT]\n"
        "refund due [--ahead DAYS] [--format FORMAT]\n"
        "refund letter ORDER refund-order|payee-list|refund-reminder [--format FORMAT] [--serial NUMBER] [--names] "
        "[--output FILE]",
    .summary = N_("refund orders, their payees and payments, to the last fen"),
    .help = N_("Orders a unit to pay back what it charged above what is allowed, and records each payment with its\n"
               "receipt. A payee is never paid above what is due; a unit uses a receipt number once. When\n"
               "all is paid, `jianfu petition refunded NUMBER` says so, then the reply and the closing follow.\n"
               "\n"
               "order: --payee may be repeated; --payees reads a CSV file (UTF-8 or GB18030) with the head line\n"
               "no,name,charged,allowed, for labour also charged_days,allowed_days. Further --no NUMBER, --on DAY,\n"
               "--note TEXT. Where another unit than the one complained of pays back, --other-unit REASON says why.\n"
               "Findings give the unit, the payees and the amounts by themselves; where the records do not name who\n"
               "paid (school charges), --payees must, and --difference says why its sum is not that of the findings.\n"
               "Without a petition the order stands alone: it ends with `refund close` (--rectify: its confirmed\n"
               "findings are then rectified), and `refund reopen` takes it up again.\n"
               "\n"
               "plan: the instalments make what is due to the fen, the last within the deadline; a deadline is put\n"
               "off with --deadline and --reason. A plan may be left out. `refund due` lists what is past its day,\n"
               "with what the office has laid down for so many days.\n"
               "\n"
               "withdraw: takes an order back on which nothing was paid yet, with the reason.\n"
               "\n"
               "pay: --from reads a CSV file with the head line payee,amount,receipt,received_by,manner,proxy (also\n"
               "days,money); XML lists are imported (`jianfu template refund-payment`). Receipts that are left out\n"
               "get the next numbers ORDER-0001, ORDER-0002 ... without a gap; `refund void` makes a spoilt one void.\n"
               "Whoever takes the money must be the payee; --proxy (column proxy) says who took it instead and\n"
               "why. --all-due records a signed list: every payee took in person what was still due, with the\n"
               "receipts PREFIX-0001, PREFIX-0002 ... (--first NUMBER begins elsewhere). --manner is cash,\n"
               "transfer, offset or labour. Labour days are given back as labour (--manner labour --days N) or in\n"
               "money (--days N --money YUAN).\n"
               "\n"
               "unclaimed: what nobody can receive and its lawful way; it counts as settled. The paper that proves\n"
               "it is named. reverse: an entry made by mistake stays, and a reversing entry stands beside it.\n"
               "\n"
               "sample, confirm: before closing, payees drawn by a seed are asked whether they got it. Whoever says\n"
               "no blocks the closing until the payment is reversed or the payee says yes.\n"
               "\n"
               "letter: refund-order is the letter to the unit, payee-list the list that the payees sign (with\n"
               "--names, to pay out by it), refund-reminder what is sent when the last day has passed (dated today).\n"
               "`jianfu office set` tells once how the office signs.\n"
               "\n"
               "Names are masked unless --names is given."),
    .db = JF_CLI_DB_WRITE,
    .run = run,
};
