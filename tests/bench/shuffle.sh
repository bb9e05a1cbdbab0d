#!/bin/sh
# shuffle.sh FILE - a file of notices of generate.c, its notices in an order of chance: the same each time on one machine.
set -eu
notices() { # each on one line; vertical tabs stand for line ends
    awk 'BEGIN { srand(1) }
        /^  <notice / { printf "%s%.9f\t", sep, rand(); sep = "\n" }
        /^  <notice /, /^  <\/notice>/ { printf "%s\v", $0 }
        END { print "" }' "$1"
}
sed '/^  <notice /,$d' "$1"
notices "$1" | sort -n | cut -f2- | tr -d '\n' | tr '\v' '\n'
echo '</notices>'
