/* rule.c - parsing one rule file: front matter and SELECT. Knows no database; whether the SQL is sound, the run tells.
 */
#include "internal.h"

#include "jianfu/digest.h"
#include "jianfu/file.h"
#include "jianfu/i18n.h"
#include "jianfu/utf8.h"

#include <string.h>

static const char first_day[] = "0000-01-01";
static const char last_day[] = "9999-12-31";

enum key {
    KEY_RULE,
    KEY_TITLE,
    KEY_TITLE_ZH,
    KEY_BASIS,
    KEY_BASIS_ZH,
    KEY_IN_FORCE,
    KEY_SEVERITY,
    KEY_SUBJECT,
    KEY_POPULATION,
    KEY_UNDECIDED,
    KEY_COMPANIONS,
    KEY_LINES,
    KEY_SUSPECTS,
    KEY_REPEATS,
    KEY_TOGETHER,
    KEY_COUNT
};

/* Continuation lines of prose are joined by a blank, those of SQL keep their lines. */
static const struct {
    const char *name;
    bool required, sql;
} keys[KEY_COUNT] = {
    [KEY_RULE] = { "rule", true, false },
    [KEY_TITLE] = { "title", true, false },
    [KEY_TITLE_ZH] = { "title.zh", false, false },
    [KEY_BASIS] = { "basis", true, false },
    [KEY_BASIS_ZH] = { "basis.zh", false, false },
    [KEY_IN_FORCE] = { "in-force", true, false },
    [KEY_SEVERITY] = { "severity", true, false },
    [KEY_SUBJECT] = { "subject", true, false },
    [KEY_POPULATION] = { "population", false, true }, /* required where `lines` is not there */
    [KEY_UNDECIDED] = { "undecided", true, true },
    [KEY_COMPANIONS] = { "companions", false, false },
    [KEY_LINES] = { "lines", false, true },
    [KEY_SUSPECTS] = { "suspects", false, true },
    [KEY_REPEATS] = { "repeats", false, true },
    [KEY_TOGETHER] = { "together", false, true },
};

struct parser {
    const char *path;
    const char *at;
    long line;
    struct jf_str values[KEY_COUNT];
    long lines[KEY_COUNT]; /* where each key stands; 0: not there */
    long first[KEY_COUNT]; /* where its value begins */
    struct jf_error *err;
};

static enum jf_status fault(struct parser *p, long line, const char *message, const char *hint)
{
    enum jf_status status = jf_error_set(p->err, JF_REFUSED, "%s:%ld: %s", p->path, line, message);
    if (*hint)
        jf_error_hint(p->err, "%s", hint);
    return status;
}

static size_t line_length(const char *at)
{
    return strcspn(at, "\n");
}

static int find_key(const char *name, size_t len)
{
    for (int k = 0; k < KEY_COUNT; k++)
        if (strlen(keys[k].name) == len && memcmp(keys[k].name, name, len) == 0)
            return k;
    return -1;
}

/* "-- key: value" gives the key's length; 0 for any other line. */
static size_t key_length(const char *line, size_t len)
{
    size_t n = strspn(line + 3, "abcdefghijklmnopqrstuvwxyz.-");
    return n > 0 && 3 + n < len && line[3 + n] == ':' ? n : 0;
}

static void add_line(struct parser *p, int key, const char *text, size_t len)
{
    struct jf_str *value = &p->values[key];
    while (len > 0 && (*text == ' ' || *text == '\t')) {
        text++;
        len--;
    }
    while (len > 0 && strchr(" \t\r", text[len - 1]))
        len--;
    if (value->len > 0 && (len > 0 || keys[key].sql))
        jf_str_addc(value, keys[key].sql ? '\n' : ' ');
    if (value->len == 0)
        p->first[key] = p->line;
    jf_str_addn(value, text, len);
}

static enum jf_status begin_key(struct parser *p, size_t key_len, size_t len, int *key)
{
    *key = find_key(p->at + 3, key_len);
    if (*key < 0) {
        struct jf_str message = JF_STR_INIT;
        struct jf_str word = JF_STR_INIT;
        jf_str_addn(&word, p->at + 3, key_len);
        jf_str_addf(&message, _("unknown key '%s'"), word.data);
        enum jf_status status =
            fault(p, p->line, message.data,
                  _("known are rule, title, title.zh, basis, basis.zh, in-force, severity, subject, "
                    "population, undecided, companions, lines, suspects, repeats, together"));
        jf_str_release(&word);
        jf_str_release(&message);
        return status;
    }
    if (p->lines[*key])
        return fault(p, p->line, _("the key stands here a second time"), keys[*key].name);
    p->lines[*key] = p->line;
    add_line(p, *key, p->at + 3 + key_len + 1, len - 3 - key_len - 1);
    return JF_OK;
}

/* The front matter ends at the first line that is neither a key nor a continuation; comments after it belong to the
 * SQL. */
