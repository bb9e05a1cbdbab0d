#!/bin/sh
# Mutation test: a generated county without any breach, in which one record at a time is turned into a breach of one rule. The rule
# must find it, and no other rule may find anything but those that the rule names as its companions.
#   tests/rules/mutation.sh BUILD [RULE]     prints "not ok ..." lines and "N passed, N failed"
set -u
build=${1:?usage: mutation.sh BUILD [RULE]}
only=${2:-}
root=$(cd "$(dirname "$0")/../.." && pwd)
case $build in /*) ;; *) build=$PWD/$build ;; esac
jianfu=$build/jianfu
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
export JIANFU_TODAY=2006-12-31 JIANFU_ACTOR=test LC_ALL=C.UTF-8 LANGUAGE=
unset JIANFU_DB
passed=0
failed=0
fail() {
    echo "not ok mutation $1: $2"
    failed=$((failed + 1))
}

# ---- the county and its records

county=$work/county
"$build/generate" --seed 7 --notices 400 --breach-rate 0 --townships 2 --villages 6 --output "$county" || exit 1
"$jianfu" --db "$work/clean.db" init >/dev/null || exit 1
"$jianfu" --db "$work/clean.db" import "$county"/*.xml "$root/fixtures/rules/base/mutation.xml" >"$work/out" 2>&1 ||
    { cat "$work/out"; exit 1; }

# file KIND ROOT: wrap the records on standard input
file() {
    echo '<?xml version="1.0" encoding="UTF-8"?>'
    echo "<$2 xmlns=\"urn:jianfu:$1:1\">"
    echo '  <source unit="规则测试（演示）" division="350199000000" period="2005" prepared-by="演示" on="2006-12-31"/>'
    cat
    echo "</$2>"
}
# record ELEMENT PATTERN FILE: the first record of the file that holds the pattern, as a new version
record() {
    awk -v element="$1" -v pattern="$2" '
        $1 == "<" element { text = ""; within = 1 }
        within { text = text $0 "\n" }
        $1 == "</" element ">" { if (text ~ pattern) { printf "%s", text; exit } within = 0 }' "$county/$3" |
        sed "s/<$1 /<$1 version=\"2\" /"
}
# A clean charge of 10.00 yuan, by an office without a board where the rules on boards are not meant.
licence() { record notice '"农机驾驶证工本费"' 20-notices-2005H1.xml; }
office() { licence | sed 's/ unit="[^"]*"/ unit="100BM"/; s/ version="2"//; s/ document="[^"]*"//' | named "$1"; }
named() { sed "s/<item name=\"[^\"]*\"/<item name=\"$1\"/"; }
uncited() { sed 's/ document="[^"]*"//'; }
priced() { sed "s/\"10\.00\"/\"$1\"/g"; }
numbered() { sed "s/ no=\"[^\"]*\"/ no=\"$1\"/; s/ version=\"2\"//; s/ receipt=\"[^\"]*\"/ receipt=\"$1\"/"; }
# many COUNT: the notice on standard input for as many households of its village
many() {
    text=$(cat)
    n=1
    while [ $n -le "$1" ]; do
        echo "$text" | numbered "M$n" | sed "s/ payer=\"\([0-9]*\)-[0-9]*\"/ payer=\"\1-9$(printf %03d $n)\"/"
        n=$((n + 1))
    done
}
# A village school's charge; `worked` works its sums out again after a change.
school() { record school-charge 'school="100XX2"' 30-school-charges-2005S.xml; }
worked() {
    awk '
        function value(name) { return match($0, " " name "=\"[^\"]*\"") ? substr($0, RSTART + length(name) + 3, RLENGTH - length(name) - 4) : "" }
        { lines[NR] = $0 }
        $1 == "<group" { pupils = value("pupils") }
        $1 == "<component" {
            amount = value("per-pupil") * pupils
            total += amount
            if (value("name") == "杂费") misc += amount
            sub(/ amount="[^"]*"/, sprintf(" amount=\"%.2f\"", amount), lines[NR])
        }
        END {
            sub(/ total="[^"]*"/, sprintf(" total=\"%.2f\"", total), lines[1])
            sub(/ remitted="[^"]*"/, sprintf(" remitted=\"%.2f\"", misc), lines[1])
            for (i = 1; i <= NR; i++) print lines[i]
        }'
}
# paper SCHOOL NO TERM DAY GRADE PUPILS NAME RATE: a school charge of one component
paper() {
    echo "  <school-charge no=\"$2\" school=\"$1\" term=\"$3\" charged-on=\"$4\" total=\"0.00\" approval=\"演示变〔2003〕1号\">"
    echo "    <group grade=\"$5\" pupils=\"$6\">"
    echo "      <component name=\"$7\" per-pupil=\"$8\" amount=\"0.00\"/>"
    echo '    </group>'
    echo '  </school-charge>'
}
# title ATTRIBUTES: a village's subscription with one title more, of 24.00 yuan
subscription() { record subscription 'subscriber="100201CW"' 40-subscriptions-2005.xml; }
title() {
    subscription | sed "s|  </subscription>|    <title name=\"农家科技\" copies=\"1\" amount=\"${2:-24.00}\" $1 on=\"2005-01-10\"/>\n&|" |
        awk '{ lines[NR] = $0 }
            match($0, / amount="[^"]*"/) { total += substr($0, RSTART + 9, RLENGTH - 10) }
            END { sub(/ total="[^"]*"/, sprintf(" total=\"%.2f\"", total), lines[1]); for (i = 1; i <= NR; i++) print lines[i] }'
}

# shown NAME AMOUNT DOCUMENT: the board of an office that charges nothing, with one item
shown() {
    echo '  <board unit="100ZF" seen-on="2005-03-01" telephone="12358">'
    echo "    <posted name=\"$1\" amount=\"$2\" per=\"each\" document=\"${3:-}\"/>"
    echo '  </board>'
}
# card SIGNED DELIVERED: the cards of a village as a new version
card() {
    echo "  <card-issue version=\"2\" division=\"350199100201\" year=\"2005\" delivered-on=\"$2\" issued=\"$1\" issued-on=\"2005-07-20\"/>"
}
households() { sed -n 's/.*<division code="350199100201".* households="\([0-9]*\)".*/\1/p' "$county/10-register.xml" | head -1; }

