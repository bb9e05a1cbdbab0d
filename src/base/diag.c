/* diag.c - the text form of diagnostics. What their codes mean stands in words.tsv. It must not print. */
#include "jianfu/diag.h"

#include "jianfu/i18n.h"

static bool filled(const char *text)
{
    return text && *text;
}

void jf_diag_add_text(struct jf_str *out, const struct jf_diag *diag)
{
    jf_str_add(out, diag->file ? diag->file : "");
    if (diag->line > 0)
        jf_str_addf(out, ":%ld", diag->line);
    jf_str_addf(out, ": %s: ", diag->code);
    if (filled(diag->record))
        jf_str_addf(out, "[%s] ", diag->record);
    jf_str_add(out, diag->message ? diag->message : "");
    if (filled(diag->hint))
        jf_str_addf(out, _(" (%s)"), diag->hint);
}
