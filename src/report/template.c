/* template.c - parses the markup of report templates (described in report.h) into blocks and checks every figure that
 * they name. Errors carry the template's name and line. Must not query data nor know how a paper looks.
 */
#include "internal.h"

#include "jianfu/resource.h"

#include <stdlib.h>
#include <string.h>

struct parser {
    const char *name;
    const char *lang;
    const char *const *names; /* that texts may use; NULL: any */
    bool used;                /* within a text that another one uses */
    int line;
    struct template *out;
    struct condition *conditions; /* read, waiting for their block */
    int condition_count;
    int condition_line;
    struct block *table;     /* the table or chart that indented lines belong to */
    struct block *paragraph; /* the paragraph that further lines belong to */
    struct jf_error *err;
};

static enum jf_status fault_at(struct parser *p, int line, const char *message, const char *what)
{
    return jf_error_set(p->err, JF_REFUSED, _("%s:%d: %s: '%s'"), p->name, line, message, what);
}

static enum jf_status fault(struct parser *p, const char *message, const char *what)
{
    return fault_at(p, p->line, message, what);
}

static enum jf_status no_memory(struct parser *p)
{
    return jf_error_set(p->err, JF_NOMEM, _("out of memory"));
}

/* ---- pieces of text ---- */

bool piece_next(const char **at, struct piece *out)
{
    const char *p = *at;
    if (!*p)
        return false;
    const char *end = *p == '{' ? strchr(p, '}') : NULL;
    if (!end) {
        size_t len = strcspn(p + 1, "{") + 1;
        *out = (struct piece){ PIECE_TEXT, p, len };
        *at = p + len;
        return true;
    }
    bool name = p[1] == '@';
    const char *inside = p + (name ? 2 : 1);
    *out = (struct piece){ name ? PIECE_NAME : PIECE_FIGURE, inside, (size_t)(end - inside) };
    *at = end + 1;
    return true;
}

static bool known_name(const struct parser *p, const char *name)
{
    for (const char *const *known = p->names; known && *known; known++)
        if (jf_streq(*known, name))
            return true;
    return !p->names;
}

static enum jf_status check_name(struct parser *p, int line, const char *name)
{
    return known_name(p, name) ? JF_OK : fault_at(p, line, _("there is no such name"), name);
}

/* The word that begins at *text, up to a blank, into a name's array; *text moves to the next word. */
static bool take_word(const char **text, size_t *len, char out[NAME_SIZE])
{
    size_t word = 0;
    while (word < *len && (*text)[word] != ' ')
        word++;
    if (!word || word >= NAME_SIZE)
        return false;
    memcpy(out, *text, word);
    out[word] = 0;
    while (word < *len && (*text)[word] == ' ')
        word++;
    *text += word;
    *len -= word;
    return true;
}

static bool format_of(const char *word, enum name_format *out)
{
    static const struct {
        const char *word;
        enum name_format format;
    } formats[] = { { "day", FORMAT_DAY },           { "dated", FORMAT_DATED }, { "money", FORMAT_MONEY },
                    { "capitals", FORMAT_CAPITALS }, { "count", FORMAT_COUNT }, { "sentence", FORMAT_SENTENCE },
                    { "clause", FORMAT_CLAUSE },     { "word", FORMAT_WORD } };
    for (size_t i = 0; i < sizeof formats / sizeof *formats; i++)
        if (jf_streq(formats[i].word, word)) {
            *out = formats[i].format;
            return true;
        }
    return false;
}

bool name_ref_parse(const char *text, size_t len, struct name_ref *out)
{
    char word[NAME_SIZE];
    *out = (struct name_ref){ .format = FORMAT_PLAIN };
    if (!take_word(&text, &len, out->name))
        return false;
    if (len && (!take_word(&text, &len, word) || !format_of(word, &out->format)))
        return false;
    if (out->format == FORMAT_WORD && !take_word(&text, &len, out->group))
        return false;
    return len == 0;
}

static enum jf_status check_figure(struct parser *p, int line, const char *text, struct jf_figure_ref *out)
{
    if (!jf_figure_ref_parse(text, true, out))
        return fault_at(p, line, _("not a figure"), text);
    if (!jf_figure_find(out->name))
        return fault_at(p, line, _("there is no such figure"), out->name);
    return JF_OK;
}

