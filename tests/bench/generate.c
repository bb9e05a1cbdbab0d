/* generate.c - makes counties: the sample county of fixtures/county, and counties of any size for benchmarks.
 *
 *   generate county --output DIR         writes the sample county (this is how fixtures/county was made)
 *   generate [--seed N] [--notices N] [--items-per-notice N] [--breach-rate PERMILLE] [--townships N] [--villages N]
 *            [--further N] --output DIR  writes a county of that size with its own rule book; and, with --further, a
 *                                        file of N more notices of its second half-year that come in later
 *
 * Every value is a function of the seed and of the record's place (no state runs along, no floating point), so that
 * files can be written in two passes - control totals first, records second - in bounded memory and are the same to the
 * byte on every machine. expected.csv lists each breach that was planted: rule, kind and key of the subject, line of
 * the subject. expected-further.csv lists those of the further file.
 *
 * It must not know the database or the rules: it is the other side of the comparison.
 */
#include "jianfu/day.h"
#include "jianfu/str.h"

#include <errno.h>
#include <iconv.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "county.h"
#include "complaints.h"
#include "planted.h"

enum { GRADES = 9, FILE_NOTICES = 250000 };

/* ---------------------------------------------------------------- the county in memory */

struct township {
    char code[24];
    char name[32];
    int first_village;
    int villages;
};
struct village {
    char code[24];
    char name[48];
    int township;
    int64_t households;
    int64_t first; /* number of its first household in the county */
    bool listed;   /* its households are listed one by one */
};
struct school {
    char code[24];
    char name[64];
    int township; /* -1: in the county seat */
    enum stage stage;
    enum area area;
    int pupils[GRADES];
};

struct county {
    uint64_t seed;
    bool sample; /* the county of fixtures/county */
    int64_t notices;
    int64_t further; /* notices of the file that comes in later */
    int items_per_notice;
    int64_t breach_rate; /* per thousand */
    int townships;
    int villages;
    int64_t households;
    int64_t stride; /* coprime to households: spreads notices over all villages */
    struct township *township;
    struct village *village;
    struct school *school;
    int schools;
    const char *folder;

    FILE *out;
    FILE *expected;
    bool converting;
    iconv_t conversion;
    bool measuring; /* first pass: count and add up, write nothing */
    int64_t count;
    int64_t sum;
    struct jf_str text;
};

static _Noreturn void die(const char *what, const char *name)
{
    fprintf(stderr, "generate: cannot %s '%s': %s\n", what, name, strerror(errno));
    exit(5);
}

/* splitmix64 over seed, stream and index: a value for each place, without state. */
static uint64_t mix(const struct county *c, const char *stream, int64_t index)
{
    uint64_t x = c->seed * UINT64_C(0x9E3779B97F4A7C15) + (uint64_t)index * UINT64_C(0xD1B54A32D192ED03);
    for (const char *s = stream; *s; s++)
        x = (x ^ (uint64_t)(unsigned char)*s) * UINT64_C(0x100000001B3);
    x ^= x >> 30;
    x *= UINT64_C(0xBF58476D1CE4E5B9);
    x ^= x >> 27;
    x *= UINT64_C(0x94D049BB133111EB);
    return x ^ (x >> 31);
}

static int64_t roll(const struct county *c, const char *stream, int64_t index, int64_t bound)
{
    return bound > 0 ? (int64_t)(mix(c, stream, index) % (uint64_t)bound) : 0;
}

static int64_t greatest_common(int64_t a, int64_t b)
{
    while (b) {
        int64_t rest = a % b;
        a = b;
        b = rest;
    }
    return a;
}

static int64_t smaller(int64_t a, int64_t b)
{
    return a < b ? a : b;
}

/* ---------------------------------------------------------------- writing */

/* Write out what was gathered for a file that is not UTF-8. */
static void drain(struct county *c)
{
    char *in = c->text.data;
    size_t left = c->text.len;
    while (left) {
        char bytes[8192];
        char *to = bytes;
        size_t room = sizeof bytes;
        if (iconv(c->conversion, &in, &left, &to, &room) == (size_t)-1 && errno != E2BIG)
            die("convert text for", c->folder);
        fwrite(bytes, 1, sizeof bytes - room, c->out);
    }
    jf_str_clear(&c->text);
}

static void put(struct county *c, const char *format, ...) __attribute__((format(printf, 2, 3)));
static void put(struct county *c, const char *format, ...)
{
    if (c->measuring)
        return;
    va_list ap;
    va_start(ap, format);
    if (c->converting)
        jf_str_vaddf(&c->text, format, ap);
    else if (vfprintf(c->out, format, ap) < 0)
        die("write to", c->folder);
    va_end(ap);
    if (c->converting && c->text.len > 4096)
        drain(c);
}

/* fen as yuan in one of a few rotating buffers: at most eight in one call of put(). */
static const char *yuan(int64_t fen)
{
    static char ring[8][32];
    static int next;
    char *text = ring[next++ % 8];
    snprintf(text, sizeof ring[0], "%" PRId64 ".%02d", fen / 100, (int)(fen % 100));
    return text;
}

static void day_text(int32_t number, char out[JF_DAY_SIZE])
{
    jf_day_format(number, out);
}

static int32_t day_number(const char *text)
{
    int32_t number = 0;
    if (!jf_day_parse(text, &number)) {
        fprintf(stderr, "generate: '%s' is not a day\n", text);
        exit(70);
    }
    return number;
}

static FILE *open_file(struct county *c, const char *name)
{
    char path[4096];
    snprintf(path, sizeof path, "%s/%s", c->folder, name);
    FILE *file = fopen(path, "wb");
    if (!file)
        die("open", path);
    return file;
}

/* One file of the county: `body` runs twice, once to measure, once to write. */
struct file_spec {
    const char *name;
    const char *kind;
    const char *root;
    const char *encoding; /* as declared; NULL: UTF-8 */
    const char *codec;    /* what the bytes really are; NULL: UTF-8 */
    const char *unit;
    const char *period;
    const char *prepared_by;
    const char *on;
    const char *remark;
    bool with_sum;
};
typedef void body_fn(struct county *c, const void *arg);

static void write_file(struct county *c, const struct file_spec *spec, body_fn *body, const void *arg)
{
    c->count = c->sum = 0;
    c->measuring = true;
    body(c, arg);
    c->measuring = false;
    const int64_t count = c->count;
    const int64_t sum = c->sum;

    c->out = open_file(c, spec->name);
    c->converting = spec->codec != NULL;
    if (c->converting) {
        c->conversion = iconv_open(spec->codec, "UTF-8");
        if (c->conversion == (iconv_t)-1) // NOLINT(performance-no-int-to-ptr): the value POSIX defines
            die("convert to", spec->codec);
    }
    put(c, "<?xml version=\"1.0\" encoding=\"%s\"?>\n", spec->encoding ? spec->encoding : "UTF-8");
    if (spec->remark)
        put(c, "<!-- %s -->\n", spec->remark);
    put(c, "<%s xmlns=\"urn:jianfu:%s:1\">\n", spec->root, spec->kind);
    put(c, "  <source unit=\"%s\" division=\"350199000000\" period=\"%s\" prepared-by=\"%s\" on=\"%s\"/>\n", spec->unit,
        spec->period, spec->prepared_by, spec->on);
    if (spec->with_sum)
        put(c, "  <control count=\"%" PRId64 "\" sum=\"%s\"/>\n", count, yuan(sum));
    else
        put(c, "  <control count=\"%" PRId64 "\"/>\n", count);
    c->count = c->sum = 0;
    body(c, arg);
    put(c, "</%s>\n", spec->root);
    if (c->converting) {
        drain(c);
        iconv_close(c->conversion);
    }
    c->converting = false;
    if (ferror(c->out) || fclose(c->out))
        die("write", spec->name);
    c->out = NULL;
    if (count != c->count || sum != c->sum) {
        fprintf(stderr, "generate: the two passes over '%s' do not agree\n", spec->name);
        exit(70);
    }
}

static void expect(struct county *c, const char *rule, const char *kind, const char *key, int part)
{
    if (!c->measuring)
        fprintf(c->expected, "%s,%s,%s,%d\n", rule, kind, key, part);
}

static void record(struct county *c, int64_t fen)
{
    c->count++;
    c->sum += fen;
}

/* ---------------------------------------------------------------- lay out the county */

