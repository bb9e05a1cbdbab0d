/* posting_words.c - how boards and cards word a standard: figure, basis, certainty. Decides nothing. */
#include "posting_words.h"

#include "jianfu/money.h"

const char *posting_word(const char *code, const char *lang)
{
    return jf_word("posting", code, lang);
}

void posting_add_at_most(struct jf_str *out, const char *lang)
{
    jf_str_addf(out, "%s%s", posting_word("at-most", lang), jf_starts(lang, "zh") ? "" : " ");
}

void posting_add_figure(struct jf_str *out, const struct jf_standard *s, const char *lang)
{
    if (!jf_standard_known(s)) {
        jf_str_add(out, posting_word("unknown", lang));
        return;
    }
    if (jf_streq(s->ruling, "cap"))
        posting_add_at_most(out, lang);
    if (s->has_amount)
        jf_money_add(out, s->amount_fen);
    else if (s->has_number)
        jf_str_addf(out, "%lld", (long long)s->number);
    else
        jf_standard_add_figure(out, s, lang); /* a share, a ban */
}

void posting_add_basis(struct jf_str *out, const struct jf_standard *s, bool issuer, const char *lang)
{
    if (!s->document_number) {
        jf_str_add(out, posting_word("unknown", lang));
        return;
    }
    if (issuer && s->document_issuer && !jf_starts(s->document_number, s->document_issuer)) /* 福建省2003年…文件 */
        jf_str_addf(out, "%s %s", s->document_issuer, s->document_number);
    else
        jf_standard_add_number(out, s);
    if (s->article)
        jf_str_add(out, s->article);
}

void posting_add_certainty(struct jf_str *out, const struct jf_standard *s, const char *lang)
{
    size_t start = out->len;
    if (!jf_streq(s->certainty, "original"))
        jf_str_add(out, jf_word("certainty", s->certainty, lang));
    if (s->demonstration || s->document_demonstration) {
        jf_str_add(out, out->len == start ? "" : jf_starts(lang, "zh") ? "、" : ", ");
        jf_str_add(out, posting_word("demonstration", lang));
    }
}
