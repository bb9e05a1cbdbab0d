# Checking twice changes nothing but the run: the findings are the same row by row, but for the run that saw them last.
quiet init
quiet import "$FIXTURES"/rulebook/*.xml "$FIXTURES"/county/*.xml
columns='finding_id, rule, subject_id, part, state, severity, division_id, unit_id, charged_on, charged_fen, allowed_fen,
         excess_fen, standard_id, detail, rule_digest, first_run'
state() {
    sqlite3 "$JIANFU_DB" "SELECT $columns FROM finding ORDER BY finding_id"
    sqlite3 "$JIANFU_DB" "SELECT rule, verdict, population, passed, failed, undecided, message FROM run_rule
                           WHERE run_id = (SELECT max(run_id) FROM run) ORDER BY rule"
    sqlite3 "$JIANFU_DB" "SELECT rule, reason, subjects FROM run_reason
                           WHERE run_id = (SELECT max(run_id) FROM run) ORDER BY rule, reason"
    for table in subject record term notice school_charge subscription batch; do
        sqlite3 "$JIANFU_DB" "SELECT '$table', count(*) FROM $table"
    done
}
"$JIANFU" check >/dev/null 2>&1
"$JIANFU" finding confirm 1 >/dev/null
state >first
"$JIANFU" check >/dev/null 2>&1
state >second
cmp first second && echo "the same"
sqlite3 "$JIANFU_DB" "SELECT count(*) FROM run"
sqlite3 "$JIANFU_DB" "SELECT type, count(*) FROM event WHERE type NOT LIKE 'import%' AND type NOT LIKE 'petition%' AND type NOT LIKE 'refund%' GROUP BY type"
sqlite3 "$JIANFU_DB" "SELECT count(*) FROM finding WHERE last_run <> 2"
