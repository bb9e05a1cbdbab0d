/* simple.c - the simple types that all schemas share, checked by hand: many times faster than libxml2's patterns and
 * dates. A check accepts only what the type surely accepts; what it does not accept is left to libxml2 to judge, with
 * care. It must not be more lenient than the definition beside it (tests/unit/test_simple.c compares the two). */
#include "internal.h"

#include "jianfu/day.h"
#include "jianfu/utf8.h"

#include <string.h>

/* Every type of ours has at most so many characters but one (text). */
enum { LONG_NAME = 200, LONG_CODE = 64, LONG_TEXT = 20000 };

static size_t digits(const char *text, size_t len)
{
    size_t n = 0;
    while (n < len && text[n] >= '0' && text[n] <= '9')
        n++;
    return n;
}

static size_t characters(const char *text, size_t len)
{
    size_t n = 0;
    for (size_t i = 0; i < len; i++)
        n += (text[i] & 0xC0) != 0x80;
    return n;
}

/* Digits, then perhaps a point and a few decimals. */
static bool decimal(const char *text, size_t len, size_t whole, size_t decimals)
{
    size_t n = digits(text, len);
    if (n == 0 || n > whole)
        return false;
    if (n == len)
        return true;
    size_t after = text[n] == '.' ? digits(text + n + 1, len - n - 1) : 0;
    return after > 0 && after <= decimals && n + 1 + after == len;
}

static bool is_day(const char *text, size_t len)
{
    char day[JF_DAY_SIZE] = "";
    if (len != sizeof day - 1)
        return false;
    memcpy(day, text, len);
    return jf_day_valid(day);
}

static bool is_amount(const char *text, size_t len)
{
    return decimal(text, len, 13, 2);
}

static bool is_quantity(const char *text, size_t len)
{
    return decimal(text, len, 9, 3);
}

static bool is_percent(const char *text, size_t len)
{
    return decimal(text, len, 2, 2) || (len == 3 && memcmp(text, "100", 3) == 0);
}

static bool is_count(const char *text, size_t len)
{
    return len > 0 && len <= 9 && digits(text, len) == len;
}

static bool is_version(const char *text, size_t len)
{
    return len > 0 && len <= 4 && text[0] != '0' && digits(text, len) == len;
}

static bool is_grade(const char *text, size_t len)
{
    return len == 1 && text[0] >= '1' && text[0] <= '9';
}

static bool is_code(const char *text, size_t len)
{
    for (size_t i = 0; i < len; i++)
        if ((unsigned char)text[i] <= ' ')
            return false;
    return len > 0 && (len <= LONG_CODE || characters(text, len) <= LONG_CODE);
}

/* A token: no blank but single ones between other characters. */
static bool is_name(const char *text, size_t len)
{
    bool blank = true;
    for (size_t i = 0; i < len; i++) {
        if ((unsigned char)text[i] < ' ' || (blank && text[i] == ' '))
            return false;
        blank = text[i] == ' ';
    }
    return len > 0 && !blank && (len <= LONG_NAME || characters(text, len) <= LONG_NAME);
}

static bool is_division(const char *text, size_t len)
{
    return len == 12 && digits(text, len) == len;
}

static bool is_century(const char *text)
{
    return (text[0] == '1' && text[1] == '9') || (text[0] == '2' && (text[1] == '0' || text[1] == '1'));
}

static bool is_year(const char *text, size_t len)
{
    return len == 4 && digits(text, len) == len && is_century(text);
}

static bool is_term(const char *text, size_t len)
{
    return len == 5 && digits(text, len) == 4 && is_century(text) && (text[4] == 'A' || text[4] == 'S');
}

static bool is_period(const char *text, size_t len)
{
    if (digits(text, len) != 4)
        return false;
    switch (len) {
    case 4:
        return true;
    case 5:
        return text[4] == 'A' || text[4] == 'S';
    case 6:
        return text[4] == 'H' && (text[5] == '1' || text[5] == '2');
    case 7:
        return text[4] == '-' && digits(text + 5, 2) == 2;
    case 10:
        return text[4] == '-' && digits(text + 5, 2) == 2 && text[7] == '-' && digits(text + 8, 2) == 2;
    default:
        return false;
    }
}

static bool is_half(const char *text, size_t len)
{
    return len == 6 && digits(text, len) == 4 && is_century(text) && text[4] == 'H' &&
           (text[5] == '1' || text[5] == '2');
}

