/* draft.c - what DOCX and ODT share. Must not know their markup. */
#include "draft.h"

#include "jianfu/i18n.h"

#include <string.h>

struct draft *draft_of(struct jf_paper *paper)
{
    return jf_paper_state(paper);
}

static void settle(struct jf_paper *paper, enum jf_status status, const struct jf_error *error)
{
    if (status != JF_OK)
        jf_paper_fail(paper, status, error->message);
}

void draft_begin(struct jf_paper *paper, const struct jf_paper_head *head)
{
    struct draft *draft = draft_of(paper);
    struct jf_error error = { .status = JF_OK };
    jf_str_init(&draft->out);
    draft->sheet = head->sheet;
    draft->title = jf_dup(head->title ? head->title : "");
    draft->made = jf_dup(head->made ? head->made : "");
    enum jf_status status = spool_open(&draft->body, &error);
    if (status == JF_OK && !(draft->title && draft->made))
        status = jf_error_set(&error, JF_NOMEM, _("out of memory"));
    settle(paper, status, &error);
}

void draft_send(struct jf_paper *paper)
{
    struct draft *draft = draft_of(paper);
    struct jf_error error = { .status = JF_OK };
    enum jf_status status = jf_str_check(&draft->out, &error);
    if (status == JF_OK && draft->body)
        status = spool_put(draft->body, draft->out.data, draft->out.len, &error);
    settle(paper, status, &error);
    jf_str_clear(&draft->out);
    draft->keep_at = 0;
    draft->begun = true;
    draft->sent++;
}

void draft_may_keep(struct jf_paper *paper, enum jf_paragraph kind)
{
    struct draft *draft = draft_of(paper);
    draft->keep_at = kind == JF_PARAGRAPH_BODY || kind == JF_PARAGRAPH_NOTE ? draft->out.len : 0;
}

void draft_wait(struct jf_paper *paper)
{
    struct draft *draft = draft_of(paper);
    if (!draft->keep_at)
        draft_send(paper);
    draft->begun = true;
}

void draft_settle(struct jf_paper *paper, int kind, const char *mark)
{
    struct draft *draft = draft_of(paper);
    if (!draft->keep_at)
        return;
    if (kind == JF_PARAGRAPH_SIGNATURE || kind == JF_PARAGRAPH_ATTACHED) {
        struct jf_str rest = JF_STR_INIT;
        jf_str_add(&rest, draft->out.data + draft->keep_at);
        jf_str_truncate(&draft->out, draft->keep_at);
        jf_str_addf(&draft->out, "%s%s", mark, rest.data);
        draft->out.failed = draft->out.failed || rest.failed;
        jf_str_release(&rest);
    }
    draft_send(paper);
}

bool draft_goes_on(struct jf_paper *paper, enum jf_paragraph kind)
{
    struct draft *draft = draft_of(paper);
    bool goes_on = kind == JF_PARAGRAPH_ATTACHED && draft->attached_at && draft->attached_at == draft->sent;
    draft->attached_at = kind == JF_PARAGRAPH_ATTACHED ? draft->sent + 1 : 0; /* its end is sent next */
    return goes_on;
}

void draft_release(struct jf_paper *paper)
{
    struct draft *draft = draft_of(paper);
    held_release(&draft->held);
    spool_free(draft->body);
    jf_str_release(&draft->out);
    jf_free(draft->title);
    jf_free(draft->made);
}

const struct layout_style *draft_style(struct jf_paper *paper, enum layout_kind kind)
{
    return layout_style(kind, draft_of(paper)->sheet, jf_paper_lang(paper));
}

enum layout_sheet draft_page(const struct draft *draft, bool across)
{
    static const enum layout_sheet pages[] = { [JF_SHEET_BOARD] = LAYOUT_BOARD, [JF_SHEET_CARD] = LAYOUT_CARD };
    return draft->sheet != JF_SHEET_LETTER ? pages[draft->sheet] : across ? LAYOUT_LYING : LAYOUT_UPRIGHT;
}

enum layout_kind draft_heading(int level)
{
    return level <= 1 ? LAYOUT_HEADING1 : level == 2 ? LAYOUT_HEADING2 : LAYOUT_HEADING3;
}

void draft_table(struct jf_paper *paper, const struct jf_paper_table *table)
{
    struct jf_str name = JF_STR_INIT;
    struct jf_paper_table named = *table;
    if (table->name) {
        jf_str_addf(&name, "table-%s", table->name);
        named.name = name.data;
    }
    held_begin(paper, &draft_of(paper)->held, &named);
    jf_str_release(&name);
}

bool draft_signs(const struct held *held)
{
    for (int i = 0; i < held->columns; i++)
        if (held->by_hand[i])
            return true;
    return false;
}

void draft_row(struct jf_paper *paper, enum jf_row kind, const char *anchor)
{
    held_row(paper, &draft_of(paper)->held, kind, anchor);
}

void draft_cell(struct jf_paper *paper, int column, const struct jf_value *value, const char *shown)
{
    held_cell(paper, &draft_of(paper)->held, column, value, shown);
}

void draft_title(struct jf_paper *paper, const char *text, draft_text_fn *piece, const char *lapse)
{
    struct draft *draft = draft_of(paper);
    bool breaks = layout_title_breaks(draft_style(paper, LAYOUT_TITLE), text);
    struct jf_str part = JF_STR_INIT;
    for (const char *at = text; *at;) {
        size_t len = strcspn(at, "\n");
        jf_str_clear(&part);
        jf_str_addn(&part, at, len);
        piece(paper, part.data);
        at += len;
        if (*at && *at++ && breaks)
            jf_str_add(&draft->out, lapse);
    }
    draft->out.failed = draft->out.failed || part.failed;
    jf_str_release(&part);
}
