# results.awk - reads what a bench left behind and works out medians, ratios and goals; table.awk, json.awk and svg.awk
# write them. Which file is read is told by `kind` before its name: machine, sizes, notes, commands, samples.
#
# What those find in their END, for a command NAME at a size S:
#   runs, median, least, most, cpu [S,NAME]   number of runs; wall time, and user and system time together, microseconds
#   peak [S,NAME]                             the greatest peak memory of all runs, bytes
#   each_record [S,NAME]                      wall time per record, microseconds; of the stages import and check
#   goal_name, goal_what, goal_value, goal_cpu, goal_sense, goal_bound, goal_later, goal_verdict [S,i], i up to
#   goals_at[S]                               goal_cpu is goal_value with processor times instead of wall times; growth
#                                             goals stand under S = "growth"; values are "" where there is none
#   waited [S]                                the part of its wall time for which the first command, all in memory and
#                                             never waiting by itself, did not run: how busy the machine was with others

kind == "machine" {
    machine_name[++machines] = $1
    machine_value[machines] = $2
}
kind == "sizes" {
    size[++sizes] = $1
    rows[$1] = $2
    bytes[$1] = $3
    rounds[$1] = $4
    further[$1] = $5
}
kind == "notes" {
    note_size[++notes] = $1
    note[notes] = $2
}
kind == "commands" && !/^#/ && NF == 7 {
    name[++commands] = $2
    stage[$2] = $1
    goals[$2] = $6
    line[$2] = $7
}
kind == "samples" {
    key = $1 SUBSEP $2
    n = ++runs[key]
    wall[key, n] = $3
    used[key, n] = $4 + $5
    if ($6 * 1024 > peak[key])
        peak[key] = $6 * 1024
}

# ---- numbers

# Orders sorted[1..n].
function order(n,    i, j, x) {
    for (i = 2; i <= n; i++) {
        x = sorted[i]
        for (j = i - 1; j > 0 && sorted[j] > x; j--)
            sorted[j + 1] = sorted[j]
        sorted[j + 1] = x
    }
}

function middle(n) {
    return n % 2 ? sorted[(n + 1) / 2] : (sorted[n / 2] + sorted[n / 2 + 1]) / 2
}

function sum_up(s, which,    key, n, i) {
    key = s SUBSEP which
    n = runs[key]
    for (i = 1; i <= n; i++)
        sorted[i] = used[key, i]
    order(n)
    cpu[key] = middle(n)
    for (i = 1; i <= n; i++)
        sorted[i] = wall[key, i]
    order(n)
    median[key] = middle(n)
    least[key] = sorted[1]
    most[key] = sorted[n]
    if (stage[which] ~ /^(import|check)$/)
        each_record[key] = median[key] / rows[s]
}

# 1000000 as 1,000,000
function with_commas(n,    text) {
    text = sprintf("%d", n)
    while (text ~ /[0-9][0-9][0-9][0-9]/)
        sub(/[0-9][0-9][0-9]($|,)/, ",&", text)
    return text
}

# ---- goals

# Is the goal for this size? `range` is @FROM-TO, each end may be missing.
function is_for(s, range,    ends) {
    if (range == "")
        return 1
    split(substr(range, 2), ends, "-")
    return s + 0 >= ends[1] + 0 && (ends[2] == "" || s + 0 <= ends[2] + 0)
}

function judge(s, which, what, value, of_cpu, sense, bound, later,    i, met) {
    i = ++goals_at[s]
    goal_name[s, i] = which
    goal_what[s, i] = what
    goal_value[s, i] = value
    goal_cpu[s, i] = of_cpu
    goal_sense[s, i] = sense
    goal_bound[s, i] = bound
    goal_later[s, i] = later
    met = sense == "at most" ? value <= bound + 0 : value >= bound + 0
    goal_verdict[s, i] = value == "" ? "not measured" : met ? "met" : "missed"
}

function ratio(a, b) {
    return a == "" || b == "" || b == 0 ? "" : a / b
}

function scaled(value, unit) {
    return value == "" ? "" : value / unit
}

function judge_at(s, which, sort_of, bound, later,    key, other) {
    key = s SUBSEP which
    if (sort_of == "ms")
        judge(s, which, "ms for " which, scaled(median[key], 1000), scaled(cpu[key], 1000), "at most", bound, later)
    else if (sort_of == "MB")
        judge(s, which, "MB at the peak of " which, scaled(peak[key], 1000000), "", "at most", bound, later)
    else if (sort_of ~ /^\//) {
        other = substr(sort_of, 2)
        judge(s, which, "time of " which " / time of " other, ratio(median[key], median[s, other]), \
            ratio(cpu[key], cpu[s, other]), "at most", bound, later)
    } else if (sort_of ~ /\/$/) {
        other = substr(sort_of, 1, length(sort_of) - 1)
        judge(s, which, "time of " other " / time of " which, ratio(median[s, other], median[key]), \
            ratio(cpu[s, other], cpu[key]), "at least", bound, later)
    } else if (sort_of !~ /^growth/) {
        print "results.awk: commands.tsv: '" sort_of "' of '" which "' is no kind of goal" >"/dev/stderr"
        exit 1
    }
}

# A record's share of the processor time.
function cpu_each(s, which) {
    return cpu[s, which] == "" ? "" : cpu[s, which] / rows[s]
}

# From the smallest to the largest of the sizes run, as far as the goal is for them.
function judge_growth(which, sort_of, bound, later, range,    i, from, to) {
    for (i = 1; i <= sizes; i++) {
        if (!is_for(size[i], range))
            continue
        if (from == "" || size[i] + 0 < from + 0)
            from = size[i]
        if (to == "" || size[i] + 0 > to + 0)
            to = size[i]
    }
    if (from == to)
        return
    if (sort_of == "growth")
        judge("growth", which, "time per record of " which ", " with_commas(to) " / " with_commas(from), \
            ratio(each_record[to, which], each_record[from, which]), ratio(cpu_each(to, which), cpu_each(from, which)), \
            "at most", bound, later)
    else
        judge("growth", which, "peak memory of " which ", " with_commas(to) " / " with_commas(from), \
            ratio(peak[to, which], peak[from, which]), "", "at most", bound, later)
}

function judge_all(which,    i, s, n, list, words, later, range) {
    if (goals[which] == "-")
        return
    n = split(goals[which], list, /; */)
    for (i = 1; i <= n; i++) {
        range = match(list[i], /@.*/) ? substr(list[i], RSTART) : ""
        sub(/ *@.*/, "", list[i])
        later = split(list[i], words, " ") > 2 ? words[3] : ""
        for (s = 1; s <= sizes; s++)
            if (is_for(size[s], range))
                judge_at(size[s], which, words[1], words[2], later)
        if (words[1] ~ /^growth/)
            judge_growth(which, words[1], words[2], later, range)
    }
}

END {
    for (c = 1; c <= commands; c++)
        for (s = 1; s <= sizes; s++)
            if (runs[size[s], name[c]])
                sum_up(size[s], name[c])
    for (s = 1; s <= sizes; s++)
        if (median[size[s], name[1]] > 0)
            waited[size[s]] = 1 - cpu[size[s], name[1]] / median[size[s], name[1]]
    for (c = 1; c <= commands; c++)
        judge_all(name[c])
}
