# A backup is checked after it is written, has its digest beside it, and can be put back; what it replaces is kept.
told() { run "$@" | sed -E "s/[0-9a-f]{64}/HASH/g; s/--anchor [0-9A-F]{20}/--anchor START/"; }
told init
quiet actor add 办事员 --role clerk
quiet import "$FIXTURES"/rulebook/*.xml "$FIXTURES"/county/00-rulebook-demo.xml "$FIXTURES"/county/10-register.xml
told backup copy.db
sha256sum -c copy.db.sha256
stat -c '%n %a' copy.db
told backup copy.db
told verify
head=$("$JIANFU" verify | sed -n 's/.*head //p')
told verify --anchor "$head"
told verify --anchor "$(echo "$head" | cut -c1-20 | tr a-f A-F)"
told verify --anchor 0123456789abcdef
told verify --anchor 0123
told backup
told backup ''
ls -A | grep '^[.]' # nothing is left of it
# what was entered after the backup is gone again, and kept
quiet import "$FIXTURES"/county/20-notices-2005H1.xml
"$JIANFU" batch list --format csv | wc -l
told --actor 办事员 restore copy.db
told restore copy.db
"$JIANFU" batch list --format csv | wc -l
"$JIANFU" --db county.db.before-restore-1 batch list --format csv | wc -l
told verify --anchor "$head"
# a damaged database is moved aside, not lost
printf 'garbage' | dd of=county.db bs=1 seek=0 conv=notrunc 2>/dev/null
rm -f county.db-wal county.db-shm
told verify
told restore copy.db
told verify
head -c 7 county.db.before-restore-2
echo
# where there is none, one is made
told --db new.db restore copy.db
told --db new.db verify
# what is no sound copy is not put in place
cp copy.db bad.db
printf '%0200d' 7 | dd of=bad.db bs=1 seek=16384 conv=notrunc 2>/dev/null
told restore bad.db
cp copy.db.sha256 bad.db.sha256
told restore bad.db
head -c 100000 copy.db >short.db
told restore short.db
told restore nowhere.db
told restore county.db
told restore
sqlite3 stranger.db 'PRAGMA application_id = 7; CREATE TABLE t (x)'
told restore stranger.db
told --db stranger.db restore copy.db
sqlite3 stranger.db .tables
sqlite3 unsigned.db 'CREATE TABLE t (x)' # as most programs' are
told --db unsigned.db restore copy.db
cp copy.db newer.db
sqlite3 newer.db 'PRAGMA user_version = 999'
told restore newer.db | sed 's,knows [0-9]*,knows N,' # the same with every migration
told verify
# nor is what is no file read
mkfifo pipe
told restore pipe
told restore /dev/zero
rm pipe
# databases of earlier versions have smaller pages: no other program may have the one open that they replace
cp copy.db small.db
sqlite3 small.db 'PRAGMA page_size = 4096; VACUUM'
# shellcheck disable=SC2016
sqlite3 county.db 'SELECT count(*) >= 0 FROM event' '.shell "$JIANFU" restore small.db'
told restore small.db
sqlite3 county.db 'PRAGMA page_size; PRAGMA journal_mode'
told verify
told restore copy.db
told verify
sqlite3 county.db 'PRAGMA page_size'
# what SQLite left beside a database that is gone would be played back into the one that comes in its place
sqlite3 county.db '.dbconfig no_ckpt_on_close on' 'PRAGMA journal_mode = WAL; UPDATE subject SET key = key || 1' >/dev/null
rm county.db
told restore copy.db
told verify
echo poison >third.db-wal
told backup third.db
: >third.db-wal # as a reader leaves it
told backup third.db
ls | grep -v 'txt$'
