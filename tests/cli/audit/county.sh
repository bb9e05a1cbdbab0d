# The sample county: every rule has its breaches, and exactly those that were planted.
quiet init
quiet import "$FIXTURES"/rulebook/*.xml "$FIXTURES"/county/*.xml
run check
run check
"$JIANFU" finding list --format csv | tr -d '\r' | awk -F, 'NR > 1 { n[$2]++ } END { for (r in n) print r, n[r] }' | sort
# by another hand: what the generator planted
tail -n +2 "$FIXTURES/county/expected.csv" | cut -d, -f1 | sort | uniq -c | awk '{ print $2, $1 }'
