# Ctrl-C in the midst of an import, or the end of its terminal, leaves nothing behind, says so, and the same import
# completes afterwards; under nohup the end of the terminal is nothing to it. The file is a pipe that is held open: the
# program has opened it when the shell has, and reads a piece before or after the signal.
quiet init
quiet import "$FIXTURES"/rulebook/*.xml "$FIXTURES"/county/00-rulebook-demo.xml "$FIXTURES"/county/10-register.xml
mkfifo pipe.xml
for signal in INT TERM HUP; do
    "$JIANFU" import pipe.xml >out.txt 2>err.txt &
    exec 3>pipe.xml
    head -c 200000 "$FIXTURES/county/20-notices-2005H1.xml" >&3
    kill -s $signal $!
    (tail -c +200001 "$FIXTURES/county/20-notices-2005H1.xml" >&3) 2>/dev/null
    exec 3>&-
    wait $!
    echo "$signal: status $?"
    cat out.txt err.txt
    sqlite3 county.db "SELECT count(*) FROM notice; SELECT count(*) FROM batch"
    run verify | grep -v 'event log'
done
LANGUAGE=zh_CN "$JIANFU" import pipe.xml 2>err.txt &
exec 3>pipe.xml
kill -s INT $!
(cat "$FIXTURES/county/20-notices-2005H1.xml" >&3) 2>/dev/null
exec 3>&-
wait $!
cat err.txt
nohup "$JIANFU" import pipe.xml >out.txt 2>err.txt &
exec 3>pipe.xml
kill -s HUP $!
cat "$FIXTURES/county/20-notices-2005H1.xml" >&3
exec 3>&-
wait $!
echo "nohup: status $?"
cat out.txt err.txt
