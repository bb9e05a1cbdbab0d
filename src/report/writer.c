/* writer.c - writes a paper from a template: chooses its blocks, puts in figures and names, and hands it all to a
 * renderer. Must not know formats (renderers), nor what a paper says (templates, queries), nor which paper it is
 * (report.c, letter.c).
 */
#include "internal.h"

#include "jianfu/money.h"

#include <stdlib.h>
#include <string.h>

/* ---- figures, each computed once ---- */

struct jf_figure_ref writer_place(const struct writer *w, const struct jf_figure_ref *ref)
{
    struct jf_figure_ref full = *ref;
    if (w->request) {
        copy_text(full.report, sizeof full.report, w->request->report);
        copy_text(full.period, sizeof full.period, w->request->period);
        bool given = false;
        for (int i = 0; i < ref->arg_count && w->narrow; i++)
            given = given || jf_streq(ref->args[i].name, w->narrow);
        if (w->narrow && !given && figure_takes(w->db, ref->name, w->narrow))
            figure_ref_set(&full, w->narrow, w->request->subject);
    }
    return full;
}

void writer_full_ref(const struct writer *w, struct jf_str *out, const struct jf_figure_ref *ref)
{
    struct jf_figure_ref full = writer_place(w, ref);
    jf_figure_ref_add(out, &full);
}

static enum jf_status compute(struct writer *w, const struct jf_figure_ref *ref, const char *name,
                              struct known_figure **out)
{
    if (!w->request)
        return jf_error_set(w->err, JF_REFUSED, _("%s: only reports have figures: '%s'"), w->template.name, name);
    struct known_figure *figures = jf_grow(w->figures, w->figure_count + 1, sizeof *figures);
    if (!figures)
        return jf_error_set(w->err, JF_NOMEM, _("out of memory"));
    w->figures = figures;
    struct known_figure f = { .ref = jf_dup(name) };
    if (!f.ref)
        return jf_error_set(w->err, JF_NOMEM, _("out of memory"));
    struct jf_figure_ref full = writer_place(w, ref);
    enum jf_status status = figure_value(w->db, &w->sums, &full, &f.value, &f.known, &f.rows, w->err);
    if (status != JF_OK) {
        jf_free(f.ref);
        return status;
    }
    figures[w->figure_count] = f;
    *out = &figures[w->figure_count++];
    return JF_OK;
}

enum jf_status writer_figure(struct writer *w, const struct jf_figure_ref *ref, struct known_figure **out)
{
    struct jf_str name = JF_STR_INIT;
    jf_figure_ref_add(&name, ref);
    enum jf_status status = jf_str_check(&name, w->err);
    *out = NULL;
    for (size_t i = 0; i < w->figure_count && status == JF_OK && !*out; i++)
        if (jf_streq(w->figures[i].ref, name.data))
            *out = &w->figures[i];
    if (status == JF_OK && !*out)
        status = compute(w, ref, name.data, out);
    jf_str_release(&name);
    return status;
}

/* ---- conditions ---- */

static bool holds(enum condition_op op, int64_t left, int64_t right)
{
    switch (op) {
    case OP_EQ:
        return left == right;
    case OP_NE:
        return left != right;
    case OP_LT:
        return left < right;
    case OP_LE:
        return left <= right;
    case OP_GT:
        return left > right;
    case OP_GE:
        return left >= right;
    }
    return false;
}

static enum jf_status condition_holds(struct writer *w, const struct condition *c, bool *result)
{
    struct known_figure *f = NULL;
    if (*c->name) {
        *result = jf_streq(writer_name(w, c->name), c->text) == (c->op == OP_EQ);
        return JF_OK;
    }
    enum jf_status status = writer_figure(w, &c->left, &f);
    if (status != JF_OK)
        return status;
    int64_t left = f->value;
    bool known = f->known;
    int64_t right = c->number;
    if (c->compare_figure) {
        status = writer_figure(w, &c->right, &f);
        if (status != JF_OK)
            return status;
        right = f->value;
        known = known && f->known;
    }
    *result = known && holds(c->op, left, right);
    return JF_OK;
}

enum jf_status writer_wants(struct writer *w, const struct block *b, bool *wanted)
{
    *wanted = true;
    enum jf_status status = JF_OK;
    for (int i = 0; i < b->condition_count && *wanted && status == JF_OK; i++)
        status = condition_holds(w, &b->conditions[i], wanted);
    return status;
}

