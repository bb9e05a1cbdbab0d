#!/bin/sh
# fuzz.sh BUILD - libFuzzer over every target of targets.tsv, one after the other. FUZZ_RUNS inputs each (10,000,000), which
# BUILD/runs counts from one call to the next, and no more than FUZZ_SECONDS (600) in one call; FUZZ_TARGETS names some of
# them. An input that crashes, leaks, takes more than 5 seconds or more than 256 MB stays in BUILD/found: put it into
# tests/fuzz/corpus/TARGET when it is mended.
set -u
cd "$(dirname "$0")/../.." || exit 1
BUILD=$(cd "$1" && pwd)
. tests/fuzz/lib.sh
kind='' longest='' # by look_up
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
        JIANFU_FUZZ=$1 "$BUILD/fuzzer" -timeout=5 $inputs >"$BUILD/again.log" 2>&1 && rm $inputs
}

failed=0
for target in $("$BUILD/fuzzer"); do
    case " ${FUZZ_TARGETS:-$target} " in *" $target "*) ;; *) continue ;; esac
    look_up "$target" || { echo "targets.tsv lacks $target"; exit 1; }
    dict=$BUILD/$target.dict log=$BUILD/$target.log
    mkdir -p "$BUILD/corpus/$target"
    gather_seeds "$target" "$BUILD/seed/$target"
    make_dictionary "$target" >"$dict"
    end=$(($(date +%s) + ${FUZZ_SECONDS:-600}))
    while :; do
        before=$(cat "$BUILD/runs/$target" 2>/dev/null || echo 0)
        left=$((${FUZZ_RUNS:-10000000} - before)) seconds=$((end - $(date +%s)))
        if [ "$left" -le 0 ] || [ "$seconds" -le 0 ]; then break; fi
        JIANFU_FUZZ=$target "$BUILD/fuzzer" -dict="$dict" -max_len="$longest" -runs="$left" -max_total_time="$seconds" \
            -timeout=5 -malloc_limit_mb=256 -rss_limit_mb=320 -print_final_stats=1 -reload=0 \
            -artifact_prefix="$BUILD/found/$target-" "$BUILD/corpus/$target" "$BUILD/seed/$target" >"$log" 2>&1
        status=$?
        runs=$((before + $(inputs_of "$log")))
        echo "$runs" >"$BUILD/runs/$target"
        echo "$(date +%H:%M:%S) $target: $runs inputs, $(sed -n 's/^stat::peak_rss_mb: *//p' "$log") MB at the peak"
        [ "$status" -ne 0 ] || continue
        only_slept "$target" "$log" && continue
        tail -40 "$log"
        failed=1
        break
    done
done
exit $failed
