/* mask.c - masking of what tells who people are. It changes copies for show only and never a stored value. What a
 * number of a person looks like is data (secrets.tsv). */
#include "jianfu/mask.h"

#include "jianfu/han.h"
#include "jianfu/i18n.h"
#include "jianfu/regex.h"
#include "jianfu/tsv.h"
#include "jianfu/utf8.h"

#include <string.h>

#define SECRETS "store/secrets.tsv"
enum { KIND, NAME, PATTERN, SECRET_COLUMNS };

static const char stars[] = "\xef\xbc\x8a\xef\xbc\x8a"; /* ＊＊ */

/* Skip ASCII blanks and U+3000, so that " 林" does not show a blank as its first character. */
static const char *first_character(const char *name)
{
    for (;;) {
        if (*name == ' ' || *name == '\t' || *name == '\n' || *name == '\r')
            name++;
        else if (jf_starts(name, "\xe3\x80\x80"))
            name += 3;
        else
            return name;
    }
}

void jf_mask_name(struct jf_str *out, const char *name)
{
    if (!name)
        return;
    name = first_character(name);
    if (!*name)
        return;
    uint32_t code;
    const char *end = jf_utf8_next(name, &code);
    jf_str_addn(out, name, (size_t)(end - name));
    jf_str_add(out, stars);
}

void jf_mask_all(struct jf_str *out, const char *secret)
{
    if (secret && *secret)
        jf_str_add(out, stars);
}

/* The character at *at, full width taken as half width; *at moves on. */
static uint32_t next_folded(const char **at)
{
    uint32_t code;
    *at = jf_utf8_next(*at, &code);
    if (code >= 0xff01 && code <= 0xff5e)
        return code - 0xfee0;
    return code == 0x3000 ? ' ' : code;
}

/* What people put between the figures of a number and the characters of a name: 138-0000-0000, 林 大山. */
static bool between(uint32_t code)
{
    return code == ' ' || code == '\t' || code == 0xa0 || code == '-' || (code >= 0x2010 && code <= 0x2015) ||
           code == 0x2212;
}

/* Bytes at the beginning of `text` that spell the `line` bytes of a secret, in whatever width and however parted; 0
 * when they do not, or when the secret is one character. */
static size_t spells(const char *text, const char *secret, size_t line)
{
    const char *at = text, *const end = secret + line;
    size_t count = 0;
    if (*text != *secret && !jf_starts(text, "\xef\xbc") && !jf_starts(text, "\xef\xbd"))
        return 0; /* neither the character itself nor one of full width: most places of a text end here */
    while (secret < end) {
        uint32_t wanted = next_folded(&secret);
        if (count && between(wanted))
            continue;
        uint32_t code = 0;
        do {
            if (!*at)
                return 0;
            code = next_folded(&at);
        } while (count && between(code));
        if (code != wanted)
            return 0;
        count++;
    }
    return count > 1 ? (size_t)(at - text) : 0;
}

/* Bytes of the longest place at the beginning of `text` that a line of the list hides; 0 when there is none. */
static size_t begins(const char *text, const char *list)
{
    size_t longest = 0;
    while (list && *list) {
        size_t line = strcspn(list, "\n");
        size_t place = spells(text, list, line);
        if (place > longest)
            longest = place;
        list += line + (list[line] == '\n');
    }
    return longest;
}

/* ---- numbers that nobody registered ---- */

static struct jf_regex *numbers; /* all rows of the table in one expression; made on first use */

void jf_mask_cleanup(void)
{
    jf_regex_free(numbers);
    numbers = NULL;
}

static enum jf_status load_numbers(struct jf_error *err)
{
    struct jf_tsv table = { .rows = 0 };
    struct jf_str all = JF_STR_INIT;
    if (numbers)
        return JF_OK;
    enum jf_status status = jf_tsv_load(SECRETS, SECRET_COLUMNS, &table, err);
    char before = '(';
    jf_str_add(&all, "(?(DEFINE)");
    for (size_t i = 0; i < table.rows; i++)
        if (strcmp(jf_tsv_cell(&table, i, KIND), "define") == 0)
            jf_str_addf(&all, "(?<%s>%s)", jf_tsv_cell(&table, i, NAME), jf_tsv_cell(&table, i, PATTERN));
    jf_str_add(&all, ")(?:");
    for (size_t i = 0; i < table.rows; i++)
        if (strcmp(jf_tsv_cell(&table, i, KIND), "define") != 0) {
            jf_str_addf(&all, before == '(' ? "%s" : "|%s", jf_tsv_cell(&table, i, PATTERN));
            before = '|';
        }
    jf_str_add(&all, ")");
    if (status == JF_OK)
        status = jf_str_check(&all, err);
    if (status == JF_OK)
        status = jf_regex_compile(all.data, &numbers, err);
    jf_str_release(&all);
    jf_tsv_release(&table);
    return status;
}

bool jf_mask_find(const char *folded, size_t len, size_t from, size_t *start, size_t *found)
{
    int match = load_numbers(NULL) == JF_OK ? jf_regex_match(numbers, folded, len, from, NULL) : -1;
    if (match < 0) { /* what cannot be looked through is not shown */
        *start = from;
        *found = len - from;
        return *found > 0;
    }
    return match == 1 && jf_regex_group(numbers, 0, start, found) && *found;
}

/* A text as the patterns read it, and where in the text each of its bytes stands. */
struct folded {
    struct jf_str text;
    size_t *at;
};

