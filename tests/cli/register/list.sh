# Looking into the register, and giving places, units and words as people write them.
export JIANFU_TODAY=2005-07-01 JIANFU_ACTOR=陈经办
quiet init
cat >register.xml <<'XML'
<?xml version="1.0" encoding="UTF-8"?>
<register xmlns="urn:jianfu:register:1">
  <source unit="演示县减负办" division="350199000000" period="2005H1" prepared-by="陈经办" on="2005-05-01"/>
  <division code="350199000000" name="演示县" county-class="1" demonstration="yes"/>
  <division code="350199108000" name="大洋镇" demonstration="yes"/>
  <division code="350199109000" name="小洋镇" demonstration="yes"/>
  <division code="350199108201" name="际尾村" households="300" population="1200" demonstration="yes"/>
  <division code="350199109201" name="际尾村" households="100" population="400" demonstration="yes"/>
  <unit code="108ZF" name="大洋镇人民政府" type="township" division="350199108000"/>
  <unit code="109NJ" name="农机管理站" type="station" division="350199109000"/>
  <unit code="108NJ" name="农机管理站" type="station" division="350199108000"/>
  <school code="108XX1" name="际尾小学" division="350199108201" stage="primary" area="rural"/>
</register>
XML
quiet import register.xml
run register
run register list
run register list units --under 大洋镇
run register list units --match 农机 --format csv
run register list schools
run --lang zh register list 区划 --under 109
run --lang zh register list 学校 --under 350199108000
run register list rivers
run register list --under 际尾村

run petition register --channel 来电 --division 际尾村 --category 学校收费 --text 收班费
run petition register --channel 来电 --division 示例镇 --category 学校收费 --text 收班费
run petition register --channel 来电 --division 大洋镇际尾村 --unit 农机管理站 --category 学校收费 --text 收班费
run petition register --channel 来电 --division 大洋镇际尾村 --unit 际尾小学 --category 学校收费 --text 收班费
run petition register --channel call --division 大洋镇 --category school --text 甲 --text 乙
run petition list --state 已登记 --unit 际尾小学 --format csv
run --lang zh petition list --state 已完成
run --lang zh petition accept 2005-001
# who looks for a unit among the places is told where it stands
run register list --match 小学
run --lang zh register list --match 小学
