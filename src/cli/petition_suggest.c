/* petition_suggest.c - what the program proposes for a complaint, and reading the text of one from a file. It decides
 * nothing. */
#include "petition_intake.h"

#include "jianfu/charset.h"
#include "jianfu/file.h"

#include <errno.h>

#define TEXT_LIMIT (1 << 20) /* bytes of a file */

/* ---- the text ---- */

static enum jf_status read_input(struct jf_str *text, struct jf_error *err)
{
    char piece[8192];
    for (size_t got; (got = fread(piece, 1, sizeof piece, stdin)) > 0;) {
        if (got > TEXT_LIMIT - text->len)
            return jf_error_set(err, JF_FILE, _("cannot read '%s': larger than the limit of %lld bytes"), "-",
                                (long long)TEXT_LIMIT);
        jf_str_addn(text, piece, got);
    }
    if (ferror(stdin))
        return jf_error_set(err, JF_FILE, _("cannot read '%s': %s"), "-", jf_errno_text(errno));
    return jf_str_check(text, err);
}

enum jf_status petition_text(const char *given, const char *file, struct jf_str *text, struct jf_error *err)
{
    const char *encoding = NULL;
    if (given && file) {
        jf_error_set(err, JF_USAGE, _("the text is given either with --text or with --text-file"));
        return JF_USAGE;
    }
    if (given && given[0] == '@' && given[1] != '@')
        file = given + 1;
    if (!file) {
        if (given)
            jf_str_add(text, given[0] == '@' ? given + 1 : given);
        return jf_str_check(text, err);
    }
    enum jf_status status = strcmp(file, "-") == 0 ? read_input(text, err) : jf_file_read(file, TEXT_LIMIT, text, err);
    if (status == JF_OK)
        status = jf_text_to_utf8(text, file, &encoding, err);
    while (status == JF_OK && text->len && strchr(" \t\n", text->data[text->len - 1]))
        jf_str_truncate(text, text->len - 1);
    if (status == JF_OK && strcmp(encoding, "UTF-8") != 0)
        jf_note(_("'%s' was read as %s"), file, encoding);
    return status;
}

/* ---- proposals ---- */

static const struct jf_list_column columns[] = {
    { "topic", N_("proposal"), JF_LIST_TEXT }, { "value", N_("value"), JF_LIST_TEXT },
    { "exact", N_("exact"), JF_LIST_TEXT },    { "meaning", N_("meaning"), JF_LIST_TEXT },
    { "reason", N_("why"), JF_LIST_TEXT },     { "ref", N_("reference"), JF_LIST_TEXT },
};

struct printing {
    const struct jf_context *ctx;
    const char *format;
    struct jf_list *list;
    int64_t count;
};

static enum jf_status print_suggestion(void *arg, const struct jf_suggestion *s, struct jf_error *err)
{
    struct printing *p = arg;
    struct jf_str reason = JF_STR_INIT, when = JF_STR_INIT;
    bool json = p->format && strcmp(p->format, "json") == 0;
    struct jf_period period;
    bool reads = (!p->format || strcmp(p->format, "table") == 0) && jf_period_parse(s->value, &period);
    jf_utf8_add_safe(&reason, s->reason, true);
    if (reads)
        casework_add_when(&when, s->value, p->ctx->lang);
    enum jf_status status = jf_str_check(reads ? &when : &reason, err);
    jf_list_text(p->list, casework_word(p->ctx, p->format, "suggest", s->topic));
    jf_list_text(p->list, reads ? when.data : s->value);
    jf_list_text(p->list, json ? (s->about ? "no" : "yes") : s->about ? _("about") : NULL);
    jf_list_text(p->list, *s->label ? s->label : NULL);
    jf_list_text(p->list, reason.data);
    jf_list_text(p->list, s->ref);
    p->count++;
    jf_str_release(&reason);
    jf_str_release(&when);
    return status;
}

enum jf_status petition_print_suggestions(const struct jf_context *ctx, const struct jf_suggest_ask *ask,
                                          const char *format, struct jf_error *err)
{
    struct printing p = { .ctx = ctx, .format = format };
    enum jf_status status = jf_list_begin(format, columns, sizeof columns / sizeof *columns, &p.list, err);
    if (status != JF_OK)
        return status;
    status = jf_suggest(ctx->db, ask, print_suggestion, &p, err);
    enum jf_status end = jf_list_end(p.list, status == JF_OK ? err : NULL);
    if (status == JF_OK)
        status = end;
    if (status == JF_OK && !p.count)
        jf_note("%s", _("the text says nothing that the program could propose"));
    return status;
}

