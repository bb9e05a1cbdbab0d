/* petition_register.c - registering a complaint: by options, or by questions when a value is missing and somebody sits
 * at the terminal. Nothing is written before the last question is answered with yes. */
#include "petition_intake.h"
#include "prompt.h"

#include "jianfu/typed.h"

#include <unistd.h>

enum { NAMED_MAX = 60 };

/* One complaint while it is taken in. Texts that were typed are owned here. */
struct intake {
    struct jf_case_new p;
    struct jf_case_person people[JF_REPRESENTATIVES_MAX + 1]; /* one more, so that too many is told, not cut */
    struct jf_case_named named[NAMED_MAX];
    char *owned[3 * NAMED_MAX];
    size_t owned_count;
    struct jf_str text, place, unit;
    char today[JF_DAY_SIZE];
};

static void intake_release(struct intake *in)
{
    for (size_t i = 0; i < in->owned_count; i++)
        jf_free(in->owned[i]);
    jf_str_release(&in->text);
    jf_str_release(&in->place);
    jf_str_release(&in->unit);
}

/* Keep a copy as long as the intake; NULL for an empty text, and when memory is short (*status says so). */
static const char *own(struct intake *in, const char *text, enum jf_status *status, struct jf_error *err)
{
    if (!text || !*text)
        return NULL;
    char *copy = in->owned_count < sizeof in->owned / sizeof *in->owned ? jf_dup(text) : NULL;
    if (!copy)
        *status = jf_error_set(err, JF_NOMEM, _("out of memory"));
    else
        in->owned[in->owned_count++] = copy;
    return copy;
}

/* ---- options that may be repeated ---- */

/* NAME[:TELEPHONE[:ADDRESS]], as a Chinese keyboard writes the colon too. */
static enum jf_status add_person(struct intake *in, const char *value, const char *separators, struct jf_error *err)
{
    struct jf_str part = JF_STR_INIT;
    const char *parts[3] = { NULL };
    enum jf_status status = JF_OK;
    if (in->p.representative_count == sizeof in->people / sizeof *in->people)
        return JF_OK; /* there is one too many already, which is told */
    for (size_t i = 0; i < 3 && value && status == JF_OK; i++) {
        size_t len = 0, mark = 0;
        for (; value[len] && !mark; len += mark ? 0 : 1) {
            if (i < 2 && strchr(separators, value[len]))
                mark = 1;
            else if (i < 2 && (strncmp(value + len, "：", 3) == 0 || strncmp(value + len, "，", 3) == 0))
                mark = 3;
        }
        struct jf_str piece = JF_STR_INIT;
        jf_str_addn(&piece, value, len);
        jf_str_clear(&part);
        jf_str_add_trimmed(&part, piece.data);
        jf_str_release(&piece);
        parts[i] = own(in, part.data, &status, err);
        value = mark ? value + len + mark : NULL;
    }
    jf_str_release(&part);
    in->people[in->p.representative_count++] = (struct jf_case_person){ parts[0], parts[1], parts[2] };
    return status;
}

/* An amount or a time as it is kept, into `out`; other facts, and what cannot be read, as they were typed. */
static void plain_fact(const char *kind, const char *value, struct jf_str *out)
{
    char period[JF_TYPED_PERIOD_SIZE];
    int64_t fen = 0;
    if (jf_streq(kind, "amount") && jf_typed_money(value, &fen))
        jf_money_add(out, fen);
    else
        jf_str_add(out, jf_streq(kind, "day") && jf_typed_period(value, period) ? period : value);
}

static enum jf_status add_named(struct intake *in, const char *kind, const char *value, const char *written,
                                struct jf_error *err)
{
    struct jf_str plain = JF_STR_INIT;
    enum jf_status status = JF_OK;
    if (in->p.named_count == NAMED_MAX)
        return jf_error_set(err, JF_USAGE, _("more than %d amounts, days, papers and items are named"), NAMED_MAX);
    struct jf_case_named n = { .kind = kind };
    plain_fact(kind, value, &plain);
    n.value = own(in, plain.data, &status, err);
    n.written = own(in, written, &status, err);
    jf_str_release(&plain);
    if (status == JF_OK && !n.value)
        return jf_error_set(err, JF_USAGE, _("%s: '%s' cannot be read"), kind, "");
    in->named[in->p.named_count++] = n;
    return status;
}

