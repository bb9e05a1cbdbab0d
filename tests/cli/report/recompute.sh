# Every figure of the sample county's half-year and yearly reports, recomputed by queries of their own (recompute.sql) over the base
# tables: what the page prints is what they give, whatever its days and its group. A figure that they do not know fails, too.
quiet init
quiet actor add 演示 --role head
quiet --actor 演示 import "$FIXTURES"/rulebook/*.xml "$FIXTURES"/county/*.xml
"$JIANFU" check >/dev/null
# what the page says: figure, span, value (money in fen, shares in thousandths); what is not known is left out
said() { # REPORT PERIOD
    "$JIANFU" report "$1" "$2" --format html | tr '<' '\n' | sed -n "s|.*data-ref=\"$1/$2/\([^\"]*\)\"[^>]*>\(.*\)|\1\t\2|p" |
        awk -F '\t' '$2 != "—" && $2 != "" {
            span = "now"
            if (match($1, /;span=[a-z-]*/)) { span = substr($1, RSTART + 6, RLENGTH - 6); $1 = substr($1, 1, RSTART - 1) substr($1, RSTART + RLENGTH) }
            value = $2; gsub(/[,%.]/, "", value)
            print $1 "\t" span "\t" value + 0 }' | sort -u
}
own() { # FIRST LAST
    sqlite3 -separator "$(printf '\t')" county.db "CREATE TEMP TABLE p AS SELECT '$1' AS a, '$2' AS z" ".read $RECOMPUTE" "SELECT name, coalesce(value, 0) FROM own" | sort -u
}
holds() { # SPAN FIRST LAST: the figures of that span in said.txt
    own "$2" "$3" >own.txt
    awk -F '\t' -v span="$1" 'NR == FNR { own[$1] = $2; next }
        $2 == span { figures++
            # a group of which the queries have no row has nothing in it
            value = $1 in own ? own[$1] : $1 ~ /;/ ? 0 : "nothing"
            if (value != $3) print "  " $1 ": the page says " $3 ", the records " value }
        END { print span ": " figures + 0 " figures" }' own.txt said.txt
}
RECOMPUTE=${FIXTURES%/fixtures}/tests/cli/report/recompute.sql
echo 'half-year 2005H1'
said half-year 2005H1 >said.txt
holds now 2005-01-01 2005-06-30
holds before 2004-07-01 2004-12-31
holds last-year 2004-01-01 2004-06-30
echo 'half-year 2004H2'
said half-year 2004H2 >said.txt
holds now 2004-07-01 2004-12-31
echo 'year 2005'
said year 2005 >said.txt
holds now 2005-01-01 2005-07-10
holds before 2004-01-01 2004-12-31
holds first 2005-01-01 2005-06-30
holds second 2005-07-01 2005-07-10
# a page that says something else is found
sed 's/^notice.count\tnow\t.*/notice.count\tnow\t1/' said.txt >wrong.txt
mv wrong.txt said.txt
holds now 2005-01-01 2005-07-10
