#!/bin/sh
# fuzz.sh BUILD - libFuzzer over every target of targets.tsv, one after the other. FUZZ_RUNS inputs each (1,000,000), but no
# more than FUZZ_SECONDS (600); FUZZ_TARGETS names some of them. An input that crashes, leaks, takes more than 5 seconds or
# more than 256 MB at once stays in BUILD/found: put it into tests/fuzz/corpus/TARGET when it is mended.
set -u
cd "$(dirname "$0")/../.." || exit 1
BUILD=$(cd "$1" && pwd)
failed=0
mkdir -p "$BUILD/found"
# what the sanitizers keep of freed memory must not look like growth
export ASAN_OPTIONS=quarantine_size_mb=16:allocator_may_return_null=1
while IFS='	' read -r target longest seeds; do
    case $target in '#'*) continue ;; esac
    case " ${FUZZ_TARGETS:-$target} " in *" $target "*) ;; *) continue ;; esac
    own=$BUILD/corpus/$target seed=$BUILD/seed/$target dict=$BUILD/$target.dict
    rm -rf "$seed"
    mkdir -p "$own" "$seed"
    # shellcheck disable=SC2086 # a list of patterns
    for file in tests/fuzz/corpus/"$target"/* $seeds; do
        [ -f "$file" ] && cp "$file" "$seed/$(echo "$file" | tr / -)"
    done
    perl -pe 's/([\x80-\xff])/sprintf("\\x%02X", ord $1)/ge' "tests/fuzz/dict/$target.dict" >"$dict" # it reads ASCII only
    [ "$target" != intake ] || grep -ohE ' (name|value)="[a-z-]+"' schemas/xsd/*/*.xsd | grep -oE '"[^"]+"' | sort -u >>"$dict"
    echo "== $target"
    if JIANFU_FUZZ=$target "$BUILD/fuzzer" -dict="$dict" -max_len="$longest" -runs="${FUZZ_RUNS:-1000000}" \
        -max_total_time="${FUZZ_SECONDS:-600}" -timeout=5 -malloc_limit_mb=256 -rss_limit_mb=768 -print_final_stats=1 \
        -artifact_prefix="$BUILD/found/$target-" "$own" "$seed" >"$BUILD/$target.log" 2>&1; then
        grep -E 'number_of_executed_units|average_exec|peak_rss' "$BUILD/$target.log"
    else
        tail -40 "$BUILD/$target.log"
        failed=1
    fi
done <tests/fuzz/targets.tsv
exit $failed