static const struct {
    const char *option, *kind; /* kind NULL: a representative */
} repeated[] = { { "--representative", NULL },
                 { "--amount", "amount" },
                 { "--charged-on", "day" },
                 { "--document", "document" },
                 { "--item", "item" } };

static const char *value_of(const char *option, int argc, char **argv, int *i)
{
    size_t len = strlen(option);
    if (strncmp(argv[*i], option, len) == 0 && argv[*i][len] == '=')
        return argv[*i] + len + 1;
    if (strcmp(argv[*i], option) == 0 && *i + 1 < argc)
        return argv[++*i];
    return NULL;
}

/* Take the options that may be repeated out of argv. */
static enum jf_status take_repeated(struct intake *in, int *argc, char **argv, struct jf_error *err)
{
    enum jf_status status = JF_OK;
    int kept = 1;
    for (int i = 1; i < *argc && status == JF_OK; i++) {
        const char *value = NULL;
        int at = i;
        size_t k = 0;
        for (; k < sizeof repeated / sizeof *repeated && !value; k++)
            value = value_of(repeated[k].option, *argc, argv, &at);
        if (!value)
            argv[kept++] = argv[i];
        else if (!repeated[k - 1].kind)
            status = add_person(in, value, ":", err);
        else
            status = add_named(in, repeated[k - 1].kind, value, NULL, err);
        i = at;
    }
    if (status == JF_OK) {
        *argc = kept;
        argv[kept] = NULL;
    }
    return status;
}

/* ---- questions ---- */

static enum jf_status ask_text(const char *question, struct intake *in, const char **value, struct jf_error *err)
{
    struct jf_str answer = JF_STR_INIT;
    enum jf_status status = *value ? JF_OK : prompt_line(question, false, &answer, err);
    if (status == JF_OK && !*value)
        *value = own(in, answer.data, &status, err);
    jf_str_release(&answer);
    return status;
}

/* Proposals of some topics, as lines; amounts, days and papers with a number when they may be chosen. */
struct asking {
    struct intake *in;
    const struct jf_context *ctx;
    const char *topics; /* parted by blanks */
    bool choosing;
    struct jf_case_named found[NAMED_MAX];
    size_t count;
    size_t shown;
};

static enum jf_status show_proposal(void *arg, const struct jf_suggestion *s, struct jf_error *err)
{
    struct asking *a = arg;
    enum jf_status status = JF_OK;
    struct jf_str line = JF_STR_INIT, safe = JF_STR_INIT, when = JF_STR_INIT;
    bool day = strcmp(s->topic, "day") == 0;
    if (!strstr(a->topics, s->topic) || a->count == NAMED_MAX)
        return JF_OK;
    jf_str_add(&line, "  ");
    if (a->choosing) {
        struct jf_case_named *n = &a->found[a->count++];
        n->kind = jf_word_code("named", s->topic);
        n->value = own(a->in, s->value, &status, err);
        n->written = own(a->in, s->written, &status, err);
        jf_str_addf(&line, "%lld ", (long long)a->count);
    }
    jf_utf8_add_safe(&safe, s->reason, true);
    if (day)
        casework_add_when(&when, s->value, a->ctx->lang);
    jf_str_addf(&line, _("%s: %s"), jf_word("suggest", s->topic, a->ctx->lang), day ? when.data : s->value);
    if (*s->label)
        jf_str_addf(&line, " %s", s->label);
    jf_str_addf(&line, " [%s]", safe.data);
    if (!a->shown++)
        jf_note("%s", _("The program proposes (you decide):"));
    jf_note("%s", line.data);
    jf_str_release(&line);
    jf_str_release(&safe);
    jf_str_release(&when);
    return status;
}

static enum jf_status propose(struct jf_context *ctx, struct intake *in, const char *topics, bool choosing,
                              struct asking *a, struct jf_error *err)
{
    const struct jf_case_new *p = &in->p;
    const struct jf_suggest_ask ask = { .text = p->text,
                                        .received_on = p->received_on,
                                        .unit = p->unit,
                                        .division = p->division,
                                        .petitioner = p->petitioner,
                                        .lang = ctx->lang };
    *a = (struct asking){ .in = in, .ctx = ctx, .topics = topics, .choosing = choosing };
    return jf_suggest(ctx->db, &ask, show_proposal, a, err);
}

