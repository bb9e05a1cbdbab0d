/* regex.c - PCRE2 behind the calls of regex.h, and the only file that knows PCRE2.
 *
 * Every pattern is compiled for UTF-8 with Unicode properties and, where the machine can, JIT. Patterns may come from
 * rule files, so every match stands under limits of steps, depth and memory. This file must not know any pattern.
 */
#include "jianfu/regex.h"
#include "jianfu/i18n.h"

#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>

#include <stdlib.h>
#include <string.h>

/* Far above what a pattern over one cell or one petition needs, far below what a user would wait for. */
#define MATCH_LIMIT   2000000u
#define DEPTH_LIMIT   20000u
#define HEAP_LIMIT_KB 32768u

struct jf_regex {
    pcre2_general_context *memory;
    pcre2_match_context *limits;
    pcre2_code *code;
    pcre2_match_data *found;
    int groups; /* how many groups the last match set, 0 after a failure */
};

static void *take_memory(size_t size, void *unused)
{
    (void)unused;
    return jf_alloc(size);
}

static void give_memory(void *memory, void *unused)
{
    (void)unused;
    jf_free(memory);
}

static const char *explain(int code, char *buffer, size_t size)
{
    if (pcre2_get_error_message(code, (PCRE2_UCHAR *)buffer, size) == PCRE2_ERROR_BADDATA)
        buffer[0] = '\0';
    return buffer;
}

static enum jf_status compile_into(struct jf_regex *re, const char *pattern, struct jf_error *err)
{
    int code = 0;
    size_t offset = 0;
    char words[160];
    pcre2_compile_context *options = pcre2_compile_context_create(re->memory);
    if (!options)
        return jf_error_set(err, JF_NOMEM, "%s", _("out of memory"));
    re->code =
        pcre2_compile((PCRE2_SPTR)pattern, PCRE2_ZERO_TERMINATED, PCRE2_UTF | PCRE2_UCP, &code, &offset, options);
    pcre2_compile_context_free(options);
    if (!re->code)
        return jf_error_set(err, JF_REFUSED, _("cannot use the pattern '%s': %s at byte %lld"), pattern,
                            explain(code, words, sizeof words), (long long)offset);
    /* Without JIT (another processor, a hardened kernel) the interpreter does the same, slower. */
    if (!getenv("JIANFU_NO_JIT")) /* valgrind cannot judge code made at run time; the tests set this for it */
        (void)pcre2_jit_compile(re->code, PCRE2_JIT_COMPLETE);
    re->found = pcre2_match_data_create_from_pattern(re->code, re->memory);
    re->limits = pcre2_match_context_create(re->memory);
    if (!re->found || !re->limits)
        return jf_error_set(err, JF_NOMEM, "%s", _("out of memory"));
    pcre2_set_match_limit(re->limits, MATCH_LIMIT);
    pcre2_set_depth_limit(re->limits, DEPTH_LIMIT);
    pcre2_set_heap_limit(re->limits, HEAP_LIMIT_KB);
    return JF_OK;
}

enum jf_status jf_regex_compile(const char *pattern, struct jf_regex **out, struct jf_error *err)
{
    struct jf_regex *re = jf_alloc(sizeof *re);
    if (!re)
        return jf_error_set(err, JF_NOMEM, "%s", _("out of memory"));
    re->memory = pcre2_general_context_create(take_memory, give_memory, NULL);
    enum jf_status status =
        re->memory ? compile_into(re, pattern, err) : jf_error_set(err, JF_NOMEM, "%s", _("out of memory"));
    if (status != JF_OK) {
        jf_regex_free(re);
        re = NULL;
    }
    *out = re;
    return status;
}

static int run(struct jf_regex *re, const char *text, size_t len, size_t from, uint32_t options)
{
    return pcre2_match(re->code, (PCRE2_SPTR)text, len, from, options, re->found, re->limits);
}

int jf_regex_match(struct jf_regex *re, const char *text, size_t len, size_t from, struct jf_error *err)
{
    char words[160];
    re->groups = 0;
    if (from > len)
        return 0;
    int code = run(re, text, len, from, 0);
    if (code == PCRE2_ERROR_JIT_STACKLIMIT) /* the interpreter has the heap, up to its limit */
        code = run(re, text, len, from, PCRE2_NO_JIT);
    if (code == PCRE2_ERROR_NOMATCH)
        return 0;
    if (code > 0) {
        re->groups = code;
        return 1;
    }
    if ((code <= PCRE2_ERROR_UTF8_ERR1 && code >= PCRE2_ERROR_UTF8_ERR21) || code == PCRE2_ERROR_BADUTFOFFSET)
        jf_error_set(err, JF_REFUSED, _("the text is not valid UTF-8: %s"), explain(code, words, sizeof words));
    else if (code == PCRE2_ERROR_NOMEMORY)
        jf_error_set(err, JF_NOMEM, "%s", _("out of memory"));
    else
        jf_error_set(err, JF_REFUSED, _("the pattern needs too many steps on this text: %s"),
                     explain(code, words, sizeof words));
    return -1;
}

bool jf_regex_group(const struct jf_regex *re, int n, size_t *start, size_t *len)
{
    if (n < 0 || n >= re->groups)
        return false;
    const PCRE2_SIZE *at = pcre2_get_ovector_pointer(re->found) + 2 * (size_t)n;
    /* \K inside a look-ahead can put the start behind the end; no text stands there. */
    if (at[0] == PCRE2_UNSET || at[1] < at[0])
        return false;
    *start = at[0];
    *len = at[1] - at[0];
    return true;
}

bool jf_regex_named(const struct jf_regex *re, const char *name, size_t *start, size_t *len)
{
    /* One name may stand for several groups ((?J) or (?|...)): the one that took part counts. */
    PCRE2_SPTR first = NULL, last = NULL;
    int size = pcre2_substring_nametable_scan(re->code, (PCRE2_SPTR)name, &first, &last);
    if (size < 0)
        return false;
    for (PCRE2_SPTR entry = first; entry <= last; entry += size)
        if (jf_regex_group(re, entry[0] << 8 | entry[1], start, len))
            return true;
    return false;
}

void jf_regex_free(struct jf_regex *re)
{
    if (!re)
        return;
    pcre2_match_data_free(re->found);
    pcre2_match_context_free(re->limits);
    pcre2_code_free(re->code);
    pcre2_general_context_free(re->memory);
    jf_free(re);
}
