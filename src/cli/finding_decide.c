/* finding_decide.c - finding confirm, dismiss, waive, rectify: what a person decides about one finding or about many at
 * once, in one transaction. Many that a filter chooses are decided only when their count is given, so that nobody
 * decides about more than he has seen. */
#include "casework.h"

#include "jianfu/audit.h"

/* "12", "F12", "f12" or "finding:12". */
enum jf_status casework_finding_number(const char *text, int64_t *id, struct jf_error *err)
{
    const char *digits = text;
    if (jf_starts(digits, "finding:"))
        digits += strlen("finding:");
    else if (*digits == 'F' || *digits == 'f')
        digits++;
    size_t len = strspn(digits, "0123456789");
    if (len == 0 || len > 15 || digits[len]) {
        enum jf_status status = jf_error_set(err, JF_USAGE, _("'%s' is not the number of a finding"), text);
        jf_error_hint(err, "%s", _("'jianfu finding list' shows all with their numbers"));
        return status;
    }
    *id = 0;
    for (; *digits; digits++)
        *id = *id * 10 + (*digits - '0');
    return JF_OK;
}

/* ---- which ---- */

struct chosen {
    int64_t *ids;
    size_t count;
};

static enum jf_status choose(struct chosen *c, int64_t id, struct jf_error *err)
{
    for (size_t i = 0; i < c->count; i++)
        if (c->ids[i] == id)
            return JF_OK;
    int64_t *ids = jf_grow(c->ids, c->count + 1, sizeof *ids);
    if (!ids)
        return jf_error_set(err, JF_NOMEM, _("out of memory"));
    c->ids = ids;
    c->ids[c->count++] = id;
    return JF_OK;
}

static enum jf_status choose_listed(void *arg, const struct jf_finding *finding, struct jf_error *err)
{
    return choose(arg, finding->finding_id, err);
}

/* All that fit, when they are as many as was said. */
static enum jf_status choose_fitting(struct jf_context *ctx, const struct jf_finding_filter *filter, const char *said,
                                     struct chosen *c, struct jf_error *err)
{
    struct jf_finding_totals totals = { 0 };
    struct jf_str money = JF_STR_INIT;
    int64_t count = 0;
    enum jf_status status = said ? jf_cli_number("count", said, &count, err) : JF_OK;
    if (status == JF_OK)
        status = jf_finding_check(ctx->db, filter, err);
    if (status == JF_OK)
        status = jf_finding_list(ctx->db, filter, choose_listed, c, &totals, err);
    if (status != JF_OK || (said && totals.count == count && count > 0))
        return status;
    jf_money_add_grouped(&money, totals.excess_fen);
    jf_error_set(err, JF_USAGE, _("%lld findings fit (%s), excess in all %s yuan; nothing was decided"),
                 (long long)totals.count, jf_word("finding-state", filter->state, ctx->lang), money.data);
    if (totals.count)
        jf_error_hint(err, _("look at them with `jianfu finding list`; --count %lld decides about all of them"),
                      (long long)totals.count);
    jf_str_release(&money);
    return JF_USAGE;
}

/* ---- money ---- */

/* Charged in excess, and no order for it: an office may have seen to that on the spot, so that it is told, not refused.
 */
static enum jf_status count_unordered(struct jf_context *ctx, int64_t id, int64_t *count, struct jf_error *err)
{
    bool unordered = false;
    enum jf_status status = jf_refund_unordered(ctx->db, id, &unordered, err);
    *count += unordered;
    return status;
}

/* ---- all or none ---- */

static enum jf_status decide_all(struct jf_context *ctx, struct jf_decision *wish, const struct chosen *c,
                                 int64_t *unordered, struct jf_error *err)
{
    enum jf_status status = JF_OK;
    for (size_t i = 0; i < c->count && status == JF_OK; i++) {
        wish->finding_id = c->ids[i];
        status = jf_finding_decide(ctx->db, wish, err);
        if (status == JF_OK && jf_streq(wish->decision, "rectify"))
            status = count_unordered(ctx, c->ids[i], unordered, err);
    }
    return status;
}

