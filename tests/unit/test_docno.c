/* test_docno.c - document numbers: one number in a field, numbers in running text, noise, random bytes.
 *
 * The running text is our own, written like the petitions and papers the program reads; the numbers are real ones of
 * the years 1990-2020 or of the same make. Precision and recall over it are printed and must be 1. */
#include "jianfu/docno.h"
#include "jianfu/utf8.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

/* ---- one number in a field ------------------------------------------------------------------------------- */

static const char *const written[][2] = {
    /* brackets, blanks, digits */
    { "闽价〔2004〕259号", "闽价〔2004〕259号" },
    { "闽价[2004]259号", "闽价〔2004〕259号" },
    { "闽价（2004）259号", "闽价〔2004〕259号" },
    { "闽价(2004)259号", "闽价〔2004〕259号" },
    { "闽价【2004】259号", "闽价〔2004〕259号" },
    { "闽价［2004］259号", "闽价〔2004〕259号" },
    { "闽价﹝2004﹞259号", "闽价〔2004〕259号" },
    { "闽价「2004」259号", "闽价〔2004〕259号" },
    { "闽价<2004>259号", "闽价〔2004〕259号" },
    { "闽价＜2004＞259号", "闽价〔2004〕259号" },
    { "闽价〔2004]259号", "闽价〔2004〕259号" },
    { "闽价(2004〕259号", "闽价〔2004〕259号" },
    { "闽价〔2004年〕259号", "闽价〔2004〕259号" },
    { "闽价〔２００４〕２５９号", "闽价〔2004〕259号" },
    { "闽价 〔 2004 〕 第 259 号", "闽价〔2004〕259号" },
    { "闽 价〔 2 0 0 4 〕2 5 9 号", "闽价〔2004〕259号" },
    { "闽价\xC2\xA0〔2004〕\xE2\x80\x8B"
      "259　号",
      "闽价〔2004〕259号" },
    { "\xEF\xBB\xBF\xE2\x80\x8B闽价〔2004〕259号\r\n", "闽价〔2004〕259号" },
    { "闽价\n〔2004〕259号", "闽价〔2004〕259号" },
    { "闽价〔2004〕259號", "闽价〔2004〕259号" },
    { "沪府发〔1999〕043号", "沪府发〔1999〕43号" },
    { "国发[93]17号", "国发〔1993〕17号" },
    { "闽价(04)259号", "闽价〔2004〕259号" },
    /* no brackets */
    { "闽价2004年259号", "闽价〔2004〕259号" },
    { "国发2004年第17号", "国发〔2004〕17号" },
    { "国家发展改革委2017年第9号", "国家发展改革委2017年第9号" },
    /* category, parts in brackets, old forms */
    { "闽价〔2004〕费259号", "闽价〔2004〕费259号" },
    { "闽价[2002]服610号", "闽价〔2002〕服610号" },
    { "闽教〔2004〕费字第12号", "闽教〔2004〕费字12号" },
    { "农（经）〔1991〕3号", "农（经）〔1991〕3号" },
    { "农(经)[1991]3号", "农（经）〔1991〕3号" },
    { "(1993)闽政字第12号", "闽政字〔1993〕12号" },
    { "（91）农（经）字第3号", "农（经）字〔1991〕3号" },
    { "[2003]闽价闽价308号", "闽价〔2003〕308号" },
    { "(1993)闽政　办字第12号", "闽政办字〔1993〕12号" },
    { "国务院(经)〔2004〕2号", "国务院（经）〔2004〕2号" },
    { "国务院()〔2004〕2号", "〔2004〕2号" },
    /* what stands around */
    { "发文字号：晋政办发〔2017〕16号", "晋政办发〔2017〕16号" },
    { "发文字号：\xE2\x80\x8B晋政办发〔2022〕74号", "晋政办发〔2022〕74号" },
    { "文号: 晋政办发〔2017〕16号", "晋政办发〔2017〕16号" },
    { "文件编号：晋政办发〔2017〕16号", "晋政办发〔2017〕16号" },
    { "《闽价〔2004〕259号》", "闽价〔2004〕259号" },
    { "（闽价〔2004〕259号）", "闽价〔2004〕259号" },
    { "闽价〔2004〕259号文", "闽价〔2004〕259号" },
    { "闽价〔2004〕259号文件。", "闽价〔2004〕259号" },
    { "的通知沪发改价管〔2023〕27号", "沪发改价管〔2023〕27号" },
    { "省人民政府云政发〔1988〕177号", "云政发〔1988〕177号" },
    { "《关于治理乱收费的通知》（国办发〔2001〕42号）", "国办发〔2001〕42号" },
    { "县政府文件〔2004〕12号", "县政府〔2004〕12号" },
    { "闽价〔2004〕259", "闽价〔2004〕259号" },
    /* orders */
    { "国务院令第431号", "国务院令第431号" },
    { "国务院令431号", "国务院令第431号" },
    { "国务院令 第 431 号", "国务院令第431号" },
    { "国务院第431号令", "国务院令第431号" },
    { "令第431号", "令第431号" },
    { "令431号", "令第431号" },
    { "省政府令 第168号", "省政府令第168号" },
    { "宁夏回族自治区人民政府令第100号", "宁夏回族自治区人民政府令第100号" },
    { "发文字号：山西省人民政府令第302号", "山西省人民政府令第302号" },
    { "主席令第七十三号", "主席令第73号" },
    { "主席令第一百零五号", "主席令第105号" },
    { "主席令第十号", "主席令第10号" },
    { "国家主席令第46号", "主席令第46号" },
    { "中华人民共和国主席令第四十六号", "主席令第46号" },
    { "农业部令 2007年第6号", "农业部令2007年第6号" },
    { "国家税务总局公告2015年第41号", "国家税务总局公告2015年第41号" },
    { "国家税务总局公告 2015年 第41号", "国家税务总局公告2015年第41号" },
    { "渝府令〔2023〕355号", "渝府令〔2023〕355号" },
    { "第3号", "第3号" },
    { "2015年第3号", "2015年第3号" },
    { "国家税务总局福建省税务局公告2018年第1号", "国家税务总局福建省税务局公告2018年第1号" },
    { "[1992]价费字112号", "价费字〔1992〕112号" },
    { "国家物价局、财政部[1992]价费字367号", "价费字〔1992〕367号" },
    /* names that hold words of citing */
    { "和政办发〔2010〕3号", "和政办发〔2010〕3号" },
    { "沪不动产登〔2018〕9号", "沪不动产登〔2018〕9号" },
    { "国能发新能〔2018〕47号", "国能发新能〔2018〕47号" },
    { "云政参〔2018〕8号", "云政参〔2018〕8号" },
    { "应急厅函〔2019〕264号", "应急厅函〔2019〕264号" },
    { "国家发展和改革委员会令第5号", "国家发展和改革委员会令第5号" },
    /* the same paper, however its number is typed */
    { "閩價〔2004〕259號", "闽价〔2004〕259号" },
    { "國務院令第592號", "国务院令第592号" },
    { "闽价[2OO4]259号", "闽价〔2004〕259号" },
    { "闽价［２ＯＯ４］２５９号", "闽价〔2004〕259号" },
    { "闽价(2○○4)1o号", "闽价〔2004〕10号" },
    { "闽价〔二〇〇四〕259号", "闽价〔2004〕259号" },
    { "闽价〔二○○四〕二百五十九号", "闽价〔2004〕259号" },
    { "国发〔一九九九〕十二号", "国发〔1999〕12号" },
    { "闽价【[2004]】259号", "闽价〔2004〕259号" },
    { "闽价2004）259号", "闽价〔2004〕259号" },
    { "闽价〔2004第259号", "闽价〔2004〕259号" },
    { "国务院令（第592号）", "国务院令第592号" },
    { "豫政办〔2013〕令53号", "豫政办〔2013〕令53号" },
    { "中华人民共和国国务院令第592号", "国务院令第592号" },
    { "中华人民共和国农业部令第47号", "农业部令第47号" },
    /* as scans, old printers and other programs spoil it */
    { "国发〔l990〕12号", "国发〔1990〕12号" },
    { "国办发[2002]I9号", "国办发〔2002〕19号" },
    { "国办发︹2002︺19号", "国办发〔2002〕19号" },
    { "国办发?2002?19号", "国办发〔2002〕19号" },
    { "国办发\xEF\xBF\xBD"
      "2002\xEF\xBF\xBD"
      "19号",
      "国办发〔2002〕19号" },
    { "国办发“2002”19号", "国办发〔2002〕19号" },
    { "国办发《2002》19号", "国办发〔2002〕19号" },
    { "国办发（二OO二）19号", "国办发〔2002〕19号" },
    { "国发〔九三〕四十二号", "国发〔1993〕42号" },
    { "国办发〔2002〕—19号", "国办发〔2002〕19号" },
    /* parts in brackets that are a figure, or square */
    { "粤价费(1)函[1996]23号", "粤价费（1）函〔1996〕23号" },
    { "[1990]国土[籍]字第93号", "国土（籍）字〔1990〕93号" },
    { "国土〔籍〕字〔1990〕第93号", "国土（籍）字〔1990〕93号" },
    /* an office whose department is no abbreviation; a place before its own abbreviation; 五部委 */
    { "国家发改委价格[2004]297号", "国家发改委价格〔2004〕297号" },
    { "罗源县罗政综[2004]56号", "罗政综〔2004〕56号" },
    { "永泰县樟政办〔2004〕3号", "永泰县樟政办〔2004〕3号" },
    { "上级财综[2002]72号", "财综〔2002〕72号" },
    { "中办、国办中办发[2002]19号", "中办发〔2002〕19号" },
    { "中共中央国务院〔1996〕13号", "中共中央国务院〔1996〕13号" },
    /* offices that share a number */
    { "县委、县政府[2004]12号文件", "县委、县政府〔2004〕12号" },
    { "中办、国办〔2002〕19号", "中办、国办〔2002〕19号" },
    { "财政部 国家税务总局公告2012年第1号", "财政部、国家税务总局公告2012年第1号" },
    { "国家发展改革委、财政部令第16号", "国家发展改革委、财政部令第16号" },
    { "中华人民共和国教育部 中华人民共和国财政部 令第5号", "教育部、财政部令第5号" },
    { "省物价局、闽财综[2004]29号", "闽财综〔2004〕29号" },
    /* orders */
    { "国令第431号", "国务院令第431号" },
    { "国务院令[第92号]", "国务院令第92号" },
    { "省政府〔2001〕45号令", "省政府令2001年第45号" },
    { "国家粮食局公告（2004年第2号）", "国家粮食局公告2004年第2号" },
    { "闽政办〔2004〕12号", "闽政办〔2004〕12号" },
};

