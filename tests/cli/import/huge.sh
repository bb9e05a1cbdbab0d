# Files that are large and mean nothing: a word about why, in bounded memory, at once or while reading.
quiet init
blanks() { head -c "$1" /dev/zero | tr '\0' ' '; }
blanks 1000000000 >spaces.xml
# the sanitizers want terabytes of addresses; without them, 400 MB must do
if sh -c 'ulimit -v 400000; "$JIANFU" --version' >/dev/null 2>&1; then ulimit -v 400000; fi
run import spaces.xml
rm -f spaces.xml
{ printf '<notices xmlns="urn:jianfu:notice:1">'; blanks 300000000; printf '</notices>'; } >inside.xml
run import inside.xml
rm -f inside.xml
{ printf '<notices xmlns="urn:jianfu:notice:1"><source unit="'; blanks 100000000; printf '"/></notices>'; } >attribute.xml
run import attribute.xml
{ i=0; while [ $i -lt 100000 ]; do printf '<a>'; i=$((i + 1)); done; } >deep.xml
run import deep.xml
