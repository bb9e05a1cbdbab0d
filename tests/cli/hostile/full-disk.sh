# needs a mount
# On a full disk it is said that it is full, whatever fails first there; nothing is lost, and with room again all goes on.
mkdir small
mount -t tmpfs -o size=32m none small
trap 'umount "$PWD/small"' EXIT
export JIANFU_DB=$PWD/small/county.db
quiet init
quiet import "$FIXTURES"/rulebook/*.xml "$FIXTURES"/county/[0-2]*.xml
"$JIANFU" check >/dev/null
rm -f small/county.db-shm small/county.db-wal # the program has ended, and nothing is in them
"$JIANFU" batch list --format csv | cut -d, -f1-4
rm -f small/county.db-shm small/county.db-wal
head -c 64m /dev/zero >small/other 2>/dev/null
echo "# not a byte is free"
run verify
run batch list
run backup small/copy.db
run import "$FIXTURES"/county/30-school-charges-2005S.xml
run report half-year 2005H1 --output small/report.html
echo "# a little is free"
truncate -s -100k small/other
run import "$FIXTURES"/county/30-school-charges-2005S.xml
run check --full
run backup small/copy.db
run --db small/new.db init
ls small | grep -v county.db-
rm small/other small/new.db
quiet import "$FIXTURES"/county/30-school-charges-2005S.xml
quiet backup small/copy.db
"$JIANFU" verify | head -1
