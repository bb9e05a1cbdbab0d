# Slips of the hand and of the law: closing without the money, orders to the wrong unit or twice, receipts used again.
export JIANFU_TODAY=2005-07-01 JIANFU_ACTOR=陈经办
quiet init
cat >register.xml <<'XML'
<?xml version="1.0" encoding="UTF-8"?>
<register xmlns="urn:jianfu:register:1">
  <source unit="演示县减负办" division="350199000000" period="2005H1" prepared-by="陈经办" on="2005-05-01"/>
  <division code="350199000000" name="演示县" county-class="1" demonstration="yes"/>
  <division code="350199108000" name="大洋镇" demonstration="yes"/>
  <unit code="108ZX1" name="大洋中学" type="department" division="350199108000"/>
  <unit code="108NJ" name="大洋农机站" type="station" division="350199108000"/>
</register>
XML
quiet import register.xml
# case RESULT: a new case of the school, concluded
case_of() {
    quiet petition register --channel 来信 --division 大洋镇 --unit 大洋中学 --category 学校收费 --text 多收10元
    quiet petition accept "$1"
    quiet petition investigate "$1"
    quiet petition conclude "$1" --result "$2" --note 每生多收10元
}
case_of 2005-001 属实
run petition show 2005-001
run petition reply 2005-001 --opinion 支持
run petition reply 2005-001 --opinion 不支持 --no-refund 未收
run petition reply 2005-001 --opinion 支持 --no-refund 只发了通知，尚未收取
run petition close 2005-001
run --lang zh petition history 2005-001 --format csv
case_of 2005-002 不属实
run petition steps 2005-002 --format csv

case_of 2005-003 部分属实
run refund order 2005-003 --unit 大洋农机站 --deadline 2005-07-31 --basis 国务院令第92号 --payee 1,张三,30,20
run refund order 2005-003 --unit 大洋中学 --deadline 2005-07-31 --basis 国务院令第92号 --payee 1,张三,30,20 --payee 2,李四,40,20
run refund order 2005-003 --unit 大洋中学 --deadline 2005-07-31 --basis 国务院令第92号 --payee 1,张三,30,20 --payee 2,李四,40,20
run refund withdraw T2005-001
run refund withdraw T2005-001 --reason '　'
run refund withdraw T2005-001 --reason 金额录错
run petition register --channel visit --division 大洋镇 --category school --text '　　'
run refund show T2005-001
run refund order 2005-003 --unit 大洋农机站 --other-unit 款由农机站代收 --deadline 2005-07-31 --basis 国务院令第92号 \
    --payee 1,张三,30,20
run refund pay T2005-002 --payee 1 --amount 10 --receipt S1 --received-by 陌生人
run refund pay T2005-002 --payee 1 --amount 5 --receipt S1 --received-by 张三
run refund withdraw T2005-002 --reason 不退了
run refund pay T2005-002 --payee 1 --amount 5 --receipt 's１ ' --received-by 张三
run refund pay T2005-002 --payee 1 --amount 5 --receipt S2 --received-by 张五 --manner 转账 --proxy 张三之兄代领
run refund show T2005-002 --payments --format csv
run refund show T2005-002 --payments --names --format csv
run petition history 2005-003
run petition steps 2005-003 --format csv
"$JIANFU" verify | sed 's/head .*/head .../'
# what was keyed in and then changed past the program is named with its field; a removed event is named before its trail
cp "$JIANFU_DB" changed.db
sqlite3 changed.db "UPDATE petition SET telephone = '13700000000' WHERE number = '2005-001'"
"$JIANFU" --db changed.db --lang zh verify | sed 's/末条校验值 .*/末条校验值 .../'
cp "$JIANFU_DB" removed.db
sqlite3 removed.db "DROP TRIGGER event_no_delete; DELETE FROM event WHERE event_id = (SELECT min(event_id) FROM event WHERE type = 'petition.accept')"
run --db removed.db verify
