# needs a terminal
# Lists fit the terminal: texts go on below, numbers stay whole, and what has no room stands in a further line of the row. In a
# file every row stays one line.
quiet init
quiet import "$FIXTURES"/rulebook/*.xml "$FIXTURES"/county/00-*.xml "$FIXTURES"/county/10-*.xml "$FIXTURES"/county/81-*.xml \
    "$FIXTURES"/county/82-*.xml
at_terminal() { # columns, arguments
    echo "\$ $* (at a terminal)"
    columns=$1
    shift
    script -qec "stty cols $columns; '$JIANFU' $*" log </dev/null >/dev/null
    sed '1d; $d' log | tr -d '\r' | sed 's/^/out: /' | grep -v '^out: Script\|^out: $'
}
at_terminal 80 --lang zh proposal list --under 大洋镇
at_terminal 80 --lang en proposal list --under 大洋镇
at_terminal 300 --lang zh proposal list --match 偿还
at_terminal 20 --lang zh proposal list --match 偿还
run --lang zh proposal list --match 偿还
# the prose of a help is broken for this terminal, too
at_terminal 80 --lang zh help check
at_terminal 40 --lang en help levy
