# The whole sample county, then the same again: nothing doubled.
run init
quiet actor add 演示 --role head
run --actor 演示 import "$FIXTURES"/rulebook/*.xml "$FIXTURES"/county/*.xml
run import "$FIXTURES"/county/*.xml
run batch list --format csv
run verify
