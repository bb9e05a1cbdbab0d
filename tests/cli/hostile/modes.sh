# What the program writes is for its owner alone, whatever the umask; reports and backups are there whole or not at all,
# and nothing is left beside them.
for mask in 000 077; do
    mkdir "mask-$mask"
    (
        cd "mask-$mask" || exit
        umask $mask
        export JIANFU_DB=county.db
        quiet init
        quiet import "$FIXTURES"/rulebook/*.xml "$FIXTURES"/county/[0-3]*.xml
        "$JIANFU" check >/dev/null
        for ending in txt html docx odt json; do quiet report half-year 2005H1 --output half-year.$ending; done
        quiet backup copy.db
        quiet restore copy.db
        quiet petition register --channel call --division 大洋镇 --category school --text 多收10元 # opens and writes it again
        sqlite3 county.db 'PRAGMA wal_checkpoint; BEGIN; SELECT count(*) FROM record;' >/dev/null
    )
done
# a folder that may not be written, a file that may not be replaced by a folder
mkdir folder.docx
cd mask-077 || exit 1
export JIANFU_DB=$PWD/county.db
run report half-year 2005H1 --output ../folder.docx
run report half-year 2005H1 --output nowhere/half-year.docx
run backup ../folder.docx
run backup nowhere/copy.db
ls -A . ../folder.docx
stat -c '%a %n' ../mask-*/* | grep -v '/out.txt\|/err.txt' | sort -k2
