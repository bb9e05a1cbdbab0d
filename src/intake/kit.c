/* kit.c - what is the same for every file, made when a file first asks for it and kept with the connection: to read the
 * schema of its kind again and compile the same patterns for each of many small files would take longer than the files.
 */
#include "internal.h"

#include <libxml/xmlschemas.h>

static void release(void *thing)
{
    struct kit *kit = thing;
    for (struct kept_schema *s = kit->schemas, *next; s; s = next) {
        next = s->next;
        xmlSchemaFree(s->schema);
        shape_release(&s->shape);
        jf_free(s);
    }
    faults_close(&kit->faults);
    plans_close(kit->plans);
    jf_free(kit->seen);
    jf_free(kit);
}

enum jf_status kit_of(struct jf_db *db, struct kit **out, struct jf_error *err)
{
    static const char owner;
    *out = jf_db_kept(db, &owner);
    if (*out)
        return JF_OK;
    struct kit *kit = jf_alloc(sizeof *kit);
    if (!kit)
        return jf_error_set(err, JF_NOMEM, _("out of memory"));
    enum jf_status status = faults_open(&kit->faults, err);
    if (status == JF_OK)
        status = plans_open(db, &kit->plans, err);
    if (status != JF_OK) {
        release(kit);
        return status;
    }
    *out = kit;
    return jf_db_keep(db, &owner, kit, release, err);
}

struct kept_schema *kit_schema(struct kit *kit, const char *xsd)
{
    struct kept_schema *s = kit->schemas;
    while (s && s->xsd != xsd)
        s = s->next;
    if (s || !(s = jf_alloc(sizeof *s)))
        return s;
    s->xsd = xsd;
    s->next = kit->schemas;
    kit->schemas = s;
    return s;
}
