# The good records come in, the bad ones stay aside with their text and reason; the counts add up.
quiet init
quiet import "$FIXTURES"/rulebook/*.xml "$FIXTURES"/county/00-*.xml "$FIXTURES"/county/10-*.xml
for kind in notice register petition; do
    for fault in many-errors unknown-village negative-amount day-31-june; do
        file=$FIXTURES/xml/$kind/invalid/$fault.xml
        [ -e "$file" ] || continue
        run import --diagnostics 2 --quarantine "$file"
    done
done
run batch list --format csv
