/* fault.c - libxml2's words about a fault in our words, by the table faults.tsv: a stable code, the offending value,
 * what was expected. */
#include "internal.h"

#include "jianfu/utf8.h"

#include <string.h>

#define FAULTS "intake/faults.tsv"
enum { BY, CODE, GROUPS, PATTERN, ZH, EN, HINT_ZH, HINT_EN, COLUMNS };

enum jf_status faults_open(struct faults *f, struct jf_error *err)
{
    enum jf_status status = jf_tsv_load(FAULTS, COLUMNS, &f->table, err);
    if (status == JF_OK && !(f->patterns = jf_alloc(f->table.rows * sizeof(*f->patterns))))
        status = jf_error_set(err, JF_NOMEM, _("out of memory"));
    return status;
}

void faults_close(struct faults *f)
{
    for (size_t i = 0; f->patterns && i < f->table.rows; i++)
        jf_regex_free(f->patterns[i]);
    jf_free(f->patterns);
    jf_tsv_release(&f->table);
}

static const char *cell(const struct faults *f, size_t row, size_t column)
{
    const char *text = jf_tsv_cell(&f->table, row, column);
    return jf_streq(text, "-") ? "" : text;
}

static bool chinese(void)
{
    return jf_streq(jf_i18n_lang(), "zh");
}

static const char *message_of(const struct faults *f, size_t row)
{
    return cell(f, row, chinese() ? ZH : EN);
}

static const char *hint_of(const struct faults *f, size_t row)
{
    return cell(f, row, chinese() ? HINT_ZH : HINT_EN);
}

/* Our namespaces tell the reader nothing: "{urn:jianfu:notice:1}item" -> "item"; some are known by their prefix. No
 * attribute of ours is in one: there it is the fault, and a colon stands for it. */
static void without_namespaces(struct jf_str *out, const char *message)
{
    static const char *const prefixes[][2] = {
        { "{http://www.w3.org/XML/1998/namespace}", "xml:" },
        { "{http://www.w3.org/2001/XMLSchema-instance}", "xsi:" },
        { "{urn:", "" },
    };
    for (const char *p = message; *p;) {
        size_t i = 0;
        while (*p == '{' && i < 3 && strncmp(p, prefixes[i][0], strlen(prefixes[i][0])) != 0)
            i++;
        const char *end = *p == '{' && i < 3 ? strchr(p, '}') : NULL;
        if (end) {
            static const char attribute[] = "attribute '";
            size_t word = sizeof attribute - 1;
            bool of_attribute = out->len >= word && memcmp(out->data + out->len - word, attribute, word) == 0;
            jf_str_add(out, of_attribute && !*prefixes[i][1] ? ":" : prefixes[i][1]);
            p = end + 1;
        } else if (*p == '\n') {
            p++;
        } else {
            jf_str_addc(out, *p++);
        }
    }
}

static void add_group(struct jf_str *out, const struct jf_regex *re, const char *text, char group)
{
    size_t start, len;
    const char name[2] = { group, 0 };
    if (!jf_regex_named(re, name, &start, &len))
        return;
    struct jf_str part = JF_STR_INIT;
    size_t shown = len > 200 ? jf_utf8_prefix(text + start, 200) : len;
    jf_str_addn(&part, text + start, shown);
    jf_utf8_add_safe(out, part.data, true);
    if (shown < len)
        jf_str_add(out, "…");
    jf_str_release(&part);
}

static void fill(struct jf_str *out, const char *format, const struct jf_regex *re, const char *text,
                 const char *groups)
{
    enum { MOST = 3 };
    struct jf_str parts[MOST] = { JF_STR_INIT, JF_STR_INIT, JF_STR_INIT };
    const char *values[MOST];
    int count = 0;
    for (; count < MOST && groups[count]; count++) {
        add_group(&parts[count], re, text, groups[count]);
        values[count] = parts[count].data;
    }
    intake_fill(out, format, values, count);
    for (int i = 0; i < MOST; i++)
        jf_str_release(&parts[i]);
}

/* One fault of a value is told once: a field map says it better, and the schema may see it from several sides. */
static bool said_already(struct jf_intake *in, long line, const struct jf_regex *re, const char *text)
{
    size_t start, len;
    if (!jf_regex_named(re, "v", &start, &len) || !jf_regex_named(re, "a", &start, &len))
        return false;
    if (intake_was_said(in, line, text + start, len))
        return true;
    intake_said(in, line, text + start, len);
    return false;
}

/* What is hard to see in a value: that blanks stand around it, or that it holds nothing. NULL: neither. */
static const char *hint_of_value(const struct jf_regex *re, const char *text)
{
    size_t start, len;
    if (!jf_regex_named(re, "v", &start, &len))
        return NULL;
    if (strspn(text + start, " ") >= len)
        return _("leave out an attribute that holds nothing, and give one that must be there its value");
    return text[start] == ' ' || text[start + len - 1] == ' ' ? _("remove the blanks around the value") : NULL;
}

/* Does the pattern of the row, which is compiled when first asked for, fit? Then *re holds its groups. */
static bool fits(struct faults *f, size_t row, const struct jf_str *text, struct jf_regex **re)
{
    struct jf_regex **kept = &f->patterns[row];
    if (!*kept && jf_regex_compile(cell(f, row, PATTERN), kept, NULL) != JF_OK)
        return false;
    *re = *kept;
    return jf_regex_match(*re, text->data, text->len, 0, NULL) == 1;
}

