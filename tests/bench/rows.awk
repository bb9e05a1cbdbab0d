# rows.awk - the rows of notice files as bare CSV, for the peer that imports CSV. Reads the files of generate.c only,
# where each element has its own line; the columns stand in the order of peers/table.sql.

BEGIN {
    count = split("no unit division payer-class payer payer-name charged-on total receipt receipt-kind", of_notice, " ")
    items = split("name quantity price amount document period", of_item, " ")
}

# The value of an attribute, ready for CSV.
function field(name,    start, value) {
    start = index($0, " " name "=\"")
    if (!start)
        return ""
    value = substr($0, start + length(name) + 3)
    value = substr(value, 1, index(value, "\"") - 1)
    if (value ~ /&/) {
        gsub(/&lt;/, "<", value)
        gsub(/&gt;/, ">", value)
        gsub(/&quot;/, "\"", value)
        gsub(/&amp;/, "\\&", value)
    }
    if (value ~ /[",]/) {
        gsub(/"/, "\"\"", value)
        value = "\"" value "\""
    }
    return value
}

/^  <notice / {
    shared = field(of_notice[1])
    for (i = 2; i <= count; i++)
        shared = shared "," field(of_notice[i])
}

/^    <item / {
    row = shared
    for (i = 1; i <= items; i++)
        row = row "," field(of_item[i])
    print row
}