# ---- one breach of each rule

breach() {
    case $1 in
    fee-arithmetic) licence | sed 's/ total="[^"]*"/ total="15.00"/' ;;
    fee-cancelled) licence | named 选地费 | uncited ;;
    fee-charged-twice) licence | numbered M2 ;;
    fee-no-basis) licence | named 治安联防费 | uncited ;;
    fee-outside-period) licence | named 跨区作业证工本费 | uncited | sed 's/ charged-on="[^"]*"/ charged-on="2005-04-10"/' | priced 6.00 ;;
    fee-over-standard) licence | priced 12.00 ;;
    fee-wrong-document) licence | sed 's/ document="[^"]*"/ document="历年惯例"/' ;;
    fee-unit-not-authorised) office 变异村收费 ;;
    fee-payer-out-of-scope) office 变异村缴费 ;;
    fee-approved-later) office 变异追认费 ;;
    fee-over-approval) office 变异批准费 | sed 's/ period=/ document="演示变〔2003〕1号"&/' ;;
    fee-split) office 变异按件费 | numbered M1 && office 变异按件费 | numbered M2 ;;
    fee-yearly-cap)
        office 变异按年费 | numbered M1 | sed 's/ period="[^"]*"/ period="2005-01"/'
        office 变异按年费 | numbered M2 | sed 's/ period="[^"]*"/ period="2005-02"/'
        ;;
    fee-spread) office 修桥集资款 | many 10 ;;
    fee-round-sum) office 赞助款 | priced 300.00 ;;
    fee-no-receipt) licence | sed 's/ receipt="[^"]*"//; s/ receipt-kind="[^"]*"//' ;;
    fee-wrong-receipt) record notice '"畜禽防疫费"' 20-notices-2005H1.xml | sed 's/ receipt-kind="[^"]*"/ receipt-kind="自制收据"/' ;;
    fee-not-posted) licence | numbered M1 | named 变异寻常费 | uncited | sed 's/ unit="[^"]*"/ unit="100NJ"/' ;;
    fee-posted-otherwise) record notice ' unit="100NJ".*"农机驾驶证工本费"' 20-notices-2005H1.xml | priced 9.00 ;;
    fee-voluntary-for-all) office 敬老捐款 | many 30 | sed 's/<notice /<notice voluntary="yes" /' ;;
    levy-after-reform) licence | named 乡统筹 | uncited ;;
    arrears-collected) licence | named 农业税尾欠 | uncited ;;
    school-arithmetic) school | sed 's/ total="[^"]*"/ total="1.00"/' ;;
    school-component-over-standard) school | sed '0,/per-pupil="65.00"/s//per-pupil="66.00"/' | worked ;;
    school-onefee-over-cap) school | sed '0,/name="课本费" per-pupil="[0-9.]*"/s//name="课本费" per-pupil="70.00"/' | worked ;;
    school-extra-item) school | sed '0,/    <\/group>/s//      <component name="补课费" per-pupil="3.00" amount="0.00"\/>\n&/' | worked ;;
    school-agency-fee) school | sed '0,/    <\/group>/s//      <component name="变异代收费" per-pupil="3.00" amount="0.00"\/>\n&/' | worked ;;
    school-exempt-charged) school | awk '!done && /pupils="/ { match($0, /pupils="[0-9]*/); n = substr($0, RSTART + 8, RLENGTH - 8); sub(/pupils="[0-9]*/, "pupils=\"" n + 1); done = 1 } { print }' | worked ;;
    school-headcount) paper 100XX2 M1 2005S 2005-03-01 1 500 作业本费 10.00 | worked ;;
    school-not-remitted) school | sed 's/ remitted="[^"]*"/ remitted="1.00"/' ;;
    school-no-approval) school | sed 's/ approval="[^"]*"//' ;;
    school-no-hearing) grep 'code="demo.onefee.junior.county-seat"' "$county/00-rulebook-demo.xml" | sed 's/ hearing-on="[^"]*"//; s/<standard /<standard version="2" /' ;;
    school-boarding-over-standard) paper 100ZX1 M1 2005S 2005-03-01 7 10 住宿费 65.00 | worked ;;
    school-lending-fee) paper 100ZX1 M1 2005S 2005-03-01 7 2 借读费 120.00 | worked ;;
    school-year-cap)
        paper 100XX2 M1 2004A 2004-09-05 1 10 住宿费 60.00 | worked
        paper 100XX2 M2 2005S 2005-03-01 1 10 住宿费 60.00 | worked
        ;;
    press-arithmetic) subscription | sed 's/ total="[^"]*"/ total="1.00"/' ;;
    press-over-cap) title 'mode="own" funds="unit"' 2000.00 ;;
    press-on-behalf) title 'mode="on-behalf" funds="farmers"' ;;
    press-spread) title 'mode="spread" funds="farmers"' ;;
    press-withheld-from-subsidy) title 'mode="withheld" funds="farmers" withheld-from="subsidy"' ;;
    press-booked-elsewhere) title 'mode="own" funds="unit" booked-as="办公费"' ;;
    press-ordered) title 'mode="own" funds="unit" ordered-by="县宣传办（演示）"' ;;
    board-missing) echo '  <board unit="100NJ" seen-on="2005-03-01" missing="yes"/>' ;;
    board-stale) shown 农机年检费 30.00 演示价〔2003〕5号 ;;
    board-wrong-amount) shown 农机年检费 21.00 演示价〔2004〕12号 ;;
    board-cancelled-item) shown 农田水利工程集资 15.00 演示价〔2004〕7号 ;;
    board-no-telephone) shown 农机年检费 20.00 演示价〔2004〕12号 | sed 's/ telephone="[^"]*"//' ;;
    board-no-basis) shown 农机年检费 20.00 | sed 's/ document=""//' ;;
    board-item-missing)
        shown 农机年检费 20.00 演示价〔2004〕12号
        shown 机电提灌费 8.00 演示价〔2003〕9号 | sed 's/2005-03-01/2005-04-01/'
        ;;
    card-coverage) card 1 2005-06-01 ;;
    card-late) card "$(households)" 2005-07-15 ;;
    card-not-issued) card 0 2005-06-01 ;;
    esac
}
kind_of() {
    case $1 in
    board-*) echo board boards ;;
    card-*) echo card-issue card-issues ;;
    school-no-hearing) echo rulebook rulebook ;;
    school-*) echo school-charge school-charges ;;
    press-*) echo subscription subscriptions ;;
    *) echo notice notices ;;
    esac
}

