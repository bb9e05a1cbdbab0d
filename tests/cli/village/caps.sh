# The dossier of a village holds its charges and subscriptions against the same standards as the audit: not one for units of another
# size, and the newspapers of the unit alone, by the cap of the day of the last.
opening() { printf '<%s xmlns="urn:jianfu:%s:1">\n<source unit="演示" division="350199000000" period="2005" prepared-by="演示" on="2005-07-01"/>\n' "$1" "$2"; }
{
    opening rulebook rulebook
    cat <<'XML'
<standard code="large" item="t.check" ruling="charge" amount="30.00" unit="each" from="2004-01-01" certainty="original" size-class="B" payer-class="household"/>
<standard code="press.later" item="press.subscription" ruling="cap" amount="100.00" unit="unit-year" from="2005-07-01" certainty="original" charging-unit="VA" unit-type="village" size-class="A"/>
</rulebook>
XML
} >book.xml
{
    opening notices notice
    cat <<'XML'
<notice no="1" unit="ST1" division="350199100201" payer-class="household" payer="350199100201-9001" charged-on="2005-03-01" total="20.00" receipt="R-1">
<item name="农机年检费" quantity="1" price="20.00" amount="20.00" document="演示规〔2004〕1号"/></notice>
</notices>
XML
} >notices.xml
{
    opening subscriptions subscription
    cat <<'XML'
<subscription subscriber="VA" year="2005" total="800.00"><title name="演示日报" copies="1" amount="500.00" mode="own" funds="unit" on="2005-01-10"/><title name="演示晚报" copies="3" amount="300.00" mode="own" funds="staff" on="2005-01-10"/></subscription>
</subscriptions>
XML
} >press.xml
quiet init
sed -e 's/on="2006-12-31"/on="2005-07-01"/' "$FIXTURES/rules/base/register.xml" >register.xml
sed -e 's/on="2006-12-31"/on="2005-07-01"/' "$FIXTURES/rules/base/rulebook.xml" >base.xml
quiet import register.xml base.xml book.xml notices.xml press.xml
"$JIANFU" check >/dev/null
run --lang en finding list --format csv
run --lang en village 350199100201 --year 2005 --output village.txt
sed -n '/^Unit .*Standard/,/^ST1/p; /^Unit .*Cap/,/^东村村委会/p; /^ST1 /p; /^东村村委会 .*2005/p' village.txt
