# An order straight from what a check found: payees and amounts from the notices, without a petition, up to the last receipt.
export JIANFU_ACTOR=演示主任
quiet --today 2005-07-01 init
quiet --today 2005-07-01 import "$FIXTURES"/rulebook/*.xml "$FIXTURES"/county/00-*.xml "$FIXTURES"/county/10-*.xml "$FIXTURES"/county/20-*.xml
"$JIANFU" --today 2005-07-01 check >/dev/null 2>&1
"$JIANFU" finding list --unit 106NJ --format csv | head -8
run --today 2005-07-02 refund order --findings-of 106NJ --deadline 2005-07-20 --basis 国务院令第92号第三十五条
run --today 2005-07-02 refund order --findings-of 106NJ --deadline 2005-07-20 --basis 国务院令第92号第三十五条
run --today 2005-07-02 refund show T2005-001 --findings
run --today 2005-07-02 refund show T2005-001 --history
quiet --today 2005-07-02 office set --name 樟溪县减轻农民负担监督管理办公室 --mark 樟农负监
run --today 2005-07-25 refund letter T2005-001 refund-order
run --today 2005-07-25 --lang en refund letter T2005-001 refund-order
run --today 2005-07-20 refund letter T2005-001 refund-reminder
run --today 2005-07-25 refund letter T2005-001 退款催办通知书 --serial 12
run --today 2005-07-25 --lang en refund letter T2005-001 refund-reminder
run --today 2005-07-25 refund due
finding=$("$JIANFU" refund show T2005-001 --findings --format csv | sed -n 2p | cut -d, -f1)
"$JIANFU" why "finding:$finding" | grep -A2 'ordered to be paid back'
"$JIANFU" why refund:T2005-001 | grep -A2 'findings it was ordered for'
run --today 2005-07-25 refund pay T2005-001 --all-due
run --today 2005-07-25 refund letter T2005-001 refund-reminder
run --today 2005-07-25 refund close T2005-001
"$JIANFU" --today 2005-07-25 refund sample T2005-001 --seed 1 >/dev/null
for payee in $("$JIANFU" refund calls T2005-001 --format csv | sed 1d | cut -d, -f1); do
    quiet --today 2005-07-25 refund confirm T2005-001 --payee "$payee" --answer yes
done
quiet --today 2005-07-25 finding confirm "$finding" --note 已核实
run --today 2005-07-25 refund close T2005-001 --rectify
run --today 2005-07-26 refund reverse T2005-001 --receipt T2005-001-0001 --reason x
run --today 2005-07-26 refund reopen T2005-001 --reason 户主反映未收到
# a number of a receipt is folded alike by the stored column and by what compares with it
# a number is the same however its letters and digits are typed
run --today 2005-07-26 refund reverse T2005-001 --receipt ' t2005－001-０００１' --reason 户主未收到
payee=$("$JIANFU" refund show T2005-001 --unpaid --format csv | sed -n 2p | cut -d, -f1)
run --today 2005-07-26 refund pay T2005-001 --payee "$payee" --amount 6.00 --received-by 户主 --proxy 代领 --receipt " a－０１２"
run --lang zh --today 2005-07-26 refund reverse T2005-001 --payee "$payee" --reason x
run --today 2005-07-26 refund void T2005-001 --receipt A-012 --reason x
run --today 2005-07-26 refund void T2005-001 --receipt t2005-001-９９ --reason x
"$JIANFU" --today 2005-07-26 verify | sed 's/head .*/head .../'