static enum jf_status check_piece(struct parser *p, int line, const struct piece *piece)
{
    char word[256];
    if (piece->len >= sizeof word)
        return fault_at(p, line, _("a placeholder is too long"), "{");
    memcpy(word, piece->text, piece->len);
    word[piece->len] = 0;
    struct jf_figure_ref ref;
    if (piece->kind == PIECE_FIGURE)
        return check_figure(p, line, word, &ref);
    struct name_ref name;
    if (!name_ref_parse(word, piece->len, &name))
        return fault_at(p, line, _("not a name and how it is printed"), word);
    return check_name(p, line, name.name);
}

static enum jf_status check_text(struct parser *p, int line, const char *text)
{
    struct piece piece;
    enum jf_status status = JF_OK;
    while (status == JF_OK && piece_next(&text, &piece)) {
        if (piece.kind == PIECE_TEXT && *piece.text == '{')
            return fault_at(p, line, _("a placeholder is not closed"), text);
        if (piece.kind != PIECE_TEXT)
            status = check_piece(p, line, &piece);
    }
    return status;
}

/* ---- blocks ---- */

static void release_block(struct block *b)
{
    jf_free(b->conditions);
    jf_free(b->text);
    jf_free(b->name);
    jf_free(b->by);
    jf_free(b->total);
    jf_free(b->none);
    for (int i = 0; i < b->key_count; i++)
        jf_free(b->keys[i]);
    for (int i = 0; i < b->column_count; i++) {
        jf_free(b->columns[i].title);
        jf_free(b->columns[i].group);
        jf_free(b->columns[i].name);
    }
    jf_free(b->columns);
    for (int i = 0; i < b->row_count; i++) {
        jf_free(b->rows[i].label);
        jf_free(b->rows[i].text);
    }
    jf_free(b->rows);
}

void template_release(struct template *t)
{
    for (size_t i = 0; i < t->count; i++)
        release_block(&t->blocks[i]);
    jf_free(t->blocks);
    *t = (struct template){ .count = 0 };
}

/* Room for one more. Lists have that of the next power of two, and their count tells when it is used up. */
static void *one_more(void *list, size_t count, size_t size)
{
    bool full = (count & (count - 1)) == 0;
    return full ? jf_grow(list, count ? count * 2 : 1, size) : list;
}

/* A new block with the conditions that wait for it. Pointers to earlier blocks are void after this. */
static struct block *add_block(struct parser *p, enum block_kind kind, const char *text)
{
    struct template *t = p->out;
    struct block *blocks = one_more(t->blocks, t->count, sizeof *blocks);
    if (!blocks)
        return NULL;
    t->blocks = blocks;
    struct block *b = &blocks[t->count++];
    *b = (struct block){
        .kind = kind, .line = p->line, .conditions = p->conditions, .condition_count = p->condition_count
    };
    p->conditions = NULL;
    p->condition_count = 0;
    p->table = NULL;
    p->paragraph = NULL;
    b->text = jf_dup(text);
    return b->text ? b : NULL;
}

/* ---- conditions: FIGURE OP NUMBER|FIGURE, @NAME = CODE, @NAME, !@NAME ---- */

static bool parse_op(const char *text, size_t len, enum condition_op *op)
{
    static const struct {
        const char *sign;
        enum condition_op op;
    } ops[] = { { "=", OP_EQ }, { "!=", OP_NE }, { "<", OP_LT }, { "<=", OP_LE }, { ">", OP_GT }, { ">=", OP_GE } };
    for (size_t i = 0; i < sizeof ops / sizeof *ops; i++)
        if (strlen(ops[i].sign) == len && memcmp(ops[i].sign, text, len) == 0) {
            *op = ops[i].op;
            return true;
        }
    return false;
}

static enum jf_status parse_right(struct parser *p, const char *text, struct condition *c)
{
    size_t digits = strspn(text, "0123456789");
    if (digits && !text[digits] && digits < 18) {
        c->number = strtoll(text, NULL, 10);
        return JF_OK;
    }
    c->compare_figure = true;
    return check_figure(p, p->line, text, &c->right);
}

