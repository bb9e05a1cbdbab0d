# jianfu rule: list, show, lint with file and line, test with fixtures beside the rule.
lint=$FIXTURES/../tests/guard/lint
rules=$FIXTURES/../tests/guard/rules
"$JIANFU" rule list --format csv | cut -d, -f1 | head -4
run rule list --rules "$rules" --format json >all.txt
grep -o '"rule":"own-[a-z]*"' all.txt
run rule show fee-cancelled
run rule show own-large --rules "$rules"
run rule show nothing
run rule lint "$lint"/*.sql
run rule lint "$lint"/own-sound.sql
run rule lint "$lint"/none.sql
run rule test "$rules"
run rule test "$rules" --rule own-large
run rule test "$rules" --rule nothing
run rule test "$lint"
run rule views extra
"$JIANFU" rule views | grep -A1 -x 'v_unit'
"$JIANFU" rule views | grep -c '^v_finding$'
run rule
run rule burn
