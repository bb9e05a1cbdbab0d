/* inspection_result.c - inspection result: what was found at one visit, keyed in from its form. */
#include "inspection.h"

#include "jianfu/typed.h"

/* Repeated options become JSON arrays; `on` and `unit` of the visit hold for those that say none. */
struct result {
    struct jf_context *ctx;
    const char *on, *unit;
    struct jf_json json;
    struct jf_str room;
};

/* CODE=VALUE or CODE=VALUE:NOTE; choices may be typed as their words. */
static enum jf_status add_answer(void *arg, char *value, struct jf_error *err)
{
    struct result *r = arg;
    char *equals = strchr(value, '=');
    if (!equals || equals == value || !equals[1]) {
        jf_error_set(err, JF_USAGE, _("--answer: '%s' is not QUESTION=VALUE"), value);
        jf_error_hint(err, "--answer card=no");
        return JF_USAGE;
    }
    *equals = 0;
    char *text = equals + 1, *note = strchr(text, ':');
    if (note)
        *note++ = 0;
    const char *code = jf_word_code("inspection-answer", text);
    jf_json_open(&r->json, NULL, '{');
    jf_json_text(&r->json, "question", value);
    jf_json_text(&r->json, "value", code ? code : text);
    if (note)
        jf_json_text(&r->json, "note", note);
    jf_json_close(&r->json, '}');
    return JF_OK;
}

enum { ITEM, YUAN, UNIT, DAY, NOTICE, EVIDENCE, PARTS };

static enum jf_status add_payment(void *arg, char *value, struct jf_error *err)
{
    struct result *r = arg;
    char *parts[PARTS] = { NULL }, typed[JF_DAY_SIZE];
    int64_t fen = 0;
    size_t count = 0;
    for (char *p = value; p && count < PARTS; count++) {
        parts[count] = p;
        p = strchr(p, ':');
        if (p)
            *p++ = 0;
    }
    if (count <= UNIT || !*parts[ITEM] || !jf_typed_money(parts[YUAN], &fen)) {
        jf_error_set(err, JF_USAGE, _("--payment: '%s' is not ITEM:YUAN:UNIT:DAY:NOTICE"), value);
        jf_error_hint(err, _("a dash in place of NOTICE where no receipt was given: 选地费:200:108TD:2005-04-02:-"));
        return JF_USAGE;
    }
    const char *unit = parts[UNIT], *day = parts[DAY] && *parts[DAY] ? parts[DAY] : r->on;
    if (jf_typed_day(day, typed))
        day = typed;
    bool receipt = !jf_streq(parts[NOTICE], "-");
    enum jf_status status = casework_place(r->ctx, "unit", &unit, &r->room, err);
    if (status == JF_OK)
        status = jf_cli_day("payment", day, err);
    jf_json_open(&r->json, NULL, '{');
    jf_json_text(&r->json, "name", parts[ITEM]);
    jf_json_int(&r->json, "amount", fen);
    jf_json_text(&r->json, "unit", unit);
    jf_json_text(&r->json, "on", day);
    jf_json_int(&r->json, "receipt", receipt);
    if (receipt && parts[NOTICE] && *parts[NOTICE])
        jf_json_text(&r->json, "notice", parts[NOTICE]);
    if (parts[EVIDENCE] && *parts[EVIDENCE])
        jf_json_text(&r->json, "evidence", parts[EVIDENCE]);
    jf_json_close(&r->json, '}');
    return status;
}

static enum jf_status add_problem(void *arg, char *value, struct jf_error *err)
{
    struct result *r = arg;
    if (!r->unit) {
        jf_error_set(err, JF_USAGE, _("--problem needs the unit that must put it right"));
        jf_error_hint(err, "--unit");
        return JF_USAGE;
    }
    jf_json_open(&r->json, NULL, '{');
    jf_json_text(&r->json, "text", value);
    jf_json_text(&r->json, "unit", r->unit);
    jf_json_close(&r->json, '}');
    return JF_OK;
}

/* The repeated options are taken out into `lists` before the others are parsed: their unit and day come later, so the
 * values are only kept. */
struct kept {
    char **items;
    size_t count;
};

static enum jf_status keep(void *arg, char *value, struct jf_error *err)
{
    struct kept *k = arg;
    char **items = jf_grow(k->items, k->count + 1, sizeof *items);
    if (!items)
        return jf_error_set(err, JF_NOMEM, _("out of memory"));
    k->items = items;
    k->items[k->count++] = value;
    return JF_OK;
}

static const struct {
    const char *option, *name;
    jf_cli_value_fn *add;
} lists[] = { { "answer", "answers", add_answer },
              { "payment", "payments", add_payment },
              { "problem", "problems", add_problem } };
enum { LISTS = sizeof lists / sizeof *lists };

/* What the visit is about, from the place and the register where it was not said. */
struct head {
    const char *place, *form, *division, *gist, *by, *note;
};