static enum jf_status add_condition(struct parser *p, const struct condition *c)
{
    struct condition *list = one_more(p->conditions, (size_t)p->condition_count, sizeof *list);
    if (!list)
        return no_memory(p);
    p->conditions = list;
    p->conditions[p->condition_count++] = *c;
    p->condition_line = p->line;
    p->paragraph = NULL;
    p->table = NULL;
    return JF_OK;
}

/* The text of a name: what it is, or whether there is any (it differs from "", or, after !, does not). */
static enum jf_status parse_name_condition(struct parser *p, const char *text)
{
    struct condition c = { .op = *text == '!' ? OP_EQ : OP_NE };
    const char *at = text + (*text == '!' ? 2 : 1);
    size_t len = strlen(at);
    bool good = take_word(&at, &len, c.name);
    if (good && len) {
        char op[NAME_SIZE];
        good = *text == '@' && take_word(&at, &len, op) && parse_op(op, strlen(op), &c.op) && c.op <= OP_NE &&
               take_word(&at, &len, c.text) && len == 0;
    }
    if (!good)
        return fault(p, _("not a condition (@NAME = CODE, @NAME or !@NAME)"), text);
    enum jf_status status = check_name(p, p->line, c.name);
    return status == JF_OK ? add_condition(p, &c) : status;
}

static enum jf_status parse_condition(struct parser *p, const char *text)
{
    if (*text == '@' || jf_starts(text, "!@"))
        return parse_name_condition(p, text);
    struct condition c = { .number = 0 };
    char left[256];
    size_t len = strcspn(text, " ");
    const char *op = text + len + strspn(text + len, " ");
    size_t op_len = strcspn(op, " ");
    const char *right = op + op_len + strspn(op + op_len, " ");
    if (len >= sizeof left || !*right || !parse_op(op, op_len, &c.op))
        return fault(p, _("not a condition (FIGURE > NUMBER)"), text);
    memcpy(left, text, len);
    left[len] = 0;
    enum jf_status status = check_figure(p, p->line, left, &c.left);
    if (status == JF_OK)
        status = parse_right(p, right, &c);
    return status == JF_OK ? add_condition(p, &c) : status;
}

/* ---- tables and charts ---- */

static const char *after_word(const char *text)
{
    text += strcspn(text, " ");
    return text + strspn(text, " ");
}

static enum jf_status parse_each(struct parser *p, const char *text)
{
    return source_parse(text, &p->table->each) ? JF_OK : fault(p, _("not a statement with arguments"), text);
}

static enum jf_status parse_by(struct parser *p, const char *text)
{
    jf_free(p->table->by);
    p->table->by = jf_dup(text);
    return p->table->by ? JF_OK : no_memory(p);
}

static enum jf_status parse_none(struct parser *p, const char *text)
{
    jf_free(p->table->none);
    p->table->none = jf_dup(text);
    return p->table->none ? JF_OK : no_memory(p);
}

static enum jf_status parse_total(struct parser *p, const char *text)
{
    jf_free(p->table->total);
    p->table->total = jf_dup(text);
    return p->table->total ? JF_OK : no_memory(p);
}

static enum jf_status parse_keys(struct parser *p, const char *text)
{
    while (*text) {
        size_t len = strcspn(text, " ");
        if (p->table->key_count == TABLE_KEYS)
            return fault(p, _("too many keys"), text);
        char *key = jf_dupn(text, len);
        if (!key)
            return no_memory(p);
        p->table->keys[p->table->key_count++] = key;
        text += len;
        text += strspn(text, " ");
    }
    return JF_OK;
}

static enum jf_status parse_only(struct parser *p, const char *text)
{
    p->table->only_keys = true;
    return parse_keys(p, text);
}

static const struct {
    const char *name;
    enum column_what what;
} column_types[] = { { "key", COLUMN_KEY },   { "figure", COLUMN_FIGURE },        { "text", COLUMN_TEXT },
                     { "word", COLUMN_WORD }, { "count", COLUMN_COUNT },          { "money", COLUMN_MONEY },
                     { "day", COLUMN_DAY },   { "person", COLUMN_PERSON },        { "hand", COLUMN_HAND },
                     { "span", COLUMN_SPAN }, { "difference", COLUMN_DIFFERENCE } };

