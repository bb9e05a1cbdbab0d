/* rulebook.h - between cmd_rulebook.c and its neighbours: rows about standards, and the verbs that stand in files of
 * their own. */
#ifndef JIANFU_CLI_RULEBOOK_H
#define JIANFU_CLI_RULEBOOK_H

#include "casework.h"

#include "jianfu/rulebook.h"

/* What the verbs share: the list that is being printed, and whether codes are shown as words. */
struct rulebook_list {
    struct jf_context *ctx;
    struct jf_list *list;
    const char *lang;
    bool words;     /* a table is for people, csv and json are for programs */
    bool order;     /* 'at': with the place in the order of governing */
    char item[128]; /* the one of the row before */
    int64_t place;
    long count, known; /* rows; of them those that something can be decided by */
};

/* Begin a list of these columns; ended with jf_list_end. */
enum jf_status rulebook_begin(struct rulebook_list *l, struct jf_context *ctx, const char *format,
                              const struct jf_list_column *columns, int count, struct jf_error *err);

/* A cell with a part of a standard: jf_standard_add_figure and the like. */
typedef void rulebook_part(struct jf_str *out, const struct jf_standard *s, const char *lang);
void rulebook_cell(struct rulebook_list *l, const struct jf_standard *s, rulebook_part *part);
/* The word of a code for people, the code itself for programs. */
void rulebook_word(struct rulebook_list *l, const char *group, const char *code);

/* --known-on: everything after this answers as of that day. NULL: as of now. */
enum jf_status rulebook_clock(struct jf_context *ctx, const char *known_on, struct jf_error *err);
/* JF_USAGE for a word that no verb takes. */
enum jf_status rulebook_unexpected(const char *argument, struct jf_error *err);

/* The verbs; argv[0] is the word. rulebook_review.c: */
enum jf_status rulebook_diff(struct jf_context *ctx, int argc, char **argv, struct jf_error *err);
enum jf_status rulebook_stale(struct jf_context *ctx, int argc, char **argv, struct jf_error *err);
enum jf_status rulebook_conflicts(struct jf_context *ctx, int argc, char **argv, struct jf_error *err);
enum jf_status rulebook_lint(struct jf_context *ctx, int argc, char **argv, struct jf_error *err);
enum jf_status rulebook_documents(struct jf_context *ctx, int argc, char **argv, struct jf_error *err);
/* rulebook_name.c: */
enum jf_status rulebook_test_name(struct jf_context *ctx, int argc, char **argv, struct jf_error *err);

#endif