static void lay_out_villages(struct county *c)
{
    int64_t weights = 0;
    int n = 0;
    for (int t = 0; t < c->townships; t++) {
        struct township *town = &c->township[t];
        const bool is_town = t < TOWNS;
        const char *name = t < COUNT(township_names) ? township_names[t] : NULL;
        snprintf(town->code, sizeof town->code, "350199%03d000", is_town ? 100 + t : 200 + t - TOWNS);
        if (name)
            snprintf(town->name, sizeof town->name, "%s%s", name, is_town ? "镇" : "乡");
        else
            snprintf(town->name, sizeof town->name, "第%d乡", t + 1);
        town->first_village = n;
        town->villages = c->sample ? sample_villages[t] : c->villages / c->townships + (t < c->villages % c->townships);
        for (int v = 0; v < town->villages; v++, n++) {
            struct village *village = &c->village[n];
            snprintf(village->code, sizeof village->code, "%.9s%03d", town->code, 201 + v);
            const int names = COUNT(village_first) * COUNT(village_second);
            const int at = n * 97 % names;
            snprintf(village->name, sizeof village->name, "%s%s%s村", n < names ? "" : "新",
                     village_first[at % COUNT(village_first)], village_second[at / COUNT(village_first)]);
            village->township = t;
            village->listed = c->sample && (t == DAYANG || t == SECOND_LISTED);
            village->households = (village->listed ? 140 : 190) + roll(c, "village", n, village->listed ? 80 : 240);
            weights += village->households;
        }
    }
    if (c->sample)
        snprintf(c->village[c->township[DAYANG].first_village].name, sizeof c->village[0].name, "际尾村");
    /* Scale to the number wanted; what rounding leaves goes to the first villages, one each. */
    int64_t given_out = 0;
    for (int v = 0; v < c->villages; v++) {
        c->village[v].households = c->village[v].households * c->households / weights;
        given_out += c->village[v].households;
    }
    int64_t first = 0;
    for (int v = 0; v < c->villages; v++) {
        c->village[v].households += v < c->households - given_out ? 1 : 0;
        c->village[v].first = first;
        first += c->village[v].households;
    }
}

static void lay_out_schools(struct county *c)
{
    for (int t = -1; t < c->townships; t++) {
        const int primaries = t < 0 ? 1 : 4;
        for (int k = 0; k <= primaries; k++) {
            struct school *school = &c->school[c->schools];
            const bool junior = k == primaries;
            const int first = junior ? 6 : 0;
            const int last = junior ? 9 : 6;
            school->township = t;
            school->stage = junior ? JUNIOR : PRIMARY;
            school->area = t < 0 ? SEAT : t < TOWNS && (junior || k == 0) ? TOWN : RURAL;
            const char *town = t < 0 ? "350199" : c->township[t].code + 6;
            snprintf(school->code, sizeof school->code, t < 0 ? "%s%s%d" : "%.3s%s%d", town, junior ? "ZX" : "XX",
                     junior ? 1 : k + 1);
            if (t < 0)
                snprintf(school->name, sizeof school->name, "樟溪县%s", junior ? "实验中学" : "实验小学");
            else if (junior)
                snprintf(school->name, sizeof school->name, "%.*s中学", (int)strlen(c->township[t].name) - 3,
                         c->township[t].name);
            else if (k == 0)
                snprintf(school->name, sizeof school->name, "%s中心小学", c->township[t].name);
            else
                snprintf(school->name, sizeof school->name, "%s%.*s小学", c->township[t].name,
                         (int)strlen(c->village[c->township[t].first_village + k % c->township[t].villages].name) - 3,
                         c->village[c->township[t].first_village + k % c->township[t].villages].name);
            for (int g = first; g < last; g++)
                school->pupils[g] = (junior   ? 80
                                     : k == 0 ? 40
                                              : 16) +
                                    (int)roll(c, "pupils", c->schools * 16 + g, junior ? 50 : 20);
            if (c->sample && junior && t == OVERCHARGING) {
                school->pupils[6] = OVERCHARGED_FIRST;
                school->pupils[7] = OVERCHARGED_SECOND;
                school->pupils[8] = OVERCHARGED_THIRD;
            }
            c->schools++;
        }
    }
}

static void lay_out(struct county *c)
{
    c->township = jf_alloc((size_t)c->townships * sizeof *c->township);
    c->village = jf_alloc((size_t)c->villages * sizeof *c->village);
    c->school = jf_alloc((size_t)(c->townships * 5 + 2) * sizeof *c->school);
    if (!c->township || !c->village || !c->school)
        die("allocate", "county");
    lay_out_villages(c);
    lay_out_schools(c);
    c->stride = c->households * 5 / 8 + 1;
    while (greatest_common(c->stride, c->households) != 1)
        c->stride++;
}

static const struct village *village_of(const struct county *c, int64_t household)
{
    int low = 0;
    int high = c->villages - 1;
    while (low < high) {
        const int middle = (low + high + 1) / 2;
        if (c->village[middle].first <= household)
            low = middle;
        else
            high = middle - 1;
    }
    return &c->village[low];
}

struct household {
    char code[48];
    char head[16];
    int persons;
    int labourers;
    int pupils;
};

static void person_name(const struct county *c, const char *stream, int64_t index, char out[16])
{
    const uint64_t dice = mix(c, stream, index);
    const char *second = given[(dice >> 8) % (uint64_t)COUNT(given)];
    const char *third = given[(dice >> 24) % (uint64_t)COUNT(given)];
    snprintf(out, 16, "%s%s%s", surnames[dice % (uint64_t)COUNT(surnames)], second, (dice >> 40) % 8 ? third : "");
}

static void household_at(const struct county *c, const struct village *village, int64_t index, struct household *out)
{
    snprintf(out->code, sizeof out->code, "%s-%04" PRId64, village->code, index - village->first + 1);
    person_name(c, "head", index, out->head);
    const uint64_t dice = mix(c, "household", index);
    out->persons = 1 + (int)(dice % 3) + (int)((dice >> 8) % 4);
    out->labourers = out->persons < 3 ? 1 + (int)((dice >> 16) % (uint64_t)out->persons) : 2 + (int)((dice >> 16) % 2);
    const int rest = out->persons - out->labourers;
    out->pupils = rest > 0 ? (int)((dice >> 24) % (uint64_t)(rest + 1)) : 0;
    if (out->pupils > 2)
        out->pupils = 2;
}

struct census {
    int64_t households, persons, labourers;
};

static struct census census_of(const struct county *c, int from, int villages)
{
    struct census sum = { 0, 0, 0 };
    for (int v = from; v < from + villages; v++) {
        const struct village *village = &c->village[v];
        for (int64_t i = 0; i < village->households; i++) {
            struct household h;
            household_at(c, village, village->first + i, &h);
            sum.persons += h.persons;
            sum.labourers += h.labourers;
        }
        sum.households += village->households;
    }
    return sum;
}

/* ---------------------------------------------------------------- rule book */

static void put_standard(struct county *c, const char *code, const char *item, const char *ruling, int64_t fen,
                         const char *unit, const char *from, const char *until, const char *paper, const char *scope,
                         bool national)
{
    record(c, 0);
    put(c, "  <standard code=\"%s\" item=\"%s\" ruling=\"%s\"", code, item, ruling);
    if (fen >= 0)
        put(c, " amount=\"%s\"", yuan(fen));
    put(c, " unit=\"%s\" from=\"%s\"", unit, from);
    if (until)
        put(c, " until=\"%s\"", until);
    put(c, " document=\"%s\" certainty=\"%s\"%s%s/>\n", paper, national ? "secondary" : "unverified", scope,
        national ? "" : " checked-on=\"2005-06-20\" demonstration=\"yes\"");
}

static void put_onefee_standards(struct county *c)
{
    static const char *const paper = "演示价〔2004〕1号";
    static const char *const from = "2004-08-01";
    static const char *const until = "2006-01-31";
    char code[64];
    char scope[128];
    for (int s = PRIMARY; s <= JUNIOR; s++) {
        for (int a = SEAT; a <= RURAL; a++) {
            snprintf(scope, sizeof scope, " county-class=\"1\" stage=\"%s\" area=\"%s\"", stage_names[s],
                     area_names[a]);
            snprintf(code, sizeof code, "demo.onefee.%s.%s", stage_names[s], area_names[a]);
            char heard[192];
            /* the sample county's seat has set its junior schools' cap without a hearing */
            snprintf(heard, sizeof heard, "%s%s", scope,
                     c->sample && s == JUNIOR && a == SEAT ? "" : " hearing-on=\"2004-06-22\"");
            put_standard(c, code, "school.onefee", "cap", onefee_cap[s][a], "pupil-term", from, until, paper, heard,
                         false);
            snprintf(code, sizeof code, "demo.misc.%s.%s", stage_names[s], area_names[a]);
            put_standard(c, code, "school.misc", "charge", misc_rate[s][a], "pupil-term", from, until, paper, scope,
                         false);
        }
        /* 课本费 is settled at cost within the total: it has no standard of its own */
        snprintf(scope, sizeof scope, " county-class=\"1\" stage=\"%s\"", stage_names[s]);
        snprintf(code, sizeof code, "demo.workbook.%s", stage_names[s]);
        put_standard(c, code, "school.workbook", "charge", workbook_rate[s], "pupil-term", from, until, paper, scope,
                     false);
    }
    put_standard(c, "demo.boarding.junior", "school.boarding", "charge", boarding_rate, "pupil-term", from, until,
                 paper, " county-class=\"1\" stage=\"junior\"", false);
}

static void put_press_standards(struct county *c)
{
    static const char *const paper = "演示委办〔2003〕8号";
    static const char *const from = "2004-01-01";
    static const char *const scopes[] = { " county-class=\"1\" unit-type=\"village\" size-class=\"A\"",
                                          " county-class=\"1\" unit-type=\"village\" size-class=\"B\"",
                                          " county-class=\"1\" unit-type=\"township\"",
                                          " county-class=\"1\" stage=\"primary\" unit-type=\"school\"",
                                          " county-class=\"1\" stage=\"junior\" unit-type=\"school\"" };
    const int64_t caps[] = { press_village[0], press_village[1], press_township, press_school[PRIMARY],
                             press_school[JUNIOR] };
    static const char *const codes[] = { "demo.press.village.A", "demo.press.village.B", "demo.press.township",
                                         "demo.press.primary", "demo.press.junior" };
    for (int i = 0; i < COUNT(codes); i++)
        put_standard(c, codes[i], "press.subscription", "cap", caps[i], "unit-year", from, NULL, paper, scopes[i],
                     false);
}

