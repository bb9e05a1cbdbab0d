# Levies collected after the reform: found, ordered back, given back, unclaimed, rest, overdue, by township, village, household.
export JIANFU_ACTOR=演示主任
quiet --today 2005-07-01 init
quiet --today 2005-07-01 import "$FIXTURES"/rulebook/*.xml "$FIXTURES"/county/00-*.xml "$FIXTURES"/county/10-*.xml "$FIXTURES"/county/20-*.xml "$FIXTURES"/county/92-*.xml
"$JIANFU" --today 2005-07-01 check >/dev/null 2>&1
run --today 2005-07-01 levy list
quiet --today 2005-07-02 refund order --findings-of 203ZF --rule levy-after-reform --deadline 2005-07-20 --basis 国务院令第92号第三十五条
quiet --today 2005-07-10 refund pay T2005-001 --payee 350199203204-0052 --amount 30 --received-by 林金水
quiet --today 2005-07-11 refund pay T2005-001 --payee 350199203201-0061 --amount 45 --received-by 家属 --proxy 户主外出
quiet --today 2005-07-12 refund unclaimed T2005-001 --payee 350199203204-0067 --amount 55 --reason moved --way announced --proof 公告
run --today 2005-07-20 levy list
run --today 2005-07-25 levy list --by village --under 赤岩乡
run --today 2005-07-25 levy list --by household --rest --under 赤岩乡
run --today 2005-07-25 levy list --by 乡镇 --format json --under 赤岩乡
run why levy:350199203000
run why levy:350199203204-0052
run why levy:350199203999
# by another hand: what is found is what the findings say, what is given back what the order says
"$JIANFU" levy list --format csv | tr -d '\r' | awk -F, 'NR > 1 { f += $4; o += $5; g += $6; u += $7; r += $8 } END { printf "%.2f %.2f %.2f %.2f %.2f\n", f, o, g, u, r }'
"$JIANFU" finding list --rule levy-after-reform --format csv | tr -d '\r' | awk -F, 'NR > 1 { s += $12 } END { printf "%.2f\n", s }'
"$JIANFU" refund show T2005-001 --format json | grep -E '"(due|paid|unclaimed|rest)"' | head -4
# a finding that a person dismissed is no levy any more
finding=$("$JIANFU" finding list --rule levy-after-reform --unit 100SL --format csv | sed -n 2p | cut -d, -f1)
quiet --today 2005-07-25 finding dismiss "$finding" --note 核实不属提留统筹
run --today 2005-07-25 levy list --under 城关镇
run levy list --by county
run levy
