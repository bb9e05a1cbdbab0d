# Household cards: print, list, match.
quiet init
quiet import "$FIXTURES"/rulebook/*.xml "$FIXTURES"/county/*.xml
quiet office set --name 樟溪县减负办（演示） --mark 樟减负办 --telephone 2468
# a village whose households are listed; heads masked, and in full with a look on record
"$JIANFU" card print 350199108201 --year 2005 --format text | head -60
"$JIANFU" card print 350199108201 --names --format text | sed -n '2p'
run actor looks
# one whose households are not: cards to be filled in
"$JIANFU" card print 350199100201 --on 2004-05-01 --format text | head -3
# no subsidy was in force: a line to fill in
"$JIANFU" card print 350199108201 --on 2005-01-31 --format text 2>/dev/null | grep -A1 -m1 惠农补贴
"$JIANFU" card print 350199108201 2>/dev/null | sed -n '/<body>/,/<\/section>/p'
for pages in 2 4; do
    "$JIANFU" card print 350199108201 --per-page $pages | grep -c '<section'
done
# in an office's program a card of 21 lines stands on one sheet: small margins, small type, no page numbers
quiet card print 350199108201 --output card.docx
quiet card print 350199108201 --output card.odt
python3 - <<'PY'
import re, zipfile
docx, odt = zipfile.ZipFile('card.docx'), zipfile.ZipFile('card.odt')
body, styles = docx.read('word/document.xml').decode(), odt.read('styles.xml').decode()
section = body[:body.index('</w:sectPr>')]
print(section.count('<w:tr>') - section.count('<w:tblHeader/>'), 'items;', re.findall('<w:pgMar [^>]*>', section)[0])
print('page numbers:', 'w:footerReference' in body, '<style:footer>' in styles)
print(re.search('<style:page-layout-properties [^>]*>', styles).group(0))
for name, text in (('word/styles.xml', docx.read('word/styles.xml').decode()), ('styles.xml', styles)):
    note = re.search('<[a-z]*:style [^>]*"Note".*?</[a-z]*:style>', text).group(0)
    print(name, *re.findall('w:line="[0-9]*"|w:sz w:val="[0-9]*"|fo:line-height="[^"]*"|fo:font-size="[^"]*"', note))
PY
"$JIANFU" --lang en card print 350199108201 --format text 2>/dev/null | grep -A2 -m1 一费制
run card print 350199000000 --output all.html
grep -c '<article>' all.html
run card list --year 2005
run --lang zh card list 350199103000 --year 2005 --villages --faulty
run card list --year 2005 --faulty --format csv
run card match 350199100201 --year 2005
run card match 350199100201-0033 --year 2005
run --lang zh card match 350199106000 --year 2005
run card match 350199100202 --year 2005 --all --format csv
# what households showed at visits: the receipt itself (all four agree), another sum, no receipt, no number noted, a payment of which
# nothing is on record, a notice of others; the last visit counts
cat >visits.xml <<'XML'
<?xml version="1.0" encoding="UTF-8"?>
<inspections xmlns="urn:jianfu:inspection:1">
  <source unit="樟溪县减负办（演示）" division="350199000000" period="2005H1" prepared-by="演示" on="2005-07-01"/>
  <plan number="J9" kind="special" period="2005H1" title="票据抽查（演示）" from="2005-06-20" until="2005-07-09" planned-on="2005-06-18"/>
  <visit plan="J9" place="350199100202-0022" form="household" division="350199100202" on="2005-06-20" by="一组">
    <payment name="畜禽防疫费" amount="5.00" unit="100SY" on="2005-06-11" receipt="yes" notice="050000257"/>
  </visit>
  <visit plan="J9" place="350199100202-0062" form="household" division="350199100202" on="2005-06-20" by="一组">
    <payment name="拖拉机年检费" amount="20.00" unit="100NJ" on="2005-05-29" receipt="no" notice="050000297"/>
  </visit>
  <visit plan="J9" place="350199100202-0086" form="household" division="350199100202" on="2005-06-20" by="一组">
    <payment name="检疫" amount="6.00" unit="100SY" on="2005-06-11" receipt="yes" notice="050000321"/>
    <payment name="环境整治费" amount="8.00" unit="100SY" on="2005-06-12" receipt="yes" notice="无此号"/>
  </visit>
  <visit plan="J9" place="350199100202-0150" form="household" division="350199100202" on="2005-06-20" by="一组">
    <payment name="农业灌溉水费" amount="36.00" unit="100SL" on="2005-06-09" receipt="yes"/>
    <payment name="农业灌溉水费" amount="70.80" unit="100SL" on="2005-05-28" receipt="yes" notice="050000393"/>
  </visit>
  <visit plan="J9" place="350199100202-0198" form="household" division="350199100202" on="2005-06-20" by="一组">
    <payment name="农机年检费" amount="25.00" unit="100NJ" on="2005-06-10" receipt="yes" notice="050000433"/>
  </visit>
  <visit plan="J9" place="350199100202-0198" form="household" division="350199100202" on="2005-06-25" by="二组">
    <payment name="农机年检费" amount="15.00" unit="100NJ" on="2005-06-10" receipt="yes" notice="050000433"/>
    <payment name="农机年检费" amount="5.00" unit="100NJ" on="2005-06-10" receipt="yes" notice="050000433"/>
  </visit>
</inspections>
XML
run import visits.xml
run card match 350199100202 --year 2005 --format csv
run card match 350199100202-0022 --year 2005 --format json
run --lang zh card match 350199100202-0198 --year 2005 --format csv
run --lang zh card match 350199104207 --year 2005
run card
run card print
run card print nowhere
run card print 350199108201 --per-page 3
run --lang zh card print 350199108201 --per-page 2 --format docx
run card print 350199108201 --year 5
run card print 350199108201 --format pdf
run card print 350199108201 --format csv
