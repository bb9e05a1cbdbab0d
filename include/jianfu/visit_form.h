/* visit_form.h - the forms that inspectors take along (入户走访表, 村级检查表, 单位检查表): filled in as far as the
 * records go, the rest to be written by hand and keyed in afterwards (`jianfu inspection result`). Laid out by the
 * program; no published form is known (regulations.md 11.4 gives the subjects). */
#ifndef JIANFU_VISIT_FORM_H
#define JIANFU_VISIT_FORM_H

#include "jianfu/paper.h"
#include "jianfu/store.h"

struct jf_visit_forms {
    int64_t plan_id;
    const char *place;  /* a village with its households, one household, one unit; NULL: all of the plan */
    const char *lang;   /* zh or en */
    const char *format; /* name of a renderer */
    bool names;         /* names of household heads in full; else masked. The caller has asked for the right. */
};

/* Write the forms of all places of the sample, one a page: each village before its households, units last. A
 * household's form lists its charges on record in the period of the plan and the standards that card and board should
 * show on the last day of the plan. One snapshot (no transaction may be open); needs the views. Memory does not grow
 * with the number of forms. JF_USAGE: no such format, nothing drawn yet; JF_NOT_FOUND: the place is not in the sample.
 */
enum jf_status jf_visit_forms_write(struct jf_db *db, const struct jf_visit_forms *request, jf_sink_fn *sink,
                                    void *sink_arg, struct jf_error *err);

#endif