static void put_papers(struct county *c)
{
    for (int i = 0; !c->sample && i < COUNT(shared_papers); i++) {
        record(c, 0);
        put(c,
            "  <document number=\"%s\" title=\"（标题待核）\" issuer=\"国务院有关部门\" level=\"state\" "
            "certainty=\"secondary\"/>\n",
            shared_papers[i]);
    }
    for (int i = 0; i < COUNT(papers); i++) {
        const struct paper *p = &papers[i];
        record(c, 0);
        put(c,
            "  <document number=\"%s\" title=\"%s\" issuer=\"樟溪县演示机关\" level=\"county\" issued=\"%s\" "
            "from=\"%s\"",
            p->number, p->title, p->issued, p->from);
        if (p->until)
            put(c, " until=\"%s\"", p->until);
        if (p->replaced_by)
            put(c, " replaced-by=\"%s\"", p->replaced_by);
        put(c, " certainty=\"unverified\" demonstration=\"yes\"/>\n");
    }
}

static void put_items(struct county *c)
{
    for (int i = 0; !c->sample && i < COUNT(shared_items); i++) {
        record(c, 0);
        put(c, "  <item code=\"%s\" name=\"%s\" category=\"%s\"><alias>%s</alias></item>\n", shared_items[i][0],
            shared_items[i][1], shared_items[i][2], shared_items[i][3]);
    }
    for (int i = 0; i < FEES; i++) {
        if (fees[i].national)
            continue;
        record(c, 0);
        put(c, "  <item code=\"%s\" name=\"%s\" category=\"%s\"><alias>%s</alias></item>\n", fees[i].code, fees[i].name,
            "production", fees[i].alias);
    }
    record(c, 0);
    put(c, "  <item code=\"demo.canal_fund\" name=\"农田水利工程集资\" "
           "category=\"levy\"><alias>水利集资</alias></item>\n");
    /* items that no paper lets anyone charge */
    record(c, 0);
    put(c, "  <item code=\"demo.education_surcharge\" name=\"教育费附加\" "
           "category=\"house\"><alias>学校建设教育费附加</alias></item>\n");
    record(c, 0);
    put(c, "  <item code=\"demo.remedial\" name=\"补课费\" category=\"school\"/>\n");
    for (int i = 0; c->sample && i < COUNT(planted_items); i++) {
        record(c, 0);
        put(c, "  <item code=\"%s\" name=\"%s\" category=\"%s\"/>\n", planted_items[i].code, planted_items[i].name,
            planted_items[i].category);
    }
}

static void rulebook_body(struct county *c, const void *arg)
{
    (void)arg;
    put_papers(c);
    put_items(c);
    for (int i = 0; i < FEES; i++) {
        if (fees[i].national && c->sample)
            continue;
        for (int r = 0; r < 2 && rates[i][r].from; r++) {
            const struct rate *rate = &rates[i][r];
            char code[64];
            snprintf(code, sizeof code, "%s.%.4s", fees[i].national ? "house.land_cert" : fees[i].code, rate->from);
            put_standard(c, code, fees[i].code, "charge", rate->fen, fees[i].unit, rate->from, rate->until, rate->paper,
                         i == VACCINE ? " receipt-kind=\"" LEVY_RECEIPT "\"" : "", fees[i].national);
        }
    }
    put_standard(c, "demo.canal_fund.2003", "demo.canal_fund", "charge", 1500, "person-year", "2003-07-01",
                 "2004-06-30", "演示价〔2003〕9号", "", false);
    put_standard(c, "demo.canal_fund.2004", "demo.canal_fund", "ban", -1, "none", "2004-07-01", NULL,
                 "演示价〔2004〕7号", "", false);
    for (int i = 0; !c->sample && i < COUNT(shared_bans); i++)
        put_standard(c, shared_bans[i][0], shared_bans[i][1], "ban", -1, "none", "2004-01-01", NULL, shared_bans[i][2],
                     "", true);
    put_onefee_standards(c);
    put_press_standards(c);
    for (int i = 0; c->sample && i < COUNT(planted_standards); i++) {
        const struct planted_standard *t = &planted_standards[i];
        put_standard(c, t->code, t->item, t->ruling, t->fen, t->unit, t->from, NULL, t->paper, t->scope, false);
    }
}

/* ---------------------------------------------------------------- register */

static void put_division(struct county *c, const char *code, const char *name, const char *more, struct census census)
{
    record(c, 0);
    put(c,
        "  <division code=\"%s\" name=\"%s\"%s households=\"%" PRId64 "\" population=\"%" PRId64
        "\" labourers=\"%" PRId64 "\" demonstration=\"yes\"/>\n",
        code, name, more, census.households, census.persons, census.labourers);
}

static const char *size_class(const struct village *village)
{
    return village->households >= 300 ? "A" : "B";
}

static void put_units(struct county *c)
{
    for (int i = 0; i < COUNT(departments); i++) {
        record(c, 0);
        put(c, "  <unit code=\"%s\" name=\"樟溪县%s\" type=\"department\" division=\"350199000000\"/>\n",
            departments[i].code, departments[i].name);
    }
    for (int t = 0; t < c->townships; t++) {
        for (int s = 0; s < COUNT(stations); s++) {
            record(c, 0);
            put(c, "  <unit code=\"%.3s%s\" name=\"%s%s\" type=\"%s\" division=\"%s\"/>\n", c->township[t].code + 6,
                stations[s].suffix, c->township[t].name, stations[s].name, stations[s].type, c->township[t].code);
        }
    }
    for (int v = 0; v < c->villages; v++) {
        record(c, 0);
        put(c, "  <unit code=\"%sCW\" name=\"%s%s民委员会\" type=\"village\" division=\"%s\" size-class=\"%s\"/>\n",
            c->village[v].code + 6, c->township[c->village[v].township].name, c->village[v].name, c->village[v].code,
            size_class(&c->village[v]));
    }
}

/* The roll is what the school charges for, and the pupils exempt from the miscellaneous fee beside them. One school
 * charges those too: there the exempt are among the pupils charged. */
static void put_roll(struct county *c, const struct school *school, const char *term, int grade)
{
    if (!school->pupils[grade])
        return;
    const int exempt = school->pupils[grade] / 12;
    const bool charged = c->sample && strcmp(school->code, exempt_charged.school) == 0 &&
                         strcmp(term, exempt_charged.term) == 0 && grade + 1 == exempt_charged.grade;
    put(c, "    <pupils term=\"%s\" grade=\"%d\" count=\"%d\"", term, grade + 1,
        school->pupils[grade] + (charged ? 0 : exempt));
    if (exempt)
        put(c, " exempt=\"%d\"", exempt);
    put(c, "/>\n");
}

static void put_schools(struct county *c)
{
    static const char *const terms[] = { "2004A", "2005S" };
    for (int s = 0; s < c->schools; s++) {
        const struct school *school = &c->school[s];
        record(c, 0);
        put(c, "  <school code=\"%s\" name=\"%s\" division=\"%s\" stage=\"%s\" area=\"%s\">\n", school->code,
            school->name, school->township < 0 ? "350199000000" : c->township[school->township].code,
            stage_names[school->stage], area_names[school->area]);
        for (int t = 0; t < COUNT(terms); t++)
            for (int g = 0; g < GRADES; g++)
                put_roll(c, school, terms[t], g);
        put(c, "  </school>\n");
    }
}

static void register_body(struct county *c, const void *arg)
{
    (void)arg;
    put_division(c, "350199000000", "樟溪县（演示）", " county-class=\"1\" coastal=\"no\"",
                 census_of(c, 0, c->villages));
    for (int t = 0; t < c->townships; t++)
        put_division(c, c->township[t].code, c->township[t].name, "",
                     census_of(c, c->township[t].first_village, c->township[t].villages));
    for (int v = 0; v < c->villages; v++)
        put_division(c, c->village[v].code, c->village[v].name, "", census_of(c, v, 1));
    put_units(c);
    put_schools(c);
    for (int v = 0; v < c->villages; v++) {
        const struct village *village = &c->village[v];
        for (int64_t i = 0; village->listed && i < village->households; i++) {
            struct household h;
            household_at(c, village, village->first + i, &h);
            record(c, 0);
            put(c,
                "  <household code=\"%s\" division=\"%s\" head=\"%s\" persons=\"%d\" labourers=\"%d\" "
                "pupils=\"%d\"/>\n",
                h.code, village->code, h.head, h.persons, h.labourers, h.pupils);
        }
    }
}

/* ---------------------------------------------------------------- notices */

enum breach {
    NO_BREACH,
    NO_BASIS,
    CANCELLED,
    OVER_STANDARD,
    OUTSIDE_PERIOD,
    WRONG_DOCUMENT,
    ARITHMETIC_LINE,
    ARITHMETIC_TOTAL,
    TWICE,
    BREACHES
};

struct line {
    int fee; /* place in the table of fees */
    const char *name;
    const char *paper; /* as in the rule book; NULL: none is cited */
    int64_t milli;
    int64_t price;
    int64_t amount;
    int style; /* how the number of the paper is written */
};

