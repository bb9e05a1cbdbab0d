/* complaints.h - the year of the sample county: the petitions of fixtures/county and the charges that they are about.
 * It re-enacts the county section: 25 letters, calls and visits about taxes and fees, school fees and house building,
 * one suggestion of the People's Congress, one refund of 15,850.00 yuan, no major case. Data only. */
#ifndef BENCH_COMPLAINTS_H
#define BENCH_COMPLAINTS_H

#include "county.h"

enum outcome { SUBSTANTIATED, PARTLY, UNSUBSTANTIATED, ANSWERED, FORWARDED, IN_WORK, REFUND };

/* One petition of the sample county. Days are the day of receipt and days counted from it. */
struct complaint {
    const char *channel;
    const char *received;
    const char *category;
    int persons;
    int township;     /* -1: the county seat */
    const char *unit; /* suffix for the township's unit, or a whole code */
    enum outcome outcome;
    int concluded_after;
    const char *text;
    const char *found; /* what was found, or the answer */
};

static const struct complaint complaints[] = {
    { "letter", "2005-01-06", "tax-fee", 1, 1, "NJ", SUBSTANTIATED, 33,
      "反映石潭镇农机管理站2005年1月仍按每台30元收取农机年检费，询问新标准是多少。",
      "经核实，收费标准自2005年1月1日起降为每台20元，该站个别票据仍按旧标准开具，已责成改正并在公示栏更新。" },
    { "visit", "2005-01-11", "house-building", 2, 9, "TD", SUBSTANTIATED, 40,
      "两户村民来访，反映翻建旧房时被要求另交选地费，要求说明依据。",
      "除证书工本费外没有收取其他行政事业性收费的依据，已责成国土资源所停止收取。" },
    { "call", "2005-01-17", "tax-fee", 1, 4, "ZF", ANSWERED, 3,
      "来电询问农业税免征以后，以前年度欠交的农业税还要不要交。",
      "改革前的税费尾欠暂停清收，任何单位不得借机清欠；已向来电人说明政策。" },
    { "call", "2005-01-24", "tax-fee", 1, 10, "SL", UNSUBSTANTIATED, 35,
      "反映富溪乡水利工作站灌溉水费按户平摊，没有按实际亩数收取。",
      "查阅收费底册和票据，均按亩计收，未发现平摊，已向反映人解释。" },
    { "congress", "2005-01-28", "tax-fee", 1, DAYANG, "350199JS", SUBSTANTIATED, 47,
      "县人大代表建议：大洋镇际尾村改建村小学，建设主管部门向村里收取教育费附加9600元，并要求砂、石材料必须出示"
      "税务发票，否则不予验收，加重村集体和农民负担，建议清退并纠正。",
      "收取教育费附加没有依据，村小学改建所用砂石系村民自采自运，不应强行要求出示税务发票；已要求建设局停止收取、"
      "提出清退方案，有关情况书面答复代表。" },
    { "visit", "2005-02-02", "tax-fee", 3, 12, "ZF", PARTLY, 50,
      "赤岩乡村民来访，反映乡里仍以“乡统筹”名义向农户收款，要求退还。",
      "经核实有5户被以“乡统筹”名义收款，其余反映不属实；乡统筹已经取消，责令停止收取，所收款项列入检查发现的问题处理"
      "。" },
    { "letter", "2005-02-16", "school", 1, 3, "XX1", UNSUBSTANTIATED, 38,
      "反映葛洋镇中心小学开学收费比通知的多，没有开票据。",
      "核对收费清册、公示栏和票据存根，收费未超过限额，票据齐全。" },
    { "call", "2005-02-22", "school", 1, 14, "ZX1", ANSWERED, 2,
      "来电询问住宿生除一费制以外还要交哪些钱，住宿费标准是多少。",
      "住宿费不在一费制总额内，按演示价〔2004〕1号单独收取；已说明标准和投诉电话。" },
    { "call", "2005-02-25", "school", 1, 17, "XX2", PARTLY, 45, "反映盘岭乡一村小学除学费外还收取班费。",
      "班费系家长委员会提议，但由学校代收不妥，学校已停止代收并当场退还，未列入学校收费。" },
    { "letter", "2005-03-03", "house-building", 1, 2, "TD", UNSUBSTANTIATED, 42,
      "反映梧岭镇国土资源所办理土地证书收费过高。", "经查按每本5元收取工本费，未超标准。" },
    { "visit", "2005-03-09", "house-building", 4, 15, "TD", SUBSTANTIATED, 52,
      "东坑乡四户村民来访，反映建房审批时被收取土地登记费，要求退还。",
      "收取土地登记费没有依据，已责令停止；涉及票据列入检查发现的问题一并处理。" },
    { "letter", "2005-03-14", "tax-fee", 1, 5, "SY", UNSUBSTANTIATED, 30, "反映清溪镇畜牧兽医站防疫费每头收费不一。",
      "防疫费按头计收，反映人将产地检疫费一并计算，已解释清楚。" },
    { "call", "2005-03-21", "tax-fee", 1, 19, "SL", ANSWERED, 1, "来电询问机电提灌费由谁收、标准多少、要不要开票。",
      "提灌费由水利工作站按演示价〔2003〕9号收取，必须开具票据；已答复。" },
    { "letter", "2005-03-28", "house-building", 1, 7, "TD", ANSWERED, 4,
      "来信询问农民在本村集体土地上建房要交哪些费用。",
      "农民自建住房只收证书工本费，其他行政事业性收费一律不得收取；已书面答复。" },
    { "call", "2005-04-04", "school", 1, 0, "350199ZX1", UNSUBSTANTIATED, 44, "反映实验中学收取校服款和保险费。",
      "校服由家长自愿向厂家购买，学校没有经手收费，保险由保险公司自行办理，未发现代收。" },
    { "visit", "2005-04-11", "tax-fee", 2, 18, "NJ", PARTLY, 48,
      "红岩乡两名机手来访，反映农机管理站办理跨区作业证收费没有文件。",
      "跨区作业证工本费试行标准2005年3月31日到期，到期后仍有收取，已停止。" },
    { "letter", "2005-04-18", "press", 1, 11, "CW", UNSUBSTANTIATED, 41, "反映岭头乡一村给每户摊派订报。",
      "查阅村账，报刊由村集体自订，2005年度未超过限额，没有向农户摊派。" },
    { "letter", "2005-04-25", "house-building", 1, 6, "TD", FORWARDED, 6,
      "反映邻居占用水渠建房、长岭镇国土资源所不处理，请求查处违法占地。",
      "反映事项属土地管理职责，转县国土资源局处理并告知来信人。" },
    { "visit", "2005-05-09", "tax-fee", 2, 13, "SL", SUBSTANTIATED, 35,
      "洑溪乡村民来访，反映水利工作站收取农田水利工程集资。",
      "该项集资已自2004年7月1日起取消，责令停止收取，已收票据列入检查发现的问题。" },
    { "call", "2005-05-12", "school", 1, OVERCHARGING, "ZX1", REFUND, 18,
      "学生家长来电，反映长岭中学2005年春季学期每名学生收费256元，课本费里含有教辅材料款，超过一费制标准，要求退还多收"
      "的钱。",
      "经查阅收费清册、票据存根并走访学生家长，长岭中学2005年春季学期每生收取256.00元，一费制限额206.00元，每生多收50."
      "00元，"
      "涉及学生317人，共15850.00元，反映属实；已要求学校提出清退方案，6月底前全部退还学生。" },
    { "call", "2005-05-17", "tax-fee", 1, 16, "ZF", ANSWERED, 2,
      "来电询问明白卡什么时候发到户、卡上没有的收费能不能拒交。",
      "明白卡6月底前发到户，卡外收费可以拒交并举报；已答复。" },
    { "letter", "2005-05-24", "other", 1, 20, "CW", ANSWERED, 5, "来信询问村里一事一议修路筹资的上限和表决办法。",
      "按现行规定每人每年不超过15元，须经村民会议或村民代表会议表决；已书面答复。" },
    { "call", "2005-05-30", "school", 1, 8, "XX3", UNSUBSTANTIATED, 24, "反映大洋镇一所村小学六年级收取补课费。",
      "走访学生和家长，学校未组织收费补课。" },
    { "letter", "2005-06-07", "house-building", 1, 10, "TD", IN_WORK, 0, "反映建房时被收取城市基础设施配套费。",
      "已派员调阅票据，正在核实。" },
    { "call", "2005-06-14", "tax-fee", 1, 3, "NJ", IN_WORK, 0, "反映葛洋镇农机管理站年检费仍按30元收取。",
      "已受理，正在核对票据。" },
    { "visit", "2005-06-22", "school", 5, 12, "ZX1", IN_WORK, 0, "赤岩中学学生家长来访，反映学期中途加收资料费。",
      "已受理，待进校核实。" },
};

