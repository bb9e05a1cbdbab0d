#!/bin/sh
# bench.sh BUILD - measures the program beside its peers on generated counties: what `make bench` runs.
#
# What is measured stands in commands.tsv. For each size the county is generated, or taken as it is when it is there; then
# peers and program run in turn, round after round, each with files in the page cache and with no writes of others pending.
# What the program says is compared with what was planted, and a re-check with a full check: a difference fails the bench.
# A slow figure does not: it is shown as missed.
#
#   BENCH_SIZES="10000 100000 1000000"   sizes, in notices of one line each
#   BENCH_ROUNDS=3                       rounds; one from 10,000,000 on, unless told
#   BENCH_FURTHER=10000                  notices of the further file
#   BENCH_DIR=BUILD/bench                where it works and leaves bench.txt, bench.json, bench.svg and bench.md
set -eu
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
build=$(cd "$1" && pwd)
sizes=${BENCH_SIZES:-10000 100000 1000000}
mkdir -p "${BENCH_DIR:-$build/bench}"
work=$(cd "${BENCH_DIR:-$build/bench}" && pwd)
further=${BENCH_FURTHER:-10000}
tab=$(printf '\t')

# the world of the commands: no clock, no user, no language of the machine; and the names that commands.tsv uses
unset LANGUAGE LC_MESSAGES LANG JIANFU_DB
export LC_ALL=C.UTF-8 JIANFU_TODAY=2005-07-10 JIANFU_ACTOR=bench
JIANFU=$build/jianfu
XSD=$root/schemas/xsd/notice/1.xsd
PEERS=$here/peers
NOTICES='county/20-notices-*.xml'
FURTHER='county/80-further-*.xml'
export JIANFU XSD PEERS FURTHER

say() { echo "$*" >&2; }
die() {
    say "bench: $*"
    exit 1
}
with_commas() { echo "$1" | awk '{ while ($1 ~ /[0-9][0-9][0-9][0-9]/) sub(/[0-9][0-9][0-9]($|,)/, ",&", $1); print $1 }'; }

# ---- what commands may need

have_lxml() { /usr/bin/python3 -c 'import lxml' 2>/dev/null; }
have_full() { "$JIANFU" --lang en help check | grep -q -e --full; }

# ---- the county

