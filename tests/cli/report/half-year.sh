# The half-year report of the sample county states the county section's own figures, in both languages and formats.
quiet init
quiet actor add 演示 --role head
quiet --actor 演示 import "$FIXTURES"/rulebook/*.xml "$FIXTURES"/county/*.xml
"$JIANFU" check >/dev/null
run report half-year 2005H1 --output zh.txt
run --lang en report half-year 2005H1 --output en.txt
run report half-year 2005H1 --format html --output zh.html
run --lang en report half-year 2005H1 --format html --output en.html
sed '/^附件1/,$d' zh.txt
sed '/^Annex 1/,$d' en.txt
# the same figures in both formats: the digits of the text are those of the page
digits() { grep -o '[0-9][0-9,]*\.[0-9][0-9]\|[0-9][0-9,]*[0-9]' "$1" | sort -u; }
for lang in zh en; do
    sed '/^附件1/,$d; /^Annex 1/,$d' $lang.txt >body.txt
    sed 's/<[^>]*>/ /g' $lang.html >page.txt
    digits body.txt >figures
    digits page.txt | comm -13 - figures | sed "s|^|$lang: not in the page: |"
done
# no name of a petitioner, payer or payee leaves the office
sqlite3 county.db "SELECT DISTINCT petitioner FROM petition WHERE petitioner IS NOT NULL UNION SELECT DISTINCT name FROM refund_payee
    UNION SELECT DISTINCT payer_name FROM notice WHERE payer_name IS NOT NULL UNION SELECT DISTINCT head_name FROM household" |
    grep -E '^.{2,}$' >names
grep -oFf names zh.txt en.txt zh.html en.html | sort | uniq -c
# the same bytes again
"$JIANFU" report half-year 2005H1 --output again.txt >/dev/null
cmp zh.txt again.txt && echo 'same bytes'
run report half-year 2005H3
run report half-year 2005
run report nonsense 2005H1
run report half-year 1999H1 --output none.txt
sed '/^ *附件：/,$d' none.txt
