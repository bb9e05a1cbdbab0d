# A remedy that is accepted settles its findings, but none whose refund still waits for money; an order is closed together with
# its findings or not at all.
quiet init
quiet import "$FIXTURES"/rulebook/*.xml "$FIXTURES"/county/*.xml
"$JIANFU" check --rule fee-over-standard >/dev/null 2>&1
set -- $("$JIANFU" finding list --rule fee-over-standard --unit 101NJ --sort number --format csv | sed 1d | cut -d, -f1)
say() { sed "s/\\bF\\?$1\\b/NO1/g; s/\\bF\\?$2\\b/NO2/g"; }
states() { "$JIANFU" finding list --rule fee-over-standard --unit 101NJ --format csv | sed 1d | cut -d, -f4 | sort | uniq -c | sed 's/^ *//'; }
states
quiet finding confirm "$1" "$2"
no=$("$JIANFU" remedy order --remedy 降低标准 --finding "$1,$2" --deadline 2005-08-01 --basis 国务院令第92号 --text 按标准收费 | grep -o 'Z2005-[0-9]*' | head -1)
quiet refund order --finding "$2" --deadline 2005-08-01 --basis 国务院令第92号
quiet remedy prove "$no" --proof 通知 --paper 农机〔2005〕4号 --by 李站长
run remedy accept "$no" --settle 已改
states
run finding rectify "$2" --note 已改 | say "$1" "$2"
quiet refund pay T2005-001 --all-due
run finding rectify "$2" --note 已退清 | say "$1" "$2"
states