static enum jf_status parse_front(struct parser *p)
{
    int key = -1;
    while (*p->at) {
        size_t len = line_length(p->at);
        enum jf_status status = JF_OK;
        if (key >= 0 && jf_starts(p->at, "--   "))
            add_line(p, key, p->at + 5, len - 5);
        else if (jf_starts(p->at, "-- ") && key_length(p->at, len) > 0)
            status = begin_key(p, key_length(p->at, len), len, &key);
        else
            return JF_OK;
        if (status != JF_OK)
            return status;
        p->at += len + (p->at[len] == '\n');
        p->line++;
    }
    return JF_OK;
}

static enum jf_status parse_in_force(struct parser *p, struct jf_rule *out)
{
    const char *text = p->values[KEY_IN_FORCE].data;
    const char *dots = strstr(text, "..");
    size_t from_len = dots ? (size_t)(dots - text) : 0;
    const char *until = dots ? dots + 2 : "";
    memcpy(out->from, first_day, sizeof out->from);
    memcpy(out->until, last_day, sizeof out->until);
    bool good = dots && (from_len == 0 || from_len == JF_DAY_SIZE - 1) && (!*until || strlen(until) == JF_DAY_SIZE - 1);
    if (good && from_len > 0) {
        memcpy(out->from, text, from_len);
        good = jf_day_valid(out->from);
    }
    if (good && *until) {
        memcpy(out->until, until, JF_DAY_SIZE);
        good = jf_day_valid(out->until);
    }
    if (good && strcmp(out->from, out->until) <= 0)
        return JF_OK;
    return fault(p, p->lines[KEY_IN_FORCE], _("'in-force' is not FIRST-DAY..LAST-DAY"),
                 "2004-09-01..  2001-01-01..2005-12-31");
}

/* Without comments and blanks the text must begin with SELECT or WITH: nothing else may run as part of a rule. */
static bool is_select(const char *sql)
{
    for (;;) {
        sql += strspn(sql, " \t\r\n");
        if (!jf_starts(sql, "--"))
            break;
        sql += line_length(sql);
    }
    static const char *const words[] = { "select", "with" };
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        size_t n = 0;
        while (words[i][n] && (sql[n] | 0x20) == words[i][n])
            n++;
        if (!words[i][n] && (strchr(" \t\r\n(", sql[n]) || jf_starts(sql + n, "--")))
            return true;
    }
    return false;
}

static enum jf_status check_values(struct parser *p, struct jf_rule *out)
{
    for (int k = 0; k < KEY_COUNT; k++)
        if ((keys[k].required || (k == KEY_POPULATION && !p->lines[KEY_LINES])) && p->values[k].len == 0) {
            struct jf_str message = JF_STR_INIT;
            jf_str_addf(&message, _("the key '%s' is missing"), keys[k].name);
            enum jf_status status = fault(p, p->lines[k] ? p->lines[k] : p->line, message.data,
                                          _("front matter stands first in the file, as lines '-- key: value'"));
            jf_str_release(&message);
            return status;
        }
    const char *id = p->values[KEY_RULE].data;
    if (id[strspn(id, "abcdefghijklmnopqrstuvwxyz0123456789-_")])
        return fault(p, p->lines[KEY_RULE], _("the rule's id is not made of a-z, 0-9, - and _"), "");
    if (strlen(id) > JF_RULE_ID_MAX)
        return fault(p, p->lines[KEY_RULE], _("the rule's id is longer than 64 characters"), "");
    const char *severity = p->values[KEY_SEVERITY].data;
    if (!jf_streq(severity, "violation") && !jf_streq(severity, "doubt"))
        return fault(p, p->lines[KEY_SEVERITY], _("'severity' is neither violation nor doubt"), "");
    if (p->lines[KEY_LINES] && p->lines[KEY_POPULATION])
        return fault(p, p->lines[KEY_LINES],
                     _("'lines' stands beside 'population': one of them tells what is looked at"), "");
    if (p->lines[KEY_LINES] && !p->lines[KEY_SUSPECTS] && !p->lines[KEY_REPEATS])
        return fault(p, p->lines[KEY_LINES], _("'lines' needs 'suspects' or 'repeats'"), "");
    if (p->lines[KEY_TOGETHER] && !p->lines[KEY_SUSPECTS])
        return fault(p, p->lines[KEY_TOGETHER], _("'together' needs 'suspects'"), "");
    if (p->lines[KEY_POPULATION] && !is_select(p->values[KEY_POPULATION].data))
        return fault(p, p->lines[KEY_POPULATION], _("'population' is not a SELECT"), "");
    if (!jf_streq(p->values[KEY_UNDECIDED].data, "none") && !is_select(p->values[KEY_UNDECIDED].data))
        return fault(p, p->lines[KEY_UNDECIDED], _("'undecided' is neither 'none' nor a SELECT"), "");
    if (!is_select(p->at))
        return fault(p, p->line, _("the rule is not a SELECT"),
                     _("a rule only reads: one SELECT (or WITH ... SELECT) after the front matter"));
    return parse_in_force(p, out);
}

