# Every paper says the same in every format; DOCX and ODT are sound; no name of a petitioner or payer is in any of them.
quiet init
quiet actor add 演示 --role head
quiet --actor 演示 import "$FIXTURES"/rulebook/*.xml "$FIXTURES"/county/*.xml
"$JIANFU" check >/dev/null
paper() { # name, command ...: in every format, which the file's ending says
    name=$1
    shift
    for ending in ${FORMATS:-txt html docx odt json}; do
        "$JIANFU" "$@" --output "$name.$ending" >/dev/null 2>err.txt || sed "s|^|$name.$ending: |" err.txt
    done
}
quiet --actor 演示 office set --name 樟溪县减轻农民负担监督管理办公室 --mark 樟农负监
paper half-year report half-year 2005H1
paper half-year-en --lang en report half-year 2005H1
paper dossier village 350199101205
paper board board 106ZX1 --on 2005-06-01
paper letter petition letter 2005-020 closing-sheet
paper order refund letter TK2005-01 refund-order
paper payees refund letter TK2005-01 payee-list
paper ledger remedy ledger
paper transfers transfer sheet
paper accounts account sheet 350199101205
paper year report year 2005
paper unit report unit-dossier 2005H1 --unit 106ZX1
for report in township-comparison school-list petition-ledger refund-ledger rectification-ledger board-and-card; do
    paper $report report $report 2005H1
done
for report in due-list undecided-list stale-standards; do paper $report report $report 2005-07-10; done
FORMATS="docx odt json" paper cards card print 350199101205 # several to a page in html and text
paper forms inspection form J2005-001
/usr/bin/python3 "$(dirname "$script")/formats.py" "$FIXTURES/../schemas/json/paper-1.json" half-year half-year-en dossier board letter order payees ledger transfers accounts cards forms \
    year unit township-comparison school-list petition-ledger refund-ledger rectification-ledger board-and-card due-list undecided-list stale-standards
# (one or two people are called as a village is)
sqlite3 county.db "WITH people(name) AS (SELECT petitioner FROM petition UNION SELECT name FROM refund_payee UNION SELECT payer_name FROM notice
    UNION SELECT head_name FROM household) SELECT name FROM people WHERE NOT EXISTS (SELECT 1 FROM division d WHERE instr(d.name, people.name))" |
    grep -E '^.{2,}$' >names
grep -oFf names ./*.all ./*.txt ./*.json | sort | uniq -c
run report half-year 2005H1 --format csv
run report half-year 2005H1 --format csv:nonsense
run report half-year 2005H1 --format csv:refunds
run report half-year 2005H1 --format pdf
run report half-year 2005H1 --output half-year.docx
# the same bytes again, whatever the clock and the time zone
for ending in docx odt json; do
    cp half-year.$ending first.$ending
    TZ=Asia/Shanghai "$JIANFU" report half-year 2005H1 --output half-year.$ending 2>/dev/null
    cmp first.$ending half-year.$ending && echo "$ending: same bytes"
done
# what a figure bears leads to its records: each reference of a dossier, and some of the half-year report's
refs() { grep -o 'data-ref="[^"]*"' "$1" | sed 's/data-ref="//; s/"$//; s/&amp;/\&/g' | sort -u; }
{ refs dossier.html; refs half-year.html | awk 'NR % 20 == 1'; } | while read -r ref; do
    "$JIANFU" why "$ref" >/dev/null 2>err.txt || echo "$ref: $(head -1 err.txt)"
done
