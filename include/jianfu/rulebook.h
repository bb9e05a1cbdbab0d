/* rulebook.h - the rule book: standards in force on a day, each with its paper.
 *
 * Standards are data, imported from XML. Three answers to "what may be charged": a standard is in force; none is in
 * force (then the charge has no basis); a standard is in force but its figure is not known (has_amount false: then
 * nothing can be decided). All functions need jf_db_views; they call it themselves. None needs a transaction.
 *
 * Two clocks: the day of the charge chooses among standards by their first and last day; the day of the audit chooses
 * which versions and papers were known at all (jf_known_on in intake.h; every function here then answers as of that
 * day).
 *
 * A standard is in force until its own last day. That its paper has run out or was replaced before it is not decided
 * here, but told: by jf_book_stale ("expired"), and by a check that used it.
 *
 * Which standard governs where several fit: 1. the narrower scope (more scopes set), for a special rule comes before a
 * general one and a lower paper sets figures by class and place within what the higher one leaves to it; 2. at equal
 * scope the paper of the higher level; 3. at the same level the later first day; 4. a ban before a charge. The ground
 * is 立法法 (2000) 第七十九条 to 第八十三条 (higher before lower, special before general, new before old), which speak
 * of laws and are applied to papers of lower rank in the same way. Where a narrower paper of a lower level says
 * something else than a wider one of a higher level, the narrower is used but jf_book_conflicts lists the lower one for
 * review: whether the higher one left it that room is for people to read, not for a program.
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
    char *ruling; /* charge, cap, ban, deadline, only, grant (a subsidy) */
    bool has_amount;
    int64_t amount_fen; /* fen per `unit` */
    bool has_number;
    int64_t number; /* days, labour days */
    bool has_percent;
    int64_t percent_bp; /* share of the amount of another item, in hundredths of a percent */
    char *percent_of_code, *percent_of_name;
    char *members; /* ruling only: names of the items that may be taken, parted by 、 */
    char *unit;    /* pupil-term, certificate, unit-year, share, calendar-day ... */
    char *valid_from, *valid_until;
    /* scope; NULL, has_coastal false and 0: any */
    char *county_class, *stage, *season, *area, *unit_type, *size_class, *unit_code, *unit_name, *payer_class,
        *division_code, *division_name;
    bool has_coastal, coastal;
    int64_t grade_from, grade_until;
    char *receipt_kind, *hearing_on;
    char *document_number, *document_title, *document_issuer, *document_level, *document_certainty, *document_until,
        *document_replaced_by, *document_issued;
    bool document_demonstration;
    char *article, *certainty, *checked_on, *note;
    bool demonstration;       /* invented for the sample county: always printed as （演示） */
    char *file_name, *sha256; /* the imported file; NULL when keyed in */
    int64_t line;
};

/* Read one version by its record id. JF_NOT_FOUND. `out` must be zeroed; release with jf_standard_release. */
enum jf_status jf_standard_read(struct jf_db *db, int64_t record_id, struct jf_standard *out, struct jf_error *err);
void jf_standard_release(struct jf_standard *standard);

/* Does it say something that can be decided by: a figure, a share, a ban, a set? False: the third answer, not known. */
bool jf_standard_known(const struct jf_standard *standard);

/* What is asked of a standard's scope. NULL and 0: not said. */
struct jf_scope {
    const char *county_class, *stage, *area, *unit_type, *size_class;
    const char *division;    /* 12-digit code; a standard for a division fits everything under it */
    const char *coastal;     /* "yes" or "no" */
    int grade;               /* 1-9 */
    const char *season;      /* "A" autumn, "S" spring */
    const char *unit;        /* unit code of the one that charges */
    const char *payer_class; /* household, pupil, village, unit */
};

/* Walk the current standards by item, first day and code. NULL filters let everything pass; `day` takes those in force
 * on it, `scope` those that fit it or do not ask for it. `order`: within an item the one that governs comes first. A
 * status other than JF_OK from `fn` stops the walk and is returned. */
struct jf_standard_filter {
    const char *code; /* of the standard */
    const char *item; /* code of the item */
    const char *day;
    const char *ruling;
    const struct jf_scope *scope; /* NULL: any */
    bool order;
};
typedef enum jf_status jf_standard_fn(void *arg, const struct jf_standard *standard, struct jf_error *err);
enum jf_status jf_standard_list(struct jf_db *db, const struct jf_standard_filter *filter, jf_standard_fn *fn,
                                void *arg, struct jf_error *err);

/* The standard that governs an item on a day (order: see above). A scope that is not said fits only standards that do
 * not ask for it. `ruling` NULL: charge, cap, ban or only. *found false: none is in force. */
enum jf_status jf_rulebook_in_force(struct jf_db *db, const char *item, const char *day, const char *ruling,
                                    const struct jf_scope *scope, struct jf_standard *out, bool *found,
                                    struct jf_error *err);

/* Digest of the rule book's current records (documents, items, standards) as 64 hexadecimal digits: the version of the
 * rule book that a run and a report name. */