static enum jf_status complete(struct jf_context *ctx, struct head *h, struct jf_str *form, struct jf_str *division,
                               struct jf_error *err)
{
    struct jf_stmt *st = NULL;
    enum jf_status status = jf_db_query(ctx->db, "inspection.home",
                                        JF_ARGS(JF_TEXT(":place", h->place), JF_TEXT(":above", h->division)), &st, err);
    if (jf_stmt_row(st, &status, err)) {
        jf_str_add(form, jf_col_null(st, 0) ? "" : jf_col_text(st, 0));
        jf_str_add(division, jf_col_null(st, 1) ? "" : jf_col_text(st, 1));
    }
    jf_stmt_done(st);
    if (status == JF_OK && !h->form && form->len)
        h->form = form->data;
    if (status == JF_OK && !h->division && division->len)
        h->division = division->data;
    if (status == JF_OK && (!h->form || !h->division)) {
        status = jf_error_set(err, JF_USAGE, _("the register has no place '%s'"), h->place);
        jf_error_hint(err, _("say what it is and where it lies: --form household --division VILLAGE"));
    }
    return status;
}

static enum jf_status write_visit(struct result *r, const char *plan, const struct head *h,
                                  const struct kept kept[LISTS], struct jf_str *out, struct jf_error *err)
{
    enum jf_status status = JF_OK;
    const struct {
        const char *name, *value;
    } texts[] = { { "plan", plan }, { "place", h->place }, { "form", h->form }, { "division", h->division },
                  { "on", r->on },  { "by", h->by },       { "gist", h->gist }, { "note", h->note } };
    jf_json_init(&r->json, out);
    jf_json_open(&r->json, NULL, '{');
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        if (texts[i].value)
            jf_json_text(&r->json, texts[i].name, texts[i].value);
    for (size_t l = 0; l < LISTS; l++) {
        jf_json_open(&r->json, lists[l].name, '[');
        for (size_t i = 0; status == JF_OK && i < kept[l].count; i++)
            status = lists[l].add(r, kept[l].items[i], err);
        jf_json_close(&r->json, ']');
    }
    jf_json_close(&r->json, '}');
    return status == JF_OK ? jf_str_check(out, err) : status;
}

static enum jf_status key_in(struct jf_context *ctx, int64_t plan_id, const char *visit, struct jf_error *err)
{
    enum jf_status status = jf_txn_begin(ctx->db, "inspection", err);
    if (status != JF_OK)
        return status;
    status = jf_inspection_key_visit(ctx->db, visit, ctx->actor, NULL, NULL, err);
    if (status == JF_OK)
        status = jf_txn_commit(ctx->db, err);
    else
        jf_txn_rollback(ctx->db);
    return status == JF_OK ? inspection_tell(ctx, plan_id, err) : status;
}

enum jf_status inspection_result(struct jf_context *ctx, int argc, char **argv, struct jf_error *err)
{
    char today[JF_DAY_SIZE];
    struct result r = { .ctx = ctx };
    struct head h = { NULL };
    const struct jf_option options[] = {
        { "visit", 'v', N_("CODE"), &h.place, NULL, N_("the household, village or unit that was visited"), true },
        { "by", 0, N_("NAMES"), &h.by, NULL, N_("who went"), true },
        { "on", 0, N_("DAY"), &r.on, NULL, N_("day of the visit; today when left out"), false },
        { "form", 0, N_("FORM"), &h.form, NULL, N_("household, village or unit; by the register when left out"),
          false },
        { "division", 'd', N_("PLACE"), &h.division, NULL, N_("where; by the register when left out"), false },
        { "group", 'g', N_("GROUP"), &h.gist, NULL, N_("builder, newly-wed or pupil, as told in the village"), false },
        { "unit", 'u', N_("UNIT"), &r.unit, NULL, N_("who must put the problems right"), false },
        { "note", 0, N_("TEXT"), &h.note, NULL, N_("remark"), false },
        { .name = NULL },
    };
    struct kept kept[LISTS] = { { .items = NULL } };
    struct jf_inspection plan = { 0 };
    struct jf_str visit = JF_STR_INIT, place = JF_STR_INIT, unit = JF_STR_INIT, form = JF_STR_INIT,
                  division = JF_STR_INIT;
    int64_t plan_id = 0;
    enum jf_status status = JF_OK;
    for (size_t i = 0; status == JF_OK && i < LISTS; i++)
        status = jf_cli_values(lists[i].option, 0, &argc, argv, keep, &kept[i], err);
    if (status == JF_OK)
        status = inspection_open(ctx, options, argc, argv, &plan_id, err);
    jf_day_today(today);
    if (!r.on)
        r.on = today;
    if (status == JF_OK)
        status = jf_cli_day("on", r.on, err);
    if (status == JF_OK)
        status = casework_code(ctx, "form", "form", &h.form, err);
    if (status == JF_OK)
        status = casework_code(ctx, "group", "gist", &h.gist, err);
    if (status == JF_OK)
        status = casework_place(ctx, "division", &h.division, &place, err);
    if (status == JF_OK)
        status = casework_place(ctx, "unit", &r.unit, &unit, err);
    if (status == JF_OK)
        status = complete(ctx, &h, &form, &division, err);
    if (status == JF_OK)
        status = jf_inspection_read(ctx->db, plan_id, &plan, err);
    if (status == JF_OK)
        status = write_visit(&r, plan.number, &h, kept, &visit, err);
    if (status == JF_OK)
        status = key_in(ctx, plan_id, visit.data, err);
    for (size_t i = 0; i < LISTS; i++)
        jf_free(kept[i].items);
    jf_inspection_release(&plan);
    struct jf_str *const texts[] = { &visit, &place, &unit, &form, &division, &r.room };
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        jf_str_release(texts[i]);
    return status;
}
