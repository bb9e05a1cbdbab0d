/* functions.c - the SQL functions that rules and queries may use. All are deterministic and touch nothing. */
#include "internal.h"

#include "jianfu/day.h"
#include "jianfu/dated.h"
#include "jianfu/docno.h"
#include "jianfu/fold.h"
#include "jianfu/mask.h"
#include "jianfu/money.h"
#include "jianfu/regex.h"
#include "jianfu/utf8.h"

#include <limits.h>
#include <string.h>

static void result_str(sqlite3_context *ctx, struct jf_str *s)
{
    if (s->failed)
        sqlite3_result_error_nomem(ctx);
    else
        sqlite3_result_text64(ctx, s->data, s->len, SQLITE_TRANSIENT, SQLITE_UTF8);
    jf_str_release(s);
}

static void free_regex(void *re)
{
    jf_regex_free(re);
}

/* text REGEXP pattern is regexp(pattern, text). Only "no match" is 0; a limit or a bad pattern is an error. */
static void regexp(sqlite3_context *ctx, int argc, sqlite3_value **argv)
{
    (void)argc;
    struct jf_error err = { 0 };
    const char *pattern = (const char *)sqlite3_value_text(argv[0]);
    const char *text = (const char *)sqlite3_value_text(argv[1]);
    if (!pattern || !text)
        return;
    struct jf_regex *re = sqlite3_get_auxdata(ctx, 0);
    if (!re) {
        if (jf_regex_compile(pattern, &re, &err) != JF_OK) {
            sqlite3_result_error(ctx, err.message, -1);
            return;
        }
        sqlite3_set_auxdata(ctx, 0, re, free_regex);
        re = sqlite3_get_auxdata(ctx, 0);
        if (!re) {
            sqlite3_result_error_nomem(ctx);
            return;
        }
    }
    int found = jf_regex_match(re, text, (size_t)sqlite3_value_bytes(argv[1]), 0, &err);
    if (found < 0)
        sqlite3_result_error(ctx, err.message, -1);
    else
        sqlite3_result_int(ctx, found);
}

static void doc_no(sqlite3_context *ctx, int argc, sqlite3_value **argv)
{
    (void)argc;
    struct jf_docno number;
    const char *text = (const char *)sqlite3_value_text(argv[0]);
    if (text && jf_docno_parse(text, &number))
        sqlite3_result_text(ctx, number.canonical, -1, SQLITE_TRANSIENT);
}

/* The number without its category character: 闽价〔2004〕费259号 -> 闽价〔2004〕259号. */
static void doc_no_plain(sqlite3_context *ctx, int argc, sqlite3_value **argv)
{
    (void)argc;
    struct jf_docno number;
    const char *text = (const char *)sqlite3_value_text(argv[0]);
    if (!text || !jf_docno_parse(text, &number))
        return;
    if (!*number.category) {
        sqlite3_result_text(ctx, number.canonical, -1, SQLITE_TRANSIENT);
        return;
    }
    struct jf_str s = JF_STR_INIT;
    jf_str_addf(&s, "%s〔%d〕%d号", number.issuer, number.year, number.serial);
    result_str(ctx, &s);
}

/* doc_no_found(text): does a document number stand in the text, among other words or other numbers? */
static void doc_no_found(sqlite3_context *ctx, int argc, sqlite3_value **argv)
{
    (void)argc;
    struct jf_docno number;
    size_t from = 0, start, len;
    const char *text = (const char *)sqlite3_value_text(argv[0]);
    sqlite3_result_int(ctx, text && jf_docno_find(text, &from, &start, &len, &number));
}

static void fen_text(sqlite3_context *ctx, int argc, sqlite3_value **argv)
{
    (void)argc;
    if (sqlite3_value_type(argv[0]) == SQLITE_NULL)
        return;
    struct jf_str s = JF_STR_INIT;
    jf_money_add(&s, sqlite3_value_int64(argv[0]));
    result_str(ctx, &s);
}

/* period_text(period): as a paper says it (2005S is 2005年春季); what is no period as it is. */
static void period_text(sqlite3_context *ctx, int argc, sqlite3_value **argv)
{
    (void)argc;
    const char *text = (const char *)sqlite3_value_text(argv[0]);
    struct jf_str s = JF_STR_INIT;
    if (!text)
        return;
    if (!jf_period_add_paper(&s, text, "zh"))
        jf_str_add(&s, text);
    result_str(ctx, &s);
}

