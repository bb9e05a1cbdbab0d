# Remedies besides money by command alone: ordered in a case and from findings, proved, rejected, put off, accepted, withdrawn;
# the case waits for them, the ledger counts the days, and the same breach again is shown as a repeat.
export JIANFU_ACTOR=王检查
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
  <unit code="108ZX1" name="大洋中学" type="department" division="350199108000"/>
</register>
XML
# notices FILE DAY NO ...: one notice each, thirty yuan where twenty are allowed
notices() {
    file=$1 day=$2
    shift 2
    {
        echo '<?xml version="1.0" encoding="UTF-8"?>'
        echo '<notices xmlns="urn:jianfu:notice:1">'
        echo "  <source unit=\"大洋农机站\" division=\"350199108000\" period=\"2005\" prepared-by=\"测试员\" on=\"$day\"/>"
        for no; do
            echo "  <notice no=\"$no\" unit=\"108NJ\" division=\"350199108201\" payer-class=\"household\" payer=\"350199108201-000$no\""
            echo "   payer-name=\"陈测试\" charged-on=\"$day\" total=\"30\" receipt=\"S$no\" receipt-kind=\"x\">"
            echo '    <item name="拖拉机年检费" quantity="1" price="30" amount="30" document="演价〔2004〕1号"/></notice>'
        done
        echo '</notices>'
    } >"$file"
}
notices first.xml 2005-02-01 1 2
notices again.xml 2005-06-02 3
quiet --today 2005-03-01 import book.xml register.xml first.xml
"$JIANFU" --today 2005-03-01 check --rule fee-over-standard >/dev/null 2>&1
run --today 2005-03-01 finding list --rule fee-over-standard --format csv

# from findings: only what a person confirmed, and by the unit that they concern
LOWER='--remedy 降低标准 --deadline 2005-03-31 --basis 演价〔2004〕1号第二条'
run --today 2005-03-02 remedy order $LOWER --finding 1,2 --text 年检费降至每台20元
quiet --today 2005-03-02 finding confirm 1
quiet --today 2005-03-02 finding confirm F2
run --today 2005-03-02 remedy order $LOWER --finding 1,2 --unit 大洋中学 --text 年检费降至每台20元
run --today 2005-03-02 remedy order $LOWER --finding 1,1 --text 年检费降至每台20元
run --today 2005-03-02 remedy order $LOWER --finding 1,99 --text 年检费降至每台20元
run --today 2005-03-02 remedy order $LOWER --text 年检费降至每台20元
run --today 2005-03-02 remedy order $LOWER --about board:none --unit 108NJ --text 更正
run --today 2005-03-02 remedy order $LOWER --finding 1,F2 --text 年检费降至每台20元
run --today 2005-03-02 remedy order --remedy 重写 --deadline 2005-03-31 --basis x --finding 1 --text y

# in a case: it cannot be closed before the board is right
quiet --today 2005-03-03 petition register --channel 来信 --division 大洋镇 --unit 大洋农机站 --category 其他 --text 公示栏未公示
run --today 2005-03-03 remedy order --petition 2005-001 --remedy board-corrected --deadline 2005-03-20 --basis 县减负〔2005〕2号 \
    --text 更正收费公示栏
quiet --today 2005-03-03 petition accept 2005-001
quiet --today 2005-03-03 petition investigate 2005-001
run --today 2005-03-03 remedy order --petition 2005-001 --remedy board-corrected --deadline 2005-03-20 --basis 县减负〔2005〕2号 \
    --text 更正收费公示栏
quiet --today 2005-03-04 petition conclude 2005-001 --result 属实
quiet --today 2005-03-04 petition reply 2005-001 --opinion 支持 --no-refund 未多收款项
run --today 2005-03-05 petition close 2005-001
run --today 2005-03-05 remedy accept Z2005-002
run --today 2005-03-10 remedy prove Z2005-002 --proof 新公示栏照片
run --today 2005-03-10 remedy prove Z2005-002 --proof 新公示栏照片 --by 李站长 --paper 农机〔2005〕3号
run --today 2005-03-12 remedy reject Z2005-002
run --today 2005-03-12 remedy reject Z2005-002 --reason 举报电话未公示 --on 2005-03-09
run --today 2005-03-12 remedy reject Z2005-002 --reason 举报电话未公示
run --today 2005-03-15 remedy extend Z2005-002 --deadline 2005-03-18 --approver 张主任 --reason 制作需时
run --today 2005-03-15 remedy extend Z2005-002 --deadline 2005-03-25 --approver 张主任 --reason 制作需时
run --today 2005-04-02 remedy list --overdue --format csv
run --today 2005-04-02 remedy prove Z2005-002 --proof 举报电话已公示 --by 李站长
run --today 2005-04-03 remedy accept Z2005-002 --note 现场查看
run --today 2005-04-03 petition close 2005-001
run --today 2005-04-03 remedy show Z2005-002
run --today 2005-04-03 petition show 2005-001
run --today 2005-04-03 remedy order --petition 2005-001 --remedy 其他整改 --deadline 2005-04-30 --basis x --text y

