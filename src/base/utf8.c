/* utf8.c - UTF-8 without the C library's locale. It must not normalise or change a value, only test and show it. */
#include "jianfu/utf8.h"

#include <string.h>

#define HIGH_BITS UINT64_C(0x8080808080808080)

static bool continuation(unsigned char c)
{
    return (c & 0xc0) == 0x80;
}

/* Length of the valid character at `at` with `left` bytes to go, or 0. */
static size_t character_length(const unsigned char *at, size_t left)
{
    unsigned char c = at[0];
    if (c < 0x80)
        return 1;
    if (c < 0xc2 || c > 0xf4)
        return 0;
    if (c < 0xe0)
        return left >= 2 && continuation(at[1]) ? 2 : 0;
    if (left < 2 || !continuation(at[1]))
        return 0;
    if (c < 0xf0) {
        bool overlong = c == 0xe0 && at[1] < 0xa0;
        bool surrogate = c == 0xed && at[1] > 0x9f;
        return left >= 3 && !overlong && !surrogate && continuation(at[2]) ? 3 : 0;
    }
    bool overlong = c == 0xf0 && at[1] < 0x90;
    bool beyond = c == 0xf4 && at[1] > 0x8f;
    return left >= 4 && !overlong && !beyond && continuation(at[2]) && continuation(at[3]) ? 4 : 0;
}

/* ASCII is passed eight bytes at a time: files of 200 MB are looked through with this. */
bool jf_utf8_valid(const char *text, size_t len, size_t *bad)
{
    const unsigned char *bytes = (const unsigned char *)text;
    size_t at = 0;
    while (at < len) {
        uint64_t word;
        while (len - at >= sizeof word) {
            memcpy(&word, bytes + at, sizeof word);
            if (word & HIGH_BITS)
                break;
            at += sizeof word;
        }
        if (at == len)
            break;
        do {
            size_t step = character_length(bytes + at, len - at);
            if (!step) {
                if (bad)
                    *bad = at;
                return false;
            }
            at += step;
        } while (at < len && bytes[at] >= 0x80);
    }
    return true;
}

/* Bytes that are not UTF-8 come out as U+FFFD, one by one, so that a caller can never run past the NUL. */
const char *jf_utf8_next(const char *text, uint32_t *code)
{
    const unsigned char *at = (const unsigned char *)text;
    if (at[0] < 0x80) {
        *code = at[0];
        return at[0] ? text + 1 : text;
    }
    size_t left = 1;
    while (left < 4 && at[left])
        left++;
    size_t len = character_length(at, left);
    switch (len) {
    case 2:
        *code = (uint32_t)(at[0] & 0x1f) << 6 | (uint32_t)(at[1] & 0x3f);
        break;
    case 3:
        *code = (uint32_t)(at[0] & 0x0f) << 12 | (uint32_t)(at[1] & 0x3f) << 6 | (uint32_t)(at[2] & 0x3f);
        break;
    case 4:
        *code = (uint32_t)(at[0] & 0x07) << 18 | (uint32_t)(at[1] & 0x3f) << 12 | (uint32_t)(at[2] & 0x3f) << 6 |
                (uint32_t)(at[3] & 0x3f);
        break;
    default:
        *code = 0xfffd;
        len = 1;
        break;
    }
    return text + len;
}

size_t jf_utf8_length(const char *text)
{
    size_t count = 0;
    for (uint32_t code; *text; count++)
        text = jf_utf8_next(text, &code);
    return count;
}

struct range {
    uint32_t first;
    uint32_t last;
};