static enum jf_status parse_figure_column(struct parser *p, struct column *c, const char *text)
{
    char name[256];
    size_t len = strcspn(text, " ");
    if (len >= sizeof name)
        return fault(p, _("not a figure"), text);
    memcpy(name, text, len);
    name[len] = 0;
    const char *rest = after_word(text);
    c->no_total = jf_streq(rest, "no-total");
    if (*rest && !c->no_total)
        return fault(p, _("nothing but no-total may follow the figure"), rest);
    enum jf_status status = check_figure(p, p->line, name, &c->figure);
    struct source source;
    if (status == JF_OK && !p->table->only_keys && !figure_source(jf_figure_find(c->figure.name), &source))
        return fault(p, _("a quotient cannot be grouped"), name);
    return status;
}

static enum jf_status parse_column_what(struct parser *p, struct column *c, const char *text)
{
    size_t len = strcspn(text, " ");
    const char *rest = after_word(text);
    size_t i = 0;
    size_t count = sizeof column_types / sizeof *column_types;
    while (i < count && (strlen(column_types[i].name) != len || memcmp(column_types[i].name, text, len) != 0))
        i++;
    if (i == count)
        return fault(p, _("not a kind of column"), text);
    c->what = column_types[i].what;
    if (c->what == COLUMN_KEY || c->what == COLUMN_DIFFERENCE)
        return JF_OK;
    if (!*rest)
        return fault(p, _("the column does not say what it shows"), text);
    if (c->what == COLUMN_FIGURE)
        return parse_figure_column(p, c, rest);
    if (c->what == COLUMN_WORD) {
        c->group = jf_dupn(rest, strcspn(rest, " "));
        rest = after_word(rest);
        if (!*rest)
            return fault(p, _("the column does not say what it shows"), text);
    }
    c->name = jf_dup(rest);
    return c->name && (c->what != COLUMN_WORD || c->group) ? JF_OK : no_memory(p);
}

/* column TITLE = TYPE WHAT */
static enum jf_status parse_column(struct parser *p, const char *text)
{
    struct block *b = p->table;
    const char *equals = strstr(text, " = ");
    if (!equals)
        return fault(p, _("not a column (TITLE = TYPE WHAT)"), text);
    if (b->column_count == TABLE_COLUMNS)
        return fault(p, _("too many columns"), text);
    struct column *columns = one_more(b->columns, (size_t)b->column_count, sizeof *columns);
    if (!columns)
        return no_memory(p);
    b->columns = columns;
    struct column *c = &columns[b->column_count++];
    *c = (struct column){ .title = jf_dupn(text, (size_t)(equals - text)) };
    if (!c->title)
        return no_memory(p);
    return parse_column_what(p, c, equals + 3);
}

static enum jf_status add_row(struct parser *p, const char *label, size_t len, const char *text, struct form_row **out)
{
    struct block *b = p->table;
    struct form_row *rows = one_more(b->rows, (size_t)b->row_count, sizeof *rows);
    if (!rows)
        return no_memory(p);
    b->rows = rows;
    struct form_row *row = &rows[b->row_count++];
    *row = (struct form_row){ .label = jf_dupn(label, len), .text = jf_dup(text) };
    *out = row;
    return row->label && row->text ? JF_OK : no_memory(p);
}

/* row LABEL = TEXT, may LABEL = TEXT, hand LABEL = TEXT; `look` says which. */
static enum jf_status parse_form_row(struct parser *p, const char *text, struct form_row look)
{
    const char *equals = strstr(text, " =");
    struct form_row *row = NULL;
    if (p->table->kind != BLOCK_FORM || !equals)
        return fault(p, _("not a row of a form (LABEL = TEXT)"), text);
    enum jf_status status = add_row(p, text, (size_t)(equals - text), equals + 2 + strspn(equals + 2, " "), &row);
    if (status == JF_OK) {
        row->hand = look.hand;
        row->may = look.may;
    }
    return status;
}