static enum jf_status ask_facts(struct jf_context *ctx, struct intake *in, struct jf_error *err)
{
    struct asking a;
    bool chosen[NAMED_MAX] = { false };
    if (in->p.named_count) /* were given as options */
        return JF_OK;
    enum jf_status status = propose(ctx, in, "amount day document", true, &a, err);
    if (status == JF_OK && a.count)
        status =
            prompt_choose(_("which of these does the complaint state (numbers; empty: none)"), a.count, chosen, err);
    for (size_t i = 0; status == JF_OK && i < a.count; i++)
        if (chosen[i])
            in->named[in->p.named_count++] = a.found[i];
    return status;
}

static enum jf_status ask_people(struct intake *in, struct jf_error *err)
{
    struct jf_str answer = JF_STR_INIT;
    enum jf_status status = JF_OK;
    while (status == JF_OK && in->p.persons > (int64_t)in->p.representative_count &&
           in->p.representative_count < JF_REPRESENTATIVES_MAX) {
        status = prompt_line(_("a representative: name, telephone, address (empty: no more)"), false, &answer, err);
        if (status != JF_OK || !answer.len)
            break;
        status = add_person(in, answer.data, ",:", err);
    }
    jf_str_release(&answer);
    return status;
}

static enum jf_status ask_petitioner(struct intake *in, bool persons_given, struct jf_error *err)
{
    struct jf_case_new *p = &in->p;
    enum jf_status status = ask_text(_("petitioner (empty: anonymous)"), in, &p->petitioner, err);
    if (status == JF_OK && p->petitioner)
        status = ask_text(_("telephone (empty: not known)"), in, &p->telephone, err);
    if (status == JF_OK && p->petitioner)
        status = ask_text(_("address (empty: not known)"), in, &p->address, err);
    if (status == JF_OK && !persons_given)
        status = prompt_number(_("how many people (empty: 1)"), 1, &p->persons, err);
    if (status == JF_OK && p->persons > 1)
        status = ask_people(in, err);
    return status;
}

static enum jf_status ask_day(struct intake *in, struct jf_error *err)
{
    struct jf_str question = JF_STR_INIT, day = JF_STR_INIT;
    enum jf_status status = JF_OK;
    if (!in->p.received_on) {
        jf_str_addf(&question, _("received on (empty: today, %s)"), in->today);
        status = prompt_day(question.data, false, &day, err);
        if (status == JF_OK)
            in->p.received_on = day.len ? own(in, day.data, &status, err) : in->today;
    }
    jf_str_release(&question);
    jf_str_release(&day);
    return status;
}

/* Whose case it is, where the channel says that another body handed it down. */
static enum jf_status ask_handed(struct intake *in, struct jf_error *err)
{
    struct jf_case_new *p = &in->p;
    struct jf_str day = JF_STR_INIT;
    if (!jf_words_hold("handed-down,congress", p->channel))
        return JF_OK;
    enum jf_status status = ask_text(_("handed down by (empty: not known)"), in, &p->handed_by, err);
    if (status == JF_OK)
        status = ask_text(_("by paper: its number (empty: none)"), in, &p->handed_no, err);
    if (status == JF_OK && !p->report_by) {
        status = prompt_day(_("result wanted by (empty: no day was named)"), true, &day, err);
        if (status == JF_OK)
            p->report_by = own(in, day.data, &status, err);
    }
    jf_str_release(&day);
    return status;
}

/* Where it happened: the place of the unit complained of, shown, unless another is given. */
static enum jf_status ask_division(struct jf_context *ctx, struct intake *in, struct jf_error *err)
{
    struct jf_stmt *st = NULL;
    struct jf_str question = JF_STR_INIT, of_unit = JF_STR_INIT;
    enum jf_status status = JF_OK;
    if (in->p.unit)
        status = jf_db_query(ctx->db, "suggest.place_of_unit", JF_ARGS(JF_TEXT(":unit", in->p.unit)), &st, err);
    bool row = jf_stmt_row(st, &status, err);
    if (row) {
        jf_str_add(&of_unit, jf_col_text(st, 0));
        jf_str_addf(&question, _("place: name or code (empty: %s)"), jf_col_text(st, 1));
    }
    jf_stmt_done(st);
    if (status == JF_OK)
        status =
            prompt_register(ctx, row ? question.data : _("place: name or code"), "division", !row, &in->place, err);
    if (status == JF_OK && !in->place.len)
        jf_str_add(&in->place, of_unit.data);
    in->p.division = in->place.data;
    jf_str_release(&question);
    jf_str_release(&of_unit);
    return status;
}

