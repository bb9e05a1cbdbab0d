# Periods of a case, and what is due: paused, lengthened, lapsed, under the rules of 2005 and of 2022, in both languages.
quiet init
quiet import "$FIXTURES"/rulebook/*.xml "$FIXTURES"/county/00-*.xml "$FIXTURES"/county/10-*.xml "$FIXTURES"/county/80-*.xml
complaint() { # number, day
    quiet petition register --no "$1" --received "$2" --channel letter --division 350199106201 --category school \
        --unit 106ZX1 --petitioner 林镕 --text 中学多收费
}
step() { quiet petition "$@"; }
# D-1: lengthened, and late all the same
complaint D-1 2005-05-02
step accept D-1 --on 2005-05-04
step investigate D-1 --on 2005-05-05
run petition extend D-1 --on 2005-06-20 --days 31 --approver 陈主任 --reason 案情复杂
run petition extend D-1 --on 2005-06-20 --days 5 --approver 陈主任 --reason 案情复杂
run petition extend D-1 --on 2005-06-21 --days 26 --approver 陈主任 --reason 案情复杂
# D-2: answered, reviewed, and reviewed again with a hearing
complaint D-2 2005-05-02
step accept D-2 --on 2005-05-03
step investigate D-2 --on 2005-05-04
step pause D-2 --on 2005-05-06 --reason 听证
step resume D-2 --on 2005-05-10
step conclude D-2 --on 2005-05-12 --result unsubstantiated
step reply D-2 --on 2005-05-13 --opinion explain
step review D-2 --on 2005-05-20 --reason 不服答复
step review-uphold D-2 --on 2005-05-30 --reason 答复无误
step second-review D-2 --on 2005-06-06 --reason 不服复查
step pause D-2 --on 2005-06-10 --reason 听证
# D-3: nobody answers; D-4: from before the rules; D-5: answered so long ago that no review may be asked for
complaint D-3 2005-06-01
complaint D-4 2005-04-20
step accept D-4 --on 2005-04-25
run petition extend D-4 --on 2005-04-30 --days 5 --approver 陈主任 --reason 案情复杂
complaint D-5 2005-05-20
step accept D-5 --on 2005-05-20
step reply D-5 --on 2005-05-25 --opinion explain
run petition review D-5 --on 2005-06-25 --reason 不服答复
# D-6: to be accepted within days
complaint D-6 2005-06-29
run petition due
run petition due --days 0
run petition due --days 30 --format csv
run petition due --all --format json
run petition show D-1 --deadlines
run petition show D-2 --deadlines
run petition show D-4 --deadlines
run petition show D-2
step resume D-2 --on 2005-06-20
run petition show D-2 --deadlines
# a refund order that is not paid in time
complaint D-7 2005-06-01
step accept D-7 --on 2005-06-01
step investigate D-7 --on 2005-06-01
step conclude D-7 --on 2005-06-02 --result substantiated
printf 'no,name,charged,allowed\n1,郑某,10.00,4.00\n' >payees.csv
quiet refund order D-7 --unit 106ZX1 --deadline 2005-07-05 --basis 国务院令第92号 --payees payees.csv --on 2005-06-03 --no T-7
run petition due --days 0
run --lang zh petition due --all
run --lang zh petition show D-1 --deadlines
run --lang zh petition show D-2 --deadlines
run --lang zh petition extend D-1 --days 1 --approver 陈主任 --reason 案情复杂
run --lang zh petition review D-5 --on 2005-06-25 --reason 不服答复
# the rules of 2022: five working days to object, by the calendar of the year; the next year has none
export JIANFU_TODAY=2022-12-30
complaint E-1 2022-06-01
step forward E-1 --to 106NJ --reason 属其职权 --on 2022-06-13
run petition show E-1 --deadlines
run --lang zh petition show E-1 --deadlines
complaint E-2 2022-12-20
step forward E-2 --to 106NJ --reason 属其职权 --on 2022-12-28
run petition show E-2 --deadlines
run --lang zh petition show E-2 --deadlines
run petition due --days x
run petition due D-1
run verify
# D-8: from before the rules, nobody knows until when a review could be asked for: it takes a stated reason
complaint D-8 2005-03-01
step accept D-8 --on 2005-03-02
step reply D-8 --on 2005-03-10 --opinion explain
run petition review D-8 --on 2005-03-20 --reason 不服答复
run --lang zh petition review D-8 --on 2005-03-20 --reason 不服答复
run petition review D-8 --on 2005-03-20 --reason 不服答复 --in-time 收到答复后十日内提出，当时未规定期限
run petition history D-8 --format csv
# the same order paid by instalments: the first day that was not kept is told, with what its level of urgency asks for
quiet --today 2005-07-06 refund plan T-7 --instalment 2005-07-08,2.00 --instalment 2005-08-05,4.00 --deadline 2005-08-05 --reason 分期
"$JIANFU" --today 2005-07-10 petition due --days 0 --format csv 2>&1 | grep T-7
"$JIANFU" --today 2005-07-25 petition due --days 0 2>&1 | grep T-7
# D-9: withdrawn during a pause: the pause ends with it, also when the case is taken up anew
complaint D-9 2005-05-10
step accept D-9 --on 2005-05-10
step investigate D-9 --on 2005-05-12
step pause D-9 --on 2005-05-16 --reason 听证
step withdraw D-9 --on 2005-05-20 --reason 自愿撤回
"$JIANFU" --today 2005-06-20 petition due --all --format csv 2>&1 | grep D-9
step reopen D-9 --on 2005-05-24 --reason 反映未解决
step investigate D-9 --on 2005-05-25
"$JIANFU" --today 2005-06-20 petition due --all --format csv 2>&1 | grep D-9
# D-10: no answer stands, so there is none to be reviewed: none was given, or the case was taken up anew since
complaint D-10 2005-05-10
step refuse D-10 --on 2005-05-11 --reason 已在诉讼中
step close D-10 --on 2005-05-12
run petition review D-10 --on 2005-05-13 --reason 不服
step reopen D-10 --on 2005-05-14 --reason 已撤诉
step reply D-10 --on 2005-05-15 --opinion explain
step reopen D-10 --on 2005-05-16 --reason 有新情况
step withdraw D-10 --on 2005-05-17 --reason 自愿撤回
step close D-10 --on 2005-05-18
run --lang zh petition review D-10 --on 2005-05-19 --reason 不服
# D-11: days of a pause are not counted, so no calendar has to know whether they are worked (2021 has none, 2022 has one)
cat >idle.xml <<EOF
<?xml version="1.0" encoding="UTF-8"?>
<rulebook xmlns="urn:jianfu:rulebook:1"><source unit="某" division="350199000000" period="2021" prepared-by="某" on="2021-12-31"/>
<document number="某减负办〔2021〕1号" title="某" issuer="某" level="county" certainty="unverified"/>
<standard code="own.idle" item="petition.idle" ruling="deadline" number="3" unit="working-day" from="2021-12-01" document="某减负办〔2021〕1号" certainty="unverified" division="350199106000"/>
</rulebook>
EOF
quiet import idle.xml
complaint D-11 2021-12-24
step accept D-11 --on 2021-12-24
step investigate D-11 --on 2021-12-27
step pause D-11 --on 2021-12-28 --reason 听证
"$JIANFU" --today 2022-01-05 petition show D-11 --deadlines | sed -n '/next step/,$p'
# T-12: what nobody can receive is given as well, on the day it went its lawful way
complaint D-12 2005-06-01
step accept D-12 --on 2005-06-01
step investigate D-12 --on 2005-06-01
step conclude D-12 --on 2005-06-02 --result substantiated
quiet refund order D-12 --unit 106ZX1 --deadline 2005-06-20 --basis 国务院令第92号 --payees payees.csv --on 2005-06-03 --no T-12
quiet refund pay T-12 --payee 1 --amount 2 --received-by 郑某 --on 2005-06-10
quiet refund unclaimed T-12 --payee 1 --amount 4 --reason moved --way deposited --proof 存单第5号 --on 2005-06-21
"$JIANFU" --today 2005-07-10 petition show D-12 --deadlines | sed -n '/to pay back/,$p'
quiet refund order D-12 --unit 106ZX1 --deadline 2005-06-28 --basis 国务院令第92号第三十七条 --payee 1,王某,9,1 --on 2005-06-22 --no T-13
quiet refund unclaimed T-13 --payee 1 --amount 8 --reason dead --way deposited --proof 存单第6号 --on 2005-06-28
"$JIANFU" --today 2005-07-10 petition show D-12 --deadlines | sed -n '/to pay back/,$p'
run --today 2005-07-10 refund sample T-13 --seed 1
