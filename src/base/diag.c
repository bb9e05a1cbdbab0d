/* diag.c - the table of diagnostic codes and their text form. A code never changes its meaning and is never used again
 * for another; new ones go at the end of their group. It must not print. */
#include "jianfu/diag.h"

#include "jianfu/i18n.h"

const struct jf_diag_code jf_diag_codes[] = {
    { "XML-01", N_("the file is not well-formed XML") },
    { "XML-02", N_("a DOCTYPE is not allowed") },
    { "XML-03", N_("elements are nested too deep") },
    { "XML-04", N_("a text or an attribute is too long") },
    { "XML-05", N_("an element has too many attributes") },
    { "XML-06", N_("the encoding of the file cannot be read") },
    { "XML-07", N_("the file is empty") },
    { "XML-08", N_("a piece of markup is larger than the limit") },
    { "KIND-01", N_("the root element or its namespace is of no known kind of paper") },
    { "KIND-02", N_("the version of the schema is not known") },
    { "SCH-01", N_("an element is not expected here") },
    { "SCH-02", N_("an element is missing") },
    { "SCH-03", N_("an attribute is missing") },
    { "SCH-04", N_("an attribute is not allowed") },
    { "SCH-05", N_("a value is not among those allowed") },
    { "SCH-06", N_("a value has the wrong form") },
    { "SCH-07", N_("text stands where only elements may stand") },
    { "SCH-08", N_("another fault against the schema") },
    { "VAL-01", N_("an amount of money cannot be read") },
    { "VAL-02", N_("an amount of money is negative") },
    { "VAL-03", N_("an amount of money has more than two decimals") },
    { "VAL-04", N_("an amount or a sum of money is too large") },
    { "VAL-05", N_("a day does not exist in the calendar or is not written YYYY-MM-DD") },
    { "VAL-06", N_("a period cannot be read") },
    { "VAL-07", N_("a division code is wrong") },
    { "VAL-08", N_("a whole number cannot be read or is out of range") },
    { "VAL-09", N_("a quantity cannot be read or is out of range") },
    { "VAL-10", N_("a key holds control characters or invisible characters") },
    { "VAL-11", N_("a time ends before it begins") },
    { "VAL-12", N_("a day lies after the day on which the file was prepared") },
    { "VAL-13", N_("two numbers of a record contradict each other") },
    { "REF-01", N_("the thing referred to is not in the register or the rule book") },
    { "REF-02", N_("the division referred to is of the wrong level") },
    { "REF-03", N_("the unit referred to is not of the kind wanted here") },
    { "KEY-01", N_("a key stands twice in one file") },
    { "KEY-02", N_("the same version is already recorded with different content") },
    { "KEY-03", N_("the version is older than the one recorded") },
    { "SUM-01", N_("the control count does not agree with the records") },
    { "SUM-02", N_("the control sum does not agree with the records") },
    { "DB-01", N_("a constraint of the database refuses the record") },
    { "CASE-01", N_("the step is not possible in this state of the case") },
    { "CASE-02", N_("the step lacks something that it must carry") },
    { "CASE-03", N_("the money does not agree with the order") },
    { "CASE-04", N_("the recorded history differs from the file") },
    { "CASE-05", N_("the step is for others than the one who takes it") },
    { "LIM-01", N_("too many diagnostics; the rest is only counted") },
    { NULL, NULL },
};

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
