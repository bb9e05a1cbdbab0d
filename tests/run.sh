#!/bin/sh
# run.sh BUILD - all tests of the day: unit, golden, rules, fixtures against schemas, corpora of the fuzzers, bench, lint, fault, life. Ends with "N passed, N failed".
# run.sh BUILD SUITE... - only these folders of tests/, as they are told by their environment: ONLY=report/ UPDATE=1 tests/run.sh build cli
# Two lanes run side by side, each suite in a folder of its own; what they say is printed in order at the end.
set -u
cd "$(dirname "$0")/.." || exit 1
BUILD=$(cd "$1" && pwd)
export BUILD
export JIANFU="$BUILD/jianfu"
export FIXTURES="$PWD/fixtures"
export TEMPLATES="$PWD/src/templates"
# one world for every test: no clock, no user, no language of the machine
unset JIANFU_DB LANGUAGE LC_MESSAGES LANG
export LC_ALL=C.UTF-8 JIANFU_TODAY=2005-07-10 JIANFU_ACTOR=tester
WORK=$(mktemp -d) || exit 1
chmod 711 "$WORK" # some tests are somebody else, who has to get at what is his
export TMPDIR="$WORK"
trap 'rm -rf "$WORK"' EXIT

[ "${JIANFU_VALGRIND:-0}" = 1 ] && export JIANFU_NO_JIT=1

if [ $# -gt 1 ]; then
    shift
    for suite in "$@"; do
        "tests/$suite/run.sh" "$BUILD" || exit 1
    done
    exit 0
fi

passed=0
failed=0
count() { # name, status
    if [ "$2" -eq 0 ]; then
        passed=$((passed + 1))
    else
        failed=$((failed + 1))
        echo "FAILED: $1"
    fi
}

lane() { # suites, one after the other
    for suite in "$@"; do
        mkdir "$WORK/$suite"
        TMPDIR="$WORK/$suite" "tests/$suite/run.sh" "$BUILD" >"$WORK/$suite.out" 2>&1
        echo $? >"$WORK/$suite.status"
    done
}
lane cli rules &

echo "== unit =="
for test in "$BUILD"/unit/test_*; do
    case $test in *.d) continue ;; esac
    runner=
    [ "${JIANFU_VALGRIND:-0}" = 1 ] && runner="valgrind -q --leak-check=full --errors-for-leak-kinds=definite --error-exitcode=99"
    $runner "$test" >"$WORK/out" 2>&1
    status=$?
    [ $status -eq 0 ] || cat "$WORK/out"
    grep -h 'PASSED\|FAILED' "$WORK/out" | sed "s|^|$(basename "$test"): |" | tail -1
    count "$(basename "$test")" $status
done

lane schema fuzz bench lint fault life
wait
for suite in schema cli rules fuzz bench lint fault life; do
    echo "== $suite =="
    status=$(cat "$WORK/$suite.status")
    tail=$(grep -E '^[0-9]+ passed, [0-9]+ failed$' "$WORK/$suite.out" | tail -1)
    grep -vE '^[0-9]+ passed, [0-9]+ failed$' "$WORK/$suite.out"
    [ -n "$tail" ] || { echo "suite $suite ended without its count"; tail='0 passed, 1 failed'; }
    p=${tail%% *}
    f=${tail#*, }
    f=${f%% *}
    passed=$((passed + p))
    failed=$((failed + f))
    echo "$suite: $tail"
    [ "$status" -eq 0 ] || [ "$f" -gt 0 ] || count "$suite (exit status $status)" 1
done

echo
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