/* 0 to 9, the letter that is typed for 0, and the Chinese ones that a number may be spelled with. */
static bool is_figure(uint32_t code)
{
    static const uint32_t chinese[] = { 0x3007, 0x25cb, 0x25ef, 0x96f6, 0x4e00, 0x4e8c, 0x4e09, 0x56db, 0x4e94,
                                        0x516d, 0x4e03, 0x516b, 0x4e5d, 0x5e7a, 0x58f9, 0x8d30, 0x8cb3, 0x53c1,
                                        0x53c3, 0x8086, 0x4f0d, 0x9646, 0x9678, 0x67d2, 0x634c, 0x7396 };
    for (size_t i = 0; i < sizeof chinese / sizeof *chinese; i++)
        if (code == chinese[i])
            return true;
    return (code >= '0' && code <= '9') || code == 'O' || code == 'o';
}

/* What else a number or a name may stand beside: a colon, a line's end, @, QQ, 微, 叫, 人, 名, 主, 款, 民, 众, 住. */
static bool announces(uint32_t code)
{
    static const uint32_t signs[] = { ':',    '\n',   '@',    'Q',    'q',    0x5fae, 0x53eb,
                                      0x4eba, 0x540d, 0x4e3b, 0x6b3e, 0x6c11, 0x4f17, 0x4f4f };
    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++)
        if (code == signs[i])
            return true;
    return false;
}

/* Too few figures in a row for any number and nothing that announces one: most texts, which need no second look. */
static bool may_hold_number(const char *text)
{
    size_t run = 0;
    while (*text) {
        uint32_t code = next_folded(&text);
        if (announces(code))
            return true;
        if (!is_figure(code))
            run = between(code) || code == '(' || code == ')' || code == '.' ? run : 0;
        else if (++run == 7)
            return true;
    }
    return false;
}

static enum jf_status fold(const char *text, struct folded *out)
{
    out->at = jf_alloc((strlen(text) + 1) * sizeof *out->at);
    if (!out->at)
        return JF_NOMEM;
    for (const char *at = text; *at;) {
        const char *from = at;
        uint32_t code = next_folded(&at);
        size_t old = out->text.len;
        if (between(code))
            jf_str_addc(&out->text, code == ' ' || code == '\t' || code == 0xa0 ? ' ' : '-');
        else if (code < 0x80)
            jf_str_addc(&out->text, (char)code);
        else
            jf_str_addn(&out->text, from, (size_t)(at - from));
        for (size_t i = old; i < out->text.len; i++)
            out->at[i] = (size_t)(from - text);
    }
    out->at[out->text.len] = strlen(text);
    return jf_str_check(&out->text, NULL);
}

/* ---- texts ---- */

/* The next number from byte `from` of the folded text, as a place in the text; past its end when there is none. */
struct place {
    size_t start, end, next; /* next: where to look further in the folded text */
};

static void next_place(const struct folded *f, struct place *p)
{
    size_t start = 0, len = 0;
    if (f->at && jf_mask_find(f->text.data, f->text.len, p->next, &start, &len)) {
        p->start = f->at[start];
        p->end = f->at[start + len];
        p->next = start + len;
    } else {
        p->start = p->end = SIZE_MAX;
    }
}

/* A copy in simplified characters; every one stands where it stood. NULL for none. */
static char *simplified(const char *text, struct jf_str *out)
{
    char *copy = text && *text ? jf_dup(text) : NULL;
    if (copy)
        jf_han_simplify(copy, strlen(copy));
    else if (text && *text)
        out->failed = true;
    return copy;
}

static void mask_text(struct jf_str *out, const char *text, const char *simple, const struct jf_secrets *secrets);

void jf_mask_text(struct jf_str *out, const char *text, const struct jf_secrets *secrets)
{
    /* 陳水生 is 陈水生 */
    bool any = (secrets->names && *secrets->names) || (secrets->addresses && *secrets->addresses);
    char *simple = any ? simplified(text, out) : NULL;
    char *names = any ? simplified(secrets->names, out) : NULL;
    char *addresses = any ? simplified(secrets->addresses, out) : NULL;
    mask_text(out, text, simple ? simple : text, &(const struct jf_secrets){ names, secrets->telephones, addresses });
    jf_free(simple);
    jf_free(names);
    jf_free(addresses);
}

/* `simple` is the text in simplified characters, in which the secrets are looked for. */
static void mask_text(struct jf_str *out, const char *text, const char *simple, const struct jf_secrets *secrets)
{
    struct folded folded = { .text = JF_STR_INIT };
    struct place number = { .next = 0 };
    const char *const begin = text;
    if (text && may_hold_number(text) && fold(text, &folded) != JF_OK)
        out->failed = true;
    next_place(&folded, &number);
    while (text && *text) {
        const char *at = simple + (text - begin);
        size_t name = begins(at, secrets->names);
        size_t other = begins(at, secrets->telephones);
        if (!other)
            other = begins(at, secrets->addresses);
        while (number.start < (size_t)(text - begin)) /* behind a secret that reached into it, the rest of it is left */
            if (number.end > (size_t)(text - begin))
                number.start = (size_t)(text - begin);
            else
                next_place(&folded, &number);
        size_t form = number.start == (size_t)(text - begin) ? number.end - number.start : 0;
        uint32_t code;
        size_t plain = (size_t)(jf_utf8_next(text, &code) - text);
        if (form > other)
            other = form;
        if (name)
            jf_mask_name(out, text);
        else if (other)
            jf_mask_all(out, text);
        else
            jf_str_addn(out, text, plain);
        text += name ? name : other ? other : plain;
    }
    jf_str_release(&folded.text);
    jf_free(folded.at);
}
