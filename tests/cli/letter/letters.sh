# Every letter of a case, from the notice of acceptance to the closing sheet: text and page, Chinese and English, masked and
# with names, under the rules of 2005 and 2022 and before both.
export JIANFU_ACTOR=陈经办
quiet --today 2005-01-10 init
quiet --today 2005-01-10 import "$FIXTURES"/rulebook/00-national.xml
cat >register.xml <<'XML'
<?xml version="1.0" encoding="UTF-8"?>
<register xmlns="urn:jianfu:register:1">
  <source unit="演示县减负办" division="350199000000" period="2005H1" prepared-by="陈经办" on="2005-01-01"/>
  <division code="350199000000" name="演示县" county-class="1" demonstration="yes"/>
  <division code="350199108000" name="大洋镇" demonstration="yes"/>
  <division code="350199108201" name="际尾村" demonstration="yes"/>
  <unit code="108ZX1" name="大洋中学" type="department" division="350199108000"/>
  <unit code="JYJ" name="演示县教育局" type="department" division="350199000000"/>
</register>
XML
quiet --today 2005-01-10 import register.xml
new() { # DAY NUMBER PETITIONER TEXT [options]
    day=$1 number=$2 who=$3 text=$4
    shift 4
    quiet --today "$day" petition register --no "$number" --channel visit --division 350199108201 --unit 108ZX1 \
        --category school --petitioner "$who" --telephone 13800000000 --address 际尾村12号 --text "$text" "$@"
}
letter() { run --today 2023-01-01 "$@"; }

# an office without a name signs nothing
new 2005-02-01 2005-001 林镕 '中学每生多收50元，反映人林镕，电话13800000000'
run --today 2005-02-02 petition accept 2005-001
letter petition letter 2005-001 acceptance
run --today 2005-02-02 office show
run --today 2005-02-02 office set --mark 演减负办
run --today 2005-02-02 office set
run --today 2005-02-02 office set --name 演示县减轻农民负担领导小组办公室 --mark 演减负办 --telephone 0591-00000000 --on 2005-01-01
run --today 2022-05-01 office set --superior 演示市减轻农民负担工作领导小组办公室
run --today 2005-02-02 office show

# before the rules of 2005 no article is cited
letter petition letter 2005-001
letter petition letter 2005-001 acceptance --serial 3
letter petition letter 2005-001 reply
letter petition letter 2005-001 refund-order
letter petition letter 2005-001 答复
letter petition letter 2005-001 acceptance --serial 03
letter petition letter 2005-001 acceptance --format pdf

# under the rules of 2005: the whole way
new 2005-05-10 2005-014 林镕 '中学每生多收50元，反映人林镕，电话13800000000' --persons 3
quiet --today 2005-05-12 petition accept 2005-014 --note 请保持电话畅通
quiet --today 2005-05-16 petition investigate 2005-014
quiet --today 2005-06-20 petition extend 2005-014 --days 20 --approver 王主任 --reason '涉及三个学期，收费底册需要逐页核对'
quiet --today 2005-06-25 petition conclude 2005-014 --result substantiated --note '2005年春季学期每生多收50元，共317人。'
printf 'no,name,charged,allowed\n1,黄小明,1350.00,300.00\n2,陈小红,350.00,300\n3,王小强,15100.01,300\n' >payees.csv
run --today 2005-06-26 refund order 2005-014 --unit 108ZX1 --deadline 2005-07-31 --basis 国务院令第92号第十七条 --payees payees.csv
quiet --today 2005-06-30 refund pay T2005-001 --payee 1 --amount 1050 --receipt 001 --received-by 黄小明
letter refund letter T2005-001 payee-list
quiet --today 2005-07-01 refund pay T2005-001 --payee 3 --amount 14800.01 --receipt 002 --received-by 王父 --proxy 其父代领
quiet --today 2005-07-01 refund pay T2005-001 --payee 2 --amount 50 --receipt 003 --received-by 陈小红
quiet --today 2005-07-02 petition refunded 2005-014
run --today 2005-07-03 petition reply 2005-014 --opinion support --note 已责成学校全部退还并公示
letter petition letter 2005-014 closing-sheet # to be signed before the case is closed
quiet --today 2005-07-04 refund sample T2005-001 --seed 7
for payee in 1 2 3; do quiet --today 2005-07-04 refund confirm T2005-001 --payee $payee --answer yes; done
quiet --today 2005-07-10 petition review 2005-014 --reason '认为2004年也多收了'
quiet --today 2005-07-20 petition review-uphold 2005-014 --reason '2004年收费经核对未超过标准'
quiet --today 2005-07-30 petition second-review 2005-014 --reason 不服复查意见
quiet --today 2005-08-20 petition second-uphold 2005-014 --reason 复查意见认定事实清楚
run --today 2005-08-25 petition close 2005-014
letter petition letter 2005-014
letter --lang zh petition letter 2005-014
letter --lang zh petition letter 2005-014 答复意见
for kind in acceptance extension reply review-answer second-answer closing-sheet; do
    letter petition letter 2005-014 $kind --names
