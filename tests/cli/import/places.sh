# What is named may not be there, not be a file, or come through a pipe.
run import nowhere.xml
quiet init
run import nowhere.xml
mkdir folder
run import folder
run import /dev/null
run import -- -
"$JIANFU" template rulebook >book.xml
run import - <book.xml
cat book.xml | run import -
run import
run import --nonsense book.xml
run import --diagnostics
run import --diagnostics x book.xml
run import --dry-run "$FIXTURES"/county/00-rulebook-demo.xml
run batch list
printf 'no database at all' >other.db
run --db other.db import book.xml
run --db "$PWD/missing/x.db" init
run init
