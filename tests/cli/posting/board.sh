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
run board list --faulty
run --lang zh board list --missing
run board list --stale --format csv
run board list --on 2004-07-01 --under 350199104000
run board
run board NOBODY
run board 104NJ --on 2005-13-01
run board 104NJ --format pdf
run board list --missing --stale
