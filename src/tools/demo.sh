#!/bin/sh
# demo.sh BUILD - the tour of `make demo`: a county database is made from fixtures/county, checked, and reported on.
set -eu
cd "$(dirname "$0")/../.."
build=$1
dir=$build/demo
jianfu() { "$build/jianfu" --db "$dir/county.db" "$@"; }
# check and verify end with 1 when they found something: that is what a demonstration is for
found() { "$@" || [ $? -eq 1 ]; }
title() { printf '\n\033[1m== %s\033[0m\n' "$*"; }
[ -t 1 ] || title() { printf '\n== %s\n' "$*"; }

# the sample county lives in 2005; its records are signed by nobody in particular
export JIANFU_TODAY=2005-07-10 JIANFU_ACTOR="${JIANFU_ACTOR:-演示}"
rm -rf "$dir"
mkdir -p "$dir"

title '1. 建库、导入  Make the database, import the rule book and the county'
jianfu init
jianfu import fixtures/rulebook/*.xml fixtures/county/*.xml
echo '(演示县及其标准均为虚构  the county and its standards are invented)'

title '2. 检查  Check all records against the rules'
found jianfu check

title '3. 一个问题的全部依据  One finding with its whole evidence'
number=$(jianfu --lang en finding list --rule school-onefee-over-cap --format csv | sed -n '2s/,.*//p' | tr -d '\r')
jianfu finding show "$number"

title '4. 一件信访，从来电到最后一张收据  One complaint, from the call to the last receipt'
case_no=$(jianfu --lang en refund list --format csv | awk -F, '/15850\.00/ { print $0; exit }' | tr -d '\r' |
    grep -o '2005-[0-9]\{3\}' | head -1)
jianfu petition show "$case_no"

title '5. 半年检查报告  The half-year inspection report'
jianfu report half-year 2005H1 --output "$dir/2005H1.html" --format html
jianfu report half-year 2005H1 --output "$dir/2005H1.docx"
jianfu report half-year 2005H1 --output "$dir/2005H1.txt"
jianfu --lang en report half-year 2005H1 --output "$dir/2005H1.en.html" --format html
sed -n '1,30p' "$dir/2005H1.txt"
echo '...'

title '6. 核对  Is everything as it was written down?'
found jianfu verify

title '下一步  What to try next'
cat <<EOF
  the whole report      less $dir/2005H1.txt   (or open $dir/2005H1.html)
  where does it come from   $build/jianfu --db $dir/county.db why half-year/2005H1/petition.received
                        $build/jianfu --db $dir/county.db why finding:$number
                        $build/jianfu --db $dir/county.db why case:$case_no
  all findings          $build/jianfu --db $dir/county.db finding list
  a bad file            $build/jianfu --db $dir/county.db import fixtures/xml/notice/invalid/negative-amount.xml
  your own county       $build/jianfu template register > register.xml
  in Chinese / English  --lang zh, --lang en
EOF