static enum jf_status ask_place(struct jf_context *ctx, struct intake *in, struct jf_error *err)
{
    struct jf_case_new *p = &in->p;
    enum jf_status status = JF_OK;
    if (!p->unit) {
        status =
            prompt_register(ctx, _("unit complained of: name or code (empty: none)"), "unit", false, &in->unit, err);
        p->unit = in->unit.len ? in->unit.data : NULL;
    }
    if (status == JF_OK && !p->division)
        status = ask_division(ctx, in, err);
    return status;
}

/* Ask for everything that was not given, in the order in which it is told. */
static enum jf_status ask_all(struct jf_context *ctx, struct intake *in, bool persons_given, struct jf_error *err)
{
    struct jf_case_new *p = &in->p;
    struct asking a;
    jf_progress_end();
    jf_note("%s", _("A new petition. Ctrl-D on an empty line or Ctrl-C gives up; nothing is written before the end."));
    enum jf_status status = p->channel ? JF_OK : prompt_word(ctx, _("channel"), "channel", true, &p->channel, err);
    if (status == JF_OK)
        status = ask_day(in, err);
    if (status == JF_OK)
        status = ask_handed(in, err);
    if (status == JF_OK && !p->text) {
        status = prompt_text(_("what is complained of"), &in->text, err);
        p->text = in->text.data;
    }
    if (status == JF_OK)
        status = propose(ctx, in, "category unit place", false, &a, err);
    if (status == JF_OK)
        status = ask_place(ctx, in, err);
    if (status == JF_OK && !p->category)
        status = prompt_word(ctx, _("category"), "category", true, &p->category, err);
    if (status == JF_OK)
        status = ask_petitioner(in, persons_given, err);
    if (status == JF_OK)
        status = ask_facts(ctx, in, err);
    if (status == JF_OK)
        status = propose(ctx, in, "case finding record", false, &a, err);
    return status;
}

/* ---- the last look ---- */

static void note_field(const char *label, const char *value)
{
    if (value && *value)
        jf_note(_("  %s: %s"), label, value);
}

/* The name of the place or unit behind its code. */
static void name_of(struct jf_context *ctx, const char *statement, const char *code, struct jf_str *out)
{
    struct jf_stmt *st = NULL;
    bool row = false;
    jf_str_clear(out);
    if (!code)
        return;
    if (jf_db_query(ctx->db, statement, JF_ARGS(JF_TEXT(":text", code), JF_INT(":limit", 1)), &st, NULL) == JF_OK &&
        jf_stmt_next(st, &row, NULL) == JF_OK && row)
        jf_str_addf(out, "%s%s (%s)", jf_col_text(st, 2), jf_col_text(st, 1), code);
    jf_stmt_done(st);
}

/* Names and numbers of people are masked here as everywhere. */
static void show_summary(struct jf_context *ctx, const struct intake *in)
{
    const struct jf_case_new *p = &in->p;
    struct jf_str line = JF_STR_INIT, room = JF_STR_INIT;
    jf_note("%s", "");
    note_field(_("channel"), jf_word("channel", p->channel, ctx->lang));
    note_field(_("received"), p->received_on);
    note_field(_("handed down by"), p->handed_by);
    note_field(_("by paper"), p->handed_no);
    note_field(_("result wanted by"), p->report_by);
    name_of(ctx, "suggest.places_like", p->division, &line);
    note_field(_("place"), line.data);
    name_of(ctx, "suggest.units_like", p->unit, &line);
    note_field(_("unit"), line.data);
    note_field(_("category"), jf_word("category", p->category, ctx->lang));
    note_field(_("petitioner"), p->petitioner ? casework_name(p->petitioner, false, &room) : _("anonymous"));
    jf_str_clear(&line);
    jf_str_addf(&line, "%lld", (long long)p->persons);
    note_field(_("how many people"), line.data);
    for (size_t i = 0; i < p->representative_count; i++)
        note_field(_("representative"), casework_name(in->people[i].name, false, &room));
    for (size_t i = 0; i < p->named_count; i++)
        note_field(jf_word("named", in->named[i].kind, ctx->lang), in->named[i].value);
    jf_str_clear(&line);
    jf_str_addf(&line, _("characters: %lld"), (long long)jf_utf8_length(p->text));
    note_field(_("text"), line.data);
    jf_str_release(&line);
    jf_str_release(&room);
}