/* row LABEL = FIGURE ? FIGURE */
static enum jf_status parse_figure_row(struct parser *p, const char *text)
{
    char figure[256];
    struct form_row *row = NULL;
    const char *equals = strstr(text, " = ");
    size_t len = equals ? strcspn(equals + 3, " ") : 0;
    const char *rest = equals ? after_word(equals + 3) : "";
    if (!len || len >= sizeof figure || (*rest && !jf_starts(rest, "? ")))
        return fault(p, _("not a row of figures (LABEL = FIGURE ? FIGURE)"), text);
    memcpy(figure, equals + 3, len);
    figure[len] = 0;
    enum jf_status status = add_row(p, text, (size_t)(equals - text), "", &row);
    if (status == JF_OK)
        status = check_figure(p, p->line, figure, &row->figure);
    if (status == JF_OK && *rest)
        status = check_figure(p, p->line, after_word(rest), &row->when);
    return status;
}

static enum jf_status parse_row(struct parser *p, const char *text)
{
    return p->table->kind == BLOCK_TABLE ? parse_figure_row(p, text) : parse_form_row(p, text, (struct form_row){ 0 });
}

static enum jf_status parse_part(struct parser *p, const char *text)
{
    struct form_row *row = NULL;
    return add_row(p, text, strlen(text), "", &row);
}

static enum jf_status parse_hand(struct parser *p, const char *text)
{
    return parse_form_row(p, text, (struct form_row){ .hand = true });
}

static enum jf_status parse_may(struct parser *p, const char *text)
{
    return parse_form_row(p, text, (struct form_row){ .may = true });
}

static enum jf_status parse_table_line(struct parser *p, const char *text)
{
    static const struct {
        const char *word;
        enum jf_status (*parse)(struct parser *, const char *);
    } lines[] = { { "each ", parse_each },   { "by ", parse_by },         { "keys ", parse_keys },
                  { "total ", parse_total }, { "column ", parse_column }, { "row ", parse_row },
                  { "hand ", parse_hand },   { "none ", parse_none },     { "only ", parse_only },
                  { "part ", parse_part },   { "may ", parse_may } };
    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++)
        if (jf_starts(text, lines[i].word))
            return lines[i].parse(p, after_word(text));
    return fault(p, _("not a line of a table"), text);
}

static enum jf_status check_form(struct parser *p, const struct block *b)
{
    enum jf_status status = b->row_count ? JF_OK : fault_at(p, b->line, _("a form without rows"), b->name);
    for (int i = 0; i < b->row_count && status == JF_OK; i++)
        status = check_text(p, b->line, b->rows[i].text);
    return status;
}

/* One series or two; those of rows stand after the label. */
static enum jf_status check_chart(struct parser *p, const struct block *b)
{
    int series = b->column_count - (b->by ? 0 : 1);
    bool good = series >= 1 && series <= (b->tiles ? 1 : JF_CHART_SERIES);
    for (int i = b->by ? 0 : 1; i < b->column_count && good; i++)
        good = b->by ? b->columns[i].what == COLUMN_FIGURE
                     : b->columns[i].what == COLUMN_COUNT || b->columns[i].what == COLUMN_MONEY;
    if (good)
        return JF_OK;
    return fault_at(p, b->line,
                    b->by ? _("a chart has a column or two, figures")
                          : _("a chart of rows has a label and a column or two of counts or money"),
                    b->name);
}

/* Does the column stand in a table of this sort: rows of a statement, groups of figures, rows of figures? */
static bool column_fits(const struct block *b, enum column_what what)
{
    bool spans = what == COLUMN_SPAN || what == COLUMN_DIFFERENCE;
    if (b->row_count)
        return what == COLUMN_KEY || spans;
    bool grouped = what == COLUMN_KEY || what == COLUMN_FIGURE;
    return !spans && grouped == (b->by != NULL);
}

/* A table is rows of a statement, groups of figures, or rows of figures; its columns must be of that sort. */
static enum jf_status check_table(struct parser *p, const struct block *b)
{
    if ((b->by != NULL) + (*b->each.statement != 0) + (b->row_count > 0) != 1)
        return fault_at(p, b->line, _("a table has either 'each' or 'by'"), b->name);
    if (!b->column_count)
        return fault_at(p, b->line, _("a table without columns"), b->name);
    for (int i = 0; i < b->column_count; i++)
        if (!column_fits(b, b->columns[i].what))
            return fault_at(p, b->line, _("a column does not fit the table"), b->columns[i].title);
    return b->kind == BLOCK_CHART ? check_chart(p, b) : JF_OK;
}

