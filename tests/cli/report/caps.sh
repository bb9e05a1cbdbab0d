# The lists of schools and subscribers hold what was charged and spent against the same standards as the audit: one for a season, one
# by another unit that governs because it is narrower, two classes of as many pupils, told apart and not, groups of one grade.
opening() { printf '<%s xmlns="urn:jianfu:%s:1">\n<source unit="演示" division="350199000000" period="2005H1" prepared-by="演示" on="2005-07-01"/>\n' "$1" "$2"; }
{
    opening rulebook rulebook
    cat <<'XML'
<standard code="season" item="school.onefee" ruling="cap" amount="100.00" unit="pupil-term" from="2004-09-01" certainty="original" county-class="1" stage="primary" area="rural" season="S"/>
<standard code="narrow" item="press.subscription" ruling="cap" amount="1.00" unit="each" from="2004-01-01" certainty="original" charging-unit="VA" unit-type="village" size-class="A"/>
</rulebook>
XML
} >book.xml
{
    opening school-charges school-charge
    cat <<'XML'
<school-charge no="season" school="SP" term="2005S" charged-on="2005-03-01" total="4400.00" approval="演示规〔2003〕9号">
<group grade="1" pupils="30"><component name="杂费" per-pupil="60.00" amount="1800.00"/><component name="课本费" per-pupil="50.00" amount="1500.00"/></group>
<group grade="1" pupils="10"><component name="杂费" per-pupil="60.00" amount="600.00"/><component name="课本费" per-pupil="50.00" amount="500.00"/></group>
</school-charge>
<school-charge no="classes" school="SP" term="2005S" charged-on="2005-03-01" total="8400.00" approval="演示规〔2003〕9号">
<group grade="2" pupils="30"><component name="杂费" per-pupil="40.00" amount="1200.00"/><component name="课本费" per-pupil="40.00" amount="1200.00"/></group>
<group grade="2" pupils="30"><component name="杂费" per-pupil="40.00" amount="1200.00"/><component name="课本费" per-pupil="40.00" amount="1200.00"/></group>
<group grade="3" pupils="30"><component name="杂费" per-pupil="40.00" amount="1200.00"/><component name="课本费" per-pupil="40.00" amount="1200.00"/></group>
<group grade="3" pupils="30"><component name="杂费" per-pupil="40.00" amount="1200.00"/></group>
</school-charge>
</school-charges>
XML
} >school.xml
{
    opening subscriptions subscription
    cat <<'XML'
<subscription subscriber="VA" year="2005" total="600.00"><title name="演示日报" copies="1" amount="600.00" mode="own" funds="unit" on="2005-01-10"/></subscription>
<subscription subscriber="TW" year="2005" total="3100.00"><title name="演示日报" copies="5" amount="3100.00" mode="own" funds="unit" on="2005-01-10"/></subscription>
</subscriptions>
XML
} >press.xml
quiet init
sed -e 's/on="2006-12-31"/on="2005-07-01"/' "$FIXTURES/rules/base/register.xml" >register.xml
sed -e 's/on="2006-12-31"/on="2005-07-01"/' "$FIXTURES/rules/base/rulebook.xml" >base.xml
quiet import register.xml base.xml book.xml school.xml press.xml
"$JIANFU" check >/dev/null
for rule in school-onefee-over-cap press-over-cap; do
    run --lang en finding list --rule $rule --format csv
done
for table in over all; do
    run --lang en report school-list 2005H1 --format csv:$table
    run --lang en report subscription-list 2005 --format csv:$table
done
run --lang en report school-list 2005H1 --output list.txt
sed -n '/charge sheets/,/in all/p' list.txt
