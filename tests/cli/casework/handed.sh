# A case that another body handed down: by whom, by what paper, until when it wants the result; due, reported, closed.
quiet init
quiet import "$FIXTURES"/rulebook/*.xml "$FIXTURES"/county/00-*.xml "$FIXTURES"/county/10-*.xml "$FIXTURES"/county/80-*.xml
quiet office set --name 樟溪县减轻农民负担办公室 --mark 樟减负办 --on 2005-05-01
complaint() { # how, number, further options
    how=$1 number=$2
    shift 2
    $how petition register --no "$number" --received 2005-06-15 --division 350199106201 --category school --unit 106ZX1 \
        --petitioner 林镕 --text 林镕反映中学多收费 "$@"
}
step() { quiet petition "$@"; }
complaint run H-1 --channel handed-down --handed-by 演示市减负办 --handed-no '演减负办[2005]7号' --report-by 2005年7月12日
complaint run H-2 --channel congress --handed-by 演示县人大常委会 --report-by 2005-06-14
complaint run H-2 --channel congress --handed-by 演示县人大常委会 --report-by 2005-02-30
complaint run H-2 --channel congress --handed-by '演示县
人大常委会'
complaint run H-2 --channel congress --handed-by 演示县人大常委会 --handed-no "$(printf '%0201d' 0)"
complaint run H-9 --channel congress --handed-by 演示县人大常委会 --handed-no "$(printf '%0200d' 0)"
complaint quiet L-1 --channel letter
run petition search 演减负办[2005]7号
run petition search 演示市减负办
# a letter about the same goes into it, not the other way round
run petition merge H-1 --into L-1 --on 2005-06-16
run petition merge L-1 --into H-1 --on 2005-06-16
run petition show H-1
run petition due
step accept H-1 --on 2005-06-16
run petition report-back H-1 --on 2005-06-17
step investigate H-1 --on 2005-06-17
step conclude H-1 --on 2005-06-20 --result unsubstantiated --note 收费符合标准。
step reply H-1 --on 2005-06-21 --opinion not-support
run petition close H-1 --on 2005-06-22
run --lang zh petition close H-1 --on 2005-06-22
run petition steps H-1
run --lang zh petition report-back H-1 --on 2005-06-23 --note 学校已重新张贴公示栏。
run petition letter H-1 completion-report
run --lang zh petition letter H-1 completion-report --names
run petition show H-1 --deadlines
run --lang zh petition show H-1 --deadlines
run petition close H-1 --on 2005-06-23
# nobody handed it down
complaint quiet L-2 --channel letter
step accept L-2 --on 2005-06-16
step reply L-2 --on 2005-06-17 --opinion explain
run petition report-back L-2 --on 2005-06-18
# in a file; and too early
cat >handed.xml <<'XML'
<?xml version="1.0" encoding="UTF-8"?>
<petitions xmlns="urn:jianfu:petition:1">
  <source unit="演示县减负办" division="350199000000" period="2005H1" prepared-by="陈经办" on="2005-07-01"/>
  <petition no="X-1" channel="congress" received-on="2005-06-20" division="350199106000" category="press" handed-by="演示县人大常委会" handed-no="演人办〔2005〕3号" report-by="2005-09-20">
    <text>代表建议减轻村级订阅负担。</text>
  </petition>
</petitions>
XML
sed 's/2005-09-20/2005-06-19/; s/X-1/X-2/' handed.xml >early.xml
run import early.xml
run import handed.xml
run --lang zh petition show X-1
run --lang zh petition due --all --format csv
run verify
# changed past the program
sqlite3 "$JIANFU_DB" "UPDATE petition SET report_by = '2005-12-31' WHERE number = 'L-2'"
run verify