/* ---- lines ---- */

static enum jf_status open_table(struct parser *p, struct block *b, const char *text)
{
    size_t len = strcspn(text, " ");
    if (!len)
        return fault(p, _("a table without a name"), text);
    char *caption = jf_dup(after_word(text));
    b->name = jf_dupn(text, len);
    jf_free(b->text);
    b->text = caption;
    p->table = b;
    return b->name && b->text ? JF_OK : no_memory(p);
}

/* The parts of a letter begin with a dot: "to", "number" and "form" may well begin a line of English. */
static const struct {
    const char *word;
    enum block_kind kind;
    int level;
    enum jf_paragraph style;
} openers[] = { { "title ", BLOCK_TITLE, 0, 0 },
                { "# ", BLOCK_HEADING, 1, 0 },
                { "## ", BLOCK_HEADING, 2, 0 },
                { "### ", BLOCK_HEADING, 3, 0 },
                { "annex ", BLOCK_ANNEX, 0, 0 },
                { "note ", BLOCK_PARAGRAPH, 0, JF_PARAGRAPH_NOTE },
                { "sign ", BLOCK_PARAGRAPH, 0, JF_PARAGRAPH_SIGNATURE },
                { ".issuer ", BLOCK_PARAGRAPH, 0, JF_PARAGRAPH_ISSUER },
                { ".number ", BLOCK_PARAGRAPH, 0, JF_PARAGRAPH_NUMBER },
                { ".to ", BLOCK_PARAGRAPH, 0, JF_PARAGRAPH_ADDRESSEE },
                { ".attached ", BLOCK_PARAGRAPH, 0, JF_PARAGRAPH_ATTACHED },
                { ".and ", BLOCK_PARAGRAPH, 0, JF_PARAGRAPH_BODY },
                { ".remark ", BLOCK_PARAGRAPH, 0, JF_PARAGRAPH_REMARK },
                { ".imprint ", BLOCK_PARAGRAPH, 0, JF_PARAGRAPH_IMPRINT },
                { "table ", BLOCK_TABLE, 0, 0 },
                { ".form ", BLOCK_FORM, 0, 0 },
                { "chart ", BLOCK_CHART, 0, 0 },
                { "tiles ", BLOCK_CHART, 1, 0 },
                { "figures ", BLOCK_FIGURES, 0, 0 } };

/* The text after the word, NULL when the line does not begin with it. The blank may be missing when no text follows. */
static const char *opener_text(const char *line, const char *word)
{
    size_t len = strlen(word) - 1;
    if (strncmp(line, word, len) != 0 || (line[len] && line[len] != ' '))
        return NULL;
    return line + len + (line[len] ? 1 : 0);
}

static enum jf_status parse_opener(struct parser *p, const char *line, bool *taken)
{
    for (size_t i = 0; i < sizeof openers / sizeof *openers; i++) {
        const char *text = opener_text(line, openers[i].word);
        if (!text)
            continue;
        *taken = true;
        struct block *b = add_block(p, openers[i].kind, text);
        if (!b)
            return no_memory(p);
        b->level = openers[i].level;
        b->style = openers[i].style;
        b->tiles = b->kind == BLOCK_CHART && b->level;
        b->joined = jf_streq(openers[i].word, ".and ");
        p->out->lists_figures = p->out->lists_figures || b->kind == BLOCK_FIGURES;
        if (b->kind == BLOCK_PARAGRAPH)
            p->paragraph = b; /* may go on in further lines */
        bool table = b->kind == BLOCK_TABLE || b->kind == BLOCK_FORM || b->kind == BLOCK_CHART;
        return table ? open_table(p, b, text) : JF_OK;
    }
    return JF_OK;
}