/* What the complaints of the sample county are about: charges that the petitions name, each a breach of one rule. */
struct charge {
    int township;
    const char *unit;
    const char *day;
    const char *name;
    const char *paper;
    int64_t fen;
    int payers;
    const char *rule; /* NULL: nothing can be decided, the book does not have the paper */
};
static const struct charge charges[] = {
    { 1, "NJ", "2005-01-03", "农机年检费", "演示价〔2004〕12号", 3000, 3, "fee-over-standard" },
    { 9, "TD", "2005-01-10", "选地费", NULL, 20000, 2, "fee-cancelled" },
    { 12, "ZF", "2005-01-28", "乡统筹", NULL, 4500, 5, "levy-after-reform" },
    { 15, "TD", "2005-03-04", "土地登记费", NULL, 12000, 4, "fee-cancelled" },
    { 18, "NJ", "2005-04-08", "跨区作业证工本费", NULL, 600, 2, "fee-outside-period" },
    { 13, "SL", "2005-04-25", "农田水利工程集资", NULL, 3000, 6, "fee-cancelled" },
    { 16, "SL", "2005-03-01", "小型水库维护费", "演示水〔2004〕33号", 1000, 6, NULL },
};

/* Why no refund is ordered within a case that was found true; the last row is said of all others. */
struct unrefunded {
    int number; /* of the petition; 0: all others */
    const char *reason;
};
static const struct unrefunded unrefunded[] = {
    { 5, "清退方案由建设局另行报送，列入检查发现的问题一并处理。" },
    { 9, "班费已由学校当场退还家长。" },
    { 0, "多收款项列入检查发现的问题，由检查处理时责令退还，不在本件内退款。" },
};

#endif
