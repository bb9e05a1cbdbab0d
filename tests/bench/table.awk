# table.awk - the results of a bench as tables and a plot in text. Goes after results.awk.

# How many columns of a terminal the text takes: Chinese takes two, and bytes that go on a character none.
function width(text,    i, c, columns) {
    for (i = 1; i <= length(text); i++) {
        c = substr(text, i, 1)
        if (c >= "\343")
            columns += 2
        else if (c < "\200" || c >= "\300")
            columns++
    }
    return columns + 0
}

function spaces(n) {
    return n > 0 ? sprintf("%" n "s", "") : ""
}

# Cells are collected, so that each column gets the width of its widest cell.
function cell(text) {
    cells[table_rows, ++at] = text
    if (width(text) > widest[at])
        widest[at] = width(text)
    if (at > columns)
        columns = at
}

function row() {
    table_rows++
    at = 0
}

# Print them; the columns named in `left` stand on the left.
function print_table(left,    r, c, text, gap) {
    for (r = 1; r <= table_rows; r++) {
        text = ""
        for (c = 1; c <= columns; c++) {
            gap = spaces(widest[c] - width(cells[r, c]))
            text = text "  " (index(left, " " c " ") ? cells[r, c] gap : gap cells[r, c])
        }
        sub(/ +$/, "", text)
        print text
    }
    split("", cells)
    split("", widest)
    table_rows = columns = 0
    print ""
}

function seconds(microseconds) {
    return sprintf("%.3f", microseconds / 1000000)
}

function figure(value) {
    return value == "" ? "-" : value < 10 ? sprintf("%.2f", value) : sprintf("%.1f", value)
}

function print_machine(    i) {
    for (i = 1; i <= machines; i++) {
        row()
        cell(machine_name[i])
        cell(machine_value[i])
    }
    print_table(" 1 2 ")
    print "  Times are wall times: the median of all rounds, with the least and the greatest. Peak memory is the greatest of"
    print "  all runs; MB are 1,000,000 bytes. All files were in the page cache, and before each command pending writes were"
    print "  flushed; what a command itself flushes to the disk above is part of its time. 'x import' compares its time with"
    print "  that of the program's import; 'us/record' is time per line of a notice; 'by cpu' is what would have been measured"
    print "  in processor time (user and system): where the two differ, the machine waited, for the disk or for other work."
    print ""
}

function print_costs(s,    c, key) {
    row()
    cell("command"); cell("runs"); cell("median s"); cell("least"); cell("greatest"); cell("cpu s"); cell("peak MB")
    cell("us/record"); cell("x import")
    for (c = 1; c <= commands; c++) {
        key = s SUBSEP name[c]
        if (!runs[key])
            continue
        row()
        cell(name[c]); cell(runs[key])
        cell(seconds(median[key])); cell(seconds(least[key])); cell(seconds(most[key])); cell(seconds(cpu[key]))
        cell(sprintf("%.1f", peak[key] / 1000000))
        cell(each_record[key] == "" ? "" : sprintf("%.2f", each_record[key]))
        cell(median[s, "import"] == "" ? "" : figure(ratio(median[key], median[s, "import"])))
    }
    print_table(" 1 ")
}

function print_goals(s,    i) {
    if (!goals_at[s])
        return
    row()
    cell("what"); cell("measured"); cell("by cpu"); cell("goal"); cell("later"); cell("")
    for (i = 1; i <= goals_at[s]; i++) {
        row()
        cell(goal_what[s, i]); cell(figure(goal_value[s, i]))
        cell(goal_cpu[s, i] == "" ? "" : figure(goal_cpu[s, i])); cell(goal_sense[s, i] " " goal_bound[s, i])
        cell(goal_later[s, i]); cell(goal_verdict[s, i])
    }
    print_table(" 1 6 ")
}

function print_notes(s,    i, any) {
    for (i = 1; i <= notes; i++)
        if (note_size[i] == s) {
            print "  " note[i]
            any = 1
        }
    if (any)
        print ""
}

function print_size(s) {
    printf "%s notices: %s lines, %.1f MB of XML; a further file of %s; %d round%s\n\n", with_commas(s), with_commas(rows[s]),
        bytes[s] / 1000000, with_commas(further[s]), rounds[s], (rounds[s] == 1 ? "" : "s")
    print_costs(s)
    print_goals(s)
    if (waited[s] > 0.1)
        printf "  The machine was busy: %s had to wait for %.0f%% of its time. Wall times are too long, look at 'by cpu'.\n\n",
            name[1], 100 * waited[s]
    print_notes(s)
}

# A bar for each command and size, all to one scale.
function print_plot(    c, s, key, top, bar, named) {
    for (c = 1; c <= commands; c++)
        for (s = 1; s <= sizes; s++)
            if (each_record[size[s], name[c]] > top)
                top = each_record[size[s], name[c]]
    for (c = 1; c <= commands; c++)
        for (s = 1; s <= sizes; s++) {
            key = size[s] SUBSEP name[c]
            if (each_record[key] == "")
                continue
            bar = sprintf("%60s", "")
            gsub(/ /, "#", bar)
            row()
            cell(named == name[c] ? "" : name[c]); cell(with_commas(size[s])); cell(sprintf("%.2f", each_record[key]))
            cell(substr(bar, 1, int(60 * each_record[key] / top + 0.5)))
            named = name[c]
        }
    print_table(" 1 4 ")
}

function print_growth() {
    print "Growth: microseconds for each record"
    print ""
    print_plot()
    if (sizes > 1)
        print_goals("growth")
    else
        print "  Only one size was run: how time grows takes two (BENCH_SIZES).\n"
}

function print_commands(    c) {
    print "Commands (the names in them are told in tests/bench/commands.tsv)"
    print ""
    for (c = 1; c <= commands; c++) {
        row()
        cell(name[c]); cell(line[name[c]])
    }
    print_table(" 1 2 ")
}

END {
    print_machine()
    for (n = 1; n <= sizes; n++)
        print_size(size[n])
    print_growth()
    print_commands()
}
