#!/bin/sh
# run.sh BUILD - the readers that fuzzers try take again what once went wrong, and what the fuzzers began with. No clang is
# needed. A crash, more than 5 s for one file, more than 256 MB: failed. Ends with "N passed, N failed".
set -u
cd "$(dirname "$0")/../.." || exit 1
BUILD=$(cd "$1" && pwd)
. tests/fuzz/lib.sh
seeds='' # by look_up
# what the sanitizers keep of freed memory must not look like growth
export ASAN_OPTIONS="${ASAN_OPTIONS:+$ASAN_OPTIONS:}quarantine_size_mb=16"
passed=0
failed=0
for target in $("$BUILD/replay"); do
    # shellcheck disable=SC2046,SC2086 # lists of files
    if look_up "$target" &&
        "$BUILD/replay" "$target" $(find tests/fuzz/corpus/"$target" -type f 2>/dev/null | sort) $seeds >"$TMPDIR/said" 2>&1; then
        passed=$((passed + 1))
    else
        failed=$((failed + 1))
        echo "FAILED: $target"
        tail -5 "$TMPDIR/said"
    fi
done
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
