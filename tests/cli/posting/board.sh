# The board that should hang at a unit, and how those looked at stand.
quiet init
quiet import "$FIXTURES"/rulebook/*.xml "$FIXTURES"/county/*.xml
quiet office set --name 樟溪县减负办（演示） --mark 樟减负办 --telephone 2468
run board list --not-checked --under 大洋镇 --format csv
"$JIANFU" check >/dev/null
run board 104NJ --on 2005-05-20
# before the rate went down, and before one of its items was
run board 104NJ --on 2004-09-01
"$JIANFU" board 城关镇畜牧兽医站 --on 2005-05-20 --format html | sed -n '/<main/,$p'
# a school; a unit that may charge nothing; all that would fit it
run board 100XX2 --on 2005-05-20
run board 100ZF --on 2003-01-15
run --lang en board 108ZF --on 2005-05-20 --all
# a subsidy that one kind of unit pays stands on its boards, and not on those of the townships; a later one not yet
sed -e 's/code="demo.subsidy.grain"/& version="2" unit-type="station"/' -e 's/code="demo.subsidy.seed"/& version="2" charging-unit="104NJ" until="2005-05-31"/' \
    "$FIXTURES"/county/93-rulebook-subsidies.xml >stations.xml
quiet import stations.xml
for day in 2005-01-31 2005-05-20 2005-06-01; do
    for unit in 104NJ 104SL 108ZF; do
        echo "$day $unit"
        "$JIANFU" --lang zh board $unit --on $day | grep '种粮补贴\|良种补贴'
    done
done
run board list --faulty
run --lang zh board list --missing
run board list --stale --format csv
run board list --on 2004-07-01 --under 350199104000
run board
run board NOBODY
run board 104NJ --on 2005-13-01
run board 104NJ --format pdf
run board list --missing --stale
