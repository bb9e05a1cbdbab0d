/* posting_words.h - how boards and cards word a standard. Only board.c and card.c include this. */
#ifndef JIANFU_REPORT_POSTING_WORDS_H
#define JIANFU_REPORT_POSTING_WORDS_H

#include "jianfu/i18n.h"
#include "jianfu/posting.h"

/* A word of the group `posting`. */
const char *posting_word(const char *code, const char *lang);
void posting_add_at_most(struct jf_str *out, const char *lang);
/* The figure alone, "20.00", "不超过15.00", "农业税的20%", 「待核」 where nobody has it. */
void posting_add_figure(struct jf_str *out, const struct jf_standard *s, const char *lang);
/* Issuer and number of the paper, with article; 「待核」 when the book states none. */
void posting_add_basis(struct jf_str *out, const struct jf_standard *s, bool issuer, const char *lang);
/* How far it can be relied on: "待核原文、演示", nothing when the original was read. */
void posting_add_certainty(struct jf_str *out, const struct jf_standard *s, const char *lang);

#endif
