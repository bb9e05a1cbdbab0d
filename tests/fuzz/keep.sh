#!/bin/sh
# keep.sh BUILD [TARGET...] - of what the fuzzers have gathered in BUILD/corpus, the smallest inputs that reach the edges
# of the code which no file of the tree reaches, into tests/fuzz/corpus/TARGET, where the daily test takes them again.
set -u
cd "$(dirname "$0")/../.." || exit 1
BUILD=$(cd "$1" && pwd)
shift
. tests/fuzz/lib.sh
# shellcheck disable=SC2046 # names
[ $# -gt 0 ] || set -- $("$BUILD/fuzzer")
for target in "$@"; do
    look_up "$target" && [ -d "$BUILD/corpus/$target" ] || continue
    gather_seeds "$target" "$BUILD/seed/$target"
    control=$BUILD/merge
    rm -f "$control"
    ASAN_OPTIONS=detect_leaks=0 JIANFU_FUZZ=$target "$BUILD/fuzzer" -merge=1 -merge_control_file="$control" \
        "$BUILD/seed/$target" "$BUILD/corpus/$target" >"$BUILD/merge.log" 2>&1 || { tail -5 "$BUILD/merge.log"; exit 1; }
    mkdir -p "tests/fuzz/corpus/$target"
    # the control file: how many files, how many of them seeds, their names; then what each reaches that none before did
    awk 'NR == 2 { seeds = $1 } /^\// { name[count++] = $0 } $1 == "COV" && NF > 2 && $2 >= seeds { print name[$2] }' "$control" |
        while read -r file; do
            cp "$file" "tests/fuzz/corpus/$target/edge-$(basename "$file" | cut -c1-8)"
        done
    rmdir "tests/fuzz/corpus/$target" 2>/dev/null || true
    echo "$target: $(find "tests/fuzz/corpus/$target" -name 'edge-*' 2>/dev/null | wc -l) inputs for edges"
done