static enum jf_status parse_text(struct parser *p, const char *line)
{
    if (!p->paragraph) {
        p->paragraph = add_block(p, BLOCK_PARAGRAPH, line);
        return p->paragraph ? JF_OK : no_memory(p);
    }
    struct jf_str joined = JF_STR_INIT;
    jf_str_add(&joined, p->paragraph->text);
    jf_str_add(&joined, jf_streq(p->lang, "en") ? " " : "");
    jf_str_add(&joined, line);
    char *text = jf_str_take(&joined);
    if (!text)
        return no_memory(p);
    jf_free(p->paragraph->text);
    p->paragraph->text = text;
    return JF_OK;
}

static enum jf_status parse_lines(struct parser *p, const char *text);

/* .use NAME: the blocks of another template. Its blocks are the template's own, but for the name in messages. */
static enum jf_status parse_use(struct parser *p, const char *name)
{
    struct jf_str path = JF_STR_INIT;
    jf_str_addf(&path, "templates/%s.%s.txt", name, p->lang);
    const char *text = path.failed || p->used ? NULL : jf_resource(path.data, NULL);
    enum jf_status status = text ? JF_OK : fault(p, _("there is no such text to use"), name);
    struct parser inner = *p;
    inner.name = path.data;
    inner.line = 0;
    inner.used = true;
    inner.table = NULL;
    inner.paragraph = NULL;
    if (status == JF_OK && p->condition_count)
        status = fault(p, _("a condition holds for one block only"), name);
    if (status == JF_OK)
        status = parse_lines(&inner, text);
    p->conditions = inner.conditions;
    p->condition_count = inner.condition_count;
    p->table = NULL;
    p->paragraph = NULL;
    jf_str_release(&path);
    return status;
}

static enum jf_status parse_line(struct parser *p, const char *line)
{
    if (*line == '%')
        return JF_OK;
    if (!*line) {
        p->table = NULL;
        p->paragraph = NULL;
        return JF_OK;
    }
    if (*line == ' ' && p->table)
        return parse_table_line(p, line + strspn(line, " "));
    if (jf_starts(line, "? "))
        return parse_condition(p, line + 2);
    if (jf_starts(line, ".use "))
        return parse_use(p, line + strlen(".use "));
    bool taken = false;
    enum jf_status status = parse_opener(p, line, &taken);
    return taken ? status : parse_text(p, line);
}

static enum jf_status check_blocks(struct parser *p)
{
    enum jf_status status = JF_OK;
    for (size_t i = 0; i < p->out->count && status == JF_OK; i++) {
        const struct block *b = &p->out->blocks[i];
        status = check_text(p, b->line, b->text);
        if (status == JF_OK && (b->kind == BLOCK_TABLE || b->kind == BLOCK_CHART))
            status = check_table(p, b);
        if (status == JF_OK && b->kind == BLOCK_FORM)
            status = check_form(p, b);
    }
    if (status == JF_OK && p->condition_count)
        return fault_at(p, p->condition_line, _("a condition without anything after it"), "?");
    return status;
}

static enum jf_status parse_lines(struct parser *p, const char *text)
{
    enum jf_status status = JF_OK;
    struct jf_str line = JF_STR_INIT;
    while (status == JF_OK && *text) {
        size_t len = strcspn(text, "\n");
        p->line++;
        jf_str_clear(&line);
        jf_str_addn(&line, text, len && text[len - 1] == '\r' ? len - 1 : len);
        status = jf_str_check(&line, p->err);
        if (status == JF_OK)
            status = parse_line(p, line.data);
        text += len + (text[len] ? 1 : 0);
    }
    jf_str_release(&line);
    return status;
}

enum jf_status template_parse(const char *name, const char *text, const char *lang, const char *const *names,
                              struct template *out, struct jf_error *err)
{
    *out = (struct template){ .name = name };
    if (!jf_figures(err))
        return JF_BUG;
    struct parser p = {
        .name = name, .lang = jf_streq(lang, "en") ? "en" : "zh", .names = names, .out = out, .err = err
    };
    enum jf_status status = parse_lines(&p, text);
    if (status == JF_OK)
        status = check_blocks(&p);
    jf_free(p.conditions);
    if (status != JF_OK)
        template_release(out);
    return status;
}

enum jf_status jf_template_check(const char *name, const char *text, struct jf_error *err)
{
    struct template t;
    enum jf_status status = template_parse(name, text, "zh", template_names, &t, err);
    if (status == JF_OK)
        template_release(&t);
    return status;
}