struct notice {
    char number[32];
    char unit[24];
    const char *division;
    const char *payer_class;
    char payer[48];
    char payer_name[16];
    const char *receipt_kind; /* NULL: the levy receipt that every unit has; "": none was given */
    bool voluntary;
    int32_t day;
    const char *period;
    struct line lines[FEES];
    int line_count;
    int64_t total;
};

struct half {
    const char *name;
    const char *from;
    const char *until;
    const char *digits; /* first digits of the notices' numbers */
};
static const struct half halves[] = { { "2004H2", "2004-07-01", "2004-12-31", "04" },
                                      { "2005H1", "2005-01-01", "2005-06-30", "05" } };

struct slice { /* the notices of one file */
    const struct half *half;
    int64_t first;
    int64_t end;
    bool with_sample_cases;
};

/* Papers are cited as people write them: 〔2004〕, [2004], （2004）. */
static void paper_as_written(const char *paper, int style, char *out, size_t size)
{
    static const char *const marks[][2] = { { "〔", "〕" }, { "[", "]" }, { "（", "）" } };
    const char *open = strstr(paper, "〔");
    const char *close = open ? strstr(open, "〕") : NULL;
    if (!close) {
        snprintf(out, size, "%s", paper);
        return;
    }
    const size_t bracket = strlen("〔");
    snprintf(out, size, "%.*s%s%.*s%s%s", (int)(open - paper), paper, marks[style][0],
             (int)(close - open - (int)bracket), open + bracket, marks[style][1], close + bracket);
}

static void put_notice(struct county *c, const struct notice *n)
{
    record(c, n->total);
    if (c->measuring)
        return;
    char day[JF_DAY_SIZE];
    day_text(n->day, day);
    put(c, "  <notice no=\"%s\" unit=\"%s\" division=\"%s\" payer-class=\"%s\" payer=\"%s\"", n->number, n->unit,
        n->division, n->payer_class, n->payer);
    if (*n->payer_name)
        put(c, " payer-name=\"%s\"", n->payer_name);
    put(c, " charged-on=\"%s\" total=\"%s\"", day, yuan(n->total));
    const char *kind = n->receipt_kind ? n->receipt_kind : LEVY_RECEIPT;
    if (*kind)
        put(c, " receipt=\"%s\" receipt-kind=\"%s\"", n->number, kind);
    put(c, "%s>\n", n->voluntary ? " voluntary=\"yes\"" : "");
    for (int i = 0; i < n->line_count; i++) {
        const struct line *line = &n->lines[i];
        char quantity[32];
        if (line->milli % 1000)
            snprintf(quantity, sizeof quantity, "%" PRId64 ".%" PRId64, line->milli / 1000, line->milli % 1000 / 100);
        else
            snprintf(quantity, sizeof quantity, "%" PRId64, line->milli / 1000);
        put(c, "    <item name=\"%s\" quantity=\"%s\" price=\"%s\" amount=\"%s\"", line->name, quantity,
            yuan(line->price), yuan(line->amount));
        if (line->paper) {
            char written[96];
            paper_as_written(line->paper, line->style, written, sizeof written);
            put(c, " document=\"%s\"", written);
        }
        put(c, " period=\"%s\"/>\n", n->period);
    }
    put(c, "  </notice>\n");
}

static const struct rate *rate_on(int fee, int32_t day)
{
    for (int r = 0; r < 2 && rates[fee][r].from; r++)
        if (day >= day_number(rates[fee][r].from) && (!rates[fee][r].until || day <= day_number(rates[fee][r].until)))
            return &rates[fee][r];
    return NULL;
}

/* A day of the half-year on which the fee has a rate. */
static int32_t lawful_day(const struct county *c, int fee, const struct half *half, int64_t index)
{
    int32_t from = day_number(half->from);
    int32_t until = day_number(half->until);
    const struct rate *only = rates[fee][1].from ? NULL : &rates[fee][0];
    if (only && day_number(only->from) > from)
        from = day_number(only->from);
    if (only && only->until && day_number(only->until) < until)
        until = day_number(only->until);
    return from + (int32_t)roll(c, "day", index, until - from + 1);
}

static void set_line(const struct county *c, struct line *line, int fee, int32_t day, int64_t index)
{
    const struct fee *item = &fees[fee];
    const struct rate *rate = rate_on(fee, day);
    const int64_t dice = roll(c, "quantity", index, 1000);
    line->fee = fee;
    line->name = dice % 5 == 0 ? item->alias : item->name;
    line->paper = rate ? rate->paper : rates[fee][0].paper;
    line->style = (int)(dice % 3);
    line->milli = item->quantity < 0 ? (5 + dice % -(int64_t)item->quantity) * 100 : (1 + dice % item->quantity) * 1000;
    line->price = rate ? rate->fen : rates[fee][0].fen;
    line->amount = line->price * line->milli / 1000;
}

static void add_up(struct notice *n)
{
    n->total = 0;
    for (int i = 0; i < n->line_count; i++)
        n->total += n->lines[i].amount;
}

/* Turn the first line of a clean notice into a breach of exactly one rule. Returns the rule's id. */
static const char *plant(struct county *c, struct notice *n, enum breach breach, int64_t index, const struct half *half)
{
    struct line *line = &n->lines[0];
    const int64_t dice = roll(c, "breach-detail", index, 1 << 20);
    switch (breach) {
    case NO_BASIS:
        line->name = baseless[dice % COUNT(baseless)];
        line->paper = dice / 8 % 3 == 0 ? "演示价〔2004〕2号" : NULL;
        return "fee-no-basis";
    case CANCELLED:
        line->name = cancelled[dice % COUNT(cancelled)];
        line->paper = NULL;
        if (strcmp(line->name, "乡统筹") == 0 || strcmp(line->name, "村提留") == 0)
            return "levy-after-reform";
        return strcmp(line->name, "农业税尾欠") == 0 ? "arrears-collected" : "fee-cancelled";
    case OVER_STANDARD:
        line->price += 100 * (1 + dice % 9);
        line->amount = line->price * line->milli / 1000;
        return "fee-over-standard";
    case OUTSIDE_PERIOD: {
        const bool before = half == &halves[0];
        n->day = day_number(before ? "2004-07-05" : "2005-04-01") + (int32_t)(dice % 80);
        set_line(c, line, CROSS_AREA, n->day, index);
        line->paper = NULL;
        return "fee-outside-period";
    }
    case WRONG_DOCUMENT:
        line->style = 0;
        if (line->paper && strcmp(line->paper, rates[MACHINE_CHECK][1].paper) == 0) {
            line->paper = rates[MACHINE_CHECK][0].paper; /* replaced since */
            return "fee-wrong-document";
        }
        line->paper = dice % 2 ? unreadable[dice / 2 % COUNT(unreadable)] : "演示价〔2004〕1号";
        return "fee-wrong-document";
    case ARITHMETIC_LINE:
        line->amount -= line->amount > 200 ? 100 : line->amount / 2;
        return "fee-arithmetic";
    case ARITHMETIC_TOTAL:
        return "fee-arithmetic";
    case TWICE:
        return "fee-charged-twice";
    case NO_BREACH:
    case BREACHES:
        break;
    }
    return NULL;
}

static enum breach breach_of(const struct county *c, int64_t index)
{
    if (roll(c, "breach", index, 1000) >= c->breach_rate)
        return NO_BREACH;
    return (enum breach)(1 + roll(c, "breach-kind", index, BREACHES - 1));
}

static void expect_notice(struct county *c, const char *rule, const struct notice *n, int part)
{
    char key[64];
    snprintf(key, sizeof key, "%s/%s", n->unit, n->number);
    expect(c, rule, "notice", key, part);
}

static void build_notice(const struct county *c, const struct half *half, int64_t local, int64_t index,
                         struct notice *n)
{
    /* one notice for a household and half-year: no line is charged twice unless that is planted */
    const int64_t household = local * c->stride % c->households;
    const struct village *village = village_of(c, household);
    struct household payer;
    household_at(c, village, household, &payer);
    const int first = (int)roll(c, "fee", household, FEES);

    snprintf(n->number, sizeof n->number, "%s%07" PRId64, half->digits, local + 1);
    snprintf(n->unit, sizeof n->unit, "%.3s%s", village->code + 6,
             c->items_per_notice > 1 ? "BM" : fees[first].station);
    n->division = village->code;
    n->payer_class = "household";
    n->receipt_kind = NULL;
    n->voluntary = false;
    snprintf(n->payer, sizeof n->payer, "%s", payer.code);
    snprintf(n->payer_name, sizeof n->payer_name, "%s", payer.head);
    n->period = half->name;
    n->day = lawful_day(c, first, half, index);
    n->line_count = 0;
    for (int i = 0; i < c->items_per_notice; i++) {
        const int next = (first + i) % FEES;
        if (i && !rate_on(next, n->day))
            continue;
        set_line(c, &n->lines[n->line_count], next, n->day, index * FEES + i);
        n->line_count++;
    }
    add_up(n);
}

/* Three days later, as long as that is within the half-year and the fees still have a rate; else the same day. */
static int32_t day_of_second(const struct notice *n, const struct half *half)
{
    const int32_t later = n->day + 3;
    if (later > day_number(half->until))
        return n->day;
    for (int i = 0; i < n->line_count; i++)
        if (!rate_on(n->lines[i].fee, later))
            return n->day;
    return later;
}

static void notices_sample_cases(struct county *c);
static void notices_planted(struct county *c);

