/* letter.h - what letter.c and facts.c share. Nobody else includes this. */
#ifndef JIANFU_REPORT_LETTER_H
#define JIANFU_REPORT_LETTER_H

#include "internal.h"

#include "jianfu/letter.h"

/* Names and their texts; `names` ends with NULL. Starts as zeros. */
struct facts {
    char **names;
    struct jf_str *values;
    bool *figures; /* a number, no text */
    size_t count;
};
void facts_release(struct facts *f);
void facts_cleanup(void);

/* The text of a name: NULL, or "", when there is none. */
struct jf_str *facts_find(const struct facts *f, const char *name);
const char *facts_text(const struct facts *f, const char *name);

/* Set a name; NULL is "". */
enum jf_status facts_add(struct facts *f, const char *name, const char *value, struct jf_error *err);
/* Every column of the statement's first row; *found false when there is none. */
enum jf_status facts_add_row(struct facts *f, struct jf_db *db, const char *statement, const struct jf_arg *args,
                             bool *found, struct jf_error *err);
/* office, office-mark, office-telephone, superior as they are on `day`. JF_USAGE when the office was never set. */
enum jf_status facts_add_office(struct facts *f, struct jf_db *db, const char *day, struct jf_error *err);
/* The law in force on `day` (letter-law.tsv), for the place `division`. */
enum jf_status facts_add_law(struct facts *f, struct jf_db *db, const char *day, struct jf_error *err);

/* Mask petitioner, telephone and address, and wherever they stand within another text. */
enum jf_status facts_mask(struct facts *f, struct jf_error *err);

/* Is it the number of a paper in its year? False with JF_USAGE when not. */
bool serial_valid(const char *serial, struct jf_error *err);

#endif