/* ---- texts ---- */

const char *writer_name(const struct writer *w, const char *name)
{
    for (size_t i = 0; w->name_list[i]; i++)
        if (jf_streq(w->name_list[i], name))
            return w->names[i].data;
    return "";
}

bool paper_is_old(const char *day)
{
    return strcmp(day, "2012-07-01") < 0;
}

void add_dated(struct jf_str *out, const char *day, const char *lang)
{
    jf_day_add_paper(out, day, lang, jf_streq(lang, "zh") && paper_is_old(day));
}

/* The text with the full stop of its language, or without any, whether the writer of it set one or not. */
static void add_stopped(struct jf_str *out, const char *text, const char *stop)
{
    static const char *const stops[] = { "。", "；", "，", ".", ";", "," };
    struct jf_str trimmed = JF_STR_INIT;
    jf_str_add_trimmed(&trimmed, text);
    for (size_t i = 0; i < sizeof stops / sizeof *stops; i++) {
        size_t len = strlen(stops[i]);
        if (trimmed.len >= len && jf_streq(trimmed.data + trimmed.len - len, stops[i])) {
            jf_str_truncate(&trimmed, trimmed.len - len);
            break;
        }
    }
    jf_str_add(out, trimmed.data);
    jf_str_add(out, trimmed.len ? stop : "");
    jf_str_release(&trimmed);
}

static void add_number(struct jf_str *out, const char *digits, enum name_format format)
{
    struct jf_value value = { .type = format == FORMAT_COUNT ? JF_VALUE_COUNT : JF_VALUE_MONEY, .known = true };
    value.number = strtoll(digits, NULL, 10);
    if (format == FORMAT_CAPITALS)
        jf_money_add_capitals(out, value.number);
    else
        jf_value_add_text(out, &value);
}

static enum jf_status add_name(struct writer *w, const struct piece *piece, struct jf_str *out)
{
    struct name_ref ref;
    if (!name_ref_parse(piece->text, piece->len, &ref))
        return jf_error_set(w->err, JF_BUG, _("not a name and how it is printed: '%s'"), piece->text);
    const char *text = writer_name(w, ref.name);
    bool chinese = jf_streq(w->lang, "zh");
    if (!*text) /* nothing is known: no day, no sum, not nought */
        ref.format = FORMAT_PLAIN;
    switch (ref.format) {
    case FORMAT_PLAIN:
        jf_str_add(out, text);
        break;
    case FORMAT_DAY:
        jf_day_add_paper(out, text, w->lang, false);
        break;
    case FORMAT_DATED:
        add_dated(out, text, w->lang);
        break;
    case FORMAT_MONEY:
    case FORMAT_CAPITALS:
    case FORMAT_COUNT:
        add_number(out, text, ref.format);
        break;
    case FORMAT_SENTENCE:
        add_stopped(out, text, chinese ? "。" : ".");
        break;
    case FORMAT_CLAUSE:
        add_stopped(out, text, "");
        break;
    case FORMAT_WORD:
        jf_report_word(out, ref.group, text, w->lang);
        break;
    }
    return jf_str_check(out, w->err);
}

/* The figure of a placeholder as a value of the paper; `ref` and `anchor` hold its texts. */
static enum jf_status figure_of(struct writer *w, const struct piece *piece, struct jf_str *ref, struct jf_str *anchor,
                                struct jf_value *out)
{
    struct jf_figure_ref parsed;
    jf_str_clear(ref);
    jf_str_addn(ref, piece->text, piece->len);
    if (!jf_figure_ref_parse(ref->data, true, &parsed))
        return jf_error_set(w->err, JF_BUG, _("not a figure: '%s'"), ref->data);
    struct known_figure *f = NULL;
    enum jf_status status = writer_figure(w, &parsed, &f);
    if (status != JF_OK)
        return status;
    f->listed = true;
    jf_str_clear(anchor);
    jf_str_addf(anchor, "figure-%s", f->ref);
    jf_str_clear(ref);
    writer_full_ref(w, ref, &parsed);
    *out = (struct jf_value){ .type = jf_figure_find(parsed.name)->type, .known = f->known, .number = f->value };
    out->ref = ref->data;
    out->anchor = w->template.lists_figures ? anchor->data : NULL;
    status = jf_str_check(ref, w->err);
    return status == JF_OK ? jf_str_check(anchor, w->err) : status;
}