generate_county() {
    say "$(with_commas "$size"): generating the county"
    rm -rf county county.of rows.csv chance chance.csv
    "$build/generate" --notices "$size" --breach-rate 5 --further "$further" --output county
    # shellcheck disable=SC2086 # a pattern
    awk -f "$here/rows.awk" $NOTICES >rows.csv
    mkdir chance
    # shellcheck disable=SC2086 # a pattern
    for file in $NOTICES; do
        "$here/shuffle.sh" "$file" >"chance/${file#county/}"
    done
    awk -f "$here/rows.awk" chance/*.xml >chance.csv
    echo "$wanted" >county.of
}

# A county made by the same generator is taken again.
have_county() {
    wanted="$size notices and $further, breach rate 5, generator $(cat "$here/generate.c" "$here"/*.h "$here/rows.awk" "$here/shuffle.sh" | cksum)"
    if [ ! -f county.of ] || [ "$(cat county.of)" != "$wanted" ]; then generate_county; fi
}

# A database as it stands before the notices come in.
prepare() {
    rm -f prepared.db*
    export JIANFU_DB=prepared.db
    "$JIANFU" init >prepare.out
    for file in county/*.xml; do
        case $file in
        county/20-notices-* | county/80-further-*) ;;
        *) "$JIANFU" import "$file" >>prepare.out || die "cannot prepare the database, see $PWD/prepare.out" ;;
        esac
    done
}

copy_database() { # from, to
    [ ! -s "$1-wal" ] || die "'$1' was left with changes not yet in it"
    rm -f "$2" "$2-wal" "$2-shm"
    cp "$1" "$2"
}

# ---- running

allowed() { # status, list of statuses
    case ",$2," in *",$1,"*) return 0 ;; *) return 1 ;; esac
}

measure() { # name, repeat, statuses, command line
    eval "set -- \"\$1\" \"\$2\" \"\$3\" $4"
    name=$1
    repeat=$2
    statuses=$3
    shift 3
    rm -f peer.db
    sync
    status=0
    "$build/measure" samples.tsv "$name" "$repeat" "$name.out" "$@" || status=$?
    allowed "$status" "$statuses" || {
        head -n 5 "$name.out.err" >&2
        die "'$name' ended with $status: $*"
    }
    say "$(awk -v name="$name" -F "$tab" '$1 == name { wall = $2; peak = $5 }
        END { printf "    %-18s %9.3f s %8.1f MB", name, wall / 1e6, peak * 1024 / 1e6 }' samples.tsv)"
    expect_rows_of_peer
}

# A peer that loses rows on the way is no peer.
expect_rows_of_peer() {
    [ -f peer.db ] || return 0
    got=$(sqlite3 peer.db 'SELECT count(*) FROM item')
    [ "$got" = "$rows" ] || die "'$name' stored $got of $rows rows"
}

run_stage() {
    stage=$1
    while IFS=$tab read -r in_stage name needs repeat statuses _ command; do
        [ "$in_stage" = "$stage" ] || continue
        [ "$needs" = - ] || "have_$needs" || {
            note "$name was left out: $needs is not there"
            continue
        }
        measure "$name" "$repeat" "$statuses" "$command" </dev/null
    done <"$here/commands.tsv"
}

note() { grep -qsxF "$size$tab$1" ../notes.tsv || printf '%s\t%s\n' "$size" "$1" >>../notes.tsv; }

# ---- is what was measured right?

findings_of() { "$JIANFU" --db "$1" --lang en finding list --format csv --limit 1000000; }

same_as_planted() { # of what
    diff planted found >differences || {
        head -n 20 differences >&2
        die "what was found is not what was planted, see $PWD/differences"
    }
    note "$(with_commas "$(wc -l <found)") of $(with_commas "$(wc -l <planted)") planted breaches found, none invented ($*)"
}

found_as_planted() { # files of expected findings
    findings_of round.db | tr -d '\r' | awk -F, 'NR > 1 { print $2 "," $5 "," ($6 == "" ? 0 : $6) }' | sort >found
    awk -F, 'FNR > 1 { print $1 "," $3 "," $4 }' "$@" | sort >planted
    same_as_planted "$@"
}

# Which of two equal notices of a day is the second one hangs on their order: so many of each rule.
found_by_chance() {
    "$JIANFU" --db chance.db check >chance.out || [ $? = 1 ]
    findings_of chance.db | awk -F, 'NR > 1 { print $2 }' | sort >found
    awk -F, 'FNR > 1 { print $1 }' county/expected.csv | sort >planted
    same_as_planted in an order of chance, by rule
}

# The verdicts and findings of the re-check must be those of a full check of the same records.
same_as_full() {
    [ -f check-full.out ] || return 0
    cmp recheck.out check-full.out >&2 || die "the verdicts of re-check and full check differ, see $PWD/recheck.out, check-full.out"
    findings_of round.db >findings-recheck.csv
    findings_of again.db >findings-full.csv
    cmp findings-recheck.csv findings-full.csv >&2 || die "the findings of re-check and full check differ, see $PWD/findings-*.csv"
    note 're-check and full check agree: same verdicts, same findings'
}

choose_subjects() {
    NOTICE=$(tail -n 1 rows.csv | awk -F, '{ print $2 "/" $1 }')
    FINDING=$(findings_of round.db | awk -F, 'NR == 2 { print $1 }')
    TOWNSHIP=$("$JIANFU" --lang en register list divisions --format csv | grep -o '[0-9]\{9\}000' | grep -v '0\{6\}$' | sed -n 2p)
    export NOTICE FINDING TOWNSHIP
}

# ---- rounds

run_round() {
    round=$1
    copy_database prepared.db round.db
    copy_database prepared.db chance.db
    export JIANFU_DB=round.db
    run_stage import
    run_stage chance
    run_stage check
    [ "$round" -gt 1 ] || {
        found_as_planted county/expected.csv
        found_by_chance
    }
    choose_subjects
    run_stage ask
    run_stage further
    copy_database round.db again.db
    run_stage again
    [ "$round" -gt 1 ] || {
        found_as_planted county/expected.csv county/expected-further.csv
        same_as_full
    }
}

# The files are read once before; said, if they cannot all stay in memory.
fill_page_cache() {
    cat county/*.xml chance/*.xml rows.csv chance.csv >/dev/null
    needed=$(du -sk county chance rows.csv chance.csv | awk '{ sum += $1 } END { print sum }')
    there=$(awk '$1 == "MemAvailable:" { print $2 }' /proc/meminfo 2>/dev/null)
    [ "$needed" -lt "${there:-0}" ] || note 'the files do not all fit into memory: some were read from the disk'
}

run_size() {
    size=$1
    rounds=${BENCH_ROUNDS:-$([ "$size" -ge 10000000 ] && echo 1 || echo 3)}
    mkdir -p "$work/$size"
    cd "$work/$size"
    rm -f samples.tsv ./*.out
    have_county
    rows=$(wc -l <rows.csv)
    prepare
    fill_page_cache
    # shellcheck disable=SC2086 # a pattern
    bytes=$(cat $NOTICES | wc -c)
    printf '%s\t%s\t%s\t%s\t%s\n' "$size" "$rows" "$bytes" "$rounds" "$further" >>../sizes.tsv
    i=1
    while [ "$i" -le "$rounds" ]; do
        say "$(with_commas "$size"): round $i of $rounds"
        run_round "$i"
        i=$((i + 1))
    done
    sed "s/^/$size$tab/" samples.tsv >>../samples.tsv
    rm -f ./*.db ./*.db-wal ./*.db-shm
}

# ---- all sizes

rm -f "$work"/*.tsv
"$here/machine.sh" "$build" "$work" >"$work/machine.tsv"
: >"$work/notes.tsv"
# shellcheck disable=SC2086 # a list
for size in $(printf '%s\n' $sizes | sort -n); do
    run_size "$size"
done
cd "$work"
"$here/results.sh" . "$here/commands.tsv"
cat bench.txt bench.json
say "written: $work/bench.txt, bench.json, bench.svg, bench.md"