static const char *const noise[] = {
    "",
    " ",
    "无",
    "号",
    "发文字号：",
    "文号：无",
    "晋政发〔2017〕号",
    "晋政发〔2017〕",
    "〔2004〕",
    "2004年17日",
    "12号楼",
    "第3号楼",
    "3月5号",
    "2004年3月5号",
    "0591-87654321",
    "350122196501011234",
    "2004年第3期",
    "国务院公报2004年第3号",
    "榕国用（2004）第00123号",
    "(2004)闽民终字第123号",
    "鼓楼区（2004）12号楼",
    "收据编号第0012号",
    "收据编号：第0012号",
    "闽价〔2004〕0号",
    "闽价〔1804〕3号",
    "根据闽价〔2004〕259号",
    "闽价〔2004〕259号和闽教〔2004〕12号",
    "闽价〔2004〕259号、260号",
    "关于转发国办发〔2001〕42号文件的通知",
    "关于收费的意见(经)〔2004〕2号",
    "国办发〔2002〕19、20号",
    "国办发〔2002119号",
    "国发〔1990〕第II号",
    "大政街(2004)12号",
    "商务部、公安部、司法部、建设部、农业部、国家工商总局令第1号",
};

static void reads_one_number(void **state)
{
    (void)state;
    struct jf_docno number, again;
    for (size_t i = 0; i < sizeof written / sizeof *written; i++) {
        if (!jf_docno_parse(written[i][0], &number))
            fail_msg("'%s' is not read", written[i][0]);
        assert_string_equal(number.canonical, written[i][1]);
        /* the canonical form is its own canonical form */
        assert_true(jf_docno_parse(number.canonical, &again));
        assert_string_equal(again.canonical, number.canonical);
        assert_true(jf_docno_alike(&number, &again));
    }
}

