/* numeral.c - reading numbers in Chinese and mixed writing. It must not know what they count. */
#include "jianfu/numeral.h"

#include "jianfu/utf8.h"

/* Everything is counted in ten-thousandths, so that 1.2345万 stays whole. */
enum { SCALE = 10000 };
#define LARGEST (INT64_C(10000000000000) * SCALE)

enum what { DIGIT, UNIT, GROUP, POINT, PASSED };

static const struct sign {
    uint32_t code;
    enum what what;
    int64_t value;
} signs[] = {
    { 0x3007, DIGIT, 0 },         { 0x25CB, DIGIT, 0 },     { 0x96F6, DIGIT, 0 },     /* 〇 ○ 零 */
    { 0x4E00, DIGIT, 1 },         { 0x4E8C, DIGIT, 2 },     { 0x4E09, DIGIT, 3 },     /* 一 二 三 */
    { 0x56DB, DIGIT, 4 },         { 0x4E94, DIGIT, 5 },     { 0x516D, DIGIT, 6 },     /* 四 五 六 */
    { 0x4E03, DIGIT, 7 },         { 0x516B, DIGIT, 8 },     { 0x4E5D, DIGIT, 9 },     /* 七 八 九 */
    { 0x4E24, DIGIT, 2 },         { 0x58F9, DIGIT, 1 },     { 0x8D30, DIGIT, 2 },     /* 两 壹 贰 */
    { 0x53C1, DIGIT, 3 },         { 0x8086, DIGIT, 4 },     { 0x4F0D, DIGIT, 5 },     /* 叁 肆 伍 */
    { 0x9646, DIGIT, 6 },         { 0x67D2, DIGIT, 7 },     { 0x634C, DIGIT, 8 },     /* 陆 柒 捌 */
    { 0x7396, DIGIT, 9 },         { 0x5341, UNIT, 10 },     { 0x62FE, UNIT, 10 },     /* 玖 十 拾 */
    { 0x767E, UNIT, 100 },        { 0x4F70, UNIT, 100 },    { 0x5343, UNIT, 1000 },   /* 百 佰 千 */
    { 0x4EDF, UNIT, 1000 },       { 0x4E07, GROUP, 10000 }, { 0x842C, GROUP, 10000 }, /* 仟 万 萬 */
    { 0x4EBF, GROUP, 100000000 }, { 0x5EFF, UNIT, 20 },     { 0x5345, UNIT, 30 },     /* 亿 廿 卅 */
    { 0x25EF, DIGIT, 0 },         { 'O', DIGIT, 0 },        { 'o', DIGIT, 0 },        /* ◯, and letters typed for 0 */
    { ',', PASSED, 0 },           { ' ', PASSED, 0 },       { '.', POINT, 0 },
};

static const struct sign *sign_of(uint32_t code)
{
    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++)
        if (signs[i].code == code)
            return &signs[i];
    return NULL;
}

/* What was read so far: total of the finished groups, the group at hand, and the digits that wait for their unit. */
struct reading {
    int64_t total, group, digits;
    int64_t last_unit; /* that was read last; 0: none, or a nought came since */
    int64_t place;     /* of the next decimal; 0 before the point */
    int figures;       /* how many digits wait */
    bool spelled;      /* the last of them is a Chinese one */
    bool any;
};

static bool times(int64_t a, int64_t b, int64_t *out)
{
    if (b && a > LARGEST / b)
        return false;
    *out = a * b;
    return true;
}

static bool take_digit(struct reading *r, int64_t value)
{
    r->any = true;
    if (r->place) {
        r->digits += value * r->place;
        r->place /= 10;
        return r->place > 0;
    }
    if (value == 0 && r->figures == 0)
        r->last_unit = 0; /* 一百零二 */
    r->figures++;
    return times(r->digits, 10, &r->digits) && (r->digits += value * SCALE) <= LARGEST;
}

/* 五六百, 十七八: two figures for one place say about how many, which is no number. */
static bool is_vague(const struct reading *r)
{
    return r->spelled && r->figures == 2 && !r->place && r->digits / SCALE > 10 && r->digits / SCALE % 10;
}

/* 十, 百, 千; 十 alone is ten, 廿 twenty. */
static bool take_unit(struct reading *r, int64_t value)
{
    int64_t sum = SCALE;
    if (is_vague(r))
        return false;
    if (r->figures && value != 20 && value != 30)
        sum = r->digits;
    r->any = true;
    if (!times(sum, value, &sum) || r->group > LARGEST - sum)
        return false;
    r->group += sum;
    r->digits = r->place = 0;
    r->figures = 0;
    r->last_unit = value;
    return true;
}

static bool take_group(struct reading *r, int64_t value)
{
    int64_t sum = r->group + r->digits;
    if (is_vague(r))
        return false;
    if (!sum) /* 万 with nothing before it is a name */
        return false;
    if (value > 10000) { /* 亿 also lifts what stands before it */
        sum += r->total;
        r->total = 0;
    }
    if (!times(sum, value, &sum) || r->total > LARGEST - sum)
        return false;
    r->total += sum;
    r->group = r->digits = r->place = 0;
    r->figures = 0;
    r->last_unit = value;
    return true;
}

static bool take(struct reading *r, const struct sign *s)
{
    switch (s->what) {
    case DIGIT:
        return take_digit(r, s->value);
    case UNIT:
        return take_unit(r, s->value);
    case GROUP:
        return take_group(r, s->value);
    case POINT:
        if (r->place || !r->figures)
            return false;
        r->place = SCALE / 10;
        return true;
    case PASSED:
        break;
    }
    return true;
}

/* In ten-thousandths. */
static bool read_number(const char *text, size_t len, int64_t *number)
{
    struct reading r = { .total = 0 };
    const char *end = text + len;
    while (text < end) {
        uint32_t code;
        text = jf_utf8_next(text, &code);
        const struct sign ascii = { code, DIGIT, (int64_t)code - '0' };
        const struct sign *s = code >= '0' && code <= '9' ? &ascii : sign_of(code);
        if (!s)
            return false;
        if (s->what == DIGIT)
            r.spelled = code >= 0x80;
        if (!take(&r, s))
            return false;
    }
    if (!r.any || (r.last_unit && is_vague(&r)))
        return false;
    if (r.figures == 1 && !r.place && r.last_unit >= 100) /* 两百五 */
        r.digits *= r.last_unit / 10;
    *number = r.total + r.group + r.digits;
    return *number <= LARGEST;
}

bool jf_numeral_hundredths(const char *text, size_t len, int64_t *hundredths)
{
    int64_t number = 0;
    if (!read_number(text, len, &number) || number % (SCALE / 100))
        return false;
    *hundredths = number / (SCALE / 100);
    return true;
}

bool jf_numeral_small(const char *text, size_t len, int *number)
{
    int64_t value = 0;
    if (!read_number(text, len, &value) || value % SCALE || value / SCALE > 9999)
        return false;
    *number = (int)(value / SCALE);
    return true;
}
