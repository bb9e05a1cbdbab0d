# The register of cases: list, one case with its names masked, and what may be said of a period.
export JIANFU_TODAY=2005-07-10
quiet init
quiet import "$FIXTURES"/rulebook/*.xml "$FIXTURES"/county/00-*.xml "$FIXTURES"/county/10-*.xml "$FIXTURES"/county/15-*.xml
run accountability statement # no nil reports, nothing checked
quiet import "$FIXTURES"/county/87-*.xml "$FIXTURES"/county/88-*.xml
run accountability list
run --lang zh accountability list --class vicious --format csv
run accountability list --period 2004-12 --format json
run --lang zh accountability show 案2004-06
run accountability show 案2004-05 --names
run actor looks
run accountability statement 2005H1 # a check is missing
"$JIANFU" check >/dev/null 2>&1
run accountability show 案2004-04
run accountability statement
run --lang zh accountability statement 2005H1
run --lang zh accountability statement 2004H2
run --lang zh accountability statement 2005
run accountability statement 2004 --missing --format csv
run accountability statement 2005H1 --format csv
for day in 2005-06-29 2005-06-30; do run --today $day --lang zh accountability statement 2005H1; done # on its last day it is over, as in the report
run accountability statement 2005S
run accountability show 案2004-09
run accountability
run accountability erase
run accountability list --period never
run --lang zh why accountability:案2004-06
run why nil-report:350199100000/2005H1