# acceptance settles findings only when that is said; each is settled once
run --today 2005-04-04 remedy order $LOWER --on 2005-03-30 --finding 2 --text 补办手续
run --today 2005-04-04 remedy prove Z2005-001 --proof 降低标准的通知 --by 李站长 --paper 农机〔2005〕4号
run --today 2005-04-05 remedy accept Z2005-001 --settle 已按每台20元收取
run --today 2005-04-05 remedy withdraw Z2005-003 --reason 重复责令
run --today 2005-04-05 remedy withdraw Z2005-003 --reason 重复责令
run --today 2005-04-05 finding list --rule fee-over-standard --format csv
run --today 2005-04-05 remedy show Z2005-003

# the same breach again
run --today 2005-06-10 import again.xml
"$JIANFU" --today 2005-06-10 check --rule fee-over-standard >/dev/null 2>&1
run --today 2005-06-10 finding list --rule fee-over-standard --format csv
run --today 2005-06-10 finding repeats
run --today 2005-06-10 --lang zh finding repeats --unit 大洋农机站
run --today 2005-06-10 finding repeats --unit 大洋中学 --format json
run --today 2005-06-10 finding show 3 | grep -v 'rule version\|rule book\|SHA'
quiet --today 2005-06-10 finding confirm 3
run --today 2005-06-10 remedy order --remedy 教育培训 --deadline 2005-07-10 --basis 县减负〔2005〕2号 --finding 3 --text 全站学习
run --today 2005-06-10 remedy show Z2005-004
run --today 2005-06-10 petition show 2005-001 | sed -n '/Repeats/,/^out: $/p'

# the letter to the unit: what was found, without a word of a petition; a deadline put off since is not that of the letter
run --today 2005-06-10 remedy letter Z2005-001 remedy-order
quiet --today 2005-06-10 office set --name 演示县减轻农民负担领导小组办公室 --mark 演减负办 --on 2005-01-01
run --today 2005-06-10 remedy letter Z2005-001
run --today 2005-06-10 remedy letter Z2005-001 责令整改通知书 --serial 7
run --today 2005-06-10 --lang en remedy letter Z2005-001 remedy-order
run --today 2005-06-10 remedy letter Z2005-002 remedy-order --names
# a reminder is dated today, and only of what is overdue
run --today 2005-04-01 remedy letter Z2005-001 remedy-reminder
run --today 2005-07-10 remedy letter Z2005-004 remedy-reminder
run --today 2005-07-11 remedy letter Z2005-004
run --today 2005-07-11 remedy letter Z2005-004 整改催办通知书
run --today 2005-07-11 --lang en remedy letter Z2005-004 remedy-reminder
run --today 2005-06-10 remedy letter Z2005-001 refund-order
run --today 2005-06-10 remedy letter Z1999-001 remedy-order
run --today 2005-06-10 remedy letter

run --today 2005-06-10 --lang zh remedy list
run --today 2005-06-10 --lang zh remedy show Z2005-002
run --today 2005-06-10 remedy list --unit 大洋农机站 --open --format json
run --today 2005-06-10 remedy list --petition 2005-001 --state 验收合格 --format csv
run --today 2005-06-10 remedy list --state dreaming
run --today 2005-06-10 --lang zh remedy steps
run --today 2005-06-10 remedy steps Z2005-004 --format csv
run --today 2005-06-10 petition history 2005-001
run --today 2005-06-10 --lang zh why remedy:Z2005-001
run --today 2005-06-10 why Z2005-002
run --today 2005-06-10 why finding:2 | sed -n '/^out: remedies/,$p'
run --today 2005-06-10 why case:2005-001 | sed -n '/^out: remedies/,$p'
run remedy
run remedy burn Z2005-001
run remedy show Z1999-001
run remedy prove Z2005-004 --settle x
"$JIANFU" verify | sed 's/head .*/head .../'