static void notices_body(struct county *c, const void *arg)
{
    const struct slice *slice = arg;
    for (int64_t local = slice->first; local < slice->end; local++) {
        const int64_t index = local * 2 + (slice->half == &halves[1]);
        struct notice n;
        build_notice(c, slice->half, local, index, &n);
        const enum breach breach = breach_of(c, index);
        if (breach == NO_BREACH) {
            put_notice(c, &n);
            continue;
        }
        if (breach == OUTSIDE_PERIOD || breach == CANCELLED)
            n.line_count = 1; /* the day moves or the other lines would speak for themselves */
        const char *rule = plant(c, &n, breach, index, slice->half);
        add_up(&n);
        if (breach == ARITHMETIC_TOTAL)
            n.total += 500;
        put_notice(c, &n);
        if (breach == TWICE) {
            snprintf(n.number, sizeof n.number, "%s%07" PRId64 "B", slice->half->digits, local + 1);
            n.day = day_of_second(&n, slice->half);
            put_notice(c, &n);
            for (int i = 0; i < n.line_count; i++)
                expect_notice(c, rule, &n, i + 1);
        } else {
            expect_notice(c, rule, &n, breach == ARITHMETIC_TOTAL ? 0 : 1);
        }
    }
    if (slice->with_sample_cases) {
        notices_sample_cases(c);
        notices_planted(c);
    }
}

static void put_charge(struct county *c, struct notice *n, const char *rule, const char *name, const char *paper,
                       int64_t fen)
{
    n->line_count = 1;
    n->lines[0] = (struct line){ .name = name, .paper = paper, .milli = 1000, .price = fen, .amount = fen };
    add_up(n);
    put_notice(c, n);
    if (rule)
        expect_notice(c, rule, n, 1);
}

static void notices_sample_cases(struct county *c)
{
    const struct village *jiwei = &c->village[c->township[DAYANG].first_village];
    struct notice n = { .number = "JS2005-031",
                        .unit = "350199JS",
                        .division = jiwei->code,
                        .payer_class = "village",
                        .period = "2005H1" };
    snprintf(n.payer, sizeof n.payer, "%sCW", jiwei->code + 6);
    n.day = day_number("2005-01-18");
    put_charge(c, &n, "fee-no-basis", "教育费附加", NULL, 960000);
    expect_notice(c, "fee-round-sum", &n, 1);

    for (int i = 0; i < COUNT(charges); i++) {
        const struct charge *charge = &charges[i];
        const struct township *town = &c->township[charge->township];
        for (int p = 0; p < charge->payers; p++) {
            const struct village *village = &c->village[town->first_village + p % 3];
            const int64_t household = village->first + 60 + p * 7;
            struct household payer;
            household_at(c, village, household, &payer);
            n = (struct notice){ .division = village->code, .payer_class = "household", .period = "2005H1" };
            snprintf(n.number, sizeof n.number, "05X%02d%02d", i + 1, p + 1);
            snprintf(n.unit, sizeof n.unit, "%.3s%s", town->code + 6, charge->unit);
            snprintf(n.payer, sizeof n.payer, "%s", payer.code);
            snprintf(n.payer_name, sizeof n.payer_name, "%s", payer.head);
            n.day = day_number(charge->day) + p;
            put_charge(c, &n, charge->rule, charge->name, charge->paper, charge->fen);
        }
    }
}

/* One breach of each rule that the rolled breaches do not reach, with lawful charges beside it (planted.h). */
static void notices_planted(struct county *c)
{
    for (int i = 0; i < COUNT(planted); i++) {
        const struct planted_charge *charge = &planted[i];
        const struct village *village = &c->village[c->township[charge->township].first_village + charge->village];
        for (int p = 0; p < charge->payers; p++) {
            struct household payer;
            struct notice n = { .division = village->code,
                                .payer_class = charge->payer_class,
                                .receipt_kind = charge->receipt_kind,
                                .voluntary = charge->voluntary,
                                .period = charge->period };
            household_at(c, village, village->first + charge->household + p, &payer);
            snprintf(n.number, sizeof n.number, "05P%02d%02d", i + 1, p + 1);
            snprintf(n.unit, sizeof n.unit, "%.*s%s", *charge->unit == 'C' ? 6 : 3, village->code + 6, charge->unit);
            snprintf(n.payer, sizeof n.payer, "%s", payer.code);
            snprintf(n.payer_name, sizeof n.payer_name, "%s", payer.head);
            n.day = day_number(charge->day);
            put_charge(c, &n, charge->rule, charge->name, charge->paper, charge->fen);
            if (charge->first_rule && p == 0)
                expect_notice(c, charge->first_rule, &n, charge->first_part);
        }
    }
}

static void write_slice(struct county *c, const char *name, const struct slice *slice)
{
    const bool gb = slice->with_sample_cases;
    write_file(c,
               &(struct file_spec){
                   .name = name,
                   .kind = "notice",
                   .root = "notices",
                   .encoding = gb ? "GB2312" : NULL,
                   .codec = gb ? "GB18030" : NULL,
                   .unit = "樟溪县减负办（演示）",
                   .period = slice->half->name,
                   .prepared_by = "演示录入员",
                   .on = slice->half->until,
                   .remark = gb ? "声明为 GB2312，实含 GBK、GB18030 才有的字（镕、堃、㛃），旧系统导出的文件常如此 "
                                  "declared GB2312, but it holds characters that only GB18030 has, as exports of old "
                                  "systems do"
                                : NULL,
                   .with_sum = true,
               },
               notices_body, slice);
}

/* How many of the notices fall into a half-year. */
static int64_t share_of(const struct county *c, int half)
{
    return half == 0 ? c->notices / 2 : c->notices - c->notices / 2;
}

static void write_notices(struct county *c)
{
    for (int h = 0; h < COUNT(halves); h++) {
        const int64_t total = share_of(c, h);
        for (int64_t first = 0, part = 1; first < total; first += FILE_NOTICES, part++) {
            const struct slice slice = { &halves[h], first, smaller(first + FILE_NOTICES, total), c->sample && h == 1 };
            char name[64];
            if (total > FILE_NOTICES)
                snprintf(name, sizeof name, "20-notices-%s-%03" PRId64 ".xml", halves[h].name, part);
            else
                snprintf(name, sizeof name, "20-notices-%s.xml", halves[h].name);
            write_slice(c, name, &slice);
        }
    }
}

/* ---------------------------------------------------------------- school charges */

struct group {
    int grade;
    int pupils;
    int64_t misc, textbook, workbook, boarding;
    const char *extra;
    int64_t extra_fen;
    int64_t miscount; /* what the textbook line is short of */
};

static int64_t put_component(struct county *c, const char *name, int64_t fen, int pupils, int64_t miscount)
{
    const int64_t amount = fen * pupils - miscount;
    put(c, "      <component name=\"%s\" per-pupil=\"%s\" amount=\"%s\"/>\n", name, yuan(fen), yuan(amount));
    return amount;
}

static int64_t group_total(const struct group *g)
{
    return (g->misc + g->textbook + g->workbook + g->boarding + g->extra_fen) * g->pupils - g->miscount;
}

/* The parts of a school charge are numbered through: each component is a line of its own. */
static int put_group(struct county *c, const struct group *g)
{
    int parts = 3;
    put(c, "    <group grade=\"%d\" pupils=\"%d\">\n", g->grade, g->pupils);
    put_component(c, "杂费", g->misc, g->pupils, 0);
    put_component(c, "课本费", g->textbook, g->pupils, g->miscount);
    put_component(c, "作业本费", g->workbook, g->pupils, 0);
    if (g->boarding) {
        put_component(c, "住宿费", g->boarding, g->pupils, 0);
        parts++;
    }
    if (g->extra) {
        put_component(c, g->extra, g->extra_fen, g->pupils, 0);
        parts++;
    }
    put(c, "    </group>\n");
    return parts;
}

enum school_breach { SCHOOL_CLEAN, SCHOOL_OVER_CAP, SCHOOL_COMPONENT, SCHOOL_EXTRA, SCHOOL_SUM, SCHOOL_CASE };

static enum school_breach school_breach_of(const struct county *c, int school, int term)
{
    const struct school *s = &c->school[school];
    if (c->sample && s->stage == JUNIOR && s->township == OVERCHARGING)
        return term == 1 ? SCHOOL_CASE : SCHOOL_CLEAN;
    if (roll(c, "school-breach", school * 2 + term, 1000) >= c->breach_rate * 6)
        return SCHOOL_CLEAN;
    return (enum school_breach)(1 + roll(c, "school-breach-kind", school * 2 + term, 4));
}

static const char *const term_names[] = { "2004A", "2005S" };
static const char *const term_days[] = { "2004-09-01", "2005-02-25" };

/* A paper of its own for one component that stands apart: boarders of town schools, pupils from elsewhere. */
static void put_apart(struct county *c, const struct school *s, int term, int serial, int grade, int pupils,
                      const char *name, int64_t fen, bool approved)
{
    record(c, fen * pupils);
    put(c, "  <school-charge no=\"%s-%d\" school=\"%s\" term=\"%s\" charged-on=\"%s\" total=\"%s\"%s>\n",
        term_names[term], serial, s->code, term_names[term], term_days[term], yuan(fen * pupils),
        approved ? " approval=\"演示价〔2004〕1号\"" : "");
    put(c, "    <group grade=\"%d\" pupils=\"%d\">\n", grade, pupils);
    put_component(c, name, fen, pupils, 0);
    put(c, "    </group>\n  </school-charge>\n");
}

