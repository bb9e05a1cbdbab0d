# needs a terminal
# On a terminal a line says how far an import is, in the language of the user, and is gone at the end; in a pipe nothing. The
# file is a pipe that pauses, so that the line has time to show itself; its numbers are made N.
quiet init
quiet import "$FIXTURES"/rulebook/*.xml "$FIXTURES"/county/00-rulebook-demo.xml "$FIXTURES"/county/10-register.xml
mkfifo pipe.xml
slowly() {
    head -c 200000 "$FIXTURES/county/20-notices-2005H1.xml"
    sleep 0.8
    tail -c +200001 "$FIXTURES/county/20-notices-2005H1.xml"
}
for language in en zh_CN; do
    slowly >pipe.xml &
    LANGUAGE=$language script -qec "'$JIANFU' import --dry-run pipe.xml" log >/dev/null </dev/null
    sed '1d; $d' log | tr '\r' '\n' | sed "s/$(printf '\033')\[K/<gone>/g; s/[0-9][0-9,.]*/N/g" | grep . | uniq
done
slowly >pipe.xml &
run import --dry-run pipe.xml
