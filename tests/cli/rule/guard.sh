# Own rules behind the guard: each probe is refused with its reason, the good one runs, and the built-in rules find what they
# find without them. The probes are in tests/guard/probes; tests/unit/test_guard.c holds many more as single SELECTs.
probes=$FIXTURES/../tests/guard/probes
quiet init
quiet import "$FIXTURES"/rulebook/*.xml "$FIXTURES"/county/*.xml
"$JIANFU" check >/dev/null 2>&1
"$JIANFU" finding list --format csv | sed 's/^[0-9]*,//' | sort >before.csv
ls "$probes" >there
own=$(ls "$probes" | sed 's/[.]sql$//' | paste -sd, -)
run check --rules "$probes" --time-limit 1 --row-limit 5000 --rule "$own" --format csv | grep -v ',not-checked,'
"$JIANFU" finding list --format csv | grep -v ',own-good,' | sed 's/^[0-9]*,//' | sort >after.csv
cmp before.csv after.csv && echo "the other findings are as they were"
"$JIANFU" finding list --rule own-good --format csv | sed 's/^[0-9]*,//'
"$JIANFU" verify | sed 's/: [0-9]* events.*//'
[ ! -e /tmp/jianfu-other.db ] && echo "no other file was made"
run check --rules "$probes" --row-limit 0
run check --rules ./nowhere