static void refuses_noise(void **state)
{
    (void)state;
    struct jf_docno number;
    for (size_t i = 0; i < sizeof noise / sizeof *noise; i++)
        if (jf_docno_parse(noise[i], &number))
            fail_msg("'%s' is read as %s", noise[i], number.canonical);
}

static void fills_the_parts(void **state)
{
    (void)state;
    struct jf_docno number;
    assert_true(jf_docno_parse("闽价[2004]费259号", &number));
    assert_string_equal(number.issuer, "闽价");
    assert_string_equal(number.category, "费");
    assert_int_equal(number.year, 2004);
    assert_int_equal(number.serial, 259);
    assert_false(number.order);
    assert_true(jf_docno_parse("国务院令431号", &number));
    assert_string_equal(number.issuer, "国务院");
    assert_string_equal(number.category, "");
    assert_int_equal(number.year, 0);
    assert_int_equal(number.serial, 431);
    assert_true(number.order);
    assert_true(jf_docno_parse("财政部公告2015年第3号", &number));
    assert_string_equal(number.issuer, "财政部");
    assert_int_equal(number.year, 2015);
    assert_true(number.order);
}

static bool alike(const char *a, const char *b)
{
    struct jf_docno one, two;
    assert_true(jf_docno_parse(a, &one));
    assert_true(jf_docno_parse(b, &two));
    return jf_docno_alike(&one, &two);
}

