# Two clocks. Each month the audit is run and written down; later papers come in: a correction of the standard, a notice
# corrected, a new name for the item, a paper that reaches back. Run again with --known-on, each month gives what it gave, and the
# findings as they stand now are as they were.
source='<source unit="测试" division="350199000000" period="2005" prepared-by="t" on="2005-06-30"/>'
doc='<document number="县试〔2004〕5号" title="县文件" issuer="县" level="county" from="2004-06-01" certainty="original"/>'
standard() { # version amount
    printf '<standard code="check" version="%s" item="check" ruling="charge" amount="%s" unit="each" from="2004-06-01" document="县试〔2004〕5号" certainty="original"/>' "$1" "$2"
}
book() { # file, content
    printf '<?xml version="1.0" encoding="UTF-8"?>\n<rulebook xmlns="urn:jianfu:rulebook:1">%s%s</rulebook>\n' "$source" "$2" >"$1"
}
notice() { # number version price name
    printf '<notice no="%s" version="%s" unit="ST" division="350199100200" payer-class="household" payer="350199100200-%s" charged-on="2005-01-05" total="%s"><item name="%s" document="县试〔2004〕5号" quantity="1" price="%s" amount="%s"/></notice>\n' "$1" "$2" "$1" "$3" "$4" "$3" "$3"
}
notices() { # file, content
    printf '<?xml version="1.0" encoding="UTF-8"?>\n<notices xmlns="urn:jianfu:notice:1">%s\n%s</notices>\n' "$source" "$2" >"$1"
}
printf '<?xml version="1.0" encoding="UTF-8"?>\n<register xmlns="urn:jianfu:register:1">%s<division code="350199000000" name="樟溪县" county-class="1" demonstration="yes"/><division code="350199100000" name="城关镇"/><division code="350199100200" name="城东村"/><unit code="ST" name="农机站" type="station" division="350199100000"/></register>\n' "$source" >register.xml
book january.xml "$doc<item code=\"check\" name=\"年检费\" category=\"production\"/>$(standard 1 20.00)"
notices january-notices.xml "$(notice 1 1 25.00 年检费)$(notice 2 1 20.00 年检费)$(notice 3 1 30.00 年检手续费)"
book february.xml "<item code=\"check\" version=\"2\" name=\"年检费\" category=\"production\"><pattern>^年检.*费\$</pattern></item>"
notices february-notices.xml "$(notice 1 2 20.00 年检费)$(notice 4 1 28.00 年检费)"
book march.xml "$(standard 2 15.00)"
month() { # number, files
    JIANFU_TODAY=2005-0$1-10
    export JIANFU_TODAY
    shift
    quiet import "$@"
    "$JIANFU" check --rule fee-over-standard,fee-no-basis --findings --format csv >"found-$JIANFU_TODAY" 2>&1
}
quiet init
month 2 register.xml january.xml january-notices.xml
month 3 february.xml february-notices.xml
month 4 march.xml
cut -d, -f1,3,7-9 found-2005-02-10 found-2005-03-10 found-2005-04-10 | tr -d '\r'
"$JIANFU" finding list --all --format csv >before
export JIANFU_TODAY=2005-07-10
for day in 2005-02-10 2005-03-10 2005-04-10; do
    echo "again as known on $day"
    "$JIANFU" check --rule fee-over-standard,fee-no-basis --known-on $day --findings --format csv >again 2>&1
    cmp again found-$day && echo same
done
# the day before is what was known then, not more
"$JIANFU" check --rule fee-over-standard,fee-no-basis --known-on 2005-03-09 --findings --format csv >again
cmp again found-2005-02-10 && echo same
"$JIANFU" finding list --all --format csv >after
cmp before after && echo "findings as they were"
checked() { # the rules that were run, and the end of what check says
    echo "\$ jianfu $*"
    "$JIANFU" "$@" | grep -v -e 'not checked' -e 'Left out' -e '^rule  *title'
}
checked check --rule fee-over-standard --known-on 2005-01-31
checked check --rule fee-over-standard --known-on 2005-02-10 --findings
checked check --rule fee-over-standard --known-on 2005-04-09
# an office's own rule sees the same day behind its guard
mkdir own
cat >own/own-unknown.sql <<'SQL'
-- rule: own-unknown
-- title: names that the book does not know
-- basis: none
-- in-force: 2000-01-01..
-- severity: doubt
-- subject: notice-item
-- population: SELECT count(*) FROM v_notice_item WHERE charged_on BETWEEN :from AND :until
-- undecided: none
SELECT subject_id, part, charged_on, amount_fen AS charged_fen, name AS detail
  FROM v_notice_item WHERE item_id IS NULL AND charged_on BETWEEN :from AND :until ORDER BY subject_id, part
SQL
for day in 2005-02-10 2005-03-10; do
    "$JIANFU" check --rules own --rule own-unknown --known-on $day --findings --format csv
done
run check --known-on 2005-02-30
run rulebook show check --known-on 2005-03-31
run rulebook show check
run rulebook test-name 年检手续费 --known-on 2005-02-28
run rulebook test-name 年检手续费 --known-on 2005-03-10
run rulebook list --known-on 2005-01-01
run rulebook diff 2004-05-31 2004-06-01 --known-on 2005-03-31
"$JIANFU" verify | grep -v head