done
letter refund letter T2005-001
letter refund letter T2005-001 责令退还通知书 --serial 12 --names
letter refund letter T2005-001 payee-list --names
letter --lang en petition letter 2005-014 reply
letter --lang en refund letter T2005-001 payee-list

# refusal, withdrawal, merging; forwarding never names anybody
new 2005-05-11 2005-015 陈小红 反映邻里纠纷
run --today 2005-05-13 petition refuse 2005-015 --reason 属于民事纠纷，应当依法向人民法院提起诉讼
letter petition letter 2005-015 refusal
new 2005-05-11 2005-016 陈小红 中学多收50元
run --today 2005-05-13 petition merge 2005-016 --into 2005-014 --reason 同一学校同一事由
letter petition letter 2005-016 merge-note
new 2005-05-11 2005-017 陈小红 中学多收50元
run --today 2005-05-13 petition withdraw 2005-017 --reason 学校已经当面说明
letter petition letter 2005-017 withdrawal
new 2005-05-11 2005-018 陈小红 '中学多收50元，我叫陈小红，住际尾村12号'
run --today 2005-05-13 petition forward 2005-018 --to JYJ --reason 属于教育行政部门职责
letter petition letter 2005-018 forwarding --names

# under the rules of 2022
new 2022-06-10 2022-001 '' 询问住宿费标准
quiet --today 2022-06-12 petition forward 2022-001 --to JYJ
letter petition letter 2022-001 forwarding
quiet --today 2022-06-20 petition reply 2022-001 --opinion explain --note 住宿费已经停止收取
letter petition letter 2022-001 reply

# the page says what the text says, and nobody is named in what others read
for kind in acceptance refusal forwarding extension reply review-answer second-answer withdrawal merge-note closing-sheet; do
    for number in 2005-014 2005-015 2005-016 2005-017 2005-018; do
        for lang in zh en; do
            "$JIANFU" --lang $lang petition letter $number $kind --output $kind.$number.$lang.txt >/dev/null 2>&1
            "$JIANFU" --lang $lang petition letter $number $kind --format html --output $kind.$number.$lang.html >/dev/null 2>&1
        done
    done
done
for kind in refund-order payee-list; do
    for lang in zh en; do
        "$JIANFU" --lang $lang refund letter T2005-001 $kind --output $kind.T.$lang.txt >/dev/null 2>&1
        "$JIANFU" --lang $lang refund letter T2005-001 $kind --format html --output $kind.T.$lang.html >/dev/null 2>&1
    done
done
ls ./*.txt | wc -l
grep -l '林镕\|陈小红\|黄小明\|王小强\|13800000000\|际尾村12号' ./*.txt ./*.html
plain() { sed '/<style>/,/<\/style>/d; s/<title>.*<\/title>//; s/<[^>]*>//g' "$1" | tr -d ' \n\f=-'; }
for text in ./*.??.txt; do
    [ "$(tr -d ' \n\f=-' <"$text")" = "$(plain "${text%.txt}.html")" ] || echo "$text is not its page"
done
sed '/<style>/,/<\/style>/d' reply.2005-014.zh.html
sed '/<style>/,/<\/style>/d' payee-list.T.zh.html
"$JIANFU" --today 2023-01-01 verify | sed 's/head .*/head .../'
# who comes for others without a petitioner's name: the first who speaks for them is addressed
quiet --today 2005-07-01 petition register --no 2005-9 --channel visit --division 350199108201 --unit 108ZX1 --category school \
    --text 每生多收20元 --persons 12 --representative 林某:13800000000 --representative 陈某
quiet --today 2005-07-02 petition accept 2005-9
letter petition letter 2005-9 acceptance | grep '：$'
letter petition letter 2005-9 acceptance --names | grep '：$'
