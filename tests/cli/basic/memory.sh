# A list for which memory runs out ends with status 71, whichever allocation it was; each is tried in turn (tests/fault/shim.c).
# That nothing is read that was given back already, `make test-asan` sees. More rows than a table looks at for its widths.
quiet init
quiet import "$FIXTURES"/rulebook/*.xml "$FIXTURES"/county/00-rulebook-demo.xml "$FIXTURES"/county/10-register.xml
"$JIANFU" register list units --format csv | wc -l
for format in table csv json; do
    JIANFU_FAULT='OWN_MEMORY 1 41 0 once' "${JIANFU%/*}"/fault/jianfu register list units --format $format >tries.txt 2>&1
    echo "$format: $(grep '^try' tries.txt | cut -f 3,4 | sort -u)"
done
