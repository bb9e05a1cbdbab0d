/* docno.h - document numbers (文号): recognise, bring to one form, find in running text. PCRE2 inside.
 *
 * Canonical forms, and from what they are read:
 *
 *   - issuer〔year〕serial号: 闽价〔2004〕259号, from 闽价[2004]259号, 闽价（2004）259号, 闽价2004年259号,
 *     闽价 〔 2004 〕 第 259 号, also in full-width digits
 *   - issuer〔year〕category serial号: 闽价〔2004〕费259号 (a category character of Fujian's price bureau)
 *   - issuer令第serial号: 国务院令第431号, from 国务院令431号, 国务院令 第 431 号; also 公告, 通告, 主席令
 *   - issuer公告year年第serial号: 国家税务总局公告2015年第41号; also issuer+year年第serial号 without 公告
 *   - 第serial号, 令第serial号: 第3号, 令第431号 (no issuer stated)
 *
 * Offices that share a number are all told, 县委、县政府〔2004〕12号, with 、 between them: of the last one alone it
 * would be another paper.
 */
#ifndef JIANFU_DOCNO_H
#define JIANFU_DOCNO_H

#include "jianfu/str.h"

struct jf_docno {
    char issuer[128];  /* 闽价, 国务院; may be empty */
    char category[16]; /* 费, 服, 房 ...; may be empty */
    int year;          /* 0 when the number carries none */
    int serial;
    bool order; /* 令, 公告 and the like: 第 stands in the canonical form */
    char canonical[256];
};

/* Read text that is one number, with what people write around it: 发文字号：, 文号:, blanks, 《》, a trailing 文.
 * False when it is not a document number or holds more than one. */
bool jf_docno_parse(const char *text, struct jf_docno *number);

/* Find the next number in running text at or after byte *from. On true, *start and *len say where it stands and *from
 * is moved behind it. Words before the issuer are left out as far as that can be told (根据闽价〔2004〕259号 gives
 * 闽价). Of several with one issuer, 国办发〔2002〕19、20号, each is found; *start and *len are then of what stands
 * there, 20号. */
bool jf_docno_find(const char *text, size_t *from, size_t *start, size_t *len, struct jf_docno *number);

/* Same number but for the category character (闽价〔2004〕259号 and 闽价〔2004〕费259号)? In SQL: doc_no_plain. */
bool jf_docno_alike(const struct jf_docno *a, const struct jf_docno *b);

/* Release the compiled patterns (at program end; they are compiled on first use). */
void jf_docno_cleanup(void);

#endif