/* Sorted. From EastAsianWidth.txt (W and F); unassigned places between neighbours are taken along. */
static const struct range wide[] = {
    { 0x1100, 0x115f },   { 0x231a, 0x231b },   { 0x2329, 0x232a },   { 0x23e9, 0x23ec },   { 0x23f0, 0x23f0 },
    { 0x23f3, 0x23f3 },   { 0x25fd, 0x25fe },   { 0x2614, 0x2615 },   { 0x2648, 0x2653 },   { 0x267f, 0x267f },
    { 0x2693, 0x2693 },   { 0x26a1, 0x26a1 },   { 0x26aa, 0x26ab },   { 0x26bd, 0x26be },   { 0x26c4, 0x26c5 },
    { 0x26ce, 0x26ce },   { 0x26d4, 0x26d4 },   { 0x26ea, 0x26ea },   { 0x26f2, 0x26f3 },   { 0x26f5, 0x26f5 },
    { 0x26fa, 0x26fa },   { 0x26fd, 0x26fd },   { 0x2705, 0x2705 },   { 0x270a, 0x270b },   { 0x2728, 0x2728 },
    { 0x274c, 0x274c },   { 0x274e, 0x274e },   { 0x2753, 0x2755 },   { 0x2757, 0x2757 },   { 0x2795, 0x2797 },
    { 0x27b0, 0x27b0 },   { 0x27bf, 0x27bf },   { 0x2b1b, 0x2b1c },   { 0x2b50, 0x2b50 },   { 0x2b55, 0x2b55 },
    { 0x2e80, 0x303e },   { 0x3041, 0x3247 },   { 0x3250, 0x4dbf },   { 0x4e00, 0xa4cf },   { 0xa960, 0xa97f },
    { 0xac00, 0xd7a3 },   { 0xf900, 0xfaff },   { 0xfe10, 0xfe19 },   { 0xfe30, 0xfe6f },   { 0xff01, 0xff60 },
    { 0xffe0, 0xffe6 },   { 0x16fe0, 0x18cff }, { 0x18d00, 0x18d7f }, { 0x1aff0, 0x1b2ff }, { 0x1f004, 0x1f004 },
    { 0x1f0cf, 0x1f0cf }, { 0x1f18e, 0x1f18e }, { 0x1f191, 0x1f19a }, { 0x1f200, 0x1f265 }, { 0x1f300, 0x1f320 },
    { 0x1f32d, 0x1f335 }, { 0x1f337, 0x1f37c }, { 0x1f37e, 0x1f393 }, { 0x1f3a0, 0x1f3ca }, { 0x1f3cf, 0x1f3d3 },
    { 0x1f3e0, 0x1f3f0 }, { 0x1f3f4, 0x1f3f4 }, { 0x1f3f8, 0x1f43e }, { 0x1f440, 0x1f440 }, { 0x1f442, 0x1f4fc },
    { 0x1f4ff, 0x1f53d }, { 0x1f54b, 0x1f54e }, { 0x1f550, 0x1f567 }, { 0x1f57a, 0x1f57a }, { 0x1f595, 0x1f596 },
    { 0x1f5a4, 0x1f5a4 }, { 0x1f5fb, 0x1f64f }, { 0x1f680, 0x1f6c5 }, { 0x1f6cc, 0x1f6cc }, { 0x1f6d0, 0x1f6d2 },
    { 0x1f6d5, 0x1f6df }, { 0x1f6eb, 0x1f6ec }, { 0x1f6f4, 0x1f6fc }, { 0x1f7e0, 0x1f7eb }, { 0x1f7f0, 0x1f7f0 },
    { 0x1f90c, 0x1f93a }, { 0x1f93c, 0x1f945 }, { 0x1f947, 0x1f9ff }, { 0x1fa70, 0x1faff }, { 0x20000, 0x2fffd },
    { 0x30000, 0x3fffd },
};

/* Sorted. Combining marks of the scripts that a county may meet, joiners, variation selectors, format characters. */
static const struct range zero[] = {
    { 0x0000, 0x001f },   { 0x007f, 0x009f }, { 0x00ad, 0x00ad }, { 0x0300, 0x036f }, { 0x0483, 0x0489 },
    { 0x0591, 0x05bd },   { 0x0610, 0x061a }, { 0x061c, 0x061c }, { 0x064b, 0x065f }, { 0x0670, 0x0670 },
    { 0x06d6, 0x06dc },   { 0x0900, 0x0902 }, { 0x093a, 0x093a }, { 0x093c, 0x093c }, { 0x0941, 0x0948 },
    { 0x094d, 0x094d },   { 0x0e31, 0x0e31 }, { 0x0e34, 0x0e3a }, { 0x0e47, 0x0e4e }, { 0x0f71, 0x0f7e },
    { 0x0f80, 0x0f84 },   { 0x1160, 0x11ff }, { 0x180b, 0x180f }, { 0x1ab0, 0x1aff }, { 0x1dc0, 0x1dff },
    { 0x200b, 0x200f },   { 0x2028, 0x202e }, { 0x2060, 0x206f }, { 0x20d0, 0x20f0 }, { 0x302a, 0x302d },
    { 0x3099, 0x309a },   { 0xfe00, 0xfe0f }, { 0xfe20, 0xfe2f }, { 0xfeff, 0xfeff }, { 0xfff9, 0xfffb },
    { 0xe0000, 0xe0fff },
};

/* Sorted. What could hide or reorder text on a screen: C0 and C1, soft hyphen, joiners, bidi controls, separators,
 * tags. */
