/* cmd_card.c - household cards: print them, list how they were handed out, match them with what was charged. It changes
 * nothing but the record of looks at names. */
#include "casework.h"

#include "jianfu/posting.h"

static enum jf_status find_division(struct jf_context *ctx, const char *text, int64_t *id, struct jf_error *err)
{
    struct jf_str room = JF_STR_INIT;
    enum jf_status status = casework_place(ctx, "division", &text, &room, err);
    if (status == JF_OK)
        status = jf_db_int(ctx->db, "posting.subject", JF_ARGS(JF_TEXT(":kind", "division"), JF_TEXT(":key", text)), 0,
                           id, err);
    jf_str_release(&room);
    return status;
}

static enum jf_status check_year(const char *year, struct jf_error *err)
{
    struct jf_period period;
    if (!year || (jf_period_parse(year, &period) && period.kind == JF_PERIOD_YEAR))
        return JF_OK;
    jf_error_set(err, JF_USAGE, _("--year: '%s' is no year"), year);
    jf_error_hint(err, "%s", _("four digits: 2005"));
    return JF_USAGE;
}

/* ---- print ---- */

struct printing {
    struct jf_card_request request;
    struct jf_card_counts counts;
};

static enum jf_status write_cards(void *arg, struct jf_db *db, jf_sink_fn *sink, void *sink_arg, struct jf_error *err)
{
    struct printing *p = arg;
    return jf_card_write(db, &p->request, sink, sink_arg, &p->counts, err);
}

static bool progress(void *arg, int64_t done, int64_t total)
{
    (void)arg;
    return jf_progress(done, total, 0, NULL);
}

static enum jf_status print_cards(struct jf_context *ctx, int argc, char **argv, struct jf_error *err)
{
    char today[JF_DAY_SIZE], year_now[5];
    struct printing p = { .request = { .lang = ctx->paper_lang, .progress = progress } };
    struct jf_card_request *r = &p.request;
    const char *output = NULL, *year = NULL, *on = NULL, *per_page = NULL;
    const struct jf_option options[] = {
        { "year", 'y', N_("YEAR"), &year, NULL, N_("year of the cards; this year when left out"), false },
        { "on", 0, N_("DAY"), &on, NULL, N_("the schedule in force on this day; today when left out"), false },
        { "per-page", 0, N_("NUMBER"), &per_page, NULL, N_("2 or 4 cards to a page; four if they fit"), false },
        { "names", 0, NULL, NULL, &r->names, N_("heads of households in full; else masked"), false },
        { "format", 'f', N_("FORMAT"), &r->format, NULL,
          N_("html (default: several to a page), text, or docx, odt, json: one to a sheet"), false },
        { "output", 'o', N_("FILE"), &output, NULL, JF_CLI_OUTPUT_HELP, false },
        { .name = NULL },
    };
    int count = 0;
    enum jf_status status = jf_cli_options(options, argc, argv, 1, &count, err);
    if (status == JF_OK)
        status = casework_one(count, _("the village, township or county"), err);
    if (status == JF_OK)
        status = jf_cli_day("on", on, err);
    if (status == JF_OK)
        status = check_year(year, err);
    if (status == JF_OK && per_page && !jf_streq(per_page, "2") && !jf_streq(per_page, "4")) {
        status = jf_error_set(err, JF_USAGE, _("--per-page: '%s' is not 2 or 4"), per_page);
    }
    if (status != JF_OK)
        return status;
    jf_day_today(today);
    snprintf(year_now, sizeof year_now, "%.4s", on ? on : today);
    r->year = year ? year : year_now;
    r->format = r->format || output ? jf_cli_paper_format(r->format, output) : "html";
    if (per_page && !jf_streq(r->format, "html"))
        return jf_error_set(err, JF_USAGE, _("--per-page is for html; in '%s' each card begins a sheet"), r->format);
    r->day = on ? on : today;
    r->per_page = per_page ? *per_page - '0' : 0;
    status = find_division(ctx, argv[1], &r->division_id, err);
    if (status == JF_OK)
        status = jf_cli_names(ctx, r->names, "card print", argv[1], r->division_id, err);
    if (status == JF_OK)
        status = jf_cli_paper(ctx->db, r->format, output, write_cards, &p, err);
    if (status == JF_OK)
        jf_note(_("%lld cards of %lld villages: %lld with the household's lines, %lld to be filled in"),
                (long long)(p.counts.listed + p.counts.blank), (long long)p.counts.villages, (long long)p.counts.listed,
                (long long)p.counts.blank);
    return status;
}

