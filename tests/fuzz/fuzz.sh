#!/bin/sh
# fuzz.sh BUILD - libFuzzer over every target of targets.tsv, one after the other. FUZZ_RUNS inputs each (10,000,000), which
# BUILD/runs counts from one call to the next, and no more than FUZZ_SECONDS (600) in one call; FUZZ_TARGETS names some of
# them. An input that crashes, leaks, takes more than 5 seconds or more than 256 MB stays in BUILD/found: put it into
# tests/fuzz/corpus/TARGET when it is mended. FUZZ_FAST=1: BUILD/fast/fuzzer tries them, which sees neither leaks nor each wrong
# address, and BUILD/fuzzer takes all that it kept: each way through the code that was found.
set -u
cd "$(dirname "$0")/../.." || exit 1
BUILD=$(cd "$1" && pwd)
. tests/fuzz/lib.sh
kind='' longest='' # by look_up
fuzzer=$BUILD/${FUZZ_FAST:+fast/}fuzzer
mkdir -p "$BUILD/found" "$BUILD/runs"
# What the sanitizers keep of freed memory must not look like growth; it holds what some inputs free. No traces of
# allocations, which cost most: `replay` of a build with sanitizers tells them of an input that was found.
export ASAN_OPTIONS=quarantine_size_mb=1:allocator_may_return_null=1:malloc_context_size=1:max_malloc_fill_size=64

# libFuzzer reads ASCII only; of a kind of record the names and values of its schema are added
make_dictionary() { # target
    perl -pe 's/([\x80-\xff])/sprintf("\\x%02X", ord $1)/ge' "tests/fuzz/dict/${1%%-*}.dict"
    [ -z "$kind" ] || perl -ne '
        $words{"\"<$1\""} = $words{"\"</$1>\""} = 1 if /<xs:element name="([^"]+)"/;
        $words{"\" $1=\\\"\""} = 1 if /<xs:attribute name="([^"]+)"/;
        $words{"\"\\\"$1\\\"\""} = 1 if /<xs:enumeration value="([\w.-]+)"/;
        END { print "$_\n" for sort keys %words }' "schemas/xsd/$kind/1.xsd"
}

# How many inputs the log tells of: at its end, or when it was killed the last that it counted.
inputs_of() { # log
    count=$(sed -n 's/^stat::number_of_executed_units: *//p' "$1")
    echo "${count:-$(sed -n 's/^#\([0-9]*\)[^0-9].*/\1/p' "$1" | tail -1)}"
}

# A machine that slept, or a fuzzer that was stopped and went on, looks like a hang: the input is tried again alone, and so
# are those that were only slow.
only_slept() { # target, log
    inputs=$(sed -n 's/^artifact_prefix=.*Test unit written to //p' "$2")
    # shellcheck disable=SC2086 # a list of files
    grep -q 'libFuzzer: timeout' "$2" && [ -n "$inputs" ] &&
        JIANFU_FUZZ=$1 "$fuzzer" -timeout=5 $inputs >"$BUILD/again.log" 2>&1 && rm $inputs
}

try() { # fuzzer, target, inputs (0: those that there are), seconds
    JIANFU_FUZZ=$2 "$1" -dict="$dict" -max_len="$longest" -runs="$3" -max_total_time="$4" -timeout=5 -malloc_limit_mb=256 \
        -rss_limit_mb=320 -print_final_stats=1 -reload=0 -artifact_prefix="$BUILD/found/$2-" \
        "$BUILD/corpus/$2" "$BUILD/seed/$2" >"$log" 2>&1
}

# Until FUZZ_RUNS are tried, or the seconds are over.
explore() { # target
    end=$(($(date +%s) + ${FUZZ_SECONDS:-600}))
    while :; do
        before=$(cat "$BUILD/runs/$1" 2>/dev/null || echo 0)
        left=$((${FUZZ_RUNS:-10000000} - before)) seconds=$((end - $(date +%s)))
        if [ "$left" -le 0 ] || [ "$seconds" -le 0 ]; then return 0; fi
        try "$fuzzer" "$1" "$left" "$seconds"
        status=$?
        runs=$((before + $(inputs_of "$log")))
        echo "$runs" >"$BUILD/runs/$1"
        echo "$(date +%H:%M:%S) $1: $runs inputs, $(sed -n 's/^stat::peak_rss_mb: *//p' "$log") MB at the peak"
        [ "$status" -eq 0 ] || only_slept "$1" "$log" || return 1
    done
}

# All that was kept, by the fuzzer that sees each wrong address.
look_again() { # target
    until try "$BUILD/fuzzer" "$1" 0 0; do only_slept "$1" "$log" || return 1; done
}

failed=0
for target in $("$BUILD/fuzzer"); do
    case " ${FUZZ_TARGETS:-$target} " in *" $target "*) ;; *) continue ;; esac
    look_up "$target" || { echo "targets.tsv lacks $target"; exit 1; }
    dict=$BUILD/$target.dict log=$BUILD/$target.log
    mkdir -p "$BUILD/corpus/$target"
    gather_seeds "$target" "$BUILD/seed/$target"
    make_dictionary "$target" >"$dict"
    explore "$target" && { [ -z "${FUZZ_FAST:-}" ] || look_again "$target"; } && continue
    tail -40 "$log"
    failed=1
done
exit $failed