found() { # DATABASE: the rules that found something, with how often
    "$jianfu" --db "$1" --lang en check >"$work/out" 2>"$work/err"
    [ $? -le 1 ] || { cat "$work/err"; return 1; }
    grep '  error  ' "$work/out" | cut -d' ' -f1 | sed 's/$/ error/' # a rule that cannot run shows as found where it should not be
    "$jianfu" --db "$1" --lang en finding list --format csv 2>/dev/null | awk -F, 'NR > 1 { n[$2]++ } END { for (r in n) print r, n[r] }' | sort
}

cp "$work/clean.db" "$work/county.db"
if [ -n "$(found "$work/county.db")" ]; then
    fail base "the clean county has findings: $(found "$work/county.db" | tr '\n' ' ')"
else
    passed=$((passed + 1))
fi

for sql in "$root"/src/rules/*.sql; do
    rule=$(basename "$sql" .sql)
    [ -z "$only" ] || [ "$only" = "$rule" ] || continue
    # shellcheck disable=SC2046
    breach "$rule" | file $(kind_of "$rule") >"$work/$rule.xml"
    if ! grep -q 'no=\|subscriber=\|code=\|seen-on=\|issued=' "$work/$rule.xml"; then
        fail "$rule" "no breach is made of it"
        continue
    fi
    cp "$work/clean.db" "$work/county.db"
    if ! "$jianfu" --db "$work/county.db" import "$work/$rule.xml" >"$work/out" 2>&1; then
        fail "$rule" "the mutation was refused: $(head -2 "$work/out")"
        continue
    fi
    companions=$(sed -n 's/^-- companions: //p' "$sql")
    found "$work/county.db" >"$work/found"
    others=$(awk -v rule="$rule" -v companions=" $companions " '$1 != rule && index(companions, " " $1 " ") == 0 { print $1 }' "$work/found")
    if ! grep -q "^$rule " "$work/found"; then
        fail "$rule" "its breach is not found ($(tr '\n' ' ' <"$work/found"))"
    elif [ -n "$others" ]; then
        fail "$rule" "others find its breach too: $others"
    else
        passed=$((passed + 1))
    fi
done
echo "$passed passed, $failed failed"
[ "$failed" = 0 ]
