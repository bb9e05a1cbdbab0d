# How things stood at the end of a period is told from what had happened by then, whatever came after it; what ended before a
# period is not carried over into it; limits are counted as the rule book counts them.
"$JIANFU" template register >register.xml
"$JIANFU" template calendar | sed 's/2022/2005/g' >calendar.xml
file() { # KIND ROOT: the records are read from standard input
    printf '<?xml version="1.0" encoding="UTF-8"?>\n<%s xmlns="urn:jianfu:%s:1"><source unit="县办" division="350198000000" period="2005" prepared-by="某" on="2006-03-01"/>\n' "$2" "$1"
    cat
    echo "</$2>"
}
petition() { # NUMBER PLACE STEPS...: each TYPE:DAY[:RESULT]
    printf '<petition no="%s" channel="letter" received-on="2005-05-09" division="%s" unit="EX-XX" category="school"><text>反映收费。</text>\n' "$1" "$2"
    shift 2
    for step in "$@"; do
        type=${step%%:*} rest=${step#*:}
        day=${rest%%:*} more=
        case $type in
        conclude) more=" result=\"${rest#*:}\"" ;;
        reply) more=' opinion="explain"' ;;
        merge) more=' into="M-1"' ;;
        withdraw | reopen) more=' reason="某"' ;;
        esac
        printf '  <step type="%s" on="%s" by="某"%s/>\n' "$type" "$day" "$more"
    done
    echo '</petition>'
}
TOWN=350198100000 VILLAGE=350198100201
# a limit of the village's own, in working days
file rulebook rulebook >book.xml <<EOF
<document number="某发〔2005〕1号" title="某" issuer="某" level="county" issued="2005-01-01" certainty="unverified"/>
<standard code="own.handle" item="petition.handle" ruling="deadline" number="20" unit="working-day" from="2005-05-01" document="某发〔2005〕1号" certainty="unverified" division="$VILLAGE"/>
EOF
{
    petition M-1 $TOWN
    petition M-2 $TOWN merge:2005-05-10
    petition M-3 $TOWN withdraw:2005-05-10
    # closed without a word, and taken up anew after the period
    petition M-4 $TOWN accept:2005-05-10 withdraw:2005-05-11 close:2005-05-12 reopen:2005-07-13
    # taken up once more after the period, and in it
    petition A-1 $TOWN accept:2005-05-10 investigate:2005-05-11 conclude:2005-06-20:partly investigate:2005-07-05 conclude:2005-08-01:substantiated
    petition A-2 $TOWN accept:2005-05-10 investigate:2005-05-11 conclude:2005-05-20:unsubstantiated investigate:2005-06-10 conclude:2005-07-02:unsubstantiated reply:2005-07-03 close:2005-07-04 reopen:2005-08-01
    # 20 worked days after 9 May are over on 6 June
    petition W-1 $VILLAGE accept:2005-05-09 investigate:2005-05-10 conclude:2005-06-06:unsubstantiated
    petition W-2 $VILLAGE accept:2005-05-09 investigate:2005-05-10 conclude:2005-06-07:unsubstantiated
    petition W-3 $VILLAGE accept:2005-05-09
    # no calendar of 2006
    petition W-4 $VILLAGE accept:2005-05-09 reply:2005-05-10 reopen:2005-12-20
} | file petition petitions >petitions.xml
# labour days are owed as well as money
file petition petitions >labour.xml <<EOF
<petition no="L-1" channel="letter" received-on="2005-05-09" division="$TOWN" unit="EX-XX" category="vote-project"><text>反映收费。</text>
<step type="accept" on="2005-05-10" by="某"/><step type="investigate" on="2005-05-11" by="某"/>
<step type="conclude" on="2005-05-12" by="某" result="substantiated"/>
<step type="refund-order" on="2005-05-13" by="某" no="L" unit="EX-XX" deadline="2005-06-01" basis="条例"><payee no="1" name="某某" charged="0.00" allowed="0.00" due="0.00" charged-days="5" allowed-days="3" due-days="2"/></step>
<step type="refund-pay" on="2005-06-01" by="某" no="L"><payment payee="1" amount="0.00" receipt="r1" received-by="某某" manner="labour" days="1.5"/></step>
<step type="refund-pay" on="2005-07-02" by="某" no="L"><payment payee="1" amount="0.00" receipt="r2" received-by="某某" manner="labour" days="0.5"/></step>
</petition>
EOF
# a day that was put off after it had passed
file petition petitions >plan.xml <<EOF
<petition no="P-1" channel="congress" received-on="2005-05-09" division="$TOWN" unit="EX-XX" category="school"><text>反映收费。</text>
<step type="accept" on="2005-05-10" by="某"/><step type="investigate" on="2005-05-11" by="某"/>
<step type="conclude" on="2005-05-12" by="某" result="substantiated"/>
<step type="refund-order" on="2005-05-13" by="某" no="P" unit="EX-XX" deadline="2005-06-10" basis="条例"><payee no="1" name="某某" charged="8.00" allowed="0.00" due="8.00"/></step>
<step type="refund-plan" on="2005-07-05" by="某" no="P" deadline="2006-02-01" reason="某"><instalment due-on="2006-02-01" amount="8.00"/></step>
</petition>
EOF
# more than was allotted to one place makes up for nothing that another lacks
file transfer transfers >transfers.xml <<EOF
<allocation no="Z1" from="财政局" division="$TOWN" year="2005" purpose="general" amount="100.00" issued-on="2005-02-01" due="2005-03-01"/>
<allocation no="Z2" from="财政局" division="$VILLAGE" year="2005" purpose="general" amount="100.00" issued-on="2005-02-01" due="2005-03-01"/>
<payment no="P1" allocation="Z1" division="$TOWN" by="350198000000" on="2005-02-02" amount="170.00" purpose="general"/>
<payment no="P2" allocation="Z2" division="$VILLAGE" by="350198000000" on="2005-02-02" amount="60.00" purpose="general"/>
EOF
# cards that lie with the village, for nobody signed for one
file card-issue card-issues >cards.xml <<EOF
<card-issue division="$VILLAGE" year="2005" delivered-on="2005-06-10" issued="0" issued-on="2005-06-20"/>
EOF
# decided on after the period
file arrears arrears >arrears.xml <<EOF
<arrear no="W1" division="$VILLAGE" debtor-class="village" debtor="$VILLAGE" registered-on="2005-03-01" total="5.00"><owed name="农业税" year="2001" amount="5.00" class="exempt" treatment="exempted" decided-on="2005-07-01"/></arrear>
EOF
# the accounts of the months and of the half-year
file village-account village-accounts >accounts.xml <<EOF
<account unit="EX-CW" period="2005-01" opening="0.00" income="10.00" expense="2.00" closing="8.00"/>
<account unit="EX-CW" period="2005-06" opening="8.00" income="20.00" expense="3.00" closing="25.00"/>
<account unit="EX-CW" period="2005H1" opening="0.00" income="30.00" expense="5.00" closing="25.00"/>
<account unit="EX-CW" period="2005-07" opening="25.00" income="1.00" expense="1.00" closing="25.00"/>
EOF
export JIANFU_TODAY=2006-03-01
quiet init
quiet import "$FIXTURES/rulebook/00-national.xml" register.xml calendar.xml book.xml petitions.xml labour.xml plan.xml transfers.xml cards.xml arrears.xml accounts.xml
tell() { # PERIOD FIGURE: its value and rows
    value=$("$JIANFU" --lang en why "half-year/$1/$2" | sed -n 's/^  value *//p')
    echo "$1 $2: $value" "$("$JIANFU" --lang en why "half-year/$1/$2" --all | sed -n '/^rows behind/,$s/.*→ [a-z-]*:/ /p' | tr -d '\n')"
}
for figure in petition.received petition.concluded petition.partly petition.unsubstantiated petition.ended petition.on-time petition.late petition.overdue petition.running petition.no-limit \
    petition.unaccepted petition.skipped refund.orders refund.open refund.overdue refund.overdue-rest transfer.released transfer.rest transfer.overdue-rest card.records card.villages card.short arrear.undecided account.villages account.income account.expense; do
    tell 2005H1 $figure
done
for figure in petition.earlier petition.earlier-ended petition.earlier-open petition.earlier-overdue refund.earlier refund.earlier-open refund.earlier-overdue arrear.undecided account.income; do tell 2005H2 $figure; done
for figure in petition.earlier petition.earlier-ended petition.earlier-open refund.earlier refund.earlier-overdue; do tell 2006H1 $figure; done
# a figure leads to the table that lists what it counts, and to none that is not printed
quiet report half-year 2006H1 --output report.html
sed 's/<tr/\n&/g' report.html | sed -n 's/^<tr id="figure-\(petition[^"]*\)".*href="#\(table-[^"]*\)".*/\1 \2/p'
tr '<' '\n' <report.html | sed -n 's/.*href="#\([^"]*\)".*/\1/p' | sort -u >leads.txt
tr '<' '\n' <report.html | sed -n 's/.*id="\([^"]*\)".*/\1/p' | sort -u >places.txt
comm -23 leads.txt places.txt
