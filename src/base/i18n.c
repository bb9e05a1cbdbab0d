/* i18n.c - choosing the language once at the start. It must not hold any text. */
#include "jianfu/i18n.h"

#include "jianfu/str.h"

#include <langinfo.h>
#include <limits.h>
#include <locale.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#ifndef LOCALEDIR
#define LOCALEDIR "/usr/local/share/locale"
#endif

static bool chinese; /* said once at the start, before any thread */

static bool chinese_wanted(const char *lang)
{
    static const char *const variables[] = { "LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG" };
    if (lang)
        return jf_starts(lang, "zh");
    for (size_t i = 0; i < sizeof variables / sizeof variables[0]; i++) {
        const char *value = getenv(variables[i]);
        if (value && *value)
            return jf_starts(value, "zh");
    }
    return false;
}

/* gettext ignores LANGUAGE under the locale C, and Chinese needs UTF-8; C.UTF-8 is on every Debian. */
static void choose_locale(void)
{
    const char *name = setlocale(LC_ALL, "");
    const char *messages = name ? setlocale(LC_MESSAGES, NULL) : NULL;
    if (!messages || jf_streq(messages, "C") || jf_streq(messages, "POSIX") || !jf_streq(nl_langinfo(CODESET), "UTF-8"))
        setlocale(LC_ALL, "C.UTF-8");
    setlocale(LC_NUMERIC, "C");
}

/* The folder of the program without a slash at the end; false when it is not known. */
static bool program_folder(char *out, size_t size)
{
    ssize_t len = readlink("/proc/self/exe", out, size - 1);
    if (len <= 0)
        return false;
    out[len] = '\0';
    char *slash = strrchr(out, '/');
    if (!slash)
        return false;
    *slash = '\0';
    return true;
}

/* Bind FOLDER + below when the Chinese catalogue is there. */
static bool bind_beside(const char *folder, const char *below)
{
    struct jf_str path = JF_STR_INIT;
    jf_str_addf(&path, "%s/%s", folder, below);
    size_t base = path.len;
    jf_str_add(&path, "/zh_CN/LC_MESSAGES/" JF_DOMAIN ".mo");
    bool found = !path.failed && access(path.data, R_OK) == 0;
    if (found) {
        jf_str_truncate(&path, base);
        bindtextdomain(JF_DOMAIN, path.data);
    }
    jf_str_release(&path);
    return found;
}

const char *jf_i18n_lang(void)
{
    return chinese ? "zh" : "en";
}

const char *jf_i18n_init(const char *lang)
{
    chinese = chinese_wanted(lang);
    setenv("LANGUAGE", chinese ? "zh_CN" : "en", 1);
    choose_locale();
    char folder[PATH_MAX];
    bool beside = program_folder(folder, sizeof folder) &&
                  (bind_beside(folder, "locale") || bind_beside(folder, "../share/locale"));
    if (!beside)
        bindtextdomain(JF_DOMAIN, LOCALEDIR);
    bind_textdomain_codeset(JF_DOMAIN, "UTF-8");
    textdomain(JF_DOMAIN);
    return chinese ? "zh" : "en";
}
