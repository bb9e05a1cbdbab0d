# needs root
# A database that somebody else may not even read is told as that, not as a disk that fails; see basic/read-only.sh for one that he may.
quiet init
cp "$JIANFU" ./jianfu
chmod 755 . jianfu
stranger() {
    echo "$ jianfu $*"
    setpriv --reuid 65534 --regid 65534 --clear-groups ./jianfu "$@" 2>&1
    echo "status: $?"
}
stranger verify
stranger batch list
stranger backup copy.db
echo "# nor its folder"
mkdir -m 700 folder
cp county.db folder
stranger --db folder/county.db verify
stranger --db folder/new.db init
echo "# a link in a folder that may not be written, to a database that is in use: what stands in its -wal is read, too"
quiet import "$FIXTURES"/rulebook/*.xml "$FIXTURES"/county/00-rulebook-demo.xml "$FIXTURES"/county/10-register.xml
mkdir own
cp county.db own
sqlite3 own/county.db '.dbconfig no_ckpt_on_close on' 'PRAGMA journal_mode = WAL' "UPDATE division SET name = '新' || name" >/dev/null
chown -R 65534:65534 own
ln -s own/county.db linked.db
stranger --db linked.db register list --match 新樟溪 --format csv
stranger --db own/county.db register list --match 新樟溪 --format csv
