/* facts.c - what a letter knows: the columns of its statements, the office, the law in force on its day; and what of it
 * must not be told. Must not know how the letter looks nor what it says.
 */
#include "letter.h"

#include "jianfu/mask.h"
#include "jianfu/office.h"
#include "jianfu/rulebook.h"

#include <string.h>

void facts_release(struct facts *f)
{
    for (size_t i = 0; i < f->count; i++) {
        jf_free(f->names[i]);
        jf_str_release(&f->values[i]);
    }
    jf_free(f->names);
    jf_free(f->values);
    jf_free(f->figures);
    *f = (struct facts){ .count = 0 };
}

struct jf_str *facts_find(const struct facts *f, const char *name)
{
    for (size_t i = 0; i < f->count; i++)
        if (jf_streq(f->names[i], name))
            return &f->values[i];
    return NULL;
}

const char *facts_text(const struct facts *f, const char *name)
{
    const struct jf_str *value = facts_find(f, name);
    return value ? value->data : "";
}

enum jf_status facts_add(struct facts *f, const char *name, const char *value, struct jf_error *err)
{
    struct jf_str *old = facts_find(f, name);
    if (!old) {
        /* One more for the NULL that ends the names. */
        char **names = jf_grow(f->names, f->count + 2, sizeof *names);
        if (names)
            f->names = names;
        struct jf_str *values = names ? jf_grow(f->values, f->count + 1, sizeof *values) : NULL;
        if (values)
            f->values = values;
        bool *figures = values ? jf_grow(f->figures, f->count + 1, sizeof *figures) : NULL;
        if (figures)
            f->figures = figures;
        char *copy = figures ? jf_dup(name) : NULL;
        if (!copy)
            return jf_error_set(err, JF_NOMEM, _("out of memory"));
        old = &f->values[f->count];
        jf_str_init(old);
        f->figures[f->count] = false;
        f->names[f->count++] = copy;
        f->names[f->count] = NULL;
    }
    jf_str_clear(old);
    jf_str_add(old, value ? value : "");
    return jf_str_check(old, err);
}

enum jf_status facts_add_row(struct facts *f, struct jf_db *db, const char *statement, const struct jf_arg *args,
                             bool *found, struct jf_error *err)
{
    struct jf_stmt *st = NULL;
    enum jf_status status = jf_db_query(db, statement, args, &st, err);
    bool row = jf_stmt_row(st, &status, err);
    for (int i = 0; status == JF_OK && row && i < jf_stmt_columns(st); i++) {
        bool figure = jf_col_is_int(st, i);
        status = facts_add(f, jf_stmt_column_name(st, i), jf_col_text(st, i), err);
        if (status == JF_OK)
            f->figures[facts_find(f, jf_stmt_column_name(st, i)) - f->values] = figure;
    }
    jf_stmt_done(st);
    *found = row;
    return status;
}

/* ---- secrets ---- */

/* The names of places and units come from the register: an address that is no more than a village (大洋镇际尾村) makes
 * no secret of them. */
static const struct {
    const char *name;
    void (*mask)(struct jf_str *out, const char *secret); /* NULL: stands as it is */
} secrets[] = {
    { "petitioner", jf_mask_name }, { "telephone", jf_mask_all }, { "address", jf_mask_all }, { "names", jf_mask_all },
    { "telephones", jf_mask_all },  { "addresses", jf_mask_all }, { "place", NULL },          { "unit", NULL },
    { "receiver", NULL },           { "paying-unit", NULL }
};

/* What stands in a fact once it is masked: a secret or a name of the register as such, any other text without the
 * secrets in it. A figure (a sum in fen may look like a telephone number) is none. */
static void mask_fact(const char *name, const char *value, const struct jf_secrets *within, struct jf_str *out)
{
    for (size_t i = 0; i < sizeof secrets / sizeof *secrets; i++)
        if (strcmp(secrets[i].name, name) == 0) {
            if (secrets[i].mask)
                secrets[i].mask(out, value);
            else
                jf_str_add(out, value);
            return;
        }
    jf_mask_text(out, value, within);
}

enum jf_status facts_mask(struct facts *f, struct jf_error *err)
{
    enum jf_status status = JF_OK;
    struct jf_str names = JF_STR_INIT, telephones = JF_STR_INIT, addresses = JF_STR_INIT, masked = JF_STR_INIT;
    const struct {
        struct jf_str *copy; /* for the facts themselves are overwritten */
        const char *name;
    } lists[] = { { &names, "names" }, { &telephones, "telephones" }, { &addresses, "addresses" } };
    for (size_t i = 0; i < sizeof lists / sizeof *lists; i++)
        if (facts_text(f, lists[i].name))
            jf_str_add(lists[i].copy, facts_text(f, lists[i].name));
    const struct jf_secrets within = { names.data, telephones.data, addresses.data };
    if (names.failed || telephones.failed || addresses.failed)
        status = jf_error_set(err, JF_NOMEM, _("out of memory"));
    for (size_t n = 0; n < f->count && status == JF_OK; n++) {
        if (f->figures[n])
            continue;
        jf_str_clear(&masked);
        mask_fact(f->names[n], f->values[n].data, &within, &masked);
        jf_str_clear(&f->values[n]);
        jf_str_add(&f->values[n], masked.data);
        status = masked.failed ? jf_str_check(&masked, err) : jf_str_check(&f->values[n], err);
    }
    jf_str_release(&names);
    jf_str_release(&telephones);
    jf_str_release(&addresses);
    jf_str_release(&masked);
    return status;
}

/* ---- the office ---- */

