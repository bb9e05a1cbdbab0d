# What cannot be written to standard output is told, with the reason and the status of file trouble, whatever it was and in
# every format: a disk that is full, an output that is closed, a reader that has gone.
quiet init
quiet import "$FIXTURES"/rulebook/*.xml "$FIXTURES"/county/00-rulebook-demo.xml "$FIXTURES"/county/10-register.xml \
    "$FIXTURES"/county/20-notices-2005H1.xml
"$JIANFU" check >/dev/null
full() {
    "$JIANFU" "$@" >/dev/full 2>err.txt
    echo "$? jianfu $*: $(cat err.txt)"
}
full --version
full help
full help import
full template notice
full schema notice
for format in table csv json; do
    full finding list --all --format $format
    full register list units --format $format
done
for format in text html docx odt json; do full report half-year 2005H1 --format $format; done
full finding show 1
full verify
full log
full backup copy.db
test -f copy.db && test -f copy.db.sha256 && echo 'the copy is there all the same'
"${JIANFU%/*}"/embed "$TEMPLATES/figures.tsv" >/dev/full 2>err.txt
echo "$? embed: $(cat err.txt)"
"${JIANFU%/*}"/embed "$TEMPLATES" >table.c 2>err.txt
echo "$? embed of a folder"
"$JIANFU" help >&- 2>err.txt
echo "$? closed: $(cat err.txt)"
# the shell's own way is to end without a word; where a program that ignores SIGPIPE has called us, the reason is told
("$JIANFU" finding list --all 2>err.txt; echo $? >status.txt) | true
echo "reader gone: $(cat status.txt err.txt)"
(trap '' PIPE; "$JIANFU" finding list --all 2>err.txt; echo $? >status.txt) | true
echo "reader gone, not minded: $(cat status.txt err.txt)"
