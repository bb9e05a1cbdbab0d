# Every template imports as it is, in the order of the kinds.
run init
for kind in $("$JIANFU" schema | awk '{ print $1 }'); do
    "$JIANFU" template "$kind" >"$kind.xml"
    run import "$kind.xml"
done
run verify
