# Whatever a database is called, the file of that name is meant, also where SQLite would take the name for something else; and
# a folder may be reached by a link.
mkdir real
ln -s real linked
for name in ':memory:' 'file:a.db' 'file:b.db?mode=memory' 'c.db?mode=ro' 'd%41#.db' ' e .db' "q'\"uote.db" 'linked/f.db'; do
    export JIANFU_DB=$name
    quiet init
    run register list
    run backup "$name.copy" | sed -E 's/[0-9a-f]{64}/HASH/'
    run restore "$name.copy" | sed -E 's/[0-9a-f]{64}/HASH/'
    sqlite3 "$PWD/$name" 'PRAGMA user_version' 2>&1 | grep -c '^[1-9]'
    sqlite3 "$PWD/linked/../$name.copy" 'PRAGMA user_version' 2>&1 | grep -c '^[1-9]'
done
ls -A . real | grep -v 'txt$'

echo "# a database is made of nothing else, and nothing else is written where one stands"
mkdir folder
mkfifo pipe
ln -s nowhere dead
for name in folder pipe dead /dev/null; do run --db "$name" init; done
export JIANFU_DB=county.db
quiet init
quiet import "$FIXTURES"/rulebook/*.xml "$FIXTURES"/county/[0-3]*.xml
quiet backup copy.db
ln -s county.db link.html
: >county.db-wal
for name in county.db copy.db county.db-wal county.db-shm link.html; do run report half-year 2005H1 --output $name; done
quiet report half-year 2005H1 --output other.txt
run --lang zh report half-year 2005H1 --output county.db
"$JIANFU" batch list --format csv | tail -1
