#!/bin/sh
# Lint: which way the includes point, what may stand where, bans, and that texts and manual are complete.
# Each check prints the offending lines; a check without output has passed.
set -u
cd "$(dirname "$0")/../.." || exit 1
verdicts=$(mktemp) # a file, for the checks stand at the end of pipes
must_be_empty() { # title; lines on standard input
    lines=$(cat)
    if [ -z "$lines" ]; then
        echo passed >>"$verdicts"
    else
        echo failed >>"$verdicts"
        echo "FAILED: $1"
        echo "$lines" | head -20
    fi
}
c_files() { find src include tests -name '*.[ch]' | grep -v '^src/tools/' | sort; }

# ---- libraries have one room each
c_files | grep -vE '^src/store/|^tests/fault/(shim|disk)\.[ch]$' | xargs grep -nE '#include <sqlite3' | must_be_empty 'sqlite3.h outside src/store'
c_files | grep -vE '^src/intake/|^tests/unit/test_(plain|simple).c$' | xargs grep -nE '#include <libxml/' | must_be_empty 'libxml outside src/intake'
c_files | grep -vE '^src/base/regex.c$' | xargs grep -nE '#include <pcre2' | must_be_empty 'pcre2.h outside src/base/regex.c'
c_files | grep -vE '^src/base/digest.c$|^include/jianfu/digest.h$|^src/base/file.c$' | xargs grep -nE '#include <sodium' |
    must_be_empty 'sodium.h outside src/base'
c_files | grep -vE '^src/report/container.c$' | xargs grep -nE '#include <zip' | must_be_empty 'zip.h outside src/report/container.c'
c_files | grep -vE '^include/jianfu/digest.h$' | xargs grep -nE '#include <nettle' | must_be_empty 'nettle outside digest.h'
c_files | grep -v '^src/store/' | grep -v '^tests/' | xargs grep -nE '\bsqlite3_[a-z]' | must_be_empty 'sqlite3_* outside src/store'

