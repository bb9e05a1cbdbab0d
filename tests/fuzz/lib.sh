# lib.sh - what fuzz.sh and run.sh know of a target: `look_up TARGET` finds its line in targets.tsv.
# shellcheck shell=sh disable=SC2034 # for whoever reads it
look_up() { # sets kind, longest, seeds
    kind=''
    line=$(grep "^$1	" tests/fuzz/targets.tsv)
    if [ -z "$line" ]; then # intake-card-issue: the line intake-KIND, for card-issue
        kind=${1#*-}
        line=$(grep "^${1%%-*}-KIND	" tests/fuzz/targets.tsv | sed "s/KIND/$kind/g")
    fi
    longest=$(echo "$line" | cut -f2)
    seeds=$(echo "$line" | cut -f3)
    [ -n "$longest" ]
}
