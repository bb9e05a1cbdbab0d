#!/usr/bin/python3
"""petitions.py - petitions of a busy county for the search: petitions.py NUMBER REGISTER.xml >petitions.xml

The same bytes for the same number. Places and units are those of the register, texts of 100 to 600 characters are put
together from sentences with places, items, papers, days and amounts; five steps each, with notes.
"""
import datetime
import random
import re
import sys
from xml.sax.saxutils import escape, quoteattr

ITEMS = "农机年检费 灌溉水费 教育费附加 土地登记费 选地费 班费 补课费 作业本费 报刊订阅费 有线电视初装费 计划生育押金 防疫费 屠宰税 " \
    "特产税 治安联防费 民兵训练费 修路集资款 电网改造费 学杂费 住宿费 借读费 婚检费 建房押金 绿化费 卫生费 殡葬管理费 渔船检验费 " \
    "木材检疫费 生猪定点费 粮食差价款 养路费 保险费 校服费 军训费 试卷费 体检费 档案费 公证费 测绘费 工本费".split()
NAMES = "林 陈 黄 郑 王 李 张 吴 刘 蔡 杨 许 叶 苏 庄 江 何 卢 曾 罗".split()
GIVEN = "建国 秀英 志强 美玉 文华 金水 阿福 丽珍 海生 桂兰 国平 玉梅 天送 水木 宝珠 振兴 月娥 永福 细妹 德明".split()
SENTENCES = [
    "反映{place}{day}由村干部上门收取{item}，每户{money}元，没有开具规定票据。",
    "我们是{place}的村民，今年以来{unit}以各种名义向农户收取{item}，群众意见很大。",
    "收费时没有出示收费许可证，公示栏上也没有这个项目，问起依据只说是上面的规定。",
    "据了解{paper}已经明确取消{item}，但{unit}仍然照收不误，前后共收{money}元。",
    "不交钱就不给办理手续，{name}家因为拖欠{money}元，{item}至今没有着落。",
    "村里有{count}户人家交了钱，最少的交{money}元，最多的交{money}元，收据上只写往来款。",
    "请求县减负办派人调查核实，责令{unit}把多收的{money}元退还给农户，并给群众一个答复。",
    "孩子在学校读书，除一费制以外又收{item}{money}元，家长会上说是自愿，其实不交不发课本。",
    "{day}镇里开会布置征订报刊任务，要求每个村小组完成{count}份，钱从村集体的转移支付里扣。",
    "我家有{count}口人，耕地{count}亩，全年种粮收入不过{money}元，实在负担不起。",
    "上个月已经到{unit}反映过一次，答复说要研究，到现在{count}天了还没有结果。",
    "有的干部态度生硬，说谁去告状就停谁的电、扣谁的粮补，老人{name}气得病倒在床。",
    "一事一议筹资没有开过村民会议，也没有村民签名，账目从来没有公布过。",
    "良种补贴和退耕还林的钱没有足额发到手，被抵扣了{item}{money}元。",
    "同村的{name}、{name}也可以作证，他们手里还保存着当时的收条。",
    "对照{paper}的标准每本只能收{count}元，{unit}却收了{money}元，明显超过规定。",
    "我们不是不交钱，只是想弄清楚这笔钱该不该交，交了以后用到哪里去了。",
    "请不要把这封信转给{unit}，以免打击报复。",
    "建房户{name}反映，审批一处宅基地前后盖了{count}个章，交了{item}等共{money}元。",
    "水利站按人口平摊水费，旱地、水田一个价，没有用水的也要交{money}元。",
]
NOTES = ["经查阅票据、收费清册并走访{count}户农户，反映基本属实，多收{money}元。", "已责成{unit}停止收取{item}，限期清退。",
         "未发现平摊，已向反映人解释。", "{unit}书面说明情况，附票据复印件{count}份。", "已将核实和处理情况告知信访人{day}。"]


def main():
    number, chance = int(sys.argv[1]), random.Random(5)
    register = open(sys.argv[2], encoding="utf-8").read()
    places = re.findall(r'<(?:village|division)[^>]*code="(\d{12})"[^>]*name="([^"]+)"', register)
    units = re.findall(r'<(?:unit|school)[^>]*code="([^"]+)"[^>]*name="([^"]+)"', register)
    first = datetime.date(1996, 1, 2)

    def fill(sentence, place, unit):
        def value(match):
            what = match.group(1)
            day = first + datetime.timedelta(chance.randrange(3400))
            return {"place": place[1], "unit": unit[1], "item": chance.choice(ITEMS), "count": str(chance.randint(2, 90)),
                    "name": chance.choice(NAMES) + chance.choice(GIVEN), "money": str(chance.randint(5, 20000)),
                    "day": f"{day.year}年{day.month}月{day.day}日",
                    "paper": f"闽价〔{day.year}〕费{chance.randint(1, 400)}号"}[what]
        return re.sub(r"\{(\w+)\}", value, sentence)

    out = sys.stdout
    out.write('<?xml version="1.0" encoding="UTF-8"?>\n<petitions xmlns="urn:jianfu:petition:1">\n'
              '  <source unit="演示" division="350199000000" period="2005H1" prepared-by="演示" on="2005-06-30"/>\n'
              f'  <control count="{number}"/>\n')
    for i in range(number):
        place, unit, length = chance.choice(places), chance.choice(units), chance.randint(100, 560)
        day = first + datetime.timedelta(i * 3300 // number)
        text = ""
        while len(text) < length:
            text += fill(chance.choice(SENTENCES), place, unit)
        out.write(f'  <petition no="{day.year}-{i:06d}" channel="letter" received-on="{day}" persons="1" '
                  f'petitioner="{chance.choice(NAMES)}{chance.choice(GIVEN)}" telephone="138{chance.randrange(10**8):08d}" '
                  f'division="{place[0]}" unit="{unit[0]}" category="tax-fee">\n    <text>{escape(text[:600])}</text>\n')
        for step, carries in (("accept", ""), ("investigate", "note"), ("conclude", 'result="unsubstantiated" note'),
                              ("reply", 'opinion="explain" note'), ("close", "")):
            day += datetime.timedelta(3)
            if carries:
                carries = f"{carries}={quoteattr(fill(chance.choice(NOTES), place, unit))} "
            out.write(f'    <step type="{step}" on="{day}" by="演示员" {carries}/>\n')
        out.write("  </petition>\n")
    out.write("</petitions>\n")


main()
