# A school's case by command alone: from the telephone call to the last receipt, with everything that is refused on the way.
export JIANFU_ACTOR=陈经办
PLACE=350199108000
quiet --today 2005-05-01 init
cat >book.xml <<'XML'
<?xml version="1.0" encoding="UTF-8"?>
<rulebook xmlns="urn:jianfu:rulebook:1">
  <source unit="演示县减负办" division="350199000000" period="2005" prepared-by="陈经办" on="2005-05-01"/>
  <document number="国务院令第431号" title="信访条例" issuer="国务院" level="state" from="2005-05-01" certainty="original"/>
  <item code="petition.accept" name="信访登记与受理告知期限" category="petition"/>
  <item code="petition.handle" name="信访办结期限" category="petition"/>
  <standard code="petition.accept.2005" item="petition.accept" ruling="deadline" number="15" unit="calendar-day" from="2005-05-01"
    document="国务院令第431号" article="第二十一条" certainty="original"/>
  <standard code="petition.handle.2005" item="petition.handle" ruling="deadline" number="60" unit="calendar-day" from="2005-05-01"
    document="国务院令第431号" article="第三十三条" certainty="original"/>
</rulebook>
XML
quiet --today 2005-05-01 import book.xml
cat >register.xml <<'XML'
<?xml version="1.0" encoding="UTF-8"?>
<register xmlns="urn:jianfu:register:1">
  <source unit="演示县减负办" division="350199000000" period="2005H1" prepared-by="陈经办" on="2005-05-01"/>
  <division code="350199000000" name="演示县" county-class="1" demonstration="yes"/>
  <division code="350199108000" name="大洋镇" demonstration="yes"/>
  <unit code="108ZX1" name="大洋中学" type="department" division="350199108000"/>
  <unit code="JYJ" name="演示县教育局" type="department" division="350199000000"/>
</register>
XML
run --today 2005-05-01 import register.xml

run --today 2005-05-10 petition register --channel call --division $PLACE --unit 108ZX1 --category school \
    --petitioner 林镕 --telephone 13800000000 --text '中学每生多收50元'
run --today 2005-05-10 petition register --channel dream --division $PLACE --category school --text x
run --today 2005-05-10 petition close 2005-001
run --today 2005-05-10 petition forward 2005-001 --to 108ZX1
run --today 2005-05-12 petition accept 2005-001
run --today 2005-05-12 petition accept 2005-001
run --today 2005-05-16 petition investigate 2005-001 --note 到校查账
run --today 2005-05-16 petition investigate 2005-001 --on 2005-05-11
run --today 2005-05-20 petition conclude 2005-001 --result perhaps
run --today 2005-05-20 petition conclude 2005-001 --result substantiated --note 每生多收50元

# the order: three pupils by hand; the figures must agree
run --today 2005-05-23 refund order 2005-001 --unit 108ZX1 --deadline 2005-06-30 --basis 国务院令第92号 \
    --payee 1,黄小明,350.00,350.00
printf 'no,name,charged,allowed\n1,黄小明,350.00,300.00\n2,陈小红,350.00,300\n3,王小强,350.005,300\n' >payees.csv
run --today 2005-05-23 refund order 2005-001 --unit 108ZX1 --deadline 2005-06-30 --basis 国务院令第92号 --payees payees.csv
printf '\357\273\277no,name,charged,allowed\r\n1,黄小明,350.00,300.00\r\n2,陈小红,350.00,300\r\n3,王小强,350.01,300\r\n' >payees.csv
run --today 2005-05-23 refund order 2005-001 --no TH2005-1 --unit 108ZX1 --deadline 2005-06-30 --basis 国务院令第92号 \
    --payees payees.csv

run --today 2005-06-10 refund pay TH2005-1 --payee 1 --amount 50.01 --receipt 001 --received-by 黄小明
run --today 2005-06-10 refund pay TH2005-1 --payee 9 --amount 50 --receipt 001 --received-by 黄父
run --today 2005-06-10 refund pay TH2005-1 --payee 1 --amount 20 --receipt 001 --received-by 黄父
run --today 2005-06-10 refund pay TH2005-1 --payee 1 --amount 20 --receipt 001 --received-by 黄父 --proxy 其父代领，持户口簿
run --today 2005-06-11 refund pay TH2005-1 --payee 2 --amount 20 --receipt ' 00１' --received-by 陈小红
run --today 2005-06-11 refund pay TH2005-1 --payee 2 --amount 20
printf '编号,金额,收据号,领款人,方式,代领说明\n1,30,002,黄小明,现金,\n2,50,003,陈小红,转账,\n3,50,004,王父,,父亲\n' >pay.csv
run --today 2005-06-20 refund pay TH2005-1 --from pay.csv
run --today 2005-06-21 petition close 2005-001
run --today 2005-06-21 petition refunded 2005-001
run --today 2005-06-21 refund show TH2005-1 --unpaid
run --today 2005-06-28 refund pay TH2005-1 --all-due --receipts 尾款
run --today 2005-06-28 petition refunded 2005-001
run --today 2005-06-29 petition reply 2005-001 --opinion support --note 已全部退还
run --today 2005-06-29 refund sample TH2005-1 --seed 1
for payee in 1 2 3; do quiet --today 2005-06-29 refund confirm TH2005-1 --payee $payee --answer yes; done
run --today 2005-06-30 petition close 2005-001

run --today 2005-06-30 petition show 2005-001
run --today 2005-06-30 --lang zh petition history 2005-001 --format csv
run --today 2005-06-30 petition list --format json
run --today 2005-06-30 petition list --names --format csv
run --today 2005-06-30 refund show TH2005-1 --payments --format json
run --today 2005-06-30 refund list
# the hash depends on the files above: only the verdicts count here
"$JIANFU" --today 2005-06-30 verify | sed 's/head .*/head .../'
