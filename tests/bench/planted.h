/* planted.h - what the sample county holds so that each rule has a breach beside its many lawful records: invented
 * items and standards, and the charges, school papers and subscriptions planted by hand. Data only; generate.c writes
 * them. */
#ifndef BENCH_PLANTED_H
#define BENCH_PLANTED_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define LEVY_RECEIPT "农民负担专用收据"

enum { VACCINE = 4 }; /* place of 畜禽防疫费 in fees[]: its standard prescribes the receipt */

static const struct {
    const char *code, *name, *category;
} planted_items[] = {
    { "demo.seed_check", "种子检验费", "production" }, { "demo.accounts", "村级财务代理费", "other" },
    { "demo.plate", "拖拉机号牌费", "production" },    { "demo.pond", "池塘消毒费", "production" },
    { "demo.survey", "宅基地测绘费", "house" },        { "demo.cleaning", "村庄保洁费", "other" },
};

struct planted_standard {
    const char *code, *item, *ruling;
    int64_t fen;
    const char *unit, *from, *paper, *scope;
};
static const int64_t primary_boarding_year = 10000, lending_rate = 10000;
static const struct planted_standard planted_standards[] = {
    { "demo.seed_check.2004", "demo.seed_check", "charge", 800, "each", "2004-03-01", "演示价〔2004〕2号",
      " unit-type=\"station\"" },
    { "demo.accounts.2004", "demo.accounts", "charge", 20000, "unit-year", "2004-03-01", "演示价〔2004〕2号",
      " payer-class=\"village\"" },
    { "demo.plate.2005", "demo.plate", "charge", 1200, "each", "2005-01-01", "演示价〔2005〕6号", "" },
    { "demo.pond.2004", "demo.pond", "charge", 500, "each", "2004-03-01", "演示价〔2004〕2号", "" },
    { "demo.pond.2005", "demo.pond", "charge", 800, "each", "2005-01-01", "演示价〔2004〕12号", "" },
    { "demo.survey.2004", "demo.survey", "cap", 10000, "case", "2004-03-01", "演示价〔2004〕2号", "" },
    { "demo.cleaning.2004", "demo.cleaning", "charge", 3000, "household-year", "2004-03-01", "演示价〔2004〕2号", "" },
    { "demo.boarding.primary", "school.boarding", "charge", 10000, "pupil-year", "2004-08-01", "演示价〔2004〕1号",
      " county-class=\"1\" stage=\"primary\"" },
    { "demo.lending", "school.lending", "charge", 10000, "pupil-term", "2004-08-01", "演示价〔2004〕1号",
      " county-class=\"1\"" },
};

/* Charges of one day: `payers` households of one village from the given one on. `rule` finds each, `first_rule` the
 * first. */
