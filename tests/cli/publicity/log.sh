# The log of publicity work and its sums.
quiet init
quiet import "$FIXTURES"/rulebook/*.xml "$FIXTURES"/county/10-*.xml
run publicity list
quiet import "$FIXTURES"/county/86-*.xml
run publicity list --period 2005-03 --under 350199100000
run --lang zh publicity list --kind 培训 --format csv
run publicity list --kind consultation --format json
run publicity sums
run --lang zh publicity sums --by half
run publicity sums --by township --kind meeting
run --lang zh publicity sums --by 半年
run publicity sums --by colour
run publicity sums --period never
run publicity list all
run publicity shout
run --lang zh why publicity:350199000000/2005-02
