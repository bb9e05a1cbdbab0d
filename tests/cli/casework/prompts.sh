# needs a terminal
# What is missing is asked for at a terminal, in Chinese and English; giving up writes nothing. The terminal does not echo here,
# so that the log has the questions alone.
export JIANFU_TODAY=2005-07-01 JIANFU_ACTOR=陈经办
quiet init
cat >register.xml <<'XML'
<?xml version="1.0" encoding="UTF-8"?>
<register xmlns="urn:jianfu:register:1">
  <source unit="演示县减负办" division="350199000000" period="2005H1" prepared-by="陈经办" on="2005-05-01"/>
  <division code="350199000000" name="演示县" county-class="1" demonstration="yes"/>
  <division code="350199108000" name="大洋镇" demonstration="yes"/>
  <division code="350199108201" name="际尾村" demonstration="yes"/>
  <school code="108ZX1" name="大洋中学" division="350199108000" stage="junior" area="rural"/>
  <school code="108ZX2" name="大洋第二中学" division="350199108000" stage="junior" area="rural"/>
</register>
XML
quiet import register.xml
# answers on standard input, one a line; they wait until the terminal has stopped to echo
at_terminal() {
    echo "\$ $*"
    { sleep 0.5; cat; sleep 0.5; } | script -qec "stty -echo; '$JIANFU' $*; echo status: \$?" log >/dev/null
    sed '1d; $d' log | tr -d '\r' | sed 's/^/out: /' | grep -v '^out: Script\|^out: $'
}
at_terminal --lang zh petition register <<'ANSWERS'
九
来访

大洋中学今年春季每生多收补课费15元。
见闽价[2004]259号，要求退还。
.
没有
第二
1
际尾
1
学校收费
王测试
0591-00000001

两
3
王测试，0591-00000001，际尾村

1 9
1 2

y
ANSWERS
run petition show 2005-001 --names | sed '/^out: Steps/,$d'
at_terminal petition register --channel call --category school --received 2005-06-30 <<'ANSWERS'
收费高
.

大洋镇


y
ANSWERS
# no, then giving up in the middle
at_terminal petition register --channel call --category school --division 大洋镇 --received 2005-06-30 <<'ANSWERS'
收费高
.



n
ANSWERS
# the place of the unit is taken for an empty answer
at_terminal --lang zh petition register --channel call --category school --received 2005-06-30 --unit 大洋中学 <<'ANSWERS'
收费高
。



是
ANSWERS
printf '2\n\n' | at_terminal petition register
run petition list --format csv
