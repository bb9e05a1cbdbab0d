# Transfer payments: list by state, references, the reconciliation sheet; a check after the last day has passed.
quiet --today 2005-05-20 init
quiet --today 2005-05-20 import "$FIXTURES"/rulebook/*.xml "$FIXTURES"/county/00-*.xml "$FIXTURES"/county/10-*.xml
quiet --today 2005-05-31 import "$FIXTURES"/county/91-*.xml
"$JIANFU" --today 2005-05-31 check >/dev/null
run --today 2005-05-31 finding list --rule transfer-held-back
# the last day has passed, and nothing came: the check sees it
"$JIANFU" --today 2005-06-01 check >/dev/null
run --today 2005-06-01 finding list --rule transfer-held-back
run transfer list --state short
run transfer list --state 滞留 --format csv
run transfer list --state late --year 2005
run transfer list --under 丹溪乡 --format json
run transfer list --year 2004
"$JIANFU" transfer list --format csv | tr -d '\r' | awk -F, 'NR > 1 { a += $6; r += $9 } END { printf "%.2f %.2f\n", a, r }'
# by another hand
grep '<allocation ' "$FIXTURES"/county/91-*.xml | sed 's/.* amount="//; s/".*//' | awk '{ s += $1 } END { printf "%.2f\n", s }'
grep '<payment .* by="350199000000"' "$FIXTURES"/county/91-*.xml | grep ' allocation=' | sed 's/.* amount="//; s/".*//' | awk '{ s += $1 } END { printf "%.2f\n", s }'
run transfer sheet 赤岩乡
run --lang en transfer sheet 350199211000 --year 2005
run transfer sheet 赤岩乡 --year 2003
run transfer sheet 赤岩乡 --format html --output sheet.html
grep -c '<tr' sheet.html
xmllint --html --noout sheet.html 2>&1 | grep -c error
run why transfer-allocation:樟转2005-0182
run why transfer-payment:樟拨2005-0001
run why transfer-use:樟用2005-0001
run why transfers:350199203206/2005
run transfer sheet 某地
run transfer sheet 赤岩乡 --format pdf
run transfer list --year 05
run transfer list --state lost
run transfer
# money paid out under another purpose is diverted before it is spent, as the rule says
cat >other.xml <<EOF
<?xml version="1.0" encoding="UTF-8"?>
<transfers xmlns="urn:jianfu:transfer:1"><source unit="县财政局" division="350199000000" period="2005" prepared-by="某" on="2005-06-30"/>
<allocation no="另-1" from="县财政局" division="350199211000" year="2005" purpose="education" amount="100.00" issued-on="2005-03-01" due="2005-06-30"/>
<payment no="另拨-1" allocation="另-1" division="350199211000" by="350199000000" on="2005-03-10" amount="100.00" purpose="township-running"/>
<payment no="另拨-2" allocation="另-1" division="350199211000" by="350199000000" on="2005-03-11" amount="0.00" purpose="general"/>
</transfers>
EOF
quiet import other.xml
"$JIANFU" check --rule transfer-diverted >/dev/null 2>&1
"$JIANFU" finding list --rule transfer-diverted --format csv | grep -c '另-1'
"$JIANFU" transfer list --state diverted --format csv | grep '另-1'