static enum jf_status tell(struct jf_context *ctx, const struct jf_decision *wish, const struct chosen *c,
                           int64_t unordered, struct jf_error *err)
{
    struct jf_finding finding = { 0 };
    enum jf_status status = jf_finding_read(ctx->db, wish->finding_id, &finding, err);
    const char *state = status == JF_OK ? jf_word("finding-state", finding.state, ctx->lang) : "";
    if (status == JF_OK && c->count == 1)
        jf_say(_("finding %lld is now: %s"), (long long)wish->finding_id, state);
    else if (status == JF_OK)
        jf_say(_("%lld findings are now: %s"), (long long)c->count, state);
    if (status == JF_OK && unordered)
        jf_note(
            _("charged in excess, and no refund order on record: %lld; `jianfu refund order --finding N` orders one"),
            (long long)unordered);
    jf_finding_release(&finding);
    if (status == JF_OK && (jf_streq(wish->decision, "dismiss") || jf_streq(wish->decision, "waive")))
        status = casework_tell_shaken(ctx, err);
    return status;
}

static enum jf_status decide(struct jf_context *ctx, struct jf_decision *wish, const struct jf_finding_filter *filter,
                             const char *count, struct chosen *c, struct jf_error *err)
{
    int64_t unordered = 0;
    enum jf_status status = jf_db_views(ctx->db, err);
    if (status == JF_OK)
        status = jf_txn_begin(ctx->db, "finding", err);
    if (status != JF_OK)
        return status;
    if (!c->count)
        status = choose_fitting(ctx, filter, count, c, err);
    if (status == JF_OK)
        status = decide_all(ctx, wish, c, &unordered, err);
    if (status == JF_OK)
        status = jf_txn_commit(ctx->db, err);
    else
        jf_txn_rollback(ctx->db);
    return status == JF_OK ? tell(ctx, wish, c, unordered, err) : status;
}

enum jf_status finding_decide(struct jf_context *ctx, int argc, char **argv, struct jf_error *err)
{
    struct jf_decision wish = { .decision = argv[1], .actor = ctx->actor, .lang = ctx->lang };
    struct jf_finding_filter filter = { .state = jf_streq(argv[1], "rectify") ? "confirmed" : "open" };
    struct chosen c = { NULL, 0 };
    const char *note = NULL, *said = NULL;
    const struct jf_option options[] = {
        { "reason", 0, N_("TEXT"), &wish.reason, NULL, N_("why; kept in the history"), false },
        { "note", 0, N_("TEXT"), &note, NULL, N_("the same as --reason: what was done"), false },
        { "approver", 0, N_("NAME"), &wish.approver, NULL, N_("waive: who approved it"), false },
        { "until", 0, N_("DAY"), &wish.until, NULL, N_("waive: last day; the next check after it opens the finding"),
          false },
        { "on", 0, N_("DAY"), &wish.day, NULL, N_("day of the decision; today when not given"), false },
        { "rule", 'r', N_("ID"), &filter.rule, NULL, N_("all of this rule"), false },
        { "unit", 'u', N_("UNIT"), &filter.unit, NULL, N_("all of this unit, by code or name"), false },
        { "township", 't', N_("PLACE"), &filter.township, NULL, N_("all in this township, by code or name"), false },
        { "village", 'v', N_("PLACE"), &filter.village, NULL, N_("all in this village, by code or name"), false },
        { "count", 'n', N_("NUMBER"), &said, NULL, N_("how many they are"), false },
        { .name = NULL },
    };
    char today[JF_DAY_SIZE];
    int count = 0;
    enum jf_status status = jf_cli_options(options, argc, argv, 2, &count, err);
    bool filtered = filter.rule || filter.unit || filter.township || filter.village;
    if (status == JF_OK && (count > 0) == filtered) {
        status = jf_error_set(err, JF_USAGE, _("'finding %s' takes the numbers of findings, or which all are meant"),
                              argv[1]);
        jf_error_hint(err, "%s", _("--rule, --unit, --township or --village with --count say which"));
    }
    for (int i = 0; i < count && status == JF_OK; i++) {
        int64_t id = 0;
        status = casework_finding_number(argv[2 + i], &id, err);
        if (status == JF_OK)
            status = choose(&c, id, err);
    }
    if (status == JF_OK)
        status = jf_cli_day("on", wish.day, err);
    if (status == JF_OK)
        status = jf_cli_day("until", wish.until, err);
    if (status == JF_OK && !jf_streq(argv[1], "waive") && (wish.approver || wish.until))
        status = jf_error_set(err, JF_USAGE, _("--approver and --until belong to 'finding waive'"));
    jf_day_today(today);
    wish.day = wish.day ? wish.day : today;
    wish.reason = wish.reason ? wish.reason : note;
    if (status == JF_OK)
        status = decide(ctx, &wish, &filter, said, &c, err);
    jf_free(c.ids);
    return status;
}
