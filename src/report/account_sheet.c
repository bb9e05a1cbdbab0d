/* account_sheet.c - the audit sheet of a village's accounts: gathers what its head says; the rest is its template. Must
 * not know formats (renderers) nor what the sheet says (template, queries).
 */
#include "jianfu/account_sheet.h"

#include "letter.h"

#include "jianfu/account.h"
#include "jianfu/resource.h"

static enum jf_status load_facts(struct jf_db *db, const struct jf_arg *args, struct facts *f, struct jf_error *err)
{
    char today[JF_DAY_SIZE];
    bool found = false;
    enum jf_status status = facts_add_row(f, db, "account.sheet", args, &found, err);
    if (status == JF_OK && (!found || jf_streq(facts_text(f, "periods"), "0"))) {
        status = jf_error_set(err, JF_NOT_FOUND, _("there is no account of the village in these days"));
        jf_error_hint(err, "%s", _("`jianfu import` takes files of kind village-account"));
    }
    if (status == JF_OK)
        status = facts_add(f, "some", jf_streq(facts_text(f, "findings"), "0") ? "" : "yes", err);
    jf_day_today(today);
    return status == JF_OK ? facts_add(f, "today", today, err) : status;
}

static enum jf_status parse_sheet(struct writer *w)
{
    struct jf_str path = JF_STR_INIT;
    jf_str_addf(&path, "templates/account-sheet.%s.txt", w->lang);
    const char *text = path.failed ? NULL : jf_resource(path.data, NULL);
    enum jf_status status = text ? template_parse("account-sheet", text, w->lang, w->name_list, &w->template, w->err)
                                 : jf_error_set(w->err, JF_BUG, _("the program lacks its file '%s'"), path.data);
    jf_str_release(&path);
    return status;
}

static enum jf_status write_sheet(struct writer *w, struct facts *facts, const char *format, jf_sink_fn *sink,
                                  void *sink_arg)
{
    enum jf_status status = jf_accounts_classify(w->db, w->err);
    if (status == JF_OK)
        status = load_facts(w->db, w->args, facts, w->err);
    w->name_list = (const char *const *)facts->names;
    w->names = facts->values;
    if (status == JF_OK)
        status = parse_sheet(w);
    return status == JF_OK ? writer_write(w, format, sink, sink_arg) : status;
}

enum jf_status jf_account_sheet_write(struct jf_db *db, const struct jf_account_sheet *sheet, jf_sink_fn *sink,
                                      void *sink_arg, struct jf_error *err)
{
    const struct jf_arg args[] = { JF_INT(":unit", sheet->unit_id), JF_TEXT(":from", sheet->from),
                                   JF_TEXT(":until", sheet->until), JF_END };
    struct facts facts = { .count = 0 };
    struct writer w = { .db = db, .args = args, .portrait = true, .err = err };
    w.lang = jf_streq(sheet->lang, "en") ? "en" : "zh";
    enum jf_status status = jf_paper_format(sheet->format, err);
    if (status == JF_OK)
        status = jf_db_views(db, err);
    if (status == JF_OK)
        status = jf_txn_snapshot(db, err);
    if (status != JF_OK)
        return status;
    status = write_sheet(&w, &facts, sheet->format, sink, sink_arg);
    jf_txn_rollback(db);
    writer_release(&w);
    facts_release(&facts);
    return status;
}
