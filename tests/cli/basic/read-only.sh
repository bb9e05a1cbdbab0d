# needs root
# Of a file that may only be read (an archive, a county's file seen by an auditor) nothing false is told: lists, reports and
# a check of the log work, what would write says why it cannot. Root may write anything, so the right to is taken away.
quiet init
quiet import "$FIXTURES"/rulebook/*.xml "$FIXTURES"/county/00-rulebook-demo.xml "$FIXTURES"/county/10-register.xml "$FIXTURES"/county/5*.xml
chmod 400 county.db
look() {
    printf '$ jianfu %s\n' "$*"
    setpriv --bounding-set=-dac_override,-dac_read_search --inh-caps=-all "$JIANFU" "$@" >out.txt 2>err.txt
    status=$?
    sed 's/head [0-9a-f]*/head ../; s/^/out: /' out.txt
    sed 's/^/err: /' err.txt
    echo "status: $status"
}
look verify
look petition list --format csv | tail -3
look petition accept 2005-001
look petition show 2005-020 --names
look check
