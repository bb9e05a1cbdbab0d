/* i18n.h - messages through gettext. English stands in the source; src/po/zh_CN.po is complete (a test says so). */
#ifndef JIANFU_I18N_H
#define JIANFU_I18N_H

#include <libintl.h>

#define JF_DOMAIN "jianfu"
#define _(text)   dgettext(JF_DOMAIN, text)
#define N_(text)  (text)

/* Choose the language of messages: "zh", "en" or NULL (the environment decides; C and POSIX mean English). Sets the
 * locale to one with UTF-8 (C.UTF-8 serves everywhere) and binds the catalogues: first beside the program
 * (EXE/../share/locale, EXE/locale for a build tree), else the compiled-in LOCALEDIR. Returns "zh" or "en". */
const char *jf_i18n_init(const char *lang);

/* The language chosen: "zh" or "en"; "en" before the choice. For words of codes within messages (word.h). Static text.
 */
const char *jf_i18n_lang(void);

#endif
