/* fault.c - libxml2's words about a fault in our words: a stable code, the offending value, what was expected. */
#include "internal.h"

#include "jianfu/utf8.h"

#include <string.h>

/* Patterns over libxml2's message, most telling first. Groups: e element, a attribute, v value, x what was expected. */
struct translation {
    const char *pattern;
    const char *code;
    const char *message; /* %s: groups in the order of `groups` */
    const char *hint;    /* %s: group x, when it has one */
    const char *groups;  /* letters of the groups for the message */
};

static const struct translation schema_faults[] = {
    { "^Element '(?<e>[^']*)': This element is not expected\\. Expected is (?:one of )?\\( (?<x>.*) \\)", "SCH-01",
      N_("element '%s' is not expected here"), N_("expected: %s"), "e" },
    { "^Element '(?<e>[^']*)': This element is not expected", "SCH-01", N_("element '%s' is not expected here"), "",
      "e" },
    { "^Element '(?<e>[^']*)': Missing child element\\(s\\)\\. Expected is (?:one of )?\\( (?<x>.*) \\)", "SCH-02",
      N_("element '%s' is not complete"), N_("still missing: %s"), "e" },
    { "^Element '(?<e>[^']*)': The attribute '(?<a>[^']*)' is required but missing", "SCH-03",
      N_("element '%s' lacks the attribute '%s'"), "", "ea" },
    { "^Element '(?<e>[^']*)', attribute '(?<a>[^']*)': The attribute '[^']*' is not allowed", "SCH-04",
      N_("element '%s' has no attribute '%s'"), N_("see 'jianfu template KIND' for the attributes there are"), "ea" },
    { "^Element '(?<e>[^']*)', attribute '(?<a>[^']*)': \\[facet 'enumeration'\\] The value '(?<v>.*)' is not an "
      "element of the set "
      "\\{(?<x>.*)\\}",
      "SCH-05", N_("%s/%s: '%s' is not among the values allowed"), N_("one of: %s"), "eav" },
    { "^Element '(?<e>[^']*)', attribute '(?<a>[^']*)': \\[facet 'minLength'\\] The value '(?<v>.*)' has", "SCH-06",
      N_("%s/%s: '%s' is empty or too short"), "", "eav" },
    { "^Element '(?<e>[^']*)', attribute '(?<a>[^']*)': \\[facet '(?:max|min)?Length'\\] The value '.*' has a length "
      "of '(?<v>\\d+)'; "
      "this \\S+ the allowed (?:\\S+ )?length of '(?<x>\\d+)'",
      "SCH-06", N_("%s/%s: a text of %s characters has the wrong length"), N_("the limit is %s characters"), "eav" },
    /* libxml2 cuts its message at 64,000 bytes: the end may be missing */
    { "^Element '(?<e>[^']*)', attribute '(?<a>[^']*)': \\[facet 'maxLength'\\] The value '(?<v>.{0,20})", "SCH-06",
      N_("%s/%s: the text '%s…' is too long"), N_("the limit is told by 'jianfu schema KIND'"), "eav" },
    { "^Element '(?<e>[^']*)', attribute '(?<a>[^']*)': \\[facet '[^']*'\\] The value '(?<v>.*)' is not accepted by "
      "the pattern",
      "SCH-06", N_("%s/%s: '%s' has the wrong form"), N_("the form is told by 'jianfu schema KIND'"), "eav" },
    { "^Element '(?<e>[^']*)', attribute '(?<a>[^']*)': \\[facet '[^']*'\\] The value '(?<v>.*)' ", "SCH-06",
      N_("%s/%s: '%s' is out of range"), N_("the range is told by 'jianfu schema KIND'"), "eav" },
    { "^Element '(?<e>[^']*)', attribute '(?<a>[^']*)': '(?<v>.*)' is not a valid value", "SCH-06",
      N_("%s/%s: '%s' has the wrong form"), N_("the form is told by 'jianfu schema KIND'"), "eav" },
    { "^Element '(?<e>[^']*)': Character content (?:other than whitespace )?is not allowed", "SCH-07",
      N_("text inside element '%s', where only elements may stand"), "", "e" },
    { "^Element '(?<e>[^']*)': Element content is not allowed", "SCH-01", N_("no element may stand inside '%s'"), "",
      "e" },
    { "^Element '(?<e>[^']*)': \\[facet '[^']*'\\]", "SCH-06",
      N_("the text of element '%s' has the wrong form or length"), "", "e" },
};
_Static_assert(sizeof schema_faults / sizeof *schema_faults <= KIT_PATTERNS, "each has its place in the kit");