enum jf_status petition_suggest(struct jf_context *ctx, int argc, char **argv, struct jf_error *err)
{
    const char *given = NULL, *file = NULL, *format = NULL, *unit = NULL, *division = NULL, *received = NULL;
    const struct jf_option options[] = {
        { "text", 't', N_("TEXT"), &given, NULL, N_("a text that is not registered; @FILE reads a file"), false },
        { "text-file", 0, N_("FILE"), &file, NULL, N_("the same from a file; - is standard input"), false },
        { "received", 'r', N_("DAY"), &received, NULL, N_("day received, for 今年 and 上个月; today when left out"),
          false },
        { "unit", 'u', N_("UNIT"), &unit, NULL, N_("the unit complained of: its code or name"), false },
        { "division", 'd', N_("PLACE"), &division, NULL, N_("the place: its code of 12 digits or its name"), false },
        { "format", 'f', N_("FORMAT"), &format, NULL, N_("table, csv or json"), false },
        { .name = NULL },
    };
    struct jf_str text = JF_STR_INIT, unit_code = JF_STR_INIT, place_code = JF_STR_INIT;
    struct jf_suggest_ask ask = { .lang = ctx->lang };
    char today[JF_DAY_SIZE];
    int64_t id = 0;
    int count = 0;
    enum jf_status status = jf_cli_options(options, argc, argv, 1, &count, err);
    bool loose = given || file;
    if (status == JF_OK && loose && count > 0)
        status = jf_error_set(err, JF_USAGE, _("'%s' is one word too many"), argv[1]);
    if (status == JF_OK && !loose)
        status = casework_one(count, _("the number of the petition, or --text-file FILE"), err);
    if (status == JF_OK && !loose && (unit || division || received)) {
        status =
            jf_error_set(err, JF_USAGE, _("--unit, --division and --received go with a text that is not registered"));
    }
    if (status == JF_OK)
        status = jf_cli_day("received", received, err);
    if (status == JF_OK)
        status = casework_place(ctx, "unit", &unit, &unit_code, err);
    if (status == JF_OK)
        status = casework_place(ctx, "division", &division, &place_code, err);
    if (status == JF_OK && !loose)
        status = jf_case_find(ctx->db, argv[1], &id, err);
    if (status == JF_OK && !loose) {
        struct jf_suggest_ask of_case;
        status = jf_suggest_ask_case(ctx->db, id, ctx->lang, &of_case, err);
        if (status == JF_OK)
            status = petition_print_suggestions(ctx, &of_case, format, err);
        jf_suggest_ask_release(&of_case);
    } else if (status == JF_OK) {
        status = petition_text(given, file, &text, err);
        if (status == JF_OK && !jf_utf8_valid(text.data, text.len, NULL))
            status = jf_error_set(err, JF_USAGE, _("a text is not valid UTF-8"));
        jf_day_today(today);
        ask.text = text.data;
        ask.received_on = received ? received : today;
        ask.unit = unit;
        ask.division = division;
        if (status == JF_OK)
            status = petition_print_suggestions(ctx, &ask, format, err);
    }
    jf_str_release(&text);
    jf_str_release(&unit_code);
    jf_str_release(&place_code);
    return status;
}

/* ---- what a case tells beyond its text ---- */

struct telling {
    const struct jf_context *ctx;
    bool names;
};

static enum jf_status print_person(void *arg, const struct jf_case_person *person, struct jf_error *err)
{
    const struct telling *t = arg;
    struct jf_str line = JF_STR_INIT, room = JF_STR_INIT;
    const char *const secrets[] = { person->telephone, person->address };
    jf_str_add(&line, casework_name(person->name, t->names, &room));
    for (size_t i = 0; i < sizeof secrets / sizeof *secrets; i++)
        if (secrets[i]) {
            jf_str_add(&line, _("; "));
            if (t->names)
                jf_utf8_add_safe(&line, secrets[i], true);
            else
                jf_mask_all(&line, secrets[i]);
        }
    enum jf_status status = jf_str_check(&line, err);
    jf_field(_("representative"), line.data);
    jf_str_release(&line);
    jf_str_release(&room);
    return status;
}

/* Words of the paper, without numbers of people unless names may show. */
static void add_said(struct jf_str *line, const char *words, bool names)
{
    struct jf_str masked = JF_STR_INIT;
    if (!names)
        jf_mask_text(&masked, words, &(const struct jf_secrets){ NULL, NULL, NULL });
    jf_utf8_add_safe(line, names ? words : masked.data, true);
    jf_str_release(&masked);
}

static enum jf_status print_named(void *arg, const struct jf_case_named *named, struct jf_error *err)
{
    const struct telling *t = arg;
    struct jf_str label = JF_STR_INIT, line = JF_STR_INIT;
    jf_str_addf(&label, _("names %s"), jf_word("named", named->kind, t->ctx->lang));
    if (strcmp(named->kind, "day") == 0)
        casework_add_when(&line, named->value, t->ctx->lang);
    else
        add_said(&line, named->value, t->names);
    if (named->written) {
        jf_str_add(&line, " (");
        add_said(&line, named->written, t->names);
        jf_str_add(&line, ")");
    }
    enum jf_status status = jf_str_check(&line, err);
    jf_field(label.data, line.data);
    jf_str_release(&label);
    jf_str_release(&line);
    return status;
}

enum jf_status petition_print_told(struct jf_context *ctx, int64_t petition_id, bool names, struct jf_error *err)
{
    struct telling t = { ctx, names };
    return jf_case_told(ctx->db, petition_id, print_person, print_named, &t, err);
}
