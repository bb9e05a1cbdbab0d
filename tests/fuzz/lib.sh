# lib.sh - what run.sh, fuzz.sh and keep.sh know of a target: its line in targets.tsv, the files that it begins with.
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

gather_seeds() { # of the target that was looked up, into a folder
    rm -rf "$2"
    mkdir -p "$2"
    # shellcheck disable=SC2086 # a list of patterns
    for file in tests/fuzz/corpus/"$1"/* $seeds; do
        [ -f "$file" ] && cp "$file" "$2/$(echo "$file" | tr / -)"
    done
}
