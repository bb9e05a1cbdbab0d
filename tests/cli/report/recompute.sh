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
# the tables of other reports, row by row
table() { # NAME, REPORT, PERIOD: its rows without the names of its columns
    "$JIANFU" --lang en report "$2" "$3" --format "csv:$1" | sed '1d; s/\r$//' | grep -v '^Total'
}
rows() { # FIRST LAST QUERY
    sqlite3 -csv county.db "CREATE TEMP TABLE p AS SELECT '$1' AS a, '$2' AS z" ".read $RECOMPUTE" "$3" | tr -d '\r"'
}
same() { # NAME REPORT PERIOD FIRST LAST QUERY
    table "$1" "$2" "$3" | sort >said.txt
    rows "$4" "$5" "$6" | sort >own.txt
    echo "$2: $(wc -l <said.txt) rows"
    diff said.txt own.txt
}
same townships township-comparison 2005H1 2005-01-01 2005-06-30 "
    SELECT t.name, (SELECT count(*) FROM d v WHERE v.parent_id = t.subject_id), hh.number,
           (SELECT printf('%.2f', sum(total_fen) / 100.0) FROM n JOIN u ON u.subject_id = n.unit_id JOIN place ON place.subject_id = u.division_id
                      WHERE township = t.code HAVING sum(total_fen) IS NOT NULL),
           (SELECT count(*) FROM f WHERE township = t.code), (SELECT count(*) FROM f WHERE township = t.code AND severity = 'violation'),
           (SELECT printf('%.2f', coalesce(sum(excess_fen), 0) / 100.0) FROM worst WHERE township = t.code),
           (SELECT count(*) FROM pe JOIN place ON place.subject_id = pe.division_id WHERE township = t.code),
           (SELECT printf('%.2f', sum(due_fen) / 100.0) FROM ro JOIN refund_payee ON order_id = ro.subject_id JOIN u ON u.subject_id = ro.unit_id
                       JOIN place ON place.subject_id = u.division_id WHERE township = t.code HAVING sum(due_fen) IS NOT NULL),
           (SELECT printf('%.2f', sum(amount_fen) / 100.0) FROM ro JOIN refund_payment ON order_id = ro.subject_id JOIN u ON u.subject_id = ro.unit_id
                       JOIN place ON place.subject_id = u.division_id, p WHERE township = t.code AND paid_on <= z HAVING sum(amount_fen) IS NOT NULL),
           k.number, printf('%.1f%%', CAST(1000.0 * k.number / hh.number + 0.5 AS INTEGER) / 10.0)
      FROM d t
      JOIN (SELECT parent_id, sum(households) AS number FROM d WHERE level = 'village' GROUP BY 1) hh ON hh.parent_id = t.subject_id
      JOIN (SELECT v.parent_id, sum(issued) AS number FROM ca JOIN d v ON v.subject_id = ca.division_id GROUP BY 1) k ON k.parent_id = t.subject_id
     WHERE t.level = 'township'"
same cards board-and-card 2005H1 2005-01-01 2005-06-30 "
    SELECT t.name, count(*), count(ca.record_id), sum(v.households), sum(ca.issued), printf('%.1f%%', CAST(1000.0 * sum(ca.issued) / sum(v.households) + 0.5 AS INTEGER) / 10.0),
           max(ca.delivered_on), max(ca.issued_on), (SELECT count(*) FROM f WHERE f.township = t.code AND f.system = 'cards')
      FROM d t JOIN d v ON v.parent_id = t.subject_id LEFT JOIN ca ON ca.division_id = v.subject_id WHERE t.level = 'township' GROUP BY t.code"
same boards board-and-card 2005H1 2005-01-01 2005-06-30 "
    WITH charging AS (SELECT unit_id FROM notice UNION SELECT school_id FROM school_charge)
    SELECT t.name, count(CASE WHEN u.subject_id IN charging THEN 1 END), count(CASE WHEN u.subject_id IN (SELECT unit_id FROM bo) THEN 1 END),
           count(CASE WHEN u.subject_id IN (SELECT unit_id FROM bo WHERE missing = 1) THEN 1 END),
           count(CASE WHEN u.subject_id IN (SELECT unit_id FROM bo WHERE subject_id IN (SELECT subject_id FROM finding WHERE state = 'open')) THEN 1 END)
      FROM u JOIN d x ON x.subject_id = u.division_id JOIN d t ON t.subject_id = CASE x.level WHEN 'village' THEN x.parent_id ELSE x.subject_id END
     GROUP BY t.code HAVING count(CASE WHEN u.subject_id IN charging OR u.subject_id IN (SELECT unit_id FROM bo) THEN 1 END) > 0"
# caps are matched apart from the check: in sum the same is above them
above() { table over "$1" "$2" | awk -F, -v column="$3" '{ sum += $column } END { printf "%.2f\n", sum }'; }
own 2005-01-01 2005-06-30 | sed -n 's/^school.overcap-excess\t//p'
above school-list 2005H1 8
own 2004-01-01 2004-12-31 | sed -n 's/^press.overcap-excess\t//p'
above subscription-list 2004 6
# what came of it after the period, while the next half-year is not over: told beside it, and counted by its own days
quiet --actor 演示 refund order --findings-of 104SY --deadline 2005-08-31 --basis 国务院令第92号第三十五条
quiet --actor 演示 refund pay T2005-001 --all-due
quiet --actor 演示 finding confirm 1
quiet --actor 演示 remedy order --remedy 其他整改 --finding 1 --deadline 2005-08-31 --basis 国务院令第92号 --text 停止收取
echo 'half-year 2005H1, and since'
said half-year 2005H1 >said.txt
holds now 2005-01-01 2005-06-30
holds since 2005-07-01 2005-07-10
"$JIANFU" report half-year 2005H1 | grep -E -A2 '期末至|至2005年7月10日'
"$JIANFU" --lang en report half-year 2005H1 | grep -E -A2 'by 10 July 2005|By 10 July 2005'
"$JIANFU" --today 2006-01-01 report half-year 2005H1 | grep -c '期末至'
# what was found and is not ordered back is said beside what is
echo 'half-year 2005H2, levies'
said half-year 2005H2 | grep '^levy' >said.txt
holds now 2005-07-01 2005-07-10
"$JIANFU" report half-year 2005H2 | grep -A1 '其余.*元没有'
"$JIANFU" --lang en report half-year 2005H2 | grep -A1 'For the other'
