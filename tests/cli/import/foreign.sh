# Files as other people's programs write them: what means the same is taken, what does not is refused with what to do.
quiet init
quiet import "$FIXTURES"/rulebook/00-national.xml "$FIXTURES"/county/10-register.xml
S='<source unit="樟溪县减负办（演示）" division="350199000000" period="2005H1" prepared-by="测试员" on="2005-06-30"/>'
ITEM='<item name="测试费" quantity="1" price="20.00" amount="20.00"/>'
notice() { # NUMBER [ITEM]
    printf '<notice no="%s" unit="108NJ" division="350199108201" payer-class="household" payer="H-1" payer-name="陈测试" charged-on="2005-03-02" total="20.00">%s</notice>' \
        "$1" "${2:-$ITEM}"
}
offer() { # FILE: its diagnostics in Chinese
    "$JIANFU" --lang zh import "$1" >out.txt 2>said.txt
    echo "status $? $1$(grep "^$1:" said.txt | sed "s/^$1:/ /" | tr '\n' ';')"
}

# names with a prefix, single quotes, attributes in another order, comments, instructions, what .NET and XML Spy add
cat >prefix.xml <<EOF
<?xml version='1.0' encoding='utf-8' standalone='yes'?>
<?xml-stylesheet type="text/xsl" href="notice.xsl"?>
<!-- exported -->
<n:notices xmlns:xsd="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:n="urn:jianfu:notice:1" xsi:schemaLocation="urn:jianfu:notice:1 notice.xsd">
<n:source on='2005-06-30' prepared-by='测试员' period='2005H1' division='350199000000' unit='樟溪县减负办（演示）'></n:source><!-- row 1 --><?row 1?>
<n:notice total='20.00' charged-on='2005-03-02' payer-name='陈测试' payer-class='household' payer='H-1' division='350199108201' unit='108NJ' no='F-1'
><n:item amount='20.00' price='20.00' quantity='1' name='&#27979;&#x8BD5;费'/></n:notice >
</n:notices>
<!-- 1 row -->
EOF
# blanks and line's ends around values, which the schema allows
cat >blanks.xml <<EOF
<notices xmlns="urn:jianfu:notice:1">$S<control sum=" 20.00 "/>
<notice no="F-2" unit="108NJ" division="350199108201" payer-class="household" payer="H-1" payer-name=" 陈测试
   " charged-on="
2005-03-02 " total=" 20.00"><item name="
      测试费
    " quantity=" 1 " price="20.00 " amount="20.00"/></notice></notices>
EOF
for encoding in GB2312 windows-936 MS936; do
    { echo "<?xml version=\"1.0\" encoding=\"$encoding\"?><notices xmlns=\"urn:jianfu:notice:1\">$S"; notice "F-$encoding"; echo '</notices>'; } |
        iconv -f UTF-8 -t GBK >"$encoding.xml"
done
for file in prefix blanks GB2312 windows-936 MS936; do offer $file.xml; done
sqlite3 "$JIANFU_DB" "SELECT n.number, '[' || n.payer_name || ']', n.charged_on, n.total_fen, '[' || t.text || ']'
    FROM notice n JOIN notice_item USING (record_id) JOIN term t ON t.term_id = name_term WHERE n.number LIKE 'F-%' ORDER BY n.number"

# UTF-8 that says it is GB2312: each of its bytes would be read as another character
printf '<?xml version="1.0" encoding="GB2312"?><notices xmlns="urn:jianfu:notice:1"><source unit="水利费用"/></notices>' >utf8.xml
printf '\357\273\277<?xml version="1.0" encoding="gbk"?><notices xmlns="urn:jianfu:notice:1"><source unit="水利费用"/></notices>' >mark.xml
# namespaces
{ echo "<notices xmlns=\"urn:jianfu:notice:1\">$S"; notice F-3 '<item xmlns="" name="测试费" quantity="1" price="20.00" amount="20.00"/>'; echo '</notices>'; } >item-without.xml
{ echo "<notices>$S"; notice F-4; echo '</notices>'; } >root-without.xml
{ echo "<notices xmlns=\" urn:jianfu:notice:1 \">$S"; notice F-5; echo '</notices>'; } >root-blanks.xml
{ echo "<data><notices xmlns=\"urn:jianfu:notice:1\">$S"; notice F-6; echo '</notices></data>'; } >wrapped.xml
# what a schema may say and ours does not
X='xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"'
{ echo "<notices xmlns=\"urn:jianfu:notice:1\" $X>$S"; notice F-7 "<item xsi:nil=\"true\" ${ITEM#<item}"; echo '</notices>'; } >nil.xml
{ echo "<notices xmlns=\"urn:jianfu:notice:1\" $X>$S"; notice F-8 "<item xsi:type=\"row\" ${ITEM#<item}"; echo '</notices>'; } >type.xml
{ echo "<notices xmlns=\"urn:jianfu:notice:1\" xml:lang=\"zh\">$S"; notice F-9; echo '</notices>'; } >lang.xml
{ echo "<notices xmlns=\"urn:jianfu:notice:1\" xmlns:n=\"urn:jianfu:notice:1\">$S"; notice F-12 | sed 's/ payer-name=/ n:payer-name=/'; echo '</notices>'; } >attribute.xml
# blanks where the schema allows none
{ echo "<notices xmlns=\"urn:jianfu:notice:1\">$S"; notice F-10 | sed 's/"household"/"household "/; s/"108NJ"/" 108NJ"/'; echo '</notices>'; } >choice.xml
# other things by the name of XML
printf '<!DOCTYPE html PUBLIC "-//W3C//DTD HTML 4.01//EN">\n<html></html>' >page.xml
printf '\n<HTML>\n<title>收费</title>' | iconv -f UTF-8 -t GBK >page-gbk.xml
printf '<table border=1><tr><td>1</table>' >table.xml
printf '编号,金额\n1,20.00\n' | iconv -f UTF-8 -t GBK >list.xml
printf '\377\330\377\340' >picture.xml
{ echo "<notices xmlns=\"urn:jianfu:notice:1\">$S"; notice F-11 | sed "s/ payer-name=/ receipt=\"\" payer-name=/"; echo "</notices>"; } >empty.xml
for file in utf8 mark item-without root-without root-blanks wrapped nil type lang attribute choice empty page page-gbk table list picture; do offer $file.xml; done
