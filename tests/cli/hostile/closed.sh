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
