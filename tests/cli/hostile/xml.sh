# Files made to harm: each is refused with a word about why, or holds nothing but what can be read in it. In bounded memory.
quiet init
quiet import "$FIXTURES"/rulebook/*.xml "$FIXTURES"/county/00-*.xml "$FIXTURES"/county/10-*.xml
mkdir files
cd files || exit 1
/usr/bin/python3 "$(dirname "$script")/make_xml.py"
# the sanitizers want terabytes of addresses; without them, 400 MB must do
if sh -c 'ulimit -v 400000; "$JIANFU" --version' >/dev/null 2>&1; then ulimit -v 400000; fi
offer() { # what is said of each file, and whether it would be taken
    timeout ${JIANFU_VALGRIND:+6}20 "$JIANFU" import --diagnostics 2 "$@" >out.txt 2>err.txt
    status=$?
    echo "status $status $(grep -hE '^-|\.xml' out.txt err.txt | sed 's/ (.*batch [0-9]*)$//' | cut -c1-250)"
    [ $status -lt 128 ] || echo "CRASHED: $status"
}
for file in *.xml; do offer --dry-run "$file"; done
echo "# taken, with nothing of the files that they name"
for file in instruction-stylesheet instruction-within catalog comments-many xsi-schema-location text-bidi text-next-line; do
    sed -i "s/H-1/$file/" $file.xml
    offer $file.xml
done
sqlite3 "$JIANFU_DB" .dump | grep -c CANARY-CONTENT
# through a pipe and as a quarantine it is the same
for file in nesting text-huge comment-huge truncated-last-byte; do
    offer --dry-run - <$file.xml
    offer --dry-run --quarantine $file.xml
done
"$JIANFU" verify >/dev/null && echo verified
