/* test_dated.c - the time that the name of a fee names. */
#include "jianfu/dated.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

static void names(void **state)
{
    (void)state;
    static const struct {
        const char *name, *undated, *period; /* NULL: none */
    } cases[] = {
        { "村提留", "村提留", NULL },
        { "2001年农业税尾欠", "农业税尾欠", "2001" },
        { "2005年度村提留", "村提留", "2005" },
        { "２００５年村提留", "村提留", "2005" },
        { "二○○五年村提留", "村提留", "2005" },
        { "98年乡统筹", "乡统筹", "1998" },
        { "03年乡统筹", "乡统筹", "2003" },
        { "村提留（2005年度）", "村提留", "2005" },
        { "农业税尾欠[2001]", "农业税尾欠", "2001" },
        { "村提留2005", "村提留", "2005" },
        { "2005村提留", "村提留", "2005" },
        { "补交2001年农业税", "补交农业税", "2001" },
        { "1998-2002年农业税尾欠", "农业税尾欠", "1998-2002年" },
        { "1998年至2002年提留", "提留", "1998年至2002年" },
        { "2005年上半年水费", "水费", "2005H1" },
        { "2005年春季学期杂费", "杂费", "2005S" },
        { "2005秋季杂费", "杂费", "2005秋季" },
        { "2004-2005学年第一学期杂费", "杂费", "2004-2005学年第一学期" },
        { "2005年3月份水费", "水费", "2005年3月份" },
        { "2005年3月水费", "水费", "2005-03" },
        { "2005年3-5月水费", "水费", "2005年3-5月" },
        { "2005年第一季度水费", "水费", "2005年第一季度" },
        { "2004年水费和2005年水费", "水费和水费", NULL }, /* of which? */
        { "2005年", "2005年", "2005" },                   /* nothing else would be left */
        { "12马力农机检验费", "12马力农机检验费", NULL },
        { "东风2000型农机检验费", "东风2000型农机检验费", NULL },
        { "电话20051234费", "电话20051234费", NULL },
        { "1年期保险费", "1年期保险费", NULL },
        { "百年树人基金", "百年树人基金", NULL },
        { "", "", NULL },
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct jf_str undated = JF_STR_INIT, period = JF_STR_INIT;
        jf_name_undated(cases[i].name, &undated);
        jf_name_period(cases[i].name, &period);
        assert_string_equal(undated.len ? undated.data : "", cases[i].undated);
        assert_string_equal(period.len ? period.data : "", cases[i].period ? cases[i].period : "");
        jf_str_release(&undated);
        jf_str_release(&period);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = { cmocka_unit_test(names) };
    return cmocka_run_group_tests_name("dated", tests, NULL, NULL);
}