/* 信访条例第十八条, since 2022-05-01 信访工作条例第二十条: several who come in person choose at most five. Said, not
 * made a condition of the register: what they bring is taken down all the same. */
static void tell_representatives(const struct jf_case_new *p)
{
    if (strcmp(p->channel, "visit") == 0 && p->persons > JF_REPRESENTATIVES_MAX && !p->representative_count &&
        strcmp(p->received_on, "2005-05-01") >= 0)
        jf_note(_("note: %lld people came together and no representatives are named; they choose at most five (%s)"),
                (long long)p->persons,
                strcmp(p->received_on, "2022-05-01") < 0 ? "信访条例第十八条" : "信访工作条例第二十条");
}

/* ---- registering ---- */

static enum jf_status write_petition(struct jf_context *ctx, const struct jf_case_new *p, bool suggest,
                                     struct jf_error *err)
{
    struct jf_str number = JF_STR_INIT;
    struct jf_suggest_ask ask;
    int64_t id = 0;
    enum jf_status status = jf_txn_begin(ctx->db, "petition", err);
    if (status == JF_OK)
        status = jf_case_register(ctx->db, p, &number, &id, err);
    if (status == JF_OK)
        status = jf_txn_commit(ctx->db, err);
    if (status == JF_OK)
        status = casework_tell(ctx, id, err);
    else
        jf_txn_rollback(ctx->db);
    if (status == JF_OK)
        tell_representatives(p);
    if (status == JF_OK && suggest) {
        jf_say("%s", "");
        status = jf_suggest_ask_case(ctx->db, id, ctx->lang, &ask, err);
        if (status == JF_OK)
            status = petition_print_suggestions(ctx, &ask, NULL, err);
        jf_suggest_ask_release(&ask);
    }
    jf_str_release(&number);
    return status;
}

/* The first of the values that must be there and is not; NULL when all are. */
static const struct jf_option *missing(const struct jf_option *options, const struct jf_case_new *p)
{
    const struct {
        const char *name, *value;
    } wanted[] = {
        { "channel", p->channel }, { "division", p->division }, { "category", p->category }, { "text", p->text }
    };
    for (size_t i = 0; i < sizeof wanted / sizeof *wanted; i++)
        for (const struct jf_option *o = options; !wanted[i].value && o->name; o++)
            if (strcmp(o->name, wanted[i].name) == 0)
                return o;
    return NULL;
}

static enum jf_status check_words(struct jf_context *ctx, struct intake *in, const char *persons, struct jf_error *err)
{
    struct jf_case_new *p = &in->p;
    enum jf_status status = jf_cli_number("persons", persons, &p->persons, err);
    if (status == JF_OK)
        status = casework_code(ctx, "channel", "channel", &p->channel, err);
    if (status == JF_OK)
        status = casework_code(ctx, "category", "category", &p->category, err);
    if (status == JF_OK)
        status = casework_code(ctx, "major-case", "major-case", &p->major_case, err);
    if (status == JF_OK)
        status = casework_place(ctx, "division", &p->division, &in->place, err);
    if (status == JF_OK)
        status = casework_place(ctx, "unit", &p->unit, &in->unit, err);
    return status;
}

