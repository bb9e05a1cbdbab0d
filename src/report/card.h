/* card.h - what card.c and the looks of a card share. Nobody else includes this. */
#ifndef JIANFU_REPORT_CARD_H
#define JIANFU_REPORT_CARD_H

#include "posting_words.h"

#include "jianfu/office.h"

enum { CARD_BUFFER = 1 << 16 }; /* bytes that are gathered before they go out */

struct card_village {
    int64_t division_id, households, listed;
    int64_t mark; /* villages of one mark share what their cards say */
    char *code, *name, *township;
};
struct card_household {
    const char *code; /* NULL: a blank card */
    const char *head;
    int64_t persons, labourers, pupils;
};
struct card_line { /* one item that may be charged */
    struct jf_str item, figure, basis;
};
struct card_lines {
    struct card_line *lines;
    size_t count;
    struct jf_str banned;    /* items that may not be charged, by paper */
    struct jf_str subsidies; /* what the household is paid, or a line to fill in where the book knows none */
    bool failed;
};
struct card_class {
    int64_t mark;
    bool pupils;
    int per_page;
    struct jf_str body;      /* what all cards of the class say, as the look wants it */
    struct card_lines lines; /* or, as a paper */
};

/* Words of the group `card`. */
enum card_word {
    CARD_TITLE,
    CARD_ITEM,
    CARD_FIGURE,
    CARD_BASIS,
    CARD_BANNED,
    CARD_SUBSIDY,
    CARD_REFUSE,
    CARD_PHONES,
    CARD_SIGN,
    CARD_NUMBER,
    CARD_HEAD,
    CARD_PERSONS,
    CARD_LABOURERS,
    CARD_PUPILS,
    CARD_NOTHING,
    CARD_MARKS,
    CARD_PRICE_PHONE,
    CARD_OFFICE_PHONE,
    CARD_TOWNSHIP_PHONE,
    CARD_WORDS
};

struct cards;
/* How a card looks. All append to cards.out but `body`, which fills the class. begin, end, village_end may be NULL. */
struct card_look {
    const char *format; /* NULL: those of a paper (jf_paper_format) */
    void (*begin)(struct cards *c);
    void (*body)(struct cards *c, const struct jf_posting *posting, struct card_class *out);
    void (*card)(struct cards *c, const struct card_village *v, const struct card_household *h,
                 const struct card_class *class);
    void (*village_end)(struct cards *c);
    void (*end)(struct cards *c);
};
extern const struct card_look card_html, card_text, card_paper;

struct cards {
    struct jf_db *db;
    const struct jf_card_request *request;
    const char *words[CARD_WORDS]; /* in the language asked for */
    const struct card_look *look;
    jf_sink_fn *sink;
    void *sink_arg;
    struct jf_error *err;
    enum jf_status status; /* of the sink */
    struct jf_str out;
    struct jf_paper *paper; /* NULL: the look has none */
    struct card_village *villages;
    size_t village_count;
    struct card_class *classes;
    size_t class_count;
    struct jf_office office;
    struct jf_card_counts counts;
    int on_page, per_page; /* html: cards on the page that is open, and how many it takes; 0: none is open */
};
/* Send what has gathered, when it is enough or `all`. */
void card_flush(struct cards *c, bool all);

/* ---- card_lines.c: what stands on a card, in words ---- */

/* Gather the schedule into lines, one an item: standards of one item that differ by school or grade share a line. */
void card_lines_make(struct card_lines *out, const struct jf_posting *posting, const char *lang);
void card_lines_release(struct card_lines *lines);

/* Find the words of all cards once: there are ten on each. */
void card_find_words(struct cards *c);
/* 12358, the office, the township's line to fill in. */
void card_add_phones(struct jf_str *out, const struct cards *c);

#endif
