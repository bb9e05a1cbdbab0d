/* intake.h - one XML file in, one transaction, one batch.
 *
 * The way: bytes -> UTF-8 (source.c) -> SAX2 (parse.c), under the kind's XSD or its shape (shape.c, simple.c) ->
 * records as rows of typed fields after the kind's field map (elements.c, kinds.c, record.c) -> subject, record and the
 * kind's tables (load.c, plan.c), one at a time or, in bulk, thousands (bulk.c).
 */
#ifndef JIANFU_INTAKE_H
#define JIANFU_INTAKE_H

#include "jianfu/diag.h"
#include "jianfu/store.h"

/* ---- kinds ---- */
struct jf_kind_info {
    const char *name;  /* notice */
    const char *title; /* fee notices (translate with _()) */
    int version;       /* newest version of its schema */
};
/* All kinds in the order in which a county would import them; ends with a NULL name. */
const struct jf_kind_info *jf_kinds(void);
/* The XSD of a kind and version (0: newest), the commented example; NULL when unknown. Static text. */
const char *jf_kind_schema(const char *kind, int version);
const char *jf_kind_template(const char *kind);

/* ---- import ---- */

/* Called inside the transaction for each record stored or superseding, after its rows are in. It may write. Faults of
 * the data are reported with jf_intake_fault(), which refuses (or quarantines) the record; a status other than JF_OK
 * stops the import. */
struct jf_intake_record {
    const char *kind; /* subject kind */
    const char *key;
    int64_t subject_id;
    int64_t record_id;
    int64_t previous_record_id; /* 0 for a first version */
    long line;
};
struct jf_intake;
typedef enum jf_status jf_intake_accept_fn(void *arg, struct jf_intake *intake, const struct jf_intake_record *record,
                                           struct jf_error *err);
void jf_intake_fault(struct jf_intake *intake, long line, const char *code, const char *message, const char *hint);

/* How a file is read. In bulk it is taken to be clean: records go into the tables thousands at a time, and nothing is
 * told; at the first surprise all is undone and the file is read again with care, record by record, which then tells
 * every fault. Both ways leave the same tables. What cannot be read twice, small files, quarantine and kinds for which
 * `accept` asks are read with care at once. */
enum jf_intake_pace { JF_INTAKE_AUTO, JF_INTAKE_CAREFUL, JF_INTAKE_BULK /* small files too */ };

struct jf_intake_options {
    const char *actor;
    bool dry_run;    /* everything is done, then rolled back */
    bool quarantine; /* keep bad records aside instead of refusing the file */
    int diagnostics; /* how many to report and keep; 0 means 200 */
    jf_diag_fn *diag;
    void *diag_arg;
    jf_intake_accept_fn *accept; /* may be NULL */
    void *accept_arg;
    const char *const *accept_kinds; /* kinds of file of which `accept` wants to see the records, NULL at the end; NULL:
                                      * of all */
    enum jf_intake_pace pace;
    bool (*progress)(void *arg, int64_t bytes, int64_t total, int64_t records); /* may be NULL; false asks to stop */
    void *progress_arg;
};

enum jf_intake_outcome {
    JF_INTAKE_ACCEPTED,
    JF_INTAKE_PARTIAL, /* with records in quarantine */
    JF_INTAKE_ALREADY, /* the same bytes were accepted before: nothing changed */
    JF_INTAKE_REFUSED
};

struct jf_intake_result {
    enum jf_intake_outcome outcome;
    char kind[32];
    int64_t batch_id; /* 0 after a dry run; the earlier batch for ALREADY */
    char sha256[JF_DIGEST_HEX];
    int64_t bytes;
    int64_t read, stored, unchanged, superseding, quarantined;
    int64_t sum_fen;
    int64_t diagnostics; /* all that were raised */
    bool bulk;           /* it was read in bulk, without a surprise */
};

/* Import one file; "-" reads standard input. JF_OK: `result` says what became of it, also for a refused file (its
 * refusal is recorded in a transaction of its own unless dry_run). Another status: trouble of the program (database,
 * file, memory); nothing was changed. */
enum jf_status jf_intake_file(struct jf_db *db, const char *path, const struct jf_intake_options *options,
                              struct jf_intake_result *result, struct jf_error *err);

/* Match names and document numbers of papers (table term) with the rule book: new terms only, or all of them `anew`
 * after the book has changed. A name is matched by an item's exact name, else an alias, else a PCRE2 pattern; where
 * patterns of two items match, it stays unknown (jf_book_lint tells). What is unknown then is tried again in the same
 * way without the time that it names (dated.h). Needs an open transaction. */
enum jf_status jf_terms_match(struct jf_db *db, bool anew, struct jf_error *err);

/* The sums that the import keeps of notices (table notice_day) against the notices themselves; each day and unit of a
 * file where they differ goes to `bad` with a text, the first twenty at most. */
enum jf_status jf_intake_verify(struct jf_db *db, jf_event_bad_fn *bad, void *arg, bool *sound, struct jf_error *err);

/* ---- the second clock ---- */

/* From now on this connection sees only what was known at the end of `day`: records count from the day of their batch's
 * import (keyed-in ones from their thing's first event), superseding versions only from theirs, names and papers mean
 * what the book of that day made of them. TEMP tables stand before subject, term, run, run_rule, run_reason and
 * finding; so a check on this connection gives that day's result and stores nothing (findings as they stand now are
 * neither seen nor touched, jf_audit_run appends no event when told options.known_on). Once per connection, before the
 * first query that should answer as of the day; no transaction may be open; not to be undone; write nothing to the
 * database afterwards (foreign keys are off). JF_USAGE: not a day. */
enum jf_status jf_known_on(struct jf_db *db, const char *day, struct jf_error *err);

#endif