enum jf_status jf_rulebook_digest(struct jf_db *db, char hex[JF_DIGEST_HEX], struct jf_error *err);

/* Does the book know this item or standard code? */
enum jf_status jf_rulebook_has_item(struct jf_db *db, const char *code, bool *there, struct jf_error *err);
enum jf_status jf_rulebook_has_standard(struct jf_db *db, const char *code, bool *there, struct jf_error *err);

/* ---- reviewing the book ---- */

/* Rows of a review: what is wrong or has changed, as codes (words.tsv: groups lint, change) and short texts. Texts live
 * until `fn` returns; NULL where there is none. */
struct jf_book_row {
    const char *what;  /* code: overlap, gap ... (lint); new, gone, changed (diff); level, date (conflicts) */
    const char *code;  /* standard, item or paper that is meant */
    const char *other; /* the other one of a pair */
    const char *item;  /* code of the item */
    const char *from, *until;
    const char *document;               /* paper; for stale: as well */
    const char *detail;                 /* a name, a pattern, a day ... */
    int64_t record_id, other_record_id; /* standards; 0: none */
};
typedef enum jf_status jf_book_fn(void *arg, const struct jf_book_row *row, struct jf_error *err);

/* What governs on `after` and did not on `before`, what no longer does, and items whose figure or paper changed. */
enum jf_status jf_book_diff(struct jf_db *db, const char *before, const char *after, jf_book_fn *fn, void *arg,
                            struct jf_error *err);

/* Standards in force on `day` that were never compared with their paper, or not within `days` days before, or whose
 * paper is no longer in force on it. what: unchecked, old, expired. */
enum jf_status jf_book_stale(struct jf_db *db, const char *day, int days, jf_book_fn *fn, void *arg,
                             struct jf_error *err);

/* Pairs of standards of two papers that set the same item for overlapping scope and time and do not say the same. code
 * governs (the higher level; at the same level the later), other is for review. what: level, date; detail: "used" when
 * the look-up takes the one for review because its scope is narrower. */
enum jf_status jf_book_conflicts(struct jf_db *db, jf_book_fn *fn, void *arg, struct jf_error *err);

/* Faults of the book itself; what: overlap, hidden, other-ruling, gap, no-paper, no-dates, unused, bad-pattern,
 * pattern-matches-other, pattern-doubt, only-empty, name-twice, share-of-nothing. */
enum jf_status jf_book_lint(struct jf_db *db, jf_book_fn *fn, void *arg, struct jf_error *err);

/* Papers: code is the number, item the level, from and until their days, other the paper that replaced it, detail the
 * title, document the issuer, what the certainty, record_id the number of standards that rest on it. */
enum jf_status jf_book_documents(struct jf_db *db, jf_book_fn *fn, void *arg, struct jf_error *err);

/* ---- names ---- */

/* How a name on a paper is matched with an item of the book: its exact name, an alias, a PCRE2 pattern of one item
 * alone; else the same without the time that it names (dated.h); else it is unknown and the nearest names are proposed
 * (share of common bigrams, 2c/(a+b), at least 30 %, best three). This is what jf_terms_match does for all names of
 * papers at once. */
struct jf_name_match {
    char matched_by[16]; /* name, alias, pattern; "" unknown */
    char *item, *name;   /* code and name of the item; NULL unknown */
    char *pattern;       /* the pattern that matched */
    char *doubt;         /* codes of the items whose patterns all match, parted by ", "; NULL: no such doubt */
    size_t count;
    struct {
        char *text, *item, *name; /* name or alias that comes near, code and name of its item */
        int percent;
    } nearest[3];
};
/* `out` must be zeroed; release in every case. Patterns that do not compile match nothing. */
enum jf_status jf_name_match(struct jf_db *db, const char *text, struct jf_name_match *out, struct jf_error *err);
void jf_name_match_release(struct jf_name_match *match);

/* Share of common character bigrams of two texts in percent, 0 to 100; blanks and punctuation do not count. */
int jf_name_likeness(const char *a, const char *b);

/* ---- on paper ---- */

/* Append what is printed of a standard wherever it is used. `lang` is "zh" or "en".
 * figure: "50.00 元/生·学期", "禁止收取", "60 日", "农业税的20%", "金额不详"; scope: "一类县、初中、农村" or "通用";
 * source: "演示价〔2004〕1号（演示）第三条，待核原文". */
/* The number of its paper, which has one. Orders of the President (主席令) are counted anew in each term of office, so
 * that theirs goes with the year: 主席令第46号（2005年）. */
void jf_standard_add_number(struct jf_str *out, const struct jf_standard *standard);
void jf_standard_add_figure(struct jf_str *out, const struct jf_standard *standard, const char *lang);
void jf_standard_add_scope(struct jf_str *out, const struct jf_standard *standard, const char *lang);
void jf_standard_add_source(struct jf_str *out, const struct jf_standard *standard, const char *lang);

#endif
