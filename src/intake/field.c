/* field.c - the text of one attribute or element becomes a typed value, or a diagnostic that says what was expected. */
#include "internal.h"

#include "jianfu/day.h"
#include "jianfu/division.h"
#include "jianfu/docno.h"
#include "jianfu/money.h"
#include "jianfu/utf8.h"

#include <stdlib.h>
#include <string.h>

/* `what` is a whole sentence, "%s: '%s' is not a real day": other languages order it otherwise. */
static void bad(struct jf_intake *in, long line, const char *code, const struct field *f, const char *text,
                const char *what, const char *hint)
{
    struct jf_str head = JF_STR_INIT, shown = JF_STR_INIT, said = JF_STR_INIT;
    size_t cut = jf_utf8_prefix(text, 60);
    jf_str_addn(&head, text, cut);
    jf_utf8_add_safe(&shown, head.data, true);
    if (text[cut])
        jf_str_add(&shown, "…");
    intake_fill(&said, what, (const char *const[]){ f->from, shown.data }, 2);
    intake_fault_text(in, line, code, said.data, hint);
    intake_said(in, line, f->from, strlen(f->from));
    jf_str_release(&head);
    jf_str_release(&shown);
    jf_str_release(&said);
}

struct fault_text {
    const char *code, *what, *hint;
};

static bool money_fault(struct jf_intake *in, long line, const struct field *f, const char *text,
                        enum jf_money_fault fault)
{
    static const struct fault_text texts[] = {
        [JF_MONEY_EMPTY] = { "VAL-01", N_("%s: '%s' is not an amount"), N_("an amount in yuan like 15850.00") },
        [JF_MONEY_CHARACTER] = { "VAL-01", N_("%s: '%s' is not an amount"),
                                 N_("an amount in yuan like 15850.00, digits and one point") },
        [JF_MONEY_NEGATIVE] = { "VAL-02", N_("%s: '%s' is a negative amount"),
                                N_("amounts are not negative; a correction is a new version") },
        [JF_MONEY_DECIMALS] = { "VAL-03", N_("%s: '%s' has more decimals than allowed"),
                                N_("at most two decimals: the smallest unit is the fen") },
        [JF_MONEY_OVERFLOW] = { "VAL-04", N_("%s: '%s' is too large"), N_("at most 9999999999999.99") },
    };
    bad(in, line, texts[fault].code, f, text, _(texts[fault].what), _(texts[fault].hint));
    return false;
}

static bool take_money(struct jf_intake *in, long line, const struct field *f, const char *text, struct value *v)
{
    enum jf_money_fault fault = jf_money_parse(text, &v->number);
    if (fault != JF_MONEY_OK)
        return money_fault(in, line, f, text, fault);
    v->type = VALUE_INT;
    return true;
}

static bool take_quantity(struct jf_intake *in, long line, const struct field *f, const char *text, struct value *v)
{
    if (jf_quantity_parse(text, &v->number) != JF_MONEY_OK) {
        bad(in, line, "VAL-09", f, text, _("%s: '%s' is not a quantity"),
            _("not negative, at most three decimals, at most 1000000000"));
        return false;
    }
    v->type = VALUE_INT;
    return true;
}

static bool whole_number(const char *text, int64_t *number)
{
    size_t digits = strspn(text, "0123456789");
    if (digits == 0 || digits > 12 || text[digits] != '\0')
        return false;
    *number = strtoll(text, NULL, 10);
    return *number <= 999999999;
}

static bool take_number(struct jf_intake *in, long line, const struct field *f, const char *text, struct value *v)
{
    if (!whole_number(text, &v->number)) {
        bad(in, line, "VAL-08", f, text, _("%s: '%s' is not a whole number"), _("digits only, from 0 to 999999999"));
        return false;
    }
    v->type = VALUE_INT;
    return true;
}

static bool take_day(struct jf_intake *in, long line, const struct field *f, const char *text, struct value *v)
{
    (void)v;
    if (jf_day_valid(text)) {
        const char *prepared = in->prepared_on;
        if (!f->past || !prepared || !jf_day_valid(prepared) || strcmp(text, prepared) <= 0)
            return true;
        bad(in, line, "VAL-12", f, text, _("%s: '%s' lies after the day on which the file was prepared"),
            _("one of the two days is wrong: compare with source/@on"));
        return false;
    }
    bad(in, line, "VAL-05", f, text, _("%s: '%s' is not a real day"),
        _("year-month-day like 2005-06-30, between 1900 and 2199"));
    return false;
}

static bool take_period(struct jf_intake *in, long line, const struct field *f, const char *text, struct value *v)
{
    (void)v;
    struct jf_period period;
    if (jf_period_parse(text, &period))
        return true;
    bad(in, line, "VAL-06", f, text, _("%s: '%s' is not a period"),
        _("2005, 2005H1, 2004A (autumn term), 2005S (spring term), 2005-03 or 2005-03-02"));
    return false;
}

/* Hundredths of a percent: two decimals, the form of an amount, at most 100. */
static bool take_percent(struct jf_intake *in, long line, const struct field *f, const char *text, struct value *v)
{
    if (jf_money_parse(text, &v->number) != JF_MONEY_OK || v->number > 10000) {
        bad(in, line, "VAL-09", f, text, _("%s: '%s' is not a percentage"), _("0 to 100, at most two decimals"));
        return false;
    }
    v->type = VALUE_INT;
    return true;
}

static bool take_flag(struct jf_intake *in, long line, const struct field *f, const char *text, struct value *v)
{
    (void)in, (void)line, (void)f; /* other words are the schema's to refuse */
    v->number = jf_streq(text, "yes");
    v->type = VALUE_INT;
    return true;
}

