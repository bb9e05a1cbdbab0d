# A book with every fault that lint knows, and papers that disagree.
quiet init
cat >register.xml <<'XML'
<?xml version="1.0" encoding="UTF-8"?>
<register xmlns="urn:jianfu:register:1">
  <source unit="测试" division="350199000000" period="2005" prepared-by="t" on="2005-06-30"/>
  <division code="350199000000" name="樟溪县" county-class="1" coastal="no" demonstration="yes"/>
  <division code="350199100000" name="城关镇"/>
  <division code="350199100200" name="城东村"/>
  <unit code="ST" name="农机站" type="station" division="350199100000"/>
</register>
XML
cat >book.xml <<'XML'
<?xml version="1.0" encoding="UTF-8"?>
<rulebook xmlns="urn:jianfu:rulebook:1">
  <source unit="测试" division="350199000000" period="2005" prepared-by="t" on="2005-06-30"/>
  <document number="国试〔2003〕1号" title="国家文件" issuer="国家" level="state" from="2003-01-01" certainty="original"/>
  <document number="闽试〔2004〕2号" title="省文件" issuer="省" level="province" from="2004-01-01" until="2005-03-31" replaced-by="闽试〔2005〕3号" certainty="original"/>
  <document number="县试〔2004〕5号" title="县文件" issuer="县" level="county" from="2004-06-01" certainty="original"/>
  <document number="县试〔2005〕6号" title="县后一文件" issuer="县" level="county" certainty="original"/>
  <item code="a" name="年检费" category="production"><alias>检验费</alias><pattern>检</pattern></item>
  <item code="b" name="检疫费" category="production"><pattern>(</pattern><pattern>^检.费$</pattern></item>
  <item code="c" name="工本费" category="production"><alias>检验费</alias></item>
  <item code="d" name="水费" category="production"/>
  <item code="e" name="没有用的费" category="other"/>
  <item code="g" name="学校收费" category="school"/>
  <item code="h" name="报刊限额" category="press"/>
  <item code="i" name="入户率" category="other"/>
  <!-- the state forbids more than 10; the county takes 12 at stations: level, and used because narrower -->
  <standard code="a.state" item="a" ruling="cap" amount="10.00" unit="each" from="2003-01-01" document="国试〔2003〕1号" certainty="original" checked-on="2005-01-01"/>
  <standard code="a.county" item="a" ruling="charge" amount="12.00" unit="each" from="2004-06-01" document="县试〔2004〕5号" certainty="original" checked-on="2004-07-09" unit-type="station"/>
  <!-- the same figure again conflicts with nothing; nor does another scope, a later time or a blank -->
  <standard code="a.province.same" item="a" ruling="cap" amount="10.00" unit="each" from="2004-01-01" until="2005-12-31" document="闽试〔2004〕2号" certainty="original" checked-on="2005-07-01" payer-class="household"/>
  <standard code="a.county.blank" item="a" ruling="cap" unit="each" from="2004-06-01" document="县试〔2005〕6号" certainty="unverified" payer-class="village"/>
  <!-- two county papers: the later -->
  <standard code="d.2004" item="d" ruling="charge" amount="3.00" unit="each" from="2004-06-01" document="县试〔2004〕5号" certainty="original" division="350199100000"/>
  <standard code="d.2005" item="d" ruling="ban" unit="none" from="2005-01-01" document="县试〔2005〕6号" certainty="original" division="350199100200"/>
  <standard code="d.2006" item="d" ruling="charge" amount="4.00" unit="each" from="2007-01-01" document="县试〔2005〕6号" certainty="original" division="350199100000" unit-type="school"/>
  <!-- equal scope, overlapping; and a gap -->
  <standard code="b.1" item="b" ruling="charge" amount="1.00" unit="each" from="2003-01-01" until="2004-06-30" document="国试〔2003〕1号" certainty="original"/>
  <standard code="b.2" item="b" ruling="charge" amount="2.00" unit="each" from="2004-06-30" until="2004-12-31" document="国试〔2003〕1号" certainty="original"/>
  <standard code="b.3" item="b" ruling="charge" amount="2.00" unit="each" from="2005-02-01" document="国试〔2003〕1号" certainty="original"/>
  <!-- the office's own figure beside a blank of the province, of equal scope; the same with its division -->
  <standard code="h.province" item="h" ruling="cap" unit="unit-year" from="2004-01-01" document="闽试〔2004〕2号" certainty="original" unit-type="village"/>
  <standard code="h.county" item="h" ruling="cap" amount="500.00" unit="unit-year" from="2004-01-01" document="县试〔2004〕5号" certainty="original" unit-type="village"/>
  <standard code="h.county.here" item="h" ruling="cap" amount="500.00" unit="unit-year" from="2004-01-01" document="县试〔2004〕5号" certainty="original" unit-type="village" division="350199000000"/>
  <!-- a share that has to be reached is a deadline, as the province has it; a cap of it is nothing that a rule looks for -->
  <standard code="i.province" item="i" ruling="deadline" unit="percent" from="2004-01-01" document="闽试〔2004〕2号" certainty="original"/>
  <standard code="i.county" item="i" ruling="cap" number="99" unit="percent" from="2005-01-01" document="县试〔2005〕6号" certainty="original"/>
  <!-- no paper; a share of nothing; a set without members -->
  <standard code="c.1" item="c" ruling="charge" amount="5.00" unit="certificate" from="2003-01-01" certainty="unverified"/>
  <standard code="c.2" item="c" ruling="cap" percent="20" unit="share" from="2003-01-01" document="国试〔2003〕1号" certainty="original" season="A"/>
  <standard code="g.1" item="g" ruling="only" unit="none" from="2003-01-01" document="国试〔2003〕1号" certainty="original"/>
</rulebook>
XML
cat >notices.xml <<'XML'
<?xml version="1.0" encoding="UTF-8"?>
<notices xmlns="urn:jianfu:notice:1">
  <source unit="测试" division="350199000000" period="2005" prepared-by="t" on="2005-06-30"/>
  <notice no="1" unit="ST" division="350199100200" payer-class="household" payer="350199100200-1" charged-on="2005-03-01" total="12.00">
    <item name="检查费" document="县试〔2004〕5号" quantity="1" price="12.00" amount="12.00"/>
  </notice>
</notices>
XML
run import register.xml book.xml notices.xml
run rulebook conflicts
run rulebook conflicts --format json
run rulebook lint
run rulebook stale
run rulebook stale --days 30 --on 2005-01-20 --format csv
run rulebook at 2005-03-01 --item a --unit-type station
run rulebook test-name 检查费
