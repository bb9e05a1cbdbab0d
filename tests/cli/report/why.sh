# From a figure down to file and line, and from a notice forward.
quiet init
quiet actor add 演示 --role head
quiet --actor 演示 import "$FIXTURES"/rulebook/*.xml "$FIXTURES"/county/*.xml
"$JIANFU" check >/dev/null
run why half-year/2005H1/petition.received
run why half-year/2005H1/refund.paid
run why half-year/2005H1/card.coverage
run why "finding:$("$JIANFU" finding list --rule school-onefee-over-cap --limit 1 --format csv | sed -n '2s/,.*//p')"
run why case:2005-020
run why refund:TK2005-01
run why notice:106NJ/040000056
run why batch:5
run why "document:閩價[2OO4]259號" | head -4
run why "国务院令（第92号）" | head -4
run why nonsense
run why finding:99999
run why half-year/2005H1/nonsense
