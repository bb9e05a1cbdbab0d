# needs root
# Links and pipes that somebody else has put where a report or a backup is written are not followed, also while he puts
# them there again and again.
quiet init
quiet import "$FIXTURES"/rulebook/*.xml "$FIXTURES"/county/[0-3]*.xml
mkdir shared
chmod 777 . shared
echo precious >victim
cp victim victim.was
stranger() { setpriv --reuid 65534 --regid 65534 --clear-groups "$@"; }
export JIANFU_DB=$PWD/county.db
cd shared || exit 1
stranger ln -s ../victim report.docx
stranger ln -s ../not-there report.odt
stranger mkfifo report.html
for ending in docx odt html; do run report half-year 2005H1 --output report.$ending; done
stranger ln -s ../victim copy.db
stranger ln -s ../not-there other.db
run backup copy.db
run backup other.db
# his links under the names that belong to a copy while it is made
for name in part part-journal part-wal part-shm; do stranger ln -s ../victim "third.db.$name"; done
stranger ln -s ../victim third.db.sha256
run backup third.db
rm -f third.db.sha256
run backup third.db | sed -E 's/[0-9a-f]{64}/HASH/; s/[0-9]+ events/N events/'
stat -c '%n: %F, %U %a' third.db third.db.sha256
"$JIANFU" verify --db third.db >/dev/null 2>&1 && echo sound
# one's own link is followed
ln -s ../mine.txt own.txt
run report half-year 2005H1 --output own.txt
stat -c '%n: %F, %U %a' own.txt ../mine.txt
# a race
stranger sh -c 'while [ ! -e stop ]; do
    for name in race.txt race.txt.sha256 race.db race.db.part race.db.part-journal race.db.part-wal race.db.sha256; do
        ln -sf ../victim $name; rm -f $name
    done
done' 2>/dev/null &
for n in 1 2 3 4 5 6 7 8; do
    "$JIANFU" report half-year 2005H1 --output race.txt >/dev/null 2>&1
    "$JIANFU" backup race.db >/dev/null 2>&1
    rm -f race.db race.db.sha256
done
touch stop
wait
cmp ../victim ../victim.was && echo "the victim is as it was"
ls -A .. | grep -v 'txt$'
ls -A | grep -v '^race\|^stop'
