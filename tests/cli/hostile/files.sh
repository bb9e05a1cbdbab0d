# What is named need not be a file: folders, devices without end, sockets, links that lead nowhere or around, names that
# want to be markup or to move the cursor. And files of more than 4 GB, where somebody has the time (JIANFU_LONG=1).
quiet init
"$JIANFU" template rulebook >book.xml
mkdir folder
/usr/bin/python3 -c 'import socket; socket.socket(socket.AF_UNIX).bind("socket")'
mkfifo pipe
ln -s book.xml link
ln -s nowhere dangling
ln -s loop loop
for name in folder /dev/zero /dev/full socket dangling loop book.xml/x ''; do run import --dry-run "$name"; done
run import --dry-run link
cat book.xml >pipe &
run import --dry-run pipe
wait
name=$(printf 'a\033[31m\r\nb\342\200\256\302\233.xml')
cp book.xml "./$name"
# the command itself would do to a reader's terminal what it shall not
hidden() { run "$@" | grep -E '^(out|err|status): '; }
hidden import "$name"
hidden import "no such $name"
run batch list
run batch list --format csv
run batch list --format json
hidden petition "$(printf 'x\033]0;title\007')"
hidden --db "$(printf '\033c.db')" check
if [ "${JIANFU_LONG:-0}" = 1 ]; then
    cp book.xml huge.xml
    truncate -s 4600M huge.xml
    "$JIANFU" import --dry-run huge.xml 2>&1 | grep -q 'XML-01' || echo 'a file of 4.6 GB: not refused'
    rm -f huge.xml
fi