static void school_charges_apart(struct county *c, const struct school *s, int term)
{
    if (s->stage == PRIMARY && s->area != RURAL)
        put_apart(c, s, term, 2, 5, 12, "住宿费", primary_boarding_year / 2, true);
    if (s->stage == JUNIOR)
        put_apart(c, s, term, 3, 8, 2, "借读费", lending_rate, true);
    for (int i = 0; i < COUNT(planted_schools); i++) {
        const struct planted_school *p = &planted_schools[i];
        char key[64];
        if (strcmp(p->school, s->code) != 0 || p->term != term)
            continue;
        put_apart(c, s, term, 9, p->grade, p->pupils, p->name, p->fen, p->approved);
        snprintf(key, sizeof key, "%s/%s-%d", s->code, term_names[term], p->first_part ? 1 : 9);
        expect(c, p->rule, "school-charge", key, p->first_part ? p->first_part : p->approved);
    }
}

static void school_charge(struct county *c, int number, int term)
{
    const struct school *s = &c->school[number];
    const enum school_breach breach = school_breach_of(c, number, term);
    struct group groups[GRADES + 1];
    int count = 0;
    int guilty = -1;
    for (int g = 0; g < GRADES; g++) {
        if (!s->pupils[g])
            continue;
        struct group *group = &groups[count++];
        *group = (struct group){ .grade = g + 1,
                                 .pupils = s->pupils[g],
                                 .misc = misc_rate[s->stage][s->area],
                                 .textbook = textbook_cost[s->stage] - 1000 + 100 * (int64_t)(g % 5),
                                 .workbook = workbook_rate[s->stage] };
        if (breach == SCHOOL_CASE) {
            /* 50.00 yuan over the cap for each pupil: 317 pupils, 15,850.00 yuan */
            group->textbook = onefee_cap[s->stage][s->area] - group->misc - group->workbook + OVERCHARGE;
        }
    }
    if (s->stage == JUNIOR && breach != SCHOOL_CASE) { /* a group of boarders in the lowest grade */
        const int boarders = groups[0].pupils / 4;
        groups[count] = groups[0];
        groups[count].pupils = boarders;
        groups[count].boarding = boarding_rate;
        groups[0].pupils -= boarders;
        count++;
    }
    if (breach != SCHOOL_CLEAN && breach != SCHOOL_CASE) {
        guilty = 1;
        struct group *group = &groups[guilty];
        if (breach == SCHOOL_OVER_CAP) {
            group->textbook = textbook_cost[s->stage]; /* each component within its standard, the sum over the cap */
        } else if (breach == SCHOOL_COMPONENT) {
            group->misc += 500;
            group->textbook = textbook_cost[s->stage] - 1000;
        } else if (breach == SCHOOL_EXTRA) {
            group->textbook = textbook_cost[s->stage] - 1000;
            group->extra = extra_school[roll(c, "school-extra", number * 2 + term, COUNT(extra_school))];
            group->extra_fen = 300;
        } else if (breach == SCHOOL_SUM) {
            group->miscount = 1000;
        }
    }
    int64_t total = 0;
    int64_t remitted = 0;
    for (int i = 0; i < count; i++) {
        total += group_total(&groups[i]);
        remitted += groups[i].misc * groups[i].pupils;
    }
    record(c, total);
    char key[64];
    snprintf(key, sizeof key, "%s/%s-1", s->code, term_names[term]);
    if (c->sample && strcmp(s->code, kept_back.school) == 0 && strcmp(term_names[term], kept_back.term) == 0) {
        remitted -= kept_back.fen;
        expect(c, "school-not-remitted", "school-charge", key, 0);
    }
    if (c->sample && s->stage == JUNIOR && s->area == SEAT)
        expect(c, "school-no-hearing", "school-charge", key, 0);
    if (c->sample && strcmp(s->code, exempt_charged.school) == 0 && strcmp(term_names[term], exempt_charged.term) == 0)
        expect(c, "school-exempt-charged", "school-charge", key, exempt_charged.part);
    put(c,
        "  <school-charge no=\"%s-1\" school=\"%s\" term=\"%s\" charged-on=\"%s\" total=\"%s\" "
        "document=\"演示价[2004]1号\" approval=\"演示价〔2004〕1号\" remitted=\"%s\" remitted-on=\"%s\">\n",
        term_names[term], s->code, term_names[term], term_days[term], yuan(total), yuan(remitted),
        term ? "2005-04-20" : "2004-11-10");
    int part = 0;
    for (int i = 0; i < count; i++) {
        const int first = part + 1;
        part += put_group(c, &groups[i]);
        if (breach == SCHOOL_CASE) {
            expect(c, "school-onefee-over-cap", "school-charge", key, first);
        } else if (i == guilty && breach == SCHOOL_OVER_CAP) {
            expect(c, "school-onefee-over-cap", "school-charge", key, first);
        } else if (i == guilty && breach == SCHOOL_COMPONENT) {
            expect(c, "school-component-over-standard", "school-charge", key, first);
        } else if (i == guilty && breach == SCHOOL_EXTRA) {
            expect(c, "school-extra-item", "school-charge", key, part);
        } else if (i == guilty && breach == SCHOOL_SUM) {
            expect(c, "school-arithmetic", "school-charge", key, first + 1);
        }
    }
    put(c, "  </school-charge>\n");
}

static void schools_body(struct county *c, const void *arg)
{
    const int term = *(const int *)arg;
    for (int s = 0; s < c->schools; s++)
        school_charge(c, s, term);
    for (int s = 0; c->sample && s < c->schools; s++)
        school_charges_apart(c, &c->school[s], term);
}

/* ---------------------------------------------------------------- subscriptions */

struct title {
    const char *name;
    int64_t fen;
};
static const struct title own_titles[] = {
    { "人民日报", 18000 }, { "福建日报", 16800 }, { "农村工作通讯", 6000 }, { "半月谈", 4800 }
};
enum press_breach { PRESS_CLEAN, PRESS_OVER_CAP, PRESS_ON_BEHALF, PRESS_WITHHELD };

/* `copies` of each title keep a clean subscriber below its cap, `copies_over` do not. */
static void put_subscription(struct county *c, const char *code, int serial, int year, int titles, int copies,
                             int copies_over, bool is_school)
{
    enum press_breach breach = PRESS_CLEAN;
    if (year == 2004 && roll(c, "press-breach", serial, 1000) < c->breach_rate * 2)
        breach = (enum press_breach)(1 + roll(c, "press-breach-kind", serial, 3));
    const bool other = breach == PRESS_ON_BEHALF || breach == PRESS_WITHHELD;
    if (other) /* stays below the cap all the same: a breach of one rule only */
        titles = copies = 1;
    const int n = breach == PRESS_OVER_CAP ? copies_over : copies;
    int64_t total = 0;
    for (int i = 0; i < titles; i++)
        total += own_titles[i].fen * n;
    total += other ? 1200 * 20 : 0;
    const struct planted_title *extra = NULL;
    for (int i = 0; c->sample && i < COUNT(planted_titles); i++)
        if (planted_titles[i].year == year && strcmp(planted_titles[i].subscriber, code) == 0)
            extra = &planted_titles[i];
    total += extra ? planted_title_fen : 0;
    record(c, total);
    char key[64];
    char day[JF_DAY_SIZE];
    snprintf(key, sizeof key, "%s/%d", code, year);
    day_text(day_number(year == 2004 ? "2004-01-05" : "2005-01-05") + (int32_t)roll(c, "press-day", serial, 30), day);
    put(c, "  <subscription subscriber=\"%s\" year=\"%d\" total=\"%s\">\n", code, year, yuan(total));
    for (int i = 0; i < titles; i++)
        put(c, "    <title name=\"%s\" copies=\"%d\" amount=\"%s\" mode=\"own\" funds=\"unit\" on=\"%s\"/>\n",
            own_titles[i].name, n, yuan(own_titles[i].fen * n), day);
    if (other)
        put(c, "    <title name=\"%s\" copies=\"20\" amount=\"240.00\" mode=\"%s\" funds=\"%s\" on=\"%s\"%s/>\n",
            is_school ? "小学生天地" : "农家科技", breach == PRESS_ON_BEHALF ? "on-behalf" : "withheld",
            is_school ? "pupils" : "farmers", day, breach == PRESS_WITHHELD ? " withheld-from=\"other\"" : "");
    if (extra) {
        put(c, "    <title name=\"农家科技\" copies=\"1\" amount=\"%s\" mode=\"%s\" funds=\"%s\" on=\"%s\"%s/>\n",
            yuan(planted_title_fen), extra->mode, extra->funds, day, extra->more);
        expect(c, extra->rule, "subscription", key, titles + 1);
    }
    put(c, "  </subscription>\n");
    if (breach == PRESS_OVER_CAP)
        expect(c, "press-over-cap", "subscription", key, 0);
    else if (other)
        expect(c, "press-on-behalf", "subscription", key, titles + 1);
}