# ---- what is called is declared, also in builds that are not fortified: those headers of glibc declare more
# shellcheck disable=SC2046 # words
gcc -std=c11 -D_POSIX_C_SOURCE=200809L -DJF_VERSION='""' -DLOCALEDIR='""' -Iinclude -Itests/unit -fsyntax-only \
    -Werror=implicit-function-declaration $(pkg-config --cflags sqlite3 libxml-2.0 libpcre2-8 libsodium nettle libzip) \
    src/*/*.c tests/unit/*.c 2>&1 | grep 'error: implicit' | must_be_empty 'functions without a declaration'

# ---- dependencies point one way: base < store < intake, rulebook < audit < casework < report < cli
may_include() { # module, modules it may include from include/jianfu
    for header in include/jianfu/*.h; do
        name=$(basename "$header" .h)
        owner=$(awk -v n="$name" '$1 == n { print $2 }' tests/lint/owners.txt)
        [ -n "$owner" ] || { echo "$header: not listed in tests/lint/owners.txt"; continue; }
        case " $2 " in *" $owner "*) continue ;; esac
        grep -nH "#include \"jianfu/$name.h\"" src/"$1"/*.[ch] 2>/dev/null
    done
}
may_include base 'base' | must_be_empty 'base includes from above'
may_include store 'base store' | must_be_empty 'store includes from above'
may_include intake 'base store intake' | must_be_empty 'intake includes from above'
may_include rulebook 'base store rulebook' | must_be_empty 'rulebook includes from above'
may_include audit 'base store rulebook audit' | must_be_empty 'audit includes from above'
may_include casework 'base store intake rulebook audit casework' | must_be_empty 'casework includes from above'
may_include report 'base store intake rulebook audit casework report' | must_be_empty 'report includes from above'

# ---- a code has one word
awk -F'\t' '!/^#/ && NF > 1 && seen[$1 FS $2]++ { print FILENAME ":" FNR ": " $1 " " $2 }' src/store/words.tsv |
    must_be_empty 'codes with two words'

# ---- a code of a diagnostic has its meaning, each another
grep -rohE '\b(XML|KIND|SCH|VAL|REF|KEY|SUM|DB|CASE|LIM)-[0-9]{2}\b' src include | sort -u | while read -r code; do
    grep -q "^diagnostic	$code	" src/store/words.tsv || echo "$code"
done | must_be_empty 'codes of diagnostics without a meaning'
awk -F'\t' '$1 == "diagnostic" && (seen[$3]++ || seen[$4]++) { print FILENAME ":" FNR ": " $2 }' src/store/words.tsv |
    must_be_empty 'codes of diagnostics that mean the same'

# ---- data is there in both languages: the column of the Chinese text, with the English one behind it
while read -r table zh; do
    LC_ALL=C awk -F'\t' -v zh="$zh" '
        /^#/ || NF < 2 { next }
        { chinese = $zh; english = $(zh + 1) }
        (chinese ~ /^-?$/) != (english ~ /^-?$/) ||                            # one of them is missing
        (english ~ /^[^<]*[a-z][a-z]/ && chinese ~ /[a-z]/ && chinese !~ /[\200-\377]/) || # not translated
        gsub(/%s/, "", chinese) != gsub(/%s/, "", english) { print FILENAME ":" FNR ": " $zh " | " $(zh + 1) }
    ' "src/$table.tsv"
done <<'TABLES' | must_be_empty 'tables that say it in one language only'
store/words 3
store/roles 4
casework/steps 9
casework/inspection-steps 9
casework/remedy-steps 9
casework/refund 3
casework/inspection-questions 5
templates/reports 5
templates/figures 4
intake/faults 5
intake/faults 7
TABLES

# ---- only the command line prints or exits; one allocator; banned calls
find src -name '*.[ch]' ! -path 'src/cli/*' ! -path 'src/tools/*' -print0 |
    xargs -0 grep -nE '\b(printf|fprintf|vprintf|puts|putchar|fputs|exit|_exit|abort|perror)\(|\bstderr\b|[^/]\bstdout\b' |
    must_be_empty 'printing or exiting below src/cli'
find src -name '*.c' ! -path 'src/tools/*' ! -path 'src/base/str.c' -print0 |
    xargs -0 grep -nE '\b(malloc|calloc|realloc|free|strdup|strndup)\(' | must_be_empty 'allocating outside src/base/str.c'
find src include -name '*.[ch]' -print0 |
    xargs -0 grep -nE '\b(strcpy|strcat|sprintf|vsprintf|gets|strtok|atof|system|popen|tmpnam|mktemp|alloca)\(' |
    must_be_empty 'banned calls'
find src include -name '*.[ch]' -print0 | xargs -0 grep -nE '(^|[ (,])(float|double) [a-z*]' |
    must_be_empty 'floating point'
find src include -name '*.[ch]' -print0 | xargs -0 grep -nE '^typedef (struct|enum|union) [^(]*$' | must_be_empty 'typedef for structs'
find src schemas -name '*.sql' -print0 | xargs -0 grep -niE 'INSERT OR REPLACE|\bREPLACE INTO' | must_be_empty 'INSERT OR REPLACE'
find src/intake -name '*.c' -print0 | xargs -0 grep -nE 'xmlReadFile|xmlParseFile|xmlReaderForFile|xmlDocDump|xmlTextReader' |
    must_be_empty 'DOM or file access of libxml2'

find src -name '*.c' ! -path 'src/base/error.c' ! -path 'src/tools/*' -print0 | xargs -0 grep -nE '\bstrerror\(' |
    must_be_empty 'strerror: jf_errno_text speaks the language of the user on every machine'

# ---- SQL stands in files
find src -name '*.c' ! -path 'src/store/*' -print0 |
    xargs -0 grep -nE '"(SELECT|INSERT|UPDATE|DELETE|CREATE) ' | must_be_empty 'SQL in C'

/usr/bin/python3 tests/lint/statements.py | must_be_empty 'named statements that nothing asks for'

# ---- names in full go through one gate: as many calls of it as there are options --names
for file in src/cli/*.c; do
    options=$(grep -c '{ "names", 0, NULL' "$file")
    gates=$(grep -c 'jf_cli_names(ctx' "$file")
    [ "$options" -eq "$gates" ] || echo "$file: $options options --names, $gates calls of jf_cli_names()"
done | must_be_empty 'names shown without asking and writing it down'

# ---- roles are kept by the library: whoever takes an actor is walked by a test
/usr/bin/python3 tests/lint/actors.py | must_be_empty 'functions that take an actor and are not in tests/unit/test_roles.c'

# ---- every file says what it is for
for file in $(find src include tests -name '*.[ch]' | sort); do
    head -1 "$file" | grep -qE '^/\* [a-z_0-9]+\.[ch] - ' || echo "$file: no opening comment '/* name.c - ...'"
done | must_be_empty 'opening comments'

# ---- top level as agreed
find . -mindepth 1 -maxdepth 1 ! -name '.*' | sed 's|^\./||' | grep -vxE 'Makefile|src|include|schemas|fixtures|tests|README.md|build' | must_be_empty 'top level'

# ---- unfinished marks
git grep -nIE '\b(TODO|FIXME|XXX|HACK)\b' -- ':!*.md' ':!tests/lint/run.sh' ':!fixtures' 2>/dev/null | must_be_empty 'unfinished marks'

# ---- format, where clang-format is at hand
if command -v clang-format >/dev/null 2>&1; then
    c_files | xargs clang-format --dry-run 2>&1 | grep -E 'warning' | head -5 | must_be_empty 'clang-format (make format)'
fi

# ---- shell scripts, where shellcheck is at hand
if command -v shellcheck >/dev/null 2>&1; then
    git grep -lE '^#!/bin/sh' -- '*.sh' .ci | xargs shellcheck -S warning -f gcc | must_be_empty 'shellcheck'
fi

# ---- manual pages and messages
for command in $("$JIANFU" help | awk '/^  [a-z]/ { print $1 }'); do
    for page in src/man/jianfu.1 src/man/zh_CN/jianfu.1; do
        grep -qE "^\.SS $command( |\$)" "$page" 2>/dev/null || echo "$page: no section '$command'"
    done
done | must_be_empty 'commands in the manual'
for kind in $("$JIANFU" --lang en schema | awk '{ print $1 }'); do
    for page in src/man/jianfu.1 src/man/zh_CN/jianfu.1; do
        sed 's/\\-/-/g' "$page" | grep -q "^  $kind  *[a-z-]*  *[^ ]" || echo "$page: the files for import lack '$kind'"
    done
done | must_be_empty 'kinds of files in the manual'
if command -v xgettext >/dev/null 2>&1; then
    c_files | grep '^src/' | xgettext --files-from=- --from-code=UTF-8 -k_ -kN_ -o "$TMPDIR/now.pot" 2>/dev/null
    msgmerge -q --no-fuzzy-matching src/po/zh_CN.po "$TMPDIR/now.pot" -o "$TMPDIR/now.po" 2>/dev/null
    msgattrib --untranslated --no-obsolete "$TMPDIR/now.po" 2>/dev/null | grep '^msgid' | grep -v '^msgid ""$' |
        must_be_empty 'messages without Chinese'
    msgattrib --only-fuzzy --no-obsolete "$TMPDIR/now.po" 2>/dev/null | grep '^msgid' | grep -v '^msgid ""$' |
        must_be_empty 'fuzzy messages'
fi

failed=$(grep -c failed "$verdicts")
echo "$(grep -c passed "$verdicts") passed, $failed failed"
rm -f "$verdicts"
[ "$failed" -eq 0 ]
