#!/bin/sh
# The bench must not rot: it runs through at small sizes, says what it has to say, and notices when the program is wrong.
# No time is looked at. UPDATE=1 writes sample/expected anew, the results worked out of figures that stand still.
#   tests/bench/run.sh BUILD
set -u
build=$(cd "${1:?usage: run.sh BUILD}" && pwd) || exit 1
here=$(cd "$(dirname "$0")" && pwd)
dir=$(mktemp -d) || exit 1
trap 'rm -rf "$dir"' EXIT
passed=0
failed=0

check() { # title, command...
    title=$1
    shift
    if "$@" >"$dir/out" 2>&1; then
        passed=$((passed + 1))
    else
        failed=$((failed + 1))
        echo "FAILED: $title"
        head -n 40 "$dir/out"
    fi
}

bench() { # sizes, folder of the program
    BENCH_SIZES=$1 BENCH_FURTHER=500 BENCH_ROUNDS=1 BENCH_DIR="$dir/bench" "$here/bench.sh" "${2:-$build}"
}

is_json() { [ "$(sqlite3 :memory: "SELECT json_valid(CAST(readfile('$1') AS TEXT))")" = 1 ]; }

# The commands without a figure, of those that need nothing special, at each size.
commands_without_figure() {
    awk -F '\t' '!/^#/ && $3 == "-" { print $2 }' "$here/commands.tsv" | while read -r name; do
        sqlite3 :memory: "SELECT '$name at ' || json_extract(size.value, '\$.notices')
            FROM json_each(CAST(readfile('$1') AS TEXT), '\$.sizes') AS size
            WHERE NOT EXISTS (SELECT 1 FROM json_each(size.value, '\$.commands') AS command
                WHERE json_extract(command.value, '\$.name') = '$name' AND json_extract(command.value, '\$.median_s') > 0
                  AND json_extract(command.value, '\$.peak_mb') > 0)"
    done
}

every_command_has_its_figure() {
    commands_without_figure "$1" >"$dir/without"
    cat "$dir/without"
    [ ! -s "$dir/without" ]
}

# A program whose full check finds other than its re-check.
make_liar() {
    mkdir "$dir/liar"
    ln -s "$build/generate" "$build/measure" "$dir/liar"
    cat >"$dir/liar/jianfu" <<EOF
#!/bin/sh
case "\$*" in
*'help check'*) echo --full ;;
*--full*) "$build/jianfu" --db again.db check --format csv | sed 's/,pass,/,fail,/' ;;
*) exec "$build/jianfu" "\$@" ;;
esac
EOF
    chmod +x "$dir/liar/jianfu"
}

stops_at_another_full_check() {
    make_liar
    ! bench 1000 "$dir/liar" >"$dir/wrong" 2>&1 && grep 'verdicts of re-check and full check differ' "$dir/wrong"
}

# A breach that was planted and not found must stop the bench.
stops_at_what_is_not_found() {
    echo 'fee-arithmetic,notice,nobody/1,0' >>"$dir/bench/1000/county/expected.csv"
    ! bench 1000 >"$dir/wrong" 2>&1 && grep 'what was found is not what was planted' "$dir/wrong"
}

# ---- results worked out of figures that stand still
cp -r "$here/sample" "$dir/sample"
check 'results of the sample' "$here/results.sh" "$dir/sample" "$dir/sample/commands.tsv"
for file in bench.txt bench.json bench.svg bench.md; do
    [ "${UPDATE:-0}" != 1 ] || cp "$dir/sample/$file" "$here/sample/expected/$file"
    check "sample: $file" diff -u "$here/sample/expected/$file" "$dir/sample/$file"
done
check 'sample: JSON is well-formed' is_json "$dir/sample/bench.json"

# ---- the bench itself
check 'the bench runs through' bench '1000 10000'
check 'its JSON is well-formed' is_json "$dir/bench/bench.json"
check 'its picture is well-formed' xmllint --noout "$dir/bench/bench.svg"
check 'every command has its figure' every_command_has_its_figure "$dir/bench/bench.json"
check 'growth is shown' grep 'time per record of import, 10,000 / 1,000' "$dir/bench/bench.txt"
check 'it stops when re-check and full check differ' stops_at_another_full_check
check 'it stops at what is not found' stops_at_what_is_not_found

echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
