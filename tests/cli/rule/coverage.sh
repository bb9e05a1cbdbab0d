# What a check says at its end: verdicts, rules with nothing to look at or out of force, standards that are stale or outlast
# their paper. Item c of the book is charged by nobody: its standard does not count.
coverage=$FIXTURES/../tests/guard/coverage
quiet init
quiet import "$coverage/../rules/base-register.xml" "$coverage/book.xml" "$coverage/notices.xml"
own=own-ended,own-later,own-now
run check --rules "$coverage" --rule $own | sed 's/   */  /g' | grep -v 'not checked *0 ' | sed 's/Rule book: [0-9a-f]*/Rule book: DIGEST/; s/[0-9]* rules/N rules/; s/not checked [0-9]*/not checked N/'
run --today 2006-01-02 check --rules "$coverage" --rule $own | sed -n '/Verdicts/,$p' | sed 's/[0-9]* rules/N rules/; s/not checked [0-9]*/not checked N/'
run --lang zh check --rules "$coverage" --rule $own --format csv | grep own-
