# Every invalid fixture has its own clear error, status 3, and leaves the records as they were.
quiet init
quiet import "$FIXTURES"/rulebook/*.xml "$FIXTURES"/county/00-*.xml "$FIXTURES"/county/10-*.xml
for kind in rulebook register notice school-charge subscription petition refund-payment card-issue board publicity accountability calendar proposal village-account inspection arrears transfer; do
    quiet import "$FIXTURES"/xml/$kind/valid/*.xml # some faults are faults only after these
done
count() { # records by another hand: an uncommitted or doubled one would show
    sqlite3 "$JIANFU_DB" 'SELECT count(*) || " records, " || (SELECT count(*) FROM subject) || " subjects" FROM record' 2>/dev/null ||
        sqlite3 "$JIANFU_DB" "SELECT count(*) || ' records, ' || (SELECT count(*) FROM subject) || ' subjects' FROM record"
}
count
for file in "$FIXTURES"/xml/*/invalid/*.xml; do
    case $file in
    *many-errors*) # counted, not shown in full
        run import --diagnostics 3 "$file" ;;
    *) run import "$file" ;;
    esac
done
count
