# json.awk - the results of a bench as JSON, one command or goal a line. Goes after results.awk.

function quoted(text) {
    gsub(/\\/, "&&", text)
    gsub(/"/, "\\\"", text)
    gsub(/\t/, "\\t", text)
    return "\"" text "\""
}

function pair(name, value) {
    return quoted(name) ": " value
}

# A number, or null where there is none.
function number(format, value) {
    return value == "" ? "null" : sprintf(format, value)
}

function list_of_walls(key,    i, text) {
    for (i = 1; i <= runs[key]; i++)
        text = text (i > 1 ? ", " : "") sprintf("%.6f", wall[key, i] / 1000000)
    return "[" text "]"
}

function put_machine(    i) {
    print "  " quoted("machine") ": {"
    for (i = 1; i <= machines; i++)
        print "    " pair(machine_name[i], quoted(machine_value[i])) (i < machines ? "," : "")
    print "  },"
}

function command_object(s, which,    key) {
    key = s SUBSEP which
    return "{" pair("name", quoted(which)) ", " pair("stage", quoted(stage[which])) ", " pair("command", quoted(line[which])) \
        ", " pair("median_s", number("%.6f", median[key] / 1000000)) ", " pair("cpu_s", number("%.6f", cpu[key] / 1000000)) \
        ", " pair("peak_mb", number("%.3f", peak[key] / 1000000)) \
        ", " pair("us_per_record", number("%.3f", each_record[key])) \
        ", " pair("of_import", number("%.4f", ratio(median[key], median[s, "import"]))) \
        ", " pair("wall_s", list_of_walls(key)) "}"
}

function put_commands(s,    c, before) {
    print "      " quoted("commands") ": ["
    for (c = 1; c <= commands; c++) {
        if (!runs[s, name[c]])
            continue
        printf "%s        %s", before, command_object(s, name[c])
        before = ",\n"
    }
    print "\n      ],"
}

function put_goals(s, indent,    i) {
    print indent quoted("goals") ": ["
    for (i = 1; i <= goals_at[s]; i++)
        print indent "  {" pair("name", quoted(goal_name[s, i])) ", " pair("what", quoted(goal_what[s, i])) ", " \
            pair("measured", number("%.4f", goal_value[s, i])) ", " \
            pair("by_cpu", number("%.4f", goal_cpu[s, i])) ", " pair("sense", quoted(goal_sense[s, i])) ", " \
            pair("goal", number("%s", goal_bound[s, i])) ", " pair("later", number("%s", goal_later[s, i])) ", " \
            pair("verdict", quoted(goal_verdict[s, i])) "}" (i < goals_at[s] ? "," : "")
    print indent "]"
}

function put_notes(s,    i, text) {
    for (i = 1; i <= notes; i++)
        if (note_size[i] == s)
            text = text (text == "" ? "" : ", ") quoted(note[i])
    print "      " quoted("notes") ": [" text "],"
}

function put_size(s, last) {
    print "    {"
    print "      " pair("notices", s) ", " pair("lines", rows[s]) ", " pair("xml_bytes", bytes[s]) ", " \
        pair("further_notices", further[s]) ", " pair("rounds", rounds[s]) ", " pair("waited", number("%.3f", waited[s])) ","
    put_commands(s)
    put_notes(s)
    put_goals(s, "      ")
    print "    }" (last ? "" : ",")
}

END {
    print "{"
    put_machine()
    print "  " quoted("sizes") ": ["
    for (n = 1; n <= sizes; n++)
        put_size(size[n], n == sizes)
    print "  ],"
    print "  " quoted("growth") ": {"
    put_goals("growth", "    ")
    print "  }"
    print "}"
}