/* Tell a fault in the words of the first row that fits; false when none does. */
static bool told(struct jf_intake *in, const char *by, long line, const struct jf_str *text)
{
    struct faults *f = &in->kit->faults;
    struct jf_regex *re = NULL;
    size_t row = 0;
    while (row < f->table.rows && !(jf_streq(cell(f, row, BY), by) && fits(f, row, text, &re)))
        row++;
    if (row == f->table.rows)
        return false;
    if (said_already(in, line, re, text->data))
        return true;
    struct jf_str said = JF_STR_INIT, hint = JF_STR_INIT;
    fill(&said, message_of(f, row), re, text->data, cell(f, row, GROUPS));
    const char *of_value = hint_of_value(re, text->data);
    if (of_value)
        jf_str_add(&hint, of_value);
    else
        fill(&hint, hint_of(f, row), re, text->data, "x");
    intake_fault_text(in, line, cell(f, row, CODE), said.data, hint.data);
    jf_str_release(&said);
    jf_str_release(&hint);
    return true;
}

void fault_from_schema(struct jf_intake *in, long line, int code, const char *message)
{
    struct jf_str text = JF_STR_INIT, said = JF_STR_INIT;
    (void)code;
    size_t bad;
    without_namespaces(&text, message ? message : "");
    if (!jf_utf8_valid(text.data, text.len, &bad))
        jf_str_truncate(&text, bad); /* libxml2 cuts a long message inside a character */
    if (!told(in, "schema", line, &text)) {
        jf_str_truncate(&text, jf_utf8_prefix(text.data, 300));
        jf_utf8_add_safe(&said, text.data, true);
        intake_fault_text(in, line, "SCH-08", said.data, "");
    }
    jf_str_release(&text);
    jf_str_release(&said);
}

/* The row of `by` that the beginning of a file fits. */
static bool begins(struct faults *f, const char *by, const struct jf_str *text, size_t *row)
{
    struct jf_regex *re;
    for (*row = 0; *row < f->table.rows; ++*row)
        if (jf_streq(cell(f, *row, BY), by) &&
            (jf_streq(by, "bytes") ? jf_starts(text->data, cell(f, *row, PATTERN)) : fits(f, *row, text, &re)))
            return true;
    return false;
}

bool fault_from_bytes(struct faults *f, const char *bytes, size_t len, size_t skip, struct source_fault *fault)
{
    enum { SEEN_BYTES = 8, SEEN_TEXT = 64 };
    char hex[2 * SEEN_BYTES + 1];
    struct jf_str head = JF_STR_INIT, text = JF_STR_INIT;
    size_t row = 0, from = skip;
    jf_hex((const uint8_t *)bytes, len < SEEN_BYTES ? len : SEEN_BYTES, hex);
    jf_str_add(&head, hex);
    while (from < len && strchr(" \t\r\n", bytes[from]) && bytes[from])
        from++;
    for (size_t i = from; i < len && i < from + SEEN_TEXT; i++) /* in whatever encoding */
        jf_str_addc(&text, bytes[i] > 0 ? bytes[i] : '?');
    fault->line = 0;
    bool found = begins(f, "bytes", &head, &row);
    if (!found && text.len && !jf_starts(text.data, "<?xml")) {
        found = begins(f, "text", &text, &row);
        fault->line = 1;
        for (size_t i = skip; i < from; i++)
            fault->line += bytes[i] == '\n';
    }
    if (found) {
        fault->code = cell(f, row, CODE);
        jf_str_add(&fault->message, message_of(f, row));
        jf_str_add(&fault->hint, hint_of(f, row));
    }
    jf_str_release(&head);
    jf_str_release(&text);
    return found;
}

/* The number of the character in libxml2's sentence (Char 0xFFFF out of allowed range, invalid xmlChar value 27). */
static void invalid_character(struct jf_intake *in, long line, const char *text)
{
    const char *number = text + strcspn(text, "0123456789");
    int len = (int)strspn(number, "0123456789xABCDEF");
    if (len > 0)
        intake_fault(in, line, "XML-01", _("remove the control character"),
                     _("a character that XML does not allow: %.*s"), len, number);
    else
        intake_fault(in, line, "XML-01", _("remove the control character"), _("a character that XML does not allow"));
}

/* Well-formedness: a sentence of libxml2 that is not in the table is kept as the particulars behind our own. */
void fault_from_parser(struct jf_intake *in, long line, int code, const char *message)
{
    enum { EMPTY = 4, INVALID_CHAR = 9, ENCODING = 81 };
    struct jf_str text = JF_STR_INIT;
    intake_drop_record(in); /* the file is at fault, whatever was open */
    struct jf_str raw = JF_STR_INIT;
    size_t bad;
    jf_str_add(&raw, message ? message : "");
    if (!jf_utf8_valid(raw.data, raw.len, &bad))
        jf_str_truncate(&raw, bad); /* libxml2 quotes the file, cut anywhere */
    jf_str_truncate(&raw, jf_utf8_prefix(raw.data, 120));
    jf_utf8_add_safe(&text, raw.data, true);
    jf_str_release(&raw);
    while (text.len > 0 && text.data[text.len - 1] == ' ')
        jf_str_truncate(&text, text.len - 1);
    if (code == EMPTY && line <= 1)
        intake_fault(in, line, "XML-01", _("an XML file begins with '<'"), _("this is not an XML file"));
    else if (code == INVALID_CHAR)
        invalid_character(in, line, text.data);
    else if (code == ENCODING)
        intake_fault(in, line, "XML-06", "", _("bytes that cannot be read: %s"), text.data);
    else if (!told(in, "parser", line, &text))
        intake_fault(in, line, "XML-01",
                     _("the file may be cut off or edited by hand; compare with 'jianfu template KIND'"),
                     _("not well-formed XML: %s"), text.data);
    jf_str_release(&text);
}