enum jf_status facts_add_office(struct facts *f, struct jf_db *db, const char *day, struct jf_error *err)
{
    struct jf_office office = { 0 };
    bool found = false;
    enum jf_status status = jf_office_read(db, day, &office, &found, err);
    if (status == JF_OK && !found) {
        status = jf_error_set(err, JF_USAGE, _("the office has no name yet, so no letter can be signed"));
        jf_error_hint(err, _("`jianfu office set --name NAME --mark MARK` tells it once; MARK is its sign in document "
                             "numbers"));
    }
    const struct {
        const char *name, *value;
    } texts[] = { { "office", office.name },
                  { "office-mark", office.mark },
                  { "office-telephone", office.telephone },
                  { "superior", office.superior } };
    for (size_t i = 0; i < sizeof texts / sizeof *texts && status == JF_OK; i++)
        status = facts_add(f, texts[i].name, texts[i].value, err);
    jf_office_release(&office);
    return status;
}

/* ---- the law ---- */

enum { LAW_NAME, LAW_ITEM, LAW_DOCUMENT, LAW_ARTICLE, LAW_COLUMNS };
static struct jf_tsv law;

void facts_cleanup(void)
{
    jf_tsv_release(&law);
}

/* NAME-law, NAME-document, NAME-days; "" for what is not known, so that every letter may ask for them. */
static enum jf_status add_law(struct facts *f, const char *name, const char *part, const char *value,
                              struct jf_error *err)
{
    struct jf_str full = JF_STR_INIT;
    jf_str_addf(&full, "%s-%s", name, part);
    enum jf_status status = jf_str_check(&full, err);
    if (status == JF_OK)
        status = facts_add(f, full.data, value, err);
    jf_str_release(&full);
    return status;
}

/* 《信访条例》（国务院令第431号）第三十三条. A paper without a number is known by its title alone. */
static enum jf_status cite(struct facts *f, const char *name, const char *number, const char *title,
                           const char *article, struct jf_error *err)
{
    struct jf_str text = JF_STR_INIT;
    jf_str_addf(&text, "《%s》", title ? title : number);
    if (title && !jf_streq(title, number))
        jf_str_addf(&text, "（%s）", number);
    jf_str_add(&text, article ? article : "");
    enum jf_status status = jf_str_check(&text, err);
    if (status == JF_OK)
        status = add_law(f, name, "law", text.data, err);
    if (status == JF_OK)
        status = add_law(f, name, "document", number, err);
    jf_str_release(&text);
    return status;
}

/* What nobody has read or seen quoted is not cited in a letter. */
static bool citable(const char *certainty)
{
    return certainty && !jf_streq(certainty, "unverified");
}

static enum jf_status add_period(struct facts *f, struct jf_db *db, const char *name, const char *item, const char *day,
                                 struct jf_error *err)
{
    struct jf_standard s = { 0 };
    const char *division = facts_text(f, "division");
    const struct jf_scope scope = { .division = *division ? division : NULL };
    struct jf_str days = JF_STR_INIT;
    bool found = false;
    enum jf_status status = jf_rulebook_in_force(db, item, day, "deadline", &scope, &s, &found, err);
    if (status == JF_OK && found && s.document_number && citable(s.certainty)) {
        if (s.has_number)
            jf_str_addf(&days, "%lld", (long long)s.number);
        status = cite(f, name, s.document_number, s.document_title, s.article, err);
        if (status == JF_OK)
            status = add_law(f, name, "days", days.data, err);
    }
    jf_str_release(&days);
    jf_standard_release(&s);
    return status;
}

static enum jf_status add_document(struct facts *f, struct jf_db *db, const char *const *row, const char *day,
                                   struct jf_error *err)
{
    struct jf_stmt *st = NULL;
    enum jf_status status = jf_db_query(db, "letter.document",
                                        JF_ARGS(JF_TEXT(":number", row[LAW_DOCUMENT]), JF_TEXT(":day", day)), &st, err);
    if (jf_stmt_row(st, &status, err) && citable(jf_col_text(st, 2)))
        status = cite(f, row[LAW_NAME], jf_col_text(st, 0), jf_col_text(st, 1), row[LAW_ARTICLE], err);
    jf_stmt_done(st);
    return status;
}

static enum jf_status add_law_row(struct facts *f, struct jf_db *db, const char *const *row, const char *day,
                                  struct jf_error *err)
{
    static const char *const parts[] = { "law", "document", "days" };
    struct jf_str full = JF_STR_INIT;
    jf_str_addf(&full, "%s-law", row[LAW_NAME]);
    bool known = *facts_text(f, full.data);
    jf_str_release(&full);
    enum jf_status status = JF_OK;
    for (size_t i = 0; i < sizeof parts / sizeof *parts && status == JF_OK && !known; i++)
        status = add_law(f, row[LAW_NAME], parts[i], "", err);
    if (status != JF_OK || known)
        return status;
    return jf_streq(row[LAW_ITEM], "-") ? add_document(f, db, row, day, err)
                                        : add_period(f, db, row[LAW_NAME], row[LAW_ITEM], day, err);
}

enum jf_status facts_add_law(struct facts *f, struct jf_db *db, const char *day, struct jf_error *err)
{
    enum jf_status status = JF_OK;
    if (!law.rows)
        status = jf_tsv_load("templates/letter-law.tsv", LAW_COLUMNS, &law, err);
    for (size_t i = 0; i < law.rows && status == JF_OK; i++)
        status = add_law_row(f, db, law.cells + i * law.columns, day, err);
    return status;
}
