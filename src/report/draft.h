/* draft.h - what DOCX and ODT share: a body that streams into a spool while it is put together, the table that is open,
 * and what the file says of itself. A renderer's state begins with a draft.
 */
#ifndef JIANFU_REPORT_DRAFT_H
#define JIANFU_REPORT_DRAFT_H

#include "container.h"
#include "held.h"
#include "layout.h"

struct draft {
    struct spool *body;
    struct jf_str out; /* being put together */
    struct held held;  /* the open table */
    int widths[HELD_COLUMNS];
    int size;   /* index of its size */
    bool begun; /* more than a title stands in the body */
    enum jf_sheet sheet;
    size_t keep_at;      /* in `out`: where the paragraph that waits is told to stay with the next; 0: none waits */
    int64_t sent;        /* how often something was sent */
    int64_t attached_at; /* sent that often, a paragraph of what is attached is the last thing sent */
    char *title, *made;
};

/* The draft of the paper: its renderer's state begins with it. */
struct draft *draft_of(struct jf_paper *paper);

void draft_begin(struct jf_paper *paper, const struct jf_paper_head *head);
/* Send what has been put together into the body. */
void draft_send(struct jf_paper *paper);
void draft_release(struct jf_paper *paper);

/* A signature never stands on a page without text (GB/T 9704: no 此页无正文). So a paragraph of the text waits for the
 * next one: draft_may_keep where its mark would stand, draft_wait instead of draft_send at its end, and draft_settle
 * before the next paragraph (of this kind), which writes the mark when the text has to stay with it; -1 at the end. */
void draft_may_keep(struct jf_paper *paper, enum jf_paragraph kind);
void draft_wait(struct jf_paper *paper);
void draft_settle(struct jf_paper *paper, int kind, const char *mark);

/* A paragraph begins: does it go on with the list of what is attached (附件), which has a gap above it only once? */
bool draft_goes_on(struct jf_paper *paper, enum jf_paragraph kind);

const struct layout_style *draft_style(struct jf_paper *paper, enum layout_kind kind);
enum layout_kind draft_heading(int level);
/* The page of its open section, `across` where a table needs that. Only an official paper's pages may lie. */
enum layout_sheet draft_page(const struct draft *draft, bool across);

/* Hold the table under the name of its place, table-NAME. Has somebody to sign in it? */
void draft_table(struct jf_paper *paper, const struct jf_paper_table *table);
bool draft_signs(const struct held *held);
void draft_row(struct jf_paper *paper, enum jf_row kind, const char *anchor);
void draft_cell(struct jf_paper *paper, int column, const struct jf_value *value, const char *shown);

/* Call `piece` with each part of a title between the places where it may break, and `lapse` between them when the title
 * is too long for a line. */
typedef void draft_text_fn(struct jf_paper *paper, const char *text);
void draft_title(struct jf_paper *paper, const char *text, draft_text_fn *piece, const char *lapse);

#endif