/* Text without links, for headings, captions and titles. */
enum jf_status writer_flat_text(struct writer *w, const char *text, struct jf_str *out)
{
    struct jf_str ref = JF_STR_INIT;
    struct jf_str anchor = JF_STR_INIT;
    enum jf_status status = JF_OK;
    struct piece piece;
    jf_str_clear(out);
    while (status == JF_OK && piece_next(&text, &piece)) {
        struct jf_value value;
        if (piece.kind == PIECE_TEXT)
            jf_str_addn(out, piece.text, piece.len);
        else if (piece.kind == PIECE_NAME)
            status = add_name(w, &piece, out);
        else if ((status = figure_of(w, &piece, &ref, &anchor, &value)) == JF_OK)
            jf_value_add_text(out, &value);
    }
    jf_str_release(&ref);
    jf_str_release(&anchor);
    return status == JF_OK ? jf_str_check(out, w->err) : status;
}

static enum jf_status put_plain(struct writer *w, const char *text, size_t len)
{
    struct jf_str plain = JF_STR_INIT;
    jf_str_addn(&plain, text, len);
    enum jf_status status = jf_str_check(&plain, w->err);
    if (status == JF_OK)
        jf_paper_text(w->paper, plain.data);
    jf_str_release(&plain);
    return status;
}

static enum jf_status put_name(struct writer *w, const struct piece *piece, struct jf_str *room)
{
    jf_str_clear(room);
    enum jf_status status = add_name(w, piece, room);
    if (status == JF_OK)
        jf_paper_text(w->paper, room->data);
    return status;
}

static enum jf_status write_paragraph(struct writer *w, const struct block *b)
{
    struct jf_str name = JF_STR_INIT;
    struct jf_str ref = JF_STR_INIT;
    struct jf_str anchor = JF_STR_INIT;
    enum jf_status status = JF_OK;
    struct piece piece;
    const char *text = b->text;
    if (!w->in_paragraph)
        jf_paper_paragraph(w->paper, b->style);
    else if (jf_streq(w->lang, "en"))
        jf_paper_text(w->paper, " ");
    w->in_paragraph = true;
    while (status == JF_OK && piece_next(&text, &piece)) {
        struct jf_value value;
        if (piece.kind == PIECE_TEXT)
            status = put_plain(w, piece.text, piece.len);
        else if (piece.kind == PIECE_NAME)
            status = put_name(w, &piece, &name);
        else if ((status = figure_of(w, &piece, &ref, &anchor, &value)) == JF_OK)
            jf_paper_value(w->paper, &value);
    }
    jf_str_release(&name);
    jf_str_release(&ref);
    jf_str_release(&anchor);
    return status;
}

const char *writer_word(struct writer *w, struct jf_str *out, const char *group, const char *code)
{
    jf_str_clear(out);
    jf_report_word(out, group, code, w->lang);
    return out->data;
}

/* ---- blocks ---- */

/* " / " in a title becomes a line feed: there it may break. */
static void mark_breaks(struct jf_str *text)
{
    struct jf_str marked = JF_STR_INIT;
    const char *at = text->data;
    for (const char *slash; (slash = strstr(at, " / ")); at = slash + 3) {
        jf_str_addn(&marked, at, (size_t)(slash - at));
        jf_str_addc(&marked, '\n');
    }
    jf_str_add(&marked, at);
    jf_str_clear(text);
    jf_str_add(text, marked.data);
    text->failed = text->failed || marked.failed;
    jf_str_release(&marked);
}

static void end_paragraph(struct writer *w)
{
    if (w->in_paragraph)
        jf_paper_paragraph_end(w->paper);
    w->in_paragraph = false;
}

