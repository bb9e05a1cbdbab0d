# Every valid fixture is accepted, whatever its encoding.
quiet init
quiet import "$FIXTURES"/rulebook/*.xml "$FIXTURES"/county/00-*.xml "$FIXTURES"/county/10-*.xml
for kind in rulebook register notice school-charge subscription petition refund-payment card-issue board publicity accountability calendar proposal village-account inspection arrears transfer; do
    for file in "$FIXTURES"/xml/$kind/valid/*.xml; do
        run import "$file"
    done
done
# the records of a file are those between its first and last one
sqlite3 "$JIANFU_DB" "SELECT count(*) > 0, count(*) FILTER (WHERE b.batch_id IS NOT r.batch_id)
    FROM record r LEFT JOIN batch b ON r.record_id BETWEEN b.first_record AND b.last_record WHERE r.batch_id IS NOT NULL"
