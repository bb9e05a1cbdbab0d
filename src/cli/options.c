/* options.c - options of a command by its table, and checks of option values. */
#include "internal.h"

#include "jianfu/day.h"
#include "jianfu/typed.h"
#include "jianfu/utf8.h"

#include <getopt.h>
#include <string.h>

enum { MOST = 40, BASE = 1000 };

static enum jf_status wrong(int code, char **argv, struct jf_error *err)
{
    const char *given = argv[optind - 1];
    enum jf_status status = code == ':' ? jf_error_set(err, JF_USAGE, _("option '%s' wants a value"), given)
                                        : jf_error_set(err, JF_USAGE, _("there is no option '%s' here"), given);
    jf_error_hint(err, "%s", _("add --help to see the options"));
    return status;
}

static const struct jf_option *taken(const struct jf_option *options, int code)
{
    if (code >= BASE)
        return &options[code - BASE];
    for (const struct jf_option *o = options; o->name; o++)
        if (o->letter == code)
            return o;
    return NULL;
}

static enum jf_status check_required(const struct jf_option *options, struct jf_error *err)
{
    for (const struct jf_option *o = options; o->name; o++)
        if (o->wanted == true && o->text && !*o->text)
            return jf_error_set(err, JF_USAGE, _("option '--%s' is missing: %s"), o->name, _(o->help));
    return JF_OK;
}

static const struct {
    const char *value; /* what the table of options calls it */
    bool (*read)(const char *text, char out[JF_DAY_SIZE]);
} plain_forms[] = { { "DAY", jf_typed_day }, { "PERIOD", jf_typed_period }, { "YEAR", jf_typed_period } };

/* A value as the command reads it: a number in half width; a day or period in the form that is kept (2005年7月1日 is
 * 2005-07-01), which stays as long as the program runs. What is none is passed on as it is: the command knows what to
 * say. */
static const char *plain_value(const struct jf_option *options, const struct jf_option *o, char *value)
{
    static char rooms[MOST][JF_DAY_SIZE];
    char *room = rooms[o - options];
    if (strcmp(o->value, "NUMBER") == 0 || strcmp(o->value, "DAYS") == 0)
        jf_typed_code(value);
    for (size_t i = 0; i < sizeof plain_forms / sizeof *plain_forms; i++)
        if (strcmp(o->value, plain_forms[i].value) == 0 && plain_forms[i].read(value, room))
            return room;
    return value;
}

static enum jf_status check_visible(const char *name, const char *value, struct jf_error *err)
{
    uint32_t unsafe = 0;
    if (!jf_utf8_unsafe(value, &unsafe))
        return JF_OK;
    jf_error_set(err, JF_USAGE, _("--%s: the text holds the control or invisible character U+%04X"), name,
                 (unsigned)unsafe);
    jf_error_hint(err, _("delete it or type the words anew: it comes along with text that is copied from elsewhere"));
    return JF_USAGE;
}

/* The value of the option at argv[*i], which moves on to it when it stands apart; NULL for anything else. */
static char *value_at(const char *name, char letter, int argc, char **argv, int *i)
{
    char *arg = argv[*i];
    size_t len = strlen(name);
    if (letter && arg[0] == '-' && arg[1] == letter && arg[2])
        return arg + 2;
    if (jf_starts(arg, "--") && strncmp(arg + 2, name, len) == 0 && arg[2 + len] == '=')
        return arg + 2 + len + 1;
    bool apart = (letter && arg[0] == '-' && arg[1] == letter) || (jf_starts(arg, "--") && strcmp(arg + 2, name) == 0);
    return apart && *i + 1 < argc ? argv[++*i] : NULL;
}

enum jf_status jf_cli_values(const char *name, char letter, int *argc, char **argv, jf_cli_value_fn *each, void *arg,
                             struct jf_error *err)
{
    int kept = 1;
    bool words = false; /* behind "--" nothing is an option */
    for (int i = 1; i < *argc; i++) {
        int at = i;
        words = words || strcmp(argv[i], "--") == 0;
        char *value = words ? NULL : value_at(name, letter, *argc, argv, &at);
        enum jf_status status = value ? check_visible(name, value, err) : JF_OK;
        if (status == JF_OK && value)
            status = each(arg, value, err);
        if (status != JF_OK)
            return status;
        if (!value)
            argv[kept++] = argv[i];
        i = at;
    }
    *argc = kept;
    argv[kept] = NULL;
    return JF_OK;
}

enum jf_status jf_cli_options(const struct jf_option *options, int argc, char **argv, int first, int *count,
                              struct jf_error *err)
{
    struct option table[MOST + 1] = { 0 };
    char letters[2 * MOST + 2] = ":";
    bool seen[MOST] = { false };
    size_t used = 1;
    int n = 0;
    for (; n < MOST && options[n].name; n++) {
        table[n].name = options[n].name;
        table[n].has_arg = options[n].value ? required_argument : no_argument;
        table[n].val = BASE + n;
        if (options[n].letter) {
            letters[used++] = options[n].letter;
            if (options[n].value)
                letters[used++] = ':';
        }
    }
    letters[used] = '\0';
    argc -= first - 1;
    argv += first - 1;
    optind = 0; /* glibc: begin anew */
    opterr = 0;
    for (int code; (code = getopt_long(argc, argv, letters, table, NULL)) != -1;) {
        if (code == '?' || code == ':')
            return wrong(code, argv, err);
        const struct jf_option *o = taken(options, code);
        if (o && o->wanted == JF_OPTION_MANY)
            return jf_error_set(err, JF_USAGE, _("'%s': write the option that may be repeated out in full"), optarg);
        if (o && o->value && seen[o - options]) {
            jf_error_set(err, JF_USAGE, _("option '--%s' is given twice"), o->name);
            jf_error_hint(err, "%s", _("give it once: which of the two is meant cannot be told"));
            return JF_USAGE;
        }
        if (o)
            seen[o - options] = true;
        if (o && o->value && check_visible(o->name, optarg, err) != JF_OK)
            return JF_USAGE;
        if (o && o->value)
            *o->text = plain_value(options, o, optarg);
        else if (o)
            *o->flag = true;
    }
    *count = argc - optind;
    memmove(argv + 1, argv + optind, sizeof *argv * (size_t)*count);
    argv[1 + *count] = NULL;
    return check_required(options, err);
}

enum jf_status jf_cli_day(const char *option, const char *value, struct jf_error *err)
{
    if (!value || jf_day_valid(value))
        return JF_OK;
    return jf_error_set(err, JF_USAGE, _("--%s: '%s' is not a real day like 2005-06-30"), option, value);
}

enum jf_status jf_cli_money(const char *option, const char *value, int64_t *fen, struct jf_error *err)
{
    if (!value || jf_typed_money(value, fen))
        return JF_OK;
    return jf_error_set(err, JF_USAGE, _("--%s: '%s' is not an amount in yuan like 15850.00"), option, value);
}

enum jf_status jf_cli_number(const char *option, const char *value, int64_t *number, struct jf_error *err)
{
    if (!value)
        return JF_OK;
    if (!jf_typed_number(value, number))
        return jf_error_set(err, JF_USAGE, _("--%s: '%s' is not a whole number"), option, value);
    return JF_OK;
}
