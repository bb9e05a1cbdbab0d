# A paper is corrected after its finding was ordered to be paid back: the check, the list and the order itself say so; an order on which
# nothing was paid is withdrawn and given anew. A finding that was dismissed since is no ground either.
export JIANFU_ACTOR=王主任
quiet --today 2005-03-01 init
cat >book.xml <<'XML'
<?xml version="1.0" encoding="UTF-8"?>
<rulebook xmlns="urn:jianfu:rulebook:1">
  <source unit="演示县减负办" division="350199000000" period="2005" prepared-by="陈经办" on="2005-01-01"/>
  <document number="演价〔2004〕1号" title="演示收费标准" issuer="演示县物价局" level="county" from="2004-01-01" certainty="original"/>
  <item code="demo.tractor" name="拖拉机年检费" category="other"/>
  <standard code="demo.tractor.2004" item="demo.tractor" ruling="charge" amount="20" unit="each" from="2004-01-01"
    document="演价〔2004〕1号" article="第二条" certainty="original"/>
</rulebook>
XML
cat >register.xml <<'XML'
<?xml version="1.0" encoding="UTF-8"?>
<register xmlns="urn:jianfu:register:1">
  <source unit="演示县减负办" division="350199000000" period="2005H1" prepared-by="陈经办" on="2005-03-01"/>
  <division code="350199000000" name="演示县" county-class="1" demonstration="yes"/>
  <division code="350199108000" name="大洋镇" demonstration="yes"/>
  <division code="350199108201" name="际尾村" demonstration="yes"/>
  <unit code="108NJ" name="大洋农机站" type="station" division="350199108000"/>
</register>
XML
# notices FILE VERSION AMOUNT NO ...
notices() {
    file=$1 version=$2 amount=$3
    shift 3
    {
        echo '<?xml version="1.0" encoding="UTF-8"?>'
        echo '<notices xmlns="urn:jianfu:notice:1">'
        echo '  <source unit="大洋农机站" division="350199108000" period="2005" prepared-by="测试员" on="2005-03-01"/>'
        for no; do
            echo "  <notice no=\"$no\" version=\"$version\" unit=\"108NJ\" division=\"350199108201\" payer-class=\"household\""
            echo "   payer=\"350199108201-000$no\" payer-name=\"陈测试\" charged-on=\"2005-02-01\" total=\"$amount\" receipt=\"S$no\">"
            echo "    <item name=\"拖拉机年检费\" quantity=\"1\" price=\"$amount\" amount=\"$amount\" document=\"演价〔2004〕1号\"/></notice>"
        done
        echo '</notices>'
    } >"$file"
}
notices first.xml 1 30 1 2
quiet --today 2005-03-01 import book.xml register.xml first.xml
"$JIANFU" --today 2005-03-01 check >/dev/null 2>&1
ORDER='--findings-of 108NJ --deadline 2005-04-30 --basis 演价〔2004〕1号'
run --today 2005-03-02 refund order $ORDER
"$JIANFU" --today 2005-03-02 check | grep "^Refund orders"
run --today 2005-03-02 refund list --format csv

# the second was 25 yuan, the first 20
notices second.xml 2 25 2
quiet --today 2005-03-03 import second.xml
"$JIANFU" --today 2005-03-03 check | grep "^Refund orders"
notices third.xml 2 20 1
quiet --today 2005-03-03 import third.xml
"$JIANFU" --today 2005-03-03 check | grep "^Refund orders"
"$JIANFU" --today 2005-03-03 --lang zh check | grep 责令退还
run --today 2005-03-03 refund list --format csv
run --today 2005-03-03 refund show T2005-001 --findings
run --today 2005-03-03 refund withdraw T2005-001 --reason 原始票据登记有误
run --today 2005-03-03 refund order $ORDER
run --today 2005-03-03 --lang zh refund show T2005-002

# what a person dismissed since
run --today 2005-03-04 finding dismiss 2 --reason 该户自愿加急
run --today 2005-03-04 --lang zh refund show T2005-002

# who says why the sums differ from the start is not told again, but when a finding falls
quiet --today 2005-03-05 refund withdraw T2005-002 --reason 问题不成立
quiet --today 2005-03-05 finding confirm 2 --reason 经复核仍属超收
echo 'no,name,charged,allowed
1,陈测试,25,22' >payees.csv
run --today 2005-03-05 refund order $ORDER --payees payees.csv --difference 双方核定
run --today 2005-03-05 refund list --format csv