enum jf_status petition_register(struct jf_context *ctx, int argc, char **argv, struct jf_error *err)
{
    struct intake in = { .p = { .persons = 1, .actor = ctx->actor }, .owned_count = 0 };
    struct jf_case_new *p = &in.p;
    const char *persons = NULL, *given = NULL, *file = NULL;
    bool suggest = false, yes = true;
    int count = 0;
    const struct jf_option options[] = {
        { "channel", 'c', N_("CHANNEL"), &p->channel, NULL,
          N_("letter, call, visit, online, congress, handed-down or inspection"), false },
        { "division", 'd', N_("PLACE"), &p->division, NULL, N_("the place: its code of 12 digits or its name"), false },
        { "category", 'k', N_("CATEGORY"), &p->category, NULL,
          N_("tax-fee, school, house-building, press, vote-project, subsidy, land or other"), false },
        { "text", 't', N_("TEXT"), &given, NULL, N_("what is complained of; @FILE reads it from a file"), false },
        { "text-file", 0, N_("FILE"), &file, NULL, N_("the same from a file; - is standard input"), false },
        { "received", 'r', N_("DAY"), &p->received_on, NULL, N_("day received; today when left out"), false },
        { "on", 0, N_("DAY"), &p->day, NULL, N_("day of registration; the day received when left out"), false },
        { "unit", 'u', N_("UNIT"), &p->unit, NULL, N_("the unit complained of: its code or name"), false },
        { "petitioner", 'p', N_("NAME"), &p->petitioner, NULL, N_("who complains; left out when anonymous"), false },
        { "telephone", 0, N_("NUMBER"), &p->telephone, NULL, N_("of the petitioner"), false },
        { "address", 0, N_("TEXT"), &p->address, NULL, N_("of the petitioner"), false },
        { "persons", 0, N_("NUMBER"), &persons, NULL, N_("how many people; 1 when left out"), false },
        { "representative", 0, N_("NAME[:TELEPHONE[:ADDRESS]]"), NULL, NULL,
          N_("who speaks for several petitioners; may be repeated, at most five"), JF_OPTION_MANY },
        { "amount", 0, N_("YUAN"), NULL, NULL, N_("an amount that the text names; may be repeated"), JF_OPTION_MANY },
        { "charged-on", 0, N_("PERIOD"), NULL, NULL,
          N_("a day, month, term or year that it names: 2005-06-03, 2005-06, 2005S; may be repeated"), JF_OPTION_MANY },
        { "document", 0, N_("NUMBER"), NULL, NULL, N_("a paper that it names; may be repeated"), JF_OPTION_MANY },
        { "item", 0, N_("NAME"), NULL, NULL, N_("a fee that it names; may be repeated"), JF_OPTION_MANY },
        { "major-case", 0, N_("CLASS"), &p->major_case, NULL, N_("vicious, mass-incident or other-major"), false },
        { "handed-by", 0, N_("NAME"), &p->handed_by, NULL, N_("the body that handed the case down"), false },
        { "handed-no", 0, N_("NUMBER"), &p->handed_no, NULL, N_("the paper by which it did"), false },
        { "report-by", 0, N_("DAY"), &p->report_by, NULL, N_("day by which it wants the result"), false },
        { "no", 'n', N_("NUMBER"), &p->number, NULL, N_("register number; the next of the year when left out"), false },
        { "note", 0, N_("TEXT"), &p->note, NULL, N_("remark"), false },
        { "suggest", 0, NULL, NULL, &suggest, N_("print what the program proposes (at a terminal it always does)"),
          false },
        { .name = NULL },
    };
    jf_str_init(&in.text);
    jf_str_init(&in.place);
    jf_str_init(&in.unit);
    jf_day_today(in.today);
    p->representatives = in.people;
    p->named = in.named;
    enum jf_status status = take_repeated(&in, &argc, argv, err);
    if (status == JF_OK)
        status = jf_cli_options(options, argc, argv, 1, &count, err);
    if (status == JF_OK && count > 0)
        status = jf_error_set(err, JF_USAGE, _("'%s' is one word too many"), argv[1]);
    if (status == JF_OK)
        status = petition_text(given, file, &in.text, err);
    if (status == JF_OK && (given || file))
        p->text = in.text.data;
    if (status == JF_OK)
        status = check_words(ctx, &in, persons, err);
    const struct jf_option *first = status == JF_OK ? missing(options, p) : NULL;
    if (first && prompt_possible()) {
        status = ask_all(ctx, &in, persons != NULL, err);
        if (status == JF_OK) {
            show_summary(ctx, &in);
            status = prompt_yes(_("register? [y/n]"), &yes, err);
        }
    } else if (first) {
        status = jf_error_set(err, JF_USAGE, _("option '--%s' is missing: %s"), first->name, _(first->help));
    }
    if (!p->received_on)
        p->received_on = in.today;
    if (status == JF_OK && !yes)
        jf_note("%s", _("nothing was written"));
    else if (status == JF_OK)
        status = write_petition(ctx, p, suggest || (!first && isatty(STDOUT_FILENO)), err);
    intake_release(&in);
    return status;
}
