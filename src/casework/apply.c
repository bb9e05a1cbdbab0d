/* apply.c - from events to the state tables, and the proof that they agree. Nothing else writes the state tables. */
#include "internal.h"

#include <string.h>

#define STATEMENTS_MAX 8 /* with the NULL at the end */

/* Which statements an event type runs, in order. A type that is not listed moves the case. */
static const struct {
    const char *type;
    const char *statements[STATEMENTS_MAX];
} applications[] = {
    { "petition.register", { "casework.apply_register" } },
    { "refund.order",
      { "casework.apply_order", "casework.apply_payees", "refund.apply_findings", "refund.apply_alone",
        "casework.apply_move" } },
    { "remedy.order", { "remedy.apply_order", "remedy.apply_findings", "remedy.apply_about" } },
    { "remedy.prove", { "remedy.apply_move" } },
    { "remedy.accept", { "remedy.apply_move" } },
    { "remedy.reject", { "remedy.apply_move" } },
    { "remedy.extend", { "remedy.apply_move" } },
    { "remedy.withdraw", { "remedy.apply_move" } },
    { "inspection.plan", { "inspection.apply_plan" } },
    { "inspection.sample", { "inspection.apply_places", "inspection.apply_move" } },
    { "inspection.name", { "inspection.apply_place", "inspection.apply_move" } },
    { "inspection.visit", { "inspection.apply_place", "inspection.apply_move" } },
    { "inspection.close", { "inspection.apply_move" } },
    { "inspection.withdraw", { "inspection.apply_move" } },
    { "refund.withdraw",
      { "casework.apply_withdraw", "refund.apply_withdraw_alone", "refund.apply_withdraw_findings",
        "refund.apply_unplan", "casework.apply_withdraw_payees", "casework.apply_withdraw_order",
        "casework.apply_move" } },
    { "refund.plan",
      { "refund.apply_unplan", "refund.apply_plan", "refund.apply_deadline", "casework.apply_move",
        "refund.apply_move" } },
    { "refund.pay", { "casework.apply_payments", "casework.apply_paid", "casework.apply_move", "refund.apply_move" } },
    { "refund.unclaimed",
      { "refund.apply_remainders", "refund.apply_remaining", "casework.apply_move", "refund.apply_move" } },
    { "refund.reverse",
      { "refund.apply_reverse", "refund.apply_reversed", "refund.apply_reverse_void", "refund.apply_claim",
        "refund.apply_claimed", "casework.apply_move", "refund.apply_move" } },
    { "refund.void", { "refund.apply_void", "casework.apply_move", "refund.apply_move" } },
    { "refund.sample", { "refund.apply_sample", "casework.apply_move", "refund.apply_move" } },
    { "refund.confirm", { "refund.apply_confirm", "casework.apply_move", "refund.apply_move" } },
    { "refund.close", { "refund.apply_move" } },
    { "refund.reopen", { "refund.apply_move" } },
};
static const char *const moving[] = { "casework.apply_move", NULL };

enum jf_status apply_event(struct jf_db *db, int64_t event_id, const char *type, struct jf_error *err)
{
    const char *const *statements = moving;
    for (size_t i = 0; i < sizeof applications / sizeof *applications; i++)
        if (strcmp(applications[i].type, type) == 0)
            statements = applications[i].statements;
    enum jf_status status = JF_OK;
    for (; status == JF_OK && *statements; statements++)
        status = jf_db_run(db, *statements, JF_ARGS(JF_INT(":event", event_id)), err);
    return status;
}

static enum jf_status run_all(struct jf_db *db, const char *const *names, struct jf_error *err)
{
    enum jf_status status = JF_OK;
    for (; status == JF_OK && *names; names++)
        status = jf_db_run(db, *names, NULL, err);
    return status;
}

static const char *const shadow[] = {
    "casework.shadow_case",      "casework.shadow_order",  "casework.shadow_payee",   "casework.shadow_payment",
    "casework.shadow_withdrawn", "refund.shadow_standing", "refund.shadow_finding",   "refund.shadow_instalment",
    "refund.shadow_remainder",   "refund.shadow_void",     "refund.shadow_call",      "remedy.shadow",
    "remedy.shadow_about",       "inspection.shadow",      "inspection.shadow_place", NULL,
};
static const char *const unshadow[] = {
    "casework.unshadow_case",      "casework.unshadow_order",
    "casework.unshadow_payee",     "casework.unshadow_payment",
    "casework.unshadow_withdrawn", "refund.unshadow_standing",
    "refund.unshadow_finding",     "refund.unshadow_instalment",
    "refund.unshadow_remainder",   "refund.unshadow_void",
    "refund.unshadow_call",        "remedy.unshadow",
    "remedy.unshadow_about",       "inspection.unshadow",
    "inspection.unshadow_place",   NULL,
};

