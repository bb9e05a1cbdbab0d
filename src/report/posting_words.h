/* posting_words.h - how boards and cards word a standard. Only board.c and card.c include this. */
#ifndef JIANFU_REPORT_POSTING_WORDS_H
#define JIANFU_REPORT_POSTING_WORDS_H

#include "jianfu/i18n.h"
#include "jianfu/posting.h"

/* A text in both languages of papers. */
struct said {
    const char *zh, *en;
};
const char *said(const struct said *text, const char *lang);

/* The figure alone, "20.00", "不超过15.00", "农业税的20%", 「待核」 where nobody has it. */
void posting_add_figure(struct jf_str *out, const struct jf_standard *s, const char *lang);
/* Issuer and number of the paper, with article; 「待核」 when the book states none. */
void posting_add_basis(struct jf_str *out, const struct jf_standard *s, bool issuer, const char *lang);
/* How far it can be relied on: "待核原文、演示", nothing when the original was read. */
void posting_add_certainty(struct jf_str *out, const struct jf_standard *s, const char *lang);

extern const struct said posting_unknown; /* 待核 */

#endif