/* ---- list ---- */

static const struct jf_list_column list_columns[] = {
    { "code", N_("code"), JF_LIST_TEXT },
    { "place", N_("place"), JF_LIST_TEXT },
    { "villages", N_("villages"), JF_LIST_INT },
    { "households", N_("households"), JF_LIST_INT },
    { "issued", N_("signed for"), JF_LIST_INT },
    { "coverage", N_("coverage %"), JF_LIST_TEXT },
    { "asked", N_("asked for %"), JF_LIST_INT },
    { "delivered", N_("with the township"), JF_LIST_DAY },
    { "deadline", N_("deadline"), JF_LIST_DAY },
    { "issued_on", N_("handed out until"), JF_LIST_DAY },
    { "below", N_("villages below"), JF_LIST_INT },
    { "late", N_("villages late"), JF_LIST_INT },
    { "none", N_("villages without"), JF_LIST_INT },
};
enum { LIST_COLUMNS = sizeof list_columns / sizeof *list_columns };

static void put_cells(const struct jf_list_column *columns, int count, const struct jf_stmt *st, struct jf_list *out)
{
    for (int i = 0; i < count; i++) {
        if (jf_col_null(st, i))
            jf_list_null(out);
        else if (columns[i].type == JF_LIST_INT)
            jf_list_int(out, jf_col_int(st, i));
        else if (columns[i].type == JF_LIST_MONEY)
            jf_list_money(out, jf_col_int(st, i));
        else
            jf_list_text(out, jf_col_text(st, i));
    }
}

static enum jf_status list_cards(struct jf_context *ctx, int argc, char **argv, struct jf_error *err)
{
    char today[JF_DAY_SIZE], year_now[5];
    const char *format = NULL, *year = NULL, *place = NULL;
    bool villages = false, faulty = false;
    const struct jf_option options[] = {
        { "year", 'y', N_("YEAR"), &year, NULL, N_("year of the cards; this year when left out"), false },
        { "villages", 0, NULL, NULL, &villages, N_("a line for each village instead of each township"), false },
        { "faulty", 0, NULL, NULL, &faulty, N_("only where cards are lacking, late or not handed out"), false },
        { "format", 'f', N_("FORMAT"), &format, NULL, N_("table, csv or json"), false },
        { .name = NULL },
    };
    struct jf_stmt *st = NULL;
    struct jf_list *out = NULL;
    struct jf_str room = JF_STR_INIT;
    int count = 0;
    enum jf_status status = jf_cli_options(options, argc, argv, 1, &count, err);
    if (status == JF_OK && count > 1)
        status = jf_error_set(err, JF_USAGE, _("'%s' is one word too many"), argv[2]);
    place = status == JF_OK && count ? argv[1] : NULL;
    if (status == JF_OK)
        status = check_year(year, err);
    if (status == JF_OK)
        status = casework_place(ctx, "division", &place, &room, err);
    if (status == JF_OK)
        status = jf_db_views(ctx->db, err);
    if (status == JF_OK)
        status = jf_list_begin(format, list_columns, LIST_COLUMNS, &out, err);
    if (status != JF_OK) {
        jf_str_release(&room);
        return status;
    }
    jf_day_today(today);
    snprintf(year_now, sizeof year_now, "%.4s", today);
    status = jf_db_query(ctx->db, "posting.cards",
                         JF_ARGS(JF_TEXT(":year", year ? year : year_now), JF_TEXT(":under", place),
                                 JF_INT(":villages", villages), JF_INT(":faulty", faulty)),
                         &st, err);
    while (jf_stmt_row(st, &status, err)) {
        put_cells(list_columns, LIST_COLUMNS, st, out);
    }
    jf_stmt_done(st);
    enum jf_status end = jf_list_end(out, status == JF_OK ? err : NULL);
    jf_str_release(&room);
    return status == JF_OK ? end : status;
}

