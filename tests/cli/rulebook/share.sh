# A standard that is a share of another amount: surcharge at most 40 % of the tax (2003), and no other way to count it.
quiet init
cat >book.xml <<'XML'
<?xml version="1.0" encoding="UTF-8"?>
<rulebook xmlns="urn:jianfu:rulebook:1">
  <source unit="测试" division="350199000000" period="2003" prepared-by="t" on="2003-12-31"/>
  <document number="国试〔2002〕1号" title="国家文件" issuer="国家" level="state" from="2002-01-01" certainty="original"/>
  <standard code="test.tax" item="tax.farm" ruling="charge" unit="none" from="2002-01-01" until="2003-12-31" document="国试〔2002〕1号" certainty="unverified"/>
</rulebook>
XML
cat >register.xml <<'XML'
<?xml version="1.0" encoding="UTF-8"?>
<register xmlns="urn:jianfu:register:1">
  <source unit="测试" division="350199000000" period="2003" prepared-by="t" on="2003-12-31"/>
  <division code="350199000000" name="樟溪县" county-class="1" demonstration="yes"/>
  <division code="350199100000" name="城关镇"/>
  <unit code="T" name="城关镇财政所" type="station" division="350199100000"/>
</register>
XML
notice() { # number tax surcharge
    printf '<notice no="%s" unit="T" division="350199100000" payer-class="household" payer="h%s" charged-on="2003-11-01" total="%s"><item name="农业税附加" quantity="1" price="%s" amount="%s"/>%s</notice>\n' \
        "$1" "$1" "$4" "$3" "$3" "${2:+<item name=\"农业税\" quantity=\"1\" price=\"$2\" amount=\"$2\"/>}"
}
{
    echo '<?xml version="1.0" encoding="UTF-8"?><notices xmlns="urn:jianfu:notice:1"><source unit="t" division="350199000000" period="2003" prepared-by="t" on="2003-12-31"/>'
    notice at 100.00 40.00 140.00
    notice above 100.00 40.01 140.01
    notice rounded 33.33 13.33 46.66
    notice rounded-above 33.33 13.34 46.67
    notice no-tax "" 40.00 40.00
    echo '</notices>'
} >notices.xml
quiet import "$FIXTURES"/rulebook/*.xml
quiet import register.xml book.xml notices.xml
"$JIANFU" check --rule fee-over-standard --findings --format csv
"$JIANFU" check --rule fee-over-standard | grep -A2 'Could not'
"$JIANFU" finding list --rule fee-over-standard --format csv | wc -l
run rulebook at 2003-11-01 --item tax.surcharge
