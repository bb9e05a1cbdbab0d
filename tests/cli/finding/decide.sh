# What people decide about a finding: every step is in its history, what is not possible is refused with what is.
quiet init
quiet import "$FIXTURES"/rulebook/*.xml "$FIXTURES"/county/*.xml
"$JIANFU" check --rule fee-over-standard >/dev/null 2>&1
id=$("$JIANFU" finding list --rule fee-over-standard --format csv | sed -n 2p | cut -d, -f1)
say() { sed "s/\\bF\\?$id\\b/NO/g"; }
run finding rectify "$id" --note x | say
run finding dismiss "$id" | say
run finding dismiss "$id" --reason '　 ' | say # blanks are no reason, of whatever width
run finding confirm "$id" --on 2005-07-08 | say
run finding rectify "$id" --note 已全部退还 --on 2005-07-09 | say
run finding waive "$id" --reason x --approver y --until 2006-01-01 | say
run finding confirm "$id" | say
run finding confirm "$id" --reason 退款单有假 | say
run finding waive "$id" --reason 受灾缓查 | say
run finding waive "$id" --reason 受灾缓查 --approver 王主任 | say
run finding waive "$id" --reason 受灾缓查 --approver 王主任 --until 2005-07-01 | say
run finding waive "$id" --reason 受灾缓查 --approver 王主任 --until 2005-13-01 | say
run finding confirm "$id" --until 2005-12-01 | say
run finding waive "$id" --reason 受灾缓查 --approver 王主任 --until 2005-09-30 | say
run finding dismiss "$id" --reason x | say
run --lang zh finding dismiss "$id" --reason x | say
run finding show "$id" | grep -v 'rule version\|rule book\|SHA' | sed 's,[.]xml:[0-9]*,.xml:LINE,' | say
"$JIANFU" --today 2005-09-30 check --rule fee-over-standard | grep waivers
"$JIANFU" --today 2005-10-01 check --rule fee-over-standard | grep waivers
run finding list --rule fee-over-standard --state open --format csv | head -3 | say
run finding show "$id" | tail -7 | grep -v 'rule book' | say
run finding confirm 99999
run finding confirm twelve
run finding burn 1
"$JIANFU" verify | sed 's/: [0-9]* events.*//'
