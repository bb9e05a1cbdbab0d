#!/bin/sh
# deps.sh build|test|fuzz|bench|pages ... - install the Debian packages that are missing, saying which and why. NO_DEPS=1 forbids it.
set -eu

# package, what it is needed for, one a line
build_packages='gcc:the C compiler
libc6-dev:the C library
pkg-config:to find the libraries below
libsqlite3-dev:the database
libxml2-dev:reading XML with schemas
libpcre2-dev:patterns (document numbers, REGEXP)
libsodium-dev:digests of records and events
nettle-dev:digests of files
libzip-dev:the containers of DOCX and ODT
gettext:messages in Chinese'
test_packages='libcmocka-dev:unit tests
libxml2-utils:xmllint, to check schemas and fixtures by another hand
python3-jsonschema:checks JSON against its published schema
python3:reads DOCX, ODT and JSON by another hand
sqlite3:to look into databases by another hand
strace:sees which files are opened'
fuzz_packages='clang:compiles the fuzzers
libclang-rt-14-dev:libFuzzer and the sanitizers of clang'
bench_packages='libxml2-utils:xmllint, a peer that only validates
sqlite3:its .import is a peer that only stores
python3:runs the peer that is written with lxml
python3-lxml:a peer that validates and stores'

pages_packages='libreoffice-writer-nogui:turns DOCX and ODT into pages
chromium:turns HTML into pages
poppler-utils:turns pages into pictures
fonts-noto-cjk:Chinese type'

missing=''
for group in "$@"; do
    case $group in
    build) list=$build_packages ;;
    test) list=$test_packages ;;
    fuzz) list=$fuzz_packages ;;
    bench) list=$bench_packages ;;
    pages) list=$pages_packages ;;
    *) echo "deps.sh: unknown group '$group'" >&2; exit 2 ;;
    esac
    old_ifs=$IFS
    IFS='
'
    for line in $list; do
        package=${line%%:*}
        if ! dpkg-query -W -f '${Status}' "$package" 2>/dev/null | grep -q 'ok installed'; then
            # pkgconf serves as pkg-config
            if [ "$package" = pkg-config ] && command -v pkg-config >/dev/null 2>&1; then continue; fi
            if [ "$package" = gcc ] && command -v cc >/dev/null 2>&1; then continue; fi
            echo "missing: $package - ${line#*:}"
            missing="$missing $package"
        fi
    done
    IFS=$old_ifs
done
[ -n "$missing" ] || exit 0

if [ "${NO_DEPS:-0}" = 1 ]; then
    echo "NO_DEPS=1 is set: install these yourself: apt-get install$missing" >&2
    exit 1
fi
sudo=''
if [ "$(id -u)" != 0 ]; then
    if command -v sudo >/dev/null 2>&1; then
        sudo=sudo
    else
        echo "not root and no sudo: ask for: apt-get install$missing" >&2
        exit 1
    fi
fi
echo "installing:$missing"
export DEBIAN_FRONTEND=noninteractive
# shellcheck disable=SC2086
$sudo apt-get install -y -q --no-install-recommends $missing >/dev/null 2>&1 || {
    $sudo apt-get update -q >/dev/null
    $sudo apt-get install -y -q --no-install-recommends $missing >/dev/null
}
