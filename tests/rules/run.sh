#!/bin/sh
# Rule tests: for each fixtures/rules/RULE a fresh database with the base files and all fixtures of that folder, all rules run,
# and findings, coverage and undecided reasons compared with expected/RULE.csv. The names of the records tell the fixture file
# and its case (pass, breach, at, just-above, day-before, day-after, missing). Then the mutation test (mutation.sh).
#   tests/rules/run.sh BUILD            compare
#   ONLY=RULE tests/rules/run.sh BUILD     one rule
#   UPDATE=1 tests/rules/run.sh BUILD   write the expected files anew (read them before you believe them)
set -u
build=${1:?usage: run.sh BUILD}
root=$(cd "$(dirname "$0")/../.." && pwd)
case $build in /*) ;; *) build=$PWD/$build ;; esac
jianfu=$build/jianfu
fixtures=$root/fixtures/rules
expected=$root/tests/rules/expected
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
export JIANFU_TODAY=2006-12-31 JIANFU_ACTOR=test LC_ALL=C.UTF-8 LANGUAGE=
unset JIANFU_DB
passed=0
failed=0

fail() {
    echo "not ok $1: $2"
    failed=$((failed + 1))
}

# A command that must end with the status given; a crash is never an expected failure.
want() {
    status=$1
    shift
    "$@" >"$work/out" 2>"$work/err"
    got=$?
    [ "$got" = "$status" ] && return 0
    echo "    '$*' gave $got instead of $status" >&2
    cat "$work/err" >&2
    return 1
}

run_rule() {
    rule=$1
    db=$work/$rule.db
    want 0 "$jianfu" --db "$db" init || return 1
    for file in "$fixtures/base/register.xml" "$fixtures/base/rulebook.xml" "$fixtures/$rule"/*.xml; do
        want 0 "$jianfu" --db "$db" import "$file" || return 1
    done
    want 1 "$jianfu" --db "$db" --lang en check || return 1
    {
        echo "# findings"
        sed -n 's/^  \([0-9][0-9]*  .*\)/# undecided: \1/p' "$work/out" >"$work/reasons"
        want 0 "$jianfu" --db "$db" --lang en finding list --format csv || return 1
        # without byte order mark, carriage returns and the running number
        sed -e '1s/^\xEF\xBB\xBF//' -e 's/\r$//' -e 's/^[^,]*,//' "$work/out"
        echo "# undecided, by rule and reason"
        sed 's/^# undecided: //' "$work/reasons"
        echo "# coverage: rule, verdict, looked at, passed, found, undecided; run again, so nothing is new"
        want 1 "$jianfu" --db "$db" --lang en check --format csv || return 1
        sed -e 1d -e 's/\r$//' "$work/out" | awk -F, '{ n = NF; print $1 "," $(n-7) "," $(n-6) "," $(n-5) "," $(n-4) "," $(n-3) ",new " $(n-2) ",gone " $(n-1) }'
    } >"$work/$rule.csv" || return 1
    return 0
}

for folder in "$fixtures"/*/; do
    rule=$(basename "$folder")
    [ "$rule" = base ] && continue
    [ -z "${ONLY:-}" ] || [ "$rule" = "$ONLY" ] || continue
    if ! run_rule "$rule"; then
        fail "$rule" "could not be run"
    elif [ -n "${UPDATE:-}" ]; then
        cp "$work/$rule.csv" "$expected/$rule.csv"
        passed=$((passed + 1))
    elif [ ! -f "$expected/$rule.csv" ]; then
        fail "$rule" "there is no expected/$rule.csv"
    elif diff -u "$expected/$rule.csv" "$work/$rule.csv" >"$work/diff"; then
        passed=$((passed + 1))
    else
        fail "$rule" "differs"
        sed 's/^/    /' "$work/diff"
    fi
done

# Each rule has its fixtures, and each expected file its rule.
for sql in "$root"/src/rules/*.sql; do
    rule=$(basename "$sql" .sql)
    [ -z "${ONLY:-}" ] || [ "$rule" = "$ONLY" ] || continue
    if [ -f "$fixtures/$rule/pass.xml" ] && [ -f "$fixtures/$rule/breach.xml" ] && grep -q "^$rule," "$expected/$rule.csv" 2>/dev/null; then
        passed=$((passed + 1))
    else
        fail "$rule" "has no pass and breach fixture that it finds"
    fi
done
for file in "$expected"/*.csv; do
    [ -f "$root/src/rules/$(basename "$file" .csv).sql" ] || fail "$(basename "$file")" "expected file without rule"
done

# A breach of one rule is found by that rule alone.
"$root/tests/rules/mutation.sh" "$build" ${ONLY:+"$ONLY"} >"$work/mutation" 2>&1
tail=$(grep -E '^[0-9]+ passed, [0-9]+ failed$' "$work/mutation" || echo '0 passed, 1 failed')
grep -vE '^[0-9]+ passed, [0-9]+ failed$' "$work/mutation"
passed=$((passed + ${tail%% *}))
tail=${tail#*, }
failed=$((failed + ${tail%% *}))

echo "$passed passed, $failed failed"
[ "$failed" = 0 ]
