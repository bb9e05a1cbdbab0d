#!/bin/sh
# The worst day of the office: killed, out of disk, memory and power, many at once, an old database. By day a little of each;
# FAULT_LONG=1 (`make fault`) everything: FAULT_MOST=50 tries at most so many points of each kind of fault.
#   tests/fault/run.sh BUILD
set -u
BUILD=$(cd "${1:?usage: run.sh BUILD}" && pwd) || exit 1
export BUILD
here=$(cd "$(dirname "$0")" && pwd)
out=$(mktemp -d) || exit 1
trap 'rm -rf "$out"' EXIT
PYTHONDONTWRITEBYTECODE=1
export PYTHONDONTWRITEBYTECODE

driver() { # name
    began=$(date +%s)
    python3 "$here/$1.py" >"$out/$1" 2>&1
    status=$?
    echo "$1: $(($(date +%s) - began)) s" >>"$out/$1"
    # one that broke off is a failure, whatever it had counted
    [ $status -le 1 ] && grep -qE '^[0-9]+ passed, [0-9]+ failed$' "$out/$1" || echo '0 passed, 1 failed' >>"$out/$1"
}

lane() {
    for name in "$@"; do driver "$name"; done
}

lane crash together &
lane sweep upgrade
wait
for name in crash sweep together upgrade; do
    echo "-- $name"
    grep -vE '^[0-9]+ passed, [0-9]+ failed$' "$out/$name"
done
grep -hE '^[0-9]+ passed, [0-9]+ failed$' "$out"/* | awk '{ p += $1; f += $3 } END { print p " passed, " f " failed"; exit f > 0 }'