static void tells_alike(void **state)
{
    (void)state;
    assert_true(alike("闽价〔2004〕259号", "闽价[2004]费259号"));
    assert_false(alike("闽价〔2004〕259号", "闽教〔2004〕259号"));
    assert_false(alike("闽价〔2004〕259号", "闽价〔2005〕259号"));
    assert_false(alike("闽价〔2004〕259号", "闽价〔2004〕25号"));
    assert_true(alike("国务院令431号", "国务院第431号令"));
    assert_false(alike("国务院令第431号", "令第431号"));
    assert_false(alike("财政部公告2015年第3号", "财政部令2015年第3号"));
}

/* ---- running text ---------------------------------------------------------------------------------------- */

struct sentence {
    const char *text;
    const char *numbers; /* canonical forms, each ended by a blank */
};

static const struct sentence sentences[] = {
    { "根据闽价〔2004〕259号和闽教〔2004〕费12号文件的规定，一费制以外不得再收费。",
      "闽价〔2004〕259号 闽教〔2004〕费12号 " },
    { "按《关于进一步做好治理向农民乱收费工作的通知》（国办发〔2001〕42号）执行。", "国办发〔2001〕42号 " },
    { "学校说是按国发2004年17号收的，没有收据。", "国发〔2004〕17号 " },
    { "乡里说根据第3号文件收的，问他要文件又拿不出来。", "第3号 " },
    { "违反国务院令第431号，也不符合令第12号的规定。", "国务院令第431号 令第12号 " },
    { "省物价局、财政厅闽价〔2004〕费259号文规定每生每学期120元。", "闽价〔2004〕费259号 " },
    { "依照(1993)闽政字第12号和（91）农（经）字第3号，屠宰税不得平摊。", "闽政字〔1993〕12号 农（经）字〔1991〕3号 " },
    { "我们全村认真学习国发〔2004〕17号，觉得好。", "国发〔2004〕17号 " },
    { "我去问，校长拿出闽价〔2004〕259号给我看。", "闽价〔2004〕259号 " },
    { "不是说好国办发[2001]42号文不准收了吗？", "国办发〔2001〕42号 " },
    { "县物价局榕价〔2005〕3号文件第二条写得明白。", "榕价〔2005〕3号 " },
    { "福建省物价局闽价[2002]服610号、福州市物价局榕价[2005]费40号", "闽价〔2002〕服610号 榕价〔2005〕费40号 " },
    { "国务院办公厅国办发〔2001〕42号，中共中央、国务院中发〔1996〕13号", "国办发〔2001〕42号 中发〔1996〕13号 " },
    { "见财综字〔1999〕87号、计价格[2001]1531号、榕农负监[2005]07号，鄂价费字[2001]249号",
      "财综字〔1999〕87号 计价格〔2001〕1531号 榕农负监〔2005〕7号 鄂价费字〔2001〕249号 " },
    { "发改价检[2003]781号；闽人大常[1994]07号；湘政办明电[2000]88号",
      "发改价检〔2003〕781号 闽人大常〔1994〕7号 湘政办明电〔2000〕88号 " },
    { "乡统筹早就按国发明电〔1993〕4号取消了，现在又收。", "国发明电〔1993〕4号 " },
    { "教育局让我们看教基〔2004〕5号。", "教基〔2004〕5号 " },
    { "中共福建省委办公厅、福建省人民政府办公厅闽委办〔2000〕88号", "闽委办〔2000〕88号 " },
    { "县政府转发的闽政办〔2004〕12号，以及与之配套的连政综〔2004〕30号", "闽政办〔2004〕12号 连政综〔2004〕30号 " },
    { "《农民承担费用和劳务管理条例》（国务院令第92号）第二条", "国务院令第92号 " },
    { "村里说是按连减办（2004）3号办的。", "连减办〔2004〕3号 " },
    { "国家发展和改革委员会令第5号、住房和城乡建设部令第3号", "国家发展和改革委员会令第5号 住房和城乡建设部令第3号 " },
    { "中办发〔1996〕13号和国办发〔2001〕42号都说不许。", "中办发〔1996〕13号 国办发〔2001〕42号 " },
    { "计生办根据省计生委第3号令收了社会抚养费。", "省计生委令第3号 " },
    { "违反了宁夏回族自治区人民政府令第100号和福建省人民政府第66号令。",
      "宁夏回族自治区人民政府令第100号 福建省人民政府令第66号 " },
    { "依国家税务总局公告2015年第41号，不征。", "国家税务总局公告2015年第41号 " },
    { "关于减轻农民负担的通知\n闽委办〔2000〕88号\n各市、县：", "闽委办〔2000〕88号 " },
    { "他说的是闽 价 [ 2004 ] 第 259 号吧？", "闽价〔2004〕259号 " },
    { "《中华人民共和国农业法》（主席令第七十三号）", "主席令第73号 " },
    { "（第3号）附后。", "第3号 " },
    { "国家早有苏价费〔2004〕353号，又有榕政综〔2003〕145号，听说有个长政办〔2005〕12号。",
      "苏价费〔2004〕353号 榕政综〔2003〕145号 长政办〔2005〕12号 " },
    { "原来川府发〔2003〕15号讲的就像吉政发〔2004〕12号，白纸黑字云政发〔2003〕102号，他们不知道罗政办〔2003〕66号。",
      "川府发〔2003〕15号 吉政发〔2004〕12号 云政发〔2003〕102号 罗政办〔2003〕66号 " },
    { "請查國務院令第592號及閩價〔2OO4〕259號", "国务院令第592号 闽价〔2004〕259号 " },
    /* several of one issuer */
    { "根据国办发〔2002〕19号、20号文件，并看国发[1993]42、43、44号。",
      "国办发〔2002〕19号 国办发〔2002〕20号 国发〔1993〕42号 国发〔1993〕43号 国发〔1993〕44号 " },
    { "按国办发(2002)19号和20号文件规定，闽价[2004]费259、260号也一样",
      "国办发〔2002〕19号 国办发〔2002〕20号 闽价〔2004〕费259号 闽价〔2004〕费260号 " },
    { "见闽价[2001]12号、[2002]15号，国务院令第92号、第431号。",
      "闽价〔2001〕12号 闽价〔2002〕15号 国务院令第92号 国务院令第431号 " },
    { "闽价[2004]259号、12号楼，闽财综[2004]29号和5号那天，闽教财[2004]41号、3月5号",
      "闽价〔2004〕259号 闽财综〔2004〕29号 闽教财〔2004〕41号 " },
    /* what stands before the issuer */
    { "你办减负办[2004]6号答复，说有镇政府2003年第5号文件，又拿了个镇政办2003年5号文件。",
      "减负办〔2004〕6号 镇政府2003年第5号 镇政办〔2003〕5号 " },
    { "经连价[2004]3号核定，用连教[2004]4号顶，农业部等五部委农经发[2003]14号不许。",
      "连价〔2004〕3号 连教〔2004〕4号 农经发〔2003〕14号 " },
    { "县政办〔2004〕12号通告贴了，闽政办〔2004〕13号公告也贴了，不服县国土局〔2004〕5号处罚决定。",
      "县政办〔2004〕12号 闽政办〔2004〕13号 县国土局〔2004〕5号 " },
    /* none to be found */
    { "镇里发(1999)12号文件要我们交，他讲是县里〔2004〕12号文，按每户（2004）年12号。", "" },
    { "我于2004年3月5号到县政府12号楼203室反映，电话0591-87654321。", "" },
    { "身份证号350122196501011234，住东街口第12号，农行账号6228 4800 1234号。", "" },
    { "2004年第3期《福建农业》，国务院公报2004年第3号，简报〔2004〕3号。", "" },
    { "第12号村民小组张三在第3号井边交了第5号收据。", "" },
    { "家住凤城镇第3号，门牌第12号，收费许可证第0123号，发票第1234号。", "" },
    { "限令3号前退还，责令5号前公示。", "" },
    { "法院(2004)连民初字第123号判决；榕国用(2004)第12号土地证。", "" },
    { "2004年17日，全乡2004年共12号人，2004年5号文没见过。", "" },
    { "3号线坏了，12号车不来，1号、2号、3号都去过镇里。", "" },
    { "每亩收75元，共收（2004）年度水费1200元，12月3号交清。", "" },
};

