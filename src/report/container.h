/* container.h - the zip container of an office document (DOCX, ODT), made by libzip. The long part is spooled to an
 * unnamed temporary file, so that an annex of 100,000 rows needs no memory but what it takes compressed. The bytes
 * depend on the parts alone: every part bears the first day of zip.
 */
#ifndef JIANFU_REPORT_CONTAINER_H
#define JIANFU_REPORT_CONTAINER_H

#include "jianfu/paper.h"

/* A long text on its way into a part. */
struct spool;
enum jf_status spool_open(struct spool **out, struct jf_error *err);
enum jf_status spool_put(struct spool *spool, const char *bytes, size_t len, struct jf_error *err);
void spool_free(struct spool *spool); /* NULL allowed */

struct container;
enum jf_status container_open(struct container **out, struct jf_error *err);
/* Add a part, in this order; `stored` leaves it uncompressed (ODT's mimetype). The text is copied. */
enum jf_status container_add(struct container *c, const char *name, const char *text, bool stored,
                             struct jf_error *err);
/* Add a spooled part: `before`, the spool, `after`. Takes the spool over in every case. */
enum jf_status container_add_spool(struct container *c, const char *name, const char *before, struct spool *spool,
                                   const char *after, struct jf_error *err);
/* Finish it, hand its bytes to the paper's sink, free it. */
enum jf_status container_send(struct container *c, struct jf_paper *paper, struct jf_error *err);
void container_free(struct container *c); /* without finishing it; NULL allowed */

#endif
