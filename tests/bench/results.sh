#!/bin/sh
# results.sh FOLDER COMMANDS - works out what the .tsv files that bench.sh left in FOLDER say of the commands of COMMANDS
# (commands.tsv), and writes it into FOLDER: bench.txt (tables and plot), bench.json, bench.svg, and bench.md (tables for README.md).
set -eu
here=$(cd "$(dirname "$0")" && pwd)
folder=$1
commands=$2

# bytes are counted, not characters, so that every awk gives the same
results() {
    LC_ALL=C awk -F '\t' -f "$here/results.awk" -f "$here/$1" kind=machine "$folder/machine.tsv" kind=sizes "$folder/sizes.tsv" \
        kind=notes "$folder/notes.tsv" kind=commands "$commands" kind=samples "$folder/samples.tsv"
}

results table.awk >"$folder/bench.txt"
results json.awk >"$folder/bench.json"
results svg.awk >"$folder/bench.svg"
results markdown.awk >"$folder/bench.md"