static enum jf_status write_block(struct writer *w, const struct block *b)
{
    if (!b->joined)
        end_paragraph(w);
    if (b->kind == BLOCK_PARAGRAPH)
        return write_paragraph(w, b);
    struct jf_str text = JF_STR_INIT;
    enum jf_status status = writer_flat_text(w, b->text, &text);
    if (status == JF_OK) {
        switch (b->kind) {
        case BLOCK_TITLE:
            mark_breaks(&text);
            jf_paper_title(w->paper, text.data);
            break;
        case BLOCK_HEADING:
            jf_paper_heading(w->paper, b->level, text.data);
            break;
        case BLOCK_ANNEX:
            jf_paper_annex(w->paper, text.data);
            break;
        case BLOCK_TABLE:
            status = b->row_count ? write_matrix(w, b, text.data)
                     : b->by      ? write_groups(w, b, text.data)
                                  : write_list(w, b, text.data);
            break;
        case BLOCK_CHART:
            status = b->by ? write_groups(w, b, text.data) : write_list_chart(w, b, text.data);
            break;
        case BLOCK_FIGURES:
            status = write_figures(w, text.data);
            break;
        case BLOCK_FORM:
            status = write_form(w, b, text.data);
            break;
        case BLOCK_PARAGRAPH:
            break;
        }
    }
    jf_str_release(&text);
    return status;
}

static enum jf_status write_blocks(struct writer *w)
{
    enum jf_status status = JF_OK;
    for (size_t i = 0; i < w->template.count && status == JF_OK && !jf_paper_failed(w->paper); i++) {
        bool wanted = false;
        if (w->progress && !w->progress(w->progress_arg, (int64_t)i, (int64_t)w->template.count))
            return jf_error_set(w->err, JF_STOPPED, _("stopped; nothing was changed"));
        status = writer_wants(w, &w->template.blocks[i], &wanted);
        if (status == JF_OK && wanted)
            status = write_block(w, &w->template.blocks[i]);
    }
    end_paragraph(w);
    return status;
}

/* ---- the whole ---- */

/* The title of the file: the text of the template's title. */
static enum jf_status file_title(struct writer *w, struct jf_str *out)
{
    for (size_t i = 0; i < w->template.count; i++)
        if (w->template.blocks[i].kind == BLOCK_TITLE)
            return writer_flat_text(w, w->template.blocks[i].text, out);
    return JF_OK;
}

enum jf_status writer_write(struct writer *w, const char *format, jf_sink_fn *sink, void *sink_arg)
{
    struct jf_str marked = JF_STR_INIT;
    struct jf_str title = JF_STR_INIT;
    enum jf_status status = file_title(w, &marked);
    mark_breaks(&marked);
    jf_title_add(&title, marked.data, "");
    if (status == JF_OK) {
        struct jf_paper_head head = { .title = title.data, .lang = w->lang, .made = "jianfu " JF_VERSION };
        status = jf_paper_open(format, &head, sink, sink_arg, &w->paper, w->err);
    }
    if (status == JF_OK)
        status = write_blocks(w);
    if (status != JF_OK)
        jf_paper_abandon(w->paper);
    else
        status = jf_paper_close(w->paper, w->err);
    jf_str_release(&marked);
    jf_str_release(&title);
    return status;
}

/* Those of the letter's arguments that the statement asks for. */
static enum jf_status query_letter(struct writer *w, const struct source *source, struct jf_stmt **out)
{
    enum { ARGS_MOST = 4 };
    struct jf_arg args[ARGS_MOST + 1];
    struct jf_stmt *st = NULL;
    int count = 0;
    enum jf_status status = jf_stmt_get(w->db, source->statement, &st, w->err);
    if (status != JF_OK)
        return status;
    for (const struct jf_arg *arg = w->args; arg->name && count < ARGS_MOST; arg++)
        if (statement_asks(st, arg->name))
            args[count++] = *arg;
    args[count] = JF_END;
    jf_stmt_done(st); /* was only asked for its parameters */
    return jf_db_query(w->db, source->statement, args, out, w->err);
}

enum jf_status writer_query(struct writer *w, const struct source *source, struct jf_stmt **out)
{
    if (!w->request)
        return query_letter(w, source, out);
    const struct jf_figure_ref nothing = { .arg_count = 0 };
    struct jf_figure_ref place = writer_place(w, &nothing);
    if (w->narrow && statement_takes(w->db, source->statement, w->narrow))
        figure_ref_set(&place, w->narrow, w->request->subject);
    return source_query(w->db, source, &place, out, w->err);
}

void writer_release(struct writer *w)
{
    template_release(&w->template);
    sums_release(&w->sums);
    for (size_t i = 0; i < w->figure_count; i++)
        jf_free(w->figures[i].ref);
    jf_free(w->figures);
}
