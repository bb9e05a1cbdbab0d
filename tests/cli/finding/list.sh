# finding list: filters, order, a limit that says what it leaves out, totals.
quiet init
quiet import "$FIXTURES"/rulebook/*.xml "$FIXTURES"/county/*.xml
"$JIANFU" check --rule fee-over-standard,school-onefee-over-cap,press-over-cap >/dev/null 2>&1
# the short form names rules as the long one does, and an abbreviation is not taken for "all rules"
run check -r fee-over-standard -rpress-over-cap,school-onefee-over-cap --format csv | grep -v ',not-checked,'
run check --rul fee-over-standard
run check -r
run check -- --rule fee-arithmetic
run finding list --rule fee-over-standard
run finding list --sort excess --limit 3
run finding list --sort excess --limit 2 --format csv
run finding list --min-excess 1000 --sort day
run finding list --township 大洋镇 --sort number
run finding list --township 大洋镇 --village 际尾村
run finding list --village 无此村
run finding list --township 350199999000
run finding list --unit 长岭中学 --limit 1
run finding list --school 长岭中学 --period 2005S
run finding list --schools --from 2005-02-01 --until 2005-02-25 --severity violation --state open
run finding list --state burnt
run finding list --sort colour
run finding list --limit x
run finding list --min-excess x
run finding list --period 2005H1 --from 2005-01-01
run finding list --from 2005-02-30
run finding list --state gone
