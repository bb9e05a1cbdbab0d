#!/bin/sh
# Golden tests of the command line: each tests/cli/*/*.sh runs in a fresh folder; standard output, standard error and exit
# status of each command must be as written in the .expected file beside it. UPDATE=1 writes the files anew (read the diff!).
#
# A script with the comment `# needs a terminal` is left out, with a word, where none can be made (no /dev/pts), one with
# `# needs strace` where nothing can be traced, one with `# needs root` where others cannot be played, one with `# needs a mount`
# where no small disk can be made.
# In a script: `run ARGS` runs jianfu with ARGS; its lines are marked "out: " and "err: ", its status "status: ".
set -u
here=$(cd "$(dirname "$0")" && pwd)
passed=0
failed=0
cat >"$TMPDIR/prelude.sh" <<'EOF'
set -u
run() {
    printf '$ jianfu %s\n' "$*" | sed "s|$FIXTURES|FIXTURES|g"
    "$JIANFU" "$@" >out.txt 2>err.txt
    status=$?
    sed "s|$FIXTURES|FIXTURES|g; s|^|out: |" out.txt
    sed "s|$FIXTURES|FIXTURES|g; s|^|err: |" err.txt
    echo "status: $status"
    # a crash is never an expected failure
    [ $status -lt 128 ] || [ $status -eq 130 ] || echo "CRASHED: $status"
}
quiet() { "$JIANFU" "$@" >/dev/null 2>&1 || echo "preparation failed: $*"; }
EOF
for script in "$here"/*/*.sh; do
    [ -z "${ONLY:-}" ] || case $script in *"$ONLY"*) ;; *) continue ;; esac
    if grep -q '^# needs a terminal' "$script" && ! script -qec true /dev/null >/dev/null 2>&1 </dev/null; then
        echo "left out: $script (no terminal can be made here: is /dev/pts mounted?)"
        continue
    fi
    if grep -q '^# needs strace' "$script" && ! strace -o /dev/null true >/dev/null 2>&1; then
        echo "left out: $script (nothing can be traced here)"
        continue
    fi
    if grep -q '^# needs root' "$script" && [ "$(id -u)" != 0 ]; then
        echo "left out: $script (only root can be somebody else)"
        continue
    fi
    if grep -q '^# needs a mount' "$script" && ! unshare -m mount -t tmpfs none /mnt 2>/dev/null; then
        echo "left out: $script (nothing can be mounted here)"
        continue
    fi
    dir=$(mktemp -d)
    expected=${script%.sh}.expected
    (
        cd "$dir" || exit 1
        export JIANFU_DB="$dir/county.db"
        . "$TMPDIR/prelude.sh"
        # shellcheck disable=SC1090 # each in its turn
        . "$script"
    ) >"$TMPDIR/got" 2>&1
    sed -i "s|$dir|DIR|g" "$TMPDIR/got"
    if [ "${UPDATE:-0}" = 1 ]; then cp "$TMPDIR/got" "$expected"; fi
    if grep -q '^CRASHED' "$TMPDIR/got"; then
        echo "FAILED (crash): $script"
        failed=$((failed + 1))
    elif diff -u "$expected" "$TMPDIR/got" >"$TMPDIR/diff" 2>&1; then
        passed=$((passed + 1))
    else
        echo "FAILED: $script"
        head -60 "$TMPDIR/diff"
        failed=$((failed + 1))
    fi
    rm -rf "$dir"
done
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
