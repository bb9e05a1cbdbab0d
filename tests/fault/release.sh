#!/bin/sh
# release.sh PROGRAM SCRIPT > fixtures/db/NNNN.sql.gz - a populated database of an older release, as SQL: how the files of
# fixtures/db were made. PROGRAM is jianfu as the last commit of that schema version builds it, SCRIPT that commit's
# tests/cli/casework/school.sh: a school's case from the call to the last receipt; then every kind's example and a check.
# No commit on the way of the project ends with version 3 or 6: they are 2 and 5 and the next migration.
set -eu
JIANFU=$(realpath "$1")
script=$(realpath "$2")
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
export JIANFU JIANFU_DB="$dir/county.db" JIANFU_TODAY=2005-07-10 JIANFU_ACTOR=tester LC_ALL=C.UTF-8
run() { "$JIANFU" "$@" || true; }
quiet() { "$JIANFU" "$@" || true; }
{
    # shellcheck disable=SC1090 # whichever was named
    . "$script"
    for kind in $("$JIANFU" schema | awk '{ print $1 }'); do
        "$JIANFU" template "$kind" >"$kind.xml"
        run --today 2005-07-10 import "$kind.xml"
    done
    run --today 2005-07-10 check
} >said.txt 2>&1
{
    sqlite3 county.db .dump
    sqlite3 county.db 'SELECT printf("PRAGMA application_id = %d; PRAGMA user_version = %d;", application_id, user_version)
                       FROM pragma_application_id, pragma_user_version'
} | gzip -9n