/* What is compared, and what is to be said of a row that differs (after its key and where it stands). */
static const struct {
    const char *statement;
    const char *what;
} comparisons[] = {
    { "casework.differ_case", N_("the state of the case is not what its events give") },
    { "casework.differ_paper", N_("the petition is not what was registered") },
    { "casework.differ_order", N_("the refund order is not what its event gives") },
    { "casework.differ_withdrawn", N_("the withdrawn order is not what its event gives") },
    { "casework.differ_payee", N_("the payee is not what the events give") },
    { "casework.differ_payment", N_("the payment is not what its event gives") },
    { "refund.differ_standing", N_("the state of the refund order is not what its events give") },
    { "refund.differ_finding", N_("the finding of the refund order is not what its event gives") },
    { "refund.differ_instalment", N_("the instalment is not what its event gives") },
    { "refund.differ_remainder", N_("the unclaimed money is not what its event gives") },
    { "refund.differ_void", N_("the void receipt is not what its event gives") },
    { "refund.differ_call", N_("the confirmation call is not what its events give") },
    { "casework.differ_sum", N_("the sum paid to the payee is not the sum of the payments") },
    { "casework.differ_closed", N_("the case is closed while money is missing") },
    { "casework.differ_answered",
      N_("the case was found true and answered without a refund order and without a reason") },
    { "remedy.differ", N_("the remedy is not what its events give") },
    { "remedy.differ_about", N_("what the remedy answers is not what its event gives") },
    { "remedy.differ_closed", N_("the case is closed while a remedy is neither accepted nor withdrawn") },
    { "inspection.differ", N_("the inspection is not what its events give") },
    { "inspection.differ_place", N_("the place to be inspected is not what the events give") },
    { "remedy.differ_established", N_("the finding is said to be confirmed on a day on which it was not") },
};

/* Apply every event of casework to the shadow tables. An event that cannot be applied is a fault of the data. */
static enum jf_status replay(struct jf_db *db, jf_event_bad_fn *bad, void *arg, int64_t *events, bool *sound,
                             struct jf_error *err)
{
    struct jf_stmt *st = NULL;
    enum jf_status status = jf_db_query(db, "casework.all_events", NULL, &st, err);
    while (jf_stmt_row(st, &status, err)) {
        struct jf_error fault = { .status = JF_OK };
        ++*events;
        status = apply_event(db, jf_col_int(st, 0), jf_col_text(st, 1), &fault);
        if (status == JF_REFUSED) {
            *sound = false;
            bad(arg, jf_col_int(st, 0), fault.message);
            status = JF_OK;
        } else if (status != JF_OK && err) {
            *err = fault;
        }
    }
    jf_stmt_done(st);
    return status;
}

static enum jf_status compare(struct jf_db *db, jf_event_bad_fn *bad, void *arg, bool *sound, struct jf_error *err)
{
    enum jf_status status = JF_OK;
    struct jf_str text = JF_STR_INIT;
    for (size_t i = 0; status == JF_OK && i < sizeof comparisons / sizeof *comparisons; i++) {
        struct jf_stmt *st = NULL;
        status = jf_db_query(db, comparisons[i].statement, NULL, &st, err);
        while (jf_stmt_row(st, &status, err)) {
            const char *key = jf_col_text(st, 0);
            *sound = false;
            jf_str_clear(&text);
            jf_str_addf(&text, "%s (%s): %s", key ? key : "?", word_told("differ", jf_col_text(st, 2)),
                        _(comparisons[i].what));
            bad(arg, jf_col_int(st, 1), text.data);
        }
        jf_stmt_done(st);
    }
    if (status == JF_OK)
        status = jf_str_check(&text, err);
    jf_str_release(&text);
    return status;
}

enum jf_status jf_casework_verify(struct jf_db *db, jf_event_bad_fn *bad, void *arg, int64_t *events, bool *sound,
                                  struct jf_error *err)
{
    bool own = !jf_txn_open(db);
    *events = 0;
    *sound = true;
    enum jf_status status = own ? jf_txn_snapshot(db, err) : JF_OK;
    if (status != JF_OK)
        return status;
    status = run_all(db, shadow, err);
    if (status == JF_OK)
        status = replay(db, bad, arg, events, sound, err);
    if (status == JF_OK)
        status = compare(db, bad, arg, sound, err);
    /* The shadow must go in every case: later statements would write into it. */
    struct jf_error late = { .status = JF_OK };
    enum jf_status gone = run_all(db, unshadow, &late);
    if (own)
        jf_txn_rollback(db);
    if (status == JF_OK && gone != JF_OK) {
        if (err)
            *err = late;
        return gone;
    }
    return status;
}