struct planted_charge {
    int township, village, household, payers;
    const char *unit, *payer_class, *day, *period, *name, *paper;
    int64_t fen;
    const char *receipt_kind;
    bool voluntary;
    const char *rule, *first_rule;
    int first_part;
};
#define HOUSE "household"
static const struct planted_charge planted[] = {
    /* lawful */
    { 2, 1, 3, 4, "NJ", HOUSE, "2005-03-02", "2005H1", "种子检验费", "演示价〔2004〕2号", 800, NULL, false, NULL, NULL,
      0 },
    { 2, 1, 9, 3, "NJ", HOUSE, "2005-05-10", "2005H1", "拖拉机号牌费", "演示价〔2005〕6号", 1200, NULL, false, NULL,
      NULL, 0 },
    { 2, 1, 14, 3, "SY", HOUSE, "2005-03-02", "2005H1", "池塘消毒费", "演示价〔2004〕2号", 500, NULL, false, NULL, NULL,
      0 },
    { 2, 1, 19, 3, "TD", HOUSE, "2005-03-02", "2005H1", "宅基地测绘费", "演示价〔2004〕2号", 8000, NULL, false, NULL,
      NULL, 0 },
    { 2, 1, 24, 5, "CW", HOUSE, "2005-02-02", "2005-02", "村庄保洁费", "演示价〔2004〕2号", 1500, NULL, false, NULL,
      NULL, 0 },
    { 2, 1, 24, 5, "CW", HOUSE, "2005-05-02", "2005-05", "村庄保洁费", "演示价〔2004〕2号", 1500, NULL, false, NULL,
      NULL, 0 },
    { 2, 2, 24, 6, "CW", HOUSE, "2005-05-02", "2005H1", "修亭捐款", NULL, 1000, NULL, true, NULL, NULL, 0 },
    /* breaches */
    { 5, 1, 31, 2, "CW", HOUSE, "2005-03-08", "2005H1", "种子检验费", NULL, 800, NULL, false, "fee-unit-not-authorised",
      NULL, 0 },
    { 5, 2, 31, 3, "ZF", HOUSE, "2005-03-09", "2005H1", "村级财务代理费", NULL, 2000, NULL, false,
      "fee-payer-out-of-scope", NULL, 0 },
    { 7, 1, 31, 2, "NJ", HOUSE, "2005-03-10", "2005H1", "拖拉机号牌费", NULL, 1200, NULL, false, "fee-approved-later",
      NULL, 0 },
    { 7, 2, 31, 2, "ZF", HOUSE, "2005-03-11", "2005H1", "池塘消毒费", "演示价〔2004〕2号", 800, NULL, false,
      "fee-over-approval", NULL, 0 },
    { 10, 1, 31, 1, "TD", HOUSE, "2005-03-14", "2005-03-14", "宅基地测绘费", NULL, 8000, NULL, false, NULL, NULL, 0 },
    { 10, 1, 31, 1, "TD", HOUSE, "2005-03-15", "2005-03-15", "宅基地测绘费", NULL, 7000, NULL, false, "fee-split", NULL,
      0 },
    { 11, 1, 31, 2, "CW", HOUSE, "2005-01-20", "2005-01", "村庄保洁费", NULL, 2000, NULL, false, NULL, NULL, 0 },
    { 11, 1, 31, 2, "CW", HOUSE, "2005-04-20", "2005-04", "村庄保洁费", NULL, 2000, NULL, false, "fee-yearly-cap", NULL,
      0 },
    { 14, 1, 31, 12, "CW", HOUSE, "2005-04-06", "2005H1", "修桥集资款", NULL, 3600, NULL, false, "fee-no-basis",
      "fee-spread", 1 },
    { 14, 2, 31, 34, "CW", HOUSE, "2005-04-07", "2005H1", "敬老捐款", NULL, 2000, NULL, true, NULL,
      "fee-voluntary-for-all", 1 },
    { 17, 1, 31, 1, "NJ", HOUSE, "2005-04-12", "2005H1", "农机年检费", NULL, 2000, "", false, NULL, "fee-no-receipt",
      0 },
    { 17, 2, 31, 2, "SY", HOUSE, "2005-04-13", "2005H1", "畜禽防疫费", NULL, 500, "自制收款收据", false,
      "fee-wrong-receipt", NULL, 0 },
    { 19, 1, 31, 2, "BM", HOUSE, "2005-04-14", "2005H1", "畜禽产地检疫费", NULL, 300, NULL, false, "fee-not-posted",
      NULL, 0 },
    { 19, 2, 31, 2, "BM", HOUSE, "2005-04-15", "2005H1", "农业灌溉水费", NULL, 1200, NULL, false,
      "fee-posted-otherwise", NULL, 0 },
};

/* What boards show beside the fees of their station, from a round of inspection on. */
static const struct {
    const char *station, *from, *name;
    int64_t fen;
} planted_posts[] = {
    { "NJ", "2004-06-20", "种子检验费", 800 },    { "NJ", "2005-01-04", "拖拉机号牌费", 1200 },
    { "SY", "2004-06-20", "池塘消毒费", 500 },    { "TD", "2004-06-20", "宅基地测绘费", 10000 },
    { "BM", "2004-06-20", "农业灌溉水费", 1000 },
};

/* School papers of one component; the finding stands on the paper itself (part 1, or 0 without approval), or on
 * `first_part` of the school's main paper. */
struct planted_school {
    const char *school;
    int term, grade, pupils;
    const char *name;
    int64_t fen;
    bool approved;
    const char *rule;
    int first_part;
};
static const struct planted_school planted_schools[] = {
    { "103XX1", 1, 5, 12, "住宿费", 6000, true, "school-year-cap", 0 },
    { "104ZX1", 1, 8, 3, "借读费", 12000, true, "school-lending-fee", 0 },
    { "105ZX1", 1, 9, 20, "住宿费", 6500, true, "school-boarding-over-standard", 0 },
    { "107ZX1", 1, 7, 40, "校服费", 6000, true, "school-agency-fee", 0 },
    { "108XX1", 1, 3, 70, "作业本费", 800, true, "school-headcount", 9 },
    { "201ZX1", 1, 9, 2, "借读费", 10000, false, "school-no-approval", 0 },
};
static const struct {
    const char *school, *term;
    int64_t fen;
} kept_back = { "206ZX1", "2004A", 500000 };
static const struct {
    const char *school, *term;
    int grade, part;
} exempt_charged = { "209XX1", "2005S", 2, 4 };

static const int64_t planted_title_fen = 2400;
struct planted_title {
    int year; /* 2005 has none that farmers pay for: the county section says so */
    const char *subscriber, *mode, *funds, *more, *rule;
};
static const struct planted_title planted_titles[] = {
    { 2004, "101203CW", "spread", "farmers", "", "press-spread" },
    { 2004, "103204CW", "withheld", "farmers", " withheld-from=\"subsidy\"", "press-withheld-from-subsidy" },
    { 2005, "200205CW", "own", "unit", " booked-as=\"办公费\"", "press-booked-elsewhere" },
    { 2005, "204206CW", "own", "unit", " ordered-by=\"红岩乡宣传办\"", "press-ordered" },
};

#endif
