# The other reports: one golden each in Chinese, their English, what they refuse; the list of all.
quiet init
quiet actor add 演示 --role head
quiet --actor 演示 import "$FIXTURES"/rulebook/*.xml "$FIXTURES"/county/*.xml
"$JIANFU" check >/dev/null
run report list
run report list --format csv
for report in township-comparison petition-ledger refund-ledger rectification-ledger board-and-card; do
    run report $report 2005H1
done
run report unit-dossier 2005H1 --unit 106ZX1
run why 'unit-dossier/2005H1/finding.count;unit=106ZX1'
run report school-list 2005H1 --output schools.txt
sed '/^全部学校/,$d' schools.txt
run report subscription-list 2004 --output press.txt
sed '/^全部订阅单位/,$d' press.txt
for report in due-list undecided-list stale-standards; do
    run report $report 2005-07-10
done
run --today 2005-09-20 report due-list 2005-09-20
# the English of each, by its head; and nothing Chinese but names in the pages
for report in township-comparison petition-ledger refund-ledger rectification-ledger board-and-card school-list; do
    "$JIANFU" --lang en report $report 2005H1 2>&1 | head -7
done
"$JIANFU" --lang en report unit-dossier 2005H1 --unit 106ZX1 | head -12
"$JIANFU" --lang en report subscription-list 2005 | head -8
for report in due-list undecided-list stale-standards; do
    "$JIANFU" --lang en report $report 2005-07-10 | head -12
done
# every figure of the page is in the text
for report in township-comparison petition-ledger refund-ledger; do
    "$JIANFU" report $report 2005H1 --format html | sed 's/<[^>]*>/ /g' >page.txt
    "$JIANFU" report $report 2005H1 | grep -o '[0-9][0-9,]*\.[0-9][0-9]' | sort -u |
        while read -r figure; do grep -qF -- "$figure" page.txt || echo "$report: $figure is not in the page"; done
done
# no name of a petitioner or payee in a ledger
"$JIANFU" report petition-ledger 2005 >all.txt
"$JIANFU" report refund-ledger 2005 >>all.txt
"$JIANFU" report due-list 2005-07-10 >>all.txt
sqlite3 county.db "SELECT DISTINCT petitioner FROM petition WHERE petitioner IS NOT NULL UNION SELECT DISTINCT name FROM refund_payee" |
    while read -r name; do [ ${#name} -lt 2 ] || ! grep -qF -- "$name" all.txt || echo "a name stands in a ledger"; done | sort | uniq -c
run report unit-dossier 2005H1
run report unit-dossier 2005H1 --unit nobody
run report township-comparison 2005H1 --unit 106ZX1
run report due-list 2005-07-01
run report due-list 2005H1
run report stale-standards
run report village 2005H1 --village 350199102202