static void half_year(sqlite3_context *ctx, int argc, sqlite3_value **argv)
{
    (void)argc;
    const char *day = (const char *)sqlite3_value_text(argv[0]);
    if (!day || !jf_day_valid(day))
        return;
    char out[8] = { day[0], day[1], day[2], day[3], 'H', day[5] == '0' && day[6] <= '6' ? '1' : '2', 0 };
    sqlite3_result_text(ctx, out, -1, SQLITE_TRANSIENT);
}

static void receipt_key(sqlite3_context *ctx, int argc, sqlite3_value **argv)
{
    enum { WIDE_ZERO = 0xFF10, WIDE_NINE = 0xFF19, WIDE_DASH = 0xFF0D };
    (void)argc;
    const char *text = (const char *)sqlite3_value_text(argv[0]);
    if (!text)
        return;
    struct jf_str s = JF_STR_INIT;
    for (const char *at = text + strspn(text, " "); *at;) {
        uint32_t code;
        const char *next = jf_utf8_next(at, &code);
        if (code >= WIDE_ZERO && code <= WIDE_NINE)
            jf_str_addc(&s, (char)('0' + (code - WIDE_ZERO)));
        else if (code == WIDE_DASH)
            jf_str_addc(&s, '-');
        else if (code >= 'a' && code <= 'z')
            jf_str_addc(&s, (char)(code - 'a' + 'A'));
        else
            jf_str_addn(&s, at, (size_t)(next - at));
        at = next;
    }
    while (s.len > 0 && s.data[s.len - 1] == ' ')
        jf_str_truncate(&s, s.len - 1);
    result_str(ctx, &s);
}

static void add_days(sqlite3_context *ctx, int argc, sqlite3_value **argv)
{
    (void)argc;
    int32_t number;
    char out[JF_DAY_SIZE];
    const char *day = (const char *)sqlite3_value_text(argv[0]);
    int64_t days = sqlite3_value_int64(argv[1]);
    if (!day || sqlite3_value_type(argv[1]) == SQLITE_NULL || !jf_day_parse(day, &number))
        return;
    if (days < -100000 || days > 100000) {
        sqlite3_result_error(ctx, "add_days: too many days", -1);
        return;
    }
    jf_day_format(number + (int32_t)days, out);
    sqlite3_result_text(ctx, out, -1, SQLITE_TRANSIENT);
}

/* Values one behind the other, each with its kind and length: in `small` as long as they fit. */
struct joined {
    uint8_t small[256];
    size_t used;
    struct jf_str rest; /* when they do not: all of them */
};

/* A number in as few bytes as it needs; the lowest first. */
static size_t put_number(uint8_t *to, int64_t number)
{
    size_t len = 0;
    for (uint64_t rest = (uint64_t)number; rest; rest >>= 8)
        to[len++] = (uint8_t)rest;
    return len;
}

static void join_value(struct joined *j, sqlite3_value *value)
{
    uint8_t number[sizeof(int64_t)];
    const void *bytes = number;
    size_t len = 0;
    int type = sqlite3_value_type(value);
    if (type == SQLITE_TEXT) {
        bytes = sqlite3_value_text(value);
        len = (size_t)sqlite3_value_bytes(value);
    } else if (type == SQLITE_INTEGER) {
        len = put_number(number, sqlite3_value_int64(value));
    }
    const uint8_t head[] = { (uint8_t)type, (uint8_t)len };
    if (j->rest.len == 0 && len < 200 && j->used + len + sizeof head <= sizeof j->small) {
        memcpy(j->small + j->used, head, sizeof head);
        memcpy(j->small + j->used + sizeof head, bytes, len);
        j->used += sizeof head + len;
        return;
    }
    if (j->rest.len == 0)
        jf_str_addn(&j->rest, (const char *)j->small, j->used);
    jf_str_addf(&j->rest, "%c%zu:", type, len);
    jf_str_addn(&j->rest, bytes, len);
}

static const void *join_values(struct joined *j, int argc, sqlite3_value **argv, size_t *len)
{
    jf_str_init(&j->rest);
    j->used = 0;
    for (int i = 0; i < argc; i++)
        join_value(j, argv[i]);
    *len = j->rest.len ? j->rest.len : j->used;
    return j->rest.len ? (const void *)j->rest.data : j->small;
}

/* hash64(a, b, ...): one number for texts, whole numbers and NULLs that are equal in kind and content; never 0. Of a
 * value of another kind only the kind counts: our tables hold none. For telling apart, not for proof. */
