# svg.awk - how the time per record grows with the size, as a picture: a line for each command of import and check.
# Sizes stand on a logarithmic scale. Goes after results.awk.

BEGIN {
    left = 70
    right = 560
    top = 40
    bottom = 360
    colours = split("#1b6ca8 #c0392b #2e8b57 #8e44ad #d68910 #555555 #16a085 #7f4f24", colour, " ")
}

function place(s) {
    if (largest == smallest)
        return (left + right) / 2
    return left + (right - left) * (log(s) - log(smallest)) / (log(largest) - log(smallest))
}

function height(microseconds) {
    return bottom - (bottom - top) * microseconds / ceiling
}

# The next of 1, 2, 5, 10, 20, 50, ... that is not below.
function round_up(x,    step) {
    for (step = 1; ; step *= 10) {
        if (x <= step)
            return step
        if (x <= 2 * step)
            return 2 * step
        if (x <= 5 * step)
            return 5 * step
    }
}

function measure_space(    c, s, value) {
    smallest = largest = size[1]
    for (s = 1; s <= sizes; s++) {
        if (size[s] + 0 < smallest + 0)
            smallest = size[s]
        if (size[s] + 0 > largest + 0)
            largest = size[s]
        for (c = 1; c <= commands; c++) {
            value = each_record[size[s], name[c]]
            if (value != "" && value > highest)
                highest = value
        }
    }
    ceiling = round_up(highest)
}

function text(x, y, anchor, words) {
    printf "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\">%s</text>\n", x, y, anchor, words
}

function stroke(x1, y1, x2, y2, hue) {
    printf "<line x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\" stroke=\"%s\"/>\n", x1, y1, x2, y2, hue
}

function draw_axes(    i, s) {
    text(left, 22, "start", "microseconds for each record, by number of notices")
    for (i = 0; i <= 5; i++) {
        stroke(left, height(ceiling * i / 5), right, height(ceiling * i / 5), i ? "#dddddd" : "#333333")
        text(left - 8, height(ceiling * i / 5) + 4, "end", sprintf("%g", ceiling * i / 5))
    }
    for (s = 1; s <= sizes; s++) {
        stroke(place(size[s]), bottom, place(size[s]), bottom + 5, "#333333")
        text(place(size[s]), bottom + 20, "middle", with_commas(size[s]))
    }
}

function draw_command(which, hue, nth,    s, value, points) {
    for (s = 1; s <= sizes; s++) {
        value = each_record[size[s], which]
        if (value == "")
            continue
        points = points sprintf("%.1f,%.1f ", place(size[s]), height(value))
        printf "<circle cx=\"%.1f\" cy=\"%.1f\" r=\"3.5\" fill=\"%s\"/>\n", place(size[s]), height(value), hue
    }
    printf "<polyline points=\"%s\" fill=\"none\" stroke=\"%s\" stroke-width=\"2\"/>\n", points, hue
    stroke(right + 30, top + 20 * nth, right + 50, top + 20 * nth, hue)
    text(right + 56, top + 20 * nth + 4, "start", which)
}

END {
    measure_space()
    print "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 720 400\" font-family=\"sans-serif\" font-size=\"12\">"
    print "<rect width=\"720\" height=\"400\" fill=\"#ffffff\"/>"
    draw_axes()
    for (c = 1; c <= commands; c++)
        if (stage[name[c]] ~ /^(import|check)$/) {
            draw_command(name[c], colour[drawn % colours + 1], drawn + 0)
            drawn++
        }
    print "</svg>"
}