static bool take_division(struct jf_intake *in, long line, const struct field *f, const char *text, struct value *v)
{
    (void)v;
    enum jf_division_level level = jf_division_level(text);
    if (level == JF_DIVISION_NONE) {
        bad(in, line, "VAL-07", f, text, _("%s: '%s' is not a division code"),
            _("12 digits: county 6, township 3, village 3"));
        return false;
    }
    if (f->type == FIELD_VILLAGE && level != JF_DIVISION_VILLAGE) {
        bad(in, line, "REF-02", f, text, _("%s: '%s' is not the code of a village"),
            _("the last three digits of a village are not 000"));
        return false;
    }
    return true;
}

/* Codes are compared byte by byte: what cannot be seen must not stand in them. */
static bool take_key(struct jf_intake *in, long line, const struct field *f, const char *text, struct value *v)
{
    (void)v;
    const char *ascii = text;
    while (*ascii > ' ' && *ascii < 0x7f)
        ascii++;
    if (!*ascii)
        return true; /* as nearly all are */
    struct jf_str safe = JF_STR_INIT;
    jf_utf8_add_safe(&safe, text, false);
    bool clean = !safe.failed && jf_streq(safe.data, text);
    jf_str_release(&safe);
    if (clean)
        return true;
    bad(in, line, "VAL-10", f, text, _("%s: '%s' holds control or invisible characters"),
        _("type the code again without them"));
    return false;
}

static bool take_text(struct jf_intake *in, long line, const struct field *f, const char *text, struct value *v)
{
    (void)in, (void)line, (void)f, (void)text, (void)v;
    return true;
}

typedef bool take_fn(struct jf_intake *in, long line, const struct field *f, const char *text, struct value *v);
static take_fn *const takers[] = {
    [FIELD_TEXT] = take_text,         [FIELD_KEY] = take_key,           [FIELD_NUMBER] = take_number,
    [FIELD_MONEY] = take_money,       [FIELD_QUANTITY] = take_quantity, [FIELD_DAY] = take_day,
    [FIELD_PERIOD] = take_period,     [FIELD_FLAG] = take_flag,         [FIELD_DOCNO] = take_text,
    [FIELD_DIVISION] = take_division, [FIELD_VILLAGE] = take_division,  [FIELD_PARENT] = take_text,
    [FIELD_LEVEL] = take_text,        [FIELD_SUBJECT] = take_key,       [FIELD_TERM] = take_text,
    [FIELD_PERCENT] = take_percent,   [FIELD_CHOICE] = take_flag,
};

/* What is kept is not always what was written: a number of a paper in its canonical form, the division above a code. */
static bool convert(struct jf_intake *in, struct record *r, int row, size_t field, long line)
{
    static const char *const levels[] = { "", "county", "township", "village" };
    const struct field *f = &r->rows[row].map->fields[field];
    struct value *v = record_value(r, row, field);
    const char *text = record_text(r, v);
    struct jf_docno number;
    char parent[13];
    switch (f->type) {
    case FIELD_LEVEL:
        if (!take_division(in, line, f, text, NULL))
            return false; /* FIELD_PARENT reads the same attribute: the fault is told once */
        text = levels[jf_division_level(text)];
        break;
    case FIELD_PARENT:
        if (!jf_division_parent(text, parent)) {
            v->type = VALUE_NONE; /* a county stands under nothing here */
            return true;
        }
        text = parent;
        break;
    case FIELD_SUBJECT:
        if (!jf_streq(f->of, "document"))
            return true;
        /* fall through */
    case FIELD_DOCNO:
        if (!jf_docno_parse(text, &number))
            return true;
        text = number.canonical;
        break;
    default:
        return true;
    }
    return record_store(r, row, field, text, strlen(text));
}

const char *field_names(const struct field *f)
{
    switch (f->type) {
    case FIELD_DIVISION:
    case FIELD_VILLAGE:
    case FIELD_PARENT:
        return "division";
    case FIELD_SUBJECT:
    case FIELD_TERM:
        return f->of;
    default:
        return NULL;
    }
}

/* Number the name that the value is, if it is one. */
static void number_name(struct names *names, struct record *r, int row, size_t field)
{
    const struct field *f = &r->rows[row].map->fields[field];
    struct value *v = record_value(r, row, field);
    const char *kind = field_names(f);
    if (!kind)
        return;
    v->number = names_number(names, f->type == FIELD_TERM ? NAME_TERM : NAME_SUBJECT, kind, record_text(r, v), v->len);
    if (v->number == 0 || !record_refers(r, row, field))
        r->text.failed = true; /* the parser looks there for want of memory */
}

bool field_take(struct jf_intake *in, struct record *r, int row, size_t field, long line, const char *text, size_t len)
{
    const struct field *f = &r->rows[row].map->fields[field];
    if (!record_store(r, row, field, text, len) || !convert(in, r, row, field, line))
        return false;
    struct value *v = record_value(r, row, field);
    if (v->type == VALUE_NONE)
        return true;
    if (!takers[f->type](in, line, f, record_text(r, v), v))
        return false;
    number_name(in->names, r, row, field);
    if (f->sum && v->type == VALUE_INT && !jf_money_sum(in->result->sum_fen, v->number, &in->result->sum_fen))
        in->sum_overflow = true;
    /* However the lines are added up later, rules and reports must not run over: no county charges this much. */
    if (f->type == FIELD_MONEY && in->in_record &&
        (!jf_money_sum(in->all_money, v->number, &in->all_money) || in->all_money > LIMIT_MONEY))
        in->sum_overflow = true;
    return true;
}
