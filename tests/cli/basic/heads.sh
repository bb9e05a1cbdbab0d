# No list has two columns of the same head: a clerk sorts and filters by them in Excel and WPS.
quiet init
quiet import "$FIXTURES"/rulebook/*.xml "$FIXTURES"/county/*.xml
while read -r list; do
    for lang in en zh; do
        "$JIANFU" --lang $lang $list --format csv 2>/dev/null | head -1 | tr -d '\r' | sed 's/^\xef\xbb\xbf//' | tr ',' '\n' >heads.txt
        [ -s heads.txt ] || echo "$list: no head"
        sort heads.txt | uniq -d | sed "s/^/$list: /"
    done
done <<'LISTS'
account list
accountability list
actor looks
arrears list
batch list
board list
card list
card match 350199102202 --year 2005
finding list
finding repeats
inspection coverage J2005-001
inspection list
inspection show J2005-001
levy list
log
petition due
petition history 2005-020
petition list
petition steps
proposal list
publicity list
publicity sums
refund calls TK2005-01
refund due
refund list
refund receipts TK2005-01
refund show TK2005-01
refund show TK2005-01 --payments
refund show TK2005-01 --plan
refund show TK2005-01 --unclaimed
register list
remedy list
rule list
rulebook at 2005-03-01
rulebook conflicts
rulebook documents
rulebook lint
rulebook stale
transfer list
LISTS
