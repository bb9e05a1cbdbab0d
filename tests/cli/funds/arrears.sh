# The register of suspended arrears: sums by class, one entry, what was collected all the same, down to file and line.
quiet init
quiet import "$FIXTURES"/rulebook/*.xml "$FIXTURES"/county/00-*.xml "$FIXTURES"/county/10-*.xml "$FIXTURES"/county/90-arrears.xml "$FIXTURES"/county/92-*.xml
"$JIANFU" check >/dev/null
run arrears list
run arrears list --by village --under 赤岩乡
run arrears list --by household --under 350199203204 --format csv
run arrears list --by 村 --under 350199203204 --format json
# by another hand: the sums of the list are those of the file
"$JIANFU" arrears list --format csv | tr -d '\r' | awk -F, 'NR > 1 { s += $4; e += $3 } END { printf "%d entries, %.2f yuan\n", e, s }'
grep -o '<owed [^>]*amount="[0-9.]*"' "$FIXTURES"/county/90-arrears.xml | sed 's/.*amount="//; s/"//' | awk '{ s += $1 } END { printf "%.2f yuan\n", s }'
grep -c '<arrear ' "$FIXTURES"/county/90-arrears.xml
run arrears show 350199203204/WQ-0459
run arrears show WQ-0459 --payments
run arrears show 350199108201-0001 --names
run finding list --rule arrears-old-name
run why arrear:350199203204/WQ-0459
run why arrears:350199203000
run arrears show WQ-9999
run arrears list --by county
run arrears list --under 某地
run arrears list extra
run arrears
run arrears sort
# an entry that is corrected counts once
sed -n '/no="WQ-0001"/,/<\/arrear>/p' "$FIXTURES"/county/90-arrears.xml | sed 's/ debtor-class/ version="2" debtor-class/' >entry
{ sed -n '1,/<source/p' "$FIXTURES"/county/90-arrears.xml; cat entry; echo '</arrears>'; } >again.xml
run import again.xml
run arrears list --by village --under 350199100203