static const struct range unsafe[] = {
    { 0x0000, 0x001f }, { 0x007f, 0x009f }, { 0x00ad, 0x00ad }, { 0x034f, 0x034f },
    { 0x061c, 0x061c }, { 0x180e, 0x180e }, { 0x200b, 0x200f }, { 0x2028, 0x202e },
    { 0x2060, 0x206f }, { 0xfeff, 0xfeff }, { 0xfff9, 0xfffb }, { 0xe0000, 0xe007f },
};

static bool within(const struct range *ranges, size_t count, uint32_t code)
{
    size_t low = 0;
    size_t high = count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (code > ranges[middle].last)
            low = middle + 1;
        else if (code < ranges[middle].first)
            high = middle;
        else
            return true;
    }
    return false;
}

#define WITHIN(ranges, code) within(ranges, sizeof(ranges) / sizeof((ranges)[0]), code)

static int character_width(uint32_t code)
{
    if (code >= 0x20 && code < 0x7f)
        return 1;
    if (code >= 0x4e00 && code <= 0x9fff)
        return 2;
    if (WITHIN(zero, code))
        return 0;
    return WITHIN(wide, code) ? 2 : 1;
}

int jf_utf8_width(const char *text)
{
    int width = 0;
    for (uint32_t code; *text;) {
        text = jf_utf8_next(text, &code);
        width += character_width(code);
    }
    return width;
}

static void add_blanks(struct jf_str *out, int count)
{
    for (int i = 0; i < count; i++)
        jf_str_addc(out, ' ');
}

/* The longest prefix of at most `width` columns; zero-width characters that follow stay with it. */
static size_t prefix_of_width(const char *text, int width, int *used)
{
    const char *at = text;
    *used = 0;
    while (*at) {
        uint32_t code;
        const char *next = jf_utf8_next(at, &code);
        int columns = character_width(code);
        if (*used + columns > width)
            break;
        *used += columns;
        at = next;
    }
    return (size_t)(at - text);
}

void jf_utf8_pad(struct jf_str *out, const char *text, int width, bool right, bool cut)
{
    int used = jf_utf8_width(text);
    size_t len = strlen(text);
    const char *end = "";
    if (used > width && cut) {
        len = prefix_of_width(text, width - 1, &used);
        if (width > 0) {
            end = "…";
            used++;
        }
    }
    if (right)
        add_blanks(out, width - used);
    jf_str_addn(out, text, len);
    jf_str_add(out, end);
    if (!right)
        add_blanks(out, width - used);
}

size_t jf_utf8_prefix(const char *text, size_t max)
{
    size_t len = strnlen(text, max);
    if (len < max || !text[len])
        return len;
    while (len && continuation((unsigned char)text[len]))
        len--;
    return len;
}

/* Bytes at `text` that are surely harmless: printable ASCII and U+3000 to U+CFFF, which is nearly all of a county's
 * text. */
static size_t plain_run(const char *text)
{
    const unsigned char *start = (const unsigned char *)text;
    const unsigned char *at = start;
    for (;;) {
        if (at[0] >= 0x20 && at[0] < 0x7f)
            at++;
        else if (at[0] >= 0xe3 && at[0] <= 0xec && continuation(at[1]) && continuation(at[2]))
            at += 3;
        else
            return (size_t)(at - start);
    }
}

bool jf_utf8_is_unsafe(uint32_t code)
{
    return code != '\n' && code != '\r' && code != '\t' && WITHIN(unsafe, code);
}

const char *jf_utf8_unsafe(const char *text, uint32_t *code)
{
    for (;;) {
        uint32_t at;
        text += plain_run(text);
        if (!*text)
            return NULL;
        const char *next = jf_utf8_next(text, &at);
        if (jf_utf8_is_unsafe(at)) {
            if (code)
                *code = at;
            return text;
        }
        text = next;
    }
}

void jf_utf8_add_safe(struct jf_str *out, const char *text, bool one_line)
{
    for (;;) {
        size_t run = plain_run(text);
        jf_str_addn(out, text, run);
        text += run;
        if (!*text)
            return;
        uint32_t code;
        const char *next = jf_utf8_next(text, &code);
        if (code == '\n' || code == '\t')
            jf_str_addc(out, one_line ? ' ' : (char)code);
        else if (WITHIN(unsafe, code))
            jf_str_addf(out, "<U+%04X>", (unsigned)code);
        else if (code == 0xfffd)
            jf_str_add(out, "\xef\xbf\xbd"); /* also for a byte that is no UTF-8 */
        else
            jf_str_addn(out, text, (size_t)(next - text));
        text = next;
    }
}