static bool is_time(const char *text, size_t len)
{
    return len == 5 && digits(text, 2) == 2 && text[2] == ':' && digits(text + 3, 2) == 2 &&
           memcmp(text, "24", 2) < 0 && text[3] < '6';
}

static bool is_flag(const char *text, size_t len)
{
    return (len == 3 && memcmp(text, "yes", 3) == 0) || (len == 2 && memcmp(text, "no", 2) == 0);
}

static bool is_text(const char *text, size_t len)
{
    return len <= LONG_TEXT || characters(text, len) <= LONG_TEXT;
}

/* A type counts as known only where its definition is this one to the letter. */
const struct simple_type simple_types[] = {
    { "day", "base=\"xs:date\"><xs:pattern value=\"[0-9]{4}-[0-9]{2}-[0-9]{2}\"/>", is_day },
    { "amount", "base=\"xs:decimal\"><xs:pattern value=\"[0-9]{1,13}(\\.[0-9]{1,2})?\"/>", is_amount },
    { "quantity", "base=\"xs:decimal\"><xs:pattern value=\"[0-9]{1,9}(\\.[0-9]{1,3})?\"/>", is_quantity },
    { "percent",
      "base=\"xs:decimal\"><xs:pattern value=\"[0-9]{1,3}(\\.[0-9]{1,2})?\"/><xs:maxInclusive value=\"100\"/>",
      is_percent },
    { "count", "base=\"xs:unsignedInt\"><xs:maxInclusive value=\"999999999\"/>", is_count },
    { "version", "base=\"xs:positiveInteger\"><xs:maxInclusive value=\"9999\"/>", is_version },
    { "grade", "base=\"xs:unsignedByte\"><xs:minInclusive value=\"1\"/><xs:maxInclusive value=\"9\"/>", is_grade },
    { "code",
      "base=\"xs:string\"><xs:minLength value=\"1\"/><xs:maxLength value=\"64\"/><xs:pattern value=\"[^\\s]+\"/>",
      is_code },
    { "name", "base=\"xs:token\"><xs:minLength value=\"1\"/><xs:maxLength value=\"200\"/>", is_name },
    { "division", "base=\"xs:string\"><xs:pattern value=\"[0-9]{12}\"/>", is_division },
    { "year", "base=\"xs:string\"><xs:pattern value=\"(19|20|21)[0-9]{2}\"/>", is_year },
    { "term", "base=\"xs:string\"><xs:pattern value=\"(19|20|21)[0-9]{2}[AS]\"/>", is_term },
    { "period", "base=\"xs:string\"><xs:pattern value=\"[0-9]{4}(H[12]|A|S|-[0-9]{2}(-[0-9]{2})?)?\"/>", is_period },
    { "half", "base=\"xs:string\"><xs:pattern value=\"(19|20|21)[0-9]{2}H[12]\"/>", is_half },
    { "time", "base=\"xs:string\"><xs:pattern value=\"([01][0-9]|2[0-3]):[0-5][0-9]\"/>", is_time },
    { "flag", "base=\"xs:string\"><xs:enumeration value=\"yes\"/><xs:enumeration value=\"no\"/>", is_flag },
    { "text", "base=\"xs:string\"><xs:maxLength value=\"20000\"/>", is_text },
    { .name = NULL },
};

static bool begins(const char *text, const char *end, const char *word)
{
    size_t len = strlen(word);
    return (size_t)(end - text) >= len && memcmp(text, word, len) == 0;
}

/* The known type whose definition begins at `at` with its name. */
static const struct simple_type *known_type(const char *at)
{
    static const char close[] = "</xs:simpleType>", open[] = "<xs:restriction ", shut[] = "</xs:restriction>";
    const char *quote = strchr(at, '"'), *stop = strstr(at, close);
    const char *from = strstr(at, open), *to = strstr(at, shut);
    if (!quote || !stop || !from || !to || to > stop || from > to)
        return NULL;
    from += strlen(open);
    for (const struct simple_type *t = simple_types; t->name; t++)
        if (strlen(t->name) == (size_t)(quote - at) && begins(at, quote, t->name) &&
            strlen(t->definition) == (size_t)(to - from) && begins(from, to, t->definition))
            return t;
    return NULL;
}

uint32_t simple_known(const char *xsd)
{
    static const char open[] = "<xs:simpleType name=\"";
    uint32_t known = 0;
    for (const char *at = xsd; (at = strstr(at, open)) != NULL;) {
        at += strlen(open);
        const struct simple_type *t = known_type(at);
        if (t)
            known |= UINT32_C(1) << (t - simple_types);
    }
    return known;
}