/* ---- match ---- */

static const struct jf_list_column match_columns[] = {
    { "household", N_("household"), JF_LIST_TEXT },
    { "notice", N_("notice"), JF_LIST_TEXT },
    { "line", N_("line"), JF_LIST_INT },
    { "charged_on", N_("day"), JF_LIST_DAY },
    { "item", N_("item"), JF_LIST_TEXT },
    { "price", N_("price"), JF_LIST_MONEY },
    { "amount", N_("amount"), JF_LIST_MONEY },
    { "card", N_("on the card"), JF_LIST_TEXT },
    { "card_price", N_("card says"), JF_LIST_MONEY },
    { "board", N_("on the board"), JF_LIST_TEXT },
    { "board_price", N_("board says"), JF_LIST_MONEY },
    { "receipt", N_("receipt shown"), JF_LIST_TEXT },
    { "paid", N_("paid by it"), JF_LIST_MONEY },
    { "match", N_("agree"), JF_LIST_TEXT },
    { "sides", N_("lacks or differs"), JF_LIST_TEXT },
};
enum { MATCH_COLUMNS = sizeof match_columns / sizeof *match_columns };

static bool is_word(int column)
{
    const char *name = match_columns[column].name;
    return jf_streq(name, "card") || jf_streq(name, "board") || jf_streq(name, "receipt") || jf_streq(name, "match");
}

/* "notice,card" in words. */
static void put_sides(const struct jf_context *ctx, const char *format, const char *list, struct jf_list *out)
{
    struct jf_str words = JF_STR_INIT, code = JF_STR_INIT;
    while (*list) {
        size_t part = strcspn(list, ",");
        jf_str_clear(&code);
        jf_str_addn(&code, list, part);
        jf_str_addf(&words, "%s%s", words.len ? _(", ") : "", casework_word(ctx, format, "card-side", code.data));
        list += part + (list[part] == ',');
    }
    jf_list_text(out, words.data);
    jf_str_release(&code);
    jf_str_release(&words);
}

static void put_match(const struct jf_context *ctx, const char *format, const struct jf_stmt *st, struct jf_list *out)
{
    for (int i = 0; i < MATCH_COLUMNS; i++)
        if (jf_streq(match_columns[i].name, "sides"))
            put_sides(ctx, format, jf_col_text(st, i), out);
        else if (is_word(i))
            jf_list_text(out, casework_word(ctx, format, "card-match", jf_col_text(st, i)));
        else if (jf_col_null(st, i))
            jf_list_null(out);
        else if (match_columns[i].type == JF_LIST_MONEY)
            jf_list_money(out, jf_col_int(st, i));
        else if (match_columns[i].type == JF_LIST_INT)
            jf_list_int(out, jf_col_int(st, i));
        else
            jf_list_text(out, jf_col_text(st, i));
}

/* Whose charges: a household by its code (village, '-', number; the register need not list it), or all of a place. */
static enum jf_status find_match(struct jf_context *ctx, const char *text, const char **household, int64_t *division_id,
                                 struct jf_error *err)
{
    enum { VILLAGE_DIGITS = 12 };
    if (strspn(text, "0123456789") == VILLAGE_DIGITS && text[VILLAGE_DIGITS] == '-') {
        *household = text;
        return JF_OK;
    }
    return find_division(ctx, text, division_id, err);
}

