# A school of 1,000 pupils: ordered by list, paid half by a list and the rest as signed, every receipt once, closed to the fen.
quiet --today 2005-05-01 init
quiet --today 2005-05-01 import "$FIXTURES"/rulebook/*.xml "$FIXTURES"/county/00-*.xml "$FIXTURES"/county/10-*.xml
quiet --today 2005-05-12 petition register --channel call --division 长岭镇 --unit 106ZX1 --category school --petitioner 甲 --text 每名学生多收35.05元
quiet --today 2005-05-13 petition accept 2005-001
quiet --today 2005-05-19 petition investigate 2005-001 --note 调阅收费清册
quiet --today 2005-05-30 petition conclude 2005-001 --result substantiated --note 每生多收35.05元
pupils() { seq -w 1 1000; }
{ echo no,name,charged,allowed; pupils | awk '{ printf "%s,学生%s,241.05,206\n", $1, $1 }'; } >payees.csv
run --today 2005-06-03 refund order 2005-001 --no T-1000 --unit 106ZX1 --deadline 2005-06-30 --basis 国务院令第92号 --payees payees.csv
{ echo payee,amount,received_by; pupils | head -500 | awk '{ printf "%s,35.05,学生%s\n", $1, $1 }'; } >half.csv
run --today 2005-06-10 refund pay T-1000 --from half.csv
run --today 2005-06-10 refund pay T-1000 --from half.csv
run --today 2005-06-11 petition refunded 2005-001
run --today 2005-06-20 refund pay T-1000 --all-due
run --today 2005-06-21 petition refunded 2005-001
"$JIANFU" refund receipts T-1000 --format csv | sed 1d | cut -d, -f1 | sort | uniq -d | wc -l
"$JIANFU" refund receipts T-1000 --format csv | sed 1d | wc -l
run refund list
"$JIANFU" verify | grep -c agree
