#!/bin/sh
# What years and strangers do to a county: a thousand changes made past the program, ten half-years in a row. By day a little of
# each; LIFE_LONG=1 (`make long-life`) all of it, some ten minutes.
#   tests/life/run.sh BUILD
set -u
BUILD=$(cd "${1:?usage: run.sh BUILD}" && pwd) || exit 1
export BUILD
here=$(cd "$(dirname "$0")" && pwd)
out=$(mktemp -d) || exit 1
trap 'rm -rf "$out"' EXIT
for name in tamper long_life; do
    python3 "$here/$name.py" >"$out/$name" 2>&1
    # one that broke off is a failure, whatever it had counted
    grep -qE '^[0-9]+ passed, [0-9]+ failed$' "$out/$name" || echo '0 passed, 1 failed' >>"$out/$name"
    grep -vE '^[0-9]+ passed, [0-9]+ failed$' "$out/$name"
done
grep -hE '^[0-9]+ passed, [0-9]+ failed$' "$out"/* | awk '{ p += $1; f += $3 } END { print p " passed, " f " failed"; exit f > 0 }'
