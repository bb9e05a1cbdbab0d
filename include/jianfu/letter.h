/* letter.h - the letters of a case (公文): acceptance, refusal, forwarding, extension, reply, refund order, list of
 * payees, order of a remedy, closing sheet and the rest of src/templates/letters.tsv.
 *
 * A letter is a template per language, src/templates/letter-KIND.zh.txt and .en.txt, in the markup of reports
 * (report.h); its names are the columns of the statements of src/sql/letter.sql, the office (office.h) and the law in
 * force on its day (src/templates/letter-law.tsv). Every renderer of paper.h works. It tells what stood on the day of
 * its step: the same letter printed later says the same. A reminder alone tells of today.
 */
#ifndef JIANFU_LETTER_H
#define JIANFU_LETTER_H

#include "jianfu/paper.h"
#include "jianfu/store.h"

enum jf_letter_of { JF_LETTER_PETITION, JF_LETTER_REFUND, JF_LETTER_REMEDY };
enum jf_letter_reader {
    JF_READER_PETITIONER, /* the petitioner himself */
    JF_READER_OTHER,      /* another body: people are masked whatever is asked for (信访条例 2005 art. 23) */
    JF_READER_OFFICE      /* our own file, and the unit that pays out */
};
struct jf_letter_kind {
    const char *name; /* acceptance; its words are in the group `letter` */
    enum jf_letter_of of;
    const char *event; /* type (GLOB) of the step it tells of; "overdue": of none, but of what is overdue today */
    enum jf_letter_reader reader;
};
/* All kinds; ends with a NULL name. NULL with an error when the table is broken. */
const struct jf_letter_kind *jf_letters(struct jf_error *err);
const struct jf_letter_kind *jf_letter_find(const char *name);

/* Append the codes of the letters that the case, refund order or remedy has steps for, in Chinese messages with their
 * names, parted as jf_word_choices parts them. */
enum jf_status jf_letters_possible(struct jf_db *db, enum jf_letter_of of, int64_t id, struct jf_str *out,
                                   struct jf_error *err);

struct jf_letter_request {
    const char *kind;
    enum jf_letter_of of;
    int64_t id;         /* of the petition, refund order or remedy that the letter is about */
    const char *serial; /* number of the letter in its year (序号); NULL leaves room to fill it in */
    const char *lang;   /* zh or en */
    const char *format; /* name of a renderer */
    bool names;         /* people's names in full where its reader may see them */
    bool (*progress)(void *arg, int64_t done, int64_t total); /* parts of the template; may be NULL; false stops */
    void *progress_arg;
};

/* Write a letter; all is read in one snapshot (no transaction may be open), and a list of 76,000 payees streams. The
 * day of the letter is that of its step. JF_USAGE: no such kind or format, a kind that is not of what was given, a
 * serial that is no number, no step yet that it tells of (the hint lists the letters that can be printed), the office
 * not named; JF_REFUSED: a fault in the template; JF_STOPPED. */
enum jf_status jf_letter_write(struct jf_db *db, const struct jf_letter_request *request, jf_sink_fn *sink,
                               void *sink_arg, struct jf_error *err);

/* Forget the parsed tables (at program end); jf_report_cleanup calls it. */
void jf_letter_cleanup(void);

#endif
