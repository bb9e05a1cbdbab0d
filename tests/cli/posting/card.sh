# Household cards: print, list, match.
quiet init
quiet import "$FIXTURES"/rulebook/*.xml "$FIXTURES"/county/*.xml
quiet office set --name 樟溪县减负办（演示） --mark 樟减负办 --telephone 2468
# a village whose households are listed; heads masked, and in full with a look on record
"$JIANFU" card print 350199108201 --year 2005 --format text | head -60
"$JIANFU" card print 350199108201 --names --format text | sed -n '2p'
run actor looks
# one whose households are not: cards to be filled in
"$JIANFU" card print 350199100201 --on 2004-05-01 --format text | head -3
# no subsidy was in force: a line to fill in
"$JIANFU" card print 350199108201 --on 2005-01-31 --format text 2>/dev/null | grep -A1 -m1 惠农补贴
"$JIANFU" card print 350199108201 2>/dev/null | sed -n '/<body>/,/<\/section>/p'
for pages in 2 4; do
    "$JIANFU" card print 350199108201 --per-page $pages | grep -c '<section'
done
run card print 350199000000 --output all.html
grep -c '<article>' all.html
run card list --year 2005
run --lang zh card list 350199103000 --year 2005 --villages --faulty
run card list --year 2005 --faulty --format csv
run card match 350199100201 --year 2005
run card match 350199100201-0033 --year 2005
run --lang zh card match 350199106000 --year 2005
run card match 350199100202 --year 2005 --all --format csv
run card
run card print
run card print nowhere
run card print 350199108201 --per-page 3
run card print 350199108201 --year 5
run card print 350199108201 --format pdf