static void subscriptions_body(struct county *c, const void *arg)
{
    const int year = *(const int *)arg;
    char code[32];
    int serial = 0;
    for (int v = 0; v < c->villages; v++) {
        snprintf(code, sizeof code, "%sCW", c->village[v].code + 6);
        put_subscription(c, code, serial++, year, *size_class(&c->village[v]) == 'A' ? 4 : 3, 1, 3, false);
    }
    for (int t = 0; t < c->townships; t++) {
        snprintf(code, sizeof code, "%.3sZF", c->township[t].code + 6);
        put_subscription(c, code, serial++, year, 4, 6, 8, false);
    }
    for (int s = 0; s < c->schools; s++)
        put_subscription(c, c->school[s].code, serial++, year, 4, c->school[s].stage == JUNIOR ? 2 : 1,
                         c->school[s].stage == JUNIOR ? 4 : 3, true);
}

/* ---------------------------------------------------------------- household cards */

static void cards_body(struct county *c, const void *arg)
{
    (void)arg;
    /* The sample county hands out 76,000 of 76,768: what is missing is spread over the villages, never more than it
     * has. */
    int64_t missing = c->sample ? SAMPLE_HOUSEHOLDS - SAMPLE_CARDS : c->households / 100;
    for (int v = 0; v < c->villages; v++) {
        const struct village *village = &c->village[v];
        const int left = c->villages - v;
        int64_t short_of = left == 1 ? missing : smaller(missing, roll(c, "card", v, 2 * (missing / left) + 1));
        short_of = smaller(short_of, village->households);
        missing -= short_of;
        char delivered[JF_DAY_SIZE];
        char issued[JF_DAY_SIZE];
        const int32_t day = day_number("2005-05-20") + (int32_t)roll(c, "delivered", village->township, 20);
        day_text(day, delivered);
        day_text(day + 5 + (int32_t)roll(c, "issued", v, 14), issued);
        record(c, 0);
        put(c,
            "  <card-issue division=\"%s\" year=\"2005\" delivered-on=\"%s\" issued=\"%" PRId64
            "\" issued-on=\"%s\"/>\n",
            village->code, delivered, village->households - short_of, issued);
    }
    if (missing) {
        fprintf(stderr, "generate: %" PRId64 " cards could not be placed\n", missing);
        exit(70);
    }
}

/* ---------------------------------------------------------------- petitions */

static void unit_of_complaint(const struct county *c, const struct complaint *w, char *out, size_t size)
{
    const struct township *town = &c->township[w->township < 0 ? 0 : w->township];
    if (strlen(w->unit) > 4)
        snprintf(out, size, "%s", w->unit);
    else if (strcmp(w->unit, "CW") == 0)
        snprintf(out, size, "%s%s", c->village[town->first_village + 2].code + 6, w->unit);
    else
        snprintf(out, size, "%.3s%s", town->code + 6, w->unit);
}

static void put_step(struct county *c, const char *type, int32_t day, const char *by, const char *more)
{
    char text[JF_DAY_SIZE];
    day_text(day, text);
    put(c, "    <step type=\"%s\" on=\"%s\" by=\"%s\"%s/>\n", type, text, by, more);
}

/* The pupils of the middle school get 50.00 yuan each: the first forty in two parts, all by 28 June. */
static void put_refund(struct county *c, const char *school)
{
    enum {
        PUPILS = OVERCHARGED_FIRST + OVERCHARGED_SECOND + OVERCHARGED_THIRD,
        HALVED = 40,
        SECOND = 120,
        THIRD = 237
    };
    static const struct {
        const char *day;
        int from, until;           /* pupils paid in full */
        int half_from, half_until; /* pupils paid one half */
    } rounds[] = { { "2005-06-10", HALVED, SECOND, 0, HALVED },
                   { "2005-06-20", SECOND, THIRD, 0, HALVED },
                   { "2005-06-28", THIRD, PUPILS, 0, 0 } };
    const int64_t allowed = onefee_cap[JUNIOR][TOWN];
    char name[16];
    put(c,
        "    <step type=\"refund-order\" on=\"2005-06-03\" by=\"演示主任\" no=\"TK2005-01\" unit=\"%s\" "
        "deadline=\"2005-06-30\" "
        "basis=\"《农民承担费用和劳务管理条例》（国务院令第92号）第三十五条；演示价〔2004〕1号（演示）\" "
        "note=\"学校已报送清退方案，按317名学生造册。\">\n",
        school);
    for (int i = 0; i < PUPILS; i++) {
        person_name(c, "pupil", i, name);
        put(c, "      <payee no=\"%03d\" name=\"%s\" charged=\"%s\" allowed=\"%s\" due=\"%s\"/>\n", i + 1, name,
            yuan(allowed + OVERCHARGE), yuan(allowed), yuan(OVERCHARGE));
    }
    put(c, "    </step>\n");
    for (int r = 0; r < COUNT(rounds); r++) {
        put(c, "    <step type=\"refund-pay\" on=\"%s\" by=\"演示员甲\" no=\"TK2005-01\" note=\"第%d批\">\n",
            rounds[r].day, r + 1);
        for (int i = 0; i < PUPILS; i++) {
            const bool half = i >= rounds[r].half_from && i < rounds[r].half_until;
            if (!half && (i < rounds[r].from || i >= rounds[r].until))
                continue;
            person_name(c, "pupil", i, name);
            put(c,
                "      <payment payee=\"%03d\" amount=\"%s\" receipt=\"CL%d%03d\" received-by=\"%s\" "
                "manner=\"cash\"/>\n",
                i + 1, yuan(half ? OVERCHARGE / 2 : OVERCHARGE), r + 1, i + 1, name);
        }
        put(c, "    </step>\n");
    }
    put_step(c, "refunded", day_number("2005-06-28"), "演示员甲",
             " note=\"317名学生15850.00元全部退清，抽查20户属实。\"");
}

static void put_complaint(struct county *c, int number, const struct complaint *w)
{
    static const char *const results[] = { "substantiated", "partly", "unsubstantiated" };
    static const char *const opinions[] = { "support", "support", "not-support" };
    const int32_t day = day_number(w->received);
    const struct township *town = &c->township[w->township < 0 ? 0 : w->township];
    const bool jiwei = strcmp(w->channel, "congress") == 0;
    char unit[32];
    char name[16];
    char more[2048];
    unit_of_complaint(c, w, unit, sizeof unit);
    person_name(c, "petitioner", number, name);
    record(c, 0);
    put(c,
        "  <petition no=\"2005-%03d\" channel=\"%s\" received-on=\"%s\" persons=\"%d\" petitioner=\"%s\" "
        "division=\"%s\" unit=\"%s\" "
        "category=\"%s\">\n    <text>%s</text>\n",
        number, w->channel, w->received, w->persons, name, jiwei ? c->village[town->first_village].code : town->code,
        unit, w->category, w->text);
    if (w->outcome == FORWARDED) {
        put_step(c, "accept", day + 1, "演示员乙", "");
        snprintf(more, sizeof more, " to=\"350199GT\" reason=\"属土地管理职责\" note=\"%s\"", w->found);
        put_step(c, "forward", day + w->concluded_after, "演示主任", more);
        put_step(c, "close", day + w->concluded_after + 2, "演示员乙", "");
        put(c, "  </petition>\n");
        return;
    }
    put_step(c, "accept", day + 1 + number % 5, "演示员乙", "");
    if (w->outcome == ANSWERED) {
        const int32_t answered = day + 6 + w->concluded_after;
        snprintf(more, sizeof more, " opinion=\"explain\" note=\"%s\"", w->found);
        put_step(c, "reply", answered, "演示主任", more);
        put_step(c, "close", answered + 1, "演示员乙", "");
        put(c, "  </petition>\n");
        return;
    }
    snprintf(more, sizeof more, " note=\"%s\"", w->outcome == IN_WORK ? w->found : "调阅票据、收费清册，走访当事人。");
    if (w->outcome != IN_WORK || number % 3)
        put_step(c, "investigate", day + 7, "演示员甲", more);
    if (w->outcome == IN_WORK) {
        put(c, "  </petition>\n");
        return;
    }
    const int32_t concluded = day + w->concluded_after;
    const int result = w->outcome == REFUND ? SUBSTANTIATED : (int)w->outcome;
    snprintf(more, sizeof more, " result=\"%s\" note=\"%s\"", results[result], w->found);
    put_step(c, "conclude", concluded, "演示员甲", more);
    if (w->outcome == REFUND)
        put_refund(c, unit);
    const int32_t replied = w->outcome == REFUND ? day_number("2005-06-29") : concluded + 3;
    const struct unrefunded *why = unrefunded;
    while (why->number && why->number != number)
        why++;
    char unpaid[256] = "";
    if (w->outcome == SUBSTANTIATED || w->outcome == PARTLY)
        snprintf(unpaid, sizeof unpaid, " no-refund=\"%s\"", why->reason);
    snprintf(more, sizeof more, " opinion=\"%s\"%s note=\"%s\"", opinions[result], unpaid,
             w->outcome == REFUND ? "多收费用已全部退还学生，已电话告知反映人，反映人表示满意。"
                                  : "已将核实和处理情况告知信访人。");
    put_step(c, "reply", replied, "演示主任", more);
    put_step(c, "close", replied + 1, "演示员乙", "");
    put(c, "  </petition>\n");
}

static void sample_petitions_body(struct county *c, const void *arg)
{
    (void)arg;
    for (int i = 0; i < COUNT(complaints); i++)
        put_complaint(c, i + 1, &complaints[i]);
}

