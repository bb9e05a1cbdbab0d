# The sample county's school case (50.00 yuan too much from each of 317 pupils) by command alone: from the call to the closing,
# with plan, payments by list, receipts, a reversal, the sample and its calls.
export JIANFU_ACTOR=演示员甲
quiet --today 2005-05-01 init
quiet --today 2005-05-01 import "$FIXTURES"/rulebook/*.xml "$FIXTURES"/county/00-*.xml "$FIXTURES"/county/10-*.xml
sed -n '/no="2005-020"/,/<\/petition>/p' "$FIXTURES"/county/50-petitions.xml >case.xml
attribute() { sed -n "s/.*<$1 .*$2=\"\([^\"]*\)\".*/\1/p" case.xml; }

run --today 2005-05-12 petition register --channel call --division 长岭镇 --unit 106ZX1 --category school --petitioner 张林贵 \
    --text '长岭中学2005年春季学期每名学生收费256元，超过一费制标准，要求退还多收的钱。'
quiet --today 2005-05-13 petition accept 2005-001
quiet --today 2005-05-19 petition investigate 2005-001 --note 调阅票据、收费清册
quiet --today 2005-05-30 petition conclude 2005-001 --result substantiated --note 每生多收50.00元，涉及学生317人，共15850.00元

{ echo 编号,姓名,已收,准收; sed -n 's/.*<payee no="\([^"]*\)" name="\([^"]*\)" charged="\([^"]*\)" allowed="\([^"]*\)".*/\1,\2,\3,\4/p' case.xml; } >payees.csv
run --today 2005-06-03 refund order 2005-001 --no TK2005-01 --unit 106ZX1 --deadline 2005-06-30 \
    --basis 国务院令第92号第三十五条 --payees payees.csv
run --today 2005-06-04 refund plan TK2005-01 --instalment 2005-06-10,7000 --instalment 2005-06-30,8850.01
run --today 2005-06-04 refund plan TK2005-01 -i 2005-06-10,7000 -i2005-06-30,8850.02 # the short form is gathered as well
"$JIANFU" --today 2005-06-04 refund plan TK2005-01 --instalment "$(printf '2005-06-10\033,7000')" 2>&1 # as in any other option
run --today 2005-06-04 refund plan TK2005-01 --instalment 2005-06-10,7000 --instalment 2005-06-30,8850

# the first half of each pupil from 001 to 120, by list and without receipt numbers: the program gives them
{ echo payee,amount,received_by; sed -n 's/.*<payee no="\(0[0-9][0-9]\|1[01][0-9]\|120\)" name="\([^"]*\)".*/\1,25,\2/p' case.xml; } >first.csv
run --today 2005-06-10 refund pay TK2005-01 --from first.csv
run --today 2005-06-11 refund due
run --today 2005-06-11 refund show TK2005-01 --plan
"$JIANFU" --today 2005-06-11 refund show TK2005-01 | tail -4
run --today 2005-06-11 refund show TK2005-01 --page 7
run --today 2005-06-11 refund show TK2005-01 --page 7 --all
run --today 2005-06-11 petition refunded 2005-001
name() { sed -n "s/.*<payee no=\"$1\" name=\"\([^\"]*\)\".*/\1/p" case.xml; }
run --today 2005-06-12 refund pay TK2005-01 --payee 121 --amount 50 --received-by "$(name 121)"
run --today 2005-06-12 refund pay TK2005-01 --payee 122 --amount 50 --received-by "$(name 122)" --receipt TK2005-01-0125
run --today 2005-06-12 refund void TK2005-01 --receipt TK2005-01-0999 --reason 填写错误
run --today 2005-06-12 refund void TK2005-01 --receipt TK2005-01-0122 --reason 填写错误
run --today 2005-06-12 refund pay TK2005-01 --payee 122 --amount 50 --received-by "$(name 122)"
run --today 2005-06-13 refund reverse TK2005-01 --receipt TK2005-01-0123 --reason 发错人，已追回
run --today 2005-06-14 refund unclaimed TK2005-01 --payee 317 --amount 50 --reason 迁出且联系不上 --way 提存专户 --proof 存单第5号
run --today 2005-06-28 refund pay TK2005-01 --all-due
run --today 2005-06-28 --lang zh refund show TK2005-01 --unpaid
"$JIANFU" refund receipts TK2005-01 --format csv | sed -n '1p;/0121,/,/0125,/p;$p'
run --today 2005-06-28 petition refunded 2005-001
run --today 2005-06-28 petition reply 2005-001 --opinion support --note 已全部退还
run --today 2005-06-29 petition close 2005-001
"$JIANFU" --today 2005-06-29 refund sample TK2005-01 --seed 20050629 | sed -n '1,5p'
"$JIANFU" refund calls TK2005-01 --format csv | sed 1d | cut -d, -f1 >drawn
wc -l <drawn
first=$(sed -n 1p drawn)
for payee in $(sed 1d drawn); do quiet --today 2005-06-29 refund confirm TK2005-01 --payee "$payee" --answer yes; done
run --today 2005-06-29 refund confirm TK2005-01 --payee "$first" --answer no --note 家长说没有收到
run --today 2005-06-30 petition close 2005-001
run --today 2005-06-30 refund confirm TK2005-01 --payee "$first" --answer 已收到 --note 祖母代领，已核实
run --today 2005-06-30 petition close 2005-001
run --today 2005-06-30 refund reverse TK2005-01 --receipt TK2005-01-0001 --reason x
run --today 2005-06-30 refund list
"$JIANFU" --today 2005-06-30 verify | sed 's/head .*/head .../'
# an order over many payees: the totals and those who wait, a page at a time; a list for a program holds everybody
run refund show TK2005-01 --page 2
"$JIANFU" refund show TK2005-01 --all | wc -l
"$JIANFU" refund show TK2005-01 --format csv | wc -l