/* The statement without its closing semicolon, so that it can stand inside another. */
static char *take_sql(const char *text)
{
    size_t len = strlen(text);
    while (len > 0 && strchr(" \t\r\n;", text[len - 1]))
        len--;
    return jf_dupn(text, len);
}

static enum jf_status take_values(struct parser *p, struct jf_rule *out)
{
    out->sql = take_sql(p->at);
    out->path = jf_dup(p->path);
    out->sql_line = p->line;
    out->population_line = p->first[KEY_POPULATION];
    out->undecided_line = p->first[KEY_UNDECIDED];
    if (!jf_streq(p->values[KEY_UNDECIDED].data, "none"))
        out->undecided = take_sql(p->values[KEY_UNDECIDED].data);
    struct jf_str population = JF_STR_INIT;
    if (p->lines[KEY_LINES] &&
        audit_compose("sql/audit_lines.sql", "", p->values[KEY_LINES].data, &population, p->err) == JF_OK)
        out->population = jf_str_take(&population);
    else if (!p->lines[KEY_LINES])
        out->population = take_sql(p->values[KEY_POPULATION].data);
    jf_str_release(&population);
    const struct {
        enum key key;
        char **slot;
    } prose[] = {
        { KEY_RULE, &out->id },           { KEY_TITLE, &out->title },           { KEY_TITLE_ZH, &out->title_zh },
        { KEY_BASIS, &out->basis },       { KEY_BASIS_ZH, &out->basis_zh },     { KEY_SEVERITY, &out->severity },
        { KEY_SUBJECT, &out->subject },   { KEY_COMPANIONS, &out->companions }, { KEY_LINES, &out->lines },
        { KEY_SUSPECTS, &out->suspects }, { KEY_REPEATS, &out->repeats },       { KEY_TOGETHER, &out->together },
    };
    bool good = out->sql && out->path && out->population;
    for (size_t i = 0; i < sizeof prose / sizeof *prose; i++)
        if (p->values[prose[i].key].len > 0)
            good = (*prose[i].slot = jf_str_take(&p->values[prose[i].key])) && good;
    return good ? JF_OK : jf_error_set(p->err, JF_NOMEM, _("out of memory"));
}

static void digest_text(const char *text, char hex[JF_DIGEST_HEX])
{
    struct jf_blake blake;
    uint8_t bytes[JF_DIGEST_SIZE];
    jf_blake_init(&blake);
    jf_blake_text(&blake, text);
    jf_blake_final(&blake, bytes);
    jf_hex(bytes, sizeof bytes, hex);
}

enum jf_status jf_rule_parse(const char *path, const char *text, struct jf_rule *out, struct jf_error *err)
{
    struct parser p = { .path = path, .at = text, .line = 1, .err = err };
    for (int k = 0; k < KEY_COUNT; k++)
        jf_str_init(&p.values[k]);
    enum jf_status status = JF_OK;
    if (!jf_utf8_valid(text, strlen(text), NULL))
        status = fault(&p, 1, _("the file is not UTF-8"), "");
    if (status == JF_OK)
        status = parse_front(&p);
    if (status == JF_OK)
        status = check_values(&p, out);
    if (status == JF_OK)
        status = take_values(&p, out);
    if (status == JF_OK)
        digest_text(text, out->digest);
    for (int k = 0; k < KEY_COUNT; k++)
        jf_str_release(&p.values[k]);
    if (status == JF_OK) {
        const char *name = jf_file_name(path);
        size_t stem = strcspn(name, ".");
        if (strlen(out->id) != stem || memcmp(out->id, name, stem) != 0)
            status = fault(&p, p.lines[KEY_RULE], _("the rule's id is not the name of its file"), name);
    }
    return status;
}

void jf_rule_release(struct jf_rule *rule)
{
    char **const texts[] = { &rule->id,        &rule->title,    &rule->title_zh, &rule->basis,
                             &rule->basis_zh,  &rule->severity, &rule->subject,  &rule->population,
                             &rule->undecided, &rule->sql,      &rule->path,     &rule->companions,
                             &rule->lines,     &rule->suspects, &rule->repeats,  &rule->together };
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        jf_free(*texts[i]);
        *texts[i] = NULL;
    }
}

const char *jf_rule_title(const struct jf_rule *rule, const char *lang)
{
    return lang && jf_starts(lang, "zh") && rule->title_zh ? rule->title_zh : rule->title;
}

const char *jf_rule_basis(const struct jf_rule *rule, const char *lang)
{
    return lang && jf_starts(lang, "zh") && rule->basis_zh ? rule->basis_zh : rule->basis;
}