/* Our namespaces tell the reader nothing: "{urn:jianfu:notice:1}item" -> "item". */
static void without_namespaces(struct jf_str *out, const char *message)
{
    for (const char *p = message; *p;) {
        const char *end = *p == '{' && strncmp(p, "{urn:", 5) == 0 ? strchr(p, '}') : NULL;
        if (end)
            p = end + 1;
        else if (*p == '\n')
            p++;
        else
            jf_str_addc(out, *p++);
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

void fault_from_schema(struct jf_intake *in, long line, int code, const char *message)
{
    struct jf_str text = JF_STR_INIT, said = JF_STR_INIT, hint = JF_STR_INIT;
    (void)code;
    size_t bad;
    without_namespaces(&text, message ? message : "");
    if (!jf_utf8_valid(text.data, text.len, &bad))
        jf_str_truncate(&text, bad); /* libxml2 cuts a long message inside a character */
    for (size_t i = 0; i < sizeof schema_faults / sizeof *schema_faults; i++) {
        const struct translation *t = &schema_faults[i];
        struct jf_regex **re = &in->kit->patterns[i];
        if (!*re && jf_regex_compile(t->pattern, re, NULL) != JF_OK)
            continue;
        if (jf_regex_match(*re, text.data, text.len, 0, NULL) != 1)
            continue;
        if (said_already(in, line, *re, text.data))
            goto out;
        fill(&said, _(t->message), *re, text.data, t->groups);
        if (*t->hint)
            fill(&hint, _(t->hint), *re, text.data, "x");
        intake_fault_text(in, line, t->code, said.data, hint.data);
        goto out;
    }
    jf_str_truncate(&text, jf_utf8_prefix(text.data, 300));
    jf_utf8_add_safe(&said, text.data, true);
    intake_fault_text(in, line, "SCH-08", said.data, "");
out:
    jf_str_release(&text);
    jf_str_release(&said);
    jf_str_release(&hint);
}

/* What libxml2's parser says of a file that is not well-formed; the same columns. */
static const struct translation parser_faults[] = {
    { "^StartTag: invalid element name", "XML-01", N_("'<' stands where no tag begins"),
      N_("write &lt; for the sign itself"), "" },
    { "^(?:xmlParseEntityRef: no name|EntityRef: expecting ';')", "XML-01", N_("'&' stands alone"),
      N_("write &amp; for the sign itself"), "" },
    { "^Entity '(?<e>[^']*)' not defined", "XML-01", N_("'&%s;' is not known"),
      N_("write the character itself, or &amp; for the sign &"), "e" },
    { "^AttValue: \" or ' expected", "XML-01", N_("the value of an attribute does not begin with a quotation mark"),
      N_("quotation marks are \" or ', not those of Chinese text"), "" },
    { "^AttValue: ' expected", "XML-01", N_("the value of an attribute is never closed by a quotation mark"),
      N_("the file may be cut off"), "" },
    { "^Unescaped '<' not allowed in attributes values", "XML-01", N_("'<' in the value of an attribute"),
      N_("the closing quotation mark may be missing; write &lt; for the sign itself"), "" },
    { "^Specification mandates? value for attribute (?<a>\\S+)", "XML-01", N_("attribute '%s' has no value"),
      N_("NAME=\"VALUE\", with signs of half width"), "a" },
    { "^Attribute (?<a>\\S+) redefined", "XML-01", N_("attribute '%s' stands twice"), "", "a" },
    { "^(?:attributes construct error|error parsing attribute name)", "XML-01",
      N_("the attributes of an element are not written as they must be"),
      N_("NAME=\"VALUE\", with a blank before each and signs of half width"), "" },
    { "^Opening and ending tag mismatch: (?<e>\\S+) line (?<v>\\d+) and (?<a>\\S+)", "XML-01",
      N_("element '%s' of line %s is closed by '%s'"), "", "eva" },
    { "^Premature end of data in tag (?<e>\\S+) line (?<v>\\d+)", "XML-01",
      N_("the file ends within element '%s' of line %s"), N_("the file may be cut off"), "ev" },
    { "^(?:expected '>'|Couldn't find end of Start Tag)", "XML-01", N_("a tag is not closed by '>'"),
      N_("the file may be cut off"), "" },
    { "^(?:Extra content at the end of the document|Document is empty)", "XML-01",
      N_("the file ends too early, or something stands behind its end"),
      N_("the file may be cut off, or two files may have been put together"), "" },
    { "^(?:Double hyphen within comment|Comment must not contain)", "XML-01", N_("'--' within a comment"), "", "" },
    { "(?:Comment not terminated|never end|CData section not finished|PI \\S+ space expected|Invalid PI name|no target "
      "name)",
      "XML-01", N_("a comment, an instruction or a CDATA section is not written or closed as it must be"),
      N_("the file may be cut off"), "" },
    { "^XML declaration allowed only at the start|^xmlParsePITarget: ", "XML-01",
      N_("an XML declaration that is not at the very beginning of the file"),
      N_("nothing may stand before it, not even a blank or an empty line"), "" },
    { "^(?:Malformed declaration|parsing XML declaration|String not (?:closed|started)|standalone accepts|Blank needed "
      "here)",
      "XML-01", N_("the XML declaration is not written as it must be"), "<?xml version=\"1.0\" encoding=\"UTF-8\"?>",
      "" },
    { "^(?:xmlParseDocTypeDecl|Unfinished System or Public|Space required after)", "XML-02",
      N_("a DOCTYPE is not allowed"), N_("remove the DOCTYPE line; nothing here needs one"), "" },
    { "^expected '='", "XML-01", N_("'=' is missing"), N_("NAME=\"VALUE\", with signs of half width"), "" },
    { "^CharRef: ", "XML-01", N_("a reference to a character is not written as it must be"), "&#20013;", "" },
    { "^Sequence ']]>' not allowed", "XML-01", N_("']]>' in a text"), N_("write ]]&gt;"), "" },
    { "^Namespace prefix (?<e>\\S+) .*not defined", "XML-01", N_("the namespace prefix '%s' is not declared"),
      N_("compare with 'jianfu template KIND'"), "e" },
};

/* Tell a known fault in our words; false when the sentence is not known. There is one of them in a file at most. */
static bool told_by_parser(struct jf_intake *in, long line, const char *text)
{
    bool found = false;
    for (size_t i = 0; !found && i < sizeof parser_faults / sizeof *parser_faults; i++) {
        const struct translation *t = &parser_faults[i];
        struct jf_str said = JF_STR_INIT;
        struct jf_regex *re = NULL;
        found =
            jf_regex_compile(t->pattern, &re, NULL) == JF_OK && jf_regex_match(re, text, strlen(text), 0, NULL) == 1;
        if (found) {
            fill(&said, _(t->message), re, text, t->groups);
            intake_fault_text(in, line, t->code, said.data, *t->hint ? _(t->hint) : "");
        }
        jf_str_release(&said);
        jf_regex_free(re);
    }
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
    else if (!told_by_parser(in, line, text.data))
        intake_fault(in, line, "XML-01",
                     _("the file may be cut off or edited by hand; compare with 'jianfu template KIND'"),
                     _("not well-formed XML: %s"), text.data);
    jf_str_release(&text);
}