/* Petitions of a county of any size: plain ones, one for ten villages. */
static void petitions_body(struct county *c, const void *arg)
{
    static const char *const channels[] = { "letter", "call", "visit" };
    static const char *const categories[] = { "tax-fee", "school", "house-building", "press", "other" };
    (void)arg;
    for (int i = 0; i < (c->villages + 9) / 10; i++) {
        const struct village *village = &c->village[roll(c, "petition-village", i, c->villages)];
        char name[16];
        char day[JF_DAY_SIZE];
        const int32_t received = day_number("2005-01-04") + (int32_t)roll(c, "petition-day", i, 110);
        person_name(c, "petitioner", i, name);
        day_text(received, day);
        record(c, 0);
        put(c,
            "  <petition no=\"2005-%05d\" channel=\"%s\" received-on=\"%s\" petitioner=\"%s\" division=\"%s\" "
            "category=\"%s\">\n"
            "    <text>反映收费问题（演示）。</text>\n",
            i + 1, channels[roll(c, "channel", i, COUNT(channels))], day, name, village->code,
            categories[roll(c, "category", i, COUNT(categories))]);
        put_step(c, "accept", received + 2, "演示员乙", "");
        put_step(c, "investigate", received + 9, "演示员甲", "");
        put_step(c, "conclude", received + 40, "演示员甲", " result=\"unsubstantiated\"");
        put_step(c, "reply", received + 43, "演示主任", " opinion=\"explain\"");
        put_step(c, "close", received + 44, "演示员乙", "");
        put(c, "  </petition>\n");
    }
}

/* ---------------------------------------------------------------- boards */

static void put_board(struct county *c, const char *township, const char *station, int32_t day)
{
    char text[JF_DAY_SIZE];
    day_text(day, text);
    record(c, 0);
    put(c, "  <board unit=\"%.3s%s\" seen-on=\"%s\" telephone=\"12358\">\n", township + 6, station, text);
    for (int f = 0; f < FEES; f++) {
        const struct rate *rate = rate_on(f, day);
        if (rate && strcmp(fees[f].station, station) == 0)
            put(c, "    <posted name=\"%s\" amount=\"%s\" per=\"%s\" document=\"%s\"/>\n", fees[f].name,
                yuan(rate->fen), fees[f].unit, rate->paper);
    }
    for (int p = 0; c->sample && p < COUNT(planted_posts); p++)
        if (strcmp(planted_posts[p].station, station) == 0 && strcmp(planted_posts[p].from, text) <= 0)
            put(c, "    <posted name=\"%s\" amount=\"%s\" per=\"each\"/>\n", planted_posts[p].name,
                yuan(planted_posts[p].fen));
    put(c, "  </board>\n");
}

/* Every station's board as three rounds of inspection found it; the last township was not visited. */
static void boards_body(struct county *c, const void *arg)
{
    static const char *const rounds[] = { "2004-06-20", "2004-10-01", "2005-01-04" };
    static const char *const shown[] = { "NJ", "SL", "SY", "TD", "BM" };
    (void)arg;
    for (int r = 0; r < COUNT(rounds); r++)
        for (int t = 0; t + 1 < c->townships; t++)
            for (int s = 0; s < COUNT(shown) - !c->sample; s++)
                put_board(c, c->township[t].code, shown[s], day_number(rounds[r]));
}

/* ---------------------------------------------------------------- all files */

static void open_expected(struct county *c, const char *name)
{
    c->expected = open_file(c, name);
    fputs("rule,kind,key,part\n", c->expected);
}

static void close_expected(struct county *c, const char *name)
{
    if (ferror(c->expected) || fclose(c->expected))
        die("write", name);
}

/* Notices that go on where those of the second half-year end: other numbers, other households. */
static void write_further(struct county *c)
{
    const int64_t first = share_of(c, 1);
    open_expected(c, "expected-further.csv");
    write_slice(c, "80-further-2005H1.xml", &(struct slice){ &halves[1], first, first + c->further, false });
    close_expected(c, "expected-further.csv");
}

static void write_county(struct county *c)
{
    static const int terms[] = { 0, 1 };
    static const int years[] = { 2004, 2005 };
    char name[64];
    struct file_spec spec = { .unit = "樟溪县减负办（演示）", .prepared_by = "演示录入员", .on = "2005-06-30" };

    open_expected(c, "expected.csv");

    spec.name = "00-rulebook-demo.xml";
    spec.kind = spec.root = "rulebook";
    spec.period = "2005";
    spec.remark = c->sample ? "演示用标准：文号、金额均为虚构，只供演示。先导入 fixtures/rulebook 下各文件。"
                              " Invented papers and figures; import fixtures/rulebook/*.xml first."
                            : "演示用标准：文号、金额均为虚构。 Invented papers and figures.";
    write_file(c, &spec, rulebook_body, NULL);

    spec.name = "10-register.xml";
    spec.kind = spec.root = "register";
    spec.remark = "虚构的演示县。 An invented county.";
    write_file(c, &spec, register_body, NULL);

    write_notices(c);

    spec.remark = NULL;
    spec.with_sum = true;
    spec.kind = "school-charge";
    spec.root = "school-charges";
    for (int t = 0; t < COUNT(terms); t++) {
        snprintf(name, sizeof name, "30-school-charges-%s.xml", term_names[t]);
        spec.name = name;
        spec.period = term_names[t];
        write_file(c, &spec, schools_body, &terms[t]);
    }
    spec.kind = "subscription";
    spec.root = "subscriptions";
    for (int y = 0; y < COUNT(years); y++) {
        snprintf(name, sizeof name, "40-subscriptions-%d.xml", years[y]);
        spec.name = name;
        spec.period = years[y] == 2004 ? "2004" : "2005";
        write_file(c, &spec, subscriptions_body, &years[y]);
    }
    spec.with_sum = false;
    spec.name = "50-petitions.xml";
    spec.kind = "petition";
    spec.root = "petitions";
    spec.period = "2005H1";
    write_file(c, &spec, c->sample ? sample_petitions_body : petitions_body, NULL);

    spec.name = "60-card-issues.xml";
    spec.kind = "card-issue";
    spec.root = "card-issues";
    spec.period = "2005";
    if (c->sample) {
        spec.encoding = "UTF-16";
        spec.codec = "UTF-16"; /* with a byte order mark */
    }
    write_file(c, &spec, cards_body, NULL);

    if (c->items_per_notice == 1) {
        spec.encoding = spec.codec = NULL;
        spec.name = "70-boards.xml";
        spec.kind = "board";
        spec.root = "boards";
        write_file(c, &spec, boards_body, NULL);
    }
    close_expected(c, "expected.csv");
    if (c->further)
        write_further(c);
}

static _Noreturn void usage(void)
{
    fputs("usage: generate county --output DIR\n"
          "       generate [--seed N] [--notices N] [--items-per-notice 1..8] [--breach-rate PERMILLE]\n"
          "                [--townships 1..209] [--villages N] [--further N] --output DIR\n",
          stderr);
    exit(2);
}

static int64_t number_argument(const char *text, int64_t least, int64_t most)
{
    char *end = NULL;
    errno = 0;
    const long long value = strtoll(text, &end, 10);
    if (errno || end == text || *end || value < least || value > most)
        usage();
    return value;
}

int main(int argc, char **argv)
{
    struct county c = { .seed = 1,
                        .notices = 10000,
                        .items_per_notice = 1,
                        .breach_rate = 15,
                        .townships = 21,
                        .villages = 255,
                        .text = JF_STR_INIT };
    int i = 1;
    if (argc > 1 && strcmp(argv[1], "county") == 0) {
        c.sample = true;
        c.seed = 2005;
        c.notices = 4400;
        i++;
    }
    for (; i + 1 < argc; i += 2) {
        const char *value = argv[i + 1];
        if (strcmp(argv[i], "--output") == 0)
            c.folder = value;
        else if (c.sample)
            usage();
        else if (strcmp(argv[i], "--seed") == 0)
            c.seed = (uint64_t)number_argument(value, 0, INT64_MAX);
        else if (strcmp(argv[i], "--notices") == 0)
            c.notices = number_argument(value, 0, 100000000);
        else if (strcmp(argv[i], "--further") == 0)
            c.further = number_argument(value, 0, 10000000);
        else if (strcmp(argv[i], "--items-per-notice") == 0)
            c.items_per_notice = (int)number_argument(value, 1, FEES);
        else if (strcmp(argv[i], "--breach-rate") == 0)
            c.breach_rate = number_argument(value, 0, 1000);
        else if (strcmp(argv[i], "--townships") == 0)
            c.townships = (int)number_argument(value, 1, 209);
        else if (strcmp(argv[i], "--villages") == 0)
            c.villages = (int)number_argument(value, 1, 150000);
        else
            usage();
    }
    if (i != argc || !c.folder || c.villages < c.townships || c.villages > c.townships * 799)
        usage();
    c.households = c.sample ? SAMPLE_HOUSEHOLDS : (int64_t)c.villages * 301;
    const int64_t busiest = share_of(&c, 1) + c.further; /* half-year: each of its notices goes to its own household */
    if (c.households <= busiest)
        c.households = busiest + 1;
    if (mkdir(c.folder, 0777) && errno != EEXIST)
        die("make folder", c.folder);
    lay_out(&c);
    write_county(&c);
    jf_free(c.township);
    jf_free(c.village);
    jf_free(c.school);
    jf_str_release(&c.text);
    return 0;
}
