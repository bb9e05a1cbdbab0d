# needs strace
# No file is looked at but those that are named, the database with what SQLite keeps beside it, and what the system needs
# (libraries, locale, messages, time zone); no address, no other program.
export ASAN_OPTIONS="${ASAN_OPTIONS:+$ASAN_OPTIONS:}detect_leaks=0" # two cannot trace one
mkdir files
(cd files && /usr/bin/python3 "$(dirname "$script")/make_xml.py")
rm -f files/*-huge.xml files/*-million.xml
cat >allowed <<'PATTERNS'
^(/usr)?/lib(64)?/|^/etc/ld\.so\.|^/etc/localtime$|^/usr/share/zoneinfo/|^/usr(/local)?/share/locale|/locale/[a-zA-Z_]+/LC_MESSAGES/jianfu\.mo$|^/etc/(passwd|nsswitch\.conf)$
^/dev/u?random$|^/proc/self/|^/proc/sys/vm/|^/sys/devices/system/(cpu|node)|^/sys/fs/cgroup
^(.*/)?county\.db(-wal|-shm|-journal)?$|^\.?$
PATTERNS
for folder in "$PWD" "$(dirname "$PWD")" "$(dirname "$(dirname "$PWD")")" /tmp; do echo "^$folder/?\$" >>allowed; done # SQLite asks whether they are links
traced() { # what may be looked at besides, as a pattern; then a command
    besides=$1
    shift
    strace -f -qq -s 300 -e trace=file,network,process -o trace "$JIANFU" "$@" >/dev/null 2>&1
    echo "$1: status $?"
    grep -q '"[^"]*county\.db"' trace || echo "the trace is empty"
    grep -E '(socket|connect|sendto|bind|vfork|fork)\(' trace
    grep -E 'execve(at)?\(' trace | sed 1d
    sed -nE 's/^[0-9]+ +[a-z0-9]+\((AT_FDCWD, )?"([^"]*)".*/\2/p' trace | grep -vF "$JIANFU" | grep -vE -f allowed | grep -vE "$besides" | sort -u
}
paper='^out\.(docx|odt|html)$|^\.jianfu-[0-9a-f]{16}\.tmp$'
traced '^-$' init
traced "^$FIXTURES/(rulebook|county)/[0-9a-zA-Z-]*\.xml$" import "$FIXTURES"/rulebook/*.xml "$FIXTURES"/county/[0-2]*.xml
for file in files/*.xml; do
    traced "^$file$" import --dry-run "$file" | grep -v '^import: status'
done
traced '^-$' check
traced '^-$' report half-year 2005H1
traced "$paper" report half-year 2005H1 --output out.docx
traced "$paper" report half-year 2005H1 --output out.odt
traced "$paper" report half-year 2005H1 --output out.html
traced '^-$' why half-year/2005H1/notice.count
traced '^(.*/)?copy\.db(-wal|-journal|\.part(-wal|-shm|-journal|\.sha256)?|\.sha256)?$|^\.jianfu-[0-9a-f]{16}\.tmp$' backup copy.db
