/* remedy_ledger.h - the ledger of rectification (整改台账) as a paper. */
#ifndef JIANFU_REMEDY_LEDGER_H
#define JIANFU_REMEDY_LEDGER_H

#include "jianfu/paper.h"
#include "jianfu/remedy.h"

struct jf_remedy_ledger {
    struct jf_remedy_filter filter;
    const char *lang;   /* zh or en */
    const char *format; /* name of a renderer */
};

/* Write what jf_remedy_list walks, with how many there are, accepted, not ordered and overdue in the last line. One
 * snapshot (no transaction may be open); rows stream. JF_USAGE: no such format. */
enum jf_status jf_remedy_ledger_write(struct jf_db *db, const struct jf_remedy_ledger *request, jf_sink_fn *sink,
                                      void *sink_arg, struct jf_error *err);

#endif