static void hash64(sqlite3_context *ctx, int argc, sqlite3_value **argv)
{
    struct joined j;
    size_t len;
    const void *bytes = join_values(&j, argc, argv, &len);
    uint64_t hash = jf_hash64(bytes, len);
    if (j.rest.failed)
        sqlite3_result_error_nomem(ctx);
    else
        sqlite3_result_int64(ctx, (int64_t)(hash ? hash : 1));
    jf_str_release(&j.rest);
}

/* hash128(a, b, ...): the same as 16 bytes, which stand for the values themselves. */
static void hash128(sqlite3_context *ctx, int argc, sqlite3_value **argv)
{
    struct joined j;
    size_t len;
    uint8_t hash[JF_HASH128_SIZE];
    const void *bytes = join_values(&j, argc, argv, &len);
    jf_hash128(bytes, len, hash);
    if (j.rest.failed)
        sqlite3_result_error_nomem(ctx);
    else
        sqlite3_result_blob(ctx, hash, sizeof hash, SQLITE_TRANSIENT);
    jf_str_release(&j.rest);
}

/* seal(a, b, ...): 16 hexadecimal figures of the BLAKE2b of these texts in this order (NULL is not ""). */
static void seal(sqlite3_context *ctx, int argc, sqlite3_value **argv)
{
    enum { FIGURES = 16 };
    struct jf_blake h;
    uint8_t digest[JF_DIGEST_SIZE];
    char hex[JF_DIGEST_HEX];
    jf_blake_init(&h);
    for (int i = 0; i < argc; i++)
        jf_blake_text(&h, (const char *)sqlite3_value_text(argv[i]));
    jf_blake_final(&h, digest);
    jf_hex(digest, JF_DIGEST_SIZE, hex);
    sqlite3_result_text(ctx, hex, FIGURES, SQLITE_TRANSIENT);
}

/* seal_rows(name, usual, value, ...) over rows: 32 hexadecimal figures of the BLAKE2b of all of them in their order;
 * NULL when there are none. For each column its name, whether the value is the usual one (1), and the value: what is
 * usual counts as not there, so that a column that is added to a table later leaves the seals of older rows as they
 * are. */
struct sealing {
    bool begun;
    unsigned char room[sizeof(struct jf_blake) + 64]; /* SQLite aligns for 8 bytes, libsodium wants 64 */
};

static struct jf_blake *sealing_hash(struct sealing *s)
{
    return (struct jf_blake *)(void *)(s->room + (64 - (uintptr_t)s->room % 64) % 64);
}

static void seal_value(struct jf_blake *h, sqlite3_value *value)
{
    const uint8_t type = (uint8_t)sqlite3_value_type(value);
    const int64_t number = type == SQLITE_INTEGER ? sqlite3_value_int64(value) : 0;
    const bool number_only = type == SQLITE_INTEGER || type == SQLITE_NULL;
    const void *bytes = number_only           ? (const void *)&number
                        : type == SQLITE_BLOB ? sqlite3_value_blob(value)
                                              : (const void *)sqlite3_value_text(value);
    jf_blake_field(h, &type, sizeof type);
    jf_blake_field(h, bytes ? bytes : "", number_only ? sizeof number : (size_t)sqlite3_value_bytes(value));
}

static void seal_rows_step(sqlite3_context *ctx, int argc, sqlite3_value **argv)
{
    struct sealing *s = sqlite3_aggregate_context(ctx, sizeof *s);
    if (!s) {
        sqlite3_result_error_nomem(ctx);
        return;
    }
    struct jf_blake *h = sealing_hash(s);
    if (!s->begun)
        jf_blake_init(h);
    s->begun = true;
    for (int i = 0; i + 2 < argc; i += 3) {
        if (sqlite3_value_int(argv[i + 1]))
            continue;
        jf_blake_text(h, (const char *)sqlite3_value_text(argv[i]));
        seal_value(h, argv[i + 2]);
    }
    jf_blake_text(h, NULL); /* the end of the row */
}

static void seal_rows_end(sqlite3_context *ctx)
{
    enum { FIGURES = 32 };
    uint8_t digest[JF_DIGEST_SIZE];
    char hex[JF_DIGEST_HEX];
    struct sealing *s = sqlite3_aggregate_context(ctx, 0);
    if (!s || !s->begun)
        return;
    jf_blake_final(sealing_hash(s), digest);
    jf_hex(digest, JF_DIGEST_SIZE, hex);
    sqlite3_result_text(ctx, hex, FIGURES, SQLITE_TRANSIENT);
}

