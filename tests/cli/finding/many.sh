# Many findings decided at once, all or none; and no finding is rectified while its refund waits for money.
quiet init
quiet import "$FIXTURES"/rulebook/*.xml "$FIXTURES"/county/*.xml
"$JIANFU" check --rule fee-cancelled >/dev/null 2>&1
"$JIANFU" check --rule fee-over-standard >/dev/null 2>&1
set -- $("$JIANFU" finding list --rule fee-over-standard --sort number --format csv | sed 1d | cut -d, -f1)
say() { sed "s/\\bF\\?$1\\b/NO1/g; s/\\bF\\?$2\\b/NO2/g; s/\\bF\\?$3\\b/NO3/g"; }
states() { "$JIANFU" finding list --rule "$1" --format csv | sed 1d | cut -d, -f4 | sort | uniq -c | sed 's/^ *//'; }
run finding confirm | say "$@"
run finding confirm "$1" --rule fee-cancelled | say "$@"
run finding confirm --rule fee-cancelled
run --lang zh finding confirm --rule fee-cancelled --count 3
run finding confirm --rule fee-cancelled --township 城关镇 --count 0
run finding confirm --rule no-such-rule --count 1
run finding confirm --township 没有镇 --count 1
states fee-cancelled
run finding confirm --rule fee-cancelled --count 14
states fee-cancelled
run finding confirm "$1" "$2" 99999 | say "$@"
run finding confirm "$1" "$2" "F$3" "$2" | say "$@"
run finding confirm "$1" "$2" --reason 再次核实 | say "$@"
states fee-over-standard
# money: an order on the first still waits, so that none of the three is rectified; then the second and third have no order
quiet refund order --finding "$1" --deadline 2005-08-01 --basis 国务院令第92号
run finding rectify "$3" "$2" "$1" --note 已改正 | say "$@"
states fee-over-standard
run finding rectify "$2" "$3" --note 已当场退还 | say "$@"
run --lang zh finding rectify "$1" --note 已改正 | say "$@"
quiet refund pay T2005-001 --all-due
run finding rectify "$1" --note 已退清 | say "$@"
states fee-over-standard
