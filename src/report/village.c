/* village.c - the dossier of a village: gathers its charges once and what its head says; the rest is its template. Must
 * not know formats (renderers) nor what the dossier says (template, src/sql/village.sql).
 */
#include "jianfu/resource.h"
#include "jianfu/village.h"

#include "letter.h"

static enum jf_status find_village(struct jf_db *db, const char *code, int64_t *id, struct jf_error *err)
{
    enum jf_status status = jf_db_int(db, "village.find", JF_ARGS(JF_TEXT(":code", code)), 0, id, err);
    if (status != JF_OK || *id)
        return status;
    jf_error_set(err, JF_NOT_FOUND, _("'%s' is not a village"), code);
    jf_error_hint(err, "%s", _("`jianfu register list --match TEXT` finds villages with their codes"));
    return JF_NOT_FOUND;
}

static enum jf_status read_period(const char *text, struct jf_period *out, struct jf_error *err)
{
    if (!text) {
        *out = (struct jf_period){ .from = "0001-01-01", .until = "9999-12-31" };
        return JF_OK;
    }
    if (jf_period_parse(text, out) && (out->kind == JF_PERIOD_YEAR || out->kind == JF_PERIOD_HALF))
        return JF_OK;
    jf_error_set(err, JF_USAGE, _("'%s' is neither a year nor a half-year"), text);
    jf_error_hint(err, "%s", _("for example 2005 or 2005H1"));
    return JF_USAGE;
}

/* Charges and sums into their temporary tables: these belong to this connection alone, but are filled within the
 * snapshot. */
static enum jf_status gather(struct jf_db *db, int64_t village, const struct jf_period *period, struct jf_error *err)
{
    const struct jf_arg days[] = { JF_TEXT(":from", period->from), JF_TEXT(":until", period->until), JF_END };
    enum jf_status status = jf_db_run(db, "village.clear", NULL, err);
    if (status == JF_OK)
        status = jf_db_run(db, "village.fill", JF_ARGS(JF_INT(":village", village)), err);
    if (status == JF_OK)
        status = jf_db_run(db, "village.clear_sums", NULL, err);
    return status == JF_OK ? jf_db_run(db, "village.fill_sums", days, err) : status;
}

static enum jf_status load_facts(struct writer *w, const char *period, struct facts *f)
{
    bool found = false;
    char today[JF_DAY_SIZE];
    jf_day_today(today);
    const struct jf_arg head[] = { w->args[0], w->args[1], w->args[2], JF_END };
    enum jf_status status = facts_add_row(f, w->db, "village.head", head, &found, w->err);
    if (status == JF_OK)
        status = facts_add(f, "period", period, w->err);
    return status == JF_OK ? facts_add(f, "today", today, w->err) : status;
}

static enum jf_status write_dossier(struct writer *w, const char *period, struct facts *facts, const char *format,
                                    jf_sink_fn *sink, void *sink_arg)
{
    struct jf_str path = JF_STR_INIT;
    enum jf_status status = load_facts(w, period, facts);
    w->name_list = (const char *const *)facts->names;
    w->names = facts->values;
    jf_str_addf(&path, "templates/village.%s.txt", w->lang);
    const char *text = path.failed ? NULL : jf_resource(path.data, NULL);
    if (status == JF_OK && !text)
        status = jf_error_set(w->err, JF_BUG, _("the program lacks its file '%s'"), path.data);
    if (status == JF_OK)
        status = template_parse("village", text, w->lang, w->name_list, &w->template, w->err);
    jf_str_release(&path);
    return status == JF_OK ? writer_write(w, format, sink, sink_arg) : status;
}

static enum jf_status in_snapshot(struct writer *w, const struct jf_village_dossier *dossier,
                                  const struct jf_period *period, jf_sink_fn *sink, void *sink_arg)
{
    struct facts facts = { .count = 0 };
    char today[JF_DAY_SIZE];
    int64_t id = 0;
    jf_day_today(today);
    enum jf_status status = find_village(w->db, dossier->code, &id, w->err);
    const char *name = dossier->period ? dossier->period : "all";
    /* the first three are those of the head */
    const struct jf_arg args[] = { JF_INT(":village", id),           JF_TEXT(":from", period->from),
                                   JF_TEXT(":until", period->until), JF_TEXT(":period", name),
                                   JF_TEXT(":today", today),         JF_END };
    if (status == JF_OK)
        status = gather(w->db, id, period, w->err);
    w->args = args;
    if (status == JF_OK)
        status = write_dossier(w, dossier->period, &facts, dossier->format, sink, sink_arg);
    facts_release(&facts);
    return status;
}

enum jf_status jf_village_write(struct jf_db *db, const struct jf_village_dossier *dossier, jf_sink_fn *sink,
                                void *sink_arg, struct jf_error *err)
{
    struct writer w = { .db = db, .show_people = dossier->names, .portrait = true, .err = err };
    struct jf_period period;
    w.lang = jf_streq(dossier->lang, "en") ? "en" : "zh";
    enum jf_status status = jf_paper_format(dossier->format, err);
    if (status == JF_OK)
        status = read_period(dossier->period, &period, err);
    if (status == JF_OK)
        status = jf_db_views(db, err);
    if (status == JF_OK)
        status = jf_txn_snapshot(db, err);
    if (status != JF_OK)
        return status;
    status = in_snapshot(&w, dossier, &period, sink, sink_arg);
    jf_txn_rollback(db);
    writer_release(&w);
    return status;
}
