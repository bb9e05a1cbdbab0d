# markdown.awk - the results of a bench as two tables for README.md, below a line about the machine, a column for each size. Goes after results.awk.

function short(value) {
    return value == "" ? "-" : value < 10 ? sprintf("%.2f", value) : value < 100 ? sprintf("%.1f", value) : sprintf("%.0f", value)
}

function cost(key) {
    if (!runs[key])
        return "-"
    if (median[key] < 100000)
        return sprintf("%s ms, %.0f MB", short(median[key] / 1000), peak[key] / 1000000)
    return sprintf("%s s, %.0f MB", short(median[key] / 1000000), peak[key] / 1000000)
}

# The columns of the sizes: their heads, and the line below the head.
function put_head(first, columns,    s, text, rule) {
    text = "| " first " |"
    rule = "|---|" (columns > 1 ? "---|" : "")
    for (s = 1; s <= sizes; s++) {
        text = text " " with_commas(size[s]) (columns > 1 ? "" : ", " rounds[size[s]] " round" (rounds[size[s]] == 1 ? "" : "s")) " |"
        rule = rule "---|"
    }
    print text
    print rule
}

function put_costs(    c, s, text) {
    put_head("median time, peak memory", 1)
    for (c = 1; c <= commands; c++) {
        text = "| " name[c] " |"
        for (s = 1; s <= sizes; s++)
            text = text " " cost(size[s] SUBSEP name[c]) " |"
        print text
    }
}

# The figure of a goal at a size: bold where it was missed, with processor time beside it where the machine was busy.
function verdict(s, what,    i, text) {
    for (i = 1; i <= goals_at[s]; i++) {
        if (goal_what[s, i] != what)
            continue
        text = goal_verdict[s, i] == "missed" ? "**" short(goal_value[s, i]) "**" : short(goal_value[s, i])
        return text (waited[s] > 0.1 && goal_cpu[s, i] != "" ? " (" short(goal_cpu[s, i]) " by cpu)" : "")
    }
    return ""
}

# Each goal once, though it is judged at several sizes.
function put_goals(    n, s, i) {
    put_head("bold: goal missed | goal, and for later", 2)
    for (n = 1; n <= sizes + 1; n++) {
        s = n > sizes ? "growth" : size[n]
        for (i = 1; i <= goals_at[s]; i++)
            if (!(goal_what[s, i] in shown)) {
                shown[goal_what[s, i]] = 1
                put_goal(s, i)
            }
    }
}

function put_goal(s, i,    n, text) {
    text = "| " goal_what[s, i] " | " goal_sense[s, i] " " goal_bound[s, i] \
        (goal_later[s, i] == "" ? "" : ", " goal_later[s, i]) " |"
    for (n = 1; n <= sizes; n++) # growth is said once, below the largest size
        text = text " " verdict(s == "growth" ? (n == sizes ? s : "") : size[n], goal_what[s, i]) " |"
    print text
}

# On what it was measured, and whether that stood still.
function put_machine(    i, s, text) {
    for (i = 1; i <= machines; i++)
        text = text (i > 1 ? "; " : "Measured on: ") machine_name[i] " " machine_value[i]
    print text "."
    for (s = 1; s <= sizes; s++)
        if (waited[size[s]] > 0.1)
            printf "The machine was busy at %s notices: %s had to wait for %.0f%% of its time.\n", with_commas(size[s]), name[1],
                100 * waited[size[s]]
    print ""
}

END {
    put_machine()
    put_costs()
    print ""
    put_goals()
}
