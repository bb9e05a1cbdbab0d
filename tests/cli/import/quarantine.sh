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
# the records of a file are those between its first and last one
sqlite3 "$JIANFU_DB" "SELECT count(*) > 0, count(*) FILTER (WHERE b.batch_id IS NOT r.batch_id)
    FROM record r LEFT JOIN batch b ON r.record_id BETWEEN b.first_record AND b.last_record WHERE r.batch_id IS NOT NULL"