static enum jf_status match(struct jf_context *ctx, int argc, char **argv, struct jf_error *err)
{
    const char *format = NULL, *year = NULL, *household = NULL;
    char today[JF_DAY_SIZE], year_now[5];
    bool all = false;
    const struct jf_option options[] = {
        { "year", 'y', N_("YEAR"), &year, NULL, N_("charges of this year; this year when left out"), false },
        { "all", 0, NULL, NULL, &all, N_("also charges where all four agree (of a place)"), false },
        { "format", 'f', N_("FORMAT"), &format, NULL, N_("table, csv or json"), false },
        { .name = NULL },
    };
    struct jf_stmt *st = NULL;
    struct jf_list *out = NULL;
    int64_t division_id = 0;
    int count = 0;
    enum jf_status status = jf_cli_options(options, argc, argv, 1, &count, err);
    if (status == JF_OK)
        status = casework_one(count, _("the code of the household, or a place"), err);
    if (status == JF_OK)
        status = check_year(year, err);
    if (status == JF_OK)
        status = find_match(ctx, argv[1], &household, &division_id, err);
    if (status == JF_OK)
        status = jf_db_views(ctx->db, err);
    if (status == JF_OK)
        status = jf_list_begin(format, match_columns, MATCH_COLUMNS, &out, err);
    if (status != JF_OK)
        return status;
    jf_day_today(today);
    snprintf(year_now, sizeof year_now, "%.4s", today);
    status = jf_db_query(ctx->db, "posting.match",
                         JF_ARGS(JF_TEXT(":household", household), JF_INT(":division", division_id),
                                 JF_TEXT(":year", year ? year : year_now), JF_INT(":all", all || household)),
                         &st, err);
    while (jf_stmt_row(st, &status, err)) {
        put_match(ctx, format, st, out);
    }
    jf_stmt_done(st);
    enum jf_status end = jf_list_end(out, status == JF_OK ? err : NULL);
    return status == JF_OK ? end : status;
}

static const struct casework_sub subs[] = {
    { "print", print_cards }, { "list", list_cards }, { "match", match }, { NULL, NULL }
};

static enum jf_status run(struct jf_context *ctx, int argc, char **argv, struct jf_error *err)
{
    enum jf_status status = casework_subs(ctx, subs, argc, argv, err);
    jf_casework_cleanup();
    return status;
}

const struct jf_command jf_cmd_card = {
    .name = "card",
    .usage = "card print PLACE [--year YEAR] [--on DAY] [--per-page 2|4] [--names] [--format FORMAT] [--output FILE]\n"
             "card list [PLACE] [--year YEAR] [--villages] [--faulty] [--format table|csv|json]\n"
             "card match HOUSEHOLD|PLACE [--year YEAR] [--all] [--format table|csv|json]",
    .summary = N_("household cards: print them, how they were handed out, card against charge"),
    .help = N_(
        "`card print` makes the household cards (农民负担监督卡、明白卡) of a village, a township or the county from\n"
        "the schedule in force and the register: what may be charged and by which paper, what is cancelled or\n"
        "forbidden, telephones, the household's own lines. Households that the register does not list one by\n"
        "one get cards to be filled in. Four cards to an A4 page, or two where the schedule is long; cut along\n"
        "the dashed lines. Heads of households are masked without --names.\n"
        "`card list` tells for each township (or --villages) how many households signed for their card, the\n"
        "coverage, and whether the cards came in time, against what the rule book asks for.\n"
        "`card match` compares each charge of a household on four sides: the notice on record, the receipt that\n"
        "the household showed at a visit (inspection), its card and the unit's board, and tells which of the four\n"
        "lacks the charge or differs. A receipt that nobody has seen yet is 'not shown'; a payment told at a visit\n"
        "that no notice answers is a line without figures of a notice. Of a place it lists the charges where\n"
        "something does not agree; --all lists all."),
    .db = JF_CLI_DB_WRITE,
    .run = run,
};
