# What is typed at a Chinese keyboard or saved by a spreadsheet: days, amounts, numbers, periods and register numbers in other forms; an
# address that is no more than a village makes no secret of the village.
export JIANFU_TODAY=2005-07-10 JIANFU_ACTOR=李主任
run init
run import "$FIXTURES/rulebook/00-national.xml" >/dev/null
cat >register.xml <<'XML'
<?xml version="1.0" encoding="UTF-8"?>
<register xmlns="urn:jianfu:register:1">
  <source unit="演示县减负办" division="350199000000" period="2005H1" prepared-by="陈经办" on="2005-05-01"/>
  <division code="350199000000" name="演示县" county-class="1" demonstration="yes"/>
  <division code="350199108000" name="大洋镇" demonstration="yes"/>
  <division code="350199108201" name="际尾村" demonstration="yes"/>
  <unit code="108ZX1" name="大洋中学" type="department" division="350199108000"/>
</register>
XML
run import register.xml
run office set --name 演示县减负办 --mark 演减负 --on 2005年5月1日

echo '# days, amounts, numbers, periods'
run petition register --channel 来访 --division 大洋镇际尾村 --unit 大洋中学 --category 学校收费 --text 际尾村村民反映每生多收 \
    --received ２００５年５月９日 --on 2005/5/10 --persons １２ --amount １,５００元 --charged-on 2005年春季 --charged-on 2005年3月2日 \
    --petitioner 林大山 --address 大洋镇际尾村 --no '信〔2005〕1号'
run petition register --channel 来访 --division 际尾村 --category 学校收费 --text 反映 --received 2005年2月30日
run --lang zh petition register --channel 来访 --division 际尾村 --category 学校收费 --text 反映 --charged-on 去年春季
run petition register --channel 来访 --division 际尾村 --category 学校收费 --text 反映 --amount 1,50元

echo '# a register number with other brackets; none where two are meant'
run petition accept '信(2005)１号' --on 2005.5.12
run petition register --channel 来电 --division 际尾村 --category 其他 --text 反映 --no 2005-９
run petition register --channel 来电 --division 际尾村 --category 其他 --text 反映 --no '２００５－９'
run petition show ２００５－９ | grep out:.*2005-9
run petition register --channel 来电 --division 际尾村 --category 其他 --text 反映 --no '信(2005)2号'
run petition register --channel 来电 --division 际尾村 --category 其他 --text 反映 --no '信[2005]2号'
run petition show '信〔2005〕2号'
run petition show '信[2005]2号' | grep Petition
run petition list --from 2005年5月1日 --until 20050531 --format csv
run petition investigate '信[2005]1号'
run petition conclude '信〔2005〕1号' --result 属实
run refund order '信【2005】1号' --unit 大洋中学 --deadline 2005年7月31日 --basis 国务院令第92号 --payee '１,林大山,￥150.00,１２０元'

echo '# the noughts may be left out'
run petition register --channel 来电 --division 际尾村 --category 其他 --text 反映 --no 2005-021
for number in 2005-21 2005-0021 2005-2x 2005-2; do run petition show $number 2>&1 | head -3; done

echo '# a name in part'
run --lang zh petition list --unit 大洋中
run village 际尾
run village

echo '# instalments as a spreadsheet saves them'
printf 'due_on,amount\r\n2005/7/20,"￥10.00"\r\n2005年7月31日,20\r\n' >plan.csv
run refund plan T2005-001 --instalments plan.csv
run refund show T2005-001 --plan --format csv
printf 'due_on,amount\r\n7月20日,30\r\n' >bad.csv
run refund plan T2005-001 --instalments bad.csv
run refund plan T2005-001 --instalment 2005年7月20日,１０ --instalment 7月,20
run refund pay T2005-001 --payee １ --amount 10 --received-by 林大山
run refund pay T2005-001 --payee 1 --amount '￥10.00' --received-by 林大山
printf '编号,领款人\n1,林大山\n' >head.csv
run --lang zh refund pay T2005-001 --from head.csv
run --lang zh refund unclaimed T2005-001 --payee 1 --amount １０ --reason 查无此人或者地址不明 --way 提存专户 --proof 存单3号
run --lang zh refund show T2005-001 --unclaimed

echo '# the village stands in the papers, the address does not'
run petition show '信〔2005〕1号'
run refund sample T2005-001 --seed ７ --count １ >/dev/null
run refund confirm T2005-001 --payee １ --answer 已收到
run petition refunded '信〔2005〕1号'
run petition reply '信〔2005〕1号' --opinion 支持
run petition close '信〔2005〕1号'
run petition letter '信〔2005〕1号' closing-sheet

echo '# reports: a period in words, a unit by its name'
run report unit-dossier 2005年上半年 --unit 大洋中学
run report unit-dossier 2005年上半年 --unit 无此校
run --lang zh accountability statement 2005年上半年

echo '# a list of payees as an older spreadsheet saves it: GBK, labour days too'
run petition accept 2005-９ >/dev/null
run petition investigate 2005-９ >/dev/null
run petition conclude 2005-９ --result 部分属实 >/dev/null
printf '编号,姓名,已收,准收,已派工日,准派工日\r\n１,张镕,"1,200.00",0,12,5\r\n2,李四,0,0,8.5,5\r\n' | iconv -f UTF-8 -t GB18030 >payees.csv
run refund order 2005-９ --unit 大洋中学 --deadline 2005/8/1 --basis 国务院令第92号 --payees payees.csv
run refund pay T2005-002 --payee 2 --amount 0 --days 1.25 --manner 还工 --received-by 李四
run refund show T2005-002 --names
printf '编号,姓名,已收,准收\r\n1,\377\377,1,0\r\n' >bad.csv
run refund order 2005-９ --unit 大洋中学 --deadline 2005/8/1 --basis 国务院令第92号 --payees bad.csv
# every step about a refund tells what it was about
quiet refund reverse T2005-002 --receipt T2005-002-0001 --reason 误登
quiet refund void T2005-002 --receipt T2005-002-0002 --reason 写坏
quiet refund unclaimed T2005-002 --payee 1 --amount 5 --reason 查无此人或者地址不明 --way 提存专户 --proof 存单4号
quiet refund reverse T2005-002 --payee 1 --reason 已经找到
run petition history 2005-９ --format csv
run --lang zh petition history 2005-９ --format csv
