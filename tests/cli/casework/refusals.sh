# What a clerk who reads Chinese is told when something is refused: the word and what is to be typed, never a code alone.
export JIANFU_TODAY=2005-07-01
quiet init
quiet import "$FIXTURES"/rulebook/*.xml "$FIXTURES"/county/00-*.xml "$FIXTURES"/county/10-*.xml
zh() { run --lang zh "$@"; }
zh petition show 9999
zh petition register --channel 来信 --division 大洋镇 --category 不明 --text 多收
quiet petition register --channel 来信 --division 大洋镇 --unit 大洋镇中心小学 --category school --text 每生多收10元
zh petition extend 2005-001
quiet petition accept 2005-001
zh petition extend 2005-001
zh petition extend 2005-001 --days 十天 --approver 李主任 --reason 案情复杂
zh petition extend 2005-001 --days 90 --approver 李主任 --reason 案情复杂
zh petition accept 2005-001
zh petition accept 2005-001 --reason 多写
quiet petition investigate 2005-001
zh petition conclude 2005-001
zh petition conclude 2005-001 --result 真的
quiet petition conclude 2005-001 --result substantiated
zh petition reply 2005-001 --opinion not-support
zh petition reply 2005-001 --opinion support
zh refund show T9
zh refund order 2005-001 --unit 108XX2 --deadline 2005-06-01 --basis 甲 --payee 1,林某,10,4
zh refund order 2005-001 --unit 大洋镇中心小学 --deadline 2005-06-01 --basis 甲 --payee 1,林某,10,4
zh refund order 2005-001 --unit 大洋镇中心小学 --deadline 2005-08-01 --basis 甲 --payee 1,林某,4,10
quiet refund order 2005-001 --unit 大洋镇中心小学 --deadline 2005-08-01 --basis 甲 --payee 1,林某,10,4 --payee 2,陈某,30.00,15.00 --no T1
zh refund pay T1 --payee 1 --amount 7 --received-by 林某
zh refund pay T1 --payee 9 --amount 7 --received-by 林某
zh refund pay T1 --payee 1 --amount 6 --received-by 黄某
zh refund unclaimed T1 --payee 2 --amount 15 --reason 失踪 --way deposited --proof 甲
zh refund unclaimed T1 --payee 2 --amount 15 --reason moved --way deposited --proof 存单
zh refund unclaimed T1 --payee 2 --amount 15 --reason moved
zh remedy order --petition 2005-001 --basis 甲 --remedy 改正 --text 更正公示栏 --deadline 2005-07-31
zh remedy show Z9
zh inspection show J9
# characters that a screen hides or reorders: refused in options, files and lists alike
quiet petition register --channel 来信 --division 大洋镇 --unit 大洋镇中心小学 --category school --text 每生多收10元
zh petition accept 2005-002 --note "$(printf '\342\200\256反写')"
zh petition accept 2005-002 --note "$(printf '响铃\007')"
zh petition accept 2005-002 --note "$(printf '零宽\342\200\213字')"
zh petition accept 2005-002 --note "$(printf 'C1\302\233字')"
printf '来信：\342\200\217多收10元' >letter.txt
zh petition register --channel 来信 --division 大洋镇 --category school --text-file letter.txt
printf 'no,name,charged,allowed\n1,林某,10,4\n2,陈\342\200\213某,10,4\n' >payees.csv
zh refund order 2005-001 --unit 大洋镇中心小学 --deadline 2005-08-01 --basis 甲 --payees payees.csv
zh petition accept 2005-002 --note "$(printf '第一行\n\t第二行')"
quiet petition register --channel 来信 --division 大洋镇 --unit 大洋镇中心小学 --category school --text 每生多收10元
quiet petition withdraw 2005-003 --reason 本人要求撤回
JIANFU_TODAY=2005-07-02 zh petition merge 2005-002 --into 2005-003