static void adds_found(struct jf_str *out, const char *text)
{
    struct jf_docno number;
    size_t from = 0, start = 0, len = 0, last = 0;
    while (jf_docno_find(text, &from, &start, &len, &number)) {
        assert_true(start >= last);
        assert_int_equal(from, start + len);
        assert_true(from <= strlen(text));
        last = from;
        jf_str_addf(out, "%s ", number.canonical);
    }
}

/* How many of the numbers in `list` stand in `other`. */
static int common(const char *list, const char *other, int *all)
{
    int count = 0;
    for (const char *end; (end = strchr(list, ' ')); list = end + 1) {
        char one[256];
        snprintf(one, sizeof one, "%.*s", (int)(end - list + 1), list);
        count += strstr(other, one) != NULL;
        ++*all;
    }
    return count;
}

static void finds_in_running_text(void **state)
{
    (void)state;
    int expected = 0, found = 0, hit = 0, right = 0;
    size_t count = sizeof sentences / sizeof *sentences;
    assert_int_equal(count, 51);
    struct jf_str out = JF_STR_INIT;
    for (size_t i = 0; i < count; i++) {
        jf_str_clear(&out);
        adds_found(&out, sentences[i].text);
        hit += common(sentences[i].numbers, out.data, &expected);
        right += common(out.data, sentences[i].numbers, &found);
        if (strcmp(out.data, sentences[i].numbers) != 0)
            print_message("'%s'\n  expected %s\n  found    %s\n", sentences[i].text, sentences[i].numbers, out.data);
    }
    jf_str_release(&out);
    print_message("running text: recall %d of %d, precision %d of %d\n", hit, expected, right, found);
    assert_int_equal(hit, expected);
    assert_int_equal(right, found);
}

