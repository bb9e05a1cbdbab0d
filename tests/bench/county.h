/* county.h - what the invented counties are made of: names, units, fees, invented papers and standards. Data only; the
 * sizes and the records are made in generate.c. Every paper and figure here is invented unless its paper is a national
 * one. */
#ifndef BENCH_COUNTY_H
#define BENCH_COUNTY_H

#include <stdbool.h>
#include <stdint.h>

#define COUNT(a) ((int)(sizeof(a) / sizeof((a)[0])))

enum { SAMPLE_HOUSEHOLDS = 76768, SAMPLE_CARDS = 76000 };
enum {
    OVERCHARGED_FIRST = 108,
    OVERCHARGED_SECOND = 105,
    OVERCHARGED_THIRD = 104,
    OVERCHARGE = 5000
}; /* 15,850.00 in all */

/* ---- places and names ---- */

static const char *const township_names[] = { "城关", "石潭", "梧岭", "葛洋", "云峰", "清溪", "长岭",
                                              "同坑", "大洋", "塘口", "富溪", "岭头", "赤岩", "洑溪",
                                              "盖山", "东坑", "霞村", "盘岭", "红岩", "白沙", "丹溪" };
static const int sample_villages[] = { 15, 16, 14, 13, 13, 12, 13, 12, 14, 10, 11,
                                       12, 11, 12, 11, 11, 12, 11, 10, 11, 11 };
enum { TOWNS = 9, DAYANG = 8, SECOND_LISTED = 18, OVERCHARGING = 6 };

static const char *const village_first[] = { "上", "下", "东", "西", "南", "北", "前", "后", "里", "外", "大",
                                             "小", "新", "旧", "高", "长", "双", "三", "石", "龙", "凤" };
static const char *const village_second[] = { "洋", "坑", "坂", "溪", "厝", "山", "坪",
                                              "埔", "墩", "林", "湖", "岭", "园", "格" };

static const char *const surnames[] = { "陈", "林", "黄", "张", "李", "王", "吴", "刘", "蔡", "杨", "许",
                                        "郑", "谢", "郭", "洪", "邱", "曾", "廖", "赖", "徐", "周", "叶",
                                        "苏", "庄", "江", "吕", "何", "罗", "高", "潘", "鲍", "檀" };
static const char *const given[] = { "建", "国", "明", "德", "金", "水", "木", "火", "土", "生", "庆", "财", "贵",
                                     "忠", "义", "仁", "礼", "信", "文", "武", "春", "秋", "海", "山", "林", "森",
                                     "玉", "珠", "英", "兰", "秀", "美", "丽", "华", "荣", "福", "寿", "康", "宁",
                                     "平", "安", "光", "辉", "志", "勇", "强", "永", "良", "镕", "堃", "喆", "㛃",
                                     "燊", "旻", "清", "泉", "长", "顺", "宝", "来", "添", "发", "钦", "炳" };

struct paper {
    const char *number;
    const char *title;
    const char *issued;
    const char *from;
    const char *until;
    const char *replaced_by;
};

/* Invented papers: the issuer 演示 makes plain that no such paper exists. */
static const struct paper papers[] = {
    { "演示价〔2003〕5号", "关于农机年检收费标准的通知（演示）", "2002-12-18", "2003-01-01", "2004-12-31",
      "演示价〔2004〕12号" },
    { "演示价〔2003〕6号", "关于农机牌证工本费标准的通知（演示）", "2002-12-18", "2003-01-01", NULL, NULL },
    { "演示价〔2003〕9号", "关于农业用水收费标准的通知（演示）", "2003-06-12", "2003-07-01", NULL, NULL },
    { "演示委办〔2003〕8号", "关于实行农村订阅报刊费用限额制的通知（演示）", "2003-11-20", "2004-01-01", NULL, NULL },
    { "演示价〔2004〕1号", "关于农村义务教育“一费制”收费标准的通知（演示）", "2004-07-20", "2004-08-01", "2006-01-31",
      NULL },
    { "演示价〔2004〕2号", "关于畜禽防疫检疫收费标准的通知（演示）", "2004-02-16", "2004-03-01", NULL, NULL },
    { "演示价〔2004〕7号", "关于取消部分涉农收费项目的通知（演示）", "2004-06-15", "2004-07-01", NULL, NULL },
    { "演示价〔2004〕12号", "关于降低农机年检收费标准的通知（演示）", "2004-12-10", "2005-01-01", NULL, NULL },
    { "演示价〔2004〕15号", "关于跨区作业证工本费试行标准的通知（演示）", "2004-09-20", "2004-10-01", "2005-03-31",
      NULL },
    { "演示价〔2005〕6号", "关于拖拉机号牌费标准的通知（演示）", "2005-04-20", "2005-01-01", NULL, NULL },
};

struct rate {
    const char *from;
    const char *until;
    int64_t fen;
    const char *paper;
};

