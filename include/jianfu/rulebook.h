/* rulebook.h - the rule book: standards in force on a day, each with its paper.
 *
 * Standards are data, imported from XML. Three answers to "what may be charged": a standard is in force; none is in
 * force (then the charge has no basis); a standard is in force but its figure is not known (has_amount false: then
 * nothing can be decided). All functions need jf_db_views; they call it themselves. None needs a transaction.
 */
#ifndef JIANFU_RULEBOOK_H
#define JIANFU_RULEBOOK_H

#include "jianfu/store.h"
#include "jianfu/word.h"

/* One version of a standard with its item, paper and place in the imported file. Texts are owned, NULL where not
 * stated. */
struct jf_standard {
    int64_t record_id; /* the version; finding.standard_id */
    int64_t version;
    bool current; /* the version that counts now; false: a later version came since */
    char *code, *item_code, *item_name;
    char *ruling; /* charge, cap, ban, deadline */
    bool has_amount;
    int64_t amount_fen; /* fen per `unit` */
    bool has_number;
    int64_t number; /* days, labour days */
    char *unit;     /* pupil-term, certificate, unit-year, calendar-day ... */
    char *valid_from, *valid_until;
    char *county_class, *stage, *area, *unit_type, *size_class, *division_code, *division_name; /* scope; NULL: any */
    char *document_number, *document_title, *document_issuer, *document_certainty, *document_until,
        *document_replaced_by;
    bool document_demonstration;
    char *article, *certainty, *checked_on, *note;
    bool demonstration;       /* invented for the sample county: always printed as （演示） */
    char *file_name, *sha256; /* the imported file; NULL when keyed in */
    int64_t line;
};

/* Read one version by its record id. JF_NOT_FOUND. `out` must be zeroed; release with jf_standard_release. */
enum jf_status jf_standard_read(struct jf_db *db, int64_t record_id, struct jf_standard *out, struct jf_error *err);
void jf_standard_release(struct jf_standard *standard);

/* Walk the current standards by item, first day and code. NULL filters let everything pass; `day` takes those in force
 * on it. A status other than JF_OK from `fn` stops the walk and is returned. */
struct jf_standard_filter {
    const char *code; /* of the standard */
    const char *item; /* code of the item */
    const char *day;
    const char *ruling;
};
typedef enum jf_status jf_standard_fn(void *arg, const struct jf_standard *standard, struct jf_error *err);
enum jf_status jf_standard_list(struct jf_db *db, const struct jf_standard_filter *filter, jf_standard_fn *fn,
                                void *arg, struct jf_error *err);

/* The standard that governs an item on a day: most specific scope, then the later first day, then a ban. A scope that
 * is NULL fits only standards that do not ask for it. `ruling` NULL: charge, cap or ban. *found false: none is in
 * force. */
struct jf_scope {
    const char *county_class, *stage, *area, *unit_type, *size_class;
    const char *division; /* 12-digit code; a standard for a division fits everything under it */
};
enum jf_status jf_rulebook_in_force(struct jf_db *db, const char *item, const char *day, const char *ruling,
                                    const struct jf_scope *scope, struct jf_standard *out, bool *found,
                                    struct jf_error *err);

/* Digest of the rule book's current records (documents, items, standards) as 64 hexadecimal digits: the version of the
 * rule book that a run and a report name. */
enum jf_status jf_rulebook_digest(struct jf_db *db, char hex[JF_DIGEST_HEX], struct jf_error *err);

/* Does the book know this item or standard code? */
enum jf_status jf_rulebook_has_item(struct jf_db *db, const char *code, bool *there, struct jf_error *err);
enum jf_status jf_rulebook_has_standard(struct jf_db *db, const char *code, bool *there, struct jf_error *err);

/* Append what is printed of a standard wherever it is used. `lang` is "zh" or "en".
 * figure: "50.00 元/生·学期", "禁止收取", "60 日", "金额不详"; scope: "一类县、初中、农村" or "通用";
 * source: "演示价〔2004〕1号（演示）第三条，待核原文". */
void jf_standard_add_figure(struct jf_str *out, const struct jf_standard *standard, const char *lang);
void jf_standard_add_scope(struct jf_str *out, const struct jf_standard *standard, const char *lang);
void jf_standard_add_source(struct jf_str *out, const struct jf_standard *standard, const char *lang);

#endif
