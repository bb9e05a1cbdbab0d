# Projects by villagers' vote: listed, shown, and asked where they come from.
quiet init
quiet import "$FIXTURES"/rulebook/*.xml "$FIXTURES"/county/00-*.xml "$FIXTURES"/county/10-*.xml "$FIXTURES"/county/81-*.xml \
    "$FIXTURES"/county/82-*.xml
"$JIANFU" check >/dev/null
run proposal list --under 大洋镇
run --lang zh proposal list --year 2004
run proposal list --match 造林 --format csv
run proposal list --match 偿还 --format json
run proposal show 350199102205/2005/1
run --lang zh proposal show 350199108208/2005/1
run proposal show 350199104201/2005/1 --format csv
run proposal show 350199104201/2005/1 --format csv --names
run proposal show 350199108213/2005/1 --format json
run why proposal:350199101207/2005/1
number() { "$JIANFU" finding list --rule "$1" --format csv | tail -n 1 | cut -d, -f1; }
run --lang zh why "finding:$(number vote-spent-otherwise)"
run --lang zh why "finding:$(number vote-over-cap-money)"
run finding show "$(number vote-exempt-charged)"

# signed by villagers or delegates, in a year of which the book knows how many must sign
quiet import "$FIXTURES"/xml/proposal/valid/joint.xml
"$JIANFU" --today 2013-07-01 check --rule vote-too-few-proposers | grep ^vote-too-few | tr -s " "
run --lang zh finding list --rule vote-too-few-proposers --format csv
run --lang zh proposal show 350199108202/2013/J4
run --lang zh proposal list --year 2013

run proposal
run proposal vote
run proposal list extra
run proposal list --under 无此村
run proposal list --format xml
run proposal show
run proposal show 350199108213/2005/9
run proposal show 350199108213/2005/1 --format xml
