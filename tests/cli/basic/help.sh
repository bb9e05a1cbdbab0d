# What the program says of itself.
run
run help
run help import
run import --help
run help nonsense
run nonsense
run schema
run schema nonsense
run schema nonsense 1
run schema notice 2
run schema notice newest
run schema notice 4294967297
"$JIANFU" schema notice １ | head -1
run template nonsense
"$JIANFU" template 收费通知 | head -2
run help diagnostics
run --lang xx help
run --today 2005-06-31 schema
run --db
run --version