static void says_where(void **state)
{
    (void)state;
    const char *text = "根据 闽价 [2004] 259 号文，国务院第431号令。";
    struct jf_docno number;
    size_t from = 0, start, len;
    assert_true(jf_docno_find(text, &from, &start, &len, &number));
    assert_int_equal(len, strlen("闽价 [2004] 259 号"));
    assert_memory_equal(text + start, "闽价 [2004] 259 号", len);
    assert_true(jf_docno_find(text, &from, &start, &len, &number));
    assert_int_equal(len, strlen("国务院第431号令"));
    assert_memory_equal(text + start, "国务院第431号令", len);
    assert_false(jf_docno_find(text, &from, &start, &len, &number));
}

static void finds_behind_much_text(void **state)
{
    (void)state;
    struct jf_str text = JF_STR_INIT;
    for (int i = 0; i < 2000; i++)
        jf_str_add(&text, "全村二百户每户多收三十元，");
    jf_str_add(&text, "违反闽价〔2004〕259号");
    struct jf_docno number;
    size_t from = 0, start, len;
    assert_true(jf_docno_find(text.data, &from, &start, &len, &number));
    assert_string_equal(number.canonical, "闽价〔2004〕259号");
    assert_int_equal(start + len, text.len);
    jf_str_release(&text);
}

