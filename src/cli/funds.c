/* funds.c - words of the command line that arrears, levy and transfer share. */
#include "funds.h"

enum jf_status funds_by(const struct jf_context *ctx, const char **by, struct jf_error *err)
{
    if (!*by)
        *by = "township";
    return casework_code(ctx, "by", "by", by, err);
}

enum jf_status funds_year(const char *year, struct jf_error *err)
{
    if (!year || (strlen(year) == 4 && strspn(year, "0123456789") == 4))
        return JF_OK;
    jf_error_set(err, JF_USAGE, _("--year: '%s' is not a year"), year);
    jf_error_hint(err, "%s", _("four digits like 2005"));
    return JF_USAGE;
}

enum jf_status funds_no_more(int count, int most, char **argv, struct jf_error *err)
{
    if (count <= most)
        return JF_OK;
    return jf_error_set(err, JF_USAGE, _("'%s' is one word too many"), argv[most + 1]);
}
