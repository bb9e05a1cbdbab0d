# No name, telephone or address of a petitioner, representative, payer, payee, debtor, household head or of who answers for
# a case is in anything that the program says without --names: every command in every format, its errors, letters, log.
quiet init
quiet actor add 演示 --role head
quiet --actor 演示 import "$FIXTURES"/rulebook/*.xml "$FIXTURES"/county/*.xml
quiet petition register --channel visit --division 大洋镇 --unit 大洋镇中心小学 --category school --petitioner 欧阳镕基 --address 东街巷11号 \
    --telephone 13800001234 --persons 6 --representative 陈晓虹:13900005678:西街巷22号 --representative 黄大鸣:0591-87654321 \
    --text '大洋镇中心小学多收班费15元，由陈晓虹、黄大鸣代表，联系电话１３９-0000-5678，住西街巷22号；欧阳镕基（138 0000 1234）的孩子也交了，家住东街巷11号。'
quiet petition accept 2005-027 --note '已当面告知陈晓虹和欧阳镕基，电话13800001234'
quiet petition investigate 2005-027 --note '走访西街巷22号黄大鸣'
"$JIANFU" check >/dev/null
/usr/bin/python3 "$(dirname "$script")/everything.py" county.db all
# (one or two people are called as a village or a unit is; a payee may be 各户, all households)
sqlite3 county.db "WITH secret(value) AS (SELECT petitioner FROM petition UNION SELECT telephone FROM petition UNION SELECT address FROM petition
    UNION SELECT name FROM petition_representative UNION SELECT telephone FROM petition_representative UNION SELECT address FROM petition_representative
    UNION SELECT name FROM refund_payee UNION SELECT received_by FROM refund_payment UNION SELECT received_by FROM payment_line
    UNION SELECT payer_name FROM notice UNION SELECT head_name FROM household UNION SELECT debtor_name FROM arrear
    UNION SELECT counterparty FROM village_account_entry UNION SELECT name FROM accountability_person)
    SELECT value FROM secret WHERE length(value) > 1 AND value <> '各户' AND NOT EXISTS (SELECT 1 FROM division d WHERE instr(d.name, value))
    AND NOT EXISTS (SELECT 1 FROM unit u WHERE instr(u.name, value))" >secrets
printf '%s\n' 1380000 13900005678 39-0000-5678 '138 0000 1234' 0000-5678 87654321 镕基 晓虹 大鸣 东街巷 西街巷 >>secrets
told() { grep -oFf secrets "$@" | sort | uniq -c | while read -r times where; do echo "$times $where $(head -1 "${where%%:*}")"; done; }
told all/*.txt | head -40
# also where markup or a line's end stands within a name
mkdir bare
for file in all/*.text.txt all/*.docx.txt all/*.odt.txt all/*.html.txt; do
    sed 's/<[^>]*>//g' "$file" | tr -d ' \n' >"bare/$(basename "$file")"
done
grep -coFf secrets bare/* | grep -v ':0$' | head
# they are found where they may be told
run petition show 2005-027 --names | grep -cFf secrets
"$JIANFU" why case:2005-020 --names | grep -qFf secrets && echo told