/* ---- random bytes ---------------------------------------------------------------------------------------- */

static uint32_t random_state = 20040917;

static uint32_t random_below(uint32_t limit)
{
    random_state = random_state * 1664525u + 1013904223u;
    return (random_state >> 8) % limit;
}

/* Pieces that lead deep into the code, and bytes that belong nowhere. */
static const char *const pieces[] = {
    "闽价", "国务院",       "令",   "公告",   "〔",   "〕",       "[",    "]",
    "（",   "）",           "2004", "93",     "年",   "第",       "号",   "259",
    "３",   "费",           "字",   "和",     "的",   "根据",     " ",    "　",
    "\n",   "\xE2\x80\x8B", "一百", "七",     "\xE5", "\xE5\x8F", "\xB7", "\xF0\x9F\x92\xB0",
    "\xFF", "𠮷",           "農",   "(经)",   "号令", "文件",     "楼",   "0",
    "局",   "财综",         "国农", "委员会", "县",   "意见",     "通知", "、",
    "县委", "财政局",       "l",    "I",      "O",    "罗源县罗", "，",   "?",
};

static void survives_random_bytes(void **state)
{
    (void)state;
    struct jf_docno number, again;
    for (int round = 0; round < 20000; round++) {
        char text[512];
        size_t used = 0, from = 0, start = 0, len = 0, last = 0;
        uint32_t count = random_below(60);
        for (uint32_t i = 0; i < count; i++) {
            const char *piece = pieces[random_below((uint32_t)(sizeof pieces / sizeof *pieces))];
            char any[2] = { (char)(1 + random_below(255)), '\0' };
            const char *next = random_below(12) ? piece : any;
            memcpy(text + used, next, strlen(next));
            used += strlen(next);
        }
        text[used] = '\0';
        if (jf_docno_parse(text, &number) &&
            !(jf_docno_parse(number.canonical, &again) && jf_docno_alike(&number, &again)))
            fail_msg("'%s' is read as %s, which is read otherwise", text, number.canonical);
        while (jf_docno_find(text, &from, &start, &len, &number)) {
            assert_true(len > 0 && start >= last && start + len == from && from <= used);
            assert_true(jf_utf8_valid(number.canonical, strlen(number.canonical), NULL));
            assert_true(number.serial > 0);
            last = from;
        }
    }
}

static int cleanup(void **state)
{
    (void)state;
    jf_docno_cleanup();
    jf_docno_cleanup();
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reads_one_number),       cmocka_unit_test(refuses_noise),
        cmocka_unit_test(fills_the_parts),        cmocka_unit_test(tells_alike),
        cmocka_unit_test(finds_in_running_text),  cmocka_unit_test(says_where),
        cmocka_unit_test(finds_behind_much_text), cmocka_unit_test(survives_random_bytes),
    };
    return cmocka_run_group_tests(tests, NULL, cleanup);
}
