# What the program says of itself.
run
run help
run help import
run import --help
run help nonsense
run nonsense
run schema
run schema nonsense
run template nonsense
"$JIANFU" template 收费通知 | head -2
run help diagnostics
run --lang xx help
run --today 2005-06-31 schema
run --db
run --version
