# Petitions with their steps by import: what is refused, where, and a later version that carries the case on.
export JIANFU_TODAY=2005-07-01 JIANFU_ACTOR=导入员
quiet init
cat >register.xml <<'XML'
<?xml version="1.0" encoding="UTF-8"?>
<register xmlns="urn:jianfu:register:1">
  <source unit="演示县减负办" division="350199000000" period="2005H1" prepared-by="陈经办" on="2005-05-01"/>
  <division code="350199000000" name="演示县" county-class="1" demonstration="yes"/>
  <division code="350199108000" name="大洋镇" demonstration="yes"/>
  <unit code="108ZX1" name="大洋中学" type="department" division="350199108000"/>
</register>
XML
quiet import register.xml

# petitions VERSION STEPS: one case in a file of its own
petitions() {
    cat <<XML
<?xml version="1.0" encoding="UTF-8"?>
<petitions xmlns="urn:jianfu:petition:1">
  <source unit="演示县减负办" division="350199000000" period="2005H1" prepared-by="陈经办" on="2005-06-30"/>
  <petition no="2005-014" version="$1" channel="call" received-on="2005-05-10" petitioner="林镕" division="350199108000"
            unit="108ZX1" category="school">
    <text>中学每生多收50元</text>
$2
  </petition>
</petitions>
XML
}
begun='    <step type="accept" on="2005-05-12" by="陈经办"/>
    <step type="investigate" on="2005-05-16" by="王检查" note="到校查账"/>
    <step type="conclude" on="2005-05-20" by="王检查" result="substantiated"/>
    <step type="refund-order" on="2005-05-23" by="李主任" no="TH2005-1" unit="108ZX1" deadline="2005-06-30" basis="国务院令第92号">
      <payee no="1" name="黄小明" charged="350.00" allowed="300.00" due="50.00"/>
      <payee no="2" name="陈小红" charged="350.00" allowed="300.00" due="50.00"/>
    </step>'
ended='    <step type="refund-pay" on="2005-06-20" by="陈经办">
      <payment payee="1" amount="50.00" receipt="001" received-by="黄父" manner="cash" proxy="其父代领"/>
      <payment payee="2" amount="50.00" receipt="002" received-by="陈小红" manner="cash"/>
    </step>
    <step type="refunded" on="2005-06-28" by="王检查"/>
    <step type="reply" on="2005-06-29" by="李主任" opinion="support"/>
    <step type="close" on="2005-06-30" by="李主任"/>'

petitions 1 '    <step type="close" on="2005-05-12" by="陈经办"/>' >bad1.xml
run import bad1.xml
petitions 1 '    <step type="accept" on="2005-05-09" by="陈经办"/>' >bad2.xml
run import bad2.xml
petitions 1 "$(printf '%s' "$begun" | sed 's/due="50.00"/due="50.01"/')" >bad3.xml
run import bad3.xml
petitions 1 "$begun" >one.xml
run import --dry-run one.xml
run petition list
run import one.xml
run import one.xml

# found true, answered without an order and without a reason
petitions 2 "$(printf '%s' "$begun" | sed '/refund-order/,$d')
    <step type=\"reply\" on=\"2005-06-29\" by=\"李主任\" opinion=\"support\"/>" | sed 's/2005-014/2005-015/' >bad9.xml
run import bad9.xml
# closed with one fen missing
petitions 2 "$begun
$(printf '%s' "$ended" | sed 's/payee="2" amount="50.00"/payee="2" amount="49.99"/')" >bad4.xml
run import bad4.xml
# money taken by another than the payee, without a word
petitions 2 "$begun
$(printf '%s' "$ended" | sed 's/ proxy="其父代领"//')" >bad8.xml
run import bad8.xml
# a step that was taken is told otherwise
petitions 2 "$(printf '%s' "$begun" | sed 's/2005-05-16/2005-05-17/')
$ended" >bad5.xml
run import bad5.xml
petitions 2 "$(printf '%s' "$begun" | sed 's/到校查账/没有查账/')
$ended" >bad7.xml
run import bad7.xml
# the history cut short
petitions 2 '    <step type="accept" on="2005-05-12" by="陈经办"/>' >bad6.xml
run import bad6.xml
run import --quarantine bad6.xml
petitions 2 "$begun
$ended" >two.xml
run import two.xml
run petition history 2005-014
run refund list --format csv
"$JIANFU" verify | sed 's/head .*/head .../'