struct fee {
    const char *code;
    const char *name;
    const char *alias;
    const char *station; /* suffix of the unit that charges it */
    const char *unit;
    int quantity;  /* largest whole quantity; negative: tenths of that many */
    bool national; /* its item and standard stand in the national rule book */
};
static const struct fee fees[] = {
    { "demo.machine_check", "农机年检费", "拖拉机年检费", "NJ", "each", 1, false },
    { "demo.machine_licence", "农机驾驶证工本费", "农机驾驶证费", "NJ", "certificate", 1, false },
    { "demo.irrigation", "农业灌溉水费", "灌溉水费", "SL", "each", -60, false },
    { "demo.pumping", "机电提灌费", "提灌费", "SL", "each", -40, false },
    { "demo.vaccine", "畜禽防疫费", "生猪防疫费", "SY", "each", 6, false },
    { "demo.quarantine", "畜禽产地检疫费", "产地检疫费", "SY", "each", 4, false },
    { "house.land_cert", "土地证书工本费", "土地证工本费", "TD", "certificate", 1, true },
    { "demo.cross_area", "跨区作业证工本费", "跨区作业证费", "NJ", "certificate", 1, false },
};
enum { FEES = COUNT(fees), MACHINE_CHECK = 0, CROSS_AREA = 7 };

static const struct rate rates[FEES][2] = {
    { { "2003-01-01", "2004-12-31", 3000, "演示价〔2003〕5号" }, { "2005-01-01", NULL, 2000, "演示价〔2004〕12号" } },
    { { "2003-01-01", NULL, 1000, "演示价〔2003〕6号" } },
    { { "2003-07-01", NULL, 1200, "演示价〔2003〕9号" } },
    { { "2003-07-01", NULL, 800, "演示价〔2003〕9号" } },
    { { "2004-03-01", NULL, 500, "演示价〔2004〕2号" } },
    { { "2004-03-01", NULL, 300, "演示价〔2004〕2号" } },
    { { "1991-01-01", NULL, 500, "国地字〔1990〕93号" } },
    { { "2004-10-01", "2005-03-31", 600, "演示价〔2004〕15号" } },
};

struct station {
    const char *suffix;
    const char *name;
    const char *type;
};
static const struct station stations[] = { { "ZF", "人民政府", "township" },  { "NJ", "农机管理站", "station" },
                                           { "SL", "水利工作站", "station" }, { "SY", "畜牧兽医站", "station" },
                                           { "TD", "国土资源所", "station" }, { "BM", "便民收费大厅", "station" } };

struct department {
    const char *code;
    const char *name;
};
static const struct department departments[] = { { "350199JF", "减轻农民负担监督管理办公室" },
                                                 { "350199WJ", "物价局" },
                                                 { "350199JY", "教育局" },
                                                 { "350199CZ", "财政局" },
                                                 { "350199JS", "建设局" },
                                                 { "350199GT", "国土资源局" },
                                                 { "350199NY", "农业局" },
                                                 { "350199SL", "水利局" },
                                                 { "350199WS", "卫生局" },
                                                 { "350199SW", "地方税务局" } };

/* One-fee figures per pupil and term, in fen. Invented. */
enum area { SEAT, TOWN, RURAL };
enum stage { PRIMARY, JUNIOR };
static const char *const area_names[] = { "county-seat", "town", "rural" };
static const char *const stage_names[] = { "primary", "junior" };
static const int64_t onefee_cap[2][3] = { { 13800, 13300, 12800 }, { 21100, 20600, 19600 } };
static const int64_t misc_rate[2][3] = { { 7500, 7000, 6500 }, { 11500, 11000, 10000 } };
static const int64_t textbook_cost[2] = { 5500, 8500 }; /* the dearest set of books */
static const int64_t workbook_rate[2] = { 1000, 1500 };
static const int64_t boarding_rate = 6000;

/* Press caps per year, in fen. Invented. */
static const int64_t press_village[2] = { 80000, 50000 }; /* size class A, B */
static const int64_t press_township = 300000;
static const int64_t press_school[2] = { 60000, 100000 };

/* Items and standards of the national and provincial books that a county of any size needs to stand alone. */
static const char *const shared_items[][4] = {
    { "school.onefee", "一费制收费总额", "school", "一费制" },
    { "school.misc", "杂费", "school", "学杂费" },
    { "school.textbook", "课本费", "school", "教科书费" },
    { "school.workbook", "作业本费", "school", "作业本" },
    { "school.boarding", "住宿费", "school", "寄宿费" },
    { "press.subscription", "报刊订阅费", "press", "报刊费" },
    { "house.land_cert", "土地证书工本费", "house", "土地证工本费" },
    { "house.other", "农民建房其他行政事业性收费", "house", "选地费" },
    { "arrears", "改革前税费尾欠", "farm-tax", "农业税尾欠" },
    { "levy.village", "村提留", "levy", "村提留款" },
    { "levy.township", "乡统筹", "levy", "乡统筹费" },
};
static const char *const shared_bans[][3] = { { "house.other.2001", "house.other", "计价格〔2001〕1531号" },
                                              { "arrears.pre_reform", "arrears", "国发〔2003〕12号" },
                                              { "levy.fj.village", "levy.village", "国发〔2003〕12号" },
                                              { "levy.fj.township", "levy.township", "国发〔2003〕12号" } };
static const char *const shared_papers[] = { "国地字〔1990〕93号", "计价格〔2001〕1531号", "国发〔2003〕12号" };

/* Names for planted breaches. */
static const char *const baseless[] = { "治安联防费", "环境卫生管理费", "村道养护赞助费", "户籍管理费",
                                        "农村公益事业集资款" };
static const char *const cancelled[] = { "乡统筹", "村提留", "选地费", "农业税尾欠", "农田水利工程集资" };
static const char *const extra_school[] = { "补课费", "校园卡费", "校服预收款", "班费" };
static const char *const unreadable[] = { "按县会议纪要", "上级有关文件", "历年惯例" };

#endif