/* name_key(text): a name as it is compared: folded as fold.h says, without blanks (土地证 工本费 is 土地证工本费). */
static void name_key(sqlite3_context *ctx, int argc, sqlite3_value **argv)
{
    (void)argc;
    const char *text = (const char *)sqlite3_value_text(argv[0]);
    struct jf_str s = JF_STR_INIT;
    if (!text)
        return;
    jf_fold_add(&s, text, false);
    result_str(ctx, &s);
}

/* name_undated(text), name_period(text): the name without the time that it names, and that time, NULL when there is
 * none (dated.h). */
static void name_undated(sqlite3_context *ctx, int argc, sqlite3_value **argv)
{
    (void)argc;
    const char *text = (const char *)sqlite3_value_text(argv[0]);
    struct jf_str s = JF_STR_INIT;
    if (!text)
        return;
    jf_name_undated(text, &s);
    result_str(ctx, &s);
}

static void name_period(sqlite3_context *ctx, int argc, sqlite3_value **argv)
{
    (void)argc;
    const char *text = (const char *)sqlite3_value_text(argv[0]);
    struct jf_str s = JF_STR_INIT;
    if (!text)
        return;
    jf_name_period(text, &s);
    if (s.len || s.failed)
        result_str(ctx, &s);
    else
        jf_str_release(&s);
}

/* text_has(text, word): does the word stand in the text, compared as fold.h says? NULL holds nothing. */
static void text_has(sqlite3_context *ctx, int argc, sqlite3_value **argv)
{
    (void)argc;
    const char *text = (const char *)sqlite3_value_text(argv[0]);
    const char *word = (const char *)sqlite3_value_text(argv[1]);
    sqlite3_result_int(ctx, text && word && jf_fold_find(text, word, NULL));
}

/* text_pairs(text): each two neighbouring characters, as jf_fold_pairs writes them. */
static void text_pairs(sqlite3_context *ctx, int argc, sqlite3_value **argv)
{
    (void)argc;
    const char *text = (const char *)sqlite3_value_text(argv[0]);
    struct jf_str s = JF_STR_INIT;
    if (!text)
        return;
    jf_fold_pairs(&s, text);
    result_str(ctx, &s);
}

/* mask_text(text, names, telephones, addresses): the text without these secrets (mask.h). */
static void mask_text(sqlite3_context *ctx, int argc, sqlite3_value **argv)
{
    (void)argc;
    struct jf_str s = JF_STR_INIT;
    const char *text = (const char *)sqlite3_value_text(argv[0]);
    const struct jf_secrets secrets = { (const char *)sqlite3_value_text(argv[1]),
                                        (const char *)sqlite3_value_text(argv[2]),
                                        (const char *)sqlite3_value_text(argv[3]) };
    if (!text)
        return;
    jf_mask_text(&s, text, &secrets);
    result_str(ctx, &s);
}

int store_register_functions(sqlite3 *handle)
{
    static const struct {
        const char *name;
        int args;
        void (*call)(sqlite3_context *, int, sqlite3_value **);
    } table[] = {
        { "regexp", 2, regexp },
        { "doc_no", 1, doc_no },
        { "fen_text", 1, fen_text },
        { "half_year", 1, half_year },
        { "period_text", 1, period_text },
        { "add_days", 2, add_days },
        { "doc_no_plain", 1, doc_no_plain },
        { "hash64", -1, hash64 },
        { "hash128", -1, hash128 },
        { "mask_text", 4, mask_text },
        { "text_has", 2, text_has },
        { "text_pairs", 1, text_pairs },
        { "receipt_key", 1, receipt_key },
        { "seal", -1, seal },
        { "doc_no_found", 1, doc_no_found },
        { "name_key", 1, name_key },
        { "name_undated", 1, name_undated },
        { "name_period", 1, name_period },
    };
    for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
        int rc = sqlite3_create_function_v2(handle, table[i].name, table[i].args,
                                            SQLITE_UTF8 | SQLITE_DETERMINISTIC | SQLITE_INNOCUOUS, NULL, table[i].call,
                                            NULL, NULL, NULL);
        if (rc != SQLITE_OK)
            return rc;
    }
    return sqlite3_create_function_v2(handle, "seal_rows", -1, SQLITE_UTF8 | SQLITE_DETERMINISTIC | SQLITE_INNOCUOUS,
                                      NULL, NULL, seal_rows_step, seal_rows_end, NULL);
}
